"""server.job: what is saved is loaded, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.jobs import make_job

from qa.runtime import Precision, Runtime
from qa.spec import TrainableSet, TrainableSpec
from server.errors import JobError
from server.job import DeclaredOwner, Job, quorum_of
from server.optimizer import OptimizerSpec


@pytest.mark.parametrize("keys", [None, Path("/keys/vault.key")])
def test_round_trip(tmp_path: Path, keys: Path | None) -> None:
    job = make_job(
        tmp_path,
        keys=keys,
        trainable=TrainableSpec(TrainableSet.TOP, 1, 4),
        server=OptimizerSpec("fedyogi", tau=0.5),
        runtime=Runtime("cpu", Precision.FLOAT32),
        owners=(DeclaredOwner("王医院", 3), DeclaredOwner("b", 4)),
    )
    job.save(tmp_path / "job.json")
    assert Job.load(tmp_path / "job.json") == job


def test_the_task_of_a_round_is_what_an_owner_accepts(tmp_path: Path) -> None:
    job = make_job(tmp_path)
    task = job.task(2)
    assert type(task).from_json(task.to_json()) == task
    assert (task.round, task.plan) == (2, job.plan)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 1},
        {"plan": {}},
        {"owners": [{"name": "a"}]},
        {"owners": []},
        {"owners": [{"name": "a", "declared_units": 1}] * 2},
        {"owners": [{"name": "a", "declared_units": 0}]},
        {"quorum": 0},
        {"quorum": 4},
        {"quorum": "2"},
        {"trainable": {"kind": "all", "layers": 1, "rank": 1}},
        {"runtime": {"device": "cpu", "precision": "half"}},
        {"surprise": 1},
        {"keys": 3},
    ],
    ids=str,
)
def test_a_malformed_job_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "job.json"
    make_job(tmp_path).save(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(JobError):
        Job.load(path)


def test_no_json_and_no_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "job.json"
    with pytest.raises(JobError, match="expected a job file, found"):
        Job.load(path)
    for text in ("", "[]", "{", '"x"'):
        path.write_text(text)
        with pytest.raises(JobError, match=r"job\.json: expected a job file, found"):
            Job.load(path)


def test_a_quorum_is_more_than_half() -> None:
    assert [quorum_of(n) for n in (1, 2, 3, 4, 5)] == [1, 2, 2, 3, 3]
