"""A coordinator that names a sparse graph: on a circle an owner shares masks with few others, and
if those collude, or are left out, its vector comes out alone. First against owners that allow it.
"""

from __future__ import annotations

import numpy as np
import pytest
from support.secagg import Federation, terms_of, trusting
from support.thief import Thief

from privacy.errors import ProtocolError, RoundLostError, RuleError
from privacy.secagg import graph, session
from privacy.secagg.messages import SEED, Survivors, Terms


def sparse(owners: int, colluders: int) -> Terms:
    """Degree 2, with the threshold that belongs to it, and an honest coordinator's u and m."""
    return terms_of(
        owners,
        colluders,
        degree=2,
        threshold=graph.circle_threshold(owners, colluders, 2),
        vectors=1,
    )


def joined(terms: Terms, owners: int) -> Federation:
    found = Federation(terms, trusting(), size=owners)
    found.join()
    return found


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Owners who ask no more of a circle than its threshold."""
    monkeypatch.setattr(graph, "_holds", lambda *_: True)
    monkeypatch.setattr(session.Session, "hangs_together", lambda *_: True)


@pytest.mark.usefixtures("unchecked")
def test_two_colluders_beside_an_owner_open_its_vector() -> None:
    """All ten are active, survive and confirm: every number is as it should be. Three may collude;
    the coordinator lets two of them join anew until they sit on both sides of somebody."""
    fakes = (9, 10)
    while True:
        federation = joined(sparse(10, 3), 10)
        found = federation.coordinator.session
        victims = [n for n in range(1, 9) if found.neighbours_of(n) == fakes]
        if victims:
            break
    (victim,) = victims
    federation.share()
    asked = federation.begin()
    own = {n: federation.owners[n]._key_sets[0] for n in fakes}
    vectors = {n: federation.upload(n)[1] for n in federation.owners}
    federation.confirm(federation.coordinator.close_uploads())
    thief = Thief(found)
    for number in (victim, *fakes):
        request = federation.coordinator.request_for(number)
        thief.take(federation.owners[number].unmask(request, federation.key(number)))
    for number, key_set in own.items():
        assert key_set is not None
        thief.know(number, key_set)
    stolen = thief.open({victim: vectors[victim]}, {victim: asked})
    assert stolen is not None
    np.testing.assert_array_equal(stolen, federation.plain([victim]))


@pytest.mark.usefixtures("unchecked")
def test_a_ring_that_falls_apart_gives_a_sum_of_two() -> None:
    """Nobody colludes. Of ten owners eight are active, in two parts: two, and six."""
    federation = joined(sparse(10, 0), 10)
    found = federation.coordinator.session
    federation.share()
    pair, active = two_and_six(federation)
    assert len(active) >= federation.terms.survivors
    asked = federation.begin(active)
    vectors = {n: federation.upload(n)[1] for n in active}
    federation.confirm(federation.coordinator.close_uploads())
    thief = Thief(found)
    for number in active:
        request = federation.coordinator.request_for(number)
        thief.take(federation.owners[number].unmask(request, federation.key(number)))
    stolen = thief.open({n: vectors[n] for n in pair}, dict.fromkeys(pair, asked))
    assert stolen is not None
    np.testing.assert_array_equal(stolen, federation.plain(pair))


def two_and_six(federation: Federation) -> tuple[list[int], list[int]]:
    """Two neighbours, and them with all but who sits beside them."""
    found = federation.coordinator.session
    first, second = 1, found.neighbours_of(1)[0]
    beside = {*found.neighbours_of(first), *found.neighbours_of(second)} - {first, second}
    return [first, second], [n for n in federation.owners if n not in beside]


@pytest.mark.parametrize("owners", [4, 10, 50, 200])
@pytest.mark.parametrize("degree", [2, 4, 20, 48])
@pytest.mark.parametrize("colluders", [1, 2, 3])
def test_so_small_a_circle_is_refused_whatever_the_rules(
    owners: int, degree: int, colluders: int
) -> None:
    if degree >= owners or colluders > owners - 2:
        return
    threshold = graph.circle_threshold(owners, colluders, degree)
    majority = (owners + colluders) // 2 + 1
    try:
        graph.check(degree, threshold, majority, owners, colluders)
    except ProtocolError:
        return
    # What is left: all neighbours of no owner collude but with a probability of 2^-40.
    assert owners * (colluders / owners) ** (degree // 2) <= 2**-40


def test_no_owner_shares_with_a_circle_of_two_neighbours() -> None:
    federation = joined_at_the_owners(10, 3)
    with pytest.raises(ProtocolError, match="too small a circle"):
        federation.share()


def joined_at_the_owners(owners: int, colluders: int) -> Federation:
    """The coordinator doesn't check itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph, "_holds", lambda *_: True)
        return joined(sparse(owners, colluders), owners)


@pytest.mark.parametrize("circle_min", [None, 11, 201])
def test_an_owner_s_own_rules_decide_on_circles(circle_min: int | None) -> None:
    """By default none, and by policy above 200 owners."""
    terms = sparse(10, 0)
    with pytest.raises(RuleError, match="a complete graph"):
        federation = Federation(terms, trusting(circle_min=circle_min), size=10)
        federation.join()
        federation.share()


def test_survivors_who_share_no_masks_are_not_confirmed() -> None:
    """Neither by the coordinator, nor by an owner that it shows such a set."""
    federation = joined(sparse(10, 0), 10)
    federation.share()
    _, active = two_and_six(federation)
    federation.begin(active)
    for number in active:
        federation.upload(number)
    with pytest.raises(RoundLostError, match="no masks between"):
        federation.coordinator.close_uploads()
    survivors = Survivors(federation.coordinator.round_digest, tuple(active)).encode()
    for number in active:
        with pytest.raises(ProtocolError, match="no masks between"):
            federation.owners[number].confirm(survivors, federation.key(number))
    thief = Thief(federation.coordinator.session)
    assert thief.secret(1, SEED) is None
