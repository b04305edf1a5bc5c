"""Properties of plans and calibration. Derandomized: a failure repeats."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.plans import make_plan

from privacy.accounting import calibrate, epsilon
from privacy.errors import InvalidPlanError
from privacy.plan import Plan, Unit

plans = st.builds(
    Plan,
    unit=st.sampled_from(Unit),
    clip_norm=st.floats(1e-6, 1e6),
    noise_multiplier=st.floats(0, 1e6),
    sampling_probability=st.floats(0, 1, exclude_min=True),
    steps_per_round=st.integers(1, 1000),
    rounds=st.integers(1, 1000),
    spare_rounds=st.integers(0, 1000),
    delta=st.floats(0, 1, exclude_min=True, exclude_max=True),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(derandomize=True)
@given(plans)
def test_json_round_trip_keeps_plan_and_digest(plan: Plan) -> None:
    again = Plan.from_json(json.loads(json.dumps(plan.to_json())))
    assert again == plan
    assert again.digest() == plan.digest()


@settings(derandomize=True)
@given(json_values)
def test_what_is_no_plan_is_refused(value: Any) -> None:
    with pytest.raises(InvalidPlanError):
        Plan.from_json(value)


@settings(derandomize=True)
@given(st.sampled_from(sorted(make_plan().to_json())), json_values)
def test_one_junk_field_gives_a_valid_plan_or_a_refusal(name: str, value: Any) -> None:
    try:
        plan = Plan.from_json(make_plan().to_json() | {name: value})
    except InvalidPlanError:
        return
    assert plan.to_json()[name] == value
    assert Plan.from_json(plan.to_json()) == plan


@settings(derandomize=True, max_examples=10)
@given(
    target=st.floats(0.3, 16),
    q=st.floats(0.005, 0.2),
    steps_per_round=st.integers(1, 5),
    rounds=st.integers(1, 40),
    delta=st.sampled_from([1e-4, 1e-5, 1e-6]),
)
def test_calibration_meets_the_target_and_barely(
    target: float, q: float, steps_per_round: int, rounds: int, delta: float
) -> None:
    plan = calibrate(
        target_epsilon=target,
        delta=delta,
        sampling_probability=q,
        steps_per_round=steps_per_round,
        rounds=rounds,
        unit=Unit.PERSON,
        clip_norm=1.0,
    )
    assert plan.horizon_rounds > rounds
    assert epsilon(plan, plan.horizon_steps) <= target
    less = dataclasses.replace(plan, noise_multiplier=plan.noise_multiplier * 0.99)
    assert epsilon(less, less.horizon_steps) > target
