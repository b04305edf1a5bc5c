"""Where words begin and end. No IO."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff]")


def joins(left: str, right: str) -> bool:
    """Whether two neighbours are of one word. Chinese words aren't set apart."""
    if _HAN.match(left) or _HAN.match(right):
        return False
    return left.isalnum() and right.isalnum()


def is_apart(text: str, start: int, end: int) -> bool:
    """Whether no word goes on over a bound of `[start, end)`."""
    return not (
        (start and joins(text[start - 1], text[start]))
        or (end < len(text) and joins(text[end - 1], text[end]))
    )
