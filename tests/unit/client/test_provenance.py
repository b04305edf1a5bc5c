"""What a store says of how its records were prepared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.tiny_models import make_records

from client.provenance import Provenance
from client.store import RecordStore
from privacy import canonical
from privacy.errors import VerificationError
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity

RING = Keyring((Identity.of(bytes([1]) * 32),))
MADE = Provenance("ab" * 32, ("keep:person",), {"person": 12, "phone": 3})


def test_provenance_lies_in_the_manifest_and_survives_an_erasure(tmp_path: Path) -> None:
    store = RecordStore(tmp_path, RING)
    records = make_records(6)
    with store.writing("staff", ["train", "test"]) as writer:
        for number, record in enumerate(records):
            writer.add("test" if number % 3 == 2 else "train", record)
        writer.provenance["train"] = MADE
    splits = RecordStore(tmp_path, RING).splits("staff")
    assert splits["train"].provenance == MADE
    assert splits["test"].provenance is None
    assert [r.id for r in store.read("staff", "test")] == [records[2].id, records[5].id]
    store.erase("staff", lambda record: record.id != records[0].id)
    assert store.splits("staff")["train"].records == 3
    assert store.splits("staff")["train"].provenance == MADE


def test_a_block_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store = RecordStore(tmp_path, RING)
    before = store.write("staff", {"train": make_records(2)})
    with pytest.raises(ZeroDivisionError), store.writing("staff", ["train"]) as writer:
        writer.add("train", make_records(1)[0])
        raise ZeroDivisionError
    assert store.splits("staff") == before
    assert len(list(tmp_path.glob("staff/train-*"))) == 1


def test_a_manifest_of_version_1_is_read_and_says_nothing_of_preparation(tmp_path: Path) -> None:
    store = RecordStore(tmp_path, RING)
    store.write("staff", {"train": make_records(2)})
    vault = Vault(tmp_path, RING, "store")
    row = canonical.decode(
        vault.read_bytes("staff/manifest", max_length=10_000), "", max_length=10_000
    )
    for split in row["splits"].values():
        del split["provenance"]
    vault.write_bytes("staff/manifest", canonical.encode(row | {"version": 1}))
    assert store.splits("staff")["train"].provenance is None
    assert len(list(store.read("staff", "train"))) == 2


@pytest.mark.parametrize(
    ("exceptions", "desensitized"), [((), True), (("keep:date",), True), (("plaintext",), False)]
)
def test_desensitized(exceptions: tuple[str, ...], desensitized: bool) -> None:
    assert Provenance("", exceptions).desensitized is desensitized


@pytest.mark.parametrize(
    "row",
    [
        None,
        [],
        {},
        {"settings": "", "exceptions": []},
        {"settings": 1, "exceptions": [], "redactions": {}},
        {"settings": "", "exceptions": [1], "redactions": {}},
        {"settings": "", "exceptions": None, "redactions": {}},
        {"settings": "", "exceptions": [], "redactions": {"person": -1}},
        {"settings": "", "exceptions": [], "redactions": {"person": True}},
        {"settings": "", "exceptions": [], "redactions": {"person": 1.5}},
        {"settings": "", "exceptions": [], "redactions": {str(n): 1 for n in range(65)}},
        {"settings": "x" * 501, "exceptions": [], "redactions": {}},
        {"settings": "", "exceptions": [], "redactions": {}, "more": 1},
    ],
)
def test_anything_else_is_refused(row: Any) -> None:
    with pytest.raises(VerificationError, match="how records were prepared"):
        Provenance.from_json(row)


def test_a_round_trip() -> None:
    assert Provenance.from_json(MADE.to_json()) == MADE
