"""What stands beside a Chinese name, and by how much it makes one likelier. No IO.

In nats, chosen by hand and tried on encyclopedic text and on notes: what a label or 先生 adds
outweighs any word, what a verb adds tips the balance.
"""

from __future__ import annotations

import re

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.names_zh_foreign import TRANSCRIBING, transcribes
from privacy.desensitize.detectors.names_zh_model import UNKNOWN, is_han, lexicon
from privacy.desensitize.lexicon import names_zh_cues

TITLE = 5.0
ACT = 2.0
LINK = 1.0
_SEX = 6.0
_OWN = 4.5  # 关大力的家属
_EDGE = 0.5  # of a run of Chinese characters
_PLACE = -9.0
_FOREIGN = -5.0
_WORK = -4.0  # what a book is called
_GAINS = {
    "title": TITLE,
    "sex": _SEX,
    "own": _OWN,
    "act": ACT,
    "thing": _PLACE,
    "link": LINK,
    "edge": _EDGE,
}

_COUNTS = "一二三四五六七八九十百两几数每这那该首整0123456789"  # of sheets: 该张专辑
_HAN = r"\u3400-\u9fff"
_AFTER = re.compile(
    rf"(?P<title>{by_first_letter(names_zh_cues.TITLES)})"
    r"|(?P<sex>(?:[ ,、(]{1,3}|[ ,、(]{0,3}性别[ :]{0,3})[男女](?![\u3400-\u9fff])"
    r"|[男女](?=[,、 /]{0,2}(?:\d|出生)|性|$)"
    r"|[ ,、(]{1,3}[男女]性?[,、 )\d]"
    r"|[ ,、(]{1,2}\d{1,3} ?岁|\((?:\d{3}|\d{1,3}[床岁号]|身份证|电话|手机|工号|以下|化名))"
    r"|(?P<own>的(?:妻子?|丈夫|老公|老婆|爱人|老伴|[儿女]子|女儿|父亲|母亲|爸爸?|妈妈?|爷爷|奶奶"
    r"|家属|家人|家长|孙[子女]|外孙|哥哥|弟弟|姐姐|妹妹|监护人|床[位边头]|主管医|管床|主治))"
    rf"|(?P<act>{by_first_letter(names_zh_cues.ACTS)})"
    rf"|(?P<thing>{by_first_letter(names_zh_cues.THINGS)})"
    rf"|(?P<place>[{names_zh_cues.NOT_AFTER}])"
    rf"|(?P<link>[{names_zh_cues.LINKS_AFTER}])"
    rf"|(?P<edge>[^{_HAN}]|$)"
)
# What any of these begins with, but for an edge.
AFTER_HEADS = frozenset(
    (
        *(word[0] for word in (*names_zh_cues.TITLES, *names_zh_cues.ACTS, *names_zh_cues.THINGS)),
        *(*names_zh_cues.NOT_AFTER, *names_zh_cues.LINKS_AFTER, *" ,、(性男女"),
    )
)
_TITLES = frozenset(title for title in names_zh_cues.NOTE_TITLES if len(title) == 2)
_KIN = frozenset("姐哥叔姨嫂婶爷奶妈爸总")  # a title of one character: 李姐
_OTHER_ENDS = TRANSCRIBING.union(names_zh_cues.NOT_SECOND)
_TITLE_ENDS = frozenset("".join(_TITLES)) | _KIN


def before(text: str, at: int) -> float:
    """What the text before a name at `at` adds to its margin."""
    if at == 0:
        return _EDGE
    left = text[at - 1]
    if text[at] == "张" and left in _COUNTS:
        return _FOREIGN
    if left == "《":
        return _WORK
    if not is_han(left):
        return _EDGE
    if transcribes(left) and transcribes(text[at]):
        return _FOREIGN
    return LINK if left in names_zh_cues.LINKS_BEFORE else 0.0


def after(text: str, start: int, end: int) -> float:
    """What a name `text[start:end]` itself, and the text after it, add to its margin."""
    if is_titled(text, start, end):
        return _PLACE
    beside, last = _beside(text, end), text[end - 1]
    gain = _FOREIGN if last in _OTHER_ENDS and is_other(text[start:end]) else 0.0
    if beside == "place":
        return gain if _is_word(text, end) else gain + _PLACE
    if last in names_zh_cues.NOT_LAST or (
        beside is None and transcribes(last) and transcribes(text[end])
    ):
        gain += _FOREIGN
    return gain if beside is None else gain + _GAINS[beside]


def _beside(text: str, at: int) -> str | None:
    """Of which kind what stands at `at` is."""
    if at == len(text):
        return "edge"
    if text[at] not in AFTER_HEADS:
        return None if is_han(text[at]) else "edge"
    found = _AFTER.match(text, at)
    return None if found is None else found.lastgroup


def goes_on(text: str, end: int) -> bool:
    """Whether what stands at `end` may belong to a name that we take to end there."""
    return _beside(text, end) in (None, "place", "link")


def is_titled(text: str, start: int, end: int) -> bool:
    """Whether the name has part of a title in it: 李女 of 李女士."""
    if text[end - 1] not in _TITLE_ENDS:
        return False
    if text[end - 1 : end + 1] in _TITLES or text[end - 2 : end] in _TITLES:
        return end - start == 3 or text[end - 1 : end + 1] in _TITLES
    return end - start == 2 and text[end - 1] in _KIN


def is_other(name: str) -> bool:
    """Whether it is rather a part of a transcribed name, or a family or a land."""
    if len(name) == 3:
        return transcribes(name[1]) and transcribes(name[2])
    return len(name) == 2 and name[1] in names_zh_cues.NOT_SECOND


def _is_word(text: str, at: int) -> bool:
    """Whether the character at `at` begins a word: 王建国山东人 has no mountain."""
    return lexicon().words.get(text[at : at + 2], UNKNOWN) < UNKNOWN
