"""The noise against a second implementation, one value at a time, and against the Gaussian.

Statistical tests use fixed keys, so they can't flake. A correct sampler would fail each under
one key in a million (ALPHA).
"""

import functools
import itertools
import math
from collections import deque

import mpmath
import numpy as np
import pytest
import scipy.stats
from numpy.typing import NDArray
from support.seeded_stream import seeded_stream

from privacy.noise import ChaCha20Stream, add_gaussian, grid_spacing
from privacy.ziggurat import EDGES, LAYERS, TAIL, WIDTHS, propose, settle

ALPHA = 1e-6
SAMPLES = 8_000_000
N = 2048


@functools.cache
def ziggurat() -> tuple[list[float], list[float]]:
    """Right edges and lower heights, to 40 digits and then rounded."""
    with mpmath.workdps(40):

        def build(tail: mpmath.mpf) -> tuple[list[mpmath.mpf], list[mpmath.mpf]]:
            f = mpmath.exp(-tail * tail / 2)
            area = tail * f + mpmath.sqrt(mpmath.pi / 2) * mpmath.erfc(tail / mpmath.sqrt(2))
            edges, heights = [area / f, tail], [mpmath.mpf(0), f]
            while len(heights) <= N and heights[-1] < 1:
                heights.append(heights[-1] + area / edges[-1])
                edges.append(mpmath.sqrt(max(0, -2 * mpmath.log(heights[-1]))))
            return edges, heights

        low, high = mpmath.mpf("4.2163704"), mpmath.mpf("4.2163705")
        for _ in range(70):
            middle = (low + high) / 2
            _edges, heights = build(middle)
            if len(heights) <= N or heights[N] > 1:  # 1 is passed: the pieces are too large
                low = middle
            else:
                high = middle
        edges, heights = build(high)
        return [float(e) for e in edges], [float(h) for h in heights]


def one_at_a_time(words: list[int], n: int) -> tuple[list[float], int]:
    """`n` Gaussians from `words`, and how many words that takes."""
    edges, heights = ziggurat()
    source = deque(words)

    def take(k: int) -> list[int]:
        return [source.popleft() for _ in range(k)]

    def uniform(word: int) -> float:
        return (2 * word + 1) / 2**65

    values: dict[int, float] = {}
    todo = dict(enumerate(take(n)))
    while todo:
        wedges: list[tuple[int, int, float]] = []
        tails: list[tuple[int, bool]] = []
        for place, word in todo.items():
            layer, upper = word % N, word // N  # upper: 53 bits, in two's complement
            u = 2 * (upper if upper < 2**52 else upper - 2**53) + 1
            x = u / 2**53 * edges[layer]
            if abs(x) < edges[layer + 1]:
                values[place] = x
            elif layer:
                wedges.append((place, layer, x))
            else:
                tails.append((place, u < 0))
        todo = {}
        for (place, layer, x), word in zip(wedges, take(len(wedges)), strict=True):
            height = heights[layer] + uniform(word) * (heights[layer + 1] - heights[layer])
            if height < math.exp(-x * x / 2):
                values[place] = x
            else:
                todo[place] = 0
        while tails:
            firsts, seconds = take(len(tails)), take(len(tails))
            again = []
            for (place, negative), a, b in zip(tails, firsts, seconds, strict=True):
                step = -math.log(uniform(a)) / edges[1]
                if uniform(b) < math.exp(-step * step / 2):
                    values[place] = -edges[1] - step if negative else edges[1] + step
                else:
                    again.append((place, negative))
            tails = again
        todo = dict(zip(todo, take(len(todo)), strict=True))
    return [values[i] for i in range(n)], len(words) - len(source)


@pytest.mark.parametrize("n", [0, 1, 2, 1001, 100_001])
def test_the_same_words_give_the_same_values(n: int) -> None:
    """Not to the last bit: the tables' rounding differs, by 1e-13 where layers are thickest."""
    stream, words = seeded_stream(40), seeded_stream(40)
    available = np.frombuffer(words.bytes(8 * (n + n // 50 + 100)), dtype="<u8")
    expected, used = one_at_a_time([int(w) for w in available], n)
    assert np.allclose(stream.normal(n), expected, rtol=3e-13, atol=0)
    again = seeded_stream(40)
    again.bytes(8 * used)
    assert stream.bytes(32) == again.bytes(32)


def test_the_reference_meets_wedge_and_tail() -> None:
    """So that the comparison above isn't of cores alone."""
    words = np.frombuffer(seeded_stream(40).bytes(8 * 100_001), dtype="<u8")
    outside = propose(words, WIDTHS, np.empty(100_001), np.empty((3, 100_001), dtype=np.int64))
    layers = words[outside] % np.uint64(N)
    assert np.count_nonzero(layers) > 100 and np.count_nonzero(layers == 0) > 0


@pytest.fixture(scope="module")
def x() -> NDArray[np.float64]:
    return seeded_stream(41).normal(SAMPLES)


class TestDistribution:
    def test_kolmogorov_smirnov(self, x: NDArray[np.float64]) -> None:
        assert scipy.stats.kstest(x, "norm", method="asymp").pvalue > ALPHA

    def test_no_cell_has_too_many(self, x: NDArray[np.float64]) -> None:
        """4000 cells of equal probability: half of them are narrower than 0.0013."""
        cells = 4000
        edges = scipy.stats.norm.ppf(np.arange(1, cells) / cells)
        counts = np.bincount(np.searchsorted(edges, x), minlength=cells)
        assert scipy.stats.chisquare(counts).pvalue > ALPHA

    def test_layers_leave_no_step(self, x: NDArray[np.float64]) -> None:
        """Cells between the layers' edges, where a wrong wedge would show."""
        edges = EDGES[-2:0:-1]
        counts = np.bincount(np.searchsorted(edges, np.abs(x)), minlength=len(edges) + 1)
        mass = np.diff(2 * scipy.stats.norm.cdf([0, *edges, np.inf]))
        assert scipy.stats.chisquare(counts, mass / mass.sum() * len(x)).pvalue > ALPHA

    @pytest.mark.parametrize("order", range(1, 9))
    def test_moments(self, x: NDArray[np.float64], order: int) -> None:
        """E x^k = (k - 1)!! for even k, and the mean's variance is (E x^2k - (E x^k)^2) / n."""

        def moment(k: int) -> int:
            return 0 if k % 2 else math.prod(range(1, k, 2))

        deviation = math.sqrt((moment(2 * order) - moment(order) ** 2) / len(x))
        z = scipy.stats.norm.isf(ALPHA / 2)
        assert abs((x**order).mean() - moment(order)) < z * deviation

    @pytest.mark.parametrize("beyond", [0.0, 1.0, 2.0, 3.0, 4.0, TAIL, 4.5, 5.0])
    def test_both_tails(self, x: NDArray[np.float64], beyond: float) -> None:
        above, below = int((x > beyond).sum()), int((x < -beyond).sum())
        mass = scipy.stats.norm.sf(beyond)
        assert scipy.stats.binomtest(above, len(x), mass).pvalue > ALPHA
        assert scipy.stats.binomtest(below, len(x), mass).pvalue > ALPHA
        assert scipy.stats.binomtest(above, above + below, 0.5).pvalue > ALPHA  # a sign's

    def test_beyond_the_tails_start(self) -> None:
        """Only one value in 40,000 comes here: 300,000 candidates that all do."""
        n = 300_000
        sign = np.arange(n) % 2
        outermost = (sign.astype(np.uint64) << np.uint64(63)) | np.uint64(((1 << 52) - 1) << 11)
        outermost[sign == 1] = np.uint64(1 << 63)  # of layer 0
        values = settle(outermost, seeded_stream(42)._words)
        assert np.array_equal(values < 0, sign == 1)
        mass = scipy.stats.norm.sf(TAIL)
        result = scipy.stats.kstest(scipy.stats.norm.sf(np.abs(values)) / mass, "uniform")
        assert result.pvalue > ALPHA
        assert np.abs(values).max() > 5.5


class TestIndependence:
    @pytest.mark.parametrize("lag", [1, 2, 3, 32_768])
    def test_neighbours(self, x: NDArray[np.float64], lag: int) -> None:
        z = scipy.stats.norm.isf(ALPHA / 2) / math.sqrt(len(x) - lag)
        for part in (x, np.abs(x), x * x):
            assert abs(np.corrcoef(part[:-lag], part[lag:])[0, 1]) < z

    @pytest.mark.parametrize("group", [2, 8, 50])
    def test_radius_of_a_group(self, x: NDArray[np.float64], group: int) -> None:
        """What Doornik (2005) found in Marsaglia and Tsang's: the sums of squares were off."""
        squares = (x[: len(x) // group * group].reshape(-1, group) ** 2).sum(axis=1)
        result = scipy.stats.kstest(scipy.stats.chi2(group).cdf(squares), "uniform")
        assert result.pvalue > ALPHA

    @pytest.mark.parametrize("part", ["coarse", "fine"])
    def test_layer_and_position(self, part: str) -> None:
        """Sixteen classes of positions, by their highest or lowest bits, in each layer."""
        n = 1 << 21
        words, out = seeded_stream(43)._words(n), np.empty(n)
        propose(words, WIDTHS, out, np.empty((3, n), dtype=np.int64))
        layer = (words % np.uint64(N)).astype(np.int64)
        u = np.rint(out / WIDTHS[layer]).astype(np.int64) >> 1
        kind = (u >> 49) + 8 if part == "coarse" else u & 15
        counts = np.bincount(layer * 16 + kind, minlength=N * 16)
        assert scipy.stats.chisquare(counts).pvalue > ALPHA


def test_noise_on_the_grid_by_cell() -> None:
    """What leaves, cell by cell near 0, against the mass between the cell's edges."""
    std, shift, n = 0.7, 0.3, 4_000_000
    noisy = add_gaussian(np.full(n, shift), std, seeded_stream(44))
    spacing = grid_spacing(std)
    cells = np.rint(noisy / spacing).astype(np.int64)
    first, count = -2000, 4000
    inside = cells[(cells >= first) & (cells < first + count)] - first
    edges = ((np.arange(count + 1) + first - 0.5) * spacing - shift) / std
    mass = np.diff(scipy.stats.norm.cdf(edges))
    observed = [*np.bincount(inside, minlength=count), n - len(inside)]
    assert scipy.stats.chisquare(observed, np.array([*mass, 1 - mass.sum()]) * n).pvalue > ALPHA


def test_no_word_is_used_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that were filled in are as many as the stream moved on, and none is repeated."""
    seen: list[bytes] = []
    fill = ChaCha20Stream._fill

    def spy(self: ChaCha20Stream, buffer: memoryview) -> None:
        fill(self, buffer)
        seen.append(bytes(buffer))

    monkeypatch.setattr(ChaCha20Stream, "_fill", spy)
    seeded_stream(45).normal(100_000)
    used = b"".join(seen)
    assert used == seeded_stream(45).bytes(len(used))
    assert 100_000 < len(used) // 8 < 101_000


def test_the_tables_are_the_second_implementations() -> None:
    edges, heights = ziggurat()
    assert N == LAYERS and len(edges) == N + 1
    assert np.allclose(EDGES[:-1], edges[:-1], rtol=3e-13, atol=0)
    for i in itertools.chain(range(1, N, 50), [N - 1]):
        assert heights[i] == pytest.approx(math.exp(-(EDGES[i] ** 2) / 2), rel=1e-13)
