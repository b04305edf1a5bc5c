"""Heads of a ledger: what an owner shows of it, and what others countersign. Pure: no IO.

A head is the size and Merkle root of a ledger at a moment, signed by its owner. It travels with
every receipt; the coordinator checks that it continues the last head it saw, countersigns it and
sends it back. From then on the owner can't show anybody a shorter or another past without being
caught by whoever holds the countersigned head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from privacy import canonical
from privacy.canonical import is_hex
from privacy.errors import VerificationError
from privacy.ledger.entries import LEDGER_ID_LENGTH, public_hex, public_key
from privacy.ledger.events import MAX_ENTRIES, Witness
from privacy.ledger.merkle import MAX_PROOF_LENGTH, is_consistent

VERSION = 1
HEAD_CONTEXT = b"discreet ledger head v1\x00"
WITNESS_CONTEXT = b"discreet ledger witness v1\x00"
MAX_HEAD_LENGTH = 2_048  # characters of JSON
MAX_RECEIPT_LENGTH = 16_384  # characters of JSON
MAX_HEADS_FILE_LENGTH = 64 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The first `size` entries of `ledger` have the Merkle root `root`, says `owner_key`."""

    ledger: str  # hex
    size: int
    root: str  # hex
    time_ms: int
    owner_key: str  # hex
    owner_signature: str  # hex

    def check(self) -> None:
        """Raise VerificationError unless `owner_key` signed this head."""
        _check(self.owner_key, self.owner_signature, HEAD_CONTEXT + _content(self), "its owner")


@dataclass(frozen=True, slots=True)
class WitnessedHead:
    """A head, and someone else's signature over all of it."""

    head: SignedHead
    witness_key: str  # hex
    witness_signature: str  # hex

    def check(self) -> None:
        """Raise VerificationError unless both signatures hold."""
        self.head.check()
        content = WITNESS_CONTEXT + _whole(self.head)
        _check(self.witness_key, self.witness_signature, content, "its witness")

    def event(self) -> Witness:
        """The entry that keeps this head in the ledger it is of."""
        row = asdict(self.head)
        del row["ledger"]
        return Witness(
            **row, witness_key=self.witness_key, witness_signature=self.witness_signature
        )

    @staticmethod
    def of_event(ledger: str, event: Witness) -> WitnessedHead:
        """The head that a Witness entry keeps."""
        head = SignedHead(
            ledger, event.size, event.root, event.time_ms, event.owner_key, event.owner_signature
        )
        return WitnessedHead(head, event.witness_key, event.witness_signature)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an owner answers a round with: its head, and the proof that it continues the head
    which the peer last countersigned (`since` entries; 0 where there is none)."""

    head: SignedHead
    since: int
    proof: tuple[str, ...]  # hex


def sign_head(
    key: Ed25519PrivateKey, *, ledger: str, size: int, root: bytes, time_ms: int
) -> SignedHead:
    """The owner's head of its ledger."""
    draft = SignedHead(ledger, size, root.hex(), time_ms, public_hex(key), "")
    signature = key.sign(HEAD_CONTEXT + _content(draft))
    return SignedHead(ledger, size, root.hex(), time_ms, draft.owner_key, signature.hex())


def countersign(key: Ed25519PrivateKey, head: SignedHead) -> WitnessedHead:
    """`head` with the signature of a witness. Raises VerificationError on a head that is false."""
    head.check()
    signature = key.sign(WITNESS_CONTEXT + _whole(head))
    return WitnessedHead(head, public_hex(key), signature.hex())


def check_receipt(receipt: Receipt, last: SignedHead | None) -> None:
    """Raise VerificationError unless `receipt` continues the head that was countersigned last.

    The same ledger, no smaller, the proof holds, and at one size there is one root. The key may
    have changed in between: who relies on it pins it.
    """
    head = receipt.head
    head.check()
    if last is None:
        return
    if head.ledger != last.ledger:
        raise VerificationError("expected a head of the same ledger, found another ledger")
    if head.size < last.size:
        raise VerificationError(
            f"expected a ledger of at least {last.size} entries, found {head.size}: it went back"
        )
    proof = tuple(bytes.fromhex(item) for item in receipt.proof)
    if receipt.since != last.size or not is_consistent(
        last.size, bytes.fromhex(last.root), head.size, bytes.fromhex(head.root), proof
    ):
        raise VerificationError(f"entries before {last.size} are not those that were witnessed")


def head_to_json(head: SignedHead) -> str:
    """One head as text."""
    return canonical.encode({"version": VERSION} | asdict(head)).decode()


def head_from_json(text: object) -> SignedHead:
    """The head that `head_to_json` wrote; its signature isn't checked. Raises VerificationError."""
    return _head(_object(text, "head", MAX_HEAD_LENGTH))


def witnessed_to_json(witnessed: WitnessedHead) -> str:
    """One countersigned head as text."""
    return canonical.encode(_witnessed_row(witnessed)).decode()


def witnessed_from_json(text: object) -> WitnessedHead:
    """What `witnessed_to_json` wrote; no signature is checked. Raises VerificationError."""
    return _witnessed(_object(text, "countersigned head", 2 * MAX_HEAD_LENGTH))


def receipt_to_json(receipt: Receipt) -> str:
    """One receipt as text."""
    head = {"version": VERSION} | asdict(receipt.head)
    row = {"head": head, "since": receipt.since, "proof": list(receipt.proof)}
    return canonical.encode(row).decode()


def receipt_from_json(text: object) -> Receipt:
    """What `receipt_to_json` wrote; nothing is checked but the form. Raises VerificationError."""
    row = _object(text, "receipt", MAX_RECEIPT_LENGTH)
    if set(row) != {"head", "since", "proof"} or not isinstance(row["head"], dict):
        raise VerificationError("receipt: expected the fields head, since and proof")
    proof = row["proof"]
    if not isinstance(proof, list) or len(proof) > MAX_PROOF_LENGTH:
        raise VerificationError("receipt: proof: expected a list of hashes")
    if not all(is_hex(item, 64) for item in proof) or not _is_size(row["since"]):
        raise VerificationError("receipt: expected a size and SHA-256 hashes in hexadecimal")
    return Receipt(_head(row["head"]), row["since"], tuple(proof))


def write_heads(heads: Sequence[WitnessedHead]) -> str:
    """A file of countersigned heads, one a line."""
    return "".join(witnessed_to_json(head) + "\n" for head in heads)


def read_heads(content: bytes, what: str) -> list[WitnessedHead]:
    """The heads of such a file, with all signatures checked. Raises VerificationError."""
    if len(content) > MAX_HEADS_FILE_LENGTH:
        raise VerificationError(f"{what}: expected at most {MAX_HEADS_FILE_LENGTH} bytes")
    heads = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            head = witnessed_from_json(line.decode("ascii", "replace"))
            head.check()
        except VerificationError as e:
            raise VerificationError(f"{what}: line {number}: {e}") from e
        heads.append(head)
    return heads


def _witnessed_row(witnessed: WitnessedHead) -> dict[str, Any]:
    return {
        "head": {"version": VERSION} | asdict(witnessed.head),
        "witness_key": witnessed.witness_key,
        "witness_signature": witnessed.witness_signature,
    }


def _witnessed(row: dict[str, Any]) -> WitnessedHead:
    if set(row) != {"head", "witness_key", "witness_signature"}:
        raise VerificationError("countersigned head: expected other fields")
    if not isinstance(row["head"], dict):
        raise VerificationError("countersigned head: expected a head")
    if not is_hex(row["witness_key"], 64) or not is_hex(row["witness_signature"], 128):
        raise VerificationError("countersigned head: expected a key and a signature")
    return WitnessedHead(_head(row["head"]), row["witness_key"], row["witness_signature"])


def _head(row: dict[str, Any]) -> SignedHead:
    expected = {
        "version", "ledger", "size", "root", "time_ms", "owner_key", "owner_signature",
    }  # fmt: skip
    if type(row.get("version")) is not int or row["version"] != VERSION:
        raise VerificationError(f"head: expected version {VERSION}, found another")
    if set(row) != expected:
        raise VerificationError("head: expected other fields")
    lengths = {"ledger": LEDGER_ID_LENGTH, "root": 64, "owner_key": 64, "owner_signature": 128}
    for name, length in lengths.items():
        if not is_hex(row[name], length):
            raise VerificationError(f"head: {name}: expected {length} hexadecimal digits")
    if not _is_size(row["size"]) or type(row["time_ms"]) is not int or row["time_ms"] < 0:
        raise VerificationError("head: expected a size and a time")
    return SignedHead(**{name: value for name, value in row.items() if name != "version"})


def _is_size(value: object) -> bool:
    return type(value) is int and 0 <= value <= MAX_ENTRIES


def _object(text: object, what: str, limit: int) -> dict[str, Any]:
    if not isinstance(text, str) or len(text) > limit:
        raise VerificationError(f"{what}: expected at most {limit} characters of JSON")
    return canonical.decode(text.encode("utf-8", "replace"), what, max_length=limit)


def _content(head: SignedHead) -> bytes:
    row = asdict(head)
    del row["owner_signature"]
    return canonical.encode(row)


def _whole(head: SignedHead) -> bytes:
    return canonical.encode(asdict(head))


def _check(key: str, signature: str, content: bytes, whose: str) -> None:
    try:
        public_key(key).verify(bytes.fromhex(signature), content)
    except InvalidSignature as e:
        raise VerificationError(f"head: expected the signature of {whose}, found another") from e
