"""One question about one context, and the units of privacy that hold it. Standard library only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer span. `start` counts Unicode code points from the context's beginning."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Record:
    """One question about one context. No answers means: the context doesn't answer it.

    `document_id` names the document for unit `document`; readers that find none derive it
    from the context, so that equal contexts are one unit. `person_id` is None where the data
    doesn't say whom a record is about. `owner` and `title` are used by partitioning alone.
    """

    id: str
    context: str
    question: str
    answers: tuple[Answer, ...]
    document_id: str
    person_id: str | None = None
    owner: str | None = None
    title: str = ""

    @property
    def is_impossible(self) -> bool:
        return not self.answers

    def to_json(self) -> dict[str, Any]:
        """The JSON Lines form that `qa.readers` reads back."""
        row: dict[str, Any] = {
            "id": self.id,
            "context": self.context,
            "question": self.question,
            "answers": [{"text": a.text, "answer_start": a.start} for a in self.answers],
            "is_impossible": self.is_impossible,
            "document_id": self.document_id,
        }
        for key in ("person_id", "owner", "title"):
            if value := getattr(self, key):
                row[key] = value
        return row


def document_id_of(context: str) -> str:
    """A document identifier derived from the context's text (128 bits of SHA-256, hex)."""
    return hashlib.sha256(context.encode("utf-8", "surrogatepass")).hexdigest()[:32]
