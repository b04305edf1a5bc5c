"""Jobs for tests of the coordinator: everything but what the test is about has a default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.plans import make_plan

from exchange.task import LocalOptimizer
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.signing import COORDINATOR
from qa.spec import ReadingSpec, TrainableSpec
from server.job import AggregationSpec, DeclaredOwner, Job
from server.optimizer import OptimizerSpec

COORDINATOR_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


def make_job(folder: Path, **changes: Any) -> Job:
    """Three owners of 10, 20 and 70 units, two rounds and a spare one, FedAvg, quorum 2; nobody
    colludes, so that one of three may drop out."""
    values: dict[str, Any] = {
        "run_id": "run-1",
        "out": folder,
        "model": folder / "model",
        "base_sha256": "0" * 64,
        "test": folder / "test.jsonl",
        "language": "en",
        "plan": make_plan(rounds=2, steps_per_round=1),
        "trainable": TrainableSpec(),
        "reading": ReadingSpec(),
        "local": LocalOptimizer(0.1),
        "server": OptimizerSpec(),
        "owners": (DeclaredOwner("ann", 10), DeclaredOwner("bob", 20), DeclaredOwner("cid", 70)),
        "quorum": 2,
        "null_threshold": 0.0,
        "aggregation": AggregationSpec(colluders=0),
        "round_timeout": 5.0,
        "poll_interval": 1.0,
    }
    return Job(**(values | changes))


def make_vault(folder: Path, keyring: Keyring) -> Vault:
    """Where the coordinator of a job in `folder` keeps what it seals."""
    return Vault(folder, keyring, COORDINATOR)
