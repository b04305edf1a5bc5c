"""Entries: their bytes, signatures and leaves."""

import hashlib
import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ledger_format
from support.ledgers import OWNER, PUBLIC, STRANGER

from privacy.errors import VerificationError
from privacy.ledger.entries import (
    ENTRY_CONTEXT,
    FIRST_PREVIOUS,
    MAX_BODY_LENGTH,
    Entry,
    check_sequence,
    check_signature,
    is_hex,
    leaf_of,
    parse,
    public_hex,
    public_key,
    sign,
)
from privacy.ledger.events import (
    MAX_TEXT_LENGTH,
    MAX_TIME_MS,
    Amendment,
    Erasure,
    Event,
    KeyChange,
    Settlement,
)

ENTRY = Entry("0" * 32, 3, "ab" * 32, 1_700_000_000_000, Erasure("request-7"))
BODY = ENTRY.body()


def changed(**changes: Any) -> bytes:
    return ledger_format.canonical(json.loads(BODY) | changes)


class TestBody:
    def test_known_bytes(self) -> None:
        assert BODY == (
            b'{"event":{"kind":"erasure","request":"request-7"},"ledger":"' + b"0" * 32 + b'",'
            b'"previous":"' + b"ab" * 32 + b'","sequence":3,"time_ms":1700000000000,"version":1}'
        )

    def test_round_trip(self) -> None:
        assert parse(BODY, 3) == ENTRY

    def test_the_longest_text_fits(self) -> None:
        reason = "\U0001f512" * MAX_TEXT_LENGTH  # twelve bytes each
        event = KeyChange("0" * 64, "0" * 128, True, reason)
        body = Entry("0" * 32, 1 << 32, "0" * 64, MAX_TIME_MS, event).body()
        assert parse(body, 1 << 32).event == event
        assert len(body) <= MAX_BODY_LENGTH

    @pytest.mark.parametrize(
        "event",
        [
            Erasure("a b"),
            Erasure(""),
            Settlement(1, -1, "poisson", False),
            Settlement(1, True, "poisson", False),
            Settlement(1, 1, "poisson", 1),  # type: ignore[arg-type]
            Amendment(1, 2, 1, 0.5, 1, "a whole number for a real one"),
            Amendment(1, 2, math.nan, 0.5, 1, "a test"),
        ],
    )
    def test_what_no_reader_would_take_is_never_written(self, event: Event) -> None:
        with pytest.raises(VerificationError):
            Entry("0" * 32, 1, "0" * 64, 0, event).body()

    @pytest.mark.parametrize("time_ms", [-1, 1 << 53, 1 << 60])
    def test_a_time_that_no_reader_would_take_is_never_written(self, time_ms: int) -> None:
        with pytest.raises(VerificationError):
            Entry("0" * 32, 1, "0" * 64, time_ms, Erasure("request-7")).body()

    @pytest.mark.parametrize(
        "changes",
        [
            {"version": 2},
            {"version": None},
            {"version": "1"},
            {"sequence": 4},
            {"sequence": "3"},
            {"sequence": 3.0},
            {"sequence": True},
            {"previous": "ab" * 31},
            {"previous": "AB" * 32},
            {"previous": None},
            {"ledger": "0" * 31},
            {"ledger": "0" * 33},
            {"ledger": 0},
            {"time_ms": -1},
            {"time_ms": 1 << 53},
            {"time_ms": 1.5},
            {"time_ms": True},
            {"time_ms": "1"},
            {"event": []},
            {"event": None},
            {"event": {}},
            {"event": {"kind": "erasure"}},
            {"event": {"kind": "erasure", "request": "a b"}},
            {"more": 1},
        ],
    )
    def test_other_fields_are_refused(self, changes: dict[str, Any]) -> None:
        with pytest.raises(VerificationError, match=r"^entry 3: "):
            parse(changed(**changes), 3)

    @pytest.mark.parametrize("version", [True, 1.0])
    def test_one_entry_has_one_body(self, version: object) -> None:
        """Python takes True and 1.0 for 1; another reader needn't."""
        with pytest.raises(VerificationError, match=r"^entry 3: "):
            parse(changed(version=version), 3)

    def test_one_debit_has_one_body(self) -> None:
        """A real number that is written as a whole one is another spelling of the same event."""
        event = {"kind": "amendment", "first": 1, "last": 2, "noise_factor": 0.5}
        event |= {"sampling_probability": 1.0, "steps_factor": 1, "reason": "a test"}
        assert parse(changed(event=event), 3)
        with pytest.raises(VerificationError, match=r"^entry 3: "):
            parse(changed(event=event | {"sampling_probability": 1}), 3)

    def test_a_missing_field_is_refused(self) -> None:
        for name in json.loads(BODY):
            row = json.loads(BODY)
            del row[name]
            with pytest.raises(VerificationError, match=r"^entry 3: "):
                parse(ledger_format.canonical(row), 3)

    def test_another_number_is_refused(self) -> None:
        with pytest.raises(VerificationError, match=r"^entry 4: "):
            parse(BODY, 4)

    def test_too_long_is_refused(self) -> None:
        with pytest.raises(VerificationError, match="at most 8192 bytes"):
            parse(changed(more="x" * MAX_BODY_LENGTH), 3)

    @settings(derandomize=True, max_examples=300)
    @given(st.binary(max_size=300))
    def test_any_bytes_are_refused(self, content: bytes) -> None:
        with pytest.raises(VerificationError, match=r"^entry 3: "):
            parse(content, 3)

    @settings(derandomize=True, max_examples=500)
    @given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
    def test_any_changed_byte_is_refused_or_another_entry(self, at: int, bits: int) -> None:
        content = bytearray(BODY)
        content[at] ^= bits
        try:
            found = parse(bytes(content), 3)
        except VerificationError:
            return
        assert found != ENTRY
        assert found.body() == bytes(content)


class TestSignature:
    def test_the_context_is_signed(self) -> None:
        assert ENTRY_CONTEXT == ledger_format.ENTRY
        signature = sign(BODY, OWNER)
        check_signature(BODY, signature, OWNER.public_key(), 3)
        OWNER.public_key().verify(signature, b"discreet ledger entry v1\x00" + BODY)
        with pytest.raises(VerificationError, match="entry 3: expected the owner's signature"):
            check_signature(BODY, OWNER.sign(BODY), OWNER.public_key(), 3)

    @pytest.mark.parametrize("signature", [b"", b"\0" * 64, b"\0" * 63, b"\xff" * 64, b"a" * 1_000])
    def test_false_ones_are_refused(self, signature: bytes) -> None:
        with pytest.raises(VerificationError, match="entry 3"):
            check_signature(BODY, signature, OWNER.public_key(), 3)

    def test_every_flipped_bit_is_refused(self) -> None:
        signature = sign(BODY, OWNER)
        for bit in range(512):
            flipped = bytearray(signature)
            flipped[bit // 8] ^= 1 << bit % 8
            with pytest.raises(VerificationError):
                check_signature(BODY, bytes(flipped), OWNER.public_key(), 3)

    def test_another_key_is_refused(self) -> None:
        with pytest.raises(VerificationError):
            check_signature(BODY, sign(BODY, STRANGER), OWNER.public_key(), 3)


class TestLeaf:
    def test_it_is_rfc_6962s_of_length_body_and_signature(self) -> None:
        signature = sign(BODY, OWNER)
        content = b"\x00" + len(BODY).to_bytes(4, "big") + BODY + signature
        assert leaf_of(BODY, signature) == hashlib.sha256(content).digest()
        assert leaf_of(BODY, signature) == ledger_format.leaf(BODY, signature)

    def test_body_and_signature_are_kept_apart(self) -> None:
        assert leaf_of(b"ab", b"c") != leaf_of(b"a", b"bc")
        assert leaf_of(b"", b"abc") != leaf_of(b"abc", b"")

    def test_the_first_follows_on_nothing(self) -> None:
        assert FIRST_PREVIOUS == "0" * 64


class TestKeys:
    def test_round_trip(self) -> None:
        assert public_hex(OWNER) == public_hex(OWNER.public_key()) == PUBLIC
        assert public_hex(public_key(PUBLIC)) == PUBLIC

    @pytest.mark.parametrize(
        "text", ["", "00", PUBLIC[:-1], PUBLIC.upper(), PUBLIC + "0", "g" * 64]
    )
    def test_others_are_refused(self, text: str) -> None:
        with pytest.raises(VerificationError, match="64 hexadecimal digits"):
            public_key(text)


def test_is_hex() -> None:
    assert is_hex("0af9", 4)
    bad = ["0af", "0af99", "0AF9", "0ag9", " 0af", "0af\n", "٠٠٠٠", b"0af9", None, 1234, ["0"] * 4]
    assert not any(is_hex(value, 4) for value in bad)


@pytest.mark.parametrize("value", [-1, 1 << 32, True, 1.0, "1", None])
def test_check_sequence(value: Any) -> None:
    assert check_sequence(0) == 0
    with pytest.raises(VerificationError):
        check_sequence(value)
