"""What an owner's own machine says about it: where its records, ledger, policy and keys are.

    FOLDER/ledger.db            the population's privacy ledger
    FOLDER/heads.jsonl          heads of it that came back countersigned
    FOLDER/policy.toml          what this owner allows
    FOLDER/signing-key.vault    its Ed25519 key, sealed; signing-key.pub for others to pin
    FOLDER/journal.jsonl        what happened, for its operator
    FOLDER/aggregation/         its sessions of encrypted aggregation, sealed
    FOLDER/models/              models that came from the exchange
    FOLDER/exchange.vault       how it shows the exchange who it is, sealed
    FOLDER/trunk-cache/         what a frozen trunk made of the records, sealed; made anew if lost

The owner file is local. Nothing in it comes from a coordinator, and nothing that a coordinator
sends overrides it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from client import policy
from client.errors import OwnerFileError
from privacy.errors import VerificationError
from privacy.ledger.anchor import HEADS_FILE
from privacy.ledger.store import LEDGER_FILE, Ledger
from privacy.vault import keyring as keyrings
from privacy.vault import signing
from privacy.vault.keyring import Keyring
from qa.runtime import Precision, Runtime

VERSION = 2
OWNER_FILE = "owner.json"

# Set on the owner's machine (or by a simulator for all its owners): a folder that holds one
# folder with an owner file for each partition number.
OWNERS_VARIABLE = "DISCREET_OWNERS"


@dataclass(frozen=True, slots=True)
class Owner:
    """One data owner, as its own machine knows it. `folder` is durable.

    `policy_file` is `FOLDER/policy.toml` unless it says otherwise; `keys` is the vault's key file,
    or None for what the environment says. `exchange` is where the exchange is, "host:port"; None in
    a simulation within one process.
    """

    name: str
    population: str
    folder: Path
    store: Path
    model: Path
    keys: Path | None = None
    policy_file: Path | None = None
    exchange: str | None = None
    runtime: Runtime = field(default_factory=Runtime)

    def __post_init__(self) -> None:
        if self.exchange is not None and not isinstance(self.exchange, str):
            raise OwnerFileError("exchange: expected host:port")
        for name in ("name", "population"):
            if not getattr(self, name) or not isinstance(getattr(self, name), str):
                raise OwnerFileError(f"{name}: expected text")

    @staticmethod
    def load(path: Path) -> Owner:
        """Read an owner file. Raises OwnerFileError."""
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(row, dict) or row.pop("version", None) != VERSION:
                raise OwnerFileError(f"expected an object of version {VERSION}")
            runtime = row.pop("runtime")
            optional = {
                key: None if row[key] is None else Path(row[key]) for key in ("keys", "policy_file")
            }
            known = {
                "folder": Path(row["folder"]),
                "store": Path(row["store"]),
                "model": Path(row["model"]),
                **optional,
                "runtime": Runtime(runtime["device"], Precision(runtime["precision"])),
            }
            return Owner(**(row | known))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise OwnerFileError(
                f"{path}: expected an owner file, found {type(error).__name__}: {error}"
            ) from error

    def save(self, path: Path) -> None:
        """Write the owner file that `load` reads."""
        row: dict[str, Any] = {"version": VERSION} | asdict(self)
        for key in ("folder", "store", "model", "keys", "policy_file"):
            row[key] = None if row[key] is None else str(row[key])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(row, indent=1), encoding="utf-8")

    @property
    def ledger_file(self) -> Path:
        """Where the population's ledger is."""
        return self.folder / LEDGER_FILE

    def policy(self) -> tuple[policy.Policy, bool]:
        """What this owner allows, and whether a file says so. Raises PolicyFileError."""
        return policy.load(self.policy_file or self.folder / policy.POLICY_FILE)

    def keyring(self) -> Keyring:
        """The vault's keys. Raises VaultKeyError."""
        return keyrings.load(self.keys)

    def open_ledger(self, keyring: Keyring) -> Ledger:
        """The population's ledger, verified. Raises VerificationError and others of its tree."""
        return open_ledger(self.folder, keyring, self.population)


def open_ledger(folder: Path, keyring: Keyring, population: str | None = None) -> Ledger:
    """The ledger in `folder` with the owner's key, verified. Finishes a change of keys that was
    cut off after the ledger had heard of it.

    Raises VerificationError, also for the ledger of another population than `population`, and
    others of its tree.
    """
    ledger = _open_ledger(folder, keyring)
    if population is not None and ledger.opened.population != population:
        found = ledger.opened.population
        ledger.close()
        raise VerificationError(f"expected the ledger of {population}, found that of {found}")
    return ledger


def _open_ledger(folder: Path, keyring: Keyring) -> Ledger:
    path, heads = folder / LEDGER_FILE, folder / HEADS_FILE
    key = signing.load(folder, keyring, signing.OWNER)
    following = signing.load_next(folder, keyring, signing.OWNER)
    if following is not None:
        try:
            ledger = Ledger.open(path, following, heads=heads)
        except VerificationError:
            pass  # it hadn't: the old key still signs, or says what is wrong
        else:
            signing.promote_next(folder, keyring, signing.OWNER)
            return ledger
    return Ledger.open(path, key, heads=heads)


def owner_file(node_config: Mapping[str, Any], environ: Mapping[str, str] = os.environ) -> Path:
    """Where this node's owner file is: `owner` of its node configuration, else a numbered folder
    of `$DISCREET_OWNERS`. Both are set on the owner's machine; a run's configuration, which the
    coordinator writes, is not asked.
    """
    if (path := node_config.get("owner")) is not None:
        return Path(str(path))
    root, number = environ.get(OWNERS_VARIABLE), node_config.get("partition-id")
    if root and type(number) is int:
        return Path(root) / str(number) / OWNER_FILE
    raise OwnerFileError(
        f"expected `owner` in the node configuration, or ${OWNERS_VARIABLE} and a partition-id, "
        "found neither"
    )
