"""`summary.json`: what a run did, from the coordinator's result and the owners' own ledgers."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from privacy.accounting import ACCOUNTANT
from privacy.audit.recompute import Anchors, audit
from privacy.ledger import anchor
from privacy.ledger.store import LEDGER_FILE
from privacy.plan import RELATION, SAMPLING
from privacy.vault.signing import PUBLIC_FILE, read_public
from server.history import RESULT_FILE
from simulations.folder import SUMMARY_VERSION
from simulations.prepare import Workspace
from simulations.scenario import Scenario


def summarize(scenario: Scenario, workspace: Workspace, seconds: float) -> dict[str, Any]:
    """The summary of a run that ended. Epsilons are recomputed from what each owner was charged,
    after its ledger was verified. Raises VerificationError where one doesn't hold.

    A figure that isn't known is None. An infinite epsilon is None too: JSON has no infinity.
    """
    job, plan = workspace.job, workspace.job.plan
    result = json.loads((job.out / RESULT_FILE).read_text(encoding="utf-8"))
    final, baseline = dict(result["final"]), dict(result["baseline"])
    by_owner = final.pop("by_owner")
    baseline.pop("by_owner")
    # Verified as an auditor would, with the keys and heads of this very run.
    heads = anchor.load(job.out / anchor.HEADS_FILE)
    owners = []
    for owner in workspace.owners:
        home = workspace.home(owner.name)
        key = read_public(str(home / PUBLIC_FILE))
        # An owner that never answered has shown no head.
        mine = [head for head in heads if head.head.owner_key == key]
        anchors = Anchors(key, mine or None)
        found = audit(home / LEDGER_FILE, anchors, delta=plan.delta)
        owners.append(
            {
                "name": owner.name,
                "examples": owner.examples,
                "unit": str(plan.unit),
                "units": owner.units,
                "declared_units": owner.declared_units,
                "epsilon": _finite(found.spending.epsilon),
                "delta": plan.delta,
                "epsilon_cap": _finite(scenario.privacy.epsilon),
                "f1": by_owner.get(owner.name),
                "redactions": owner.redactions,
                "exceptions": list(owner.exceptions),
                "ledger": {
                    "path": str((home / LEDGER_FILE).relative_to(job.out)),
                    "status": found.status,
                    "entries": found.entries,
                    "witnessed": found.witnessed,
                    "debits": found.debits,
                    "unsettled": len(found.unsettled),
                    "epsilon_rdp": _finite(found.spending.epsilon_rdp),
                },
            }
        )
    epsilons = [owner["epsilon"] for owner in owners]
    known = [e for e in epsilons if e is not None]
    rows = [
        {key: row[key] for key in ("round", "em", "f1", "seconds", "survivors", "dropped")}
        for row in result["rounds"]
    ]
    return {
        "version": SUMMARY_VERSION,
        "run_id": job.run_id,
        "run_dir": str(job.out),
        "seconds": round(seconds, 2),
        "model": scenario.model.name,
        "language": job.language,
        "rounds": rows,
        "final": final,
        "baseline": baseline,
        "owners": owners,
        "privacy": {
            "mode": "local" if plan.noise_multiplier > 0 else "none",
            "accountant": ACCOUNTANT,
            "noise_multiplier": plan.noise_multiplier,
            "clip": plan.clip_norm,
            "sampling": SAMPLING,
            "sampling_probability": plan.sampling_probability,
            "unit": str(plan.unit),
            "relation": RELATION,
            "records_per_unit": plan.records_per_unit,
            "windows_per_record": plan.windows_per_record,
            "steps_per_round": plan.steps_per_round,
            "rounds": plan.rounds,
            "spare_rounds": plan.spare_rounds,
            "epsilon_max": max(known) if len(known) == len(owners) else None,
            "epsilon_sum": sum(known) if len(known) == len(owners) else None,
        },
        "aggregation": result["aggregation"],
        "lost_rounds": result["lost"],
        "warnings": list(workspace.warnings),
    }


def write_summary(path: Path, summary: dict[str, Any]) -> None:
    """Write it as indented JSON, replacing what was there."""
    temporary = path.with_suffix(".partial")
    temporary.write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    temporary.replace(path)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
