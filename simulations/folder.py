"""A run's directory: made when a run begins, never over another, and enough to resume from."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
import tomllib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomli_w

from privacy.errors import InvalidPlanError
from privacy.plan import Plan
from qa.model_source import MINILM
from simulations.data import COORDINATOR_FOLDER, HOMES_FOLDER, RUN_HOMES_FOLDER
from simulations.errors import ScenarioError
from simulations.prepare import Workspace
from simulations.scenario import SYNTHETIC, Scenario, parse

RUN_FILE = "run.toml"
SUMMARY_FILE = "summary.json"
SUMMARY_VERSION = 1
REPORT_FILE = "report.html"
IDENTITY = ("run_id", "data_sha256", "base_sha256", "plan")


@dataclass(frozen=True, slots=True)
class RunFolder:
    """`path` and the identity of the run that it belongs to."""

    path: Path
    run_id: str


def new_folder(out: str | None) -> RunFolder:
    """Choose a directory for a new run without making it. Raises ScenarioError if it exists."""
    now = datetime.now(UTC)
    run_id = f"{now:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:6]}"
    path = Path(out) if out else Path("runs") / run_id
    if path.exists() or path.is_symlink():
        raise ScenarioError(
            f"--out {path}: expected a new folder, found one that exists",
            hint="choose another, or go on with that run: --resume",
        )
    parent = path.parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        raise ScenarioError(
            f"--out {path}: expected a folder that can be made under {parent}",
            hint="choose a place where you may write",
        )
    return RunFolder(path.absolute(), run_id)


@contextmanager
def locked(folder: RunFolder) -> Iterator[None]:
    """Hold the run for this process alone. Raises ScenarioError while another one runs it."""
    with (folder.path / RUN_FILE).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ScenarioError(
                f"{folder.path}: expected a run that stands still, found one that is running",
                hint="wait for its end, or interrupt it first",
            ) from error
        yield


def create(folder: RunFolder, scenario: Scenario, workspace: Workspace) -> None:
    """Make the directory: `run.toml` (the resolved configuration and what identifies the run),
    the owners' homes and the coordinator's key. It is there in full or not at all."""
    job = workspace.job
    resolved: dict[str, Any] = {
        "run_id": folder.run_id,
        "data_sha256": workspace.data_sha256,
        "base_sha256": job.base_sha256,
        "plan": json.dumps(job.plan.to_json(), sort_keys=True),
    }
    text = _anchored(scenario).to_toml() + "\n" + tomli_w.dumps({"resolved": resolved})
    folder.path.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=folder.path.parent, prefix=f".{folder.path.name}."))
    try:
        (partial / RUN_FILE).write_text(text, encoding="utf-8")
        shutil.copytree(workspace.folder / HOMES_FOLDER, partial / RUN_HOMES_FOLDER)
        shutil.copytree(workspace.folder / COORDINATOR_FOLDER, partial, dirs_exist_ok=True)
        partial.chmod(0o755)
        partial.rename(folder.path)  # fails where something was put there meanwhile
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def reopen(path: Path) -> tuple[RunFolder, Scenario, dict[str, str]]:
    """The run in `path`, its scenario and what was resolved then. Raises ScenarioError."""
    file = path / RUN_FILE
    try:
        tree = tomllib.loads(file.read_text(encoding="utf-8"))
        resolved = tree.pop("resolved")
        identity = {key: str(resolved[key]) for key in IDENTITY}
        Plan.from_json(json.loads(identity["plan"]))
    except (OSError, ValueError, KeyError, TypeError, InvalidPlanError) as error:
        raise ScenarioError(
            f"--resume {path}: expected the folder of a run, found no {RUN_FILE} that can be used",
            hint="name the folder that an earlier `discreet simulate` made",
        ) from error
    return RunFolder(path.absolute(), identity["run_id"]), parse(tree, str(file)), identity


def finished(folder: RunFolder) -> dict[str, Any] | None:
    """The summary of a run that has ended, else None. Raises ScenarioError on another version."""
    try:
        summary = json.loads((folder.path / SUMMARY_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(summary, dict) or summary.get("run_id") != folder.run_id:
        return None
    if (found := summary.get("version")) != SUMMARY_VERSION:
        raise ScenarioError(
            f"{folder.path / SUMMARY_FILE}: expected version {SUMMARY_VERSION}, found {found!r}",
            hint="another version of discreet made this run; read it with that one",
        )
    return summary


def check_same(workspace: Workspace, resolved: dict[str, str]) -> None:
    """Raise ScenarioError unless data, model and plan are those that the run began with.

    Another seed, split or generator would put people that a run was trained on into its test set.
    """
    job = workspace.job
    found = {"data_sha256": workspace.data_sha256, "base_sha256": job.base_sha256}
    for key, value in found.items():
        if resolved[key] != value:
            what = {"data_sha256": "the data", "base_sha256": "the model"}[key]
            raise ScenarioError(
                f"--resume: {what} has changed since the run began",
                hint="start a new run",
            )
    if Plan.from_json(json.loads(resolved["plan"])) != job.plan:
        raise ScenarioError(
            "--resume: the privacy plan has changed since the run began",
            hint="start a new run",
        )


def _anchored(scenario: Scenario) -> Scenario:
    """The scenario with absolute paths, so that a run can be resumed from anywhere."""
    source, model = scenario.data.source, Path(scenario.model.name).expanduser()
    test = scenario.data.test_source
    return scenario.replace(
        {
            "data.source": None if source == SYNTHETIC else str(Path(source).absolute()),
            "data.test_source": None if test is None else str(Path(test).absolute()),
            "model.name": str(model.absolute())
            if scenario.model.name != MINILM and model.is_dir()
            else None,
        }
    )
