"""Addresses of mail and web, and accounts: example domains, and nothing of the original."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.surrogates import contacts
from privacy.desensitize.surrogates.draw import Draw, derive

PRF = derive(bytes(range(32)), "surrogates")
SEEDS = st.text("abcdef", max_size=8)


def draw(seed: str, attempt: int = 0) -> Draw:
    return Draw(PRF, "contact", seed, attempt)


@given(st.text(max_size=40), st.integers(0, 60))
def test_mail_is_at_an_example_domain(text: str, attempt: int) -> None:
    made = contacts.email(text, draw(text, attempt))
    assert re.fullmatch(r"[a-z]{7}\d*@example\.(?:org|com|net)", made)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("https://portal.clinic.test/patients/1234?id=9#top", "https://"),
        ("ftp://files.clinic.test/x.zip", "ftp://"),
        ("www.mary-jones.test/a", r"www\."),
        ("WWW.MARY-JONES.TEST", r"www\."),
        ("mary-jones.test/a", ""),
        ("mary jones://x", ""),
    ],
)
@given(seed=SEEDS, attempt=st.integers(0, 60))
def test_pages_are_at_an_example_domain(text: str, head: str, seed: str, attempt: int) -> None:
    made = contacts.url(text, draw(seed, attempt))
    assert re.fullmatch(rf"{head}example\.(?:org|com|net)/[a-z]{{8}}\d*", made)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("@dr_mary_j", r"@example_[a-z]{8}"),
        ("wxid_a1b2c3", r"example_[a-z]{8}"),
        ("@小张爱吃鱼", r"@example_[a-z]{8}"),
        ("＠mary", r"＠example_[a-z]{8}"),
        ("123456789", r"00\d{7}"),
        ("１２３４５", r"００[０-９]{3}"),
        ("0012345", r"99\d{5}"),
        ("", r"example_[a-z]{8}"),
    ],
)
@given(seed=SEEDS)
def test_accounts_say_what_they_are(text: str, made: str, seed: str) -> None:
    assert re.fullmatch(made, contacts.messenger(text, draw(seed)))


@given(st.text(max_size=40), st.integers(0, 511))
def test_arbitrary_text_never_raises(text: str, attempt: int) -> None:
    for write in (contacts.email, contacts.url, contacts.messenger):
        made = write(text, draw(text, attempt))
        assert made == write(text, draw(text, attempt)) != ""
