"""A Flower grid whose owners answer from a script, for tests of the coordinator alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np
from flwr.app import Array, ArrayRecord, ConfigRecord, Error, Message, RecordDict
from flwr.serverapp import Grid

from client.flower_internals import empty_run, set_message_id
from exchange.task import REPLY_RECORD, TASK_KEY, TASK_RECORD, UPDATE_RECORD, TrainTask

if TYPE_CHECKING:
    from flwr.supercore.run import Run

# What an owner sends back to a message: nothing, one reply, or several.
Answer = Callable[[Message], list[Message]]


class ScriptedGrid(Grid):
    """Node i + 1 is `names[i]`. It joins, and answers `train` with a pseudo-gradient of ones,
    unless `script` has another answer for (name, round); round 0 joins."""

    def __init__(self, names: list[str], script: dict[tuple[str, int], Answer] | None = None):
        self._names = dict(enumerate(names, 1))
        self._script = script or {}
        self._numbers = itertools.count(1)
        self._arrived: list[Message] = []
        self.sent: list[tuple[str, str, int]] = []  # type, name, round

    def set_run(self, run: Run) -> None:
        """Not needed."""

    @property
    def run(self) -> Run:
        """An empty one."""
        return empty_run()

    def create_message(
        self,
        content: RecordDict,
        message_type: str,
        dst_node_id: int,
        group_id: str,
        ttl: float | None = None,
    ) -> Message:
        """A message to one node."""
        return Message(content, dst_node_id, message_type, ttl=ttl, group_id=group_id)

    def get_node_ids(self) -> Iterable[int]:
        """Every node."""
        return list(self._names)

    def push_messages(self, messages: Iterable[Message]) -> Iterable[str]:
        """Let the script answer at once; replies wait until they are pulled."""
        return [self._push(message) for message in messages]

    def pull_messages(self, message_ids: Iterable[str]) -> Iterable[Message]:
        """All that has arrived, asked for or not: a hostile SuperLink's way."""
        arrived, self._arrived = self._arrived, []
        return arrived

    def send_and_receive(
        self, messages: Iterable[Message], *, timeout: float | None = None
    ) -> Iterable[Message]:
        """Not used by the coordinator."""
        raise NotImplementedError

    def _push(self, message: Message) -> str:
        identifier = f"message-{next(self._numbers)}"
        set_message_id(message, identifier)
        name = self._names[message.metadata.dst_node_id]
        text = message.content.config_records[TASK_RECORD][TASK_KEY]
        number = TrainTask.from_json(text).round
        self.sent.append((message.metadata.message_type, name, number))
        answer = self._script.get((name, number), joins(name) if number == 0 else trains(1.0))
        self._arrived += answer(message)
        return identifier


def joins(name: str) -> Answer:
    """Say that the owner is `name`."""

    def answer(message: Message) -> list[Message]:
        content = RecordDict({REPLY_RECORD: ConfigRecord({"name": name})})
        return [Message(content, reply_to=message)]

    return answer


def trains(value: float) -> Answer:
    """Answer with the model's tensors, all filled with `value`."""

    def answer(message: Message) -> list[Message]:
        return [updates(message, {n: np.full_like(a, value) for n, a in received(message).items()})]

    return answer


def sends(change: Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]) -> Answer:
    """Answer with what `change` makes of the model's tensors."""
    return lambda message: [updates(message, change(received(message)))]


def refuses(code: int) -> Answer:
    """Answer with an error code."""
    return lambda message: [Message(Error(code=int(code), reason="no"), reply_to=message)]


def silent(_: Message) -> list[Message]:
    """Never answer."""
    return []


def received(message: Message) -> dict[str, np.ndarray]:
    """The model's tensors in a `train` message."""
    return {str(n): a.numpy() for n, a in message.content.array_records["model"].items()}


def updates(message: Message, arrays: dict[str, np.ndarray]) -> Message:
    """A reply with `arrays` as its pseudo-gradient."""
    record = ArrayRecord({n: Array(a) for n, a in arrays.items()})
    return Message(RecordDict({UPDATE_RECORD: record}), reply_to=message)
