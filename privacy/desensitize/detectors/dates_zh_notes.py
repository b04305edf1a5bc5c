"""Dates as Chinese notes and messages write them, and those of other calendars. No IO.

    anywhere       腊月二十, 八月十五, 民國72年10月5日, 周三（3月6日）
    in notes       12月, 3月底, 24号, 5.30前; 113/04/22 in Taiwan's

What stands for a length of time is none: 3个月, 7月龄, 术后2月, 共14日.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.dates_cues import dated
from privacy.desensitize.detectors.dates_zh_bare import bare_dates
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.notes_zh import is_private
from privacy.desensitize.findings import Finding
from privacy.desensitize.lexicon.traditional_zh import simplified

_FRAGMENT = 8  # characters: in a text no longer than this a month is of nobody
_ONES = "一二三四五六七八九"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_LUNAR_DAY = f"(?:初[{_ONES}十]|[二三]十[{_ONES}]?|廿[{_ONES}]?|十[{_ONES}]?)"
_CALENDAR = "农历|阴历|旧历|夏历|老历"
_LUNAR = Headed(
    # A month in digits with a day in digits is of no such calendar unless its name says so.
    rf"[正腊冬{_ONES}十0-9农阴旧夏老闰]"
    r"(?=[一二0-9]?月(?:(?<![0-9]月)|[初廿二三十])|(?<=[农阴旧夏老])历|(?<=闰))",
    rf"(?:(?:{_CALENDAR})(?:[0-9]{{4}}年|[〇零{_ONES}]{{4}}年)?)?闰?"
    rf"(?:(?:[正腊冬]|(?<![{_ONES}十0-9个第])(?:十[一二]?|[{_ONES}]"
    rf"|{_MONTH}))月(?:{_LUNAR_DAY}(?![{_ONES}十余多几])"
    rf"(?:[日号](?![床楼线]))?(?:[到至、-]{_LUNAR_DAY})?|(?:{_DAY}[日号]?))"
    r"|[正腊冬]月(?:初|底|末|中旬|上旬|下旬)?)",
)
_COUNTED = re.compile(r"[年天个余多几次人元岁]")
_YEAR = re.compile(rf"(?:(?<![0-9])(?:19|20)?[0-9]{{2}}|[〇零{_ONES}]{{4}})年$")
_DECEMBER = re.compile(r"[正腊冬]|农历|阴历|旧历|夏历|老历")
_ERA = re.compile(
    rf"(?:民国|昭和|平成|令和) ?(?:[0-9]{{1,3}}|[{_ONES}十百零〇]{{1,4}}|元)"
    rf"(?: ?年 ?(?:{_MONTH}|[{_ONES}十]{{1,2}}) ?月(?: ?(?:{_DAY}|[{_ONES}十廿]{{1,3}}) ?[日号])?"
    rf"|(?P<mark>[/.-]){_MONTH}(?P=mark){_DAY})"
)
# A year of Taiwan's, where a text is in traditional characters.
_TAIWAN = re.compile(
    rf"(?<![0-9A-Za-z./:-])(?:1[01][0-9]"
    rf"|[3-9][0-9])(?:(?P<mark>[/.-]){_MONTH}(?P=mark){_DAY}(?![./0-9-])"
    rf"| ?年 ?{_MONTH} ?月(?: ?{_DAY} ?[日号])?)"
)
_WEEKDAY = re.compile(
    r"(?:[本上下这]个?)?(?:周|星期|礼拜)[一二三四五六日天] ?[(\[,]? ?"
    rf"(?:(?:[0-9]{{4}}|[0-9]{{2}})[年/.-] ?)?(?:{_MONTH} ?月 ?{_DAY} ?[日号]?"
    rf"|{_MONTH}[/.-]{_DAY}(?:日|号)?|{_DAY}[日号](?![床楼线])"
    rf"|[{_ONES}十]{{1,2}}月[{_ONES}十廿]{{1,3}}[日号])"
    r"[)\]]?"
)
_PLAIN_MONTH = Headed(
    rf"[0-9十{_ONES}](?=[一二0-9]?月)",
    rf"(?<![0-9.个第/月岁孕每零又半])(?<![^去今明前当次同]年)(?<![0-9][-~至到])(?:(?P<digits>{_MONTH})|十[一二]?"
    rf"|[{_ONES}])月"
    r"(?:(?P<part>份|初|底|末|中旬|上旬|下旬|中)(?!期)|(?![0-9一二三四五六七八九十份初底末中上下])"
    r"(?![后前余龄内大婴多亮光球饼饷经亏相嫂季薪租息供均度票刊坛]|天(?!津)|革命"
    r"|来(?![的了过复看医住检就院])"
    r"|以[来后内前上]|之[后内前]|个"
    r"|子|儿|[一两]次|间|/))",
)
_LENGTH = re.compile(
    r"(?:术后|期限|为期|分期|保质期|病程|停经|妊娠|怀孕|孕|生后|产后|间隔|随访|服药|共|满|约|近|已"
    r"|达|余|每|隔|历时|疗程"
    r"|周期|延长|持续|[0-9]岁) ?$"
)
_PLAIN_DAY = Headed(
    "[0-9](?=[0-9]? ?(?:[日号]|[~至到、-] ?[0-9]))(?<![0-9.月/年第:-].)",
    rf"(?<![0-9.月/年第:-])(?P<day>{_DAY}(?: ?[-~至到、] ?{_DAY})?) ?(?P<unit>[日号])",
)
_ranged = re.compile(r"[-~至到]").search
_HAN_DAY = Headed(
    rf"[{_ONES}十廿](?=[{_ONES}十]{{0,2}}号)",
    rf"(?<![{_ONES}十月第])(?:[二三]?十[{_ONES}]?|廿[{_ONES}]|[{_ONES}])号",
)
_THEN = re.compile(  # what follows a day
    r" ?(?:上午|下午|晚|早|中午|凌晨|夜里|清晨|傍晚|[0-9]{1,2}[:时点]|[之以]?[前后](?![0-9])|去|来"
    r"|回|到|在|入院|出院|住院|手术"
    r"|复查|复诊|化疗|放疗|门诊|查房|截止|那天|当天|这天|交|还款|扣款|起|止|开始|送|寄|发|收|走|飞"
    r"|约|能|要|过去|过来|的(?:航班|飞机"
    r"|火车|高铁|票|门诊|号|预约|手术|检查|课|会|班|报告|床)|抽血|做|拿|取|换|停|转|出报告|拆线"
    r"|过(?!敏)|上门|报|别|都|也|不|全|两天|、[0-9]{1,2}[号日]|[和或跟与][0-9]{1,2}[号日]|我|他|她|你|那|的(?!楼|房|床|线|门)|晨|午|夜|全天|白天|才|又|再|就(?!诊床)|还|没|有(?!限)|因|由"
    r"|请|退|续|补|接|探|拍|装|摔|发现|打电话|下班|上班|上夜|上早|返|离|搬|生|体检|面谈|见|休息"
    r"|透析|打针|值班|休|请假|班|周[一二三四五六日]"
    r"|星期|[(](?:周|星期)|给|出|办|签|安排|发烧|发热|开会|发作)"
)
_NOT_DAY = re.compile(
    r"(?:楼|院|线|床|文|店|机|码|室|房|门|窗|桌|柜|车|库|厅|病|井|字|仓|馆|坑|线路|公路|站|技师"
    r"|诊室|屏)"
)
# What ends an address, a place of a ward or the name of a number, before 12号.
_NUMBERED = frozenset(
    "路街道巷村里弄组园厂门楼栋牌座岭寨屯庄院区苑坊同桥镇社湾第尾卡码编排型版病列表数期线船厅展桌窗台"
    "柜井机车房段东西南北中站场库仓城宿舍幢层室单元公寓厦广大邨埠头渡店铺"
)
_LED_DAY = re.compile(
    r"(?:我们|他们|咱们|你们|于|在|自|从|本月|下月|上月|当月|次月|这个月|下个月|上个月|改到|改约|改成|推到"
    r"|延到|提前到|约在|截止|截至|最晚|最迟|今天|明天|昨天|后天|[定改约等选订拖]|[号日][、和或跟与])$"
)
_BEFORE_DAY = re.compile(
    r"(?:(?:我们|他们|咱们|[我你您他她]|于|在|自|从|到|至|、|本月|下月|上月|当月|次月|这个月"
    r"|下个月|上个月|预约|改到|约|约在|截止|截至|最晚|最迟|就"
    r"|[和及跟]|等|[是]|^|[\n,。;!?:( ]|今天|明天|昨天|后天))$"
)
_SHORT = Headed(
    "[0-9](?=[0-9]?[./-][0-9])(?<![0-9A-Za-z./:+-].)",
    rf"(?<![0-9A-Za-z./:+-])(?<![0-9],)(?P<m>{_MONTH})(?P<mark>[./-])(?P<d>{_DAY})"
    rf"(?: ?[-~至到] ?(?P<to>{_MONTH}(?P=mark){_DAY}))?(?![./0-9A-Za-z%-])",
)
_LISTED = Headed(
    "[0-9](?=[0-9]?/[0-9])(?<![0-9A-Za-z./:-].)",
    rf"(?<![0-9A-Za-z./:-]){_MONTH}/{_DAY}(?:、{_MONTH}/{_DAY})+(?![./0-9A-Za-z%-])",
)
_EACH = re.compile(r"[0-9]+/[0-9]+")
_SHORT_THEN = re.compile(
    r" ?(?:[之以]?前(?!列)|[之以]?后(?!为|是)|日|号(?![楼院线病床文店机码房室])|起|止|开始|那天"
    r"|当天|上午|下午|晚上|早上|中午"
    r"|凌晨|周[一二三四五六日]|星期"
    r"|[(](?:周|星期)|(?:来|再|去|已|要|行|再次|返院|继续)?(?:入院|出院|就诊|来院|复诊|复查|随访"
    r"|手术|住院|门诊|化疗|放疗|透析|查房|拆线"
    r"|停药|换药|到期|还款|投保|出险|报案|转院|转入|接种|抽血|取药|取报告|发货|到货|签收|请假|值班"
    r"|开会))"
)
_SHORT_CUE = re.compile(
    r"(?:末次月经|预产期|入院|出院|手术|门诊|上课|开庭|签约|复诊|复查|随访|化疗|放疗|预约|约在"
    r"|改约|改到|截止|截至"
    r"|上次|末次|下次|上回"
    r"|下回|有效期至|有效至|日期|时间"
    r"|接种|拆线|透析|采样|送检|报告|会诊|签收|到货|交班|请假|值班|于|从|自|定于|定在)[ :=]{0,2}$"
)


_CHINESE_LETTER = re.compile("[\u4e00-\u9fff]")


def notes_dates(text: str) -> Iterator[Finding]:
    """Dates of other calendars, with a weekday, and those that only a note makes dates."""
    if text.isascii() or not _CHINESE_LETTER.search(text):
        return
    plain = simplified(text)
    for found in _ERA.finditer(plain):
        yield dated(plain, *found.span(), "era")
    if "周" in plain or "星期" in plain or "礼拜" in plain:
        for found in _WEEKDAY.finditer(plain):
            yield _weekday(plain, found)
    if "月" in plain:
        yield from _lunar(plain)
    if plain is not text and plain != text:
        for found in _TAIWAN.finditer(plain):
            if found["mark"] not in (".", "-") or is_private(plain):
                yield dated(plain, *found.span(), "taiwan")
    if any(mark in plain for mark in "月日号./") and is_private(plain):
        yield from _of_notes(plain)
    yield from bare_dates(text)


def _weekday(text: str, found: re.Match[str]) -> Finding:
    start, end = found.span()
    opened = any(c in text[start:end] for c in "([")
    if text[end - 1] in ")]" and not opened:
        end -= 1
    return dated(text, start, end, "weekday")


def _lunar(text: str) -> Iterator[Finding]:
    for found in _LUNAR.finditer(text):
        sure = _DECEMBER.search(found[0]) is not None or "初" in found[0] or "廿" in found[0]
        if year := _YEAR.search(text, max(0, found.start() - 5), found.start()):
            yield dated(text, year.start(), found.end(), "lunar")
        elif sure or not (_COUNTED.match(text, found.end()) or found[0][0].isascii()):
            yield dated(text, *found.span(), "lunar")


def _is_day(text: str, found: re.Match[str], *, span: bool) -> bool:
    """Whether a number with 号 or 日 is a day of a month, by what stands beside it."""
    start, end = found.span()
    if _NOT_DAY.match(text, end) or (text[start - 1 : start] in _NUMBERED and start):
        return False
    before = max(0, start - 4)
    if span or text[end - 1] == "日":
        told = span or text[start - 1 : start] == "(" or _THEN.match(text, end) is not None
        return told and _BEFORE_DAY.search(text, before, start) is not None
    if _THEN.match(text, end):
        return True
    return _LED_DAY.search(text, before, start) is not None


def _of_notes(text: str) -> Iterator[Finding]:
    for found in _PLAIN_MONTH.finditer(text) if len(text) > _FRAGMENT else ():
        if not _LENGTH.search(text, max(0, found.start() - 6), found.start()):
            yield dated(text, *found.span(), "month")
    for pattern in (_PLAIN_DAY, _HAN_DAY):
        for found in pattern.finditer(text):
            span = pattern is _PLAIN_DAY and _ranged(found["day"]) is not None
            if _is_day(text, found, span=span):
                yield dated(text, *found.span(), "day")
    for found in _SHORT.finditer(text):
        cue = _SHORT_CUE.search(text, max(0, found.start() - 8), found.start())
        if _SHORT_THEN.match(text, found.end()) or (cue and found["mark"] != "-"):
            yield dated(text, found.start(), found.end("d"), "short")
            if found["to"]:
                yield dated(text, *found.span("to"), "short")
    for found in _LISTED.finditer(text):
        for one in _EACH.finditer(text, *found.span()):
            yield dated(text, *one.span(), "listed")
