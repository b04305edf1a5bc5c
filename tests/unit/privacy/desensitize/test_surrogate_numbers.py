"""Numbers that nobody has: their ranges, check digits and shape, and that nothing stays."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize import checksums
from privacy.desensitize.surrogates import numbers
from privacy.desensitize.surrogates.draw import Draw, derive
from privacy.desensitize.surrogates.shape import marked, plain, put, shaped, unmarked

PRF = derive(bytes(range(32)), "surrogates")
SEEDS = st.text("abcdef", max_size=8)
WRITERS = [
    numbers.phone, numbers.chinese_id, numbers.ssn, numbers.nhs, numbers.card, numbers.iban,
    numbers.mac, numbers.ip, marked, unmarked,
]  # fmt: skip


def draw(seed: str, attempt: int = 0) -> Draw:
    return Draw(PRF, "number", seed, attempt)


def outline(text: str) -> str:
    """Where digits are, and all else."""
    return re.sub("[0-9]", "0", text)


# A number, what a surrogate looks like, and one when the range that was set apart is full.
PHONES = [
    ("(415) 555-2671", r"\([2-9]\d\d\) 555-01\d\d", r"\([01]\d\d\) \d{3}-\d{4}"),
    ("212.736.5000", r"[2-9]\d\d\.555\.01\d\d", r"[01]\d\d\.\d{3}\.\d{4}"),
    ("2127365000", r"[2-9]\d\d55501\d\d", r"[01]\d{9}"),
    ("+1 917 736 5000", r"\+1 [2-9]\d\d 555 01\d\d", r"\+1 [01]\d\d \d{3} \d{4}"),
    ("001 917 736 5000", r"001 [2-9]\d\d 555 01\d\d", r"001 [01]\d\d \d{3} \d{4}"),
    ("736-5000", r"555-01\d\d", r"0\d\d-\d{4}"),
    ("07911 123456", r"07700 900\d{3}", r"00\d{3} \d{6}"),
    ("020 8366 1177", r"020 7946 0\d{3}", r"00\d \d{4} \d{4}"),
    ("01223 334 455", r"01632 960 \d{3}", r"00\d{3} \d{3} \d{3}"),
    ("+44 7911 123 456", r"\+44 7700 900 \d{3}", r"\+44 0\d{3} \d{3} \d{3}"),
    ("+44 (0)20 8366 1177", r"\+44 \(0\)20 7946 0\d{3}", r"\+44 \(0\)0\d \d{4} \d{4}"),
    ("13812345678", r"12\d\d[01]\d{6}", r"12\d{9}"),
    ("138-1234-5678", r"12\d-\d[01]\d\d-\d{4}", r"12\d-\d{4}-\d{4}"),
    ("+86 138 1234 5678", r"\+86 12\d \d{4} \d{4}", r"\+86 12\d \d{4} \d{4}"),
    ("010-62345678", r"00\d-\d{8}", r"00\d-\d{8}"),
    ("0755-12345678", r"00\d\d-\d{8}", r"00\d\d-\d{8}"),
    ("0571-87654321转802", r"00\d\d-\d{8}转\d{3}", r"00\d\d-\d{8}转\d{3}"),
    ("+86-10-62345678", r"\+86-00-\d{8}", r"\+86-00-\d{8}"),
    ("+353 1 555 0123", r"\+999 \d \d{3} \d{4}", r"\+999 \d \d{3} \d{4}"),
    ("0033 1 42 68 53 00", r"0099 9 \d\d \d\d \d\d \d\d", r"0099 9 \d\d \d\d \d\d \d\d"),
    ("8765 4321", r"00\d\d \d{4}", r"00\d\d \d{4}"),
    ("0161 496 0345 ext 22", r"0163 296 0\d{3} ext \d\d", r"00\d\d \d{3} \d{4} ext \d\d"),
    ("212-736-5000 x4", r"[2-9]\d\d-555-01\d\d x\d", r"[01]\d\d-\d{3}-\d{4} x\d"),
    ("1-800-FLOWERS", r"0-0\d\d-[A-Z]{7}", r"0-0\d\d-[A-Z]{7}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "late"), PHONES)
@given(seed=SEEDS)
def test_telephones(text: str, first: str, late: str, seed: str) -> None:
    assert re.fullmatch(first, numbers.phone(text, draw(seed)))
    assert re.fullmatch(late, numbers.phone(text, draw(seed, 4)))


@pytest.mark.parametrize("text", [p[0] for p in PHONES])
@given(seed=SEEDS, attempt=st.integers(24, 60))
def test_late_telephones_are_longer(text: str, seed: str, attempt: int) -> None:
    made = numbers.phone(text, draw(seed, attempt))
    assert len(made) >= len(text) + 2


def test_the_width_of_digits_stays() -> None:
    assert re.fullmatch(
        "（[０-９]{3}）[０-９]{8}", numbers.phone("（０１０）６２３４５６７８", draw(""))
    )
    assert re.fullmatch(
        "０００-[０-９]{2}-[０-９]{4}", numbers.ssn("１２３-４５-６７８９", draw(""))
    )


@given(SEEDS, st.booleans(), st.integers(0, 30))
def test_chinese_identity_numbers(seed: str, small: bool, attempt: int) -> None:
    text = "11010519491231002x" if small else "11010519491231002X"
    made = numbers.chinese_id(text, draw(seed, attempt))
    assert made.startswith("99")
    assert checksums.chinese_id(made[:18].upper())
    assert not made.endswith("X" if small else "x")
    assert len(made) == 18 if attempt < 24 else len(made) > 18
    spaced = numbers.chinese_id("110105 19491231 002X", draw(seed))
    assert re.fullmatch(r"99\d{4} \d{8} \d{3}[0-9X]", spaced)
    old = numbers.chinese_id("110105491231002", draw(seed))
    assert re.fullmatch(r"99\d{13}", old)
    assert checksums.old_chinese_id(old) or old[6] == "0"  # one born after 1999 had none
    assert numbers.chinese_id("0014", draw(seed)).startswith("99")


@given(SEEDS)
def test_numbers_of_two_states(seed: str) -> None:
    assert re.fullmatch(r"000-\d\d-\d{4}", numbers.ssn("123-45-6789", draw(seed)))
    assert re.fullmatch(r"[A-Z]{3}-[A-Z]{2}-00\d\d", numbers.ssn("XXX-XX-6789", draw(seed)))
    made = numbers.nhs("943 476 5919", draw(seed))
    assert re.fullmatch(r"999 \d{3} \d{4}", made)
    assert checksums.nhs(plain(made))


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1111", "3782 822463 10005", "6228480402564890018"]
)
@given(seed=SEEDS)
def test_cards(text: str, seed: str) -> None:
    made = numbers.card(text, draw(seed))
    assert outline(made) == outline(text)
    assert made[0] == "0"
    assert checksums.luhn(plain(made))


@pytest.mark.parametrize(
    "text", ["GB29 NWBK 6016 1331 9268 19", "DE89370400440532013000", "fr1420041010050500013m02606"]
)
@given(seed=SEEDS)
def test_ibans(text: str, seed: str) -> None:
    made = numbers.iban(text, draw(seed))
    assert re.fullmatch("[Qq][M-Zm-z]", made[:2])
    assert made[:2].upper() not in checksums.IBAN_LENGTHS
    assert checksums.iban(plain(made).upper())
    assert [c.isalpha() for c in made] == [c.isalpha() for c in text]
    assert made.islower() == text.islower()


@given(SEEDS, st.integers(0, 30))
def test_network_addresses(seed: str, attempt: int) -> None:
    nets = [ipaddress.ip_network(n) for n in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]
    made = ipaddress.ip_address(numbers.ip("82.14.201.7", draw(seed, attempt)))
    if attempt < 4:
        assert any(made in net for net in nets)
    else:
        assert made in ipaddress.ip_network("240.0.0.0/4")
    six = ipaddress.ip_address(numbers.ip("2a02:c7f:8e1a:5500::1", draw(seed, attempt)))
    assert six in ipaddress.ip_network("2001:db8::/32")


@pytest.mark.parametrize("text", ["00:1B:44:11:3A:B7", "00-1b-44-11-3a-b7", "001B44113AB7"])
@given(seed=SEEDS)
def test_hardware_addresses(text: str, seed: str) -> None:
    made = numbers.mac(text, draw(seed))
    assert len(made) == len(text)
    assert int(made[:2], 16) & 3 == 2  # administered locally, of one station
    assert made == (made.lower() if text.islower() else made.upper())
    assert re.sub("[0-9A-Fa-f]", "", made) == re.sub("[0-9A-Fa-f]", "", text)


@pytest.mark.parametrize(
    ("text", "made"),
    [("92", "90"), ("101", "90"), ("９２", "９０"), ("ninety-two", "90"), ("九十二", "九十")],
)
def test_ages(text: str, made: str) -> None:
    assert numbers.age(text) == made


@given(st.text("0123456789ABab- /", min_size=1, max_size=20), SEEDS)
def test_shape_is_kept_and_digits_are_marked(text: str, seed: str) -> None:
    made = shaped(text, draw(seed))
    assert len(made) == len(text)
    for old, new in zip(text, made, strict=True):
        assert old.isdigit() == new.isdigit()
        assert old.isupper() == new.isupper()
        assert old.islower() == new.islower()
        assert old.isalnum() or old == new
    digits = re.sub("[^0-9]", "", text)
    if len(digits) >= 2:
        found = re.sub("[^0-9]", "", made)
        assert found[:2] == ("99" if digits.startswith("00") else "00")


def test_put() -> None:
    assert put("(12) 34-5.", "67890") == "(67) 89-0."
    assert put("(12) 34.", "678901") == "(67) 8901."
    assert put("１２x", "345") == "３４5"
    assert put("12-345", "67") == "67-"  # nothing of the original's own stays
    assert put("", "12") == "12"


@given(SEEDS, st.integers(0, 511))
def test_han_and_other_letters_have_a_shape_too(seed: str, attempt: int) -> None:
    made = shaped("京A·88213 é ß ж", draw(seed, attempt))
    assert re.match(r"[\u3400-\u9fff][A-Z]·00\d{3} [a-z] [a-z] [a-z]", made)
    assert "京" not in made


@pytest.mark.parametrize("write", WRITERS)
@given(st.text(max_size=40), st.integers(0, 511))
def test_arbitrary_text_never_raises(
    write: Callable[[str, Draw], str], text: str, attempt: int
) -> None:
    made = write(text, draw(text, attempt))
    assert made == write(text, draw(text, attempt))


@pytest.mark.parametrize("write", WRITERS)
@given(st.text("0123456789x +-()ab", min_size=9, max_size=30))
def test_no_run_of_the_original_stays(write: Callable[[str, Draw], str], text: str) -> None:
    """Seven of its letters and digits in a row at their place are chance once in 10^6 or less."""
    kept = "".join(
        new if old == new else "|"
        for old, new in zip(plain(text), plain(write(text, draw(text))), strict=False)
    )
    assert not re.search("[1-9a-z]{7}", kept)


def test_many_extensions_are_no_trouble() -> None:
    assert numbers.phone("x1" * 20_000, draw(""))
