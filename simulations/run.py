"""Run a scenario from its data to its report, on this machine."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from client.flower_internals import enter_process  # before the first other import of flwr

# isort: split
import torch
from flwr.app import Context, RecordDict

from client.app import app as client_app
from client.connection import LOCAL_KEY
from client.journal import last_detail
from privacy.vault import keyring as keyrings
from privacy.vault.keyring import Keyring
from qa.runtime import keep_freed_memory
from server.app import app as server_app
from server.observer import Observer, observing
from simulations import flower_engine
from simulations.folder import (
    REPORT_FILE,
    SUMMARY_FILE,
    check_same,
    create,
    finished,
    locked,
    new_folder,
    reopen,
)
from simulations.furnish import furnish
from simulations.grid import InProcessGrid
from simulations.prepare import JOB_FILE, Workspace, prepare
from simulations.scenario import Scenario
from simulations.summary import summarize, write_summary

Engine = Literal["inprocess", "flower"]
Language = Literal["en", "zh"]
DETAIL_MAX_LENGTH = 300  # characters
_ENDING = (signal.SIGINT, signal.SIGTERM)


def simulate(
    scenario: Scenario,
    *,
    out: str | None = None,
    engine: Engine = "inprocess",
    language: Language = "en",
    observer: Observer = lambda _: None,
    stage: Callable[[str], None] = lambda _: None,
    began: Callable[[Path], None] = lambda _: None,
) -> dict[str, Any]:
    """Run `scenario` into a new directory and return its summary.

    Nothing is written to the directory before data, model and plan are known to be good.
    """
    clock = time.monotonic()
    folder = new_folder(out)
    with _workspace() as temporary, _keys(stage) as keyring:
        stage("preparing data, model and privacy plan")
        workspace = prepare(
            scenario, temporary, out=folder.path, run_id=folder.run_id, keyring=keyring
        )
        furnish(workspace, scenario, keyring)
        create(folder, scenario, workspace)
        with locked(folder):
            began(folder.path)
            return _finish(
                scenario,
                workspace,
                engine=engine,
                language=language,
                observer=observer,
                clock=clock,
            )


def resume(
    path: Path,
    *,
    engine: Engine = "inprocess",
    language: Language = "en",
    observer: Observer = lambda _: None,
    stage: Callable[[str], None] = lambda _: None,
    began: Callable[[Path], None] = lambda _: None,
) -> dict[str, Any]:
    """Go on with the run in `path` from its last whole round.

    A round that was cut off stays charged, and is charged again. A run that has ended is left as
    it is, but for its report, which is written again in `language`.
    """
    clock = time.monotonic()
    folder, scenario, resolved = reopen(path)
    if (summary := finished(folder)) is not None:
        stage("this run has ended: its summary follows")
        _report(folder.path, summary, language)
        return summary
    with _workspace() as temporary, _keys(stage) as keyring:
        stage("preparing data, model and privacy plan")
        workspace = prepare(
            scenario, temporary, out=folder.path, run_id=folder.run_id, keyring=keyring
        )
        check_same(workspace, resolved)
        with locked(folder):
            began(folder.path)
            return _finish(
                scenario,
                workspace,
                engine=engine,
                language=language,
                observer=observer,
                clock=clock,
            )


def _finish(
    scenario: Scenario,
    workspace: Workspace,
    *,
    engine: Engine,
    language: Language,
    observer: Observer,
    clock: float,
) -> dict[str, Any]:
    if engine == "flower":
        flower_engine.run(workspace)
    else:
        _run_in_process(scenario, workspace, observer)
    path = workspace.job.out / SUMMARY_FILE
    summary = summarize(scenario, workspace, time.monotonic() - clock)
    _report(workspace.job.out, summary, language)
    summary["seconds"] = round(time.monotonic() - clock, 2)
    write_summary(path, summary)
    return summary


def _report(out: Path, summary: dict[str, Any], language: Language) -> None:
    from simulations.report import render  # matplotlib: not before the training is done

    (out / REPORT_FILE).write_text(render(summary, language), encoding="utf-8")


def _run_in_process(scenario: Scenario, workspace: Workspace, observer: Observer) -> None:
    enter_process()
    keep_freed_memory()
    cores = os.cpu_count() or 1
    parallel = min(scenario.run.parallel or cores, len(workspace.owners))
    threads = max(1, cores // parallel)
    grid = InProcessGrid(
        client_app,
        [
            {"owner": str(workspace.owner_file(i)), LOCAL_KEY: workspace.job.run_id}
            for i in range(len(workspace.owners))
        ],
        parallel=parallel,
        prepare=lambda: torch.set_num_threads(threads),
    )
    context = Context(
        run_id=1,
        node_id=0,
        node_config={},
        state=RecordDict(),
        run_config={"job": str(workspace.folder / JOB_FILE)},
    )

    def explain(node: int, number: int) -> str | None:
        """Why an owner failed in a round, from its own journal: a simulation may read it."""
        name = workspace.owners[node - 1].name
        detail = last_detail(workspace.home(name), number)
        return " ".join(detail.split())[:DETAIL_MAX_LENGTH] if detail else None

    try:
        with observing(observer, explain):
            server_app(grid, context)
    finally:
        # After Ctrl-C nobody waits for a step, which may take minutes: all that counts is on disk.
        grid.close(wait=not isinstance(sys.exception(), KeyboardInterrupt))


@contextlib.contextmanager
def _keys(stage: Callable[[str], None]) -> Iterator[Keyring]:
    """This user's vault key, which seals all texts. A first use makes one, and says where.

    A key file with a passphrase needs $DISCREET_VAULT_PASSPHRASE: every party opens it by itself.
    """
    keyring, made = keyrings.load_or_create()
    if made:
        stage(f"made a vault key, {keyring.path}: keep a copy; what it seals opens with it alone")
    with keyrings.in_use():
        yield keyring


@contextlib.contextmanager
def _workspace() -> Iterator[Path]:
    """A folder of this user's alone, outside the run's directory: its texts are sealed."""
    folder = tempfile.TemporaryDirectory(prefix="discreet-")
    try:
        yield Path(folder.name)
    finally:
        with _undisturbed():
            folder.cleanup()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Ignore a second Ctrl-C, which would leave the folder. Nothing outside of the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kept = {number: signal.signal(number, signal.SIG_IGN) for number in _ENDING}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
