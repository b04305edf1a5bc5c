"""Every event in every phase of an owner's side: allowed, answered as before, or refused without a
trace."""

from __future__ import annotations

import os
from itertools import product

import pytest
from support.secagg import join_of, names_of, restarted, terms_of, trusting
from support.secagg_run import KEY, OWNER, recorded

from privacy.errors import ProtocolError
from privacy.secagg.participant import Participant, Phase

JOINED, READY, BEGUN, MASKED, CONFIRMED, OPENED, CLOSED = Phase
IN_WORK = (BEGUN, MASKED, CONFIRMED, OPENED)

# Where an event moves an owner from each phase that allows it.
ALLOWED: dict[str, dict[Phase, Phase]] = {
    "share": {JOINED: READY},
    "share another": {JOINED: READY},
    "begin": {READY: BEGUN},
    "begin a later": dict.fromkeys((READY, *IN_WORK), BEGUN),
    "begin the last": dict.fromkeys((READY, *IN_WORK), BEGUN),
    "mask": {BEGUN: MASKED},
    "confirm": {MASKED: CONFIRMED},
    "confirm another": {MASKED: CONFIRMED},
    "unmask": {CONFIRMED: OPENED},
    "unmask another": {CONFIRMED: OPENED},
    "close": dict.fromkeys(Phase, CLOSED),
}
# The same message once more: the same answer, and nothing moves.
AGAIN: dict[str, tuple[Phase, ...]] = {
    "share": (READY, *IN_WORK),
    "confirm": (CONFIRMED, OPENED),
    "unmask": (OPENED,),
}
table = pytest.mark.parametrize(("event", "phase"), list(product(ALLOWED, Phase)))


def owners(phase: Phase) -> list[Participant]:
    """The owner in this phase: one that never stopped, one that was restarted, one twice."""
    run = recorded()
    again = restarted(run.at(phase), trusting())
    return [run.never_stopped(phase), run.at(phase), again]


def test_the_table_names_every_event() -> None:
    assert set(ALLOWED) == set(recorded().events)


@table
def test_an_event_in_a_phase(event: str, phase: Phase) -> None:
    run = recorded()
    for owner in owners(phase):
        before = owner.to_bytes()
        assert owner.phase is phase
        if phase in ALLOWED[event]:
            run.events[event](owner)
            assert owner.phase is ALLOWED[event][phase]
            assert phase is CLOSED or owner.to_bytes() != before
        elif phase in AGAIN.get(event, ()):
            assert run.events[event](owner) == run.answers[event]
            assert owner.to_bytes() == before
        else:
            with pytest.raises(ProtocolError):
                run.events[event](owner)
            assert owner.to_bytes() == before


@table
def test_an_event_twice(event: str, phase: Phase) -> None:
    """What was allowed is answered the same way, or refused; never done anew."""
    run = recorded()
    if phase not in ALLOWED[event]:
        return
    owner = run.at(phase)
    first = run.events[event](owner)
    before = owner.to_bytes()
    if event.startswith(("begin", "mask")):
        with pytest.raises(ProtocolError):
            run.events[event](owner)
    else:
        assert run.events[event](owner) == first
    assert owner.to_bytes() == before


@pytest.mark.parametrize(
    ("event", "other"),
    [
        ("share", "share another"),
        ("share another", "share"),
        ("begin", "begin"),
        ("begin a later", "begin"),
        ("begin the last", "begin a later"),
        ("confirm", "confirm another"),
        ("confirm another", "confirm"),
        ("unmask", "unmask another"),
        ("unmask another", "unmask"),
    ],
)
def test_another_message_after_the_first_is_refused(event: str, other: str) -> None:
    run = recorded()
    for phase in ALLOWED[event]:
        owner = run.at(phase)
        answer = run.events[event](owner)
        before = owner.to_bytes()
        with pytest.raises(ProtocolError):
            run.events[other](owner)
        assert owner.to_bytes() == before
        if not event.startswith("begin"):
            assert run.events[event](owner) == answer


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("method", ["share", "confirm", "unmask", "begin"])
def test_what_is_no_message_is_refused(phase: Phase, method: str) -> None:
    run = recorded()
    for false in (b"", b"DSA\x01", bytes(200), *run.asked.values()):
        owner = run.at(phase)
        before = owner.to_bytes()
        good = {
            "share": ("roster", "other roster"),
            "confirm": ("survivors", "other survivors"),
            "unmask": ("request", "other request"),
            "begin": ("round", "later", "last"),
        }[method]
        if false in [run.asked[name] for name in good]:
            continue
        with pytest.raises(ProtocolError):
            if method == "begin":
                owner.begin(false, charged=owner.charged)
            elif method == "share":
                owner.share(false, KEY, os.urandom)
            else:
                getattr(owner, method)(false, KEY)
        assert owner.to_bytes() == before


@pytest.mark.parametrize("phase", Phase)
def test_a_refused_mask_leaves_the_words_alone(phase: Phase) -> None:
    run = recorded()
    words = run.words.copy()
    if phase is BEGUN:
        run.at(phase).mask(words, KEY)
        assert (words == run.masked).all()
        return
    with pytest.raises(ProtocolError):
        run.at(phase).mask(words, KEY)
    assert (words == run.words).all()


@pytest.mark.parametrize("phase", Phase)
def test_what_an_owner_says_of_itself(phase: Phase) -> None:
    run = recorded()
    for owner in owners(phase):
        assert owner.terms == run.federation.terms
        assert owner.join == run.session.joins[OWNER - 1].encode()
        assert owner.number == (0 if phase is JOINED else OWNER)
        assert owner.awaits_roster(run.federation.terms.encode()) == (phase is JOINED)
        assert not owner.awaits_roster(terms_of(4).encode())
        assert owner.works_on(run.asked["round"]) == (phase is BEGUN)
        assert owner.repeats(run.asked["round"]) == (phase in (MASKED, CONFIRMED, OPENED))
        assert not owner.works_on(run.asked["later"])
        assert not owner.repeats(run.asked["later"])
        masked = phase in (MASKED, CONFIRMED, OPENED)
        assert owner.upload == (run.answers["mask"] if masked else b"")
        if phase is JOINED:
            with pytest.raises(ProtocolError, match="roster"):
                _ = owner.session
        else:
            assert owner.session == run.session


def test_a_later_vector_answers_only_for_itself() -> None:
    """What was asked about the vector before is refused, also what was answered already."""
    run = recorded()
    for phase in IN_WORK:
        owner = run.at(phase)
        owner.begin(run.asked["later"], charged=owner.charged)
        owner.mask(run.words.copy(), KEY)
        before = owner.to_bytes()
        for event in ("begin", "mask", "confirm", "confirm another", "unmask"):
            with pytest.raises(ProtocolError):
                run.events[event](owner)
        assert owner.to_bytes() == before
        assert not owner.repeats(run.asked["round"])
        assert owner.repeats(run.asked["later"])


def test_an_owner_in_another_session_knows_nothing_of_this_one() -> None:
    run = recorded()
    other = join_of(terms_of(4), names_of(OWNER)[-1])
    before = other.to_bytes()
    with pytest.raises(ProtocolError, match="terms that were joined"):
        other.share(run.asked["roster"], KEY, os.urandom)
    assert other.to_bytes() == before
