"""English given names in small letters, as chats and hurried notes write them. No IO.

Most given names are no words of the language: in a note (`notes.is_note`) "ask dave" and
"thx wendy" need no further sign. A word behind one belongs to it where no list of words has it:
"darren finch".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from privacy.desensitize.detectors.names_en_tokens import NAME, OTHER, Sort, sort_of, words_of
from privacy.desensitize.lexicon import names_en_given_a, names_en_given_b, names_en_notes

Span = tuple[int, int]

_WORD = re.compile(r"(?<![\w.@/'’_=#&-])[a-z]{3,14}(?![\w@_/=&]|[.'’-][a-rt-z0-9])")
_FEW = 8  # names that are looked for one by one
_NEXT = re.compile(r" ([a-z][a-z'’-]{2,14})(?![\w@_/=])")
_ENDS = re.compile(
    r"[ \t]*(?:$|[,.;:!?)\n])| (?:and|or|is|was|said|says|has|to|from|who|called|rang)\b"
)
_BARRED = (
    OTHER | Sort.PLACE | Sort.NEVER | Sort.TITLE | Sort.SOFT_TITLE | Sort.PARTICLE | Sort.INITIAL
)


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    """Given names that are hardly anything else in small letters."""
    short = names_en_notes.SHORT_GIVEN
    listed = (*names_en_given_a.GIVEN_A, *names_en_given_b.GIVEN_B)
    return frozenset(
        name
        for name in listed
        if (len(name) > 3 or name in short)
        and name.isascii()
        and not sort_of(name) & _BARRED
        and name not in names_en_notes.SMALL_WORDS
        and name not in names_en_notes.BRANDS
    )


def persons(text: str) -> Iterator[Span]:
    """Given names in small letters, with the surname behind them."""
    names = _given() & words_of(text)
    if len(names) > _FEW:
        for word in _WORD.finditer(text):
            if word[0] in names:
                yield word.start(), _with_surname(text, word.end())
        return
    for name in sorted(names):
        at = text.find(name)
        while at >= 0:
            if (whole := _WORD.match(text, at)) and whole[0] == name:
                yield at, _with_surname(text, whole.end())
            at = text.find(name, at + len(name))


def _with_surname(text: str, end: int) -> int:
    following = _NEXT.match(text, end)
    if following is None:
        return end
    sort = sort_of(following[1])
    if sort & (Sort.NEVER | Sort.PARTICLE) or not (sort & NAME or not sort):
        return end
    if sort & (OTHER | Sort.PLACE) and not _ENDS.match(text, following.end()):
        return end
    return following.end()
