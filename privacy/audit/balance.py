"""A ledger's balance run by run: what was spent before, and what after. Pure.

Epsilons don't add up: each figure is composed anew from all debits up to there, as the gate
composes them. What was amended later counts as amended from the start: it was spent then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from privacy.audit.recompute import epsilon
from privacy.ledger.state import State

MAX_POINTS = 12  # of a course; each is a composition, which takes up to half a second


@dataclass(frozen=True, slots=True)
class RunBalance:
    """One run's part of a ledger."""

    run_id: str
    debits: tuple[int, ...]  # entries
    opening: float  # epsilon before its first debit
    closing: float  # epsilon after its last
    steps: int  # charged
    executed: int  # settled as executed
    unsettled: int  # debits


def upto(state: State, debits: Iterable[int]) -> State:
    """`state` as if it held these debits alone, for composing what they cost."""
    found = State(opened=state.opened, plans=state.plans)
    for number in debits:
        account = state.accounts[number]
        found.accounts[number] = account
        digest = account.debit.plan_sha256
        found.charges[digest] = found.charges.get(digest, 0) + account.charged
        if account.charged:
            steps = found.steps.get(account.mechanism, 0)
            found.steps[account.mechanism] = steps + account.charged
    return found


def by_run(state: State, delta: float) -> list[RunBalance]:
    """Each run's balance at `delta`, in the order of their first debits.

    Where runs overlapped, a run's closing balance counts it whole, and those before it.
    """
    runs: dict[str, list[int]] = {}
    for number, account in state.accounts.items():
        runs.setdefault(account.debit.run_id, []).append(number)
    found: list[RunBalance] = []
    before: list[int] = []
    opening = 0.0
    for run_id, debits in runs.items():
        before += debits
        closing = epsilon(upto(state, sorted(before)), delta)
        accounts = [state.accounts[number] for number in debits]
        found.append(
            RunBalance(
                run_id=run_id,
                debits=tuple(debits),
                opening=opening,
                closing=closing,
                steps=sum(account.charged for account in accounts),
                executed=sum(a.settled.executed for a in accounts if a.settled),
                unsettled=sum(a.settled is None for a in accounts),
            )
        )
        opening = closing
    return found


def course(state: State, delta: float) -> list[tuple[int, float]]:
    """How epsilon grew: (debits so far, epsilon at `delta`), at MAX_POINTS debits at most."""
    debits = list(state.accounts)
    count = len(debits)
    if count <= MAX_POINTS:
        sizes = list(range(1, count + 1))
    else:
        sizes = [round(1 + i * (count - 1) / (MAX_POINTS - 1)) for i in range(MAX_POINTS)]
    return [(n, epsilon(upto(state, debits[:n]), delta)) for n in dict.fromkeys(sizes)]


def curve(state: State, deltas: Iterable[float]) -> list[tuple[float, float]]:
    """(delta, epsilon) of everything, at each of `deltas`."""
    return [(delta, epsilon(state, delta)) for delta in deltas]
