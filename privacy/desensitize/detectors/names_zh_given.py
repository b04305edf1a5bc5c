"""Parts of Chinese names in notes: given names alone, surnames that are told, names said again.

    a surname told     一位姓蓝的老人
    by a title         小雪护士, 让芬芬医生, 找秦姐
    by a role          客服小雅:, 送餐员大伟反映
    doubled            豆豆, 思思
    signed             ——晓敏记
    said again         陈志强 ... 志强

No IO.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from privacy.desensitize.detectors import names_zh_context as context
from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.names_zh_model import (
    RARE,
    UNKNOWN,
    is_han,
    lexicon,
    options,
    reading,
)
from privacy.desensitize.detectors.names_zh_notes import KIN, MARGIN, SURE, is_pair
from privacy.desensitize.lexicon import names_zh, names_zh_cues, names_zh_given

_HAN = r"\u3400-\u9fff"
_SURNAMES = "".join(names_zh.SURNAMES)
_SURNAME_COST = 5.3  # of a name at all
_ALONE = 5.5  # cost of a given name without a surname
_TWIN = 3.0
_USUAL = 5.5  # most that a character costs that is often doubled in names
_PET = 4.0  # cost of 小 or 阿 with a character of a name
_SURE_SURNAME = 15.0  # margin above that of 郝工 as a name
_PET_FIRST = frozenset("小阿大二")

_TOLD = re.compile(
    rf"(?<![百同尊异贵复单双改随他她您我])姓(?:([{_SURNAMES}])"
    rf"(?=的|[,。;:!?、)\n\"” ]|$|[先女小老同大])"
    rf"|(?<=位姓)([{_HAN}])(?=的|先生|女士|小姐))"
)
_LEAD = "找由跟请给叫让和与问向替帮陪求托谢是有到转交派把被对等告知嘱带"
# Patterns begin with what is rare in a text, and look back from there: they are tried less often.
_AUNT = re.compile(
    rf"[姐哥姨叔嫂婶伯总工](?<=([{_SURNAMES}]).)(?:(?<=[{_LEAD}]..)|(?<![{_HAN}]..))"
    rf"(?![姐哥姨叔嫂婶伯妹弟夫体共作程人资商厂业地会结计])"
)
_NICK = Headed(
    rf"[老小](?=[{_SURNAMES}])",
    rf"[老小]([{_SURNAMES}])",
)
# A given name stands between a role, or a word that leads to a person, and one of these.
_BOUND = rf"(?<![{_HAN}])|(?<=[{_LEAD}])"
_TITLED = re.compile(rf"({_BOUND})([{_HAN}]{{2}})(?={by_first_letter(names_zh_given.AFTER)})")
_ROLE = re.compile(rf"(?:{by_first_letter(names_zh_given.ROLES)})(?=[{_HAN}]{{2}})")
_SHARED = re.compile(  # 汪、齐两位医生
    rf"[/、和与](?<=([{_SURNAMES}]).)(?<![{_HAN}]..)([{_SURNAMES}])(?:[二两三]位|[二两])?"
    rf"(?:{by_first_letter(names_zh_cues.TITLES)})"
)
# A name for sure, even if it is of words: 我叫马上有.
_NAMED = re.compile(
    r"(?:[我他她]叫|名叫|大名|学名|本名|真名|全名|名字叫做?|名字是|姓名是|户名是|户名为|姓名为|[公婆爸妈爷奶子女哥姐弟妹夫妻人],叫)"
    rf"([{_SURNAMES}][{_HAN}]{{1,2}})(?=[,。.;!?( )]|$)"
)
_PET_NAME = Headed(
    "阿",
    rf"(?:(?<=[{_LEAD}诉的了])|(?<![{_HAN}]))阿([{_HAN}])(?![姨婆公伯叔姐哥妹弟嫂訇司莫奇托胶片])",
)
_NEXT = re.compile(rf"[、和与跟及,/](?=[{_HAN}]{{2}}(?:[^{_HAN}]|$|[谈说在也都来已的]))")
_BEDDED = re.compile(  # 7床夏天
    rf"床(?<=\d.)([{_SURNAMES}][{_HAN}]{{1,2}})(?![{_HAN}])(?<![{names_zh_cues.NOT_CELL}])"
)
_IN_BED = 10.0
_NOT_GIVEN = frozenset((*names_zh_given.NOT_GIVEN, *names_zh_given.NOT_TWINS)) - {"丽丽"}
_THINGS = frozenset(names_zh_given.NOT_STARTS)
_SIGNED = re.compile(
    rf"[—-]{{1,3}} ?([{_HAN}]{{2}})(?=(?:[记留字敬上笔]|代笔|敬上|留言)?[ .。]?(?:\n|$))"
)
# Whom a message is for, or who signs it.
_GREETED = re.compile(
    rf"(?:(?<![^\n])|(?<=[、,和]))[{_HAN}]{{2}}(?=[:,] ?\n|[、和][{_HAN}]{{2,3}}[:,])"
    rf"|(?<=\n)[{_HAN}]{{2}}(?=\s*$)"
)
_TWINS = re.compile(rf"([{_HAN}])\1(?!\1)")


def is_thing(text: str, at: int) -> bool:
    """Whether a drug or the like that begins as a name does stands at `at`: 孟鲁司特."""
    return text[at : at + 2] in _THINGS or text[at : at + 3] in _THINGS


def in_parts(text: str) -> Iterator[tuple[int, int, float]]:
    """Such names in a note: where each begins and ends, and its margin."""
    yield from _surnames(text)
    yield from _nicknames(text)
    for mark in _PET_NAME.finditer(text):
        if mark[1] in lexicon().alone and mark[0] not in names_zh_cues.NOT_NICKNAMES:
            yield mark.start(), mark.end(), KIN
    for mark in _TITLED.finditer(text):
        if text[mark.start(2) - 1 : mark.start(2)].isdigit():
            continue  # 3栋尧阿姨
        yield from _judged(text, mark.start(2), KIN)
    for mark in _ROLE.finditer(text):
        yield from _of_role(text, mark.end())
    for mark in _GREETED.finditer(text) if "\n" in text else ():
        yield from _judged(text, mark.end() - 2, KIN)
    for mark in _NAMED.finditer(text):
        yield mark.start(1), mark.end(1), SURE
    for mark in _BEDDED.finditer(text):
        for end, cost, _ in options(text, mark.start(1), rare=True):
            if end == mark.end(1):
                margin = reading(text, mark.start(1), end).margin(end, cost) + _IN_BED
                if margin >= MARGIN:
                    yield mark.start(1), end, margin
    for mark in _SIGNED.finditer(text):
        yield from _judged(text, mark.start(1), SURE)
    yield from _twins(text)


def _surnames(text: str) -> Iterator[tuple[int, int, float]]:
    for mark in _TOLD.finditer(text):
        yield mark.end() - 1, mark.end(), SURE
    for mark in _AUNT.finditer(text):
        if mark[1] not in names_zh_given.NOT_AUNTS:
            yield mark.start(1), mark.end(1), _SURE_SURNAME
    for mark in _SHARED.finditer(text):
        for group in (1, 2):
            yield mark.start(group), mark.end(group), _SURE_SURNAME


def again(text: str, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where names of `found` stand once more, and their given names."""
    words = lexicon().words
    sought: dict[str, None] = {}
    for start, end in found:
        name = text[start:end]
        if not all(map(is_han, name)):
            continue
        if len(name) == 3:
            sought[name] = None
            if words.get(name[1:], UNKNOWN) > _KNOWN_WORD and not is_pair(name[1:]):
                sought[name[1:]] = None
        elif len(name) == 4 or (len(name) == 2 and words.get(name, UNKNOWN) > _KNOWN_WORD):
            sought[name] = None
    for name in sought:
        at = text.find(name)
        while at >= 0:
            yield at, at + len(name)
            at = text.find(name, at + len(name))


_KNOWN_WORD = 11.0  # cost up to which a word is too common to be taken for a name that was said


def given(text: str, at: int) -> float | None:
    """What a given name of two characters at `at` costs, if they may be one."""
    known = lexicon()
    one, two = text[at : at + 1], text[at + 1 : at + 2]
    if not (is_han(one) and is_han(two)):
        return None
    if one == two:
        return _ALONE + _TWIN + known.alone.get(one, RARE) / 2
    if one in _PET_FIRST:
        last = known.alone.get(two, known.surnames.get(two))
        return None if last is None else _PET + last
    first, second = known.first.get(one), known.second.get(two)
    if first is None or second is None:
        return None
    return _ALONE + first + second


def _judged(text: str, at: int, gain: float) -> Iterator[tuple[int, int, float]]:
    cost, name = given(text, at), text[at : at + 2]
    if cost is None or is_pair(name) or name in _NOT_GIVEN:
        return
    margin = reading(text, at, at + 2).margin(at + 2, cost) + gain
    if margin >= MARGIN:
        yield at, at + 2, margin


def _of_role(text: str, at: int) -> Iterator[tuple[int, int, float]]:
    """A given name after a role, where it ends a run of characters or somebody does something."""
    end = at + 2
    if end == len(text) or not is_han(text[end]) or _NEXT.match(text, end):
        found = list(_judged(text, at, KIN))
        while found:
            yield from found
            further = _NEXT.match(text, found[0][1])
            found = list(_judged(text, further.end(), KIN)) if further else []
    else:
        twin = text[at] == text[at + 1]
        extra = max(min(context.after(text, at, end), 2.0), -2.0)
        yield from _judged(text, at, KIN + extra - (0.0 if twin else 4.0))


def _nicknames(text: str) -> Iterator[tuple[int, int, float]]:
    """老金, 小朱: where no word is likelier."""
    known = lexicon()
    for mark in _NICK.finditer(text):
        at, end = mark.span()
        if mark[0] in names_zh_given.NOT_NICKNAMES or mark[0] in names_zh_cues.NOT_NICKNAMES:
            continue
        if text[at - 1 : at] in names_zh_given.NOT_BEFORE_NICKNAMES and at:
            continue
        if known.words.get(text[at + 1 : end + 1], UNKNOWN) < UNKNOWN:
            continue  # 老黄牛
        cost = _SURNAME_COST + known.surnames[mark[1]]
        margin = reading(text, at, end).margin(end, cost)
        margin += min(context.after(text, at + 1, end), 2.0)
        if margin >= MARGIN:
            yield at, end, margin


def _twins(text: str) -> Iterator[tuple[int, int, float]]:
    """Doubled characters that are no word: 豆豆."""
    known = lexicon()
    for mark in _TWINS.finditer(text):
        at, name = mark.end() - 2, mark[0][-2:]
        if name in known.words or name in names_zh_given.NOT_TWINS:
            continue
        if known.alone.get(name[0], RARE) > _USUAL and name[0] not in names_zh_given.PET:
            continue
        if text[at - 1 : at + 1] in known.words or text[at + 1 : at + 3] in known.words:
            continue
        margin = reading(text, at, at + 2).margin(at + 2, _ALONE + _TWIN + 2.0) + KIN
        if margin >= MARGIN:
            yield at, at + 2, MARGIN  # less than that of a whole name with these characters
