"""Record numbers, samples, plates and vehicles in English notes, and numbers that are nobody's."""

from __future__ import annotations

import time

import pytest

from privacy.desensitize.detectors.identifiers_records import plates, records
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.standard import DETECTORS

RECOGNIZER = Recognizer(DETECTORS)

RECORDS = """
URN [448812], ward 5
URN: [R20 41 77]
Hosp no [K22418], bed 3
Hosp No. [41 88 203]
Hospital number: [D 229 401]
K-number [K0442918]
Patient's K number is [K118 842]
CRN [22 41 8890]
CRN: [CR-77120]
PAS no [88213]
PAS number: [RX1 448 220]
PAS [2204418]
Unit number [77 41 20]
Unit no. [A71204]
(unit no [447 188])
Ep [E2204417] closed
Episode [447120]
Episode no. [E-24-0917]
Episode ID [88120-3]
FIN [40022718]
FIN: [880-22-71]
Encounter [4471920]
encounter # [E-99271]
CSN [100448812]
HAR [6001 8842]
Acc# [24-118827]
Acc # [A24 00177]
Acc. no [X118 2207]
Accession [S24-00418]
Accession: [23M0088142]
Accession number is [GU-24-7718]
Specimen [24L118842]
Specimen ID [M 24 00417]
Specimen no: [H24.1182]
Spec no [B24/1187]
Lab ref [24/M/1182]
Lab no [B 24 11827]
Lab number [M1182 24]
Lab: [L24-88102], urine
Sample [24-7781], haemolysed
Sample no. [S 0044 18]
Sample ID: [BX0042]
sample [4471-B] was lost
Path no [P24-118]
Path no. [24.H.01187]
Histology [S23-1187] back today
Histology no [H24/00812]
Histo ref [SP-24-0091]
Cytology [C24-0117]
cyto no [NG24 118]
Micro [M24.0091182]
Biopsy [B-2291/24] reported
Blood bag [G0912 24 118 442]
Blood unit [G1015 22 004 118 2]
Unit [G0552 24 771 204] started 14:10
Donor no [D 4471 882]
Donor ID [0912 4471]
donation number [G0912 24 118442 K]
X-ray no [XR-118842]
X-ray [X24 0118]
XR no. [44718]
Imaging no [IM 44 118]
CT no [CT24-1182]
MRI number [M-88-1203]
US ref [U24/881]
Study ID [1.2.840.4471]
Request no [R24 88 117]
Request [RQ0044187]
req no [44 7118]
req. no: [Q-1187-24]
Order no [4471-88]
Chart [44718]
chart no [C-1182]
Chart: [77-12-03]
Case notes [A 44712]
Case notes no. [CN/118/24]
case note [K44712] missing
Notes no [44-71-20]
Notes number: [B 20417]
NHSCR [4471 882]
NHSCR no. [DWXK 118]
Theatre slip [TS-1182]
theatre slip no [0447]
Theatre list no [T24-118]
Tray no [TR 0441]
tray [T-0441-B]
Tray ID: [4471882]
Implant no [IMP-77-204]
Implant ref [44-7188-02]
Prosthesis no [P44 7188]
Prescription no [RX 4471 88]
Rx [4471882]
Rx#: [77-44120]
script no [S-44718]
Referral UBRN [0012 3345 8897]
UBRN: [001233458897]
Referral [R-24-1188] accepted
e-referral [0044 7182 9931]
CHI [1507 44 2291]
CHI no. [0101445522]
H&C no [3 144 718 820]
Ref'l no [R1182]
[K22418] (Hosp no)
[448 812] is the URN
[S24-00418] (accession)
the specimen is [24L-1188]
Pt no: [A-44 118]
Mr Ocks, [K 22 41 88], bed 3
Ann Tell ([R0441882]) for theatre
Ann Tell [H-220418] for theatre
Name | Hosp no | Ward\\nA Tell | [K22418] | 5
Bed,Name,URN\\n3,A Tell,[R20417]
Admission [A24-118]
Adm no [ADM 4471]
Admission no. [2204-17]
Visit no [V-44-18]
Visit ID: [447-1188]
Attendance no [ED-24-1188]
ED no [E44 1182]
A&E number [24/01188]
Pathway ID [PW-4471]
pathway no: [RTT 4471 88]
Ward book no [WB-447]
Register no [R 118/24]
Post-mortem no [PM24-118]
PM no [24/118]
Mortuary no [M-118-24]
Body tag [B-0441]
wristband [W0441882]
Wristband no. [44 18 82]
Crossmatch [XM-4418]
G&S no [GS 44188]
BM meter [BG-44-1182]
Tissue no [T24-4471]
Cord blood unit [CB-4471-2]
Vial [V-0044-18]
slide [S24-118-A2]
Block [24-1187-A3]
Freezer box [FB-118-22]
"""

PLATES = """
a silver Astra, [LM19 XKR], parked outside
blue Focus [KX07VNB]
car [T418 GKP] seen at the branch
white van reg [R44 PKT]
old Rover, [H882 LKJ]
private plate [7 KLM]
reg [KLM 7]
reg: [ABC 123D]
reg. [AIZ 4471]
NI plate [GEZ 7712]
Kia, [NEZ 4418], Belfast
Dublin reg [191-D-44718]
Toyota [12-KE-4418]
[221 C 18842] is the claimant's car
[08 MH 4471] hit her
plate [7ABC123], California
TX plate [KLM-4471]
NY plate [JKL 4471]
FL tag [AB12 CD]
license plate [8XYZ442] (CA)
tag [441-KLM], Ohio
German plate [M-KX 4471]
car [B-AB 1234] from Berlin
Kennzeichen [HH-PK 882]
French plate [AB-123-CD]
Renault [GX-441-KP]
Spanish reg [4471 KLM]
Italian plate [FP 441 KX]
Polish plate [WA 4471K]
Dutch plate [KX-44-PL]
plate [1-ABC-234], Belgium
Swedish reg [KLM 44P]
[MH 12 AB 4471] Maruti
DL plate [DL 3C AB 4471]
car [KA05MH4471]
plate [KA-05-MH-4471]
Victoria rego [1KL 4MX]
rego [ABC 12D], NSW
rego: [441 KLM]
Lagos plate [KJA-441-XY]
Toyota Camry [ABC-441KP]
plate [CA 441-882], Cape Town
bakkie [KX 44 LP GP]
Polo [ND 441-882]
Chinese plate [京A·K4471]
VIN [WVWZZZ1KZ8W044718]
VIN: [WVW ZZZ 1KZ 8W 044 718]
vin [1HG CM826 33A 004352]
VIN 17 chars [SAJAC05H54DN44718]
chassis [SB1 KZ20E 70E 044718]
chassis no. [JT2AE92E0J3044718]
frame no [WBK 44718 P]
VRM [LM19XKR]
her Mini ([LM70 PKX]) was hit
third party: [EK68 TPN]
TP vehicle [YR16 KLO], white Transit
"""

NOT_FOUND = """
Vitamin B12 and T4 were sent, pt well
CD4 count 441, patient well
bed 44, bay 7, ward B12
iPhone 12, pt has one
BP 110/90, HR 96, patient well
paid £4,471 to the customer
A470 closed, pt late
MRI at L4-5, pt aware
T10 fracture, pt in brace
the 2023-24 budget, staff told
5 mg x 10, pt takes
NYHA 3, ward 4
aged 44, pt well
Windows 10, user logged out
Boeing 737-800, booking open
COVID-19 swab sent
ICD-10 code used by the clinic
12 May, ward 4
open 9-5, clinic staff
FFP3 masks for ward staff
22G cannula, patient fine
3/7 of trimethoprim, pt to call
"""

_MARKS = str.maketrans("", "", "[]")


def _lines(table: str) -> list[str]:
    return [line.replace("\\n", "\n") for line in table.strip().splitlines()]


def _covered(text: str) -> set[int]:
    return {at for f in RECOGNIZER.find(text) for at in range(f.start, f.end) if text[at].isalnum()}


@pytest.mark.parametrize("line", _lines(RECORDS) + _lines(PLATES))
def test_that_each_letter_and_digit_is_found(line: str) -> None:
    text = "Pt seen in clinic.\n" + line.translate(_MARKS) + "\nPt told."
    first = line.index("[") + len("Pt seen in clinic.\n")
    wanted = range(first, first + line.index("]") - line.index("[") - 1)
    assert {at for at in wanted if text[at].isalnum()} <= _covered(text)


@pytest.mark.parametrize("line", _lines(NOT_FOUND))
def test_that_other_numbers_are_left_alone(line: str) -> None:
    assert not any(line[at].isdigit() for at in _covered(line)) or " May" in line


def test_that_long_texts_take_linear_time() -> None:
    for piece in ("A1 ", "12 34 ", "K 22 41 88, ", "LM19 ", "AB-1", "A", "unit no "):
        began = time.process_time()
        for detect in (records, plates):
            list(detect("pt seen. " + piece * 10000))
        assert time.process_time() - began < 3, piece
