"""A whole run over honest owners: what is added up, what it leaves, and who is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.coordinator_runs import (
    NAMES,
    SHAPES,
    FakeEvaluator,
    assert_model_is_that_of_the_words,
    colluding,
    history,
    plan_of,
    result,
    run,
    weight,
)
from support.jobs import make_job
from support.paper_owner import TRAIN
from support.scripted_grid import ScriptedGrid, silent, trains

from exchange.task import CONFIRM_QUERY, JOIN_QUERY, SHARE_QUERY, UNMASK_QUERY, WITNESS_QUERY
from server.observer import OwnerAnswered, RoundEnded, Started
from server.optimizer import OptimizerSpec

pytestmark = pytest.mark.usefixtures("fakes")


def test_the_mean_is_weighted_by_declared_sizes(tmp_path: Path) -> None:
    values = {"ann": 1.0, "bob": 2.0, "cid": -3.0}
    script = {(name, 1, TRAIN): trains(value) for name, value in values.items()}
    run(ScriptedGrid(NAMES, script), make_job(tmp_path, plan=plan_of(1)))
    expected = (10 * 1.0 + 20 * 2.0 + 70 * -3.0) / 100
    assert FakeEvaluator.saved is not None
    for name, shape in SHAPES.items():
        np.testing.assert_allclose(FakeEvaluator.saved[name], np.full(shape, expected), rtol=1e-6)


def test_files_and_events_of_a_run(tmp_path: Path) -> None:
    seen = run(ScriptedGrid(NAMES), make_job(tmp_path))
    rows = history(tmp_path)
    assert [row["round"] for row in rows] == [1, 2]
    assert [row["f1"] for row in rows] == pytest.approx([1.0, 2.0], rel=1e-6)
    assert all(row["survivors"] == NAMES and row["dropped"] == [] for row in rows)
    found = result(tmp_path)
    assert found["baseline"]["f1"] == 0.0
    assert found["final"]["f1"] == rows[-1]["f1"]
    assert found["lost"] == []
    assert [event.first_round for event in seen if isinstance(event, Started)] == [1]
    assert [event.row["round"] for event in seen if isinstance(event, RoundEnded)] == [1, 2]
    answers = [event for event in seen if isinstance(event, OwnerAnswered)]
    assert [e.round for e in answers] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert all(e.reason is None and e.asked == 3 for e in answers)


def test_the_result_says_how_it_was_aggregated(tmp_path: Path) -> None:
    run(ScriptedGrid(NAMES), make_job(tmp_path))
    found = result(tmp_path)["aggregation"]
    step = found.pop("step_exponent")
    assert isinstance(step, int)
    assert found == {
        "protocol": "secagg-v1",
        "participants": 3,
        "threshold": 2,
        "modulus_bits": 32,
        "survivors_min": 2,
        "colluders": 0,
        "degree": 0,
        "withstands": "malicious coordinator",
    }


def test_the_stages_follow_one_another(tmp_path: Path) -> None:
    """And training begins with the largest owner, so that none is still at work at the end."""
    grid = ScriptedGrid(NAMES)
    run(grid, make_job(tmp_path))
    round_ = [TRAIN] * 3 + [CONFIRM_QUERY] * 3 + [UNMASK_QUERY] * 3
    session = [JOIN_QUERY] * 3 + [SHARE_QUERY] * 3
    assert [kind for kind, _, _ in grid.sent] == session + 2 * round_ + [WITNESS_QUERY] * 3
    assert grid.asked(TRAIN) == [(name, n) for n in (1, 2) for name in ("cid", "bob", "ann")]


STRATEGIES: list[Any] = ["fedavg", "fedavgm", "fedadam", "fedyogi"]


@pytest.mark.parametrize("bits", [16, 32])
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_model_is_that_of_the_words_in_clear(tmp_path: Path, strategy: Any, bits: int) -> None:
    """To the bit: masks leave nothing behind, whoever drops out; the strategy gets the mean."""
    draws = np.random.default_rng(7)

    def noisy(model: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        return {n: draws.normal(0, 0.3, a.shape).astype(np.float32) for n, a in model.items()}

    script = {(name, n, TRAIN): trains(noisy) for name in NAMES for n in (1, 2, 3)}
    grid = ScriptedGrid(NAMES, script | {("bob", 2, TRAIN): silent})
    job = make_job(
        tmp_path,
        plan=plan_of(3),
        server=OptimizerSpec(strategy, 0.5),
        aggregation=colluding(0, modulus_bits=bits),
    )
    run(grid, job)
    assert [row["survivors"] for row in history(tmp_path)] == [NAMES, ["ann", "cid"], NAMES]
    assert_model_is_that_of_the_words(grid, job)
    assert weight(tmp_path) != 0


def test_one_masked_vector_says_nothing_of_its_words(tmp_path: Path) -> None:
    """What arrives isn't what was masked: no byte position keeps its value in all rounds."""
    grid = ScriptedGrid(NAMES)
    run(grid, make_job(tmp_path, plan=plan_of(8)))
    ann = grid.owners["ann"]
    arrived = np.array([np.frombuffer(vector, "<u4") for _, vector in ann.uploads])
    clear = ann.words[8]
    assert arrived.shape == (8, len(clear))
    # A word is right by chance with probability 2^-32; all 72 of them are not.
    assert not (arrived == clear).any()
