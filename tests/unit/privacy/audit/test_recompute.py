"""Audits: what they find, what they trust, and that nothing which was changed passes."""

import json
import math
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.ledger_format import (
    Chain,
    countersigned,
    database,
    key_change_event,
    read_database,
    witness_event,
)
from support.ledgers import (
    DELTA_CAP,
    EPSILON_CAP,
    MACHINE,
    NEXT,
    NEXT_PUBLIC,
    OTHER_PLAN,
    OWNER,
    PLAN,
    PUBLIC,
    STRANGER,
    STRANGER_PUBLIC,
    WITNESS,
    WITNESS_PUBLIC,
    Eventful,
    Processes,
    charge,
    copied,
    debit,
    eventful,
    make_ledger,
    mounted,
    open_ledger,
    retold,
    settle,
    spend,
    tampered,
    witnessed,
    write,
)

from privacy import accounting
from privacy.audit.recompute import (
    PARTLY,
    SELF_CONSISTENT,
    VERIFIED,
    Anchors,
    LedgerAudit,
    audit,
    keys_of,
)
from privacy.errors import (
    LedgerUnavailableError,
    LedgerVersionError,
    VerificationError,
)
from privacy.ledger import gate
from privacy.ledger.events import Erasure, PlanRule
from privacy.ledger.heads import WitnessedHead, countersign, sign_head, witnessed_from_json
from privacy.ledger.store import LEDGER_FILE

Rows = list[tuple[int, bytes, bytes]]
OPENED = {"kind": "opened", "population": "default", "owner_key": PUBLIC, "plans": "one"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Eventful:
    return eventful(tmp_path_factory.mktemp("ledgers") / "owner")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a changed ledger is written."""
    return tmp_path / "changed.db"


def debit_event(plan: Any = PLAN, **changes: Any) -> dict[str, Any]:
    """One round of `plan`, as it is written."""
    event = {"kind": "debit", "run_id": "run-1", "round": 0, "steps": plan.steps_per_round}
    event |= {"plan_sha256": plan.digest(), "unit": str(plan.unit), "sampling": "poisson"}
    event |= {"sampling_probability": plan.sampling_probability, "epsilon_cap": 8.0}
    digests = ("base_sha256", "model_sha256", "code_sha256", "policy_sha256")
    return event | dict.fromkeys(digests, "a" * 64) | {"delta_cap": DELTA_CAP} | changes


def chain_of(*events: dict[str, Any], **opened: Any) -> Chain:
    """A ledger of OWNER with PLAN adopted and `events` after that."""
    chain = Chain()
    for event in (OPENED | opened, {"kind": "plan", "plan": PLAN.to_json()}, *events):
        chain.add(event, OWNER)
    return chain


class TestGood:
    def test_what_it_says(self, full: Eventful) -> None:
        found = audit(full.path, Anchors(NEXT_PUBLIC, full.heads))
        half = replace(PLAN, noise_multiplier=PLAN.noise_multiplier / 2)
        assert found == LedgerAudit(
            path=str(full.path),
            ledger=found.ledger,
            population="default",
            plans=PlanRule.SEVERAL,
            status=VERIFIED,
            anchored=15,
            by=("owner-key", "heads"),
            entries=15,
            first_time_ms=1_700_000_000_000,
            last_time_ms=1_700_000_014_000,
            owner_keys=(PUBLIC, NEXT_PUBLIC),
            compromised_keys=(PUBLIC,),
            spending=found.spending,
            units=("person",),
            runs=("run-1",),
            debits=4,
            unsettled=(4, 14),
            executed_steps=6,
            sampling_differs=(),
            amendments=1,
            erasures=("request-7",),
            witnessed=5,
            departed=None,
            mechanisms=3,
            plans_charged=2,
            witness_keys=(WITNESS_PUBLIC,),
        )
        steps = [(PLAN, 3), (half, 4), (OTHER_PLAN, 6)]
        assert found.spending.steps == 13
        assert found.spending.delta == DELTA_CAP and found.spending.cap == EPSILON_CAP
        assert found.spending.epsilon_fixed == accounting.compose(steps, DELTA_CAP)
        assert found.spending.epsilon_rdp == accounting.compose_rdp(steps, DELTA_CAP / 2)
        filtered = gate.filter_epsilon(gate.rdp(dict(steps)), DELTA_CAP / 2)
        assert found.spending.epsilon == filtered

    def test_nothing_was_spent(self, tmp_path: Path) -> None:
        make_ledger(tmp_path).close()
        for delta in (None, 1e-7):
            found = audit(tmp_path / LEDGER_FILE, Anchors(), delta=delta)
            assert found.spending.epsilon == found.spending.epsilon_rdp == 0.0
            assert found.spending.cap is None and found.debits == 0

    def test_one_plan_by_pld_at_the_whole_delta(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            spend(ledger, 3)
            ledger.debit(PLAN, charge(), epsilon_cap=math.inf, delta_cap=1e-6)
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        assert found.epsilon == found.epsilon_fixed == accounting.epsilon(PLAN, 16, 1e-6)
        assert found.cap is None and found.delta == 1e-6
        other = audit(tmp_path / LEDGER_FILE, Anchors(), delta=1e-4).spending
        assert other.epsilon == accounting.epsilon(PLAN, 16, 1e-4) and other.delta == 1e-4

    def test_one_plan_of_several_at_half_of_delta(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
            spend(ledger, 3)
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        assert found.epsilon == accounting.epsilon(PLAN, 12, DELTA_CAP / 2)
        assert found.epsilon_fixed == accounting.epsilon(PLAN, 12, DELTA_CAP)

    def test_what_ran_otherwise_than_planned_is_named(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            number, other = debit(ledger), debit(ledger)
            ledger.settle(number, executed=2, sampling="shuffled", bytes_left=True)
            settle(ledger, other, 1)
        found = audit(tmp_path / LEDGER_FILE, Anchors())
        assert found.sampling_differs == (number,)
        assert found.executed_steps == 3

    def test_delta_is_the_smallest_that_was_promised(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            for delta in (1e-5, 1e-7, 1e-6):
                ledger.debit(PLAN, charge(), epsilon_cap=20.0, delta_cap=delta)
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        assert (found.delta, found.deltas) == (1e-7, (1e-7, 1e-6, 1e-5))
        assert found.epsilon == accounting.epsilon(PLAN, 12, 1e-7)

    def test_the_witnesses_that_count_are_named(self, full: Eventful) -> None:
        strange = countersign(STRANGER, full.heads[1].head)
        heads = [*full.heads, strange]
        found = audit(full.path, Anchors(heads=heads))
        assert found.witness_keys == (WITNESS_PUBLIC, STRANGER_PUBLIC)
        only = audit(full.path, Anchors(heads=heads, witness_key=STRANGER_PUBLIC))
        assert only.witness_keys == (STRANGER_PUBLIC,)
        assert audit(full.path, Anchors()).witness_keys == ()

    def test_a_departure_is_said(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            ledger.depart(MACHINE)
        assert audit(tmp_path / LEDGER_FILE, Anchors()).departed == MACHINE

    def test_what_a_ledger_may_not_spend_is_shown_all_the_same(self, target: Path) -> None:
        """An audit says what ran; whether that was within the cap is for its reader."""
        rounds = [debit_event(epsilon_cap=0.01) for _ in range(12)]
        write(target, chain_of(*rounds).rows)
        spent = audit(target, Anchors()).spending
        assert spent.cap == 0.01 and spent.epsilon > 0.5


class TestTampered:
    """Each by somebody without the owner's key; found without any anchor."""

    @pytest.mark.parametrize("kind", ["body", "signature", "sequence", "row", ""])
    def test_every_change_is_found(self, full: Eventful, target: Path, kind: str) -> None:
        missed, count = [], 0
        for name, rows, changes in tampered(full.rows()):
            if name.split(" ")[0].rstrip("s") == kind or (not kind and name.split()[0] in OTHERS):
                count += 1
                try:
                    audit(write(target, rows, **changes), Anchors())
                except VerificationError:
                    continue
                missed.append(name)
        assert not missed
        assert count >= 10

    def test_unchanged_rows_pass_that_way(self, full: Eventful, target: Path) -> None:
        assert audit(write(target, full.rows()), Anchors()).entries == 15

    def test_every_change_is_of_a_kind_above(self, full: Eventful) -> None:
        kinds = {name.split(" ")[0].rstrip("s") for name, _, _ in tampered(full.rows())}
        assert kinds == {"body", "signature", "sequence", "row", *(o.rstrip("s") for o in OTHERS)}

    def test_another_version_is_refused_as_that(self, full: Eventful, target: Path) -> None:
        for version in (0, 2, 1 << 31 - 1):
            with pytest.raises(LedgerVersionError):
                audit(write(target, full.rows(), user_version=version), Anchors())

    def test_the_error_names_file_and_entry(self, full: Eventful, target: Path) -> None:
        rows = full.rows()
        rows[3] = (3, rows[3][1], rows[2][2])
        with pytest.raises(VerificationError, match=r"changed\.db: entry 3: expected the owner's"):
            audit(write(target, rows), Anchors())

    def test_a_schema_that_cannot_be_decoded(self, full: Eventful, target: Path) -> None:
        """SQLite quotes it in its message, which isn't text then."""
        write(target, full.rows())
        content = target.read_bytes()
        at = content.index(b"CREATE TABLE entry")
        for where in (0, 1, 7, 13):
            target.write_bytes(content[: at + where] + b"\xff" + content[at + where + 1 :])
            with pytest.raises((VerificationError, LedgerUnavailableError)):
                audit(target, Anchors())
        name = content.index(b"entry", at - 20)
        target.write_bytes(content[:name] + b"\xff" + content[name + 1 :])
        with pytest.raises((VerificationError, LedgerUnavailableError)):
            audit(target, Anchors())


OTHERS = ("no", "an", "a", "another", "statistics")


class TestSignedAnew:
    """By somebody who has a key: his own, or the owner's, stolen or not."""

    def test_another_key_is_consistent_and_found_by_the_owners_key(
        self, full: Eventful, target: Path
    ) -> None:
        rows = full.rows()[:5]  # nothing in it is signed by anybody else
        forged = retold(rows, STRANGER)
        write(target, forged.rows)
        assert audit(target, Anchors()).status == SELF_CONSISTENT
        with pytest.raises(VerificationError, match="expected entries signed by the owner's key"):
            audit(target, Anchors(owner_key=PUBLIC))
        with pytest.raises(VerificationError):
            audit(target, Anchors(heads=full.heads[:1]))

    def test_another_key_cannot_keep_the_heads(self, full: Eventful, target: Path) -> None:
        """Witnessed heads inside are of the past that was."""
        write(target, retold(full.rows()[:6], STRANGER).rows)
        with pytest.raises(VerificationError, match="entry 5"):
            audit(target, Anchors())

    def test_a_key_in_the_middle_takes_over_nothing(self, full: Eventful, target: Path) -> None:
        chain = Chain(rows=[(n, b, s) for n, b, s in full.rows()[:5]])  # type: ignore[misc]
        chain.ledger = json.loads(full.rows()[0][1])["ledger"]  # type: ignore[arg-type]
        chain.time_ms += 10**9
        chain.add({"kind": "erasure", "request": "x"}, STRANGER)
        with pytest.raises(VerificationError, match="entry 5: expected the owner's signature"):
            audit(write(target, chain.rows), Anchors())

    def test_the_past_told_anew_with_the_owners_key_is_found_by_heads(
        self, full: Eventful, target: Path
    ) -> None:
        for dropped in (2, 3, 4):  # a debit, its settlement, another debit
            kept = [n for n in range(2, 5) if n != dropped]
            events = [json.loads(full.rows()[n][1])["event"] for n in kept]  # type: ignore[arg-type]
            if dropped == 2:
                events = [e for e in events if e["kind"] != "settlement"]
            chain = retold(full.rows()[:2], OWNER)
            for event in (*events, ERASED, ERASED):
                chain.add(event, OWNER)
            write(target, chain.rows)
            assert audit(target, Anchors(owner_key=PUBLIC)).status == VERIFIED
            with pytest.raises(VerificationError, match="not those that were countersigned"):
                audit(target, Anchors(heads=full.heads[:1]))

    def test_entries_cut_off_are_found_by_heads(self, full: Eventful, target: Path) -> None:
        rows = full.rows()
        for size in range(1, 15):
            write(target, rows[:size])
            assert audit(target, Anchors()).entries == size
            with pytest.raises(VerificationError, match=f"found {size}: entries {size} to 14 are"):
                audit(target, Anchors(heads=full.heads[1:]))

    def test_an_entry_more_is_the_owners_alone(self, full: Eventful, target: Path) -> None:
        rows = full.rows()
        chain = Chain(json.loads(rows[0][1])["ledger"], list(rows))  # type: ignore[arg-type]
        chain.time_ms += 10**9
        chain.add({"kind": "erasure", "request": "x"}, OWNER)  # the key that was stolen
        with pytest.raises(VerificationError, match="entry 15"):
            audit(write(target, chain.rows), Anchors())


class TestStatus:
    def test_without_an_anchor_nothing_is_verified(self, full: Eventful) -> None:
        found = audit(full.path, Anchors())
        assert found.status == SELF_CONSISTENT == "self-consistent only"
        assert found.by == () and found.anchored == 0

    def test_a_witness_key_alone_is_no_anchor(self, full: Eventful) -> None:
        assert audit(full.path, Anchors(witness_key=WITNESS_PUBLIC)).status == SELF_CONSISTENT

    def test_the_owners_key(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            spend(ledger, 1)
        found = audit(tmp_path / LEDGER_FILE, Anchors(owner_key=PUBLIC))
        assert (found.status, found.by, found.anchored) == (VERIFIED, ("owner-key",), 4)
        for other in (STRANGER_PUBLIC, NEXT_PUBLIC, "0" * 64, "", PUBLIC.upper()):
            with pytest.raises(VerificationError):
                audit(tmp_path / LEDGER_FILE, Anchors(owner_key=other))

    def test_a_stolen_key_proves_nothing(self, full: Eventful) -> None:
        with pytest.raises(VerificationError, match="given up as stolen"):
            audit(full.path, Anchors(owner_key=PUBLIC))
        found = audit(full.path, Anchors(owner_key=NEXT_PUBLIC))
        assert (found.status, found.anchored) == (VERIFIED, 15)
        with pytest.raises(VerificationError, match="given up as stolen"):
            audit(full.path, Anchors(PUBLIC, full.heads))

    def test_a_key_that_was_handed_over_in_peace(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            spend(ledger, 1)
            ledger.change_key(NEXT, compromised=False, reason="every year")
            spend(ledger, 1)
        for key in (PUBLIC, NEXT_PUBLIC):
            found = audit(tmp_path / LEDGER_FILE, Anchors(owner_key=key))
            assert (found.status, found.anchored) == (VERIFIED, 7)

    def test_an_earlier_key_vouches_up_to_one_that_was_stolen(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            ledger.change_key(NEXT, compromised=False, reason="every year")
            spend(ledger, 1)
            ledger.change_key(STRANGER, compromised=True, reason="stolen")
            spend(ledger, 1)
        path = tmp_path / LEDGER_FILE
        found = audit(path, Anchors(owner_key=PUBLIC))
        assert found.anchored == 2 < found.entries  # not what the stolen key signed
        assert audit(path, Anchors(owner_key=STRANGER_PUBLIC)).anchored == found.entries
        with pytest.raises(VerificationError, match="stolen"):
            audit(path, Anchors(owner_key=NEXT_PUBLIC))

    def test_a_thief_cannot_take_back_that_a_key_was_stolen(
        self, tmp_path: Path, target: Path
    ) -> None:
        """The handover is signed by the stolen key: the new one must have agreed to its words."""
        with make_ledger(tmp_path) as ledger:
            debit(ledger)
            ledger.change_key(NEXT, compromised=True, reason="stolen")
        *rows, (_, body, _) = read_database((tmp_path / LEDGER_FILE).read_bytes())
        row = json.loads(body)  # type: ignore[arg-type]
        chain = Chain(row["ledger"], list(rows))  # type: ignore[arg-type]
        chain.time_ms = row["time_ms"]
        chain.add(row["event"] | {"compromised": False}, OWNER)
        with pytest.raises(VerificationError):
            audit(write(target, chain.rows), Anchors(owner_key=NEXT_PUBLIC))

    def test_heads(self, full: Eventful) -> None:
        for heads, anchored in ((full.heads[:1], 5), (full.heads, 15), (full.heads[1:], 15)):
            found = audit(full.path, Anchors(heads=heads, witness_key=WITNESS_PUBLIC))
            assert (found.status, found.by, found.anchored) == (
                VERIFIED if anchored == 15 else PARTLY,
                ("heads",),
                anchored,
            )

    def test_every_head_must_hold(self, full: Eventful) -> None:
        rows = full.rows()
        chain = Chain(json.loads(rows[0][1])["ledger"], list(rows))  # type: ignore[arg-type]
        bad = [
            chain.head(OWNER, 4, root="0" * 64),
            chain.head(NEXT, 4),  # before it signed
            chain.head(OWNER, 12),  # after it was given up
            chain.head(STRANGER, 12),
            chain.head(NEXT, 16, root="0" * 64),
        ]
        for row in bad:
            head = WitnessedHead(**_heads_of(row))
            with pytest.raises(VerificationError):
                audit(full.path, Anchors(heads=[*full.heads, head]))

    def test_heads_of_others_are_no_anchor(self, full: Eventful, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            other = witnessed(ledger)
        for heads in ([], [other]):
            with pytest.raises(VerificationError, match="found none"):
                audit(full.path, Anchors(heads=heads))
        assert audit(full.path, Anchors(heads=[other, full.heads[0]])).anchored == 5

    def test_other_witnesses_do_not_count(self, full: Eventful) -> None:
        with pytest.raises(VerificationError, match="found none"):
            audit(full.path, Anchors(heads=full.heads, witness_key=STRANGER_PUBLIC))
        strange = countersign(STRANGER, full.heads[1].head)
        found = audit(
            full.path, Anchors(heads=[full.heads[0], strange], witness_key=WITNESS_PUBLIC)
        )
        assert found.anchored == 5

    def test_an_owner_is_no_witness_of_itself(self, full: Eventful) -> None:
        own = [countersign(key, full.heads[1].head) for key in (OWNER, NEXT)]
        with pytest.raises(VerificationError, match="found none"):
            audit(full.path, Anchors(heads=own))

    def test_a_head_of_nothing_verifies_nothing(self, full: Eventful) -> None:
        """Anybody can get one countersigned before there is a ledger."""
        ledger = full.heads[0].head.ledger
        empty = Chain().head(OWNER, 0)["root"]
        head = sign_head(OWNER, ledger=ledger, size=0, root=bytes.fromhex(empty), time_ms=0)
        try:
            found = audit(full.path, Anchors(heads=[countersign(WITNESS, head)]))
        except VerificationError:
            return
        assert found.status == SELF_CONSISTENT

    def test_heads_are_verified_whoever_read_them(self, full: Eventful) -> None:
        last = full.heads[1]
        for forged in (
            replace(last, witness_signature="0" * 128),
            replace(last, head=replace(last.head, owner_signature="0" * 128)),
        ):
            with pytest.raises(VerificationError):
                audit(full.path, Anchors(heads=[forged], witness_key=WITNESS_PUBLIC))

    def test_keys_of(self, full: Eventful) -> None:
        assert keys_of(full.path) == (PUBLIC, NEXT_PUBLIC)


def _heads_of(row: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(countersigned(row, WITNESS), sort_keys=True, separators=(",", ":"))
    found = witnessed_from_json(text)
    return {name: getattr(found, name) for name in ("head", "witness_key", "witness_signature")}


AMENDED = {"kind": "amendment", "first": 2, "last": 2, "noise_factor": 0.5, "reason": "x"}
AMENDED |= {"sampling_probability": 0.0, "steps_factor": 1}
SETTLED = {"kind": "settlement", "debit": 2, "executed": 1, "sampling": "poisson"}
SETTLED |= {"bytes_left": False}
LEFT = {"kind": "departure", "recipient": MACHINE}
ERASED = {"kind": "erasure", "request": "x"}
ILLEGAL: dict[str, Callable[[], Chain]] = {
    "opened twice": lambda: chain_of(OPENED),
    "a plan twice": lambda: chain_of({"kind": "plan", "plan": PLAN.to_json()}),
    "a debit of no plan": lambda: chain_of(debit_event(OTHER_PLAN)),
    "another unit": lambda: chain_of(debit_event(unit="record")),
    "another sampling": lambda: chain_of(debit_event(sampling="shuffled")),
    "less sampling": lambda: chain_of(debit_event(sampling_probability=0.5)),
    "steps beyond the horizon": lambda: chain_of(debit_event(steps=PLAN.horizon_steps + 1)),
    "settled before": lambda: chain_of(SETTLED),
    "settled twice": lambda: chain_of(debit_event(), SETTLED, SETTLED),
    "more ran": lambda: chain_of(debit_event(), SETTLED | {"executed": 5}),
    "a plan settled": lambda: chain_of(debit_event(), SETTLED | {"debit": 1}),
    "amended to nothing": lambda: chain_of(debit_event(), AMENDED | {"noise_factor": 1.0}),
    "amended before": lambda: chain_of(AMENDED, debit_event()),
    "amended cheaper": lambda: chain_of(debit_event(), AMENDED | {"noise_factor": 1.5}),
    "arrived first": lambda: chain_of({"kind": "arrival", "recipient": MACHINE}),
    "arrived elsewhere": lambda: chain_of(LEFT, {"kind": "arrival", "recipient": "other"}),
    "spent after leaving": lambda: chain_of(LEFT, debit_event()),
    "erased after leaving": lambda: chain_of(LEFT, ERASED),
    "left twice": lambda: chain_of(LEFT, LEFT),
    "another kind": lambda: chain_of({"kind": "refund", "debit": 2}),
    "a field more": lambda: chain_of(ERASED | {"more": 1}),
    "a reason that orders a terminal": lambda: chain_of(
        debit_event(), AMENDED | {"reason": "\x1b"}
    ),
}


def _enveloped(changes: dict[str, Any]) -> Callable[[], Chain]:
    def make() -> Chain:
        chain = chain_of(debit_event())
        chain.add(ERASED, OWNER, **changes)
        return chain

    return make


ILLEGAL |= {
    f"an entry with {changes}": _enveloped(changes)
    for changes in (
        {"ledger": "1" * 32},
        {"sequence": 2},
        {"previous": "0" * 64},
        {"time_ms": 0},
        {"time_ms": 1 << 53},
        {"version": 2},
        {"version": True},
        {"more": 1},
    )
}


@pytest.mark.parametrize("name", ILLEGAL)
def test_what_no_ledger_may_say_is_found_though_its_owner_signed_it(
    name: str, target: Path
) -> None:
    with pytest.raises(VerificationError):
        audit(write(target, ILLEGAL[name]().rows), Anchors(owner_key=PUBLIC))


class TestForgedEvents:
    def test_good_ones_pass_that_way(self, target: Path) -> None:
        chain = chain_of(debit_event(), SETTLED, AMENDED, ERASED)
        chain.add(witness_event(countersigned(chain.head(OWNER), WITNESS)), OWNER)
        chain.add(key_change_event(chain, NEXT), OWNER)
        chain.add(LEFT, NEXT)
        chain.add({"kind": "arrival", "recipient": MACHINE}, NEXT)
        assert audit(write(target, chain.rows), Anchors(owner_key=PUBLIC)).anchored == 10

    def test_witnesses_of_another_past(self, target: Path) -> None:
        for key, size, changes in (
            (OWNER, 3, {"root": "0" * 64}),
            (OWNER, 4, {}),  # of itself
            (OWNER, 2, {"ledger": "1" * 32}),
            (STRANGER, 3, {}),
        ):
            chain = chain_of(debit_event())
            head = chain.head(key, size, **changes)
            chain.add(witness_event(countersigned(head, WITNESS)), OWNER)
            with pytest.raises(VerificationError, match="entry 3: "):
                audit(write(target, chain.rows), Anchors(owner_key=PUBLIC))

    def test_false_signatures_within(self, target: Path) -> None:
        for name in ("owner_signature", "witness_signature", "witness_key"):
            chain = chain_of(debit_event())
            event = witness_event(countersigned(chain.head(OWNER), WITNESS))
            chain.add(event | {name: "0" * len(event[name])}, OWNER)
            with pytest.raises(VerificationError, match="entry 3: "):
                audit(write(target, chain.rows), Anchors(owner_key=PUBLIC))

    def test_handovers_that_the_new_key_did_not_sign(self, target: Path) -> None:
        for changes in (
            {"new_signature": "0" * 128},
            {"owner_key": STRANGER_PUBLIC},
            {"owner_key": PUBLIC},
        ):
            chain = chain_of()
            chain.add(key_change_event(chain, NEXT) | changes, OWNER)
            with pytest.raises(VerificationError, match="entry 2: "):
                audit(write(target, chain.rows), Anchors(owner_key=PUBLIC))

    def test_a_handover_of_another_place(self, target: Path) -> None:
        early = key_change_event(chain_of(), NEXT)
        chain = chain_of(debit_event())
        chain.add(early, OWNER)
        with pytest.raises(VerificationError, match="new key's owner didn't sign"):
            audit(write(target, chain.rows), Anchors(owner_key=PUBLIC))

    @pytest.mark.parametrize("delta", [0.0, 1.0, 5e-324, 1e-323])
    def test_a_delta_of_no_use_is_an_error_of_ours(self, target: Path, delta: float) -> None:
        """Whether it is refused or accounted: an auditor's program doesn't fall over."""
        other = {"kind": "plan", "plan": OTHER_PLAN.to_json()}
        for events in ([], [other, debit_event(OTHER_PLAN, delta_cap=delta)]):
            chain = chain_of(debit_event(delta_cap=delta), *events, plans="several")
            try:
                found = audit(write(target, chain.rows), Anchors())
            except VerificationError:
                continue
            assert found.spending.epsilon > 0

    def test_more_steps_than_can_be_composed_are_an_error_of_ours(self, target: Path) -> None:
        plan = replace(PLAN, steps_per_round=1_000_000, rounds=6)
        adopted = {"kind": "plan", "plan": plan.to_json()}
        rounds = [debit_event(plan), debit_event(plan)]
        amended = [AMENDED | {"first": n, "last": n, "steps_factor": 9} for n in (3, 4)]
        write(target, chain_of(adopted, *rounds, *amended, plans="several").rows)
        with pytest.raises(VerificationError):
            audit(target, Anchors())

    def test_an_amendment_of_a_sampling_that_was_never_planned(self, target: Path) -> None:
        chain = chain_of(debit_event(), AMENDED | {"noise_factor": 1e-320})
        assert audit(write(target, chain.rows), Anchors()).spending.epsilon == math.inf


class TestReading:
    def test_nothing_is_left_and_nothing_changed(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            spend(ledger, 2)
        before = _contents(tmp_path)
        assert audit(tmp_path / LEDGER_FILE, Anchors()).entries == 6
        assert _contents(tmp_path) == before

    def test_while_it_is_open(self, tmp_path: Path) -> None:
        """The last entries are in the log alone: they are read, and the log is left alone."""
        with make_ledger(tmp_path) as ledger:
            spend(ledger, 2)
            before = _contents(tmp_path)
            assert f"{LEDGER_FILE}-wal" in before
            assert audit(tmp_path / LEDGER_FILE, Anchors()).entries == 6
            assert _contents(tmp_path) == before
            spend(ledger, 1)
        assert audit(tmp_path / LEDGER_FILE, Anchors()).entries == 8

    def test_a_log_that_a_killed_process_left(self, tmp_path: Path, processes: Processes) -> None:
        make_ledger(tmp_path).close()
        acknowledged = tmp_path.parent / f"{tmp_path.name}-acknowledged"
        process = processes.start(
            "loop", folder=tmp_path, acknowledged=acknowledged, checkpoint=1_000
        )
        processes.wait_until_ready()
        while not acknowledged.exists() or acknowledged.stat().st_size < 200:
            time.sleep(0.001)
        os.kill(process, signal.SIGKILL)
        assert processes.wait(process) == -signal.SIGKILL
        before = _contents(tmp_path)
        assert len(before[f"{LEDGER_FILE}-wal"]) > 0
        lines = acknowledged.read_text().splitlines()
        numbers = [int(line.split()[1]) for line in lines if line.startswith("debit")]
        found = audit(tmp_path / LEDGER_FILE, Anchors())
        assert found.entries > max(numbers)
        assert found.debits >= len(numbers)
        assert _contents(tmp_path) == before

    def test_from_a_medium_that_is_read_only(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path / "owner") as ledger:
            spend(ledger, 2)
            copied(tmp_path / "owner", tmp_path / "open")
        try:
            mount = mounted(tmp_path / "medium", "size=2m")
            folder = mount.__enter__()
        except OSError as e:
            pytest.skip(str(e))
        try:
            for name in ("owner", "open"):  # at rest, and with its log
                shutil.copytree(tmp_path / name, folder / name)
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
            with pytest.raises(OSError, match="Read-only"):
                (folder / "x").write_bytes(b"")
            for name in ("owner", "open"):
                assert audit(folder / name / LEDGER_FILE, Anchors()).entries == 6
            with pytest.raises(LedgerUnavailableError):
                open_ledger(folder / "owner", heads=None)
        finally:
            mount.__exit__(None, None, None)

    def test_while_another_process_writes(self, tmp_path: Path, processes: Processes) -> None:
        """Each audit is of one moment, and comes to an end however busy the ledger is."""
        with make_ledger(tmp_path) as ledger, ledger._transaction():
            for _ in range(300):
                ledger._append(Erasure("request-7"))
        acknowledged = tmp_path.parent / f"{tmp_path.name}-acknowledged"
        process = processes.start(
            "loop", folder=tmp_path, acknowledged=acknowledged, checkpoint=1_000
        )
        processes.wait_until_ready()
        try:
            sizes = []
            for _ in range(6):
                before = acknowledged.read_text().count("debit") if acknowledged.exists() else 0
                found = audit(tmp_path / LEDGER_FILE, Anchors())
                assert found.debits >= before
                sizes.append(found.entries)
        finally:
            os.kill(process, signal.SIGKILL)
            processes.wait(process)
        assert sizes == sorted(sizes) and sizes[0] < sizes[-1]

    @pytest.mark.parametrize("checkpoint", ["never", "once"])
    def test_a_write_during_every_copy(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checkpoint: str
    ) -> None:
        """An owner that writes faster than a file is copied can't keep its auditor out, and a
        checkpoint between the copies of file and log, which begins the log anew, costs nothing."""
        real = shutil.copyfile
        calls = 0

        def copy_and_write(source: Path, copy: Path) -> None:
            nonlocal calls
            real(source, copy)
            calls += 1
            if checkpoint == "once" and calls == 1:
                ledger._connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
            ledger.erase(f"request-{calls}")

        with make_ledger(tmp_path) as ledger:
            spend(ledger, 10)  # several pages of SQLite
            monkeypatch.setattr(shutil, "copyfile", copy_and_write)
            for entries in (22, 24):
                calls = 0
                found = audit(tmp_path / LEDGER_FILE, Anchors(owner_key=PUBLIC))
                assert calls and entries <= found.entries <= ledger.state.size

    def test_no_file_and_no_ledger(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none.db", tmp_path):
            with pytest.raises(LedgerUnavailableError, match="found no such file"):
                audit(path, Anchors())
        for content in (b"", b"x", bytes(4096), os.urandom(5000)):
            (tmp_path / "x.db").write_bytes(content)
            with pytest.raises(VerificationError):
                audit(tmp_path / "x.db", Anchors())

    def test_a_device_is_not_read_for_ever(self) -> None:
        with pytest.raises(LedgerUnavailableError):
            audit(Path("/dev/zero"), Anchors())

    def test_another_programs_log_beside_it(self, full: Eventful, target: Path) -> None:
        write(target, full.rows())
        log = target.with_name(target.name + "-wal")
        for content in (b"", b"x" * 100, os.urandom(10_000)):
            log.write_bytes(content)
            assert audit(target, Anchors()).entries == 15
            assert log.read_bytes() == content

    def test_no_room_for_the_copy(
        self, full: Eventful, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A temporary folder that is missing is an error of ours too."""
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
        with pytest.raises(LedgerUnavailableError):
            audit(full.path, Anchors())


def _contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith("-shm")}


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    with Processes() as started:
        yield started


class TestAnyFile:
    """A file from anybody gives one of three errors, or the ledger that it is."""

    @settings(derandomize=True, max_examples=150)
    @given(content=st.binary(max_size=300), header=st.booleans())
    def test_random_bytes(
        self, content: bytes, header: bool, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        path = tmp_path_factory.getbasetemp() / "random.db"
        start = database([])[:100] if header else b""
        path.write_bytes(start + content)
        with pytest.raises((VerificationError, LedgerUnavailableError, LedgerVersionError)):
            audit(path, Anchors())

    @settings(derandomize=True, max_examples=250)
    @given(data=st.data())
    def test_bytes_changed_anywhere(
        self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        content = bytearray(GOOD)
        for _ in range(data.draw(st.integers(1, 3))):
            begin = data.draw(st.sampled_from([0, 4_096]))
            at = begin + data.draw(st.integers(0, 127) | st.integers(0, len(GOOD) - begin - 1))
            content[at] = data.draw(st.integers(0, 255))
        path = tmp_path_factory.getbasetemp() / "changed.db"
        path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
        try:
            found = audit(path, Anchors(owner_key=PUBLIC))
        except (VerificationError, LedgerUnavailableError, LedgerVersionError):
            return
        assert found.ledger == Chain.ledger
        assert found.entries <= 7  # the last ones may be cut off: for that there are heads


GOOD = database(
    chain_of(debit_event(), SETTLED, debit_event(), ERASED, debit_event()).rows,
)
