"""Chinese names in notes that what stands beside them shows, whatever their characters are."""

from __future__ import annotations

import pytest

from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.standard import DETECTORS

RECOGNIZER = Recognizer(DETECTORS)
PERSONS = r"""
目击者：[晁褪]、导医[尹蹦]，患者在走廊滑倒
权利人[苏碾洒]、[岳窥茶]共同共有，客户电话13800001111
[茹铁柱]：谁在北环？\n[虞谧]：标的车损，报案号多少
下午和[霍缀溏]本人谈了话，手术同意书已签
患者半夜拔管，还跟护工[殷杂争]吵了一架
送餐员反映：老人侄孙[董瓮]去年搬进来，患者独居
受试者签名：[宓亚男]　　日期 2023年11月
3. [强小妹]：不来了，去外地，患者
1 | [丘小莲] | 24-L-0991 | 患者
患者好像叫[檀永远]（不是本院职工）
她老伴[敖膳垦]换了新药，患者血糖稳定
说找她徒弟[祁惧]也行，患者电话有吗
[柴硕琅]的女儿请补交四月护理费，患者
联系设备科[区舔] 13758210946，监护仪离线
接收人 [晁]
患者样本已交。——儿保 [麦]
丈夫[阿布都热依木]陪同离开，患者神志清
查勘员[佐藤健一]已联系，客户手机停机
家属[卓玛]医生已告知，患者
[颉秒]（工号 0417）复核，客户已签
当班[郜倏]汇报，7床家属要求面谈
客户：不是转给[羊星河]，点错了人
"""
NOBODY = r"""
患者诉腹痛，请带孩子来门诊，别弄混
定损额定在49元，起保日是3月，满保日未定
- 终控：见附件\n- 年流：77\n- 客户：已回访
护士长排班，医生建议手术，和家属商量
全腹平软，双方本人持证件到场，客户签字
"""


@pytest.mark.parametrize("line", PERSONS.strip().splitlines())
def test_found_with_its_bounds(line: str) -> None:
    text = line.replace("\\n", "\n")
    wanted = [piece.split("]")[0] for piece in text.split("[")[1:]]
    text = text.replace("[", "").replace("]", "")
    assert wanted == [text[f.start : f.end] for f in RECOGNIZER.find(text) if f.kind is Kind.PERSON]


@pytest.mark.parametrize("line", NOBODY.strip().splitlines())
def test_words_in_the_same_places_are_left(line: str) -> None:
    text = line.replace("\\n", "\n")
    assert not [text[f.start : f.end] for f in RECOGNIZER.find(text) if f.kind is Kind.PERSON]
