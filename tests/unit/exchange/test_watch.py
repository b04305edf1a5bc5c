"""Calls that stand still, last too long or are too many."""

from __future__ import annotations

import pytest

from exchange.errors import UnavailableError
from exchange.watch import Watch


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_call_that_stands_still_or_lasts_too_long_is_cancelled() -> None:
    clock, cancelled = Clock(), list[str]()
    watch = Watch(idle_seconds=10, least_rate=0, total_seconds=25, calls_per_peer=2, clock=clock)
    with watch.call("a", lambda: cancelled.append("idle")):
        with watch.call("b", lambda: cancelled.append("long")) as moving:
            for clock.now in (8.0, 16.0, 24.0):
                moving.move(1)
                watch.sweep()
            assert set(cancelled) == {"idle"}
            clock.now = 26.0
            watch.sweep()
            assert "long" in cancelled
        cancelled.clear()
    watch.sweep()
    assert not cancelled  # both have ended


def test_one_peer_has_few_calls_at_once() -> None:
    watch = Watch(idle_seconds=1, least_rate=0, total_seconds=1, calls_per_peer=2)
    with watch.call("a", print):
        with watch.call("a", print), watch.call("b", print), pytest.raises(UnavailableError):
            watch.call("a", print).__enter__()
        with watch.call("a", print):
            pass


def test_a_crawl_and_empty_messages_are_no_progress() -> None:
    clock, cancelled = Clock(), list[str]()
    watch = Watch(idle_seconds=10, least_rate=100, total_seconds=99, calls_per_peer=3, clock=clock)
    with (
        watch.call("a", lambda: cancelled.append("empty")) as empty,
        watch.call("a", lambda: cancelled.append("crawls")) as crawling,
        watch.call("a", lambda: cancelled.append("good")) as good,
    ):
        for clock.now in (5.0, 10.0, 15.0):
            empty.move(0)
            crawling.move(1)
            good.move(200)
            watch.sweep()
    assert set(cancelled) == {"empty", "crawls"}


def test_a_call_that_cannot_be_cancelled_does_not_end_the_watch(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock, cancelled = Clock(), list[int]()
    watch = Watch(idle_seconds=1, least_rate=0, total_seconds=9, calls_per_peer=9, clock=clock)
    with (
        watch.call("a", lambda: 1 // 0),
        watch.call("a", lambda: cancelled.append(1)),
        watch.call("a", lambda: 1 // 0),
    ):
        clock.now = 5.0
        watch.sweep()
    assert cancelled == [1]
    assert "can't be cancelled" in caplog.text
