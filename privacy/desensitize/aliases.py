"""What else a person that was found may be called in the same document. No IO."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import words

_HAN = re.compile(r"[\u3400-\u9fff]")
_FEW = 32  # strings that are faster looked for one by one
_HEAD = 2  # characters
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]{2,}")
# Words that are names, and too often something else to be taken for one wherever they stand.
_COMMON = frozenset(
    words(
        """April August June May Mark Will Grace Hope Rose Penny Bill Rich Young Long Short King
    Page Church Street Brown Green White Black Gray Day Summer Winter North South East West
    Christian Price Rice Wood Field Hill Lake Park Bank Case Best Good Small Little Major Bishop
    Pope Judge The And For With"""
    )
)


def aliases(found: Finding, text: str) -> Iterator[str]:
    """The strings by which `found`, which reads `text`, may be mentioned again: itself first."""
    if found.kind is Kind.PERSON:
        if _HAN.search(text):
            if len(text) >= 2:
                yield text
            return
        yield text
        words = _WORD.findall(text)
        if len(words) > 1:
            yield from (word for word in words if word[0].isupper() and word not in _COMMON)
    elif len(text) >= 6 and found.kind not in (Kind.DATE, Kind.AGE, Kind.BIRTH_DATE):
        yield text


class Echoes:
    """Strings that are known to be personal data, to be found wherever they are mentioned.

    Whole words only, beside letters and digits of an alphabet; anywhere beside Han characters.
    Time is linear in the text: many strings are looked up by their first characters.
    """

    def __init__(self, known: Iterable[tuple[Kind, str]] = ()) -> None:
        self._kinds = {name: kind for kind, name in known if name}
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)
        if len(self._kinds) > _FEW:
            for name in self._kinds:
                self._lengths[name[:_HEAD]].add(len(name))

    def find(self, text: str) -> Iterator[Finding]:
        """Every mention in `text`, overlaps included."""
        places = self._by_head(text) if self._lengths else self._by_name(text)
        for name, at in places:
            end = at + len(name)
            if _is_apart(text, at, end):
                yield Finding(self._kinds[name], at, end, Strength.CUED, "echo")

    def _by_name(self, text: str) -> Iterator[tuple[str, int]]:
        for name in self._kinds:
            at = text.find(name)
            while at >= 0:
                yield name, at
                at = text.find(name, at + 1)

    def _by_head(self, text: str) -> Iterator[tuple[str, int]]:
        for at in range(len(text)):
            head = text[at : at + _HEAD]
            for length in (*self._lengths.get(head, ()), *self._lengths.get(head[:1], ())):
                name = text[at : at + length]
                if len(name) == length and name in self._kinds:
                    yield name, at


def _is_apart(text: str, start: int, end: int) -> bool:
    return not (
        (start and _joins(text[start - 1], text[start]))
        or (end < len(text) and _joins(text[end - 1], text[end]))
    )


def _joins(left: str, right: str) -> bool:
    """Whether two neighbours are of one word."""
    if _HAN.match(left) or _HAN.match(right):
        return False
    return left.isalnum() and right.isalnum()
