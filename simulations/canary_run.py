"""Hold a scenario's privacy claim against canaries: train one owner with them, and attack it.

The run is kept apart from those that make a model: its directory holds `canaries.json` and no
weights, for a model that was trained on canaries must not be released.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from torch import nn

from client.networks import borrow
from client.store import TRAIN, RecordStore
from client.units import group_by_unit
from privacy.errors import VerificationError
from privacy.vault import keyring as keyrings
from privacy.vault.atomic import replace_file
from qa.features import Encoder
from qa.model import QaModel
from qa.records import Record
from simulations.attacks import Report, Target, attack, judge, make_canaries
from simulations.data import HOMES_FOLDER, POPULATION, STORE_FOLDER
from simulations.errors import ScenarioError
from simulations.folder import new_folder
from simulations.prepare import Workspace, prepare
from simulations.scenario import Scenario

CANARIES_FILE = "canaries.json"
VERSION = 1
LEAST, MOST = 20, 5000  # canaries
UNITS = 80  # of the owner's own, half of which are left out to be told from the others


def run_canaries(
    scenario: Scenario,
    canaries: int,
    *,
    out: str | None = None,
    confidence: float = 0.95,
    stage: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Train the scenario's largest owner on some of its units and on canaries, attack every round,
    and return what is written to `canaries.json` in a new directory.

    Of the plan all is as in the scenario; one owner trains by itself, and its update is attacked,
    which is what the mode `local` promises to withstand.

    Raises ScenarioError and others as `prepare` does; VerificationError, after the file is written,
    where the claim is contradicted.
    """
    if not LEAST <= canaries <= MOST:
        raise ScenarioError(f"--canaries: expected {LEAST} to {MOST}, found {canaries}")
    clock = time.monotonic()
    folder = new_folder(out)
    keyring, _ = keyrings.load_or_create()
    with tempfile.TemporaryDirectory(prefix="discreet-") as temporary, keyrings.in_use():
        stage("preparing data, model and privacy plan")
        workspace = prepare(
            scenario, Path(temporary), out=folder.path, run_id=folder.run_id, keyring=keyring
        )
        owner = max(workspace.owners, key=lambda owner: owner.units)
        home = workspace.folder / HOMES_FOLDER / owner.name
        records = list(RecordStore(home / STORE_FOLDER, keyring).read(POPULATION, TRAIN))
        job = workspace.job
        with borrow(job.model, job.base_sha256, job.trainable, job.runtime) as (model, network):
            target = _target(workspace, records, model, network)
            inside, outside = _halves(records, workspace)
            made = make_canaries(canaries, target.encoder, records)
            evidence = attack(
                target,
                inside,
                made,
                others=outside,
                began=lambda number: stage(f"round {number} of {job.plan.rounds}"),
            )
    report = judge(evidence, target, confidence=confidence)
    found = _to_json(report, workspace, owner.name)
    found["seconds"] = round(time.monotonic() - clock, 1)
    folder.path.mkdir(parents=True)
    text = json.dumps(found, indent=1, ensure_ascii=False)
    replace_file(folder.path / CANARIES_FILE, text.encode() + b"\n")
    return {"run_dir": str(folder.path)} | found


def check(found: dict[str, Any]) -> None:
    """Raise VerificationError where the claim was contradicted."""
    if found["verdict"]["finding"] == "contradicted":
        raise VerificationError(
            f"expected a run within epsilon {found['claimed_epsilon']:.3g}, found canaries that "
            f"contradict it (p = {found['verdict']['p_value']:.2g})",
            hint="train nothing more with this installation before the defect is found",
        )


def _target(
    workspace: Workspace, records: list[Record], model: QaModel, network: nn.Module
) -> Target:
    job = workspace.job
    units = len(group_by_unit(records, job.plan.unit))
    return Target(
        network=network,
        task=job.task(1),
        encoder=Encoder(model.tokenizer, job.reading.max_length, job.reading.stride),
        runtime=job.runtime,
        pad_id=model.pad_id,
        declared_units=min(units, UNITS // 2),
    )


def _halves(records: list[Record], workspace: Workspace) -> tuple[list[Record], list[Record]]:
    """Records of some units that are trained on, and as many of others that aren't."""
    units = list(group_by_unit(records, workspace.job.plan.unit).values())[:UNITS]
    half = len(units) // 2
    inside = [record for unit in units[:half] for record in unit]
    outside = [record for unit in units[half:] for record in unit]
    return inside, outside[: len(inside)]


def _to_json(report: Report, workspace: Workspace, owner: str) -> dict[str, Any]:
    plan = workspace.job.plan
    membership = report.membership
    return {
        "version": VERSION,
        "owner": owner,
        "plan": plan.to_json(),
        "steps": plan.steps_per_round * plan.rounds,
        "claimed_epsilon": report.claimed_epsilon,
        "delta": report.delta,
        "confidence": report.confidence,
        "canaries": report.canaries,
        "largest_bound": report.largest_bound,
        "verdict": {
            "finding": report.verdict.finding.value,
            "p_value": report.verdict.p_value,
            "hypotheses": report.verdict.hypotheses,
        },
        "attacks": {
            name: {
                "epsilon_bound": audit.epsilon_bound,
                "epsilon_if_gaussian": audit.epsilon_if_gaussian,
                "guesses": audit.best.guesses,
                "correct": audit.best.correct,
            }
            for name, audit in report.audits.items()
        },
        "membership": None
        if membership is None
        else {
            "members": membership.members,
            "others": membership.others,
            "auc": membership.auc,
            "true_positives": [asdict(rate) for rate in membership.true_positives],
        },
    }
