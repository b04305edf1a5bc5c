"""A run's progress, for people: a bar on a terminal, a line a round elsewhere. On stderr."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from discreet.output import note
from server.observer import Event, OwnerAnswered, RoundEnded, RoundLost, Started


class Progress:
    """Shows stages and rounds as they happen."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._began = time.monotonic()
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.completed}/{task.total} rounds"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    @property
    def elapsed(self) -> float:
        """Seconds since it was made, loading of libraries included."""
        return time.monotonic() - self._began

    def stage(self, text: str) -> None:
        """What is being done before the first round."""
        self._bar.update(self._task, description=text)
        if self._bar.disable:
            self._line(text)

    def observe(self, event: Event) -> None:
        """Show one event of the run."""
        match event:
            case Started():
                self._bar.update(
                    self._task, total=event.rounds, completed=event.first_round - 1,
                    description="training",
                )  # fmt: skip
                self._line(f"before training: F1 {event.baseline['f1']:.1f}")
            case OwnerAnswered():
                stage = f"round {event.round}" if event.round else "joining"
                count = f"{event.answered} of {event.asked} owners"
                self._bar.update(self._task, description=f"{stage}: {count}")
                if event.reason is not None:
                    why = event.reason + (f" ({event.detail})" if event.detail else "")
                    self._line(f"{stage}: {event.name} did not take part: {why}")
            case RoundLost():
                self._line(f"round {event.round} was dropped and is tried again: {event.reason}")
            case RoundEnded():
                row = event.row
                self._bar.update(self._task, completed=row["round"], description="training")
                self._line(
                    f"round {row['round']}: F1 {row['f1']:.1f}, EM {row['em']:.1f}, "
                    f"{len(row['survivors'])} owners, {row['seconds']:.1f} s"
                )

    def _line(self, text: str) -> None:
        elapsed = self.elapsed
        if self._bar.disable:
            note(f"{elapsed:5.1f} s  {text}")
        else:
            self._bar.console.print(f"[dim]{elapsed:5.1f} s[/dim]  ", end="", highlight=False)
            self._bar.console.print(text, markup=False, highlight=False)
