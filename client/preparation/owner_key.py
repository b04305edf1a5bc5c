"""What makes an owner's surrogates its own: a key, and what was given out under it. Sealed.

    FOLDER/desensitization/key.vault       32 bytes from the operating system
    FOLDER/desensitization/issued.vault    fingerprints of what was given out, for later passes

One key for all that an owner prepares: a person is the same surrogate in every file. Without the
key nobody, its owner included, can tell who a surrogate was; a new one makes other surrogates of
the same persons and other pseudonyms of the same identifiers, so a ledger would take them for
other persons: keep a copy of it with the vault's key.
"""

from __future__ import annotations

import contextlib
import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from privacy.desensitize.issued import Issued
from privacy.errors import VerificationError
from privacy.vault.atomic import locked_file
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring

FOLDER = "desensitization"  # in the owner's folder, or in $DISCREET_HOME
LABEL = "desensitization"
KEY_BYTES = 32
MAX_ISSUED_BYTES = 1 << 33
_KEY, _ISSUED = "key", "issued"
_FIRST = ".first"  # while a first use makes both: a crash between them is no loss


@dataclass(frozen=True, slots=True)
class Secrets:
    """An owner's key, and what was given out under it."""

    _vault: Vault
    _key: bytes
    issued: Issued

    def __repr__(self) -> str:
        return "Secrets()"

    def key(self, purpose: str) -> bytes:
        """32 bytes for one purpose: HMAC-SHA256 of its name under the owner's key."""
        return derived(self._key, purpose)

    def save(self) -> None:
        """Seal what was given out so far. Call it before the texts that have it are in force."""
        self._vault.write_bytes(_ISSUED, self.issued.to_bytes())


@contextlib.contextmanager
def opened(folder: Path, keyring: Keyring) -> Iterator[Secrets]:
    """The secrets in `folder`'s own `FOLDER`; a first use makes the key.

    Held against every other process: of two that prepare at once, neither gives out what the other
    gave to somebody else. Raises VerificationError and VaultKeyError.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked_file(place / ".lock"):
        vault = Vault(place, keyring, LABEL)
        key, issued = _load_key(vault), _load_issued(vault)
        first = place / _FIRST
        if key is None:
            if issued is not None:
                raise VerificationError(
                    f"{place}: expected the key that surrogates were made with, found none",
                    hint="restore key.vault from a copy",
                )
            first.touch()
            key = os.urandom(KEY_BYTES)
            vault.create_bytes(_KEY, key)
        if issued is None:
            if not first.exists():
                raise VerificationError(
                    f"{place}: expected what was given out under the key, found none",
                    hint="restore issued.vault from a copy: without it a surrogate that stands for "
                    "one person could be given to another",
                )
            issued = Issued()
            vault.write_bytes(_ISSUED, issued.to_bytes())
        first.unlink(missing_ok=True)
        yield Secrets(vault, key, issued)


def load_key(folder: Path, keyring: Keyring) -> bytes | None:
    """The key in `folder`, or None where nothing was prepared yet. Raises as `opened`."""
    return _load_key(Vault(folder / FOLDER, keyring, LABEL))


def derived(key: bytes, purpose: str) -> bytes:
    """32 bytes of an owner's key for one purpose."""
    return hmac.digest(key, b"discreet preparation 1 " + purpose.encode(), "sha256")


def _load_issued(vault: Vault) -> Issued | None:
    if not vault.exists(_ISSUED):
        return None
    try:
        return Issued.from_bytes(vault.read_bytes(_ISSUED, max_length=MAX_ISSUED_BYTES))
    except ValueError as e:
        raise VerificationError(f"{_ISSUED}: {e}") from e


def _load_key(vault: Vault) -> bytes | None:
    if not vault.exists(_KEY):
        return None
    key = vault.read_bytes(_KEY, max_length=KEY_BYTES)
    if len(key) != KEY_BYTES:
        raise VerificationError(f"{_KEY}: expected {KEY_BYTES} bytes, found {len(key)}")
    return key
