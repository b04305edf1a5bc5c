"""A Flower grid whose owners are in memory and honest, but for what a script says, for tests of
the coordinator alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from flwr.app import Message, RecordDict
from flwr.serverapp import Grid
from support.paper_ledger import PaperLedger
from support.paper_owner import (
    ANSWERS,
    TRAIN,
    Change,
    PaperOwner,
    Update,
    head_of,
    refusal,
)

from client.flower_internals import empty_run, set_message_id
from exchange.errors import ExchangeError
from exchange.hub import Hub
from exchange.refusals import Refusal
from exchange.task import (
    AGGREGATION_RECORD,
    JOIN_QUERY,
    SHARE_QUERY,
    TASK_KEY,
    TASK_RECORD,
    TrainTask,
)
from privacy.ledger.heads import receipt_to_json

if TYPE_CHECKING:
    from flwr.supercore.run import Run

# What an owner sends back to a message: nothing, one reply, or several.
Answer = Callable[[PaperOwner, Message], list[Message]]
# Whose answer, to what: the round, or for a stage of a session its number from 1 on this grid.
Script = Mapping[tuple[str, int, str], Answer]
DECLARED = {"ann": 10, "bob": 20, "cid": 70}  # units; of other names 30


class Late(list[Message]):
    """Replies that arrive once the coordinator has gone on to its next messages."""


class ScriptedGrid(Grid):
    """Node i + 1 is the i-th owner. `order` is what the network makes of what has arrived."""

    def __init__(
        self,
        owners: Sequence[PaperOwner | str],
        script: Script | None = None,
        *,
        order: Callable[[list[Message]], list[Message]] = list,
    ) -> None:
        made_up = [o if isinstance(o, PaperOwner) else make_owner(o) for o in owners]
        self.owners = {owner.name: owner for owner in made_up}
        self.nodes = dict(enumerate(made_up, 1))
        pins = {o.name: o.book.key.public_key().public_bytes_raw() for o in made_up}
        for owner in made_up:  # all know each other, so that terms may say that nobody colludes
            owner.rules = replace(owner.rules, pins=pins)
        self.script: dict[tuple[str, int, str], Answer] = dict(script or {})
        self.sent: list[tuple[str, str, int]] = []  # type, name, number
        self._order = order
        self._numbers = itertools.count(1)
        self._arrived: list[Message] = []
        self._late: list[Message] = []
        self._sessions: dict[str, int] = {}

    def connect(self, hub: Hub) -> None:
        """Let the owners' vectors go to this exchange."""
        for owner in self.nodes.values():
            owner.connect(hub)

    def asked(self, kind: str) -> list[tuple[str, int]]:
        """Name and number of each message of this type, in the order of sending."""
        return [(name, number) for found, name, number in self.sent if found == kind]

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
        return list(self.nodes)

    def push_messages(self, messages: Iterable[Message]) -> Iterable[str]:
        """Let the owners answer at once; replies wait until they are pulled."""
        self._arrived, self._late = self._late, []
        return [self._push(message) for message in messages]

    def pull_messages(self, message_ids: Iterable[str]) -> Iterable[Message]:
        """All that has arrived, asked for or not: a hostile SuperLink's way."""
        arrived, self._arrived = self._arrived, []
        return self._order(arrived)

    def send_and_receive(
        self, messages: Iterable[Message], *, timeout: float | None = None
    ) -> Iterable[Message]:
        """Not used by the coordinator."""
        raise NotImplementedError

    def _push(self, message: Message) -> str:
        identifier = f"message-{next(self._numbers)}"
        set_message_id(message, identifier)
        owner, kind = self.nodes[message.metadata.dst_node_id], message.metadata.message_type
        name = owner.name
        number = TrainTask.from_json(message.content.config_records[TASK_RECORD][TASK_KEY]).round
        if kind == JOIN_QUERY:
            self._sessions[name] = self._sessions.get(name, 0) + 1
        if kind in {JOIN_QUERY, SHARE_QUERY}:
            number = self._sessions[name]
        self.sent.append((kind, name, number))
        head = head_of(message)
        if head is not None:
            owner.book.keep(head)
        if kind == TRAIN:
            owner.book.grow(2)  # a debit and its settlement
        replies = self.script.get((name, number, kind), honest)(owner, message)
        (self._late if isinstance(replies, Late) else self._arrived).extend(replies)
        return identifier


def make_owner(name: str, declared_units: int | None = None) -> PaperOwner:
    return PaperOwner(name, declared_units or DECLARED.get(name, 30))


def honest(owner: PaperOwner, message: Message) -> list[Message]:
    return [owner.answer(message)]


def once(answer: Answer) -> Answer:
    """This answer the first time, an honest one afterwards."""
    answers = iter([answer])

    def first(owner: PaperOwner, message: Message) -> list[Message]:
        return next(answers, honest)(owner, message)

    return first


# --- nothing, late, twice, an old one, another's, a damaged one --------------------------------


def refuses(code: int) -> Answer:
    """Answer with an error code and do nothing."""
    return lambda owner, message: [refusal(message, code)]


def silent(_: PaperOwner, __: Message) -> list[Message]:
    """Do nothing and never answer."""
    return []


def lost(owner: PaperOwner, message: Message) -> list[Message]:
    """Do all of the work; the answer never arrives."""
    owner.answer(message)
    return []


def late(owner: PaperOwner, message: Message) -> list[Message]:
    """Do all of the work; the answer arrives when the coordinator has gone on."""
    return Late([owner.answer(message)])


def twice(owner: PaperOwner, message: Message) -> list[Message]:
    reply = owner.answer(message)
    if reply.has_error():
        return [reply, reply]
    return [reply, Message(reply.content, reply_to=message), reply]


def replays(owner: PaperOwner, message: Message) -> list[Message]:
    """What it answered to the last message of this type, word for word; it does no work."""
    (*_, last) = owner.said[message.metadata.message_type]
    return [Message(last, reply_to=message)]


def contents_are(change: Callable[[bytes], bytes | None]) -> Answer:
    """Answer honestly, but for what `change` makes of the aggregation message; None leaves it
    out. What an honest owner refuses stays a refusal."""

    def answer(owner: PaperOwner, message: Message) -> list[Message]:
        reply = owner.answer(message)
        if reply.has_error():
            return [reply]
        key = ANSWERS[message.metadata.message_type]
        record = reply.content.config_records[AGGREGATION_RECORD]
        content = record[key]
        assert isinstance(content, bytes)
        other = change(content)
        if other is None:
            del record[key]
        else:
            record[key] = other
        return [reply]

    return answer


def flip(at: int) -> Callable[[bytes], bytes]:
    """One bit of the byte at this place is another."""
    return lambda content: bytes(
        byte ^ (1 if i == at % len(content) else 0) for i, byte in enumerate(content)
    )


def as_another(other: Callable[[], PaperOwner]) -> Answer:
    """Answer with what the other owner said last at this stage."""

    def answer(owner: PaperOwner, message: Message) -> list[Message]:
        owner.answer(message)
        kind = message.metadata.message_type
        content = other().said[kind][-1].config_records[AGGREGATION_RECORD][ANSWERS[kind]]
        return [owner.reply(message, {ANSWERS[kind]: content})]  # type: ignore[dict-item]

    return answer


def empty(_: PaperOwner, message: Message) -> list[Message]:
    return [Message(RecordDict(), reply_to=message)]


# --- training ---------------------------------------------------------------------------------


def trains(update: float | Update, change: Change = lambda words, quantizer: None) -> Answer:
    """Train to this update: of one value everywhere, or what it makes of the model. `change` is
    what becomes of its words before they are masked."""

    def train(owner: PaperOwner, message: Message) -> list[Message]:
        owner.submit(*owner.masked(message, _update(update), change))
        return [owner.reply(message)]

    return train


def _update(update: float | Update) -> Update:
    if callable(update):
        return update
    return lambda model: {n: np.full_like(array, update) for n, array in model.items()}


def without_vector(owner: PaperOwner, message: Message) -> list[Message]:
    """Say that it trained; no vector goes out."""
    owner.masked(message)
    return [owner.reply(message)]


def submits(change: Callable[[bytes, bytes], tuple[bytes, bytes]]) -> Answer:
    """Train, and hand over what `change` makes of header and vector; what the exchange refuses is
    answered with EXCHANGE."""

    def answer(owner: PaperOwner, message: Message) -> list[Message]:
        try:
            owner.submit(*change(*owner.masked(message)))
        except ExchangeError:
            return [refusal(message, Refusal.EXCHANGE)]
        return [owner.reply(message)]

    return answer


# --- names and ledgers ------------------------------------------------------------------------


def joins_as(name: str) -> Answer:
    """Join with another name in the reply."""

    def answer(owner: PaperOwner, message: Message) -> list[Message]:
        reply = owner.answer(message)
        reply.content.config_records["reply"]["name"] = name
        return [reply]

    return answer


def shows(receipt: Callable[[Message], object], *, vector: bool = True) -> Answer:
    """Answer honestly, but for the receipt; None leaves it out. Without `vector`, `train` uploads
    nothing."""

    def answer(owner: PaperOwner, message: Message) -> list[Message]:
        train = message.metadata.message_type == TRAIN
        (reply,) = (
            without_vector(owner, message) if train and not vector else honest(owner, message)
        )
        fields = reply.content.config_records["reply"]
        found = receipt(message)
        if found is None:
            del fields["receipt"]
        else:
            fields["receipt"] = found  # type: ignore[assignment]
        return [reply]

    return answer


def shows_ledger(book: PaperLedger, since: int = 0, *, vector: bool = True) -> Answer:
    """Answer honestly, but with a receipt of another ledger."""
    return shows(lambda _: receipt_to_json(book.receipt(since)), vector=vector)
