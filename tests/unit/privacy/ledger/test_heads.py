"""Heads, countersigned heads and receipts, as peers send them and as files keep them."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ledger_format
from support.ledger_format import Chain, canonical, countersigned
from support.ledgers import NEXT, OWNER, PUBLIC, STRANGER, WITNESS, WITNESS_PUBLIC

from privacy.errors import VerificationError
from privacy.ledger.heads import (
    MAX_HEAD_LENGTH,
    MAX_HEADS_FILE_LENGTH,
    MAX_RECEIPT_LENGTH,
    Receipt,
    SignedHead,
    WitnessedHead,
    check_receipt,
    countersign,
    head_from_json,
    head_to_json,
    read_heads,
    receipt_from_json,
    receipt_to_json,
    sign_head,
    witnessed_from_json,
    witnessed_to_json,
    write_heads,
)


def chain_of(count: int, *, ledger: str = "0" * 32, word: str = "erasure") -> Chain:
    """A ledger of `count` entries; `word` makes another one."""
    chain = Chain(ledger)
    chain.add(
        {"kind": "opened", "population": "default", "owner_key": PUBLIC, "plans": "one"}, OWNER
    )
    for number in range(1, count):
        chain.add({"kind": "erasure", "request": f"{word}-{number}"}, OWNER)
    return chain


CHAIN = chain_of(12)


def head_of(size: int = 12, chain: Chain = CHAIN) -> SignedHead:
    return SignedHead(**chain.head(OWNER, size))


def receipt_of(since: int, size: int = 12, chain: Chain = CHAIN, **changes: Any) -> Receipt:
    proof = ledger_format.proof(since, chain.leaves[:size])
    receipt = Receipt(head_of(size, chain), since, tuple(item.hex() for item in proof))
    return dataclasses.replace(receipt, **changes)


HEAD = head_of()
WITNESSED = countersign(WITNESS, HEAD)
RECEIPT = receipt_of(5)
WRONG = {
    "ledger": ["1" * 32, "0" * 31, "G" * 32, None, 0],
    "size": [11, -1, True, 12.0, "12", None, (1 << 32) + 1],
    "root": ["0" * 64, "0" * 63, "A" * 64, None],
    "time_ms": [0, -1, True, 0.5, None],
    "owner_key": ["0" * 64, "0" * 63, None, 1],
    "owner_signature": ["0" * 128, "0" * 127, None, "Z" * 128],
}


class TestHead:
    def test_what_is_signed(self) -> None:
        head = sign_head(OWNER, ledger="0" * 32, size=3, root=b"r" * 32, time_ms=7)
        content = canonical(
            {"ledger": "0" * 32, "owner_key": PUBLIC, "root": "72" * 32, "size": 3, "time_ms": 7}
        )
        OWNER.public_key().verify(
            bytes.fromhex(head.owner_signature), b"discreet ledger head v1\x00" + content
        )
        head.check()
        HEAD.check()  # signed by the second implementation

    @pytest.mark.parametrize("name", WRONG)
    def test_a_changed_field_is_another_head(self, name: str) -> None:
        """Only what a head may hold: other types don't pass the parser below."""
        other = dataclasses.replace(HEAD, **{name: WRONG[name][0]})
        with pytest.raises(VerificationError, match="expected the signature of its owner"):
            other.check()

    def test_round_trip(self) -> None:
        assert head_from_json(head_to_json(HEAD)) == HEAD

    @pytest.mark.parametrize("name", WRONG)
    def test_other_values_are_refused_or_read_as_they_are(self, name: str) -> None:
        for value in WRONG[name]:
            row = json.loads(head_to_json(HEAD)) | {name: value}
            try:
                found = head_from_json(canonical(row).decode())
            except VerificationError as e:
                assert str(e).startswith("head: ")
                continue
            assert getattr(found, name) == value
            with pytest.raises(VerificationError):
                found.check()

    @pytest.mark.parametrize("version", [0, 2, None, "1", True, 1.0])
    def test_other_versions_are_refused(self, version: object) -> None:
        row = json.loads(head_to_json(HEAD)) | {"version": version}
        with pytest.raises(VerificationError, match="head: expected version 1"):
            head_from_json(canonical(row).decode())

    def test_other_fields_are_refused(self) -> None:
        row = json.loads(head_to_json(HEAD))
        with pytest.raises(VerificationError, match="expected other fields"):
            head_from_json(canonical(row | {"more": 1}).decode())
        for name in set(row) - {"version"}:
            with pytest.raises(VerificationError, match="expected other fields"):
                head_from_json(canonical({k: v for k, v in row.items() if k != name}).decode())

    def test_only_one_spelling_is_read(self) -> None:
        text = head_to_json(HEAD)
        for other in (text.replace(",", ", "), text + "\n", " " + text, text.replace('"', "'")):
            with pytest.raises(VerificationError):
                head_from_json(other)

    def test_length_is_limited(self) -> None:
        with pytest.raises(VerificationError, match=f"at most {MAX_HEAD_LENGTH} characters"):
            head_from_json("x" * (MAX_HEAD_LENGTH + 1))
        with pytest.raises(VerificationError):
            head_from_json("\U0001f512" * MAX_HEAD_LENGTH)  # four bytes each

    def test_keys_that_are_none(self) -> None:
        with pytest.raises(VerificationError):
            dataclasses.replace(HEAD, owner_key="zz").check()
        for key in ("00" * 32, "01" + "00" * 31, "ff" * 32):  # of small order, or no point
            with pytest.raises(VerificationError):
                dataclasses.replace(HEAD, owner_key=key).check()


class TestWitnessed:
    def test_what_is_signed(self) -> None:
        content = canonical(dataclasses.asdict(HEAD))
        WITNESS.public_key().verify(
            bytes.fromhex(WITNESSED.witness_signature), b"discreet ledger witness v1\x00" + content
        )
        WITNESSED.check()
        assert WITNESSED.witness_key == WITNESS_PUBLIC
        assert (
            witnessed_from_json(canonical(countersigned(CHAIN.head(OWNER, 12), WITNESS)).decode())
            == WITNESSED
        )

    def test_a_false_head_is_not_countersigned(self) -> None:
        with pytest.raises(VerificationError, match="its owner"):
            countersign(WITNESS, dataclasses.replace(HEAD, size=13))

    def test_both_signatures_are_checked(self) -> None:
        for other in (
            dataclasses.replace(WITNESSED, witness_key=PUBLIC),
            dataclasses.replace(WITNESSED, witness_signature=HEAD.owner_signature),
            dataclasses.replace(WITNESSED, head=head_of(11)),
            dataclasses.replace(WITNESSED, head=dataclasses.replace(HEAD, owner_key="1" * 64)),
        ):
            with pytest.raises(VerificationError, match="expected the signature of its"):
                other.check()

    def test_a_witness_to_a_head_that_the_owner_did_not_sign(self) -> None:
        """By a witness that signed all the same."""
        false = dataclasses.replace(HEAD, owner_signature="0" * 128)
        content = ledger_format.WITNESS + canonical(dataclasses.asdict(false))
        forged = WitnessedHead(false, WITNESS_PUBLIC, WITNESS.sign(content).hex())
        with pytest.raises(VerificationError, match="its owner"):
            forged.check()
        with pytest.raises(VerificationError, match="line 1"):
            read_heads(write_heads([forged]).encode(), "a file")

    def test_an_owners_signature_is_no_witnesses(self) -> None:
        """Contexts differ: a signature over one thing can't stand for another."""
        own = dataclasses.replace(
            WITNESSED, witness_key=PUBLIC, witness_signature=HEAD.owner_signature
        )
        with pytest.raises(VerificationError, match="its witness"):
            own.check()

    def test_round_trip_and_event(self) -> None:
        assert witnessed_from_json(witnessed_to_json(WITNESSED)) == WITNESSED
        assert WitnessedHead.of_event(HEAD.ledger, WITNESSED.event()) == WITNESSED
        other = WitnessedHead.of_event("1" * 32, WITNESSED.event())
        with pytest.raises(VerificationError):
            other.check()

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("head", None),
            ("head", []),
            ("head", {}),
            ("head", "x"),
            ("witness_key", "0"),
            ("witness_key", None),
            ("witness_signature", "0" * 64),
            ("witness_signature", 1),
        ],
    )
    def test_other_values_are_refused(self, name: str, value: object) -> None:
        row = json.loads(witnessed_to_json(WITNESSED))
        with pytest.raises(VerificationError):
            witnessed_from_json(canonical(row | {name: value}).decode())
        with pytest.raises(VerificationError, match="other fields"):
            witnessed_from_json(canonical(row | {"more": value}).decode())


class TestFile:
    def test_round_trip(self) -> None:
        heads = [countersign(WITNESS, head_of(size)) for size in range(1, 13)]
        content = write_heads(heads).encode()
        assert content.count(b"\n") == 12
        assert read_heads(content, "a file") == heads
        assert read_heads(b"", "a file") == []

    def test_every_line_is_checked_and_named(self) -> None:
        good = witnessed_to_json(WITNESSED).encode()
        for bad in (
            b"",
            b"{}",
            b"\xff",
            good[:-1],
            good.replace(b'"size":12', b'"size":11'),
            witnessed_to_json(dataclasses.replace(WITNESSED, witness_key="0" * 64)).encode(),
        ):
            with pytest.raises(VerificationError, match=r"^a file: line 2: "):
                read_heads(b"\n".join([good, bad, good]) + b"\n", "a file")

    def test_length_is_limited(self) -> None:
        with pytest.raises(VerificationError, match=f"at most {MAX_HEADS_FILE_LENGTH} bytes"):
            read_heads(bytes(MAX_HEADS_FILE_LENGTH + 1), "a file")


class TestReceiptText:
    def test_round_trip(self) -> None:
        assert receipt_from_json(receipt_to_json(RECEIPT)) == RECEIPT

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("since", -1),
            ("since", True),
            ("since", 5.0),
            ("since", None),
            ("since", (1 << 32) + 1),
            ("proof", None),
            ("proof", {}),
            ("proof", "0" * 64),
            ("proof", [None]),
            ("proof", ["0" * 63]),
            ("proof", ["A" * 64]),
            ("proof", ["0" * 64] * 129),
            ("proof", [["0" * 64]]),
            ("head", None),
            ("head", []),
        ],
    )
    def test_other_values_are_refused(self, name: str, value: object) -> None:
        row = json.loads(receipt_to_json(RECEIPT))
        with pytest.raises(VerificationError):
            receipt_from_json(canonical(row | {name: value}).decode())

    def test_the_longest_proof_fits(self) -> None:
        receipt = dataclasses.replace(RECEIPT, since=1 << 32, proof=("0" * 64,) * 128)
        assert len(receipt_to_json(receipt)) <= MAX_RECEIPT_LENGTH
        assert receipt_from_json(receipt_to_json(receipt)) == receipt


@settings(derandomize=True, max_examples=300)
@given(
    st.text(max_size=100)
    | st.binary(max_size=50)
    | st.none()
    | st.integers()
    | st.dictionaries(st.sampled_from(["head", "since", "version"]), st.integers()).map(json.dumps)
)
def test_anything_a_peer_sends_is_refused(value: object) -> None:
    for parse in (head_from_json, witnessed_from_json, receipt_from_json):
        with pytest.raises(VerificationError):
            parse(value)


@settings(derandomize=True, max_examples=300)
@given(st.data())
def test_a_changed_byte_never_verifies(data: st.DataObject) -> None:
    text = witnessed_to_json(WITNESSED)
    at = data.draw(st.integers(0, len(text) - 1))
    character = data.draw(st.characters(max_codepoint=0x10FFFF, exclude_categories=("Cs",)))
    changed = text[:at] + character + text[at + 1 :]
    try:
        witnessed_from_json(changed).check()
    except VerificationError:
        return
    assert changed == text


@settings(derandomize=True, max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_no_file_of_heads(content: bytes) -> None:
    try:
        assert read_heads(content, "a file") == []
    except VerificationError:
        return
    assert content == b""


class TestCheckReceipt:
    def test_every_continuation_holds(self) -> None:
        for since in range(1, 13):
            for size in range(since, 13):
                check_receipt(receipt_of(since, size), head_of(since))

    def test_the_first_needs_no_proof(self) -> None:
        check_receipt(receipt_of(0), None)

    def test_a_false_signature_is_refused(self) -> None:
        for last in (None, head_of(5)):
            for changes in ({"size": 11}, {"time_ms": 0}, {"owner_key": WITNESS_PUBLIC}):
                bad = dataclasses.replace(RECEIPT, head=dataclasses.replace(HEAD, **changes))
                with pytest.raises(VerificationError, match="its owner"):
                    check_receipt(bad, last)

    def test_a_ledger_that_went_back_is_refused(self) -> None:
        for since in range(2, 13):
            for size in range(1, since):
                for proof in (0, size):
                    with pytest.raises(VerificationError, match="it went back"):
                        check_receipt(receipt_of(proof, size), head_of(since))

    def test_a_ledger_that_was_forked_is_refused(self) -> None:
        """Whatever proof it brings: the honest one of the other past, of this one, or none."""
        other = chain_of(12, word="other")
        for since in range(2, 13):
            for size in range(since, 13):
                for proof in (
                    receipt_of(since, size, other).proof,
                    receipt_of(since, size).proof,
                    (),
                ):
                    bad = receipt_of(since, size, other, proof=proof)
                    with pytest.raises(VerificationError, match="not those that were witnessed"):
                        check_receipt(bad, head_of(since))

    def test_a_fork_after_the_last_head_is_a_continuation(self) -> None:
        """What nobody has seen can't be missed: both forks pass, and one head more parts them."""
        fork = Chain(CHAIN.ledger, CHAIN.rows[:8])
        fork.add({"kind": "erasure", "request": "fork"}, OWNER)
        check_receipt(receipt_of(8, 9, fork), head_of(8))
        check_receipt(receipt_of(8, 9), head_of(8))
        with pytest.raises(VerificationError, match="not those that were witnessed"):
            check_receipt(receipt_of(9, 9, fork), head_of(9))

    def test_another_ledger_is_refused(self) -> None:
        other = chain_of(12, ledger="1" * 32)
        with pytest.raises(VerificationError, match="another ledger"):
            check_receipt(receipt_of(5, 12, other), head_of(5))

    def test_forged_proofs_are_refused(self) -> None:
        for since in range(1, 12):
            receipt = receipt_of(since)
            last = head_of(since)
            forged = [(*receipt.proof, "0" * 64), receipt.proof[:-1], receipt.proof[1:]]
            forged += [("0" * 64, *receipt.proof[1:]), (last.root, *receipt.proof), (HEAD.root,)]
            for proof in forged:
                with pytest.raises(VerificationError, match="not those that were witnessed"):
                    check_receipt(dataclasses.replace(receipt, proof=proof), last)

    def test_a_proof_from_elsewhere_is_refused(self) -> None:
        """It must begin at the head that was countersigned last, no earlier one."""
        for since in range(12):
            if since != 5:
                with pytest.raises(VerificationError, match="not those that were witnessed"):
                    check_receipt(receipt_of(since), head_of(5))

    def test_where_a_proof_begins_is_said(self) -> None:
        for since in (0, 4, 6, 12):
            with pytest.raises(VerificationError, match="not those that were witnessed"):
                check_receipt(dataclasses.replace(receipt_of(5), since=since), head_of(5))

    def test_one_size_has_one_root(self) -> None:
        other = chain_of(12, word="other")
        with pytest.raises(VerificationError, match="not those that were witnessed"):
            check_receipt(receipt_of(12, 12, other), HEAD)
        check_receipt(receipt_of(12, 12), HEAD)

    def test_a_key_may_have_changed(self) -> None:
        head = SignedHead(**CHAIN.head(NEXT, 12))
        check_receipt(dataclasses.replace(RECEIPT, head=head), head_of(5))
        forged = dataclasses.replace(head, owner_key=head_of().owner_key)
        with pytest.raises(VerificationError, match="its owner"):
            check_receipt(dataclasses.replace(RECEIPT, head=forged), head_of(5))

    def test_a_root_of_nothing(self) -> None:
        nothing = SignedHead(**CHAIN.head(OWNER, 0))
        check_receipt(receipt_of(0), nothing)
        false = SignedHead(**CHAIN.head(OWNER, 0, root="0" * 64))
        with pytest.raises(VerificationError, match="not those that were witnessed"):
            check_receipt(receipt_of(0), false)


def test_signatures_of_one_kind_pass_for_no_other() -> None:
    """One key may sign entries, heads, heads of others and handovers: contexts keep them apart."""
    content = canonical(dataclasses.asdict(HEAD))
    unsigned = canonical(
        {k: v for k, v in dataclasses.asdict(HEAD).items() if k != "owner_signature"}
    )
    for context in (ledger_format.ENTRY, ledger_format.KEY, ledger_format.WITNESS, b""):
        head = dataclasses.replace(HEAD, owner_signature=OWNER.sign(context + unsigned).hex())
        with pytest.raises(VerificationError):
            head.check()
    for context in (ledger_format.ENTRY, ledger_format.KEY, ledger_format.HEAD, b""):
        other = dataclasses.replace(
            WITNESSED, witness_signature=WITNESS.sign(context + content).hex()
        )
        with pytest.raises(VerificationError):
            other.check()
    contexts = {ledger_format.ENTRY, ledger_format.KEY, ledger_format.WITNESS, ledger_format.HEAD}
    assert len(contexts) == 4 and all(context.endswith(b"\x00") for context in contexts)


def test_nothing_is_read_from_disk(tmp_path: Path) -> None:
    """A text that is the name of a file is no head."""
    path = tmp_path / "head"
    path.write_text(head_to_json(HEAD))
    with pytest.raises(VerificationError):
        head_from_json(str(path))


def test_a_strangers_countersignature_is_a_witness_to_the_parser_alone() -> None:
    """Who may be a witness is for the reader to say: `Anchors.witness_key`, the owner's policy."""
    countersign(STRANGER, HEAD).check()
