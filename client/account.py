"""What an owner was charged: an append-only file, written before the first gradient of a round.

Each line is one debit of planned steps. There is no refund and no settling: a round that crashed
stays charged, and one that is trained again is charged again.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from privacy import accounting
from privacy.errors import BudgetExceededError, VerificationError
from privacy.plan import Plan, check_steps

VERSION = 1
ACCOUNT_FILE = "account.jsonl"


@dataclass(frozen=True, slots=True)
class Charge:
    """Planned steps of one round under one plan, charged in full."""

    run_id: str
    round: int
    steps: int
    plan: Plan


class Account:
    """An owner's durable account. Safe between processes: debits hold an exclusive file lock."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ACCOUNT_FILE

    def charges(self) -> list[Charge]:
        """Every charge so far, in order. Raises VerificationError on an unreadable line.

        A last line without its newline was cut off by a crash before `debit` returned, so that
        no gradient followed it: it doesn't count, and the next debit removes it.
        """
        if not self._path.exists():
            return []
        lines = self._path.read_bytes().split(b"\n")[:-1]
        return [self._parse(number, line) for number, line in enumerate(lines, 1)]

    def epsilon(self, delta: float) -> float:
        """Epsilon of all charges together at `delta`, by PLD composition."""
        return _epsilon(self.charges(), delta)

    def price(self, charge: Charge, *, epsilon_cap: float, delta: float) -> float:
        """The epsilon that `charge` would bring the account to. Writes nothing.

        Raises BudgetExceededError when that passes the cap, or when the account holds another
        plan: composition by PLD is for what was fixed in advance, and a coordinator may choose a
        second plan in view of what came out of the first.
        """
        charges = self.charges()
        if any(c.plan != charge.plan for c in charges):
            raise BudgetExceededError(
                "this account was opened for another plan, and one account composes one plan",
                hint="start a new run; its epsilon adds to this one's",
            )
        spent = _epsilon([*charges, charge], delta)
        if not spent <= epsilon_cap:
            raise BudgetExceededError(
                f"round {charge.round} would bring epsilon to {spent:.4g}, "
                f"above this owner's cap of {epsilon_cap:.4g}"
            )
        return spent

    def debit(self, charge: Charge, *, epsilon_cap: float, delta: float) -> float:
        """Charge `charge` durably and return the epsilon that is then spent.

        The line is on disk when this returns. Raises BudgetExceededError, and writes nothing,
        when the cap would be passed.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            spent = self.price(charge, epsilon_cap=epsilon_cap, delta=delta)
            file.write(json.dumps(self._row(charge), separators=(",", ":")).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        for folder in (self._path.parent, self._path.parent.parent):  # either may be new
            _sync_folder(folder)
        return spent

    @staticmethod
    def _row(charge: Charge) -> dict[str, Any]:
        return {
            "version": VERSION,
            "run_id": charge.run_id,
            "round": charge.round,
            "steps": charge.steps,
            "plan": charge.plan.to_json(),
            "time": round(time.time(), 3),
        }

    def _parse(self, number: int, line: bytes) -> Charge:
        try:
            row = json.loads(line)
            if row["version"] != VERSION:
                raise ValueError(f"version {row['version']!r}")
            steps = check_steps(row["steps"])
            return Charge(row["run_id"], row["round"], steps, Plan.from_json(row["plan"]))
        except Exception as error:
            raise VerificationError(
                f"{self._path}: line {number} is no charge: {error}",
                hint="the account is damaged; restore it before this owner trains again",
            ) from error


def _epsilon(charges: list[Charge], delta: float) -> float:
    """Epsilon at `delta` of charges under one plan, by PLD. Raises VerificationError on two."""
    plans = {charge.plan for charge in charges}
    if not plans:
        return 0.0
    if len(plans) > 1:
        raise VerificationError(
            f"the account holds {len(plans)} plans, and this version writes one alone",
            hint="it was altered; restore it before this owner trains again",
        )
    return accounting.epsilon(plans.pop(), sum(charge.steps for charge in charges), delta)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
