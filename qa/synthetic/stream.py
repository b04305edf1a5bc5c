"""Seeded draws that are the same on every machine and Python version. No IO.

Python promises to keep the sequence of `Random.random()` alone, so everything here is built on it.
Each stream is derived by hashing its labels: no stream's draws move another's.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Stream:
    """Reproducible choices, for invented data alone; nothing private may be drawn from it."""

    def __init__(self, *labels: str | int) -> None:
        digest = hashlib.sha256("\x1f".join(map(str, labels)).encode()).digest()
        # invented data, reproducible on purpose
        self._next = random.Random(int.from_bytes(digest[:16], "big")).random  # noqa: S311

    def chance(self, probability: float) -> bool:
        return self._next() < probability

    def below(self, n: int) -> int:
        """Uniform on 0 .. n - 1, for n far below 2**53."""
        return int(self._next() * n)

    def between(self, low: int, high: int) -> int:
        """Uniform on low .. high, both included."""
        return low + self.below(high - low + 1)

    def choice(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def sample(self, items: Sequence[T], n: int) -> list[T]:
        """n different positions of `items`, in random order."""
        pool = list(items)
        for i in range(n):
            j = i + self.below(len(pool) - i)
            pool[i], pool[j] = pool[j], pool[i]
        return pool[:n]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return self.sample(items, len(items))

    def digits(self, n: int) -> str:
        return "".join(str(self.below(10)) for _ in range(n))
