"""Receivers, models and clocks for tests of the exchange."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from threading import Event

import numpy as np
from numpy.typing import NDArray

from exchange.channel import Patience
from exchange.errors import RefusedUploadError, UnavailableError, UploadRefusal
from exchange.hub import Hub
from exchange.receiver import Expected

WORDS = 600_000  # of a vector: 2.4 MB, in three chunks


def vector_of(owner: int, words: int = WORDS) -> NDArray[np.uint32]:
    """The owner's vector: the same each time."""
    return np.random.default_rng(owner).integers(0, 1 << 32, words, dtype=np.uint32)


def header_of(owner: int, vector: NDArray[np.uint32], *, round_id: int = 1) -> bytes:
    """Announces a vector, unsigned: what a real header proves isn't the exchange's concern."""
    digest = hashlib.sha256(vector.tobytes()).hexdigest()
    return json.dumps([round_id, owner, vector.nbytes, digest]).encode()


class Sum:
    """A receiver that keeps what it was asked, and the sum."""

    def __init__(self, words: int = WORDS) -> None:
        self.total = np.zeros(words, dtype=np.uint32)
        self.owners: list[int] = []
        self.peers: set[str | None] = set()
        self.asked = Event()
        self._digests: dict[int, bytes] = {}

    def expect(self, header: bytes, peer: str | None) -> Expected | None:
        try:
            round_id, owner, size, digest = json.loads(header)
            expected = Expected(int(owner), int(size), bytes.fromhex(digest))
        except (ValueError, TypeError, RecursionError) as error:
            raise RefusedUploadError(UploadRefusal.MALFORMED) from error
        if round_id != 1:
            raise RefusedUploadError(UploadRefusal.UNKNOWN_ROUND)
        if size != self.total.nbytes:
            raise RefusedUploadError(UploadRefusal.WRONG_SIZE)
        self.peers.add(peer)
        self.asked.set()
        if (there := self._digests.get(expected.owner)) is not None:
            if there != expected.sha256:
                raise RefusedUploadError(UploadRefusal.ANOTHER_VECTOR)
            return None
        return expected

    def add(self, expected: Expected, vector: memoryview) -> None:
        self.total += np.frombuffer(vector, dtype=np.uint32)
        self.owners.append(expected.owner)
        self._digests[expected.owner] = expected.sha256


class ForgetfulSum(Sum):
    """One that always expects: that a vector is added once must not rest on the receiver."""

    def add(self, expected: Expected, vector: memoryview) -> None:
        super().add(expected, vector)
        self._digests.clear()


class CutModel:
    """A model whose transfer breaks off once, at its `chunk`-th chunk; it notes what was asked."""

    def __init__(self, content: bytes, chunk: int, cut: Callable[[], None] | None = None) -> None:
        self._content = content
        self._left: int | None = chunk
        self._cut = cut
        self.begins: list[int] = []

    def __len__(self) -> int:
        return len(self._content)

    def __getitem__(self, part: slice) -> bytes:
        if self._left == 0:
            self._left = None
            if self._cut is None:
                raise UnavailableError("cut")
            self._cut()
        elif self._left is not None:
            self._left -= 1
        self.begins.append(part.start)
        return self._content[part]


class CountingHub(Hub):
    """Notes which buffers it uses, and how many at once."""

    def __init__(self, *, uploads: int = 2, wait_seconds: float = 10.0) -> None:
        super().__init__(uploads=uploads, wait_seconds=wait_seconds)
        self.buffers: dict[int, bytearray] = {}  # kept, so that no number comes twice
        self.most = self._now = 0
        self.cut_model: CutModel | None = None

    def model(self, sha256: str) -> memoryview:
        found = super().model(sha256)
        return self.cut_model or found  # type: ignore[return-value]

    def _buffer(self, size: int) -> bytearray:
        buffer = super()._buffer(size)
        self.buffers[id(buffer)] = buffer
        self._now += 1
        self.most = max(self.most, self._now)
        return buffer

    def _leave(self, *arguments: object) -> None:
        self._now -= 1
        super()._leave(*arguments)  # type: ignore[arg-type]


class Pauses:
    """A clock that only pauses move, and what to do in each."""

    def __init__(self, during: Callable[[], object] | None = None) -> None:
        self.seconds = 0.0
        self.count = 0
        self._during = during

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.count += 1
        if self._during is not None:
            self._during()

    def patience(self) -> Patience:
        return Patience(sleep=self.sleep, clock=lambda: self.seconds, random=lambda: 1.0)


def chunks_of(
    vector: NDArray[np.uint32], between: Callable[[], object] | None = None
) -> Callable[[], Iterator[bytes]]:
    """A vector's source in ten chunks; `between` is called before the second."""

    def source() -> Iterator[bytes]:
        content = vector.tobytes()
        step = max(len(content) // 10, 1)
        for begin in range(0, len(content), step):
            if begin == step and between is not None:
                between()
            yield content[begin : begin + step]

    return source
