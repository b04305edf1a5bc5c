"""English persons in notes, letters and chats: found by where a word stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.processor import best_seconds

from privacy.desensitize.detectors.names_en import DETECTORS
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)

# A note each; "\\n" stands for the end of a line. Most of the names are in no list.
FOUND = r"""
Hi [Saskia], can you cover [Thurlow]'s list on Friday? [Marguerite] is off sick. Ta, [Jez]
Rota, patients\nMon: [Ottoline], [Kes]\nTue: [Bartek] and [Sunniva]\nWed: [Ottoline], agency
Staff on duty: [Maeve Strachan] (RN), [Delroy] (HCA), [Ekaterina Volkova] (ST3), [Ogden].
Customer [Baptiste Laforge] came with his daughter [Clémence]; [Laforge] wants both names.
Spoke to [Xanthe] in claims, she'll ring Mr [Prendergast] back on Monday.
The claimant's brother, [Vusumuzi], saw the van.
Handed over to [Benedikta] at 07:30. [Benedikta]'s bleep is broken.
Thanks for your help today. [Rukhsana]
agent: who am I speaking to?\ncustomer: [Anneliese Vogt]\nagent: thank you [Anneliese]
[Femke]: did anyone call the ward\n[Gulnara]: yes, his wife [Oksana] is coming\n[Gulnara]: at 2
Son [Ifeanyi] (15) and daughter [Chiamaka] (11) present. Father [Obinna] at work.
Pt's partner [Leocadia] says he snores. Friend ([Marek]) brought him.
[J. Featherstonehaugh] to review. [D.K. Bhattacharyya] agreed with the patient.
[McAvoy] and [O'Dwyer] signed off the claim; [DeShawn] and [LaTonya] countersigned.
My neighbours, the [Aldertons], heard it. The [Wojciechowskis] weren't home.
[Quentin] from compliance asked [Yevgenia] to freeze the account of [Ng Siew Ling].
User [Oyindamola] can't print. Her manager [Torsten] approved. Ticket closed by [Priti].
Social worker [Bronwen Tudge] to visit. Interpreter: [Lidiya]. Key worker: [Shaquille].
Mum ([Philomena]) rang, [Bertie] has chickenpox, won't be at clinic
To: [Haverstock, Imogen]\nCc: [Teunissen, Wouter]
Taken to theatre by Mr [Rao] assisted by [Zuleika]. Anaesthetist [Cormac].
Paid to [Kwabena Asante-Poku] by [E. Lindgren].
[Tallulah]'s mother wants the results. [Fitzroy]'s appointment is at nine.
Lunch with [Bjørn] at 1. Call [Ulrika] about the invoice. Cake for [Pam]!
The complaint is about your adviser [Horatio]. [Horatio] told me the fee was nil.
Present: [Ayodele], [Bronislava], [Ceri], [Dymphna]. Apologies: [Efua].
[Ignatius Mulcahy] rang. [Mulcahy] says the cheque never came.
Joint account: [Hironobu Matsuda] / [Emiko Matsuda]
Emergency contact - [Rosamund] (sister) 07700 900123
TRIAGE: [Wilfred Ormsby], 7, fell off a trampoline. Mum [Shabnam] with him.
Note for [Anoushka]: lab phoned, K 5.9 on [Bartholomew]. I've rung Dr [Quarshie].
Hiya [Shaz], it's [Debs] from housing. [Tyrese] has lost his keys again. x
Bed 1 - [Ormondroyd], 88 yrs, chest infection. Bed 2 - empty.
Day | Early | Late\nSat | [Quarshie] | [Ormondroyd]\nSun | [Le Breton] | [Quarshie]\nref 2
Phoned to SN [Mulholland] at 02:17, read back. Sample haemolysed.
Payment was made to a [Curtis Hale] and the customer never met him.
Father [Con] will be told, or the nurse, [Gormlaith]. Phone first.
i spoke to someone called [mehwish] about my claim
surname thought to be [Dragutinovic]. Patient has no papers.
[Terence "Taff" Morgan] signed the claim.
pls can someone water the plants, will text you\n[Mo] x
Applicant: [Cornelius B. Vandersloot III]
Seen with her key worker [Tremaine]. Boyfriend [Kyran] has left the flat.
[Priyasha] on reception can't scan. Assigned to [Marek]. [Marek] fixed the driver of her laptop.
can u ask [dave] to ring mrs [oyelowo], shes waiting since 2, my ext is broken
[sharon] said you'd call back. still waiting for my refund. [darren finch]
can [simon] or [claire] call me pls. thx [wendy]
hello im [tolu], booking for [tolu ajayi] and [bisi ajayi]
names on the policy are me ([colin]) and my wife [jackie]
i gave the form to nurse [kelly] on tuesday
[Jools] and I drive up tonight, please tell the nurse.
Customers [Cáit] and [Pádraig Ó Sé] both sign; my customer [Cáit] signs alone.
PATIENT: [OBI, CHUKA] WARD: 7
Parcel for [Wendeline] is with your neighbour [Hendrik] at number 7.
Third party in the claim: [Lesley-Ann Mould]. Next of kin [Blodwen], wife.
Room 4 [Ethelwyn], room 5 Mr [Szabo], room 6 vacant
"""

LEFT = r"""
Section 3: We pay for Accidental Damage up to the Sum Insured. The policy ends at Midnight.
Guideline: give patients Enoxaparin 40 mg. If Creatinine is high use Tinzaparin. Check Troponin.
The Horizon Saver account pays 4.1%. Barclays and Nationwide offer similar rates.
Ticket: Outlook and Teams fine, Citrix slow. Restart Spooler. User told.
Patient information: Take Lansoprazole before Breakfast. Bring your Yellow Card to Clinic.
Claims go to the Flood Team. Use Form B. Glass's Guide sets the value. Skoda is covered.
Our offices close on Good Friday. Call us about your claim on Tuesday.
Charcot joint, Dupuytren's contracture and Bell's palsy: a talk for patients.
is there anything i'm missing here about my claim, please
please pay before Jan 31 and call us about the star rating, the amber light and the china plate
patient has a fractured tibia, ulna intact, iris normal, coral reef, may need surgery, will call
Agent: Lovely. And your claim number?
Operator: Ambulance service, is the patient breathing?
Insurer: Hallmark Logistics, Kestrel Direct, Harbour Mutual Home Insurance
Day | Early | Late\nMon | off | off\nTue | patient list | off
Account name: Hillcrest Allotment Society
Q: Who leads on our claims policy? A: Lloyd's syndicate 2623.
user: ja. my phone is off
Allergies: Penicillin, Latex. Patient needs interpreter. Diet: Halal.
"""


def found(text: str) -> list[str]:
    assert {f.kind for f in RECOGNIZER.find(text)} <= {Kind.PERSON}
    return [text[f.start : f.end] for f in RECOGNIZER.find(text)]


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found_with_its_bounds(line: str) -> None:
    names = [piece.split("]")[0] for piece in line.split("[")[1:]]
    text = line.replace("[", "").replace("]", "").replace("\\n", "\n")
    assert is_note(text)
    assert found(text) == names


@pytest.mark.parametrize("line", LEFT.strip().splitlines())
def test_left_alone(line: str) -> None:
    assert found(line.replace("\\n", "\n")) == []


PIECES = ["patient ", "Zuleika", "Okeke", " and ", ", ", "\n", ": ", "| ", "the ", "'s ", " (RN)",
          "Mon", '"Taff" ', "Father ", "told ", "x", ". ", "DeShawn", "- "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_notes_of_pieces_never_raise(text: str) -> None:
    for finding in RECOGNIZER.find("dear patient, " + text):
        assert 0 <= finding.start < finding.end <= len(text) + 14


def seconds(text: str) -> float:
    return best_seconds(lambda: RECOGNIZER.find(text))


@pytest.mark.parametrize(
    "piece",
    ["Zuleika ", "Zuleika, ", "Zuleika and ", "Zuleika: ", "\nZuleika: ", "| Zuleika ", "the Zus ",
     "Mon: Zu, ", 'Zu "Zu" Zu ', "Zu (RN) ", "Father Con ", "told Zu ", "A ", "it's zu from "],
)  # fmt: skip
def test_time_is_linear_in_the_length_of_hostile_notes(piece: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64."""
    head = "dear patient, please pay my claim, regards. "
    short, long = (head + piece * (size // len(piece)) + "." for size in (2_000, 16_000))
    assert seconds(long) < max(40 * seconds(short), 0.2)
