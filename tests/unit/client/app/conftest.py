"""What tests of client.app share: one owner's machine in a federation with two peers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.owner_site import Site, furnished

import client.training
from privacy.vault.keyring import Keyring


@pytest.fixture
def site(
    tiny_models: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keyring: Keyring,
) -> Iterator[Site]:
    with furnished(tiny_models["bert"], tmp_path, keyring, monkeypatch) as found:
        yield found


@pytest.fixture
def larger(
    tiny_models: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keyring: Keyring,
) -> Iterator[Site]:
    """One with four peers, of whom one may drop out."""
    folder = tmp_path / "larger"  # a test may have both
    with furnished(tiny_models["bert"], folder, keyring, monkeypatch, peers=4) as found:
        yield found


@pytest.fixture
def never_trains(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No training begins: the app itself would hide an exception under a code."""
    begun: list[str] = []

    def fail(*_: Any, **__: Any) -> None:
        begun.append("trained")
        raise AssertionError("trained")

    monkeypatch.setattr(client.training, "train_round", fail)
    yield
    assert not begun


@pytest.fixture
def nothing_is_charged(site: Site, never_trains: None) -> Iterator[None]:
    """Nor is anything else written into the ledger."""
    before = site.events
    yield
    assert site.events == before
