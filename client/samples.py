"""An owner's records, grouped by unit of privacy, cut into windows only when they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from client.units import group_by_unit
from privacy.noise import ChaCha20Stream
from privacy.plan import Plan
from qa.batches import padded_length
from qa.features import Encoder, Window
from qa.records import Record

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class DrawnUnit:
    """What a unit contributes to one step: some windows, and what the loss of each weighs.

    The weights are positive and sum to one. `origins` tells which record's which window each is.
    """

    windows: tuple[Window, ...]
    weights: tuple[float, ...]
    origins: tuple[tuple[Record, int], ...]

    def __len__(self) -> int:
        return len(self.windows)

    @property
    def length(self) -> int:
        """Tokens that each of its windows is padded to: its own longest, rounded up."""
        return max(map(padded_length, self.windows))


class UnitSamples:
    """Units of one owner. `len` is the private number of units and must not leave."""

    def __init__(self, records: Iterable[Record], plan: Plan, encoder: Encoder) -> None:
        """Group `records` by the plan's unit. Raises InvalidPlanError where a record lacks its
        person."""
        self._encoder = encoder
        self._plan = plan
        self._units: list[list[Record]] = list(group_by_unit(records, plan.unit).values())

    def __len__(self) -> int:
        return len(self._units)

    def records(self) -> Iterable[Record]:
        """All of them, in the order of their units."""
        return (record for unit in self._units for record in unit)

    def windows(self) -> Iterator[Window]:
        """All windows of all records, drawn or not."""
        return (window for record in self.records() for window in self._encoder.encode(record))

    def draw(self, unit: int, stream: ChaCha20Stream) -> DrawnUnit:
        """What `unit` contributes: at most the plan's number of records and of windows of each.

        Where there are more, a uniformly random choice: it needs no knowledge of other units.
        Each record weighs the same, and each of its windows.
        """
        records = _some(self._units[unit], self._plan.records_per_unit, stream)
        windows: list[Window] = []
        weights: list[float] = []
        origins: list[tuple[Record, int]] = []
        for record in records:
            cut = self._encoder.encode(record)
            chosen = _some(range(len(cut)), self._plan.windows_per_record, stream)
            windows += [cut[index] for index in chosen]
            weights += [1 / (len(records) * len(chosen))] * len(chosen)
            origins += [(record, index) for index in chosen]
        return DrawnUnit(tuple(windows), tuple(weights), tuple(origins))


def _some(items: Sequence[_T], most: int, stream: ChaCha20Stream) -> list[_T]:
    """At most `most` of `items`: a uniformly random subset (the first steps of Fisher-Yates)."""
    pool = list(items)
    if len(pool) <= most:
        return pool
    for place in range(most):
        other = place + int(stream.integers_below(len(pool) - place, 1)[0])
        pool[place], pool[other] = pool[other], pool[place]
    return pool[:most]
