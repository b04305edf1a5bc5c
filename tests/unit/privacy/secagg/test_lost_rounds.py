"""Rounds whose sum can't be had: each is lost for its own reason, and the next one works."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support.secagg import Federation, identity

from privacy.errors import ProtocolError, RoundLostError
from privacy.secagg import keys, shamir
from privacy.secagg.coordinator import Phase
from privacy.secagg.masks import Words
from privacy.secagg.messages import MASK, SEED, Unmask, Upload


def next_round_works(federation: Federation) -> None:
    everyone = [*federation.owners]
    opened = federation.sum(everyone, number=9)
    assert (opened == federation.plain(everyone)).all()


def collected(federation: Federation, uploads: tuple[int, ...] = (1, 2, 3, 5)) -> None:
    """A round in which these vectors arrive, and all others were masked for nothing."""
    federation.begin()
    for number in federation.owners:
        if number in uploads:
            federation.upload(number)
        else:
            federation.masked(number)


@pytest.fixture
def federation() -> Federation:
    return Federation.of(5)  # t = u = m = 3


def test_too_few_vectors(federation: Federation) -> None:
    coordinator = federation.coordinator
    for uploads in ((), (2, 4)):
        collected(federation, uploads)
        with pytest.raises(RoundLostError, match=f"at least 3 vectors, {len(uploads)} arrived"):
            coordinator.close_uploads()
        assert coordinator.phase is Phase.COLLECTING
    next_round_works(federation)


def test_a_vector_more_saves_the_round(federation: Federation) -> None:
    federation.begin()
    federation.upload(1)
    federation.upload(2)
    message, words = federation.masked(3)  # and under way
    for number in (4, 5):
        federation.masked(number)
    with pytest.raises(RoundLostError):
        federation.coordinator.close_uploads()
    federation.coordinator.add(Upload.decode(message), words.tobytes())
    federation.confirm(federation.coordinator.close_uploads())
    federation.unmask()
    assert (federation.coordinator.open_sum() == federation.plain([1, 2, 3])).all()


def test_too_few_confirmations(federation: Federation) -> None:
    collected(federation)
    survivors = federation.coordinator.close_uploads()
    for only, came in (((), 0), ((1, 5), 2)):
        with pytest.raises(RoundLostError, match=f"3 confirmations, {came} came"):
            federation.confirm(survivors, only)
        assert federation.coordinator.phase is Phase.CONFIRMING
    next_round_works(federation)


def test_a_late_confirmation_saves_the_round(federation: Federation) -> None:
    collected(federation)
    survivors = federation.coordinator.close_uploads()
    with pytest.raises(RoundLostError):
        federation.confirm(survivors, (1, 5))
    federation.confirm(survivors, (3,))
    federation.unmask(only=(1, 3, 5))
    assert (federation.coordinator.open_sum() == federation.plain([1, 2, 3, 5])).all()


@pytest.mark.parametrize("only", [(), (1,), (1, 5)])
def test_too_few_shares(federation: Federation, only: tuple[int, ...]) -> None:
    collected(federation)
    federation.confirm(federation.coordinator.close_uploads())
    federation.unmask(only)
    assert not federation.coordinator.can_open
    with pytest.raises(RoundLostError, match=f"3 shares, {len(only)} came"):
        federation.coordinator.open_sum()
    assert federation.coordinator.phase is Phase.SHARING
    with pytest.raises(ProtocolError, match="expected the session to be unmasking"):
        federation.coordinator.open_sum()
    next_round_works(federation)


def answered(
    federation: Federation, number: int, change: Callable[[Unmask], Unmask] = lambda found: found
) -> None:
    """An owner's Unmask message, changed by itself, arrives."""
    request = federation.coordinator.request_for(number)
    found = change(Unmask.decode(federation.owners[number].unmask(request, federation.key(number))))
    key = identity(federation.names[number - 1])
    signature = keys.sign(key, Unmask.CONTEXT, found.body())
    federation.coordinator.add_unmask(replace(found, signature=signature).encode())


def with_share(owner: int, change: Callable[[int], int]) -> Callable[[Unmask], Unmask]:
    """The message with another share of this owner's secret."""

    def changed(found: Unmask) -> Unmask:
        shares = tuple(
            (n, kind, change(int.from_bytes(share, "big")).to_bytes(33, "big"))
            if n == owner
            else (n, kind, share)
            for n, kind, share in found.shares
        )
        return replace(found, shares=shares)

    return changed


def moved_by(federation: Federation, step: int) -> Callable[[int], int]:
    """A share of owner 1 so that the secret, rebuilt with owners 2 and 3, moves by `step`."""
    del federation
    weight = shamir.weights([1, 2, 3])[1]
    return lambda share: (share + step * pow(weight, -1, shamir.PRIME)) % shamir.PRIME


@pytest.mark.parametrize(
    ("owner", "step", "reason"),
    [
        (2, 1, "owner 2: its seed isn't the committed one"),
        (1, 1, "owner 1: its seed isn't the committed one"),
        (4, 2**200, "owner 4: its mask key isn't the advertised one"),
        (2, 2**256, "shares: expected those of one secret|its seed isn't"),
    ],
)
def test_a_false_share(federation: Federation, owner: int, step: int, reason: str) -> None:
    collected(federation)
    federation.confirm(federation.coordinator.close_uploads())
    answered(federation, 1, with_share(owner, moved_by(federation, step)))
    for number in (2, 3):
        answered(federation, number)
    assert federation.coordinator.can_open
    with pytest.raises(RoundLostError, match=reason):
        federation.coordinator.open_sum()
    assert federation.coordinator.phase is Phase.SHARING
    assert not federation.coordinator._opened
    next_round_works(federation)


@pytest.mark.parametrize("owner", [3, 4])
def test_a_share_that_nobody_opened(federation: Federation, owner: int) -> None:
    """One owner's secret lacks a share, though all have answered."""
    collected(federation)
    federation.confirm(federation.coordinator.close_uploads())

    def without(found: Unmask) -> Unmask:
        return replace(found, shares=tuple(s for s in found.shares if s[0] != owner))

    for number in (1, 2, 3, 5):
        assert not federation.coordinator.can_open
        answered(federation, number, without if number > 2 else lambda found: found)
    assert not federation.coordinator.can_open
    with pytest.raises(RoundLostError, match=f"owner {owner}: expected 3 shares, 2 came"):
        federation.coordinator.open_sum()
    next_round_works(federation)


@pytest.mark.parametrize("count", [0, 2, 2**32 - 1])
def test_a_wrong_count(federation: Federation, count: int) -> None:
    """An owner's count coordinate is 1; with another one it has sent a false vector."""
    federation.begin()
    words: Words = federation.input(2)
    words[-1] = count
    for number in (1, 3, 4, 5):
        federation.upload(number)
    federation.upload(2, words=words)
    federation.confirm(federation.coordinator.close_uploads())
    federation.unmask()
    with pytest.raises(RoundLostError, match="count of survivors"):
        federation.coordinator.open_sum()
    assert federation.coordinator.phase is Phase.SHARING
    next_round_works(federation)


def test_a_vector_that_is_not_what_was_masked(federation: Federation) -> None:
    """Its words are noise under all masks but its own, and the count shows it."""
    federation.begin()
    for number in federation.owners:
        message, words = federation.masked(number)
        if number == 3:
            words[-1] += 1
        federation.coordinator.add(Upload.decode(message), words.tobytes())
    federation.confirm(federation.coordinator.close_uploads())
    federation.unmask()
    with pytest.raises(RoundLostError, match="count of survivors"):
        federation.coordinator.open_sum()
    next_round_works(federation)


def test_a_round_may_be_dropped_at_any_stage(federation: Federation) -> None:
    collected(federation)
    federation.begin(number=2)
    assert federation.coordinator.added == ()
    next_round_works(federation)


def lost(federation: Federation) -> None:
    collected(federation)
    federation.confirm(federation.coordinator.close_uploads())
    with pytest.raises(RoundLostError):
        federation.coordinator.open_sum()


def test_deals_of_past_vectors_are_forgotten(federation: Federation) -> None:
    """When the next round begins; until then they might be asked for again."""

    def there() -> list[int]:
        return [n for n, deals in enumerate(federation.coordinator._deals) if deals]

    assert there() == [0, 1, 2]
    lost(federation)
    assert there() == [0, 1, 2]
    federation.begin(number=2)
    assert there() == [1, 2]
    federation.begin(number=3)
    assert there() == [2]
    assert not any(federation.coordinator._deals[0]) and not any(federation.coordinator._deals[1])


def test_deals_that_come_again_are_not_kept_for_past_vectors(federation: Federation) -> None:
    federation.begin()
    federation.begin(number=2)
    before: dict[str, Any] = {"deals": [*map(dict, federation.coordinator._deals)]}
    for number, owner in federation.owners.items():
        federation.coordinator.add_shares(
            owner.share(federation.roster, federation.key(number), os.urandom)
        )
    assert [*map(dict, federation.coordinator._deals)] == before["deals"]
    assert federation.coordinator._deals[0] == {}


def test_a_lost_round_leaves_nothing_to_the_next(federation: Federation) -> None:
    collected(federation)
    federation.confirm(federation.coordinator.close_uploads())
    federation.unmask(only=(1, 2))
    with pytest.raises(RoundLostError):
        federation.coordinator.open_sum()
    federation.begin(number=2)
    coordinator = federation.coordinator
    assert (coordinator.added, coordinator._survivors) == ((), b"")
    assert (coordinator._confirmations, coordinator._opened) == ({}, {})
    assert not coordinator._total.any()


def test_kinds_of_shares_are_told_apart(federation: Federation) -> None:
    assert (SEED, MASK) == (1, 2)
    collected(federation)
    federation.confirm(federation.coordinator.close_uploads())
    request = federation.coordinator.request_for(1)
    found = Unmask.decode(federation.owners[1].unmask(request, federation.key(1)))
    kinds = {owner: kind for owner, kind, _ in found.shares}
    assert kinds == {1: SEED, 2: SEED, 3: SEED, 4: MASK, 5: SEED}
