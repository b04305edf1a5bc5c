"""Sharing a secret: any threshold of shares, and no fewer."""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.errors import VerificationError
from privacy.secagg import shamir

SECRET = bytes(range(32))


def test_the_prime_is_the_least_one_above_2_to_the_256() -> None:
    # Fermat's test with several bases: a composite passes by an accident that doesn't happen here.
    def probably_prime(n: int) -> bool:
        return all(pow(base, n - 1, n) == 1 for base in (2, 3, 5, 7, 11, 13))

    assert [k for k in range(1, 298) if probably_prime(2**256 + k)] == [297]
    assert shamir.PRIME == 2**256 + 297


def test_every_subset_of_threshold_size_rebuilds() -> None:
    shares = shamir.split(SECRET, range(1, 7), 4, os.urandom)
    for holders in combinations(shares, 4):
        assert shamir.rebuild(shares, shamir.weights(holders)) == SECRET


@given(st.binary(min_size=32, max_size=32), st.integers(1, 9), st.data())
def test_any_secret_and_holders(secret: bytes, threshold: int, data: st.DataObject) -> None:
    holders = data.draw(
        st.lists(st.integers(1, 4096), min_size=threshold, max_size=12, unique=True)
    )
    shares = shamir.split(secret, holders, threshold, os.urandom)
    used = data.draw(st.permutations(holders))[:threshold]
    assert shamir.rebuild(shares, shamir.weights(used)) == secret


def test_shares_lie_on_the_polynomial_of_the_entropy() -> None:
    """A second way: Lagrange over the rationals, which knows of no prime."""
    small = [bytes(47) + bytes([k]) for k in (5, 9)]  # coefficients small enough not to wrap
    shares = shamir.split(bytes(31) + b"\x07", [1, 2, 3, 4], 3, lambda _n: small.pop(0))
    values = {x: int.from_bytes(share, "big") for x, share in shares.items()}
    assert values == {x: 7 + 5 * x + 9 * x * x for x in (1, 2, 3, 4)}
    at_zero = sum(
        Fraction(y)
        * Fraction(
            math.prod(j for j in (1, 2, 4) if j != x), math.prod(j - x for j in (1, 2, 4) if j != x)
        )
        for x, y in values.items()
        if x != 3
    )
    assert at_zero == 7


def test_one_share_too_few_fits_every_secret() -> None:
    """With t - 1 shares each secret is as likely: a polynomial through them exists for any."""
    shares = shamir.split(SECRET, [1, 2, 3], 3, os.urandom)
    other = int.from_bytes(hashlib.sha256(b"another").digest(), "big")
    # The third share that would make it the other secret: solve w1 s1 + w2 s2 + w3 s3 = other.
    w = shamir.weights([1, 2, 3])
    known = sum(w[i] * int.from_bytes(shares[i], "big") for i in (1, 2))
    third = (other - known) * pow(w[3], -1, shamir.PRIME) % shamir.PRIME
    forged = {1: shares[1], 2: shares[2], 3: third.to_bytes(33, "big")}
    assert shamir.rebuild(forged, w) == other.to_bytes(32, "big")


def test_a_false_share_gives_another_secret_or_none() -> None:
    shares = shamir.split(SECRET, [1, 2, 3], 2, os.urandom)
    shares[1] = bytes([shares[1][0], shares[1][1] ^ 1, *shares[1][2:]])
    with contextlib.suppress(VerificationError):  # beyond 2^256
        assert shamir.rebuild(shares, shamir.weights([1, 2])) != SECRET


@pytest.mark.parametrize(
    "share", [b"", bytes(32), bytes(34), shamir.PRIME.to_bytes(33, "big"), b"\xff" * 33]
)
def test_what_is_no_share_is_refused(share: bytes) -> None:
    shares = shamir.split(SECRET, [1, 2], 2, os.urandom) | {2: share}
    with pytest.raises(VerificationError, match="share 2"):
        shamir.rebuild(shares, shamir.weights([1, 2]))


def test_a_missing_share_is_refused() -> None:
    with pytest.raises(VerificationError, match="share 2"):
        shamir.rebuild({1: bytes(33)}, shamir.weights([1, 2]))


@pytest.mark.parametrize(
    ("secret", "holders", "threshold"),
    [
        (bytes(31), [1, 2], 2),
        (SECRET, [1, 1], 2),
        (SECRET, [0, 1], 2),
        (SECRET, [1, 65_536], 2),
        (SECRET, [1, 2], 3),
        (SECRET, [1, 2], 0),
    ],
)
def test_wrong_arguments(secret: bytes, holders: list[int], threshold: int) -> None:
    with pytest.raises(ValueError, match="expected"):
        shamir.split(secret, holders, threshold, os.urandom)
