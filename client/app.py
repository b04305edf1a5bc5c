"""The ClientApp: what a data owner's machine does with a coordinator's messages.

    query.join      the policy lets the plan run: keys for a session of encrypted aggregation
    query.share     the roster is one that the policy allows: shares of those keys, sealed
    train           charge the ledger, train, upload a masked vector
    query.confirm   sign the one survivor set of the round
    query.unmask    open shares for a set that enough others have signed, once
    query.witness   the run has ended: keep a countersigned head, forget the session

Everything in a message is untrusted, and every answer is either that or one code of a fixed list.
None of them waits for another owner.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from flwr.app import Context, Error, Message, RecordDict
from flwr.clientapp import ClientApp

from client import aggregation, rounds
from client.checks import SelfCheckError
from client.errors import PolicyError
from client.owner import Owner, owner_file
from client.site import DamagedStoreError, LedgerError, Site, journal, ledger_errors
from exchange.errors import ExchangeError
from exchange.refusals import Refusal
from exchange.task import (
    TASK_KEY,
    TASK_RECORD,
    WITNESS_KEY,
    WITNESS_RECORD,
    TaskError,
    TrainTask,
)
from privacy.errors import BudgetExceededError, ProtocolError, RuleError, VerificationError
from privacy.ledger.heads import witnessed_from_json
from qa.errors import ModelError

app = ClientApp()

Handler = Callable[[Message, Site, TrainTask], RecordDict]


@app.query("join")
def join(message: Message, context: Context) -> Message:
    """Say who this owner is and give keys for a session, or refuse."""
    return _answer(message, context, aggregation.join)


@app.query("share")
def share(message: Message, context: Context) -> Message:
    """Deal shares to the members of a roster that the policy allows, or refuse."""
    return _answer(message, context, aggregation.share)


@app.train()
def train(message: Message, context: Context) -> Message:
    """Charge one round, train it and upload its masked vector, or refuse."""
    return _answer(message, context, rounds.train)


@app.query("confirm")
def confirm(message: Message, context: Context) -> Message:
    """Sign the round's survivor set, or refuse."""
    return _answer(message, context, aggregation.confirm)


@app.query("unmask")
def unmask(message: Message, context: Context) -> Message:
    """Open this owner's shares for the confirmed set, or refuse."""
    return _answer(message, context, aggregation.unmask)


@app.query("witness")
def witness(message: Message, context: Context) -> Message:
    """Keep the head that the message brings, and forget the run's session and its models."""
    return _answer(message, context, aggregation.end)


def _answer(message: Message, context: Context, handler: Handler) -> Message:
    site: Site | None = None
    owner: Owner | None = None
    number = -1
    try:
        owner = Owner.load(owner_file(context.node_config))
        task = TrainTask.from_json(_task_text(message))
        number = task.round
        keyring = owner.keyring()
        policy, there = owner.policy()
        with contextlib.ExitStack() as stack:
            with ledger_errors():
                ledger = stack.enter_context(owner.open_ledger(keyring))
            site = Site(owner, policy, keyring, ledger, context.node_config)
            if not there:
                site.note("no policy file: safe defaults hold", number)
            _check_policy_file(site, there)
            _keep_head(message, site)
            content = handler(message, site, task)
    except Exception as error:
        code = _code(error)
        if owner is not None:
            detail = f"{type(error).__name__}: {error}" if code is Refusal.FAILED else str(error)
            journal(owner, code.name.lower(), number, detail)
        return Message(Error(code=int(code), reason=code.meaning), reply_to=message)
    site.note(message.metadata.message_type, number)
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
    with ledger_errors():
        site.ledger.witness(head)


_CODES: tuple[tuple[type[Exception], Refusal], ...] = (
    (TaskError, Refusal.MALFORMED),
    (PolicyError, Refusal.POLICY),
    (RuleError, Refusal.POLICY),
    (ProtocolError, Refusal.SESSION),
    (ExchangeError, Refusal.EXCHANGE),
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
