"""What was given out under one key: which surrogate for which original, and whole texts. No IO.

It holds fingerprints alone, 64 bits of HMAC-SHA256 each: neither a text nor an original can be read
from it, and without the key nobody can test a guess. Two different texts have the same fingerprint
with a chance of n^2 / 2^65: one in a million at 5 million entries.

Tables are numpy arrays with open addressing and linear probing, and no Python object per entry: 20
bytes for a surrogate and its original at 3/4 to 5/6 full, 8 for a text.

As bytes (all numbers little-endian, entries sorted, so that equal contents are equal bytes):

    "DSIS"  version u32  |pairs| u64  |seen| u64  |texts| u64
    surrogates u64[]  their originals u64[]  seen u64[]  texts u64[]
    SHA-256 of all that

The checksum finds damage, not an attacker: who keeps this on disk seals it (`privacy.vault`).
"""

from __future__ import annotations

import hashlib
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION = 1
MAX_ENTRIES = 1 << 27  # of each table: 3 GiB of pairs

_MAGIC = b"DSIS"
_HEADER = struct.Struct("<4sIQQQ")
_SHARDS = 256  # each grows by itself: growing never doubles the whole
_SLACK = 96  # slots past a shard's end, so that probing needn't wrap
_ROOM = 64  # slots of an empty shard
_FULL = 5 / 6
_GROWTH = 1.125
_MOST = 32  # slots for a fingerprint: only forged ones ask for more


class _Shard:
    """A set of numbers > 0 below 2**bits, or a map from them; `_homes` spreads them out."""

    __slots__ = (
        "bits", "keys", "keys_view", "limit", "size", "slots", "values", "values_view",
    )  # fmt: skip

    def __init__(self, dtype: type, bits: int, mapped: bool) -> None:
        self.bits = bits
        self._adopt(np.zeros(0, dtype), np.zeros(0, np.uint64) if mapped else None, _ROOM)

    def _adopt(self, keys: NDArray[Any], values: NDArray[np.uint64] | None, slots: int) -> None:
        """Lay out `keys`, which are ascending, over `slots` slots or as many as they need."""
        while True:
            # Where linear probing of keys in ascending order ends: never before one's own home, and
            # after the last one's place.
            homes = _homes(keys, slots, self.bits)
            order = np.arange(len(keys))
            places = np.maximum.accumulate(homes - order) + order if len(keys) else homes
            if not len(keys) or places[-1] < slots + _SLACK:
                break
            slots = int(slots * _GROWTH) + 1
            if slots > _MOST * max(_ROOM, len(keys)):
                raise ValueError("expected fingerprints that are spread as by chance")
        self.slots, self.size, self.limit = slots, len(keys), int(slots * _FULL)
        self.keys = np.zeros(slots + _SLACK, keys.dtype)
        self.keys[places] = keys
        self.keys_view = _view(self.keys)
        self.values = None if values is None else np.zeros(slots + _SLACK, np.uint64)
        if self.values is not None and values is not None:
            self.values[places] = values
        self.values_view = None if self.values is None else _view(self.values)

    def load(self, keys: NDArray[Any], values: NDArray[np.uint64] | None = None) -> None:
        self._adopt(keys, values, max(_ROOM, int(len(keys) / _FULL * 1.05)))

    def find(self, key: int) -> int:
        """The slot of `key`, or ~slot of where it would go; ~end where there is no room."""
        slots, view = self.slots, self.keys_view
        at = (key * slots) >> self.bits
        end = slots + _SLACK
        while at < end:
            there = view[at]
            if there == key:
                return at
            if not there:
                return ~at
            at += 1
        return ~end

    def value(self, slot: int) -> int | None:
        """What the key at `slot` maps to."""
        return None if self.values_view is None else self.values_view[slot]

    def insert(self, key: int, value: int = 0) -> None:
        """Add `key`, which isn't there."""
        at = ~self.find(key)
        while self.size >= self.limit or at >= self.slots + _SLACK:
            self._adopt(*self.content(), int(self.slots * _GROWTH) + 1)
            at = ~self.find(key)
        self.keys_view[at] = key
        if self.values_view is not None:
            self.values_view[at] = value
        self.size += 1

    def content(self) -> tuple[NDArray[Any], NDArray[np.uint64] | None]:
        """Keys in ascending order, and their values."""
        taken = np.flatnonzero(self.keys)
        taken = taken[np.argsort(self.keys[taken])]
        return self.keys[taken], None if self.values is None else self.values[taken]

    @property
    def nbytes(self) -> int:
        return self.keys.nbytes + (0 if self.values is None else self.values.nbytes)


def _view(array: NDArray[Any]) -> memoryview[int]:
    # Whole numbers are read and written through it far faster than through numpy.
    return memoryview(array.data)


def _homes(keys: NDArray[Any], slots: int, bits: int) -> NDArray[np.int64]:
    """floor(key * slots / 2**bits), exactly as `_Shard.find` has it."""
    wide = keys.astype(np.uint64)
    low = np.uint64(bits // 2)
    # (high * 2^low + rest) * slots >> bits, without passing 64 bits: slots < 2^27.
    high, rest = wide >> low, wide & np.uint64((1 << (bits // 2)) - 1)
    product = high * np.uint64(slots) + ((rest * np.uint64(slots)) >> low)
    return (product >> np.uint64(bits - bits // 2)).astype(np.int64)


class Issued:
    """Surrogates, the originals that were seen, and texts that were made. Not for many threads.

    Fingerprints are whole numbers in [0, 2**64). That an original was seen is kept in 40 bits: one
    in 200,000 unseen ones counts as seen at 5 million entries, so a candidate is passed over.
    """

    def __init__(self) -> None:
        self._pairs = [_Shard(np.uint64, 64, mapped=True) for _ in range(_SHARDS)]
        self._seen = [_Shard(np.uint32, 32, mapped=False) for _ in range(_SHARDS)]
        self._texts = [_Shard(np.uint64, 64, mapped=False) for _ in range(_SHARDS)]

    def __repr__(self) -> str:
        return f"Issued({len(self)} surrogates)"

    def __len__(self) -> int:
        """How many surrogates were given out."""
        return sum(shard.size for shard in self._pairs)

    @property
    def nbytes(self) -> int:
        """Memory of the tables, in bytes."""
        return sum(s.nbytes for table in (self._pairs, self._seen, self._texts) for s in table)

    def assign(self, surrogate: int, original: int) -> bool:
        """Give out `surrogate` for `original`, unless it can't be: it stands for another original,
        or it is an original that was seen. True again for what was given out already."""
        key = surrogate or 1
        shard = self._pairs[key & 255]
        at = shard.find(key)
        if at >= 0:
            return shard.value(at) == original
        if self.was_seen(surrogate):
            return False
        shard.insert(key, original)
        return True

    def is_surrogate(self, fingerprint: int) -> bool:
        """Whether it was given out for any original."""
        key = fingerprint or 1
        return self._pairs[key & 255].find(key) >= 0

    def see(self, original: int) -> None:
        """Remember an original: it will not be given out as a surrogate."""
        tag = original >> 32 or 1
        shard = self._seen[original & 255]
        if shard.find(tag) < 0:
            shard.insert(tag)

    def was_seen(self, original: int) -> bool:
        """Whether it was seen as an original."""
        return self._seen[original & 255].find(original >> 32 or 1) >= 0

    def issue_text(self, fingerprint: int) -> None:
        """Remember a text that was made."""
        key = fingerprint or 1
        shard = self._texts[key & 255]
        if shard.find(key) < 0:
            shard.insert(key)

    def was_issued(self, fingerprint: int) -> bool:
        """Whether this text was made."""
        key = fingerprint or 1
        return self._texts[key & 255].find(key) >= 0

    def to_bytes(self) -> bytes:
        """All of it, for `from_bytes`. The same content gives the same bytes.

        Raises ValueError for more than `MAX_ENTRIES` in a table.
        """
        tables = (self._pairs, self._seen, self._texts)
        if max(sum(shard.size for shard in table) for table in tables) > MAX_ENTRIES:
            raise ValueError(f"expected at most {MAX_ENTRIES} issued surrogates")
        surrogates, originals = _sorted_pairs(self._pairs)
        seen = np.sort(
            np.concatenate(
                [s.content()[0].astype(np.uint64) << np.uint64(32) | np.uint64(n)
                 for n, s in enumerate(self._seen)]
            )
        )  # fmt: skip
        texts = np.sort(np.concatenate([s.content()[0] for s in self._texts]))
        parts = [_HEADER.pack(_MAGIC, VERSION, len(surrogates), len(seen), len(texts))]
        parts += [a.astype("<u8").tobytes() for a in (surrogates, originals, seen, texts)]
        digest = hashlib.sha256()
        for part in parts:
            digest.update(part)
        return b"".join((*parts, digest.digest()))

    @classmethod
    def from_bytes(cls, data: bytes) -> Issued:
        """What `to_bytes` wrote.

        Raises ValueError for damage, another version, more than `MAX_ENTRIES` in a table, and
        fingerprints that no HMAC gives.
        """
        if len(data) < _HEADER.size + 32 or data[:4] != _MAGIC:
            raise ValueError("expected a table of issued surrogates, found something else")
        _, version, pairs, seen, texts = _HEADER.unpack_from(data)
        if version != VERSION:
            raise ValueError(f"expected version {VERSION} of issued surrogates, found {version}")
        if max(pairs, seen, texts) > MAX_ENTRIES:
            raise ValueError(f"expected at most {MAX_ENTRIES} issued surrogates")
        if len(data) != _HEADER.size + 8 * (2 * pairs + seen + texts) + 32:
            raise ValueError("expected as many issued surrogates as the header says")
        view = memoryview(data)
        if hashlib.sha256(view[:-32]).digest() != bytes(view[-32:]):
            raise ValueError("issued surrogates are damaged: their checksum differs")
        arrays = np.frombuffer(view[_HEADER.size : -32], "<u8").astype(np.uint64, copy=False)
        keys, originals = arrays[:pairs], arrays[pairs : 2 * pairs]
        tags, made = arrays[2 * pairs : 2 * pairs + seen], arrays[2 * pairs + seen :]
        if not (_is_set(keys) and _is_set(tags) and _is_set(made)):
            raise ValueError("expected issued surrogates in ascending order, each once")
        if np.any(tags & np.uint64(0xFFFFFF00)) or np.any(tags < np.uint64(1 << 32)):
            raise ValueError("expected originals of 40 bits")
        new = cls()
        for number in range(_SHARDS):
            mine = (keys & np.uint64(255)) == number
            new._pairs[number].load(keys[mine], originals[mine])
            mine = (tags & np.uint64(255)) == number
            new._seen[number].load((tags[mine] >> np.uint64(32)).astype(np.uint32))
            new._texts[number].load(made[(made & np.uint64(255)) == number])
        return new


def _sorted_pairs(shards: list[_Shard]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    contents = [shard.content() for shard in shards]
    keys = np.concatenate([key for key, _ in contents])
    values = np.concatenate([value for _, value in contents if value is not None])
    order = np.argsort(keys)
    return keys[order], values[order]


def _is_set(numbers: NDArray[np.uint64]) -> bool:
    return bool(np.all(numbers[1:] > numbers[:-1]) and (not len(numbers) or numbers[0] > 0))
