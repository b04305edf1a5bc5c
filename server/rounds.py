"""A run from the coordinator's side: join, then rounds of train, sum, optimise, evaluate.

No exact count, loss or name of a record arrives here: owners answer with a pseudo-gradient or a
code. Each one is added on arrival and forgotten, so memory doesn't grow with the owners.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from flwr.app import Array, ArrayRecord, ConfigRecord, Message, MessageType, RecordDict
from flwr.serverapp import Grid

from exchange.refusals import Refusal
from exchange.task import MODEL_RECORD, REPLY_RECORD, TASK_KEY, TASK_RECORD, UPDATE_RECORD
from server.card import model_card
from server.checkpoint import Checkpoint
from server.errors import JobError, QuorumError, RefusedError
from server.evaluation import Evaluator
from server.history import write_history, write_result
from server.job import Job
from server.observer import OwnerAnswered, RoundEnded, Started, explain, notify
from server.optimizer import Arrays, ServerOptimizer
from server.weighted_sum import WeightedSum

Roster = dict[int, str]  # node → owner's name
Row = dict[str, Any]  # of the history
NO_ANSWER = "no answer in time"
DID_NOT_JOIN = "did not join the run"
REFUSED_HINT = (
    "plan a new run within the owners' caps; a round that failed or was cut off stays charged, "
    "and only spare rounds pay for it"
)


def run(grid: Grid, job: Job) -> None:
    """Run `job` to its end, or on from its checkpoint.

    Leaves `history.jsonl`, `result.json`, `model/` and a checkpoint in `job.out`.

    Raises QuorumError or RefusedError when too few owners take part; the checkpoint of the last
    whole round stays.
    """
    evaluator = Evaluator(job)
    state = Checkpoint.load(job.out, job.run_id)
    if state is None:
        state = Checkpoint(job.run_id, evaluator.initial())
    optimizer = ServerOptimizer(job.server)
    names = list(state.model)
    optimizer.restore(state.optimizer, names)
    roster = _join(grid, job)
    absent = _absent(job, roster)
    if state.baseline is None:
        state.baseline = evaluator.scores(state.model)
        state.save(job.out)
    write_history(job.out, state.rounds)  # a crash may have left it behind the checkpoint
    notify(Started(state.baseline, len(state.rounds) + 1, job.plan.rounds))
    for number in range(len(state.rounds) + 1, job.plan.rounds + 1):
        began = time.monotonic()
        trained, dropped, template = _train(grid, job, number, roster, state.model)
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
        state.save(job.out)
        write_history(job.out, state.rounds)
        notify(RoundEnded(row))
    evaluator.save(state.model, model_card(job, state))
    write_result(job.out, state)


def _join(grid: Grid, job: Job) -> Roster:
    """Ask every node who it is and whether its policy lets the plan run."""
    deadline = time.monotonic() + job.round_timeout
    while len(nodes := sorted(grid.get_node_ids())) < len(job.owners):
        if time.monotonic() > deadline:
            raise QuorumError(f"expected {len(job.owners)} owners, {len(nodes)} are connected")
        time.sleep(job.poll_interval)
    content = RecordDict({TASK_RECORD: ConfigRecord({TASK_KEY: job.task(0).to_json()})})
    messages = [Message(content, node, "query.join", group_id="0") for node in nodes]
    known = {owner.name for owner in job.owners}
    roster: Roster = {}
    refused: list[Row] = []
    for answered, (node, reply) in enumerate(_replies(grid, job, messages), 1):
        if reply is None or reply.has_error():
            row = _dropped(f"node {node}", node, 0, reply)
            refused.append(row)
            notify(_answered(0, row, answered, len(nodes)))
            continue
        name = str(reply.content.config_records.get(REPLY_RECORD, ConfigRecord()).get("name"))
        if name not in known or name in roster.values():
            raise JobError(f"owner {name!r} answered, expected one each of {sorted(known)}")
        roster[node] = name
        notify(OwnerAnswered(0, name, None, answered, len(nodes)))
    _check_quorum(job, 0, list(roster.values()), refused)
    return roster


def _train(
    grid: Grid, job: Job, number: int, roster: Roster, model: Arrays
) -> tuple[WeightedSum, list[Row], Message]:
    """Send one round's task to the roster and add what comes back.

    Returns the sum, a line for each owner that did not take part, and one of the messages sent.
    """
    tensors = ArrayRecord({n: Array(np.ascontiguousarray(a)) for n, a in model.items()})
    task = ConfigRecord({TASK_KEY: job.task(number).to_json()})
    content = RecordDict({TASK_RECORD: task, MODEL_RECORD: tensors})
    # The largest first, so that none of them is still at work when all others are done.
    size = {owner.name: owner.declared_units for owner in job.owners}
    nodes = sorted(roster, key=lambda node: -size[roster[node]])
    messages = [Message(content, node, MessageType.TRAIN, group_id=str(number)) for node in nodes]
    trained = WeightedSum({owner.name: owner.declared_units for owner in job.owners}, model)
    dropped: list[Row] = []
    for answered, (node, reply) in enumerate(_replies(grid, job, messages), 1):
        name = roster[node]
        if reply is None or reply.has_error():
            dropped.append(_dropped(name, node, number, reply))
        elif problem := trained.add(name, reply.content.array_records.get(UPDATE_RECORD)):
            dropped.append({"name": name, "code": int(Refusal.MALFORMED), "reason": problem})
        else:
            notify(OwnerAnswered(number, name, None, answered, len(roster)))
            continue
        notify(_answered(number, dropped[-1], answered, len(roster)))
    return trained, dropped, messages[0]


def _replies(grid: Grid, job: Job, messages: list[Message]) -> Iterator[tuple[int, Message | None]]:
    """Each node's reply as it arrives, and None for every node that is late.

    Replies are matched by the message that they answer: Flower reports a dead node's error with
    another source (design §9).
    """
    nodes = [message.metadata.dst_node_id for message in messages]
    waiting = dict(zip(grid.push_messages(messages), nodes, strict=True))
    deadline = time.monotonic() + job.round_timeout
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


def _absent(job: Job, roster: Roster) -> list[Row]:
    """A line about each declared owner that no node of the roster is."""
    joined = set(roster.values())
    return [
        {"name": owner.name, "code": None, "reason": DID_NOT_JOIN}
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
    if dropped and all(row["code"] in (Refusal.POLICY, Refusal.BUDGET) for row in dropped):
        raise RefusedError(message, hint=REFUSED_HINT)
    raise QuorumError(message, hint="each owner's journal.jsonl says more")


def _in_words(row: Row) -> str:
    detail = f", {row['detail']}" if "detail" in row else ""
    return f"{row['name']}: {row['reason']}{detail}"
