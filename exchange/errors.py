"""What can go wrong between an owner and the exchange.

ExchangeError
├── UnavailableError    the other side can't be reached or has no room just now: try again
├── RefusedUploadError  a vector that wasn't taken; `code` says why, and nothing was added
├── NotOfferedError     no such model is on offer
└── TransferError       what arrived isn't what its digest, size or format says
"""

from __future__ import annotations

from enum import IntEnum


class UploadRefusal(IntEnum):
    """Why a vector wasn't taken. The numbers are those on the wire: they never change."""

    MALFORMED = 1
    UNKNOWN_ROUND = 2
    CLOSED = 3
    ANOTHER_VECTOR = 4
    WRONG_SIZE = 5
    WRONG_DIGEST = 6
    UNAUTHORIZED = 7
    BUSY = 8

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    UploadRefusal.MALFORMED: "the upload's header was malformed",
    UploadRefusal.UNKNOWN_ROUND: "the upload was for another round or session",
    UploadRefusal.CLOSED: "no round takes vectors now",
    UploadRefusal.ANOTHER_VECTOR: "another vector of this owner is there already",
    UploadRefusal.WRONG_SIZE: "the vector was longer or shorter than announced",
    UploadRefusal.WRONG_DIGEST: "the vector wasn't the one announced",
    UploadRefusal.UNAUTHORIZED: "the upload wasn't signed or sent by the owner that it names",
    UploadRefusal.BUSY: "the exchange has no room for another vector just now",
}


class ExchangeError(Exception):
    """Base of the tree; never raised itself."""


class UnavailableError(ExchangeError):
    """The other side can't be reached, broke off or has no room: the same call may do later."""


class RefusedUploadError(ExchangeError):
    """A vector wasn't taken and left no trace. Only BUSY may be tried again as it is."""

    def __init__(self, code: UploadRefusal) -> None:
        super().__init__(code.meaning)
        self.code = code


class NotOfferedError(ExchangeError):
    """The coordinator offers no model of this digest."""


class TransferError(ExchangeError):
    """What arrived isn't what was asked for: another digest, too large, or not in our format."""
