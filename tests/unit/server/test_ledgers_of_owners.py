"""Ledgers in a run: heads are countersigned and come back, and who shows another past is out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flwr.app import Message
from support.clock import FakeClock
from support.coordinator_runs import (
    NAMES,
    assert_model_is_that_of_the_words,
    checkpoint,
    failures,
    history,
    kept,
    plan_of,
    result,
    run,
)
from support.jobs import make_job
from support.paper_ledger import PaperLedger, changed, rewritten
from support.paper_owner import TRAIN, PaperOwner, head_of
from support.scripted_grid import (
    Answer,
    Script,
    ScriptedGrid,
    honest,
    make_owner,
    once,
    refuses,
    shows,
    shows_ledger,
    silent,
    without_vector,
)

from exchange.refusals import Refusal
from exchange.task import CONFIRM_QUERY, JOIN_QUERY, WITNESS_QUERY
from privacy.ledger.heads import receipt_to_json
from server import rounds
from server.errors import QuorumError, UnverifiedError
from server.observer import Event, RoundLost

pytestmark = pytest.mark.usefixtures("fakes")

OTHER = PaperLedger("bob", "another")
OTHERS = ["ann", "cid"]


def test_every_head_is_kept_and_comes_back(tmp_path: Path) -> None:
    grid = ScriptedGrid(NAMES)
    run(grid, make_job(tmp_path, plan=plan_of(3)))
    for name in NAMES:
        # Each is kept as it was shown with a vector, and comes back with the messages after that.
        assert kept(tmp_path, name) == [3, 5, 7]
        assert sorted({head.head.size for head in grid.owners[name].book.kept}) == [3, 5, 7]
        assert grid.owners[name].book.kept[-1].head.size == 7
    assert [kind for kind, _, _ in grid.sent].count(WITNESS_QUERY) == 3
    assert grid.sent[-1][0] == WITNESS_QUERY


def test_who_is_gone_at_the_end_changes_nothing(tmp_path: Path) -> None:
    script: Script = {
        ("ann", 2, WITNESS_QUERY): silent,
        ("bob", 2, WITNESS_QUERY): refuses(Refusal.LEDGER),
    }
    run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    assert (tmp_path / "result.json").exists()
    assert [row["dropped"] for row in history(tmp_path)] == [[], []]


def test_the_last_heads_come_back_even_if_the_last_round_cost_a_session(tmp_path: Path) -> None:
    grid = ScriptedGrid(NAMES, {("bob", 2, TRAIN): refuses(Refusal.SESSION)})
    run(grid, make_job(tmp_path))
    assert grid.asked(WITNESS_QUERY) == [(name, 2) for name in NAMES]
    assert [grid.owners[name].book.kept[-1].head.size for name in NAMES] == [5, 3, 5]


def test_a_late_owner_s_head_continues_what_was_seen_of_it(tmp_path: Path) -> None:
    """Its ledger went on without an answer: two rounds lie between two heads."""
    grid = ScriptedGrid(NAMES, {("bob", 2, TRAIN): silent})
    run(grid, make_job(tmp_path, plan=plan_of(3)))
    assert [row["survivors"] for row in history(tmp_path)] == [NAMES, ["ann", "cid"], NAMES]
    assert kept(tmp_path, "bob") == [3, 7]


def test_a_true_head_without_a_vector_is_kept(tmp_path: Path) -> None:
    """It was charged for it: the next head continues this one."""
    run(ScriptedGrid(NAMES, {("bob", 1, TRAIN): without_vector}), make_job(tmp_path))
    assert kept(tmp_path, "bob") == [3, 5]
    assert history(tmp_path)[0]["dropped"][0]["code"] == 1001


# What Bob, whose head of 3 entries was countersigned, shows instead in round 2.
WENT_BACK = "at least 3 entries, found 1: it went back"
NOT_WITNESSED = "entries before 3 are not those that were witnessed"
DECEPTIONS: dict[str, tuple[Callable[[], str], str]] = {
    "went back": (lambda: receipt_to_json(PaperLedger("bob").receipt()), WENT_BACK),
    "rewritten": (lambda: receipt_to_json(rewritten("bob", 5).receipt(3)), NOT_WITNESSED),
    "rewritten, as long as before": (
        lambda: receipt_to_json(rewritten("bob", 3).receipt(3)),
        NOT_WITNESSED,
    ),
    "without a proof": (
        lambda: receipt_to_json(replace(PaperLedger("bob", size=5).receipt(3), proof=())),
        NOT_WITNESSED,
    ),
    "a proof from the beginning": (
        lambda: receipt_to_json(PaperLedger("bob", size=5).receipt(0)),
        NOT_WITNESSED,
    ),
    "a proof of another ledger": (
        lambda: receipt_to_json(
            replace(
                PaperLedger("bob", size=5).receipt(3), proof=rewritten("bob", 5).receipt(3).proof
            )
        ),
        NOT_WITNESSED,
    ),
    "another ledger": (
        lambda: receipt_to_json(OTHER.receipt()),
        "expected the ledger that this owner showed before",
    ),
    "a signature of other bytes": (
        lambda: changed(PaperLedger("bob", size=5).receipt(3), time_ms=0),
        "expected the signature of its owner",
    ),
}


@pytest.mark.parametrize("kind", DECEPTIONS)
def test_who_shows_another_past_is_out_and_its_vector_is_in_no_model(
    tmp_path: Path, kind: str
) -> None:
    """A vector that is in the sum can't be taken out: the round is lost and tried without it."""
    receipt, why = DECEPTIONS[kind]
    grid = ScriptedGrid(NAMES, {("bob", 2, TRAIN): shows(lambda _: receipt())})
    job = make_job(tmp_path, plan=plan_of(3))
    seen = run(grid, job)
    rows = history(tmp_path)
    assert [row["survivors"] for row in rows] == [NAMES, ["ann", "cid"], ["ann", "cid"]]
    for row in rows[1:]:
        (dropped,) = row["dropped"]
        assert (dropped["name"], dropped["code"]) == ("bob", 1005)
        assert dropped["reason"].startswith("its ledger: ")
        assert why in dropped["reason"]
    assert [event for event in seen if isinstance(event, RoundLost)] == [
        RoundLost(2, "the ledger of bob does not verify")
    ]
    assert result(tmp_path)["lost"] == [{"round": 2, "reason": "the ledger of bob does not verify"}]
    first, *later = failures(seen)
    assert (first.round, first.name) == (2, "bob")
    assert [(event.round, event.name) for event in later] == [(0, "bob")]  # the new session
    assert kept(tmp_path, "bob") == [3]  # what it showed was not countersigned
    assert_model_is_that_of_the_words(grid, job)


@pytest.mark.parametrize("kind", DECEPTIONS)
def test_when_too_few_are_left_the_run_ends_unverified(tmp_path: Path, kind: str) -> None:
    receipt, why = DECEPTIONS[kind]
    grid = ScriptedGrid(NAMES, {("bob", 2, TRAIN): shows(lambda _: receipt())})
    with pytest.raises(UnverifiedError) as caught:
        run(grid, make_job(tmp_path, quorum=3))
    assert "joining: expected at least 3 owners, 2 succeeded (bob: its ledger: " in str(
        caught.value
    )
    assert why in str(caught.value)
    assert caught.value.hint is not None
    assert [row["round"] for row in history(tmp_path)] == [1]


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
    grid = ScriptedGrid(NAMES, {("bob", 1, JOIN_QUERY): shows(receipt)})
    seen = run(grid, make_job(tmp_path))
    (event,) = failures(seen)
    assert (event.round, event.name) == (0, "bob")
    assert str(event.reason).startswith("its ledger: ")
    assert grid.asked(TRAIN) == [(name, n) for n in (1, 2) for name in ("cid", "ann")]
    assert all(row["survivors"] == ["ann", "cid"] for row in history(tmp_path))


def test_two_owners_have_two_ledgers(tmp_path: Path) -> None:
    """One ledger under two names would be one budget for two owners' persons, or a copy."""
    owners = [make_owner(name) for name in NAMES]
    owners[1].book = owners[0].book
    seen = run(ScriptedGrid(owners), make_job(tmp_path))
    (event,) = failures(seen)
    assert (event.round, event.name) == (0, "bob")
    assert "expected a ledger of its own" in str(event.reason)
    assert all(row["survivors"] == ["ann", "cid"] for row in history(tmp_path))


# --- vectors whose ledger is not shown -------------------------------------------------------


def uploads_and(answer: Answer) -> Answer:
    """Let the vector arrive, and answer otherwise."""

    def upload(owner: PaperOwner, message: Message) -> list[Message]:
        owner.answer(message)
        return answer(owner, message)

    return upload


def shows_false(owner: PaperOwner, message: Message) -> list[Message]:
    return shows_ledger(rewritten("bob", 9), 3)(owner, message)


@pytest.mark.parametrize("answer", [silent, refuses(Refusal.FAILED)], ids=["silent", "refuses"])
def test_its_head_may_come_with_the_confirmation(tmp_path: Path, answer: Answer) -> None:
    grid = ScriptedGrid(NAMES, {("bob", 2, TRAIN): uploads_and(answer)})
    job = make_job(tmp_path, plan=plan_of(3))
    run(grid, job)
    assert [row["survivors"] for row in history(tmp_path)] == [NAMES] * 3
    assert kept(tmp_path, "bob") == [3, 5, 7]
    assert_model_is_that_of_the_words(grid, job)


def test_a_false_one_with_the_confirmation_is_found(tmp_path: Path) -> None:
    """Its vector is in the sum, its answer to `train` was an error: the round is lost."""
    script: Script = {
        ("bob", 2, TRAIN): uploads_and(refuses(Refusal.FAILED)),
        ("bob", 2, CONFIRM_QUERY): shows_false,
    }
    grid, job = ScriptedGrid(NAMES, script), make_job(tmp_path, plan=plan_of(3))
    run(grid, job)
    assert [row["survivors"] for row in history(tmp_path)] == [NAMES, OTHERS, OTHERS]
    assert result(tmp_path)["lost"] == [
        {"round": 2, "reason": "no ledger vouches for the training of bob"}
    ]
    assert "not those that were witnessed" in history(tmp_path)[1]["dropped"][0]["reason"]
    assert kept(tmp_path, "bob") == [3]
    assert_model_is_that_of_the_words(grid, job)


def test_without_one_at_all_the_round_is_lost_and_its_owner_may_come_back(tmp_path: Path) -> None:
    script: Script = {
        ("bob", 2, TRAIN): once(uploads_and(silent)),
        ("bob", 2, CONFIRM_QUERY): once(silent),
    }
    grid, job = ScriptedGrid(NAMES, script), make_job(tmp_path, plan=plan_of(3))
    run(grid, job)
    assert [row["survivors"] for row in history(tmp_path)] == [NAMES] * 3
    assert len(result(tmp_path)["lost"]) == 1
    assert len(grid.owners["bob"].sessions) == 2  # it shows its ledger in the next one
    assert_model_is_that_of_the_words(grid, job)


def test_who_does_so_again_is_out(tmp_path: Path) -> None:
    script: Script = {
        ("bob", number, kind): uploads_and(silent) if kind == TRAIN else silent
        for number in (1, 2, 3)
        for kind in (TRAIN, CONFIRM_QUERY)
    }
    grid, job = ScriptedGrid(NAMES, script), make_job(tmp_path, plan=plan_of(3, 2))
    run(grid, job)
    assert len(result(tmp_path)["lost"]) == 2
    for row in history(tmp_path):
        assert row["survivors"] == OTHERS
        assert row["dropped"][0]["reason"] == "its vector came twice without its ledger's head"
    assert_model_is_that_of_the_words(grid, job)


def test_enough_signatures_don_t_wait_long_for_a_head(tmp_path: Path, clock: FakeClock) -> None:
    script: Script = {
        ("bob", 1, TRAIN): once(uploads_and(refuses(Refusal.FAILED))),
        ("bob", 1, CONFIRM_QUERY): once(silent),
    }
    run(ScriptedGrid(NAMES, script), make_job(tmp_path, round_timeout=3600.0, poll_interval=1.0))
    assert rounds.HEADS_TIMEOUT <= clock.now <= rounds.HEADS_TIMEOUT + 10


# --- ledgers of a run that goes on -----------------------------------------------------------


def interrupted(folder: Path, script: Script) -> list[PaperOwner]:
    """A run whose second round failed: of each ledger a head of 3 entries was countersigned."""
    grid = ScriptedGrid(NAMES, {**script} | {(name, 2, TRAIN): silent for name in NAMES})
    with pytest.raises(QuorumError):
        run(grid, make_job(folder))
    return list(grid.owners.values())


def test_the_last_heads_outlive_the_coordinator(tmp_path: Path) -> None:
    owners = interrupted(tmp_path, {})
    seen: dict[str, int] = {}

    def told(owner: PaperOwner, message: Message) -> list[Message]:
        head = head_of(message)
        assert head is not None
        seen[owner.name] = head.head.size
        return honest(owner, message)

    run(ScriptedGrid(owners, {(n, 2, TRAIN): told for n in NAMES}), make_job(tmp_path))
    assert seen == dict.fromkeys(NAMES, 3)
    for name in NAMES:
        assert kept(tmp_path, name) == [3, 7]


def test_one_that_was_copied_back_in_between_does_not_take_part(tmp_path: Path) -> None:
    owners = interrupted(tmp_path, {})
    owners[1] = make_owner("bob")
    grid = ScriptedGrid(owners)
    seen: list[Event] = run(grid, make_job(tmp_path))
    (event,) = failures(seen)
    assert (event.round, event.name) == (0, "bob")
    assert "expected a ledger of at least 3 entries, found 1: it went back" in str(event.reason)
    assert ("bob", 2) not in grid.asked(TRAIN)
    assert history(tmp_path)[1]["survivors"] == ["ann", "cid"]


def another(name: str) -> PaperOwner:
    owner = make_owner(name)
    owner.book = PaperLedger(name, "another", size=9)
    return owner


def test_nor_does_one_that_is_another(tmp_path: Path) -> None:
    owners = interrupted(tmp_path, {})
    owners[1] = another("bob")
    grid = ScriptedGrid(owners)
    run(grid, make_job(tmp_path))
    assert ("bob", 2) not in grid.asked(TRAIN)
    assert checkpoint(tmp_path).ledgers["bob"] == PaperLedger("bob").ledger


@pytest.mark.parametrize("make", [make_owner, another], ids=["copied back", "another"])
def test_when_all_were_the_run_ends_unverified_and_asks_nobody(
    tmp_path: Path, make: Callable[[str], PaperOwner]
) -> None:
    interrupted(tmp_path, {})
    grid = ScriptedGrid([make(name) for name in NAMES])
    with pytest.raises(UnverifiedError, match="joining: expected at least 2 owners, 0 succeeded"):
        run(grid, make_job(tmp_path))
    assert {kind for kind, _, _ in grid.sent} == {JOIN_QUERY}


def test_a_rewritten_one_is_found_with_its_first_vector(tmp_path: Path) -> None:
    """It is long enough to join: only the proof, from the head that it is told, gives it away."""
    owners = interrupted(tmp_path, {})
    false = rewritten("bob", 9)
    join: Answer = shows_ledger(false)
    script: Script = {("bob", 1, JOIN_QUERY): join, ("bob", 2, TRAIN): shows_ledger(false, 3)}
    grid = ScriptedGrid(owners, script)
    run(grid, make_job(tmp_path))
    second = history(tmp_path)[1]
    assert second["survivors"] == ["ann", "cid"]
    assert second["dropped"][0]["name"] == "bob"
    assert "not those that were witnessed" in second["dropped"][0]["reason"]


def test_an_owner_that_joins_late_may_bring_any_ledger(tmp_path: Path) -> None:
    owners = interrupted(tmp_path, {("bob", 1, JOIN_QUERY): refuses(Refusal.POLICY)})
    run(ScriptedGrid(owners), make_job(tmp_path))
    assert history(tmp_path)[1]["survivors"] == NAMES
    assert checkpoint(tmp_path).ledgers["bob"] == PaperLedger("bob").ledger
