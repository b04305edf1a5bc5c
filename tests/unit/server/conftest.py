"""What tests of the coordinator share: a clock that never waits, and a model of eight numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.clock import FakeClock
from support.coordinator_runs import FakeEvaluator

from client.flower_internals import enter_process
from privacy.vault.keyring import Keyring
from server import link, rounds, session


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """Stands for the coordinator's clock: only its own pauses move it."""
    found = FakeClock()
    for module in (link, rounds, session):
        monkeypatch.setattr(module, "time", found)
    return found


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch, keyring: Keyring) -> Iterator[None]:
    """A process that may make Flower's messages, and a test set that needs no network."""
    enter_process()
    FakeEvaluator.saved = None
    monkeypatch.setattr(rounds, "Evaluator", FakeEvaluator)
    yield
