"""Addresses in Chinese text: what is found, with which bounds, and what is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.detectors.places_zh import DETECTORS
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)


def found(text: str) -> list[str]:
    assert {f.kind for f in RECOGNIZER.find(text)} <= {Kind.ADDRESS}
    return [text[f.start : f.end] for f in RECOGNIZER.find(text)]


FOUND = """
地址：[浙江省杭州市西湖区文三路138号东方大厦5幢301室]
家住[北京市朝阳区建国路88号院3号楼2单元1501]，电话13800138000。
[上海浦东新区张江路1388弄25号602室]
[广东深圳南山区科技园科苑路15号]
现住址：[河南省周口市太康县马头镇李庄村3组]
患者家住[西湖区文三路]，退休。
籍贯：[浙江杭州]
患者来自[四川省成都市武侯区]，既往体健。
我住在[杭州]。
快递请送到[学院路30号科技大厦A座1203室]。
邮编：[310000]
邮政编码为[100081]
患者系[湖北省武汉市江夏区]人，农民。
收货地址：[江苏省苏州市工业园区星湖街328号创意产业园5栋]
户籍所在地：[山东省青岛市市北区台东街道威海路社区]
客户地址变更为[广州市天河区珠江新城华夏路28号富力盈信大厦2801]。身份证已核对。
她搬到[徐汇区漕宝路400弄12号201室]了。
家庭住址：[湖南省长沙市岳麓区麓谷街道麓天路8号橡树园小区3栋2单元502]
[台北市信義區忠孝東路五段100號3樓]
事故地点：[成都市锦江区红星路三段1号]
[保定市定兴县北河镇大沟村12号]，农民，已婚。
寄到[重庆市渝北区龙溪街道金龙路252号8-2]
居住于[贵州省黔东南苗族侗族自治州凯里市北京西路11号]
[文三路138号]发生了一起事故。
我家在[宝山区友谊路1500弄翠苑小区18号楼402]
[北京南京西路1717号]是一座大楼
"""

LEFT = """
籍贯：浙江
位于浙江省杭州市西湖区。
许村镇位于浙江省海宁市，辖报国村、许巷村等。
收治于3号楼5层12床，二病区。
地铁2号线经过人民路，1号公路，3号航站楼。
患者由省人民医院转入我院消化内科三区。
杭州市西湖区人民医院出具的报告，患者已阅。
第3组患者，实验组和对照组，一座老旧公寓
他在公司3楼开会，住院楼5层。
手机号13800138000，账号6222021234567890
来自11个国家或地区，居住在乡村地区
车站为地下二层，全邨共有6座。
中国是一个国家，江苏省在华东地区。
No. 5, Wensan Road, Hangzhou
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found_with_its_bounds(line: str) -> None:
    places = [piece.split("]")[0] for piece in line.split("[")[1:]]
    assert found(line.replace("[", "").replace("]", "")) == places


@pytest.mark.parametrize("text", LEFT.strip().splitlines())
def test_left_alone(text: str) -> None:
    assert found(text) == []


@given(
    city=st.sampled_from(["杭州市西湖区", "广州市越秀区", "成都市武侯区", "沈阳市和平区"]),
    road=st.sampled_from(["人民路", "中山北路", "解放大道", "学府街", "和平里大街"]),
    number=st.integers(1, 9999),
    room=st.integers(101, 3209),
)
def test_any_number_of_a_road_is_found(city: str, road: str, number: int, room: int) -> None:
    whole = f"{city}{road}{number}号2栋{room}室"
    assert found(f"他说，{whole}，谢谢") == [whole]


@given(st.text(max_size=200))
def test_arbitrary_text_never_raises(text: str) -> None:
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)


@given(st.text("省市区县路号栋室村组杭州北京文三1a 地址：家住患者，", max_size=60))
def test_text_of_places_never_raises(text: str) -> None:
    for finding in RECOGNIZER.find(text):
        assert 0 <= finding.start < finding.end <= len(text)


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        RECOGNIZER.find(text)
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "张",
        "路",
        "1号",
        "杭州",
        "地址",
        "地址：杭州",
        "区县",
        "患者镇村",
        "邮编",
        "1单元",
    ],
)
def test_time_is_linear_in_the_length_of_hostile_texts(piece: str) -> None:
    """Eight times the length may take 40 times as long at most; quadratic would be 64."""
    short, long = (piece * (size // len(piece)) + "。" for size in (2_000, 16_000))
    assert seconds(long) < max(40 * seconds(short), 0.2)


def test_text_without_a_chinese_character_costs_nothing() -> None:
    assert seconds("5 Main Street, Room 301. " * 40_000) < 0.02
