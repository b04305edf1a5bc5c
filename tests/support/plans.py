"""Plans for tests: everything but what the test is about has a default."""

from typing import Any

from privacy.plan import Plan, Unit


def make_plan(**changes: Any) -> Plan:
    """q = 0.01, sigma = 1, 1000 steps in 10 rounds and one spare round, delta 1e-5."""
    values: dict[str, Any] = {
        "unit": Unit.PERSON,
        "clip_norm": 1.0,
        "noise_multiplier": 1.0,
        "sampling_probability": 0.01,
        "steps_per_round": 100,
        "rounds": 10,
        "spare_rounds": 1,
        "delta": 1e-5,
    }
    return Plan(**(values | changes))
