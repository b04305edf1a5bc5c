"""A Flower grid whose owners answer from a script, for tests of the coordinator alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flwr.app import Array, ArrayRecord, ConfigRecord, Error, Message, RecordDict
from flwr.serverapp import Grid

from client.flower_internals import empty_run, set_message_id
from exchange.task import (
    RECEIPT_KEY,
    REPLY_RECORD,
    TASK_KEY,
    TASK_RECORD,
    UPDATE_RECORD,
    WITNESS_KEY,
    WITNESS_QUERY,
    WITNESS_RECORD,
    TrainTask,
)
from privacy.ledger.heads import (
    Receipt,
    WitnessedHead,
    receipt_to_json,
    sign_head,
    witnessed_from_json,
)
from privacy.ledger.merkle import MerkleTree, leaf_hash

if TYPE_CHECKING:
    from flwr.supercore.run import Run

# What an owner sends back to a message: nothing, one reply, or several.
Answer = Callable[[Message], list[Message]]
WITNESSED = -1  # the round of `query.witness` in a script


class Bare(list[Message]):
    """Replies that are sent as they are, without a receipt."""


class PaperLedger:
    """A ledger of made-up entries in memory: what an owner shows of it is as true as of a real
    one. The same name gives the same key and identifier."""

    def __init__(self, name: str, edition: str = "") -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(sha256(f"key {name}".encode()).digest())
        self.ledger = sha256(f"ledger {name} {edition}".encode()).hexdigest()[:32]
        self.tree = MerkleTree()
        self.kept: list[WitnessedHead] = []  # heads that came back
        self._edition = edition
        self.grow(1)

    def grow(self, entries: int) -> None:
        """Add entries."""
        for _ in range(entries):
            self.tree.append(leaf_hash(f"{self._edition} {len(self.tree)}".encode()))

    def receipt(self, since: int = 0, size: int | None = None) -> Receipt:
        """A receipt over the first `size` entries, all by default."""
        size = len(self.tree) if size is None else size
        head = sign_head(
            self.key, ledger=self.ledger, size=size, root=self.tree.root(size), time_ms=size
        )
        proof = self.tree.consistency_proof(since, size)
        return Receipt(head, since, tuple(item.hex() for item in proof))

    def keep(self, head: WitnessedHead) -> None:
        """Take a head that the coordinator countersigned. Raises on one that isn't true of this."""
        head.check()
        assert head.head == self.receipt(size=head.head.size).head
        self.kept.append(head)


class ScriptedGrid(Grid):
    """Node i + 1 is `names[i]`. It joins, and answers `train` with a pseudo-gradient of ones,
    unless `script` has another answer for (name, round); round 0 joins, and WITNESSED is asked to
    keep a head. `books` are the owners' ledgers, new ones by default: a receipt goes with every
    reply that has none of its own and isn't Bare."""

    def __init__(
        self,
        names: list[str],
        script: dict[tuple[str, int], Answer] | None = None,
        books: dict[str, PaperLedger] | None = None,
    ):
        self._names = dict(enumerate(names, 1))
        self._script = script or {}
        self._numbers = itertools.count(1)
        self._arrived: list[Message] = []
        self.books = {name: PaperLedger(name) for name in names} if books is None else books
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
        name, kind = self._names[message.metadata.dst_node_id], message.metadata.message_type
        text = message.content.config_records[TASK_RECORD][TASK_KEY]
        number = TrainTask.from_json(text).round
        self.sent.append((kind, name, number))
        book = self.books[name]
        head = head_of(message)
        if head is not None:
            book.keep(head)
        if kind == WITNESS_QUERY:
            number = WITNESSED
        elif number:
            book.grow(2)  # a debit and its settlement
        answer = self._script.get((name, number), joins(name) if number < 1 else trains(1.0))
        replies = answer(message)
        if not isinstance(replies, Bare):
            for reply in replies:
                _show(reply, book, head)
        self._arrived += replies
        return identifier


def head_of(message: Message) -> WitnessedHead | None:
    """The countersigned head that a message brings."""
    record = message.content.config_records.get(WITNESS_RECORD)
    return None if record is None else witnessed_from_json(record[WITNESS_KEY])


def _show(reply: Message, book: PaperLedger, head: WitnessedHead | None) -> None:
    if reply.has_error():
        return
    fields = reply.content.config_records.get(REPLY_RECORD, ConfigRecord())
    if RECEIPT_KEY not in fields:
        fields[RECEIPT_KEY] = receipt_to_json(book.receipt(head.head.size if head else 0))
    reply.content[REPLY_RECORD] = fields


def joins(name: str) -> Answer:
    """Say that the owner is `name`."""

    def answer(message: Message) -> list[Message]:
        content = RecordDict({REPLY_RECORD: ConfigRecord({"name": name})})
        return [Message(content, reply_to=message)]

    return answer


def shows(receipt: Callable[[Message], object], name: str = "") -> Answer:
    """Join as `name`, or train as `trains(100)` does, with a receipt of one's own."""

    def answer(message: Message) -> list[Message]:
        fields = ConfigRecord({"name": name, RECEIPT_KEY: receipt(message)})  # type: ignore[dict-item]
        if name:
            return [Message(RecordDict({REPLY_RECORD: fields}), reply_to=message)]
        (reply,) = trains(100.0)(message)
        reply.content[REPLY_RECORD] = fields
        return [reply]

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
