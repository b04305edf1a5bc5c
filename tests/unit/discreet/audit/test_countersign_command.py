"""`discreet audit countersign`: what an auditor types, and what it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.ledgers import eventful, make_ledger, spend

from privacy.ledger.heads import receipt_to_json
from privacy.ledger.store import LEDGER_FILE, Ledger
from privacy.vault import keyring as keyrings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(keyrings.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def receipt(path: Path, ledger: Ledger, since: int = 0) -> Path:
    path.write_text(receipt_to_json(ledger.receipt(since)) + "\n")
    return path


def test_from_a_receipt_to_an_audit(command: Any, tmp_path: Path, home: Path) -> None:
    file = tmp_path / "receipt.json"
    with make_ledger(tmp_path / "bank") as ledger:
        spend(ledger, 1)
        receipt(file, ledger)
        unknown = command("audit", "countersign", file)
        assert unknown.code == 4
        assert "countersigned here before" in unknown.error
        assert unknown.err[-1].startswith("discreet: hint: --new takes it")
        first = command("audit", "countersign", file, "--new")
        assert first.code == 0
        assert "4 entries countersigned, for the first time" in first.out
        assert "next receipt: discreet client ledger head --since 4" in first.out
        key = (home / "auditor" / "signing-key.pub").read_text().strip()
        assert first.out.endswith(f"{key}\n")
        again = command("audit", "countersign", receipt(file, ledger, 4))
        assert "nothing new, 4 entries were countersigned before" in again.out
        spend(ledger, 1)
        more = command("audit", "countersign", receipt(file, ledger, 4))
        assert "6 entries countersigned, 4 of them before" in more.out
    heads = home / "auditor" / "heads.jsonl"
    done = command("audit", tmp_path / "bank", "--heads", heads, "--witness-key", key)
    assert done.code == 0
    assert "verified by heads: all 6 entries" in done.out


def test_json_is_one_object(command: Any, tmp_path: Path) -> None:
    made = eventful(tmp_path / "bank")
    done = command("audit", "countersign", made.path, "--new", "--json")
    found = json.loads(done.out)
    assert found["version"] == 1
    (one,) = found["countersigned"]
    assert (one["before"], one["head"]["head"]["size"], one["entries"]) == (0, 5, 15)
    assert found["failed"] == []


def test_one_that_fails_does_not_keep_others_out(command: Any, tmp_path: Path) -> None:
    made = eventful(tmp_path / "bank")
    bad = tmp_path / "bad.json"
    bad.write_text("{}")
    done = command("audit", "countersign", bad, made.path, "--new", "--json")
    assert done.code == 4
    assert "nothing of it was countersigned" in done.err[-1]
    found = json.loads(done.out)
    assert len(found["countersigned"]) == len(found["failed"]) == 1


def test_a_ledger_with_later_entries_says_so(command: Any, tmp_path: Path) -> None:
    done = command("audit", "countersign", eventful(tmp_path / "bank").path, "--new")
    assert "its owner signed no head over the last 10 of 15 entries" in done.out


def test_a_missing_file_and_a_wrong_key(command: Any, tmp_path: Path) -> None:
    missing = command("audit", "countersign", tmp_path / "none.json", "--new")
    assert missing.code == 1
    made = eventful(tmp_path / "bank")
    wrong = command("audit", "countersign", made.path, "--new", "--owner-key", "0" * 64)
    assert wrong.code == 4
    assert "signed by one of the given keys" in wrong.error


def test_the_folder_may_be_elsewhere(command: Any, tmp_path: Path, home: Path) -> None:
    place = tmp_path / "elsewhere"
    with make_ledger(tmp_path / "bank") as ledger:
        file = receipt(tmp_path / "receipt.json", ledger)
    assert command("audit", "countersign", file, "--new", "--folder", place).code == 0
    assert (place / "heads.jsonl").is_file()
    assert not (home / "auditor").exists()
    assert (tmp_path / "bank" / LEDGER_FILE).is_file()
