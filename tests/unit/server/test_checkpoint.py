"""server.checkpoint: sealed, replaced whole, and nothing but this run's is opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save
from support.jobs import make_vault
from support.records import MARK

from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from privacy.vault.signing import OWNER
from server.checkpoint import CHECKPOINT, VERSION, Checkpoint
from server.errors import JobError

FILE = "checkpoint.vault"


@pytest.fixture
def vault(tmp_path: Path, keyring: Keyring) -> Vault:
    return make_vault(tmp_path, keyring)


def checkpoint(value: float = 1.0) -> Checkpoint:
    return Checkpoint(
        "run-1",
        {"b": np.full((2, 3), value, np.float32), "a": np.zeros(1, np.float32)},
        {"m_t/b": np.full((2, 3), 2 * value, np.float32)},
        {"f1": 1.5, "by_owner": {"王": 2.0}},
        [{"round": 1, "scores": {"f1": None}}],
        {"王": "0" * 32},
        [{"round": 1, "reason": "the sum's norm"}],
        {"threshold": 2},
    )


def weight(vault: Vault) -> float:
    found = Checkpoint.load(vault, "run-1")
    assert found is not None
    return float(found.model["b"][0, 0])


def test_round_trip(vault: Vault) -> None:
    saved = checkpoint()
    saved.model["b"] = saved.model["b"].T  # not contiguous
    saved.save(vault)
    found = Checkpoint.load(vault, "run-1")
    assert found is not None
    assert (found.run_id, found.baseline, found.rounds) == ("run-1", saved.baseline, saved.rounds)
    assert found.ledgers == saved.ledgers
    assert (found.lost, found.aggregation) == (saved.lost, saved.aggregation)
    for mine, theirs in ((saved.model, found.model), (saved.optimizer, found.optimizer)):
        assert set(mine) == set(theirs)
        for name, array in mine.items():
            np.testing.assert_array_equal(array, theirs[name])


def test_before_the_first_round(vault: Vault) -> None:
    Checkpoint("run-1", {"a": np.ones((), np.float32)}).save(vault)
    found = Checkpoint.load(vault, "run-1")
    assert found is not None
    assert (found.baseline, found.rounds, found.ledgers, found.optimizer) == (None, [], {}, {})


def test_none_where_there_is_none(vault: Vault) -> None:
    assert Checkpoint.load(vault, "run-1") is None


def test_nothing_of_it_is_there_to_read(vault: Vault) -> None:
    """A model in clear would be what the owners' noise has to cover; so is every name."""
    state = checkpoint()
    state.baseline = {"by_owner": {MARK: 1.0}}
    state.model[MARK] = np.frombuffer(4 * MARK.encode(), np.float32)
    state.save(vault)
    (path,) = vault.root.iterdir()
    assert path.name == FILE
    assert MARK.encode() not in path.read_bytes()
    assert b"run-1" not in path.read_bytes()


@pytest.mark.parametrize("moment", ["fsync", "replace", "write"])
def test_a_crash_leaves_the_old_one(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    checkpoint(1.0).save(vault)

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    place = {
        "fsync": "privacy.vault.atomic.os.fsync",
        "replace": "pathlib.Path.replace",
        "write": "server.checkpoint.save",
    }
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(place[moment], crash)
        checkpoint(7.0).save(vault)
    assert weight(vault) == 1.0
    checkpoint(7.0).save(vault)  # and what the crash left is no obstacle
    assert weight(vault) == 7.0
    assert [p.name for p in vault.root.iterdir()] == [FILE]


def test_another_runs_is_refused(vault: Vault) -> None:
    checkpoint().save(vault)
    with pytest.raises(JobError, match="belongs to run 'run-1', not 'run-2'"):
        Checkpoint.load(vault, "run-2")


STATE: dict[str, Any] = {
    "version": VERSION,
    "run_id": "run-1",
    "baseline": None,
    "rounds": [],
    "ledgers": {},
    "lost": [],
    "aggregation": None,
}
TENSORS = save({"model:x": np.zeros(1, np.float32)})


def content(state: str, tensors: bytes = TENSORS) -> bytes:
    return len(state.encode()).to_bytes(8, "big") + state.encode() + tensors


def test_the_form_of_the_next_test_is_right(vault: Vault) -> None:
    vault.write_bytes(CHECKPOINT, content(json.dumps(STATE)))
    assert Checkpoint.load(vault, "run-1") is not None


@pytest.mark.parametrize(
    "sealed",
    [
        b"",
        TENSORS,
        content(""),
        content("{"),
        content("[]"),
        content("{}"),
        content(json.dumps(STATE | {"version": VERSION - 1})),
        content(json.dumps(STATE | {"version": VERSION + 1})),
        content(json.dumps({"version": VERSION, "run_id": "run-1"})),
        content(json.dumps({k: v for k, v in STATE.items() if k != "ledgers"})),
        content(json.dumps({k: v for k, v in STATE.items() if k != "lost"})),
        content(json.dumps(STATE), b""),
        content(json.dumps(STATE), TENSORS[:-1]),
        content(json.dumps(STATE))[1:],
        (1 << 63).to_bytes(8, "big") + b"{}",
    ],
    ids=len,
)
def test_another_content_is_refused(vault: Vault, sealed: bytes) -> None:
    vault.write_bytes(CHECKPOINT, sealed)
    with pytest.raises(JobError, match=rf"{FILE}: expected"):
        Checkpoint.load(vault, "run-1")


def test_damage_is_refused(vault: Vault) -> None:
    checkpoint().save(vault)
    path = vault.root / FILE
    whole = path.read_bytes()
    places = (0, 40, len(whole) // 2, len(whole) - 1)
    flipped = [whole[:p] + bytes([whole[p] ^ 1]) + whole[p + 1 :] for p in places]
    for damaged in (b"", b"PK", whole[:-1], whole[:20], b"{}", whole[8:], whole + b"\0", *flipped):
        path.write_bytes(damaged)
        with pytest.raises(VerificationError, match="checkpoint"):
            Checkpoint.load(vault, "run-1")


def test_a_file_in_clear_is_refused(vault: Vault) -> None:
    """As version 1 wrote it: nothing that isn't sealed is taken for this run's."""
    (vault.root / FILE).write_bytes(content(json.dumps(STATE)))
    with pytest.raises(VerificationError, match="expected a sealed file"):
        Checkpoint.load(vault, "run-1")


def test_one_that_was_sealed_for_something_else_is_refused(
    vault: Vault, tmp_path: Path, keyring: Keyring
) -> None:
    """With the same key: a file can't be moved from an owner's vault, or from another name."""
    for other, name in ((Vault(tmp_path / "o", keyring, OWNER), CHECKPOINT), (vault, "test")):
        other.write_bytes(name, content(json.dumps(STATE)))
        other.path(name).replace(vault.root / FILE)
        with pytest.raises(VerificationError, match="of another name"):
            Checkpoint.load(vault, "run-1")


def test_one_that_was_sealed_for_another_key_says_so(vault: Vault) -> None:
    checkpoint().save(vault)
    stranger = make_vault(vault.root, Keyring((Identity.generate(),)))
    with pytest.raises(VaultKeyError, match="it is sealed for the key") as caught:
        Checkpoint.load(stranger, "run-1")
    assert "DISCREET_HOME" in (caught.value.hint or "")
