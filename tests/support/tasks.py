"""Training tasks for tests: everything but what the test is about has a default."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from support.plans import make_plan

from exchange.task import LocalOptimizer, TrainTask
from privacy.plan import Plan
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec

TOP = TrainableSpec(TrainableSet.TOP, 1, 4)


def make_task(**changes: Any) -> TrainTask:
    """One step a round, every unit drawn with probability 1/2, the last layer trained.

    A keyword is a field of the task or, if the plan has it, of its plan.
    """
    of_plan: dict[str, Any] = {"steps_per_round": 1, "sampling_probability": 0.5, "rounds": 5}
    for field in fields(Plan):
        if field.name in changes:
            of_plan[field.name] = changes.pop(field.name)
    values: dict[str, Any] = {
        "run_id": "run-1",
        "round": 1,
        "base_sha256": "0" * 64,
        "plan": make_plan(**of_plan),
        "trainable": TOP,
        "reading": ReadingSpec(96, 8),
        "optimizer": LocalOptimizer(0.5),
    }
    return TrainTask(**(values | changes))
