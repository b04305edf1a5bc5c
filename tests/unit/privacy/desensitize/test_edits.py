"""Replacements: what they make of a text, and where spans are afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.edits import Edits, Replacement

TEXT = "Mary Jones, born 3 May 1962"
EDITS = Edits([Replacement(0, 4, "Al"), Replacement(5, 10, "Ashmoor"), Replacement(17, 18, "")])


def test_apply() -> None:
    assert EDITS.apply(TEXT) == "Al Ashmoor, born  May 1962"


@pytest.mark.parametrize(
    ("span", "becomes"),
    [
        ("Mary Jones", "Al Ashmoor"),
        ("Mary", "Al"),
        ("Jones", "Ashmoor"),
        ("ary", "Al"),  # a part can't be told from the whole
        ("y J", "Al Ashmoor"),
        (", born", ", born"),
        ("May 1962", "May 1962"),
        ("Jones, born", "Ashmoor, born"),
        ("3", ""),
    ],
)
def test_a_span_moves_with_its_text(span: str, becomes: str) -> None:
    start = TEXT.index(span)
    begin, end = EDITS.map_span(start, start + len(span))
    assert EDITS.apply(TEXT)[begin:end] == becomes


def test_touches() -> None:
    assert EDITS.touches(3, 5) and EDITS.touches(0, 1) and EDITS.touches(9, 30)
    assert not EDITS.touches(4, 5) and not EDITS.touches(10, 17) and not EDITS.touches(18, 20)


@pytest.mark.parametrize(
    "wrong",
    [
        [Replacement(0, 4, "a"), Replacement(3, 5, "b")],
        [Replacement(2, 2, "a")],
        [Replacement(3, 1, "a")],
        [Replacement(-1, 1, "a")],
    ],
)
def test_replacements_that_overlap_or_are_empty_are_refused(wrong: list[Replacement]) -> None:
    with pytest.raises(ValueError, match="disjoint and not empty"):
        Edits(wrong)


def test_an_empty_span_has_no_place() -> None:
    with pytest.raises(ValueError, match="not empty"):
        EDITS.map_span(3, 3)


def test_a_replacement_does_not_show_its_text() -> None:
    assert "Ashmoor" not in repr(EDITS.replacements)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    text = draw(st.text(min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Replacement(a, b, draw(st.text(max_size=5))) for a, b in pairs]


@given(edited(), st.data())
def test_map_span_agrees_with_a_map_of_single_characters(
    made: tuple[str, list[Replacement]], data: st.DataObject
) -> None:
    """The second implementation writes the new text character by character."""
    text, replacements = made
    new: list[str] = []
    places: list[tuple[int, int]] = []  # of each old character, in the new text
    at = 0
    while at < len(text):
        here = next((r for r in replacements if r.start == at), None)
        if here is None:
            places.append((len(new), len(new) + 1))
            new.append(text[at])
            at += 1
            continue
        places += [(len(new), len(new) + len(here.text))] * (here.end - here.start)
        new += here.text
        at = here.end
    edits = Edits(replacements)
    assert edits.apply(text) == "".join(new)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert edits.map_span(start, end) == (places[start][0], places[end - 1][1])
    replaced = any(r.start < end and start < r.end for r in replacements)
    assert edits.touches(start, end) == replaced
