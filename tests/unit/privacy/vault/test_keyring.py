"""Key files: who may read them, passphrases, rotation, and files that are none."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from privacy.errors import VaultKeyError
from privacy.vault import keyring as keyrings
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity, Recipient

ONE, TWO = Identity.of(b"1" * 32), Identity.of(b"2" * 32)
OTHER = Identity.of(b"3" * 32).recipient
PHRASE = "correct horse"
ROW = {"version": 1, "secret_keys": [ONE.to_text()], "recipients": [str(OTHER)]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "keys" / "vault.key"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"DISCREET_HOME": str(tmp_path / "home")}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 with as little memory as it takes."""
    monkeypatch.setattr(keyrings, "ARGON2_MEMORY_KIB", 32)
    monkeypatch.setattr(keyrings, "ARGON2_ITERATIONS", 1)


def write(path: Path, content: Any, mode: int = 0o600) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    path.chmod(mode)
    return path


def change(path: Path, **values: Any) -> None:
    """Replace values of a sealed key file."""
    row = json.loads(path.read_bytes())
    row["sealed"] |= values
    write(path, row)


class TestFile:
    def test_create_and_load(self, path: Path, environ: dict[str, str]) -> None:
        made = keyrings.create(environ=environ)
        assert made.path == path
        assert keyrings.load(environ=environ) == made == keyrings.load(path)
        assert made.recipients == (made.identities[0].recipient,)

    def test_only_its_owner_may_read_it(self, path: Path) -> None:
        old = os.umask(0)
        try:
            made = keyrings.create(path)
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
            made.with_recipient(OTHER).save()
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        finally:
            os.umask(old)

    def test_there_is_nothing_beside_it(self, path: Path) -> None:
        keyrings.create(path).rotated().save()
        assert list(path.parent.iterdir()) == [path]

    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o666])
    def test_a_file_that_others_may_use_is_refused(self, path: Path, mode: int) -> None:
        write(path, ROW, mode)
        with pytest.raises(VaultKeyError, match=f"expected mode 0600, found {mode:04o}") as refusal:
            keyrings.load(path)
        assert "chmod 600" in str(refusal.value.hint)
        assert ONE.secret.hex() not in str(refusal.value)

    @pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
    def test_other_modes_are_fine(self, path: Path, mode: int) -> None:
        assert keyrings.load(write(path, ROW, mode)).identities == (ONE,)

    def test_another_users_file_is_refused(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(path, ROW)
        if os.geteuid() == 0:
            os.chown(path, 12_345, -1)
        else:
            monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
        with pytest.raises(VaultKeyError, match="expected a file of this user"):
            keyrings.load(path)

    def test_a_missing_file_says_where_and_what_to_do(self, path: Path) -> None:
        with pytest.raises(VaultKeyError, match="expected a vault key, found none") as refusal:
            keyrings.load(path)
        assert str(path) in str(refusal.value) and "keys new" in str(refusal.value.hint)

    def test_what_is_no_file_is_refused(self, path: Path) -> None:
        path.mkdir(parents=True, mode=0o700)
        with pytest.raises(VaultKeyError, match="something else"):
            keyrings.load(path)
        path.rmdir()
        path.symlink_to(path)
        with pytest.raises(VaultKeyError):
            keyrings.load(path)

    def test_a_pipe_in_its_place_is_refused_at_once(self, path: Path) -> None:
        path.parent.mkdir(parents=True)
        os.mkfifo(path, 0o600)
        code = (
            "from pathlib import Path\n"
            "from privacy.vault import keyring\n"
            f"keyring.load(Path({str(path)!r}))"
        )
        done = run(code, timeout=3)
        assert "VaultKeyError" in done.stderr

    def test_a_second_one_is_refused_and_the_first_stays(self, path: Path) -> None:
        made = keyrings.create(path)
        before = path.read_bytes()
        with pytest.raises(VaultKeyError, match="expected no key yet") as refusal:
            keyrings.create(path)
        assert "rotate" in str(refusal.value.hint)
        assert path.read_bytes() == before and keyrings.load(path) == made
        assert list(path.parent.iterdir()) == [path]

    def test_racing_processes_make_one_key(self, tmp_path: Path) -> None:
        code = (
            "import sys\n"
            "from privacy.vault import keyring\n"
            "sys.stdin.readline()\n"
            "found, made = keyring.load_or_create()\n"
            "print(found.recipients[0], made)\n"
        )
        environ = os.environ | {"DISCREET_HOME": str(tmp_path)}
        environ.pop("DISCREET_VAULT_KEY", None)
        racing = [
            subprocess.Popen(
                [sys.executable, "-c", code],
                env=environ,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(4)
        ]
        for process in racing:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=30)[0].split() for process in racing]
        assert len({public for public, _ in said}) == 1
        assert sorted(made for _, made in said) == ["False", "False", "False", "True"]
        assert [p.name for p in (tmp_path / "keys").iterdir()] == ["vault.key"]

    def test_the_slower_of_two_takes_the_others_key(
        self, path: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another process makes one between the look and the making."""
        create = keyrings.create

        def late(**given: Any) -> Keyring:
            create(path)
            return create(**given)

        monkeypatch.setattr(keyrings, "create", late)
        found, made = keyrings.load_or_create(environ=environ)
        assert found == keyrings.load(path) and not made

    def test_a_first_use_makes_one_and_the_next_finds_it(self, environ: dict[str, str]) -> None:
        first, made = keyrings.load_or_create(environ=environ)
        assert made
        assert keyrings.load_or_create(environ=environ) == (first, False)

    def test_a_first_use_makes_none_in_the_place_of_one_that_is_unreadable(
        self, path: Path, environ: dict[str, str]
    ) -> None:
        write(path, ROW, 0o644)
        with pytest.raises(VaultKeyError, match="0644"):
            keyrings.load_or_create(environ=environ)
        assert json.loads(path.read_bytes()) == ROW

    def test_a_full_disk_leaves_what_was_there(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = keyrings.create(path)

        def full(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            made.rotated().save()
        with pytest.raises(OSError, match="No space left"):
            keyrings.create(path.with_name("second.key"))
        monkeypatch.undo()
        assert keyrings.load(path) == made
        assert list(path.parent.iterdir()) == [path]


class TestEnvironment:
    def test_the_key_itself(self, path: Path, environ: dict[str, str]) -> None:
        keyrings.create(path)
        environ |= {
            "DISCREET_VAULT_KEY": ONE.to_text(),
            "DISCREET_VAULT_RECIPIENTS": f" {OTHER}\n{TWO.recipient} ",
        }
        found = keyrings.load(environ=environ)
        assert found.identities == (ONE,)
        assert found.recipients == (ONE.recipient, OTHER, TWO.recipient)
        assert found.path is None
        assert keyrings.load_or_create(environ=environ) == (found, False)

    def test_a_path_goes_before_the_environment(self, path: Path) -> None:
        made = keyrings.create(path)
        assert keyrings.load(path, environ={"DISCREET_VAULT_KEY": ONE.to_text()}) == made

    def test_a_malformed_one_is_refused_and_not_quoted(self) -> None:
        text = ONE.to_text()[:-1]
        with pytest.raises(VaultKeyError, match=r"\$DISCREET_VAULT_KEY") as refusal:
            keyrings.load(environ={"DISCREET_VAULT_KEY": text})
        assert "31313131" not in str(refusal.value)

    def test_malformed_recipients_are_refused_by_name(self) -> None:
        environ = {"DISCREET_VAULT_KEY": ONE.to_text(), "DISCREET_VAULT_RECIPIENTS": "dvr1-12"}
        with pytest.raises(VaultKeyError, match=r"\$DISCREET_VAULT_RECIPIENTS"):
            keyrings.load(environ=environ)

    def test_it_is_not_saved(self) -> None:
        found = keyrings.load(environ={"DISCREET_VAULT_KEY": ONE.to_text()})
        with pytest.raises(VaultKeyError, match="DISCREET_VAULT_KEY"):
            found.rotated().save()

    def test_home(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        assert keyrings.home({}) == keyrings.home({"DISCREET_HOME": ""}) == tmp_path / ".discreet"
        assert keyrings.key_file({"DISCREET_HOME": "/a"}) == Path("/a/keys/vault.key")


@pytest.mark.usefixtures("quick")
class TestPassphrase:
    def test_round_trip(self, path: Path) -> None:
        made = keyrings.create(path, passphrase=PHRASE)
        found = keyrings.load(path, ask=lambda: PHRASE, environ={})
        assert found == made
        from_environment = {"DISCREET_VAULT_PASSPHRASE": PHRASE}
        assert keyrings.load(path, ask=never, environ=from_environment) == made

    def test_neither_keys_nor_recipients_are_in_the_file(self, path: Path) -> None:
        made = keyrings.create(path, passphrase=PHRASE).with_recipient(OTHER)
        made.save()
        content = path.read_bytes()
        for secret in (made.identities[0].secret, made.identities[0].recipient.public):
            assert secret.hex().encode() not in content
        assert OTHER.public.hex().encode() not in content and PHRASE.encode() not in content
        assert set(json.loads(content)) == {"version", "sealed"}

    def test_what_is_saved_later_stays_sealed(self, path: Path) -> None:
        rotated = keyrings.create(path, passphrase=PHRASE).rotated()
        rotated.save()
        assert keyrings.load(path, ask=lambda: PHRASE, environ={}) == rotated
        assert rotated.identities[0].secret.hex().encode() not in path.read_bytes()

    def test_each_time_salt_and_nonce_are_fresh(self, path: Path) -> None:
        made = keyrings.create(path, passphrase=PHRASE)
        seen = []
        for _ in range(10):
            made.save()
            seen.append(json.loads(path.read_bytes())["sealed"])
        assert len({s["salt"] for s in seen}) == len({s["nonce"] for s in seen}) == 10

    @pytest.mark.parametrize("given", ["", "Correct horse", "correct horse ", "correct\x00horse"])
    def test_a_wrong_one_is_refused(self, path: Path, given: str) -> None:
        keyrings.create(path, passphrase=PHRASE)
        with pytest.raises(VaultKeyError) as refusal:
            keyrings.load(path, ask=lambda: given, environ={})
        expected = "the passphrase is another" if given else "expected its passphrase, found none"
        assert expected in str(refusal.value) and "orrect" not in str(refusal.value)

    def test_none_is_refused_and_says_how_to_give_one(self, path: Path) -> None:
        keyrings.create(path, passphrase=PHRASE)
        with pytest.raises(VaultKeyError, match="expected its passphrase") as refusal:
            keyrings.load(path, environ={})
        assert "DISCREET_VAULT_PASSPHRASE" in str(refusal.value.hint)

    def test_without_one_nobody_is_asked(self, path: Path) -> None:
        made = keyrings.create(path, passphrase="")
        assert made.passphrase is None
        assert keyrings.load(path, ask=never) == made

    @pytest.mark.parametrize("passphrase", ["пароль", "\ud800", "a" * 10_000, "\x00"])
    def test_any_text_will_do(self, path: Path, passphrase: str) -> None:
        made = keyrings.create(path, passphrase=passphrase)
        assert keyrings.load(path, ask=lambda: passphrase, environ={}) == made

    @pytest.mark.parametrize(
        "changes",
        [
            {"memory_kib": 33},
            {"iterations": 2},
            {"lanes": 3},
            {"salt": "00" * 16},
            {"nonce": "00" * 12},
            {"content": "00" * 100},
        ],
    )
    def test_altered_settings_are_refused(self, path: Path, changes: dict[str, Any]) -> None:
        keyrings.create(path, passphrase=PHRASE)
        change(path, **changes)
        with pytest.raises(VaultKeyError, match="the passphrase is another, or the file"):
            keyrings.load(path, ask=lambda: PHRASE, environ={})

    def test_settings_are_part_of_the_seal(self, path: Path) -> None:
        """A salt with a space before it derives the same key: the seal is what refuses it."""
        keyrings.create(path, passphrase=PHRASE)
        salt = json.loads(path.read_bytes())["sealed"]["salt"]
        change(path, salt=f" {salt}")
        with pytest.raises(VaultKeyError, match="the passphrase is another, or the file"):
            keyrings.load(path, ask=lambda: PHRASE, environ={})

    @pytest.mark.parametrize(
        ("name", "limit"), [("memory_kib", 1024 * 1024), ("iterations", 16), ("lanes", 16)]
    )
    @pytest.mark.parametrize("excess", [1, 1 << 40])
    def test_settings_that_cost_too_much_are_refused_first(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int, excess: int
    ) -> None:
        keyrings.create(path, passphrase=PHRASE)
        change(path, **{name: limit + excess})
        monkeypatch.setattr(keyrings, "_derive", never)
        with pytest.raises(VaultKeyError, match=f"{name}: expected 1 to {limit}"):
            keyrings.load(path, ask=lambda: PHRASE, environ={})

    @pytest.mark.parametrize(
        "changes",
        [
            {"kdf": "scrypt"},
            {"kdf": None},
            {"memory_kib": 0},
            {"memory_kib": -1},
            {"memory_kib": 32.0},
            {"memory_kib": "32"},
            {"memory_kib": True},
            {"memory_kib": 31},
            {"iterations": 0},
            {"iterations": None},
            {"lanes": 0},
            {"lanes": [4]},
            {"salt": ""},
            {"salt": "00" * 7},
            {"salt": "zz" * 16},
            {"salt": 5},
            {"salt": None},
            {"nonce": ""},
            {"nonce": "00" * 7},
            {"nonce": "0"},
            {"nonce": 0},
            {"nonce": ["00"]},
            {"content": ""},
            {"content": "00" * 15},
            {"content": "é"},
            {"content": {}},
            {"more": 1},
        ],
    )
    def test_malformed_seals_are_refused(self, path: Path, changes: dict[str, Any]) -> None:
        keyrings.create(path, passphrase=PHRASE)
        change(path, **changes)
        with pytest.raises(VaultKeyError):
            keyrings.load(path, ask=lambda: PHRASE, environ={})

    @pytest.mark.parametrize("sealed", [None, [], "text", 1, {}])
    def test_other_seals_are_refused(self, path: Path, sealed: Any) -> None:
        write(path, {"version": 1, "sealed": sealed})
        with pytest.raises(VaultKeyError):
            keyrings.load(path, ask=lambda: PHRASE, environ={})

    @pytest.mark.parametrize(
        "content",
        [b"", b"[]", b"null", b"{}", b"\xff", b'{"version": 1}', b"[" * 20_000, b"9" * 20_000],
        ids=lambda content: repr(content[:12]),
    )
    def test_other_contents_of_a_right_seal_are_refused(self, path: Path, content: bytes) -> None:
        """Sealed by another program that knew the passphrase."""
        keyrings.create(path, passphrase=PHRASE)
        sealed = json.loads(path.read_bytes())["sealed"]
        settings = {n: sealed[n] for n in ("kdf", "memory_kib", "iterations", "lanes", "salt")}
        key = argon2(settings, PHRASE.encode())
        binding = b"discreet vault v1 key file\x00" + json.dumps(settings, sort_keys=True).encode()
        nonce = bytes.fromhex(sealed["nonce"])
        change(path, content=AESGCM(key).encrypt(nonce, content, binding).hex())
        with pytest.raises(VaultKeyError) as refusal:
            keyrings.load(path, ask=lambda: PHRASE, environ={})
        assert "the passphrase is another" not in str(refusal.value)

    def test_a_machine_without_the_memory_says_so(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keyrings.create(path, passphrase=PHRASE)

        def exhausted(*given: object) -> bytes:
            raise MemoryError

        monkeypatch.setattr(keyrings, "_derive", exhausted)
        with pytest.raises(VaultKeyError):
            keyrings.load(path, ask=lambda: PHRASE, environ={})

    def test_an_unsealed_file_in_its_place_is_refused(self, path: Path) -> None:
        """Who can write the file, but doesn't know the passphrase, must not be able to say for
        which key this machine seals from now on."""
        keyrings.create(path, passphrase=PHRASE)
        write(path, ROW)
        with pytest.raises(VaultKeyError):
            keyrings.load(path, environ={"DISCREET_VAULT_PASSPHRASE": PHRASE})


def test_real_settings(path: Path) -> None:
    """RFC 9106, section 4: the second recommended option."""
    made = keyrings.create(path, passphrase=PHRASE)
    sealed = json.loads(path.read_bytes())["sealed"]
    assert (sealed["kdf"], sealed["memory_kib"]) == ("argon2id", 64 * 1024)
    assert (sealed["iterations"], sealed["lanes"]) == (3, 4)
    assert len(bytes.fromhex(sealed["salt"])) == 16
    settings = {n: sealed[n] for n in ("kdf", "memory_kib", "iterations", "lanes", "salt")}
    plain = AESGCM(argon2(settings, PHRASE.encode())).decrypt(
        bytes.fromhex(sealed["nonce"]),
        bytes.fromhex(sealed["content"]),
        b"discreet vault v1 key file\x00" + json.dumps(settings, sort_keys=True).encode(),
    )
    assert json.loads(plain)["secret_keys"] == [made.identities[0].to_text()]


class TestKeyring:
    def test_rotation_goes_first_and_keeps_the_older(self) -> None:
        ring = Keyring((ONE,), (OTHER,))
        twice = ring.rotated().rotated()
        assert twice.identities[-1] == ONE and len(set(twice.identities)) == 3
        assert twice.recipients == (twice.identities[0].recipient, OTHER)
        assert ring.identities == (ONE,)
        assert twice.forgotten().identities == twice.identities[:1]

    def test_the_last_key_that_has_room(self) -> None:
        ring = Keyring((ONE,) * 31)
        full = ring.rotated()
        assert len(full.identities) == 32
        with pytest.raises(VaultKeyError, match="at most 32") as refusal:
            full.rotated()
        assert "--forget-old" in str(refusal.value.hint)

    def test_a_full_ring_can_be_loaded_again(self, path: Path) -> None:
        made = keyrings.create(path)
        for _ in range(31):
            made = made.rotated()
        made.save()
        assert keyrings.load(path) == made

    def test_recipients_come_and_go(self, path: Path) -> None:
        made = keyrings.create(path).with_recipient(OTHER).with_recipient(OTHER)
        assert made.others == (OTHER,)
        made.save()
        assert keyrings.load(path).recipients == (made.identities[0].recipient, OTHER)
        assert made.with_recipient(made.recipients[0]) is made
        assert made.without_recipient(OTHER).others == ()
        for absent in (TWO.recipient, made.recipients[0]):
            with pytest.raises(VaultKeyError, match="no further recipient"):
                made.without_recipient(absent)

    def test_a_small_order_recipient_is_refused_before_it_is_kept(self) -> None:
        """Else every later write would fail, far away from the mistake."""
        with pytest.raises(VaultKeyError):
            Keyring((ONE,)).with_recipient(Recipient(bytes(32)))

    def test_more_recipients_than_a_file_can_have_are_refused(self) -> None:
        ring = Keyring((ONE,))
        with pytest.raises(VaultKeyError, match="64"):
            for _ in range(64):
                ring = ring.with_recipient(Identity.generate().recipient)
        assert len(ring.recipients) == 64

    def test_nothing_shows_a_secret(self) -> None:
        ring = Keyring((ONE, TWO), (OTHER,), Path("/x"), PHRASE)
        shown = f"{ring!r} {ring} {[ring]}"
        for secret in (PHRASE, "1" * 32, "2" * 32, ONE.secret.hex(), TWO.secret.hex()):
            assert secret not in shown


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"\xff\xfe",
        b"not json",
        b"null",
        b"1",
        b'"text"',
        b"[]",
        b"{}",
        b"[" * 60_000,
        b"9" * 60_000,
        json.dumps(ROW).encode() + b" " * 65_536,
        json.dumps(ROW).encode()[:-1],
        json.dumps(ROW).encode() + b"}",
        ROW | {"version": 0},
        ROW | {"version": 2},
        ROW | {"version": "1"},
        ROW | {"version": None},
        ROW | {"version": True},
        ROW | {"more": 1},
        {"version": 1, "secret_keys": [ONE.to_text()]},
        {"version": 1, "recipients": []},
        ROW | {"secret_keys": []},
        ROW | {"secret_keys": [ONE.to_text()] * 33},
        ROW | {"secret_keys": ONE.to_text()},
        ROW | {"secret_keys": {ONE.to_text(): 1}},
        ROW | {"secret_keys": [1]},
        ROW | {"secret_keys": [None]},
        ROW | {"secret_keys": [[ONE.to_text()]]},
        ROW | {"secret_keys": [str(ONE.recipient)]},
        ROW | {"secret_keys": [ONE.to_text().lower()]},
        ROW | {"secret_keys": [ONE.to_text()[:-2]]},
        ROW | {"recipients": None},
        ROW | {"recipients": [ONE.to_text()]},
        ROW | {"recipients": [5]},
        ROW | {"recipients": "dvr1-"},
    ],
    ids=lambda content: repr(content)[-40:],
)
def test_malformed_key_files_are_refused(path: Path, content: Any) -> None:
    write(path, content)
    with pytest.raises(VaultKeyError) as refusal:
        keyrings.load(path, ask=never, environ={})
    assert str(path) in str(refusal.value)
    assert ONE.secret.hex()[:-2] not in f"{refusal.value} {refusal.value.hint}"


def never(*given: object, **more: object) -> Any:
    raise AssertionError("asked")


def argon2(settings: dict[str, Any], passphrase: bytes) -> bytes:
    return Argon2id(
        salt=bytes.fromhex(settings["salt"]),
        length=32,
        iterations=settings["iterations"],
        lanes=settings["lanes"],
        memory_cost=settings["memory_kib"],
    ).derive(passphrase)


def run(code: str, *, timeout: float) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess([], 1, "", "it hangs")
