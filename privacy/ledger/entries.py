"""One entry of a ledger: an event, its place in the chain, and the owner's signature. Pure.

    body       canonical JSON: version, ledger, sequence, previous, time_ms, and the event
    signature  Ed25519 over ENTRY_CONTEXT and the body
    leaf       SHA-256(0x00 || length of body || body || signature), RFC 6962's leaf hash;
               it is the next entry's `previous`, so that chain and Merkle tree are of one cloth

Everything that a row says is in its signed body. The sequence number is there twice (SQLite
needs it as a key) and compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from privacy import canonical
from privacy.canonical import is_hex
from privacy.errors import VerificationError
from privacy.ledger.events import (
    MAX_ENTRIES,
    MAX_TIME_MS,
    Event,
    event_from_json,
    event_to_json,
)
from privacy.ledger.merkle import leaf_hash

VERSION = 1
MAX_BODY_LENGTH = 8_192  # bytes
ENTRY_CONTEXT = b"discreet ledger entry v1\x00"
FIRST_PREVIOUS = "0" * 64  # of the entry that has none before it
LEDGER_ID_LENGTH = 32  # hexadecimal digits

Row = tuple[int, bytes, bytes]  # sequence, body, signature


@dataclass(frozen=True, slots=True)
class Entry:
    """An event at its place. `time_ms` never falls along a chain, whatever the clock does."""

    ledger: str
    sequence: int
    previous: str  # hex
    time_ms: int  # since 1970, UTC
    event: Event

    def body(self) -> bytes:
        """The bytes that are signed. Raises VerificationError for an event out of its ranges."""
        if type(self.time_ms) is not int or not 0 <= self.time_ms <= MAX_TIME_MS:
            raise VerificationError(f"time_ms: expected 0 to {MAX_TIME_MS}, found another clock's")
        event = event_to_json(self.event)
        event_from_json(event)  # raises for what no reader would take
        envelope: dict[str, Any] = {
            "version": VERSION,
            "ledger": self.ledger,
            "sequence": self.sequence,
            "previous": self.previous,
            "time_ms": self.time_ms,
            "event": event,
        }
        return canonical.encode(envelope)


def parse(body: bytes, sequence: int) -> Entry:
    """The entry of `body`, which must be number `sequence`. Raises VerificationError."""
    what = f"entry {sequence}"
    row = canonical.decode(body, what, max_length=MAX_BODY_LENGTH)
    if type(row.get("version")) is not int or row["version"] != VERSION:
        raise VerificationError(f"{what}: expected version {VERSION}, found another")
    if set(row) != {"version", "ledger", "sequence", "previous", "time_ms", "event"}:
        raise VerificationError(f"{what}: expected other fields")
    if type(row["sequence"]) is not int or row["sequence"] != sequence:
        raise VerificationError(f"{what}: found the body of another entry, or none")
    if type(row["time_ms"]) is not int or not 0 <= row["time_ms"] <= MAX_TIME_MS:
        raise VerificationError(f"{what}: time_ms: expected milliseconds since 1970")
    for name, length in (("ledger", LEDGER_ID_LENGTH), ("previous", 64)):
        if not is_hex(row[name], length):
            raise VerificationError(f"{what}: {name}: expected {length} hexadecimal digits")
    if not isinstance(row["event"], dict):
        raise VerificationError(f"{what}: expected an event")
    try:
        event = event_from_json(row["event"])
    except VerificationError as e:
        raise VerificationError(f"{what}: {e}") from e
    return Entry(row["ledger"], sequence, row["previous"], row["time_ms"], event)


def sign(body: bytes, key: Ed25519PrivateKey) -> bytes:
    """The owner's signature over an entry's body, 64 bytes."""
    return key.sign(ENTRY_CONTEXT + body)


def check_signature(body: bytes, signature: bytes, key: Ed25519PublicKey, sequence: int) -> None:
    """Raise VerificationError unless `key` signed the body of entry `sequence`."""
    try:
        key.verify(signature, ENTRY_CONTEXT + body)
    except InvalidSignature as e:
        raise VerificationError(
            f"entry {sequence}: expected the owner's signature, found another"
        ) from e


def leaf_of(body: bytes, signature: bytes) -> bytes:
    """The Merkle leaf of a row. The length keeps body and signature apart."""
    return leaf_hash(len(body).to_bytes(4, "big") + body + signature)


def public_key(text: str) -> Ed25519PublicKey:
    """The Ed25519 key of 64 hexadecimal digits. Raises VerificationError."""
    if not is_hex(text, 64):
        raise VerificationError("expected an Ed25519 key of 64 hexadecimal digits")
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError as e:
        raise VerificationError("expected an Ed25519 public key") from e


def public_hex(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """The public key as 64 hexadecimal digits."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes_raw().hex()


def check_sequence(value: int) -> int:
    """`value` itself, once it is a possible number of an entry. Raises VerificationError."""
    if type(value) is not int or not 0 <= value < MAX_ENTRIES:
        raise VerificationError("expected the number of an entry")
    return value
