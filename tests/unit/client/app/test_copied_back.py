"""client.app on a ledger that was copied back, replaced or damaged: it spends nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.owner_home import POPULATION, debits, furnish, make_policy, save_policy, witnessed
from support.owner_site import Site
from support.tiny_models import make_records

import client.training
from client.store import TRAIN, RecordStore
from exchange.refusals import Refusal
from exchange.task import WITNESS_QUERY
from privacy.ledger import anchor
from privacy.ledger.store import LEDGER_FILE
from privacy.vault.files import SUFFIX
from privacy.vault.keyring import Keyring


class Copy:
    """The owner's ledger with what lies beside it, as they were at one moment."""

    def __init__(self, site: Site) -> None:
        folder = site.owner.folder
        names = (LEDGER_FILE, "ledger.mark", anchor.HEADS_FILE)
        files = [folder / name for name in names]
        self._kept = {f.name: f.read_bytes() if f.exists() else None for f in files}
        self._folder = folder

    def put_back(self, *names: str) -> None:
        for name in names:
            if (content := self._kept[name]) is None:
                (self._folder / name).unlink(missing_ok=True)
            else:
                (self._folder / name).write_bytes(content)


class TestCopiedBack:
    """A ledger that is older than what it has shown spends nothing."""

    def test_one_that_is_behind_its_mark(self, site: Site) -> None:
        copy = Copy(site)
        site.receipt()
        copy.put_back(LEDGER_FILE)
        self.refuses_everything(site, "expected the 5 entries that it had here")
        assert len(site.events) == 1

    def test_one_that_is_behind_its_own_heads(self, site: Site) -> None:
        copy = Copy(site)
        last = site.receipt()
        site.receipt(WITNESS_QUERY, head=witnessed(last))
        copy.put_back(LEDGER_FILE, "ledger.mark")
        self.refuses_everything(site, "entries 1 to 4 are missing")
        assert len(site.events) == 1

    def test_one_that_is_behind_the_head_that_a_message_brings(self, site: Site) -> None:
        """All was copied back: the coordinator's copy is left."""
        copy = Copy(site)
        last = site.receipt()
        head = witnessed(last)
        site.receipt(WITNESS_QUERY, head=head)
        copy.put_back(LEDGER_FILE, "ledger.mark", anchor.HEADS_FILE)
        self.refuses_everything(site, "to 4 are missing", head=head)
        assert len(site.events) == 1
        assert site.heads == []

    def test_one_that_was_written_anew_after_it_was_copied_back(self, site: Site) -> None:
        copy = Copy(site)
        last = site.receipt()
        copy.put_back(LEDGER_FILE, "ledger.mark")
        site.receipt(task=replace(site.task, run_id="another"))  # as many entries as before
        head = witnessed(last)
        self.refuses_everything(site, "not those that were countersigned", head=head)
        assert [debit.run_id for debit in debits(site.ledger)] == ["another"]

    @pytest.mark.parametrize(
        ("left", "why"),
        [("ledger.mark", "in its place"), (anchor.HEADS_FILE, "found another's")],
    )
    def test_a_new_ledger_in_the_old_one_s_place(
        self, site: Site, tmp_path: Path, keyring: Keyring, left: str, why: str
    ) -> None:
        site.receipt(WITNESS_QUERY, head=site.head())
        other = furnish(tmp_path / "other", keyring)
        for name in {"ledger.mark", anchor.HEADS_FILE} - {left}:
            (site.owner.folder / name).unlink()
        for file in other.folder.iterdir():
            if file.is_file():
                shutil.copy(file, site.owner.folder)
        self.refuses_everything(site, why)

    @pytest.mark.usefixtures("never_trains")
    def test_heads_that_were_taken_away_are_missed(self, site: Site) -> None:
        """The ledger itself says that there was one."""
        site.receipt(WITNESS_QUERY, head=site.head())
        (site.owner.folder / anchor.HEADS_FILE).unlink()
        for kind in ("query.join", "train", WITNESS_QUERY):
            assert site.refusal(kind) is Refusal.LEDGER

    def refuses_everything(self, site: Site, why: str, **arguments: Any) -> None:
        with pytest.MonkeyPatch.context() as patch:
            begun: list[int] = []
            patch.setattr(client.training, "train_round", lambda *_, **__: begun.append(1))
            for kind in ("query.join", "train", WITNESS_QUERY):
                assert site.refusal(kind, **arguments) is Refusal.LEDGER
            assert not begun
        assert why in site.detail

    @pytest.mark.usefixtures("never_trains")
    def test_one_of_another_population_is_not_spent_from(self, site: Site) -> None:
        """The owner's file names the wrong folder: these persons' budget lies elsewhere."""
        rules = {"staff": make_policy().population(POPULATION)}
        policy = make_policy().model_copy(update={"populations": rules})
        save_policy(site.owner, policy)
        RecordStore(site.owner.store, site.keyring).write("staff", {TRAIN: make_records(2)})
        site.save(population="staff")
        for kind in ("query.join", "train"):
            assert site.refusal(kind) is Refusal.LEDGER
        assert "expected the ledger of staff, found that of default" in site.detail

    @pytest.mark.usefixtures("never_trains")
    @pytest.mark.parametrize("damage", ["gone", "empty", "text", "bit", "key"])
    def test_a_damaged_or_missing_one_trains_nothing(self, site: Site, damage: str) -> None:
        content = bytearray(site.ledger.read_bytes())
        match damage:
            case "gone":
                site.ledger.unlink()
            case "empty":
                site.ledger.write_bytes(b"")
            case "text":
                site.ledger.write_text("damaged\n")
            case "bit":
                content[content.index(b"opened") + 20] ^= 1
                site.ledger.write_bytes(content)
            case "key":
                place = site.owner.folder / f"signing-key{SUFFIX}"
                sealed = bytearray(place.read_bytes())
                sealed[-1] ^= 1
                place.write_bytes(sealed)
        for kind in ("query.join", "train"):
            assert site.refusal(kind) is Refusal.LEDGER
