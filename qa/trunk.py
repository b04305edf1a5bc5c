"""The frozen part below the layers that `TrainableSet.TOP` trains: run alone, or not at all.

A federation never changes these weights, so what enters the first trained layer is a function of
the text alone. Computed once, it can take the trunk's place in every later pass.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, cast

import torch
from torch import nn

from qa.errors import ModelError
from qa.model import forward
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import layer_stack

# Whose layers take nothing from below but hidden states and a mask that follows from their shape
# and the attention mask. Others may hand on more: relative positions, pairs.
FAMILIES = frozenset({"bert", "distilbert", "roberta"})
HIDDEN = "hidden"  # the entry of `Batch.inputs`, float32 [B, T, H], that stands for the trunk


class Trunk:
    """The frozen trunk of one network. Not for several threads: it changes the network for the
    time of a pass."""

    def __init__(self, network: nn.Module, spec: TrainableSpec) -> None:
        """Raises ModelError for another trainable set, a family that isn't known, or a network
        without a frozen layer."""
        model = cast(Any, network)
        family = getattr(model.config, "model_type", None)
        if spec.kind is not TrainableSet.TOP or family not in FAMILIES:
            raise ModelError(f"expected the top layers of {', '.join(sorted(FAMILIES))}")
        prefix, stack = layer_stack(network)
        self.frozen_layers = len(stack) - spec.layers
        if self.frozen_layers < 1:
            raise ModelError(f"layers: expected a frozen layer below those {spec.layers}")
        self.hidden_size = int(model.config.hidden_size)
        self._network = network
        self._base = cast(nn.Module, model.base_model)  # has the embeddings
        holder, _, self._name = prefix.rpartition(".")
        self._holder = network.get_submodule(holder)  # has the stack of layers
        self._trained = nn.ModuleList(list(stack)[self.frozen_layers :])

    def digest(self) -> str:
        """SHA-256, in hex, over how much is frozen and what the configuration says of it. The
        weights have a digest of their own."""
        config = cast(Any, self._network).config.to_json_string()
        return hashlib.sha256(f"{self.frozen_layers}\0{config}".encode()).hexdigest()

    def activations(self, inputs: Mapping[str, torch.Tensor]) -> torch.Tensor:
        """The hidden states [B, T, H] that enter the first trained layer, without a graph.

        Nothing above is computed. Call it under the autocast that training uses.
        """

        def stop(_: nn.Module, arguments: tuple[Any, ...]) -> None:
            raise _ReachedError(arguments[0])

        hook = self._trained[0].register_forward_pre_hook(stop)
        try:
            with torch.no_grad():
                forward(self._network, inputs)
        except _ReachedError as reached:
            return reached.hidden
        finally:
            hook.remove()
        raise ModelError("expected the first trained layer to take part in a pass")

    def read(
        self, network: nn.Module, inputs: Mapping[str, torch.Tensor]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """As `qa.model.forward`, of the network of this trunk; where `inputs` has HIDDEN, the
        trunk is not run."""
        hidden = inputs.get(HIDDEN)
        if hidden is None:
            return forward(network, inputs)
        with self._replaced_by(hidden):
            return forward(network, inputs)

    @contextlib.contextmanager
    def _replaced_by(self, hidden: torch.Tensor) -> Iterator[None]:
        """`hidden` takes the embeddings' place, and the trained layers are all there are."""
        embeddings, stack = self._base.embeddings, getattr(self._holder, self._name)
        self._base.embeddings = _Handed(hidden)
        setattr(self._holder, self._name, self._trained)
        try:
            yield
        finally:
            self._base.embeddings = embeddings
            setattr(self._holder, self._name, stack)


class _Handed(nn.Module):
    """Gives what it was made with, whatever it is asked."""

    def __init__(self, hidden: torch.Tensor) -> None:
        super().__init__()
        self._hidden = hidden

    def forward(self, *_: Any, **__: Any) -> torch.Tensor:
        return self._hidden


class _ReachedError(Exception):
    """The first trained layer was reached; private to this module."""

    def __init__(self, hidden: torch.Tensor) -> None:
        super().__init__("the first trained layer")
        self.hidden = hidden
