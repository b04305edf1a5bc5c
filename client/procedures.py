"""What an operator does to a ledger by hand: each is a signed entry, and none of them refunds.

open        a population's first and only ledger
amend       a mechanism proved weaker than was thought: charge what it cost
erase       a person asked to be erased: the records go, what they cost stays
change_key  another signing key; the old one may have been stolen
depart      to another machine: this copy spends nothing more
arrive      on that machine
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from client import trunk_files
from client.errors import StoreError
from client.owner import open_ledger
from client.policy import Policy
from client.preparation.pseudonyms import PERSON, Pseudonyms
from client.store import RecordStore
from privacy.errors import LedgerExistsError, VaultKeyError, VerificationError
from privacy.ledger.anchor import HEADS_FILE
from privacy.ledger.entries import public_hex
from privacy.ledger.events import Amendment
from privacy.ledger.store import LEDGER_FILE, Ledger
from privacy.vault import keyring as keyrings
from privacy.vault import signing
from privacy.vault.atomic import replace_file, sync_folder, writing
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Recipient

POPULATIONS_FOLDER = "populations"  # of $DISCREET_HOME
ARRIVALS_FOLDER = "arrivals"  # likewise: which ledgers arrived here, and how long they were
MAX_MOVED_BYTES = 1 << 33  # a ledger of some millions of entries
_LEDGER, _HEADS = "ledger", "heads"


def open_new(folder: Path, keyring: Keyring, *, population: str, policy: Policy) -> str:
    """Make `population`'s ledger in `folder`, with the plans that the policy allows it and the
    owner's key. Returns the public key. Raises LedgerExistsError where there was one."""
    rules = policy.population(population)
    key = signing.load_or_create(folder, keyring, signing.OWNER)
    Ledger.create(
        folder / LEDGER_FILE,
        key,
        population=population,
        plans=rules.plans,
        heads=folder / HEADS_FILE,
    ).close()
    return public_hex(key)


def amend(folder: Path, keyring: Keyring, amendment: Amendment) -> int:
    """Charge earlier debits for a weaker mechanism; returns the entry's number."""
    with open_ledger(folder, keyring) as ledger:
        return ledger.amend(amendment)


def erase(
    folder: Path,
    keyring: Keyring,
    store: RecordStore,
    *,
    persons: Iterable[str],
    request: str,
    nothing_held: bool = False,
    pseudonyms: Pseudonyms | None = None,
) -> tuple[int, int | None]:
    """Remove the records of `persons` from `store` and say in the ledger that `request` was
    carried out. `pseudonyms` find the persons in records that were prepared.

    Returns how many records went, and the entry's number: None where an earlier try had written it
    already.

    Raises StoreError where the store holds none of theirs, unless `nothing_held` says that this is
    right: a name that was mistyped must not end as a signed success.

    Records go first, and what was computed from them: a crash in between leaves a request to
    repeat, not a claim that is false.
    """
    gone = set(persons)
    if pseudonyms is not None:
        gone |= {pseudonyms.of(PERSON, person) for person in gone}
    with open_ledger(folder, keyring) as ledger:
        population = ledger.opened.population
        count = store.erase(population, lambda record: record.person_id not in gone)
        trunk_files.drop(folder)
        if request in ledger.state.erasures:
            return count, None
        if not count and not nothing_held:
            raise StoreError(
                f"{store.root}: expected records of these persons, found none",
                hint="see the person_id in `discreet data show`; --nothing-held if that is right",
            )
        return count, ledger.erase(request)


def change_key(folder: Path, keyring: Keyring, *, compromised: bool, reason: str) -> str:
    """Let a new signing key follow; returns its public half. A crash at any point leaves either
    the old key in force or the new one, and the key that is in force on disk. A key that an earlier
    try had prepared, and no ledger heard of, is not used: who stole the old one may have it too.
    """
    with open_ledger(folder, keyring) as ledger:
        key = signing.prepare_next(folder, keyring, signing.OWNER)
        ledger.change_key(key, compromised=compromised, reason=reason)
    signing.promote_next(folder, keyring, signing.OWNER)
    return public_hex(key)


def depart(folder: Path, keyring: Keyring, *, to: Recipient, out: Path) -> None:
    """Write this ledger to the new folder `out`, sealed for the vault of the machine `to`.

    From the first byte on, this copy spends nothing. May be repeated for the same machine, in
    case `out` was lost. Raises VaultKeyError where `out` exists.
    """
    if out.exists():
        raise VaultKeyError(f"{out}: expected a new folder, found one that exists")
    with open_ledger(folder, keyring) as ledger:
        if ledger.state.departed != str(to):
            ledger.depart(str(to))
        _note_size(ledger, arrived=True)
        vault = Vault(out, keyring, "move", recipients=(to,))
        out.mkdir(parents=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".departing-") as temporary:
            copy = Path(temporary) / LEDGER_FILE
            ledger.copy(copy)
            _seal_file(vault, _LEDGER, copy)
        heads = folder / HEADS_FILE
        if heads.exists():
            _seal_file(vault, _HEADS, heads)
    key = signing.load(folder, keyring, signing.OWNER)
    signing.save(out, keyring, signing.OWNER, key, recipients=(to,))


def arrive(folder: Path, keyring: Keyring, *, source: Path, population: str) -> int:
    """Go on with `population`'s ledger, which `depart` wrote to `source` for this machine, in the
    new folder `folder`. A bundle arrives once: a copy of it would be a second budget.

    Returns the arrival's number. Raises LedgerExistsError where `folder` exists or this ledger
    arrived before, VaultKeyError or VerificationError for a bundle that isn't for this machine.
    """
    if folder.exists():
        raise LedgerExistsError(f"{folder}: expected no ledger of this population, found one")
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        vault = Vault(source, keyring, "move")
        _unseal_file(vault, _LEDGER, partial / LEDGER_FILE)
        if vault.exists(_HEADS):
            _unseal_file(vault, _HEADS, partial / HEADS_FILE)
        key = signing.load(source, keyring, signing.OWNER)
        signing.save(partial, keyring, signing.OWNER, key)
        mine = [str(identity.recipient) for identity in keyring.identities]
        with open_ledger(partial, keyring, population) as ledger:
            if ledger.state.departed not in mine:
                raise VerificationError(
                    "expected a ledger that left for this machine, found one for another",
                    hint=f"depart with --to {mine[0]}",
                )
            _note_size(ledger, arrived=False)
            number = ledger.arrive(ledger.state.departed)
            _note_size(ledger, arrived=True)
        partial.rename(folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return number


def _note_size(ledger: Ledger, *, arrived: bool) -> None:
    """Keep, apart from the ledger itself, how far it had come when it arrived at or left this
    machine. Raises LedgerExistsError for a bundle that is no further: a copy of an earlier one.

    A try that was cut off before it had arrived may be repeated.
    """
    path = keyrings.home() / ARRIVALS_FOLDER / ledger.state.ledger
    size = ledger.state.size
    if path.exists():
        known, _, how = path.read_text(encoding="ascii").strip().partition(" ")
        if not arrived and (size < int(known) or (size == int(known) and how == "arrived")):
            raise LedgerExistsError(
                f"{path}: expected a ledger that didn't arrive here before, found one that did",
                hint="it is where it arrived; a bundle is used once",
            )
    replace_file(path, f"{size} {'arrived' if arrived else 'arriving'}\n".encode())


def _seal_file(vault: Vault, name: str, path: Path) -> None:
    with vault.write(name) as sealer, path.open("rb") as source:
        while block := source.read(1 << 20):
            sealer.write(block)


def _unseal_file(vault: Vault, name: str, path: Path) -> None:
    size = 0
    with writing(path) as target:
        for chunk in vault.read(name):
            size += len(chunk)
            if size > MAX_MOVED_BYTES:
                raise VerificationError(f"{name}: expected at most {MAX_MOVED_BYTES} bytes")
            target.write(chunk)
