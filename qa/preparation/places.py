"""Where in a source something is wrong, said without a word of what is there.

A message has the file, the record's number in the file's order (1 is the first), what was expected
and the kind of thing that was found: no text, no identifier and no number of the record, because
messages reach logs and screens.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace
from numbers import Number
from typing import Any

from qa.errors import DataError

MAX_RECORD_BYTES = 4 << 20  # of one record as its file has it
MAX_ANSWERS = 1000  # of one question
MAX_NAME = 512  # characters of an identifier
_MAX_SHOWN = 40  # characters of a column's name

NUMBER_HINT = (
    "answer_start counts code points from the beginning of the context; --repair looks for answers "
    "that are elsewhere"
)
UTF8_HINT = "convert the file to UTF-8"


@dataclass(frozen=True, slots=True)
class Place:
    """A record of a source, or a field in it."""

    path: str
    number: int
    line: int | None = None  # where the record begins, in files that have lines
    field: str = ""

    def at(self, field: str) -> Place:
        """A field of this record: "answers", "answers[2]"."""
        return replace(self, field=field)

    def error(self, expected: str, found: str, hint: str | None = None) -> DataError:
        """What is wrong here. Neither argument may have a word of the record."""
        line = f" (line {self.line})" if self.line else ""
        field = f"{self.field}: " if self.field else ""
        return DataError(
            f"{self.path}: record {self.number}{line}: {field}expected {expected}, found {found}",
            hint=hint,
        )

    def wrong(self, expected: str, value: Any) -> DataError:
        """`error` that says of what kind the value is, and nothing else of it."""
        return self.error(expected, kind_of(value))

    def too_large(self) -> DataError:
        return self.error(
            f"at most {MAX_RECORD_BYTES >> 20} MiB",
            "more",
            hint="cut the document into passages; in a CSV file, look for a missing quote",
        )


def kind_of(value: Any) -> str:
    """A value in words: its kind alone."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    for kind, name in ((str, "text"), ((list, tuple), "a list"), (dict, "an object")):
        if isinstance(value, kind):
            return name
    return "a number" if isinstance(value, Number) else "something else"


def shown(column: str) -> str:
    """A column's name for a message: ASCII, escaped, cut."""
    name = ascii(column)[1:-1]
    return f'"{name[:_MAX_SHOWN]}{"..." if len(name) > _MAX_SHOWN else ""}"'


def needed(module: str) -> Any:
    """An optional dependency. Raises DataError where it isn't installed."""
    try:
        return importlib.import_module(module)
    except ImportError as e:
        raise DataError(
            f"expected the package {module.partition('.')[0]}, found none",
            hint='pip install "discreet[prepare]"',
        ) from e
