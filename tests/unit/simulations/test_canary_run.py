"""simulations.canary_run and `discreet simulate --canaries`: a report and no model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.records import rows

from discreet.main import run as discreet
from privacy.errors import VerificationError
from qa.errors import DataError
from simulations import canary_run
from simulations.canary_run import CANARIES_FILE, run_canaries
from simulations.scenario import Scenario


@pytest.fixture
def options(tiny_models: dict[str, Path], tmp_path: Path) -> list[str]:
    file = tmp_path / "data.jsonl"
    written = [json.dumps(row) for row in rows("hospital", 40) + rows("bank", 30)]
    file.write_text("\n".join(written), encoding="utf-8")
    scenario = tmp_path / "s.toml"
    scenario.write_text(
        f"""[data]
source = {str(file)!r}
[model]
name = {str(tiny_models["bert"])!r}
max_length = 96
stride = 8
layers = 1
rank = 2
[training]
rounds = 2
[run]
device = "cpu"
""",
        encoding="utf-8",
    )
    return ["simulate", str(scenario), "--out", str(tmp_path / "out"), "--canaries"]


def test_a_report_and_no_model(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert discreet([*options, "40", "--json"]) == 0
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    written = json.loads((tmp_path / "out" / CANARIES_FILE).read_text())
    assert printed.pop("run_dir") == str(tmp_path / "out")
    assert printed == written
    assert [path.name for path in (tmp_path / "out").iterdir()] == [CANARIES_FILE]
    assert written["owner"] == "hospital"
    assert written["canaries"] == 40 and written["steps"] == 2
    assert written["verdict"]["finding"] == "not contradicted"
    assert 0 < written["claimed_epsilon"] <= 8.01
    assert written["membership"]["members"] == written["membership"]["others"]


def test_too_few_canaries_for_the_claim_are_said_to_be(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert discreet([*options, "20"]) == 0
    captured = capsys.readouterr()
    assert "can't contradict epsilon" in captured.err
    assert "proves nothing of what was not tried" in captured.out


def test_a_contradiction_is_a_failed_verification(
    options: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The report is written first."""
    real = canary_run.attack

    def sees_the_coins(*arguments: Any, **others: Any) -> Any:
        evidence = real(*arguments, **others)
        evidence.scores["loss"][:] = evidence.included
        return evidence

    monkeypatch.setattr(canary_run, "attack", sees_the_coins)
    assert discreet([*options, "100", "--epsilon", "0.5"]) == 4
    captured = capsys.readouterr()
    assert "contradicted at confidence 0.95" in captured.out
    assert captured.err.count("discreet: error:") == 1
    assert (tmp_path / "out" / CANARIES_FILE).exists()
    found = json.loads((tmp_path / "out" / CANARIES_FILE).read_text())
    with pytest.raises(VerificationError):
        canary_run.check(found)


@pytest.mark.parametrize("count", ["0", "19", "5001", "x"])
def test_a_number_out_of_range_is_refused(
    options: list[str], count: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert discreet([*options, count]) == 2
    assert capsys.readouterr().err.count("error") == 1
    assert not (tmp_path / "out").exists()


def test_it_does_not_go_with_resume(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert discreet(["simulate", "--resume", str(tmp_path), "--canaries", "40"]) == 2
    assert "--canaries" in capsys.readouterr().err


def test_nothing_is_written_where_the_scenario_is_wrong(tmp_path: Path) -> None:
    scenario = Scenario().replace({"data.source": str(tmp_path / "none.json")})
    with pytest.raises(DataError):
        run_canaries(scenario, 40, out=str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
