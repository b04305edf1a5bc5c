"""Clipped sums of per-unit gradients: one interface, and engines that agree to rounding."""

from __future__ import annotations

import logging

from torch import nn

from client.gradients.bookkeeping import BookKeeping
from client.gradients.engine import Engine, Reader, UnitBatch
from client.gradients.hooks import Hooks
from qa.errors import ModelError
from qa.model import forward
from qa.runtime import Runtime

__all__ = ["Engine", "UnitBatch", "open_engine"]


def open_engine(network: nn.Module, runtime: Runtime, reader: Reader = forward) -> Engine:
    """The fastest engine that can train `network`: book-keeping, or else Opacus' hooks.

    Raises ModelError, with what both say, for a layer that neither can handle.
    """
    try:
        return BookKeeping(network, runtime, reader)
    except ModelError as first:
        try:
            engine = Hooks(network, runtime, reader)
        except ModelError as second:
            raise ModelError(f"{first}; {second}") from second
        logging.getLogger(__name__).info("per-unit gradients by Opacus' hooks: %s", first)
        return engine
