"""Move dates that are written with 月. No IO."""

from __future__ import annotations

import re
from datetime import date

from privacy.desensitize.date_parts import LEAP, MIDDLE, Change, moved, whole_year, year_like

_DIGITS = "零一二三四五六七八九"
_ZEROS = "〇○零"
_ERAS = {"民国": 1911, "昭和": 1925, "平成": 1988}  # the year before the first
_NUMBER = "[一二三四五六七八九十廿卅]{1,3}"
_HAN = f"[{_ZEROS}{_DIGITS}]"
_END = r"[-~至到、]"
_DATE = re.compile(
    rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<count>[0-9]{{1,3}}|{_NUMBER}) ?年[ 的]*"
    rf"|(?P<year>[0-9]{{4}}|[0-9]{{2}}|{_HAN}{{4}}|{_HAN}{{2}}) ?年[ 的]*)?"
    rf"(?P<month>[0-9]{{1,2}}|{_NUMBER}) ?月 ?"
    rf"(?:(?P<day>[0-9]{{1,2}}|初?{_NUMBER})(?P<unit> ?[日号])?"
    rf"(?:(?P<to> ?{_END} ?)(?P<last>[0-9]{{1,2}}|{_NUMBER}) ?[日号])?"
    r"|(?P<part>[份初底末]|[上中下]旬))?"
    r"(?P<time> {0,2}[0-9]{1,2}[:时点].*)?"
)
_PARTS = {"初": 3, "上旬": 5, "中旬": 15, "下旬": 25, "底": 28, "末": 28}  # their days


def chinese(text: str, days: int) -> list[Change] | None:
    """What changes in `text`, a date or a range within a month; None where it can't be read."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year = _year(found)
    month = _number(found["month"])
    given = [_number(found[place]) for place in ("day", "last") if found[place]]
    if not given:
        given = [_PARTS.get(found["part"] or "", MIDDLE)]
    whole: list[date] = []
    for day in given:
        if year is None or month is None or day is None:
            return None
        new = moved(year, month, day, days)
        if new is None:
            return None
        whole.append(new)
    return _changes(found, whole[0], whole[-1])


def _changes(found: re.Match[str], first: date, last: date) -> list[Change] | None:
    padded = "0" in (found["month"][0], (found["day"] or "-")[0])
    changes = [(found.span("month"), _like(found["month"], first.month, padded))]
    if found["era"]:
        count = first.year - _ERAS[found["era"]]
        if count < 1:
            return None
        changes.append((found.span("count"), _like(found["count"], count)))
    elif found["year"]:
        changes.append((found.span("year"), _year_like(found["year"], first.year)))
    if found["day"]:
        changes.append((found.span("day"), _like(found["day"], first.day, padded)))
    elif found["part"] and found["part"] != "份":
        changes.append((found.span("part"), _part(found["part"], first.day)))
    if found["last"]:
        new = _like(found["last"], last.day, padded)
        if (first.year, first.month) != (last.year, last.month):
            changes.append((found.span("to"), _apart(found, first, last)))
        changes.append((found.span("last"), new))
    return changes


def _apart(found: re.Match[str], first: date, last: date) -> str:
    """The middle of a range that has come to end in another month, and that month."""
    year = ""
    if last.year != first.year and found["era"]:
        count = last.year - _ERAS[found["era"]]
        year = f"{found['era']}{_like(found['count'], count)}年"
    elif last.year != first.year and found["year"]:
        year = f"{_year_like(found['year'], last.year)}年"
    unit = "" if found["unit"] else "日"
    return f"{unit}{found['to']}{year}{_like(found['month'], last.month)}月"


def _year(found: re.Match[str]) -> int | None:
    if found["era"]:
        count = _number(found["count"])
        return None if count is None else _ERAS[found["era"]] + count
    if (text := found["year"]) is None:
        return LEAP
    return whole_year("".join("0" if c in _ZEROS else _digit(c) for c in text))


def _digit(character: str) -> str:
    return character if character.isascii() else str(_DIGITS.index(character))


def _number(text: str) -> int | None:
    """21, 二十一, 廿一, 初一; None for what is no such number."""
    if text.isascii():
        return int(text)
    text = text.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    tens, mark, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    if not mark:
        return _DIGITS.index(tens)
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


def _like(old: str, new: int, padded: bool = False) -> str:
    """`new` in the script of `old`."""
    if old.isascii():
        return f"{new:02d}" if padded else str(new)
    tens, ones = divmod(new, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    text = head + (_DIGITS[ones] if ones else "")
    return f"初{text}" if old.startswith("初") and new <= 10 else text


def _year_like(old: str, year: int) -> str:
    digits = year_like(old, year)
    if old.isascii():
        return digits
    zero = next((c for c in old if c in _ZEROS), "〇")
    return "".join(zero if d == "0" else _DIGITS[int(d)] for d in digits)


def _part(old: str, day: int) -> str:
    """The part of a month that `day` is in, by the words that `old` is of."""
    if old.endswith("旬"):
        return "上旬" if day <= 10 else "中旬" if day <= 20 else "下旬"
    return "初" if day <= 10 else "中旬" if day <= 20 else old if old != "初" else "底"
