"""Read question-answering data: SQuAD v1.1, SQuAD v2.0 and JSON Lines. Write our own JSON Lines.

Nothing is guessed: what is malformed ends with a DataError that names the file, the line or
the path inside the JSON, what was expected and what was found. Texts are never quoted in a
message, because messages reach logs and the data may be private.

Formats: Rajpurkar et al. 2016 (SQuAD 1.1) and 2018 (SQuAD 2.0); the variants of CMRC 2018,
SQuADShifts and XQuAD; and one JSON object a line, with answers as a list of objects or in the
two parallel lists of the Hugging Face `datasets` library.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from qa.errors import DataError
from qa.json_nodes import Node, decode_utf8, loads
from qa.offsets import locate
from qa.questions import Question, jsonl_question, jsonl_questions, squad_questions
from qa.records import Answer, Record

Format = Literal["squad-v1.1", "squad-v2.0", "jsonl"]

MAX_DROPPED = 0.05  # share of a file's answers; above it the file, not an answer, is wrong
MAX_NAMED = 20  # dropped answers that a report names
_WHY: dict[str, str] = {
    "absent": "the text isn't in the context",
    "ambiguous": "the text occurs several times and the offset fits none of them",
}


class DroppedAnswer(NamedTuple):
    """An answer whose place in its context can't be known."""

    record_id: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What became of a file's answers, each counted as often as the file lists it.

    `answers` = kept as they are + `repaired` + `dropped`. A question that lost all its answers
    is dropped too (`dropped_questions`): it would otherwise teach that it has none. So is a blank
    question, with its answers.
    """

    answers: int
    repaired: int
    dropped: int
    dropped_questions: int
    examples: tuple[DroppedAnswer, ...]  # the first MAX_NAMED dropped


@dataclass(frozen=True, slots=True)
class Dataset:
    """The usable records of one file, in the file's order."""

    records: tuple[Record, ...]
    report: ReadReport
    format: Format


def read_dataset(path: Path) -> Dataset:
    """Read a file of any of the formats, told apart by content.

    A JSON object with `data` is SQuAD, everything else JSON Lines; a suffix .jsonl or .ndjson
    settles it. UTF-8, with or without a byte order mark.

    Raises DataError if the file can't be read or anything in it is malformed; if a record id
    comes twice; if more than MAX_DROPPED of its answers fit nowhere in their contexts; and if
    no question is left.
    """
    try:
        content = path.read_bytes()
    except OSError as e:
        raise _unreadable(path, e) from e
    if not content.strip():
        raise DataError(f"{path}: expected questions, found an empty file")
    whole = None
    if path.suffix.lower() not in (".jsonl", ".ndjson"):
        whole = _whole_json(path, content)
    if whole is None:
        return _assemble(path, jsonl_questions(path, io.BytesIO(content)), "jsonl")
    root = Node(str(path), "", whole)
    if isinstance(whole, dict) and "data" in whole:
        questions = list(squad_questions(root))
        has_flags = any(q.flagged for q in questions)
        return _assemble(path, questions, "squad-v2.0" if has_flags else "squad-v1.1")
    if isinstance(whole, dict) and "context" in whole:  # one record, perhaps over many lines
        return _assemble(path, [jsonl_question(root, 1)], "jsonl")
    raise root.error(
        'a JSON object with "data" (SQuAD), or JSON Lines',
        hint="JSON Lines is one object a line, with context, question and answers",
    )


def iter_jsonl(path: Path) -> Iterator[Record]:
    """Stream the records of a file that `write_jsonl` wrote. Raises DataError.

    Stricter than `read_dataset`: an offset that is off means that the file was altered.
    """
    try:
        with path.open("rb") as stream:
            yield from parse_jsonl(path, stream)
    except OSError as e:
        raise _unreadable(path, e) from e


def parse_jsonl(name: Path, lines: Iterable[bytes]) -> Iterator[Record]:
    """The records of lines that `to_jsonl` made, wherever they come from; as `iter_jsonl`.

    `name` is what errors call the source.
    """
    for question in jsonl_questions(name, lines):
        for node, text, start in question.answers:
            if start < 0 or not question.context.startswith(text, start):
                raise node.error("the offset of the text in the context")
        yield question.record(tuple(Answer(t, s) for _, t, s in question.answers))


def to_jsonl(record: Record) -> bytes:
    """One record as a line of JSON in UTF-8. Raises DataError for a text with a lone surrogate."""
    try:
        return json.dumps(record.to_json(), ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError as e:
        raise DataError(f"record {record.id[:80]!r}: a text has a lone surrogate") from e


def write_jsonl(path: Path, records: Iterable[Record]) -> int:
    """Write records, one JSON object a line, and return how many. Atomic: all or nothing.

    The file is readable by its owner alone (mode 0600), as `mkstemp` makes it: records may be
    private. Raises DataError if a text can't be encoded or the folder can't be written to.
    """
    count = 0
    temporary = None
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with open(descriptor, "w", encoding="utf-8", newline="\n") as out:  # noqa: PTH123
            for record in records:
                out.write(json.dumps(record.to_json(), ensure_ascii=False) + "\n")
                count += 1
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except (OSError, UnicodeEncodeError) as e:
        reason = e.strerror if isinstance(e, OSError) else "a text has a lone surrogate"
        raise DataError(f"{path}: expected to write records, found: {reason}") from e
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return count


def _assemble(path: Path, questions: Iterable[Question], form: Format) -> Dataset:
    """Check every offset, collapse equal answers, refuse repeated ids, count what happened."""
    records: list[Record] = []
    places: dict[str, str] = {}
    examples: list[DroppedAnswer] = []
    answers = repaired = dropped = dropped_questions = 0
    for question in questions:
        place = question.node.place or "line 1"
        if (first := places.setdefault(question.id, place)) != place:
            raise question.node.error(
                "an id of its own", f"the id {question.id[:80]!r} that {first} has too"
            )
        if not question.question.strip():
            # Real files have a few. Each of its answers is dropped, or it counts as one.
            count = max(1, len(question.answers))
            answers, dropped = answers + count, dropped + count
            dropped_questions += 1
            examples.append(DroppedAnswer(question.id, place, "the question is blank"))
            continue
        spans: dict[Answer, None] = {}  # a set that keeps the order
        for node, text, start in question.answers:
            located = locate(question.context, text, start)
            answers += 1
            if located.answer is not None:
                repaired += located.how != "kept"
                spans[located.answer] = None
                continue
            dropped += 1
            examples.append(DroppedAnswer(question.id, node.place, _WHY[located.how]))
        if question.answers and not spans:
            dropped_questions += 1
        else:
            records.append(question.record(tuple(spans)))
    if dropped > MAX_DROPPED * answers:
        named = "; ".join(f"{e.place}: {e.reason}" for e in examples[:3])
        raise DataError(
            f"{path}: expected at most {MAX_DROPPED:.0%} of the answers to be unusable, "
            f"found {dropped} of {answers}, first {named}",
            hint="answer_start counts code points from the beginning of the context",
        )
    if not records:
        raise DataError(f"{path}: expected questions, found none")
    report = ReadReport(answers, repaired, dropped, dropped_questions, tuple(examples[:MAX_NAMED]))
    return Dataset(tuple(records), report, form)


def _whole_json(path: Path, content: bytes) -> Any | None:
    """The content as one JSON value, or None where it reads as JSON Lines."""
    text = decode_utf8(path, content)
    try:
        return loads(text)
    except json.JSONDecodeError as e:
        try:  # several values: the first line is one
            if isinstance(loads(text.lstrip().split("\n", 1)[0]), dict):
                return None
        except ValueError:
            pass
        place = f"line {e.lineno}, column {e.colno}"
        raise DataError(f"{path}: {place}: expected JSON, found: {e.msg}") from e
    except ValueError as e:
        raise DataError(f"{path}: expected JSON, found: {e}") from e


def _unreadable(path: Path, error: OSError) -> DataError:
    return DataError(f"{path}: expected a readable file, found: {error.strerror or error}")
