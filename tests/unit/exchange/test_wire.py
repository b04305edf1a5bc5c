"""Messages put together and taken apart by hand are those of protobuf."""

from __future__ import annotations

import pytest
from google.protobuf.message import DecodeError
from hypothesis import example, given
from hypothesis import strategies as st

from exchange import exchange_pb2, wire

Request, Chunk = exchange_pb2.SubmitRequest, exchange_pb2.ModelChunk


@pytest.mark.parametrize("size", [0, 1, 127, 128, 16383, 16384, 1 << 20, wire.MESSAGE_MAX_BYTES])
def test_they_are_protobufs(size: int) -> None:
    content = bytes(size)
    assert wire.header(content) == Request(header=content).SerializeToString()
    assert wire.chunk(content) == Request(chunk=content).SerializeToString()
    assert wire.chunk_of(wire.chunk(content)) == content
    assert Chunk.FromString(wire.model_chunk(content)).content == content
    assert wire.content_of(wire.model_chunk(content)) == content


# Bytes that are more likely than any to be nearly a message.
NEARLY = st.lists(st.sampled_from([b"\x0a", b"\x12", b"\0", b"\1", b"\2", b"\x80", b"ab"]))


@given(st.binary(max_size=40) | NEARLY.map(b"".join))
@example(b"\x12\x81\x00a")  # a length in more bytes than it needs
@example(b"\x12\x81\x80\x80\x80\x00a")
@example(b"\x12\1a\x12\1b")  # twice: the last one counts
@example(b"\x12\1a\x0a\1b")  # then a header
@example(b"\x12\2a")  # cut off
def test_any_bytes_mean_the_same(message: bytes) -> None:
    try:
        request = Request.FromString(message)
        expected = request.chunk if request.WhichOneof("part") == "chunk" else None
    except DecodeError:
        with pytest.raises(DecodeError):
            wire.chunk_of(message)
    else:
        assert wire.chunk_of(message) == expected
    try:
        content = Chunk.FromString(message).content
    except DecodeError:
        with pytest.raises(DecodeError):
            wire.content_of(message)
    else:
        assert wire.content_of(message) == content
