"""Initials of staff, nicknames, masked names, and dates and addresses without their words."""

from __future__ import annotations

import pytest

from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.standard import DETECTORS

RECOGNIZER = Recognizer(DETECTORS)
PERSONS = r"""
夜班交接：3床平稳，已交[禤]。
值班护士 [亓]\n电话 13800001111
患者已回家。——急诊 [仝]
病人转走了。——药房[逄]
材料收齐。——人事[郜] 3月9日
7床[漆]叔夜里发烧，12床[麻]姨血糖高
找[钦]大夫看一下片子，电话13900001111
交[于]大夫签字，病人家属已到
婚前姓：[隗] 电话 13800001111
客户授权人[缪立]，昨日转账，[缪]当日在外培训
患者家属[小欧阳]陪夜，电话 13800001111
[大刘]去看过了，打印机还是不行，分机4417
[大赵]说明天来取药，13900002222
我爸叫她[玉兰]，是我们请的护工，电话13800001111
网上都喊我[佳佳]，加我微信，电话 13800001111
柜台的姑娘好像叫[璐璐]，工号 0527
[糯米]妈妈，复查结果出来了，请带孩子来门诊
[豆包]妈，您预约的疫苗到了，请带接种证
我找[汤圆]爸爸，孩子发烧了，儿科
父 [令狐冲云]  母 [龙阿妹]\n采血：基因检测
初十 [金花]婶 腿疼 没开药
原名[危方]写错，患者已更正，复查
申请人 [簡○廷] 敬上，電話 0933-617-204
那个娃儿叫[覃什么锋]，发烧，送县医院
骑车的是本村[顾四爷]，左小腿肿，报案
[褚]老一九二六年生，患者家属说
冻结[樊]氏兄弟名下账户，客户电话 13800001111
随身通讯录"[二丫头]"打通，说患者有高血压
我是义乌做饰品的[楼跃进]，我的保单
患者昵称[风信子]，手机号13800001111
经办[贾]／复核[邬晓]，合同已签
记录 [厍]\n患者随访
医生[芮]\n护士[亓官]\n3床 发烧
[小皇甫]请假，值班换[老司徒]
门卫[瞿]大爷签收，快递单
[卜]工来修呼吸机，电话13800001111
[殷]处说这笔贷款先放，客户催了
跟[宫]队对一下，出险现场照片
收件：[查]老师（14楼），快递 电话13800001111
[隆]护长，3床家属找
主刀[郝]／一助[逯]／麻醉[蒯]，患者入室
"""
DATES = r"""
缺一张出院小结，[8月19]交的材料里没有，患者电话13800001111
已还，[10.28]入账，客户待销案，保单在家
患者从介休转来，带[9-2]的化验单，透析
处理：大刘去看过，[07-30]换电源，分机4417，患者停机
日期：[0712] 送检科室：儿保，患儿标本
1 | 丘小莲 | [5/6] | 溶血 | 患者重采
[初九] 王木匠 血压168/96 给硝苯\n[十一] 赖水生 拔牙后出血，患者
患者家属说等到[20号]
"""
ADDRESSES = r"""
患者电话13800001111，住：[遂平县灈阳镇建设路西段化肥厂老院]
送：[嘉定镇 塔城路 巷内第三个门洞 201]\n电话 5953 8812，患者
地址 [五角场 国定路 600弄 29号 甲 103]，客户门禁，改约上门
客户现通訊地址改為[大埔船灣沙欄村37號地下]。
受害人臧玉兰，独居[扬州]。接电话后转账
我是[义乌]做饰品的楼跃进，我的保单
"""
CASES = [
    *((Kind.PERSON, line) for line in PERSONS.strip().splitlines()),
    *((Kind.DATE, line) for line in DATES.strip().splitlines()),
    *((Kind.ADDRESS, line) for line in ADDRESSES.strip().splitlines()),
]
LEFT = """
体温 3/10 评分，血压168/96，疼痛5/10，患者
化验单已交，患者家属请在门口等，送检验科，送手术室
血糖7.8，白细胞10.2，钾4.5，患者复查
患者住院3天，住我院心内科，送病房
1 | 白细胞 | 10.2 | 偏高\n2 | 血小板 | 210 | 正常
"""


@pytest.mark.parametrize(("kind", "line"), CASES)
def test_found_with_its_bounds(kind: Kind, line: str) -> None:
    text = line.replace("\\n", "\n")
    wanted = [piece.split("]")[0] for piece in text.split("[")[1:]]
    plain = text.replace("[", "").replace("]", "")
    found = [plain[one.start : one.end] for one in RECOGNIZER.find(plain) if one.kind is kind]
    assert found == wanted


@pytest.mark.parametrize("line", LEFT.strip().splitlines())
def test_words_and_figures_of_notes_are_left_alone(line: str) -> None:
    assert RECOGNIZER.find(line.replace("\\n", "\n")) == ()
