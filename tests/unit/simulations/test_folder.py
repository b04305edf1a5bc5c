"""simulations.folder: a run's directory is new when it begins, and its own when it goes on."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.jobs import make_job
from support.plans import make_plan

from server.job import Job
from simulations.errors import ScenarioError
from simulations.folder import (
    RUN_FILE,
    SUMMARY_FILE,
    check_same,
    create,
    finished,
    locked,
    new_folder,
    reopen,
)
from simulations.scenario import Scenario


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.jsonl"
    path.write_text("{}\n")
    return path


def started(tmp_path: Path, data: Path) -> tuple[Path, Scenario, Job]:
    out = tmp_path / "runs" / "one"
    scenario, job = Scenario().replace({"data.source": str(data)}), make_job(out)
    create(new_folder(str(out)), scenario, job)
    return out, scenario, job


def test_choosing_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = new_folder(None)
    assert chosen.path.is_absolute()
    assert chosen.path == tmp_path / "runs" / chosen.run_id
    assert new_folder("deep/er/run").path == tmp_path / "deep/er/run"
    assert new_folder(None).run_id != chosen.run_id
    assert list(tmp_path.iterdir()) == []


def test_what_exists_is_never_taken(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("", "file", "link"):
        with pytest.raises(
            ScenarioError, match="expected a new folder, found one that exists"
        ) as e:
            new_folder(str(tmp_path / name))
        assert e.value.hint is not None


def test_a_place_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ScenarioError, match="expected a folder that can be made under"):
        new_folder(str(tmp_path / "file" / "run"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_parent_that_may_not_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ScenarioError, match="expected a folder that can be made under"):
        new_folder(str(tmp_path / "run"))


def test_the_scenario_comes_back_from_anywhere(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "model").mkdir()
    scenario = Scenario().replace({"data.source": data.name, "model.name": "model"})
    job = make_job(tmp_path / "one")
    create(new_folder("one"), scenario, job)
    monkeypatch.chdir("/")
    folder, found, resolved = reopen(tmp_path / "one")
    assert folder.path == tmp_path / "one"
    assert found == scenario.replace(
        {"data.source": str(data), "model.name": str(tmp_path / "model")}
    )
    check_same(found, job, resolved)


def test_a_name_that_is_no_folder_stays_a_name(tmp_path: Path, data: Path) -> None:
    out, _, _ = started(tmp_path, data)
    assert tomllib.loads((out / RUN_FILE).read_text())["model"]["name"] == "minilm"


def test_nothing_is_left_when_the_data_is_gone(tmp_path: Path, data: Path) -> None:
    scenario = Scenario().replace({"data.source": str(data)})
    data.unlink()
    with pytest.raises(OSError, match="No such file"):
        create(new_folder(str(tmp_path / "one")), scenario, make_job(tmp_path))
    assert not (tmp_path / "one").exists()


@pytest.mark.parametrize("what", ["data", "model", "plan"])
def test_what_has_changed_is_refused(tmp_path: Path, data: Path, what: str) -> None:
    out, scenario, _ = started(tmp_path, data)
    changes: dict[str, dict[str, Any]] = {
        "data": {},
        "model": {"base_sha256": "1" * 64},
        "plan": {"plan": make_plan(rounds=2, steps_per_round=1, noise_multiplier=1.5)},
    }
    if what == "data":
        data.write_text("{} \n")
    _, _, resolved = reopen(out)
    with pytest.raises(ScenarioError, match=f"the (privacy )?{what} has changed") as caught:
        check_same(scenario, make_job(out, **changes[what]), resolved)
    assert caught.value.hint == "start a new run"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "\0",
        "version = 1\n",
        "resolved = 3\n",
        '[resolved]\nrun_id = "a"\n',
        '[resolved]\nrun_id = "a"\ndata_sha256 = ""\nbase_sha256 = ""\nplan = "{}"\n',
        '[resolved]\nrun_id = "a"\ndata_sha256 = ""\nbase_sha256 = ""\nplan = "{"\n',
    ],
)
def test_a_folder_that_is_no_runs(tmp_path: Path, text: str) -> None:
    (tmp_path / RUN_FILE).write_text(text)
    with pytest.raises(ScenarioError, match="expected the folder of a run") as caught:
        reopen(tmp_path)
    assert caught.value.hint is not None


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path, tmp_path / "none", tmp_path / "file"):
        with pytest.raises(ScenarioError, match="expected the folder of a run"):
            reopen(path)


def test_an_edited_key_is_named(tmp_path: Path, data: Path) -> None:
    out, _, _ = started(tmp_path, data)
    path = out / RUN_FILE
    path.write_text(path.read_text().replace("rounds = 12", "rounds = 0"))
    with pytest.raises(ScenarioError, match=r"run\.toml: training\.rounds: expected at least 1"):
        reopen(out)


def test_a_running_run_is_not_resumed_beside_itself(tmp_path: Path, data: Path) -> None:
    out, _, _ = started(tmp_path, data)
    folder, _, _ = reopen(out)
    with (
        locked(folder),
        pytest.raises(ScenarioError, match="found one that is running"),
        locked(folder),
    ):
        pass
    with locked(folder):  # and it is free again afterwards
        pass


def test_only_this_runs_summary_says_that_it_has_ended(tmp_path: Path, data: Path) -> None:
    out, _, _ = started(tmp_path, data)
    folder, _, _ = reopen(out)
    assert finished(folder) is None
    for text in ("", "[]", '{"run_id": "other"}'):
        (out / SUMMARY_FILE).write_text(text)
        assert finished(folder) is None
    summary = {"version": 1, "run_id": folder.run_id, "f1": 1}
    (out / SUMMARY_FILE).write_text(json.dumps(summary))
    assert finished(folder) == summary
    (out / SUMMARY_FILE).write_text(json.dumps(summary | {"version": 2}))
    with pytest.raises(ScenarioError, match=r"summary\.json: expected version 1, found 2"):
        finished(folder)
