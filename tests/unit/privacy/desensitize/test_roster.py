"""An owner's own list: which forms of an entry are found, and what is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.findings import Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.roster import MAX_ENTRIES, roster

RECOGNIZER = Recognizer(
    [
        roster(
            [
                ("Rose Hill", Kind.PERSON),
                ("Grace", Kind.PERSON),
                ("王小明", Kind.PERSON),
                ("North Bay Clinic", Kind.ORGANISATION),
                ("AB 12-345", Kind.MEDICAL_RECORD),
                ("12345678", Kind.ACCOUNT),
                ("Ａlpha Works", Kind.ORGANISATION),
            ]
        )
    ]
)

TEXTS = """
[Rose Hill] came, and so did [ROSE HILL] and [rose  hill] and [Hill, Rose].
Rosehill and the Rose Hills didn't; primrose hill neither.
[Grace] and [GRACE] came by the grace of Graceland.
病人[王小明]出院，由王小某签字。
At [north bay clinic] or Bay Clinic, by [Alpha Works].
File [AB12345], [ab-12-345] and [AB 12 345], not AB12346, XAB12345 or AB123456.
账号[1234 5678]，又[12345678]号，非112345678。
A line break in [Rose
Hill] is a space.
"""


@pytest.mark.parametrize("text", TEXTS.strip().replace("\nHill", "\x00Hill").splitlines())
def test_found_with_its_bounds(text: str) -> None:
    text = text.replace("\x00", "\n")
    plain = text.replace("[", "").replace("]", "")
    expected = [piece.split("]")[0] for piece in text.split("[")[1:]]
    found = RECOGNIZER.find(plain)
    assert [plain[f.start : f.end] for f in found] == expected
    assert {f.strength for f in found} <= {Strength.CERTAIN}


def test_the_longest_entry_counts() -> None:
    one = Recognizer([roster([("Ann Lee", Kind.PERSON), ("Ann Lee Wong", Kind.PERSON)])])
    assert [(f.start, f.end) for f in one.find("Ann Lee Wong; Ann Lee")] == [(0, 12), (14, 21)]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([("Ann", Kind.PERSON), ("-", Kind.PERSON)], "entry 2: expected 2 letters"),
        ([("123", Kind.ACCOUNT)], "entry 1: expected 4 letters"),
        ([("x" * 301, Kind.PERSON)], "entry 1: .* 300 characters"),
    ],
)
def test_what_is_refused_is_named_by_its_number(
    entries: list[tuple[str, Kind]], message: str
) -> None:
    with pytest.raises(ValueError, match=message) as raised:
        roster(entries)
    assert all(text not in str(raised.value) for text, _ in entries if len(text) > 4)


def test_too_many() -> None:
    with pytest.raises(ValueError, match="at most 1000000 entries"):
        roster((f"name {n}", Kind.ADDRESS) for n in range(MAX_ENTRIES + 1))


@given(text=st.text(max_size=80), entry=st.text("ab 张-7", min_size=6, max_size=9))
def test_every_entry_that_stands_alone_is_found(text: str, entry: str) -> None:
    if sum(map(str.isalnum, entry)) < 4:
        return
    for kind in (Kind.PERSON, Kind.ACCOUNT):
        found = Recognizer([roster([(entry, kind)])]).find(f"{text}\n.{entry}.\n{text}")
        covered = {at for f in found for at in range(f.start, f.end)}
        begin = len(text) + 2
        assert {at for at in range(begin, begin + len(entry)) if entry[at - begin].isalnum()} <= (
            covered
        )


@pytest.mark.parametrize("piece", ["a", "12", "Rose ", "1-", "张", " ", "王小"])
def test_time_is_linear_in_hostile_texts(piece: str) -> None:
    def seconds(size: int) -> float:
        begin = time.process_time()
        RECOGNIZER.find(piece * (size // len(piece)))
        return time.process_time() - begin

    seconds(1000)
    assert seconds(160_000) < max(40 * seconds(20_000), 0.2)


@pytest.mark.parametrize("mark", "'’‘ʼ`´")
def test_an_apostrophe_is_one_however_it_is_written(mark: str) -> None:
    for other in "'’":
        detect = roster([(f"Ann O{other}Zorpwick", Kind.PERSON), (f"O{other}Wack", Kind.PERSON)])
        text = f"Of ann o{mark}zorpwick, O{mark}Wack."
        assert {text[f.start : f.end] for f in detect(text)} == {
            f"ann o{mark}zorpwick", f"O{mark}Wack",
        }  # fmt: skip
