"""Labels that somebody made already: JSON Lines, read without a word of them in an error.

{"id": "record 7", "personal": [["person", "Mary Jones"], ["date", "3 May 2021"]]}
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from privacy.desensitize.kinds import Kind
from qa.errors import DataError

MAX_LINE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """All that is personal in one record, by the source's own id."""

    number: int
    id: str = field(repr=False)
    personal: tuple[tuple[Kind, str], ...] = field(repr=False)


def lines(path: Path) -> Iterator[Line]:
    """The lines of a file, each of another record. Raises DataError with the line's number."""
    number = 0
    ids: set[str] = set()
    try:
        with path.open("rb") as file:
            while content := file.readline(MAX_LINE_BYTES + 1):
                number += 1
                if len(content) > MAX_LINE_BYTES:
                    raise DataError(
                        f"{path}: line {number}: expected at most {MAX_LINE_BYTES} bytes"
                    )
                if not content.strip():
                    continue
                line = _line(path, number, content)
                if line.id in ids:
                    raise DataError(f"{path}: line {number}: its id is that of an earlier line")
                ids.add(line.id)
                yield line
    except OSError as e:
        raise DataError(f"{path}: expected labels, found: {e.strerror}") from e
    if not ids:
        raise DataError(f"{path}: expected labels, found none")


def _line(path: Path, number: int, content: bytes) -> Line:
    try:
        row = json.loads(content.decode("utf-8-sig" if number == 1 else "utf-8"))
        pairs = [(Kind(kind), text) for kind, text in row["personal"]]
        if set(row) != {"id", "personal"} or not all(
            isinstance(text, str) for text in (row["id"], *(text for _, text in pairs))
        ):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise DataError(
            f"{path}: line {number}: expected an id and what is personal, as in "
            '{"id": "record 7", "personal": [["person", "Mary Jones"]]}'
        ) from None
    return Line(number, row["id"], tuple(pairs))
