"""An auditor as a witness of ledgers: it holds heads of its own, so that not even an owner and its
coordinator together can rewrite the past.

The auditor takes an owner's receipt (a signed head and the proof that it continues the head which
it countersigned last, from which it learns a size and a time and nothing else), or a whole ledger,
which it verifies and takes the largest head from that its owner signed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from privacy.audit.recompute import Anchors, verified
from privacy.errors import VerificationError
from privacy.ledger import anchor
from privacy.ledger.heads import (
    MAX_RECEIPT_LENGTH,
    Receipt,
    SignedHead,
    WitnessedHead,
    receipt_from_json,
    receipt_to_json,
)
from privacy.ledger.state import State
from privacy.ledger.witness import Witness

_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Countersigned:
    """What this auditor holds of one ledger now."""

    source: str
    head: WitnessedHead
    before: int  # entries that it had countersigned before; 0 for a ledger that it hadn't seen
    entries: int | None  # of the ledger, where a whole one was shown


def countersign(
    source: Path, witness: Witness, *, owner_keys: Iterable[str] = (), new: bool = False
) -> Countersigned:
    """Countersign and keep the head that `source` shows: a receipt, or a ledger.

    Where `owner_keys` are given, the head must be signed by one of them; a key that follows another
    is taken only if it is among them, for a thief of the old one can hand a ledger over. A ledger
    that this auditor hasn't seen before is taken only if `new`, and never from an owner's key under
    which it holds another ledger: both are how a past is replaced as a whole.

    Guarantee: what is countersigned continues what this auditor countersigned of that ledger
    before, or nothing is. Raises VerificationError, LedgerUnavailableError and OSError.
    """
    with source.open("rb") as file:
        content = file.read(MAX_RECEIPT_LENGTH + 1)
    try:
        if content.startswith(_SQLITE):
            return _of_ledger(source, witness, tuple(owner_keys), new=new)
        receipt = receipt_from_json(content.decode("utf-8", "replace").strip())
        return _see(source, witness, receipt, tuple(owner_keys), new=new, entries=None)
    except VerificationError as e:
        text = str(e)
        prefix = "" if text.startswith(str(source)) else f"{source}: "
        raise VerificationError(f"{prefix}{text}", hint=e.hint) from e


def _of_ledger(
    source: Path, witness: Witness, owner_keys: tuple[str, ...], *, new: bool
) -> Countersigned:
    state, _, _ = verified(source, Anchors())
    last = witness.last(state.ledger)
    if last is not None:
        anchor.check(state, last.head)
    head = _largest_signed(state, source)
    if head is None:
        raise VerificationError(
            "expected a head that its owner signed, found none in this ledger or beside it",
            hint="ask the owner for a receipt: `discreet client ledger head`",
        )
    if last is not None and head.size <= last.head.size:
        _check_owner(head, owner_keys)
        return Countersigned(str(source), last, last.head.size, state.size)
    since = last.head.size if last else 0
    proof = tuple(item.hex() for item in state.tree.consistency_proof(since, head.size))
    receipt = Receipt(head, since, proof)
    return _see(source, witness, receipt, owner_keys, new=new, entries=state.size)


def _largest_signed(state: State, source: Path) -> SignedHead | None:
    """The largest head of this ledger that its owner signed: in an entry, or in the file beside."""
    found = [state.witness.head] if state.witness else []
    for kept in anchor.load(source.parent / anchor.HEADS_FILE):
        if kept.head.ledger == state.ledger:
            anchor.check(state, kept.head)
            if kept.head.owner_key != state.key_at(kept.head.size):
                raise VerificationError("a head is signed by another key than the ledger's")
            found.append(kept.head)
    return max(found, key=lambda head: head.size, default=None)


def _see(
    source: Path,
    witness: Witness,
    receipt: Receipt,
    owner_keys: tuple[str, ...],
    *,
    new: bool,
    entries: int | None,
) -> Countersigned:
    head = receipt.head
    head.check()
    _check_owner(head, owner_keys)
    last = witness.last(head.ledger)
    if last is None:
        other = witness.last_of_key(head.owner_key)
        if other is not None:
            raise VerificationError(
                f"expected ledger {other.head.ledger[:16]}… of this owner's key, found another, "
                f"{head.ledger[:16]}…: it was put in its place"
            )
        if not new:
            raise VerificationError(
                f"expected a ledger that was countersigned here before, found {head.ledger[:16]}…",
                hint="--new takes it; from then on it can't be replaced",
            )
    elif head.size >= last.head.size != receipt.since:
        raise VerificationError(
            f"expected the proof to begin at entry {last.head.size}, found one from "
            f"{receipt.since}",
            hint=f"ask for `discreet client ledger head --since {last.head.size}`",
        )
    before = last.head.size if last else 0
    known = head.owner_key if owner_keys else None  # one of them: it was checked
    witness.see(receipt_to_json(receipt), None, owner_key=known)
    held = witness.last(head.ledger)
    if held is None:
        raise AssertionError("what was countersigned is kept")
    return Countersigned(str(source), held, before, entries)


def _check_owner(head: SignedHead, owner_keys: tuple[str, ...]) -> None:
    if owner_keys and head.owner_key not in owner_keys:
        raise VerificationError(
            f"expected a head signed by one of the given keys, found {head.owner_key[:16]}…'s"
        )
