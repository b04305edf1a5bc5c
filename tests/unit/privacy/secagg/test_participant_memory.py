"""What an owner keeps over a restart, what it forgets, and what it makes of a damaged state."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from support.secagg import join_of, names_of, terms_of, trusting
from support.secagg_run import KEY, Run, key_set, recorded, refused

from privacy.errors import ProtocolError, RuleError
from privacy.secagg.messages import EVALUATION
from privacy.secagg.participant import Participant, Phase

WITH_KEYS = tuple(phase for phase in Phase if phase is not Phase.CLOSED)


@pytest.fixture
def run() -> Run:
    return recorded()


def state_of(owner: Participant) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(owner.to_bytes())
    return found


def secrets_of(run: Run, vector: int) -> list[str]:
    """One vector's secrets, as they would stand in a state."""
    found = key_set(run.at(Phase.JOINED), vector)
    return [secret.hex() for secret in (found.channel, found.mask, found.seed)]


def kept(owner: Participant, run: Run) -> list[int]:
    """The vectors whose secrets are in the state; each is there whole, or not at all."""
    content = owner.to_bytes().decode()
    there = []
    for vector in range(3):
        parts = {secret in content for secret in secrets_of(run, vector)}
        assert len(parts) == 1
        if parts == {True}:
            there.append(vector)
    assert there == [n for n, found in enumerate(state_of(owner)["key_sets"]) if found]
    return there


def outcome(owner: Participant, event: Callable[[Participant], object]) -> tuple[object, bytes]:
    try:
        answer: object = event(owner)
    except ProtocolError as error:
        answer = str(error)
    return answer, owner.to_bytes()


@pytest.mark.parametrize("phase", Phase)
def test_a_state_is_the_same_once_more(run: Run, phase: Phase) -> None:
    owner = run.at(phase)
    assert owner.to_bytes() == run.kept[phase] == run.never_stopped(phase).to_bytes()


@pytest.mark.parametrize(("phase", "event"), list(product(Phase, recorded().events)))
def test_a_restarted_owner_answers_as_one_that_never_stopped(
    run: Run, phase: Phase, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)  # so that both deal the same shares
    found = outcome(run.at(phase), run.events[event])
    assert found == outcome(run.never_stopped(phase), run.events[event])


def test_a_session_with_a_restart_after_every_answer(run: Run) -> None:
    owner = run.at(Phase.READY)
    for event in ("begin", "mask", "confirm", "unmask"):
        answer = run.events[event](owner)
        assert answer == run.answers.get(event, answer)
        owner = Participant.from_bytes(owner.to_bytes(), trusting())
    assert owner.phase is Phase.OPENED


def test_what_is_charged_is_kept(run: Run) -> None:
    owner = run.at(Phase.READY)
    owner.charged = 7
    again = Participant.from_bytes(owner.to_bytes(), trusting())
    assert again.charged == 7
    for wrong in (0, 6, 8):
        refused(again, lambda n=wrong: again.begin(run.asked["round"], charged=n), "ledger")  # type: ignore[misc]
    again.begin(run.asked["round"], charged=7)


def test_a_state_that_was_copied_back_is_refused(run: Run) -> None:
    """It is one training behind the ledger, so it would mask another vector with the same keys."""
    later = run.at(Phase.OPENED)
    for old in (Phase.JOINED, Phase.READY):
        owner = run.at(old)
        assert owner.charged < later.charged
        if old is Phase.READY:
            message = run.asked["round"]
            refused(owner, lambda o=owner, m=message: o.begin(m, charged=later.charged), "ledger")  # type: ignore[misc]


def test_evaluated_models_are_kept_in_the_state(run: Run) -> None:
    owner = run.at(Phase.READY)
    owner.begin(run.round(vector=0, purpose=EVALUATION, model=b"e" * 32), charged=0)
    assert state_of(owner)["evaluated"] == [(b"e" * 32).hex()]
    owner.begin(run.round(model=b"t" * 32), charged=0)
    assert state_of(owner)["evaluated"] == [(b"e" * 32).hex()]


# What is forgotten.


@pytest.mark.parametrize(
    ("phase", "vectors"),
    [
        (Phase.JOINED, [0, 1, 2]),
        (Phase.READY, [0, 1, 2]),
        (Phase.BEGUN, [0, 1, 2]),
        (Phase.MASKED, [0, 1, 2]),
        (Phase.CONFIRMED, [0, 1, 2]),
        (Phase.OPENED, [1, 2]),
        (Phase.CLOSED, []),
    ],
)
def test_key_sets_go_when_they_were_used(run: Run, phase: Phase, vectors: list[int]) -> None:
    assert kept(run.at(phase), run) == vectors


@pytest.mark.parametrize("phase", [p for p in WITH_KEYS if p is not Phase.JOINED])
@pytest.mark.parametrize(("event", "vectors"), [("begin a later", [1, 2]), ("begin the last", [2])])
def test_key_sets_go_when_a_later_vector_begins(
    run: Run, phase: Phase, event: str, vectors: list[int]
) -> None:
    owner = run.at(phase)
    run.events[event](owner)
    assert kept(owner, run) == vectors


def test_shares_that_were_opened_go_with_the_next_vector(run: Run) -> None:
    owner = run.at(Phase.OPENED)
    answer = run.answers["unmask"].hex()
    assert answer in owner.to_bytes().decode()
    run.events["begin a later"](owner)
    assert answer not in owner.to_bytes().decode()


@pytest.mark.parametrize("phase", Phase)
def test_nothing_secret_is_left_of_a_closed_session(run: Run, phase: Phase) -> None:
    owner = run.at(phase)
    owner.close()
    state = state_of(owner)
    assert kept(owner, run) == []
    assert state["key_sets"] == [None] * 3
    assert state["vector"] is None
    assert state["shares"] == ""
    for answer in ("share", "unmask"):
        assert run.answers[answer].hex() not in owner.to_bytes().decode()


def test_the_signing_key_is_no_part_of_a_state(run: Run) -> None:
    for phase in Phase:
        assert KEY.private_bytes_raw().hex() not in run.kept[phase].decode()


# Rules that were tightened since.


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize(
    "changes",
    [{"threshold_min": 4}, {"survivors_min": 4}, {"modulus_bits": (16,)}],
    ids=lambda changes: next(iter(changes)),
)
def test_tighter_rules_on_terms_apply(run: Run, phase: Phase, changes: dict[str, Any]) -> None:
    with pytest.raises(RuleError):
        Participant.from_bytes(run.kept[phase], trusting(**changes))


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize(
    "rules",
    [
        trusting(roster_min=5),
        trusting(names_of(3)),
        trusting(pinned_colluders=1),
        trusting(rosters=frozenset({"0" * 64})),
    ],
    ids=["roster_min", "pins", "pinned_colluders", "rosters"],
)
def test_tighter_rules_on_a_roster_apply(run: Run, phase: Phase, rules: Any) -> None:
    if phase is Phase.JOINED:
        owner = Participant.from_bytes(run.kept[phase], rules)  # there is no roster yet
        with pytest.raises(RuleError):
            owner.share(run.asked["roster"], KEY, os.urandom)
    else:
        with pytest.raises(RuleError):
            Participant.from_bytes(run.kept[phase], rules)


def test_tighter_rules_on_a_round_apply(run: Run) -> None:
    message = run.round(active=(1, 2, 3))
    for phase in (Phase.READY, Phase.MASKED, Phase.OPENED):
        owner = Participant.from_bytes(run.kept[phase], trusting(roster_min=4))
        refused(owner, lambda o=owner: o.begin(message, charged=o.charged), "too few")  # type: ignore[misc]
        loose = run.at(phase)
        loose.begin(message, charged=loose.charged)


# Damaged states.


@pytest.mark.parametrize("phase", [Phase.JOINED, Phase.CONFIRMED])
def test_a_state_that_is_cut_off_is_refused(run: Run, phase: Phase) -> None:
    content = run.kept[phase]
    for end in (*range(64), *range(64, len(content), 97), len(content) - 1):
        with pytest.raises(ProtocolError):
            Participant.from_bytes(content[:end], trusting())


@pytest.mark.parametrize(
    "content",
    [
        b"null",
        b"[]",
        b"7",
        b'"text"',
        b"{}",
        b'{"version":1}',
        b"\xff\xfe",
        b"\x00",
        b"[" * 100_000,
        b'{"version":' + b"9" * 5000 + b"}",
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_state_is_refused(content: bytes) -> None:
    with pytest.raises(ProtocolError):
        Participant.from_bytes(content, trusting())


@pytest.mark.parametrize("version", [0, 2, "1", None, [1]])
def test_a_state_of_another_version_is_refused(run: Run, version: object) -> None:
    state = state_of(run.at(Phase.MASKED)) | {"version": version}
    with pytest.raises(ProtocolError, match="version 1"):
        Participant.from_bytes(json.dumps(state).encode(), trusting())


def shown(value: object) -> str:
    return repr(value)[:20]


def damages() -> Iterator[tuple[str, object]]:
    numbers: list[object] = [None, 7, -1, 1.5, float("inf"), float("nan"), True, "zz", [], {}]
    for name in ("phase", "terms", "join", "roster", "shares", "key_sets"):
        yield from ((name, value) for value in numbers)
    yield from (("evaluated", value) for value in (None, 7, True))
    yield from (("charged", value) for value in (None, "zz", [], {}, float("inf"), float("nan")))
    yield from (("vector", value) for value in (7, "zz", [1], {"round": ""}, {"other": ""}))
    yield from (("phase", value) for value in ("", "JOINED", "open"))
    yield from (("terms", value) for value in ("", "00", "44534101"))
    yield from (("key_sets", [value] * 3) for value in (7, "zz", "00", ["00"], {"a": 1}))
    for size in (0, 2, 4):
        yield "key_sets", ["00" * 96] * size


# Read as nothing, or as something that fits no message: the session goes nowhere.
HARMLESS = {
    ("roster", "None"),
    ("roster", "[]"),
    ("roster", "{}"),
    ("vector", "{'round': ''}"),
}


@pytest.mark.parametrize(("name", "value"), list(damages()), ids=shown)
def test_a_state_with_another_value_is_refused(run: Run, name: str, value: object) -> None:
    state = state_of(run.at(Phase.MASKED)) | {name: value}
    content = json.dumps(state).encode()
    if (name, repr(value)) in HARMLESS:
        owner = Participant.from_bytes(content, trusting())
        for event in ("mask", "confirm another", "unmask"):
            refused(owner, lambda e=event: run.events[e](owner))  # type: ignore[misc]
        return
    with pytest.raises(ProtocolError):
        Participant.from_bytes(content, trusting())


@pytest.mark.parametrize("name", [*state_of(recorded().at(Phase.MASKED))])
def test_a_state_that_lacks_a_value_is_refused(run: Run, name: str) -> None:
    state = state_of(run.at(Phase.MASKED))
    del state[name]
    with pytest.raises(ProtocolError):
        Participant.from_bytes(json.dumps(state).encode(), trusting())


def test_a_changed_byte_is_refused_or_read_and_nothing_else(run: Run) -> None:
    """Who keeps a state has authenticated it; here no other error may come of it."""
    content = run.kept[Phase.CONFIRMED]
    for at in (*range(120), *range(120, len(content), 31)):
        for byte in (0, 0x22, 0x39, 0x7A, 0xFF):
            try:
                owner = Participant.from_bytes(
                    content[:at] + bytes([byte]) + content[at + 1 :], trusting()
                )
            except ProtocolError:
                continue
            assert isinstance(owner, Participant)


def test_a_state_of_another_session_is_not_this_ones(run: Run) -> None:
    """The parts of a state belong together: another session's roster doesn't know this owner."""
    other = join_of(terms_of(4), "somebody else")
    state = state_of(other) | {"roster": run.asked["roster"].hex()}
    with pytest.raises(ProtocolError, match="member"):
        Participant.from_bytes(json.dumps(state).encode(), trusting())
