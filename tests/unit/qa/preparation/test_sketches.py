"""qa.preparation.sketches: estimates beside Jaccard indices that are counted."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.preparation.sketches import GRAM, Sketcher, packed, similarity

ENGLISH = "abcdefghijklmnopqrstuvwxyz      "
CHINESE = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"


def jaccard(one: str, other: str) -> float:
    a, b = ({t[i : i + GRAM] for i in range(max(1, len(t) - GRAM + 1))} for t in (one, other))
    return len(a & b) / len(a | b)


def estimate(sketcher: Sketcher, one: str, other: str) -> float:
    a, b = (packed(sketcher.minima(text)) for text in (one, other))
    return float(similarity(a, b[None])[0])


def deviation(index: float, size: int) -> float:
    agreeing = index + (1 - index) / 16
    return float((agreeing * (1 - agreeing) / size) ** 0.5 * 16 / 15)


def pair(rng: random.Random, letters: str, length: int, edits: int) -> tuple[str, str]:
    one = "".join(rng.choices(letters, k=length))
    other = list(one)
    for place in rng.sample(range(length), edits):
        other[place] = rng.choice(letters)
    return one, "".join(other)


@pytest.mark.parametrize("letters", [ENGLISH, CHINESE])
@pytest.mark.parametrize(
    ("length", "edits"),
    [(40, 1), (40, 3), (300, 2), (300, 20), (800, 0), (800, 5), (800, 800), (5000, 40)],
)
def test_estimates_are_within_four_standard_deviations(
    letters: str, length: int, edits: int
) -> None:
    rng = random.Random(length + edits)
    sketcher = Sketcher(1024)
    for _ in range(10):
        one, other = pair(rng, letters, length, edits)
        index = jaccard(one, other)
        found = estimate(sketcher, one, other)
        assert abs(found - index) <= 4 * deviation(index, 1024) + 1e-9


@pytest.mark.parametrize("size", [32, 64])
def test_estimates_have_no_bias_and_the_deviation_that_is_said(size: int) -> None:
    rng = random.Random(size)
    sketcher = Sketcher(size)
    errors = []
    for edits in (1, 3, 8, 20) * 100:
        one, other = pair(rng, ENGLISH, 200, edits)
        index = jaccard(one, other)
        if index == 1:
            continue
        errors.append((estimate(sketcher, one, other) - index) / deviation(index, size))
    assert abs(np.mean(errors)) < 4 / len(errors) ** 0.5
    assert 0.85 < np.std(errors) < 1.15


def test_what_a_text_has_more_than_once_counts_once() -> None:
    sketcher = Sketcher(64)
    few, many = sketcher.minima("abcdefgh" * 3), sketcher.minima("abcdefgh" * 1000)
    assert np.array_equal(few, many)


def test_functions_are_the_same_in_every_process() -> None:
    assert Sketcher(4).minima("Ann saw Bob.").tolist() == [
        15018289457345250479,
        13306414741985788424,
        17694494594213445215,
        6716388213812858608,
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("", "", True),
        ("a", "a", True),
        ("a", "b", False),
        ("", "a", False),
        ("who?", "why?", False),
        ("\ud800", "\ud801", False),
        ("𠀀𠀁𠀂", "𠀀𠀁𠀃", False),
    ],
)
def test_short_and_odd_texts(one: str, other: str, same: bool) -> None:
    found = estimate(Sketcher(256), one, other)
    assert found == pytest.approx(1) if same else found < 0.3


@given(st.text(max_size=60))
def test_a_text_is_like_itself_exactly(text: str) -> None:
    sketcher = Sketcher(32)
    sketch = packed(sketcher.minima(text))
    assert sketch.shape == (16,)
    assert similarity(sketch, np.stack([sketch, sketch])).tolist() == [1.0, 1.0]


def test_similarity_counts_half_bytes() -> None:
    one = np.array([0x12, 0x34], np.uint8)
    others = np.array([[0x12, 0x34], [0x12, 0x35], [0x02, 0x44], [0x21, 0x43]], np.uint8)
    expected = [(agreeing / 4 - 1 / 16) * 16 / 15 for agreeing in (4, 3, 2, 0)]
    assert similarity(one, others) == pytest.approx(expected)
