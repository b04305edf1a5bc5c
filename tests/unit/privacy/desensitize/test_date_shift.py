"""Moved dates: every form that is found, intervals, ends of months and years, hostile texts."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.date_shift import shifted
from privacy.desensitize.detectors.dates import DETECTORS
from privacy.desensitize.kinds import DATES
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)

# Written, by how many days it moves, and what is written then.
FORMS = """
2021-03-04 | 40 | 2021-04-13
2021/3/4 | 40 | 2021/4/13
2021/12/14 | 20 | 2022/01/03
2021.3.4 | -100 | 2020.11.24
2021-03-04T10:22:00Z | 1 | 2021-03-05T10:22:00Z
2021-03-04 10:22 | -4 | 2021-02-28 10:22
3/4/2021 | 40 | 4/13/2021
12/14/2021 | 20 | 01/03/2022
03/04/1985 | -4 | 02/28/1985
14/2/52 | 40 | 25/3/52
13/04/2021 | 1 | 14/04/2021
03.04.21 | 1 | 04.04.21
03.04.2021 | 40 | 13.05.2021
2.14.21 | 40 | 3.26.21
3-4-2021 | 1 | 3-5-2021
03 04 1985 | 1 | 03 05 1985
12/31/99 | 1 | 01/01/00
1/1/00 | -1 | 12/31/99
3/14 | 40 | 4/23
03-04 | 40 | 04-13
25/12 | 10 | 04/01
12.25 | 10 | 01.04
3.4 | 1 | 3.5
05/2021 | 40 | 06/2021
2023-06 | 40 | 2023-07
1985.03 | -40 | 1985.02
12-2024 | 40 | 01-2025
20210304 | 40 | 20210413
04031985 | 40 | 05131985
25122020 | 10 | 04012021
198503 | -100 | 198412
March 4, 2021 | 40 | April 13, 2021
March 13, 2021 | -5 | March 8, 2021
4 March 2021 | 40 | 13 April 2021
04 March 2021 | 1 | 05 March 2021
4th of March 2021 | 20 | 24th of March 2021
3rd day of March, 2021 | 8 | 11th day of March, 2021
March 2021 | 40 | April 2021
March of 2020 | 40 | April of 2020
Sept 2019 | -20 | Aug 2019
Sept. 4, 1999 | 30 | Oct. 4, 1999
Dec. 2018 | 40 | Jan. 2019
Mar 4th | 18 | Mar 22nd
January 1ST, 2021 | 1 | January 2ND, 2021
4-Mar-21 | 40 | 13-Apr-21
13-MAY-21 | 20 | 02-JUN-21
4-May-21 | 40 | 13-Jun-21
12dec2020 | 22 | 03jan2021
03APR1985 | 40 | 13MAY1985
Mar-21 | 40 | Apr-21
Jan 5 '19 | 40 | Feb 14 '19
DEC 12 2020 | 40 | JAN 21 2021
june 3 | 40 | july 13
the | 1 | None
Tuesday, March 16th, 2021 | 3 | Friday, March 19th, 2021
Friday, 5 January 2024 | -4 | Monday, 1 January 2024
Tuesday the 4th | 9 | Thursday the 13th
sunday 11th | 8 | monday 19th
Mon 3rd | -1 | Sun 2nd
SAT 14 MARCH | 7 | SAT 21 MARCH
Thurs 12/03/2024 | 1 | Fri 12/04/2024
Tues 3 Dec | 1 | Weds 4 Dec
Wed., 5 June 2024 | 2 | Fri., 7 June 2024
19th | 3 | 22nd
July | 40 | August
Monday | 3 | None
Sunday | 1 | None
May 5 | 40 | June 14
June 3-5 | 40 | July 13-15
June 28-30 | 1 | June 29-July 1
December 29-30, 2020 | 2 | December 31, 2020-January 1, 2021
19-21 August 1944 | 40 | 28-30 September 1944
29-31 August 1944 | 1 | 30 August-1 September 1944
30 and 31 December 2020 | 1 | 31 December 2020 and 1 January 2021
2021年3月4日 | 40 | 2021年4月13日
2021 年 3 月 4 日 | 40 | 2021 年 4 月 13 日
2022年01月12日 | -100 | 2021年10月04日
21年3月4日 | 300 | 21年12月29日
3月4日 | 40 | 4月13日
5月12号 | 40 | 6月21号
三月四日 | 17 | 三月二十一日
二〇二一年三月四日 | 40 | 二〇二一年四月十三日
二零二一年三月 | -100 | 二零二零年十二月
二〇二〇年十二月三十一日 | 1 | 二〇二一年一月一日
十二月廿一日 | 11 | 一月一日
三月初三 | 1 | 三月初四
2021年3月 | 40 | 2021年4月
2021年3月初 | 10 | 2021年3月中旬
2021年3月上旬 | 10 | 2021年3月中旬
2021年3月底 | 10 | 2021年4月初
10月1日至3日 | 40 | 11月10日至12日
3月30日至31日 | 1 | 3月31日至4月1日
2020年12月30日-31日 | 1 | 2020年12月31日-2021年1月1日
2021年3月30-31日 | 1 | 2021年3月31日-4月1日
2021年3月2日、5日 | 1 | 2021年3月3日、6日
1月12至15日 | 1 | 1月13至16日
２０２１年３月２日 | 40 | ２０２１年４月１１日
２０２１－０３－０４ | 40 | ２０２１－０４－１３
٢٠٢١-٠٣-٠٤ | 40 | ٢٠٢١-٠٤-١٣
民国38年3月4日 | 365 | 民国39年3月4日
昭和六十年十二月三十一日 | 1 | 昭和六十一年一月一日
民國72年10月5日 | 100 | 民國73年1月13日
民國72/10/05 | -20 | 民國72/09/15
113/04/22 | 3 | 113/04/25
112.4.22 | -20 | 112.4.2
113年4月22日 | 3 | 113年4月25日
3月6號 | 1 | 3月7號
腊月二十 | 3 | 腊月二十三
腊月二十 | -20 | 十一月三十
正月十六 | -20 | 腊月二十七
腊月初八 | 3 | 腊月十一
冬月廿一 | 3 | 冬月二十四
八月十五 | 3 | 八月十八
农历八月十五 | 100 | 农历十一月二十三
腊月三十 | 2 | 正月初一
周三（3月6日） | 3 | 周六（3月9日）
星期天 (2024-03-10) | 1 | 星期一 (2024-03-11)
下周三（3月6日） | -20 | 下周四（2月15日）
周三3/6 | 100 | 周五6/14
禮拜三，3月6日 | 4 | 禮拜天，3月10日
24号 | 3 | 27号
3号至5号 | -2 | 1号至3号
二十四号 | 3 | 二十七号
3月中 | 10 | 3月底
9月份 | 40 | 10月份
十二月 | 40 | 一月
"""

UNREAD = """
2021-02-29
2021-13-01
13/13/2021
30/02/2021
31 April 2021
April 31
2/30
00/00/0000
0000-01-01
2021-3/4
12.1.123
3.1.5
99999999
000000
1:2:2021
Christmas Day 2019
2021年春节
上个月5号
2021年2月29日
2021年13月1日
1十月3日
十十月三日
三月十十日
三一月二日
3月 March
9999-12-31
民国元年
月
年月日
four
Mayor 5, 2021
"""


@pytest.mark.parametrize("line", FORMS.strip().splitlines())
def test_every_form_is_written_as_it_was(line: str) -> None:
    text, days, moved = line.split(" | ")
    assert str(shifted(text, int(days))) == moved


@pytest.mark.parametrize("text", UNREAD.strip().splitlines())
def test_what_is_no_single_date_is_none(text: str) -> None:
    assert shifted(text, 1) is None


def test_leap_days() -> None:
    assert shifted("2020-02-28", 1) == "2020-02-29"
    assert shifted("2021-02-28", 1) == "2021-03-01"
    assert shifted("1900-02-28", 1) == "1900-03-01"
    assert shifted("29 February 2020", 366) == "1 March 2021"
    assert shifted("2月29日", 1) == "3月1日"  # without a year it may be a leap one
    assert shifted("2/29", 1) == "3/1"


def test_no_day_outside_the_calendar() -> None:
    assert shifted("0001-01-01", -1) is None
    assert shifted("9999-12-31", 1) is None
    assert shifted("1000-01-01", -1) == "0999-12-31"
    for days in (10**12, -(10**12), 10**30):
        assert shifted("2021-03-04", days) is None
        assert shifted("March 4, 2021", days) is None
        assert shifted("2021年3月4日", days) is None


ROUND = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%Y-%m-%dT09:30"]
NUMBERED = {
    "{d} {B} {Y}": "day first",
    "{B} {d}, {Y}": "month first",
    "{Y}年{m}月{d}日": "Chinese",
    "{Y} 年 {m} 月 {d} 号": "Chinese",
}
DAYS = st.integers(-182, 182)
MOMENTS = st.dates(date(1901, 1, 1), date(2098, 12, 31))


def in_form(form: str, day: date) -> str:
    if "{" not in form:
        return day.strftime(form)
    return form.format(d=day.day, m=day.month, Y=day.year, B=day.strftime("%B"))


@pytest.mark.parametrize("form", [*ROUND, *NUMBERED])
@given(day=MOMENTS, days=DAYS)
def test_moves_by_so_many_days_and_back(form: str, day: date, days: int) -> None:
    text = in_form(form, day)
    moved = shifted(text, days)
    assert moved == in_form(form, day + timedelta(days))
    assert shifted(str(moved), -days) == text


@pytest.mark.parametrize("form", ["%m/%d/%Y", "%m-%d-%Y", "%d %b %Y", "%d-%b-%y", "%d%b%Y"])
@given(day=MOMENTS, days=DAYS)
def test_moves_by_so_many_days(form: str, day: date, days: int) -> None:
    moved = shifted(day.strftime(form), days)
    expected = (day + timedelta(days)).strftime(form)
    if form == "%d %b %Y":  # which has no zero, or keeps it
        assert (
            re.sub("^0", "", moved or "").replace("June", "Jun").replace("July", "Jul")
            == (re.sub("^0", "", expected))
            or day.month == 5
        )
    else:
        assert moved == expected


@given(first=MOMENTS, second=MOMENTS, days=DAYS)
def test_intervals_stay(first: date, second: date, days: int) -> None:
    moved = [shifted(day.isoformat(), days) for day in (first, second)]
    one, two = (date.fromisoformat(str(text)) for text in moved)
    assert two - one == second - first


@given(st.integers(1, 12), st.integers(1, 27), DAYS)
def test_both_ends_of_a_range_move(month: int, day: int, days: int) -> None:
    first = date(2021, month, day)
    name = f"{first:%B}"
    one, two = (moved + timedelta(days) for moved in (first, first + timedelta(1)))
    text = shifted(f"{day}-{day + 1} {name} 2021", days)
    assert text is not None
    assert text.endswith(f"{two.day} {two:%B} {two.year}")
    assert re.match(rf"{one.day}(?:-| {one:%B}(?: {one.year})?-)", text)
    chinese = shifted(f"2021年{month}月{day}日至{day + 1}日", days)
    assert chinese is not None
    assert chinese.startswith(f"{one.year}年{one.month}月{one.day}日至")
    assert chinese.endswith(f"{two.day}日")


PIECES = st.sampled_from(
    [*"0123456789〇○零一二三四五六七八九十廿卅初正年月日号至到、-/.,' ~&T:()²①９", "2021", "March",
     "may", "Sept.", "st", "th", "of", "the", "and", "民国", "平成", "上旬", "底", "00", "99"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)), st.integers())
def test_arbitrary_text_never_raises(text: str, days: int) -> None:
    moved = shifted(text, days)
    assert moved is None or moved


@pytest.mark.parametrize(
    "text", ["1" * 5000 + "/1/1", "1" * 5000 + "年1月1日", "1/1/" + "1" * 5000]
)
def test_long_numbers_are_none(text: str) -> None:
    assert shifted(text, 1) is None


@given(st.lists(PIECES, max_size=14).map("".join), DAYS)
def test_what_moves_is_written_as_a_date_again(text: str, days: int) -> None:
    moved = shifted(text, days)
    if moved is not None:
        assert shifted(moved, 0) is not None


@given(st.lists(PIECES, max_size=12).map("".join), DAYS)
def test_what_the_detectors_find_moves_or_is_none(text: str, days: int) -> None:
    for finding in RECOGNIZER.find(f"on {text} he"):
        if finding.kind in DATES:
            shifted(text[finding.start : finding.end], days)


def test_nothing_moves_by_no_days() -> None:
    for line in FORMS.strip().splitlines():
        text, _, moved = line.split(" | ")
        if moved != "None" and "廿" not in text:  # 廿一 becomes 二十一
            assert shifted(text, 0) == text
