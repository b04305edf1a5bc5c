"""client.account: no debit is lost, none is made beyond the cap, whatever crashes or races."""

from __future__ import annotations

import contextlib
import json
import math
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import BrokenBarrierError

import pytest
from support.plans import make_plan

from client import account as account_module
from client.account import ACCOUNT_FILE, Account, Charge
from privacy import accounting
from privacy.errors import BudgetExceededError, VerificationError
from privacy.plan import Plan

DELTA = 1e-5
# Without subsampling, and so composed at once.
PLAN = make_plan(sampling_probability=1.0, noise_multiplier=20.0, steps_per_round=2)
ANOTHER = make_plan(sampling_probability=1.0, noise_multiplier=30.0, steps_per_round=3)
PROCESSES = multiprocessing.get_context("fork")  # a fresh interpreter would import for seconds


def charge(number: int = 1, plan: Plan = PLAN) -> Charge:
    return Charge("run", number, plan.steps_per_round, plan)


def debit(account: Account, number: int = 1, cap: float = math.inf, plan: Plan = PLAN) -> float:
    return account.debit(charge(number, plan), epsilon_cap=cap, delta=DELTA)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    return Account(tmp_path / "owner")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "owner" / ACCOUNT_FILE


class TestDebits:
    def test_a_new_account_has_spent_nothing(self, account: Account, tmp_path: Path) -> None:
        assert account.charges() == []
        assert account.epsilon(DELTA) == 0.0
        assert list(tmp_path.iterdir()) == []  # and reading makes no file

    def test_a_debit_is_there_for_whoever_opens_the_account_next(
        self, account: Account, tmp_path: Path
    ) -> None:
        spent = debit(account, 3)
        again = Account(tmp_path / "owner")
        assert again.charges() == [charge(3)]
        assert spent == again.epsilon(DELTA) == accounting.epsilon(PLAN, 2, DELTA)

    def test_a_round_that_is_trained_again_is_charged_again(self, account: Account) -> None:
        debit(account, 1)
        spent = debit(account, 1)
        assert account.charges() == [charge(1), charge(1)]
        assert spent == accounting.epsilon(PLAN, 4, DELTA)

    def test_a_second_plan_is_refused_and_writes_nothing(
        self, account: Account, file: Path
    ) -> None:
        debit(account, 1)
        before = file.read_bytes()
        with pytest.raises(BudgetExceededError, match="opened for another plan"):
            debit(account, 2, plan=ANOTHER)
        assert file.read_bytes() == before
        debit(account, 2)

    def test_an_account_with_two_plans_was_altered(
        self, account: Account, file: Path, tmp_path: Path
    ) -> None:
        debit(account, 1)
        other = Account(tmp_path / "other")
        debit(other, 1, plan=ANOTHER)
        with file.open("ab") as ours:
            ours.write((tmp_path / "other" / file.name).read_bytes())
        with pytest.raises(VerificationError, match="holds 2 plans"):
            account.epsilon(DELTA)

    def test_a_price_is_what_the_debit_charges_and_writes_nothing(
        self, account: Account, file: Path
    ) -> None:
        debit(account, 1)
        before = file.read_bytes()
        price = account.price(charge(2), epsilon_cap=1e9, delta=DELTA)
        assert file.read_bytes() == before
        assert price == debit(account, 2) == account.epsilon(DELTA)

    def test_it_is_on_disk_before_it_returns(
        self, account: Account, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The line, then the folder that names the file, then the folder that names that one."""
        synced: list[tuple[int, bytes]] = []
        real = os.fsync

        def spy(descriptor: int) -> None:
            synced.append((os.fstat(descriptor).st_ino, file.read_bytes()))
            real(descriptor)

        monkeypatch.setattr(os, "fsync", spy)
        debit(account)
        expected = [path.stat().st_ino for path in (file, file.parent, file.parent.parent)]
        assert [number for number, _ in synced] == expected
        assert synced[0][1] == file.read_bytes() != b""

    def test_a_failure_to_reach_the_disk_is_an_error(
        self, account: Account, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: int) -> None:
            raise OSError("no space")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="no space"):
            debit(account)


class TestCap:
    def test_the_cap_may_be_reached_exactly(self, account: Account) -> None:
        cap = accounting.epsilon(PLAN, 4, DELTA)
        debit(account, 1, cap)
        assert debit(account, 2, cap) == cap
        with pytest.raises(BudgetExceededError):
            debit(account, 3, cap)

    def test_just_below_what_it_takes_is_refused_and_writes_nothing(
        self, account: Account, file: Path
    ) -> None:
        debit(account, 1)
        content = file.read_bytes()
        cap = math.nextafter(accounting.epsilon(PLAN, 4, DELTA), 0)
        with pytest.raises(BudgetExceededError, match="cap"):
            debit(account, 2, cap)
        assert file.read_bytes() == content

    def test_a_plan_without_noise_passes_every_finite_cap(self, account: Account) -> None:
        with pytest.raises(BudgetExceededError):
            debit(account, 1, 1e300, make_plan(noise_multiplier=0.0))
        assert debit(account, 1, math.inf, make_plan(noise_multiplier=0.0)) == math.inf

    def test_a_cap_that_is_no_number_allows_nothing(self, account: Account) -> None:
        with pytest.raises(BudgetExceededError):
            debit(account, 1, math.nan)

    def test_another_run_s_plan_uses_the_same_account(self, account: Account) -> None:
        cap = accounting.epsilon(PLAN, 4, DELTA)
        debit(account, 1, cap)
        debit(account, 2, cap)
        with pytest.raises(BudgetExceededError):
            account.debit(Charge("new-run", 0, 3, ANOTHER), epsilon_cap=cap, delta=DELTA)


class TestDamage:
    def test_a_torn_last_line_is_ignored_and_the_next_debit_removes_it(
        self, account: Account, file: Path
    ) -> None:
        debit(account, 1)
        whole = file.read_bytes()
        debit(account, 2)
        both = file.read_bytes()
        for length in {len(whole) + 1, (len(whole) + len(both)) // 2, len(both) - 1}:
            file.write_bytes(both[:length])
            assert account.charges() == [charge(1)]
            assert debit(account, 7) == accounting.epsilon(PLAN, 4, DELTA)
            assert account.charges() == [charge(1), charge(7)]
            assert file.read_bytes().startswith(whole)

    def test_a_refused_debit_may_remove_it_too_but_no_charge(
        self, account: Account, file: Path
    ) -> None:
        debit(account, 1)
        whole = file.read_bytes()
        file.write_bytes(whole + b'{"version":1,"run')
        with pytest.raises(BudgetExceededError):
            debit(account, 2, cap=0.0)
        assert account.charges() == [charge(1)]

    @pytest.mark.parametrize(
        "change",
        [
            {"version": 2},
            {"steps": "2"},
            {"steps": -2},
            {"steps": 2.0},
            {"steps": None},
            {"plan": {}},
            {"plan": "x"},
        ],
        ids=str,
    )
    def test_a_damaged_line_stops_everything(
        self, account: Account, file: Path, change: dict[str, object]
    ) -> None:
        debit(account, 1)
        debit(account, 2)
        first, second = file.read_bytes().splitlines(keepends=True)
        row = json.loads(first) | change
        file.write_bytes(json.dumps(row).encode() + b"\n" + second)
        content = file.read_bytes()
        with pytest.raises(VerificationError, match="line 1") as caught:
            account.charges()
        assert caught.value.hint
        with pytest.raises(VerificationError):
            debit(account, 3)
        assert file.read_bytes() == content

    @pytest.mark.parametrize("line", [b"", b"{", b"\0\0\0", b"[]", b"null", b"\xff"])
    def test_so_does_one_that_is_no_charge_at_all(
        self, account: Account, file: Path, line: bytes
    ) -> None:
        debit(account, 1)
        file.write_bytes(line + b"\n" + file.read_bytes())
        with pytest.raises(VerificationError):
            account.epsilon(DELTA)


def _race(folder: Path, cap: float, inside: Barrier, answers: Connection) -> None:
    """Debit, and meet the other between reading the account and writing to it: a lock forbids."""
    real = account_module._epsilon

    def meet(events: list[tuple[Plan, int]], delta: float) -> float:
        with contextlib.suppress(BrokenBarrierError):
            inside.wait(timeout=0.3)
        return real(events, delta)

    account_module._epsilon = meet
    try:
        debit(Account(folder), os.getpid(), cap)
    except BudgetExceededError:
        answers.send("refused")
    else:
        answers.send("charged")


def _debit_for_ever(folder: Path, acknowledged: Connection) -> None:
    account = Account(folder)
    number = 0
    while True:
        number += 1
        debit(account, number)
        acknowledged.send(number)


class TestProcesses:
    def test_of_two_that_race_for_the_last_round_one_wins(self, tmp_path: Path) -> None:
        cap = accounting.epsilon(PLAN, 4, DELTA)  # two rounds
        debit(Account(tmp_path), 0, cap)
        inside, results, processes = PROCESSES.Barrier(2), [], []
        for _ in range(2):
            here, there = PROCESSES.Pipe(duplex=False)
            process = PROCESSES.Process(target=_race, args=(tmp_path, cap, inside, there))
            process.start()
            processes.append((process, here))
        for process, here in processes:
            results.append(here.recv())
            process.join()
        assert sorted(results) == ["charged", "refused"]
        assert len(Account(tmp_path).charges()) == 2

    def test_kill_9_never_loses_a_debit_that_was_acknowledged(self, tmp_path: Path) -> None:
        """At most one more is there: the one whose acknowledgement the kill cut off."""
        folder = tmp_path / "owner"
        for attempt in range(20):
            here, there = PROCESSES.Pipe(duplex=False)
            before = len(Account(folder).charges())
            process = PROCESSES.Process(target=_debit_for_ever, args=(folder, there))
            process.start()
            there.close()
            for _ in range(1 + attempt % 2):
                here.recv()
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            acknowledged = 1 + attempt % 2
            try:
                while True:
                    here.recv()
                    acknowledged += 1
            except EOFError:
                pass
            found = len(Account(folder).charges()) - before
            assert acknowledged <= found <= acknowledged + 1
