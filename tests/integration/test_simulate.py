"""`discreet simulate` from a file to a report: the real command, the real apps, a tiny model."""

from __future__ import annotations

import functools
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from dp_accounting import GaussianDpEvent, PoissonSampledDpEvent, SelfComposedDpEvent
from dp_accounting.pld import PLDAccountant
from support.jobs import make_vault
from support.owner_home import debits, events
from support.records import MARK, write_rows
from support.runs import (
    DECLARED,
    PERSONS,
    assert_no_text,
    audited,
    charged_steps,
    heads,
    ledger,
    make_scenario,
    write_data,
)

from client import training
from client.store import TRAIN, RecordStore
from discreet.main import run
from privacy.audit.recompute import VERIFIED
from privacy.errors import VaultKeyError, VerificationError
from privacy.vault import keyring as keyrings
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from privacy.vault.signing import read_public
from server.checkpoint import Checkpoint
from server.errors import UnverifiedError
from server.observer import Event, OwnerAnswered, RoundEnded
from simulations.run import resume, simulate
from simulations.scenario import Scenario

WORKSPACES = "discreet-*"  # in the folder of temporary files
DEADLINE = 120.0  # seconds for a command; passed only by a deadlock

Failure = Callable[[str, int], Exception | None]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, tiny_models: dict[str, Path]) -> Path:
    """A folder with records of three owners and a scenario for them."""
    folder = tmp_path_factory.mktemp("simulate")
    scenario = make_scenario(write_data(folder), tiny_models["bert"])
    (folder / "scenario.toml").write_text(scenario.to_toml())
    return folder


@pytest.fixture
def scenario(place: Path, tiny_models: dict[str, Path]) -> Scenario:
    return make_scenario(place / "data.jsonl", tiny_models["bert"])


@pytest.fixture(autouse=True)
def _no_workspace_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield
    assert list(temporary.glob(WORKSPACES)) == []


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> Callable[[Failure | None], None]:
    """Let the first step raise what a function of (owner, round) gives; it is charged then."""
    real, owners = training.train_round, {units: name for name, units in DECLARED.items()}

    def set_failure(failure: Failure | None) -> None:
        def train_round(network: Any, samples: Any, task: Any, **options: Any) -> Any:
            name = owners[options["declared_units"]]
            if failure is not None and (error := failure(name, task.round)) is not None:
                options["begin_step"]()
                raise error
            return real(network, samples, task, **options)

        monkeypatch.setattr(training, "train_round", train_round)

    return set_failure


def history(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "history.jsonl").read_text().splitlines()]


def charged_rounds(out: Path) -> dict[str, list[int]]:
    return {owner: [debit.round for debit in debits(ledger(out, owner))] for owner in PERSONS}


def spent(out: Path, owner: str, delta: float) -> float:
    """Epsilon of what an owner's ledger says, by dp_accounting and nothing of ours."""
    plan, steps = charged_steps(out, owner)
    return epsilon(plan.noise_multiplier, plan.sampling_probability, sum(steps.values()), delta)


@functools.cache
def epsilon(noise: float, probability: float, steps: int, delta: float) -> float:
    # The grid of 1e-3 overstates each step's loss by at most as much: 0.013 in all.
    accountant = PLDAccountant(value_discretization_interval=1e-3)
    sampled = PoissonSampledDpEvent(probability, GaussianDpEvent(noise))
    accountant.compose(SelfComposedDpEvent(sampled, steps))
    return float(accountant.get_epsilon(delta))


def assert_within_the_cap(out: Path, summary: dict[str, Any]) -> None:
    for owner in summary["owners"]:
        independent = spent(out, owner["name"], owner["delta"])
        # Both are upper bounds of one figure; ours is refined until it moves by less than 1 %.
        assert owner["epsilon"] == pytest.approx(independent, rel=0.01)
        assert owner["epsilon"] <= owner["epsilon_cap"] == 8.0


# --- the command -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def command(
    place: Path, tmp_path_factory: pytest.TempPathFactory, keyring: Keyring
) -> dict[str, Any]:
    """What the real command printed and left, and where."""
    out, temporary = place / "run", tmp_path_factory.mktemp("temporary")
    done = subprocess.run(
        [
            sys.executable, "-m", "discreet", "simulate", "scenario.toml", "--rounds", "2",
            "--data", "data.jsonl", "--out", "run", "--json",
        ],
        cwd=place,
        env=os.environ | {"TMPDIR": str(temporary), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    left = [path.name for path in temporary.glob(WORKSPACES)]
    return {"out": out, "stdout": done.stdout, "stderr": done.stderr, "left": left}


def refuse_constant(name: str) -> None:
    raise AssertionError(f"JSON has no {name}")


def test_one_json_object_on_stdout_and_progress_on_stderr(command: dict[str, Any]) -> None:
    summary = json.loads(command["stdout"], parse_constant=refuse_constant)
    assert command["stdout"].count("\n") == 1
    assert summary == json.loads((command["out"] / "summary.json").read_text())
    lines = command["stderr"].splitlines()
    assert all(line.startswith("discreet: ") for line in lines), command["stderr"]
    assert [line for line in lines if "round 2: F1" in line]


def test_the_summary_has_every_field(command: dict[str, Any]) -> None:
    summary = json.loads(command["stdout"])
    assert set(summary) >= {
        "version", "run_dir", "seconds", "model", "rounds", "final", "baseline", "owners",
        "privacy", "aggregation",
    }  # fmt: skip
    assert summary["run_dir"] == str(command["out"])
    assert summary["seconds"] > 0
    assert [row["round"] for row in summary["rounds"]] == [1, 2]
    for row in summary["rounds"]:
        assert set(row) == {"round", "em", "f1", "seconds", "survivors", "dropped"}
        assert row["survivors"] == sorted(PERSONS)
    figures = {"em", "f1", "answerable_f1", "no_answer_accuracy", "answerability_auroc"}
    assert set(summary["final"]) >= figures
    assert set(summary["baseline"]) == set(summary["final"])
    assert {owner["name"]: owner["declared_units"] for owner in summary["owners"]} == DECLARED
    for owner in summary["owners"]:
        assert set(owner) >= {
            "name", "examples", "unit", "units", "epsilon", "delta", "epsilon_cap", "f1",
            "redactions", "exceptions",
        }  # fmt: skip
        assert owner["unit"] == "person"
        assert owner["examples"] == 2 * owner["units"]
        assert (owner["redactions"], owner["exceptions"]) == ({}, [])
    assert summary["privacy"]["mode"] == "local"
    assert set(summary["privacy"]) >= {
        "mode", "accountant", "noise_multiplier", "clip", "sampling", "unit",
    }  # fmt: skip
    assert summary["aggregation"] | {"step_exponent": 0} == {
        "protocol": "secagg-v1", "participants": 3, "threshold": 2, "modulus_bits": 32,
        "survivors_min": 2, "colluders": 0, "degree": 0, "withstands": "malicious coordinator",
        "step_exponent": 0,
    }  # fmt: skip
    assert summary["lost_rounds"] == []


def test_history_report_and_ledgers_are_there(command: dict[str, Any]) -> None:
    out = command["out"]
    assert [row["round"] for row in history(out)] == [1, 2]
    assert "<html" in (out / "report.html").read_text(encoding="utf-8")
    assert charged_rounds(out) == {owner: [1, 2] for owner in PERSONS}


def test_the_directory_holds_this_and_nothing_else(command: dict[str, Any]) -> None:
    out: Path = command["out"]
    found = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    found = {name for name in found if not name.startswith("model/")}
    expected = {
        "run.toml", "history.jsonl", "result.json", "summary.json", "report.html",
        "checkpoint.vault", "heads.jsonl", "signing-key.vault", "signing-key.pub",
    }  # fmt: skip
    for owner in PERSONS:
        home = f"owners/{owner}"
        (train,) = (p.name for p in (out / home / "store" / "default").glob("train-*.vault"))
        expected |= {
            f"{home}/{name}"
            for name in (
                "ledger.db", "ledger.mark", "heads.jsonl", "policy.toml", "journal.jsonl",
                "signing-key.vault", "signing-key.pub", "draws.vault",
                "desensitization/key.vault", "desensitization/issued.vault",
                "desensitization/.lock", "store/default/manifest.vault",
                f"store/default/{train}", "store/default/.lock",
            )
        }  # fmt: skip
    assert found == expected


def test_epsilon_is_what_the_ledgers_say(command: dict[str, Any]) -> None:
    assert_within_the_cap(command["out"], json.loads(command["stdout"]))


def test_every_ledger_is_what_the_coordinator_countersigned(command: dict[str, Any]) -> None:
    out = command["out"]
    key = read_public(str(out / "signing-key.pub"))
    for owner in PERSONS:
        found = audited(out, owner)
        assert (found.status, set(found.by)) == (VERIFIED, {"owner-key", "heads"})
        assert (found.debits, found.unsettled, found.executed_steps) == (2, (), 2)
        of_coordinator = [h for h in heads(out) if h.head.ledger == found.ledger]
        # The last training's head came back too: only the entry that keeps it follows, and the set
        # that was confirmed then, which spends nothing.
        assert heads(out / "owners" / owner) == of_coordinator
        assert of_coordinator[-1].head.size == found.entries - 2 == found.witnessed
        assert {head.witness_key for head in of_coordinator} == {key}


def test_every_owner_s_records_are_sealed_where_it_finds_them(
    command: dict[str, Any], keyring: Keyring
) -> None:
    """And the search for their texts would find them in clear."""
    summary = json.loads(command["stdout"])
    for owner in summary["owners"]:
        home = command["out"] / "owners" / owner["name"]
        records = list(RecordStore(home / "store", keyring).read("default", TRAIN))
        assert len(records) == owner["examples"]
        assert all(MARK in record.context for record in records)


def test_the_model_opens_with_transformers(command: dict[str, Any], keyring: Keyring) -> None:
    from transformers import AutoModelForQuestionAnswering

    model = AutoModelForQuestionAnswering.from_pretrained(command["out"] / "model")
    vault = make_vault(command["out"], keyring)
    state = Checkpoint.load(vault, json.loads(command["stdout"])["run_id"])
    assert state is not None
    head = next(array for name, array in state.model.items() if name.endswith("qa_outputs.weight"))
    np.testing.assert_allclose(model.qa_outputs.weight.detach().numpy(), head, rtol=1e-6)
    assert not any("lora" in name for name, _ in model.named_parameters())


def test_no_text_of_a_record_is_left_anywhere(command: dict[str, Any]) -> None:
    assert assert_no_text(command["out"]) > 30
    assert MARK not in command["stderr"]
    assert command["left"] == []


def test_nor_is_any_there_while_the_run_goes_on(
    scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At every event, in the run's directory and in the workspace that holds what it runs on."""
    out, looked_at = tmp_path / "run", []

    def look(_: object) -> None:
        (workspace,) = (tmp_path / "temporary").glob(WORKSPACES)
        assert (workspace / "job.json").exists()
        looked_at.append((assert_no_text(workspace), assert_no_text(out)))

    simulate(scenario, out=str(out), observer=look, began=look)
    # It began, three joined, it started; two rounds with three answers each. Model, job, test set,
    # owner files and stores on the one side, ledgers, keys and more on the other.
    assert len(looked_at) == 1 + 3 + 1 + 2 * (3 + 1)
    assert min(count for count, _ in looked_at) > 10
    assert min(count for _, count in looked_at) > 15


def test_the_first_use_makes_a_key_and_says_where(
    place: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(keyrings.HOME_VARIABLE, str(tmp_path / "home"))
    for number, expected in (("1", True), ("2", False)):
        arguments = ["--rounds", "1", "--epsilon", "inf", "--out", str(tmp_path / number)]
        assert run(["simulate", str(place / "scenario.toml"), *arguments]) == 0
        said = f"made a vault key, {tmp_path / 'home' / 'keys' / 'vault.key'}"
        assert (said in capsys.readouterr().err) is expected


def test_a_finished_run_is_told_again_and_charged_nothing(
    command: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    out: Path = command["out"]
    report = out / "report.html"
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file() and p != report}
    assert run(["simulate", "--resume", str(out), "--json", "--lang", "zh"]) == 0
    stdout, stderr = capsys.readouterr()
    assert json.loads(stdout) == json.loads(command["stdout"])
    assert "this run has ended" in stderr
    assert 'lang="zh' in report.read_text(encoding="utf-8")
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file() and p != report} == before


def test_a_key_that_the_environment_brings_is_written_nowhere(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = Identity.generate().to_text()
    monkeypatch.setenv(keyrings.HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setenv(keyrings.KEY_VARIABLE, secret)
    out = tmp_path / "run"

    def look(_: object) -> None:
        for path in tmp_path.rglob("*"):
            assert not path.is_file() or secret[-64:].encode() not in path.read_bytes()

    changed = scenario.replace({"privacy.epsilon": math.inf})
    simulate(changed, out=str(out), began=look)
    look(None)
    assert charged_rounds(out) == {owner: [1, 2] for owner in PERSONS}
    assert not (tmp_path / "home").exists()


# --- owners that fail ------------------------------------------------------------------------


def test_one_owner_fails_and_the_run_says_which_and_why(
    place: Path,
    tmp_path: Path,
    fails: Callable[[Failure | None], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    fails(lambda name, number: OSError("disk on fire") if (name, number) == ("south", 1) else None)
    out = tmp_path / "run"
    assert run(["simulate", str(place / "scenario.toml"), "--out", str(out), "--json"]) == 0
    stdout, stderr = capsys.readouterr()
    summary = json.loads(stdout)
    expected = {
        "name": "south",
        "code": 1099,
        "reason": "training failed at the owner",
        "detail": "OSError: disk on fire",
    }
    assert [row["dropped"] for row in summary["rounds"]] == [[expected], []]
    assert [row["dropped"] for row in history(out)] == [[expected], []]
    assert summary["rounds"][0]["survivors"] == ["north", "west"]
    assert (
        "round 1: south did not take part: training failed at the owner (OSError: disk on fire)"
        in stderr
    )
    # It had begun, so it was charged.
    assert charged_rounds(out)["south"] == [1, 2]
    assert charged_steps(out, "south")[1] == {1: 1, 2: 1}
    assert_within_the_cap(out, summary)
    assert_no_text(out)


def test_an_owner_that_fails_in_every_round_spoils_nothing(
    place: Path,
    tmp_path: Path,
    fails: Callable[[Failure | None], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No head of its ledger was ever countersigned: it never showed one with an update."""
    fails(lambda name, _: OSError("disk on fire") if name == "south" else None)
    out = tmp_path / "run"
    assert run(["simulate", str(place / "scenario.toml"), "--out", str(out), "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert [row["survivors"] for row in summary["rounds"]] == [["north", "west"]] * 2
    assert charged_rounds(out) == {owner: [1, 2] for owner in PERSONS}
    assert_within_the_cap(out, summary)


def test_most_fail_and_the_run_can_be_resumed(
    place: Path,
    tmp_path: Path,
    fails: Callable[[Failure | None], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    fails(lambda name, _: None if name == "north" else MemoryError(f"no room for {name}"))
    out = tmp_path / "run"
    assert run(["simulate", str(place / "scenario.toml"), "--out", str(out)]) == 1
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    error, hint = stderr.splitlines()[-2:]
    assert error.startswith("discreet: error: round 1: expected at least 2 owners, 1 succeeded (")
    assert "west: training failed at the owner, MemoryError: no room for west" in error
    assert hint.endswith(f"discreet simulate --resume {out}")
    assert history(out) == []
    assert not (out / "summary.json").exists()

    fails(None)
    assert run(["simulate", "--resume", str(out), "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert [row["round"] for row in history(out)] == [1, 2]
    # The round that failed was charged, and again; the spare round pays for it.
    assert charged_rounds(out) == {owner: [1, 1, 2] for owner in PERSONS}
    assert_within_the_cap(out, summary)


def test_without_spare_rounds_left_owners_refuse(
    place: Path,
    tmp_path: Path,
    fails: Callable[[Failure | None], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    fails(lambda name, number: MemoryError() if number == 1 else None)
    out = tmp_path / "run"
    assert run(["simulate", str(place / "scenario.toml"), "--out", str(out)]) == 1
    assert run(["simulate", "--resume", str(out)]) == 1
    fails(None)
    capsys.readouterr()
    assert run(["simulate", "--resume", str(out)]) == 3
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    error, hint = stderr.splitlines()[-2:]
    assert "round 2: expected at least 2 owners, 0 succeeded" in error
    assert "the owner's policy does not allow it" in error
    assert "rounds_max: at most 3, 3 were charged" in error
    assert hint.startswith("discreet: hint: ")
    # Two rounds and one spare round were planned, and not one more was charged.
    assert charged_rounds(out) == {owner: [1, 1, 1] for owner in PERSONS}
    assert all(charged_steps(out, owner)[1] == {1: 3} for owner in PERSONS)
    assert [row["round"] for row in history(out)] == [1]


# --- a coordinator that stops ----------------------------------------------------------------


def crash_in_round_2(event: Event) -> None:
    # All owners of round 2 have answered, and nothing of it is on disk.
    if isinstance(event, OwnerAnswered) and (event.round, event.answered) == (2, 3):
        raise ConnectionError("power cut")


def test_a_crash_within_a_round_is_charged_again(scenario: Scenario, tmp_path: Path) -> None:
    out = tmp_path / "run"
    with pytest.raises(ConnectionError):
        simulate(scenario, out=str(out), observer=crash_in_round_2)
    assert [row["round"] for row in history(out)] == [1]
    first = history(out)[0]
    before = {owner: events(ledger(out, owner)) for owner in PERSONS}

    seen: list[Event] = []
    summary = resume(out, observer=seen.append)
    assert [event.row["round"] for event in seen if isinstance(event, RoundEnded)] == [2]
    assert [row["round"] for row in history(out)] == [1, 2]
    assert history(out)[0] == first
    assert [row["round"] for row in summary["rounds"]] == [1, 2]
    assert charged_rounds(out) == {owner: [1, 2, 2] for owner in PERSONS}
    assert_within_the_cap(out, summary)
    for owner, old in before.items():  # the same ledgers, with more in them
        assert events(ledger(out, owner))[: len(old)] == old
        assert audited(out, owner).status == VERIFIED


def test_a_run_goes_on_with_the_records_that_it_began_with(
    scenario: Scenario, tmp_path: Path
) -> None:
    """What is prepared again is compared by its digest, and not put in the owners' stores."""
    out = tmp_path / "run"
    with pytest.raises(ConnectionError):
        simulate(scenario, out=str(out), observer=crash_in_round_2)
    stores = {path: path.read_bytes() for path in out.rglob("store/**/*.vault")}
    assert len(stores) == 6
    resume(out)
    assert {path: path.read_bytes() for path in out.rglob("store/**/*.vault")} == stores


class Copies:
    """Copies of all owners' ledgers, marks and heads at moments of a run that is cut off."""

    def __init__(self, scenario: Scenario, out: Path) -> None:
        self.out = out
        self.kept: dict[str, dict[Path, bytes | None]] = {}

        def observe(event: Event) -> None:
            if isinstance(event, RoundEnded):
                self.keep("after a round")
            crash_in_round_2(event)

        with pytest.raises(ConnectionError):
            simulate(scenario, out=str(out), observer=observe, began=lambda _: self.keep("new"))
        self.keep("last")

    def keep(self, moment: str) -> None:
        """Keep what there is now."""
        files = [self.out / "owners" / owner / name for owner in PERSONS for name in ALL_THREE]
        self.kept[moment] = {f: f.read_bytes() if f.exists() else None for f in files}

    def put_back(self, moment: str, owners: list[str], names: list[str]) -> None:
        """Put these owners' files back as they were at `moment`."""
        for path, content in self.kept[moment].items():
            if path.parent.name in owners and path.name in names:
                if content is None:
                    path.unlink(missing_ok=True)
                else:
                    path.write_bytes(content)


ALL = list(PERSONS)
ALL_THREE = ["ledger.db", "ledger.mark", "heads.jsonl"]


@pytest.mark.parametrize("moment", ["new", "after a round"])
@pytest.mark.parametrize("names", [ALL_THREE[:1], ALL_THREE[:2], ALL_THREE], ids=len)
def test_ledgers_that_were_copied_back_spend_nothing(
    scenario: Scenario,
    tmp_path: Path,
    moment: str,
    names: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The owner's mark tells, or its heads, or the coordinator's."""
    copies = Copies(scenario, tmp_path / "run")
    assert charged_rounds(copies.out) == {owner: [1, 2] for owner in PERSONS}
    copies.put_back(moment, ALL, names)
    before = {owner: events(ledger(copies.out, owner)) for owner in PERSONS}
    with pytest.raises(UnverifiedError, match="joining: expected at least 2 owners, 0 succeeded"):
        resume(copies.out)
    assert run(["simulate", "--resume", str(copies.out)]) == 4
    assert "ledger" in capsys.readouterr().err.splitlines()[-2]
    assert {owner: events(ledger(copies.out, owner)) for owner in PERSONS} == before
    assert [row["round"] for row in history(copies.out)] == [1]

    copies.put_back("last", ALL, ALL_THREE)  # the newer ones come back
    resume(copies.out)
    assert charged_rounds(copies.out) == {owner: [1, 2, 2] for owner in PERSONS}


def test_one_of_them_is_left_out_and_named(scenario: Scenario, tmp_path: Path) -> None:
    """The others go on, and the summary vouches for no ledger that isn't whole."""
    copies = Copies(scenario, tmp_path / "run")
    copies.put_back("new", ["south"], ALL_THREE)
    seen: list[Event] = []
    with pytest.raises(VerificationError, match=r"south/ledger\.db: expected at least"):
        resume(copies.out, observer=seen.append)
    (event,) = [e for e in seen if isinstance(e, OwnerAnswered) and e.reason]
    assert event.round == 0
    assert "it went back" in str(event.reason)
    assert [row["survivors"] for row in history(copies.out)] == [sorted(ALL), ["north", "west"]]
    assert charged_rounds(copies.out) == {"north": [1, 2, 2], "south": [], "west": [1, 2, 2]}
    assert not (copies.out / "summary.json").exists()


def test_another_vault_key_opens_nothing(
    scenario: Scenario,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "run"
    with pytest.raises(ConnectionError):
        simulate(scenario, out=str(out), observer=crash_in_round_2)
    before = charged_rounds(out)
    with monkeypatch.context() as patch:
        patch.setenv(keyrings.HOME_VARIABLE, str(tmp_path / "home"))
        with pytest.raises(VaultKeyError, match="it is sealed for the key"):
            resume(out)
        assert run(["simulate", "--resume", str(out)]) == 2
        error = capsys.readouterr().err.splitlines()[-2]
        assert "sealed for the key" in error
    assert charged_rounds(out) == before
    resume(out)


def test_data_that_has_changed_is_refused(
    scenario: Scenario, place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, data = tmp_path / "run", tmp_path / "data.jsonl"
    data.write_bytes((place / "data.jsonl").read_bytes())

    def crash(event: Event) -> None:
        if isinstance(event, RoundEnded):
            raise ConnectionError("power cut")

    changed = scenario.replace({"data.source": str(data), "privacy.epsilon": math.inf})
    with pytest.raises(ConnectionError):
        simulate(changed, out=str(out), observer=crash)
    before = charged_rounds(out)
    data.write_bytes(data.read_bytes() + b"\n")
    assert run(["simulate", "--resume", str(out)]) == 2
    error, hint = capsys.readouterr().err.splitlines()[-2:]
    assert error == "discreet: error: --resume: the data has changed since the run began"
    assert hint == "discreet: hint: start a new run"
    assert charged_rounds(out) == before


def test_ctrl_c_leaves_a_run_that_can_be_resumed(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    process = subprocess.Popen(
        [
            sys.executable, "-m", "discreet", "simulate", str(place / "scenario.toml"),
            "--rounds", "12", "--out", str(out),
        ],
        env=os.environ | {"TMPDIR": str(tmp_path / "temporary")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell lets its background jobs ignore Ctrl-C, and they hand that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )  # fmt: skip
    assert process.stderr is not None
    assert any("round 1: F1" in line for line in process.stderr)
    process.send_signal(signal.SIGSTOP)  # however long the search takes, it is in its first rounds
    (workspace,) = (tmp_path / "temporary").glob(WORKSPACES)
    assert assert_no_text(workspace, out) > 25  # while it runs
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGCONT)
    stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130, stderr
    assert stdout == ""
    assert stderr.splitlines()[-2:] == [
        "discreet: error: interrupted",
        f"discreet: hint: go on with: discreet simulate --resume {out}",
    ]
    assert list((tmp_path / "temporary").glob(WORKSPACES)) == []
    done = len(history(out))
    assert 1 <= done < 12

    assert run(["simulate", "--resume", str(out), "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert [row["round"] for row in history(out)] == list(range(1, 13))
    assert_within_the_cap(out, summary)
    for rounds in charged_rounds(out).values():
        assert sorted(set(rounds)) == list(range(1, 13))
        assert len(rounds) <= 13  # the one that was cut off, twice


def test_a_second_ctrl_c_leaves_no_workspace(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workspace is watched by this file's first fixture."""
    real = tempfile.TemporaryDirectory.cleanup

    def cleanup(folder: tempfile.TemporaryDirectory[str]) -> None:
        signal.raise_signal(signal.SIGINT)
        real(folder)

    def first(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tempfile.TemporaryDirectory, "cleanup", cleanup)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        simulate(scenario, out=str(tmp_path / "run"), began=first)
    assert signal.getsignal(signal.SIGINT) == before


# --- other data ------------------------------------------------------------------------------


def test_no_noise_promises_nothing_and_squad_divides_by_title(
    scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = [
        {
            "title": f"title {number}",
            "paragraphs": [
                {
                    "context": f"ward {number} is on floor {place}.",
                    "qas": [
                        {
                            "id": f"{number}-{place}",
                            "question": "which floor?",
                            "is_impossible": False,
                            "answers": [{"text": f"floor {place}", "answer_start": 13}],
                        },
                        {
                            "id": f"{number}-{place}-none",
                            "question": "who?",
                            "is_impossible": True,
                            "answers": [],
                        },
                    ],
                }
                for place in range(10, 26)
            ],
        }
        for number in range(4)
    ]
    (tmp_path / "squad.json").write_text(json.dumps({"version": "v2.0", "data": articles}))
    (tmp_path / "s.toml").write_text(scenario.to_toml())
    out = tmp_path / "run"
    arguments = ["--data", str(tmp_path / "squad.json"), "--owners", "2", "--epsilon", "inf"]
    assert run(["simulate", str(tmp_path / "s.toml"), *arguments, "--out", str(out)]) == 0
    stdout, stderr = capsys.readouterr()
    assert "nothing is promised" in stdout
    assert "nothing is promised" in stderr
    summary = json.loads((out / "summary.json").read_text(), parse_constant=refuse_constant)
    assert summary["privacy"]["unit"] == "document"
    assert summary["privacy"]["mode"] == "none"
    assert summary["privacy"]["epsilon_max"] is None
    assert summary["final"]["no_answer_accuracy"] is not None
    for owner in summary["owners"]:
        assert (owner["unit"], owner["epsilon"], owner["epsilon_cap"]) == ("document", None, None)
        assert owner["examples"] == 2 * owner["units"]
    assert "no privacy guarantee" in (out / "model" / "README.md").read_text()


def test_chinese_records(scenario: Scenario, tmp_path: Path) -> None:
    found = []
    for owner in ("北京第一医院", "上海 第二 医院"):
        for number in range(30):
            place, bed = f"病人{number}住在{owner}的", f"{number % 5}号床"
            found.append(
                {
                    "id": f"{owner}-{number}",
                    "context": f"{place}{bed}。",
                    "question": f"病人{number}住在几号床？",
                    "answers": [{"text": bed, "answer_start": len(place)}],
                    "person_id": f"{owner}/{number}",
                    "owner": owner,
                }
            )
    data = write_rows(tmp_path / "data.jsonl", found)
    changed = scenario.replace({"data.source": str(data), "privacy.epsilon": math.inf})
    summary = simulate(changed, out=str(tmp_path / "运行"), language="zh")
    assert summary["language"] == "zh"
    assert [owner["name"] for owner in summary["owners"]] == ["北京第一医院", "上海 第二 医院"]
    assert len(debits(ledger(tmp_path / "运行", "上海 第二 医院"))) == 2
    assert "上海 第二 医院" in (tmp_path / "运行" / "report.html").read_text(encoding="utf-8")
