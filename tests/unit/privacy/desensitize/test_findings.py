"""Which finding counts where several overlap, folding, and the table of kinds."""

from __future__ import annotations

import itertools
import string
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.findings import Finding, Strength, merge
from privacy.desensitize.kinds import NOT_TEXT, STANDINGS, Kind
from privacy.desensitize.recognizer import Recognizer, fold


def test_findings_that_touch_stay_apart() -> None:
    found = (Finding(Kind.PERSON, 0, 4), Finding(Kind.PHONE, 4, 9))
    assert merge(found) == found


def test_overlapping_ones_become_one_over_all_of_them() -> None:
    found = merge([Finding(Kind.PERSON, 3, 8), Finding(Kind.ADDRESS, 5, 20)])
    assert found == (Finding(Kind.ADDRESS, 3, 20),)


def test_of_equal_spans_the_strongest_counts_and_then_the_first_kind() -> None:
    phone = Finding(Kind.PHONE, 0, 18, Strength.SHAPED)
    card = Finding(Kind.CARD, 0, 18, Strength.CERTAIN)
    identity = Finding(Kind.CHINESE_ID, 0, 18, Strength.CERTAIN)
    assert merge([phone, card]) == (card,)
    assert merge([card, identity, phone]) == (identity,)


spans = st.builds(
    lambda kind, start, size, strength: Finding(kind, start, start + size, strength),
    st.sampled_from(Kind),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(Strength),
)


@given(st.lists(spans, max_size=12))
def test_merged_findings_are_disjoint_and_lose_nothing(found: list[Finding]) -> None:
    merged = merge(found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(merged))
    before = {at for f in found for at in range(f.start, f.end)}
    assert {at for f in merged for at in range(f.start, f.end)} == before
    assert {f.kind for f in merged} <= {f.kind for f in found}
    assert merge(reversed(found)) == merged
    assert merge(merged) == merged


def test_every_kind_has_its_standing_and_hipaa_is_covered() -> None:
    assert set(STANDINGS) == set(Kind)
    letters = {letter for s in STANDINGS.values() for letter in s.hipaa.split(", ")}
    assert letters | set(NOT_TEXT) == set(string.ascii_uppercase[:18])


def test_folding() -> None:
    assert fold("电话：１３８－００００（٣）\u00a0x") == "电话:138-0000(3) x"
    assert fold("plain") == "plain"


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    for old, new in zip(text, folded, strict=True):
        assert old == new or unicodedata.normalize("NFKC", old) == new or new in "- " or (
            unicodedata.decimal(old) == int(new)
        )  # fmt: skip


def test_a_recognizer_gives_places_of_the_original() -> None:
    digits = Recognizer(
        [lambda text: [Finding(Kind.PHONE, i, i + 1) for i, c in enumerate(text) if c.isdecimal()]]
    )
    assert [(f.start, f.end) for f in digits.find("a１b2")] == [(1, 2), (3, 4)]
