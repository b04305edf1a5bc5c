"""A folder of sealed files: names, whole writes, and wrapping anew for other keys."""

import contextlib
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.vault_format import FileSecrets, Pieces, canonical

from privacy.errors import VaultKeyError, VerificationError
from privacy.vault import atomic, files
from privacy.vault.files import Vault, is_sealed, lines, rewrap, sealed_files
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from privacy.vault.stream import CHUNK_BYTES

ONE, TWO, THREE = (Identity.of(bytes([n]) * 32) for n in (1, 2, 3))
RING = Keyring((ONE,))
CONTENT = (b"qzxv secret " * 20_000)[: 2 * CHUNK_BYTES + 100]


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "root", RING, "store")


def read(vault: Vault, name: str = "a", **given: Any) -> bytes:
    return b"".join(vault.read(name, **given))


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)


class TestNames:
    @pytest.mark.parametrize(
        "name", ["a", "0", "a-b_c.d", "a/b/c", "n" * 128, "/".join("abcdefgh")]
    )
    def test_names_that_are_fine(self, vault: Vault, name: str) -> None:
        vault.write_bytes(name, b"content")
        assert vault.path(name) == vault.root / f"{name}.vault"
        assert vault.exists(name) and read(vault, name) == b"content"

    @pytest.mark.parametrize(
        "name",
        [
            "",
            ".",
            "..",
            "../a",
            "a/../b",
            "a/..",
            "/a",
            "a/",
            "a//b",
            "a..b",
            ".a",
            "-a",
            "A",
            "a b",
            "a\n",
            "a\x00",
            "ä",
            "~",
            "a\\b",
            "n" * 129,
            "/".join("abcdefghi"),
        ],
    )
    def test_names_that_could_lead_elsewhere_are_refused(self, vault: Vault, name: str) -> None:
        for attempt in (
            vault.path,
            vault.exists,
            lambda n: vault.write_bytes(n, b""),
            lambda n: list(vault.read(n)),
        ):
            with pytest.raises(VaultKeyError, match="expected a name"):
                attempt(name)
        assert not vault.root.exists()


class TestReadAndWrite:
    @pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, 2 * CHUNK_BYTES + 1])
    def test_round_trip(self, vault: Vault, size: int) -> None:
        file_id = vault.write_bytes("a", bytes(size))
        assert read(vault) == read(vault, file_id=file_id) == bytes(size)
        assert vault.read_bytes("a", max_length=size) == bytes(size)

    def test_only_its_owner_may_read_a_file_and_nothing_is_beside_it(self, vault: Vault) -> None:
        old = os.umask(0)
        try:
            vault.write_bytes("a", CONTENT)
        finally:
            os.umask(old)
        assert stat.S_IMODE(vault.path("a").stat().st_mode) == 0o600
        assert list(vault.root.iterdir()) == [vault.path("a")]
        assert b"qzxv" not in vault.path("a").read_bytes()

    def test_a_file_is_there_whole_or_not_at_all(self, vault: Vault) -> None:
        vault.write_bytes("a", b"old")
        with vault.write("a") as sealer:
            sealer.write(CONTENT)
            assert read(vault) == b"old"
        assert read(vault) == CONTENT

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, GeneratorExit])
    def test_an_error_leaves_what_was_there(self, vault: Vault, error: type[BaseException]) -> None:
        vault.write_bytes("a", b"old")
        with pytest.raises(error), vault.write("a") as sealer:
            sealer.write(CONTENT)
            raise error
        with pytest.raises(error), vault.write("new") as sealer:
            sealer.write(CONTENT)
            raise error
        assert read(vault) == b"old"
        assert list(vault.root.iterdir()) == [vault.path("a")]

    def test_a_full_disk_leaves_what_was_there(
        self, vault: Vault, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        vault.write_bytes("a", b"old")
        fill_disk(monkeypatch)
        for name in ("a", "new"):
            with pytest.raises(OSError, match="No space left"):
                vault.write_bytes(name, CONTENT)
        monkeypatch.undo()
        assert read(vault) == b"old"
        assert list(vault.root.iterdir()) == [vault.path("a")]

    def test_a_block_that_ends_the_file_itself_leaves_a_readable_one(self, vault: Vault) -> None:
        with contextlib.suppress(ValueError), vault.write("a") as sealer:
            sealer.write(b"content")
            sealer.close()
        assert read(vault) == b"content"

    def test_a_file_in_anothers_place(self, vault: Vault) -> None:
        vault.write_bytes("a", b"of a")
        vault.write_bytes("b", b"of b")
        vault.path("a").replace(vault.path("b"))
        with pytest.raises(VerificationError, match="of another name, 'store/a'"):
            read(vault, "b")
        with pytest.raises(VerificationError, match="expected a sealed file, found none") as lost:
            read(vault, "a")
        assert lost.value.hint

    def test_a_file_of_another_vault_of_the_same_keys(self, vault: Vault, tmp_path: Path) -> None:
        other = Vault(tmp_path / "other", RING, "elsewhere")
        other.write_bytes("a", b"content")
        vault.root.mkdir()
        other.path("a").replace(vault.path("a"))
        with pytest.raises(VerificationError, match="another name"):
            read(vault)

    def test_an_earlier_file_is_not_taken_for_the_one_that_is_meant(self, vault: Vault) -> None:
        vault.write_bytes("a", b"old")
        earlier = vault.path("a").read_bytes()
        file_id = vault.write_bytes("a", b"new")
        assert read(vault, file_id=file_id) == b"new"
        vault.path("a").write_bytes(earlier)
        with pytest.raises(VerificationError, match="found another sealed under its name"):
            read(vault, file_id=file_id)

    @pytest.mark.parametrize("size", [0, CHUNK_BYTES - 1, CHUNK_BYTES])
    def test_no_more_is_read_than_was_allowed(self, vault: Vault, size: int) -> None:
        vault.write_bytes("a", CONTENT)
        with pytest.raises(VerificationError, match=f"at most {size} bytes"):
            vault.read_bytes("a", max_length=size)

    def test_other_keys(self, vault: Vault) -> None:
        vault.write_bytes("a", b"content")
        with pytest.raises(VaultKeyError, match="sealed for the key"):
            read(Vault(vault.root, Keyring((TWO,)), "store"))

    def test_sealed_for_others_than_the_keyrings(self, vault: Vault, tmp_path: Path) -> None:
        for_two = Vault(tmp_path, RING, "store", recipients=(TWO.recipient,))
        for_two.write_bytes("a", b"content")
        for_two.at(tmp_path / "deeper").write_bytes("a", b"content")
        for folder in (tmp_path, tmp_path / "deeper"):
            with pytest.raises(VaultKeyError):
                read(vault.at(folder))
            assert read(Vault(folder, Keyring((TWO,)), "store")) == b"content"

    def test_a_folder_in_a_files_place(self, vault: Vault) -> None:
        vault.path("a").mkdir(parents=True)
        assert not vault.exists("a")
        with pytest.raises(VerificationError):
            read(vault)

    def test_a_file_in_a_folders_place(self, vault: Vault) -> None:
        vault.root.mkdir()
        (vault.root / "a").write_bytes(b"")
        with pytest.raises(VerificationError):
            read(vault, "a/b")

    def test_a_link_that_leads_nowhere(self, vault: Vault) -> None:
        vault.root.mkdir()
        vault.path("a").symlink_to("nowhere")
        with pytest.raises(VerificationError):
            read(vault)


class TestLines:
    @pytest.mark.parametrize(
        ("chunks", "expected"),
        [
            ([], []),
            ([b""], []),
            ([b"a"], [b"a"]),
            ([b"a\n"], [b"a"]),
            ([b"a", b"\n", b"b"], [b"a", b"b"]),
            ([b"a\n\nb\n"], [b"a", b"", b"b"]),
            ([b"\n", b"\n"], [b"", b""]),
            ([b"a\r\nb\x0b\x85c"], [b"a\r", b"b\x0b\x85c"]),
            ([b"ab", b"cd", b"ef\ng", b"", b"h"], [b"abcdef", b"gh"]),
        ],
    )
    def test_lines_run_over_chunks(self, chunks: list[bytes], expected: list[bytes]) -> None:
        assert list(lines(iter(chunks))) == expected

    def test_a_line_comes_as_soon_as_it_ends(self) -> None:
        def source() -> Iterator[bytes]:
            yield b"a\nb"
            raise VerificationError("damage")

        reading = lines(source())
        assert next(reading) == b"a"
        with pytest.raises(VerificationError):
            next(reading)


class TestRewrap:
    def test_the_header_alone_changes(self, vault: Vault) -> None:
        path = vault.path("a")
        vault.write_bytes("a", CONTENT)
        before = Pieces.of(path.read_bytes())
        rotated = RING.rotated()
        assert rewrap(path, rotated)
        after = Pieces.of(path.read_bytes())
        assert after.chunks == before.chunks
        assert after.mac != before.mac
        assert after.header["file_id"] == before.header["file_id"]
        assert [r["key"] for r in after.header["recipients"]] == [str(rotated.recipients[0])]
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert list(vault.root.iterdir()) == [path]

    def test_the_new_key_opens_it_and_the_old_one_alone_no_more(self, vault: Vault) -> None:
        vault.write_bytes("a", CONTENT)
        vault.write_bytes("older", CONTENT)
        rotated = RING.rotated()
        rewrap(vault.path("a"), rotated)
        assert read(Vault(vault.root, rotated, "store")) == CONTENT
        assert read(Vault(vault.root, rotated.forgotten(), "store")) == CONTENT
        with pytest.raises(VaultKeyError):
            read(vault)
        assert read(Vault(vault.root, rotated, "store"), "older") == CONTENT
        with pytest.raises(VaultKeyError):
            read(Vault(vault.root, rotated.forgotten(), "store"), "older")

    def test_one_more_recipient_and_one_less(self, vault: Vault) -> None:
        path, theirs = vault.path("a"), Vault(vault.root, Keyring((TWO,)), "store")
        vault.write_bytes("a", CONTENT)
        widened = RING.with_recipient(TWO.recipient)
        assert rewrap(path, widened)
        assert read(vault) == read(theirs) == CONTENT
        assert rewrap(path, widened.without_recipient(TWO.recipient))
        assert read(vault) == CONTENT
        with pytest.raises(VaultKeyError):
            read(theirs)

    def test_what_is_right_already_stays_as_it_is(self, vault: Vault) -> None:
        path = vault.path("a")
        vault.write_bytes("a", CONTENT)
        before = path.read_bytes(), path.stat().st_ino
        assert not rewrap(path, RING)
        assert (path.read_bytes(), path.stat().st_ino) == before
        rotated = RING.rotated()
        assert rewrap(path, rotated) and not rewrap(path, rotated)

    def test_a_recipient_that_is_listed_twice_is_no_change(self, vault: Vault) -> None:
        twice = Keyring((ONE,), (TWO.recipient, ONE.recipient, TWO.recipient))
        Vault(vault.root, twice, "store").write_bytes("a", CONTENT)
        assert not rewrap(vault.path("a"), twice)

    def test_a_file_of_other_keys_stays_as_it_is(self, vault: Vault) -> None:
        vault.write_bytes("a", CONTENT)
        before = vault.path("a").read_bytes()
        with pytest.raises(VaultKeyError):
            rewrap(vault.path("a"), Keyring((TWO,)))
        assert vault.path("a").read_bytes() == before
        assert list(vault.root.iterdir()) == [vault.path("a")]

    @pytest.mark.parametrize("place", [0, 18, 30, 200, 430])
    def test_a_damaged_header_is_refused(self, vault: Vault, place: int) -> None:
        path = vault.path("a")
        vault.write_bytes("a", CONTENT)
        damaged = bytearray(path.read_bytes())
        damaged[place] ^= 1
        path.write_bytes(damaged)
        with pytest.raises((VerificationError, VaultKeyError)):
            rewrap(path, RING.rotated())
        assert path.read_bytes() == damaged
        assert list(vault.root.iterdir()) == [path]

    @pytest.mark.parametrize("damage", ["bit", "cut", "more"])
    def test_damage_in_the_data_is_found_after_as_before(self, vault: Vault, damage: str) -> None:
        path = vault.path("a")
        vault.write_bytes("a", CONTENT)
        sealed = path.read_bytes()
        flipped = sealed[:-1] + bytes([sealed[-1] ^ 1])
        path.write_bytes({"bit": flipped, "cut": sealed[:-116], "more": sealed + b"x"}[damage])
        rotated = RING.rotated()
        with contextlib.suppress(VerificationError):
            rewrap(path, rotated)
        with pytest.raises(VerificationError):
            read(Vault(vault.root, rotated, "store"))

    def test_a_full_disk_leaves_the_old_file(
        self, vault: Vault, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        vault.write_bytes("a", CONTENT)
        before = vault.path("a").read_bytes()
        fill_disk(monkeypatch)
        with pytest.raises(OSError, match="No space left"):
            rewrap(vault.path("a"), RING.rotated())
        monkeypatch.undo()
        assert vault.path("a").read_bytes() == before
        assert list(vault.root.iterdir()) == [vault.path("a")]

    def test_a_newer_file_is_not_lost(self, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
        """A writer comes while the older file is copied: it waits, and then replaces the copy."""
        vault.write_bytes("a", b"old")
        writer = threading.Thread(target=vault.write_bytes, args=("a", b"new"))
        seal_header = files.seal_header

        def interrupted(*given: Any) -> Any:
            writer.start()
            writer.join(timeout=0.3)
            return seal_header(*given)

        monkeypatch.setattr(files, "seal_header", interrupted)
        rotated = RING.rotated()
        assert rewrap(vault.path("a"), rotated)
        writer.join(timeout=10)
        assert read(Vault(vault.root, rotated, "store")) == b"new"


class TestSealedFiles:
    def test_found_in_order_and_nothing_else(self, vault: Vault, tmp_path: Path) -> None:
        for name in ("b", "a", "deep/er/c"):
            vault.write_bytes(name, b"content")
        (vault.root / "notes.txt").write_bytes(vault.path("a").read_bytes())
        (vault.root / "deep" / "plain.vault").write_bytes(b"plain")
        (vault.root / "folder.vault").mkdir()
        (vault.root / "link.vault").symlink_to(vault.path("a"))
        outside = Vault(tmp_path / "outside", RING, "store")
        outside.write_bytes("a", b"content")
        (vault.root / "linked").symlink_to(outside.root)
        expected = [vault.path(name) for name in ("a", "b", "deep/er/c")]
        assert list(sealed_files(vault.root)) == expected
        assert list(sealed_files(expected[0])) == expected[:1]
        assert list(sealed_files(tmp_path / "absent")) == []

    def test_is_sealed(self, vault: Vault) -> None:
        vault.write_bytes("a", b"")
        assert is_sealed(vault.path("a"))
        for content in (b"", b"discreet vault", b"discreet vault\n\x01", b"plain" * 100):
            vault.path("b").write_bytes(content)
            assert not is_sealed(vault.path("b"))
        assert not is_sealed(vault.root) and not is_sealed(vault.path("absent"))


class TestAtomic:
    def test_a_failed_replacement_leaves_the_old_content(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "file"
        atomic.replace_file(path, b"old")

        def refused(self: Path, target: Path) -> Path:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "replace", refused)
        with pytest.raises(PermissionError):
            atomic.replace_file(path, b"new")
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_the_file_and_its_folder_reach_the_disk(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        events: list[str] = []
        fsync, replace = os.fsync, Path.replace

        def synced(descriptor: int) -> None:
            events.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
            fsync(descriptor)

        def replaced(self: Path, target: Path) -> Path:
            events.append("replace")
            return replace(self, target)

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(Path, "replace", replaced)
        atomic.replace_file(tmp_path / "file", b"content")
        assert events == ["file", "replace", "folder"]

    def test_a_line_after_one_that_was_cut_off(self, tmp_path: Path) -> None:
        path = tmp_path / "lines"
        atomic.append_line(path, b"one")
        with path.open("ab") as file:
            file.write(b"tw")
        atomic.append_line(path, b"two")
        assert path.read_bytes() == b"one\ntwo\n"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_message_about_a_strangers_file_is_short(vault: Vault) -> None:
    """Its header may name anything, up to a kibibyte."""
    keys = FileSecrets(b"k" * 32, b"i" * 16, "n" * 1024)
    row = keys.row([ONE.recipient.public], [b"e" * 32])
    vault.root.mkdir()
    vault.path("a").write_bytes(keys.begin(canonical(row)) + keys.chunk(b"", 0, last=True))
    with pytest.raises(VerificationError) as refusal:
        read(vault)
    assert len(str(refusal.value)) < 300


class TestWhoMayOpen:
    """Further recipients read data; what a party signs with stays its own."""

    @pytest.mark.parametrize("label", ["owner", "coordinator", "anything"])
    def test_only_stores_are_shared(self, tmp_path: Path, label: str) -> None:
        widened = RING.with_recipient(TWO.recipient)
        for name, shared in (("store", True), (label, False)):
            Vault(tmp_path / name, widened, name).write_bytes("a", CONTENT)
            theirs = Vault(tmp_path / name, Keyring((TWO,)), name)
            if shared:
                assert read(theirs) == CONTENT
                continue
            with pytest.raises(VaultKeyError, match="sealed for the key"):
                read(theirs)

    def test_a_rotation_shares_no_signing_key(self, tmp_path: Path) -> None:
        vault = Vault(tmp_path, RING, "owner")
        vault.write_bytes("a", CONTENT)
        widened = RING.with_recipient(TWO.recipient)
        assert not rewrap(vault.path("a"), widened)
        assert rewrap(vault.path("a"), widened.rotated())
        with pytest.raises(VaultKeyError):
            read(Vault(tmp_path, Keyring((TWO,)), "owner"))

    def test_a_file_that_was_planted_with_a_reader_loses_it(self, tmp_path: Path) -> None:
        Vault(tmp_path, RING, "owner", recipients=(*RING.recipients, TWO.recipient)).write_bytes(
            "a", CONTENT
        )
        assert rewrap(tmp_path / "a.vault", RING)
        with pytest.raises(VaultKeyError):
            read(Vault(tmp_path, Keyring((TWO,)), "owner"))


class TestLongLines:
    def test_a_long_line_takes_linear_time_and_a_limit_holds(self) -> None:
        chunks = [b"x" * 1024] * 4096 + [b"\ny"]
        assert [len(line) for line in lines(iter(chunks))] == [1024 * 4096, 1]
        with pytest.raises(VerificationError, match="at most 1000 bytes"):
            list(lines(iter(chunks), max_length=1000))
