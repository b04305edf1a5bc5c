"""Every command is in the documentation, every exit of an error class is decided, and files that
are generated are fresh."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

import client.errors
import privacy.errors
from discreet.main import EXIT_CODES, app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(group: click.Command, path: str = "discreet") -> Iterator[str]:
    """Each command that does something, by its full name."""
    if not isinstance(group, click.Group):
        yield path
        return
    for name, command in group.commands.items():
        yield from commands(command, f"{path} {name}")


ALL = list(commands(typer.main.get_command(app)))


def test_there_are_commands() -> None:
    assert {"discreet simulate", "discreet audit verify", "discreet data keys rotate"} <= set(ALL)


@pytest.mark.parametrize("command", ALL)
def test_every_command_is_documented(command: str) -> None:
    text = " ".join(" ".join(page.read_text(encoding="utf-8").split()) for page in PAGES)
    assert command in text


@pytest.mark.parametrize("module", [privacy.errors, client.errors])
def test_every_error_has_an_exit_code(module: object) -> None:
    decided = tuple(kind for kind, _, _ in EXIT_CODES)
    kinds = [k for k in vars(module).values() if isinstance(k, type) and issubclass(k, Exception)]
    assert kinds
    for kind in kinds:
        assert issubclass(kind, decided) or kind is privacy.errors.PrivacyError, kind
