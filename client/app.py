"""The ClientApp: what a data owner's machine does with a coordinator's messages.

`query.join` checks the owner's policy against the plan; `train` charges the account, trains and
answers with a pseudo-gradient. Everything in a message is untrusted, and every answer is either
that or one code of a fixed list.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import numpy as np
from flwr.app import Array, ArrayRecord, ConfigRecord, Context, Error, Message, RecordDict
from flwr.clientapp import ClientApp

from client.account import Account, Charge
from client.journal import note
from client.owner import Owner, OwnerFileError, PolicyError, owner_file
from exchange.refusals import Refusal
from exchange.task import (
    MODEL_RECORD,
    REPLY_RECORD,
    TASK_KEY,
    TASK_RECORD,
    UPDATE_RECORD,
    VERSION,
    TaskError,
    TrainTask,
)
from privacy.errors import BudgetExceededError
from qa.errors import ModelError

app = ClientApp()

Handler = Callable[[Message, Owner, TrainTask], RecordDict]


@app.query("join")
def join(message: Message, context: Context) -> Message:
    """Say who this owner is and that its policy lets the plan run, or refuse."""
    return _answer(message, context, _join)


@app.train()
def train(message: Message, context: Context) -> Message:
    """Charge one round, train it, and answer with its pseudo-gradient, or refuse."""
    return _answer(message, context, _train)


def _join(_: Message, owner: Owner, task: TrainTask) -> RecordDict:
    owner.check_plan(task.plan)
    return _reply(owner, task)


def _train(message: Message, owner: Owner, task: TrainTask) -> RecordDict:
    # Heavy imports wait until the policy has allowed the plan.
    owner.check_plan(task.plan)
    from client.networks import borrow
    from client.samples import UnitSamples
    from client.training import train_round
    from privacy.noise import owner_stream
    from qa.batches import PADDED_TO
    from qa.features import Encoder
    from qa.readers import iter_jsonl
    from qa.trainable import load_trainable

    arrays = _received_arrays(message)
    with borrow(owner.model, task.base_sha256, task.trainable, owner.runtime) as (model, network):
        longest = -(-task.reading.max_length // PADDED_TO) * PADDED_TO
        if longest > model.max_positions:
            raise ModelError(
                f"max_length: this model reads at most {model.max_positions} tokens, and lengths "
                f"are rounded up to a multiple of {PADDED_TO}"
            )
        load_trainable(network, arrays)
        account = Account(owner.folder)
        charge = Charge(task.run_id, task.round, task.plan.steps_per_round, task.plan)
        # Refused before the records are read: how long that takes depends on how many there are.
        account.price(charge, epsilon_cap=owner.epsilon_cap, delta=task.plan.delta)
        encoder = Encoder(model.tokenizer, task.reading.max_length, task.reading.stride)
        samples = UnitSamples(iter_jsonl(owner.records), owner.unit, encoder)
        # The last thing before the first gradient: from here on the round is spent.
        account.debit(charge, epsilon_cap=owner.epsilon_cap, delta=task.plan.delta)
        update = train_round(
            network,
            samples,
            task,
            declared_units=owner.declared_units,
            stream=owner_stream(),
            runtime=owner.runtime,
            pad_id=model.pad_id,
        )
    content = _reply(owner, task)
    content[UPDATE_RECORD] = ArrayRecord(
        {name: Array(np.ascontiguousarray(value)) for name, value in update.items()}
    )
    return content


def _answer(message: Message, context: Context, handler: Handler) -> Message:
    owner: Owner | None = None
    number = -1
    try:
        owner = Owner.load(owner_file(context.node_config))
        task = TrainTask.from_json(_task_text(message))
        number = task.round
        content = handler(message, owner, task)
    except Exception as error:
        code = _code(error)
        if owner is not None:
            detail = f"{type(error).__name__}: {error}" if code is Refusal.FAILED else str(error)
            _note(owner, code.name.lower(), number, detail)
        return Message(Error(code=int(code), reason=code.meaning), reply_to=message)
    _note(owner, message.metadata.message_type, number)
    return Message(content, reply_to=message)


def _note(owner: Owner, event: str, number: int, detail: str = "") -> None:
    # An exception that left the app would reach the coordinator with its text, which may name
    # the owner's paths: a full disk costs a journal line, not that.
    with contextlib.suppress(Exception):
        note(owner.folder, event, round_number=number, detail=detail)


def _code(error: Exception) -> Refusal:
    match error:
        case TaskError():
            return Refusal.MALFORMED
        case PolicyError():
            return Refusal.POLICY
        case BudgetExceededError():
            return Refusal.BUDGET
        case ModelError():
            return Refusal.MODEL
        case OwnerFileError() | _:
            return Refusal.FAILED


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


def _reply(owner: Owner, task: TrainTask) -> RecordDict:
    """Public values alone: the owner's name, and what it was asked."""
    fields = ConfigRecord({"version": VERSION, "name": owner.name, "round": task.round})
    return RecordDict({REPLY_RECORD: fields})
