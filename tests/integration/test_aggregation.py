"""Encrypted aggregation in a simulated run: what the coordinator gets, and what it takes to open
a sum."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import chisquare
from support.owner_home import debits
from support.records import rows, write_rows
from support.runs import PERSONS, ledger, make_scenario, write_data

from client import training
from discreet.main import run
from exchange.hub import Hub
from privacy.errors import RoundLostError
from server import rounds
from server.observer import Event, RoundEnded, RoundLost
from simulations.run import simulate
from simulations.scenario import Scenario

FALSE_ALARM = 1e-9


@pytest.fixture
def scenario(tmp_path: Path, tiny_models: dict[str, Path]) -> Scenario:
    return make_scenario(write_data(tmp_path), tiny_models["bert"])


@pytest.fixture
def uploads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, bytes]]:
    """Every vector that arrives at the exchange, and who sent it."""
    seen: list[tuple[str | None, bytes]] = []
    real = Hub.submit

    def submit(hub: Hub, header: bytes, chunks: Any, *, peer: str | None = None) -> None:
        taken: list[bytes] = []

        def copied() -> Iterator[Any]:
            for chunk in chunks:
                taken.append(bytes(chunk))
                yield chunk

        real(hub, header, copied(), peer=peer)
        seen.append((peer, b"".join(taken)))

    monkeypatch.setattr(Hub, "submit", submit)
    return seen


def chi_square(content: bytes) -> float:
    """How likely uniform bytes are as uneven as these."""
    return float(chisquare(np.bincount(np.frombuffer(content, np.uint8), minlength=256)).pvalue)


def test_what_arrives_from_an_owner_is_uniform(
    scenario: Scenario, tmp_path: Path, uploads: list[tuple[str | None, bytes]]
) -> None:
    """Without any noise an update is small, and its words would be anything but uniform."""
    summary = simulate(scenario.replace({"privacy.epsilon": math.inf}), out=str(tmp_path / "run"))
    assert [peer for peer, _ in uploads].count("north") == 2
    assert {peer for peer, _ in uploads} == set(PERSONS)
    for _, content in uploads:
        assert chi_square(content) > FALSE_ALARM
    total = sum(np.frombuffer(content, "<u4") for _, content in uploads[:3])
    assert isinstance(total, np.ndarray)
    assert chi_square(total.tobytes()) > FALSE_ALARM  # self masks are still on
    assert [row["survivors"] for row in summary["rounds"]] == [sorted(PERSONS)] * 2


def test_words_of_16_bits_are_half_as_long_and_train_too(
    scenario: Scenario, tmp_path: Path, uploads: list[tuple[str | None, bytes]]
) -> None:
    sizes = {}
    for bits in (16, 32):
        uploads.clear()
        changed = scenario.replace({"aggregation.modulus_bits": bits})
        summary = simulate(changed, out=str(tmp_path / str(bits)))
        assert summary["aggregation"]["modulus_bits"] == bits
        (sizes[bits],) = {len(content) for _, content in uploads}
    assert sizes[32] == 2 * sizes[16]


def test_a_round_that_can_t_be_opened_is_dropped_and_tried_again(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = rounds._unmask, [RoundLostError("round: nobody answered")]

    def unmask(*arguments: Any) -> None:
        if failures and arguments[2] == 2:
            raise failures.pop()
        real(*arguments)

    monkeypatch.setattr(rounds, "_unmask", unmask)
    seen: list[Event] = []
    summary = simulate(scenario, out=str(tmp_path / "run"), observer=seen.append)
    assert summary["lost_rounds"] == [{"round": 2, "reason": "round: nobody answered"}]
    assert [event.round for event in seen if isinstance(event, RoundLost)] == [2]
    assert [event.row["round"] for event in seen if isinstance(event, RoundEnded)] == [1, 2]
    # What was trained in vain stays charged; the spare round paid for it.
    for owner in PERSONS:
        charged = [debit.round for debit in debits(ledger(tmp_path / "run", owner))]
        assert charged == [1, 2, 2]


def test_an_owner_may_collude_so_all_three_are_needed(
    scenario: Scenario,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of three, one may be the coordinator's friend by default: a sum of two hides nobody."""
    real = training.train_round

    def train_round(network: Any, samples: Any, task: Any, **options: Any) -> Any:
        if options["declared_units"] == 20:
            raise OSError("disk on fire")
        return real(network, samples, task, **options)

    monkeypatch.setattr(training, "train_round", train_round)
    file = tmp_path / "scenario.toml"
    file.write_text(scenario.replace({"aggregation.colluders": 1}).to_toml(), encoding="utf-8")
    assert run(["simulate", str(file), "--out", str(tmp_path / "run")]) == 1
    error, hint, *_ = capsys.readouterr().err.splitlines()[-2:]
    assert "round 1: expected at least 3 owners, 2 succeeded (south:" in error
    assert "as 1 of them may collude, a sum of fewer than 3 is never opened" in hint


@pytest.mark.parametrize("owners", [1, 2])
def test_a_sum_hides_an_owner_among_others_only(
    tmp_path: Path,
    tiny_models: dict[str, Path],
    owners: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = list(PERSONS)[:owners]
    data = write_rows(tmp_path / "few.jsonl", [row for name in names for row in rows(name, 30)])
    file = tmp_path / "scenario.toml"
    changed = make_scenario(data, tiny_models["bert"]).replace({"training.rounds": 1})
    file.write_text(changed.to_toml(), encoding="utf-8")
    code = run(["simulate", str(file), "--out", str(tmp_path / "run"), "--json"])
    stdout, stderr = capsys.readouterr()
    if owners == 1:
        assert code == 2
        assert "data.owners: expected at least 2 owners, found 1" in stderr
        assert not (tmp_path / "run").exists()
    else:
        assert code == 0
        assert "each can subtract its own update" in stderr
        assert json.loads(stdout)["aggregation"]["survivors_min"] == 2


def test_more_colluders_than_a_sum_can_hide_are_a_usage_error(
    scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scenario.toml"
    file.write_text(scenario.replace({"aggregation.colluders": 2}).to_toml(), encoding="utf-8")
    assert run(["simulate", str(file), "--out", str(tmp_path / "run")]) == 2
    assert "aggregation.colluders: expected at most 1 among 3 owners" in capsys.readouterr().err
