"""From a scenario to what coordinator and owners find on their machines, in one folder.

    workspace/
      job.json            the coordinator's job
      model/              the starting model that every party opens
      test.vault          the held-out test set, sealed
      owners/0/           owner.json: where this owner's things are
      homes/NAME/         an owner's store (sealed), policy, signing key (sealed) and ledger
      coordinator/        the coordinator's signing key, sealed

The folder lies outside the run's directory and is removed when the run ends. For a new run the
homes and the coordinator's key move into the run's directory; a run that goes on has them there.
Everything that is sealed is sealed for this user's vault key, which lies in neither folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from client.gradients import open_engine
from client.owner import OWNER_FILE, Owner
from exchange.task import LocalOptimizer
from privacy.plan import Plan, Unit
from privacy.vault.files import SUFFIX
from privacy.vault.keyring import Keyring
from qa.batches import PADDED_TO
from qa.features import Encoder
from qa.model import load_model, save_model
from qa.model_source import MINILM, WEIGHTS_FILE, find_model, sha256_of_file
from qa.readers import ReadReport
from qa.runtime import Precision, Runtime
from qa.spec import ReadingSpec, TrainableSpec
from qa.trainable import make_trainable
from qa.warm_start import apply_warm_start
from server.job import AggregationSpec, DeclaredOwner, Job, quorum_of
from server.optimizer import OptimizerSpec
from simulations.data import (
    POPULATION,
    RUN_HOMES_FOLDER,
    STORE_FOLDER,
    TEST,
    OwnerData,
    Place,
    write_data,
)
from simulations.errors import ScenarioError
from simulations.plans import plan_of
from simulations.scenario import Scenario

JOB_FILE = "job.json"
MODEL_FOLDER = "model"
OWNERS_FOLDER = "owners"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What `prepare` made, and what it wants said."""

    folder: Path
    job: Job
    owners: tuple[OwnerData, ...]
    warnings: tuple[str, ...]
    read_report: ReadReport | None
    data_sha256: str  # over all that was prepared: another seed or split gives another

    def owner_file(self, index: int) -> Path:
        """Where owner number `index` finds its file."""
        return self.folder / OWNERS_FOLDER / str(index) / OWNER_FILE

    def home(self, name: str) -> Path:
        """Where the owner `name` keeps its things for the whole run."""
        return self.job.out / RUN_HOMES_FOLDER / name


def prepare(
    scenario: Scenario, folder: Path, *, out: Path, run_id: str, keyring: Keyring
) -> Workspace:
    """Fill `folder`, which exists and is this user's alone, for a run into `out`.

    Texts are written sealed, for `keyring`.

    The same scenario and data give the same workspace. Nothing is written to `out`.

    Raises ScenarioError, DataError, ModelError and InvalidPlanError: bad input of the user.
    """
    training, run = scenario.training, scenario.run
    runtime = Runtime(run.device, Precision(run.precision))
    if run.device == "cuda" and not torch.cuda.is_available():
        raise ScenarioError("run.device: expected a GPU for 'cuda', found none", hint="say 'auto'")
    source = find_model(scenario.model.name)
    trainable = TrainableSpec(scenario.model.trainable, scenario.model.layers, scenario.model.rank)
    reading = ReadingSpec(scenario.model.max_length, scenario.model.stride)
    data = write_data(Place(scenario, folder, out, keyring))
    declared = tuple(DeclaredOwner(o.name, o.declared_units) for o in data.owners)
    if run.quorum > len(declared):
        raise ScenarioError(f"run.quorum: expected at most {len(declared)}, found {run.quorum}")
    plan = make_plan(scenario, data.unit, declared)
    model = load_model(source)
    longest = model.max_positions // PADDED_TO * PADDED_TO  # owners round lengths up
    if reading.max_length > longest:
        raise ScenarioError(
            f"model.max_length: expected at most {longest} tokens, which this model reads, "
            f"found {reading.max_length}"
        )
    try:
        Encoder(model.tokenizer, reading.max_length, reading.stride)
    except ValueError as error:
        raise ScenarioError(f"model.max_length, model.stride: {error}") from error
    if warm_starts(scenario, data.language):
        model = apply_warm_start(model)
    save_model(model, folder / MODEL_FOLDER, card="The starting model of a simulated run.\n")
    # Raises now what every party would meet later.
    open_engine(make_trainable(model.network, trainable), runtime).close()
    job = Job(
        run_id=run_id,
        out=out,
        model=folder / MODEL_FOLDER,
        base_sha256=sha256_of_file(folder / MODEL_FOLDER / WEIGHTS_FILE),
        test=folder / f"{TEST}{SUFFIX}",
        language="zh" if data.language == "zh" else "en",
        plan=plan,
        trainable=trainable,
        reading=reading,
        local=LocalOptimizer(training.learning_rate, training.momentum, training.weight_decay),
        server=OptimizerSpec(
            training.server_optimizer,
            training.server_learning_rate,
            momentum=training.server_momentum,
            beta_1=training.server_beta_1,
            beta_2=training.server_beta_2,
            tau=training.server_tau,
        ),
        owners=declared,
        quorum=run.quorum or quorum_of(len(declared)),
        null_threshold=scenario.model.null_threshold,
        aggregation=_aggregation(scenario, len(declared)),
        keys=keyring.path,
        runtime=runtime,
        round_timeout=run.round_timeout,
        poll_interval=0.05,
        dropout=training.dropout,
    )
    job.save(folder / JOB_FILE)
    digests = [data.source_sha256, data.test_sha256, *(owner.sha256 for owner in data.owners)]
    workspace = Workspace(
        folder=folder,
        job=job,
        owners=data.owners,
        warnings=tuple(_warnings(scenario, plan, len(declared), data.report)),
        read_report=data.report,
        data_sha256=hashlib.sha256("".join(digests).encode()).hexdigest(),
    )
    for index, owner in enumerate(data.owners):
        Owner(
            name=owner.name,
            population=POPULATION,
            folder=workspace.home(owner.name),
            store=workspace.home(owner.name) / STORE_FOLDER,
            model=job.model,
            keys=keyring.path,
            runtime=runtime,
        ).save(workspace.owner_file(index))
    return workspace


def make_plan(scenario: Scenario, unit: Unit, owners: tuple[DeclaredOwner, ...]) -> Plan:
    """The one plan of the whole horizon, from public figures. Raises InvalidPlanError."""
    return plan_of(scenario, unit, [owner.declared_units for owner in owners])


def _aggregation(scenario: Scenario, owners: int) -> AggregationSpec:
    """Raises ScenarioError where a sum would hide nobody."""
    if owners < 2:
        raise ScenarioError(
            f"data.owners: expected at least 2 owners, found {owners}",
            hint="an owner's update is hidden in the sum of several",
        )
    colluders = scenario.aggregation.colluders
    if colluders is None:
        colluders = min(1, owners - 2)
    if colluders > owners - 2:
        raise ScenarioError(
            f"aggregation.colluders: expected at most {owners - 2} among {owners} owners, "
            f"found {colluders}"
        )
    return AggregationSpec(colluders=colluders, modulus_bits=scenario.aggregation.modulus_bits)


def warm_starts(scenario: Scenario, language: str) -> bool:
    """Whether the run starts from the shipped warm-up."""
    wanted = scenario.model.warm_start
    if wanted == "synthetic" and scenario.model.name != MINILM:
        raise ScenarioError(
            f"model.warm_start: only {MINILM!r} has one, found a warm start for "
            f"{scenario.model.name!r}"
        )
    return wanted == "synthetic" or (
        wanted == "auto" and scenario.model.name == MINILM and language == "en"
    )


def _warnings(
    scenario: Scenario, plan: Plan, owners: int, report: ReadReport | None
) -> Iterator[str]:
    if owners == 2:
        yield "with two owners, each can subtract its own update from the sum and see the other's"
    if plan.noise_multiplier == 0:
        yield "epsilon is infinite: no noise is added and nothing is promised"
    if plan.unit is Unit.RECORD:
        yield "unit 'record' protects one question, not a person with several"
    if scenario.privacy.plaintext is not None:
        yield f"texts were not desensitized: {scenario.privacy.plaintext}"
    if scenario.data.shuffle_answers:
        yield "negative control: owners train on shuffled answers"
    if report is not None and (report.dropped or report.dropped_questions):
        yield (
            f"{report.dropped} of {report.answers} answers could not be used, "
            f"and {report.dropped_questions} questions were left out"
        )
