"""qa.preparation.sources: what is wrong is said by the record's number, and never by its words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qa.errors import DataError
from qa.preparation.places import MAX_RECORD_BYTES
from qa.preparation.sources import Format, open_source

MARK = "qzxv"
GOOD: dict[str, Any] = {
    "id": "g",
    "context": f"{MARK} saw a red fox.",
    "question": f"What did {MARK} see?",
    "answers": [{"text": "a red fox", "answer_start": 9}],
}


def complaint(path: Path, form: Format | None = None) -> str:
    """The one error's message without the file's name; it has no word of any record."""
    with pytest.raises(DataError) as caught:
        for _ in open_source(path, form):
            pass
    message, cause = str(caught.value), caught.value.__cause__
    assert message.startswith(f"{path}: ")
    assert cause is None or isinstance(cause, OSError)
    assert MARK not in message + str(caught.value.hint)
    assert "fox" not in message
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


def row(**changes: Any) -> dict[str, Any]:
    values = GOOD | {"id": "b"} | changes
    return {key: value for key, value in values.items() if value is not ...}


def answers(text: Any, start: Any = 0) -> dict[str, Any]:
    return row(answers=[{"text": text, "answer_start": start}])


# What is wrong with a second record, in the formats that can say so, and what is said of it.
ROWS: dict[str, tuple[dict[str, Any], str]] = {
    "another text there": (answers("red"), "answers[0]: expected the answer at its offset"),
    "outside": (answers("fox.", 4000), "found an offset outside of it"),
    "end outside": (answers("fox. And", 15), "found an offset outside of it"),
    "negative": (answers("fox", -2), "answers[0]: expected an offset of 0 or more"),
    "a fraction": (answers("fox", 1.5), "answers[0]: expected an offset of 0 or more"),
    "a flag for an offset": (answers("fox", True), "expected an offset of 0 or more"),
    "nowhere": (row(answers=["blue"]), "answers[0]: expected an answer that the context has"),
    "a blank answer": (answers("  "), "expected an answer that isn't blank"),
    "an answer that is a number": (answers(4111), "expected text, found a number"),
    "no context": (row(context=...), "none named context"),
    "a number for a context": (row(context=4111111111), "context: expected text, found a number"),
    "nothing for a question": (row(question=None), "question: expected text, found nothing"),
    "an unpaired surrogate": (row(question="\ud800 who"), "found half a surrogate pair"),
    "NUL": (row(context=f"{MARK}\0 saw a red fox."), "context: expected text, found a NUL"),
    "a repeated id": (row(id="g"), "id: expected an id of its own"),
    "a control in an id": (row(person_id=f"{MARK}\n1"), "person_id: expected an identifier"),
    "a long id": (row(document_id=MARK * 200), "document_id: expected at most 512"),
    "a number with a point": (row(person_id=1.5), "person_id: expected text, found a number"),
    "impossible with answers": (row(is_impossible=True), "expected no answer"),
    "possible without": (row(is_impossible=False, answers=[]), "expected an answer where"),
    "a word for a flag": (row(is_impossible="no"), "is_impossible: expected true or false"),
    "answers that are text": (row(answers="a red fox"), "answers: expected a list, found text"),
    "an answer that is a list": (row(answers=[[1]]), "answers[0]: expected an object"),
    "more offsets": (row(answers={"text": ["fox"], "answer_start": []}), "as many texts"),
    "too many answers": (row(answers=["fox"] * 1001), "expected at most 1000 answers"),
    "large": (
        row(context=MARK * (MAX_RECORD_BYTES // 4 - 2), answers=[]),
        "expected at most 4 MiB",
    ),
    "ten megabytes": (row(context="fox " * 2_500_000), "expected at most 4 MiB, found more"),
}


@pytest.mark.parametrize(("bad", "said"), ROWS.values(), ids=ROWS)
def test_json_lines(tmp_path: Path, bad: dict[str, Any], said: str) -> None:
    path = tmp_path / "data.jsonl"
    lines = [json.dumps(GOOD), "", json.dumps(bad), json.dumps(row(id="c"))]
    path.write_text("\n".join(lines), encoding="utf-8")
    message = complaint(path)
    assert message.startswith("record 2 (line 3): ")
    assert said in message


@pytest.mark.parametrize("name", ["squad.json", "list.json"])
@pytest.mark.parametrize(("bad", "said"), ROWS.values(), ids=ROWS)
def test_squad(tmp_path: Path, bad: dict[str, Any], said: str, name: str) -> None:
    path = tmp_path / name
    rows = [GOOD, bad, row(id="c")]
    paragraphs = [
        {"qas": [{k: v for k, v in r.items() if k not in ("context", "title")}]}
        | {k: r[k] for k in ("context",) if k in r}
        for r in rows
    ]
    squad = {"version": "2.0", "data": [{"title": MARK, "paragraphs": paragraphs}]}
    path.write_text(json.dumps(squad if name == "squad.json" else rows), encoding="utf-8")
    message = complaint(path)
    assert message.startswith("record 2: ")
    if "none named" in said and name == "squad.json":
        said = "context: expected text, found nothing"
    assert said in message


HEADER = "id;context;question;answer;answer_start\n"
FINE = f"g;{MARK} saw a red fox.;Who?;red fox;11\n"
CSV: dict[str, tuple[bytes, str]] = {
    "fewer cells": (f"b;{MARK};Who?\n".encode(), "record 2 (line 3): expected 5 cells, found 3"),
    "more cells": (f"b;{MARK};a;b;c;d\n".encode(), "record 2 (line 3): expected 5 cells, found 6"),
    "a word for an offset": (
        f"b;{MARK} fox;Who?;fox;x\n".encode(),
        "record 2 (line 3): answer_start: expected a whole number",
    ),
    "digits of another script": (
        f"b;{MARK} fox;Who?;fox;٥\n".encode(),
        "record 2 (line 3): answer_start: expected a whole number",
    ),
    "a wrong offset": (
        f"b;{MARK} fox;Who?;fox;1\n".encode(),
        "record 2 (line 3): answer: expected the answer at its offset in the context",
    ),
    "nowhere": (
        f"b;{MARK} fox;Who?;hen;\n".encode(),
        "record 2 (line 3): answer: expected an answer that the context has",
    ),
    "Latin-1": (f"b;{MARK} ".encode() + b"\xe9;Who?;;\n", "record 2 (line 3): expected UTF-8"),
    "an open quote": (f'b;"{MARK} fox;Who?;fox;\nc;d'.encode(), "a quote that isn't closed"),
    "a stray quote": (f'b;"{MARK}" fox;Who?;fox;\n'.encode(), "a stray quote"),
    "NUL": (f"b;{MARK}\0;Who?;;\n".encode(), "record 2 (line 3): context: expected text, found a"),
    "a repeated id": (FINE.encode(), "record 2 (line 3): id: expected an id of its own"),
    "ten megabytes": (b"b;" + b"fox " * 2_500_000, "record 2 (line 3): expected at most 4 MiB"),
    "ten megabytes of lines": (b'b;"' + b"fox\n" * 2_500_000, "record 2 (line 3): expected at"),
}


@pytest.mark.parametrize(("bad", "said"), CSV.values(), ids=CSV)
def test_csv(tmp_path: Path, bad: bytes, said: str) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes((HEADER + FINE).encode() + bad)
    message = complaint(path)
    assert message.startswith("record 2 (line 3): ")
    assert said in message


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (f"{MARK},{MARK} saw a fox.,Who?,fox\n", "none named context nor question"),
        ("id,context,answer\n", "none named question"),
        ("context,question\n", "expected a column answer or answers"),
        ("context,question,answer,patient\n", 'expected columns that are known, found "patient"'),
        ("context,question,answer,病人\n", 'found "\\u75c5\\u4eba"'),
        (f"context,question,answer,{'x' * 99}\n", f'found "{"x" * 40}..."'),
        ("context,question,answer,Context\n", "expected each column once"),
    ],
    ids=range(7),
)
def test_headers(tmp_path: Path, header: str, said: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text(header + f"{MARK},{MARK},fox,x\n", encoding="utf-8")
    message = complaint(path)
    assert message.startswith("line 1: ")
    assert said in message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d | {"patient": ["a", "b"]}, 'expected columns that are known, found "patient"'),
        (lambda d: d | {"context": [1, 2]}, "column context: expected text"),
        (lambda d: {k: v for k, v in d.items() if k != "question"}, "none named question"),
        (lambda d: d | {"answer_start": [9, 4]}, "record 2: answer: expected the answer at its"),
        (lambda d: d | {"answer_start": [9, -9]}, "record 2: answer: expected an offset of 0"),
        (lambda d: d | {"answer_start": ["9", "x"]}, "record 1: answer: expected an offset of 0"),
        (lambda d: d | {"id": ["a", "a"]}, "record 2: id: expected an id of its own"),
        (lambda d: d | {"question": ["a", "a\0"]}, "record 2: question: expected text, found a"),
        (lambda d: d | {"question": ["a", None]}, "record 2: question: expected text, found not"),
        (lambda d: d | {"context": [*d["context"][:1], "fox " * 2_500_000]}, "record 2: expected"),
    ],
)
def test_parquet(tmp_path: Path, change: Callable[[dict[str, Any]], Any], said: str) -> None:
    path = tmp_path / "data.parquet"
    table = {
        "context": [GOOD["context"], GOOD["context"]],
        "question": [GOOD["question"], GOOD["question"]],
        "answer": ["a red fox", "fox"],
        "answer_start": [9, None],
    }
    pq.write_table(pa.table(change(table)), path)
    assert said in complaint(path)


def test_parquet_of_other_bytes(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    broken = pa.array([b"Who?", b"Who\xff?"], pa.binary()).view(pa.string())
    table = {"context": [GOOD["context"]] * 2, "question": broken, "answer": ["fox", "fox"]}
    pq.write_table(pa.table(table), path)
    assert complaint(path) == "record 2: expected UTF-8, found other bytes"


@pytest.mark.parametrize("cut", [-1, 60, 4, -60])
def test_parquet_cut_short(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table({"context": ["a"], "question": ["b"], "answer": ["a"]}), path)
    path.write_bytes(path.read_bytes()[:cut])
    assert complaint(path).startswith("expected a Parquet file, found something else or a part")


def test_parquet_with_damaged_pages(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    texts = [f"{MARK} {number} saw a fox." for number in range(500)]
    table = pa.table({"context": texts, "question": texts, "answer": ["fox"] * 500})
    pq.write_table(table, path, compression="gzip", use_dictionary=False)
    data = bytearray(path.read_bytes())
    data[40:200] = bytes(160)
    path.write_bytes(data)
    assert complaint(path) == "record 1: expected a row of Parquet, found damaged data"


SQUAD = json.dumps(
    {"data": [{"title": "t", "paragraphs": [{"context": GOOD["context"], "qas": [GOOD]}] * 1}]}
)
SECOND = ', {"context": "' + MARK
TAIL = "]}]}"
FILES: dict[str, tuple[str, bytes, str]] = {
    "an empty file": ("a.json", b"", "expected records, found an empty file"),
    "spaces": ("a.csv", b" \n\n", "expected records, found an empty file"),
    "a header alone": ("a.csv", b"context,question,answer\n", "expected records, found none"),
    "no articles": ("a.json", b'{"data": []}', "expected records, found none"),
    "an empty list": ("a.json", b"[]", "expected records, found none"),
    "no data": ("a.json", b'{"version": "1"}', 'record 1: expected an object with "data"'),
    "a word": ("a.json", b'"qzxv"', "expected a file of a known format, found another"),
    "an unknown format": ("a.txt", b"qzxv", "expected a file of a known format"),
    "data that isn't a list": ("a.json", b'{"data": "qzxv"}', "expected a list of articles"),
    "an article that isn't one": ("a.json", b'{"data": ["qzxv"]}', "expected an article or a row"),
    "no questions": ("a.json", SQUAD.replace('"qas"', '"q"').encode(), "expected a paragraph with"),
    "cut short": ("a.json", SQUAD[:-2].encode(), "record 2: expected JSON, found the end of the"),
    "cut in a text": (
        "a.json",
        (SQUAD.removesuffix(TAIL) + SECOND).encode(),
        "record 2: expected JSON, found the end of the file before its last bracket",
    ),
    "cut in an escape": (
        "a.json",
        (SQUAD.removesuffix(TAIL) + SECOND + "\\u4e").encode(),
        "record 2: expected JSON, found the end of the file before its last bracket",
    ),
    "no comma": (
        "a.json",
        (SQUAD.removesuffix(TAIL) + SECOND.replace(",", "")).encode(),
        "record 2: expected JSON, found something else",
    ),
    "more after the end": (
        "a.json",
        (SQUAD + ' {"qzxv": 1}').encode(),
        "record 2: expected JSON, found something else",
    ),
    "Latin-1": (
        "a.json",
        (SQUAD.removesuffix(TAIL) + SECOND).encode() + b' \xe9"}' + TAIL.encode(),
        "record 2: expected UTF-8, found other bytes",
    ),
    "UTF-16": ("a.jsonl", json.dumps(GOOD).encode("utf-16"), "record 1 (line 1): expected UTF-8"),
    "nested": (
        "a.json",
        b'{"data": [{"title": ' + b"[" * 9999,
        "record 1: expected SQuAD, found brackets within brackets",
    ),
    "nested lines": ("a.jsonl", b"[" * 99999, "record 1 (line 1): expected a JSON object"),
    "not JSON": ("a.jsonl", b'{"context": qzxv}', "found invalid JSON at column 13"),
    "cut lines": ("a.jsonl", b'{"context": "qzxv', "record 1 (line 1): expected a JSON object"),
    "a huge number": ("a.jsonl", b'{"id": ' + b"9" * 5000 + b"}", "a number with too many digits"),
    "an unknown column": (
        "a.jsonl",
        json.dumps(GOOD | {"patient": MARK}).encode(),
        'record 1 (line 1): expected columns that are known, found "patient"',
    ),
    "a list in a line": ("a.jsonl", b"[1]", "expected a JSON object, found a list"),
}


@pytest.mark.parametrize(("name", "content", "said"), FILES.values(), ids=FILES)
def test_files(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in complaint(path)


def test_the_number_counts_questions_before_a_break_in_the_same_paragraph(tmp_path: Path) -> None:
    qas = ", ".join(json.dumps(row(id=str(number))) for number in range(4))
    path = tmp_path / "a.json"
    path.write_text('{"data": [{"paragraphs": [{"qas": [' + qas + ', {"id" 5}]}]}]}')
    assert complaint(path).startswith("record 5: expected JSON, found something else")


@pytest.mark.parametrize("half", ["\\ud800", "\\udc00 \\ud800", "\\ud83d\\u0041", "\\\\\\udfff"])
@pytest.mark.parametrize("padding", [0, *range(65500, 65537, 3)])
def test_half_a_pair_is_found_wherever_a_chunk_ends(
    tmp_path: Path, half: str, padding: int
) -> None:
    path = tmp_path / "a.json"
    text = '{"data": [{"paragraphs": [{"context": "' + "x" * padding + half + ' b", "qas": [{'
    path.write_text(text + '"id": "1", "question": "q", "answers": [{"text": "b"}]}]}]}]}')
    assert complaint(path) == "record 1: expected text, found half a surrogate pair"


def test_a_large_paragraph_of_small_questions(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("w") as file:
        file.write('{"data": [{"paragraphs": [{"context": "a", "qas": [')
        file.writelines('{"id": "' + "x" * 1000 + '"},' for _ in range(33_000))
    assert "expected at most 32 MiB in a paragraph" in complaint(path)


def test_other_kinds_of_file(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.jsonl", tmp_path / "link.jsonl"
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "none")
    assert complaint(pipe) == "expected a regular file, found another kind"
    assert complaint(tmp_path) == "expected a regular file, found another kind"
    assert complaint(Path("/dev/null")) == "expected a regular file, found another kind"
    assert "No such file" in complaint(link)


def test_a_file_that_changes_between_two_passes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(GOOD))
    source = open_source(path)
    assert len(list(source)) == 1
    path.write_text(json.dumps(GOOD) + "\n" + json.dumps(row()))
    with pytest.raises(DataError, match="expected a file that stays as it is"):
        list(source)
