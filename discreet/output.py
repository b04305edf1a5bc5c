"""What the commands print: results on stdout, everything for people on stderr."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

# What a file or a peer wrote may hold codes that a terminal obeys, or that hide and turn text.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def printable(text: str) -> str:
    """`text` with every character that a terminal may obey written as an escape."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def fail(code: int, message: str, hint: str | None) -> int:
    """Say on stderr what was expected and found, and what to do. Returns `code`."""
    one_line = printable(" ".join(message.split()))
    print(f"discreet: error: {one_line}", file=sys.stderr)  # noqa: T201
    if hint:
        print(f"discreet: hint: {printable(hint)}", file=sys.stderr)  # noqa: T201
    return code


def note(message: str) -> None:
    """One line for people, on stderr."""
    print(f"discreet: {printable(message)}", file=sys.stderr, flush=True)  # noqa: T201


def result(text: str) -> None:
    """A line of the result, on stdout."""
    print(printable(text))  # noqa: T201


def result_json(value: dict[str, Any]) -> None:
    """The one JSON object on stdout."""
    print(printable(json.dumps(value, ensure_ascii=False, allow_nan=False)))  # noqa: T201
