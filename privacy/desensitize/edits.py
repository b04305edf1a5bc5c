"""Replacements in a text, and where its spans are afterwards. No IO."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Replacement:
    """`text` takes the place of `original[start:end]`, in Unicode code points."""

    start: int
    end: int
    text: str = field(repr=False)


class Edits:
    """Disjoint replacements in one text. Immutable.

    Raises ValueError for replacements that overlap or are empty.
    """

    __slots__ = ("_ends", "_shifts", "_starts", "replacements")

    def __init__(self, replacements: Iterable[Replacement] = ()) -> None:
        self.replacements = tuple(sorted(replacements, key=lambda r: r.start))
        self._starts = [r.start for r in self.replacements]
        self._ends = [r.end for r in self.replacements]
        self._shifts = [0]  # how far what follows the first n replacements has moved
        last = 0
        for r in self.replacements:
            if r.start < last or r.end <= r.start:
                raise ValueError("expected replacements that are disjoint and not empty")
            last = r.end
            self._shifts.append(self._shifts[-1] + len(r.text) - (r.end - r.start))

    def __bool__(self) -> bool:
        return bool(self.replacements)

    def __iter__(self) -> Iterator[Replacement]:
        return iter(self.replacements)

    def apply(self, text: str) -> str:
        """`text` with every replacement made."""
        if not self.replacements:
            return text
        pieces: list[str] = []
        last = 0
        for r in self.replacements:
            pieces += (text[last : r.start], r.text)
            last = r.end
        pieces.append(text[last:])
        return "".join(pieces)

    def map_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` is after `apply`.

        A bound inside a replaced stretch moves outwards to take in all of what replaced it: no part
        of it can be told apart. Raises ValueError for an empty span.
        """
        if end <= start:
            raise ValueError("expected a span that is not empty")
        first = bisect_right(self._ends, start)  # replacements that end at or before `start`
        begin = start + self._shifts[first]
        if first < len(self._starts) and self._starts[first] < start:  # inside of this one
            begin = self._starts[first] + self._shifts[first]
        last = bisect_right(self._starts, end - 1)  # replacements that begin before `end`
        finish = end + self._shifts[last]
        if last and self._ends[last - 1] > end:
            finish = self._ends[last - 1] + self._shifts[last]
        return begin, finish

    def touches(self, start: int, end: int) -> bool:
        """Whether any character of `[start, end)` is replaced."""
        first = bisect_right(self._ends, start)
        return first < len(self._starts) and self._starts[first] < end
