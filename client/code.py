"""Which code this owner runs: one digest over every Python file that training can reach."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("client", "exchange", "privacy", "qa")


@cache
def code_digest() -> str:
    """SHA-256, in hex, over names and contents of the installed packages' Python files.

    The same files give the same digest wherever they are installed. It says what lies on disk,
    not what a process that replaced its own memory runs.
    """
    digest = hashlib.sha256()
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(package, name=package)
        root = Path(spec.origin).parent
        for path in sorted(root.rglob("*.py"), key=lambda p: p.relative_to(root).as_posix()):
            content = path.read_bytes()
            name = f"{package}/{path.relative_to(root).as_posix()}".encode()
            for part in (name, content):
                digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
