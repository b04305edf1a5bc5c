"""Verify a ledger and compose its events anew.

What is verified depends on what the reader trusts beside the file:

    nothing          the file contradicts itself nowhere: "self-consistent only". Whoever holds
                     the owner's key, or makes up a new one, can write such a file
    the owner's key  every entry is signed by that key, or chained to one that is
    heads            every entry up to the largest head is what a witness countersigned: no
                     entry before it was changed, removed or added since

Epsilon is composed from the events by PLD and by Rényi DP. A number that the ledger or anybody
else wrote down plays no part.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from privacy import accounting
from privacy.errors import VerificationError
from privacy.ledger import anchor, gate
from privacy.ledger.events import PlanRule
from privacy.ledger.heads import WitnessedHead
from privacy.ledger.replay import replay
from privacy.ledger.rows import reading, rows
from privacy.ledger.state import Account, State

SELF_CONSISTENT = "self-consistent only"
VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Anchors:
    """What the reader trusts. `witness_key` restricts heads to those of one witness."""

    owner_key: str | None = None  # hex
    heads: Sequence[WitnessedHead] | None = None
    witness_key: str | None = None  # hex


@dataclass(frozen=True, slots=True)
class Spending:
    """What all mechanisms of a ledger cost at `delta`.

    `epsilon` holds as each population's promise: of one plan by PLD; of several, which may have
    been chosen one after another, by the Rényi filter. `epsilon_rdp` is the check by Rényi DP.
    `epsilon_fixed` is the PLD of all mechanisms as if they had been fixed in advance.
    """

    epsilon: float
    epsilon_fixed: float
    epsilon_rdp: float
    delta: float
    cap: float | None  # of the last debit
    steps: int


@dataclass(frozen=True, slots=True)
class LedgerAudit:
    """One ledger's figures. Nothing in it tells records, persons or texts."""

    path: str
    ledger: str
    population: str
    plans: PlanRule
    status: str  # SELF_CONSISTENT or VERIFIED
    anchored: int  # entries that an anchor vouches for, of `entries`
    by: tuple[str, ...]  # which anchors: "owner-key", "heads"
    entries: int
    first_time_ms: int
    last_time_ms: int
    owner_keys: tuple[str, ...]  # oldest first
    compromised_keys: tuple[str, ...]
    spending: Spending
    units: tuple[str, ...]
    runs: tuple[str, ...]
    debits: int
    unsettled: tuple[int, ...]  # debits whose round never ended, charged in full
    executed_steps: int
    sampling_differs: tuple[int, ...]  # debits whose executed sampling was another than assumed
    amendments: int
    erasures: tuple[str, ...]
    witnessed: int  # entries that the largest countersigned head within the ledger covers
    departed: str | None


def audit(path: Path, anchors: Anchors, *, delta: float | None = None) -> LedgerAudit:
    """Verify the ledger in `path` against `anchors` and recompute what it spent.

    `delta` is where epsilon is evaluated; by default the policy's own, as the last debit says it.

    Raises VerificationError, naming the entry or the rule, and LedgerUnavailableError.
    """
    try:
        with reading(path) as connection:
            state = replay(rows(connection, path))
        if state.opened is None:
            raise VerificationError("expected a ledger, found an empty one")
        by, anchored = _anchored(state, anchors)
    except VerificationError as e:
        text = str(e)
        prefix = "" if text.startswith(str(path)) else f"{path}: "
        raise VerificationError(f"{prefix}{text}", hint=e.hint) from e
    accounts = state.accounts
    settled = {n: a.settled for n, a in accounts.items() if a.settled is not None}
    return LedgerAudit(
        path=str(path),
        ledger=state.ledger,
        population=state.opened.population,
        plans=state.opened.plans,
        status=VERIFIED if by else SELF_CONSISTENT,
        anchored=anchored,
        by=by,
        entries=state.size,
        first_time_ms=state.opened_ms,
        last_time_ms=state.time_ms,
        owner_keys=tuple(key for _, key in state.keys),
        compromised_keys=tuple(state.compromised),
        spending=spending(state, delta),
        units=tuple(dict.fromkeys(str(a.debit.unit) for a in accounts.values())),
        runs=tuple(dict.fromkeys(a.debit.run_id for a in accounts.values())),
        debits=len(accounts),
        unsettled=tuple(n for n in accounts if n not in settled),
        executed_steps=sum(s.executed for s in settled.values()),
        sampling_differs=tuple(
            n for n, s in settled.items() if s.sampling != accounts[n].debit.sampling
        ),
        amendments=state.amendments,
        erasures=tuple(state.erasures),
        witnessed=state.witness.head.size if state.witness else 0,
        departed=state.departed,
    )


def keys_of(path: Path) -> tuple[str, ...]:
    """The owner's keys that a self-consistent ledger names, oldest first. Raises as `audit`."""
    return audit(path, Anchors()).owner_keys


def spending(state: State, delta: float | None = None) -> Spending:
    """What `state` cost at `delta`, by default its last debit's cap on delta.

    Edge case: a ledger without debits has spent nothing, at any delta.
    """
    last: Account | None = next(reversed(state.accounts.values()), None)
    if last is None:
        return Spending(0.0, 0.0, 0.0, delta or 0.0, None, 0)
    if delta is None:
        delta = last.debit.delta_cap
    events = list(state.steps.items())
    fixed = accounting.compose(events, delta)
    epsilon = fixed
    if len(state.plans) > 1:
        # Both parts of the gate's argument (see `gate`): outputs after which the opening plan
        # alone ran, and all others, at half of delta each.
        opening = next(iter(state.plans))
        first = [(a.mechanism, a.charged) for a in state.accounts.values()
                 if a.debit.plan_sha256 == opening]  # fmt: skip
        epsilon = max(
            gate.filter_epsilon(gate.rdp(state.steps), delta / 2),
            accounting.compose(first, delta / 2),
        )
    elif state.opened is not None and state.opened.plans is PlanRule.SEVERAL:
        epsilon = accounting.compose(events, delta / 2)
    cap = last.debit.epsilon_cap
    return Spending(
        epsilon=epsilon,
        epsilon_fixed=fixed,
        epsilon_rdp=accounting.compose_rdp(events, delta),
        delta=delta,
        cap=cap if math.isfinite(cap) else None,
        steps=sum(state.steps.values()),
    )


def _anchored(state: State, anchors: Anchors) -> tuple[tuple[str, ...], int]:
    """Which anchors hold, and how many entries they vouch for. Raises VerificationError."""
    by: list[str] = []
    reach = 0
    if anchors.owner_key is not None:
        reach = _by_owner_key(state, anchors.owner_key)
        by.append("owner-key")
    if anchors.heads is not None:
        reach = max(reach, _by_heads(state, anchors.heads, anchors.witness_key))
        by.append("heads")
    return tuple(by), reach


def _by_owner_key(state: State, key: str) -> int:
    """How many entries the owner's key vouches for: those before its first signature by the chain,
    its own, and those of keys that it handed over to, up to one that was later given up as stolen:
    with that one a thief may have signed."""
    numbers = [number for number, (_, known) in enumerate(state.keys) if known == key]
    if not numbers:
        raise VerificationError(
            f"expected entries signed by the owner's key {key[:16]}…, found them signed by "
            f"{state.owner_key[:16]}…"
        )
    if key in state.compromised:
        raise VerificationError(
            f"the owner's key {key[:16]}… was given up as stolen: it proves nothing",
            hint="ask the owner for the key that followed it, by a way that you trust",
        )
    for first, known in state.keys[numbers[0] :]:
        if known in state.compromised:
            return first
    return state.size


def _by_heads(state: State, heads: Sequence[WitnessedHead], witness: str | None) -> int:
    """The largest head's size. Every head of this ledger must hold."""
    mine = [h for h in heads if h.head.ledger == state.ledger]
    owners = {key for _, key in state.keys}
    mine = [h for h in mine if h.witness_key not in owners]  # an owner is no witness of itself
    if witness is not None:
        mine = [h for h in mine if h.witness_key == witness]
    if not mine:
        raise VerificationError(
            "expected a countersigned head of this ledger among the heads, found none",
            hint="the coordinator's run directory and every auditor keep them",
        )
    for head in mine:
        anchor.check(state, head.head)
        if head.head.owner_key != state.key_at(head.head.size):
            raise VerificationError("a head is signed by another key than the ledger's at its size")
    return max(h.head.size for h in mine)
