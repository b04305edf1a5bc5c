"""server.rounds over a scripted grid: who is added, who is left out and why, and what stays."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flwr.app import Array, ArrayRecord, Error, Message, RecordDict
from support.jobs import COORDINATOR_KEY, make_job, make_vault
from support.plans import make_plan
from support.scripted_grid import (
    WITNESSED,
    Answer,
    Bare,
    PaperLedger,
    ScriptedGrid,
    head_of,
    joins,
    received,
    refuses,
    sends,
    shows,
    silent,
    trains,
    updates,
)

from client.flower_internals import enter_process
from exchange.refusals import Refusal
from exchange.task import UPDATE_RECORD, WITNESS_QUERY
from privacy.ledger import anchor
from privacy.ledger.entries import public_hex
from privacy.ledger.heads import Receipt, receipt_to_json
from privacy.plan import Plan
from privacy.vault import keyring as keyrings
from privacy.vault.keyring import Keyring
from server import rounds
from server.checkpoint import Checkpoint
from server.errors import JobError, QuorumError, RefusedError, UnverifiedError
from server.job import DeclaredOwner, Job
from server.observer import Event, OwnerAnswered, RoundEnded, Started, observing
from server.optimizer import Arrays, OptimizerSpec
from server.weighted_sum import WeightedSum
from server.witness import Witness

NAMES = ["ann", "bob", "cid"]  # of 10, 20 and 70 declared units
SHAPES = {"w": (2, 3), "b": (2,)}


class FakeEvaluator:
    """A model of zeros whose F1 is its first weight."""

    saved: Arrays | None = None

    def __init__(self, *_: object) -> None:
        pass

    def initial(self) -> Arrays:
        return {name: np.zeros(shape, np.float32) for name, shape in SHAPES.items()}

    def scores(self, arrays: Arrays) -> dict[str, Any]:
        return {"em": 0.0, "f1": float(arrays["w"].flat[0]), "by_owner": {}}

    def save(self, arrays: Arrays, card: str) -> None:
        FakeEvaluator.saved = arrays


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch, keyring: Keyring) -> None:
    enter_process()
    FakeEvaluator.saved = None
    monkeypatch.setattr(rounds, "Evaluator", FakeEvaluator)


def run(grid: ScriptedGrid, job: Job) -> None:
    """A coordinator that starts anew each time, with what it kept in the job's folder."""
    witness = Witness(job.out, COORDINATOR_KEY)
    rounds.run(grid, job, witness, make_vault(job.out, keyrings.load()))


def make_plan_of(number: int) -> Plan:
    return make_plan(rounds=number, steps_per_round=1)


def history(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "history.jsonl").read_text().splitlines()]


def weight(folder: Path) -> float:
    """The first weight in the checkpoint."""
    return float(checkpoint(folder).model["w"].flat[0])


def checkpoint(folder: Path) -> Checkpoint:
    state = Checkpoint.load(make_vault(folder, keyrings.load()), "run-1")
    assert state is not None
    return state


# --- a run without failures ------------------------------------------------------------------


def test_the_mean_is_weighted_by_declared_sizes(tmp_path: Path) -> None:
    script = {("ann", 1): trains(1.0), ("bob", 1): trains(2.0), ("cid", 1): trains(-3.0)}
    run(ScriptedGrid(NAMES, script), make_job(tmp_path, plan=make_plan_of(1)))
    expected = (10 * 1.0 + 20 * 2.0 + 70 * -3.0) / 100
    assert FakeEvaluator.saved is not None
    for name, shape in SHAPES.items():
        np.testing.assert_allclose(FakeEvaluator.saved[name], np.full(shape, expected), rtol=1e-6)


def test_files_and_events_of_a_run(tmp_path: Path) -> None:
    seen: list[Event] = []
    with observing(seen.append):
        run(ScriptedGrid(NAMES), make_job(tmp_path))
    rows = history(tmp_path)
    assert [row["round"] for row in rows] == [1, 2]
    assert [row["f1"] for row in rows] == [1.0, 2.0]
    assert all(row["survivors"] == NAMES and row["dropped"] == [] for row in rows)
    result = json.loads((tmp_path / "result.json").read_text())
    assert result["baseline"]["f1"] == 0.0
    assert result["final"]["f1"] == 2.0
    assert sum(isinstance(event, Started) for event in seen) == 1
    assert [event.row["round"] for event in seen if isinstance(event, RoundEnded)] == [1, 2]
    answers = [event for event in seen if isinstance(event, OwnerAnswered)]
    assert [e.round for e in answers] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert all(e.reason is None and e.asked == 3 for e in answers)


# --- one owner that spoils nothing -----------------------------------------------------------


def garbage(change: Callable[[Array], Array]) -> Answer:
    """A reply whose first tensor is not what it says."""

    def answer(message: Message) -> list[Message]:
        record = ArrayRecord({n: Array(a) for n, a in received(message).items()})
        record["w"] = change(record["w"])
        return [Message(RecordDict({UPDATE_RECORD: record}), reply_to=message)]

    return answer


def huge_header(_: Array) -> Array:
    """A header that promises a terabyte."""
    header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (250000000000,), }"
    data = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header
    return Array("float32", (2, 3), "numpy.ndarray", data)


def changed(receipt: Receipt, **changes: Any) -> str:
    """The receipt with another head, whose signature isn't made anew."""
    return receipt_to_json(replace(receipt, head=replace(receipt.head, **changes)))


OWN, OTHER = PaperLedger("bob").receipt(), PaperLedger("bob", "another").receipt()
NOT_FINITE = "is not finite"
SHAPE = "of another shape or type"
FAILURES: dict[str, tuple[Answer, int | None, str]] = {
    "errs": (refuses(Refusal.FAILED), 1099, "training failed at the owner"),
    "budget": (refuses(Refusal.BUDGET), 1003, "budget would be passed"),
    "flower": (refuses(5), 5, "no answer (Flower error 5)"),
    "late": (silent, None, "no answer in time"),
    "empty": (lambda m: [Message(RecordDict(), reply_to=m)], 1001, "no update in the answer"),
    "nothing": (lambda m: Bare([Message(RecordDict(), reply_to=m)]), 1005, "its ledger: receipt"),
    "no receipt": (lambda m: Bare(trains(100.0)(m)), 1005, "its ledger: receipt: expected"),
    "no text": (shows(lambda _: 3), 1005, "its ledger: receipt: expected"),
    "no json": (shows(lambda _: "{"), 1005, "its ledger: receipt: expected canonical JSON"),
    "unsigned": (shows(lambda _: changed(OWN, owner_signature="0" * 128)), 1005, "signature"),
    "another": (shows(lambda _: receipt_to_json(OTHER)), 1005, "that this owner showed before"),
    "names": (sends(lambda a: {"v": a["w"], "b": a["b"]}), 1001, "tensors of other names"),
    "fewer": (sends(lambda a: {"w": a["w"]}), 1001, "tensors of other names"),
    "more": (sends(lambda a: a | {"x": a["b"]}), 1001, "tensors of other names"),
    "shape": (sends(lambda a: a | {"w": a["w"].T}), 1001, f"tensor w {SHAPE}"),
    "scalar": (sends(lambda a: a | {"b": np.array(1, np.float32)}), 1001, f"tensor b {SHAPE}"),
    "double": (sends(lambda a: a | {"w": a["w"].astype(np.float64)}), 1001, SHAPE),
    "whole": (sends(lambda a: a | {"w": a["w"].astype(np.int32)}), 1001, SHAPE),
    "nan": (sends(lambda a: a | {"b": a["b"] + np.float32("nan")}), 1001, f"b {NOT_FINITE}"),
    "infinity": (sends(lambda a: a | {"w": a["w"] - np.float32("inf")}), 1001, NOT_FINITE),
    "bytes": (garbage(lambda a: Array(a.dtype, a.shape, a.stype, b"junk")), 1001, SHAPE),
    "cut": (garbage(lambda a: Array(a.dtype, a.shape, a.stype, a.data[:-1])), 1001, SHAPE),
    "pickle": (garbage(lambda a: Array(a.dtype, a.shape, "torch.tensor", a.data)), 1001, SHAPE),
    "terabyte": (garbage(huge_header), 1001, SHAPE),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_it_is_dropped_by_name_and_the_rest_go_on(tmp_path: Path, kind: str) -> None:
    answer, code, reason = FAILURES[kind]
    script = {("bob", 1): answer, ("ann", 1): trains(4.0), ("cid", 1): trains(8.0)}
    seen: list[Event] = []
    with observing(seen.append):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    first, second = history(tmp_path)
    assert first["survivors"] == ["ann", "cid"]
    assert second["survivors"] == NAMES
    (dropped,) = first["dropped"]
    assert (dropped["name"], dropped["code"]) == ("bob", code)
    assert reason in dropped["reason"]
    assert first["f1"] == pytest.approx((10 * 4.0 + 70 * 8.0) / 80, rel=1e-6)
    (event,) = [e for e in seen if isinstance(e, OwnerAnswered) and e.reason is not None]
    assert (event.name, event.reason) == ("bob", dropped["reason"])


def test_a_partly_bad_update_adds_nothing(tmp_path: Path) -> None:
    """The first tensor is good, the second isn't: no half of it stays in the sum."""
    bad = sends(lambda a: {"w": a["w"] + np.float32(100), "b": a["b"] + np.float32("nan")})
    run(ScriptedGrid(NAMES, {("bob", 1): bad}), make_job(tmp_path, plan=make_plan_of(1)))
    assert weight(tmp_path) == pytest.approx(1.0)


def test_the_largest_finite_values_keep_the_sum_finite() -> None:
    like = {"w": np.zeros(2, np.float32)}
    total = WeightedSum({"ann": 10**9, "bob": 10**9, "cid": 1}, like)
    largest = np.full(2, np.finfo(np.float32).max / 2, np.float32)
    for name in ("ann", "bob"):
        assert total.add(name, ArrayRecord({"w": Array(largest)})) is None
    assert np.isfinite(total.mean()["w"]).all()


def test_a_second_answer_is_ignored(tmp_path: Path) -> None:
    def twice(message: Message) -> list[Message]:
        return [updates(message, full(message, value)) for value in (1.0, 50.0)]

    job = make_job(tmp_path, plan=make_plan_of(1))
    run(ScriptedGrid(NAMES, {("bob", 1): twice}), job)
    assert history(tmp_path)[0]["survivors"] == NAMES
    assert weight(tmp_path) == pytest.approx(1.0)


def test_an_answer_to_no_question_is_ignored(tmp_path: Path) -> None:
    def another(message: Message) -> list[Message]:
        stray = updates(message, full(message, 50.0))
        stray.metadata.__dict__["_reply_to_message_id"] = "message-999"
        return [stray]

    job = make_job(tmp_path, plan=make_plan_of(1))
    run(ScriptedGrid(NAMES, {("bob", 1): another}), job)
    (row,) = history(tmp_path)
    assert row["dropped"] == [{"name": "bob", "code": None, "reason": "no answer in time"}]


def test_a_reply_is_matched_by_its_question_and_not_by_its_source(tmp_path: Path) -> None:
    """Flower reports a dead SuperNode with source node 1, which is Ann's."""

    def dead(message: Message) -> list[Message]:
        reply = Message(Error(code=5, reason="gone"), reply_to=message)
        reply.metadata.__dict__["_src_node_id"] = 1
        return [reply]

    job = make_job(tmp_path, plan=make_plan_of(1))
    run(ScriptedGrid(NAMES, {("cid", 1): dead}), job)
    (row,) = history(tmp_path)
    assert row["survivors"] == ["ann", "bob"]
    assert row["dropped"][0]["name"] == "cid"


def full(message: Message, value: float) -> dict[str, np.ndarray]:
    return {n: np.full_like(a, value) for n, a in received(message).items()}


# --- why, in a simulation --------------------------------------------------------------------


def test_detail_is_there_where_somebody_may_explain(tmp_path: Path) -> None:
    script = {("bob", 1): refuses(Refusal.FAILED), ("cid", 2): silent}
    seen: list[Event] = []
    with observing(seen.append, lambda node, number: f"node {node}, round {number}"):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    first, second = history(tmp_path)
    assert first["dropped"][0]["detail"] == "node 2, round 1"
    assert "detail" not in second["dropped"][0]  # nothing came back, so no journal is its reason
    details = [e.detail for e in seen if isinstance(e, OwnerAnswered) and e.reason]
    assert details == ["node 2, round 1", None]


def test_detail_is_in_the_final_error(tmp_path: Path) -> None:
    script = {(name, 1): refuses(Refusal.FAILED) for name in NAMES}
    with (
        observing(lambda _: None, lambda node, _: f"disk {node} is full"),
        pytest.raises(QuorumError, match="bob: training failed at the owner, disk 2 is full"),
    ):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))


def test_nobody_explains_by_default(tmp_path: Path) -> None:
    script = {("bob", 1): refuses(Refusal.FAILED)}
    run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    assert set(history(tmp_path)[0]["dropped"][0]) == {"name", "code", "reason"}


# --- too few ---------------------------------------------------------------------------------


def test_below_the_quorum_the_last_whole_round_stays(tmp_path: Path) -> None:
    script = {("ann", 2): refuses(Refusal.FAILED), ("bob", 2): silent}
    with pytest.raises(QuorumError) as caught:
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    message = str(caught.value)
    assert "round 2: expected at least 2 owners, 1 succeeded" in message
    assert "ann: training failed at the owner" in message
    assert "bob: no answer in time" in message
    assert caught.value.hint is not None
    assert [row["round"] for row in checkpoint(tmp_path).rounds] == [1]
    assert weight(tmp_path) == pytest.approx(1.0)
    assert not (tmp_path / "result.json").exists()
    assert FakeEvaluator.saved is None


@pytest.mark.parametrize("code", [Refusal.BUDGET, Refusal.POLICY])
def test_refused_by_all_that_failed(tmp_path: Path, code: Refusal) -> None:
    script = {(name, 2): refuses(code) for name in NAMES}
    with pytest.raises(RefusedError, match="round 2: expected at least 2 owners, 0 succeeded"):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    assert [row["round"] for row in history(tmp_path)] == [1]


def test_one_failure_among_refusals_is_a_failure(tmp_path: Path) -> None:
    script = {("ann", 1): refuses(Refusal.BUDGET), ("bob", 1): refuses(Refusal.FAILED)}
    with pytest.raises(QuorumError):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))


# --- joining ---------------------------------------------------------------------------------


def test_a_policy_that_refuses_at_the_join(tmp_path: Path) -> None:
    script = {(name, 0): refuses(Refusal.POLICY) for name in NAMES}
    grid = ScriptedGrid(NAMES, script)
    with pytest.raises(RefusedError, match="joining: expected at least 2 owners, 0 succeeded"):
        run(grid, make_job(tmp_path))
    assert {kind for kind, _, _ in grid.sent} == {"query.join"}
    assert list(tmp_path.iterdir()) == []


def test_an_owner_that_does_not_join_is_said_to_be_missing(tmp_path: Path) -> None:
    seen: list[Event] = []
    grid = ScriptedGrid(NAMES, {("bob", 0): refuses(Refusal.POLICY)})
    with observing(seen.append):
        run(grid, make_job(tmp_path))
    for row in history(tmp_path):
        assert row["survivors"] == ["ann", "cid"]
        assert row["dropped"] == [{"name": "bob", "code": None, "reason": "did not join the run"}]
    (event,) = [e for e in seen if isinstance(e, OwnerAnswered) and e.reason]
    assert (event.round, event.name) == (0, "node 2")
    assert ("train", "bob", 1) not in grid.sent


@pytest.mark.parametrize("name", ["eve", "ann", "None"])
def test_an_unknown_or_second_name_is_refused(tmp_path: Path, name: str) -> None:
    grid = ScriptedGrid(NAMES, {("bob", 0): joins(name)})
    with pytest.raises(JobError, match=f"owner '{name}' answered"):
        run(grid, make_job(tmp_path))
    assert not any(kind == "train" for kind, _, _ in grid.sent)


def test_an_answer_without_a_name_is_refused(tmp_path: Path) -> None:
    grid = ScriptedGrid(NAMES, {("bob", 0): lambda m: [Message(RecordDict(), reply_to=m)]})
    with pytest.raises(JobError, match="owner 'None' answered"):
        run(grid, make_job(tmp_path))


def test_owners_that_never_connect(tmp_path: Path) -> None:
    with pytest.raises(QuorumError, match="expected 3 owners, 2 are connected"):
        run(ScriptedGrid(NAMES[:2]), make_job(tmp_path))


# --- going on --------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", ["fedavg", "fedavgm", "fedadam", "fedyogi"])
def test_resumed_is_as_never_interrupted(tmp_path: Path, optimizer: Any) -> None:
    script = {("ann", 1): trains(1.0), ("ann", 2): trains(-2.0), ("ann", 3): trains(0.5)}
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    for folder in (whole, cut):
        folder.mkdir()
    changes = {"plan": make_plan_of(3), "server": OptimizerSpec(optimizer, 0.5)}
    run(ScriptedGrid(NAMES, script), make_job(whole, **changes))
    broken = script | {(name, 2): silent for name in NAMES}
    first = ScriptedGrid(NAMES, broken)
    with pytest.raises(QuorumError):
        run(first, make_job(cut, **changes))
    grid = ScriptedGrid(NAMES, script, first.books)
    run(grid, make_job(cut, **changes))
    assert {number for kind, _, number in grid.sent if kind == "train"} == {2, 3}
    assert [row["round"] for row in history(cut)] == [1, 2, 3]
    assert [row["f1"] for row in history(cut)] == [row["f1"] for row in history(whole)]
    assert weight(cut) == weight(whole)


def test_a_history_that_a_crash_left_behind_is_mended(tmp_path: Path) -> None:
    first = ScriptedGrid(NAMES)
    run(first, make_job(tmp_path))
    path = tmp_path / "history.jsonl"
    whole = path.read_text()
    path.write_text(whole.splitlines(keepends=True)[0])
    grid = ScriptedGrid(NAMES, books=first.books)
    run(grid, make_job(tmp_path))
    assert path.read_text() == whole
    assert not any(kind == "train" for kind, _, _ in grid.sent)


def test_the_checkpoint_of_another_run_is_refused(tmp_path: Path) -> None:
    run(ScriptedGrid(NAMES), make_job(tmp_path))
    with pytest.raises(JobError, match="belongs to run 'run-1'"):
        run(ScriptedGrid(NAMES), make_job(tmp_path, run_id="run-2"))


# --- ledgers ---------------------------------------------------------------------------------


def kept(folder: Path, name: str) -> list[int]:
    """Sizes of the heads of an owner's ledger that the coordinator kept, in their order."""
    heads = anchor.load(folder / anchor.HEADS_FILE)
    assert all(head.witness_key == public_hex(COORDINATOR_KEY) for head in heads)
    return [h.head.size for h in heads if h.head.ledger == PaperLedger(name).ledger]


def test_every_head_is_kept_and_comes_back(tmp_path: Path) -> None:
    grid = ScriptedGrid(NAMES)
    run(grid, make_job(tmp_path, plan=make_plan_of(3)))
    for name in NAMES:
        # Each has what it showed with its first update and its second, and the last at the end.
        assert kept(tmp_path, name) == [3, 5, 7]
        assert [head.head.size for head in grid.books[name].kept] == [3, 5, 7]
    assert [kind for kind, _, _ in grid.sent].count(WITNESS_QUERY) == 3
    assert grid.sent[-1][0] == WITNESS_QUERY


def test_who_is_gone_at_the_end_changes_nothing(tmp_path: Path) -> None:
    script = {("ann", WITNESSED): silent, ("bob", WITNESSED): refuses(Refusal.LEDGER)}
    run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    assert (tmp_path / "result.json").exists()
    assert [row["dropped"] for row in history(tmp_path)] == [[], []]


def test_a_late_owner_s_head_continues_what_was_seen_of_it(tmp_path: Path) -> None:
    """Its ledger went on without an answer: two rounds lie between two heads."""
    grid = ScriptedGrid(NAMES, {("bob", 2): silent})
    run(grid, make_job(tmp_path, plan=make_plan_of(3)))
    assert [row["survivors"] for row in history(tmp_path)] == [NAMES, ["ann", "cid"], NAMES]
    assert kept(tmp_path, "bob") == [3, 7]


def rewritten(name: str, size: int, since: int) -> PaperLedger:
    """A ledger of the same key and name with other entries."""
    book, found = PaperLedger(name), PaperLedger(name, "rewritten")
    found.ledger = book.ledger
    found.grow(size - 1)
    return found


# What Bob, whose head of 3 entries was countersigned, shows instead in round 2.
DECEPTIONS: dict[str, tuple[Callable[[Message], str], str]] = {
    "went back": (
        lambda _: receipt_to_json(PaperLedger("bob").receipt()),
        "at least 3 entries, found 1: it went back",
    ),
    "rewritten": (
        lambda _: receipt_to_json(rewritten("bob", 5, 3).receipt(3)),
        "entries before 3 are not those that were witnessed",
    ),
    "rewritten, as long as before": (
        lambda _: receipt_to_json(rewritten("bob", 3, 3).receipt(3)),
        "entries before 3 are not those that were witnessed",
    ),
    "without a proof": (
        lambda _: receipt_to_json(replace(grown("bob", 5).receipt(3), proof=())),
        "entries before 3 are not those that were witnessed",
    ),
    "a proof from the beginning": (
        lambda _: receipt_to_json(grown("bob", 5).receipt(0)),
        "entries before 3 are not those that were witnessed",
    ),
    "a proof of another ledger": (
        lambda _: receipt_to_json(
            replace(grown("bob", 5).receipt(3), proof=rewritten("bob", 5, 3).receipt(3).proof)
        ),
        "entries before 3 are not those that were witnessed",
    ),
    "another ledger": (
        lambda _: receipt_to_json(OTHER),
        "expected the ledger that this owner showed before",
    ),
    "a signature of other bytes": (
        lambda _: changed(grown("bob", 5).receipt(3), time_ms=0),
        "expected the signature of its owner",
    ),
}


def grown(name: str, size: int) -> PaperLedger:
    book = PaperLedger(name)
    book.grow(size - 1)
    return book


@pytest.mark.parametrize("kind", DECEPTIONS)
def test_who_shows_another_past_is_dropped_and_named(tmp_path: Path, kind: str) -> None:
    receipt, why = DECEPTIONS[kind]
    grid = ScriptedGrid(NAMES, {("bob", 2): shows(receipt)})
    seen: list[Event] = []
    with observing(seen.append):
        run(grid, make_job(tmp_path, plan=make_plan_of(3)))
    first, second, third = history(tmp_path)
    assert first["survivors"] == third["survivors"] == NAMES
    assert second["survivors"] == ["ann", "cid"]
    (dropped,) = second["dropped"]
    assert (dropped["name"], dropped["code"]) == ("bob", 1005)
    assert dropped["reason"].startswith("its ledger: ")
    assert why in dropped["reason"]
    assert [row["f1"] for row in (first, second, third)] == [1.0, 2.0, 3.0]  # nothing was added
    (event,) = [e for e in seen if isinstance(e, OwnerAnswered) and e.reason is not None]
    assert (event.round, event.name, event.reason) == (2, "bob", dropped["reason"])
    assert kept(tmp_path, "bob") == [3, 7]  # what it showed was not countersigned


def test_a_true_head_with_a_useless_update_is_kept(tmp_path: Path) -> None:
    """It was charged for it: the next head continues this one."""
    bad = sends(lambda a: a | {"x": a["b"]})
    run(ScriptedGrid(NAMES, {("bob", 1): bad}), make_job(tmp_path))
    assert kept(tmp_path, "bob") == [3, 5]
    assert history(tmp_path)[0]["dropped"][0]["code"] == 1001


@pytest.mark.parametrize("kind", DECEPTIONS)
def test_when_all_do_the_run_ends_unverified(tmp_path: Path, kind: str) -> None:
    receipt, why = DECEPTIONS[kind]
    script = {("bob", 2): shows(receipt)}
    with pytest.raises(UnverifiedError) as caught:
        run(ScriptedGrid(["bob"], script), alone(tmp_path))
    assert "round 2: expected at least 1 owners, 0 succeeded (bob: its ledger: " in str(
        caught.value
    )
    assert why in str(caught.value)
    assert caught.value.hint is not None
    assert [row["round"] for row in history(tmp_path)] == [1]


def alone(folder: Path, **changes: Any) -> Job:
    return make_job(folder, owners=(DeclaredOwner("bob", 20),), quorum=1, **changes)


@pytest.mark.parametrize("other", [Refusal.LEDGER, Refusal.STORE])
def test_an_owner_s_own_doubt_counts_as_well(tmp_path: Path, other: Refusal) -> None:
    script = {("ann", 1): refuses(Refusal.LEDGER), ("bob", 1): refuses(other)}
    with pytest.raises(UnverifiedError, match="ann: the owner's privacy ledger can't be relied on"):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))


def test_with_another_reason_beside_it_is_another_end(tmp_path: Path) -> None:
    script = {("ann", 1): refuses(Refusal.LEDGER), ("bob", 1): refuses(Refusal.BUDGET)}
    with pytest.raises(RefusedError):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    script = {("ann", 1): refuses(Refusal.LEDGER), ("bob", 1): silent}
    with pytest.raises(QuorumError):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path / "second"))


@pytest.mark.parametrize(
    "receipt",
    [
        lambda _: "",
        lambda _: None,
        lambda _: changed(PaperLedger("bob").receipt(), owner_signature="0" * 128),
    ],
)
def test_who_joins_without_a_true_head_does_not_take_part(
    tmp_path: Path, receipt: Callable[[Message], object]
) -> None:
    grid = ScriptedGrid(NAMES, {("bob", 0): joins_with(receipt)})
    seen: list[Event] = []
    with observing(seen.append):
        run(grid, make_job(tmp_path))
    (event,) = [e for e in seen if isinstance(e, OwnerAnswered) and e.reason]
    assert (event.round, event.name) == (0, "bob")
    assert event.reason is not None
    assert event.reason.startswith("its ledger: ")
    assert ("train", "bob", 1) not in grid.sent
    assert all(row["survivors"] == ["ann", "cid"] for row in history(tmp_path))


def joins_with(receipt: Callable[[Message], object]) -> Answer:
    def answer(message: Message) -> list[Message]:
        if receipt(message) is None:
            return Bare(joins("bob")(message))
        return shows(receipt, "bob")(message)

    return answer


# --- ledgers of a run that goes on -----------------------------------------------------------


def interrupted(folder: Path, script: dict[tuple[str, int], Answer]) -> ScriptedGrid:
    """A run whose second round failed: of each ledger a head of 3 entries was countersigned."""
    grid = ScriptedGrid(NAMES, script | {(name, 2): silent for name in NAMES})
    with pytest.raises(QuorumError):
        run(grid, make_job(folder))
    return grid


def test_the_last_heads_outlive_the_coordinator(tmp_path: Path) -> None:
    first = interrupted(tmp_path, {})
    seen: dict[str, int] = {}

    def told(name: str) -> Answer:
        def answer(message: Message) -> list[Message]:
            head = head_of(message)
            assert head is not None
            seen[name] = head.head.size
            return trains(1.0)(message)

        return answer

    run(ScriptedGrid(NAMES, {(n, 2): told(n) for n in NAMES}, first.books), make_job(tmp_path))
    assert seen == dict.fromkeys(NAMES, 3)
    for name in NAMES:
        assert kept(tmp_path, name) == [3, 7]


def copied_back(grid: ScriptedGrid, name: str) -> dict[str, PaperLedger]:
    return grid.books | {name: PaperLedger(name)}


def test_one_that_was_copied_back_in_between_does_not_take_part(tmp_path: Path) -> None:
    first = interrupted(tmp_path, {})
    grid = ScriptedGrid(NAMES, books=copied_back(first, "bob"))
    seen: list[Event] = []
    with observing(seen.append):
        run(grid, make_job(tmp_path))
    (event,) = [e for e in seen if isinstance(e, OwnerAnswered) and e.reason]
    assert (event.round, event.name) == (0, "bob")
    assert "expected a ledger of at least 3 entries, found 1: it went back" in str(event.reason)
    assert ("train", "bob", 2) not in grid.sent
    assert history(tmp_path)[1]["survivors"] == ["ann", "cid"]


def test_nor_does_one_that_is_another(tmp_path: Path) -> None:
    first = interrupted(tmp_path, {})
    books = first.books | {"bob": grown_of("bob", "another", 9)}
    grid = ScriptedGrid(NAMES, books=books)
    run(grid, make_job(tmp_path))
    assert ("train", "bob", 2) not in grid.sent
    assert checkpoint(tmp_path).ledgers["bob"] == PaperLedger("bob").ledger


def grown_of(name: str, edition: str, size: int) -> PaperLedger:
    book = PaperLedger(name, edition)
    book.grow(size - 1)
    return book


@pytest.mark.parametrize("how", ["copied back", "another"])
def test_when_all_were_the_run_ends_unverified_and_asks_nobody(tmp_path: Path, how: str) -> None:
    interrupted(tmp_path, {})
    books = {
        name: PaperLedger(name) if how == "copied back" else grown_of(name, "another", 9)
        for name in NAMES
    }
    grid = ScriptedGrid(NAMES, books=books)
    with pytest.raises(UnverifiedError, match="joining: expected at least 2 owners, 0 succeeded"):
        run(grid, make_job(tmp_path))
    assert {kind for kind, _, _ in grid.sent} == {"query.join"}


def test_two_owners_have_two_ledgers(tmp_path: Path) -> None:
    """One ledger under two names would be one budget for two owners' persons, or a copy."""
    grid = ScriptedGrid(NAMES)
    grid.books["bob"] = grid.books["ann"]
    seen: list[Event] = []
    with observing(seen.append):
        run(grid, make_job(tmp_path))
    (event,) = [e for e in seen if isinstance(e, OwnerAnswered) and e.reason]
    assert (event.round, event.name) == (0, "bob")
    assert "expected a ledger of its own" in str(event.reason)
    assert all(row["survivors"] == ["ann", "cid"] for row in history(tmp_path))


def test_a_rewritten_one_is_found_with_its_first_update(tmp_path: Path) -> None:
    """It is long enough to join: only the proof, from the head that it is told, gives it away."""
    first = interrupted(tmp_path, {})
    false = rewritten("bob", 9, 3)
    script = {
        ("bob", 0): shows(lambda _: receipt_to_json(false.receipt()), "bob"),
        ("bob", 2): shows(lambda _: receipt_to_json(false.receipt(3))),
    }
    run(ScriptedGrid(NAMES, script, first.books), make_job(tmp_path))
    second = history(tmp_path)[1]
    assert second["survivors"] == ["ann", "cid"]
    assert second["dropped"][0]["name"] == "bob"
    assert "not those that were witnessed" in second["dropped"][0]["reason"]


def test_an_owner_that_joins_late_may_bring_any_ledger(tmp_path: Path) -> None:
    first = interrupted(tmp_path, {("bob", 0): refuses(Refusal.POLICY)})
    run(ScriptedGrid(NAMES, books=first.books), make_job(tmp_path))
    assert history(tmp_path)[1]["survivors"] == NAMES
    assert checkpoint(tmp_path).ledgers["bob"] == PaperLedger("bob").ledger


# --- memory ----------------------------------------------------------------------------------


def test_one_accumulator_whatever_the_number_of_owners() -> None:
    like = {"w": np.zeros(250_000, np.float32)}  # 1 MB
    owners = tuple(DeclaredOwner(f"owner-{i}", 1) for i in range(40))
    update = ArrayRecord({"w": Array(np.ones(250_000, np.float32))})

    def peak(count: int) -> int:
        tracemalloc.start()
        total = WeightedSum({o.name: 1 for o in owners}, like)
        for owner in owners[:count]:
            assert total.add(owner.name, update) is None
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few, many = peak(2), peak(40)
    assert many < few + 250_000  # bytes: a quarter of one update
