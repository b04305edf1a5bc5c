"""Chinese names in notes: cells of tables, surnames before titles. No IO.

A note speaks of private persons in few words. What stands there between gaps or marks, or beside a
title, is a name far more often than in an article, so less is needed to believe it, and surnames
that are rare count as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors import names_zh_context as context
from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.names_zh_model import (
    is_han,
    options,
    reading,
    surnames,
)
from privacy.desensitize.lexicon import names_zh, names_zh_cues

# What a name gains where it stands alone in a cell, in a clause, or at one side of either.
_CELL, _CLAUSE, _AFTER_WORD, _ROLE_GAIN = 7.5, 4.5, 3.5, 8.0
_TITLE = 9.0
KIN = 6.0
MARGIN = 0.5
SURE = 9.0

_PERSONS_NOT = frozenset(names_zh_cues.NOT_PERSONS)
_NOT_LAST = frozenset(names_zh_cues.NOT_CELL + names_zh_cues.NOT_LAST)
_FAMILY = "家氏朝郡府集庄"  # 王家: a family, a place
_HAN = r"\u3400-\u9fff"
_SURNAMES = "".join(names_zh.SURNAMES)
_HEADS = frozenset((*_SURNAMES, *(name[0] for name in names_zh.COMPOUND_SURNAMES)))
HEADS = "".join(sorted(_HEADS))
# What a name is that ends where a run of Chinese characters does, or before what may be beside it.
_ENDED = rf"[{_HAN}]{{1,3}}(?:[^{_HAN}]|[手电]|$)"
_BESIDE = rf"[{_HAN}]{{1,3}}[{''.join(sorted(context.AFTER_HEADS))}]"
_BEGINS = re.compile(rf"[{HEADS}](?=[{_HAN}])(?<![{_HAN}A-Za-z0-9@].)(?={_ENDED}|{_BESIDE})")
_AFTER_LINK = re.compile(
    rf"(?:[我找叫问请给转陪带接由归代交和跟与是为属让催约访见]|[{names_zh_cues.UNITS}])"
    rf"(?=[{HEADS}]{_ENDED})"
)
_ROSTER = re.compile(r"(?:\d|床|周[一二三四五六日天])[.、)]? ?$|(?:^|\n)\d[.、)]?$")
_ROSTERED = 11.0  # of a name behind a bed, a number or a weekday, where words are rarer
_GAP = frozenset(" \t\n|;:()[]/—-.=>~•#*")
RIGHT = re.compile(
    r"[ \t|]{0,3}(?:\n|$)|(?P<phone>[:(]? {0,2}(?:手机|电话|tel)?:? ?\d{5})|[ \t]{1,3}"
    r"|\||[(\[/;—-]|(?P<comma>[,、.。!?！？…~])"
)
_SPACED = Headed(
    rf"[{_SURNAMES}](?= )",
    rf"(?:(?<![^\n|:,、(\t])|(?<=  )|(?<=[{_HAN}] ))([{_SURNAMES}](?: {{1,2}}[{_HAN}]){{1,2}})"
    rf"(?=  |[\n|,、.。()\d\t;]|$| [\dA-Za-z(男女])",
)
_ROLES, _LABELS = frozenset(names_zh_cues.BEFORE), frozenset(names_zh_cues.LABELS)
# Words are looked for by their last character before what is rarer, a surname or a colon.
_LED = re.compile(
    rf"[{''.join(sorted({word[-1] for word in _ROLES | _LABELS}))}] ?"
    rf"(?=[{HEADS}](?:{_ENDED}|{_BESIDE}))"
)
_SIZES = range(1, max(map(len, _ROLES | _LABELS)) + 1)
_LED_TAILS = frozenset(word[-2:] for word in _ROLES | _LABELS)
_SEX = re.compile(
    r"[ ,、(]{0,3}(?:性别[ :]{0,3})?[男女](?![\u3400-\u9fff])|[ ,、(]{1,3}[男女]性?[,、 )\d]"
    r"|[ ,、(]{1,2}\d{1,3} ?岁"
    r"|[,、( ]{1,2}(?:住|身份证|电话|手机|工号|学号|微信|生于|19\d\d|20[01]\d)"
)
_LONE = re.compile(rf"([{_SURNAMES}])(?![^ \t|\n])(?<=[ \t|].)")
_LONE_VALUE = re.compile(rf"[:=] {{0,2}}([{_SURNAMES}])(?![{_HAN}])")
_TITLES = re.compile(by_first_letter(names_zh_cues.NOTE_TITLES))
_LEADING = "床栋楼室号由和与跟找叫问请给转带接是让催约的了那位对"
_KIN_HEADS = "".join(
    sorted(set(_SURNAMES) - set(names_zh_cues.NOT_LONE) | set("黄白方安温文何") - set("阿"))
)
_DOES = "你您我他她在说让请来去给把的今明昨拿取要问打发送已没睡吃喝起摔晕疼痛想不血尿输"
_SHORT = Headed(
    rf"[{_KIN_HEADS}](?=[{''.join(title[0] for title in names_zh_cues.SHORT_TITLES)}爸主护医爷])",
    rf"(?:(?<![{_HAN}])|(?<=[{_LEADING}]))([{_KIN_HEADS}])"
    rf"(?:(?:{'|'.join(names_zh_cues.SHORT_TITLES)}|爸|主|护|医|爷)(?![{_HAN}])"
    rf"|[总哥姐姨叔嫂爷](?=[{_DOES}]))",
)
_JOINS = frozenset("和与及同从向由")
_ALONE_AFTER = frozenset("安左成尚连应曾原代常时")  # words, but after a link a surname: 找安大夫
_LINK_LEFT = frozenset("由和与跟找叫问请给转陪带接归交是为属让催约访见到的了那位名姓教经给被对向同")


def in_notes(text: str) -> Iterator[tuple[int, int, float]]:
    """Names in a note: where each begins and ends, and its margin."""
    yield from _cells(text)
    yield from _lone(text)
    yield from _titled(text)


def _cells(text: str) -> Iterator[tuple[int, int, float]]:
    """Names that fill a cell or a clause, or that end one after a word that leads to them."""
    for mark in _BEGINS.finditer(text):
        at = mark.start()
        numbered = text[at - 1 : at] == "、" and text[at - 2 : at - 1].isdigit()
        gain = _CELL if at == 0 or numbered or text[at - 1] in _GAP else _CLAUSE
        if gain == _CELL and _ROSTER.search(text, max(0, at - 4), at):
            gain = _ROSTERED
        yield from _filled(text, at, gain)
    for mark in _AFTER_LINK.finditer(text):
        if not is_pair(text[mark.start() : mark.end() + 1]):
            yield from _filled(text, mark.end(), _AFTER_WORD)
    for mark in _LED.finditer(text):
        if _ends_with(text, mark.start() + 1, _ROLES):
            yield from _filled(text, mark.end(), _ROLE_GAIN)
        elif _ends_with(text, mark.start() + 1, _LABELS):
            yield from _filled(text, mark.end(), _CELL)
    for mark in _SPACED.finditer(text):
        whole = mark[1].replace(" ", "")
        for end, cost, _ in options(whole, 0, rare=True):
            if end == len(whole) and not is_pair(whole):
                margin = reading(whole, 0, end).margin(end, cost) + _CELL
                if margin >= MARGIN:
                    yield mark.start(1), mark.end(1), margin


def _ends_with(text: str, end: int, words: frozenset[str]) -> bool:
    """Whether one of `words` stands before `end`."""
    if text[max(0, end - 2) : end] not in _LED_TAILS and text[end - 1 : end] not in _LED_TAILS:
        return False
    return not words.isdisjoint([text[max(0, end - size) : end] for size in _SIZES])


def _filled(text: str, at: int, gain: float) -> Iterator[tuple[int, int, float]]:
    for end, cost, _ in options(text, at, rare=True):
        right = (
            None
            if is_han(text[end : end + 1]) and text[end] not in "手电"
            else RIGHT.match(text, end)
        )
        if right is None and end < len(text):
            if gain < _CLAUSE or text[end] not in context.AFTER_HEADS:
                continue
            extra = min(context.after(text, at, end), 6.0)
            if extra < 2.0:
                continue
            extra += min(gain, _CLAUSE) - 2.0
        elif context.is_titled(text, at, end):
            continue
        else:
            if text[end - 1] in _NOT_LAST or is_pair(text[at:end]):
                continue
            if end - at == 2 and text[end - 1] in _FAMILY:
                continue
            extra = gain
            if _SEX.match(text, end):
                extra += 4.0
            elif right is not None and right["comma"] and gain <= _CELL:
                extra = min(extra, _CLAUSE)
            elif right is not None and right["phone"]:
                extra += 3.0
        margin = reading(text, at, end).margin(end, cost) + extra
        if margin >= MARGIN:
            yield at, end, margin


def is_pair(word: str) -> bool:
    """Whether it is a word of those that stand before titles: 我方."""
    return word in _PERSONS_NOT


def _lone(text: str) -> Iterator[tuple[int, int, float]]:
    """A surname that fills a cell beside a name: "02 妥玉梅 晏"."""
    for mark in _LONE_VALUE.finditer(text):
        if mark[1] not in names_zh_cues.NOT_LONE and _ends_with(text, mark.start(), _LABELS):
            yield mark.start(1), mark.end(1), SURE
    for mark in _LONE.finditer(text):
        at = mark.start()
        left = text.rfind("\n", 0, at) + 1
        beside = text[max(left, at - 6) : at].rstrip(" \t|")
        if mark[1] in names_zh_cues.NOT_LONE or not beside or not is_han(beside[-1]):
            continue
        head = re.search(rf"(?<![{_HAN}])[{HEADS}][{_HAN}]{{1,2}}$", beside)
        if head is None:
            continue
        start = at - (len(text[max(left, at - 6) : at]) - head.start())
        for end, cost, _ in options(text, start, rare=True):
            if is_han(text[end]):
                continue
            if reading(text, start, end).margin(end, cost) + _CELL >= MARGIN:
                yield at, at + 1, SURE


def _titled(text: str) -> Iterator[tuple[int, int, float]]:
    """A surname or a name before a title, rare surnames too."""
    for title in _TITLES.finditer(text):
        end = title.start()
        if text[max(0, end - 1) : end] in names_zh_cues.NOT_TITLED:
            continue
        for at in range(max(0, end - 4), end):
            name = text[at:end]
            if name[0] not in _HEADS or is_pair(name) or is_pair(text[at - 1 : end]):
                continue
            if context.is_other(name):
                continue
            within = at > 0 and text[at - 1].isalnum()
            gain = _TITLE + (-3.0 if within and not _leads(text, at) else 0.0 if within else 2.5)
            alone = len(name) == 1
            linked = name in _ALONE_AFTER and text[at - 1] in _LINK_LEFT
            word = name in _JOINS or (within and name in names_zh_cues.NOT_ALONE)
            if alone and word and not linked:
                continue
            whole = () if alone else options(text, at, rare=True)
            for stop, cost, _ in (*surnames(text, at), *whole):
                if stop == end:
                    margin = reading(text, at, end).margin(end, cost) + gain
                    if margin >= MARGIN:
                        yield at, end, margin
    for short in _SHORT.finditer(text):
        at = short.start(1)
        if not is_pair(text[at - 1 : at + 1]):
            yield at, at + 1, KIN


def _leads(text: str, at: int) -> bool:
    """Whether what stands before `at` lets a name begin there."""
    left = text[at - 1]
    return (
        left.isdigit()
        or left in "员者师人长医士"
        or left in _LINK_LEFT
        or left in names_zh_cues.UNITS
    )
