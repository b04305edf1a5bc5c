"""A party's signing key: sealed at rest, one and the same for two processes, and its successor."""

import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from privacy.errors import VaultKeyError, VerificationError
from privacy.ledger.entries import public_hex
from privacy.vault import signing
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from privacy.vault.signing import COORDINATOR, OWNER

ONE, TWO = (Identity.of(bytes([n]) * 32) for n in (1, 2))
RING = Keyring((ONE,))


def raw(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes_raw()


class TestKey:
    def test_round_trip(self, tmp_path: Path) -> None:
        key = signing.create(tmp_path, RING, OWNER)
        assert raw(signing.load(tmp_path, RING, OWNER)) == raw(key)
        assert raw(signing.load_or_create(tmp_path, RING, OWNER)) == raw(key)

    def test_the_secret_is_sealed_and_the_public_half_is_plain(self, tmp_path: Path) -> None:
        key = signing.load_or_create(tmp_path / "deep" / "er", RING, OWNER)
        folder = tmp_path / "deep" / "er"
        contents = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert set(contents) == {"signing-key.vault", "signing-key.pub"}
        for content in contents.values():
            assert raw(key) not in content and raw(key).hex().encode() not in content
        assert contents["signing-key.pub"].decode() == public_hex(key) + "\n"
        assert stat.S_IMODE((folder / "signing-key.vault").stat().st_mode) == 0o600
        assert stat.S_IMODE((folder / "signing-key.pub").stat().st_mode) == 0o644

    def test_a_second_one_is_refused_and_the_first_stays(self, tmp_path: Path) -> None:
        key = signing.create(tmp_path, RING, OWNER)
        with pytest.raises(VaultKeyError, match="expected no signing key, found one"):
            signing.create(tmp_path, RING, OWNER)
        assert raw(signing.load(tmp_path, RING, OWNER)) == raw(key)

    def test_of_two_that_race_both_get_the_key_that_is_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another process comes between the look and the making."""
        generate, faster = Ed25519PrivateKey.generate, []

        def load_or_create() -> bytes:
            return raw(signing.load_or_create(tmp_path, RING, OWNER))

        class Late:
            from_private_bytes = Ed25519PrivateKey.from_private_bytes

            @staticmethod
            def generate() -> Ed25519PrivateKey:
                if not other.ident:
                    other.start()
                    other.join(timeout=0.5)
                return generate()

        other = threading.Thread(target=lambda: faster.append(load_or_create()))
        monkeypatch.setattr(signing, "Ed25519PrivateKey", Late)
        slower = load_or_create()
        other.join(timeout=10)
        monkeypatch.undo()
        assert faster == [slower] == [raw(signing.load(tmp_path, RING, OWNER))]

    def test_for_one_party_alone(self, tmp_path: Path) -> None:
        signing.create(tmp_path, RING, OWNER)
        with pytest.raises(VerificationError, match="another name"):
            signing.load(tmp_path, RING, COORDINATOR)

    def test_other_keys_open_nothing(self, tmp_path: Path) -> None:
        signing.create(tmp_path, RING, OWNER)
        with pytest.raises(VaultKeyError):
            signing.load(tmp_path, Keyring((TWO,)), OWNER)
        with pytest.raises(VaultKeyError):
            signing.load_or_create(tmp_path, Keyring((TWO,)), OWNER)

    def test_sealed_for_another_machine(self, tmp_path: Path) -> None:
        key = Ed25519PrivateKey.generate()
        signing.save(tmp_path, RING, OWNER, key, recipients=(TWO.recipient,))
        assert raw(signing.load(tmp_path, Keyring((TWO,)), OWNER)) == raw(key)
        with pytest.raises(VaultKeyError):
            signing.load(tmp_path, RING, OWNER)

    def test_a_missing_one(self, tmp_path: Path) -> None:
        with pytest.raises(VerificationError, match="found none"):
            signing.load(tmp_path, RING, OWNER)

    def test_damage(self, tmp_path: Path) -> None:
        signing.create(tmp_path, RING, OWNER)
        path = tmp_path / "signing-key.vault"
        sealed = path.read_bytes()
        for damaged in (sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1]), b""):
            path.write_bytes(damaged)
            for attempt in (signing.load, signing.load_or_create):
                with pytest.raises(VerificationError):
                    attempt(tmp_path, RING, OWNER)
            assert path.read_bytes() == damaged

    @pytest.mark.parametrize("size", [0, 31, 33, 64, 65, 100_000])
    def test_what_is_no_key(self, tmp_path: Path, size: int) -> None:
        Vault(tmp_path, RING, OWNER).write_bytes("signing-key", bytes(size))
        with pytest.raises(VerificationError):
            signing.load(tmp_path, RING, OWNER)


class TestNext:
    def test_it_is_kept_before_it_is_used(self, tmp_path: Path) -> None:
        old = signing.create(tmp_path, RING, OWNER)
        assert signing.load_next(tmp_path, RING, OWNER) is None
        new = signing.prepare_next(tmp_path, RING, OWNER)
        assert raw(new) != raw(old)
        assert raw(signing.load(tmp_path, RING, OWNER)) == raw(old)
        again = signing.load_next(tmp_path, RING, OWNER)
        assert again and raw(again) == raw(new)
        another = signing.prepare_next(tmp_path, RING, OWNER)
        assert raw(another) != raw(new)  # whoever stole the old one may have seen that one too
        assert raw(new) not in b"".join(path.read_bytes() for path in tmp_path.iterdir())

    def test_it_takes_the_old_ones_place(self, tmp_path: Path) -> None:
        signing.create(tmp_path, RING, OWNER)
        new = signing.prepare_next(tmp_path, RING, OWNER)
        signing.promote_next(tmp_path, RING, OWNER)
        assert raw(signing.load(tmp_path, RING, OWNER)) == raw(new)
        assert signing.load_next(tmp_path, RING, OWNER) is None
        assert (tmp_path / "signing-key.pub").read_text() == public_hex(new) + "\n"
        assert {p.name for p in tmp_path.iterdir()} == {"signing-key.vault", "signing-key.pub"}

    def test_without_one_the_old_one_stays(self, tmp_path: Path) -> None:
        old = signing.create(tmp_path, RING, OWNER)
        with pytest.raises(VerificationError):
            signing.promote_next(tmp_path, RING, OWNER)
        assert raw(signing.load(tmp_path, RING, OWNER)) == raw(old)

    @pytest.mark.parametrize("step", ["replace_file", "unlink"])
    def test_a_crash_on_the_way_can_be_finished(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        def crash(*given: Any, **more: Any) -> None:
            raise KeyboardInterrupt

        signing.create(tmp_path, RING, OWNER)
        new = signing.prepare_next(tmp_path, RING, OWNER)
        where: Any = signing if step == "replace_file" else Path
        monkeypatch.setattr(where, step, crash)
        with pytest.raises(KeyboardInterrupt):
            signing.promote_next(tmp_path, RING, OWNER)
        monkeypatch.undo()
        signing.promote_next(tmp_path, RING, OWNER)
        assert raw(signing.load(tmp_path, RING, OWNER)) == raw(new)
        assert (tmp_path / "signing-key.pub").read_text() == public_hex(new) + "\n"
        assert signing.load_next(tmp_path, RING, OWNER) is None

    def test_the_two_are_not_mistaken_for_each_other(self, tmp_path: Path) -> None:
        signing.create(tmp_path, RING, OWNER)
        signing.prepare_next(tmp_path, RING, OWNER)
        (tmp_path / "signing-key-next.vault").replace(tmp_path / "signing-key.vault")
        with pytest.raises(VerificationError, match="another name"):
            signing.load(tmp_path, RING, OWNER)


class TestPublic:
    def test_digits_or_a_file(self, tmp_path: Path) -> None:
        key = signing.create(tmp_path, RING, OWNER)
        assert signing.read_public(public_hex(key)) == public_hex(key)
        assert signing.read_public(str(tmp_path / "signing-key.pub")) == public_hex(key)

    @pytest.mark.parametrize("text", ["", "0" * 63, "A" * 64, "n" * 10_000, "a\x00b", "."])
    def test_neither(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(VaultKeyError, match="expected a public key or its file"):
            signing.read_public(text)

    @pytest.mark.parametrize(
        "content",
        [b"", b"0" * 63, b"A" * 64, b"0" * 65, b"\xff" * 64, b"0" * 64 + b" " * 1000 + b"0"],
        ids=lambda content: f"{content[:3]!r} {len(content)}",
    )
    def test_other_files(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "key.pub"
        path.write_bytes(content)
        with pytest.raises(VaultKeyError, match="64 hexadecimal digits"):
            signing.read_public(str(path))
