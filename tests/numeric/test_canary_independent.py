"""Canary bounds against second implementations that share no code with them.

(a) the p-value in exact fractions, and by counting every sequence of right and wrong guesses
(b) the worst mechanism there is, found by linear programming: no bound may be below what it does
(c) the Gaussian recursion in mpmath, on tails instead of sums; its epsilon by quadrature
"""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import linprog
from scipy.sparse import coo_matrix
from scipy.stats import norm

from privacy.audit.canary import (
    epsilon_lower_bound,
    gaussian_epsilon,
    gaussian_mu_lower_bound,
    p_value,
)

properties = settings(derandomize=True, max_examples=60)


def exact_p_value(
    canaries: int, guesses: int, correct: int, odds: Fraction, delta: Fraction
) -> set[Fraction]:
    """Theorem 5.2 at epsilon = log(odds).

    Several values where slopes tie to nine digits: either is right, and which one comes out
    depends on how epsilon was rounded.
    """
    q = odds / (odds + 1)
    mass = [math.comb(guesses, k) * q**k * (1 - q) ** (guesses - k) for k in range(guesses + 1)]
    tail = min(Fraction(1), sum(mass[correct:], Fraction(0)))
    slopes = [sum(mass[correct - i : correct], Fraction(0)) / i for i in range(1, correct + 1)]
    budget = 2 * canaries * delta
    if not slopes or not budget:
        return {tail}
    return {
        Fraction(1) if budget >= i else min(Fraction(1), tail + budget * max(slopes))
        for i, slope in enumerate(slopes, 1)
        if slope >= max(slopes) * (1 - Fraction(1, 10**9))
    }


class TestPValue:
    @given(
        st.integers(1, 40),
        st.data(),
        st.fractions(1, 50, max_denominator=20),
        st.fractions(0, Fraction(1, 20), max_denominator=100_000),
    )
    @properties
    def test_fractions(
        self, canaries: int, data: st.DataObject, odds: Fraction, delta: Fraction
    ) -> None:
        guesses = data.draw(st.integers(0, canaries))
        correct = data.draw(st.integers(0, guesses))
        ours = p_value(canaries, guesses, correct, math.log(odds), float(delta))
        # log-gamma and a sum of at most 41 exponentials
        assert any(
            ours == pytest.approx(float(exact), rel=1e-10)
            for exact in exact_p_value(canaries, guesses, correct, odds, delta)
        )

    @pytest.mark.parametrize(("guesses", "correct"), [(1, 1), (5, 3), (8, 8), (10, 7)])
    def test_every_sequence(self, guesses: int, correct: int) -> None:
        q = 1 / (1 + math.exp(-0.7))
        total = math.fsum(
            math.prod(q if right else 1 - q for right in sequence)
            for sequence in product((0, 1), repeat=guesses)
            if sum(sequence) >= correct
        )
        assert p_value(12, guesses, correct, 0.7, 0.0) == pytest.approx(total, rel=1e-12)

    @pytest.mark.parametrize(("canaries", "correct"), [(1000, 620), (5000, 4000)])
    def test_many_in_mpmath(self, canaries: int, correct: int) -> None:
        with mpmath.workdps(40):
            q = 1 / (1 + mpmath.exp(mpmath.mpf(-0.4)))
            exact = mpmath.fsum(
                mpmath.binomial(canaries, k) * q**k * (1 - q) ** (canaries - k)
                for k in range(correct, canaries + 1)
            )
            ours = p_value(canaries, canaries, correct, 0.4, 0.0)
            # log-gamma of 5000 is about 4e4, of which a double loses some 1e-11
            assert abs(ours / exact - 1) < 1e-9


def worst(canaries: int, guesses: int, correct: int, curve: list[tuple[float, float]]) -> float:
    """The largest P[at least `correct` right] under all (epsilon, delta) of `curve` at once.

    A mechanism together with its attack is a law of guesses for each sequence of coins. Turning
    coins and guesses alike, or shuffling canaries, keeps both constraints and objective, so the
    worst one may be taken symmetric: only the mass of "a right, b wrong" is left to choose, with
    a + b <= guesses. Turning the coin of one canary changes "a right, b wrong" in which its guess
    was right (a / canaries of the mass) into "a - 1, b + 1" in which it is wrong.
    """
    classes = [(a, b) for a in range(guesses + 1) for b in range(guesses + 1 - a)]
    place = {pair: i for i, pair in enumerate(classes)}
    entries: list[tuple[int, int, float]] = []
    limits: list[float] = []
    variables = len(classes)
    for epsilon, delta in curve:
        excess = []
        for a, b in classes:
            if a == 0:
                continue
            right = place[a, b], a / canaries
            wrong = place[a - 1, b + 1], (b + 1) / canaries
            for (i, one), (j, other) in ((right, wrong), (wrong, right)):
                entries += [
                    (len(limits), i, one),
                    (len(limits), j, -math.exp(epsilon) * other),
                    (len(limits), variables, -1.0),
                ]
                limits.append(0.0)
                excess.append(variables)
                variables += 1
        entries += [(len(limits), k, 1.0) for k in excess]
        limits.append(delta)
    rows, columns, values = zip(*entries, strict=True)
    objective, total = np.zeros(variables), np.zeros((1, variables))
    for (a, _), i in place.items():
        objective[i] = -1.0 if a >= correct else 0.0
        total[0, i] = 1.0
    solved = linprog(
        objective,
        A_ub=coo_matrix((values, (rows, columns)), shape=(len(limits), variables)).tocsr(),
        b_ub=limits,
        A_eq=total,
        b_eq=[1.0],
        method="highs",
    )
    assert solved.status == 0, solved.message
    return float(-solved.fun)


SIZES = [(3, 1, 1), (4, 4, 3), (6, 6, 5), (6, 3, 3), (10, 4, 4), (12, 2, 2), (14, 14, 11)]


class TestWorstMechanism:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("epsilon", [0.0, 0.5, 2.0])
    @pytest.mark.parametrize("delta", [0.0, 1e-3, 0.02])
    def test_p_value(self, size: tuple[int, int, int], epsilon: float, delta: float) -> None:
        attained = worst(*size, [(epsilon, delta)])
        bound = p_value(*size, epsilon, delta)
        assert attained <= bound + 1e-7  # the solver's feasibility tolerance
        if delta == 0:
            assert attained == pytest.approx(bound, abs=1e-7)  # randomized response attains it

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("mu", [0.3, 1.0, 2.0])
    def test_gaussian(self, size: tuple[int, int, int], mu: float) -> None:
        """At the confidence that the worst mu-GDP mechanism leaves, the bound isn't above mu.

        The curve is held at 150 slopes only, so the worst mechanism found is slightly worse than
        mu-GDP. Between slopes that are h apart delta(epsilon), whose curvature is below 1 / mu,
        is overstated by at most h^2 / (8 mu), here 1e-5 to 1e-4 of mu.
        """
        slopes = np.linspace(0, mu * mu / 2 + 4 * mu, 150)
        curve = [
            (e, norm.cdf(mu / 2 - e / mu) - math.exp(e) * norm.cdf(-mu / 2 - e / mu))
            for e in slopes.tolist()
        ]
        attained = worst(*size, curve)
        assert gaussian_mu_lower_bound(*size, 1 - attained) <= mu * (1 + 1e-3)

    def test_gaussian_is_attained(self) -> None:
        """Where all guesses must be right the recursion loses nothing: it isn't merely valid."""
        slopes = np.linspace(0, 2.5, 150).tolist()
        curve = [(e, norm.cdf(0.25 - e / 0.5) - math.exp(e) * norm.cdf(-0.25 - e / 0.5))
                 for e in slopes]  # fmt: skip
        attained = worst(6, 3, 3, curve)
        assert gaussian_mu_lower_bound(6, 3, 3, 1 - attained) == pytest.approx(0.5, rel=1e-3)


def slow_refuted(canaries: int, guesses: int, correct: int, mu: float, alpha: float) -> bool:
    """Whether even the least mass below `correct` passes 1, in terms of single masses p_i."""
    with mpmath.workdps(30):
        mass = {correct: mpmath.mpf(alpha)}
        for i in range(correct - 1, -1, -1):
            right = mpmath.fsum(k * p for k, p in mass.items()) / canaries
            wrong = mpmath.fsum((guesses - k) * p for k, p in mass.items()) / canaries
            if right <= 0:
                least = mpmath.mpf(0)
            else:
                quantile = mpmath.sqrt(2) * mpmath.erfinv(2 * right - 1)
                least = mpmath.ncdf(quantile - mu)
            mass[i] = max(mpmath.mpf(0), (least - wrong) * canaries / (guesses - i))
            if mpmath.fsum(mass.values()) > 1:
                return True
        return False


class TestGaussian:
    @pytest.mark.parametrize(
        ("canaries", "guesses", "correct"),
        [(20, 20, 18), (50, 10, 10), (40, 30, 25), (100, 20, 17), (9, 9, 9), (60, 60, 45)],
    )
    @pytest.mark.parametrize("confidence", [0.7, 0.95])
    def test_recursion(self, canaries: int, guesses: int, correct: int, confidence: float) -> None:
        bound = gaussian_mu_lower_bound(canaries, guesses, correct, confidence)
        alpha = 1 - confidence
        assert not slow_refuted(canaries, guesses, correct, bound + 1e-6, alpha)
        if bound > 0:
            assert slow_refuted(canaries, guesses, correct, bound - 1e-6, alpha)

    @pytest.mark.parametrize(("mu", "epsilon"), [(0.5, 0.3), (1.0, 1.0), (1.0, 4.0), (3.0, 10.0)])
    def test_epsilon_by_quadrature(self, mu: float, epsilon: float) -> None:
        """delta is the integral of what N(mu, 1) has above e^epsilon N(0, 1)."""
        start = epsilon / mu + mu / 2  # where both are equal
        delta, _ = quad(
            lambda x: norm.pdf(x - mu) - math.exp(epsilon) * norm.pdf(x),
            start,
            start + 40,
            epsabs=1e-15,
            epsrel=1e-12,
            points=[start + 1, start + 4],
        )
        assert gaussian_epsilon(mu, delta) == pytest.approx(epsilon, abs=1e-6)

    def test_never_infinite(self) -> None:
        for canaries in (1, 10, 1000):
            assert math.isfinite(gaussian_mu_lower_bound(canaries, canaries, canaries, 0.5))
            assert math.isfinite(epsilon_lower_bound(canaries, canaries, canaries, 0.0, 0.5))
