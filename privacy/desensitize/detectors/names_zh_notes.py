"""Chinese names in notes: cells of tables, surnames before titles, nicknames. No IO.

A note speaks of private persons in few words. What stands there between gaps or marks, or beside a
title, is a name far more often than in an article, so less is needed to believe it, and surnames
that are rare count as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors import names_zh_context as context
from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.names_zh_model import (
    Option,
    Reading,
    is_han,
    lexicon,
    options,
    surnames,
)
from privacy.desensitize.lexicon import names_zh, names_zh_cues

# What a name gains where it stands alone in a cell, in a clause, or at one side of either.
_CELL, _CLAUSE, _AFTER_WORD, _ROLE_GAIN = 7.5, 4.5, 3.5, 8.0
_TITLE = 9.0
_KIN = 6.0
_MARGIN = 0.5
_SURE = 9.0

_HAN = r"\u3400-\u9fff"
_SURNAMES = "".join(names_zh.SURNAMES)
_COMMON = "".join(names_zh.SURNAMES[:20])
_GIVEN = "".join(sorted(set("".join(names_zh.GIVEN_ALONE[:16]))))
_HEADS = "".join(sorted({*_SURNAMES, *(name[0] for name in names_zh.COMPOUND_SURNAMES)}))
_BEGINS = re.compile(rf"(?<![{_HAN}A-Za-z0-9@])[{_HEADS}](?=[{_HAN}])")
_AFTER_LINK = re.compile(
    rf"(?:[我找叫问请给转陪带接由归代交和跟与是为属让催约访见]|[{names_zh_cues.UNITS}])"
    rf"(?=[{_HEADS}][{_HAN}])"
)
_GAP = frozenset(" \t\n|;:()[]/—-.=>~•#*")
_RIGHT = re.compile(
    r"[ \t|]{0,3}(?:\n|$)|(?P<phone>[:(]? {0,2}(?:手机|电话|tel)?:? ?\d{5})|[ \t]{1,3}|\||[(\[/;—-]|(?P<comma>[,、.。!?！？…~])"
)
_SPACED = re.compile(
    rf"(?:(?<![^\n|:,、(\t])|(?<=  )|(?<=[{_HAN}] ))([{_SURNAMES}](?: {{1,2}}[{_HAN}]){{1,2}})"
    rf"(?=  |[\n|,、.。()\d\t;]|$| [\dA-Za-z(男女])"
)
_ROLE = re.compile(rf"(?:{by_first_letter(names_zh_cues.BEFORE)}) ?(?=[{_HEADS}][{_HAN}])")
_SINGLE_GAP = re.compile(
    rf"(?:{by_first_letter(names_zh_cues.LABELS)}) ?(?=[{_HEADS}][{_HAN}])"
)
_SEX = re.compile(
    r"[ ,、(]{0,3}(?:性别[ :]{0,3})?[男女](?![\u3400-\u9fff])|[ ,、(]{1,3}[男女]性?[,、 )\d]"
    r"|[ ,、(]{1,2}\d{1,3} ?岁|[,、( ]{1,2}(?:住|身份证|电话|手机|工号|学号|微信|生于|19\d\d|20[01]\d)"
)
_KIN_NAME = re.compile(rf"(?:{by_first_letter(names_zh_cues.KIN)})(?=[{_HAN}]{{2}})")
_LONE = re.compile(rf"(?<=[ \t|])([{_SURNAMES}])(?=[ \t|\n]|$)")
_LONE_LABELLED = re.compile(
    rf"(?:{by_first_letter(names_zh_cues.LABELS)})[:=] {{0,2}}([{_SURNAMES}])(?![{_HAN}])"
)
_TITLES = re.compile(by_first_letter(names_zh_cues.TITLES))
_LEADING = "床栋楼室号由和与跟找叫问请给转带接是让催约的了那位对"
_KIN_HEADS = "".join(sorted(set(_SURNAMES) - set(names_zh_cues.NOT_LONE) | set("黄白方安温文何")))
_SHORT = re.compile(
    rf"(?:(?<![{_HAN}])|(?<=[{_LEADING}]))([{_KIN_HEADS}])"
    rf"(?:(?:{'|'.join(names_zh_cues.SHORT_TITLES)}|爸|主|护|医|爷)(?![{_HAN}])"
    rf"|[总哥姐姨叔嫂爷](?=[你您我他她在说让请来去给把的今明昨拿取要问打发送已没睡吃喝起摔晕疼痛想不血尿输]))"
)
_NICK = re.compile(
    rf"(?<![{_HAN}])[{_SURNAMES}]老[大二三四五六七八九幺汉](?![{_HAN}])"
    rf"|[{_SURNAMES}]老[二三四五六七八九幺](?![{_HAN}])"
    rf"|[{_COMMON}]某某?(?!某)"
    rf"|(?<!从)[小老][{_COMMON}](?:(?![{_HAN}])|(?=[说在让今明昨把给跟已你您]))"
    rf"|(?<![{_HAN}])大[刘李张陈赵孙周吴徐郭杨朱胡](?:(?![{_HAN}])|(?=[说让今明昨你您]))"
    rf"|(?<![{_HAN}])阿[{_GIVEN}](?![{_HAN}])"
    rf"|阿[{_GIVEN}](?=[姐哥姨叔嫂婆公伯妹弟说来去给的])"
)
# A given name alone, before a word for kin or for a teacher: 晓丽姐, 千玺爸爸.
_GIVEN_TITLED = re.compile(
    rf"(?<![{_HAN}])([{_HAN}]{{2}})(?=(?:姐|哥|妈妈?|爸爸?|奶奶|爷爷|老师|妹妹?|弟弟?|阿姨|叔叔?|宝宝|小朋友|同学)(?![{_HAN}])"
    rf"|(?:妈妈|爸爸|奶奶|爷爷|老师|阿姨|姐姐)[您你说在今明昨来])"
)
_NOT_NICK = frozenset(
    "阿胶 阿姨 阿司 阿莫 阿托 阿奇 阿尔 阿里 阿拉 阿片 阿是 阿昔 阿米 阿卡 阿替 阿维 阿伐 阿糖 阿普 阿立 "
    "阿斯 阿克 阿坝 阿婆 阿公 阿伯 阿哥 阿姐 阿妹 阿弟 阿叔 阿嫂 阿宝 阿富 小时 小孩 小便 小区 小腿 小儿 "
    "小结 小计 小程 小票 小额 小微 小学 小心 小声 小费 小半 小夜 小产 小肠 小脑 小于 小车 小包 小单 小米 "
    "小麦 小牛 小鱼 小花 小路 小店 小家 小井 小池 小白 小红 小黄 小方 小文 小平 小成 小年 小寒 小满 小雨 "
    "小雪 小巧 小康 小钱 小管 小边 小曲 小丘 小巷 小农 小班 小型 小题 小鲜 老路 老师 老人 老家 老年 老伴 "
    "老公 老婆 老板 老总 老乡 老小 老白 老黄 老牛 老米 老花 老房 老时 老包 老客 老边 老管 老方 老成 老江 老汤"
    .split()
) - {"小方", "老方", "老白", "小白", "小成", "老江", "老汤", "老包", "小汤", "小文", "小平", "老黄", "小黄"}
_SIGNED_NICK = re.compile(rf"(?:—{{1,3}}|--)[^\n—]{{0,12}}?([小老阿][{_HAN}])[ .。]{{0,2}}(?=\n|$)")
_SIGNED = re.compile(
    rf"(?:—{{1,3}}|--|落款:|代签:|签字:|签名:|此致 ?|敬上 ?)[ ]{{0,2}}([{_HEADS}][{_HAN}]{{1,3}})[ .。]{{0,2}}(?=\n|$)"
)
_CALLED = re.compile(
    rf"(?:我叫|名叫|我是|本人|叫做|名字叫|名字是|姓名是|户名是|我姓名)([{_HAN}]{{2,4}})(?=[,。.;( (]|$)"
)
_JOINS = frozenset("和与及同从向由")
_LINK_LEFT = frozenset("由和与跟找叫问请给转陪带接归交是为属让催约访见到的了那位名姓教经给被对向同")


def in_notes(text: str) -> Iterator[tuple[int, int, float]]:
    """Names in a note: where each begins and ends, and its margin."""
    yield from _cells(text)
    yield from _lone(text)
    yield from _titled(text)
    yield from _of_kin(text)
    yield from _named(text)


def _cells(text: str) -> Iterator[tuple[int, int, float]]:
    """Names that fill a cell or a clause, or that end one after a word that leads to them."""
    for mark in _BEGINS.finditer(text):
        at = mark.start()
        numbered = text[at - 1 : at] == "、" and text[at - 2 : at - 1].isdigit()
        gain = _CELL if at == 0 or numbered or text[at - 1] in _GAP else _CLAUSE
        yield from _filled(text, at, gain)
    for mark in _AFTER_LINK.finditer(text):
        if not is_pair(text[mark.start() : mark.end() + 1]):
            yield from _filled(text, mark.end(), _AFTER_WORD)
    for mark in _ROLE.finditer(text):
        yield from _filled(text, mark.end(), _ROLE_GAIN)
    for mark in _SPACED.finditer(text):
        whole = mark[1].replace(" ", "")
        for option in options(whole, 0, rare=True):
            if option.end == len(whole) and not is_pair(whole):
                margin = Reading(whole, 0, len(whole), len(whole)).margin(option) + _CELL
                if margin >= _MARGIN:
                    yield mark.start(1), mark.end(1), margin
    for mark in _SINGLE_GAP.finditer(text):
        yield from _filled(text, mark.end(), _CELL)


def _filled(text: str, at: int, gain: float) -> Iterator[tuple[int, int, float]]:
    for option in options(text, at, rare=True):
        end = option.end
        if context.is_titled(text, at, end):
            continue
        right = _RIGHT.match(text, end)
        if right is None and end < len(text):
            extra = min(context.after(text, at, end), 6.0)
            if extra < 2.0 or gain < _CLAUSE:
                continue
            extra += min(gain, _CLAUSE) - 2.0
        else:
            if text[end - 1] in names_zh_cues.NOT_CELL or is_pair(text[at:end]):
                continue
            extra = gain
            if _SEX.match(text, end):
                extra += 4.0
            elif right is not None and right["comma"] and gain <= _CELL:
                extra = min(extra, _CLAUSE)
            elif right is not None and right["phone"]:
                extra += 3.0
        margin = Reading(text, at, end, end).margin(option) + extra
        if margin >= _MARGIN:
            yield at, end, margin


def is_pair(word: str) -> bool:
    """Whether it is a word of those that stand before titles: 我方."""
    return word in _PERSONS_NOT


def _lone(text: str) -> Iterator[tuple[int, int, float]]:
    """A surname that fills a cell beside a name: "02 妥玉梅 晏"."""
    for mark in _LONE_LABELLED.finditer(text):
        if mark[1] not in names_zh_cues.NOT_LONE:
            yield mark.start(1), mark.end(1), _SURE
    for mark in _LONE.finditer(text):
        at = mark.start()
        left = text.rfind("\n", 0, at) + 1
        beside = text[max(left, at - 6) : at].rstrip(" \t|")
        if mark[1] in names_zh_cues.NOT_LONE or not beside or not is_han(beside[-1]):
            continue
        head = re.search(rf"(?<![{_HAN}])[{_HEADS}][{_HAN}]{{1,2}}$", beside)
        if head is None:
            continue
        start = at - (len(text[max(left, at - 6) : at]) - head.start())
        for option in options(text, start, rare=True):
            if is_han(text[option.end]):
                continue
            if Reading(text, start, option.end, option.end).margin(option) + _CELL >= _MARGIN:
                yield at, at + 1, _SURE


def _titled(text: str) -> Iterator[tuple[int, int, float]]:
    """A surname or a name before a title, rare surnames too."""
    for title in _TITLES.finditer(text):
        end = title.start()
        for at in range(max(0, end - 4), end):
            if text[at] not in _HEADS:
                continue
            within = at > 0 and text[at - 1].isalnum()
            gain = _TITLE + (-3.0 if within and not _leads(text, at) else 0.0 if within else 2.5)
            if end - at == 1 and (
                text[at] in _JOINS or (within and text[at] in names_zh_cues.NOT_ALONE)
            ):
                continue
            for option in (*surnames(text, at), *options(text, at, rare=True)):
                if option.end != end or is_pair(text[at:end]) or is_pair(text[at - 1 : end]):
                    continue
                if text[end - 1] in names_zh_cues.NOT_TITLED or context.is_other(text[at:end]):
                    continue
                margin = Reading(text, at, end, end).margin(option) + gain
                if margin >= _MARGIN:
                    yield at, end, margin
    for short in _SHORT.finditer(text):
        at = short.start(1)
        if not is_pair(text[at - 1 : at + 1]):
            yield at, at + 1, _KIN


def _leads(text: str, at: int) -> bool:
    """Whether what stands before `at` lets a name begin there."""
    left = text[at - 1]
    return left.isdigit() or left in "员者师人长医士" or left in _LINK_LEFT or left in names_zh_cues.UNITS


def _of_kin(text: str) -> Iterator[tuple[int, int, float]]:
    """What kin are called, a given name alone too: "女儿晓雯"."""
    given = lexicon()
    for mark in _KIN_NAME.finditer(text):
        at = mark.end()
        found = list(options(text, at, rare=True))
        one, two = text[at], text[at + 1]
        first = given.first.get(one)
        second = 3.0 if one == two else given.second.get(two)
        if first is not None and second is not None:
            found.append(Option(at + 2, 5.5 + first + second))
        for option in found:
            gain = min(context.after(text, at, option.end), 3.0)
            if one != two and gain <= 0 and option.end < len(text) and _RIGHT.match(text, option.end) is None:
                continue
            margin = Reading(text, at, option.end, option.end).margin(option) + _KIN + gain
            if margin >= _MARGIN:
                yield at, option.end, margin


def _named(text: str) -> Iterator[tuple[int, int, float]]:
    """Nicknames, signatures, and whatever somebody says that they are called."""
    for mark in _NICK.finditer(text):
        if mark[0] not in _NOT_NICK:
            yield mark.start(), mark.end(), _KIN
    for mark in _SIGNED_NICK.finditer(text):
        if mark[1] not in _NOT_NICK:
            yield mark.start(1), mark.end(1), _KIN
    for mark in _GIVEN_TITLED.finditer(text):
        one, two = lexicon().first.get(mark[1][0]), lexicon().second.get(mark[1][1])
        if one is None:
            continue
        second = 3.0 if mark[1][0] == mark[1][1] else two
        if second is None:
            continue
        at, end = mark.span(1)
        margin = Reading(text, at, end, end).margin(Option(end, 5.5 + one + second)) + _KIN
        if margin >= _MARGIN and not is_pair(mark[1]):
            yield at, end, margin
    for mark in _SIGNED.finditer(text):
        at = mark.start(1)
        for option in options(text, at, rare=True):
            if option.end == mark.end(1) and not is_pair(mark[1]):
                margin = Reading(text, at, option.end, option.end).margin(option) + _SURE
                if margin >= _MARGIN:
                    yield at, option.end, margin
    for mark in _CALLED.finditer(text):
        at = mark.start(1)
        for option in options(text, at, rare=True):
            if option.end == mark.end(1):
                margin = Reading(text, at, option.end, option.end).margin(option) + _SURE
                if margin >= _MARGIN:
                    yield at, option.end, margin


_PERSONS_NOT = frozenset(names_zh_cues.NOT_PERSONS)
__all__ = ["Option", "in_notes", "is_pair"]
