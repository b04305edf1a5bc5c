"""The ledger: durable debits beside the disk's own syncs, verification, and `discreet audit`.

    python bench/ledger.py [--short] [--json]

The raw side appends as many bytes as a debit's row to a file and syncs it, each time anew. Both
sides are measured in turn on the same disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from figures import Figures, alternate, figure, main

from privacy.audit.recompute import Anchors, audit
from privacy.ledger.entries import public_hex
from privacy.ledger.events import PlanRule
from privacy.ledger.store import Charge, Ledger
from privacy.plan import Plan, Unit

DIGEST = "0" * 64


def make_plan(rounds: int) -> Plan:
    return Plan(
        unit=Unit.PERSON,
        clip_norm=1.0,
        noise_multiplier=1.0,
        sampling_probability=0.01,
        steps_per_round=1,
        rounds=rounds,
        spare_rounds=0,
        delta=1e-5,
    )


class Book:
    """A ledger that debits and settles round after round."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.path = folder / "ledger.db"
        self.plan = make_plan(rounds)
        self.ledger = Ledger.create(self.path, self.key, population="default", plans=PlanRule.ONE)
        self._round = count(1)

    def debit(self) -> int:
        charge = Charge("bench", next(self._round), DIGEST, DIGEST, DIGEST, DIGEST)
        return self.ledger.debit(self.plan, charge, epsilon_cap=1000.0, delta_cap=1e-5)

    def settle(self, debit: int) -> None:
        self.ledger.settle(debit, executed=1, sampling="poisson", bytes_left=True)


def debits(figures: Figures, folder: Path, short: bool) -> None:
    each, times = (50, 3) if short else (300, 15)
    book = Book(folder, 1_000_000)
    book.debit()
    with (folder / "raw").open("wb", buffering=0) as raw:

        def sync() -> float:
            began = time.perf_counter()
            for _ in range(each):
                raw.write(b"\0" * 900)
                os.fsync(raw.fileno())
            return (time.perf_counter() - began) / each

        def debit() -> float:
            began = time.perf_counter()
            for _ in range(each):
                book.debit()
            return (time.perf_counter() - began) / each

        one, other, ratio = alternate(sync, debit, times)
    book.ledger.close()
    how = f"{1 / other:.0f} debits against {1 / one:.0f} appends with fsync a second"
    figures["debits_over_fsync"] = figure(ratio, "x", 0.5, "higher", how)


def verification(figures: Figures, folder: Path, short: bool) -> None:
    """A ledger of many entries, written without a sync an entry, verified and composed."""
    entries = 2_000 if short else 100_000
    book = Book(folder, 1_000_000)
    connection = book.ledger._connection  # the way in is not what is measured
    connection.execute("PRAGMA synchronous = OFF")
    while book.ledger.state.size < entries:
        book.settle(book.debit())
    book.ledger.close()
    began = time.process_time()
    found = audit(book.path, Anchors(public_hex(book.key)))
    seconds = time.process_time() - began
    if found.entries < entries or found.status != "verified":
        raise SystemExit(f"expected a verified ledger of {entries} entries, found {found}")
    how = f"{found.entries} entries verified and composed, processor time, one thread"
    figures["verification"] = figure(seconds, "s", 60, "lower", how)
    megabytes = book.path.stat().st_size / 1e6
    figures["ledger_size"] = figure(megabytes, "MB", 1000, "lower", f"{found.entries} entries")


def command(figures: Figures, folder: Path, short: bool) -> None:
    book = Book(folder, 50)
    for _ in range(50):
        book.settle(book.debit())
    book.ledger.close()
    seconds = []
    for _ in range(3 if short else 5):
        began = time.perf_counter()
        subprocess.run(
            [
                *(sys.executable, "-m", "discreet", "audit", str(book.path)),
                *("--owner-key", public_hex(book.key), "--json"),
            ],
            check=True,
            capture_output=True,
        )
        seconds.append(time.perf_counter() - began)
    how = f"`discreet audit` of 50 rounds, median of {len(seconds)} processes"
    figures["audit"] = figure(sorted(seconds)[len(seconds) // 2], "s", 5, "lower", how)


def measure(short: bool) -> Figures:
    figures: Figures = {}
    for part in (debits, verification, command):
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
            part(figures, Path(folder), short)
    return figures


if __name__ == "__main__":
    main(__doc__, measure)
