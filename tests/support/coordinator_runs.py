"""Runs of the coordinator over a scripted grid, and what they leave."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from flwr.app import Message, RecordDict
from support.jobs import COORDINATOR_KEY, make_job, make_vault
from support.paper_ledger import PaperLedger
from support.paper_owner import TRAIN, PaperOwner
from support.plans import make_plan
from support.scripted_grid import ScriptedGrid

from exchange.hub import Hub
from privacy.ledger import anchor
from privacy.ledger.entries import public_hex
from privacy.ledger.witness import Witness
from privacy.plan import Plan
from privacy.vault import keyring as keyrings
from server import rounds
from server.checkpoint import Checkpoint
from server.job import AggregationSpec, DeclaredOwner, Job
from server.observer import Event, Explainer, OwnerAnswered, observing
from server.optimizer import Arrays, ServerOptimizer

NAMES = ["ann", "bob", "cid"]  # of 10, 20 and 70 declared units
SHAPES = {"w": (2, 3), "b": (2,)}
VALUES = 8


class FakeEvaluator:
    """A model of zeros whose F1 is its first weight."""

    saved: Arrays | None = None

    def __init__(self, *_: object) -> None:
        pass

    def initial(self) -> Arrays:
        return {name: np.zeros(shape, np.float32) for name, shape in SHAPES.items()}

    def scores(self, arrays: Arrays) -> dict[str, Any]:
        return {"em": 0.0, "f1": float(arrays["w"].flat[0]), "by_owner": {}}

    def save(self, arrays: Arrays, card: str) -> None:
        FakeEvaluator.saved = arrays


def run(
    grid: ScriptedGrid,
    job: Job,
    *,
    seen: list[Event] | None = None,
    explainer: Explainer = lambda node, number: None,
) -> list[Event]:
    """A coordinator that starts anew each time, with what it kept in the job's folder. Returns
    what the observer heard, which is in `seen` even if it ends with an error."""
    seen = [] if seen is None else seen
    hub = Hub()
    grid.connect(hub)
    with observing(seen.append, explainer):
        rounds.run(
            grid,
            job,
            Witness(job.out, COORDINATOR_KEY),
            make_vault(job.out, keyrings.load()),
            hub,
        )
    return seen


def plan_of(number: int, spare: int = 1) -> Plan:
    return make_plan(rounds=number, steps_per_round=1, spare_rounds=spare)


def job_of(folder: Path, owners: Sequence[PaperOwner | str], **changes: Any) -> Job:
    """A job whose owners all declare 30 units, but for those of NAMES."""
    grid = ScriptedGrid(owners)
    declared = tuple(DeclaredOwner(o.name, o.declared_units) for o in grid.owners.values())
    return make_job(folder, **({"owners": declared} | changes))


def colluding(number: int, **changes: Any) -> AggregationSpec:
    return replace(AggregationSpec(colluders=number), **changes)


def history(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "history.jsonl").read_text().splitlines()]


def result(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "result.json").read_text())
    return found


def checkpoint(folder: Path) -> Checkpoint:
    state = Checkpoint.load(make_vault(folder, keyrings.load()), "run-1")
    assert state is not None
    return state


def weight(folder: Path) -> float:
    """The first weight in the checkpoint."""
    return float(checkpoint(folder).model["w"].flat[0])


def kept(folder: Path, name: str) -> list[int]:
    """Sizes of the heads of an owner's ledger that the coordinator kept, in their order."""
    heads = anchor.load(folder / anchor.HEADS_FILE)
    assert all(head.witness_key == public_hex(COORDINATOR_KEY) for head in heads)
    return [h.head.size for h in heads if h.head.ledger == PaperLedger(name).ledger]


def failures(seen: Sequence[Event]) -> list[OwnerAnswered]:
    return [event for event in seen if isinstance(event, OwnerAnswered) and event.reason]


def assert_model_is_that_of_the_words(grid: ScriptedGrid, job: Job) -> None:
    """The model in the checkpoint is exactly what comes of the survivors' words, which are added
    here in clear, and without the product's decoding."""
    optimizer, model = ServerOptimizer(job.server), FakeEvaluator().initial()
    declared = {owner.name: owner.declared_units for owner in job.owners}
    state = checkpoint(job.out)
    assert state.aggregation is not None
    step = 2.0 ** state.aggregation["step_exponent"]
    for row in state.rounds:
        names = sorted(row["survivors"], key=str.encode)
        words = [grid.owners[name].words[row["round"]] for name in names]
        signed = [w.view(w.dtype.str.replace("u", "i")).astype(np.int64) for w in words]
        total = np.sum(signed, axis=0)
        assert total[-1] == len(names)
        largest = max(declared.values())
        weights = sum(declared[name] / largest for name in names)
        mean: Arrays = {}
        at = 0
        for name in sorted(model):
            size = model[name].size
            part = total[at : at + size] * step / weights
            mean[name] = part.astype(np.float32).reshape(model[name].shape)
            at += size
        template = Message(RecordDict(), 1, TRAIN, group_id="1")
        model = optimizer.step(row["round"], model, {n: mean[n] for n in model}, template)
    assert set(state.model) == set(model)
    for name, array in model.items():
        np.testing.assert_array_equal(state.model[name], array)
