"""server.checkpoint: replaced whole, and nothing but this run's is opened."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from server.checkpoint import CHECKPOINT_FILE, Checkpoint
from server.errors import JobError


def checkpoint(value: float = 1.0) -> Checkpoint:
    return Checkpoint(
        "run-1",
        {"b": np.full((2, 3), value, np.float32), "a": np.zeros(1, np.float32)},
        {"m_t/b": np.full((2, 3), 2 * value, np.float32)},
        {"f1": 1.5, "by_owner": {"王": 2.0}},
        [{"round": 1, "scores": {"f1": None}}],
    )


def test_round_trip(tmp_path: Path) -> None:
    saved = checkpoint()
    saved.model["b"] = saved.model["b"].T  # not contiguous
    saved.save(tmp_path)
    found = Checkpoint.load(tmp_path, "run-1")
    assert found is not None
    assert (found.run_id, found.baseline, found.rounds) == ("run-1", saved.baseline, saved.rounds)
    for mine, theirs in ((saved.model, found.model), (saved.optimizer, found.optimizer)):
        assert set(mine) == set(theirs)
        for name, array in mine.items():
            np.testing.assert_array_equal(array, theirs[name])


def test_none_where_there_is_none(tmp_path: Path) -> None:
    assert Checkpoint.load(tmp_path, "run-1") is None


@pytest.mark.parametrize("moment", ["fsync", "replace", "write"])
def test_a_crash_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    checkpoint(1.0).save(tmp_path)

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    place = {
        "fsync": "server.checkpoint.os.fsync",
        "replace": "pathlib.Path.replace",
        "write": "server.checkpoint.save_file",
    }
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(place[moment], crash)
        checkpoint(7.0).save(tmp_path)
    found = Checkpoint.load(tmp_path, "run-1")
    assert found is not None
    assert found.model["b"][0, 0] == 1.0
    checkpoint(7.0).save(tmp_path)  # and what the crash left is no obstacle
    found = Checkpoint.load(tmp_path, "run-1")
    assert found is not None
    assert found.model["b"][0, 0] == 7.0
    assert [p.name for p in tmp_path.iterdir()] == [CHECKPOINT_FILE]


def test_another_runs_is_refused(tmp_path: Path) -> None:
    checkpoint().save(tmp_path)
    with pytest.raises(JobError, match="belongs to run 'run-1', not 'run-2'"):
        Checkpoint.load(tmp_path, "run-2")


@pytest.mark.parametrize(
    "state",
    [
        None,
        "{",
        "[]",
        "{}",
        '{"version": 1, "run_id": "run-1"}',
        '{"version": 2, "run_id": "run-1", "baseline": null, "rounds": []}',
    ],
)
def test_foreign_tensors_are_refused(tmp_path: Path, state: str | None) -> None:
    metadata = None if state is None else {"state": state}
    save_file({"x": np.zeros(1, np.float32)}, tmp_path / CHECKPOINT_FILE, metadata=metadata)
    with pytest.raises(JobError, match="expected"):
        Checkpoint.load(tmp_path, "run-1")


def test_damage_is_refused(tmp_path: Path) -> None:
    checkpoint().save(tmp_path)
    path = tmp_path / CHECKPOINT_FILE
    whole = path.read_bytes()
    for damaged in (b"", b"PK", whole[:-1], whole[:20], json.dumps({}).encode(), whole[8:]):
        path.write_bytes(damaged)
        with pytest.raises(JobError, match=CHECKPOINT_FILE):
            Checkpoint.load(tmp_path, "run-1")
