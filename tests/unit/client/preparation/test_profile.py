"""`client.preparation.profile` and what it counts with: sizes, lengths, languages, kinds of
questions, groups and terms."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from support.records import MARK, record

from client.preparation import clusters as grouping
from client.preparation import profile as profiling
from client.preparation.clusters import MIN_UNITS, clusters, terms_of
from client.preparation.profile import Sampled, profile
from client.preparation.wording import language_of, question_type
from client.provenance import Provenance
from qa.records import Answer, Record


def answered(number: int, start: int, **changes: Any) -> Record:
    """A context of 100 characters, and an answer of three at `start`."""
    context = "0123456789" * 10
    answer = Answer(context[start : start + 3], start)
    return record(number, context=context, answers=(answer,), **changes)


def questions(*texts: str, each: int = 1, unanswerable: bool = False) -> list[Sampled]:
    """`each` units ask each of the texts, with a letter of their own behind it."""
    return [
        Sampled(f"{text} {string.ascii_lowercase[unit % 26]}", f"u{unit}", unanswerable)
        for text in texts
        for unit in range(each)
    ]


def test_sizes_by_split_and_in_all() -> None:
    splits = {
        "train": [
            answered(1, 0, person_id="p"),
            answered(2, 5, person_id="p", document_id="d1"),
            record(3),
        ],
        "test": [record(4, person_id="p", document_id="d1")],
    }
    found = profile(splits, {}).profile
    assert found.splits["train"] == profiling.Size(3, 2, 1, 1)
    assert found.splits["test"] == profiling.Size(1, 1, 1, 1)
    assert found.total == profiling.Size(4, 2, 1, 2)
    assert (found.persons_named, found.unprepared) == (3, ("train", "test"))


def test_lengths_are_of_the_nearest_rank() -> None:
    records = [record(n, question="x" * n) for n in range(1, 101)]
    lengths = profile({"train": records}, {}).profile.lengths
    assert lengths["question"] == profiling.Lengths(100, (5, 25, 50, 75, 95), 100)
    assert lengths["answer"] == profiling.Lengths(0, (0,) * 5, 0)
    (one,) = (profile({"train": [answered(1, 0)]}, {}).profile.lengths["answer"],)
    assert one == profiling.Lengths(1, (3,) * 5, 3)


def test_answers_begin_in_a_fifth_of_their_context() -> None:
    starts = [0, 19, 20, 50, 79, 80, 97]
    found = profile({"train": [answered(n, start) for n, start in enumerate(starts)]}, {}).profile
    assert found.positions == (2, 1, 1, 1, 2)


def test_one_preparation_of_several_splits_counts_once() -> None:
    one = Provenance("a", ("keep:date",), {"person": 3, "date": 5})
    same = Provenance("a", ("keep:date",), {"person": 3, "date": 5})
    other = Provenance("b", (), {"person": 4})
    splits = {name: [record(1)] for name in ("a", "b", "c", "d")}
    found = profile(splits, {"a": one, "b": same, "c": other, "d": None}).profile
    assert dict(found.redactions) == {"person": 7, "date": 5}
    assert found.exceptions == ("keep:date",) and found.unprepared == ("d",)


def test_records_are_taken_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiling, "SAMPLE", 10)
    asked: list[int] = []

    def endless() -> Iterator[Record]:
        for number in range(1000):
            asked.append(number)
            yield record(number, question=f"what is {number}?")

    found = profile({"train": endless()}, {})
    assert asked == list(range(1000)) and len(found.sample) == 10
    again = profile(
        {"train": [record(n, question=f"what is {n}?") for n in range(999, -1, -1)]}, {}
    )
    assert again.sample == found.sample  # whatever the order


def test_json_holds_counts_and_no_text() -> None:
    context = f"{MARK} was a woman of Ohio in 1987."
    found = profile({"train": [record(1, context=context, question=f"Who is {MARK}?")]}, {})
    text = json.dumps(found.profile.to_json())
    assert not any(word in text for word in (MARK, "Ohio", "1987", "d1"))
    assert found.profile.to_json()["rarity"]["below"]["2"] == 1
    assert found.profile.rarity.rarest  # which stays inside


def test_nothing_gives_a_profile_of_nothing() -> None:
    found = profile({"train": []}, {})
    assert found.profile.total == profiling.Size(0, 0, 0, 0) and found.sample == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where was the patient seen?", "en"),
        ("患者在哪里就诊？", "zh"),
        ("患者做了 CT 和 MRI 检查，剂量为 5 mg，结果如何？", "zh"),
        ("The patient, 王, was seen in ward seven by a nurse.", "en"),
        ("The ward 病房 of 王医生 is here and open", "mixed"),
        ("どこですか", "other"),
        ("Где он?", "other"),
        ("12 - 34?", "other"),
        ("", "other"),
    ],
)
def test_languages_by_script(text: str, expected: str) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who rang?", "who"),
        ("To whom was it sent?", "who"),
        ("In what year did it end?", "what"),
        ("When did he, who was ill, leave?", "when"),
        ("How many wards are there?", "how_many"),
        ("how is it given?", "how"),
        ("At which ward?", "which"),
        ("Is it known who rang?", "yes_no"),
        ("Name the ward.", "other"),
        ("谁打来了电话？", "who"),
        ("是哪一位医生？", "who"),
        ("患者什么时候入院？", "when"),
        ("他哪年毕业？", "when"),
        ("医院在哪里？", "where"),
        ("为什么停药？", "why"),
        ("住院几天？", "how_many"),
        ("如何用药？", "how"),
        ("属于哪种类型？", "which"),
        ("诊断是什么？", "what"),
        ("是否需要手术？", "yes_no"),
        ("需要手术吗？", "yes_no"),
        ("请说明诊断。", "other"),
    ],
)
def test_what_questions_ask_for(question: str, expected: str) -> None:
    assert question_type(question) == expected


def test_terms_are_words_that_say_something() -> None:
    assert list(terms_of("What is the nurse's 12 mg X-ray of the ward?", 4)) == [
        "nurse", "x-ray", "ward",
    ]  # fmt: skip
    found = set(terms_of("患者的诊断是什么？", 4))
    assert {"患者", "诊断"} <= found and not any(
        "什么" in term or "的" in term[-1] for term in found
    )


def test_groups_of_questions_and_their_terms() -> None:
    sample = questions("Which ward holds patients", "Which ward and patients", each=20)
    sample += questions("What premium covers insurance", "When is premium insurance", each=15,
                        unanswerable=True)  # fmt: skip
    found = clusters(sample)
    assert found is not None and not found.by_model
    two = clusters(sample, count=2)
    assert two is not None and [group.size for group in two.clusters] == [40, 30]
    assert [group.unanswerable for group in two.clusters] == [0, 1]
    assert set(two.clusters[0].terms) == {"ward", "patients", "holds"}
    assert set(two.clusters[1].terms) == {"premium", "insurance", "covers"}
    assert len(two.points) == 70 and {group for _, _, group in two.points} == {0, 1}
    assert clusters(sample, count=2) == two


@pytest.mark.parametrize("units", [MIN_UNITS - 1, MIN_UNITS])
def test_a_term_needs_several_units(units: int) -> None:
    many = questions("Which ward holds patients", each=30)
    few = [
        Sampled(f"Which {MARK} premium {string.ascii_lowercase[n]}", f"u{n % units}", False)
        for n in range(20)
    ]
    found = clusters([*many, *few], count=2)
    assert found is not None
    terms = {term for group in found.clusters for term in group.terms}
    assert {"ward", "patients"} <= terms
    assert (MARK in terms) == ("premium" in terms) == (units == MIN_UNITS)


def test_a_whole_question_is_no_term() -> None:
    sample = [Sampled("诊断结果？", f"u{n}", False) for n in range(30)]
    sample += questions("患者的保险费用", "患者的保险号码", each=10)
    found = clusters(sample, count=2)
    assert found is not None
    assert "诊断结果" not in {term for group in found.clusters for term in group.terms}


def test_few_or_equal_questions_have_no_groups() -> None:
    assert clusters([]) is None
    assert clusters(questions("ward", each=grouping.MIN_QUESTIONS - 1)) is None
    assert clusters([Sampled("Which ward?", f"u{n}", False) for n in range(50)]) is None
    assert clusters([Sampled("?", f"u{n}", False) for n in range(50)]) is None


def test_embeddings_decide_where_there_are_any() -> None:
    def embed(texts: Sequence[str]) -> grouping.Vectors:
        rng = np.random.default_rng(7)
        centre = np.array([[10.0 * ("ward" in text), 0, 1] for text in texts])
        return (centre + rng.normal(size=centre.shape) / 10).astype(np.float32)

    found = clusters(questions("the ward", "the premium", "the policy", each=20), embed=embed)
    assert found is not None and found.by_model
    assert [group.size for group in found.clusters] == [40, 20] and found.silhouette > 0.9


def test_no_more_groups_than_different_questions() -> None:
    sample = [Sampled(f"ward {'abcd'[n % 4]}{'mnop'[n % 4]}xyz", f"u{n}", False) for n in range(40)]
    found = clusters(sample, count=12)
    assert found is not None and len(found.clusters) <= 4
