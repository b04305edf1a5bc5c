"""Which noise, expected batch and number of rounds to choose for a promised epsilon. Pure: no IO.

Everything here follows from public figures: the target, and the size N that an owner declares. No
record is looked at, so that a search costs no privacy. `privacy.trade` defines A, the accumulated
signal-to-noise ratio of a run of T steps, and a row's share of its ceiling.

The objective. A alone would always ask for one step over all units, from which nothing is learned.
Steps are what an optimizer needs, and compute bounds the sum of batches. So, lexicographically:

    1. rows within `passes` average passes over the data, T q <= passes
    2. of these, rows whose share is at least ENOUGH_SHARE, if there are any: the most steps, and
       among equals the largest A
    3. if there are none: the largest A

ENOUGH_SHARE is a choice, not a theorem: from 0.8 of the ceiling on, the noise is at most a quarter
above the least that this epsilon allows at any batch.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from privacy import accounting
from privacy.errors import InvalidPlanError
from privacy.plan import MAX_NOISE_MULTIPLIER, Plan, check_real
from privacy.trade import Row, Terms, sampling_probability

ENOUGH_SHARE = 0.8  # of the ceiling of the accumulated signal-to-noise ratio
NUMBERS = tuple(m * 10**e for e in range(10) for m in (1, 2, 5))  # of rounds and batches to try
ROUNDS_BELOW, ROUNDS_ABOVE = 1, 2  # of NUMBERS in a table, around where the objective is met
BATCHES_OF_ROUNDS = 3  # a table's rows for each of them, up to the largest that compute allows
MOST_ROWS = 8  # of a table over one of the two


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the user has decided; None is searched for."""

    rounds: int | None = None
    probability: float | None = None
    noise: float | None = None


@dataclass(frozen=True, slots=True)
class Trade:
    """Rows by rounds and expected batch, which of them is recommended, and why in one line."""

    terms: Terms
    rows: tuple[Row, ...]
    best: int
    reason: str
    fixed: Fixed = field(default_factory=Fixed)

    @property
    def recommended(self) -> Row:
        return self.rows[self.best]


def search(terms: Terms, fixed: Fixed | None = None) -> Trade:
    """The table of the trade under `terms`, and its recommendation by the module's objective.

    Guarantees: each row's epsilon is at most the target, over its whole horizon. Without a fixed
    noise multiplier, a row's is that of `accounting.calibrate`. With one, each row has the most
    rounds (or, with rounds fixed too, the largest whole expected batch) that keep target and
    passes: one more would pass either.

    Raises:
        InvalidPlanError: a parameter is out of range, or what is fixed can't be had within the
            target or the passes.
    """
    fixed = Fixed() if fixed is None else fixed
    _check_compute(terms, fixed)
    find = _calibrated_rows if fixed.noise is None else _rows_of_noise
    rows = tuple(find(terms, fixed))
    if not rows:
        raise InvalidPlanError(
            f"noise: expected a noise multiplier with which one round keeps epsilon "
            f"{terms.epsilon:g} at delta {terms.delta:g}, found {fixed.noise:g}",
            hint="add noise, or fix a smaller batch",
        )
    best, reason = _recommend(rows, terms, fixed)
    return Trade(terms, rows, best, reason, fixed)


def _check_compute(terms: Terms, fixed: Fixed) -> None:
    """Raise InvalidPlanError where what is fixed is out of range or takes more than `passes`."""
    smallest = sampling_probability(1, terms.units)
    probability = smallest if fixed.probability is None else fixed.probability
    rounds = 1 if fixed.rounds is None else fixed.rounds
    noise = 1.0 if fixed.noise is None else check_real("noise", fixed.noise, above=0)
    terms.plan(noise, probability, rounds)
    if rounds > terms.most_rounds(probability):
        found = rounds * terms.steps_per_round * probability
        raise InvalidPlanError(
            f"passes: expected at most {terms.passes:g} average passes over the data, found that "
            f"{rounds} rounds of {terms.steps_per_round} steps on {probability * terms.units:.4g} "
            f"units make {found:.4g}",
            hint="allow more passes, or choose fewer rounds, fewer steps or a smaller batch",
        )


def _calibrated_rows(terms: Terms, fixed: Fixed) -> Iterable[Row]:
    for rounds in _tried_rounds(terms, fixed):
        for probability in _tried_probabilities(terms, fixed, rounds):
            yield _row(terms, terms.calibrated(probability, rounds))


def _rows_of_noise(terms: Terms, fixed: Fixed) -> Iterable[Row]:
    noise = 0.0 if fixed.noise is None else fixed.noise
    if fixed.rounds is None:
        for probability in _tried_probabilities(terms, fixed, 1, MOST_ROWS):
            most = terms.most_rounds(probability)
            plan_of_rounds = partial(terms.plan, noise, probability)
            if rounds := _most(plan_of_rounds, most, terms.epsilon):
                yield _row(terms, plan_of_rounds(rounds))
        return
    rounds = fixed.rounds
    if fixed.probability is not None:
        plan = terms.plan(noise, fixed.probability, rounds)
        if _most(lambda _: plan, 1, terms.epsilon) == 0:
            found = accounting.epsilon(plan, plan.horizon_steps)
            raise InvalidPlanError(
                f"noise: expected a noise multiplier that keeps epsilon {terms.epsilon:g} over "
                f"{plan.horizon_rounds} rounds, spare ones included, found that {noise:g} comes "
                f"to {found:.4g}",
                hint="leave one of noise, rounds and batch to be found",
            )
        yield _row(terms, plan)
        return

    def of_batch(batch: int) -> Plan:
        return terms.plan(noise, sampling_probability(batch, terms.units), rounds)

    largest = _largest_batch(terms, rounds)
    if batch := _most(of_batch, largest, terms.epsilon):
        yield _row(terms, of_batch(batch))


def _most(plan: Callable[[int], Plan], high: int, target: float) -> int:
    """The largest number up to `high` whose plan keeps `target` over its horizon; 0 for none.

    Epsilon grows with it. Rényi DP is cheap and never too low: what it allows needs no PLD."""

    def by_rdp(number: int) -> bool:
        tried = plan(number)
        return accounting.epsilon_rdp(tried, tried.horizon_steps) <= target

    def by_pld(number: int) -> bool:
        tried = plan(number)
        return accounting.epsilon(tried, tried.horizon_steps) <= target

    low = _last(by_rdp, 0, high)
    if low == high:
        return low
    # RDP is looser by some tenths: look close above what it allows before going far.
    step = max(1, low // 8)
    while low < high and by_pld(min(low + step, high)):
        low, step = min(low + step, high), step * 2
    return _last(by_pld, low, min(high, low + step - 1))


def _last(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The last number of `low` to `high` for which a falling predicate holds; it does at `low`."""
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _tried_rounds(terms: Terms, fixed: Fixed) -> list[int]:
    if fixed.rounds is not None:
        return [fixed.rounds]
    if fixed.probability is not None:  # the limit of compute is worth a row
        most = terms.most_rounds(fixed.probability)
        return [*[n for n in NUMBERS if n < most][1 - MOST_ROWS :], most]
    most = terms.most_rounds(sampling_probability(1, terms.units))
    tried = [n for n in NUMBERS if n <= most]
    # Along the limit of compute the share falls with the number of rounds. Rényi DP finds where in
    # a moment; by PLD it may be one of NUMBERS further.
    centre = _last(lambda i: _likely_share(terms, tried[i]) >= ENOUGH_SHARE, 0, len(tried) - 1)
    return tried[max(0, centre - ROUNDS_BELOW) : centre + ROUNDS_ABOVE + 1]


def _likely_share(terms: Terms, rounds: int) -> float:
    """About `Row.share` of the largest batch that compute allows for so many rounds: both noise
    multipliers by Rényi DP, whose errors mostly cancel."""
    probability = sampling_probability(_largest_batch(terms, rounds), terms.units)
    return (
        probability * _likely_noise(terms, 1.0, rounds) / _likely_noise(terms, probability, rounds)
    )


def _likely_noise(terms: Terms, probability: float, rounds: int) -> float:
    """The least noise multiplier by Rényi DP, within 2 %."""

    def enough(noise: float) -> bool:
        plan = terms.plan(noise, probability, rounds)
        return accounting.epsilon_rdp(plan, plan.horizon_steps) <= terms.epsilon

    low, high = accounting.MIN_NOISE_MULTIPLIER, 1.0
    while not enough(high) and high < MAX_NOISE_MULTIPLIER:
        low, high = high, min(high * 2, MAX_NOISE_MULTIPLIER)
    while high > low * 1.02:
        middle = math.sqrt(low * high)
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _tried_probabilities(
    terms: Terms, fixed: Fixed, rounds: int, count: int = BATCHES_OF_ROUNDS
) -> list[float]:
    """Those of the `count` largest batches that compute allows for so many rounds, ascending: in
    steps of 1, 2 and 5, and the very largest."""
    if fixed.probability is not None:
        return [fixed.probability]
    largest = _largest_batch(terms, rounds)
    batches = [batch for batch in NUMBERS if batch < largest]
    batches.append(largest)
    count = count if fixed.rounds is None else MOST_ROWS
    probabilities = [sampling_probability(batch, terms.units) for batch in batches[-count:]]
    return list(dict.fromkeys(probabilities))


def _largest_batch(terms: Terms, rounds: int) -> int:
    """The largest whole expected batch that so many rounds may draw within the passes."""

    def affordable(batch: int) -> bool:
        return rounds <= terms.most_rounds(sampling_probability(batch, terms.units))

    return _last(affordable, 1, terms.units)


def _row(terms: Terms, plan: Plan) -> Row:
    found = accounting.epsilon(plan, plan.horizon_steps)
    return Row(plan, terms.units, found, terms.ceiling(plan.rounds))


def _recommend(rows: tuple[Row, ...], terms: Terms, fixed: Fixed) -> tuple[int, str]:
    """The index of the recommended row, and the reason."""
    numbers = range(len(rows))
    enough = [n for n in numbers if rows[n].share >= ENOUGH_SHARE]
    if enough:
        best = max(enough, key=lambda n: (rows[n].steps, rows[n].signal_to_noise))
        why = f"of these rows the most steps that keep at least {ENOUGH_SHARE:.0%} of"
    else:
        best = max(numbers, key=lambda n: rows[n].signal_to_noise)
        why = f"no row keeps {ENOUGH_SHARE:.0%}, and this one most, of"
    if len(rows) == 1:
        why = "the one row that was left to find, with its share of"
    reason = (
        f"within {terms.passes:g} average passes over the data, {why} the signal-to-noise ratio "
        f"that this epsilon allows at any batch ({math.floor(rows[best].share * 100)}%)"
    )
    if not enough and fixed.noise is None and fixed.rounds is None:
        reason += "; more passes would bring more"
    return best, reason
