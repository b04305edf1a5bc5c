"""Rows of JSON Lines and of CSV, one at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from qa.json_nodes import loads
from qa.preparation.columns import FLAT, IGNORED, NESTED, Row, check
from qa.preparation.places import MAX_RECORD_BYTES, UTF8_HINT, Place

BOM = b"\xef\xbb\xbf"
_DELIMITERS = (",", ";", "\t")
_FLAGS = {"": None, "true": True, "1": True, "false": False, "0": False}


def jsonl_rows(file: BinaryIO, path: str) -> Iterator[Row]:
    """One JSON object a line, blank lines left out. Raises DataError."""
    # Lines end at \n alone: a JSON string may hold U+2028, which str.splitlines would cut.
    number = line = 0
    while raw := file.readline(MAX_RECORD_BYTES + 1):
        line += 1
        if line == 1:
            raw = raw.removeprefix(BOM)
        if not raw.strip():
            continue
        number += 1
        place = Place(path, number, line)
        if len(raw) > MAX_RECORD_BYTES:
            raise place.too_large()
        yield Row(place, _object(place, decoded(place, raw)))


def _object(place: Place, text: str) -> dict[str, Any]:
    try:
        value = loads(text)
    except json.JSONDecodeError as e:
        raise place.error("a JSON object", f"invalid JSON at column {e.colno}") from None
    except ValueError as e:
        raise place.error("a JSON object", str(e)) from None
    if not isinstance(value, dict):
        raise place.wrong("a JSON object", value)
    for name in IGNORED:
        value.pop(name, None)
    check(value, f"{place.path}: record {place.number} (line {place.line})", NESTED)
    return value


def csv_rows(file: BinaryIO, path: str) -> Iterator[Row]:
    """A header and a record a row, with commas, semicolons or tabs. Raises DataError.

    Quoted as RFC 4180 has it: a cell with a delimiter, a quote or a line's end stands between
    double quotes, and a quote in it is doubled. A blank cell of an answer means: no answer.
    """
    # Of the whole process; contexts are longer than its default of 128 Ki characters.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_RECORD_BYTES))
    lines = _Lines(file, path)
    delimiter = _delimiter(lines.peek())
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header = [name.strip().lower() for name in _next(reader, lines) or []]
    check(header, f"{path}: line 1", FLAT)
    lines.number = 1
    while (cells := _next(reader, lines)) is not None:
        if not cells:
            continue  # a blank line
        place = lines.place
        if len(cells) != len(header):
            raise place.error(f"{len(header)} cells", f"{len(cells)}")
        lines.number += 1
        yield Row(place, _values(place, dict(zip(header, cells, strict=True))))


def _next(reader: Iterator[list[str]], lines: _Lines) -> list[str] | None:
    lines.begin()
    try:
        return next(reader, None)
    except csv.Error as e:
        found = "a quote that isn't closed" if "end of data" in str(e) else "a stray quote"
        raise lines.place.error("a row of CSV", found) from None


def _values(place: Place, cells: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = dict(cells)
    if "answer" in values:
        values["answer"] = values["answer"] if values["answer"].strip() else None
    if "answer_start" in values:
        text = values["answer_start"].strip()
        at = place.at("answer_start")
        if text and not (text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 12):
            raise at.error("a whole number", "something else")
        values["answer_start"] = int(text) if text else None
    if "is_impossible" in values:
        flag = values["is_impossible"].strip().lower()
        if flag not in _FLAGS:
            raise place.at("is_impossible").error("true, false, 1 or 0", "something else")
        values["is_impossible"] = _FLAGS[flag]
        if "answer" not in values:
            values["answer"] = None
    return values


def _delimiter(line: str) -> str:
    """The one that makes a header of the first line: the most frequent one outside of quotes."""
    unquoted = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)


class _Lines:
    """The lines of a CSV file as text, none longer than a record may be."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        self._file, self._path = file, path
        self._line = self._begin = 0
        self._size = 0
        self._ahead: str | None = None
        self.number = 0  # of the record that is being read; 0 is the header

    @property
    def place(self) -> Place:
        return Place(self._path, max(self.number, 1), self._begin)

    def begin(self) -> None:
        """What is read next is another record's."""
        self._begin, self._size = self._line + 1, 0

    def peek(self) -> str:
        self.begin()
        self._ahead = self._read()
        return self._ahead

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self._ahead = self._ahead, None
        if line is None:
            line = self._read()
        if not line:
            raise StopIteration
        self._line += 1
        return line

    def _read(self) -> str:
        raw = self._file.readline(MAX_RECORD_BYTES + 1)
        self._size += len(raw)
        if self._size > MAX_RECORD_BYTES:
            raise self.place.too_large()
        if self._line == 0:
            raw = raw.removeprefix(BOM)
        return decoded(self.place, raw)


def decoded(place: Place, raw: bytes) -> str:
    """UTF-8 to text. Raises DataError."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise place.error("UTF-8", "other bytes", hint=UTF8_HINT) from None
