"""Which records are read, and what marks and labels say of one."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.records import record

from client.preparation.pseudonyms import RECORD, Pseudonyms
from client.preparation.sampling import (
    Marks,
    Sample,
    Text,
    draw,
    labelled,
    language_of,
    reviewed,
    sample_of,
)
from privacy.desensitize.findings import Finding
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.scoring import Label
from qa.records import Record

KEY, NAMES = bytes(32), Pseudonyms(bytes([1]) * 32)


def source(contexts: Sequence[int]) -> list[Record]:
    """Records whose contexts are numbered so."""
    return [record(n, context=f"the context that has number {c}") for n, c in enumerate(contexts)]


def expected(records: Sequence[Record], count: int) -> list[str]:
    """Pseudonyms by rank, the best of each context: all of it in memory."""
    ranked = sorted(
        (hmac.digest(KEY, name.encode(), "sha256"), name, r.context)
        for r in records
        for name in [NAMES.of(RECORD, r.id)]
    )
    seen: dict[str, str] = {}
    for _, name, context in ranked:
        seen.setdefault(context, name)
    return list(seen.values())[:count]


@given(st.lists(st.integers(0, 12), max_size=60), st.integers(1, 8))
def test_the_least_ranks_of_distinct_contexts(contexts: list[int], count: int) -> None:
    records = source(contexts)
    drawn = draw(lambda: records, KEY, NAMES, count)
    assert [name for name, _ in drawn] == expected(records, count)
    assert all(NAMES.of(RECORD, r.id) == name for name, r in drawn)


def test_what_is_drawn_depends_on_the_key_and_not_on_the_order() -> None:
    records = source(range(200))
    one = draw(lambda: records, KEY, NAMES, 10)
    assert draw(lambda: reversed(records), KEY, NAMES, 10) == one
    assert draw(lambda: records, bytes([9]) * 32, NAMES, 10) != one


def test_contexts_that_were_read_are_passed_over_with_all_of_their_questions() -> None:
    records = source([n // 3 for n in range(60)])
    first = draw(lambda: records, KEY, NAMES, 8)
    second = draw(lambda: records, KEY, NAMES, 50, done={name for name, _ in first})
    assert len(second) == 12
    assert not {r.context for _, r in first} & {r.context for _, r in second}


def test_a_pass_is_read_once_and_what_preparation_drops_is_left_out() -> None:
    passes = 0

    def read() -> Iterator[Record]:
        nonlocal passes
        passes += 1
        yield record(1, context="short")
        yield record(2, context="a context  that is long", question="")
        yield record(3, context="a context\u200b that is  long enough")

    ((_, drawn),) = draw(read, KEY, NAMES, 5)
    assert drawn.id == "r3" and "\u200b" not in drawn.context
    assert passes == 1


def test_one_language_alone() -> None:
    records = [
        record(1, context="患者王小明于五月三日就诊。", question="MRN?"),
        record(2, context="The patient was seen on the third of May.", question="who?"),
    ]
    assert [language_of(r) for r in records] == ["zh", "en"]
    for language, name in (("zh", "r1"), ("en", "r2")):
        ((_, drawn),) = draw(lambda: records, KEY, NAMES, 5, language=language)
        assert drawn.id == name


class Words:
    """Finds "Dr. NAME", whose name is then looked for elsewhere."""

    def find(self, text: str) -> Iterator[Finding]:
        at = text.find("Dr. Quillon")
        if at >= 0:
            yield Finding(Kind.PERSON, at + 4, at + 11)


def test_what_the_context_reveals_is_found_in_the_question() -> None:
    made = record(1, context="😀 Dr. Quillon rang.", question="Did Quillon ring?")
    sample = sample_of(made, "name", Recognizer([Words().find]))
    (in_context,), (in_question,) = sample.context.findings, sample.question.findings
    assert made.context[in_context.start : in_context.end] == "Quillon"
    assert made.question[in_question.start : in_question.end] == "Quillon"


CONTEXT = "😀 Mary Jones of Leeds met Mary Ann in 1999"


def found(kind: Kind, string: str) -> Finding:
    start = CONTEXT.index(string)
    return Finding(kind, start, start + len(string))


PERSON, PLACE = found(Kind.PERSON, "Mary"), found(Kind.ADDRESS, "Leeds")
YEAR = found(Kind.DATE, "1999")


def sample(*findings: Finding) -> Sample:
    return Sample("name", "en", Text(CONTEXT, findings), Text("Where is Mary?", ()))


def test_what_isnt_rejected_is_right_and_what_was_half_found_is_missed() -> None:
    marks = Marks(frozenset({2}), (Label(Kind.PERSON, 2, 12),))
    counts = reviewed(sample(PERSON, PLACE, YEAR), [marks, Marks()])
    assert counts.recall == {Kind.PERSON: (0, 1), Kind.ADDRESS: (1, 1)}
    assert counts.precision == {Kind.PERSON: (1, 1), Kind.ADDRESS: (1, 1), Kind.DATE: (0, 1)}
    assert counts.language == "en"


def test_what_was_missed_in_a_question_counts() -> None:
    missed = Marks(missed=(Label(Kind.PERSON, 9, 13),))
    counts = reviewed(sample(PERSON), [Marks(), missed])
    assert counts.recall == {Kind.PERSON: (1, 2)} and counts.precision == {Kind.PERSON: (1, 1)}


@pytest.mark.parametrize(
    "marks",
    [
        [Marks()],
        [Marks(), Marks(), Marks()],
        [Marks(frozenset({1})), Marks()],
        [Marks(frozenset({-1})), Marks()],
        [Marks(missed=(Label(Kind.PERSON, -1, 3),)), Marks()],
        [Marks(missed=(Label(Kind.PERSON, 5, 5),)), Marks()],
        [Marks(missed=(Label(Kind.PERSON, 9, 5),)), Marks()],
        [Marks(missed=(Label(Kind.PERSON, 30, len(CONTEXT) + 1),)), Marks()],
        [Marks(), Marks(missed=(Label(Kind.PERSON, 9, 15),))],
        [Marks(missed=(Label(Kind.PERSON, 2, 7), Label(Kind.DATE, 6, 9))), Marks()],
        [Marks(missed=(Label(Kind.PERSON, 0, 2),)), Marks()],
    ],
)
def test_marks_that_dont_fit_are_refused(marks: list[Marks]) -> None:
    with pytest.raises(ValueError, match="expected") as caught:
        reviewed(sample(PERSON), marks)
    assert "Mary" not in str(caught.value)


def test_each_occurrence_of_a_labelled_string_counts() -> None:
    counts = labelled(
        sample(PERSON), [(Kind.PERSON, "Mary Jones"), (Kind.PERSON, "Mary"), (Kind.DATE, "1999")]
    )
    # Mary Jones, half found; Mary of "Mary Ann" and in the question; 1999
    assert counts.recall == {Kind.PERSON: (0, 3), Kind.DATE: (0, 1)}
    assert counts.precision == {Kind.PERSON: (1, 1)}


def test_a_labelled_string_is_a_word_of_its_own_but_in_chinese() -> None:
    with pytest.raises(ValueError, match="string 1: expected one that is in"):
        labelled(sample(), [(Kind.PERSON, "Mar")])
    text = Text("昨日王小明先生来电", ())
    counts = labelled(Sample("n", "zh", text, Text("谁？", ())), [(Kind.PERSON, "王小明")])
    assert counts.recall == {Kind.PERSON: (0, 1)}


def test_nothing_personal_makes_every_finding_wrong() -> None:
    counts = labelled(sample(PERSON, YEAR), [])
    assert counts.recall == {}
    assert counts.precision == {Kind.PERSON: (0, 1), Kind.DATE: (0, 1)}


@pytest.mark.parametrize("string", ["Nobody Here", "", "😀", " "])
def test_a_string_that_isnt_there_is_refused_without_being_said(string: str) -> None:
    with pytest.raises(ValueError, match="string 2: expected") as caught:
        labelled(sample(), [(Kind.PERSON, "Mary"), (Kind.PERSON, string)])
    assert "Nobody" not in str(caught.value)
