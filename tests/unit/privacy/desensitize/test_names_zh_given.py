"""Parts of Chinese names in notes: given names alone, surnames told, names said again."""

from __future__ import annotations

import re

import pytest

from privacy.desensitize.detectors.names_zh import DETECTORS
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)


def found(text: str) -> list[tuple[int, int]]:
    return [(f.start, f.end) for f in RECOGNIZER.find(text)]


# A line of a text each; where \\n stands, the text goes on in another line.
FOUND = r"""
交班：3床[老邬]今早拔管，[老邹]昨夜没睡，[小蔺]值夜。
通知[阿坤]带医保卡来，[阿芬]去取药。
客服[小慧]：您好，请问有什么可以帮您？
家属：我找[婷婷]护士。\n护士：[婷婷]今天休息。
让[晓梅]老师给我回个电话，谢谢
请[佳怡]护士明早抽血
一位姓[鄢]的先生来电，问他的保单
有个姓[麻]的女士要退保。
来电人姓[敖]，手机13900001111
患者本人姓[逄]。
找[蔺]姐拿钥匙，跟[敖]哥说一声，由[臧]姨陪床
让[冼]总签字后交给[郝]工。
宝宝小名[果果]，2025年1月3日出生，[果果]吃奶好
外孙女[朵朵]（5岁）陪同就诊。
大女儿[小霞]、二女儿[小云]轮流陪护，[小霞]负责签字。
患者[郎永贵]，男。[永贵]昨晚发热。
[邬海燕]的家属请到前台，[海燕]已出院。
[美琳]：\n转账收到了，谢谢。\n[建国]
—— [小芹]记
——[丽萍]代笔
以上属实。\n[史可为]
签名\n[全有福]
1. [王大锤] 13800001111\n2. [马到成] 13800002222\n3. [安乐] 13800003333
当事人：护工[胡桂香]，现场目击：保安[仝大勇]
报告人：护士长 [蒙秋实]
投诉对象：柜员[水清清]
经过：患者家属[郗大壮]推搡护士。
嘱[小邓]明早复查，告知老伴[阿兰]注意饮食
由[郑]工上门维修，跟[老翟]联系
社区的[安]大夫，[左]医生和[成]护士
[慧敏]姐帮我挂的号
他妹夫[大军]开车送来的
孙子[壮壮]的疫苗本在家，接种卡号JZ112233
家长群：[乐乐]妈妈：明天请假。[豆豆]爸爸：收到
二宝[团团]发热三天，门诊就诊
我是[春燕]，家里电话没人接
麻烦转告[国强]，保单批下来了
你好，我是[明慧]的妈妈，想改预约
照护员[秀云]上门，老人情绪好
陪诊员[小龚]到院，取号12
病人[仇万里]诉腹痛，[仇万里]之妻在旁
收货人：[平安安] 电话13611112222
联系人：[车成] 关系：父子
投保人：[时光] 被保险人：[时乐乐]
2床 [江山] 低盐饮食\n3床 [万里] 禁食\n5床 [高山] 术后
值班：周三 [钟声]，周四 [成方圆]
老师：[明轩]今天发烧，请接回。\n家长：好的，我让奶奶去接[明轩]
请[汤]哥和[戚]嫂到社区领药
姓[佘]的老师说的
楼下[苟]阿姨、[寸]大爷都打了疫苗
业主群接龙：1 [老宓] 2 [小鞠] 3 [苏]姐
"""

LEFT = r"""
老板说小区的老人多，小时候住这，老房子没电梯，患者家属来电
老黄牛精神，小黄鱼、小白菜，护士推荐小米粥
按姓氏笔画排，同姓的患者注意核对，贵姓？
左锁骨骨折，右腕骨骨裂，门诊随访
天天吃药，慢慢走，常常头晕，妈妈和奶奶陪着
谷丙转氨酶62U/L，谷草转氨酶40U/L，孟鲁司特10mg每晚一次
连花清瘟胶囊，左氧氟沙星，甘精胰岛素，门冬胰岛素，护士发药
总检医师签名处，儿保医生门诊周三
客户：那张卡丢了
小组长、小便、小儿科、小夜班，护士站通知
"""


@pytest.mark.parametrize("text", FOUND.strip().splitlines())
def test_found_with_its_bounds(text: str) -> None:
    marked = text.replace("\\n", "\n")
    plain = re.sub(r"[\[\]]", "", marked)
    assert [plain[start:end] for start, end in found(plain)] == re.findall(r"\[(.+?)\]", marked)


@pytest.mark.parametrize("text", LEFT.strip().splitlines())
def test_words_are_left_alone(text: str) -> None:
    assert [text[start:end] for start, end in found(text)] == []
