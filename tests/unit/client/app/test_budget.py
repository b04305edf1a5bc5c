"""client.app: nothing is trained beyond the owner's cap, over all rounds and runs."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from typing import Any

import pytest
from support.owner_home import debits
from support.owner_site import Site

from client.store import RecordStore
from exchange.refusals import Refusal
from privacy import accounting


@pytest.mark.usefixtures("never_trains")
def test_nothing_is_trained_beyond_the_cap(site: Site) -> None:
    site.rule(epsilon=0.1)
    before = site.events
    assert site.refusal() is Refusal.BUDGET
    assert site.events == before
    assert "epsilon" in site.detail


@pytest.mark.usefixtures("never_trains")
def test_it_is_refused_before_a_record_is_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """How long reading takes depends on how many there are."""
    site.rule(epsilon=0.1)
    read: list[object] = []
    monkeypatch.setattr(RecordStore, "read", lambda *_: read.append(1))
    assert site.refusal() is Refusal.BUDGET
    assert not read
    shutil.rmtree(site.owner.store)
    assert site.refusal() is Refusal.BUDGET  # and not that the store is gone


def test_the_cap_holds_across_rounds_and_runs(site: Site) -> None:
    plan = site.task.plan
    site.rule(epsilon=accounting.epsilon(plan, 2, plan.delta), delta=plan.delta)
    assert not site.train().has_error()
    assert not site.train(replace(site.task, run_id="run-2")).has_error()
    assert site.refusal() is Refusal.BUDGET
    assert site.refusal(task=replace(site.task, run_id="run-3")) is Refusal.BUDGET
    assert site.charges == 2


def test_of_one_plan_a_second_one_is_refused(site: Site) -> None:
    assert not site.train().has_error()
    other = replace(site.task, plan=replace(site.task.plan, noise_multiplier=2.0))
    assert site.refusal(task=other) is Refusal.BUDGET
    assert site.charges == 1


def test_one_that_loses_a_race_trains_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another message's debit lies between this one's check and its own."""
    plan = site.task.plan
    site.rule(epsilon=accounting.epsilon(plan, 1, plan.delta), delta=plan.delta)
    real, begun = RecordStore.read, itertools.count()

    def read(store: RecordStore, *arguments: Any) -> Any:
        if next(begun) == 0:
            assert not site.train(replace(site.task, run_id="faster")).has_error()
        return real(store, *arguments)

    monkeypatch.setattr(RecordStore, "read", read)
    assert site.refusal() is Refusal.BUDGET
    assert [debit.run_id for debit in debits(site.ledger)] == ["faster"]
