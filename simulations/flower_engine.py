"""The same two apps on Flower's own simulation engine: `flwr run`, a SuperLink and Ray actors.

This is the way to several machines (a Ray cluster that shares the folder). Here one SuperLink is
started on free loopback ports for one run and stopped after it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from client.owner import OWNERS_VARIABLE
from privacy.vault import keyring as keyrings
from server.history import RESULT_FILE
from simulations.errors import ScenarioError, SimulationError
from simulations.loopback import free_port, over_grpc
from simulations.prepare import JOB_FILE, OWNERS_FOLDER, Workspace

START_TIMEOUT = 60.0  # seconds
CONNECTION = "discreet"
LOG_FILE = "flower.log"


class EngineError(SimulationError):
    """Flower's engine did not start, or its run ended without a result."""


def run(workspace: Workspace) -> None:
    """Run the workspace's job with `flwr run`. Raises EngineError, with the log's place."""
    root = app_root()
    workspace = over_grpc(workspace, keyrings.load(workspace.job.keys))
    (workspace.job.out / RESULT_FILE).unlink(missing_ok=True)
    log = workspace.job.out / LOG_FILE
    with tempfile.TemporaryDirectory(prefix="discreet-flower-") as home:
        environ = environment(workspace, Path(home))
        with log.open("a", encoding="utf-8") as out, _superlink(environ, out.fileno(), Path(home)):
            ended = subprocess.run(
                run_command(workspace, root),
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                check=False,
            )
    if not (workspace.job.out / RESULT_FILE).exists():
        raise EngineError(
            f"flwr run ended with {ended.returncode} and without a result",
            hint=f"its log is {log}",
        )


def run_command(workspace: Workspace, root: Path) -> list[str]:
    """The `flwr run` command for a workspace."""
    return [
        _tool("flwr"), "run", str(root), CONNECTION, "--stream",
        "--run-config", f'job="{workspace.folder / JOB_FILE}"',
        "--federation-config", f"num-supernodes={len(workspace.owners)}",
    ]  # fmt: skip


def environment(workspace: Workspace, home: Path) -> dict[str, str]:
    """What Flower's processes need to know, all of it local to this machine."""
    return os.environ | {
        "FLWR_HOME": str(home),
        "FLWR_TELEMETRY_ENABLED": "0",
        "FLWR_DISABLE_UPDATE_CHECK": "1",
        "FLWR_DISABLE_RUNTIME_DEPENDENCY_INSTALLATION": "1",
        "RAY_USAGE_STATS_ENABLED": "0",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        OWNERS_VARIABLE: str(workspace.folder / OWNERS_FOLDER),
    }


def app_root() -> Path:
    """The folder that Flower bundles. Raises ScenarioError outside of a checkout."""
    root = Path(__file__).parent.parent
    if not (root / "pyproject.toml").is_file():
        raise ScenarioError(
            "--engine flower: expected a checkout with pyproject.toml, found an installed package",
            hint="clone the project, or use the in-process engine",
        )
    return root


@contextlib.contextmanager
def _superlink(environ: dict[str, str], log: int, home: Path) -> Iterator[None]:
    port = free_port()
    (home / "config.toml").write_text(
        f'[superlink]\ndefault = "{CONNECTION}"\n\n[superlink.{CONNECTION}]\n'
        f'address = "127.0.0.1:{port}"\ninsecure = true\n',
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [
            _tool("flower-superlink"), "--insecure", "--simulation", "--isolation", "subprocess",
            "--host", "127.0.0.1", "--port", str(port),
        ],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise EngineError(f"flower-superlink ended with {process.returncode} at its start")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=1):  # noqa: S310
            return
        time.sleep(0.2)
    raise EngineError(f"flower-superlink was not ready within {START_TIMEOUT:.0f} s")


def _tool(name: str) -> str:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise EngineError(
            f"--engine flower: expected the command {name}, found none",
            hint="pip install 'discreet[ray]'",
        )
    return found
