"""Scores of membership: guesses, figures of an attack, several tests at once. Pure: no IO.

A score is a number that an attack gives to a unit; higher speaks for its having been trained on.
The figures of `roc` describe one attack on one model. They bound no epsilon: for that see
`canary`, which counts the guesses of `tally`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

MAX_CANARIES = 1_000_000  # 8 bytes and some 100 ns each, for every epsilon that is tried
TIES_SEED = 0x7E5  # any constant; see `tally`
FALSE_POSITIVE_RATES = (0.001, 0.01, 0.1)


@dataclass(frozen=True, slots=True)
class Tally:
    """The right guesses of one attack.

    `guesses` were fixed in advance; `made` is fewer where scores weren't finite. A guess that
    wasn't made counts as a wrong one.

    Raises:
        ValueError: expected whole numbers, correct <= made <= guesses <= canaries.
    """

    canaries: int
    guesses: int
    made: int
    correct: int

    def __post_init__(self) -> None:
        check_counts(self.canaries, self.guesses, self.correct)
        check_whole("made", self.made, self.correct, self.guesses)


@dataclass(frozen=True, slots=True)
class TruePositives:
    """The share of members that an attack finds at a share of others wrongly called members.

    All None, but for `target`, where the others are too few to show so small a share.
    """

    target: float  # largest admitted false-positive rate
    threshold: float | None  # scores above it are called members
    false_positive_rate: float | None  # at the threshold: at most `target`
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Roc:
    """An attack's figures. `auc` is 0.5 for an attack that knows nothing."""

    members: int
    others: int
    auc: float
    confidence: float
    true_positives: tuple[TruePositives, ...]  # in the order of the rates asked for


def tally(scores: NDArray[np.float64], included: NDArray[np.bool_], guesses: int) -> Tally:
    """Guess "in" for the guesses / 2 highest of `scores` and "out" for the guesses / 2 lowest.

    Both are [canaries]; a higher score speaks for inclusion. The coins `included` are used to
    count what was right and for nothing else. Ties are broken by a fixed shuffle, not by
    position: callers may have sorted canaries by their coins. Canaries whose score isn't finite
    get no guess; if too few remain, as many go in as out, and the rest of `guesses` counts as
    wrong, so that their number stays what was fixed in advance.

    Raises:
        ValueError: the arrays aren't float64 and bool of one length, or guesses isn't an even
            number from 2 to that length.
    """
    canaries = check_scores(scores, included)
    check_whole("guesses", guesses, 2, canaries)
    if guesses % 2:
        raise invalid("guesses", "an even number", guesses)
    order = _ranked(scores)
    half = min(guesses, len(order)) // 2
    low, high = order[:half], order[len(order) - half :]
    correct = int(np.count_nonzero(included[high]) + np.count_nonzero(~included[low]))
    return Tally(canaries=canaries, guesses=guesses, made=2 * half, correct=correct)


def roc(
    scores_members: NDArray[np.float64],
    scores_others: NDArray[np.float64],
    *,
    false_positive_rates: tuple[float, ...] = FALSE_POSITIVE_RATES,
    confidence: float = 0.95,
) -> Roc:
    """The area under the curve, and true-positive rates at low false-positive rates.

    Takes scores [members] and [others]. The area is P[member's score > other's], ties counted
    half (Mann and Whitney 1947). A threshold is the others' own score that no more than the
    admitted share of them exceeds, so ties never add false positives; a rate finer than
    1 / others is answered with None, not extrapolated.

    Guarantees: `low` and `high` hold the true rate at that threshold with probability at least
    `confidence`, each rate by itself (Clopper and Pearson 1934); members and others are taken as
    independent draws. The threshold is an estimate from the others: its true false-positive rate
    may differ from the one that was seen.

    Raises:
        ValueError: expected non-empty float64 arrays of finite scores, and rates and confidence
            between 0 and 1.
    """
    check_share("confidence", confidence)
    for name, array in (("scores_members", scores_members), ("scores_others", scores_others)):
        _check_array(name, array, np.float64)
        finite = int(np.count_nonzero(np.isfinite(array)))
        if finite == 0 or finite < len(array):
            raise invalid(name, "finite scores, at least one", f"{finite} of {len(array)}")
    for rate in false_positive_rates:
        check_share("false_positive_rates", rate)
    others, members = np.sort(scores_others), np.sort(scores_members)
    below = np.searchsorted(others, members, side="left")
    not_above = np.searchsorted(others, members, side="right")
    wins = (int(below.sum()) + int(not_above.sum())) / 2
    return Roc(
        members=len(members),
        others=len(others),
        auc=wins / (len(members) * len(others)),
        confidence=confidence,
        true_positives=tuple(
            _true_positives(members, others, rate, confidence) for rate in false_positive_rates
        ),
    )


def clopper_pearson(successes: int, trials: int, confidence: float) -> tuple[float, float]:
    """The exact two-sided interval of a probability, from `successes` of independent `trials`.

    Guarantees: holds the true probability with probability at least `confidence`.

    Raises:
        ValueError: expected 0 <= successes <= trials, trials >= 1 and confidence between 0 and 1.
    """
    check_whole("trials", trials, 1)
    check_whole("successes", successes, 0, trials)
    check_share("confidence", confidence)
    tail = (1 - confidence) / 2
    low = float(beta.ppf(tail, successes, trials - successes + 1)) if successes else 0.0
    high = (
        float(beta.ppf(1 - tail, successes + 1, trials - successes)) if successes < trials else 1.0
    )
    return low, high


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p-values corrected for their number, in their order. Holm 1979.

    Guarantees: rejecting every hypothesis whose corrected value is at most alpha rejects any
    true one with probability at most alpha, however the tests depend on each other.

    Raises:
        ValueError: expected numbers from 0 to 1.
    """
    for value in p_values:
        check_real("p_values", value, high=1.0)
    corrected = [0.0] * len(p_values)
    largest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        corrected[place] = largest
    return tuple(corrected)


def check_scores(scores: NDArray[np.float64], included: NDArray[np.bool_]) -> int:
    """How many canaries there are. Raises ValueError."""
    _check_array("scores", scores, np.float64)
    _check_array("included", included, np.bool_)
    if len(scores) != len(included):
        raise invalid("included", f"{len(scores)} coins, as many as scores", len(included))
    check_whole("canaries", len(scores), 2, MAX_CANARIES)
    return len(scores)


def check_counts(canaries: int, guesses: int, correct: int) -> None:
    """Require correct <= guesses <= canaries <= MAX_CANARIES. Raises ValueError."""
    check_whole("canaries", canaries, 1, MAX_CANARIES)
    check_whole("guesses", guesses, 0, canaries)
    check_whole("correct", correct, 0, guesses)


def check_whole(name: str, value: object, low: int, high: int | None = None) -> None:
    """Require a whole number in [low, high]. Raises ValueError."""
    if (
        isinstance(value, bool)
        or not isinstance(value, int | np.integer)
        or value < low
        or (high is not None and value > high)
    ):
        limits = f"at least {low}" if high is None else f"from {low} to {high}"
        raise invalid(name, f"a whole number, {limits}", value)


def check_real(name: str, value: object, *, high: float = math.inf) -> None:
    """Require a number in [0, high]. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, float | int) or not 0 <= value <= high:
        limits = "of at least 0" if high == math.inf else f"from 0 to {high:g}"
        raise invalid(name, f"a number {limits}", value)


def check_share(name: str, value: object) -> None:
    """Require a number between 0 and 1, neither included. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, float | int) or not 0 < value < 1:
        raise invalid(name, "a number between 0 and 1", value)


def check_delta(value: object) -> None:
    """Require a number from 0 to less than 1. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, float | int) or not 0 <= value < 1:
        raise invalid("delta", "a number from 0 to less than 1", value)


def invalid(name: str, expected: str, found: object) -> ValueError:
    """The error of a value that isn't what was expected."""
    return ValueError(f"{name}: expected {expected}, found {found!r}")


def _true_positives(
    members: NDArray[np.float64], others: NDArray[np.float64], target: float, confidence: float
) -> TruePositives:
    """Both arrays are sorted, lowest first."""
    admitted = math.floor(target * len(others) * (1 + 1e-12))  # 0.001 of 1000 is 1
    admitted = min(admitted, len(others) - 1)
    if admitted == 0:
        return TruePositives(target, None, None, None, None, None)
    threshold = float(others[-1 - admitted])
    found = len(members) - int(np.searchsorted(members, threshold, side="right"))
    wrong = len(others) - int(np.searchsorted(others, threshold, side="right"))
    low, high = clopper_pearson(found, len(members), confidence)
    return TruePositives(
        target=target,
        threshold=threshold,
        false_positive_rate=wrong / len(others),
        rate=found / len(members),
        low=low,
        high=high,
    )


def _ranked(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The canaries with a finite score, lowest first."""
    shuffled = np.random.default_rng(TIES_SEED).permutation(len(scores))
    finite = shuffled[np.isfinite(scores[shuffled])]
    ranked: NDArray[np.int64] = finite[np.argsort(scores[finite], kind="stable")]
    return ranked


def _check_array(name: str, array: object, dtype: type[np.generic]) -> None:
    if not isinstance(array, np.ndarray) or array.dtype != dtype or array.ndim != 1:
        kind = type(array).__name__
        found = f"{array.dtype} {array.shape}" if isinstance(array, np.ndarray) else kind
        raise invalid(name, f"{np.dtype(dtype).name} [units]", found)
