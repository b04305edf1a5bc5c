"""qa.trainable: which parameters travel, what may be put into them, and how LoRA is undone."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from support.tiny_models import KINDS, make_window, open_model, tiny_network
from torch import nn

from qa.batches import collate
from qa.errors import ModelError
from qa.model import QaModel, forward, save_model
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import load_trainable, make_trainable, merge, trainable_arrays

TOP = TrainableSpec(TrainableSet.TOP, 1)
LORA = TrainableSpec(TrainableSet.LORA, 1, 4)
FULL = TrainableSpec(TrainableSet.FULL)
STACKS = {
    "bert": "bert.encoder.layer",
    "distilbert": "distilbert.transformer.layer",
    "roberta": "roberta.encoder.layer",
}
HEAD = {"qa_outputs.weight", "qa_outputs.bias"}


def fill(network: nn.Module, seed: int = 1) -> None:
    """Give every trainable parameter other values, as training does."""
    rng = np.random.default_rng(seed)
    arrays = {
        name: (value + rng.normal(0, 0.1, value.shape)).astype(np.float32)
        for name, value in trainable_arrays(network).items()
    }
    load_trainable(network, arrays)


def logits(network: nn.Module) -> torch.Tensor:
    batch = collate([make_window(30, 1), make_window(20, 2)], 0)
    with torch.no_grad():
        start, end = forward(network.eval(), batch.inputs)
    return torch.stack([start, end])[:, batch.inputs["answerable"]]


@pytest.mark.parametrize("kind", KINDS)
class TestSets:
    def test_full_is_every_parameter(self, tiny_models: dict[str, Path], kind: str) -> None:
        network = open_model(tiny_models[kind]).network
        names = {name for name, _ in network.named_parameters()}
        network = make_trainable(network, FULL)
        assert trainable_arrays(network).keys() == names
        paddings = [m.padding_idx for m in network.modules() if isinstance(m, nn.Embedding)]
        assert set(paddings) == {None}

    @pytest.mark.parametrize("layers", [1, 2])
    def test_top_is_the_last_layers_and_the_head(
        self, tiny_models: dict[str, Path], kind: str, layers: int
    ) -> None:
        network = open_model(tiny_models[kind]).network
        prefixes = tuple(f"{STACKS[kind]}.{i}." for i in range(2 - layers, 2))
        expected = {n for n, _ in network.named_parameters() if n.startswith(prefixes)} | HEAD
        network = make_trainable(network, TrainableSpec(TrainableSet.TOP, layers))
        assert trainable_arrays(network).keys() == expected
        assert len(expected) > 10 * layers

    @pytest.mark.parametrize(("layers", "indices"), [(1, {1}), (2, {0, 1}), (0, {0, 1})])
    def test_lora_is_two_factors_of_each_linear_map_and_the_head(
        self, tiny_models: dict[str, Path], kind: str, layers: int, indices: set[int]
    ) -> None:
        network = open_model(tiny_models[kind]).network
        shapes = {
            f"{STACKS[kind]}.{i}.{name}": tuple(module.weight.shape)
            for i in indices
            for name, module in network.get_submodule(f"{STACKS[kind]}.{i}").named_modules()
            if isinstance(module, nn.Linear)
        }
        network = make_trainable(network, TrainableSpec(TrainableSet.LORA, layers, 3))
        found = {n: a.shape for n, a in trainable_arrays(network).items()}
        expected: dict[str, tuple[int, ...]] = {}
        for name, (out, into) in shapes.items():
            expected[f"base_model.model.{name}.lora_A.default.weight"] = (3, into)
            expected[f"base_model.model.{name}.lora_B.default.weight"] = (out, 3)
        head = {f"base_model.model.{name}" for name in HEAD}
        assert found.keys() == expected.keys() | head
        assert {n: s for n, s in found.items() if n not in head} == expected
        assert len(shapes) == 6 * len(indices)

    def test_ffa_trains_second_factors_alone_and_draws_the_first_from_a_public_stream(
        self, tiny_models: dict[str, Path], kind: str
    ) -> None:
        spec = TrainableSpec(TrainableSet.LORA_FFA, 1, 4)
        plain = logits(open_model(tiny_models[kind]).network)
        both = make_trainable(open_model(tiny_models[kind]).network, LORA)
        network = make_trainable(open_model(tiny_models[kind]).network, spec)
        expected = {n for n in trainable_arrays(both) if ".lora_A." not in n}
        assert trainable_arrays(network).keys() == expected
        torch.testing.assert_close(logits(network), plain)  # B is zero
        torch.manual_seed(1)  # no global generator matters
        again = make_trainable(open_model(tiny_models[kind]).network, spec)
        factors = {n: p for n, p in network.named_parameters() if ".lora_A." in n}
        assert len(factors) == 6
        for name, parameter in again.named_parameters():
            if name in factors:
                assert torch.equal(parameter, factors[name])
                assert not parameter.requires_grad
        # What a second implementation draws for the first of them: a version of this project
        # that draws another one can't train with owners who have this one.
        name, parameter = next(iter(factors.items()))
        key = hashlib.sha256(name.removeprefix("base_model.model.").encode()).digest()
        raw = np.random.PCG64(int.from_bytes(key[:16], "big"))
        bound = parameter.shape[1] ** -0.5
        own = [(2 * ((raw.random_raw() >> 11) / 2**53) - 1) * bound for _ in range(8)]
        np.testing.assert_allclose(parameter.detach().numpy().ravel()[:8], own, rtol=1e-6)
        assert len({p.detach().numpy().tobytes() for p in factors.values()}) == 6

    def test_new_factors_change_nothing_and_are_the_same_every_time(
        self, tiny_models: dict[str, Path], kind: str
    ) -> None:
        plain = logits(open_model(tiny_models[kind]).network)
        state = torch.get_rng_state()
        one = make_trainable(open_model(tiny_models[kind]).network, LORA)
        assert torch.equal(state, torch.get_rng_state())
        two = make_trainable(open_model(tiny_models[kind]).network, LORA)
        torch.testing.assert_close(logits(one), plain)
        for name, value in trainable_arrays(one).items():
            np.testing.assert_array_equal(value, trainable_arrays(two)[name])

    def test_merged_it_answers_the_same_also_from_a_file(
        self, tiny_models: dict[str, Path], kind: str, tmp_path: Path
    ) -> None:
        model = open_model(tiny_models[kind])
        plain = logits(model.network)
        network = make_trainable(model.network, LORA)
        fill(network)
        trained = logits(network)
        assert float((trained - plain).abs().max()) > 1e-2
        merged = merge(network)
        assert type(merged) is type(open_model(tiny_models[kind]).network)
        torch.testing.assert_close(logits(merged), trained, atol=1e-5, rtol=1e-5)
        again = QaModel(merged, model.tokenizer, model.pad_id, model.max_positions)
        save_model(again, tmp_path / "merged", card="")
        reopened = open_model(tmp_path / "merged").network
        torch.testing.assert_close(logits(reopened), trained, atol=1e-5, rtol=1e-5)


def test_merging_what_has_no_factors_changes_nothing(tiny_models: dict[str, Path]) -> None:
    network = make_trainable(open_model(tiny_models["bert"]).network, TOP)
    assert merge(network) is network


class TestRefusals:
    @pytest.mark.parametrize("kind", [TrainableSet.TOP, TrainableSet.LORA])
    def test_more_layers_than_there_are(self, kind: TrainableSet) -> None:
        with pytest.raises(ModelError, match="at most 2 layers"):
            make_trainable(tiny_network("bert"), TrainableSpec(kind, 3))

    def test_a_rank_above_the_map_s_own(self) -> None:
        """A coordinator names the rank, and memory grows with it."""
        make_trainable(tiny_network("bert"), TrainableSpec(TrainableSet.LORA, 1, 32))
        with pytest.raises(ModelError, match="rank"):
            make_trainable(tiny_network("bert"), TrainableSpec(TrainableSet.LORA, 1, 33))

    def test_batch_norm(self) -> None:
        network = tiny_network("bert")
        network.add_module("mixing", nn.BatchNorm1d(4))
        for spec in (FULL, TOP, LORA):
            with pytest.raises(ModelError, match="mixing: batch norm"):
                make_trainable(network, spec)

    def test_tied_weights(self) -> None:
        network: Any = tiny_network("bert")
        network.tied = nn.Linear(32, 2)
        network.tied.weight = network.qa_outputs.weight
        with pytest.raises(ModelError, match="tied"):
            make_trainable(network, FULL)

    def test_no_stack_of_layers(self) -> None:
        with pytest.raises(ModelError, match="stack of layers"):
            make_trainable(nn.Sequential(nn.Linear(2, 2)), TOP)

    def test_no_head(self) -> None:
        network: Any = tiny_network("bert")
        del network.qa_outputs
        with pytest.raises(ModelError, match="qa_outputs"):
            make_trainable(network, TOP)

    @pytest.mark.parametrize(
        "arguments",
        [(TrainableSet.TOP, 0), (TrainableSet.TOP, -1), (TrainableSet.LORA, -1)],
    )
    def test_a_set_that_can_t_be(self, arguments: tuple[TrainableSet, int]) -> None:
        with pytest.raises(ModelError, match="layers"):
            TrainableSpec(*arguments)

    def test_a_rank_of_none(self) -> None:
        with pytest.raises(ModelError, match="rank"):
            TrainableSpec(TrainableSet.LORA, 1, 0)


class TestLoad:
    @pytest.fixture
    def network(self) -> nn.Module:
        return make_trainable(tiny_network("bert"), TOP)

    def test_arrays_are_copied_in_and_out(self, network: nn.Module) -> None:
        arrays = {name: value + 1 for name, value in trainable_arrays(network).items()}
        given = {name: value.copy() for name, value in arrays.items()}
        load_trainable(network, given)
        for value in (*given.values(), *trainable_arrays(network).values()):
            value.fill(0)  # the network has its own
        for name, value in trainable_arrays(network).items():
            np.testing.assert_array_equal(value, arrays[name])

    @pytest.mark.parametrize(
        "change",
        [
            lambda a: a[:1],
            lambda a: a[None],
            lambda a: a.astype(np.float64),
            lambda a: a.astype(">f4"),
            lambda a: a.astype(np.int32),
            lambda a: a.astype(object),
            lambda a: np.full_like(a, np.nan),
            lambda a: np.full_like(a, np.inf),
        ],
    )
    def test_another_shape_type_or_a_value_that_is_no_number(
        self, network: nn.Module, change: Any
    ) -> None:
        arrays = trainable_arrays(network)
        with pytest.raises(ModelError, match=r"qa_outputs\.bias"):
            load_trainable(network, arrays | {"qa_outputs.bias": change(arrays["qa_outputs.bias"])})

    def test_other_names(self, network: nn.Module) -> None:
        arrays = trainable_arrays(network)
        bias = arrays["qa_outputs.bias"]
        fewer = {n: a for n, a in arrays.items() if n != "qa_outputs.bias"}
        for given in ({}, fewer, arrays | {"x" * 10_000: bias}):
            with pytest.raises(ModelError, match="names") as caught:
                load_trainable(network, given)
            assert len(str(caught.value)) < 300

    def test_frozen_parameters_are_out_of_reach(self, network: nn.Module) -> None:
        name = "bert.embeddings.LayerNorm.bias"
        with pytest.raises(ModelError):
            load_trainable(network, trainable_arrays(network) | {name: np.zeros(32, np.float32)})
