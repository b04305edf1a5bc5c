"""Dates, dates of birth and ages: what is found, with which bounds, and what is left alone."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.detectors.dates import DETECTORS
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind.value, text[f.start : f.end]) for f in RECOGNIZER.find(text)]


FOUND = """
seen [2021-03-04] at | date
on [3/4/2021], | date
signed [03.04.21] | date
[3-4-2021] | date
on [3/14] she | date
[2021-03-04]T10:22:00Z | date
valid to [05/2021] | date
[March 4, 2021]; | date
[4 March 2021], | date
[4th of March 2021] | date
[March 2021]. | date
[Mar 4th] she | date
[4-Mar-21] | date
[Sept. 4, 1999] and | date
[DEC 12 2020] | date
[12dec2020] | date
[the 3rd of June] she | date
[4 march 2021] | date
[June 3-5], | date
[19-21 August 1944] | date
[May 5] was | date
[January 1st, 2021] | date
DOB: [12/03/1985] | birth_date
born [4 May 1950] in | birth_date
Date of Birth [1950-05-04] | birth_date
her birthday is [June 3], | birth_date
aged [92] | age
a [92]-year-old man | age
[101] yo woman | age
Age: [93]. | age
于[2021年3月4日]入院 | date
[3月4日]复诊 | date
[2021年3月]起 | date
[二〇二一年三月四日] | date
[10月1日至3日] | date
[5月12号]来的 | date
[2021/3/4] 12:30 | date
日期：[20210304] | date
[1985年3月4日]出生， | birth_date
生于[1960年5月] | birth_date
出生日期：[1950-05-04] | birth_date
患者，[92]岁 | age
[九十二]岁 | age
享年[95] | age
"""

LEFT = """
May 12,000 people, who may 5 times march 2 miles
in May, in 1999, the 1990s, on Monday at 10:30
1/2 cup, 24/7, 3-2-1, 1914-1918, 120/80
Section 12.3.1, 3.1.10, version 2.10.20
British Nationality Act 1981, Sector 7
92 years in prison, 97%, room 101, $95, aged 45
the March on Washington, August Wilson, April showers
三月，3个月，第3月，每月5次，9岁，12号楼，3月份的。
2021年，上世纪90年代，10:30，5月号的杂志
95元，100个，92床
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


@pytest.mark.parametrize(
    "form",
    ["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b %d %Y", "%d/%m/%Y", "%Y年%m月%d日", "%Y.%m.%d"],
)
@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_found_in_every_form(form: str, day: date) -> None:
    written = day.strftime(form)
    assert found(f"On {written}, then") == [("date", written)]
    assert found(f"患者于{written}入院") == [("date", written)]


@given(st.text(max_size=200))
def test_arbitrary_text_never_raises(text: str) -> None:
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.kind in Kind


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1/",
        "May ",
        "May 1 ",
        "月",
        "1月",
        "一",
        "一月",
        "1-",
        "2021年",
        "92 ",
        "岁",
        "十",
        "1985-",
        "4/2/21-",
        "ninety ",
        "九十",
        "Eve 2020",
        "年春节",
        "may 1 ",
        "92F",
        "born in ",
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
