"""Replacements in a text and where its spans are afterwards. No IO."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Change(NamedTuple):
    """`text` takes the place of `original[start:end]`, which isn't empty."""

    start: int
    end: int
    text: str


class Moves:
    """Disjoint changes of one text, in order."""

    __slots__ = ("_changes", "_ends", "_shifts", "_starts")

    def __init__(self, changes: Iterable[Change]) -> None:
        self._changes = tuple(changes)
        self._starts = [change.start for change in self._changes]
        self._ends = [change.end for change in self._changes]
        lengths = (len(text) - (end - start) for start, end, text in self._changes)
        self._shifts = list(itertools.accumulate(lengths, initial=0))

    def apply(self, text: str) -> str:
        """`text` with every change made."""
        pieces: list[str] = []
        last = 0
        for start, end, new in self._changes:
            pieces += (text[last:start], new)
            last = end
        return "".join((*pieces, text[last:]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` is after `apply`, for a span that isn't empty.

        A bound inside of what is replaced moves outwards, and takes in all that replaces it.
        """
        first = bisect_right(self._ends, start)  # changes that end at or before the start
        begin = start + self._shifts[first]
        if first < len(self._starts) and self._starts[first] < start:
            begin = self._starts[first] + self._shifts[first]
        last = bisect_right(self._starts, end - 1)  # changes that begin before the end
        finish = end + self._shifts[last]
        if last and self._ends[last - 1] > end:
            finish = self._ends[last - 1] + self._shifts[last]
        return begin, finish


def followed(moves: Sequence[Moves], start: int, end: int) -> tuple[int, int]:
    """A span through several texts, each made of the one before; empty where nothing is left."""
    for each in moves:
        if start == end:
            break
        start, end = each.span(start, end)
    return start, end
