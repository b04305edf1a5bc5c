"""A party's signing key (Ed25519): made on its own machine and sealed in its vault.

The public half is a plain file beside it, for peers and auditors to compare and pin.
"""

from __future__ import annotations

import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from privacy.errors import VaultKeyError, VerificationError
from privacy.ledger.entries import public_hex
from privacy.vault.atomic import replace_file
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Recipient

OWNER, COORDINATOR, AUDITOR = "owner", "coordinator", "auditor"  # whose key; it is part of the seal
_NAME = "signing-key"
_NEXT = "signing-key-next"
PUBLIC_FILE = "signing-key.pub"
_PUBLIC = re.compile(r"[0-9a-f]{64}")


def create(folder: Path, keyring: Keyring, party: str) -> Ed25519PrivateKey:
    """A new key in `folder`. Raises VaultKeyError where there is one."""
    key = Ed25519PrivateKey.generate()
    try:
        Vault(folder, keyring, party).create_bytes(_NAME, key.private_bytes_raw())
    except FileExistsError as e:
        raise VaultKeyError(
            f"{folder}: expected no signing key, found one",
            hint="`discreet client ledger change-key` replaces it",
        ) from e
    _publish(folder, key)
    return key


def load_or_create(folder: Path, keyring: Keyring, party: str) -> Ed25519PrivateKey:
    """The key in `folder`, made now where there is none."""
    vault = Vault(folder, keyring, party)
    if not vault.exists(_NAME):
        try:
            return create(folder, keyring, party)
        except VaultKeyError:
            if not vault.exists(_NAME):  # else another process was faster
                raise
    return load(folder, keyring, party)


def save(
    folder: Path,
    keyring: Keyring,
    party: str,
    key: Ed25519PrivateKey,
    *,
    recipients: tuple[Recipient, ...] | None = None,
) -> None:
    """Seal `key` in `folder`, in the place of another, for `recipients` or the keyring's own."""
    vault = Vault(folder, keyring, party, recipients=recipients)
    vault.write_bytes(_NAME, key.private_bytes_raw())
    _publish(folder, key)


def load(folder: Path, keyring: Keyring, party: str) -> Ed25519PrivateKey:
    """The key in `folder`. Raises VerificationError or VaultKeyError."""
    return _load(Vault(folder, keyring, party), _NAME)


def prepare_next(folder: Path, keyring: Keyring, party: str) -> Ed25519PrivateKey:
    """A key that is to follow, kept before anybody hears of it: what a crash interrupts between
    this and `promote_next` can be finished."""
    vault = Vault(folder, keyring, party)
    key = Ed25519PrivateKey.generate()
    vault.write_bytes(_NEXT, key.private_bytes_raw())
    return key


def load_next(folder: Path, keyring: Keyring, party: str) -> Ed25519PrivateKey | None:
    """The key that `prepare_next` kept, or None."""
    vault = Vault(folder, keyring, party)
    return _load(vault, _NEXT) if vault.exists(_NEXT) else None


def promote_next(folder: Path, keyring: Keyring, party: str) -> None:
    """Put the key that was to follow in the place of the old one, which is gone then."""
    vault = Vault(folder, keyring, party)
    save(folder, keyring, party, _load(vault, _NEXT))
    vault.path(_NEXT).unlink()


def read_public(text: str) -> str:
    """A public key: 64 hexadecimal digits, or the file that holds them. Raises VaultKeyError."""
    if _PUBLIC.fullmatch(text):
        return text
    try:
        with Path(text).open("rb") as file:
            content = file.read(1025)
    except (OSError, ValueError) as e:
        why = e.strerror if isinstance(e, OSError) else "not a path"
        raise VaultKeyError(f"{text!r}: expected a public key or its file: {why}") from e
    found = content.decode("ascii", "replace").strip()
    if len(content) > 1024 or not _PUBLIC.fullmatch(found):
        raise VaultKeyError(f"{text}: expected a file with 64 hexadecimal digits, found another")
    return found


def _publish(folder: Path, key: Ed25519PrivateKey) -> None:
    replace_file(folder / PUBLIC_FILE, public_hex(key).encode() + b"\n", mode=0o644)


def _load(vault: Vault, name: str) -> Ed25519PrivateKey:
    secret = vault.read_bytes(name, max_length=64)
    if len(secret) != 32:
        raise VerificationError(f"{vault.root}: expected an Ed25519 key, found something else")
    return Ed25519PrivateKey.from_private_bytes(secret)
