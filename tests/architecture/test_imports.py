"""The data path of the task, and what keeps and audits, load without the heavy frameworks."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"torch", "transformers", "flwr", "opacus", "privacy"}


@pytest.mark.parametrize(
    "module", ["qa.offsets", "qa.readers", "qa.features", "qa.decoding", "qa.metrics"]
)
def test_data_modules_import_no_framework(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(run.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "client.budget",
        "client.code",
        "client.owner",
        "client.policy",
        "client.procedures",
        "client.store",
        "privacy.audit.recompute",
        "privacy.ledger.store",
        "privacy.planning",
        "privacy.vault.signing",
        "privacy.ledger.witness",
        "simulations.plans",
    ],
)
def test_what_keeps_and_audits_imports_no_framework(module: str) -> None:
    """An auditor, and an operator between two runs, need neither torch nor Flower."""
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in run.stdout.split()}
    assert module.split(".", maxsplit=1)[0] in loaded
    assert {"torch", "transformers", "tokenizers", "flwr", "opacus", "peft"}.isdisjoint(loaded)
