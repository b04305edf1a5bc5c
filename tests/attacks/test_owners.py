"""Owners who send vectors twice, for others, or out of turn, and open false shares. What a sum
shows of a vector of nonsense is in tests/unit/server/test_lost_rounds.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest
from support.secagg import Federation, identity

from exchange.errors import RefusedUploadError
from exchange.hub import Hub
from privacy.errors import ProtocolError, RoundLostError
from privacy.secagg import keys
from privacy.secagg.messages import Unmask, Upload
from server.receiver import SumReceiver


class Exchange:
    """Three owners; the first two have uploaded through the product's own exchange."""

    def __init__(self) -> None:
        self.federation = Federation.of(3)
        self.federation.begin()
        self.hub = Hub(wait_seconds=0.0)
        self.hub.open(SumReceiver(self.federation.coordinator))
        self.sent = {}
        for number in (1, 2):
            header, words = self.federation.masked(number)
            self.sent[number] = header, words.tobytes()
            self.submit(number)

    def submit(self, number: int, *, header: bytes = b"", vector: bytes = b"", by: int = 0) -> None:
        own = self.sent[number]
        name = self.federation.names[(by or number) - 1]
        self.hub.submit(header or own[0], [vector or own[1]], peer=name)

    def finish(self) -> None:
        """The sum is exactly that of the first two owners' words."""
        self.hub.close()
        federation = self.federation
        federation.confirm(federation.coordinator.close_uploads())
        federation.unmask()
        np.testing.assert_array_equal(federation.coordinator.open_sum(), federation.plain([1, 2]))


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    """Afterwards the sum must be that of the first two owners."""
    found = Exchange()
    yield found
    found.federation.masked(3)  # it has masked, and nothing of it is there
    found.finish()


def announced(exchange: Exchange, number: int, content: bytes, **changes: object) -> bytes:
    """An owner's good signature over another announcement."""
    found = Upload.decode(exchange.sent[number][0])
    fields = {"sha256": sha256(content).digest(), "size": len(content)} | changes
    body = replace(found, **fields).body()  # type: ignore[arg-type]
    return body + keys.sign(exchange.federation.key(number), Upload.CONTEXT, body)


def test_a_second_vector(exchange: Exchange) -> None:
    """With a new signature: what counts is that one of this owner is in the sum."""
    other = bytes(len(exchange.sent[1][1]))
    with pytest.raises(RefusedUploadError):
        exchange.submit(1, header=announced(exchange, 1, other), vector=other)
    found = Upload.decode(announced(exchange, 1, other))
    exchange.federation.coordinator.check_upload(found)
    with pytest.raises(ProtocolError, match="this owner's vector is in the sum"):
        exchange.federation.coordinator.add(found, other)


def test_the_same_vector_again(exchange: Exchange) -> None:
    """An owner that didn't hear the answer sends again: it is there, and it is there once."""
    exchange.submit(1)


def test_under_another_s_name(exchange: Exchange) -> None:
    """Signed by owner 1 as owner 3; and owner 3's certificate with owner 1's announcement."""
    vector = exchange.sent[1][1]
    with pytest.raises(RefusedUploadError):
        exchange.submit(1, header=announced(exchange, 1, vector, sender=3), by=3)
    with pytest.raises(RefusedUploadError):
        exchange.submit(1, by=3)


@pytest.mark.parametrize(
    "changes",
    [{"sender": 4}, {"sender": 0}, {"vector": 1}, {"round": b"r" * 32}, {"session": b"s" * 32}],
    ids=lambda changes: next(iter(changes)),
)
def test_for_nobody_or_another_round(exchange: Exchange, changes: dict[str, object]) -> None:
    with pytest.raises(RefusedUploadError):
        exchange.submit(1, header=announced(exchange, 1, exchange.sent[1][1], **changes))


@pytest.mark.parametrize("size", [0, 4, 44, 52, 1 << 20])
def test_of_another_size(exchange: Exchange, size: int) -> None:
    vector = bytes(size)
    with pytest.raises(RefusedUploadError):
        exchange.submit(1, header=announced(exchange, 1, vector), vector=vector or b"\0")


def test_after_the_end() -> None:
    exchange = Exchange()
    header, words = exchange.federation.masked(3)
    exchange.sent[3] = header, words.tobytes()
    exchange.hub.close()
    survivors = exchange.federation.coordinator.close_uploads()
    with pytest.raises(RefusedUploadError):
        exchange.submit(3)
    found = Upload.decode(header)
    for late in (lambda: exchange.federation.coordinator.check_upload(found),
                 lambda: exchange.federation.coordinator.add(found, words)):  # fmt: skip
        with pytest.raises(ProtocolError, match="to be collecting"):
            late()
    exchange.federation.confirm(survivors)
    exchange.federation.unmask()
    opened = exchange.federation.coordinator.open_sum()
    np.testing.assert_array_equal(opened, exchange.federation.plain([1, 2]))


def test_who_is_not_active() -> None:
    federation = Federation.of(4)
    first = federation.begin()
    header, _ = federation.masked(4)
    federation.begin([1, 2, 3], number=2)
    with pytest.raises(ProtocolError, match="expected one of this round"):
        federation.coordinator.check_upload(Upload.decode(header))
    asked = replace(Upload.decode(header), round=federation.coordinator.round_digest, vector=1)
    signature = keys.sign(identity("owner-004"), Upload.CONTEXT, asked.body())
    with pytest.raises(ProtocolError, match="expected an active owner"):
        federation.coordinator.check_upload(replace(asked, signature=signature))
    assert first != federation.coordinator.round_message


NOTICED = r"isn't the (committed|advertised) one"
LIES: dict[str, Callable[[tuple[int, int, bytes]], tuple[int, int, bytes]]] = {
    "a bit": lambda share: (share[0], share[1], share[2][:-1] + bytes((share[2][-1] ^ 1,))),
    "zeros": lambda share: (share[0], share[1], bytes(33)),
}


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("dropped", [(), (4,)], ids=["nobody dropped", "one dropped"])
def test_false_shares_are_noticed(lie: str, dropped: tuple[int, ...]) -> None:
    """Signed and well formed: what they rebuild isn't what was committed to."""
    federation = Federation.of(4)
    federation.begin()
    for number in federation.owners:
        if number in dropped:
            federation.masked(number)
        else:
            federation.upload(number)
    federation.confirm(federation.coordinator.close_uploads())
    federation.unmask(only=[n for n in (2, 3, 4) if n not in dropped])
    honest = Unmask.decode(
        federation.owners[1].unmask(federation.coordinator.request_for(1), federation.key(1))
    )
    false = replace(honest, shares=tuple(LIES[lie](share) for share in honest.shares))
    body = false.body()
    federation.coordinator.add_unmask(body + keys.sign(federation.key(1), Unmask.CONTEXT, body))
    with pytest.raises(RoundLostError, match=NOTICED):
        federation.coordinator.open_sum()


def test_after_a_lost_round_the_next_one_works() -> None:
    federation = Federation.of(4)
    federation.begin()
    for number in federation.owners:
        federation.upload(number)
    federation.confirm(federation.coordinator.close_uploads())
    with pytest.raises(RoundLostError):  # nobody has opened
        federation.coordinator.open_sum()
    everyone = list(federation.owners)
    np.testing.assert_array_equal(federation.sum(everyone, number=2), federation.plain(everyone))
