"""What every accountant must satisfy, and by how much each may overstate."""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import ClassVar

import pytest
from scipy.optimize import brentq
from scipy.special import log_ndtr
from support.plans import make_plan

from privacy.accounting import compose, epsilon, epsilon_rdp
from privacy.plan import Plan


def gaussian_epsilon(noise_multiplier: float, steps: int, delta: float) -> float:
    """Exact epsilon of `steps` Gaussian mechanisms: Balle and Wang 2018, theorem 8."""
    mu = math.sqrt(steps) / noise_multiplier

    def excess(eps: float) -> float:
        near = math.exp(log_ndtr(mu / 2 - eps / mu))
        return near - math.exp(eps + log_ndtr(-mu / 2 - eps / mu)) - delta

    return float(brentq(excess, 0, 200 + 50 * mu + mu**2, xtol=1e-12)) if excess(0) > 0 else 0.0


class Accountant:
    """The suite. A subclass names its function and how far above the truth it may be."""

    epsilon: ClassVar[Callable[..., float]]
    slack: ClassVar[float]  # relative

    def test_no_steps_cost_nothing(self) -> None:
        assert self.epsilon(make_plan(), 0) == 0.0

    def test_no_noise_costs_everything(self) -> None:
        assert self.epsilon(make_plan(noise_multiplier=0), 1) == math.inf

    @pytest.mark.parametrize("noise", [0.5, 1.0, 4.0])
    def test_more_steps_cost_more(self, noise: float) -> None:
        plan = make_plan(noise_multiplier=noise)
        spent = [self.epsilon(plan, steps) for steps in (1, 10, 100, 1000, 10_000)]
        assert spent == sorted(spent)
        assert spent[0] < spent[-1]

    @pytest.mark.parametrize("noise", [0.5, 1.0, 4.0])
    def test_more_sampling_costs_more(self, noise: float) -> None:
        plans = [
            make_plan(noise_multiplier=noise, sampling_probability=q)
            for q in (1e-4, 1e-3, 0.01, 0.1, 0.5, 0.9, 1)
        ]
        spent = [self.epsilon(plan, 100) for plan in plans]
        assert all(a <= b * (1 + self.slack) for a, b in pairwise(spent))
        assert spent[0] < spent[-1]

    @pytest.mark.parametrize("q", [1e-3, 0.02, 0.5, 1])
    def test_more_noise_costs_less(self, q: float) -> None:
        plans = [
            make_plan(noise_multiplier=s, sampling_probability=q) for s in (0.4, 0.7, 1, 2, 8, 64)
        ]
        spent = [self.epsilon(plan, 100) for plan in plans]
        assert spent == sorted(spent, reverse=True)

    def test_smaller_delta_costs_more(self) -> None:
        spent = [self.epsilon(make_plan(), 1000, delta) for delta in (1e-2, 1e-5, 1e-8, 1e-12)]
        assert spent == sorted(spent)

    @pytest.mark.parametrize("noise", [0.5, 1.0, 3.0, 30.0])
    @pytest.mark.parametrize("steps", [1, 10, 1000])
    @pytest.mark.parametrize("delta", [1e-3, 1e-5, 1e-9, 1e-13])
    def test_closed_form_of_the_gaussian(self, noise: float, steps: int, delta: float) -> None:
        plan = make_plan(noise_multiplier=noise, sampling_probability=1)
        exact = gaussian_epsilon(noise, steps, delta)
        slack = self.slack if delta > 1e-10 else RDP_SLACK
        assert exact * (1 - 1e-9) <= self.epsilon(plan, steps, delta) <= exact * (1 + slack) + 1e-3

    def test_sampling_nearly_everything_is_close_to_the_gaussian(self) -> None:
        # through the convolution, not the closed form that probability 1 takes
        plan = make_plan(noise_multiplier=20, sampling_probability=1 - 1e-9)
        exact = gaussian_epsilon(20, 100, 1e-5)
        assert exact * (1 - 1e-6) <= self.epsilon(plan, 100) <= exact * (1 + self.slack)

    @pytest.mark.parametrize("steps", [2, 40])
    def test_composition_is_no_worse_than_adding_up(self, steps: int) -> None:
        plan = make_plan(noise_multiplier=0.7)
        assert self.epsilon(plan, steps, steps * 1e-6) <= steps * self.epsilon(plan, 1, 1e-6)


RDP_SLACK = 0.35  # RDP's conversion to (epsilon, delta) costs a fifth, more where epsilon is small


class TestPld(Accountant):
    epsilon = staticmethod(epsilon)
    slack = 0.01  # what the refinement of the grid promises


class TestComposedPld(Accountant):
    """Two rounds of half the steps, given apart."""

    slack = 0.01

    @staticmethod
    def epsilon(plan: Plan, steps: int, delta: float | None = None) -> float:
        parts = [(plan, steps // 2), (plan, steps - steps // 2)]
        return compose(parts, plan.delta if delta is None else delta)


class TestRdp(Accountant):
    epsilon = staticmethod(epsilon_rdp)
    slack = RDP_SLACK


@pytest.mark.parametrize("q", [1e-3, 0.02, 0.3])
@pytest.mark.parametrize("noise", [0.5, 1.0, 5.0])
@pytest.mark.parametrize("steps", [1, 50, 2000])
def test_pld_never_exceeds_rdp(q: float, noise: float, steps: int) -> None:
    plan = make_plan(sampling_probability=q, noise_multiplier=noise)
    assert epsilon(plan, steps) <= epsilon_rdp(plan, steps)
