"""A witness: a ledger goes on from the head that was countersigned last, or is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.jobs import COORDINATOR_KEY
from support.paper_ledger import PaperLedger

from privacy.errors import VerificationError
from privacy.ledger.anchor import HEADS_FILE, load
from privacy.ledger.entries import public_hex
from privacy.ledger.heads import (
    Receipt,
    SignedHead,
    check_receipt,
    receipt_to_json,
    sign_head,
    witnessed_from_json,
)
from privacy.ledger.witness import Witness


@pytest.fixture
def book() -> PaperLedger:
    found = PaperLedger("ann")
    found.grow(4)
    return found


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path, COORDINATOR_KEY)


def sizes(folder: Path) -> list[int]:
    return [head.head.size for head in load(folder / HEADS_FILE)]


def see(witness: Witness, book: PaperLedger) -> str:
    """Show an honest receipt that continues what this witness saw last."""
    last = witness.last(book.ledger)
    return witness.see(
        receipt_to_json(book.receipt(last.head.size if last else 0)), book.ledger if last else None
    )


def changed(receipt: Receipt, **changes: object) -> str:
    head = replace(receipt.head, **changes)  # type: ignore[arg-type]
    return receipt_to_json(replace(receipt, head=head))


# --- what it signs ---------------------------------------------------------------------------


def test_a_first_head_is_countersigned_kept_and_given_back(
    witness: Witness, book: PaperLedger, tmp_path: Path
) -> None:
    assert witness.last(book.ledger) is None
    assert witness.message_for(book.ledger) is None
    assert see(witness, book) == book.ledger
    (head,) = load(tmp_path / HEADS_FILE)
    assert head.head == book.receipt().head
    assert head.witness_key == public_hex(COORDINATOR_KEY)
    head.check()
    assert witness.last(book.ledger) == head
    assert witnessed_from_json(witness.message_for(book.ledger)) == head


def test_no_ledger_has_no_head(witness: Witness) -> None:
    assert witness.last(None) is None
    assert witness.message_for(None) is None


def test_it_is_on_disk_before_it_is_given_back(
    witness: Witness, book: PaperLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A head that an owner holds and the coordinator forgot would let it be deceived."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr("privacy.vault.atomic.os.fsync", fail)
        see(witness, book)
    assert witness.message_for(book.ledger) is None


def test_each_growth_is_kept_and_no_standstill(
    witness: Witness, book: PaperLedger, tmp_path: Path
) -> None:
    for _ in range(3):
        see(witness, book)
        see(witness, book)
        book.grow(2)
    assert sizes(tmp_path) == [5, 7, 9]


def test_ledgers_are_kept_apart(witness: Witness, book: PaperLedger, tmp_path: Path) -> None:
    other = PaperLedger("bob")
    for each in (book, other, book, other):
        see(witness, each)
        each.grow(1)
    assert sizes(tmp_path) == [5, 1, 6, 2]
    last = witness.last(other.ledger)
    assert last is not None
    assert last.head.size == 2


# --- what it refuses -------------------------------------------------------------------------


def rewritten(size: int) -> PaperLedger:
    """Ann's ledger with other entries, under her own key."""
    found = PaperLedger("ann", "rewritten")
    found.ledger = PaperLedger("ann").ledger
    found.grow(size - 1)
    return found


def other_root(book: PaperLedger) -> SignedHead:
    """A head of today's size whose root is another's, well signed."""
    return rewritten(len(book.tree)).receipt().head


REFUSED: dict[str, tuple[Callable[[PaperLedger], object], str]] = {
    "went back": (lambda b: receipt_to_json(b.receipt(0, 4)), "went back"),
    "went back to nothing": (lambda b: receipt_to_json(PaperLedger("ann").receipt()), "went back"),
    "another ledger": (
        lambda b: receipt_to_json(PaperLedger("ann", "two").receipt()),
        "showed before",
    ),
    "another's ledger": (lambda b: receipt_to_json(PaperLedger("bob").receipt()), "showed before"),
    "rewritten": (lambda b: receipt_to_json(rewritten(8).receipt(5)), "not those"),
    "another root at the same size": (
        lambda b: receipt_to_json(rewritten(5).receipt(5)),
        "not those",
    ),
    "no proof": (lambda b: receipt_to_json(replace(b.receipt(5), proof=())), "not those"),
    "a longer proof": (
        lambda b: receipt_to_json(replace(b.receipt(5), proof=(*b.receipt(5).proof, "0" * 64))),
        "not those",
    ),
    "a proof in another order": (
        lambda b: receipt_to_json(replace(b.receipt(5), proof=b.receipt(5).proof[::-1])),
        "not those",
    ),
    "a changed proof": (
        lambda b: receipt_to_json(replace(b.receipt(5), proof=("0" * 64, *b.receipt(5).proof[1:]))),
        "not those",
    ),
    "a proof since another head": (lambda b: receipt_to_json(b.receipt(4)), "not those"),
    "a proof since none": (lambda b: receipt_to_json(b.receipt(0)), "not those"),
    "a root that isn't the proof's": (
        lambda b: receipt_to_json(replace(b.receipt(5), head=other_root(b))),
        "not those",
    ),
    "a size it hasn't": (lambda b: changed(b.receipt(5), size=9), "signature"),
    "another's signature": (
        lambda b: changed(b.receipt(5), owner_key=public_hex(PaperLedger("bob").key)),
        "signature",
    ),
    "no signature": (lambda b: changed(b.receipt(5), owner_signature="0" * 128), "signature"),
    "a key that is none": (
        lambda b: changed(b.receipt(5), owner_key="f" * 64),
        "Ed25519|signature",
    ),
    "an empty ledger": (lambda b: receipt_to_json(b.receipt(0, 0)), "found an empty one"),
    "nothing": (lambda b: None, "receipt: expected"),
    "a number": (lambda b: 3, "receipt: expected"),
    "bytes": (lambda b: receipt_to_json(b.receipt(5)).encode(), "receipt: expected"),
    "no json": (lambda b: "{", "receipt: expected"),
    "too long": (lambda b: " " * 20_000, "receipt: expected at most"),
    "another field": (
        lambda b: receipt_to_json(b.receipt(5)).replace('"since"', '"sinse"'),
        "receipt: expected",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_doesn_t_go_on_is_refused_and_not_signed(
    witness: Witness, book: PaperLedger, tmp_path: Path, kind: str
) -> None:
    see(witness, book)
    book.grow(2)
    receipt, why = REFUSED[kind]
    before, content = witness.last(book.ledger), (tmp_path / HEADS_FILE).read_bytes()
    with pytest.raises(VerificationError, match=why):
        witness.see(receipt(book), book.ledger)
    assert witness.last(book.ledger) == before
    assert (tmp_path / HEADS_FILE).read_bytes() == content
    see(witness, book)  # and the honest one still goes on
    assert sizes(tmp_path) == [5, 7]


def test_a_first_head_must_be_signed_too(
    witness: Witness, book: PaperLedger, tmp_path: Path
) -> None:
    with pytest.raises(VerificationError, match="signature"):
        witness.see(changed(book.receipt(), owner_signature="0" * 128), None)
    assert not (tmp_path / HEADS_FILE).exists()


# --- greeting --------------------------------------------------------------------------------


def test_a_greeting_is_checked_and_not_signed(
    witness: Witness, book: PaperLedger, tmp_path: Path
) -> None:
    """An owner that joins hasn't been told the last head yet: its receipt continues nothing."""
    assert witness.greet(receipt_to_json(book.receipt()), None) == book.ledger
    assert not (tmp_path / HEADS_FILE).exists()
    see(witness, book)
    assert witness.greet(receipt_to_json(book.receipt()), book.ledger) == book.ledger
    book.grow(1)
    assert witness.greet(receipt_to_json(book.receipt()), book.ledger) == book.ledger
    assert sizes(tmp_path) == [5]


@pytest.mark.parametrize(
    "kind", ["went back", "went back to nothing", "another ledger", "another's ledger",
             "another's signature", "no signature", "an empty ledger", "nothing", "a number",
             "no json"]
)  # fmt: skip
def test_a_greeting_that_can_t_be_true(witness: Witness, book: PaperLedger, kind: str) -> None:
    see(witness, book)
    receipt, why = REFUSED[kind]
    with pytest.raises(VerificationError, match=why):
        witness.greet(receipt(book), book.ledger)


def test_a_ledger_of_which_a_head_is_kept_went_back_whoever_shows_it(
    witness: Witness, book: PaperLedger
) -> None:
    """The coordinator forgot which owner showed it, and not its head."""
    see(witness, book)
    with pytest.raises(VerificationError, match="went back"):
        witness.greet(receipt_to_json(book.receipt(0, 4)), None)
    with pytest.raises(VerificationError, match="went back"):
        witness.see(receipt_to_json(book.receipt(0, 4)), None)


# --- going on --------------------------------------------------------------------------------


def test_another_process_goes_on_from_the_file(
    witness: Witness, book: PaperLedger, tmp_path: Path
) -> None:
    see(witness, book)
    book.grow(2)
    see(witness, book)
    again = Witness(tmp_path, COORDINATOR_KEY)
    assert again.last(book.ledger) == witness.last(book.ledger)
    assert again.message_for(book.ledger) == witness.message_for(book.ledger)
    with pytest.raises(VerificationError, match="went back"):
        again.see(receipt_to_json(book.receipt(0, 5)), book.ledger)
    book.grow(2)
    see(again, book)
    assert sizes(tmp_path) == [5, 7, 9]


def test_a_line_that_a_crash_cut_off_is_left_out_and_written_again(
    witness: Witness, book: PaperLedger, tmp_path: Path
) -> None:
    see(witness, book)
    whole = (tmp_path / HEADS_FILE).read_bytes()
    book.grow(2)
    see(witness, book)
    both = (tmp_path / HEADS_FILE).read_bytes()
    for length in (len(whole), len(whole) + 1, (len(whole) + len(both)) // 2, len(both) - 1):
        (tmp_path / HEADS_FILE).write_bytes(both[:length])
        again = Witness(tmp_path, COORDINATOR_KEY)
        last = again.last(book.ledger)
        assert last is not None
        assert last.head.size == 5
        see(again, book)
        assert sizes(tmp_path) == [5, 7]


@pytest.mark.parametrize("damage", ["bit", "line", "order"])
def test_a_file_that_was_altered_is_not_relied_on(
    witness: Witness, book: PaperLedger, tmp_path: Path, damage: str
) -> None:
    path = tmp_path / HEADS_FILE
    for _ in range(3):
        see(witness, book)
        book.grow(1)
    content = path.read_bytes()
    match damage:
        case "bit":
            content = content.replace(b'"size":6', b'"size":8')
        case "line":
            content = b"{}\n" + content
        case "order":  # no damage: the largest counts, wherever it stands
            path.write_bytes(b"".join(reversed(content.splitlines(keepends=True))))
            last = Witness(tmp_path, COORDINATOR_KEY).last(book.ledger)
            assert last is not None
            assert last.head.size == 7
            return
    path.write_bytes(content)
    with pytest.raises(VerificationError, match=HEADS_FILE):
        Witness(tmp_path, COORDINATOR_KEY)


# --- strangers -------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False], ids=["in this run", "in a later one"])
def test_a_stranger_who_knows_a_head_can_t_go_on_with_it(witness: Witness, known: bool) -> None:
    """A proof from size 4 needs no more than its root: any leaf, and a key of one's own."""
    book = PaperLedger("ann")
    book.grow(3)
    see(witness, book)
    last = witness.last(book.ledger)
    assert last is not None and last.head.size == 4
    leaf, stranger = bytes(32), Ed25519PrivateKey.generate()
    root = sha256(b"\x01" + bytes.fromhex(last.head.root) + leaf).digest()
    head = sign_head(stranger, ledger=book.ledger, size=5, root=root, time_ms=9)
    forged = Receipt(head, 4, (leaf.hex(),))
    check_receipt(forged, last.head)  # by itself it goes on
    for use in (witness.see, witness.greet):
        with pytest.raises(VerificationError, match="the key that signed this ledger's last head"):
            use(receipt_to_json(forged), book.ledger if known else None)
    book.grow(1)
    see(witness, book)  # and the honest one is taken
