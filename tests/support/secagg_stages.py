"""The stages of the bad vectors: the product, brought to where it is about to get a message."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from support.secagg_vectors import (
    SESSIONS,
    Json,
    collecting,
    confirming,
    decode,
    key_of,
    key_sets_of,
    masked,
    owner_of,
    raw,
    ready,
    rostered,
    unmasking,
)

from exchange.hub import Hub
from privacy.errors import RoundLostError
from privacy.quantize import Quantizer
from privacy.secagg.coordinator import Coordinator
from privacy.secagg.messages import Round, UnmaskRequest
from privacy.secagg.participant import Participant
from privacy.secagg.rules import Rules
from server.receiver import SumReceiver


@dataclass(frozen=True)
class Reader:
    """Who is about to get a case's message, and all that it remembers."""

    read: Callable[[bytes], object]
    state: Callable[[], object]


def rules(**changes: object) -> Rules:
    """Rules that ask for nothing, so that it is the protocol that refuses."""
    free = Rules(roster_min=0, threshold_min=0, survivors_min=0, circle_min=0)
    return replace(free, **changes)  # type: ignore[arg-type]


def at_decode(case: Json) -> Reader:
    vectors = case["context"].get("vectors")
    return Reader(lambda message: decode(case["type"], message, vectors), lambda: None)


def at_terms(_case: Json) -> Reader:
    def read(message: bytes) -> Participant:
        owner = owner_of(SESSIONS["small"], 1)
        return Participant.begin_session(
            message,
            rules(),
            name=owner["name"],
            identity=key_of(owner),
            declared_units=owner["declared_units"],
            entropy=os.urandom,
        )

    return Reader(read, lambda: None)


def at_roster(case: Json) -> Reader:
    given = case["context"]
    pins = {name: raw(key) for name, key in given["pins"].items()}
    allowed = rules(pins=pins, pinned_colluders=given.get("colluding_pinned", 0))
    key = key_of(given["owner"])
    # Not by `begin_session`, which refuses some of these Terms: here the Roster must be refused.
    owner = Participant(
        raw(given["terms"]), raw(given["join"]), key_sets_of(given["owner"]), allowed
    )
    for before in given.get("before", []):
        owner.share(raw(before), key, os.urandom)
    return Reader(lambda message: owner.share(message, key, os.urandom), owner.to_bytes)


def at_shares(case: Json) -> Reader:
    coordinator = rostered(SESSIONS[case["context"]["session"]])
    return Reader(coordinator.add_shares, _memory(coordinator))


def at_round(case: Json) -> Reader:
    given = case["context"]
    owner = ready(SESSIONS[given["session"]], given["owner"])
    begun = [owner.begin(raw(before), charged=0).vector for before in given["before"]]
    assert given["next_vector"] == max(begun, default=-1) + 1
    return Reader(lambda message: owner.begin(message, charged=0), owner.to_bytes)


def at_upload(case: Json) -> Reader:
    given = case["context"]
    coordinator = collecting(SESSIONS[given["session"]], raw(given["round"]))
    hub = Hub()
    hub.open(SumReceiver(coordinator))
    return Reader(lambda message: hub.submit(message, [raw(given["vector"])]), _memory(coordinator))


def at_survivors(case: Json) -> Reader:
    given = case["context"]
    session = SESSIONS[given["session"]]
    key = key_of(owner_of(session, given["owner"]))
    owner = ready(session, given["owner"])
    masked(session, given["owner"], owner, raw(given["round"]))
    for before in given["before"]:
        owner.confirm(raw(before), key)
    return Reader(lambda message: owner.confirm(message, key), owner.to_bytes)


def at_confirmation(case: Json) -> Reader:
    given = case["context"]
    coordinator = confirming(SESSIONS[given["session"]], raw(given["round"]), {})
    return Reader(coordinator.add_confirmation, _memory(coordinator))


def at_unmask_request(case: Json) -> Reader:
    given = case["context"]
    session = SESSIONS[given["session"]]
    key = key_of(owner_of(session, given["owner"]))
    owner = ready(session, given["owner"])
    masked(session, given["owner"], owner, raw(given["round"]))
    owner.confirm(raw(given["survivors"]), key)
    for before in map(raw, given["before"]):
        if before[4] == UnmaskRequest.KIND:
            owner.unmask(before, key)
        else:
            assert before[4] == Round.KIND
            owner.begin(before, charged=owner.charged)
    return Reader(lambda message: owner.unmask(message, key), owner.to_bytes)


def at_unmask(case: Json) -> Reader:
    given = case["context"]
    coordinator = unmasking(SESSIONS[given["session"]], raw(given["round"]), {})
    return Reader(coordinator.add_unmask, _memory(coordinator))


def at_sum(case: Json) -> Reader:
    given = case["context"]
    vectors = {row["owner"]: raw(row["masked"]) for row in given["vectors"]}
    coordinator = unmasking(SESSIONS[given["session"]], raw(given["round"]), vectors)
    assert coordinator.added == tuple(vectors)
    *others, last = map(raw, given["unmasks"])
    for answer in others:
        coordinator.add_unmask(answer)

    def read(message: bytes) -> None:
        assert message == last
        # The message itself is a good one: it's the sum that isn't.
        coordinator.add_unmask(message)
        total = coordinator.open_sum()
        terms = coordinator.terms
        quantizer = Quantizer(coordinator.session.owners, terms.step_exponent, terms.modulus_bits)
        if quantizer.decode(total, len(vectors)) is None:  # as the coordinator's process does
            raise RoundLostError("the sum is larger than so many owners can have sent")

    return Reader(read, lambda: None)


STAGES: dict[str, Callable[[Json], Reader]] = {
    "decode": at_decode,
    "terms": at_terms,
    "roster": at_roster,
    "shares": at_shares,
    "round": at_round,
    "upload": at_upload,
    "survivors": at_survivors,
    "confirmation": at_confirmation,
    "unmask_request": at_unmask_request,
    "unmask": at_unmask,
    "sum": at_sum,
}


def _memory(coordinator: Coordinator) -> Callable[[], object]:
    """All that a coordinator keeps of messages; its sum by value."""
    return lambda: {
        name: value.tolist() if hasattr(value, "tolist") else repr(value)
        for name, value in vars(coordinator).items()
    }
