"""exchange.task: whatever a coordinator sends is a task that is in range, or a TaskError."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.tasks import make_task

from exchange.task import LocalOptimizer, TaskError, TrainTask
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec

BODY: dict[str, Any] = json.loads(make_task().to_json())
PLACES = [(), ("plan",), ("trainable",), ("reading",), ("optimizer",)]
KEYS = [(*p, key) for p in PLACES for key in (BODY[p[0]] if p else BODY)]

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**309, -(10**400), 2**63, 2**64])
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["lora", "top", "full", "person", "record", "local", "poisson"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


def parse(text: object) -> None:
    """A TaskError, or a task that can be sent on and says the same."""
    try:
        task = TrainTask.from_json(text)
    except TaskError:
        return
    assert TrainTask.from_json(task.to_json()) == task
    assert 0 <= task.round <= task.plan.horizon_rounds


@given(st.text() | st.binary() | anything)
def test_any_text(text: object) -> None:
    parse(text)


@given(anything)
def test_any_json(value: object) -> None:
    parse(json.dumps(value))


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(KEYS), anything), min_size=1, max_size=3))
def test_a_task_with_other_values(changes: list[tuple[tuple[str, ...], object]]) -> None:
    body = json.loads(json.dumps(BODY))
    for path, value in changes:
        part = body
        for key in path[:-1]:
            part = part[key] if isinstance(part, dict) and key in part else {}
        if isinstance(part, dict):
            part[path[-1]] = value
    parse(json.dumps(body))


@given(st.integers(0, len(make_task().to_json())), st.text(max_size=5))
def test_a_task_with_other_characters(place: int, text: str) -> None:
    whole = make_task().to_json()
    parse(whole[:place] + text + whole[place + len(text) :])


@given(
    kind=st.sampled_from(TrainableSet),
    layers=st.integers(1, 1000),
    rank=st.integers(1, 4096),
    max_length=st.integers(16, 8192),
    share=st.floats(0, 1),
    rate=st.floats(0, 1e3),
    momentum=st.floats(0, 0.999),
    decay=st.floats(0, 10),
    number=st.integers(0, 6),
)
def test_every_task_in_range_comes_back(
    *,
    kind: TrainableSet,
    layers: int,
    rank: int,
    max_length: int,
    share: float,
    rate: float,
    momentum: float,
    decay: float,
    number: int,
) -> None:
    task = make_task(
        trainable=TrainableSpec(kind, layers, rank),
        reading=ReadingSpec(max_length, int(share * (max_length // 2))),
        optimizer=LocalOptimizer(rate, momentum, decay),
        round=number,
    )
    assert TrainTask.from_json(task.to_json()) == task
