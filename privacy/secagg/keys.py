"""Keys of encrypted aggregation: one-time sets, what is derived from them, signatures. Pure.

A key set masks one vector. Its secrets leave this module only as `KeySet.to_bytes`, which the
owner seals, and as shares (docs/protocol.md, section 3).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from privacy.errors import ProtocolError
from privacy.secagg import masks
from privacy.secagg.codec import u16
from privacy.secagg.messages import PublicKeys
from privacy.secagg.shamir import SECRET_BYTES, SHARE_BYTES

KEY_SET_BYTES = 3 * SECRET_BYTES
_FIELD = 2**255 - 19
_NONCE = bytes(12)  # each share key seals one plaintext

Entropy = Callable[[int], bytes]  # so many secret, uniform bytes


@dataclass(frozen=True, slots=True)
class KeySet:
    """Two X25519 private keys and a self-mask seed, 32 bytes each, for exactly one vector."""

    channel: bytes = field(repr=False)
    mask: bytes = field(repr=False)
    seed: bytes = field(repr=False)

    @staticmethod
    def make(entropy: Entropy) -> KeySet:
        return KeySet(entropy(SECRET_BYTES), entropy(SECRET_BYTES), entropy(SECRET_BYTES))

    def public(self) -> PublicKeys:
        return PublicKeys(public_of(self.channel), public_of(self.mask), commitment(self.seed))

    def to_bytes(self) -> bytes:
        """KEY_SET_BYTES bytes, all secret."""
        return self.channel + self.mask + self.seed

    @staticmethod
    def from_bytes(content: bytes) -> KeySet:
        """Raises ProtocolError: another length."""
        if len(content) != KEY_SET_BYTES:
            raise ProtocolError(f"key set: expected {KEY_SET_BYTES} bytes")
        return KeySet(*(content[i : i + 32] for i in range(0, KEY_SET_BYTES, 32)))


def commitment(seed: bytes) -> bytes:
    """32 bytes that bind to a self-mask seed."""
    return hashlib.sha256(b"discreet secagg seed v1\0" + seed).digest()


def public_of(private: bytes) -> bytes:
    """The X25519 public key, 32 bytes."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def check_canonical(public: bytes) -> None:
    """Raises ProtocolError where an X25519 public key is a second name of another (RFC 7748, 5)."""
    if int.from_bytes(public, "little") >= _FIELD:
        raise ProtocolError("public key: expected its canonical form")


def agree(private: bytes, public: bytes) -> bytes:
    """X25519's shared secret, 32 bytes. Raises ProtocolError where it is zero."""
    try:
        key = X25519PrivateKey.from_private_bytes(private)
        return key.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as error:
        raise ProtocolError("public key: expected one of full order") from error


def pairwise_key(private: bytes, public: bytes, round_digest: bytes, i: int, j: int) -> bytes:
    """The key of the mask that owners i and j share in a round, from either's side."""
    low, high = min(i, j), max(i, j)
    info = b"discreet secagg pairwise v1\0" + u16(low) + u16(high)
    return _derive(agree(private, public), round_digest, info, masks.KEY_BYTES)


def self_key(seed: bytes, round_digest: bytes, owner: int) -> bytes:
    """The key of an owner's own mask in a round."""
    info = b"discreet secagg self v1\0" + u16(owner)
    return _derive(seed, round_digest, info, masks.KEY_BYTES)


def seal_deal(
    private: bytes,
    public: bytes,
    session: bytes,
    *,
    sender: int,
    recipient: int,
    vector: int,
    shares: tuple[bytes, bytes],
) -> bytes:
    """The shares of one seed and mask key for one holder, DEAL_BYTES bytes; at most once a key."""
    info = _deal_info(sender, recipient, vector)
    key = _derive(agree(private, public), session, info, 32)
    return AESGCM(key).encrypt(_NONCE, b"".join(shares), info)


def open_deal(
    private: bytes,
    public: bytes,
    session: bytes,
    *,
    sender: int,
    recipient: int,
    vector: int,
    sealed: bytes,
) -> tuple[bytes, bytes]:
    """The shares of the sender's seed and mask key. Raises ProtocolError: it doesn't open."""
    info = _deal_info(sender, recipient, vector)
    key = _derive(agree(private, public), session, info, 32)
    try:
        plain = AESGCM(key).decrypt(_NONCE, sealed, info)
    except InvalidTag as error:
        raise ProtocolError("deal: it doesn't open") from error
    if len(plain) != 2 * SHARE_BYTES:
        raise ProtocolError("deal: expected two shares")
    return plain[:SHARE_BYTES], plain[SHARE_BYTES:]


def sign(key: Ed25519PrivateKey, context: bytes, body: bytes) -> bytes:
    """An Ed25519 signature, 64 bytes; contexts end with a zero byte, so none begins another."""
    return key.sign(context + body)


def check_signature(identity: bytes, context: bytes, body: bytes, signature: bytes) -> None:
    """Raises ProtocolError unless `identity` (32 bytes) signed `body` in this context."""
    try:
        Ed25519PublicKey.from_public_bytes(identity).verify(signature, context + body)
    except (InvalidSignature, ValueError) as error:
        raise ProtocolError("signature: it doesn't verify") from error


def same(one: bytes, other: bytes) -> bool:
    """Equality in constant time."""
    return hmac.compare_digest(one, other)


def _deal_info(sender: int, recipient: int, vector: int) -> bytes:
    return b"discreet secagg share v1\0" + u16(sender) + u16(recipient) + u16(vector)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
