"""Addresses and organisations that are nowhere, of the rough form that was there. No IO.

What a standard lets stay, stays: a US state, a Chinese province. Postal codes are of no place: ZIP
000xx, a UK area Q, Chinese 99xxxx.
"""

from __future__ import annotations

import re

from privacy.desensitize.lexicon import surrogate_names_en as english
from privacy.desensitize.lexicon import surrogate_places as places
from privacy.desensitize.lexicon import words
from privacy.desensitize.recognizer import fold
from privacy.desensitize.surrogates.draw import Draw
from privacy.desensitize.surrogates.shape import put_after

_HAN = re.compile(r"[\u3400-\u9fff]")
_STREETS = ("Road", "Street", "Lane", "Avenue", "Close", "Drive")
_ZIP = re.compile(r"(?:\b(?P<state>[A-Z]{2}),? )?(?P<zip>[0-9]{5}(?P<plus>-[0-9]{4})?)$")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$", re.IGNORECASE)
_BOX = re.compile(r"P\.? ?O\.? ?Box", re.IGNORECASE)
_NUMBERED = re.compile(r"[0-9]")
_PROVINCE = re.compile(
    r"^(?:中国)?(?:北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西"
    r"|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾)"
    r"(?:省|(?<=北京|天津|上海|重庆)市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
)
_PART = re.compile(
    r"(?P<name>[\u3400-\u9fff]{1,12}?)"
    r"(?P<suffix>自治州|自治县|街道|大道|胡同|小区|花园|公寓|大厦|广场|新村"
    r"|社区|市|区|县|旗|镇|乡|村|路|街|巷|弄|里|苑|城|园|庄|屯|组|州|盟)"
    r"(?![市区县镇乡村])"  # 杭州市 is one place
)
_ORGANISATION_EN = re.compile(
    r" (?:(?:General |Memorial |Community )?Hospital|Clinic|Bank|University|College|School"
    r"|Insurance|Group|Ltd\.?|Limited|LLC|Inc\.?|PLC|plc|Trust|Practice|Surgery|Centre|Center)$"
)
_ORGANISATION_ZH = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|分公司|公司|集团|医院|卫生院|诊所|银行|支行|分行|大学|学院|学校"
    r"|中学|小学|保险|中心)$"
)


def address(text: str, draw: Draw) -> str:
    """An address in the same language and of the same rough form."""
    folded = fold(text)
    return _chinese(folded, draw) if _HAN.search(folded) else _english(folded, draw)


def _town(draw: Draw) -> str:
    return draw.pick(english.TOWN_STEMS) + draw.pick(english.TOWN_ENDINGS)


def _english(text: str, draw: Draw) -> str:
    code = ""
    head = text
    if found := _ZIP.search(text):
        plus = f"-{draw.digits(4)}" if found["plus"] else ""
        state = f"{found['state']} " if found["state"] else ""
        code, head = f"{state}000{draw.digits(2)}{plus}", text[: found.start()]
    elif found := _POSTCODE.search(text):
        code = f"Q{draw.letters(1)}{draw.digits(1)} {draw.digits(1)}{draw.letters(2)}"
        head = text[: found.start()]
    parts = [part for part in re.split(r",|\n", head) if part.strip()]
    made: list[str] = []
    if _BOX.search(head):
        made.append(f"PO Box {draw.digits(4)}")
    elif parts and _NUMBERED.search(head):
        street = draw.pick(english.STEMS) + draw.pick(english.SURNAME_ENDINGS)
        made.append(f"{1 + draw.below(398)} {street} {draw.pick(_STREETS)}")
    if len(parts) > 1 or (parts and not made):
        made.append(_town(draw))
    written = ", ".join(made)
    if code:
        written = f"{written}, {code}" if written else code
    return put_after(written, draw.more())


def _place(draw: Draw, long: bool) -> str:
    middle = draw.pick(places.PLACE_MIDDLES) if long else ""
    return draw.pick(places.PLACE_HEADS) + middle + draw.pick(places.PLACE_TAILS)


def _chinese(text: str, draw: Draw) -> str:
    province = _PROVINCE.match(text)
    at = province.end() if province else 0
    written = [text[:at]]
    rest = text[at:]
    last = 0
    for part in _PART.finditer(rest):
        written += (_numbers(rest[last : part.start()], draw), _place(draw, False), part["suffix"])
        last = part.end()
    tail = rest[last:]
    if last == 0 and not any(c.isdigit() for c in tail):
        return written[0] + _place(draw, True) + draw.more()
    written.append(_numbers(tail, draw))
    return "".join(written) + draw.more()


def _numbers(text: str, draw: Draw) -> str:
    """Numbers drawn anew, words that stand between them by a place's name."""

    def other(found: re.Match[str]) -> str:
        if found["code"]:
            return f"99{draw.digits(4)}"
        if found["letters"]:
            length = len(found[0])
            return draw.letters(1) if length == 1 else draw.word(length).capitalize()
        if found["digits"]:
            return str(10 ** (len(found[0]) - 1) + draw.below(9 * 10 ** (len(found[0]) - 1)))
        return found[0] if found[0] in _KEPT else _place(draw, False)

    return _TOKEN.sub(other, text)


_TOKEN = re.compile(
    r"(?P<code>(?<![0-9])[0-9]{6}(?![0-9]))|(?P<digits>[0-9]{1,9})|(?P<letters>[^\W\d_\u3400-\u9fff]+)"
    r"|[\u3400-\u9fff]+"
)
# What tells the parts of an address apart, and nobody's place.
_KEPT = frozenset(
    words(
        """
        号 栋 幢 座 楼 层 室 单元 号楼 号院 户 院 门 号门 排 甲 乙 丙 之 邮编 号楼东 付 附 底商
        弄 队 组 期 号线
        """
    )
)


def organisation(text: str, draw: Draw) -> str:
    """An invented name; what says that it is a hospital or a bank stays."""
    if _HAN.search(text):
        found = _ORGANISATION_ZH.search(text)
        name = draw.pick(places.COMPANY_CHARACTERS) + draw.pick(places.COMPANY_CHARACTERS)
        return name + draw.more() + (found[0] if found else "")
    found = _ORGANISATION_EN.search(text)
    name = draw.pick(places.COMPANY_STEMS) + draw.pick(places.COMPANY_ENDINGS)
    return name + draw.more() + (found[0] if found else "")
