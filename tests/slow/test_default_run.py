"""The default run keeps its promises: privacy, utility, and that it learned from the answers."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow


def simulate(*arguments: str) -> dict[str, Any]:
    """The summary of one run of the real command."""
    done = subprocess.run(
        [sys.executable, "-m", "discreet", "simulate", "--json", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


@pytest.fixture(scope="module")
def default_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return simulate("--out", str(tmp_path_factory.mktemp("runs") / "default"))


def test_every_owner_stays_within_epsilon_8_for_each_person(default_run: dict[str, Any]) -> None:
    assert len(default_run["owners"]) >= 3
    for owner in default_run["owners"]:
        assert owner["unit"] == "person"
        assert 0 < owner["epsilon"] <= 8
        assert owner["delta"] <= 1e-5
        assert owner["delta"] * owner["units"] < 1


def test_f1_rises_by_ten_points_over_the_warm_start(default_run: dict[str, Any]) -> None:
    assert default_run["final"]["f1"] >= default_run["baseline"]["f1"] + 10
    assert default_run["final"]["examples"] == default_run["baseline"]["examples"] >= 200


def test_f1_is_eight_points_over_training_on_shuffled_answers(
    default_run: dict[str, Any], tmp_path: Path
) -> None:
    scenario = tmp_path / "control.toml"
    scenario.write_text("version = 1\n[data]\nshuffle_answers = true\n", encoding="utf-8")
    control = simulate(str(scenario), "--out", str(tmp_path / "control"))
    assert control["baseline"] == default_run["baseline"]
    assert default_run["final"]["f1"] >= control["final"]["f1"] + 8
