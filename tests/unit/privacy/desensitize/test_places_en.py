"""Addresses in English text: what is found, with which bounds, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.processor import best_seconds

from privacy.desensitize.detectors.places_en import DETECTORS
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)


def found(text: str) -> list[str]:
    assert {f.kind for f in RECOGNIZER.find(text)} <= {Kind.ADDRESS}
    return [text[f.start : f.end] for f in RECOGNIZER.find(text)]


# A line break within an address is written as "\n" here.
FOUND = r"""
She lives at [Flat 3, 27 Ashdown Crescent, Leeds LS8 2PQ].
Bill to [1420 N Maple Ave Apt 4B, Dayton, OH 45402] by Friday.
Write to [PO Box 311, Galway].
Moved out of [Unit 7/15 Wattle St, Newtown NSW 2042] in May.
Property: [Plot 14, 2nd Cross, Indiranagar, Bengaluru 560038]
Address: [Apt 12, The Mill House, Mill Lane, Navan, Co. Meath C15 X2T7]
[Rose Cottage, Church Lane, Little Melton, Norwich NR9 3PD]
he lives at [14 oak st, reading rg1 4pq] with his mum
She lives on [Cedar Road].
Postcode [SW1A 1AA] was given.
His postcode is [M14 5TQ].
Eircode: [D02 X285]
Courier to [K1A 0B6] tomorrow.
ZIP: [45402]
ZIP code is [02139-4307].
Patient lives in [Reading] with his wife.
She was born in [Cork] and moved to [Tampa] in 2011.
A 54-year-old man from [Dundee] with chest pain.
Address: [Leith]
Home town: [Kilkenny]
City: [Fort Wayne]
He is a resident of [Cedar Rapids].
The accident was in [Tulsa, OK] last week.
Shipped to [Springfield, IL 62704].
[14 Oak Street\nLeeds\nLS8 2PQ]
Blk address: [Blk 123 Ang Mo Kio Ave 3 #08-112 Singapore 560123]
[Flat B, 12/F, Harbour Court, 88 Queen's Road East, Wan Chai, Hong Kong]
[H.No. 4-2-118, Street No 5, Habsiguda, Hyderabad 500007]
[Flat 402, Sai Residency, MG Road, Pune 411001]
[RR 2 Box 15, Alma, KS 66401]
The claimant of [9 Station Road, Ballarat VIC 3350] says so.
"""

LEFT = """
He took 5 Main doses and 2 St John's wort tablets.
Dr Smith saw him. Dr. Patel agreed.
Wall Street fell, and Sesame Street was on; Main Street suffers.
Ward 7B, Room 12, Bed 4
Under 42 USC 1983 and Section 8 Housing rules
the 3rd Court of Appeals
100 St Thomas' students
She was born in France and lives in Texas.
He moved to India in March.
He was born in June.
Mr Bell from Harrow Bank rang. She works in Queens Hospital.
version 10.4.2 and 12345 items
It is a 10 minute drive, 5 days on the road, 2 hours of way.
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found_with_its_bounds(line: str) -> None:
    line = line.replace(r"\n", "\n")
    places = [piece.split("]")[0] for piece in line.split("[")[1:]]
    assert found(line.replace("[", "").replace("]", "")) == places


@pytest.mark.parametrize("text", LEFT.strip().splitlines())
def test_left_alone(text: str) -> None:
    assert found(text) == []


@given(
    number=st.integers(1, 9999),
    street=st.sampled_from(["Maple Street", "N Elm Ave", "Old Mill Road", "St. John's Crescent"]),
    city=st.sampled_from(["Leeds", "St Albans", "Stoke-on-Trent", "Fort Wayne"]),
    code=st.sampled_from(["LS8 2PQ", "IN 46802", "NSW 2042", "M5H 1K5", "C15 X2T7"]),
    link=st.sampled_from([", ", "\n", ",\n"]),
)
def test_any_number_of_a_street_is_found(
    number: int, street: str, city: str, code: str, link: str
) -> None:
    whole = f"{number} {street}{link}{city} {code}"
    assert found(f"She said: {whole}. Thank you.") == [whole]


@given(st.text(max_size=200))
def test_arbitrary_text_never_raises(text: str) -> None:
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)


@given(
    st.lists(
        st.sampled_from(
            (
                "12",
                "14 Oak St",
                "Leeds",
                "LS8 2PQ",
                ", ",
                "\n",
                " ",
                "lives in ",
                "Flat 3",
                "The ",
                "Address: ",
                "reading",
                "CO",
                "45402",
                "İ",
                "from ",
                "Co. Meath",
                "st",
                ".",
                "PO Box 3",
                "14 oak st",
                "12345",
                "/",
                "560038",
                "on ",
            )
        ),
        max_size=20,
    )
)
def test_text_of_parts_never_raises(pieces: list[str]) -> None:
    text = "".join(pieces)
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)


def seconds(text: str) -> float:
    return best_seconds(lambda: RECOGNIZER.find(text))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        " ",
        "A ",
        "1 ",
        "St ",
        "1 Oak ",
        "1 oak ",
        "Leeds, ",
        "lives in ",
        "Address: ",
        "Flat 3, ",
        "1 a st ",
        "LS8 2PQ ",
        "A-",
        "A'",
        "1/",
        "from Cork to ",
        "zip ",
        "\n",
        "O'",
        "Co. ",
        "of the ",
        "Jones of the ",
        "i'm from a ",
    ],
)
def test_time_is_linear_in_the_length_of_hostile_texts(piece: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64."""
    short, long = (piece * (size // len(piece)) + "." for size in (2_000, 16_000))
    assert seconds(long) < max(40 * seconds(short), 0.2)
