"""What notes hold in odd forms: split numbers, dates in a hurry, names turned round, any address.

Each line is a text ("␤" stands for a new line there) in which just what is in braces is found, of
whatever kind.
"""

from __future__ import annotations

import re

import pytest

from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.standard import DETECTORS

RECOGNIZER = Recognizer(DETECTORS)
MARK = re.compile(r"\{(.*?)\}")

LINES = r"""
pt rang, mob {O7700 9OO 812}, nok to call back
caller: my number's {oh seven seven double oh nine double oh one two three}, thanks
policy is {B four four seven nine one two}, said my wife
ring me on {0 7 7 0 0 9 0 0 4 1 8} please
tel home {8300 4471}, ask for mum
my login is {tmacg7}, please reset the password
staff no {40817}, payroll asked
family ref {5521}, patient and her son
our file {HMC 1187/24 (W)}, claimant told
seen {tues 12} and {Thu 21}, nurse to ring patient
pt seen {27.02.}, bloods fine
next appt {14/3}, pt told
yours of {the 9th ultimo} to my client
patient visited {20th inst.}, door locked, neighbour told
born {14.ii.1978}, insured
the client was born {3. mars 1961}, insured
left job in {feb of 91}, patient says
{CHAUDHRY, IMRAN M} 44M pt, no meds
pt {"Ginger" Malone} slipped, staff told
my wife {lorraine} asked the nurse
pt has daughter {Kateryna}, who rang
Home: {Tigh na Mara, Achiltibuie, IV26 2YG}, patient's mum will ring
she is at {9 Larkfield Rise} with her mum, please ring
I'm now at {Rose Bungalow, Back Lane, Great Bircham}, please write
pt's son moved to {sixteen hundred pennant avenue apartment two}
my husband and I met in {Wolsingham} by chance
"""
LEFT = r"""
Order 5 boxes of A4 paper, model HP-4250, invoice total 1,240.50, VAT 20%, please
pt BP 132/84, Hb 11.2, sats 98%, wt 84 kg, metformin 500 mg bd
patient scored 14/27 on the PHQ-9 and 12/21 on GAD-7
patient's vision 6/18 and 6/24, review please
patient found no BRCA1 or BRCA2 variant
three or four people rang, please call us
please restart the router, user told
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_found(line: str) -> None:
    text = MARK.sub(r"\1", line).replace("␤", "\n")
    found = [text[f.start : f.end] for f in RECOGNIZER.find(text)]
    assert found == MARK.findall(line.replace("␤", "\n"))


@pytest.mark.parametrize("line", LEFT.strip().splitlines())
def test_left_alone(line: str) -> None:
    assert [line[f.start : f.end] for f in RECOGNIZER.find(line)] == []


@pytest.mark.parametrize(
    "piece", ["a ", "Ab ", "1 ", "one ", "Ab, ", "1-", "A", "12/", "x\n", "at The ", "ab-", "Ab;"]
)
def test_a_long_text_takes_no_longer_for_its_form(piece: str) -> None:
    assert len(RECOGNIZER.find("dear patient, please ring " + piece * 4000)) < 20_000
