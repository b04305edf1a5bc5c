"""`discreet client policy` and `client ledger`: rules shown in full, and entries by hand."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.plans import make_plan
from support.records import rows, write_rows

from client import policy as policies
from client.code import code_digest
from client.owner import open_ledger
from privacy.ledger.store import Charge, Ledger
from privacy.vault import keyring as keyrings
from privacy.vault import signing

PLAN = make_plan(steps_per_round=10, delta=1e-7)
DIGEST = "0" * 64


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("DISCREET_HOME", str(folder))
    return folder


@pytest.fixture
def folder(command: Any, home: Path) -> Path:
    """A population's folder with a ledger of two debits, entries 2 and 3."""
    assert command("client", "ledger", "open").code == 0
    place = home / "populations" / "default"
    with ledger_of(place) as ledger:
        for number in (1, 2):
            charge = Charge("run-1", number, DIGEST, DIGEST, DIGEST, DIGEST)
            ledger.debit(PLAN, charge, epsilon_cap=3.0, delta_cap=1e-6)
    return place


def ledger_of(folder: Path) -> Ledger:
    return open_ledger(folder, keyrings.load())


def epsilon(command: Any, folder: Path) -> float:
    (row,) = json.loads(command("audit", folder, "--json").out)["ledgers"]
    return float(row["spending"]["epsilon"])


# --- policy ----------------------------------------------------------------------------------


def test_without_a_file_the_safe_defaults_are_shown_and_said(command: Any, home: Path) -> None:
    done = command("client", "policy")
    assert done.code == 0
    assert "no policy there; these safe defaults hold" in done.err[0]
    assert policies.parse(tomllib.loads(done.out), "out") == policies.Policy()


def test_what_a_file_leaves_out_is_said(command: Any, tmp_path: Path, home: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text("[populations.default]\nepsilon = 2.0\n")
    done = command("client", "policy", file)
    assert done.code == 0
    assert "populations.default.delta = 1e-06" in done.err[0]
    assert "aggregation.colluders = 1" in done.err[0]
    assert "populations.default.epsilon" not in done.err[0]
    assert tomllib.loads(done.out)["populations"]["default"]["epsilon"] == 2.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("epsilon = 1", "epsilon: unknown key"),
        ("[populations.default]\nepsilon = 0.0", "populations.default.epsilon"),
        ("[populations.default]\nunit = 'household'", "populations.default.unit"),
        ("[hours]\nfrom = '25:00'", "hours.from"),
        ("[peers]\ncoordinator = 'abc'", "peers.coordinator"),
        ("version = 2", "version"),
        ("pause = ", "expected TOML"),
    ],
)
def test_a_wrong_key_is_named(command: Any, tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(text)
    done = command("client", "policy", file)
    assert (done.code, done.out) == (2, "")
    assert words in done.error


def test_the_schema_and_the_digest_of_the_code(command: Any, home: Path) -> None:
    schema = json.loads(command("client", "policy", "--schema").out)
    assert set(schema["properties"]) == set(policies.Policy.model_fields)
    assert command("client", "policy", "--code").out.strip() == code_digest()


# --- ledger ----------------------------------------------------------------------------------


def test_a_population_has_one_ledger(command: Any, folder: Path) -> None:
    done = command("client", "ledger", "open")
    assert done.code == 3
    assert "found one" in done.error
    (folder / "ledger.db").unlink()
    with pytest.raises(Exception, match="found none"):
        ledger_of(folder)


def test_open_gives_the_public_key(command: Any, home: Path) -> None:
    home.mkdir()
    (home / "policy.toml").write_text("[populations.members]\nepsilon = 1.0\n")
    done = command("client", "ledger", "open", "--population", "members")
    place = home / "populations" / "members"
    assert done.out.strip() == (place / signing.PUBLIC_FILE).read_text().strip()
    audit = command("audit", place, "--owner-key", place / signing.PUBLIC_FILE)
    assert "verified by the owner's key" in audit.out


def test_a_population_that_the_policy_lacks(command: Any, home: Path) -> None:
    done = command("client", "ledger", "open", "--population", "strangers", "--policy", "none.toml")
    assert done.code == 3
    assert "strangers" in done.error


def test_an_amendment_makes_it_dearer_and_rewrites_nothing(command: Any, folder: Path) -> None:
    before = epsilon(command, folder)
    with ledger_of(folder) as ledger:
        head = ledger.receipt().head
    done = command(
        "client", "ledger", "amend",
        "--first", 2, "--last", 3, "--noise-factor", 0.5, "--reason", "half the noise",
    )  # fmt: skip
    assert (done.code, done.out.strip()) == (0, "entry 4: debits 2 to 3 are amended")
    assert epsilon(command, folder) > 2 * before
    with ledger_of(folder) as ledger:
        assert ledger.state.tree.root(head.size).hex() == head.root


@pytest.mark.parametrize(
    "arguments",
    [
        ["--first", 0, "--last", 1, "--noise-factor", 0.5],  # no debits
        ["--first", 2, "--last", 3],  # changes nothing
        ["--first", 2, "--last", 3, "--noise-factor", 2.0],  # cheaper
        ["--first", 2, "--last", 3, "--steps-factor", 0],
        ["--first", 2, "--last", 3, "--sampling-probability", 1.5],
    ],
)
def test_an_amendment_that_is_none_changes_nothing(
    command: Any, folder: Path, arguments: list[object]
) -> None:
    before = (folder / "ledger.db").read_bytes()
    done = command("client", "ledger", "amend", *arguments, "--reason", "why")
    assert done.code == 4
    assert (folder / "ledger.db").read_bytes() == before


def test_an_erasure_takes_records_and_refunds_nothing(
    command: Any, folder: Path, tmp_path: Path
) -> None:
    source, store = write_rows(tmp_path / "r.jsonl", rows("ann", 3)), tmp_path / "store"
    command("data", "prepare", source, "--to", store)
    before = epsilon(command, folder)
    erase = ("client", "ledger", "erase", "ann/1", "--request", "2026-17", "--store", store)
    done = command(*erase)
    assert (done.code, done.out.strip()) == (0, "2 records erased, entry 4")
    shown = command("data", "show", store, "--json").out
    assert "qzxv ann 1" not in shown
    assert shown.count('"context": "qzxv ann 2') == 2
    assert epsilon(command, folder) == before
    again = command(*erase)
    assert (again.code, again.out.strip()) == (0, "0 records erased, its entry was there already")
    with ledger_of(folder) as ledger:
        assert ledger.state.erasures == ["2026-17"]
    assert b"ann/1" not in (folder / "ledger.db").read_bytes()


def test_a_stolen_key_proves_nothing_any_more(command: Any, folder: Path) -> None:
    old = (folder / signing.PUBLIC_FILE).read_text().strip()
    done = command("client", "ledger", "change-key", "--compromised", "--reason", "a lost laptop")
    new = done.out.strip()
    assert done.code == 0
    assert new == (folder / signing.PUBLIC_FILE).read_text().strip() != old
    with ledger_of(folder) as ledger:  # and the new key signs
        ledger.erase("2026-18")
    stolen = command("audit", folder, "--owner-key", old)
    assert stolen.code == 4
    assert "given up as stolen" in stolen.error
    assert "all 6 entries" in command("audit", folder, "--owner-key", new).out


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_change_of_keys_that_was_cut_off_is_finished(
    command: Any, folder: Path, moment: str
) -> None:
    keyring = keyrings.load()
    following = signing.prepare_next(folder, keyring, signing.OWNER)
    if moment == "after":
        with ledger_of(folder) as ledger:
            ledger.change_key(following, compromised=False, reason="yearly")
    with ledger_of(folder) as ledger:
        ledger.erase("2026-19")
    assert command("client", "ledger", "change-key", "--reason", "yearly").code == 0
    with ledger_of(folder) as ledger:
        assert len(ledger.state.keys) == (2 if moment == "before" else 3)


def test_a_ledger_moves_and_the_copy_left_behind_spends_nothing(
    command: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = epsilon(command, folder)
    here, there, moved = str(folder.parents[1]), str(tmp_path / "there"), tmp_path / "moved"
    monkeypatch.setenv("DISCREET_HOME", there)
    key = json.loads(command("data", "keys", "new", "--json").out)["public_key"]
    monkeypatch.setenv("DISCREET_HOME", here)
    assert command("client", "ledger", "depart", "--to", key, "--out", moved).code == 0
    assert command("client", "ledger", "depart", "--to", key, "--out", moved).code == 2
    again = tmp_path / "again"  # in case the first was lost
    assert command("client", "ledger", "depart", "--to", key, "--out", again).code == 0
    charge = Charge("run-2", 1, DIGEST, DIGEST, DIGEST, DIGEST)
    with ledger_of(folder) as ledger, pytest.raises(Exception, match="has left"):
        ledger.debit(PLAN, charge, epsilon_cap=3.0, delta_cap=1e-6)
    assert command("client", "ledger", "arrive", moved).code == 3  # a ledger lies here
    other = ("client", "ledger", "arrive", moved, "--population", "other")
    assert command(*other).code == 2  # sealed for the other machine
    assert not (folder.parent / "other").exists()

    monkeypatch.setenv("DISCREET_HOME", there)
    done = command("client", "ledger", "arrive", again)
    assert done.code == 0, done
    place = Path(there) / "populations" / "default"
    with ledger_of(place) as ledger:
        ledger.debit(PLAN, charge, epsilon_cap=3.0, delta_cap=1e-6)
    assert epsilon(command, place) > before
    assert command("client", "ledger", "arrive", moved).code == 3


def test_a_bundle_arrives_once(
    command: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of it would be the same budget twice, also after the first was spent and removed."""
    here, there, moved = str(folder.parents[1]), tmp_path / "there", tmp_path / "moved"
    monkeypatch.setenv("DISCREET_HOME", str(there))
    key = json.loads(command("data", "keys", "new", "--json").out)["public_key"]
    monkeypatch.setenv("DISCREET_HOME", here)
    assert command("client", "ledger", "depart", "--to", key, "--out", moved).code == 0
    monkeypatch.setenv("DISCREET_HOME", str(there))
    other = ("client", "ledger", "arrive", moved, "--population", "others")
    assert command(*other).code == 4  # the ledger of other people
    assert command("client", "ledger", "arrive", moved).code == 0
    shutil.rmtree(there / "populations")
    again = command("client", "ledger", "arrive", moved)
    assert again.code == 3
    assert "didn't arrive here before" in again.error
    assert not (there / "populations" / "default").exists()


def test_a_folder_without_a_ledger(command: Any, home: Path) -> None:
    command("data", "keys", "new")
    for arguments in (
        ["amend", "--first", 1, "--last", 1, "--reason", "x"],
        ["change-key", "--reason", "x"],
    ):
        done = command("client", "ledger", *arguments)
        assert done.code in (1, 4), done
        assert "expected" in done.error
    assert not (home / "populations").exists()
