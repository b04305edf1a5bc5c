"""An owner's file of questions, in any known format, one record at a time.

| format | suffix | what a record is |
|---|---|---|
| SQuAD | .json | a question of a paragraph, or a row of a list |
| JSON Lines | .jsonl, .ndjson | an object on a line: what `Record.to_json` makes, or flat |
| CSV | .csv, .tsv | a row under a header, with commas, semicolons or tabs |
| Parquet | .parquet, .pq | a row, flat or as Hugging Face's `datasets` has it |

Columns: context, question; answer (and answer_start, in code points) or answers; id, document_id,
person_id, owner, title, is_impossible. Any other is refused: a `patient` that was meant to be the
person_id would be lost with the unit of privacy. Without a document_id, equal contexts are one
document; without an id, it is derived from what the record says.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, NamedTuple

from qa.errors import DataError
from qa.preparation.columns import Row
from qa.preparation.fields import Counts, Fields
from qa.preparation.json_events import events
from qa.preparation.parquet import parquet_rows
from qa.preparation.rows import BOM, csv_rows, jsonl_rows
from qa.preparation.squad import squad_rows
from qa.records import Record

MAX_DROPPED = 0.05  # share of a source's answers; above it the file, not an answer, is wrong
_HEAD = 64 << 10  # bytes that tell a format


class Format(StrEnum):
    SQUAD = "squad"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


_ROWS: dict[Format, Callable[[BinaryIO, str], Iterator[Row]]] = {
    Format.SQUAD: squad_rows,
    Format.JSONL: jsonl_rows,
    Format.CSV: csv_rows,
    Format.PARQUET: parquet_rows,
}
_SUFFIXES = {
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
}


class Numbered(NamedTuple):
    """A record and its number in the file's order, from 1."""

    number: int
    record: Record


class Source:
    """A file of questions. Each iteration is a pass over it, in the memory of a few records.

    `counts` are those of the pass that is going on or was the last. A pass that ends well has seen
    the whole file, unchanged since the first one. It raises DataError for anything malformed, for
    an id that comes twice, for a record above `places.MAX_RECORD_BYTES`, at the end for more than
    MAX_DROPPED of the answers dropped, and for no record at all.
    """

    def __init__(self, path: Path, form: Format, *, repair: bool) -> None:
        self.path, self.format = path, form
        self.counts = Counts()
        self._repair = repair
        self._state: tuple[int, ...] | None = None

    def __iter__(self) -> Iterator[Numbered]:
        fields = Fields(repair=self._repair)
        self.counts = counts = fields.counts
        with open_regular(self.path) as file:
            self._check_unchanged(file)
            try:
                for row in _ROWS[self.format](file, str(self.path)):
                    record = fields.record(row)
                    if record is not None:
                        counts.records += 1
                        yield Numbered(row.place.number, record)
            except OSError as e:
                raise _unreadable(self.path, e) from e
            self._check_unchanged(file)
        if counts.dropped_answers > MAX_DROPPED * counts.answers:
            raise DataError(
                f"{self.path}: expected at most {MAX_DROPPED:.0%} of the answers outside of their "
                f"contexts, found {counts.dropped_answers} of {counts.answers}"
            )
        if not counts.records:
            raise DataError(f"{self.path}: expected records, found none")

    def _check_unchanged(self, file: BinaryIO) -> None:
        found = os.fstat(file.fileno())
        state = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
        if self._state not in (None, state):
            raise DataError(f"{self.path}: expected a file that stays as it is, found a change")
        self._state = state


def open_source(path: Path, form: Format | None = None, *, repair: bool = False) -> Source:
    """The records of a file, whose format is told by its suffix and content where none is given.

    With `repair`, an answer that isn't at its offset is looked for as `qa.offsets` does, and
    dropped where its place can't be known; without, it is an error. Raises DataError.
    """
    with open_regular(path) as file:
        try:
            head = file.read(_HEAD)
        except OSError as e:
            raise _unreadable(path, e) from e
    if not head.strip():
        raise DataError(f"{path}: expected records, found an empty file")
    return Source(path, form or _detect(path, head), repair=repair)


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file, or a link to one, to read. Raises DataError for anything else."""
    try:
        # Not blocking: to open a pipe that nobody writes would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as e:
        raise _unreadable(path, e) from e
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise DataError(f"{path}: expected a regular file, found another kind")
    return os.fdopen(descriptor, "rb")


def _detect(path: Path, head: bytes) -> Format:
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    if known := _SUFFIXES.get(path.suffix.lower()):
        return known
    start = head.removeprefix(BOM).lstrip()[:1]
    if start not in (b"{", b"["):
        raise DataError(
            f"{path}: expected a file of a known format, found another",
            hint="SQuAD (.json), JSON Lines (.jsonl), CSV (.csv) or Parquet (.parquet)",
        )
    return Format.JSONL if start == b"{" and _is_row(head) else Format.SQUAD


def _is_row(head: bytes) -> bool:
    """Whether a first object has a row's keys."""
    depth = 0
    try:
        for kind, value in events(io.BytesIO(head), lambda *_: DataError("")):
            depth += kind in ("start_map", "start_array")
            depth -= kind in ("end_map", "end_array")
            if depth == 1 and kind == "map_key" and value in ("context", "question", "data"):
                return bool(value != "data")
    except DataError:
        pass  # the head ends amid a value
    return False


def _unreadable(path: Path, error: Exception) -> DataError:
    reason = getattr(error, "strerror", None) or "another one"
    return DataError(f"{path}: expected a readable file, found: {reason}")
