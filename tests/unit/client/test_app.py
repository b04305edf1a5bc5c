"""client.app through Flower's messages: what is refused, what is charged, what is said.

`ask` checks each refusal for what must never be in it: anything but a fixed code and phrase.
"""

from __future__ import annotations

import io
import itertools
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from client.flower_internals import enter_process, set_message_id  # before the rest of flwr

# isort: split
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flwr.app import Array, ArrayRecord, ConfigRecord, Context, Message, RecordDict
from support.owner_home import (
    POPULATION,
    WITNESS,
    debits,
    events,
    furnish,
    make_policy,
    save_policy,
    settlements,
    witnessed,
)
from support.scripted_grid import PaperLedger
from support.tasks import make_task
from support.tiny_models import make_records, open_model

import client.app
import client.training
from client import networks
from client.checks import memory
from client.checks.draws import DrawCheck
from client.code import code_digest
from client.journal import JOURNAL_FILE, last_detail
from client.owner import Owner
from client.policy import POLICY_FILE, Aggregation, Allowed, Hours, Peers, Policy, Population
from client.store import TRAIN, RecordStore
from exchange.refusals import Refusal
from exchange.task import (
    MODEL_RECORD,
    RECEIPT_KEY,
    REPLY_RECORD,
    TASK_KEY,
    TASK_RECORD,
    UPDATE_RECORD,
    WITNESS_KEY,
    WITNESS_QUERY,
    WITNESS_RECORD,
    TrainTask,
)
from privacy import accounting
from privacy.ledger import anchor
from privacy.ledger.entries import public_hex
from privacy.ledger.events import Debit, Event, Opened, PlanAdopted, Settlement, Witness
from privacy.ledger.heads import (
    Receipt,
    WitnessedHead,
    check_receipt,
    receipt_from_json,
    witnessed_to_json,
)
from privacy.ledger.store import LEDGER_FILE
from privacy.plan import Unit
from privacy.vault import keyring as keyrings
from privacy.vault.files import SUFFIX, is_sealed
from privacy.vault.keyring import Keyring
from privacy.vault.signing import PUBLIC_FILE
from qa.model_source import WEIGHTS_FILE, sha256_of_file
from qa.records import Record
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec
from qa.trainable import Arrays, digest_of, make_trainable, trainable_arrays

STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))
PROCESSES = multiprocessing.get_context("fork")  # a fresh interpreter would import for seconds
_numbers = itertools.count(1)


@dataclass
class Site:
    """An owner's machine, a task that its policy allows, and the model that belongs to it."""

    owner: Owner
    file: Path
    task: TrainTask
    arrays: Arrays
    keyring: Keyring

    def ask(
        self,
        kind: str = "train",
        *,
        task: TrainTask | None = None,
        text: object = None,
        arrays: Mapping[str, Any] | None = None,
        head: WitnessedHead | str | None = None,
        content: RecordDict | None = None,
        run_config: dict[str, Any] | None = None,
    ) -> Message:
        if content is None:
            given = (task or self.task).to_json() if text is None else text
            records: dict[str, Any] = {TASK_RECORD: ConfigRecord({TASK_KEY: given})}  # type: ignore[dict-item]
            if head is not None:
                brought = witnessed_to_json(head) if isinstance(head, WitnessedHead) else head
                records[WITNESS_RECORD] = ConfigRecord({WITNESS_KEY: brought})
            if kind == "train":
                chosen = self.arrays if arrays is None else arrays
                records[MODEL_RECORD] = ArrayRecord(
                    {
                        name: value if isinstance(value, Array) else Array(value)
                        for name, value in chosen.items()
                    }
                )
            content = RecordDict(records)
        message = Message(content, 1, kind)
        set_message_id(message, f"test-{next(_numbers)}")
        context = Context(
            run_id=1,
            node_id=1,
            node_config={"owner": str(self.file)},
            state=RecordDict(),
            run_config=run_config or {},
        )
        reply = client.app.app(message, context)
        if reply.has_error():
            assert (reply.error.code, reply.error.reason) in {(int(r), r.meaning) for r in Refusal}
            detail = last_detail(self.owner.folder, self.task.round)
            assert detail is None or detail not in (reply.error.reason or "")
        return reply

    def refusal(self, kind: str = "train", **arguments: Any) -> Refusal:
        reply = self.ask(kind, **arguments)
        assert reply.has_error()
        return Refusal(reply.error.code)

    def receipt(self, kind: str = "train", **arguments: Any) -> Receipt:
        reply = self.ask(kind, **arguments)
        assert not reply.has_error(), last_detail(self.owner.folder, self.task.round)
        return receipt_from_json(reply.content[REPLY_RECORD][RECEIPT_KEY])

    def head(self, key: Ed25519PrivateKey = WITNESS) -> WitnessedHead:
        """The ledger's head now, countersigned."""
        return witnessed(self.ask("query.join").content[REPLY_RECORD][RECEIPT_KEY], key)

    @property
    def ledger(self) -> Path:
        return self.owner.folder / LEDGER_FILE

    @property
    def heads(self) -> list[WitnessedHead]:
        """Those in `heads.jsonl`."""
        return anchor.load(self.owner.folder / anchor.HEADS_FILE)

    @property
    def events(self) -> list[Event]:
        return events(self.ledger)

    @property
    def charges(self) -> int:
        return len(debits(self.ledger))

    @property
    def detail(self) -> str:
        """What the journal says last of the task's round."""
        return last_detail(self.owner.folder, self.task.round) or ""

    def save(self, **changes: Any) -> None:
        self.owner = replace(self.owner, **changes)
        self.owner.save(self.file)

    def rule(self, **rules: Any) -> None:
        """Write a policy with these rules for the population."""
        save_policy(self.owner, make_policy(**rules))

    def hold(self, records: list[Record]) -> None:
        """Put these records in the store."""
        RecordStore(self.owner.store, self.keyring).write(POPULATION, {TRAIN: records})


@pytest.fixture
def site(
    tiny_models: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keyring: Keyring,
) -> Site:
    enter_process()
    monkeypatch.setattr(networks, "_idle", {})
    model = tiny_models["bert"]
    owner = furnish(tmp_path / "state", keyring, make_records(6, each=2), model=model)
    owner.save(tmp_path / "owner.json")
    task = make_task(base_sha256=sha256_of_file(model / WEIGHTS_FILE))
    network = make_trainable(open_model(model).network, task.trainable)
    return Site(owner, tmp_path / "owner.json", task, trainable_arrays(network), keyring)


@pytest.fixture
def never_trains(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No training begins: the app itself would hide an exception under a code."""
    begun: list[str] = []

    def fail(*_: Any, **__: Any) -> None:
        begun.append("trained")
        raise AssertionError("trained")

    monkeypatch.setattr(client.training, "train_round", fail)
    yield
    assert not begun


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


class TestAnswers:
    def test_join_says_who_this_is(self, site: Site) -> None:
        reply = site.ask("query.join")
        fields = dict(reply.content[REPLY_RECORD])
        fields.pop(RECEIPT_KEY)
        assert fields == {"version": 2, "name": "hospital", "round": 1}
        assert list(reply.content) == [REPLY_RECORD]
        assert [type(event) for event in site.events] == [Opened]

    def test_a_round_is_charged_and_answered_with_public_values_alone(self, site: Site) -> None:
        reply = site.ask()
        assert not reply.has_error()
        assert set(reply.content) == {REPLY_RECORD, UPDATE_RECORD}
        fields = dict(reply.content[REPLY_RECORD])
        fields.pop(RECEIPT_KEY)
        assert fields == {"version": 2, "name": "hospital", "round": 1}
        update = {n: a.numpy() for n, a in reply.content.array_records[UPDATE_RECORD].items()}
        assert {n: a.shape for n, a in update.items()} == {
            n: a.shape for n, a in site.arrays.items()
        }
        assert all(a.dtype == np.float32 and np.isfinite(a).all() for a in update.values())
        _, adopted, debit, settlement = site.events
        assert adopted == PlanAdopted(site.task.plan)
        assert isinstance(debit, Debit)
        assert (debit.run_id, debit.round, debit.steps, debit.plan_sha256, debit.unit) == (
            "run-1", 1, 1, site.task.plan.digest(), Unit.PERSON,
        )  # fmt: skip
        # An update is on its way: nothing of the debit can come back.
        assert settlement == Settlement(2, 1, site.task.plan.sampling, bytes_left=True)

    def test_a_debit_says_what_ran_on_what_and_who_allowed_it(self, site: Site) -> None:
        site.ask()
        (debit,) = debits(site.ledger)
        policy, _ = site.owner.policy()
        assert debit.base_sha256 == site.task.base_sha256
        assert debit.model_sha256 == digest_of(site.arrays)
        assert debit.code_sha256 == code_digest()
        assert debit.policy_sha256 == policy.digest()
        assert (debit.epsilon_cap, debit.delta_cap) == (50.0, 1e-4)
        assert debit.sampling_probability == site.task.plan.sampling_probability

    def test_one_that_is_asked_for_twice_is_charged_twice_and_never_repeated(
        self, site: Site
    ) -> None:
        updates = []
        for _ in range(2):
            record = site.ask().content.array_records[UPDATE_RECORD]
            updates.append(np.concatenate([a.numpy().ravel() for a in record.values()]))
        assert site.charges == 2
        assert not (updates[0] == updates[1]).all()

    def test_the_debit_is_on_disk_before_the_first_draw(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[list[type[Event]]] = []
        real = client.training.poisson_draw

        def spy(*arguments: Any) -> Any:
            seen.append([type(event) for event in site.events])  # of a copy of the file
            return real(*arguments)

        monkeypatch.setattr(client.training, "poisson_draw", spy)
        site.ask()
        assert seen == [[Opened, PlanAdopted, Debit]]

    def test_what_the_coordinator_configures_is_not_asked(self, site: Site) -> None:
        config = {"owner": "/etc/passwd", "seed": 1, "partition-id": 3, "epsilon_cap": 1e9}
        assert not site.ask("query.join", run_config=config).has_error()

    def test_a_full_disk_under_the_journal_tells_nobody(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An exception that leaves a ClientApp reaches the coordinator with its text."""

        def fail(*_: Any, **__: Any) -> None:
            raise OSError(28, "No space left on device", "/home/hospital/secret")

        monkeypatch.setattr(client.app, "note", fail)
        assert not site.ask("query.join").has_error()
        assert site.refusal("query.join", text="{") is Refusal.MALFORMED


def without(section: str, **values: Any) -> Policy:
    """The policy of `make_policy` with another section."""
    return make_policy().model_copy(update={section: values[section]})


REFUSED: dict[str, tuple[str, Policy]] = {  # rule → what it is called, and a policy that has it
    "pause": ("pause", without("pause", pause=True)),
    "hours": ("hours", without("hours", hours=Hours(days=()))),
    "population": ("populations", without("populations", populations={"other": Population()})),
    "unit": ("populations.default.unit", make_policy(unit=Unit.RECORD)),
    "delta": ("populations.default.delta", make_policy(delta=9e-6)),
    "noise": ("populations.default.noise_multiplier_min", make_policy(noise_multiplier_min=1.01)),
    "rounds": ("populations.default.rounds_max", make_policy(rounds_max=5)),
    "steps": ("populations.default.steps_max", make_policy(steps_max=5)),
    "models": ("allowed.models", without("allowed", allowed=Allowed(models=("f" * 64,)))),
    "code": ("allowed.code", without("allowed", allowed=Allowed(code=("f" * 64,)))),
    "aggregation": ("aggregation.required", without("aggregation", aggregation=Aggregation())),
}


class TestPolicy:
    @pytest.fixture(autouse=True)
    def nothing_is_charged(self, site: Site, never_trains: None) -> Iterator[None]:
        before = site.events
        yield
        assert site.events == before

    @pytest.mark.parametrize("rule", REFUSED)
    @pytest.mark.parametrize("kind", ["query.join", "train"])
    def test_a_rule_refuses_before_anything_is_charged(
        self, site: Site, kind: str, rule: str
    ) -> None:
        name, policy = REFUSED[rule]
        save_policy(site.owner, policy)
        assert site.refusal(kind) is Refusal.POLICY
        assert site.detail.startswith(f"policy rule {name}: ")

    @pytest.mark.parametrize("kind", ["query.join", "train"])
    def test_a_clip_norm_that_float32_can_t_measure(self, site: Site, kind: str) -> None:
        task = replace(site.task, plan=replace(site.task.plan, clip_norm=1e-20))
        assert site.refusal(kind, task=task) is Refusal.POLICY
        assert "clip_norm" in site.detail

    @pytest.mark.parametrize(
        "changes", [{"unit": Unit.RECORD}, {"delta": 2e-4}, {"noise_multiplier": 0.4}], ids=str
    )
    @pytest.mark.parametrize("kind", ["query.join", "train"])
    def test_another_plan_is_refused(self, site: Site, kind: str, changes: dict[str, Any]) -> None:
        task = replace(site.task, plan=replace(site.task.plan, **changes))
        assert site.refusal(kind, task=task) is Refusal.POLICY

    def test_the_clock_is_asked_each_time(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Clock(datetime):
            hour_now = 3

            @classmethod
            def now(cls, tz: Any = None) -> datetime:
                assert tz is None  # this machine's local time
                return datetime(2026, 11, 25, cls.hour_now)

        monkeypatch.setattr(client.app, "datetime", Clock)
        save_policy(site.owner, without("hours", hours=Hours(until="04:00")))
        assert not site.ask("query.join").has_error()
        Clock.hour_now = 4
        assert site.refusal("query.join") is Refusal.POLICY
        assert site.refusal() is Refusal.POLICY

    def test_no_file_allows_little_and_the_journal_says_so(self, site: Site) -> None:
        (site.owner.folder / POLICY_FILE).unlink()
        assert site.refusal() is Refusal.POLICY
        rows = (site.owner.folder / JOURNAL_FILE).read_text().splitlines()
        assert any("no policy file" in json.loads(row)["event"] for row in rows)

    @pytest.mark.parametrize("text", ["epsilon = 1", "[", "version = 2", "pause = 0"])
    def test_a_file_that_can_t_be_understood_allows_nothing(self, site: Site, text: str) -> None:
        (site.owner.folder / POLICY_FILE).write_text(text)
        for kind in ("query.join", "train"):
            assert site.refusal(kind) is Refusal.FAILED
        assert POLICY_FILE in site.detail


class TestRules:
    """Rules that depend on what was charged before."""

    def test_rounds_that_were_charged_count_over_all_runs(self, site: Site) -> None:
        site.rule(rounds_max=6)  # as many as the plan has
        for number in range(6):
            assert not site.ask(task=replace(site.task, run_id=f"run-{number}")).has_error()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(RecordStore, "read", lambda *_: pytest.fail("read"))
            assert site.refusal(task=replace(site.task, run_id="run-6")) is Refusal.POLICY
        assert "policy rule populations.default.rounds_max: at most 6, 6 were" in site.detail
        assert site.charges == 6

    def test_a_file_that_is_gone_is_no_permission(self, site: Site) -> None:
        """Defaults would allow this plan; but this ledger was spent from under other rules."""
        plan = replace(site.task.plan, delta=1e-6)
        site.task = replace(site.task, plan=plan)
        (site.owner.folder / POLICY_FILE).rename(site.owner.folder / "mine.toml")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Policy, "check_aggregation", lambda *_: None)  # the one that refuses
            assert not site.ask("query.join").has_error()  # before the first debit
            site.save(policy_file=site.owner.folder / "mine.toml")
            assert not site.ask().has_error()
            site.save(policy_file=None)
            for kind in ("query.join", "train"):
                assert site.refusal(kind) is Refusal.POLICY
        assert site.detail.startswith("policy rule policy file: ")
        assert site.charges == 1


class TestBudget:
    @pytest.mark.usefixtures("never_trains")
    def test_nothing_is_trained_beyond_the_cap(self, site: Site) -> None:
        site.rule(epsilon=0.1)
        before = site.events
        assert site.refusal() is Refusal.BUDGET
        assert site.events == before
        assert "epsilon" in site.detail

    @pytest.mark.usefixtures("never_trains")
    def test_it_is_refused_before_a_record_is_read(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """How long reading takes depends on how many there are."""
        site.rule(epsilon=0.1)
        read: list[object] = []
        monkeypatch.setattr(RecordStore, "read", lambda *_: read.append(1))
        assert site.refusal() is Refusal.BUDGET
        assert not read
        shutil.rmtree(site.owner.store)
        assert site.refusal() is Refusal.BUDGET  # and not that the store is gone

    def test_the_cap_holds_across_rounds_and_runs(self, site: Site) -> None:
        plan = site.task.plan
        site.rule(epsilon=accounting.epsilon(plan, 2, plan.delta), delta=plan.delta)
        assert not site.ask().has_error()
        assert not site.ask(task=replace(site.task, run_id="run-2")).has_error()
        assert site.refusal() is Refusal.BUDGET
        assert site.refusal(task=replace(site.task, run_id="run-3")) is Refusal.BUDGET
        assert site.charges == 2

    def test_of_one_plan_a_second_one_is_refused(self, site: Site) -> None:
        assert not site.ask().has_error()
        other = replace(site.task, plan=replace(site.task.plan, noise_multiplier=2.0))
        assert site.refusal(task=other) is Refusal.BUDGET
        assert site.charges == 1

    def test_one_that_loses_a_race_trains_nothing(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another message's debit lies between this one's check and its own."""
        plan = site.task.plan
        site.rule(epsilon=accounting.epsilon(plan, 1, plan.delta), delta=plan.delta)
        real, begun = RecordStore.read, itertools.count()

        def read(store: RecordStore, *arguments: Any) -> Any:
            if next(begun) == 0:
                assert not site.ask(task=replace(site.task, run_id="faster")).has_error()
            return real(store, *arguments)

        monkeypatch.setattr(RecordStore, "read", read)
        assert site.refusal() is Refusal.BUDGET
        assert [debit.run_id for debit in debits(site.ledger)] == ["faster"]


class TestSettlement:
    def test_a_failure_is_charged_for_the_steps_that_began(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        task = several(site.task, 4)
        with monkeypatch.context() as patch:
            fails_at(patch, 3)
            assert site.refusal(task=task) is Refusal.FAILED
        assert site.events[-1] == Settlement(2, 3, task.plan.sampling, bytes_left=False)
        assert "Alice" in site.detail
        # Three steps are spent of this cap, so that a round of four has no room.
        plan = task.plan
        site.rule(epsilon=accounting.epsilon(plan, 6, plan.delta), delta=plan.delta)
        assert site.refusal(task=task) is Refusal.BUDGET
        site.rule(epsilon=accounting.epsilon(plan, 7, plan.delta), delta=plan.delta)
        assert not site.ask(task=task).has_error()

    def test_a_failure_before_the_first_step_costs_nothing(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any, **__: Any) -> None:
            raise MemoryError

        with monkeypatch.context() as patch:
            patch.setattr(client.training, "open_engine", fail)
            assert site.refusal() is Refusal.FAILED
        assert site.charges == 1
        assert site.events[-1] == Settlement(2, 0, site.task.plan.sampling, bytes_left=False)
        plan = site.task.plan
        site.rule(epsilon=accounting.epsilon(plan, 1, plan.delta), delta=plan.delta)
        assert not site.ask().has_error()

    def test_a_mismatch_stops_the_round_and_charges_all_of_it(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of four steps one ran before noise was found to be missing."""
        monkeypatch.setattr(client.training, "add_gaussian", lambda total, *_: total.copy())
        task = several(site.task, 4)
        assert site.refusal(task=task) is Refusal.SELF_CHECK
        assert site.events[-1] == Settlement(2, 4, task.plan.sampling, bytes_left=False)
        assert "noise" in site.detail

    def test_draws_are_remembered_from_round_to_round_and_sealed(self, site: Site) -> None:
        task = several(site.task, 2)
        for number in (1, 2, 3):
            assert not site.ask(task=replace(task, round=number)).has_error()
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

    def test_an_update_that_was_made_is_paid_in_full_even_if_it_stays(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: object) -> None:
            raise ValueError("no receipt")

        monkeypatch.setattr(client.app, "receipt_to_json", fail)
        assert site.refusal() is Refusal.FAILED
        assert settlements(site.ledger) == [
            Settlement(2, 1, site.task.plan.sampling, bytes_left=True)
        ]

    def test_without_a_settlement_on_disk_no_update_leaves(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And the debit stays in full."""

        def fail(*_: Any, **__: Any) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("privacy.ledger.store.Ledger.settle", fail)
        assert site.refusal() is Refusal.FAILED
        assert isinstance(site.events[-1], Debit)

    def test_a_process_that_dies_leaves_the_debit_in_full(self, site: Site) -> None:
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
                site.ask(task=task)

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
        assert not site.ask(task=task).has_error()


class TestReceipts:
    def test_each_answer_shows_a_head_that_continues_the_one_before(self, site: Site) -> None:
        joined = site.receipt("query.join")
        check_receipt(joined, None)
        assert (joined.since, joined.head.size) == (0, 1)
        last = witnessed(site.ask("query.join").content[REPLY_RECORD][RECEIPT_KEY])
        for size in (5, 8, 11):  # a head, (a plan,) a debit and a settlement each
            receipt = site.receipt(head=last)
            check_receipt(receipt, last.head)
            assert (receipt.since, receipt.head.size) == (last.head.size, size)
            last = WitnessedHead(receipt.head, *_signed(receipt))
        assert joined.head.owner_key == (site.owner.folder / PUBLIC_FILE).read_text().strip()

    def test_a_refusal_shows_none(self, site: Site) -> None:
        site.rule(epsilon=0.1)
        reply = site.ask()
        assert reply.has_error()
        assert not reply.has_content()

    def test_a_query_keeps_a_head_and_trains_nothing(self, site: Site, never_trains: None) -> None:
        head = site.head()
        receipt = site.receipt(WITNESS_QUERY, head=head)
        check_receipt(receipt, head.head)
        assert site.heads == [head]
        assert site.events[1:] == [head.event()]


def _signed(receipt: Receipt) -> tuple[str, str]:
    from privacy.ledger.heads import countersign

    head = countersign(WITNESS, receipt.head)
    return head.witness_key, head.witness_signature


class TestHeads:
    @pytest.mark.parametrize("kind", ["query.join", "train", WITNESS_QUERY])
    def test_a_true_one_is_kept_beside_the_ledger_and_in_it(self, site: Site, kind: str) -> None:
        head = site.head()
        assert not site.ask(kind, head=head).has_error()
        assert site.heads == [head]
        assert [event for event in site.events if isinstance(event, Witness)] == [head.event()]

    def test_one_that_is_known_is_not_kept_again(self, site: Site) -> None:
        head = site.head()
        for _ in range(3):
            site.ask("query.join", head=head)
        assert site.heads == [head]
        assert len(site.events) == 2

    def test_heads_alone_don_t_make_a_ledger_grow(self, site: Site) -> None:
        """Else a coordinator could fill the owner's disk for nothing, and pass the size at which
        `heads.jsonl` can't be read any more."""
        site.receipt()
        for _ in range(5):
            assert not site.ask(WITNESS_QUERY, head=site.head()).has_error()
        assert len(site.heads) == 1
        assert [type(event) for event in site.events].count(Witness) == 1

    @pytest.mark.usefixtures("never_trains")
    @pytest.mark.parametrize("kind", ["query.join", "train", WITNESS_QUERY])
    @pytest.mark.parametrize("forged", ["owner", "witness", "root", "size", "text", "number"])
    def test_a_forged_one_is_refused(self, site: Site, kind: str, forged: str) -> None:
        head = site.head()
        row = json.loads(witnessed_to_json(head))
        match forged:
            case "owner":
                row["head"]["owner_signature"] = "0" * 128
            case "witness":
                row["witness_signature"] = "0" * 128
            case "root":
                row["head"]["root"] = "0" * 64
            case "size":
                row["head"]["size"] = 2
        text: Any = json.dumps(row, sort_keys=True, separators=(",", ":"))
        text = {"text": "{", "number": 3}.get(forged, text)
        before = site.events
        assert site.refusal(kind, head=text) is Refusal.MALFORMED
        assert site.events == before
        assert site.heads == []

    @pytest.mark.usefixtures("never_trains")
    def test_one_of_another_ledger_is_refused(
        self, site: Site, tmp_path: Path, keyring: Keyring
    ) -> None:
        other = furnish(tmp_path / "other", keyring)
        with other.open_ledger(keyring) as ledger:
            receipt = ledger.receipt()
        strange = WitnessedHead(receipt.head, *_signed(receipt))
        for kind in ("query.join", "train", WITNESS_QUERY):
            assert site.refusal(kind, head=strange) is Refusal.LEDGER
        assert site.heads == []
        assert site.charges == 0

    @pytest.mark.usefixtures("never_trains")
    def test_one_that_names_this_ledger_but_another_past_is_refused(self, site: Site) -> None:
        """Whoever has the owner's key can sign it: only the entries themselves say otherwise."""
        paper = PaperLedger("hospital")
        paper.ledger = site.head().head.ledger
        with site.owner.open_ledger(site.keyring) as ledger:
            paper.key = ledger._key
        receipt = paper.receipt()
        before = site.events
        strange = WitnessedHead(receipt.head, *_signed(receipt))
        assert site.refusal(head=strange) is Refusal.LEDGER
        assert site.events == before

    @pytest.mark.usefixtures("never_trains")
    @pytest.mark.parametrize("kind", ["query.join", "train", WITNESS_QUERY])
    def test_one_by_a_key_that_is_not_pinned_is_refused(self, site: Site, kind: str) -> None:
        pinned = make_policy().model_copy(update={"peers": Peers(coordinator=public_hex(WITNESS))})
        save_policy(site.owner, pinned)
        before = site.events
        assert site.refusal(kind, head=site.head(STRANGER)) is Refusal.POLICY
        assert "peers.coordinator" in site.detail
        assert site.events == before
        assert site.heads == []
        assert not site.ask(WITNESS_QUERY, head=site.head()).has_error()

    @pytest.mark.usefixtures("never_trains")
    def test_the_owner_is_no_witness_of_itself_where_another_is_pinned(self, site: Site) -> None:
        pinned = make_policy().model_copy(update={"peers": Peers(coordinator=public_hex(WITNESS))})
        save_policy(site.owner, pinned)
        with site.owner.open_ledger(site.keyring) as ledger:
            own = ledger._key
        assert site.refusal(head=site.head(own)) is Refusal.POLICY


class Copy:
    """The owner's ledger with what lies beside it, as they were at one moment."""

    def __init__(self, site: Site) -> None:
        folder = site.owner.folder
        names = (LEDGER_FILE, "ledger.mark", anchor.HEADS_FILE)
        files = [folder / name for name in names]
        self._kept = {f.name: f.read_bytes() if f.exists() else None for f in files}
        self._folder = folder

    def put_back(self, *names: str) -> None:
        for name in names:
            if (content := self._kept[name]) is None:
                (self._folder / name).unlink(missing_ok=True)
            else:
                (self._folder / name).write_bytes(content)


class TestCopiedBack:
    """A ledger that is older than what it has shown spends nothing."""

    def test_one_that_is_behind_its_mark(self, site: Site) -> None:
        copy = Copy(site)
        site.receipt()
        copy.put_back(LEDGER_FILE)
        self.refuses_everything(site, "expected the 4 entries that it had here")
        assert len(site.events) == 1

    def test_one_that_is_behind_its_own_heads(self, site: Site) -> None:
        copy = Copy(site)
        last = site.receipt()
        site.receipt(WITNESS_QUERY, head=WitnessedHead(last.head, *_signed(last)))
        copy.put_back(LEDGER_FILE, "ledger.mark")
        self.refuses_everything(site, "entries 1 to 3 are missing")
        assert len(site.events) == 1

    def test_one_that_is_behind_the_head_that_a_message_brings(self, site: Site) -> None:
        """All was copied back: the coordinator's copy is left."""
        copy = Copy(site)
        last = site.receipt()
        head = WitnessedHead(last.head, *_signed(last))
        site.receipt(WITNESS_QUERY, head=head)
        copy.put_back(LEDGER_FILE, "ledger.mark", anchor.HEADS_FILE)
        self.refuses_everything(site, "entries 1 to 3 are missing", head=head)
        assert len(site.events) == 1
        assert site.heads == []

    def test_one_that_was_written_anew_after_it_was_copied_back(self, site: Site) -> None:
        copy = Copy(site)
        last = site.receipt()
        copy.put_back(LEDGER_FILE, "ledger.mark")
        site.receipt(task=replace(site.task, run_id="another"))  # as many entries as before
        head = WitnessedHead(last.head, *_signed(last))
        self.refuses_everything(site, "not those that were countersigned", head=head)
        assert [debit.run_id for debit in debits(site.ledger)] == ["another"]

    @pytest.mark.parametrize(
        ("left", "why"),
        [("ledger.mark", "in its place"), (anchor.HEADS_FILE, "found another's")],
    )
    def test_a_new_ledger_in_the_old_one_s_place(
        self, site: Site, tmp_path: Path, keyring: Keyring, left: str, why: str
    ) -> None:
        site.receipt(WITNESS_QUERY, head=site.head())
        other = furnish(tmp_path / "other", keyring)
        for name in {"ledger.mark", anchor.HEADS_FILE} - {left}:
            (site.owner.folder / name).unlink()
        for file in other.folder.iterdir():
            if file.is_file():
                shutil.copy(file, site.owner.folder)
        self.refuses_everything(site, why)

    @pytest.mark.usefixtures("never_trains")
    def test_heads_that_were_taken_away_are_missed(self, site: Site) -> None:
        """The ledger itself says that there was one."""
        site.receipt(WITNESS_QUERY, head=site.head())
        (site.owner.folder / anchor.HEADS_FILE).unlink()
        for kind in ("query.join", "train", WITNESS_QUERY):
            assert site.refusal(kind) is Refusal.LEDGER

    def refuses_everything(self, site: Site, why: str, **arguments: Any) -> None:
        with pytest.MonkeyPatch.context() as patch:
            begun: list[int] = []
            patch.setattr(client.training, "train_round", lambda *_, **__: begun.append(1))
            for kind in ("query.join", "train", WITNESS_QUERY):
                assert site.refusal(kind, **arguments) is Refusal.LEDGER
            assert not begun
        assert why in site.detail

    @pytest.mark.usefixtures("never_trains")
    def test_one_of_another_population_is_not_spent_from(self, site: Site) -> None:
        """The owner's file names the wrong folder: these persons' budget lies elsewhere."""
        rules = {"staff": make_policy().population(POPULATION)}
        policy = make_policy().model_copy(update={"populations": rules})
        save_policy(site.owner, policy)
        RecordStore(site.owner.store, site.keyring).write("staff", {TRAIN: make_records(2)})
        site.save(population="staff")
        for kind in ("query.join", "train"):
            assert site.refusal(kind) is Refusal.LEDGER
        assert "expected the ledger of staff, found that of default" in site.detail

    @pytest.mark.usefixtures("never_trains")
    @pytest.mark.parametrize("damage", ["gone", "empty", "text", "bit", "key"])
    def test_a_damaged_or_missing_one_trains_nothing(self, site: Site, damage: str) -> None:
        content = bytearray(site.ledger.read_bytes())
        match damage:
            case "gone":
                site.ledger.unlink()
            case "empty":
                site.ledger.write_bytes(b"")
            case "text":
                site.ledger.write_text("damaged\n")
            case "bit":
                content[content.index(b"opened") + 20] ^= 1
                site.ledger.write_bytes(content)
            case "key":
                place = site.owner.folder / f"signing-key{SUFFIX}"
                sealed = bytearray(place.read_bytes())
                sealed[-1] ^= 1
                place.write_bytes(sealed)
        for kind in ("query.join", "train"):
            assert site.refusal(kind) is Refusal.LEDGER


@pytest.mark.usefixtures("never_trains")
class TestMalformed:
    """Nothing here trains or charges, and nobody learns more than a code."""

    @pytest.fixture(autouse=True)
    def nothing_is_charged(self, site: Site) -> Iterator[None]:
        before = site.events
        yield
        assert site.events == before

    @pytest.mark.parametrize("text", ["", "{", "[]", "null", "x" * 20_000, b"{}", 3, [1, 2]])
    @pytest.mark.parametrize("kind", ["query.join", "train"])
    def test_a_task_that_is_none(self, site: Site, kind: str, text: object) -> None:
        assert site.refusal(kind, text=text) is Refusal.MALFORMED

    def test_a_seed_has_no_place(self, site: Site) -> None:
        body = json.loads(site.task.to_json())
        assert "seed" not in json.dumps(body)
        for place in (body, body["plan"], body["optimizer"], body["reading"], body["trainable"]):
            place["seed"] = 1
            assert site.refusal(text=json.dumps(body)) is Refusal.MALFORMED
            del place["seed"]

    def test_records_that_are_missing(self, site: Site) -> None:
        assert site.refusal(content=RecordDict()) is Refusal.MALFORMED
        only_task = RecordDict({TASK_RECORD: ConfigRecord({TASK_KEY: site.task.to_json()})})
        assert site.refusal(content=only_task) is Refusal.MALFORMED
        wrong_kind = RecordDict({TASK_RECORD: ArrayRecord(), MODEL_RECORD: ArrayRecord()})
        assert site.refusal(content=wrong_kind) is Refusal.MALFORMED
        no_key = RecordDict({TASK_RECORD: ConfigRecord()})
        assert site.refusal("query.join", content=no_key) is Refusal.MALFORMED

    @pytest.mark.parametrize(
        "change",
        [
            lambda a: a.reshape(-1, 1),
            lambda a: a[:-1],
            lambda a: a.astype(np.float64),
            lambda a: a.astype(np.float16),
            lambda a: a.astype(">f4"),
            lambda a: a.astype(np.int32),
            lambda a: a.astype(np.complex64),
            lambda a: np.full_like(a, np.nan),
            lambda a: np.full_like(a, -np.inf),
            lambda a: np.array("text"),
            lambda a: np.zeros(a.shape, [("x", "f4")]),
        ],
    )
    def test_a_tensor_of_another_shape_or_type(
        self, site: Site, change: Callable[[Any], Any]
    ) -> None:
        arrays = site.arrays | {"qa_outputs.bias": change(site.arrays["qa_outputs.bias"])}
        assert site.refusal(arrays=arrays) is Refusal.MODEL

    def test_tensors_of_other_names(self, site: Site) -> None:
        bias = site.arrays["qa_outputs.bias"]
        without = {n: a for n, a in site.arrays.items() if n != "qa_outputs.bias"}
        frozen = {"bert.embeddings.LayerNorm.bias": np.zeros(32, np.float32)}
        for arrays in ({}, without, site.arrays | {"more": bias}, site.arrays | frozen):
            assert site.refusal(arrays=arrays) is Refusal.MODEL
        odd = {"../\ud7ff\u2028" + "x" * 100_000: bias}
        assert site.refusal(arrays=site.arrays | odd) is Refusal.MODEL
        assert (site.owner.folder / JOURNAL_FILE).stat().st_size < 10_000

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\x80\x04N.",  # a pickle of None
            b"\x93NUMPY\x01\x00\x76\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
            b"\x93NUMPY\x01\x00\x76\x00{'descr': '<f4', 'fortran_order': False, 'shape': (9",
        ],
    )
    def test_bytes_that_are_no_tensor(self, site: Site, data: bytes) -> None:
        array = Array("float32", (2,), "numpy.ndarray", data)
        arrays = site.arrays | {"qa_outputs.bias": array}
        assert site.refusal(arrays=arrays) is Refusal.MALFORMED

    def test_an_array_of_objects(self, site: Site) -> None:
        buffer = io.BytesIO()
        np.save(buffer, np.array([{"a": 1}, None]), allow_pickle=True)
        array = Array("float32", (2,), "numpy.ndarray", buffer.getvalue())
        assert site.refusal(arrays=site.arrays | {"qa_outputs.bias": array}) is Refusal.MALFORMED

    def test_an_archive_where_a_tensor_was_expected(self, site: Site) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("arr_0.npy", b"")
        array = Array("float32", (2,), "numpy.ndarray", buffer.getvalue())
        assert site.refusal(arrays=site.arrays | {"qa_outputs.bias": array}) is Refusal.MALFORMED

    def test_a_tensor_that_claims_a_terabyte(self, site: Site) -> None:
        buffer = io.BytesIO()
        header = {"descr": "<f4", "fortran_order": False, "shape": (1 << 38,)}
        np.lib.format.write_array_header_1_0(buffer, header)
        array = Array("float32", (1 << 38,), "numpy.ndarray", buffer.getvalue())
        assert site.refusal(arrays=site.arrays | {"qa_outputs.bias": array}) is Refusal.MALFORMED

    @pytest.mark.parametrize(
        "spec",
        [
            TrainableSpec(TrainableSet.LORA, 1, 4096),
            TrainableSpec(TrainableSet.LORA, 1000, 4),
            TrainableSpec(TrainableSet.TOP, 3),
            TrainableSpec(TrainableSet.FULL),
        ],
        ids=str,
    )
    def test_a_trainable_set_that_doesn_t_fit(self, site: Site, spec: TrainableSpec) -> None:
        assert site.refusal(task=replace(site.task, trainable=spec)) is Refusal.MODEL

    def test_another_base_model(self, site: Site) -> None:
        assert site.refusal(task=replace(site.task, base_sha256="f" * 64)) is Refusal.MODEL

    @pytest.mark.parametrize("length", [129, 8192])
    def test_windows_longer_than_the_model_reads(self, site: Site, length: int) -> None:
        task = replace(site.task, reading=ReadingSpec(length, 8))
        assert site.refusal(task=task) is Refusal.MODEL

    def test_windows_too_short_to_read_with(self, site: Site) -> None:
        task = replace(site.task, reading=ReadingSpec(16, 8))
        assert site.refusal(task=task) is Refusal.FAILED


@pytest.mark.usefixtures("never_trains")
class TestOwnMistakes:
    """A code to the coordinator, nothing charged, and the journal says why."""

    @pytest.fixture(autouse=True)
    def nothing_is_charged(self, site: Site) -> Iterator[None]:
        before = site.events
        yield
        assert site.events == before

    @pytest.mark.parametrize("place", [0, 40, -1], ids=["magic", "header", "content"])
    @pytest.mark.parametrize("file", ["manifest", TRAIN])
    def test_a_store_that_is_damaged(self, site: Site, file: str, place: int) -> None:
        (path,) = site.owner.store.glob(f"{POPULATION}/{file}*{SUFFIX}")
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.write_bytes(content)
        assert site.refusal() is Refusal.STORE
        assert f"{POPULATION}/{file}" in site.detail

    def test_records_that_were_cut_off(self, site: Site) -> None:
        """Two chunks of which the first alone would read well."""
        site.hold(make_records(600, each=2))
        (path,) = site.owner.store.glob(f"{POPULATION}/{TRAIN}*{SUFFIX}")
        path.write_bytes(path.read_bytes()[:-10_000])
        assert site.refusal() is Refusal.STORE
        assert "was changed or cut off" in site.detail

    def test_a_store_that_is_gone(self, site: Site) -> None:
        shutil.rmtree(site.owner.store)
        assert site.refusal() is Refusal.FAILED
        assert "expected a split 'train'" in site.detail

    def test_a_vault_key_that_opens_nothing_here(self, site: Site, tmp_path: Path) -> None:
        keyrings.create(tmp_path / "other.key")
        site.save(keys=tmp_path / "other.key")
        for kind in ("query.join", "train"):
            assert site.refusal(kind) is Refusal.FAILED
        assert "sealed for the key" in site.detail

    def test_a_vault_key_that_is_not_there(self, site: Site, tmp_path: Path) -> None:
        site.save(keys=tmp_path / "none.key")
        for kind in ("query.join", "train"):
            assert site.refusal(kind) is Refusal.FAILED
        assert "expected a vault key, found none" in site.detail

    def test_a_vault_key_that_others_may_read(self, site: Site, tmp_path: Path) -> None:
        keys = tmp_path / "mine.key"
        assert site.keyring.path is not None
        shutil.copy(site.keyring.path, keys)
        site.save(keys=keys)
        assert not site.ask("query.join").has_error()
        keys.chmod(0o644)
        assert site.refusal("query.join") is Refusal.FAILED
        assert site.refusal() is Refusal.FAILED

    def test_records_without_their_person(self, site: Site) -> None:
        site.hold([replace(r, person_id=None) for r in make_records(2)])
        assert site.refusal() is Refusal.FAILED
        assert "person_id" in site.detail

    def test_an_owner_file_that_is_missing_or_malformed(self, site: Site) -> None:
        site.file.write_text('{"version": 2, "name": "/home/hospital"}')
        assert site.refusal("query.join") is Refusal.FAILED
        site.file.unlink()
        assert site.refusal("query.join") is Refusal.FAILED

    def test_a_model_folder_that_is_gone(self, site: Site) -> None:
        site.save(model=Path("/nowhere/at/all"))
        assert site.refusal() is Refusal.MODEL


def test_the_app_starts_without_the_heavy_frameworks() -> None:
    """Each message starts a fresh process: a refusal shouldn't cost the import of torch."""
    code = "import sys, client.app; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"torch", "transformers", "opacus", "peft"}.isdisjoint(run.stdout.split())
