"""The ziggurat's tables, and each way through it with words that are chosen for it."""

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import brentq

from privacy import ziggurat
from privacy.ziggurat import CORES, EDGES, HEIGHTS, LAYERS, TAIL, WIDTHS, propose, settle

Draw = Callable[[int], NDArray[np.uint64]]


def word(layer: int, position: int) -> int:
    """The word of a layer and an odd position."""
    assert position % 2 == 1 and abs(position) < 1 << 53
    return (position >> 1) % (1 << 53) << 11 | layer


def uniform(u: float) -> int:
    """The word of a uniform in (0, 1)."""
    return int(u * 2.0**64)


def script(*words: int) -> Draw:
    """Draws these and no more."""
    rest = list(words)

    def draw(n: int) -> NDArray[np.uint64]:
        assert n <= len(rest), "more words than expected"
        taken, rest[:] = rest[:n], rest[n:]
        return array(*taken)

    return draw


def array(*words: int) -> NDArray[np.uint64]:
    return np.array(words, dtype="<u8")


def proposed(*words: int) -> tuple[list[float], list[int]]:
    out, scratch = np.empty(len(words)), np.empty((3, len(words)), dtype=np.int64)
    outside = propose(array(*words), WIDTHS, out, scratch)
    return out.tolist(), outside.tolist()


def at(layer: int, x: float) -> int:
    """The word of the position next to `x` in `layer`."""
    return word(layer, int(x / EDGES[layer] * 2.0**53) | 1)


class TestTables:
    def test_the_tail_starts_where_the_layers_fit(self) -> None:
        def gap(tail: float) -> float:
            """How far LAYERS pieces of the tail's area are from height 1."""
            f = math.exp(-tail * tail / 2)
            area = tail * f + math.sqrt(math.pi / 2) * math.erfc(tail / math.sqrt(2))
            edge, height = tail, f
            for _ in range(1, LAYERS):
                height += area / edge
                if height >= 1:
                    break
                edge = math.sqrt(-2 * math.log(height))
            return height - 1

        # where the height passes 1 early, `gap` is still positive: it has one change of sign
        assert brentq(gap, 4.0, 4.5, xtol=1e-15) == pytest.approx(TAIL, rel=1e-14)

    def test_areas_are_equal(self) -> None:
        """A layer's error is that of its height, some 1e-16, over its thickness, from 1e-4 on."""
        half = math.sqrt(math.pi / 2)
        base = TAIL * HEIGHTS[1] + half * math.erfc(TAIL / math.sqrt(2))
        areas = np.array([base, *(EDGES[1:-1] * np.diff(HEIGHTS)[1:])])
        assert len(areas) == LAYERS
        assert np.allclose(areas, base, rtol=1e-12, atol=0)
        assert EDGES[0] * HEIGHTS[1] == pytest.approx(base, rel=1e-15)

    def test_edges_are_on_the_curve(self) -> None:
        assert np.allclose(HEIGHTS[1:], np.exp(-(EDGES[1:] ** 2) / 2), rtol=1e-14, atol=0)
        assert np.all(np.diff(EDGES) < 0) and np.all(np.diff(HEIGHTS) > 0)
        assert EDGES[1] == TAIL and EDGES[-1] == 0 and HEIGHTS[0] == 0 and HEIGHTS[-1] == 1

    def test_cores_end_below_the_next_edge(self) -> None:
        """So that the curve needs no test there; what they leave out, the wedge's test lets in."""
        assert np.all(EDGES[1:] * (1 + 2.0**-52) >= CORES * WIDTHS)
        assert np.all(EDGES[1:] * (1 - 2.0**-52) <= (CORES + 2) * WIDTHS)
        assert CORES[-1] == 0

    def test_they_cannot_be_changed(self) -> None:
        for table in (EDGES, HEIGHTS, WIDTHS, CORES):
            assert not table.flags.writeable


class TestPropose:
    def test_layer_and_position_share_no_bit(self) -> None:
        base = word(77, 1)
        for bit in range(64):
            (x,), _ = proposed(base ^ 1 << bit)
            layer = 77 ^ 1 << bit if bit < 11 else 77
            u = 1 if bit < 11 else (-(1 << 53) + 1 if bit == 63 else 1 + (1 << bit - 10))
            assert x == u * WIDTHS[layer]

    def test_positions_are_symmetric(self) -> None:
        """The complement of the upper bits is the negative position."""
        for layer, position in itertools.product((0, 5, LAYERS - 1), (1, 12345, (1 << 53) - 1)):
            up, down = word(layer, position), word(layer, -position)
            assert up ^ down == ((1 << 64) - 1) ^ (LAYERS - 1)
            (x, y), _ = proposed(up, down)
            assert x == -y == position * WIDTHS[layer]

    @pytest.mark.parametrize("layer", [0, 1, 900, LAYERS - 2])
    def test_the_core_is_left_of_the_next_edge(self, layer: int) -> None:
        last = (int(CORES[layer]) - 2) | 1
        words = [word(layer, sign * u) for u in (1, last, last + 2) for sign in (1, -1)]
        assert proposed(*words)[1] == [4, 5]

    def test_the_top_layer_has_no_core(self) -> None:
        assert proposed(word(LAYERS - 1, 1), word(LAYERS - 1, -1))[1] == [0, 1]

    def test_unit(self) -> None:
        out, scratch = np.empty(1), np.empty((3, 1), dtype=np.int64)
        propose(array(word(3, 4097)), WIDTHS * 8, out, scratch)
        assert out[0] == 8 * 4097 * WIDTHS[3]


class TestWedge:
    @pytest.mark.parametrize("layer", [1, 2, 1000, 2000, LAYERS - 1])
    @pytest.mark.parametrize("sign", [1, -1])
    @pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
    def test_below_the_curve_is_accepted(self, layer: int, sign: int, part: float) -> None:
        x = sign * (EDGES[layer + 1] + part * (EDGES[layer] - EDGES[layer + 1]))
        low, high = HEIGHTS[layer], HEIGHTS[layer + 1]
        curve = (math.exp(-x * x / 2) - low) / (high - low)  # as a uniform
        assert 0 < curve < 1
        got = settle(array(at(layer, x)), script(uniform(curve - 1e-9)))
        assert got[0] == pytest.approx(x, rel=1e-15)
        # above: anew, with a candidate that is in its core
        got = settle(array(at(layer, x)), script(uniform(curve + 1e-9), word(9, -4097)))
        assert got[0] == -4097 * WIDTHS[9]

    def test_the_outermost_corner_is_rejected(self) -> None:
        for layer in (1, 1000, LAYERS - 1):
            corner = word(layer, 1 - (1 << 53))
            got = settle(array(corner), script((1 << 64) - 1, word(9, 4097)))
            assert got[0] == 4097 * WIDTHS[9]


class TestTail:
    @pytest.mark.parametrize("sign", [1, -1])
    def test_a_step_beyond(self, sign: int) -> None:
        beyond = at(0, sign * (TAIL + EDGES[0]) / 2)
        got = settle(array(beyond), script(uniform(math.exp(-TAIL * 0.5)), uniform(0.5)))
        assert got[0] == pytest.approx(sign * (TAIL + 0.5), rel=1e-14)

    def test_steps_are_thinned(self) -> None:
        """A step of 1 is accepted with probability exp(-1/2); what is rejected takes both anew."""
        step = uniform(math.exp(-TAIL))
        less, more = math.exp(-0.5) - 1e-9, math.exp(-0.5) + 1e-9
        beyond = array(at(0, (TAIL + EDGES[0]) / 2))
        again = (uniform(math.exp(-TAIL * 0.25)), uniform(0.5))
        assert settle(beyond, script(step, uniform(less)))[0] == pytest.approx(TAIL + 1)
        got = settle(beyond, script(step, uniform(more), *again))
        assert got[0] == pytest.approx(TAIL + 0.25)

    def test_extreme_words(self) -> None:
        beyond = array(at(0, (TAIL + EDGES[0]) / 2))
        top = (1 << 64) - 1
        assert settle(beyond, script(top, 0))[0] == TAIL  # no step
        # the largest step that's accepted: 2 * 65 ln 2 is its square
        step = math.sqrt(130 * math.log(2)) * (1 - 1e-9)
        got = settle(beyond, script(uniform(math.exp(-TAIL * step)), 0))
        assert 13.7 < got[0] < 13.72
        # the largest step of all is rejected
        assert settle(beyond, script(0, 0, top, 0))[0] == TAIL

    def test_it_starts_at_the_tail(self) -> None:
        inside, outside = at(0, TAIL * (1 - 1e-12)), at(0, TAIL * (1 + 1e-12))
        assert proposed(inside, outside)[1] == [1]


def test_words_are_used_in_the_order_that_is_documented() -> None:
    """Wedges first, then pairs for the tail, then new candidates."""
    layer = 1000
    x = (EDGES[layer] + EDGES[layer + 1]) / 2
    wedge, beyond = at(layer, x), at(0, (TAIL + EDGES[0]) / 2)
    got = settle(
        array(beyond, wedge, beyond, wedge),
        script(
            *(uniform(0.999), uniform(0.001)),  # the two wedges: out, in
            *(uniform(math.exp(-TAIL * s)) for s in (0.1, 0.2)),  # both steps
            *(uniform(0.5), uniform(0.5)),  # and what decides on them
            word(9, 4097),  # for the first wedge
        ),
    )
    expected = [TAIL + 0.1, 4097 * WIDTHS[9], TAIL + 0.2, x]
    assert got.tolist() == pytest.approx(expected, rel=1e-14)


def test_nothing_to_settle_takes_no_word() -> None:
    assert settle(array(), script()).shape == (0,)


def test_it_draws_nothing_itself() -> None:
    """Neither a generator nor the system's entropy can be reached from the module."""
    assert not {"os", "random", "secrets", "noise"} & set(vars(ziggurat))
