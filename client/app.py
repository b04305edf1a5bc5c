"""The ClientApp: what a data owner's machine does with a coordinator's messages.

`query.join` checks the owner's policy against the plan; `train` charges the ledger, trains and
answers with a pseudo-gradient; `query.witness` keeps a countersigned head. Everything in a message
is untrusted, and every answer is either that or one code of a fixed list.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from flwr.app import Array, ArrayRecord, ConfigRecord, Context, Error, Message, RecordDict
from flwr.clientapp import ClientApp

from client.checks import SelfCheckError
from client.code import code_digest
from client.errors import PolicyError
from client.journal import note
from client.owner import Owner, owner_file
from client.policy import Policy
from exchange.refusals import Refusal
from exchange.task import (
    MODEL_RECORD,
    RECEIPT_KEY,
    REPLY_RECORD,
    TASK_KEY,
    TASK_RECORD,
    UPDATE_RECORD,
    VERSION,
    WITNESS_KEY,
    WITNESS_RECORD,
    TaskError,
    TrainTask,
)
from privacy.errors import (
    BudgetExceededError,
    LedgerUnavailableError,
    LedgerVersionError,
    VerificationError,
)
from privacy.ledger.heads import receipt_to_json, witnessed_from_json
from privacy.ledger.store import Charge, Ledger
from privacy.vault.keyring import Keyring
from qa.errors import ModelError

if TYPE_CHECKING:
    from client.checks.draws import DrawCheck
    from client.samples import UnitSamples
    from qa.model import QaModel

app = ClientApp()


@dataclass(frozen=True, slots=True)
class Site:
    """What one message meets at the owner: read from its own files, anew each time."""

    owner: Owner
    policy: Policy
    keyring: Keyring
    ledger: Ledger


class LedgerError(Exception):
    """The owner's ledger was altered, is behind, or can't be written: nothing is spent from it."""


class DamagedStoreError(Exception):
    """The owner's sealed records were changed or cut off: nothing is trained on them."""


Handler = Callable[[Message, Site, TrainTask], RecordDict]


@app.query("join")
def join(message: Message, context: Context) -> Message:
    """Say who this owner is and that its policy lets the plan run, or refuse."""
    return _answer(message, context, _join)


@app.query("witness")
def witness(message: Message, context: Context) -> Message:
    """Keep the head that the message brings."""
    return _answer(message, context, _reply)


@app.train()
def train(message: Message, context: Context) -> Message:
    """Charge one round, train it, and answer with its pseudo-gradient, or refuse."""
    return _answer(message, context, _train)


def _join(message: Message, site: Site, task: TrainTask) -> RecordDict:
    _check_policy(site, task)
    return _reply(message, site, task)


def _check_policy(site: Site, task: TrainTask) -> None:
    site.policy.check_time(datetime.now())
    site.policy.check_plan(site.owner.population, task.plan)
    site.policy.check_artefacts(task.base_sha256, code_digest())
    site.policy.check_aggregation(None)  # updates travel in clear: noise is all that covers them


def _train(message: Message, site: Site, task: TrainTask) -> RecordDict:
    # Heavy imports wait until the policy has allowed the plan.
    _check_policy(site, task)
    charged = sum(1 for account in site.ledger.state.accounts.values() if account.charged)
    site.policy.check_rounds(site.owner.population, charged)
    from client.checks import memory
    from client.networks import borrow
    from client.training import train_round
    from client.trunk_cache import warm_trunk
    from privacy.noise import owner_stream
    from qa.batches import PADDED_TO
    from qa.trainable import digest_of, load_trainable

    owner, ledger = site.owner, site.ledger
    rules = site.policy.population(owner.population)
    arrays = _received_arrays(message)
    with (
        borrow(owner.model, task.base_sha256, task.trainable, owner.runtime) as (model, network),
        contextlib.ExitStack() as stack,
    ):
        longest = -(-task.reading.max_length // PADDED_TO) * PADDED_TO
        if longest > model.max_positions:
            raise ModelError(
                f"max_length: this model reads at most {model.max_positions} tokens, and lengths "
                f"are rounded up to a multiple of {PADDED_TO}"
            )
        load_trainable(network, arrays)
        charge = Charge(
            run_id=task.run_id,
            round=task.round,
            base_sha256=task.base_sha256,
            model_sha256=digest_of(arrays),
            code_sha256=code_digest(),
            policy_sha256=site.policy.digest(),
        )
        caps = {"epsilon_cap": rules.epsilon, "delta_cap": rules.delta}
        # Refused before the records are read: how long that takes depends on how many there are.
        with _ledger_errors():
            ledger.check(task.plan, **caps)
        records_sha256 = _records_sha256(site)
        samples, draws = _samples(site, task, model, records_sha256)
        cache = stack.enter_context(
            warm_trunk(
                task,
                model,
                network,
                samples,
                folder=owner.folder,
                keyring=site.keyring,
                runtime=owner.runtime,
                records_sha256=records_sha256,
                unchanged=lambda: _records_sha256(site) == records_sha256,
                report=lambda line: _note(owner, "trunk cache", task.round, line),
            )
        )
        # The last thing before the first gradient: from here on the round is spent.
        with _ledger_errors():
            debit = ledger.debit(task.plan, charge, **caps)
        begun = 0

        def begin_step() -> None:
            nonlocal begun
            begun += 1

        left = charged_in_full = False
        try:
            update = train_round(
                network,
                samples,
                task,
                declared_units=rules.declared_units,
                stream=owner_stream(),
                runtime=owner.runtime,
                pad_id=model.pad_id,
                draws=draws,
                begin_step=begin_step,
                cache=cache,
            )
            memory.save(owner.folder, site.keyring, draws)
            left = True
        except SelfCheckError:
            charged_in_full = True
            raise
        finally:
            # A process that dies before this leaves the debit in full.
            executed = task.plan.steps_per_round if charged_in_full else begun
            with _ledger_errors():
                ledger.settle(
                    debit, executed=executed, sampling=task.plan.sampling, bytes_left=left
                )
    content = _reply(message, site, task)
    content[UPDATE_RECORD] = ArrayRecord(
        {name: Array(np.ascontiguousarray(value)) for name, value in update.items()}
    )
    return content


def _samples(
    site: Site, task: TrainTask, model: QaModel, records_sha256: str
) -> tuple[UnitSamples, DrawCheck]:
    """The owner's units, and what was drawn from them in earlier rounds of this run."""
    from client.checks import memory
    from client.samples import UnitSamples
    from client.store import TRAIN, RecordStore
    from qa.features import Encoder

    owner = site.owner
    encoder = Encoder(model.tokenizer, task.reading.max_length, task.reading.stride)
    try:
        records = RecordStore(owner.store, site.keyring).read(owner.population, TRAIN)
        samples = UnitSamples(records, task.plan, encoder)
        draws = memory.load(
            owner.folder,
            site.keyring,
            run_id=task.run_id,
            plan=task.plan,
            records_sha256=records_sha256,
            units=len(samples),
        )
    except VerificationError as error:
        raise DamagedStoreError(str(error)) from error
    return samples, draws


def _records_sha256(site: Site) -> str:
    """Of the records that are trained on, as the store says now."""
    from client.store import TRAIN, RecordStore

    try:
        splits = RecordStore(site.owner.store, site.keyring).splits(site.owner.population)
    except VerificationError as error:
        raise DamagedStoreError(str(error)) from error
    return splits[TRAIN].sha256 if TRAIN in splits else ""


def _answer(message: Message, context: Context, handler: Handler) -> Message:
    owner: Owner | None = None
    number = -1
    try:
        owner = Owner.load(owner_file(context.node_config))
        task = TrainTask.from_json(_task_text(message))
        number = task.round
        keyring = owner.keyring()
        policy, there = owner.policy()
        if not there:
            _note(owner, "no policy file: safe defaults hold", number)
        with contextlib.ExitStack() as stack:
            with _ledger_errors():
                ledger = stack.enter_context(owner.open_ledger(keyring))
            site = Site(owner, policy, keyring, ledger)
            _check_policy_file(site, there)
            _keep_head(message, site)
            content = handler(message, site, task)
    except Exception as error:
        code = _code(error)
        if owner is not None:
            detail = f"{type(error).__name__}: {error}" if code is Refusal.FAILED else str(error)
            _note(owner, code.name.lower(), number, detail)
        return Message(Error(code=int(code), reason=code.meaning), reply_to=message)
    _note(owner, message.metadata.message_type, number)
    return Message(content, reply_to=message)


def _check_policy_file(site: Site, there: bool) -> None:
    """A file that is gone isn't a permission: where this ledger has debits under other rules than
    the defaults, there was one."""
    last = next(reversed(site.ledger.state.accounts.values()), None)
    if not there and last is not None and last.debit.policy_sha256 != site.policy.digest():
        raise PolicyError("policy file", "the file that this ledger was spent under is gone")


def _keep_head(message: Message, site: Site) -> None:
    """Keep the countersigned head that a message brings, before anything else is done with it.

    A true head that the ledger is behind means that the ledger was copied back: it spends nothing.
    """
    record = message.content.config_records.get(WITNESS_RECORD)
    if record is None:
        return
    try:
        head = witnessed_from_json(record.get(WITNESS_KEY))
        head.check()
    except VerificationError as error:
        raise TaskError(f"witness: {error}") from error
    site.policy.check_witness(head.witness_key)
    with _ledger_errors():
        site.ledger.witness(head)


@contextlib.contextmanager
def _ledger_errors() -> Iterator[None]:
    try:
        yield
    except (VerificationError, LedgerUnavailableError, LedgerVersionError) as error:
        raise LedgerError(f"{error} ({error.hint})" if error.hint else str(error)) from error


def _note(owner: Owner, event: str, number: int, detail: str = "") -> None:
    # An exception that left the app would reach the coordinator with its text, which may name
    # the owner's paths: a full disk costs a journal line, not that.
    with contextlib.suppress(Exception):
        note(owner.folder, event, round_number=number, detail=detail)


_CODES: tuple[tuple[type[Exception], Refusal], ...] = (
    (TaskError, Refusal.MALFORMED),
    (PolicyError, Refusal.POLICY),
    (BudgetExceededError, Refusal.BUDGET),
    (ModelError, Refusal.MODEL),
    (LedgerError, Refusal.LEDGER),
    (DamagedStoreError, Refusal.STORE),
    (SelfCheckError, Refusal.SELF_CHECK),
)


def _code(error: Exception) -> Refusal:
    return next((code for kind, code in _CODES if isinstance(error, kind)), Refusal.FAILED)


def _task_text(message: Message) -> object:
    record = message.content.config_records.get(TASK_RECORD)
    if record is None:
        raise TaskError(f"expected a config record {TASK_RECORD!r}")
    return record.get(TASK_KEY)


def _received_arrays(message: Message) -> dict[str, np.ndarray]:
    record = message.content.array_records.get(MODEL_RECORD)
    if record is None:
        raise TaskError(f"expected an array record {MODEL_RECORD!r}")
    try:
        arrays = {str(name): array.numpy() for name, array in record.items()}
    except Exception as error:
        raise TaskError("model tensors: expected NumPy arrays without objects") from error
    if not all(isinstance(array, np.ndarray) for array in arrays.values()):  # np.load reads zips
        raise TaskError("model tensors: expected NumPy arrays, found an archive")
    return arrays


def _reply(message: Message, site: Site, task: TrainTask) -> RecordDict:
    """Public values alone: the owner's name, what it was asked, and its ledger's head.

    The head's proof begins at the head that the message brought. Its size counts what is in the
    ledger: rounds and heads, of other runs too, and what the operator did by hand, erasures
    included. It tells nothing else of the records.
    """
    since = 0
    record = message.content.config_records.get(WITNESS_RECORD)
    if record is not None:
        since = witnessed_from_json(record.get(WITNESS_KEY)).head.size
    with _ledger_errors():
        receipt = receipt_to_json(site.ledger.receipt(since))
    fields = ConfigRecord(
        {
            "version": VERSION,
            "name": site.owner.name,
            "round": task.round,
            RECEIPT_KEY: receipt,
        }
    )
    return RecordDict({REPLY_RECORD: fields})
