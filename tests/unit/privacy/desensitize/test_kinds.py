"""Kinds: each has its standing, and the documentation's table says the same."""

from __future__ import annotations

import re
from pathlib import Path

from privacy.desensitize.kinds import IN_CHINESE, NOT_TEXT, STANDINGS, Kind

PAGE = Path(__file__).parents[4] / "docs" / "desensitization.md"


def test_all_eighteen_identifiers_are_accounted_for() -> None:
    letters = {letter for s in STANDINGS.values() for letter in s.hipaa.split(", ")}
    assert letters | set(NOT_TEXT) == {chr(code) for code in range(ord("A"), ord("R") + 1)}
    assert set(STANDINGS) == set(IN_CHINESE) == set(Kind)


def test_the_documentation_has_the_same_table() -> None:
    found = re.findall(
        r"^\| `(\w+)` \| (.+?) \| (direct|quasi) \| (.+?) \|$", PAGE.read_text("utf-8"), re.M
    )
    assert [(k, (s.hipaa, s.gbt, s.covers)) for k, s in STANDINGS.items()] == [
        (Kind(name), (hipaa, gbt, covers)) for name, hipaa, gbt, covers in found
    ]
