"""The same two apps under `flwr run`, with a SuperLink and Ray actors."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.owner_home import debits
from support.runs import audited, ledger

from privacy.audit.recompute import VERIFIED

pytest.importorskip("ray", reason="the extra 'ray' is not installed")
pytestmark = pytest.mark.slow

SCENARIO = """
version = 1
[data]
questions = 1500
max_test_questions = 60
[training]
rounds = 2
steps_per_round = 2
expected_batch = 16
"""


def test_the_same_apps_run_under_flwr_run(tmp_path: Path) -> None:
    scenario = tmp_path / "small.toml"
    scenario.write_text(SCENARIO, encoding="utf-8")
    summaries = {}
    for engine in ("inprocess", "flower"):
        done = subprocess.run(
            [
                sys.executable, "-m", "discreet", "simulate", str(scenario), "--owners", "3",
                "--engine", engine, "--out", str(tmp_path / engine), "--json",
            ],
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        log = tmp_path / engine / "flower.log"
        assert done.returncode == 0, done.stderr + (log.read_text() if log.exists() else "")
        summaries[engine] = json.loads(done.stdout)
    ours, flower = summaries["inprocess"], summaries["flower"]
    assert flower["baseline"] == ours["baseline"]
    assert flower["privacy"] == ours["privacy"]
    assert [o["epsilon"] for o in flower["owners"]] == [o["epsilon"] for o in ours["owners"]]
    assert len(flower["rounds"]) == 2
    for row in flower["rounds"]:
        assert row["survivors"] == ["bank", "clinic", "hospital"]
        assert row["dropped"] == []
    # Each owner was really charged, in its own folder, by its Ray actor, and given back its heads.
    for owner in ("bank", "clinic", "hospital"):
        assert [debit.round for debit in debits(ledger(tmp_path / "flower", owner))] == [1, 2]
        found = audited(tmp_path / "flower", owner)
        assert found.status == VERIFIED
        # All but the last round's set of survivors, which spends nothing, and the head's own entry.
        assert found.witnessed == found.entries - 2
