"""What tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from discreet.main import run


class Done(NamedTuple):
    """What a command left: its exit code, its result, and its lines on stderr."""

    code: int
    out: str
    err: list[str]

    @property
    def error(self) -> str:
        """The one line that says what was wrong; a hint must follow it."""
        lines = [line for line in self.err if line.startswith("discreet: error: ")]
        assert len(lines) == 1, self.err
        assert self.err[-1].startswith("discreet: hint: ")
        return lines[0].removeprefix("discreet: error: ")


Command = Callable[..., Done]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run one command in this process."""

    def call(*arguments: object) -> Done:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(code, out, err.splitlines())

    return call
