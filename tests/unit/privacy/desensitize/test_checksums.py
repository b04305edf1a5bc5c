"""Check digits, against published numbers and against a second way of computing each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize import checksums

digits = st.text("0123456789", min_size=2, max_size=19)


@pytest.mark.parametrize(
    ("check", "right"),
    [
        (checksums.luhn, "4242424242424242"),  # a payment provider's test card
        (checksums.luhn, "79927398713"),  # the example of ISO/IEC 7812-1
        (checksums.luhn, "490154203237518"),  # the example IMEI of 3GPP TS 23.003
        (checksums.chinese_id, "11010519491231002X"),  # the examples of GB 11643-1999
        (checksums.chinese_id, "440524188001010014"),
        (checksums.old_chinese_id, "110105491231002"),
        (checksums.nhs, "9434765919"),  # the example of the NHS Data Dictionary
        (checksums.iban, "GB82WEST12345698765432"),  # the examples of ISO 13616's registry
        (checksums.iban, "DE89370400440532013000"),
        (checksums.iban, "NO9386011117947"),
        (checksums.vin, "1M8GDM9AXKP042788"),  # the example of 49 CFR 565.15
    ],
)
def test_published_examples(check: Callable[[str], bool], right: str) -> None:
    assert check(right)
    for place, old in enumerate(right):
        if old.isdigit():  # of one wrong digit each of these codes notices all, or nearly all
            wrong = [f"{right[:place]}{d}{right[place + 1 :]}" for d in "0123456789" if d != old]
            if check is not checksums.old_chinese_id and not (
                check is checksums.vin and place == 8
            ):
                assert sum(map(check, wrong)) <= (check is checksums.vin)


@given(digits)
def test_luhn_by_the_table_of_doubled_digits(number: str) -> None:
    table = "0246813579"
    total = sum(int(c) for c in number[::-1][::2]) + sum(int(table[int(c)]) for c in number[-2::-2])
    assert checksums.luhn(number) == (total % 10 == 0)


@given(st.integers(0, 999999), st.dates(), st.integers(0, 999), st.sampled_from("0123456789X"))
def test_chinese_id_by_horners_rule(region: int, born: object, number: int, check: str) -> None:
    """ISO 7064, pure system: the whole number, the check character last, is 1 modulo 11."""
    text = f"{region:06d}{born:%Y%m%d}".zfill(14) + f"{number:03d}{check}"
    total = 0
    for character in text:
        total = (total * 2 + (10 if character == "X" else int(character))) % 11
    recent = int(text[6:10]) >= 1800
    assert checksums.chinese_id(text) == (total == 1 and recent)


@given(st.text("0123456789", min_size=10, max_size=10))
def test_nhs_numbers_weigh_to_a_multiple_of_11(number: str) -> None:
    weights = (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
    total = sum(w * int(c) for w, c in zip(weights, number, strict=True))
    assert checksums.nhs(number) == (total % 11 == 0)


@given(st.sampled_from(sorted(checksums.IBAN_LENGTHS)), st.data())
def test_iban_by_long_division(country: str, data: st.DataObject) -> None:
    rest = checksums.IBAN_LENGTHS[country] - 4
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    account = data.draw(st.text(alphabet, min_size=rest, max_size=rest))

    def remainder(check: str) -> int:
        left = 0
        for character in account + country + check:
            for digit in str(alphabet.index(character)):
                left = (left * 10 + int(digit)) % 97
        return left

    right = f"{98 - remainder('00'):02d}"
    assert remainder(right) == 1
    assert checksums.iban(country + right + account)
    assert not checksums.iban(country + f"{(int(right) + 1) % 100:02d}" + account)
    assert not checksums.iban(country + right + account + "0")


@given(st.text(max_size=40))
def test_anything_else_is_false(text: str) -> None:
    for check in (checksums.luhn, checksums.chinese_id, checksums.old_chinese_id, checksums.nhs,
                  checksums.iban, checksums.vin):  # fmt: skip
        assert check(text) in (True, False)


@pytest.mark.parametrize("text", ["", "٤٢", "42 ", "4²", "１２"])
def test_luhn_takes_ascii_digits_alone(text: str) -> None:
    assert not checksums.luhn(text)
