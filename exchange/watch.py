"""Ends calls that stand still, crawl or last too long: nobody holds a thread or buffer for ever."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from exchange.errors import UnavailableError

_LOG = logging.getLogger(__name__)


class Call:
    """One call that is watched."""

    def __init__(self, cancel: Callable[[], object], clock: Callable[[], float]) -> None:
        self.cancel = cancel
        self._clock = clock
        self.began = self.moved = clock()
        self.bytes = 0

    def move(self, size: int) -> None:
        """So many bytes of content went to or came from the peer. None is no sign of life."""
        if size:
            self.moved = self._clock()
            self.bytes += size


class Watch:
    """Cancels calls, and bounds how many of them one peer has at once."""

    def __init__(
        self,
        *,
        idle_seconds: float,
        least_rate: float,  # bytes a second, on average and after `idle_seconds`
        total_seconds: float,
        calls_per_peer: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._idle_seconds = idle_seconds
        self._least_rate = least_rate
        self._total_seconds = total_seconds
        self._calls_per_peer = calls_per_peer
        self._clock = clock
        self._lock = Lock()
        self._calls: set[Call] = set()
        self._peers: Counter[str] = Counter()
        self._stopped = Event()

    def start(self) -> None:
        """Sweep each second in a thread of its own, until `stop`."""

        def run() -> None:
            while not self._stopped.wait(1.0):
                self.sweep()

        Thread(target=run, name="exchange-watch", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def sweep(self) -> None:
        """Cancel what has stood still, crawled or lasted too long."""
        now = self._clock()
        with self._lock:
            calls = list(self._calls)
        for call in calls:
            lasted = now - call.began
            if (
                now - call.moved > self._idle_seconds
                or lasted > self._total_seconds
                or (lasted - self._idle_seconds) * self._least_rate > call.bytes
            ):
                try:
                    call.cancel()
                except Exception:  # of one call: the others are still watched
                    _LOG.exception("a call can't be cancelled")

    @contextmanager
    def call(self, peer: str, cancel: Callable[[], object]) -> Iterator[Call]:
        """Watch a call for as long as the block runs. Raises UnavailableError: too many at once."""
        call = Call(cancel, self._clock)
        with self._lock:
            if self._peers[peer] >= self._calls_per_peer:
                raise UnavailableError("too many calls at once")
            self._peers[peer] += 1
            self._calls.add(call)
        try:
            yield call
        finally:
            with self._lock:
                self._calls.discard(call)
                self._peers[peer] -= 1
                if not self._peers[peer]:
                    del self._peers[peer]
