"""Messages that get lost, come late, twice, out of order, from the last round or damaged, at each
stage: whoever is not there is left out, and the model is exactly that of the others' words."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flwr.app import Message
from support.coordinator_runs import (
    NAMES,
    assert_model_is_that_of_the_words,
    colluding,
    history,
    job_of,
    kept,
    plan_of,
    result,
    run,
)
from support.jobs import make_job
from support.paper_ledger import PaperLedger
from support.paper_owner import TRAIN, PaperOwner
from support.scripted_grid import (
    Answer,
    Late,
    Script,
    ScriptedGrid,
    as_another,
    contents_are,
    empty,
    flip,
    honest,
    late,
    lost,
    refuses,
    replays,
    silent,
    submits,
    twice,
    without_vector,
)

from exchange.refusals import Refusal
from exchange.task import CONFIRM_QUERY, JOIN_QUERY, SHARE_QUERY, UNMASK_QUERY
from server.errors import ServerError

pytestmark = pytest.mark.usefixtures("fakes")

ALL, OTHERS = NAMES, ["ann", "cid"]
Survivors = tuple[list[str], list[str]]


def survivors_of(folder: Path, script: Script, **network: Any) -> Survivors:
    """Who is in each of two rounds. The run came to its end and added up what it should have."""
    grid, job = ScriptedGrid(NAMES, script, **network), make_job(folder)
    run(grid, job)
    assert_model_is_that_of_the_words(grid, job)
    assert result(folder)["lost"] == []
    for row in history(folder):
        assert sorted(row["survivors"] + [r["name"] for r in row["dropped"]]) == NAMES
    first, second = history(folder)
    return first["survivors"], second["survivors"]


USELESS: dict[str, Answer] = {
    "drop": silent,
    "lost": lost,
    "late": late,
    "refused": refuses(Refusal.FAILED),
    "nothing in it": contents_are(lambda _: None),
    "no bytes": contents_are(lambda _: b""),
    "cut": contents_are(lambda content: content[:-1]),
    "longer": contents_are(lambda content: content + b"\0"),
    "twice as long": contents_are(lambda content: content + content),
    "another version": contents_are(flip(3)),
    "another type": contents_are(flip(4)),
    "another digest": contents_are(flip(5)),
    "another sender": contents_are(flip(38)),
    "another body": contents_are(flip(50)),
    "another signature": contents_are(flip(-1)),
}


@pytest.mark.parametrize("kind", USELESS)
@pytest.mark.parametrize("stage", [JOIN_QUERY, SHARE_QUERY])
def test_who_does_not_come_into_the_session_takes_part_in_no_round(
    tmp_path: Path, stage: str, kind: str
) -> None:
    assert survivors_of(tmp_path, {("bob", 1, stage): USELESS[kind]}) == (OTHERS, OTHERS)


@pytest.mark.parametrize("kind", USELESS)
@pytest.mark.parametrize("stage", [CONFIRM_QUERY, UNMASK_QUERY])
def test_whose_vector_is_there_survives_without_the_rest(
    tmp_path: Path, stage: str, kind: str
) -> None:
    """The other two are enough to confirm and to open; nothing of the third is asked for again."""
    assert survivors_of(tmp_path, {("bob", 1, stage): USELESS[kind]}) == (ALL, ALL)


@pytest.mark.parametrize("stage", [JOIN_QUERY, SHARE_QUERY, TRAIN, CONFIRM_QUERY, UNMASK_QUERY])
def test_an_answer_that_comes_several_times_counts_once(tmp_path: Path, stage: str) -> None:
    assert survivors_of(tmp_path, {(name, 1, stage): twice for name in NAMES}) == (ALL, ALL)


@pytest.mark.parametrize("stage", [CONFIRM_QUERY, UNMASK_QUERY])
def test_the_last_round_s_answer_is_none_for_this_one(tmp_path: Path, stage: str) -> None:
    assert survivors_of(tmp_path, {("bob", 2, stage): replays}) == (ALL, ALL)


@pytest.mark.parametrize("stage", [JOIN_QUERY, SHARE_QUERY])
def test_the_last_session_s_answer_is_none_for_this_one(tmp_path: Path, stage: str) -> None:
    script = {("ann", 1, TRAIN): refuses(Refusal.SESSION), ("bob", 2, stage): replays}
    assert survivors_of(tmp_path, script) == (["bob", "cid"], OTHERS)


@pytest.mark.parametrize(
    ("stage", "there"), [(JOIN_QUERY, OTHERS), (SHARE_QUERY, OTHERS), (CONFIRM_QUERY, ALL),
                         (UNMASK_QUERY, ALL)],
)  # fmt: skip
def test_another_s_answer_counts_for_the_other_at_most(
    tmp_path: Path, stage: str, there: list[str]
) -> None:
    owners = [PaperOwner("ann", 10), PaperOwner("bob", 20), PaperOwner("cid", 70)]
    grid = ScriptedGrid(owners, {("bob", 1, stage): as_another(lambda: owners[0])})
    job = make_job(tmp_path)
    run(grid, job)
    assert [row["survivors"] for row in history(tmp_path)] == [there, there]
    assert_model_is_that_of_the_words(grid, job)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_changes_nothing(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)

    def shuffled(found: list[Message]) -> list[Message]:
        return draw.sample(found, len(found))

    assert survivors_of(tmp_path, {}, order=shuffled) == (ALL, ALL)


# --- training --------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [lost, late])
def test_a_vector_whose_answer_is_missing_counts(tmp_path: Path, answer: Answer) -> None:
    """What is in the sum can't be taken out; the head of its ledger comes with its signature."""
    assert survivors_of(tmp_path, {("bob", 1, TRAIN): answer}) == (ALL, ALL)
    assert kept(tmp_path, "bob") == [3, 5]


def test_a_refusal_after_the_vector_does_not_take_it_back(tmp_path: Path) -> None:
    def fails(owner: PaperOwner, message: Message) -> list[Message]:
        owner.answer(message)
        return refuses(Refusal.FAILED)(owner, message)

    assert survivors_of(tmp_path, {("bob", 1, TRAIN): fails}) == (ALL, ALL)


def damaged(at: int) -> Answer:
    return submits(lambda header, vector: (flip(at)(header), vector))


def sends_what_another_sent(owner: PaperOwner, message: Message) -> list[Message]:
    """Cid's header and vector, which went out first."""
    return submits(lambda _, __: CID.uploads[-1])(owner, message)


CID = PaperOwner("cid", 70, PaperLedger("cid"))
NO_VECTOR: dict[str, Answer] = {
    "drop": silent,
    "empty": empty,
    "an answer alone": without_vector,
    "no header": submits(lambda _, vector: (b"", vector)),
    "a huge header": submits(lambda header, vector: (header * 100, vector)),
    "another type": damaged(4),
    "another session": damaged(5),
    "another round": damaged(40),
    "another sender": damaged(70),
    "another vector": damaged(72),
    "another size": damaged(76),
    "another digest": damaged(80),
    "another signature": damaged(-1),
    "damaged words": submits(lambda header, vector: (header, flip(7)(vector))),
    "a word less": submits(lambda header, vector: (header, vector[:-4])),
    "a byte more": submits(lambda header, vector: (header, vector + b"\0")),
    "nothing": submits(lambda header, _: (header, b"")),
}


@pytest.mark.parametrize("kind", NO_VECTOR)
def test_a_vector_that_does_not_arrive_whole_is_in_no_sum(tmp_path: Path, kind: str) -> None:
    if kind == "empty":  # without a receipt it is out for the rest of the run
        assert survivors_of(tmp_path, {("bob", 1, TRAIN): empty}) == (OTHERS, OTHERS)
        return
    assert survivors_of(tmp_path, {("bob", 1, TRAIN): NO_VECTOR[kind]}) == (OTHERS, ALL)


def test_another_owner_s_vector_is_in_the_sum_once(tmp_path: Path) -> None:
    grid = ScriptedGrid(["ann", "bob", CID], {("bob", 1, TRAIN): sends_what_another_sent})
    job = make_job(tmp_path, plan=plan_of(1))
    run(grid, job)
    (row,) = history(tmp_path)
    assert row["survivors"] == OTHERS
    assert row["dropped"][0]["code"] == Refusal.EXCHANGE
    assert_model_is_that_of_the_words(grid, job)


def test_the_last_round_s_vector_is_not_in_this_sum(tmp_path: Path) -> None:
    def again(owner: PaperOwner, message: Message) -> list[Message]:
        return submits(lambda _, __: owner.uploads[0])(owner, message)

    assert survivors_of(tmp_path, {("bob", 2, TRAIN): again}) == (ALL, OTHERS)


@pytest.mark.parametrize("changed", [False, True], ids=["the same", "another"])
def test_a_second_vector_is_not_in_the_sum(tmp_path: Path, changed: bool) -> None:
    def second(owner: PaperOwner, message: Message) -> list[Message]:
        header, vector = owner.masked(message)
        owner.submit(header, vector)
        other: Callable[[bytes], bytes] = flip(0) if changed else bytes
        owner.submit(header, other(vector))
        return [owner.reply(message)]

    assert survivors_of(tmp_path, {("bob", 1, TRAIN): second}) == (ALL, ALL)


def test_a_vector_that_comes_after_the_end_is_in_no_sum(tmp_path: Path) -> None:
    """It waits at the owner until the round is confirmed: the exchange takes none any more."""
    waiting: list[tuple[bytes, bytes]] = []

    def keeps(owner: PaperOwner, message: Message) -> list[Message]:
        waiting.append(owner.masked(message))
        return Late([owner.reply(message)])

    def sends(owner: PaperOwner, message: Message) -> list[Message]:
        bob = grid.owners["bob"]
        with pytest.raises(Exception, match="no round takes vectors now"):
            bob.submit(*waiting[0])
        return honest(owner, message)

    script: Script = {("bob", 1, TRAIN): keeps, ("ann", 1, CONFIRM_QUERY): sends}
    grid, job = ScriptedGrid(NAMES, script), make_job(tmp_path)
    run(grid, job)
    assert [row["survivors"] for row in history(tmp_path)] == [OTHERS, ALL]
    assert_model_is_that_of_the_words(grid, job)


def test_an_old_answer_to_train_shows_an_old_ledger(tmp_path: Path) -> None:
    """Its head doesn't go on from the one that was countersigned."""
    assert survivors_of(tmp_path, {("bob", 2, TRAIN): replays}) == (ALL, OTHERS)
    assert history(tmp_path)[1]["dropped"][0]["code"] == Refusal.LEDGER


# --- all of it -------------------------------------------------------------------------------

ANYTHING: dict[str, list[Answer]] = {
    JOIN_QUERY: [twice, late, contents_are(flip(60))],
    SHARE_QUERY: [twice, silent, contents_are(flip(-1))],
    TRAIN: [twice, silent, lost, late, without_vector, refuses(Refusal.SESSION), damaged(-1)],
    CONFIRM_QUERY: [twice, silent, late, contents_are(flip(6)), refuses(Refusal.FAILED)],
    UNMASK_QUERY: [twice, silent, late, contents_are(flip(-3)), refuses(Refusal.SESSION)],
}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_goes_wrong_the_model_is_that_of_the_survivors_words(
    tmp_path: Path, seed: int
) -> None:
    """Six owners, of whom one may collude; each message fails with a chance of one in eight. The
    run ends well or with an error of its own, and what it kept is right either way."""
    draw = random.Random(seed)
    names = [f"owner-{i}" for i in range(6)]
    script = {
        (name, number, stage): draw.choice(answers)
        for name in names
        for number in (1, 2, 3, 4)
        for stage, answers in ANYTHING.items()
        if draw.random() < 1 / 8
    }

    def shuffled(found: list[Message]) -> list[Message]:
        return draw.sample(found, len(found))

    grid = ScriptedGrid(names, script, order=shuffled)
    job = job_of(tmp_path, names, quorum=3, plan=plan_of(4, 2), aggregation=colluding(1))
    try:
        run(grid, job)
    except ServerError as error:
        assert "expected at least 4 owners" in str(error) or "no spare round" in str(error)
    if (tmp_path / "checkpoint.vault").exists():
        assert_model_is_that_of_the_words(grid, job)
