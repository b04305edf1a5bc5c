"""Time, memory and utility of the default `discreet simulate`, against its negative control.

    python bench/simulate.py [--short] [--json]

`--short` leaves the control out. Figures are of whole processes, as a user runs them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import Figures, figure, main


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


def measure(short: bool) -> Figures:
    figures: Figures = {}
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
        if not short:
            text, _, _ = run("simulate", "control", "--json", "--out", str(Path(folder) / "no"))
            control = json.loads(text)["final"]["f1"]
            how = f"F1 {final:.1f} against {control:.1f} on shuffled answers"
            figures["over_control"] = figure(final - control, "F1 points", 8, "higher", how)
    return figures


if __name__ == "__main__":
    main(__doc__, measure)
