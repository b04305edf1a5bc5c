"""A federation in one process: a Flower grid that calls the ClientApp in a pool of threads.

The ServerApp and the ClientApp are the ones that run in production; only what carries their
messages is another. A client's message is copied when its turn comes, and its reply is given up
when it is pulled, so memory follows what runs at once and not the number of owners.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from flwr.app import (
    Array,
    ArrayRecord,
    ConfigRecord,
    Context,
    Error,
    Message,
    MetricRecord,
    RecordDict,
)
from flwr.clientapp import ClientApp
from flwr.serverapp import Grid

from client.flower_internals import empty_run, set_message_id

if TYPE_CHECKING:
    from flwr.supercore.run import Run

CLIENT_APP_RAISED = 2  # Flower's code for a ClientApp that raised

NodeConfig = dict[str, bool | float | int | str]


class InProcessGrid(Grid):
    """Runs each message's handler in a thread, at most `parallel` at a time.

    `node_configs[i]` is the node configuration of node i + 1. `prepare` runs once in each thread.
    """

    def __init__(
        self,
        app: ClientApp,
        node_configs: Sequence[NodeConfig],
        *,
        parallel: int,
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        self._app = app
        self._nodes = {number: dict(config) for number, config in enumerate(node_configs, 1)}
        self._pool = ThreadPoolExecutor(parallel, "owner", initializer=prepare)
        self._replies: dict[str, Future[Message]] = {}
        self._numbers = itertools.count(1)

    def set_run(self, run: Run) -> None:
        """Not needed here: there is one run."""

    @property
    def run(self) -> Run:
        """Run information; an in-process run has none but its number."""
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
        """Every node, from 1."""
        return list(self._nodes)

    def push_messages(self, messages: Iterable[Message]) -> Iterable[str]:
        """Queue messages; returns their ids, in order."""
        return [self._push(message) for message in messages]

    def pull_messages(self, message_ids: Iterable[str]) -> Iterable[Message]:
        """The replies that are there, each given once. Waits a moment when there is none."""
        waiting = [i for i in message_ids if i in self._replies]
        wait([self._replies[i] for i in waiting], timeout=0.2, return_when="FIRST_COMPLETED")
        ready = [i for i in waiting if self._replies[i].done()]
        return [self._replies.pop(i).result() for i in ready]

    def send_and_receive(
        self, messages: Iterable[Message], *, timeout: float | None = None
    ) -> Iterable[Message]:
        """Push, and wait for the replies, at most `timeout` seconds."""
        ids = list(self.push_messages(messages))
        wait([self._replies[i] for i in ids], timeout=timeout)
        return self.pull_messages(ids)

    def close(self, *, wait: bool = True) -> None:
        """Drop what is queued, and wait for what runs unless told not to."""
        self._pool.shutdown(wait=wait, cancel_futures=True)

    def _push(self, message: Message) -> str:
        identifier = f"message-{next(self._numbers)}"
        self._replies[identifier] = self._pool.submit(self._handle, message, identifier)
        return identifier

    def _handle(self, message: Message, identifier: str) -> Message:
        node = message.metadata.dst_node_id
        own = Message(
            _copy(message.content),
            node,
            message.metadata.message_type,
            group_id=message.metadata.group_id,
        )
        set_message_id(own, identifier)  # the SuperLink's part
        context = Context(
            run_id=1,
            node_id=node,
            node_config=dict(self._nodes[node]),
            state=RecordDict(),
            run_config={},
        )
        try:
            return self._app(own, context)
        except Exception as error:  # as a SuperNode does
            reason = f"{type(error).__name__}: {error}"
            return Message(Error(code=CLIENT_APP_RAISED, reason=reason), reply_to=own)


def _copy(content: RecordDict) -> RecordDict:
    """A copy whose records the receiver may change; the immutable bytes of arrays are shared."""
    copy = RecordDict()
    for name, record in content.items():
        match record:
            case ArrayRecord():
                copy[name] = ArrayRecord(
                    {key: Array(a.dtype, a.shape, a.stype, a.data) for key, a in record.items()}
                )
            case MetricRecord():
                copy[name] = MetricRecord(dict(record))
            case ConfigRecord():
                copy[name] = ConfigRecord(dict(record))
    return copy
