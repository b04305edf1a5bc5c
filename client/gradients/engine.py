"""What a gradient engine does, and what every engine must guarantee.

A *unit* is what is clipped: a person, a document or a record, with all its windows in the step.

    clipped sum = Σ over units u of  min(1, C / ‖g_u‖) · g_u,   g_u = Σ over windows w of u of
                                                                      weight_w · gradient of loss_w

Engines differ in speed and memory alone. Which one runs is no privacy setting, and the tests hold
each to plain per-example autograd.
"""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby

import torch
from torch import nn

from qa.batches import Batch
from qa.model import span_loss
from qa.runtime import Runtime

# Norms and sums are float32. The factor aims this much below the clip norm, so that rounding
# can't carry a unit's share above it.
CLIP_MARGIN = 1e-5

# Above this norm a unit counts as one that isn't finite. A coordinator can make norms of any size,
# and float32 can't hold small clip norms divided by much larger ones: a factor that rounds up is a
# unit that adds more than the clip norm.
LARGEST_NORM = 1e18

Reader = Callable[[nn.Module, Mapping[str, torch.Tensor]], tuple[torch.Tensor, torch.Tensor]]


@dataclass(frozen=True, slots=True)
class Section:
    """Neighbouring units with equally many windows, and where their windows begin."""

    first_unit: int
    units: int
    windows: int  # of each unit
    first_row: int

    @property
    def rows(self) -> slice:
        return slice(self.first_row, self.first_row + self.units * self.windows)

    @property
    def of_units(self) -> slice:
        return slice(self.first_unit, self.first_unit + self.units)


@dataclass(frozen=True, slots=True)
class UnitBatch:
    """Whole units, the windows of each one after another.

    `counts[u]`: windows of unit u, in ascending order. `weights`, float32 [B]: how much each
    window's loss counts within its unit.
    """

    batch: Batch
    counts: tuple[int, ...]
    weights: torch.Tensor

    @property
    def units(self) -> int:
        return len(self.counts)

    def sections(self) -> Iterator[Section]:
        unit = row = 0
        for windows, group in groupby(self.counts):
            units = len(list(group))
            yield Section(unit, units, windows, row)
            unit, row = unit + units, row + units * windows

    def unit_of_row(self) -> torch.Tensor:
        """Int64 [B], on the weights' device."""
        counts = torch.tensor(self.counts, device=self.weights.device)
        return torch.repeat_interleave(torch.arange(self.units, device=counts.device), counts)


class Engine(ABC):
    """Adds clipped gradients of units to a flat sum. Not for several threads; `close` it.

    `reader(network, inputs)` gives start and end logits [B, T] (see `qa.model.forward`).
    """

    # Values that are held for one window; what a micro-batch may hold decides its size.
    held_per_window: int

    def __init__(self, network: nn.Module, runtime: Runtime, reader: Reader) -> None:
        self.network = network
        self.runtime = runtime
        self.reader = reader
        self.parameters = [p for p in network.parameters() if p.requires_grad]
        self.sizes = [p.numel() for p in self.parameters]

    @abstractmethod
    def add_clipped(self, batch: UnitBatch, clip_norm: float, total: torch.Tensor) -> None:
        """Add each unit's gradient, clipped to `clip_norm` in L2, to `total`.

        `total` is flat float32 [D], on the network's device, in the order of `parameters`.

        Guarantees: no unit adds more than `clip_norm`, whatever the weights of the network are; a
        unit whose gradient isn't finite adds nothing; what a unit adds depends on itself and the
        network alone, up to the rounding of sums.
        """

    @abstractmethod
    def close(self) -> None:
        """Leave the network as it was found, its weights apart."""

    @abstractmethod
    def plainly(self) -> AbstractContextManager[None]:
        """While it lasts the network is one of plain autograd, without records of units."""

    def gradient(self, pieces: Iterable[tuple[Batch, torch.Tensor]]) -> torch.Tensor:
        """The gradient of one unit that comes in pieces of some windows and their weights, by
        plain autograd: flat float32 [D]. For units too large for one pass, and to check by."""
        with self.plainly():
            try:
                for parameter in self.parameters:
                    parameter.grad = None
                for batch, weights in pieces:
                    self.backward(batch, weights)
                parts = [
                    (p.grad if p.grad is not None else torch.zeros_like(p)).float().reshape(-1)
                    for p in self.parameters
                ]
                return torch.cat(parts)
            finally:
                for parameter in self.parameters:
                    parameter.grad = None

    def add_alone(
        self,
        pieces: Iterable[tuple[Batch, torch.Tensor]],
        clip_norm: float,
        total: torch.Tensor,
    ) -> None:
        """As `add_clipped`, of one unit that is too large for one pass."""
        gradient = self.gradient(pieces)
        square = gradient.double().square().sum().reshape(1)
        factors, finite = clip_factors(square, clip_norm)
        if bool(finite):
            total.add_(gradient * factors)

    def backward(self, batch: Batch, weights: torch.Tensor) -> None:
        """One forward and one backward pass of Σ weight · loss."""
        with self.runtime.autocast():
            starts, ends = self.reader(self.network, batch.inputs)
        losses = span_loss(starts, ends, batch.starts, batch.ends)
        (losses * weights).sum().backward()  # type: ignore[no-untyped-call]


@contextlib.contextmanager
def requiring_gradients(parameters: Sequence[nn.Parameter]) -> Iterator[None]:
    """Parameters that were frozen for an engine's own ends require gradients for a while."""
    for parameter in parameters:
        parameter.requires_grad_(True)
    try:
        yield
    finally:
        for parameter in parameters:
            parameter.requires_grad_(False)


def clip_factors(squares: torch.Tensor, clip_norm: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Factors [U] float32, 0 for units that aren't finite, and which units are [U] bool; from
    squared norms [U] float64."""
    norms = squares.sqrt()
    finite = norms <= LARGEST_NORM  # false for NaN
    factors = clip_norm * (1 - CLIP_MARGIN) / norms.clamp(min=clip_norm)
    return torch.where(finite, factors, 0.0).float(), finite
