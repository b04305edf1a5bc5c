"""An owner's channel over gRPC: both ends show certificates, and nothing else is spoken to."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from pathlib import Path
from threading import Lock

import grpc
from google.protobuf.message import DecodeError

from exchange import exchange_pb2, wire
from exchange.cache import MODEL_MAX_BYTES, checked_digest, fetch_into
from exchange.certificates import Credentials
from exchange.channel import DEADLINE_SECONDS, Buffer, Patience, VectorSource, pieces
from exchange.errors import (
    ExchangeError,
    NotOfferedError,
    RefusedUploadError,
    TransferError,
    UnavailableError,
    UploadRefusal,
)
from exchange.hub import HEADER_MAX_BYTES

DETAILS_MAX_LENGTH = 200  # characters of a peer's words in an error
KEEPALIVE_SECONDS = 30  # a server that has gone is noticed after this and the next
KEEPALIVE_ANSWER_SECONDS = 10


class GrpcChannel:
    """A `Channel` to an `ExchangeService` at `address` ("host:port"), whose certificate must name
    the host and come from the credentials' authority. Connects when first used."""

    def __init__(
        self,
        address: str,
        credentials: Credentials,
        *,
        model_max_bytes: int = MODEL_MAX_BYTES,
        patience: Patience | None = None,
    ) -> None:
        trust = grpc.ssl_channel_credentials(
            root_certificates=credentials.authority_pem,
            private_key=credentials.key_pem,
            certificate_chain=credentials.certificate_pem,
        )
        # The scheme is ours: an address can't name another resolver.
        self._channel = grpc.secure_channel(f"dns:///{address}", trust, options=_OPTIONS)
        self._fetch = self._channel.unary_stream(wire.FETCH_MODEL)
        self._submit = self._channel.stream_unary(wire.SUBMIT_MASKED)
        self._model_max_bytes = model_max_bytes
        self._patience = patience or Patience()
        self._closed = False

    def fetch_model(self, sha256: str, cache: Path, *, deadline: float = DEADLINE_SECONDS) -> Path:
        """See `Channel.fetch_model`."""
        checked_digest(sha256)
        self._check_open()

        def attempt(seconds: float) -> Path:
            end = time.monotonic() + seconds

            def download(offset: int) -> Iterator[Buffer]:
                request = exchange_pb2.ModelRequest(sha256=sha256, offset=offset)
                # A part that was wrong is fetched a second time, within the same seconds.
                call = self._fetch(
                    request.SerializeToString(), timeout=max(end - time.monotonic(), 0.0)
                )
                try:
                    for message in call:
                        yield wire.content_of(message)
                except grpc.RpcError as error:
                    raise _translated(error) from error
                except DecodeError as error:
                    raise TransferError("model: expected chunks of one") from error
                finally:
                    call.cancel()  # for who stops in the middle; after the end it does nothing

            return fetch_into(cache, sha256, download, max_bytes=self._model_max_bytes)

        return self._patience.retry(attempt, deadline)

    def submit(
        self, header: bytes, vector: VectorSource, *, deadline: float = DEADLINE_SECONDS
    ) -> None:
        """See `Channel.submit`."""
        self._check_open()
        if not 0 < len(header) <= HEADER_MAX_BYTES:  # a message too large would look like no room
            raise RefusedUploadError(UploadRefusal.MALFORMED)

        def attempt(seconds: float) -> None:
            requests = _Requests(header, vector())
            try:
                answer = self._submit(requests, timeout=seconds)
            except grpc.RpcError as error:
                if requests.error is not None:  # the source's own
                    raise requests.error from None
                raise _translated(error) from error
            finally:
                requests.stop()
            if refusal := _refusal(answer):
                raise RefusedUploadError(refusal)

        self._patience.retry(attempt, deadline)

    def close(self) -> None:
        """See `Channel.close`."""
        self._closed = True
        self._channel.close()

    def _check_open(self) -> None:
        if self._closed:
            raise UnavailableError("the channel is closed")


class _Requests:
    """The messages of one upload. gRPC asks for them in a thread of its own, where an error of the
    source would be lost, and which may still be at it when the call has ended."""

    def __init__(self, header: bytes, vector: Iterator[Buffer]) -> None:
        self._messages = self._all(header, vector)
        self._lock = Lock()
        self.error: Exception | None = None

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        with self._lock:
            return next(self._messages)

    def stop(self) -> None:
        """Touch the source no more: the next attempt may read the same file."""
        with self._lock:
            self._messages.close()

    def _all(self, header: bytes, vector: Iterator[Buffer]) -> Generator[bytes, None, None]:
        yield wire.header(header)
        try:
            for piece in pieces(vector):
                yield wire.chunk(piece)
        except Exception as error:
            self.error = error
            raise


def _refusal(answer: bytes) -> UploadRefusal | None:
    try:
        number = exchange_pb2.SubmitAnswer.FromString(answer).refusal
        return UploadRefusal(number) if number else None
    except (DecodeError, ValueError) as error:
        raise TransferError("the exchange gave an answer of an unknown kind") from error


def _translated(error: grpc.RpcError) -> ExchangeError:
    code = error.code()
    if code is grpc.StatusCode.NOT_FOUND:
        return NotOfferedError("no such model is on offer")
    if code is grpc.StatusCode.OUT_OF_RANGE:
        return TransferError("model: it is shorter than what was kept of it")
    if code is grpc.StatusCode.PERMISSION_DENIED:
        return TransferError("expected one common name in this party's certificate")
    if code is grpc.StatusCode.UNIMPLEMENTED:
        return TransferError("expected an exchange, found another service")
    return UnavailableError(f"{code.name.lower()}: {_shown(error.details() or '')}")


def _shown(details: str) -> str:
    """What the peer says, fit for a log or a terminal."""
    return "".join(c if c.isprintable() else "?" for c in details[:DETAILS_MAX_LENGTH])


_OPTIONS = [
    ("grpc.enable_http_proxy", 0),
    ("grpc.enable_retries", 0),  # ours know what may be sent again
    ("grpc.service_config_disable_resolution", 1),
    ("grpc.use_local_subchannel_pool", 1),  # parties in one process share no connection
    wire.NO_COMPRESSION,
    ("grpc.max_receive_message_length", wire.MESSAGE_MAX_BYTES),
    ("grpc.max_send_message_length", wire.MESSAGE_MAX_BYTES),
    ("grpc.keepalive_time_ms", 1000 * KEEPALIVE_SECONDS),
    ("grpc.keepalive_timeout_ms", 1000 * KEEPALIVE_ANSWER_SECONDS),
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 1000),
    ("grpc.max_reconnect_backoff_ms", 5000),
]
