"""What the exchange asks of the round that takes vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Expected:
    """The one vector that an owner has announced, by a header that was found good."""

    owner: int  # its number in the roster
    size: int  # bytes
    sha256: bytes  # 32 bytes


class Receiver(Protocol):
    """One round's checks and its sum. The hub never calls it twice at once."""

    def expect(self, header: bytes, peer: str | None) -> Expected | None:
        """The vector that `header` announces, or None: this very one is there already.

        `header` is any bytes from a peer, `peer` the name in its certificate (None: no transport).
        The hub can't know whose name that is: UNAUTHORIZED is the receiver's to raise, unless the
        owner that the header names signed it, and is the peer.
        Raises RefusedUploadError and no other error, whatever the bytes.
        """

    def add(self, expected: Expected, vector: memoryview) -> None:
        """Take a whole vector whose size and digest are as announced; at most once an owner.

        `vector` is valid during this call only: its memory is used again. It raises
        RefusedUploadError, and then has taken nothing; any other error closes the round.
        """
