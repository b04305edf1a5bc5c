"""The labelled sets: well-formed, large enough, and of valid numbers where a kind has a check."""

from __future__ import annotations

from collections import Counter

import pytest
from support.desensitize_vectors import marked, parse

from privacy.desensitize import checksums
from privacy.desensitize.kinds import Kind
from privacy.desensitize.surrogates.shape import plain

PARTS = ("heldout", "development", "development2", "development3")
LANGUAGES = ("en", "zh")
LEAST = 300  # items of a held-out set


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_are_well_formed(part: str, language: str) -> None:
    seen = set()
    for one in marked(language, part):
        assert one.id not in seen and one.text.strip()
        seen.add(one.id)
        last = 0
        for label in one.labels:
            text = one.text[label.start : label.end]
            assert last <= label.start < label.end and text == text.strip(), one.id
            last = label.end


@pytest.mark.parametrize("language", LANGUAGES)
def test_held_out_sets_are_large_and_of_all_kinds(language: str) -> None:
    texts = list(marked(language))
    kinds = Counter(label.kind for one in texts for label in one.labels)
    assert kinds.total() >= LEAST
    assert set(kinds) == set(Kind) - {Kind.ORGANISATION}
    assert sum(not one.labels for one in texts) >= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_sets_share_no_text(language: str) -> None:
    texts = [one.text for part in PARTS for one in marked(language, part)]
    assert len(texts) == len(set(texts))


CHECKS = {
    Kind.CARD: checksums.luhn,
    Kind.NHS: checksums.nhs,
    Kind.CHINESE_ID: checksums.chinese_id,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_held_out_numbers_are_valid(language: str) -> None:
    for one in marked(language):
        for label in one.labels:
            number = plain(one.text[label.start : label.end]).upper()
            if label.kind in CHECKS and len(number) > 15 - 5 * (label.kind is Kind.NHS):
                assert CHECKS[label.kind](number), (one.id, label.kind)


def test_parse() -> None:
    text, (first, second) = parse("Dr {{person|Ann Li}}, {{date|3 May}}.")
    assert text == "Dr Ann Li, 3 May."
    assert (text[first.start : first.end], second.kind) == ("Ann Li", Kind.DATE)
