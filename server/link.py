"""The coordinator's messages: what goes to which owner, and what came back instead of an answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flwr.app import ConfigRecord, Message, RecordDict
from flwr.serverapp import Grid

from exchange.refusals import Refusal
from exchange.task import (
    AGGREGATION_RECORD,
    RECEIPT_KEY,
    REPLY_RECORD,
    TASK_KEY,
    TASK_RECORD,
    WITNESS_KEY,
    WITNESS_RECORD,
)
from privacy.errors import VerificationError
from privacy.ledger.witness import Witness
from server.job import Job
from server.observer import OwnerAnswered, explain

Row = dict[str, Any]  # of the history
NO_ANSWER = "no answer in time"


@dataclass(frozen=True, slots=True)
class Link:
    """The grid, and whose ledger each owner has shown."""

    grid: Grid
    job: Job
    witness: Witness
    ledgers: dict[str, str]  # owner → identifier; completed as owners answer

    def message(
        self,
        node: int,
        kind: str,
        number: int,
        *,
        name: str | None = None,
        contents: Mapping[str, bytes] | None = None,
    ) -> Message:
        """The task of round `number` (0 joins), `contents` of docs/protocol.md and, for an owner
        that is known, its last head, countersigned."""
        task = ConfigRecord({TASK_KEY: self.job.task(number).to_json()})
        content = RecordDict({TASK_RECORD: task})
        if contents:
            content[AGGREGATION_RECORD] = ConfigRecord(dict(contents))
        head = self.witness.message_for(self.ledgers.get(name)) if name is not None else None
        if head is not None:
            content[WITNESS_RECORD] = ConfigRecord({WITNESS_KEY: head})
        return Message(content, node, kind, group_id=str(number))

    def replies(
        self,
        messages: list[Message],
        *,
        timeout: float | None = None,
        enough: Callable[[], bool] = lambda: False,
    ) -> Iterator[tuple[int, Message | None]]:
        """Each node's reply as it arrives, and None for every node that is late. Ends at once when
        there are `enough`.

        Replies are matched by the message that they answer: Flower reports a dead node's error
        with another source (design §9).
        """
        nodes = [message.metadata.dst_node_id for message in messages]
        waiting = dict(zip(self.grid.push_messages(messages), nodes, strict=True))
        wait = self.job.round_timeout if timeout is None else timeout
        deadline = time.monotonic() + wait
        while waiting and time.monotonic() < deadline:
            answers = 0  # what nobody asked for doesn't count: it would let this loop spin
            for reply in list(self.grid.pull_messages(list(waiting))):
                node = waiting.pop(reply.metadata.reply_to_message_id, None)
                if node is not None:
                    answers += 1
                    yield node, reply
            if enough():
                return
            if waiting and not answers:
                time.sleep(self.job.poll_interval)
        for node in waiting.values():
            yield node, None

    def check_ledger(self, name: str, reply: Message) -> Row | None:
        """Countersign the head that came with a reply; why it can't be relied on, else None."""
        fields = reply.content.config_records.get(REPLY_RECORD, ConfigRecord())
        try:
            self.ledgers[name] = self.witness.see(fields.get(RECEIPT_KEY), self.ledgers.get(name))
        except VerificationError as error:
            return unverified(name, error)
        return None


def content_of(reply: Message, key: str) -> bytes | None:
    """One message of docs/protocol.md that a reply brings, or None."""
    found = reply.content.config_records.get(AGGREGATION_RECORD, ConfigRecord()).get(key)
    return found if isinstance(found, bytes) else None


def failed(name: str, node: int, number: int, reply: Message | None) -> Row:
    """A line about an owner that sent an error, or nothing. Only a simulation adds `detail`."""
    if reply is None:
        return {"name": name, "code": None, "reason": NO_ANSWER}
    code = reply.error.code
    row: Row = {"name": name, "code": code, "reason": Refusal.describe(code)}
    if code in set(Refusal) and (detail := explain(node, number)):
        row["detail"] = detail
    return row


def malformed(name: str, reason: str) -> Row:
    """A line about an owner whose answer can't be used."""
    return {"name": name, "code": int(Refusal.MALFORMED), "reason": reason}


def unverified(name: str, error: VerificationError) -> Row:
    """A line about an owner whose ledger doesn't verify."""
    return {"name": name, "code": int(Refusal.LEDGER), "reason": f"its ledger: {error}"}


def answered(number: int, row: Row, count: int, asked: int) -> OwnerAnswered:
    """What the observer hears of an owner that did not take part."""
    return OwnerAnswered(number, row["name"], row["reason"], count, asked, row.get("detail"))


def in_words(row: Row) -> str:
    """A line for people."""
    detail = f", {row['detail']}" if "detail" in row else ""
    return f"{row['name']}: {row['reason']}{detail}"
