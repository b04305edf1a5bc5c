"""The data path of the task loads without the heavy frameworks."""

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
