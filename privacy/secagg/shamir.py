"""Shamir's secret sharing over a prime above 2^256 (Shamir 1979). Pure: entropy is handed in.

Any `threshold` shares rebuild a secret; fewer say nothing about it, whatever the computing power.
A false share isn't noticed here: what is rebuilt must be compared with a commitment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from privacy.errors import VerificationError

PRIME = 2**256 + 297  # the least prime above 2^256
SECRET_BYTES = 32
SHARE_BYTES = 33
HOLDERS_MAX = 65_535  # numbers travel as u16
_COEFFICIENT_BYTES = 48  # reduced modulo PRIME: less than 2^-127 from uniform

Entropy = Callable[[int], bytes]  # so many secret, uniform bytes


def split(
    secret: bytes, holders: Sequence[int], threshold: int, entropy: Entropy
) -> dict[int, bytes]:
    """A share of SHARE_BYTES for each of `holders`, which are distinct numbers from 1.

    Raises ValueError for a secret of another size than SECRET_BYTES, a holder out of range or
    named twice, and a threshold that isn't from 1 to the number of holders.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"secret: expected {SECRET_BYTES} bytes, found {len(secret)}")
    _check_holders(holders)
    if not 1 <= threshold <= len(holders):
        raise ValueError(f"threshold: expected 1 to {len(holders)}, found {threshold}")
    coefficients = [int.from_bytes(secret, "big")]
    coefficients += [
        int.from_bytes(entropy(_COEFFICIENT_BYTES), "big") % PRIME for _ in range(threshold - 1)
    ]
    return {holder: _at(coefficients, holder).to_bytes(SHARE_BYTES, "big") for holder in holders}


def weights(holders: Sequence[int]) -> dict[int, int]:
    """Lagrange's weights at 0 for these holders: the same for every secret that they rebuild."""
    _check_holders(holders)
    found = {}
    for i in holders:
        above = below = 1
        for j in holders:
            if j != i:
                above = above * j % PRIME
                below = below * (j - i) % PRIME
        found[i] = above * pow(below, -1, PRIME) % PRIME
    return found


def rebuild(shares: Mapping[int, bytes], weights_: Mapping[int, int]) -> bytes:
    """The secret of SECRET_BYTES that the shares of `weights_`' holders lie on.

    Raises VerificationError where a share is missing or no share, or where they meet in no secret:
    with a false share they mostly meet in another one, so compare the result with a commitment.
    """
    total = 0
    for holder, weight in weights_.items():
        share = shares.get(holder)
        if share is None or len(share) != SHARE_BYTES:
            raise VerificationError(f"share {holder}: expected {SHARE_BYTES} bytes")
        value = int.from_bytes(share, "big")
        if value >= PRIME:
            raise VerificationError(f"share {holder}: expected a number below the prime")
        total += weight * value
    total %= PRIME
    if total >> (8 * SECRET_BYTES):
        raise VerificationError("shares: expected those of one secret")
    return total.to_bytes(SECRET_BYTES, "big")


def _at(coefficients: Sequence[int], x: int) -> int:
    value = 0
    for coefficient in reversed(coefficients):
        value = (value * x + coefficient) % PRIME
    return value


def _check_holders(holders: Sequence[int]) -> None:
    if len(set(holders)) != len(holders) or not all(1 <= h <= HOLDERS_MAX for h in holders):
        raise ValueError(f"holders: expected distinct numbers from 1 to {HOLDERS_MAX}")
