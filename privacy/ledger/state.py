"""What a ledger's entries amount to, one after another. Pure: no IO, no clock.

Both who writes a ledger and who audits it fold its entries through `State.apply`, so that no entry
can be written which an audit would call illegal, and none be read which a writer would refuse.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cryptography.exceptions import InvalidSignature

from privacy import canonical
from privacy.errors import InvalidPlanError, VerificationError
from privacy.ledger.entries import FIRST_PREVIOUS, Entry, public_key
from privacy.ledger.events import (
    Amendment,
    Arrival,
    Debit,
    Departure,
    Erasure,
    Event,
    KeyChange,
    Opened,
    PlanAdopted,
    SessionDealt,
    SetConfirmed,
    Settlement,
    Witness,
)
from privacy.ledger.gate import Charged
from privacy.ledger.heads import WitnessedHead
from privacy.ledger.merkle import MerkleTree
from privacy.plan import MAX_HORIZON_STEPS, Plan

MAX_AMENDMENTS = 1_000
KEY_CONTEXT = b"discreet ledger key v1\x00"


@dataclass(slots=True)
class Account:
    """One debit as it stands now: settled and amended."""

    debit: Debit
    mechanism: Plan  # the adopted plan, or what amendments made of it
    steps: int  # charged
    steps_factor: int = 1
    settled: Settlement | None = None

    @property
    def charged(self) -> int:
        """Steps of `mechanism` that count."""
        return self.steps * self.steps_factor


@dataclass(slots=True)
class State:
    """The ledger after the entries that were applied."""

    ledger: str = ""
    opened: Opened | None = None
    owner_key: str = ""
    plans: dict[str, Plan] = field(default_factory=dict)  # by digest, in order
    accounts: dict[int, Account] = field(default_factory=dict)  # by the debit's sequence number
    steps: dict[Plan, int] = field(default_factory=dict)  # charged, by mechanism
    charges: dict[str, int] = field(default_factory=dict)  # the same, by the plan's digest
    tree: MerkleTree = field(default_factory=MerkleTree)
    previous: str = FIRST_PREVIOUS
    time_ms: int = 0
    departed: str | None = None
    witness: WitnessedHead | None = None  # the largest
    erasures: list[str] = field(default_factory=list)
    amendments: int = 0
    keys: list[tuple[int, str]] = field(default_factory=list)  # (first entry it signs, key)
    compromised: list[str] = field(default_factory=list)  # keys that were given up as stolen
    opened_ms: int = 0
    missampled: bool = False  # a debit was sampled otherwise than it was accounted
    substance: int = 0  # the last entry that isn't a Witness
    sessions: dict[str, SessionDealt] = field(default_factory=dict)  # by digest, in order
    dealt: dict[str, str] = field(default_factory=dict)  # Join message's digest -> session
    dealt_ms: list[int] = field(default_factory=list)  # when, ascending
    confirmed: dict[tuple[str, int], SetConfirmed] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.tree)

    @property
    def charged(self) -> Charged:
        """What counts against the cap. A plan of which nothing ran let nothing out: it is as if
        it had not been adopted."""
        return Charged(tuple(p for d, p in self.plans.items() if self.charges.get(d)), self.steps)

    def key_at(self, size: int) -> str:
        """The key that signs a head over the first `size` entries: the one that signs the next."""
        return next(key for first, key in reversed(self.keys) if first <= size)

    def check(self, entry: Entry) -> None:
        """Raise VerificationError unless `entry` may follow. Changes nothing."""
        event = entry.event
        if entry.sequence != self.size:
            raise VerificationError(f"expected entry {self.size}, found {entry.sequence}")
        if entry.previous != self.previous:
            raise VerificationError(f"entry {self.size}: the chain is broken before it")
        if entry.time_ms < self.time_ms:
            raise VerificationError(f"entry {self.size}: its time is before that of the last")
        if self.opened is None:
            if not isinstance(event, Opened):
                raise VerificationError(f"entry {self.size}: expected the opening")
            return
        if entry.ledger != self.ledger:
            raise VerificationError(f"entry {self.size}: it is of another ledger")
        if self.departed is not None and event != Arrival(self.departed):
            raise VerificationError(
                f"entry {self.size}: the ledger had left for another machine",
                hint="go on where it went, or bring that copy back",
            )
        try:
            if isinstance(event, KeyChange):
                self._check_key(entry, event)
            self.check_event(event)
        except VerificationError as e:
            raise VerificationError(f"entry {self.size}: {e}", hint=e.hint) from e

    def apply(self, entry: Entry, leaf: bytes) -> None:
        """Add `entry`, whose leaf hash is `leaf`. Raises VerificationError, as `check` does."""
        self.check(entry)
        self._fold(entry.sequence, entry.event)
        if isinstance(entry.event, Opened):
            self.ledger, self.opened_ms = entry.ledger, entry.time_ms
        if not isinstance(entry.event, Witness):
            self.substance = entry.sequence
        if isinstance(entry.event, SessionDealt):
            self.dealt_ms.append(entry.time_ms)
        self.tree.append(leaf)
        self.previous = leaf.hex()
        self.time_ms = entry.time_ms

    def knows(self, event: SessionDealt | SetConfirmed) -> bool:
        """Whether this very event is among the entries."""
        if isinstance(event, SessionDealt):
            return self.sessions.get(event.session) == event
        return self.confirmed.get((event.session, event.vector)) == event

    def check_event(self, event: Event) -> None:  # noqa: PLR0912 (one a kind)
        """Raise VerificationError unless `event` may come next, wherever it is signed."""
        match event:
            case Opened():
                raise VerificationError("a ledger is opened once")
            case PlanAdopted(plan):
                if plan.digest() in self.plans:
                    raise VerificationError("this plan was adopted before")
                # Losses of persons and of their single records don't add up to anything.
                if any(known.unit is not plan.unit for known in self.plans.values()):
                    raise VerificationError("its unit is another than that of the first plan")
            case Debit():
                self._check_debit(event)
            case Settlement():
                self._check_settlement(event)
            case SessionDealt():
                self._check_dealt(event)
            case SetConfirmed():
                self._check_confirmed(event)
            case Witness():
                self._check_witness(event)
            case Amendment():
                self._amended(event)
            case Arrival():
                if self.departed is None:
                    raise VerificationError("it arrives without having left")
            case Departure() | Erasure() | KeyChange():
                pass

    def _check_debit(self, debit: Debit) -> None:
        plan = self.plans.get(debit.plan_sha256)
        if plan is None:
            raise VerificationError("it names a plan that was not adopted")
        same = (
            debit.unit is plan.unit
            and debit.sampling == plan.sampling
            and debit.sampling_probability == plan.sampling_probability
        )
        if not same or debit.steps > plan.horizon_steps:
            raise VerificationError("unit, sampling or steps are not its plan's")
        if sum(self.steps.values()) + debit.steps > MAX_HORIZON_STEPS:
            raise VerificationError(f"expected at most {MAX_HORIZON_STEPS} steps in all")

    def _check_settlement(self, event: Settlement) -> None:
        account = self.accounts.get(event.debit)
        if account is None or account.settled is not None:
            raise VerificationError("it settles no open debit")
        if event.executed > account.debit.steps:
            raise VerificationError("more steps ran than were charged")

    def _check_dealt(self, event: SessionDealt) -> None:
        if event.session in self.sessions or event.join_sha256 in self.dealt:
            raise VerificationError("the keys of this session were dealt before")
        if max(event.threshold, event.confirmations, event.survivors) > event.owners:
            raise VerificationError("a threshold is above the number of owners")

    def _check_confirmed(self, event: SetConfirmed) -> None:
        session = self.sessions.get(event.session)
        if session is None:
            raise VerificationError("it confirms survivors of a session that was not dealt in")
        if (event.session, event.vector) in self.confirmed:
            raise VerificationError("survivors of this vector were confirmed before")
        if not session.survivors <= event.survivors <= event.active <= session.owners:
            raise VerificationError("too few survivors, or more than owners were asked")

    def _check_witness(self, event: Witness) -> None:
        if event.size > self.size or self.tree.root(event.size).hex() != event.root:
            raise VerificationError("it witnesses another past than this one")
        WitnessedHead.of_event(self.ledger, event).check()
        if event.owner_key != self.key_at(event.size):
            raise VerificationError("it witnesses a head that the owner didn't sign")

    def _check_key(self, entry: Entry, event: KeyChange) -> None:
        if event.owner_key in {key for _, key in self.keys}:
            raise VerificationError("expected a new key, found one that was used before")
        message = key_change_message(entry.ledger, entry.sequence, entry.previous, event)
        try:
            public_key(event.owner_key).verify(bytes.fromhex(event.new_signature), message)
        except InvalidSignature as e:
            raise VerificationError("the new key's owner didn't sign it") from e

    def _amended(self, event: Amendment) -> dict[int, tuple[Plan, int]]:
        """Each debit's mechanism and steps factor after `event`. Raises VerificationError."""
        if (event.noise_factor, event.sampling_probability, event.steps_factor) == (1.0, 0.0, 1):
            raise VerificationError("it changes nothing")
        if self.amendments >= MAX_AMENDMENTS:
            raise VerificationError(f"expected at most {MAX_AMENDMENTS} amendments")
        found: dict[int, tuple[Plan, int]] = {}
        dearer: dict[Plan, Plan] = {}
        total = 0
        for number, account in self.accounts.items():
            total += account.charged
            if not event.first <= number <= event.last:
                continue
            plan = account.mechanism
            if plan not in dearer:
                dearer[plan] = _dearer(plan, event)
            found[number] = (dearer[plan], account.steps_factor * event.steps_factor)
            total += account.charged * (event.steps_factor - 1)
        if not found:
            raise VerificationError(f"no debit lies from entry {event.first} to {event.last}")
        if total > MAX_HORIZON_STEPS:
            raise VerificationError(f"expected at most {MAX_HORIZON_STEPS} steps in all")
        return found

    def _fold(self, number: int, event: Event) -> None:  # noqa: PLR0912 (one a kind)
        match event:
            case Opened(owner_key=key):
                self.opened = event
                self.owner_key = key
                self.keys.append((0, key))
            case PlanAdopted(plan):
                self.plans[plan.digest()] = plan
            case Debit():
                account = Account(event, self.plans[event.plan_sha256], event.steps)
                self.accounts[number] = account
                self._count(account, 1)
            case Settlement():
                account = self.accounts[event.debit]
                self._count(account, -1)
                account.settled = event
                self.missampled |= event.sampling != account.debit.sampling
                if not event.bytes_left:
                    account.steps = event.executed
                self._count(account, 1)
            case SessionDealt():
                self.sessions[event.session] = event
                self.dealt[event.join_sha256] = event.session
            case SetConfirmed():
                self.confirmed[event.session, event.vector] = event
            case Witness():
                if self.witness is None or event.size > self.witness.head.size:
                    self.witness = WitnessedHead.of_event(self.ledger, event)
            case Amendment():
                self._amend(event)
            case Erasure(request):
                self.erasures.append(request)
            case KeyChange(owner_key=key, compromised=compromised):
                if compromised:
                    self.compromised.append(self.owner_key)
                self.owner_key = key
                self.keys.append((number + 1, key))
            case Departure(recipient):
                self.departed = recipient
            case Arrival():
                self.departed = None

    def _amend(self, event: Amendment) -> None:
        for number, (mechanism, factor) in self._amended(event).items():
            account = self.accounts[number]
            self._count(account, -1)
            account.mechanism, account.steps_factor = mechanism, factor
            self._count(account, 1)
        self.amendments += 1

    def _count(self, account: Account, sign: int) -> None:
        digest = account.debit.plan_sha256
        self.charges[digest] = self.charges.get(digest, 0) + sign * account.charged
        steps = self.steps.get(account.mechanism, 0) + sign * account.charged
        if steps:
            self.steps[account.mechanism] = steps
        else:
            self.steps.pop(account.mechanism, None)


def _dearer(plan: Plan, event: Amendment) -> Plan:
    try:
        return replace(
            plan,
            noise_multiplier=plan.noise_multiplier * event.noise_factor,
            sampling_probability=max(plan.sampling_probability, event.sampling_probability),
        )
    except InvalidPlanError as e:
        raise VerificationError(str(e)) from e


def key_change_message(ledger: str, sequence: int, previous: str, event: KeyChange) -> bytes:
    """What the new key signs at a key change: this place in this ledger, itself, and what is said
    of the old key, which a thief of it could otherwise take back."""
    words = {
        "ledger": ledger,
        "sequence": sequence,
        "previous": previous,
        "owner_key": event.owner_key,
        "compromised": event.compromised,
        "reason": event.reason,
    }
    return KEY_CONTEXT + canonical.encode(words)
