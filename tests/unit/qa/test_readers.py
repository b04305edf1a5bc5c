"""qa.readers: real files by their known counts, every malformed thing by its place."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qa.errors import DataError
from qa.readers import Dataset, iter_jsonl, read_dataset, write_jsonl
from qa.records import Answer, Record, document_id_of

CONTEXT = "Ann saw a red fox."
ROW: dict[str, Any] = {
    "context": CONTEXT,
    "question": "What did Ann see?",
    "answers": [{"text": "a red fox", "answer_start": 8}],
}


def jsonl(folder: Path, *rows: Any) -> Path:
    path = folder / "data.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def squad(folder: Path, *qas: dict[str, Any], **paragraph: Any) -> Path:
    path = folder / "data.json"
    paragraphs = [{"context": CONTEXT, "qas": list(qas)} | paragraph]
    path.write_text(json.dumps({"data": [{"title": "Foxes", "paragraphs": paragraphs}]}))
    return path


def complaint(path: Path) -> str:
    """The message of the one error that reading gives, without the file's name."""
    with pytest.raises(DataError) as caught:
        read_dataset(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


# --- real files ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """What a file holds, counted without this package."""

    name: str
    records: int
    documents: int
    answers: int
    impossible: int = 0
    repaired: int = 0
    dropped: int = 0
    form: str = "squad-v1.1"


@pytest.mark.parametrize(
    "known",
    [
        Known("squad/dev-v1.1.json", 10570, 2067, 34726),
        Known("squad/dev-v2.0.json", 11873, 1204, 20302, impossible=5945, form="squad-v2.0"),
        # 200 of its answers have the offset -1: they aren't verbatim in the context
        Known("cmrc2018/cmrc2018_dev.json", 3219, 848, 9657, repaired=7, dropped=193),
        # two of the 2035 contexts come twice, and equal contexts are one unit
        Known("squadshifts/reddit_v1.0.json", 9803, 2033, 27692),
        Known("squadshifts/new_wiki_v1.0.json", 7938, 1581, 22794),
        Known("squadshifts/amazon_reviews_v1.0.json", 9885, 2050, 27318),
        Known("xquad/xquad.en.json", 1190, 240, 1190),
        Known("xquad/xquad.zh.json", 1190, 240, 1190),
    ],
    ids=lambda known: known.name,
)
def test_real_files(shared_data: Path, known: Known) -> None:
    dataset = read_dataset(shared_data / known.name)
    report = dataset.report
    assert dataset.format == known.form
    assert len(dataset.records) == known.records
    assert sum(r.is_impossible for r in dataset.records) == known.impossible
    assert len({r.document_id for r in dataset.records}) == known.documents
    assert report.answers == known.answers
    assert (report.repaired, report.dropped) == (known.repaired, known.dropped)
    assert report.dropped_questions == 0
    assert len(report.examples) == min(20, known.dropped)
    assert_spans_hold(dataset)


def test_real_offsets_in_utf16_units_are_repaired(shared_data: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(shared_data / "expmrc" / "train-pseudo-cmrc2018.zip") as archive:
        path = Path(archive.extract("train-pseudo-cmrc2018.json", tmp_path))
    dataset = read_dataset(path)
    assert len(dataset.records) == 10142
    assert (dataset.report.repaired, dataset.report.dropped) == (21, 0)
    assert_spans_hold(dataset)


def test_a_real_file_with_a_blank_question_loses_it_and_says_so(shared_data: Path) -> None:
    dataset = read_dataset(shared_data / "cmrc2018" / "cmrc2018_trial.json")
    blank = [e for e in dataset.report.examples if e.reason == "the question is blank"]
    assert [e.place for e in blank] == [
        "data[188].paragraphs[0].qas[4]",
        "data[206].paragraphs[0].qas[0]",
    ]
    assert len(dataset.records) + dataset.report.dropped_questions == 1002
    assert all(record.question.strip() for record in dataset.records)


def assert_spans_hold(dataset: Dataset) -> None:
    for record in dataset.records:
        for answer in record.answers:
            assert record.context[answer.start : answer.end] == answer.text
        assert len(set(record.answers)) == len(record.answers)


# --- formats ---------------------------------------------------------------------------------


def test_jsonl_fields_and_defaults(tmp_path: Path) -> None:
    full = ROW | {"id": 7, "person_id": 12, "owner": "clinic", "title": "T", "document_id": "d1"}
    hugging_face = ROW | {"answers": {"text": ["a red fox", "Ann"], "answer_start": [8, 0]}}
    impossible = {"context": CONTEXT, "question": "Who is Bo?", "is_impossible": True, "x": [1]}
    path = jsonl(tmp_path, full, "", hugging_face, impossible)
    dataset = read_dataset(path)
    document = document_id_of(CONTEXT)
    fox, ann = Answer("a red fox", 8), Answer("Ann", 0)
    question = "What did Ann see?"
    assert dataset.records == (
        Record("7", CONTEXT, question, (fox,), "d1", "12", "clinic", "T"),
        Record("line-3", CONTEXT, question, (fox, ann), document),
        Record("line-4", CONTEXT, "Who is Bo?", (), document),
    )
    assert dataset.format == "jsonl"


def test_squad_fields(tmp_path: Path) -> None:
    answers = ROW["answers"]
    first = {"id": "DEV_0_QUERY_0", "question": "What?", "answers": answers * 3, "owner": "b"}
    second = {"id": 2, "question": "Who is Bo?", "answers": [], "person_id": "p2"}
    path = squad(tmp_path, first, second, person_id=1, owner="a")
    dataset = read_dataset(path)
    one, two = dataset.records
    assert (one.person_id, one.owner, one.title) == ("1", "b", "Foxes")
    assert (two.id, two.person_id, two.owner) == ("2", "p2", "a")
    assert one.answers == (Answer("a red fox", 8),)  # collapsed
    assert dataset.report.answers == 3  # as the file lists them
    assert two.is_impossible  # derived from the empty list
    assert dataset.format == "squad-v1.1"
    flagged = squad(tmp_path, second | {"is_impossible": True})
    assert read_dataset(flagged).format == "squad-v2.0"


@pytest.mark.parametrize("suffix", ["json", "txt", "ndjson"])
def test_json_lines_under_other_names(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"data.{suffix}"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([json.dumps(ROW)] * 2).encode())
    assert [r.id for r in read_dataset(path).records] == ["line-1", "line-2"]


def test_one_record_over_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text(json.dumps(ROW, indent=2))
    assert read_dataset(path).records[0].id == "line-1"


def test_a_line_separator_inside_a_string_ends_no_line(tmp_path: Path) -> None:
    row = ROW | {"context": CONTEXT + "\u2028\x85End."}
    path = jsonl(tmp_path, json.dumps(row, ensure_ascii=False))
    assert read_dataset(path).records[0].context == row["context"]


# --- offsets ---------------------------------------------------------------------------------


def many(bad: int, total: int) -> list[dict[str, Any]]:
    """`total` rows with one answer each, `bad` of them with a text that isn't there."""
    absent = ROW | {"answers": [{"text": "a blue fox", "answer_start": 8}]}
    return [absent if i < bad else ROW for i in range(total)]


def test_a_question_without_its_answers_is_dropped_never_unanswerable(tmp_path: Path) -> None:
    dataset = read_dataset(jsonl(tmp_path, *many(1, 20)))  # 1 of 20 is just 5 %
    report = dataset.report
    assert (report.answers, report.dropped, report.dropped_questions) == (20, 1, 1)
    assert len(dataset.records) == 19
    assert not any(r.is_impossible for r in dataset.records)
    (example,) = report.examples
    assert example == ("line-1", "line 1: answers[0].answer_start", "the text isn't in the context")


def test_too_many_dropped_answers_are_an_error(tmp_path: Path) -> None:
    message = complaint(jsonl(tmp_path, *many(2, 39)))  # 2 of 39 is 5.1 %
    assert message == (
        "expected at most 5% of the answers to be unusable, found 2 of 39, first "
        "line 1: answers[0].answer_start: the text isn't in the context; "
        "line 2: answers[0].answer_start: the text isn't in the context"
    )


def test_one_surviving_answer_keeps_the_question(tmp_path: Path) -> None:
    two = ROW | {"answers": [{"text": "a blue fox", "answer_start": 8}, *ROW["answers"]]}
    dataset = read_dataset(jsonl(tmp_path, two, *many(0, 20)))
    assert (dataset.report.dropped, dataset.report.dropped_questions) == (1, 0)
    assert dataset.records[0].answers == (Answer("a red fox", 8),)


# --- malformed -------------------------------------------------------------------------------


def answer(text: Any = "a red fox", start: Any = 8) -> dict[str, Any]:
    return ROW | {"answers": [{"text": text, "answer_start": start}]}


NAME = "a string or an integer"
TEXT = "a string that isn't blank"
NAN = float("nan")


@pytest.mark.parametrize(
    ("row", "place", "expected", "found"),
    [
        ("[1]", "", "an object", "a list of 1"),
        ('{"context": ', ", column 12", "a JSON object", ": Expecting value"),
        ("[" * 10**5, "", "a JSON object", ": too many nested brackets"),
        ("9" * 5000, "", "a JSON object", ": a number with too many digits"),
        (ROW | {"context": " "}, ": context", TEXT, "a blank one"),
        (ROW | {"question": None}, ": question", "a string", "null"),
        ({"question": "?"}, ": context", TEXT, "nothing"),
        (ROW | {"question": "\ud800?"}, ": question", "a string", "half a surrogate pair"),
        (ROW | {"title": 3}, ": title", "a string", "the number 3"),
        (ROW | {"id": True}, ": id", NAME, "true"),
        (ROW | {"person_id": 1.5}, ": person_id", NAME, "the number 1.5"),
        (ROW | {"person_id": ""}, ": person_id", NAME, "a blank one"),
        (ROW | {"owner": NAN}, ": owner", NAME, "the number nan"),
        (ROW | {"is_impossible": 0}, ": is_impossible", "true or false", "the number 0"),
        (
            ROW | {"is_impossible": True},
            ": answers",
            "no answers where is_impossible is true",
            "a list of 1",
        ),
        (ROW | {"is_impossible": False, "answers": []}, ": answers", "an answer", "a list of 0"),
        ({"context": "c", "question": "q"}, ": answers", "a list", "nothing"),
        (ROW | {"answers": "fox"}, ": answers", "a list", "a string"),
        (ROW | {"answers": ["fox"]}, ": answers[0]", "an object", "a string"),
        (
            ROW | {"answers": {"text": ["fox"], "answer_start": []}},
            ": answers",
            "as many texts as offsets",
            "1 and 0",
        ),
        (answer(text=""), ": answers[0].text", TEXT, "a blank one"),
        (answer(start=True), ": answers[0].answer_start", "an integer", "true"),
        (answer(start=8.0), ": answers[0].answer_start", "an integer", "the number 8.0"),
        (answer(start=NAN), ": answers[0].answer_start", "an integer", "the number nan"),
        (answer(start="8"), ": answers[0].answer_start", "an integer", "a string"),
        (
            answer(start=-2),
            ": answers[0].answer_start",
            "an offset of 0 or more (or -1 where it isn't known)",
            "the number -2",
        ),
    ],
)
def test_malformed_lines(tmp_path: Path, row: Any, place: str, expected: str, found: str) -> None:
    joint = "" if found.startswith(":") else " "
    assert (
        complaint(jsonl(tmp_path, row))
        == f"line 1{place}: expected {expected}, found{joint}{found}"
    )


def test_malformed_line_is_numbered(tmp_path: Path) -> None:
    path = jsonl(tmp_path, ROW, "", ROW, answer(start=None))
    assert complaint(path).startswith("line 4: answers[0].answer_start: expected an integer")


def test_squad_places(tmp_path: Path) -> None:
    qa = {"id": "1", "question": "What?", "answers": [{"text": "Ann", "answer_start": "0"}]}
    expected = "data[0].paragraphs[0].qas[0].answers[0].answer_start: expected an integer, found"
    assert complaint(squad(tmp_path, qa)) == f"{expected} a string"
    qa = {"question": "What?", "answers": ROW["answers"]}
    expected = "data[0].paragraphs[0].qas[0].id: expected a string or an integer, found nothing"
    assert complaint(squad(tmp_path, qa)) == expected


def test_repeated_ids_name_both_places(tmp_path: Path) -> None:
    path = jsonl(tmp_path, ROW | {"id": "q"}, ROW, ROW | {"id": "q"})
    assert complaint(path) == (
        "line 3: expected an id of its own, found the id 'q' that line 1 has too"
    )
    qa = {"id": "q", "question": "What?", "answers": ROW["answers"]}
    assert complaint(squad(tmp_path, qa, qa)) == (
        "data[0].paragraphs[0].qas[1]: expected an id of its own, "
        "found the id 'q' that data[0].paragraphs[0].qas[0] has too"
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "expected questions, found an empty file"),
        (b" \n\n", "expected questions, found an empty file"),
        (b'{"data": []}', "expected questions, found none"),
        (b'{"data": {}}', "data: expected a list, found an object"),
        (b'{"data": [1]}', "data[0]: expected an object, found the number 1"),
        (b"[]", 'expected a JSON object with "data" (SQuAD), or JSON Lines, found a list of 0'),
        (b"{}", 'expected a JSON object with "data" (SQuAD), or JSON Lines, found an object'),
        (b'{\n "data": [\n', "line 3, column 1: expected JSON, found: Expecting value"),
        (b'{"data": []}\n\xff', "line 2: expected UTF-8, found the byte 0xff"),
        ("{}".encode("utf-16"), "line 1: expected UTF-8, found the byte 0xff"),
        (b"[" * 10**5, "expected JSON, found: too many nested brackets"),
    ],
)
def test_malformed_files(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "data.json"
    path.write_bytes(content)
    assert complaint(path) == expected


def test_unreadable_files(tmp_path: Path) -> None:
    missing = tmp_path / "none.json"
    assert complaint(missing) == "expected a readable file, found: No such file or directory"
    assert complaint(tmp_path) == "expected a readable file, found: Is a directory"
    with pytest.raises(DataError, match="No such file"):
        list(iter_jsonl(missing))


def test_errors_quote_no_text(tmp_path: Path) -> None:
    private = "Ann has diabetes"
    rows = [ROW | {"context": private, "answers": private}, ROW | {"is_impossible": private}]
    rows += [ROW | {"answers": [{"text": private, "answer_start": 0}]}]
    for row in rows:
        assert "diabetes" not in complaint(jsonl(tmp_path, row))


# --- our own files ---------------------------------------------------------------------------


def test_written_records_come_back(tmp_path: Path) -> None:
    context = "她说\u2028é e\u0301 👍🏽 \x00 end"
    records = (
        Record("1", context, "谁？", (Answer("👍🏽", 8),), "d1", "p1", "bank", "T"),
        Record("2", context, "Who?", (), "d1"),
    )
    path = tmp_path / "out.jsonl"
    assert write_jsonl(path, iter(records)) == 2
    assert tuple(iter_jsonl(path)) == records
    assert read_dataset(path).records == records
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write_jsonl(path, [Record("1", "c", "q", (), "d")])
    before = path.read_bytes()
    with pytest.raises(DataError, match="lone surrogate"):
        write_jsonl(path, [Record("1", "c", "q", (), "d"), Record("2", "\ud800", "q", (), "d")])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(DataError, match="No such file"):
        write_jsonl(tmp_path / "none" / "out.jsonl", [])


def test_our_own_files_are_not_repaired(tmp_path: Path) -> None:
    path = jsonl(tmp_path, answer(start=9))
    assert read_dataset(path).report.repaired == 1
    with pytest.raises(DataError, match=r"line 1: answers\[0\]\.answer_start: expected the offset"):
        list(iter_jsonl(path))
