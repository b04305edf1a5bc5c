"""Ledgers for tests: with every kind of entry, tampered with in every way, and used by processes.

`eventful` writes one through the product; forged ones come from `support.ledger_format`.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.ledger_format import (
    SCHEMA,
    Chain,
    Row,
    database,
    read_database,
)
from support.plans import make_plan

from privacy.ledger import anchor
from privacy.ledger.events import Amendment, PlanRule
from privacy.ledger.heads import WitnessedHead, countersign
from privacy.ledger.store import LEDGER_FILE, Charge, Ledger
from privacy.plan import Plan

OWNER, NEXT, STRANGER, WITNESS = (
    Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3, 4)
)
PUBLIC, NEXT_PUBLIC, STRANGER_PUBLIC, WITNESS_PUBLIC = (
    key.public_key().public_bytes_raw().hex() for key in (OWNER, NEXT, STRANGER, WITNESS)
)
MACHINE = "dvr1-" + "ab" * 32  # a vault key's fingerprint
# Plain Gaussians, which are accounted in milliseconds.
PLAN = make_plan(
    sampling_probability=1, noise_multiplier=20, steps_per_round=4, rounds=10, spare_rounds=2
)
OTHER_PLAN = make_plan(
    sampling_probability=1, noise_multiplier=30, steps_per_round=3, rounds=20, spare_rounds=0
)
EPSILON_CAP, DELTA_CAP = 20.0, 1e-5
CAPS = {"epsilon_cap": EPSILON_CAP, "delta_cap": DELTA_CAP}


def charge(round_: int = 0, *, run_id: str = "run-1") -> Charge:
    return Charge(run_id, round_, "a" * 64, "b" * 64, "c" * 64, "d" * 64)


def make_ledger(folder: Path, **changes: Any) -> Ledger:
    """A new ledger of one plan in `folder`, owned by OWNER, with its heads beside it."""
    values: dict[str, Any] = {
        "population": "default",
        "plans": PlanRule.ONE,
        "heads": folder / anchor.HEADS_FILE,
    }
    return Ledger.create(folder / LEDGER_FILE, OWNER, **(values | changes))


def open_ledger(folder: Path, key: Ed25519PrivateKey = OWNER, **changes: Any) -> Ledger:
    """The ledger in `folder`."""
    values: dict[str, Any] = {"heads": folder / anchor.HEADS_FILE}
    return Ledger.open(folder / LEDGER_FILE, key, **(values | changes))


def debit(ledger: Ledger, plan: Plan = PLAN, **changes: Any) -> int:
    """One round of `plan`, charged."""
    return ledger.debit(plan, charge(), **(CAPS | changes))


def settle(ledger: Ledger, number: int, executed: int, *, left: bool = True) -> None:
    ledger.settle(number, executed=executed, sampling="poisson", bytes_left=left)


def spend(ledger: Ledger, rounds: int, plan: Plan = PLAN) -> list[int]:
    """Whole rounds of `plan`, charged and settled."""
    numbers = []
    for _ in range(rounds):
        numbers.append(debit(ledger, plan))
        settle(ledger, numbers[-1], plan.steps_per_round)
    return numbers


def witnessed(ledger: Ledger, since: int = 0, key: Ed25519PrivateKey = WITNESS) -> WitnessedHead:
    """The ledger's head as it is now, countersigned; the ledger isn't told."""
    return countersign(key, ledger.receipt(since).head)


def amendment(first: int, last: int, **changes: Any) -> Amendment:
    """Half of the noise, unless `changes` say otherwise."""
    values: dict[str, Any] = {"noise_factor": 0.5, "sampling_probability": 0.0, "steps_factor": 1}
    return Amendment(first=first, last=last, **(values | {"reason": "a test"} | changes))


@dataclass(frozen=True)
class Eventful:
    """A closed ledger with an entry of every kind, and two heads of it."""

    folder: Path
    heads: tuple[WitnessedHead, WitnessedHead]  # of 5 entries by OWNER, of all by NEXT

    @property
    def path(self) -> Path:
        return self.folder / LEDGER_FILE

    def rows(self) -> list[Row]:
        return read_database(self.path.read_bytes())


def eventful(folder: Path) -> Eventful:
    """0 opened, 1 plan, 2 debit, 3 settled in part, 4 debit, 5 witness, 6 amended, 7 erasure,
    8 plan, 9 debit, 10 settled, 11 another key, 12 departure, 13 arrival, 14 debit."""
    now = iter(range(1_700_000_000_000, 1 << 53, 1_000))
    with make_ledger(folder, plans=PlanRule.SEVERAL, clock=lambda: next(now)) as ledger:
        settle(ledger, debit(ledger), 3, left=False)
        second = debit(ledger)
        head = witnessed(ledger)
        ledger.witness(head)
        ledger.amend(amendment(second, second))
        ledger.erase("request-7")
        settle(ledger, debit(ledger, OTHER_PLAN), 3)
        ledger.change_key(NEXT, compromised=True, reason="a laptop was stolen")
        ledger.depart(MACHINE)
        ledger.arrive(MACHINE)
        debit(ledger, OTHER_PLAN)
        return Eventful(folder, (head, witnessed(ledger)))


def tampered(rows: Sequence[Any]) -> Iterator[tuple[str, list[Any], dict[str, Any]]]:
    """Every way to change a file that nobody may pass: a name, rows and arguments for
    `database`. None of them has the owner's key."""
    size = len(rows)
    for number, row in enumerate(rows):
        before, after = rows[:number], rows[number + 1 :]
        for column, name in ((1, "body"), (2, "signature")):
            for how, value in _values(row[column], rows[number - 1][column]):
                changed = (*row[:column], value, *row[column + 1 :])
                yield f"{name} {number} {how}", [*before, changed, *after], {}
        for how, value in (("beyond", size + 1), ("far", 1 << 40), ("negative", -number - 1)):
            yield f"sequence {number} {how}", [*before, (value, *row[1:]), *after], {}
        if after:  # that the last one is missing a file can't tell: heads can
            yield f"row {number} removed", [*before, *after], {}
            closed = [(n - 1, *values) for n, *values in after]
            yield f"row {number} removed and closed up", [*before, *closed], {}
            swapped = [(number, *after[0][1:]), (number + 1, *row[1:])]
            yield f"rows {number} and {number + 1} swapped", [*before, *swapped, *after[1:]], {}
        doubled = [(n + 1, *values) for n, *values in rows[number:]]
        yield f"row {number} doubled", [*before, row, *doubled], {}
        yield f"row {number} again at the end", [*rows, (size, *row[1:])], {}
    yield "no rows", [], {}
    yield "an empty row more", [*rows, (size, b"", b"")], {}
    yield "a row before all others", [(-1, *rows[0][1:]), *rows], {}
    yield "a row of nonsense before all others", [(-(1 << 63), b"x", b"y"), *rows], {}
    for name, changes in _SCHEMAS.items():
        yield name, list(rows), changes


def _values(value: Any, other: Any) -> Iterator[tuple[str, Any]]:
    for name, at in (("first", 0), ("middle", len(value) // 2), ("last", -1)):
        flipped = bytearray(value)
        flipped[at] ^= 1
        yield f"{name} bit flipped", bytes(flipped)
    yield "replaced by another row's", other
    yield "null", None
    yield "empty", b""
    yield "longer", value + b" "
    yield "shorter", value[:-1]
    yield "huge", value + bytes(100_000)
    yield "a text", value.decode("latin-1")
    yield "a whole number", 7
    yield "a real number", 0.5


_SCHEMAS: dict[str, dict[str, Any]] = {
    "another table": {"statements": ["CREATE TABLE other (a)"]},
    "a trigger": {
        "statements": [
            "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry "
            "WHERE sequence = new.sequence; END"
        ]
    },
    "a view": {"statements": ["CREATE VIEW v AS SELECT * FROM entry"]},
    "an index": {"statements": ["CREATE INDEX i ON entry (sequence)"]},
    "statistics": {"statements": ["ANALYZE"]},
    "another column": {"statements": ["ALTER TABLE entry ADD COLUMN more"]},
    "a table of another name": {"statements": ["ALTER TABLE entry RENAME TO entries"]},
    "another schema text": {"schema": SCHEMA.replace(" NOT NULL", "")},
    "another spelling of the schema": {"schema": SCHEMA.replace("CREATE TABLE", "create table")},
    "another application": {"application_id": 0},
}


def retold(rows: Sequence[Any], key: Ed25519PrivateKey, *, dropped: Sequence[int] = ()) -> Chain:
    """The same events without `dropped`, chained and signed anew with `key` alone."""
    chain = Chain()
    for number, body, _ in rows:
        if number in dropped:
            continue
        row = json.loads(body)
        if row["event"]["kind"] == "opened":
            row["event"]["owner_key"] = key.public_key().public_bytes_raw().hex()
            chain.ledger = row["ledger"]
        chain.time_ms = row["time_ms"]
        chain.add(row["event"], key)
    return chain


def write(path: Path, rows: Sequence[Row], **changes: Any) -> Path:
    """`rows` as a new ledger's file in the place of what is there."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.write_bytes(database(rows, **changes))
    return path


def copied(folder: Path, to: Path) -> Path:
    """All files of `folder`, as a backup takes them."""
    return shutil.copytree(folder, to)


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A small file system of its own in memory at `folder`; OSError where none may be mounted."""
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        raise OSError("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


class Processes:
    """Starts real processes that use ledgers (see `support.ledger_process`), each by a fork of one
    that has everything imported and every plan of these tests accounted."""

    def __init__(self) -> None:
        root = Path(__file__).parents[2]
        self._lines: list[dict[str, Any]] = []  # that came before they were asked for
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "support.ledger_process"],
            cwd=root / "tests",
            env=os.environ | {"PYTHONPATH": f"{root}:{root / 'tests'}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._take("ready")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._parent.stdin is not None
        self._parent.stdin.close()
        self._parent.wait()

    def account(self, cap: float) -> int:
        """Have all that are started from now on know how many steps of PLAN fit under `cap`."""
        self._write({"cap": cap})
        return int(self._take("steps"))

    def start(self, task: str, **arguments: Any) -> int:
        """Fork a process that runs `task`; returns its number. `gate` names a file that the
        process waits for: it goes on when nobody holds it."""
        self._write({"task": task, "arguments": {k: str(v) for k, v in arguments.items()}})
        return int(self._take("started"))

    def wait_until_ready(self, count: int = 1) -> None:
        """Until `count` more processes have opened their ledger."""
        for _ in range(count):
            self._take("ready")

    def forget_ready(self) -> None:
        """Leave out what a process that was killed may have said meanwhile. Its last line came
        before its end was known."""
        self._lines = [line for line in self._lines if "ready" not in line]

    def wait(self, process: int) -> int:
        """Until `process` has ended; returns its status, negative for a signal."""
        self._write({"wait": process})
        return int(self._take("status"))

    def run(self, task: str, **arguments: Any) -> Any:
        """What one process says, from its start to its end."""
        return self.run_together(task, [arguments])[0]

    def run_together(
        self, task: str, calls: Sequence[dict[str, Any]], gate: Path | None = None
    ) -> list[Any]:
        """What each of several processes says; with `gate`, they begin at one moment."""
        with held(gate) if gate is not None else contextlib.nullcontext():
            started = [self.start(task, **({"gate": gate} if gate else {}), **c) for c in calls]
            if gate is not None:
                self.wait_until_ready(len(started))
        answers = dict(self._take("answer") for _ in started)
        assert [self.wait(process) for process in started] == [0] * len(started)
        return [answers[process] for process in started]

    def _write(self, message: object) -> None:
        assert self._parent.stdin is not None
        self._parent.stdin.write(json.dumps(message) + "\n")
        self._parent.stdin.flush()

    def _take(self, kind: str) -> Any:
        """The next line of this kind; others wait."""
        for line in self._lines:
            if kind in line:
                self._lines.remove(line)
                return line[kind]
        assert self._parent.stdout is not None
        while text := self._parent.stdout.readline():
            line = json.loads(text)
            assert "failed" not in line, line["failed"]
            if kind in line:
                return line[kind]
            self._lines.append(line)
        raise AssertionError("the parent of all processes has ended")


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """A file that nobody else can hold meanwhile."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
