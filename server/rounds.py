"""A run from the coordinator's side: join, then rounds of train, sum, optimise, evaluate.

No exact count, loss or name of a record arrives here: owners answer with a pseudo-gradient and
the head of their ledger, or a code. Each update is added on arrival and forgotten, so memory
doesn't grow with the owners.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from flwr.app import Array, ArrayRecord, ConfigRecord, Message, MessageType, RecordDict
from flwr.serverapp import Grid

from exchange.refusals import Refusal
from exchange.task import (
    MODEL_RECORD,
    RECEIPT_KEY,
    REPLY_RECORD,
    TASK_KEY,
    TASK_RECORD,
    UPDATE_RECORD,
    WITNESS_KEY,
    WITNESS_QUERY,
    WITNESS_RECORD,
)
from privacy.errors import VerificationError
from privacy.vault.files import Vault
from server.card import model_card
from server.checkpoint import Checkpoint
from server.errors import JobError, QuorumError, RefusedError, UnverifiedError
from server.evaluation import Evaluator
from server.history import write_history, write_result
from server.job import Job
from server.observer import OwnerAnswered, RoundEnded, Started, explain, notify
from server.optimizer import ServerOptimizer
from server.weighted_sum import WeightedSum
from server.witness import Witness

Roster = dict[int, str]  # node → owner's name
Row = dict[str, Any]  # of the history
NO_ANSWER = "no answer in time"
DID_NOT_JOIN = "did not join the run"
HEADS_TIMEOUT = 60.0  # seconds; nobody's round depends on it
REFUSED_HINT = (
    "plan a new run within the owners' caps; a round that failed or was cut off stays charged, "
    "and only spare rounds pay for it"
)
UNVERIFIED_HINT = "`discreet audit` and `discreet data show` say what is wrong; bring a copy back"


def run(grid: Grid, job: Job, witness: Witness, vault: Vault) -> None:
    """Run `job` to its end, or on from its checkpoint, which is kept in `vault`.

    Leaves `history.jsonl`, `result.json`, `model/`, `heads.jsonl` and a checkpoint in `job.out`.

    Raises QuorumError, RefusedError or UnverifiedError when too few owners take part; the
    checkpoint of the last whole round stays.
    """
    evaluator = Evaluator(job, vault)
    state = Checkpoint.load(vault, job.run_id)
    if state is None:
        state = Checkpoint(job.run_id, evaluator.initial())
    optimizer = ServerOptimizer(job.server)
    names = list(state.model)
    optimizer.restore(state.optimizer, names)
    roster, refused = _join(grid, job, witness, state.ledgers)
    absent = _absent(job, roster, refused)
    if state.baseline is None:
        state.baseline = evaluator.scores(state.model)
        state.save(vault)
    write_history(job.out, state.rounds)  # a crash may have left it behind the checkpoint
    notify(Started(state.baseline, len(state.rounds) + 1, job.plan.rounds))
    for number in range(len(state.rounds) + 1, job.plan.rounds + 1):
        began = time.monotonic()
        trained, dropped, template = _train(
            grid, job, number=number, roster=roster, state=state, witness=witness
        )
        _check_quorum(job, number, trained.survivors, dropped)
        state.model = optimizer.step(number, state.model, trained.mean(), template)
        scores = evaluator.scores(state.model)
        row = {
            "round": number,
            "em": scores["em"],
            "f1": scores["f1"],
            "seconds": round(time.monotonic() - began, 3),
            "survivors": sorted(trained.survivors),
            "dropped": absent + dropped,
            "scores": scores,
        }
        state.rounds.append(row)
        state.optimizer = optimizer.state(names)
        state.save(vault)
        write_history(job.out, state.rounds)
        notify(RoundEnded(row))
    _give_heads(grid, job, roster, state.ledgers, witness)
    evaluator.save(state.model, model_card(job, state))
    write_result(job.out, state)


def _join(
    grid: Grid, job: Job, witness: Witness, ledgers: dict[str, str]
) -> tuple[Roster, list[Row]]:
    """Ask every node who it is and whether its policy lets the plan run.

    `ledgers` says which ledger each owner showed before, and is completed. Returns who takes part,
    and a line about each that doesn't.
    """
    deadline = time.monotonic() + job.round_timeout
    while len(nodes := sorted(grid.get_node_ids())) < len(job.owners):
        if time.monotonic() > deadline:
            raise QuorumError(f"expected {len(job.owners)} owners, {len(nodes)} are connected")
        time.sleep(job.poll_interval)
    messages = [Message(_task(job, 0), node, "query.join", group_id="0") for node in nodes]
    known = {owner.name for owner in job.owners}
    roster: Roster = {}
    refused: list[Row] = []
    for answered, (node, reply) in enumerate(_replies(grid, job, messages), 1):
        if reply is None or reply.has_error():
            row = _dropped(f"node {node}", node, 0, reply)
            refused.append(row)
            notify(_answered(0, row, answered, len(nodes)))
            continue
        fields = reply.content.config_records.get(REPLY_RECORD, ConfigRecord())
        name = str(fields.get("name"))
        if name not in known or name in roster.values():
            raise JobError(f"owner {name!r} answered, expected one each of {sorted(known)}")
        try:
            shown = witness.greet(fields.get(RECEIPT_KEY), ledgers.get(name))
            if any(shown == ledger for other, ledger in ledgers.items() if other != name):
                raise VerificationError("expected a ledger of its own, found another owner's")
            ledgers[name] = shown
        except VerificationError as error:
            row = _unverified(name, error)
            refused.append(row)
            notify(_answered(0, row, answered, len(nodes)))
            continue
        roster[node] = name
        notify(OwnerAnswered(0, name, None, answered, len(nodes)))
    _check_quorum(job, 0, list(roster.values()), refused)
    return roster, refused


def _train(
    grid: Grid, job: Job, *, number: int, roster: Roster, state: Checkpoint, witness: Witness
) -> tuple[WeightedSum, list[Row], Message]:
    """Send one round's task to the roster and add what comes back.

    Returns the sum, a line for each owner that did not take part, and one of the messages sent.
    """
    model = state.model
    tensors = ArrayRecord({n: Array(np.ascontiguousarray(a)) for n, a in model.items()})
    # The largest first, so that none of them is still at work when all others are done.
    size = {owner.name: owner.declared_units for owner in job.owners}
    nodes = sorted(roster, key=lambda node: -size[roster[node]])
    messages = []
    for node in nodes:
        content = _task(job, number, witness.message_for(state.ledgers.get(roster[node])))
        content[MODEL_RECORD] = tensors
        messages.append(Message(content, node, MessageType.TRAIN, group_id=str(number)))
    trained = WeightedSum({owner.name: owner.declared_units for owner in job.owners}, model)
    dropped: list[Row] = []
    for answered, (node, reply) in enumerate(_replies(grid, job, messages), 1):
        name = roster[node]
        if reply is None or reply.has_error():
            dropped.append(_dropped(name, node, number, reply))
        elif problem := _check_ledger(name, reply, state.ledgers, witness):
            dropped.append(problem)
        elif reason := trained.add(name, reply.content.array_records.get(UPDATE_RECORD)):
            dropped.append({"name": name, "code": int(Refusal.MALFORMED), "reason": reason})
        else:
            notify(OwnerAnswered(number, name, None, answered, len(roster)))
            continue
        notify(_answered(number, dropped[-1], answered, len(roster)))
    return trained, dropped, messages[0]


def _task(job: Job, number: int, head: str | None = None) -> RecordDict:
    """The instructions of a round, and the owner's last head, countersigned."""
    content = RecordDict({TASK_RECORD: ConfigRecord({TASK_KEY: job.task(number).to_json()})})
    if head is not None:
        content[WITNESS_RECORD] = ConfigRecord({WITNESS_KEY: head})
    return content


def _check_ledger(
    name: str, reply: Message, ledgers: dict[str, str], witness: Witness
) -> Row | None:
    """Countersign the head that came with an update; why the update can't be used, else None."""
    fields = reply.content.config_records.get(REPLY_RECORD, ConfigRecord())
    try:
        ledgers[name] = witness.see(fields.get(RECEIPT_KEY), ledgers.get(name))
    except VerificationError as error:
        return _unverified(name, error)
    return None


def _unverified(name: str, error: VerificationError) -> Row:
    return {"name": name, "code": int(Refusal.LEDGER), "reason": f"its ledger: {error}"}


def _give_heads(
    grid: Grid, job: Job, roster: Roster, ledgers: dict[str, str], witness: Witness
) -> None:
    """Bring the last round's heads back. An owner that is gone by now gets its own next time."""
    messages = [
        Message(_task(job, job.plan.rounds, head), node, WITNESS_QUERY, group_id="witness")
        for node, name in roster.items()
        if (head := witness.message_for(ledgers.get(name))) is not None
    ]
    for _ in _replies(grid, job, messages, min(job.round_timeout, HEADS_TIMEOUT)):
        pass


def _replies(
    grid: Grid, job: Job, messages: list[Message], timeout: float | None = None
) -> Iterator[tuple[int, Message | None]]:
    """Each node's reply as it arrives, and None for every node that is late.

    Replies are matched by the message that they answer: Flower reports a dead node's error with
    another source (design §9).
    """
    nodes = [message.metadata.dst_node_id for message in messages]
    waiting = dict(zip(grid.push_messages(messages), nodes, strict=True))
    deadline = time.monotonic() + (job.round_timeout if timeout is None else timeout)
    while waiting and time.monotonic() < deadline:
        arrived = list(grid.pull_messages(list(waiting)))
        for reply in arrived:
            node = waiting.pop(reply.metadata.reply_to_message_id, None)
            if node is not None:
                yield node, reply
        if waiting and not arrived:
            time.sleep(job.poll_interval)
    for node in waiting.values():
        yield node, None


def _dropped(name: str, node: int, number: int, reply: Message | None) -> Row:
    """A line about an owner that sent an error, or nothing. Only a simulation adds `detail`."""
    if reply is None:
        return {"name": name, "code": None, "reason": NO_ANSWER}
    code = reply.error.code
    row: Row = {"name": name, "code": code, "reason": Refusal.describe(code)}
    if code in set(Refusal) and (detail := explain(node, number)):
        row["detail"] = detail
    return row


def _answered(number: int, row: Row, answered: int, asked: int) -> OwnerAnswered:
    return OwnerAnswered(number, row["name"], row["reason"], answered, asked, row.get("detail"))


def _absent(job: Job, roster: Roster, refused: list[Row]) -> list[Row]:
    """A line about each declared owner that no node of the roster is, with the reason if known."""
    joined, why = set(roster.values()), {row["name"]: row for row in refused}
    return [
        why.get(owner.name, {"name": owner.name, "code": None, "reason": DID_NOT_JOIN})
        for owner in job.owners
        if owner.name not in joined
    ]


def _check_quorum(job: Job, number: int, survivors: Sequence[str], dropped: list[Row]) -> None:
    if len(survivors) >= job.quorum:
        return
    stage = f"round {number}" if number else "joining"
    message = f"{stage}: expected at least {job.quorum} owners, {len(survivors)} succeeded"
    if dropped:
        message += f" ({'; '.join(map(_in_words, dropped))})"
    codes = {row["code"] for row in dropped}
    if codes and codes <= {Refusal.LEDGER, Refusal.STORE}:
        raise UnverifiedError(message, hint=UNVERIFIED_HINT)
    if codes and codes <= {Refusal.POLICY, Refusal.BUDGET, Refusal.LEDGER, Refusal.STORE}:
        raise RefusedError(message, hint=REFUSED_HINT)
    raise QuorumError(message, hint="each owner's journal.jsonl says more")


def _in_words(row: Row) -> str:
    detail = f", {row['detail']}" if "detail" in row else ""
    return f"{row['name']}: {row['reason']}{detail}"
