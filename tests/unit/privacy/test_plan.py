"""The plan: what it accepts, what it refuses, what it becomes."""

import dataclasses
import json
import math
import subprocess
import sys

import dp_accounting as dp
import numpy as np
import pytest
from support.plans import make_plan

from privacy.errors import InvalidPlanError
from privacy.plan import (
    MAX_HORIZON_STEPS,
    MAX_UNIT_WINDOWS,
    Mode,
    Plan,
    Unit,
    default_spare_rounds,
)

REAL = ["clip_norm", "noise_multiplier", "sampling_probability", "delta"]
WHOLE = ["steps_per_round", "rounds", "spare_rounds"]
JUNK = [None, True, "1", math.nan, math.inf, -math.inf, -1, [1], {}, 1j, 10**400]


@pytest.mark.parametrize("value", JUNK, ids=lambda v: repr(v)[:10])
@pytest.mark.parametrize("name", [*REAL, *WHOLE])
def test_junk_is_refused(name: str, value: object) -> None:
    with pytest.raises(InvalidPlanError, match=rf"^{name}: expected .*, found "):
        make_plan(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("clip_norm", 0),
        ("clip_norm", 1e7),
        ("noise_multiplier", 1e7),
        ("sampling_probability", 0.0),
        ("sampling_probability", 1.0000001),
        ("delta", 0.0),
        ("delta", 1.0),
        ("steps_per_round", 0),
        ("steps_per_round", 2.0),
        ("rounds", 0),
        ("rounds", 1.5),
        ("unit", "person"),
        ("mode", "local"),
        ("version", 3),
        ("version", 0),
        ("version", True),
        ("version", 1.0),
        ("steps_per_round", MAX_HORIZON_STEPS),  # times 11 rounds
    ],
)
def test_out_of_range_is_refused(name: str, value: object) -> None:
    with pytest.raises(InvalidPlanError, match=rf"^{name}: expected "):
        make_plan(**{name: value})


def test_edges_are_accepted() -> None:
    plan = make_plan(noise_multiplier=0, sampling_probability=1, spare_rounds=0)
    assert plan.horizon_rounds == plan.rounds
    assert plan.horizon_steps == 1000


def test_numbers_are_normalized_so_that_equal_plans_have_equal_digests() -> None:
    given = make_plan(clip_norm=1, noise_multiplier=np.float64(1), rounds=np.int64(10))
    assert given == make_plan()
    assert given.digest() == make_plan().digest()
    assert type(given.clip_norm) is float and type(given.rounds) is int
    assert make_plan(noise_multiplier=-0.0).digest() == make_plan(noise_multiplier=0).digest()


def test_every_field_changes_the_digest() -> None:
    other = {
        "unit": Unit.RECORD,
        "clip_norm": 2,
        "noise_multiplier": 2,
        "sampling_probability": 0.5,
        "steps_per_round": 2,
        "rounds": 2,
        "spare_rounds": 2,
        "delta": 1e-6,
        "records_per_unit": 2,
        "windows_per_record": 2,
    }
    digests = {make_plan(**{name: value}).digest() for name, value in other.items()}
    assert len(digests | {make_plan().digest()}) == 11


def test_digest_is_stable() -> None:
    # A changed digest breaks every signed transcript: raise VERSION, don't edit this line.
    assert make_plan().digest() == (
        "e4df76cbf387341d80e21d5ea56c47a41ea4ed76fc05ab98f1c936db40a36873"
    )
    assert make_plan(version=1).digest() == (
        "2bb5e9baad75ddfbead5e5bdb0d79a1f492b187a8bf5684784d26ce3051fa170"
    )


def test_plan_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        make_plan().delta = 0.5  # type: ignore[misc]


def test_horizon_covers_the_spare_rounds() -> None:
    plan = make_plan(steps_per_round=7, rounds=10, spare_rounds=3)
    assert (plan.horizon_rounds, plan.horizon_steps) == (13, 91)
    assert [default_spare_rounds(r) for r in (1, 10, 11, 100, 101)] == [1, 1, 2, 10, 11]


def test_noise_std_is_multiplier_times_clip() -> None:
    assert make_plan(noise_multiplier=1.5, clip_norm=0.25).noise_std == 0.375


class TestPooling:
    def test_bounds_multiply(self) -> None:
        assert make_plan(records_per_unit=4, windows_per_record=3).unit_windows == 12

    @pytest.mark.parametrize("name", ["records_per_unit", "windows_per_record"])
    @pytest.mark.parametrize("value", [0, -1, 1.0, True, MAX_UNIT_WINDOWS + 1])
    def test_out_of_range_is_refused(self, name: str, value: object) -> None:
        with pytest.raises(InvalidPlanError, match=name):
            make_plan(**{name: value})

    def test_the_product_has_a_bound_too(self) -> None:
        with pytest.raises(InvalidPlanError, match="windows of a unit"):
            make_plan(records_per_unit=64, windows_per_record=MAX_UNIT_WINDOWS // 32)

    def test_a_record_is_no_pool_of_records(self) -> None:
        assert make_plan(unit=Unit.RECORD, windows_per_record=4).unit_windows == 4
        with pytest.raises(InvalidPlanError, match="records_per_unit: expected 1"):
            make_plan(unit=Unit.RECORD, records_per_unit=2)

    def test_pooling_changes_nothing_of_what_a_step_costs(self) -> None:
        assert make_plan(records_per_unit=8).dp_event(5) == make_plan().dp_event(5)


class TestFirstVersion:
    """Plans in ledgers that were signed before units were pooled."""

    def test_it_is_read_and_written_as_it_was(self) -> None:
        written = make_plan(version=1).to_json()
        assert "records_per_unit" not in written and "windows_per_record" not in written
        assert Plan.from_json(written).to_json() == written
        assert Plan.from_json(written).unit_windows == 1

    def test_it_cannot_pool(self) -> None:
        with pytest.raises(InvalidPlanError, match="version: expected 2"):
            make_plan(version=1, records_per_unit=2)
        with pytest.raises(InvalidPlanError):
            Plan.from_json(make_plan(version=1).to_json() | {"records_per_unit": 2})

    def test_the_second_needs_its_bounds(self) -> None:
        with pytest.raises(InvalidPlanError):
            Plan.from_json(make_plan(version=1).to_json() | {"version": 2})


class TestEvent:
    def test_sampled_gaussian(self) -> None:
        expected = dp.SelfComposedDpEvent(dp.PoissonSampledDpEvent(0.01, dp.GaussianDpEvent(1)), 5)
        assert make_plan().dp_event(5) == expected

    def test_every_unit_every_step_is_a_plain_gaussian(self) -> None:
        event = make_plan(sampling_probability=1).dp_event(5)
        assert event == dp.SelfComposedDpEvent(dp.GaussianDpEvent(1), 5)

    def test_no_noise_is_not_private(self) -> None:
        assert make_plan(noise_multiplier=0).dp_event(1) == dp.NonPrivateDpEvent()

    def test_no_steps_cost_nothing(self) -> None:
        assert make_plan(noise_multiplier=0).dp_event(0) == dp.NoOpDpEvent()

    @pytest.mark.parametrize("steps", [-1, True, 1.0, "1", None, MAX_HORIZON_STEPS + 1])
    def test_bad_steps_are_refused(self, steps: object) -> None:
        with pytest.raises(InvalidPlanError, match=r"^steps: expected a whole number"):
            make_plan().dp_event(steps)  # type: ignore[arg-type]


class TestJson:
    def test_round_trip_through_text(self) -> None:
        plan = make_plan(unit=Unit.DOCUMENT, delta=1 / 3)
        assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan

    def test_it_spells_out_what_is_fixed(self) -> None:
        written = make_plan().to_json()
        assert written["relation"] == "add-or-remove-one-unit"
        assert written["sampling"] == "poisson"
        assert written["mode"] == "local" and type(written["mode"]) is str

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("version", 3),
            ("version", "1"),
            ("version", None),
            ("unit", "question"),
            ("unit", None),
            ("mode", "distributed"),
            ("relation", "replace-one"),
            ("sampling", "shuffle"),
            ("seed", 7),
            (7, 7),
            ("clip_norm", "1.0"),
            ("rounds", True),
            ("delta", math.nan),
        ],
    )
    def test_what_it_does_not_know_is_refused(self, key: object, value: object) -> None:
        with pytest.raises(InvalidPlanError):
            Plan.from_json(make_plan().to_json() | {key: value})  # type: ignore[dict-item]

    @pytest.mark.parametrize("key", sorted(make_plan().to_json()))
    def test_every_key_is_needed(self, key: str) -> None:
        written = make_plan().to_json()
        del written[key]
        with pytest.raises(InvalidPlanError):
            Plan.from_json(written)

    @pytest.mark.parametrize("value", [None, [], "plan", 1, {}])
    def test_what_is_no_plan_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidPlanError):
            Plan.from_json(value)  # type: ignore[arg-type]

    def test_an_error_quotes_little_of_what_a_peer_sent(self) -> None:
        with pytest.raises(InvalidPlanError) as error:
            Plan.from_json(make_plan().to_json() | {"unit": "x" * 100_000})
        assert len(str(error.value)) < 300


def test_modes_are_a_closed_choice() -> None:
    assert list(Mode) == ["local"]
    assert list(Unit) == ["person", "document", "record"]


def test_import_is_light() -> None:
    code = "import sys, privacy.plan; sys.exit('dp_accounting' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
