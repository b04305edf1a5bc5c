"""client.owner: the owner's file is checked, is its own machine's, and decides what may run."""

from __future__ import annotations

import inspect
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.plans import make_plan

from client import owner as owner_module
from client.owner import (
    MIN_CLIP_NORM,
    OWNER_FILE,
    OWNERS_VARIABLE,
    Owner,
    OwnerFileError,
    PolicyError,
    owner_file,
)
from privacy.plan import Unit
from qa.runtime import Precision, Runtime


def make_owner(folder: Path, **changes: Any) -> Owner:
    values: dict[str, Any] = {
        "name": "hospital",
        "folder": folder / "state",
        "records": folder / "records.jsonl",
        "model": folder / "model",
        "unit": Unit.PERSON,
        "declared_units": 1000,
        "epsilon_cap": 8.0,
        "delta_cap": 1e-4,
        "runtime": Runtime("cpu", Precision.FLOAT32),
    }
    return Owner(**(values | changes))


@pytest.mark.parametrize(
    "changes", [{}, {"epsilon_cap": math.inf}, {"name": "北京医院"}, {"runtime": Runtime()}]
)
def test_a_saved_file_loads_again(tmp_path: Path, changes: dict[str, Any]) -> None:
    owner = make_owner(tmp_path, **changes)
    owner.save(tmp_path / "new" / OWNER_FILE)
    assert Owner.load(tmp_path / "new" / OWNER_FILE) == owner


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"version": "1"},
        {"name": ""},
        {"name": 3},
        {"unit": "household"},
        {"unit": []},
        {"declared_units": 0},
        {"declared_units": -5},
        {"declared_units": 10.0},
        {"declared_units": "10"},
        {"declared_units": True},
        {"epsilon_cap": "nan"},
        {"epsilon_cap": -1},
        {"epsilon_cap": None},
        {"delta_cap": 0},
        {"delta_cap": 1.0},
        {"delta_cap": "1e-5"},
        {"delta_cap": float("nan")},
        {"folder": 3},
        {"records": None},
        {"runtime": None},
        {"runtime": {}},
        {"runtime": {"device": "cpu", "precision": "float8"}},
        {"unknown": 1},
    ],
    ids=str,
)
def test_a_malformed_field_is_named_as_such(tmp_path: Path, changes: dict[str, Any]) -> None:
    file = tmp_path / OWNER_FILE
    make_owner(tmp_path).save(file)
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))
    with pytest.raises(OwnerFileError, match=OWNER_FILE):
        Owner.load(file)


def test_so_is_a_missing_one(tmp_path: Path) -> None:
    file = tmp_path / OWNER_FILE
    make_owner(tmp_path).save(file)
    row = json.loads(file.read_text())
    for key in row:
        file.write_text(json.dumps({k: v for k, v in row.items() if k != key}))
        with pytest.raises(OwnerFileError):
            Owner.load(file)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"x"', b"null", b"\xff", b"[" * 100_000])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / OWNER_FILE).write_bytes(content)
    with pytest.raises(OwnerFileError):
        Owner.load(tmp_path / OWNER_FILE)


def test_so_is_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(OwnerFileError):
        Owner.load(tmp_path / OWNER_FILE)
    with pytest.raises(OwnerFileError):
        Owner.load(tmp_path)


class TestPolicy:
    def test_the_plan_that_it_was_made_for_may_run(self, tmp_path: Path) -> None:
        make_owner(tmp_path).check_plan(make_plan())

    @pytest.mark.parametrize("unit", [Unit.DOCUMENT, Unit.RECORD])
    def test_another_unit_may_not(self, tmp_path: Path, unit: Unit) -> None:
        with pytest.raises(PolicyError, match="unit"):
            make_owner(tmp_path).check_plan(make_plan(unit=unit))

    def test_delta_up_to_the_cap(self, tmp_path: Path) -> None:
        owner = make_owner(tmp_path, delta_cap=1e-5)
        owner.check_plan(make_plan(delta=1e-5))
        with pytest.raises(PolicyError, match="delta"):
            owner.check_plan(make_plan(delta=math.nextafter(1e-5, 1)))

    def test_delta_below_one_over_the_declared_units(self, tmp_path: Path) -> None:
        owner = make_owner(tmp_path, delta_cap=0.5, declared_units=64)
        owner.check_plan(make_plan(delta=math.nextafter(1 / 64, 0)))
        with pytest.raises(PolicyError, match="1/64"):
            owner.check_plan(make_plan(delta=1 / 64))

    def test_a_clip_norm_that_float32_can_measure(self, tmp_path: Path) -> None:
        """Squares below 1e-45 are 0 in float32: a gradient that small would never be clipped."""
        owner = make_owner(tmp_path)
        owner.check_plan(make_plan(clip_norm=MIN_CLIP_NORM))
        with pytest.raises(PolicyError, match="clip norm"):
            owner.check_plan(make_plan(clip_norm=1e-25))


class TestPlace:
    def test_the_node_s_configuration_comes_first(self) -> None:
        environ = {OWNERS_VARIABLE: "/owners"}
        assert owner_file({"owner": "/a/b.json", "partition-id": 3}, environ) == Path("/a/b.json")

    def test_then_a_numbered_folder(self) -> None:
        environ = {OWNERS_VARIABLE: "/owners"}
        assert owner_file({"partition-id": 3}, environ) == Path("/owners/3") / OWNER_FILE

    @pytest.mark.parametrize(
        ("node", "environ"),
        [
            ({}, {}),
            ({"partition-id": 3}, {}),
            ({}, {OWNERS_VARIABLE: "/owners"}),
            ({"partition-id": "../1"}, {OWNERS_VARIABLE: "/owners"}),
            ({"partition-id": 1.0}, {OWNERS_VARIABLE: "/owners"}),
            ({"partition-id": 3}, {OWNERS_VARIABLE: ""}),
        ],
    )
    def test_else_there_is_none(self, node: dict[str, Any], environ: dict[str, str]) -> None:
        with pytest.raises(OwnerFileError):
            owner_file(node, environ)

    def test_a_run_s_configuration_has_no_way_in(self) -> None:
        assert list(inspect.signature(owner_file).parameters) == ["node_config", "environ"]
        assert "run_config" not in inspect.getsource(owner_module)


def test_an_owner_can_be_changed_only_into_a_valid_one(tmp_path: Path) -> None:
    with pytest.raises(OwnerFileError):
        replace(make_owner(tmp_path), declared_units=0)
