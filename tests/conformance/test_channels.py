"""What every channel must do, whatever it runs over: in memory, and gRPC with mTLS on loopback."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.exchanges import (
    CountingHub,
    CutModel,
    ForgetfulSum,
    Pauses,
    Sum,
    chunks_of,
    header_of,
    vector_of,
)

from exchange.cache import MODEL_MAX_BYTES, keep_few
from exchange.certificates import Authority
from exchange.channel import CHUNK_BYTES, Channel, Patience
from exchange.errors import (
    NotOfferedError,
    RefusedUploadError,
    TransferError,
    UnavailableError,
    UploadRefusal,
)
from exchange.grpc_channel import GrpcChannel
from exchange.local import LocalChannel
from exchange.receiver import Expected
from exchange.service import ExchangeService

MODEL = random.Random(0).randbytes(3 * CHUNK_BYTES + 5)  # in four chunks
DIGEST = hashlib.sha256(MODEL).hexdigest()
WAIT = 20  # seconds until a test that hangs fails


class ChannelContract:
    """The suite. A subclass says how a party connects to a hub."""

    channels: list[Channel]

    @pytest.fixture(autouse=True)
    def closed_afterwards(self) -> Iterator[None]:
        self.channels = []
        yield
        for channel in self.channels:
            channel.close()

    def connect(
        self,
        hub: CountingHub,
        peer: str = "a",
        *,
        patience: Patience | None = None,
        model_max_bytes: int = MODEL_MAX_BYTES,
    ) -> Channel:
        raise NotImplementedError

    # Models out

    def test_a_model_arrives_and_is_fetched_once(self, tmp_path: Path) -> None:
        hub = CountingHub()
        assert hub.offer(MODEL) == DIGEST
        channel = self.connect(hub)
        path = channel.fetch_model(DIGEST, tmp_path / "cache")
        assert path.name == DIGEST
        assert path.read_bytes() == MODEL
        hub.withdraw(DIGEST)
        assert channel.fetch_model(DIGEST, tmp_path / "cache") == path
        assert [p.name for p in path.parent.iterdir()] == [DIGEST]

    def test_an_empty_model_is_a_model(self, tmp_path: Path) -> None:
        hub = CountingHub()
        path = self.connect(hub).fetch_model(hub.offer(b""), tmp_path)
        assert path.read_bytes() == b""

    def test_a_cut_transfer_goes_on_where_it_was(self, tmp_path: Path) -> None:
        hub, pauses = CountingHub(), Pauses()
        hub.offer(MODEL)
        hub.cut_model = cut = CutModel(MODEL, 2)
        path = self.connect(hub, patience=pauses.patience()).fetch_model(DIGEST, tmp_path)
        assert path.read_bytes() == MODEL
        assert cut.begins == [chunk * CHUNK_BYTES for chunk in range(4)]
        assert pauses.count == 1

    def test_a_new_channel_goes_on_too(self, tmp_path: Path) -> None:
        hub = CountingHub()
        hub.offer(MODEL)
        hub.cut_model = cut = CutModel(MODEL, 3)
        with pytest.raises(UnavailableError):
            self.connect(hub, patience=Pauses().patience()).fetch_model(
                DIGEST, tmp_path, deadline=0.1
            )
        assert not (tmp_path / DIGEST).exists()
        assert self.connect(hub).fetch_model(DIGEST, tmp_path).read_bytes() == MODEL
        assert cut.begins == [chunk * CHUNK_BYTES for chunk in range(4)]

    @pytest.mark.parametrize("damage", [b"", b"x", MODEL[:-1], MODEL[:-1] + b"?", MODEL + b"?"])
    def test_a_damaged_cache_is_fetched_anew(self, tmp_path: Path, damage: bytes) -> None:
        hub = CountingHub()
        hub.offer(MODEL)
        (tmp_path / DIGEST).write_bytes(damage)
        assert self.connect(hub).fetch_model(DIGEST, tmp_path).read_bytes() == MODEL

    @pytest.mark.parametrize("damage", [b"x", MODEL[:-1] + b"?", MODEL + b"?"])
    def test_so_is_a_damaged_part(self, tmp_path: Path, damage: bytes) -> None:
        hub = CountingHub()
        hub.offer(MODEL)
        (tmp_path / f".{DIGEST}.partial").write_bytes(damage)
        assert self.connect(hub).fetch_model(DIGEST, tmp_path).read_bytes() == MODEL

    def test_an_unknown_model_is_not_offered(self, tmp_path: Path) -> None:
        with pytest.raises(NotOfferedError):
            self.connect(CountingHub()).fetch_model("0" * 64, tmp_path)
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
    def test_a_name_that_is_no_digest_touches_no_file(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(TransferError):
            self.connect(CountingHub()).fetch_model(name, tmp_path / "cache")
        assert not list(tmp_path.iterdir())

    def test_another_content_is_refused_and_not_kept(self, tmp_path: Path) -> None:
        hub = CountingHub()
        hub.offer(MODEL)
        hub.cut_model = CutModel(MODEL[:-1] + b"?", 99)
        with pytest.raises(TransferError):
            self.connect(hub).fetch_model(DIGEST, tmp_path)
        assert not list(tmp_path.iterdir())

    def test_too_large_a_model_is_refused_each_time(self, tmp_path: Path) -> None:
        hub = CountingHub()
        hub.offer(MODEL)
        channel = self.connect(hub, model_max_bytes=CHUNK_BYTES + 1)
        for _ in range(6):  # more often than a peer may call at once
            with pytest.raises(TransferError):
                channel.fetch_model(DIGEST, tmp_path)
        assert not list(tmp_path.iterdir())
        assert self.connect(hub).fetch_model(DIGEST, tmp_path).read_bytes() == MODEL

    def test_a_part_beyond_the_cap_is_not_finished(self, tmp_path: Path) -> None:
        hub = CountingHub()
        hub.offer(MODEL)
        (tmp_path / f".{DIGEST}.partial").write_bytes(MODEL)
        channel = self.connect(hub, model_max_bytes=len(MODEL) - 1)
        with pytest.raises(TransferError):
            channel.fetch_model(DIGEST, tmp_path)
        assert not list(tmp_path.iterdir())

    def test_few_models_are_kept(self, tmp_path: Path) -> None:
        hub = CountingHub()
        channel = self.connect(hub)
        (tmp_path / "notes").write_text("not ours")
        names = [hub.offer(bytes([number])) for number in range(3)]
        for name in names:
            channel.fetch_model(name, tmp_path)
        channel.fetch_model(names[0], tmp_path)  # used again
        keep_few(tmp_path, 2)
        assert {p.name for p in tmp_path.iterdir()} == {names[0], names[2], "notes"}

    # Masked vectors in

    def test_a_vector_is_added(self) -> None:
        hub, total, vector = CountingHub(), Sum(), vector_of(1)
        hub.open(total)
        self.connect(hub, "bank").submit(header_of(1, vector), lambda: iter([memoryview(vector)]))
        np.testing.assert_array_equal(total.total, vector)
        assert total.peers == {"bank"}

    @pytest.mark.parametrize("kind", [Sum, ForgetfulSum])
    def test_the_same_again_is_acknowledged_and_another_refused(self, kind: type[Sum]) -> None:
        hub, total, vector = CountingHub(), kind(), vector_of(1)
        hub.open(total)
        channel = self.connect(hub)
        for _ in range(2):
            channel.submit(header_of(1, vector), chunks_of(vector))
        other = vector_of(2)
        assert refusal(channel, header_of(1, other), other) is UploadRefusal.ANOTHER_VECTOR
        np.testing.assert_array_equal(total.total, vector)

    @pytest.mark.parametrize("kind", [Sum, ForgetfulSum])
    def test_duplicates_at_once_are_added_once(self, kind: type[Sum]) -> None:
        hub, total, vector = CountingHub(), kind(), vector_of(1)
        hub.open(total)
        channels = [self.connect(hub) for _ in range(4)]
        with ThreadPoolExecutor(4) as pool:
            header = header_of(1, vector)
            sent = [pool.submit(c.submit, header, chunks_of(vector)) for c in channels]
            for one in sent:
                one.result(WAIT)
        assert total.owners == [1]
        np.testing.assert_array_equal(total.total, vector)

    @pytest.mark.parametrize(
        ("sent", "code"),
        [
            (np.append(vector_of(1), np.uint32(0)), UploadRefusal.WRONG_SIZE),
            (np.tile(vector_of(1), 9), UploadRefusal.WRONG_SIZE),
            (vector_of(1)[:-1], UploadRefusal.WRONG_SIZE),
            (vector_of(1)[:0], UploadRefusal.WRONG_SIZE),
            (vector_of(2), UploadRefusal.WRONG_DIGEST),
        ],
        ids=["longer", "much longer", "shorter", "empty", "another"],
    )
    def test_what_was_not_announced_leaves_no_trace(
        self, sent: np.ndarray, code: UploadRefusal
    ) -> None:
        hub, total, vector = CountingHub(uploads=1), Sum(), vector_of(1)
        hub.open(total)
        channel = self.connect(hub)
        for _ in range(3):
            assert refusal(channel, header_of(1, vector), sent) is code
        assert not total.owners
        channel.submit(header_of(1, vector), chunks_of(vector))
        np.testing.assert_array_equal(total.total, vector)

    def test_another_round_is_unknown_and_no_round_is_closed(self) -> None:
        hub, vector = CountingHub(), vector_of(1)
        channel = self.connect(hub)
        assert refusal(channel, header_of(1, vector), vector) is UploadRefusal.CLOSED
        hub.open(Sum())
        header = header_of(1, vector, round_id=2)
        assert refusal(channel, header, vector) is UploadRefusal.UNKNOWN_ROUND

    def test_a_round_that_closes_midway_takes_nothing(self) -> None:
        hub, total, vector = CountingHub(), Sum(), vector_of(1)
        hub.open(total)

        def close() -> None:
            assert total.asked.wait(WAIT)
            hub.close()
            hub.open(later)  # the next round doesn't get what was meant for the last one

        later = Sum()
        channel = self.connect(hub)
        with pytest.raises(RefusedUploadError) as caught:
            channel.submit(header_of(1, vector), chunks_of(vector, close))
        assert caught.value.code is UploadRefusal.CLOSED
        assert not total.owners
        assert not later.owners

    def test_a_vector_in_anothers_name_is_refused(self) -> None:
        """The receiver is told who sends; one that knows its owners' names lets nobody else in."""

        class Named(Sum):
            def expect(self, header: bytes, peer: str | None) -> Expected | None:
                expected = super().expect(header, peer)
                if expected is not None and peer != f"owner {expected.owner}":
                    raise RefusedUploadError(UploadRefusal.UNAUTHORIZED)
                return expected

        hub, total, vector = CountingHub(), Named(), vector_of(1)
        hub.open(total)
        thief = self.connect(hub, "owner 2")
        assert refusal(thief, header_of(1, vector), vector) is UploadRefusal.UNAUTHORIZED
        assert not hub.buffers
        self.connect(hub, "owner 1").submit(header_of(1, vector), chunks_of(vector))
        assert total.owners == [1]

    def test_two_owners_at_once(self) -> None:
        hub, total, both = CountingHub(), Sum(), Barrier(2)
        hub.open(total)
        self.send_all(hub, [1, 2], lambda: both.wait(WAIT))
        assert sorted(total.owners) == [1, 2]
        np.testing.assert_array_equal(total.total, vector_of(1) + vector_of(2))

    def test_more_owners_than_buffers(self) -> None:
        hub, total, owners = CountingHub(uploads=2), Sum(), range(1, 9)
        hub.open(total)
        self.send_all(hub, list(owners))
        assert sorted(total.owners) == list(owners)
        np.testing.assert_array_equal(
            total.total, sum((vector_of(owner) for owner in owners), np.uint32(0))
        )
        assert hub.most <= 2
        assert len(hub.buffers) <= 2

    def send_all(
        self, hub: CountingHub, owners: list[int], between: Callable[[], object] | None = None
    ) -> None:
        channels = {owner: self.connect(hub, f"owner {owner}") for owner in owners}

        def send(owner: int) -> None:
            vector = vector_of(owner)
            channels[owner].submit(header_of(owner, vector), chunks_of(vector, between))

        with ThreadPoolExecutor(len(owners)) as pool:
            for sent in [pool.submit(send, owner) for owner in owners]:
                sent.result(WAIT)

    @pytest.mark.parametrize("released", [True, False])
    def test_no_room_is_waited_for_until_the_deadline(self, released: bool) -> None:
        hub, total = CountingHub(uploads=1, wait_seconds=0), Sum()
        hub.open(total)
        release, one, two = Event(), vector_of(1), vector_of(2)
        with ThreadPoolExecutor(1) as pool:
            first = pool.submit(
                self.connect(hub, "one").submit,
                header_of(1, one),
                chunks_of(one, lambda: release.wait(WAIT)),
            )
            assert total.asked.wait(WAIT)
            # `asked` comes just before the buffer is taken, under the same lock.
            with hub._changed:
                pass

            def leave() -> None:
                if released:
                    release.set()
                    first.result(WAIT)

            pauses = Pauses(leave)
            channel = self.connect(hub, "two", patience=pauses.patience())
            if released:
                channel.submit(header_of(2, two), chunks_of(two))
                assert pauses.count == 1
            else:
                with pytest.raises(UnavailableError):
                    channel.submit(header_of(2, two), chunks_of(two), deadline=5)
                assert pauses.count == 4  # after 0.2, 0.4, 0.8 and 1.6 s; 3.2 would be too late
                release.set()
        assert sorted(total.owners) == ([1, 2] if released else [1])

    def test_what_the_source_raises_passes_through(self) -> None:
        hub, total, vector = CountingHub(), Sum(), vector_of(1)
        hub.open(total)

        def fail() -> None:
            raise ZeroDivisionError

        channel = self.connect(hub)
        with pytest.raises(ZeroDivisionError):
            channel.submit(header_of(1, vector), chunks_of(vector, fail))
        assert not total.owners
        channel.submit(header_of(1, vector), chunks_of(vector))
        assert total.owners == [1]

    def test_a_closed_channel_says_so_at_once(self, tmp_path: Path) -> None:
        channel = self.connect(CountingHub())
        channel.close()
        with pytest.raises(UnavailableError):
            channel.fetch_model(DIGEST, tmp_path)
        with pytest.raises(UnavailableError):
            channel.submit(b"x", lambda: iter([b"x"]))

    @settings(
        max_examples=60,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
        ],
    )
    @given(header=st.binary(max_size=300) | st.sampled_from([b"[]", b'[1,1,-1,""]', bytes(5000)]))
    def test_any_header_ends_in_a_typed_error(self, fuzzed: Channel, header: bytes) -> None:
        with pytest.raises(RefusedUploadError):
            fuzzed.submit(header, lambda: iter([b"body"]))

    @pytest.fixture
    def fuzzed(self) -> Channel:
        hub = CountingHub()
        hub.open(Sum())
        return self.connect(hub)


def refusal(channel: Channel, header: bytes, vector: np.ndarray) -> UploadRefusal:
    """The code that a vector is refused with."""
    with pytest.raises(RefusedUploadError) as caught:
        channel.submit(header, chunks_of(vector))
    return caught.value.code


class TestLocal(ChannelContract):
    def connect(
        self,
        hub: CountingHub,
        peer: str = "a",
        *,
        patience: Patience | None = None,
        model_max_bytes: int = MODEL_MAX_BYTES,
    ) -> Channel:
        return LocalChannel(hub, peer=peer, patience=patience, model_max_bytes=model_max_bytes)


class TestGrpc(ChannelContract):
    services: dict[CountingHub, ExchangeService]

    @pytest.fixture(scope="class")
    @classmethod
    def authority(cls) -> Authority:
        return Authority.make()

    @pytest.fixture(autouse=True)
    def stopped_afterwards(self, authority: Authority) -> Iterator[None]:
        self.authority = authority
        self.services = {}
        yield
        for service in self.services.values():
            service.stop(0.0)

    def connect(
        self,
        hub: CountingHub,
        peer: str = "a",
        *,
        patience: Patience | None = None,
        model_max_bytes: int = MODEL_MAX_BYTES,
    ) -> Channel:
        if hub not in self.services:
            self.services[hub] = ExchangeService(hub, self.authority.server(["127.0.0.1"]))
        channel = GrpcChannel(
            self.services[hub].address,
            self.authority.client(peer),
            patience=patience,
            model_max_bytes=model_max_bytes,
        )
        self.channels.append(channel)
        return channel
