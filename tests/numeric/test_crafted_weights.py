"""Weights that a coordinator crafts: they neither stretch a clip nor make a refusal speak.

Each attack here worked against an earlier version of the step.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from support.drawn_units import alone
from support.seeded_stream import seeded_stream
from support.tasks import TOP, make_task
from support.tiny_models import make_records, make_window, open_model
from torch import nn

from client import training
from client.checks import SelfCheckError
from client.checks.draws import DrawCheck
from client.gradients import open_engine
from client.gradients.engine import LARGEST_NORM, Engine, UnitBatch, clip_factors
from client.micro_batches import Limits, unit_batch
from client.policy import MIN_CLIP_NORM
from client.samples import DrawnUnit, UnitSamples
from client.training import FLOAT32_UNITS, clipped_sum, train_round
from exchange.task import TrainTask
from qa.batches import collate
from qa.features import Encoder
from qa.model import forward
from qa.records import Record
from qa.runtime import Precision, Runtime
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import load_trainable, make_trainable, trainable_arrays

RUNTIME = Runtime("cpu", Precision.FLOAT32)
CPU = torch.device("cpu")


def train(network: nn.Module, samples: UnitSamples, task: TrainTask) -> None:
    train_round(
        network,
        samples,
        task,
        declared_units=6,
        stream=seeded_stream(1),
        runtime=RUNTIME,
        pad_id=0,
        draws=DrawCheck.begin("key", task.plan, len(samples)),
    )


class TestRefusalsSayNothing:
    """A row of a layer that is closed to every text but one, and overflows for that one: then the
    engine and plain autograd differ, if that text is among the units that are compared."""

    TRIES = 40

    def crafted(self, network: nn.Module, encoder: Encoder, records: list[Record]) -> Any:
        layer: Any = network.get_submodule("bert.encoder.layer.1")
        seen: list[torch.Tensor] = []
        handle = layer.intermediate.register_forward_hook(
            lambda _, inputs, __: seen.append(inputs[0][0].detach())
        )
        network.eval()
        for record in records:
            (window,) = encoder.encode(record)
            with torch.no_grad():
                forward(network, collate([window], 0).inputs)
        handle.remove()
        mine, others = seen[0], torch.cat(seen[1:])
        margin = (mine @ mine.T).diagonal() - (mine @ others.T).max(dim=1).values
        place = int(margin.argmax())
        assert float(margin[place]) > 0
        arrays = trainable_arrays(network)
        name, size = "bert.encoder.layer.1.", np.float32(1e25)
        threshold = float(mine[place] @ mine[place] - margin[place] / 2)
        arrays[f"{name}intermediate.dense.weight"][0] = size * mine[place].numpy()
        arrays[f"{name}intermediate.dense.bias"][0] = -size * np.float32(threshold)
        arrays[f"{name}output.dense.weight"][:, 0] = 0
        return arrays

    def test_a_text_that_is_there_stops_no_round(
        self, tiny_models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(training, "PROBABILITY", 1.0)
        model = open_model(tiny_models["bert"])
        network = make_trainable(model.network, TOP)
        encoder = Encoder(model.tokenizer, 96, 8)
        records = make_records(6)
        arrays = self.crafted(network, encoder, records)
        task = make_task(sampling_probability=1.0, noise_multiplier=1.0)
        stopped = {}
        for name, held in (("there", records), ("not there", records[1:])):
            stopped[name] = 0
            for _ in range(self.TRIES):
                load_trainable(network, arrays)
                samples = UnitSamples(held, task.plan, encoder)
                try:
                    train(network, samples, task)
                except SelfCheckError:
                    stopped[name] += 1
        assert stopped == {"there": 0, "not there": 0}

    def test_no_window_of_the_owners_reaches_the_check(
        self, tiny_models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whatever its weights: the check is called before the draw, with public numbers."""
        calls: list[tuple[Any, ...]] = []
        monkeypatch.setattr(training, "check_engine", lambda *given: calls.append(given))
        model = open_model(tiny_models["bert"])
        network = make_trainable(model.network, TOP)
        task = make_task(sampling_probability=1.0)
        samples = UnitSamples(make_records(3), task.plan, Encoder(model.tokenizer, 96, 8))
        train(network, samples, task)
        assert calls
        for engine, clip_norm, vocabulary, length in calls:
            assert isinstance(engine, Engine)
            assert (clip_norm, vocabulary, length) == (task.plan.clip_norm, 100, 96)


class TestHugeNorms:
    """Clip norm over a norm of 10^39 is no float32: rounded up, a unit would add more than it."""

    @pytest.mark.parametrize("clip_norm", [MIN_CLIP_NORM, 1e-4, 1.0, 1e6])
    def test_factors_keep_the_clip_norm_for_every_norm(self, clip_norm: float) -> None:
        norms = torch.tensor(np.geomspace(1e-30, 1e300, 4001), dtype=torch.float64)
        factors, finite = clip_factors(norms.square(), clip_norm)
        assert float((factors.double() * norms).max()) <= clip_norm
        assert not bool(factors[~finite].any())
        assert bool(finite[norms < 0.99 * LARGEST_NORM].all())
        assert not bool(finite[norms > 1.01 * LARGEST_NORM].any())

    @pytest.mark.parametrize("size", [1e17, 1e19, 1e25, 8e37])
    @pytest.mark.parametrize("windows", [1, 6])
    @pytest.mark.parametrize("spec", ["top", "lora"])
    def test_no_unit_adds_more(
        self,
        tiny_models: dict[str, Path],
        monkeypatch: pytest.MonkeyPatch,
        size: float,
        windows: int,
        spec: str,
    ) -> None:
        """In an ordinary micro-batch and, with more windows than it holds, by plain autograd."""
        limits = Limits(gradient_bytes=1 << 40, windows=4, tokens=1 << 30)
        monkeypatch.setattr(Limits, "of", staticmethod(lambda _: limits))
        network = make_trainable(
            open_model(tiny_models["bert"]).network, TrainableSpec(TrainableSet(spec), 1, 1)
        )
        arrays = trainable_arrays(network)
        for name, array in arrays.items():
            if spec == "top" and name.endswith("output.LayerNorm.weight"):
                array[:] = np.float32(size)
            if "lora_A" in name and "output.dense" in name:
                array[:] = np.float32(size)
        load_trainable(network, arrays)
        network.train()
        engine = open_engine(network, RUNTIME)
        record = make_records(1)[0]
        window = make_window(40, 3)
        unit = DrawnUnit((window,) * windows, (1 / windows,) * windows, ((record, 0),) * windows)
        for clip_norm in (MIN_CLIP_NORM, 1e-3):
            found = clipped_sum(engine, [unit], clip_norm, 0).astype(np.float64)
            assert np.linalg.norm(found) <= clip_norm
        engine.close()


class Scalar(Engine):
    """An engine of one parameter, whose units add numbers that are given."""

    def __init__(self, values: dict[int, float]) -> None:
        super().__init__(nn.Linear(1, 1, bias=False), RUNTIME, forward)
        self.held_per_window = 1
        self._values = values

    def add_clipped(self, batch: UnitBatch, clip_norm: float, total: torch.Tensor) -> None:
        for start in batch.batch.starts:
            total += np.float32(self._values[int(start)])

    def close(self) -> None: ...
    def plainly(self) -> Any: ...


@pytest.mark.parametrize("power", [9, 11, 12])
def test_a_long_sum_does_not_stretch_what_one_unit_changes(
    power: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the units add the clip norm, and half just more than what a float32 as large as
    their sum still notices: one more unit would make all of those round the other way."""
    limits = Limits(gradient_bytes=1 << 40, windows=1, tokens=1 << 30)
    monkeypatch.setattr(Limits, "of", staticmethod(lambda _: limits))
    count = 2**power
    small = 2.0 ** (power - 23) / 2 * (1 + 2**-10)
    engine = Scalar({6: 1.0, 7: small})

    def unit(start: int) -> DrawnUnit:
        window = make_window(12, 1)
        object.__setattr__(window, "start", start)
        return alone(window)

    base = [unit(6)] * (count - 1) + [unit(7)] * count
    without, with_ = (clipped_sum(engine, units, 1.0, 0) for units in (base, [unit(6), *base]))
    assert float(with_[0]) - float(without[0]) <= 1 + 1e-3
    assert len(base) > 8 * FLOAT32_UNITS


@pytest.mark.parametrize("kind", [TrainableSet.TOP, TrainableSet.LORA, TrainableSet.FULL])
@pytest.mark.parametrize("precision", [Precision.FLOAT32, Precision.BFLOAT16])
def test_batch_mates_change_no_bit_of_a_units_gradient(
    tiny_models: dict[str, Path], precision: Precision, kind: TrainableSet
) -> None:
    """On a CPU. Were it otherwise, weights whose terms cancel could turn a rounding into much."""
    network = make_trainable(open_model(tiny_models["bert"]).network, TrainableSpec(kind, 1, 4))
    engine = open_engine(network.train(), Runtime("cpu", precision))
    for length in (24, 64, 104):
        units = [alone(make_window(length, seed)) for seed in range(12)]
        mine = torch.zeros(sum(engine.sizes))
        engine.add_clipped(unit_batch(units[:1], 0, CPU), 1.0, mine)
        for mates in (1, 2, 5, 11):
            batch = unit_batch(units[: 1 + mates], 0, CPU)
            weights = torch.zeros_like(batch.weights)
            weights[0] = 1.0  # the others' gradients are zeros, and their forward pass is there
            found = torch.zeros_like(mine)
            engine.add_clipped(UnitBatch(batch.batch, batch.counts, weights), 1.0, found)
            assert torch.equal(found, mine)
    engine.close()
