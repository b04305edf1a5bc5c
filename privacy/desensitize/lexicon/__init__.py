"""Word lists that detectors and surrogates use. Plain data."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written out over several lines."""
    return tuple(text.split())
