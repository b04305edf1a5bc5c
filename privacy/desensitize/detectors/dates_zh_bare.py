"""Days that a Chinese note writes without 日 or 月: 8月19, 10.28, 9-2, 0712, 初九, 腊八. No IO.

Figures like these are mostly something else, so each needs a place where a day stands: before what
somebody did that day, after a word of time, in a cell of its own or at the head of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.dates_cues import dated
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.notes_zh import is_private
from privacy.desensitize.findings import Finding
from privacy.desensitize.lexicon import words
from privacy.desensitize.lexicon.traditional_zh import simplified

_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_ONES = "一二三四五六七八九"
_LUNAR = rf"(?:初[{_ONES}十]|十[{_ONES}]|二十[{_ONES}]?|廿[{_ONES}]?|三十)"
_DONE = by_first_letter(
    words(
        """
        入账 到账 还款 扣款 换 做 去 来 的化验 的报告 的片 的单 的检查 的结果 的血 的号 的处方
        的医嘱
        的发票 出院 入院 住院 手术 复查 复诊 复测 复检 随访 化疗 放疗 透析 拆线 停 加 开 查 抽血
        采样
        送检 收样 到货 发货 寄 邮 发 收 交 取 拿 领 拍 出 报 签 约 上门 到期 起 止 前 后 打 接 转
        回 她
        他 我 患 病 家 门诊 急诊 就诊 投保 出险 报案 查勘 定损 理赔 结案 补 请假 值班 交班 白班
        夜班 早
        中午 下午 上午 晚 凌晨 夜 当天 那天 周 星期 已 又 再 才 开始 生 走 飞 摔 发烧 发热 吐 咳
        转账
        汇款 缴 付款 续 退 入职 离职 面试 培训 开庭 开会 体检 接种 打针 分娩 剖 流产 末次 装 拔
        镶 洗牙
        看 找 让 给 说 在 从 由 到 能 要 可以 有空 休 调 借 买 卖 提 存 解约 过户 搬 离 返
        """
    )
)
_TOLD = by_first_letter(
    words(
        """
        日期 时间 送检 采样 收样 入院 出院 手术 复查 预约 改约 改到 约到 约在 截止 截至 上次 下次
        末次
        月经 预产期 出险 报案 填表 签字 签名 登记 开具 发出 接种 生产 有效期 到期 记录 纪录 交班
        接班
        化验 报告 检查 报到 定在 定于 推到 提前到 延到 等到 带 自 从 于 到 至 已还 已于 原定 期
        """
    )
)
# 8月19, with no 日 behind it.
_MONTH_DAY = re.compile(
    rf"(?<![0-9{_ONES}十个第]){_MONTH} ?月 ?{_DAY}(?![0-9日号天.:%]|个|次|周|岁|元|万|mg|例|人"
    rf"|[{_ONES}十])"
)
_POINT = Headed(
    r"[0-9](?=[0-9]?[./-][0-9])",
    rf"(?<![0-9A-Za-z./:+*×~-]){_MONTH}(?P<mark>[./-]){_DAY}(?![0-9A-Za-z%./:*×~-]"
    rf"|[元万级分米厘毫度倍月周天次个片粒袋支瓶小]| ?(?:mg|ml|g|cm|mm|kg)\b)",
)
_THEN = re.compile(rf" ?(?:{_DONE})(?!列腺)")
_BEFORE = re.compile(rf"(?:{_TOLD})(?:是|为|:)? ?$")
_HEAD = re.compile(r"(?:^|\n)[\[(（]?$")
_AFTER_HEAD = re.compile(r"[\])]?[ \t:,]{1,4}(?![0-9.]+(?:$|\n))")
_CELL = re.compile(r"[|\t] ?$|  $")
_CELL_END = re.compile(r" ?(?:[|\t\n]|  |$)")
_TALLIED = re.compile(
    r"(?:[0-9]+期|血压|体温|血糖|视力|评分|得分|比分|剂量|BP|T|VAS|NRS|GCS|共|约|为|值|版|第|楼|栋"
    r"|室|号"
    r"|单元|价|额)[ :]?$"
)
_FOUR = re.compile(
    r"(?:日期|时间|交班|接班|值班)[ :]{0,3}((?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]"
    r"|3[01]))(?![0-9])"
)
# Days of the moon, at the head of a line or before what somebody does.
_LUNAR_HEAD = re.compile(
    rf"(?:(?<=\n)|^)({_LUNAR})(?=[ \t]{{1,4}}[\u3400-\u9fff]|[早中晚上下][上午]?)"
)
_LUNAR_DAY = re.compile(
    rf"(?<![{_ONES}十月第年])(初[{_ONES}十])(?![{_ONES}十中高级]|期|三(?:学|班|年))"
    r"(?=[早晚上下那去来要再到开就会能回做、,。到至有我他她你]|[^\u3400-\u9fff]|$)"
)
_FEAST = re.compile(
    r"(?:腊八节?|小年夜?|除夕夜?|大年(?:初[一二三四五六七八九十]|三十)|年三十|重阳节?|端午节?"
    r"|中秋节?|元宵节?|冬至|清明节?|立[春夏秋冬])"
    r"(?=[ 。]{0,2}(?:\n|$)|[当那前后]?天|[早晚]上|[前后][一二两几]?天)"
)
_MOON_MONTH = re.compile(rf"(?<![{_ONES}十0-9第个])(?:[{_ONES}十冬腊正])月[间里头](?!有)")
_DAY_ALONE = re.compile(
    rf"(?:等到|答应|说好|说是|定到|约到|拖到|推到|得到|要到|最晚|打算|准备|计划|返|客户称"
    rf"|说)({_DAY}[日号]|[廿二三]?十?[{_ONES}][号])"
    r"(?![楼院线病床文店机房室诊])"
)
_HAN_DAY = re.compile(
    rf"(?<![{_ONES}十月第])(?:廿[{_ONES}]|[二三]十[{_ONES}]?"
    rf"|十[{_ONES}])[号日](?![楼院线病床文店机房室诊])"
)

# Each with characters of which what it finds has one, and the group that is the day.
_OTHERS = (
    (frozenset("期间班"), _FOUR, 1),
    (frozenset("初十廿"), _LUNAR_HEAD, 1),
    (frozenset("初"), _LUNAR_DAY, 1),
    (frozenset("日号"), _DAY_ALONE, 1),
    (frozenset("八年夕三节阳午秋宵至明立"), _FEAST, 0),
    (frozenset("月"), _MOON_MONTH, 0),
    (frozenset("日号"), _HAN_DAY, 0),
)


def bare_dates(text: str) -> Iterator[Finding]:
    """Days in notes that nothing but their place tells from other figures."""
    if text.isascii():
        return
    plain = simplified(text)
    if not is_private(plain):
        return
    characters = frozenset(plain)
    for found in _MONTH_DAY.finditer(plain) if "月" in characters else ():
        yield dated(plain, *found.span(), "bare")
    for found in _POINT.finditer(plain):
        if _is_day(plain, *found.span(), found["mark"]):
            yield dated(plain, *found.span(), "bare")
    for needs, pattern, group in _OTHERS:
        if not characters.isdisjoint(needs):
            for found in pattern.finditer(plain):
                yield dated(plain, *found.span(group), "bare")


def _is_day(text: str, start: int, end: int, mark: str) -> bool:
    """Whether two figures are a month and a day, by what stands beside them."""
    before = max(0, start - 6)
    if _TALLIED.search(text, before, start):
        return False
    cell = _CELL.search(text, before, start) and _CELL_END.match(text, end)
    if mark == "/" and cell:
        return True
    if _HEAD.search(text, max(0, start - 2), start) and _AFTER_HEAD.match(text, end):
        return mark != "." or text[end - 3] == "." or text[end - 2] != "."
    if _THEN.match(text, end):
        return True
    told = _BEFORE.search(text, before, start) is not None
    return told and (mark != "." or text[end - 2].isdigit())
