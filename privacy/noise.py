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
from typing import NoReturn, Self, SupportsIndex

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from numpy.typing import NDArray

KEY_BYTES = 32
SEGMENT_BYTES = 64 << 31  # a nonce's 32-bit block counter is left half used, so it never wraps
GRID_BITS = 12  # the grid's spacing is the noise's standard deviation / 2^12, rounded down to 2^k

_Bytes = bytes  # inside the class the name is a method
_ZEROS = bytes(1 << 16)  # a block of keystream that stays in cache
_PAIRS = 8192  # Box-Muller pairs at a time: six float64 arrays of 64 KiB
_SUMMANDS = 4  # Gaussians in each sample: 2n with n = 2, Holohan and Braghin 2021, section 5.1

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
        """[n] float64, Gaussian with standard deviation `scale`.

        Each is the sum of four Box-Muller Gaussians over 2: then whoever sees it exactly still
        can't solve for the random words behind it (Holohan and Braghin 2021, section 5.1:
        about 2^159 work against 2^53 for one). It is still a float64, whose set of values
        depends on what it is added to: what leaves an owner goes through `add_gaussian`.

        The tail ends at 19 standard deviations, and a single Box-Muller Gaussian at 9.5, where
        an ideal one has 2^-64 of its mass left.
        """
        out = np.empty(_count(n), dtype=np.float64)
        for start in range(0, n, 2 * _PAIRS):
            self._gaussians(out[start : start + 2 * _PAIRS])
        out *= scale
        return out

    def normal_float32(self, n: int, scale: float = 1.0) -> NDArray[np.float32]:
        """[n] float32: `normal`, rounded to the nearest."""
        return self.normal(n, scale).astype(np.float32)

    def _gaussians(self, out: NDArray[np.float64]) -> None:
        """Fill `out`, of at most 2 * _PAIRS values, with standard Gaussians.

        Box-Muller with the angle 2a, a uniform in [-pi/2, pi/2]: its cosine and sine are
        (1 - t^2) / (1 + t^2) and 2t / (1 + t^2) for t = tan a, one third of the time of both.
        The cosines make the first half of `out`, the sines the other.
        """
        pairs = (len(out) + 1) // 2
        cosines, sines = np.zeros(pairs), np.zeros(pairs)
        r, t, s = np.empty(pairs), np.empty(pairs), np.empty(pairs)
        for _ in range(_SUMMANDS):
            words = self._words(2 * pairs)
            np.add(words[:pairs], 0.5, out=r, casting="unsafe")
            r *= 2.0**-64  # in [2^-65, 1]: the log is finite and at most 0
            np.log(r, out=r)
            r *= -2.0 / _SUMMANDS  # the variance of a sum of _SUMMANDS is then 1
            np.sqrt(r, out=r)
            np.multiply(words[pairs:].view("<i8"), math.pi * 2.0**-64, out=t)
            np.tan(t, out=t)
            np.multiply(t, t, out=s)
            s += 1.0
            np.divide(r, s, out=r)  # r / (1 + t^2)
            np.subtract(2.0, s, out=s)  # 1 - t^2
            s *= r
            cosines += s
            t *= r
            sines += t
        out[:pairs] = cosines
        np.multiply(sines[: len(out) - pairs], 2.0, out=out[pairs:])


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


def add_gaussian(
    total: NDArray[np.float32] | NDArray[np.float64], std: float, stream: ChaCha20Stream
) -> NDArray[np.float32]:
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

    What remains, honestly: float64 sampling isn't exact. Where |total| is a few std, an edge
    between two grid cells is misplaced by some 2^-50 std, and a cell is 2^-12 std wide, so a
    likely cell's probability is off by a factor of about 1 +- 2^-37 (on a grid of 2^-20 it
    would be 2^-29). That is an estimate and no proof; far tails are coarser. A proof needs a
    discrete mechanism (Canonne et al. 2020). Nor does this cover rounding inside the sum that
    is handed in, which can raise its sensitivity above the clip norm (Casacuberta et al. 2022).

    Edge case: std == 0 adds and rounds nothing.

    Raises:
        ValueError: `std` is neither 0 nor in 2^-100 .. 2^100, or `total` isn't a float array.
    """
    if total.dtype not in (np.float32, np.float64):
        raise ValueError(f"total: expected float32 or float64, found {total.dtype}")
    if not (std == 0 or 2.0**-100 <= std <= 2.0**100):
        raise ValueError(f"std: expected 0 or 2^-100 .. 2^100, found {std!r}")
    flat = np.ascontiguousarray(total).reshape(-1)
    out = np.empty(flat.shape, dtype=np.float32)
    spacing = grid_spacing(std) if std else 0.0
    largest = float(np.finfo(np.float32).max)
    for start in range(0, len(flat), 2 * _PAIRS):
        chunk = flat[start : start + 2 * _PAIRS].astype(np.float64)
        np.copyto(chunk, 0.0, where=~np.isfinite(chunk))
        if std:
            chunk += stream.normal(len(chunk), std)
            chunk /= spacing  # by a power of two: exact
            np.rint(chunk, out=chunk)
            chunk *= spacing
        chunk += 0.0  # -0.0 becomes 0.0
        np.clip(chunk, -largest, largest, out=chunk)
        out[start : start + len(chunk)] = chunk
    return out.reshape(total.shape)


def _count(n: int) -> int:
    if n < 0:
        raise ValueError(f"n: expected 0 or more, found {n!r}")
    return n
