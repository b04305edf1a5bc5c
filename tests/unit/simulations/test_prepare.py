"""simulations.prepare: what owners and coordinator find, and what is refused before a run."""

from __future__ import annotations

import json
import math
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.owner_home import events
from support.records import MARK, rows, write_rows
from support.tiny_models import write_model

from client import policy as policies
from client.code import code_digest
from client.errors import PolicyError
from client.owner import Owner
from client.policy import Peers, Policy
from client.store import TRAIN, RecordStore
from privacy.accounting import epsilon
from privacy.errors import InvalidPlanError, VaultKeyError
from privacy.ledger.entries import public_hex
from privacy.ledger.events import Opened, PlanRule
from privacy.ledger.store import LEDGER_FILE
from privacy.plan import Unit
from privacy.secagg import graph
from privacy.vault import signing
from privacy.vault.files import Vault, is_sealed, lines
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from qa.errors import DataError, ModelError
from qa.readers import parse_jsonl
from qa.records import Record
from server.job import DeclaredOwner, Job
from simulations.data import POPULATION
from simulations.errors import ScenarioError
from simulations.furnish import furnish, make_policy
from simulations.prepare import Workspace, make_plan, prepare
from simulations.scenario import Scenario

SIZES = {"north": 34, "south": 25, "west": 18}  # persons, of two questions each


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model and data of three owners."""
    folder = tmp_path_factory.mktemp("prepare")
    write_model("bert", folder / "model")  # reads 128 tokens
    write_rows(folder / "data.jsonl", [r for name, n in SIZES.items() for r in rows(name, n)])
    return folder


def scenario(place: Path, **changes: Any) -> Scenario:
    base = {
        "data.source": str(place / "data.jsonl"),
        "model.name": str(place / "model"),
        "model.max_length": 96,
        "model.stride": 16,
        "model.layers": 1,
        "training.rounds": 2,
        "training.expected_batch": 8,
        "privacy.delta": 1e-3,
    }
    return Scenario().replace(base | {k.replace("__", "."): v for k, v in changes.items()})


@pytest.fixture(scope="module")
def workspace(place: Path, tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Workspace:
    folder = tmp_path_factory.mktemp("workspace")
    found = prepare(scenario(place), folder, out=folder / "out", run_id="run-1", keyring=keyring)
    furnish(found, scenario(place), keyring)
    return found


def home(workspace: Workspace, name: str) -> Path:
    """Where an owner's things lie until the run's directory is made."""
    return workspace.folder / "homes" / name


def policy_of(workspace: Workspace, name: str) -> Policy:
    found, there = policies.load(home(workspace, name) / policies.POLICY_FILE)
    assert there
    return found


def records_of(workspace: Workspace, name: str, keyring: Keyring) -> list[Record]:
    store = RecordStore(home(workspace, name) / "store", keyring)
    return list(store.read(POPULATION, TRAIN))


def held_out(workspace: Workspace, keyring: Keyring) -> list[Record]:
    vault = Vault(workspace.job.test.parent, keyring, signing.COORDINATOR)
    return list(parse_jsonl(workspace.job.test, lines(vault.read("test"))))


def test_every_owner_has_its_own_file_and_records(workspace: Workspace, keyring: Keyring) -> None:
    folders = set()
    for index, data in enumerate(workspace.owners):
        owner = Owner.load(workspace.owner_file(index))
        assert owner.name == data.name
        assert owner.population == POPULATION
        assert owner.model == workspace.job.model
        assert owner.keys == keyring.path
        assert owner.policy_file is None
        records = records_of(workspace, data.name, keyring)
        assert len(records) == data.examples
        assert len({r.person_id for r in records}) == data.units
        assert {(r.owner, r.title) for r in records} == {(None, "")}
        folders.add(owner.folder)
        assert owner.store == owner.folder / "store"
    assert folders == {workspace.job.out / "owners" / name for name in SIZES}


def test_no_text_is_in_any_file(workspace: Workspace, keyring: Keyring) -> None:
    assert any(MARK in r.context for r in records_of(workspace, "north", keyring))
    for path in workspace.folder.rglob("*"):
        assert MARK not in str(path.relative_to(workspace.folder))
        if path.is_file():
            assert MARK.encode() not in path.read_bytes(), path


def test_what_is_sealed_is_for_this_user_alone(workspace: Workspace) -> None:
    sealed = list(workspace.folder.rglob("*.vault"))
    # A manifest, records, a signing key, what surrogates are made with and which were, for each
    # owner; the test set and the coordinator's key.
    assert len(sealed) == 5 * 3 + 2
    for path in sealed:
        assert is_sealed(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for name in SIZES:
        assert stat.S_IMODE((home(workspace, name) / LEDGER_FILE).stat().st_mode) == 0o600


def test_another_key_opens_none_of_it(workspace: Workspace) -> None:
    stranger = Keyring((Identity.generate(),))
    with pytest.raises(VaultKeyError):
        records_of(workspace, "north", stranger)
    with pytest.raises(VaultKeyError):
        held_out(workspace, stranger)
    with pytest.raises(VaultKeyError):
        signing.load(home(workspace, "north"), stranger, signing.OWNER)


def test_every_party_has_a_key_of_its_own(workspace: Workspace, keyring: Keyring) -> None:
    keys = {
        public_hex(signing.load(home(workspace, name), keyring, signing.OWNER)) for name in SIZES
    }
    coordinator = signing.load(workspace.folder / "coordinator", keyring, signing.COORDINATOR)
    assert len(keys | {public_hex(coordinator)}) == 4
    for name in SIZES:
        public = signing.read_public(str(home(workspace, name) / signing.PUBLIC_FILE))
        assert public in keys
        assert events(home(workspace, name) / LEDGER_FILE) == [
            Opened(POPULATION, public, PlanRule.ONE)
        ]


def test_a_policy_allows_this_run_and_nothing_else(workspace: Workspace) -> None:
    job = workspace.job
    coordinator = signing.read_public(str(workspace.folder / "coordinator" / signing.PUBLIC_FILE))
    for owner in workspace.owners:
        policy = policy_of(workspace, owner.name)
        rules = policy.population(POPULATION)
        assert (rules.epsilon, rules.delta, rules.unit) == (8.0, 1e-3, Unit.PERSON)
        assert rules.declared_units == owner.declared_units
        policy.check_plan(POPULATION, job.plan)
        policy.check_artefacts(job.base_sha256, code_digest())
        for wanted in (policy.aggregation.roster_min, policy.aggregation.survivors_min):
            assert wanted == graph.choose(len(job.owners), job.aggregation.colluders).survivors
        assert set(policy.peers.owners) == {other.name for other in workspace.owners}
        assert policy.peers.owners[owner.name] == signing.read_public(
            str(home(workspace, owner.name) / signing.PUBLIC_FILE)
        )
        policy.check_witness(coordinator)
        for changes in (
            {"noise_multiplier": math.nextafter(job.plan.noise_multiplier, 0)},
            {"spare_rounds": job.plan.spare_rounds + 1},
            {"delta": math.nextafter(job.plan.delta, 1)},
            {"unit": Unit.DOCUMENT},
        ):
            with pytest.raises(PolicyError):
                policy.check_plan(POPULATION, replace(job.plan, **changes))
        with pytest.raises(PolicyError):
            policy.check_artefacts("0" * 64, code_digest())
        with pytest.raises(PolicyError):
            policy.check_witness("0" * 64)
        with pytest.raises(PolicyError):
            policy.check_metrics(["f1"])


def test_a_run_has_no_second_furniture(workspace: Workspace, place: Path, keyring: Keyring) -> None:
    """Another key or ledger in the same place would be another owner."""
    before = {path: path.read_bytes() for path in workspace.folder.rglob("*") if path.is_file()}
    with pytest.raises(VaultKeyError, match="expected no signing key, found one"):
        furnish(workspace, scenario(place), keyring)
    assert before == {
        path: path.read_bytes() for path in workspace.folder.rglob("*") if path.is_file()
    }


def test_sizes_are_declared_and_never_exact(workspace: Workspace) -> None:
    for owner in workspace.owners:
        assert len(str(owner.declared_units).rstrip("0")) == 1
    assert workspace.job.owners == tuple(
        DeclaredOwner(o.name, o.declared_units) for o in workspace.owners
    )


def test_train_and_test_share_no_person(workspace: Workspace, keyring: Keyring) -> None:
    test = {r.person_id for r in held_out(workspace, keyring)}
    assert test
    for name in SIZES:
        assert not test & {r.person_id for r in records_of(workspace, name, keyring)}


def test_the_job_is_on_disk_and_its_plan_keeps_the_cap(workspace: Workspace) -> None:
    job = workspace.job
    assert Job.load(workspace.folder / "job.json") == job
    assert job.quorum == 2
    assert job.plan.spare_rounds == 1
    assert epsilon(job.plan, job.plan.horizon_steps) <= 8.0


def test_nothing_is_written_to_the_runs_directory(workspace: Workspace) -> None:
    assert not workspace.job.out.exists()


def test_the_same_scenario_gives_the_same_records_and_bytes(
    workspace: Workspace, place: Path, tmp_path: Path, keyring: Keyring
) -> None:
    """But for the keys, and so what is sealed, signed, replaced and named after them."""

    def plain(records: list[Record]) -> list[Record]:
        return [replace(r, id="", document_id="", person_id=None) for r in records]

    again = prepare(
        scenario(place), tmp_path, out=workspace.job.out, run_id="run-1", keyring=keyring
    )
    assert again.data_sha256 == workspace.data_sha256
    assert again.owners == workspace.owners
    assert plain(held_out(again, keyring)) == plain(held_out(workspace, keyring))
    for name in SIZES:
        mine, theirs = (records_of(each, name, keyring) for each in (workspace, again))
        assert plain(mine) == plain(theirs)
        assert not {r.person_id for r in mine} & {r.person_id for r in theirs}
    compared = 0
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.suffix != ".vault":
            content = path.read_bytes().replace(
                str(tmp_path).encode(), str(workspace.folder).encode()
            )
            assert content == (workspace.folder / path.relative_to(tmp_path)).read_bytes(), path
            compared += 1
    assert compared > 6


class TestTestSource:
    """Test questions may come from a file of their own."""

    def test_then_owners_keep_all_of_theirs(
        self, place: Path, tmp_path: Path, keyring: Keyring
    ) -> None:
        path = write_rows(tmp_path / "test.jsonl", rows("elsewhere", 9))
        changed = scenario(place).replace({"data.test_source": str(path)})
        found = prepare(changed, tmp_path, out=tmp_path / "out", run_id="run-1", keyring=keyring)
        assert {owner.name: owner.units for owner in found.owners} == SIZES
        assert {r.owner for r in held_out(found, keyring)} == {"elsewhere"}
        assert len(held_out(found, keyring)) == 18
        write_rows(path, rows("elsewhere", 8))
        again = tmp_path / "again"
        again.mkdir()
        other = prepare(changed, again, out=tmp_path / "out", run_id="run-1", keyring=keyring)
        assert other.data_sha256 != found.data_sha256

    @pytest.mark.parametrize(
        ("found", "message"),
        [([], "expected"), (rows("north", 3), "whose context is in both")],
        ids=["none", "shared"],
    )
    def test_none_or_shared_ones_are_refused(
        self, place: Path, tmp_path: Path, keyring: Keyring, found: list[Any], message: str
    ) -> None:
        path = write_rows(tmp_path / "test.jsonl", found)
        changed = scenario(place).replace({"data.test_source": str(path)})
        with pytest.raises((ScenarioError, DataError), match=message):
            prepare(changed, tmp_path, out=tmp_path / "out", run_id="run-1", keyring=keyring)


@pytest.mark.parametrize("what", ["text", "split", "owner"])
def test_other_data_has_another_digest(
    workspace: Workspace, place: Path, tmp_path: Path, keyring: Keyring, what: str
) -> None:
    found = [r for name, n in SIZES.items() for r in rows(name, n)]
    changes: dict[str, Any] = {"privacy.epsilon": math.inf}
    match what:
        case "text":
            found[-1]["question"] += "?"
        case "split":
            changes["data.seed"] = 5
        case "owner":
            found[-1]["owner"] = "south"
            found[-2]["owner"] = "south"
    path = write_rows(tmp_path / "data.jsonl", found)
    changed = scenario(place).replace(changes | {"data.source": str(path)})
    again = prepare(changed, tmp_path, out=tmp_path / "out", run_id="run-1", keyring=keyring)
    assert again.data_sha256 != workspace.data_sha256


def test_no_privacy_is_said_and_not_noised(place: Path, tmp_path: Path, keyring: Keyring) -> None:
    endless = scenario(place, privacy__epsilon=math.inf, privacy__unit="record")
    found = prepare(endless, tmp_path, out=tmp_path / "out", run_id="run-1", keyring=keyring)
    assert found.job.plan.noise_multiplier == 0
    policy = make_policy(endless, found.job, found.owners[0], Peers())
    assert policy.population(POPULATION).epsilon == math.inf
    policy.check_plan(POPULATION, found.job.plan)
    assert any("nothing is promised" in warning for warning in found.warnings)
    assert any("'record' protects one question" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("changes", "kind", "message"),
    [
        ({"run.quorum": 4}, ScenarioError, "run.quorum: expected at most 3, found 4"),
        ({"model.max_length": 129}, ScenarioError, "model.max_length: expected at most 128 tokens"),
        ({"model.max_length": 64}, ScenarioError, "model.max_length, model.stride: expected"),
        ({"model.layers": 3}, ModelError, "layers: expected at most 2 layers, found 3"),
        ({"model.warm_start": "synthetic"}, ScenarioError, "only 'minilm' has one"),
        ({"model.name": "no such model"}, ModelError, "unknown model 'no such model'"),
        ({"data.source": "/nowhere.jsonl"}, DataError, "expected a readable file"),
        ({"data.owners": 2}, ScenarioError, "owners: expected 3, as the records name, found 2"),
        ({"data.test_fraction": 0.001}, ScenarioError, "has too few units"),
        ({"privacy.delta": 0.5}, InvalidPlanError, "delta"),
        (
            {"privacy.unit": "record", "privacy.records_per_unit": 2},
            InvalidPlanError,
            "records_per_unit: expected 1 where the unit is a record",
        ),
        (
            {"privacy.records_per_unit": 64, "privacy.windows_per_record": 64},
            InvalidPlanError,
            "at most 1024 windows of a unit",
        ),
    ],
    ids=str,
)
def test_refused_before_anything_is_made(
    place: Path,
    tmp_path: Path,
    keyring: Keyring,
    changes: dict[str, Any],
    kind: type[Exception],
    message: str,
) -> None:
    out = tmp_path / "out"
    changed = scenario(place).replace(changes)
    # No noise: a calibration of each would take longer than all that is tested here.
    changed = changed.replace({"privacy.epsilon": math.inf})
    with pytest.raises(kind) as caught:
        prepare(changed, tmp_path, out=out, run_id="run-1", keyring=keyring)
    assert message in str(caught.value)
    assert not out.exists()


def test_a_gpu_that_is_not_there(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keyring: Keyring
) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    on_gpu = scenario(place, run__device="cuda")
    with pytest.raises(ScenarioError, match=r"run\.device: expected a GPU for 'cuda', found none"):
        prepare(on_gpu, tmp_path, out=tmp_path / "o", run_id="run-1", keyring=keyring)


def test_sampling_comes_from_public_figures(place: Path) -> None:
    owners = (DeclaredOwner("a", 100), DeclaredOwner("b", 300))
    endless = scenario(place, privacy__epsilon=math.inf)
    plan = make_plan(endless, Unit.PERSON, owners)
    assert plan.sampling_probability == 8 / 200
    assert make_plan(endless, Unit.PERSON, (DeclaredOwner("a", 4),)).sampling_probability == 1.0
    own = endless.replace({"privacy.sampling_probability": 0.25, "privacy.spare_rounds": 3})
    plan = make_plan(own, Unit.DOCUMENT, owners)
    assert (plan.sampling_probability, plan.spare_rounds) == (0.25, 3)
    assert plan.unit is Unit.DOCUMENT


def test_dropped_answers_are_reported(place: Path, tmp_path: Path, keyring: Keyring) -> None:
    data = [r for name, n in SIZES.items() for r in rows(name, n)]
    data[0]["answers"][0]["text"] = "nowhere in it"
    path = write_rows(tmp_path / "data.jsonl", data)
    changed = scenario(place, data__source=str(path), privacy__epsilon=math.inf)
    found = prepare(changed, tmp_path, out=tmp_path / "out", run_id="run-1", keyring=keyring)
    assert "1 of 154 answers could not be used, and 1 questions were left out" in found.warnings
    assert MARK not in json.dumps(found.warnings)
