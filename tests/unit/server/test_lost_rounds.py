"""Rounds whose sum can't be had, or is one that honest owners can't have sent: dropped, said so,
and tried again from the last model as long as there are spare rounds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flwr.app import Message
from support.coordinator_runs import (
    NAMES,
    FakeEvaluator,
    assert_model_is_that_of_the_words,
    checkpoint,
    history,
    plan_of,
    result,
    run,
    weight,
)
from support.jobs import make_job
from support.paper_owner import TRAIN, PaperOwner, asked
from support.scripted_grid import (
    Answer,
    Script,
    ScriptedGrid,
    contents_are,
    flip,
    lost,
    once,
    refuses,
    silent,
    trains,
)

from exchange.refusals import Refusal
from exchange.task import CONFIRM_QUERY, REQUEST_KEY, UNMASK_KEY, UNMASK_QUERY
from privacy.quantize import Quantizer
from privacy.secagg import keys
from privacy.secagg.masks import Words
from privacy.secagg.messages import Unmask
from server.errors import QuorumError
from server.observer import Event, RoundEnded, RoundLost

pytestmark = pytest.mark.usefixtures("fakes")


def edge_everywhere(words: Words, quantizer: Quantizer) -> None:
    words[:-1] = quantizer.limit


def two_owners(words: Words, _: Quantizer) -> None:
    words[-1] = 2


def no_owner(words: Words, _: Quantizer) -> None:
    words[-1] = 0


def most_negative(words: Words, _: Quantizer) -> None:
    words[0] = 1 << 31


def opens_false_shares(owner: PaperOwner, message: Message) -> list[Message]:
    """Signed by a survivor, and wrong."""
    answer = Unmask.decode(owner.session.unmask(asked(message, REQUEST_KEY), owner.book.key))
    false = tuple((other, kind, flip(-1)(share)) for other, kind, share in answer.shares)
    body = replace(answer, shares=false).body()
    signed = body + keys.sign(owner.book.key, Unmask.CONTEXT, body)
    return [owner.reply(message, {UNMASK_KEY: signed})]


def opens_nothing(owner: PaperOwner, message: Message) -> list[Message]:
    answer = Unmask.decode(owner.session.unmask(asked(message, REQUEST_KEY), owner.book.key))
    body = replace(answer, shares=()).body()
    signed = body + keys.sign(owner.book.key, Unmask.CONTEXT, body)
    return [owner.reply(message, {UNMASK_KEY: signed})]


# What goes wrong, each time that it is asked: (owner, stage) -> answer, and the reason.
LOSSES: dict[str, tuple[dict[tuple[str, str], Answer], str]] = {
    "too few confirm": (
        {("ann", CONFIRM_QUERY): silent, ("bob", CONFIRM_QUERY): refuses(Refusal.SESSION)},
        "round: expected 2 confirmations, 1 came",
    ),
    "too few confirm rightly": (
        {(name, CONFIRM_QUERY): contents_are(flip(-1)) for name in ("ann", "cid")},
        "round: expected 2 confirmations, 1 came",
    ),
    "too few open": (
        {("ann", UNMASK_QUERY): silent, ("bob", UNMASK_QUERY): lost},
        "round: owner 1: expected 2 shares, 1 came",
    ),
    "they open nothing": (
        {("ann", UNMASK_QUERY): opens_nothing, ("bob", UNMASK_QUERY): opens_nothing},
        "round: owner 1: expected 2 shares, 1 came",
    ),
    "a false share": (
        {("bob", UNMASK_QUERY): opens_false_shares},
        "round: owner 1: its seed isn't the committed one",
    ),
    "a false share of who dropped out": (
        {("ann", TRAIN): silent, ("bob", UNMASK_QUERY): opens_false_shares},
        "round: owner 1: its mask key isn't the advertised one",
    ),
    "counts for two": (
        {("bob", TRAIN): trains(1.0, two_owners)},
        "round: the count of survivors is wrong: a vector was false",
    ),
    "counts for none": (
        {("bob", TRAIN): trains(1.0, no_owner)},
        "round: the count of survivors is wrong: a vector was false",
    ),
    "a poisoned vector": (
        {("ann", TRAIN): trains(0.0, edge_everywhere)},
        "the sum's norm is larger than honest owners can have sent",
    ),
    "a coordinate out of range": (
        {("ann", TRAIN): trains(0.0, most_negative), ("bob", TRAIN): silent},
        "the sum is larger than so many owners can have sent",
    ),
}


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("kind", LOSSES)
def test_it_is_dropped_and_tried_again_from_the_last_model(
    tmp_path: Path, kind: str, number: int
) -> None:
    answers, reason = LOSSES[kind]
    script: Script = {(name, number, stage): once(a) for (name, stage), a in answers.items()}
    grid, job = ScriptedGrid(NAMES, script), make_job(tmp_path)
    seen = run(grid, job)
    events = [event for event in seen if isinstance(event, RoundLost | RoundEnded)]
    assert [type(event) for event in events].index(RoundLost) == number - 1
    assert events[number - 1] == RoundLost(number, reason)
    assert result(tmp_path)["lost"] == [{"round": number, "reason": reason}]
    assert [row["survivors"] for row in history(tmp_path)] == [NAMES, NAMES]
    assert_model_is_that_of_the_words(grid, job)
    tries = [round_ for round_ in grid.owners["cid"].rounds if round_.round == number]
    assert len(tries) == 2
    assert tries[0].model == tries[1].model  # nothing of the first is in what the second began with
    assert tries[0].vector < tries[1].vector  # and it has a key set of its own
    assert len(grid.owners["cid"].sessions) == 1


@pytest.mark.parametrize("spare", [0, 1, 2])
@pytest.mark.parametrize("kind", LOSSES)
def test_without_a_spare_round_the_run_ends(tmp_path: Path, kind: str, spare: int) -> None:
    answers, reason = LOSSES[kind]
    script: Script = {(name, 2, stage): answer for (name, stage), answer in answers.items()}
    seen: list[Event] = []
    with pytest.raises(QuorumError) as caught:
        run(ScriptedGrid(NAMES, script), make_job(tmp_path, plan=plan_of(2, spare)), seen=seen)
    assert str(caught.value) == f"round 2: {reason}; no spare round is left"
    assert caught.value.hint
    state = checkpoint(tmp_path)
    assert state.lost == [{"round": 2, "reason": reason}] * (spare + 1)
    assert [event for event in seen if isinstance(event, RoundLost)] == [RoundLost(2, reason)] * (
        spare + 1
    )
    assert [row["round"] for row in state.rounds] == [1]
    assert weight(tmp_path) == pytest.approx(1.0, rel=1e-6)
    assert not (tmp_path / "result.json").exists()
    assert FakeEvaluator.saved is None


def test_spare_rounds_are_the_run_s_and_not_the_round_s(tmp_path: Path) -> None:
    script: Script = {("bob", number, TRAIN): once(trains(1.0, two_owners)) for number in (1, 2, 3)}
    with pytest.raises(QuorumError, match=r"round 3: .*; no spare round is left"):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path, plan=plan_of(3, 2)))
    assert [row["round"] for row in checkpoint(tmp_path).lost] == [1, 2, 3]


def test_lost_rounds_outlive_the_coordinator(tmp_path: Path) -> None:
    script: Script = {("bob", 2, TRAIN): trains(1.0, two_owners)}
    first = ScriptedGrid(NAMES, script)
    with pytest.raises(QuorumError):
        run(first, make_job(tmp_path))
    owners = list(first.owners.values())
    second = ScriptedGrid(owners, script)
    with pytest.raises(QuorumError, match="no spare round is left"):  # at once: none came back
        run(second, make_job(tmp_path))
    assert second.asked(TRAIN) == [(name, 2) for name in ("cid", "bob", "ann")]
    third, job = ScriptedGrid(owners), make_job(tmp_path)
    run(third, job)
    assert [row["round"] for row in result(tmp_path)["lost"]] == [2, 2, 2]
    assert_model_is_that_of_the_words(third, job)


def test_too_few_vectors_are_no_lost_round(tmp_path: Path) -> None:
    """Owners who aren't there don't come back for a spare round: the run waits to be resumed."""
    script: Script = {(name, 2, TRAIN): silent for name in ("ann", "bob")}
    with pytest.raises(QuorumError, match="expected at least 2 owners, 1 succeeded"):
        run(ScriptedGrid(NAMES, script), make_job(tmp_path))
    assert checkpoint(tmp_path).lost == []
