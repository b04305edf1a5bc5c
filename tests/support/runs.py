"""Small simulated runs, and what their directories say when they are read from outside."""

from __future__ import annotations

from pathlib import Path

from support.owner_home import events
from support.records import MARK, rows, write_rows

from privacy.audit.recompute import Anchors, LedgerAudit, audit
from privacy.ledger import anchor
from privacy.ledger.events import Debit, PlanAdopted, Settlement
from privacy.ledger.heads import WitnessedHead
from privacy.plan import Plan
from privacy.vault.signing import read_public
from simulations.scenario import Scenario

PERSONS = {"north": 50, "south": 25, "west": 12}
DECLARED = {"north": 40, "south": 20, "west": 10}


def write_data(folder: Path) -> Path:
    """Records of three owners."""
    found = [row for owner, persons in PERSONS.items() for row in rows(owner, persons)]
    return write_rows(folder / "data.jsonl", found)


def make_scenario(data: Path, model: Path) -> Scenario:
    """Two rounds of one step each, and one spare round."""
    return Scenario().replace(
        {
            "data.source": str(data),
            "model.name": str(model),
            "model.layers": 1,
            "training.rounds": 2,
            "training.steps_per_round": 1,
            "training.expected_batch": 6,
            "privacy.delta": 1e-3,
            "privacy.spare_rounds": 1,
            "aggregation.colluders": 0,  # so that two of three are enough
            "run.device": "cpu",
        }
    )


def ledger(out: Path, owner: str) -> Path:
    """Where an owner's ledger is."""
    return out / "owners" / owner / "ledger.db"


def heads(folder: Path) -> list[WitnessedHead]:
    """The countersigned heads that are kept in a folder."""
    return anchor.load(folder / anchor.HEADS_FILE)


def audited(out: Path, owner: str) -> LedgerAudit:
    """The audit with all that an outsider may know: the owner's key and, once there is one, the
    coordinator's heads."""
    public = read_public(str(out / "owners" / owner / "signing-key.pub"))
    return audit(ledger(out, owner), Anchors(public, heads(out) or None))


def charged_steps(out: Path, owner: str) -> tuple[Plan, dict[int, int]]:
    """The one plan of an owner's ledger, and how many of its steps count in each round: by
    reading alone, without what composes them."""
    found = events(ledger(out, owner))
    (plan,) = [event.plan for event in found if isinstance(event, PlanAdopted)]
    settled = {event.debit: event for event in found if isinstance(event, Settlement)}
    steps: dict[int, int] = {}
    for number, event in enumerate(found):
        if isinstance(event, Debit):
            assert event.plan_sha256 == plan.digest()
            end = settled.get(number)
            count = event.steps if end is None or end.bytes_left else end.executed
            steps[event.round] = steps.get(event.round, 0) + count
    return plan, steps


def assert_no_text(*folders: Path) -> int:
    """No text of a record is in any file, whoever could read it. Returns how many there were."""
    looked_at = 0
    for folder in folders:
        for path in folder.rglob("*"):
            assert MARK not in path.name
            try:
                content = path.read_bytes() if path.is_file() else b""
            except FileNotFoundError:  # a file that was replaced meanwhile
                continue
            looked_at += len(content) > 0
            assert MARK.encode() not in content, path
    return looked_at
