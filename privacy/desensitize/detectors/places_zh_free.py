"""Addresses and towns in notes by the word before them, with no name that a list has. No IO.

    after 住, 寄, 送 and the like    遂平县灈阳镇建设路西段化肥厂老院; 国定路 600弄 29号 甲 103
    over lines                       寄至\\n桃園市桃園區中正路1071號\\n8樓之2
    a town                           独居扬州, 返中山, 我是义乌做饰品的, 上坪嫁过来的

All up to the end of the sentence's part is the address, if a word of addresses stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.notes_zh import is_private
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_zh, places_zh_counties, places_zh_world, words
from privacy.desensitize.lexicon.traditional_zh import simplified

_HAN = r"\u3400-\u9fff"
_CUES = by_first_letter(
    (
        *places_zh.CUES,
        *words(
            """
            住 现住 原住 独居 独居在 住址 地址 通讯地址改 地址改 地址改为 地址变更为 寄 寄到 寄至
            寄往 邮寄
            邮到 快递 快递到 邮寄催告函到 函寄 挂号寄至 送 送到 送至 上门 上门地址 采样地 籍贯
            户籍 户口
            搬到 搬去 搬回 迁至 迁到 家在 现居 暂住 租住 租在 住在 跟儿子住在 出险地 事发地 现场
            接人地址
            收货 收件 地点 位置 院址 店址 落款 定位
            """
        ),
    )
)
_OPEN = re.compile(
    rf"(?:{_CUES})(?:在|到|至|往|于|是|为|改|成|放|搁|[ :=(\"“]|改为"
    rf"|\n[ \t]*(?=[0-9{_HAN}])){{0,4}}"
)
_STOP = re.compile(  # the next line goes on with the address if it is short and ends like one
    r"[,;。!?|\t)]|\n(?![ \t]*[^\n:,。;|]{0,24}"
    r"(?:[路街巷弄村区号楼栋室镇苑园筑邸][0-9A-Z -]{0,8}|之[0-9])(?:[,。\n]|$))"
    r"|电话|手机|联系人?|电:|身份证|病志|邮箱|微信|QQ|收件人?|与患者|  "
)
_TAIL = re.compile(
    r"(?:(?:婆婆|公公|爸妈|父母|儿子|女儿|朋友|亲戚|娘|姐姐?|哥哥?|妹妹?|弟弟?|奶奶|爷爷|外婆|外公"
    r"|姥姥|姥爷|[大小二三]?[姨姑舅叔伯]妈?)家|附近|门口|那边|这边|一带|那里"
    r"|就行|就好|即可|吧|旁边?)?[ \"“”(]*$"
)
_LATIN = re.compile(
    r"(?:住址|地址|住)[ :]{0,3}([A-Z0-9](?=[^\n]{0,60}[0-9])(?=[^\n]{0,20}[A-Z]?[a-z]{2})"
    r"[A-Za-zÀ-ž0-9 ,.'#/-]{7,80}(?:\n[0-9]{4,6} [A-Z][a-zÀ-ž]+)?)"
)
# Words and endings of addresses.
_SIGN = re.compile(
    rf"[{_HAN}](?:省|市(?!场)|区(?![别域间])|县(?!医院)|旗|镇(?![静痛])|乡|村|屯|寨|庄|街道?"
    rf"|路(?![上边过])|巷|弄|胡同|大道|小区|花园|公寓"
    r"|家属[楼院区]|老院|宿舍|新村|社区|楼(?![上下])|里|坊|苑|围|坪|湾|沟|坝|垸|塘|邨|组|嘎查|苏木"
    r"|牧场|农场|林场|团|连队|地下|办事处|门洞)"
    r"|[0-9]+ ?(?:号|弄|栋|幢|单元|室|楼|组|座)(?!床|病房|手术)"
)
_WEAK = re.compile(r"[区楼组里围团连湾]")
_NOT = re.compile(
    r"院(?!内|子)|宅(?!基)|房(?!后)|宿|[进了着过下不得址]{0,1}(?:院|ICU|我|你|他|她|病|检|医|手术"
    r"|急诊|[0-9一二三四五六七八九十两]+[天周月年晚夜]|给|去|来|达|药|餐|饭|件|货|样|标本|血)"
)
_WARD = re.compile(
    r"(?:(?<!老)医院(?![后旁对家宿东西南北])|病房|病区|门诊|内科|外科|急诊|手术室|ICU|检验科|药房"
    r"|护士站|[0-9]床)"
)
_WORDY = re.compile(r"[的了我你您吗呢]|^(?:乡村|农村|城市|山区|郊区|偏远)|怎么|什么|可以|不要|需要")
_SHORTEST, _LONGEST = 4, 60  # characters
_NEAR = 6  # characters within which another cue may follow

_TOWNS = (
    *places_zh.CITIES,
    *places_zh_counties.COUNTIES,
    *places_zh_world.MUNICIPALITIES,
    *places_zh_world.ISLANDS,
)
_RARE = (
    *_TOWNS,
    *places_zh_counties.COMMON,
    *words("调景岭 将军澳 大埔 沙田 屯门 元朗 荃湾 葵涌 观塘 旺角"),
)
_TOWN = Headed.of_words(
    _RARE,
    rf"(?:{by_first_letter(_RARE)})(?:[市县区旗州]|自治[县州])?",
)
_TOWN_BEFORE = re.compile(
    r"(?:住|独居|居|在|回|返|自|从|去|到|送|转去|转到|转|老家|娘家|婆家|嫁到|嫁去|搬去|搬到|搬回"
    r"|飞|赴|来|请|是|我是|我系"
    r"|我们是|之前报的|之前报嘅|原来的|旧|原|新|改|自家|家是|[(])$"
)
_TOWN_AFTER = re.compile(
    r"(?:做|山上|镇上|村里|那边|这边|那个|你那个?|乡下|来的|嫁|人(?!民)|地址|住址|户口|户籍|口音"
    r"|的(?:[\u3400-\u9fff]{0,4}(?:专员|亲戚|战友|同学|同乡|老乡|客户|女儿|儿子|姐|妹|哥|弟|舅|姑"
    r"|姨|叔)|\Z)"
    r"|老乡|转来|转院|打工|开店|开厂|卖|种|养|跑|上班|工作|读书|上学|当兵|退休|长住|常住|务农|过来"
    r"|(?=[,。;!?)\n]|$))"
)
_MARRIED = re.compile(
    rf"(?:(?<![{_HAN}])|(?<=[从由是]))([{_HAN}]{{2,3}})(?:嫁过来|嫁来|搬过来|搬来|逃荒来|过继来"
    rf"|招来|迁来|转过来|转来)"
)
_BE_DOING = re.compile(
    rf"我(?:是|系|在)([{_HAN}]{{2,3}}[市县镇]?)(?:做|开|卖|种|养)[{_HAN}]{{1,6}}的"
)
_NOT_TOWNS = frozenset(
    words(
        "外地 外省 外院 下级 上级 急诊 门诊 乡下 农村 城里 县里 镇上 村里 国外 对面"
        " 隔壁 这里 那里 病房 家里 后来 刚刚 昨天 今天 明天 前天 自己 专门 一直 他"
        "们 我们 他院 基层 上周 上月"
    )
)


def free_addresses(text: str) -> Iterator[Finding]:
    """Addresses after a word that gives them, to their end, and towns of persons."""
    if text.isascii():
        return
    plain = simplified(text)
    if not is_private(plain):
        return
    yield from _after_cues(plain)
    for place in _LATIN.finditer(plain):
        stop_at = place.start(1) + len(place[1].rstrip(" ,.-"))
        yield Finding(Kind.ADDRESS, place.start(1), stop_at, Strength.CUED, "address.free")
    for town in _TOWN.finditer(plain):
        if _of_person(plain, *town.span()):
            yield Finding(Kind.ADDRESS, *town.span(), Strength.CUED, "address.town")
    for pattern in (_MARRIED, _BE_DOING):
        for found in pattern.finditer(plain):
            if found[1] not in _NOT_TOWNS:
                yield Finding(Kind.ADDRESS, *found.span(1), Strength.CUED, "address.town")


def _after_cues(plain: str) -> Iterator[Finding]:
    last = 0
    for cue in _OPEN.finditer(plain):
        start = cue.end()
        if start < last or _NOT.match(plain, start):
            continue
        stop = _STOP.search(plain, start, start + _LONGEST)
        end = stop.start() if stop else min(len(plain), start + _LONGEST)
        if stop is None and start + _LONGEST < len(plain):
            continue
        while inner := _OPEN.search(plain, start, min(start + _NEAR, end)):
            start = inner.end()
        start = max(start, plain.rfind(":", start, end) + 1, plain.rfind("址", start, end) + 1)
        while start < end and plain[start] in "改为成是在到 ":
            start += 1
        if _is_address(plain[start:end]):
            last = end
            tail = _TAIL.search(plain, start, end)
            yield Finding(
                Kind.ADDRESS,
                start,
                tail.start() if tail else end,
                Strength.CUED,
                "address.free",
            )


def _is_address(text: str) -> bool:
    """Whether a part of a sentence is an address and no clause."""
    signs = {found.group() for found in _SIGN.finditer(text)}
    if len(text) < _SHORTEST or not signs or _WORDY.search(text) or _WARD.search(text):
        return False
    return len(signs) > 1 or not all(_WEAK.search(sign) for sign in signs)


def _of_person(text: str, start: int, end: int) -> bool:
    before = _TOWN_BEFORE.search(text, max(0, start - 4), start)
    after = _TOWN_AFTER.match(text, end)
    return before is not None and after is not None
