"""Sealed activations of windows: two files of the owner's, neither of which says anything.

    OWNER/trunk-cache/activations.vault   the activations, one window's after another's
    OWNER/trunk-cache/index.vault         what they are a function of, and where each window's are

One file for all windows: a file each would show, by the times of access that a disk keeps, which
units were drawn. It is faster too: 0.2 ms to write 128 tokens of MiniLM against 3.7 ms, 0.2 to
0.4 ms to read them against 0.5 ms, of some 20 ms that training on them takes. The index is written
last and names the other file by the random id in its seal: without it there is no cache. Windows
go by the digest of their tokens, which is sealed too.

Here nothing is repaired: whatever isn't as it should be is as if there were none.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from privacy import canonical
from privacy.errors import PrivacyError, VerificationError
from privacy.vault.atomic import locked_folder
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.stream import ContentReader, Sealer

FOLDER = "trunk-cache"  # in the owner's folder
VERSION = 1
MAX_INDEX_BYTES = 256 * 1024 * 1024
_ACTIVATIONS, _INDEX = "activations", "index"


@dataclass(frozen=True, slots=True)
class Rows:
    """An open cache: activations by the digest of their window."""

    _content: ContentReader
    _places: dict[str, list[int]]

    def read(self, window: str, length: int) -> bytearray:
        """The `length` bytes of one window. Raises VerificationError where there aren't so many,
        or they were changed."""
        begin, found = self._places.get(window, (0, -1))
        if found != length:
            raise VerificationError("expected the activations of every window")
        return self._content.read(begin, length)


class RowsWriter:
    """Takes the activations of one window after another's."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._end = 0
        self.places: dict[str, list[int]] = {}

    def add(self, window: str, content: bytes) -> None:
        """Add one window's."""
        self._sealer.write(content)
        self.places[window] = [self._end, len(content)]
        self._end += len(content)


@contextlib.contextmanager
def opened(folder: Path, keyring: Keyring, key: str) -> Iterator[Rows | None]:
    """The cache in the owner's `folder` that was made for `key`, or None where there is no whole
    one that these keys open."""
    vault = _vault(folder, keyring)
    with contextlib.ExitStack() as stack:
        try:
            content = vault.read_bytes(_INDEX, max_length=MAX_INDEX_BYTES)
            index = canonical.decode(content, _INDEX, max_length=MAX_INDEX_BYTES)
            if index["version"] != VERSION or index["key"] != key:
                raise VerificationError("expected the cache of another key")
            reader = stack.enter_context(vault.opened(_ACTIVATIONS))
            places = index["windows"]
            whole = max((begin + size for begin, size in places.values()), default=0)
            if (reader.file_id, reader.length) != (index["file_id"], whole):
                raise VerificationError("expected the file that the index names")
            rows = Rows(reader, places)
        except (PrivacyError, OSError, LookupError, TypeError, ValueError, AttributeError):
            rows = None
        yield rows


@contextlib.contextmanager
def writing(folder: Path, keyring: Keyring, key: str) -> Iterator[RowsWriter]:
    """A new cache for `key` in place of what there was, from the end of the block on.

    An error in the block leaves none. Raises OSError, and VerificationError for an index of more
    than MAX_INDEX_BYTES.
    """
    drop(folder)
    vault = _vault(folder, keyring)
    vault.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with vault.write(_ACTIVATIONS) as sealer:
            writer = RowsWriter(sealer)
            yield writer
        index = {
            "version": VERSION,
            "key": key,
            "file_id": sealer.file_id,
            "windows": writer.places,
        }
        content = canonical.encode(index)
        if len(content) > MAX_INDEX_BYTES:
            raise VerificationError(f"expected an index of at most {MAX_INDEX_BYTES} bytes")
        vault.write_bytes(_INDEX, content)
    except BaseException:
        drop(folder)
        raise


def drop(folder: Path) -> None:
    """Remove the cache in the owner's `folder`, whole or not; with it go the only keys that opened
    it. Raises OSError where that fails.

    Holds the folder: a rotation of keys, which copies a file, would bring it back.
    """
    place = folder / FOLDER
    if place.is_symlink():
        place.unlink()
    if not place.is_dir():
        return
    with locked_folder(place):
        shutil.rmtree(place)


def _vault(folder: Path, keyring: Keyring) -> Vault:
    return Vault(folder / FOLDER, keyring, FOLDER)
