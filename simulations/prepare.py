"""From a scenario to what coordinator and owners find on their machines, in one folder.

    workspace/
      job.json            the coordinator's job
      model/              the starting model that every party opens
      test.jsonl          the held-out test set
      owners/0/           owner.json and records.jsonl, readable by this user alone

The folder lies outside the run's directory and is removed when the run ends: it holds text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from client.owner import OWNER_FILE, Owner
from client.samples import group_by_unit
from exchange.task import LocalOptimizer
from privacy.accounting import calibrate, check_delta
from privacy.plan import Plan, Unit, default_spare_rounds
from qa.batches import PADDED_TO
from qa.features import Encoder
from qa.metrics import detect_language
from qa.model import load_model, save_model
from qa.model_source import MINILM, WEIGHTS_FILE, find_model, sha256_of_file
from qa.readers import ReadReport, read_dataset, write_jsonl
from qa.records import Record
from qa.runtime import Precision, Runtime
from qa.spec import ReadingSpec, TrainableSpec
from qa.synthetic import generate, shuffle_answers
from qa.trainable import make_trainable
from qa.warm_start import apply_warm_start
from server.job import DeclaredOwner, Job, quorum_of
from server.optimizer import OptimizerSpec
from simulations.errors import ScenarioError
from simulations.partition import (
    DEFAULT_OWNERS,
    choose_unit,
    declare,
    partition,
    sample_by_hash,
    split_by_unit,
)
from simulations.scenario import SYNTHETIC, Scenario

JOB_FILE = "job.json"
MODEL_FOLDER = "model"
OWNERS_FOLDER = "owners"
ACCOUNTS_FOLDER = "owners"  # in the run's directory


@dataclass(frozen=True, slots=True)
class OwnerData:
    """One simulated owner: exact figures that only a simulation may know."""

    name: str
    examples: int
    units: int
    declared_units: int


@dataclass(frozen=True, slots=True)
class Workspace:
    """What `prepare` made, and what it wants said."""

    folder: Path
    job: Job
    owners: tuple[OwnerData, ...]
    warnings: tuple[str, ...]
    read_report: ReadReport | None

    def owner_file(self, index: int) -> Path:
        """Where owner number `index` finds its file."""
        return self.folder / OWNERS_FOLDER / str(index) / OWNER_FILE


@dataclass(frozen=True, slots=True)
class _Data:
    unit: Unit
    language: str
    owners: tuple[OwnerData, ...]
    report: ReadReport | None = None


def prepare(scenario: Scenario, folder: Path, *, out: Path, run_id: str) -> Workspace:
    """Fill `folder`, which exists and is this user's alone, for a run into `out`.

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
    data = _write_data(scenario, folder)
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
    make_trainable(model.network, trainable)  # raises now what every party would meet later
    job = Job(
        run_id=run_id,
        out=out,
        model=folder / MODEL_FOLDER,
        base_sha256=sha256_of_file(folder / MODEL_FOLDER / WEIGHTS_FILE),
        test=folder / "test.jsonl",
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
        runtime=runtime,
        round_timeout=run.round_timeout,
        poll_interval=0.05,
    )
    job.save(folder / JOB_FILE)
    workspace = Workspace(
        folder, job, data.owners, tuple(_warnings(scenario, plan, data.report)), data.report
    )
    for index, owner in enumerate(data.owners):
        Owner(
            name=owner.name,
            folder=out / ACCOUNTS_FOLDER / owner.name,
            records=_records_file(folder, index),
            model=job.model,
            unit=data.unit,
            declared_units=owner.declared_units,
            epsilon_cap=scenario.privacy.epsilon,
            delta_cap=scenario.privacy.delta,
            runtime=runtime,
        ).save(workspace.owner_file(index))
    return workspace


def make_plan(scenario: Scenario, unit: Unit, owners: tuple[DeclaredOwner, ...]) -> Plan:
    """The one plan of the whole horizon, from public figures. Raises InvalidPlanError."""
    privacy, training = scenario.privacy, scenario.training
    probability = privacy.sampling_probability
    if probability is None:
        mean = sum(owner.declared_units for owner in owners) / len(owners)
        probability = min(1.0, float(f"{training.expected_batch / mean:.3g}"))
    spare = privacy.spare_rounds
    if spare is None:
        spare = default_spare_rounds(training.rounds)
    if privacy.epsilon == float("inf"):
        plan = Plan(
            unit=unit,
            clip_norm=privacy.clip_norm,
            noise_multiplier=0.0,
            sampling_probability=probability,
            steps_per_round=training.steps_per_round,
            rounds=training.rounds,
            spare_rounds=spare,
            delta=privacy.delta,
        )
    else:
        plan = calibrate(
            target_epsilon=privacy.epsilon,
            delta=privacy.delta,
            sampling_probability=probability,
            steps_per_round=training.steps_per_round,
            rounds=training.rounds,
            spare_rounds=spare,
            unit=unit,
            clip_norm=privacy.clip_norm,
        )
    check_delta(plan, max(owner.declared_units for owner in owners))
    return plan


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


def _write_data(scenario: Scenario, folder: Path) -> _Data:
    if scenario.data.source == SYNTHETIC:
        return _write_synthetic(scenario, folder)
    return _write_file(scenario, folder)


def _write_synthetic(scenario: Scenario, folder: Path) -> _Data:
    """Records go from the generator to the owners' files; no owner is held in memory."""
    data = scenario.data
    if data.partition not in ("auto", "owner"):
        raise ScenarioError(
            f"data.partition: the synthetic corpus comes by owner, found {data.partition!r}",
            hint="give --data FILE to partition a file",
        )
    language = "en" if data.language == "auto" else data.language
    corpus = generate(language, data.owners or DEFAULT_OWNERS, data.questions, data.seed)
    unit = Unit.PERSON if scenario.privacy.unit == "auto" else Unit(scenario.privacy.unit)
    owners: list[OwnerData] = []
    test: list[Record] = []
    for index, spec in enumerate(corpus.owners):
        records = (row.record for row in corpus.train(spec.name))
        examples, units = _write_records(scenario, folder, index, records, unit)
        # A corpus of n persons is declared as n: the recipe is public.
        declared = spec.persons if unit is Unit.PERSON else declare(units)
        owners.append(OwnerData(spec.name, examples, units, declared))
        share = -(-data.max_test_questions // len(corpus.owners))
        held_out = [row.record for row in corpus.test(spec.name)]
        test += sample_by_hash(held_out, share, data.seed)
    _write_test(folder, test, data.max_test_questions, data.seed)
    return _Data(unit, language, tuple(owners))


def _write_file(scenario: Scenario, folder: Path) -> _Data:
    data = scenario.data
    dataset = read_dataset(Path(data.source))
    records = dataset.records
    unit = choose_unit(records, scenario.privacy.unit)
    language = detect_language(records) if data.language == "auto" else data.language
    held = partition(
        records,
        unit=unit,
        by=data.partition,
        owners=data.owners,
        alpha=data.dirichlet_alpha,
        seed=data.seed,
    )
    owners: list[OwnerData] = []
    test: list[Record] = []
    for index, (name, mine) in enumerate(held.items()):
        train, kept = split_by_unit(mine, unit, data.test_fraction, data.seed)
        if not train or not kept:
            raise ScenarioError(
                f"owner {name!r} has too few units ({unit}) to hold {data.test_fraction:g} of "
                "them out for the test",
                hint="ask for fewer owners",
            )
        examples, units = _write_records(scenario, folder, index, train, unit)
        owners.append(OwnerData(name, examples, units, declare(units)))
        test += [_owned(record, name) for record in kept]
    _write_test(folder, test, data.max_test_questions, data.seed)
    return _Data(unit, language, tuple(owners), dataset.report)


def _write_records(
    scenario: Scenario, folder: Path, index: int, records: Iterable[Record], unit: Unit
) -> tuple[int, int]:
    """Write one owner's training records; returns how many, and how many units."""
    if scenario.data.shuffle_answers:
        records = shuffle_answers(list(records), scenario.data.seed)
    path = _records_file(folder, index)
    path.parent.mkdir(parents=True)
    units: set[str] = set()

    def counted() -> Iterator[Record]:
        for record in records:
            units.update(group_by_unit([record], unit))
            yield record

    return write_jsonl(path, counted()), len(units)


def _write_test(folder: Path, records: list[Record], count: int, seed: int) -> None:
    write_jsonl(folder / "test.jsonl", sample_by_hash(records, count, seed))


def _records_file(folder: Path, index: int) -> Path:
    return folder / OWNERS_FOLDER / str(index) / "records.jsonl"


def _owned(record: Record, owner: str) -> Record:
    return replace(record, owner=owner)


def _warnings(scenario: Scenario, plan: Plan, report: ReadReport | None) -> Iterator[str]:
    if plan.noise_multiplier == 0:
        yield "epsilon is infinite: no noise is added and nothing is promised"
    if plan.unit is Unit.RECORD:
        yield "unit 'record' protects one question, not a person with several"
    if scenario.data.shuffle_answers:
        yield "negative control: owners train on shuffled answers"
    if report is not None and (report.dropped or report.dropped_questions):
        yield (
            f"{report.dropped} of {report.answers} answers could not be used, "
            f"and {report.dropped_questions} questions were left out"
        )
