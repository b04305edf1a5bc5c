"""Per-unit gradients against plain autograd, and what a clip is worth: the sensitivity.

The second implementation opens the network without an engine, gives it one unpadded example at a
time and takes one backward pass for each. float32 leaves some 1e-6 between the two; 1e-5 of the
gradient's norm is asked for.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawn_units import alone, pooled
from support.tiny_models import make_window, open_model
from torch import nn

from client import micro_batches as batching
from client.gradients.bookkeeping import BookKeeping
from client.gradients.engine import CLIP_MARGIN, Engine
from client.gradients.hooks import Hooks
from client.micro_batches import Limits
from client.samples import DrawnUnit
from client.training import clipped_sum
from qa.features import Window
from qa.runtime import Precision, Runtime
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import make_trainable

FLOAT32 = Runtime("cpu", Precision.FLOAT32)
BFLOAT16 = Runtime("cpu", Precision.BFLOAT16)
TOLERANCE = 1e-5  # of the norm
NO_CLIP = 1e6  # larger than any gradient here
SETS = {
    "full": TrainableSpec(TrainableSet.FULL, 1, 4),
    "top": TrainableSpec(TrainableSet.TOP, 1, 4),
    "lora": TrainableSpec(TrainableSet.LORA, 1, 4),
    "lora-ffa": TrainableSpec(TrainableSet.LORA_FFA, 1, 4),
}
LENGTHS = (12, 40, 17, 63, 24, 9, 41)  # several multiples of 8 and both sides of one
ENGINES: dict[str, type[Engine]] = {"hooks": Hooks, "bookkeeping": BookKeeping}
SAMPLED = [*itertools.product(("bert", "distilbert", "roberta"), SETS, ENGINES)]

Vector = npt.NDArray[np.float64]
Which = tuple[str, str, str]  # model, trainable set, engine


def open_network(folder: Path, kind: str) -> nn.Module:
    network = make_trainable(open_model(folder).network, SETS[kind])
    if kind == "lora":  # peft starts one factor at zero: then the other has no gradient
        rng = np.random.default_rng(3)
        with torch.no_grad():
            for name, parameter in network.named_parameters():
                if "lora_B" in name:
                    parameter.copy_(torch.from_numpy(rng.normal(0, 0.3, parameter.shape)))
    return network


def trained(network: nn.Module) -> list[nn.Parameter]:
    return [p for p in network.parameters() if p.requires_grad]


def one_gradient(network: nn.Module, window: Window, *, positions: bool = True) -> Vector:
    """The gradient of one unpadded example by plain autograd, flat float64."""
    inputs: dict[str, Any] = {"input_ids": torch.from_numpy(window.input_ids).long()[None]}
    base: Any = network
    if hasattr(network, "get_base_model"):
        base = network.get_base_model()
    if base.config.model_type == "bert":
        inputs["token_type_ids"] = torch.from_numpy(window.token_type_ids).long()[None]
    network.train()
    output = network(**inputs)
    context = range(window.context_begin, window.context_begin + len(window.offsets))
    allowed = [0, *context]
    loss = torch.zeros(())
    for logits, target in ((output.start_logits, window.start), (output.end_logits, window.end)):
        loss = loss - torch.log_softmax(logits[0, allowed], 0)[allowed.index(target)] / 2
    parameters = trained(network)
    gradients = torch.autograd.grad(loss, parameters)
    return np.concatenate([g.double().numpy().ravel() for g in gradients])


def close(found: Vector, expected: Vector) -> bool:
    return bool(np.linalg.norm(found - expected) <= TOLERANCE * np.linalg.norm(expected))


class Reader:
    """A network with and without an engine, and one clipped sum after the other."""

    def __init__(self, folder: Path, kind: str, engine: str = "bookkeeping") -> None:
        self.plain = open_network(folder, kind)
        self.trained = open_network(folder, kind)
        self.pad_id = open_model(folder).pad_id
        self.engine = ENGINES[engine](self.trained, FLOAT32)
        self.trained.train()

    def sum(
        self,
        units: list[Window] | list[DrawnUnit],
        clip_norm: float = NO_CLIP,
        runtime: Runtime = FLOAT32,
    ) -> Vector:
        drawn = [alone(unit) if isinstance(unit, Window) else unit for unit in units]
        self.engine.runtime = runtime
        total = clipped_sum(self.engine, drawn, clip_norm, self.pad_id)
        return total.astype(np.float64)

    def unit(self, unit: Window | DrawnUnit) -> Vector:
        """What plain autograd says: float64 [D]."""
        drawn = alone(unit) if isinstance(unit, Window) else unit
        parts = [
            weight * one_gradient(self.plain, window)
            for window, weight in zip(drawn.windows, drawn.weights, strict=True)
        ]
        return np.asarray(np.sum(parts, axis=0))


@pytest.fixture(scope="module")
def readers(tiny_models: dict[str, Path]) -> dict[Which, Reader]:
    return {which: Reader(tiny_models[which[0]], *which[1:]) for which in SAMPLED}


@pytest.mark.parametrize("which", SAMPLED, ids="-".join)
class TestAgainstAutograd:
    def test_a_padded_batch_gives_each_unit_its_own_gradient(
        self, readers: dict[Which, Reader], which: Which
    ) -> None:
        reader = readers[which]
        for seed, length in enumerate(LENGTHS):
            window = make_window(length, seed)
            assert close(
                reader.sum([window]) / (1 - CLIP_MARGIN), one_gradient(reader.plain, window)
            )

    def test_the_sum_is_of_gradients_clipped_one_by_one(
        self, readers: dict[Which, Reader], which: Which
    ) -> None:
        reader = readers[which]
        windows = [make_window(length, seed) for seed, length in enumerate(LENGTHS)]
        gradients = [one_gradient(reader.plain, window) for window in windows]
        norms = [float(np.linalg.norm(g)) for g in gradients]
        clip_norm = float(np.median(norms))  # some are clipped, some aren't
        expected = np.sum(
            [g * min(1.0, clip_norm / norm) for g, norm in zip(gradients, norms, strict=True)],
            axis=0,
        )
        found = reader.sum(windows, clip_norm)
        assert np.linalg.norm(found - expected) <= 3 * TOLERANCE * np.linalg.norm(expected)

    def test_a_padding_token_in_the_text_itself_is_a_token(
        self, readers: dict[Which, Reader], which: Which
    ) -> None:
        """Opacus ignores `padding_idx`; plain autograd would leave that row out."""
        reader = readers[which]
        window = make_window(20, 1, token=0)
        assert close(
            reader.sum([window]) / (1 - CLIP_MARGIN),
            plain := one_gradient(reader.plain, window),
        )
        assert plain.any()

    def test_every_parameter_has_a_gradient(
        self, readers: dict[Which, Reader], which: Which
    ) -> None:
        reader = readers[which]
        windows = [make_window(length, seed) for seed, length in enumerate(LENGTHS)]
        total = torch.from_numpy(reader.sum(windows))
        pieces = torch.split(total, [p.numel() for p in reader.engine.parameters])
        assert all(bool(piece.any()) for piece in pieces)


class TestNeighbours:
    """A neighbour may be there or not: nobody else's share may tell."""

    @pytest.mark.parametrize("which", SAMPLED, ids="-".join)
    @pytest.mark.parametrize("micro", [1, 2, 32])
    def test_micro_batches_don_t_change_the_sum(
        self,
        readers: dict[Which, Reader],
        which: Which,
        micro: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        reader = readers[which]
        windows = [make_window(length, seed) for seed, length in enumerate((20, 22, 23, 60, 19))]
        whole = reader.sum(windows, 0.5)
        limits = Limits(gradient_bytes=1 << 40, windows=micro, tokens=1 << 30)
        monkeypatch.setattr(Limits, "of", staticmethod(lambda _: limits))
        assert close(reader.sum(windows[::-1], 0.5), whole)

    def test_a_micro_batch_holds_one_padded_length(self, readers: dict[Which, Reader]) -> None:
        """By construction, so that no property of the weights has to hold."""
        reader = readers["bert", "lora", "bookkeeping"]
        limits = Limits(gradient_bytes=1 << 40, windows=4, tokens=1 << 30)
        lengths = [*LENGTHS, 16, 15, 8]
        units = [alone(make_window(length, seed)) for seed, length in enumerate(lengths)]
        units += [pooled(lengths[:4], 1), pooled((63, 9), 2), pooled((63, 63, 12), 3)]
        chunks = list(batching.micro_batches(units, reader.engine, limits))
        assert sorted(map(id, itertools.chain(*chunks))) == sorted(map(id, units))
        for chunk in chunks:
            assert sum(map(len, chunk)) <= 4
            assert len({max(-(-len(w) // 8) for w in unit.windows) for unit in chunk}) == 1
            assert [len(unit) for unit in chunk] == sorted(len(unit) for unit in chunk)

    @pytest.mark.parametrize("engine", ENGINES)
    def test_weights_that_break_on_a_far_position_hit_long_units_alone(
        self, tiny_models: dict[str, Path], engine: str
    ) -> None:
        """A coordinator's weights may give NaN at position 50, which only padding reaches."""
        reader = Reader(tiny_models["bert"], "full", engine)
        embeddings = reader.trained.get_parameter("bert.embeddings.position_embeddings.weight")
        with torch.no_grad():
            embeddings[50] = 3e38
        short = [make_window(length, seed) for seed, length in enumerate((20, 30, 41))]
        alone = reader.sum(short, 0.1)
        assert np.linalg.norm(alone) > 0.01
        assert close(reader.sum([*short, make_window(60, 9)], 0.1), alone)

    @pytest.mark.parametrize("lowest", [float(torch.finfo(torch.float32).min), -1e38])
    def test_a_head_with_the_lowest_logits_doesn_t_let_padding_in(
        self, tiny_models: dict[str, Path], lowest: float
    ) -> None:
        """Answers with the very logit that a mask might use would share it with padding."""
        reader = Reader(tiny_models["bert"], "top")
        with torch.no_grad():
            for network in (reader.trained, reader.plain):
                network.get_parameter("qa_outputs.weight").zero_()
                network.get_parameter("qa_outputs.bias").fill_(lowest)
        for window in (make_window(20, 1), make_window(60, 2)):
            assert close(
                reader.sum([window]) / (1 - CLIP_MARGIN), one_gradient(reader.plain, window)
            )


@pytest.mark.parametrize("which", SAMPLED, ids="-".join)
class TestPooling:
    """A unit's windows are one gradient before they are clipped."""

    UNITS = (
        pooled((20,), 1),
        pooled((20, 23), 2),
        pooled((12, 24), 3),
        pooled((60, 9, 41), 4),
        pooled((63, 63, 58, 60), 5),
        pooled((57,), 6),
    )

    def test_a_unit_is_clipped_as_one(self, readers: dict[Which, Reader], which: Which) -> None:
        reader = readers[which]
        gradients = [reader.unit(unit) for unit in self.UNITS]
        norms = [float(np.linalg.norm(g)) for g in gradients]
        clip_norm = float(np.median(norms))
        expected = np.sum(
            [g * min(1.0, clip_norm / norm) for g, norm in zip(gradients, norms, strict=True)],
            axis=0,
        )
        found = reader.sum(list(self.UNITS), clip_norm)
        assert np.linalg.norm(found - expected) <= 3 * TOLERANCE * np.linalg.norm(expected)

    def test_a_unit_that_is_too_large_for_one_pass_is_too(
        self, readers: dict[Which, Reader], which: Which, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reader = readers[which]
        whole = reader.sum(list(self.UNITS), 0.5)
        limits = Limits(gradient_bytes=1 << 40, windows=2, tokens=1 << 30)
        monkeypatch.setattr(Limits, "of", staticmethod(lambda _: limits))
        found = reader.sum(list(self.UNITS), 0.5)
        assert np.linalg.norm(found - whole) <= 3 * TOLERANCE * np.linalg.norm(whole)

    def test_it_adds_no_more_than_the_clip_norm(
        self, readers: dict[Which, Reader], which: Which
    ) -> None:
        for unit, runtime in itertools.product(self.UNITS, (FLOAT32, BFLOAT16)):
            share = readers[which].sum([unit], 0.01, runtime)
            assert 0 < float(np.linalg.norm(share)) <= 0.01


class TestSensitivity:
    POOL = tuple(make_window(9 + 5 * (seed % 7), seed) for seed in range(12))

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(
        members=st.sets(st.integers(0, 11), min_size=1),
        clip_norm=st.sampled_from([1e-6, 1e-3, 0.3, 1.0, 100.0]),
        runtime=st.sampled_from([FLOAT32, BFLOAT16]),
        engine=st.sampled_from(sorted(ENGINES)),
        data=st.data(),
    )
    def test_removing_a_unit_changes_the_sum_by_at_most_the_clip_norm(
        self,
        readers: dict[Which, Reader],
        members: set[int],
        clip_norm: float,
        runtime: Runtime,
        engine: str,
        data: st.DataObject,
    ) -> None:
        reader = readers["distilbert", "lora", engine]
        leaver = data.draw(st.sampled_from(sorted(members)))
        everyone = reader.sum([self.POOL[i] for i in sorted(members)], clip_norm, runtime)
        others = reader.sum([self.POOL[i] for i in sorted(members - {leaver})], clip_norm, runtime)
        # The two sums round apart: 1e-6 for each of the others, below Opacus' own 5.4e-3.
        slack = 1 + 1e-6 * len(members)
        assert np.linalg.norm(everyone - others) <= clip_norm * slack

    @pytest.mark.parametrize("runtime", [FLOAT32, BFLOAT16], ids=["float32", "bfloat16"])
    @pytest.mark.parametrize("which", SAMPLED, ids="-".join)
    @pytest.mark.parametrize("clip_norm", [1e-6, 0.1, 1.0])
    def test_what_a_unit_adds_is_at_most_the_clip_norm(
        self,
        readers: dict[Which, Reader],
        which: Which,
        runtime: Runtime,
        clip_norm: float,
    ) -> None:
        """Measured on the sum itself, also where autocast computes in bfloat16."""
        for seed, length in enumerate(LENGTHS):
            share = readers[which].sum([make_window(length, seed)], clip_norm, runtime)
            norm = float(np.linalg.norm(share))
            assert 0 < norm <= clip_norm

    def test_bfloat16_is_really_used(self, readers: dict[Which, Reader]) -> None:
        reader = readers["bert", "full", "bookkeeping"]
        window = make_window(40, 1)
        exact, rough = reader.sum([window]), reader.sum([window], runtime=BFLOAT16)
        apart = np.linalg.norm(exact - rough) / np.linalg.norm(exact)
        assert 1e-4 < apart < 0.2  # 8 bits of mantissa

    def test_a_gradient_whose_square_overflows_counts_as_zero(
        self, tiny_models: dict[str, Path]
    ) -> None:
        reader = Reader(tiny_models["bert"], "top")
        with torch.no_grad():  # a large head makes large gradients below it
            reader.trained.get_parameter("qa_outputs.weight").mul_(1e25)
        share = reader.sum([make_window(20, 1)], 1.0)
        assert np.isfinite(share).all()
        assert np.linalg.norm(share) <= 1.0


class TestNonFinite:
    TOKEN = 99

    @pytest.mark.parametrize("engine", ENGINES)
    @pytest.mark.parametrize("value", [3e38, float("nan"), float("inf")])
    def test_one_bad_unit_counts_as_zero_and_no_other_is_touched(
        self, tiny_models: dict[str, Path], value: float, engine: str
    ) -> None:
        reader = Reader(tiny_models["bert"], "full", engine)
        with torch.no_grad():
            reader.trained.get_parameter("bert.embeddings.word_embeddings.weight")[self.TOKEN] = (
                value
            )
        good = [make_window(length, seed) for seed, length in enumerate((20, 22, 40))]
        bad = make_window(21, 5, token=self.TOKEN)
        alone = reader.sum(good, 0.5)
        assert np.linalg.norm(alone) > 0.1
        assert not reader.sum([bad], 0.5).any()
        assert close(reader.sum([bad, *good], 0.5), alone)

    def test_no_units_give_zeros(self, readers: dict[Which, Reader]) -> None:
        reader = readers["bert", "lora", "bookkeeping"]
        total = reader.sum([])
        assert len(total) == sum(p.numel() for p in reader.engine.parameters)
        assert not total.any()
