"""Dates and ages, as Chinese notes and letters write them."""

from __future__ import annotations

import re

import pytest

from privacy.desensitize.detectors.dates import DETECTORS
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)
MARK = re.compile(r"\{([a-z_]+):(.*?)\}")


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind.value, text[f.start : f.end]) for f in RECOGNIZER.find(text)]


def marked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """A text without its marks, "{kind:value}", and what was marked."""
    return MARK.sub(r"\2", line), MARK.findall(line)


LINES = """
入院日期：{date:2021年3月4日}
{date:2021-03-04}入院
{date:2021.3.4}
{date:2021/03/04}
{date:2021年03月04日}
{date:3月4日}复查
{date:3月4号}来院
于{date:三月四日}手术
{date:二〇二一年三月四日}
{date:二零二一年三月}
{date:21年3月4日}
{date:2021年3月}起病
{date:2021 年 3 月 4 日}
{date:20210304}入院
{date:3月4日至12日}
{date:2021年3月4-12日}
{date:2021年3月初}
{date:2021年3月上旬}
{date:2021-3-4} 10:30
有效期至{date:2025年12月}
有效期{date:12/25}
到期日{date:2025-12-01}
今年{date:3月4日}
去年{date:12月25日}
{date:十二月二十五日}
{date:十二月二十五号}
{date:12.25}日
{date:03-04}复诊
{date:3/4}复诊
{date:3.4}日
{date:2021年春节}
出生日期：{birth_date:1985年3月4日}
出生日期{birth_date:1985-03-04}
出生年月：{birth_date:1985年3月}
出生年月：{birth_date:1985.03}
出生年月{birth_date:198503}
生日：{birth_date:3月4日}
生日是{birth_date:1985年3月4号}
生于{birth_date:1985年3月4日}
{birth_date:1985年3月4日}出生
{birth_date:1985年3月4日}生
{birth_date:1985年3月}生
{birth_date:一九八五年三月四日}生
出生于{birth_date:1985年3月}
张三，男，{birth_date:1985年3月4日}出生，汉族
生日{birth_date:19850304}
患者{age:92}岁
{age:九十三}岁
年龄：{age:95}岁
年龄{age:91}
享年{age:96}岁
{age:一百}岁老人
{age:一百零二}岁
{age:102}周岁
{age:90}余岁
{age:90}多岁
现年{age:93}
年{age:92}
女，{age:91}，
{age:94}岁高龄
年逾{age:九旬}
虚岁{age:九十}
姓名：X  性别：男  出生日期：{birth_date:1952-02-14}  住院号：0088213  床号：12
患者X，男，69岁，身份证号11010519491231002X，于{date:2021年3月2日}入院。
出院时间：{date:2021-03-09} 16:00
记录日期：{date:2021.03.02}
手术日期{date:2021/3/5}
患者于{date:3月2日}无明显诱因出现发热，{date:3月5日}加重。
末次月经{date:2021年1月20日}，预产期{date:2021年10月27日}
下次复诊时间：{date:4月15日}上午
有效期{date:2021年3月}至{date:2026年3月}
您尾号4821的账户于{date:03月02日}支出500元
出生：{birth_date:1952年2月14日}
生日{birth_date:2月14日}
{birth_date:1952年2月14日}出生于杭州
他生于{birth_date:1952年2月}
{birth_date:1952.2.14}出生
出生日期 {birth_date:19520214}
{birth_date:52年2月14日}生
{age:92}岁老人
奶奶今年{age:93}岁
患者女性，{age:91}岁
年龄：{age:94}
享年{age:101}岁
爷爷{age:九十一}岁了
{date:2021年3月2日}—{date:3月9日}住院
自{date:2021年3月2日}零时起至{date:2022年3月1日}二十四时止
{date:2021年3月2日、5日}两次就诊
{date:上个月5号}
{date:2021年3月2号}下午
{date:２０２１年３月２日}
出生年月日：{birth_date:1976年7月4日}
出生于{birth_date:1976年7月4日}
生于{birth_date:1976.7.4}
{birth_date:1976年7月4日}生人
出生日期：{birth_date:1976/07/04}
生日：{birth_date:7月4日}
生日{birth_date:76年7月4日}
阳历生日{birth_date:1976-7-4}
入院日期：{date:2022-01-12}
于{date:2022.1.12}行手术
{date:22年1月12日}入院
{date:1月12日}晚上
{date:一月十二日}
{date:二〇二二年一月}
{date:2022年元旦}
{date:2022年1月中旬}
{date:1月12至15日}
就诊时间：{date:2022/1/12} 14:00
预约{date:1月24号}
生效日期：{date:2022年01月12日}零时
截止{date:2022-12-31}
{date:2022年1月}以来
{age:92}岁男性
年龄 {age:92} 岁
年龄：{age:92}
老人{age:九十二}岁高龄
享年{age:92}
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_found_with_their_bounds(line: str) -> None:
    text, values = marked(line)
    assert found(text) == values
