"""Canary audits: what contradicts a claim, how often a correct run is accused, what is refused.

Every simulated audit has a fixed seed. A false-alarm test counts how many of N correct runs are
accused and allows as many as N tests of level 1 - confidence exceed with probability 1e-6: so
often would it fail, were the seeds drawn anew and the audits as bad as they may be.
"""

from __future__ import annotations

import dataclasses
import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binom, norm

from privacy.audit.canary import (
    CanaryAudit,
    Finding,
    Verdict,
    audit_scores,
    contradicts,
    epsilon_lower_bound,
    gaussian_epsilon,
    gaussian_mu_lower_bound,
    largest_bound,
    p_value,
)
from privacy.audit.membership import Tally, clopper_pearson, holm, roc, tally

FALSE_ALARM = 1e-6  # of each test by simulation
CONFIDENCE = 0.9
CANARIES = 200
GUESS_COUNTS = (10, 60, 200)
AUDITS = 2000
properties = settings(derandomize=True, max_examples=60)


def allowed(audits: int, confidence: float) -> int:
    return int(binom.isf(FALSE_ALARM, audits, 1 - confidence))


def coins(rng: np.random.Generator, canaries: int = CANARIES) -> NDArray[np.bool_]:
    return rng.random(canaries) < 0.5


def tallies(scores: NDArray[np.float64], included: NDArray[np.bool_]) -> list[Tally]:
    return [tally(scores, included, guesses) for guesses in GUESS_COUNTS]


@cache
def mu_bound(guesses: int, correct: int, confidence: float) -> float:
    return gaussian_mu_lower_bound(CANARIES, guesses, correct, confidence)


class TestFalseAlarms:
    @pytest.mark.parametrize("epsilon", [0.0, 0.5, 2.0])
    def test_randomized_response(self, epsilon: float) -> None:
        """Exactly epsilon-DP for each canary; all answers are tied."""
        rng = np.random.default_rng(1)
        accused = 0
        for _ in range(AUDITS):
            included = coins(rng)
            truthful = rng.random(CANARIES) < 1 / (1 + math.exp(-epsilon))
            scores = np.where(included == truthful, 1.0, -1.0)
            verdict = contradicts(epsilon, 0.0, tallies(scores, included), confidence=CONFIDENCE)
            accused += verdict.finding is Finding.CONTRADICTED
        assert accused <= allowed(AUDITS, CONFIDENCE)

    def test_randomized_response_is_the_worst_case(self) -> None:
        """Every answer is used: the accused share comes near to 1 - confidence, from below."""
        rng = np.random.default_rng(2)
        accused = 0
        for _ in range(AUDITS):
            right = int(rng.binomial(CANARIES, 1 / (1 + math.exp(-1))))
            used = [Tally(CANARIES, CANARIES, CANARIES, right)]
            verdict = contradicts(1.0, 0.0, used, confidence=CONFIDENCE)
            accused += verdict.finding is Finding.CONTRADICTED
        assert 0.05 * AUDITS < accused <= allowed(AUDITS, CONFIDENCE)

    @pytest.mark.parametrize("epsilon", [0.5, 1.0, 2.0])
    def test_gaussian_mechanism(self, epsilon: float) -> None:
        """Each canary moves its own coordinate by 1, against noise 1: mu = 1."""
        delta = float(norm.cdf(0.5 - epsilon) - math.exp(epsilon) * norm.cdf(-0.5 - epsilon))
        rng = np.random.default_rng(3)
        accused = above = 0
        for _ in range(AUDITS):
            included = coins(rng)
            used = tallies(included + rng.standard_normal(CANARIES), included)
            verdict = contradicts(epsilon, delta, used, confidence=CONFIDENCE)
            accused += verdict.finding is Finding.CONTRADICTED
            share = 1 - (1 - CONFIDENCE) / len(used)
            above += max(mu_bound(t.guesses, t.correct, share) for t in used) > 1
        assert accused <= allowed(AUDITS, CONFIDENCE)
        assert above <= allowed(AUDITS, CONFIDENCE)

    def test_gaussian_with_one_noise_for_all(self) -> None:
        """The hardest dependence: one noisy bit says whether all guesses are right or wrong."""
        rng = np.random.default_rng(4)
        mu, canaries, above = 0.5, 12, 0
        for _ in range(AUDITS):
            included = coins(rng, canaries)
            # One coordinate holds the sum of signs times coins: each canary moves it by mu.
            signs = rng.integers(0, 2, canaries) * 2 - 1
            total = mu * float(signs @ included) + rng.standard_normal()
            scores = signs * (total - mu * float(signs.sum()) / 2)
            t = tally(scores.astype(np.float64), included, canaries)
            above += gaussian_mu_lower_bound(canaries, t.guesses, t.correct, CONFIDENCE) > mu
        assert above <= allowed(AUDITS, CONFIDENCE)

    def test_name_and_shame(self) -> None:
        """(0, delta)-DP: each coin is published with probability delta, and nothing else is."""
        delta = 0.01
        rng = np.random.default_rng(5)
        accused = 0
        for _ in range(AUDITS):
            included = coins(rng)
            published = rng.random(CANARIES) < delta
            scores = np.where(published, np.where(included, 2.0, -2.0), rng.random(CANARIES))
            verdict = contradicts(0.0, delta, tallies(scores, included), confidence=CONFIDENCE)
            accused += verdict.finding is Finding.CONTRADICTED
        assert accused <= allowed(AUDITS, CONFIDENCE)

    @pytest.mark.parametrize("members_first", [True, False])
    def test_canaries_sorted_by_their_coins(self, members_first: bool) -> None:
        """An attack that knows nothing stays one when the caller lists members first, or last."""
        rng = np.random.default_rng(6)
        accused = 0
        for canaries in range(100, 500):
            included = np.sort(coins(rng, canaries))
            if members_first:
                included = included[::-1]
            used = [tally(np.zeros(canaries), included, canaries // 4 * 2)]
            verdict = contradicts(0.0, 0.0, used, confidence=CONFIDENCE)
            accused += verdict.finding is Finding.CONTRADICTED
        assert accused <= allowed(400, CONFIDENCE)


class TestPower:
    def test_no_noise(self) -> None:
        included = coins(np.random.default_rng(7), 100)
        audit = audit_scores(
            included.astype(np.float64),
            included,
            delta=1e-5,
            confidence=0.95,
            guess_counts=(20, 80),
        )
        assert audit.best == Tally(canaries=100, guesses=80, made=80, correct=80)
        assert audit.epsilon_bound > 2.5
        verdict = contradicts(2.5, 1e-5, audit.tallies, confidence=0.95)
        assert verdict.finding is Finding.CONTRADICTED

    def test_less_noise_than_claimed(self) -> None:
        """Noise 0.3 where 1 is claimed, which would have epsilon 4.4 at delta 1e-5."""
        rng = np.random.default_rng(8)
        included = coins(rng, 2000)
        audit = audit_scores(
            included + 0.3 * rng.standard_normal(2000),
            included,
            delta=1e-5,
            confidence=0.95,
            guess_counts=(200, 500, 1000),
        )
        assert audit.epsilon_bound > gaussian_epsilon(1.0, 1e-5)
        assert 1 < audit.mu_if_gaussian < 1 / 0.3
        assert audit.epsilon_if_gaussian is not None
        assert audit.epsilon_if_gaussian > audit.epsilon_bound

    def test_largest_bound(self) -> None:
        assert largest_bound(100, delta=0.0, confidence=0.95) == pytest.approx(
            -math.log(0.05 ** (-1 / 100) - 1), abs=1e-9
        )
        assert largest_bound(1, delta=0.0, confidence=0.95) == 0.0
        assert largest_bound(1000, delta=1e-5, confidence=0.95) < 5.81
        one = largest_bound(50, delta=1e-6, confidence=0.99)
        assert largest_bound(50, delta=1e-6, confidence=0.99, hypotheses=4) < one
        assert one == max(epsilon_lower_bound(50, r, r, 1e-6, 0.99) for r in range(1, 51))

    def test_large_audit(self) -> None:
        bound = epsilon_lower_bound(1_000_000, 1_000_000, 1_000_000, 1e-9, 0.95)
        assert 12 < bound < math.log(1e6 / -math.log(0.05)) + 1e-5


class TestPValue:
    def test_nothing_right(self) -> None:
        assert p_value(10, 10, 0, 1.0, 0.0) == 1.0
        assert p_value(10, 0, 0, 1.0, 0.0) == 1.0
        assert epsilon_lower_bound(10, 0, 0, 0.0, 0.95) == 0.0
        assert gaussian_mu_lower_bound(10, 0, 0, 0.95) == 0.0

    def test_a_claim_of_infinity_is_never_contradicted(self) -> None:
        assert p_value(1000, 1000, 1000, math.inf, 0.0) == 1.0
        verdict = contradicts(math.inf, 0.0, [Tally(1000, 1000, 1000, 1000)], confidence=0.95)
        assert verdict.finding is Finding.NOT_CONTRADICTED

    def test_far_tail_does_not_underflow_to_an_error(self) -> None:
        assert p_value(100_000, 100_000, 100_000, 0.1, 0.0) == 0.0
        assert p_value(100_000, 100_000, 60_000, 0.0, 0.0) < 1e-300

    def test_delta_that_explains_everything(self) -> None:
        assert p_value(100, 100, 100, 0.0, 0.5) == 1.0
        assert epsilon_lower_bound(100, 100, 100, 0.5, 0.95) == 0.0

    @given(
        st.integers(1, 60),
        st.data(),
        st.floats(0, 8),
        st.floats(0, 8),
        st.one_of(st.floats(0, 0.99), st.floats(0, 1e-3)),
        st.one_of(st.floats(0, 0.99), st.floats(0, 1e-3)),
    )
    @properties
    def test_monotone(
        self, canaries: int, data: st.DataObject, e1: float, e2: float, d1: float, d2: float
    ) -> None:
        guesses = data.draw(st.integers(1, canaries))
        correct = data.draw(st.integers(1, guesses))
        slack = 1 + 1e-9  # round-off
        at = p_value(canaries, guesses, correct, e1, d1)
        assert 0 <= at <= 1
        assert at <= slack * p_value(canaries, guesses, correct - 1, e1, d1)
        assert p_value(canaries, guesses, correct, min(e1, e2), d1) <= slack * p_value(
            canaries, guesses, correct, max(e1, e2), d1
        )
        assert p_value(canaries, guesses, correct, e1, min(d1, d2)) <= slack * p_value(
            canaries, guesses, correct, e1, max(d1, d2)
        )

    @given(
        st.integers(1, 60),
        st.data(),
        st.floats(0, 0.01),
        st.floats(0.5, 0.999),
        st.floats(0.5, 0.999),
    )
    @properties
    def test_bounds_of_confidences_are_nested(
        self, canaries: int, data: st.DataObject, delta: float, c1: float, c2: float
    ) -> None:
        guesses = data.draw(st.integers(0, canaries))
        correct = data.draw(st.integers(0, guesses))
        low, high = min(c1, c2), max(c1, c2)
        at = epsilon_lower_bound(canaries, guesses, correct, delta, high)
        assert 0 <= at <= epsilon_lower_bound(canaries, guesses, correct, delta, low) + 1e-9
        assert at <= largest_bound(canaries, delta=delta, confidence=high) + 1e-9
        if at > 0:
            assert p_value(canaries, guesses, correct, at, delta) <= 1 - high
            assert p_value(canaries, guesses, correct, at + 1e-6, delta) > 1 - high
        mu = gaussian_mu_lower_bound(canaries, guesses, correct, high)
        assert 0 <= mu <= gaussian_mu_lower_bound(canaries, guesses, correct, low) + 1e-9
        if correct:
            assert gaussian_mu_lower_bound(canaries, guesses, correct - 1, high) <= mu + 1e-9


class TestGaussianEpsilon:
    @pytest.mark.parametrize("mu", [0.01, 0.5, 1.0, 3.0, 20.0, 64.0])
    @pytest.mark.parametrize("delta", [1e-12, 1e-5, 1e-3])
    def test_inverts_the_closed_form(self, mu: float, delta: float) -> None:
        epsilon = gaussian_epsilon(mu, delta)
        reached = norm.cdf(mu / 2 - epsilon / mu) - math.exp(
            epsilon + norm.logcdf(-mu / 2 - epsilon / mu)
        )
        # differences of cumulative functions cancel to about 1e-16; near the root the slope is
        # about delta / mu
        assert reached == pytest.approx(delta, rel=1e-4, abs=1e-15)

    def test_nothing(self) -> None:
        assert gaussian_epsilon(0.0, 1e-5) == 0.0
        assert gaussian_epsilon(0.1, 0.5) == 0.0


class TestTally:
    included = np.array([True, True, False, False])

    def test_highest_are_in_lowest_are_out(self) -> None:
        scores = np.array([3.0, 1.0, 0.0, 2.0])
        assert tally(scores, self.included, 2) == Tally(4, 2, 2, 2)
        assert tally(scores, self.included, 4) == Tally(4, 4, 4, 2)

    @pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
    def test_no_guess_without_a_finite_score(self, odd: float) -> None:
        scores = np.array([odd, 3.0, odd, 2.0])
        assert tally(scores, self.included, 4) == Tally(4, 4, 2, 2)
        assert tally(np.full(4, odd), self.included, 4) == Tally(4, 4, 0, 0)
        assert tally(np.array([odd, odd, odd, 2.0]), self.included, 4).made == 0

    @given(st.lists(st.sampled_from([0.0, 1.0, 2.0, math.nan]), min_size=2, max_size=40), st.data())
    @properties
    def test_guesses_never_depend_on_the_coins(
        self, values: list[float], data: st.DataObject
    ) -> None:
        """Opposite coins make every right guess wrong: the guesses were the same."""
        scores = np.array(values)
        included = np.array(data.draw(st.lists(st.booleans(), min_size=len(values),
                                               max_size=len(values))))  # fmt: skip
        guesses = 2 * data.draw(st.integers(1, len(values) // 2))
        one, other = tally(scores, included, guesses), tally(scores, ~included, guesses)
        assert one.made == other.made == one.correct + other.correct
        assert one.made == 2 * min(guesses // 2, int(np.isfinite(scores).sum()) // 2)


class TestAudit:
    def run(self, **changed: object) -> CanaryAudit:
        rng = np.random.default_rng(9)
        included = coins(rng)
        arguments = {"delta": 1e-5, "confidence": 0.95, "guess_counts": (20, 100)} | changed
        return audit_scores(included + 0.2 * rng.standard_normal(CANARIES), included, **arguments)

    def test_corrected_for_every_guess_count(self) -> None:
        audit = self.run()
        assert audit.hypotheses == len(audit.tallies) == 2
        assert audit.canaries == audit.scored == CANARIES
        assert audit.epsilon_bound == max(
            epsilon_lower_bound(CANARIES, t.guesses, t.correct, 1e-5, 0.975) for t in audit.tallies
        )

    def test_agrees_with_the_verdict(self) -> None:
        audit = self.run()
        for claim, finding in (
            (audit.epsilon_bound, Finding.CONTRADICTED),
            (audit.epsilon_bound + 1e-6, Finding.NOT_CONTRADICTED),
        ):
            verdict = contradicts(claim, 1e-5, audit.tallies, confidence=0.95)
            assert verdict.finding is finding
            assert verdict.p_value == pytest.approx(0.05, rel=1e-4)

    def test_at_delta_0(self) -> None:
        audit = self.run(delta=0.0)
        assert audit.epsilon_if_gaussian is None
        assert audit.mu_if_gaussian > 0

    def test_further_hypotheses_only_make_it_harder(self) -> None:
        audit = self.run()
        claim = audit.epsilon_bound
        wide = contradicts(claim, 1e-5, audit.tallies, confidence=0.95, hypotheses=5)
        assert wide.finding is Finding.NOT_CONTRADICTED
        assert wide.p_value > contradicts(claim, 1e-5, audit.tallies, confidence=0.95).p_value

    def test_no_word_for_the_opposite(self) -> None:
        assert {f.value for f in Finding} == {"contradicted", "not contradicted"}
        verdict = contradicts(9.0, 1e-5, self.run().tallies, confidence=0.95)
        assert str(verdict).startswith("epsilon 9 at delta 1e-05: not contradicted at confidence")
        names = {f.name for kind in (Verdict, CanaryAudit) for f in dataclasses.fields(kind)}
        text = " ".join([*names, str(verdict)])
        for word in ("safe", "pass", "ok", "private", "confirm", "valid", "true"):
            assert word not in text

    def test_results_are_frozen(self) -> None:
        with pytest.raises(dataclasses.FrozenInstanceError):
            self.run().epsilon_bound = 0.0  # type: ignore[misc]


class TestRoc:
    def test_separated(self) -> None:
        figures = roc(np.arange(1000.0) + 1000, np.arange(1000.0))
        assert figures.auc == 1.0
        assert [t.rate for t in figures.true_positives] == [1.0, 1.0, 1.0]
        assert [t.false_positive_rate for t in figures.true_positives] == [0.001, 0.01, 0.1]

    def test_all_tied(self) -> None:
        figures = roc(np.zeros(1000), np.zeros(1000))
        assert figures.auc == 0.5
        assert [t.rate for t in figures.true_positives] == [0.0, 0.0, 0.0]
        assert [t.false_positive_rate for t in figures.true_positives] == [0.0, 0.0, 0.0]

    def test_finer_than_the_others_can_show(self) -> None:
        figures = roc(np.arange(50.0), np.arange(99.0))
        assert [t.rate is None for t in figures.true_positives] == [True, True, False]
        assert figures.true_positives[0].threshold is None
        exact = roc(np.arange(50.0), np.arange(100.0))
        assert exact.true_positives[1].rate is not None

    @given(
        st.lists(st.integers(-5, 5), min_size=1, max_size=40),
        st.lists(st.integers(-5, 5), min_size=1, max_size=40),
        st.floats(0.01, 0.99),
    )
    @properties
    def test_against_all_pairs(self, members: list[int], others: list[int], rate: float) -> None:
        a, b = np.array(members, dtype=np.float64), np.array(others, dtype=np.float64)
        figures = roc(a, b, false_positive_rates=(rate,))
        wins = sum((x > y) + 0.5 * (x == y) for x in members for y in others)
        assert figures.auc == pytest.approx(wins / len(members) / len(others), rel=1e-12)
        (at,) = figures.true_positives
        if at.rate is None or at.threshold is None or at.false_positive_rate is None:
            assert rate < 1 / len(others)
            return
        assert at.low is not None and at.high is not None
        assert at.false_positive_rate == np.mean(b > at.threshold) <= rate + 1e-9
        assert at.low <= at.rate == np.mean(a > at.threshold) <= at.high
        # the next lower threshold would admit too many
        lower = b[b < at.threshold]
        assert np.mean(b >= at.threshold) > rate or (len(lower) == 0 and at.false_positive_rate < 1)

    def test_interval(self) -> None:
        assert clopper_pearson(0, 10, 0.95) == (0.0, pytest.approx(1 - 0.025**0.1))
        assert clopper_pearson(10, 10, 0.95) == (pytest.approx(0.025**0.1), 1.0)
        low, high = clopper_pearson(3, 20, 0.9)
        assert binom.sf(2, 20, low) == pytest.approx(0.05)
        assert binom.cdf(3, 20, high) == pytest.approx(0.05)


class TestHolm:
    def test_example(self) -> None:
        assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
        assert holm([]) == ()
        assert holm([0.9, 0.8]) == (1.0, 1.0)

    @given(st.lists(st.floats(0, 1), max_size=12))
    @properties
    def test_between_nothing_and_bonferroni(self, values: list[float]) -> None:
        for raw, corrected in zip(values, holm(values), strict=True):
            assert raw <= corrected <= min(1.0, raw * len(values))


IN = np.array([True, False, True, False])
SCORES = np.arange(4.0)


class TestRefused:
    @pytest.mark.parametrize(
        ("call", "name"),
        [
            (lambda: p_value(0, 0, 0, 1.0, 0.0), "canaries"),
            (lambda: p_value(1_000_001, 1, 1, 1.0, 0.0), "canaries"),
            (lambda: p_value(10, 11, 1, 1.0, 0.0), "guesses"),
            (lambda: p_value(10, 5, 6, 1.0, 0.0), "correct"),
            (lambda: p_value(10, 5, -1, 1.0, 0.0), "correct"),
            (lambda: p_value(10, 5, True, 1.0, 0.0), "correct"),
            (lambda: p_value(10, 5, 2.0, 1.0, 0.0), "correct"),  # type: ignore[arg-type]
            (lambda: p_value(10, 5, 2, -0.1, 0.0), "epsilon"),
            (lambda: p_value(10, 5, 2, math.nan, 0.0), "epsilon"),
            (lambda: p_value(10, 5, 2, "1", 0.0), "epsilon"),  # type: ignore[arg-type]
            (lambda: p_value(10, 5, 2, 1.0, 1.0), "delta"),
            (lambda: p_value(10, 5, 2, 1.0, -1e-9), "delta"),
            (lambda: epsilon_lower_bound(10, 5, 2, 0.0, 1.0), "confidence"),
            (lambda: epsilon_lower_bound(10, 5, 2, 0.0, 0.0), "confidence"),
            (lambda: epsilon_lower_bound(10, 5, 2, math.nan, 0.5), "delta"),
            (lambda: largest_bound(10, delta=0.0, confidence=0.9, hypotheses=0), "hypotheses"),
            (lambda: gaussian_mu_lower_bound(10, 5, 6, 0.9), "correct"),
            (lambda: gaussian_epsilon(-1.0, 1e-5), "mu"),
            (lambda: gaussian_epsilon(65.0, 1e-5), "mu"),
            (lambda: gaussian_epsilon(1.0, 0.0), "delta"),
            (lambda: Tally(10, 6, 4, 5), "made"),
            (lambda: Tally(10, 6, 7, 5), "made"),
            (lambda: tally(SCORES, IN, 3), "guesses"),
            (lambda: tally(SCORES, IN, 0), "guesses"),
            (lambda: tally(SCORES, IN, 6), "guesses"),
            (lambda: tally(SCORES[:3], IN, 2), "included"),
            (lambda: tally(SCORES.astype(np.float32), IN, 2), "scores"),
            (lambda: tally(SCORES.reshape(2, 2), IN, 2), "scores"),
            (lambda: tally(SCORES, IN.astype(np.int64), 2), "included"),
            (lambda: tally([1.0, 2.0], IN, 2), "scores"),  # type: ignore[arg-type]
            (lambda: tally(SCORES[:1], IN[:1], 2), "canaries"),
            (lambda: contradicts(1.0, 0.0, [], confidence=0.9), "tallies"),
            (lambda: contradicts(-1.0, 0.0, [Tally(4, 2, 2, 1)], confidence=0.9), "claimed"),
            (
                lambda: contradicts(
                    1.0, 0.0, [Tally(4, 2, 2, 1)] * 2, confidence=0.9, hypotheses=1
                ),
                "hypotheses",
            ),
            (lambda: roc(np.array([]), SCORES), "scores_members"),
            (lambda: roc(SCORES, np.array([1.0, math.nan])), "scores_others"),
            (lambda: roc(SCORES, SCORES, false_positive_rates=(0.0,)), "false_positive_rates"),
            (lambda: roc(SCORES, SCORES, confidence=1.0), "confidence"),
            (lambda: clopper_pearson(3, 2, 0.9), "successes"),
            (lambda: holm([0.1, 1.1]), "p_values"),
            (lambda: holm([math.nan]), "p_values"),
        ],
    )
    def test_says_what_was_expected_and_found(self, call: object, name: str) -> None:
        assert callable(call)
        with pytest.raises(ValueError, match=rf"{name}.*: expected .*, found "):
            call()

    @pytest.mark.parametrize("counts", [(), (2, 2), (2, 3), (2, 6)])
    def test_guess_counts(self, counts: tuple[int, ...]) -> None:
        with pytest.raises(ValueError, match=r"guess.*: expected .*, found "):
            audit_scores(SCORES, IN, delta=0.0, confidence=0.9, guess_counts=counts)
