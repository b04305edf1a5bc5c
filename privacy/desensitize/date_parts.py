"""What moving a date takes in every language: reading numbers, and writing new ones. No IO."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

LEAP = 2000  # stands in for a year that isn't written
MIDDLE = 15  # stands in for a day that isn't written
_CENTURY = 50  # two digits below it are of this century

# Bounds in a text, and what comes there instead.
Change = tuple[tuple[int, int], str]


def moved(year: int, month: int, day: int, days: int) -> date | None:
    """That day moved; None where there is no such day, or none of years 1 to 9999."""
    try:
        return date(year, month, day) + timedelta(days)
    except (ValueError, OverflowError):
        return None


def whole_year(digits: str) -> int:
    """The year of its four digits, or of the last two."""
    year = int(digits)
    return year if len(digits) > 2 else (2000 if year < _CENTURY else 1900) + year


def year_like(old: str, year: int) -> str:
    """`year` in two digits, or four, as `old` is."""
    return f"{year % 100:02d}" if len(old) == 2 else f"{year:04d}"


def written(text: str, changes: list[Change]) -> str:
    """`text` with `changes`, each in the digits that were there: full-width ones stay so."""
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + _in_digits_of(text[start:end], new) + text[end:]
    return text


def _in_digits_of(old: str, new: str) -> str:
    first = old[:1]
    if not new.isascii() or first.isascii():
        return new
    if "\uff01" <= first <= "\uff5e":
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in new)
    if (value := unicodedata.decimal(first, None)) is None:
        return new
    return "".join(chr(ord(first) - value + int(c)) if c.isdigit() else c for c in new)
