"""`discreet data prepare`: what is kept, changed and dropped, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.records import rows, write_rows

NOTE = "Dr. Wilma Ostrander rang on 3 May 2021 from 415-867-5309 about MRN: 4471-2290."


def row(number: int, **changes: Any) -> dict[str, Any]:
    answer = "3 May 2021"
    return {
        "id": f"r{number}",
        "context": f"{NOTE} Visit {number}.",
        "question": f"When did Dr. Ostrander ring, visit {number}?",
        "answers": [{"text": answer, "answer_start": NOTE.index(answer)}],
        "person_id": f"p{number}",
    } | changes


def shown(command: Any, store: Path, *arguments: str) -> list[dict[str, Any]]:
    lines = command("data", "show", store, "--json", *arguments).out.splitlines()
    return [json.loads(line) for line in lines]


def test_personal_data_is_replaced_and_answers_follow(command: Any, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "source.jsonl", [row(n) for n in range(4)])
    store = tmp_path / "store"
    done = command("data", "prepare", source, "--to", store, "--split", "train", "--json")
    said = json.loads(done.out)
    assert said["records"] == {"read": 4, "kept": 4, "made": 0, "cleaned": 0, "redacted": 4}
    assert said["redactions"]["date"] == 4 and said["redactions"]["phone"] == 4
    assert said["answers"] == {"replaced": 4}
    for found in shown(command, store):
        text = json.dumps(found)
        assert "Ostrander" not in text and "4471-2290" not in text and "867-5309" not in text
        (answer,) = found["answers"]
        start = answer["answer_start"]
        assert found["context"][start : start + len(answer["text"])] == answer["text"]
        assert answer["text"] != "3 May 2021"


def test_a_second_pass_changes_nothing(command: Any, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "source.jsonl", [row(n) for n in range(4)])
    one, two = tmp_path / "one", tmp_path / "two"
    command("data", "prepare", source, "--to", one, "--split", "train")
    again = write_rows(tmp_path / "again.jsonl", shown(command, one))
    command("data", "prepare", again, "--to", two, "--split", "train")
    assert shown(command, two) == shown(command, one)


def test_splits_share_no_person(command: Any, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "source.jsonl", rows("ann", 60))
    store = tmp_path / "store"
    assert command("data", "prepare", source, "--to", store).code == 0
    parts = {
        name: {found["person_id"] for found in shown(command, store, "--split", name)}
        for name in ("train", "validation", "test")
    }
    assert all(parts.values())
    assert sum(map(len, parts.values())) == 60 == len(set().union(*parts.values()))


def test_shares_and_an_empty_split(command: Any, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "source.jsonl", rows("ann", 1))
    done = command(
        "data", "prepare", source, "--to", tmp_path / "store", "--shares", "one=1/2,two=1/2"
    )
    assert done.code == 0 and any("nothing is in" in line for line in done.err)


def test_augmentation_is_counted_and_only_for_training(command: Any, tmp_path: Path) -> None:
    source = write_rows(
        tmp_path / "source.jsonl",
        [row(n, question="When did Dr. Ostrander ring?") for n in range(30)],
    )
    store = tmp_path / "store"
    arguments = ("--shares", "train=1/2,test=1/2", "--paraphrases", "1", "--json")
    said = json.loads(command("data", "prepare", source, "--to", store, *arguments).out)
    assert said["records"]["made"] > 0
    assert sum(said["splits"].values()) == 30 + said["records"]["made"]
    test = shown(command, store, "--split", "test")
    assert len(test) == len({found["document_id"] for found in test})


POLICY = """
[desensitization]
answers = "drop"
operators = {{ phone = "redact", date = "keep" }}
{more}
"""


def test_the_policy_decides(command: Any, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "source.jsonl", [row(n) for n in range(2)])
    policy, store = tmp_path / "policy.toml", tmp_path / "store"
    policy.write_text(POLICY.format(more=""))
    prepare = ("data", "prepare", source, "--to", store, "--policy", policy, "--split", "train")
    done = command(*prepare)
    assert done.code == 2 and "dropped all of them" in done.error
    policy.write_text(POLICY.format(more="").replace('"drop"', '"replace"'))
    said = json.loads(command(*prepare, "--json").out)
    assert said["exceptions"] == ["keep:date"]
    assert all("[PHONE]" in found["context"] for found in shown(command, store))
    policy.write_text('[desensitization]\nplaintext = "invented persons"\n')
    done = command(*prepare)
    assert any("invented persons" in line for line in done.err)
    assert any("Ostrander" in found["context"] for found in shown(command, store))


def test_the_owners_own_list(command: Any, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "source.jsonl", rows("ann", 3))
    (tmp_path / "roster.csv").write_text("identifier,qzxv ann 1\norganisation,ward 2\n")
    policy, store = tmp_path / "policy.toml", tmp_path / "store"
    policy.write_text('[desensitization]\nroster = "roster.csv"\n')
    command("data", "prepare", source, "--to", store, "--policy", policy, "--split", "train")
    texts = [found["context"] for found in shown(command, store)]
    assert not any("qzxv ann 1" in text or "ward 2" in text for text in texts)
    assert any("qzxv ann 0" in text for text in texts)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "an empty file"),
        (b'{"context": "a \xff b", "question": "secret?"}\n', "record 1"),
        (b'{"context": "a b c d e f g h", "question": "secret?", "patient": 3}\n', "record 1"),
        (
            b'{"context": "a b c d e f g h", "question": "secret?", '
            b'"answers": [{"text": "secret", "answer_start": 99}]}\n',
            "record 1",
        ),
        (
            b'{"context": "' + b"secret " * 1_500_000 + b'", "question": "secret?"}\n',
            "record 1",
        ),
    ],
    ids=["empty", "encoding", "column", "outside", "huge"],
)
def test_bad_input_names_the_record_and_leaves_the_store(
    command: Any, tmp_path: Path, content: bytes, words: str
) -> None:
    good = write_rows(tmp_path / "good.jsonl", rows("ann", 3))
    store = tmp_path / "store"
    command("data", "prepare", good, "--to", store)
    before = {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(content)
    done = command("data", "prepare", bad, "--to", store)
    assert done.code == 2 and words in done.error, done
    assert "secret" not in "".join(done.err)
    assert before == {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--shares", "train=0.5"), "sum to 1"),
        (("--shares", "train"), "their shares"),
        (("--split", "a", "--shares", "b=1"), "not both"),
        (("--policy", "none.toml"), "expected a policy"),
        (("--paraphrases", "-1"), "--paraphrases"),
    ],
)
def test_bad_arguments(
    command: Any, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    source = write_rows(tmp_path / "source.jsonl", rows("ann", 3))
    done = command("data", "prepare", source, "--to", tmp_path / "store", *arguments)
    assert done.code == 2 and words in " ".join(done.err)
    assert not (tmp_path / "store").exists()


def test_a_population_of_persons_needs_persons(command: Any, tmp_path: Path) -> None:
    found = [row(1), row(2)]
    del found[1]["person_id"]
    source = write_rows(tmp_path / "source.jsonl", found)
    policy = tmp_path / "policy.toml"
    policy.write_text('[populations.default]\nunit = "person"\n')
    done = command("data", "prepare", source, "--to", tmp_path / "st", "--policy", policy)
    assert done.code == 2 and "record 2: expected a person_id" in done.error
