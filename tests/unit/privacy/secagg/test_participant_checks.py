"""What an owner checks before it works: terms, roster and round, one false thing at a time."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace

import pytest
from support.secagg import MODEL, Federation, identity, join_of, names_of, terms_of, trusting
from support.secagg_rosters import member, rekeyed, roster_of, signed
from support.secagg_run import KEY, OWNER, Run, key_set, recorded, refused

from privacy.errors import ProtocolError, RuleError
from privacy.secagg import graph, keys, shamir
from privacy.secagg.messages import (
    EVALUATION,
    Join,
    Shares,
)
from privacy.secagg.participant import Participant, Phase
from privacy.secagg.session import Session


@pytest.fixture
def run() -> Run:
    return recorded()


def test_a_join_is_a_good_answer_to_its_terms() -> None:
    terms = terms_of(5)
    owner = join_of(terms, "owner-001", declared_units=77)
    found = Join.decode(owner.join)
    assert found.terms == hashlib.sha256(terms.encode()).digest()
    assert (found.name, found.declared_units) == ("owner-001", 77)
    assert found.identity == identity("owner-001").public_key().public_bytes_raw()
    keys.check_signature(found.identity, Join.CONTEXT, found.body(), found.signature)
    public = [key for s in found.key_sets for key in (s.channel, s.mask, s.commitment)]
    assert len(set(public)) == 3 * terms.vectors


def test_joins_share_nothing() -> None:
    terms = terms_of(5)
    one, other = (Join.decode(join_of(terms, "owner-001").join) for _ in range(2))
    assert one.nonce != other.nonce
    assert not set(one.key_sets) & set(other.key_sets)


@pytest.mark.parametrize("changes", [{"survivors": 1}, {"threshold": 9}, {"degree": 3}])
def test_terms_that_protect_nobody_are_not_joined(changes: dict[str, int]) -> None:
    with pytest.raises(ProtocolError):
        join_of(terms_of(5, **changes), "owner-001")


def test_terms_against_the_rules_are_not_joined() -> None:
    with pytest.raises(RuleError, match="modulus_bits"):
        join_of(terms_of(5), "owner-001", trusting(modulus_bits=(16,)))


def test_no_key_is_made_for_terms_that_are_refused() -> None:
    def entropy(_size: int) -> bytes:
        raise AssertionError("a key was made")

    for terms in (terms_of(5, survivors=1).encode(), b"", terms_of(5).encode() + b"\0"):
        with pytest.raises(ProtocolError):
            Participant.begin_session(
                terms,
                trusting(),
                name="a",
                identity=KEY,
                declared_units=1,
                entropy=entropy,
            )


def share(owner: Participant, roster: bytes) -> bytes:
    return owner.share(roster, KEY, os.urandom)


def others(run: Run) -> list[Join]:
    return list(run.session.joins)


def test_a_roster_without_this_owner_is_refused(run: Run) -> None:
    owner, joins = run.at(Phase.JOINED), others(run)
    del joins[OWNER - 1]
    refused(owner, lambda: share(owner, roster_of(run.federation.terms, joins)), "member")


def test_a_roster_with_another_join_of_this_owner_is_refused(run: Run) -> None:
    """Signed by its very key: of a second home, or of who has stolen it."""
    owner, terms = run.at(Phase.JOINED), run.federation.terms
    own = run.session.joins[OWNER - 1]
    for false in (
        member(terms, own.name),
        signed(replace(own, declared_units=own.declared_units + 1)),
        signed(replace(own, nonce=bytes(32))),
    ):
        joins = others(run)
        joins[OWNER - 1] = false
        roster = roster_of(terms, joins)
        Session.verify(roster, terms.encode())  # nothing else is wrong with it
        refused(owner, lambda roster=roster: share(owner, roster), "own answer")  # type: ignore[misc]


def test_a_roster_against_the_rules_is_refused(run: Run) -> None:
    for rules in (
        trusting(roster_min=5),
        trusting(rosters=frozenset({"0" * 64})),
        trusting(names_of(3)),
    ):
        owner = Participant.from_bytes(run.kept[Phase.JOINED], rules)
        refused(owner, lambda owner=owner: share(owner, run.asked["roster"]))  # type: ignore[misc]
        with pytest.raises(RuleError):
            share(owner, run.asked["roster"])


@pytest.mark.parametrize("kind", ["channel", "mask"])
@pytest.mark.parametrize("vector", [0, 2])
def test_a_members_key_of_low_order_is_refused(run: Run, kind: str, vector: int) -> None:
    owner, joins = run.at(Phase.JOINED), others(run)
    joins[3] = rekeyed(joins[3], vector, **{kind: bytes(32)})
    refused(owner, lambda: share(owner, roster_of(run.federation.terms, joins)), "full order")


def test_shares_are_dealt_to_every_holder_and_rebuild_the_secrets(run: Run) -> None:
    message = Shares.decode(run.answers["share"], vectors=3)
    own = run.session.joins[OWNER - 1]
    assert (message.session, message.sender) == (run.session.digest, OWNER)
    assert [recipient for recipient, _ in message.deals] == [1, 2, 3, 4]
    keys.check_signature(own.identity, Shares.CONTEXT, message.body(), message.signature)
    holders = {n: run.federation.owners[n] for n in (1, 3, 4)}
    for vector in (1, 2):  # whose key sets are still there
        opened = {
            holder: keys.open_deal(
                key_set(owner, vector).channel,
                own.key_sets[vector].channel,
                run.session.digest,
                sender=OWNER,
                recipient=holder,
                vector=vector,
                sealed=dict(message.deals)[holder][vector],
            )
            for holder, owner in holders.items()
        }
        weights = shamir.weights([*holders])
        seed = shamir.rebuild({h: shares[0] for h, shares in opened.items()}, weights)
        mask = shamir.rebuild({h: shares[1] for h, shares in opened.items()}, weights)
        assert keys.commitment(seed) == own.key_sets[vector].commitment
        assert keys.public_of(mask) == own.key_sets[vector].mask


def test_an_owner_on_a_circle_deals_to_its_neighbours_and_itself() -> None:
    federation = Federation.of(5, degree=2, threshold=graph.circle_threshold(5, 0, 2))
    session = federation.coordinator.session
    for number, owner in federation.owners.items():
        message = Shares.decode(share_again(federation, number), vectors=3)
        assert tuple(recipient for recipient, _ in message.deals) == owner.session.holders(number)
        assert len(session.holders(number)) == 3


def share_again(federation: Federation, number: int) -> bytes:
    return federation.owners[number].share(federation.roster, federation.key(number), os.urandom)


@pytest.mark.parametrize("phase", [Phase.READY, Phase.OPENED])
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"session": bytes(32)}, "this session"),
        ({"vector": 3}, "expected . to 2"),
        ({"vector": 65_535}, "expected . to 2"),
        ({"active": (1, 3, 4)}, "this owner"),
        ({"active": (1, 2)}, "too few"),
        ({"active": ()}, "this owner"),
        ({"active": (1, 2, 3, 5)}, "members"),
        ({"active": (0, 1, 2, 3)}, "ascending"),
        ({"active": (1, 2, 2, 3)}, "ascending"),
        ({"active": (2, 1, 3)}, "ascending"),
        ({"purpose": 3}, "purpose"),
    ],
)
def test_a_false_round_is_refused(
    run: Run, phase: Phase, changes: dict[str, object], reason: str
) -> None:
    owner, message = run.at(phase), run.round(**changes)
    refused(owner, lambda: owner.begin(message, charged=owner.charged), reason)
    refused(owner, lambda: owner.check_round(message), reason)


def test_a_good_round_of_the_fewest_active_owners(run: Run) -> None:
    owner = run.at(Phase.OPENED)
    owner.begin(run.round(active=(1, 2, 4)), charged=owner.charged)
    assert owner.phase is Phase.BEGUN


def test_a_round_of_fewer_than_the_rules_roster_is_refused(run: Run) -> None:
    owner = Participant.from_bytes(run.kept[Phase.READY], trusting(roster_min=4))
    message = run.round(active=(1, 2, 4))
    refused(owner, lambda: owner.begin(message, charged=0), "too few")
    owner.begin(run.round(), charged=0)


def test_a_vector_that_was_passed_over_is_gone(run: Run) -> None:
    owner = run.at(Phase.READY)
    owner.begin(run.asked["last"], charged=0)
    for vector in (0, 1, 2):
        message = run.round(vector=vector)
        refused(owner, lambda m=message: owner.begin(m, charged=0), "vector")  # type: ignore[misc]


@pytest.mark.parametrize("phase", [Phase.READY, Phase.BEGUN, Phase.MASKED, Phase.OPENED])
@pytest.mark.parametrize("off", [-1, 1, 100])
def test_a_state_of_another_age_than_the_ledger_is_refused(
    run: Run, phase: Phase, off: int
) -> None:
    owner = run.at(phase)
    message = run.asked["later"]
    refused(owner, lambda: owner.begin(message, charged=owner.charged + off), "ledger")
    owner.check_round(message)  # the round itself is good


def test_a_model_is_evaluated_once_a_session(run: Run) -> None:
    """In a state that was kept too, and whatever lies between."""
    owner = run.at(Phase.READY)
    first = run.round(vector=0, purpose=EVALUATION)
    owner.begin(first, charged=0)
    for there in (owner, Participant.from_bytes(owner.to_bytes(), trusting())):
        for vector in (1, 2):
            again = run.round(vector=vector, purpose=EVALUATION, round=9, active=(1, 2, 3))
            refused(there, lambda o=there, m=again: o.begin(m, charged=0), "evaluated")  # type: ignore[misc]
        there.begin(run.round(vector=1, purpose=EVALUATION, model=b"n" * 32), charged=0)
        there.begin(run.round(vector=2, model=MODEL), charged=0)  # a training is none
