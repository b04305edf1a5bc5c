"""Whether a population's budget allows one more debit. Pure: no IO.

The promise of a ledger is one (epsilon, delta) for each person of its population, over all runs
and whatever a coordinator chooses in view of earlier outputs. Two rules admit a debit:

    opening   while the ledger holds one plan alone: it was fixed before any output existed, so
              that privacy loss distributions compose it tightly, up to the plan's own horizon
    filter    once there are several: a Rényi filter over everything that was ever charged

PlanRule.ONE gives the whole delta to the first rule and refuses a second plan. SEVERAL gives half
of delta to each. Their sum holds: let D(e) be the hockey-stick divergence at epsilon e of all that
the ledger lets out. It is an integral over outputs, which split into those after which one plan
ran and those after which several did. On the first part it is at most what the opening plan by
itself has, delta / 2.

The filter converts the sum of Rényi divergences to epsilon at each order of a fixed list and admits
a debit while *some* order stays within the cap. For one order fixed in advance this is the Rényi
filter of Feldman and Zrnic 2021 with Canonne, Kamath and Steinke 2020 (proposition 12) as the
conversion. Which order is the last to hold may depend on outputs, so the argument above is used
again: split outputs by that order; on each part the run is the one that a filter of this order
alone would have let through, whose divergence is at most its share of delta. The shares are equal
and sum to delta / 2. Where steps that never began were given back, read all of this over the steps
that ran: they only grow, and never passed what was charged when a debit was last admitted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from privacy import accounting
from privacy.errors import BudgetExceededError
from privacy.ledger.events import MIN_DELTA, PlanRule
from privacy.plan import Plan

# Few orders: each costs log(len) / (order - 1) of epsilon. These serve epsilons from 0.1 to 20.
FILTER_ORDERS = (1.5, 2.0, 3.0, 4.0, 6.0, 10.0, 20.0, 64.0)

Steps = Mapping[Plan, int]  # steps charged by mechanism, amendments included


@dataclass(frozen=True, slots=True)
class Cap:
    """What the owner's policy allows a population over all runs."""

    epsilon: float
    delta: float
    plans: PlanRule


@dataclass(frozen=True, slots=True)
class Charged:
    """What a ledger holds. `adopted` are the plans as they were written, in their order;
    `steps` are the mechanisms that ran, which differ from them where an amendment says so.
    """

    adopted: tuple[Plan, ...]
    steps: Steps


def check(charged: Charged, plan: Plan, steps: int, cap: Cap) -> None:
    """Raise BudgetExceededError, with the rule, unless `steps` more of `plan` fit under `cap`.

    Edge case: a cap that is none (NaN, negative, a delta of no use) allows nothing.
    """
    if not cap.epsilon >= 0 or not MIN_DELTA <= cap.delta < 1:
        raise BudgetExceededError(
            f"expected a cap of epsilon from 0 and delta from {MIN_DELTA:g} to 1, "
            f"found {cap.epsilon} and {cap.delta}"
        )
    several = any(adopted != plan for adopted in charged.adopted)
    if not several:
        _check_opening(charged, plan, steps, cap)
    elif cap.plans is PlanRule.ONE:
        raise BudgetExceededError(
            "this population's budget was opened for another plan, and its policy allows one",
            hint='a policy with plans = "several" takes effect in a population not yet opened',
        )
    else:
        _check_filter(charged, plan, steps, cap)


def _check_opening(charged: Charged, plan: Plan, steps: int, cap: Cap) -> None:
    before = charged.steps.get(plan, 0)
    delta = opening_delta(cap)
    if set(charged.steps) <= {plan}:
        if before + steps > plan.horizon_steps:
            raise BudgetExceededError(
                f"the plan's horizon: {plan.horizon_steps} steps in all, {before} are charged and "
                f"{steps} more were asked"
            )
        # One composition serves a whole plan that fits, as a calibrated one does; else each round
        # takes its own. A bisection for the last round that fits would take twenty.
        if fits(plan, plan.horizon_steps, cap.epsilon, delta):
            return
        if fits(plan, before + steps, cap.epsilon, delta):
            return
    else:  # amended
        if sum(charged.steps.values()) + steps > plan.horizon_steps:
            raise BudgetExceededError(f"the plan's horizon of {plan.horizon_steps} steps is used")
        if _epsilon(_added(charged.steps, plan, steps), delta) <= cap.epsilon:
            return
    found = _epsilon(_added(charged.steps, plan, steps), delta)
    raise BudgetExceededError(
        f"{steps} more steps would bring epsilon to {found:.4g} at delta {delta:g}, "
        f"above the cap of {cap.epsilon:.4g}"
    )


def _check_filter(charged: Charged, plan: Plan, steps: int, cap: Cap) -> None:
    found = filter_epsilon(rdp(_added(charged.steps, plan, steps)), cap.delta / 2)
    if found > cap.epsilon:
        raise BudgetExceededError(
            f"{steps} more steps would bring epsilon to {found:.4g} at delta {cap.delta:g} over "
            f"all plans, above the cap of {cap.epsilon:.4g}"
        )


def opening_delta(cap: Cap) -> float:
    """The part of delta that the opening plan is judged at."""
    return cap.delta if cap.plans is PlanRule.ONE else cap.delta / 2


@lru_cache(maxsize=4096)
def fits(plan: Plan, steps: int, epsilon: float, delta: float) -> bool:
    """Whether `steps` of `plan` stay within `epsilon` at `delta`; by Rényi DP alone if that shows
    it, since it is cheap and never too low."""
    if accounting.epsilon_rdp(plan, steps, delta) <= epsilon:
        return True
    return accounting.epsilon(plan, steps, delta) <= epsilon


def rdp(steps: Steps) -> NDArray[np.float64]:
    """Rényi divergence of all mechanisms together at each of FILTER_ORDERS."""
    total = np.zeros(len(FILTER_ORDERS))
    for plan, count in steps.items():
        if count:
            total = total + count * accounting.rdp_of_step(plan, FILTER_ORDERS)
    return total


def filter_epsilon(total: NDArray[np.float64], delta: float) -> float:
    """The least cap under which the filter would have let `total` through."""
    return max(0.0, float(np.min(total + _conversion(delta / len(FILTER_ORDERS)))))


@lru_cache(maxsize=256)
def _conversion(delta: float) -> NDArray[np.float64]:
    """What RDP at each order adds to become epsilon: Canonne et al. 2020, proposition 12."""
    orders = np.asarray(FILTER_ORDERS)
    added: NDArray[np.float64] = np.log1p(-1 / orders) - (math.log(delta) + np.log(orders)) / (
        orders - 1
    )
    added.flags.writeable = False
    return added


def _epsilon(steps: Steps, delta: float) -> float:
    return accounting.compose(list(steps.items()), delta)


def _added(steps: Steps, plan: Plan, count: int) -> dict[Plan, int]:
    return dict(steps) | {plan: steps.get(plan, 0) + count}
