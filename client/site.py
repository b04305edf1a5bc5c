"""What one message meets at an owner, and what it can fail with. Read anew from its files."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flwr.app import ConfigRecord, Message, RecordDict

from client.journal import note
from client.owner import Owner
from client.policy import Policy
from client.sessions import Sessions
from exchange.task import (
    AGGREGATION_RECORD,
    RECEIPT_KEY,
    REPLY_RECORD,
    VERSION,
    WITNESS_KEY,
    WITNESS_RECORD,
    TaskError,
    TrainTask,
)
from privacy.errors import LedgerUnavailableError, LedgerVersionError, VerificationError
from privacy.ledger.heads import receipt_to_json, witnessed_from_json
from privacy.ledger.store import Ledger
from privacy.secagg.rules import Rules
from privacy.vault import signing
from privacy.vault.keyring import Keyring


class LedgerError(Exception):
    """The owner's ledger was altered, is behind, or can't be written: nothing is spent from it."""


class DamagedStoreError(Exception):
    """What the owner keeps sealed was changed or cut off: nothing is trained on it."""


@dataclass(frozen=True, slots=True)
class Site:
    """The owner's own things. `node_config` comes from the owner's machine too."""

    owner: Owner
    policy: Policy
    keyring: Keyring
    ledger: Ledger
    node_config: Mapping[str, Any]

    def identity(self) -> Ed25519PrivateKey:
        """The key that signs the ledger signs what encrypted aggregation asks for."""
        return signing.load(self.owner.folder, self.keyring, signing.OWNER)

    def rules(self) -> Rules:
        """What the policy asks of a session."""
        public = self.identity().public_key().public_bytes_raw()
        return self.policy.aggregation_rules(self.owner.name, public)

    def sessions(self, run_id: str) -> Sessions:
        """The run's session on disk."""
        return Sessions(self.owner.folder, self.keyring, run_id, self.rules())

    def trainings(self, run_id: str) -> int:
        """How often the ledger was debited in this run."""
        accounts = self.ledger.state.accounts.values()
        return sum(1 for account in accounts if account.debit.run_id == run_id)

    def note(self, event: str, number: int, detail: str = "") -> None:
        """A line for the owner's operator."""
        journal(self.owner, event, number, detail)


def journal(owner: Owner, event: str, number: int, detail: str = "") -> None:
    """A line for the owner's operator.

    An exception that left the app would reach the coordinator with its text, which may name the
    owner's paths: a full disk costs a journal line, not that.
    """
    with contextlib.suppress(Exception):
        note(owner.folder, event, round_number=number, detail=detail)


@contextlib.contextmanager
def ledger_errors() -> Iterator[None]:
    """What a ledger raises, as LedgerError."""
    try:
        yield
    except (VerificationError, LedgerUnavailableError, LedgerVersionError) as error:
        raise LedgerError(f"{error} ({error.hint})" if error.hint else str(error)) from error


def message_bytes(message: Message, key: str) -> bytes:
    """One message of docs/protocol.md, as it came. Raises TaskError: it isn't there."""
    record = message.content.config_records.get(AGGREGATION_RECORD, ConfigRecord())
    content = record.get(key)
    if not isinstance(content, bytes):
        raise TaskError(f"expected {key!r} in the config record {AGGREGATION_RECORD!r}")
    return content


def reply(message: Message, site: Site, task: TrainTask, **answers: bytes) -> RecordDict:
    """Public values alone: the owner's name, what it was asked, its ledger's head, and `answers`,
    messages of docs/protocol.md.

    The head's proof begins at the head that the message brought. Its size counts what is in the
    ledger: rounds and heads, of other runs too, and what the operator did by hand, erasures
    included. It tells nothing else of the records.
    """
    since = 0
    record = message.content.config_records.get(WITNESS_RECORD)
    if record is not None:
        since = witnessed_from_json(record.get(WITNESS_KEY)).head.size
    with ledger_errors():
        receipt = receipt_to_json(site.ledger.receipt(since))
    content = RecordDict(
        {
            REPLY_RECORD: ConfigRecord(
                {
                    "version": VERSION,
                    "name": site.owner.name,
                    "round": task.round,
                    RECEIPT_KEY: receipt,
                }
            )
        }
    )
    if answers:
        content[AGGREGATION_RECORD] = ConfigRecord(dict(answers))
    return content
