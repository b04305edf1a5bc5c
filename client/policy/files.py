"""A policy's file: read, checked key by key, and written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from client.errors import PolicyFileError
from client.policy.rules import Policy

POLICY_FILE = "policy.toml"
MAX_POLICY_BYTES = 1024 * 1024


def load(path: Path) -> tuple[Policy, bool]:
    """The policy in `path`, and whether the file was there; without it, safe defaults.

    Raises PolicyFileError that names the key: a policy that can't be understood allows nothing.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_POLICY_BYTES + 1)
    except FileNotFoundError as e:
        if path.is_symlink():
            raise PolicyFileError(f"{path}: expected a policy, found a link to nothing") from e
        return Policy(), False
    except OSError as e:
        raise PolicyFileError(f"{path}: expected a policy, found: {e.strerror}") from e
    if len(content) > MAX_POLICY_BYTES:
        raise PolicyFileError(f"{path}: expected at most {MAX_POLICY_BYTES} bytes")
    try:
        tree = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as e:  # also of a number with thousands of digits
        raise PolicyFileError(f"{path}: expected TOML, found: {e}") from e
    return parse(tree, str(path)), True


def parse(tree: dict[str, Any], source: str) -> Policy:
    """Check a parsed policy. Raises PolicyFileError that names the first wrong key."""
    if type(tree.get("version", 1)) is not int or tree.get("version", 1) != 1:
        raise PolicyFileError(
            f"{source}: version: expected 1, found {str(tree['version'])[:40]!r}",
            hint="a newer version of discreet wrote this policy",
        )
    try:
        return Policy.model_validate(tree)
    except ValidationError as e:
        first = e.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"] if part != "[key]")
        what = str(first["msg"]).replace("Input should be", "expected")
        what = what.removeprefix("Value error, ")
        if first["type"] == "extra_forbidden":
            what = "unknown key"
        message = f"{source}: {place}: {what}" if place else f"{source}: {what}"
        if first["type"] not in ("extra_forbidden", "value_error", "missing"):
            message += f", found {str(first.get('input'))[:80]!r}"
        raise PolicyFileError(
            message, hint="`discreet client policy --schema` describes every key"
        ) from e


def to_toml(policy: Policy) -> str:
    """Every key with its value, as `load` reads it. None is left out, which means the same."""
    import tomli_w

    return tomli_w.dumps(policy.model_dump(mode="python", exclude_none=True, by_alias=True))


def defaults_of(path: Path) -> Iterator[str]:
    """The keys that `path` leaves to their defaults, as `section.key = value`. Raises as `load`."""
    policy, there = load(path)
    given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if there else {}
    yield from _missing(policy.model_dump(mode="json", by_alias=True), given, "")


def _missing(all_: dict[str, Any], given: dict[str, Any], prefix: str) -> Iterator[str]:
    for key, value in all_.items():
        name, found = f"{prefix}{key}", given.get(key)
        if isinstance(value, dict) and value:
            yield from _missing(value, found if isinstance(found, dict) else {}, f"{name}.")
        elif key not in given and key != "version":
            yield f"{name} = {value if value is not None else 'none'}"
