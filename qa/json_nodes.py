"""JSON values that know where they stand in their file, so that every complaint can say so.

Texts are never quoted in a message, because messages reach logs and the data may be private.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import DataError
from qa.offsets import UNKNOWN

MISSING: Any = object()


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and its place, so that every complaint can name both."""

    file: str
    place: str  # "data[3].title", or "line 7" and "line 7: answers[0].text"
    value: Any

    def get(self, key: str) -> Node:
        if not isinstance(self.value, dict):
            raise self.error("an object")
        line = self.place.startswith("line ") and ":" not in self.place
        joint = ": " if line else "." if self.place else ""
        return Node(self.file, f"{self.place}{joint}{key}", self.value.get(key, MISSING))

    def items(self) -> list[Node]:
        if not isinstance(self.value, list):
            raise self.error("a list")
        return [Node(self.file, f"{self.place}[{i}]", v) for i, v in enumerate(self.value)]

    @property
    def absent(self) -> bool:
        return self.value is MISSING or self.value is None

    def text(self, expected: str = "a string that isn't blank") -> str:
        if not isinstance(self.value, str):
            raise self.error(expected)
        if not self.value.strip():
            raise self.error(expected, "a blank one")
        return self._encodable(expected)

    def title(self) -> str:
        return "" if self.absent else self.any_text()

    def any_text(self) -> str:
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
    if value is MISSING:
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


def loads(text: str) -> Any:
    """json.loads that raises ValueError and nothing else."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError as e:  # Python refuses to read integers of more than 4300 digits
        raise ValueError("a number with too many digits") from e
    except RecursionError as e:
        raise ValueError("too many nested brackets") from e


def decode_utf8(path: Path, content: bytes, *, line_number: int | None = None) -> str:
    """UTF-8 to text; a byte order mark is dropped from the file's beginning."""
    try:
        return content.decode("utf-8-sig" if line_number in (None, 1) else "utf-8")
    except UnicodeDecodeError as e:
        number = line_number or content.count(b"\n", 0, e.start) + 1
        raise DataError(
            f"{path}: line {number}: expected UTF-8, found the byte 0x{content[e.start]:02x}",
            hint="convert the file to UTF-8",
        ) from e
