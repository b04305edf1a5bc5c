"""What Flower ships to owners: the sources of five packages, and never data."""

from __future__ import annotations

import io
import shutil
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOWERS_OWN = {".info/CONTENT"}  # the bundle's table of contents
TRAPS = [
    "data/train.jsonl",
    "client/records.jsonl",
    "client/owner.json",
    "qa/test.json",
    "qa/warm_start.safetensors",
    "server/checkpoint.safetensors",
    "server/checkpoint.vault",
    "server/notes.md",
    "client/policy.toml",
    "client/store/default/train-00000000.vault",
    "client/signing-key.pub",
    "privacy/ledger/ledger.db",
    "privacy/ledger/heads.jsonl",
    "privacy/vault/keys/vault.key",
    "runs/one/owners/a/ledger.db",
    "simulations/extra.py",
    "tests/unit/test_trap.py",
    "secrets.env",
    "key.pem",
]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Files in a bundle that is built from a copy with data lying about."""
    from flwr.cli.build import build_fab_from_disk

    copy = tmp_path_factory.mktemp("bundle") / "discreet"
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "runs")
    )
    if (ROOT / ".gitignore").exists():
        shutil.copy(ROOT / ".gitignore", copy)
    for name in TRAPS:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("{}")
    with zipfile.ZipFile(io.BytesIO(build_fab_from_disk(copy))) as archive:
        return archive.namelist()


def allowed() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns: list[str] = settings["tool"]["flwr"]["app"]["fab-include"]
    return patterns


def test_nothing_but_the_allow_list(bundle: list[str]) -> None:
    for name in set(bundle) - FLOWERS_OWN:
        patterns = [p for pattern in allowed() for p in (pattern, pattern.replace("**/", ""))]
        assert any(fnmatch(name, pattern) for pattern in patterns), name
        assert name not in TRAPS


def test_no_data_no_tests_no_secrets(bundle: list[str]) -> None:
    suffixes = {Path(name).suffix for name in set(bundle) - FLOWERS_OWN}
    assert suffixes <= {".py", ".md", ".toml", ""}
    tops = {name.split("/")[0] for name in bundle if "/" in name} - {".info"}
    assert tops == {"client", "exchange", "privacy", "qa", "server"}


def test_both_apps_and_all_they_import_are_in_it(bundle: list[str]) -> None:
    for package in ("client", "exchange", "privacy", "qa", "server"):
        sources = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / package).rglob("*.py")
            if "__pycache__" not in path.parts
        }
        assert sources <= set(bundle)
