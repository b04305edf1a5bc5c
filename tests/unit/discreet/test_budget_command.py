"""`discreet client budget`: figures, verdicts, exit codes, and that nothing is written."""

from __future__ import annotations

import json
import math
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from support.blocked import HEAVY, run_without
from support.ledgers import amendment
from support.plans import make_plan

from client.owner import open_ledger
from discreet.budget import ROUND_CEILING, ROUND_FLOOR, _directed
from privacy import accounting
from privacy.ledger.store import Charge
from privacy.plan import Plan, Unit
from privacy.vault import keyring as keyrings
from simulations.plans import plan_of
from simulations.scenario import Scenario

PLAN = make_plan(
    sampling_probability=1, noise_multiplier=40, steps_per_round=1, rounds=8, spare_rounds=1,
    delta=1e-6,
)  # fmt: skip
DIGEST = "0" * 64
POLICY = "[populations.default]\nepsilon = 2.0\ndelta = 1e-6\ndeclared_units = 200\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "policy.toml").write_text(POLICY)
    monkeypatch.setenv("DISCREET_HOME", str(folder))
    return folder


@pytest.fixture
def folder(command: Any, home: Path) -> Path:
    """A population's folder: two settled rounds of PLAN, and one that crashed."""
    assert command("client", "ledger", "open").code == 0
    place = home / "populations" / "default"
    with open_ledger(place, keyrings.load()) as ledger:
        for number in (1, 2, 3):
            charge = Charge("run-1", number, DIGEST, DIGEST, DIGEST, DIGEST)
            debit = ledger.debit(PLAN, charge, epsilon_cap=2.0, delta_cap=1e-6)
            if number < 3:
                ledger.settle(debit, executed=1, sampling="poisson", bytes_left=True)
    return place


def write_plan(path: Path, plan: Plan = PLAN) -> Path:
    path.write_text(json.dumps(plan.to_json()))
    return path


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(p): (p.stat().st_mtime_ns, p.read_bytes() if p.is_file() else b"")
        for p in [root, *root.rglob("*")]
    }


def one(done: Any) -> dict[str, Any]:
    """The one population of a --json object."""
    found = json.loads(done.out)
    assert found["version"] == 1
    (row,) = found["populations"]
    return dict(row)


def test_spent_reserved_and_left(command: Any, folder: Path) -> None:
    done = command("client", "budget")
    assert done.code == 0
    assert "default: verified by the owner's key and its mark, 7 entries" in done.out
    assert "3 charged of 200" in done.out
    row = one(command("client", "budget", "--json"))
    spent, charged, horizon = (accounting.epsilon(PLAN, n) for n in (2, 3, 9))
    assert row["epsilon_spent"] == spent
    assert row["epsilon_charged"] == charged
    assert row["epsilon_horizon"] == horizon
    assert row["open_debits"] == [6]
    assert row["epsilon_left"] == pytest.approx(2.0 - charged)
    assert (row["unit"], row["delta"], row["plan_rule"]) == ("person", 1e-6, "one")
    assert (row["rounds_charged"], row["rounds_max"], row["rounds_left"]) == (3, 200, 6)


def test_what_is_shown_is_never_rounded_in_the_pleasant_direction(
    command: Any, folder: Path
) -> None:
    lines = {line.split()[0]: line.split() for line in command("client", "budget").out.splitlines()}
    row = one(command("client", "budget", "--json"))
    assert Decimal(lines["spent"][1]) >= Decimal(row["epsilon_spent"])
    assert Decimal(lines["reserved"][1]) >= Decimal(row["epsilon_reserved"])
    assert Decimal(lines["left"][1]) <= Decimal(row["epsilon_left"])


@pytest.mark.parametrize("value", [1e-7, 0.10001, 1.23451, 1.2345000001, 2.0, 12345.6, 999999.0])
def test_directed_rounding(value: float) -> None:
    up, down = Decimal(_directed(value, ROUND_CEILING)), Decimal(_directed(value, ROUND_FLOOR))
    assert down <= Decimal(value) <= up
    assert up - down <= Decimal(value) / 999


def test_a_population_without_a_ledger(command: Any, home: Path) -> None:
    done = command("client", "budget")
    assert done.code == 0
    assert "default: not opened, nothing spent, all left" in done.out
    row = one(command("client", "budget", "--json"))
    assert (row["opened"], row["epsilon_spent"], row["epsilon_left"]) == (False, 0.0, 2.0)
    assert not (home / "populations").exists()


def test_all_populations_or_one(command: Any, folder: Path, home: Path) -> None:
    (home / "policy.toml").write_text(POLICY + "[populations.members]\nepsilon = 1.0\n")
    rows = json.loads(command("client", "budget", "--json").out)["populations"]
    assert [(row["population"], row["opened"]) for row in rows] == [
        ("default", True),
        ("members", False),
    ]
    assert one(command("client", "budget", "--population", "members", "--json"))["cap"] == 1.0
    assert one(command("client", "budget", "--folder", folder, "--json"))["entries"] == 7


def test_nothing_is_written_and_no_key_is_needed(
    command: Any, folder: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_plan(tmp_path / "plan.json")
    shutil.rmtree(home / "keys")  # the vault's
    monkeypatch.chdir(tmp_path)
    before = tree(tmp_path)
    assert command("client", "budget", "--plan", file).code == 3  # 3 of 9 rounds are charged
    assert tree(tmp_path) == before


def test_an_amendment_is_said(command: Any, folder: Path) -> None:
    before = one(command("client", "budget", "--json"))["epsilon_spent"]
    with open_ledger(folder, keyrings.load()) as ledger:
        ledger.amend(amendment(2, 4))
    done = command("client", "budget")
    assert "note: 1 amendment: earlier debits cost more" in done.out
    assert one(command("client", "budget", "--json"))["epsilon_spent"] > 1.5 * before


# --- plans -------------------------------------------------------------------------------------


def make_scenario(**changes: Any) -> Scenario:
    values = {"training.rounds": 3, "training.expected_batch": 40, "privacy.epsilon": 1.5,
              "privacy.delta": 1e-6}  # fmt: skip
    return Scenario().replace(values | changes)


def test_a_scenario_a_run_and_a_plan_are_one(command: Any, home: Path, tmp_path: Path) -> None:
    scenario = make_scenario()
    plan = plan_of(scenario, Unit.PERSON, [200])
    files = [tmp_path / "s.toml", tmp_path / "run.toml", write_plan(tmp_path / "p.json", plan)]
    files[0].write_text(scenario.to_toml())
    resolved = {"run_id": "x", "plan": json.dumps(plan.to_json())}
    files[1].write_text(scenario.to_toml() + "\n" + tomli_w.dumps({"resolved": resolved}))
    options = [item for file in files for item in ("--plan", file)]
    done = command("client", "budget", *options, "--json")
    assert done.code == 0
    verdicts = one(done)["plans"]
    assert {verdict["sha256"] for verdict in verdicts} == {plan.digest()}
    assert [verdict["file"] for verdict in verdicts] == list(map(str, files))
    for verdict in verdicts:
        assert (verdict["epsilon_before"], verdict["fits"]) == (0.0, True)
        assert verdict["epsilon_after"] == accounting.epsilon(plan, 3)
        assert verdict["epsilon_after_spare"] == accounting.epsilon(plan, 4)
        assert (verdict["refusal"]["round"], verdict["refusal"]["rule"]) == (5, "ledger")


def test_the_declared_size_decides_a_scenarios_sampling(
    command: Any, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "s.toml"
    file.write_text(make_scenario().to_toml())
    options = ("client", "budget", "--plan", file, "--json")
    probability = [
        one(command(*options, *more))["plans"][0]["plan"]["sampling_probability"]
        for more in ([], ["--declared-units", 400])
    ]
    assert probability == [0.2, 0.1]


def test_the_owners_unit_is_taken_for_auto(command: Any, home: Path, tmp_path: Path) -> None:
    (home / "policy.toml").write_text(POLICY + 'unit = "document"\n')
    file = tmp_path / "s.toml"
    for wanted, code in (("auto", 0), ("document", 0), ("person", 3)):
        file.write_text(make_scenario(**{"privacy.unit": wanted}).to_toml())
        assert command("client", "budget", "--plan", file).code == code


def test_a_plan_that_the_ledger_refuses(command: Any, folder: Path, tmp_path: Path) -> None:
    done = command("client", "budget", "--plan", write_plan(tmp_path / "p.json"))
    assert done.code == 3
    assert "default: " in done.error
    assert "p.json: round 7 of 8: the plan's horizon: 9 steps in all" in done.error
    assert "p.json: refused" in done.out
    assert "first refusal: round 7 by ledger: the plan's horizon" in done.out
    other = make_plan(sampling_probability=1, noise_multiplier=50, delta=1e-6, steps_per_round=1)
    done = command("client", "budget", "--plan", write_plan(tmp_path / "q.json", other))
    assert done.code == 3
    assert "budget was opened for another plan, and its policy allows one" in done.error


def test_a_plan_that_the_policy_refuses(command: Any, home: Path, tmp_path: Path) -> None:
    file = write_plan(tmp_path / "p.json", make_plan(noise_multiplier=0.1, delta=1e-6))
    done = command("client", "budget", "--plan", file)
    assert done.code == 3
    assert "round 1 of 10: policy rule populations.default.noise_multiplier_min" in done.error


def test_the_exact_boundary_of_the_cap(command: Any, home: Path, tmp_path: Path) -> None:
    file = write_plan(tmp_path / "p.json")
    exact = accounting.epsilon(PLAN, PLAN.rounds)
    for cap, code, number in ((exact, 0, 9), (math.nextafter(exact, 0), 3, 8)):
        (home / "policy.toml").write_text(POLICY.replace("2.0", repr(cap)))
        done = command("client", "budget", "--plan", file, "--json")
        assert done.code == code
        assert one(done)["plans"][0]["refusal"]["round"] == number


def test_alternatives_or_in_turn(command: Any, home: Path, tmp_path: Path) -> None:
    (home / "policy.toml").write_text(POLICY + 'plans = "several"\n')
    other = make_plan(sampling_probability=1, noise_multiplier=50, delta=1e-6, steps_per_round=1)
    first, second = write_plan(tmp_path / "a.json"), write_plan(tmp_path / "b.json", other)
    options = ("client", "budget", "--plan", first, "--plan", second, "--json")
    alone, turn = one(command(*options))["plans"], one(command(*options, "--in-turn"))["plans"]
    assert alone[0] == turn[0]
    assert alone[1]["epsilon_before"] == 0.0
    assert turn[1]["epsilon_before"] == turn[0]["epsilon_after"]
    assert turn[1]["epsilon_after"] > alone[1]["epsilon_after"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("p.json", "{}", "version: expected"),
        ("p.json", "{", "expected a plan in JSON"),
        ("p.json", json.dumps(PLAN.to_json() | {"delta": 2}), "delta: expected"),
        ("s.toml", "rounds = ", "expected a scenario, a run.toml or a plan in JSON"),
        ("s.toml", "[training]\nround = 3\n", "training.round: unknown key"),
        ("s.toml", "[privacy]\ndelta = 0.1\n", "delta: expected less than"),
        ("run.toml", "[resolved]\nplan = 'x'\n", "expected the plan of a run"),
        ("run.toml", "resolved = 3\n", "expected the plan of a run"),
        ("s.toml", "#" + "x" * (1 << 20), "expected at most"),
    ],
)
def test_a_bad_file(
    command: Any, folder: Path, tmp_path: Path, name: str, content: str, words: str
) -> None:
    (tmp_path / name).write_text(content)
    good = write_plan(tmp_path / "good.json")
    done = command("client", "budget", "--plan", good, "--plan", tmp_path / name)
    assert (done.code, done.out) == (2, "")
    assert words in done.error
    assert name in done.error


@pytest.mark.parametrize(
    "arguments",
    [
        ["--plan", "nowhere.toml"],
        ["--policy", "nowhere.toml"],
        ["--in-turn"],
        ["--declared-units", 5],
        ["--declared-units", 0, "--plan", "text"],
    ],
)
def test_bad_options(command: Any, home: Path, arguments: list[object]) -> None:
    done = command("client", "budget", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.error


# --- ledgers that don't verify ---------------------------------------------------------------


def test_a_ledger_that_does_not_verify_leaves_the_others_readable(
    command: Any, folder: Path, home: Path
) -> None:
    (home / "policy.toml").write_text(POLICY + "[populations.members]\nepsilon = 1.0\n")
    path = folder / "ledger.db"
    data = bytearray(path.read_bytes())
    data[data.index(b"run-1")] ^= 1
    path.write_bytes(data)
    done = command("client", "budget", "--json")
    assert done.code == 4
    assert "expected the owner's signature, found another" in done.error
    found = json.loads(done.out)
    assert [row["population"] for row in found["populations"]] == ["members"]
    assert found["failed"][0]["population"] == "default"


def test_a_ledger_behind_its_mark_or_lost(command: Any, folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with open_ledger(folder, keyrings.load()) as ledger:
        ledger.copy(old)
        ledger.erase("2026-1")
    for file in folder.glob("ledger.db*"):
        file.unlink()
    done = command("client", "budget")
    assert done.code == 4
    assert "whose mark or heads lie here, found none" in done.error
    (folder / "ledger.db").write_bytes(old.read_bytes())
    done = command("client", "budget")
    assert done.code == 4
    assert "some are missing" in done.error


def test_it_runs_without_the_frameworks(folder: Path, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(make_scenario().to_toml())
    done = run_without([*HEAVY, "matplotlib"], "client", "budget", "--plan", file)
    assert done.returncode == 3, done.stderr  # another plan than the ledger's
    assert "default: verified" in done.stdout
