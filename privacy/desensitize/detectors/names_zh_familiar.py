"""Nicknames, given names alone, signatures and what people say that they are called. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors import names_zh_context as context
from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.names_zh_model import Option, lexicon, options, reading
from privacy.desensitize.detectors.names_zh_notes import HEADS, KIN, MARGIN, RIGHT, SURE, is_pair
from privacy.desensitize.lexicon import names_zh, names_zh_cues

_ALONE = 5.5  # cost of a given name without a surname
_TWIN = 3.0  # cost of its second character, if it is the first again: 晨晨

_HAN = r"\u3400-\u9fff"
_SURNAMES = "".join(names_zh.SURNAMES)
_COMMON = "".join(names_zh.SURNAMES[:20])
_GIVEN = "".join(sorted(set("".join(names_zh.GIVEN_ALONE[:16]))))
_NICK = Headed(
    rf"[{_SURNAMES}小老大阿](?=[老某]|[{_COMMON}]氏|(?<=[小老大阿])[{_COMMON}{_GIVEN}])",
    rf"(?<![{_HAN}])[{_SURNAMES}]老[大二三四五六七八九幺汉](?![{_HAN}])"
    rf"|[{_SURNAMES}]老[二三四五六七八九幺](?:(?![{_HAN}])|(?=[说讲来去让给]))"
    rf"|[{_COMMON}]某某?(?!某)|(?<![{_HAN}])[{_COMMON}]{{2}}氏(?![{_HAN}])"
    rf"|(?<!从)[小老][{_COMMON}](?:(?![{_HAN}])|(?=[说在让今明昨把给跟已你您]|家(?:[^{_HAN}]|媳|装|的|儿)))"
    rf"|(?<![{_HAN}])大[刘李张陈赵孙周吴徐郭杨朱胡](?:(?![{_HAN}])|(?=[说让今明昨你您]))"
    rf"|(?<![{_HAN}])阿[{_GIVEN}](?![{_HAN}])"
    rf"|阿[{_GIVEN}](?=[姐哥姨叔嫂婆公伯妹弟说来去给的])",
)
_NOT_NICK = frozenset(names_zh_cues.NOT_NICKNAMES)
_KIN_NAME = re.compile(rf"(?:{by_first_letter(names_zh_cues.KIN)})(?=[{_HAN}]{{2}})")
# Before a word for kin or for a teacher: 晓丽姐, 千玺爸爸.
_TITLED = re.compile(
    rf"[姐哥妈爸奶爷老妹弟阿叔宝小同](?<=[{_HAN}]{{2}}.)"
    rf"(?:(?<![{_HAN}].{{3}})|(?<=[给找问叫和跟是帮替让].{{3}}))"
)
_TITLE = re.compile(
    r"(?:姐|哥|妈妈?|爸爸?|奶奶|爷爷|老师|妹妹?|弟弟?|阿姨|叔叔?"
    rf"|宝宝|小朋友|同学)(?![{_HAN}])|(?:妈妈|爸爸|奶奶|爷爷|老师|阿姨|姐姐)[您你说在今明昨来]"
)
_SIGNED_NICK = re.compile(rf"[—-]{{2,3}}[^\n—]{{0,12}}?([小老阿][{_HAN}])[ .。]{{0,2}}(?=\n|$)")
_SIGNED = Headed(
    "[—落代签此敬-]",
    r"(?:[—-]{2,3}|—|落款:|代签:|签字:|签名:|此致 ?|敬上 ?) {0,2}"
    rf"([{HEADS}][{_HAN}]{{1,3}})[ .。]{{0,2}}(?=\n|$)",
)
_CALLED = re.compile(
    r"(?:我叫|名叫|我是|本人|叫做|名字叫|名字是|姓名是|户名是|我姓名)"
    rf"([{_HAN}]{{2,4}})(?=[,。.;( (]|$)"
)


def familiar(text: str) -> Iterator[tuple[int, int, float]]:
    """Such names in a note: where each begins and ends, and its margin."""
    yield from _of_kin(text)
    for pattern, group in ((_NICK, 0), (_SIGNED_NICK, 1)):
        for mark in pattern.finditer(text):
            if mark[group] not in _NOT_NICK:
                yield mark.start(group), mark.end(group), KIN
    last = 0
    for mark in _TITLED.finditer(text):
        end = mark.start()
        at = end - 2
        if at < last or _TITLE.match(text, end) is None:
            continue
        last, given = end, _given(text, at)
        if given is not None and not is_pair(text[at:end]):
            margin = reading(text, at, end).margin(end, given[1]) + KIN
            if margin >= MARGIN:
                yield at, end, margin
    for pattern in (_SIGNED, _CALLED):
        for mark in pattern.finditer(text):
            yield from _whole(text, *mark.span(1))


def _given(text: str, at: int) -> Option | None:
    """Two characters that may be a given name."""
    known = lexicon()
    one, two = text[at], text[at + 1]
    first = known.first.get(one)
    second = _TWIN if one == two else known.second.get(two)
    if first is None or second is None:
        return None
    return at + 2, _ALONE + first + second, float("inf")


def _whole(text: str, at: int, end: int) -> Iterator[tuple[int, int, float]]:
    """A surname and a given name that are all of `text[at:end]`."""
    if is_pair(text[at:end]):
        return
    for stop, cost, _ in options(text, at, rare=True):
        if stop == end:
            margin = reading(text, at, end).margin(end, cost) + SURE
            if margin >= MARGIN:
                yield at, end, margin


def _of_kin(text: str) -> Iterator[tuple[int, int, float]]:
    """What kin are called, a given name alone too: 女儿晓雯."""
    for mark in _KIN_NAME.finditer(text):
        at = mark.end()
        given = _given(text, at)
        found = [*options(text, at, rare=True), *(() if given is None else (given,))]
        twin = text[at] == text[at + 1]
        for end, cost, _ in found:
            gain = min(context.after(text, at, end), 3.0)
            ends = end == len(text) or RIGHT.match(text, end) is not None
            if not (twin or ends or gain > 0):
                continue
            margin = reading(text, at, end).margin(end, cost) + KIN + gain
            if margin >= MARGIN:
                yield at, end, margin
