"""Where a run stands, in one sealed file that is replaced whole after each round."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from privacy.vault.files import Vault
from server.errors import JobError
from server.optimizer import Arrays

VERSION = 3
CHECKPOINT = "checkpoint"
MAX_CHECKPOINT_BYTES = 1 << 36
_MODEL, _OPTIMIZER = "model:", "optimizer:"


@dataclass(slots=True)
class Checkpoint:
    """The model after `rounds[-1]`, the optimiser's state, and every figure so far."""

    run_id: str
    model: Arrays
    optimizer: Arrays = field(default_factory=dict)
    baseline: dict[str, Any] | None = None
    rounds: list[dict[str, Any]] = field(default_factory=list)
    ledgers: dict[str, str] = field(default_factory=dict)  # owner → identifier
    lost: list[dict[str, Any]] = field(default_factory=list)  # rounds that were dropped, and why
    aggregation: dict[str, Any] | None = None  # the last session's public figures

    def save(self, vault: Vault) -> None:
        """Replace the checkpoint in `vault`; a crash leaves the old one or the new one."""
        tensors = {_MODEL + n: a for n, a in self.model.items()}
        tensors |= {_OPTIMIZER + n: a for n, a in self.optimizer.items()}
        state = {
            "version": VERSION,
            "run_id": self.run_id,
            "baseline": self.baseline,
            "rounds": self.rounds,
            "ledgers": self.ledgers,
            "lost": self.lost,
            "aggregation": self.aggregation,
        }
        contiguous = {n: np.ascontiguousarray(a) for n, a in tensors.items()}
        # safetensors.numpy.load gives no metadata, so the state stands before it with its length.
        text = json.dumps(state).encode()
        with vault.write(CHECKPOINT) as sealer:
            sealer.write(len(text).to_bytes(8, "big") + text)
            sealer.write(save(contiguous))

    @staticmethod
    def load(vault: Vault, run_id: str) -> Checkpoint | None:
        """The checkpoint in `vault`, or None.

        Raises VerificationError or VaultKeyError for one that doesn't open, JobError for a foreign
        one.
        """
        path = vault.path(CHECKPOINT)
        if not path.exists():
            return None
        try:
            content = vault.read_bytes(CHECKPOINT, max_length=MAX_CHECKPOINT_BYTES)
            length = int.from_bytes(content[:8], "big")
            state = json.loads(content[8 : 8 + length])
            tensors: Arrays = load(content[8 + length :])
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
                ledgers=state["ledgers"],
                lost=state["lost"],
                aggregation=state["aggregation"],
            )
        except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
            raise JobError(
                f"{path}: expected a checkpoint, found {type(error).__name__}: {error}",
                hint="it is damaged or another program's; start a new run",
            ) from error


def _part(tensors: Arrays, prefix: str) -> Arrays:
    return {n.removeprefix(prefix): a for n, a in tensors.items() if n.startswith(prefix)}
