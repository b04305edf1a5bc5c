"""A clock that only sleeping moves: nothing waits in tests of what waits."""

from __future__ import annotations


class FakeClock:
    """Stands for the module `time`."""

    def __init__(self) -> None:
        self.now = 0.0
        self.sleeps = 0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds
        self.sleeps += 1
