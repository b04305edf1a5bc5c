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
    """One owner's answer to a round arrived; `reason` is None when it took part. Round 0 joins.

    `detail` is known in a simulation alone.
    """

    round: int
    name: str
    reason: str | None
    answered: int
    asked: int
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """A round was aggregated, evaluated and checkpointed. `row` is its line of the history."""

    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoundLost:
    """A round couldn't be completed: its sum is dropped, and it is tried again."""

    round: int
    reason: str


Event = Started | OwnerAnswered | RoundEnded | RoundLost
Observer = Callable[[Event], None]
# Why the owner on a node failed in a round. What it knows never leaves an owner, so there is one
# in a simulation alone, which owns all the data.
Explainer = Callable[[int, int], str | None]

_observer: ContextVar[Observer] = ContextVar("observer", default=lambda _: None)
_explainer: ContextVar[Explainer] = ContextVar("explainer", default=lambda node, number: None)


def notify(event: Event) -> None:
    """Tell the observer of this context."""
    _observer.get()(event)


def explain(node: int, number: int) -> str | None:
    """Why the owner on `node` failed in round `number`, where this context may know it."""
    return _explainer.get()(node, number)


@contextmanager
def observing(
    observer: Observer, explainer: Explainer = lambda node, number: None
) -> Iterator[None]:
    """Let `observer` see what runs within, and `explainer` say why owners failed."""
    tokens = _observer.set(observer), _explainer.set(explainer)
    try:
        yield
    finally:
        _observer.reset(tokens[0])
        _explainer.reset(tokens[1])
