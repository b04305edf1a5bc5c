"""Where a run stands, in one file that is replaced whole after each round."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from server.errors import JobError
from server.optimizer import Arrays

VERSION = 1
CHECKPOINT_FILE = "checkpoint.safetensors"
_MODEL, _OPTIMIZER = "model:", "optimizer:"


@dataclass(slots=True)
class Checkpoint:
    """The model after `rounds[-1]`, the optimiser's state, and every figure so far."""

    run_id: str
    model: Arrays
    optimizer: Arrays = field(default_factory=dict)
    baseline: dict[str, Any] | None = None
    rounds: list[dict[str, Any]] = field(default_factory=list)

    def save(self, folder: Path) -> None:
        """Replace the checkpoint in `folder`; a crash leaves the old one or the new one."""
        tensors = {_MODEL + n: a for n, a in self.model.items()}
        tensors |= {_OPTIMIZER + n: a for n, a in self.optimizer.items()}
        state = {
            "version": VERSION,
            "run_id": self.run_id,
            "baseline": self.baseline,
            "rounds": self.rounds,
        }
        path = folder / CHECKPOINT_FILE
        temporary = path.with_suffix(".partial")
        contiguous = {n: np.ascontiguousarray(a) for n, a in tensors.items()}
        save_file(contiguous, temporary, metadata={"state": json.dumps(state)})
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)

    @staticmethod
    def load(folder: Path, run_id: str) -> Checkpoint | None:
        """The checkpoint in `folder`, or None. Raises JobError on a damaged or foreign one."""
        path = folder / CHECKPOINT_FILE
        if not path.exists():
            return None
        try:
            with safe_open(path, framework="numpy") as file:
                state = json.loads(file.metadata()["state"])
                tensors: Arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            if state["version"] != VERSION:
                raise JobError(f"{path}: expected version {VERSION}, found {state['version']!r}")
            if state["run_id"] != run_id:
                raise JobError(f"{path}: belongs to run {state['run_id']!r}, not {run_id!r}")
            return Checkpoint(
                run_id=run_id,
                model=_part(tensors, _MODEL),
                optimizer=_part(tensors, _OPTIMIZER),
                baseline=state["baseline"],
                rounds=state["rounds"],
            )
        except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
            raise JobError(
                f"{path}: expected a checkpoint, found {type(error).__name__}: {error}",
                hint="it is damaged or another program's; start a new run",
            ) from error


def _part(tensors: Arrays, prefix: str) -> Arrays:
    return {n.removeprefix(prefix): a for n, a in tensors.items() if n.startswith(prefix)}
