"""Pseudonyms: the documented derivation, and which names count as our own."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.preparation import owner_key
from client.preparation.pseudonyms import DOCUMENT, PERSON, PURPOSE, RECORD, Pseudonyms, of_owner
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity

KEY = bytes(range(32))
KINDS = (RECORD, DOCUMENT, PERSON)
RING = Keyring((Identity.of(b"\1" * 32),))

texts = st.text(st.characters(codec=None), max_size=40)  # lone surrogates too


def by_hand(key: bytes, kind: str, identifier: str) -> str:
    """A second implementation of the docstring, with the standard library alone."""

    def tag(label: bytes, text: str) -> str:
        mine = hmac.new(key, label, hashlib.sha256).digest()
        message = kind.encode() + b"\0" + text.encode("utf-8", "surrogatepass")
        return hmac.new(mine, message, hashlib.sha256).hexdigest()

    name = tag(b"names", identifier)[:24]
    return name + tag(b"checks", name)[:8]


@given(st.sampled_from(KINDS), texts)
def test_the_derivation(kind: str, identifier: str) -> None:
    names = Pseudonyms(KEY)
    made = names.of(kind, identifier)
    assert made == by_hand(KEY, kind, identifier)
    assert names.issued(kind, made) and names.of(kind, made) == made
    assert not names.issued(kind, identifier)
    for other in KINDS:
        if other != kind:
            assert not names.issued(other, made) and names.of(other, identifier) != made


@given(texts)
def test_another_owners_are_other_ones_and_strange_to_us(identifier: str) -> None:
    ours, theirs = Pseudonyms(KEY), Pseudonyms(b"\7" * 32)
    made = theirs.of(PERSON, identifier)
    assert made != ours.of(PERSON, identifier)
    assert not ours.issued(PERSON, made) and ours.of(PERSON, made) != made


@pytest.mark.parametrize(
    "change",
    [
        lambda name: name + "\n",
        lambda name: name.upper(),
        lambda name: " " + name,
        lambda name: name[:-1],
        lambda name: name + "0",
        lambda name: name[:-1] + "٣",
        lambda name: name.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789abcdef"}),
    ],
    ids=["line", "capitals", "space", "shorter", "longer", "digit", "wide"],
)
def test_what_only_looks_like_one_is_renamed(change: object) -> None:
    names = Pseudonyms(KEY)
    made = next(n for n in (names.of(PERSON, str(i)) for i in range(99)) if n != n.upper())
    changed = change(made)  # type: ignore[operator]
    assert not names.issued(PERSON, changed) and names.of(PERSON, changed) != changed


def test_every_digit_is_checked() -> None:
    names = Pseudonyms(KEY)
    made = names.of(RECORD, "one")
    for at in range(32):
        other = made[:at] + format(int(made[at], 16) ^ 1, "x") + made[at + 1 :]
        assert not names.issued(RECORD, other)


def test_nothing_is_shown() -> None:
    assert repr(Pseudonyms(KEY)) == "Pseudonyms()"


def test_those_of_an_owner(tmp_path: Path) -> None:
    assert of_owner(tmp_path, RING) is None
    with owner_key.opened(tmp_path, RING) as secrets:
        key = secrets.key(PURPOSE)
    found = of_owner(tmp_path, RING)
    assert found is not None and found.of(PERSON, "a") == by_hand(key, PERSON, "a")
