"""Invented values and personal data for both languages. No IO.

Nothing here can reach a real person: telephone numbers come from ranges kept for fiction or never
assigned, e-mail addresses end in example.org (RFC 2606), identity numbers carry area codes that
were never issued, cards start like test cards, and the bank of the IBANs doesn't exist. Check
digits are right, so that detectors that verify them are exercised.
"""

from __future__ import annotations

from datetime import date

from qa.synthetic.schema import NamePool, words
from qa.synthetic.stream import Stream

_MONTHS = words(
    "January February March April May June July August September October November December"
)
_DRUGS = words(
    "aspirin codeine morphine insulin ibuprofen warfarin penicillin valium lithium steroid "
    "quinine heparin ketamine methadone cortisone caffeine iodine zinc iron magnesium"
)
_DRUGS_ZH = words(
    "阿司匹林 布洛芬 头孢克肟 氯雷他定 二甲双胍 美托洛尔 氨氯地平 奥美拉唑 辛伐他汀 左氧氟沙星 "
    "甲硝唑 泼尼松 呋塞米 华法林 蒙脱石散"
)
_STREETS = words("Oak Elm Mill Park Lake Church School Station Garden River Bridge Forest")
_TOWNS = words("Ashford Milton Newport Lakeside Riverton Fairview Kingsbury Weston Norwood Linden")
_FLOORS = words("North East South West Old New Upper Lower Blue Red Green White")
_ROOMS = words("Hall Foyer Terrace Gallery Tower Cellar Library Garden Lobby Theatre")
_CITIES_ZH = words("临川市 云海市 青石市 南屏市 长宁市 白鹭市 安和市 东篱市")
_STREETS_ZH = words("和平路 解放路 中山路 人民路 建设街 光明街 学府路 滨河路")
_HALLS_ZH = words("东 西 南 北 中 上 下 新 旧")
_ROOMS_ZH = words("报告厅 门厅 展厅 餐厅 露台 会议室 花园 走廊")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


def luhn_digit(payload: str) -> str:
    """The check digit that ISO/IEC 7812-1 appends to a payload of digits."""
    total = 0
    for i, character in enumerate(reversed(payload)):
        digit = int(character) * (2 if i % 2 == 0 else 1)
        total += digit - 9 if digit > 9 else digit
    return str(-total % 10)


def iban_digits(country: str, account: str) -> str:
    """The two check digits of an IBAN (ISO 13616, ISO 7064 MOD 97-10)."""
    return f"{98 - int(''.join(str(int(c, 36)) for c in account + country + '00')) % 97:02d}"


def chinese_id_digit(payload: str) -> str:
    """The last character of an 18-character resident identity number (ISO 7064 MOD 11-2)."""
    total = sum(weight * int(c) for weight, c in zip(ID_WEIGHTS, payload, strict=True))
    return "10X98765432"[total % 11]


def person_name(language: str, pool: NamePool, stream: Stream) -> str:
    if language == "zh":
        return stream.choice(pool.last) + stream.choice(pool.first)
    return f"{stream.choice(pool.first)} {stream.choice(pool.last)}"


def _day(stream: Stream, low: int, high: int) -> date:
    return date(stream.between(low, high), stream.between(1, 12), stream.between(1, 28))


def _written(day: date, language: str, style: str) -> str:
    if style == "iso":
        return day.isoformat()
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    month = _MONTHS[day.month - 1]
    return (
        f"{month} {day.day}, {day.year}"
        if style == "month_day"
        else f"{day.day} {month} {day.year}"
    )


def phone(language: str, stream: Stream) -> str:
    if language == "zh":  # no Chinese mobile number starts with 12
        return "12" + stream.digits(9)
    return f"{stream.between(210, 989)}-555-01{stream.digits(2)}"  # 555-01xx is kept for fiction


def value(type_: str, language: str, style: str, pool: NamePool, stream: Stream) -> str:  # noqa: PLR0911 (a table)
    """One value of a group's type."""
    zh = language == "zh"
    match type_:
        case "person":
            return person_name(language, pool, stream)
        case "date":
            return _written(_day(stream, 2019, 2024), language, style)
        case "amount":
            number = f"{stream.between(1, 98)},{stream.between(0, 19) * 50:03d}"
            return f"{number}元" if zh else f"${number}"
        case "price":
            number = f"{stream.between(1, 98)}.{stream.between(10, 99)}"
            return f"{number}元" if zh else f"${number}"
        case "drug":
            dose = f"{stream.between(1, 19) * 5}"
            return (
                f"{stream.choice(_DRUGS_ZH)}{dose}毫克"
                if zh
                else f"{stream.choice(_DRUGS)} {dose} mg"
            )
        case "phone":
            return phone(language, stream)
        case "place":
            if zh:
                return f"{stream.choice(_HALLS_ZH)}{stream.choice(_ROOMS_ZH)}"
            return f"{stream.choice(_FLOORS)} {stream.choice(_ROOMS)}"
        case "code":
            return f"{stream.choice('ABCDEFGHKLMNPRST')}-{stream.between(100, 999)}"
    raise ValueError(f"unknown type of value {type_!r}")


def subject(language: str, kind: str, style: str, pool: NamePool, stream: Stream) -> dict[str, str]:
    """All personal data of one person, by kind of datum."""
    name = person_name(language, pool, stream)
    born = _day(stream, 1935, 1999)
    account = "ZZZZ000000" + stream.digits(8)
    card = stream.choice(("424242", "411111", "555555")) + stream.digits(9)
    card += luhn_digit(card)
    if language == "zh":
        payload = f"99{stream.digits(4)}{born:%Y%m%d}{stream.digits(3)}"
        identity = payload + chinese_id_digit(payload)
        address = (
            f"{stream.choice(_CITIES_ZH)}{stream.choice(_STREETS_ZH)}{stream.between(1, 299)}号"
        )
        email = f"u{stream.digits(5)}@example.org"
    else:
        # social security numbers never start with 000
        identity = f"000-{stream.between(10, 99)}-{stream.between(1000, 9999)}"
        if kind != "bank":
            identity = f"{stream.between(10, 99)}-{stream.between(1000, 9999)}"
        address = (
            f"{stream.between(2, 299)} {stream.choice(_STREETS)} "
            f"{stream.choice(('Road', 'Street', 'Lane'))}, {stream.choice(_TOWNS)}"
        )
        email = f"{name.replace(' ', '.').lower()}@example.org"
    return {
        "person_name": name,
        "date_of_birth": _written(born, language, style),
        "phone": phone(language, stream),
        "email": email,
        "id_number": identity,
        "address": address,
        "iban": f"GB{iban_digits('GB', account)}{account}",
        "card": " ".join(card[i : i + 4] for i in range(0, 16, 4)),
    }
