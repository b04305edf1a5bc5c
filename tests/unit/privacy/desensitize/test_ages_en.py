"""Ages over 89 in English notes: what is found, and the same numbers where they are no age."""

from __future__ import annotations

import time

import pytest

from privacy.desensitize.detectors.dates import DETECTORS
from privacy.desensitize.detectors.tables import cells
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer((*DETECTORS, cells))


def ages(text: str) -> list[str]:
    return [text[f.start : f.end] for f in RECOGNIZER.find(text) if f.kind is Kind.AGE]


FOUND = """
Pt M[93], NOF #, NBM from midnight
[94]F c/o chest pain, bloods sent
Bed 4: [91]M, day 2 post op
Bay B bed 3 - Ethel Marsh ([92]) - pneumonia, home Thurs
F/[97] fall ?LOC
[92]/F admitted via ED
[96]/M, NH resident, DNACPR in place
[97]yo from home, off legs
[93] y.o. gentleman, known AF
[95]-year-old lady with UTI
this [91] year old widow lives alone
aged [ninety-one], he still drives
Aged [98], lives with daughter
She is [96] now and wants to stay at home
He is turning [100] on Sunday, family ask for visiting
he's [92] next week, card from ward please
Nan is [94] next month and the claim is hers
Age: [98]
age/sex [91]/M
Age/Sex: [93]/F  Ward: 7
Sex/Age: F/[95]
a [101] year old with delirium
he is [ninety four] years old
[ninety-seven] years of age
Pt DOB withheld ([93]), seen at home
at [97] she still did her own shopping, pt says
At [91], he was told he needs a pacemaker
my [92] yr old mum needs a visit
my mum ([90]) has lost her card
Pilkington, [93], bed 6
Mrs Pilkington [95] - fall, bloods pending
Mr Okoro, [99]y, obs stable
Patient is a [90]yr old female
Pt is [91], lives in warden flat
[91]yrs, NOK daughter
[92]yr F, ex-smoker, on home O2
92 yrs: no. Pt age [92]
Caller says her father, who is [94], got a bill
caller is [93] and cannot come into branch
customer aged [90] and vulnerable, please flag account
Policyholder is [91] years old
Policyholder ([92]) phoned re claim
she turned [90] in March, premium went up
His age is given as [103] on the claim
[102] y/o F, GCS 15
Elderly lady, [95], found on floor by carer
Frail [94]-yr-old, rockwood 7
very frail [96]F, palliative, ward 4
Background: [93] M, CKD 4, o/e well
HPC: [90]F mechanical fall
Mum's [91] and dad's [93], both on warfarin
my grandmother who is [97] banks with you
gran will be [99] in May
she was [90] when she died, pt's son says
he died at [94] at home, GP aware
Dear Dr, Thank you for seeing this [90]-year old farmer
Re: Edna Tolley, age [96], NHS on file
Resident, [98] years, on DOLS
Name: I. Croft  Age [91]  Sex F
Age [94] yrs
A [92] year-old man on the ward
[91] year-old M. Pt comfortable
[ninety] year old lady, ward 6
[a hundred] years old next Tuesday
[one hundred and one] years old
aged [101], oldest resident on the unit
Beneficiary, now [93], moved to a care home
insured (female, [91]) has a claim
patient (F, [94]) seen today
pt (M [92]) d/c home
Patient, F, [90], seen in clinic
Seen: [95]F, [91]M, both stable
the claimant, aged [93] years, fell in the bath
| Name | Age | Ward |\\n| E Marsh | [94] | 7 |\\n| J Poole | 71 | 90 |
Name, Age, Bed\\nMarsh, [93], 4\\nPoole, 66, 92
Mother [92], father died at [96], sister [91]
FHx: mother d. [94] CVA, father d. [98]
mother alive, [95], pt has no siblings
"""

NOT_FOUND = """
BP 110/90, pt comfortable
bp 118/92 sitting, 105/90 standing
pulse 96, sats 94%
P 96 reg, sats 94 on air
HR 102, RR 18, ward 5
Sats 94% on RA, pt to be weaned
O2 sats were 91 on air
BMI 92 is wrong, pt reweighed
room 101, 2nd floor, patients' lounge
weight 92 kg, height 1.80 m
wt 95, BMI 31, bp ok
weight is 96 now, pt pleased
£95 refund to customer
temp 98.6 F, pt well
T 99F today, pulse 90
Temp 101 F overnight, bloods sent
90 tablets, pt has enough till May
script for 90 tabs, pt told
ward 93 to call back, please
bus 94 stops at the clinic
pt took bus (92) to the clinic
Bed 92, bay 9
ext 101, ask for the ward
Hb 98, WCC 9.1, plt 110
Hb is 94 now, Hb was 110, pt transfused
Na 138, Cl 101, HbA1c 48
creatinine 103, eGFR 90
eGFR > 90, pt reassured
FEV1 92% predicted, clinic in May
INR 2.1, weight 101, pulse 92 regular
Peak flow 100 (110 before), pt knows
dose is 100 now, was 50 mg, pt aware
score 92, sent to the patient
98 patients were seen in clinic
she is 92 kg and 160 cm, pt agrees
he is 94 days post transplant, clinic Friday
he was 95% of the way, ward told
in her nineties, lives alone, pt of Dr Rao
nonagenarian, fit for the clinic
He is a 45yo, ward 90
Pt M, bed 94
Pt F 92.5 kg, height 150
M90 motorway closed, pt late for clinic
F92 key for the patient's password reset
A92 closed, pt late
CT 92, ct head normal, pt told
Junction 92, please call
page 94 of the claim, see (92)
see ref (94) and note (101) of the claim
reference (91), customer account
Paid in 90 days, customer told
call 101 for the police, claim ref to follow
Dial 111 or 101, customer advised
he rang 101, claim to follow
at 90 mph, claimant said
doing 95, claim disputed, police called
unit 97, Mill Park, tenant phoned
Flat 92, tenant called
on 100 mg, pt tolerates
Warfarin, 90 days, pt has book
Aspirin, 100, od
Ramipril 100, pt stopped it
in 92 she moved, pt recalls
since 1994, pt is 72
Class of 95, student
95th centile, pt thriving, clinic review
90th percentile for weight, baby of pt
lasted 90 minutes, call ended
90 min call, customer happy
The loan is 90 days overdue, customer account
loan balance is 92, customer account
| Name | Age | Ward |\\n| J Poole | 71 | 90 |
| Name | Sats | Ward |\\n| J Poole | 94 | 7 |
Jones 3, Smith 92 runs, ward quiz
version 92, user logged out
Monitor shows 96 now, pt sleeping
room is 101, patient moved
sats is 92 now, pt on 2 l
his pulse was 98 when she left, pt well
glucose was 101 in clinic, pt fine
"""

_MARKS = str.maketrans("", "", "[]")


def _lines(table: str) -> list[str]:
    return [line.replace("\\n", "\n") for line in table.strip().splitlines()]


@pytest.mark.parametrize("line", _lines(FOUND))
def test_ages_that_are_found(line: str) -> None:
    marked = [part.split("]")[0] for part in line.split("[")[1:]]
    assert ages(line.translate(_MARKS)) == marked


@pytest.mark.parametrize("line", _lines(NOT_FOUND))
def test_numbers_that_are_no_ages(line: str) -> None:
    assert ages(line) == []


def test_that_long_texts_take_linear_time() -> None:
    for piece in ("pt 92, ", "(92) ", "| 92 ", "Age |\n| 92 |\n", "92F ", "at 92 she "):
        began = time.process_time()
        ages("pt seen. " + piece * 20000)
        assert time.process_time() - began < 3, piece
