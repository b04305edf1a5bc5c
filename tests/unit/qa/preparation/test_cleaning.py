"""qa.preparation.cleaning and texts: plain texts, answers that follow, reasons."""

from __future__ import annotations

import time
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.preparation.cleaning import Cleaned, Dropped, Reason, clean, readable
from qa.preparation.moves import Change, Moves
from qa.preparation.texts import line, plain
from qa.records import Answer, Record, document_id_of


def record(context: str, *spans: tuple[int, int], **changes: Any) -> Record:
    values: dict[str, Any] = {
        "id": "r1",
        "context": context,
        "question": "who is it?",
        "answers": tuple(Answer(context[start:end], start) for start, end in spans),
        "document_id": document_id_of(context),
    }
    return Record(**(values | changes))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as it is.\n\nAs it was.", "as it is.\n\nAs it was."),
        ("a\r\nb\rc\u2028d\x0be\x85f", "a\nb\nc\nd\ne\nf"),
        ("a \t b\u00a0\u3000c", "a b c"),
        ("  a  \n   b\n\n\n \n c \n", "a\nb\n\nc"),
        ("\r\n\r\na\r\n\r\nb\r\n", "a\n\nb"),
        ("Jo\u200bhn S\u00admi\ufeffth 1\u20602", "John Smith 12"),
        ("\u202eabc\u202c \u2066d\u2069\u061c", "abc d"),
        ("a\x00b\x1b[0m\x7f", "ab[0m"),
        ("tag\U000e0041\U000e0042 variation\ufe0f \U000e0100", "tag variation"),
        ("4\u200d1\u200c1\u200d1 J\u200dohn 张\u200d三", "4111 John 张三"),
        ("٤\u200d١", "٤١"),  # digits of any script
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥", "👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"),
        ("e\u0301 A\u030a \u212b \u1100\u1161\u11a8", "é Å Å 각"),
        ("q\u0307\u0323", "q\u0323\u0307"),
        ("e" + "\u0301" * 1000, "é" + "\u0301" * 30),
        ("ﬁ Ａ ½ &amp; ²", "ﬁ Ａ ½ &amp; ²"),
        ("half \ud800 pair", "half pair"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text)[0] == expected


def test_questions_and_titles_are_one_line() -> None:
    cleaned = clean(record("Ann saw Bob.", question=" who\r\n\r\nis\tit? ", title="\u200bA\nB"))
    assert isinstance(cleaned, Cleaned)
    assert cleaned.record.question == "who is it?"
    assert cleaned.record.title == "A B"


@pytest.mark.parametrize(
    ("context", "span", "expected"),
    [
        ("Ann saw  a red\u00a0fox here", (9, 18), Answer("a red fox", 8)),
        ("\u200bAnn\u200b saw a fox", (1, 4), Answer("Ann", 0)),
        ("Ann saw a fox", (3, 8), Answer("saw", 4)),  # spaces at its ends
        ("Ann   saw a fox", (4, 9), Answer("saw", 4)),  # from within a run of spaces
        ("Cafe\u0301 Bar Ann", (0, 4), Answer("Café", 0)),  # without its accent
        ("Cafe\u0301 Bar Ann", (4, 9), Answer("é Bar", 3)),  # or with the accent alone
        ("a\r\nb\r\nSmith, Ann", (6, 11), Answer("Smith", 4)),
        ("Ann saw a fox\r\n\r\n", (10, 15), Answer("fox", 10)),
        ("x\u0301y\u0301 王小明\u200b先生 said so", (5, 11), Answer("王小明先生", 4)),
    ],
)
def test_answers_follow(context: str, span: tuple[int, int], expected: Answer) -> None:
    cleaned = clean(record(context, span))
    assert isinstance(cleaned, Cleaned)
    assert cleaned.record.answers == (expected,)
    assert cleaned.changed


def test_answers_that_vanish_or_coincide() -> None:
    context = "Ann \u200b\u200bsaw a fox"
    cleaned = clean(record(context, (4, 6), (6, 9), (5, 9)))
    assert isinstance(cleaned, Cleaned)
    assert cleaned.record.answers == (Answer("saw", 4),)
    assert cleaned.lost_answers == 1
    # What had an answer and has none isn't taken for a question without one.
    assert clean(record(context, (4, 5))) == Dropped(Reason.ANSWERS_LOST)
    assert isinstance(clean(record(context)), Cleaned)


@pytest.mark.parametrize(
    ("context", "question", "reason"),
    [
        ("\u200b \n", "who?", Reason.EMPTY_CONTEXT),
        ("Ann saw Bob.", "\ufeff ", Reason.EMPTY_QUESTION),
        ("Ann    \u200b\u200b\n\n   saw", "who?", Reason.SHORT_CONTEXT),
        ("王小明先生来了", "谁？", Reason.SHORT_CONTEXT),
        ("王小明先生昨天来了", "谁？", None),
        ("Ann saw Bob. " * 1000, "who? " * 500, Reason.LONG_QUESTION),
        ("Ann saw Bob.", "who? " * 50, Reason.LONG_QUESTION),
        ("Yes, within 30 days.", "May I return what I have bought at a shop?", None),
        ("-----+-----+-----\n| a | b |", "who?", Reason.UNREADABLE),
        ("\ufffd\ufffdnn saw \ufffd\ufffd\ufffd who did n\ufffdt see", "who?", Reason.UNREADABLE),
        ("Ann saw Bob.", "???", Reason.UNREADABLE),
        ("12 34 56 78 90", "how many?", None),
        ("हिन्दी में लिखा गया एक वाक्य", "क्या?", None),
    ],
)
def test_reasons(context: str, question: str, reason: Reason | None) -> None:
    found = clean(record(context, question=question))
    assert (found.reason if isinstance(found, Dropped) else None) == reason


def test_marks_count_as_readable() -> None:
    assert readable("கொ" * 10)
    assert not readable("\u0301" * 3 + "-" * 10)


def test_a_document_named_by_its_context_is_named_by_the_clean_one() -> None:
    seen = {
        clean(record(context)).record.document_id  # type: ignore[union-attr]
        for context in ("Ann saw Bob.", "Ann \u200bsaw Bob.", "Ann  saw Bob.\n")
    }
    assert seen == {document_id_of("Ann saw Bob.")}
    named = clean(record("Ann  saw Bob.", document_id="d1"))
    assert isinstance(named, Cleaned)
    assert named.record.document_id == "d1"


def test_a_clean_record_stays_as_it_is() -> None:
    found = record("Ann saw Bob.", (0, 3), title="A", person_id="p", owner="o")
    assert clean(found) == Cleaned(found, changed=False, lost_answers=0)


def test_an_answer_that_is_not_in_the_context_is_refused() -> None:
    with pytest.raises(ValueError, match="stand in the context"):
        clean(record("Ann saw Bob.", answers=(Answer("Bob", 0),)))


ODD = "aab  \r\n\n\t\u00a0\u3000é\u0301\u0323ﬁ\u200b\u200c\u200d\ufe0f\ufe0eب2م٢क\u094d👩❤\u2329"
ODD += (
    "\u1100\u1161\u11a8가\u212b\ufeff\u2028\x1c\u0f71\u0f72\u0f73\u09be\u09c7\u0344\u180b\U000e0100"
)
odd = st.text(st.sampled_from(ODD), max_size=40)
any_text = st.one_of(st.text(st.characters(codec=None), max_size=40), odd)


@given(any_text)
@example("a\ufe0f\u200d👩")
@example("\u2329\ufe0f")
@settings(max_examples=400)
def test_plain_texts_are_plain(text: str) -> None:
    made = plain(text)[0]
    assert plain(made) == (made, ())
    assert unicodedata.is_normalized("NFC", made)
    assert made == made.strip()
    assert not set(made) & set("\r\t\u00a0\u200b\ufeff\u2028\u180b")
    assert "  " not in made
    assert "\n\n\n" not in made
    assert line(text) == made.replace("\n\n", " ").replace("\n", " ")
    # Nothing that is seen goes.
    seen = [c for c in unicodedata.normalize("NFC", text) if c.isalnum()]
    if not any(unicodedata.combining(c) or not c.isprintable() for c in text):
        assert [c for c in made if c.isalnum()] == seen


@given(any_text, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=3))
@settings(max_examples=400)
def test_answers_stand_where_they_say(text: str, spans: list[tuple[int, int]]) -> None:
    context = "Ann saw  Bob\u200b " + text
    found = record(context, *((s, s + n) for s, n in spans if context[s : s + n]))
    cleaned = clean(found)
    if isinstance(cleaned, Dropped):
        assert cleaned.reason in (Reason.ANSWERS_LOST, Reason.UNREADABLE)
        return
    made = cleaned.record
    for answer in made.answers:
        assert answer.text.strip() == answer.text != ""
        assert made.context[answer.start : answer.end] == answer.text
    assert len(made.answers) <= len(set(found.answers))
    assert clean(made) == Cleaned(made, changed=False, lost_answers=0)
    for answer in found.answers:  # what each says is in one of those that are left
        said = unicodedata.normalize("NFC", plain(answer.text)[0])
        if said.isascii() and said:
            assert any(said in other.text for other in made.answers)


def test_any_code_point_between_letters_is_composed_and_stays_plain() -> None:
    text = "".join(f"b{chr(code)}" for code in range(0x20000) if not 0xD800 <= code < 0xE000)
    made = plain(text)[0]
    assert unicodedata.is_normalized("NFC", made)
    assert plain(made)[0] == made
    for character in "\u0300\u0301\u0323\u1161\u11a8\u09be":
        pairs = "".join(f" {chr(code)}{character}" for code in range(0x3400))
        assert unicodedata.is_normalized("NFC", plain(pairs)[0])


@pytest.mark.parametrize(
    "text",
    ["a", "1", "张", "e\u0301", "\u0301\u0323", " ", " \n", "\u200d", "ب\u200d", "\ufe0f\u200d"],
)
def test_long_texts_take_linear_time(text: str) -> None:
    begin = time.perf_counter()
    plain(text * (400_000 // len(text)))
    assert time.perf_counter() - begin < 8  # quadratic time would be hours


def test_spans_that_reach_into_a_change() -> None:
    moves = Moves([Change(2, 4, "XYZ"), Change(6, 7, ""), Change(9, 10, "-")])
    assert moves.apply("abcdefghij") == "abXYZefhi-"
    for span, expected in {
        (0, 2): (0, 2),
        (0, 3): (0, 5),
        (3, 4): (2, 5),
        (4, 6): (5, 7),
        (6, 7): (7, 7),
        (5, 8): (6, 8),
        (7, 10): (7, 10),
    }.items():
        assert moves.span(*span) == expected
