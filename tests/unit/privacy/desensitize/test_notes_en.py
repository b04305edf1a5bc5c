"""Dates in words and in a hurry, ages in lists, logins and codes: what English notes write.

Each line is a text ("␤" stands for a new line there) in which just what is in braces is found, of
whatever kind. What is a date can be moved, too.
"""

from __future__ import annotations

import re

import pytest

from privacy.desensitize.date_shift import shifted
from privacy.desensitize.detectors import contacts, dates, identifiers
from privacy.desensitize.kinds import DATES
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer((*contacts.DETECTORS, *identifiers.DETECTORS, *dates.DETECTORS))
MARK = re.compile(r"\{(.*?)\}")

LINES = r"""
next inj due w/b {3/3}, pt
clinic {10th/11th May}, pt
away {5th-12th June}, tenant
username = {mhollis}, pw = {Teapot!22}
surgery {Feb 3 & 4}, patient
on {April 3 or 4}, my claim
Name: Ada Frost  Age: {96}  Sex: F
her handle is {@sunnysidebakes}, thanks
DOB was given as {the third of March 1957}, patient agrees
{twenty-first of June}, please ring my dad
her date of birth's {the ninth of the eleventh forty-eight}, agent
dob {2nd of the 8th 1966}, caller confirmed
Agent: date of birth please␤Caller: {thirtieth of January nineteen seventy-two}
appointment on {the fourteenth of August}, please be early
we spoke on {the sixth} and again on {the eleventh}, my claim
please reply by {the twentieth}, thanks
on {Tuesday the third} my wife fell
see you {May the fourth}, thanks
he died on {the First of November}, my uncle
{April twelfth} or so, said my mum
due {March the second, 2024}, patient
the scan's on {the 7th or 8th of May}, please
choose {the 3rd, 5th or 9th of July}, please
{12, 14 and 19 November}, physio for patient
clinics on {4th, 11th and 18th March 2025}, patient
away {2 or 3 October}, my carer
on sick pay from {April to June 2022}, employer told
{September - November 2021}, my wife's chemo
contract {January until March 2023}, employee
statements for {June}, {July} and {August 2024}, customer
wages for {May} and {June 2023}, applicant
at the latest {October}, my claim
leave from {28 June to 13 July}, nurse told
from {the 4th to the 9th} patient at home
reviewed on {05 / 11 / 2024}, patient well
fit from {3 - 6 - 2025}, patient
Geburt am {03. 04. 1985}, patient
CRP 44 on {14.02}, patient worse
bloods on {03.11} fine, patient
Na 131 since {07.09}, patient
Mrs Orr cancelled {4/6}, offer slot to patient
not coming {3/5}, pt has flu
parking runs out {6/7}, my car
back {2/9}, tell mum
rang {11/4}, no answer from pt
op {8/11}, scan {9/12}, pt aware
off till {5/8}, carer told
(moved to {10/3}) pt happy
w/c {6/1} carer away
list for Friday ({21st}), please swap my patient
back on {14th}, my son said
the rent is due by {31st}, tenant told
mum, Nora Pugh, {94}, lives alone
Ivy Marsh, {101}␤Lives with daughter
Tobin, {92} yrs, on the ward
bed 6 Mrs Achebe {93} yrs old
Walter Quill ({97}), my neighbour
Elsie is {95} and still drives, my gran
she's {91} now, my nan
he is {90} but well, patient
Mr Otieno, {96}. Needs two to transfer, patient
Rosa, {99} - falls, patient
nan is nearly {100}, my dad says
User: {kowalczyk_m}␤Support: hello
username {okafor.j} locked, reset please
login {de_souza} fails, user says
logged in as user {brandt_k2} today
key safe code changed to {2217B}, carer told
the alarm code is now {5583}, please
door code was reset to {9041}, tenant told
PIN set to {6620}, customer
card no. {BKT 5520187}, baby's heel prick done, mum well
sample {LX 4410 227}, patient
policy {RT 661 2094 W}, says my wife
CAD {412 of 19/02}, neighbour saw it
police log {87 of 3 March}, my son
incident {1190 of 12.03.25}, victim my sister
PCN {CTRXA} group {RX8811}, member
find me at {@lenadraws}, thanks
his handle {@mrbiscuit_7} and hers {@wrenandoak}, my kids
dob: {twenty second of May eighty one}, caller says
born on {the tenth of October nineteen ninety}, client
the baby came on {the thirty-first of March}, mum well
I'm away until {the sixteenth}, then call me
she had it done on {Wednesday the twelfth}, patient
what about {the fourth or fifth of July}? thanks
{Second of June} is fine, thanks
policy started {the first of April 2019}, my husband
on {January the nineteenth} my card was stolen
my birthday is {November twenty-third}, agent
{17 / 9 / 2024} patient seen
{9-11 May}, {14-16 June}: wards closed to patient visits
from {1/9} to {14/9} no carer
{Mon 3/2}, {Tue 4/2} and {Fri 7/2} dialysis, patient
next appt: {5/11} 10am, patient
LMP {3/8}, EDD {10/5}, patient
cast off {5/4}, pt
bloods {4/11}: Hb 98, pt
{4/11} rang pt, no answer
{5.11} rang pt
d/w family on {06.10}, patient
expected back {25th}, mum
due on {Thurs 5th or Fri 6th}, midwife
between {March and May 2022} I was off work
{Nov-Dec 2020} admission, patient
payslips {Feb}, {Mar} and {Apr 2024}, applicant
late {August}, my claim was paid
in the middle of {November} he moved, tenant
come back around {April}, nurse said
patient Betty Noone ({91}) and husband Jim ({93})
Edith, aged {94}, fell
gran turns {100} on {the 9th}, patient
my {93}-year-old mum
{95} y/o lady
Pt {91}F #NOF
mother ({97}, dementia) lives alone, my
he'll be {90} in {May}, my dad
user id {h.lindqvist4}, locked
my username's {tess_the_vet}, please reset
Login: {marco-polo77} user
account name {jw_harper}, helpdesk
pw reset for {dkowal}, user
log on as {temp_nurse4}, ward
owner {p_achebe} closed ticket, user
garage code {8812}, tenant
combination {4-22-17} for the safe, my dad
alarm is {2290}, my neighbour
code for the key box: {1945}, carer
telegram {@ivan_fixes}, instagram {@noor.bakes}, my kids
insta: {bella.nails.leeds}, my wife
DM {@theoldsoap} on insta, thanks
discord {noodle#8812}, my son
wechat {liwei-88}, customer
skype {live:.cid.4f12ab}, tutor
Signal {+44 7700 900881}, my uncle
ticket {SR 0044 2190}, user
consent {CF 2201 88}, patient
tissue block {B24-8810/2}, patient
card no. {HPC 22019384}, patient
red book no. {RB 552019}, mum
bed card {K 20 118}, patient
hearing aid {AU-7781-R}, patient
pump {CADD 0092218}, patient
wheelchair {WCH/20881}, patient
RxPCN: {MEDDADV}, member
holiday {12/8} - {26/8}, my son
network login NWH\{sabini3} user
due {1st}, {15th and 20th}, customer
{20th & 27th}, my husband works
call me {6th or 7th} please
gate code #{4471}, delivery
paid on {the 31st} of each month, tenant
"""

# Shares, scores, lengths of time, times of day, ordinals and ages of other things.
NOBODYS = """
pain 3/10, power 4/5 in both legs, pt comfortable
amoxicillin for 5/7 and 10/7, pt to return
back pain 6/12 ago, cough 3/52, patient
VA 6/9 and 6/5, patient
clinic 09.30 to 10.15, patient asked
rang at 11.45, no answer from patient
section 5.11 Payment of the policy, my claim
the second dose and the third attempt, patient
on the first floor, on the second opinion, patient
may second that motion, my friend said
in the North of March county, patient
ward 9/2 and bay 4/3, patient
5 of 12 patients, incident 2 of 3, log 4
bus 94, gate 92, Room 101, my claim
in Boston, 95 years ago, my aunt
Channel 4, 92 minutes, my wife
bleep 2417 for the site team, patient
card ending 3319, number ending 0455, customer
stock number 118-2204-77, my order is late
user code=0x80070005, error 0xC0000022
wording HC-0417, edition 6, of my policy
reset failed, login blocked, user locked
thanks @everyone and @channel, my friends
follow C:\\Users\\Public, user
"""


def marked(line: str) -> tuple[str, list[str]]:
    return MARK.sub(r"\1", line).replace("␤", "\n"), MARK.findall(line)


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_found_with_their_bounds(line: str) -> None:
    text, values = marked(line)
    assert [text[f.start : f.end] for f in RECOGNIZER.find(text)] == values


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_dates_can_be_moved(line: str) -> None:
    text, _ = marked(line)
    for finding in RECOGNIZER.find(text):
        if finding.kind in DATES:
            date = text[finding.start : finding.end]
            moved = shifted(date, 40)
            assert moved is not None
            assert moved != date
            assert shifted(date, 0) is not None


@pytest.mark.parametrize("text", NOBODYS.strip().splitlines())
def test_left_alone(text: str) -> None:
    assert RECOGNIZER.find(text) == ()
