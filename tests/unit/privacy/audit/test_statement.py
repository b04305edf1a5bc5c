"""Each field of a statement is traced to its source in the ledger, by an independent reader."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from scipy.optimize import brentq
from scipy.stats import norm
from support.filed_ledgers import aggregated, dealt, one_round, raw, read, three_runs
from support.ledgers import CAPS, EPSILON_CAP, PLAN, charge, eventful, make_ledger, settle

from privacy import accounting
from privacy.audit.statement import Claims, over_owners, statement
from privacy.ledger.store import LEDGER_FILE


def a_new_one(folder: Path) -> Path:
    make_ledger(folder).close()
    return folder / LEDGER_FILE


LEDGERS: dict[str, Callable[[Path], Path]] = {
    "aggregated": aggregated,
    "eventful": lambda folder: eventful(folder).path,
    "three runs": three_runs,
    "new": a_new_one,
}


@pytest.fixture(params=LEDGERS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return LEDGERS[request.param](tmp_path / "bank")


def facts(path: Path, **claims: Any) -> dict[str, dict[str, Any]]:
    """All facts by their full name."""
    found = statement(read(path), Claims(**claims))
    json.dumps(found, allow_nan=False)
    return {f"{s}.{n}": fact for s, section in found.items() for n, fact in section.items()}


def numbers(fact: dict[str, Any]) -> list[int]:
    return [n for first, last in fact["from"]["entries"] for n in range(first, last + 1)]


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def said(entry: dict[str, Any], name: str) -> Iterator[Any]:
    """What a field `kind.name` says in this entry; a name without a kind is the entry's own."""
    kind, _, rest = name.partition(".")
    if not rest:
        if kind in entry:
            yield entry[kind]
        elif entry["event"]["kind"] == kind:  # the whole event
            yield from leaves(entry["event"])
        return
    if entry["event"]["kind"] != kind:
        return
    value: Any = entry["event"]
    for part in rest.split("."):
        value = value[part]
    yield from leaves(value)


# Fields of tables that were counted, or numbered, beside what the entries say.
DERIVED = {
    "trust.sessions": {"entry", "withstands", "faults", "sums_opened", "least_survivors",
                       "dropouts"},
    "changes.amendments": {"entry"},
    "changes.key_changes": {"entry"},
    "mechanism.plans": {"sha256"},
}  # fmt: skip
RENAMED = {"survivors_min": "survivors"}


def test_what_stands_in_the_ledger_stands_in_the_entries_it_points_to(path: Path) -> None:
    rows = raw(path)
    checked = 0
    for name, fact in facts(path).items():
        if fact["from"]["kind"] != "ledger":
            continue
        entries = [rows[n] for n in numbers(fact)]
        known = [v for e in entries for f in fact["from"]["fields"] for v in said(e, f)]
        value = fact["value"]
        if name in ("sampling.assumed", "sampling.executed"):  # label: how often
            assert value == {label: known.count(label) for label in known}
            continue
        derived = DERIVED.get(name, set())
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = [{k: v for k, v in row.items() if k not in derived} for row in value]
        for leaf in leaves(value):
            if leaf is not None:
                assert leaf in known, (name, leaf)
                checked += 1
    assert checked >= 6


def test_every_computed_field_is_recomputed(path: Path) -> None:
    rows = raw(path)
    events = {n: row["event"] for n, row in enumerate(rows)}
    debits = {n: e for n, e in events.items() if e["kind"] == "debit"}
    settled = {e["debit"]: e for e in events.values() if e["kind"] == "settlement"}
    sets = [e for e in events.values() if e["kind"] == "survivors"]
    sessions = [e for e in events.values() if e["kind"] == "session"]
    run_of = {s["session"]: s["run_id"] for s in sessions}
    waiting: dict[tuple[str, int], int] = {}
    signed: list[int] = []
    for event in events.values():
        if event["kind"] == "settlement" and event["bytes_left"]:
            row = debits[event["debit"]]
            waiting[row["run_id"], row["round"]] = event["debit"]
        elif event["kind"] == "survivors":
            signed.append(waiting.pop((run_of[event["session"]], event["round"])))
    left = {n: debits[n] for n, s in settled.items() if s["bytes_left"]}
    kept = {n: d["steps"] if n not in settled or settled[n]["bytes_left"] else
            settled[n]["executed"] for n, d in debits.items()}  # fmt: skip
    factors = dict.fromkeys(debits, 1)
    for event in events.values():
        if event["kind"] == "amendment":
            for n in debits:
                if event["first"] <= n <= event["last"]:
                    factors[n] *= event["steps_factor"]
    found = {name: fact["value"] for name, fact in facts(path).items()}
    assert found["parties.entries"] == len(rows)
    assert found["balance.debits"] == len(debits)
    assert found["balance.steps_charged"] == sum(kept[n] * factors[n] for n in debits)
    assert found["balance.steps_executed"] == sum(s["executed"] for s in settled.values())
    assert found["balance.steps_given_back"] == sum(debits[n]["steps"] - kept[n] for n in debits)
    assert found["outputs.updates_left"] == len(left)
    assert found["outputs.sums_opened"] == len(signed)
    assert found["tuning.runs_charged"] == len({d["run_id"] for d in debits.values()})
    assert expand(found["sampling.unsettled"]) == sorted(set(debits) - set(settled))
    assert expand(found["trust.unconfirmed"]) == sorted(set(left) - set(signed))
    assert found["trust.dropouts"] == sum(e["active"] - e["survivors"] for e in sets)
    assert found["trust.least_survivors"] == min((e["survivors"] for e in sets), default=None)
    assert found["promise.cap"] == (EPSILON_CAP if debits else None)
    runs = found["balance.runs"]
    assert sum(run["steps_charged"] for run in runs) == found["balance.steps_charged"]
    assert [run["opening"] for run in runs] == [0.0, *(run["closing"] for run in runs)][: len(runs)]
    assert (runs[-1]["closing"] if runs else 0.0) == found["balance.closing"]
    assert found["balance.closing"] == found["promise.epsilon"]
    assert found["trust.if_threshold_colludes"] == found["promise.epsilon"]
    for run in runs:
        mine = {n: d for n, d in debits.items() if d["run_id"] == run["run_id"]}
        assert expand(run["entries"]) == sorted(mine)
        assert run["rounds"] == len({d["round"] for d in mine.values()})
        assert run["first_ms"] == rows[min(mine)]["time_ms"]


def expand(spans: list[list[int]]) -> list[int]:
    return [n for first, last in spans for n in range(first, last + 1)]


def gaussian_epsilon(steps: int, noise: float, delta: float) -> float:
    """Balle and Wang 2018, theorem 8, solved for epsilon: T steps are one with noise / sqrt(T)."""
    mu = math.sqrt(steps) / noise

    def excess(epsilon: float) -> float:
        first = norm.cdf(mu / 2 - epsilon / mu)
        second = math.exp(epsilon) * norm.cdf(-mu / 2 - epsilon / mu)
        return float(first - second) - delta

    return float(brentq(excess, 0.0, 100.0))


def test_epsilon_curve_and_course_are_those_of_the_closed_form(tmp_path: Path) -> None:
    found = {name: fact["value"] for name, fact in facts(three_runs(tmp_path / "bank")).items()}
    # Rounds of four steps, the last of which ran one: 4 * 4 + 1.
    exact = gaussian_epsilon(17, PLAN.noise_multiplier, PLAN.delta)
    assert exact <= found["promise.epsilon"] <= exact * 1.01
    for delta, epsilon in found["promise.curve"]:
        exact = gaussian_epsilon(17, PLAN.noise_multiplier, delta)
        assert exact * (1 - 1e-6) <= epsilon <= exact * 1.01 + 1e-5
    for (debits, epsilon), steps in zip(found["promise.course"], (4, 8, 12, 16, 17), strict=True):
        assert debits == -(-steps // 4)
        exact = gaussian_epsilon(steps, PLAN.noise_multiplier, PLAN.delta)
        assert exact <= epsilon <= exact * 1.01
    openings = [run["opening"] for run in found["balance.runs"]]
    assert [run["run_id"] for run in found["balance.runs"]] == ["run-1", "run-2", "run-3"]
    for opening, steps in zip(openings[1:], (8, 12), strict=True):
        exact = gaussian_epsilon(steps, PLAN.noise_multiplier, PLAN.delta)
        assert exact <= opening <= exact * 1.01


def test_an_amended_mechanism_counts_as_amended(tmp_path: Path) -> None:
    found = facts(eventful(tmp_path / "bank").path)
    ran = found["mechanism.ran"]["value"]
    assert [row["amended"] for row in ran] == [False, True, False]
    assert ran[1]["noise_multiplier"] == PLAN.noise_multiplier * 0.5
    assert found["mechanism.plans"]["value"][0]["noise_multiplier"] == PLAN.noise_multiplier
    assert found["accountant.rule"]["value"] == "filter"


def test_every_definition_is_true_of_this_software(path: Path) -> None:
    found = facts(path)
    assert found["accountant.name"]["value"] == accounting.ACCOUNTANT
    assert found["accountant.relative_error"]["value"] == accounting.TOLERANCE
    if found["unit.relation"]["from"]["entries"]:
        assert found["unit.relation"]["value"] == PLAN.relation


def test_what_nobody_said_is_absent_and_never_a_constant(path: Path) -> None:
    found = facts(path)
    for name in ("utility.final", "desensitization.findings", "empirical.bound",
                 "governance.purpose", "governance.reassess_by"):  # fmt: skip
        assert found[name]["value"] is None
        assert found[name]["from"]["kind"] == "absent"
    given = facts(
        path,
        run={"final": {"f1": 41.5}},
        policy={"sha256": "d" * 64, "entries": [], "metrics": ["loss"],
                "governance": {"reassess_by": "2027-01-01", "purpose": None}},
        canaries={"epsilon_bound": 0.4},
    )  # fmt: skip
    assert given["utility.final"] == {"value": {"f1": 41.5}, "from": {"kind": "run"}}
    assert given["utility.worst_group"]["value"] is None
    assert given["governance.reassess_by"]["value"] == "2027-01-01"
    assert given["governance.purpose"]["from"] == {"kind": "absent", "why": "not-in-policy"}
    assert given["not_covered.metrics_allowed"]["value"] == ["loss"]
    assert given["empirical.bound"]["value"] == {"epsilon_bound": 0.4}


def test_over_owners_the_maximum_and_the_sum(tmp_path: Path) -> None:
    mine = read(aggregated(tmp_path / "a")).figures
    other = read(three_runs(tmp_path / "b")).figures
    found = {name: fact["value"] for name, fact in over_owners([mine, other]).items()}
    epsilons = [mine.spending.epsilon, other.spending.epsilon]
    assert found == {
        "ledgers": 2,
        "epsilon_max": max(epsilons),
        "delta_max": 1e-5,
        "epsilon_sum": pytest.approx(sum(epsilons), rel=1e-12),
        "delta_sum": 2e-5,
    }


def test_sessions_that_break_a_rule_are_named(tmp_path: Path) -> None:
    good = facts(aggregated(tmp_path / "good"))["trust.sessions"]["value"]
    assert good[0]["faults"] == []
    assert good[0]["withstands"] == "malicious coordinator"
    assert (good[0]["sums_opened"], good[0]["least_survivors"], good[0]["dropouts"]) == (2, 4, 1)
    for changes, faults in (
        ({"threshold": 3}, ["threshold"]),  # 2 * 3 <= 5 + 1
        ({"confirmations": 3}, ["confirmation"]),
        ({"colluders": 3, "threshold": 5, "confirmations": 5}, ["survivors"]),  # 4 < 3 + 2
        ({"degree": 4, "threshold": 2}, []),  # a circle's bounds are others
    ):
        name = "-".join(map(str, changes))
        (row,) = facts(aggregated(tmp_path / name, **changes))["trust.sessions"]["value"]
        assert row["faults"] == faults
    assert row["withstands"] == "honest-but-curious coordinator"
    assert dealt().session != dealt(number=2).session


def test_a_round_that_was_lost_and_came_again(tmp_path: Path) -> None:
    session = dealt()
    with make_ledger(tmp_path / "bank") as ledger:
        ledger.record(session)
        lost = ledger.debit(PLAN, charge(1), **CAPS)
        settle(ledger, lost, 4)
        one_round(ledger, session, 1)
    found = facts(tmp_path / "bank" / LEDGER_FILE)
    assert found["trust.unconfirmed"]["value"] == [[lost, lost]]
    assert found["outputs.sums_opened"]["value"] == 1


def test_updates_without_a_session_are_named(tmp_path: Path) -> None:
    found = facts(eventful(tmp_path / "bank").path)
    assert found["trust.unmasked_runs"]["value"] == ["run-1"]
    assert facts(aggregated(tmp_path / "b"))["trust.unmasked_runs"]["value"] == []


def test_a_delta_of_the_auditors_choice_is_called_that(tmp_path: Path) -> None:
    path = aggregated(tmp_path / "bank")
    verified = read(path, delta=1e-7)
    fact = statement(verified)["promise"]["delta"]
    assert fact == {"value": 1e-7, "from": {"kind": "auditor"}}
    assert facts(path)["promise.delta"]["from"]["kind"] == "ledger"
