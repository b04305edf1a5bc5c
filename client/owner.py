"""What an owner's own machine says about it: where its records are and what it allows.

The file is local. Nothing in it comes from a coordinator, and nothing that a coordinator sends
overrides it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from privacy.plan import Plan, Unit
from qa.runtime import Precision, Runtime

VERSION = 1
OWNER_FILE = "owner.json"

# Set on the owner's machine (or by a simulator for all its owners): a folder that holds one
# folder with an owner file for each partition number.
OWNERS_VARIABLE = "DISCREET_OWNERS"

# Squares of gradients are float32: below about 1e-22 they underflow, and a clip norm as small
# would then bound nothing. A coordinator chooses both the clip norm and the weights.
MIN_CLIP_NORM = 1e-6


class OwnerFileError(ValueError):
    """The owner's file is missing or malformed."""


class PolicyError(ValueError):
    """The owner doesn't allow what it was asked."""


@dataclass(frozen=True, slots=True)
class Owner:
    """One data owner, as its own machine knows it.

    `declared_units` is public: a constant that the owner declares once, never the exact count
    of its records. `folder` is durable and holds the account of what was charged.
    """

    name: str
    folder: Path
    records: Path
    model: Path
    unit: Unit
    declared_units: int
    epsilon_cap: float
    delta_cap: float
    runtime: Runtime = field(default_factory=Runtime)

    def __post_init__(self) -> None:
        if not self.name or not isinstance(self.name, str):
            raise OwnerFileError("name: expected text")
        if type(self.declared_units) is not int or self.declared_units < 1:
            raise OwnerFileError("declared_units: expected a whole number of at least 1")
        if type(self.epsilon_cap) not in (int, float) or not self.epsilon_cap >= 0:
            raise OwnerFileError("epsilon_cap: expected a number of at least 0")
        if type(self.delta_cap) not in (int, float) or not 0 < self.delta_cap < 1:
            raise OwnerFileError("delta_cap: expected a number above 0 and below 1")

    @staticmethod
    def load(path: Path) -> Owner:
        """Read an owner file. Raises OwnerFileError."""
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(row, dict) or row.pop("version", None) != VERSION:
                raise OwnerFileError(f"expected an object of version {VERSION}")
            runtime = row.pop("runtime")
            known = {
                "folder": Path(row["folder"]),
                "records": Path(row["records"]),
                "model": Path(row["model"]),
                "unit": Unit(row["unit"]),
                "epsilon_cap": float(row["epsilon_cap"]),  # JSON has no infinity: it may be text
                "runtime": Runtime(runtime["device"], Precision(runtime["precision"])),
            }
            return Owner(**(row | known))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise OwnerFileError(
                f"{path}: expected an owner file, found {type(error).__name__}: {error}"
            ) from error

    def save(self, path: Path) -> None:
        """Write the owner file that `load` reads."""
        row: dict[str, Any] = {"version": VERSION} | asdict(self)
        for key in ("folder", "records", "model"):
            row[key] = str(row[key])
        row["epsilon_cap"] = str(self.epsilon_cap)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(row, indent=1), encoding="utf-8")

    def check_plan(self, plan: Plan) -> None:
        """Raise PolicyError unless this owner lets `plan` run, its budget apart."""
        if plan.unit is not self.unit:
            raise PolicyError(f"unit: this owner protects the {self.unit}, the plan {plan.unit}")
        if plan.clip_norm < MIN_CLIP_NORM:
            raise PolicyError(f"clip norm: at least {MIN_CLIP_NORM:g}, found {plan.clip_norm:g}")
        if plan.delta > self.delta_cap:
            raise PolicyError(f"delta: at most {self.delta_cap:g} here, found {plan.delta:g}")
        if plan.delta * self.declared_units >= 1:
            raise PolicyError(f"delta {plan.delta:g} is not below 1/{self.declared_units}")


def owner_file(node_config: Mapping[str, Any], environ: Mapping[str, str] = os.environ) -> Path:
    """Where this node's owner file is: `owner` of its node configuration, else a numbered folder
    of `$DISCREET_OWNERS`. Both are set on the owner's machine; a run's configuration, which the
    coordinator writes, is not asked.
    """
    if (path := node_config.get("owner")) is not None:
        return Path(str(path))
    root, number = environ.get(OWNERS_VARIABLE), node_config.get("partition-id")
    if root and type(number) is int:
        return Path(root) / str(number) / OWNER_FILE
    raise OwnerFileError(
        f"expected `owner` in the node configuration, or ${OWNERS_VARIABLE} and a partition-id, "
        "found neither"
    )
