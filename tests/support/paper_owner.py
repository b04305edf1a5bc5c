"""An owner in memory for tests of the coordinator: a real participant of encrypted aggregation, a
ledger on paper and no data. One key signs for both, as at a real owner."""

from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np
from flwr.app import ConfigRecord, Error, Message, MessageType, RecordDict
from safetensors.numpy import load
from support.paper_ledger import PaperLedger

from exchange.errors import ExchangeError
from exchange.hub import Hub
from exchange.local import LocalChannel
from exchange.refusals import Refusal
from exchange.task import (
    AGGREGATION_RECORD,
    CONFIRM_QUERY,
    CONFIRMATION_KEY,
    JOIN_KEY,
    JOIN_QUERY,
    RECEIPT_KEY,
    REPLY_RECORD,
    REQUEST_KEY,
    ROSTER_KEY,
    ROUND_KEY,
    SHARE_QUERY,
    SHARES_KEY,
    SURVIVORS_KEY,
    TERMS_KEY,
    UNMASK_KEY,
    UNMASK_QUERY,
    WITNESS_KEY,
    WITNESS_QUERY,
    WITNESS_RECORD,
)
from privacy.errors import ProtocolError, RuleError
from privacy.ledger.heads import Receipt, WitnessedHead, receipt_to_json, witnessed_from_json
from privacy.quantize import Quantizer
from privacy.secagg.masks import Words
from privacy.secagg.messages import Round
from privacy.secagg.participant import Participant
from privacy.secagg.rules import Rules

TRAIN = MessageType.TRAIN
# The stages of a session and of a round, with the key of what an owner answers in each.
ANSWERS = {
    JOIN_QUERY: JOIN_KEY,
    SHARE_QUERY: SHARES_KEY,
    CONFIRM_QUERY: CONFIRMATION_KEY,
    UNMASK_QUERY: UNMASK_KEY,
}
Arrays = dict[str, np.ndarray]
Update = Callable[[Arrays], Arrays]  # of a model
Change = Callable[[Words, Quantizer], object]  # of words, in place, before they are masked


def ones(model: Arrays) -> Arrays:
    return {name: np.ones_like(array) for name, array in model.items()}


class PaperOwner:
    """Answers as an honest owner does; its parts can be called one by one."""

    def __init__(self, name: str, declared_units: int, book: PaperLedger | None = None) -> None:
        self.name = name
        self.declared_units = declared_units
        self.book = book or PaperLedger(name)
        self.rules = Rules()
        self.update: Update = ones
        self.participant: Participant | None = None
        self.sessions: list[bytes] = []  # digests of the sessions it dealt shares in
        self.words: dict[int, Words] = {}  # round → what it masked last, in clear
        self.rounds: list[Round] = []  # that it trained in
        self.said: dict[str, list[RecordDict]] = {}  # stage → contents of its honest answers
        self.uploads: list[tuple[bytes, bytes]] = []  # header and masked vector of each
        self._trainings = 0
        self._hub: Hub | None = None

    def connect(self, hub: Hub) -> None:
        """From now on its vectors go to this exchange."""
        self._hub = hub

    @property
    def session(self) -> Participant:
        if self.participant is None:
            raise ProtocolError("expected a session first")
        return self.participant

    def answer(self, message: Message) -> Message:
        """The honest answer, or the code with which an honest owner refuses."""
        kind = message.metadata.message_type
        try:
            reply = self._handle(kind, message)
        except RuleError:
            return refusal(message, Refusal.POLICY)
        except ProtocolError:
            return refusal(message, Refusal.SESSION)
        except ExchangeError:
            return refusal(message, Refusal.EXCHANGE)
        self.said.setdefault(kind, []).append(reply.content)
        return reply

    def _handle(self, kind: str, message: Message) -> Message:
        if kind == WITNESS_QUERY:
            return self.reply(message)
        if kind == TRAIN:
            self.submit(*self.masked(message))
            return self.reply(message)
        return self.reply(message, {ANSWERS[kind]: self._steps[kind](self, message)})

    def join(self, message: Message) -> bytes:
        terms = asked(message, TERMS_KEY)
        if self.participant is None or not self.participant.awaits_roster(terms):
            self.participant = Participant.begin_session(
                terms,
                self.rules,
                name=self.name,
                identity=self.book.key,
                declared_units=self.declared_units,
                entropy=os.urandom,
            )
            self.participant.charged = self._trainings
        return self.participant.join

    def share(self, message: Message) -> bytes:
        shares = self.session.share(asked(message, ROSTER_KEY), self.book.key, os.urandom)
        self.sessions.append(self.session.session.digest)
        return shares

    def confirm(self, message: Message) -> bytes:
        return self.session.confirm(asked(message, SURVIVORS_KEY), self.book.key)

    def unmask(self, message: Message) -> bytes:
        return self.session.unmask(asked(message, REQUEST_KEY), self.book.key)

    def masked(
        self,
        message: Message,
        update: Update | None = None,
        change: Change = lambda words, quantizer: None,
    ) -> tuple[bytes, bytes]:
        """Train, quantize and mask: the Upload message and the vector. `change` is what a hostile
        owner makes of its words."""
        assert self._hub is not None
        session = self.session
        found = session.begin(asked(message, ROUND_KEY), charged=self._trainings)
        self._trainings += 1
        self.rounds.append(found)
        session.charged = self._trainings
        model = load(bytes(self._hub.model(found.model.hex())))
        arrays = (update or self.update)(model)
        weight = session.session.weight(session.number)
        values = np.concatenate([(weight * arrays[n]).ravel() for n in sorted(arrays)])
        terms = session.terms
        quantizer = Quantizer(session.session.owners, terms.step_exponent, terms.modulus_bits)
        words = np.ones(terms.length, quantizer.dtype)  # the last one counts
        quantizer.quantize(values.astype(np.float32), words[:-1], os.urandom)
        change(words, quantizer)
        self.words[found.round] = words.copy()
        upload = session.mask(words, self.book.key)
        self.uploads.append((upload, words.tobytes()))
        return self.uploads[-1]

    def submit(self, header: bytes, vector: bytes) -> None:
        assert self._hub is not None
        LocalChannel(self._hub, peer=self.name).submit(header, lambda: iter([vector]))

    def reply(
        self,
        message: Message,
        contents: dict[str, bytes] | None = None,
        receipt: Receipt | str | None = None,
    ) -> Message:
        """An answer with these contents and a receipt, its own by default."""
        head = head_of(message)
        if receipt is None:
            receipt = self.book.receipt(head.head.size if head else 0)
        text = receipt if isinstance(receipt, str) else receipt_to_json(receipt)
        fields = ConfigRecord({"name": self.name, RECEIPT_KEY: text})
        return made(message, contents, fields)

    _steps = {  # noqa: RUF012
        JOIN_QUERY: join,
        SHARE_QUERY: share,
        CONFIRM_QUERY: confirm,
        UNMASK_QUERY: unmask,
    }


def made(
    message: Message, contents: dict[str, bytes] | None, fields: ConfigRecord | None = None
) -> Message:
    """An answer of these parts."""
    content = RecordDict()
    if fields is not None:
        content[REPLY_RECORD] = fields
    if contents:
        content[AGGREGATION_RECORD] = ConfigRecord(dict(contents))
    return Message(content, reply_to=message)


def refusal(message: Message, code: int) -> Message:
    return Message(Error(code=int(code), reason="no"), reply_to=message)


def asked(message: Message, key: str) -> bytes:
    """One message of docs/protocol.md that the coordinator sent."""
    found = message.content.config_records[AGGREGATION_RECORD][key]
    assert isinstance(found, bytes)
    return found


def head_of(message: Message) -> WitnessedHead | None:
    """The countersigned head that a message brings."""
    record = message.content.config_records.get(WITNESS_RECORD)
    return None if record is None else witnessed_from_json(record[WITNESS_KEY])
