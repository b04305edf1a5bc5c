"""client.app: what an owner answers, and what it has charged by then."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from support.owner_home import debits
from support.owner_site import Site, answer, flat

import client.site
import client.training
from client.code import code_digest
from exchange.refusals import Refusal
from exchange.task import AGGREGATION_RECORD, JOIN_KEY, RECEIPT_KEY, REPLY_RECORD
from privacy.ledger.events import Debit, Event, Opened, PlanAdopted, Settlement
from privacy.plan import Unit
from privacy.secagg.messages import Join
from privacy.vault.signing import PUBLIC_FILE
from qa.trainable import digest_of


def test_join_says_who_this_is(site: Site) -> None:
    reply = site.join()
    fields = dict(reply.content[REPLY_RECORD])
    fields.pop(RECEIPT_KEY)
    assert fields == {"version": 2, "name": "hospital", "round": 1}
    assert set(reply.content) == {REPLY_RECORD, AGGREGATION_RECORD}
    assert list(reply.content[AGGREGATION_RECORD]) == [JOIN_KEY]
    joined = Join.decode(answer(reply, JOIN_KEY))
    assert (joined.name, joined.declared_units) == ("hospital", 10)
    assert joined.identity.hex() == (site.owner.folder / PUBLIC_FILE).read_text().strip()
    assert [type(event) for event in site.events] == [Opened]


def test_a_round_is_charged_and_answered_with_public_values_alone(site: Site) -> None:
    reply = site.train()
    assert not reply.has_error()
    assert set(reply.content) == {REPLY_RECORD}  # nothing of the update
    fields = dict(reply.content[REPLY_RECORD])
    fields.pop(RECEIPT_KEY)
    assert fields == {"version": 2, "name": "hospital", "round": 1}
    _, adopted, debit, settlement = site.events
    assert adopted == PlanAdopted(site.task.plan)
    assert isinstance(debit, Debit)
    assert (debit.run_id, debit.round, debit.steps, debit.plan_sha256, debit.unit) == (
        "run-1", 1, 1, site.task.plan.digest(), Unit.PERSON,
    )  # fmt: skip
    # An update is on its way: nothing of the debit can come back.
    assert settlement == Settlement(3, 1, site.task.plan.sampling, bytes_left=True)


def test_a_debit_says_what_ran_on_what_and_who_allowed_it(site: Site) -> None:
    site.train()
    (debit,) = debits(site.ledger)
    policy, _ = site.owner.policy()
    assert debit.base_sha256 == site.task.base_sha256
    assert debit.model_sha256 == digest_of(site.arrays)
    assert debit.code_sha256 == code_digest()
    assert debit.policy_sha256 == policy.digest()
    assert (debit.epsilon_cap, debit.delta_cap) == (50.0, 1e-4)
    assert debit.sampling_probability == site.task.plan.sampling_probability


def test_a_round_that_is_tried_again_is_charged_again_and_never_repeated(site: Site) -> None:
    """With another key set: by the same one the identical bytes go out again."""
    for _ in range(2):
        assert not site.train().has_error()
    assert site.charges == 2
    assert not (site.words[0] == site.words[1]).all()
    assert not (flat(site.updates[0]) == flat(site.updates[1])).all()


def test_the_debit_is_on_disk_before_the_first_draw(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[type[Event]]] = []
    real = client.training.poisson_draw

    def spy(*arguments: Any) -> Any:
        seen.append([type(event) for event in site.events])  # of a copy of the file
        return real(*arguments)

    monkeypatch.setattr(client.training, "poisson_draw", spy)
    site.train()
    assert seen == [[Opened, PlanAdopted, Debit]]


def test_what_the_coordinator_configures_is_not_asked(site: Site) -> None:
    config = {"owner": "/etc/passwd", "seed": 1, "partition-id": 3, "epsilon_cap": 1e9}
    assert not site.join(run_config=config).has_error()


def test_a_full_disk_under_the_journal_tells_nobody(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception that leaves a ClientApp reaches the coordinator with its text."""

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device", "/home/hospital/secret")

    monkeypatch.setattr(client.site, "note", fail)
    assert not site.join().has_error()
    assert site.refusal("query.join", text="{") is Refusal.MALFORMED


def test_the_app_starts_without_the_heavy_frameworks() -> None:
    """Each message starts a fresh process: a refusal shouldn't cost the import of torch."""
    code = "import sys, client.app; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"torch", "transformers", "opacus", "peft", "exchange.grpc_channel"}
    assert heavy.isdisjoint(run.stdout.split())
