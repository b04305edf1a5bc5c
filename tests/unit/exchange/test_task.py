"""exchange.task: a task survives the journey, and anything else is refused by name."""

from __future__ import annotations

import json
import math
from dataclasses import fields
from typing import Any

import pytest
from support.tasks import make_task

from exchange.refusals import Refusal
from exchange.task import TASK_MAX_LENGTH, LocalOptimizer, TaskError, TrainTask
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec

PLACES = ("plan", "trainable", "reading", "optimizer")


def changed(place: str, **changes: Any) -> str:
    """A task's JSON with changes at the top or in one of its parts."""
    body = json.loads(make_task().to_json())
    (body[place] if place else body).update(changes)
    return json.dumps(body)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"round": 0},
        {"round": 6},
        {"run_id": "a.b_c-1" * 18},
        {"trainable": TrainableSpec(TrainableSet.LORA, 0, 64)},
        {"trainable": TrainableSpec(TrainableSet.FULL)},
        {"optimizer": LocalOptimizer(1e-3, 0.9, 0.01)},
        {"reading": ReadingSpec(512, 256)},
        {"noise_multiplier": 0.0},
    ],
    ids=str,
)
def test_a_task_comes_back_as_it_was(changes: dict[str, Any]) -> None:
    task = make_task(**changes)
    text = task.to_json()
    assert TrainTask.from_json(text) == task
    assert TrainTask.from_json(text).to_json() == text  # canonical
    assert TrainTask.from_json(text).plan.digest() == task.plan.digest()


def test_it_has_no_field_for_randomness() -> None:
    names = {field.name for field in fields(TrainTask)} | {f.name for f in fields(LocalOptimizer)}
    assert not {name for name in names if "seed" in name or "random" in name or "key" in name}


@pytest.mark.parametrize("place", ["", *PLACES])
def test_a_key_too_many_or_too_few_is_refused(place: str) -> None:
    with pytest.raises(TaskError):
        TrainTask.from_json(changed(place, seed=1))
    body = json.loads(make_task().to_json())
    part = body[place] if place else body
    for key in list(part):
        kept = part.pop(key)
        with pytest.raises(TaskError):
            TrainTask.from_json(json.dumps(body))
        part[key] = kept
    TrainTask.from_json(json.dumps(body))


HUGE = 10**400  # larger than any float


@pytest.mark.parametrize(
    ("place", "key", "values"),
    [
        ("", "version", [0, 1, 3, True, 1.0, "1", None]),
        ("", "run_id", ["", "a" * 129, "a/b", "a b", "运行", "a\n", 1, None, ["a"]]),
        ("", "round", [-1, 7, 1.0, True, "1", None, HUGE]),
        ("", "base_sha256", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 64 + "\n", 0]),
        ("trainable", "kind", ["everything", "", None, 1, ["lora"], {}, "\ud800"]),
        ("trainable", "layers", [-1, 0, 1001, 1.0, True, "1", None, HUGE]),
        ("trainable", "rank", [0, -1, 4097, 1.5, True, None, HUGE]),
        ("reading", "max_length", [15, 8193, 96.0, "96", True, None, HUGE]),
        ("reading", "stride", [-1, 49, 8.0, None, HUGE]),
        ("optimizer", "learning_rate", [-1e-9, 1001, math.nan, math.inf, "1", True, None, HUGE]),
        ("optimizer", "momentum", [-0.1, 1, math.nan, -math.inf, None, HUGE]),
        ("optimizer", "weight_decay", [-0.1, 11, math.nan, None, HUGE]),
        ("plan", "clip_norm", [0, -1, math.nan, math.inf, "1", None, True, HUGE]),
        ("plan", "noise_multiplier", [-1, math.nan, math.inf, None, HUGE]),
        ("plan", "sampling_probability", [0, 1.1, math.nan, None, HUGE]),
        ("plan", "delta", [0, 1, math.nan, None, HUGE]),
        ("plan", "steps_per_round", [0, 1.0, True, 10**9, None, HUGE]),
        ("plan", "unit", ["household", "", None, ["person"], 1]),
        ("plan", "mode", ["none", None, {}]),
        ("plan", "sampling", ["shuffled", None]),
        ("plan", "relation", ["replace-one", None]),
        ("plan", "version", [0, 3, "1", None]),
    ],
)
def test_a_value_out_of_range_or_of_another_type_is_refused(
    place: str, key: str, values: list[Any]
) -> None:
    for value in values:
        with pytest.raises(TaskError):
            TrainTask.from_json(changed(place, **{key: value}))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", [None, [], "x", 1, {}])
def test_a_part_of_another_kind_is_refused(place: str, value: Any) -> None:
    with pytest.raises(TaskError):
        TrainTask.from_json(changed("", **{place: value}))


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "[]", '"x"', "1", "NaN", "[" * 16_000, "1" * 5000, None, 3, b"{}", ["{}"]],
)
def test_what_is_no_object_is_refused(text: object) -> None:
    with pytest.raises(TaskError):
        TrainTask.from_json(text)


def test_the_length_is_capped_before_anything_is_parsed() -> None:
    text = make_task().to_json()
    TrainTask.from_json(text + " " * (TASK_MAX_LENGTH - len(text)))
    with pytest.raises(TaskError, match=str(TASK_MAX_LENGTH)):
        TrainTask.from_json(text + " " * (TASK_MAX_LENGTH - len(text) + 1))


def test_a_round_lies_within_the_plan_s_horizon() -> None:
    task = make_task(rounds=5, spare_rounds=1, round=6)
    with pytest.raises(TaskError, match="round"):
        TrainTask.from_json(task.to_json().replace('"round":6', '"round":7'))


class TestRefusals:
    def test_each_code_has_one_phrase(self) -> None:
        phrases = [refusal.meaning for refusal in Refusal]
        assert len(set(phrases)) == len(phrases)
        assert all(Refusal.describe(int(refusal)) == refusal.meaning for refusal in Refusal)

    def test_codes_stay_clear_of_flower_s(self) -> None:
        assert min(Refusal) > 1000
        assert "8" in Refusal.describe(8)
