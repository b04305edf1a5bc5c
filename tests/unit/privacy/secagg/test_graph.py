"""Who shares masks with whom, and how many must answer, against sums done another way."""

from __future__ import annotations

import math
import os
from fractions import Fraction
from itertools import pairwise

import pytest
from scipy.stats import hypergeom

from privacy.errors import InvalidPlanError, ProtocolError
from privacy.secagg.graph import (
    COMPLETE_MAX,
    HONEST_BUT_CURIOUS,
    MALICIOUS,
    _circle,
    check,
    choose,
    circle_threshold,
    hangs_together,
    neighbours,
)

FAILURE = Fraction(1, 2**40)
DIGEST = b"d" * 32
# Owners, colluders and a degree each.
CIRCLES = [(201, 3, 46), (250, 0, 40), (300, 60, 100), (1000, 10, 76), (4096, 400, 150)]
CIRCLES += [(201, 199, 200), (999, 1, 2), (240, 100, 60)]


def tail(most: int, population: int, marked: int, drawn: int) -> Fraction:
    """P(more than `most` drawn are marked), as what remains of 1, draws and marks swapped."""
    ways = sum(
        math.comb(drawn, i) * math.comb(population - drawn, marked - i)
        for i in range(min(most, drawn, marked) + 1)
    )
    return 1 - Fraction(ways, math.comb(population, marked))


def doubly_open(owners: int, colluders: int, degree: int, threshold: int) -> Fraction:
    """A bound on the probability that both kinds of some owner's shares can be opened: of its
    degree + 1 holders so many collude, that 2 t answers are there."""
    if degree + 1 >= 2 * threshold:
        return Fraction(1)
    return owners * tail(2 * threshold - degree - 2, owners - 1, colluders, degree)


def pairs() -> list[tuple[int, int]]:
    found = [(n, c) for n in range(2, 13) for c in range(n - 1)]
    return found + [
        (n, c) for n in range(13, COMPLETE_MAX + 1) for c in {0, 1, n // 3, n // 2, n - 3, n - 2}
    ]


def test_thresholds_of_a_complete_graph_are_the_least() -> None:
    for n, c in pairs():
        found = choose(n, c)
        t, u, m = found.threshold, found.confirmations, found.survivors
        assert (found.owners, found.colluders, found.degree) == (n, c, 0)
        assert t == u
        assert 2 * t > n + c >= 2 * (t - 1)
        assert m == max(t, c + 2)
        assert m <= n
        assert found.withstands == MALICIOUS
        check(0, t, u, n, c)
        with pytest.raises(ProtocolError, match="confirmations"):
            check(0, t - 1, u - 1, n, c)


def test_every_size_has_thresholds() -> None:
    assert {n for n, _ in pairs()} == set(range(2, COMPLETE_MAX + 1))


@pytest.mark.parametrize(("owners", "colluders", "degree"), CIRCLES)
def test_a_threshold_on_a_circle_is_the_least_that_is_safe(
    owners: int, colluders: int, degree: int
) -> None:
    threshold = circle_threshold(owners, colluders, degree)
    assert doubly_open(owners, colluders, degree, threshold) <= FAILURE
    assert doubly_open(owners, colluders, degree, threshold - 1) > FAILURE


@pytest.mark.parametrize(("owners", "colluders", "degree"), CIRCLES)
def test_the_probability_agrees_with_scipy(owners: int, colluders: int, degree: int) -> None:
    threshold = circle_threshold(owners, colluders, degree)
    for t in (threshold, threshold - 1):
        exact = doubly_open(owners, colluders, degree, t)
        if exact < 1:
            there = hypergeom.sf(2 * t - degree - 2, owners - 1, colluders, degree)
            assert float(exact) == pytest.approx(owners * float(there), rel=1e-6, abs=1e-300)


def bears(owners: int, colluders: int, gone: int, degree: int) -> bool:
    """Section 6 of the protocol: all keep enough holders, and the honest ones hang together."""
    spare = degree - circle_threshold(owners, colluders, degree)
    kept = spare >= 0 and owners * tail(spare, owners - 1, gone, degree) <= FAILURE
    cut = owners * Fraction(min(colluders + gone, owners), owners) ** (degree // 2)
    return kept and cut <= FAILURE


@pytest.mark.parametrize(
    ("owners", "colluders", "dropouts"),
    [(201, 0, 0.1), (201, 3, 0.1), (230, 60, 0.05), (1000, 10, 0.2), (300, 1, 0.0)],
)
def test_the_degree_of_a_circle_is_the_least_that_bears(
    owners: int, colluders: int, dropouts: float
) -> None:
    found = choose(owners, colluders, dropouts=dropouts)
    gone = math.ceil(dropouts * owners)
    assert found.degree % 2 == 0
    assert [k for k in range(2, found.degree + 1, 2) if bears(owners, colluders, gone, k)] == [
        found.degree
    ]
    assert found.threshold == circle_threshold(owners, colluders, found.degree)
    assert 2 * found.confirmations > owners + colluders >= 2 * (found.confirmations - 1)
    assert found.survivors == max(found.confirmations, found.threshold, colluders + 2)
    assert found.withstands == HONEST_BUT_CURIOUS
    check(found.degree, found.threshold, found.confirmations, owners, colluders)


def test_the_complete_graph_ends_at_200_owners() -> None:
    assert choose(200, 3).degree == 0
    assert choose(201, 3).degree > 0


@pytest.mark.parametrize(
    ("owners", "colluders", "field"),
    [
        (0, 0, "owners"),
        (1, 0, "owners"),
        (4097, 0, "owners"),
        (2, 1, "colluders"),
        (5, 4, "colluders"),
        (5, -1, "colluders"),
        (300, 299, "colluders"),
    ],
)
def test_numbers_that_protect_nobody(owners: int, colluders: int, field: str) -> None:
    with pytest.raises(InvalidPlanError, match=field):
        choose(owners, colluders)


@pytest.mark.parametrize("dropouts", [-0.1, 1.0, 2.0, math.nan, math.inf])
def test_a_share_of_dropouts_that_is_none(dropouts: float) -> None:
    with pytest.raises(InvalidPlanError, match="dropouts"):
        choose(300, 3, dropouts=dropouts)


@pytest.mark.parametrize(("colluders", "dropouts"), [(150, 0.5), (0, 0.99)])
def test_more_than_a_circle_bears(colluders: int, dropouts: float) -> None:
    with pytest.raises(InvalidPlanError, match="no circle") as caught:
        choose(300, colluders, dropouts=dropouts)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("degree", "threshold", "confirmations", "colluders", "field"),
    [
        (0, 5, 5, 1, "confirmations"),  # 2 u = n + c
        (0, 4, 4, 0, "confirmations"),
        (0, 5, 6, 1, "threshold"),
        (0, 7, 6, 1, "threshold"),
        (3, 3, 6, 1, "degree"),
        (9, 6, 6, 1, "degree"),
        (10, 6, 6, 0, "degree"),
        (4, circle_threshold(9, 1, 4) - 1, 6, 1, "circle"),
        (4, circle_threshold(9, 1, 4) + 1, 6, 1, "circle"),
        (4, circle_threshold(9, 1, 4), 5, 1, "confirmations"),
        (4, 5, 10, 9, "circle"),
        (4, 5, 65_535, 60_000, "circle"),
    ],
)
def test_thresholds_that_do_not_protect_are_refused(
    degree: int, threshold: int, confirmations: int, colluders: int, field: str
) -> None:
    with pytest.raises(ProtocolError, match=field):
        check(degree, threshold, confirmations, 9, colluders)


def test_thresholds_that_protect() -> None:
    check(0, 6, 6, 9, 1)
    check(0, 9, 9, 9, 1)  # more than are needed
    check(4, circle_threshold(9, 0, 4), 5, 9, 0)
    check(8, circle_threshold(9, 0, 8), 5, 9, 0)
    found = choose(300, 10)
    check(found.degree, found.threshold, found.confirmations, 300, 10)


@pytest.mark.parametrize(("owners", "colluders", "degree"), [(9, 1, 4), (9, 1, 8), (300, 10, 10)])
def test_a_circle_whose_owners_may_sit_between_colluders_is_refused(
    owners: int, colluders: int, degree: int
) -> None:
    threshold = circle_threshold(owners, colluders, degree)
    with pytest.raises(ProtocolError, match="too small a circle"):
        check(degree, threshold, (owners + colluders) // 2 + 1, owners, colluders)


def test_who_hangs_together() -> None:
    """On a ring with two neighbours each, it takes two gaps to part it."""
    ring = neighbours(10, 2, DIGEST)
    order = _circle(10, DIGEST)
    assert hangs_together(order, ring)
    assert hangs_together(order[1:], ring)
    assert hangs_together([], ring)
    assert hangs_together(order[:1], ring)
    assert not hangs_together([*order[1:4], *order[5:]], ring)
    assert not hangs_together([order[0], order[2]], ring)
    wider = neighbours(10, 4, DIGEST)
    assert hangs_together([*order[1:4], *order[5:]], wider)
    assert not hangs_together([*order[2:4], *order[6:]], wider)


@pytest.mark.parametrize("owners", [2, 3, 10, 200])
def test_all_are_neighbours_on_a_complete_graph(owners: int) -> None:
    found = neighbours(owners, 0, DIGEST)
    assert found == tuple(
        tuple(j for j in range(1, owners + 1) if j != i) for i in range(1, owners + 1)
    )


@pytest.mark.parametrize(("owners", "degree"), [(5, 2), (5, 4), (9, 6), (201, 46), (1000, 76)])
def test_a_circle_is_symmetric_and_regular(owners: int, degree: int) -> None:
    for digest in (DIGEST, os.urandom(32)):
        found = neighbours(owners, degree, digest)
        assert len(found) == owners
        for owner, near in enumerate(found, 1):
            assert len(near) == degree
            assert owner not in near
            assert all(one < other for one, other in pairwise(near))
            assert 1 <= near[0] <= near[-1] <= owners
            assert all(owner in found[other - 1] for other in near)


def test_a_circle_is_one_circle() -> None:
    """With degree 2 whoever walks on meets everyone."""
    found, at, met = neighbours(50, 2, DIGEST), 1, [1]
    while len(met) < 50:
        at = next(n for n in found[at - 1] if n not in met)
        met.append(at)
    assert 1 in found[at - 1]


def test_a_circle_follows_from_the_session_alone() -> None:
    assert neighbours(30, 4, DIGEST) == neighbours(30, 4, bytes(DIGEST))
    digests = [bytes([n]) * 32 for n in range(20)]
    assert len({neighbours(30, 4, digest) for digest in digests}) == 20


def test_neighbours_on_a_circle_are_spread_over_the_owners() -> None:
    """Whether owner 1 is next to owner 2 hangs on the digest: 2 of 9 circles on average."""
    met = sum(2 in neighbours(10, 2, n.to_bytes(32, "big"))[0] for n in range(2000))
    assert 370 < met < 520  # 444 and four standard deviations of 18.6
