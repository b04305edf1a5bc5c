"""Real processes on one ledger: who wins, what fits, and what a kill at any instant leaves."""

import itertools
import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.ledgers import (
    CAPS,
    DELTA_CAP,
    PLAN,
    PUBLIC,
    Processes,
    debit,
    make_ledger,
    open_ledger,
    witnessed,
)

from privacy import accounting
from privacy.audit.recompute import VERIFIED, Anchors, audit
from privacy.ledger.store import LEDGER_FILE

STEPS = PLAN.steps_per_round
KILLS = 190
ROUNDS_OF_KILLS = 10  # kills that one ledger survives before the next one is made


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    with Processes() as started:
        yield started


class TestRace:
    def test_two_for_the_last_of_a_budget(self, tmp_path: Path, processes: Processes) -> None:
        """Exactly one wins, each time: both have the ledger open and begin at one moment."""
        cap = accounting.epsilon(PLAN, 2 * STEPS, DELTA_CAP)
        assert processes.account(cap) == 2 * STEPS
        for number in range(80):
            folder = tmp_path / str(number)
            with make_ledger(folder) as ledger:
                debit(ledger, epsilon_cap=cap)
            call = {"folder": folder, "tries": 1, "cap": cap}
            found = processes.run_together("debits", [call, call], gate=tmp_path / "gate")
            assert sorted(found) == [[], [3]]
            spent = audit(folder / LEDGER_FILE, Anchors()).spending
            assert spent.steps == 2 * STEPS and spent.epsilon <= cap

    def test_eight_up_to_the_cap(self, tmp_path: Path, processes: Processes) -> None:
        fits = 9
        cap = accounting.epsilon(PLAN, fits * STEPS, DELTA_CAP)
        assert processes.account(cap) == fits * STEPS
        for number in range(8):
            folder = tmp_path / str(number)
            make_ledger(folder).close()
            calls = [{"folder": folder, "tries": 5, "cap": cap}] * 8
            found = processes.run_together("debits", calls, gate=tmp_path / "gate")
            assert sorted(itertools.chain(*found)) == list(range(2, 2 + fits))
            result = audit(folder / LEDGER_FILE, Anchors(owner_key=PUBLIC))
            assert result.debits == fits and result.spending.epsilon <= cap

    def test_eight_up_to_the_horizon(self, tmp_path: Path, processes: Processes) -> None:
        make_ledger(tmp_path).close()
        calls = [{"folder": tmp_path, "tries": 5, "cap": CAPS["epsilon_cap"]}] * 8
        found = processes.run_together("debits", calls, gate=tmp_path / "gate")
        assert sum(map(len, found)) == PLAN.horizon_rounds
        assert audit(tmp_path / LEDGER_FILE, Anchors()).spending.steps == PLAN.horizon_steps

    def test_one_ledger_is_made(self, tmp_path: Path, processes: Processes) -> None:
        for number in range(10):
            folder = tmp_path / str(number)
            folder.mkdir()
            found = processes.run_together(
                "create", [{"folder": folder}] * 4, gate=tmp_path / "gate"
            )
            assert sorted(found) == ["LedgerExistsError"] * 3 + ["made"]
            assert [path.name for path in folder.iterdir()] == [LEDGER_FILE]
            with open_ledger(folder) as ledger:
                assert debit(ledger) == 2


class TestLimitOfFileSize:
    @pytest.mark.parametrize("room", [0, 1, 100, 4_096, 5_000, 20_000])
    def test_a_file_that_may_not_grow(
        self, tmp_path: Path, processes: Processes, room: int
    ) -> None:
        """A quota, as RLIMIT_FSIZE: the write that fails charges nothing, and room mends it."""
        make_ledger(tmp_path).close()
        found = processes.run("outgrow", folder=tmp_path, room=room)
        assert "nothing was spent" in found["error"]
        assert "nothing was spent" in found["again"]
        # the opening, and the plan with its first debit
        assert found["size"] == (2 + found["before"] if found["before"] else 1)
        assert (found["before"] > 0) == (room >= 32 + 24 + 4_096)  # a log's header and one page
        result = audit(tmp_path / LEDGER_FILE, Anchors(owner_key=PUBLIC))
        assert found["number"] == result.entries - 1
        assert result.debits == found["before"] + 1


class Acknowledged:
    """What a process wrote down before it was killed, and what must be so since."""

    def __init__(self, path: Path) -> None:
        self.debits: set[int] = set()
        self.settled: dict[int, tuple[int, bool]] = {}
        self.settling: dict[int, tuple[int, bool]] = {}
        lines = path.read_text().splitlines() if path.exists() else []
        for line in lines:
            what, *numbers = line.split()
            number, *rest = map(int, numbers)
            if what == "debit":
                self.debits.add(number)
            else:
                target = self.settled if what == "settled" else self.settling
                target[number] = (rest[0], bool(rest[1]))

    def least(self, number: int) -> int:
        """The fewest steps that a debit may count: in full, unless its process meant to refund."""
        executed, left = self.settling.get(number, (STEPS, True))
        return STEPS if left else executed


def test_killed_at_any_instant(tmp_path: Path, processes: Processes) -> None:
    """SIGKILL after a random delay, 190 times. The file always opens and audits; what was
    acknowledged is there; and what isn't settled counts in full. Delays have a fixed seed; where
    they fall differs from run to run, and every outcome must hold, so no run can fail by chance.
    """
    rng = random.Random(20241125)
    outcomes = Counter[str]()
    for number in range(KILLS):
        folder = tmp_path / str(number // ROUNDS_OF_KILLS)
        acknowledged = tmp_path / f"{number // ROUNDS_OF_KILLS}.acknowledged"
        if not folder.exists():
            make_ledger(folder, heads=None).close()
        before = audit(folder / LEDGER_FILE, Anchors()).entries
        process = processes.start(
            "loop", folder=folder, acknowledged=acknowledged, checkpoint=rng.choice([2, 7, 1_000])
        )
        if rng.random() < 0.8:
            processes.wait_until_ready()  # else it may die while it opens, or before
        time.sleep(rng.uniform(0, 0.025))
        os.kill(process, signal.SIGKILL)
        assert processes.wait(process) == -signal.SIGKILL
        processes.forget_ready()
        outcomes["log left"] += (folder / f"{LEDGER_FILE}-wal").exists()

        said = Acknowledged(acknowledged)
        if number % 2:  # by an auditor, from the log, or by the owner, who takes the log in
            check_audited(folder, said, before, outcomes)
            check_opened(folder, said, before)
        else:
            check_opened(folder, said, before)
            check_audited(folder, said, before, outcomes)
    assert outcomes["log left"] > KILLS / 2
    assert outcomes["unsettled"] and outcomes["new entries"] > KILLS / 4


def check_audited(folder: Path, said: Acknowledged, before: int, outcomes: Counter[str]) -> None:
    found = audit(folder / LEDGER_FILE, Anchors(owner_key=PUBLIC))
    assert found.status == VERIFIED and found.anchored == found.entries >= before
    assert found.spending.steps >= sum(map(said.least, said.debits))
    outcomes["new entries"] += found.entries > before
    outcomes["unsettled"] += bool(found.unsettled)


def check_opened(folder: Path, said: Acknowledged, before: int) -> None:
    with open_ledger(folder, heads=None) as ledger:
        state = ledger.refresh()
        assert state.size >= before
        assert said.debits <= state.accounts.keys()
        for number, account in state.accounts.items():
            known = number in said.settled
            assert not known or account.settled is not None
            if account.settled is None:
                assert account.charged == STEPS  # in full
            else:  # as its process said, before or after
                executed, left = said.settling[number]
                assert (account.settled.executed, account.settled.bytes_left) == (executed, left)
                assert account.charged == said.least(number)
        # at most one debit may be there that nobody was told of, for each process that died
        assert len(state.accounts.keys() - said.debits) <= ROUNDS_OF_KILLS
        connection: sqlite3.Connection = ledger._connection
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_killed_while_a_head_is_kept(tmp_path: Path, processes: Processes) -> None:
    """The head goes to its file first: between the two writes the file is ahead, and holds."""
    with make_ledger(tmp_path) as ledger:
        debit(ledger)
        head = witnessed(ledger)
    process = processes.start("keep_head_and_stop", folder=tmp_path, head=head_text(head))
    processes.wait_until_ready()
    os.kill(process, signal.SIGKILL)
    assert processes.wait(process) == -signal.SIGKILL
    with open_ledger(tmp_path) as ledger:
        assert ledger.state.size == 3 and ledger.state.witness is None
        assert ledger.witness(head)
        assert ledger.state.size == 4


def head_text(head: object) -> str:
    from privacy.ledger.heads import WitnessedHead, witnessed_to_json

    assert isinstance(head, WitnessedHead)
    return witnessed_to_json(head)
