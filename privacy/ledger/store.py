"""A ledger on disk, open for its owner to write: the one module here that holds a file.

    debit  before the first gradient, settle after. What isn't settled stays charged in full.

Every write is one SQLite transaction, synced before it returns, in which the owner's other
processes are waited for and what they wrote is read first: two can't both spend the last of a
budget. A write that fails leaves the file as it was; if it isn't known whether it did, the debit
counts, because the file is read again before anything else is done.
"""

from __future__ import annotations

import contextlib
import math
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from privacy.errors import (
    BudgetExceededError,
    LedgerExistsError,
    LedgerUnavailableError,
    VerificationError,
)
from privacy.ledger import anchor, gate
from privacy.ledger import rows as table
from privacy.ledger.entries import FIRST_PREVIOUS, Entry, leaf_of, public_hex, sign
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
    PlanRule,
    SessionDealt,
    SetConfirmed,
    Settlement,
)
from privacy.ledger.heads import Receipt, WitnessedHead, sign_head
from privacy.ledger.replay import replay
from privacy.ledger.state import State, key_change_message
from privacy.ledger.watch import FileWatch
from privacy.plan import Plan
from privacy.vault.atomic import sync_folder

LEDGER_FILE = "ledger.db"

Clock = Callable[[], int]  # milliseconds since 1970


def system_clock() -> int:
    """The machine's time, which may jump back: a ledger's entries don't."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Charge:
    """What a debit says beside its plan: whose round it is, and on what it runs."""

    run_id: str
    round: int
    base_sha256: str
    model_sha256: str
    code_sha256: str
    policy_sha256: str


class Ledger:
    """One population's ledger. An instance is for one thread; processes may share the file."""

    def __init__(
        self, path: Path, key: Ed25519PrivateKey, heads: Path | None, clock: Clock
    ) -> None:
        self._path = path
        self._key, self._public = key, public_hex(key)
        self._heads = heads
        self._clock = clock
        if not path.is_file():
            raise LedgerUnavailableError(
                f"{path}: expected this population's ledger, found none",
                hint="bring it back; only a population that never had one gets a new one",
            )
        self._watch = FileWatch(path)
        self._connection = table.connect(path)
        self._state = State()
        self._data_version = -1  # SQLite's counter of what other connections wrote

    @classmethod
    def create(
        cls,
        path: Path,
        key: Ed25519PrivateKey,
        *,
        population: str,
        plans: PlanRule,
        heads: Path | None = None,
        clock: Clock = system_clock,
    ) -> Self:
        """A new ledger in the new file `path`, with a random identifier.

        Raises LedgerExistsError where one lies there, or lay there as its kept heads say: a
        budget doesn't begin anew because its ledger was lost.
        """
        lost = anchor.mark_file(path).exists() or (heads is not None and anchor.load(heads))
        if path.exists() or lost:
            raise LedgerExistsError(
                f"{path}: expected no ledger of this population, found one or the heads of one",
                hint="a population has one budget over all runs; bring its ledger back",
            )
        opened = Opened(population, public_hex(key), plans)
        entry = Entry(os.urandom(16).hex(), 0, FIRST_PREVIOUS, max(0, clock()), opened)
        body = entry.body()
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".ledger-") as folder:
            file = Path(folder) / path.name
            try:
                table.initialize(file, (body, sign(body, key)))
                file.chmod(0o600)
                os.link(file, path)
            except FileExistsError as e:
                raise LedgerExistsError(f"{path}: another process made this ledger") from e
            except sqlite3.Error as e:
                raise table.wrapped(e, path) from e
        sync_folder(path.parent)
        return cls.open(path, key, heads=heads, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path,
        key: Ed25519PrivateKey,
        *,
        heads: Path | None = None,
        clock: Clock = system_clock,
    ) -> Self:
        """The ledger in `path`, with every entry verified.

        `heads` is the file of its countersigned heads. Raises VerificationError for a ledger that
        was altered, that is behind one of those heads, or that another key signs;
        LedgerUnavailableError where it can't be opened.
        """
        ledger = cls(path, key, heads, clock)
        try:
            ledger._reload()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        self._watch.forget_log()

    @property
    def state(self) -> State:
        """What the entries amount to, as of the last write or `refresh`. For reading alone."""
        return self._state if self._state.opened is not None else self.refresh()

    @property
    def opened(self) -> Opened:
        """The first entry's event."""
        return self.state.opened or _raise_empty(self._path)

    def refresh(self) -> State:
        """Read what other processes wrote."""
        with self._transaction():
            return self._state

    def check(self, plan: Plan, *, epsilon_cap: float, delta_cap: float) -> None:
        """Raise BudgetExceededError unless one more round of `plan` fits. Writes nothing.

        Before records are read: how long that takes depends on how many there are.
        """
        self._check_gate(plan, epsilon_cap, delta_cap, self.refresh())

    def debit(self, plan: Plan, charge: Charge, *, epsilon_cap: float, delta_cap: float) -> int:
        """Charge one round of `plan` durably; returns the debit's number.

        When this returns the debit is on disk, and the first gradient may be begun. Raises
        BudgetExceededError, with nothing written, where a cap would be passed.
        """
        steps = plan.steps_per_round
        # Composition may take seconds: not while others wait. What it found is cached, and asked
        # for again once nobody else can spend.
        self._check_gate(plan, epsilon_cap, delta_cap, self.state)
        with self._transaction():
            self._check_gate(plan, epsilon_cap, delta_cap, self._state)
            digest = _digest(plan)
            if digest not in self._state.plans:
                self._append(PlanAdopted(plan))
            debit = Debit(
                run_id=charge.run_id,
                round=charge.round,
                plan_sha256=digest,
                steps=steps,
                unit=plan.unit,
                sampling=plan.sampling,
                sampling_probability=plan.sampling_probability,
                base_sha256=charge.base_sha256,
                model_sha256=charge.model_sha256,
                code_sha256=charge.code_sha256,
                policy_sha256=charge.policy_sha256,
                epsilon_cap=float(epsilon_cap),
                delta_cap=float(delta_cap),
            )
            return self._append(debit)

    def settle(self, debit: int, *, executed: int, sampling: str, bytes_left: bool) -> None:
        """Say what ran of `debit`: steps that never began are given back, unless bytes left."""
        self._write(Settlement(debit, executed, sampling, bytes_left))

    def receipt(self, since: int = 0) -> Receipt:
        """This ledger's head, signed, with the proof that it continues its first `since` entries.

        Raises VerificationError where the ledger has fewer: it went back.
        """
        with self._transaction():
            state = self._state
            if not 0 <= since <= state.size:
                raise VerificationError(
                    f"expected at least {since} entries, found {state.size}", hint=anchor.WENT_BACK
                )
            head = sign_head(
                self._key,
                ledger=state.ledger,
                size=state.size,
                root=state.tree.root(),
                time_ms=state.time_ms,
            )
            proof = tuple(item.hex() for item in state.tree.consistency_proof(since))
            return Receipt(head, since, proof)

    def witness(self, head: WitnessedHead) -> bool:
        """Keep a head of this ledger that came back countersigned. Returns whether it is news.

        Raises VerificationError for a false one, and for a true one that this ledger is behind.
        """
        head.check()
        with self._transaction():
            anchor.check_own(self._state, head.head)
            # Nor is a head news that covers no more than the entry of the last one: else a
            # coordinator could make a ledger grow for ever at no cost.
            last = self._state.witness
            if last is not None and (
                head.head.size <= last.head.size or self._state.substance < last.head.size
            ):
                return False
            if self._heads is not None:  # first: it may be ahead of the ledger's own entry
                anchor.keep_largest(self._heads, head)
            self._append(head.event())
            return True

    def record(self, event: SessionDealt | SetConfirmed) -> None:
        """Say durably that keys were dealt, or whose sum may be opened; the same again is no news.

        Raises VerificationError: something else was said of these keys, this session or vector.
        """
        with self._transaction():
            if not self._state.knows(event):
                self._append(event)

    def amend(self, amendment: Amendment) -> int:
        """Charge earlier debits for a weaker mechanism. Returns the entry's number."""
        return self._write(amendment)

    def erase(self, request: str) -> int:
        """Say that an erasure request was carried out. Nothing is refunded."""
        return self._write(Erasure(request))

    def change_key(self, new: Ed25519PrivateKey, *, compromised: bool, reason: str) -> int:
        """Hand over to a new owner's key, which signs all that follows."""
        with self._transaction():
            state = self._state
            public = public_hex(new)
            draft = KeyChange(public, "", compromised, reason)
            message = key_change_message(state.ledger, state.size, state.previous, draft)
            number = self._append(replace(draft, new_signature=new.sign(message).hex()))
        self._key, self._public = new, public
        return number

    def depart(self, recipient: str) -> int:
        """Leave for the machine whose vault key is `recipient`. This copy spends nothing more."""
        return self._write(Departure(recipient))

    def arrive(self, recipient: str) -> int:
        """Go on here, on the machine that the departure named."""
        return self._write(Arrival(recipient))

    def copy(self, path: Path) -> None:
        """Write the whole ledger to the new file `path`, at rest."""
        if path.exists():
            raise LedgerUnavailableError(f"{path}: expected a new file, found one that exists")
        try:
            self._connection.execute("VACUUM INTO ?", (str(path),))
        except sqlite3.Error as e:
            raise table.wrapped(e, path) from e

    def _check_gate(self, plan: Plan, epsilon_cap: float, delta_cap: float, state: State) -> None:
        cap = gate.Cap(epsilon_cap, delta_cap, self.opened.plans)
        check_debit(state, plan, plan.steps_per_round, cap)

    def _write(self, event: Event) -> int:
        with self._transaction():
            return self._append(event)

    def _append(self, event: Event) -> int:
        """Insert an entry in the running transaction and count it."""
        state = self._state
        entry = Entry(
            state.ledger,
            state.size,
            state.previous,
            max(state.time_ms, self._clock()),
            event,
        )
        body = entry.body()
        signature = sign(body, self._key)
        state.apply(entry, leaf_of(body, signature))
        table.insert(self._connection, entry.sequence, body, signature)
        return entry.sequence

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of the block or nothing of it, on disk when it ends, after everybody else's."""
        try:
            self._watch.check()
            self._connection.execute("BEGIN IMMEDIATE")
            self._catch_up()
            size = self._state.size
            yield
            if self._state.size > size:
                self._connection.execute("COMMIT")
                self._watch.check()  # it went where others see it
                self._watch.note_log(written=True)
                anchor.set_mark(self._path, self._state)
            else:
                self._connection.execute("ROLLBACK")
        except BaseException as e:
            with contextlib.suppress(sqlite3.Error):  # SQLite may have done it by itself
                self._connection.execute("ROLLBACK")
            if isinstance(e, BudgetExceededError):
                raise  # nothing was applied
            self._state = State()  # read again before the next use: nothing is taken for granted
            if isinstance(e, sqlite3.Error):
                raise table.wrapped(e, self._path) from e
            if isinstance(e, FileNotFoundError):
                raise VerificationError(
                    f"{self._path}: the ledger or its log was removed while it was open"
                ) from e
            if isinstance(e, OSError):
                raise LedgerUnavailableError(
                    f"{self._path}: the ledger can't be used, and nothing was spent: {e.strerror}"
                ) from e
            raise

    def _catch_up(self) -> None:
        """Apply what others wrote. Raises VerificationError where the known past has changed."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        known = self._state.size
        if known and version == self._data_version:
            return  # nobody else has written to this file since it was read
        self._data_version = version
        if known == 0:
            replay(table.rows(self._connection, self._path), self._state)
            self._check_loaded()
            self._watch.note_log(written=False)
            return
        found = table.rows(self._connection, self._path, known - 1)
        last = next(found, None)
        if last is None or leaf_of(last[1], last[2]).hex() != self._state.previous:
            raise VerificationError(
                f"{self._path}: entry {known - 1} is not what it was", hint=anchor.WENT_BACK
            )
        replay(found, self._state)
        self._check_key()

    def _reload(self) -> None:
        self._state = State()
        self.refresh()

    def _check_loaded(self) -> None:
        if self._state.opened is None:
            _raise_empty(self._path)
        self._check_key()
        try:
            if self._heads is not None:
                anchor.check_kept(self._state, anchor.load(self._heads))
            anchor.check_mark(self._path, self._state)
        except VerificationError as e:
            raise VerificationError(f"{self._path}: {e}", hint=e.hint) from e

    def _check_key(self) -> None:
        if self._public != self._state.owner_key:
            raise VerificationError(
                f"{self._path}: expected the owner's key {self._state.owner_key[:16]}…, "
                f"found {self._public[:16]}…",
                hint="this ledger is another owner's, or its key has changed",
            )


def check_debit(state: State, plan: Plan, steps: int, cap: gate.Cap) -> None:
    """Raise BudgetExceededError unless a ledger in this `state` may be charged `steps` of `plan`.

    Pure: who asks what a ledger would say needs no key and writes nothing.
    """
    if state.departed is not None:
        raise BudgetExceededError(
            "this ledger has left for another machine and spends nothing here",
            hint="go on where it went, or bring that copy back",
        )
    if state.missampled and cap.epsilon != math.inf:
        raise BudgetExceededError(
            "a round here was sampled otherwise than it was accounted: what was spent is "
            "unknown, and counts as everything"
        )
    gate.check(state.charged, plan, steps, cap)


@lru_cache(maxsize=64)
def _digest(plan: Plan) -> str:
    return plan.digest()


def _raise_empty(path: Path) -> NoReturn:
    raise VerificationError(f"{path}: expected a ledger, found an empty one")
