"""Verify a ledger and compose its events anew.

What is verified depends on what the reader trusts beside the file:

    nothing          the file contradicts itself nowhere: "self-consistent only". Whoever holds
                     the owner's key, or makes up a new one, can write such a file
    the owner's key  every entry is signed by that key, or chained to one that is
    heads            every entry up to the largest head is what a witness countersigned: no
                     entry before it was changed, removed or added since

An anchor that vouches for a part alone makes the ledger "partly verified".

Epsilon is composed from the events by PLD and by Rényi DP. A number that the ledger or anybody
else wrote down plays no part.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from privacy import accounting
from privacy.errors import VerificationError
from privacy.ledger import anchor, gate
from privacy.ledger.entries import Entry
from privacy.ledger.events import PlanRule
from privacy.ledger.heads import WitnessedHead
from privacy.ledger.replay import replay
from privacy.ledger.rows import reading, rows
from privacy.ledger.state import State

SELF_CONSISTENT = "self-consistent only"
PARTLY = "partly verified"
VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Anchors:
    """What the reader trusts. `witness_key` restricts heads to those of one witness."""

    owner_key: str | None = None  # hex
    heads: Sequence[WitnessedHead] | None = None
    witness_key: str | None = None  # hex


@dataclass(frozen=True, slots=True)
class Spending:
    """What all mechanisms of a ledger cost at `delta`, the smallest cap on delta of its debits.

    `epsilon` is composed as the ledger's gate does it: one plan by PLD; several, which may have
    been chosen one after another, by the Rényi filter, at half of delta for each of its rules.
    What is promised to a person is the cap that the gate enforced: where a coordinator could stop
    or choose in view of outputs, a sum that was reached is no bound chosen in advance.
    `epsilon_rdp` is the check by Rényi DP, at the same delta as `epsilon`. `epsilon_fixed` is the
    PLD of all mechanisms, as if they had been fixed in advance, at the whole delta. A debit that
    was sampled otherwise than accounted makes all three infinite.
    """

    epsilon: float
    epsilon_fixed: float
    epsilon_rdp: float
    delta: float
    cap: float | None  # of the last debit; None for infinity
    steps: int
    deltas: tuple[float, ...]  # the caps on delta of all debits, where they differ


@dataclass(frozen=True, slots=True)
class LedgerAudit:
    """One ledger's figures. Nothing in it tells records, persons or texts."""

    path: str
    ledger: str
    population: str
    plans: PlanRule
    status: str  # SELF_CONSISTENT, PARTLY or VERIFIED
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
    mechanisms: int  # different ones
    plans_charged: int
    witness_keys: tuple[str, ...]  # of the heads that count, as an anchor


def audit(path: Path, anchors: Anchors, *, delta: float | None = None) -> LedgerAudit:
    """Verify the ledger in `path` against `anchors` and recompute what it spent.

    `delta` is where epsilon is evaluated; by default the policy's own, as the last debit says it.

    Raises VerificationError, naming the entry or the rule, and LedgerUnavailableError.
    """
    state, by, anchored = verified(path, anchors)
    return summary(path, state, by, anchored, anchors, delta=delta)


def summary(
    path: Path,
    state: State,
    by: tuple[str, ...],
    anchored: int,
    anchors: Anchors,
    *,
    delta: float | None = None,
) -> LedgerAudit:
    """The figures of a ledger that `verified` has verified."""
    if state.opened is None:
        raise AssertionError("a verified ledger was opened")
    status = SELF_CONSISTENT
    if anchored:
        status = VERIFIED if anchored == state.size else PARTLY
    accounts = state.accounts
    settled = {n: a.settled for n, a in accounts.items() if a.settled is not None}
    return LedgerAudit(
        path=str(path),
        ledger=state.ledger,
        population=state.opened.population,
        plans=state.opened.plans,
        status=status,
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
        mechanisms=len(state.steps),
        plans_charged=len(state.charged.adopted),
        witness_keys=_witnesses(state, anchors),
    )


def verified(
    path: Path, anchors: Anchors, *, observe: Callable[[Entry], None] | None = None
) -> tuple[State, tuple[str, ...], int]:
    """What the ledger in `path` amounts to, which anchors hold, and how many entries they vouch
    for. `observe` sees each entry as it is verified; what follows may still fail. Raises as
    `audit`."""
    try:
        with reading(path) as connection:
            state = replay(rows(connection, path), observe=observe)
        if state.opened is None:
            raise VerificationError("expected a ledger, found an empty one")
        by, anchored = _anchored(state, anchors)
    except VerificationError as e:
        text = str(e)
        prefix = "" if text.startswith(str(path)) else f"{path}: "
        raise VerificationError(f"{prefix}{text}", hint=e.hint) from e
    return state, by, anchored


def keys_of(path: Path) -> tuple[str, ...]:
    """The owner's keys that a self-consistent ledger names, oldest first. Raises as `audit`."""
    return audit(path, Anchors()).owner_keys


def spending(state: State, delta: float | None = None) -> Spending:
    """What `state` cost at `delta`, by default its last debit's cap on delta.

    Edge case: a ledger without debits has spent nothing, at any delta.
    """
    accounts = list(state.accounts.values())
    if not accounts:
        return Spending(0.0, 0.0, 0.0, delta or 0.0, None, 0, ())
    deltas = tuple(sorted({a.debit.delta_cap for a in accounts}))
    if delta is None:
        delta = deltas[0]
    events = list(state.steps.items())
    fixed = accounting.compose(events, delta)
    rdp = accounting.compose_rdp(events, _share(state, delta))
    if _missampled(state):
        fixed = rdp = math.inf
    cap = accounts[-1].debit.epsilon_cap
    return Spending(
        epsilon=epsilon(state, delta),
        epsilon_fixed=fixed,
        epsilon_rdp=rdp,
        delta=delta,
        cap=cap if math.isfinite(cap) else None,
        steps=sum(state.steps.values()),
        deltas=deltas if len(deltas) > 1 else (),
    )


def epsilon(state: State, delta: float) -> float:
    """What `Spending` calls `epsilon`, alone: it takes a third of the time."""
    if not state.accounts:
        return 0.0
    if _missampled(state):
        return math.inf
    share = _share(state, delta)
    adopted = state.charged.adopted
    if len(adopted) <= 1:
        return accounting.compose(list(state.steps.items()), share)
    # Both parts of the gate's argument (see `gate`): outputs after which the opening plan alone
    # ran, and all others, at half of delta each.
    opening = adopted[0].digest()
    accounts = state.accounts.values()
    first = [(a.mechanism, a.charged) for a in accounts if a.debit.plan_sha256 == opening]
    return max(gate.filter_epsilon(gate.rdp(state.steps), share), accounting.compose(first, share))


def _share(state: State, delta: float) -> float:
    """The part of delta that each rule of the gate has."""
    several = state.opened is not None and state.opened.plans is PlanRule.SEVERAL
    return delta / 2 if several or len(state.charged.adopted) > 1 else delta


def _missampled(state: State) -> bool:
    return any(
        a.settled is not None and a.settled.sampling != a.debit.sampling
        for a in state.accounts.values()
    )


def _witnesses(state: State, anchors: Anchors) -> tuple[str, ...]:
    found = _mine(state, anchors.heads or (), anchors.witness_key)
    return tuple(dict.fromkeys(head.witness_key for head in found))


def _mine(state: State, heads: Sequence[WitnessedHead], witness: str | None) -> list[WitnessedHead]:
    """The heads of this ledger that say something: an owner is no witness of itself."""
    owners = {key for _, key in state.keys}
    return [
        head
        for head in heads
        if head.head.ledger == state.ledger
        and head.head.size
        and head.witness_key not in owners
        and witness in (None, head.witness_key)
    ]


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
    mine = _mine(state, heads, witness)
    if not mine:
        raise VerificationError(
            "expected a countersigned head of this ledger among the heads, found none",
            hint="the coordinator's run directory and every auditor keep them",
        )
    for head in mine:
        head.check()
        anchor.check(state, head.head)
        if head.head.owner_key != state.key_at(head.head.size):
            raise VerificationError("a head is signed by another key than the ledger's at its size")
    return max(h.head.size for h in mine)
