"""Keyed chance against a second implementation of what is documented, and no surrogate twice."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy.desensitize.issued import Issued
from privacy.desensitize.surrogates.draw import ATTEMPTS, Draw, Mint, Prf, derive

KEY = bytes(range(32))
OTHER = bytes(32)
TEXTS = st.text(max_size=20)


def mac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def blocks(key: bytes, kind: str, original: str, attempt: int, number: int) -> int:
    surrogates = mac(key, b"discreet desensitize 1 surrogates")
    parts = (kind, str(attempt), str(number), original)
    return int.from_bytes(mac(surrogates, "\0".join(parts).encode()), "big")


def draws(key: bytes, kind: str, original: str, attempt: int, bounds: list[int]) -> list[int]:
    """Straight from the module's text: a new block where fewer than n * 2^40 values are left."""
    number, value, left, drawn = 0, 0, 0, []
    for n in bounds:
        if left < n * 2**40:
            value, left = blocks(key, kind, original, attempt, number), 2**256
            number += 1
        drawn.append(value % n)
        value //= n
        left //= n
    return drawn


@given(st.binary(max_size=150), st.binary(max_size=150))
def test_prf_is_hmac_sha256(key: bytes, message: bytes) -> None:
    prf = Prf(key)
    assert prf(message) == mac(key, message)
    assert prf(message) == mac(key, message)  # nothing is left behind by a call


def test_prf_of_rfc_4231() -> None:
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert Prf(b"Jefe")(b"what do ya want for nothing?").hex() == expected
    long = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    message = b"Test Using Larger Than Block-Size Key - Hash Key First"
    assert Prf(b"\xaa" * 131)(message).hex() == long


@given(st.text(max_size=20))
def test_derive(label: str) -> None:
    key = mac(KEY, b"discreet desensitize 1 " + label.encode())
    assert derive(KEY, label)(b"message") == mac(key, b"message")


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_another_size_of_key_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        derive(bytes(size), "surrogates")
    with pytest.raises(ValueError, match="32 bytes"):
        Mint(bytes(size), Issued())


@given(
    TEXTS,
    st.integers(0, ATTEMPTS),
    st.lists(st.one_of(st.integers(1, 50), st.integers(1, 2**199)), max_size=60),
)
def test_draws_are_those_of_the_derivation(original: str, attempt: int, bounds: list[int]) -> None:
    draw = Draw(derive(KEY, "surrogates"), "person", original, attempt)
    assert [draw.below(n) for n in bounds] == draws(KEY, "person", original, attempt, bounds)


@settings(deadline=None)
@given(TEXTS)
def test_fingerprints_are_those_of_the_derivation(text: str) -> None:
    mine = mac(mac(KEY, b"discreet desensitize 1 fingerprints"), text.encode())
    assert Mint(KEY, Issued()).fingerprint(text) == int.from_bytes(mine[:8], "big")


@given(TEXTS, st.integers(0, 60))
def test_what_is_made_of_draws(original: str, count: int) -> None:
    draw = Draw(derive(KEY, "surrogates"), "card", original, 0)
    assert len(digits := draw.digits(count)) == count
    assert not digits or (digits.isascii() and digits.isdigit())
    assert len(letters := draw.letters(count)) == count
    assert all("A" <= c <= "Z" for c in letters)
    assert len(word := draw.word(count)) == count
    assert all((c in "aeiou") == bool(at & 1) for at, c in enumerate(word))
    assert draw.pick(["a", "b"]) in ("a", "b")
    assert draw.more() == ""


def test_every_value_is_drawn_about_as_often() -> None:
    draw = Draw(derive(KEY, "surrogates"), "card", "x", 0)
    counts = [0] * 10
    for _ in range(20_000):
        counts[draw.below(10)] += 1
    # Chi-square with 9 degrees of freedom: 33.7 is passed once in 10,000.
    assert sum((n - 2000) ** 2 / 2000 for n in counts) < 33.7


def test_kind_original_attempt_and_key_each_change_the_draw() -> None:
    base = (KEY, "phone", "123", 0)
    others = [
        (OTHER, "phone", "123", 0),
        (KEY, "card", "123", 0),
        (KEY, "phone", "124", 0),
        (KEY, "phone", "123", 1),
    ]
    drawn = [
        Draw(derive(key, "surrogates"), kind, original, attempt).below(2**60)
        for key, kind, original, attempt in (base, *others, base)
    ]
    assert len(set(drawn)) == 5
    assert drawn[0] == drawn[-1]


def test_what_is_added_grows_with_the_attempts() -> None:
    prf = derive(KEY, "surrogates")
    lengths = [len(Draw(prf, "card", "x", attempt).more()) for attempt in range(80)]
    assert lengths[:24] == [0] * 24
    assert lengths[24] == 2
    assert lengths == sorted(lengths)
    assert lengths[79] == 14
    assert len(Draw(prf, "card", "x", 12).more(12)) == 2


def tiny(draw: Draw) -> str:
    """One of 3 values, and longer ones when these are given away."""
    return draw.pick("abc") + draw.more()


def give(mint: Mint, original: str) -> str:
    return mint.give("thing", original, tiny, lambda made: made)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text("abcxyz019", max_size=3), max_size=30))
def test_no_surrogate_twice_and_none_that_was_seen(originals: list[str]) -> None:
    mint = Mint(KEY, Issued())
    given_to: dict[str, str] = {}
    seen: set[str] = set()
    for original in originals:
        made = give(mint, original)
        if original in given_to:
            assert made == given_to[original]
            continue
        seen.add(original)
        assert made not in seen
        assert made not in given_to.values()
        given_to[original] = made
        assert mint.made(made)
    assert len(mint.issued) == len(given_to)


def test_a_tiny_range_grows_as_far_as_needed() -> None:
    mint = Mint(KEY, Issued())
    made = {give(mint, f"original {n}") for n in range(1500)}
    assert len(made) == 1500


def test_a_range_that_does_not_grow_ends_with_an_error() -> None:
    mint = Mint(KEY, Issued())

    def write(draw: Draw) -> str:
        return draw.pick("ab")

    for original in "xy":
        mint.give("thing", original, write, str)
    with pytest.raises(RuntimeError, match="no surrogate of kind thing"):
        mint.give("thing", "z", write, str)


@settings(deadline=None)
@given(TEXTS)
def test_the_same_key_gives_the_same(original: str) -> None:
    def write(draw: Draw) -> int:
        return draw.below(2**64)

    made = [Mint(key, Issued()).give("k", original, write, str) for key in (KEY, KEY, OTHER)]
    assert made[0] == made[1] != made[2]


def test_two_texts_of_one_normal_form_are_one_original() -> None:
    mint = Mint(KEY, Issued())
    first = mint.give("card", "41", lambda d: f"{d.below(10**9)} -", lambda t: t.strip(" -"))
    again = mint.give("card", "41", lambda d: f"{d.below(10**9)}", lambda t: t.strip(" -"))
    assert first.strip(" -") == again


def test_a_restored_table_gives_the_same_and_nothing_twice() -> None:
    mint = Mint(KEY, Issued())
    made = {n: give(mint, f"original {n}") for n in range(40)}
    again = Mint(KEY, Issued.from_bytes(mint.issued.to_bytes()))
    assert {n: give(again, f"original {n}") for n in range(40)} == made
    assert give(again, "new") not in made.values()


def test_parts_are_known_but_no_surrogates() -> None:
    mint = Mint(KEY, Issued())
    mint.note_part("alderwick")
    assert mint.made("alderwick")
    assert not mint.issued.is_surrogate(mint.fingerprint("alderwick"))
    assert not mint.made("other")


@settings(deadline=None)
@given(st.text(max_size=5), st.just("\ud800"))
def test_lone_surrogates_are_texts_too(text: str, half: str) -> None:
    assert give(Mint(KEY, Issued()), text + half)


def test_shows_no_secret() -> None:
    prf = derive(KEY, "surrogates")
    assert repr(prf) == "Prf()"
    assert repr(Draw(prf, "person", "John", 0)) == "Draw()"
    assert repr(Mint(KEY, Issued())) == "Mint(Issued(0 surrogates))"
