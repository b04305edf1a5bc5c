"""What else a person that was found may be called in the same document. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import words

_HAN = re.compile(r"[\u3400-\u9fff]")
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


def echoes(text: str, known: Iterable[tuple[Kind, str]]) -> Iterator[Finding]:
    """Every mention in `text` of a string that is known to be personal data.

    Whole words only, beside letters and digits of an alphabet; anywhere beside Han characters.
    """
    for kind, name in known:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if _is_apart(text, at, end):
                yield Finding(kind, at, end, Strength.CUED, "echo")
            at = text.find(name, at + 1)


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
