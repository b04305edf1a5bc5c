"""How a run tells whoever watches it what happened, without knowing who watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Started:
    """The baseline was measured (or read from a checkpoint) and rounds begin."""

    baseline: dict[str, Any]
    first_round: int
    rounds: int


@dataclass(frozen=True, slots=True)
class OwnerAnswered:
    """One owner's answer to a round arrived; `reason` is None when it trained."""

    round: int
    name: str
    reason: str | None
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """A round was aggregated, evaluated and checkpointed. `row` is its line of the history."""

    row: dict[str, Any]


Event = Started | OwnerAnswered | RoundEnded
Observer = Callable[[Event], None]

_observer: ContextVar[Observer] = ContextVar("observer", default=lambda _: None)


def notify(event: Event) -> None:
    """Tell the observer of this context."""
    _observer.get()(event)


@contextmanager
def observing(observer: Observer) -> Iterator[None]:
    """Let `observer` see what runs within."""
    token = _observer.set(observer)
    try:
        yield
    finally:
        _observer.reset(token)
