"""An owner's models on disk, each in a file named by its SHA-256.

A file counts as that model only after its bytes were hashed, each time anew. What a broken transfer
left is kept beside it and gone on with.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from exchange.channel import Buffer
from exchange.errors import NotOfferedError, TransferError
from privacy.vault.atomic import locked_folder

MODEL_MAX_BYTES = 4 << 30
PIECE_BYTES = 1 << 20  # read from disk at once

_SHA256 = re.compile(r"[0-9a-f]{64}")
_OURS = re.compile(r"[0-9a-f]{64}|\.[0-9a-f]{64}\.partial")

# A model's bytes from an offset on.
Download = Callable[[int], Iterable[Buffer]]


def checked_digest(sha256: str) -> str:
    """`sha256`, which is safe as a file's name. Raises TransferError: not 64 hexadecimal digits."""
    if not _SHA256.fullmatch(sha256):
        raise TransferError("model: expected 64 lower-case hexadecimal digits")
    return sha256


def fetch_into(cache: Path, sha256: str, download: Download, *, max_bytes: int) -> Path:
    """The file of a model in `cache`, downloaded unless it is there and whole.

    Other fetches into the same folder wait. Raises TransferError (another digest, or larger than
    `max_bytes`) and whatever `download` raises; then no file of this name is there, and after a
    broken transfer its first part is kept.
    """
    path = cache / checked_digest(sha256)
    cache.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked_folder(cache):
        if path.is_file():
            if path.stat().st_size <= max_bytes and _digest_of(path) == sha256:
                path.touch()  # `keep_few` keeps what was used last
                return path
            path.unlink()
        partial = cache / f".{sha256}.partial"
        resumed = partial.is_file() and partial.stat().st_size > 0
        try:
            _download(partial, sha256, download, max_bytes)
        except TransferError:
            if not resumed:
                raise
            _download(partial, sha256, download, max_bytes)  # the part that was kept may be wrong
        partial.replace(path)
    return path


def keep_few(cache: Path, few: int = 2) -> None:
    """Remove all but the `few` models, or parts of them, that were used last."""
    if not cache.is_dir():
        return
    with locked_folder(cache):
        ours = [path for path in cache.iterdir() if _OURS.fullmatch(path.name)]
        ours.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in ours[few:]:
            path.unlink()


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _download(partial: Path, sha256: str, download: Download, max_bytes: int) -> None:
    """Go on with a partial file to its end; what can't become the model is removed at once."""
    try:
        with partial.open("a+b") as file:
            digest, size = _digest_so_far(file, max_bytes)
            for chunk in download(size):
                size += len(chunk)
                if size > max_bytes:
                    raise _too_large(max_bytes)
                digest.update(chunk)
                file.write(chunk)
        if digest.hexdigest() != sha256:
            raise TransferError("model: what arrived has another SHA-256")
    except (NotOfferedError, TransferError):
        partial.unlink(missing_ok=True)
        raise


def _digest_so_far(file: BinaryIO, max_bytes: int) -> tuple[hashlib._Hash, int]:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(PIECE_BYTES):
        digest.update(piece)
        size += len(piece)
        if size > max_bytes:
            raise _too_large(max_bytes)
    return digest, size


def _too_large(max_bytes: int) -> TransferError:
    return TransferError(f"model: expected at most {max_bytes} bytes")
