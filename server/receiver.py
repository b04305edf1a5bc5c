"""What takes masked vectors from the exchange: checks who announces one, and adds it up."""

from __future__ import annotations

from exchange.errors import RefusedUploadError, UploadRefusal
from exchange.receiver import Expected
from privacy.errors import ProtocolError
from privacy.secagg.coordinator import Coordinator
from privacy.secagg.messages import Upload


class SumReceiver:
    """One round's sum, as the exchange's `Receiver`."""

    def __init__(self, coordinator: Coordinator) -> None:
        self._coordinator = coordinator
        self._announced: dict[int, Upload] = {}

    def expect(self, header: bytes, peer: str | None) -> Expected:
        """The vector that a signed Upload message announces. Raises RefusedUploadError."""
        coordinator = self._coordinator
        try:
            upload = Upload.decode(header)
        except ProtocolError as error:
            raise RefusedUploadError(UploadRefusal.MALFORMED) from error
        if upload.round != coordinator.round_digest:
            raise RefusedUploadError(UploadRefusal.UNKNOWN_ROUND)
        if upload.size != coordinator.vector_bytes:
            raise RefusedUploadError(UploadRefusal.WRONG_SIZE)
        try:
            coordinator.check_upload(upload)
            name = coordinator.session.member(upload.sender).name
        except ProtocolError as error:
            raise RefusedUploadError(UploadRefusal.UNAUTHORIZED) from error
        if peer is not None and peer != name:
            raise RefusedUploadError(UploadRefusal.UNAUTHORIZED)
        self._announced[upload.sender] = upload
        return Expected(upload.sender, upload.size, upload.sha256)

    def add(self, expected: Expected, vector: memoryview) -> None:
        """Add a whole vector, whose digest the hub has checked."""
        self._coordinator.add(self._announced[expected.owner], vector)
