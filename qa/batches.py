"""Windows as padded tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from qa.features import Window, answerable_mask, pad

PADDED_TO = 8  # tokens; lengths are rounded up to a multiple


@dataclass(frozen=True, slots=True)
class Batch:
    """`inputs`: int64 [B, T] arrays and the boolean mask `answerable` [B, T], true at [CLS] and
    at the context's tokens. `starts`, `ends`: int64 [B], 0 where the window has no answer."""

    inputs: dict[str, torch.Tensor]
    starts: torch.Tensor
    ends: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        """The same batch on `device`; pinned and copied without waiting where that helps."""
        if device.type == "cpu":
            return self

        def move(tensor: torch.Tensor) -> torch.Tensor:
            return tensor.pin_memory().to(device, non_blocking=True)

        moved = {name: move(tensor) for name, tensor in self.inputs.items()}
        return Batch(moved, move(self.starts), move(self.ends))


def padded_length(window: Window) -> int:
    """Tokens that `window` takes when it is padded for itself alone."""
    return -(-len(window) // PADDED_TO) * PADDED_TO


def collate(windows: Sequence[Window], pad_id: int, length: int = 0) -> Batch:
    """Pad windows to one length, the longest `padded_length` among them, or to `length` tokens
    where that is more."""
    padded = pad(windows, pad_id, PADDED_TO, length)
    inputs = {name: torch.from_numpy(array) for name, array in padded.items()}
    length = inputs["input_ids"].shape[1]
    inputs["answerable"] = torch.from_numpy(answerable_mask(windows, length))
    return Batch(
        inputs=inputs,
        starts=torch.tensor([window.start for window in windows]),
        ends=torch.tensor([window.end for window in windows]),
    )
