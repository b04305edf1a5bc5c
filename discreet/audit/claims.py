"""What a run says beside its ledgers: utility, and attacks. Unsigned, so every report says so."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from privacy.errors import InvalidPlanError

if TYPE_CHECKING:
    from privacy.audit.statement import Verified

SUMMARY_FILE = "summary.json"
CANARIES_FILE = "canaries.json"
MAX_BYTES = 16 * 1024 * 1024
MAX_NAME = 80  # characters
_FIGURES = ("f1", "em", "answerable_f1", "no_answer_accuracy", "answerability_auroc")


def of_run(ledger: Path, verified: Verified) -> Mapping[str, Any] | None:
    """What the run directory around `ledger` says of it; None where there is none, or where its
    summary isn't one of this ledger's runs."""
    root = ledger.parent.parent.parent
    summary = _object(root / SUMMARY_FILE)
    if summary is None or summary.get("run_id") not in verified.figures.runs:
        return None
    owners = summary.get("owners")
    rows = [row for row in owners if isinstance(row, dict)] if isinstance(owners, list) else []
    mine = next((row for row in rows if _is_ledger_of(row, root, ledger)), None)
    if mine is None:
        return None
    scored = {
        name: score
        for row in rows
        if (name := _name(row.get("name"))) and (score := _number(row.get("f1"))) is not None
    }
    worst = min(scored, key=lambda name: scored[name], default=None)
    redactions = mine.get("redactions")
    return {
        "final": _figures(summary.get("final")),
        "worst_group": None if worst is None else {"group": worst, "f1": scored[worst]},
        "desensitization": {
            name: count
            for key, count in redactions.items()
            if (name := _name(key)) and isinstance(count, int)
        }
        if isinstance(redactions, dict)
        else None,
    }


def of_attack(path: Path, verified: Verified) -> Mapping[str, Any] | None:
    """What canaries showed, if the attack was on a plan that this ledger was charged for.

    The epsilon that it is held against is recomputed from the attack's own plan and steps. Raises
    click.UsageError for a file that holds no attack.
    """
    from privacy import accounting
    from privacy.plan import Plan

    found = _object(path)
    try:
        if found is None:
            raise ValueError
        plan = Plan.from_json(found["plan"])
        claimed = accounting.epsilon(plan, found["steps"], found["delta"])
        bounds = [_number(row["epsilon_bound"]) for row in found["attacks"].values()]
        bound = max(value for value in bounds if value is not None)
        contradicted = found["verdict"]["finding"] == "contradicted" or bound > claimed
        result = {
            "canaries": int(found["canaries"]),
            "confidence": float(found["confidence"]),
            "epsilon_bound": bound,
            "largest_bound": float(found["largest_bound"]),
            "claimed_epsilon": claimed if math.isfinite(claimed) else "infinite",
            "steps": int(found["steps"]),
            "plan_sha256": plan.digest(),
            "contradicted": contradicted,
        }
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError,
            InvalidPlanError) as e:  # fmt: skip
        raise click.UsageError(
            f"{path}: expected what `discreet simulate --canaries` leaves, found something else"
        ) from e
    return result if plan in verified.state.steps else None


def attack_beside(ledger: Path, verified: Verified) -> Mapping[str, Any] | None:
    """As `of_attack`, of a file in the run directory around `ledger`; nobody named it, so one that
    can't be read says nothing."""
    try:
        return of_attack(ledger.parent.parent.parent / CANARIES_FILE, verified)
    except click.UsageError:
        return None


def _is_ledger_of(row: Mapping[str, Any], root: Path, ledger: Path) -> bool:
    known = row.get("ledger")
    path = known.get("path") if isinstance(known, dict) else None
    return isinstance(path, str) and (root / path).resolve() == ledger.resolve()


def _figures(value: Any) -> dict[str, float] | None:
    if not isinstance(value, dict):
        return None
    found = {name: _number(value.get(name)) for name in _FIGURES}
    known = {name: figure for name, figure in found.items() if figure is not None}
    return known or None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e9:
        return None
    return float(value) if math.isfinite(value) else None


def _name(value: Any) -> str | None:
    if not isinstance(value, str) or not value.isprintable() or not value.strip():
        return None
    return value[:MAX_NAME]


def _object(path: Path) -> dict[str, Any] | None:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        found = json.loads(content) if len(content) <= MAX_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
