"""Patterns that are tried only where their first characters stand. No IO.

The engine of `re` skips fast to where a pattern's first character may stand, but only if the
pattern begins with a set of characters or with words; not with a lookbehind or nested groups.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator


def pairs(words: Iterable[str]) -> str:
    """A pattern of the first characters of `words`, before their second ones."""
    seconds: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        seconds[word[0]].add(word[1])
    return "|".join(f"{one}(?=[{''.join(sorted(two))}])" for one, two in sorted(seconds.items()))


class Headed:
    """A pattern that is tried where the simpler pattern of its first character fits."""

    __slots__ = ("_heads", "_match")

    def __init__(self, head: str, pattern: str) -> None:
        """Of `pattern`, which takes a character at least, behind `head`, which takes one."""
        self._heads = re.compile(head).finditer
        self._match = re.compile(pattern).match

    def finditer(
        self, text: str, start: int = 0, stop: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """What the pattern's own `finditer` would give."""
        last, match = start, self._match
        for head in self._heads(text, start, stop):
            at = head.start()
            if at >= last and (found := match(text, at, stop)):
                yield found
                last = found.end()
