"""Numbers, logins and dates of private texts that no word, or only a distant one, announces.

Each line is a text ("/" stands for a new line there) in which what is in braces must be found, of
whatever kind, and nothing else may be.
"""

from __future__ import annotations

import re
import time

import pytest

from privacy.desensitize.detectors import contacts, dates, identifiers
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer((*contacts.DETECTORS, *identifiers.DETECTORS, *dates.DETECTORS))
MARK = re.compile(r"\{(.*?)\}")

LINES = """
bot: What's your claim number?␤user: {TRV-20-88134}
Agent: and the membership number please␤Caller: it's {HX 4471 0092}
may i have your reference? > {QR7781-04}
caller gave policy as {AV/2291/88304}, wants to cancel
she thinks her hospital number is {K448120}, but isn't sure
please quote {NB-40021-7} when you call
Your file: {2022/MH/00871}␤Dear Sir
Samples {H-21-0044} and {H-21-0045} sent to histology
2 slides from patient's biopsy, {S19-22841 A}
group and save taken, form {TR 5520193}
urine sent, lab {U2231880}
consent form {CF-88-20145} scanned to patient record
Implanted lead {PJN4410293}, patient well
patient's pump {MMT-7512-NA88213} swapped
my bike is a blue Trek, frame number {WTU274K0193P}
laptop {LT-004417} handed back by employee
loan phone {R58M40ABCDE1} returned, SIM {8944110068231174403}
asset {0044812} and charger with customer
Baggage tag {BA 449021}, flight BA 117
bag tag no. {0125 LH 448813}, claim paid
PIR {LHRBA12345}, customer waiting
PNR {QX7LMD}, two passengers
booking reference {HJKWPL} for Ms Lowe
my confirmation code is {B7TQ2L}
Hotel reservation {8841207736}, my husband paid
PPS number {1234567TW}, please update
her PPS is {7712345A}
NI number {QQ 12 34 56 C}, employee
SIN {130 692 544}, client since 2004
my sin card says {717 402 889}
Aadhaar {4991 1866 5246} and PAN {BNZPM2501F}
TFN {123 456 782} not given to employer
BSN: {123456782}
NIF {12345678Z}, cliente
NIE {X1234567L}
CURP {HEGG560427MVZRRL04}
codice fiscale {RSSMRA85T10A562S}
NRIC {S1234567D}, ward 5
Emirates ID {784-1990-1234567-1}
HKID {A123456(3)} checked
KRA PIN {A004512345Z}
national ID {29104477}, Nairobi branch
RIF {J-30812345-9}
CPF {123.456.789-09}, cliente
fødselsnummer {01019012345}
personnummer {850709-9805}
Medicare {1EG4-TE5-MK73}, claim denied
driving licence {MORGA657054SM9IJ}, please check
licence {DL-0420110012345}
voter id {ABC1234567}
mpesa ref {QGH7XK21LM}, customer says paid
txn {TXN-20231104-88123} failed, refund please
cheque {000412} returned unpaid to customer
sort code {20-45-77} account {11882204}
account {4471-0091-22} closed at customer's wish
konto {4501 12 34567}, my account
user {jhaverk2} locked out
user {pnkemelu} can't log in, reset please
account unlocked 09:14 by {tbryant}
entered by {mkowalski} 12:40, patient discharged
{2024-05-02}T08:11:09Z login user={d.osei} ok
uid={a.marsh3} failed login
owner={svc_pharm7} action=delete rows=3, user
Ticket 3 of 9: Grace Nakato ({gnakato}) lost her token
Liam Byrne ({l.byrne}) asked for a reset
temp password {Maple!Otter44}, call me
password is {hunter2x}, don't share it
pw: {Tr0ub4dor&3}
PIN {4471} for the key safe, please
key safe code {2290X} by the door, her daughter knows
agent no. {71-33018}, broker fee paid
badge {B-20714} returned by employee
staff {HCA-22718} and {HCA-22719} on leave
payroll {00448812}, my sister
warrant no. {PC 4471}, witness
crime ref {42/118830/23}, please quote
incident {INC0044192} closed, user told
ticket {REQ-771203} reopened by customer
parcel {JD0002 2904 4812 33}, customer not in
tracking {1Z999AA10123456784}, claim
order {#10044821}, refund please
invoice {INV-22-00418} unpaid by client
Court file {CV-21-004418}, my client
library card {2 1188 00447 1290}
student {s1844021}, your appeal
visa {GWF061234567}, applicant
plate {K774 HBV}, claim
VIN {WVWZZZ1JZXW000001}
MAC {b8.27.eb.4d.90.1c}, laptop
mac {001b.4411.3ab7} on port 3, user moved
call her on {5518} when its ready, thanks
ring me on {020 7946 0018} or {07700 900 118}
tell mum, {0161 496 0223}
its Bilal tonight on {3390}
my number: {555-0182}
reach him at {+254 722 018 664}, my uncle
her neighbour {0722 018 664} has a key
his son ({028 9018 0442}) will collect him
tel {91 23 45 67}, my clinic
daughter on {021 4 55 12 09}
upload at {claims.pawsure.example/u/441-08876} please
your form is at {portal.nhs-trust.example/f/88213}
see {bit.ly/3xQkP21} for your results
seen {Tuesday 4 March} in clinic
fell on {Sunday 11th}, patient well
back on {Wed the 3rd}, please call
review on {Friday, 12 January 2024} in clinic
patient reviewed {Mon 12/02/24}
appt {Thurs 8 Feb} cancelled by patient
moved to {MON 4 MAR 2024}, please tell her
i moved in {June} and my account still shows the old house
her husband died last {September}
policy runs until {November}, then please cancel
since {August} he needs a carer; patient tired
next visit in early {October}, patient agrees
payment due on the {28th}, customer told
she was admitted on the {3rd}.
from {the 4th to the 9th}, patient at home
28 tabs {11 Aug 24} take one daily, patient
blocked {22Aug} 03:40, customer called
card stopped {3 Sept}, customer told
{14/03} patient fell, {16/03} patient home
exp {04/27}, card kept by customer
Visitor pass {V-00213} issued to my brother
Loan {LN-2291-0044} in arrears, customer told
Direct debit ref {DD88214-HAL} cancelled by client
Endorsement {E-4410/22} added to policy
Broker {BR-77120} sent the form, insured agrees
claim handler ref {NB/88214/A}, please quote
prepaid card {PP-4410-2291-88} lost, customer upset
ward: pt {A4410228} moved to bed 4
Ultrasound {US2210448} reviewed, patient well
X-ray {XR-20-11873} normal, patient discharged
blood unit {G0524 21 118 402} given to patient
biopsy {22H04418} shows patient has coeliac
histology {SP-22-0018873}, patient told
Specimens {22G-0091}, {22G-0092} and {22G-0093} lost
pacemaker {PZQ604418S} checked, patient well
meter {K21A 04418} read by tenant
drone {1581F4XF} taken from my car, claim
camera {3044188213}, my claim for theft
E-ticket {125-2204418821}, passenger my wife
MyChart {AB12C-9KLM2} code for patient
Zoom id {882 5031 4479}, please join
my login's {kofi.mensah} or {kmensah2}, user says
session closed by {aokonkwo} 10:02, user gone
cashier {jdoyle4} paid it out, customer left
his Oyster {012345678901}, my son
passport {533380006}, wife's {C03004786}
policy {12-AB-3456-7}, my husband
group {G-44182}, member {W1234 56789}
EIN {12-3456789}, client
NPI {1881699999}, DEA {BK1234563}, Dr Kay
medicaid {AB12345C}, patient
UCI {1112-3344}, student visa
college id {N00448812}, my daughter
UCAS {1204418821}, student
tenancy {T-00448/2}, landlord
reg {YJ14 KLM}, insured drives it
number plate {LK65 ZXC} seen by witness
VIN {1HGCM82633A004352}, customer
fingerprint ref {AFR-20441882}, police
case {1CV-22-04418}, solicitor told
lock code {4471}, her carer knows
alarm code {2209}, please keep it safe
OTP {448213}, my bank said
wifi password {BlueKettle88}, reset please
Username: {bettyw} Password: {Sunny*day9}
my password was {qwerty77!}, please reset
login {mpatel} / {Winter2023!} please change
seen in {Feb}, patient well
admitted in {Dec 2022}, patient well
baby due {14 June}, wife told
operation in early {March}, patient nervous
next {April} we renew your policy
every {June} she visits my sister
he died in {May}, my brother
between {July} and {September} my claim was open
{Sat 9th}: pt stable. {Sun 10th}: pt home
{Mon 4/3} seen, patient ok
by {Thursday 20th} please
we met on {Friday the 13th}, my lawyer says
paid on the {1st} and {15th}, customer
since the {21st} my card is blocked
due {30/06/24}, customer told
start {1.6.24}, dose for patient
on {6 Jan}, {9 Jan} and {12 Jan} he called, patient
{Jan 3-5} patient in ICU
{3rd-5th May} patient in ICU
{2nd of Feb} pt seen
{12/3} seen pt, bp fine
Tuesday {6th June 2023} patient reviewed
his landline {01332 88 21 04}, wife
ph {0412 345 678}, my son
cell {083 555 0199}, my mum
{+353 87 123 4567} is her son, patient
call {1-800-555-0199 x44} for my claim
ring {0300 123 4567 ext 21}, patient
ext. {4471} or mobile {07700 900 461}, ward
"""

CHINESE = """
操作人={wangql07} 用户={chenmj3} 登录成功
用的还是我的登录名{hxy_icu02}，护士长说了
初始密码{Qm#7718zz}，患者系统
门禁密码换成{660914}，家属已知
存单号{湘C00418820}，储户来电
助听器（编号{HX-R 2204418}）丢了，患者家属
回执{杭公（西）受案字〔2023〕2207号}，客户报案
值班：␤{4/3} 冯护士␤{4/4} 罗护士␤{4/5} 秦护士
错误码0x80004005，货号220-4418-07，用户已重启
坐席：请报一下保单号。␤客户：{PIH2209118804}
客户：那个单子，{6620417}，您查一下理赔
患者说她以前的号是{M0044718}
我的住院号我记得是{1204486}，请查
分机{8206}找我取病历
身份證字號{A123456789}，病人已簽名
香港身份證{Z683365(5)}，保單客戶
航班订座编号{JX7QKD}，客户已改签
会员卡{VIP00448812}，客户要退卡
快递{SF1188044902213}，客户没收到
工单{IT-2024-00871}，用户电脑无法登录
设备{SN-IP77120-0943}离线，请联系
患者条码{220814003917}，标本溶血
网卡{b8.27.eb.4d.90.1c}，用户{zhangw03}
密码是{Abc@2024x}，请尽快修改
"""


def marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its braces, and the bounds of what stood in them."""
    text, bounds = "", []
    at = 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        bounds.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    return (text + line[at:]).replace("␤", "\n"), bounds


def covered(text: str, bounds: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in bounds for at in range(start, end) if text[at].isalnum()}


@pytest.mark.parametrize("line", (LINES + CHINESE).strip().splitlines())
def test_every_letter_and_digit_is_found(line: str) -> None:
    text, bounds = marked(line)
    findings = RECOGNIZER.find(text)
    found = covered(text, [(f.start, f.end) for f in findings])
    missing = covered(text, bounds) - found
    assert not missing, "".join(text[at] for at in sorted(missing))
    mine = covered(text, bounds)
    false = [text[f.start : f.end] for f in findings if mine.isdisjoint(range(f.start, f.end))]
    assert not false


@pytest.mark.parametrize(
    "piece",
    ["patient A1", "my 1 ", "user a", "(a.b) ", "a.b", "my | id\n", "on 3390 ", "the 3rd ", "by a",
     "patient 12-", "AB 12 ", "password a", "in june ", "Sunday 3rd", "user=a", "1234567 ", "\n|"],
)  # fmt: skip
def test_time_is_linear_in_the_length_of_hostile_texts(piece: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(2):
            begin = time.process_time()
            RECOGNIZER.find(text)
            best = min(best, time.process_time() - begin)
        return best

    assert seconds(40_000) < max(40 * seconds(5_000), 0.2)
