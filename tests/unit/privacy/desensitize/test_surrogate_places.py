"""Addresses and organisations that are nowhere: what stays, what form they have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.surrogates import places
from privacy.desensitize.surrogates.draw import Draw, derive

PRF = derive(bytes(range(32)), "surrogates")
SEEDS = st.text("abcdef", max_size=8)
STREET = r"\d{1,3} [A-Z][a-z]+ (?:Road|Street|Lane|Avenue|Close|Drive)"
TOWN = "[A-Z][a-z]+"
HAN = "[\u3400-\u9fff]"


def draw(seed: str, attempt: int = 0) -> Draw:
    return Draw(PRF, "place", seed, attempt)


ADDRESSES = [
    ("12 Elm Grove, Boston, MA 02115", rf"{STREET}, {TOWN}, MA 000\d\d"),
    ("12 Elm Grove, Boston, MA 02115-1234", rf"{STREET}, {TOWN}, MA 000\d\d-\d{{4}}"),
    ("12 Elm Grove, Leeds LS1 4AP", rf"{STREET}, {TOWN}, Q[A-Z]\d \d[A-Z]{{2}}"),
    ("12 Elm Grove\nLeeds", rf"{STREET}, {TOWN}"),
    ("12 Elm Grove", STREET),
    ("Leeds", TOWN),
    ("P.O. Box 771, Boston, MA 02115", rf"PO Box \d{{4}}, {TOWN}, MA 000\d\d"),
    ("02115", r"000\d\d"),
    ("LS1 4AP", r"Q[A-Z]\d \d[A-Z]{2}"),
    ("sw1a 1aa", r"Q[A-Z]\d \d[A-Z]{2}"),
    ("北京市海淀区中关村大街27号", rf"北京市{HAN}{{2}}区(?:{HAN}{{2}}[村街])+\d\d号"),
    ("北京市朝阳区建国路８８号", rf"北京市{HAN}{{2}}区{HAN}{{2}}路\d\d号"),
    ("广东省深圳市南山区科技路5号", rf"广东省{HAN}{{2}}市{HAN}{{2}}区{HAN}{{2}}路\d号"),
    ("杭州市西湖区文三路12号", rf"{HAN}{{2}}市{HAN}{{2}}区{HAN}{{2}}路\d\d号"),
    ("吉林省吉林市", rf"吉林省{HAN}{{2}}市"),
    ("吉林市船营区", rf"吉林{HAN}{{2}}市?{HAN}*区"),
    ("内蒙古自治区呼和浩特市", rf"内蒙古自治区{HAN}{{2}}市"),
    ("邮编 100080", r"邮编 99\d{4}"),
    ("海淀", rf"{HAN}{{3}}"),
]


@pytest.mark.parametrize(("text", "made"), ADDRESSES)
@given(seed=SEEDS)
def test_addresses_keep_their_rough_form(text: str, made: str, seed: str) -> None:
    assert re.fullmatch(made, places.address(text, draw(seed)))


@pytest.mark.parametrize("text", [text for text, _ in ADDRESSES])
@given(seed=SEEDS, attempt=st.integers(24, 100))
def test_late_addresses_have_more_digits(text: str, seed: str, attempt: int) -> None:
    assert re.search(r"\d\d$", places.address(text, draw(seed, attempt)).rstrip("号"))


@given(SEEDS)
def test_nothing_but_the_province_and_marks_stays(seed: str) -> None:
    made = places.address("浙江省杭州市西湖区文三路478号华星时代广场Tower B座12层", draw(seed))
    for word in ("杭州", "西湖", "文三", "华星", "时代", "Tower"):
        assert word not in made
    assert made.startswith("浙江省")
    english = places.address("Flat 3, 221B Baker Street, Marylebone, London NW1 6XE", draw(seed))
    for word in ("221B", "Baker", "Marylebone", "London", "NW1", "6XE", "Flat"):
        assert word not in english


ORGANISATIONS = [
    ("St Mary's General Hospital", r"[A-Z][a-z]+ General Hospital"),
    ("Barclays Bank", r"[A-Z][a-z]+ Bank"),
    ("Acme Widgets Ltd.", r"[A-Z][a-z]+ Ltd\."),
    ("Acme", r"[A-Z][a-z]+"),
    ("北京协和医院", rf"{HAN}{{2}}医院"),
    ("平安保险股份有限公司", rf"{HAN}{{2}}股份有限公司"),
    ("华为", rf"{HAN}{{2}}"),
]


@pytest.mark.parametrize(("text", "made"), ORGANISATIONS)
@given(seed=SEEDS)
def test_organisations_keep_what_they_are(text: str, made: str, seed: str) -> None:
    assert re.fullmatch(made, places.organisation(text, draw(seed)))
    late = places.organisation(text, draw(seed, 24))
    assert re.search(r"\d\d", late)


@given(st.text(max_size=60), st.integers(0, 511))
def test_arbitrary_text_never_raises(text: str, attempt: int) -> None:
    for write in (places.address, places.organisation):
        made = write(text, draw(text, attempt))
        assert made == write(text, draw(text, attempt))


@pytest.mark.parametrize("piece", ["1", "一", "市", "1号", "A ", ",", "省1", "12 Elm, ", "楼"])
def test_long_texts_are_read_in_one_go(piece: str) -> None:
    assert places.address(piece * (20_000 // len(piece)), draw("")) is not None
