"""Dates with a day or a month, dates of birth, and ages over 89. No IO.

HIPAA's Safe Harbor lets the year stay and nothing below it (45 CFR 164.514(b)(2)(i)(C)): a year, a
decade, a time of day and the name of a weekday are no findings. A month without a day and without
a year isn't either: "in March" tells of no event of a person's that could be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import Cues, by_first_letter
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_NAMES = by_first_letter([n for month in _MONTHS.split("|") for n in (month, month.upper())])
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:1[5-9][0-9]{2}|20[0-9]{2})"
_LEFT = r"(?<![A-Za-z0-9])"
_END = r"(?![A-Za-z0-9])"

# The name of a month is rarer than a digit: from it the rest is looked for on both sides. In small
# letters it needs a day before it.
_NAME = re.compile(rf"(?:{_NAMES})\.?(?![A-Za-z])")
_SMALL = re.compile(
    rf"[0-9](?:st|nd|rd|th)?(?: of)?[ -]?(?P<name>(?:{_MONTHS.lower()})\.?)(?![A-Za-z])"
)
# Turned round: "4th of ", "4 - 6 ", "4-".
_DAY_BEFORE = re.compile(
    r"(?: fo | ,|[-/. ]|)(?:ht|dn|dr|ts)?[0-9]{1,2}"
    r"(?: ?(?:-|dna|ot|&) ?(?:ht|dn|dr|ts)?[0-9]{1,2})?"
    r"(?![A-Za-z0-9]|[.,:][0-9])"
)
_REST = re.compile(
    # "4, 2021", "4th 2021", "4", "2021", "-21"; with "4-6" and "4 and 6" too.
    r"(?P<day>[ .]{0,2}(?:the )?(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
    r"(?![0-9A-Za-z]|[.,:][0-9])"
    r"(?: ?(?:-|and|to|&) ?(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z:]))?)?"
    rf"(?P<year>(?:,? ?| (?:of|in) |[-/.] ?){_YEAR}{_END}"
    r"|[-/ ]'?[0-9]{2}(?![0-9A-Za-z]|[.,:%-][0-9]))?"
)
_NUMERIC = re.compile(
    r"(?<![0-9A-Za-z./-])(?:"
    rf"{_YEAR}(?P<a>[-/.])(?P<ym>{_MONTH})(?P=a)(?P<yd>{_DAY})(?:(?=T[0-9]{{2}}:)|{_END})"
    rf"|(?P<p>[0-3]?[0-9])(?P<b>[-/.])(?P<q>[0-3]?[0-9])(?P=b)(?P<y>{_YEAR}|[0-9]{{2}}){_END}"
    rf"|(?P<my>{_MONTH}/{_YEAR}){_END}"
    rf"|(?P<compact>{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])){_END}"
    rf"|(?P<short>[0-3]?[0-9]/[0-3]?[0-9]){_END}"
    r")(?![./-][0-9])"
)
_DIGIT = re.compile(r"[0-9]")
_MAYBE = re.compile(r"[0-9][-/.][0-9]{1,2}[-/.][0-9]|[0-9]/[0-9]|(?:1[5-9]|20)[0-9]{6}")

_HAN_DIGIT = "〇○零一二三四五六七八九"
_TENS = "一二三四五六七八九十廿卅"
_HAN_NUMBER = f"[{_TENS}]{{1,3}}"
_HAN_YEAR = (
    rf"(?:[0-9]{{4}}|[0-9]{{2}}|[{_HAN_DIGIT}]{{4}}|[{_HAN_DIGIT}]{{2}}"
    rf"|(?:民国|昭和|平成)[0-9{_TENS}]{{1,3}})"
)
_HAN_DATE = re.compile(
    rf"(?:(?<![0-9{_HAN_DIGIT}])(?P<year>{_HAN_YEAR}) ?年 ?(?:的 ?)?)?"
    rf"(?<![0-9一二三四五六七八九十个第])(?P<month>1[0-2]|0?[1-9]|{_HAN_NUMBER}) ?月 ?(?!份的)"
    rf"(?P<day>(?:3[01]|[12][0-9]|0?[1-9]|初?{_HAN_NUMBER}) ?"
    r"(?:日|号(?!楼|院|线|病房|床|文|店|机|码))"
    r"(?: ?[-至到、] ?(?:3[01]|[12][0-9]|0?[1-9]) ?[日号])?)?"
)
_BIRTH_AFTER = re.compile(r"\s?[,，]?\s?(?:出生|生(?![效产活日])|诞生|降生|born\b)")
_BIRTHS = Cues(
    {
        True: (
            "born", "born on", "born in", "born:", "dob", "d.o.b", "d.o.b.", "date of birth",
            "birth date", "birthdate", "birthday", "birthday is", "birth", "b.", "bd", "bdate",
            "出生", "出生日期", "出生年月", "出生年月日", "生日", "生于", "出生于", "生日期",
            "诞辰", "出生时间", "出生在", "births", "dob is", "birthday on",
        )
    }
)  # fmt: skip

# Before days without a year, and before eight digits that may be something else.
_TOLD = Cues(
    {
        True: (
            "on", "date", "dated", "date of service", "dos", "since", "until", "admitted",
            "admitted on", "discharged", "discharged on", "seen", "seen on", "visit", "visit on",
            "due", "due date", "started", "from", "by", "dob", "date of birth", "birth date",
            "appointment", "appt", "follow-up", "f/u", "collected", "reported", "signed", "exp",
            "surgery", "surgery on", "posted", "payment", "call", "called", "日期", "时间", "于",
            "出生日期", "入院日期", "出生", "在",
        )
    }
)  # fmt: skip

_AGE = re.compile(
    r"(?<![0-9A-Za-z/$£€¥-])(?<![0-9][.,])(?P<age>9[0-9]|1[0-2][0-9])(?:"
    r"(?P<after>[ -]?(?:years?|yrs?|yr)[ -](?:old|of age)"
    r"|[ -]?(?:y/?o|y\.o\.|yo|YO|Y/O)(?![A-Za-z])"
    r"|[ -]?(?:year|yr)[ -](?:man|woman|male|female|lady|gentleman|patient)|[MF](?![A-Za-z0-9])"
    r"| ?周?岁)|(?![0-9A-Za-z%]|[.,:/-][0-9]))"
)
_HAN_AGE = re.compile(
    r"(?<![一二三四五六七八九十百零])"
    r"(?P<age>九十[一二三四五六七八九]?|一?百(?:零?[一二三四五六七八九]|[一二]?十?)?)(?:周?岁|高龄)"
)
_AGES = Cues(
    {
        True: (
            "age", "aged", "ages", "age is", "turned", "turning", "at the age of", "age of",
            "age at death", "年龄", "享年", "享寿", "终年", "现年", "虚岁", "高寿",
        )
    }
)  # fmt: skip
_YEARS_AFTER = re.compile(r"\s?(?:days?|months?|weeks?|hours?|minutes?|%|percent|mg|ml|km|kg)")


def named_dates(text: str) -> Iterator[Finding]:
    """Dates with a month's English name, and a day or a year."""
    last = 0
    places = [name.span() for name in _NAME.finditer(text)]
    if _DIGIT.search(text):
        places += [name.span("name") for name in _SMALL.finditer(text)]
    for start, end in sorted(places):
        if start < last or (start and text[start - 1].isascii() and text[start - 1].isalpha()):
            continue
        before = _DAY_BEFORE.match(text[max(0, start - 20) : start][::-1])
        rest = _REST.match(text, end)
        if rest is None:
            continue
        day, year = rest["day"], rest["year"]
        first = start - before.end() if before and not day else start
        if year and len(year.strip(" -/'")) == 2 and not (before or day):
            year = None  # "May 20" has a day
        if not (before or day or year):
            continue
        last = rest.end("year") if year else rest.end("day") if day else end
        last = first + len(text[first:last].rstrip(" ,."))
        yield _dated(text, first, last, "named")


def numeric_dates(text: str) -> Iterator[Finding]:
    """Dates in digits: year first, or day and month in either order, and a year."""
    if not _MAYBE.search(text):
        return
    for found in _NUMERIC.finditer(text):
        start, end = found.span()
        if found["p"]:
            low, high = sorted((int(found["p"]), int(found["q"])))
            if not (1 <= low <= 12 and 1 <= high <= 31):
                continue
            if len(found["y"]) == 2 and found["b"] != "/" and not _is_padded(found):
                continue
        elif found["short"]:
            if not _is_told(text, start):
                continue
        elif found["compact"] and not _is_told(text, start):
            continue
        yield _dated(text, start, end, "numeric")


def _is_told(text: str, at: int) -> bool:
    return bool(_TOLD.before(text, at))


def _is_padded(found: re.Match[str]) -> bool:
    """Whether all parts have two digits, as in 03.04.21; "3.1.10" is a section."""
    return len(found["p"]) == len(found["q"]) == 2


def chinese_dates(text: str) -> Iterator[Finding]:
    """Dates with 月, and a day or a year."""
    at = text.find("月")
    last = 0
    while at >= 0:
        found = _HAN_DATE.search(text, max(last, at - 14), min(len(text), at + 16))
        if found is None or found.end() <= at:
            last, at = at + 1, text.find("月", at + 1)
            continue
        last = found.end()
        if found["day"] or found["year"]:
            start, end = found.span()
            end = start + len(text[start:end].rstrip())
            yield _dated(text, start, end, "chinese")
        at = text.find("月", last)


def _dated(text: str, start: int, end: int, detector: str) -> Finding:
    if _BIRTHS.before(text, start) or _BIRTH_AFTER.match(text, end):
        return Finding(Kind.BIRTH_DATE, start, end, Strength.CUED, f"birth.{detector}")
    return Finding(Kind.DATE, start, end, Strength.SHAPED, f"date.{detector}")


def ages(text: str) -> Iterator[Finding]:
    """Ages of 90 and more: by unit, or after a word for an age."""
    for found in _AGE.finditer(text):
        if found["after"] is not None or (
            _AGES.before(text, found.start()) and not _YEARS_AFTER.match(text, found.end())
        ):
            yield Finding(Kind.AGE, *found.span("age"), Strength.CUED, "age")
    if "岁" in text or "高龄" in text:
        for found in _HAN_AGE.finditer(text):
            yield Finding(Kind.AGE, *found.span("age"), Strength.CUED, "age.chinese")


DETECTORS = (named_dates, numeric_dates, chinese_dates, ages)
