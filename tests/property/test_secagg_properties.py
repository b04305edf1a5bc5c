"""The sum is exact for every set of survivors, nothing is decoded below the thresholds, and no
bytes of a peer end in anything but a typed error."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.secagg import Federation, join_of, terms_of, total, trusting
from support.thief import Thief

from privacy.errors import ProtocolError, RoundLostError
from privacy.quantize import Quantizer
from privacy.secagg.coordinator import Coordinator
from privacy.secagg.messages import (
    SEED,
    Confirmation,
    Join,
    Roster,
    Round,
    Shares,
    Survivors,
    Terms,
    Unmask,
    UnmaskRequest,
    Upload,
)
from privacy.secagg.participant import Participant

# Bytes to allocate for a message of n bytes: its parts, and Python's objects around them.
PER_BYTE, FIXED = 40, 100_000


@st.composite
def federations(draw: st.DrawFn) -> tuple[Federation, list[int], list[int]]:
    """A session, the active owners of a round, and its survivors: any that the terms allow."""
    owners = draw(st.integers(2, 9))
    colluders = draw(st.integers(0, min(2, owners - 2)))
    bits = draw(st.sampled_from([16, 32]))
    length = draw(st.integers(2, 40))
    federation = Federation.of(owners, colluders, length=length, modulus_bits=bits, vectors=2)
    least = federation.terms.survivors
    active = draw(
        st.lists(st.integers(1, owners), min_size=least, max_size=owners, unique=True).map(sorted)
    )
    survivors = draw(
        st.lists(st.sampled_from(active), min_size=least, max_size=len(active), unique=True)
    )
    return federation, active, sorted(survivors)


@settings(max_examples=60)
@given(federations(), st.randoms(use_true_random=False))
def test_the_sum_is_that_of_the_survivors_words(
    drawn: tuple[Federation, list[int], list[int]], random: Any
) -> None:
    """Whoever survives, in whatever order messages arrive, and whichever holders answer."""
    federation, active, survivors = drawn
    coordinator, terms = federation.coordinator, federation.terms
    federation.begin(active)
    for number in random.sample(active, len(active)):
        if number in survivors:
            federation.upload(number)
        else:
            federation.masked(number)
    announced = coordinator.close_uploads()
    federation.confirm(announced, random.sample(survivors, len(survivors)))
    for number in random.sample(survivors, terms.threshold):
        request = coordinator.request_for(number)
        coordinator.add_unmask(federation.owners[number].unmask(request, federation.key(number)))
    np.testing.assert_array_equal(coordinator.open_sum(), federation.plain(survivors))


@settings(max_examples=30)
@given(federations(), st.data())
def test_updates_come_out_as_their_quantized_sum(
    drawn: tuple[Federation, list[int], list[int]], data: st.DataObject
) -> None:
    """From float32 to float64 and back: what is opened is the sum of the quantized updates."""
    federation, active, survivors = drawn
    terms, owners = federation.terms, len(federation.owners)
    quantizer = Quantizer(owners, terms.step_exponent, terms.modulus_bits)
    federation.begin(active)
    sent = []
    for number in survivors:
        values = data.draw(
            st.lists(
                st.floats(-65536, 65536, width=32),
                min_size=terms.length - 1,
                max_size=terms.length - 1,
            )
        )
        words = np.ones(terms.length, quantizer.dtype)
        draw = np.random.default_rng(number)
        quantizer.quantize(np.array(values, np.float32), words[:-1], draw.bytes)
        sent.append(words.copy())
        federation.upload(number, words=words)
    for number in set(active) - set(survivors):
        federation.masked(number)
    federation.confirm(federation.coordinator.close_uploads())
    federation.unmask()
    opened = federation.coordinator.open_sum()
    np.testing.assert_array_equal(opened, total(sent))
    decoded = quantizer.decode(opened[:-1], len(survivors))
    signed = [w[:-1].view(w.dtype.str.replace("u", "i")).astype(object) for w in sent]
    assert decoded is not None  # clipped as they are, no sum wraps
    assert list(decoded) == [float(x) * quantizer.step for x in sum(signed)]


@settings(max_examples=40)
@given(federations(), st.data())
def test_below_the_thresholds_nothing_is_decoded(
    drawn: tuple[Federation, list[int], list[int]], data: st.DataObject
) -> None:
    """Too few vectors, too few confirmations, or too few opened shares: the round is lost, and a
    thief with all that was opened rebuilds no seed."""
    federation, active, survivors = drawn
    coordinator, terms = federation.coordinator, federation.terms
    what = data.draw(st.sampled_from(["vectors", "confirmations", "shares"]))
    federation.begin(active)
    there = survivors[: terms.survivors - 1] if what == "vectors" else survivors
    for number in there:
        federation.upload(number)
    if what == "vectors":
        with pytest.raises(RoundLostError):
            coordinator.close_uploads()
        with pytest.raises(ProtocolError):
            coordinator.open_sum()
        return
    announced = coordinator.close_uploads()
    if what == "confirmations":
        few = data.draw(st.permutations(survivors))[: terms.confirmations - 1]
        with pytest.raises(RoundLostError):
            federation.confirm(announced, few)
        with pytest.raises(ProtocolError):
            coordinator.open_sum()
        return
    federation.confirm(announced)
    few = data.draw(st.permutations(survivors))[: terms.threshold - 1]
    thief = Thief(coordinator.session)
    for number in few:
        request = coordinator.request_for(number)
        answer = federation.owners[number].unmask(request, federation.key(number))
        thief.take(answer)
        coordinator.add_unmask(answer)
    assert all(thief.secret(number, SEED) is None for number in active)
    with pytest.raises(RoundLostError, match="shares"):
        coordinator.open_sum()


def test_the_sum_on_a_circle() -> None:
    """Above 200 owners; a tenth of them is gone. The thresholds are the ones that are chosen."""
    owners = 201
    federation = Federation.of(owners, vectors=1)
    assert 0 < federation.terms.degree < owners
    dropped = set(range(1, owners, 11))
    survivors = [number for number in federation.owners if number not in dropped]
    opened = federation.sum(survivors)
    np.testing.assert_array_equal(opened, federation.plain(survivors))


# --- bytes -----------------------------------------------------------------------------------


def decoders() -> dict[str, Callable[[bytes], object]]:
    return {
        "terms": Terms.decode,
        "join": Join.decode,
        "roster": Roster.decode,
        "shares": lambda content: Shares.decode(content, vectors=3),
        "round": Round.decode,
        "upload": Upload.decode,
        "survivors": Survivors.decode,
        "confirmation": Confirmation.decode,
        "request": UnmaskRequest.decode,
        "unmask": Unmask.decode,
    }


def examples() -> dict[str, bytes]:
    """A good message of each type."""
    federation = Federation.of(3)
    federation.begin()
    uploads = [federation.upload(number)[0] for number in federation.owners]
    coordinator, owner = federation.coordinator, federation.owners[1]
    survivors = coordinator.close_uploads()
    federation.confirm(survivors)
    request = coordinator.request_for(1)
    return {
        "terms": coordinator.terms_message,
        "join": owner.join,
        "roster": federation.roster,
        "shares": owner._shares,
        "round": coordinator.round_message,
        "upload": uploads[0],
        "survivors": survivors,
        "confirmation": owner.confirm(survivors, federation.key(1)),
        "request": request,
        "unmask": owner.unmask(request, federation.key(1)),
    }


GOOD = examples()


@st.composite
def messages(draw: st.DrawFn) -> bytes:
    """Any bytes; the head of a message and any bytes; or a good message that was tampered with."""
    good = GOOD[draw(st.sampled_from(sorted(GOOD)))]
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return draw(st.binary(max_size=300))
    if kind == 1:
        return good[:5] + draw(st.binary(max_size=300))
    at = draw(st.integers(0, len(good)))
    if kind == 2:
        return good[:at] + draw(st.binary(max_size=8)) + good[at:]
    length = draw(st.integers(0, 8))
    return good[:at] + draw(st.binary(max_size=8)) + good[at + length :]


def allocated(call: Callable[[], object]) -> int:
    """Bytes of Python's memory at the highest point of a call that may raise ProtocolError."""
    tracemalloc.start()
    try:
        call()
    except ProtocolError:
        pass
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return peak


@settings(max_examples=300)
@given(messages())
def test_any_bytes_are_a_message_or_a_protocol_error(content: bytes) -> None:
    for decode in decoders().values():
        try:
            found: Any = decode(content)
        except ProtocolError:
            continue
        assert found.encode() == content  # there is one encoding


@settings(max_examples=100)
@given(messages())
def test_reading_allocates_no_more_than_the_message_is_long(content: bytes) -> None:
    for decode in decoders().values():
        assert allocated(lambda d=decode: d(content)) < FIXED + PER_BYTE * len(content)  # type: ignore[misc]


@pytest.mark.parametrize("kind", sorted(GOOD))
def test_a_message_that_claims_65_535_items_allocates_nothing(kind: str) -> None:
    """Every two bytes of it, in turn, say so."""
    good = GOOD[kind]
    decode = decoders()[kind]
    for at in range(5, min(len(good) - 1, 400)):
        content = good[:at] + b"\xff\xff" + good[at + 2 :]
        assert allocated(lambda c=content: decode(c)) < FIXED + PER_BYTE * len(good)  # type: ignore[misc]


@settings(max_examples=150)
@given(messages(), st.integers(0, 5))
def test_an_owner_answers_any_bytes_with_a_protocol_error(content: bytes, steps: int) -> None:
    """At each phase, every method: and what it raises leaves the state as it was."""
    federation, rules = Federation.of(3), trusting()
    owner, key = federation.owners[1], federation.key(1)
    if steps == 0:
        owner = join_of(federation.terms, "owner-001", rules)
    if steps >= 2:
        federation.begin()
        owner.begin(federation.coordinator.round_message, charged=0)
        owner.charged = 1
    if steps >= 3:
        owner.mask(federation.input(1), key)
    if steps >= 4:
        survivors = Survivors(federation.coordinator.round_digest, (1, 2, 3)).encode()
        owner.confirm(survivors, key)
    if steps >= 5:
        owner.close()
    before = owner.to_bytes()
    for call in (
        lambda: owner.share(content, key, bytes),
        lambda: owner.begin(content, charged=owner.charged),
        lambda: owner.check_round(content),
        lambda: owner.confirm(content, key),
        lambda: owner.unmask(content, key),
        lambda: Participant.from_bytes(content, rules),
    ):
        with pytest.raises(ProtocolError):
            call()
        assert owner.to_bytes() == before
    assert not owner.repeats(content)
    assert not owner.works_on(content)
    with suppress(ProtocolError):  # good terms are good
        join_of(content, "owner-001", rules)


@settings(max_examples=150)
@given(messages(), st.integers(0, 4))
def test_the_coordinator_answers_any_bytes_with_a_protocol_error(
    content: bytes, steps: int
) -> None:
    federation = Federation.of(3)
    coordinator = federation.coordinator
    if steps == 0:
        coordinator = Coordinator(terms_of(3))
    if steps >= 2:
        federation.begin()
    if steps >= 3:
        for number in federation.owners:
            federation.upload(number)
        survivors = coordinator.close_uploads()
    if steps >= 4:
        federation.confirm(survivors)
    before = snapshot(coordinator)
    for call in (
        lambda: coordinator.add_join(content),
        lambda: coordinator.add_shares(content),
        lambda: coordinator.check_upload(Upload.decode(content)),
        lambda: coordinator.add_confirmation(content),
        lambda: coordinator.add_unmask(content),
    ):
        with pytest.raises(ProtocolError):
            call()
        assert snapshot(coordinator) == before


def snapshot(coordinator: Coordinator) -> str:
    return repr({k: v for k, v in vars(coordinator).items() if k != "_session"})
