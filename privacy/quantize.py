"""Updates as whole numbers, so that masks can hide them: clip, scale, round at random. Pure.

docs/protocol.md, section 5. The bounds are public and the same for all owners; n of them can't
make a sum wrap, which is proved by `Quantizer` itself and not hoped for.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from privacy.errors import InvalidPlanError

EXPONENT_MIN, EXPONENT_MAX = -100, 100  # of the step: a value over it is an exact float32 product
OWNERS_MAX = 4096
_BLOCK = 1 << 15  # values at a time: all its arrays stay in the cache

Words = NDArray[np.uint32] | NDArray[np.uint16]
Entropy = Callable[[int], bytes]  # so many secret, uniform bytes


@dataclass(frozen=True, slots=True)
class Quantizer:
    """How a value becomes a whole number, for a sum over at most `owners`.

    A value x becomes one of the two whole numbers next to x / step, step = 2^step_exponent: the
    upper one with the probability of the rest, to within 2^-32. So the mean over the dither is x
    to within 2^-32 steps, where |x| <= limit * step; beyond, x is clipped first, and what isn't
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

    def quantize(self, values: NDArray[np.float32], out: Words, entropy: Entropy) -> None:
        """Write the words of `values` [d] float32 to `out` [d], in two's complement.

        `entropy` gives the dither, 4 bytes a value. Raises ValueError for other shapes or types.
        """
        if values.dtype != np.float32 or values.ndim != 1:
            raise ValueError("values: expected one row of float32")
        if out.shape != values.shape or out.dtype != self.dtype:
            raise ValueError(f"out: expected [{len(values)}] of {self.dtype}")
        scale = np.float32(math.ldexp(1.0, -self.step_exponent))
        # The largest float32 that isn't above the limit: `limit` itself may have no float32.
        edge = np.float32(self.limit)
        if int(edge) > self.limit:
            edge = np.nextafter(edge, np.float32(0))
        for start in range(0, len(values), _BLOCK):
            block = values[start : start + _BLOCK]
            with np.errstate(over="ignore", invalid="ignore"):
                scaled = block * scale  # exact but for under- and overflow: a power of two
            if not np.isfinite(block).all():
                scaled[~np.isfinite(block)] = 0
            np.clip(scaled, -edge, edge, out=scaled)
            below = np.floor(scaled)
            scaled -= below  # the rest, exact, in [0, 1]
            dither = np.frombuffer(entropy(4 * len(block)), dtype="<u4")
            words = below.astype(np.int32)
            words += dither < scaled * np.float64(2.0**32)
            out[start : start + _BLOCK] = words.view(np.uint32)

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
