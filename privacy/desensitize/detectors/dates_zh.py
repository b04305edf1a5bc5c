"""Chinese dates: with 月 and a day or a year, of a festival, and days of this or the last month.
No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.dates_cues import dated
from privacy.desensitize.findings import Finding

_DIGIT = "〇○零一二三四五六七八九"
_TENS = "一二三四五六七八九十廿卅"
_NUMBER = f"[{_TENS}]{{1,3}}"
_DAY = rf"(?:3[01]|[12][0-9]|0?[1-9]|初?{_NUMBER})"
_YEAR = (
    rf"(?:[0-9]{{4}}|[0-9]{{2}}|[{_DIGIT}]{{4}}|[{_DIGIT}]{{2}}"
    rf"|(?:民国|昭和|平成)[0-9{_TENS}]{{1,3}})"
)
_DATE = re.compile(
    rf"(?:(?<![0-9{_DIGIT}])(?P<year>{_YEAR}) ?年 ?(?:的 ?)?)?"
    rf"(?<![0-9一二三四五六七八九十个第])(?P<month>1[0-2]|0?[1-9]|{_NUMBER}) ?月 ?(?!份的)"
    rf"(?P<day>{_DAY} ?(?:(?:日|号(?!楼|院|线|病房|床|文|店|机|码))"
    rf"(?: ?[-~至到] ?(?:[0-9]{{4}} ?年 ?)?(?:1[0-2]|0?[1-9]|{_NUMBER}) ?月 ?{_DAY} ?[日号]"
    r"| ?[-~至到、] ?(?:3[01]|[12][0-9]|0?[1-9]) ?[日号])?"
    r"|[-~至到、] ?(?:3[01]|[12][0-9]|0?[1-9]) ?[日号]))?"
)
_PART = re.compile(r"[份初底末]|[上中下]旬")  # of a month, where its year is told
_NEAR = re.compile(rf"(?:[本当上下同次]|[这上下]个)月 ?{_DAY} ?[日号](?!楼|院|线|病房|床)")
_FESTIVAL = re.compile(
    rf"年的?(?:春节|元旦|除夕|大年|元宵节?|清明节?|端午节?|中秋节?|重阳节|国庆节?|劳动节"
    rf"|圣诞节?|平安夜"
    rf"|五一|十一(?!月))(?![{_TENS}])"
)
_YEAR_BEFORE = re.compile(rf"[0-9]{{4}}(?![0-9])|[{_DIGIT}]{{4}}|[0-9]{{2}}(?![0-9])")


def chinese_dates(text: str) -> Iterator[Finding]:
    """Dates with 月 and a day, or a year."""
    at = text.find("月")
    last = 0
    while at >= 0:
        found = _DATE.search(text, max(last, at - 14), min(len(text), at + 24))
        if found is None or not found.start() < at < found.end():
            near = _NEAR.search(text, max(last, at - 2), min(len(text), at + 8))
            if near and near.start() < at:
                yield dated(text, *near.span(), "chinese")
            last, at = at + 1, text.find("月", at + 1)
            continue
        start, last = found.span()
        if found["year"] and not found["day"] and (part := _PART.match(text, last)):
            last = part.end()
        if found["day"] or found["year"]:
            yield dated(text, start, start + len(text[start:last].rstrip()), "chinese")
        at = text.find("月", last)


def festivals(text: str) -> Iterator[Finding]:
    """Days that are told by a festival and its year."""
    if "年" not in text:
        return
    for found in _FESTIVAL.finditer(text):
        at = found.start()
        if year := _YEAR_BEFORE.match(text[max(0, at - 5) : at][::-1]):
            yield dated(text, at - year.end(), found.end(), "festival")
