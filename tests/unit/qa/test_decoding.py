"""qa.decoding: hand-made logits, and a slow second implementation."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from qa.decoding import decode
from qa.errors import ModelError
from qa.features import Window
from qa.records import Record

CONTEXT = "ann saw a red fox"  # words at 0-3, 4-7, 8-9, 10-13, 14-17
OFFSETS = [(0, 3), (4, 7), (8, 9), (10, 13), (14, 17)]
RECORD = Record("r", CONTEXT, "who?", (), "d")
Floats = npt.NDArray[np.float64]


def window(offsets: list[tuple[int, int]], begin: int = 3) -> Window:
    """[CLS] question [SEP] context [SEP], so `begin` is 3 for a question of one token."""
    size = begin + len(offsets) + 1
    return Window(
        input_ids=np.zeros(size, np.int32),
        token_type_ids=np.zeros(size, np.int32),
        context_begin=begin,
        offsets=np.array(offsets, np.int32).reshape(-1, 2),
        start=0,
        end=0,
    )


def logits(size: int, **at: float) -> Floats:
    values = np.full(size, -9.0)
    for key, value in at.items():
        values[int(key[1:])] = value
    return values


WHOLE = window(OFFSETS)  # 9 tokens; "ann" is token 3, "fox" token 7


def test_best_span_and_null_odds() -> None:
    # start: [CLS] 1, "red" (6) 4; end: [CLS] 2, "fox" (7) 5, "red" (6) 3
    prediction = decode(RECORD, [WHOLE], [logits(9, t0=1, t6=4)], [logits(9, t0=2, t7=5, t6=3)])
    # null 1 + 2 = 3; best "red fox" 4 + 5 = 9; odds 3 - 9 = -6, not above 0
    assert (prediction.text, prediction.start, prediction.end) == ("red fox", 10, 17)
    assert prediction.null_odds == -6.0
    assert [(s.text, s.score) for s in prediction.n_best[:2]] == [("red fox", 9.0), ("red", 7.0)]
    # softmax over 9, 7, the null's 3, and spans of at most 4 - 9 + ... <= 5 - 9 = -4
    total = math.exp(0) + math.exp(-2) + math.exp(3 - 9)
    assert prediction.n_best[0].probability == pytest.approx(1 / total, rel=1e-4)
    assert prediction.n_best[1].probability == pytest.approx(math.exp(-2) / total, rel=1e-4)


@pytest.mark.parametrize(
    ("threshold", "text"), [(0.0, ""), (1.0, "red fox"), (0.99, ""), (None, "red fox")]
)
def test_abstention_needs_odds_above_the_threshold(threshold: float | None, text: str) -> None:
    # null 5 + 5 = 10 against 4 + 5 = 9: odds 1
    prediction = decode(
        RECORD,
        [WHOLE],
        [logits(9, t0=5, t6=4)],
        [logits(9, t0=5, t7=5)],
        null_threshold=threshold,
    )
    assert prediction.null_odds == 1.0
    assert prediction.text == text
    assert (prediction.start, prediction.end) == ((10, 17) if text else (0, 0))
    assert prediction.best_text == "red fox"


def test_null_score_is_the_least_over_windows_and_spans_the_best() -> None:
    first, second = window(OFFSETS[:3]), window(OFFSETS[2:])  # they share "a"
    prediction = decode(
        RECORD,
        [first, second],
        [logits(7, t0=6, t5=1), logits(7, t0=2, t3=3)],
        [logits(7, t0=6, t5=1), logits(7, t0=1, t3=2)],
    )
    # nulls 12 and 3, so 3; "a" scores 1 + 1 = 2 in the first, 3 + 2 = 5 in the second
    assert prediction.null_odds == 3.0 - 5.0
    assert prediction.text == "a"
    assert [s.text for s in prediction.n_best].count("a") == 1


def test_only_ordered_short_context_spans_count() -> None:
    # The question (1), the last [SEP] (8) and reversed pairs score highest, in vain.
    start = logits(9, t1=50, t7=20, t3=5, t8=50)
    end = logits(9, t1=50, t3=20, t7=4, t8=50)
    assert decode(RECORD, [WHOLE], [start], [end]).n_best[0].text == "ann"  # 25, "fox" 24
    end = logits(9, t7=20)
    start = logits(9, t3=20, t6=1)  # "ann … fox" has 5 tokens
    assert decode(RECORD, [WHOLE], [start], [end]).text == CONTEXT
    assert decode(RECORD, [WHOLE], [start], [end], max_answer_tokens=4).text == "red fox"


def test_a_top_k_cut_loses_no_pair() -> None:
    # The highest start is after the highest end; the reference finds nothing with n_best = 1.
    prediction = decode(RECORD, [WHOLE], [logits(9, t7=9, t3=0)], [logits(9, t3=9, t7=1)], n_best=1)
    assert [(s.text, s.score) for s in prediction.n_best] == [("fox", 10.0)]


def test_padding_is_ignored() -> None:
    start, end = logits(16, t6=4, t12=99), logits(16, t7=5, t12=99)
    start[9:] = np.nan
    assert decode(RECORD, [WHOLE], [start], [end]).text == "red fox"


def test_no_context_token_means_abstention() -> None:
    prediction = decode(RECORD, [window([])], [logits(4)], [logits(4)], null_threshold=None)
    assert (prediction.text, prediction.n_best, prediction.null_odds) == ("", (), math.inf)


def test_text_is_whole_characters_without_outer_whitespace() -> None:
    context = "un cafe\u0301 noir"  # the accent is code point 7
    record = Record("r", context, "?", (), "d")
    # byte-level offsets include the space before; a BERT normaliser leaves the accent out
    item = window([(0, 2), (2, 7), (8, 13)])
    prediction = decode(record, [item], [logits(7, t4=3)], [logits(7, t4=3)])
    assert (prediction.text, prediction.start, prediction.end) == ("cafe\u0301", 3, 8)


def test_bad_logits_are_refused() -> None:
    good = logits(9)
    with pytest.raises(ValueError, match=r"shape \[9\], found \[8\]"):
        decode(RECORD, [WHOLE], [logits(8)], [good])
    with pytest.raises(ValueError, match="1 windows, 1 and 2 logits"):
        decode(RECORD, [WHOLE], [good], [good, good])
    with pytest.raises(ValueError, match="found 0 windows"):
        decode(RECORD, [], [], [])
    with pytest.raises(ModelError, match="record 'r': expected finite logits"):
        decode(RECORD, [WHOLE], [logits(9, t4=np.nan)], [good])
    with pytest.raises(ValueError, match="1 or more"):
        decode(RECORD, [WHOLE], [good], [good], n_best=0)


@pytest.mark.parametrize("seed", range(20))
def test_agrees_with_a_slow_double_loop(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, longest = int(random.integers(1, 40)), int(random.integers(1, 12))
    context = "x " * n
    record = Record("r", context, "?", (), "d")
    words = [(2 * i, 2 * i + 1) for i in range(n)]
    half = max(1, n // 2)
    windows = [window(words), window(words[:half])]
    start = [random.standard_normal(len(w)) for w in windows]
    end = [random.standard_normal(len(w)) for w in windows]
    scores: dict[tuple[int, int], float] = {}
    for w, s, e in zip(windows, start, end, strict=True):
        for i in range(len(w.offsets)):
            for j in range(i, min(i + longest, len(w.offsets))):
                key = (int(w.offsets[i, 0]), int(w.offsets[j, 1]))
                value = s[w.context_begin + i] + e[w.context_begin + j]
                scores[key] = max(scores.get(key, -math.inf), value)
    expected = sorted(scores.values(), reverse=True)[:7]
    prediction = decode(
        record, windows, start, end, n_best=7, max_answer_tokens=longest, null_threshold=None
    )
    assert [s.score for s in prediction.n_best] == pytest.approx(expected, abs=1e-12)
    for span in prediction.n_best:
        assert scores[span.start, span.end] == pytest.approx(span.score, abs=1e-12)
    null = min(s[0] + e[0] for s, e in zip(start, end, strict=True))
    assert prediction.null_odds == pytest.approx(null - expected[0], abs=1e-12)
    assert sum(s.probability for s in prediction.n_best) < 1.0
