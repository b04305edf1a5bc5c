"""`discreet data keys`, `prepare` and `show`: records for the holder of a key alone."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from support.records import MARK, rows, write_rows

from privacy.vault import keyring as keyrings
from privacy.vault.keys import Identity


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "records.jsonl", rows("ann", 5))


@pytest.fixture
def store(command: Any, tmp_path: Path, source: Path) -> Path:
    folder = tmp_path / "store"
    assert command("data", "prepare", source, "--to", folder, "--split", "train").code == 0
    return folder


def use_home(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("DISCREET_HOME", str(folder))


def test_a_first_use_makes_a_key_and_says_where(
    command: Any, tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_home(monkeypatch, tmp_path / "home")
    done = command("data", "prepare", source, "--to", tmp_path / "store")
    file = tmp_path / "home" / "keys" / "vault.key"
    assert done.code == 0
    assert any(str(file) in line for line in done.err)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = command("data", "prepare", source, "--to", tmp_path / "store")
    assert not any(str(file) in line for line in again.err)


def test_show_prints_each_record_on_a_line(command: Any, store: Path) -> None:
    done = command("data", "show", store, "--json")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert len(found) == 10
    for row in found:
        assert {"context", "question", "answers", "is_impossible", "person_id"} <= set(row)
        for answer in row["answers"]:
            begin = answer["answer_start"]
            assert row["context"][begin : begin + len(answer["text"])] == answer["text"]
    persons = {row["person_id"] for row in found}
    assert len(persons) == 5 and not persons & {f"ann/{n}" for n in range(5)}


def test_show_without_json_counts_and_quotes_nothing(command: Any, store: Path) -> None:
    done = command("data", "show", store)
    assert "default/train: 10 records" in done.out
    assert MARK not in done.out


def test_no_plain_text_is_in_the_store(store: Path) -> None:
    assert all(MARK.encode() not in p.read_bytes() for p in store.rglob("*") if p.is_file())


def test_without_the_key_nothing_is_shown_and_no_key_is_made(
    command: Any, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_home(monkeypatch, tmp_path / "other")
    done = command("data", "show", store, "--json")
    assert (done.code, done.out) == (2, "")
    assert "found none" in done.error
    assert not (tmp_path / "other").exists()
    assert command("data", "keys", "new").code == 0
    done = command("data", "show", store, "--json")
    assert (done.code, done.out) == (2, "")
    assert "it is sealed for the key" in done.error


def test_a_damaged_store_fails(command: Any, store: Path) -> None:
    (file,) = (store / "default").glob("train-*.vault")
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    done = command("data", "show", store, "--json")
    assert done.code == 4
    assert "chunk 0" in done.error


def test_prepare_replaces_a_split_and_keeps_others(
    command: Any, store: Path, tmp_path: Path
) -> None:
    more = write_rows(tmp_path / "more.jsonl", rows("bob", 2))
    command("data", "prepare", more, "--to", store, "--split", "extra")
    command("data", "prepare", more, "--to", store, "--split", "train")
    done = command("data", "show", store)
    assert "default/train: 4 records" in done.out
    assert "default/extra: 4 records" in done.out
    one = command("data", "show", store, "--split", "extra", "--json")
    assert len(one.out.splitlines()) == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["prepare", "nothing.jsonl", "--to", "new"], "expected a readable file"),
        (["prepare", "bad.jsonl", "--to", "new"], "line 1"),
        (["prepare", "SOURCE", "--to", "new", "--population", "Not OK"], "population"),
        (["prepare", "SOURCE", "--to", "new", "--split", "../up"], "split"),
        (["show", "nothing"], "expected a store of records"),
        (["show", "STORE", "--split", "nope"], "found none"),
        (["show", "STORE", "--population", "nope"], "found none"),
    ],
)
def test_bad_input_gets_one_line_and_leaves_nothing(
    command: Any, store: Path, source: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str,
) -> None:  # fmt: skip
    (tmp_path / "place").mkdir()
    monkeypatch.chdir(tmp_path / "place")
    Path("bad.jsonl").write_text('{"context": 3}\n')
    names = {"STORE": str(store), "SOURCE": str(source)}
    done = command("data", *(names.get(a, a) for a in arguments))
    assert done.code == 2, done
    assert words in done.error
    assert not Path("new").exists()


def test_rotation_keeps_what_was_sealed_readable(
    command: Any, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = command("data", "show", store, "--json").out
    old = keyrings.load().identities[0]
    chunks = {p: p.read_bytes()[-200:] for p in store.rglob("train-*.vault")}
    done = command("data", "keys", "rotate", store, "--forget-old", "--json")
    said = json.loads(done.out)
    assert said["public_key"] != str(old.recipient)
    assert said["older_keys"] == 0
    assert command("data", "show", store, "--json").out == before
    assert {p: p.read_bytes()[-200:] for p in chunks} == chunks  # the data itself is the same
    monkeypatch.setenv("DISCREET_VAULT_KEY", old.to_text())
    assert command("data", "show", store).code == 2


def test_rotation_without_forgetting_leaves_other_stores_readable(
    command: Any, store: Path, tmp_path: Path
) -> None:
    assert json.loads(command("data", "keys", "rotate", "--json").out)["older_keys"] == 1
    assert command("data", "show", store).code == 0


def test_another_recipient_may_open_what_it_was_added_to(
    command: Any, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Identity.generate()
    assert command("data", "keys", "add-recipient", other.recipient, store).code == 0
    expected = command("data", "show", store, "--json").out
    with monkeypatch.context() as patch:
        patch.setenv("DISCREET_VAULT_KEY", other.to_text())
        assert command("data", "show", store, "--json").out == expected
    assert command("data", "keys", "remove-recipient", other.recipient, store).code == 0
    monkeypatch.setenv("DISCREET_VAULT_KEY", other.to_text())
    assert command("data", "show", store, "--json").code == 2


def test_keys_are_never_shown(command: Any, store: Path) -> None:
    secret = keyrings.load().identities[0].to_text()
    for arguments in (["show"], ["show", "--json"], ["rotate"], ["rotate", "--json"]):
        done = command("data", "keys", *arguments)
        assert secret not in done.out + "".join(done.err)
        assert keyrings.load().identities[0].secret.hex() not in done.out + "".join(done.err)


def test_a_key_with_a_passphrase(
    command: Any, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_home(monkeypatch, tmp_path / "home")
    monkeypatch.setattr(keyrings, "ARGON2_MEMORY_KIB", 64)
    monkeypatch.setenv("DISCREET_VAULT_PASSPHRASE", "correct horse")
    assert command("data", "keys", "new", "--passphrase").code == 0
    assert b"DISCREET-VAULT-KEY" not in keyrings.key_file().read_bytes()
    assert command("data", "prepare", source, "--to", tmp_path / "sealed").code == 0
    monkeypatch.setenv("DISCREET_VAULT_PASSPHRASE", "wrong horse")
    done = command("data", "show", tmp_path / "sealed")
    assert done.code == 2
    assert "passphrase" in done.error


def test_an_open_key_file_is_refused(command: Any, store: Path) -> None:
    keyrings.key_file().chmod(0o644)
    done = command("data", "show", store)
    assert done.code == 2
    assert "expected mode 0600, found 0644" in done.error
    keyrings.key_file().chmod(0o600)
