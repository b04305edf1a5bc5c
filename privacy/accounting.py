"""What a plan costs: epsilon by privacy loss distributions, and calibration. Pure: no IO.

The number that is reported is a PLD's (Koskela et al. 2020; discretized pessimistically by
"Connect the Dots", Doroshenko et al. 2022), as dp_accounting computes it. A pessimistic grid
always overstates epsilon, by an amount that falls with the square of its interval once the
interval is fine enough; at small sampling probabilities and large noise a fixed grid overstates
it twofold. So the interval is divided by four until epsilon moves by less than 1 %, which leaves
an error of about a fifteenth of that.

Where a PLD isn't to be trusted the answer is the RDP bound, which is looser and never too low:
    delta < max(1e-10, 1e-15 * steps)   round-off in the FFT, of about 1e-16 a step, could
                                        understate epsilon (seen: 3 % at 10^4 steps, 1e-14)
    no grid of MAX_GRID_POINTS suffices, or dp_accounting fails
    more than MAX_MECHANISMS different mechanisms, each of which takes a grid of its own
A converged PLD never exceeds RDP; the smaller of two valid bounds is returned.
"""

import logging
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from privacy.errors import InvalidPlanError
from privacy.plan import (
    MAX_HORIZON_STEPS,
    MAX_NOISE_MULTIPLIER,
    Mode,
    Plan,
    Unit,
    check_real,
    check_steps,
    default_spare_rounds,
)

ACCOUNTANT = f"PLD (dp_accounting {version('dp-accounting')})"

# Fractional ones count where epsilon is above 5; dp_accounting leaves one out (infinity, valid)
# where its series doesn't converge.
RDP_ORDERS = (
    *(1.1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 4.5, 5, 5.5),
    *(*range(6, 65), 80, 96, 128, 192, 256, 512, 1024),
)
RDP_ROUND_OFF = 1e-14  # at each order and step; ten times what log-gamma loses at order 1024

REFINEMENT = 4  # each grid's interval is the last one's divided by this
TOLERANCE = 0.01  # relative change of epsilon at which the grid is fine enough
NEGLIGIBLE = 1e-6  # absolute change of epsilon, likewise
MIN_INTERVAL = 1e-7  # below, differences of deltas cancel and epsilon rises again
MAX_INTERVAL = 0.1
MAX_MECHANISMS = 64  # different ones in a composition; above, the RDP bound has to serve
MAX_GRID_POINTS = 1 << 19  # 4 microseconds and some 200 bytes each

NO_NOISE = 1e-3  # below this noise multiplier epsilon passes 10^5 and counts as infinite
MIN_NOISE_MULTIPLIER = 0.1  # calibrate gives no less: below it one step reveals a member
CALIBRATION_PRECISION = 1e-3  # relative

_Part = tuple[float, float, int]  # sampling probability, noise multiplier, steps


def epsilon(plan: Plan, steps: int, delta: float | None = None) -> float:
    """Epsilon of `steps` steps of `plan` at `delta`, or at the plan's own.

    Guarantees: an upper bound, within 1 % of the exact value unless the RDP bound had to serve
    (see the module); the exact Gaussian value at sampling probability 1, up to 1 %.

    Edge cases: 0.0 for no steps; infinity without noise, or with less of it than NO_NOISE.

    Raises:
        InvalidPlanError: `steps` or `delta` is out of range.
    """
    return compose([(plan, steps)], plan.delta if delta is None else delta)


def epsilon_curve(plan: Plan, steps: int, deltas: Sequence[float]) -> tuple[float, ...]:
    """Epsilon at each of `deltas`, in their order; as `epsilon`, from one composition."""
    return _epsilons(((plan, steps),), tuple(map(_check_delta, deltas)))


def epsilon_rdp(plan: Plan, steps: int, delta: float | None = None) -> float:
    """Epsilon by Rényi DP over RDP_ORDERS: an upper bound on what `epsilon` returns.

    Mironov, Talwar and Zhang 2019 (section 3.3) for the sampled Gaussian; Canonne, Kamath and
    Steinke 2020 (proposition 12) for the conversion. Raises as `epsilon` does.
    """
    return compose_rdp([(plan, steps)], plan.delta if delta is None else delta)


def compose(events: Sequence[tuple[Plan, int]], delta: float) -> float:
    """Epsilon at `delta` of all `events`, pairs of a plan and its steps, run on the same people.

    Guarantees: as `epsilon`, for any sequence that was fixed in advance. Plans chosen in view
    of earlier outputs need a filter, not this sum (Rogers et al. 2016).

    Raises:
        InvalidPlanError: `steps` or `delta` is out of range.
    """
    return _epsilons(tuple(events), (_check_delta(delta),))[0]


def compose_rdp(events: Sequence[tuple[Plan, int]], delta: float) -> float:
    """As `compose`, by Rényi DP alone: an upper bound on what it returns."""
    at, parts = _check_delta(delta), _parts(events)
    return _rdp_epsilon(parts, at) if parts else 0.0


def check_delta(plan: Plan, declared_size: int) -> None:
    """Require delta < 1 / declared_size: else publishing one whole unit at random would be legal.

    Raises:
        InvalidPlanError: it isn't, or the declared size isn't a positive whole number.
    """
    if isinstance(declared_size, bool) or not isinstance(declared_size, int) or declared_size < 1:
        raise InvalidPlanError(f"declared size: expected a whole number, found {declared_size!r}")
    if plan.delta * declared_size >= 1:
        raise InvalidPlanError(
            f"delta: expected less than 1 / {declared_size} units, found {plan.delta:g}",
            hint=f"choose a delta below {1 / declared_size:.1e}, ten times smaller if you can",
        )


def calibrate(
    *,
    target_epsilon: float,
    delta: float,
    sampling_probability: float,
    steps_per_round: int,
    rounds: int,
    spare_rounds: int | None = None,
    unit: Unit,
    clip_norm: float,
    mode: Mode = Mode.LOCAL,
    records_per_unit: int = 1,
    windows_per_record: int = 1,
) -> Plan:
    """The plan with the least noise that keeps its whole horizon within `target_epsilon`.

    Guarantees: `epsilon(plan, plan.horizon_steps) <= target_epsilon`, spare rounds included, and
    a noise multiplier smaller by 1e-3 of itself would miss it; it has five significant digits
    and is never below MIN_NOISE_MULTIPLIER. Pure: equal arguments give an equal plan, from a
    cache when they come again.

    Raises:
        InvalidPlanError: a parameter is out of range, the target isn't finite and above 0, or
            no noise multiplier up to MAX_NOISE_MULTIPLIER reaches it.
    """
    target = check_real("target_epsilon", target_epsilon, above=0)

    def plan(noise_multiplier: float) -> Plan:
        return Plan(
            unit=unit,
            clip_norm=clip_norm,
            noise_multiplier=noise_multiplier,
            sampling_probability=sampling_probability,
            steps_per_round=steps_per_round,
            rounds=rounds,
            spare_rounds=default_spare_rounds(rounds) if spare_rounds is None else spare_rounds,
            delta=delta,
            mode=mode,
            records_per_unit=records_per_unit,
            windows_per_record=windows_per_record,
        )

    asked = plan(1.0)  # checks everything before the search and fixes the types
    return plan(_least_noise(target, asked.delta, asked.sampling_probability, asked.horizon_steps))


@lru_cache(maxsize=256)
def _least_noise(target: float, delta: float, probability: float, steps: int) -> float:
    def excess(noise: float) -> float:
        value = _pld_epsilons(((probability, noise, steps),), (delta,))[0]
        return math.log(max(value, 1e-300) / target)

    def excess_rdp(noise: float) -> float:
        value = _rdp_epsilon(((probability, noise, steps),), delta)
        return math.log(max(value, 1e-300) / target)

    # RDP is cheap and never too low, so what satisfies it satisfies the PLD: an upper end.
    high, low = 1.0, MIN_NOISE_MULTIPLIER
    while excess_rdp(high) > 0 and high < MAX_NOISE_MULTIPLIER:
        low, high = high, high * 2
    while high > low * 1.05:
        middle = math.sqrt(low * high)
        low, high = (middle, high) if excess_rdp(middle) > 0 else (low, middle)
    high = _round_up(high)
    at_high = excess(high)
    while at_high > 0:
        if high >= MAX_NOISE_MULTIPLIER:
            raise InvalidPlanError(
                f"target_epsilon: expected a reachable value, found {target:g} at delta {delta:g}"
            )
        high = min(high * 2, MAX_NOISE_MULTIPLIER)
        at_high = excess(high)

    low = max(MIN_NOISE_MULTIPLIER, high * 0.75)
    while (at_low := excess(low)) <= 0:
        if low <= MIN_NOISE_MULTIPLIER:
            return low
        high, at_high = low, at_low
        low = max(MIN_NOISE_MULTIPLIER, low * 0.75)

    # Regula falsi on log epsilon over log noise, nearly a straight line; each guess is moved a
    # little towards the far end, so that both ends close in. Only the end that satisfies counts.
    aim_low = False
    while high > low * (1 + CALIBRATION_PRECISION):
        width = math.log(high / low)
        root = at_low / (at_low - at_high) if at_low > at_high else 0.5
        shift = CALIBRATION_PRECISION / 3 / width
        share = min(max(root + (-shift if aim_low else shift), 0.02), 0.98)
        guess = _round_up(low * math.exp(width * share))
        if not low < guess < high:
            break
        at_guess = excess(guess)
        if at_guess > 0:
            low, at_low, aim_low = guess, at_guess, False
        else:
            high, at_high, aim_low = guess, at_guess, True
    return high


def _round_up(value: float) -> float:
    """`value` to five significant digits, never less."""
    rounded = float(f"{value:.5g}")
    return rounded if rounded >= value else float(f"{value * (1 + 1e-4):.5g}")


def _check_delta(delta: float) -> float:
    if check_real("delta", delta, above=0) >= 1:
        raise InvalidPlanError(f"delta: expected a number above 0 and below 1, found {delta!r}")
    return float(delta)


def _parts(events: Sequence[tuple[Plan, int]]) -> tuple[_Part, ...]:
    """Distinct mechanisms and their steps, sorted: the order of composition doesn't matter."""
    total: dict[tuple[float, float], int] = {}
    for plan, steps in events:
        if check_steps(steps):
            key = (plan.sampling_probability, plan.noise_multiplier)
            total[key] = total.get(key, 0) + steps
    if sum(total.values()) > MAX_HORIZON_STEPS:
        raise InvalidPlanError(f"steps: expected at most {MAX_HORIZON_STEPS} in all")
    return tuple(sorted((*key, steps) for key, steps in total.items()))


def _epsilons(events: Sequence[tuple[Plan, int]], deltas: tuple[float, ...]) -> tuple[float, ...]:
    parts = _parts(events)
    return (0.0,) * len(deltas) if not parts else _pld_epsilons(parts, deltas)


@lru_cache(maxsize=4096)
def _pld_epsilons(parts: tuple[_Part, ...], deltas: tuple[float, ...]) -> tuple[float, ...]:
    """The best valid bound at each delta."""
    best = [_rdp_epsilon(parts, delta) for delta in deltas]
    if math.inf in best or len(parts) > MAX_MECHANISMS:
        return tuple(best)
    floor = max(1e-10, 1e-15 * sum(steps for *_, steps in parts))
    trusted = [i for i, delta in enumerate(deltas) if delta >= floor]
    if not trusted:
        return tuple(best)
    scale = min(best[i] for i in trusted)
    interval = min(max(scale / 200, MIN_INTERVAL * REFINEMENT), MAX_INTERVAL)
    last = [math.inf] * len(deltas)
    tail = _rdp_epsilon(parts, 1e-15)  # the composed loss lies within +- this, but for 1e-15
    while interval >= MIN_INTERVAL and _grid_points(parts, tail, interval) <= MAX_GRID_POINTS:
        try:
            pld = _compose_pld(parts, interval)
            found = [float(pld.get_epsilon_for_delta(delta)) for delta in deltas]
        except (ArithmeticError, ValueError, IndexError, MemoryError):
            break  # what has been found so far is valid
        for i in trusted:
            if found[i] >= 0:  # not NaN
                best[i] = min(best[i], found[i])
        if all(_settled(last[i], found[i]) for i in trusted):
            break
        last = found
        interval /= REFINEMENT
    return tuple(best)


def _settled(last: float, now: float) -> bool:
    return abs(last - now) < max(TOLERANCE * now, NEGLIGIBLE)  # strict: infinities don't settle


def _compose_pld(parts: tuple[_Part, ...], interval: float) -> Any:
    from dp_accounting.pld.privacy_loss_distribution import from_gaussian_mechanism

    composed = None
    for probability, noise, steps in parts:
        if probability == 1:  # exact: T Gaussian steps are one with the noise over sqrt(T)
            part = from_gaussian_mechanism(
                noise / math.sqrt(steps), value_discretization_interval=interval
            )
        else:
            part = from_gaussian_mechanism(
                noise, sampling_prob=probability, value_discretization_interval=interval
            ).self_compose(steps)
        composed = part if composed is None else composed.compose(part)
    return composed


def _grid_points(parts: tuple[_Part, ...], tail: float, interval: float) -> float:
    """About how many points the largest array of a composition has."""
    widest = 2 * tail
    for probability, noise, steps in parts:
        sigma = noise / math.sqrt(steps) if probability == 1 else noise
        gaussian = 10 / sigma + 0.5 / sigma**2  # at 10 sigma: e^-50 of the mass lies beyond
        drop = math.inf if probability == 1 else -math.log1p(-probability)
        rise = max(0.0, gaussian + math.log(probability))
        widest = max(widest, rise + min(drop, gaussian))
    return widest / interval


def _rdp_epsilon(parts: tuple[_Part, ...], delta: float) -> float:
    """RDP adds over steps; converted by Canonne, Kamath and Steinke 2020, proposition 12."""
    if any(noise < NO_NOISE for _, noise, _ in parts):
        return math.inf
    total = sum(steps * _rdp_of_step(probability, noise) for probability, noise, steps in parts)
    orders = np.asarray(RDP_ORDERS, dtype=np.float64)
    values = total + np.log1p(-1 / orders) - (math.log(delta) + np.log(orders)) / (orders - 1)
    return max(0.0, float(values.min()))


def rdp_of_step(plan: Plan, orders: tuple[float, ...] = RDP_ORDERS) -> NDArray[np.float64]:
    """Rényi divergence of one step of `plan` at each of `orders`: float64 [len(orders)], nats.

    Infinite without noise, and at an order where the series of Mironov, Talwar and Zhang 2019
    doesn't converge: always an upper bound. Read-only.
    """
    if plan.noise_multiplier < NO_NOISE:
        return np.full(len(orders), math.inf)
    return _rdp_of_step(plan.sampling_probability, plan.noise_multiplier, orders)


@lru_cache(maxsize=1024)
def _rdp_of_step(
    probability: float, noise: float, orders: tuple[float, ...] = RDP_ORDERS
) -> NDArray[np.float64]:
    import dp_accounting as dp
    from dp_accounting.rdp import RdpAccountant

    event = dp.PoissonSampledDpEvent(probability, dp.GaussianDpEvent(noise))
    with _without_warnings():
        values = np.asarray(RdpAccountant(orders).compose(event).rdp, dtype=np.float64)
    # Round-off in the log of a sum near 1 may leave it below its true value, even negative,
    # which dp_accounting's own conversion would turn into epsilon 0.
    values = np.maximum(values, 0.0) + RDP_ROUND_OFF
    values.flags.writeable = False
    return values


@contextmanager
def _without_warnings() -> Iterator[None]:
    """dp_accounting logs a line for every order that it leaves out; RDP_ORDERS allows for it."""
    logger = logging.getLogger("absl")

    def refuse(_record: logging.LogRecord) -> bool:
        return False

    logger.addFilter(refuse)
    try:
        yield
    finally:
        logger.removeFilter(refuse)
