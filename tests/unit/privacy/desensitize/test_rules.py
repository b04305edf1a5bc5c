"""An owner's own patterns: what they find, in which time, and what is refused."""

from __future__ import annotations

import time

import pytest

from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.rules import MAX_RULES, rules


def test_matches_and_their_group() -> None:
    recognizer = Recognizer(
        [rules([(r"C-\d{6}", Kind.IDENTIFIER), (r"工号[:：]?(?P<it>\w{4})", Kind.IDENTIFIER)])]
    )
    text = "😀 C-123456，工号：7788 和 工号ab12"
    assert [text[f.start : f.end] for f in recognizer.find(text)] == ["C-123456", "7788", "ab12"]


def test_lone_surrogates_do_not_move_findings() -> None:
    text = "\ud800é C-123456"
    (found,) = Recognizer([rules([(r"C-\d{6}", Kind.IDENTIFIER)])]).find(text)
    assert text[found.start : found.end] == "C-123456"


@pytest.mark.parametrize("pattern", [r"(\w)\1", r"(?=secret)x", "(secret", "a{2000}{2000}", "x*"])
def test_refused_by_number(pattern: str) -> None:
    with pytest.raises(ValueError, match="rule 2: expected") as raised:
        rules([("fine", Kind.PERSON), (pattern, Kind.PERSON)])
    assert "secret" not in str(raised.value)


def test_too_many_and_too_long() -> None:
    with pytest.raises(ValueError, match="at most 1000 rules"):
        rules([("a", Kind.PERSON)] * (MAX_RULES + 1))
    with pytest.raises(ValueError, match="rule 1: expected at most 10000"):
        rules([("a" * 10_001, Kind.PERSON)])


def test_patterns_that_stop_others_do_not_stop_it() -> None:
    """`re` takes longer than anybody waits for this."""
    begin = time.process_time()
    Recognizer([rules([(r"(a+)+$", Kind.PERSON), (r"(x|x)*y", Kind.PERSON)])]).find(
        "a" * 50_000 + "!" + "x" * 50_000
    )
    assert time.process_time() - begin < 5
