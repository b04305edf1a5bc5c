"""`kill -9` in the middle of training, again and again: nothing that began is ever uncharged."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.owner_home import debits, events
from support.runs import (
    DECLARED,
    PERSONS,
    assert_no_text,
    audited,
    charged_steps,
    heads,
    ledger,
    make_scenario,
    write_data,
)

from privacy import accounting
from privacy.audit.recompute import VERIFIED
from privacy.ledger.events import Event

pytestmark = pytest.mark.slow

KILLS = 10
ROUNDS = 24  # more than can end between the kills
STEPS = 2  # a round
AT_MOST = 14  # steps of all owners that a process may begin before it is killed
DEADLINE = 600.0  # seconds for a process; passed only by a deadlock

# The real command, which writes a line to a pipe where a step began, before its draw: an account
# of what ran that knows nothing of ledgers, and that a kill can't take back.
PROGRAM = """
import itertools, os, sys
from client import training
from discreet.main import main

pipe, real, attempts = int(sys.argv.pop(1)), training.train_round, itertools.count()

def train_round(network, samples, task, *, declared_units, begin_step, **options):
    attempt = next(attempts)

    def begin():
        begin_step()
        os.write(pipe, f"{declared_units} {task.round} {attempt}\\n".encode())

    return real(
        network, samples, task, declared_units=declared_units, begin_step=begin, **options
    )

training.train_round = train_round
main()
"""


@dataclass
class Begun:
    """Steps that began, as the processes themselves said."""

    steps: Counter[tuple[str, int]] = field(default_factory=Counter)  # by owner and round
    rounds: dict[tuple[str, int], set[tuple[int, str]]] = field(default_factory=dict)

    def add(self, process: int, line: str) -> None:
        """Count one line of a process."""
        units, number, attempt = line.split()
        owner = next(name for name, size in DECLARED.items() if size == int(units))
        self.steps[owner, int(number)] += 1
        self.rounds.setdefault((owner, int(number)), set()).add((process, attempt))


@dataclass
class Killer:
    """Starts the command and kills it where chance says."""

    temporary: Path
    begun: Begun = field(default_factory=Begun)
    processes: int = 0

    def start(self, *arguments: str) -> tuple[subprocess.Popen[str], int]:
        self.processes += 1
        receive, send = os.pipe()
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(send), "simulate", *arguments, "--json"],
            env=os.environ | {"TMPDIR": str(self.temporary)},
            pass_fds=(send,),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        os.close(send)
        return process, receive

    def kill(self, steps: int, wait: float, *arguments: str) -> None:
        """Kill -9 a little after the step of this number began."""
        process, receive = self.start(*arguments)
        with os.fdopen(receive) as lines:
            for _ in range(steps):
                line = lines.readline()
                assert line, process.communicate()[1]
                self.begun.add(self.processes, line)
            time.sleep(wait)  # where in a step it dies; no result depends on it
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=DEADLINE)
            assert process.returncode == -signal.SIGKILL
            for line in lines:  # what began meanwhile
                self.begun.add(self.processes, line)

    def finish(self, *arguments: str) -> str:
        """Let it run to its end; what it printed."""
        process, receive = self.start(*arguments)
        # Its lines fit into the pipe, which is read once it has ended.
        stdout, stderr = process.communicate(timeout=DEADLINE)
        assert process.returncode == 0, stderr
        with os.fdopen(receive) as lines:
            for line in lines:
                self.begun.add(self.processes, line)
        return stdout


def check(out: Path, begun: Begun, before: dict[str, list[Event]]) -> dict[str, list[Event]]:
    """Every ledger is whole, goes on from what it was, and holds at least what began."""
    after = {}
    for owner in PERSONS:
        after[owner] = events(ledger(out, owner))
        old = before.get(owner, [])
        assert after[owner][: len(old)] == old
        found = audited(out, owner)
        assert found.status == VERIFIED
        if not found.debits:
            assert not any(name == owner for name, _ in begun.steps)
            continue
        plan, charged = charged_steps(out, owner)
        debited = Counter(debit.round for debit in debits(ledger(out, owner)))
        for (name, number), steps in begun.steps.items():
            if name == owner:
                assert charged.get(number, 0) >= steps
                assert debited[number] >= len(begun.rounds[owner, number])
        total = sum(charged.values())
        assert found.spending.steps == total
        assert found.spending.epsilon >= accounting.epsilon(plan, total, plan.delta)
    return after


def test_ten_kills_in_training(tmp_path: Path, tiny_models: dict[str, Path]) -> None:
    chance = random.Random(216)
    scenario = make_scenario(write_data(tmp_path), tiny_models["bert"]).replace(
        {
            "training.rounds": ROUNDS,
            "training.steps_per_round": STEPS,
            "privacy.spare_rounds": KILLS,  # each kill costs an owner one round at most
        }
    )
    (tmp_path / "scenario.toml").write_text(scenario.to_toml())
    (tmp_path / "temporary").mkdir()
    out = tmp_path / "run"
    killer = Killer(tmp_path / "temporary")
    ledgers: dict[str, list[Event]] = {}
    begin = [str(tmp_path / "scenario.toml"), "--out", str(out)]
    go_on = ["--resume", str(out)]
    for number in range(KILLS):
        killer.kill(
            chance.randint(1, AT_MOST), chance.uniform(0, 0.1), *(go_on if number else begin)
        )
        ledgers = check(out, killer.begun, ledgers)
        assert not (out / "summary.json").exists()
        # What a killed process couldn't remove holds no text either.
        assert assert_no_text(tmp_path / "temporary", out) > 0

    summary = json.loads(killer.finish(*go_on))
    check(out, killer.begun, ledgers)
    assert [row["round"] for row in summary["rounds"]] == list(range(1, ROUNDS + 1))
    assert all(row["survivors"] == sorted(PERSONS) for row in summary["rounds"])
    for owner in summary["owners"]:
        _, charged = charged_steps(out, owner["name"])
        assert set(charged) == set(range(1, ROUNDS + 1))
        assert STEPS * ROUNDS <= sum(charged.values()) <= STEPS * (ROUNDS + KILLS)
        assert 0 < owner["epsilon"] <= 8
        found = audited(out, owner["name"])
        # All but the last round's set of survivors, which spends nothing, and the head's own entry.
        assert found.witnessed == found.entries - 2
        assert heads(out / "owners" / owner["name"])[-1].head.size == found.witnessed
    # Steps were cut off: this test has seen what it is about.
    assert any(found.unsettled for found in (audited(out, owner) for owner in PERSONS))
