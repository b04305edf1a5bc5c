"""simulations.prepare: what owners and coordinator find, and what is refused before a run."""

from __future__ import annotations

import json
import math
import stat
from pathlib import Path
from typing import Any

import pytest
from support.records import rows, write_rows
from support.tiny_models import write_model

from client.owner import Owner
from privacy.accounting import epsilon
from privacy.errors import InvalidPlanError
from privacy.plan import Unit
from qa.errors import DataError, ModelError
from qa.readers import iter_jsonl
from server.job import DeclaredOwner, Job
from simulations.errors import ScenarioError
from simulations.prepare import Workspace, make_plan, prepare
from simulations.scenario import Scenario

SIZES = {"north": 34, "south": 25, "west": 18}  # persons, of two questions each


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model and data of three owners."""
    folder = tmp_path_factory.mktemp("prepare")
    write_model("bert", folder / "model")  # reads 128 tokens
    write_rows(folder / "data.jsonl", [r for name, n in SIZES.items() for r in rows(name, n)])
    return folder


def scenario(place: Path, **changes: Any) -> Scenario:
    base = {
        "data.source": str(place / "data.jsonl"),
        "model.name": str(place / "model"),
        "model.max_length": 96,
        "model.stride": 16,
        "model.layers": 1,
        "training.rounds": 2,
        "training.expected_batch": 8,
        "privacy.delta": 1e-3,
    }
    return Scenario().replace(base | {k.replace("__", "."): v for k, v in changes.items()})


@pytest.fixture(scope="module")
def workspace(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("workspace")
    return prepare(scenario(place), folder, out=folder / "out", run_id="run-1")


def test_every_owner_has_its_own_file_and_account(workspace: Workspace) -> None:
    folders = set()
    for index, data in enumerate(workspace.owners):
        owner = Owner.load(workspace.owner_file(index))
        assert owner.name == data.name
        assert owner.unit is Unit.PERSON
        assert owner.declared_units == data.declared_units
        assert owner.epsilon_cap == 8.0
        records = list(iter_jsonl(owner.records))
        assert len(records) == data.examples
        assert len({r.person_id for r in records}) == data.units
        assert {r.owner for r in records} == {data.name}
        folders.add(owner.folder)
    assert folders == {workspace.job.out / "owners" / name for name in SIZES}


def test_records_are_for_this_user_alone(workspace: Workspace) -> None:
    files = [Owner.load(workspace.owner_file(i)).records for i in range(3)]
    for path in [*files, workspace.job.test]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_sizes_are_declared_and_never_exact(workspace: Workspace) -> None:
    for owner in workspace.owners:
        assert len(str(owner.declared_units).rstrip("0")) == 1
    assert workspace.job.owners == tuple(
        DeclaredOwner(o.name, o.declared_units) for o in workspace.owners
    )


def test_train_and_test_share_no_person(workspace: Workspace) -> None:
    test = {r.person_id for r in iter_jsonl(workspace.job.test)}
    for index in range(3):
        records = iter_jsonl(Owner.load(workspace.owner_file(index)).records)
        assert not test & {r.person_id for r in records}


def test_the_job_is_on_disk_and_its_plan_keeps_the_cap(workspace: Workspace) -> None:
    job = workspace.job
    assert Job.load(workspace.folder / "job.json") == job
    assert job.quorum == 2
    assert job.plan.spare_rounds == 1
    assert epsilon(job.plan, job.plan.horizon_steps) <= 8.0


def test_nothing_is_written_to_the_runs_directory(workspace: Workspace) -> None:
    assert not workspace.job.out.exists()


def test_the_same_scenario_gives_the_same_bytes(
    workspace: Workspace, place: Path, tmp_path: Path
) -> None:
    prepare(scenario(place), tmp_path, out=workspace.job.out, run_id="run-1")
    for path in workspace.folder.rglob("*"):
        if path.is_file():
            other = (tmp_path / path.relative_to(workspace.folder)).read_bytes()
            told = other.replace(str(tmp_path).encode(), str(workspace.folder).encode())
            assert told == path.read_bytes(), path


def test_no_privacy_is_said_and_not_noised(place: Path, tmp_path: Path) -> None:
    endless = scenario(place, privacy__epsilon=math.inf, privacy__unit="record")
    found = prepare(endless, tmp_path, out=tmp_path / "out", run_id="run-1")
    assert found.job.plan.noise_multiplier == 0
    assert Owner.load(found.owner_file(0)).epsilon_cap == math.inf
    assert any("nothing is promised" in warning for warning in found.warnings)
    assert any("'record' protects one question" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("changes", "kind", "message"),
    [
        ({"run.quorum": 4}, ScenarioError, "run.quorum: expected at most 3, found 4"),
        ({"model.max_length": 129}, ScenarioError, "model.max_length: expected at most 128 tokens"),
        ({"model.max_length": 64}, ScenarioError, "model.max_length, model.stride: expected"),
        ({"model.layers": 3}, ModelError, "layers: expected at most 2 layers, found 3"),
        ({"model.warm_start": "synthetic"}, ScenarioError, "only 'minilm' has one"),
        ({"model.name": "no such model"}, ModelError, "unknown model 'no such model'"),
        ({"data.source": "/nowhere.jsonl"}, DataError, "expected a readable file"),
        ({"data.owners": 2}, ScenarioError, "owners: expected 3, as the records name, found 2"),
        ({"data.test_fraction": 0.001}, ScenarioError, "has too few units"),
        ({"privacy.delta": 0.5}, InvalidPlanError, "delta"),
    ],
    ids=str,
)
def test_refused_before_anything_is_made(
    place: Path, tmp_path: Path, changes: dict[str, Any], kind: type[Exception], message: str
) -> None:
    out = tmp_path / "out"
    changed = scenario(place).replace(changes)
    # No noise: a calibration of each would take longer than all that is tested here.
    changed = changed.replace({"privacy.epsilon": math.inf})
    with pytest.raises(kind) as caught:
        prepare(changed, tmp_path, out=out, run_id="run-1")
    assert message in str(caught.value)
    assert not out.exists()


def test_a_gpu_that_is_not_there(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(ScenarioError, match=r"run\.device: expected a GPU for 'cuda', found none"):
        prepare(scenario(place, run__device="cuda"), tmp_path, out=tmp_path / "o", run_id="run-1")


def test_sampling_comes_from_public_figures(place: Path) -> None:
    owners = (DeclaredOwner("a", 100), DeclaredOwner("b", 300))
    endless = scenario(place, privacy__epsilon=math.inf)
    plan = make_plan(endless, Unit.PERSON, owners)
    assert plan.sampling_probability == 8 / 200
    assert make_plan(endless, Unit.PERSON, (DeclaredOwner("a", 4),)).sampling_probability == 1.0
    own = endless.replace({"privacy.sampling_probability": 0.25, "privacy.spare_rounds": 3})
    plan = make_plan(own, Unit.DOCUMENT, owners)
    assert (plan.sampling_probability, plan.spare_rounds) == (0.25, 3)
    assert plan.unit is Unit.DOCUMENT


def test_dropped_answers_are_reported(place: Path, tmp_path: Path) -> None:
    data = [r for name, n in SIZES.items() for r in rows(name, n)]
    data[0]["answers"][0]["text"] = "nowhere in it"
    path = write_rows(tmp_path / "data.jsonl", data)
    changed = scenario(place, data__source=str(path), privacy__epsilon=math.inf)
    found = prepare(changed, tmp_path, out=tmp_path / "out", run_id="run-1")
    assert "1 of 154 answers could not be used, and 1 questions were left out" in found.warnings
    assert "qzxv" not in json.dumps(found.warnings)
