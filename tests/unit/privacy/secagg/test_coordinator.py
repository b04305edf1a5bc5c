"""The coordinator: every event in every phase, and every false message, which changes nothing."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from support.secagg import MODEL, Federation, identity, join_of, names_of, terms_of, trusting
from support.secagg_rosters import member, rekeyed, signed

from privacy.errors import ProtocolError, RoundLostError
from privacy.secagg import graph, keys
from privacy.secagg.coordinator import Coordinator, Phase
from privacy.secagg.messages import (
    MASK,
    SEED,
    TRAINING,
    Confirmation,
    Join,
    Roster,
    Round,
    Shares,
    Survivors,
    Unmask,
    UnmaskRequest,
    Upload,
)

JOINING, SHARING, COLLECTING, CONFIRMING, UNMASKING = Phase
BETWEEN = "between"  # rounds: SHARING once more
STAGES = (*Phase, BETWEEN)


class Staged:
    """Five owners at a stage, of whom owner 4 drops out; and good messages for every event."""

    def __init__(self, stage: str) -> None:
        self.federation = federation = Federation(terms_of(5), trusting(), size=5)
        self.coordinator = federation.coordinator
        self.messages: dict[str, Any] = {}
        federation.names = names_of(5)
        federation.owners = {n: join_of(federation.terms, f"owner-{n:03}") for n in range(1, 6)}
        self.messages["join"] = federation.owners[1].join
        for step, there in (
            (self.nothing, JOINING),
            (self.to_sharing, SHARING),
            (self.to_collecting, COLLECTING),
            (self.to_confirming, CONFIRMING),
            (self.to_unmasking, UNMASKING),
            (self.to_the_sum, BETWEEN),
        ):
            step()
            if there == stage:
                break

    def nothing(self) -> None:
        for number in (1, 2, 3, 5):
            self.coordinator.add_join(self.federation.owners[number].join)

    def to_sharing(self) -> None:
        self.coordinator.add_join(self.federation.owners[4].join)
        self.federation.roster = self.coordinator.close_joining()
        self.federation.share()
        self.messages["shares"] = self.federation.owners[1].share(
            self.federation.roster, self.federation.key(1), os.urandom
        )

    def to_collecting(self) -> None:
        self.federation.begin()
        for number in (1, 2, 3):
            self.federation.upload(number)
        self.federation.masked(4)
        message, words = self.federation.masked(5)
        self.messages["upload"], self.messages["words"] = Upload.decode(message), words.tobytes()

    def to_confirming(self) -> None:
        self.coordinator.add(self.messages["upload"], self.messages["words"])
        survivors = self.coordinator.close_uploads()
        self.messages["survivors"] = survivors
        answers = {
            n: self.federation.owners[n].confirm(survivors, self.federation.key(n))
            for n in (1, 2, 3, 5)
        }
        self.messages["confirmation"] = answers[5]
        for number in (1, 2, 3):
            self.coordinator.add_confirmation(answers[number])

    def to_unmasking(self) -> None:
        self.coordinator.close_confirming()
        self.answers = {
            n: self.federation.owners[n].unmask(
                self.coordinator.request_for(n), self.federation.key(n)
            )
            for n in (1, 2, 3, 5)
        }
        self.messages["unmask"] = self.answers[5]
        for number in (1, 2, 3):
            self.coordinator.add_unmask(self.answers[number])

    def to_the_sum(self) -> None:
        self.coordinator.open_sum()

    def events(self) -> dict[str, Callable[[], object]]:
        """By name; with a good message, where there was one up to this stage."""
        c, m = self.coordinator, self.messages
        upload = m.get("upload", Upload(b"s" * 32, b"r" * 32, 1, 0, 48, b"h" * 32, bytes(64)))
        return {
            "add_join": lambda: c.add_join(m["join"]),
            "close_joining": c.close_joining,
            "add_shares": lambda: c.add_shares(m.get("shares", b"")),
            "begin_round": lambda: c.begin_round(
                purpose=TRAINING, number=2, model=MODEL, active=range(1, 6)
            ),
            "check_upload": lambda: c.check_upload(upload),
            "add": lambda: c.add(upload, m.get("words", bytes(48))),
            "close_uploads": c.close_uploads,
            "add_confirmation": lambda: c.add_confirmation(m.get("confirmation", b"")),
            "close_confirming": c.close_confirming,
            "request_for": lambda: c.request_for(1),
            "add_unmask": lambda: c.add_unmask(m.get("unmask", b"")),
            "open_sum": c.open_sum,
        }


# In which stages an event is allowed, and which phase follows.
ALLOWED: dict[str, dict[str, Phase]] = {
    "add_join": {JOINING: JOINING},
    "close_joining": {JOINING: SHARING},
    "add_shares": {stage: Phase(SHARING if stage == BETWEEN else stage) for stage in STAGES[1:]},
    "begin_round": dict.fromkeys(STAGES[1:], COLLECTING),
    "check_upload": {COLLECTING: COLLECTING},
    "add": {COLLECTING: COLLECTING},
    "close_uploads": {COLLECTING: CONFIRMING},
    "add_confirmation": {CONFIRMING: CONFIRMING},
    "close_confirming": {CONFIRMING: UNMASKING},
    "request_for": {UNMASKING: UNMASKING},
    "add_unmask": {UNMASKING: UNMASKING},
    "open_sum": {UNMASKING: SHARING},
}


def snapshot(coordinator: Coordinator) -> dict[str, Any]:
    """All that it holds, apart from what it goes on with."""
    found = copy.deepcopy(coordinator.__dict__)
    found["_total"] = found["_total"].tobytes()
    return found


def refused(
    coordinator: Coordinator, call: Callable[[], object], reason: str | None = None
) -> None:
    """The call is refused, the round isn't lost, and the coordinator is what it was."""
    before = snapshot(coordinator)
    with pytest.raises(ProtocolError, match=reason) as caught:
        call()
    assert not isinstance(caught.value, RoundLostError)
    assert snapshot(coordinator) == before


@pytest.mark.parametrize(("event", "stage"), list(product(ALLOWED, STAGES)))
def test_an_event_at_a_stage(event: str, stage: str) -> None:
    staged = Staged(stage)
    call = staged.events()[event]
    if stage in ALLOWED[event]:
        call()
        assert staged.coordinator.phase is ALLOWED[event][stage]
    else:
        refused(staged.coordinator, call)


@pytest.mark.parametrize("method", ["add_join", "add_shares", "add_confirmation", "add_unmask"])
@pytest.mark.parametrize("stage", STAGES)
def test_what_is_no_message_is_refused(stage: str, method: str) -> None:
    staged = Staged(stage)
    there = {name: content for name, content in staged.messages.items() if name in method}
    wrong = [b"", b"DSA\x01", b"\xff" * 200, staged.federation.terms.encode()]
    wrong += [content[:-1] for content in there.values()]
    wrong += [content + b"\0" for content in there.values()]
    for content in wrong:
        refused(staged.coordinator, lambda c=content: getattr(staged.coordinator, method)(c))  # type: ignore[misc]


def test_terms_that_protect_nobody_make_no_session() -> None:
    for changes in (
        {"survivors": 1},
        {"threshold": 4},
        {"degree": 3},
        {"confirmations": 4},
        {"colluders": 4},
    ):
        terms = replace(terms_of(5), **changes)
        with pytest.raises(ProtocolError):
            Coordinator(terms)


# Joining.


def test_a_join_twice_is_one() -> None:
    staged = Staged(JOINING)
    before = snapshot(staged.coordinator)
    assert staged.coordinator.add_join(staged.messages["join"]) == "owner-001"
    assert snapshot(staged.coordinator) == before


def false_joins(staged: Staged) -> Iterator[tuple[Join, str]]:
    terms = staged.federation.terms
    good = member(terms, "owner-006")
    yield member(terms, "owner-001"), "other keys"
    yield signed(replace(good, terms=bytes(32))), "these terms"
    yield signed(replace(good, key_sets=good.key_sets[:2])), "these terms"
    yield rekeyed(good, 1, mask=b"\xff" * 32), "canonical"
    yield rekeyed(good, 1, channel=b"\xff" * 32), "canonical"
    yield signed(good, "owner-001"), "signature"
    yield replace(good, declared_units=31), "signature"
    yield replace(good, signature=bytes(64)), "signature"


@pytest.mark.parametrize("case", range(8))
def test_a_false_join_is_refused(case: int) -> None:
    staged = Staged(JOINING)
    join, reason = list(false_joins(staged))[case]
    refused(staged.coordinator, lambda: staged.coordinator.add_join(join.encode()), reason)


def test_a_roster_is_of_all_who_joined_by_name() -> None:
    terms = terms_of(4)
    coordinator = Coordinator(terms)
    joins = {name: member(terms, name).encode() for name in ("b", "é", "a", "B")}
    for content in joins.values():
        coordinator.add_join(content)
    roster = Roster.decode(coordinator.close_joining())
    assert roster.terms == terms.encode()
    assert roster.joins == tuple(joins[name] for name in ("B", "a", "b", "é"))
    assert coordinator.session.owners == 4
    assert coordinator.vectors_left == 3


def test_too_few_joins_lose_the_session() -> None:
    coordinator = Coordinator(terms_of(5))  # m = 3
    for number in (1, 2):
        coordinator.add_join(member(coordinator.terms, f"owner-{number}").encode())
        with pytest.raises(RoundLostError, match=f"at least 3 owners, {number} joined"):
            coordinator.close_joining()
    coordinator.add_join(member(coordinator.terms, "owner-3").encode())
    coordinator.close_joining()


def test_joins_that_make_no_good_roster_lose_the_session() -> None:
    terms = terms_of(5)
    first, second = member(terms, "a"), member(terms, "b")
    for joins, reason in (
        ((first, second, signed(replace(first, name="c"), "a")), "identity"),
        ((first, second, rekeyed(member(terms, "c"), 0, mask=first.key_sets[2].mask)), "key"),
        ([member(terms, name) for name in "abcdef"], "confirmed"),  # more than the terms bear
    ):
        coordinator = Coordinator(terms)
        for join in joins:
            coordinator.add_join(join.encode())
        with pytest.raises(RoundLostError, match=reason):
            coordinator.close_joining()
        with pytest.raises(ProtocolError, match="roster"):
            _ = coordinator.session


# Dealing.


def test_shares_twice_are_one() -> None:
    staged = Staged(SHARING)
    before = snapshot(staged.coordinator)
    assert staged.coordinator.add_shares(staged.messages["shares"]) == 1
    assert snapshot(staged.coordinator) == before
    assert staged.coordinator.dealt == {1, 2, 3, 4, 5}


def resigned(message: Any, number: int) -> bytes:
    """An owner's message with a new signature."""
    key = identity(names_of(5)[number - 1])
    content: bytes = replace(
        message, signature=keys.sign(key, message.CONTEXT, message.body())
    ).encode()
    return content


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda m: resigned(replace(m, session=bytes(32)), 1), "this session"),
        (lambda m: resigned(replace(m, sender=0), 1), "owner 0"),
        (lambda m: resigned(replace(m, sender=6), 1), "owner 6"),
        (lambda m: resigned(replace(m, deals=m.deals[1:]), 1), "each holder"),
        (lambda m: resigned(replace(m, deals=m.deals[:-1]), 1), "each holder"),
        (lambda m: resigned(replace(m, deals=(*m.deals, (6, m.deals[0][1]))), 1), "each holder"),
        (lambda m: resigned(m, 2), "signature"),
        (lambda m: resigned(replace(m, sender=2), 1), "signature"),
        (lambda m: replace(m, signature=bytes(64)).encode(), "signature"),
        (
            lambda m: resigned(replace(m, deals=((1, m.deals[1][1]), *m.deals[1:])), 1),
            "dealt others",
        ),
    ],
)
def test_false_shares_are_refused(change: Callable[[Shares], bytes], reason: str) -> None:
    staged = Staged(SHARING)
    content = change(Shares.decode(staged.messages["shares"], vectors=3))
    refused(staged.coordinator, lambda: staged.coordinator.add_shares(content), reason)


def test_shares_on_a_circle_are_for_the_holders() -> None:
    federation = Federation.of(5, degree=2, threshold=graph.circle_threshold(5, 0, 2))
    session = federation.coordinator.session
    for vector in range(3):
        there = federation.coordinator._deals[vector]
        assert {r: set(senders) for r, senders in there.items()} == {
            n: set(session.holders(n)) for n in range(1, 6)
        }


def test_who_dealt_late_takes_part_from_then_on() -> None:
    """Of its deals only those for vectors to come are kept."""
    federation = Federation(terms_of(5), trusting(), size=5)
    federation.join()
    answers = {
        n: owner.share(federation.roster, federation.key(n), os.urandom)
        for n, owner in federation.owners.items()
    }
    for number in (1, 2, 3, 4):
        federation.coordinator.add_shares(answers[number])
    with pytest.raises(RoundLostError, match="who dealt"):
        federation.begin([1, 2, 3, 4, 5])
    federation.begin([1, 2, 3, 4])
    federation.coordinator.add_shares(answers[5])
    assert 5 not in federation.coordinator._deals[0].get(1, {})
    assert 5 in federation.coordinator._deals[1][1]
    opened = federation.sum([1, 2, 3, 4, 5], number=2)
    assert (opened == federation.plain([1, 2, 3, 4, 5])).all()


# A round.


def test_a_round_is_for_the_next_vector_and_these_owners() -> None:
    federation = Federation.of(5)
    coordinator = federation.coordinator
    for vector in range(3):
        message = coordinator.begin_round(
            purpose=TRAINING, number=vector + 7, model=MODEL, active=[5, 1, 3]
        )
        assert Round.decode(message) == Round(
            coordinator.session.digest, vector, TRAINING, vector + 7, MODEL, (1, 3, 5)
        )
        assert coordinator.active == (1, 3, 5)
        assert coordinator.added == ()
        assert coordinator.vectors_left == 2 - vector
    with pytest.raises(RoundLostError, match="no key set is left"):
        federation.begin()


@pytest.mark.parametrize("active", [(), (1, 2), (1, 2, 6), (0, 1, 2)])
def test_a_round_of_too_few_or_strangers_is_lost(active: tuple[int, ...]) -> None:
    federation = Federation.of(5)
    before = snapshot(federation.coordinator)
    with pytest.raises(RoundLostError, match="at least 3 active owners"):
        federation.begin(active)
    assert snapshot(federation.coordinator) == before


@pytest.mark.parametrize(("bits", "size"), [(16, 24), (32, 48)])
def test_the_size_of_a_vector(bits: int, size: int) -> None:
    assert Coordinator(terms_of(5, modulus_bits=bits)).vector_bytes == size


@pytest.mark.parametrize(
    ("changes", "signer", "reason"),
    [
        ({"session": bytes(32)}, 5, "this round"),
        ({"round": bytes(32)}, 5, "this round"),
        ({"vector": 1}, 5, "vector and size"),
        ({"size": 47}, 5, "vector and size"),
        ({"size": 52}, 5, "vector and size"),
        ({"sender": 0}, 5, "active owner"),
        ({"sender": 6}, 5, "active owner"),
        ({"sender": 1}, 5, "signature"),
        ({}, 1, "signature"),
    ],
)
def test_a_false_upload_is_refused(changes: dict[str, Any], signer: int, reason: str) -> None:
    staged = Staged(COLLECTING)
    content = resigned(replace(staged.messages["upload"], **changes), signer)
    upload = Upload.decode(content)
    refused(staged.coordinator, lambda: staged.coordinator.check_upload(upload), reason)


def test_an_upload_with_another_digest_is_not_the_signed_one() -> None:
    staged = Staged(COLLECTING)
    staged.coordinator.check_upload(staged.messages["upload"])
    false = replace(staged.messages["upload"], sha256=bytes(32))
    refused(staged.coordinator, lambda: staged.coordinator.check_upload(false), "signature")


def test_an_upload_of_who_is_not_active_is_refused() -> None:
    federation = Federation.of(5)
    federation.begin([1, 2, 3, 4])
    message, _ = federation.masked(1)
    false = Upload.decode(resigned(replace(Upload.decode(message), sender=5), 5))
    coordinator = federation.coordinator
    refused(coordinator, lambda: coordinator.check_upload(false), "active owner")


def test_a_vector_twice_is_refused() -> None:
    staged = Staged(COLLECTING)
    upload, words = staged.messages["upload"], staged.messages["words"]
    staged.coordinator.add(upload, words)
    assert staged.coordinator.added == (1, 2, 3, 5)
    refused(staged.coordinator, lambda: staged.coordinator.add(upload, words), "is in the sum")


@pytest.mark.parametrize("size", [0, 4, 44, 47, 49, 52, 96])
def test_a_vector_of_another_size_is_refused(size: int) -> None:
    staged = Staged(COLLECTING)
    for content in (bytes(size), bytearray(size), memoryview(bytes(size))):
        refused(
            staged.coordinator,
            lambda c=content: staged.coordinator.add(staged.messages["upload"], c),  # type: ignore[misc]
            "size",
        )


def test_one_accumulator_serves_all_rounds() -> None:
    federation = Federation.of(5)
    first = federation.sum([1, 2, 3, 4, 5])
    plain = federation.plain([1, 2, 3, 4, 5])
    assert (first == plain).all()
    total = federation.coordinator._total
    federation.begin(number=2)
    assert federation.coordinator._total is total
    assert not total.any()
    second = federation.sum([1, 3, 4], number=3)
    assert second is total
    assert (second == federation.plain([1, 3, 4])).all()


@pytest.mark.parametrize("bits", [16, 32])
@pytest.mark.parametrize("survivors", [(1, 2, 3, 4, 5), (2, 4, 5), (1, 2, 3), (1, 3, 4, 5)])
def test_a_sum_is_the_survivors_words(bits: int, survivors: tuple[int, ...]) -> None:
    federation = Federation.of(5, modulus_bits=bits)
    opened = federation.sum(survivors)
    assert opened.dtype == np.dtype(f"<u{bits // 8}")
    assert (opened == federation.plain(survivors)).all()
    assert federation.coordinator.phase is SHARING


def test_a_sum_on_a_circle() -> None:
    federation = Federation.of(7, degree=4, threshold=graph.circle_threshold(7, 0, 4))
    opened = federation.sum([1, 2, 3, 5, 6, 7])
    assert (opened == federation.plain([1, 2, 3, 5, 6, 7])).all()


# Confirming.


def test_a_confirmation_twice_is_one() -> None:
    staged = Staged(CONFIRMING)
    content = staged.messages["confirmation"]
    assert staged.coordinator.add_confirmation(content) == 5
    before = snapshot(staged.coordinator)
    assert staged.coordinator.add_confirmation(content) == 5
    assert snapshot(staged.coordinator) == before


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"round": bytes(32)}, "this round"),
        ({"sender": 4}, "a survivor's"),
        ({"sender": 6}, "a survivor's"),
        ({"sender": 0}, "a survivor's"),
        ({"sender": 1}, "signature"),
        ({"signature": bytes(64)}, "signature"),
    ],
)
def test_a_false_confirmation_is_refused(changes: dict[str, Any], reason: str) -> None:
    staged = Staged(CONFIRMING)
    found = Confirmation.decode(staged.messages["confirmation"])
    content = replace(found, **changes).encode()
    refused(staged.coordinator, lambda: staged.coordinator.add_confirmation(content), reason)


def test_a_confirmation_of_another_set_is_refused() -> None:
    staged = Staged(CONFIRMING)
    found = Confirmation.decode(staged.messages["confirmation"])
    survivors = Survivors.decode(staged.messages["survivors"])
    other = replace(survivors, survivors=(1, 2, 5)).encode()
    for body, context in (
        (other, Survivors.CONTEXT),
        (staged.messages["survivors"], b""),
        (staged.messages["survivors"], Upload.CONTEXT),
    ):
        signature = keys.sign(identity("owner-005"), context, body)
        content = replace(found, signature=signature).encode()
        refused(
            staged.coordinator,
            lambda c=content: staged.coordinator.add_confirmation(c),  # type: ignore[misc]
            "signature",
        )


# Unmasking.


def test_a_request_holds_what_its_reader_needs() -> None:
    staged = Staged(CONFIRMING)
    staged.coordinator.add_confirmation(staged.messages["confirmation"])
    staged.coordinator.close_confirming()
    dealt = {
        n: Shares.decode(
            owner.share(staged.federation.roster, staged.federation.key(n), os.urandom), vectors=3
        )
        for n, owner in staged.federation.owners.items()
    }
    for reader in (1, 2, 3, 5):
        found = UnmaskRequest.decode(staged.coordinator.request_for(reader))
        assert found.round == staged.coordinator.round_digest
        assert found.survivors == (1, 2, 3, 5)
        assert [sender for sender, _ in found.confirmations] == [1, 2, 3]  # as many as it takes
        for sender, signature in found.confirmations:
            identity_ = staged.coordinator.session.member(sender).identity
            survivors = staged.messages["survivors"]
            keys.check_signature(identity_, Survivors.CONTEXT, survivors, signature)
        assert found.deals == tuple((n, dict(dealt[n].deals)[reader][0]) for n in range(1, 6))


def test_a_request_holds_no_deal_of_who_is_not_active() -> None:
    federation = Federation.of(5)
    federation.begin([1, 2, 3, 4])
    for number in (1, 2, 3):
        federation.upload(number)
    federation.masked(4)
    federation.confirm(federation.coordinator.close_uploads())
    found = UnmaskRequest.decode(federation.coordinator.request_for(2))
    assert [sender for sender, _ in found.deals] == [1, 2, 3, 4]
    federation.unmask()
    assert (federation.coordinator.open_sum() == federation.plain([1, 2, 3])).all()


def test_an_unmask_twice_is_one() -> None:
    staged = Staged(UNMASKING)
    assert staged.coordinator.add_unmask(staged.answers[5]) == 5
    before = snapshot(staged.coordinator)
    assert staged.coordinator.add_unmask(staged.answers[5]) == 5
    assert snapshot(staged.coordinator) == before


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda m: resigned(replace(m, round=bytes(32)), 5), "this round"),
        (lambda m: resigned(replace(m, sender=4), 4), "a survivor's"),
        (lambda m: resigned(replace(m, sender=6), 5), "a survivor's"),
        (lambda m: resigned(replace(m, sender=0), 5), "a survivor's"),
        (lambda m: resigned(replace(m, sender=1), 5), "signature"),
        (lambda m: resigned(m, 1), "signature"),
        (lambda m: replace(m, signature=bytes(64)).encode(), "signature"),
        (lambda m: replace(m, shares=m.shares[1:]).encode(), "signature"),
        (lambda m: resigned(replace(m, shares=((1, MASK, bytes(33)),)), 5), "of the kind"),
        (lambda m: resigned(replace(m, shares=((4, SEED, bytes(33)),)), 5), "of the kind"),
        (lambda m: resigned(replace(m, shares=((6, SEED, bytes(33)),)), 5), "of the kind"),
        (
            lambda m: resigned(replace(m, shares=(*m.shares, (6, MASK, bytes(33)))), 5),
            "of the kind",
        ),
    ],
)
def test_a_false_unmask_is_refused(change: Callable[[Unmask], bytes], reason: str) -> None:
    """After good ones, of which it takes nothing back."""
    staged = Staged(UNMASKING)
    content = change(Unmask.decode(staged.answers[5]))
    refused(staged.coordinator, lambda: staged.coordinator.add_unmask(content), reason)
    opened = staged.coordinator.open_sum()
    assert (opened == staged.federation.plain([1, 2, 3, 5])).all()


def test_shares_of_who_is_no_neighbour_are_refused() -> None:
    federation = Federation.of(5, degree=2, threshold=graph.circle_threshold(5, 0, 2))
    coordinator = federation.coordinator
    federation.begin()
    for number in federation.owners:
        federation.upload(number)
    federation.confirm(coordinator.close_uploads())
    answer = federation.owners[1].unmask(coordinator.request_for(1), federation.key(1))
    stranger = next(n for n in federation.owners if n not in coordinator.session.holders(1))
    false = resigned(replace(Unmask.decode(answer), shares=((stranger, SEED, bytes(33)),)), 1)
    refused(coordinator, lambda: coordinator.add_unmask(false), "of the kind")


@pytest.mark.parametrize("order", [(1, 2, 3, 5), (5, 3, 2, 1), (3, 5, 1, 2), (5, 1, 2), (2, 5, 3)])
def test_a_sum_does_not_hang_on_who_answers_when(order: tuple[int, ...]) -> None:
    staged = Staged(UNMASKING)
    coordinator = staged.coordinator
    coordinator._opened = {}
    for place, number in enumerate(order):
        assert coordinator.can_open == (place >= 3)
        coordinator.add_unmask(staged.answers[number])
    assert coordinator.can_open
    assert (coordinator.open_sum() == staged.federation.plain([1, 2, 3, 5])).all()


def test_vectors_and_confirmations_in_any_order() -> None:
    federation = Federation.of(5)
    federation.begin()
    for number in (4, 1, 5, 2):
        federation.upload(number)
    federation.masked(3)
    survivors = federation.coordinator.close_uploads()
    assert Survivors.decode(survivors).survivors == (1, 2, 4, 5)
    federation.confirm(survivors, only=(5, 2, 1))
    federation.unmask(only=(1, 2, 5))
    assert (federation.coordinator.open_sum() == federation.plain([1, 2, 4, 5])).all()
