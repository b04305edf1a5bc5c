"""A folder of sealed files, by logical names.

A file's name is bound into its seal: `a/b` lies in `a/b.vault` under the folder, and neither opens
in the other's place. Writing replaces a file whole or not at all.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.atomic import create_exclusively, locked_folder, writing
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Recipient
from privacy.vault.stream import (
    CHUNK_BYTES,
    MAGIC,
    ContentReader,
    Sealer,
    open_header,
    seal_header,
    unseal_chunks,
)

SUFFIX = ".vault"
MAX_LINE_BYTES = 64 * 1024 * 1024
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,127}(/[a-z0-9][a-z0-9._-]{0,127}){0,7}")


class Vault:
    """Sealed files under `root`, whose logical names all begin with `label`.

    The label says what the folder is, so that a file can't be moved from one vault to another of
    the same keys. Safe between processes: a reader sees a whole file, old or new.
    """

    def __init__(
        self,
        root: Path,
        keyring: Keyring,
        label: str,
        *,
        recipients: tuple[Recipient, ...] | None = None,
    ) -> None:
        """`recipients` are for whom files are sealed, where the keyring doesn't decide that."""
        self.root = root
        self._keyring = keyring
        self._label = label
        self._recipients = keyring.recipients_of(label) if recipients is None else recipients

    def at(self, root: Path) -> Vault:
        """The same keys and label in another folder."""
        return Vault(root, self._keyring, self._label, recipients=self._recipients)

    def path(self, name: str) -> Path:
        """Where `name` lies. Raises VaultKeyError for a name that could lead elsewhere."""
        if not _NAME.fullmatch(name) or ".." in name:
            raise VaultKeyError(f"expected a name of lower-case letters and digits, found {name!r}")
        return self.root / f"{name}{SUFFIX}"

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return self.path(name).is_file()

    @contextlib.contextmanager
    def write(self, name: str) -> Iterator[Sealer]:
        """A new file in `name`'s place, from the end of the block on. Synced to disk."""
        with writing(self.path(name)) as file:
            sealer = Sealer(file, self._logical(name), self._recipients)
            yield sealer
            sealer.close()

    def write_bytes(self, name: str, content: bytes) -> str:
        """Seal `content` as `name`. Returns the new file's id."""
        with self.write(name) as sealer:
            sealer.write(content)
        return sealer.file_id

    def create_bytes(self, name: str, content: bytes) -> None:
        """Seal `content` as the new file `name`. Raises FileExistsError: of two, one wins."""
        target = io.BytesIO()
        sealer = Sealer(target, self._logical(name), self._recipients)
        sealer.write(content)
        sealer.close()
        create_exclusively(self.path(name), target.getvalue())

    def read(self, name: str, *, file_id: str | None = None) -> Iterator[bytes]:
        """The content in chunks, each verified before it is given; ends after a whole file alone.

        `file_id` names the very file that is meant, where another of the same name may exist.
        Raises VerificationError on damage and VaultKeyError for other keys.
        """
        with self._open(name) as file:
            _, keys = open_header(file, self._logical(name), self._keyring.identities)
            if file_id is not None and keys.file_id != file_id:
                raise VerificationError(
                    f"{self._logical(name)}: expected the file {file_id[:8]}…, found another "
                    "sealed under its name",
                    hint="restore the store from a copy",
                )
            yield from unseal_chunks(file, self._logical(name), keys)

    def read_bytes(self, name: str, *, max_length: int) -> bytes:
        """The whole content of at most `max_length` bytes. Raises as `read`."""
        content = bytearray()
        for chunk in self.read(name):
            content += chunk
            if len(content) > max_length:
                raise VerificationError(f"{name}: expected at most {max_length} bytes")
        return bytes(content)

    @contextlib.contextmanager
    def opened(self, name: str) -> Iterator[ContentReader]:
        """Access to any part of the content, in place of a pass over all of it. Raises as `read`.

        The file stays what it was when it was opened, also where it is replaced meanwhile.
        """
        with self._open(name) as file:
            yield ContentReader(file, self._logical(name), self._keyring.identities)

    def _logical(self, name: str) -> str:
        return f"{self._label}/{name}"

    @contextlib.contextmanager
    def _open(self, name: str) -> Iterator[BinaryIO]:
        path = self.path(name)
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except (FileNotFoundError, NotADirectoryError) as e:
            raise VerificationError(
                f"{path}: expected a sealed file, found none", hint="restore it from a copy"
            ) from e
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # a pipe would wait for ever
            os.close(descriptor)
            raise VerificationError(f"{path}: expected a sealed file, found something else")
        with os.fdopen(descriptor, "rb") as file:
            yield file


def is_sealed(path: Path) -> bool:
    """Whether `path` begins as a sealed file does."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def lines(chunks: Iterator[bytes], *, max_length: int = MAX_LINE_BYTES) -> Iterator[bytes]:
    """The lines of a content that comes in chunks, without their ends.

    Raises VerificationError for a line of more than `max_length` bytes.
    """
    rest = bytearray()
    for chunk in chunks:
        first, *whole = chunk.split(b"\n")
        rest += first
        for line in whole:
            yield bytes(rest)
            rest = bytearray(line)
        if len(rest) > max_length:
            raise VerificationError(f"expected lines of at most {max_length} bytes")
    if rest:
        yield bytes(rest)


def rewrap(path: Path, keyring: Keyring) -> bool:
    """Wrap the key of the sealed file `path` for those whom `keyring` means it for now.

    The data is copied as it is. Returns whether anything had to change. Atomic, and no writer's
    newer file is lost meanwhile. Raises VerificationError on a damaged header, VaultKeyError for
    other keys.
    """
    with locked_folder(path.parent), path.open("rb") as source:
        header, keys = open_header(source, None, keyring.identities)
        recipients = keyring.recipients_of(header.name)
        if tuple(recipient for recipient, _ in header.wrapped) == recipients:
            return False
        wrapped, _ = seal_header(header.name, recipients, keys)
        with writing(path, lock=False) as target:
            target.write(wrapped.encode(keys))
            while block := source.read(16 * CHUNK_BYTES):
                target.write(block)
    return True


def sealed_files(root: Path) -> Iterator[Path]:
    """Every sealed file at or under `root`, in order; links aren't followed."""
    if root.is_file():
        yield root
        return
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            path = Path(folder) / name
            if name.endswith(SUFFIX) and not path.is_symlink() and is_sealed(path):
                yield path
