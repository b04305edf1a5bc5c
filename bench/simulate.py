"""Time, memory and utility of the default `discreet simulate`, against its negative control.

    python bench/simulate.py [--short] [--json]

`--short` leaves the control out. Figures are of whole processes, as a user runs them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def run(*arguments: str) -> tuple[str, float, float]:
    """Standard output, seconds and peak resident memory (MB) of one `discreet` process."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "discreet", *arguments], stdout=out, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        if status:
            raise SystemExit(f"discreet {' '.join(arguments)} ended with status {status}")
        out.seek(0)
        return out.read(), seconds, usage.ru_maxrss / 1024


def figure(value: float, unit: str, target: float, better: str, how: str) -> dict[str, Any]:
    met = value <= target if better == "lower" else value >= target
    return {
        "value": round(value, 3),
        "unit": unit,
        "target": target,
        "better": better,
        "met": met,
        "how": how,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {}
    helps = sorted(run("--help")[1] for _ in range(5))
    figures["help"] = figure(helps[2], "s", 0.5, "lower", "median of 5 processes")
    with tempfile.TemporaryDirectory() as folder:
        text, seconds, memory = run("simulate", "--json", "--out", str(Path(folder) / "default"))
        summary = json.loads(text)
        epsilon = max(owner["epsilon"] for owner in summary["owners"])
        final, baseline = summary["final"]["f1"], summary["baseline"]["f1"]
        once = "one default run"
        figures["seconds"] = figure(seconds, "s", 120, "lower", once)
        figures["peak_memory"] = figure(memory, "MB", 4096, "lower", f"{once}, resident")
        figures["epsilon"] = figure(epsilon, "epsilon", 8, "lower", f"{once}, greatest owner")
        how = f"{once}, F1 {baseline:.1f} to {final:.1f}"
        figures["gain"] = figure(final - baseline, "F1 points", 10, "higher", how)
        if not arguments.short:
            text, _, _ = run("simulate", "control", "--json", "--out", str(Path(folder) / "no"))
            control = json.loads(text)["final"]["f1"]
            how = f"F1 {final:.1f} against {control:.1f} on shuffled answers"
            figures["over_control"] = figure(final - control, "F1 points", 8, "higher", how)
    machine = {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    if arguments.json:
        print(json.dumps({"machine": machine, "figures": figures}))
        return
    for name, row in figures.items():
        verdict = "met" if row["met"] else "missed"
        sign = "≤" if row["better"] == "lower" else "≥"
        print(f"{name}: {row['value']} {row['unit']} (target {sign} {row['target']}: {verdict})")


if __name__ == "__main__":
    main()
