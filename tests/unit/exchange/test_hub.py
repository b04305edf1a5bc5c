"""The hub by itself: limits, bad receivers, and what any chunks lead to."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exchanges import CountingHub, Sum, chunks_of, header_of, vector_of

from exchange.errors import ExchangeError, NotOfferedError, RefusedUploadError, UploadRefusal
from exchange.hub import HEADER_MAX_BYTES, MODELS_MAX, VECTOR_MAX_BYTES, Hub
from exchange.receiver import Expected

VECTOR = vector_of(1, 100)


def test_few_models_are_on_offer() -> None:
    hub = Hub()
    names = [hub.offer(bytes([number])) for number in range(MODELS_MAX)]
    assert hub.offer(bytes([0])) == names[0]  # again
    with pytest.raises(ValueError, match="at most"):
        hub.offer(b"one more")
    hub.withdraw(names[0])
    hub.withdraw(names[0])
    hub.offer(b"one more")
    with pytest.raises(NotOfferedError):
        hub.model(names[0])


def test_one_round_at_a_time() -> None:
    hub = Hub()
    hub.open(Sum())
    with pytest.raises(ValueError, match="closed"):
        hub.open(Sum())
    hub.close()
    hub.close()
    hub.open(Sum())


@pytest.mark.parametrize("size", [0, HEADER_MAX_BYTES + 1])
def test_a_header_beyond_the_cap_is_not_looked_at(size: int) -> None:
    hub, total = Hub(), Sum()
    hub.open(total)
    with pytest.raises(RefusedUploadError) as caught:
        hub.submit(bytes(size), [])
    assert caught.value.code is UploadRefusal.MALFORMED
    assert not total.asked.is_set()


@pytest.mark.parametrize("size", [-1, 0, VECTOR_MAX_BYTES + 1])
def test_a_size_beyond_the_cap_is_not_allocated(size: int) -> None:
    class Careless(Sum):
        def expect(self, header: bytes, peer: str | None) -> Expected | None:
            return Expected(1, size, bytes(32))

    hub = CountingHub()
    hub.open(Careless())
    with pytest.raises(RefusedUploadError) as caught:
        hub.submit(b"x", [])
    assert caught.value.code is UploadRefusal.WRONG_SIZE
    assert not hub.buffers


def test_a_receiver_that_fails_closes_the_round() -> None:
    """Half a vector may be in its sum."""

    class Failing(Sum):
        def add(self, expected: Expected, vector: memoryview) -> None:
            raise ZeroDivisionError

    hub = Hub()
    hub.open(Failing(100))
    with pytest.raises(ZeroDivisionError):
        hub.submit(header_of(1, VECTOR), chunks_of(VECTOR)())
    with pytest.raises(RefusedUploadError) as caught:
        hub.submit(header_of(1, VECTOR), chunks_of(VECTOR)())
    assert caught.value.code is UploadRefusal.CLOSED


def test_a_receiver_may_refuse_and_may_close() -> None:
    class Last(Sum):
        def add(self, expected: Expected, vector: memoryview) -> None:
            if expected.owner == 2:
                raise RefusedUploadError(UploadRefusal.UNAUTHORIZED)
            super().add(expected, vector)
            hub.close()

    hub, total = Hub(), Last(100)
    hub.open(total)
    with pytest.raises(RefusedUploadError):
        hub.submit(header_of(2, VECTOR), chunks_of(VECTOR)())
    hub.submit(header_of(1, VECTOR), chunks_of(VECTOR)())
    assert total.owners == [1]


def test_a_receiver_cannot_change_the_buffer() -> None:
    class Curious(Sum):
        def add(self, expected: Expected, vector: memoryview) -> None:
            assert vector.readonly
            super().add(expected, vector)

    hub = Hub()
    hub.open(Curious(100))
    hub.submit(header_of(1, VECTOR), chunks_of(VECTOR)())


def test_an_error_of_the_chunks_frees_the_buffer() -> None:
    hub, total = CountingHub(uploads=1, wait_seconds=0), Sum(100)
    hub.open(total)
    for _ in range(3):
        with pytest.raises(ConnectionError):
            hub.submit(header_of(1, VECTOR), chunks_of(VECTOR, lost)())
    hub.submit(header_of(1, VECTOR), chunks_of(VECTOR)())
    assert total.owners == [1]
    assert len(hub.buffers) == 1


def test_who_wasted_a_buffer_waits_behind_the_others() -> None:
    """Two bad owners can't keep the buffers by taking them anew as soon as they are cut off."""
    hub, total = CountingHub(uploads=1, wait_seconds=20), Sum(100)
    hub.open(total)
    with pytest.raises(ConnectionError):
        hub.submit(header_of(1, VECTOR), chunks_of(VECTOR, lost)())
    arrives = Event()

    def until_both_wait() -> None:
        arrives.wait(20)

    with ThreadPoolExecutor(3) as pool:
        other = vector_of(3, 100)
        first = pool.submit(hub.submit, header_of(3, other), chunks_of(other, until_both_wait)())
        wait_for(hub, lambda: 3 in hub._round.arriving)
        bad = pool.submit(hub.submit, header_of(1, VECTOR), chunks_of(VECTOR)())
        wait_for(hub, lambda: hub._round.waiting[1])
        good = pool.submit(hub.submit, header_of(2, VECTOR), chunks_of(VECTOR)())
        wait_for(hub, lambda: hub._round.waiting[2])
        arrives.set()
        for sent in (first, bad, good):
            sent.result(20)
    assert total.owners == [3, 2, 1]


def test_a_second_call_of_an_owner_holds_up_nobody() -> None:
    """It waits for the first one, so nobody need wait for it."""
    hub, total = CountingHub(uploads=2, wait_seconds=20), Sum(100)
    hub.open(total)
    with pytest.raises(ConnectionError):
        hub.submit(header_of(1, VECTOR), chunks_of(VECTOR, lost)())
    stalls, other = Event(), vector_of(3, 100)
    with ThreadPoolExecutor(2) as pool:
        slow = chunks_of(other, lambda: stalls.wait(20))
        calls = [pool.submit(hub.submit, header_of(3, other), slow()) for _ in range(2)]
        wait_for(hub, lambda: 3 in hub._round.arriving and hub._round.waiting[3])
        hub.submit(header_of(1, VECTOR), chunks_of(VECTOR)())
        stalls.set()
        for call in calls:
            call.result(20)
    assert total.owners == [1, 3]


def wait_for(hub: Hub, condition: Callable[[], object]) -> None:
    """Until what the hub holds under its lock is so; each change is told to who waits."""
    with hub._changed:
        while not condition():
            hub._changed.wait(0.01)


def test_who_wasted_a_buffer_is_still_taken_when_nobody_waits() -> None:
    hub, total = CountingHub(uploads=1, wait_seconds=0), Sum(100)
    hub.open(total)
    for code in (UploadRefusal.WRONG_SIZE, UploadRefusal.WRONG_DIGEST):
        sent = bytes(code is UploadRefusal.WRONG_DIGEST and VECTOR.nbytes)
        with pytest.raises(RefusedUploadError) as caught:
            hub.submit(header_of(1, VECTOR), [sent])
        assert caught.value.code is code
    hub.submit(header_of(1, VECTOR), chunks_of(VECTOR)())
    assert total.owners == [1]


def lost() -> None:
    raise ConnectionError


@given(st.lists(st.binary(max_size=300)))
def test_any_chunks_end_in_a_typed_error(chunks: list[bytes]) -> None:
    hub, total = Hub(), Sum(100)
    hub.open(total)
    with pytest.raises(ExchangeError):
        hub.submit(header_of(1, VECTOR), chunks)
    assert not total.total.any()


def test_chunks_of_any_item_size_count_in_bytes() -> None:
    hub, total = Hub(), Sum(100)
    hub.open(total)
    hub.submit(header_of(1, VECTOR), [memoryview(VECTOR[:50]), bytearray(VECTOR[50:].tobytes())])
    np.testing.assert_array_equal(total.total, VECTOR)


def test_registered_hubs() -> None:
    from exchange import local
    from exchange.errors import UnavailableError

    hub = Hub()
    local.register("a test", hub)
    local.register("a test", hub)
    with pytest.raises(ValueError, match="registered"):
        local.register("a test", Hub())
    local.connect("a test", peer="b").close()
    local.unregister("a test")
    local.unregister("a test")
    with pytest.raises(UnavailableError):
        local.connect("a test")
