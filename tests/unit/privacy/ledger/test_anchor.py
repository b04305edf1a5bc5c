"""The heads that an owner keeps beside its ledger."""

import hashlib
import stat
from pathlib import Path

import pytest
from support.ledgers import (
    NEXT,
    OWNER,
    STRANGER,
    WITNESS,
    Eventful,
    copied,
    debit,
    eventful,
    make_ledger,
    open_ledger,
    spend,
    witnessed,
)

from privacy.errors import LedgerExistsError, VerificationError
from privacy.ledger import anchor
from privacy.ledger.heads import countersign, sign_head, witnessed_to_json
from privacy.ledger.replay import replay
from privacy.ledger.rows import reading, rows
from privacy.ledger.state import State
from privacy.ledger.store import LEDGER_FILE


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Eventful:
    return eventful(tmp_path_factory.mktemp("ledgers") / "owner")


@pytest.fixture(scope="module")
def state(full: Eventful) -> State:
    with reading(full.path) as connection:
        return replay(rows(connection, full.path))


class TestFile:
    def test_kept_heads_are_read_in_order(self, tmp_path: Path, full: Eventful) -> None:
        path = tmp_path / "heads.jsonl"
        assert anchor.load(path) == []
        for head in full.heads:
            anchor.keep(path, head)
        assert anchor.load(path) == list(full.heads)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    @pytest.mark.parametrize("length", [1, 10, 100])
    def test_a_line_that_a_crash_cut_off_says_nothing(
        self, tmp_path: Path, full: Eventful, length: int
    ) -> None:
        path = tmp_path / "heads.jsonl"
        anchor.keep(path, full.heads[0])
        with path.open("ab") as file:
            file.write(witnessed_to_json(full.heads[1]).encode()[:length])
        assert anchor.load(path) == [full.heads[0]]
        anchor.keep(path, full.heads[1])
        assert anchor.load(path) == list(full.heads)

    def test_a_whole_line_without_its_end_may_be_said_again(
        self, tmp_path: Path, full: Eventful
    ) -> None:
        path = tmp_path / "heads.jsonl"
        path.write_text(witnessed_to_json(full.heads[0]))
        assert anchor.load(path) == []
        anchor.keep(path, full.heads[0])
        assert anchor.load(path) == [full.heads[0]]

    def test_every_line_is_verified(self, tmp_path: Path, full: Eventful) -> None:
        path = tmp_path / "heads.jsonl"
        for head in full.heads:
            anchor.keep(path, head)
        content = path.read_text()
        for bad in (content.replace('"size":15', '"size":14'), "\n" + content, content + "x\n"):
            assert bad != content
            path.write_text(bad)
            with pytest.raises(VerificationError, match=r"heads\.jsonl: line "):
                anchor.load(path)


class TestCheck:
    def test_heads_of_its_past_hold(self, state: State, full: Eventful) -> None:
        for size in range(1, state.size + 1):
            root = state.tree.root(size)
            head = sign_head(OWNER, ledger=state.ledger, size=size, root=root, time_ms=0)
            anchor.check(state, head)

    def test_a_head_that_is_ahead_is_refused(self, state: State) -> None:
        head = sign_head(OWNER, ledger=state.ledger, size=17, root=bytes(32), time_ms=0)
        with pytest.raises(VerificationError, match="entries 15 to 16 are missing") as error:
            anchor.check(state, head)
        assert error.value.hint == anchor.WENT_BACK

    def test_a_head_of_another_past_is_refused(self, state: State) -> None:
        for size in range(1, state.size + 1):
            root = state.tree.root(size - 1)
            head = sign_head(OWNER, ledger=state.ledger, size=size, root=root, time_ms=0)
            with pytest.raises(VerificationError, match="not those that were countersigned"):
                anchor.check(state, head)

    def test_a_head_of_another_ledger_is_refused(self, state: State) -> None:
        root = state.tree.root()
        head = sign_head(OWNER, ledger="0" * 32, size=state.size, root=root, time_ms=0)
        with pytest.raises(VerificationError, match="found one of 00000000"):
            anchor.check(state, head)


class TestOpening:
    def test_a_ledger_that_was_copied_back_spends_nothing(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path / "owner") as ledger:
            spend(ledger, 1)
        copied(tmp_path / "owner", tmp_path / "backup")
        with open_ledger(tmp_path / "owner") as ledger:
            spend(ledger, 1)
            ledger.witness(witnessed(ledger))
        heads = tmp_path / "owner" / anchor.HEADS_FILE
        with pytest.raises(VerificationError, match="entries 4 to 5 are missing") as error:
            open_ledger(tmp_path / "backup", heads=heads)
        assert error.value.hint == anchor.WENT_BACK
        open_ledger(tmp_path / "owner").close()

    def test_a_ledger_that_went_another_way_since_a_backup_is_refused(self, tmp_path: Path) -> None:
        """As long as the head, and signed by the owner: but not what was countersigned."""
        with make_ledger(tmp_path / "owner") as ledger:
            spend(ledger, 1)
        copied(tmp_path / "owner", tmp_path / "backup")
        with open_ledger(tmp_path / "owner") as ledger:
            spend(ledger, 1)
            ledger.witness(witnessed(ledger))
        heads = tmp_path / "owner" / anchor.HEADS_FILE
        with open_ledger(tmp_path / "backup", heads=None) as ledger:
            spend(ledger, 4)
        with pytest.raises(VerificationError, match="not those that were countersigned"):
            open_ledger(tmp_path / "backup", heads=heads)

    def test_a_ledger_that_was_deleted_is_not_made_anew(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            ledger.witness(witnessed(ledger))
        for file in tmp_path.glob("ledger.db*"):
            file.unlink()
        with pytest.raises(LedgerExistsError, match="the heads of one"):
            make_ledger(tmp_path)
        assert not (tmp_path / "ledger.db").exists()

    def test_another_ledger_in_its_place_is_refused(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path / "owner") as ledger:
            ledger.witness(witnessed(ledger))
        make_ledger(tmp_path / "other").close()
        heads = tmp_path / "owner" / anchor.HEADS_FILE
        with pytest.raises(VerificationError, match="expected a head of ledger"):
            open_ledger(tmp_path / "other", heads=heads)

    def test_a_head_that_the_owner_did_not_sign_is_refused(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            state = ledger.state
            forged = sign_head(
                STRANGER, ledger=state.ledger, size=1, root=state.tree.root(1), time_ms=0
            )
            with pytest.raises(VerificationError, match="that this owner signed"):
                ledger.witness(countersign(WITNESS, forged))
            assert not (tmp_path / anchor.HEADS_FILE).exists()
        anchor.keep(tmp_path / anchor.HEADS_FILE, countersign(WITNESS, forged))
        with pytest.raises(VerificationError, match="that this owner signed"):
            open_ledger(tmp_path)

    def test_damaged_heads_are_no_heads_that_may_be_left_out(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            ledger.witness(witnessed(ledger))
        (tmp_path / anchor.HEADS_FILE).write_text("{}\n")
        with pytest.raises(VerificationError, match="line 1"):
            open_ledger(tmp_path)

    def test_heads_hold_across_a_change_of_keys(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            ledger.witness(witnessed(ledger))
            before = ledger.state.size
            ledger.change_key(NEXT, compromised=True, reason="stolen")
            ledger.witness(witnessed(ledger))
            state = ledger.state
            size = before + 1  # the change itself: the new key signs heads from here on
            old = sign_head(
                OWNER, ledger=state.ledger, size=size, root=state.tree.root(size), time_ms=0
            )
            with pytest.raises(VerificationError, match="that this owner signed"):
                ledger.witness(countersign(WITNESS, old))
        with open_ledger(tmp_path, NEXT) as ledger:
            debit(ledger)
        assert [head.head.size for head in anchor.load(tmp_path / anchor.HEADS_FILE)] == [1, 3]


def mark_line(text: str) -> bytes:
    return f"{text} {hashlib.sha256(text.encode()).hexdigest()}\n".encode()


class TestMark:
    """How far a ledger had come on this machine: for what nobody countersigned."""

    def test_it_follows_every_write(self, tmp_path: Path) -> None:
        mark = anchor.mark_file(tmp_path / LEDGER_FILE)
        with make_ledger(tmp_path) as ledger:
            for _ in range(3):
                debit(ledger)
                state = ledger.state
                assert mark.read_bytes() == mark_line(
                    f"{state.ledger} {state.size} {state.previous}"
                )
                anchor.check_mark(tmp_path / LEDGER_FILE, state)
        assert stat.S_IMODE(mark.stat().st_mode) == 0o600

    def test_a_backup_put_back_spends_nothing_though_nobody_saw_a_head(
        self, tmp_path: Path
    ) -> None:
        folder = tmp_path / "owner"
        with make_ledger(folder) as ledger:
            spend(ledger, 1)
        backup = (folder / LEDGER_FILE).read_bytes()
        with open_ledger(folder) as ledger:
            debit(ledger)
        (folder / LEDGER_FILE).write_bytes(backup)
        for _ in range(2):
            with pytest.raises(VerificationError, match="are missing, or others") as error:
                open_ledger(folder)
            assert error.value.hint == anchor.WENT_BACK

    def test_a_ledger_that_went_another_way_since_a_backup(self, tmp_path: Path) -> None:
        folder = tmp_path / "owner"
        with make_ledger(folder) as ledger:
            spend(ledger, 1)
        copied(folder, tmp_path / "backup")
        with open_ledger(folder) as ledger:
            spend(ledger, 1)
        with open_ledger(tmp_path / "backup") as ledger:
            spend(ledger, 3)
        (tmp_path / "backup" / LEDGER_FILE).replace(folder / LEDGER_FILE)
        with pytest.raises(VerificationError, match="are missing, or others"):
            open_ledger(folder)

    def test_another_ledger_in_its_place(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            with make_ledger(tmp_path / name) as ledger:
                debit(ledger)
        (tmp_path / "two" / LEDGER_FILE).replace(tmp_path / "one" / LEDGER_FILE)
        with pytest.raises(VerificationError, match="in its place"):
            open_ledger(tmp_path / "one")

    def test_a_ledger_that_was_deleted_is_not_made_anew(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            debit(ledger)
        (tmp_path / LEDGER_FILE).unlink()
        with pytest.raises(LedgerExistsError):
            make_ledger(tmp_path)

    def test_a_mark_that_stayed_behind_says_what_it_can(self, tmp_path: Path) -> None:
        """As after a power cut: it is written without waiting for the disk."""
        mark = anchor.mark_file(tmp_path / LEDGER_FILE)
        with make_ledger(tmp_path) as ledger:
            debit(ledger)
            older = mark.read_bytes()
            debit(ledger)
        mark.write_bytes(older)
        open_ledger(tmp_path).close()
        mark.unlink()
        with open_ledger(tmp_path) as ledger:
            debit(ledger)
        assert mark.exists()

    def test_one_in_pieces_says_nothing(self, tmp_path: Path) -> None:
        mark = anchor.mark_file(tmp_path / LEDGER_FILE)
        with make_ledger(tmp_path) as ledger:
            debit(ledger)
        whole = mark.read_bytes()
        for content in (b"", b"\n", whole[:-2], whole[1:], b"x" * 5_000, b"\xff\xfe", bytes(200)):
            mark.write_bytes(content)
            open_ledger(tmp_path).close()
        mark.write_bytes(whole + b"the rest of a longer one")
        open_ledger(tmp_path).close()

    @pytest.mark.parametrize(
        "text", ["", "a", "a b", "a b c d", "{ledger} x {leaf}", "{ledger} 0 {leaf}"]
    )
    def test_one_that_nobody_wrote_is_no_reason_to_fall_over(
        self, tmp_path: Path, text: str
    ) -> None:
        with make_ledger(tmp_path) as ledger:
            debit(ledger)
            line = mark_line(text.format(ledger=ledger.state.ledger, leaf=ledger.state.previous))
        anchor.mark_file(tmp_path / LEDGER_FILE).write_bytes(line)
        try:
            open_ledger(tmp_path).close()
        except VerificationError:
            return

    def test_where_it_cannot_be_written_the_ledger_goes_on(self, tmp_path: Path) -> None:
        anchor.mark_file(tmp_path / LEDGER_FILE).mkdir()
        (tmp_path / "owner").mkdir()
        with make_ledger(tmp_path / "owner") as ledger:
            anchor.mark_file(tmp_path / "owner" / LEDGER_FILE).mkdir()
            assert debit(ledger) == 2
            assert debit(ledger) == 3


class TestLargest:
    def test_a_long_file_keeps_the_largest_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / anchor.HEADS_FILE
        with make_ledger(tmp_path) as ledger:
            heads = []
            for _ in range(4):
                debit(ledger)
                heads.append(witnessed(ledger))
                ledger.witness(heads[-1])
            assert anchor.load(path) == heads
            monkeypatch.setattr(anchor, "COMPACT_ABOVE", path.stat().st_size - 1)
            debit(ledger)
            heads.append(witnessed(ledger))
            ledger.witness(heads[-1])
        assert anchor.load(path) == heads[-1:]
        open_ledger(tmp_path).close()

    def test_heads_that_were_removed_are_missed(self, tmp_path: Path) -> None:
        """The ledger itself says which was kept last."""
        path = tmp_path / anchor.HEADS_FILE
        with make_ledger(tmp_path) as ledger:
            for _ in range(2):
                debit(ledger)
                ledger.witness(witnessed(ledger))
        lines = path.read_bytes().splitlines(keepends=True)
        for content in (b"", lines[0]):
            path.write_bytes(content)
            with pytest.raises(VerificationError, match="expected the countersigned head of 5"):
                open_ledger(tmp_path)
        path.unlink()
        with pytest.raises(VerificationError, match="expected the countersigned head of 5"):
            open_ledger(tmp_path)
        path.write_bytes(lines[1])
        open_ledger(tmp_path).close()
