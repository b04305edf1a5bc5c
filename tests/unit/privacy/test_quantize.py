"""Whole numbers for updates: nothing wraps, nothing leans to one side."""

from __future__ import annotations

import math
import os
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from privacy.errors import InvalidPlanError
from privacy.quantize import Quantizer, Words


def quantized(
    quantizer: Quantizer, values: NDArray[np.float32], dither: int | None = None
) -> NDArray[np.int64]:
    out: Words = np.empty(len(values), dtype=quantizer.dtype)
    word = b"" if dither is None else dither.to_bytes(4, "little")
    quantizer.quantize(values, out, os.urandom if dither is None else lambda n: word * (n // 4))
    signed = np.int32 if quantizer.modulus_bits == 32 else np.int16
    return out.view(signed).astype(np.int64)


@given(
    st.lists(st.floats(width=32, allow_nan=True, allow_infinity=True), min_size=1, max_size=20),
    st.integers(1, 4096),
    st.sampled_from([16, 32]),
    st.integers(-40, 20),
    st.integers(0, 2**32 - 1),
)
def test_each_word_is_that_of_exact_arithmetic(
    values: list[float], owners: int, bits: int, exponent: int, dither: int
) -> None:
    """Against rationals: clip, floor, and one more where the dither lies below the rest.

    The dither counts as the float32 next to its lower 31 bits.
    """
    quantizer = Quantizer(owners, exponent, bits)
    row = np.array(values, dtype=np.float32)
    edge = Fraction(float(_edge(quantizer.limit)))
    drawn = Fraction(float(np.float32(dither & (2**31 - 1)))) / 2**31
    for value, word in zip(row, quantized(quantizer, row, dither), strict=True):
        exact = Fraction(float(value)) if np.isfinite(value) else Fraction(0)
        exact = max(-edge, min(edge, exact / Fraction(2) ** exponent))
        below = math.floor(exact)
        # A float32 just under a whole number may have no room for its rest: never more than that.
        up = drawn < exact - below
        assert word == below + up or abs(exact - below - drawn) < Fraction(1, 2**100)
        assert abs(word) <= quantizer.limit


def _edge(limit: int) -> np.float32:
    edge = np.float32(limit)
    return edge if int(edge) <= limit else np.nextafter(edge, np.float32(0))


@pytest.mark.parametrize("bits", [16, 32])
@pytest.mark.parametrize("owners", [1, 2, 3, 10, 200, 4096])
def test_no_sum_wraps(owners: int, bits: int) -> None:
    quantizer = Quantizer(owners, 0, bits)
    assert owners * quantizer.limit < 2 ** (bits - 1)
    if owners > 200:
        return
    for sign in (1, -1):
        row = np.full(3, sign * np.float32(3e38), dtype=np.float32)
        total = np.zeros(3, dtype=quantizer.dtype)
        for _ in range(owners):
            out = np.empty_like(total)
            quantizer.quantize(row, out, os.urandom)
            total += out
        decoded = quantizer.decode(total, owners)
        assert decoded is not None
        assert (np.sign(decoded) == sign).all()
        assert np.allclose(decoded, sign * owners * quantizer.limit, rtol=1e-6)


def test_rounding_leans_to_no_side() -> None:
    """The mean of 200,000 roundings within 5 standard errors: false alarms under 6e-7 a value."""
    quantizer = Quantizer(10, -3)
    for value in (0.0, 0.01, -0.01, 0.03125, -0.1, 1.3, -77.7):
        row = np.full(200_000, value, dtype=np.float32)
        words = quantized(quantizer, row)
        assert set(np.unique(words)) <= {math.floor(row[0] * 8), math.ceil(row[0] * 8)}
        spread = max(float(words.std()), 1e-9)
        assert abs(words.mean() - float(row[0]) * 8) <= 5 * spread / math.sqrt(len(row)) + 1e-9


@given(st.floats(1e-9, 1e9), st.integers(1, 4096), st.sampled_from([16, 32]))
def test_the_finest_step_that_clips_nothing(largest: float, owners: int, bits: int) -> None:
    quantizer = Quantizer.for_range(largest, owners=owners, modulus_bits=bits)
    assert quantizer.limit * quantizer.step >= largest
    assert quantizer.limit * quantizer.step / 2 < largest


def test_what_is_not_finite_counts_as_zero() -> None:
    row = np.array([np.nan, np.inf, -np.inf, 1.0], dtype=np.float32)
    assert quantized(Quantizer(3, 0), row).tolist() == [0, 0, 0, 1]


def test_a_sum_that_no_owners_can_have_made_is_noticed() -> None:
    quantizer = Quantizer(3, 0)
    total: NDArray[np.uint32] = np.array([2 * quantizer.limit + 1], dtype=np.uint32)
    assert quantizer.decode(total, 2) is None
    assert quantizer.decode(total, 3) is not None
    assert quantizer.decode(np.zeros(1, np.uint32) - total, 2) is None


@pytest.mark.parametrize("fields", [(0, 0, 32), (4097, 0, 32), (3, 101, 32), (3, 0, 24)])
def test_parameters_out_of_range(fields: tuple[int, int, int]) -> None:
    with pytest.raises(InvalidPlanError, match="expected"):
        Quantizer(*fields)


@pytest.mark.parametrize("largest", [0.0, -1.0, math.inf, math.nan, 1e60, 1e-60])
def test_ranges_without_a_step(largest: float) -> None:
    with pytest.raises(InvalidPlanError, match="expected"):
        Quantizer.for_range(largest, owners=3)


def test_other_arrays_are_refused() -> None:
    quantizer = Quantizer(3, 0)
    with pytest.raises(ValueError, match="values"):
        quantizer.quantize(np.zeros(3), np.zeros(3, dtype="<u4"), os.urandom)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="out"):
        quantizer.quantize(np.zeros(3, np.float32), np.zeros(3, dtype="<u2"), os.urandom)
