"""Canonical JSON: one value, one sequence of bytes. Pure: no IO.

What is signed or hashed is written in this form: sorted keys, no spaces, ASCII, no NaN and no
infinity, floats in Python's shortest form. Reading refuses every other spelling of the same
value, so that two readers can't understand one signature in two ways.
"""

from __future__ import annotations

import json
from typing import Any

from privacy.errors import VerificationError

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
)


def encode(value: Any) -> bytes:
    """`value`, made of JSON types, as canonical bytes. Raises ValueError on NaN or infinity."""
    return _ENCODER.encode(value).encode("ascii")


def decode(content: bytes, what: str, *, max_length: int) -> dict[str, Any]:
    """The object that `encode` wrote, of at most `max_length` bytes.

    Raises VerificationError, naming `what`, on anything else: other spellings of the same value,
    repeated keys and NaN included.
    """
    if not isinstance(content, bytes) or len(content) > max_length:
        raise VerificationError(f"{what}: expected at most {max_length} bytes of JSON")
    try:
        value = json.loads(content)
        same = isinstance(value, dict) and encode(value) == content
    except (ValueError, RecursionError) as e:
        raise VerificationError(f"{what}: expected canonical JSON, found something else") from e
    if not same:
        raise VerificationError(f"{what}: expected a canonical JSON object, found another form")
    return dict(value)


def is_hex(value: object, length: int) -> bool:
    """Whether `value` is text of exactly `length` lower-case hexadecimal digits."""
    return (
        isinstance(value, str) and len(value) == length and not set(value) - set("0123456789abcdef")
    )
