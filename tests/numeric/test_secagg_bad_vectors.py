"""Every bad message of the published vectors is refused where it would do harm, or left out.

Beside each stands a control: the message as it should be, or the same one where nothing is wrong
with it, is taken in the same place, so that no case is refused for another reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.secagg_stages import STAGES
from support.secagg_vectors import BAD, GOOD, SESSIONS, Json, message_of, raw, round_of
from vectors.secagg.sessions import NAMES, make_owner

from exchange.errors import RefusedUploadError
from privacy.errors import ProtocolError, RoundLostError
from privacy.secagg.messages import EVALUATION, TRAINING, Roster, Round, Terms

CASES: list[Json] = BAD["cases"]
# What the exchange raises has a type of its own; a sum that is wrong costs the round.
ERRORS: dict[str, type[Exception]] = {"upload": RefusedUploadError, "sum": RoundLostError}
# Thresholds by owners under which such a session is a good one: t, u, m, c and degree.
SOUND = {
    3: (2, 2, 2, 0, 0),
    4: (3, 3, 3, 1, 0),
    5: (4, 4, 4, 1, 0),
    8: (3, 5, 5, 0, 4),
}


def named(case: Json) -> str:
    return str(case["name"])


REFUSED = [case for case in CASES if case["expect"] == "refused"]
LEFT_OUT = [case for case in CASES if case["expect"] == "left_out"]


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_it_is_refused(case: Json) -> None:
    reader = STAGES[case["stage"]](case)
    before = reader.state()
    with pytest.raises(ERRORS.get(case["stage"], ProtocolError)):
        reader.read(raw(case["message"]))
    assert reader.state() == before


@pytest.mark.parametrize("case", LEFT_OUT, ids=named)
def test_it_is_left_out(case: Json) -> None:
    assert STAGES[case["stage"]](case).read(raw(case["message"])) == raw(case["reply"])


def test_no_case_is_passed_over() -> None:
    tested = [case["name"] for case in (*REFUSED, *LEFT_OUT)]
    assert sorted(tested) == sorted(case["name"] for case in CASES)
    assert len(set(tested)) == len(CASES) >= 410
    assert {case["stage"] for case in CASES} == set(STAGES) == set(BAD["stages"])
    # What a context may hold, so that nothing in it is overlooked.
    known = {
        "decode": {"vectors"},
        "terms": set(),
        "roster": {"terms", "join", "owner", "pins", "colluding_pinned", "before"},
        "shares": {"session"},
        "round": {"session", "owner", "next_vector", "before"},
        "upload": {"session", "round", "vector"},
        "survivors": {"session", "owner", "round", "before"},
        "confirmation": {"session", "round", "survivors"},
        "unmask_request": {"session", "owner", "round", "survivors", "before"},
        "unmask": {"session", "round", "survivors"},
        "sum": {"session", "round", "survivors", "vectors", "unmasks"},
    }
    for stage, keys in known.items():
        assert set().union(*(c["context"] for c in CASES if c["stage"] == stage)) == keys
    for case in CASES:
        if "survivors" in case["context"]:
            row = round_of(SESSIONS[case["context"]["session"]], raw(case["context"]["round"]))
            assert case["context"]["survivors"] == row["survivors"]["message"]


def controls(case: Json) -> Iterator[Json]:
    """Cases like this one in which nothing is wrong."""
    given = case["context"]
    if case["stage"] == "decode":
        kinds = (good for good in GOOD["messages"] if good["type"] == case["type"])
        yield case | {"message": next(kinds)["message"]}
    elif case["stage"] == "terms":
        yield case | {"message": SESSIONS["small"]["terms"]["message"]}
    elif case["stage"] == "roster":
        yield _good_roster(case)
    elif case["stage"] == "shares":
        yield case | {"message": SESSIONS[given["session"]]["shares"][0]["message"]}
    elif given.get("before"):
        # It is what came before that makes it bad.
        yield case | {"context": given | {"before": [], "next_vector": 0}}
        if case["stage"] == "round":
            round_ = Round.decode(raw(case["message"]))
            if round_.purpose == EVALUATION:
                training = replace(round_, purpose=TRAINING)
                yield case | {"message": training.encode().hex()}
    elif case["stage"] == "round":
        yield case | {"message": SESSIONS[given["session"]]["rounds"][0]["round"]["message"]}
    else:
        yield _good_answer(case)


def _good_answer(case: Json) -> Json:
    """From the vectors' own round."""
    given, stage = case["context"], case["stage"]
    row = round_of(SESSIONS[given["session"]], raw(given["round"]))
    if stage == "upload":
        shown = row["owners"][0]
        context = given | {"vector": shown["masked"]}
        return case | {"context": context, "message": shown["upload"]}
    if stage == "sum":
        vectors = [
            {"owner": shown["number"], "masked": shown["masked"]}
            for shown in row["owners"]
            if shown["number"] in row["survivors"]["survivors"]
        ]
        unmasks = [unmask["message"] for unmask in row["unmasks"]]
        context = given | {"vectors": vectors, "unmasks": unmasks}
        return case | {"context": context, "message": unmasks[-1]}
    if stage == "survivors":
        return case | {"message": row["survivors"]["message"]}
    rows = {
        "confirmation": "confirmations",
        "unmask_request": "unmask_requests",
        "unmask": "unmasks",
    }
    return case | {"message": message_of(row[rows[stage]], given.get("owner", 1)).hex()}


def _good_roster(case: Json) -> Json:
    """The members and keys of the case, under sound Terms where those were what is wrong."""
    given = case["context"]
    small = SESSIONS["small"]
    if given.get("before"):
        return case | {"context": given | {"before": []}}
    if given["terms"] == small["terms"]["message"]:
        pins = {owner["name"]: owner["identity"] for owner in small["owners"]}
        # c is 1: one owner less than in the case that isn't pinned, or is expected to collude.
        unpinned = case["name"] in ("roster_unpinned", "roster_unpinned_and_colluding")
        if unpinned:
            del pins[NAMES[3]]
        context = given | {"pins": pins, "colluding_pinned": 0 if unpinned else 1}
        return case | {"context": context, "message": small["roster"]}
    # The vectors show one owner's secrets; the others' Joins are made again by the generator.
    owners = len(Roster.decode(raw(case["message"])).joins)
    t, u, m, c, degree = SOUND[owners]
    terms = replace(
        Terms.decode(raw(given["terms"])),
        threshold=t,
        confirmations=u,
        survivors=m,
        colluders=c,
        degree=degree,
    )
    label = case["name"].replace("roster_", "terms_", 1)
    members = [
        make_owner(label, name, place, terms.vectors)
        for place, name in enumerate(NAMES[:owners], 1)
    ]
    joins = [member.join(terms.encode()) for member in members]
    assert members[0].identity.hex() == given["owner"]["identity_private"]
    context = given | {"terms": terms.encode().hex(), "join": joins[0].hex()}
    return case | {
        "context": context,
        "message": Roster(terms.encode(), tuple(joins)).encode().hex(),
    }


def distinct() -> list[Json]:
    """The controls of all cases, each once."""
    found: dict[str, Json] = {}
    for case in CASES:
        for control in controls(case):
            parts = [control[part] for part in ("stage", "type", "context", "message")]
            found.setdefault(json.dumps(parts, sort_keys=True), control)
    return list(found.values())


@pytest.mark.parametrize("case", distinct(), ids=named)
def test_the_control_is_taken(case: Json) -> None:
    STAGES[case["stage"]](case).read(raw(case["message"]))
