"""Dropout whose masks only the owner knows.

torch's own dropout draws from a generator of 32 bits of state that matter, and often from a global
one. Who can try all seeds, or knows them, has every mask as a function of a window's place in its
micro-batch; one more unit would then change what the others contribute, and a clip would no longer
bound what a unit changes. Here masks come from the owner's ChaCha20 stream: to everybody else they
are random and independent, for each unit apart.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import numpy as np
import torch
from torch import nn

from privacy.noise import ChaCha20Stream

LEVELS = 1 << 16  # probabilities are multiples of 1/LEVELS


class Dropout:
    """One network's dropout for one round."""

    def __init__(self, rate: float, stream: ChaCha20Stream) -> None:
        self._stream = stream
        self._kept = LEVELS - round(rate * LEVELS)
        self.active = True

    def mask(self, like: torch.Tensor) -> torch.Tensor:
        """0 or 1 / (1 − rate), of the shape, dtype and device of `like`."""
        words = np.frombuffer(self._stream.bytes(2 * like.numel()), dtype="<u2")
        kept = torch.from_numpy(words < self._kept).view(like.shape)
        return (kept.float() * (LEVELS / self._kept)).to(like.device, like.dtype)

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """While it lasts nothing is dropped."""
        before, self.active = self.active, False
        try:
            yield
        finally:
            self.active = before


class SecretDropout(nn.Module):
    """A dropout layer (Srivastava et al. 2014) that asks `dropout` for its masks."""

    def __init__(self, dropout: Dropout) -> None:
        super().__init__()
        self.p = 0.0  # what attention reads of its dropout layer: its weights are kept whole
        self._dropout = dropout

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        if not self.training or not self._dropout.active:
            return values
        return values * self._dropout.mask(values)


@contextlib.contextmanager
def secret_dropout(network: nn.Module, rate: float, stream: ChaCha20Stream) -> Iterator[Dropout]:
    """Let every dropout layer of `network` drop `rate` of its inputs; 0 leaves them as they are.

    That is of embeddings and of what layers give; attention weights are not dropped.
    """
    dropout = Dropout(rate, stream)
    if rate == 0:
        yield dropout
        return
    replaced: list[tuple[nn.Module, str, nn.Module]] = []
    for module in list(network.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Dropout):
                replaced.append((module, name, child))
                setattr(module, name, SecretDropout(dropout).train(module.training))
    try:
        yield dropout
    finally:
        for module, name, child in replaced:
            setattr(module, name, child)
