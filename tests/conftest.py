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


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of tiny readers by kind: bert, distilbert and roberta. Nobody writes into them."""
    from support.tiny_models import KINDS, write_model

    root = tmp_path_factory.mktemp("models")
    return {kind: write_model(kind, root / kind) for kind in KINDS}
