"""gRPC's side of the exchange: who is let in, what a peer sees, and what it can't use up."""

from __future__ import annotations

import datetime
import hashlib
import logging
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from threading import Event, Thread
from typing import Any

import grpc
import numpy as np
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.exchanges import CountingHub, CutModel, Pauses, Sum, chunks_of, header_of, vector_of

from exchange import exchange_pb2
from exchange.certificates import Authority, Credentials
from exchange.channel import CHUNK_BYTES
from exchange.errors import RefusedUploadError, TransferError, UnavailableError, UploadRefusal
from exchange.grpc_channel import GrpcChannel
from exchange.receiver import Expected
from exchange.service import ExchangeService, Limits
from exchange.wire import MESSAGE_MAX_BYTES, SERVICE

AUTHORITY = Authority.make()
OTHERS = Authority.make("somebody else's")
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
VECTOR = vector_of(1)


@pytest.fixture
def hub() -> CountingHub:
    hub = CountingHub()
    hub.open(Sum())
    return hub


@pytest.fixture
def service(hub: CountingHub) -> Iterator[ExchangeService]:
    running = ExchangeService(hub, AUTHORITY.server(["127.0.0.1", "localhost"]))
    yield running
    running.stop(0.0)


@pytest.fixture
def raw(service: ExchangeService) -> Iterator[grpc.Channel]:
    """A connection of a good party that sends what it likes."""
    mine = AUTHORITY.client("a")
    with grpc.secure_channel(service.address, trusting(mine)) as channel:
        yield channel


def trusting(credentials: Credentials, **replaced: bytes | None) -> Any:
    return grpc.ssl_channel_credentials(
        **{
            "root_certificates": credentials.authority_pem,
            "private_key": credentials.key_pem,
            "certificate_chain": credentials.certificate_pem,
        }
        | replaced
    )


def submit(address: str, credentials: Credentials) -> None:
    """One upload by our own channel, without patience."""
    channel = GrpcChannel(address, credentials, patience=Pauses().patience())
    try:
        channel.submit(header_of(1, VECTOR), chunks_of(VECTOR), deadline=0.1)
    finally:
        channel.close()


# Who is let in


@pytest.mark.parametrize(
    "credentials",
    [
        OTHERS.client("a"),
        Credentials(
            OTHERS.client("a").key_pem,
            OTHERS.client("a").certificate_pem,
            AUTHORITY.certificate_pem,
        ),
        AUTHORITY.client("a", days=30, now=LONG_AGO),
        AUTHORITY.server(["127.0.0.1"]),
    ],
    ids=["mutually unknown", "another authority", "expired", "a server's"],
)
def test_a_bad_client_is_refused(
    service: ExchangeService, hub: CountingHub, credentials: Credentials
) -> None:
    channel = GrpcChannel(service.address, credentials, patience=Pauses().patience())
    with pytest.raises(UnavailableError):
        channel.submit(header_of(1, VECTOR), chunks_of(VECTOR), deadline=1.0)
    channel.close()
    assert not hub.buffers


def test_another_authoritys_client_is_refused_by_the_server_itself(
    service: ExchangeService,
) -> None:
    theirs = OTHERS.client("a")
    mixed = trusting(theirs, root_certificates=AUTHORITY.certificate_pem)
    assert refused(grpc.secure_channel(service.address, mixed))


def test_no_certificate_is_refused(service: ExchangeService) -> None:
    anonymous = grpc.ssl_channel_credentials(root_certificates=AUTHORITY.certificate_pem)
    assert refused(grpc.secure_channel(service.address, anonymous))


def test_plaintext_is_refused(service: ExchangeService) -> None:
    assert refused(grpc.insecure_channel(service.address))


def refused(channel: grpc.Channel) -> bool:
    with channel, pytest.raises(grpc.RpcError) as caught:
        health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=5)
    return caught.value.code() is grpc.StatusCode.UNAVAILABLE


@pytest.mark.parametrize(
    "server",
    [
        OTHERS.server(["127.0.0.1"]),
        AUTHORITY.server(["192.0.2.1", "elsewhere.example.org"]),
        AUTHORITY.server(["127.0.0.1"], days=30, now=LONG_AGO),
        AUTHORITY.client("127.0.0.1"),
    ],
    ids=["another authority", "another host", "expired", "a client's"],
)
def test_a_client_refuses_a_bad_server(hub: CountingHub, server: Credentials) -> None:
    with ExchangeService(hub, server) as service:
        channel = GrpcChannel(service.address, AUTHORITY.client("a"), patience=Pauses().patience())
        with pytest.raises(UnavailableError):
            channel.submit(header_of(1, VECTOR), chunks_of(VECTOR), deadline=1.0)
        channel.close()
    assert not hub.buffers


def test_the_hub_is_told_the_certificates_name(service: ExchangeService, hub: CountingHub) -> None:
    total = Sum()
    hub.close()
    hub.open(total)
    channel = GrpcChannel(service.address, AUTHORITY.client("Banca d'Été"))
    channel.submit(header_of(1, VECTOR), chunks_of(VECTOR))
    channel.close()
    assert total.peers == {"Banca d'Été"}


def test_a_proxy_in_the_environment_is_not_used(
    service: ExchangeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "grpc_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    channel = GrpcChannel(service.address, AUTHORITY.client("a"))
    channel.submit(header_of(1, VECTOR), chunks_of(VECTOR))
    channel.close()


# What a peer sees


def test_health(raw: grpc.Channel) -> None:
    stub = health_pb2_grpc.HealthStub(raw)
    answer = stub.Check(health_pb2.HealthCheckRequest(service=SERVICE), timeout=5)
    assert answer.status == health_pb2.HealthCheckResponse.SERVING
    with pytest.raises(grpc.RpcError) as caught:
        next(stub.Watch(health_pb2.HealthCheckRequest(service=SERVICE), timeout=5))
    assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_a_failure_shows_no_details(hub: CountingHub, caplog: pytest.LogCaptureFixture) -> None:
    class Failing(Sum):
        def expect(self, header: bytes, peer: str | None) -> Expected | None:
            raise ZeroDivisionError("a secret")

    hub.close()
    hub.open(Failing())
    with (
        caplog.at_level(logging.CRITICAL, "exchange.service"),
        ExchangeService(hub, AUTHORITY.server(["127.0.0.1"])) as service,
        pytest.raises(UnavailableError) as caught,
    ):
        submit(service.address, AUTHORITY.client("a"))
    assert "failed at the coordinator" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.fixture
def untyped(raw: grpc.Channel) -> Any:
    return raw.stream_unary(f"/{SERVICE}/SubmitMasked")


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [exchange_pb2.SubmitRequest()],
        [exchange_pb2.SubmitRequest(chunk=b"x")],
        [exchange_pb2.SubmitRequest(header=header_of(1, VECTOR))] * 2,
        [exchange_pb2.SubmitRequest(header=bytes(5000))],
    ],
    ids=["nothing", "neither", "no header", "two headers", "a long header"],
)
def test_messages_out_of_order_are_malformed(untyped: Any, messages: list[Any]) -> None:
    answer = untyped((message.SerializeToString() for message in messages), timeout=5)
    refusal = exchange_pb2.SubmitAnswer.FromString(answer).refusal
    assert refusal == UploadRefusal.MALFORMED


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(messages=st.lists(st.binary(max_size=50), max_size=3))
def test_any_bytes_are_answered(untyped: Any, hub: CountingHub, messages: list[bytes]) -> None:
    answer = exchange_pb2.SubmitAnswer.FromString(untyped(iter(messages), timeout=5))
    assert answer.refusal == UploadRefusal.MALFORMED
    assert not hub.buffers


# What a peer can't use up


def test_a_message_beyond_the_cap_is_refused(untyped: Any) -> None:
    message = exchange_pb2.SubmitRequest(header=bytes(MESSAGE_MAX_BYTES)).SerializeToString()
    with pytest.raises(grpc.RpcError) as caught:
        untyped(iter([message]), timeout=5)
    assert caught.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


def test_messages_that_are_no_protobuf_use_up_no_calls(
    raw: grpc.Channel, service: ExchangeService
) -> None:
    """gRPC's own parser would leave each of these calls open: a connection has 16 at once."""
    health = f"/{health_pb2.DESCRIPTOR.services_by_name['Health'].full_name}/Check"
    for _ in range(20):
        assert raw.stream_unary(f"/{SERVICE}/SubmitMasked")(iter([b"\0"]), timeout=5)
        for call in (
            raw.unary_unary(health),
            lambda message, timeout: next(
                raw.unary_stream(f"/{SERVICE}/FetchModel")(message, timeout=timeout)
            ),
        ):
            with pytest.raises(grpc.RpcError) as caught:
                call(b"\0", timeout=5)
            assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    submit(service.address, AUTHORITY.client("a"))


@pytest.mark.parametrize(
    "method", [f"/{SERVICE}/FetchModel", f"/{SERVICE}/SubmitMasked", "/grpc.health.v1.Health/Check"]
)
def test_a_call_without_a_request_is_ended(hub: CountingHub, method: str) -> None:
    """It would hold a thread, and no handler would have begun that could be watched."""
    stop = Event()

    def nothing() -> Iterator[bytes]:
        stop.wait(20)
        yield from ()

    limits = Limits(idle_seconds=0.0)
    with (
        ExchangeService(hub, AUTHORITY.server(["127.0.0.1"]), limits=limits) as service,
        grpc.secure_channel(service.address, trusting(AUTHORITY.client("a"))) as channel,
    ):
        with pytest.raises(grpc.RpcError) as caught:
            channel.stream_unary(method)(nothing(), timeout=15)
        stop.set()
    assert caught.value.code() in (grpc.StatusCode.CANCELLED, grpc.StatusCode.UNKNOWN)


def test_a_reader_that_stands_still_frees_its_call(hub: CountingHub) -> None:
    name = hub.offer(bytes(64 * CHUNK_BYTES))  # more than is buffered on the way
    limits = Limits(idle_seconds=1.0, calls_per_peer=1)
    request = exchange_pb2.ModelRequest(sha256=name).SerializeToString()
    mine = AUTHORITY.client("a")
    with (
        ExchangeService(hub, AUTHORITY.server(["127.0.0.1"]), limits=limits) as service,
        grpc.secure_channel(service.address, trusting(mine)) as channel,
    ):
        slow = channel.unary_stream(f"/{SERVICE}/FetchModel")(request, timeout=30)
        next(slow)
        other = GrpcChannel(service.address, mine)
        with pytest.raises(UnavailableError, match="too many"):
            other.submit(header_of(1, VECTOR), chunks_of(VECTOR), deadline=0.1)
        other.submit(header_of(1, VECTOR), chunks_of(VECTOR), deadline=15)
        other.close()
        with pytest.raises(grpc.RpcError):
            list(slow)


def test_a_compressed_message_is_refused(untyped: Any) -> None:
    """16 MiB of zeros are 16 KiB on the way: refused for what it is, before it's unpacked."""
    message = exchange_pb2.SubmitRequest(header=bytes(16 << 20)).SerializeToString()
    with pytest.raises(grpc.RpcError) as caught:
        untyped(iter([message]), timeout=5, compression=grpc.Compression.Gzip)
    assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_a_call_that_stands_still_is_ended(hub: CountingHub) -> None:
    limits, stop = Limits(idle_seconds=0.0), Event()

    def stalling() -> Iterator[bytes]:
        yield exchange_pb2.SubmitRequest(header=header_of(1, VECTOR)).SerializeToString()
        stop.wait(20)

    with ExchangeService(hub, AUTHORITY.server(["127.0.0.1"]), limits=limits) as service:
        mine = trusting(AUTHORITY.client("a"))
        with grpc.secure_channel(service.address, mine) as channel:
            call = channel.stream_unary(f"/{SERVICE}/SubmitMasked")
            with pytest.raises(grpc.RpcError) as caught:
                call(stalling(), timeout=15)
            stop.set()
    assert caught.value.code() in (grpc.StatusCode.CANCELLED, grpc.StatusCode.UNKNOWN)


def test_a_port_in_use_is_an_error(service: ExchangeService, hub: CountingHub) -> None:
    with pytest.raises(OSError, match="can't listen"):
        ExchangeService(hub, AUTHORITY.server(["127.0.0.1"]), port=service.port)


# A coordinator that goes away and comes back


def test_a_restart_in_the_middle(tmp_path: Path, hub: CountingHub) -> None:
    """The connection breaks in a model's third chunk, and later in a vector's second."""
    credentials = AUTHORITY.server(["127.0.0.1"])
    services = [ExchangeService(hub, credentials)]
    port, model = services[0].port, random.Random(1).randbytes(4 * CHUNK_BYTES)
    name, noticed = hub.offer(model), Event()

    def kill() -> None:
        killer = Thread(target=services[-1].stop, args=(0.0,))
        killer.start()
        if hub.cut_model is None:
            killer.join(20)
        else:  # stopping waits for this very transfer, which must not end before it is cut
            noticed.wait(20)

    def restart() -> None:
        noticed.set()
        services[-1].stop(0.0)
        services.append(ExchangeService(hub, credentials, port=port))

    pauses = Pauses(restart)
    channel = GrpcChannel(services[0].address, AUTHORITY.client("a"), patience=pauses.patience())
    hub.cut_model = cut = CutModel(model, 2, kill)
    assert channel.fetch_model(name, tmp_path).read_bytes() == model
    assert len(services) >= 2
    assert cut.begins[0] == 0

    hub.cut_model, killed = None, list[bool]()

    def kill_once() -> None:
        if not killed:
            killed.append(True)
            kill()

    total = Sum()
    hub.close()
    hub.open(total)
    channel.submit(header_of(1, VECTOR), chunks_of(VECTOR, kill_once))
    np.testing.assert_array_equal(total.total, VECTOR)
    channel.close()
    services[-1].stop(0.0)


def test_our_channel_refuses_a_long_header_itself(service: ExchangeService) -> None:
    channel = GrpcChannel(service.address, AUTHORITY.client("a"))
    with pytest.raises(RefusedUploadError):
        channel.submit(bytes(3 * CHUNK_BYTES), lambda: iter([b""]))
    channel.close()


# A coordinator that is hostile


@pytest.fixture
def hostile() -> Iterator[Callable[..., GrpcChannel]]:
    """Makes a channel to a server that answers each fetch as the test says."""
    ends: list[Callable[[], object]] = []

    def make(answer: Callable[[Any], Iterator[bytes]], **options: Any) -> GrpcChannel:
        server = grpc.server(ThreadPoolExecutor(2))
        fetch = grpc.unary_stream_rpc_method_handler(lambda _, context: answer(context))
        server.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler(SERVICE, {"FetchModel": fetch}),)
        )
        mine = AUTHORITY.server(["127.0.0.1"])
        trust = grpc.ssl_server_credentials([(mine.key_pem, mine.certificate_pem)])
        port = server.add_secure_port("127.0.0.1:0", trust)
        server.start()
        channel = GrpcChannel(
            f"127.0.0.1:{port}", AUTHORITY.client("a"), patience=Pauses().patience(), **options
        )
        ends.extend([channel.close, lambda: server.stop(0).wait(10)])
        return channel

    yield make
    for end in ends:
        end()


def test_a_compressed_model_is_refused(hostile: Callable[..., GrpcChannel], tmp_path: Path) -> None:
    content = bytes(16 << 20)
    chunk = exchange_pb2.ModelChunk(content=content).SerializeToString()

    def answer(context: Any) -> Iterator[bytes]:
        context.set_compression(grpc.Compression.Gzip)
        yield chunk

    with pytest.raises(UnavailableError, match="ompression algorithm"):
        hostile(answer).fetch_model(hashlib.sha256(content).hexdigest(), tmp_path, deadline=2.0)
    assert not (tmp_path / hashlib.sha256(content).hexdigest()).exists()


def test_what_a_server_says_cannot_drive_a_terminal(
    hostile: Callable[..., GrpcChannel], tmp_path: Path
) -> None:
    def answer(context: Any) -> Iterator[bytes]:
        context.abort(grpc.StatusCode.INTERNAL, "\x1b[2J\nfalse line" + "x" * 3000)
        yield b""

    with pytest.raises(UnavailableError) as caught:
        hostile(answer).fetch_model("0" * 64, tmp_path, deadline=0.1)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


def test_an_endless_model_ends_at_the_cap(
    hostile: Callable[..., GrpcChannel], tmp_path: Path
) -> None:
    chunk = exchange_pb2.ModelChunk(content=random.Random(1).randbytes(1000)).SerializeToString()
    channel = hostile(lambda _: repeat(chunk), model_max_bytes=5000)
    for _ in range(2):
        (tmp_path / f".{'0' * 64}.partial").write_bytes(b"kept from last time")
        with pytest.raises(TransferError, match="at most 5000"):
            channel.fetch_model("0" * 64, tmp_path)
        assert not list(tmp_path.iterdir())
