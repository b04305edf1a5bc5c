"""A ledger of made-up entries in memory: what an owner shows of it is as true as of a real one."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from privacy.ledger.heads import Receipt, WitnessedHead, receipt_to_json, sign_head
from privacy.ledger.merkle import MerkleTree, leaf_hash


class PaperLedger:
    """The same name gives the same key and identifier, another edition another identifier."""

    def __init__(self, name: str, edition: str = "", *, size: int = 1) -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(sha256(f"key {name}".encode()).digest())
        self.ledger = sha256(f"ledger {name} {edition}".encode()).hexdigest()[:32]
        self.tree = MerkleTree()
        self.kept: list[WitnessedHead] = []  # heads that came back
        self._edition = edition
        self.grow(size)

    def grow(self, entries: int) -> None:
        """Add entries."""
        for _ in range(entries):
            self.tree.append(leaf_hash(f"{self._edition} {len(self.tree)}".encode()))

    def receipt(self, since: int = 0, size: int | None = None) -> Receipt:
        """A receipt over the first `size` entries, all by default."""
        size = len(self.tree) if size is None else size
        head = sign_head(
            self.key, ledger=self.ledger, size=size, root=self.tree.root(size), time_ms=size
        )
        proof = self.tree.consistency_proof(since, size)
        return Receipt(head, since, tuple(item.hex() for item in proof))

    def keep(self, head: WitnessedHead) -> None:
        """Take a head that the coordinator countersigned. Raises on one that isn't true of this."""
        head.check()
        assert head.head == self.receipt(size=head.head.size).head
        self.kept.append(head)


def rewritten(name: str, size: int) -> PaperLedger:
    """A ledger of the same key and identifier with other entries."""
    found = PaperLedger(name, "rewritten", size=size)
    found.ledger = PaperLedger(name).ledger
    return found


def changed(receipt: Receipt, **changes: Any) -> str:
    """The receipt with another head, whose signature isn't made anew."""
    return receipt_to_json(replace(receipt, head=replace(receipt.head, **changes)))
