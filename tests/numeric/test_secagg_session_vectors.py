"""The vectors' sessions, replayed by both sides of the product with the vectors' own randomness.

Keys, coefficients and signatures leave no freedom, so every message must be the vectors' own.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping

import pytest
from support.secagg_vectors import (
    GOOD,
    Json,
    begin,
    joined,
    key_of,
    masked,
    message_of,
    owner_of,
    raw,
    rules_of,
    share,
    words_of,
)

from privacy.secagg import keys, shamir
from privacy.secagg.coordinator import Coordinator
from privacy.secagg.masks import Words
from privacy.secagg.messages import MASK, SEED, Terms, UnmaskRequest, Upload
from privacy.secagg.participant import Participant
from privacy.secagg.session import Session


@pytest.mark.parametrize("session", GOOD["sessions"], ids=lambda session: session["name"])
def test_a_session_is_replayed(session: Json) -> None:
    numbers = [owner["number"] for owner in session["owners"]]
    coordinator = Coordinator(Terms.decode(raw(session["terms"]["message"])))
    assert coordinator.terms_message == raw(session["terms"]["message"])
    assert hashlib.sha256(coordinator.terms_message).hexdigest() == session["terms"]["digest"]

    owners = {number: joined(session, number) for number in numbers}
    for number, owner in owners.items():
        assert owner.join == raw(owner_of(session, number)["join"])
        coordinator.add_join(owner.join)
    assert coordinator.close_joining() == raw(session["roster"])
    agreed = coordinator.session
    assert agreed.digest == raw(session["session_digest"])
    neighbours = {row["number"]: row["neighbours"] for row in session["neighbours"]}
    assert {number: list(agreed.neighbours_of(number)) for number in numbers} == neighbours

    for number, owner in owners.items():
        assert share(session, number, owner) == message_of(session["shares"], number)
        assert owner.number == number
        coordinator.add_shares(message_of(session["shares"], number))
    for row in session["shares"]:
        _check_deals(session, agreed, row)

    for row in session["rounds"]:
        _replay(session, row, coordinator, owners)


def _check_deals(session: Json, agreed: Session, row: Json) -> None:
    """What the ciphertexts of one owner hold, as each recipient opens them."""
    sender = row["sender"]
    own = owner_of(session, sender)["key_sets"]
    for deal in row["deals"]:
        recipient, vector = deal["recipient"], deal["vector"]
        public = agreed.keys(recipient, vector).channel
        shared = keys.agree(raw(own[vector]["channel_private"]), public)
        assert shared == raw(deal["dh"])
        info = keys._deal_info(sender, recipient, vector)
        assert keys._derive(shared, agreed.digest, info, 32) == raw(deal["share_key"])
        opened = keys.open_deal(
            raw(owner_of(session, recipient)["key_sets"][vector]["channel_private"]),
            agreed.keys(sender, vector).channel,
            agreed.digest,
            sender=sender,
            recipient=recipient,
            vector=vector,
            sealed=raw(deal["ciphertext"]),
        )
        assert opened == (raw(deal["seed_share"]), raw(deal["mask_share"]))


def _replay(
    session: Json, row: Json, coordinator: Coordinator, owners: Mapping[int, Participant]
) -> None:
    """A round, from its message to its sum."""
    message = begin(coordinator, row)
    assert message == raw(row["round"]["message"])
    assert coordinator.round_digest == raw(row["round"]["digest"])

    for shown in row["owners"]:
        number = shown["number"]
        _check_masks(session, row, coordinator, shown)
        _check_words(words_of(session, number, row["vector"]), shown, "input")
        words = masked(session, number, owners[number], message)
        _check_bytes(words.tobytes(), shown)
        assert owners[number].upload == raw(shown["upload"])
        if number in row["dropped"]:
            continue
        upload = Upload.decode(raw(shown["upload"]))
        coordinator.check_upload(upload)
        coordinator.add(upload, words.tobytes())

    survivors = coordinator.close_uploads()
    assert survivors == raw(row["survivors"]["message"])
    assert list(coordinator.added) == row["survivors"]["survivors"]
    for number in coordinator.added:
        answer = owners[number].confirm(survivors, key_of(owner_of(session, number)))
        assert answer == message_of(row["confirmations"], number)
        coordinator.add_confirmation(answer)
    coordinator.close_confirming()

    for number in coordinator.added:
        published = message_of(row["unmask_requests"], number)
        # The product's coordinator passes on the first u confirmations, which are enough; the
        # vectors' passes on all. Owners answer both alike.
        request = UnmaskRequest.decode(published)
        enough = request.confirmations[: session["terms"]["confirmations"]]
        request = dataclasses.replace(request, confirmations=enough)
        assert coordinator.request_for(number) == request.encode()
        key = key_of(owner_of(session, number))
        again = Participant.from_bytes(owners[number].to_bytes(), rules_of(session))
        answer = owners[number].unmask(published, key)
        assert answer == message_of(row["unmasks"], number)
        assert again.unmask(request.encode(), key) == answer
        coordinator.add_unmask(answer)

    for found in row["rebuilt"]:
        _check_rebuilt(coordinator.session, row, found)
    assert coordinator.can_open
    _check_words(coordinator.open_sum(), row, "sum")


def _check_masks(session: Json, row: Json, coordinator: Coordinator, shown: Json) -> None:
    own = owner_of(session, shown["number"])["key_sets"][row["vector"]]
    number, digest = shown["number"], coordinator.round_digest
    assert keys.self_key(raw(own["seed"]), digest, number) == raw(shown["self_key"])
    active = set(row["round"]["active"])
    others = [j for j in coordinator.session.neighbours_of(number) if j in active]
    assert [pair["other"] for pair in shown["pairwise_keys"]] == others
    for pair in shown["pairwise_keys"]:
        public = coordinator.session.keys(pair["other"], row["vector"]).mask
        private = raw(own["mask_private"])
        key = keys.pairwise_key(private, public, digest, number, pair["other"])
        assert key == raw(pair["key"])


def _check_rebuilt(agreed: Session, row: Json, found: Json) -> None:
    """A secret, of the very shares that the vectors' coordinator took."""
    owner, secret = found["owner"], raw(found["secret"])
    shares = {
        unmask["sender"]: raw(item["share"])
        for unmask in row["unmasks"]
        for item in unmask["shares"]
        if (item["owner"], item["kind"]) == (owner, found["kind"])
    }
    assert shamir.rebuild(shares, shamir.weights(found["from"])) == secret
    public = agreed.keys(owner, row["vector"])
    if found["kind"] == SEED:
        assert keys.commitment(secret) == public.commitment
    else:
        assert found["kind"] == MASK
        assert keys.public_of(secret) == public.mask


def _check_words(words: Words, shown: Json, what: str) -> None:
    """In full, or by the digest of words of 32 bits."""
    signed = words.view(f"<i{words.itemsize}")
    if what in shown:
        assert signed.tolist() == shown[what]
    else:
        wide = signed.astype("<i4").tobytes()
        assert hashlib.sha256(wide).hexdigest() == shown[f"{what}_sha256"]


def _check_bytes(content: bytes, shown: Json) -> None:
    if "masked" in shown:
        assert content.hex() == shown["masked"]
    else:
        assert hashlib.sha256(content).hexdigest() == shown["masked_sha256"]
