"""Dates and ages, as English notes and letters write them."""

from __future__ import annotations

import re

import pytest

from privacy.desensitize.detectors.dates import DETECTORS
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)
MARK = re.compile(r"\{([a-z_]+):(.*?)\}")


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind.value, text[f.start : f.end]) for f in RECOGNIZER.find(text)]


def marked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """A text without its marks, "{kind:value}", and what was marked."""
    return MARK.sub(r"\2", line), MARK.findall(line)


LINES = """
Visa 4012888888881881 exp {date:09/25}
DOB {birth_date:03/04/1985}
DOB: {birth_date:3-Apr-85}
dob {birth_date:1985-04-03}
D.O.B. {birth_date:03.04.1985}
born {birth_date:3 April 1985}
Born on {birth_date:April 3rd, 1985} in Leeds
was born in {birth_date:April 1985}
date of birth: {birth_date:3rd April 1985}
Date of birth (dd/mm/yyyy): {birth_date:03/04/1985}
birthdate {birth_date:4/3/85}
DOB {birth_date:03 04 1985}
DOB {birth_date:03APR1985}
DOB {birth_date:04031985}
DOB: {birth_date:19850403}
birthday on {birth_date:3 April}
Birthday: {birth_date:April 3}
b. {birth_date:3 April 1985}
(b. {birth_date:4 May 1920}; d. {date:6 June 1999})
admitted on {date:12/03/2021}
admitted {date:12 March}
seen {date:12th March} and again {date:14th of March 2021}
Discharge date: {date:2021-03-18}
on {date:Mar 12} she
on {date:Tuesday, March 16th, 2021} at 10:30
pt fell on {date:Tuesday the 4th} and was seen
my card was stolen on {date:sunday 11th} pls block it
called me on {date:Mon 3rd}, no answer
on {date:Friday, 5 January 2024}. Traffic
the evening of {date:Sunday, October 29} to
raised £20 on {date:Saturday 3 December}, well done
booked for {date:Thurs 12/03/2024}
Seen {date:Fri 12-Apr-24} in clinic
appt {date:SAT 14 march}
appt moved to {date:WED 5 JUNE 2024}
my mother will be 88 in {date:July}.
he's been off sick since {date:February}
policy lapsed last {date:November}, please renew
our claim from {date:September} is still open
i paid it in {date:august}
Dear Ms Hall, we'll call you on {date:the 19th}.
my husband was admitted on {date:the 3rd} and came home on {date:the 17th}
28 tabs {date:11 Aug 24} Boots
Tabs x56 {date:02 Dec 23} Rowlands
{date:12-Mar-2021} 09:15
{date:12/Mar/2021}
{date:2021/03/12}
{date:12.3.2021}
{date:12.03.21}
{date:3/12/21}
seen {date:3/12} and {date:3/14}
Appt {date:4/2}
DOS {date:04/02/2021}
exp {date:12/2024}
expiry {date:12/24}
Expires {date:09/2026}
since {date:March of 2020}
{date:Sept 2019}
{date:Dec. 2018}
between {date:3 and 5 March 2021}
from {date:March 3 to March 9, 2021}
{date:3-9 March 2021}
{date:March 3-9, 2021}
{date:20210312} admission
{date:March 3rd}
{date:the 3rd March}
{date:31st of december 2020}
{date:5 nov 2019}
{date:nov 5, 2019}
{date:december 5th}
on {date:jan 5}
{date:January 5th 2019}
{date:05JAN2019}
{date:Jan 5 '19}
{date:Jan. 5, 2019}
{date:Christmas Day 2019}
Your appointment is on {date:5/6/2021}.
LMP {date:2/14/21}
Signed: {date:2.14.21}
a {age:92}-year-old woman
{age:92} year old
{age:94} y/o M
{age:94}yo female
{age:91} yrs old
aged {age:95}
age {age:93}
Age: {age:101}
she is {age:90} years old
{age:97} years of age
{age:96}M
turned {age:100}
her {age:99}th birthday
{age:ninety-two} year old
aged {age:ninety-four}
{age:ninety-one}-year-old
a {age:103} year-old
age of {age:91}
AGE/SEX: {age:92}/F
Age/Sex: {age:93} / M
DISCHARGE SUMMARY | Patient: X | DOB: {birth_date:14-Feb-1952} | MRN: 8841273 | Acct: 5590012387
PATIENT NAME: X    MRN: 0099-4412    DOB: {birth_date:02/14/1952}    AGE: 69
ADMISSION DATE: {date:03/02/2021}  DISCHARGE DATE: {date:03/09/2021}
Date of Admission: {date:2 March 2021}; Date of Discharge: {date:9 March 2021}
Seen in clinic {date:09/03/21}, dictated {date:10/03/21}, typed {date:11/03/21}.
He was seen by us on {date:Feb. 3}, {date:Feb. 10} and {date:Feb. 17, 2021}.
On {date:02/03} she developed a fever; on {date:02/05} cultures grew E. coli.
Labs ({date:3/4/21}): Na 138, K 4.1, Cr 1.2, eGFR 58
CT chest {date:2021-02-28}: no PE. Accession: CT-21-009913
Procedure date {date:22nd February 2021}, procedure no. 2
Review {date:15.4.21}
She turned {age:90} last week
This {age:94} year old gentleman
Pt is a {age:91}yo M w/ hx of CHF
{age:93}M with COPD
Lot A88213, expiry {date:2023-06}
I am writing about claim CL-0099213, opened on {date:4th January}.
Claim No: 00-449213-K. Date of loss: {date:12/24/2020}.
CA driver's license D4482913, exp {date:02/14/2023}
card ending 4444, expiring {date:08/24}
From IP 82.14.201.7 on {date:2021-03-02} 14:02:11 UTC
SSN 123-45-6789, DOB {birth_date:1/2/1960}
UK passport 512345678, expires {date:14 Feb 2028}
Employee E44821 reported the incident on {date:1 March}
Prescription 4482193 was filled on {date:Jan 3}
DOB {birth_date:14/2/52}
d.o.b. {birth_date:14 Feb 1952}
DOB = {birth_date:1952-02-14}
born {birth_date:14.02.1952}
(born {birth_date:14 February 1952})
b. {birth_date:2/14/1952}
Birth date: {birth_date:Feb 14 1952}
Her birthday is {birth_date:14 February}
date of death {date:3 March 2021}
died on {date:March 3, 2021} aged {age:97}
LMP {date:12/1}
EDD: {date:09/08/2021}
vaccinated {date:01/15/2021} and {date:02/12/2021}, lot EL9262
from {date:Mar 3 through Mar 9}
on the morning of {date:3 March}
between {date:1 March 2021} and {date:31 March 2021}
{date:Mar-21} statement
Invoice INV44821 dated {date:01-MAR-2021}
"mrn": "00448213", "dob": "{birth_date:1952-02-14}"
mrn=448213&dob={birth_date:19520214}
Sample S21-4482 received {date:4/3}
Patient's DOB is {birth_date:4 July 1976}.
She was born {birth_date:July 4, 1976}
Date Of Birth {birth_date:07-04-1976}
DOB:{birth_date:07/04/76}
y/o F, DOB ({birth_date:7/4/76})
date of birth {birth_date:4th of July 1976}
dob {birth_date:4.7.76}
Birthdate: {birth_date:1976/07/04}
Admitted {date:1/12/22}, d/c {date:1/15/22}
DATE OF SURGERY: {date:12 JAN 2022}
Op date {date:12.01.2022}
Onset: {date:Jan 2022}
Since {date:January 2022} she has had pain
On {date:12th of January}, he fell
Last menstrual period {date:Dec 12, 2021}
in {date:Nov. 2021}
{date:Nov 12th, 2021}: visit
Age {age:92}
{age:92} y.o. female
Mrs X, {age:92}, lives alone
aged {age:90} years
She is {age:95}
died at the age of {age:99}
a {age:ninety}-year-old man
card 4539-1488-0343-6467 expires {date:11/25}
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_found_with_their_bounds(line: str) -> None:
    text, values = marked(line)
    assert found(text) == values
