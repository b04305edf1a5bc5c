"""The messages of encrypted aggregation, version 1 (docs/protocol.md, section 2). Pure.

Each is a frozen value with one encoding. `decode` takes any bytes and raises ProtocolError for
what isn't that encoding of a value in range; a message that decodes may still be false: who signed
what, and whether it fits, is for `session`, `participant` and `coordinator`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import ClassVar

from privacy.errors import ProtocolError
from privacy.secagg import codec
from privacy.secagg.codec import Reader, check_ascending, head, listed, u16, u32
from privacy.secagg.shamir import PRIME, SHARE_BYTES

OWNERS_MAX = 4096
VECTORS_MAX = 4096
LENGTH_MAX = 2**30 - 1  # so that a vector of 32-bit words has fewer than 2^32 bytes
DEAL_BYTES = 2 * SHARE_BYTES + 16  # both shares, sealed
SIGNATURE_BYTES = 64
DIGEST_BYTES = 32
MESSAGE_MAX_BYTES = 1 << 28
SMALL_MAX_BYTES = 4096  # of a message without lists
TRAINING, EVALUATION = 1, 2  # purposes of a round
SEED, MASK = 1, 2  # kinds of a share


@dataclass(frozen=True, slots=True)
class Terms:
    """What a session is about, before anyone has joined."""

    KIND: ClassVar[int] = 1

    session: bytes  # 32 random bytes
    vectors: int  # K: each takes a key set of its own
    length: int  # d: coordinates of a vector, the count included
    modulus_bits: int  # 16 or 32
    step_exponent: int  # of the quantizer
    colluders: int  # c: owners who may collude with the coordinator
    threshold: int  # t: holders who must answer
    confirmations: int  # u: signatures that an owner asks for
    survivors: int  # m: the fewest whose sum is opened
    degree: int  # of the graph; 0: complete
    plan: bytes  # SHA-256 of what the owners have agreed to compute

    def encode(self) -> bytes:
        return b"".join(
            (
                head(self.KIND),
                self.session,
                u16(self.vectors),
                u32(self.length),
                bytes((self.modulus_bits,)),
                self.step_exponent.to_bytes(2, "big", signed=True),
                u16(self.colluders),
                u16(self.threshold),
                u16(self.confirmations),
                u16(self.survivors),
                u16(self.degree),
                self.plan,
            )
        )

    @staticmethod
    def decode(content: bytes) -> Terms:
        r = Reader(content, Terms.KIND, max_bytes=SMALL_MAX_BYTES)
        terms = Terms(
            session=r.take(DIGEST_BYTES),
            vectors=r.u16(),
            length=r.u32(),
            modulus_bits=r.u8(),
            step_exponent=r.i16(),
            colluders=r.u16(),
            threshold=r.u16(),
            confirmations=r.u16(),
            survivors=r.u16(),
            degree=r.u16(),
            plan=r.take(DIGEST_BYTES),
        )
        r.end()
        if not 1 <= terms.vectors <= VECTORS_MAX:
            raise ProtocolError(f"vectors: expected 1 to {VECTORS_MAX}, found {terms.vectors}")
        if not 2 <= terms.length <= LENGTH_MAX:
            raise ProtocolError(f"length: expected 2 to {LENGTH_MAX}, found {terms.length}")
        if terms.modulus_bits not in (16, 32):
            raise ProtocolError(f"modulus_bits: expected 16 or 32, found {terms.modulus_bits}")
        return terms


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """The public half of one key set: 32 bytes each."""

    channel: bytes
    mask: bytes
    commitment: bytes


@dataclass(frozen=True, slots=True)
class Join:
    """An owner's keys for every vector of a session, signed."""

    KIND: ClassVar[int] = 2
    CONTEXT: ClassVar[bytes] = b"discreet secagg join v1\0"

    terms: bytes  # SHA-256 of the Terms message
    name: str
    identity: bytes  # Ed25519 public key, 32 bytes
    declared_units: int
    nonce: bytes  # 32 random bytes
    key_sets: tuple[PublicKeys, ...]
    signature: bytes = b""

    def body(self) -> bytes:
        """All that is signed."""
        return b"".join(
            (
                head(self.KIND),
                self.terms,
                codec.text(self.name),
                self.identity,
                u32(self.declared_units),
                self.nonce,
                listed([keys.channel + keys.mask + keys.commitment for keys in self.key_sets]),
            )
        )

    def encode(self) -> bytes:
        return self.body() + self.signature

    @staticmethod
    def decode(content: bytes) -> Join:
        r = Reader(content, Join.KIND, max_bytes=SMALL_MAX_BYTES + 96 * VECTORS_MAX)

        def keys() -> PublicKeys:
            return PublicKeys(r.take(32), r.take(32), r.take(32))

        join = Join(
            terms=r.take(DIGEST_BYTES),
            name=r.text(),
            identity=r.take(32),
            declared_units=r.u32(),
            nonce=r.take(32),
            key_sets=r.listed(keys, item_bytes=96),
            signature=r.take(SIGNATURE_BYTES),
        )
        r.end()
        if join.declared_units < 1:
            raise ProtocolError("declared_units: expected at least 1, found 0")
        if not 1 <= len(join.key_sets) <= VECTORS_MAX:
            raise ProtocolError(f"key_sets: expected 1 to {VECTORS_MAX}")
        return join


@dataclass(frozen=True, slots=True)
class Roster:
    """The session's terms and every member's Join, by number."""

    KIND: ClassVar[int] = 3

    terms: bytes  # a Terms message
    joins: tuple[bytes, ...]  # Join messages

    def encode(self) -> bytes:
        joins = [u32(len(join)) + join for join in self.joins]
        return head(self.KIND) + u32(len(self.terms)) + self.terms + listed(joins)

    @staticmethod
    def decode(content: bytes) -> Roster:
        r = Reader(content, Roster.KIND, max_bytes=MESSAGE_MAX_BYTES)
        roster = Roster(
            terms=r.take(r.u32()),
            joins=r.listed(lambda: r.take(r.u32()), item_bytes=4),
        )
        r.end()
        if not 2 <= len(roster.joins) <= OWNERS_MAX:
            raise ProtocolError(f"roster: expected 2 to {OWNERS_MAX} members")
        return roster

    @staticmethod
    def digest(content: bytes) -> bytes:
        """The session digest of an encoded roster."""
        return hashlib.sha256(b"discreet secagg session v1\0" + content).digest()


@dataclass(frozen=True, slots=True)
class Shares:
    """One owner's sealed shares for each of its holders, for every vector, signed."""

    KIND: ClassVar[int] = 4
    CONTEXT: ClassVar[bytes] = b"discreet secagg shares v1\0"

    session: bytes  # session digest
    sender: int
    deals: tuple[tuple[int, tuple[bytes, ...]], ...]  # (recipient, a ciphertext a vector)
    signature: bytes = b""

    def body(self) -> bytes:
        deals = [u16(recipient) + b"".join(sealed) for recipient, sealed in self.deals]
        return head(self.KIND) + self.session + u16(self.sender) + listed(deals)

    def encode(self) -> bytes:
        return self.body() + self.signature

    @staticmethod
    def decode(content: bytes, *, vectors: int) -> Shares:
        r = Reader(content, Shares.KIND, max_bytes=MESSAGE_MAX_BYTES)

        def deal() -> tuple[int, tuple[bytes, ...]]:
            return r.u16(), tuple(r.take(DEAL_BYTES) for _ in range(vectors))

        shares = Shares(
            session=r.take(DIGEST_BYTES),
            sender=r.u16(),
            deals=r.listed(deal, item_bytes=2 + DEAL_BYTES * vectors),
            signature=r.take(SIGNATURE_BYTES),
        )
        r.end()
        check_ascending([recipient for recipient, _ in shares.deals])
        return shares


@dataclass(frozen=True, slots=True)
class Round:
    """One vector of the session: what it is for, and who takes part."""

    KIND: ClassVar[int] = 5

    session: bytes  # session digest
    vector: int  # from 0: the key set
    purpose: int  # TRAINING or EVALUATION
    round: int
    model: bytes  # SHA-256 of the model's file
    active: tuple[int, ...]  # owners' numbers

    def encode(self) -> bytes:
        return b"".join(
            (
                head(self.KIND),
                self.session,
                u16(self.vector),
                bytes((self.purpose,)),
                u32(self.round),
                self.model,
                listed([u16(number) for number in self.active]),
            )
        )

    @staticmethod
    def decode(content: bytes) -> Round:
        r = Reader(content, Round.KIND, max_bytes=SMALL_MAX_BYTES + 2 * OWNERS_MAX)
        found = Round(
            session=r.take(DIGEST_BYTES),
            vector=r.u16(),
            purpose=r.u8(),
            round=r.u32(),
            model=r.take(DIGEST_BYTES),
            active=r.numbers(),
        )
        r.end()
        if found.purpose not in (TRAINING, EVALUATION):
            raise ProtocolError(f"purpose: expected 1 or 2, found {found.purpose}")
        return found

    @staticmethod
    def digest(content: bytes) -> bytes:
        """The round digest of an encoded round."""
        return hashlib.sha256(b"discreet secagg round v1\0" + content).digest()


@dataclass(frozen=True, slots=True)
class Upload:
    """Announces one masked vector, signed: the exchange's header."""

    KIND: ClassVar[int] = 6
    CONTEXT: ClassVar[bytes] = b"discreet secagg upload v1\0"

    session: bytes  # session digest
    round: bytes  # round digest
    sender: int
    vector: int
    size: int  # bytes
    sha256: bytes  # of the masked words, little-endian
    signature: bytes = b""

    def body(self) -> bytes:
        return b"".join(
            (
                head(self.KIND),
                self.session,
                self.round,
                u16(self.sender),
                u16(self.vector),
                u32(self.size),
                self.sha256,
            )
        )

    def encode(self) -> bytes:
        return self.body() + self.signature

    @staticmethod
    def decode(content: bytes) -> Upload:
        r = Reader(content, Upload.KIND, max_bytes=SMALL_MAX_BYTES)
        upload = Upload(
            session=r.take(DIGEST_BYTES),
            round=r.take(DIGEST_BYTES),
            sender=r.u16(),
            vector=r.u16(),
            size=r.u32(),
            sha256=r.take(DIGEST_BYTES),
            signature=r.take(SIGNATURE_BYTES),
        )
        r.end()
        return upload


@dataclass(frozen=True, slots=True)
class Survivors:
    """Whose vectors are in the sum of a round."""

    KIND: ClassVar[int] = 7
    CONTEXT: ClassVar[bytes] = b"discreet secagg survivors v1\0"  # of a Confirmation's signature

    round: bytes  # round digest
    survivors: tuple[int, ...]

    def encode(self) -> bytes:
        return head(self.KIND) + self.round + listed([u16(n) for n in self.survivors])

    @staticmethod
    def decode(content: bytes) -> Survivors:
        r = Reader(content, Survivors.KIND, max_bytes=SMALL_MAX_BYTES + 2 * OWNERS_MAX)
        found = Survivors(r.take(DIGEST_BYTES), r.numbers())
        r.end()
        return found


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One survivor's signature over the Survivors message that it was shown."""

    KIND: ClassVar[int] = 8

    round: bytes  # round digest
    sender: int
    signature: bytes  # over Survivors.CONTEXT and the Survivors message

    def encode(self) -> bytes:
        return head(self.KIND) + self.round + u16(self.sender) + self.signature

    @staticmethod
    def decode(content: bytes) -> Confirmation:
        r = Reader(content, Confirmation.KIND, max_bytes=SMALL_MAX_BYTES)
        found = Confirmation(r.take(DIGEST_BYTES), r.u16(), r.take(SIGNATURE_BYTES))
        r.end()
        return found


@dataclass(frozen=True, slots=True)
class UnmaskRequest:
    """The confirmed survivors, who confirmed them, and the deals that their holder is to open."""

    KIND: ClassVar[int] = 9

    round: bytes  # round digest
    survivors: tuple[int, ...]
    confirmations: tuple[tuple[int, bytes], ...]  # (sender, signature)
    deals: tuple[tuple[int, bytes], ...]  # (sender, ciphertext for the reader)

    def encode(self) -> bytes:
        return b"".join(
            (
                head(self.KIND),
                self.round,
                listed([u16(number) for number in self.survivors]),
                listed([u16(sender) + signature for sender, signature in self.confirmations]),
                listed([u16(sender) + sealed for sender, sealed in self.deals]),
            )
        )

    @staticmethod
    def decode(content: bytes) -> UnmaskRequest:
        most = SMALL_MAX_BYTES + OWNERS_MAX * (2 + 2 + SIGNATURE_BYTES + 2 + DEAL_BYTES)
        r = Reader(content, UnmaskRequest.KIND, max_bytes=most)
        found = UnmaskRequest(
            round=r.take(DIGEST_BYTES),
            survivors=r.numbers(),
            confirmations=r.listed(
                lambda: (r.u16(), r.take(SIGNATURE_BYTES)), item_bytes=2 + SIGNATURE_BYTES
            ),
            deals=r.listed(lambda: (r.u16(), r.take(DEAL_BYTES)), item_bytes=2 + DEAL_BYTES),
        )
        r.end()
        check_ascending([sender for sender, _ in found.confirmations])
        check_ascending([sender for sender, _ in found.deals])
        return found


@dataclass(frozen=True, slots=True)
class Unmask:
    """The shares that one holder opens: a survivor's of its seed, a dropped owner's of its key."""

    KIND: ClassVar[int] = 10
    CONTEXT: ClassVar[bytes] = b"discreet secagg unmask v1\0"

    round: bytes  # round digest
    sender: int
    shares: tuple[tuple[int, int, bytes], ...]  # (owner, SEED or MASK, share)
    signature: bytes = b""

    def body(self) -> bytes:
        shares = [u16(owner) + bytes((kind,)) + share for owner, kind, share in self.shares]
        return head(self.KIND) + self.round + u16(self.sender) + listed(shares)

    def encode(self) -> bytes:
        return self.body() + self.signature

    @staticmethod
    def decode(content: bytes) -> Unmask:
        most = SMALL_MAX_BYTES + OWNERS_MAX * (3 + SHARE_BYTES)
        r = Reader(content, Unmask.KIND, max_bytes=most)
        found = Unmask(
            round=r.take(DIGEST_BYTES),
            sender=r.u16(),
            shares=r.listed(
                lambda: (r.u16(), r.u8(), r.take(SHARE_BYTES)), item_bytes=3 + SHARE_BYTES
            ),
            signature=r.take(SIGNATURE_BYTES),
        )
        r.end()
        check_ascending([owner for owner, _, _ in found.shares])
        if any(kind not in (SEED, MASK) for _, kind, _ in found.shares):
            raise ProtocolError("kind: expected 1 or 2")
        if any(int.from_bytes(share, "big") >= PRIME for _, _, share in found.shares):
            raise ProtocolError("share: expected a number below the prime")
        return found
