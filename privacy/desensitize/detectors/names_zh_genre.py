"""Whether a text is a note about private persons, or like an encyclopedia's article. No IO."""

from __future__ import annotations

import re
from functools import lru_cache

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.lexicon import names_zh_cues

_NOTE_LENGTH = 300  # characters
_MESSAGE_LENGTH = 80  # characters of a message at most: it often lacks the full stop at its end
_PROSE = 45  # characters of a line from which on one word is too little to tell a note
_LINES, _LINE = 3, 60  # how many lines of how many characters an article hasn't
_NOTE = re.compile(by_first_letter(names_zh_cues.NOTES))
# Numbers of telephones and persons, doses, beds. It begins with a digit, which is found fast.
_PRIVATE = re.compile(
    r"\d(?:(?<!\d\d)(?:(?<=1)[3-9]\d{9}(?!\d)|\d{16}[\dXx]"
    r"|(?<=0)\d{2,3}[- ]\d{4} ?\d{4}(?!\d))"
    r"|(?!\d) ?(?:mg|ml|mL) ?(?:bid|tid|qd|po|iv|q\dh)|床)"
)
_WRITTEN = re.compile(r"《|「|』|年(?<=\d{3}年)(?!\d)|世纪|公元|年代|位于|其中|是一|被称|分别|\(\)")
_LABELS = frozenset(names_zh_cues.LABELS)
_DASHES = re.compile(r"[—-]{2}")
_TALK = re.compile(
    r"[男女]性?[,、 ]{0,2}\d{1,3} ?岁|[你您吗呗哦嘛]|我(?![国军党省市县校国方])|吧[。?!]"
)


@lru_cache(maxsize=4)  # several detectors ask for the same text
def is_note(text: str) -> bool:
    """Whether `text` is of the kind that speaks of private persons: not an encyclopedia's.

    One word that says so is enough in a short text, a long one needs another for each further 300
    characters, up to five. One that is written like an encyclopedia needs one more.
    """
    return _is_list(text) or _says_so(text)


def _is_list(text: str) -> bool:
    """Whether it is of several short lines."""
    lines = text.count("\n") + 1
    return lines >= _LINES and len(text) < lines * _LINE


def _says_so(text: str) -> bool:
    needed = min(5, 1 + len(text) // _NOTE_LENGTH)
    if needed >= 3:
        return _has_words(text, needed)
    written = is_written(text)
    more = written or (len(text) > _PROSE and "\n" not in text)
    if _has_words(text, needed + more):
        return True
    if "@" in text or _DASHES.search(text, max(0, len(text) - 15)) or _PRIVATE.search(text):
        return True
    if needed > 1 or written:
        return False
    if _TALK.search(text) or _is_form(text):
        return True
    whole = text.rstrip().endswith(("。", ";", ".", "」"))
    return len(text) < _MESSAGE_LENGTH and not whole


def _has_words(text: str, needed: int) -> bool:
    """Whether as many words of notes stand in it."""
    seen: set[str] = set()
    for word in _NOTE.finditer(text):
        seen.add(word[0])
        if len(seen) >= needed:
            return True
    return False


def is_written(text: str) -> bool:
    """Whether it has what articles have: works, years, centuries."""
    return _WRITTEN.search(text) is not None


def _is_form(text: str) -> bool:
    """Whether a label with its colon stands in it."""
    at = text.find(":")
    while at >= 0:
        if any(text[max(0, at - size) : at] in _LABELS for size in range(2, 7)):
            return True
        at = text.find(":", at + 1)
    return False
