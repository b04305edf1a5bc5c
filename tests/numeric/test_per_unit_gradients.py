"""Per-unit gradients against plain autograd, and what a clip is worth: the sensitivity.

The second implementation opens the network without Opacus, gives it one unpadded example at a
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
from opacus.grad_sample import GradSampleModule
from support.tiny_models import make_window, open_model
from torch import nn

from client import training
from client.training import clipped_sum
from qa.batches import collate
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
SAMPLED = [*itertools.product(("bert", "distilbert", "roberta"), SETS)]

Vector = npt.NDArray[np.float64]


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


def per_unit(sampler: GradSampleModule, batch: list[Window], pad_id: int) -> Vector:
    """[B, D] of one padded micro-batch, through the hooks."""
    sampler.train()
    rows = training._per_unit_gradients(sampler, trained(sampler), collate(batch, pad_id), FLOAT32)
    return torch.cat(rows, dim=1).double().numpy()


def close(found: Vector, expected: Vector) -> bool:
    return bool(np.linalg.norm(found - expected) <= TOLERANCE * np.linalg.norm(expected))


class Reader:
    """A network with and without the hooks, and one clipped sum after the other."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.plain = open_network(folder, kind)
        self.hooked = open_network(folder, kind)
        self.pad_id = open_model(folder).pad_id
        self.sampler = GradSampleModule(self.hooked, loss_reduction="sum")
        self.sampler.train()

    def sum(
        self, windows: list[Window], clip_norm: float = NO_CLIP, runtime: Runtime = FLOAT32
    ) -> Vector:
        total = clipped_sum(self.sampler, windows, clip_norm, runtime, self.pad_id)
        return total.astype(np.float64)


@pytest.fixture(scope="module")
def readers(tiny_models: dict[str, Path]) -> dict[tuple[str, str], Reader]:
    return {(name, kind): Reader(tiny_models[name], kind) for name, kind in SAMPLED}


@pytest.mark.parametrize("which", SAMPLED, ids="-".join)
class TestAgainstAutograd:
    def test_a_padded_batch_gives_each_unit_its_own_gradient(
        self, readers: dict[tuple[str, str], Reader], which: tuple[str, str]
    ) -> None:
        reader = readers[which]
        windows = [make_window(length, seed) for seed, length in enumerate(LENGTHS)]
        rows = per_unit(reader.sampler, windows, reader.pad_id)
        for row, window in zip(rows, windows, strict=True):
            assert close(row, one_gradient(reader.plain, window))

    def test_the_sum_is_of_gradients_clipped_one_by_one(
        self, readers: dict[tuple[str, str], Reader], which: tuple[str, str]
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
        self, readers: dict[tuple[str, str], Reader], which: tuple[str, str]
    ) -> None:
        """Opacus ignores `padding_idx`; plain autograd would leave that row out."""
        reader = readers[which]
        window = make_window(20, 1, token=0)
        assert close(
            reader.sum([window]) / (1 - training.CLIP_MARGIN),
            plain := one_gradient(reader.plain, window),
        )
        assert plain.any()

    def test_every_parameter_has_a_gradient(
        self, readers: dict[tuple[str, str], Reader], which: tuple[str, str]
    ) -> None:
        reader = readers[which]
        windows = [make_window(length, seed) for seed, length in enumerate(LENGTHS)]
        total = torch.from_numpy(reader.sum(windows))
        pieces = torch.split(total, [p.numel() for p in trained(reader.hooked)])
        assert all(bool(piece.any()) for piece in pieces)


class TestNeighbours:
    """A neighbour may be there or not: nobody else's share may tell."""

    @pytest.mark.parametrize("which", SAMPLED, ids="-".join)
    @pytest.mark.parametrize("micro", [1, 2, 32])
    def test_micro_batches_don_t_change_the_sum(
        self,
        readers: dict[tuple[str, str], Reader],
        which: tuple[str, str],
        micro: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        reader = readers[which]
        windows = [make_window(length, seed) for seed, length in enumerate((20, 22, 23, 60, 19))]
        whole = reader.sum(windows, 0.5)
        monkeypatch.setattr(training, "MICRO_BATCH_MAX", micro)
        assert close(reader.sum(windows[::-1], 0.5), whole)

    def test_a_micro_batch_holds_one_padded_length(self) -> None:
        """By construction, so that no property of the weights has to hold."""
        windows = [make_window(length, seed) for seed, length in enumerate([*LENGTHS, 16, 15, 8])]
        chunks = list(training._micro_batches(windows, 2))
        assert sorted(map(id, itertools.chain(*chunks))) == sorted(map(id, windows))
        for chunk in chunks:
            assert len(chunk) <= 2
            assert len({-(-len(window) // 8) for window in chunk}) == 1

    def test_weights_that_break_on_a_far_position_hit_long_units_alone(
        self, tiny_models: dict[str, Path]
    ) -> None:
        """A coordinator's weights may give NaN at position 50, which only padding reaches."""
        reader = Reader(tiny_models["bert"], "full")
        embeddings = reader.hooked.get_parameter("bert.embeddings.position_embeddings.weight")
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
            for network in (reader.hooked, reader.plain):
                network.get_parameter("qa_outputs.weight").zero_()
                network.get_parameter("qa_outputs.bias").fill_(lowest)
        windows = [make_window(20, 1), make_window(60, 2)]
        rows = per_unit(reader.sampler, windows, reader.pad_id)
        for row, window in zip(rows, windows, strict=True):
            assert close(row, one_gradient(reader.plain, window))


class TestSensitivity:
    POOL = tuple(make_window(9 + 5 * (seed % 7), seed) for seed in range(12))

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        members=st.sets(st.integers(0, 11), min_size=1),
        clip_norm=st.sampled_from([1e-6, 1e-3, 0.3, 1.0, 100.0]),
        runtime=st.sampled_from([FLOAT32, BFLOAT16]),
        data=st.data(),
    )
    def test_removing_a_unit_changes_the_sum_by_at_most_the_clip_norm(
        self,
        readers: dict[tuple[str, str], Reader],
        members: set[int],
        clip_norm: float,
        runtime: Runtime,
        data: st.DataObject,
    ) -> None:
        reader = readers["distilbert", "lora"]
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
        readers: dict[tuple[str, str], Reader],
        which: tuple[str, str],
        runtime: Runtime,
        clip_norm: float,
    ) -> None:
        """Measured on the sum itself, also where autocast computes in bfloat16."""
        for seed, length in enumerate(LENGTHS):
            share = readers[which].sum([make_window(length, seed)], clip_norm, runtime)
            norm = float(np.linalg.norm(share))
            assert 0 < norm <= clip_norm

    def test_bfloat16_is_really_used(self, readers: dict[tuple[str, str], Reader]) -> None:
        reader = readers["bert", "full"]
        window = make_window(40, 1)
        exact, rough = reader.sum([window]), reader.sum([window], runtime=BFLOAT16)
        apart = np.linalg.norm(exact - rough) / np.linalg.norm(exact)
        assert 1e-4 < apart < 0.2  # 8 bits of mantissa

    def test_a_gradient_whose_square_overflows_counts_as_zero(
        self, tiny_models: dict[str, Path]
    ) -> None:
        reader = Reader(tiny_models["bert"], "top")
        with torch.no_grad():  # a large head makes large gradients below it
            reader.hooked.get_parameter("qa_outputs.weight").mul_(1e25)
        share = reader.sum([make_window(20, 1)], 1.0)
        assert np.isfinite(share).all()
        assert np.linalg.norm(share) <= 1.0


class TestNonFinite:
    TOKEN = 99

    @pytest.mark.parametrize("value", [3e38, float("nan"), float("inf")])
    def test_one_bad_unit_counts_as_zero_and_no_other_is_touched(
        self, tiny_models: dict[str, Path], value: float
    ) -> None:
        reader = Reader(tiny_models["bert"], "full")
        with torch.no_grad():
            reader.hooked.get_parameter("bert.embeddings.word_embeddings.weight")[self.TOKEN] = (
                value
            )
        good = [make_window(length, seed) for seed, length in enumerate((20, 22, 40))]
        bad = make_window(21, 5, token=self.TOKEN)
        alone = reader.sum(good, 0.5)
        assert np.linalg.norm(alone) > 0.1
        assert not reader.sum([bad], 0.5).any()
        assert close(reader.sum([bad, *good], 0.5), alone)

    def test_no_units_give_zeros(self, readers: dict[tuple[str, str], Reader]) -> None:
        reader = readers["bert", "lora"]
        total = reader.sum([])
        assert len(total) == sum(p.numel() for p in trained(reader.hooked))
        assert not total.any()
