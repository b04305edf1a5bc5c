"""Epsilon against second implementations that share no code with dp_accounting.

(a) Rényi DP of the sampled Gaussian at whole orders, in exact binomials and mpmath
(b) PRV, Gopi et al. 2021, as Opacus implements it, between its proven bounds
(c) one step by quadrature of the two densities; several by Monte Carlo
"""

import math
import warnings
from itertools import pairwise

import mpmath
import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm
from support.plans import make_plan

from privacy.accounting import RDP_ORDERS, _rdp_of_step, epsilon, epsilon_rdp

WHOLE_ORDERS = [order for order in RDP_ORDERS if order == int(order)]


def own_rdp(q: float, sigma: float, order: int) -> mpmath.mpf:
    """Mironov, Talwar and Zhang 2019, section 3.3: E under N(0, sigma^2) of the ratio ^ order."""
    with mpmath.workdps(50):
        q, sigma = mpmath.mpf(q), mpmath.mpf(sigma)
        total = mpmath.fsum(
            math.comb(order, k)
            * (1 - q) ** (order - k)
            * q**k
            * mpmath.exp((k * k - k) / (2 * sigma**2))
            for k in range(order + 1)
        )
        return mpmath.log(total) / (order - 1)


def own_rdp_epsilon(q: float, sigma: float, steps: int, delta: float) -> float:
    """Canonne, Kamath and Steinke 2020, proposition 12."""
    return min(
        float(steps * own_rdp(q, sigma, int(a)))
        + math.log1p(-1 / a)
        - math.log(delta * a) / (a - 1)
        for a in WHOLE_ORDERS
    )


class TestRdp:
    @pytest.mark.parametrize(
        ("q", "sigma"),
        [(0.01, 1), (0.02, 0.6), (0.5, 5), (1e-4, 20), (1e-3, 0.3), (0.9, 1), (1e-6, 100)],
    )
    def test_every_whole_order(self, q: float, sigma: float) -> None:
        ours = dict(zip(RDP_ORDERS, _rdp_of_step(q, sigma), strict=True))
        for order in WHOLE_ORDERS:
            exact = float(own_rdp(q, sigma, int(order)))
            # never below, and above by no more than the allowance for round-off (1e-14)
            assert exact <= ours[order] * (1 + 1e-12)
            assert ours[order] <= exact * (1 + 1e-9) + 3e-14

    @pytest.mark.parametrize(
        ("q", "sigma", "steps"), [(0.01, 1, 1000), (0.02, 2, 200), (1e-3, 5, 10_000)]
    )
    def test_epsilon(self, q: float, sigma: float, steps: int) -> None:
        plan = make_plan(sampling_probability=q, noise_multiplier=sigma)
        own = own_rdp_epsilon(q, sigma, steps, 1e-5)
        assert epsilon_rdp(plan, steps) <= own * (1 + 1e-6)  # ours has fractional orders too
        assert epsilon_rdp(plan, steps) >= own * 0.97
        assert epsilon(plan, steps) <= own


@pytest.mark.parametrize(
    ("q", "sigma", "steps", "delta", "eps_error"),
    [
        (0.01, 1, 1000, 1e-5, 0.01),
        (0.01, 1, 1000, 1e-6, 0.01),
        (0.02, 0.6, 200, 1e-5, 0.02),
        (0.02, 1, 100, 1e-5, 0.01),
        (0.1, 2, 50, 1e-4, 0.01),
        (0.01, 10, 1000, 1e-5, 0.002),
        (0.001, 4, 10_000, 1e-6, 0.002),
    ],
)
def test_prv_bounds_enclose_the_pld(
    q: float, sigma: float, steps: int, delta: float, eps_error: float
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from opacus.accountants import PRVAccountant

        accountant = PRVAccountant()
        accountant.history = [(sigma, q, steps)]
        delta_error = delta / 1000
        composed = accountant._get_dprv(eps_error=eps_error, delta_error=delta_error)
        lower, _, upper = composed.compute_epsilon(delta, delta_error, eps_error)
    ours = epsilon(make_plan(sampling_probability=q, noise_multiplier=sigma), steps, delta)
    # PRV's bounds hold for the exact epsilon; ours is above that by at most the grid's 1 %
    assert lower <= ours <= upper + 0.01 * ours


def one_step_delta(q: float, sigma: float, eps: float) -> float:
    """delta(eps) by quadrature of max(0, p - e^eps p') over both directions."""

    def with_unit(x: float) -> float:
        return float((1 - q) * norm.pdf(x, 0, sigma) + q * norm.pdf(x, 1, sigma))

    def without(x: float) -> float:
        return float(norm.pdf(x, 0, sigma))

    def hockey_stick(p: object, other: object) -> float:
        def integrand(x: float) -> float:
            return max(0.0, p(x) - math.exp(eps) * other(x))  # type: ignore[operator]

        edges = np.linspace(-12 * sigma, 12 * sigma + 1, 200)
        return math.fsum(
            quad(integrand, a, b, epsabs=1e-16, epsrel=1e-9)[0] for a, b in pairwise(edges)
        )

    return max(hockey_stick(with_unit, without), hockey_stick(without, with_unit))


@pytest.mark.parametrize(
    ("q", "sigma", "delta"),
    [(0.01, 1, 1e-4), (0.1, 0.5, 1e-5), (0.5, 2, 1e-6), (0.02, 0.3, 1e-3), (0.9, 1, 1e-5)],
)
def test_one_step_by_quadrature(q: float, sigma: float, delta: float) -> None:
    plan = make_plan(sampling_probability=q, noise_multiplier=sigma)
    eps = epsilon(plan, 1, delta)
    assert one_step_delta(q, sigma, eps) <= delta * (1 + 1e-6)  # enough
    assert one_step_delta(q, sigma, eps * 0.98) > delta  # and no more than 2 % too much


@pytest.mark.parametrize(("q", "sigma", "steps"), [(0.05, 1, 20), (0.2, 2, 50), (0.01, 0.5, 100)])
def test_several_steps_by_monte_carlo(q: float, sigma: float, steps: int) -> None:
    """Fixed seed, so it can't flake; the margin is six standard errors (2e-9 for another seed)."""
    rng = np.random.default_rng(20240607)
    samples = 400_000
    loss = np.zeros(samples)  # of the direction that removes a unit: the larger one here
    for _ in range(steps):
        x = rng.normal(0, sigma, samples) + (rng.random(samples) < q)
        loss += np.log1p(q * np.expm1((2 * x - 1) / (2 * sigma**2)))
    plan = make_plan(sampling_probability=q, noise_multiplier=sigma)
    delta = 1e-2
    eps = epsilon(plan, steps, delta)

    def estimate(at: float) -> tuple[float, float]:
        terms = np.maximum(0, -np.expm1(at - loss))
        return float(terms.mean()), 6 * float(terms.std()) / math.sqrt(samples)

    found, margin = estimate(eps)
    assert found <= delta + margin
    found, margin = estimate(eps * 0.9)
    assert found > delta - margin
    assert margin < 0.15 * delta  # or the test would say nothing
