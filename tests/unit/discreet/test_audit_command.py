"""`discreet audit`: what it calls verified, what it refuses, and that it needs no framework."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.plans import make_plan

from privacy import accounting
from privacy.ledger import anchor
from privacy.ledger.entries import public_hex
from privacy.ledger.events import PlanRule
from privacy.ledger.heads import countersign
from privacy.ledger.store import Charge, Ledger

PLAN = make_plan(steps_per_round=10)
DIGEST = "0" * 64


class Book:
    """A ledger of three rounds, the last one unsettled, and the heads of a coordinator."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.key, self.coordinator = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
        self.path, self.heads = folder / "ledger.db", folder.parent / f"{folder.name}-heads.jsonl"
        self.public = folder / "signing-key.pub"
        self.public.write_text(public_hex(self.key) + "\n")
        with Ledger.create(self.path, self.key, population="default", plans=PlanRule.ONE) as ledger:
            for number in (1, 2, 3):
                charge = Charge("run-1", number, DIGEST, DIGEST, DIGEST, DIGEST)
                debit = ledger.debit(PLAN, charge, epsilon_cap=8.0, delta_cap=1e-5)
                if number < 3:
                    ledger.settle(debit, executed=10, sampling="poisson", bytes_left=True)
            anchor.keep(self.heads, countersign(self.coordinator, ledger.receipt().head))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "owner")


def the_json(text: str) -> dict[str, Any]:
    value = json.loads(text)
    assert isinstance(value, dict)
    return value


def test_without_an_anchor_nothing_is_called_verified(command: Any, book: Book) -> None:
    done = command("audit", book.path)
    assert done.code == 0
    assert "self-consistent only" in done.out
    assert "verified" not in done.out
    (row,) = the_json(command("audit", book.path, "--json").out)["ledgers"]
    assert (row["status"], row["anchored"], row["by"]) == ("self-consistent only", 0, [])


def test_with_both_anchors_all_is_verified(command: Any, book: Book) -> None:
    anchors = ("--owner-key", book.public, "--heads", book.heads)
    done = command("audit", book.path.parent, *anchors)
    assert done.code == 0
    assert "verified by the owner's key and heads: all 7 entries" in done.out
    assert "debit 6 never settled, charged in full" in done.out
    (row,) = the_json(command("audit", book.path, *anchors, "--json").out)["ledgers"]
    assert (row["status"], row["debits"], row["unsettled"]) == ("verified", 3, [6])


def test_epsilon_is_that_of_the_events(command: Any, book: Book) -> None:
    spent = the_json(command("audit", book.path, "--json").out)["ledgers"][0]["spending"]
    assert spent["steps"] == 30
    assert spent["epsilon"] == accounting.epsilon(PLAN, 30, 1e-5)
    assert spent["epsilon_rdp"] == accounting.epsilon_rdp(PLAN, 30, 1e-5)
    elsewhere = command("audit", book.path, "--delta", "1e-7", "--json")
    assert the_json(elsewhere.out)["ledgers"][0]["spending"]["epsilon"] > spent["epsilon"]


def test_another_owners_key_fails(command: Any, book: Book) -> None:
    done = command("audit", book.path, "--owner-key", "ab" * 32)
    assert done.code == 4
    assert "expected entries signed by the owner's key abababab" in done.error
    assert done.out == ""


def test_a_changed_entry_fails_and_is_named(command: Any, book: Book) -> None:
    with sqlite3.connect(book.path) as connection:
        connection.execute(
            "UPDATE entry SET body = replace(body, 'run-1', 'run-2') WHERE sequence = 4"
        )
    connection.close()
    done = command("audit", book.path, "--json")
    assert done.code == 4
    assert str(book.path) in done.error
    assert "entry 4" in done.error
    assert the_json(done.out)["failed"][0]["status"] == "failed"
    assert the_json(done.out)["over_owners"] is None


def test_a_tail_that_was_cut_off_fails_against_heads(command: Any, book: Book) -> None:
    with sqlite3.connect(book.path) as connection:
        connection.execute("DELETE FROM entry WHERE sequence >= 5")
    connection.close()
    assert command("audit", book.path, "--owner-key", book.public).code == 0
    done = command("audit", book.path, "--heads", book.heads)
    assert done.code == 4
    assert "entries 5 to 6 are missing" in done.error


def test_one_bad_ledger_among_good_ones_is_named_and_fails(command: Any, tmp_path: Path) -> None:
    run = tmp_path / "run" / "owners"
    books = [Book(run / name) for name in ("ann", "bob", "cid")]
    good = command("audit", tmp_path / "run", *(
        argument for b in books for argument in ("--owner-key", b.public)))  # fmt: skip
    assert good.code == 0
    assert good.out.count("verified by the owner's key") == 3
    assert "over 3 ledgers" in good.out
    total = the_json(command("audit", tmp_path / "run", "--json").out)["over_owners"]
    assert total["epsilon_sum"] == pytest.approx(3 * total["epsilon_max"])
    shutil.copy(books[0].path, books[1].path)
    bad = command("audit", tmp_path / "run", "--owner-key", books[1].public,
                  "--owner-key", books[2].public)  # fmt: skip
    assert bad.code == 4


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nothing.db"], 1, "found no such file"),
        (["."], 1, "found none"),
        (["junk.db"], 4, "found a damaged file"),
        (["LEDGER", "--owner-key", "nowhere.pub"], 2, "expected a public key or its file"),
        (["LEDGER", "--owner-key", "junk.db"], 2, "64 hexadecimal digits"),
        (["LEDGER", "--heads", "junk.db"], 4, "line 1"),
        (["LEDGER", "--delta", "2"], 2, "above 0 and below 1"),
        (["LEDGER", "--witness-key", "ab" * 32], 2, "--heads"),
        ([], 2, "expected LEDGERS"),
    ],
)
def test_bad_input_gets_one_line(
    command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], code: int, words: str,
) -> None:  # fmt: skip
    book = Book(tmp_path / "owner")
    (tmp_path / "place").mkdir()
    monkeypatch.chdir(tmp_path / "place")
    Path("junk.db").write_text("this is no ledger\n")
    done = command("audit", *(str(book.path) if a == "LEDGER" else a for a in arguments))
    assert done.code == code, done
    assert words in done.error.lower() or words in done.error


def test_a_file_of_heads_that_is_not_there(command: Any, book: Book) -> None:
    done = command("audit", book.path, "--heads", "nowhere.jsonl")
    assert done.code == 1
    assert any("nowhere.jsonl" in line for line in done.err)


def test_an_audit_changes_nothing(command: Any, book: Book) -> None:
    before = {p.name: p.read_bytes() for p in book.path.parent.iterdir()}
    command("audit", book.path)
    assert {p.name: p.read_bytes() for p in book.path.parent.iterdir()} == before


def test_it_needs_no_framework_and_no_network(book: Book) -> None:
    probe = """
import socket, sys
from importlib.abc import MetaPathFinder
def refuse(*_, **__): raise SystemExit("a socket was opened")
socket.socket.connect = refuse
class Without(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] in {"torch", "flwr", "grpc", "transformers", "opacus"}:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Without())
from discreet.main import run
sys.exit(run(["audit", sys.argv[1], "--json"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", probe, str(book.path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert the_json(done.stdout)["ledgers"][0]["debits"] == 3
