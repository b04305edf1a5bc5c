"""One-time keys: what they agree on, and what each derived key is bound to."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from itertools import product

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from support.secagg import bad_bits

from privacy.errors import ProtocolError
from privacy.secagg import keys
from privacy.secagg.keys import KEY_SET_BYTES, KeySet
from privacy.secagg.messages import DEAL_BYTES, Join, Shares, Survivors, Unmask, Upload

P = 2**255 - 19
DIGEST = b"d" * 32
# The points of low order, by their canonical names: who meets one agrees on zero.
LOW_ORDER = (
    (1).to_bytes(32, "little"),
    bytes(32),
    (P - 1).to_bytes(32, "little"),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
)
A, B, C = (KeySet.make(os.urandom) for _ in range(3))


def le(value: int) -> bytes:
    return value.to_bytes(32, "little")


def hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869 for up to 32 bytes, by hand."""
    found = hmac.digest(salt, secret, "sha256")
    return hmac.digest(found, info + b"\x01", "sha256")[:length]


@pytest.mark.parametrize("value", [P, P + 1, P + 9, 2**255 - 1, 2**255, 2**255 + 9, 2**256 - 1])
def test_a_second_name_of_a_key_is_refused(value: int) -> None:
    with pytest.raises(ProtocolError, match="canonical"):
        keys.check_canonical(le(value))


@pytest.mark.parametrize("value", [0, 9, 2**254, P - 1])
def test_canonical_keys(value: int) -> None:
    keys.check_canonical(le(value))


def test_generated_keys_are_canonical() -> None:
    for key_set in (A, B, C):
        keys.check_canonical(key_set.public().channel)
        keys.check_canonical(key_set.public().mask)


@pytest.mark.parametrize("point", LOW_ORDER, ids=bytes.hex)
def test_points_of_low_order_are_refused(point: bytes) -> None:
    keys.check_canonical(point)  # so that it is the agreement that refuses them
    with pytest.raises(ProtocolError, match="full order"):
        keys.agree(A.channel, point)
    with pytest.raises(ProtocolError, match="full order"):
        keys.pairwise_key(A.mask, point, DIGEST, 1, 2)
    with pytest.raises(ProtocolError, match="full order"):
        seal(to=point)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_public_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ProtocolError, match="public key"):
        keys.agree(A.channel, bytes(size))


def test_both_sides_agree() -> None:
    shared = keys.agree(A.channel, B.public().channel)
    assert shared == keys.agree(B.channel, A.public().channel)
    assert shared != keys.agree(A.mask, B.public().mask)
    assert len(shared) == 32


def test_a_key_set_and_its_public_half() -> None:
    drawn = [bytes([n]) * 32 for n in (1, 2, 3)]
    key_set = KeySet.make(lambda _size: drawn.pop(0))
    assert key_set.to_bytes() == b"\1" * 32 + b"\2" * 32 + b"\3" * 32
    assert KeySet.from_bytes(key_set.to_bytes()) == key_set
    public = key_set.public()
    assert public.channel == keys.public_of(key_set.channel)
    assert public.mask == keys.public_of(key_set.mask)
    assert public.commitment == hashlib.sha256(b"discreet secagg seed v1\0" + b"\3" * 32).digest()


@pytest.mark.parametrize("size", [0, KEY_SET_BYTES - 1, KEY_SET_BYTES + 1])
def test_a_key_set_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ProtocolError, match="key set"):
        KeySet.from_bytes(bytes(size))


def test_a_key_set_shows_no_secret() -> None:
    for shown in (repr(A), str(A), f"{A}", repr([A]), repr({"key": A})):
        for secret in (A.channel, A.mask, A.seed):
            for form in (
                repr(secret)[2:-1],
                secret.hex(),
                base64.b64encode(secret).decode(),
                str(int.from_bytes(secret, "big")),
            ):
                assert form not in shown
    assert repr(A) == repr(B)  # so nothing of either is in it


def test_a_pairwise_key_is_the_same_from_both_sides() -> None:
    one = keys.pairwise_key(A.mask, B.public().mask, DIGEST, 2, 7)
    assert one == keys.pairwise_key(B.mask, A.public().mask, DIGEST, 7, 2)
    shared = keys.agree(A.mask, B.public().mask)
    assert one == hkdf(shared, DIGEST, b"discreet secagg pairwise v1\0\0\x02\0\x07", 16)


def test_pairwise_keys_differ_by_round_number_and_pair() -> None:
    found = [
        keys.pairwise_key(own.mask, other.public().mask, digest, i, j)
        for own, other in ((A, B), (A, C), (B, C))
        for digest in (DIGEST, b"e" * 32)
        for i, j in ((1, 2), (1, 3), (2, 3), (1, 258), (258, 513))
    ]
    assert len(set(found)) == len(found)


def test_a_self_key_is_bound_to_round_and_owner() -> None:
    assert keys.self_key(A.seed, DIGEST, 3) == hkdf(
        A.seed, DIGEST, b"discreet secagg self v1\0\0\x03", 16
    )
    found = [
        keys.self_key(seed, digest, owner)
        for seed, digest, owner in product((A.seed, B.seed), (DIGEST, b"e" * 32), (1, 2, 256))
    ]
    assert len(set(found)) == len(found)


def test_labels_are_distinct() -> None:
    """The same secret and salt under every label: as many different keys."""
    secret, salt = b"s" * 32, DIGEST
    labels = [b"discreet secagg pairwise v1\0", b"discreet secagg self v1\0"]
    labels += [b"discreet secagg share v1\0"]
    assert len({hkdf(secret, salt, label + b"\0\1\0\2", 16) for label in labels}) == 3
    contexts = [kind.CONTEXT for kind in (Join, Shares, Upload, Survivors, Unmask)]
    everything = [*contexts, *labels, b"discreet secagg seed v1\0", b"discreet secagg graph v1\0"]
    for one, other in product(everything, everything):
        assert one is other or not other.startswith(one)
    assert all(label.endswith(b"\0") for label in everything)


def seal(to: bytes | None = None) -> bytes:
    return keys.seal_deal(
        A.channel,
        B.public().channel if to is None else to,
        DIGEST,
        sender=1,
        recipient=2,
        vector=3,
        shares=(b"\0" + b"s" * 32, b"\1" + b"m" * 32),
    )


def unseal(sealed: bytes, **changes: object) -> tuple[bytes, bytes]:
    arguments: dict[str, object] = {
        "private": B.channel,
        "public": A.public().channel,
        "session": DIGEST,
        "sender": 1,
        "recipient": 2,
        "vector": 3,
    }
    return keys.open_deal(sealed=sealed, **(arguments | changes))  # type: ignore[arg-type]


def test_a_deal_opens_for_its_recipient() -> None:
    sealed = seal()
    assert len(sealed) == DEAL_BYTES
    assert unseal(sealed) == (b"\0" + b"s" * 32, b"\1" + b"m" * 32)


def test_a_deal_is_what_the_protocol_says() -> None:
    info = b"discreet secagg share v1\0\0\1\0\2\0\3"
    key = hkdf(keys.agree(A.channel, B.public().channel), DIGEST, info, 32)
    plain = b"\0" + b"s" * 32 + b"\1" + b"m" * 32
    assert seal() == AESGCM(key).encrypt(bytes(12), plain, info)


@pytest.mark.parametrize(
    "changes",
    [
        {"private": C.channel},
        {"private": B.mask},
        {"public": C.public().channel},
        {"public": A.public().mask},
        {"session": b"e" * 32},
        {"sender": 2},
        {"recipient": 1},
        {"sender": 2, "recipient": 1},
        {"vector": 2},
        {"vector": 259},
    ],
)
def test_a_deal_opens_for_nobody_and_nothing_else(changes: dict[str, object]) -> None:
    with pytest.raises(ProtocolError, match="doesn't open"):
        unseal(seal(), **changes)


def test_a_changed_deal_does_not_open() -> None:
    sealed = seal()
    for false in (*bad_bits(sealed).values(), sealed[:-1], sealed + b"\0", b"", sealed[:15]):
        with pytest.raises(ProtocolError, match="doesn't open"):
            unseal(false)


@pytest.mark.parametrize("plain", [b"", bytes(65), bytes(67)])
def test_a_deal_of_another_size_is_refused(plain: bytes) -> None:
    info = b"discreet secagg share v1\0\0\1\0\2\0\3"
    key = hkdf(keys.agree(A.channel, B.public().channel), DIGEST, info, 32)
    with pytest.raises(ProtocolError, match="two shares"):
        unseal(AESGCM(key).encrypt(bytes(12), plain, info))


def test_a_signature_is_bound_to_key_context_and_body() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    contexts = [kind.CONTEXT for kind in (Join, Shares, Upload, Survivors, Unmask)]
    for context in contexts:
        signature = keys.sign(key, context, b"body")
        keys.check_signature(public, context, b"body", signature)
        false = [(public, there, b"body", signature) for there in contexts if there != context]
        false += [(public, context, body, signature) for body in (b"", b"bodz", b"body\0")]
        false += [(public, context, b"body", bad) for bad in bad_bits(signature).values()]
        false += [(public, context, b"body", bad) for bad in (b"", signature[:63])]
        false += [(other.public_key().public_bytes_raw(), context, b"body", signature)]
        false += [(public, b"", b"body", signature), (bytes(31), context, b"body", signature)]
        for arguments in false:
            with pytest.raises(ProtocolError, match="signature"):
                keys.check_signature(*arguments)


def test_same_is_equality() -> None:
    assert keys.same(b"", b"")
    assert keys.same(b"ab", b"ab")
    assert not keys.same(b"ab", b"ac")
    assert not keys.same(b"ab", b"abc")
