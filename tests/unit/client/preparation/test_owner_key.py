"""An owner's key and what was given out under it: sealed, held by one process, never replaced."""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from client.preparation import owner_key
from client.preparation.owner_key import FOLDER, derived, load_key, opened
from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity

RING, OTHER = (Keyring((Identity.of(bytes([n]) * 32),)) for n in (1, 2))


def key_of(folder: Path) -> bytes:
    with opened(folder, RING) as secrets:
        return secrets.key("a")


def test_a_first_use_makes_the_key_and_the_next_finds_it(tmp_path: Path) -> None:
    assert load_key(tmp_path, RING) is None
    first = key_of(tmp_path)
    assert key_of(tmp_path) == first
    key = load_key(tmp_path, RING)
    assert key is not None and derived(key, "a") == first
    mine = b"discreet preparation 1 a"
    assert first == hmac.new(key, mine, hashlib.sha256).digest()
    assert key_of(tmp_path / "another") != first


def test_nothing_is_in_plain_and_nothing_is_for_others(tmp_path: Path) -> None:
    with opened(tmp_path, RING) as secrets:
        secrets.issued.assign(5, 7)
        secrets.save()
        assert repr(secrets) == "Secrets()"
    key = load_key(tmp_path, RING)
    assert key is not None
    for path in (tmp_path / FOLDER).iterdir():
        assert key not in path.read_bytes() and b"DSIS" not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o700


def test_what_was_given_out_is_kept_when_it_is_saved(tmp_path: Path) -> None:
    with opened(tmp_path, RING) as secrets:
        assert secrets.issued.assign(5, 7)
        secrets.save()
        assert secrets.issued.assign(6, 7)  # and not saved
    with opened(tmp_path, RING) as secrets:
        assert secrets.issued.is_surrogate(5) and not secrets.issued.is_surrogate(6)
        assert not secrets.issued.assign(5, 8)


def test_a_lost_key_is_not_replaced_by_a_new_one(tmp_path: Path) -> None:
    with opened(tmp_path, RING) as secrets:
        secrets.save()
    copy = tmp_path / FOLDER / "key.vault"
    content = copy.read_bytes()
    copy.unlink()
    with pytest.raises(VerificationError, match="expected the key"), opened(tmp_path, RING):
        pass
    assert not copy.exists()
    copy.write_bytes(content)
    key_of(tmp_path)


def test_what_was_given_out_is_not_begun_anew(tmp_path: Path) -> None:
    key_of(tmp_path)
    (tmp_path / FOLDER / "issued.vault").unlink()
    with pytest.raises(VerificationError, match="given out"), opened(tmp_path, RING):
        pass


def test_another_vault_key_opens_nothing(tmp_path: Path) -> None:
    key_of(tmp_path)
    before = (tmp_path / FOLDER / "key.vault").read_bytes()
    with pytest.raises(VaultKeyError), opened(tmp_path, OTHER):
        pass
    with pytest.raises(VaultKeyError):
        load_key(tmp_path, OTHER)
    assert (tmp_path / FOLDER / "key.vault").read_bytes() == before


@pytest.mark.parametrize("name", ["key", "issued"])
@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33, b"DSIS" + bytes(64)])
def test_a_sealed_file_with_something_else(tmp_path: Path, name: str, content: bytes) -> None:
    with opened(tmp_path, RING) as secrets:
        secrets.save()
    Vault(tmp_path / FOLDER, RING, owner_key.LABEL).write_bytes(name, content)
    with pytest.raises(VerificationError) as raised, opened(tmp_path, RING):
        pass
    assert content[:31].decode() not in str(raised.value) or not content


def test_neither_file_opens_in_the_others_place(tmp_path: Path) -> None:
    with opened(tmp_path, RING) as secrets:
        secrets.save()
    folder = tmp_path / FOLDER
    (folder / "issued.vault").write_bytes((folder / "key.vault").read_bytes())
    with pytest.raises(VerificationError), opened(tmp_path, RING):
        pass


def test_a_crash_after_the_key_was_made_loses_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), opened(tmp_path, RING):
        raise KeyboardInterrupt
    key_of(tmp_path)


TAKES = """
    import sys
    from pathlib import Path
    from client.preparation.owner_key import opened
    from privacy.vault.keyring import Keyring
    from privacy.vault.keys import Identity

    ring = Keyring((Identity.of(bytes([1]) * 32),))
    folder, first = Path(sys.argv[1]), int(sys.argv[2])
    for number in range(first, first + 20):
        with opened(folder, ring) as secrets:
            assert secrets.issued.assign(1000 + len(secrets.issued), number)
            secrets.save()
    print(secrets.key("a").hex())
"""


def test_of_two_processes_neither_gives_out_what_the_other_did(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(TAKES), str(tmp_path)]
    environ = os.environ | {"PYTHONPATH": str(Path(owner_key.__file__).parents[2])}
    runs = [
        subprocess.Popen([*command, first], stdout=subprocess.PIPE, env=environ)
        for first in ("100", "200")
    ]
    keys = {run.communicate(timeout=120)[0] for run in runs}
    assert [run.returncode for run in runs] == [0, 0] and len(keys) == 1
    with opened(tmp_path, RING) as secrets:
        assert len(secrets.issued) == 40
