"""An owner's folder with everything in it, and what its ledger holds, read apart from its owner."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.federation import PINS

from client import policy as policies
from client.owner import Owner
from client.policy import Peers, Policy, Population
from client.provenance import Provenance
from client.store import TRAIN, RecordStore
from privacy.ledger.anchor import HEADS_FILE
from privacy.ledger.entries import parse
from privacy.ledger.events import Debit, Event, PlanRule, Settlement
from privacy.ledger.heads import Receipt, WitnessedHead, countersign
from privacy.ledger.rows import reading, rows
from privacy.ledger.store import LEDGER_FILE, Ledger
from privacy.vault import signing
from privacy.vault.keyring import Keyring
from qa.records import Record
from qa.runtime import Precision, Runtime

POPULATION = policies.DEFAULT_POPULATION
PREPARED = Provenance("5" * 64)
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))  # a coordinator's


def make_policy(**rules: Any) -> Policy:
    """An owner of 10 declared units with a large budget, who has compared the keys of all peers of
    `support.federation`. A keyword is a rule of its one population."""
    values: dict[str, Any] = {"epsilon": 50.0, "delta": 1e-4, "declared_units": 10}
    return Policy(
        populations={POPULATION: Population(**(values | rules))},
        peers=Peers(owners=PINS),
    )


def save_policy(owner: Owner, policy: Policy) -> None:
    """Put `policy` where `owner` reads it."""
    (owner.folder / policies.POLICY_FILE).write_text(policies.to_toml(policy), encoding="utf-8")


def make_owner(folder: Path, **changes: Any) -> Owner:
    """An owner of `folder`, in which nothing is made."""
    values: dict[str, Any] = {
        "name": "hospital",
        "population": POPULATION,
        "folder": folder,
        "store": folder / "store",
        "model": folder / "model",
        "runtime": Runtime("cpu", Precision.FLOAT32),
    }
    return Owner(**(values | changes))


def furnish(
    folder: Path,
    keyring: Keyring,
    records: Iterable[Record] = (),
    *,
    policy: Policy | None = None,
    plans: PlanRule = PlanRule.ONE,
    **changes: Any,
) -> Owner:
    """Make a signing key, an empty ledger, a policy and a store of `records` for `make_owner`."""
    owner = make_owner(folder, **changes)
    key = signing.create(folder, keyring, signing.OWNER)
    Ledger.create(
        folder / LEDGER_FILE,
        key,
        population=owner.population,
        plans=plans,
        heads=folder / HEADS_FILE,
    ).close()
    save_policy(owner, make_policy() if policy is None else policy)
    hold(owner, keyring, records)
    return owner


def hold(owner: Owner, keyring: Keyring, records: Iterable[Record]) -> None:
    """Put these records in the owner's store, as if they had been desensitized."""
    store = RecordStore(owner.store, keyring)
    with store.writing(owner.population, [TRAIN]) as writer:
        for record in records:
            writer.add(TRAIN, record)
        writer.provenance[TRAIN] = PREPARED


def events(ledger: Path) -> list[Event]:
    """What a ledger's file says, from a copy of it as it is on disk."""
    with reading(ledger) as connection:
        return [parse(body, number).event for number, body, _ in rows(connection, ledger)]


def debits(ledger: Path) -> list[Debit]:
    """The rounds that were charged."""
    return [event for event in events(ledger) if isinstance(event, Debit)]


def settlements(ledger: Path) -> list[Settlement]:
    """What became of those that ended."""
    return [event for event in events(ledger) if isinstance(event, Settlement)]


def witnessed(receipt: Receipt, key: Ed25519PrivateKey = WITNESS) -> WitnessedHead:
    """A receipt's head, countersigned."""
    return countersign(key, receipt.head)
