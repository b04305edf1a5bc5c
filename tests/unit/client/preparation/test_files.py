"""A source's file into a store: all of it or nothing, and what was given out is known first."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from support.records import write_rows

from client.policy import Desensitization
from client.preparation import files, owner_key
from client.preparation.files import Report, Wanted, prepare_file
from client.preparation.owner_key import opened
from client.preparation.settings import Settings
from client.store import RecordStore
from privacy.desensitize.issued import Issued
from privacy.errors import InvalidPlanError
from privacy.plan import Unit
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from qa.errors import DataError
from qa.preparation.sources import open_source
from qa.records import Record

RING = Keyring((Identity.of(b"\1" * 32),))
PLAIN = Settings(Desensitization())
POPULATION = "clinic"
ONE = Wanted(POPULATION, {"train": Fraction(1)})


def row(number: int, **changes: Any) -> dict[str, Any]:
    context = f"Dr. Wilma Ostrander rang on 3 May 2021 from 415-867-53{number:02d}. Visit {number}."
    return {
        "id": f"MRN-{number}",
        "context": context,
        "question": "Who rang about the visit?",
        "answers": [{"text": "Dr. Wilma Ostrander", "answer_start": 0}],
        "person_id": f"person {number}",
        "title": "Ostrander",
    } | changes


def prepare(home: Path, rows: list[dict[str, Any]], wanted: Wanted = ONE) -> Report:
    source = open_source(write_rows(home / "source.jsonl", rows))
    with opened(home, RING) as secrets:
        return prepare_file(source, RecordStore(home / "store", RING), secrets, PLAIN, wanted)


def state(home: Path, population: str = POPULATION) -> dict[str, list[Record]]:
    store = RecordStore(home / "store", RING)
    return {s: list(store.read(population, s)) for s in store.splits(population)}


def issued(home: Path) -> Issued:
    with opened(home, RING) as secrets:
        return secrets.issued


def pairs(table: Issued) -> set[int]:
    return {int(key) for shard in table._pairs for key in shard.content()[0]}


def test_all_of_a_file(tmp_path: Path) -> None:
    report = prepare(tmp_path, [row(n) for n in range(20)])
    (records,) = state(tmp_path).values()
    assert report.splits == {"train": 20} and report.counts.kept == 20 == len(records)
    assert (
        report.provenance
        == RecordStore(tmp_path / "store", RING).splits(POPULATION)["train"].provenance
    )
    assert len({r.person_id for r in records}) == 20
    for record in records:
        text = json.dumps(record.to_json())
        assert not any(name in text for name in ("Ostrander", "MRN", "person "))
        assert "867-53" not in record.context
        (answer,) = record.answers
        assert record.context[answer.start : answer.end] == answer.text


def test_the_same_file_gives_the_same_records(tmp_path: Path) -> None:
    rows = [row(n) for n in range(12)]
    wanted = Wanted(POPULATION)
    prepare(tmp_path, rows, wanted)
    first = state(tmp_path)
    prepare(tmp_path, rows, wanted)
    assert state(tmp_path) == first
    other = tmp_path / "other"
    other.mkdir()
    prepare(other, rows, wanted)
    theirs = state(other)
    names = [{r.id for rs in found.values() for r in rs} for found in (first, theirs)]
    texts = [{r.context for rs in found.values() for r in rs} for found in (first, theirs)]
    assert not names[0] & names[1] and not texts[0] & texts[1]


def test_other_splits_and_populations_stay(tmp_path: Path) -> None:
    prepare(tmp_path, [row(1)], Wanted(POPULATION, {"test": Fraction(1)}))
    prepare(tmp_path, [row(2)], Wanted("ward", {"train": Fraction(1)}))
    before = state(tmp_path)["test"]
    prepare(tmp_path, [row(3)])
    assert state(tmp_path)["test"] == before and len(state(tmp_path)["train"]) == 1
    assert len(state(tmp_path, "ward")["train"]) == 1


OLD, NEW = [row(n) for n in range(4)], [row(n) for n in range(10, 16)]


class Crash(BaseException):
    """What no handler of errors takes for an error."""


def writes(patch: pytest.MonkeyPatch, crash_at: int | None, *, before: bool) -> list[str]:
    """Names of all that is sealed; the one of number `crash_at` ends the process, so to say."""
    seen: list[str] = []
    write = Vault.write

    @contextlib.contextmanager
    def watched(self: Vault, name: str) -> Iterator[Any]:
        seen.append(name)
        mine = len(seen) - 1 == crash_at
        if mine and before:
            raise Crash
        with write(self, name) as sealer:
            yield sealer
        if mine:
            raise Crash

    patch.setattr(Vault, "write", watched)
    return seen


def test_what_was_given_out_is_saved_before_the_manifest_names_it(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        seen = writes(patch, None, before=True)
        prepare(tmp_path, OLD, Wanted(POPULATION))
    assert seen[-2:] == ["issued", f"{POPULATION}/manifest"]


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("first", [True, False], ids=["empty", "full"])
def test_a_crash_at_every_write(tmp_path: Path, before: bool, first: bool) -> None:
    wanted = Wanted(POPULATION, {"train": Fraction(1, 2), "test": Fraction(1, 2)})
    whole = tmp_path / "whole"
    whole.mkdir()
    if not first:
        prepare(whole, OLD, wanted)
    old = {} if first else state(whole)
    base = [path for path in whole.rglob("*") if path.is_file()]
    contents = {path.relative_to(whole): path.read_bytes() for path in base}
    with pytest.MonkeyPatch.context() as patch:
        seen = writes(patch, None, before=True)
        prepare(whole, NEW, wanted)
        count = len(seen)
    new = state(whole)
    assert count >= 4 and new != old
    for at in range(count):
        home = tmp_path / f"{at}"
        for path, content in contents.items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_bytes(content)
        home.mkdir(exist_ok=True)
        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(Crash):
            writes(patch, at, before=before)
            prepare(home, NEW, wanted)
        found = state(home)
        if first:  # another key, so other records
            assert not found or sum(map(len, found.values())) == len(NEW)
        else:
            assert found in (old, new)
        # What is in force is known: to prepare it again gives no surrogate to somebody else.
        known = pairs(issued(home))
        prepare(home, NEW, wanted)
        if not first:
            assert state(home) == new
        if found and found != old:
            assert pairs(issued(home)) == known


def test_a_full_disk_leaves_the_old_state(tmp_path: Path) -> None:
    prepare(tmp_path, OLD)
    old = state(tmp_path)
    with pytest.MonkeyPatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr(owner_key.Secrets, "save", full)
        with pytest.raises(OSError, match="No space"):
            prepare(tmp_path, NEW)
    assert state(tmp_path) == old


def test_nothing_to_keep_is_an_error_and_changes_nothing(tmp_path: Path) -> None:
    prepare(tmp_path, OLD)
    old = state(tmp_path)
    with pytest.raises(DataError, match="dropped all of them"):
        prepare(tmp_path, [row(1, context="short.", answers=[])])
    assert state(tmp_path) == old


def test_a_missing_person_is_told_by_number(tmp_path: Path) -> None:
    rows = [row(1), {k: v for k, v in row(2).items() if k != "person_id"}]
    with pytest.raises(DataError) as raised:
        prepare(tmp_path, rows, Wanted(POPULATION, unit=Unit.PERSON))
    assert "record 2" in str(raised.value) and "MRN" not in str(raised.value)
    assert raised.value.__cause__ is None and raised.value.__suppress_context__
    assert not isinstance(raised.value, InvalidPlanError)


def test_a_source_that_changes_between_passes(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "source.jsonl", OLD)
    splitter = files._splitter

    def changed(*arguments: Any) -> Any:
        made = splitter(*arguments)
        write_rows(path, NEW)
        return made

    with pytest.MonkeyPatch.context() as patch, pytest.raises(DataError, match="a change"):
        patch.setattr(files, "_splitter", changed)
        with opened(tmp_path, RING) as secrets:
            store = RecordStore(tmp_path / "store", RING)
            prepare_file(open_source(path), store, secrets, PLAIN, Wanted(POPULATION))
    assert state(tmp_path) == {}


def test_no_augmentation_of_single_records(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no augmentation"):
        prepare(tmp_path, OLD, Wanted(POPULATION, unit=Unit.RECORD, paraphrases=1))


def test_a_question_put_to_another_context_has_no_name_of_its_own(tmp_path: Path) -> None:
    """The name is known by its title in the question's own context alone."""
    rows = [
        row(
            n,
            id=f"r{n}",
            person_id="one",
            context=text,
            question="Does ostrander pollen make sneezing worse at night?",
            answers=answers,
        )
        for n, (text, answers) in enumerate(
            [
                ("The ward was quiet and nothing else was written down.", []),
                (
                    "Name: ostrander pollen. It makes sneezing worse in the evening.",
                    [],
                ),
            ]
        )
    ]
    rows[1]["answers"] = [{"text": "evening", "answer_start": rows[1]["context"].index("evening")}]
    known = Settings(Desensitization.model_validate({"rules": {"person": ["Name: (?P<it>\\w+)"]}}))
    source = open_source(write_rows(tmp_path / "source.jsonl", rows))
    wanted = Wanted(POPULATION, {"train": Fraction(1)}, Unit.PERSON, distractors=True)
    with opened(tmp_path, RING) as secrets:
        store = RecordStore(tmp_path / "store", RING)
        report = prepare_file(source, store, secrets, known, wanted)
    assert report.counts.made == 1 and report.splits == {"train": 3}
    first, one, made = state(tmp_path)["train"]
    assert made.context == first.context and made.question == one.question and not made.answers
    assert "ostrander" not in one.question and made.id not in (one.id, "r1#d1")


RUN = """
    import sys
    from fractions import Fraction
    from pathlib import Path
    from client.policy import Desensitization
    from client.preparation.files import Wanted, prepare_file
    from client.preparation.owner_key import opened
    from client.preparation.settings import Settings
    from client.store import RecordStore
    from privacy.vault.keyring import Keyring
    from privacy.vault.keys import Identity
    from qa.preparation.sources import open_source

    ring = Keyring((Identity.of(bytes([1]) * 32),))
    home, split = Path(sys.argv[1]), sys.argv[2]
    with opened(home, ring) as secrets:
        prepare_file(
            open_source(home / f"{split}.jsonl"), RecordStore(home / "store", ring), secrets,
            Settings(Desensitization()), Wanted("clinic", {split: Fraction(1)}),
        )
"""


def test_two_processes_at_once(tmp_path: Path) -> None:
    write_rows(tmp_path / "train.jsonl", OLD)
    write_rows(tmp_path / "test.jsonl", NEW)
    environ = os.environ | {"PYTHONPATH": str(Path(owner_key.__file__).parents[2])}
    command = [sys.executable, "-c", textwrap.dedent(RUN), str(tmp_path)]
    runs = [subprocess.Popen([*command, split], env=environ) for split in ("train", "test")]
    assert [run.wait(timeout=300) for run in runs] == [0, 0]
    found = state(tmp_path)
    assert {name: len(records) for name, records in found.items()} == {"train": 4, "test": 6}
    known = pairs(issued(tmp_path))
    prepare(tmp_path, OLD)
    prepare(tmp_path, NEW, Wanted(POPULATION, {"test": Fraction(1)}))
    assert state(tmp_path) == found and pairs(issued(tmp_path)) == known
