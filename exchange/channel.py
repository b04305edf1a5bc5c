"""An owner's side of the exchange: what every transport offers, and how long it keeps trying."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from mmap import mmap
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from exchange.errors import RefusedUploadError, UnavailableError, UploadRefusal

DEADLINE_SECONDS = 600.0
CHUNK_BYTES = 1 << 20  # of a model or a vector in one message

Buffer: TypeAlias = bytes | bytearray | memoryview | mmap
# A vector's bytes from the start, each time it is called: an upload may have to begin anew.
VectorSource: TypeAlias = Callable[[], Iterator[Buffer]]
Result = TypeVar("Result")


class Channel(Protocol):
    """One owner's way to its coordinator. Calls from several threads are allowed."""

    def fetch_model(self, sha256: str, cache: Path, *, deadline: float = DEADLINE_SECONDS) -> Path:
        """The file of this model in the folder `cache`, its digest checked.

        Tries again for `deadline` seconds, each time from where it was cut off. Raises
        NotOfferedError, TransferError (another digest or too large) or UnavailableError.
        """

    def submit(
        self, header: bytes, vector: VectorSource, *, deadline: float = DEADLINE_SECONDS
    ) -> None:
        """Hand over one masked vector; on return the coordinator has it, once.

        Tries again for `deadline` seconds, from the start. Raises RefusedUploadError (never BUSY),
        TransferError (it isn't an exchange), or UnavailableError, after which it isn't known
        whether the vector arrived: send the same again. What `vector` raises passes through.
        """

    def close(self) -> None:
        """Let go of the connection. Later calls raise UnavailableError."""


@dataclass(frozen=True, slots=True)
class Patience:
    """When to try again: pauses that double, shortened at random to spread the owners."""

    first_seconds: float = 0.2
    longest_seconds: float = 10.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    random: Callable[[], float] = secrets.SystemRandom().random  # in [0, 1)

    def retry(self, attempt: Callable[[float], Result], deadline: float) -> Result:
        """What `attempt` gives, called with the seconds left until it lacks neither room nor a
        connection; once at least. Raises UnavailableError at the deadline."""
        end, pause = self.clock() + deadline, self.first_seconds
        while True:
            try:
                return attempt(max(end - self.clock(), 0.0))
            except (UnavailableError, RefusedUploadError) as error:
                if isinstance(error, RefusedUploadError) and error.code is not UploadRefusal.BUSY:
                    raise
                shortened = pause * (0.5 + self.random() / 2)
                if self.clock() + shortened >= end:
                    raise UnavailableError(f"gave up after {deadline:g} s: {error}") from error
            self.sleep(shortened)
            pause = min(2 * pause, self.longest_seconds)


def pieces(vector: Iterator[Buffer], size: int = CHUNK_BYTES) -> Iterator[memoryview]:
    """The same bytes in pieces of at most `size` bytes, not copied."""
    for buffer in vector:
        whole = memoryview(buffer).cast("B")
        for begin in range(0, len(whole), size):
            yield whole[begin : begin + size]
