"""client.training: what a round adds, to what, how often, and what it leaves behind.

Statistical tests use a fixed key, so they can't flake; ALPHA is how likely a correct trainer is
to fail under another one.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import scipy.stats
import torch
from support.seeded_stream import seeded_stream
from support.tasks import TOP, make_task
from support.tiny_models import make_records, open_model
from torch import nn

from client import training
from client.checks import SelfCheckError
from client.checks.draws import DrawCheck
from client.dropout import Dropout, SecretDropout
from client.gradients.bookkeeping import BookKeeping
from client.gradients.engine import UnitBatch
from client.micro_batches import Limits
from client.policy import MIN_CLIP_NORM
from client.samples import UnitSamples
from client.training import train_round
from exchange.task import LocalOptimizer, TrainTask
from privacy.errors import InvalidPlanError
from privacy.noise import ChaCha20Stream, owner_stream
from qa.features import Encoder
from qa.records import Record
from qa.runtime import Precision, Runtime
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import Arrays, make_trainable, trainable_arrays

ALPHA = 1e-6  # false-alarm rate of each statistical test
RUNTIME = Runtime("cpu", Precision.FLOAT32)
LORA = TrainableSpec(TrainableSet.LORA, 2, 4)
FFA = TrainableSpec(TrainableSet.LORA_FFA, 2, 4)
FULL = TrainableSpec(TrainableSet.FULL)
DECLARED = 20  # units


def samples_of(folder: Path, records: list[Record], task: TrainTask | None = None) -> UnitSamples:
    plan = make_task().plan if task is None else task.plan
    return UnitSamples(records, plan, Encoder(open_model(folder).tokenizer, 96, 8))


def draws_of(task: TrainTask, samples: UnitSamples) -> DrawCheck:
    return DrawCheck.begin("key", task.plan, len(samples))


class Round:
    """A network as it was before a round, what the round returned, and both flat."""

    def __init__(
        self,
        folder: Path,
        task: TrainTask,
        *,
        records: list[Record] | None = None,
        people: int = 6,
        stream: ChaCha20Stream | None = None,
        declared: int = DECLARED,
    ) -> None:
        records = make_records(people) if records is None else records
        self.network = make_trainable(open_model(folder).network, task.trainable)
        self.before = trainable_arrays(self.network)
        samples = samples_of(folder, records, task)
        self.draws = draws_of(task, samples)
        self.update = train_round(
            self.network,
            samples,
            task,
            draws=self.draws,
            declared_units=declared,
            stream=stream or seeded_stream(1),
            runtime=RUNTIME,
            pad_id=0,
        )
        self.flat = flat(self.update)


def flat(arrays: Arrays) -> npt.NDArray[np.float64]:
    return np.concatenate([array.ravel() for array in arrays.values()]).astype(np.float64)


@pytest.fixture(scope="module")
def bert(tiny_models: dict[str, Path]) -> Path:
    return tiny_models["bert"]


class TestResult:
    @pytest.mark.parametrize("spec", [TOP, LORA, FFA, FULL], ids=lambda s: s.kind)
    def test_names_shapes_and_the_difference(self, bert: Path, spec: TrainableSpec) -> None:
        result = Round(bert, make_task(trainable=spec))
        after = trainable_arrays(result.network)
        assert result.update.keys() == result.before.keys() == after.keys()
        for name, value in result.update.items():
            assert value.dtype == np.float32
            np.testing.assert_array_equal(value, after[name] - result.before[name])
        assert result.flat.any()

    def test_frozen_parameters_stay(self, bert: Path) -> None:
        result = Round(bert, make_task())
        fresh = make_trainable(open_model(bert).network, TOP)
        for (name, old), new in zip(
            fresh.named_parameters(), result.network.parameters(), strict=True
        ):
            assert torch.equal(old, new) is not old.requires_grad, name

    def test_hooks_gradients_and_activations_are_gone_afterwards(self, bert: Path) -> None:
        network = Round(bert, make_task(trainable=FULL)).network
        assert not network.training
        for module in network.modules():
            assert not module._forward_hooks and not module._backward_hooks
            assert not getattr(module, "activations", None)
        for parameter in network.parameters():
            assert parameter.grad is None
            assert getattr(parameter, "grad_sample", None) is None
            assert not hasattr(parameter, "_current_grad_sample")

    def test_they_are_gone_after_an_error_too(
        self, bert: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any) -> None:
            raise RuntimeError("in the middle of a step")

        monkeypatch.setattr(training, "privatize", fail)
        network = make_trainable(open_model(bert).network, TOP)
        task = make_task(sampling_probability=1.0)
        with pytest.raises(RuntimeError, match="middle"):
            train_round(
                network,
                samples := samples_of(bert, make_records(3)),
                task,
                draws=draws_of(task, samples),
                declared_units=DECLARED,
                stream=seeded_stream(1),
                runtime=RUNTIME,
                pad_id=0,
            )
        assert not any(module._forward_hooks for module in network.modules())
        parameters = list(network.parameters())
        assert all(p.grad is None and getattr(p, "grad_sample", None) is None for p in parameters)

    def test_a_kept_network_can_train_again(self, bert: Path) -> None:
        result = Round(bert, make_task())
        samples = samples_of(bert, make_records(6))
        again = train_round(
            result.network,
            samples,
            make_task(),
            draws=draws_of(make_task(), samples),
            declared_units=DECLARED,
            stream=seeded_stream(2),
            runtime=RUNTIME,
            pad_id=0,
        )
        assert np.isfinite(flat(again)).all()

    def test_a_clip_norm_below_what_float32_can_measure_is_refused(self, bert: Path) -> None:
        Round(bert, make_task(clip_norm=MIN_CLIP_NORM))
        with pytest.raises(InvalidPlanError, match="clip_norm"):
            Round(bert, make_task(clip_norm=MIN_CLIP_NORM / 2))


class TestSteps:
    """`begin_step` is what the ledger settles a round that fails by."""

    def train(self, folder: Path, task: TrainTask, begin_step: Callable[[], None]) -> None:
        train_round(
            make_trainable(open_model(folder).network, task.trainable),
            samples := samples_of(folder, make_records(3)),
            task,
            draws=draws_of(task, samples),
            declared_units=DECLARED,
            stream=seeded_stream(1),
            runtime=RUNTIME,
            pad_id=0,
            begin_step=begin_step,
        )

    @pytest.mark.parametrize("steps", [1, 3])
    def test_each_is_begun_before_its_draw(
        self, bert: Path, monkeypatch: pytest.MonkeyPatch, steps: int
    ) -> None:
        seen: list[str] = []

        def watch(name: str) -> None:
            real = getattr(training, name)
            monkeypatch.setattr(
                training, name, lambda *given, **named: seen.append(name) or real(*given, **named)
            )

        for name in ("poisson_draw", "clipped_sum", "privatize"):
            watch(name)
        self.train(bert, make_task(steps_per_round=steps), lambda: seen.append("begin"))
        assert seen == ["begin", "poisson_draw", "clipped_sum", "privatize"] * steps

    @pytest.mark.parametrize("place", ["poisson_draw", "clipped_sum", "privatize"])
    def test_one_that_fails_anywhere_has_begun(
        self, bert: Path, monkeypatch: pytest.MonkeyPatch, place: str
    ) -> None:
        begun = 0

        def begin() -> None:
            nonlocal begun
            begun += 1

        real = getattr(training, place)

        def fail_in_the_second(*given: Any, **named: Any) -> Any:
            if begun == 2:
                raise RuntimeError("in the middle of a step")
            return real(*given, **named)

        monkeypatch.setattr(training, place, fail_in_the_second)
        with pytest.raises(RuntimeError, match="middle"):
            self.train(bert, make_task(steps_per_round=4), begin)
        assert begun == 2

    def test_a_step_that_may_not_begin_draws_nothing(
        self, bert: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse() -> None:
            raise RuntimeError("not now")

        def drawn(*_: Any) -> None:
            pytest.fail("drawn")

        monkeypatch.setattr(training, "poisson_draw", drawn)
        with pytest.raises(RuntimeError, match="not now"):
            self.train(bert, make_task(), refuse)

    def test_an_early_refusal_begins_none(self, bert: Path) -> None:
        with pytest.raises(InvalidPlanError):
            self.train(
                bert,
                make_task(clip_norm=MIN_CLIP_NORM / 2),
                lambda: pytest.fail("begun"),
            )


class TestNoise:
    CLIP, SIGMA, RATE = 0.25, 3.0, 10.0  # a high rate keeps float32 subtraction out of sight

    def empty(self, folder: Path, **changes: Any) -> npt.NDArray[np.float64]:
        """The update of an owner without records, in units of one step's noise."""
        task = make_task(
            clip_norm=self.CLIP,
            noise_multiplier=self.SIGMA,
            trainable=FULL,
            optimizer=LocalOptimizer(self.RATE),
            **changes,
        )
        step = self.RATE * self.SIGMA * self.CLIP / (task.plan.sampling_probability * DECLARED)
        return Round(folder, task, people=0).flat / step

    @pytest.mark.parametrize("steps", [1, 4])
    def test_an_empty_draw_is_noise_of_sigma_times_the_clip_norm_once_a_step(
        self, bert: Path, steps: int
    ) -> None:
        found = self.empty(bert, steps_per_round=steps)
        assert len(found) > 10_000
        squares = float((found**2).sum()) / steps
        low, high = scipy.stats.chi2.ppf([ALPHA / 2, 1 - ALPHA / 2], len(found))
        assert low < squares < high  # twice the noise, or none in one step, is far outside
        z = float(found.sum()) / np.sqrt(steps * len(found))
        assert abs(z) < scipy.stats.norm.isf(ALPHA / 2)
        if steps == 1:
            assert scipy.stats.kstest(found, "norm").pvalue > ALPHA

    def test_noise_does_not_depend_on_how_many_were_drawn(
        self, bert: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One addition a step of one size, with many micro-batches as with none."""
        calls: list[tuple[int, float]] = []
        real = training.add_gaussian

        def spy(total: Any, std: float, stream: ChaCha20Stream) -> Any:
            calls.append((total.size, std))
            return real(total, std, stream)

        monkeypatch.setattr(training, "add_gaussian", spy)
        limits = Limits(gradient_bytes=1, windows=1, tokens=1)
        monkeypatch.setattr(Limits, "of", staticmethod(lambda _: limits))
        task = make_task(steps_per_round=3, clip_norm=0.5, noise_multiplier=2.0)
        for people in (0, 1, 7):
            calls.clear()
            size = Round(bert, task, people=people).flat.size
            assert calls == [(size, 1.0)] * 3

    def test_a_plan_without_noise_adds_none(self, bert: Path) -> None:
        task = make_task(noise_multiplier=0.0)
        assert not Round(bert, task, people=0).flat.any()
        everyone = replace(task, plan=replace(task.plan, sampling_probability=1.0))
        one = Round(bert, everyone, stream=seeded_stream(1)).flat
        two = Round(bert, everyone, stream=seeded_stream(2)).flat  # records of one window each
        np.testing.assert_array_equal(one, two)

    def test_the_noise_is_not_momentum_free_of_charge(self, bert: Path) -> None:
        """Momentum acts on what is already private: v = mu v + g; p = p - rate v."""
        mu = 0.9
        task = make_task(
            steps_per_round=2,
            noise_multiplier=2.0,
            optimizer=LocalOptimizer(1.0, momentum=mu),
        )
        result = Round(bert, task, people=0)
        size, stream = result.flat.size, seeded_stream(1)
        first, second = (
            training.privatize(np.zeros(size, np.float32), task.plan, stream) for _ in range(2)
        )
        scale = task.plan.sampling_probability * DECLARED
        expected = -(first + (mu * first + second)) / scale
        np.testing.assert_allclose(result.flat, expected, atol=1e-5)

    def test_weight_decay_shrinks_the_weights(self, bert: Path) -> None:
        task = make_task(noise_multiplier=0.0, optimizer=LocalOptimizer(0.1, weight_decay=0.5))
        result = Round(bert, task, people=0)
        np.testing.assert_allclose(result.flat, -0.05 * flat(result.before), atol=1e-6)


class TestScale:
    def test_the_denominator_is_public(self, bert: Path) -> None:
        """Twice the people under the same declaration: twice the sum, not the same mean."""
        task = make_task(noise_multiplier=0.0, sampling_probability=1.0, clip_norm=0.1)
        records = make_records(4)
        twins = [replace(r, id=f"{r.id}'", person_id=f"{r.person_id}'") for r in records]
        once = Round(bert, task, records=records).flat
        twice = Round(bert, task, records=[*records, *twins]).flat
        np.testing.assert_allclose(twice, 2 * once, atol=1e-6)

    def test_the_declaration_alone_scales(self, bert: Path) -> None:
        task = make_task(clip_norm=0.1)
        half = Round(bert, task, declared=2 * DECLARED).flat
        np.testing.assert_allclose(2 * half, Round(bert, task).flat, atol=1e-6)

    def test_a_unit_counts_once_however_many_records_it_has(self, bert: Path) -> None:
        task = make_task(noise_multiplier=0.0, sampling_probability=1.0, clip_norm=0.01)
        many = [replace(r, person_id="p") for r in make_records(5, each=3)]
        step = task.plan.clip_norm * task.optimizer.learning_rate / DECLARED
        assert np.linalg.norm(Round(bert, task, records=many).flat) <= step * (1 + 1e-4)


def dp_sgd(
    network: nn.Module,
    records: list[Record],
    encoder: Encoder,
    task: TrainTask,
    stream: ChaCha20Stream,
) -> npt.NDArray[np.float64]:
    """Abadi et al. 2016, algorithm 1, one unpadded example at a time, from the same stream.

    Shares nothing with client.training but the stream and the encoder.
    """
    plan, optimizer = task.plan, task.optimizer
    people: dict[str | None, list[Record]] = {}
    for record in records:
        people.setdefault(record.person_id, []).append(record)
    units = list(people.values())
    parameters = [p for p in network.parameters() if p.requires_grad]
    start = torch.cat([p.detach().double().ravel() for p in parameters]).numpy()
    weights, velocity = start.copy(), np.zeros_like(start)
    std = plan.noise_multiplier * plan.clip_norm
    grid = 2.0 ** np.floor(np.log2(std)) / 4096
    for _ in range(plan.steps_per_round):
        drawn = np.flatnonzero(stream.bernoulli(len(units), plan.sampling_probability))
        total = np.zeros_like(start)
        for unit in drawn:
            record = units[unit][pick(len(units[unit]), stream)]
            windows = encoder.encode(record)
            window = windows[pick(len(windows), stream)]
            output = network(
                input_ids=torch.from_numpy(window.input_ids).long()[None],
                token_type_ids=torch.from_numpy(window.token_type_ids).long()[None],
            )
            end = window.context_begin + len(window.offsets)
            allowed = [0, *range(window.context_begin, end)]
            loss = sum(
                -torch.log_softmax(logits[0, allowed], 0)[allowed.index(target)] / 2
                for logits, target in (
                    (output.start_logits, window.start),
                    (output.end_logits, window.end),
                )
            )
            gradients = torch.autograd.grad(torch.as_tensor(loss), parameters)
            gradient = torch.cat([g.double().ravel() for g in gradients]).numpy()
            total += gradient * min(1.0, plan.clip_norm / np.linalg.norm(gradient))
        noisy = np.rint((total + stream.normal(len(total), std)) / grid) * grid
        gradient = noisy / (plan.sampling_probability * DECLARED)
        gradient += optimizer.weight_decay * weights
        velocity = optimizer.momentum * velocity + gradient
        weights = weights - optimizer.learning_rate * velocity
        torch.nn.utils.vector_to_parameters(torch.from_numpy(weights).float(), parameters)
    return np.asarray(weights - start)


def pick(bound: int, stream: ChaCha20Stream) -> int:
    return 0 if bound == 1 else int(stream.integers_below(bound, 1)[0])


@pytest.mark.parametrize("spec", [TOP, LORA, FFA, FULL], ids=lambda s: s.kind)
def test_a_second_implementation_gives_the_same_pseudo_gradient(
    bert: Path, spec: TrainableSpec
) -> None:
    """Four steps with momentum and decay. float32 may move a value by a cell of the noise's
    grid, which the learning rate and the denominator make smaller than the tolerance."""
    task = make_task(
        steps_per_round=4,
        clip_norm=0.25,
        noise_multiplier=0.8,
        trainable=spec,
        optimizer=LocalOptimizer(0.2, momentum=0.5, weight_decay=0.01),
    )
    records = make_records(8, each=3)
    network = make_trainable(open_model(bert).network, spec).eval()
    encoder = Encoder(open_model(bert).tokenizer, 96, 8)
    expected = dp_sgd(network, records, encoder, task, seeded_stream(5))
    found = Round(bert, task, records=records, stream=seeded_stream(5)).flat
    assert np.linalg.norm(expected) > 0.1
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-5)


def test_an_attack_that_fails_seeding_every_global_generator(bert: Path) -> None:
    """torch's generator reproduces noise exactly after manual_seed; an owner's stream doesn't."""
    updates = []
    for _ in range(2):
        torch.manual_seed(1)
        np.random.seed(1)
        random.seed(1)
        updates.append(Round(bert, make_task(), people=2, stream=owner_stream()).flat)
    assert abs(np.corrcoef(updates[0], updates[1])[0, 1]) < 0.5
    assert not (updates[0] == updates[1]).all()


def test_global_generators_are_left_alone(bert: Path) -> None:
    of_torch, others = torch.get_rng_state(), (random.getstate(), str(np.random.get_state()))
    Round(bert, make_task(trainable=LORA))
    assert torch.equal(of_torch, torch.get_rng_state())
    assert others == (random.getstate(), str(np.random.get_state()))


class TestSelfCheck:
    """A trainer with a defect stops itself. The defects are planted where the real code would
    have them."""

    def train(self, folder: Path, **changes: Any) -> Round:
        task = make_task(**({"steps_per_round": 20, "sampling_probability": 0.25} | changes))
        return Round(folder, task, people=40, stream=owner_stream())

    def test_a_correct_round_passes_and_is_remembered(self, bert: Path) -> None:
        assert self.train(bert).draws.steps == 20

    def test_a_shuffled_loader_is_caught(self, bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        order: list[int] = []

        def shuffled(_: ChaCha20Stream, units: int, q: float) -> npt.NDArray[np.int64]:
            nonlocal order
            size = round(units * q)
            if len(order) < size:
                order = random.Random(len(order)).sample(range(units), units)
            drawn, order = order[:size], order[size:]
            return np.array(sorted(drawn))

        monkeypatch.setattr(training, "poisson_draw", shuffled)
        with pytest.raises(SelfCheckError, match="draws"):
            self.train(bert)

    @pytest.mark.parametrize("factor", [0.0, 0.5, 2.0])
    def test_another_noise_is_caught(
        self, bert: Path, monkeypatch: pytest.MonkeyPatch, factor: float
    ) -> None:
        real = training.add_gaussian
        monkeypatch.setattr(
            training,
            "add_gaussian",
            lambda total, std, stream: real(total, factor * std, stream) if factor else total + 0,
        )
        with pytest.raises(SelfCheckError, match="noise"):
            self.train(bert, steps_per_round=1)

    def test_noise_of_a_seed_is_caught(self, bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = training.add_gaussian
        monkeypatch.setattr(
            training, "add_gaussian", lambda total, std, _: real(total, std, seeded_stream(1))
        )
        with pytest.raises(SelfCheckError, match="repeated"):
            self.train(bert, steps_per_round=2)

    def test_a_clip_that_comes_too_late_is_caught(
        self, bert: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of the batch's sum, as some clip before they add noise."""

        def late(self: BookKeeping, batch: UnitBatch, clip: float, total: torch.Tensor) -> None:
            gradient = self.gradient([(batch.batch, batch.weights)])
            total += gradient * min(1.0, clip / float(gradient.norm()))

        monkeypatch.setattr(BookKeeping, "add_clipped", late)
        monkeypatch.setattr(training, "PROBABILITY", 1.0)
        with pytest.raises(SelfCheckError, match="clip"):
            self.train(bert, clip_norm=0.01)

    def test_no_clip_is_caught(self, bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = BookKeeping.add_clipped
        monkeypatch.setattr(
            BookKeeping,
            "add_clipped",
            lambda self, batch, _, total: real(self, batch, 1e6, total),
        )
        monkeypatch.setattr(training, "PROBABILITY", 1.0)
        with pytest.raises(SelfCheckError, match="clip"):
            self.train(bert, clip_norm=0.01)

    @pytest.mark.parametrize("precision", [Precision.FLOAT32, Precision.BFLOAT16])
    @pytest.mark.parametrize("spec", [TOP, LORA, FFA, FULL], ids=lambda s: s.kind)
    def test_each_step_may_be_looked_at(
        self,
        bert: Path,
        monkeypatch: pytest.MonkeyPatch,
        spec: TrainableSpec,
        precision: Precision,
    ) -> None:
        monkeypatch.setattr(training, "PROBABILITY", 1.0)
        monkeypatch.setattr(f"{__name__}.RUNTIME", Runtime("cpu", precision))
        self.train(bert, trainable=spec, records_per_unit=2, windows_per_record=2)


class TestDropout:
    def task(self, **changes: Any) -> TrainTask:
        return make_task(
            **({"noise_multiplier": 0.0, "sampling_probability": 1.0, "dropout": 0.3} | changes)
        )

    def test_masks_come_from_the_owners_stream_alone(self, bert: Path) -> None:
        updates = []
        for seed in (1, 1, 2):
            torch.manual_seed(5)
            updates.append(Round(bert, self.task(), stream=seeded_stream(seed)).flat)
        np.testing.assert_array_equal(updates[0], updates[1])
        assert not np.allclose(updates[0], updates[2])
        without = Round(bert, self.task(dropout=0.0), stream=seeded_stream(1)).flat
        assert not np.allclose(updates[0], without)

    def test_the_clip_holds(self, bert: Path) -> None:
        task = self.task(clip_norm=0.01)
        step = task.plan.clip_norm * task.optimizer.learning_rate / DECLARED
        assert np.linalg.norm(Round(bert, task, people=1).flat) <= step * (1 + 1e-4)

    def test_the_layers_are_put_back(self, bert: Path) -> None:
        network = Round(bert, self.task()).network
        assert not any(isinstance(module, SecretDropout) for module in network.modules())
        assert any(isinstance(module, nn.Dropout) for module in network.modules())

    def test_it_scales_what_it_keeps(self) -> None:
        dropout = Dropout(0.25, seeded_stream(1))
        layer = SecretDropout(dropout)
        values = layer(torch.ones(100_000))
        assert sorted(values.unique().tolist()) == [0.0, pytest.approx(1 / 0.75)]
        assert abs(float((values == 0).float().mean()) - 0.25) < 0.01  # 7 standard deviations
        with dropout.paused():
            assert torch.equal(layer(torch.ones(9)), torch.ones(9))
        assert torch.equal(layer.eval()(torch.ones(9)), torch.ones(9))

    def test_a_mask_takes_as_much_of_the_stream_as_it_has_values(self) -> None:
        """A generator of few bits between the stream and the masks could be tried out."""
        stream, fresh = seeded_stream(2), seeded_stream(2)
        mask = Dropout(0.5, stream).mask(torch.ones(1000))
        words = np.frombuffer(fresh.bytes(2000), dtype="<u2")
        np.testing.assert_array_equal(mask.numpy() > 0, words < 1 << 15)
        assert stream.bytes(8) == fresh.bytes(8)
