"""qa.preparation.duplicates: copies of one unit, and that no other unit matters."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.preparation.duplicates import THRESHOLD, Copy, Duplicates
from qa.preparation.sketches import Sketcher, packed, similarity
from qa.records import Answer, Record

CONTEXT = (
    "the patient was seen at a clinic on Monday with pain in her left knee after falling from "
    "her bicycle near home and an X ray showed no fracture so rest ice and ibuprofen were advised "
    "until review in two weeks unless swelling grew or fever came"
)
WORDS = CONTEXT.split()


def record(context: str, question: str, *answers: str, document: str = "d") -> Record:
    spans = tuple(Answer(answer, context.index(answer)) for answer in answers)
    return Record("r", context, question, spans, document)


def text(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words))


FIRST = record(CONTEXT, "Where was the patient seen on Monday?", "a clinic")


@pytest.mark.parametrize(
    ("other", "copy"),
    [
        (FIRST, Copy.EXACT),
        (replace(FIRST, id="another", title="T", person_id="p"), Copy.EXACT),
        (record(CONTEXT.upper(), FIRST.question.lower(), "A CLINIC"), Copy.EXACT),
        (record(CONTEXT.replace(" ", "\n "), FIRST.question + " ", "a\n clinic"), Copy.EXACT),
        (record(CONTEXT, FIRST.question, "a clinic", "a clinic"), Copy.EXACT),
        (record(CONTEXT + ".", FIRST.question, "a clinic"), Copy.NEAR),
        (record(CONTEXT, FIRST.question + "?", "a clinic"), Copy.NEAR),
        (record("Note: " + CONTEXT, FIRST.question, "a clinic"), Copy.NEAR),
        (record(CONTEXT, FIRST.question, "clinic"), None),
        (record(CONTEXT, FIRST.question), None),
        (record(CONTEXT, FIRST.question, "a clinic", "clinic"), None),
        (record(CONTEXT, "Which place was it that she went to?", "a clinic"), None),
        (record("She was at a clinic and then home.", FIRST.question, "a clinic"), None),
    ],
)
def test_copies(other: Record, copy: Copy | None) -> None:
    duplicates = Duplicates()
    assert duplicates.find(FIRST, "u") is None
    assert duplicates.find(other, "another unit") is None
    assert duplicates.find(other, "u") == copy
    exact = Duplicates(None)
    exact.find(FIRST, "u")
    assert exact.find(other, "u") == (copy if copy is Copy.EXACT else None)


def test_chinese_copies() -> None:
    context = (
        "患者王某于星期一因左膝疼痛就诊，摄片未见骨折，医生建议休息、冰敷并服用布洛芬两周。" * 3
    )
    first = record(context, "医生建议患者服用什么药物来缓解左膝疼痛？", "布洛芬")
    duplicates = Duplicates()
    assert duplicates.find(first, "u") is None
    assert duplicates.find(replace(first, context=context + "完"), "u") is Copy.NEAR
    assert duplicates.find(replace(first, question="患者因为什么来就诊？"), "u") is None


@pytest.mark.parametrize("threshold", [0.0, -1.0, 1.1, float("nan")])
def test_bad_thresholds(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold above 0"):
        Duplicates(threshold)


def test_a_threshold_of_one_finds_what_has_the_same_grams() -> None:
    duplicates = Duplicates(1)
    assert duplicates.find(record("ab cd " * 20, "who?"), "u") is None
    assert duplicates.find(record("ab cd " * 21, "who?"), "u") is Copy.NEAR
    assert duplicates.find(record("ab cd " * 20 + "e", "who is that?"), "u") is None


def grams(of: str) -> set[str]:
    return {of[i : i + 5] for i in range(len(of) - 4)}


def jaccard(one: str, other: str) -> float:
    a, b = grams(one.casefold()), grams(other.casefold())
    return len(a & b) / len(a | b)


def test_near_copies_are_found_by_their_jaccard_indices() -> None:
    rng = random.Random(5)
    found = {"near": [0, 0], "far": [0, 0]}
    for unit in range(800):
        context, question = text(rng, 120), text(rng, 18)
        other_context, other_question = context.split(), question.split()
        for _ in range(rng.choice((0, 1, 40))):
            other_context[rng.randrange(120)] = "other"
        if rng.random() < 0.5:
            other_question[rng.randrange(18)] = rng.choice(("a", "something"))
        first = record(context, question)
        other = record(" ".join(other_context), " ".join(other_question))
        least = min(jaccard(context, other.context), jaccard(question, other.question))
        duplicates = Duplicates()
        assert duplicates.find(first, str(unit)) is None
        copy = duplicates.find(other, str(unit))
        kind = "near" if least >= 0.96 else "far" if least <= 0.7 else None
        if kind and copy is not Copy.EXACT:
            found[kind][0] += copy is Copy.NEAR
            found[kind][1] += 1
    assert min(found["near"][1], found["far"][1]) > 100
    assert found["near"][0] / found["near"][1] > 0.9
    assert found["far"][0] / found["far"][1] < 0.01
    assert THRESHOLD == 0.9


def test_all_that_share_a_key_are_compared() -> None:
    rng = random.Random(9)
    contexts, questions = Sketcher(64), Sketcher(32)
    duplicates = Duplicates()
    kept: list[tuple[list[int], np.ndarray, np.ndarray]] = []
    count = {Copy.EXACT: 0, Copy.NEAR: 0, None: 0}
    for _ in range(600):
        words = CONTEXT.lower().split()
        asked = ["why", *words[:12]]
        for _ in range(rng.choice((0, 0, 1, 9))):
            words[rng.randrange(len(words))] = rng.choice(WORDS).lower()
        for _ in range(2):
            asked[rng.randrange(13)] = rng.choice(WORDS[:6]).lower()
        context, question = " ".join(words), " ".join(asked)
        minima = questions.minima(question).tolist()
        sketches = packed(contexts.minima(context)), packed(questions.minima(question))
        near = any(
            (minima[:2] == other[:2] or minima[2:4] == other[2:4])
            and all(
                similarity(mine, its[None])[0] >= THRESHOLD
                for mine, its in zip(sketches, theirs, strict=True)
            )
            for other, *theirs in kept
        )
        copy = duplicates.find(record(context, question), "u")
        count[copy] += 1
        if copy is not Copy.EXACT:
            assert (copy is Copy.NEAR) == near
            if not near:
                kept.append((minima, *sketches))
    assert min(count[Copy.NEAR], count[None]) > 50


contexts = st.sampled_from([CONTEXT, CONTEXT.upper(), CONTEXT + " x", "Ann saw Bob here.", "a b"])
questions = st.sampled_from(["Who saw whom?", "who saw  whom?", "Who saw whom??", "When?"])
some_records = st.lists(st.builds(record, contexts, questions), max_size=12)


@given(st.lists(some_records, min_size=2, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=80)
def test_other_units_change_nothing(  # type: ignore[no-untyped-def]
    units: list[list[Record]], rng
) -> None:
    alone = []
    for number, records in enumerate(units):
        duplicates = Duplicates()
        alone.append([duplicates.find(each, str(number)) for each in records])
    # Any order of all the records that keeps each unit's own.
    turns = [number for number, records in enumerate(units) for _ in records]
    rng.shuffle(turns)
    duplicates = Duplicates()
    together: list[list[Copy | None]] = [[] for _ in units]
    for number in turns:
        each = units[number][len(together[number])]
        together[number].append(duplicates.find(each, str(number)))
    assert together == alone


@given(some_records)
def test_exact_copies_are_those_of_folded_texts(records: list[Record]) -> None:
    duplicates = Duplicates(None)
    seen: set[tuple[str, ...]] = set()
    for each in records:
        key = (" ".join(each.context.lower().split()), " ".join(each.question.lower().split()))
        assert duplicates.find(each, "u") == (Copy.EXACT if key in seen else None)
        seen.add(key)


@given(some_records)
def test_the_first_stays_and_a_second_pass_finds_all(records: list[Record]) -> None:
    duplicates = Duplicates()
    for each in records:
        duplicates.find(each, "u")
    assert all(duplicates.find(each, "u") is Copy.EXACT for each in records)


def test_many_records_of_one_key_are_no_copies() -> None:
    rng = random.Random(1)
    duplicates = Duplicates()
    copies = 0
    for number in range(1500):  # one question, one answer, another context each
        copies += duplicates.find(record(text(rng, 30) + str(number), "Who?"), "u") is not None
    assert copies == 0
