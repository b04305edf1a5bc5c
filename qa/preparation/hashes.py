"""Compact sets and maps of 64-bit hashes. No IO.

Among n texts, two differ and share a hash with a chance of n^2 / 2^65: 3e-8 for a million.
"""

from __future__ import annotations

import hashlib
from array import array

_FILL = 0.7  # of the slots; above it, linear probing grows slow
_FIRST = 1 << 10


def hash64(*parts: str) -> int:
    """64 bits of BLAKE2b over the parts, each with its length. Never 0."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return int.from_bytes(digest.digest(), "little") or 1


class HashSet:
    """A set of hashes at 12 to 23 bytes each, while it grows half as much again."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, value: int) -> bool:
        """Add a hash that isn't 0. Returns whether it is new."""
        slot = _slot(self._slots, value)
        if self._slots[slot]:
            return False
        self._slots[slot] = value
        self._count += 1
        if self._count > _FILL * len(self._slots):
            old, self._slots = self._slots, array("Q", bytes(16 * len(self._slots)))
            for each in old:
                if each:
                    self._slots[_slot(self._slots, each)] = each
        return True


class HashMap:
    """Hashes and an index below 2^32 for each, at 17 to 34 bytes."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST))
        self._values = array("I", bytes(4 * _FIRST))
        self._count = 0

    def put(self, key: int, value: int) -> int | None:
        """Set the key's value. Returns the one before, or None."""
        slot = _slot(self._slots, key)
        before = self._values[slot] if self._slots[slot] else None
        self._slots[slot], self._values[slot] = key, value
        if before is None:
            self._count += 1
            if self._count > _FILL * len(self._slots):
                self._grow()
        return before

    def get(self, key: int) -> int | None:
        """The key's value, or None."""
        slot = _slot(self._slots, key)
        return self._values[slot] if self._slots[slot] else None

    def _grow(self) -> None:
        slots, values = self._slots, self._values
        self._slots = array("Q", bytes(16 * len(slots)))
        self._values = array("I", bytes(8 * len(slots)))
        for key, value in zip(slots, values, strict=True):
            if key:
                slot = _slot(self._slots, key)
                self._slots[slot], self._values[slot] = key, value


def _slot(slots: array[int], value: int) -> int:
    """Where `value` is, or may be put."""
    mask = len(slots) - 1
    slot = value & mask
    while slots[slot] and slots[slot] != value:
        slot = (slot + 1) & mask
    return slot
