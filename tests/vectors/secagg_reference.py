"""A second, slow implementation of `docs/protocol.md`, written from that document alone.

It shares no line with the product and, where it can, no primitive: HKDF, X25519 and Shamir's scheme
are written out with whole numbers, the keystream is made block by block from AES, and the rest is
hashlib's and pycryptodome's. It isn't constant in time and keeps no state: for test vectors only.

Where the document left a choice, the comment says "Settled:" if its section 7 has made it since,
and "Reading:" if not.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TypeVar

from Crypto.Cipher import AES
from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa

T = TypeVar("T")

P = 2**256 + 297
P25519 = 2**255 - 19
CHUNK = 262_144
MAGIC = b"DSA"
VERSION = 1
CIPHERTEXT = 82
SHARE = 33
SEED, MASK = 1, 2
TRAINING, EVALUATION = 1, 2

TYPES = {
    "Terms": 0x01,
    "Join": 0x02,
    "Roster": 0x03,
    "Shares": 0x04,
    "Round": 0x05,
    "Upload": 0x06,
    "Survivors": 0x07,
    "Confirmation": 0x08,
    "UnmaskRequest": 0x09,
    "Unmask": 0x0A,
}


class RefusedError(Exception):
    """The message, or what it asks for, isn't allowed."""


def need(condition: bool, reason: str) -> None:
    if not condition:
        raise RefusedError(reason)


# Primitives


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def u8(value: int) -> bytes:
    return value.to_bytes(1, "big")


def u16(value: int) -> bytes:
    return value.to_bytes(2, "big")


def u32(value: int) -> bytes:
    return value.to_bytes(4, "big")


def i16(value: int) -> bytes:
    return value.to_bytes(2, "big", signed=True)


def context(name: str) -> bytes:
    return b"discreet secagg " + name.encode() + b" v1\x00"


def hkdf(ikm: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869 with SHA-256."""
    key = hmac.new(salt, ikm, hashlib.sha256).digest()
    out, block, counter = b"", b"", 0
    while len(out) < length:
        counter += 1
        block = hmac.new(key, block + info + bytes([counter]), hashlib.sha256).digest()
        out += block
    return out[:length]


def ladder(scalar: bytes, point: bytes) -> bytes:
    """X25519 as RFC 7748, section 5, writes it, all-zero results included."""
    clamped = bytearray(scalar)
    clamped[0] &= 248
    clamped[31] = (clamped[31] & 127) | 64
    k = int.from_bytes(clamped, "little")
    x1 = (int.from_bytes(point, "little") & (2**255 - 1)) % P25519
    x2, z2, x3, z3 = 1, 0, x1, 1
    swap = 0
    for t in range(254, -1, -1):
        bit = k >> t & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a % P25519, b * b % P25519, d * a % P25519, c * b % P25519
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % P25519, x1 * (da - cb) ** 2 % P25519
        x2, z2 = aa * bb % P25519, e * (aa + 121665 * e) % P25519
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P25519 - 2, P25519) % P25519).to_bytes(32, "little")


@cache
def dh(private: bytes, public: bytes) -> bytes:
    result = ladder(private, public)
    need(any(result), "a DH of all zeros")
    return result


@cache
def x25519_public(private: bytes) -> bytes:
    return ladder(private, (9).to_bytes(32, "little"))


@cache
def ed25519_public(private: bytes) -> bytes:
    return eddsa.import_private_key(private).public_key().export_key(format="raw")


def sign(private: bytes, message: bytes) -> bytes:
    return eddsa.new(eddsa.import_private_key(private), "rfc8032").sign(message)


def verify(public: bytes, message: bytes, signature: bytes) -> None:
    try:
        key: ECC.EccKey = eddsa.import_public_key(public)
        eddsa.new(key, "rfc8032").verify(message, signature)
    except ValueError:
        raise RefusedError("the signature is wrong") from None


def seal(key: bytes, data: bytes, plaintext: bytes) -> bytes:
    cipher = AES.new(key, AES.MODE_GCM, nonce=bytes(12), mac_len=16)
    cipher.update(data)
    ciphertext, tag = cipher.encrypt_and_digest(plaintext)
    return ciphertext + tag


def unseal(key: bytes, data: bytes, sealed: bytes) -> bytes:
    cipher = AES.new(key, AES.MODE_GCM, nonce=bytes(12), mac_len=16)
    cipher.update(data)
    try:
        return cipher.decrypt_and_verify(sealed[:-16], sealed[-16:])
    except ValueError:
        raise RefusedError("the ciphertext does not open") from None


# Masks


def chunk(key: bytes, number: int) -> bytes:
    """AES-GCM of zeros: its counter blocks are the nonce and a counter that starts at 2."""
    nonce = number.to_bytes(12, "big")
    blocks = b"".join(nonce + u32(2 + i) for i in range(CHUNK // 16))
    return AES.new(key, AES.MODE_ECB).encrypt(blocks)


@cache
def keystream(key: bytes, length: int) -> bytes:
    chunks = -(-length // CHUNK)
    return b"".join(chunk(key, j) for j in range(chunks))[:length]


def words(data: bytes, modulus_bits: int) -> list[int]:
    size = modulus_bits // 8
    return [int.from_bytes(data[i : i + size], "little") for i in range(0, len(data), size)]


def unwords(values: Sequence[int], modulus_bits: int) -> bytes:
    size = modulus_bits // 8
    return b"".join((v % 2**modulus_bits).to_bytes(size, "little") for v in values)


@cache
def mask(key: bytes, length: int, modulus_bits: int) -> tuple[int, ...]:
    return tuple(words(keystream(key, length * modulus_bits // 8), modulus_bits))


def pairwise_key(private: bytes, public: bytes, round_digest: bytes, i: int, j: int) -> bytes:
    low, high = min(i, j), max(i, j)
    info = context("pairwise") + u16(low) + u16(high)
    return hkdf(dh(private, public), round_digest, info, 16)


def self_key(seed: bytes, round_digest: bytes, i: int) -> bytes:
    return hkdf(seed, round_digest, context("self") + u16(i), 16)


def share_info(sender: int, recipient: int, vector: int) -> bytes:
    return context("share") + u16(sender) + u16(recipient) + u16(vector)


def share_key(
    private: bytes, public: bytes, session_digest: bytes, sender: int, recipient: int, vector: int
) -> bytes:
    info = share_info(sender, recipient, vector)
    return hkdf(dh(private, public), session_digest, info, 32)


# Shamir's scheme


def split(secret: bytes, coefficients: Sequence[int], number: int) -> bytes:
    """The share of `number`. The coefficients are those of x, x^2, …: t - 1 of them."""
    terms = [int.from_bytes(secret, "big"), *coefficients]
    value = sum(a * number**power for power, a in enumerate(terms)) % P
    return value.to_bytes(SHARE, "big")


def rebuild(shares: Mapping[int, bytes]) -> int:
    """Lagrange's interpolation at 0."""
    total = 0
    for i, share in shares.items():
        y = int.from_bytes(share, "big")
        need(y < P, "a share out of range")
        above = below = 1
        for j in shares:
            if j != i:
                above = above * -j % P
                below = below * (i - j) % P
        total += y * above * pow(below, -1, P)
    return total % P


def rebuild_secret(shares: Mapping[int, bytes]) -> bytes:
    number = rebuild(shares)
    need(number < 2**256, "the rebuilt number isn't one of 32 bytes")
    return number.to_bytes(32, "big")


# The graph and its thresholds


def circle(n: int, session_digest: bytes) -> list[int]:
    stream = hashlib.shake_256(context("graph") + session_digest).digest(16 * (n - 1))
    order = list(range(1, n + 1))
    for taken, i in enumerate(range(n - 1, 0, -1)):
        place = int.from_bytes(stream[16 * taken : 16 * taken + 16], "big") % (i + 1)
        order[i], order[place] = order[place], order[i]
    return order


def graph(n: int, degree: int, session_digest: bytes) -> dict[int, list[int]]:
    if degree == 0:
        return {i: [j for j in range(1, n + 1) if j != i] for i in range(1, n + 1)}
    # Reading: an odd degree, or one of n and more, has no such circle.
    need(degree % 2 == 0 and degree < n, "the degree isn't even and less than n")
    order = circle(n, session_digest)
    return {
        owner: sorted(
            order[(place + step) % n] for step in range(-degree // 2, degree // 2 + 1) if step != 0
        )
        for place, owner in enumerate(order)
    }


def more_than(x: int, population: int, marked: int, drawn: int) -> Fraction:
    """The hypergeometric probability of more than x marked ones among the drawn."""
    ways = sum(
        math.comb(marked, i) * math.comb(population - marked, drawn - i)
        for i in range(x + 1, min(marked, drawn) + 1)
    )
    return Fraction(ways, math.comb(population, drawn))


def graph_threshold(n: int, colluders: int, degree: int, *, itself_drawn: bool = False) -> int:
    """The least t of section 6.

    Settled: the colluding holders of an honest owner are drawn from the n - 1 others, since it is
    itself the one further holder. `itself_drawn` is the other reading: degree + 1 out of n.
    """
    population, drawn = (n, degree + 1) if itself_drawn else (n - 1, degree)
    x = 0
    while n * more_than(x, population, colluders, drawn) > Fraction(1, 2**40):
        x += 1
    return (degree + 1 + x) // 2 + 1


def bears(n: int, colluders: int, degree: int, t: int) -> bool:
    """Whether, with nobody gone, each owner has t holders beside itself and the honest ones hang
    together but with a probability of 2^-40: section 6."""
    apart = n * Fraction(colluders, n) ** (degree // 2)
    return t <= degree and apart <= Fraction(1, 2**40)


def hang_together(members: Iterable[int], neighbours: Mapping[int, Iterable[int]]) -> bool:
    """Whether there is a way from each of these owners to each other one over these owners."""
    inside = set(members)
    parts = [{i} for i in inside]
    for i in inside:
        near = {i, *(inside & set(neighbours[i]))}
        touched = [part for part in parts if part & near]
        parts = [part for part in parts if not part & near] + [set().union(*touched)]
    return len(parts) <= 1


# Quantization


def bound(n: int, modulus_bits: int) -> int:
    return (2 ** (modulus_bits - 1) - 1) // n


def quantize(x: float, weight: Fraction, step_exponent: int, q: int) -> tuple[int, Fraction]:
    """The lower of the two whole numbers, and the probability of the upper one."""
    if not math.isfinite(x):
        return 0, Fraction(0)
    steps = weight * Fraction(x) / Fraction(2) ** step_exponent
    steps = max(Fraction(-q), min(Fraction(q), steps))
    low = math.floor(steps)
    return low, steps - low


def centred(value: int, modulus_bits: int) -> int:
    value %= 2**modulus_bits
    return value - 2**modulus_bits if value >= 2 ** (modulus_bits - 1) else value


# Messages: encoding


def head(kind: str) -> bytes:
    return MAGIC + u8(VERSION) + u8(TYPES[kind])


def text(value: str) -> bytes:
    return u8(len(value.encode())) + value.encode()


def listed(items: Sequence[bytes]) -> bytes:
    return u16(len(items)) + b"".join(items)


def sized(value: bytes) -> bytes:
    return u32(len(value)) + value


@dataclass(frozen=True)
class Terms:
    session: bytes
    vectors: int
    length: int
    modulus_bits: int
    step_exponent: int
    colluders: int
    threshold: int
    confirmations: int
    survivors: int
    degree: int
    plan: bytes

    def encode(self) -> bytes:
        return (
            head("Terms")
            + self.session
            + u16(self.vectors)
            + u32(self.length)
            + u8(self.modulus_bits)
            + i16(self.step_exponent)
            + u16(self.colluders)
            + u16(self.threshold)
            + u16(self.confirmations)
            + u16(self.survivors)
            + u16(self.degree)
            + self.plan
        )


@dataclass(frozen=True)
class PublicKeys:
    channel: bytes
    mask: bytes
    commitment: bytes


@dataclass(frozen=True)
class Join:
    terms: bytes
    name: str
    identity: bytes
    declared_units: int
    nonce: bytes
    key_sets: tuple[PublicKeys, ...]
    signature: bytes = b""

    def body(self) -> bytes:
        return (
            head("Join")
            + self.terms
            + text(self.name)
            + self.identity
            + u32(self.declared_units)
            + self.nonce
            + listed([keys.channel + keys.mask + keys.commitment for keys in self.key_sets])
        )

    def encode(self) -> bytes:
        return self.body() + self.signature


@dataclass(frozen=True)
class Roster:
    terms: bytes
    joins: tuple[bytes, ...]

    def encode(self) -> bytes:
        return head("Roster") + sized(self.terms) + listed([sized(join) for join in self.joins])


@dataclass(frozen=True)
class Shares:
    session_digest: bytes
    sender: int
    deals: tuple[tuple[int, tuple[bytes, ...]], ...]
    signature: bytes = b""

    def body(self) -> bytes:
        deals = [u16(recipient) + b"".join(sealed) for recipient, sealed in self.deals]
        return head("Shares") + self.session_digest + u16(self.sender) + listed(deals)

    def encode(self) -> bytes:
        return self.body() + self.signature


@dataclass(frozen=True)
class Round:
    session_digest: bytes
    vector: int
    purpose: int
    round: int
    model: bytes
    active: tuple[int, ...]

    def encode(self) -> bytes:
        return (
            head("Round")
            + self.session_digest
            + u16(self.vector)
            + u8(self.purpose)
            + u32(self.round)
            + self.model
            + listed([u16(i) for i in self.active])
        )


@dataclass(frozen=True)
class Upload:
    session_digest: bytes
    round_digest: bytes
    sender: int
    vector: int
    size: int
    vector_digest: bytes
    signature: bytes = b""

    def body(self) -> bytes:
        return (
            head("Upload")
            + self.session_digest
            + self.round_digest
            + u16(self.sender)
            + u16(self.vector)
            + u32(self.size)
            + self.vector_digest
        )

    def encode(self) -> bytes:
        return self.body() + self.signature


@dataclass(frozen=True)
class Survivors:
    round_digest: bytes
    survivors: tuple[int, ...]

    def encode(self) -> bytes:
        return head("Survivors") + self.round_digest + listed([u16(i) for i in self.survivors])


@dataclass(frozen=True)
class Confirmation:
    round_digest: bytes
    sender: int
    signature: bytes = b""

    def encode(self) -> bytes:
        return head("Confirmation") + self.round_digest + u16(self.sender) + self.signature


@dataclass(frozen=True)
class UnmaskRequest:
    round_digest: bytes
    survivors: tuple[int, ...]
    confirmations: tuple[tuple[int, bytes], ...]
    deals: tuple[tuple[int, bytes], ...]

    def encode(self) -> bytes:
        return (
            head("UnmaskRequest")
            + self.round_digest
            + listed([u16(i) for i in self.survivors])
            + listed([u16(sender) + signature for sender, signature in self.confirmations])
            + listed([u16(sender) + sealed for sender, sealed in self.deals])
        )


@dataclass(frozen=True)
class Unmask:
    round_digest: bytes
    sender: int
    shares: tuple[tuple[int, int, bytes], ...]
    signature: bytes = b""

    def body(self) -> bytes:
        shares = [u16(owner) + u8(kind) + share for owner, kind, share in self.shares]
        return head("Unmask") + self.round_digest + u16(self.sender) + listed(shares)

    def encode(self) -> bytes:
        return self.body() + self.signature


def session_digest(roster: bytes) -> bytes:
    return sha256(context("session") + roster)


def round_digest(message: bytes) -> bytes:
    return sha256(context("round") + message)


def commitment(seed: bytes) -> bytes:
    return sha256(context("seed") + seed)


# Messages: decoding


class Reader:
    def __init__(self, data: bytes, kind: str) -> None:
        self.data = data
        self.at = 0
        need(self.take(3) == MAGIC, "not a message of the protocol")
        need(self.u8() == VERSION, "another version")
        need(self.u8() == TYPES[kind], "another type")

    def take(self, count: int) -> bytes:
        need(count <= len(self.data) - self.at, "the message ends too early")
        self.at += count
        return self.data[self.at - count : self.at]

    def u8(self) -> int:
        return self.take(1)[0]

    def u16(self) -> int:
        return int.from_bytes(self.take(2), "big")

    def u32(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def i16(self) -> int:
        return int.from_bytes(self.take(2), "big", signed=True)

    def text(self) -> str:
        raw = self.take(self.u8())
        need(1 <= len(raw) <= 64, "a text that isn't 1 to 64 bytes long")
        try:
            return raw.decode()
        except UnicodeDecodeError:
            raise RefusedError("a text that isn't UTF-8") from None

    def listed(self, item: Callable[[], T]) -> tuple[T, ...]:
        return tuple(item() for _ in range(self.u16()))

    def numbers(self) -> tuple[int, ...]:
        return ascending(self.listed(self.number), lambda number: number)

    def number(self) -> int:
        # Settled: owners are numbered from 1, so that a 0 is an error wherever it stands.
        number = self.u16()
        need(number >= 1, "an owner's number of 0")
        return number

    def end(self) -> None:
        need(self.at == len(self.data), "bytes after the message's end")


def ascending(items: tuple[T, ...], key: Callable[[T], int]) -> tuple[T, ...]:
    need(
        all(key(a) < key(b) for a, b in itertools.pairwise(items)),
        "a list that isn't strictly ascending",
    )
    return items


def decode_terms(data: bytes) -> Terms:
    r = Reader(data, "Terms")
    terms = Terms(
        session=r.take(32),
        vectors=r.u16(),
        length=r.u32(),
        modulus_bits=r.u8(),
        step_exponent=r.i16(),
        colluders=r.u16(),
        threshold=r.u16(),
        confirmations=r.u16(),
        survivors=r.u16(),
        degree=r.u16(),
        plan=r.take(32),
    )
    r.end()
    need(1 <= terms.vectors <= 4096, "the vectors aren't 1 to 4096")
    # So that a vector's size in bytes fits the u32 of an Upload.
    need(2 <= terms.length <= 2**30 - 1, "the length isn't 2 to 2^30 - 1")
    need(terms.modulus_bits in (16, 32), "the modulus isn't of 16 or 32 bits")
    return terms


def decode_join(data: bytes) -> Join:
    r = Reader(data, "Join")
    join = Join(
        terms=r.take(32),
        name=r.text(),
        identity=r.take(32),
        declared_units=r.u32(),
        nonce=r.take(32),
        key_sets=r.listed(lambda: PublicKeys(r.take(32), r.take(32), r.take(32))),
        signature=r.take(64),
    )
    r.end()
    need(join.declared_units >= 1, "no declared units")
    return join


def decode_roster(data: bytes) -> Roster:
    r = Reader(data, "Roster")
    roster = Roster(r.take(r.u32()), r.listed(lambda: r.take(r.u32())))
    r.end()
    need(2 <= len(roster.joins) <= 4096, "the joins aren't 2 to 4096")
    return roster


def decode_shares(data: bytes, vectors: int) -> Shares:
    """K isn't in the message: it comes from the Terms."""
    r = Reader(data, "Shares")

    def deal() -> tuple[int, tuple[bytes, ...]]:
        return r.number(), tuple(r.take(CIPHERTEXT) for _ in range(vectors))

    digest, sender = r.take(32), r.number()
    deals = ascending(r.listed(deal), lambda item: item[0])
    message = Shares(digest, sender, deals, r.take(64))
    r.end()
    return message


def decode_round(data: bytes) -> Round:
    r = Reader(data, "Round")
    message = Round(r.take(32), r.u16(), r.u8(), r.u32(), r.take(32), r.numbers())
    r.end()
    need(message.purpose in (TRAINING, EVALUATION), "an unknown purpose")
    return message


def decode_upload(data: bytes) -> Upload:
    r = Reader(data, "Upload")
    message = Upload(r.take(32), r.take(32), r.number(), r.u16(), r.u32(), r.take(32), r.take(64))
    r.end()
    return message


def decode_survivors(data: bytes) -> Survivors:
    r = Reader(data, "Survivors")
    message = Survivors(r.take(32), r.numbers())
    r.end()
    return message


def decode_confirmation(data: bytes) -> Confirmation:
    r = Reader(data, "Confirmation")
    message = Confirmation(r.take(32), r.number(), r.take(64))
    r.end()
    return message


def decode_unmask_request(data: bytes) -> UnmaskRequest:
    r = Reader(data, "UnmaskRequest")
    message = UnmaskRequest(
        r.take(32),
        r.numbers(),
        ascending(r.listed(lambda: (r.number(), r.take(64))), lambda item: item[0]),
        ascending(r.listed(lambda: (r.number(), r.take(CIPHERTEXT))), lambda item: item[0]),
    )
    r.end()
    return message


def decode_unmask(data: bytes) -> Unmask:
    r = Reader(data, "Unmask")
    digest, sender = r.take(32), r.number()
    # Settled: triples ascend strictly by their owner too, so that never both kinds of one fit in.
    shares = ascending(r.listed(lambda: (r.number(), r.u8(), r.take(SHARE))), lambda item: item[0])
    message = Unmask(digest, sender, shares, r.take(64))
    r.end()
    for _, kind, share in shares:
        need(kind in (SEED, MASK), "an unknown kind of share")
        # Settled: a share of P and more is a second encoding of a smaller number.
        need(int.from_bytes(share, "big") < P, "a share out of range")
    return message


# What an owner keeps, and its checks


@dataclass(frozen=True)
class KeySet:
    channel: bytes
    mask: bytes
    seed: bytes

    def public(self) -> PublicKeys:
        return PublicKeys(
            x25519_public(self.channel), x25519_public(self.mask), commitment(self.seed)
        )


@dataclass(frozen=True)
class Owner:
    name: str
    units: int
    identity: bytes
    nonce: bytes
    key_sets: tuple[KeySet, ...]

    def join(self, terms: bytes) -> bytes:
        public = tuple(keys.public() for keys in self.key_sets)
        key = ed25519_public(self.identity)
        return signed_join(
            self, Join(sha256(terms), self.name, key, self.units, self.nonce, public)
        )


def signed_join(owner: Owner, join: Join) -> bytes:
    return join.body() + sign(owner.identity, context("join") + join.body())


@dataclass(frozen=True)
class Session:
    """A roster that was checked: what all sides know."""

    roster: bytes
    terms: Terms
    joins: tuple[Join, ...]

    @property
    def digest(self) -> bytes:
        return session_digest(self.roster)

    @property
    def n(self) -> int:
        return len(self.joins)

    def member(self, number: int) -> Join:
        need(1 <= number <= self.n, "no such owner")
        return self.joins[number - 1]

    def keys(self, number: int, vector: int) -> PublicKeys:
        return self.member(number).key_sets[vector]

    @property
    def neighbours(self) -> dict[int, list[int]]:
        return graph(self.n, self.terms.degree, self.digest)

    def holders(self, number: int) -> list[int]:
        return sorted([*self.neighbours[number], number])


def read_roster(roster: bytes) -> Session:
    message = decode_roster(roster)
    return Session(
        roster, decode_terms(message.terms), tuple(decode_join(join) for join in message.joins)
    )


def check_terms(data: bytes) -> Terms:
    terms = decode_terms(data)
    need(terms.survivors >= terms.threshold, "fewer survivors than the threshold")
    need(terms.survivors >= terms.colluders + 2, "fewer survivors than colluders and two more")
    # Reading: an odd degree could be refused as late as at the roster, but needs no roster.
    need(terms.degree % 2 == 0, "the degree is odd")
    return terms


def canonical(key: bytes) -> bool:
    """Whether an X25519 public key is its point's own name: no top bit, and below the prime."""
    return int.from_bytes(key, "little") < P25519


def check_roster(
    data: bytes,
    *,
    terms: bytes,
    join: bytes,
    owner: Owner,
    pins: Mapping[str, bytes],
    colluding_pinned: int = 0,
    answered: bytes | None = None,
) -> Session:
    """`colluding_pinned`: how many pinned members the owner's policy expects to collude.

    `answered` is the Roster that it answered before; for that one it sends the stored Shares.
    """
    need(answered in (None, data), "another Roster was answered before")
    roster = decode_roster(data)
    need(roster.terms == terms, "other Terms than those joined")
    agreed = decode_terms(terms)
    joins = tuple(decode_join(item) for item in roster.joins)
    for item in joins:
        need(item.terms == sha256(terms), "a Join to other Terms")
        need(len(item.key_sets) == agreed.vectors, "another number of key sets than K")
        verify(item.identity, context("join") + item.body(), item.signature)
    names = [item.name.encode() for item in joins]
    need(all(a < b for a, b in itertools.pairwise(names)), "names do not ascend")
    keys = [keys for item in joins for keys in item.key_sets]
    need(
        all(canonical(k.channel) and canonical(k.mask) for k in keys),
        "a public key that isn't canonical",
    )
    for values, what in (
        ([item.identity for item in joins], "an identity"),
        # Channel and mask keys of all sets of all owners are one pool.
        ([k.channel for k in keys] + [k.mask for k in keys], "a public key"),
        ([k.commitment for k in keys], "a commitment"),
    ):
        need(len(set(values)) == len(values), f"{what} occurs twice")
    need(join in roster.joins, "the own Join is missing or altered")
    others = [item for item in joins if item.name != owner.name]
    for item in others:
        need(pins.get(item.name, item.identity) == item.identity, "a pinned name's other key")
    unpinned = sum(item.name not in pins for item in others)
    need(
        unpinned + colluding_pinned <= agreed.colluders,
        "more unpinned and expected to collude than colluders",
    )
    n, c, t = len(joins), agreed.colluders, agreed.threshold
    u, m, degree = agreed.confirmations, agreed.survivors, agreed.degree
    need(u <= m, "fewer survivors than confirmations")
    need(m <= n, "more survivors than owners")
    need(2 * u > n + c, "too few confirmations for n and c")
    need(t <= m, "a threshold above the survivors")
    if degree == 0:
        need(t == u, "the threshold isn't the confirmations'")
    else:
        need(degree % 2 == 0 and degree < n, "the degree isn't even and less than n")
        need(t == graph_threshold(n, c, degree), "another threshold than computed")
        need(bears(n, c, degree, t), "too small a circle for so many colluders")
    for item in others:
        for own, theirs in zip(owner.key_sets, item.key_sets, strict=True):
            dh(own.channel, theirs.channel)
            dh(own.mask, theirs.mask)
    return Session(data, agreed, joins)


def check_shares(session: Session, data: bytes) -> Shares:
    message = decode_shares(data, session.terms.vectors)
    need(message.session_digest == session.digest, "another session")
    member = session.member(message.sender)
    verify(member.identity, context("shares") + message.body(), message.signature)
    recipients = [recipient for recipient, _ in message.deals]
    need(recipients == session.holders(message.sender), "dealt to others than the holders")
    return message


def check_round(
    session: Session, data: bytes, number: int, next_vector: int, before: Sequence[bytes] = ()
) -> Round:
    """`before`: the Rounds that the owner has begun in this session."""
    message = decode_round(data)
    need(message.session_digest == session.digest, "another session")
    need(message.vector < session.terms.vectors, "no such vector")
    need(message.vector >= next_vector, "a vector that was used or passed over")
    need(all(i <= session.n for i in message.active), "no such owner")
    need(len(message.active) >= session.terms.survivors, "too few active owners")
    need(number in message.active, "the owner isn't active")
    if message.purpose == EVALUATION:
        # Reading: an evaluation counts from its Round on, whether its sum was opened or not.
        begun = [decode_round(item) for item in before]
        evaluated = {item.model for item in begun if item.purpose == EVALUATION}
        need(message.model not in evaluated, "another evaluation of the same model")
    return message


def check_survivors(
    session: Session, round_: bytes, data: bytes, number: int, signed: bytes | None = None
) -> Survivors:
    """`signed` is the Survivors message that this owner signed for the round before."""
    message = decode_survivors(data)
    need(signed in (None, data), "another set was signed before")
    need(message.round_digest == round_digest(round_), "another round")
    need(set(message.survivors) <= set(decode_round(round_).active), "a survivor isn't active")
    need(number in message.survivors, "the owner isn't a survivor")
    need(len(message.survivors) >= session.terms.survivors, "too few survivors")
    need(hang_together(message.survivors, session.neighbours), "survivors without masks between")
    return message


def signed_survivors(owner: Owner, survivors: bytes) -> bytes:
    return sign(owner.identity, context("survivors") + survivors)


def check_confirmation(session: Session, survivors: bytes, data: bytes) -> Confirmation:
    message = decode_confirmation(data)
    agreed = decode_survivors(survivors)
    need(message.round_digest == agreed.round_digest, "another round")
    need(message.sender in agreed.survivors, "the signer isn't a survivor")
    identity = session.member(message.sender).identity
    verify(identity, context("survivors") + survivors, message.signature)
    return message


def check_upload(session: Session, round_: bytes, data: bytes, vector: bytes) -> Upload:
    message = decode_upload(data)
    active = decode_round(round_)
    need(message.session_digest == session.digest, "another session")
    need(message.round_digest == round_digest(round_), "another round")
    need(message.sender in active.active, "the sender isn't active")
    need(message.vector == active.vector, "another vector than the round's")
    size = session.terms.length * session.terms.modulus_bits // 8
    need(message.size == size, "another size than the session's")
    need(len(vector) == message.size, "another size than announced")
    need(sha256(vector) == message.vector_digest, "another digest than announced")
    identity = session.member(message.sender).identity
    verify(identity, context("upload") + message.body(), message.signature)
    return message


# What an owner makes


def deal(
    session: Session,
    owner: Owner,
    number: int,
    polynomials: Sequence[tuple[Sequence[int], Sequence[int]]],
) -> bytes:
    """`polynomials`: for each vector, the coefficients for the seed and for the mask key."""
    deals = []
    for recipient in session.holders(number):
        sealed = []
        for vector, (seed_coefficients, mask_coefficients) in enumerate(polynomials):
            keys = owner.key_sets[vector]
            key = share_key(
                keys.channel,
                session.keys(recipient, vector).channel,
                session.digest,
                number,
                recipient,
                vector,
            )
            plaintext = split(keys.seed, seed_coefficients, recipient) + split(
                keys.mask, mask_coefficients, recipient
            )
            sealed.append(seal(key, share_info(number, recipient, vector), plaintext))
        deals.append((recipient, tuple(sealed)))
    body = Shares(session.digest, number, tuple(deals)).body()
    return body + sign(owner.identity, context("shares") + body)


def masked(
    session: Session, owner: Owner, number: int, round_: bytes, values: Sequence[int]
) -> bytes:
    bits, length = session.terms.modulus_bits, session.terms.length
    need(len(values) == length, "not the session's length")
    message, digest = decode_round(round_), round_digest(round_)
    keys = owner.key_sets[message.vector]
    added = mask(self_key(keys.seed, digest, number), length, bits)
    total = [value + word for value, word in zip(values, added, strict=True)]
    for other in session.neighbours[number]:
        if other not in message.active:
            continue
        public = session.keys(other, message.vector).mask
        stream = mask(pairwise_key(keys.mask, public, digest, number, other), length, bits)
        sign_ = 1 if other > number else -1
        total = [value + sign_ * word for value, word in zip(total, stream, strict=True)]
    return unwords(total, bits)


def upload(session: Session, owner: Owner, number: int, round_: bytes, vector: bytes) -> bytes:
    body = Upload(
        session.digest,
        round_digest(round_),
        number,
        decode_round(round_).vector,
        len(vector),
        sha256(vector),
    ).body()
    return body + sign(owner.identity, context("upload") + body)


def open_deal(
    session: Session, owner: Owner, number: int, vector: int, sender: int, sealed: bytes
) -> tuple[bytes, bytes]:
    """The seed's share and the mask key's."""
    public = session.keys(sender, vector).channel
    key = share_key(owner.key_sets[vector].channel, public, session.digest, sender, number, vector)
    plaintext = unseal(key, share_info(sender, number, vector), sealed)
    return plaintext[:SHARE], plaintext[SHARE:]


def unmask(
    session: Session,
    owner: Owner,
    number: int,
    round_: bytes,
    survivors: bytes,
    data: bytes,
    answered: bytes | None = None,
    later: bytes | None = None,
) -> bytes:
    """The answer to an UnmaskRequest; `survivors` is the message that the owner signed itself.

    `answered` is the request that it answered before, `later` the Round of a later vector that it
    has begun since.
    """
    message, agreed, signed = (
        decode_unmask_request(data),
        decode_round(round_),
        decode_survivors(survivors),
    )
    if later is not None:
        need(decode_round(later).vector <= agreed.vector, "the key set was deleted")
    need(answered in (None, data), "another request was answered before")
    need(message.round_digest == round_digest(round_), "another round")
    need(message.survivors == signed.survivors, "another survivor set than signed")
    good = 0
    for sender, signature in message.confirmations:
        need(sender in message.survivors, "the signer isn't a survivor")
        # Settled: a wrong signature isn't counted, but doesn't spoil the good ones.
        try:
            verify(session.member(sender).identity, context("survivors") + survivors, signature)
            good += 1
        except RefusedError:
            continue
    need(good >= session.terms.confirmations, "too few good confirmations")
    shares = []
    for sender, sealed in message.deals:
        # Settled: a deal of an owner that this one holds no share of is refused, a missing one is
        # as good as one that does not open.
        need(sender in agreed.active, "a deal of an owner that isn't active")
        need(sender in session.holders(number), "a deal of an owner that isn't a neighbour")
        try:
            opened = open_deal(session, owner, number, agreed.vector, sender, sealed)
        except RefusedError:
            continue
        kind = SEED if sender in message.survivors else MASK
        share = opened[0] if kind == SEED else opened[1]
        # Settled: a share out of range is treated as a ciphertext that does not open.
        if int.from_bytes(share, "big") < P:
            shares.append((sender, kind, share))
    body = Unmask(message.round_digest, number, tuple(shares)).body()
    return body + sign(owner.identity, context("unmask") + body)


# The coordinator's side


def check_unmask(session: Session, round_: bytes, survivors: bytes, data: bytes) -> Unmask:
    message, agreed = decode_unmask(data), decode_survivors(survivors)
    need(message.round_digest == round_digest(round_), "another round")
    need(message.sender in agreed.survivors, "the sender isn't a survivor")
    identity = session.member(message.sender).identity
    verify(identity, context("unmask") + message.body(), message.signature)
    for owner, kind, _ in message.shares:
        need(owner in decode_round(round_).active, "a share of an owner that isn't active")
        need(owner in session.holders(message.sender), "a share that the sender doesn't hold")
        right = SEED if owner in agreed.survivors else MASK
        need(kind == right, "a share of the kind that stays shut")
    return message


def rebuilt(
    session: Session, round_: bytes, survivors: bytes, answers: Sequence[bytes]
) -> dict[int, tuple[int, bytes, list[int]]]:
    """For each active owner the kind of secret, the secret, and whose shares it was made of."""
    agreed, alive = decode_round(round_), decode_survivors(survivors).survivors
    messages = [check_unmask(session, round_, survivors, answer) for answer in answers]
    found = {}
    for owner in agreed.active:
        shares = {
            message.sender: share
            for message in messages
            for of, _, share in message.shares
            if of == owner
        }
        need(len(shares) >= session.terms.threshold, "too few shares")
        # Reading: any t of them will do; the least numbers are taken.
        taken = sorted(shares)[: session.terms.threshold]
        secret = rebuild_secret({number: shares[number] for number in taken})
        public = session.keys(owner, agreed.vector)
        if owner in alive:
            need(commitment(secret) == public.commitment, "a seed that isn't the committed one")
        else:
            need(x25519_public(secret) == public.mask, "a mask key that isn't the public one")
        found[owner] = (SEED if owner in alive else MASK, secret, taken)
    return found


def decoded(
    session: Session,
    round_: bytes,
    survivors: bytes,
    vectors: Mapping[int, bytes],
    answers: Sequence[bytes],
) -> list[int]:
    bits, length = session.terms.modulus_bits, session.terms.length
    agreed, alive = decode_round(round_), decode_survivors(survivors).survivors
    digest, k = round_digest(round_), agreed.vector
    secrets = rebuilt(session, round_, survivors, answers)
    columns = [words(vectors[owner], bits) for owner in alive]
    total = [sum(column) for column in zip(*columns, strict=True)]
    for owner, (kind, secret, _) in secrets.items():
        if kind == SEED:
            stream = mask(self_key(secret, digest, owner), length, bits)
            total = [value - word for value, word in zip(total, stream, strict=True)]
            continue
        for other in session.neighbours[owner]:
            if other not in alive:
                continue
            public = session.keys(other, k).mask
            stream = mask(pairwise_key(secret, public, digest, owner, other), length, bits)
            # The survivor `other` added the mask if the dropped one's number is higher.
            sign_ = 1 if owner > other else -1
            total = [value - sign_ * word for value, word in zip(total, stream, strict=True)]
    values = [centred(value, bits) for value in total]
    most = len(alive) * bound(session.n, bits)
    need(values[-1] == len(alive), "the count isn't the survivors'")
    need(all(abs(value) <= most for value in values), "a coordinate out of range")
    return values
