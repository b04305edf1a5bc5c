"""An audit with its report: seconds and memory of `discreet audit` over 50 rounds.

    python bench/audit.py [--short] [--json]

One owner's ledger of three runs, 50 rounds together, each with its session, its settlement and its
signed set of survivors; written as HTML, JSON and YAML by a process of its own, whose peak memory
the operating system tells. Also four owners at once, and several plans, which the Rényi filter
composes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from figures import Figures, figure, main

from privacy.ledger.entries import public_hex
from privacy.ledger.events import PlanRule, SessionDealt, SetConfirmed
from privacy.ledger.store import Charge, Ledger
from privacy.plan import Plan, Unit

DIGEST = "0" * 64
RUNS = (20, 20, 10)


def make_plan(noise: float) -> Plan:
    return Plan(
        unit=Unit.PERSON,
        clip_norm=1.0,
        noise_multiplier=noise,
        sampling_probability=0.01,
        steps_per_round=10,
        rounds=60,
        spare_rounds=0,
        delta=1e-5,
    )


def write(folder: Path, *, several: bool) -> tuple[Path, str]:
    """A ledger of RUNS, and its owner's key; with `several`, each run has its own plan."""
    folder.mkdir(parents=True)
    key, path = Ed25519PrivateKey.generate(), folder / "ledger.db"
    rule = PlanRule.SEVERAL if several else PlanRule.ONE
    with Ledger.create(path, key, population="default", plans=rule) as ledger:
        for number, rounds in enumerate(RUNS):
            plan = make_plan(1.0 + 0.1 * number * several)
            session = f"{number + 1:064x}"
            ledger.record(
                SessionDealt(f"run-{number}", session, f"{number + 11:064x}", DIGEST, DIGEST, 5, 1,
                             4, 4, 4, 0, 32)
            )  # fmt: skip
            for round_ in range(1, rounds + 1):
                charge = Charge(f"run-{number}", round_, DIGEST, DIGEST, DIGEST, DIGEST)
                debit = ledger.debit(plan, charge, epsilon_cap=50.0, delta_cap=1e-5)
                ledger.settle(debit, executed=10, sampling="poisson", bytes_left=True)
                ledger.record(SetConfirmed(session, round_, round_, 5, 5, DIGEST))
    return path, public_hex(key)


def audit(ledgers: list[tuple[Path, str]], out: Path) -> tuple[float, float]:
    """Seconds and peak MB of one process."""
    out.mkdir()
    arguments = [str(path) for path, _ in ledgers]
    for _, key in ledgers:
        arguments += ["--owner-key", key]
    for form in ("html", "json", "yaml"):
        arguments += ["--report", str(out / f"report.{form}")]
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "discreet", "audit", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"DISCREET_HOME": str(out / "home")},
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"discreet audit failed: {process.stderr and process.stderr.read()!r}")
    return seconds, usage.ru_maxrss / 1024


def measure(short: bool) -> Figures:
    figures: Figures = {}
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        one = [write(folder / "one", several=False)]
        many = [write(folder / f"owner-{n}", several=False) for n in range(4)]
        plans = [write(folder / "plans", several=True)]
        parts = {"": one, "_four_owners": many, "_several_plans": plans}
        for part, ledgers in parts.items():
            runs = [audit(ledgers, folder / f"out{part}-{n}") for n in range(2 if short else 5)]
            seconds, memory = (sorted(side)[len(side) // 2] for side in zip(*runs, strict=True))
            how = f"{sum(RUNS)} rounds in {len(RUNS)} runs, {len(ledgers)} ledgers, three reports"
            figures[f"audit{part}"] = figure(seconds, "s", 10, "lower", how)
            figures[f"memory{part}"] = figure(memory, "MB", 300, "lower", f"peak of it; {how}")
    return figures


if __name__ == "__main__":
    main(__doc__, measure)
