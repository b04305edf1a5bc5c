"""All detectors together: on any text they end, in time, with findings that lie within it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.desensitize_vectors import marked
from support.processor import best_seconds

from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.standard import DETECTORS

RECOGNIZER = Recognizer(DETECTORS)
TEXTS = [
    one.text
    for part in ("development", "development2", "development3")
    for language in ("en", "zh")
    for one in marked(language, part)
]


def check(text: str) -> None:
    last = 0
    for found in RECOGNIZER.find(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@given(st.text(max_size=120))
def test_arbitrary_text_never_raises(text: str) -> None:
    check(text)


@st.composite
def spliced(draw: st.DrawFn) -> str:
    """Pieces of real notes, cut anywhere and put together."""
    pieces = []
    for _ in range(draw(st.integers(1, 4))):
        text = draw(st.sampled_from(TEXTS))
        start = draw(st.integers(0, len(text) - 1))
        pieces.append(text[start : start + draw(st.integers(1, 80))])
    return draw(st.sampled_from(["", " ", "\n", ",", "："])).join(pieces)


@settings(max_examples=300)
@given(spliced())
def test_pieces_of_notes_never_raise(text: str) -> None:
    check(text)


def test_the_same_text_gives_the_same_findings() -> None:
    for text in TEXTS[::10]:
        assert RECOGNIZER.find(text) == RECOGNIZER.find(text) == Recognizer(DETECTORS).find(text)


def seconds(text: str) -> float:
    return best_seconds(lambda: RECOGNIZER.find(text), times=2)


@pytest.mark.parametrize("number", range(0, len(TEXTS), 41))
def test_time_is_linear_in_notes_said_again(number: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64."""
    text = TEXTS[int(number)] + "\n"
    few = text * (3_000 // len(text) + 1)
    assert seconds(few * 8) < max(40 * seconds(few), 0.5)
