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


# Of notes and messages. Brackets mark what is found, of whichever kind of date.
NOTES = """
患者[腊月二十三]入院，除夕前出院。
我妈是[农历八月十五]生的，身份证上不对
去年[冬月初八]摔伤，[正月初十]拆石膏，护士姐姐帮看下
[正月初五]开诊，麻烦您提前挂号
改约[闰二月十二]，您方便吗
约在[周四（11月14日）]上午，请您准时
请于[星期一(3月4日)]携带身份证前来
[下周三，6月12日]复查，家属陪同
[周五12月1日]前还款，您的卡尾号
病人[民國85年3月12日]生，下次回診[114/02/17]
到院日期[112/11/03]，病人自費
[民國113年4月]起每月回診，病人知悉
初診[112年9月8日]，個案王女士
保单[2025-03]到期，请您续保
有效期至：[2026.05]
有效期至[2027/08]，序列号请核对
随访：[1月]、[4月]、[7月]、[10月]，电话随访
[3月底]来复查，药先吃着，您记得空腹
[6月中旬]做的手术，现在伤口痒，医生您好
我们[18号]下午到，麻烦留床
[15号]还款，客户来电说要延期
[3-5号]我不在，快递放门卫，谢谢
[二十号]去拿报告，医生说没事，您放心
预约[6.18]复查，家属知晓
（[7.21]拆线）请家属陪同
[11.3]-[11.9]值班：张医生
[4.5]起停药，患者知情
于[3.12]行手术，术后恢复好，患者出院
下次门诊[9/14]，带病历
[24日]上午透析，家属陪同
[9月份]开学前复查，患者学生
上次是[五月]来的，这次血压还好，医生
截止[2024年5月底]，客户欠款
[5月6日、7日]两天请假，护士长已批
[5月6日]和[8日]请假，班主任同意
自[2024年1月]至[3月]住院，患者家属
患者3月龄，体重6kg，母乳喂养
术后3月复查，患者恢复可
病程2月余，患者自述
服药6月后停，患者家属知晓
每月5号自动扣款，请您留足余额
住3号楼5号床，患者
请到2号窗口挂号，谢谢您
患者4岁7月，发热2天
血钾3.5，血糖5.30，患者血压120/80
1-2号楼住户请您注意停水
第24号签在前，请您等候叫号
"""

AGES = """
奶奶[九十二]岁，耳背
[92]岁高龄，独居
年[九十三]，仍健
虚岁[91]，属狗
享年[97]
享年[九十六]岁
我爷爷今年[93]，走路要人扶
今年[93]了，耳朵不好
老太太都[95]了，不想手术
他爸快[九十]了，身体还行
外婆[九十一]，住院中
病人[98]歲，女性
高龄[94]，风险大
已经[92]了
年逾[九十]，步态不稳
[101]岁的老人
[九旬]老人
[九十]多岁的爷爷
患者男，[90]岁
男/[91]岁
女 [93] 岁
年龄:[96]
年龄 [九十四]
[91]y
岁数[92]，不识字
整[100]岁
寿终[95]岁
太奶奶[一百零三]岁
父亲（[91]岁）独居
93床患者，血压120/92
今年92人报名
住92号，体重91kg
"""


@pytest.mark.parametrize("line", (NOTES + AGES).strip().splitlines())
def test_found_in_notes(line: str) -> None:
    values = re.findall(r"\[(.*?)\]", line)
    assert [value for _, value in found(re.sub(r"[\[\]]", "", line))] == values
