"""MinHash sketches of texts, from which the Jaccard index of two can be told. No IO.

A sketch has one minimum for each of k hash functions over a text's character 5-grams (Broder 1997),
of which 4 bits are kept (Li and Koenig 2010): two sketches agree in a place with the probability
J + (1 - J) / 16, so that J is estimated with a standard deviation of at most 0.54 / sqrt(k).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GRAM = 5  # characters
_BLOCK = 256  # grams that are hashed at once, in what a processor's cache holds
_U64 = np.uint64
# Half-bytes of an exclusive or that are zero: places where two packed sketches agree.
_AGREEING = np.array([(b >> 4 == 0) + (b & 15 == 0) for b in range(256)], dtype=np.uint8)


class Sketcher:
    """`size` hash functions, the same ones in every process. `size` is even."""

    def __init__(self, size: int) -> None:
        draws = np.random.Generator(np.random.PCG64(size))
        self.size = size
        # x -> ax + b modulo 2^64: a permutation, and grams are mixed well before.
        self._factors = draws.integers(1, 1 << 63, (1, size), dtype=_U64) << _U64(1) | _U64(1)
        self._terms = draws.integers(0, 1 << 63, (1, size), dtype=_U64) << _U64(1)
        self._powers = draws.integers(1, 1 << 63, GRAM, dtype=_U64) | _U64(1)

    def minima(self, text: str) -> NDArray[np.uint64]:
        """The [size] minima over the text's 5-grams; over all of it, where it is shorter."""
        characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(_U64)
        if len(characters) < GRAM:
            characters = np.pad(characters, (0, GRAM - len(characters)))
        count = len(characters) - GRAM + 1
        grams = np.zeros(count, _U64)
        for offset, power in enumerate(self._powers):
            grams += characters[offset : offset + count] * power
        grams = _mixed(grams)
        least = np.full(self.size, ~_U64(0))
        for begin in range(0, count, _BLOCK):
            hashed = grams[begin : begin + _BLOCK, None] * self._factors
            hashed += self._terms
            np.minimum(least, hashed.min(axis=0), out=least)
        return _mixed(least)  # a least number's bits aren't all as likely


def packed(minima: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """4 bits of each minimum, two a byte: [size / 2]."""
    bits = (minima & _U64(15)).astype(np.uint8)
    return np.asarray(bits[::2] << 4 | bits[1::2], dtype=np.uint8)


def similarity(one: NDArray[np.uint8], others: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Estimates [n] of the Jaccard index between a packed sketch [b] and n others [n, b]."""
    agreeing = _AGREEING[one[None, :] ^ others].sum(axis=1) / (2 * len(one))
    return np.asarray((agreeing - 1 / 16) * (16 / 15))


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finalizer of splitmix64 (Steele et al. 2014): every bit depends on every other."""
    values = (values ^ (values >> _U64(30))) * _U64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> _U64(27))) * _U64(0x94D049BB133111EB)
    return values ^ (values >> _U64(31))
