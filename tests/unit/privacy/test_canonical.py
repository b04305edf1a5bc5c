"""Canonical JSON: one value, one spelling."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ledger_format

from privacy.canonical import decode, encode
from privacy.errors import VerificationError

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)  # fmt: skip
objects = st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), values, max_size=5)


def read(content: Any, limit: int = 10_000) -> dict[str, Any]:
    return decode(content, "a thing", max_length=limit)


@settings(derandomize=True)
@given(objects)
def test_round_trip_of_one_spelling(value: dict[str, Any]) -> None:
    content = encode(value)
    assert read(content, len(content)) == value
    assert content == ledger_format.canonical(value)


@settings(derandomize=True, max_examples=300)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_the_canonical_form_or_refused(content: bytes) -> None:
    try:
        value = read(content)
    except VerificationError:
        return
    assert encode(value) == content


@settings(derandomize=True)
@given(objects.filter(bool), st.data())
def test_a_changed_byte_is_another_value_or_refused(
    value: dict[str, Any], data: st.DataObject
) -> None:
    content = bytearray(encode(value))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    try:
        other = read(bytes(content))
    except VerificationError:
        return
    assert encode(other) != encode(value)


def test_known_bytes() -> None:
    value = {"b": [1, 0.5, 1e22, -0.0, True, None], "a": "ä\U0001f512\n/", "": {}}
    expected = rb'{"":{},"a":"\u00e4\ud83d\udd12\n/","b":[1,0.5,1e+22,-0.0,true,null]}'
    assert encode(value) == expected
    assert read(expected) == value


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b'"a"',
        b"1",
        b" {}",
        b"{} ",
        b"{}\n",
        b"{}{}",
        b'{"a": 1}',
        b'{"a":1, "b":2}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"b":1}}',
        b'{"a":1.00}',
        b'{"a":1e2}',
        b'{"a":100e-2}',
        b'{"a":0.1e1}',
        b'{"a":01}',
        b'{"a":+1}',
        b'{"a":-0}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":-Infinity}',
        b'{"a":1e999}',
        b'{"a":"\xc3\xa4"}',
        b'{"a":"\\u00E4"}',
        b'{"a":"\\u0061"}',
        b'{"a":"\\/"}',
        b'{"\\u0061":1}',
        b"{'a':1}",
        b'{"a":1,}',
        b'{"a":"\n"}',
        b'{"a":"\xff"}',
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        "{}".encode("utf-32-le"),
        b"{}\x00",
        b'{"a":' + b"[" * 4_000,
        b'{"a":' + b"[" * 4_000 + b"]" * 4_000 + b"}",
        b'{"a":' + b"9" * 5_000 + b"}",
    ],
)
def test_every_other_spelling_is_refused(content: bytes) -> None:
    with pytest.raises(VerificationError, match=r"^a thing: expected"):
        read(content)


@pytest.mark.parametrize("content", [None, "{}", 1, bytearray(b"{}"), memoryview(b"{}")])
def test_what_is_not_bytes_is_refused(content: object) -> None:
    with pytest.raises(VerificationError, match="bytes of JSON"):
        read(content)


def test_length_is_limited_before_anything_is_parsed() -> None:
    content = encode({"a": "b"})
    assert read(content, len(content)) == {"a": "b"}
    with pytest.raises(VerificationError, match=f"at most {len(content) - 1} bytes"):
        read(content, len(content) - 1)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_json_has_not_are_never_written(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode({"a": [number]})


@settings(derandomize=True)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_come_back_to_the_bit(number: float) -> None:
    again = read(encode({"a": number}))["a"]
    assert (again, math.copysign(1, again)) == (number, math.copysign(1, number))
    assert isinstance(again, float)


def test_decoding_gives_what_json_gives() -> None:
    content = encode({"a": [{"b": "c"}], "d": 2.5})
    assert read(content) == json.loads(content)
