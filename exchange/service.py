"""A hub behind gRPC: both ends show certificates; a peer sees typed answers, no traceback."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NoReturn

import grpc
from google.protobuf.message import DecodeError
from grpc_health.v1 import health, health_pb2

from exchange import exchange_pb2
from exchange.certificates import Credentials
from exchange.channel import CHUNK_BYTES, DEADLINE_SECONDS, Buffer
from exchange.errors import (
    NotOfferedError,
    RefusedUploadError,
    UnavailableError,
    UploadRefusal,
)
from exchange.hub import Hub
from exchange.watch import Call, Watch
from exchange.wire import MESSAGE_MAX_BYTES, NO_COMPRESSION, SERVICE, chunk_of, model_chunk

METADATA_MAX_BYTES = 8192
KEEPALIVE_SECONDS = 30  # a peer that has gone is noticed after this and the next
KEEPALIVE_ANSWER_SECONDS = 10

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the service spends on its peers at most."""

    calls: int = 64  # at once, a thread each; others are told to come again
    calls_per_peer: int = 4
    idle_seconds: float = 30.0  # without a byte
    least_rate: float = 65536.0  # bytes a second, from `idle_seconds` on
    # Of one transfer: half of an owner's patience, so that one who crawls holds up nobody for good.
    total_seconds: float = DEADLINE_SECONDS / 2


class ExchangeService:
    """A running server. Use it as a context manager, or call `stop`."""

    def __init__(
        self,
        hub: Hub,
        credentials: Credentials,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        limits: Limits | None = None,
    ) -> None:
        """Listen at once; port 0 takes a free one, found in `port`. Raises OSError: can't bind."""
        limits = limits or Limits()
        self._watch = Watch(
            idle_seconds=limits.idle_seconds,
            least_rate=limits.least_rate,
            total_seconds=limits.total_seconds,
            calls_per_peer=limits.calls_per_peer,
        )
        self._server = grpc.server(
            ThreadPoolExecutor(limits.calls, thread_name_prefix="exchange"),
            maximum_concurrent_rpcs=limits.calls,
            options=_OPTIONS,
        )
        self._health = health.HealthServicer()
        handlers = _Handlers(hub, self._watch, self._health)
        self._server.add_generic_rpc_handlers(handlers.by_method())
        trust = grpc.ssl_server_credentials(
            [(credentials.key_pem, credentials.certificate_pem)],
            root_certificates=credentials.authority_pem,
            require_client_auth=True,
        )
        self.host = host
        literal = f"[{host}]" if ":" in host else host
        try:
            self.port: int = self._server.add_secure_port(f"{literal}:{port}", trust)
        except RuntimeError as error:
            raise OSError(f"can't listen on {literal}:{port}") from error
        self.address = f"{literal}:{self.port}"
        self._server.start()
        self._watch.start()
        self._health.set(SERVICE, health_pb2.HealthCheckResponse.SERVING)

    def stop(self, grace_seconds: float = 5.0) -> None:
        """Take no new calls, let the others end within `grace_seconds`, and then cancel them."""
        self._health.enter_graceful_shutdown()
        self._server.stop(grace_seconds).wait()
        self._watch.stop()

    def __enter__(self) -> ExchangeService:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop(0.0 if error else 5.0)


class _Handlers:
    """The calls of exchange.proto, and the health check.

    gRPC hands over bytes as they came, and enters a handler before the first of them: with a parser
    of its own a message that isn't protobuf leaves its call open for ever, and with one request a
    call the thread waits for it unwatched.
    """

    def __init__(self, hub: Hub, watch: Watch, servicer: Any) -> None:
        self._hub = hub
        self._watch = watch
        self._health = servicer

    def by_method(self) -> tuple[Any, ...]:
        """What gRPC calls. Health's Watch isn't there: it would hold one of the calls for ever."""
        calls = {
            "FetchModel": grpc.stream_stream_rpc_method_handler(self.fetch_model),
            "SubmitMasked": grpc.stream_unary_rpc_method_handler(self.submit_masked),
        }
        check = {"Check": grpc.stream_unary_rpc_method_handler(self.check)}
        return (
            grpc.method_handlers_generic_handler(SERVICE, calls),
            grpc.method_handlers_generic_handler("grpc.health.v1.Health", check),
        )

    def fetch_model(self, requests: Iterator[bytes], context: Any) -> Iterator[bytes]:
        try:
            with self._watch.call(_peer(context), context.cancel) as call:
                request = _one(requests, exchange_pb2.ModelRequest.FromString)
                model = self._hub.model(request.sha256)
                if request.offset > len(model):
                    raise _OutOfRangeError
                for begin in range(request.offset, len(model), CHUNK_BYTES):
                    content = model[begin : begin + CHUNK_BYTES]
                    yield model_chunk(content)
                    call.move(len(content))
        except Exception as error:
            _abort(context, error)

    def submit_masked(self, requests: Iterator[bytes], context: Any) -> bytes:
        answer = exchange_pb2.SubmitAnswer()
        try:
            peer = _peer(context)
            with self._watch.call(peer, context.cancel) as call:
                first = exchange_pb2.SubmitRequest.FromString(next(requests, b""))
                if first.WhichOneof("part") != "header":
                    raise RefusedUploadError(UploadRefusal.MALFORMED)
                self._hub.submit(first.header, _chunks(requests, call), peer=peer)
        except RefusedUploadError as error:
            answer.refusal = int(error.code)
        except DecodeError:
            answer.refusal = int(UploadRefusal.MALFORMED)
        except Exception as error:
            _abort(context, error)
        return bytes(answer.SerializeToString())

    def check(self, requests: Iterator[bytes], context: Any) -> bytes:
        try:
            with self._watch.call(_peer(context), context.cancel):
                request = _one(requests, health_pb2.HealthCheckRequest.FromString)
        except Exception as error:
            _abort(context, error)
        return bytes(self._health.Check(request, context).SerializeToString())


class _OutOfRangeError(Exception):
    """A model is shorter than the offset that was asked for."""


class _MalformedError(Exception):
    """A request isn't one."""


def _one(requests: Iterator[bytes], parse: Callable[[bytes], Any]) -> Any:
    try:
        return parse(next(requests))
    except (DecodeError, StopIteration) as error:
        raise _MalformedError from error


def _chunks(requests: Iterator[bytes], call: Call) -> Iterator[Buffer]:
    for message in requests:
        chunk = chunk_of(message)
        if chunk is None:
            raise RefusedUploadError(UploadRefusal.MALFORMED)
        call.move(len(chunk))
        yield chunk


def _peer(context: Any) -> str:
    """The one common name in the peer's certificate. Raises RefusedUploadError: it has no such."""
    names = context.auth_context().get("x509_common_name", [])
    try:
        (name,) = names
        return str(name, "utf-8")
    except ValueError as error:
        raise RefusedUploadError(UploadRefusal.UNAUTHORIZED) from error


def _abort(context: Any, error: Exception) -> NoReturn:
    """End the call with a status that says no more than a peer may know."""
    match error:
        case NotOfferedError():
            code, what = grpc.StatusCode.NOT_FOUND, "no such model is on offer"
        case _OutOfRangeError():
            code, what = grpc.StatusCode.OUT_OF_RANGE, "the model is shorter"
        case _MalformedError():
            code, what = grpc.StatusCode.INVALID_ARGUMENT, "malformed"
        case RefusedUploadError():
            code, what = grpc.StatusCode.PERMISSION_DENIED, "expected a common name"
        case UnavailableError():
            code, what = grpc.StatusCode.RESOURCE_EXHAUSTED, "too many calls at once"
        case grpc.RpcError():  # the peer broke off
            code, what = grpc.StatusCode.CANCELLED, "cancelled"
        case _:
            _LOG.error("a call failed", exc_info=error)
            code, what = grpc.StatusCode.INTERNAL, "failed at the coordinator"
    context.abort(code, what)
    raise AssertionError  # abort has raised


_OPTIONS = [
    ("grpc.max_receive_message_length", MESSAGE_MAX_BYTES),
    ("grpc.max_send_message_length", MESSAGE_MAX_BYTES),
    NO_COMPRESSION,
    ("grpc.max_metadata_size", METADATA_MAX_BYTES),
    ("grpc.absolute_max_metadata_size", METADATA_MAX_BYTES),
    ("grpc.max_concurrent_streams", 16),  # of one connection
    ("grpc.keepalive_time_ms", 1000 * KEEPALIVE_SECONDS),
    ("grpc.keepalive_timeout_ms", 1000 * KEEPALIVE_ANSWER_SECONDS),
    # Owners' own pings aren't abuse.
    ("grpc.http2.min_ping_interval_without_data_ms", 500 * KEEPALIVE_SECONDS),
    ("grpc.http2.min_recv_ping_interval_without_data_ms", 500 * KEEPALIVE_SECONDS),
    ("grpc.so_reuseport", 0),  # two servers never share a port unnoticed
]
