"""Ledgers as auditors get them, for tests of reports: with sessions, crashes and several runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from support.ledger_format import read_database
from support.ledgers import CAPS, PLAN, charge, make_ledger, settle

from privacy.audit.history import History
from privacy.audit.recompute import Anchors, summary, verified
from privacy.audit.statement import Verified
from privacy.ledger.events import SessionDealt, SetConfirmed
from privacy.ledger.store import LEDGER_FILE, Ledger


def dealt(run_id: str = "run-1", number: int = 1, **changes: Any) -> SessionDealt:
    """A session of five owners, one of whom may collude."""
    values: dict[str, Any] = {
        "run_id": run_id,
        "session": f"{number:064x}",
        "join_sha256": f"{number + 1000:064x}",
        "shares_sha256": f"{number + 2000:064x}",
        "roster": "e" * 64,
        "owners": 5,
        "colluders": 1,
        "threshold": 4,
        "confirmations": 4,
        "survivors": 4,
        "degree": 0,
        "modulus_bits": 32,
    }
    return SessionDealt(**(values | changes))


def confirmed(session: SessionDealt, round_: int, survivors: int = 5) -> SetConfirmed:
    """All five were asked."""
    return SetConfirmed(session.session, round_, round_, 5, survivors, f"{round_ + 3000:064x}")


def one_round(ledger: Ledger, session: SessionDealt, round_: int, survivors: int = 5) -> None:
    """A round that went well."""
    number = ledger.debit(PLAN, charge(round_, run_id=session.run_id), **CAPS)
    settle(ledger, number, PLAN.steps_per_round)
    ledger.record(confirmed(session, round_, survivors))


def aggregated(folder: Path, **changes: Any) -> Path:
    """Two rounds in a session: 0 opened, 1 session, 2 plan, 3-5 the first round, 6-8 the second,
    in whose sum one owner is missing."""
    session = dealt(**changes)
    with make_ledger(folder) as ledger:
        ledger.record(session)
        one_round(ledger, session, 1)
        one_round(ledger, session, 2, survivors=4)
    return folder / LEDGER_FILE


def three_runs(folder: Path) -> Path:
    """Runs of two, one and two rounds; the second crashed and has no set of survivors."""
    with make_ledger(folder) as ledger:
        first, third = dealt("run-1", 1), dealt("run-3", 3)
        ledger.record(first)
        one_round(ledger, first, 1)
        one_round(ledger, first, 2)
        ledger.record(dealt("run-2", 2))
        ledger.debit(PLAN, charge(1, run_id="run-2"), **CAPS)
        ledger.record(third)
        one_round(ledger, third, 1)
        number = ledger.debit(PLAN, charge(2, run_id="run-3"), **CAPS)
        settle(ledger, number, 1, left=False)
    return folder / LEDGER_FILE


def read(path: Path, anchors: Anchors | None = None, *, delta: float | None = None) -> Verified:
    """The ledger in `path` as `discreet audit` reads it."""
    anchors, history = anchors or Anchors(), History()
    state, by, reach = verified(path, anchors, observe=history.observe)
    return Verified(state, history, summary(path, state, by, reach, anchors, delta=delta))


def raw(path: Path) -> list[dict[str, Any]]:
    """The entries as they lie in the file, by the independent reader."""
    rows = read_database(path.read_bytes())
    return [json.loads(body) for _, body, _ in rows if isinstance(body, bytes)]
