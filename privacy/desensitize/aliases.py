"""What else a person that was found may be called in the same document. No IO."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from privacy.desensitize.bounds import is_apart
from privacy.desensitize.detectors.names_en_tokens import CLEAR, sort_of
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import words

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORDS = frozenset({Kind.ADDRESS, Kind.ORGANISATION, Kind.EMAIL, Kind.URL, Kind.IP, Kind.MESSENGER})
_LEAST_NUMBER = 7  # letters and digits
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
    """The strings by which `found`, which reads `text`, may be mentioned again: itself first.

    Names in capitals too, and in small letters where these are no other word; numbers without what
    stands between their digits.
    """
    if found.kind is Kind.PERSON:
        if _HAN.search(text):
            if len(text) >= 2:
                yield text
            return
        names = [text]
        if len(parts := _WORD.findall(text)) > 1:
            names += [part for part in parts if part[0].isupper() and part not in _COMMON]
        for name in names:
            yield from _cases(name)
    elif len(text) >= 6 and found.kind not in (Kind.DATE, Kind.AGE, Kind.BIRTH_DATE):
        yield text
        plain = "".join(filter(str.isalnum, text))
        if found.kind not in _WORDS and plain != text and len(plain) >= _LEAST_NUMBER:
            yield plain


def _cases(name: str) -> Iterator[str]:
    yield name
    yield name.upper()
    if name.isupper() and len(name) > 3:
        yield name.title()
    if any(_is_name_alone(word) for word in _WORD.findall(name)):
        yield name.lower()


def _is_name_alone(word: str) -> bool:
    """Whether a word of a name is no other word too, as far as the lists know."""
    return len(word) > 3 and word.title() not in _COMMON and not sort_of(word.lower()) & ~CLEAR


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
            if is_apart(text, at, end):
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
