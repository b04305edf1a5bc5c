"""What an owner's own machine says about it: where its records are and what it allows.

The file is local. Nothing in it comes from a coordinator, and nothing that a coordinator sends
overrides it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from privacy.plan import Plan, Unit
from qa.runtime import Precision, Runtime

VERSION = 1
OWNER_FILE = "owner.json"

# Set on the owner's machine (or by a simulator for all its owners): a folder that holds one
# folder with an owner file for each partition number.
OWNERS_VARIABLE = "DISCREET_OWNERS"


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
    runtime: Runtime = Runtime()

    @staticmethod
    def load(path: Path) -> Owner:
        """Read an owner file. Raises OwnerFileError."""
        try:
            row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if row.pop("version") != VERSION:
                raise OwnerFileError(f"{path}: expected version {VERSION}")
            runtime = row.pop("runtime")
            return Owner(
                **{
                    **row,
                    "folder": Path(row["folder"]),
                    "records": Path(row["records"]),
                    "model": Path(row["model"]),
                    "unit": Unit(row["unit"]),
                    "epsilon_cap": float(row["epsilon_cap"]),
                    "runtime": Runtime(runtime["device"], Precision(runtime["precision"])),
                }
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OwnerFileError(f"{path}: expected an owner file, found {error}") from error

    def save(self, path: Path) -> None:
        """Write the owner file that `load` reads."""
        row = {"version": VERSION} | asdict(self)
        for key in ("folder", "records", "model"):
            row[key] = str(row[key])
        row["epsilon_cap"] = str(self.epsilon_cap)  # JSON has no infinity
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(row, indent=1), encoding="utf-8")

    def check_plan(self, plan: Plan) -> None:
        """Raise PolicyError unless this owner lets `plan` run, its budget apart."""
        if plan.unit is not self.unit:
            raise PolicyError(f"unit: this owner protects the {self.unit}, the plan {plan.unit}")
        if plan.delta > self.delta_cap:
            raise PolicyError(f"delta: at most {self.delta_cap:g} here, the plan has {plan.delta:g}")
        if plan.delta * self.declared_units >= 1:
            raise PolicyError(f"delta {plan.delta:g} is not below 1/{self.declared_units}")


def owner_file(node_config: Mapping[str, Any], environ: Mapping[str, str] = os.environ) -> Path:
    """Where this node's owner file is: `owner` of its node configuration, else a numbered folder
    of `$DISCREET_OWNERS`. Both are set on the owner's machine; a run's configuration, which the
    coordinator writes, is not asked.
    """
    if (path := node_config.get("owner")) is not None:
        return Path(str(path))
    if (root := environ.get(OWNERS_VARIABLE)) and (number := node_config.get("partition-id")) is not None:
        return Path(root) / str(int(number)) / OWNER_FILE
    raise OwnerFileError(
        f"expected `owner` in the node configuration or ${OWNERS_VARIABLE}, found neither"
    )
