"""What the coordinator was told to do: one frozen, public value, kept as JSON beside the run."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from exchange.task import LocalOptimizer, TrainTask
from privacy.plan import Plan
from qa.runtime import Precision, Runtime
from qa.spec import ReadingSpec, TrainableSet, TrainableSpec
from server.errors import JobError
from server.optimizer import OptimizerSpec

VERSION = 3


@dataclass(frozen=True, slots=True)
class DeclaredOwner:
    """A line of the public table: a name and the size that its owner declares.

    Weights in the sum come from here, never from what a message says.
    """

    name: str
    declared_units: int


@dataclass(frozen=True, slots=True)
class AggregationSpec:
    """What the coordinator offers its owners for encrypted aggregation (docs/protocol.md).

    `colluders` owners may collude with it, `dropouts` is a share of owners that may be missing (it
    counts above 200 owners alone), `modulus_bits` is 32, or 16 for half the upload and a coarser
    step.
    """

    colluders: int = 1
    modulus_bits: Literal[16, 32] = 32
    dropouts: float = 0.1


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the exchange listens: a host that owners reach, and a port."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Job:
    """A federated run. `test` is data that the coordinator may read: public, or a simulation's.

    `keys` is the key file of the coordinator's vault; None is what its environment says. Its
    signing key lies sealed in `out`. `exchange` is where owners reach the exchange; None in a
    simulation within one process.
    """

    run_id: str
    out: Path
    model: Path
    base_sha256: str
    test: Path
    language: Literal["en", "zh"]
    plan: Plan
    trainable: TrainableSpec
    reading: ReadingSpec
    local: LocalOptimizer
    server: OptimizerSpec
    owners: tuple[DeclaredOwner, ...]
    quorum: int  # owners that must succeed in each round
    null_threshold: float
    aggregation: AggregationSpec = field(default_factory=AggregationSpec)
    exchange: Listen | None = None
    keys: Path | None = None
    runtime: Runtime = field(default_factory=Runtime)
    round_timeout: float = 3600.0  # seconds
    poll_interval: float = 0.5  # seconds
    dropout: float = 0.0

    def __post_init__(self) -> None:
        """Raise JobError unless the table of owners can be weighted and the quorum be met."""
        names = [owner.name for owner in self.owners]
        if not names or len(set(names)) < len(names):
            raise JobError(f"owners: expected names that differ, found {names}")
        if any(type(o.declared_units) is not int or o.declared_units < 1 for o in self.owners):
            raise JobError("declared_units: expected whole numbers from 1")
        if type(self.quorum) is not int or not 1 <= self.quorum <= len(names):
            raise JobError(f"quorum: expected 1 to {len(names)} owners, found {self.quorum!r}")

    def task(self, number: int) -> TrainTask:
        """The instructions of round `number`; 0 joins."""
        return TrainTask(
            run_id=self.run_id,
            round=number,
            base_sha256=self.base_sha256,
            plan=self.plan,
            trainable=self.trainable,
            reading=self.reading,
            optimizer=self.local,
            dropout=self.dropout,
        )

    def save(self, path: Path) -> None:
        """Write the file that `load` reads."""
        row = {"version": VERSION} | asdict(self) | {"plan": self.plan.to_json()}
        path.write_text(json.dumps(row, indent=1, default=str), encoding="utf-8")

    @staticmethod
    def load(path: Path) -> Job:
        """Read a job file. Raises JobError."""
        try:
            row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if row.pop("version") != VERSION:
                raise ValueError(f"expected version {VERSION}")
            row["out"], row["model"], row["test"] = (
                Path(row["out"]), Path(row["model"]), Path(row["test"]),
            )  # fmt: skip
            row["keys"] = None if row["keys"] is None else Path(row["keys"])
            row["plan"] = Plan.from_json(row["plan"])
            trainable = row["trainable"]
            trainable["kind"] = TrainableSet(trainable["kind"])
            row["trainable"] = TrainableSpec(**trainable)
            row["reading"] = ReadingSpec(**row["reading"])
            row["local"] = LocalOptimizer(**row["local"])
            row["server"] = OptimizerSpec(**row["server"])
            row["owners"] = tuple(DeclaredOwner(**owner) for owner in row["owners"])
            row["aggregation"] = AggregationSpec(**row["aggregation"])
            row["exchange"] = None if row["exchange"] is None else Listen(**row["exchange"])
            runtime = row["runtime"]
            row["runtime"] = Runtime(runtime["device"], Precision(runtime["precision"]))
            return Job(**row)
        except JobError:
            raise
        except Exception as error:
            raise JobError(f"{path}: expected a job file, found {error}") from error


def quorum_of(owners: int) -> int:
    """More than half of the owners."""
    return math.floor(owners / 2) + 1
