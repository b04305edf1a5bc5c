"""What a ledger records. Pure: no IO, no clock.

    Opened ─► PlanAdopted ─► Debit ─► Settlement          a plan, what it cost, what ran of it
                 SessionDealt ─► SetConfirmed             keys shared out; whose sum was opened
                 Witness                                  a coordinator countersigned a head
                 Amendment                                a mechanism proved faulty: dearer since
                 Erasure                                  records went; the budget did not
                 KeyChange                                who signs from here on
                 Departure ─► Arrival                     the ledger moved to another machine

Events hold mechanisms, not epsilons: an accountant that is found wrong can be replaced, and every
entry still says what ran. They hold no name, no count of records and no text of a person.

A file of entries may come from anybody: `event_from_json` checks every field before it exists.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar

from privacy import canonical
from privacy.errors import InvalidPlanError, VerificationError
from privacy.plan import MAX_HORIZON_STEPS, Plan, Unit

MAX_TEXT_LENGTH = 500  # characters of a reason that a person writes
MAX_ENTRIES = 1 << 32
MAX_OWNERS = 4096  # of a session
MIN_DELTA = 1e-100  # smaller ones underflow where they are halved and divided
MAX_TIME_MS = 253_402_300_799_999  # the end of the year 9999, where calendars end


class PlanRule(StrEnum):
    """How many plans a population's budget may hold, decided before the first (see `gate`)."""

    ONE = "one"  # one plan alone, by PLD, with the whole delta
    SEVERAL = (
        "several"  # the opening plan by PLD, and all plans by an RDP filter: half of delta each
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """The first entry. `ledger` itself is in every entry; `population` names whose budget it is."""

    kind: ClassVar[str] = "opened"
    population: str
    owner_key: str  # Ed25519, hex
    plans: PlanRule


@dataclass(frozen=True, slots=True)
class PlanAdopted:
    """A plan that debits may name by its digest from here on."""

    kind: ClassVar[str] = "plan"
    plan: Plan


@dataclass(frozen=True, slots=True)
class Debit:
    """Planned steps of one round, charged before the first gradient.

    `epsilon_cap` and `delta_cap` are the policy's at that moment, `policy_sha256` is the policy.
    """

    kind: ClassVar[str] = "debit"
    run_id: str
    round: int
    plan_sha256: str
    steps: int
    unit: Unit
    sampling: str  # as accounted
    sampling_probability: float
    base_sha256: str  # of the frozen weights
    model_sha256: str  # of the round's trainable tensors
    code_sha256: str
    policy_sha256: str
    epsilon_cap: float
    delta_cap: float


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a debit. `executed` counts steps whose gradients were begun.

    Steps that never began are given back, unless bytes left the site.
    """

    kind: ClassVar[str] = "settlement"
    debit: int  # its sequence number
    executed: int
    sampling: str  # as executed
    bytes_left: bool


@dataclass(frozen=True, slots=True)
class SessionDealt:
    """This owner dealt shares of its keys to the members of a session of encrypted aggregation
    (docs/protocol.md). Keys are dealt once: an older copy of a session can't deal them again.

    The rest is what the session's owners agreed to, as an audit reads it.
    """

    kind: ClassVar[str] = "session"
    run_id: str
    session: str  # its digest: the Roster message's
    join_sha256: str  # of this owner's Join message: its keys
    shares_sha256: str  # of its Shares message
    roster: str  # fingerprint of the members' names and keys
    owners: int  # n
    colluders: int  # c
    threshold: int  # t
    confirmations: int  # u
    survivors: int  # m, the fewest whose sum is opened
    degree: int  # of the graph; 0: complete
    modulus_bits: int


@dataclass(frozen=True, slots=True)
class SetConfirmed:
    """This owner signed who survived a round, once: for this set alone it opens its shares."""

    kind: ClassVar[str] = "survivors"
    session: str
    vector: int  # of the session's key sets
    round: int  # of the run
    active: int  # how many owners were asked
    survivors: int  # how many are in the sum
    survivors_sha256: str  # of the Survivors message, which holds the round's digest


@dataclass(frozen=True, slots=True)
class Witness:
    """A head of this ledger that someone else countersigned (see `heads`)."""

    kind: ClassVar[str] = "witness"
    size: int
    root: str
    time_ms: int
    owner_key: str
    owner_signature: str
    witness_key: str
    witness_signature: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """Debits `first` to `last` ran a weaker mechanism than was thought: this one.

    An amendment can only make a debit dearer: less noise, more sampling, more steps. What was
    written stays as it is.
    """

    kind: ClassVar[str] = "amendment"
    first: int  # sequence numbers, both included
    last: int
    noise_factor: float  # the true noise multiplier over the planned one, 0 to 1
    sampling_probability: float  # the true one, at least; 0 leaves the planned one
    steps_factor: int  # true steps over planned ones, at least 1
    reason: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """A request to erase was carried out. Nothing is given back: the past stays trained on."""

    kind: ClassVar[str] = "erasure"
    request: str  # the operator's own number for it, never a name


@dataclass(frozen=True, slots=True)
class KeyChange:
    """The owner's key is `owner_key` from the next entry on. Signed by the old key as an entry,
    and by the new one in `new_signature`: nobody can hand a ledger to a key that isn't theirs.
    """

    kind: ClassVar[str] = "key-change"
    owner_key: str
    new_signature: str
    compromised: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Departure:
    """The ledger leaves for a machine whose vault key has this fingerprint. Nothing but an
    Arrival may follow: the copy that stays behind can't spend."""

    kind: ClassVar[str] = "departure"
    recipient: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """The ledger goes on here."""

    kind: ClassVar[str] = "arrival"
    recipient: str


Event = (
    Opened
    | PlanAdopted
    | Debit
    | Settlement
    | SessionDealt
    | SetConfirmed
    | Witness
    | Amendment
    | Erasure
    | KeyChange
    | Departure
    | Arrival
)
_KINDS: dict[str, type[Any]] = {
    c.kind: c
    for c in (
        Opened, PlanAdopted, Debit, Settlement, SessionDealt, SetConfirmed, Witness,
        Amendment, Erasure, KeyChange, Departure, Arrival,
    )
}  # fmt: skip
_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in _KINDS.values()}

_POPULATION = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_RUN_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_HEX_32, _HEX_64 = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{128}")
_FINGERPRINT = re.compile(r"[A-Za-z0-9:._-]{1,128}")
_LABEL = re.compile(r"[a-z][a-z0-9-]{0,31}")

Check = Callable[[Any], Any]


def event_to_json(event: Event) -> dict[str, Any]:
    """The event as JSON types, with its kind. An infinite cap is written as the text "inf"."""
    row: dict[str, Any] = {"kind": event.kind}
    if isinstance(event, PlanAdopted):
        return row | {"plan": event.plan.to_json()}
    for name in _NAMES[type(event)]:
        value = getattr(event, name)  # all flat: `asdict` would copy deeply, at ten times the cost
        if isinstance(value, StrEnum):
            row[name] = str(value)
        elif isinstance(value, float) and value == math.inf:
            row[name] = "inf"
        else:
            row[name] = value
    return row


def event_from_json(row: dict[str, Any]) -> Event:
    """The event that `event_to_json` wrote. Raises VerificationError, naming the field."""
    kind = _KINDS.get(row["kind"]) if isinstance(row.get("kind"), str) else None
    if kind is None:
        raise VerificationError(f"kind: expected one of {', '.join(_KINDS)}")
    names = _NAMES[kind]
    if len(row) != len(names) + 1 or not row.keys() >= set(names):
        raise VerificationError(f"{kind.kind}: expected the fields {', '.join(names)}")
    values = {}
    for name in names:
        try:
            values[name] = _CHECKS[f"{kind.kind}.{name}"](row[name])
        except (ValueError, TypeError, InvalidPlanError) as e:
            raise VerificationError(f"{kind.kind}.{name}: {e}") from e
    event: Event = kind(**values)
    return event


def _text(pattern: re.Pattern[str]) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError(f"expected text like {pattern.pattern}")
        return value

    return check


def _whole(low: int, high: int) -> Check:
    def check(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError(f"expected a whole number from {low} to {high}")
        return value

    return check


def _real(low: float, high: float) -> Check:
    def check(value: Any) -> float:
        # No whole number: one value would have two spellings, and one entry two bodies.
        if type(value) is not float or not low <= value <= high:
            raise ValueError(f"expected a real number from {low:g} to {high:g}")
        return value

    return check


def _cap(value: Any) -> float:
    return math.inf if value == "inf" else float(_real(0.0, 1e300)(value))


def _inside(value: Any) -> float:
    real = float(_real(MIN_DELTA, 1.0)(value))
    if real == 1.0:
        raise ValueError("expected a number below 1")
    return real


def _plan(value: Any) -> Plan:
    plan = Plan.from_json(value)
    if canonical.encode(plan.to_json()) != canonical.encode(value):
        raise ValueError("expected a plan in its one spelling")
    return plan


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("expected true or false")
    return value


def _reason(value: Any) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_TEXT_LENGTH:
        raise ValueError(f"expected 1 to {MAX_TEXT_LENGTH} characters")
    if not value.isprintable():  # a terminal would obey control characters
        raise ValueError("expected printable characters")
    return value


_sequence = _whole(0, MAX_ENTRIES)
_steps = _whole(1, MAX_HORIZON_STEPS)
_CHECKS: dict[str, Check] = {
    "opened.population": _text(_POPULATION),
    "opened.owner_key": _text(_HEX_32),
    "opened.plans": PlanRule,
    "plan.plan": _plan,
    "debit.run_id": _text(_RUN_ID),
    "debit.round": _whole(0, MAX_HORIZON_STEPS),
    "debit.plan_sha256": _text(_HEX_32),
    "debit.steps": _steps,
    "debit.unit": Unit,
    "debit.sampling": _text(_LABEL),
    "debit.sampling_probability": _real(0.0, 1.0),
    "debit.base_sha256": _text(_HEX_32),
    "debit.model_sha256": _text(_HEX_32),
    "debit.code_sha256": _text(_HEX_32),
    "debit.policy_sha256": _text(_HEX_32),
    "debit.epsilon_cap": _cap,
    "debit.delta_cap": _inside,
    "settlement.debit": _sequence,
    "settlement.executed": _whole(0, MAX_HORIZON_STEPS),
    "settlement.sampling": _text(_LABEL),
    "settlement.bytes_left": _flag,
    "session.run_id": _text(_RUN_ID),
    "session.session": _text(_HEX_32),
    "session.join_sha256": _text(_HEX_32),
    "session.shares_sha256": _text(_HEX_32),
    "session.roster": _text(_HEX_32),
    "session.owners": _whole(2, MAX_OWNERS),
    "session.colluders": _whole(0, MAX_OWNERS),
    "session.threshold": _whole(1, MAX_OWNERS),
    "session.confirmations": _whole(1, MAX_OWNERS),
    "session.survivors": _whole(1, MAX_OWNERS),
    "session.degree": _whole(0, MAX_OWNERS),
    "session.modulus_bits": _whole(16, 32),
    "survivors.session": _text(_HEX_32),
    "survivors.vector": _whole(0, MAX_HORIZON_STEPS),
    "survivors.round": _whole(0, MAX_HORIZON_STEPS),
    "survivors.active": _whole(1, MAX_OWNERS),
    "survivors.survivors": _whole(1, MAX_OWNERS),
    "survivors.survivors_sha256": _text(_HEX_32),
    "witness.size": _sequence,
    "witness.root": _text(_HEX_32),
    "witness.time_ms": _whole(0, MAX_TIME_MS),
    "witness.owner_key": _text(_HEX_32),
    "witness.owner_signature": _text(_HEX_64),
    "witness.witness_key": _text(_HEX_32),
    "witness.witness_signature": _text(_HEX_64),
    "amendment.first": _sequence,
    "amendment.last": _sequence,
    "amendment.noise_factor": _real(0.0, 1.0),
    "amendment.sampling_probability": _real(0.0, 1.0),
    "amendment.steps_factor": _whole(1, 1_000_000),
    "amendment.reason": _reason,
    "erasure.request": _text(_RUN_ID),
    "key-change.owner_key": _text(_HEX_32),
    "key-change.new_signature": _text(_HEX_64),
    "key-change.compromised": _flag,
    "key-change.reason": _reason,
    "departure.recipient": _text(_FINGERPRINT),
    "arrival.recipient": _text(_FINGERPRINT),
}
