"""What is stored of a record: answers in their place, nobody's name, the same each time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.records import record

from client.policy import Desensitization
from client.preparation.owner_key import Secrets
from client.preparation.pseudonyms import DOCUMENT, PERSON, PURPOSE, RECORD, Pseudonyms
from client.preparation.records import Preparer
from client.preparation.settings import Settings
from privacy.desensitize.issued import Issued
from privacy.desensitize.kinds import Kind
from privacy.errors import InvalidPlanError
from privacy.plan import Unit
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from qa.records import Answer, Record

RING = Keyring((Identity.of(b"\1" * 32),))
NOTE = "Dr. Wilma Ostrander rang on 3 May 2021 from 415-867-5309 about MRN: 4471-2290."


def secrets_of(key: bytes = b"k" * 32, issued: Issued | None = None) -> Secrets:
    vault = Vault(Path("/nowhere"), RING, "desensitization")
    return Secrets(vault, key, Issued() if issued is None else issued)


def settings_of(roster: Iterable[tuple[str, Kind]] = (), **rules: Any) -> Settings:
    return Settings(Desensitization.model_validate(rules), tuple(roster))


PLAIN = settings_of()


def preparer(
    secrets: Secrets | None = None, settings: Settings = PLAIN, unit: Unit | None = None
) -> Preparer:
    return Preparer(settings, secrets or secrets_of(), unit)


def about(context: str, *answers: str, **changes: Any) -> Record:
    found = tuple(Answer(text, context.index(text)) for text in answers)
    return record(1, context=context, answers=found, **({"question": "What is said?"} | changes))


def stored(one: Record, made: Preparer | None = None) -> Record:
    found = (made or preparer()).record(one)
    assert found is not None
    assert all(found.context[a.start : a.end] == a.text for a in found.answers)
    return found


def test_answers_follow_and_names_go() -> None:
    one = about(
        NOTE, "3 May 2021", "Ostrander", "rang", title="Ostrander", owner="clinic", person_id="p1"
    )
    made = stored(one)
    dated, person, plain = made.answers
    assert plain.text == "rang" and dated.text != "3 May 2021"
    assert "Ostrander" not in json.dumps(made.to_json()) and "4471" not in made.context
    assert made.owner is None and made.title == "" and person.text in made.context
    names = Pseudonyms(secrets_of().key(PURPOSE))
    assert (made.id, made.document_id, made.person_id) == (
        names.of(RECORD, "r1"), names.of(DOCUMENT, "d1"), names.of(PERSON, "p1"),
    )  # fmt: skip


def test_the_same_each_time_and_another_at_the_next_owner() -> None:
    records = [about(NOTE + f" Visit {n}.", person_id=f"p{n}", id=f"r{n}") for n in range(4)]
    first = list(preparer().prepare(records))
    issued = Issued()
    assert list(preparer(secrets_of(issued=issued)).prepare(records)) == first
    assert list(preparer(secrets_of(issued=issued)).prepare(records)) == first
    theirs = list(preparer(secrets_of(b"o" * 32)).prepare(records))
    for mine, other in zip(first, theirs, strict=True):
        assert mine.id != other.id and mine.context != other.context
        assert mine.person_id != other.person_id and mine.document_id != other.document_id


def test_a_second_pass_changes_nothing_and_only_under_the_same_settings() -> None:
    secrets = secrets_of()
    first = stored(about(NOTE, "3 May 2021", question="Who rang on 3 May 2021?"), preparer(secrets))
    assert stored(first, preparer(secrets)) == first
    stricter = settings_of([("rang", Kind.ORGANISATION)])
    assert "rang" not in stored(first, preparer(secrets, stricter)).context


Case = Callable[[Secrets], tuple[Preparer, Record, str]]


def kept_before(secrets: Secrets) -> tuple[Preparer, Record, str]:
    """The whole text was known, and left as it was, while the policy kept names."""
    keeping = settings_of(operators=dict.fromkeys(("person", "phone", "date"), "keep"))
    one = about("Dr. Wilma Ostrander rang on 3 May 2021.")
    assert "Ostrander" in stored(one, preparer(secrets, keeping)).context
    return preparer(secrets), one, "Ostrander"


def kept_as_answer(secrets: Secrets) -> tuple[Preparer, Record, str]:
    """Another record of the same text has the name as its answer."""
    keeping = preparer(secrets, settings_of(answers="keep"))
    text = "Dr. Wilma Ostrander rang about the bill."
    stored(about(text, "Dr. Wilma Ostrander", id="a"), keeping)
    return keeping, about(text, id="b", document_id="d2"), "Ostrander"


def unknown_before(secrets: Secrets) -> tuple[Preparer, Record, str]:
    """Nobody knew a name when the text was made; now the owner's list has it."""
    one = about("The patient, aged 90 years, is zorpwick; call 415-867-5309.")
    first = stored(one, preparer(secrets))
    listed = settings_of([("zorpwick", Kind.PERSON)])
    return preparer(secrets, listed), about(first.context), "zorpwick"


def of_another_unit(secrets: Secrets) -> tuple[Preparer, Record, str]:
    """A day to which somebody's own was moved is another one's own day."""
    made = preparer(secrets)
    moved = stored(about("Seen in the clinic on 3 May 2021.", person_id="a"), made).context
    one = about(moved, person_id="b", id="b")
    return made, one, moved.removeprefix("Seen in the clinic on ")


@pytest.mark.parametrize("case", [kept_before, kept_as_answer, unknown_before, of_another_unit])
def test_a_plain_text_is_not_taken_for_a_made_one(case: Case) -> None:
    made, one, name = case(secrets_of())
    assert name in one.context
    found = stored(one, made)
    assert name not in found.context and name not in found.question


def test_a_question_is_known_again_in_its_own_document_alone() -> None:
    secrets = secrets_of()
    made = preparer(secrets)
    asked = "Did Ostrander call on 3 May 2021?"
    first = stored(about("Somebody called about a bill.", question=asked, person_id="p"), made)
    assert first.question != asked
    other = about(
        "Dr. Wilma Ostrander called.",
        question="Did Ostrander call on 3 May 2021?",
        person_id="p",
        id="b",
    )
    assert "Ostrander" not in stored(other, made).question
    again = about("Dr. Wilma Ostrander called.", question=first.question, person_id="p", id="c")
    assert "Ostrander" not in stored(again, made).question


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("When did OSTRANDER ring?", "OSTRANDER"),
        ("when did ostrander ring?", "ostrander"),
        ("when did wilma ostrander ring?", "wilma"),
        ("Was ostrander's call long?", "ostrander"),
        ("Whose number is 4158675309?", "4158675309"),
    ],
)
def test_a_question_names_whom_the_context_names(question: str, name: str) -> None:
    assert name not in stored(about(NOTE, question=question)).question


def test_pseudonyms_of_others_do_not_make_a_text_known() -> None:
    secrets = secrets_of()
    first = stored(about(NOTE, person_id="a"), preparer(secrets))
    forged = about(first.context, person_id="b", document_id=first.document_id, id="b")
    days = first.context.split(" rang on ")[1].split(" from ")[0]
    assert days not in stored(forged, preparer(secrets)).context


def test_units_of_two_owners_runs_do_not_depend_on_each_other() -> None:
    """Without the records of one person, those of the others are what they were."""
    records = [
        about(f"{NOTE} He saw Dr. Peter Lindqvist {n}.", person_id=f"p{n % 5}", id=f"r{n}")
        for n in range(30)
    ]
    every = {r.id: r for r in preparer(unit=Unit.PERSON).prepare(records)}
    for left_out in range(5):
        some = [r for r in records if r.person_id != f"p{left_out}"]
        found = list(preparer(unit=Unit.PERSON).prepare(some))
        assert found and all(every[r.id] == r for r in found)


@pytest.mark.parametrize(
    ("answers", "kept"), [("replace", ["rang", "x"]), ("drop", ["rang"]), ("keep", ["rang", NOTE])]
)
def test_what_becomes_of_personal_answers(answers: str, kept: list[str]) -> None:
    made = preparer(settings=settings_of(answers=answers))
    found = stored(about(NOTE, "rang", "415-867-5309"), made)
    assert len(found.answers) == len(kept)
    assert ("415-867-5309" in found.context) == (answers == "keep")
    assert "Ostrander" not in found.context
    what = {"replace": "replaced", "drop": "dropped", "keep": "kept"}[answers]
    assert made.counts.answers == {what: 1}
    assert made.counts.redactions[Kind.PHONE] == (answers != "keep")
    alone = preparer(settings=settings_of(answers=answers))
    assert (alone.record(about(NOTE, "415-867-5309")) is None) == (answers == "drop")
    assert alone.counts.dropped == ({"personal_answers": 1} if answers == "drop" else {})


def test_kept_answers_stay_in_a_second_pass() -> None:
    secrets = secrets_of()
    settings = settings_of(answers="keep")
    one = about(NOTE, "3 May 2021", question="Who rang on 3 May 2021?")
    first = stored(one, preparer(secrets, settings))
    assert "3 May 2021" in first.context and "Ostrander" not in first.context
    assert stored(first, preparer(secrets, settings)) == first


def test_two_answers_within_one_finding_are_one() -> None:
    found = stored(about(NOTE, "415-867", "867-5309"))
    assert len(found.answers) == 1


def test_plain_text_is_renamed_all_the_same() -> None:
    made = preparer(settings=settings_of(plaintext="invented persons"))
    found = stored(about(NOTE, title="Ostrander", owner="clinic"), made)
    assert found.context == NOTE and found.title == "" and found.id != "r1"
    assert made.provenance.exceptions == ("plaintext",) and not made.provenance.redactions


def test_a_person_who_is_missing() -> None:
    with pytest.raises(InvalidPlanError):
        preparer(unit=Unit.PERSON).record(about(NOTE))


def test_counts() -> None:
    made = preparer()
    records = [
        about(NOTE, id="a", question="What was rung about?"),
        about(NOTE, id="b", question="What was rung about?"),  # a copy
        about(NOTE, id="c", question="From which number was rung?"),
        about("short", id="d"),
        about("The ward\u200b is shut on Sundays.", id="e"),
    ]
    assert len(list(made.prepare(records))) == 3
    counts = made.counts
    assert (counts.read, counts.kept, counts.cleaned, counts.redacted) == (5, 3, 1, 2)
    assert counts.dropped == {"exact_copy": 1, "short_context": 1}
    assert counts.redactions[Kind.PHONE] == counts.redactions[Kind.DATE] == 1


def test_memory_of_long_contexts_is_bounded() -> None:
    made = preparer(settings=settings_of())
    for number in range(4):
        stored(about("word " * 400_000 + str(number), id=f"r{number}"), made)
    assert sum(len(context) for _, _, context in made._documents) <= 1 << 22


def characters() -> st.SearchStrategy[str]:
    odd = "\0\n\u200b\u200f\u202e\u0301\ud800\udfffı\u00df﹘\u3000İ𠮷👩\u200d🔬"
    return st.text(st.one_of(st.characters(codec=None), st.sampled_from(odd)), max_size=60)


PIECES = ("Dr. Wilma Ostrander", "王建国医生", "415-867-5309", "2021-05-03", "MRN: 4471-2290", "90")


@st.composite
def records(draw: st.DrawFn) -> Record:
    parts = draw(st.lists(st.one_of(characters(), st.sampled_from(PIECES)), max_size=8))
    context = " ".join(parts)
    answers = []
    for _ in range(draw(st.integers(0, 3)) if context else 0):
        start = draw(st.integers(0, len(context) - 1))
        end = draw(st.integers(start + 1, min(len(context), start + 20)))
        answers.append(Answer(context[start:end], start))
    return Record(
        id=draw(characters()),
        context=context,
        question=draw(characters()) + draw(st.sampled_from(("", *PIECES))),
        answers=tuple(answers),
        document_id=draw(characters()),
        person_id=draw(st.none() | characters()),
        owner="qzxvowner",
        title="qzxvtitle",
    )


MODES: tuple[dict[str, Any], ...] = (
    {},
    {"answers": "drop"},
    {"answers": "keep"},
    {"operators": {"person": "token", "phone": "mask", "date": "redact"}},
    {"operators": {"person": "keep"}},
)
_SETTINGS = [settings_of(**mode) for mode in MODES]


@given(st.lists(records(), max_size=4), st.sampled_from(range(len(MODES))))
def test_any_records(found: list[Record], mode: int) -> None:
    def passes() -> Iterator[tuple[list[Record], Preparer]]:
        secrets = secrets_of()
        for source in (found, found):
            made = Preparer(_SETTINGS[mode], secrets)
            yield list(made.prepare(source)), made

    (first, made), (second, _) = passes()
    assert first == second
    counts = made.counts
    assert counts.read == len(found) == counts.kept + counts.dropped.total()
    assert counts.kept == len(first)
    for one in first:
        assert all(a.text and one.context[a.start : a.end] == a.text for a in one.answers)
        assert len(set(one.answers)) == len(one.answers)
        text = json.dumps(one.to_json())
        assert "qzxv" not in text
        for name in (one.id, one.document_id, one.person_id or "0" * 32):
            assert len(name) == 32 and set(name) <= set("0123456789abcdef")
        if mode < 3 and not (mode == 2 and one.answers):
            assert "Wilma Ostrander" not in one.context and "867-5309" not in one.context
