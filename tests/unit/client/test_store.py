"""The record store: whole states, each kind of damage, full disks, crashes and erasure."""

import contextlib
import fcntl
import hashlib
import json
import os
import stat
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.records import MARK, record
from support.vault_format import Pieces

from client.errors import StoreError
from client.store import RecordStore, shown
from privacy import canonical
from privacy.errors import VaultKeyError, VerificationError
from privacy.vault import files
from privacy.vault.files import Vault, rewrap
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from qa.readers import to_jsonl
from qa.records import Answer, Record

ONE, TWO = (Identity.of(bytes([n]) * 32) for n in (1, 2))
RING = Keyring((ONE,))
POPULATION = "clinic"
REFUSED = (VerificationError, VaultKeyError, StoreError)


def people(split: str, count: int = 4, *, size: int = 0) -> list[Record]:
    return [
        record(
            number,
            context=f"{MARK} {split} {number} " + "x" * size,
            person_id=f"person-{number % 3}",
        )
        for number in range(count)
    ]


OLD = {"train": people("old train"), "test": people("old test", 3)}
NEW = {"train": people("new train", 5), "test": people("new test", 2)}


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    made = RecordStore(tmp_path / "store", RING)
    made.write(POPULATION, OLD)
    return made


def state(store: RecordStore, population: str = POPULATION) -> dict[str, list[Record]]:
    """All that another process finds there."""
    fresh = RecordStore(store.root, RING)
    return {s: list(fresh.read(population, s)) for s in sorted(fresh.splits(population))}


def folder(store: RecordStore) -> Path:
    return store.root / POPULATION


def sealed(store: RecordStore, split: str) -> Path:
    return folder(store) / f"{store.splits(POPULATION)[split].file}.vault"


def leftovers(store: RecordStore) -> set[str]:
    """Files that no part of the present state is in."""
    splits = RecordStore(store.root, RING).splits(POPULATION).values()
    named = {"manifest.vault", ".lock"} | {f"{split.file}.vault" for split in splits}
    return {path.name for path in folder(store).iterdir()} - named


def contents(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in root.rglob("*") if path.is_file()]


def run(code: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", PRELUDE + code, *map(str, arguments)],
        cwd=Path(__file__).parents[3],
        env=os.environ | {"PYTHONPATH": "tests"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


PRELUDE = """
import os, resource, sys
from pathlib import Path
from client.store import RecordStore
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from support.records import record
store = RecordStore(Path(sys.argv[1]), Keyring((Identity.of(bytes([1]) * 32),)))
"""


class TestReadAndWrite:
    def test_round_trip(self, store: RecordStore) -> None:
        assert state(store) == OLD
        assert store.populations() == [POPULATION]

    def test_every_field_comes_back(self, store: RecordStore) -> None:
        context = 'line\u2028separator "quoted" \\ \x85 \U0001f512 end\nnew line'
        answers = tuple(Answer(text, context.index(text)) for text in ("\U0001f512", "end"))
        full = record(
            1,
            context=context,
            question="¿qué?\n",
            answers=answers,
            person_id="ann/1",
            owner="clinic",
            title="A title",
        )
        store.write(POPULATION, {"train": [full, record(2)]})
        assert list(store.read(POPULATION, "train")) == [full, record(2)]

    def test_what_is_known_of_a_split(self, store: RecordStore) -> None:
        written = store.write(POPULATION, {"train": iter(NEW["train"])})
        assert set(written) == {"train"}
        split = store.splits(POPULATION)["train"]
        assert split == written["train"]
        plain = b"".join(map(to_jsonl, NEW["train"]))
        assert (split.records, split.sha256) == (5, hashlib.sha256(plain).hexdigest())
        assert split.file_id == Pieces.of(sealed(store, "train").read_bytes()).header["file_id"]

    def test_named_splits_are_replaced_and_the_others_stay(self, store: RecordStore) -> None:
        before = sealed(store, "test").read_bytes()
        store.write(POPULATION, {"train": NEW["train"]})
        store.write(POPULATION, {"dev": people("dev")})
        assert state(store) == {"train": NEW["train"], "test": OLD["test"], "dev": people("dev")}
        assert sealed(store, "test").read_bytes() == before
        assert leftovers(store) == set()

    def test_populations_are_apart(self, store: RecordStore) -> None:
        store.write("another", NEW)
        assert store.populations() == ["another", POPULATION]
        assert (state(store), state(store, "another")) == (OLD, NEW)

    def test_a_split_may_be_empty(self, store: RecordStore) -> None:
        store.write(POPULATION, {"train": []})
        assert state(store) == {"train": [], "test": OLD["test"]}

    def test_plain_text_is_nowhere(self, store: RecordStore) -> None:
        store.write(POPULATION, {"large": people("large", 100, size=5_000)})
        assert MARK in to_jsonl(OLD["train"][0]).decode()
        found = contents(store.root)
        assert len(found) == 5
        for words in (MARK, "person-1", "old train", "xxxxxxxx", '"records"', "sha256"):
            assert not any(words.encode() in content for content in found), words

    def test_only_its_owner_may_look(self, tmp_path: Path) -> None:
        old = os.umask(0)
        try:
            store = RecordStore(tmp_path / "store", RING)
            store.write(POPULATION, OLD)
        finally:
            os.umask(old)
        assert stat.S_IMODE(folder(store).stat().st_mode) == 0o700
        for path in folder(store).glob("*.vault"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_what_is_not_there(self, store: RecordStore, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="expected a split 'dev' of population clinic"):
            list(store.read(POPULATION, "dev"))
        with pytest.raises(StoreError, match="of population absent"):
            list(store.read("absent", "train"))
        with pytest.raises(StoreError, match="found none") as refusal:
            RecordStore(tmp_path / "absent", RING).populations()
        assert "data prepare" in str(refusal.value.hint)
        assert store.splits("absent") == {} and not (store.root / "absent").exists()

    @pytest.mark.parametrize("name", ["", ".", "..", "../x", "a..b", "/x", "A", "a/b", "a\n", "ä"])
    def test_names_that_could_lead_elsewhere(self, store: RecordStore, name: str) -> None:
        before = sorted(store.root.rglob("*"))
        for attempt in (
            lambda: store.splits(name),
            lambda: list(store.read(name, "train")),
            lambda: list(store.read(POPULATION, name)),
            lambda: store.write(name, NEW),
            lambda: store.write(POPULATION, {name: NEW["train"]}),
            lambda: store.erase(name, bool),
        ):
            with pytest.raises(StoreError, match="expected lower-case letters"):
                attempt()
        assert sorted(store.root.rglob("*")) == before and state(store) == OLD

    def test_shown(self) -> None:
        row = json.loads(shown(record(1, context="ä")))
        assert row["context"] == "ä" and row["person_id"] is None
        assert json.loads(shown(people("a")[1]))["person_id"] == "person-1"


class TestDamage:
    def test_another_key(self, store: RecordStore) -> None:
        other = RecordStore(store.root, Keyring((TWO,)))
        for attempt in (other.splits, lambda p: list(other.read(p, "train"))):
            with pytest.raises(VaultKeyError):
                attempt(POPULATION)
        with pytest.raises(VaultKeyError):
            other.write(POPULATION, NEW)
        assert state(store) == OLD and leftovers(store) == set()

    @pytest.mark.parametrize("which", ["manifest", "train"])
    def test_a_flipped_bit_anywhere(self, store: RecordStore, which: str) -> None:
        split = store.splits(POPULATION)["train"].file
        path = folder(store) / f"{which if which == 'manifest' else split}.vault"
        whole = path.read_bytes()
        for place in range(len(whole)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
            with pytest.raises((VerificationError, VaultKeyError)):
                list(store.read(POPULATION, "train"))
        path.write_bytes(whole)
        assert state(store) == OLD

    @pytest.mark.parametrize("which", ["manifest", "train"])
    def test_a_cut_file(self, store: RecordStore, which: str) -> None:
        split = store.splits(POPULATION)["train"].file
        path = folder(store) / f"{which if which == 'manifest' else split}.vault"
        whole = path.read_bytes()
        for size in range(0, len(whole), 7):
            path.write_bytes(whole[:size])
            with pytest.raises(VerificationError):
                list(store.read(POPULATION, "train"))

    def test_no_record_comes_from_a_chunk_that_was_changed(self, store: RecordStore) -> None:
        written = people("large", 60, size=3_000)
        store.write(POPULATION, {"train": written})
        path = sealed(store, "train")
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        found: list[Record] = []
        with pytest.raises(VerificationError, match="chunk 2"):
            for item in store.read(POPULATION, "train"):
                found.append(item)
        assert 30 < len(found) < 60 and found == written[: len(found)]

    def test_two_splits_exchanged(self, store: RecordStore) -> None:
        train, test = sealed(store, "train"), sealed(store, "test")
        one, other = train.read_bytes(), test.read_bytes()
        train.write_bytes(other)
        test.write_bytes(one)
        for split in OLD:
            with pytest.raises(VerificationError, match="another name"):
                list(store.read(POPULATION, split))

    def test_an_earlier_split_in_the_place_of_the_newer(self, store: RecordStore) -> None:
        earlier = sealed(store, "train").read_bytes()
        store.write(POPULATION, {"train": NEW["train"]})
        sealed(store, "train").write_bytes(earlier)
        with pytest.raises(VerificationError, match="another name"):
            list(store.read(POPULATION, "train"))

    def test_an_earlier_split_that_took_the_newer_ones_name(self, store: RecordStore) -> None:
        """Somebody with the key: the name fits, and the manifest's id tells the difference."""
        split = store.splits(POPULATION)["train"]
        with Vault(store.root, RING, "store").write(f"{POPULATION}/{split.file}") as sealer:
            for item in NEW["train"][:4]:
                sealer.write(to_jsonl(item))
        with pytest.raises(VerificationError, match="found another sealed under its name"):
            list(store.read(POPULATION, "train"))

    def test_an_earlier_manifest_without_its_files(self, store: RecordStore) -> None:
        earlier = (folder(store) / "manifest.vault").read_bytes()
        store.write(POPULATION, NEW)
        (folder(store) / "manifest.vault").write_bytes(earlier)
        with pytest.raises(VerificationError, match="found none"):
            list(store.read(POPULATION, "train"))

    def test_the_manifest_of_another_population(self, store: RecordStore) -> None:
        store.write("another", NEW)
        theirs = (store.root / "another" / "manifest.vault").read_bytes()
        (folder(store) / "manifest.vault").write_bytes(theirs)
        with pytest.raises(VerificationError, match="another name"):
            store.splits(POPULATION)

    def test_another_populations_manifest_that_took_the_name(self, store: RecordStore) -> None:
        vault = Vault(store.root, RING, "store")
        row = canonical.decode(
            vault.read_bytes(f"{POPULATION}/manifest", max_length=10_000), "", max_length=10_000
        )
        forged = canonical.encode(row | {"population": "another"})
        vault.write_bytes(f"{POPULATION}/manifest", forged)
        with pytest.raises(VerificationError, match="manifest of another population"):
            store.splits(POPULATION)

    def test_a_missing_split(self, store: RecordStore) -> None:
        sealed(store, "train").unlink()
        with pytest.raises(VerificationError, match="found none"):
            list(store.read(POPULATION, "train"))
        with pytest.raises(VerificationError):
            store.erase(POPULATION, lambda record: False)
        assert list(store.read(POPULATION, "test")) == OLD["test"]
        assert leftovers(store) == set()

    def test_a_missing_manifest_costs_no_data(self, store: RecordStore) -> None:
        """Somebody removed it: what it named is still there, until a person has looked."""
        manifest = folder(store) / "manifest.vault"
        content = manifest.read_bytes()
        manifest.unlink()
        with pytest.raises(REFUSED):
            list(store.read(POPULATION, "train"))
        with contextlib.suppress(*REFUSED):
            store.write(POPULATION, {"dev": people("dev")})
        manifest.write_bytes(content)
        assert state(store) == OLD

    def test_a_damaged_store_is_not_written_over(self, store: RecordStore) -> None:
        manifest = folder(store) / "manifest.vault"
        whole = manifest.read_bytes()
        manifest.write_bytes(whole[:-1])
        for attempt in (
            lambda: store.write(POPULATION, {"train": NEW["train"]}),
            lambda: store.erase(POPULATION, bool),
        ):
            with pytest.raises(VerificationError):
                attempt()
        manifest.write_bytes(whole)
        assert state(store) == OLD

    @pytest.mark.parametrize("place", ["manifest", "train"])
    def test_a_folder_in_a_files_place(self, store: RecordStore, place: str) -> None:
        path = sealed(store, "train") if place == "train" else folder(store) / "manifest.vault"
        path.unlink()
        path.mkdir()
        with pytest.raises(REFUSED):
            list(store.read(POPULATION, "train"))

    @pytest.mark.parametrize(
        "changes",
        [
            {"version": 3},
            {"version": None},
            {"version": True},
            {"splits": None},
            {"splits": []},
            {"splits": {"train": None}},
            {"splits": {"train": []}},
            {"splits": {"train": {}}},
            {"splits": {"train": "file"}},
        ],
    )
    def test_manifests_made_by_hand(self, store: RecordStore, changes: dict[str, Any]) -> None:
        forge(store, changes)
        with pytest.raises(REFUSED):
            list(store.read(POPULATION, "train"))

    @pytest.mark.parametrize(
        "changes",
        [
            {"file": "../another/train-00000000"},
            {"file": "manifest"},
            {"file": ""},
            {"file": 1},
            {"file": None},
            {"file": ["a"]},
            {"file_id": "0" * 32},
            {"file_id": ""},
            {"file_id": None},
            {"file_id": 5},
            {"file_id": ["0"]},
            {"records": 3},
            {"records": "4"},
            {"records": None},
            {"records": -1},
            {"sha256": None},
            {"more": 1},
        ],
    )
    def test_splits_made_by_hand(self, store: RecordStore, changes: dict[str, Any]) -> None:
        split = store.splits(POPULATION)["train"]
        values = {name: getattr(split, name) for name in ("file", "file_id", "records", "sha256")}
        forge(store, {"splits": {"train": values | changes}})
        with pytest.raises(REFUSED):
            list(store.read(POPULATION, "train"))


def forge(store: RecordStore, changes: dict[str, Any]) -> None:
    """Seal another manifest, as anybody can who knows the public key."""
    vault = Vault(store.root, RING, "store")
    content = vault.read_bytes(f"{POPULATION}/manifest", max_length=100_000)
    row = canonical.decode(content, "manifest", max_length=100_000)
    vault.write_bytes(f"{POPULATION}/manifest", canonical.encode(row | changes))


class TestErrorsWhileWriting:
    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_records_that_end_in_an_error(
        self, store: RecordStore, error: type[BaseException]
    ) -> None:
        def broken() -> Iterator[Record]:
            yield from people("large", 40, size=5_000)
            raise error("no more")

        with pytest.raises(error):
            store.write(POPULATION, {"test": NEW["test"], "train": broken()})
        assert state(store) == OLD and leftovers(store) == set()
        with pytest.raises(error):
            store.write("another", {"train": broken()})
        assert store.populations() == [POPULATION]

    @pytest.mark.parametrize("failing", range(1, 7))
    def test_a_disk_that_is_full_at_each_step(
        self, store: RecordStore, monkeypatch: pytest.MonkeyPatch, failing: int
    ) -> None:
        """Two splits and a manifest: each file is synced, and then its folder."""
        calls = []
        fsync = os.fsync

        def full(descriptor: int) -> None:
            calls.append(descriptor)
            if len(calls) == failing:
                raise OSError(28, "No space left on device")
            fsync(descriptor)

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            store.write(POPULATION, NEW)
        monkeypatch.undo()
        assert state(store) == (OLD if failing < 6 else NEW)
        assert leftovers(store) == set()

    def test_a_disk_that_is_full_while_erasing(
        self, store: RecordStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            store.erase(POPULATION, lambda record: False)
        monkeypatch.undo()
        assert state(store) == OLD and leftovers(store) == set()

    def test_a_limit_of_the_system(self, store: RecordStore) -> None:
        done = run(
            """
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
store.write("clinic", {
    "test": [record(1)],
    "train": (record(n, context="qzxv" + "y" * 10_000) for n in range(100)),
})
""",
            store.root,
        )
        assert "File too large" in done.stderr and done.returncode == 1
        assert state(store) == OLD and leftovers(store) == set()

    def test_a_crash_leaves_the_old_state_and_the_next_write_removes_the_rest(
        self, store: RecordStore
    ) -> None:
        crash(store)
        assert state(store) == OLD
        assert leftovers(store) != set()
        store.write(POPULATION, {"test": NEW["test"]})
        assert state(store) == {"train": OLD["train"], "test": NEW["test"]}
        assert leftovers(store) == set()

    def test_a_crash_between_the_manifest_and_the_end(
        self, store: RecordStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(self: Path, missing_ok: bool = False) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(Path, "unlink", crash)
        with pytest.raises(KeyboardInterrupt):
            store.write(POPULATION, NEW)
        monkeypatch.undo()
        assert state(store) == NEW
        store.erase(POPULATION, lambda record: True)
        assert state(store) == NEW and leftovers(store) == set()


def crash(store: RecordStore) -> None:
    """Let another process die while it writes: one split is done, the next half-way."""
    done = run(
        """
def records():
    for n in range(40):
        yield record(n, context="qzxv" + "y" * 10_000, person_id="person-1")
    os._exit(9)
store.write("clinic", {"test": [record(1, person_id="person-1")], "train": records()})
""",
        store.root,
    )
    assert done.returncode == 9, done.stderr


class TestErase:
    def test_a_persons_records_go_from_every_split(self, store: RecordStore) -> None:
        gone = store.erase(POPULATION, lambda record: record.person_id != "person-1")
        expected = {s: [r for r in rs if r.person_id != "person-1"] for s, rs in OLD.items()}
        assert gone == 2 and state(store) == expected
        assert store.splits(POPULATION)["train"].records == 3
        assert store.erase(POPULATION, lambda record: record.person_id != "person-1") == 0
        assert state(store) == expected

    def test_nothing_in_the_folder_holds_what_was_there(self, store: RecordStore) -> None:
        store.write(POPULATION, {"large": people("large", 100, size=5_000)})
        before = [Pieces.of(path.read_bytes()) for path in folder(store).glob("*.vault")]
        old = {chunk[:64] for pieces in before for chunk in pieces.chunks}
        assert len(old) > 8
        store.erase(POPULATION, lambda record: record.person_id != "person-1")
        found = contents(store.root)
        assert not any(piece in content for piece in old for content in found)
        assert leftovers(store) == set()

    def test_what_a_crash_left_goes_too(self, store: RecordStore) -> None:
        """Half a file of a write that died is readable with the key: it holds the person's data."""
        crash(store)
        store.erase(POPULATION, lambda record: record.person_id != "person-1")
        assert leftovers(store) == set()

    def test_everybody_may_go(self, store: RecordStore) -> None:
        assert store.erase(POPULATION, lambda record: False) == 7
        assert state(store) == {"train": [], "test": []}

    def test_another_population_stays(self, store: RecordStore) -> None:
        store.write("another", NEW)
        store.erase(POPULATION, lambda record: False)
        assert state(store, "another") == NEW

    def test_a_population_that_is_not_there_is_not_made(self, store: RecordStore) -> None:
        with contextlib.suppress(StoreError):
            assert store.erase("absent", lambda record: False) == 0
        assert store.populations() == [POPULATION]

    def test_an_error_on_the_way_erases_nothing(self, store: RecordStore) -> None:
        seen = []

        def keep(record: Record) -> bool:
            seen.append(record)
            if len(seen) == 5:
                raise ValueError("stop")
            return False

        with pytest.raises(ValueError, match="stop"):
            store.erase(POPULATION, keep)
        assert state(store) == OLD and leftovers(store) == set()

    def test_a_split_that_comes_meanwhile_is_not_left_out(
        self, store: RecordStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another process adds one just before this one holds the store."""

        def add() -> None:
            RecordStore(store.root, RING).write(POPULATION, {"dev": NEW["test"]})

        waiting = interpose(monkeypatch, add)
        store.erase(POPULATION, lambda record: record.person_id != "person-1")
        assert not waiting and "dev" in state(store)
        for split, records in state(store).items():
            assert all(r.person_id != "person-1" for r in records), split

    def test_a_rotation_at_the_same_time_brings_nothing_back(
        self, store: RecordStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It has opened the old file, then that is erased, then it puts its copy there."""
        old = sealed(store, "train")
        opened, erased = threading.Event(), threading.Event()
        seal_header, unlink = files.seal_header, Path.unlink
        rotated = RING.rotated()

        def slow(*given: Any) -> Any:
            if threading.current_thread() is rotation:
                opened.set()
                erased.wait(timeout=1)
            return seal_header(*given)

        def rotate() -> None:
            with contextlib.suppress(OSError, VerificationError):
                rewrap(old, rotated)

        def watched(self: Path, missing_ok: bool = False) -> None:
            if self == old and not rotation.ident:
                rotation.start()
                opened.wait(timeout=0.4)
            unlink(self, missing_ok=missing_ok)
            if self == old:
                erased.set()

        rotation = threading.Thread(target=rotate)
        monkeypatch.setattr(files, "seal_header", slow)
        monkeypatch.setattr(Path, "unlink", watched)
        store.erase(POPULATION, lambda record: False)
        rotation.join(timeout=10)
        assert not old.exists()


def interpose(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> list[Callable[[], None]]:
    """Let `act` happen just before the next lock is taken. The list is empty from then on."""
    waiting = [act]
    flock = fcntl.flock

    def later(file: Any, operation: int) -> None:
        if waiting:
            waiting.pop()()
        flock(file, operation)

    monkeypatch.setattr(fcntl, "flock", later)
    return waiting


class TestSeveralAtOnce:
    def test_two_writers_leave_one_consistent_state(self, store: RecordStore) -> None:
        code = """
sys.stdin.readline()
who = sys.argv[2]
for turn in range(15):
    def records():
        for n in range(20):
            yield record(n, context=f"{who} {turn} " + "z" * 2_000)
    store.write("clinic", {"train": records(), f"own{who}": records()})
"""
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", PRELUDE + code, str(store.root), who],
                cwd=Path(__file__).parents[3],
                env=os.environ | {"PYTHONPATH": "tests"},
                stdin=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for who in "ab"
        ]
        for writer in writers:
            assert writer.stdin
            writer.stdin.write("go\n")
            writer.stdin.flush()
        for writer in writers:
            _, errors = writer.communicate(timeout=60)
            assert writer.returncode == 0, errors
        found = state(store)
        assert set(found) == {"train", "owna", "ownb", "test"}
        for who in "ab":
            assert {r.context[:5] for r in found[f"own{who}"]} == {f"{who} 14 "[:5]}
        assert {r.context[:5] for r in found["train"]} in ({"a 14 "}, {"b 14 "})
        assert len(found["train"]) == 20 and found["test"] == OLD["test"]
        assert leftovers(store) == set()

    def test_who_reads_goes_on_in_the_state_that_it_found(self, store: RecordStore) -> None:
        store.write(POPULATION, {"train": people("large", 100, size=5_000)})
        reading = store.read(POPULATION, "train")
        found = [next(reading)]
        store.write(POPULATION, NEW)
        assert found + list(reading) == people("large", 100, size=5_000)

    def test_a_write_between_the_manifest_and_its_file_is_no_damage(
        self, store: RecordStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        splits = store.splits
        writer = threading.Thread(
            target=lambda: RecordStore(store.root, RING).write(POPULATION, NEW)
        )

        def late(population: str) -> Any:
            found = splits(population)
            if not writer.ident:
                writer.start()
                writer.join(timeout=0.5)
            return found

        monkeypatch.setattr(store, "splits", late)
        assert list(store.read(POPULATION, "train")) in (OLD["train"], NEW["train"])
        writer.join(timeout=10)

    def test_a_rotated_key_reads_what_was_written_before(self, store: RecordStore) -> None:
        rotated = RING.rotated()
        assert {
            s: list(RecordStore(store.root, rotated).read(POPULATION, s)) for s in sorted(OLD)
        } == {s: OLD[s] for s in sorted(OLD)}
        for path in folder(store).glob("*.vault"):
            assert rewrap(path, rotated)
        alone = RecordStore(store.root, rotated.forgotten())
        assert list(alone.read(POPULATION, "train")) == OLD["train"]
        with pytest.raises(VaultKeyError):
            store.splits(POPULATION)


def test_a_store_of_50_megabytes_needs_few(tmp_path: Path) -> None:
    store = RecordStore(tmp_path, RING)
    size, count = 100_000, 500

    def records() -> Iterable[Record]:
        return (record(n, context=f"{n} " + "w" * size) for n in range(count))

    tracemalloc.start()
    try:
        store.write(POPULATION, {"train": records()})
        assert sum(len(r.context) for r in store.read(POPULATION, "train")) > size * count
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sealed(store, "train").stat().st_size > size * count
    assert peak < 8_000_000
