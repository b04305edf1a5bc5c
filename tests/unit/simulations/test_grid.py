"""simulations.grid: the ClientApp's own protocol, a copy for each owner, and a bound on threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from flwr.app import (
    Array,
    ArrayRecord,
    ConfigRecord,
    Context,
    Message,
    MessageType,
    MetricRecord,
    RecordDict,
)
from flwr.clientapp import ClientApp

from client.flower_internals import enter_process
from simulations.grid import CLIENT_APP_RAISED, InProcessGrid

WAIT = 10.0  # seconds; passed only by a deadlock


@pytest.fixture(autouse=True)
def _process() -> None:
    enter_process()


def content() -> RecordDict:
    return RecordDict(
        {
            "model": ArrayRecord({"w": Array(np.zeros(3, np.float32))}),
            "task": ConfigRecord({"round": 1, "names": ["a"]}),
            "metrics": MetricRecord({"x": 1.0}),
        }
    )


def messages(grid: InProcessGrid, shared: RecordDict | None = None) -> list[Message]:
    shared = content() if shared is None else shared
    return [Message(shared, node, MessageType.TRAIN, group_id="1") for node in grid.get_node_ids()]


def open_grid(app: ClientApp, nodes: int, parallel: int = 2, **options: Any) -> InProcessGrid:
    return InProcessGrid(
        app, [{"owner": f"o{i}"} for i in range(nodes)], parallel=parallel, **options
    )


def replies(grid: InProcessGrid, ids: list[str]) -> Iterator[Message]:
    waiting = list(ids)
    while waiting:
        for reply in grid.pull_messages(waiting):
            waiting.remove(reply.metadata.reply_to_message_id)
            yield reply


def test_an_owner_meets_its_message_and_its_node() -> None:
    app = ClientApp()

    @app.query("join")
    def join(message: Message, context: Context) -> Message:
        fields: dict[str, Any] = {
            "owner": str(context.node_config["owner"]),
            "node": context.node_id,
        }
        fields |= {"group": message.metadata.group_id, "to": message.metadata.dst_node_id}
        fields |= {"runs": len(context.run_config)}
        return Message(RecordDict({"reply": ConfigRecord(fields)}), reply_to=message)

    grid = open_grid(app, 3)
    assert list(grid.get_node_ids()) == [1, 2, 3]
    ids = list(
        grid.push_messages(
            [grid.create_message(content(), "query.join", node, "7") for node in (2, 3)]
        )
    )
    found = {
        reply.metadata.reply_to_message_id: dict(reply.content.config_records["reply"])
        for reply in replies(grid, ids)
    }
    grid.close()
    assert [found[i] for i in ids] == [
        {"owner": f"o{node - 1}", "node": node, "group": "7", "to": node, "runs": 0}
        for node in (2, 3)
    ]


def test_each_owner_has_its_own_copy() -> None:
    app, shared = ClientApp(), content()

    @app.train()
    def spoil(message: Message, _: Context) -> Message:
        own = message.content
        value = float(own.array_records["model"]["w"].numpy().sum())
        own.array_records["model"]["w"] = Array(np.full(3, 9, np.float32))
        own.array_records["model"]["more"] = Array(np.ones(1, np.float32))
        own.config_records["task"]["round"] = 99
        own.metric_records["metrics"]["x"] = -1.0
        own["surprise"] = ConfigRecord()
        return Message(RecordDict({"seen": MetricRecord({"sum": value})}), reply_to=message)

    grid = open_grid(app, 4)
    found = list(grid.send_and_receive(messages(grid, shared), timeout=WAIT))
    grid.close()
    assert [reply.content.metric_records["seen"]["sum"] for reply in found] == [0.0] * 4
    assert set(shared) == {"model", "task", "metrics"}
    assert list(shared.array_records["model"]) == ["w"]
    assert shared.array_records["model"]["w"].numpy().sum() == 0
    assert shared.config_records["task"]["round"] == 1
    assert shared.metric_records["metrics"]["x"] == 1.0


def test_at_most_parallel_at_once_and_as_many() -> None:
    app, lock = ClientApp(), threading.Lock()
    together = threading.Barrier(2)  # two must be inside at once, or this breaks
    inside: list[int] = []
    most: list[int] = []

    @app.train()
    def train(message: Message, context: Context) -> Message:
        with lock:
            inside.append(context.node_id)
            most.append(len(inside))
        together.wait(WAIT)
        with lock:
            inside.remove(context.node_id)
        return Message(RecordDict(), reply_to=message)

    prepared: list[str] = []
    grid = open_grid(app, 6, prepare=lambda: prepared.append(threading.current_thread().name))
    found = list(grid.send_and_receive(messages(grid), timeout=WAIT))
    grid.close()
    assert len(found) == 6
    assert not any(reply.has_error() for reply in found)
    assert max(most) == 2
    assert len(prepared) == len(set(prepared)) == 2


def test_an_exception_is_an_error_reply() -> None:
    app = ClientApp()

    @app.train()
    def train(message: Message, context: Context) -> Message:
        if context.node_id == 2:
            raise ValueError("no disk")
        return Message(RecordDict(), reply_to=message)

    grid = open_grid(app, 2)
    ids = list(grid.push_messages(messages(grid)))
    found = {reply.metadata.reply_to_message_id: reply for reply in replies(grid, ids)}
    grid.close()
    assert not found[ids[0]].has_error()
    error = found[ids[1]].error
    assert (error.code, error.reason) == (CLIENT_APP_RAISED, "ValueError: no disk")


def test_a_reply_is_given_once_and_only_to_who_asks() -> None:
    app = ClientApp()

    @app.train()
    def train(message: Message, _: Context) -> Message:
        return Message(RecordDict(), reply_to=message)

    grid = open_grid(app, 2)
    first, second = grid.push_messages(messages(grid))
    assert [r.metadata.reply_to_message_id for r in replies(grid, [first])] == [first]
    assert list(grid.pull_messages([first, "message-99"])) == []
    assert [r.metadata.reply_to_message_id for r in replies(grid, [second])] == [second]
    grid.close()


@pytest.mark.parametrize("wait", [True, False])
def test_close_drops_what_is_queued(wait: bool) -> None:
    app, entered, leave = ClientApp(), threading.Event(), threading.Event()
    ran: list[int] = []

    @app.train()
    def train(message: Message, context: Context) -> Message:
        ran.append(context.node_id)
        entered.set()
        leave.wait(WAIT)
        return Message(RecordDict(), reply_to=message)

    grid = open_grid(app, 3, parallel=1)
    grid.push_messages(messages(grid))
    assert entered.wait(WAIT)
    if wait:
        leave.set()
    grid.close(wait=wait)
    assert leave.is_set() == wait  # without waiting, close returned while one still ran
    leave.set()
    grid.close()
    # When it waits, the second may have begun before close took the rest away.
    assert ran == [1] or (wait and len(ran) < 3)
