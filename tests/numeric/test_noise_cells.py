"""How exact the noise is: the words that lead to one cell of the grid, all of them, counted.

A layer's candidates are monotone in their position, and so is all that `add_gaussian` does to
them. Bisection therefore finds the positions that end in a cell, and their number over 2^64 is
the probability with which float64 really gives it. It is compared with the ideal one, to 40
digits. Candidates in wedges are left out on both sides (one in 300).
"""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from numpy.typing import NDArray

from privacy.noise import grid_spacing
from privacy.ziggurat import CORES, LAYERS, TAIL, WIDTHS

HALF = 1 << 52  # a layer's positions are 2 j + 1 for j from -HALF to HALF - 1


def edges() -> list[mpmath.mpf]:
    tail = mpmath.mpf(TAIL)
    f = mpmath.exp(-tail * tail / 2)
    area = tail * f + mpmath.sqrt(mpmath.pi / 2) * mpmath.erfc(tail / mpmath.sqrt(2))
    edges, height = [area / f, tail], f
    for _ in range(2, LAYERS):
        height += area / edges[-1]
        edges.append(mpmath.sqrt(-2 * mpmath.log(height)))
    return [*edges, mpmath.mpf(0)]


def first_in(cell: int, total: float, std: float) -> NDArray[np.int64]:
    """[LAYERS]: the first j whose noisy total is rounded to `cell` or above."""
    widths, spacing = WIDTHS * std, grid_spacing(std)
    below, above = np.full(LAYERS, -HALF - 1), np.full(LAYERS, HALF)
    while np.any(above - below > 1):
        j = (below + above) >> 1
        reached = np.rint(((2 * j + 1).astype(np.float64) * widths + total) * (1 / spacing)) >= cell
        above, below = np.where(reached, j, above), np.where(reached, below, j)
    return above


def counted(cell: int, total: float, std: float) -> Fraction:
    begin, end = first_in(cell, total, std), first_in(cell + 1, total, std)
    inside = np.clip(end, -(CORES // 2), CORES // 2) - np.clip(begin, -(CORES // 2), CORES // 2)
    return Fraction(sum(inside.tolist()), 1 << 64)


@pytest.mark.parametrize("std", [1.0, 0.7, 1.3])
@pytest.mark.parametrize("total", [0.0, 0.1, -2.7, 3.3])
def test_a_cell_has_its_probability(total: float, std: float) -> None:
    """To 2^-35: twice what rounding would give that always errs to the same side. An edge is
    moved by up to 2^-51 std where |total + noise| is below 8, and by 2^-50 where it is below 16;
    cells are 2^-13 std wide or wider."""
    spacing = grid_spacing(std)
    with mpmath.workdps(40):
        layers = edges()
        for noise in (0.0, 0.01, 0.1, 0.5, 1.1, -1.7, 2.3, -3.9):
            cell = round((total + noise * std) / spacing) + 1
            left = ((mpmath.mpf(cell) - 0.5) * spacing - total) / std
            right = left + spacing / mpmath.mpf(std)
            ideal = mpmath.mpf(0)
            for own, core in zip(layers, layers[1:]):  # noqa: B905, RUF007
                overlap = min(right, core) - max(left, -core)
                ideal += max(overlap, 0) / (2 * own * LAYERS)
            exact = counted(cell, total, std)
            ratio = mpmath.mpf(exact.numerator) / exact.denominator / ideal
            assert ideal / (mpmath.ncdf(right) - mpmath.ncdf(left)) > 0.8
            assert abs(ratio - 1) < 2.0**-35
