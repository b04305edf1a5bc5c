"""How people are reached: what is found, with which bounds, and what is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.detectors.contacts import DETECTORS
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind.value, text[f.start : f.end]) for f in RECOGNIZER.find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (
            "Mail mary.jones@clinic.example.co.uk, please.",
            "email",
            "mary.jones@clinic.example.co.uk",
        ),
        ("联系zhang_3@example.com。", "email", "zhang_3@example.com"),
        ("写信到admin@医院.中国吧", "email", "admin@医院.中国"),
        ("See https://a.example/x/y?z=1.", "url", "https://a.example/x/y?z=1"),
        ("(www.example.org/bar)", "url", "www.example.org/bar"),
        ("网址www.example.cn，", "url", "www.example.cn"),
        ("at example.com/users/7, he", "url", "example.com/users/7"),
        ("from 192.0.2.7.", "ip_address", "192.0.2.7"),
        ("地址2001:db8::8a2e:370:7334登录", "ip_address", "2001:db8::8a2e:370:7334"),
        ("MAC aa:bb:cc:dd:ee:ff", "mac_address", "aa:bb:cc:dd:ee:ff"),
        ("MAC AABB.CCDD.EEFF", "mac_address", "AABB.CCDD.EEFF"),
        ("Call 212-555-0142 today", "phone", "212-555-0142"),
        ("Call (212) 555-0142", "phone", "(212) 555-0142"),
        ("or (020) 7946 0123 ext. 12 for", "phone", "(020) 7946 0123 ext. 12"),
        ("mobile 07700 900123.", "phone", "07700 900123"),
        ("+44 (0)20 7946 0018", "phone", "+44 (0)20 7946 0018"),
        ("+86 138 0013 8000", "phone", "+86 138 0013 8000"),
        ("手机１３８００１３８０００，", "phone", "１３８００１３８０００"),
        ("拨12345678901转8", "phone", "12345678901转8"),  # mobiles with 12 were never issued
        ("电话：010-62345678", "phone", "010-62345678"),
        ("传真0755-8888 1234", "phone", "0755-8888 1234"),
        ("400-820-8820", "phone", "400-820-8820"),
        ("座机：62345678。", "phone", "62345678"),
        ("Fax: 4432 8812", "phone", "4432 8812"),
        ("in Lagos +234 803 555 0199", "phone", "+234 803 555 0199"),
        ("微信号：zhang_san88，", "messenger", "zhang_san88"),
        ("加QQ 12345678", "messenger", "12345678"),
        ("Telegram: @mary_j", "messenger", "@mary_j"),
        ("her WeChat is maryj", "messenger", "maryj"),
    ],
)
def test_found_with_its_bounds(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "It cost $212,555 or £1,234,567.89 in 2019-2024.",
        "12500元，占比12.5%，共5,000 mg，2019-03-12入院",
        "version 1.2.3.4.5 of 300.1.1.1 at 10:30:15",
        "ISBN 978-3-16-148410-0",
        "order 4558812345678 of 6222021234567890123 parts",
        "the WeChat group went on line in a signal line",
        "and/or, he/she, 3/4, e.g. this. That",
        "a ratio of 1:2:3 in 100-200 cases",
        "mail at @ home",
        "第3-5页，共120000人",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


HAN = st.text("患者于在和联系请的是", max_size=6)


@given(HAN, st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), HAN, st.booleans())
def test_mobiles_are_found_in_running_chinese(
    before: str, number: str, after: str, wide: bool
) -> None:
    if wide:
        number = "".join(chr(ord(c) + 0xFEE0) for c in number)
    assert found(before + number + after) == [("phone", number)]


@given(st.text(max_size=200))
def test_arbitrary_text_never_raises(text: str) -> None:
    last = 0
    for finding in RECOGNIZER.find(text):
        assert last <= finding.start < finding.end <= len(text)
        last = finding.end
        assert finding.kind in Kind


@pytest.mark.parametrize(
    "piece",
    ["1", "a@", "1-", "a.", "电话", "tel ", "+1 ", "(0", ":", "http://", "1.1.1.", "微信", "0:",
     "x1@y.", "www.", "12 34 ", "QQ", "a-b.com/",
     "/", ".com ", "@Ab1_", "mac", " dot com", "x at y ", "(at)", "-ab", "::", "ext1"],
)  # fmt: skip
def test_time_is_linear_in_the_length_of_hostile_texts(piece: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64. Only work
    that can be timed at all is compared, by the process's own clock and the best of three."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            RECOGNIZER.find(text)
            best = min(best, time.process_time() - begin)
        return best

    assert seconds(80_000) < 40 * max(seconds(10_000), 0.01)
