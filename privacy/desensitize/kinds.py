"""Kinds of personal data, what two standards call them, and what may be done with them. No IO.

HIPAA Safe Harbor: 45 CFR 164.514(b)(2)(i), identifiers (A) to (R). GB/T 37964-2019, section 3: a
direct identifier singles a person out by itself, a quasi-identifier together with others.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    """What a finding is. The order decides between findings that are equal in all else."""

    CHINESE_ID = "chinese_id"
    IBAN = "iban"
    CARD = "bank_card"
    SSN = "us_ssn"
    NHS = "uk_nhs"
    PASSPORT = "passport"
    EMAIL = "email"
    URL = "url"
    IP = "ip_address"
    MAC = "mac_address"
    DEVICE = "device_id"
    PLATE = "vehicle_plate"
    MEDICAL_RECORD = "medical_record"
    POLICY = "policy_number"
    ACCOUNT = "account"
    MESSENGER = "messenger"
    PHONE = "phone"
    IDENTIFIER = "identifier"
    BIRTH_DATE = "birth_date"
    DATE = "date"
    AGE = "age"
    ADDRESS = "address"
    PERSON = "person"
    ORGANISATION = "organisation"


class Operator(StrEnum):
    """What is done with a finding."""

    SURROGATE = "surrogate"  # another value of its kind, which nobody has
    MASK = "mask"  # asterisks
    REDACT = "redact"  # the kind's name
    TOKEN = "token"  # noqa: S105 the kind's name and a keyed tag: the same for the same value
    SHIFT = "shift"  # dates alone: all of a person's by the same secret number of days
    KEEP = "keep"


DATES = frozenset({Kind.DATE, Kind.BIRTH_DATE})  # what may be shifted


@dataclass(frozen=True, slots=True)
class Standing:
    """What the standards say of a kind: HIPAA's letter, and GB/T 37964's class."""

    hipaa: str
    gbt: Literal["direct", "quasi"]
    covers: str


STANDINGS: dict[Kind, Standing] = {
    Kind.PERSON: Standing("A", "direct", "names of persons, alone or with a title"),
    Kind.ADDRESS: Standing("B", "quasi", "street addresses, places below a state, postal codes"),
    Kind.BIRTH_DATE: Standing("C", "quasi", "dates of birth"),
    Kind.DATE: Standing("C", "quasi", "other dates with a day or a month; a year alone stays"),
    Kind.AGE: Standing("C", "quasi", "ages over 89"),
    Kind.PHONE: Standing("D, E", "direct", "telephone and fax numbers"),
    Kind.EMAIL: Standing("F", "direct", "e-mail addresses"),
    Kind.SSN: Standing("G", "direct", "US social security numbers"),
    Kind.MEDICAL_RECORD: Standing("H", "direct", "medical record numbers, by their cue"),
    Kind.POLICY: Standing("I", "direct", "insurance policy and member numbers, by their cue"),
    Kind.ACCOUNT: Standing("J", "direct", "bank account numbers and sort codes, by their cue"),
    Kind.CARD: Standing("J", "direct", "bank card numbers (Luhn)"),
    Kind.IBAN: Standing("J", "direct", "IBANs (ISO 13616)"),
    Kind.CHINESE_ID: Standing("K", "direct", "Chinese resident identity numbers (GB 11643)"),
    Kind.NHS: Standing("H, K", "direct", "UK NHS numbers (modulus 11)"),
    Kind.PASSPORT: Standing("K", "direct", "passport numbers, by cue or shape"),
    Kind.PLATE: Standing("L", "direct", "vehicle plates and identification numbers"),
    Kind.DEVICE: Standing("M", "direct", "IMEI and serial numbers"),
    Kind.MAC: Standing("M", "direct", "MAC addresses"),
    Kind.URL: Standing("N", "direct", "web addresses"),
    Kind.IP: Standing("O", "direct", "IP addresses, versions 4 and 6"),
    Kind.MESSENGER: Standing("R", "direct", "accounts at WeChat, QQ, WhatsApp and the like"),
    Kind.IDENTIFIER: Standing("R", "direct", "other numbers by cue, roster or rule"),
    Kind.ORGANISATION: Standing("B, R", "quasi", "organisations on the owner's own list"),
}

# Of the 18 identifiers these aren't text, so no detector looks for them.
NOT_TEXT = {"P": "biometric identifiers", "Q": "full-face photographs"}

# What stands for each kind in a Chinese text.
IN_CHINESE: dict[Kind, str] = {
    Kind.CHINESE_ID: "身份证号",
    Kind.IBAN: "国际银行账号",
    Kind.CARD: "银行卡号",
    Kind.SSN: "社会安全号",
    Kind.NHS: "NHS号",
    Kind.PASSPORT: "护照号",
    Kind.EMAIL: "邮箱",
    Kind.URL: "网址",
    Kind.IP: "IP地址",
    Kind.MAC: "MAC地址",
    Kind.DEVICE: "设备号",
    Kind.PLATE: "车牌号",
    Kind.MEDICAL_RECORD: "病历号",
    Kind.POLICY: "保单号",
    Kind.ACCOUNT: "账号",
    Kind.MESSENGER: "社交账号",
    Kind.PHONE: "电话",
    Kind.IDENTIFIER: "编号",
    Kind.BIRTH_DATE: "出生日期",
    Kind.DATE: "日期",
    Kind.AGE: "年龄",
    Kind.ADDRESS: "地址",
    Kind.PERSON: "姓名",
    Kind.ORGANISATION: "机构",
}
