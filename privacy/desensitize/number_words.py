"""Days and years in English words: "the twenty-second", "nineteen eighty-three". No IO."""

from __future__ import annotations

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIRST = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_DAYS = (
    *_FIRST,
    *(f"twenty-{n}" for n in _FIRST[:9]),
    "thirtieth",
    "thirty-first",
)
_NUMBERS = {word: at for at, word in enumerate(_DAYS, 1)}

DAY = "|".join(sorted((word.replace("-", "[ -]") for word in _DAYS), key=len, reverse=True))
"""A pattern of the days of a month, in small letters."""

_BELOW = [*_ONES, *_TEENS]
for _ten in _TENS:
    _BELOW += [_ten, *(f"{_ten}-{one}" for one in _ONES)]
_VALUES = {word: at for at, word in enumerate(_BELOW, 1)}
_HUNDRED = "|".join(sorted((word.replace("-", "[ -]") for word in _BELOW), key=len, reverse=True))
YEAR = (
    rf"(?:(?:fifteen|sixteen|seventeen|eighteen|nineteen|twenty)[ -]"
    rf"(?:hundred(?: and (?:{_HUNDRED}))?|(?:oh|o)[ -](?:{'|'.join(_ONES)})|{_HUNDRED})"
    rf"|two thousand(?: and (?:{_HUNDRED})| (?:{_HUNDRED}))?)"
)
"""A pattern of years, in small letters."""
SHORT_YEAR = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?"
"""A pattern of years of which the century isn't said."""


def day_of(words: str) -> int:
    """The number of a day."""
    return _NUMBERS[words.lower().replace(" ", "-")]


def day_in_words(day: int, like: str) -> str:
    """A day of 1 to 31 with the hyphens and capitals of `like`."""
    words = _DAYS[day - 1]
    return _like(words if " " not in like else words.replace("-", " "), like)


def year_of(words: str) -> int | None:
    """The number of a year; None where it isn't written as years are."""
    parts = words.lower().replace("-", " ").split()
    if parts[:2] == ["two", "thousand"]:
        rest = [part for part in parts[2:] if part != "and"]
        return 2000 + (_VALUES.get("-".join(rest), 0) if rest else 0)
    century = _VALUES.get(parts[0])
    rest = [part for part in parts[1:] if part not in ("hundred", "and", "oh", "o")]
    last = _VALUES.get("-".join(rest)) if rest else 0
    return None if century is None or last is None else 100 * century + last


def year_in_words(year: int, like: str) -> str:
    """A year of 1500 to 2099 in words."""
    century, rest = divmod(year, 100)
    if century == 20 and (rest < 10 or like.lower().startswith("two")):
        words = "two thousand" + (f" and {_BELOW[rest - 1]}" if rest else "")
    elif not rest:
        words = f"{_BELOW[century - 1]} hundred"
    else:
        words = f"{_BELOW[century - 1]} {'oh ' if rest < 10 else ''}{_BELOW[rest - 1]}"
    return _like(words if "-" in like or " " not in like else words.replace("-", " "), like)


def value_of(words: str) -> int | None:
    """The number that words below a hundred say; None for others."""
    return _VALUES.get(words.lower().replace(" ", "-"))


def value_in_words(number: int, like: str) -> str:
    """A number of 0 to 99 in words."""
    words = _BELOW[number - 1] if number else "zero"
    return _like(words.replace("-", " ") if " " in like else words, like)


def _like(words: str, like: str) -> str:
    if like.isupper():
        return words.upper()
    return words[0].upper() + words[1:] if like[0].isupper() else words
