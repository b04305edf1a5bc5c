"""The reader and the writers of messages: one encoding, and no memory for what isn't there."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from privacy.errors import ProtocolError
from privacy.secagg import codec
from privacy.secagg.codec import LIST_MAX, TEXT_MAX_BYTES, Reader, check_ascending, head

KIND = 7


def reader(content: bytes, *, max_bytes: int = 1 << 20) -> Reader:
    return Reader(head(KIND) + content, KIND, max_bytes=max_bytes)


def test_a_message_begins_with_magic_version_and_type() -> None:
    assert head(7) == b"DSA\x01\x07"
    assert reader(b"").at == 5


@pytest.mark.parametrize(
    "begin", [b"", b"DSA\x01", b"DSB\x01\x07", b"dsa\x01\x07", b"DSA\x00\x07", b"DSA\x02\x07"]
)
def test_another_begin_is_refused(begin: bytes) -> None:
    with pytest.raises(ProtocolError):
        Reader(begin, KIND, max_bytes=100)


def test_another_type_is_refused() -> None:
    with pytest.raises(ProtocolError, match="type 7"):
        Reader(head(8), KIND, max_bytes=100)


@pytest.mark.parametrize("content", [None, "DSA\x01\x07", 5, ["D"], bytearray(head(KIND))])
def test_what_is_no_bytes_is_refused(content: object) -> None:
    with pytest.raises(ProtocolError, match="message"):
        Reader(content, KIND, max_bytes=100)  # type: ignore[arg-type]


def test_the_limit_on_a_message_is_itself_allowed() -> None:
    reader(b"abc", max_bytes=8)
    with pytest.raises(ProtocolError, match="at most 7"):
        reader(b"abc", max_bytes=7)


def test_numbers_are_big_endian() -> None:
    r = reader(bytes.fromhex("01 0203 04050607 fffe 7fff 8000"))
    assert (r.u8(), r.u16(), r.u32()) == (1, 0x0203, 0x04050607)
    assert (r.i16(), r.i16(), r.i16()) == (-2, 32_767, -32_768)
    r.end()
    assert codec.u16(0x0203) == b"\x02\x03"
    assert codec.u32(0x04050607) == b"\x04\x05\x06\x07"


@pytest.mark.parametrize(
    ("read", "size"),
    [
        (Reader.u8, 1),
        (Reader.u16, 2),
        (Reader.i16, 2),
        (Reader.u32, 4),
        (lambda r: r.take(9), 9),
        (Reader.text, 3),
        (Reader.numbers, 4),
    ],
)
def test_a_piece_that_is_cut_off_is_refused(read: Callable[[Reader], object], size: int) -> None:
    whole = {3: b"\x02hi", 4: b"\0\x01\0\x05"}.get(size, bytes(range(1, size + 1)))
    read(reader(whole))
    for end in range(size):
        with pytest.raises(ProtocolError):
            read(reader(whole[:end]))


def test_bytes_after_the_end_are_refused() -> None:
    r = reader(b"\x01")
    with pytest.raises(ProtocolError, match="end"):
        r.end()
    r.u8()
    r.end()


@pytest.mark.parametrize("value", ["a", "a" * TEXT_MAX_BYTES, "\0", "é" * 32, "\U0001f512" * 16])
def test_text_round_trips(value: str) -> None:
    content = codec.text(value)
    assert content == bytes([len(value.encode())]) + value.encode()
    r = reader(content)
    assert r.text() == value
    r.end()


@pytest.mark.parametrize("value", ["", "a" * 65, "é" * 33, "\ud800", "owner-\udcff"])
def test_text_that_has_no_encoding(value: str) -> None:
    with pytest.raises(ProtocolError, match="text"):
        codec.text(value)


@pytest.mark.parametrize(
    "content",
    [
        b"\x00",
        b"\x41" + b"a" * 65,
        b"\x01\xff",
        b"\x02\xc0\x80",  # a zero byte in two
        b"\x03\xed\xa0\x80",  # half a surrogate pair
        b"\x01\xc3",
    ],
)
def test_text_that_is_none(content: bytes) -> None:
    with pytest.raises(ProtocolError, match="text"):
        reader(content).text()


def test_a_list_has_a_count_and_its_items() -> None:
    assert codec.listed([]) == b"\0\0"
    assert codec.listed([b"ab", b"", b"c"]) == b"\0\x03abc"
    r = reader(b"\0\x02\x05\x06")
    assert r.listed(r.u8, item_bytes=1) == (5, 6)
    r.end()


def test_the_longest_list() -> None:
    assert codec.listed([b"a"] * LIST_MAX) == b"\xff\xff" + b"a" * LIST_MAX
    with pytest.raises(ProtocolError, match="list"):
        codec.listed([b"a"] * (LIST_MAX + 1))


@pytest.mark.parametrize("item_bytes", [1, 2, 33, 96, 82 * 4096])
def test_a_count_that_the_bytes_cannot_hold_makes_nothing(item_bytes: int) -> None:
    made = 0

    def item() -> bytes:
        nonlocal made
        made += 1
        return r.take(item_bytes)

    for count in (2, 3, 1000, LIST_MAX):
        r = reader(count.to_bytes(2, "big") + bytes(2 * item_bytes - 1))
        tracemalloc.start()
        try:
            with pytest.raises(ProtocolError, match="cut off"):
                r.listed(item, item_bytes=item_bytes)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 20_000
    assert made == 0


def test_a_piece_longer_than_the_message_takes_no_memory() -> None:
    r = reader(b"abc")
    tracemalloc.start()
    try:
        with pytest.raises(ProtocolError, match="cut off"):
            r.take(2**32 - 1)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20_000


@pytest.mark.parametrize("numbers", [(), (1,), (65_535,), (1, 2, 3), (4, 900, 65_535)])
def test_ascending_numbers(numbers: tuple[int, ...]) -> None:
    check_ascending(numbers)
    r = reader(codec.listed([codec.u16(n) for n in numbers]))
    assert r.numbers() == numbers
    r.end()


@pytest.mark.parametrize("numbers", [(0,), (0, 1), (1, 1), (2, 1), (1, 3, 2), (1, 2, 2)])
def test_numbers_that_do_not_ascend_from_1(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ProtocolError, match="ascending"):
        check_ascending(numbers)
    with pytest.raises(ProtocolError, match="ascending"):
        reader(codec.listed([codec.u16(n) for n in numbers])).numbers()


@pytest.mark.parametrize("value", [-1, 65_536])
def test_a_number_that_two_bytes_cannot_hold(value: int) -> None:
    with pytest.raises(OverflowError):
        codec.u16(value)


@pytest.mark.parametrize("value", [-1, 2**32])
def test_a_number_that_four_bytes_cannot_hold(value: int) -> None:
    with pytest.raises(OverflowError):
        codec.u32(value)
