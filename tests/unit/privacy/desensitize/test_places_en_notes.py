"""English notes: towns of private persons, houses with a name, addresses of other countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.processor import best_seconds

from privacy.desensitize.detectors import (
    places_en,
    places_en_houses,
    places_en_notes,
    places_en_world,
)
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(
    (
        *places_en.DETECTORS,
        *places_en_houses.DETECTORS,
        *places_en_notes.DETECTORS,
        *places_en_world.DETECTORS,
    )
)

# A note each; "\\n" stands for the end of a line.
FOUND = r"""
Patient was found in [Saltburn] by a walker. She was brought in from [Guisborough].
He moved back to [Llanelli] after the divorce and works in [Ammanford]. GP told.
His mum is in a home in [Thurso]; a brother in [Lerwick].
She retired to [Frinton-on-Sea]. Her GP is Dr Mbatha.
Witness Tamsin Polglase lives in [Lostwithiel].
I was in [Whitstable] on holiday when the pipe burst.
He was stopped by police in [Hexham] driving the car of his cousin.
She was born in [Bulawayo] and came here from [Gaborone] in 2004. My patient since.
Thank you for seeing this lady from [Kirkcudbright], who was referred by Dr Auchterlonie.
He is a farmer near [Builth Wells] and lives with his brother.
He was diagnosed in [Kumasi] in 2011 and seen once in [Tamale].
Policyholder moved from [Ullapool] to [Kyle of Lochalsh] and forgot to tell us.
Customer born 6 July 1979 in [Da Nang]. Source of funds: two salons in [Haverhill].
Date and place of birth: 30 November 1975, [Limassol]
Call me back please. Concepta Geoghegan, [Ballyjamesduff]
Mrs Cherotich in [Kapsabet] has the other half of the loan.
Police report filed in [Skelmersdale], where he lives.
Your claim for new flights from [Accra] is refused.
Our daughter has asthma; we're moving to [Stroud] in June.
Q: who is with you? A: my aunt. Q: where does she live? A: [Ipswich].
my husband was in [tenby] when someone used his card
i live in [skegness] and my claim is late
Claim of Mr Thistlewood, [The Old Rectory, Church Street, Much Wenlock]. Roof lost 20 tiles.
The tenant at [Rose Cottage, Bury Lane, Codicote] rang.
Drivers garaged at [The Old Byre, Nether Stowey].
OT visit to the flat, [22 Pinewood Cl, Harpenden]. Wife let us in.
Mr Costa wants a pick up from [40 Beech Gr]
Payment to Ferdinand Lund. He lives at [14 Highfield, Ilkley].
Her term address is [Flat 9, Llys Teifi]. Please write there.
We live at [14 Rue des Martyrs, 75009 Paris]. Please write to me there.
My address: [Lindenstraße 8, 10969 Berlin]. Regards
Patient's home: [Calle de Alcalá 45, 3º B, 28014 Madrid]
Insured property: [Via Garibaldi 12, 10122 Torino (TO)]
Customer moved to [Keizersgracht 401, 1016 EK Amsterdam] on 3 May.
Beneficiary's address: [ul. Marszałkowska 10/4, 00-590 Warszawa]
My claim: she gave her address as [Storgatan 5, 211 42 Malmö].
Parcel to: [Rua Augusta 1200, 3º Esq., 1100-053 Lisboa]
Deliver the parcel to: [Bakkegata 7, 7014 Trondheim]
Contact in France: Solène Marchetti, [8 bis rue Pasteur, 69007 Lyon]
"""

LEFT = r"""
Claims in Cumbria and Kent go to the Flood Team. The policy is governed by the law of England.
Our offices in Manchester, Leeds and Glasgow close early. Your claim can be made online.
The Financial Ombudsman Service in London can look at complaints about your policy.
Open an account in a branch in Leeds or online. Terms apply to customers.
Ambulance took her to the Royal Infirmary. Seen in Clinic and in Theatre.
He takes Ramipril in the morning. Seen in May and in June. Patient well.
The patient fell in 2019 during 2020 and scored 11 points in Spring 2017.
Patient from Ward 7 to Theatre 2, back from X-ray at 5. Bay 4, Bed 2.
Please reply by 14 March, Tuesday. Claim 12 August, Team 5.
Room 4 vacant, Room 5 Ready, patient in Room 6, Cardiology
was in pain, is in remission, was in tears; lives in fear, dear patient
"""


def found(text: str) -> list[str]:
    assert {f.kind for f in RECOGNIZER.find(text)} <= {Kind.ADDRESS}
    return [text[f.start : f.end] for f in RECOGNIZER.find(text)]


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found_with_its_bounds(line: str) -> None:
    places = [piece.split("]")[0] for piece in line.split("[")[1:]]
    assert found(line.replace("[", "").replace("]", "").replace("\\n", "\n")) == places


@pytest.mark.parametrize("line", LEFT.strip().splitlines())
def test_left_alone(line: str) -> None:
    assert found(line.replace("\\n", "\n")) == []


PIECES = ["in ", "from ", "Skegness", "The Old Byre", ", ", "\n", "12 ", "Lindenstraße ", "rue ",
          "10969 ", "Flat 9, ", "born ", "1975", ": ", "-", " Cl", "he ", ". "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_notes_of_pieces_never_raise(text: str) -> None:
    for finding in RECOGNIZER.find("dear patient, " + text):
        assert 0 <= finding.start < finding.end <= len(text) + 14


def seconds(text: str) -> float:
    return best_seconds(lambda: RECOGNIZER.find(text))


@pytest.mark.parametrize(
    "piece",
    ["in Skegness ", "he in Skegness ", "Old ", "Old Old, ", "The Old Byre, ", "12 Beech ",
     "12 Old, ", "Via ", "Via Old ", "rue de ", "de la ", "10969 Berlin ", "1-2-3 Old, ",
     "straße ", "Flat 9, ", "born 1975 ", "1", "a", "A", " "],
)  # fmt: skip
def test_time_is_linear_in_the_length_of_hostile_notes(piece: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64."""
    head = "dear patient, please pay my claim, regards. "
    short, long = (head + piece * (size // len(piece)) + "." for size in (2_000, 16_000))
    assert seconds(long) < max(40 * seconds(short), 0.2)
