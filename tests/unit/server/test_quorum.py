"""Too few owners: which error ends the run, what it says, and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.coordinator_runs import (
    NAMES,
    FakeEvaluator,
    checkpoint,
    colluding,
    failures,
    history,
    job_of,
    plan_of,
    run,
    weight,
)
from support.jobs import make_job
from support.paper_ledger import PaperLedger
from support.paper_owner import TRAIN, PaperOwner
from support.scripted_grid import (
    ScriptedGrid,
    empty,
    joins_as,
    make_owner,
    refuses,
    shows_ledger,
    silent,
)

from exchange.refusals import Refusal
from exchange.task import JOIN_QUERY, SHARE_QUERY
from privacy.errors import InvalidPlanError
from server.errors import QuorumError, RefusedError, ServerError, UnverifiedError

pytestmark = pytest.mark.usefixtures("fakes")


def test_below_the_quorum_the_last_whole_round_stays(tmp_path: Path) -> None:
    script = {("ann", 2, TRAIN): refuses(Refusal.FAILED), ("bob", 2, TRAIN): silent}
    with pytest.raises(QuorumError) as caught:
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    message = str(caught.value)
    assert "round 2: expected at least 2 owners, 1 succeeded" in message
    assert "ann: training failed at the owner" in message
    assert "bob: no answer in time" in message
    assert caught.value.hint is not None
    assert [row["round"] for row in checkpoint(tmp_path).rounds] == [1]
    assert weight(tmp_path) == pytest.approx(1.0, rel=1e-6)
    assert not (tmp_path / "result.json").exists()
    assert FakeEvaluator.saved is None


def test_a_sum_of_too_few_is_never_opened_whatever_the_quorum(tmp_path: Path) -> None:
    """Of three owners one may collude with the coordinator: it asks for all three."""
    grid = ScriptedGrid(NAMES, {("bob", 1, TRAIN): silent})
    job = make_job(tmp_path, quorum=1, aggregation=colluding(1))
    with pytest.raises(QuorumError, match="round 1: expected at least 3 owners, 2 succ") as caught:
        run(grid, job)
    assert "1 of them may collude" in str(caught.value.hint)
    assert {kind for kind, _, _ in grid.sent} == {JOIN_QUERY, SHARE_QUERY, TRAIN}


ENDS: dict[str, tuple[dict[str, int | None], type[ServerError]]] = {
    "budget": ({"ann": Refusal.BUDGET, "bob": Refusal.BUDGET}, RefusedError),
    "policy": ({"ann": Refusal.POLICY, "bob": Refusal.POLICY}, RefusedError),
    "a failure": ({"ann": Refusal.BUDGET, "bob": Refusal.FAILED}, QuorumError),
    "a silence": ({"ann": Refusal.BUDGET, "bob": None}, QuorumError),
    "ledgers": ({"ann": Refusal.LEDGER, "bob": Refusal.LEDGER}, UnverifiedError),
    "a store": ({"ann": Refusal.LEDGER, "bob": Refusal.STORE}, UnverifiedError),
    "both": ({"ann": Refusal.LEDGER, "bob": Refusal.BUDGET}, RefusedError),
    "a ledger and a silence": ({"ann": Refusal.LEDGER, "bob": None}, QuorumError),
}


@pytest.mark.parametrize("stage", [JOIN_QUERY, SHARE_QUERY, TRAIN])
@pytest.mark.parametrize("kind", ENDS)
def test_how_the_run_ends_is_said_by_those_who_failed(
    tmp_path: Path, kind: str, stage: str
) -> None:
    codes, expected = ENDS[kind]
    script = {
        (name, 1, stage): silent if code is None else refuses(code) for name, code in codes.items()
    }
    where = {JOIN_QUERY: "joining", SHARE_QUERY: "sharing keys", TRAIN: "round 1"}[stage]
    with pytest.raises(expected, match=f"{where}: expected at least 2 owners, 1 succ") as caught:
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    assert type(caught.value) is expected
    assert caught.value.hint
    ann = codes["ann"]
    assert ann is not None
    name = "node 1" if stage == JOIN_QUERY else "ann"
    assert f"{name}: {Refusal.describe(ann)}" in str(caught.value)


# --- joining ---------------------------------------------------------------------------------


def test_a_policy_that_refuses_at_the_join_leaves_nothing(tmp_path: Path) -> None:
    grid = ScriptedGrid(NAMES, {(n, 1, JOIN_QUERY): refuses(Refusal.POLICY) for n in NAMES})
    with pytest.raises(RefusedError, match="joining: expected at least 2 owners, 0 succeeded"):
        run(grid, make_job(tmp_path))
    assert {kind for kind, _, _ in grid.sent} == {JOIN_QUERY}
    assert list(tmp_path.iterdir()) == []


def test_an_owner_that_does_not_join_is_said_to_be_missing(tmp_path: Path) -> None:
    grid = ScriptedGrid(NAMES, {("bob", 1, JOIN_QUERY): refuses(Refusal.POLICY)})
    seen = run(grid, make_job(tmp_path))
    for row in history(tmp_path):
        assert row["survivors"] == ["ann", "cid"]
        assert row["dropped"] == [{"name": "bob", "code": None, "reason": "did not join the run"}]
    (event,) = failures(seen)
    assert (event.round, event.name) == (0, "node 2")
    assert not [name for _, name, _ in grid.sent[3:] if name == "bob"]


def test_an_owner_that_deals_no_shares_is_said_to_be_missing_with_the_reason(
    tmp_path: Path,
) -> None:
    grid = ScriptedGrid(NAMES, {("bob", 1, SHARE_QUERY): refuses(Refusal.POLICY)})
    run(grid, make_job(tmp_path))
    for row in history(tmp_path):
        assert row["survivors"] == ["ann", "cid"]
        assert [(r["name"], r["code"]) for r in row["dropped"]] == [("bob", 1002)]
    assert not [name for name, _ in grid.asked(TRAIN) if name == "bob"]


NAME = "not the name of a declared owner that is to join"


@pytest.mark.parametrize("name", ["eve", "ann", "None"])
def test_an_unknown_or_second_name_joins_nothing(tmp_path: Path, name: str) -> None:
    """And ends no run: any owner could say so."""
    grid = ScriptedGrid(NAMES, {("bob", 1, JOIN_QUERY): joins_as(name)})
    seen = run(grid, make_job(tmp_path))
    assert [(event.name, event.reason) for event in failures(seen)] == [("node 2", NAME)]
    assert [row["survivors"] for row in history(tmp_path)] == [["ann", "cid"]] * 2


def test_nor_in_a_later_session(tmp_path: Path) -> None:
    script = {("cid", 2, TRAIN): refuses(Refusal.SESSION), ("cid", 2, JOIN_QUERY): joins_as("eve")}
    run(ScriptedGrid(NAMES, script), make_job(tmp_path, plan=plan_of(3)))
    assert [row["survivors"] for row in history(tmp_path)] == [
        NAMES,
        ["ann", "bob"],
        ["ann", "bob"],
    ]


def test_an_answer_without_a_name_joins_nothing(tmp_path: Path) -> None:
    with pytest.raises(QuorumError, match=f"node 2: {NAME}"):
        grid = ScriptedGrid(NAMES, {("bob", 1, JOIN_QUERY): empty})
        run(grid, make_job(tmp_path, quorum=3))
    assert not grid.asked(TRAIN)


def test_owners_that_never_connect(tmp_path: Path) -> None:
    with pytest.raises(QuorumError, match="expected 3 owners, 2 are connected"):
        run(ScriptedGrid(NAMES[:2]), make_job(tmp_path))


def test_so_few_that_nobody_could_be_protected(tmp_path: Path) -> None:
    """A sum of two is known to whoever knows one of them."""
    grid = ScriptedGrid(NAMES[:2])
    with pytest.raises(InvalidPlanError, match="expected at most 0 among 2 owners, found 1"):
        run(grid, job_of(tmp_path, NAMES[:2], aggregation=colluding(1)))
    assert grid.sent == []


def test_the_key_of_the_ledger_signs_in_the_session(tmp_path: Path) -> None:
    """Who shows another owner's ledger can't join under its name."""
    stranger = PaperLedger("eve")
    grid = ScriptedGrid(NAMES, {("bob", 1, JOIN_QUERY): shows_ledger(stranger)})
    seen = run(grid, make_job(tmp_path))
    (event,) = failures(seen)
    assert event.name == "bob"
    assert "another name, key or size" in str(event.reason)
    assert "bob" not in checkpoint(tmp_path).ledgers


def test_a_size_that_was_not_declared_in_public_does_not_join(tmp_path: Path) -> None:
    grid = ScriptedGrid(["ann", PaperOwner("bob", 21), "cid"])
    seen = run(grid, make_job(tmp_path))
    (event,) = failures(seen)
    assert event.name == "bob"
    assert "another name, key or size" in str(event.reason)
    assert all(row["survivors"] == ["ann", "cid"] for row in history(tmp_path))


def test_one_key_under_two_names_makes_no_session(tmp_path: Path) -> None:
    owners = [make_owner(name) for name in NAMES]
    owners[1].book.key = owners[0].book.key

    with pytest.raises(QuorumError, match="joining: session: roster: expected no identity twice"):
        run(ScriptedGrid(owners), make_job(tmp_path))
