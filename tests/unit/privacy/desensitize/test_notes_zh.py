"""Days of a month, ranges and addresses in Chinese notes."""

from __future__ import annotations

import re

import pytest

from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.standard import DETECTORS

RECOGNIZER = Recognizer(DETECTORS)

DATES = """
家属：我[24号]到，[25号]的票。
经理[15号]前答复，客户[18号]再来电
改[26号]下午3点，找小朱
护士[9号]上门访视，[10号]复查
她前夫[3号]来闹过，[5号]报的警
阿婆[2号]过生日，欢迎家属来
（[8日]）护士长查房
次日（[12日]）出院
后勤答复[30号]前解决，门诊[30号]搬
贵行[7号]我的卡被吞了，客服让我[11号]取
[6号]夜里患者发热，[7号]晨退热
[21号]生的，现在满月门诊
手术定[27号]，别改了
3号床今早发烧，5号楼停水，7号窗口取药
住中山路12号，人民医院3号楼
1号线坐到底，2号门进门诊
患者12号病室，工号8号
[9月3日至9月10日]住院，[10月1日到10月3日]请假
[2024年12月30日至2025年1月4日]住院
患者[1951年正月十五]生
约[13号]、[14号]都行，门诊
[15号]和[16号]两天护工请假
血压计3号电池，换2号针头，静脉留置22号针
第2号染色体异常，患者门诊
"""

ADDRESSES = """
保单寄[榉树弄40号]，客户自取
派车去[槐花弄7号2楼]接患者
客户信寄[厦门市118信箱]
搬回[赣州]外婆家住，联系电话13900001111
目前住在[昌吉市]婆婆家
她回[荆州]娘家坐月子，随访电话13711112222
住[绵阳]女儿家，门诊随访
现居住地：[珠海市香洲区情侣中路88号海天阁2801]
住址：[成都市武侯区科华北路65号蓝色加勒比1502]
家住[福州市鼓楼区五四路111号宏运帝豪2206室]
患者住[城南老粮站旁平房]
住址：[老铁匠铺后院2排3号]
家住[柳树屯东头第三家]
地址：[滨河苑7-2-301]，门禁密码在我这
送药到[锦绣里14号]，客户电话13122223333
患者家在[东岭村六组]，骑车来
患者祖籍[潮州]，现居[汕头]。
户籍地：[广西玉林市博白县]
寄往：[上海市静安区威海路755号11F]
患者在[石河子153团14连]务农
"""


def found(text: str, *kinds: Kind) -> list[str]:
    return [text[f.start : f.end] for f in RECOGNIZER.find(text) if f.kind in kinds]


@pytest.mark.parametrize("text", DATES.strip().splitlines())
def test_days_are_found(text: str) -> None:
    plain = re.sub(r"[\[\]]", "", text)
    assert found(plain, Kind.DATE, Kind.BIRTH_DATE) == re.findall(r"\[(.+?)\]", text)


@pytest.mark.parametrize("text", ADDRESSES.strip().splitlines())
def test_addresses_are_found(text: str) -> None:
    plain = re.sub(r"[\[\]]", "", text)
    assert found(plain, Kind.ADDRESS) == re.findall(r"\[(.+?)\]", text)
