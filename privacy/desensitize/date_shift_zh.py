"""Move dates that are written with 月, days alone (24号), and Taiwan's years. No IO.

A date of the lunar calendar moves by as many days within that calendar, its months taken for those
of the sun: intervals between such dates may be off by a day or two. A day without its month is
taken for one of January.
"""

from __future__ import annotations

import re
from datetime import date

from privacy.desensitize.date_parts import LEAP, MIDDLE, Change, moved, whole_year, year_like

_DIGITS = "零一二三四五六七八九"
_ZEROS = "〇○零"
_ERAS = {
    "民国": 1911,
    "民國": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
}  # the year before the first
_NUMBER = "[一二三四五六七八九十廿卅]{1,3}"
_HAN = f"[{_ZEROS}{_DIGITS}]"
_END = r"[-~至到、]"
_DATE = re.compile(
    rf"(?P<moon>(?:农历|阴历|旧历|夏历|老历|農曆|陰曆|舊曆|夏曆)?闰?)"
    rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<count>[0-9]{{1,3}}|{_NUMBER}) ?年[ 的]*"
    rf"|(?P<year>[0-9]{{4}}|1[0-9]{{2}}|[0-9]{{2}}|{_HAN}{{4}}|{_HAN}{{2}}) ?年[ 的]*)?"
    rf"(?P<month>[0-9]{{1,2}}|{_NUMBER}|[正腊冬臘]) ?月 ?"
    rf"(?:(?P<day>[0-9]{{1,2}}|初?{_NUMBER})(?P<unit> ?[日号號])?"
    rf"(?:(?P<to> ?{_END} ?)(?P<last>[0-9]{{1,2}}|初?{_NUMBER})(?: ?[日号號])?)?"
    r"|(?P<part>[份初底末中]|[上中下]旬))?"
    r"(?P<time> {0,2}[0-9]{1,2}[:时点].*)?"
)
_DAY = re.compile(
    rf"(?P<day>[0-9]{{1,2}}|{_NUMBER})(?P<unit> ?[日号號])?"
    rf"(?:(?P<to> ?{_END} ?)(?P<last>[0-9]{{1,2}}|{_NUMBER})(?P<unit2> ?[日号號]))?"
)
_TWO_MONTHS = re.compile(
    r"(?P<first>[^-~至到]+月[^-~至到]+[日号號]) ?[-~至到] ?(?P<last>[^-~至到]+月.+)"
)
_MOONS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
_TAIWAN = re.compile(
    rf"(?:(?P<era>{'|'.join(_ERAS)}) ?)?(?P<count>[0-9]{{1,3}})(?P<mark>[-/.])"
    r"(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
)
_FIRST_OF_ERAS = "".join(era[0] for era in _ERAS)
_PARTS = {"初": 3, "中": 15, "上旬": 5, "中旬": 15, "下旬": 25, "底": 28, "末": 28}  # their days


def chinese(text: str, days: int) -> list[Change] | None:
    """What changes in `text`, a date or a range; None where it can't be read."""
    if text[-1] not in "日号號月" and text[:1] in _FIRST_OF_ERAS and (new := taiwan(text, days)):
        return new
    found = _DATE.fullmatch(text)
    if found is None:
        return _of_two_months(text, days) or _day_alone(text, days)
    year = _year(found)
    month = _MOONS.get(found["month"]) or _number(found["month"])
    given = [_number(found[place]) for place in ("day", "last") if found[place]]
    if not given:
        given = [_PARTS.get(found["part"] or "", MIDDLE)]
    whole: list[date] = []
    for day in given:
        if year is None or month is None or day is None:
            return None
        to = moved(year, month, day, days)
        if to is None:
            return None
        whole.append(to)
    return _changes(found, whole[0], whole[-1])


def taiwan(text: str, days: int) -> list[Change] | None:
    """113/04/22, 民国72/10/5: years of the republic, three digits of them where its name isn't."""
    found = _TAIWAN.fullmatch(text)
    if found is None or not (found["era"] or len(found["count"]) == 3):
        return None
    before = _ERAS[found["era"] or "民国"]
    day = moved(before + int(found["count"]), int(found["month"]), int(found["day"]), days)
    if day is None or day.year <= before:
        return None
    padded = len(found["month"]) == len(found["day"]) == 2
    return [
        (found.span("count"), str(day.year - before)),
        (found.span("month"), _like(found["month"], day.month, padded)),
        (found.span("day"), _like(found["day"], day.day, padded)),
    ]


def _of_two_months(text: str, days: int) -> list[Change] | None:
    """2月24日至3月2日."""
    found = _TWO_MONTHS.fullmatch(text)
    if found is None:
        return None
    first, last = chinese(found["first"], days), chinese(found["last"], days)
    if first is None or last is None:
        return None
    at = found.start("last")
    return [*first, *(((start + at, end + at), new) for (start, end), new in last)]


def _day_alone(text: str, days: int) -> list[Change] | None:
    """24号, 3号至5号."""
    found = _DAY.fullmatch(text)
    if found is None or not (found["unit"] or found["unit2"]):
        return None
    changes: list[Change] = []
    for place in ("day", "last"):
        if found[place]:
            number = _number(found[place])
            day = moved(LEAP, 1, number, days) if number else None
            if day is None:
                return None
            changes.append((found.span(place), _like(found[place], day.day)))
    return changes


def _changes(found: re.Match[str], first: date, last: date) -> list[Change] | None:
    padded = "0" in (found["month"][0], (found["day"] or "-")[0])
    moon = (
        bool(found["moon"])
        or found["month"] in _MOONS
        or (not found["unit"] and (found["day"] or "-")[0] in "初廿")
    )
    write = _lunar_like if moon and found["day"] else _like
    changes = [(found.span("month"), _month_like(found["month"], first.month, padded))]
    if found["era"]:
        count = first.year - _ERAS[found["era"]]
        if count < 1:
            return None
        changes.append((found.span("count"), _like(found["count"], count)))
    elif found["year"]:
        changes.append((found.span("year"), _year_like(found["year"], first.year)))
    if found["day"]:
        changes.append((found.span("day"), write(found["day"], first.day, padded)))
    elif found["part"] and found["part"] != "份":
        changes.append((found.span("part"), _part(found["part"], first.day)))
    if found["last"]:
        new = write(found["last"], last.day, padded)
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
    return f"{unit}{found['to']}{year}{_month_like(found['month'], last.month)}月"


def _year(found: re.Match[str]) -> int | None:
    if found["era"]:
        count = _number(found["count"])
        return None if count is None else _ERAS[found["era"]] + count
    if (text := found["year"]) is None:
        return LEAP
    if len(text) == 3:  # Taiwan's
        return 1911 + int(text)
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
    if _number(old) == new:
        return old
    tens, ones = divmod(new, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    text = head + (_DIGITS[ones] if ones else "")
    return f"初{text}" if old.startswith("初") and new <= 10 else text


def _month_like(old: str, new: int, padded: bool = False) -> str:
    """The same of a month, which may be of the moon's calendar."""
    if _MOONS.get(old) == new:
        return old
    if old not in _MOONS:
        return _like(old, new, padded)
    first, last = "正", "臘" if old == "臘" else "腊"
    return first if new == 1 else last if new == 12 else _like("一", new)


def _lunar_like(old: str, new: int, padded: bool = False) -> str:
    """The same of a day of the moon's calendar, which has thirty at most."""
    new = min(new, 30)
    return _like("初" if new <= 10 and not old.isascii() else old, new, padded)


def _year_like(old: str, year: int) -> str:
    if len(old) == 3:
        return str(year - 1911)
    digits = year_like(old, year)
    if old.isascii():
        return digits
    zero = next((c for c in old if c in _ZEROS), "〇")
    return "".join(zero if d == "0" else _DIGITS[int(d)] for d in digits)


def _part(old: str, day: int) -> str:
    """The part of a month that `day` is in, by the words that `old` is of."""
    if old == "中":
        return "初" if day <= 10 else "中" if day <= 20 else "底"
    if old.endswith("旬"):
        return "上旬" if day <= 10 else "中旬" if day <= 20 else "下旬"
    return "初" if day <= 10 else "中旬" if day <= 20 else old if old != "初" else "底"
