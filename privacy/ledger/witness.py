"""A witness of owners' ledgers: the coordinator, or an auditor.

With every answer an owner shows the coordinator the signed head of its ledger. The witness checks
that it continues the head that it countersigned last, countersigns it, keeps it in `heads.jsonl`
and gives it back with the next message. From then on neither a ledger that was copied back nor one
that was rewritten passes: not here, not at the owner, not with whoever has the file.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from privacy.errors import VerificationError
from privacy.ledger import anchor
from privacy.ledger.entries import public_hex
from privacy.ledger.heads import (
    SignedHead,
    WitnessedHead,
    check_receipt,
    countersign,
    receipt_from_json,
    witnessed_to_json,
)


class Witness:
    """Countersigns heads with `key` and remembers them in `folder`."""

    def __init__(self, folder: Path, key: Ed25519PrivateKey) -> None:
        """Raises VerificationError where the kept heads can't be relied on."""
        self._path = folder / anchor.HEADS_FILE
        self._key = key
        self._last: dict[str, WitnessedHead] = {}  # by ledger
        self._ledgers: dict[str, str] = {}  # by each owner's key that ever signed a head
        for head in anchor.load(self._path):
            if head.witness_key != public_hex(key):
                raise VerificationError(
                    f"{self._path}: expected heads that this key countersigned, found another's"
                )
            self._remember(head)

    def last(self, ledger: str | None) -> WitnessedHead | None:
        """The last head of `ledger` that was countersigned here."""
        return self._last.get(ledger) if ledger else None

    def last_of_key(self, owner_key: str) -> WitnessedHead | None:
        """The last head of a ledger that `owner_key` ever signed a head of, if one is known."""
        return self.last(self._ledgers.get(owner_key))

    def greet(self, receipt: object, ledger: str | None) -> str:
        """Check the receipt of an owner that joins; returns the ledger that it is of.

        What it continues is checked with its first update, once it was told the last head.
        Raises VerificationError as `see`.
        """
        head = receipt_from_json(receipt).head
        head.check()
        _check_size(head)
        last = self._last.get(head.ledger)
        _check_key(head, last)
        if ledger is not None and head.ledger != ledger:
            raise VerificationError("expected the ledger that this owner showed before")
        if last is not None and head.size < last.head.size:
            raise VerificationError(
                f"expected a ledger of at least {last.head.size} entries, found {head.size}: "
                "it went back"
            )
        return head.ledger

    def see(self, receipt: object, ledger: str | None, *, owner_key: str | None = None) -> str:
        """Check and countersign an owner's receipt; returns the ledger that it is of.

        `ledger` is the one that this owner showed before, None for an owner not seen before.
        `owner_key` is one that the owner is known to sign with now, by a way that is trusted:
        without it a ledger stays with the key that it was first seen with.
        Raises VerificationError: another ledger, one that went back, or a false proof.
        """
        found = receipt_from_json(receipt)
        head = found.head
        _check_size(head)
        if ledger is not None and head.ledger != ledger:
            raise VerificationError("expected the ledger that this owner showed before")
        last = self._last.get(head.ledger)
        check_receipt(found, last.head if last else None)
        if head.owner_key != owner_key:
            _check_key(head, last)
        if last is None or head.size > last.head.size:
            witnessed = countersign(self._key, head)
            anchor.keep(self._path, witnessed)
            self._remember(witnessed)
        return head.ledger

    def _remember(self, head: WitnessedHead) -> None:
        known = self._last.get(head.head.ledger)
        if known is None or head.head.size >= known.head.size:
            self._last[head.head.ledger] = head
        self._ledgers.setdefault(head.head.owner_key, head.head.ledger)

    def message_for(self, ledger: str | None) -> str | None:
        """The last head of `ledger` as text, for its owner."""
        head = self.last(ledger)
        return witnessed_to_json(head) if head else None


def _check_key(head: SignedHead, last: WitnessedHead | None) -> None:
    """A consistency proof needs no key: whoever knows a ledger's head could go on with it, and the
    owner's own receipts would be refused from then on. So a ledger stays with its key here."""
    if last is not None and head.owner_key != last.head.owner_key:
        raise VerificationError(
            "expected the key that signed this ledger's last head, found another",
            hint="if its owner changed the key, begin a new run with heads of its own",
        )


def _check_size(head: SignedHead) -> None:
    if head.size < 1:
        raise VerificationError("expected a ledger with its opening, found an empty one")
