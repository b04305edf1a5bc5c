"""What a document calls its persons: every mention is found, whatever their number."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize import aliases as module
from privacy.desensitize.aliases import Echoes, aliases
from privacy.desensitize.findings import Finding
from privacy.desensitize.kinds import Kind

short = st.text(st.sampled_from("ab 王é1"), max_size=5)


def naive(text: str, known: list[str]) -> set[tuple[int, int]]:
    def joins(left: str, right: str) -> bool:
        return "王" not in (left, right) and left.isalnum() and right.isalnum()

    return {
        (at, at + len(name))
        for name in known
        for at in range(len(text))
        if name and text.startswith(name, at)
        and not (at and joins(text[at - 1], text[at]))
        and not (at + len(name) < len(text) and joins(name[-1], text[at + len(name)]))
    }  # fmt: skip


@given(st.text(st.sampled_from("ab 王é1"), max_size=30), st.lists(short, max_size=6), st.booleans())
def test_every_mention(text: str, known: list[str], many: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_FEW", 0 if many else 99)
        found = Echoes((Kind.PERSON, name) for name in known).find(text)
        assert {(f.start, f.end) for f in found} == naive(text, known)


def test_thousands_of_names_in_a_long_text() -> None:
    names = [f"Zorp{n:05d}wick" for n in range(50_000)]
    text = " and ".join(names)
    start = time.process_time()
    found = list(Echoes((Kind.PERSON, name) for name in names).find(text))
    assert len(found) == len(names)
    assert time.process_time() - start < 30  # one by one it would be an hour


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        (
            Kind.PERSON,
            "Wilma Ostrander",
            "Wilma Ostrander|WILMA OSTRANDER|wilma ostrander|Wilma|WILMA|wilma|Ostrander|OSTRANDER"
            "|ostrander",
        ),
        (Kind.PERSON, "OSTRANDER", "OSTRANDER|OSTRANDER|Ostrander|ostrander"),
        (Kind.PERSON, "Mark Brown", "Mark Brown|MARK BROWN"),
        (Kind.PERSON, "王建国", "王建国"),
        (Kind.PERSON, "王", ""),
        (Kind.PHONE, "415-867-5309", "415-867-5309|4158675309"),
        (Kind.PHONE, "415-867", "415-867"),
        (Kind.PHONE, "12345", ""),
        (Kind.EMAIL, "a.b@clinic.org", "a.b@clinic.org"),
        (Kind.DATE, "3 May 2021", ""),
    ],
)
def test_names_to_look_for(kind: Kind, text: str, names: str) -> None:
    assert list(aliases(Finding(kind, 0, len(text)), text)) == (names.split("|") if names else [])
