"""A command in a process in which some modules can't be imported at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

HEAVY = ("torch", "flwr", "transformers", "grpc", "opacus")

# None in sys.modules would do for an import, but scipy looks there for the array types of others.
_CODE = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in {modules}:
            raise ModuleNotFoundError('blocked: ' + name, name=name)
sys.meta_path.insert(0, Blocked())
from discreet.main import run
sys.exit(run({arguments}))
"""


def run_without(modules: Sequence[str], *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run one command of `discreet` without `modules`."""
    code = _CODE.format(modules=tuple(modules), arguments=[str(a) for a in arguments])
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
