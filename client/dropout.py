"""Dropout whose masks only the owner knows.

torch's own dropout draws from a global generator. Were that seeded by anybody else, a mask would be
a known function of a window's place in its micro-batch, and one more unit would change what the
others contribute: a clip would no longer bound what a unit changes. Here masks come from a
generator of the round's own, seeded from the owner's secret stream: to everybody else they are
random and independent of all records, and so they are for each unit apart.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import torch
from torch import nn

from privacy.noise import ChaCha20Stream


class SecretDropout(nn.Module):
    """Zeroes a share `p` of a tensor's values and scales the others up (Srivastava et al. 2014)."""

    def __init__(self, p: float, generator: torch.Generator) -> None:
        super().__init__()
        self.p = 0.0  # what attention reads of its dropout layer: its weights are kept whole
        self._rate = p
        self._generator = generator

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return values
        keep = torch.empty_like(values, dtype=torch.float32)
        keep.bernoulli_(1 - self._rate, generator=self._generator)
        return values * (keep / (1 - self._rate)).to(values.dtype)


@contextlib.contextmanager
def secret_dropout(
    network: nn.Module, rate: float, stream: ChaCha20Stream, device: torch.device
) -> Iterator[None]:
    """Let every dropout layer of `network` drop `rate` of its inputs; 0 leaves them as they are.

    That is of embeddings and of what layers give; attention weights are not dropped.
    """
    if rate == 0:
        yield
        return
    generator = torch.Generator(device)
    generator.manual_seed(int.from_bytes(stream.bytes(8), "little") >> 1)
    replaced: list[tuple[nn.Module, str, nn.Module]] = []
    for module in list(network.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Dropout):
                replaced.append((module, name, child))
                setattr(module, name, SecretDropout(rate, generator).train(module.training))
    try:
        yield
    finally:
        for module, name, child in replaced:
            setattr(module, name, child)
