"""Move a date by whole days and write it as it was written. No IO.

All dates of a unit of privacy move by the same secret number of days, so intervals stay (Hripcsak
et al. 2016, shift and truncate); the name of a weekday before a date moves with it. A day
that isn't written is taken for the 15th, and a year for a leap year, so these move by a month, or a
day, more or less. A month that isn't written is taken for one of 31 days.

Of day and month in digits the month is first, unless it can't be, or dots and a year are there:
3/4/2021 is in March, 3.4.2021 in April, 3.4 in March. Where the writer meant it otherwise, the
interval to other dates is not kept.
"""

from __future__ import annotations

import re
from datetime import date

from privacy.desensitize import weekdays, weekdays_zh
from privacy.desensitize.date_parts import (
    LEAP,
    MIDDLE,
    Change,
    moved,
    whole_year,
    written,
    year_like,
)
from privacy.desensitize.date_shift_words import from_to, in_words
from privacy.desensitize.date_shift_zh import chinese, taiwan
from privacy.desensitize.recognizer import fold

MOST_DAYS = 182
_LONGEST = 80  # characters of a date

_TIME = r"(?P<time>(?:T| {1,2}|, )[0-9]{1,2}:[0-9]{2}.*)?"
_WHOLE = re.compile(
    rf"(?P<a>[0-9]{{4}}|[0-9]{{1,2}})(?P<mark> ?[-/.] ?| )(?P<b>[0-9]{{1,2}})(?P=mark)"
    rf"(?P<c>[0-9]{{4}}|[0-9]{{1,2}}){_TIME}"
)
_TWO = re.compile(r"(?P<a>[0-9]{4}|[0-9]{1,2})(?P<mark>[-/.])(?P<b>[0-9]{4}|[0-9]{1,2})")
_RUN = re.compile(r"[0-9]{8}|[0-9]{6}")
_OLDEST, _LATEST = 1500, 2099  # years that begin a run of digits

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NUMBERS = {name[:n]: at for at, name in enumerate(_MONTHS, 1) for n in (3, len(name))} | {
    "sept": 9
}
_NAME = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_AND = r" ?(?:-|~|and|to|&) ?"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = "(?:,? ?| (?:of|in) |[-/.] ?)(?P<year>[0-9]{4})"
_FIRST = re.compile(  # 4 March 2021
    rf"(?:(?P<one>{_DAY})(?P<and>{_AND})(?=[0-9]))?(?P<two>{_DAY})"
    rf"(?P<mark> (?:day )?of |, |[-/. ]|)(?P<name>{_NAME})(?P<dot>\.?)"
    rf"(?:{_YEAR}|[-/ ,]{{0,2}}'?(?P<short>[0-9]{{2}}))?"
    rf"{_TIME}",
    re.IGNORECASE,
)
_LATER = re.compile(  # March 4, 2021; March 2021
    rf"(?P<name>{_NAME})(?P<dot>\.?)"
    rf"(?:(?P<mark> {{0,2}}(?:the )?)(?P<one>{_DAY})(?![0-9])"
    rf"(?:(?P<and>{_AND})(?P<two>{_DAY})(?![0-9]))?)?"
    rf"(?:{_YEAR}|(?:,? ?'|[-/ ]'?)(?P<short>[0-9]{{2}}))?{_TIME}",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?:the )?(?P<day>[0-9]{1,2})(?P<end>st|nd|rd|th)", re.IGNORECASE)


def shifted(text: str, days: int) -> str | None:
    """`text`, one date or several in a range, moved by `days`; None where it can't be read.

    A time of day after it stays as it is.
    """
    if len(text) > _LONGEST:
        return None
    weekday, rest = weekdays.divided(text)
    if weekday:
        new = shifted(rest.lstrip(" .,"), days)
        between = rest[: len(rest) - len(rest.lstrip(" .,"))]
        return None if new is None else f"{weekdays.moved(weekday, days)}{between}{new}"
    if parts := weekdays_zh.divided(text):
        new = shifted(parts.date, days)
        return None if new is None else weekdays_zh.moved(parts, new, days)
    if text[:4].lower() == "the " and (new := shifted(text[4:], days)) is not None:
        return text[:4] + new
    folded = fold(text)
    if any("\u3007" <= c <= "\u9fff" for c in folded):
        changes = chinese(folded, days)
    else:
        changes = (
            taiwan(folded, days)
            or _numeric(folded, days)
            or _named(folded, days)
            or _ordinal_alone(folded, days)
            or in_words(folded, days)
        )
        if changes is None:
            return from_to(text, days, shifted)
    return None if changes is None else written(text, changes)


def _numeric(text: str, days: int) -> list[Change] | None:
    if _RUN.fullmatch(text):
        return _run(text, days)
    if found := _WHOLE.fullmatch(text):
        values = (found["a"], found["b"], found["c"])
        y, m, d = _order(values, found["mark"].strip())
        if len(values[y]) == 1 or len(values[m]) > 2 or len(values[d]) > 2:
            return None
        day = moved(whole_year(values[y]), int(values[m]), int(values[d]), days)
        if day is None:
            return None
        padded = len(values[m]) == len(values[d]) == 2
        new = {y: year_like(values[y], day.year), m: _two(day.month, padded)}
        new[d] = _two(day.day, padded)
        return [(found.span(name), new[at]) for at, name in enumerate("abc")]
    return _short(text, days)


def _order(values: tuple[str, str, str], mark: str) -> tuple[int, int, int]:
    """Which of three numbers are year, month and day."""
    if len(values[0]) == 4:
        return 0, 1, 2
    first, second = int(values[0]), int(values[1])
    if first > 12 or (mark == "." and second <= 12):
        return 2, 1, 0
    return 2, 0, 1


def _run(text: str, days: int) -> list[Change] | None:
    """20210304, 04032021, 202103."""
    if len(text) == 6:
        day = moved(int(text[:4]), int(text[4:]), MIDDLE, days)
        return None if day is None else [((0, 6), f"{day.year:04d}{day.month:02d}")]
    if _OLDEST <= int(text[:4]) <= _LATEST and (
        day := moved(int(text[:4]), int(text[4:6]), int(text[6:]), days)
    ):
        return [((0, 8), f"{day.year:04d}{day.month:02d}{day.day:02d}")]
    _, m, d = _order((text[:2], text[2:4], text[4:]), "")
    day = moved(int(text[4:]), int(text[2 * m : 2 * m + 2]), int(text[2 * d : 2 * d + 2]), days)
    if day is None:
        return None
    pair = f"{day.month:02d}{day.day:02d}" if m == 0 else f"{day.day:02d}{day.month:02d}"
    return [((0, 8), f"{pair}{day.year:04d}")]


def _short(text: str, days: int) -> list[Change] | None:
    """05/2021, 2021-05, 3/14, 25/12."""
    found = _TWO.fullmatch(text)
    if found is None:
        return None
    a, b = found["a"], found["b"]
    padded = len(a) >= 2 and len(b) >= 2
    if len(a) == 4 or len(b) == 4:
        month, year = ("b", "a") if len(a) == 4 else ("a", "b")
        if (
            len(found[month]) == 4
            or (day := moved(int(found[year]), int(found[month]), MIDDLE, days)) is None
        ):
            return None
        new = {month: _two(day.month, padded), year: f"{day.year:04d}"}
    else:
        month, other = ("a", "b") if int(a) <= 12 else ("b", "a")
        if (day := moved(LEAP, int(found[month]), int(found[other]), days)) is None:
            return None
        new = {month: _two(day.month, padded), other: _two(day.day, padded)}
    return [(found.span(name), value) for name, value in new.items()]


def _two(number: int, padded: bool) -> str:
    return f"{number:02d}" if padded else str(number)


def _named(text: str, days: int) -> list[Change] | None:
    found = _FIRST.fullmatch(text) or _LATER.fullmatch(text)
    if found is None:
        return None
    written_year = found["year"] or found["short"]
    year = whole_year(written_year) if written_year else LEAP
    month = _NUMBERS[found["name"].lower()]
    places = [place for place in ("one", "two") if found[place]]
    given = [int(re.sub("[^0-9]", "", found[place])) for place in places] or [MIDDLE]
    whole = [day for n in given if (day := moved(year, month, n, days))]
    if len(whole) < len(given):
        return None
    first, last = whole[0], whole[-1]
    name = "name"
    # Of "4 March" the name is the last day's, of "March 4" the first one's.
    before = found.re is _FIRST
    changes: list[Change] = [
        (found.span(name), _month_like(found, (last if before else first).month)),
    ]
    for place, day in zip(places, whole, strict=False):
        changes.append((found.span(place), _day_like(found[place], day.day, found["mark"])))
    if written_year:
        place = "year" if found["year"] else "short"
        changes.append((found.span(place), year_like(written_year, last.year)))
    if (first.year, first.month) != (last.year, last.month):
        changes.append(_apart(found, first, last, before=before, told=bool(written_year)))
    return changes


def _ordinal_alone(text: str, days: int) -> list[Change] | None:
    """4th, the 4th: of a month that isn't written and is taken for January."""
    found = _ALONE.fullmatch(text)
    day = moved(LEAP, 1, int(found["day"]), days) if found else None
    if found is None or day is None:
        return None
    return [(found.span("day"), str(day.day)), (found.span("end"), _ending(found, day.day))]


def _ending(found: re.Match[str], day: int) -> str:
    new = _ordinal(day).lstrip("0123456789")
    return new.upper() if found["end"].isupper() else new


def _apart(found: re.Match[str], first: date, last: date, *, before: bool, told: bool) -> Change:
    """What goes beside the "and" of a range that has come to end in another month."""
    year = f"{first.year:04d}" if told and first.year != last.year else ""
    if before:
        beside = f" {_month_like(found, first.month)}{' ' if year else ''}{year}{found['and']}"
    else:
        beside = f"{', ' if year else ''}{year}{found['and']}{_month_like(found, last.month)} "
    return found.span("and"), beside


def _day_like(old: str, day: int, mark: str) -> str:
    suffix = old.lstrip("0123456789")
    if suffix:
        new = _ordinal(day)
        return new.upper() if suffix.isupper() else new
    return f"{day:02d}" if old[0] == "0" or (mark in ("", "-", "/") and len(old) == 2) else str(day)


def _ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{'th' if 10 <= day <= 20 else ending}"


def _month_like(found: re.Match[str], month: int) -> str:
    """The name of a month as long and in the case of the one that was found."""
    old, name = found["name"], _MONTHS[month - 1]
    if old.lower() == "may":  # long and short: it is short where short ones are usual
        short = (
            bool(found["dot"])
            or found["mark"] in ("-", "/")
            or (found["mark"] == "" and found.re is _FIRST)
        )
    else:
        short = len(old) <= 4 and old.lower() not in _MONTHS
    if short:
        name = "sept" if len(old) == 4 and month == 9 else name[:3]
    return name.upper() if old.isupper() else name if old.islower() else name.capitalize()
