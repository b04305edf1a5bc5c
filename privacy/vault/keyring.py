"""Where a vault's keys come from: a file with mode 0600, the environment, or a passphrase.

    $DISCREET_VAULT_KEY             the secret key itself, for machines whose secrets are injected;
                                    $DISCREET_VAULT_RECIPIENTS adds public keys, by spaces
    $DISCREET_HOME/keys/vault.key   else: a file that only its owner may read. Its secrets may be
                                    sealed with a passphrase (Argon2id, RFC 9106), which comes
                                    from $DISCREET_VAULT_PASSPHRASE or is asked for

The key file also lists who else may open what is sealed from now on. That list is as secret from
writers as the key itself: who could add a line to it could read all that follows. So it lies in
the same file, and under the passphrase where there is one.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from privacy.errors import VaultKeyError
from privacy.vault.atomic import create_exclusively, locked_folder, writing
from privacy.vault.keys import KEY_BYTES, Identity, Recipient
from privacy.vault.stream import MAX_RECIPIENTS

VERSION = 1
HOME_VARIABLE = "DISCREET_HOME"
KEY_VARIABLE = "DISCREET_VAULT_KEY"
RECIPIENTS_VARIABLE = "DISCREET_VAULT_RECIPIENTS"
PASSPHRASE_VARIABLE = "DISCREET_VAULT_PASSPHRASE"  # noqa: S105 (a name)
KEY_FILE = Path("keys") / "vault.key"
MAX_KEY_FILE_BYTES = 64 * 1024
MAX_KEYS = 32
SHARED_LABELS = frozenset({"store"})  # of vaults whose files further recipients may open

# RFC 9106, section 4, second recommendation.
ARGON2_MEMORY_KIB, ARGON2_ITERATIONS, ARGON2_LANES = 64 * 1024, 3, 4
# A file may ask for no more: it might be anybody's.
MAX_MEMORY_KIB, MAX_ITERATIONS, MAX_LANES = 1024 * 1024, 16, 16
_PASSPHRASE_CONTEXT = b"discreet vault v1 key file\x00"

Ask = Callable[[], str]


@contextlib.contextmanager
def changing(environ: Mapping[str, str] = os.environ) -> Iterator[None]:
    """Hold the key file against another change, from reading it to having used the new keys: of
    two rotations at once, the loser's key would be lost, and what it had sealed."""
    folder = key_file(environ).parent
    if not folder.is_dir():
        yield  # there is no key to change
        return
    with locked_folder(folder):
        yield


@contextlib.contextmanager
def in_use(environ: Mapping[str, str] = os.environ) -> Iterator[None]:
    """Say, for as long as the block lasts, that this process seals with the keys as they are."""
    yield from _use(environ, fcntl.LOCK_SH)


@contextlib.contextmanager
def nobody_uses(environ: Mapping[str, str] = os.environ) -> Iterator[None]:
    """Hold off `in_use`. Raises VaultKeyError while another process is within it: it would go on
    to seal for a key that is forgotten."""
    yield from _use(environ, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _use(environ: Mapping[str, str], how: int) -> Iterator[None]:
    folder = key_file(environ).parent
    if not folder.is_dir():
        yield
        return
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(folder / ".in-use", flags, 0o600)
    try:
        try:
            fcntl.flock(descriptor, how)
        except BlockingIOError as e:
            raise VaultKeyError(
                f"{folder}: a run is sealing with these keys: none was forgotten",
                hint="wait for its end; `rotate` without --forget-old may go on meanwhile",
            ) from e
        yield
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys in use. `identities[0]` is the current one; the others open what is older."""

    identities: tuple[Identity, ...] = field(repr=False)
    others: tuple[Recipient, ...] = ()  # who else may open what is sealed from now on
    path: Path | None = None  # None: from the environment
    passphrase: str | None = field(default=None, repr=False)

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """For whom new files are sealed."""
        return tuple(dict.fromkeys((self.identities[0].recipient, *self.others)))

    def recipients_of(self, name: str) -> tuple[Recipient, ...]:
        """For whom a file of this logical name is sealed: what a party signs with, and what it
        keeps to go on, is its own; data may have further readers."""
        if name.split("/", 1)[0] in SHARED_LABELS:
            return self.recipients
        return self.recipients[:1]

    def rotated(self) -> Keyring:
        """With a new current key; the others stay, to open what was sealed before."""
        identities = (Identity.generate(), *self.identities)
        if len(identities) > MAX_KEYS:
            raise VaultKeyError(
                f"expected at most {MAX_KEYS} keys, found more",
                hint="`discreet data keys rotate --forget-old` drops those that nothing needs",
            )
        return replace(self, identities=identities)

    def forgotten(self) -> Keyring:
        """With the current key alone."""
        return replace(self, identities=self.identities[:1])

    def with_recipient(self, recipient: Recipient) -> Keyring:
        """With one more reader of what is sealed from now on. Raises VaultKeyError."""
        if recipient in self.recipients:
            return self
        if len(self.recipients) >= MAX_RECIPIENTS:
            raise VaultKeyError(f"expected at most {MAX_RECIPIENTS} recipients, found more")
        recipient.wrap(bytes(KEY_BYTES), b"")  # raises for a key that no file could be sealed for
        return replace(self, others=(*self.others, recipient))

    def without_recipient(self, recipient: Recipient) -> Keyring:
        """With one reader less of what is sealed from now on. Raises VaultKeyError."""
        if recipient not in self.others:
            raise VaultKeyError(f"{recipient} is no further recipient of this vault")
        return replace(self, others=tuple(r for r in self.others if r != recipient))

    def save(self) -> None:
        """Replace the key file. Raises VaultKeyError for keys from the environment."""
        if self.path is None:
            raise VaultKeyError(
                f"expected keys in a file, found them in ${KEY_VARIABLE}",
                hint="change what sets that variable",
            )
        with writing(self.path, lock=False) as file:  # `changing` holds the folder
            file.write(_encode(self))


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """`$DISCREET_HOME`, by default `~/.discreet`."""
    return Path(environ.get(HOME_VARIABLE) or Path.home() / ".discreet")


def key_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the key file is, if there is one."""
    return home(environ) / KEY_FILE


def load(
    path: Path | None = None, *, ask: Ask | None = None, environ: Mapping[str, str] = os.environ
) -> Keyring:
    """The keys of `path`, by default of the environment or else of the key file.

    `ask` is called for a passphrase where one is needed and the environment has none.

    Raises VaultKeyError: no key, a file that others may read, a wrong passphrase.
    """
    if path is None and (text := environ.get(KEY_VARIABLE)):
        listed = environ.get(RECIPIENTS_VARIABLE, "").split()
        try:
            identity = Identity.parse(text)
        except VaultKeyError as e:
            raise VaultKeyError(f"${KEY_VARIABLE}: {e}") from e
        try:
            return Keyring((identity,), tuple(map(Recipient.parse, listed)))
        except VaultKeyError as e:
            raise VaultKeyError(f"${RECIPIENTS_VARIABLE}: {e}", hint=e.hint) from e
    path = path or key_file(environ)
    content = _read(path)
    row = _object(path, content)
    passphrase = None
    if "sealed" in row:
        passphrase = environ.get(PASSPHRASE_VARIABLE) or (ask() if ask else None)
        if not passphrase:
            raise VaultKeyError(
                f"{path}: expected its passphrase, found none",
                hint=f"set ${PASSPHRASE_VARIABLE}",
            )
        row = _opened(path, row["sealed"], passphrase)
    elif environ.get(PASSPHRASE_VARIABLE):
        # Else who can write the file, and doesn't know the passphrase, chooses the key.
        raise VaultKeyError(
            f"{path}: expected a key file sealed with the passphrase, found a plain one",
            hint=f"unset ${PASSPHRASE_VARIABLE} if this is your key",
        )
    return _keyring(path, row, passphrase)


def create(
    path: Path | None = None,
    *,
    passphrase: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Keyring:
    """A new key in a new file. Raises VaultKeyError where there is one already."""
    path = path or key_file(environ)
    keyring = Keyring((Identity.generate(),), (), path, passphrase or None)
    try:
        create_exclusively(path, _encode(keyring), mode=0o600)
    except FileExistsError as e:
        raise VaultKeyError(
            f"{path}: expected no key yet, found one",
            hint="`discreet data keys rotate` replaces a key and keeps what was sealed readable",
        ) from e
    return keyring


def load_or_create(
    *, ask: Ask | None = None, environ: Mapping[str, str] = os.environ
) -> tuple[Keyring, bool]:
    """The keys in use, and whether this call made them: a first use makes a key."""
    if not environ.get(KEY_VARIABLE) and not key_file(environ).exists():
        try:
            passphrase = environ.get(PASSPHRASE_VARIABLE)
            return create(passphrase=passphrase, environ=environ), True
        except VaultKeyError:
            if not key_file(environ).exists():  # else another process was faster
                raise
    return load(ask=ask, environ=environ), False


def _read(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError as e:
        raise VaultKeyError(
            f"{path}: expected a vault key, found none",
            hint="`discreet data keys new` makes one; $DISCREET_HOME says where it is looked for",
        ) from e
    except OSError as e:
        raise VaultKeyError(f"{path}: expected a vault key, found: {e.strerror}") from e
    try:
        _check(path, os.fstat(descriptor))
    except VaultKeyError:
        os.close(descriptor)
        raise
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAX_KEY_FILE_BYTES + 1)


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise VaultKeyError(f"{path}: expected a file, found something else")
    if status.st_mode & 0o077:
        raise VaultKeyError(
            f"{path}: expected mode 0600, found {stat.S_IMODE(status.st_mode):04o}: "
            "others may read this key",
            hint=f"chmod 600 {path}, and rotate the key if anybody else could read it",
        )
    if status.st_uid not in (os.geteuid(), 0):
        raise VaultKeyError(f"{path}: expected a file of this user, found another's")


def _object(path: Path, content: bytes) -> dict[str, Any]:
    try:
        row = json.loads(content) if len(content) <= MAX_KEY_FILE_BYTES else None
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise VaultKeyError(f"{path}: expected a vault key file, found another")
    if type(row.get("version")) is not int or row["version"] != VERSION:
        raise VaultKeyError(f"{path}: expected version {VERSION}, found another")
    return row


def _keyring(path: Path, row: dict[str, Any], passphrase: str | None) -> Keyring:
    if set(row) != {"version", "secret_keys", "recipients"}:
        raise VaultKeyError(f"{path}: expected secret_keys and recipients")
    secrets, recipients = row["secret_keys"], row["recipients"]
    for value in (secrets, recipients):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise VaultKeyError(f"{path}: expected lists of keys")
    if not 1 <= len(secrets) <= MAX_KEYS:
        raise VaultKeyError(f"{path}: expected 1 to {MAX_KEYS} secret keys")
    try:
        identities = tuple(map(Identity.parse, secrets))
        return Keyring(identities, tuple(map(Recipient.parse, recipients)), path, passphrase)
    except VaultKeyError as e:
        raise VaultKeyError(f"{path}: {e}") from e


def _encode(keyring: Keyring) -> bytes:
    row: dict[str, Any] = {
        "version": VERSION,
        "secret_keys": [identity.to_text() for identity in keyring.identities],
        "recipients": [str(recipient) for recipient in keyring.others],
    }
    if keyring.passphrase is not None:
        row = {"version": VERSION, "sealed": _sealed(row, keyring.passphrase)}
    return (json.dumps(row, indent=1) + "\n").encode()


def _sealed(row: dict[str, Any], passphrase: str) -> dict[str, Any]:
    settings = {
        "kdf": "argon2id",
        "memory_kib": ARGON2_MEMORY_KIB,
        "iterations": ARGON2_ITERATIONS,
        "lanes": ARGON2_LANES,
        "salt": os.urandom(16).hex(),
    }
    nonce = os.urandom(12)  # under a key that the fresh salt makes new each time
    key = _derive(settings, passphrase)
    content = AESGCM(key).encrypt(nonce, json.dumps(row).encode(), _binding(settings))
    return settings | {"nonce": nonce.hex(), "content": content.hex()}


def _opened(path: Path, sealed: Any, passphrase: str) -> dict[str, Any]:
    malformed = VaultKeyError(f"{path}: expected a key file sealed with a passphrase")
    names = {"kdf", "memory_kib", "iterations", "lanes", "salt", "nonce", "content"}
    if not isinstance(sealed, dict) or set(sealed) != names or sealed["kdf"] != "argon2id":
        raise malformed
    limits = {"memory_kib": MAX_MEMORY_KIB, "iterations": MAX_ITERATIONS, "lanes": MAX_LANES}
    for name, limit in limits.items():
        if type(sealed[name]) is not int or not 1 <= sealed[name] <= limit:
            raise VaultKeyError(f"{path}: {name}: expected 1 to {limit}")
    settings = {name: sealed[name] for name in ("kdf", *limits, "salt")}
    try:
        nonce, content = bytes.fromhex(sealed["nonce"]), bytes.fromhex(sealed["content"])
        key = _derive(settings, passphrase)
        row = json.loads(AESGCM(key).decrypt(nonce, content, _binding(settings)))
    except InvalidTag as e:
        raise VaultKeyError(
            f"{path}: the passphrase is another, or the file was changed",
            hint="the passphrase can't be recovered: without it the key is lost",
        ) from e
    except MemoryError as e:
        raise VaultKeyError(
            f"{path}: its passphrase takes {sealed['memory_kib'] // 1024} MiB of memory, "
            "which this machine doesn't have"
        ) from e
    except (ValueError, TypeError, RecursionError) as e:
        raise malformed from e
    return row if isinstance(row, dict) else {}


def _derive(settings: Mapping[str, Any], passphrase: str) -> bytes:
    kdf = Argon2id(
        salt=bytes.fromhex(settings["salt"]),
        length=32,
        iterations=settings["iterations"],
        lanes=settings["lanes"],
        memory_cost=settings["memory_kib"],
    )
    return kdf.derive(passphrase.encode("utf-8", "surrogatepass"))


def _binding(settings: Mapping[str, Any]) -> bytes:
    return _PASSPHRASE_CONTEXT + json.dumps(settings, sort_keys=True).encode()
