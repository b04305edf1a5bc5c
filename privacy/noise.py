"""Randomness that only its owner knows: Poisson draws, noise and dither. Pure but for one line.

The one line reads 32 bytes of the operating system's entropy as the key of a ChaCha20 stream
(RFC 8439). No seed, message or global generator reaches a stream: who knows the draws or the
noise has no differential privacy left to break (known draws alone take epsilon from 1.83 to
17.9 at q = 0.01, sigma = 1, 1000 steps).

    owner_stream()            the only factory that production code calls
    ChaCha20Stream(key)       for a simulation with a fixed seed, which prints "no guarantee"
"""

import math
import os
import threading
from collections.abc import Iterator
from typing import NoReturn, Self, SupportsIndex

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from numpy.typing import NDArray

from privacy.ziggurat import WIDTHS, propose, settle

KEY_BYTES = 32
SEGMENT_BYTES = 64 << 31  # a nonce's 32-bit block counter is left half used, so it never wraps
GRID_BITS = 12  # the grid's spacing is the noise's standard deviation / 2^12, rounded down to 2^k

_Total = NDArray[np.float32] | NDArray[np.float64]
_Where = slice | NDArray[np.intp]
_Bytes = bytes  # inside the class the name is a method
_ZEROS = bytes(1 << 16)  # a block of keystream that stays in cache
_BLOCK = 1 << 15  # values at a time: arrays of 256 KiB, near enough to the processor
_LARGEST = float(np.finfo(np.float32).max)
_USUAL = 2.0**126  # with the largest noise, 14 * 2^100, still a float32
_BEYOND = 2.0**129  # less the largest noise, still no float32

_forks = 0  # how many times this process was forked off, so that a reused pid doesn't matter


def _forked() -> None:
    global _forks  # noqa: PLW0603
    _forks += 1


os.register_at_fork(after_in_child=_forked)


class ForkedStreamError(RuntimeError):
    """A forked process used its parent's stream, and would have repeated its noise."""


class ChaCha20Stream:
    """A ChaCha20 keystream and the samples made from it.

    `key` is KEY_BYTES secret bytes, and whoever knows it knows every sample.

    Guarantees: no byte is used twice, across threads (a lock) and segments (a new nonce each
    128 GiB). A child process gets ForkedStreamError instead of the parent's bytes. A stream
    can't be copied or pickled, and its repr shows nothing. A restored memory snapshot of a
    virtual machine repeats its streams: nothing in the process can tell.

    Raises:
        ValueError: the key hasn't KEY_BYTES bytes, or a method's argument is out of range.
        ForkedStreamError: from every method, in a forked child.
    """

    __slots__ = ("_cipher", "_home", "_key", "_left", "_lock", "_segment")

    def __init__(self, key: _Bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"key: expected {KEY_BYTES} bytes, found {len(key)}")
        self._key = bytes(key)
        self._home = (os.getpid(), _forks)
        self._lock = threading.Lock()
        self._segment = -1
        self._next_segment()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a random stream can't be copied or pickled: it would repeat itself")

    def _next_segment(self) -> None:
        self._segment += 1
        nonce = bytes(4) + self._segment.to_bytes(12, "little")  # block counter, then nonce
        self._cipher = Cipher(algorithms.ChaCha20(self._key, nonce), mode=None).encryptor()
        self._left = SEGMENT_BYTES

    def _fill(self, buffer: memoryview) -> None:
        if self._home != (os.getpid(), _forks):  # before the lock, which a fork may leave held
            raise ForkedStreamError("expected the process that made this stream, found its child")
        with self._lock:
            done = 0
            while done < len(buffer):
                if self._left == 0:
                    self._next_segment()
                size = min(len(buffer) - done, len(_ZEROS), self._left)
                zeros = memoryview(_ZEROS)[:size]
                self._cipher.update_into(zeros, buffer[done : done + size])
                self._left -= size
                done += size

    def bytes(self, n: int) -> _Bytes:
        """The next `n` bytes."""
        out = bytearray(_count(n))
        self._fill(memoryview(out))
        return bytes(out)

    def _words(self, n: int) -> NDArray[np.uint64]:
        out = np.empty(_count(n), dtype="<u8")
        if n:
            self._fill(out.data.cast("B"))
        return out

    def uniform53(self, n: int) -> NDArray[np.float64]:
        """[n] float64, uniform on the 2^52 odd multiples of 2^-53: never 0, never 1."""
        return ((self._words(n) >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52

    def bernoulli(self, n: int, q: float) -> NDArray[np.bool_]:
        """[n] bool, each True with probability `q` in [0, 1], too low by less than 2^-64.

        A 64-bit word is compared with floor(q * 2^64), which is exact from q = 2^-11 up; for
        q = 0 and q = 1 the answer is certain.
        """
        if not 0 <= q <= 1:
            raise ValueError(f"q: expected a probability from 0 to 1, found {q!r}")
        words = self._words(n)  # also when q is 0 or 1: what follows doesn't depend on q
        if q == 1:
            return np.ones(n, dtype=np.bool_)
        return words < np.uint64(int(q * 2.0**64))  # a product with 2^64 is exact

    def integers_below(self, bound: int, n: int) -> NDArray[np.int64]:
        """[n] int64, uniform on 0 .. bound - 1, without bias: words that would bias are redrawn.

        `bound` is from 1 to 2^63.
        """
        if not 1 <= bound <= 1 << 63:
            raise ValueError(f"bound: expected 1 to 2^63, found {bound!r}")
        out = np.empty(_count(n), dtype=np.int64)
        largest = np.uint64((1 << 64) - (1 << 64) % bound - 1)  # last of the whole multiples
        done = 0
        while done < n:
            words = self._words(n - done)
            words = words[words <= largest] % np.uint64(bound)
            out[done : done + len(words)] = words
            done += len(words)
        return out

    def normal(self, n: int, scale: float = 1.0) -> NDArray[np.float64]:
        """[n] float64, Gaussian with standard deviation `scale`. Never 0 unless `scale` is.

        One 64-bit word makes nearly every value (`privacy.ziggurat`), so whoever sees one
        exactly can solve for its word, up to the choice of a layer. That tells nothing of
        other words, as the keystream is a pseudorandom function, but everything of this value:
        of `x + normal()`, seen exactly, the low bits can give x away (Mironov 2012). So exact
        values never leave an owner. What leaves goes through `add_gaussian`, which rounds.

        The tail ends at 13.7 standard deviations, where an ideal one has 2^-140 of its mass
        left. It thins out before: at 9 deviations neighbouring values are 2^-37 of one apart.
        """
        out = np.empty(_count(n), dtype=np.float64)
        for where, values in self._gaussians(n, scale):
            out[where] = values
        return out

    def normal_float32(self, n: int, scale: float = 1.0) -> NDArray[np.float32]:
        """[n] float32: `normal`, rounded to the nearest. It too mustn't leave an owner."""
        return self.normal(n, scale).astype(np.float32)

    def _gaussians(self, n: int, scale: float) -> Iterator[tuple[_Where, NDArray[np.float64]]]:
        """Indices into [n] and the Gaussians for them, in an array that is then used again.

        The last indices are of candidates that had to be settled: their values replace the
        ones given before. So the words are used in an order that no block size changes: first
        n, then those that the few need.
        """
        widths = WIDTHS * scale
        size = min(n, _BLOCK)
        words, values = np.empty(size, dtype="<u8"), np.empty(size)
        scratch = np.empty((3, size), dtype=np.int64)
        places: list[NDArray[np.intp]] = []
        unsettled: list[NDArray[np.uint64]] = []
        for start in range(0, n, _BLOCK):
            size = min(n - start, _BLOCK)
            self._fill(words[:size].data.cast("B"))
            outside = propose(words[:size], widths, values[:size], scratch[:, :size])
            places.append(outside + start)
            unsettled.append(words[outside])
            yield slice(start, start + size), values[:size]
        if any(map(len, places)):
            yield np.concatenate(places), settle(np.concatenate(unsettled), self._words) * scale


class OwnerStream(ChaCha20Stream):
    """A stream keyed by the operating system's entropy. There is no way to give it a seed."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(os.urandom(KEY_BYTES))

    @classmethod
    def from_entropy(cls) -> Self:
        """A new stream, independent of every other."""
        return cls()


def owner_stream() -> OwnerStream:
    """A new owner-secret stream: one for each run, made in the process that uses it."""
    return OwnerStream.from_entropy()


def poisson_draw(stream: ChaCha20Stream, units: int, q: float) -> NDArray[np.int64]:
    """The drawn units of one step, ascending: each of 0 .. units - 1 independently with
    probability `q`. May be empty, and then the step is one of noise alone.

    How many were drawn is private: it enters no vector, log or message.
    """
    return np.flatnonzero(stream.bernoulli(units, q)).astype(np.int64)


def grid_spacing(std: float) -> float:
    """The power of two in (std * 2^-13, std * 2^-12] to whose multiples `add_gaussian` rounds."""
    _mantissa, exponent = math.frexp(std)
    return math.ldexp(1.0, exponent - 1 - GRID_BITS)


def add_gaussian(total: _Total, std: float, stream: ChaCha20Stream) -> NDArray[np.float32]:
    """`total` plus Gaussian noise of standard deviation `std`, rounded to a public grid.

    `total` is any shape, float32 or float64: the sum of clipped unit gradients; `std` is
    `plan.noise_std`, absolute. The result is new, float32, of the same shape.

    Guarantees: every value is a multiple of `grid_spacing(std)`, finite and not -0.0. A
    coordinate of `total` that isn't finite counts as 0, so that its noise survives; beyond the
    float32 range the result saturates.

    Why a grid: the float64 sum of a value and noise lies in a set of floats that depends on the
    value, and its low bits give the value away (Mironov 2012). Noise and sum are computed in
    float64 and the *sum* is rounded to a spacing that depends on `std` alone: to the ideal
    mechanism that is post-processing. It costs nothing: the rounding's variance is at most
    2^-24 / 12 of the noise's.

    What remains, honestly: float64 sampling isn't exact. Noise that is seen exactly could be
    solved for its random word (`normal`); the grid's 2^-12 std leaves about 2^41 positions a
    layer in a cell. Where |total| is a few std, an edge between two cells is misplaced by some
    2^-50 std, so a likely cell's probability is off by a factor of about 1 +- 2^-37; counting
    the words of single cells gave 1 +- 2^-36 at the most (tests/numeric/test_noise_cells.py).
    That is an estimate and no proof. Far tails are coarser: at 9 std a cell is off by 2^-24,
    and beyond 13.7 there is nothing. A proof needs a discrete mechanism (Canonne et al. 2020).
    Nor does this cover rounding inside the sum that is handed in, which can raise its
    sensitivity above the clip norm (Casacuberta et al. 2022), nor the time it takes: that tells
    how many candidates were rejected, and whether `total` has a value that isn't finite.

    Edge case: std == 0 adds and rounds nothing.

    Raises:
        ValueError: `std` is neither 0 nor in 2^-100 .. 2^100, or `total` isn't a float array.
    """
    if total.dtype not in (np.float32, np.float64):
        raise ValueError(f"total: expected float32 or float64, found {total.dtype}")
    if not (std == 0 or 2.0**-100 <= std <= 2.0**100):
        raise ValueError(f"std: expected 0 or 2^-100 .. 2^100, found {std!r}")
    flat = total.ravel()
    out = np.empty(flat.shape, dtype=np.float32)
    if std == 0:
        tame = _tame(flat) + 0.0  # -0.0 becomes 0.0
        return np.clip(tame, -_LARGEST, _LARGEST).astype(np.float32).reshape(total.shape)
    spacing = grid_spacing(std)
    for where, noise in stream._gaussians(len(flat), std):
        _onto_grid(noise, flat[where], spacing)
        out[where] = noise
    return out.reshape(total.shape)


def _onto_grid(noise: NDArray[np.float64], total: _Total, spacing: float) -> None:
    """Add `total` [n], n > 0, to `noise` [n] and round to the grid, in place."""
    usual = bool(total.min() >= -_USUAL and total.max() <= _USUAL)  # False where one is NaN
    noise += total if usual else _tame(total)
    noise *= 1 / spacing  # by a power of two: exact
    np.rint(noise, out=noise)
    noise *= spacing
    noise += 0.0  # -0.0 becomes 0.0
    if not usual:
        np.clip(noise, -_LARGEST, _LARGEST, out=noise)


def _tame(total: _Total) -> NDArray[np.float64]:
    """A copy with 0 for what isn't finite, and nothing so large that it could overflow."""
    tame = total.astype(np.float64)
    np.copyto(tame, 0.0, where=~np.isfinite(tame))
    return np.clip(tame, -_BEYOND, _BEYOND, out=tame)


def _count(n: int) -> int:
    if n < 0:
        raise ValueError(f"n: expected 0 or more, found {n!r}")
    return n
