"""A data owner's machine whose ClientApp is driven through Flower's messages.

Each refusal is checked for what must never be in it: anything but a fixed code and phrase.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from client.flower_internals import enter_process, set_message_id  # before the rest of flwr

# isort: split
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flwr.app import ConfigRecord, Context, Message, RecordDict
from safetensors.numpy import save
from support.federation import Federation, make_terms
from support.owner_home import (
    WITNESS,
    debits,
    events,
    furnish,
    hold,
    make_policy,
    save_policy,
    witnessed,
)
from support.tasks import make_task
from support.tiny_models import make_records, open_model

import client.app
from client import networks, rounds
from client.journal import last_detail
from client.owner import Owner
from client.sessions import AGGREGATION_FOLDER, Sessions
from exchange.refusals import Refusal
from exchange.task import (
    AGGREGATION_RECORD,
    CONFIRM_QUERY,
    CONFIRMATION_KEY,
    JOIN_KEY,
    JOIN_QUERY,
    RECEIPT_KEY,
    REPLY_RECORD,
    SHARE_QUERY,
    SHARES_KEY,
    TASK_KEY,
    TASK_RECORD,
    UNMASK_KEY,
    UNMASK_QUERY,
    WITNESS_KEY,
    WITNESS_RECORD,
    TrainTask,
)
from privacy.ledger import anchor
from privacy.ledger.events import Event, SessionDealt, SetConfirmed
from privacy.ledger.heads import Receipt, WitnessedHead, receipt_from_json, witnessed_to_json
from privacy.ledger.store import LEDGER_FILE
from privacy.secagg.masks import Words
from privacy.secagg.messages import TRAINING
from privacy.secagg.participant import Participant
from privacy.vault import signing
from privacy.vault.keyring import Keyring
from qa.model_source import WEIGHTS_FILE, sha256_of_file
from qa.records import Record
from qa.trainable import Arrays, make_trainable, trainable_arrays

TRAIN_KIND = "train"
_numbers = itertools.count(1)


@dataclass
class Site:
    """An owner's machine, a task that its policy allows, the model that belongs to it, and the
    federation that it is in."""

    owner: Owner
    file: Path
    task: TrainTask
    arrays: Arrays
    keyring: Keyring
    federation: Federation
    roster: bytes = b""  # the last Roster message
    asked: bytes = b""  # the last Round message
    updates: list[Arrays] = field(default_factory=list)  # pseudo-gradients, from `watched` on
    words: list[Words] = field(default_factory=list)  # the same as words, before they were masked

    # --- messages

    def ask(
        self,
        kind: str,
        *,
        task: TrainTask | None = None,
        text: object = None,
        head: WitnessedHead | str | None = None,
        content: RecordDict | None = None,
        run_config: dict[str, Any] | None = None,
        node_config: dict[str, Any] | None = None,
        **messages: bytes,
    ) -> Message:
        """Send one message with `messages` of docs/protocol.md, by their keys; the answer."""
        if content is None:
            given = (task or self.task).to_json() if text is None else text
            records: dict[str, Any] = {TASK_RECORD: ConfigRecord({TASK_KEY: given})}  # type: ignore[dict-item]
            if head is not None:
                brought = witnessed_to_json(head) if isinstance(head, WitnessedHead) else head
                records[WITNESS_RECORD] = ConfigRecord({WITNESS_KEY: brought})
            if messages:
                records[AGGREGATION_RECORD] = ConfigRecord(dict(messages))
            content = RecordDict(records)
        message = Message(content, 1, kind)
        set_message_id(message, f"test-{next(_numbers)}")
        config: dict[str, Any] = {"owner": str(self.file), "exchange": self.federation.name}
        context = Context(
            run_id=1,
            node_id=1,
            node_config=config if node_config is None else node_config,
            state=RecordDict(),
            run_config=run_config or {},
        )
        reply = client.app.app(message, context)
        if reply.has_error():
            assert (reply.error.code, reply.error.reason) in {(int(r), r.meaning) for r in Refusal}
            detail = last_detail(self.owner.folder, self.task.round)
            assert not detail or detail not in (reply.error.reason or "")
        return reply

    def join(self, task: TrainTask | None = None, **terms: Any) -> Message:
        """Ask for keys for a new session. A keyword is a field of its terms, or of the message."""
        of_message = {name: terms.pop(name) for name in ("head", "run_config") if name in terms}
        made = make_terms(task or self.task, self.values, len(self.federation.names) + 1, **terms)
        message = self.federation.begin(made)
        return self.ask(JOIN_QUERY, task=task, **of_message, terms=message)

    def share(self, join: Message, task: TrainTask | None = None) -> Message:
        """Show the owner the roster with what it answered to `join`."""
        self.roster = self.federation.roster(answer(join, JOIN_KEY))
        return self.ask(SHARE_QUERY, task=task, roster=self.roster)

    def open(self, task: TrainTask | None = None, **terms: Any) -> None:
        """A session in which all have dealt shares."""
        joined = self.join(task, **terms)
        assert not joined.has_error(), self.detail
        shared = self.share(joined, task)
        assert not shared.has_error(), self.detail
        self.federation.take_shares(answer(shared, SHARES_KEY))

    def prepare(
        self, task: TrainTask | None = None, *, model: bytes | None = None, **changes: Any
    ) -> bytes:
        """Ask the federation for the next round, in a new session if need be: its Round message."""
        wanted = task or self.task
        if not self.federation.fits(wanted):
            self.open(wanted)
        content = self.model if model is None else model
        self.asked = self.federation.ask_round(content, **({"number": wanted.round} | changes))
        return self.asked

    def train(
        self,
        task: TrainTask | None = None,
        *,
        arrays: Any = None,
        model: bytes | None = None,
        purpose: int = TRAINING,
        **message: Any,
    ) -> Message:
        """Ask for the next round's vector."""
        if arrays is not None:
            model = save(dict(arrays))
        self.prepare(task, model=model, purpose=purpose)
        return self.again(task, **message)

    def again(self, task: TrainTask | None = None, **message: Any) -> Message:
        """Ask for the last round's vector once more, by the same bytes."""
        return self.ask(TRAIN_KIND, task=task, **({"round": self.asked} | message))

    def confirm(self, survivors: bytes | None = None) -> Message:
        """Show the owner who survived; by default, let all peers upload and tell the truth."""
        if survivors is None:
            self.federation.upload_peers()
            survivors = self.federation.survivors()
        return self.ask(CONFIRM_QUERY, survivors=survivors)

    def unmask(self, request: bytes) -> Message:
        """Ask the owner to open its shares."""
        return self.ask(UNMASK_QUERY, unmask_request=request)

    def finish(self) -> Words:
        """The rest of a round whose vector was sent: what is left of the sum without the peers."""
        confirmed = self.confirm()
        request = self.federation.request(answer(confirmed, CONFIRMATION_KEY))
        return self.federation.total(answer(self.unmask(request), UNMASK_KEY))

    # --- answers

    def send(self, kind: str, *, task: TrainTask | None = None, **arguments: Any) -> Message:
        """A message of this kind with what belongs into it. Where the owner lets no session be
        opened, a round of the last one is asked for, or of none."""
        if "content" in arguments or "text" in arguments:
            return self.ask(kind, task=task, **arguments)
        if kind == JOIN_QUERY:
            return self.join(task, **arguments)
        if kind != TRAIN_KIND:
            return self.ask(kind, task=task, **arguments)
        try:
            return self.train(task, **arguments)
        except AssertionError:  # of `open`
            return self.again(task, **arguments)

    def refusal(self, kind: str = TRAIN_KIND, **arguments: Any) -> Refusal:
        """The code that a message of this kind is refused with."""
        return refused(self.send(kind, **arguments))

    def receipt(self, kind: str = TRAIN_KIND, **arguments: Any) -> Receipt:
        """The receipt in the answer."""
        reply = self.send(kind, **arguments)
        assert not reply.has_error(), self.detail
        return receipt_from_json(reply.content[REPLY_RECORD][RECEIPT_KEY])

    def head(self, key: Ed25519PrivateKey = WITNESS) -> WitnessedHead:
        """The ledger's head now, countersigned."""
        with self.owner.open_ledger(self.keyring) as ledger:
            return witnessed(ledger.receipt(), key)

    # --- the owner's own files

    @property
    def values(self) -> int:
        """How many the model trains."""
        return sum(array.size for array in self.arrays.values())

    @property
    def model(self) -> bytes:
        """The model's file."""
        return save({name: self.arrays[name] for name in sorted(self.arrays)})

    @property
    def sessions(self) -> Path:
        """The folder of all sessions."""
        return self.owner.folder / AGGREGATION_FOLDER

    @property
    def state(self) -> Path:
        """The one session's file."""
        (found,) = self.sessions.glob("*/state.vault")
        return found

    def opened_sessions(self) -> Sessions:
        """The task's run's session, as the owner itself reads it."""
        policy, _ = self.owner.policy()
        identity = signing.load(self.owner.folder, self.keyring, signing.OWNER).public_key()
        rules = policy.aggregation_rules(self.owner.name, identity.public_bytes_raw())
        return Sessions(self.owner.folder, self.keyring, self.task.run_id, rules)

    @property
    def ledger(self) -> Path:
        return self.owner.folder / LEDGER_FILE

    @property
    def heads(self) -> list[WitnessedHead]:
        """Those in `heads.jsonl`."""
        return anchor.load(self.owner.folder / anchor.HEADS_FILE)

    @property
    def events(self) -> list[Event]:
        """All that the ledger says of money and keys; `promises` are apart."""
        return [e for e in events(self.ledger) if not isinstance(e, SessionDealt | SetConfirmed)]

    @property
    def promises(self) -> list[Event]:
        """What the ledger says of sessions of encrypted aggregation."""
        return [e for e in events(self.ledger) if isinstance(e, SessionDealt | SetConfirmed)]

    @property
    def charges(self) -> int:
        return len(debits(self.ledger))

    @property
    def detail(self) -> str:
        """What the journal says last of the task's round."""
        return last_detail(self.owner.folder, self.task.round) or ""

    def save(self, **changes: Any) -> None:
        """Write the owner file with these changes."""
        self.owner = replace(self.owner, **changes)
        self.owner.save(self.file)

    def rule(self, **rules: Any) -> None:
        """Write a policy with these rules for the population."""
        save_policy(self.owner, make_policy(**rules))

    def hold(self, records: list[Record]) -> None:
        """Put these records in the store."""
        hold(self.owner, self.keyring, records)


def answer(reply: Message, key: str) -> bytes:
    """The message of docs/protocol.md in a reply."""
    assert not reply.has_error(), reply.error.reason
    found = reply.content[AGGREGATION_RECORD][key]
    assert isinstance(found, bytes)
    return found


def refused(reply: Message) -> Refusal:
    """The code of a refusal."""
    assert reply.has_error()
    return Refusal(reply.error.code)


@contextmanager
def furnished(
    model: Path,
    folder: Path,
    keyring: Keyring,
    monkeypatch: pytest.MonkeyPatch,
    *,
    peers: int = 2,
    make: Callable[..., TrainTask] = make_task,
) -> Iterator[Site]:
    """A site with six persons' records that `model` is trained on."""
    enter_process()
    monkeypatch.setattr(networks, "_idle", {})
    owner = furnish(folder / "state", keyring, make_records(6, each=2), model=model)
    owner.save(folder / "owner.json")
    task = make(base_sha256=sha256_of_file(model / WEIGHTS_FILE))
    network = make_trainable(open_model(model).network, task.trainable)
    federation = Federation(peers)
    site = Site(owner, folder / "owner.json", task, trainable_arrays(network), keyring, federation)
    watch(site, monkeypatch)
    try:
        yield site
    finally:
        federation.close()


def watch(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Note every update of the site before it is masked."""
    real = rounds.quantized

    def quantized(update: Arrays, session: Participant) -> Words:
        words = real(update, session)
        site.updates.append({name: array.copy() for name, array in update.items()})
        site.words.append(words.copy())
        return words

    monkeypatch.setattr(rounds, "quantized", quantized)


def flat(arrays: Arrays) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Tensors as one row, in the order in which they are quantized."""
    return np.concatenate([arrays[name].ravel() for name in sorted(arrays)])
