"""What tests of all packages share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from privacy.vault import keyring as keyrings
from privacy.vault.keyring import Keyring

# A test that fails because others use the machine says nothing.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def discreet_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with no key in it yet, for this session and the processes that it starts: no test
    sees this user's own keys."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv(keyrings.HOME_VARIABLE, str(home))
        for variable in (
            keyrings.KEY_VARIABLE,
            keyrings.RECIPIENTS_VARIABLE,
            keyrings.PASSPHRASE_VARIABLE,
        ):
            patch.delenv(variable, raising=False)
        yield home


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """A coordinator's evaluation takes all cores and leaves it so. Tiny models lose by that, and a
    process that is forked off afterwards waits for ever for threads that it hasn't got."""
    if (torch := sys.modules.get("torch")) is not None:
        torch.set_num_threads(1)


@pytest.fixture(scope="session")
def keyring(discreet_home: Path) -> Keyring:
    """The key of this session's home, which every party finds where none is named."""
    return keyrings.load_or_create()[0]


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
