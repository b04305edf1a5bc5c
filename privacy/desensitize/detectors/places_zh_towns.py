"""Towns and districts in Chinese text that tell where a private person is or comes from. No IO.

A name from the lists is an address, in a text of private persons, where

    a cue stands before it      住, 老家, 回, 从, 在, 送到
    a word stands after it      人, 籍, 赶来, 化疗
    it fills a cell             a column of a table, or a list beside telephone numbers
    another place stands by it  银川兴庆区, 佛山顺德大良

A cue like 家住 or 籍贯 makes such a text of any. A name within that of an institution isn't one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.notes_zh import is_private
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_zh, places_zh_counties, places_zh_world
from privacy.desensitize.lexicon.traditional_zh import simplified

_HAN = r"\u3400-\u9fff"
_GROUP = 24  # first letters that are tried one by one


def quick(names: Iterable[str]) -> str:
    """A pattern of many names, in groups by their first letters, so that few of them are tried."""
    listed = sorted(set(names))
    letters = sorted({name[0] for name in listed})
    groups = []
    for at in range(0, len(letters), _GROUP):
        some = letters[at : at + _GROUP]
        inside = by_first_letter(n for n in listed if some[0] <= n[0] <= some[-1])
        groups.append(f"(?=[{some[0]}-{some[-1]}])(?:{inside})")
    return f"(?=[{''.join(letters)}])(?:{'|'.join(groups)})"


_NATIONS = (
    "(?:壮|回|满|蒙古|藏|维吾尔|苗|彝|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西"
    "|景颇|土|羌|仡佬|朝鲜|布依|毛南|仫佬|各)族?"
)
_DISTRICT = "区(?![域别间块委])"
_SUFFIX = (
    rf"(?:(?:{_NATIONS}){{0,4}}自治[州县旗]|地区|林区|特区|新区|[市县旗盟]|{_DISTRICT}|州(?!市))"
)
_NAMES = (
    *places_zh.CITIES,
    *places_zh_counties.COUNTIES,
    *places_zh_counties.COMMON,
    *places_zh_world.MUNICIPALITIES,
    *places_zh_world.ABROAD,
    *places_zh_world.ISLANDS,
)
_NAME = quick(_NAMES)
_BEFORE = (*places_zh.PROVINCES, *places_zh_world.COUNTRIES)
_TAIL = (  # a town, a village or a road, by its ending
    r"(?:(?![的在从到去是和与及]|医院|大学)[^\W_A-Za-z0-9]){1,5}?"
    r"(?:街道(?:办事处|办)?|镇|乡(?![下亲村镇])|苏木|新村|社区|村(?![民长委])|屯|寨|庄|大道"
    r"|路(?![边口上过人途面])|街(?![边头口坊上])"
    r"|里弄|弄堂|农场|林场|矿区|新区|开发区|家属院|小区|花园)"
)
_TOWN = Headed.of_words(
    (*_NAMES, *_BEFORE),
    rf"(?P<province>(?:{by_first_letter(places_zh.PROVINCES)})"
    r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
    rf"|{by_first_letter(places_zh_world.COUNTRIES)})?"
    rf"(?P<name>{_NAME})(?P<suffix>{_SUFFIX})?"
    rf"(?P<more>(?:{_NAME}{_SUFFIX}?)*(?:{_TAIL}){{0,3}})"
    r"(?:[东西南北]?郊|城区|城里|县城|市区|老城区|城关)?",
)
_STRONG = re.compile(by_first_letter(places_zh.CUES))
_WINDOW = 12  # characters before a place in which its cue stands
_CUE = re.compile(
    rf"(?:(?P<strong>{by_first_letter(places_zh.CUES)})|{by_first_letter(places_zh.PLACED)})"
    r"(?:了|过|在|于|到|是|为|至|往|[ :=(\"“]){0,3}$"
)
_BETWEEN = re.compile(r"[、,/和与及跟到至往去回]|再到|转到|[-~>]{1,2}")
_AFTER = re.compile(
    "(?:当地|本地)?(?:人(?![民大口均类才流身工员事士社间数次为体参心气])|籍(?!贯)|户籍|户口|那边"
    "|老家"
    r"|口音|来的|来华|[^\W\d_A-Za-z]{1,2}(?:先生|女士|老板|师傅|大[爷妈姐娘]|阿姨)|的(?=[,;。!?)]"
    r"|$|[^\W\d_A-Za-z]{0,3}(?:大[爷妈姐娘]|阿[姨婆公]|先生|女士|客户|患者"
    "|病人|家属|亲戚|老[乡人]|朋友|同[事学]|叔|嫂|姐|哥))|赶来|赶过来|过来|赶到|打工|务工|出差"
    "|化疗|放疗|上大学|读大学|上学|坐车|坐火车|坐高铁)"
)
_FROM = re.compile(rf"[{_HAN}]{{0,5}}?(?=(?:坐|开|骑|转|赶|过|回|返|出发|来|搬|寄|送|走|飞)(?!自))")
_BESIDE = re.compile(rf"[{_HAN}]{{2,3}}(?=[ \t]*(?:[0-9(|\n]|$))")  # a town that no list has
_LIVES = re.compile(r"[住居家籍]")
_UNLISTED = re.compile(  # the same at the end of a clause
    r"(?![读做看住化放打治工上开出来回去手复就买的人念当待过生长居务旅游养定附市周郊近那这两等三一有没婆娘女儿外奶爷妈爸舅姨姑亲老"
    r"已和与及或因但也都探休度参实转带请说能可不很几多])"
    rf"[{_HAN}]{{2,3}}(?=[,;。)\n]|$)"
)
_CELL = re.compile(
    r"(?=[ \t]*(?:$|[\n|)/;,。])|[ \t]+[^\W_]|[ \t]*[+(]?[0-9]{3})",
)
_INSTITUTION = re.compile(
    r"(?!(?:[读做看住化放打治工上开出来回去手复就买的念当待过生长居务两等三附那这]|一(?![间家所个])|人(?!民)))"
    rf"[{_HAN}]{{0,8}}?(?:{by_first_letter((*places_zh.ORGANISATIONS, *places_zh.LANDMARKS))})"
    r"| ?[A-Z][A-Za-z]"
)
# What goes on with a word, or with what isn't of a person: 北京时间, 南京条约, 上海话.
_GOES_ON = re.compile(
    r"(?:时间|条约|话(?![,。 ])|菜|烤鸭|火腿|路(?!上)|牌|产|队|站|港|湾|河|江|山|湖|岛|战役|会战"
    r"|事变|政府|当局|方面|奥运|都督|知府|刺史)"
)
_COMMON = frozenset(places_zh_counties.COMMON)
_BLOCK = 1200  # characters of a long text that are judged at once


def towns(text: str) -> Iterator[Finding]:
    """Towns and districts that say where a person lives, comes from, works or is."""
    if text.isascii():
        return
    plain = simplified(text)
    at = 0
    while at < len(plain):
        stop = at + _BLOCK
        if len(plain) - at > _BLOCK * 3 // 2:
            stop = max(plain.rfind("\n", at, stop), plain.rfind("。", at, stop)) + 1 or stop
        else:
            stop = len(plain)
        yield from _towns(plain, at, stop)
        at = stop


def _towns(text: str, start: int, stop: int) -> Iterator[Finding]:
    private = is_private(text[start:stop])
    if not private and _STRONG.search(text, start, stop) is None:
        return
    last = -1  # the end of the last finding
    for town in _TOWN.finditer(text, start, stop):
        cue = _CUE.search(text, max(0, town.start() - _WINDOW), town.start())
        strong = cue is not None and cue["strong"] is not None
        bare = not (town["suffix"] or town["province"] or town["more"])
        if strong or (private and not (bare and town["name"] in _COMMON)):
            listed = 0 <= last < town.start() and _BETWEEN.fullmatch(text, last, town.start())
            end = _end(text, town, "," if listed and not cue else cue[0] if cue else "")
            if end is not None:
                last = end
                yield Finding(Kind.ADDRESS, town.start(), end, Strength.CUED, "address.town")


def _end(text: str, town: re.Match[str], cue: str) -> int | None:
    """Where the address that begins with `town`, after `cue`, ends; None where it is none."""
    end = town.end()
    if _AFTER.match(text, end):
        return end
    if _INSTITUTION.match(text, end) or _GOES_ON.match(text, end):
        return None
    if not cue:
        return _cell(text, town.start(), end) or (end if town["more"] else None)
    further = None
    if cue[0] in "从由自打":
        further = _FROM.match(text, end)
    elif _LIVES.search(cue):
        further = _UNLISTED.match(text, end)
    return further.end() if further else end


def _cell(text: str, first: int, end: int) -> int | None:
    """Where the cell of a table ends that begins with a place and has nothing more than that."""
    if first and text[first - 1] not in "\n \t|(/;,:":
        return None
    if further := _BESIDE.match(text, end):
        return further.end()
    return end if _CELL.match(text, end) else None
