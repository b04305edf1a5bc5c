"""client.code: one digest for one code, wherever it is installed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from client import code
from client.code import PACKAGES, code_digest

ROOT = Path(code.__file__).parent.parent


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    code_digest.cache_clear()
    yield
    code_digest.cache_clear()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Copy the packages into a folder and let them be found there."""

    def copy(name: str) -> Path:
        folder = tmp_path / name
        for package in PACKAGES:
            shutil.copytree(
                ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
            )
        for module in [m for m in sys.modules if m.split(".")[0] in PACKAGES]:
            monkeypatch.delitem(sys.modules, module)
        monkeypatch.syspath_prepend(str(folder))
        code_digest.cache_clear()
        return folder

    return copy


def test_it_is_a_sha256_and_the_same_each_time() -> None:
    found = code_digest()
    assert len(found) == 64 and not set(found) - set("0123456789abcdef")
    code_digest.cache_clear()
    assert code_digest() == found


def test_every_package_that_training_runs_is_in_it() -> None:
    """`server`, `simulations` and `discreet` never run where records are trained on."""
    assert set(PACKAGES) == {"client", "exchange", "privacy", "qa"}


def test_another_place_gives_the_same_digest(install: Callable[[str], Path]) -> None:
    here = code_digest()
    install("elsewhere")
    assert code_digest() == here


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_no_code_has_no_part_in_it(install: Callable[[str], Path], package: str) -> None:
    folder = install("elsewhere")
    before = code_digest()
    (folder / package / "notes.txt").write_text("x")
    (folder / package / "__pycache__").mkdir()
    (folder / package / "__pycache__" / "x.pyc").write_bytes(b"x")
    code_digest.cache_clear()
    assert code_digest() == before


@pytest.mark.parametrize("package", PACKAGES)
def test_a_byte_a_name_and_a_file_each_change_it(
    install: Callable[[str], Path], package: str
) -> None:
    folder = install("elsewhere")
    seen = [code_digest()]
    file = folder / package / "__init__.py"

    def changed() -> None:
        code_digest.cache_clear()
        seen.append(code_digest())

    file.write_bytes(file.read_bytes() + b"\n")
    changed()
    added = folder / package / "deeper" / "added.py"
    added.parent.mkdir()
    added.write_bytes(b"")
    changed()
    added.rename(added.with_name("renamed.py"))
    changed()
    assert len(set(seen)) == len(seen)


def test_one_file_is_not_taken_for_two(install: Callable[[str], Path]) -> None:
    """Names and contents can't run into each other."""
    folder = install("elsewhere") / "client"
    (folder / "zz1.py").write_bytes(b"x")
    (folder / "zz2.py").write_bytes(b"y")
    code_digest.cache_clear()
    before = code_digest()
    (folder / "zz1.py").write_bytes(b"xclient/zz2.pyy")
    (folder / "zz2.py").unlink()
    code_digest.cache_clear()
    assert code_digest() != before


def test_a_package_that_is_missing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "PACKAGES", ("client", "no_such_package"))
    with pytest.raises(ModuleNotFoundError):
        code_digest()
