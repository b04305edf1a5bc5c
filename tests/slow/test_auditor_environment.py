"""An auditor's environment: `pip install .[audit]` brings neither torch nor Flower, and audits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.filed_ledgers import aggregated

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "flwr", "transformers", "opacus", "grpc", "peft", "sklearn")


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new virtual environment with the extra `audit`."""
    folder = tmp_path_factory.mktemp("auditor")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    # From a copy: a build leaves files beside the sources.
    source = folder / "source"
    subprocess.run(["git", "clone", "--quiet", ROOT, source], check=True)
    pip = [python, "-m", "pip", "install", "--quiet", f"{source}[audit]"]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return python


def test_it_brings_no_framework(python: Path) -> None:
    code = (
        "import importlib.util as u, json, sys; "
        "print(json.dumps([n for n in sys.argv[1:] if u.find_spec(n) is not None]))"
    )
    done = subprocess.run([python, "-c", code, *HEAVY, "discreet"], capture_output=True, check=True)
    assert json.loads(done.stdout) == ["discreet"]


def test_it_audits_and_reports(python: Path, tmp_path: Path) -> None:
    path = aggregated(tmp_path / "bank")
    out = {form: tmp_path / f"report.{form}" for form in ("html", "json", "yaml")}
    options = [option for file in out.values() for option in ("--report", str(file))]
    home = {"DISCREET_HOME": str(tmp_path / "home"), "PYTHONPATH": ""}

    def discreet(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [python, "-m", "discreet", *arguments],
            cwd=tmp_path, env=os.environ | home, capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = discreet("audit", str(path), *options, "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "self-consistent only" in done.stdout
    assert "承诺了什么" in out["html"].read_text(encoding="utf-8")
    for file in out.values():
        checked = discreet("audit", "--verify-report", str(file))
        assert checked.returncode == 0, checked.stderr
    taken = discreet("audit", "countersign", str(path), "--new")
    assert taken.returncode == 4  # it has no signed head
    assert "discreet client ledger head" in taken.stderr
    # What it hasn't got it says in one line.
    missing = discreet("simulate")
    assert missing.returncode == 2
    assert "which is not installed" in missing.stderr
