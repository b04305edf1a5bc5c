"""Updates as whole numbers, so that masks can hide them: clip, scale, round at random. Pure.

docs/protocol.md, section 5. The bounds are public and the same for all owners; n of them can't
make a sum wrap, which is proved by `Quantizer` itself and not hoped for.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

from privacy.errors import InvalidPlanError

EXPONENT_MIN, EXPONENT_MAX = -100, 100  # of the step: a value over it is an exact float32 product
OWNERS_MAX = 4096
_BLOCK = 1 << 16  # values at a time: fewer calls, and all its arrays stay in the cache
_DITHER_RANGE = np.float32(2**31)
_DITHER_MASK = np.int32(2**31 - 1)

Words = NDArray[np.uint32] | NDArray[np.uint16]
Entropy = Callable[[int], bytes | memoryview]  # so many secret, uniform bytes


class Dither:
    """Secret, uniform bytes for rounding: the keystream of AES-256 in blocks, under a key from the
    operating system that is used for one vector. What a call gave is overwritten by the next."""

    __slots__ = ("_buffer", "_cipher", "_count", "_zeros")

    def __init__(self) -> None:
        self._cipher = AESGCM(os.urandom(32))
        self._count = 0
        self._zeros = bytes(4 * _BLOCK)
        self._buffer = bytearray(4 * _BLOCK + 16)  # and a tag, which nobody reads

    def __repr__(self) -> str:
        return "Dither()"

    def __call__(self, size: int) -> memoryview:
        """The next `size` bytes, at most 4 * 65,536. Raises ValueError for more."""
        if not 0 <= size <= len(self._zeros):
            raise ValueError(f"size: expected at most {len(self._zeros)}, found {size}")
        nonce = self._count.to_bytes(12, "big")
        self._count += 1
        with memoryview(self._buffer) as buffer:
            zeros = memoryview(self._zeros)[:size]
            self._cipher.encrypt_into(nonce, zeros, None, buffer[: size + 16])
        return memoryview(self._buffer)[:size].toreadonly()


@dataclass(frozen=True, slots=True)
class Quantizer:
    """How a value becomes a whole number, for a sum over at most `owners`.

    A value x becomes one of the two whole numbers next to x / step, step = 2^step_exponent: the
    upper one with the probability of the rest, to within 2^-23. So the mean over the dither is x
    to within 2^-23 steps, where |x| <= limit * step; beyond, x is clipped first, and what isn't
    finite counts as 0.

    Guarantee: |word| <= limit and owners * limit < 2^(modulus_bits - 1), so no sum of at most
    `owners` such vectors wraps. The standard deviation of one rounding is at most half a step.

    Raises InvalidPlanError for another modulus than 2^32 or 2^16, or parameters out of range.
    """

    owners: int
    step_exponent: int
    modulus_bits: int = 32

    def __post_init__(self) -> None:
        if self.modulus_bits not in (16, 32):
            raise InvalidPlanError(f"modulus_bits: expected 16 or 32, found {self.modulus_bits!r}")
        if not 1 <= self.owners <= OWNERS_MAX:
            raise InvalidPlanError(f"owners: expected 1 to {OWNERS_MAX}, found {self.owners!r}")
        if not EXPONENT_MIN <= self.step_exponent <= EXPONENT_MAX:
            raise InvalidPlanError(
                f"step_exponent: expected {EXPONENT_MIN} to {EXPONENT_MAX}, "
                f"found {self.step_exponent!r}"
            )

    @staticmethod
    def for_range(largest: float, *, owners: int, modulus_bits: int = 32) -> Quantizer:
        """The finest quantizer that clips nothing up to `largest` in absolute value.

        Raises InvalidPlanError where no step in range does.
        """
        if not (math.isfinite(largest) and largest > 0):
            raise InvalidPlanError(f"largest: expected a finite number above 0, found {largest!r}")
        limit = Quantizer(owners, 0, modulus_bits).limit
        mantissa, exponent = math.frexp(largest / limit)
        return Quantizer(owners, exponent - 1 if mantissa == 0.5 else exponent, modulus_bits)

    @property
    def limit(self) -> int:
        """The largest absolute value of one owner's word (Q)."""
        return int((2 ** (self.modulus_bits - 1) - 1) // self.owners)

    @property
    def step(self) -> float:
        """What one unit of a word stands for: a power of two."""
        return math.ldexp(1.0, self.step_exponent)

    @property
    def dtype(self) -> np.dtype[np.uint32] | np.dtype[np.uint16]:
        """Of words: little-endian, unsigned."""
        return np.dtype("<u4") if self.modulus_bits == 32 else np.dtype("<u2")

    def quantize(
        self, values: NDArray[np.float32], out: Words, entropy: Entropy, *, weight: float = 1.0
    ) -> None:
        """Write the words of `weight` times `values` [d] float32 to `out` [d], in two's complement.

        `entropy` gives the dither, 4 bytes a value. The weight, above 0 and at most 1, is rounded
        to float32, and so is the product. Raises ValueError for other shapes, types or weights.
        """
        if not 0 < weight <= 1:
            raise ValueError(f"weight: expected above 0 and at most 1, found {weight!r}")
        if values.dtype != np.float32 or values.ndim != 1:
            raise ValueError("values: expected one row of float32")
        if out.shape != values.shape or out.dtype != self.dtype:
            raise ValueError(f"out: expected [{len(values)}] of {self.dtype}")
        # A power of two changes no rounding: this is float32(weight) * value, scaled.
        scale = np.float32(weight) * np.float32(math.ldexp(1.0, -self.step_exponent))
        # The largest float32 that isn't above the limit: `limit` itself may have no float32.
        edge = np.float32(self.limit)
        if int(edge) > self.limit:
            edge = np.nextafter(edge, np.float32(0))
        size = min(_BLOCK, len(values))
        scaled_, below_, dither_ = (np.empty(size, np.float32) for _ in range(3))
        mask_ = np.empty(size, np.bool_)
        signed = out.view("<i4" if self.modulus_bits == 32 else "<i2")
        for start in range(0, len(values), _BLOCK):
            block, words = values[start : start + _BLOCK], signed[start : start + _BLOCK]
            scaled, below, dither, mask = (
                array[: len(block)] for array in (scaled_, below_, dither_, mask_)
            )
            with np.errstate(over="ignore", invalid="ignore"):
                np.multiply(block, scale, out=scaled)
            np.isfinite(block, out=mask)
            if not mask.all():
                scaled[np.logical_not(mask)] = 0
            np.clip(scaled, -edge, edge, out=scaled)
            np.floor(scaled, out=below)
            scaled -= below  # the rest, exact, in [0, 1]
            scaled *= _DITHER_RANGE
            random = np.frombuffer(entropy(4 * len(block)), dtype="<i4") & _DITHER_MASK
            np.copyto(dither, random, casting="unsafe")
            np.less(dither, scaled, out=mask)
            np.copyto(words, below, casting="unsafe")
            words += mask.view(np.int8)

    def decode(self, total: Words, survivors: int) -> NDArray[np.float64] | None:
        """The sum that the words `total` [d] stand for, times the step: float64 [d].

        None where a coordinate is larger than so many survivors can have made it: a vector among
        them was no quantized one, or the masks did not cancel.
        """
        if total.dtype != self.dtype or not 1 <= survivors <= self.owners:
            raise ValueError(f"expected words of {self.dtype} and 1 to {self.owners} survivors")
        signed = total.view(np.int32 if self.modulus_bits == 32 else np.int16)
        most = survivors * self.limit
        if len(signed) and (int(signed.max()) > most or int(signed.min()) < -most):
            return None
        return signed.astype(np.float64) * self.step
