"""What was found in a text, and which finding counts where several overlap. No IO.

A finding holds places alone: a text never reaches a log through it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from privacy.desensitize.kinds import Kind


class Strength(IntEnum):
    """Why a detector believes its finding."""

    SHAPED = 1  # it looks like one
    CUED = 2  # a word before or after it says so
    CERTAIN = 3  # check digits are right, or the owner's own list has it


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` is personal data, in Unicode code points."""

    kind: Kind
    start: int
    end: int
    strength: Strength = Strength.SHAPED
    detector: str = ""

    def __len__(self) -> int:
        return self.end - self.start


_PRIORITY = {kind: number for number, kind in enumerate(Kind)}


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Disjoint findings in order that cover every character that any of `findings` covers.

    Findings that overlap become one over all of them: nothing that a detector found stays in the
    text. It is of the longest one's kind; then of the strongest's, then of the first in `Kind`.
    """
    merged: list[Finding] = []
    best: Finding | None = None
    start = end = 0
    for found in sorted(findings, key=lambda f: (f.start, f.end, _PRIORITY[f.kind])):
        if best is not None and found.start < end:
            end = max(end, found.end)
            if _rank(found) > _rank(best):
                best = found
            continue
        if best is not None:
            merged.append(_over(best, start, end))
        best, start, end = found, found.start, found.end
    if best is not None:
        merged.append(_over(best, start, end))
    return tuple(merged)


def _rank(found: Finding) -> tuple[int, int, int]:
    return (len(found), found.strength, -_PRIORITY[found.kind])


def _over(found: Finding, start: int, end: int) -> Finding:
    if (start, end) == (found.start, found.end):
        return found
    return Finding(found.kind, start, end, found.strength, found.detector)
