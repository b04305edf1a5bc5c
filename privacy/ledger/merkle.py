"""The Merkle tree of RFC 6962 (section 2.1) over a ledger's entries. Pure: no IO.

A head (size and root) commits to every entry before it. A consistency proof shows that a later
head's tree begins with an earlier head's, entry for entry: nothing was changed, reordered or
removed in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
MAX_PROOF_LENGTH = 128  # hashes; 2 * log2 of the largest tree anyone will see, and to spare


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256 of 0x00 and the entry: a leaf can't be passed off as an inner node."""
    return sha256(b"\x00" + entry).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class MerkleTree:
    """A tree that grows by one leaf at a time: amortised O(1) to append, O(log n) for a root.

    `_levels[k]` holds the roots of all complete, aligned subtrees of 2^k leaves: some 2n hashes.
    """

    def __init__(self) -> None:
        self._levels: list[list[bytes]] = [[]]

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add the hash of one entry."""
        self._levels[0].append(leaf)
        level = 0
        while len(self._levels[level]) % 2 == 0:
            if level + 1 == len(self._levels):
                self._levels.append([])
            here = self._levels[level]
            self._levels[level + 1].append(_node(here[-2], here[-1]))
            level += 1

    def leaf(self, number: int) -> bytes:
        """The hash of entry `number`. Raises IndexError where there are fewer."""
        return self._levels[0][number]

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves (all of them by default).

        Raises ValueError where there are fewer.
        """
        size = self._check(len(self) if size is None else size, len(self))
        return self._subtree(0, size) if size else EMPTY_ROOT

    def consistency_proof(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """RFC 6962, section 2.1.2: that the tree of `new` leaves begins with that of `old`.

        Empty where `old` is 0 or equals `new`. Raises ValueError unless 0 <= old <= new <= size.
        """
        new = self._check(len(self) if new is None else new, len(self))
        self._check(old, new)
        if old in (0, new):
            return ()
        return tuple(self._proof(old, 0, new, complete=True))

    def _proof(self, old: int, begin: int, end: int, *, complete: bool) -> list[bytes]:
        """SUBPROOF(old, D[begin:end], complete); `old` counts from `begin`."""
        if old == end - begin:
            return [] if complete else [self._subtree(begin, end)]
        split = _split(end - begin)
        if old <= split:
            left = self._proof(old, begin, begin + split, complete=complete)
            return [*left, self._subtree(begin + split, end)]
        right = self._proof(old - split, begin + split, end, complete=False)
        return [*right, self._subtree(begin, begin + split)]

    def _subtree(self, begin: int, end: int) -> bytes:
        size = end - begin
        if size & (size - 1) == 0 and begin % size == 0:  # complete and aligned: it is kept
            return self._levels[size.bit_length() - 1][begin // size]
        split = _split(size)
        return _node(self._subtree(begin, begin + split), self._subtree(begin + split, end))

    @staticmethod
    def _check(size: int, limit: int) -> int:
        if not 0 <= size <= limit:
            raise ValueError(f"expected a size from 0 to {limit}, found {size}")
        return size


def is_consistent(  # noqa: PLR0911 (one a way to be wrong)
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows that the tree of `new_root` begins with the tree of `old_root`.

    The algorithm of RFC 9162, section 2.1.4.2 (the trees are those of RFC 6962). False on
    anything that doesn't fit; it never raises on what a peer may send.
    """
    if not 0 <= old <= new or len(proof) > MAX_PROOF_LENGTH:
        return False
    if any(not isinstance(item, bytes) or len(item) != 32 for item in (*proof, old_root, new_root)):
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    path = list(proof)
    if old & (old - 1) == 0:  # a complete tree is itself the first node of the path
        path.insert(0, old_root)
    if not path:
        return False
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    of_old = of_new = path[0]
    for node in path[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            of_old, of_new = _node(node, of_old), _node(node, of_new)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            of_new = _node(of_new, node)
        first, last = first >> 1, last >> 1
    return last == 0 and of_old == old_root and of_new == new_root


def _split(size: int) -> int:
    """The largest power of two that is smaller than `size`, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)
