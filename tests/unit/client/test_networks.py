"""client.networks: the right weights or none, and nothing that passes from one borrower on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from support.seeded_stream import seeded_stream
from support.tasks import make_task
from support.tiny_models import make_records

from client import networks
from client.checks.draws import DrawCheck
from client.networks import KINDS_KEPT, borrow
from client.samples import UnitSamples
from client.training import train_round
from qa.errors import ModelError
from qa.features import Encoder
from qa.model_source import WEIGHTS_FILE, sha256_of_file
from qa.runtime import Precision, Runtime
from qa.spec import TrainableSet, TrainableSpec
from qa.trainable import load_trainable, trainable_arrays

RUNTIME = Runtime("cpu", Precision.FLOAT32)
LORA = TrainableSpec(TrainableSet.LORA, 1, 4)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(networks, "_idle", {})
    yield


@pytest.fixture(scope="module")
def folder(tiny_models: dict[str, Path]) -> Path:
    return tiny_models["bert"]


@pytest.fixture(scope="module")
def digest(folder: Path) -> str:
    return sha256_of_file(folder / WEIGHTS_FILE)


def test_weights_of_another_digest_are_refused(folder: Path) -> None:
    with pytest.raises(ModelError, match="SHA-256"), borrow(folder, "0" * 64, LORA, RUNTIME):
        raise AssertionError("lent")
    assert not networks._idle


def test_weights_that_were_changed_are_refused(folder: Path, digest: str, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    content = bytearray((copy / WEIGHTS_FILE).read_bytes())
    content[-1] ^= 1
    (copy / WEIGHTS_FILE).write_bytes(content)
    with pytest.raises(ModelError, match="SHA-256"), borrow(copy, digest, LORA, RUNTIME):
        raise AssertionError("lent")


def test_weights_in_several_files_have_no_digest(folder: Path, digest: str, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    (copy / WEIGHTS_FILE).rename(copy / "model-00001-of-00001.safetensors")
    with pytest.raises(ModelError, match=WEIGHTS_FILE), borrow(copy, digest, LORA, RUNTIME):
        raise AssertionError("lent")


def test_a_network_is_lent_to_one_at_a_time_and_then_again(folder: Path, digest: str) -> None:
    with borrow(folder, digest, LORA, RUNTIME) as (_, first):
        with borrow(folder, digest, LORA, RUNTIME) as (_, second):
            assert second is not first
        with borrow(folder, digest, LORA, RUNTIME) as (_, third):
            assert third is second


def test_one_is_thrown_away_when_an_error_passes(folder: Path, digest: str) -> None:
    with (
        pytest.raises(RuntimeError, match="in training"),
        borrow(folder, digest, LORA, RUNTIME) as (_, first),
    ):
        raise RuntimeError("in training")
    with borrow(folder, digest, LORA, RUNTIME) as (_, second):
        assert second is not first


def test_few_kinds_are_kept_because_a_coordinator_names_them(folder: Path, digest: str) -> None:
    for rank in range(1, KINDS_KEPT + 4):
        with borrow(folder, digest, TrainableSpec(TrainableSet.LORA, 1, rank), RUNTIME):
            pass
        assert len(networks._idle) <= KINDS_KEPT


@pytest.mark.parametrize("kind", list(TrainableSet))
def test_the_next_borrower_has_what_it_received_and_nothing_of_the_last(
    folder: Path, digest: str, kind: TrainableSet
) -> None:
    """Momentum, frozen weights, buffers and gradients included."""
    spec = TrainableSpec(kind, 1, 4)
    task = make_task(
        trainable=spec, steps_per_round=2, base_sha256=digest, sampling_probability=1.0
    )
    with borrow(folder, digest, spec, RUNTIME) as (model, network):
        pristine = {n: t.clone() for n, t in network.state_dict().items()}
        received = trainable_arrays(network)
        encoder = Encoder(model.tokenizer, 96, 8)

        def update() -> dict[str, np.ndarray]:
            return train_round(
                network,
                UnitSamples(make_records(4), task.plan, encoder),
                task,
                draws=DrawCheck.begin("key", task.plan, 4),
                declared_units=4,
                stream=seeded_stream(1),
                runtime=RUNTIME,
                pad_id=0,
            )

        first = update()
    with borrow(folder, digest, spec, RUNTIME) as (_, again):
        assert again is network
        load_trainable(again, received)
        for name, tensor in again.state_dict().items():
            assert torch.equal(tensor, pristine[name]), name
        second = update()
    for name, value in first.items():
        np.testing.assert_array_equal(value, second[name])


def test_a_missing_folder_is_never_taken_for_a_hub_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def reached(*_: object, **__: object) -> None:
        pytest.fail("an owner's machine asked the hub")

    monkeypatch.setattr("huggingface_hub.snapshot_download", reached)
    with (
        pytest.raises(ModelError, match="found none"),
        borrow(Path("somebody/model"), "0" * 64, TrainableSpec(), Runtime()),
    ):
        pass
