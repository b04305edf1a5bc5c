"""`discreet plan`: the table, the files that it writes, and what it refuses."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from support.blocked import HEAVY, run_without

from privacy.accounting import calibrate
from privacy.plan import Plan, Unit
from privacy.planning import Fixed, search
from privacy.trade import Terms
from server.job import DeclaredOwner
from simulations import prepare
from simulations.plans import plan_of
from simulations.scenario import Scenario, load

QUICK = ("--units", 500, "--epsilon", 3, "--rounds", 6, "--batch", 50)  # one row


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def expected(**changes: Any) -> Plan:
    """What QUICK comes to."""
    values: dict[str, Any] = {
        "target_epsilon": 3.0, "delta": 1e-5, "sampling_probability": 0.1, "steps_per_round": 1,
        "rounds": 6, "unit": Unit.PERSON, "clip_norm": 1.0,
    }  # fmt: skip
    return calibrate(**(values | changes))


def test_one_row(command: Any) -> None:
    done = command("plan", *QUICK, "--json")
    assert done.code == 0
    found = json.loads(done.out)
    (row,) = found["rows"]
    plan = expected()
    assert (found["version"], found["recommended"]) == (1, 0)
    assert row["noise_multiplier"] == plan.noise_multiplier
    assert (row["rounds"], row["spare_rounds"], row["steps"]) == (6, 1, 6)
    assert (row["sampling_probability"], row["expected_batch"]) == (0.1, 50)
    assert row["gradients"] == pytest.approx(300)
    assert row["noise_in_mean_of_owners"] is None
    assert found["scenario"] is None


def test_the_table_marks_what_it_recommends(command: Any) -> None:
    options = ("--units", 200, "--epsilon", 3, "--rounds", 4)
    done = command("plan", *options)
    assert done.code == 0
    lines = done.out.splitlines()
    marked = [line for line in lines if line.startswith("*")]
    assert len(marked) == 2  # the row, and the reason
    found = json.loads(command("plan", *options, "--json").out)
    best = found["rows"][found["recommended"]]
    assert marked[0].split()[1:3] == [str(best["rounds"]), str(best["steps"])]
    assert f"{best['noise_multiplier']:g}" in marked[0]
    assert found["reason"] in marked[1]
    assert len(lines) == len(found["rows"]) + 3


def test_owners_average_the_noise_and_nothing_else(command: Any) -> None:
    alone = json.loads(command("plan", *QUICK, "--json").out)["rows"][0]
    (row,) = json.loads(command("plan", *QUICK, "--owners", 9, "--json").out)["rows"]
    assert row["noise_in_mean_of_owners"] == pytest.approx(row["noise_in_mean"] / 3)
    assert row["noise_multiplier"] == alone["noise_multiplier"]
    text = command("plan", *QUICK, "--owners", 9).out
    assert "1/sqrt(9) of one owner's; each person's epsilon stays as it is" in text


def test_fixed_noise(command: Any) -> None:
    done = command("plan", "--units", 500, "--epsilon", 3, "--noise", 1.2, "--batch", 50, "--json")
    (row,) = json.loads(done.out)["rows"]
    (same,) = search(
        Terms(epsilon=3.0, delta=1e-5, units=500), Fixed(probability=0.1, noise=1.2)
    ).rows
    assert row["rounds"] == same.plan.rounds > 1
    assert row["noise_multiplier"] == 1.2


# --- a scenario ------------------------------------------------------------------------------


def test_the_scenario_comes_to_the_very_plan(command: Any, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    done = command("plan", *QUICK, "--steps-per-round", 2, "--to", file)
    assert done.code == 0
    assert f"discreet: {file}: written" in done.err
    scenario, plan = load(str(file)), expected(steps_per_round=2)
    # What `discreet simulate` does with it (`simulations.prepare`), for an owner of that size.
    assert prepare.make_plan(scenario, Unit.PERSON, (DeclaredOwner("a", 500),)) == plan
    # And whatever sizes the owners of the run declare.
    uneven = (DeclaredOwner("a", 300), DeclaredOwner("b", 1100))
    assert prepare.make_plan(scenario, Unit.PERSON, uneven) == plan
    assert scenario.training.expected_batch == 50
    assert file.stat().st_mode & 0o777 == 0o644


def test_simulate_takes_the_scenario(command: Any, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    assert command("plan", *QUICK, "--to", file).code == 0
    done = command("simulate", file, "--print-config")
    assert done.code == 0
    assert done.out.strip() == file.read_text().strip()


def test_the_base_scenario_says_what_options_leave_out(command: Any, tmp_path: Path) -> None:
    base = Scenario().replace(
        {
            "privacy.epsilon": 2.0,
            "privacy.delta": 1e-4,
            "privacy.clip_norm": 0.5,
            "privacy.spare_rounds": 4,
            "privacy.records_per_unit": 3,
            "training.steps_per_round": 3,
            "training.learning_rate": 0.25,
            "privacy.unit": "document",
        }
    )
    (tmp_path / "base.toml").write_text(base.to_toml())
    file = tmp_path / "s.toml"
    options = ("--units", 500, "--rounds", 5, "--batch", 20, "--to", file)
    assert command("plan", "base.toml", *options).code == 0
    found = load(str(file))
    assert found.training.learning_rate == 0.25
    assert plan_of(found, Unit.DOCUMENT, [500]) == expected(
        target_epsilon=2.0, delta=1e-4, clip_norm=0.5, spare_rounds=4, records_per_unit=3,
        steps_per_round=3, rounds=5, sampling_probability=0.04, unit=Unit.DOCUMENT,
    )  # fmt: skip


def test_a_pinned_sampling_probability_is_kept_unless_a_batch_is_given(
    command: Any, tmp_path: Path
) -> None:
    pinned = Scenario().replace({"privacy.sampling_probability": 0.123456})
    (tmp_path / "base.toml").write_text(pinned.to_toml())
    options = ("plan", "base.toml", "--units", 500, "--rounds", 6, "--json")
    (row,) = json.loads(command(*options).out)["rows"]
    assert row["sampling_probability"] == 0.123456
    done = command(*options, "--batch", 50)
    (row,) = json.loads(done.out)["rows"]
    assert row["sampling_probability"] == 0.1
    assert "in the place of the scenario's sampling_probability" in done.err[0]


# --- a picture ---------------------------------------------------------------------------------


def test_the_plot_is_self_contained(command: Any, tmp_path: Path) -> None:
    file = tmp_path / "trade.svg"
    done = command("plan", "--units", 200, "--epsilon", 3, "--rounds", 4, "--plot", file)
    assert done.code == 0
    text = file.read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 (our own)
    svg = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{svg}svg"
    assert root.find(f"{svg}desc") is not None
    for reference in ("href", "src"):  # to its own parts alone
        values = [v for e in root.iter() for k, v in e.attrib.items() if k.endswith(reference)]
        assert all(value.startswith("#") for value in values)
    assert not any(e.tag in (f"{svg}script", f"{svg}image", f"{svg}text") for e in root.iter())
    assert "@import" not in text
    again = tmp_path / "again.svg"
    command("plan", "--units", 200, "--epsilon", 3, "--rounds", 4, "--plot", again)
    assert again.read_text(encoding="utf-8") == text


# --- what is refused, with nothing written ------------------------------------------------------


@pytest.mark.parametrize("option", ["--to", "--plot"])
def test_nothing_is_overwritten(command: Any, tmp_path: Path, option: str) -> None:
    file = tmp_path / ("s.toml" if option == "--to" else "s.svg")
    other = ("--plot", "new.svg") if option == "--to" else ("--to", "new.toml")
    file.write_text("mine")
    done = command("plan", *QUICK, option, file, *other)
    assert (done.code, done.out) == (2, "")
    assert "which exists" in done.error
    assert file.read_text() == "mine"
    assert names(tmp_path) == [file.name]


def test_a_file_that_appears_meanwhile_is_kept(
    command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from privacy import planning

    real = planning.search

    def slow(*arguments: Any) -> Any:
        (tmp_path / "s.toml").write_text("another's")
        return real(*arguments)

    monkeypatch.setattr(planning, "search", slow)
    done = command("plan", *QUICK, "--to", "s.toml")
    assert (done.code, done.out) == (2, "")
    assert (tmp_path / "s.toml").read_text() == "another's"
    assert names(tmp_path) == ["s.toml"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "units"),
        (["--units", 0], "units: expected"),
        (["--units", 500, "--epsilon", "inf"], "--epsilon: expected a finite number"),
        (["--units", 500, "--epsilon", -1], "epsilon: expected"),
        (["--units", 500, "--delta", 0.5], "delta: expected less than"),
        (["--units", 500, "--rounds", 0], "--rounds"),
        (["--units", 500, "--batch", 501], "--batch: expected at most the 500 units"),
        (["--units", 500, "--rounds", 1000, "--batch", 50], "passes: expected at most 10"),
        (["--units", 500, "--noise", 0], "noise: expected"),
        (["--units", 500, "--noise", 0.01], "expected a noise multiplier"),
        (["--units", 500, "--noise", 1, "--to", "a.toml"], "--to: a scenario says epsilon"),
        (["--units", 500, "--to", "a.json"], "--to: expected a name that ends in .toml"),
        (["--units", 500, "--plot", "a.png"], "--plot: expected a name that ends in .svg"),
        (["nowhere.toml", "--units", 500], "expected a scenario file"),
        (["nowhere", "--units", 500], "unknown scenario"),
    ],
)
def test_bad_input(command: Any, tmp_path: Path, arguments: list[object], words: str) -> None:
    done = command("plan", *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.error
    assert names(tmp_path) == []


def test_it_runs_without_the_frameworks(tmp_path: Path) -> None:
    done = run_without(HEAVY, "plan", *QUICK, "--to", "s.toml", "--plot", "s.svg")
    assert done.returncode == 0, done.stderr
    assert names(tmp_path) == ["s.svg", "s.toml"]
    done = run_without([*HEAVY, "dp_accounting", "matplotlib", "numpy"], "plan", "--help")
    assert done.returncode == 0, done.stderr
    assert "--steps-per-round" in done.stdout
