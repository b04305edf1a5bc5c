"""What every benchmark shares: figures with their targets, the machine, and how they're printed."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
from collections.abc import Callable
from typing import Any

Figures = dict[str, dict[str, Any]]


def figure(value: float, unit: str, target: float, better: str, how: str) -> dict[str, Any]:
    """One figure: `better` is "lower" or "higher"."""
    met = value <= target if better == "lower" else value >= target
    return {
        "value": round(value, 3),
        "unit": unit,
        "target": target,
        "better": better,
        "met": met,
        "how": how,
    }


def alternate(
    one: Callable[[], float], other: Callable[[], float], times: int
) -> tuple[float, ...]:
    """Medians of both sides' values and of their ratios, measured in turn after a warm-up."""
    one(), other()
    pairs = [(one(), other()) for _ in range(times)]
    first, second = (statistics.median(side) for side in zip(*pairs, strict=True))
    return first, second, statistics.median(a / b for a, b in pairs)


def main(description: str | None, measure: Callable[[bool], Figures]) -> None:
    """Run `measure(short)` and print its figures as the command line asks."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = measure(arguments.short)
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
        print(
            f"{name}: {row['value']} {row['unit']} (target {sign} {row['target']}: {verdict}; "
            f"{row['how']})"
        )
