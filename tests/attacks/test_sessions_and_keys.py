"""A coordinator that replaces keys, members, weights, thresholds, models or rounds, or gives an
owner an old state back."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.secagg import (
    MODEL,
    Federation,
    identity,
    join_of,
    names_of,
    restarted,
    terms_of,
    trusting,
)
from support.thief import Thief

from privacy.errors import ProtocolError, RoundLostError, RuleError
from privacy.secagg import keys
from privacy.secagg.messages import (
    EVALUATION,
    SEED,
    TRAINING,
    Join,
    PublicKeys,
    Roster,
    Round,
    Shares,
    Terms,
    Unmask,
    UnmaskRequest,
)

# A key set for two vectors. ----------------------------------------------------------------------


def difference(one: Any, other: Any) -> Any:
    return (one - other).astype(np.int32)


def test_a_key_set_used_twice_gives_the_difference_away() -> None:
    """What a copy of an owner would send that forgets that it has masked: why there is a count."""
    federation = Federation.of(3)
    federation.begin()
    copy = restarted(federation.owners[1], trusting())
    first, second = federation.input(1), federation.input(2)
    difference_in_clear = difference(first, second)
    federation.masked(1, words=first)
    copy.begin(federation.coordinator.round_message, charged=0)
    copy.mask(second, federation.key(1))
    np.testing.assert_array_equal(difference(first, second), difference_in_clear)


@pytest.mark.parametrize("later", [0, 1], ids=["the same round", "the next one"])
def test_a_copy_of_an_earlier_state_masks_nothing(later: int) -> None:
    """The owner was restored from a backup, or a crash cut off its state: its ledger counts."""
    federation = Federation.of(3)
    copy = restarted(federation.owners[1], trusting())
    asked = federation.begin()
    federation.masked(1)
    if later:
        asked = federation.begin(number=2)
    with pytest.raises(ProtocolError, match="other trainings than this session"):
        copy.begin(asked, charged=1)


def test_a_key_set_that_was_taken_is_not_taken_again() -> None:
    """A crash between the debit and the upload: neither that round, nor another by its key set."""
    federation = Federation.of(3)
    asked = federation.begin()
    owner = federation.owners[1]
    owner.begin(asked, charged=0)
    owner.charged = 1
    back = restarted(owner, trusting())
    other = replace(Round.decode(asked), round=2).encode()
    for message in (asked, other):
        with pytest.raises(ProtocolError, match="vector 0: expected 1 to 2"):
            back.begin(message, charged=1)


@pytest.mark.parametrize("number", [1, 2])
def test_evaluation_under_training_s_keys(number: int) -> None:
    federation = Federation.of(3)
    asked = federation.begin()
    federation.masked(1)
    evaluation = replace(Round.decode(asked), purpose=EVALUATION, round=number).encode()
    with pytest.raises(ProtocolError, match="vector 0: expected 1 to 2"):
        federation.owners[1].begin(evaluation, charged=1)


def test_training_and_evaluation_have_different_masks() -> None:
    """Were a key set taken for both by two copies, one's mask would not open the other."""
    federation = Federation.of(3)
    asked = federation.begin()
    copy = restarted(federation.owners[1], trusting())
    words, other = federation.input(1), federation.input(1)
    federation.masked(1, words=words)
    copy.begin(replace(Round.decode(asked), purpose=EVALUATION).encode(), charged=0)
    copy.mask(other, federation.key(1))
    assert (words != other).all()


def test_a_round_that_is_replayed_gets_nothing_new() -> None:
    federation = Federation.of(3)
    first = federation.begin()
    upload, _ = federation.masked(1)
    owner = federation.owners[1]
    assert owner.repeats(first)
    assert owner.upload == upload  # the caller sends what it kept, of these very words
    second = federation.begin(number=2)
    federation.masked(1)
    for old in (first, second):
        with pytest.raises(ProtocolError, match="expected 2 to 2"):
            owner.begin(old, charged=owner.charged)
    assert not owner.repeats(first)


@pytest.mark.parametrize("kept", ["at unmasking", "at the next vector", "at the end"])
def test_secrets_can_t_be_kept_from_being_deleted(kept: str) -> None:
    """Whatever the coordinator leaves out, the owner deletes by itself."""
    federation = Federation.of(3)
    federation.begin()
    owner = federation.owners[1]
    secrets = [key_set.to_bytes().hex() for key_set in owner._key_sets if key_set]
    assert len(secrets) == 3
    for number in federation.owners:
        federation.upload(number)
    if kept == "at unmasking":
        federation.confirm(federation.coordinator.close_uploads())
        federation.unmask()
    elif kept == "at the next vector":
        federation.begin(number=2)
        federation.masked(1)
    else:
        owner.close()
    left = owner.to_bytes().decode()
    assert secrets[0] not in left
    assert (secrets[1] in left) == (kept != "at the end")
    assert (secrets[2] in left) == (kept != "at the end")


# Who is in a session. ----------------------------------------------------------------------------


class Rostered:
    """Three owners who have joined, and what a coordinator may make of the roster."""

    def __init__(self, owners: int = 3, colluders: int = 0, **rules: Any) -> None:
        self.terms = terms_of(owners, colluders)
        self.names = names_of(owners)
        self.rules = trusting(self.names, **rules)
        self.owners = {name: join_of(self.terms, name, self.rules) for name in self.names}
        self.joins = {name: owner.join for name, owner in self.owners.items()}

    def share(self, terms: Terms | None = None) -> bytes:
        """Show the first owner the roster."""
        joins = tuple(self.joins[name] for name in sorted(self.joins))
        roster = Roster((terms or self.terms).encode(), joins).encode()
        first = self.names[0]
        return self.owners[first].share(roster, identity(first), os.urandom)

    def forge(self, name: str, key: Ed25519PrivateKey, **changes: Any) -> None:
        """Replace a member's answer by another, signed by `key`."""
        join = replace(Join.decode(self.joins[name]), **changes)
        self.joins[name] = join.body() + keys.sign(key, Join.CONTEXT, join.body())


OWN = Ed25519PrivateKey.from_private_bytes(b"k" * 32)  # the coordinator's own


def test_the_roster_itself_would_do() -> None:
    assert Rostered().share()


def own_keys() -> tuple[PublicKeys, ...]:
    return tuple(keys.KeySet.make(os.urandom).public() for _ in range(3))


def test_a_substituted_key() -> None:
    """The coordinator's own keys under another owner's name: nobody signed them."""
    attack = Rostered()
    attack.forge("owner-002", OWN, key_sets=own_keys())
    with pytest.raises(ProtocolError, match="signature"):
        attack.share()


def test_a_substituted_identity() -> None:
    """Its signature is good, but it isn't the pinned key's."""
    attack = Rostered()
    attack.forge(
        "owner-002", OWN, key_sets=own_keys(), identity=OWN.public_key().public_bytes_raw()
    )
    with pytest.raises(RuleError, match="expected the pinned key"):
        attack.share()


def test_a_substituted_key_of_the_reader_itself() -> None:
    attack = Rostered()
    key = identity("owner-001")  # even if its key had been stolen
    attack.forge("owner-001", key, key_sets=own_keys())
    with pytest.raises(ProtocolError, match="this owner's own answer"):
        attack.share()


def test_a_roster_of_invented_owners() -> None:
    """One that nobody has pinned may collude, and the terms don't count it."""
    attack = Rostered(4)
    del attack.joins["owner-004"]
    attack.joins["zoo"] = join_of(attack.terms, "zoo", key=OWN).join
    with pytest.raises(RuleError, match="for the members that aren't pinned"):
        attack.share()


@pytest.mark.parametrize("owners", range(3, 12))
def test_invented_owners_leave_two_honest_vectors_in_a_sum(owners: int) -> None:
    """However many there are, once they are counted: m >= c + 2, so the sum is never of one."""
    for invented in range(owners):
        known = names_of(owners)[invented:]
        rules = trusting(known)
        honest = terms_of(owners, min(invented, owners - 2))
        for colluders in range(owners):
            terms = replace(honest, colluders=colluders)
            try:
                members = [
                    join_of(terms, name, rules, key=identity(name)) for name in names_of(owners)
                ]
                roster = Roster(terms.encode(), tuple(m.join for m in members)).encode()
                members[-1].share(roster, identity(known[-1]), os.urandom)
            except ProtocolError:
                continue
            assert colluders >= invented
            assert terms.survivors - invented >= 2


def test_a_roster_that_was_not_approved() -> None:
    attack = Rostered(rosters=frozenset({"0" * 64}))
    with pytest.raises(RuleError, match="isn't approved"):
        attack.share()


def test_old_signed_keys() -> None:
    """An answer to an earlier session, whose secrets may be known by now."""
    old, attack = Rostered(), Rostered()
    attack.joins["owner-002"] = old.joins["owner-002"]
    with pytest.raises(ProtocolError, match="expected an answer to these terms"):
        attack.share()


def test_the_reader_s_own_old_keys() -> None:
    old, attack = Rostered(), Rostered()
    attack.joins["owner-001"] = old.joins["owner-001"]
    with pytest.raises(ProtocolError, match="expected an answer to these terms"):
        attack.share()


# Each with what must be raised by whom. ----------------------------------------------------------

LOWER: dict[str, Callable[[Terms], Terms]] = {
    "threshold": lambda t: replace(t, threshold=t.threshold - 1),
    "confirmations": lambda t: replace(t, confirmations=t.confirmations - 1),
    "both": lambda t: replace(
        t, threshold=t.threshold - 1, confirmations=t.confirmations - 1, survivors=t.survivors - 1
    ),
    "threshold of one": lambda t: replace(t, threshold=1),
    "survivors below the threshold": lambda t: replace(t, survivors=t.threshold - 1),
    "a circle's threshold": lambda t: replace(t, degree=2, threshold=2),
}


@pytest.mark.parametrize("kind", LOWER)
def test_a_threshold_lowered_from_the_start(kind: str) -> None:
    attack = Rostered(6, 1)
    terms = LOWER[kind](attack.terms)
    with pytest.raises(ProtocolError):
        members = {name: join_of(terms, name, attack.rules) for name in attack.names}
        attack.owners, attack.joins = members, {n: o.join for n, o in members.items()}
        attack.share(terms)


@pytest.mark.parametrize("kind", LOWER)
def test_a_threshold_lowered_after_all_have_joined(kind: str) -> None:
    attack = Rostered(6, 1)
    with pytest.raises(ProtocolError, match="expected the terms that were joined"):
        attack.share(LOWER[kind](attack.terms))


@pytest.mark.parametrize(
    ("rules", "terms"),
    [
        ({"threshold_min": 5}, {}),
        ({"survivors_min": 5}, {}),
        ({"modulus_bits": (32,)}, {"modulus_bits": 16}),
    ],
    ids=["threshold", "survivors", "modulus"],
)
def test_what_the_owner_s_own_rules_ask_for(rules: dict[str, Any], terms: dict[str, Any]) -> None:
    with pytest.raises(RuleError):
        join_of(terms_of(6, **terms), "owner-001", trusting(**rules))


# Weights. ----------------------------------------------------------------------------------------


def test_weights_that_single_out_one_owner() -> None:
    """All but one weigh nothing: what comes out is one owner's update."""
    attack = Rostered(weight_ratio_max=100.0)
    for name in attack.names[1:]:
        rules = attack.rules
        attack.joins[name] = join_of(attack.terms, name, rules, declared_units=1).join
    huge = join_of(attack.terms, "owner-001", attack.rules, declared_units=10**6)
    attack.owners["owner-001"], attack.joins["owner-001"] = huge, huge.join
    with pytest.raises(RuleError, match="the rules allow a ratio of 100"):
        attack.share()


def test_a_size_that_its_owner_did_not_sign() -> None:
    attack = Rostered()
    attack.forge("owner-002", OWN, declared_units=1)
    with pytest.raises(ProtocolError, match="signature"):
        attack.share()


def test_another_table_of_sizes_for_one_owner() -> None:
    """Each roster is good by itself; who was shown another one is in another session, and no
    share or mask of one fits into the other."""
    attack = Rostered(4)
    light = join_of(attack.terms, "owner-004", attack.rules, declared_units=1)
    first = Roster(attack.terms.encode(), tuple(attack.joins.values())).encode()
    attack.joins["owner-004"] = light.join
    second = Roster(attack.terms.encode(), tuple(attack.joins.values())).encode()
    one, two = attack.owners["owner-001"], attack.owners["owner-002"]
    dealt = Shares.decode(one.share(first, identity("owner-001"), os.urandom), vectors=3)
    two.share(second, identity("owner-002"), os.urandom)
    assert one.session.digest != two.session.digest
    asked = Round(one.session.digest, 0, TRAINING, 1, MODEL, (1, 2, 3, 4)).encode()
    one.begin(asked, charged=0)
    with pytest.raises(ProtocolError, match="expected one of this session"):
        two.begin(asked, charged=0)
    _, sealed = dealt.deals[1]
    with pytest.raises(ProtocolError, match="it doesn't open"):
        keys.open_deal(
            two._key_set(0).channel,
            two.session.keys(1, 0).channel,
            two.session.digest,
            sender=1,
            recipient=2,
            vector=0,
            sealed=sealed[0],
        )


# Models and shares. ------------------------------------------------------------------------------


def test_another_model_for_one_owner() -> None:
    """It would tell that owner's update from the others' in the sum. Its masks are of another
    round: the sum is noise, the count tells, and not even all opened shares bring it out."""
    federation = Federation.of(4)
    asked = federation.begin()
    other = replace(Round.decode(asked), model=b"x" * 32).encode()
    vectors = {1: federation.masked(1, asked=other)[1]}
    vectors |= {number: federation.upload(number)[1] for number in (2, 3, 4)}
    rounds = {1: other} | dict.fromkeys((2, 3, 4), asked)
    coordinator = federation.coordinator
    found = replace(Round.decode(asked))
    assert found.active == (1, 2, 3, 4)
    coordinator._total += vectors[1]  # the coordinator isn't the product's: it adds what it likes
    coordinator._added.append(1)
    survivors = coordinator.close_uploads()
    for number in (2, 3, 4):
        coordinator.add_confirmation(federation.owners[number].confirm(survivors, key(number)))
    with pytest.raises(ProtocolError, match="expected those of this round"):
        federation.owners[1].confirm(survivors, key(1))
    coordinator.close_confirming()
    thief = Thief(coordinator.session)
    for number in (2, 3, 4):
        answer = federation.owners[number].unmask(coordinator.request_for(number), key(number))
        thief.take(answer)
        coordinator.add_unmask(answer)
    assert thief.secret(1, SEED) is not None  # of its other mask there is nothing
    assert thief.open({1: vectors[1]}, rounds) is None
    assert thief.open(vectors, rounds) is None
    with pytest.raises(RoundLostError, match="the count of survivors is wrong"):
        coordinator.open_sum()
    assert (coordinator._total != federation.plain([1, 2, 3, 4])).all()


def key(number: int) -> Ed25519PrivateKey:
    return identity(names_of(number)[-1])


def test_a_share_for_the_wrong_owner() -> None:
    """Owner 2 is given what was dealt to owner 3, under each sender's number and under its own."""
    federation = Federation.of(3)
    federation.begin()
    for number in federation.owners:
        federation.upload(number)
    coordinator = federation.coordinator
    deals = {n: dict(coordinator._deals[0][n]) for n in federation.owners}
    federation.confirm(coordinator.close_uploads())
    honest = UnmaskRequest.decode(coordinator.request_for(2))
    swapped = {1: deals[3][1], 2: deals[3][3], 3: deals[1][3]}
    request = replace(honest, deals=tuple(sorted(swapped.items()))).encode()
    answer = Unmask.decode(federation.owners[2].unmask(request, key(2)))
    assert answer.shares == ()


def test_a_deal_of_another_vector() -> None:
    """Shares of the next vector's secrets, to open it before it is masked."""
    federation = Federation.of(3)
    federation.begin()
    for number in federation.owners:
        federation.upload(number)
    coordinator = federation.coordinator
    later = dict(coordinator._deals[1][2])
    federation.confirm(coordinator.close_uploads())
    honest = UnmaskRequest.decode(coordinator.request_for(2))
    request = replace(honest, deals=tuple(sorted(later.items()))).encode()
    answer = Unmask.decode(federation.owners[2].unmask(request, key(2)))
    assert answer.shares == ()


def test_a_deal_that_the_coordinator_made_itself() -> None:
    """It would learn nothing, but a holder that rebuilds or checks nothing must not be led to open
    one owner's share under another's number: the seal is by the sender's own channel key."""
    federation = Federation.of(3)
    federation.begin()
    for number in federation.owners:
        federation.upload(number)
    coordinator, owner = federation.coordinator, federation.owners[2]
    session = coordinator.session
    forged = keys.seal_deal(
        os.urandom(32),
        session.keys(2, 0).channel,
        session.digest,
        sender=1,
        recipient=2,
        vector=0,
        shares=(bytes(33), bytes(33)),
    )
    federation.confirm(coordinator.close_uploads())
    honest = UnmaskRequest.decode(coordinator.request_for(2))
    deals = dict(honest.deals) | {1: forged}
    request = replace(honest, deals=tuple(sorted(deals.items()))).encode()
    answer = Unmask.decode(owner.unmask(request, key(2)))
    assert [number for number, _, _ in answer.shares] == [2, 3]
