"""The name of a weekday before a date: where it begins, and how it moves with the date. No IO."""

from __future__ import annotations

import re

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = (("Mon",), ("Tue", "Tues"), ("Wed", "Weds"), ("Thu", "Thur", "Thurs"), ("Fri",), ("Sat",))
_FORMS = (*_SHORT, ("Sun",))
_NUMBERS = {
    form.lower(): at for at, day in enumerate(_DAYS) for form in (day, *_FORMS[at])
}  # from Monday, 0
_NAMES = "|".join(sorted(_NUMBERS, key=len, reverse=True))

_BEFORE = re.compile(  # turned round: "Tuesday the ", "Fri., "
    rf"(?: eht)?[ .,]{{1,3}}(?:{_NAMES[::-1]})(?![A-Za-z0-9])", re.IGNORECASE
)
_FIRST = re.compile(rf"(?P<name>{_NAMES})(?=[ .,]{{1,3}}[^ .,])[ .,]+", re.IGNORECASE)
LONGEST = 18  # characters of a weekday and what joins it to its date


def start_of(text: str, at: int, floor: int = 0) -> int:
    """Where the date at `at` begins with the weekday before it, if there is one."""
    found = _BEFORE.match(text[max(floor, at - LONGEST) : at][::-1])
    return at - found.end() if found else at


def divided(text: str) -> tuple[str, str]:
    """The weekday that `text` begins with, and the rest of it; "" for no weekday."""
    found = _FIRST.match(text)
    return (found["name"], text[found.end("name") :]) if found else ("", text)


def moved(name: str, days: int) -> str:
    """The weekday that is so many days later, in the form and case of `name`."""
    old = _NUMBERS[name.lower()]
    at = (old + days) % 7
    if name.lower() == _DAYS[old].lower():
        new = _DAYS[at]
    else:
        forms = _FORMS[at]
        new = forms[min(len(forms) - 1, _FORMS[old].index(name.capitalize()))]
    return new.upper() if name.isupper() else new.lower() if name.islower() else new
