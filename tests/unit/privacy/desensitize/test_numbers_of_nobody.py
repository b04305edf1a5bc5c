"""Numbers of notes, articles and everyday text that stand for nobody: no detector finds any."""

from __future__ import annotations

import pytest

from privacy.desensitize.detectors import contacts, dates, identifiers
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer((*contacts.DETECTORS, *identifiers.DETECTORS, *dates.DETECTORS))

ENGLISH = """
Policy 2019 and group 3 met in case 12 | Section 12.3.1 of the account of 1941
room 101, bed 12, ward 4, floor 3 | take 2 tablets 3 times a day for 14 days
BP 120/80, HR 72, RR 18, temp 98.6, SpO2 97% | Na 138, K 4.2, Cl 101, BUN 14, Cr 0.9
WBC 7.2, Hgb 13.1, Plt 250 | blood glucose 95 mg/dL | pain 3/10, GCS 15, strength 5/5
metoprolol 25 mg PO BID, aspirin 81 mg | 2-3 times a day, 1-2 weeks, 10-14 days
visual acuity 20/20 | 1/2 tablet, 3/4 cup | 24/7 support | the premium is $1,234.56 a month
deductible $500, co-pay $20 | page 12 of 14 | chapter 3, verse 16
in 1985 she moved, in 2001 again | the 1990s, 19th century | at 10:30 am, 14:05
may 12 people come | they march 3 miles | you may call 2 people | March on | In May he left.
aged 45 | a 67-year-old man | age 12 | 90 mg daily, 95 degrees, 92% | 90 minutes, 120 days, 95 kg
group A, type 2 diabetes, stage 3 | Phase 3 trial with 1,200 patients | patient number 1 in line
case 3 of 10 | claim that 500 people | the account holder said | account manager
policy holders 2,000 | card number is missing | member of 3 clubs
ISO 9001, RFC 2616, IEEE 802.11 | ICD-10 code E11.9, CPT 99213 | J45.901, M54.5
version 2.10.3, Windows 10, Python 3.11 | v1.2.3.4 | the score was 3-2-1 | won 21-14 in 1998-99
1914-1918 and 1939-45 | Boeing 747-400, Airbus A380 | Route 66, M25, A40
5000 people, 12,000 years | £1,200,000 in 2019 | $3.5 million | 0.05, 3.14159265, 1.5e-10
Figure 2.1, Table 4 | ISBN 0-306-40615-2 | ISBN 978-0-306-40615-7 | on Monday morning
two to three | No. 1 seed, no. 10 | Number 10 Downing | the year 2000 problem | room number 12
flight BA123 | bus number 42 | line 3, line 22 | contact 3 people | call 2 friends
text 100 times | about 100,000,000 people | Apollo 11 | COVID-19 | H1N1, PM2.5, B12
100 m in 9.58 s | 5-10 mg | Sept sept | second 3rd time | the 4th of five | he is 9 years old
95-year lease | 90 years ago | after 100 years | 95 percent | Louis XIV | 1:2:3 ratio
EC 3.4.21.4 | 50,000 to 100,000 | copyright 2019-2021 | Super Bowl 50, Game 7 | the 101st Airborne
section 8, article 21 | registered 2,300 voters | policy of 1985 | claim 2 | reference 12
references 1, 2 and 3 | serial killer of 1985 | chart 12 | group of 100 | plan 9
license to kill 100 | id est 12 | ref. 12 | the ID 4 | tag 7 | order 66 | ticket 100 | customer 1
student 12 failed | employee 5 | telephone line 200 | 1000-2000 mAh | 1.2.3.4.5 | a 1080p video
4 x 100 m relay | in the 1930s and 1940s | the case of 2019, file 12, order of 1500 units
in case 5000 people come | an order 20 times larger | sample 30 patients, a sample 200 000 cells
we enrolled participant 3 first | the lot 49 auction | PIN 3 of the connector
password 8 characters long | pin 12 on the chip | visa 90 days | login 3 times
the reference 4 percent | code 200 OK, error 404 | status code 500 | HTTP 404, port 8080
batch 32, epoch 100, batch 64 | Windows 95, iPhone 12, Galaxy S21 | id 5, ID: 12
CT in 2019 showed 3 nodules of 4-5 mm | MRI 1.5 T | take 500 mg twice daily for 10-14 days
insulin 10 units at 08:00 and 20:00 | glucose 5.6 mmol/L, HbA1c 48 mmol/mol
BMI 27.4, weight 82.5 kg, height 178 cm | EF 55-60% | dosage 2.5-5 mg | SpO2 94% on 2 L
premium rose from £450 to £520 | excess of £250, cover up to £1,000,000
APR 19.9%, 0% for 24 months | balance £1,204.55 | interest 3.25% in 2021/22 | the 2020/21 season
2020-21 tax year | a fee of $35.00 | call within 30 days | reply within 14 working days
open 9-5, Monday to Friday | hours 9:00-17:30 | section 5.2.1, clause 14(b) | annex 3, schedule 2
paragraph 3.4 | Q3 2020, H1 2021 | 5G, 4K, 802.11ac | hospital 1200 beds | member 27 states
members 500 | claim 10% discount | group 7 patients | policy 10 years | plan 401(k), 529 plan
insurance 2008 crisis | social 1984 | account 30% of | serial 1.0 | customer 360
license 2.0, Apache License 2.0 | registration 2020 | reg 5 | plate 3 | chart 5 shows | unit 731
clinic 3 days | Can may 10 come | 1-0 win, 3-2 loss | 5-7-5 haiku | 9-1-1, 7-Eleven
911 call, 999 call | dial 911 | text 911 | on 24/7 duty | on 4/4 time | 9/11 attacks | by 1/3 of
the patient is on the 4th floor | your 3rd claim | height on the 9th centile | on the 2nd attempt
on Monday we march in, she may call you | the April Fool, my friend June called | see you on Monday
1/100 scale | 24-hour, 7-day | A4 paper, B2 level, C4 | type O1, T2N1M0, stage IIIA
L4-L5 disc, C5/6 | P = 0.05, n = 1200 | 95% CI 1.2-3.4 | OR 2.31 | the 95th percentile
100 m, 100M users | 90th minute | at 95 degrees | aged 65 and over | under 18s, 18-64 | over 90%
92 kg, 95 bpm | 101.2 F | ninety percent | one hundred years of solitude | a hundred years
@ 5 pm | @property | user@ | e.g., i.e., and/or/not | he/she/they | N/A, w/o | http protocol | www
example.com is a domain | node.js, socket.io | the .com bubble | 10.5.1 release | 1.1.1.1.1
00:00:01 | std::vector<int> | a::b | 12:34:56 PM | aa-bb-cc
"""

CHINESE = """
2021年，上世纪90年代 | 90年代初 | 血压120/80mmHg，心率72次/分 | 体温36.5℃，呼吸18次/分
白细胞7.2×10^9/L，血红蛋白131g/L | 每日3次，每次2片 | 阿司匹林100mg口服 | 第3床，12号床，301病房
3号楼2单元 | 住院12天 | 共1200例患者 | 保费1200元，保额50万元 | 赔付12345.67元 | 2020人次，3.5万人
占12.5%，约1/3 | 第12条第3款 | 3个月后复查 | 5月号 | 三月份 | 三月以来 | 每月5日 | 第3月 | 1月龄
10:30，下午3点 | 12时30分 | 2019届毕业生 | 2010-2015年 | 1914年-1918年 | 上海市2020年人口2487万
G2高速，京沪高铁G101次 | 波音747-400 | GB/T 37964-2019 | ISO 9001认证 | 版本2.10.3 | 第1页，共3页
表3，图12 | 45岁，12岁，9岁 | 90天，95元，92床 | 九十天，一百元 | 百分之九十 | 一百年 | 编号1
3号 | 第5号 | 电话会议3次 | 手机2部 | 银行卡3张 | 保单3份 | 病历5份 | 客户100名 | 身份证2张
微信群3个 | 微信公众号 | QQ群 | 工号缺失 | 案件3起 | 编号12 | 5公里，300米 | 80后，90后
二十世纪三十年代 | 2-3天 | 1-2周 | 3.14159 | HbA1c 6.5% | T 36.8，P 80，R 20 | 4×100米接力
1:1000 | 0.9%氯化钠250ml | CT平扫 | B超，MRI | 5G，4K | H7N9 | 维生素B12 | 一等奖3名 | 38-24-36
公元前221年 | 20世纪 | 1949年以后 | 世界500强 | 三月三 | 五一 | 学号和工号 | 护照和签证
车牌限行尾号1和6 | 账号登录失败3次 | 第二十九届 | 101中学 | 301医院 | 315晚会 | 110报警，拨120
985高校，211工程 | 12306网站 | 人口1,200,000 | 长12345米 | 海拔8848米 | 产量2000000吨
血钾4.2mmol/L，肌酐78umol/L | 体重82.5kg，身高178cm | BMI 27.4 | 每次500mg，每日2次，疗程10-14天
胰岛素10U皮下注射 | CT示结节4-5mm | EF 55-60% | T3N1M0期 | 腰4-5椎间盘 | 血糖5.6-7.8 | 120/80mmHg
住院费用12345.6元 | 保额1000000元，保费4500元/年 | 等待期90天，犹豫期15天 | 年利率3.25%
2020-2021年度 | 2020/21赛季 | 第5.2.1条 | 条款第3条 | 30个工作日内 | 营业时间9:00-17:30
周一至周五 | 客服时间8:00-22:00 | 病例30份 | 患者120人 | 住院患者1200人 | 病人2000余名
门诊3000人次 | 合同2份 | 保单10年 | 社保5年 | 医保2020年 | 账户3个 | 用户10000人 | 会员500名
工号牌 | 电话10086 | 拨打110 | 热线12345 | 3月份 | 每年3月 | 三月的 | 1月至3月 | 1—3月 | 一月一次
3个月大 | 10月革命 | 五月天 | 九月九的酒 | 六十岁，八十九岁 | 89岁 | 100天，100元 | 百年 | 百岁山
九十年代 | 九十分钟 | 九十度 | 九十九朵玫瑰 | 一百二十个 | 第90回 | 90分 | 90平方米 | 95号汽油
98分 | 编号1-10 | 第12345号 | 序号1 | 5号楼1201室 | 12栋3单元 | 编码10位 | 密码6位 | 密码错误3次
验证码已发送 | 登录3次 | 卡1张 | 卡号未填 | 尾号限行 | 订单3笔 | 单号未知 | 案件12起 | 档案30卷
工单5个 | 受理3件 | 批号略 | 发票2张 | 坐席10个 | @所有人 | 微信支付500元 | 微信2.0版 | QQ音乐
抖音10亿用户 | 支付宝100元 | http协议 | IP属地 | 1.2.3版本 | 3:2获胜 | 1/3的人 | 24小时 | 1比100
二〇二一年 | 公元2021年 | 清朝光绪三十年 | 民国三十年
"""


def texts(table: str) -> list[str]:
    return [text for line in table.strip().splitlines() for text in line.split(" | ")]


@pytest.mark.parametrize("text", texts(ENGLISH) + texts(CHINESE))
def test_left_alone(text: str) -> None:
    assert RECOGNIZER.find(text) == ()
