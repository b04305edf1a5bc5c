"""The ten messages: each has one encoding, and nothing else decodes."""

from __future__ import annotations

import dataclasses
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from support.secagg import bad_bits

from privacy.errors import ProtocolError
from privacy.secagg.messages import (
    DEAL_BYTES,
    EVALUATION,
    LENGTH_MAX,
    MASK,
    OWNERS_MAX,
    SEED,
    TRAINING,
    VECTORS_MAX,
    Confirmation,
    Join,
    PublicKeys,
    Roster,
    Round,
    Shares,
    Survivors,
    Terms,
    Unmask,
    UnmaskRequest,
    Upload,
)
from privacy.secagg.shamir import SHARE_BYTES

K = 2  # vectors of these sessions


def piece(size: int, mark: int) -> bytes:
    """Bytes that no other field has."""
    return bytes((mark + i) % 256 for i in range(size))


TERMS = Terms(
    session=piece(32, 1),
    vectors=K,
    length=1000,
    modulus_bits=32,
    step_exponent=-16,
    colluders=1,
    threshold=3,
    confirmations=4,
    survivors=5,
    degree=6,
    plan=piece(32, 40),
)
JOIN = Join(
    terms=piece(32, 2),
    name="klinik-süd",
    identity=piece(32, 50),
    declared_units=120,
    nonce=piece(32, 60),
    key_sets=tuple(PublicKeys(piece(32, 3 + k), piece(32, 80 + k), piece(32, k)) for k in range(K)),
    signature=piece(64, 90),
)
ROSTER = Roster(TERMS.encode(), (JOIN.encode(), replace(JOIN, name="z").encode()))
SHARES = Shares(
    session=piece(32, 4),
    sender=2,
    deals=tuple((n, tuple(piece(DEAL_BYTES, n + k) for k in range(K))) for n in (1, 3, 4096)),
    signature=piece(64, 91),
)
ROUND = Round(
    session=piece(32, 5),
    vector=1,
    purpose=TRAINING,
    round=70_000,
    model=piece(32, 55),
    active=(1, 2, 4096),
)
UPLOAD = Upload(
    session=piece(32, 6),
    round=piece(32, 7),
    sender=3,
    vector=1,
    size=4000,
    sha256=piece(32, 8),
    signature=piece(64, 92),
)
SURVIVORS = Survivors(piece(32, 9), (1, 3, 4096))
CONFIRMATION = Confirmation(piece(32, 10), 3, piece(64, 93))
REQUEST = UnmaskRequest(
    round=piece(32, 11),
    survivors=(1, 3),
    confirmations=((1, piece(64, 94)), (3, piece(64, 95))),
    deals=((1, piece(DEAL_BYTES, 96)), (2, piece(DEAL_BYTES, 97))),
)
UNMASK = Unmask(
    round=piece(32, 12),
    sender=3,
    shares=((1, SEED, b"\0" + piece(32, 98)), (2, MASK, b"\1" + bytes(32))),
    signature=piece(64, 13),
)


def decode_shares(content: bytes) -> Shares:
    return Shares.decode(content, vectors=K)


MESSAGES: dict[str, tuple[Any, Callable[[bytes], Any]]] = {
    "terms": (TERMS, Terms.decode),
    "join": (JOIN, Join.decode),
    "roster": (ROSTER, Roster.decode),
    "shares": (SHARES, decode_shares),
    "round": (ROUND, Round.decode),
    "upload": (UPLOAD, Upload.decode),
    "survivors": (SURVIVORS, Survivors.decode),
    "confirmation": (CONFIRMATION, Confirmation.decode),
    "request": (REQUEST, UnmaskRequest.decode),
    "unmask": (UNMASK, Unmask.decode),
}
each = pytest.mark.parametrize(
    ("message", "decode"), [pytest.param(*found, id=name) for name, found in MESSAGES.items()]
)


def test_types_are_1_to_10() -> None:
    assert [message.KIND for message, _ in MESSAGES.values()] == list(range(1, 11))


@each
def test_a_message_round_trips(message: Any, decode: Callable[[bytes], Any]) -> None:
    content = message.encode()
    assert content[:5] == b"DSA\x01" + bytes([message.KIND])
    assert decode(content) == message
    assert decode(content).encode() == content


@each
def test_every_truncation_is_refused(message: Any, decode: Callable[[bytes], Any]) -> None:
    content = message.encode()
    for end in range(len(content)):
        with pytest.raises(ProtocolError):
            decode(content[:end])


@each
def test_every_byte_too_many_is_refused(message: Any, decode: Callable[[bytes], Any]) -> None:
    content = message.encode()
    for byte in range(256):
        with pytest.raises(ProtocolError):
            decode(content + bytes([byte]))
    with pytest.raises(ProtocolError):
        decode(content + content)


@each
def test_other_versions_and_types_are_refused(message: Any, decode: Callable[[bytes], Any]) -> None:
    content = message.encode()
    for version in {*range(256)} - {1}:
        with pytest.raises(ProtocolError, match="version 1"):
            decode(content[:3] + bytes([version]) + content[4:])
    for kind in {*range(256)} - {message.KIND}:
        with pytest.raises(ProtocolError, match="type"):
            decode(content[:4] + bytes([kind]) + content[5:])


@each
def test_a_flipped_bit_is_refused_or_another_message(
    message: Any, decode: Callable[[bytes], Any]
) -> None:
    """Whatever still decodes is the one encoding of what came out."""
    for content in bad_bits(message.encode()).values():
        try:
            found = decode(content)
        except ProtocolError:
            continue
        assert found != message
        assert found.encode() == content


@each
@pytest.mark.parametrize("content", [None, "text", 7, [1], b""], ids=repr)
def test_what_is_no_message_is_refused(
    message: Any, decode: Callable[[bytes], Any], content: Any
) -> None:
    with pytest.raises(ProtocolError):
        decode(content)
    with pytest.raises(ProtocolError):
        decode(bytearray(message.encode()))  # type: ignore[arg-type]


@each
def test_a_message_is_frozen(message: Any, decode: Callable[[bytes], Any]) -> None:
    del decode
    for field in dataclasses.fields(message):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(message, field.name, getattr(message, field.name))
    hash(message)  # nothing in it is mutable either


def test_bodies_are_all_but_the_signature() -> None:
    for message in (JOIN, SHARES, UPLOAD, UNMASK):
        assert message.body() + message.signature == message.encode()
        assert replace(message, signature=b"").body() == message.body()


def counts() -> Iterator[tuple[str, int]]:
    """Each message's name and where each of its counts stands."""
    yield "join", 5 + 32 + 1 + len(JOIN.name.encode()) + 32 + 4 + 32
    yield "roster", 5 + 4 + len(ROSTER.terms)
    yield "shares", 5 + 32 + 2
    yield "round", 5 + 32 + 2 + 1 + 4 + 32
    yield "survivors", 5 + 32
    yield "request", 5 + 32
    yield "request", 5 + 32 + 2 + 2 * 2
    yield "request", 5 + 32 + 2 + 2 * 2 + 2 + 2 * (2 + 64)
    yield "unmask", 5 + 32 + 2


@pytest.mark.parametrize(("name", "at"), list(counts()))
def test_a_count_that_the_bytes_cannot_hold_takes_no_memory(name: str, at: int) -> None:
    message, decode = MESSAGES[name]
    content = message.encode()
    there = int.from_bytes(content[at : at + 2], "big")
    assert there in (2, 3)  # it is a count that stands there
    for claimed in {0, 1, 4, 255, 65_535} - {there}:
        false = content[:at] + claimed.to_bytes(2, "big") + content[at + 2 :]
        tracemalloc.start()
        try:
            with pytest.raises(ProtocolError) as caught:
                decode(false)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 30_000
        if claimed == 65_535:
            assert "cut off" in str(caught.value)


def test_a_length_that_the_bytes_cannot_hold_takes_no_memory() -> None:
    content = ROSTER.encode()
    for at in (5, 5 + 4 + len(ROSTER.terms) + 2):  # of the terms, and of the first join
        for length in (2**32 - 1, 2**31, len(content)):
            false = content[:at] + length.to_bytes(4, "big") + content[at + 4 :]
            tracemalloc.start()
            try:
                with pytest.raises(ProtocolError, match="cut off"):
                    Roster.decode(false)
                peak = tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
            assert peak < 30_000


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"vectors": 0}, "vectors"),
        ({"vectors": VECTORS_MAX + 1}, "vectors"),
        ({"length": 0}, "length"),
        ({"length": 1}, "length"),
        ({"length": LENGTH_MAX + 1}, "length"),
        ({"length": 2**32 - 1}, "length"),
        *(({"modulus_bits": bits}, "modulus_bits") for bits in (0, 8, 15, 17, 24, 31, 33, 64, 255)),
    ],
)
def test_terms_out_of_range_are_refused(changes: dict[str, int], field: str) -> None:
    with pytest.raises(ProtocolError, match=field):
        Terms.decode(replace(TERMS, **changes).encode())


@pytest.mark.parametrize(
    "changes",
    [
        {"vectors": 1},
        {"vectors": VECTORS_MAX},
        {"length": 2},
        {"length": LENGTH_MAX},
        {"modulus_bits": 16},
        {"step_exponent": -32_768},
        {"step_exponent": 32_767},
        *(
            {name: value}
            for name in ("colluders", "threshold", "confirmations", "survivors", "degree")
            for value in (0, 65_535)
        ),
    ],
)
def test_terms_at_the_bounds_round_trip(changes: dict[str, int]) -> None:
    terms = replace(TERMS, **changes)
    assert Terms.decode(terms.encode()) == terms


@pytest.mark.parametrize(
    "changes",
    [
        *({name: value} for name in ("vectors", "colluders", "degree") for value in (-1, 65_536)),
        {"threshold": -1},
        {"confirmations": 65_536},
        {"survivors": 65_536},
        {"length": -1},
        {"length": 2**32},
        {"modulus_bits": -1},
        {"modulus_bits": 256},
        {"step_exponent": -32_769},
        {"step_exponent": 32_768},
    ],
)
def test_terms_that_have_no_encoding(changes: dict[str, int]) -> None:
    with pytest.raises((OverflowError, ValueError)):
        replace(TERMS, **changes).encode()


def test_a_join_at_the_bounds() -> None:
    most = (JOIN.key_sets[0],) * VECTORS_MAX
    for changes in ({"declared_units": 1}, {"declared_units": 2**32 - 1}, {"key_sets": most}):
        join = replace(JOIN, **changes)
        assert Join.decode(join.encode()) == join


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"declared_units": 0}, "declared_units"),
        ({"key_sets": ()}, "key_sets"),
        ({"key_sets": (JOIN.key_sets[0],) * (VECTORS_MAX + 1)}, "key_sets"),
    ],
)
def test_a_join_out_of_range_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ProtocolError, match=field):
        Join.decode(replace(JOIN, **changes).encode())


@pytest.mark.parametrize("units", [-1, 2**32])
def test_a_join_that_has_no_encoding(units: int) -> None:
    with pytest.raises(OverflowError):
        replace(JOIN, declared_units=units).encode()
    with pytest.raises(ProtocolError, match="text"):
        replace(JOIN, name="").encode()


@pytest.mark.parametrize("name", [b"", b"a" * 65, b"\xff"])
def test_a_join_of_a_false_name_is_refused(name: bytes) -> None:
    content = JOIN.encode()
    rest = content[5 + 32 + 1 + len(JOIN.name.encode()) :]
    with pytest.raises(ProtocolError, match="text"):
        Join.decode(content[:37] + bytes([len(name)]) + name + rest)


@pytest.mark.parametrize("members", [0, 1, OWNERS_MAX + 1])
def test_a_roster_of_too_few_or_many_is_refused(members: int) -> None:
    with pytest.raises(ProtocolError, match="roster"):
        Roster.decode(Roster(b"terms", (b"join",) * members).encode())


@pytest.mark.parametrize("members", [2, OWNERS_MAX])
def test_a_roster_at_the_bounds(members: int) -> None:
    roster = Roster(b"terms", (b"join",) * members)
    assert Roster.decode(roster.encode()) == roster


@pytest.mark.parametrize("vectors", [1, 3, 4096])
def test_shares_for_another_number_of_vectors_are_refused(vectors: int) -> None:
    with pytest.raises(ProtocolError):
        Shares.decode(SHARES.encode(), vectors=vectors)


@pytest.mark.parametrize("purpose", [0, 3, 255])
def test_a_round_for_another_purpose_is_refused(purpose: int) -> None:
    with pytest.raises(ProtocolError, match="purpose"):
        Round.decode(replace(ROUND, purpose=purpose).encode())


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": EVALUATION},
        {"vector": 0},
        {"vector": 65_535},
        {"round": 0},
        {"round": 2**32 - 1},
        {"active": ()},
        {"active": tuple(range(1, OWNERS_MAX + 1))},
    ],
)
def test_a_round_at_the_bounds_round_trips(changes: dict[str, Any]) -> None:
    found = replace(ROUND, **changes)
    assert Round.decode(found.encode()) == found


@pytest.mark.parametrize(
    "message",
    [
        *(replace(ROUND, **{name: value}) for name in ("vector", "round") for value in (-1, 2**32)),
        replace(ROUND, purpose=256),
        replace(ROUND, active=(65_536,)),
        replace(SURVIVORS, survivors=(-1,)),
        *(
            replace(message, sender=value)
            for message in (SHARES, UPLOAD, CONFIRMATION, UNMASK)
            for value in (-1, 65_536)
        ),
        replace(UPLOAD, size=2**32),
        replace(UPLOAD, vector=65_536),
        replace(REQUEST, deals=((65_536, piece(DEAL_BYTES, 1)),)),
        replace(UNMASK, shares=((1, 256, bytes(SHARE_BYTES)),)),
    ],
)
def test_a_number_that_its_field_cannot_hold(message: Any) -> None:
    with pytest.raises((OverflowError, ValueError)):
        message.encode()


@pytest.mark.parametrize("kind", [0, 3, 255])
def test_a_share_of_another_kind_is_refused(kind: int) -> None:
    first, (owner, _, share) = UNMASK.shares
    with pytest.raises(ProtocolError, match="kind"):
        Unmask.decode(replace(UNMASK, shares=(first, (owner, kind, share))).encode())


@pytest.mark.parametrize("numbers", [(2, 1), (1, 1), (0, 1)])
def test_lists_that_do_not_ascend_are_refused(numbers: tuple[int, int]) -> None:
    deal, signature, share = piece(DEAL_BYTES, 1), piece(64, 1), bytes(SHARE_BYTES)
    one, other = numbers
    for message, decode in (
        (replace(SHARES, deals=((one, (deal,) * K), (other, (deal,) * K))), decode_shares),
        (replace(ROUND, active=numbers), Round.decode),
        (replace(SURVIVORS, survivors=numbers), Survivors.decode),
        (replace(REQUEST, survivors=numbers), UnmaskRequest.decode),
        (
            replace(REQUEST, confirmations=((one, signature), (other, signature))),
            UnmaskRequest.decode,
        ),
        (replace(REQUEST, deals=((one, deal), (other, deal))), UnmaskRequest.decode),
        (replace(UNMASK, shares=((one, SEED, share), (other, SEED, share))), Unmask.decode),
        # Never both kinds of one owner's shares in one message.
        (replace(UNMASK, shares=((1, SEED, share), (1, MASK, share))), Unmask.decode),
    ):
        with pytest.raises(ProtocolError, match="ascending"):
            decode(message.encode())


def test_digests_are_of_their_own_context() -> None:
    content = ROUND.encode()
    assert Round.digest(content) != Roster.digest(content)
    assert len({Round.digest(other) for other in bad_bits(content).values()}) == len(content)
