"""A process that forks processes which use a ledger, and what those do. For `ledgers.Processes`.

Reads one JSON object a line and answers with one a line; the forks write lines of their own.
"""

from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from support.ledgers import CAPS, OWNER, PLAN, charge, debit, open_ledger, settle

from privacy.errors import BudgetExceededError, LedgerUnavailableError
from privacy.ledger import gate
from privacy.ledger.events import PlanRule
from privacy.ledger.heads import witnessed_from_json
from privacy.ledger.store import Ledger
from privacy.plan import Plan

WIDE_CAP = 1e9  # what thousands of rounds fit under
LONG_PLAN = replace(PLAN, rounds=100_000)


def loop(folder: str, acknowledged: str, checkpoint: str) -> None:
    """Debit and settle for ever; each number is written down before the next step is taken.

    Every third debit is settled with steps given back, every fourth isn't settled.
    """
    file = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with open_ledger(Path(folder)) as ledger:
        ledger._connection.execute(f"PRAGMA wal_autocheckpoint = {int(checkpoint)}")
        say({"ready": os.getpid()})
        for round_ in range(1_000_000):
            number = ledger.debit(LONG_PLAN, charge(round_), epsilon_cap=WIDE_CAP, delta_cap=1e-5)
            os.write(file, f"debit {number}\n".encode())
            if round_ % 4 == 3:
                continue
            left = round_ % 3 != 0
            executed = LONG_PLAN.steps_per_round if left else 1
            os.write(file, f"settling {number} {executed} {left:d}\n".encode())
            settle(ledger, number, executed, left=left)
            os.write(file, f"settled {number} {executed} {left:d}\n".encode())


def debits(folder: str, tries: str, cap: str, gate: str) -> list[int]:
    """The numbers of the debits that a budget allowed, of so many tries."""
    won = []
    with open_ledger(Path(folder)) as ledger:
        say({"ready": os.getpid()})
        _pass(gate)
        for _ in range(int(tries)):
            try:
                won.append(debit(ledger, epsilon_cap=float(cap)))
            except BudgetExceededError:
                continue
    return won


def create(folder: str, gate: str) -> str:
    """Whether this process made the ledger: "made" or the error's name."""
    say({"ready": os.getpid()})
    _pass(gate)
    try:
        path = Path(folder) / "ledger.db"
        Ledger.create(path, OWNER, population="default", plans=PlanRule.ONE).close()
    except Exception as e:
        return type(e).__name__
    return "made"


def outgrow(folder: str, room: str) -> dict[str, Any]:
    """Debit until no file may grow beyond what it has and `room` bytes, then with room again."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    path = Path(folder) / "ledger.db-wal"
    before, error = 0, ""
    with open_ledger(Path(folder)) as ledger:
        limit = path.stat().st_size + int(room)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            while before < 1000:
                debit_long(ledger)
                before += 1
        except LedgerUnavailableError as e:
            error = str(e)
        again = ""
        try:
            debit_long(ledger)
        except LedgerUnavailableError as e:
            again = str(e)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        size = ledger.refresh().size
        number = debit_long(ledger)
    return {"before": before, "error": error, "again": again, "size": size, "number": number}


def keep_head_and_stop(folder: str, head: str) -> None:
    """Take a countersigned head, and stay where its file is written and its entry isn't."""

    class Stopping:
        def __init__(self, real: Any) -> None:
            self._real = real

        def execute(self, statement: str, *arguments: Any) -> Any:
            if statement == "COMMIT":
                say({"ready": os.getpid()})
                signal.pause()
            return self._real.execute(statement, *arguments)

    ledger = open_ledger(Path(folder))
    ledger._connection = Stopping(ledger._connection)  # type: ignore[assignment]
    ledger.witness(witnessed_from_json(head))


def debit_long(ledger: Ledger) -> int:
    return ledger.debit(LONG_PLAN, charge(), epsilon_cap=WIDE_CAP, delta_cap=1e-5)


TASKS: dict[str, Callable[..., Any]] = {
    task.__name__: task for task in (loop, debits, create, outgrow, keep_head_and_stop)
}


def say(message: object) -> None:
    """One line, whole even beside others' lines."""
    os.write(1, (json.dumps(message) + "\n").encode())


def allows(plan: Plan, charged: int, cap: float) -> bool:
    """Whether one more round fits; asked again, by forks too, this takes no time."""
    before = gate.Charged((plan,), {plan: charged} if charged else {})
    try:
        gate.check(
            before,
            plan,
            plan.steps_per_round,
            gate.Cap(cap, CAPS["delta_cap"], PlanRule.ONE),
        )
    except BudgetExceededError:
        return False
    return True


def fitting_steps(plan: Plan, cap: float) -> int:
    charged = 0
    while allows(plan, charged, cap):
        charged += plan.steps_per_round
    return charged


def _pass(gate: str) -> None:
    with Path(gate).open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)


def _child(task: str, arguments: dict[str, str]) -> int:
    try:
        say({"answer": [os.getpid(), TASKS[task](**arguments)]})
    except BaseException:
        say({"failed": traceback.format_exc()[-3_000:]})  # one line, short enough to be whole
        return 1
    return 0


def main() -> None:
    gate.fits(LONG_PLAN, LONG_PLAN.horizon_steps, WIDE_CAP, CAPS["delta_cap"])
    say({"ready": True})
    for line in sys.stdin:
        message = json.loads(line)
        if "wait" in message:
            _, status = os.waitpid(message["wait"], 0)
            say({"status": os.waitstatus_to_exitcode(status)})
        elif "cap" in message:
            fits = [
                gate.fits(PLAN, n, message["cap"], CAPS["delta_cap"])
                for n in range(PLAN.horizon_steps + 1)
            ]
            say({"steps": sum(fits) - 1})
        elif child := os.fork():
            say({"started": child})
        else:
            os._exit(_child(message["task"], message["arguments"]))


if __name__ == "__main__":
    main()
