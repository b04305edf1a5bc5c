"""Files that are there in full or not at all, and stay after a power cut."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def locked_folder(folder: Path) -> Iterator[None]:
    """Hold a folder against every other writer that takes this lock. Readers don't wait."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Hold `path`, an empty file made for this alone, against every other process that takes it."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def writing(path: Path, *, mode: int = 0o600, lock: bool = True) -> Iterator[BinaryIO]:
    """A file to write that takes `path`'s place when the block ends, synced to disk.

    An error in the block, a full disk included, leaves what was there and removes the rest.
    `lock` holds the folder while the new file takes its place; False for who holds it already.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123
            yield file
            file.flush()
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        with locked_folder(path.parent) if lock else contextlib.nullcontext():
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def replace_file(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Put `content` in `path`'s place."""
    with writing(path, mode=mode) as file:
        file.write(content)


def create_exclusively(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Put `content` into the new file `path`. Raises FileExistsError: of two, one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123
            file.write(content)
            file.flush()
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        os.link(temporary, path)  # unlike a rename it replaces nothing
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def append_line(path: Path, line: bytes) -> None:
    """Add a line to `path`, synced. A last line that a crash cut off is removed first."""
    new = not path.exists()
    with path.open("a+b") as file:
        os.fchmod(file.fileno(), 0o600)
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if new:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
