"""An auditor's heads: whoever rewrites a past, the coordinator helping, is found by them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.ledger_format import Chain, proof, root
from support.ledgers import (
    NEXT,
    NEXT_PUBLIC,
    OWNER,
    PUBLIC,
    STRANGER,
    WITNESS,
    WITNESS_PUBLIC,
    eventful,
    make_ledger,
    open_ledger,
    retold,
    spend,
    write,
)

from privacy.audit.countersign import countersign
from privacy.audit.recompute import Anchors, audit
from privacy.errors import PrivacyError, VerificationError
from privacy.ledger import anchor
from privacy.ledger.heads import Receipt, receipt_to_json, sign_head
from privacy.ledger.heads import countersign as coordinators
from privacy.ledger.store import LEDGER_FILE, Ledger
from privacy.ledger.witness import Witness


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The auditor's folder."""
    (tmp_path / "auditor").mkdir()
    return tmp_path / "auditor"


def receipt_file(folder: Path, ledger: Ledger, since: int = 0) -> Path:
    path = folder / f"receipt-{since}.json"
    path.write_text(receipt_to_json(ledger.receipt(since)) + "\n")
    return path


def test_receipts_are_countersigned_one_after_another(tmp_path: Path, desk: Path) -> None:
    with make_ledger(tmp_path / "bank") as ledger:
        spend(ledger, 1)
        first = countersign(receipt_file(tmp_path, ledger), Witness(desk, WITNESS), new=True)
        assert (first.before, first.head.head.size, first.entries) == (0, 4, None)
        spend(ledger, 2)
        # Another process of the auditor's: what it knows, it knows from its file.
        second = countersign(receipt_file(tmp_path, ledger, 4), Witness(desk, WITNESS))
        assert (second.before, second.head.head.size) == (4, 8)
    heads = anchor.load(desk / anchor.HEADS_FILE)
    assert [head.head.size for head in heads] == [4, 8]
    found = audit(tmp_path / "bank" / LEDGER_FILE, Anchors(heads=heads, witness_key=WITNESS_PUBLIC))
    assert (found.status, found.anchored) == ("verified", 8)


def test_an_owner_and_its_coordinator_cannot_rewrite_the_past(tmp_path: Path, desk: Path) -> None:
    made = eventful(tmp_path / "bank")
    countersign(made.path, Witness(desk, WITNESS), new=True)
    # The second round goes, with all that speaks of it; the owner signs everything anew, and the
    # coordinator makes a new head for it.
    chain = retold(made.rows(), OWNER, dropped=range(4, 15))
    forged = write(tmp_path / "forged.db", chain.rows)
    size = len(chain.rows)
    head = sign_head(OWNER, ledger=chain.ledger, size=size, root=root(chain.leaves), time_ms=1)
    theirs = [coordinators(STRANGER, head)]
    # Without the auditor's heads the attack succeeds …
    believed = audit(forged, Anchors(owner_key=PUBLIC, heads=theirs))
    assert believed.status == "verified"
    assert believed.debits == 1
    # … and with them it fails, in the audit and when it is shown again.
    mine = anchor.load(desk / anchor.HEADS_FILE)
    with pytest.raises(VerificationError):
        audit(forged, Anchors(owner_key=PUBLIC, heads=mine))
    with pytest.raises(VerificationError):
        audit(forged, Anchors(owner_key=PUBLIC, heads=[*theirs, *mine]))
    for new in (False, True):
        with pytest.raises(VerificationError):
            countersign(forged, Witness(desk, WITNESS), new=new)
    longer = retold(made.rows(), OWNER, dropped=[9, 10, 14])
    for n in range(20):
        longer.add({"kind": "erasure", "request": f"r{n}"}, OWNER)
    with pytest.raises(VerificationError):
        countersign(write(tmp_path / "longer.db", longer.rows), Witness(desk, WITNESS))
    assert anchor.load(desk / anchor.HEADS_FILE) == mine


def test_another_ledger_is_not_taken_in_the_place_of_one(tmp_path: Path, desk: Path) -> None:
    with make_ledger(tmp_path / "bank") as ledger:
        receipt = receipt_file(tmp_path, ledger)
        with pytest.raises(VerificationError, match="countersigned here before"):
            countersign(receipt, Witness(desk, WITNESS))
        countersign(receipt, Witness(desk, WITNESS), new=True)
    with (
        make_ledger(tmp_path / "again") as other,
        pytest.raises(VerificationError, match="put in its place"),
    ):
        countersign(receipt_file(tmp_path, other), Witness(desk, WITNESS), new=True)


def test_nor_under_a_key_that_the_owner_has_given_up(tmp_path: Path, desk: Path) -> None:
    with make_ledger(tmp_path / "bank") as ledger:
        countersign(receipt_file(tmp_path, ledger), Witness(desk, WITNESS), new=True)
        ledger.change_key(NEXT, compromised=True, reason="a test")
    with open_ledger(tmp_path / "bank", NEXT) as ledger:
        changed = receipt_file(tmp_path, ledger, 1)
        with pytest.raises(VerificationError, match="key"):
            countersign(changed, Witness(desk, WITNESS))
        with pytest.raises(VerificationError, match="one of the given keys"):
            countersign(changed, Witness(desk, WITNESS), owner_keys=[PUBLIC])
        found = countersign(changed, Witness(desk, WITNESS), owner_keys=[NEXT_PUBLIC])
        assert found.head.head.owner_key == NEXT_PUBLIC
    with (
        make_ledger(tmp_path / "again") as other,
        pytest.raises(VerificationError, match="put in its place"),
    ):
        countersign(receipt_file(tmp_path, other), Witness(desk, WITNESS), new=True)


def test_a_proof_must_begin_where_the_auditor_stopped(tmp_path: Path, desk: Path) -> None:
    with make_ledger(tmp_path / "bank") as ledger:
        countersign(receipt_file(tmp_path, ledger), Witness(desk, WITNESS), new=True)
        spend(ledger, 1)
        with pytest.raises(VerificationError, match="begin at entry 1") as caught:
            countersign(receipt_file(tmp_path, ledger, 0), Witness(desk, WITNESS))
        assert caught.value.hint == "ask for `discreet client ledger head --since 1`"


def test_a_ledger_without_a_signed_head_asks_for_a_receipt(tmp_path: Path, desk: Path) -> None:
    make_ledger(tmp_path / "bank").close()
    with pytest.raises(VerificationError, match="found none in this ledger") as caught:
        countersign(tmp_path / "bank" / LEDGER_FILE, Witness(desk, WITNESS), new=True)
    assert "ledger head" in (caught.value.hint or "")


def test_an_older_receipt_is_refused_and_the_same_is_no_news(tmp_path: Path, desk: Path) -> None:
    with make_ledger(tmp_path / "bank") as ledger:
        old = receipt_file(tmp_path, ledger)
        countersign(old, Witness(desk, WITNESS), new=True)
        spend(ledger, 1)
        countersign(receipt_file(tmp_path, ledger, 1), Witness(desk, WITNESS))
        with pytest.raises(VerificationError, match="went back"):
            countersign(receipt_file(tmp_path, ledger, 0).with_name(old.name), _stale(desk, old))
        same = countersign(receipt_file(tmp_path, ledger, 4), Witness(desk, WITNESS))
        assert same.before == same.head.head.size == 4
    assert len(anchor.load(desk / anchor.HEADS_FILE)) == 2


def _stale(desk: Path, receipt: Path) -> Witness:
    """The auditor, and the first receipt put back in its file."""
    head = anchor.load(desk / anchor.HEADS_FILE)[0].head
    receipt.write_text(receipt_to_json(Receipt(head, 0, ())))
    return Witness(desk, WITNESS)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\xff\xfe", b"[1]", b"{" * 20_000, b"SQLite format 3\x00", bytes(40_000)],
)
def test_any_file_ends_in_a_line_that_names_it(tmp_path: Path, desk: Path, content: bytes) -> None:
    path = tmp_path / "receipt.json"
    path.write_bytes(content)
    with pytest.raises(PrivacyError) as caught:
        countersign(path, Witness(desk, WITNESS), new=True)
    assert str(caught.value).count(str(path)) == 1
    assert not (desk / anchor.HEADS_FILE).exists()


STEPS = st.lists(
    st.tuples(st.sampled_from(["grow", "rewrite", "fork", "replay"]), st.integers(1, 6)),
    max_size=8,
)


@settings(max_examples=40)
@given(STEPS)
def test_two_countersigned_heads_are_of_one_past(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    """Whatever an owner shows, each head that was countersigned is a prefix of the next: checked
    with RFC 6962's recursion over the rows that the owner had signed at that time."""
    folder = tmp_path_factory.mktemp("desk")
    witness = Witness(folder, WITNESS)
    chain = Chain()
    chain.add({"kind": "opened", "population": "p", "owner_key": PUBLIC, "plans": "one"}, OWNER)
    shown: dict[bytes, list[bytes]] = {}  # root -> leaves
    known: list[Chain] = []
    for number, (step, count) in enumerate(steps):
        if step == "replay" and known:
            chain = known[count % len(known)]
        elif step in ("rewrite", "fork"):
            keep = 1 if step == "rewrite" else max(1, len(chain.rows) - count)
            chain = _cut(chain, keep)
        for n in range(count):
            chain.add({"kind": "erasure", "request": f"{number}-{n}-{step}"}, OWNER)
        known.append(_cut(chain, len(chain.rows)))
        leaves = chain.leaves
        shown[root(leaves)] = leaves
        head = sign_head(
            OWNER, ledger=chain.ledger, size=len(leaves), root=root(leaves), time_ms=number
        )
        last = witness.last(chain.ledger)
        since = last.head.size if last else 0
        proof = tuple(item.hex() for item in _proof(since, leaves))
        receipt = folder / "receipt.json"
        receipt.write_text(receipt_to_json(Receipt(head, since, proof)))
        try:
            countersign(receipt, witness, new=True)
        except VerificationError:
            assert last is not None
            # Refused only where it doesn't go on from what was countersigned.
            assert leaves[:since] != shown[bytes.fromhex(last.head.root)]
    heads = anchor.load(folder / anchor.HEADS_FILE)
    for one, other in pairwise(heads):
        before = shown[bytes.fromhex(one.head.root)]
        after = shown[bytes.fromhex(other.head.root)]
        assert after[: len(before)] == before


def _cut(chain: Chain, size: int) -> Chain:
    return Chain(chain.ledger, list(chain.rows[:size]), chain.time_ms)


def _proof(since: int, leaves: list[bytes]) -> list[bytes]:
    return [] if since > len(leaves) else proof(since, leaves)
