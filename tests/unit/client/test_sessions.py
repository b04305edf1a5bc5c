"""client.sessions: one session a run, sealed, replaced whole, and gone when it has ended."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from support.federation import KEYS, make_terms
from support.tasks import make_task

from client.sessions import AGGREGATION_FOLDER, RUNS_KEPT, Sessions
from privacy.errors import ProtocolError, RuleError
from privacy.secagg.participant import Participant, Phase
from privacy.secagg.rules import Rules
from privacy.vault.files import is_sealed
from privacy.vault.keyring import Keyring
from privacy.vault.stream import CHUNK_BYTES

TERMS = make_terms(make_task(), 9, owners=3)
PATIENCE = 60.0  # seconds; passed only by a deadlock


def participant() -> Participant:
    return Participant.begin_session(
        TERMS.encode(),
        Rules(),
        name="bank",
        identity=KEYS["bank"],
        declared_units=10,
        entropy=os.urandom,
    )


def sessions(
    folder: Path, keyring: Keyring, run: str = "run-1", rules: Rules | None = None
) -> Sessions:
    return Sessions(folder, keyring, run, rules or Rules())


def runs(folder: Path) -> set[Path]:
    return {path for path in (folder / AGGREGATION_FOLDER).iterdir() if path.is_dir()}


def test_what_is_saved_loads_back(tmp_path: Path, keyring: Keyring) -> None:
    made, found = participant(), sessions(tmp_path, keyring)
    made.charged = 3
    with found.held():
        found.save(made)
    with sessions(tmp_path, keyring).held():
        loaded = sessions(tmp_path, keyring).load()
    assert (loaded.join, loaded.phase, loaded.charged) == (made.join, Phase.JOINED, 3)
    assert loaded.to_bytes() == made.to_bytes()


def test_without_one_there_is_none(tmp_path: Path, keyring: Keyring) -> None:
    found = sessions(tmp_path, keyring)
    with found.held():
        assert found.find() is None
        with pytest.raises(ProtocolError, match="found none"):
            found.load()
    found.end()


def test_what_was_saved_last_counts(tmp_path: Path, keyring: Keyring) -> None:
    found = sessions(tmp_path, keyring)
    with found.held():
        found.save(participant())
        second = participant()
        found.save(second)
        assert found.load().join == second.join
    (folder,) = runs(tmp_path)
    assert [path.name for path in folder.iterdir() if is_sealed(path)] == ["state.vault"]


def test_it_is_judged_by_the_rules_of_today(tmp_path: Path, keyring: Keyring) -> None:
    with sessions(tmp_path, keyring).held():
        sessions(tmp_path, keyring).save(participant())
    strict = sessions(tmp_path, keyring, rules=Rules(survivors_min=4))
    with pytest.raises(RuleError, match="survivors"):
        strict.load()
    assert strict.find() is None


@pytest.mark.parametrize("place", [0, 40, -1], ids=["magic", "header", "content"])
def test_a_damaged_one_is_none(tmp_path: Path, keyring: Keyring, place: int) -> None:
    found = sessions(tmp_path, keyring)
    with found.held():
        found.save(participant())
    (path,) = tmp_path.glob("*/*/state.vault")
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert found.find() is None
    with pytest.raises(ProtocolError, match="session: "):
        found.load()


def test_another_run_s_state_is_none(tmp_path: Path, keyring: Keyring) -> None:
    """Two runs' files can't change places."""
    one, other = (sessions(tmp_path, keyring, run) for run in ("run-1", "run-2"))
    with one.held():
        one.save(participant())
        other.save(participant())
    first, second = tmp_path.glob("*/*/state.vault")
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    assert one.find() is None
    assert other.find() is None


@pytest.mark.parametrize("run", ["../../etc", "a" * 128, ".", "Run-1"])
def test_a_run_s_name_is_no_path(tmp_path: Path, keyring: Keyring, run: str) -> None:
    found = sessions(tmp_path / "owner", keyring, run)
    with found.held():
        found.save(participant())
    (folder,) = runs(tmp_path / "owner")
    assert len(folder.name) == 32
    assert {path.name for path in tmp_path.iterdir()} == {"owner"}


def test_runs_are_apart(tmp_path: Path, keyring: Keyring) -> None:
    one, other = (sessions(tmp_path, keyring, run) for run in ("run-1", "run-2"))
    with one.held():
        one.save(participant())
        assert other.find() is None
        other.save(participant())
    other.end()
    assert one.find() is not None
    assert other.find() is None


def test_files_are_this_user_s_alone(tmp_path: Path, keyring: Keyring) -> None:
    found = sessions(tmp_path, keyring)
    with found.held():
        found.save(participant())
        found.save_vector(np.arange(10, dtype="<u4"))
    (folder,) = runs(tmp_path)
    for path in (folder.parent, folder):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for name in ("state.vault", "vector.vault"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
        assert is_sealed(folder / name)


class TestVectors:
    @pytest.mark.parametrize("kind", ["<u2", "<u4"])
    @pytest.mark.parametrize("length", [2, CHUNK_BYTES + 1])
    def test_come_back_as_they_were(
        self, tmp_path: Path, keyring: Keyring, kind: str, length: int
    ) -> None:
        words = np.random.default_rng(1).integers(0, 1 << 16, length).astype(kind)
        found = sessions(tmp_path, keyring)
        with found.held():
            found.save(participant())
            found.save_vector(words)
        for _ in range(2):  # from the start each time
            assert b"".join(found.vector()) == words.tobytes()

    def test_one_that_is_being_sent_stays_what_it_was(
        self, tmp_path: Path, keyring: Keyring
    ) -> None:
        first, second = (np.full(CHUNK_BYTES, value, dtype="<u4") for value in (1, 2))
        found = sessions(tmp_path, keyring)
        with found.held():
            found.save(participant())
            found.save_vector(first)
            sending = found.vector()
            begin = next(sending)
            found.save_vector(second)
        assert begin + b"".join(sending) == first.tobytes()
        assert b"".join(found.vector()) == second.tobytes()


class TestForgetting:
    def test_the_end_leaves_nothing(self, tmp_path: Path, keyring: Keyring) -> None:
        found = sessions(tmp_path, keyring)
        with found.held():
            found.save(participant())
            found.save_vector(np.arange(10, dtype="<u4"))
        found.end()
        assert runs(tmp_path) == set()
        with found.held():
            assert found.find() is None
            found.save(participant())  # a run may begin anew

    def test_runs_that_nobody_ended_go_when_there_are_many(
        self, tmp_path: Path, keyring: Keyring
    ) -> None:
        """The oldest first; the one that is saved stays."""
        for number in range(RUNS_KEPT + 3):
            found = sessions(tmp_path, keyring, f"run-{number}")
            with found.held():
                found.save(participant())
            for age, folder in enumerate(sorted(runs(tmp_path), key=modified)):
                os.utime(folder, (1000 + age, 1000 + age))
            assert found.find() is not None
            assert len(runs(tmp_path)) == min(number + 1, RUNS_KEPT)
        kept = [n for n in range(RUNS_KEPT + 3) if sessions(tmp_path, keyring, f"run-{n}").find()]
        assert kept == list(range(3, RUNS_KEPT + 3))


def modified(path: Path) -> int:
    return path.stat().st_mtime_ns


def test_who_holds_them_keeps_others_out(tmp_path: Path, keyring: Keyring) -> None:
    """Whatever run they ask about, and also to end one."""
    order: list[str] = []
    waiting = Event()

    def end() -> None:
        waiting.set()
        sessions(tmp_path, keyring, "run-2").end()
        order.append("ended")

    with ThreadPoolExecutor(1) as pool:
        with sessions(tmp_path, keyring).held():
            done = pool.submit(end)
            assert waiting.wait(PATIENCE)
            with pytest.raises(TimeoutError):  # it would be done by then
                done.result(0.2)
            order.append("held")
        done.result(PATIENCE)
    assert order == ["held", "ended"]
