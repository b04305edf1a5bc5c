"""client.checks.draws: a Poisson sample passes, and what only looks like one doesn't.

Draws come from fixed streams. A correct check fails a test here with probability ALPHA times the
number of tests that it makes, below 1e-6 in all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
import numpy.typing as npt
import pytest
from scipy import stats
from support.plans import make_plan
from support.seeded_stream import seeded_stream

from client.checks import ALPHA, SelfCheckError
from client.checks.draws import DrawCheck, _log_tail, _repeats, _sizes
from privacy.noise import poisson_draw

Draw = npt.NDArray[np.int64]


def check_of(units: int, q: float) -> DrawCheck:
    return DrawCheck.begin("key", make_plan(sampling_probability=q), units)


def poisson(units: int, q: float, seed: int) -> Iterator[Draw]:
    stream = seeded_stream(seed)
    while True:
        yield poisson_draw(stream, units, q)


def shuffled(units: int, q: float, seed: int) -> Iterator[Draw]:
    """A loader that shuffles in each epoch and cuts batches of one size."""
    rng, size = np.random.default_rng(seed), round(units * q)
    while True:
        order = rng.permutation(units)
        for begin in range(0, units - size + 1, size):
            yield np.sort(order[begin : begin + size]).astype(np.int64)


def fixed_size(units: int, q: float, seed: int) -> Iterator[Draw]:
    """Without replacement within a step, anew for each: right overlaps, wrong sizes."""
    rng = np.random.default_rng(seed)
    while True:
        yield np.sort(rng.choice(units, round(units * q), replace=False)).astype(np.int64)


def once(units: int, q: float, seed: int) -> Iterator[Draw]:
    """Sizes of a Poisson sample, but no unit twice before all have been seen."""
    rng = np.random.default_rng(seed)
    rest: list[int] = []
    while True:
        drawn: list[int] = []
        for _ in range(rng.binomial(units, q)):
            rest = rest or list(rng.permutation(units))
            if rest[-1] not in drawn:
                drawn.append(rest.pop())
        yield np.sort(np.array(drawn, dtype=np.int64))


def stuck(units: int, q: float, seed: int) -> Iterator[Draw]:
    """The same draw in each step: a stream that was copied."""
    draw = next(poisson(units, q, seed))
    while True:
        yield draw


def half(units: int, q: float, seed: int) -> Iterator[Draw]:
    """The right number, from the first half of the units alone."""
    rng = np.random.default_rng(seed)
    while True:
        yield np.flatnonzero(rng.random(units // 2) < 2 * q).astype(np.int64)


def too_often(units: int, q: float, seed: int) -> Iterator[Draw]:
    return poisson(units, min(1.0, 1.3 * q), seed)


def steps_until_caught(draws: Iterator[Draw], units: int, q: float, most: int) -> int | None:
    check = check_of(units, q)
    for step, drawn in enumerate(islice(draws, most), 1):
        try:
            check.observe(drawn)
            check.check()
        except SelfCheckError:
            return step
    return None


@pytest.mark.parametrize(
    ("units", "q"),
    [(0, 0.3), (1, 0.5), (3, 0.01), (40, 0.1), (500, 0.064), (2000, 0.03), (100, 1.0), (50, 0.97)],
)
def test_a_poisson_sample_passes(units: int, q: float) -> None:
    for seed in range(4):
        assert steps_until_caught(poisson(units, q, seed), units, q, 60) is None


@pytest.mark.parametrize(
    ("loader", "units", "q", "most"),
    [
        (shuffled, 1000, 0.064, 12),
        (shuffled, 300, 0.2, 12),
        (shuffled, 6600, 0.01, 12),
        (fixed_size, 1000, 0.064, 16),
        (once, 1000, 0.064, 12),
        (stuck, 1000, 0.064, 4),
        (half, 1000, 0.064, 8),
        (too_often, 1000, 0.064, 30),
    ],
)
def test_what_only_looks_like_one_is_caught(
    loader: Callable[[int, float, int], Iterator[Draw]], units: int, q: float, most: int
) -> None:
    """Within `most` steps, whatever their seed here."""
    for seed in range(3):
        found = steps_until_caught(loader(units, q, seed), units, q, most)
        assert found is not None


def test_rounds_of_one_step_are_enough_if_they_are_remembered() -> None:
    draws, check = shuffled(1000, 0.064, 1), check_of(1000, 0.064)
    with pytest.raises(SelfCheckError, match=r"too equal in size|too few repeats"):
        for _ in range(12):
            check = DrawCheck.from_bytes(check.to_bytes())
            check.observe(next(draws))
            check.check()


def test_a_unit_twice_in_a_step_is_no_sample() -> None:
    with pytest.raises(SelfCheckError, match="twice"):
        check_of(10, 0.5).observe(np.array([1, 1]))


def test_a_size_that_cannot_be_is_caught_at_once() -> None:
    with pytest.raises(SelfCheckError, match="units in a step"):
        check_of(1000, 0.01).observe(np.arange(200))
    with pytest.raises(SelfCheckError, match="units in a step"):
        check_of(1000, 0.3).observe(np.arange(0))


def test_who_was_drawn_is_in_no_text_that_people_read() -> None:
    check = check_of(4, 0.5)
    check.observe(np.array([2]))
    assert "times" not in repr(check) and "[" not in repr(check)


class TestBounds:
    """The tails are bounds from above: false alarms stay below ALPHA."""

    @pytest.mark.parametrize(("units", "q", "steps"), [(30, 0.2, 3), (200, 0.05, 4), (9, 0.5, 6)])
    def test_lower_tail_of_the_dispersion(self, units: int, q: float, steps: int) -> None:
        law = _sizes(units, q)
        masses = np.exp(law.log_masses)
        totals = {0.0: 1.0}
        for _ in range(steps):  # by convolution
            following: dict[float, float] = {}
            for total, mass in totals.items():
                for value, share in zip(law.values, masses, strict=True):
                    key = round(total + float(value), 9)
                    if mass * share > 1e-30:
                        following[key] = following.get(key, 0.0) + mass * share
            totals = following
        for cut in (0.0, 0.3, 1.0, float(steps), 3.0 * steps):
            exact = sum(mass for total, mass in totals.items() if total <= cut + 1e-9)
            if exact:
                assert _log_tail(law, steps, cut, lower=True) >= math.log(exact) - 1e-6

    @pytest.mark.parametrize(("steps", "q", "units"), [(2, 0.3, 20), (5, 0.1, 12)])
    def test_both_tails_of_the_repeats(self, steps: int, q: float, units: int) -> None:
        law = _repeats(steps, q)
        one = np.zeros(int(law.values.max()) + 1)
        np.add.at(one, law.values.astype(int), np.exp(law.log_masses))
        totals = np.array([1.0])
        for _ in range(units):
            totals = np.convolve(totals, one)
        for cut in range(0, len(totals), max(1, len(totals) // 9)):
            below, above = totals[: cut + 1].sum(), totals[cut:].sum()
            assert _log_tail(law, units, cut, lower=True) >= math.log(below) - 1e-6
            assert _log_tail(law, units, cut, lower=False) >= math.log(above) - 1e-6

    def test_they_are_not_so_wide_as_to_catch_nothing(self) -> None:
        exact = 20 * math.log(float(stats.binom.pmf(64, 1000, 0.064)))
        assert _log_tail(_sizes(1000, 0.064), 20, 0.0, lower=True) == pytest.approx(exact, rel=0.01)
        assert exact < math.log(ALPHA)


class TestBytes:
    def test_round_trip(self) -> None:
        check = check_of(9, 0.5)
        for drawn in islice(poisson(9, 0.5, 1), 3):
            check.observe(drawn)
        again = DrawCheck.from_bytes(check.to_bytes())
        assert again.times.tolist() == check.times.tolist()
        assert again.times.flags.writeable
        assert (again.key, again.steps, again.dispersion) == ("key", 3, check.dispersion)

    @pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"x", b'{"version":2}'])
    def test_anything_else_is_refused(self, content: bytes) -> None:
        with pytest.raises(SelfCheckError):
            DrawCheck.from_bytes(content)

    def test_more_draws_than_steps_are_refused(self) -> None:
        check = check_of(3, 0.5)
        check.times[:] = 4
        with pytest.raises(SelfCheckError):
            DrawCheck.from_bytes(check.to_bytes())
