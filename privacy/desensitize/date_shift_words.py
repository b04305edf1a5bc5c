"""Move dates of other forms: in words, of several days, from one to another. No IO.

in words    the second of May, twelfth of April 1983, May the second, the ninth
in words    the fourth of the seventh eighty-five, 4th of the 7th 85
several     3, 5 and 9 June; the 5th or 6th of June
from, to    February to June 2021, 28 June to 3 July
"""

from __future__ import annotations

import re
from collections.abc import Callable

from privacy.desensitize import number_words as words
from privacy.desensitize.date_parts import LEAP, Change, moved, whole_year, year_like

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
NUMBERS = {name[:n]: at for at, name in enumerate(MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
_NAME = "|".join(sorted(NUMBERS, key=len, reverse=True))
_ORDINAL = r"[0-9]{1,2}(?:st|nd|rd|th)"
_DAY = rf"(?:{words.DAY}|[0-9]{{1,2}}(?:st|nd|rd|th)?)"
_AND = r",? ?(?:-|~|,|/|and|or|to|&) ?(?:the )?"
_YEAR = rf"(?:,? (?:of |in )?(?P<year>[0-9]{{4}}|{words.YEAR}|{words.SHORT_YEAR}))?"
_FIRST = re.compile(
    rf"(?P<days>{_DAY}(?:{_AND}{_DAY}){{0,5}})(?: (?:day )?of,? | )(?P<name>{_NAME})\.?{_YEAR}",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"(?P<name>{_NAME})\.?,? (?:the )?(?P<days>{_DAY}(?:{_AND}{_DAY}){{0,5}}){_YEAR}",
    re.IGNORECASE,
)
_EACH = re.compile(rf"{words.DAY}|[0-9]{{1,2}}(?:st|nd|rd|th)?", re.IGNORECASE)
_OF_MONTH = re.compile(
    rf"(?P<day>{words.DAY}|{_ORDINAL}) of the (?P<month>{words.DAY}|{_ORDINAL})"
    rf"(?:,? (?P<year>[0-9]{{4}}|'?[0-9]{{2}}|{words.YEAR}|{words.SHORT_YEAR}))?",
    re.IGNORECASE,
)
_ALONE = re.compile(words.DAY, re.IGNORECASE)
_JOIN = re.compile(r" ?- ?| (?:to|until|till|through|thru|and|or|&) |/")

Shifted = Callable[[str, int], "str | None"]


def from_to(text: str, days: int, shifted: Shifted) -> str | None:
    """Two dates with "to" or a dash between, each moved for itself."""
    for found in _JOIN.finditer(text):
        first, second = text[: found.start()], text[found.end() :]
        if not any(c.isalpha() for c in first + second) and found[0] in ("-", "/"):
            continue
        article = second[: 4 * second.startswith("the ")]
        one, two = shifted(first, days), shifted(second[len(article) :], days)
        if one is not None and two is not None:
            return f"{one}{found[0]}{article}{two}"
    return None


def in_words(text: str, days: int) -> list[Change] | None:
    """What of `text` changes; None where it isn't of these forms."""
    if _ALONE.fullmatch(text):
        day = moved(LEAP, 1, words.day_of(text), days)
        return None if day is None else [((0, len(text)), words.day_in_words(day.day, text))]
    if found := _OF_MONTH.fullmatch(text):
        return _numbered(found, days)
    found = _FIRST.fullmatch(text) or _LATER.fullmatch(text)
    return None if found is None else _listed(found, days)


def _numbered(found: re.Match[str], days: int) -> list[Change] | None:
    """The day and the number of the month, both as ordinals."""
    year = _year(found["year"])
    month = _number(found["month"])
    day = moved(year, month, _number(found["day"]), days) if month <= 12 and year else None
    if day is None:
        return None
    changes = [
        (found.span("day"), _like(found["day"], day.day)),
        (found.span("month"), _like(found["month"], day.month)),
    ]
    if found["year"]:
        changes.append((found.span("year"), _year_like(found["year"], day.year)))
    return changes


def _listed(found: re.Match[str], days: int) -> list[Change] | None:
    """One day or several beside a month's name; a month is written again where it changes."""
    year, month = _year(found["year"]), NUMBERS[found["name"].lower()]
    places = [one.span() for one in _EACH.finditer(found.string, *found.span("days"))]
    old = [found.string[slice(*place)] for place in places]
    new = [moved(year, month, _number(day), days) for day in old] if year else []
    whole = [day for day in new if day is not None]
    if not whole or len(whole) < len(places):
        return None
    before = found.re is _FIRST
    own = whole[-1] if before else whole[0]  # the day whose month the name is
    changes: list[Change] = [(found.span("name"), _name_like(found["name"], own.month))]
    for at, (place, day) in enumerate(zip(places, whole, strict=True)):
        text = _like(old[at], day.day)
        beside = whole[at + 1 : at + 2] if before else whole[at - 1 : at] if at else []
        if beside and beside[0].month != day.month:
            name = _name_like(found["name"], day.month)
            text = f"{text} {name}" if before else f"{name} {text}"
        changes.append((place, text))
    if found["year"]:
        changes.append((found.span("year"), _year_like(found["year"], whole[-1].year)))
    return changes


def _number(day: str) -> int:
    digits = "".join(c for c in day if c.isdigit())
    return int(digits) if digits else words.day_of(day)


def _year(year: str | None) -> int | None:
    """The year that is written, or one for none."""
    if not year:
        return LEAP
    digits = year.lstrip("'")
    if digits.isdigit():
        return whole_year(digits)
    tens = words.value_of(digits)
    return 1900 + tens if tens is not None else words.year_of(digits)


def _year_like(old: str, year: int) -> str:
    digits = old.lstrip("'")
    if digits.isdigit():
        return old[: len(old) - len(digits)] + year_like(digits, year)
    if words.value_of(digits) is not None:
        return words.value_in_words(year % 100, old)
    return words.year_in_words(year, old)


def _like(old: str, number: int) -> str:
    """A day as an ordinal in digits, in words, or as a plain number, as `old` is."""
    if not old[0].isdigit():
        return words.day_in_words(number, old)
    if old[-1].isdigit():
        return f"{number:02d}" if old[0] == "0" else str(number)
    ending = "th" if 10 <= number <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending.upper() if old.isupper() else ending}"


def _name_like(old: str, month: int) -> str:
    name = MONTHS[month - 1]
    if len(old) <= 4 and old.lower() not in MONTHS:
        name = name[:3]
    return name.upper() if old.isupper() else name if old.islower() else name.capitalize()
