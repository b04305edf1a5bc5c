"""Masks: keystreams of AES-128, added to a vector of unsigned words or taken off. Pure.

Chunk j of a mask is what AES-128-GCM makes of CHUNK_BYTES zero bytes under the nonce j, without the
tag: the keystream of counter mode, at twice the speed of the library's own counter mode
(docs/protocol.md, section 3). A key makes one mask, ever.

A chunk of the vector takes all its masks before the next one, so that both stay in the cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

KEY_BYTES = 16
CHUNK_BYTES = 262_144
VECTOR_MAX_BYTES = 1 << 32  # 16,384 chunks: far from where a nonce or a block counter could wrap
_TAG_BYTES = 16
_ZEROS = bytes(CHUNK_BYTES)
_WORDS = (np.dtype("<u4"), np.dtype("<u2"))

Words = NDArray[np.uint32] | NDArray[np.uint16]


def apply_masks(words: Words, add: Iterable[bytes], subtract: Iterable[bytes] = ()) -> None:
    """Add the masks of the keys in `add` to `words` [d] and subtract those of `subtract`, in place,
    modulo 2^32 for uint32 and 2^16 for uint16.

    Guarantee: as long as one of the keys is unknown to the reader and used nowhere else, `words` is
    to them as good as uniform (AES-128 as a pseudorandom permutation).

    Raises ValueError for words of another type or layout, more than VECTOR_MAX_BYTES, and a key
    that hasn't KEY_BYTES bytes; nothing was changed then.
    """
    if words.dtype not in _WORDS or words.ndim != 1 or not words.flags.c_contiguous:
        raise ValueError("words: expected one contiguous row of uint32 or uint16")
    if words.nbytes > VECTOR_MAX_BYTES:
        raise ValueError(f"words: expected at most {VECTOR_MAX_BYTES} bytes")
    masks: list[tuple[np.ufunc, AESGCM]] = [(np.add, _cipher(key)) for key in add]
    masks += [(np.subtract, _cipher(key)) for key in subtract]
    _run(words, masks)


def _run(words: Words, masks: Sequence[tuple[np.ufunc, AESGCM]]) -> None:
    buffer = bytearray(CHUNK_BYTES + _TAG_BYTES)
    size = CHUNK_BYTES // words.itemsize
    stream = np.frombuffer(buffer, dtype=words.dtype, count=size)
    for number, start in enumerate(range(0, len(words), size)):
        chunk = words[start : start + size]
        nonce = number.to_bytes(12, "big")
        whole = len(chunk) == size
        zeros = _ZEROS if whole else memoryview(_ZEROS)[: chunk.nbytes]
        target = buffer if whole else memoryview(buffer)[: chunk.nbytes + _TAG_BYTES]
        for operation, cipher in masks:
            cipher.encrypt_into(nonce, zeros, None, target)
            operation(chunk, stream[: len(chunk)], out=chunk)


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:
        raise ValueError(f"key: expected {KEY_BYTES} bytes, found {len(key)}")
    return AESGCM(key)
