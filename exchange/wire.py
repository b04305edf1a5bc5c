"""How the messages of exchange.proto look in gRPC: names, settings, and bytes without detours.

A chunk through protobuf's classes is copied three times at each end, which took half of an upload's
time. A message of one `bytes` field is a tag, a length and the bytes, so it's put together and
taken apart here; whatever looks otherwise goes to protobuf's own parser.
"""

from __future__ import annotations

from typing import Any

from exchange import exchange_pb2
from exchange.channel import CHUNK_BYTES, Buffer

SERVICE = "discreet.exchange.v1.Exchange"
FETCH_MODEL = f"/{SERVICE}/FetchModel"
SUBMIT_MASKED = f"/{SERVICE}/SubmitMasked"

MESSAGE_MAX_BYTES = 2 * CHUNK_BYTES

# Neither masks nor weights shrink, and how much memory unpacking takes before the cap on a message
# is found to be passed would be the peer's choice. One bit an algorithm; the lowest is "identity".
NO_COMPRESSION = ("grpc.compression_enabled_algorithms_bitset", 1)

_HEADER, _CHUNK, _CONTENT = 1, 2, 1  # field numbers of exchange.proto
_LENGTH_MAX_BYTES = 4  # of a length; more than MESSAGE_MAX_BYTES needs


def header(content: bytes) -> bytes:
    """A SubmitRequest with this header."""
    return _framed(_HEADER, content)


def chunk(content: Buffer) -> bytes:
    """A SubmitRequest with this chunk."""
    return _framed(_CHUNK, content)


def model_chunk(content: Buffer) -> bytes:
    """A ModelChunk with this content."""
    return _framed(_CONTENT, content)


def chunk_of(message: bytes) -> Buffer | None:
    """The chunk in a SubmitRequest, not copied where that can be; None: it has another part.

    Raises DecodeError.
    """
    if (found := _unframed(_CHUNK, message)) is not None:
        return found
    request: Any = exchange_pb2.SubmitRequest.FromString(message)
    return bytes(request.chunk) if request.WhichOneof("part") == "chunk" else None


def content_of(message: bytes) -> Buffer:
    """The content of a ModelChunk, not copied where that can be. Raises DecodeError."""
    if (found := _unframed(_CONTENT, message)) is not None:
        return found
    return bytes(exchange_pb2.ModelChunk.FromString(message).content)


def _framed(field: int, content: Buffer) -> bytes:
    view = memoryview(content).cast("B")
    start, length = bytearray([field << 3 | 2]), len(view)
    while length > 127:  # a varint: seven bits a byte, the lowest first
        start.append(length & 127 | 128)
        length >>= 7
    start.append(length)
    return b"".join((start, view))


def _unframed(field: int, message: bytes) -> memoryview | None:
    """The content of a message that is this one field and nothing else, or None."""
    if not message or message[0] != field << 3 | 2:
        return None
    length = 0
    for place, byte in enumerate(message[1 : 1 + _LENGTH_MAX_BYTES]):
        length |= (byte & 127) << 7 * place
        if byte < 128:
            begin = 2 + place
            return memoryview(message)[begin:] if begin + length == len(message) else None
    return None
