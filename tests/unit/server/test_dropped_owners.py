"""One owner that fails in a round: it is named with its reason, and the others go on without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flwr.app import Error, Message, RecordDict
from support.coordinator_runs import (
    NAMES,
    assert_model_is_that_of_the_words,
    failures,
    history,
    job_of,
    plan_of,
    result,
    run,
)
from support.jobs import make_job
from support.paper_ledger import PaperLedger, changed
from support.paper_owner import TRAIN, PaperOwner
from support.scripted_grid import (
    Answer,
    ScriptedGrid,
    empty,
    refuses,
    shows,
    shows_ledger,
    silent,
    submits,
    trains,
    without_vector,
)

from exchange.refusals import Refusal
from server.errors import QuorumError

pytestmark = pytest.mark.usefixtures("fakes")

OWN, OTHER = PaperLedger("bob").receipt(), PaperLedger("bob", "another")
RECEIPT = "its ledger: receipt: expected"
FAILURES: dict[str, tuple[Answer, int | None, str]] = {
    "errs": (refuses(Refusal.FAILED), 1099, "training failed at the owner"),
    "budget": (refuses(Refusal.BUDGET), 1003, "budget would be passed"),
    "exchange": (refuses(Refusal.EXCHANGE), 1009, "exchange could not be reached"),
    "flower": (refuses(5), 5, "no answer (Flower error 5)"),
    "late": (silent, None, "no answer in time"),
    "empty": (empty, 1005, RECEIPT),
    "no vector": (without_vector, 1001, "its vector did not arrive"),
    "refused": (submits(lambda h, v: (h[:-1], v)), 1009, "exchange could not be reached"),
    "no receipt": (shows(lambda _: None, vector=False), 1005, RECEIPT),
    "no text": (shows(lambda _: 3, vector=False), 1005, RECEIPT),
    "no json": (shows(lambda _: "{", vector=False), 1005, f"{RECEIPT} canonical JSON"),
    "unsigned": (
        shows(lambda _: changed(OWN, owner_signature="0" * 128), vector=False),
        1005,
        "signature",
    ),
    "another": (shows_ledger(OTHER, vector=False), 1005, "that this owner showed before"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_it_is_dropped_by_name_and_the_rest_go_on(tmp_path: Path, kind: str) -> None:
    answer, code, reason = FAILURES[kind]
    script = {
        ("bob", 1, TRAIN): answer,
        ("ann", 1, TRAIN): trains(4.0),
        ("cid", 1, TRAIN): trains(3.0),
    }
    grid, job = ScriptedGrid(NAMES, script), make_job(tmp_path)
    seen = run(grid, job)
    first, second = history(tmp_path)
    assert first["survivors"] == ["ann", "cid"]
    (dropped,) = first["dropped"]
    assert (dropped["name"], dropped["code"]) == ("bob", code)
    assert reason in dropped["reason"]
    assert first["f1"] == pytest.approx((10 * 4.0 + 70 * 3.0) / 80, rel=1e-6)
    (event,) = failures(seen)
    assert (event.name, event.reason) == ("bob", dropped["reason"])
    if code == Refusal.LEDGER:  # it stays away, and why is said in each round
        assert (second["survivors"], second["dropped"]) == (["ann", "cid"], [dropped])
    else:
        assert (second["survivors"], second["dropped"]) == (NAMES, [])
    assert result(tmp_path)["lost"] == []
    assert_model_is_that_of_the_words(grid, job)


def test_an_answer_to_no_question_is_ignored(tmp_path: Path) -> None:
    def another(owner: PaperOwner, message: Message) -> list[Message]:
        (stray,) = without_vector(owner, message)
        stray.metadata.__dict__["_reply_to_message_id"] = "message-999"
        return [stray]

    job = make_job(tmp_path, plan=plan_of(1))
    run(ScriptedGrid(NAMES, {("bob", 1, TRAIN): another}), job)
    (row,) = history(tmp_path)
    assert row["dropped"] == [{"name": "bob", "code": None, "reason": "no answer in time"}]


def test_answers_that_nobody_asked_for_let_nothing_spin(tmp_path: Path) -> None:
    """A SuperLink that gives one with each pull holds up the run for the timeout and no longer."""
    stray = Message(Error(code=5, reason="stray"), reply_to=Message(RecordDict(), 1, TRAIN))
    grid = ScriptedGrid(NAMES, {("bob", 1, TRAIN): silent}, order=lambda found: [*found, stray])
    run(grid, make_job(tmp_path, plan=plan_of(1)))
    assert history(tmp_path)[0]["survivors"] == ["ann", "cid"]


def test_a_reply_is_matched_by_its_question_and_not_by_its_source(tmp_path: Path) -> None:
    """Flower reports a dead SuperNode with source node 1, which is Ann's."""

    def dead(_: PaperOwner, message: Message) -> list[Message]:
        reply = Message(Error(code=5, reason="gone"), reply_to=message)
        reply.metadata.__dict__["_src_node_id"] = 1
        return [reply]

    job = make_job(tmp_path, plan=plan_of(1))
    run(ScriptedGrid(NAMES, {("cid", 1, TRAIN): dead}), job)
    (row,) = history(tmp_path)
    assert row["survivors"] == ["ann", "bob"]
    assert row["dropped"][0]["name"] == "cid"


@pytest.mark.parametrize(("owners", "gone"), [(3, 1), (5, 2), (8, 3), (13, 6)])
def test_any_number_may_drop_out_that_leaves_enough(tmp_path: Path, owners: int, gone: int) -> None:
    names = [f"owner-{i:02}" for i in range(owners)]
    needed = owners // 2 + 1
    for count in {1, gone, owners - needed}:
        folder = tmp_path / str(count)
        folder.mkdir()
        script = {(name, 1, TRAIN): silent for name in names[:count]}
        grid = ScriptedGrid(names, script)
        job = job_of(folder, names, quorum=needed, plan=plan_of(1))
        run(grid, job)
        assert history(folder)[0]["survivors"] == names[count:]
        assert_model_is_that_of_the_words(grid, job)
    script = {(name, 1, TRAIN): silent for name in names[: owners - needed + 1]}
    folder = tmp_path / "too few"
    folder.mkdir()
    with pytest.raises(QuorumError, match=f"expected at least {needed} owners, {needed - 1} succ"):
        run(ScriptedGrid(names, script), job_of(folder, names, quorum=1, plan=plan_of(1)))


# --- why, in a simulation --------------------------------------------------------------------


def test_detail_is_there_where_somebody_may_explain(tmp_path: Path) -> None:
    script = {("bob", 1, TRAIN): refuses(Refusal.FAILED), ("cid", 2, TRAIN): silent}
    seen = run(
        ScriptedGrid(NAMES, script),
        make_job(tmp_path),
        explainer=lambda node, number: f"node {node}, round {number}",
    )
    first, second = history(tmp_path)
    assert first["dropped"][0]["detail"] == "node 2, round 1"
    assert "detail" not in second["dropped"][0]  # nothing came back, so no journal is its reason
    assert [event.detail for event in failures(seen)] == ["node 2, round 1", None]


def test_detail_is_in_the_final_error(tmp_path: Path) -> None:
    script = {(name, 1, TRAIN): refuses(Refusal.FAILED) for name in NAMES}
    with pytest.raises(QuorumError, match="bob: training failed at the owner, disk 2 is full"):
        run(
            ScriptedGrid(NAMES, script),
            make_job(tmp_path),
            explainer=lambda node, _: f"disk {node} is full",
        )


def test_nobody_explains_by_default(tmp_path: Path) -> None:
    script = {("bob", 1, TRAIN): refuses(Refusal.FAILED)}
    run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    assert set(history(tmp_path)[0]["dropped"][0]) == {"name", "code", "reason"}
