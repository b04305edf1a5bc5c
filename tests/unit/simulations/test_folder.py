"""simulations.folder: a run's directory is new when it begins, and its own when it goes on."""

from __future__ import annotations

import json
import os
import shutil
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.jobs import make_job
from support.plans import make_plan

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
from simulations.prepare import Workspace
from simulations.scenario import Scenario

HOMES = {"ann": b"a", "王医院": b"b"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.jsonl"
    path.write_text("{}\n")
    return path


def make_workspace(folder: Path, out: Path, data_sha256: str = "0" * 64, **job: Any) -> Workspace:
    """What `prepare` and `furnish` leave, in small."""
    for name, content in HOMES.items():
        home = folder / "homes" / name
        (home / "store" / "default").mkdir(parents=True, mode=0o700)
        (home / "store" / "default" / "train.vault").write_bytes(content)
        (home / "ledger.db").write_bytes(content)
        (home / "ledger.db").chmod(0o600)
    (folder / "coordinator").mkdir()
    for name in ("signing-key.vault", "signing-key.pub"):
        (folder / "coordinator" / name).write_text(name)
    (folder / "model").mkdir()
    (folder / "test.vault").write_text("test")
    return Workspace(folder, make_job(out, **job), (), (), None, data_sha256)


def started(tmp_path: Path, data: Path) -> tuple[Path, Scenario, Workspace]:
    out = tmp_path / "runs" / "one"
    scenario = Scenario().replace({"data.source": str(data)})
    workspace = make_workspace(tmp_path / "workspace", out)
    create(new_folder(str(out)), scenario, workspace)
    return out, scenario, workspace


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


def test_a_new_run_takes_its_parties_things_with_it(tmp_path: Path, data: Path) -> None:
    """And nothing else of the workspace: neither model nor test set belongs to the run."""
    out, _, _ = started(tmp_path, data)
    found = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    expected = {RUN_FILE, "signing-key.vault", "signing-key.pub"}
    for name in HOMES:
        expected |= {f"owners/{name}/ledger.db", f"owners/{name}/store/default/train.vault"}
    assert found == expected
    for name, content in HOMES.items():
        ledger = out / "owners" / name / "ledger.db"
        assert ledger.read_bytes() == content
        assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
        assert stat.S_IMODE((out / "owners" / name / "store" / "default").stat().st_mode) == 0o700
    assert list(out.parent.iterdir()) == [out]


def test_the_scenario_comes_back_from_anywhere(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "model").mkdir()
    scenario = Scenario().replace({"data.source": data.name, "model.name": "model"})
    workspace = make_workspace(tmp_path / "workspace", tmp_path / "one")
    create(new_folder("one"), scenario, workspace)
    monkeypatch.chdir("/")
    folder, found, resolved = reopen(tmp_path / "one")
    assert folder.path == tmp_path / "one"
    assert found == scenario.replace(
        {"data.source": str(data), "model.name": str(tmp_path / "model")}
    )
    check_same(workspace, resolved)


def test_a_name_that_is_no_folder_stays_a_name(tmp_path: Path, data: Path) -> None:
    out, _, _ = started(tmp_path, data)
    assert tomllib.loads((out / RUN_FILE).read_text())["model"]["name"] == "minilm"


@pytest.mark.parametrize("missing", ["homes", "coordinator"])
def test_nothing_is_left_when_a_part_is_missing(tmp_path: Path, data: Path, missing: str) -> None:
    runs = tmp_path / "runs"
    workspace = make_workspace(tmp_path / "workspace", runs / "one")
    shutil.rmtree(workspace.folder / missing)
    scenario = Scenario().replace({"data.source": str(data)})
    with pytest.raises(OSError, match="No such file"):
        create(new_folder(str(runs / "one")), scenario, workspace)
    assert list(runs.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("moment", ["copytree", "rename"])
def test_nor_when_it_is_cut_off(
    tmp_path: Path,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
    error: BaseException,
) -> None:
    """There in full or not at all, and no owner's things beside it."""
    runs = tmp_path / "runs"
    workspace = make_workspace(tmp_path / "workspace", runs / "one")

    def fail(*_: object, **__: object) -> None:
        raise error

    place = "pathlib.Path.rename" if moment == "rename" else f"simulations.folder.shutil.{moment}"
    monkeypatch.setattr(place, fail)
    with pytest.raises(type(error)):
        create(
            new_folder(str(runs / "one")),
            Scenario().replace({"data.source": str(data)}),
            workspace,
        )
    assert list(runs.iterdir()) == []


def test_what_was_put_there_meanwhile_stays(tmp_path: Path, data: Path) -> None:
    runs = tmp_path / "runs"
    workspace = make_workspace(tmp_path / "workspace", runs / "one")
    chosen = new_folder(str(runs / "one"))
    (runs / "one").mkdir(parents=True)
    (runs / "one" / "mine").write_text("mine")
    with pytest.raises(OSError, match="not empty"):
        create(chosen, Scenario().replace({"data.source": str(data)}), workspace)
    assert [p.name for p in runs.iterdir()] == ["one"]
    assert [p.name for p in (runs / "one").iterdir()] == ["mine"]


@pytest.mark.parametrize("what", ["data", "model", "plan"])
def test_what_has_changed_is_refused(tmp_path: Path, data: Path, what: str) -> None:
    out, _, _ = started(tmp_path, data)
    changes: dict[str, dict[str, Any]] = {
        "data": {"data_sha256": "1" * 64},
        "model": {"base_sha256": "1" * 64},
        "plan": {"plan": make_plan(rounds=2, steps_per_round=1, noise_multiplier=1.5)},
    }
    _, _, resolved = reopen(out)
    changed = make_workspace(tmp_path / "changed", out, **changes[what])
    with pytest.raises(ScenarioError, match=f"the (privacy )?{what} has changed") as caught:
        check_same(changed, resolved)
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
