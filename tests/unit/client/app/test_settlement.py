"""client.app: what a round that fails, dies or mismatches costs."""

from __future__ import annotations

import itertools
import math
import multiprocessing
import os
import signal
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.owner_home import POPULATION, settlements
from support.owner_site import Site, refused

import client.site
import client.training
from client.checks import memory
from client.checks.draws import DrawCheck
from client.store import TRAIN, RecordStore
from exchange.refusals import Refusal
from exchange.task import TrainTask
from privacy import accounting
from privacy.audit.recompute import Anchors, audit
from privacy.ledger.events import Debit, Opened, PlanAdopted, Settlement
from privacy.vault.files import is_sealed

PROCESSES = multiprocessing.get_context("fork")  # a fresh interpreter would import for seconds


def fails_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Let training fail in its step of this number, after its gradients."""
    real, begun = client.training.privatize, itertools.count(1)

    def privatize(*arguments: Any) -> Any:
        if next(begun) == step:
            raise ValueError("Alice's record at /home/hospital/secret")
        return real(*arguments)

    monkeypatch.setattr(client.training, "privatize", privatize)


def several(task: TrainTask, steps: int) -> TrainTask:
    return replace(task, plan=replace(task.plan, steps_per_round=steps))


def test_a_failure_is_charged_for_the_steps_that_began(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = several(site.task, 4)
    with monkeypatch.context() as patch:
        fails_at(patch, 3)
        assert site.refusal(task=task) is Refusal.FAILED
    assert site.events[-1] == Settlement(3, 3, task.plan.sampling, bytes_left=False)
    assert "Alice" in site.detail
    # Three steps are spent of this cap, so that a round of four has no room.
    plan = task.plan
    site.rule(epsilon=accounting.epsilon(plan, 6, plan.delta), delta=plan.delta)
    assert site.refusal(task=task) is Refusal.BUDGET
    site.rule(epsilon=accounting.epsilon(plan, 7, plan.delta), delta=plan.delta)
    assert not site.train(task).has_error()


def test_a_failure_before_the_first_step_costs_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(client.training, "open_engine", fail)
        assert site.refusal() is Refusal.FAILED
    assert site.charges == 1
    assert site.events[-1] == Settlement(3, 0, site.task.plan.sampling, bytes_left=False)
    plan = site.task.plan
    site.rule(epsilon=accounting.epsilon(plan, 1, plan.delta), delta=plan.delta)
    assert not site.train().has_error()


def test_a_mismatch_stops_the_round_and_charges_all_of_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of four steps one ran before noise was found to be missing."""
    monkeypatch.setattr(client.training, "add_gaussian", lambda total, *_: total.copy())
    task = several(site.task, 4)
    assert site.refusal(task=task) is Refusal.SELF_CHECK
    assert site.events[-1] == Settlement(3, 4, task.plan.sampling, bytes_left=False)
    assert "noise" in site.detail


def test_other_draws_than_accounted_end_all_spending(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Earlier rounds have left, and what they cost is unknown: no finite cap holds any more."""
    site.rule(epsilon=1000.0)
    assert not site.train().has_error()
    twice = np.array([0, 0])
    with monkeypatch.context() as patch:
        patch.setattr(client.training, "poisson_draw", lambda *_: twice)
        assert site.refusal(task=replace(site.task, round=2)) is Refusal.SELF_CHECK
    settled = settlements(site.ledger)[-1]
    assert (settled.sampling, settled.bytes_left) == ("other", False)
    assert site.refusal(task=replace(site.task, round=3)) is Refusal.BUDGET
    assert audit(site.ledger, Anchors()).spending.epsilon == math.inf


def test_draws_are_remembered_from_round_to_round_and_sealed(site: Site) -> None:
    task = several(site.task, 2)
    for number in (1, 2, 3):
        assert not site.train(replace(task, round=number)).has_error()
    store = RecordStore(site.owner.store, site.keyring)

    def remembered(**changes: Any) -> DrawCheck:
        about: dict[str, Any] = {
            "run_id": task.run_id,
            "plan": task.plan,
            "records_sha256": store.splits(POPULATION)[TRAIN].sha256,
            "units": 6,
        }
        return memory.load(site.owner.folder, site.keyring, **(about | changes))

    assert remembered().steps == 6
    assert remembered(run_id="another").steps == 0
    assert remembered(records_sha256="0" * 64).steps == 0
    assert is_sealed(site.owner.folder / memory.DRAWS_FILE)
    (site.owner.folder / memory.DRAWS_FILE).write_bytes(b"x")
    assert site.refusal(task=task) is Refusal.STORE
    assert site.charges == 3


def test_an_update_that_was_made_is_paid_in_full_even_if_its_answer_fails(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ValueError("no receipt")

    site.prepare()
    monkeypatch.setattr(client.site, "receipt_to_json", fail)
    assert refused(site.again()) is Refusal.FAILED
    assert settlements(site.ledger) == [Settlement(3, 1, site.task.plan.sampling, bytes_left=True)]


def test_an_update_that_was_made_is_paid_in_full_even_if_it_stays(site: Site) -> None:
    site.prepare()
    site.federation.hub.close()
    assert refused(site.again()) is Refusal.EXCHANGE
    assert settlements(site.ledger) == [Settlement(3, 1, site.task.plan.sampling, bytes_left=True)]


def test_without_a_settlement_on_disk_no_update_leaves(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the debit stays in full."""

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("privacy.ledger.store.Ledger.settle", fail)
    assert site.refusal() is Refusal.FAILED
    assert isinstance(site.events[-1], Debit)
    assert not site.words
    assert site.federation.live.added == ()


def test_a_process_that_dies_leaves_the_debit_in_full(site: Site) -> None:
    task = several(site.task, 3)

    def die() -> None:
        with pytest.MonkeyPatch.context() as patch:
            begun = itertools.count(1)
            real = client.training.poisson_draw

            def draw(*arguments: Any) -> Any:
                if next(begun) == 2:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments)

            patch.setattr(client.training, "poisson_draw", draw)
            site.train(task)

    site.hold([])  # no gradient runs in the child: torch's threads don't outlive a fork
    process = PROCESSES.Process(target=die)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert [type(event) for event in site.events] == [Opened, PlanAdopted, Debit]
    # All three steps count: of a cap for five, two are left.
    plan = task.plan
    site.rule(epsilon=accounting.epsilon(plan, 5, plan.delta), delta=plan.delta)
    assert site.refusal(task=task) is Refusal.BUDGET
    site.rule(epsilon=accounting.epsilon(plan, 6, plan.delta), delta=plan.delta)
    assert not site.train(task).has_error()
