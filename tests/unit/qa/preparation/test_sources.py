"""qa.preparation.sources: every format gives the same records, in little memory."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import DataError
from qa.preparation.sources import Format, open_source
from qa.readers import read_dataset, write_jsonl
from qa.records import Answer, Record, document_id_of

CONTEXT = "Ann saw a red fox. Bob saw a fox."


def record(number: int = 1, **changes: Any) -> Record:
    values: dict[str, Any] = {
        "id": f"r{number}",
        "context": CONTEXT,
        "question": "What did Ann see?",
        "answers": (Answer("a red fox", 8),),
        "document_id": document_id_of(CONTEXT),
    }
    return Record(**(values | changes))


def records(path: Path, form: Format | None = None, **options: Any) -> list[Record]:
    return [found.record for found in open_source(path, form, **options)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- the same records from every format ------------------------------------------------------

RECORDS = (
    record(1),
    record(2, answers=()),
    record(
        3,
        context='她说："狐狸",\n走了 👍🏽。',
        answers=(Answer("狐狸", 4),),
        document_id="d;3",
        person_id="p 3",
        owner="o",
        title="标题",
    ),
)


def write_csv(path: Path, found: tuple[Record, ...], delimiter: str = ",") -> None:
    columns = ["id", "context", "question", "answer", "answer_start", "document_id"]
    columns += ["person_id", "owner", "title"]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    for r in found:
        (answer,) = r.answers or (Answer("", 0),)
        start = str(answer.start) if r.answers else ""
        row = [r.id, r.context, r.question, answer.text, start, r.document_id]
        writer.writerow([*row, r.person_id or "", r.owner or "", r.title])
    path.write_bytes(out.getvalue().encode())


def write_parquet(path: Path, found: tuple[Record, ...], layout: str) -> None:
    rows = [
        {k: getattr(r, k) for k in ("person_id", "owner", "title")} | r.to_json() for r in found
    ]
    for row in rows:
        if layout == "lists":
            answers = row["answers"]
            row["answers"] = {k: [a[k] for a in answers] for k in ("text", "answer_start")}
    pq.write_table(pa.Table.from_pylist(rows), path)


def write_squad(path: Path, found: tuple[Record, ...], *, keys_sorted: bool) -> None:
    articles = []
    for r in found:
        row = r.to_json()
        qa = {k: row[k] for k in ("id", "question", "answers", "is_impossible", "document_id")}
        qa |= {k: row[k] for k in ("person_id", "owner") if k in row}
        qa["plausible_answers"] = [{"text": "no", "answer_start": 3}]
        paragraph = {"context": r.context, "qas": [qa]}
        articles.append({"title": r.title, "paragraphs": [paragraph]})
    squad = {"version": "v2.0", "more": {"a": [1]}, "data": articles}
    path.write_text(json.dumps(squad, sort_keys=keys_sorted), encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["a.jsonl", "lists.parquet", "structs.parquet", "a.json", "sorted.json", "rows.json"]
)
def test_formats(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.jsonl":
        write_jsonl(path, RECORDS)
    elif path.suffix == ".parquet":
        write_parquet(path, RECORDS, path.stem)
    elif name == "rows.json":
        path.write_text(json.dumps([r.to_json() for r in RECORDS]), encoding="utf-8")
    else:
        write_squad(path, RECORDS, keys_sorted=name == "sorted.json")
    assert records(path) == list(RECORDS)
    assert [n.number for n in open_source(path)] == [1, 2, 3]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_csv_dialects(tmp_path: Path, delimiter: str, bom: bytes) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, RECORDS, delimiter)
    write(path, bom + path.read_bytes())
    assert records(path) == list(RECORDS)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"answer": "a red fox"}, (Answer("a red fox", 8),)),
        ({"answer": "fox"}, (Answer("fox", 14),)),
        ({"answer": "fox", "answer_start": 29}, (Answer("fox", 29),)),
        ({"answers": ["fox", "Bob"]}, (Answer("fox", 14), Answer("Bob", 19))),
        ({"answers": [{"text": "Bob"}]}, (Answer("Bob", 19),)),
        ({"answers": {"text": ["Bob"], "answer_start": [19]}}, (Answer("Bob", 19),)),
        ({"answers": {"text": [], "answer_start": []}}, ()),
        ({"answers": [{"text": "fox", "answer_start": 14}] * 2}, (Answer("fox", 14),)),
        ({"answer": " Bob  saw\n", "answer_start": None}, (Answer("Bob saw", 19),)),
        ({"answer": None}, ()),
        ({"is_impossible": True}, ()),
        ({"is_impossible": True, "answers": None}, ()),
    ],
)
def test_answers(tmp_path: Path, row: dict[str, Any], expected: tuple[Answer, ...]) -> None:
    row = {"id": "r1", "context": CONTEXT, "question": "What did Ann see?"} | row
    path = write(tmp_path / "a.jsonl", json.dumps(row))
    assert records(path) == [record(answers=expected)]


def test_answers_without_an_offset_are_counted(tmp_path: Path) -> None:
    text = f'context,question,answer,answer_start\n"{CONTEXT}",a,fox,\n"{CONTEXT}",b,fox,14\n'
    source = open_source(write(tmp_path / "a.csv", text))
    assert [n.record.answers for n in source] == [(Answer("fox", 14),)] * 2
    assert (source.counts.answers, source.counts.looked_up, source.counts.derived_ids) == (2, 1, 2)


def test_repairs(tmp_path: Path) -> None:
    rows = [{"context": CONTEXT, "question": f"{n}?", "answers": [["Bob", 19]]} for n in range(40)]
    rows[3]["answers"] = [["red", 3]]  # once in the context
    rows[4]["answers"] = [["fox", 0]]  # twice
    rows[5]["answers"] = [["hen", -1], ["Ann", 0]]
    for row in rows:
        row["answers"] = [{"text": t, "answer_start": s} for t, s in row["answers"]]
    path = tmp_path / "a.jsonl"
    write(path, "\n".join(map(json.dumps, rows)))
    source = open_source(path, repair=True)
    found = {n.number: n.record for n in source}
    assert found[4].answers == (Answer("red", 10),)
    assert 5 not in found
    assert found[6].answers == (Answer("Ann", 0),)
    counts = source.counts
    assert (counts.answers, counts.repaired, counts.dropped_answers) == (41, 1, 2)
    assert (counts.records, counts.dropped_records) == (39, 1)
    write(path, "\n".join(map(json.dumps, rows[:8])))
    with pytest.raises(DataError, match=r"at most 5% of the answers .* found 2 of 9"):
        records(path, repair=True)


def test_what_is_derived(tmp_path: Path) -> None:
    base = {"context": CONTEXT, "question": "a?", "answer": "fox"}
    rows = [
        base,
        base | {"question": "b?"},
        base | {"person_id": 7},
        base,
        base | {"answer": "Bob"},
    ]
    found = records(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert {r.document_id for r in found} == {document_id_of(CONTEXT)}
    ids = [r.id for r in found]
    assert ids[0] == ids[3]
    assert len(set(ids)) == 4
    assert found[2].person_id == "7"
    again = records(write(tmp_path / "b.jsonl", "\n".join(map(json.dumps, rows[::-1]))))
    assert [r.id for r in again] == ids[::-1]


def test_one_person_is_one_unit_however_written(tmp_path: Path) -> None:
    names = ["José", unicodedata.normalize("NFD", "José"), " José\u3000"]
    rows = [{"context": "a b", "question": n, "answer": "b", "person_id": n} for n in names]
    found = records(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert {r.person_id for r in found} == {"José"}


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.json", '{"data": []}', Format.SQUAD),
        ("a.json", '\ufeff {"version": 1, "data": []}', Format.SQUAD),
        ("a.json", "[]", Format.SQUAD),
        ("a.json", '{"id": 1, "context": ""}', Format.JSONL),
        ("a", '{"question": 1, "context": ""}', Format.JSONL),
        ("a.NDJSON", "{}", Format.JSONL),
        ("a.tsv", "x", Format.CSV),
        ("a.bin", "PAR1", Format.PARQUET),
    ],
)
def test_a_format_is_told_by_suffix_and_content(
    tmp_path: Path, name: str, content: str, form: Format
) -> None:
    assert open_source(write(tmp_path / name, content)).format == form


def test_the_original_form_of_cmrc(tmp_path: Path) -> None:
    article = {
        "context_id": "TRAIN_186",
        "context_text": "范廷颂是越南罗马天主教枢机。",
        "qas": [{"query_text": "范廷颂是什么？", "query_id": "Q0", "answers": ["枢机", "越南"]}],
        "title": "范廷颂",
    }
    (found,) = records(write(tmp_path / "a.json", json.dumps([article], ensure_ascii=False)))
    assert (found.id, found.title, found.question) == ("Q0", "范廷颂", "范廷颂是什么？")
    assert found.answers == (Answer("枢机", 11), Answer("越南", 4))


@pytest.mark.parametrize(
    "name",
    [
        "squad/dev-v2.0.json",
        "cmrc2018/cmrc2018_dev.json",
        "cmrc2018/cmrc2018_trial.json",
        "xquad/xquad.zh.json",
    ],
)
def test_real_files_as_the_reader_that_holds_all_of_them(shared_data: Path, name: str) -> None:
    known = read_dataset(shared_data / name).records
    found = records(shared_data / name, repair=True)
    assert tuple(r for r in found if r.question.strip()) == known


# --- any records -----------------------------------------------------------------------------

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
words = texts.filter(str.strip)


@st.composite
def any_record(draw: st.DrawFn, number: int = 0) -> Record:
    context = draw(texts)
    answers: dict[Answer, None] = {}
    for _ in range(draw(st.integers(0, 1))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(context))] * 2)))
        if context[start:end].strip():
            answers[Answer(context[start:end], start)] = None
    return record(
        draw(st.integers(0, 10**9)),
        context=context,
        question=draw(texts),
        answers=tuple(answers),
        document_id=draw(st.sampled_from(["d1", "文档", document_id_of(context)])),
        person_id=draw(st.sampled_from([None, "p1", "张三"])),
        title=draw(texts),
    )


@given(st.lists(any_record(), min_size=1, max_size=4, unique_by=lambda r: r.id))
@settings(max_examples=60, deadline=None)
def test_every_format_gives_back_what_was_written(found: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        for form in Format:
            if form is Format.JSONL:
                write_jsonl(path, found)
            elif form is Format.CSV:
                write_csv(path, tuple(found))
            elif form is Format.PARQUET:
                write_parquet(path, tuple(found), "lists")
            else:
                write_squad(path, tuple(found), keys_sorted=False)
            assert records(path, form) == found, form


@given(st.binary(max_size=200), st.sampled_from(list(Format)))
def test_any_bytes_raise_nothing_but_data_errors(content: bytes, form: Format) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "a", content)
        with pytest.raises(DataError):
            records(path, form)


# --- memory ----------------------------------------------------------------------------------

MEASURE = """
import resource, sys
from pathlib import Path
from qa.preparation.sources import open_source
source = open_source(Path(sys.argv[1]))
first = next(iter(source))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = sum(1 for _ in source)
print(count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) // 1024)
"""
COUNT = 30_000


def large_rows() -> Any:
    words = " ".join(f"word{number % 977}" for number in range(250))
    for number in range(COUNT):
        yield {"context": f"{number} {words}", "question": f"{number}?", "answer": "word3"}


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet", "a.json"])
def test_sixty_megabytes_are_read_in_little_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.parquet":
        table = pa.Table.from_pylist(list(large_rows()))
        pq.write_table(table, path, compression="none")  # one row group
    else:
        with path.open("w", encoding="utf-8", newline="") as out:
            if name == "a.csv":
                csv_out = csv.writer(out)
                csv_out.writerow(["context", "question", "answer"])
                csv_out.writerows(row.values() for row in large_rows())
            elif name == "a.jsonl":
                out.writelines(json.dumps(row) + "\n" for row in large_rows())
            else:
                out.write('{"data": [{"paragraphs": [')
                for number, row in enumerate(large_rows()):
                    qa = {"question": row["question"], "answers": ["word3"]}
                    paragraph = {"context": row["context"], "qas": [qa]}
                    out.write("," * (number > 0) + json.dumps(paragraph))
                out.write("]}]}")
    assert path.stat().st_size > 50 << 20
    command = [sys.executable, "-c", MEASURE, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    count, growth = map(int, done.stdout.split())
    assert count == COUNT
    assert growth < 60  # MiB
