"""Where on a road something happened, and rooms without their street. No IO.

    a crossing     金珠西路与德吉路交叉口
    a kilometre    国道306线217公里处, 京沪高速K125+300
    a house        after the same: 老粮站旁平房
    a room         after 住, 送到 and the like: 3栋2单元501

Found in texts of private persons alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.notes_zh import is_private
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_zh
from privacy.desensitize.lexicon.traditional_zh import simplified

_HAN = r"\u3400-\u9fff"
_WORD = rf"(?:(?![的在于到从自往至与和及跟由经沿行])[{_HAN}])"
_ROAD = (
    rf"(?:[GSX]?[0-9]{{2,4}}|[GS][0-9]{{1,4}})?{_WORD}{{1,8}}?(?:大道|大街|公路|高速|[路街巷道])"
    r"(?:[东西南北中]?[一二三四五六七八九0-9]?段)?"
)
_JOINT = r"(?:路口|叉口|汇处|汇口|界处|界口|道口|口处|交口|会处|相交处)"
_CORNER = re.compile(rf"[{_HAN}]{_JOINT}")
_CROSSING = re.compile(
    rf"(?P<place>{_ROAD}(?:与|和|及|跟|、|/|-|交)?(?:{_ROAD})"
    r"(?:的)?(?:交叉路口|交叉口|交叉道口|交汇处|交汇口|交汇路口|交界处|交会处|相交处|交口|十字路口"
    r"|丁字路口|路口|口)"
    r"(?:[东西南北]{1,2}(?:侧|角|面|边)?(?:[0-9]{1,4}米)?(?:处)?)?)"
)
_AT = Headed(
    r"[0-9Kk](?=[0-9]{0,3}(?:\.[0-9])? ?[公千kK]|(?<=[Kk])[0-9])",
    r"[0-9]{1,4}(?:\.[0-9])? ?(?:公里|千米|km|KM)(?: ?\+? ?[0-9]{1,3} ?(?:米|m))?(?:路段)?"
    r"(?:处|附近|桩)"
    r"|(?<![A-Za-z0-9])[Kk][0-9]{1,4}(?: ?\+ ?[0-9]{1,3})?(?:公里|米|m)?(?:路段)?(?:处|附近)?",
)
_METRES = re.compile("公里|千米|K|k")  # in each of these
_NUMBERED = (
    r"(?:(?:[GSXYC][0-9]{1,4}|(?:国道|省道|县道|乡道)[GSXYC]?[0-9]{2,4}"
    r"|[0-9]{2,4}(?:国道|省道|县道))(?:线|国道|省道|县道)?)"
)
_HIGHWAY = re.compile(
    rf"(?:{_NUMBERED}(?:{_WORD}{{1,6}}(?:高速公路|高速|公路|线))?"
    rf"|{_WORD}{{2,6}}?(?:高速公路|高速|快速路|快速|公路|环线|环城|绕城|环路|大桥|隧道))"
    rf"(?:[({{]?{_NUMBERED}[)}}]?)?[段线]?"
    rf"(?:[由从]?[{_HAN}]{{1,10}}?方向|[东西南北上下][行向](?:线|方向)?|[{_HAN}]{{1,4}}段)? ?$"
)
_REACH = 40
_FLAT = (
    r"(?:[A-Z]|[0-9]{1,4}|[一二三四五六七八九十]{1,3}|[东西南北])"
    r"(?:号楼|号院|栋|幢|座|单元|门(?!口)|室|号|房|户|层|楼|区|期|组团)"
)
_ROOM = re.compile(
    rf"(?:{by_first_letter(places_zh.CUES)}|住|送到|送至|搬到|放到?|放在|搁)"
    rf"(?:了|在|于|到|是|为|[ :=(\"“]){{0,3}}"
    rf"(?P<place>(?:{_FLAT}){{2,4}}[0-9]{{0,4}}(?:室|号)?|(?:{_FLAT})[0-9]{{3,4}}(?:室|号)?"
    r"|[0-9]{1,3}(?:-[0-9]{1,3}){0,2}-[0-9]{3,4}(?:室|号)?)(?![0-9-]|床|病|诊|[^。\n]{0,3}床)"
)
# A house that is told by what is beside it.
_BESIDE = re.compile(
    r"(?:家住|现住|[租暂]住|住在|住|住址|地址|家在)[ :在于]{0,2}"
    rf"(?P<place>(?![院宅])(?:{_WORD}|[0-9]){{2,12}}?(?:平房|后院|院内|老宅|老屋|旧宅|第[一二三四五六七八九十]家"
    r"|[东南西北村]头|隔壁|旁边?|对[面过]|后[面头]|巷口|桥头|院子)"
    rf"(?:第?[一二三四五六七八九十0-9]{{1,4}}[排号家户间]|的?平房|[{_HAN}]{{0,2}}第[一二三四五六七八九十]家){{0,3}})"
    rf"(?=[^{_HAN}0-9A-Za-z]|$)"
)
_WARD = re.compile(r"(?:住院|病房|病区|内科|外科|科)$")


def marks(text: str) -> Iterator[Finding]:
    """Crossings and kilometres of roads, and rooms after a cue."""
    if text.isascii():
        return
    plain = simplified(text)
    corners = [found.start() for found in _CORNER.finditer(plain)]
    points = list(_AT.finditer(plain)) if _METRES.search(plain) else []
    rooms = list(_ROOM.finditer(plain))
    houses = list(_BESIDE.finditer(plain))
    if not (corners or points or rooms or houses) or not is_private(plain):
        return
    last = 0
    for at in corners:
        found = _CROSSING.search(plain, max(last, at - _REACH), at + 12)
        if found and found.start() < at < found.end():
            last = found.end()
            yield _finding(*found.span("place"))
    for point in points:
        road = _HIGHWAY.search(plain, max(0, point.start() - _REACH), point.start())
        if road:
            yield _finding(road.start(), point.end())
    for room in (*rooms, *houses):
        if not _WARD.search(plain, max(0, room.start() - 4), room.start() + 1):
            yield _finding(*room.span("place"))


def _finding(start: int, end: int) -> Finding:
    return Finding(Kind.ADDRESS, start, end, Strength.CUED, "address.mark")
