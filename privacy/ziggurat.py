"""The standard Gaussian from uniform 64-bit words, by a ziggurat. Pure: no word is drawn here.

The area under f(x) = exp(-x^2 / 2), x >= 0, is cut into LAYERS pieces of equal area (Marsaglia
and Tsang 2000). Layer i > 0 is the rectangle from x = 0 to EDGES[i] between the heights
f(EDGES[i]) and f(EDGES[i + 1]), which the curve cuts; layer 0 is all that is below f(TAIL): the
rectangle from 0 to TAIL and the tail beyond. A candidate is a layer and a position in it. Left
of the next layer's edge, in its *core*, it is below the curve for certain, and so are all but
one in some 300:

    propose(words, widths, out)   a candidate for each word; finds those outside their core
    settle(words, draw)           those few: wedge, tail or a new candidate

    bits  0 .. 10 of a word       the layer
    bits 11 .. 63                 the position: u odd, |u| < 2^53, at x = u 2^-53 EDGES[layer]

No bit serves twice: where the layer is taken from the position's own low bits, as in Marsaglia
and Tsang's code, each layer has positions of its own, and tests see it (Doornik 2005). The odd
integers are symmetric, leave 0 out and are float64 exactly. So the values are as dense as
float64 in [1, 4): in a layer their steps are at most 2^-49.8.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

LAYERS = 2048
TAIL = 4.216370409511897  # for which LAYERS pieces of equal area reach height 1; a test solves it

_LAYER_MASK = np.int64(LAYERS - 1)
_POSITION_SHIFT = np.int64(10)  # leaves the layer's highest bit, which is then set to 1
_ODD = np.int64(1)


def _ziggurat() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """EDGES and HEIGHTS, [LAYERS + 1] each: layer i has its right edge and its lower height."""
    density = math.exp(-TAIL * TAIL / 2)
    area = TAIL * density + math.sqrt(math.pi / 2) * math.erfc(TAIL / math.sqrt(2))
    edges, heights = [area / density, TAIL], [0.0, density]  # layer 0 as a rectangle of its area
    for _ in range(2, LAYERS):
        heights.append(heights[-1] + area / edges[-1])
        edges.append(math.sqrt(-2 * math.log(heights[-1])))
    return np.array([*edges, 0.0]), np.array([*heights, 1.0])


EDGES, HEIGHTS = _ziggurat()
WIDTHS = EDGES[:-1] * 2.0**-53  # [LAYERS], exact: the x of u = 1
CORES = (EDGES[1:] / EDGES[:-1] * 2.0**53).astype(np.int64)  # [LAYERS]: in its core if |u| < this
for _table in (EDGES, HEIGHTS, WIDTHS, CORES):
    _table.flags.writeable = False


def propose(
    words: NDArray[np.uint64],
    widths: NDArray[np.float64],
    out: NDArray[np.float64],
    scratch: NDArray[np.int64],
) -> NDArray[np.intp]:
    """Fill `out` [n] with the candidates of `words` [n], in the unit of `widths` [LAYERS].

    Returns the indices of those outside their core, ascending: their values in `out` are no
    Gaussians yet and have to be replaced by `settle(words[indices], ...)`. `scratch` [3, n] is
    overwritten; memory from the system for each call would cost as much as the rest.
    """
    layer, position, cores = scratch
    table = cores.view(np.float64)  # the same memory
    signed = words.view("<i8")
    np.bitwise_and(signed, _LAYER_MASK, out=layer)
    np.right_shift(signed, _POSITION_SHIFT, out=position)
    np.bitwise_or(position, _ODD, out=position)
    np.copyto(out, position, casting="same_kind")  # exact: 53 bits and a sign
    np.take(widths, layer, out=table, mode="clip")  # "clip" skips a search for bad indices
    np.multiply(out, table, out=out)
    np.take(CORES, layer, out=cores, mode="clip")
    np.abs(position, out=position)
    return np.flatnonzero(position >= cores)


def settle(
    words: NDArray[np.uint64], draw: Callable[[int], NDArray[np.uint64]]
) -> NDArray[np.float64]:
    """[n] standard Gaussians that begin with the candidates `words` [n], and need more words.

    `draw(k)` gives the next k words. Each turn draws one for every candidate in a wedge, then
    pairs for the tail, then one for every candidate that was rejected, each in order.
    """
    out = np.empty(len(words))
    waiting = np.arange(len(words))
    while len(waiting):
        signed = words.view("<i8")
        layer, position = signed & _LAYER_MASK, (signed >> _POSITION_SHIFT) | _ODD
        x = position * WIDTHS[layer]
        accepted = np.abs(position) < CORES[layer]
        wedge = np.flatnonzero(~accepted & (layer > 0))
        tail = np.flatnonzero(~accepted & (layer == 0))
        low, high = HEIGHTS[layer[wedge]], HEIGHTS[layer[wedge] + 1]
        height = low + (high - low) * _uniform(draw(len(wedge)))
        accepted[wedge] = height < np.exp(x[wedge] ** 2 * -0.5)
        x[tail] = np.copysign(_beyond(len(tail), draw), x[tail])
        accepted[tail] = True
        out[waiting[accepted]] = x[accepted]
        waiting = waiting[~accepted]
        words = draw(len(waiting))
    return out


def _beyond(n: int, draw: Callable[[int], NDArray[np.uint64]]) -> NDArray[np.float64]:
    """[n] Gaussians above TAIL: exponential steps beyond it, thinned (Marsaglia 1964).

    A step is accepted with the probability exp(-step^2 / 2). The logarithms are at most 45.1, so
    that an accepted step is at most sqrt(2 * 45.1) = 9.5.
    """
    out = np.empty(n)
    waiting = np.arange(n)
    while len(waiting):
        first, second = -np.log(_uniform(draw(2 * len(waiting)))).reshape(2, -1)
        step = first / TAIL
        accepted = 2 * second > step * step
        out[waiting[accepted]] = TAIL + step[accepted]
        waiting = waiting[~accepted]
    return out


def _uniform(words: NDArray[np.uint64]) -> NDArray[np.float64]:
    """[n] in [2^-65, 1]."""
    return (words.astype(np.float64) + 0.5) * 2.0**-64
