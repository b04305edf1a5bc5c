"""The events of a JSON file, by ijson, without what its parser lets pass.

yajl, which ijson drives, keeps a string of any length in memory and writes "?" for half a surrogate
pair; its messages quote the file. Here a string has a limit, half a pair is an error, and so is
nesting without end.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from qa.errors import DataError
from qa.preparation.places import MAX_RECORD_BYTES, UTF8_HINT, needed
from qa.preparation.rows import BOM

Event = tuple[str, Any]

_CHUNK = 64 << 10  # bytes
_MAX_DEPTH = 16
_ESCAPE = 12  # bytes of the longest escape, a surrogate pair
# All up to half a surrogate pair.
_WHOLE = re.compile(
    rb"(?:[^\\]|\\(?:[^u]|u(?![dD][89a-fA-F])|u[dD][89abAB]..\\u[dD][c-fC-F]..))*+", re.DOTALL
)
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_HIGH = re.compile(rb"\\u[dD][89abAB]")


def events(file: BinaryIO, error: Callable[[str, str, str | None], DataError]) -> Iterator[Event]:
    """ijson's basic events. `error` makes one of what was expected, what was found and a hint."""
    return itertools.chain.from_iterable(_batches(file, error))


def _batches(
    file: BinaryIO, error: Callable[[str, str, str | None], DataError]
) -> Iterator[list[Event]]:
    ijson = needed("ijson")
    out: list[Event] = ijson.sendable_list()
    parser = ijson.basic_parse_coro(out)
    waiting = 0
    for data in _chunks(file):
        end = _WHOLE.match(data).end() if _SURROGATE.search(data) else len(data)  # type: ignore[union-attr]
        failure = _feed(ijson, parser, data[:end])
        waiting = 0 if out else waiting + len(data)
        yield out
        out.clear()
        if failure:
            raise error(*failure)
        if end < len(data):
            raise error("text", "half a surrogate pair", None)
        if waiting > MAX_RECORD_BYTES:
            raise error(
                f"at most {MAX_RECORD_BYTES >> 20} MiB", "more", "cut the document into passages"
            )
    failure = _feed(ijson, parser, None)
    yield out
    if failure:
        raise error(*failure)


def _feed(ijson: Any, parser: Any, data: bytes | None) -> tuple[str, str, str | None] | None:
    """Parse some more, or the end. Returns what is wrong, in words without the file's."""
    try:
        if data is None:
            parser.close()
        elif data:
            parser.send(data)
    except UnicodeDecodeError:
        return "UTF-8", "other bytes", UTF8_HINT
    except (ijson.JSONError, ValueError) as e:
        message = str(e)
        if "UTF8" in message:
            return "UTF-8", "other bytes", UTF8_HINT
        if data is None:
            return "JSON", "the end of the file before its last bracket", "the file was cut short"
        return "JSON", "something else", None
    return None


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    """The file in pieces, none of which ends inside an escape or a surrogate pair."""
    rest = b""
    first = True
    while chunk := file.read(_CHUNK):
        data = rest + (chunk.removeprefix(BOM) if first else chunk)
        first = False
        cut = _complete(data)
        rest = data[cut:]
        if cut:
            yield data[:cut]
    if rest:
        yield rest


def _complete(data: bytes) -> int:
    """How many of the bytes come before an escape that isn't whole."""
    at = max(0, len(data) - _ESCAPE)
    while at and data[at - 1] == 0x5C:
        at -= 1  # to where a run of backslashes begins, and with it an escape
    high = -1  # where an escape began that waits for the other half of its pair
    while (start := data.find(b"\\", at)) >= 0:
        if start != at:
            high = -1
        at = start + (6 if data[start + 1 : start + 2] == b"u" else 2)
        if at > len(data) or start + 1 == len(data):
            return high if high >= 0 else start
        high = start if _HIGH.match(data, start) else -1
    return high if high >= 0 and at == len(data) else len(data)


def build(stream: Iterator[Event], event: Event, weigh: Callable[[int], None]) -> Any:
    """The value that begins with `event`. `weigh` is told the size of each part of it."""
    return _build(stream, event, weigh, _MAX_DEPTH)


def _build(stream: Iterator[Event], event: Event, weigh: Callable[[int], None], depth: int) -> Any:
    kind, value = event
    if kind == "string":
        weigh(len(value))
        return value
    weigh(0)
    if kind not in ("start_map", "start_array"):
        return value
    if not depth:
        raise NestingError
    if kind == "start_array":
        items = []
        for inner in stream:
            if inner[0] == "end_array":
                break
            items.append(_build(stream, inner, weigh, depth - 1))
        return items
    found: dict[str, Any] = {}
    for inner in stream:
        if inner[0] == "end_map":
            break
        found[inner[1]] = _build(stream, next(stream), weigh, depth - 1)
    return found


class NestingError(ValueError):
    """More brackets within brackets than any known format has."""


def skip(stream: Iterator[Event], event: Event) -> None:
    """Pass over the value that begins with `event`."""
    depth = 0
    while True:
        kind = event[0]
        depth += kind in ("start_map", "start_array")
        depth -= kind in ("end_map", "end_array")
        if not depth:
            return
        event = next(stream)
