"""The cache of activations as an owner's rounds meet it, through Flower's messages."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from client.flower_internals import enter_process, set_message_id  # before the rest of flwr

# isort: split
from flwr.app import Array, ArrayRecord, ConfigRecord, Context, Message, RecordDict
from support.owner_home import POPULATION, debits, furnish
from support.tasks import make_task
from support.tiny_models import make_records, open_model

import client.app
import client.trunk_cache
from client import networks, procedures, training, trunk_files
from client.journal import JOURNAL_FILE
from client.owner import Owner
from client.store import TRAIN, RecordStore
from exchange.refusals import Refusal
from exchange.task import MODEL_RECORD, TASK_KEY, TASK_RECORD, UPDATE_RECORD, TrainTask
from privacy.vault.keyring import Keyring
from qa.model_source import WEIGHTS_FILE, sha256_of_file
from qa.records import Record
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import make_trainable, trainable_arrays
from qa.trunk import Trunk

_numbers = itertools.count(1)


@dataclass
class Site:
    """An owner's machine and a task for it."""

    owner: Owner
    file: Path
    task: TrainTask
    keyring: Keyring
    passes: list[int] = field(default_factory=list)  # of the trunk alone

    @property
    def cache(self) -> Path:
        return self.owner.folder / trunk_files.FOLDER

    @property
    def journal(self) -> str:
        return (self.owner.folder / JOURNAL_FILE).read_text(encoding="utf-8")

    def train(self, task: TrainTask | None = None) -> int:
        """Train a round; returns how many passes of the trunk alone it took."""
        task, before = task or self.task, len(self.passes)
        reply = self.ask(task)
        assert not reply.has_error(), self.journal
        arrays = [array.numpy() for array in reply.content.array_records[UPDATE_RECORD].values()]
        assert all(np.isfinite(array).all() for array in arrays)
        return len(self.passes) - before

    def ask(self, task: TrainTask) -> Message:
        network = make_trainable(open_model(self.owner.model).network, task.trainable)
        arrays = {name: Array(value) for name, value in trainable_arrays(network).items()}
        text: Any = {TASK_KEY: task.to_json()}
        content = RecordDict({TASK_RECORD: ConfigRecord(text), MODEL_RECORD: ArrayRecord(arrays)})
        message = Message(content, 1, "train")
        set_message_id(message, f"trunk-{next(_numbers)}")
        config: Any = {"owner": str(self.file)}
        context = Context(
            run_id=1, node_id=1, node_config=config, state=RecordDict(), run_config={}
        )
        return client.app.app(message, context)

    def hold(self, records: list[Record]) -> None:
        RecordStore(self.owner.store, self.keyring).write(POPULATION, {TRAIN: records})

    def erase(self, *persons: str) -> None:
        procedures.erase(
            self.owner.folder,
            self.keyring,
            RecordStore(self.owner.store, self.keyring),
            persons=persons,
            request=f"request-{next(_numbers)}",
        )


@pytest.fixture
def site(
    tiny_models: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keyring: Keyring,
) -> Site:
    enter_process()
    monkeypatch.setattr(networks, "_idle", {})
    model = tiny_models["bert"]
    owner = furnish(tmp_path / "state", keyring, make_records(6, each=2), model=model)
    owner.save(tmp_path / "owner.json")
    task = make_task(base_sha256=sha256_of_file(model / WEIGHTS_FILE))
    found = Site(owner, tmp_path / "owner.json", task, keyring)
    real = Trunk.activations

    def counted(trunk: Trunk, inputs: Any) -> torch.Tensor:
        found.passes.append(len(debits(found.owner.ledger_file)))
        return real(trunk, inputs)

    monkeypatch.setattr(Trunk, "activations", counted)
    return found


def test_the_first_round_fills_it_and_later_ones_read_it(site: Site) -> None:
    assert site.train() > 0
    assert site.passes[-1] == 0  # before anything was charged
    assert len(list(site.cache.iterdir())) == 2
    for number in (2, 3):
        assert site.train(replace(site.task, round=number)) == 0
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
        site.train(replace(site.task, round=number))
    assert True in given
    assert False in given  # the check's windows, which are made up


def test_to_erase_a_person_removes_it(site: Site) -> None:
    site.train()
    site.erase("p1")
    assert not site.cache.exists()
    assert site.train() > 0


def test_an_erasure_that_is_repeated_after_a_crash_removes_it_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: Path) -> None:
        raise KeyboardInterrupt

    site.train()
    with monkeypatch.context() as patch:
        patch.setattr(trunk_files, "drop", crash)
        with pytest.raises(KeyboardInterrupt):
            site.erase("p1")
    assert site.cache.exists()
    procedures.erase(
        site.owner.folder,
        site.keyring,
        RecordStore(site.owner.store, site.keyring),
        persons=["p1"],
        request="again",
        nothing_held=True,
    )
    assert not site.cache.exists()


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
            site.erase("p1")
        return real(*arguments)

    monkeypatch.setattr(where, name, erasing)
    site.train()
    assert erased
    assert not site.cache.exists()
    assert site.train(replace(site.task, round=2)) > 0


def test_other_records_fill_it_anew(site: Site) -> None:
    site.train()
    before = {path.name: path.read_bytes() for path in site.cache.iterdir()}
    site.hold(make_records(4))
    assert site.train() > 0
    assert all((site.cache / name).read_bytes() != content for name, content in before.items())


@pytest.mark.parametrize(
    "changes",
    [
        {"trainable": TrainableSpec(TrainableSet.LORA, 1, 2)},
        {"dropout": 0.1},
    ],
)
def test_a_task_without_use_for_it_removes_it(site: Site, changes: dict[str, Any]) -> None:
    site.train()
    assert site.cache.exists()
    assert site.train(replace(site.task, **changes)) == 0
    assert not site.cache.exists()


def test_what_is_wrong_with_it_is_the_operators_alone_to_know(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device", "/home/hospital")

    monkeypatch.setattr(trunk_files, "writing", full)
    assert site.train() == 0
    assert "trunk cache" in site.journal
    assert "No space left" in site.journal


def test_damage_to_it_never_reaches_the_coordinator(site: Site) -> None:
    site.train()
    for path in site.cache.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert site.train() > 0
    for path in site.cache.iterdir():
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
    site.train(replace(site.task, round=2))


def test_a_refused_round_fills_nothing(site: Site) -> None:
    plan = replace(site.task.plan, noise_multiplier=0.1)  # dearer than the budget
    reply = site.ask(replace(site.task, plan=plan))
    assert reply.has_error()
    assert Refusal(reply.error.code) in (Refusal.BUDGET, Refusal.POLICY)
    assert not site.cache.exists()
    assert not site.passes
