"""Epsilon and calibration: the design's figures, the edges and the refusals."""

import dataclasses
import logging
import math
import subprocess
import sys

import pytest
from dp_accounting.pld import PLDAccountant
from dp_accounting.pld.privacy_loss_distribution import from_gaussian_mechanism
from dp_accounting.rdp import RdpAccountant
from support.plans import make_plan

from privacy import accounting
from privacy.accounting import (
    ACCOUNTANT,
    MIN_NOISE_MULTIPLIER,
    RDP_ORDERS,
    calibrate,
    check_delta,
    compose,
    epsilon,
    epsilon_curve,
    epsilon_rdp,
)
from privacy.errors import InvalidPlanError
from privacy.plan import Plan, Unit


def calibrated(**changes: object) -> Plan:
    values = {
        "target_epsilon": 8.0,
        "delta": 1e-5,
        "sampling_probability": 0.02,
        "steps_per_round": 5,
        "rounds": 10,
        "unit": Unit.PERSON,
        "clip_norm": 1.0,
    }
    return calibrate(**(values | changes))  # type: ignore[arg-type]


class TestEpsilon:
    @pytest.mark.parametrize(
        ("plan", "steps", "expected"),
        [
            (make_plan(), 1000, 1.83),  # one contribution
            (make_plan(noise_multiplier=1 / 3), 1000, 50.1),  # three unpooled windows
            (make_plan(sampling_probability=1), 10, 17.9),  # the draws are known
        ],
    )
    def test_figures_of_the_design(self, plan: Plan, steps: int, expected: float) -> None:
        assert epsilon(plan, steps) == pytest.approx(expected, rel=0.01)

    def test_grid_is_refined_where_a_fixed_one_overstates(self) -> None:
        plan = make_plan(sampling_probability=1e-3, noise_multiplier=20)
        coarse = from_gaussian_mechanism(
            20, sampling_prob=1e-3, value_discretization_interval=1e-3
        ).self_compose(100_000)
        assert coarse.get_epsilon_for_delta(1e-5) > 4 * epsilon(plan, 100_000)
        assert epsilon(plan, 100_000) == pytest.approx(0.0453, rel=0.01)

    def test_edges(self) -> None:
        assert epsilon(make_plan(), 0) == 0.0
        assert epsilon(make_plan(noise_multiplier=0), 0) == 0.0
        assert epsilon(make_plan(noise_multiplier=0), 1) == math.inf
        assert epsilon(make_plan(noise_multiplier=1e-300), 1) == math.inf
        assert epsilon_rdp(make_plan(noise_multiplier=0), 1) == math.inf
        assert epsilon(make_plan(sampling_probability=1e-300), 1000) == 0.0

    @pytest.mark.parametrize("steps", [-1, True, 0.5, "3", None])
    def test_bad_steps_are_refused(self, steps: object) -> None:
        for function in (epsilon, epsilon_rdp):
            with pytest.raises(InvalidPlanError):
                function(make_plan(), steps)  # type: ignore[arg-type]

    @pytest.mark.parametrize("delta", [0, 1, -1, math.nan, "x", True])
    def test_bad_delta_is_refused(self, delta: object) -> None:
        for function in (epsilon, epsilon_rdp):
            with pytest.raises(InvalidPlanError):
                function(make_plan(), 1, delta)  # type: ignore[arg-type]

    def test_delta_defaults_to_the_plans(self) -> None:
        assert epsilon(make_plan(delta=1e-6), 100) == epsilon(make_plan(), 100, 1e-6)

    def test_many_steps_end(self) -> None:
        plan = make_plan()
        assert epsilon(plan, 100_000) == pytest.approx(25.57, rel=0.01)
        assert epsilon(make_plan(sampling_probability=0.1), 10_000_000) > 1e5

    def test_delta_that_round_off_would_spoil_is_left_to_rdp(self) -> None:
        plan = make_plan()
        assert epsilon(plan, 1000, 1e-11) == epsilon_rdp(plan, 1000, 1e-11)
        assert epsilon(plan, 1000, 1e-10) < epsilon_rdp(plan, 1000, 1e-10)

    def test_rdp_serves_when_the_pld_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_args: object) -> None:
            raise ValueError("deltas are not in non-increasing order")

        plan = make_plan(noise_multiplier=1.2345)
        monkeypatch.setattr(accounting, "_compose_pld", fail)
        accounting._pld_epsilons.cache_clear()
        assert epsilon(plan, 77) == epsilon_rdp(plan, 77)
        accounting._pld_epsilons.cache_clear()

    def test_curve_agrees_with_single_values_and_falls(self) -> None:
        deltas = (1e-12, 1e-8, 1e-5, 1e-2)
        curve = epsilon_curve(make_plan(), 1000, deltas)
        assert list(curve) == sorted(curve, reverse=True)
        for value, delta in zip(curve, deltas, strict=True):
            assert value == pytest.approx(epsilon(make_plan(), 1000, delta), rel=0.01)
        assert epsilon_curve(make_plan(), 0, deltas) == (0.0,) * 4

    def test_accounting_says_nothing_on_stderr(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG):
            epsilon(make_plan(sampling_probability=0.5, noise_multiplier=5.4321), 10)
        assert not caplog.records
        assert not logging.getLogger("absl").filters


@pytest.mark.parametrize(
    "plan",
    [
        make_plan(),
        make_plan(noise_multiplier=0.6, sampling_probability=0.02),
        make_plan(sampling_probability=1, noise_multiplier=10),
        make_plan(noise_multiplier=0),
    ],
)
@pytest.mark.parametrize("steps", [0, 1, 200])
def test_what_is_accounted_is_the_plans_own_event(plan: Plan, steps: int) -> None:
    """Any accountant that composes `dp_event` must arrive at what `epsilon` says."""
    event = plan.dp_event(steps)
    pld = PLDAccountant(value_discretization_interval=1e-4).compose(event)
    assert pld.get_epsilon(1e-5) == pytest.approx(epsilon(plan, steps), rel=0.01, abs=1e-6)
    rdp = RdpAccountant(RDP_ORDERS).compose(event)
    # ours adds 1e-14 a step and order for round-off, and never takes RDP's short cut to zero
    assert rdp.get_epsilon(1e-5) == pytest.approx(epsilon_rdp(plan, steps), rel=1e-9, abs=1e-9)


class TestCompose:
    def test_nothing_costs_nothing(self) -> None:
        assert compose([], 1e-5) == 0.0
        assert compose([(make_plan(), 0)], 1e-5) == 0.0

    def test_equal_mechanisms_add_their_steps(self) -> None:
        plan, same = make_plan(), make_plan(rounds=3, clip_norm=0.5)
        assert compose([(plan, 300), (same, 700)], 1e-5) == epsilon(plan, 1000)

    def test_order_does_not_matter(self) -> None:
        one, other = (make_plan(), 100), (make_plan(noise_multiplier=0.8), 50)
        assert compose([one, other], 1e-5) == compose([other, one], 1e-5)

    def test_different_mechanisms(self) -> None:
        one, other = make_plan(), make_plan(noise_multiplier=0.8, sampling_probability=0.02)
        both = compose([(one, 500), (other, 100)], 1e-5)
        parts = [epsilon(one, 500), epsilon(other, 100)]
        assert max(parts) < both
        assert both <= epsilon(one, 500, 5e-6) + epsilon(other, 100, 5e-6)  # basic composition

    def test_gaussians_compose_exactly(self) -> None:
        one = make_plan(sampling_probability=1, noise_multiplier=20)
        other = make_plan(sampling_probability=1, noise_multiplier=10)
        same = make_plan(sampling_probability=1, noise_multiplier=10 / math.sqrt(2))
        # 1 / sigma^2 adds: 4 steps at 20 are one at 10; both allow 1 % of grid each
        both = compose([(one, 4), (other, 1)], 1e-5)
        assert both == pytest.approx(epsilon(same, 1), rel=0.01)

    def test_one_step_without_noise_spoils_all(self) -> None:
        assert compose([(make_plan(), 1), (make_plan(noise_multiplier=0), 1)], 1e-5) == math.inf


class TestCalibrate:
    def test_it_covers_the_spare_rounds(self) -> None:
        plan = calibrated(rounds=20)
        assert plan.spare_rounds == 2
        spent = epsilon(plan, plan.horizon_steps)
        assert 8 * 0.99 < spent <= 8

    def test_it_returns_what_was_asked_for(self) -> None:
        plan = calibrated(unit=Unit.DOCUMENT, clip_norm=0.5, spare_rounds=0)
        expected = dataclasses.replace(plan, unit=Unit.PERSON, clip_norm=1.0, spare_rounds=1)
        assert plan.spare_rounds == 0 and plan.unit is Unit.DOCUMENT and plan.clip_norm == 0.5
        assert calibrated() == dataclasses.replace(
            expected, noise_multiplier=calibrated().noise_multiplier
        )

    def test_equal_requests_share_one_search(self) -> None:
        first = calibrated()
        before = accounting._least_noise.cache_info()
        assert calibrated(clip_norm=3) == dataclasses.replace(first, clip_norm=3)
        assert accounting._least_noise.cache_info().misses == before.misses

    def test_lavish_target_still_gets_noise(self) -> None:
        assert calibrated(target_epsilon=1e6).noise_multiplier == MIN_NOISE_MULTIPLIER

    @pytest.mark.parametrize("target", [0, -1, math.nan, math.inf, "8", True, None, 10**400])
    def test_bad_target_is_refused(self, target: object) -> None:
        with pytest.raises(InvalidPlanError, match=r"^target_epsilon: expected"):
            calibrated(target_epsilon=target)

    def test_unreachable_target_is_refused(self) -> None:
        with pytest.raises(InvalidPlanError, match=r"reachable"):
            calibrated(target_epsilon=1e-12, delta=1e-12, sampling_probability=1)

    @pytest.mark.parametrize("name", ["delta", "sampling_probability", "rounds", "clip_norm"])
    def test_bad_parameters_are_refused(self, name: str) -> None:
        with pytest.raises(InvalidPlanError, match=rf"^{name}: expected"):
            calibrated(**{name: -1})
        with pytest.raises(InvalidPlanError, match=rf"^{name}: expected"):
            calibrated(**{name: "1"})


class TestCheckDelta:
    def test_below_one_over_the_size(self) -> None:
        check_delta(make_plan(delta=1e-5), 99_999)

    @pytest.mark.parametrize("size", [100_000, 10**6, 0, -1, True, 1.5, None])
    def test_refused(self, size: object) -> None:
        with pytest.raises(InvalidPlanError):
            check_delta(make_plan(delta=1e-5), size)  # type: ignore[arg-type]


def test_accountant_names_its_version() -> None:
    assert ACCOUNTANT.startswith("PLD (dp_accounting 0.6.")


def test_import_is_light() -> None:
    code = "import sys, privacy.accounting; sys.exit('dp_accounting' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
