"""Persons in English text: who is found, with which bounds, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.processor import best_seconds

from privacy.desensitize.detectors.names_en import DETECTORS
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)


def found(text: str) -> list[str]:
    assert {f.kind for f in RECOGNIZER.find(text)} <= {Kind.PERSON}
    return [text[f.start : f.end] for f in RECOGNIZER.find(text)]


# A line each; "\\n" stands for the end of a line.
FOUND = r"""
Dr [Amara Okonkwo] reviewed the patient [Siobhan O'Brien] on the ward.
Mrs. [Patel] attended with her daughter [Anjali].
Ms [Nguyen Thi Hoa] was discharged home; Mr [Nguyen] will collect her.
Seen by [Przemysław Wójcik], consultant surgeon.
Pt [Maria Gonzalez-Ruiz] denies chest pain.
Her husband [Kwame] is the next of kin.
His wife [Xochitl] called the ward.
Neighbour [Brendan Gallagher] found him on the floor.
Name: [Jane Roe]\nDOB: 1/2/1990
Patient Name: [Oluwaseun Adeyemi]    MRN: 123456
PATIENT: [WHITFIELD, JAMES R]
Name: [Okafor, Ngozi]
Surname: [Haddad]\nFirst name: [Layla]
Next of kin: [Thomas Brown] (husband)
Emergency contact: [Ewa Kowalska], 555-0100
Signed: [R. Hargreaves]
Insured: [Dimitrios Papadopoulos]
Account holder: [Fatima al-Rashid]
Beneficiary: [João da Silva]
From: [Imran Hussain] <imran@example.org>\nTo: [Claire Dubois]
Attn: Ms [Lindqvist]
Reviewed by: Dr. [S. Ramachandran]
Dictated by [Mehmet Yılmaz], MD
| name | [Jane Roe] | dob | 1990 |
Dear Mrs [Thistlethwaite],
Dear [Grace],
Dear Mr and Mrs [O'Sullivan]
Hi [Bilal], thanks for your call.
Hello [Chidinma], how can I help?
Kind regards,\n[Tom Baker]
Yours sincerely,\n\nDr [Helen Marsh]
Many thanks,\n[Rose]
my name is [priya raman] and my card was stolen
My name is [Xander Quill].
I'm [Agnieszka], calling about my policy.
This is [Marcus Webb] calling from the branch.
Am I speaking to [Mr. Adewale]?
[Siobhan] rang to say she will be late.
We told [Mehmet] to stop the tablets.
The claim of [Gordon Brown] was settled.
Mother, [Thandiwe Nkosi], gave consent.
dear mrs [okafor], your claim is closed
mr [hussain] phoned again today
[SMITH, John] (DOB 01/02/1950)
[J. R. Whitfield] signed the form.
[Whitfield J.R.], seen in clinic.
PATIENT [JOHN SMITH] ADMITTED VIA ED
Nurse [Kelly] gave paracetamol.
Sister [O'Neill] is in charge.
Officer [Ruzicka] attended the scene.
Judge [Mwangi] dismissed the case.
Prof. Sir [Alistair Cholmondeley] examined the child.
The driver, [Rajesh Kumar], admitted fault.
Policyholder [Li Wei] asked for a refund.
The claimant [Mohammed bin Salman Al-Harbi] lives in Leeds.
Adviser [Niamh Byrne] took the call.
[Ludwig van der Berg], RN, gave the dose.
[Katarzyna Zielińska-Nowak] paid the premium.
She lives with her son [Tadhg] and nephew [Zoltán].
[Wanjiru Kamau] and [Achieng Otieno] signed.
GP: Dr [Iqbal]
Witness: [Ms. Harriet Vane]
[Hyun-woo Kim] transferred the money to [Ji-young Park].
Spoke to [Anastasia Georgiou] (mother).
[Zhang Wei] opened the account for [Liu Yang].
cc: Dr [Bose]
Mr [Best] and Miss [Winter] were told.
[Siobhán Ní Bhriain] was admitted.
[Leticia]'s results are back.
Thanks [Deepak], that is fixed.
Ask for [Moira] at reception.
His children [Dami] and [Tofunmi] were told.
Wife ([Dilani]) at bedside.
[Jackson] (RN) took bloods.
my wife [ingrid] and our neighbour [keith] saw it
Customer [Xiadani Quispe] disputes the fee.
[Xu Meiling] and [Tan Boon Huat] are joint holders.
mr [Best] said so.
Thx, [Bex]
hi, i am [latisha brown], my claim is late
Kind regards\n\n[Ciarán Ó hEithir]
[Papadimitropoulos] said that [Zarina Kukuladze] signed.
[Yetunde Balogun] speaking, how may I help?
"""

FOUND_WITHOUT_TITLE = {"[Mr. Adewale]": "Mr. [Adewale]", "[Ms. Harriet Vane]": "Ms. [Harriet Vane]"}

LEFT = """
Parkinson's disease, Crohn's disease and Hodgkin lymphoma were ruled out.
Foley catheter placed; Glasgow Coma Scale 15; Apgar 9.
Colles fracture, Murphy's sign negative, Babinski sign absent.
She was treated at St Thomas' Hospital and at King's College London.
Johnson & Johnson, Wells Fargo, Lloyd's, Barclays and Marks & Spencer
He lives at 12 Martin Luther King Drive.
Admitted in April, reviewed in May and June; next visit on Tuesday.
British, Irish, Nigerian and Vietnamese staff
Discharge Summary
CHIEF COMPLAINT: CHEST PAIN
History of Present Illness
Account Holder Details
Terms and Conditions
Dear Sir or Madam,
Dear Customer,
Dear Claims Team,
Hi there, how are you?
Hi team, see below.
Warfarin and Metformin were stopped.
Take Aspirin with food. Start Ramipril.
The Claims Team will call you.
Victoria Street, Lake Victoria, Georgia and Virginia
New York, Los Angeles, San Francisco, Sydney and Hong Kong
Harvard University, Stanford Hospital, Mayo Clinic, Johns Hopkins Hospital
Contact: Claims Department
From: Customer Services
Name: N/A
Patient: not known
I'm calling about my claim.
this is not right, i'm very upset
The patient Denies pain. Patient Reports nausea.
Blue Cross Blue Shield, American Express, Bank of America
Mental Health Act, Data Protection Act, Sarbanes-Oxley Act
Pulmonary Embolism, Acute Kidney Injury, Type 2 Diabetes
Social Worker to visit. Next Review Date
Regards,\\nThe Claims Team
Yours faithfully,\\nCustomer Services
Lloyd's of London, J.P. Morgan, Morgan Stanley and John Lewis
Agent: Good morning, how can I help?
Frank haematuria. Mark the site. Will need a frame. Bill sent. Grant application. Pat dry.
Queen Victoria Street, Alice Springs, King's Lynn and San Jose
Head of Department, Chief Executive Officer, Vice President
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found_with_its_bounds(line: str) -> None:
    for whole, without in FOUND_WITHOUT_TITLE.items():
        line = line.replace(whole, without)
    names = [piece.split("]")[0] for piece in line.split("[")[1:]]
    assert found(line.replace("[", "").replace("]", "").replace("\\n", "\n")) == names


@pytest.mark.parametrize("text", LEFT.strip().splitlines())
def test_left_alone(text: str) -> None:
    assert found(text.replace("\\n", "\n")) == []


@given(st.text(max_size=200))
def test_arbitrary_text_never_raises(text: str) -> None:
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)


PIECES = [
    "Dr. ",
    "Jane",
    "Roe",
    " ",
    ",",
    "\n",
    "name: ",
    "O'Neill",
    "de ",
    "'s",
    "J.",
    "dear ",
    "&",
]


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_text_of_names_and_cues_never_raises(text: str) -> None:
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)


def seconds(text: str) -> float:
    return best_seconds(lambda: RECOGNIZER.find(text))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "A.",
        "A. ",
        "Jane ",
        "Jane de ",
        "O'",
        "Al-",
        "Dr. ",
        "dear ",
        "Name: ",
        "name | ",
        "mr ",
        "my name is ",
        "Regards,\n",
        "Smith, ",
        "Smith, John\n",
        "de la ",
        " ",
        "\n",
        "Á",
        "'",
        "& ",
    ],
)
def test_time_is_linear_in_the_length_of_hostile_texts(piece: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64."""
    short, long = (piece * (size // len(piece)) + "." for size in (2_000, 16_000))
    assert seconds(long) < max(40 * seconds(short), 0.2)
