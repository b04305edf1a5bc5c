"""From a reader's logits to an answer or an abstention. numpy only, no IO.

Semantics of the reference BERT `run_squad.py` for SQuAD 2.0 (Devlin et al. 2019, section 4.3):
the null score of a window is start[0] + end[0], a record's null score is the least of them, and
the reader abstains if it exceeds the best span's score by more than a threshold. Two things
differ. Every span up to the longest allowed is scored, where the reference first cuts starts
and ends to the `n_best` highest and so can miss the best pair. And a span in the overlap of two
windows counts with its higher score, where the reference takes the window with more context.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.errors import ModelError
from qa.features import Window
from qa.records import Record

Logits = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate: context[start:end], in code points, with its score (a sum of two logits).

    `probability` is a softmax over the candidates and the null answer, so that what the
    candidates lack to 1 is the null answer's.
    """

    text: str
    start: int
    end: int
    score: float
    probability: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """The answer to one record; `text` is "" and `start`, `end` are 0 where the reader abstains.

    null_odds: null score - best span's score. The higher, the surer that there is no answer;
        infinite where no span exists.
    n_best: the highest candidates, best first, none of them null
    best_text: what it would answer if it had to
    """

    record_id: str
    text: str
    start: int
    end: int
    null_odds: float
    n_best: tuple[Span, ...]
    best_text: str


def decode(
    record: Record,
    windows: Sequence[Window],
    start_logits: Sequence[Logits],
    end_logits: Sequence[Logits],
    *,
    n_best: int = 20,
    max_answer_tokens: int = 30,
    null_threshold: float | None = 0.0,
) -> Prediction:
    """Choose a record's answer from the logits of its windows.

    start_logits, end_logits: one array a window, float [T] with T at least the window's length
        (padding is ignored)
    null_threshold: abstain if `null_odds` exceeds it; None never abstains

    Answers are slices of the record's context, never detokenized. Raises ValueError if the
    shapes don't fit, ModelError if a logit isn't finite.
    """
    if not windows or not len(windows) == len(start_logits) == len(end_logits):
        raise ValueError(
            f"expected start and end logits for each of one or more windows, found "
            f"{len(windows)} windows, {len(start_logits)} and {len(end_logits)} logits"
        )
    if n_best < 1 or max_answer_tokens < 1:
        raise ValueError("expected n_best and max_answer_tokens to be 1 or more")
    null_score = np.inf
    best: dict[tuple[int, int], float] = {}
    for window, start, end in zip(windows, start_logits, end_logits, strict=True):
        starts, ends = _checked(record, window, start), _checked(record, window, end)
        null_score = min(null_score, float(starts[0] + ends[0]))
        for begin, stop, score in _top_spans(window, starts, ends, n_best, max_answer_tokens):
            span = _whole_characters(record.context, begin, stop)
            if span[0] < span[1] and score > best.get(span, -np.inf):
                best[span] = score
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:n_best]
    spans = _with_probabilities(record.context, ranked, null_score)
    null_odds = null_score - spans[0].score if spans else np.inf
    abstains = not spans or (null_threshold is not None and null_odds > null_threshold)
    return Prediction(
        record_id=record.id,
        text="" if abstains else spans[0].text,
        start=0 if abstains else spans[0].start,
        end=0 if abstains else spans[0].end,
        null_odds=float(null_odds),
        n_best=spans,
        best_text=spans[0].text if spans else "",
    )


def _checked(record: Record, window: Window, logits: Logits) -> npt.NDArray[np.float64]:
    """The logits of the window's own tokens, as float64."""
    if logits.ndim != 1 or len(logits) < len(window):
        raise ValueError(f"expected logits of shape [{len(window)}], found {list(logits.shape)}")
    own = np.asarray(logits[: len(window)], np.float64)
    if not np.isfinite(own).all():
        raise ModelError(
            f"record {record.id!r}: expected finite logits, found others",
            hint="the model's weights may have diverged",
        )
    return own


def _top_spans(
    window: Window,
    starts: npt.NDArray[np.float64],
    ends: npt.NDArray[np.float64],
    n_best: int,
    max_answer_tokens: int,
) -> list[tuple[int, int, float]]:
    """The `n_best` highest (begin, end, score) among the context's spans, in any order.

    Scores form a band [n, width]: row i holds the spans of 1 .. width tokens from token i.
    """
    n = len(window.offsets)
    if n == 0:
        return []
    width = min(max_answer_tokens, n)
    here = slice(window.context_begin, window.context_begin + n)
    padded = np.concatenate([ends[here], np.full(width - 1, -np.inf)])
    band = starts[here, None] + np.lib.stride_tricks.sliding_window_view(padded, width)
    flat = band.ravel()
    top = np.argpartition(-flat, min(n_best, len(flat)) - 1)[:n_best]
    top = top[np.isfinite(flat[top])]
    first, extra = np.divmod(top, width)
    begins = window.offsets[first, 0].tolist()
    stops = window.offsets[first + extra, 1].tolist()
    return list(zip(begins, stops, flat[top].tolist(), strict=True))


def _whole_characters(context: str, begin: int, end: int) -> tuple[int, int]:
    """Without outer whitespace (byte-level tokens carry it), with the last letter's accents.

    A normaliser that strips accents leaves the combining marks after a token out of it.
    """
    while begin < end and context[begin].isspace():
        begin += 1
    while begin < end and context[end - 1].isspace():
        end -= 1
    while begin < end < len(context) and unicodedata.combining(context[end]):
        end += 1
    return begin, end


def _with_probabilities(
    context: str, ranked: Sequence[tuple[tuple[int, int], float]], null_score: float
) -> tuple[Span, ...]:
    """Softmax in log space: the highest score is subtracted before anything is exponentiated."""
    scores = np.array([score for _, score in ranked] + [null_score])
    weights = np.exp(scores - scores.max())
    probabilities = (weights / weights.sum()).tolist()
    return tuple(
        Span(context[begin:end], begin, end, score, probability)
        for ((begin, end), score), probability in zip(ranked, probabilities[:-1], strict=True)
    )
