"""Check digits of numbers that name people and accounts. Pure functions, no IO.

Each takes the number in its compact form, ASCII letters in upper case and digits without
separators, and says whether it is well-formed and its check digits are right. That a number is
right doesn't mean that it was ever issued. Anything else than such a text is False, never an error.
"""

from __future__ import annotations

import re
from datetime import date

_DIGITS = re.compile(r"[0-9]+")
_CHINESE_ID = re.compile(r"[0-9]{17}[0-9X]")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")

# ISO 7064 MOD 11-2, as GB 11643-1999 writes it out.
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"

# ISO 3779 and 49 CFR 565.15: what letters count for, and each place's weight.
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)

# Lengths by country: the SWIFT registry of ISO 13616. Of others any length of the standard will do.
IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27,
    "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27,
    "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24,
    "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19,
    "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip


def luhn(number: str) -> bool:
    """ISO/IEC 7812-1, annex B: bank cards, IMEI. At least two digits."""
    if len(number) < 2 or not _DIGITS.fullmatch(number):
        return False
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def chinese_id(number: str) -> bool:
    """GB 11643-1999: 18 characters with a date of birth and the check character of MOD 11-2.

    The region isn't looked up: numbers of regions that were never issued are found too.
    """
    if not _CHINESE_ID.fullmatch(number) or not _is_day(number[6:14]):
        return False
    return chinese_id_check(number[:17]) == number[17]


def chinese_id_check(head: str) -> str:
    """The check character that follows 17 digits."""
    return _ID_CHECKS[sum(w * int(c) for w, c in zip(_ID_WEIGHTS, head, strict=True)) % 11]


def old_chinese_id(number: str) -> bool:
    """The form of 15 digits that was issued until 1999: no check digit, a date of birth in 19xx."""
    return len(number) == 15 and _DIGITS.fullmatch(number) is not None and (
        _is_day("19" + number[6:12])
    )  # fmt: skip


def nhs(number: str) -> bool:
    """NHS Data Dictionary, "NHS NUMBER": 10 digits, modulus 11; a check of 10 is never issued."""
    if len(number) != 10 or not _DIGITS.fullmatch(number):
        return False
    check = -sum(int(c) * w for c, w in zip(number, range(10, 1, -1), strict=False)) % 11
    return check == int(number[9])  # 10 equals no digit


def iban(number: str) -> bool:
    """ISO 13616-1: the country's length, and MOD 97-10 over the number turned round."""
    if not _IBAN.fullmatch(number):
        return False
    if len(number) != IBAN_LENGTHS.get(number[:2], len(number)):
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def vin(number: str) -> bool:
    """ISO 3779 with the check digit of 49 CFR 565.15, which North America and China use."""
    if not _VIN.fullmatch(number) or number.isalpha():
        return False
    total = sum(
        weight * int(_VIN_VALUES.get(c, c)) for weight, c in zip(_VIN_WEIGHTS, number, strict=True)
    )
    return "0123456789X"[total % 11] == number[8]


def _is_day(text: str) -> bool:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])).year >= 1800
    except ValueError:
        return False
