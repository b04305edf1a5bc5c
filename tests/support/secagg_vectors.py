"""The published vectors of encrypted aggregation, and the product played with their secrets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from vectors import make_secagg_vectors as made

from privacy.secagg.coordinator import Coordinator
from privacy.secagg.keys import KeySet
from privacy.secagg.masks import Words
from privacy.secagg.messages import (
    Confirmation,
    Join,
    Roster,
    Round,
    Shares,
    Survivors,
    Terms,
    Unmask,
    UnmaskRequest,
    Upload,
)
from privacy.secagg.participant import Participant
from privacy.secagg.rules import Rules

Json = dict[str, Any]

FOLDER = Path(made.__file__).parent
GOOD: Json = json.loads((FOLDER / "secagg-v1.json").read_text(encoding="utf-8"))
BAD: Json = json.loads((FOLDER / "secagg-v1-bad.json").read_text(encoding="utf-8"))
SESSIONS: Mapping[str, Json] = {session["name"]: session for session in GOOD["sessions"]}
MESSAGES: Mapping[str, Any] = {
    kind.__name__: kind
    for kind in (
        Terms,
        Join,
        Roster,
        Round,
        Upload,
        Survivors,
        Confirmation,
        UnmaskRequest,
        Unmask,
    )
}

raw = bytes.fromhex


class Draws:
    """An `entropy` that gives what was drawn before, in its order."""

    def __init__(self, draws: Iterable[bytes]) -> None:
        self._draws = list(draws)

    def __call__(self, size: int) -> bytes:
        draw = self._draws.pop(0)
        assert len(draw) == size
        return draw

    def __len__(self) -> int:
        return len(self._draws)


def decode(kind: str, message: bytes, vectors: int | None = None) -> Any:
    """By the product. `vectors` (K) is for Shares alone."""
    if kind == "Shares":
        assert vectors is not None
        return Shares.decode(message, vectors=vectors)
    return MESSAGES[kind].decode(message)


def owner_of(session: Json, number: int) -> Json:
    (found,) = (owner for owner in session["owners"] if owner["number"] == number)
    return found


def round_of(session: Json, message: bytes) -> Json:
    """The vectors' round of this Round message."""
    (found,) = (row for row in session["rounds"] if raw(row["round"]["message"]) == message)
    return found


def message_of(rows: Iterable[Json], number: int) -> bytes:
    """The message of, or for, an owner, by whichever name a list gives its number."""
    (found,) = (
        row for row in rows if number in (row.get("sender"), row.get("recipient"), row.get("owner"))
    )
    return raw(found["message"])


def key_of(owner: Json) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(raw(owner["identity_private"]))


def key_sets_of(owner: Json) -> list[KeySet]:
    return [
        KeySet(*(raw(row[part]) for part in ("channel_private", "mask_private", "seed")))
        for row in owner["key_sets"]
    ]


def rules_of(session: Json) -> Rules:
    """All are pinned, and as many of them as the terms allow may collude."""
    pins = {owner["name"]: raw(owner["identity"]) for owner in session["owners"]}
    return Rules(pins=pins, circle_min=0, pinned_colluders=session["terms"]["colluders"])


def joined(session: Json, number: int) -> Participant:
    """An owner that drew its keys, set by set, and then its nonce."""
    owner = owner_of(session, number)
    secrets = [
        raw(row[part])
        for row in owner["key_sets"]
        for part in ("channel_private", "mask_private", "seed")
    ]
    entropy = Draws([*secrets, raw(owner["nonce"])])
    found = Participant.begin_session(
        raw(session["terms"]["message"]),
        rules_of(session),
        name=owner["name"],
        identity=key_of(owner),
        declared_units=owner["declared_units"],
        entropy=entropy,
    )
    assert not entropy
    return found


def share(session: Json, number: int, owner: Participant) -> bytes:
    """Deal along the vectors' polynomials: the Shares message."""
    (row,) = (row for row in session["shares"] if row["sender"] == number)
    coefficients = [
        raw(coefficient)
        for polynomial in row["polynomials"]
        for part in ("seed_coefficients", "mask_coefficients")
        for coefficient in polynomial[part]
    ]
    # The product reduces 48 bytes modulo P; those of the vectors are below P, and so stay.
    entropy = Draws(coefficient.rjust(48, b"\0") for coefficient in coefficients)
    message = owner.share(raw(session["roster"]), key_of(owner_of(session, number)), entropy)
    assert not entropy
    return message


def ready(session: Json, number: int) -> Participant:
    """An owner that has dealt its shares."""
    owner = joined(session, number)
    share(session, number, owner)
    return owner


def words_of(session: Json, number: int, vector: int) -> Words:
    """An owner's quantized values by the vectors' `input_rule`, as words."""
    terms, bound = session["terms"], session["bound"]
    places = np.arange(terms["length"], dtype=np.int64)
    values = (7919 * places + 104_729 * number + 1_299_709 * vector) % (2 * bound + 1) - bound
    if 5 <= terms["length"] <= 64:
        values[:2] = bound, -bound
    values[-1] = 1
    return values.astype(np.dtype(f"<u{terms['modulus_bits'] // 8}"))


def masked(session: Json, number: int, owner: Participant, message: bytes) -> Words:
    """Let an owner begin a round and mask its vector."""
    found = owner.begin(message, charged=owner.charged)
    owner.charged += 1
    words = words_of(session, number, found.vector)
    owner.mask(words, key_of(owner_of(session, number)))
    return words


def rostered(session: Json) -> Coordinator:
    """A coordinator that has the joins of all, and no shares."""
    coordinator = Coordinator(Terms.decode(raw(session["terms"]["message"])))
    for owner in session["owners"]:
        coordinator.add_join(raw(owner["join"]))
    assert coordinator.close_joining() == raw(session["roster"])
    return coordinator


def sharing(session: Json) -> Coordinator:
    """A coordinator that has the joins and shares of all."""
    coordinator = rostered(session)
    for row in session["shares"]:
        coordinator.add_shares(raw(row["message"]))
    return coordinator


def begin(coordinator: Coordinator, row: Json) -> bytes:
    """Let a coordinator begin one of the vectors' rounds: its Round message."""
    asked = row["round"]
    return coordinator.begin_round(
        purpose=asked["purpose"],
        number=asked["round"],
        model=raw(asked["model"]),
        active=asked["active"],
    )


def collecting(session: Json, message: bytes) -> Coordinator:
    """A coordinator in the round of this Round message, whose earlier ones came to nothing."""
    coordinator = sharing(session)
    for row in session["rounds"]:
        if begin(coordinator, row) == message:
            return coordinator
    raise AssertionError("no such round")


def confirming(session: Json, message: bytes, changed: Mapping[int, bytes]) -> Coordinator:
    """A coordinator that has the vectors of all survivors, some of them `changed`."""
    coordinator = collecting(session, message)
    row = round_of(session, message)
    for owner in row["owners"]:
        number = owner["number"]
        if number not in row["survivors"]["survivors"]:
            continue
        upload = Upload.decode(raw(owner["upload"]))
        # Digests were the exchange's to check.
        coordinator.check_upload(upload)
        coordinator.add(upload, changed.get(number, raw(owner["masked"])))
    assert coordinator.close_uploads() == raw(row["survivors"]["message"])
    return coordinator


def unmasking(session: Json, message: bytes, changed: Mapping[int, bytes]) -> Coordinator:
    """A coordinator to which all survivors have confirmed."""
    coordinator = confirming(session, message, changed)
    for row in round_of(session, message)["confirmations"]:
        coordinator.add_confirmation(raw(row["message"]))
    coordinator.close_confirming()
    return coordinator
