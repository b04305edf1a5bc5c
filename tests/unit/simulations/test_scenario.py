"""simulations.scenario: what is wrong is named, with what it should be."""

from __future__ import annotations

import json
import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from simulations import scenario as module
from simulations.errors import ScenarioError
from simulations.scenario import Scenario, load, parse, shipped


@pytest.mark.parametrize(
    ("tree", "place", "nearest"),
    [
        ({"training": {"round": 3}}, "training.round", "training.rounds"),
        ({"training": {"epsilon": 3}}, "training.epsilon", "privacy.epsilon"),
        ({"trainig": {}}, "trainig", "training"),
        ({"epsilon": 3}, "epsilon", "privacy.epsilon"),
        ({"verison": 1}, "verison", "version"),
        ({"privacy": {"zzzzqqqq": 3}}, "privacy.zzzzqqqq", None),
    ],
)
def test_an_unknown_key_and_the_nearest(
    tree: dict[str, Any], place: str, nearest: str | None
) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse(tree, None)
    assert str(caught.value) == f"{place}: unknown key"
    if nearest is not None:
        assert caught.value.hint == f"did you mean {nearest!r}?"


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({"training": {"rounds": "8"}}, "training.rounds: expected a whole number, found '8'"),
        ({"training": {"rounds": True}}, "training.rounds: expected a whole number, found True"),
        ({"training": {"rounds": 1.5}}, "training.rounds: expected a whole number, found 1.5"),
        ({"training": {"rounds": 0}}, "training.rounds: expected at least 1, found 0"),
        ({"data": 3}, "data: expected a table of keys, found 3"),
        ({"data": {"source": 3}}, "data.source: expected a text, found 3"),
        ({"data": {"owners": 0}}, "data.owners: expected at least 1, found 0"),
        ({"data": {"owners": 1001}}, "data.owners: expected at most 1000, found 1001"),
        ({"data": {"test_fraction": 1}}, "data.test_fraction: expected less than 1, found 1"),
        ({"data": {"shuffle_answers": 1}}, "data.shuffle_answers: expected a valid boolean"),
        ({"privacy": {"epsilon": 0}}, "privacy.epsilon: expected more than 0, found 0"),
        ({"privacy": {"epsilon": -1.0}}, "privacy.epsilon: expected more than 0, found -1.0"),
        ({"privacy": {"epsilon": math.nan}}, "privacy.epsilon: expected more than 0, found nan"),
        ({"privacy": {"epsilon": "8"}}, "privacy.epsilon: expected a number, found '8'"),
        ({"privacy": {"delta": 1.0}}, "privacy.delta: expected less than 1, found 1.0"),
        (
            {"privacy": {"unit": "doc"}},
            "privacy.unit: expected 'auto', 'person', 'document' or 'record', found 'doc'",
        ),
        (
            {"model": {"trainable": "all"}},
            "model.trainable: expected 'full', 'top', 'lora' or 'lora-ffa', found 'all'",
        ),
        ({"training": {"learning_rate": math.inf}}, "training.learning_rate: expected at most"),
        ({"model": {"null_threshold": math.nan}}, "model.null_threshold: expected a finite number"),
        ({"version": 2}, "version: expected 1, found 2"),
    ],
)
def test_a_wrong_value(tree: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse(tree, None)
    assert str(caught.value).startswith(message)


def test_a_long_wrong_value_is_cut() -> None:
    with pytest.raises(ScenarioError) as caught:
        parse({"training": {"rounds": ["x" * 5000]}}, None)
    assert len(str(caught.value)) < 200


def test_the_file_is_named() -> None:
    with pytest.raises(ScenarioError, match=r"^a\.toml: training\.rounds: "):
        parse({"training": {"rounds": 0}}, "a.toml")


def test_an_options_label_is_named_in_the_keys_place() -> None:
    with pytest.raises(ScenarioError, match=r"^--rounds: expected at least 1, found 0$"):
        Scenario().replace({"training.rounds": 0}, {"training.rounds": "--rounds"})


def test_none_leaves_a_key_alone() -> None:
    base = Scenario().replace({"training.rounds": 3})
    assert base.replace({"training.rounds": None, "data.owners": 2}).training.rounds == 3


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"privacy.epsilon": math.inf},
        {"data.owners": 3, "privacy.spare_rounds": 0, "privacy.sampling_probability": 0.5},
        {"data.source": 'a "quoted"\\路径.jsonl', "model.trainable": "top"},
    ],
    ids=str,
)
def test_toml_round_trip(changes: dict[str, Any]) -> None:
    scenario = Scenario().replace(changes)
    assert parse(tomllib.loads(scenario.to_toml()), None) == scenario


def test_what_toml_shows_is_every_key_that_has_a_value() -> None:
    tree = tomllib.loads(Scenario().to_toml())
    assert tree == Scenario().model_dump(mode="json", exclude_none=True)


def test_the_schema_knows_every_key() -> None:
    schema = Scenario.model_json_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert schema["additionalProperties"] is False
    for name, section in Scenario().model_dump().items():
        if name == "version":
            continue
        reference = schema["properties"][name]["$ref"].rsplit("/", 1)[-1]
        assert set(schema["$defs"][reference]["properties"]) == set(section)


def test_a_file_is_read_and_relative_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("[training]\nrounds = 2\n[privacy]\nepsilon = inf\n")
    found = load(str(path))
    assert (found.training.rounds, found.privacy.epsilon) == (2, math.inf)
    assert load(None) == Scenario()


@pytest.mark.parametrize("content", [b"rounds = ", b"[training\n", b"\xff\xfe", b"a = 1\na = 2\n"])
def test_a_file_that_is_no_toml(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError, match=r"s\.toml: expected TOML, found"):
        load(str(path))


def test_a_file_that_is_missing_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="expected a scenario file, found No such file"):
        load(str(tmp_path / "none.toml"))
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(ScenarioError, match="expected a scenario file, found Is a directory"):
        load(str(tmp_path / "folder.toml"))


def test_shipped_scenarios_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("hospitals", "few-owners"):
        (tmp_path / f"{name}.toml").write_text("[training]\nrounds = 5\n")
    monkeypatch.setattr(module, "SHIPPED", tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hospitals").mkdir()  # a folder of the same name is no scenario
    assert shipped() == ["few-owners", "hospitals"]
    assert load("hospitals").training.rounds == 5
    with pytest.raises(ScenarioError) as caught:
        load("hospital")
    assert "expected a TOML file or one of few-owners, hospitals" in str(caught.value)
    assert caught.value.hint == "did you mean 'hospitals'?"


def test_every_shipped_scenario_is_valid() -> None:
    for name in shipped():
        assert load(name) == parse(tomllib.loads(load(name).to_toml()), None)
