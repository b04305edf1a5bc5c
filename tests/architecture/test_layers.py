"""Who may import whom, by import-linter and by the sources themselves."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["privacy", "qa", "exchange", "server", "client", "simulations", "discreet"]
CONFINED = {
    "flwr": {"server", "client", "simulations"},
    "ray": {"simulations"},
    "opacus": {"client"},
}


def imported(path: Path) -> Iterator[str]:
    """The top-level modules that a source imports, within functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_import_linter_keeps_its_contracts() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if "importlinter" not in settings["tool"]:
        pytest.skip("no [tool.importlinter] in pyproject.toml")
    pytest.importorskip("importlinter")
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", CONFINED)
def test_frameworks_stay_where_they_belong(module: str) -> None:
    found = {
        package
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if module in imported(path)
    }
    assert found <= CONFINED[module]


def test_flowers_private_names_stay_in_one_file() -> None:
    """Design §9: only `client/flower_internals.py` is pinned to what Flower doesn't promise."""
    public = ("flwr.app", "flwr.clientapp", "flwr.serverapp")
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if path.name == "flower_internals.py":
                continue
            for node in typed_out(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("flwr"):
                    assert str(node.module).startswith(public), f"{path}: {node.module}"


def typed_out(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those under `if TYPE_CHECKING`, which never run."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from typed_out(node)


def test_relative_imports_are_not_used() -> None:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                assert not (isinstance(node, ast.ImportFrom) and node.level), path
