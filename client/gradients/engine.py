"""What a gradient engine does, and what every engine must guarantee.

A *unit* is what is clipped: a person, a document or a record, with all its windows in the batch.

    clipped sum = Σ over units u of  min(1, C / ‖g_u‖) · g_u,   g_u = Σ over windows w of u of
                                                                      weight_w · gradient of loss_w

Engines differ in speed and memory alone. Which one runs is no privacy setting, and the tests hold
each to plain per-example autograd.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import torch
from torch import nn

from qa.batches import Batch
from qa.runtime import Runtime

# Norms and sums are float32. The factor aims this much below the clip norm, so that rounding
# can't carry a unit's share above it.
CLIP_MARGIN = 1e-5


@dataclass(frozen=True, slots=True)
class UnitBatch:
    """Whole units with equally many windows each: window i belongs to unit i // `windows`.

    `weights`, float32 [B], says how much each window's loss counts within its unit.
    """

    batch: Batch
    windows: int
    weights: torch.Tensor

    @property
    def units(self) -> int:
        return len(self.batch.starts) // self.windows


class Engine(ABC):
    """Adds clipped gradients of units to a flat sum. Not for several threads; `close` it."""

    def __init__(self, network: nn.Module, runtime: Runtime) -> None:
        self.network = network
        self.runtime = runtime
        self.parameters = [p for p in network.parameters() if p.requires_grad]
        self.sizes = [p.numel() for p in self.parameters]

    @abstractmethod
    def add_clipped(self, batch: UnitBatch, clip_norm: float, total: torch.Tensor) -> torch.Tensor:
        """Add each unit's gradient, clipped to `clip_norm` in L2, to `total`.

        `total` is flat float32 [D], on the network's device, in the order of `parameters`.
        Returns what each unit added, as a share of the clip norm: float32 [U], 0 to 1.

        Guarantees: no unit adds more than `clip_norm`, whatever the weights of the network are; a
        unit whose gradient isn't finite adds nothing; what a unit adds depends on itself and the
        network alone, up to the rounding of sums.
        """

    @abstractmethod
    def close(self) -> None:
        """Leave the network as it was found, its weights apart."""


def clip_factors(
    squares: torch.Tensor, clip_norm: float
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Factors [U] float32, which units are finite [U], and the shares of the clip norm that they
    then use [U], from squared norms [U] float64."""
    norms = squares.sqrt()
    finite = torch.isfinite(norms)
    factors = clip_norm * (1 - CLIP_MARGIN) / norms.clamp(min=clip_norm)
    factors = torch.where(finite, factors, 0.0)
    shares = torch.where(finite, factors * norms / clip_norm, 0.0)
    return factors.float(), finite, shares.float()
