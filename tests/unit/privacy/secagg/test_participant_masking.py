"""An owner's masked vector, and the survivors that it signs."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from support.secagg import Federation, trusting
from support.secagg_run import KEY, OWNER, Run, key_set, recorded, refused

from privacy.secagg import keys
from privacy.secagg.masks import apply_masks
from privacy.secagg.messages import (
    Confirmation,
    Survivors,
    Upload,
)
from privacy.secagg.participant import Phase


@pytest.fixture
def run() -> Run:
    return recorded()


def test_a_masked_vector_is_what_the_protocol_says(run: Run) -> None:
    """Added up again from every owner's keys, of which the run has them all."""
    owner = run.at(Phase.BEGUN)
    own, digest = key_set(owner, 0), Upload.decode(run.answers["mask"]).round
    add = [keys.self_key(own.seed, digest, OWNER)]
    subtract = []
    for other, join in enumerate(run.session.joins, 1):
        if other != OWNER:
            key = keys.pairwise_key(own.mask, join.key_sets[0].mask, digest, OWNER, other)
            (add if other > OWNER else subtract).append(key)
    words = run.words.copy()
    apply_masks(words, add, subtract)
    assert (words == run.masked).all()
    assert not (words == run.words).any()


def test_only_active_neighbours_are_masked_with(run: Run) -> None:
    owner = run.at(Phase.READY)
    message = run.round(active=(1, 2, 4))
    owner.begin(message, charged=0)
    own, words = key_set(owner, 1), run.words.copy()
    digest = Upload.decode(owner.mask(words, KEY)).round
    public = {n: join.key_sets[1].mask for n, join in enumerate(run.session.joins, 1)}
    apply_masks(
        words,
        [keys.pairwise_key(own.mask, public[1], digest, 1, OWNER)],
        [
            keys.self_key(own.seed, digest, OWNER),
            keys.pairwise_key(own.mask, public[4], digest, OWNER, 4),
        ],
    )
    assert (words == run.words).all()


def test_an_upload_announces_the_masked_words(run: Run) -> None:
    found = Upload.decode(run.answers["mask"])
    own = run.session.joins[OWNER - 1]
    assert found == Upload(
        session=run.session.digest,
        round=hashlib.sha256(b"discreet secagg round v1\0" + run.asked["round"]).digest(),
        sender=OWNER,
        vector=0,
        size=run.masked.nbytes,
        sha256=hashlib.sha256(run.masked.tobytes()).digest(),
        signature=found.signature,
    )
    keys.check_signature(own.identity, Upload.CONTEXT, found.body(), found.signature)


@pytest.mark.parametrize(
    "words",
    [
        np.zeros(11, np.uint32),
        np.zeros(13, np.uint32),
        np.zeros(0, np.uint32),
        np.zeros(12, np.uint16),
        np.zeros(12, np.uint64),
        np.zeros(12, np.float32),
        np.zeros(12, np.int32),
        np.zeros(12, ">u4"),
        np.zeros((12, 1), np.uint32),
        np.zeros(24, np.uint32)[::2],
    ],
    ids=lambda words: f"{words.dtype}{words.shape}",
)
def test_other_words_are_refused(run: Run, words: np.ndarray) -> None:  # type: ignore[type-arg]
    owner = run.at(Phase.BEGUN)
    before = owner.to_bytes()
    with pytest.raises(ValueError, match="words"):
        owner.mask(words, KEY)
    assert owner.to_bytes() == before
    assert not words.any()
    assert owner.mask(run.words.copy(), KEY) == run.answers["mask"]


def test_words_of_16_bits() -> None:
    run = recorded(modulus_bits=16)
    assert run.masked.dtype == np.uint16
    assert Upload.decode(run.answers["mask"]).size == 24
    with pytest.raises(ValueError, match="words"):
        run.at(Phase.BEGUN).mask(np.zeros(12, np.uint32), KEY)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"round": bytes(32)}, "this round"),
        ({"survivors": (1, 3, 4)}, "this one among them"),
        ({"survivors": (1, 2, 3, 5)}, "active owners"),
        ({"survivors": (1, 2)}, "too few"),
        ({"survivors": (2,)}, "too few"),
        ({"survivors": ()}, "this one among them"),
        ({"survivors": (1, 1, 2, 3)}, "ascending"),
        ({"survivors": (2, 1, 3)}, "ascending"),
    ],
)
def test_false_survivors_are_refused(run: Run, changes: dict[str, object], reason: str) -> None:
    owner, message = run.at(Phase.MASKED), run.survivors(**changes)
    refused(owner, lambda: owner.confirm(message, KEY), reason)


def test_survivors_who_were_not_active_are_refused(run: Run) -> None:
    owner = run.at(Phase.READY)
    owner.begin(run.round(active=(1, 2, 4)), charged=0)
    digest = Upload.decode(owner.mask(run.words.copy(), KEY)).round
    for survivors in ((1, 2, 3), (1, 2, 3, 4)):
        message = run.survivors(round=digest, survivors=survivors)
        refused(owner, lambda m=message: owner.confirm(m, KEY), "active owners")  # type: ignore[misc]
    owner.confirm(run.survivors(round=digest, survivors=(1, 2, 4)), KEY)


def test_fewer_survivors_than_the_rules_ask_for_are_refused() -> None:
    """A second lock: looser terms than the rules allow are refused before there is a round."""
    federation = Federation.of(5, survivors=4)
    owner = federation.owners[OWNER]
    federation.begin()
    federation.masked(OWNER)
    digest = federation.coordinator.round_digest
    owner._rules = trusting(survivors_min=5)
    false = Survivors(digest, (1, 2, 3, 4)).encode()
    refused(owner, lambda: owner.confirm(false, KEY), "too few")
    owner.confirm(Survivors(digest, (1, 2, 3, 4, 5)).encode(), KEY)


def test_a_confirmation_signs_the_survivors(run: Run) -> None:
    found = Confirmation.decode(run.answers["confirm"])
    own = run.session.joins[OWNER - 1]
    assert (found.round, found.sender) == (Survivors.decode(run.asked["survivors"]).round, OWNER)
    keys.check_signature(own.identity, Survivors.CONTEXT, run.asked["survivors"], found.signature)
