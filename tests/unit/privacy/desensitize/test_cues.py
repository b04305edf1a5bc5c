"""Words before a value: which one counts, and what may stand between."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.detectors.cues import WINDOW, Cues, by_first_letter, trie

CUES = Cues(
    {
        "policy": ("policy", "sort code", "保单"),
        "record": ("record #", "chart", "病历 #"),
        "policy record": ("policy record",),
        "late": ("chart",),
    }
)


@pytest.mark.parametrize(
    ("before", "key"),
    [
        ("policy ", "policy"),
        ("Policy No.: ", "policy"),
        ("POLICY NUMBER IS ", "policy"),
        ("policy id no ", "policy"),
        ("my policy (the old one) ", "policy"),
        ("the policy number of the patient is ", "policy"),
        ("sort-code: ", "policy"),
        ("sortcode=", "policy"),
        ("record no ", "record"),
        ("record #", "record"),
        ("policy record ", "policy record"),
        ("policy record number ", "policy record"),
        ("chart ", "record"),
        ("保单号为", "policy"),
        ("他的保单", "policy"),
        ("【病历号】", "record"),
        ("病历号码:", "record"),
        ("record ", None),
        ("病历", None),
        ("mypolicy ", None),
        ("policy2 ", None),
        ("policy which was ", None),
        ("policy. ", None),
        ("", None),
        ("number ", None),
    ],
)
def test_the_cue_before_a_value(before: str, key: str | None) -> None:
    assert CUES.before(before + "12345", len(before)) == key


def test_a_cue_beyond_the_window_does_not_count() -> None:
    assert CUES.before("policy" + " " * WINDOW + "1", 6 + WINDOW) is None


@given(st.text(max_size=100), st.integers(0, 100))
def test_arbitrary_text_never_raises(text: str, at: int) -> None:
    assert CUES.before(text, min(at, len(text))) in (None, "policy", "record", "policy record")


WORDS = st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("abc", max_size=6))
def test_patterns_match_the_longest_word(words: list[str], text: str) -> None:
    longest = max((w for w in words if text.startswith(w)), key=len, default=None)
    for pattern in (trie(words), by_first_letter(words)):
        found = re.match(pattern, text)
        assert (found[0] if found else None) == longest


def test_time_does_not_depend_on_the_length_of_the_text() -> None:
    text = "policy no " * 100_000
    begin = time.process_time()
    for _ in range(1_000):
        CUES.before(text, len(text))
    assert time.process_time() - begin < 1
