"""Makes `ledger/v1`: ledgers that every later version must open and audit as this one does.

From the folder `tests`: python -m vectors.make_ledger_vectors

The files are made by `support.ledger_format` alone, from keys that are published here, so that two
runs with one SQLite give the same bytes. `expected.json` holds what that second implementation
finds in them, and the epsilons that the product found when they were made.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.ledger_format import (
    Chain,
    Event,
    countersigned,
    database,
    digest_of,
    key_change_event,
    public,
    root,
    verify,
    witness_event,
)
from support.plans import make_plan

from privacy.plan import Unit

FOLDER = Path(__file__).parent / "ledger" / "v1"
EXPECTED = "expected.json"
HEADS = "heads.jsonl"
OWNER, NEXT, WITNESS, STRANGER = (
    Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (21, 22, 23, 24)
)
PLAN = make_plan(version=1, sampling_probability=0.02, noise_multiplier=1.1, steps_per_round=20)
SECOND = replace(PLAN, sampling_probability=0.01, noise_multiplier=1.5, steps_per_round=30)
FULL = replace(PLAN, sampling_probability=1.0, noise_multiplier=24.0, steps_per_round=3)
MACHINE = "dvr1-" + "5e" * 32


def opened(plans: str) -> Event:
    return {"kind": "opened", "population": "clinic", "owner_key": public(OWNER), "plans": plans}


def adopted(plan: Any) -> Event:
    return {"kind": "plan", "plan": plan.to_json()}


def debit(plan: Any, round_: int, *, run_id: str = "run-a", cap: float | str = 8.0) -> Event:
    digests = ("base_sha256", "model_sha256", "code_sha256", "policy_sha256")
    return {
        "kind": "debit",
        "run_id": run_id,
        "round": round_,
        "plan_sha256": digest_of(plan.to_json()),
        "steps": plan.steps_per_round,
        "unit": str(plan.unit),
        "sampling": "poisson",
        "sampling_probability": plan.sampling_probability,
        "epsilon_cap": cap,
        "delta_cap": 1e-6,
    } | {name: f"{n:02x}" * 32 for n, name in enumerate(digests, 10)}


def settled(number: int, executed: int, *, left: bool = True) -> Event:
    return {
        "kind": "settlement",
        "debit": number,
        "executed": executed,
        "sampling": "poisson",
        "bytes_left": left,
    }


def dealt(number: int, **changes: Any) -> Event:
    digests = ("session", "join_sha256", "shares_sha256", "roster")
    counts = {"owners": 10, "colluders": 1, "threshold": 6, "confirmations": 6, "survivors": 6}
    event = {"kind": "session", "run_id": "run-a", "degree": 0, "modulus_bits": 32} | counts
    return event | {name: f"{number:02x}{n:02x}" * 16 for n, name in enumerate(digests)} | changes


def confirmed(number: int, vector: int, survivors: int = 10, **changes: Any) -> Event:
    return {
        "kind": "survivors",
        "session": dealt(number)["session"],
        "vector": vector,
        "round": vector + 1,
        "active": 10,
        "survivors": survivors,
        "survivors_sha256": f"{vector:02x}" * 32,
    } | changes


def amended(first: int, last: int, noise: float, probability: float, times: int) -> Event:
    return {
        "kind": "amendment",
        "first": first,
        "last": last,
        "noise_factor": noise,
        "sampling_probability": probability,
        "steps_factor": times,
        "reason": "Rauschen zu schwach – nachgemessen",
    }


def rounds(chain: Chain, plan: Any, count: int, **changes: Any) -> None:
    for round_ in range(count):
        number = chain.add(debit(plan, round_, **changes), OWNER)
        chain.add(settled(number, plan.steps_per_round), OWNER)


def fresh() -> Chain:
    chain = Chain("f0" * 16)
    chain.add(opened("one"), OWNER)
    return chain


def one_plan() -> Chain:
    """Rounds whole, in part, without bytes, and one that never ended."""
    chain = Chain("f1" * 16)
    for event in (opened("one"), adopted(PLAN)):
        chain.add(event, OWNER)
    rounds(chain, PLAN, 3)
    chain.add(settled(chain.add(debit(PLAN, 3), OWNER), 7, left=False), OWNER)
    chain.add(settled(chain.add(debit(PLAN, 4), OWNER), 7, left=True), OWNER)
    chain.add(settled(chain.add(debit(PLAN, 5), OWNER), 0, left=False), OWNER)
    chain.add(debit(PLAN, 6, cap="inf"), OWNER)
    return chain


def several_plans() -> Chain:
    chain = Chain("f2" * 16)
    for event in (opened("several"), adopted(PLAN)):
        chain.add(event, OWNER)
    rounds(chain, PLAN, 2)
    chain.add(adopted(SECOND), OWNER)
    rounds(chain, SECOND, 2, run_id="run-b")
    chain.add(adopted(FULL), OWNER)
    rounds(chain, FULL, 2, run_id="run-c")
    rounds(chain, PLAN, 1, run_id="run-d")
    return chain


def every_kind() -> Chain:
    chain = Chain("f3" * 16)
    for event in (opened("one"), adopted(FULL)):
        chain.add(event, OWNER)
    rounds(chain, FULL, 2)
    chain.add(witness_event(head(chain)), OWNER)
    chain.add(amended(2, 4, 0.5, 0.0, 2), OWNER)
    chain.add(amended(4, 9, 0.75, 1.0, 1), OWNER)
    chain.add({"kind": "erasure", "request": "2024-117"}, OWNER)
    chain.time_ms += 7 * 86_400_000
    chain.add(key_change_event(chain, NEXT, compromised=True), OWNER)
    chain.add({"kind": "departure", "recipient": MACHINE}, NEXT)
    chain.add({"kind": "arrival", "recipient": MACHINE}, NEXT)
    chain.add(debit(FULL, 2), NEXT)
    return chain


def aggregated() -> Chain:
    """Two sessions of encrypted aggregation, of which the second lost owners."""
    chain = Chain("f4" * 16)
    for event in (opened("one"), adopted(PLAN), dealt(1)):
        chain.add(event, OWNER)
    for vector in range(2):
        rounds(chain, PLAN, 1)
        chain.add(confirmed(1, vector), OWNER)
    chain.add(dealt(2, modulus_bits=16), OWNER)
    rounds(chain, PLAN, 1)
    chain.add(confirmed(2, 1, 6), OWNER)
    return chain


def gone() -> Chain:
    chain = one_plan()
    chain.add({"kind": "departure", "recipient": MACHINE}, OWNER)
    return chain


GOOD: dict[str, Callable[[], Chain]] = {
    "fresh": fresh,
    "one_plan": one_plan,
    "several_plans": several_plans,
    "every_kind": every_kind,
    "gone": gone,
    "aggregated": aggregated,
}


def head(chain: Chain, size: int | None = None) -> dict[str, Any]:
    """A countersigned head, signed by the key that signs at its size."""
    kinds = [json.loads(body)["event"]["kind"] for _, body, _ in chain.rows[:size]]
    key = NEXT if "key-change" in kinds else OWNER
    return countersigned(chain.head(key, size), WITNESS)


def bad() -> dict[str, bytes]:
    """Files that no reader may believe; the name says why."""
    chain = Chain("f1" * 16, one_plan().rows[:7])
    chain.time_ms += 7 * chain.step_ms
    rows = chain.rows
    number, body, signature = rows[4]
    cheaper = body.replace(b'"steps":20', b'"steps":10')
    assert cheaper != body
    other = Chain("f1" * 16)
    for event in (opened("one") | {"owner_key": public(STRANGER)}, adopted(PLAN)):
        other.add(event, STRANGER)
    other.add(debit(PLAN, 0), OWNER)
    refund = Chain(chain.ledger, list(rows), chain.time_ms)
    refund.add(settled(2, 0, left=False), OWNER)
    missing = [(n - 1, b, s) for n, b, s in rows[5:]]
    return {
        "bad_steps_changed": database([*rows[:4], (number, cheaper, signature), *rows[5:]]),
        "bad_bit_in_signature": database(
            [*rows[:4], (number, body, bytes([signature[0] ^ 1]) + signature[1:]), *rows[5:]]
        ),
        "bad_entry_missing": database([*rows[:4], *rows[5:]]),
        "bad_entry_missing_and_closed_up": database([*rows[:4], *missing]),
        "bad_entries_swapped": database(
            [*rows[:4], (4, *rows[5][1:]), (5, *rows[4][1:]), *rows[6:]]
        ),
        "bad_entry_twice": database([*rows, (len(rows), *rows[-1][1:])]),
        "bad_entry_before_the_first": database([(-1, *rows[0][1:]), *rows]),
        "bad_text_for_bytes": database([*rows[:4], (number, body.decode(), signature), *rows[5:]]),
        "bad_another_key_in_the_middle": database(other.rows),
        "bad_settled_twice": database(refund.rows),
        "bad_time_goes_back": _with(chain, time_ms=1),
        "bad_version_of_an_entry": _with(chain, version=2),
        "bad_version_that_is_true": _with(chain, version=True),
        "bad_another_ledgers_entry": _with(chain, ledger="f0" * 16),
        "bad_plan_for_another_unit": database(refused(adopted(replace(SECOND, unit=Unit.RECORD)))),
        "bad_whole_number_for_a_real_one": database(refused(debit(PLAN, 3) | {"epsilon_cap": 8})),
        "bad_keys_dealt_twice": database(
            after_session(dealt(3, join_sha256=dealt(1)["join_sha256"]))
        ),
        "bad_session_dealt_in_twice": database(
            after_session(dealt(3, session=dealt(1)["session"]))
        ),
        "bad_survivors_of_no_session": database(after_session(confirmed(3, 0))),
        "bad_second_set_of_survivors": database(after_session(confirmed(1, 1, 9))),
        "bad_fewer_survivors_than_agreed": database(after_session(confirmed(1, 2, 5))),
        "bad_more_survivors_than_active": database(after_session(confirmed(1, 2, 9, active=8))),
        "bad_more_active_than_owners": database(after_session(confirmed(1, 2, 9, active=11))),
        "bad_threshold_above_the_owners": database(after_session(dealt(3, threshold=11))),
        "bad_trigger": database(
            rows, statements=["CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END"]
        ),
        "bad_table_more": database(rows, statements=["CREATE TABLE other (a)"]),
        "bad_schema": database(rows, schema="CREATE TABLE entry (sequence, body, signature)"),
        "bad_application": database(rows, application_id=0x64697364),
        "bad_format": database(rows, user_version=2),
        "bad_empty": database([]),
        "bad_cut_off": database(rows)[:-4_096],
    }


def refused(event: Event) -> list[tuple[int, bytes, bytes]]:
    """A ledger that ends with an event which its owner signed, and which none may say."""
    chain = Chain("f1" * 16, one_plan().rows[:8])
    chain.time_ms += 8 * chain.step_ms
    chain.add(event, OWNER)
    return chain.rows


def after_session(event: Event) -> list[tuple[int, bytes, bytes]]:
    """The same, after a session and two rounds in it."""
    chain = Chain("f4" * 16, aggregated().rows[:9])
    chain.time_ms += 9 * chain.step_ms
    chain.add(event, OWNER)
    return chain.rows


def _with(chain: Chain, **changes: Any) -> bytes:
    longer = Chain(chain.ledger, list(chain.rows), chain.time_ms)
    longer.add({"kind": "erasure", "request": "x"}, OWNER, **changes)
    return database(longer.rows)


def files() -> dict[str, bytes]:
    """Names and contents of all ledgers."""
    made = {name: database(make().rows) for name, make in GOOD.items()}
    return {f"{name}.db": content for name, content in (made | bad()).items()}


def heads() -> list[dict[str, Any]]:
    """Two heads of each good ledger: of its first half, and of all of it."""
    return [
        head(chain, size)
        for chain in (make() for name, make in GOOD.items() if name != "one_plan")
        for size in (max(1, len(chain.rows) // 2), len(chain.rows))
    ]


def found(content: bytes) -> dict[str, Any]:
    """What the second implementation says of a good ledger."""
    ledger = verify(content)
    steps: dict[str, int] = {}
    for q, sigma, count in ledger.mechanisms():
        steps[f"{q:g}/{sigma:g}"] = steps.get(f"{q:g}/{sigma:g}", 0) + count
    return {
        "ledger": ledger.ledger,
        "entries": len(ledger.leaves),
        "root": root(ledger.leaves).hex(),
        "owner_keys": [key for _, key in ledger.keys],
        "compromised_keys": ledger.compromised,
        "departed": ledger.departed,
        "debits": list(ledger.accounts),
        "steps_by_mechanism": {name: count for name, count in steps.items() if count},
    }


def main() -> None:
    from privacy.audit.recompute import Anchors, audit

    FOLDER.mkdir(parents=True, exist_ok=True)
    expected: dict[str, Any] = {}
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
        if "bad_" in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            spent = audit(path, Anchors()).spending
        expected[name] = found(content) | {
            "epsilon": spent.epsilon,
            "epsilon_fixed": spent.epsilon_fixed,
            "epsilon_rdp": spent.epsilon_rdp,
            "delta": spent.delta,
        }
    (FOLDER / EXPECTED).write_text(json.dumps(expected, indent=1) + "\n")
    lines = [json.dumps(row, sort_keys=True, separators=(",", ":")) for row in heads()]
    (FOLDER / HEADS).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
