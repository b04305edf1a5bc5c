"""Persons in Chinese text: who is found, with which bounds, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.processor import best_seconds

from privacy.desensitize.detectors.names_zh import DETECTORS
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)


def found(text: str) -> list[str]:
    assert {f.kind for f in RECOGNIZER.find(text)} <= {Kind.PERSON}
    return [text[f.start : f.end] for f in RECOGNIZER.find(text)]


FOUND = """
患者[张建军]，男，56岁，因“反复胸闷3天”入院。
患者[李秀英]女，45岁，农民，已婚。
姓名：[王芳]  性别：女  年龄：34岁
姓名：[赵 敏] 性别：女
姓名：[欧阳明月]  科室：心内科
姓名：[古力娜扎]
昨天[王建国]来院复查，血压控制良好。
[刘洋]说他已经三天没有发烧了。
家属[陈丽华]诉患者夜间咳嗽明显。
主治医师：[孙志强]  住院医师：[周婷]
由[马晓东]医生主刀，[何静]护士协助。
[王]医生建议继续口服阿司匹林。
请联系[李]女士，电话13800138000。
[张]主任查房后指示加用抗生素。
尊敬的[黄志明]先生：您好！
亲爱的[林小雨]：
紧急联系人：[郑伟]，关系：丈夫
患者之子[徐浩然]签署知情同意书。
[杨帆]、[朱琳]、[高翔]三人于昨日到我行办理业务。
投保人[胡建平]，被保险人[胡雨萱]，受益人为[蔡红梅]。
户名：[曾庆红梅]
我叫[许晴]，想查询一下我的保单。
我是[冯涛]的妻子，他的卡丢了。
您好，请问是[谢娜]女士吗？
同事[罗翔]陪同前往医院。
[老王]昨天给我打电话，说保单丢了。
[小李]负责跟进该客户。
[约翰·史密斯]先生来自英国。
患者[阿卜杜拉·买买提]，维吾尔族。
患者[迪丽热巴]，女，25岁
患者[陳建國]，男，62歲。
客户[Zhang Wei]来电咨询。
[WANG Xiaoming]先生您好
报告医师：[潘虹] 审核医师：[姚明远]
[诸葛瑾瑜]于上周出院。
[卢勇]告诉我，他的保单丢了。
今天[沈]阿姨和[梁]叔叔一起来的。
病人[高圆圆]精神可，食欲佳。
（[李娜]）已到院
{"name":"[张伟]","sex":"男"}
姓名|[张晓东]|性别|男
我姓[王]，之前买过你们的重疾险。
心内科[赵立群]主任，副主任医师[孙海英]会诊
委托人：[曹颖] 受托人：[蒋欣]
病人[黃家駒]於五月入院，由[葉世榮]醫生主診。
[玛利亚·冈萨雷斯]预约了口腔科。
@[杨幂] 请今天下班前提交报告
找[老李]和[小王]核实一下。
"""

LEFT = """
病人高热3天，伴咳嗽。
患者方便时可来复查，安静，查体合作。
患者于今日出院，和家属一起离开。
医生建议多休息，向医生咨询，应医生要求。
家属表示理解，签字为证。联系方式：手机
这位先生很生气，那位女士在等，何时出院待定。
小康社会，小金库，老人家，老黄牛，大方
国王、王国、高度、周围、张开、方面、马上、黄金、白色、金融、石油、余额、于是、和平、成功、温度、时间
江苏省、河南、唐代、宋朝、明清时期、高盛集团、万科地产
何首乌、白血病、马来酸氯苯那敏、金银花、黄芪、白术、麻黄汤
第七任校长，匈奴左夫人，胡志明市、中山路、王家庄、李家村
姓名：不详  姓名：见附件  书名：红楼梦
单位：万元；连续三天；全身乏力；平素健康；易感人群
Hong Kong is a city, and so is Xi'an.
DNA检材，NBA总裁，客服：好的，第11任主任
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found_with_its_bounds(line: str) -> None:
    names = [piece.split("]")[0] for piece in line.split("[")[1:]]
    assert found(line.replace("[", "").replace("]", "")) == names


@pytest.mark.parametrize("text", LEFT.strip().splitlines())
def test_left_alone(text: str) -> None:
    assert found(text) == []


ARTICLE = "这座桥建于多年以前，至今仍在使用，每逢雨季河水上涨，两岸的人们便聚在桥头看水。" * 6


def test_an_article_needs_more_evidence_than_a_note() -> None:
    assert found(f"{ARTICLE}那一年高芳离开了这里。") == []
    assert found(f"{ARTICLE}那一年高芳离开了这里。家属已核实。") == ["高芳"]
    assert found(f"{ARTICLE}那一年刘志强离开了这里。") == ["刘志强"]


SURNAMES = st.sampled_from(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
)
GIVEN = st.sampled_from(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅志建国文辉力佳琪子涵欣怡雨浩然宇轩"
)


@given(surname=SURNAMES, name=st.lists(GIVEN, min_size=1, max_size=2))
def test_any_name_is_found_in_a_form(surname: str, name: list[str]) -> None:
    whole = surname + "".join(name)
    assert found(f"姓名：{whole}，性别：女") == [whole]
    assert found(f"患者{whole}，男，45岁")[:1] == [whole]


@given(st.text(max_size=200))
def test_arbitrary_text_never_raises(text: str) -> None:
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)


@given(st.text("张王李明国医生先生姓名：患者·、 女，伟A", max_size=60))
def test_text_of_names_and_cues_never_raises(text: str) -> None:
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)


def seconds(text: str) -> float:
    return best_seconds(lambda: RECOGNIZER.find(text))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "张",
        "张伟",
        "张伟、",
        "姓名：",
        "患者",
        "先生",
        "·",
        "斯·",
        "王 ",
        "Wang A",
        "老王",
    ],
)
def test_time_is_linear_in_the_length_of_hostile_texts(piece: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64."""
    short, long = (piece * (size // len(piece)) + "。" for size in (2_000, 16_000))
    assert seconds(long) < max(40 * seconds(short), 0.2)


def test_text_without_a_chinese_character_costs_nothing() -> None:
    assert seconds("Dr. Wang Wei saw Mr. Li. " * 40_000) < 0.02
