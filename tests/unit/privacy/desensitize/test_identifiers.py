"""Numbers that stand for a person: what is found, with which bounds, and what is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize import checksums
from privacy.desensitize.detectors.identifiers import DETECTORS
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind.value, text[f.start : f.end]) for f in RECOGNIZER.find(text)]


FOUND = """
MRN: [48213-7] was seen | medical_record
Hospital No. [A123456], ward 3 | medical_record
patient number [00981]. | medical_record
Chart # [77-1203] | medical_record
Specimen no [L0092311] | medical_record
Her SSN is [000-12-3456] now | us_ssn
[123-45-6789] | us_ssn
SSN [123 45 6789] | us_ssn
NHS number [943 476 5919] | uk_nhs
NHS No: [943 476 5918] has a typing error | uk_nhs
the number [943 476 5919] | uk_nhs
card [4111 1111 1111 1111] exp 12/25 | bank_card
Card number is [5500-0000-0000-0005]. | bank_card
paid with [4111111111111111] | bank_card
sort code [12-34-56] | account
account number [12345678], | account
Account: [12345678] | account
routing number [021000021] | account
IBAN [GB82 WEST 1234 5698 7654 32] today | iban
to [DE89370400440532013000] | iban
Policy number: [HX-2231-998], | policy_number
Group # [4421] | policy_number
member id [W123456789] | policy_number
claim ref [CLM/2023/00981] | policy_number
passport no. [123456789] | passport
Passport [G12345678] | passport
[E12345678]出境 | passport
licence plate [7ABC123] | vehicle_plate
the car [LN63 XKV] | vehicle_plate
VIN [1M8GDM9AXKP042788] | vehicle_plate
serial no. [SN-88321-AB] | device_id
NI number [AB 12 34 56 C] | identifier
[AB123456C] | identifier
driving licence [MORGA657054SM9IJ] | identifier
employee id [44812] | identifier
Our Ref [AB/123/45] | identifier
病历号：[20230112]，复诊 | medical_record
住院号为[A00123]。 | medical_record
门诊号 [88721] | medical_record
身份证号[110101199003078515]， | chinese_id
[110101199003078515] | chinese_id
身份证：[110101900307851] | chinese_id
身份证号码为[110101199003078516]（有误） | chinese_id
身份证 [11010119900307851X] | chinese_id
车牌[京A12345]，停在 | vehicle_plate
一辆[沪A·D12345]的车 | vehicle_plate
[粤B1234挂] | vehicle_plate
护照号[E12345678] | passport
银行卡号[6222 0212 3456 7890 123] | bank_card
账号：[6222021234567890123] | account
保单号[P2023-00981] | policy_number
理赔号：[LP20230001] | policy_number
医保卡号 [3301 2345 6789] | policy_number
工号 [10231]， | identifier
学号[2019001234] | identifier
统一社会信用代码[91330106MA27X12345] | identifier
序列号：[SN20391-12] | device_id
"""

LEFT = """
Policy 2019 and group 3 met in case 12
Section 12.3.1 of the account of 1941
The claim that 20000 people in 2010 had a card
ISBN 978-3-16-148410-0 and ISBN 9783161484100
Peter (acc. 1250-1316) translated it
住院12天，门诊2020人次
哈佛大学2019届的录取率为5.3%
paid $4111 in 1989; room 101, bed 12
ICD-10 E11.9, BP 120/80, HbA1c 6.5%
version 10.0.19041, build 20231
a chart of 1,234 cases, patient 2 of 3
第123456号令，国发〔2015〕32号
order of 123456 parts
4111 1111 1111 1112
GB82 WEST 1234 5698 7654 33
110101199013078515
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found_with_its_bounds(line: str) -> None:
    marked, kind = line.rsplit(" | ", 1)
    before, rest = marked.split("[", 1)
    value, after = rest.split("]", 1)
    assert found(before + value + after) == [(kind, value)]


@pytest.mark.parametrize("text", LEFT.strip().splitlines())
def test_left_alone(text: str) -> None:
    assert found(text) == []


@given(
    st.from_regex(r"99[0-9]{4}19[0-9]{2}0[1-9]1[0-9][0-9]{3}", fullmatch=True),
    st.text("患者于在和的是", max_size=4),
)
def test_every_right_chinese_id_is_found_in_running_text(head: str, around: str) -> None:
    (number,) = [head + c for c in "0123456789X" if checksums.chinese_id(head + c)]
    assert found(around + number + around) == [("chinese_id", number)]


@given(st.integers(10**15, 10**16 - 1), st.sampled_from(["", " ", "-"]))
def test_cards_are_found_exactly_if_their_check_digit_is_right(number: int, mark: str) -> None:
    digits = str(number)
    written = mark.join(digits[i : i + 4] for i in range(0, 16, 4))
    is_card = checksums.luhn(digits) and not digits.startswith(("978", "979"))
    assert found(f"see {written}.") == ([("bank_card", written)] if is_card else [])


@given(st.text(max_size=200))
def test_arbitrary_text_never_raises(text: str) -> None:
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.kind in Kind


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "12 ",
        "A1",
        "A",
        "1-",
        "no 1",
        "account 12",
        "1/",
        "GB82 ",
        "AB12 ",
        "账号1",
        "a-1_",
        "编号:1",
        "MRN-1",
        "12 and ",
        "京A1",
        "字第",
        "no no ",
    ],
)
def test_time_is_linear_in_the_length_of_hostile_texts(piece: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            RECOGNIZER.find(text)
            best = min(best, time.process_time() - begin)
        return best

    assert seconds(80_000) < max(40 * seconds(10_000), 0.2)
