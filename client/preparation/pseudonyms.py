"""Names of records, documents and persons that say nothing.

    pseudonym = t | HMAC-SHA256(check key, kind NUL t)[:4 bytes]
            t = HMAC-SHA256(name key, kind NUL identifier)[:12 bytes]         all in hex

Who has the key can tell its own pseudonyms from other names, wrong in one of 2^32, so that a second
pass leaves them as they are: a unit of privacy keeps its name. Two identifiers share a pseudonym
with a chance of n^2 / 2^97.
"""

from __future__ import annotations

import hmac
import re
from functools import lru_cache
from pathlib import Path

from client.preparation import owner_key
from privacy.vault.keyring import Keyring

PURPOSE = "pseudonyms"  # of the owner's key
RECORD, DOCUMENT, PERSON = "record", "document", "person"
_FORM = re.compile(r"[0-9a-f]{32}")
_NAME_HEX = 24


class Pseudonyms:
    """Pseudonyms under one owner's key: the same identifier always gets the same one."""

    def __init__(self, key: bytes) -> None:
        self._names = hmac.digest(key, b"names", "sha256")
        self._checks = hmac.digest(key, b"checks", "sha256")
        self._latest = lru_cache(maxsize=4096)(self._made)  # a document's questions come together

    def __repr__(self) -> str:
        return "Pseudonyms()"

    def of(self, kind: str, identifier: str) -> str:
        """32 hexadecimal digits for `identifier`; itself, if it is one of them already."""
        return self._latest(kind, identifier)

    def _made(self, kind: str, identifier: str) -> str:
        if self.issued(kind, identifier):
            return identifier
        return self._checked(kind, _tag(self._names, kind, identifier)[:_NAME_HEX])

    def issued(self, kind: str, identifier: str) -> bool:
        """Whether `identifier` is a pseudonym of this key."""
        return _FORM.fullmatch(identifier) is not None and hmac.compare_digest(
            identifier, self._checked(kind, identifier[:_NAME_HEX])
        )

    def _checked(self, kind: str, name: str) -> str:
        return name + _tag(self._checks, kind, name)[: 32 - _NAME_HEX]


def _tag(key: bytes, kind: str, text: str) -> str:
    message = f"{kind}\0{text}".encode("utf-8", "surrogatepass")
    return hmac.digest(key, message, "sha256").hex()


def of_owner(folder: Path, keyring: Keyring) -> Pseudonyms | None:
    """The pseudonyms of the owner whose key is in `folder`; None where nothing was prepared yet.

    Raises VerificationError and VaultKeyError.
    """
    key = owner_key.load_key(folder, keyring)
    return None if key is None else Pseudonyms(owner_key.derived(key, PURPOSE))
