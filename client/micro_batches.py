"""From drawn units to what fits in memory at once. Speed and memory only: the sum of clipped
gradients is the same, up to rounding, however units are put together.

A unit's gradient is a function of itself and the model: its windows are padded to a length of its
own, never to a neighbour's. Weights can be made under which padding shows through the attention
mask (a position that gives NaN is enough), and then one long neighbour would change every other
share in its micro-batch. So units share a micro-batch only where their own lengths are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import torch

from client.gradients.engine import Engine, UnitBatch
from client.samples import DrawnUnit
from qa.batches import Batch, collate
from qa.features import Window
from qa.trunk import HIDDEN

_MEBI = 1024 * 1024

# Of windows padded to a length T: what enters the trained layers, float32 [B, T, H], where that is
# known; None lets it be computed.
Hidden = Callable[[Sequence[Window], int], torch.Tensor | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a micro-batch may hold; a single unit may always be alone in one."""

    gradient_bytes: int  # of gradients of units
    windows: int
    tokens: int  # padded; attention's memory grows with windows times length squared

    @staticmethod
    def of(device: torch.device) -> Limits:
        if device.type == "cpu":
            return Limits(gradient_bytes=384 * _MEBI, windows=32, tokens=4096)
        return Limits(gradient_bytes=8192 * _MEBI, windows=512, tokens=64 * 1024)

    def windows_of(self, length: int, engine: Engine) -> int:
        """The most windows of `length` tokens."""
        held = self.gradient_bytes // (4 * max(1, engine.held_per_window))
        return max(1, min(self.windows, self.tokens // length, held))


def micro_batches(
    units: Sequence[DrawnUnit], engine: Engine, limits: Limits
) -> Iterator[list[DrawnUnit]]:
    """Units of one padded length, the shortest first. One that is above the limits comes alone."""
    ordered = sorted(units, key=lambda unit: (unit.length, len(unit)))
    for length, group in groupby(ordered, key=lambda unit: unit.length):
        most = limits.windows_of(length, engine)
        batch: list[DrawnUnit] = []
        windows = 0
        for unit in group:
            if batch and windows + len(unit) > most:
                yield batch
                batch, windows = [], 0
            batch.append(unit)
            windows += len(unit)
        yield batch


def unit_batch(
    units: Sequence[DrawnUnit], pad_id: int, device: torch.device, hidden: Hidden | None = None
) -> UnitBatch:
    """Units of one padded length and ascending numbers of windows, as an engine takes them."""
    windows = [window for unit in units for window in unit.windows]
    weights = torch.tensor([w for unit in units for w in unit.weights], dtype=torch.float32)
    batch = _collate(windows, pad_id, units[0].length, hidden).to(device)
    return UnitBatch(batch, tuple(map(len, units)), weights.to(device))


def pieces(
    unit: DrawnUnit, most: int, pad_id: int, device: torch.device, hidden: Hidden | None = None
) -> Iterator[tuple[Batch, torch.Tensor]]:
    """One unit in pieces of at most `most` windows, all padded to the unit's longest."""
    for begin in range(0, len(unit), most):
        part = slice(begin, begin + most)
        batch = _collate(unit.windows[part], pad_id, unit.length, hidden).to(device)
        weights = torch.tensor(unit.weights[part], dtype=torch.float32)
        yield batch, weights.to(device)


def _collate(windows: Sequence[Window], pad_id: int, length: int, hidden: Hidden | None) -> Batch:
    batch = collate(windows, pad_id, length=length)
    given = None if hidden is None else hidden(windows, length)
    if given is not None:
        batch.inputs[HIDDEN] = given
    return batch
