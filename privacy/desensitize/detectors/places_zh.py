"""Addresses in Chinese text, from province to room as one finding. No IO.

What counts as an address:

    a number     a road, a village, an estate with a number, a building or a room: anywhere
    a cue        after 家住, 地址, 籍贯 and the like any place below a province
    a note       in a text with words like 患者 or 保单, two places below a province in a row

What else a note has is in `places_zh_towns` and `places_zh_marks`.

So prose like 位于浙江省杭州市西湖区 stays as it is. A province alone is no finding anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.notes_zh import is_private
from privacy.desensitize.detectors.places_zh_free import free_addresses
from privacy.desensitize.detectors.places_zh_marks import marks
from privacy.desensitize.detectors.places_zh_towns import quick, towns
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_zh, words
from privacy.desensitize.lexicon.traditional_zh import simplified

_REACH = (
    120  # characters of a sentence's part that are read on each side of what speaks for a place
)
_HAN = r"\u3400-\u9fff"
_COUNT = "一二三四五六七八九十"
_UNIT = "栋|幢|座|号楼|单元|弄|室|组|队|社|号院|号|楼|层|区|期|巷|舍|连"
_EVIDENCE = re.compile(
    rf"[0-9{_COUNT}](?=[{''.join(sorted({unit[0] for unit in _UNIT.split('|')}))}])"
    rf"(?:{_UNIT})(?![{_COUNT}]?线)"
)
_CUE = re.compile(by_first_letter(places_zh.CUES))
_ADMINISTRATIVE = re.compile(r"[市区县镇乡村旗](?=.{1,8}[区县镇乡村路街旗屯寨庄])")
# In notes these say so too: 住, and a room's number after a name, as in 阳光花园12-3-401.
_ROOM_IN_NOTES = re.compile(
    rf"[A-Z0-9](?<=[{_HAN}].)(?:(?<=[A-Z])[0-9]{{1,3}}|(?<=[0-9])[0-9]{{0,2}})"
    r"(?:-[0-9]{1,4}){1,2}(?![0-9-])"
)
_CUE_IN_NOTES = re.compile(
    r"住(?!院|宅|房|户|所|宿|址)|改[成为]|变更[为成]|更新为|送货?(?=[^\W\d_])|寄|发货?往"
)
_BREAK = re.compile(r"[,;。!?\n、\t<>《》\"“”:|]|  ")

# A road may be named after a city: 南京西路.
_NO_ROAD = rf"(?![东西南北中]?[{_COUNT}]?(?:路|街|大街|大道|巷|道[0-9]))"
_PROVINCES, _CITIES = quick(places_zh.PROVINCES), quick(places_zh.CITIES)
_KNOWN = quick((*places_zh.PROVINCES, *places_zh.CITIES))
# A character of a name that no list has: none that a phrase ends with before a place.
_NAME = (
    rf"(?:(?!(?:{_KNOWN})(?:省"
    rf"|市))[^\W_A-Za-z0-9的了在于到从自往去至是由我你他她您们这那该住址送寄请驻设为租]"
    rf"|(?<=[{_HAN}])[0-9A-Za-z]{{1,3}}(?=[{_HAN}]))"
)
_NUMERAL = rf"[0-9A-Z{_COUNT}]"
_NO_NUMBER = r"(?!线|[0-9]线|楼|码|机|公路|高速|台风|选手|文件|令|航站|井|球|车|床|染色|元素|仓|台)"
# Words that no address goes on over.
_SKIPPED = words(
    """
    患者 病人 客户 家属 目前 现在 今日 昨日 位于 坐落 现居 附近 公司 学校 电话 邮编 前往 经过 途经
    家庭 政府 收购 改成 改为 更改为 变更为 变更成 更新为 登记为
    """
)
_PARTS = {
    "skip": quick(_SKIPPED),
    "province": (
        rf"第?(?:[0-9]{{1,2}}|[{_COUNT}]{{1,3}})师(?=.{{0,6}}[市团])"
        rf"|(?:中国)?(?:{_PROVINCES})"
        rf"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?{_NO_ROAD}"
    ),
    "city": (
        rf"(?:{_CITIES})"
        rf"(?:市(?!场)|地区|[{_HAN}]{{0,6}}自治州|州|盟|(?![区县镇乡村])){_NO_ROAD}"
    ),
    "number": (
        rf"(?:附|付|甲|乙|丙)?(?:[0-9]{{1,5}}(?:[-之][0-9]{{1,4}})?|[{_COUNT}]{{1,3}})"
        rf"(?:号(?:院|门|铺|之[{_COUNT}0-9])?{_NO_NUMBER}|弄|巷(?=[0-9])|邻(?=[0-9]))"
        r"|[0-9]{1,5}号?信箱(?:[0-9]{1,4}(?:分箱|号))?"
    ),
    "building": (
        rf"第?(?:[A-Z]|[0-9]{{1,4}}|[{_COUNT}]{{1,3}}|[东西南北])(?:-[0-9]{{1,3}})?"
        rf"(?:号楼|栋|幢|(?<![{_COUNT}])座|单元|门(?![诊口])|(?<![{_COUNT}])层|楼(?![上下])|室|户"
        rf"|房(?![颤室间])|组|队|社|期|舍|连|#"
        r"|区(?=[0-9])|排(?=[0-9]))(?:之[0-9]{1,2})?"
    ),
    "room": (
        r"[A-Z]?[0-9]{1,4}(?:-[0-9]{1,4}){1,3}(?:室|号)?(?![0-9])|[0-9]{3,4}(?![0-9年月日元团.%])"
    ),
}
# What a name ends with, by the kind of place that it makes of it.
_ENDINGS = {
    "county": (
        "自治县|开发区|高新区|工业园区|新区|林区|特区|(?<!地)区(?![域别间块长委政分县])"
        "|县(?![城长级委政])|旗(?![下袍])"
        "|市(?![场民长区委政])"
    ),
    "town": "街道(?:办事处|办)?|镇(?![长静痛定区政])|乡(?![镇村下亲政])|苏木",
    "village": (
        f"(?:新村(?={_NUMERAL})|村(?:民?小组|委会)?(?![民长庄路镇委大])|屯(?![路溪昌村])"
        f"|庄(?![园严稼路村镇乡])"
        "|寨(?![卡村镇乡]))(?![东西南北中]?(?:路|街|大街|大道|巷)|里弄)|社区(?!卫生)|居委会|嘎查"
        "|营子(?![村镇乡])|团(?=[0-9]{1,2}连)"
    ),
    "road": (
        "(?:大道|大街|路(?![线径由面口过程灯人上费易德透]|社区|小区|街道|[东西南北]?村)"
        "|街(?![道头区坊舞上机口])|巷(?![道子])|胡同"
        "|[道里条弄](?=[0-9]{1,4}号)|[里弄](?=[0-9]{1,3}-[0-9]))"
        rf"(?:[东西南北中](?:段|路)?(?={_NUMERAL})|[0-9{_COUNT}]{{1,2}}段)?"
    ),
    "estate": (
        "小区|花园|公寓|大厦|广场|新村|家园|花苑|嘉园|家属院|家属楼|宿舍|公馆|别墅|山庄|大楼|大院"
        "|工业园|产业园|科技园"
        "|邨|屋苑|老公房|公房|家属区|家属大院|筒子楼|里弄|平房(?=[0-9])|名都|花城|豪苑|嘉苑|新苑"
        "|水岸"
        "|楼(?=[0-9]{1,4}(?:室|[A-Z]室?))|[里坊](?=[0-9]{1,4}(?:号|门|栋|幢|楼|-[0-9]))"
        "|华府|佳苑|名苑|雅苑|雅居|豪庭|新城|名邸|国际(?:城|花园|公馆|公寓|社区)?"
        f"|中心(?={_NUMERAL})|[苑城园府庭湾居轩阁墅邸郡舍](?={_NUMERAL}{{1,3}}(?:期|区|栋|幢|座|号"
        f"|单元|-))"
    ),
}
_TOKEN = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PARTS.items())
    + f"|(?P<named>{_NAME}{{1,8}}?(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _ENDINGS.items())
    + "))"
)
# A name of no kind that we know before a building: 88号建外SOHO3号楼, 朝阳区望京西园四区412号楼.
_GAP = re.compile(
    r" |[^\W_的了在于到从自往去至是由有内第共]{1,10}? ?"
    r"(?=[A-Z0-9]{1,4}(?:号楼|栋|幢|座|单元|室|层|楼)|(?<![0-9])[0-9]{1,5}号(?![0-9线楼])"
    r"|[A-Z]?[0-9]{1,3}(?:-[0-9]{1,4}){1,2}(?![0-9-]))"
)
_NOT_PLACES = re.compile(
    r"^[地山郊市城社校景园病灾军战专辖厂矿某各本该全我两三几贵小]区$|[病校景灾军战辖科]区$"
    r"|^[城都各全本该我两几]市$|^[各全本该两几]县$|^[各该本农山全两几]村$|科[一二三四五六]区$"
    r"|^[一二三四五六七八九十几多半那这本该各全同每东西南北两]?[区县市镇乡村路街巷道]$"
    r"|(?:公|铁|马|网|电|思|出|通|一|半|这|那|沿)路$|^[小大]街小?巷?$|国道$|^.?社区$|^乡村$"
    r"|^.?小区$|国际$"
)
_NUMBERED = ("number", "building", "room")
_BEFORE_GAPS = ("number", "city", "county", "town", "road", "village", "estate")
_ORGANISATION = re.compile(rf"[{_HAN}]{{0,6}}?(?:{by_first_letter(places_zh.ORGANISATIONS)})")
_POSTCODE = re.compile(r"邮(?:政编码|编)(?:号码)?[ :=为是]{0,4}([0-9]{6})(?![0-9])")
_TRAILING = re.compile(  # a postcode at the end of an address
    r"[,; ]{0,2}[(\[]?(?:邮(?:政编码|编)?(?:号码)?[ :=为是]{0,3})?[0-9]{6}"
    r"(?![0-9]|[.,][0-9]|元|号)[)\]]?"
)
_LOOSE = (
    r"(?:(?!电话|手机|邮编|联系|尾号|工号|编号|金额)"
    rf"[{_HAN}A-Z](?<![人的了在找收打约距共有第年月日报为是于到至]))"
)
_FURTHER = re.compile(  # more of a house than was understood: 齐鲁国际大厦B-15F, 东2单元3楼西户
    rf"{_LOOSE}{{0,10}}?-?[0-9]{{1,4}}(?:-[0-9A-Z]{{1,4}})*(?:"
    rf"(?<=[{_HAN}][{_HAN}][0-9]{{3}})(?![0-9年月日元号人次%.-])"
    rf"|(?<=[{_HAN}][{_HAN}][0-9]{{4}})(?![0-9年月日元号人次%.-])|"
    r"(?:单元|号楼|栋|幢|座|层|楼(?![上下])|室|户|房(?![颤室间])|F(?![A-Za-z])"
    r"|门(?![口诊]))(?:[东西南北][户侧])?"
    r"|(?<=-[0-9])(?![0-9])|(?<=-[0-9]{2})(?![0-9])|(?<=-[0-9]{3})(?![0-9])"
    r"|(?<=-[0-9]{4})(?![0-9]))"
)
_LEADING = re.compile(r"(?:[东西南北中新老]区|[厂校]区|单身){1,2}$")  # 东区宿舍6号楼
_LINK = re.compile(r"[ :=为是在于到((\"“]{0,4}")


def addresses(text: str) -> Iterator[Finding]:
    """Addresses, and postal codes after their cue."""
    if text.isascii():
        return
    plain = simplified(text)
    for code in _POSTCODE.finditer(plain):
        yield Finding(Kind.ADDRESS, *code.span(1), Strength.CUED, "postcode.chinese")
    note = is_private(plain)
    last = 0
    for at, after, cued in _evidence(plain, note=note):
        if after <= last:
            continue
        start, end = _part(plain, at, after, last)
        if cued:
            link = _LINK.match(plain, after)
            start = link.end() if link else after
            end = _part(plain, start, start, start)[1]
        for chain in _chains(plain, start, end):
            first, stop = chain[0].start(), chain[-1].end()
            if _is_address(plain, chain, cued and first == start, note):
                if any(_kind(token) in _NUMBERED for token in chain):
                    while further := _FURTHER.match(plain, stop, end):
                        stop = further.end()
                if trailing := _TRAILING.match(plain, stop):
                    stop = trailing.end()
                if leading := _LEADING.search(plain, max(start, first - 4), first):
                    first = leading.start()
                yield Finding(Kind.ADDRESS, first, stop, Strength.CUED, "address.chinese")
        last = end


def _evidence(text: str, *, note: bool) -> list[tuple[int, int, bool]]:
    """Where what speaks for a place begins and ends, and whether it is a cue before one."""
    signs, cues = [_EVIDENCE], [_CUE]
    if note:
        signs += (_ADMINISTRATIVE, _ROOM_IN_NOTES)
        cues.append(_CUE_IN_NOTES)
    found = [(*sign.span(), False) for pattern in signs for sign in pattern.finditer(text)]
    found += [(*cue.span(), True) for pattern in cues for cue in pattern.finditer(text)]
    return sorted(found)


def _part(text: str, at: int, after: int, floor: int) -> tuple[int, int]:
    """The bounds of the part of a sentence around `[at, after)`."""
    start = max(floor, at - _REACH)
    for before in _BREAK.finditer(text, start, at):
        start = before.end()
    end = min(len(text), after + _REACH)
    behind = _BREAK.search(text, after, end)
    return start, behind.start() if behind else end


def _chains(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    """Places that follow each other within `[start, end)`."""
    chain: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, start, end):
        if token["skip"] or (token["named"] and _NOT_PLACES.search(token[0])):
            if chain:
                yield chain
            chain = []
            continue
        if chain and not _follows(text, chain[-1], token):
            yield chain
            chain = []
        if not chain and (token["room"] or token["number"] or token["building"]):
            continue
        chain.append(token)
    if chain:
        yield chain


def _follows(text: str, before: re.Match[str], token: re.Match[str]) -> bool:
    if before.end() == token.start():
        return True
    if text[before.end()] != " " and _kind(before) not in _BEFORE_GAPS:
        return False
    gap = _GAP.match(text, before.end())
    return gap is not None and gap.end() == token.start()


def _is_address(text: str, chain: list[re.Match[str]], cued: bool, note: bool) -> bool:
    kinds = [_kind(token) for token in chain]
    places = [kind for kind in kinds if kind not in ("province", "number", "building", "room")]
    numbered = any(kind in _NUMBERED for kind in kinds)
    exact = any(kind in ("road", "village", "estate") for kind in kinds) or any(
        one.end() < other.start() for one, other in pairwise(chain)
    )
    if (numbered and exact) or (cued and places):
        return True
    if _ORGANISATION.match(text, chain[-1].end()):
        return False
    return (note and len(places) >= 2) or (numbered and len(places) >= 2)


def _kind(token: re.Match[str]) -> str:
    if token["named"] is None:
        return str(token.lastgroup)
    return next(kind for kind in _ENDINGS if token[kind] is not None)


DETECTORS = (addresses, towns, marks, free_addresses)
