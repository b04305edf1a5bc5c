"""What a report says of an owner who had a crash, a refusal and a pause."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.filed_ledgers import read
from support.owner_home import debits, make_policy, save_policy, settlements
from support.owner_site import Site, refused

from discreet.audit.report import make
from discreet.audit.report.render import html
from exchange.refusals import Refusal
from privacy import accounting
from privacy.audit.recompute import VERIFIED, Anchors
from privacy.audit.statement import Claims, statement
from privacy.ledger.store import Ledger


class Crash(BaseException):
    """Nothing of the app catches it, as nothing would run after a power cut."""


def test_a_crash_a_refusal_and_a_pause(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = site.task.plan
    site.rule(epsilon=accounting.epsilon(plan, 3 * plan.steps_per_round, plan.delta),
              delta=plan.delta)  # fmt: skip
    assert not site.train().has_error()
    site.finish()

    real = Ledger.debit

    def die(*arguments: Any, **options: Any) -> None:
        real(*arguments, **options)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "debit", die)
        with pytest.raises(Crash):
            site.train()
    site.open()
    crashed = list(read(site.ledger).history.times)[-1]

    policy = make_policy(epsilon=accounting.epsilon(plan, 3 * plan.steps_per_round, plan.delta),
                         delta=plan.delta)  # fmt: skip
    save_policy(site.owner, policy.model_copy(update={"pause": True}))
    before = site.events
    assert refused(site.train()) is Refusal.POLICY
    assert site.events == before  # a pause leaves no trace in a ledger: nothing was spent
    save_policy(site.owner, policy)

    assert not site.train().has_error()
    site.finish()
    before = site.events
    assert site.refusal() is Refusal.BUDGET
    assert site.refusal(task=replace(site.task, run_id="run-2")) is Refusal.BUDGET
    assert site.events == before

    head = site.head()
    verified = read(site.ledger, Anchors(heads=[head]))
    found = statement(verified)
    assert found["parties"]["status"]["value"] == VERIFIED
    assert found["balance"]["debits"]["value"] == len(debits(site.ledger)) == 3
    assert found["sampling"]["unsettled"]["value"] == [[crashed, crashed]]
    assert found["balance"]["steps_charged"]["value"] == 3 * plan.steps_per_round
    executed = sum(item.executed for item in settlements(site.ledger))
    assert found["balance"]["steps_executed"]["value"] == executed == 2 * plan.steps_per_round
    assert found["outputs"]["updates_left"]["value"] == 2
    assert found["outputs"]["sums_opened"]["value"] == 2
    assert found["trust"]["unconfirmed"]["value"] == []
    spent = found["promise"]["epsilon"]["value"]
    assert spent == accounting.epsilon(plan, 3 * plan.steps_per_round, plan.delta)
    assert found["promise"]["left"]["value"] == 0.0
    assert not found["promise"]["passed"]["value"]
    (run,) = found["balance"]["runs"]["value"]
    assert (run["debits"], run["unsettled"]) == (3, 1)

    page = html(make([(verified, Claims())], made_ms=1, software="a test"), "en")
    assert f"Entries {crashed} never settled" in page
    assert "Nothing is left" in page
