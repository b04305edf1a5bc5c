"""server.optimizer against the papers' formulas in float64: Hsu et al. 2019, Reddi et al. 2020."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from flwr.app import Message, RecordDict

from client.flower_internals import enter_process
from server.errors import JobError
from server.optimizer import Arrays, OptimizerSpec, ServerOptimizer

NAMES = ["z.weight", "a.bias"]  # not in alphabetical order: neither is a model
SPECS = [
    OptimizerSpec("fedavg", learning_rate=0.5),
    OptimizerSpec("fedavgm", learning_rate=0.7, momentum=0.9),
    OptimizerSpec("fedavgm", learning_rate=1.0, momentum=0.0),
    OptimizerSpec("fedadam", learning_rate=0.1, beta_1=0.8, beta_2=0.95, tau=1e-2),
    OptimizerSpec("fedyogi", learning_rate=0.1, beta_1=0.8, beta_2=0.95, tau=1e-2),
]


@pytest.fixture(autouse=True)
def _process() -> None:
    enter_process()


def template() -> Message:
    return Message(RecordDict(), 1, "train", group_id="1")


def start() -> Arrays:
    generator = np.random.default_rng(1)
    shapes = {"z.weight": (3, 2), "a.bias": (4,)}
    return {n: generator.normal(size=shapes[n]).astype(np.float32) for n in NAMES}


def gradient(number: int) -> Arrays:
    generator = np.random.default_rng(100 + number)
    return {n: generator.normal(size=a.shape).astype(np.float32) for n, a in start().items()}


def reference(spec: OptimizerSpec, rounds: int) -> Iterator[dict[str, npt.NDArray[np.float64]]]:
    """The models after each round, one scalar formula a line."""
    x = {n: a.astype(np.float64) for n, a in start().items()}
    m = {n: np.zeros_like(a) for n, a in x.items()}
    v = {n: np.zeros_like(a) for n, a in x.items()}
    for t in range(1, rounds + 1):
        for n, g in gradient(t).items():
            match spec.name:
                case "fedavg":
                    step = spec.learning_rate * g
                case "fedavgm":
                    m[n] = spec.momentum * m[n] + g
                    step = spec.learning_rate * m[n]
                case "fedadam" | "fedyogi":
                    m[n] = spec.beta_1 * m[n] + (1 - spec.beta_1) * g
                    if spec.name == "fedadam":
                        v[n] = spec.beta_2 * v[n] + (1 - spec.beta_2) * g**2
                        # Flower corrects Adam's bias with t + 1 where Kingma and Ba have t.
                        rate = np.sqrt(1 - spec.beta_2 ** (t + 1)) / (1 - spec.beta_1 ** (t + 1))
                    else:
                        v[n] = v[n] - (1 - spec.beta_2) * g**2 * np.sign(v[n] - g**2)
                        rate = 1.0
                    step = spec.learning_rate * rate * m[n] / (np.sqrt(v[n]) + spec.tau)
            x[n] = x[n] + step
        yield {n: a.copy() for n, a in x.items()}


@pytest.mark.parametrize("spec", SPECS, ids=lambda s: f"{s.name}-{s.learning_rate}")
def test_follows_the_formulas(spec: OptimizerSpec) -> None:
    optimizer, model = ServerOptimizer(spec), start()
    for number, expected in enumerate(reference(spec, 5), 1):
        model = optimizer.step(number, model, gradient(number), template())
        assert list(model) == NAMES
        for name in NAMES:
            assert model[name].dtype == np.float32
            # The strategy sees model + pseudo-gradient in float32, whose rounding Adam's and
            # Yogi's division by sqrt(v) + tau carries on: some units in the last place of 1.
            np.testing.assert_allclose(model[name], expected[name], rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("spec", SPECS, ids=lambda s: f"{s.name}-{s.learning_rate}")
def test_restored_midway_it_goes_on_identically(spec: OptimizerSpec) -> None:
    whole, model = ServerOptimizer(spec), start()
    for number in (1, 2):
        model = whole.step(number, model, gradient(number), template())
    resumed = ServerOptimizer(spec)
    # A checkpoint may give the names back in another order.
    state = dict(reversed(whole.state(NAMES).items()))
    other = {n: model[n] for n in reversed(NAMES)}
    resumed.restore(state, list(other))
    for number in (3, 4):
        model = whole.step(number, model, gradient(number), template())
        other = resumed.step(number, other, gradient(number), template())
        for name in NAMES:
            np.testing.assert_array_equal(model[name], other[name])


def test_state_is_flat_float32_and_empty_before_the_first_round() -> None:
    optimizer = ServerOptimizer(OptimizerSpec("fedadam"))
    assert optimizer.state(NAMES) == {}
    optimizer.step(1, start(), gradient(1), template())
    state = optimizer.state(NAMES)
    assert set(state) == {f"{slot}/{name}" for slot in ("m_t", "v_t") for name in NAMES}
    assert {a.dtype for a in state.values()} == {np.dtype(np.float32)}


def test_the_model_and_the_sum_are_left_alone() -> None:
    model, update = start(), gradient(1)
    ServerOptimizer(OptimizerSpec("fedavgm")).step(1, model, update, template())
    for name in NAMES:
        np.testing.assert_array_equal(model[name], start()[name])
        np.testing.assert_array_equal(update[name], gradient(1)[name])


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(JobError, match="expected fedavg, fedavgm, fedadam or fedyogi, found 'sgd'"):
        ServerOptimizer(OptimizerSpec("sgd"))  # type: ignore[arg-type]
