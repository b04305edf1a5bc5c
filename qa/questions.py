"""Questions as a file states them, before their offsets are checked: SQuAD and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qa.errors import DataError
from qa.json_nodes import Node, decode_utf8, loads
from qa.records import Answer, Record, document_id_of


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its file states it, before its offsets are checked. It may be blank."""

    node: Node
    flagged: bool  # is_impossible was given
    id: str
    context: str
    question: str
    answers: list[tuple[Node, str, int]]
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


def squad_questions(root: Node) -> Iterator[Question]:
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
                yield Question(
                    node=qa,
                    flagged=flagged,
                    id=record_id,
                    context=context,
                    question=qa.get("question").any_text(),
                    answers=answers,
                    document_id=document_id,
                    person_id=qa.get("person_id").name() or paragraph.get("person_id").name(),
                    owner=qa.get("owner").name() or paragraph.get("owner").name(),
                    title=title,
                )


def jsonl_questions(path: Path, stream: Iterable[bytes]) -> Iterator[Question]:
    # Lines end at \n alone: a JSON string may hold U+2028, which str.splitlines would cut.
    for number, line in enumerate(stream, 1):
        text = decode_utf8(path, line, line_number=number)
        if not text.strip():
            continue
        try:
            value = loads(text.rstrip())
        except json.JSONDecodeError as e:
            place = f"line {number}, column {e.colno}"
            raise DataError(f"{path}: {place}: expected a JSON object, found: {e.msg}") from e
        except ValueError as e:
            raise DataError(f"{path}: line {number}: expected a JSON object, found: {e}") from e
        yield jsonl_question(Node(str(path), f"line {number}", value), number)


def jsonl_question(node: Node, number: int) -> Question:
    context = node.get("context").text()
    answers, flagged = _answers(node)
    return Question(
        node=node,
        flagged=flagged,
        id=node.get("id").name() or f"line-{number}",
        context=context,
        question=node.get("question").any_text(),
        answers=answers,
        document_id=node.get("document_id").name() or document_id_of(context),
        person_id=node.get("person_id").name(),
        owner=node.get("owner").name(),
        title=node.get("title").title(),
    )


def _answers(node: Node) -> tuple[list[tuple[Node, str, int]], bool]:
    """The answers with the place of each offset, and whether `is_impossible` was given."""
    impossible, listed = node.get("is_impossible"), node.get("answers")
    flag = impossible.flag()
    pairs: list[tuple[Node, Node]] = []
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
