"""Streams with a known key. For tests alone: no package that an owner runs may import this."""

import hashlib

from privacy.noise import ChaCha20Stream


def seeded_stream(seed: int) -> ChaCha20Stream:
    """The same stream for the same seed, in every process and version."""
    return ChaCha20Stream(hashlib.sha256(f"discreet test stream {seed}".encode()).digest())
