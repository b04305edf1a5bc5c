"""Patterns that are tried only where their first characters stand. No IO.

The engine of `re` skips fast to where a pattern's first character may stand, but only if the
pattern begins with a set of characters or with words; not with a lookbehind or nested groups.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator


class Headed:
    """A pattern that is tried where the simpler pattern of its first character fits."""

    __slots__ = ("_heads", "_match", "_pairs")

    def __init__(self, head: str, pattern: str, pairs: Iterable[str] = ()) -> None:
        """Of `pattern`, which takes a character at least, behind `head`, which takes one.

        Of `pairs`, if there are any, what is found begins with one.
        """
        self._heads = re.compile(head).finditer
        self._match = re.compile(pattern).match
        self._pairs = frozenset(pairs)

    @classmethod
    def of_words(cls, words: Iterable[str], pattern: str) -> Headed:
        """Of a pattern that begins with one of `words`, each of two characters at least."""
        pairs = {word[:2] for word in words}
        first, second = ("".join(sorted(set(some))) for some in zip(*pairs, strict=True))
        return cls(f"[{first}](?=[{second}])", pattern, pairs)

    def finditer(
        self, text: str, start: int = 0, stop: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """What the pattern's own `finditer` would give."""
        last, match, pairs = start, self._match, self._pairs
        for head in self._heads(text, start, stop):
            at = head.start()
            if at < last or (pairs and text[at : at + 2] not in pairs):
                continue
            if found := match(text, at, stop):
                yield found
                last = found.end()
