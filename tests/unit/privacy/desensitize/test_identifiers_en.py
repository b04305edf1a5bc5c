"""Numbers that stand for a person, as English notes, letters and forms write them."""

from __future__ import annotations

import re

import pytest

from privacy.desensitize.detectors.identifiers import DETECTORS
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)
MARK = re.compile(r"\{([a-z_]+):(.*?)\}")


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind.value, text[f.start : f.end]) for f in RECOGNIZER.find(text)]


def marked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """A text without its marks, "{kind:value}", and what was marked."""
    return MARK.sub(r"\2", line), MARK.findall(line)


LINES = """
MRN {medical_record:00482137}
MRN#: {medical_record:4821-37}
MRN: {medical_record:A-1029384}
medical record number {medical_record:55-20-13}
Med Rec No: {medical_record:772031}
Medical Record #{medical_record:883102}
Hospital number: {medical_record:RXH 482913}
Hosp No {medical_record:K482913}
Hospital No. {medical_record:D1234567}
Unit No: {medical_record:123 45 67}
Patient ID: {medical_record:P-00321}
patient identifier {medical_record:PT884213}
Pt ID {medical_record:88213}
Case No. {identifier:2021/00413}
Encounter # {medical_record:20210304-0017}
accession number {medical_record:S21-10482}
Specimen ID {medical_record:21H-118-0042}
Lab no: {medical_record:H2210345}
Chart number {medical_record:7721}
record no. {medical_record:10293}
CRN {identifier:1029384}
Rx# {medical_record:7712345}
prescription number {medical_record:RX-448210}
FIN: {medical_record:100234567}
SSN: {us_ssn:078-05-1120}
social security number is {us_ssn:219 09 9999}
Social Security No. {us_ssn:219099999}
SS# {us_ssn:457-55-5462}
last four of SSN {us_ssn:1120}
SSN ending in {us_ssn:5462}
NHS No. {uk_nhs:401 023 2137}
NHS number is {uk_nhs:4857773456}
NHS: {uk_nhs:485-777-3456}
Nhs no {uk_nhs:943 476 5919}
CHI number {uk_nhs:0101991234}
Passport no: {passport:533401234}
US passport {passport:C01234567}
passport number {passport:AB1234567}
passport {passport:M1234567} issued
travelling on passport #{passport:X12345678}
card {bank_card:4111-1111-1111-1111}
Visa {bank_card:4012888888881881} exp 09/25
Amex {bank_card:3782 822463 10005}
debit card {bank_card:4000 0566 5566 5557}
card no. {bank_card:4111 1111 1111 1112}
card ending 9921
card ending in 0042
the card (ending 8831)
IBAN: {iban:GB29 NWBK 6016 1331 9268 19}
IBAN {iban:FR1420041010050500013M02606}
IBAN {iban:GB29NWBK60161331926818}
Sort code: {account:60-16-13}, account {account:31926819}
sort code {account:601613} acc no {account:31926819}
S/C {account:20-45-77} A/C {account:55779911}
account no. {account:0012-345678-01}
Acct #{account:000123456789}
Account Number: {account:12345678}
a/c number {account:44129987}
checking account {account:000123456789}
savings acct {account:99120043}
routing {account:121000358}
ABA routing number: {account:026009593}
loan number {account:LN-4482013}
mortgage account number {account:7712-9931}
mortgage no {account:M4482013}
customer number {account:C-882013}
Customer ID: {account:10382}
customer reference {account:CR88201}
client no. {account:4821}
transaction ID {account:TXN20210304881}
Reference number {identifier:FT-20210304-77}
policy no. {policy_number:BUPA-7712093}
Policy #{policy_number:POL001928}
policy {policy_number:HO-3-448291}
your policy {policy_number:AX7712093} renews
member number {policy_number:MEM-0012}
Member ID: {policy_number:XYZ 912345678}
Subscriber ID {policy_number:YRP881234567}
Group No.: {policy_number:GRP-00412}
Group number {policy_number:88121}
claim number {policy_number:CLM-2021-004}
claim no. {policy_number:21-0044812}
Claim {policy_number:CL2210093}
claim # {policy_number:0481}
Medicare number {policy_number:1EG4-TE5-MK73}
Medicare ID {policy_number:1EG4TE5MK73}
MBI: {policy_number:1EG4-TE5-MK72}
Medicaid ID {policy_number:CIN AB12345C}
health plan beneficiary number {policy_number:HPB9912345}
pre-authorisation code {policy_number:PA449120}
authorization number {policy_number:A991204}
certificate number {policy_number:CERT-22-8810}
registration {vehicle_plate:AB12 CDE}
reg. {vehicle_plate:AB12CDE}
vehicle reg {vehicle_plate:P123 XYZ}
car registration: {vehicle_plate:A12 BCD}
plate number {vehicle_plate:8ABC123}
license plate {vehicle_plate:XYZ-1234}
license plate number is {vehicle_plate:ABC 1234}
VIN: {vehicle_plate:1HGCM82633A004352}
vehicle identification number {vehicle_plate:WVWZZZ1JZXW000001}
chassis no {vehicle_plate:SALLDHMV8KA123456}
IMEI {device_id:490154203237518}
IMEI: {device_id:35-209900-176148-1}
serial number {device_id:C02XK1J4JGH5}
S/N: {device_id:PM-448821-X}
pacemaker serial no. {device_id:ACC448102}
device ID: {device_id:DEV-99120}
device serial {device_id:GE1128841}
implant lot number {device_id:LT88213}
model A1 serial {device_id:88-120-441}
driver's license {identifier:D1234567}
driver's license number: {identifier:S530-460-84-513-0}
DL# {identifier:F255-921-50-094-0}
driving licence number {identifier:JONES 710238 HA293}
Driving licence no. {identifier:MORGA753116SM9IJ}
NI no. {identifier:QQ 12 34 56 C}
National Insurance number: {identifier:JG 10 37 59 A}
NINO {identifier:JG103759A}
NI number {identifier:QQ123456C}
tax reference {identifier:123/AB456}
UTR {identifier:1234567890}
TIN {identifier:98-7654321}
EIN: {identifier:12-3456789}
ITIN {identifier:912-70-1234}
employee number {identifier:E00412}
employee no {identifier:4412}
staff ID {identifier:NHS-44120}
student ID {identifier:20210441}
badge number {identifier:4412}
case number {identifier:21-CV-00412}
Case ref: {identifier:HB/2021/0042}
our reference: {identifier:MJ/2021/77}
Your Ref: {identifier:4471/B}
ticket #{identifier:884120}
incident number {identifier:INC0044812}
complaint reference {identifier:CMP-88120}
order number {identifier:112-3349021-88120}
invoice no. {identifier:INV-20441}
GMC number {identifier:7012345}
GMC {identifier:7012345}
NPI {identifier:1234567893}
NMC PIN {identifier:12A3456E}
DEA# {identifier:AB1234563}
visa number {identifier:20210441882}
Alien Registration Number {identifier:A012345678}
A-number {identifier:A 012 345 678}
username {identifier:mjones84}
user ID: {identifier:mjones84}
PIN {identifier:4821}
crime reference number {identifier:42/88120/21}
application no. {identifier:APP-2210}
booking ref {identifier:BK7X2Q9}
reference {identifier:ABC123XYZ}
licence number {identifier:PA-44120}
Licence: {identifier:MD448201}
PATIENT NAME: X    MRN: {medical_record:0099-4412}    DOB: 02/14/1952    AGE: 69
Hosp. no.: {medical_record:RJ-553201}   NHS no.: {uk_nhs:943 476 5919}
Patient's NHS number ({uk_nhs:943 476 5919}) was confirmed.
CT chest 2021-02-28: no PE. Accession: {medical_record:CT-21-009913}
Rx number: {medical_record:RX0049123}; refills 3; qty 90
Dr X, GMC no. {identifier:4482913}, bleep 2214
DEA number {identifier:BX1234563}, NPI {identifier:1477550012}, state license {identifier:MD-88213}
Device: Medtronic ICD, model DDBB1D1, serial number {device_id:PUG600123S}
Lot {device_id:A88213}, expiry 2023-06
Medicare no. {policy_number:2FG5-HJ7-KL81}
I am writing about claim {policy_number:CL-0099213}, opened on 4th January.
Claim No: {policy_number:00-449213-K}. Date of loss: 12/24/2020.
Vehicle: 2014 Honda Civic, plate {vehicle_plate:7XYZ482}, VIN {vehicle_plate:2HGFB2F50EH512345}
My car, reg {vehicle_plate:LS14 XKD}, was hit by a van ({vehicle_plate:BX65 OKL}).
Registration no. {vehicle_plate:K482 BTR}
Driver's licence number {identifier:WILLI901234JA9KL}
CA driver's license {identifier:D4482913}, exp 02/14/2023
Mr X (licence no {identifier:D448-2913-0012}) was driving.
Please refund to sort code {account:20-00-00}, account number {account:55779911}, name X.
My account {account:55779911} (sort code {account:200000}) was debited £45.
Bank: Chase, routing no. {account:322271627}, account no. {account:884213009}
Card {bank_card:5424 0000 0000 0015} was declined at 10:15
card ending 4444, expiring 08/24
last four digits 4444
the card number ends in 4444
My debit card (last 4 digits 8213) is lost.
IBAN is {iban:DE44 5001 0517 5407 3249 31}
Wire to {iban:NL91ABNA0417164300} please
Your ticket {identifier:INC-2021-00443} has been updated
Case {identifier:00448213} - refund request
Our ref: {identifier:KL/44213/2021}
Customer no: {account:0044821}
Customer ID {account:CU-448213}
login {identifier:lbarnes82}
temp password {identifier:Welcome123}
OTP {identifier:448213}
SSN {us_ssn:123-45-6789}, DOB 1/2/1960
Social: {us_ssn:123 45 6789}
SSN: {us_ssn:XXX-XX-6789}
Tax ID {identifier:12-3456789}
National Insurance No: {identifier:AB 12 34 56 D}
Passport No. {passport:GBR 512345678}
UK passport {passport:512345678}, expires 14 Feb 2028
Student no. {identifier:s1234567}
Payroll number {identifier:0044821}
Employee {identifier:E44821} reported the incident on 1 March
Staff number {identifier:30044}
vaccinated 01/15/2021 and 02/12/2021, lot {device_id:EL9262}
Invoice {identifier:INV44821} dated 01-MAR-2021
Hospital Number - {medical_record:X448213}
Patient ID {medical_record:44821}; Visit ID {medical_record:9900213}
"mrn": "{medical_record:00448213}", "dob": "1952-02-14"
mrn={medical_record:448213}&dob=19520214
Patient #{medical_record:44821}
chart no {medical_record:C-4482}
Unit number {medical_record:4482193}
CHI {uk_nhs:1402521234}
H&C number {uk_nhs:3200000012}
Histology no: {medical_record:H21/04482}
Study ID: {medical_record:ONC-0042}
Subject ID {identifier:1001-004}
MBR ID {policy_number:44821900}
Certificate no. {policy_number:A-44821}
Plan no. {policy_number:44821}
Pension no: {policy_number:PN448213}
NI {identifier:AB123456C}
Council tax reference {identifier:44821930}
Meter serial number {device_id:E10Z44821}
Booking reference {identifier:QX7K2P}
PNR {identifier:QX7K2P}
Flight booked, confirmation {identifier:QX7K29}
Tracking number {identifier:1Z999AA10123456784}
Parcel ref {identifier:JD0002448213}
court case no. {identifier:CO/4482/2021}
Crime ref {identifier:4482/21}
police report number {identifier:21-004482}
Prison no {identifier:A4482BC}
Service number {identifier:24482193}
Military ID {identifier:1234567890}
MyChart login: {identifier:josmith77}
MR# {medical_record:00-44-21}
MRN-{medical_record:4421887}
Med. Rec. #: {medical_record:4421887}
pt. no. {medical_record:442188}
Patient number: {medical_record:442188}
Hospital ID {medical_record:H442188}
your hospital number, {medical_record:442188}, on all letters
Specimen number {medical_record:22-S-00442}
Lab # {medical_record:442188}
NHS Number – {uk_nhs:943 476 5919}
Medicare Beneficiary Identifier {policy_number:1EG4-TE5-MK73}
insurance ID {policy_number:ABC442188001}
Insurance policy {policy_number:44218-8}
Policy ID: {policy_number:PX442188}
Policy Number (home): {policy_number:H442188}
group no {policy_number:44218}
subscriber no. {policy_number:442188001}
Claim reference number {policy_number:44/2188}
claims number {policy_number:C-442188}
account number ending 4421
Acct. No. {account:4421 8800 11}
bank account {account:44218800}
account {account:44218800} at Barclays
sort code: {account:20 44 21}
Bank sort code {account:20-44-21}
Routing Number: {account:021000021}
credit card {bank_card:4539 1488 0343 6467}
Mastercard {bank_card:5105105105105100}
card {bank_card:4539-1488-0343-6467} expires 11/25
CVC: {bank_card:442}
loan account {account:44218800}
Loan ID {account:L-442188}
PIN: {identifier:4421}
security code {bank_card:442}
reference number {identifier:442188}
ref no. {identifier:A442188}
Ref: {identifier:A442/188}
quote reference {policy_number:Q442188}
complaint number {identifier:C442188}
Order No {identifier:442-1884421}
SSN# {us_ssn:442-18-8001}
soc sec no {us_ssn:442 18 8001}
TIN: {identifier:44-2188001}
Passport: {passport:442188001}
passport number is {passport:K4421880}
driver license {identifier:D4421880}
DL: {identifier:D4421880} (CA)
license plate {vehicle_plate:4LMN421}
plate no. {vehicle_plate:LMN 4421}
number plate {vehicle_plate:LM44 NOP}
VIN {vehicle_plate:1FTFW1ET5DFC10312}
vehicle registration number: {vehicle_plate:LM44NOP}
chassis number {vehicle_plate:SAJWA0F77F8U44218}
IMEI {device_id:356938035643809}
SN: {device_id:44218A8001}
serial no {device_id:442-188-B}
device no. {device_id:D44218}
employee no. {identifier:44218}
Student ID: {identifier:S442188}
NI Number {identifier:CE 44 21 88 A}
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_found_with_their_bounds(line: str) -> None:
    text, values = marked(line)
    assert found(text) == values
