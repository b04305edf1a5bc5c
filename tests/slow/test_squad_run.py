"""Five owners by article title from SQuAD 2.0, with a publicly warmed-up encoder."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_squad_by_title_runs_to_its_end(shared_data: Path, tmp_path: Path) -> None:
    encoder = shared_data.parent / "models" / "minilm-squadshifts"
    if not encoder.is_dir():
        pytest.skip(f"no warm encoder at {encoder}")
    done = subprocess.run(
        [
            sys.executable, "-m", "discreet", "simulate", "--owners", "5",
            "--data", str(shared_data / "squad" / "dev-v2.0.json"), "--model", str(encoder),
            "--rounds", "3", "--out", str(tmp_path / "run"), "--json",
        ],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert len(summary["owners"]) == 5
    for owner in summary["owners"]:
        assert owner["unit"] == "document"
        assert 0 < owner["epsilon"] <= 8
        assert owner["delta"] * owner["units"] < 1
    # The encoder has never seen a question without an answer. Both halves are measured, apart.
    assert summary["baseline"]["no_answer_accuracy"] < 5
    assert summary["baseline"]["answerable_f1"] > 60
    assert summary["final"]["no_answer_accuracy"] >= summary["baseline"]["no_answer_accuracy"]
    assert summary["final"]["answerable_f1"] > 30
    f1 = summary["final"]["f1"]
    low, high = sorted((summary["final"]["no_answer_accuracy"], summary["final"]["answerable_f1"]))
    assert low <= f1 <= high
