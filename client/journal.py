"""What happened at an owner, for its own operator: one JSON line an event. It never leaves."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

JOURNAL_FILE = "journal.jsonl"
MAX_BYTES = 16 * 1024 * 1024  # then it begins anew, and one older file is kept
DETAIL_MAX_LENGTH = 2_000  # characters; a peer's own text may be part of it


def note(folder: Path, event: str, *, round_number: int, detail: str = "") -> None:
    """Append one event to the owner's journal."""
    folder.mkdir(parents=True, exist_ok=True)
    row = {
        "time": round(time.time(), 3),
        "round": round_number,
        "event": event,
        "detail": detail[:DETAIL_MAX_LENGTH],
    }
    path = folder / JOURNAL_FILE
    if path.exists() and path.stat().st_size > MAX_BYTES:
        path.replace(path.with_suffix(".old.jsonl"))
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def last_detail(folder: Path, round_number: int) -> str | None:
    """The detail of the last event of `round_number`, or None. For a simulation, which owns all."""
    path = folder / JOURNAL_FILE
    if not path.exists():
        return None
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]  # not at U+2028, as splitlines
    rows = [json.loads(line) for line in lines]
    details = [str(row["detail"]) for row in rows if row["round"] == round_number and row["detail"]]
    return details[-1] if details else None
