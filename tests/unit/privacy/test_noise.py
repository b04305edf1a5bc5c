"""The owner's randomness: known answers, distributions, and the attacks it must survive.

Statistical tests use fixed keys, so they can't flake. Their thresholds are set for a false-alarm
rate of 1e-6 each: that is how likely a correct sampler is to fail under another key.
"""

import copy
import itertools
import logging
import os
import pickle
import random
import threading

import numpy as np
import pytest
import scipy.stats
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from support.seeded_stream import seeded_stream

from privacy import noise
from privacy.noise import (
    ChaCha20Stream,
    ForkedStreamError,
    OwnerStream,
    add_gaussian,
    grid_spacing,
    owner_stream,
    poisson_draw,
)

ALPHA = 1e-6  # false-alarm rate of each statistical test
TOP = (1 << 64) - 1


class FixedWords(ChaCha20Stream):
    """A stream that yields chosen 64-bit words in turn, over and over."""

    __slots__ = ("_turn",)

    def __init__(self, *words: int) -> None:
        super().__init__(bytes(32))
        self._turn = itertools.cycle(words)

    def _fill(self, buffer: memoryview) -> None:
        words = itertools.islice(self._turn, len(buffer) // 8)
        buffer[:] = np.array(list(words), dtype="<u8").tobytes()


class TestKeystream:
    def test_known_answer(self) -> None:
        """RFC 8439, appendix A.1, test vectors 1 and 2: key and nonce of zeros, blocks 0 and 1."""
        expected = (
            "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
            "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586"
            "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
            "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f"
        )
        assert ChaCha20Stream(bytes(32)).bytes(128).hex() == expected

    def test_pieces_make_the_same_stream(self) -> None:
        pieces, whole = seeded_stream(1), seeded_stream(1)
        assert b"".join(pieces.bytes(n) for n in (0, 1, 63, 64, 65, 70_000)) == whole.bytes(70_193)

    def test_a_new_nonce_before_the_block_counter_wraps(self) -> None:
        assert noise.SEGMENT_BYTES // 64 <= 1 << 32
        stream = ChaCha20Stream(bytes(range(32)))
        stream._left = 100  # as after nearly 128 GiB
        got = stream.bytes(164)

        def reference(segment: int, n: int) -> bytes:
            nonce = bytes(4) + bytes([segment]) + bytes(11)
            cipher = Cipher(algorithms.ChaCha20(bytes(range(32)), nonce), mode=None)
            return cipher.encryptor().update(bytes(n))

        assert got == reference(0, 100) + reference(1, 64)

    @pytest.mark.parametrize("size", [0, 16, 31, 33])
    def test_other_key_sizes_are_refused(self, size: int) -> None:
        with pytest.raises(ValueError, match=r"key: expected 32 bytes"):
            ChaCha20Stream(bytes(size))

    def test_negative_sizes_are_refused(self) -> None:
        stream = seeded_stream(1)
        for sample in (stream.bytes, stream.uniform53, stream.normal, stream.normal_float32):
            with pytest.raises(ValueError, match=r"n: expected 0 or more"):
                sample(-1)

    def test_threads_share_no_bytes(self) -> None:
        stream, got = seeded_stream(2), []

        def work() -> None:
            got.extend(stream.bytes(32) for _ in range(2000))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(got)) == 8000


class TestSecrecy:
    def test_global_seeds_reach_nothing(self) -> None:
        """torch's generator reproduced noise exactly after `manual_seed`; these don't."""

        def attempt() -> tuple[bytes, bytes, bytes]:
            random.seed(7)
            np.random.seed(7)
            stream = owner_stream()
            total = np.zeros(64, dtype=np.float32)
            return (
                stream.bytes(32),
                add_gaussian(total, 1.0, stream).tobytes(),
                stream.bernoulli(256, 0.5).tobytes(),
            )

        first, second = attempt(), attempt()
        assert all(a != b for a, b in zip(first, second, strict=True))

    def test_an_owners_stream_takes_no_seed(self) -> None:
        with pytest.raises(TypeError):
            OwnerStream(bytes(32))  # type: ignore[call-arg]
        assert type(owner_stream()) is OwnerStream

    def test_nothing_shows_the_key(self, caplog: pytest.LogCaptureFixture) -> None:
        key = bytes(range(65, 97))
        stream = ChaCha20Stream(key)
        logging.getLogger("test").warning("%s %r %s", stream, stream, [stream])
        shown = caplog.text + repr(stream) + str(stream) + f"{stream}"
        assert key.decode() not in shown and key.hex() not in shown and repr(key) not in shown
        assert not hasattr(stream, "__dict__")  # so that vars() and debuggers' dumps are empty

    def test_it_cannot_be_copied_or_pickled(self) -> None:
        for stream in (seeded_stream(1), owner_stream()):
            for attempt in (copy.copy, copy.deepcopy, pickle.dumps):
                with pytest.raises(TypeError, match=r"can't be copied or pickled"):
                    attempt(stream)

    def test_a_fork_does_not_repeat_the_stream(self) -> None:
        stream = owner_stream()
        reading, writing = os.pipe()
        if (child := os.fork()) == 0:  # the child reports and leaves without pytest's teardown
            try:
                stream.bytes(32)
                report = b"repeated"
            except ForkedStreamError:
                report = b"refused " + owner_stream().bytes(32)
            os.write(writing, report)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            report = pipe.read()
        os.waitpid(child, 0)
        assert report.startswith(b"refused ")
        assert stream.bytes(32) not in report


class TestUniform:
    def test_ends_are_open(self) -> None:
        ends = FixedWords(0, TOP).uniform53(2)
        assert ends[0] == 2.0**-53
        assert ends[1] == 1 - 2.0**-53

    def test_distribution(self) -> None:
        assert scipy.stats.kstest(seeded_stream(3).uniform53(200_000), "uniform").pvalue > ALPHA


class TestBernoulli:
    @pytest.mark.parametrize("q", [0.01, 1 / 3, 0.5, 1 - 2**-53, 2**-60])
    def test_threshold_is_exact(self, q: float) -> None:
        threshold = int(q * 2**64)
        assert FixedWords(threshold - 1, threshold).bernoulli(2, q).tolist() == [True, False]

    def test_certain_ends(self) -> None:
        words = FixedWords(0, TOP)
        assert words.bernoulli(2, 1).tolist() == [True, True]
        assert words.bernoulli(2, 0).tolist() == [False, False]

    @pytest.mark.parametrize("q", [-0.1, 1.1, float("nan")])
    def test_no_probability_is_refused(self, q: float) -> None:
        with pytest.raises(ValueError, match=r"q: expected a probability"):
            seeded_stream(1).bernoulli(1, q)

    @pytest.mark.parametrize("q", [0.001, 0.02, 0.5, 0.97])
    def test_frequency(self, q: float) -> None:
        n = 1_000_000
        hits = int(seeded_stream(4).bernoulli(n, q).sum())
        assert scipy.stats.binomtest(hits, n, q).pvalue > ALPHA


class TestPoissonDraw:
    def test_indices_are_ascending_and_in_range(self) -> None:
        drawn = poisson_draw(seeded_stream(5), 1000, 0.1)
        assert drawn.dtype == np.int64
        assert np.all(np.diff(drawn) > 0) and drawn[0] >= 0 and drawn[-1] < 1000

    def test_edges(self) -> None:
        assert poisson_draw(seeded_stream(5), 0, 0.5).tolist() == []
        assert poisson_draw(seeded_stream(5), 3, 1.0).tolist() == [0, 1, 2]

    def test_sizes_vary_and_units_are_alike_and_independent(self) -> None:
        """A shuffled loader has draws of one size; Poisson draws are binomial in size."""
        stream, q, units, draws = seeded_stream(6), 0.05, 200, 4000
        drawn = np.zeros((draws, units), dtype=bool)
        for row in drawn:
            row[poisson_draw(stream, units, q)] = True
        sizes = drawn.sum(axis=1)
        # variance of the size: units q (1 - q); (draws - 1) s^2 / that is nearly chi-square
        statistic = sizes.var(ddof=1) * (draws - 1) / (units * q * (1 - q))
        assert ALPHA / 2 < scipy.stats.chi2.cdf(statistic, draws - 1) < 1 - ALPHA / 2
        per_unit = drawn.sum(axis=0)
        statistic = ((per_unit - draws * q) ** 2).sum() / (draws * q * (1 - q))
        assert scipy.stats.chi2.sf(statistic, units) > ALPHA


class TestIntegers:
    def test_words_that_would_bias_are_redrawn(self) -> None:
        # 2^64 = 3 * k + 1: the top word alone would make 0 likelier
        assert FixedWords(TOP, 5, 7).integers_below(3, 2).tolist() == [2, 1]

    @pytest.mark.parametrize("bound", [1, 2, 3, 1 << 32, (1 << 63) - 1, 1 << 63])
    def test_range(self, bound: int) -> None:
        values = seeded_stream(7).integers_below(bound, 1000)
        assert values.dtype == np.int64
        assert values.min() >= 0 and int(values.max()) < bound

    @pytest.mark.parametrize("bound", [0, -1, (1 << 63) + 1])
    def test_other_bounds_are_refused(self, bound: int) -> None:
        with pytest.raises(ValueError, match=r"bound: expected 1 to 2\^63"):
            seeded_stream(7).integers_below(bound, 1)

    def test_distribution(self) -> None:
        counts = np.bincount(seeded_stream(8).integers_below(7, 70_000), minlength=7)
        assert scipy.stats.chisquare(counts).pvalue > ALPHA
        # a bound near 2^63 * 2/3, where a modulo would favour the lower half by two to one
        bound = 3 << 61
        low = int((seeded_stream(9).integers_below(bound, 20_000) < bound // 2).sum())
        assert scipy.stats.binomtest(low, 20_000, 0.5).pvalue > ALPHA


class TestNormal:
    def test_distribution(self) -> None:
        x = seeded_stream(10).normal(400_000)
        assert scipy.stats.kstest(x, "norm").pvalue > ALPHA
        n = len(x)
        z = scipy.stats.norm.isf(ALPHA / 2)
        assert abs(x.mean()) < z / np.sqrt(n)
        assert abs(x.var() - 1) < z * np.sqrt(2 / n)
        assert abs((x**4).mean() - 3) < z * np.sqrt(96 / n)

    def test_tails(self) -> None:
        x = seeded_stream(11).normal(2_000_000)
        edges = np.array([-np.inf, -4.5, -4, -3, -2, 2, 3, 4, 4.5, np.inf])
        counts = np.array([((x > a) & (x <= b)).sum() for a, b in zip(edges, edges[1:])])  # noqa: B905, RUF007
        expected = np.diff(scipy.stats.norm.cdf(edges)) * len(x)
        assert scipy.stats.chisquare(counts, expected).pvalue > ALPHA

    @pytest.mark.parametrize("word", [0, 1, TOP, 1 << 63, (1 << 63) - 1])
    def test_extreme_words_stay_finite(self, word: int) -> None:
        """Words that are all alike may be rejected for ever: a turn of others settles those."""
        x = FixedWords(*[word] * 10, *[0x5555 << 32, 0x2AAA << 48, 1 << 62]).normal(10)
        assert np.all(np.isfinite(x))
        assert np.all(np.abs(x) < 13.8) and np.all(x != 0)

    def test_scale_shape_and_dtype(self) -> None:
        for n in (0, 1, 2, 3, 32_767, 32_768, 32_769):
            assert seeded_stream(13).normal(n).shape == (n,)
        one, two = seeded_stream(13).normal(1000), seeded_stream(13).normal(1000, 2.0)
        assert np.array_equal(two, 2 * one)
        assert not seeded_stream(13).normal(1000, 0.0).any()
        assert seeded_stream(13).normal_float32(5).dtype == np.float32

    @pytest.mark.parametrize("block", [1, 7, 100, 999, 1000, 1001])
    def test_blocks_change_nothing(self, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
        total = seeded_stream(24).normal_float32(1000, 3.0)
        whole, after = seeded_stream(25), seeded_stream(25)
        values, noisy = whole.normal(1000), add_gaussian(total, 0.7, whole)
        monkeypatch.setattr(noise, "_BLOCK", block)
        assert np.array_equal(after.normal(1000), values)
        assert np.array_equal(add_gaussian(total, 0.7, after), noisy)
        assert after.bytes(32) == whole.bytes(32)

    def test_two_streams_differ(self) -> None:
        assert not np.any(seeded_stream(14).normal(1000) == seeded_stream(15).normal(1000))


class TestAddGaussian:
    @pytest.mark.parametrize("std", [1e-20, 3e-4, 0.5, 1.0, 1.3, 1e6, 2.0**100])
    def test_spacing_depends_on_std_alone(self, std: float) -> None:
        spacing = grid_spacing(std)
        assert std * 2.0**-13 < spacing <= std * 2.0**-12
        assert np.frexp(spacing)[0] == 0.5  # a power of two

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @pytest.mark.parametrize("std", [3e-4, 1.0, 700.0])
    def test_every_value_is_on_the_grid(self, std: float, dtype: type) -> None:
        total = (seeded_stream(16).normal(50_000, 3 * std)).astype(dtype)
        noisy = add_gaussian(total, std, seeded_stream(17))
        assert noisy.dtype == np.float32
        cells = noisy.astype(np.float64) / grid_spacing(std)
        assert np.array_equal(cells, np.rint(cells))
        assert not np.any(np.signbit(noisy[noisy == 0]))

    def test_noise_is_gaussian(self) -> None:
        total = np.full(100_000, 2.5, dtype=np.float32)
        residue = (add_gaussian(total, 0.7, seeded_stream(18)).astype(np.float64) - 2.5) / 0.7
        # the grid's steps of 2^-12 are far below what 1e5 samples resolve (0.008)
        assert scipy.stats.kstest(residue, "norm").pvalue > ALPHA

    def test_equal_low_bits_whatever_the_value(self) -> None:
        """Mironov's attack tells values apart by floats that only one of them can reach."""
        third = np.full(1000, 1 / 3, dtype=np.float32)
        spacing = grid_spacing(1.0)
        for total in (np.zeros_like(third), third):
            noisy = add_gaussian(total, 1.0, seeded_stream(19)).astype(np.float64)
            assert np.all(noisy % spacing == 0)
        shifted = add_gaussian(np.full(1000, 8 * spacing), 1.0, seeded_stream(19))
        plain = add_gaussian(np.zeros(1000), 1.0, seeded_stream(19))
        assert np.array_equal(shifted, plain + np.float32(8 * spacing))

    def test_what_is_not_finite_keeps_its_noise(self) -> None:
        bad = np.array([np.nan, np.inf, -np.inf, 0.0], dtype=np.float32)
        noisy = add_gaussian(bad, 1.0, seeded_stream(20))
        plain = add_gaussian(np.zeros(4, dtype=np.float32), 1.0, seeded_stream(20))
        assert np.array_equal(noisy, plain) and np.all(plain != 0)

    @pytest.mark.filterwarnings("error")
    @pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 3e38, -3e38])
    def test_one_wild_coordinate_changes_no_other(self, bad: float) -> None:
        """Blocks with and without such a one take different paths, which must agree."""
        total = seeded_stream(26).normal_float32(70_000)
        plain = add_gaussian(total, 1.0, seeded_stream(27))
        for at in (0, 32_767, 32_768, 69_999):
            wild = total.copy()
            wild[at] = bad
            noisy = add_gaussian(wild, 1.0, seeded_stream(27))
            assert np.array_equal(np.delete(noisy, at), np.delete(plain, at))
            assert noisy[at] == np.float32(bad) or not np.isfinite(bad)
            assert np.isfinite(noisy[at])

    def test_it_adds_what_normal_gives(self) -> None:
        total, std = seeded_stream(28).normal(200_000, 2.0), 0.7
        spacing = grid_spacing(std)
        noisy = np.rint((total + seeded_stream(29).normal(len(total), std)) / spacing) * spacing
        assert np.array_equal(add_gaussian(total, std, seeded_stream(29)), np.float32(noisy))

    @pytest.mark.filterwarnings("error")
    @pytest.mark.parametrize("std", [0.0, 2.0**-100, 1.0, 2.0**100])
    @pytest.mark.parametrize("huge", [1e39, 1e300, np.finfo(np.float64).max])
    def test_saturates_at_float32(self, huge: float, std: float) -> None:
        noisy = add_gaussian(np.array([huge, -huge]), std, seeded_stream(21))
        assert noisy.tolist() == [np.finfo(np.float32).max, np.finfo(np.float32).min]

    @pytest.mark.filterwarnings("error")
    @pytest.mark.parametrize("total", [2.0**126, -(2.0**126), 2.0**127])
    def test_the_largest_that_do_not_saturate(self, total: float) -> None:
        noisy = add_gaussian(np.full(1000, total), 2.0**100, seeded_stream(21))
        assert np.all(np.isfinite(noisy)) and np.allclose(noisy, total, rtol=1e-6)

    def test_a_view_with_steps(self) -> None:
        total = seeded_stream(30).normal(3000)
        view = total[::-3]
        noisy = add_gaussian(view, 1.0, seeded_stream(31))
        assert np.array_equal(noisy, add_gaussian(view.copy(), 1.0, seeded_stream(31)))

    def test_shape_is_kept_and_the_input_untouched(self) -> None:
        total = np.zeros((3, 0, 2), dtype=np.float32)
        assert add_gaussian(total, 1.0, seeded_stream(22)).shape == (3, 0, 2)
        total = np.asfortranarray(np.arange(40_000, dtype=np.float32).reshape(200, 200))
        before = total.copy()
        noisy = add_gaussian(total, 1e-3, seeded_stream(22))
        assert np.array_equal(total, before)
        assert np.allclose(noisy, total, atol=0.02)  # 20 std and float32's 0.004
        assert add_gaussian(np.zeros((), dtype=np.float32), 1.0, seeded_stream(22)).shape == ()

    def test_without_noise_nothing_changes(self) -> None:
        total = np.array([0.1, -0.0, np.nan], dtype=np.float32)
        plain = add_gaussian(total, 0.0, seeded_stream(23))
        assert plain.tolist() == [np.float32(0.1), 0.0, 0.0] and not np.signbit(plain[1])

    @pytest.mark.parametrize("std", [-1.0, float("nan"), float("inf"), 1e-40, 1e40])
    def test_bad_std_is_refused(self, std: float) -> None:
        with pytest.raises(ValueError, match=r"std: expected"):
            add_gaussian(np.zeros(1, dtype=np.float32), std, seeded_stream(1))

    @pytest.mark.parametrize("dtype", [np.int64, np.float16, np.complex128, object])
    def test_other_dtypes_are_refused(self, dtype: type) -> None:
        with pytest.raises(ValueError, match=r"total: expected float32 or float64"):
            add_gaussian(np.zeros(1, dtype=dtype), 1.0, seeded_stream(1))
