"""What makes a date one of birth, and a few digits a date. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import Cues
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_BIRTHS = Cues(
    {
        True: (
            "born", "born on", "born in", "born:", "dob", "dob.", "d.o.b", "d.o.b.", "d/o/b",
            "date of birth", "date/place of birth", "birth date", "birthdate", "birthday",
            "birthday is", "birthday on", "birthday was", "birthday falls on", "birth", "births",
            "b", "b.", "bd", "bdate", "b/d", "dob is", "birthday this year is", "dob confirmed as",
            "born in the year",
            "出生", "出生日期", "出生年月", "出生年月日", "生日", "生于", "出生于", "生日期",
            "诞辰", "出生时间", "出生在", "出生日", "诞生于", "降生于", "出生年份", "生日在",
        )
    }
)  # fmt: skip
# "born in Leeds on 4 May": read leftwards from the date.
_BORN_AT = re.compile(
    r" ?(?:no|ni)\b[^.;:()\n]{1,40}?\b(?:nrob|nroB)\b|[于在][^，。；\n]{1,16}?生出"
)
_BIRTH_AFTER = re.compile(r"\s?[,，]?\s?(?:出生|生(?![效产活日病理前命])|诞生|降生|born\b)")

# Nouns that a date follows, and words that it may follow: days without a year need one of either.
TOLD = Cues(
    {
        "noun": (
            "date", "dated", "date of service", "dos", "admitted", "admitted on", "admission",
            "admission date", "discharged", "discharged on", "discharge", "discharge date", "seen",
            "seen on", "visit", "visit on", "due date", "dob", "date of birth", "birth date",
            "birthday", "appointment", "appt", "follow-up", "f/u", "collected", "reported",
            "signed", "exp", "expiry", "expiry date", "expires", "expiring", "review", "reviewed",
            "transfused", "expires end", "exp date", "expiration", "expiration date", "valid to",
            "valid until", "valid thru", "valid through", "valid from", "issued", "issue date",
            "start date", "start", "stop",
            "stopped", "commenced", "end date", "surgery", "surgery on", "posted", "posted on",
            "payment",
            "lmp", "edd", "effective", "effective date", "renewal", "renewal date", "received",
            "completed", "booked for", "rescheduled to", "moved to", "day of", "date of loss",
            "date of accident", "date of injury", "doi", "doa", "dod", "last seen", "last visit",
            "next visit", "next appt", "last dose", "next dose", "given",
            "日期", "时间", "入院", "出院", "就诊", "手术", "复诊", "复查", "起病", "发病",
            "有效期", "有效期至", "有效期到", "到期日", "到期", "截止", "截至", "生效", "签发",
            "签署", "出生", "出生日期", "出生年月", "生日", "末次月经", "预产期", "开具", "报告",
            "有效至", "有效期限", "失效日期", "效期", "效期至", "有效", "质保至", "保修至",
            "起止日期", "开始日期", "结束日期", "起始日期", "终止日期", "截止日期", "还款日",
            "账单日", "交易日期", "交易时间", "采集时间", "采集日期", "送检日期", "打印日期",
            "登记日期", "申请日期", "填表日期", "建档日期", "接种日期", "上次接种", "确诊日期",
            "植入日期", "更换日期", "记账日期", "下次复诊", "下次随访", "下次就诊", "上次就诊",
            "末次随访", "末次化疗", "末次用药", "随访", "化疗", "放疗", "接种", "确诊", "建档",
            "签约", "体检", "入职", "离职", "毕业", "转正", "批准日期", "生产日期",
            "采样", "投保", "起保", "出险", "报案", "缴费", "开户", "办理", "预约", "改约", "约在",
        ),
        "word": (
            "on", "since", "until", "till", "due", "started", "from", "call", "called", "before",
            "after", "between", "starting", "ending", "dates", "monday", "tuesday", "wednesday",
            "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur",
            "thurs", "fri", "sat", "sun",
            "于", "在", "自", "从", "到", "至", "今年", "去年", "昨天", "今天", "明天",
        ),
    }
)  # fmt: skip
# What follows a day of a case history or of a claim.
HAPPENED = re.compile(
    r"\s?(?:日|号(?!楼|院|线|病房|床|文|店|机|码)|入院|出院|就诊|来院|复诊|复查|随访|手术|起病"
    r"|发病|转院|转入"
    r"|住院|门诊|投保|出险|报案|生效|到期|上午|下午|晚上|早上|中午|凌晨|办理|签订|开户|缴费)"
)


# A question for it, and who answers.
_ASKED = re.compile(
    r"(?:date of birth|birthday|DOB|dob|when were you born|出生日期"
    r"|生日)[^\n]{0,40}\n[^\n:]{1,16}: ?"
    r"(?:(?:it's|its|yes|sure|um|uh|er|the|是|嗯)[ ,，]{0,2}){0,2}$"
)
_LONGEST = 80  # characters of a date: what `date_shift` reads
# "bid", twice a day, is no "b. ID".
_TWICE = re.compile(r"\b[bB]\.?[iI]\.?[dD]\.?[\s,;:]*$")


def dated(text: str, start: int, end: int, detector: str) -> Finding:
    """The finding of a date: of birth, if a word before or after it says so."""
    if is_birth(text, start) or _BIRTH_AFTER.match(text, end):
        return Finding(Kind.BIRTH_DATE, start, end, Strength.CUED, f"birth.{detector}")
    return Finding(Kind.DATE, start, end, Strength.SHAPED, f"date.{detector}")


_TO = re.compile(r" (?:to|until|till|through|thru) (?:the )?")
OR = re.compile(r" (?:to|until|till|through|thru|or|and|&) (?:the )?")
_WITH_YEAR = re.compile(r"[0-9]{4}|['/.-][0-9]{2}$")


def joined(
    text: str, dates: Iterator[Finding], between: re.Pattern[str] = _TO
) -> Iterator[Finding]:
    """`dates`, of which two whose ends share a year are one: "28 June to 3 July 2021"."""
    last: Finding | None = None
    for found in dates:
        if last is None:
            last = found
        elif (
            found.kind is last.kind is Kind.DATE
            and found.end - last.start < _LONGEST
            and between.fullmatch(text, last.end, found.start)
            and not _WITH_YEAR.search(text, last.start, last.end)
        ):
            last = Finding(Kind.DATE, last.start, found.end, last.strength, last.detector)
        else:
            yield last
            last = found
    if last is not None:
        yield last


def is_birth(text: str, at: int) -> bool:
    """Whether what begins at `at` is said to be a day of birth."""
    return (
        (_BIRTHS.before(text, at) is not None and not _TWICE.search(text, max(0, at - 8), at))
        or (
            text.find("\n", max(0, at - 20), at) >= 0
            and _ASKED.search(text, max(0, at - 100), at) is not None
        )
    ) or _BORN_AT.match(text[max(0, at - 56) : at][::-1]) is not None
