"""The coordinator's side of the exchange, without a transport: no socket, no file, no clock.

Models on offer go out by their digest. Masked vectors come in one by one: each is read into one of
a few buffers, checked, handed to the open round's receiver and forgotten. So memory is that of
`uploads` vectors and the models, whatever the number of owners.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Condition

from exchange.channel import Buffer
from exchange.errors import NotOfferedError, RefusedUploadError, UploadRefusal
from exchange.receiver import Expected, Receiver

HEADER_MAX_BYTES = 4096
VECTOR_MAX_BYTES = 1 << 30
MODELS_MAX = 4  # on offer at once

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(slots=True, eq=False)
class _Round:
    """One round that takes vectors, and what has happened in it."""

    receiver: Receiver
    added: dict[int, bytes] = field(default_factory=dict)  # owner -> its vector's digest
    arriving: set[int] = field(default_factory=set)  # owners whose vector is on its way
    waiting: Counter[int] = field(default_factory=Counter)  # owner -> calls that wait for a buffer
    failed: Counter[int] = field(default_factory=Counter)  # owner -> vectors that broke off

    def has(self, expected: Expected) -> bool:
        """Whether this very vector is there. Raises RefusedUploadError: another one is."""
        digest = self.added.get(expected.owner)
        if digest is not None and digest != expected.sha256:
            raise RefusedUploadError(UploadRefusal.ANOTHER_VECTOR)
        return digest is not None

    def may_begin(self, owner: int) -> bool:
        """One vector an owner at a time, and first those who wasted a buffer least often: nobody
        holds all the buffers, and who lets one stand still doesn't get it back before the others.
        """
        others = (+self.waiting).keys() - self.arriving  # a second call of one of these can't begin
        fewer = any(self.failed[other] < self.failed[owner] for other in others)
        return owner not in self.arriving and not fewer


class Hub:
    """Offers models and takes vectors. Every method may be called from any thread.

    The receiver is called under one lock: never twice at once, and not after `close` has returned.
    It may itself call `close`.
    """

    def __init__(self, *, uploads: int = 2, wait_seconds: float = 10.0) -> None:
        """`uploads` bodies are in memory at most; others wait `wait_seconds` and get BUSY."""
        if uploads < 1 or wait_seconds < 0:
            raise ValueError("expected at least one upload and no negative wait")
        self._wait_seconds = wait_seconds
        self._changed = Condition()  # guards all below
        self._models: dict[str, bytes] = {}
        self._round: _Round | None = None
        self._room = uploads
        self._spare: list[bytearray] = []  # buffers of the open round that wait for reuse

    def offer(self, content: bytes) -> str:
        """Offer a model under its SHA-256, which is returned.

        Raises ValueError when MODELS_MAX others are on offer: withdraw one first.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        with self._changed:
            if sha256 not in self._models and len(self._models) >= MODELS_MAX:
                raise ValueError(f"expected at most {MODELS_MAX} models on offer")
            self._models[sha256] = content
        return sha256

    def withdraw(self, sha256: str) -> None:
        """Offer a model no longer; transfers that have begun go on. Unknown digests are ignored."""
        with self._changed:
            self._models.pop(sha256, None)

    def model(self, sha256: str) -> memoryview:
        """A model's bytes, not copied. Raises NotOfferedError, for what isn't a digest too."""
        content = self._models.get(sha256) if _SHA256.fullmatch(sha256) else None
        if content is None:  # no lock: an addition under way must not hold up a download
            raise NotOfferedError("no such model is on offer")
        return memoryview(content)

    def open(self, receiver: Receiver) -> None:
        """Take vectors for this round. Raises ValueError while another one is open."""
        with self._changed:
            if self._round is not None:
                raise ValueError("expected the last round to be closed")
            self._round = _Round(receiver)

    def close(self) -> None:
        """Take no more vectors. One being added is finished; one still arriving is refused."""
        with self._changed:
            self._round = None
            self._spare.clear()
            self._changed.notify_all()

    def submit(self, header: bytes, chunks: Iterable[Buffer], *, peer: str | None = None) -> None:
        """Take one vector; on return the receiver has it, now or from an earlier call.

        `peer` is who the transport says is sending. Raises RefusedUploadError, and then nothing was
        added. An error of `chunks` passes through, likewise.
        """
        if not 0 < len(header) <= HEADER_MAX_BYTES:
            raise RefusedUploadError(UploadRefusal.MALFORMED)
        admitted = self._admit(header, peer)
        if admitted is None:
            return
        opened, expected, buffer = admitted
        try:
            self._read(opened, expected, chunks, buffer)
            self._add(opened, expected, buffer)
        finally:
            self._leave(opened, expected, buffer)

    def _admit(self, header: bytes, peer: str | None) -> tuple[_Round, Expected, bytearray] | None:
        """A buffer for the vector that the header announces, or None: it is there already."""
        with self._changed:
            opened = self._current(self._round)
            expected = opened.receiver.expect(header, peer)
            if expected is None:
                return None
            if not 0 < expected.size <= VECTOR_MAX_BYTES:
                raise RefusedUploadError(UploadRefusal.WRONG_SIZE)

            def ready() -> bool:
                return self._round is not opened or (
                    self._room > 0 and opened.may_begin(expected.owner)
                )

            if not opened.has(expected):
                opened.waiting[expected.owner] += 1
                try:
                    if not self._changed.wait_for(ready, self._wait_seconds):
                        raise RefusedUploadError(UploadRefusal.BUSY)
                finally:
                    opened.waiting[expected.owner] -= 1
                    self._changed.notify_all()  # who let this one go first may begin now
            self._current(opened)
            if opened.has(expected):
                return None
            buffer = self._buffer(expected.size)
            self._room -= 1
            opened.arriving.add(expected.owner)
            return opened, expected, buffer

    def _current(self, opened: _Round | None) -> _Round:
        """The round, if it's still the open one."""
        if opened is None or self._round is not opened:
            raise RefusedUploadError(UploadRefusal.CLOSED)
        return opened

    def _buffer(self, size: int) -> bytearray:
        while self._spare:
            if len(buffer := self._spare.pop()) == size:
                return buffer
        return bytearray(size)

    def _read(
        self, opened: _Round, expected: Expected, chunks: Iterable[Buffer], buffer: bytearray
    ) -> None:
        """Fill the buffer, and check size and digest on the way."""
        digest, filled = hashlib.sha256(), 0
        with memoryview(buffer) as target:
            for chunk in chunks:
                self._current(opened)
                with memoryview(chunk) as view, view.cast("B") as content:
                    end = filled + len(content)
                    if end > expected.size:
                        raise RefusedUploadError(UploadRefusal.WRONG_SIZE)
                    target[filled:end] = content
                    digest.update(content)
                filled = end
        if filled < expected.size:
            raise RefusedUploadError(UploadRefusal.WRONG_SIZE)
        if not hmac.compare_digest(digest.digest(), expected.sha256):
            raise RefusedUploadError(UploadRefusal.WRONG_DIGEST)

    def _add(self, opened: _Round, expected: Expected, buffer: bytearray) -> None:
        with self._changed:
            self._current(opened)
            try:
                opened.receiver.add(expected, memoryview(buffer).toreadonly())
            except RefusedUploadError:
                raise
            except BaseException:
                self.close()  # half a vector may be in the sum: better no sum
                raise
            opened.added[expected.owner] = expected.sha256

    def _leave(self, opened: _Round, expected: Expected, buffer: bytearray) -> None:
        with self._changed:
            self._room += 1
            opened.arriving.discard(expected.owner)
            opened.failed[expected.owner] += expected.owner not in opened.added
            if self._round is opened:
                self._spare.append(buffer)
            self._changed.notify_all()
