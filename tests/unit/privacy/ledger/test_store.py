"""The ledger on disk: what is written, what is refused, and what remains after everything fails."""

import contextlib
import errno
import json
import math
import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.ledger_format import Chain, read_database
from support.ledgers import (
    CAPS,
    DELTA_CAP,
    MACHINE,
    NEXT,
    OTHER_PLAN,
    OWNER,
    PLAN,
    PUBLIC,
    STRANGER,
    WITNESS,
    amendment,
    charge,
    copied,
    debit,
    make_ledger,
    mounted,
    open_ledger,
    settle,
    spend,
    witnessed,
    write,
)

from privacy import accounting
from privacy.audit.recompute import Anchors, LedgerAudit, audit
from privacy.errors import (
    BudgetExceededError,
    LedgerExistsError,
    LedgerUnavailableError,
    LedgerVersionError,
    PrivacyError,
    VerificationError,
)
from privacy.ledger import anchor, gate
from privacy.ledger.entries import parse
from privacy.ledger.events import Debit, PlanAdopted, PlanRule
from privacy.ledger.heads import check_receipt, countersign
from privacy.ledger.rows import reading, rows
from privacy.ledger.store import LEDGER_FILE, Ledger
from privacy.plan import Unit

STEPS = PLAN.steps_per_round


def audited(folder: Path) -> LedgerAudit:
    """The ledger in `folder`, as an auditor finds it on disk."""
    return audit(folder / LEDGER_FILE, Anchors(owner_key=PUBLIC))


def read_rows(folder: Path) -> list[tuple[int, bytes, bytes]]:
    with reading(folder / LEDGER_FILE) as connection:
        return list(rows(connection, folder / LEDGER_FILE))


def bodies(folder: Path) -> list[bytes]:
    return [body for _, body, _ in read_rows(folder)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with make_ledger(tmp_path) as made:
        yield made


class TestCreate:
    def test_one_private_file_at_rest(self, tmp_path: Path) -> None:
        make_ledger(tmp_path / "new" / "folder").close()
        (path,) = (tmp_path / "new" / "folder").iterdir()
        assert path.name == LEDGER_FILE
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.stat().st_nlink == 1

    def test_each_has_its_own_identifier(self, tmp_path: Path) -> None:
        names = set()
        for number in range(5):
            with make_ledger(tmp_path / str(number)) as ledger:
                names.add(ledger.state.ledger)
        assert len(names) == 5

    def test_the_opening(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path, plans=PlanRule.SEVERAL, population="clinic-2") as ledger:
            assert ledger.opened.population == "clinic-2"
            assert ledger.opened.plans is PlanRule.SEVERAL
            assert ledger.opened.owner_key == PUBLIC
            assert ledger.state.size == 1 and not ledger.state.steps

    def test_a_second_one_is_refused(self, tmp_path: Path, ledger: Ledger) -> None:
        before = bodies(tmp_path)
        with pytest.raises(LedgerExistsError):
            make_ledger(tmp_path, population="another")
        assert bodies(tmp_path) == before

    @pytest.mark.parametrize("content", [b"", b"x", b"\0" * 4096])
    def test_nothing_in_its_place_is_replaced(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / LEDGER_FILE).write_bytes(content)
        with pytest.raises(LedgerExistsError):
            make_ledger(tmp_path)
        assert (tmp_path / LEDGER_FILE).read_bytes() == content

    def test_a_link_to_nothing_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / LEDGER_FILE).symlink_to(tmp_path / "elsewhere")
        with pytest.raises(LedgerExistsError):
            make_ledger(tmp_path)
        assert not (tmp_path / "elsewhere").exists()

    def test_a_bad_name_leaves_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(VerificationError, match=r"opened\.population"):
            make_ledger(tmp_path / "new", population="../other")
        assert not (tmp_path / "new").exists() or not list((tmp_path / "new").iterdir())


class TestOpen:
    def test_every_entry_is_verified(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            spend(ledger, 2)
        path = tmp_path / LEDGER_FILE
        good = read_database(path.read_bytes())
        for number, (sequence, body, signature) in enumerate(good):
            changed = [*good]
            changed[number] = (sequence, body, bytes([signature[0] ^ 1]) + signature[1:])  # type: ignore[index, operator]
            with pytest.raises(VerificationError, match=f"entry {number}: "):
                open_ledger(write(path, changed).parent)
        open_ledger(write(path, good).parent).close()

    def test_another_owners_is_refused(self, tmp_path: Path, ledger: Ledger) -> None:
        with pytest.raises(VerificationError, match="expected the owner's key"):
            open_ledger(tmp_path, STRANGER)

    def test_a_missing_one_is_not_made(self, tmp_path: Path) -> None:
        for folder in (tmp_path, tmp_path / "none"):
            with pytest.raises(LedgerUnavailableError, match="found none") as error:
                open_ledger(folder)
            assert "bring it back" in str(error.value.hint)
        assert not list(tmp_path.iterdir())

    def test_a_folder_is_none(self, tmp_path: Path) -> None:
        (tmp_path / LEDGER_FILE).mkdir()
        with pytest.raises(LedgerUnavailableError):
            open_ledger(tmp_path)

    @pytest.mark.parametrize("content", [b"", b"x" * 5000, b"SQLite format 3\x00" + bytes(4080)])
    def test_another_file_is_refused(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / LEDGER_FILE).write_bytes(content)
        with pytest.raises(VerificationError):
            open_ledger(tmp_path)
        assert (tmp_path / LEDGER_FILE).read_bytes() == content

    def test_another_format_is_refused(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            spend(ledger, 1)
        path = tmp_path / LEDGER_FILE
        good = read_database(path.read_bytes())
        for version in (0, 2, 99):
            write(path, good, user_version=version)
            with pytest.raises(LedgerVersionError, match=f"found {version}"):
                open_ledger(tmp_path)

    def test_schemas_that_would_act_are_refused(self, tmp_path: Path) -> None:
        """A trigger that takes debits away as they are written, and what else may lie there."""
        with make_ledger(tmp_path) as ledger:
            spend(ledger, 1)
        path = tmp_path / LEDGER_FILE
        good = read_database(path.read_bytes())
        trigger = "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END"
        for statement in (trigger, "CREATE VIEW v AS SELECT 1", "CREATE TABLE other (a)"):
            write(path, good, statements=[statement])
            with pytest.raises(VerificationError, match="the table of a ledger alone"):
                open_ledger(tmp_path)

    def test_names_of_files_are_names(self, tmp_path: Path) -> None:
        folder = tmp_path / "a?mode=ro&x#y%20"
        with make_ledger(folder) as ledger:
            debit(ledger)
        with open_ledger(folder) as ledger:
            assert ledger.state.size == 3
        assert [path.name for path in tmp_path.iterdir()] == [folder.name]


class TestDebit:
    def test_plan_once_and_debits_in_order(self, tmp_path: Path, ledger: Ledger) -> None:
        assert [debit(ledger) for _ in range(3)] == [2, 3, 4]
        found = [parse(body, number).event for number, body in enumerate(bodies(tmp_path))]
        assert found[1] == PlanAdopted(PLAN)
        assert found[4] == Debit(
            run_id="run-1",
            round=0,
            plan_sha256=PLAN.digest(),
            steps=STEPS,
            unit=PLAN.unit,
            sampling="poisson",
            sampling_probability=1.0,
            base_sha256="a" * 64,
            model_sha256="b" * 64,
            code_sha256="c" * 64,
            policy_sha256="d" * 64,
            **CAPS,
        )
        assert ledger.state.steps == {PLAN: 3 * STEPS}

    def test_it_is_on_disk_when_it_returns(self, tmp_path: Path, ledger: Ledger) -> None:
        for number in range(1, 4):
            debit(ledger)
            assert audited(tmp_path).debits == number
            assert audited(tmp_path).spending.steps == number * STEPS

    def test_a_cap_that_is_met_exactly(self, tmp_path: Path, ledger: Ledger) -> None:
        cap = accounting.epsilon(PLAN, 3 * STEPS, DELTA_CAP)
        for _ in range(3):
            debit(ledger, epsilon_cap=cap)
        before = bodies(tmp_path)
        for _ in range(2):
            with pytest.raises(BudgetExceededError, match="above the cap"):
                debit(ledger, epsilon_cap=cap)
        assert bodies(tmp_path) == before
        assert audited(tmp_path).spending.epsilon <= cap

    def test_a_refusal_writes_not_even_the_plan(self, tmp_path: Path, ledger: Ledger) -> None:
        with pytest.raises(BudgetExceededError):
            debit(ledger, epsilon_cap=0.0)
        assert len(bodies(tmp_path)) == 1
        assert ledger.state.size == 1

    def test_a_second_plan_where_one_is_allowed(self, tmp_path: Path, ledger: Ledger) -> None:
        debit(ledger)
        with pytest.raises(BudgetExceededError, match="opened for another plan"):
            debit(ledger, OTHER_PLAN)
        assert len(bodies(tmp_path)) == 3

    def test_a_plan_for_another_unit_is_refused(self, tmp_path: Path) -> None:
        """Losses of persons and of single records don't add up to anything."""
        with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
            debit(ledger)
            with pytest.raises(VerificationError, match="unit"):
                debit(ledger, replace(OTHER_PLAN, unit=Unit.RECORD))
            assert debit(ledger, OTHER_PLAN) == 4

    def test_a_plan_of_which_nothing_ran_leaves_room_for_one(self, ledger: Ledger) -> None:
        settle(ledger, debit(ledger), 0, left=False)
        number = debit(ledger, OTHER_PLAN)
        with pytest.raises(BudgetExceededError, match="opened for another plan"):
            debit(ledger)
        settle(ledger, number, 0, left=True)
        with pytest.raises(BudgetExceededError, match="opened for another plan"):
            debit(ledger)

    def test_the_horizon_ends_a_plan(self, ledger: Ledger) -> None:
        for _ in range(PLAN.horizon_rounds):
            debit(ledger)
        with pytest.raises(BudgetExceededError, match="horizon"):
            debit(ledger)

    @pytest.mark.parametrize(
        "change",
        [{"run_id": "a b"}, {"round": -1}, {"base_sha256": "x"}, {"policy_sha256": "A" * 64}],
    )
    def test_what_no_auditor_would_read_is_not_written(
        self, tmp_path: Path, ledger: Ledger, change: dict[str, Any]
    ) -> None:
        with pytest.raises(VerificationError, match="debit"):
            ledger.debit(PLAN, replace(charge(), **change), **CAPS)
        assert len(bodies(tmp_path)) == 1
        assert debit(ledger) == 2

    @pytest.mark.parametrize("name", ["epsilon_cap", "delta_cap"])
    @pytest.mark.parametrize("cap", [math.nan, -1.0, 0.0, 5e-324])
    def test_caps_that_are_none_spend_nothing(self, tmp_path: Path, name: str, cap: float) -> None:
        for rule in PlanRule:
            folder = tmp_path / rule
            with make_ledger(folder, plans=rule) as ledger:
                if rule is PlanRule.SEVERAL:
                    debit(ledger)
                before = bodies(folder)
                caps = {"epsilon_cap": 1e-9, "delta_cap": DELTA_CAP} | {name: cap}
                with pytest.raises(PrivacyError):
                    ledger.debit(OTHER_PLAN, charge(), **caps)
                assert bodies(folder) == before

    def test_check_writes_nothing_and_says_what_a_debit_would(
        self, tmp_path: Path, ledger: Ledger
    ) -> None:
        cap = accounting.epsilon(PLAN, STEPS, DELTA_CAP)
        for _ in range(3):
            ledger.check(PLAN, epsilon_cap=cap, delta_cap=DELTA_CAP)
        assert len(bodies(tmp_path)) == 1
        debit(ledger, epsilon_cap=cap)
        with pytest.raises(BudgetExceededError):
            ledger.check(PLAN, epsilon_cap=cap, delta_cap=DELTA_CAP)
        assert len(bodies(tmp_path)) == 3

    def test_a_ledger_is_free_while_a_plan_is_accounted(
        self, tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """That takes up to a minute for a plan that a coordinator chooses: nobody waits for it."""
        free = []
        real = accounting.epsilon

        def watched(*arguments: Any) -> float:
            other = sqlite3.connect(tmp_path / LEDGER_FILE, timeout=0, isolation_level=None)
            try:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
                free.append(True)
            except sqlite3.OperationalError:
                free.append(False)
            finally:
                other.close()
            return real(*arguments)

        monkeypatch.setattr(accounting, "epsilon_rdp", lambda *_: math.inf)  # not by that alone
        monkeypatch.setattr(accounting, "epsilon", watched)
        gate.fits.cache_clear()
        debit(ledger)
        assert free and all(free)


class TestUnits:
    def test_a_ledger_counts_one_unit(self, tmp_path: Path) -> None:
        """Losses of single records of a person add up to more than they say."""
        with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
            debit(ledger)
            before = ledger.state.size
            with pytest.raises(VerificationError, match="its unit is another than that of the"):
                debit(ledger, replace(PLAN, unit=Unit.RECORD))
            assert ledger.state.size == before


class TestSettle:
    def test_other_sampling_than_was_accounted_stops_all_spending(
        self, tmp_path: Path, ledger: Ledger
    ) -> None:
        """What it cost is unknown: the audit says infinity, and so does the gate."""
        number = debit(ledger)
        ledger.settle(number, executed=STEPS, sampling="shuffled", bytes_left=True)
        assert audited(tmp_path).spending.epsilon == math.inf
        assert audited(tmp_path).sampling_differs == (number,)
        with pytest.raises(BudgetExceededError, match="sampled otherwise"):
            debit(ledger)
        debit(ledger, epsilon_cap=math.inf)

    def test_steps_that_never_began_are_given_back(self, tmp_path: Path, ledger: Ledger) -> None:
        for executed in range(STEPS + 1):
            before = ledger.state.steps.get(PLAN, 0)
            settle(ledger, debit(ledger), executed, left=False)
            assert ledger.state.steps.get(PLAN, 0) == before + executed
        assert audited(tmp_path).spending.steps == sum(range(STEPS + 1))
        assert audited(tmp_path).executed_steps == sum(range(STEPS + 1))

    def test_not_if_bytes_left(self, tmp_path: Path, ledger: Ledger) -> None:
        settle(ledger, debit(ledger), 0, left=True)
        settle(ledger, debit(ledger), 1, left=True)
        assert audited(tmp_path).spending.steps == 2 * STEPS
        assert audited(tmp_path).executed_steps == 1

    def test_what_is_not_settled_counts_in_full(self, tmp_path: Path, ledger: Ledger) -> None:
        first, _ = debit(ledger), debit(ledger)
        settle(ledger, first, 1, left=False)
        assert audited(tmp_path).spending.steps == 1 + STEPS
        assert audited(tmp_path).unsettled == (3,)

    @pytest.mark.parametrize("left", [True, False])
    def test_once(self, tmp_path: Path, ledger: Ledger, left: bool) -> None:
        number = debit(ledger)
        settle(ledger, number, 2, left=left)
        before = bodies(tmp_path)
        for executed in (0, 2, STEPS):
            with pytest.raises(VerificationError, match="settles no open debit"):
                settle(ledger, number, executed, left=False)
        assert bodies(tmp_path) == before

    def test_only_debits_and_no_more_than_was_charged(self, ledger: Ledger) -> None:
        number = debit(ledger)
        for other in (0, 1, number + 1, 99):
            with pytest.raises(VerificationError, match="settles no open debit"):
                settle(ledger, other, 0)
        for executed in (-1, STEPS + 1, 10**9):
            with pytest.raises(VerificationError):
                settle(ledger, number, executed)
        settle(ledger, number, STEPS)

    def test_what_came_back_can_be_spent(self, ledger: Ledger) -> None:
        cap = accounting.epsilon(PLAN, 2 * STEPS, DELTA_CAP)
        settle(ledger, debit(ledger, epsilon_cap=cap), 0, left=False)
        for _ in range(2):
            debit(ledger, epsilon_cap=cap)
        with pytest.raises(BudgetExceededError):
            debit(ledger, epsilon_cap=cap)


class TestAfterAnError:
    """Nothing is charged, and the ledger is what it was."""

    FAILURES: tuple[tuple[str, Callable[[Ledger], object]], ...] = (
        ("settle", lambda ledger: settle(ledger, 99, 0)),
        ("erase", lambda ledger: ledger.erase("a b")),
        ("amend", lambda ledger: ledger.amend(amendment(90, 99))),
        ("arrive", lambda ledger: ledger.arrive(MACHINE)),
        ("change_key", lambda ledger: ledger.change_key(OWNER, compromised=False, reason="x")),
        ("receipt", lambda ledger: ledger.receipt(99)),
    )

    @pytest.mark.parametrize(("name", "fail"), FAILURES, ids=[name for name, _ in FAILURES])
    def test_it_goes_on(
        self, tmp_path: Path, ledger: Ledger, name: str, fail: Callable[[Ledger], object]
    ) -> None:
        debit(ledger)
        before = bodies(tmp_path)
        for _ in range(2):
            with pytest.raises(VerificationError):
                fail(ledger)
        assert bodies(tmp_path) == before
        assert ledger.opened.population == "default"
        assert debit(ledger) == 3
        assert ledger.state.steps == {PLAN: 2 * STEPS}

    @pytest.mark.parametrize(("name", "fail"), FAILURES, ids=[name for name, _ in FAILURES])
    def test_what_is_read_then_is_the_ledger(
        self, ledger: Ledger, name: str, fail: Callable[[Ledger], object]
    ) -> None:
        """Not one that is empty, has spent nothing and never left."""
        debit(ledger)
        with pytest.raises(VerificationError):
            fail(ledger)
        assert ledger.state.size == 3
        assert ledger.state.steps == {PLAN: STEPS}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts small file systems, each in a folder that it returns."""
    with contextlib.ExitStack() as stack:

        def mount(options: str) -> Path:
            folder = tmp_path / f"disk-{len(list(tmp_path.glob('disk-*')))}"
            try:
                return stack.enter_context(mounted(folder, options))
            except OSError as e:
                pytest.skip(str(e))

        yield mount


def fill(path: Path, *, leave: int = 0) -> None:
    """Write to `path` until its disk is full, but for `leave` bytes."""
    with path.open("wb", buffering=0) as file:
        with pytest.raises(OSError, match="No space left"):
            while True:
                assert file.write(bytes(1024)) == 1024
        file.truncate(file.tell() // 4096 * 4096 - leave)


class FailingConnection:
    """A connection whose `statement` fails once, before or after it took effect."""

    def __init__(self, real: sqlite3.Connection, statement: str, error: Exception, after: bool):
        self._real, self._statement, self._error, self._after = real, statement, error, after

    def execute(self, statement: str, *arguments: Any) -> Any:
        if statement.startswith(self._statement):
            self._statement = "never again"
            if self._after:
                self._real.execute(statement, *arguments)
            raise self._error
        return self._real.execute(statement, *arguments)

    def close(self) -> None:
        self._real.close()


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("simulated")
    error.sqlite_errorcode = code
    return error


class TestDisk:
    ERRORS = (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_READONLY,
    )

    @pytest.mark.parametrize("code", ERRORS)
    @pytest.mark.parametrize("statement", ["BEGIN", "INSERT", "COMMIT"])
    def test_a_write_that_fails_charges_nothing(
        self, tmp_path: Path, ledger: Ledger, statement: str, code: int
    ) -> None:
        debit(ledger)
        before = bodies(tmp_path)
        real = ledger._connection
        ledger._connection = FailingConnection(real, statement, sqlite_error(code), False)  # type: ignore[assignment]
        with pytest.raises(LedgerUnavailableError, match="nothing was spent"):
            debit(ledger)
        assert bodies(tmp_path) == before
        assert debit(ledger) == 3
        assert audited(tmp_path).debits == 2

    def test_every_commit_waits_for_the_disk(self, ledger: Ledger) -> None:
        settings = {
            name: ledger._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "journal_mode", "fullfsync", "trusted_schema")
        }
        full = 2
        assert settings == {
            "synchronous": full,
            "journal_mode": "wal",
            "fullfsync": 1,
            "trusted_schema": 0,
        }

    def test_a_commit_that_took_effect_all_the_same_counts(
        self, tmp_path: Path, ledger: Ledger
    ) -> None:
        cap = accounting.epsilon(PLAN, 2 * STEPS, DELTA_CAP)
        debit(ledger, epsilon_cap=cap)
        error = sqlite_error(sqlite3.SQLITE_IOERR)
        ledger._connection = FailingConnection(ledger._connection, "COMMIT", error, True)  # type: ignore[assignment]
        with pytest.raises(LedgerUnavailableError):
            debit(ledger, epsilon_cap=cap)
        with pytest.raises(BudgetExceededError):
            debit(ledger, epsilon_cap=cap)
        assert audited(tmp_path).debits == 2

    @pytest.mark.parametrize("interrupt", [KeyboardInterrupt, MemoryError, SystemExit])
    def test_an_interrupt_charges_nothing(
        self, tmp_path: Path, ledger: Ledger, interrupt: type[BaseException]
    ) -> None:
        real = ledger._connection
        ledger._connection = FailingConnection(real, "COMMIT", interrupt(), False)  # type: ignore[arg-type, assignment]
        with pytest.raises(interrupt):
            debit(ledger)
        assert len(bodies(tmp_path)) == 1
        assert debit(ledger) == 2

    def test_damage_is_no_lack_of_space(self, ledger: Ledger) -> None:
        for code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            real = ledger._connection
            ledger._connection = FailingConnection(real, "BEGIN", sqlite_error(code), False)  # type: ignore[assignment]
            with pytest.raises(VerificationError, match="damaged"):
                debit(ledger)

    def test_a_disk_that_is_full(self, small_disk: Callable[[str], Path]) -> None:
        """A real one: it fills, frees, and every acknowledged debit is there."""
        folder = small_disk("size=512k")
        with make_ledger(folder) as ledger:
            last = debit(ledger)
            fill(folder / "filler")
            with pytest.raises(LedgerUnavailableError, match="nothing was spent") as full:
                for _ in range(1_000):
                    last = ledger.erase("request-7")
            assert full.value.hint == "free space on that disk"
            with pytest.raises(LedgerUnavailableError):
                debit(ledger)
            (folder / "filler").unlink()
            assert ledger.refresh().size == last + 1
            assert debit(ledger) == last + 1
        with open_ledger(folder) as ledger:
            assert ledger.state.steps == {PLAN: 2 * STEPS}
        assert audited(folder).entries == last + 2

    def test_no_ledger_is_made_on_a_disk_that_is_full(
        self, small_disk: Callable[[str], Path]
    ) -> None:
        for room in (0, 4_096, 12_288):
            folder = small_disk("size=64k")
            fill(folder / "filler", leave=room)
            with pytest.raises(LedgerUnavailableError):
                make_ledger(folder)
            assert [path.name for path in folder.iterdir()] == ["filler"]
            (folder / "filler").unlink()
            make_ledger(folder).close()

    def test_heads_that_cannot_be_kept(
        self, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The heads' disk may be another one: a full one is a ledger that can't be used now."""

        def fail(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        head = witnessed(ledger)
        with monkeypatch.context() as patch:
            patch.setattr(anchor, "append_line", fail)
            with pytest.raises(LedgerUnavailableError):
                ledger.witness(head)
        assert len(bodies(tmp_path)) == 1
        assert ledger.witness(head)


class TestFileUnderAnOpenLedger:
    """What happens to the file while it is open: a backup put back, the file or its log removed."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A ledger with a backup of its first round beside it, and two more rounds since."""
        folder = tmp_path / "owner"
        with make_ledger(folder) as ledger:
            spend(ledger, 1)
        copied(folder, tmp_path / "backup")
        return folder

    def test_replaced_by_another_file(self, folder: Path, tmp_path: Path) -> None:
        with open_ledger(folder) as ledger:
            spend(ledger, 2)
            (tmp_path / "backup" / LEDGER_FILE).replace(folder / LEDGER_FILE)
            for use in (debit, Ledger.refresh, Ledger.receipt):
                with pytest.raises(VerificationError, match="replaced while it was open"):
                    use(ledger)

    def test_removed(self, folder: Path) -> None:
        with open_ledger(folder) as ledger:
            spend(ledger, 2)
            (folder / LEDGER_FILE).unlink()
            for use in (debit, Ledger.refresh, Ledger.receipt):
                with pytest.raises(VerificationError, match="removed"):
                    use(ledger)
        assert not (folder / LEDGER_FILE).exists()

    def test_removed_with_its_folder(self, folder: Path) -> None:
        with open_ledger(folder) as ledger:
            shutil.rmtree(folder)
            with pytest.raises(VerificationError, match="removed"):
                debit(ledger)

    @pytest.mark.parametrize("harm", ["put back", "log removed", "log cut off", "log put back"])
    def test_no_acknowledged_debit_is_lost(self, folder: Path, harm: str) -> None:
        """A backup copied over the open file, or its log gone: a debit is refused, or it is on
        disk when it returns, where a crash can't lose it."""
        path, log = folder / LEDGER_FILE, folder / f"{LEDGER_FILE}-wal"
        with open_ledger(folder) as ledger:
            spend(ledger, 1)
            older, older_log = path.read_bytes(), log.read_bytes()
            spend(ledger, 2)
            match harm:
                case "put back":
                    path.write_bytes(older)
                case "log removed":
                    log.unlink()
                case "log cut off":
                    os.truncate(log, 0)
                case "log put back":
                    log.write_bytes(older_log)
            try:
                number = debit(ledger)
            except (VerificationError, LedgerUnavailableError):
                return
            assert audited(folder).entries == number + 1

    @pytest.mark.parametrize("wrote", [0, 1])
    def test_no_debit_goes_to_a_log_that_nobody_sees(self, folder: Path, wrote: int) -> None:
        """The log is replaced by another file, before this ledger wrote or after it did."""
        with open_ledger(folder) as other:  # so that there is one
            spend(other, 1)
            with open_ledger(folder) as ledger:
                spend(ledger, wrote)
                log = folder / f"{LEDGER_FILE}-wal"
                (folder / "older").write_bytes(log.read_bytes())
                (folder / "older").replace(log)
                try:
                    number = debit(ledger)
                except (VerificationError, LedgerUnavailableError):
                    return
                assert audited(folder).entries == number + 1

    def test_no_debit_goes_to_a_log_that_is_replaced_as_it_is_written(self, folder: Path) -> None:
        """Between the check and the commit, too."""
        log = folder / f"{LEDGER_FILE}-wal"
        with open_ledger(folder) as ledger:
            spend(ledger, 1)
            (folder / "older").write_bytes(log.read_bytes())
            real = ledger._connection

            class Replacing:
                def execute(self, statement: str, *arguments: Any) -> Any:
                    if statement == "COMMIT":
                        (folder / "older").replace(log)
                    return real.execute(statement, *arguments)

                def close(self) -> None:
                    real.close()

            ledger._connection = Replacing()  # type: ignore[assignment]
            try:
                number = debit(ledger)
            except (VerificationError, LedgerUnavailableError):
                return
            assert audited(folder).entries == number + 1

    def test_what_was_put_back_before_opening_is_found_by_heads(
        self, folder: Path, tmp_path: Path
    ) -> None:
        with open_ledger(folder) as ledger:
            spend(ledger, 2)
            ledger.witness(witnessed(ledger))
        shutil.copy(tmp_path / "backup" / LEDGER_FILE, folder / LEDGER_FILE)
        with pytest.raises(VerificationError, match="are missing"):
            open_ledger(folder)


class TestOtherProcesses:
    """Two instances stand for two processes; `test_processes` has real ones."""

    def test_what_one_writes_the_other_counts(self, tmp_path: Path, ledger: Ledger) -> None:
        cap = accounting.epsilon(PLAN, 3 * STEPS, DELTA_CAP)
        with open_ledger(tmp_path) as other:
            assert debit(ledger, epsilon_cap=cap) == 2
            assert debit(other, epsilon_cap=cap) == 3
            settle(ledger, 3, 0, left=False)
            assert debit(other, epsilon_cap=cap) == 5
            assert debit(ledger, epsilon_cap=cap) == 6
            for one in (ledger, other):
                with pytest.raises(BudgetExceededError):
                    debit(one, epsilon_cap=cap)
            assert other.state.steps == ledger.refresh().steps == {PLAN: 3 * STEPS}

    def test_another_key_since(self, tmp_path: Path, ledger: Ledger) -> None:
        with open_ledger(tmp_path) as other:
            ledger.change_key(NEXT, compromised=True, reason="stolen")
            for _ in range(2):
                with pytest.raises(VerificationError, match="expected the owner's key"):
                    debit(other)
        assert debit(ledger) == 3

    def test_a_departure_since(self, tmp_path: Path, ledger: Ledger) -> None:
        with open_ledger(tmp_path) as other:
            ledger.depart(MACHINE)
            with pytest.raises(BudgetExceededError, match="has left for another machine"):
                debit(other)

    def test_entries_that_another_hand_wrote(self, tmp_path: Path, ledger: Ledger) -> None:
        debit(ledger)
        raw = sqlite3.connect(tmp_path / LEDGER_FILE, isolation_level=None)
        raw.execute("INSERT INTO entry SELECT 3, body, signature FROM entry WHERE sequence = 2")
        with pytest.raises(VerificationError, match="entry 3: found the body of another entry"):
            debit(ledger)
        raw.execute("DELETE FROM entry WHERE sequence = 3")
        assert debit(ledger) == 3

    def test_the_last_entry_taken_away(self, tmp_path: Path, ledger: Ledger) -> None:
        spend(ledger, 2)
        raw = sqlite3.connect(tmp_path / LEDGER_FILE, isolation_level=None)
        raw.execute("DELETE FROM entry WHERE sequence = 5")
        with pytest.raises(VerificationError, match="entry 5 is not what it was") as error:
            debit(ledger)
        assert error.value.hint == anchor.WENT_BACK

    def test_the_last_entry_changed_for_another_of_the_owners(
        self, tmp_path: Path, ledger: Ledger
    ) -> None:
        """Signed, and in its place in the chain; but not what this instance had read."""
        ledger.erase("request-7")
        ((_, body, _),) = read_rows(tmp_path)[1:]
        row = json.loads(body)
        chain = Chain(row["ledger"], read_rows(tmp_path)[:1], row["time_ms"])
        chain.add(row["event"] | {"request": "request-8"}, OWNER)
        raw = sqlite3.connect(tmp_path / LEDGER_FILE, isolation_level=None)
        raw.execute(
            "UPDATE entry SET body = ?, signature = ? WHERE sequence = 1", chain.rows[1][1:]
        )
        assert audited(tmp_path).entries == 2
        with pytest.raises(VerificationError, match="entry 1 is not what it was"):
            debit(ledger)

    def test_one_who_holds_it_is_waited_for(
        self, tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ledger._connection.execute("PRAGMA busy_timeout = 1")
        raw = sqlite3.connect(tmp_path / LEDGER_FILE, isolation_level=None)
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerUnavailableError, match="locked") as error:
            debit(ledger)
        assert "try again" in str(error.value.hint)
        raw.execute("ROLLBACK")
        assert debit(ledger) == 2

    def test_another_thread_is_refused(self, tmp_path: Path, ledger: Ledger) -> None:
        errors = []

        def use() -> None:
            try:
                debit(ledger)
            except PrivacyError as e:
                errors.append(e)

        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
        assert isinstance(errors[0], LedgerUnavailableError)
        assert debit(ledger) == 2

    def test_a_closed_one_is_refused(self, tmp_path: Path) -> None:
        ledger = make_ledger(tmp_path)
        ledger.close()
        with pytest.raises(LedgerUnavailableError):
            debit(ledger)


class TestClock:
    def test_time_never_falls(self, tmp_path: Path) -> None:
        times = [5_000, 7_000, 6_000, 0, -1, 7_000, 8_000]
        clock = iter(times)
        with make_ledger(tmp_path, clock=lambda: next(clock)) as ledger:
            for _ in times[1:]:
                ledger.erase("request-7")
        found = [parse(body, number).time_ms for number, body in enumerate(bodies(tmp_path))]
        assert found == [5_000, 7_000, 7_000, 7_000, 7_000, 7_000, 8_000]
        assert audited(tmp_path).last_time_ms == 8_000

    def test_a_clock_that_was_ahead_stops_nothing(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path, clock=lambda: 4_000_000_000_000) as ledger:
            debit(ledger)
        with open_ledger(tmp_path) as ledger:
            assert debit(ledger) == 3
            assert ledger.state.time_ms == 4_000_000_000_000

    @pytest.mark.parametrize("now", [1 << 53, 1 << 63, 1 << 100])
    def test_a_clock_that_no_entry_can_hold_spoils_no_ledger(
        self, tmp_path: Path, now: int
    ) -> None:
        with make_ledger(tmp_path, clock=lambda: 5_000) as ledger:
            debit(ledger)
        with (
            open_ledger(tmp_path, clock=lambda: now) as ledger,
            pytest.raises(PrivacyError),
        ):
            debit(ledger)
        with open_ledger(tmp_path) as ledger:
            assert debit(ledger) == 3


class TestAmend:
    def test_it_charges_what_ran(self, tmp_path: Path, ledger: Ledger) -> None:
        first, second, _ = (debit(ledger) for _ in range(3))
        ledger.amend(amendment(first, second))
        half = replace(PLAN, noise_multiplier=PLAN.noise_multiplier / 2)
        assert ledger.state.steps == {PLAN: STEPS, half: 2 * STEPS}
        ledger.amend(amendment(second, second, noise_factor=1.0, steps_factor=3))
        assert ledger.state.steps == {PLAN: STEPS, half: 4 * STEPS}
        found = audited(tmp_path)
        assert found.amendments == 2
        expected = accounting.compose([(PLAN, STEPS), (half, 4 * STEPS)], DELTA_CAP)
        assert found.spending.epsilon == expected

    def test_what_was_written_stays(self, tmp_path: Path, ledger: Ledger) -> None:
        spend(ledger, 2)
        before = bodies(tmp_path)
        ledger.amend(amendment(2, 4))
        assert bodies(tmp_path)[: len(before)] == before

    def test_more_sampling(self, tmp_path: Path) -> None:
        plan = replace(PLAN, sampling_probability=0.5)
        with make_ledger(tmp_path) as ledger:
            number = debit(ledger, plan)
            ledger.amend(amendment(number, number, noise_factor=1.0, sampling_probability=0.75))
            ledger.amend(amendment(number, number, sampling_probability=0.25))
            worse = replace(
                plan, sampling_probability=0.75, noise_multiplier=plan.noise_multiplier / 2
            )
            assert ledger.state.steps == {worse: STEPS}

    def test_only_dearer(self, tmp_path: Path, ledger: Ledger) -> None:
        number = debit(ledger)
        spent = audited(tmp_path).spending.epsilon
        for changes in (
            {"noise_factor": 1.1},
            {"noise_factor": -0.5},
            {"sampling_probability": -0.1},
            {"steps_factor": 0},
            {"noise_factor": 1.0},  # nothing
        ):
            with pytest.raises(VerificationError):
                ledger.amend(amendment(number, number, **changes))
        for changes in (
            {"noise_factor": 0.9},
            {"noise_factor": 1.0, "steps_factor": 2},
            {"noise_factor": 0.5, "sampling_probability": 1.0},
        ):
            ledger.amend(amendment(number, number, **changes))
            dearer = audited(tmp_path).spending.epsilon
            assert dearer > spent
            spent = dearer

    def test_no_noise_at_all(self, tmp_path: Path, ledger: Ledger) -> None:
        number = debit(ledger)
        ledger.amend(amendment(number, number, noise_factor=0.0))
        assert audited(tmp_path).spending.epsilon == math.inf
        with pytest.raises(BudgetExceededError):
            debit(ledger, epsilon_cap=1e300)

    def test_settlements_give_back_steps_of_what_ran(self, ledger: Ledger) -> None:
        number = debit(ledger)
        ledger.amend(amendment(number, number, steps_factor=3))
        settle(ledger, number, 1, left=False)
        half = replace(PLAN, noise_multiplier=PLAN.noise_multiplier / 2)
        assert ledger.state.steps == {half: 3}

    def test_only_debits(self, ledger: Ledger) -> None:
        spend(ledger, 1)
        for first, last in [(0, 1), (3, 3), (4, 99), (3, 2), (2, 1)]:
            with pytest.raises(VerificationError, match="no debit lies"):
                ledger.amend(amendment(first, last))
        ledger.amend(amendment(0, 1 << 32))

    def test_the_gate_counts_it(self, ledger: Ledger) -> None:
        number = debit(ledger)
        ledger.amend(amendment(number, number))
        half = replace(PLAN, noise_multiplier=PLAN.noise_multiplier / 2)
        cap = accounting.compose([(half, STEPS), (PLAN, STEPS)], DELTA_CAP)
        with pytest.raises(BudgetExceededError):
            debit(ledger, epsilon_cap=math.nextafter(cap, 0))
        debit(ledger, epsilon_cap=cap)

    def test_there_is_an_end_to_amendments(
        self, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each goes over all debits: a file of nothing else would take an auditor days."""
        monkeypatch.setattr("privacy.ledger.state.MAX_AMENDMENTS", 3)
        number = debit(ledger)
        for _ in range(3):
            ledger.amend(amendment(number, number))
        with pytest.raises(VerificationError, match="at most 3 amendments"):
            ledger.amend(amendment(number, number))

    def test_more_steps_in_all_than_can_be_composed_are_refused(self, tmp_path: Path) -> None:
        plan = replace(PLAN, steps_per_round=1_000_000, rounds=6, noise_multiplier=1e5)
        with make_ledger(tmp_path) as ledger:
            numbers = [debit(ledger, plan) for _ in range(2)]
            ledger.amend(amendment(numbers[0], numbers[0], steps_factor=9))
            with pytest.raises(VerificationError, match="at most 10000000 steps in all"):
                ledger.amend(amendment(numbers[1], numbers[1], steps_factor=9))
            assert audited(tmp_path).spending.steps == 10_000_000


class TestErase:
    def test_nothing_is_given_back(self, tmp_path: Path, ledger: Ledger) -> None:
        spend(ledger, 2)
        before = audited(tmp_path).spending
        ledger.erase("request-7")
        ledger.erase("request-8")
        found = audited(tmp_path)
        assert found.spending == before
        assert found.erasures == ("request-7", "request-8")
        cap = accounting.epsilon(PLAN, 2 * STEPS, DELTA_CAP)
        with pytest.raises(BudgetExceededError):
            debit(ledger, epsilon_cap=cap)

    def test_names_are_refused(self, ledger: Ledger) -> None:
        for request in ("Erika Mustermann", "", "Ä", "x" * 129):
            with pytest.raises(VerificationError):
                ledger.erase(request)


class TestChangeKey:
    def test_the_new_one_signs_and_the_old_one_cannot(self, tmp_path: Path, ledger: Ledger) -> None:
        debit(ledger)
        number = ledger.change_key(NEXT, compromised=True, reason="a laptop was stolen")
        assert debit(ledger) == number + 1
        with pytest.raises(VerificationError, match="expected the owner's key"):
            open_ledger(tmp_path, OWNER)
        with open_ledger(tmp_path, NEXT) as again:
            assert debit(again) == number + 2
            assert again.state.compromised == [PUBLIC]

    def test_no_key_comes_again(self, ledger: Ledger) -> None:
        ledger.change_key(NEXT, compromised=False, reason="every year")
        for key in (NEXT, OWNER):
            with pytest.raises(VerificationError, match="used before"):
                ledger.change_key(key, compromised=False, reason="back")

    def test_a_change_that_failed_leaves_the_old_key(self, tmp_path: Path, ledger: Ledger) -> None:
        with pytest.raises(VerificationError):
            ledger.change_key(NEXT, compromised=True, reason="\x1b[2J")
        debit(ledger)
        open_ledger(tmp_path, OWNER).close()

    def test_receipts_are_signed_by_the_new_key(self, ledger: Ledger) -> None:
        last = ledger.receipt().head
        ledger.change_key(NEXT, compromised=False, reason="every year")
        receipt = ledger.receipt(last.size)
        check_receipt(receipt, last)
        assert receipt.head.owner_key == ledger.state.owner_key != PUBLIC


class TestMove:
    def test_the_copy_that_stays_spends_nothing(self, tmp_path: Path, ledger: Ledger) -> None:
        debit(ledger)
        ledger.depart(MACHINE)
        before = bodies(tmp_path)
        with pytest.raises(BudgetExceededError, match="left for another machine"):
            debit(ledger)
        with pytest.raises(BudgetExceededError, match="left for another machine"):
            ledger.check(PLAN, **CAPS)
        for use in (
            lambda: settle(ledger, 2, 0, left=False),
            lambda: ledger.erase("request-7"),
            lambda: ledger.amend(amendment(2, 2)),
            lambda: ledger.change_key(NEXT, compromised=False, reason="x"),
            lambda: ledger.depart(MACHINE),
        ):
            with pytest.raises(VerificationError, match="had left for another machine"):
                use()
        assert bodies(tmp_path) == before
        with open_ledger(tmp_path) as again, pytest.raises(BudgetExceededError):
            debit(again)

    def test_the_one_that_arrived_goes_on(self, tmp_path: Path, ledger: Ledger) -> None:
        number = debit(ledger)
        ledger.depart(MACHINE)
        (tmp_path / "there").mkdir()
        ledger.copy(tmp_path / "there" / LEDGER_FILE)
        with open_ledger(tmp_path / "there") as arrived:
            arrived.arrive(MACHINE)
            settle(arrived, number, 1, left=False)
            debit(arrived)
            assert arrived.state.steps == {PLAN: 1 + STEPS}
            assert arrived.state.departed is None

    def test_another_machine_is_refused(self, tmp_path: Path, ledger: Ledger) -> None:
        ledger.depart(MACHINE)
        for other in ("dvr1-" + "cd" * 32, MACHINE.upper(), "x", ""):
            with pytest.raises(VerificationError):
                ledger.arrive(other)
        ledger.arrive(MACHINE)

    def test_once(self, ledger: Ledger) -> None:
        with pytest.raises(VerificationError, match="without having left"):
            ledger.arrive(MACHINE)
        ledger.depart(MACHINE)
        ledger.arrive(MACHINE)
        with pytest.raises(VerificationError, match="without having left"):
            ledger.arrive(MACHINE)

    def test_a_second_arrival_elsewhere_is_a_fork_that_a_witness_finds(
        self, tmp_path: Path, ledger: Ledger
    ) -> None:
        ledger.depart(MACHINE)
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            ledger.copy(tmp_path / name / LEDGER_FILE)
        with open_ledger(tmp_path / "one") as one, open_ledger(tmp_path / "two") as two:
            one.arrive(MACHINE)
            debit(one)
            seen = one.receipt()
            check_receipt(seen, None)
            head = countersign(WITNESS, seen.head)
            two.arrive(MACHINE)
            debit(two)
            debit(two)
            with pytest.raises(VerificationError, match="not those that were witnessed"):
                check_receipt(two.receipt(seen.head.size), seen.head)
            with pytest.raises(VerificationError, match="not those that were countersigned"):
                two.witness(head)
            assert one.witness(head)

    def test_a_copy_is_whole_and_at_rest(self, tmp_path: Path, ledger: Ledger) -> None:
        spend(ledger, 2)
        target = tmp_path / "copy.db"
        ledger.copy(target)
        assert audit(target, Anchors()).entries == ledger.state.size
        assert not list(tmp_path.glob("copy.db-*"))
        with pytest.raises(LedgerUnavailableError):  # and not that the new file is damaged
            ledger.copy(target)


class TestReceiptAndWitness:
    def test_each_continues_the_last(self, ledger: Ledger) -> None:
        last = None
        for _ in range(6):
            since = 0 if last is None else last.size
            receipt = ledger.receipt(since)
            check_receipt(receipt, last)
            assert receipt.head.size == ledger.state.size
            last = receipt.head
            spend(ledger, 1)

    def test_more_than_there_is(self, ledger: Ledger) -> None:
        for since in (-1, 2, 99):
            with pytest.raises(VerificationError, match="at least"):
                ledger.receipt(since)

    def test_a_head_is_kept_twice_and_once(self, tmp_path: Path, ledger: Ledger) -> None:
        debit(ledger)
        head = witnessed(ledger)
        assert ledger.witness(head)
        before = bodies(tmp_path)
        assert not ledger.witness(head)
        assert bodies(tmp_path) == before
        assert anchor.load(tmp_path / anchor.HEADS_FILE) == [head]
        assert ledger.state.witness == head
        assert audited(tmp_path).witnessed == 3

    def test_an_older_head_is_no_news(self, ledger: Ledger) -> None:
        older = witnessed(ledger)
        debit(ledger)
        assert ledger.witness(witnessed(ledger))
        assert not ledger.witness(older)

    def test_a_head_of_nothing_but_its_own_entry_is_no_news(
        self, tmp_path: Path, ledger: Ledger
    ) -> None:
        """Or a coordinator could make a ledger grow for ever at no cost."""
        debit(ledger)
        assert ledger.witness(witnessed(ledger))
        size = ledger.state.size
        for _ in range(5):
            assert not ledger.witness(witnessed(ledger))
        assert ledger.state.size == size
        debit(ledger)
        assert ledger.witness(witnessed(ledger))

    def test_false_heads_are_refused(self, tmp_path: Path, ledger: Ledger) -> None:
        debit(ledger)
        head = witnessed(ledger)
        with make_ledger(tmp_path / "other") as other:
            strange = witnessed(other)
        for false in (
            replace(head, witness_signature="0" * 128),
            replace(head, head=replace(head.head, size=2)),
            replace(head, head=replace(head.head, owner_signature="0" * 128)),
            strange,
        ):
            with pytest.raises(VerificationError):
                ledger.witness(false)
        assert not (tmp_path / anchor.HEADS_FILE).exists()
        assert len(bodies(tmp_path)) == 3

    def test_the_head_is_kept_before_the_entry(self, tmp_path: Path, ledger: Ledger) -> None:
        head = witnessed(ledger)
        error = sqlite_error(sqlite3.SQLITE_FULL)
        ledger._connection = FailingConnection(ledger._connection, "COMMIT", error, False)  # type: ignore[assignment]
        with pytest.raises(LedgerUnavailableError):
            ledger.witness(head)
        assert anchor.load(tmp_path / anchor.HEADS_FILE) == [head]
        assert ledger.witness(head)
        open_ledger(tmp_path).close()
