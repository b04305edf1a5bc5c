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
from typing import IO, Any, Literal, NamedTuple

from qa.errors import DataError
from qa.offsets import UNKNOWN, locate
from qa.records import Answer, Record, document_id_of

Format = Literal["squad-v1.1", "squad-v2.0", "jsonl"]

MAX_DROPPED = 0.05  # share of a file's answers; above it the file, not an answer, is wrong
MAX_NAMED = 20  # dropped answers that a report names
_WHY: dict[str, str] = {
    "absent": "the text isn't in the context",
    "ambiguous": "the text occurs several times and the offset fits none of them",
}
_MISSING: Any = object()


class DroppedAnswer(NamedTuple):
    """An answer whose place in its context can't be known."""

    record_id: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What became of a file's answers, each counted as often as the file lists it.

    `answers` = kept as they are + `repaired` + `dropped`. A question that lost all its answers
    is dropped too (`dropped_questions`): it would otherwise teach that it has none.
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
        return _assemble(path, _jsonl_questions(path, io.BytesIO(content)), "jsonl")
    root = _Node(str(path), "", whole)
    if isinstance(whole, dict) and "data" in whole:
        questions = list(_squad_questions(root))
        has_flags = any(q.flagged for q in questions)
        return _assemble(path, questions, "squad-v2.0" if has_flags else "squad-v1.1")
    if isinstance(whole, dict) and "context" in whole:  # one record, perhaps over many lines
        return _assemble(path, [_jsonl_question(root, 1)], "jsonl")
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
            for question in _jsonl_questions(path, stream):
                for node, text, start in question.answers:
                    if start < 0 or not question.context.startswith(text, start):
                        raise node.error("the offset of the text in the context")
                yield question.record(tuple(Answer(t, s) for _, t, s in question.answers))
    except OSError as e:
        raise _unreadable(path, e) from e


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


# --- from JSON values to questions -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Node:
    """A JSON value and its place, so that every complaint can name both."""

    file: str
    place: str  # "data[3].title", or "line 7" and "line 7: answers[0].text"
    value: Any

    def get(self, key: str) -> _Node:
        if not isinstance(self.value, dict):
            raise self.error("an object")
        line = self.place.startswith("line ") and ":" not in self.place
        joint = ": " if line else "." if self.place else ""
        return _Node(self.file, f"{self.place}{joint}{key}", self.value.get(key, _MISSING))

    def items(self) -> list[_Node]:
        if not isinstance(self.value, list):
            raise self.error("a list")
        return [_Node(self.file, f"{self.place}[{i}]", v) for i, v in enumerate(self.value)]

    @property
    def absent(self) -> bool:
        return self.value is _MISSING or self.value is None

    def text(self, expected: str = "a string that isn't blank") -> str:
        if not isinstance(self.value, str):
            raise self.error(expected)
        if not self.value.strip():
            raise self.error(expected, "a blank one")
        return self._encodable(expected)

    def title(self) -> str:
        if self.absent:
            return ""
        if not isinstance(self.value, str):
            raise self.error("a string")
        return self._encodable("a string")

    def name(self) -> str | None:
        """An optional identifier: a string or an integer."""
        if self.absent:
            return None
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        return self.text("a string or an integer")

    def offset(self) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.error("an integer")
        if self.value < UNKNOWN:
            raise self.error("an offset of 0 or more (or -1 where it isn't known)")
        return self.value

    def flag(self) -> bool | None:
        if self.absent:
            return None
        if not isinstance(self.value, bool):
            raise self.error("true or false")
        return self.value

    def _encodable(self, expected: str) -> str:
        try:
            self.value.encode()
        except UnicodeEncodeError as e:
            raise self.error(expected, "half a surrogate pair") from e
        return str(self.value)

    def error(self, expected: str, found: str | None = None, hint: str | None = None) -> DataError:
        where = f"{self.file}: {self.place}" if self.place else self.file
        found = found or _describe(self.value)
        return DataError(f"{where}: expected {expected}, found {found}", hint=hint)


def _describe(value: Any) -> str:
    """A JSON value in words, without any text of it."""
    if value is _MISSING:
        return "nothing"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, float):
        return f"the number {value}"
    if isinstance(value, int):
        return f"the number {value}" if abs(value) < 10**20 else "a huge number"
    if isinstance(value, str):
        return "a string"
    return f"a list of {len(value)}" if isinstance(value, list) else "an object"


@dataclass(frozen=True, slots=True)
class _Question:
    """A question as its file states it, before its offsets are checked."""

    node: _Node
    flagged: bool  # is_impossible was given
    id: str
    context: str
    question: str
    answers: list[tuple[_Node, str, int]]
    document_id: str
    person_id: str | None
    owner: str | None
    title: str

    def record(self, answers: tuple[Answer, ...]) -> Record:
        return Record(
            id=self.id,
            context=self.context,
            question=self.question,
            answers=answers,
            document_id=self.document_id,
            person_id=self.person_id,
            owner=self.owner,
            title=self.title,
        )


def _squad_questions(root: _Node) -> Iterator[_Question]:
    for article in root.get("data").items():
        title = article.get("title").title()
        for paragraph in article.get("paragraphs").items():
            context = paragraph.get("context").text()
            document_id = document_id_of(context)
            for qa in paragraph.get("qas").items():
                answers, flagged = _answers(qa)
                record_id = qa.get("id").name()
                if record_id is None:
                    raise qa.get("id").error("a string or an integer")
                yield _Question(
                    node=qa,
                    flagged=flagged,
                    id=record_id,
                    context=context,
                    question=qa.get("question").text(),
                    answers=answers,
                    document_id=document_id,
                    person_id=qa.get("person_id").name() or paragraph.get("person_id").name(),
                    owner=qa.get("owner").name() or paragraph.get("owner").name(),
                    title=title,
                )


def _jsonl_questions(path: Path, stream: IO[bytes]) -> Iterator[_Question]:
    # Lines end at \n alone: a JSON string may hold U+2028, which str.splitlines would cut.
    for number, line in enumerate(stream, 1):
        text = _decode(path, line, line_number=number)
        if not text.strip():
            continue
        try:
            value = _loads(text.rstrip())
        except json.JSONDecodeError as e:
            place = f"line {number}, column {e.colno}"
            raise DataError(f"{path}: {place}: expected a JSON object, found: {e.msg}") from e
        except ValueError as e:
            raise DataError(f"{path}: line {number}: expected a JSON object, found: {e}") from e
        yield _jsonl_question(_Node(str(path), f"line {number}", value), number)


def _jsonl_question(node: _Node, number: int) -> _Question:
    context = node.get("context").text()
    answers, flagged = _answers(node)
    return _Question(
        node=node,
        flagged=flagged,
        id=node.get("id").name() or f"line-{number}",
        context=context,
        question=node.get("question").text(),
        answers=answers,
        document_id=node.get("document_id").name() or document_id_of(context),
        person_id=node.get("person_id").name(),
        owner=node.get("owner").name(),
        title=node.get("title").title(),
    )


def _answers(node: _Node) -> tuple[list[tuple[_Node, str, int]], bool]:
    """The answers with the place of each offset, and whether `is_impossible` was given."""
    impossible, listed = node.get("is_impossible"), node.get("answers")
    flag = impossible.flag()
    pairs: list[tuple[_Node, _Node]] = []
    if isinstance(listed.value, dict):
        texts, starts = listed.get("text").items(), listed.get("answer_start").items()
        if len(texts) != len(starts):
            raise listed.error("as many texts as offsets", f"{len(texts)} and {len(starts)}")
        pairs = list(zip(texts, starts, strict=True))
    elif not (listed.absent and flag):
        pairs = [(item.get("text"), item.get("answer_start")) for item in listed.items()]
    if flag is not None and flag == bool(pairs):
        expected = "no answers where is_impossible is true" if flag else "an answer"
        hint = None if flag else "is_impossible is false; an unanswerable question sets it true"
        raise listed.error(expected, hint=hint)
    return [(start, text.text(), start.offset()) for text, start in pairs], flag is not None


# --- from questions to a data set ------------------------------------------------------------


def _assemble(path: Path, questions: Iterable[_Question], form: Format) -> Dataset:
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
        spans: dict[Answer, None] = {}  # a set that keeps the order
        for node, text, start in question.answers:
            located = locate(question.context, text, start)
            answers += 1
            if located.answer is not None:
                repaired += located.how != "kept"
                spans[located.answer] = None
                continue
            dropped += 1
            if len(examples) < MAX_NAMED:
                examples.append(DroppedAnswer(question.id, node.place, _WHY[located.how]))
        if question.answers and not spans:
            dropped_questions += 1
        else:
            records.append(question.record(tuple(spans)))
    if dropped > MAX_DROPPED * answers:
        named = "; ".join(f"{e.place}: {e.reason}" for e in examples[:3])
        raise DataError(
            f"{path}: expected at most {MAX_DROPPED:.0%} of the answers to be misplaced, "
            f"found {dropped} of {answers}, first {named}",
            hint="answer_start counts code points from the beginning of the context",
        )
    if not records:
        raise DataError(f"{path}: expected questions, found none")
    report = ReadReport(answers, repaired, dropped, dropped_questions, tuple(examples))
    return Dataset(tuple(records), report, form)


# --- from bytes to JSON values ---------------------------------------------------------------


def _whole_json(path: Path, content: bytes) -> Any | None:
    """The content as one JSON value, or None where it reads as JSON Lines."""
    text = _decode(path, content)
    try:
        return _loads(text)
    except json.JSONDecodeError as e:
        try:  # several values: the first line is one
            if isinstance(_loads(text.lstrip().split("\n", 1)[0]), dict):
                return None
        except ValueError:
            pass
        place = f"line {e.lineno}, column {e.colno}"
        raise DataError(f"{path}: {place}: expected JSON, found: {e.msg}") from e
    except ValueError as e:
        raise DataError(f"{path}: expected JSON, found: {e}") from e


def _loads(text: str) -> Any:
    """json.loads that raises ValueError and nothing else."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError as e:  # Python refuses to read integers of more than 4300 digits
        raise ValueError("a number with too many digits") from e
    except RecursionError as e:
        raise ValueError("too many nested brackets") from e


def _decode(path: Path, content: bytes, *, line_number: int | None = None) -> str:
    """UTF-8 to text; a byte order mark is dropped from the file's beginning."""
    try:
        return content.decode("utf-8-sig" if line_number in (None, 1) else "utf-8")
    except UnicodeDecodeError as e:
        number = line_number or content.count(b"\n", 0, e.start) + 1
        raise DataError(
            f"{path}: line {number}: expected UTF-8, found the byte 0x{content[e.start]:02x}",
            hint="convert the file to UTF-8",
        ) from e


def _unreadable(path: Path, error: OSError) -> DataError:
    return DataError(f"{path}: expected a readable file, found: {error.strerror or error}")
