"""A run from the coordinator's side: join, then rounds of train, sum, optimise, evaluate.

No exact count, loss or name of a record arrives here: owners answer with a pseudo-gradient or a
code. Each one is added on arrival and forgotten, so memory doesn't grow with the owners.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
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
from server.observer import OwnerAnswered, RoundEnded, Started, notify
from server.optimizer import Arrays, ServerOptimizer

Roster = dict[int, str]  # node → owner's name
NO_ANSWER = "no answer in time"


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
    if state.baseline is None:
        state.baseline = evaluator.scores(state.model)
        state.save(job.out)
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
            "dropped": dropped,
            "scores": scores,
        }
        state.rounds.append(row)
        state.optimizer = optimizer.state(names)
        state.save(job.out)
        write_history(job.out, state.rounds)
        notify(RoundEnded(row))
    evaluator.save(state.model, model_card(job, state))
    write_result(job.out, state)


class _Sum:
    """The weighted sum of one round, one accumulator whatever the number of owners."""

    def __init__(self, job: Job, like: Arrays) -> None:
        self._weights = {owner.name: float(owner.declared_units) for owner in job.owners}
        self._total = {name: np.zeros_like(array) for name, array in like.items()}
        self.survivors: list[str] = []

    def add(self, owner: str, update: ArrayRecord | None) -> str | None:
        """Add one owner's update; the reason when it can't be used, else None."""
        if update is None:
            return "no update in the answer"
        arrays = {str(name): array.numpy() for name, array in update.items()}
        if arrays.keys() != self._total.keys():
            return "tensors of other names than the model's"
        for name, array in arrays.items():
            if array.shape != self._total[name].shape or array.dtype != np.float32:
                return f"tensor {name} of another shape or type"
            if not np.isfinite(array).all():
                return f"tensor {name} is not finite"
        for name, array in arrays.items():
            self._total[name] += np.float32(self._weights[owner]) * array
        self.survivors.append(owner)
        return None

    def mean(self) -> Arrays:
        """The mean of the survivors' updates, weighted by the public table of declared sizes."""
        weight = np.float32(sum(self._weights[owner] for owner in self.survivors))
        return {name: total / weight for name, total in self._total.items()}


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
    refused: list[dict[str, Any]] = []
    for node, reply in _replies(grid, job, messages):
        if reply is None or reply.has_error():
            refused.append(_dropped(f"node {node}", reply))
            continue
        name = str(reply.content.config_records.get(REPLY_RECORD, ConfigRecord()).get("name"))
        if name not in known or name in roster.values():
            raise JobError(f"owner {name!r} answered, expected one each of {sorted(known)}")
        roster[node] = name
    _check_quorum(job, 0, list(roster.values()), refused)
    return roster


def _train(
    grid: Grid, job: Job, number: int, roster: Roster, model: Arrays
) -> tuple[_Sum, list[dict[str, Any]], Message]:
    """Send one round's task to the roster and add what comes back.

    Returns the sum, a line for each owner that did not take part, and one of the messages sent.
    """
    tensors = ArrayRecord({n: Array(np.ascontiguousarray(a)) for n, a in model.items()})
    task = ConfigRecord({TASK_KEY: job.task(number).to_json()})
    content = RecordDict({TASK_RECORD: task, MODEL_RECORD: tensors})
    messages = [
        Message(content, node, MessageType.TRAIN, group_id=str(number)) for node in roster
    ]
    trained, dropped = _Sum(job, model), []
    for answered, (node, reply) in enumerate(_replies(grid, job, messages), 1):
        name = roster[node]
        if reply is None or reply.has_error():
            dropped.append(_dropped(name, reply))
        elif problem := trained.add(name, reply.content.array_records.get(UPDATE_RECORD)):
            dropped.append({"name": name, "code": int(Refusal.MALFORMED), "reason": problem})
        else:
            notify(OwnerAnswered(number, name, None, answered, len(roster)))
            continue
        notify(OwnerAnswered(number, name, dropped[-1]["reason"], answered, len(roster)))
    return trained, dropped, messages[0]


def _replies(
    grid: Grid, job: Job, messages: list[Message]
) -> Iterator[tuple[int, Message | None]]:
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


def _dropped(name: str, reply: Message | None) -> dict[str, Any]:
    if reply is None:
        return {"name": name, "code": None, "reason": NO_ANSWER}
    code = reply.error.code
    return {"name": name, "code": code, "reason": Refusal.describe(code)}


def _check_quorum(
    job: Job, number: int, survivors: list[str], dropped: list[dict[str, Any]]
) -> None:
    if len(survivors) >= job.quorum:
        return
    stage = f"round {number}" if number else "joining"
    reasons = "; ".join(f"{row['name']}: {row['reason']}" for row in dropped)
    message = f"{stage}: expected at least {job.quorum} owners, {len(survivors)} succeeded"
    if reasons:
        message += f" ({reasons})"
    if dropped and all(row["code"] in (Refusal.POLICY, Refusal.BUDGET) for row in dropped):
        raise RefusedError(message, hint="owners set their own caps; plan a run that fits them")
    raise QuorumError(message, hint="see each owner's journal.jsonl, then go on with --resume")
