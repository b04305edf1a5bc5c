"""Whether a ledger's files are still the ones in use.

SQLite goes on writing to a file that was replaced or removed under it, and to a write-ahead log
that nobody else sees: a debit there would be lost, and the budget spent again.
"""

from __future__ import annotations

from pathlib import Path

from privacy.errors import VerificationError
from privacy.ledger.rows import log_file


class FileWatch:
    """The database `path`, and its log once there is one, as this process knows them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = _identity(path)
        self._log: tuple[int, int] | None = None
        self._log_size = 0  # bytes; it doesn't shrink while anybody has it open

    def check(self) -> None:
        """Raise VerificationError where either is another file by now, or the log was cut off;
        FileNotFoundError where one is gone."""
        same = _identity(self._path) == self._database
        if same and self._log is not None:
            log = log_file(self._path)
            same = _identity(log) == self._log and log.stat().st_size >= self._log_size
        if not same:
            raise VerificationError(
                f"{self._path}: the ledger or its log was replaced while it was open",
                hint="nothing was spent; see where the other file came from",
            )

    def note_log(self, *, written: bool) -> None:
        """Know the log as it is now. One that was `written` must be there: FileNotFoundError."""
        log = log_file(self._path)
        if written or log.exists():
            self._log, self._log_size = _identity(log), log.stat().st_size

    def forget_log(self) -> None:
        """The last one to close a ledger takes its log away."""
        self._log = None


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino
