"""What a simulation's owners hold: their records, prepared as an owner would prepare them.

Each owner has its own key for surrogates, which lies in its home: the same person is another one at
each of them. A run that goes on finds the keys in its directory, and so makes the same texts again.
The held-out questions of an owner are prepared with its key; those of a test file, which are
nobody's, with the coordinator's.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from client import policy as policies
from client.policy import Desensitization
from client.preparation import owner_key
from client.preparation.records import Preparer
from client.preparation.settings import Settings
from client.store import TRAIN, RecordStore
from client.units import group_by_unit
from privacy.plan import Unit
from privacy.vault import signing
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from qa.metrics import detect_language
from qa.model_source import sha256_of_file
from qa.readers import ReadReport, read_dataset, to_jsonl
from qa.records import Record
from qa.synthetic import generate, shuffle_answers
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

HOMES_FOLDER = "homes"
COORDINATOR_FOLDER = "coordinator"
RUN_HOMES_FOLDER = "owners"  # what HOMES_FOLDER is called in the run's directory
STORE_FOLDER = "store"  # in an owner's home
POPULATION = policies.DEFAULT_POPULATION
TEST = "test"


@dataclass(frozen=True, slots=True)
class OwnerData:
    """One simulated owner: exact figures that only a simulation may know."""

    name: str
    examples: int
    units: int
    declared_units: int
    sha256: str  # of its training records, as they were before they were prepared
    redactions: Mapping[str, int] | None = field(default=None)  # by kind; None: plain text
    exceptions: tuple[str, ...] = ()  # what was left in clear


@dataclass(frozen=True, slots=True)
class Data:
    """What `write_data` wrote, in figures."""

    unit: Unit
    language: str
    owners: tuple[OwnerData, ...]
    test_sha256: str
    source_sha256: str = ""
    report: ReadReport | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where `write_data` puts what it prepares, and where a run that goes on has its keys."""

    scenario: Scenario
    folder: Path
    out: Path
    keyring: Keyring

    def home(self, name: str) -> Path:
        """The owner's home in the workspace."""
        return self.folder / HOMES_FOLDER / name

    @contextlib.contextmanager
    def preparer(self, name: str | None, unit: Unit) -> Iterator[Preparer]:
        """Prepares records with the key of the owner `name`, or of the coordinator."""
        new = self.folder / COORDINATOR_FOLDER if name is None else self.home(name)
        known = self.out if name is None else self.out / RUN_HOMES_FOLDER / name
        resumed = (known / owner_key.FOLDER).is_dir()
        with owner_key.opened(known if resumed else new, self.keyring) as secrets:
            yield Preparer(Settings(rules_of(self.scenario)), secrets, unit)
            if not resumed:
                secrets.save()


def rules_of(scenario: Scenario) -> Desensitization:
    """What simulated owners' policies say of their texts."""
    return Desensitization(plaintext=scenario.privacy.plaintext)


def write_data(place: Place) -> Data:
    """Prepare and seal all records. Raises ScenarioError and DataError."""
    if place.scenario.data.source == SYNTHETIC:
        return _write_synthetic(place)
    return _write_file(place)


def _write_synthetic(place: Place) -> Data:
    """Records go from the generator to the owners' stores; no owner is held in memory."""
    scenario, data = place.scenario, place.scenario.data
    if data.partition not in ("auto", "owner"):
        raise ScenarioError(
            f"data.partition: the synthetic corpus comes by owner, found {data.partition!r}",
            hint="give --data FILE to partition a file",
        )
    language = "en" if data.language == "auto" else data.language
    corpus = generate(language, data.owners or DEFAULT_OWNERS, data.questions, data.seed)
    unit = Unit.PERSON if scenario.privacy.unit == "auto" else Unit(scenario.privacy.unit)
    share = -(-data.max_test_questions // len(corpus.owners))
    held_out = {
        spec.name: sample_by_hash([row.record for row in corpus.test(spec.name)], share, data.seed)
        for spec in corpus.owners
    }
    test = _Test(place, held_out)
    owners: list[OwnerData] = []
    for spec in corpus.owners:
        records = (row.record for row in corpus.train(spec.name))
        # A corpus of n persons is declared as n: the recipe is public.
        declared = spec.persons if unit is Unit.PERSON else None
        with place.preparer(spec.name, unit) as preparer:
            owners.append(
                _write_records(place, _Held(spec.name, records, unit, declared), preparer)
            )
            test.prepare(spec.name, preparer)
    return Data(unit, language, tuple(owners), test.write())


def _write_file(place: Place) -> Data:
    scenario, data = place.scenario, place.scenario.data
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
    digest = sha256_of_file(Path(data.source))
    training: dict[str, Sequence[Record]] = dict(held)
    held_out: dict[str | None, list[Record]] = {}
    if data.test_source is not None:
        held_out[None] = _test_records(records, Path(data.test_source))
        digest += sha256_of_file(Path(data.test_source))
    else:
        for name, whole in held.items():
            train, kept = split_by_unit(whole, unit, data.test_fraction, data.seed)
            if not train or not kept:
                raise ScenarioError(
                    f"owner {name!r} has too few units ({unit}) to hold {data.test_fraction:g} of "
                    "them out for the test",
                    hint="ask for fewer owners",
                )
            training[name], held_out[name] = train, list(kept)
    test = _Test(place, held_out)
    owners: list[OwnerData] = []
    for name, mine in training.items():
        with place.preparer(name, unit) as preparer:
            owners.append(_write_records(place, _Held(name, mine, unit), preparer))
            test.prepare(name, preparer)
    if data.test_source is not None:
        with place.preparer(None, unit) as preparer:
            test.prepare(None, preparer)
    return Data(unit, language, tuple(owners), test.write(), digest, dataset.report)


def _test_records(training: Iterable[Record], source: Path) -> list[Record]:
    """The questions of a test file. Raises ScenarioError where it has none, or shares a context
    with the training data: then its figures would be those of memory."""
    test = list(read_dataset(source).records)
    contexts = {record.context for record in training}
    both = next((record for record in test if record.context in contexts), None)
    if not test or both is not None:
        what = "none" if both is None else f"record {both.id!r}, whose context is in both"
        raise ScenarioError(f"data.test_source: expected questions on other texts, found {what}")
    return test


class _Held(NamedTuple):
    """What one owner holds for training. Where `declared` is None, a size is declared for it."""

    name: str
    records: Iterable[Record]
    unit: Unit
    declared: int | None = None


def _write_records(place: Place, held: _Held, preparer: Preparer) -> OwnerData:
    """Prepare and seal one owner's training records.

    Raises ScenarioError where none is left of them.
    """
    data = place.scenario.data
    name, records, unit, declared = held
    if data.shuffle_answers:
        records = shuffle_answers(list(records), data.seed)
    units: set[str] = set()
    digest = hashlib.sha256()
    store = RecordStore(place.home(name) / STORE_FOLDER, place.keyring)
    with store.writing(POPULATION, [TRAIN]) as writer:
        for record in records:
            digest.update(to_jsonl(record))
            made = preparer.record(record)
            if made is not None:
                units.update(group_by_unit([made], unit))
                writer.add(TRAIN, made)
        provenance = writer.provenance[TRAIN] = preparer.provenance
    if not units:
        raise ScenarioError(f"owner {name!r}: expected records to train on, found none")
    return OwnerData(
        name,
        writer.written[TRAIN].records,
        len(units),
        declare(len(units)) if declared is None else declared,
        digest.hexdigest(),
        dict(provenance.redactions) if provenance.desensitized else None,
        provenance.exceptions,
    )


class _Test:
    """The coordinator's test set: sampled first, then prepared by owner, and sealed."""

    def __init__(self, place: Place, held_out: Mapping[Any, list[Record]]) -> None:
        self._place = place
        data = place.scenario.data
        marked = [
            record if name is None else replace(record, owner=name)
            for name, records in held_out.items()
            for record in records
        ]
        self._sampled = sample_by_hash(marked, data.max_test_questions, data.seed)
        self._prepared: list[Record] = []
        self._digest = hashlib.sha256()

    def prepare(self, name: str | None, preparer: Preparer) -> None:
        """Prepare the questions of the owner `name`; all that are left, if it is None."""
        for record in self._sampled:
            if name not in (None, record.owner):
                continue
            self._digest.update(to_jsonl(record))
            made = preparer.record(record)
            if made is not None:
                self._prepared.append(replace(made, owner=record.owner))

    def write(self) -> str:
        """Seal it; returns the SHA-256 of what it was before it was prepared."""
        vault = Vault(self._place.folder, self._place.keyring, signing.COORDINATOR)
        with vault.write(TEST) as sealer:
            for record in self._prepared:
                sealer.write(to_jsonl(record))
        return self._digest.hexdigest()
