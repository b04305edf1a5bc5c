"""Drawn units of made-up windows."""

from collections.abc import Sequence

from support.tiny_models import make_records, make_window

from client.samples import DrawnUnit
from qa.features import Window


def alone(window: Window) -> DrawnUnit:
    """A unit of one window."""
    return DrawnUnit((window,), (1.0,), ((make_records(1)[0], 0),))


def pooled(lengths: Sequence[int], seed: int) -> DrawnUnit:
    """A unit of windows of these lengths, which weigh 1, 2, 3, … over their sum."""
    windows = tuple(make_window(length, 100 * seed + i) for i, length in enumerate(lengths))
    whole = sum(range(1, len(lengths) + 1))
    weights = tuple((i + 1) / whole for i in range(len(lengths)))
    return DrawnUnit(windows, weights, tuple((make_records(1)[0], i) for i in range(len(lengths))))
