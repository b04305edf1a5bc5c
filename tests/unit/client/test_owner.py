"""client.owner: the owner's file is checked and local; its ledger opens with its own key alone."""

from __future__ import annotations

import inspect
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.owner_home import events, furnish, make_owner, make_policy, save_policy, witnessed

from client import owner as owner_module
from client.errors import PolicyFileError
from client.owner import OWNER_FILE, OWNERS_VARIABLE, Owner, OwnerFileError, open_ledger, owner_file
from client.policy import Policy, to_toml
from privacy.errors import LedgerUnavailableError, VaultKeyError, VerificationError
from privacy.ledger.anchor import HEADS_FILE, mark_file
from privacy.ledger.entries import public_hex
from privacy.ledger.events import KeyChange
from privacy.ledger.heads import write_heads
from privacy.vault import keyring as keyrings
from privacy.vault import signing
from privacy.vault.keyring import Keyring
from qa.runtime import Runtime


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "北京医院"},
        {"population": "patients-2026"},
        {"runtime": Runtime()},
        {"keys": Path("/keys/vault.key")},
        {"policy_file": Path("/etc/discreet/policy.toml")},
    ],
    ids=str,
)
def test_a_saved_file_loads_again(tmp_path: Path, changes: dict[str, Any]) -> None:
    owner = make_owner(tmp_path, **changes)
    owner.save(tmp_path / "new" / OWNER_FILE)
    assert Owner.load(tmp_path / "new" / OWNER_FILE) == owner


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 1},
        {"version": 3},
        {"version": "2"},
        {"version": None},
        {"name": ""},
        {"name": 3},
        {"name": None},
        {"population": ""},
        {"population": 3},
        {"population": ["default"]},
        {"folder": 3},
        {"folder": None},
        {"store": None},
        {"store": {}},
        {"model": 1.5},
        {"keys": 3},
        {"keys": ["a"]},
        {"policy_file": 3},
        {"policy_file": {"a": "b"}},
        {"exchange": 7070},
        {"exchange": ["localhost", 7070]},
        {"runtime": None},
        {"runtime": {}},
        {"runtime": {"device": "cpu", "precision": "float8"}},
        {"unknown": 1},
        {"epsilon_cap": 8.0},  # of version 1: the policy says it now
        {"records": "records.jsonl"},
    ],
    ids=str,
)
def test_a_malformed_field_is_named_as_such(tmp_path: Path, changes: dict[str, Any]) -> None:
    file = tmp_path / OWNER_FILE
    make_owner(tmp_path).save(file)
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))
    with pytest.raises(OwnerFileError, match=OWNER_FILE):
        Owner.load(file)


def test_so_is_a_missing_one(tmp_path: Path) -> None:
    file = tmp_path / OWNER_FILE
    make_owner(tmp_path).save(file)
    row = json.loads(file.read_text())
    for key in row.keys() - {"exchange"}:
        file.write_text(json.dumps({k: v for k, v in row.items() if k != key}))
        with pytest.raises(OwnerFileError):
            Owner.load(file)


def test_where_the_exchange_is_may_be_left_out(tmp_path: Path) -> None:
    file = tmp_path / OWNER_FILE
    make_owner(tmp_path, exchange="coordinator:7070").save(file)
    assert Owner.load(file).exchange == "coordinator:7070"
    row = json.loads(file.read_text())
    del row["exchange"]
    file.write_text(json.dumps(row))
    assert Owner.load(file).exchange is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"x"', b"null", b"\xff", b"[" * 100_000])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / OWNER_FILE).write_bytes(content)
    with pytest.raises(OwnerFileError):
        Owner.load(tmp_path / OWNER_FILE)


def test_so_is_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(OwnerFileError):
        Owner.load(tmp_path / OWNER_FILE)
    with pytest.raises(OwnerFileError):
        Owner.load(tmp_path)


class TestPlace:
    def test_the_node_s_configuration_comes_first(self) -> None:
        environ = {OWNERS_VARIABLE: "/owners"}
        assert owner_file({"owner": "/a/b.json", "partition-id": 3}, environ) == Path("/a/b.json")

    def test_then_a_numbered_folder(self) -> None:
        environ = {OWNERS_VARIABLE: "/owners"}
        assert owner_file({"partition-id": 3}, environ) == Path("/owners/3") / OWNER_FILE

    @pytest.mark.parametrize(
        ("node", "environ"),
        [
            ({}, {}),
            ({"partition-id": 3}, {}),
            ({}, {OWNERS_VARIABLE: "/owners"}),
            ({"partition-id": "../1"}, {OWNERS_VARIABLE: "/owners"}),
            ({"partition-id": 1.0}, {OWNERS_VARIABLE: "/owners"}),
            ({"partition-id": 3}, {OWNERS_VARIABLE: ""}),
        ],
    )
    def test_else_there_is_none(self, node: dict[str, Any], environ: dict[str, str]) -> None:
        with pytest.raises(OwnerFileError):
            owner_file(node, environ)

    def test_a_run_s_configuration_has_no_way_in(self) -> None:
        assert list(inspect.signature(owner_file).parameters) == ["node_config", "environ"]
        assert "run_config" not in inspect.getsource(owner_module)


def test_an_owner_can_be_changed_only_into_a_valid_one(tmp_path: Path) -> None:
    with pytest.raises(OwnerFileError):
        replace(make_owner(tmp_path), population="")


class TestPolicyFile:
    def test_it_lies_in_the_owner_s_folder(self, tmp_path: Path) -> None:
        owner = make_owner(tmp_path)
        assert owner.policy() == (Policy(), False)  # safe defaults without a file
        save_policy(owner, make_policy())
        assert owner.policy() == (make_policy(), True)

    def test_or_where_the_owner_s_file_says(self, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere.toml"
        elsewhere.write_text(to_toml(make_policy(epsilon=1.5)))
        owner = make_owner(tmp_path, policy_file=elsewhere)
        save_policy(owner, make_policy())
        assert owner.policy() == (make_policy(epsilon=1.5), True)

    def test_one_that_can_t_be_understood_is_not_taken_for_none(self, tmp_path: Path) -> None:
        owner = make_owner(tmp_path)
        (tmp_path / "policy.toml").write_text("epsilon = 3")
        with pytest.raises(PolicyFileError, match="epsilon: unknown key"):
            owner.policy()


class TestKeys:
    def test_they_come_from_the_file_that_is_named(self, tmp_path: Path) -> None:
        made = keyrings.create(tmp_path / "mine.key")
        owner = make_owner(tmp_path, keys=tmp_path / "mine.key")
        assert owner.keyring().recipients == made.recipients

    def test_else_from_the_environment(self, tmp_path: Path, keyring: Keyring) -> None:
        assert make_owner(tmp_path).keyring().recipients == keyring.recipients

    def test_a_file_that_is_named_and_not_there_is_an_error(
        self, tmp_path: Path, keyring: Keyring
    ) -> None:
        with pytest.raises(VaultKeyError, match="found none"):
            make_owner(tmp_path, keys=tmp_path / "none.key").keyring()


class TestLedger:
    def test_it_opens_with_the_owner_s_key(self, tmp_path: Path, keyring: Keyring) -> None:
        owner = furnish(tmp_path / "home", keyring)
        with owner.open_ledger(keyring) as ledger:
            assert ledger.opened.population == owner.population
            assert ledger.opened.owner_key == signing.read_public(
                str(owner.folder / signing.PUBLIC_FILE)
            )

    def test_none_is_made_where_there_is_none(self, tmp_path: Path, keyring: Keyring) -> None:
        owner = furnish(tmp_path / "home", keyring)
        owner.ledger_file.unlink()
        with pytest.raises(LedgerUnavailableError):
            owner.open_ledger(keyring)
        assert not owner.ledger_file.exists()

    def test_another_s_key_does_not_open_it(self, tmp_path: Path, keyring: Keyring) -> None:
        owner, other = (furnish(tmp_path / name, keyring) for name in ("one", "two"))
        shutil.copy(other.folder / f"{KEY}.vault", owner.folder)
        with pytest.raises(VerificationError, match="expected the owner's key"):
            owner.open_ledger(keyring)

    def test_its_heads_are_asked_too(self, tmp_path: Path, keyring: Keyring) -> None:
        owner = furnish(tmp_path / "home", keyring)
        old = owner.ledger_file.read_bytes()
        with owner.open_ledger(keyring) as ledger:
            ledger.erase("request-1")
            head = witnessed(ledger.receipt())
        (owner.folder / HEADS_FILE).write_text(write_heads([head]))
        owner.open_ledger(keyring).close()
        owner.ledger_file.write_bytes(old)
        with pytest.raises(VerificationError, match="entries 1 to 1 are missing"):
            owner.open_ledger(keyring)
        (owner.folder / HEADS_FILE).unlink()
        with pytest.raises(VerificationError, match="expected the 2 entries that it had here"):
            owner.open_ledger(keyring)
        mark_file(owner.ledger_file).unlink()
        owner.open_ledger(keyring).close()  # only who holds a head can tell now

    def test_another_population_s_is_not_taken_for_this_one_s(
        self, tmp_path: Path, keyring: Keyring
    ) -> None:
        owner = furnish(tmp_path / "home", keyring)
        with pytest.raises(VerificationError, match="of staff, found that of default"):
            replace(owner, population="staff").open_ledger(keyring)


KEY, NEXT = "signing-key", "signing-key-next"


class TestChangeOfKeys:
    """A change that was cut off ends with one key, and the ledger and the folder agree on it."""

    def test_before_the_ledger_heard_of_it_the_old_key_stays(
        self, tmp_path: Path, keyring: Keyring
    ) -> None:
        owner = furnish(tmp_path / "home", keyring)
        old = signing.load(owner.folder, keyring, signing.OWNER)
        waiting = signing.prepare_next(owner.folder, keyring, signing.OWNER)
        with open_ledger(owner.folder, keyring) as ledger:
            assert ledger.state.owner_key == public_hex(old)
            ledger.erase("request-1")  # and signs what follows
        assert (owner.folder / f"{NEXT}.vault").exists()
        again = signing.prepare_next(owner.folder, keyring, signing.OWNER)
        assert public_hex(again) != public_hex(waiting)  # who stole the old one may have it too

    def test_after_it_the_new_key_takes_the_old_one_s_place(
        self, tmp_path: Path, keyring: Keyring
    ) -> None:
        owner = furnish(tmp_path / "home", keyring)
        new = signing.prepare_next(owner.folder, keyring, signing.OWNER)
        with open_ledger(owner.folder, keyring) as ledger:
            ledger.change_key(new, compromised=True, reason="test")
        # Here the process died: the folder still has the old key.
        with open_ledger(owner.folder, keyring) as ledger:
            assert ledger.state.owner_key == public_hex(new)
            ledger.erase("request-1")
        assert not (owner.folder / f"{NEXT}.vault").exists()
        assert public_hex(signing.load(owner.folder, keyring, signing.OWNER)) == public_hex(new)
        assert (owner.folder / signing.PUBLIC_FILE).read_text().strip() == public_hex(new)
        assert [type(event) for event in events(owner.ledger_file)].count(KeyChange) == 1

    def test_a_damaged_ledger_is_said_to_be_one_and_changes_no_key(
        self, tmp_path: Path, keyring: Keyring
    ) -> None:
        owner = furnish(tmp_path / "home", keyring)
        signing.prepare_next(owner.folder, keyring, signing.OWNER)
        content = bytearray(owner.ledger_file.read_bytes())
        content[content.index(b"opened") + 20] ^= 1
        owner.ledger_file.write_bytes(content)
        before = {path: path.read_bytes() for path in owner.folder.glob("signing-key*")}
        with pytest.raises(VerificationError):
            open_ledger(owner.folder, keyring)
        assert {path: path.read_bytes() for path in owner.folder.glob("signing-key*")} == before
