"""qa.offsets: each step of the repair, and each refusal, on contexts small enough to count."""

from __future__ import annotations

import unicodedata

import pytest

from qa.offsets import NEARBY, locate
from qa.records import Answer


@pytest.mark.parametrize(
    ("context", "text", "start", "expected", "how"),
    [
        ("a red fox", "red", 2, Answer("red", 2), "kept"),
        # outer whitespace that the context has too is the annotator's choice
        ("a red fox", " red ", 1, Answer(" red ", 1), "kept"),
        ("a red fox", "red", 7, Answer("red", 2), "unique"),
        ("a red fox", "red", -1, Answer("red", 2), "unique"),
        ("a red fox", "red", 10**9, Answer("red", 2), "unique"),
        # 𫚭 is two UTF-16 units, so 日本 at code point 5 is at unit 6; a 日本 also stands at 1
        ("𫚭日本、出日本", "日本", 6, Answer("日本", 5), "units"),
        # é is two UTF-8 bytes: "red" at code point 15 is at byte 16
        ("é red red red, red", "red", 16, Answer("red", 15), "units"),
        # 0 and 20: only the second starts within NEARBY of 13
        ("red" + "." * 17 + "red", "red", 13, Answer("red", 20), "nearest"),
        ("a red fox", "red\n", 2, Answer("red", 2), "stripped"),
        ("red, a red fox, red", "  red", 5, Answer("red", 7), "stripped"),
        ("Café noir", unicodedata.normalize("NFD", "Café"), 0, Answer("Café", 0), "folded"),
        (
            unicodedata.normalize("NFD", "un café noir"),
            "café",
            3,
            Answer("cafe\u0301", 3),
            "folded",
        ),
        ("共１２３人", "123人", 1, Answer("１２３人", 1), "folded"),
        ("a red\n\t fox", "red fox", 2, Answer("red\n\t fox", 2), "folded"),
        ("10\u00a0000 kg", "10 000 kg", 0, Answer("10\u00a0000 kg", 0), "folded"),
        ("the ﬁne print", "fine", 4, Answer("ﬁne", 4), "folded"),
    ],
)
def test_found(context: str, text: str, start: int, expected: Answer, how: str) -> None:
    located = locate(context, text, start)
    assert (located.answer, located.how) == (expected, how)
    assert context[expected.start : expected.end] == expected.text


@pytest.mark.parametrize(
    ("context", "text", "start", "how"),
    [
        ("a red fox", "blue", 2, "absent"),
        ("red fox red", "red", 4, "ambiguous"),  # 0 and 8 are both within 10 of 4
        ("red" + "." * 30 + "red", "red", 17, "ambiguous"),  # 0 and 33: both farther than 10
        ("red fox red", "red", -1, "ambiguous"),  # no offset to be near to
        ("x²", "x2", 0, "absent"),  # a square isn't a two
        ("1½", "11⁄2", 0, "absent"),
        ("wait…", "wait..", 0, "absent"),  # would end inside one character
        (unicodedata.normalize("NFD", "né"), "ｎe", 0, "absent"),  # would cut an accent off
        ("ab  cd, ab\tcd", "ab cd", 0, "ambiguous"),
        ("", "red", 0, "absent"),
    ],
)
def test_refused(context: str, text: str, start: int, how: str) -> None:
    located = locate(context, text, start)
    assert (located.answer, located.how) == (None, how)


def test_nearby_is_inclusive() -> None:
    context = "red" + "." * 40 + "red"  # at 0 and at 43
    assert locate(context, "red", 43 - NEARBY).answer == Answer("red", 43)
    assert locate(context, "red", 43 - NEARBY - 1).answer is None


def test_two_units_that_disagree_are_refused() -> None:
    # "𫚭" is 1 code point, 2 UTF-16 units, 4 bytes. Offset 8 means code point 7 in units
    # (2 + 6) and code point 5 in bytes (4 + 4); "x" stands at both, and "." at 8.
    context = "𫚭....x.x."
    assert (context[5], context[7], context[8]) == ("x", "x", ".")
    assert locate(context, "x", 8).how == "ambiguous"


def test_blank_text_is_the_callers_error() -> None:
    with pytest.raises(ValueError, match="blank"):
        locate("a red fox", " \n", 0)
