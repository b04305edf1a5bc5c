"""The gate: what a budget allows, to the last step and the last bit of a cap."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm
from support.plans import make_plan

from privacy import accounting
from privacy.errors import BudgetExceededError, PrivacyError
from privacy.ledger import gate
from privacy.ledger.events import PlanRule
from privacy.ledger.gate import FILTER_ORDERS, Cap, Charged
from privacy.plan import Plan

DELTA = 1e-5
# Plain Gaussians are accounted in milliseconds, and exactly by hand; sampled ones are the rule.
GAUSSIAN = make_plan(
    sampling_probability=1, noise_multiplier=10, steps_per_round=2, rounds=8, spare_rounds=2
)
OTHER = replace(GAUSSIAN, noise_multiplier=15.0, rounds=200)
SAMPLED = make_plan(sampling_probability=0.02, noise_multiplier=0.8, steps_per_round=7, rounds=5)


def cap(epsilon: float, plans: PlanRule = PlanRule.ONE, delta: float = DELTA) -> Cap:
    return Cap(epsilon, delta, plans)


def charged(*steps: tuple[Plan, int], adopted: tuple[Plan, ...] | None = None) -> Charged:
    plans = tuple(plan for plan, _ in steps) if adopted is None else adopted
    return Charged(plans, {plan: count for plan, count in steps if count})


def allows(before: Charged, plan: Plan, limit: Cap, steps: int | None = None) -> bool:
    try:
        gate.check(before, plan, plan.steps_per_round if steps is None else steps, limit)
    except BudgetExceededError:
        return False
    return True


def rounds_allowed(plan: Plan, limit: Cap) -> int:
    """How many whole rounds pass, one after another."""
    for rounds in itertools.count():
        if not allows(charged((plan, rounds * plan.steps_per_round)), plan, limit):
            return rounds
    raise AssertionError


def gaussian_delta(epsilon: float, mu: float) -> float:
    """Balle and Wang 2018, theorem 8: exact for Gaussians composed to one of sensitivity mu."""
    high = norm.logcdf(-epsilon / mu - mu / 2) + epsilon
    return float(norm.cdf(mu / 2 - epsilon / mu) - np.exp(high))


def mu_of(*steps: tuple[Plan, int]) -> float:
    return math.sqrt(sum(count / plan.noise_multiplier**2 for plan, count in steps))


class TestCapThatIsMetExactly:
    @pytest.mark.parametrize("plan", [GAUSSIAN, SAMPLED], ids=["gaussian", "sampled"])
    @pytest.mark.parametrize("rule", PlanRule)
    def test_k_rounds_pass_and_no_more(self, plan: Plan, rule: PlanRule) -> None:
        delta = DELTA if rule is PlanRule.ONE else DELTA / 2
        for rounds in range(1, plan.horizon_rounds):
            exact = accounting.epsilon(plan, rounds * plan.steps_per_round, delta)
            assert rounds_allowed(plan, cap(exact, rule)) == rounds
            assert rounds_allowed(plan, cap(math.nextafter(exact, math.inf), rule)) == rounds
            assert rounds_allowed(plan, cap(math.nextafter(exact, 0), rule)) == rounds - 1

    def test_the_filter_passes_what_it_computed(self) -> None:
        before = charged((GAUSSIAN, 6), (OTHER, 20))
        for more in range(1, 12):
            total = gate.rdp({GAUSSIAN: 6, OTHER: 20 + more})
            exact = gate.filter_epsilon(total, DELTA / 2)
            assert allows(before, OTHER, cap(exact, PlanRule.SEVERAL), more)
            assert not allows(before, OTHER, cap(exact, PlanRule.SEVERAL), more + 1)
            below = math.nextafter(exact, 0)
            assert not allows(before, OTHER, cap(below, PlanRule.SEVERAL), more)

    @pytest.mark.parametrize("epsilon", [0.0, 1e-300, 5e-324])
    def test_no_budget_allows_nothing(self, epsilon: float) -> None:
        for rule in PlanRule:
            assert not allows(charged(), GAUSSIAN, cap(epsilon, rule))
        assert not allows(charged((OTHER, 1)), GAUSSIAN, cap(epsilon, PlanRule.SEVERAL))

    def test_no_cap_still_has_a_horizon(self) -> None:
        assert rounds_allowed(GAUSSIAN, cap(math.inf)) == GAUSSIAN.horizon_rounds
        silent = replace(GAUSSIAN, noise_multiplier=0.0)
        assert allows(charged(), silent, cap(math.inf))
        assert not allows(charged(), silent, cap(1e300))

    @pytest.mark.parametrize("epsilon", [math.nan, -1.0, -math.inf])
    def test_a_cap_that_is_none_allows_nothing(self, epsilon: float) -> None:
        assert not allows(charged(), GAUSSIAN, cap(epsilon))
        assert not allows(charged((GAUSSIAN, 2)), OTHER, cap(epsilon, PlanRule.SEVERAL))

    @pytest.mark.parametrize("delta", [0.0, 5e-324, -1e-5, 1.0, 2.0, math.nan])
    def test_a_delta_that_is_none_allows_nothing(self, delta: float) -> None:
        """By whatever refusal of ours, and never because of how a logarithm fails."""
        for before, plan in ((charged(), GAUSSIAN), (charged((GAUSSIAN, 2)), OTHER)):
            for rule in PlanRule:
                if delta == 1.0 and rule is PlanRule.SEVERAL:
                    continue  # a half: no promise, but a number
                with pytest.raises(PrivacyError):
                    gate.check(before, plan, 2, cap(1e-9, rule, delta))


class TestOpening:
    def test_what_fits_is_what_a_search_of_all_finds(self) -> None:
        plan = replace(GAUSSIAN, rounds=20)
        costs = [accounting.epsilon(plan, n, DELTA) for n in range(plan.horizon_steps + 1)]
        for epsilon in (*costs[1:], 0.01, 0.7, 1.3, 99.0):
            found = [gate.fits(plan, n, epsilon, DELTA) for n in range(len(costs))]
            assert found == [cost <= epsilon for cost in costs]

    def test_the_horizon_holds_whatever_the_cap(self) -> None:
        full = charged((GAUSSIAN, GAUSSIAN.horizon_steps))
        with pytest.raises(BudgetExceededError, match="the plan's horizon: 20 steps in all, 20"):
            gate.check(full, GAUSSIAN, 1, cap(1e9))
        assert allows(charged((GAUSSIAN, 19)), GAUSSIAN, cap(1e9), 1)
        assert not allows(charged((GAUSSIAN, 19)), GAUSSIAN, cap(1e9), 2)

    def test_several_leaves_half_of_delta_for_what_may_follow(self) -> None:
        assert gate.opening_delta(cap(1)) == DELTA
        assert gate.opening_delta(cap(1, PlanRule.SEVERAL)) == DELTA / 2
        plan = replace(GAUSSIAN, noise_multiplier=40.0, rounds=1000)
        one, several = (rounds_allowed(plan, cap(1.0, rule)) for rule in PlanRule)
        assert gaussian_delta(1.0, mu_of((plan, 2 * one))) <= DELTA
        assert gaussian_delta(1.0, mu_of((plan, 2 * several))) <= DELTA / 2
        assert 0.8 * one < several < one

    def test_what_was_given_back_may_be_spent(self) -> None:
        exact = accounting.epsilon(GAUSSIAN, 6, DELTA)
        assert not allows(charged((GAUSSIAN, 6)), GAUSSIAN, cap(exact))
        assert allows(charged((GAUSSIAN, 4)), GAUSSIAN, cap(exact))
        assert allows(charged((GAUSSIAN, 5)), GAUSSIAN, cap(exact), 1)

    def test_the_message_says_what_it_would_cost(self) -> None:
        with pytest.raises(BudgetExceededError) as error:
            gate.check(charged(), GAUSSIAN, 20, cap(0.5))
        found = accounting.epsilon(GAUSSIAN, 20, DELTA)
        assert f"would bring epsilon to {found:.4g} at delta 1e-05, above the cap of 0.5" in str(
            error.value
        )


class TestAmended:
    def test_what_ran_counts_and_not_what_was_planned(self) -> None:
        weaker = replace(GAUSSIAN, noise_multiplier=GAUSSIAN.noise_multiplier / 2)
        for planned, ran, more in [(2, 4, 2), (0, 6, 2), (0, 2, 1)]:
            before = charged((GAUSSIAN, planned), (weaker, ran), adopted=(GAUSSIAN,))
            exact = accounting.compose([(GAUSSIAN, planned + more), (weaker, ran)], DELTA)
            assert allows(before, GAUSSIAN, cap(exact), more)
            assert not allows(before, GAUSSIAN, cap(math.nextafter(exact, 0)), more)

    def test_the_horizon_counts_all_steps(self) -> None:
        weaker = replace(GAUSSIAN, noise_multiplier=5.0)
        before = charged((GAUSSIAN, 10), (weaker, 9), adopted=(GAUSSIAN,))
        assert allows(before, GAUSSIAN, cap(1e9), 1)
        with pytest.raises(BudgetExceededError, match="horizon of 20 steps is used"):
            gate.check(before, GAUSSIAN, 2, cap(1e9))

    def test_an_amended_mechanism_is_no_second_plan(self) -> None:
        weaker = replace(GAUSSIAN, noise_multiplier=5.0)
        before = charged((weaker, 4), adopted=(GAUSSIAN,))
        assert allows(before, GAUSSIAN, cap(1e9))
        assert not allows(before, weaker, cap(1e9))  # under that name it is one


class TestFilter:
    def test_one_plan_means_one(self) -> None:
        for plan in (OTHER, replace(GAUSSIAN, rounds=9), replace(GAUSSIAN, delta=1e-6)):
            with pytest.raises(BudgetExceededError, match="opened for another plan"):
                gate.check(charged((GAUSSIAN, 2)), plan, 1, cap(1e9))
        adopted = charged((GAUSSIAN, 0), adopted=(GAUSSIAN,))
        assert not allows(adopted, OTHER, cap(1e9))  # though nothing is charged now

    def test_everything_counts_from_the_second_plan_on(self) -> None:
        """The first plan, asked again, is under the filter too."""
        before = charged((GAUSSIAN, 6), (OTHER, 0), adopted=(GAUSSIAN, OTHER))
        exact = gate.filter_epsilon(gate.rdp({GAUSSIAN: 8}), DELTA / 2)
        assert allows(before, GAUSSIAN, cap(exact, PlanRule.SEVERAL))
        assert not allows(before, GAUSSIAN, cap(math.nextafter(exact, 0), PlanRule.SEVERAL))

    def test_order_of_plans_does_not_matter(self) -> None:
        limit = cap(2.0, PlanRule.SEVERAL)
        for steps in range(0, 200, 20):
            one = charged((GAUSSIAN, 6), (OTHER, steps))
            other = charged((OTHER, steps), (GAUSSIAN, 6), adopted=(GAUSSIAN, OTHER))
            assert allows(one, OTHER, limit) == allows(other, OTHER, limit)

    def test_known_divergence_of_gaussians(self) -> None:
        """order / (2 sigma^2) a step (Mironov 2017, corollary 3)."""
        found = gate.rdp({GAUSSIAN: 6, OTHER: 20})
        orders = np.asarray(FILTER_ORDERS)
        expected = orders / 2 * mu_of((GAUSSIAN, 6), (OTHER, 20)) ** 2
        np.testing.assert_allclose(found, expected, rtol=1e-9)
        assert (found >= expected).all()

    def test_known_conversion(self) -> None:
        """Canonne, Kamath and Steinke 2020, proposition 12, with an eighth of delta an order."""
        total = np.full(len(FILTER_ORDERS), math.inf)
        for number, order in enumerate(FILTER_ORDERS):
            total[number] = 0.3
            share = 1e-6 / 8
            expected = 0.3 + math.log((order - 1) / order) - math.log(share * order) / (order - 1)
            assert gate.filter_epsilon(total, 1e-6) == pytest.approx(expected, rel=1e-12)
            total[number] = math.inf

    def test_the_conversion_is_sound_for_gaussians(self) -> None:
        """At the exact delta: each order by itself, and so the least of all."""
        for mu in (0.05, 0.3, 1.0, 3.0, 10.0):
            total = np.asarray(FILTER_ORDERS) / 2 * mu**2
            for delta in (1e-2, 1e-5, 1e-9):
                epsilon = gate.filter_epsilon(total, delta)
                assert gaussian_delta(epsilon, mu) <= delta / len(FILTER_ORDERS)

    def test_without_noise_nothing_passes(self) -> None:
        silent = replace(GAUSSIAN, noise_multiplier=0.0)
        assert not allows(charged((GAUSSIAN, 2)), silent, cap(1e300, PlanRule.SEVERAL))
        assert gate.filter_epsilon(gate.rdp({silent: 1}), DELTA) == math.inf
        assert gate.filter_epsilon(gate.rdp({silent: 0}), DELTA) < 1

    def test_an_epsilon_is_never_negative(self) -> None:
        assert gate.filter_epsilon(gate.rdp({}), 0.99) == 0.0

    def test_the_message_says_what_it_would_cost(self) -> None:
        with pytest.raises(BudgetExceededError, match=r"over all plans, above the cap of 0\.01"):
            gate.check(charged((GAUSSIAN, 2)), OTHER, 2, cap(0.01, PlanRule.SEVERAL))


def greedy(limit: Cap) -> Iterator[tuple[Plan, int]]:
    """What the gate lets a coordinator have that takes turns at random, to the last step."""
    rng = np.random.default_rng(11)
    plans = [replace(GAUSSIAN, noise_multiplier=s, rounds=500) for s in (20.0, 30.0, 40.0, 80.0)]
    spent: dict[Plan, int] = {}
    adopted: list[Plan] = []
    tried: set[Plan] = set()
    while len(tried) < len(plans):
        plan = plans[rng.integers(len(plans))]
        if allows(Charged(tuple(adopted), spent), plan, limit, 1):
            spent[plan] = spent.get(plan, 0) + 1
            adopted += [plan] if plan not in adopted else []
            tried.clear()
        else:
            tried.add(plan)
    yield from spent.items()


@pytest.mark.parametrize("epsilon", [0.5, 2.0, 8.0])
def test_whatever_passes_the_gate_is_within_the_promise(epsilon: float) -> None:
    """For Gaussians in any mixture, by the exact delta; and most of the promise can be used."""
    spent = list(greedy(cap(epsilon, PlanRule.SEVERAL)))
    assert len(spent) > 1
    mu = mu_of(*spent)
    assert gaussian_delta(epsilon, mu) <= DELTA
    assert gaussian_delta(epsilon, 2 * mu) > DELTA  # or it allows next to nothing
