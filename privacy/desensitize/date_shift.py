"""Move a date by whole days and write it as it was written. No IO.

All dates of a unit of privacy move by the same secret number of days, so intervals stay and
weekdays don't (Hripcsak et al. 2016, shift and truncate). Of a form that can be read in two ways,
3/4/2021, the month is first unless it can't be: either way it moves by as many days.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from privacy.desensitize.recognizer import fold

MOST_DAYS = 182
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z]{3,9}")
_NUMBER = re.compile(r"[0-9]+")
_HAN_DATE = re.compile(
    r"(?:(?P<year>[0-9]{4}|[0-9]{2}|[〇○零一二三四五六七八九]{4}|[〇○零一二三四五六七八九]{2})"
    r" ?年[ 的]*)?"
    r"(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2}) ?月 ?"
    r"(?:(?P<day>[0-9]{1,2}|初?[一二三四五六七八九十廿]{1,3}) ?[日号]?)?"
)
_HAN_DIGITS = "零一二三四五六七八九"
_LEAP = 2000  # stands in for a year that isn't written
_CENTURY = 50  # two digits below it are of this century


def shifted(text: str, days: int) -> str | None:
    """`text`, one date or several in a range, moved by `days`; None where it can't be read."""
    folded = fold(text)
    if any("\u3400" <= c <= "\u9fff" for c in folded):
        return _chinese(folded, days)
    if (known := _month_name(folded)) is not None:
        return _named(folded, known, days)
    return _numeric(folded, days)


def _moved(year: int, month: int, day: int, days: int) -> date | None:
    try:
        return date(year, month, day) + timedelta(days)
    except (ValueError, OverflowError):
        return None


def _whole_year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else (2000 if year < _CENTURY else 1900) + year


def _like(old: str, new: int) -> str:
    """A number in as many digits, at least."""
    return f"{new % 100:02d}" if len(old) == 2 and new >= 100 else f"{new:0{len(old)}d}"


def _numeric(text: str, days: int) -> str | None:
    if re.fullmatch(r"[0-9]{8}", text):
        moved = _moved(int(text[:4]), int(text[4:6]), int(text[6:]), days)
        return moved.strftime("%Y%m%d") if moved and moved.year >= 1000 else None
    numbers = list(_NUMBER.finditer(text))
    values = [n[0] for n in numbers]
    if len(values) == 3:
        order = _order(values)
        if order is None:
            return None
        y, m, d = order
        moved = _moved(_whole_year(values[y]), int(values[m]), int(values[d]), days)
        if moved is None:
            return None
        new = {y: moved.year, m: moved.month, d: moved.day}
    elif len(values) == 2:
        long = len(values[1]) == 4  # 05/2021
        month, other = (1, 0) if not long and int(values[0]) > 12 else (0, 1)
        year, day = (int(values[1]), 15) if long else (_LEAP, int(values[other]))
        moved = _moved(year, int(values[month]), day, days)
        if moved is None:
            return None
        new = {month: moved.month, other: moved.year if long else moved.day}
    else:
        return None
    return _written(text, [(n.span(), _like(n[0], new[at])) for at, n in enumerate(numbers)])


def _order(values: list[str]) -> tuple[int, int, int] | None:
    """Which of three numbers are year, month and day."""
    if len(values[0]) == 4:
        return 0, 1, 2
    if int(values[0]) > 12:
        return 2, 1, 0
    return 2, 0, 1


def _written(text: str, changes: list[tuple[tuple[int, int], str]]) -> str:
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _month_name(text: str) -> tuple[re.Match[str], int] | None:
    for found in _NAME.finditer(text):
        name = found[0].lower()
        for number, month in enumerate(_MONTHS, 1):
            if name == month or name == month[:3] or (name == "sept" and number == 9):
                return found, number
    return None


def _named(text: str, known: tuple[re.Match[str], int], days: int) -> str | None:
    name, month = known
    numbers = list(_NUMBER.finditer(text))
    years = [n for n in numbers if len(n[0]) == 4]
    given = [n for n in numbers if len(n[0]) <= 2]
    if not years and len(given) >= 2 and given[-1].start() > name.end():
        before = [n for n in given if n.end() <= name.start()]
        if before:  # 4-Mar-21
            years, given = [given[-1]], before
        elif text[given[-1].start() - 1] in "-/'":
            years, given = [given[-1]], given[:-1]
    elif not years and given and text[given[0].start() - 1 : given[0].start()] in ("'",):
        years, given = [given[0]], given[1:]
    year = _whole_year(years[0][0]) if years else _LEAP
    written = [int(n[0]) for n in given] or [15]
    moved = [_moved(year, month, day, days) for day in written]
    if any(day is None for day in moved) or len(years) > 1:
        return None
    whole = [day for day in moved if day is not None]
    changes = [(name.span(), _named_like(name[0], whole[0].month))]
    for n, day in zip(given, whole, strict=False):
        end = n.end()
        suffix = text[end : end + 2].lower()
        if suffix in ("st", "nd", "rd", "th"):
            new = _ordinal(day.day)
            changes.append(((n.start(), end + 2), new.upper() if text[end].isupper() else new))
        else:
            changes.append((n.span(), _like(n[0], day.day)))
    if years:
        changes.append((years[0].span(), _like(years[0][0], whole[0].year)))
    return _written(text, changes)


def _ordinal(day: int) -> str:
    return (
        f"{day}{'th' if 10 <= day % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
    )


def _named_like(old: str, month: int) -> str:
    name = _MONTHS[month - 1]
    short = len(old) == 3 and old.lower() != "may"
    name = name[:3] if short or old.lower() == "sept" else name
    return name.upper() if old.isupper() else name if old.islower() else name.capitalize()


def _chinese(text: str, days: int) -> str | None:
    found = _HAN_DATE.match(text)
    if found is None:
        return None
    year, month, day = (_han_value(found[name]) for name in ("year", "month", "day"))
    whole = _LEAP if year is None else _whole_year(str(year) if year > 99 else f"{year:02d}")
    if month is None:
        return None
    moved = _moved(whole, month, 15 if day is None else day, days)
    if moved is None:
        return None
    changes = [(found.span("month"), _han_like(found["month"], moved.month))]
    if found["day"]:
        changes.append((found.span("day"), _han_like(found["day"], moved.day)))
    if found["year"]:
        changes.append((found.span("year"), _han_year(found["year"], moved.year)))
    rest = _chinese_rest(text, found.end(), whole, month, days)
    return None if rest is None else _written(text[: found.end()], changes) + rest


def _chinese_rest(text: str, at: int, year: int, month: int, days: int) -> str | None:
    """The end of a range, "至3日"."""
    rest = text[at:]
    if not rest.strip():
        return rest
    found = re.fullmatch(r"( ?[-至到、] ?)([0-9]{1,2})( ?[日号])", rest)
    moved = _moved(year, month, int(found[2]), days) if found else None
    if found is None or moved is None:
        return None
    return f"{found[1]}{_like(found[2], moved.day)}{found[3]}"


def _han_value(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isascii():
        return int(text)
    digits = text.replace("〇", "零").replace("○", "零").removeprefix("初")
    if all(c in _HAN_DIGITS for c in digits) and "十" not in digits and len(digits) != 1:
        return int("".join(str(_HAN_DIGITS.index(c)) for c in digits))
    digits = digits.replace("廿", "二十")
    tens, mark, ones = digits.partition("十")
    if not mark:
        return _HAN_DIGITS.index(digits) if digits in _HAN_DIGITS else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return 10 * (_HAN_DIGITS.index(tens) if tens else 1) + (
        _HAN_DIGITS.index(ones) if ones in _HAN_DIGITS and ones else 0
    )


def _han_like(old: str, new: int) -> str:
    if old.isascii():
        return _like(old, new)
    tens, ones = divmod(new, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_HAN_DIGITS[tens]}十"
    written = head + (_HAN_DIGITS[ones] if ones else "")
    return f"初{written}" if old.startswith("初") and new <= 10 else written


def _han_year(old: str, new: int) -> str:
    if old.isascii():
        return _like(old, new)
    digits = str(new) if len(old) == 4 else f"{new % 100:02d}"
    zero = next((c for c in old if c in "〇○零"), "〇")
    return "".join(zero if d == "0" else _HAN_DIGITS[int(d)] for d in digits)
