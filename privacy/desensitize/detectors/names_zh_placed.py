"""Names in notes that no character tells: those that both sides show. No IO.

    role before, mark behind    目击者: 靳沫、, 权利人 兰窝啃
    line before, colon behind   神铁柱: 在哪儿
    link before, act behind     和 麻君道 本人谈了, 跟护工 应欢喜 吵了一架

What stands on either side of a surname and one or two characters is weighed, and the more it says,
the less the characters count. A word is no name wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors import names_zh_context as context
from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.names_zh_model import (
    UNKNOWN,
    Option,
    is_han,
    lexicon,
    options,
    reading,
)
from privacy.desensitize.detectors.names_zh_notes import HEADS, is_pair
from privacy.desensitize.lexicon import (
    names_zh_bold,
    names_zh_cues,
    names_zh_given,
    names_zh_placed,
)

_HAN = r"\u3400-\u9fff"
_LONGER = 2.5  # margin of three characters over two
SURE_ANYWAY = 10.5  # the most margin that such a name has
# Least margins of a name by what both sides say together.
_LEAST = {4: 1.0, 5: -6.0, 6: -14.0, 7: -22.0, 8: -26.0}
_WORTH = 3.0  # of what stands behind, where a name may end at two places
_SURE = 6  # from which a surname may be a word, and a given name too
_WEAK = frozenset((*names_zh_cues.NOT_LONE, *names_zh_cues.NOT_ALONE, *names_zh_bold.NOT_INITIALS))
_RATHER = -1.1  # what a surname is rarer by than the word, at most
_WORD = 13.0  # cost up to which two or three characters are a word
_LABELS = frozenset(names_zh_cues.LABELS)
_ROLES = frozenset((*names_zh_cues.BEFORE, *names_zh_placed.ROLES, *names_zh_given.POSTS)) | _LABELS
_SIZES = range(2, 7)
_TAILS = frozenset(role[-2:] for role in _ROLES)
_LINKS = frozenset("和与跟找给请由叫是对让转问被替陪经向姓为及帮了打" + names_zh_cues.UNITS)
_GAP = frozenset(("", "\n", "\t", "|"))
_MARKS = frozenset(" :(\"'“")
_START = re.compile(
    rf"[{HEADS}](?=[{_HAN}])"
    rf"(?<![^{''.join(sorted(_LINKS | {role[-1] for role in _ROLES}))}床\W].)(?<![A-Za-z0-9].)"
)
_ROSTER = re.compile(r"(?:\d[床号室]?[.、):]?|床|[\[【(]\d\d:\d\d[\])】]|[→*•·-]) ?$")
_RIGHT = re.compile(
    r"(?P<r4>[ ,、(]{0,3}[男女](?![\u3400-\u9fff])|[ ,、(]{1,3}[男女]性?[,、 )\d]"
    r"|[ ,、(]{1,2}\d{1,3} ?岁|\((?:\d|[A-Z]|[\u3400-\u9fff]{0,4}(?:号|证|码|电话|手机)"
    r"|曾用|原名|已)"
    r"|[ :(]{0,3}(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7})"
    r"|本人|夫妇|夫妻|一家|等[\d一二两三四五六七八九十]?[人位]"
    r"|的(?:妻|丈夫|老公|老婆|爱人|老伴|儿|女|父|母|爸|妈|爷|奶|家|孙|外孙|哥|弟|姐|妹|监护"
    r"|床|主管|管床|主治|房|账|手机|电话|号|病|片|单|报|票|号))"
    rf"|(?P<r3> ?(?:\n|$)|[ \t]{{2,}}|\t|\||[、/:(]|(?:{by_first_letter(names_zh_placed.ACTS)}))"
    rf"|(?P<r2>[^{_HAN}A-Za-z0-9]|(?:{by_first_letter(names_zh_cues.ACTS)})"
    rf"|(?:{by_first_letter(names_zh_cues.NOTE_TITLES)})|[说在和与跟把给让被已未没也都将于就托为又再先才]"
    r"|[去今昨前上本下]年|[昨今明前后]天|[上下]周|[上下]个?月|\d{1,2}(?:[月日号点:]|床))"
    rf"|(?P<r1>[{_HAN}]{{1,2}}[了过着])"
)
_WEIGHTS = {"r4": 4, "r3": 3, "r2": 2, "r1": 1}
_NOT_LAST = frozenset(names_zh_cues.NOT_CELL + names_zh_cues.NOT_LAST)
_NOT_NAMES = frozenset((*names_zh_bold.NOT_NAMES, *names_zh_cues.BLANKS, *names_zh_given.NOT_GIVEN))


def placed(text: str, known: frozenset[int]) -> Iterator[tuple[int, int, float]]:
    """Such names: where each begins and ends, and its margin.

    None is looked for where one of `known` begins, a name that is believed anyway.
    """
    for mark in _START.finditer(text):
        at = mark.start()
        if at in known:
            continue
        left = _left(text, at)
        if not left:
            continue
        best: tuple[tuple[float, float], int] | None = None
        for option in options(text, at, rare=True):
            found = _judged(text, at, option, left)
            if found is not None and (best is None or found > best[0]):
                best = found, option[0]
        if best is not None:
            yield at, best[1], best[0][1]


def _left(text: str, at: int) -> int:
    """How much what stands before `at` says that a name begins there."""
    before = text[at - 1 : at]
    if is_han(before):
        if _is_role(text, at) or (before == "床" and text[at - 2 : at - 1].isdigit()):
            return 4
        return 2 if before in _LINKS else 0
    if before.isalnum():
        return 0
    stop = max(0, at - 1)
    while stop and text[stop - 1] in _MARKS:
        stop -= 1
    if before in _MARKS and _is_role(text, stop):
        return 4
    if before == " " and text[stop - 1 : stop] == "床":
        return 4
    starts = before in _GAP or text[at - 2 : at] == "  "
    return 3 if starts or _ROSTER.search(text, max(0, at - 8), at) else 2


def _is_role(text: str, end: int) -> bool:
    """Whether a role stands before `end`."""
    if end < 2 or text[end - 2 : end] not in _TAILS:
        return False
    return not _ROLES.isdisjoint([text[max(0, end - size) : end] for size in _SIZES])


def _judged(text: str, at: int, option: Option, left: int) -> tuple[float, float] | None:
    end, cost, _ = option
    right = _RIGHT.match(text, end)
    if right is None and left < 4:
        return None
    weight = _WEIGHTS[right.lastgroup or ""] if right else 0
    least = _LEAST.get(left + weight)
    if least is None or _is_word(text, at, end) or context.is_titled(text, at, end):
        return None
    if left + weight < _SURE and (
        text[at] in _WEAK or lexicon().words.get(text[at + 1 : end], UNKNOWN) < _WORD
    ):
        return None
    within = at > 0 and is_han(text[at - 1])
    if (within or left < 4) and weight < 4 and _is_rather_word(text[at]):
        return None
    margin = reading(text, at, end).margin(end, cost)
    if margin < least:
        return None
    return margin + _WORTH * weight, 2.0 * (left + weight) - 8.0 + _LONGER * (end - at == 3)


def _is_rather_word(character: str) -> bool:
    """Whether a surname is far more often a word: 来, 后, 和, 长."""
    known = lexicon()
    surname = known.surnames.get(character, 0.0)
    return known.words.get(character, UNKNOWN) - surname < _RATHER


def _is_word(text: str, at: int, end: int) -> bool:
    """Whether it is, or begins or ends with, a word that is in use."""
    name, words = text[at:end], lexicon().words
    if is_pair(name) or name in _NOT_NAMES or is_pair(name[:2]) or name[-1] in _NOT_LAST:
        return True
    if name in _ROLES or words.get(name, UNKNOWN) < UNKNOWN:
        return True
    return end - at == 3 and words.get(name[:2], UNKNOWN) < _WORD
