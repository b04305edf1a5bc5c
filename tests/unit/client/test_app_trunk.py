"""The cache of activations as an owner's rounds meet it, through Flower's messages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from support.owner_home import debits
from support.owner_site import Site, flat, furnished, refused
from support.tiny_models import make_records, open_model

import client.trunk_cache
from client import procedures, training, trunk_files
from client.journal import JOURNAL_FILE
from client.store import RecordStore
from exchange.refusals import Refusal
from exchange.task import TrainTask
from privacy.vault.keyring import Keyring
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import make_trainable, trainable_arrays
from qa.trunk import Trunk

_numbers = itertools.count(1)
_passes: list[int] = []  # of the trunk alone: how many debits there were by then


@pytest.fixture
def site(
    tiny_models: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keyring: Keyring,
) -> Iterator[Site]:
    real = Trunk.activations

    def counted(trunk: Trunk, inputs: Any) -> torch.Tensor:
        _passes.append(len(debits(found.owner.ledger_file)))
        return real(trunk, inputs)

    monkeypatch.setattr(Trunk, "activations", counted)
    _passes.clear()
    with furnished(tiny_models["bert"], tmp_path, keyring, monkeypatch) as found:
        yield found


def cache(site: Site) -> Path:
    return site.owner.folder / trunk_files.FOLDER


def journal(site: Site) -> str:
    return (site.owner.folder / JOURNAL_FILE).read_text(encoding="utf-8")


def train(site: Site, task: TrainTask | None = None) -> int:
    """Train a round; returns how many passes of the trunk alone it took."""
    before = len(_passes)
    if task is not None and task.trainable != site.task.trainable:
        network = make_trainable(open_model(site.owner.model).network, task.trainable)
        site.arrays = trainable_arrays(network)
    reply = site.train(task)
    assert not reply.has_error(), journal(site)
    assert np.isfinite(flat(site.updates[-1])).all()
    return len(_passes) - before


def erase(site: Site, *persons: str) -> None:
    procedures.erase(
        site.owner.folder,
        site.keyring,
        RecordStore(site.owner.store, site.keyring),
        persons=persons,
        request=f"request-{next(_numbers)}",
    )


def test_the_first_round_fills_it_and_later_ones_read_it(site: Site) -> None:
    assert train(site) > 0
    assert _passes[-1] == 0  # before anything was charged
    assert len(list(cache(site).iterdir())) == 2
    for number in (2, 3):
        assert train(site, replace(site.task, round=number)) == 0
    assert len(debits(site.owner.ledger_file)) == 3


def test_steps_are_trained_from_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "PROBABILITY", 1.0)
    given: list[bool] = []
    real = Trunk.read

    def spy(trunk: Trunk, network: Any, inputs: Any) -> Any:
        given.append("hidden" in inputs)
        return real(trunk, network, inputs)

    monkeypatch.setattr(Trunk, "read", spy)
    for number in (1, 2, 3):
        train(site, replace(site.task, round=number))
    assert True in given
    assert False in given  # the check's windows, which are made up


def test_to_erase_a_person_removes_it(site: Site) -> None:
    train(site)
    erase(site, "p1")
    assert not cache(site).exists()
    assert train(site) > 0


def test_an_erasure_that_is_repeated_after_a_crash_removes_it_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: Path) -> None:
        raise KeyboardInterrupt

    train(site)
    with monkeypatch.context() as patch:
        patch.setattr(trunk_files, "drop", crash)
        with pytest.raises(KeyboardInterrupt):
            erase(site, "p1")
    assert cache(site).exists()
    procedures.erase(
        site.owner.folder,
        site.keyring,
        RecordStore(site.owner.store, site.keyring),
        persons=["p1"],
        request="again",
        nothing_held=True,
    )
    assert not cache(site).exists()


@pytest.mark.parametrize("moment", ["read", "filling"])
def test_who_is_erased_during_a_round_is_in_no_cache_after_it(
    site: Site, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """A round holds the records that it read: what it fills later must not outlive the request."""
    where: Any = Trunk if moment == "filling" else client.trunk_cache
    name = "activations" if moment == "filling" else "trunk_of"
    real = getattr(where, name)
    erased: list[str] = []

    def erasing(*arguments: Any) -> Any:
        if not erased:
            erased.append("p1")
            erase(site, "p1")
        return real(*arguments)

    monkeypatch.setattr(where, name, erasing)
    train(site)
    assert erased
    assert not cache(site).exists()
    assert train(site, replace(site.task, round=2)) > 0


def test_other_records_fill_it_anew(site: Site) -> None:
    train(site)
    before = {path.name: path.read_bytes() for path in cache(site).iterdir()}
    site.hold(make_records(4))
    assert train(site) > 0
    assert all((cache(site) / name).read_bytes() != content for name, content in before.items())


@pytest.mark.parametrize(
    "changes",
    [
        {"trainable": TrainableSpec(TrainableSet.LORA, 1, 2)},
        {"dropout": 0.1},
    ],
)
def test_a_task_without_use_for_it_removes_it(site: Site, changes: dict[str, Any]) -> None:
    train(site)
    assert cache(site).exists()
    assert train(site, replace(site.task, **changes)) == 0
    assert not cache(site).exists()


def test_what_is_wrong_with_it_is_the_operators_alone_to_know(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device", "/home/hospital")

    monkeypatch.setattr(trunk_files, "writing", full)
    assert train(site) == 0
    assert "trunk cache" in journal(site)
    assert "No space left" in journal(site)


def test_damage_to_it_never_reaches_the_coordinator(site: Site) -> None:
    train(site)
    for path in cache(site).iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert train(site) > 0
    for path in cache(site).iterdir():
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
    train(site, replace(site.task, round=2))


def test_a_refused_round_fills_nothing(site: Site) -> None:
    site.open()
    site.rule(epsilon=0.1)
    assert refused(site.train()) is Refusal.BUDGET
    assert not cache(site).exists()
    assert not _passes
