"""Sharing, masks and bounds against the slow second implementation, which was written from
docs/protocol.md alone."""

from __future__ import annotations

import hashlib
import os

import numpy as np
import pytest
from vectors import secagg_reference as reference

from privacy.quantize import Quantizer
from privacy.secagg import shamir
from privacy.secagg.masks import CHUNK_BYTES, apply_masks


def test_shares_and_secrets() -> None:
    for threshold, holders in ((1, [1]), (3, [1, 2, 3, 4]), (5, [2, 3, 5, 7, 11, 4096])):
        secret, drawn = os.urandom(32), [os.urandom(48) for _ in range(threshold - 1)]
        queue = list(drawn)
        shares = shamir.split(secret, holders, threshold, lambda _n, q=queue: q.pop(0))  # type: ignore[misc]
        coefficients = [int.from_bytes(c, "big") % shamir.PRIME for c in drawn]
        assert shares == {j: reference.split(secret, coefficients, j) for j in holders}
        used = {j: shares[j] for j in holders[:threshold]}
        assert (
            reference.rebuild_secret(used)
            == secret
            == shamir.rebuild(shares, shamir.weights(list(used)))
        )


@pytest.mark.parametrize("bits", [16, 32])
def test_masks(bits: int) -> None:
    size = (CHUNK_BYTES + 40) // (bits // 8)
    key = hashlib.sha256(b"a mask").digest()[:16]
    words = np.zeros(size, dtype=f"<u{bits // 8}")
    apply_masks(words, [key])
    assert words.tobytes() == reference.unwords(reference.mask(key, size, bits), bits)


@pytest.mark.parametrize("bits", [16, 32])
def test_bounds_of_words(bits: int) -> None:
    for owners in (1, 2, 3, 10, 199, 4096):
        assert Quantizer(owners, 0, bits).limit == reference.bound(owners, bits)
