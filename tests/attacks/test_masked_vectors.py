"""What a single masked vector shows: nothing, to who hasn't its seed."""

from __future__ import annotations

import numpy as np
import pytest
from support.secagg import Federation
from support.thief import looks_uniform

from privacy.quantize import Quantizer
from privacy.secagg import keys
from privacy.secagg.masks import Words, apply_masks

LENGTH = 200_001


def quiet(federation: Federation) -> Words:
    """An update as they are: small values around zero, and the count."""
    terms = federation.terms
    quantizer = Quantizer(len(federation.owners), terms.step_exponent, terms.modulus_bits)
    words = np.ones(terms.length, quantizer.dtype)
    draw = np.random.default_rng(1)
    update = draw.normal(scale=1e-3, size=terms.length - 1).astype(np.float32)
    quantizer.quantize(update, words[:-1], draw.bytes)
    return words


@pytest.fixture(params=[32, 16], ids=["32 bits", "16 bits"])
def federation(request: pytest.FixtureRequest) -> Federation:
    found = Federation.of(3, length=LENGTH, modulus_bits=request.param)
    found.begin()
    return found


def test_it_looks_uniform(federation: Federation) -> None:
    """False alarms: fewer than one in five million, by `looks_uniform`."""
    words = quiet(federation)
    assert not looks_uniform(words)
    assert looks_uniform(federation.masked(1, words=words)[1])


def test_zeros_look_uniform_too(federation: Federation) -> None:
    words = np.zeros(LENGTH, quiet(federation).dtype)
    assert not looks_uniform(words)
    assert looks_uniform(federation.masked(1, words=words)[1])


def test_the_sum_looks_uniform_until_it_is_opened(federation: Federation) -> None:
    """All pairwise masks have cancelled: the self masks are left."""
    clear = quiet(federation)
    for number in federation.owners:
        federation.upload(number, words=clear.copy())
    coordinator = federation.coordinator
    assert looks_uniform(coordinator._total)
    federation.confirm(coordinator.close_uploads())
    federation.unmask()
    opened = coordinator.open_sum()
    assert not looks_uniform(opened)
    np.testing.assert_array_equal(opened, clear * np.array(3, clear.dtype))


def test_the_difference_of_two_rounds_looks_uniform(federation: Federation) -> None:
    """The same words twice: no mask occurs again."""
    words = quiet(federation)
    _, first = federation.masked(1, words=words.copy())
    federation.begin(number=2)
    _, second = federation.masked(1, words=words.copy())
    assert looks_uniform(first - second)


def test_the_difference_of_two_owners_looks_uniform(federation: Federation) -> None:
    """They share a mask: one adds it, the other subtracts it."""
    words = quiet(federation)
    _, first = federation.masked(1, words=words.copy())
    _, second = federation.masked(2, words=words.copy())
    assert looks_uniform(first - second)
    assert looks_uniform(first + second)


def test_without_its_self_mask_it_still_looks_uniform(federation: Federation) -> None:
    """Its seed is opened in every round that it survives."""
    own = federation.owners[1]._key_sets[0]
    assert own is not None
    _, words = federation.masked(1, words=quiet(federation))
    apply_masks(words, [], [keys.self_key(own.seed, federation.coordinator.round_digest, 1)])
    assert looks_uniform(words)


@pytest.mark.parametrize("known", [[2], [3]])
def test_with_one_unknown_pairwise_mask_it_still_looks_uniform(
    federation: Federation, known: list[int]
) -> None:
    """The coordinator knows the seed, and colludes with the other owner."""
    own = federation.owners[1]._key_sets[0]
    assert own is not None
    digest, session = federation.coordinator.round_digest, federation.coordinator.session
    _, words = federation.masked(1, words=quiet(federation))
    pairwise = {
        other: keys.pairwise_key(own.mask, session.keys(other, 0).mask, digest, 1, other)
        for other in (2, 3)
    }
    apply_masks(words, [], [keys.self_key(own.seed, digest, 1), *(pairwise[o] for o in known)])
    assert looks_uniform(words)
    apply_masks(words, [], [key for other, key in pairwise.items() if other not in known])
    assert not looks_uniform(words)  # and with both known it is in clear


@pytest.mark.parametrize("bias", [1, 7, 31])
def test_a_bias_in_one_bit_is_seen(bias: int) -> None:
    """The test can fail: one bit is set a little more often, or a word repeats the last one."""
    draw = np.random.default_rng(bias)
    words = draw.integers(0, 2**32, LENGTH, dtype=np.uint32)
    assert looks_uniform(words)
    often = draw.random(LENGTH) < 0.03
    assert not looks_uniform(words | (often.astype(np.uint32) << bias))
    words[1::50] = words[:-1:50]
    assert not looks_uniform(words)
