"""What is trained and how text is cut, as plain values. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qa.errors import ModelError


class TrainableSet(StrEnum):
    """`full`: every parameter. `top`: the last k layers and the head. `lora`: low-rank factors
    B A on the linear maps of the last k layers (all layers when k is 0), and the head.
    `lora-ffa`: the same with A frozen at a public draw (FFA-LoRA, Sun et al. 2024): half the
    dimensions for noise to fill, and a change that is linear in what is noised."""

    FULL = "full"
    TOP = "top"
    LORA = "lora"
    LORA_FFA = "lora-ffa"

    @property
    def is_lora(self) -> bool:
        return self in (TrainableSet.LORA, TrainableSet.LORA_FFA)


@dataclass(frozen=True, slots=True)
class TrainableSpec:
    """What is trained. `layers` counts from the top; `rank` is LoRA's."""

    kind: TrainableSet = TrainableSet.LORA_FFA
    layers: int = 4
    rank: int = 8

    def __post_init__(self) -> None:
        if self.layers < 0 or (self.kind is TrainableSet.TOP and self.layers < 1):
            raise ModelError(f"layers: expected at least 1 layer to train, found {self.layers}")
        if self.kind.is_lora and self.rank < 1:
            raise ModelError(f"rank: expected a LoRA rank of at least 1, found {self.rank}")


@dataclass(frozen=True, slots=True)
class ReadingSpec:
    """How a context is cut into windows: `max_length` and `stride` (the overlap), in tokens."""

    max_length: int = 256
    stride: int = 64

    def __post_init__(self) -> None:
        if self.max_length < 16:
            raise ModelError(f"max_length: expected at least 16 tokens, found {self.max_length}")
        if not 0 <= self.stride <= self.max_length // 2:
            raise ModelError(
                f"stride: expected 0 to {self.max_length // 2} tokens (half of max_length), "
                f"found {self.stride}"
            )
