"""What the commands print: results on stdout, everything for people on stderr."""

from __future__ import annotations

import json
import sys
from typing import Any


def fail(code: int, message: str, hint: str | None) -> int:
    """Say on stderr what was expected and found, and what to do. Returns `code`."""
    one_line = " ".join(message.split())
    print(f"discreet: error: {one_line}", file=sys.stderr)  # noqa: T201
    if hint:
        print(f"discreet: hint: {hint}", file=sys.stderr)  # noqa: T201
    return code


def note(message: str) -> None:
    """One line for people, on stderr."""
    print(f"discreet: {message}", file=sys.stderr, flush=True)  # noqa: T201


def result(text: str) -> None:
    """A line of the result, on stdout."""
    print(text)  # noqa: T201


def result_json(value: dict[str, Any]) -> None:
    """The one JSON object on stdout."""
    print(json.dumps(value, ensure_ascii=False, allow_nan=False))  # noqa: T201
