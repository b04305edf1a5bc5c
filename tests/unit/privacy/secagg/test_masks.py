"""Masks against a counter mode by hand, and what one owner's vector looks like under them."""

from __future__ import annotations

import os

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from numpy.typing import NDArray
from scipy.stats import chi2

from privacy.secagg.masks import CHUNK_BYTES, Words, apply_masks


def keystream(key: bytes, size: int) -> bytes:
    """Counter mode by hand: AES of nonce || counter, where GCM's plaintext begins at counter 2."""
    aes = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
    out = bytearray()
    for chunk in range(-(-size // CHUNK_BYTES)):
        nonce = chunk.to_bytes(12, "big")
        blocks = range(2, 2 + CHUNK_BYTES // 16)
        out += aes.update(b"".join(nonce + block.to_bytes(4, "big") for block in blocks))
    return bytes(out[:size])


@pytest.mark.parametrize("dtype", ["<u4", "<u2"])
@pytest.mark.parametrize("size", [1, 5, CHUNK_BYTES // 4, CHUNK_BYTES // 2 + 3, CHUNK_BYTES])
def test_a_mask_is_the_keystream(dtype: str, size: int) -> None:
    key, words = os.urandom(16), np.zeros(size, dtype=dtype)
    apply_masks(words, [key])
    assert words.tobytes() == keystream(key, words.nbytes)


@pytest.mark.parametrize("dtype", ["<u4", "<u2"])
def test_masks_of_a_pair_cancel_in_the_sum(dtype: str) -> None:
    size = CHUNK_BYTES // 2 + 77
    bits = np.dtype(dtype).itemsize * 8
    rng = np.random.default_rng(1)
    values: list[Words] = [rng.integers(0, 2**bits, size).astype(dtype) for _ in range(3)]
    plain: NDArray[np.uint32] = np.add.reduce(values, dtype=dtype)
    ab, ac, bc, own = (os.urandom(16) for _ in range(4))
    a, b, c = (value.copy() for value in values)
    apply_masks(a, [ab, ac, own])
    apply_masks(b, [bc], [ab])
    apply_masks(c, [], [ac, bc])
    total = a + b + c
    assert not np.array_equal(total, plain)
    apply_masks(total, [], [own])
    assert np.array_equal(total, plain)


def test_one_owners_masked_vector_is_uniform() -> None:
    """Chi-squared over byte values; the key is fixed, so that this can't fail by chance."""
    words = np.full(1_000_000, 12345, dtype="<u4")
    apply_masks(words, [b"a fixed test key"])
    counts = np.bincount(words.view(np.uint8), minlength=256)
    expected = words.nbytes / 256
    statistic = float(((counts - expected) ** 2 / expected).sum())
    assert chi2.cdf(statistic, 255) < 0.999
    assert chi2.sf(statistic, 255) < 0.999  # nor too even


@pytest.mark.parametrize(
    "words",
    [
        np.zeros(4, dtype="<i4"),
        np.zeros(4, dtype=">u4"),
        np.zeros((2, 2), dtype="<u4"),
        np.zeros(8, dtype="<u4")[::2],
    ],
)
def test_other_words_are_refused(words: NDArray[np.uint32]) -> None:
    with pytest.raises(ValueError, match="words"):
        apply_masks(words, [bytes(16)])


def test_a_short_key_is_refused_before_anything_changes() -> None:
    words = np.zeros(4, dtype="<u4")
    with pytest.raises(ValueError, match="key"):
        apply_masks(words, [bytes(16), bytes(15)])
    assert not words.any()
