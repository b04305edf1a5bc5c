"""Small records of persons at owners, whose texts a search can find again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qa.records import Record

MARK = "qzxv"  # in every text, and in no other file


def rows(owner: str, persons: int, *, questions: int = 2) -> list[dict[str, Any]]:
    """JSON Lines of `persons` at `owner`, each with one document and `questions` about it."""
    found = []
    for number in range(persons):
        name, ward = f"{MARK} {owner} {number}", f"ward {number % 7}"
        context = f"{name} was seen in {ward} by nurse {number % 5}."
        for question in range(questions):
            text = ward if question % 2 == 0 else f"nurse {number % 5}"
            found.append(
                {
                    "id": f"{owner}-{number}-{question}",
                    "context": context,
                    "question": f"Where or who was {name}?",
                    "answers": [{"text": text, "answer_start": context.index(text)}],
                    "person_id": f"{owner}/{number}",
                    "owner": owner,
                }
            )
    return found


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write JSON Lines and return the path."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return path


def record(number: int, **changes: Any) -> Record:
    """Record `number` without answers, in a document of its own."""
    values: dict[str, Any] = {
        "id": f"r{number}",
        "context": f"context {number}",
        "question": "what?",
        "answers": (),
        "document_id": f"d{number}",
    }
    return Record(**(values | changes))
