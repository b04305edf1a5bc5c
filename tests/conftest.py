"""What tests of all packages share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real question-answering data beside the repository, or a skip where there is none."""
    home = os.environ.get("DISCREET_SHARED")
    shared = Path(home) if home else Path(__file__).resolve().parents[2] / "shared"
    if not (shared / "data").is_dir():
        pytest.skip("no real data: set DISCREET_SHARED to a folder that has data/")
    return shared / "data"
