"""Figures out of a summary that may lack them or hold anything else in their place."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from simulations.report.texts import DASH


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def mappings(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def name_of(owner: Mapping[str, Any]) -> str:
    """On one line, without the control characters that reorder or hide text."""
    name = "".join(c if c.isprintable() else " " for c in str(owner.get("name") or ""))
    return " ".join(name.split()) or DASH


def number(value: Any) -> float | None:
    """A finite number, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def is_infinite(value: Any) -> bool:
    return value in (math.inf, "inf", "Infinity")


def greatest(values: Sequence[Any]) -> float | None:
    """None if any of them isn't a bound, a number from 0: what lacks a part isn't one either."""
    numbers = [number(value) for value in values]
    known = [number for number in numbers if number is not None and number >= 0]
    return max(known) if known and len(known) == len(numbers) else None
