"""client.app where the owner's own things are wrong: a code to the coordinator, nothing charged,
and the journal says why.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.owner_home import POPULATION
from support.owner_site import Site
from support.tiny_models import make_records

from client.store import TRAIN
from exchange.refusals import Refusal
from privacy.vault import keyring as keyrings
from privacy.vault.files import SUFFIX

pytestmark = pytest.mark.usefixtures("nothing_is_charged")


@pytest.mark.parametrize("place", [0, 40, -1], ids=["magic", "header", "content"])
@pytest.mark.parametrize("file", ["manifest", TRAIN])
def test_a_store_that_is_damaged(site: Site, file: str, place: int) -> None:
    (path,) = site.owner.store.glob(f"{POPULATION}/{file}*{SUFFIX}")
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert site.refusal() is Refusal.STORE
    assert f"{POPULATION}/{file}" in site.detail


def test_records_that_were_cut_off(site: Site) -> None:
    """Two chunks of which the first alone would read well."""
    site.hold(make_records(600, each=2))
    (path,) = site.owner.store.glob(f"{POPULATION}/{TRAIN}*{SUFFIX}")
    path.write_bytes(path.read_bytes()[:-10_000])
    assert site.refusal() is Refusal.STORE
    assert "was changed or cut off" in site.detail


def test_a_store_that_is_gone(site: Site) -> None:
    shutil.rmtree(site.owner.store)
    assert site.refusal() is Refusal.FAILED
    assert "expected a split 'train'" in site.detail


def test_a_vault_key_that_opens_nothing_here(site: Site, tmp_path: Path) -> None:
    keyrings.create(tmp_path / "other.key")
    site.save(keys=tmp_path / "other.key")
    for kind in ("query.join", "train"):
        assert site.refusal(kind) is Refusal.FAILED
    assert "sealed for the key" in site.detail


def test_a_vault_key_that_is_not_there(site: Site, tmp_path: Path) -> None:
    site.save(keys=tmp_path / "none.key")
    for kind in ("query.join", "train"):
        assert site.refusal(kind) is Refusal.FAILED
    assert "expected a vault key, found none" in site.detail


def test_a_vault_key_that_others_may_read(site: Site, tmp_path: Path) -> None:
    keys = tmp_path / "mine.key"
    assert site.keyring.path is not None
    shutil.copy(site.keyring.path, keys)
    site.save(keys=keys)
    assert not site.join().has_error()
    keys.chmod(0o644)
    assert site.refusal("query.join") is Refusal.FAILED
    assert site.refusal() is Refusal.FAILED


def test_records_without_their_person(site: Site) -> None:
    site.hold([replace(r, person_id=None) for r in make_records(2)])
    assert site.refusal() is Refusal.FAILED
    assert "person_id" in site.detail


def test_an_owner_file_that_is_missing_or_malformed(site: Site) -> None:
    site.file.write_text('{"version": 2, "name": "/home/hospital"}')
    assert site.refusal("query.join") is Refusal.FAILED
    site.file.unlink()
    assert site.refusal("query.join") is Refusal.FAILED


def test_a_model_folder_that_is_gone(site: Site) -> None:
    site.save(model=Path("/nowhere/at/all"))
    assert site.refusal() is Refusal.MODEL
