"""The command line in-process: exit codes, two lines of error, and nothing left behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
import typer
from support.records import MARK, rows

import privacy.errors
import qa.errors
import server.errors
import simulations.errors
from discreet import __version__, simulate
from discreet.main import app, run

PROGRESS = re.compile(r"discreet: +\d+\.\d s  .+")
PERSONS = 12


class Done(NamedTuple):
    code: int
    out: str
    error: str
    hint: str


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder to stand in, where no command may leave anything but what a test put."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(simulate, "_running", None)
    monkeypatch.setenv("LANG", "C.UTF-8")
    yield
    assert not (tmp_path / "runs").exists()


@pytest.fixture
def discreet(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run one command; its two lines of error apart from its progress."""

    def call(*arguments: str) -> Done:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        lines = [line for line in err.splitlines() if not PROGRESS.fullmatch(line)]
        if code == 0:
            return Done(code, out, "", "")
        assert len(lines) == 2, err
        assert lines[0].startswith("discreet: error: ")
        assert lines[1].startswith("discreet: hint: ")
        assert MARK not in err
        message = lines[0].removeprefix("discreet: error: ")
        assert not message.endswith(".")
        return Done(code, out, message, lines[1].removeprefix("discreet: hint: "))

    return call


@pytest.fixture
def model(tiny_models: dict[str, Path]) -> str:
    return str(tiny_models["bert"])


# --- help ------------------------------------------------------------------------------------


def test_help_version_and_configuration_import_nothing_heavy() -> None:
    probe = """
import sys
from discreet.main import run
for command in ["--help", "simulate --help", "data --help", "data synth --help", "--version",
                "simulate --print-config", "simulate --owners 0", "nope"]:
    run(command.split())
heavy = {"torch", "flwr", "transformers", "opacus", "scipy", "matplotlib", "dp_accounting", "ray"}
sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"discreet {__version__}\n" in done.stdout


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for child, sub in getattr(command, "commands", {}).items():
        yield from commands(sub, f"{name} {child}")


def test_every_command_and_option_says_what_it_does() -> None:
    for name, command in commands(typer.main.get_command(app), "discreet"):
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name}: {parameter.name}"
            elif isinstance(parameter, click.Argument):
                assert str(parameter.name).upper() in command.help, f"{name}: {parameter.name}"


@pytest.mark.parametrize("group", [[], ["data"]])
def test_no_command_is_help_on_stderr(group: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(group) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Usage: ")


# --- usage -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("simulate --epsilon 0", "--epsilon: expected more than 0, found 0.0"),
        ("simulate --epsilon -1", "--epsilon: expected more than 0, found -1.0"),
        ("simulate --epsilon nan", "--epsilon: expected more than 0, found nan"),
        ("simulate --epsilon abc", "invalid value for '--epsilon': 'abc' is not a valid float"),
        ("simulate --owners 0", "--owners: expected at least 1, found 0"),
        ("simulate --owners 1.5", "invalid value for '--owners': '1.5' is not a valid integer"),
        ("simulate --rounds 0", "--rounds: expected at least 1, found 0"),
        (
            "simulate --unit doc",
            "--unit: expected 'auto', 'person', 'document' or 'record', found 'doc'",
        ),
        (
            "simulate --partition x",
            "--partition: expected 'auto', 'owner', 'title' or 'dirichlet', found 'x'",
        ),
        ("simulate --engine ray", "--engine: expected inprocess or flower, found 'ray'"),
        ("simulate --lang fr", "--lang: expected en or zh, found 'fr'"),
        ("simulate --out", "option '--out' requires an argument"),
        ("simulate --bogus", "no such option '--bogus'"),
        ("nope", "no such command 'nope'"),
        ("data synth", "missing argument 'OUT'"),
        ("simulate none.toml", "none.toml: expected a scenario file, found No such file"),
        ("simulate nowhere", "unknown scenario 'nowhere': expected a TOML file or one of"),
        (
            "simulate --resume r --owners 3 --out o --print-config s",
            "--resume goes on with the run's own configuration, "
            "found --owners, --out, --print-config, SCENARIO as well",
        ),
        ("simulate --resume .", "--resume .: expected the folder of a run"),
        ("simulate --resume none", "--resume none: expected the folder of a run"),
        ("simulate --out .", "--out .: expected a new folder, found one that exists"),
        ("data synth .", ". exists already"),
        ("data synth out --owners 0", "owners must be 1 to 1000, not 0"),
        ("data synth out --language fr", "no synthetic corpus for fr"),
    ],
)
def test_usage(discreet: Any, tmp_path: Path, arguments: str, message: str) -> None:
    done = discreet(*arguments.split())
    assert done.code == 2
    assert done.error.startswith(message)
    assert done.out == ""
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_key_of_a_scenario(discreet: Any, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text("[training]\nround = 3\n")
    done = discreet("simulate", "s.toml")
    assert done == Done(
        2, "", "s.toml: training.round: unknown key", "did you mean 'training.rounds'?"
    )


# --- data ------------------------------------------------------------------------------------

SQUAD: dict[str, Any] = {
    "data": [{"title": "t", "paragraphs": [{"context": "a b", "qas": [{"id": "1"}]}]}]
}


def content(kind: str) -> str:
    good = rows("north", PERSONS)
    match kind:
        case "malformed":
            lines = [json.dumps(row) for row in good]
            return "\n".join([*lines[:6], lines[6][:-9], *lines[7:]])
        case "squad":
            return json.dumps(SQUAD)
        case "misplaced":
            for row in good[:4]:
                row["answers"] = [{"text": "is not in it", "answer_start": 0}]
        case "mixed":
            del good[5]["person_id"]
        case "escape":
            good[0]["owner"] = "../../escape"
    return "\n".join(json.dumps(row) for row in good)


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        ("malformed", [], "data.jsonl: line 7, column "),
        ("squad", [], "data[0].paragraphs[0].qas[0]"),
        ("misplaced", [], "expected at most 5% of the answers to be unusable, found 4 of 24"),
        ("mixed", [], "23 of 24 records name a person_id and record 'north-2-1' does not"),
        ("escape", [], "owner '../../escape': expected a name"),
        ("good", ["--owners", "3"], "owners: expected 1, as the records name, found 3"),
        ("good", ["--partition", "title", "--owners", "2"], "at most 1 can share 1 titles"),
        (
            "good",
            ["--partition", "dirichlet", "--owners", "40"],
            "was left without records by partition 'dirichlet'",
        ),
    ],
)  # fmt: skip
def test_data(
    *, discreet: Any, tmp_path: Path, model: str, kind: str, options: list[str], message: str
) -> None:
    path = tmp_path / ("data.json" if kind == "squad" else "data.jsonl")
    path.write_text(content(kind))
    done = discreet(
        "simulate", "--data", path.name, "--model", model, "--out", "out", "--epsilon", "inf",
        *options,
    )  # fmt: skip
    assert done.code == 2
    assert message in done.error
    assert done.out == ""
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("name", "found"), [("none.jsonl", "No such file or directory"), (".", "Is a directory")]
)
def test_a_file_that_is_none(
    discreet: Any, tmp_path: Path, model: str, name: str, found: str
) -> None:
    done = discreet("simulate", "--data", name, "--model", model, "--out", "out")
    assert (done.code, done.out) == (2, "")
    assert done.error == f"{name}: expected a readable file, found: {found}"
    assert "JSON Lines" in done.hint
    assert list(tmp_path.iterdir()) == []


# --- models and places -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["no such model", "./none", "no/such/model"])
def test_an_unknown_model(discreet: Any, tmp_path: Path, name: str) -> None:
    done = discreet("simulate", "--model", name, "--out", "out")
    assert (done.code, done.out) == (2, "")
    assert done.error.startswith(f"unknown model {name!r}: expected 'minilm'")
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_the_hub_does_not_give(
    discreet: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(*_: object, **__: object) -> str:
        raise OSError("no route")

    monkeypatch.setattr("huggingface_hub.snapshot_download", offline)
    done = discreet("simulate", "--model", "no/such", "--out", "out")
    assert done.code == 2
    assert "the hub did not give it (OSError)" in done.error
    assert "'minilm'" in done.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_model(discreet: Any, tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    done = discreet("simulate", "--model", "m", "--out", "out")
    assert done.code == 2
    assert done.error == "m: expected a model folder, found no config.json"
    assert [p.name for p in tmp_path.iterdir()] == ["m"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_may_not_be_written_to(discreet: Any, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    done = discreet("simulate", "--out", "locked/run")
    assert done.code == 2
    assert "expected a folder that can be made under locked" in done.error


# --- what ends a run -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (server.errors.QuorumError("few", hint="h"), 1),
        (simulations.errors.SimulationError("x", hint="h"), 1),
        (OSError(28, "No space left on device", "/x"), 1),
        (simulations.errors.ScenarioError("x"), 2),
        (server.errors.JobError("x"), 2),
        (qa.errors.DataError("x"), 2),
        (qa.errors.ModelError("x"), 2),
        (privacy.errors.InvalidPlanError("x"), 2),
        (ModuleNotFoundError("x", name="torch"), 2),
        (server.errors.RefusedError("x", hint="h"), 3),
        (privacy.errors.BudgetExceededError("x", hint="h"), 3),
        (privacy.errors.VerificationError("x", hint="h"), 4),
        (KeyboardInterrupt(), 130),
    ],
    ids=lambda value: type(value).__name__,
)
def test_exit_codes(
    discreet: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Any, code: int
) -> None:
    folder = tmp_path / "a run"
    folder.mkdir()

    def raises(*_: object, began: Any, **__: object) -> None:
        began(folder)
        raise error

    monkeypatch.setattr("simulations.run.simulate", raises)
    done = discreet("simulate")
    assert (done.code, done.out) == (code, "")
    # What a repetition can mend says how to go on.
    assert (f"--resume '{folder}'" in done.hint) == (code in (1, 130))


def test_a_defect_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("simulations.run.simulate", raises)
    with pytest.raises(ZeroDivisionError):
        run(["simulate"])


# --- results ---------------------------------------------------------------------------------

SUMMARY: dict[str, Any] = {
    "run_dir": "/runs/one",
    "seconds": 61.0,
    "warnings": ["something"],
    "baseline": {"f1": 10.0},
    "final": {"f1": 30.5, "examples": 600},
    "privacy": {"epsilon_max": 7.994, "unit": "person"},
    "owners": [{"delta": 1e-5}, {"delta": 1e-5}],
}


def given(monkeypatch: pytest.MonkeyPatch, summary: dict[str, Any]) -> None:
    monkeypatch.setattr("simulations.run.simulate", lambda *_, **__: summary)


def test_json_is_one_object_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, SUMMARY)
    assert run(["simulate", "--json"]) == 0
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert json.loads(out) == SUMMARY
    assert "discreet: warning: something\n" in err


def test_the_result_never_rounds_epsilon_down(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, SUMMARY)
    assert run(["simulate"]) == 0
    out = capsys.readouterr().out
    assert "F1 10.0 → 30.5 (+20.5) on 600 held-out questions\n" in out
    assert "epsilon ≤ 8.00 at delta 1e-05 for each person, at each of 2 owners\n" in out
    # The user's waiting time, from the start of the process, and not the run's 61 s alone.
    assert re.search(r"/runs/one/report\.html \(\d+ s\)\n", out)


def test_no_noise_promises_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, SUMMARY | {"privacy": {"epsilon_max": None, "unit": "person"}})
    assert run(["simulate"]) == 0
    assert "nothing is promised" in capsys.readouterr().out


def test_the_printed_configuration_loads_back(discreet: Any, tmp_path: Path) -> None:
    first = discreet(
        "simulate", "--print-config", "--epsilon", "inf", "--owners", "3", "--rounds", "2"
    )
    assert first.code == 0
    tree = tomllib.loads(first.out)
    assert (tree["privacy"]["epsilon"], tree["data"]["owners"]) == (float("inf"), 3)
    (tmp_path / "s.toml").write_text(first.out)
    assert discreet("simulate", "s.toml", "--print-config").out == first.out


def test_a_synthetic_corpus_as_json(discreet: Any, tmp_path: Path) -> None:
    done = discreet("data", "synth", "out", "--questions", "300", "--owners", "2", "--json")
    assert done.code == 0
    found = json.loads(done.out)
    assert found["folder"] == "out"
    assert len(found["owners"]) == 2
    assert {p.name for p in (tmp_path / "out").iterdir()} >= {"train.jsonl", "test.jsonl"}


def test_a_data_file_starts_from_the_settings_for_real_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def printed(*arguments: str) -> dict[str, Any]:
        assert run(["simulate", "--print-config", *arguments]) == 0
        return tomllib.loads(capsys.readouterr().out)

    plain, file = printed(), printed("--data", "mine.jsonl")
    assert plain["training"]["server_optimizer"] == "fedadam"
    assert file["training"]["server_optimizer"] == "fedavg"
    assert printed("--data", "synthetic") == plain
    control = printed("control", "--data", "mine.jsonl")  # a scenario that is named wins
    assert control["training"] == plain["training"]
    assert control["data"]["source"] == file["data"]["source"] == "mine.jsonl"
