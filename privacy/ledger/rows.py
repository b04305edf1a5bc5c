"""The SQLite file that holds a ledger: one table, whose rows say nothing that isn't signed.

    entry (sequence, body, signature)      see `entries`

A file may come from anybody. So the schema must be this very text: no trigger, view or index that
SQLite would act on; every row is read with a cap; and an auditor's connection can't write.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from privacy.errors import LedgerUnavailableError, LedgerVersionError, VerificationError
from privacy.ledger.entries import MAX_BODY_LENGTH, Row

APPLICATION_ID = 0x64697363  # "disc"
FORMAT_VERSION = 1
SCHEMA = (
    "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL, signature BLOB NOT NULL)"
)
SIGNATURE_LENGTH = 64  # bytes
BUSY_SECONDS = 60.0
MAX_FILE_BYTES = 2 * 1024 * 1024 * 1024  # some two million entries
_SQLITE = b"SQLite format 3\0"
_SNAPSHOT_TRIES = 3


def connect(path: Path) -> sqlite3.Connection:
    """A connection that writes durably: WAL, and every commit synced before it returns.

    Raises LedgerUnavailableError or VerificationError; never makes a file.
    """
    connection = None
    try:
        connection = sqlite3.connect(
            _uri(path, "rw"), uri=True, timeout=BUSY_SECONDS, isolation_level=None
        )
        for pragma in (
            "trusted_schema = OFF",
            "synchronous = FULL",
            "fullfsync = ON",  # macOS: a plain fsync doesn't reach the disk there
            "checkpoint_fullfsync = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        check_schema(connection, path)
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise LedgerUnavailableError(f"{path}: expected a file system with shared memory")
    except BaseException as e:
        if connection is not None:
            connection.close()
        if isinstance(e, sqlite3.Error):
            raise wrapped(e, path) from e
        raise
    return connection


def initialize(path: Path, first: tuple[bytes, bytes]) -> None:
    """Make a new database at `path` with one entry, complete and closed."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(SCHEMA)
        insert(connection, 0, *first)
        connection.execute("COMMIT")
    finally:
        connection.close()


def insert(connection: sqlite3.Connection, sequence: int, body: bytes, signature: bytes) -> None:
    """Add one row within the caller's transaction."""
    connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (sequence, body, signature))


def rows(connection: sqlite3.Connection, path: Path, begin: int = 0) -> Iterator[Row]:
    """Rows from number `begin` on, in order. Oversized values are read as empty ones, which no
    signature fits. Raises VerificationError where SQLite finds the file damaged."""
    query = (
        "SELECT sequence, "
        "CASE WHEN typeof(body) = 'blob' AND length(body) <= ? THEN body END, "
        "CASE WHEN typeof(signature) = 'blob' AND length(signature) = ? THEN signature END "
        "FROM entry WHERE sequence >= ? ORDER BY sequence"
    )
    least = begin if begin else -(1 << 63)  # a negative number is no entry, and isn't passed over
    try:
        found = connection.execute(query, (MAX_BODY_LENGTH, SIGNATURE_LENGTH, least))
        for sequence, body, signature in found:
            yield sequence, body or b"", signature or b""
    except sqlite3.Error as e:
        raise wrapped(e, path) from e


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise VerificationError unless the file holds this module's table and nothing else."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise VerificationError(f"{path}: expected a ledger, found another database")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != FORMAT_VERSION:
        raise LedgerVersionError(
            f"{path}: expected a ledger of format {FORMAT_VERSION}, found {version}",
            hint="read it with the version of discreet that wrote it",
        )
    try:
        found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    except UnicodeDecodeError as e:
        raise VerificationError(f"{path}: expected the table of a ledger, found another") from e
    if found != [("table", "entry", "entry", SCHEMA)]:
        raise VerificationError(f"{path}: expected the table of a ledger alone, found another")


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of `path` as it is at one moment, the write-ahead log included.

    So an auditor changes nothing, leaves nothing beside the file, reads from a read-only medium
    and waits for nobody. Raises LedgerUnavailableError and VerificationError.
    """
    if not path.is_file():
        raise LedgerUnavailableError(f"{path}: expected a ledger, found no such file")
    with contextlib.ExitStack() as stack:
        try:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="discreet-audit-"))
            copy = Path(folder) / "ledger.db"
            _snapshot(path, copy)
        except OSError as e:
            raise LedgerUnavailableError(f"{path}: can't be read: {e.strerror}") from e
        except sqlite3.Error as e:
            raise wrapped(e, path) from e
        try:
            connection = sqlite3.connect(_uri(copy, "rw"), uri=True, isolation_level=None)
            stack.callback(connection.close)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            check_schema(connection, path)
            yield connection
        except sqlite3.Error as e:
            raise wrapped(e, path) from e


def log_file(path: Path) -> Path:
    """SQLite's write-ahead log of the database `path`."""
    return path.with_name(path.name + "-wal")


def wrapped(error: sqlite3.Error, path: Path) -> Exception:
    """SQLite's error in this package's words."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
        return VerificationError(f"{path}: expected a ledger, found a damaged file ({error})")
    hints = {
        sqlite3.SQLITE_FULL: "free space on that disk",
        sqlite3.SQLITE_BUSY: "another process holds it; try again",
        sqlite3.SQLITE_READONLY: "it must be writable to be spent from",
    }
    return LedgerUnavailableError(
        f"{path}: the ledger can't be used, and nothing was spent: {error}", hint=hints.get(code)
    )


def _snapshot(path: Path, copy: Path) -> None:
    """Copy the database and its log as they are at one moment. Raises what reading raises.

    The files themselves, if they stand still meanwhile: that works on a read-only medium and leaves
    nothing behind. Of a ledger that is written to all the time SQLite makes the copy: then it is
    open, and what SQLite needs beside it is there.
    """
    log, copied_log = log_file(path), log_file(copy)
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            raise VerificationError(f"{path}: expected a ledger, found a damaged file")
    if path.stat().st_size > MAX_FILE_BYTES:
        raise VerificationError(f"{path}: expected at most {MAX_FILE_BYTES} bytes")
    for _ in range(_SNAPSHOT_TRIES):
        before = _stamp(path)
        shutil.copyfile(path, copy)
        copied_log.unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(log, copied_log)
        if _stamp(path) == before:
            return
    copied_log.unlink(missing_ok=True)
    copy.unlink()
    with (
        contextlib.closing(sqlite3.connect(_uri(path, "ro"), uri=True)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.execute("PRAGMA trusted_schema = OFF")
        source.backup(target)


def _stamp(path: Path) -> tuple[tuple[int, int, int], ...]:
    """What changes when either file does."""
    stamps = []
    for file in (path, log_file(path)):
        try:
            status = file.stat()
            stamps.append((status.st_ino, status.st_size, status.st_mtime_ns))
        except FileNotFoundError:
            stamps.append((0, 0, 0))
    return tuple(stamps)


def _uri(path: Path, mode: str) -> str:
    return f"file:{urllib.parse.quote(str(path.absolute()))}?mode={mode}"
