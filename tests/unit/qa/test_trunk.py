"""qa.trunk: the frozen part alone, and everything but it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from support.tiny_models import KINDS, make_window, open_model
from torch import nn

from qa.batches import Batch, collate
from qa.errors import ModelError
from qa.model import forward, span_loss
from qa.runtime import Precision, Runtime
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import layer_stack, make_trainable
from qa.trunk import HIDDEN, Trunk

TOP = TrainableSpec(TrainableSet.TOP, 1, 1)


class Reader:
    """A network of one kind whose last layer is trained, and its trunk."""

    def __init__(self, folder: Path, kind: str) -> None:
        model = open_model(folder)
        self.pad_id = model.pad_id
        self.network = make_trainable(model.network, TOP)
        self.trunk = Trunk(self.network, TOP)
        self.kind = kind

    def batch(self, *lengths: int) -> Batch:
        return collate([make_window(n, i) for i, n in enumerate(lengths)], self.pad_id)

    def warm(self, batch: Batch) -> dict[str, torch.Tensor]:
        return batch.inputs | {HIDDEN: self.trunk.activations(batch.inputs)}

    def gradient(self, batch: Batch, inputs: dict[str, torch.Tensor]) -> torch.Tensor:
        parameters = [p for p in self.network.parameters() if p.requires_grad]
        losses = span_loss(*self.trunk.read(self.network, inputs), batch.starts, batch.ends)
        gradients = torch.autograd.grad(losses.sum(), parameters)
        return torch.cat([gradient.reshape(-1) for gradient in gradients])


@pytest.fixture(params=KINDS)
def reader(tiny_models: dict[str, Path], request: pytest.FixtureRequest) -> Iterator[Reader]:
    found = Reader(tiny_models[request.param], request.param)
    names = [name for name, _ in found.network.named_modules()]
    yield found
    # However a test ends, the network is as it was.
    assert [name for name, _ in found.network.named_modules()] == names
    assert not any(module._forward_pre_hooks for module in found.network.modules())


def test_activations_are_what_enters_the_first_trained_layer(reader: Reader) -> None:
    batch = reader.batch(24, 17)
    seen: list[torch.Tensor] = []
    _, stack = layer_stack(reader.network)
    with stack[1].register_forward_pre_hook(lambda _, arguments: seen.append(arguments[0])):
        forward(reader.network, batch.inputs)
    hidden = reader.trunk.activations(batch.inputs)
    assert torch.equal(hidden, seen[0])
    assert hidden.dtype == torch.float32
    assert hidden.shape == (2, 24, reader.trunk.hidden_size)
    assert not hidden.requires_grad


def test_nothing_above_the_trunk_is_computed_for_them(reader: Reader) -> None:
    ran: list[nn.Module] = []
    prefix, stack = layer_stack(reader.network)
    for module in (*stack, reader.network.get_submodule("qa_outputs")):
        module.register_forward_hook(lambda m, *_: ran.append(m))
    reader.trunk.activations(reader.batch(16).inputs)
    assert ran == [stack[0]]
    assert prefix


def test_with_them_the_trunk_is_not_run_and_logits_are_the_same(reader: Reader) -> None:
    batch = reader.batch(24, 17)
    inputs = reader.warm(batch)
    expected = forward(reader.network, batch.inputs)
    ran: list[nn.Module] = []
    _, stack = layer_stack(reader.network)
    base: Any = reader.network.base_model  # type: ignore[union-attr]
    for module in (*stack, base.embeddings):
        module.register_forward_hook(lambda m, *_: ran.append(m))
    found = reader.trunk.read(reader.network, inputs)
    assert ran == [stack[1]]
    for logits, plain in zip(found, expected, strict=True):
        assert torch.equal(logits, plain)


def test_without_them_it_reads_as_ever(reader: Reader) -> None:
    batch = reader.batch(24, 17)
    found = reader.trunk.read(reader.network, batch.inputs)
    assert all(map(torch.equal, found, forward(reader.network, batch.inputs)))


def test_gradients_are_those_of_the_whole_network(reader: Reader) -> None:
    batch = reader.batch(24, 17, 24)
    expected = reader.gradient(batch, batch.inputs)
    found = reader.gradient(batch, reader.warm(batch))
    assert expected.norm() > 0
    assert (found - expected).norm() <= 1e-5 * expected.norm()


def test_what_lies_beyond_a_windows_own_length_counts_for_nothing(reader: Reader) -> None:
    """A unit's windows are padded to its longest, and what is kept is a window's own."""
    short, long = reader.batch(17), reader.batch(17, 61)
    inputs = reader.warm(long)
    inputs[HIDDEN][0] = 0.0
    inputs[HIDDEN][0, :24] = reader.trunk.activations(short.inputs)[0]
    expected = reader.gradient(long, long.inputs)
    found = reader.gradient(long, inputs)
    assert (found - expected).norm() <= 1e-5 * expected.norm()


def test_bfloat16_within_its_rounding(reader: Reader) -> None:
    batch = reader.batch(24, 17)
    runtime = Runtime("cpu", Precision.BFLOAT16)
    with runtime.autocast():
        inputs = reader.warm(batch)
        inputs[HIDDEN] = inputs[HIDDEN].to(torch.bfloat16).float()
        expected = reader.gradient(batch, batch.inputs)
        found = reader.gradient(batch, inputs)
    exact = reader.gradient(batch, batch.inputs)
    # No further from the exact gradient than bfloat16 is without a cache, twice over.
    assert (found - exact).norm() <= 2 * (expected - exact).norm() + 1e-5 * exact.norm()


@pytest.mark.parametrize("part", ["trunk", "trained"])
def test_the_network_is_whole_again_after_an_error(reader: Reader, part: str) -> None:
    batch = reader.batch(16)
    inputs = reader.warm(batch)
    expected = forward(reader.network, batch.inputs)

    def fail(*_: Any) -> None:
        raise RuntimeError("in a layer")

    _, stack = layer_stack(reader.network)
    with (
        stack[0 if part == "trunk" else 1].register_forward_hook(fail),
        pytest.raises(RuntimeError, match="in a layer"),
    ):
        if part == "trunk":
            reader.trunk.activations(batch.inputs)
        else:
            reader.trunk.read(reader.network, inputs)
    assert all(map(torch.equal, forward(reader.network, batch.inputs), expected))


def test_only_a_frozen_trunk_is_one(tiny_models: dict[str, Path]) -> None:
    network: Any = make_trainable(open_model(tiny_models["bert"]).network, TOP)
    for spec in (
        TrainableSpec(TrainableSet.FULL),
        TrainableSpec(TrainableSet.LORA, 1, 1),
        TrainableSpec(TrainableSet.TOP, 2, 1),  # all layers: what is below them costs little
    ):
        with pytest.raises(ModelError):
            Trunk(network, spec)
    network.config.model_type = "deberta"
    with pytest.raises(ModelError, match="bert"):
        Trunk(network, TOP)


def test_its_digest_says_how_much_is_frozen_and_how_it_computes(
    tiny_models: dict[str, Path],
) -> None:
    network: Any = make_trainable(open_model(tiny_models["bert"]).network, TOP)
    trunk = Trunk(network, TOP)
    first = trunk.digest()
    assert Trunk(network, TOP).digest() == first
    trunk.frozen_layers += 1
    assert trunk.digest() != first
    network.config.layer_norm_eps = 1e-3
    assert Trunk(network, TOP).digest() != first
