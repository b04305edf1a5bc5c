"""A coordinator that shows owners different sets of survivors, to have both kinds of an owner's
shares or a sum of fewer than they were promised. Each attack is shown to work against owners that
lack the one defence, so that its failure means something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import pytest
from support.secagg import MODEL, Federation, restarted, trusting
from support.thief import Thief

from privacy.errors import ProtocolError, RuleError
from privacy.secagg import graph
from privacy.secagg.masks import Words
from privacy.secagg.messages import (
    MASK,
    SEED,
    TRAINING,
    Confirmation,
    Round,
    Survivors,
    Unmask,
    UnmaskRequest,
)
from privacy.secagg.participant import Participant

TARGET = (1, 2, 3, 4)


class Trustful(Participant):
    """An owner that doesn't ask who else has confirmed."""

    def _check_confirmations(self, request: UnmaskRequest, survivors: bytes) -> None:
        """Whatever the coordinator says."""


@dataclass
class Attack:
    """One round in which all have masked; the coordinator has every vector and every deal."""

    federation: Federation
    vectors: dict[int, Words]
    thief: Thief

    @staticmethod
    def of(owners: int, colluders: int, kind: type[Participant] = Participant) -> Attack:
        federation = Federation.of(owners, colluders)
        for owner in federation.owners.values():
            owner.__class__ = kind
        federation.begin()
        vectors = {number: federation.upload(number)[1] for number in federation.owners}
        return Attack(federation, vectors, Thief(federation.coordinator.session))

    @property
    def digest(self) -> bytes:
        return self.federation.coordinator.round_digest

    def show(self, owner: Participant, survivors: tuple[int, ...]) -> bytes:
        """The owner's signature on this set, or the error that it raises."""
        message = Survivors(self.digest, survivors).encode()
        answer = owner.confirm(message, self.federation.key(owner.number))
        return Confirmation.decode(answer).signature

    def sign(self, number: int, survivors: tuple[int, ...]) -> bytes:
        """What an owner's stolen key signs."""
        message = Survivors(self.digest, survivors).encode()
        return self.federation.key(number).sign(Survivors.CONTEXT + message)

    def ask(
        self, owner: Participant, survivors: tuple[int, ...], signatures: Mapping[int, bytes]
    ) -> None:
        """Let the owner open its shares for this set."""
        coordinator = self.federation.coordinator
        deals = coordinator._deals[0][owner.number]
        request = UnmaskRequest(
            self.digest, survivors, tuple(sorted(signatures.items())), tuple(sorted(deals.items()))
        )
        self.thief.take(owner.unmask(request.encode(), self.federation.key(owner.number)))

    def open(self, *target: int) -> Words | None:
        asked = self.federation.coordinator.round_message
        return self.thief.open({n: self.vectors[n] for n in target}, dict.fromkeys(target, asked))


def sets_of_six() -> dict[int, tuple[int, ...]]:
    """For each of ten owners, a set of six with itself and the four targets in it: the other six
    owners are left out of it four times each by those who hold their shares, and more."""
    others = [5, 6, 7, 8, 9, 10]
    shown = {}
    for number in range(1, 11):
        if number in TARGET:
            pair = [others[2 * (number % 3)], others[2 * (number % 3) + 1]]
        else:
            pair = [number, others[(others.index(number) + 1) % 6]]
        shown[number] = tuple(sorted((*TARGET, *pair)))
    return shown


def test_without_confirmation_a_sum_over_four_comes_out() -> None:
    """Ten owners, sets of six. Nobody opened a set smaller than six, or two kinds of shares."""
    attack = Attack.of(10, 0, Trustful)
    assert attack.federation.terms.survivors == 6
    for number, survivors in sets_of_six().items():
        owner = attack.federation.owners[number]
        attack.show(owner, survivors)
        attack.ask(owner, survivors, {})
    stolen = attack.open(*TARGET)
    assert stolen is not None
    np.testing.assert_array_equal(stolen, attack.federation.plain(TARGET))


def test_with_confirmation_nothing_comes_out() -> None:
    attack = Attack.of(10, 0)
    signed: dict[tuple[int, ...], dict[int, bytes]] = {}
    for number, survivors in sets_of_six().items():
        signature = attack.show(attack.federation.owners[number], survivors)
        signed.setdefault(survivors, {})[number] = signature
    assert max(map(len, signed.values())) < attack.federation.terms.confirmations
    everything = {n: s for signatures in signed.values() for n, s in signatures.items()}
    for number, survivors in sets_of_six().items():
        for signatures in (signed[survivors], everything):
            usable = {n: s for n, s in signatures.items() if n in survivors}
            with pytest.raises(ProtocolError, match="confirmations"):
                attack.ask(attack.federation.owners[number], survivors, usable)
    assert attack.open(*TARGET) is None


def listed_twice(attack: Attack, colluding: tuple[int, ...]) -> None:
    """Owner 1 has survived for the first half of the honest owners and dropped out for the other.
    Who colludes signs both sets, whatever they are, and hands over its keys."""
    owners = attack.federation.owners
    everyone = tuple(owners)
    without = everyone[1:]
    honest = [n for n in everyone if n not in colluding]
    half = len(honest) // 2
    for number in colluding:
        attack.thief.turn(owners[number], attack.federation.coordinator._deals[0][number])
    for survivors, shown in ((everyone, honest[:half]), (without, honest[half:])):
        signatures = {n: attack.sign(n, survivors) for n in colluding}
        for number in shown:
            with suppress(ProtocolError):  # a set that is too small
                signatures[number] = attack.show(owners[number], survivors)
        for number in shown:
            with suppress(ProtocolError):  # too few signatures
                attack.ask(owners[number], survivors, signatures)


def test_colluders_that_nobody_counted_open_a_vector() -> None:
    """Ten owners, two collude, the terms say that none does: six of ten sign each of two sets."""
    attack = Attack.of(10, 0)
    listed_twice(attack, colluding=(9, 10))
    stolen = attack.open(1)
    assert stolen is not None
    np.testing.assert_array_equal(stolen, attack.federation.plain([1]))


@pytest.mark.parametrize("owners", [4, 5, 9, 10, 11])
@pytest.mark.parametrize("colluders", [0, 1, 2])
def test_as_many_as_the_terms_count_open_nothing(owners: int, colluders: int) -> None:
    attack = Attack.of(owners, colluders)
    listed_twice(attack, colluding=tuple(range(owners - colluders + 1, owners + 1)))
    assert attack.open(1) is None
    assert attack.thief.secret(1, SEED) is None or attack.thief.secret(1, MASK) is None


@pytest.mark.parametrize("owners", range(3, 30))
def test_no_two_sets_can_be_confirmed(owners: int) -> None:
    """However the honest owners are divided; and one confirmation less would not do."""
    for colluders in range(owners - 1):
        needed = graph.choose(owners, colluders).confirmations
        honest = owners - colluders
        assert all(min(k, honest - k) + colluders < needed for k in range(honest + 1))
        assert honest // 2 + colluders >= needed - 1


# One owner that is asked for both. ---------------------------------------------------------------


def confirmed() -> tuple[Attack, Participant, dict[int, bytes]]:
    """All have confirmed that all survived."""
    attack = Attack.of(5, 0)
    everyone = tuple(attack.federation.owners)
    signatures = {n: attack.show(o, everyone) for n, o in attack.federation.owners.items()}
    return attack, attack.federation.owners[2], signatures


AGES: dict[str, Callable[[Participant], Participant]] = {
    "at once": lambda owner: owner,
    "after a restart": lambda owner: restarted(owner, trusting()),
}


@pytest.mark.parametrize("age", AGES)
def test_a_second_set_is_not_signed(age: str) -> None:
    attack, owner, _ = confirmed()
    with pytest.raises(ProtocolError, match="not now"):
        attack.show(AGES[age](owner), (2, 3, 4, 5))


@pytest.mark.parametrize("age", AGES)
def test_a_second_set_is_not_opened(age: str) -> None:
    """Not even if everyone else has signed it."""
    attack, owner, signatures = confirmed()
    other = (2, 3, 4, 5)
    forged = {n: attack.sign(n, other) for n in other}
    with pytest.raises(ProtocolError, match="that this owner confirmed"):
        attack.ask(AGES[age](owner), other, forged)
    attack.ask(owner, (1, 2, 3, 4, 5), signatures)
    with pytest.raises(ProtocolError, match="not now"):
        attack.ask(AGES[age](owner), other, forged)


def test_no_share_is_opened_twice_with_other_deals() -> None:
    """First for half of the owners' deals, then for the rest: the answer came, and is the one."""
    attack, owner, signatures = confirmed()
    everyone = tuple(attack.federation.owners)
    attack.ask(owner, everyone, signatures)
    request = UnmaskRequest(attack.digest, everyone, tuple(sorted(signatures.items())), ())
    with pytest.raises(ProtocolError, match="not now"):
        owner.unmask(request.encode(), attack.federation.key(2))


def test_one_kind_is_opened_of_each_owner() -> None:
    federation = Federation.of(5)
    federation.begin()
    for number in (1, 2, 3, 4):
        federation.upload(number)
    federation.confirm(federation.coordinator.close_uploads())
    request = federation.coordinator.request_for(1)
    answer = Unmask.decode(federation.owners[1].unmask(request, federation.key(1)))
    assert {owner: kind for owner, kind, _ in answer.shares} == {
        1: SEED, 2: SEED, 3: SEED, 4: SEED, 5: MASK,
    }  # fmt: skip


@pytest.mark.parametrize(
    "survivors",
    [(2, 3), (1, 3, 4, 5), (), (2,), (1, 2, 3, 4, 5, 6)],
    ids=["too few", "without itself", "nobody", "alone", "an owner that isn't there"],
)
def test_a_set_that_protects_nobody_is_not_signed(survivors: tuple[int, ...]) -> None:
    attack = Attack.of(5, 0)
    with pytest.raises(ProtocolError):
        attack.show(attack.federation.owners[2], survivors)


def test_who_was_not_active_is_no_survivor() -> None:
    federation = Federation.of(5)
    federation.begin(active=[1, 2, 3, 4])
    federation.masked(2)
    message = Survivors(federation.coordinator.round_digest, (2, 3, 4, 5)).encode()
    with pytest.raises(ProtocolError, match="expected active owners"):
        federation.owners[2].confirm(message, federation.key(2))


def test_an_owner_s_own_least_number_counts_and_not_the_terms_alone() -> None:
    federation = Federation.of(5, 0, trusting(survivors_min=3))
    assert federation.terms.survivors == 3
    strict = trusting(survivors_min=4)
    with pytest.raises(RuleError, match="survivors: the rules ask for at least 4"):
        restarted(federation.owners[2], strict)


def test_a_round_of_too_few_is_not_begun() -> None:
    federation = Federation.of(5)
    asked = Round(federation.coordinator.session.digest, 0, TRAINING, 1, MODEL, (1, 2)).encode()
    with pytest.raises(ProtocolError, match="too few owners are active"):
        federation.owners[1].begin(asked, charged=0)


def test_below_the_threshold_nothing_is_decoded() -> None:
    """t - 1 holders have opened: the coordinator has no secret, and neither has a thief."""
    attack, _, signatures = confirmed()
    everyone = tuple(attack.federation.owners)
    few = everyone[: attack.federation.terms.threshold - 1]
    for number in few:
        attack.ask(attack.federation.owners[number], everyone, signatures)
    assert attack.open(*everyone) is None
    assert all(attack.thief.secret(number, SEED) is None for number in everyone)
    attack.ask(attack.federation.owners[len(few) + 1], everyone, signatures)
    opened = attack.open(*everyone)
    assert opened is not None
    np.testing.assert_array_equal(opened, attack.federation.plain(everyone))
