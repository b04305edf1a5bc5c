"""What canaries say about a claimed epsilon, from one training run. Pure: no IO.

A canary is one unit that an auditor may add to the training data. Each of `canaries` of them is
added or left out by a fair coin of its own. After training the auditor scores every canary and
guesses the coins of some; a run that keeps (epsilon, delta) lets few guesses be right.

    assumed   the coins are fair, independent (so not exactly half of them heads) and tossed before
              training; scores and guesses use the run's output and never the coins; adding or
              removing one canary changes the data by one unit
    not       what the model is, how good the attack is, how canaries relate to other data

Too many right guesses contradict the claim. Few of them say nothing: the attack may have been
weak. Hence no type here has a word for the opposite of "contradicted".

Two bounds on the number of right guesses:
    p_value                   any (epsilon, delta)-DP run. Steinke, Nasr and Jagielski 2023,
                              "Privacy Auditing with One (1) Training Run". The only one that
                              may contradict a claim
    gaussian_mu_lower_bound   a run whose trade-off curve is a Gaussian's. Sharper, and an estimate
                              under that assumption: it accuses nobody
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, log_expit, log_ndtr, logsumexp, ndtr, ndtri

from privacy.audit.membership import (
    Tally,
    check_counts,
    check_delta,
    check_real,
    check_scores,
    check_share,
    check_whole,
    invalid,
    tally,
)

MAX_EPSILON = 1000.0  # above, 1 - p_value is below the smallest double
MAX_MU = 64.0  # no confidence below 1 in double precision reaches further
HALVINGS = 50  # of an interval no wider than 8192: to 1e-11
ROUND_OFF = 1e-9  # relative; far more than sums of a million doubles lose


class Finding(Enum):
    """All that a run can say of a claim."""

    CONTRADICTED = "contradicted"
    NOT_CONTRADICTED = "not contradicted"


@dataclass(frozen=True, slots=True)
class CanaryAudit:
    """What one run's scores say at `confidence`, corrected for all `hypotheses`.

    `epsilon_bound` and `mu_if_gaussian` are lower bounds: each alone is above the truth with
    probability at most 1 - confidence, the second only if the run's trade-off curve is Gaussian.
    0.0 means that nothing can be said.
    """

    canaries: int
    included: int
    scored: int  # canaries with a finite score
    delta: float
    confidence: float
    hypotheses: int
    tallies: tuple[Tally, ...]  # in the order of the guess counts
    best: Tally  # the one that gives `epsilon_bound`
    epsilon_bound: float
    mu_if_gaussian: float
    epsilon_if_gaussian: float | None  # at `delta`; None at delta 0, where a Gaussian has none


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a run contradicts a claim. `p_value` is corrected for all `hypotheses`."""

    finding: Finding
    claimed_epsilon: float
    delta: float
    confidence: float
    p_value: float
    hypotheses: int

    def __str__(self) -> str:
        return (
            f"epsilon {self.claimed_epsilon:g} at delta {self.delta:g}: {self.finding.value} "
            f"at confidence {self.confidence:g} (p = {self.p_value:.3g}, corrected for "
            f"{self.hypotheses})"
        )


def p_value(canaries: int, guesses: int, correct: int, epsilon: float, delta: float) -> float:
    """How likely an (epsilon, delta)-DP run is to let at least `correct` guesses be right.

    `guesses` of `canaries` are made at most; a number that the outputs can't change.

    Guarantees: an upper bound on that probability, for every run, attack and choice of what to
    guess: with W ~ Binomial(guesses, 1 / (1 + e^-epsilon)), a randomized response's,
        P[W >= correct] + 2 canaries delta max_i P[correct > W >= correct - i] / i
    (Steinke, Nasr and Jagielski 2023, theorem 5.2 and appendix D). Relative error below 1e-7.
    Falls with `correct`, rises with epsilon and delta. A test that rejects where this is at most
    alpha accuses a correct run with probability at most alpha.

    Edge cases: 1.0 for no right guess, for an epsilon above MAX_EPSILON, infinity included, and
    where 2 canaries delta is no less than the i of the maximum: the formula is no less than
    P[W >= its mode] there, about a half, and proves nothing worth telling.

    Raises:
        ValueError: a number out of range: 1 <= canaries <= MAX_CANARIES, correct <= guesses <=
            canaries, epsilon >= 0, 0 <= delta < 1.
    """
    check_counts(canaries, guesses, correct)
    check_real("epsilon", epsilon)
    check_delta(delta)
    return _p_value(canaries, guesses, correct, epsilon, delta)


def epsilon_lower_bound(
    canaries: int, guesses: int, correct: int, delta: float, confidence: float
) -> float:
    """The largest epsilon, at `delta`, that `correct` right guesses contradict at `confidence`.

    Guarantees: above a run's true epsilon with probability at most 1 - confidence, for a number
    of guesses fixed in advance; rounded down, by less than 1e-9. Finite: p_value is at least
    q^guesses, with q = 1 / (1 + e^-epsilon), so that even with all right and delta 0 the bound
    is no more than the logit of (1 - confidence)^(1 / guesses), about
    log(guesses / log(1 / (1 - confidence))): 3.5 for 100 and 5.8 for 1000 at 95 %.

    Edge case: 0.0 where nothing can be said.

    Raises:
        ValueError: as `p_value`, or confidence isn't between 0 and 1.
    """
    check_counts(canaries, guesses, correct)
    check_delta(delta)
    check_share("confidence", confidence)
    return _epsilon_bound(canaries, guesses, correct, delta, 1 - confidence)


def largest_bound(canaries: int, *, delta: float, confidence: float, hypotheses: int = 1) -> float:
    """The largest epsilon that `canaries` can contradict, had the attack every coin right.

    No number of guesses does better than all of them: with all right, p_value falls with their
    number. `hypotheses` is the number of guess counts and claims that share the confidence.

    Raises:
        ValueError: as `epsilon_lower_bound`, or hypotheses isn't a whole number above 0.
    """
    check_counts(canaries, canaries, canaries)
    check_delta(delta)
    check_share("confidence", confidence)
    check_whole("hypotheses", hypotheses, 1)
    return _epsilon_bound(canaries, canaries, canaries, delta, (1 - confidence) / hypotheses)


def gaussian_mu_lower_bound(canaries: int, guesses: int, correct: int, confidence: float) -> float:
    """The largest mu at which `correct` right guesses would be too many for a mu-GDP run.

    Assumes that the run is mu-GDP for some mu (Dong, Roth and Su 2022): that no test of one
    canary's presence does better than telling N(0, 1) from N(mu, 1). A subsampled composition is
    so only approximately, so this is a sharper estimate under an assumption and contradicts no
    claim of (epsilon, delta). The recursion is that of Mahloujifar, Melis and Chaudhuri 2024
    ("Auditing f-differential privacy in one run"), with a proof of our own:

    Let m canaries, at most r guesses, p_i = P[i right], g(x) = Phi(Phi^-1(x) - mu), and
        right_c = sum_{i >= c} i p_i / m,    wrong_c = sum_{i >= c} (r - i) p_i / m.
    (1) g(right_c) <= wrong_{c-1}. Toss coin j anew as its opposite. "Guess j right, at least c
        right" becomes "guess j wrong, at least c - 1 right" for the same output, and by mu-GDP
        g(P[first]) <= P[second], for all other coins. g is convex: Jensen over the coins and
        over j; the sum over j of the first is m right_c, of the second at most m wrong_{c-1}.
    (2) Let tau = P[at least v right] and tails T_c = sum_{i >= c} p_i, T_0 = 1. The recursion puts
        tau on v and then, from c = v down, the least mass on i = c - 1 that keeps (1). Its tails
        t never exceed T. By induction: T_j >= t_j for j > i. Then right_c is no less than the
        recursion's, since m right_c = c T_c + sum_{j > c} T_j; and so is (r - i) right_i -
        i wrong_i, since mass on i adds nothing to it and the rest is (r / m) sum_{j > i} T_j. If
        p_i is no less than the recursion's mass, T_i >= t_i. Else that mass isn't 0, so by (1)
        wrong_i is no less than the recursion's, then so is right_i, and so their sum r T_i / m.
    (3) So t_0 <= 1 for the true tau, and t_0 rises with tau and falls with mu by the same
        induction. If t_0 > 1 at tau = 1 - confidence, then P[at least v right] < 1 - confidence.

    Guarantees: under the assumption, above the true mu with probability at most 1 - confidence,
    for a number of guesses fixed in advance; rounded down, by less than 1e-9. Finite.

    Edge case: 0.0 where nothing can be said. Takes microseconds for every right guess and step.

    Raises:
        ValueError: as `epsilon_lower_bound`.
    """
    check_counts(canaries, guesses, correct)
    check_share("confidence", confidence)
    return _mu_bound(canaries, guesses, correct, 1 - confidence)


def gaussian_epsilon(mu: float, delta: float) -> float:
    """The epsilon at `delta` of a Gaussian mechanism with sensitivity / noise = mu.

    Balle and Wang 2018, theorem 8: the root of
        delta = Phi(mu / 2 - epsilon / mu) - e^epsilon Phi(-mu / 2 - epsilon / mu).
    Rounded down, by less than 1e-9: it serves lower bounds.

    Edge case: 0.0 for mu 0, and where delta is reached without any epsilon.

    Raises:
        ValueError: mu isn't from 0 to MAX_MU, or delta isn't between 0 and 1.
    """
    check_real("mu", mu, high=MAX_MU)
    check_share("delta", delta)
    if mu == 0:
        return 0.0

    def too_small(epsilon: float) -> bool:
        first = float(log_ndtr(mu / 2 - epsilon / mu))
        second = epsilon + float(log_ndtr(-mu / 2 - epsilon / mu))
        return -math.exp(first) * math.expm1(second - first) > delta

    high = 1.0
    while too_small(high):
        high *= 2
    return _last(too_small, high)


def audit_scores(
    scores: NDArray[np.float64],
    included: NDArray[np.bool_],
    *,
    delta: float,
    confidence: float,
    guess_counts: tuple[int, ...],
) -> CanaryAudit:
    """The best bounds over `guess_counts`, each a number of guesses as `tally` makes them.

    `guess_counts` are fixed before scores are seen. Every one is tested at its equal share of
    1 - confidence (Bonferroni: all test one claim, where Holm gives no more), so the best may be
    picked afterwards.

    Raises:
        ValueError: as `tally` and `epsilon_lower_bound`, or guess_counts is empty or repeats one.
    """
    canaries = check_scores(scores, included)
    check_delta(delta)
    check_share("confidence", confidence)
    if not guess_counts or len(set(guess_counts)) < len(guess_counts):
        raise invalid("guess_counts", "different numbers, at least one", guess_counts)
    tallies = tuple(tally(scores, included, guesses) for guesses in guess_counts)
    share = (1 - confidence) / len(tallies)
    bounds = [_epsilon_bound(t.canaries, t.guesses, t.correct, delta, share) for t in tallies]
    mu = max(_mu_bound(t.canaries, t.guesses, t.correct, share) for t in tallies)
    best = max(range(len(tallies)), key=bounds.__getitem__)
    return CanaryAudit(
        canaries=canaries,
        included=int(np.count_nonzero(included)),
        scored=int(np.count_nonzero(np.isfinite(scores))),
        delta=delta,
        confidence=confidence,
        hypotheses=len(tallies),
        tallies=tallies,
        best=tallies[best],
        epsilon_bound=bounds[best],
        mu_if_gaussian=mu,
        epsilon_if_gaussian=gaussian_epsilon(mu, delta) if delta else None,
    )


def contradicts(
    claimed_epsilon: float,
    delta: float,
    tallies: Sequence[Tally],
    *,
    confidence: float,
    hypotheses: int | None = None,
) -> Verdict:
    """Whether `tallies` contradict that the run is (claimed_epsilon, delta)-DP.

    `hypotheses` is how many tests share the confidence: by default one for each tally; more where
    other claims, runs or attacks were tested beside these.

    Guarantees: a correct run is accused with probability at most 1 - confidence, all tests
    together (Bonferroni), if claim, guess counts and `hypotheses` were fixed before the scores
    were seen. Agrees with the `epsilon_bound` of `audit_scores`.

    Edge case: an infinite claim is never contradicted.

    Raises:
        ValueError: as `p_value`; no tallies; confidence isn't between 0 and 1; or hypotheses is
            fewer than tallies.
    """
    check_real("claimed_epsilon", claimed_epsilon)
    check_delta(delta)
    check_share("confidence", confidence)
    if not tallies:
        raise invalid("tallies", "at least one", len(tallies))
    tests = len(tallies) if hypotheses is None else hypotheses
    check_whole("hypotheses", tests, len(tallies))
    least = min(_p_value(t.canaries, t.guesses, t.correct, claimed_epsilon, delta) for t in tallies)
    contradicted = least <= (1 - confidence) / tests
    return Verdict(
        finding=Finding.CONTRADICTED if contradicted else Finding.NOT_CONTRADICTED,
        claimed_epsilon=claimed_epsilon,
        delta=delta,
        confidence=confidence,
        p_value=min(1.0, least * tests),
        hypotheses=tests,
    )


def _p_value(canaries: int, guesses: int, correct: int, epsilon: float, delta: float) -> float:
    if correct == 0 or epsilon > MAX_EPSILON:
        return 1.0
    rights = np.arange(guesses + 1)
    log_mass = (
        _log_choose(guesses)
        + rights * log_expit(epsilon)
        + (guesses - rights) * log_expit(-epsilon)
    )
    tail = math.exp(logsumexp(log_mass[correct:]))
    budget = 2 * canaries * delta  # theorem 5.2: guesses that delta may turn, in expectation
    if budget == 0:
        return min(1.0, tail)
    turned = np.arange(1, correct + 1)
    slopes = np.logaddexp.accumulate(log_mass[:correct][::-1]) - np.log(turned)
    steepest = int(np.argmax(slopes))
    if budget >= turned[steepest]:
        return 1.0
    return min(1.0, tail + budget * math.exp(slopes[steepest]))


@lru_cache(maxsize=4)
def _log_choose(n: int) -> NDArray[np.float64]:
    k = np.arange(n + 1)
    values: NDArray[np.float64] = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    values.setflags(write=False)
    return values


def _epsilon_bound(canaries: int, guesses: int, correct: int, delta: float, alpha: float) -> float:
    """As `epsilon_lower_bound`, at a p-value of `alpha`.

    p_value bounds the probability for every smaller epsilon too, so an epsilon that is found
    below alpha holds even where the search missed a larger one.
    """
    if guesses == 0:
        return 0.0
    log_accuracy = math.log(alpha) / guesses
    limit = log_accuracy - math.log(-math.expm1(log_accuracy))
    return _last(lambda e: _p_value(canaries, guesses, correct, e, delta) <= alpha, limit)


def _mu_bound(canaries: int, guesses: int, correct: int, alpha: float) -> float:
    def refuted(mu: float) -> bool:
        right, wrong = alpha * correct / canaries, alpha * (guesses - correct) / canaries
        for i in range(correct - 1, -1, -1):
            least = float(ndtr(ndtri(right) - mu))
            if least <= wrong:
                return False  # and nothing changes any more
            right += (least - wrong) * i / (guesses - i)
            wrong = least
            if right + wrong > guesses / canaries * (1 + ROUND_OFF):
                return True
        return False

    return _last(refuted, MAX_MU)


def _last(holds: Callable[[float], bool], high: float) -> float:
    """The largest number in [0, high) up to which `holds`, rounded down; 0.0 if there is none."""
    if high <= 0 or not holds(0.0):
        return 0.0
    low = 0.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
