"""Binary messages with one encoding each: numbers are big-endian, lists carry a count. Pure.

A reader never allocates more than the message is long: a count that its bytes can't hold is an
error before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from privacy.errors import ProtocolError

MAGIC = b"DSA"
VERSION = 1
TEXT_MAX_BYTES = 64
LIST_MAX = 65_535

Item = TypeVar("Item")


def head(kind: int) -> bytes:
    """What a message of type `kind` begins with."""
    return MAGIC + bytes((VERSION, kind))


def u16(value: int) -> bytes:
    return value.to_bytes(2, "big")


def u32(value: int) -> bytes:
    return value.to_bytes(4, "big")


def text(value: str) -> bytes:
    """1 to TEXT_MAX_BYTES bytes of UTF-8. Raises ProtocolError."""
    try:
        content = value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ProtocolError("text: expected UTF-8") from error
    if not 1 <= len(content) <= TEXT_MAX_BYTES:
        raise ProtocolError(f"text: expected 1 to {TEXT_MAX_BYTES} bytes, found {len(content)}")
    return bytes((len(content),)) + content


def listed(items: Sequence[bytes]) -> bytes:
    """A count and the encoded items. Raises ProtocolError: more than LIST_MAX."""
    if len(items) > LIST_MAX:
        raise ProtocolError(f"list: expected at most {LIST_MAX} items, found {len(items)}")
    return u16(len(items)) + b"".join(items)


class Reader:
    """Reads one message of type `kind` from its begin to its end.

    Every method raises ProtocolError for what the format doesn't allow.
    """

    def __init__(self, content: bytes, kind: int, *, max_bytes: int) -> None:
        if not isinstance(content, bytes) or len(content) > max_bytes:
            raise ProtocolError(f"message: expected at most {max_bytes} bytes")
        self._content = content
        self._at = 0
        if self.take(5) != head(kind):
            raise ProtocolError(f"message: expected one of version {VERSION} and type {kind}")

    @property
    def at(self) -> int:
        """Bytes read so far."""
        return self._at

    def take(self, size: int) -> bytes:
        piece = self._content[self._at : self._at + size]
        if len(piece) != size:
            raise ProtocolError("message: it is cut off")
        self._at += size
        return piece

    def u8(self) -> int:
        return self.take(1)[0]

    def u16(self) -> int:
        return int.from_bytes(self.take(2), "big")

    def u32(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def i16(self) -> int:
        return int.from_bytes(self.take(2), "big", signed=True)

    def text(self) -> str:
        size = self.u8()
        if not 1 <= size <= TEXT_MAX_BYTES:
            raise ProtocolError(f"text: expected 1 to {TEXT_MAX_BYTES} bytes, found {size}")
        try:
            return self.take(size).decode("utf-8")
        except UnicodeDecodeError as error:
            raise ProtocolError("text: expected UTF-8") from error

    def listed(self, item: Callable[[], Item], *, item_bytes: int) -> tuple[Item, ...]:
        """A list whose items take at least `item_bytes` bytes each."""
        count = self.u16()
        if count * item_bytes > len(self._content) - self._at:
            raise ProtocolError("message: it is cut off")
        return tuple(item() for _ in range(count))

    def numbers(self) -> tuple[int, ...]:
        """Owners' numbers, strictly ascending from 1."""
        found = self.listed(self.u16, item_bytes=2)
        check_ascending(found)
        return found

    def end(self) -> None:
        if self._at != len(self._content):
            raise ProtocolError("message: expected its end")


def check_ascending(numbers: Sequence[int]) -> None:
    """Raises ProtocolError unless these are strictly ascending numbers from 1."""
    last = 0
    for number in numbers:
        if number <= last:
            raise ProtocolError("list: expected strictly ascending numbers from 1")
        last = number
