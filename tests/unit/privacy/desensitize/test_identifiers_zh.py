"""Numbers that stand for a person, as Chinese notes, letters and forms write them."""

from __future__ import annotations

import re

import pytest

from privacy.desensitize.detectors.identifiers import DETECTORS
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)
MARK = re.compile(r"\{([a-z_]+):(.*?)\}")


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind.value, text[f.start : f.end]) for f in RECOGNIZER.find(text)]


def marked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """A text without its marks, "{kind:value}", and what was marked."""
    return MARK.sub(r"\2", line), MARK.findall(line)


LINES = """
身份证号：{chinese_id:11010519491231002X}
身份证号码{chinese_id:440524188001010014}
（身份证：{chinese_id:11010519491231002x}）
公民身份号码：{chinese_id:110105 19491231 002X}
证件号码{chinese_id:110105194912310021}
身份证{chinese_id:110105491231002}
身份证号后四位{chinese_id:002X}
身份证尾号{chinese_id:0014}
护照：{passport:E12345678}
护照号码{passport:G12345678}
护照号为{passport:EA1234567}
港澳通行证号{passport:C12345678}
台胞证{passport:12345678}
护照号：{passport:P1234567}
社保号：{policy_number:310112345678}
社保卡号{policy_number:A12345678}
社会保障号{policy_number:110105194912310028}
医保卡号：{policy_number:01234567890}
医保号{policy_number:YB20210031}
医保编号：{policy_number:3301998877}
保单号：{policy_number:PICC2021000123}
保单号码为{policy_number:2021-0012-3345}
保险单号{policy_number:AEDB12345678}
保单{policy_number:P0012345}
理赔号：{policy_number:CL202100123}
赔案号{policy_number:AS2021031200001}
报案号：{policy_number:RP-20210312-01}
投保单号{policy_number:9900112233}
合同号：{policy_number:HT20210312}
合同编号：{policy_number:HT-2021-0312}
会员号{policy_number:88812345}
会员卡号：{policy_number:VIP00123}
银行卡号：{bank_card:6222 0212 3456 7890 128}
银行卡{bank_card:6228480402564890018}
信用卡号{bank_card:4111111111111111}
卡号：{bank_card:6217000010001234567}
卡号{bank_card:6217 0000 1000 1234 567}
储蓄卡 {bank_card:6217-0000-1000-1234-567}
建行卡号{bank_card:6227001234567890}
银行账号：{account:3301040160001234567}
账户{account:0200001234567890}
开户账号：{account:11001234567890123456}
账号为{account:1202022719900123}
卡尾号8821
尾号为8821的银行卡
尾号1234的储蓄卡
客户号：{account:C100234}
客户编号{account:88120034}
交易流水号：{account:20210312000123}
流水号{account:T20210312001}
贷款合同号{account:DK2021-001}
订单号：{identifier:2021031212345}
汇款单号{account:HK2021001}
病历号：{medical_record:0012345}
病历号：{medical_record:B12345}
病案号{medical_record:123456}
住院号：{medical_record:ZY202100123}
住院号{medical_record:00123456}，床号12
门诊号：{medical_record:MZ20210312-001}
就诊卡号{medical_record:100023456}
就诊号：{medical_record:J20210312}
登记号{medical_record:0000123456}
患者ID：{medical_record:P0012345}
患者编号：{medical_record:00231}
病人号{medical_record:88213}
检查号：{medical_record:CT20210312001}
影像号{medical_record:X123456}
标本号：{medical_record:20210312-15}
样本编号：{medical_record:S0012}
条码号{medical_record:123456789012}
病理号：{medical_record:2021-12345}
体检号{medical_record:TJ2021001}
体检编号：{medical_record:20210312001}
处方号：{medical_record:CF20210001}
诊疗卡号{medical_record:99812}
健康卡号{medical_record:JK001234}
医嘱号{medical_record:YZ00123}
超声号：{medical_record:US12345}
放射号{medical_record:12345}
车牌号：{vehicle_plate:京A12345}
车牌{vehicle_plate:粤B·12345}
{vehicle_plate:沪AD12345}号小客车
驾驶{vehicle_plate:苏E5A888}轿车
{vehicle_plate:浙A12345学}
{vehicle_plate:京A1234警}
{vehicle_plate:粤Z1234港}
车架号：{vehicle_plate:LSVAA4187E2184841}
车架号{vehicle_plate:LFV2A21K6A3123456}
发动机号：{vehicle_plate:A12345678}
号牌{vehicle_plate:鲁B12345}
设备序列号：{device_id:SN12345678}
序列号{device_id:C02ABC123D}
IMEI：{device_id:860123456789012}
IMEI号{device_id:490154203237518}
起搏器编号{device_id:PM123456}
设备编号：{device_id:EQ-00123}
仪器编号{device_id:YQ0012}
机身号 {device_id:9912345}
工号：{identifier:10023}
工号{identifier:A0012}
员工编号：{identifier:E2021001}
学号{identifier:20210001234}
学号：{identifier:S2021001}
统一社会信用代码：{identifier:91310000MA1FL1234X}
纳税人识别号{identifier:91310000MA1FL12345}
税号：{identifier:310112345678901}
驾驶证号：{identifier:110105194912310028}
驾驶证档案编号{identifier:110012345678}
驾照号{identifier:440524188001}
档案号：{identifier:DA2021001}
档案编号{identifier:1100123456}
案号：{identifier:（2021）京0105民初12345号}
案件编号：{identifier:AJ20210312001}
工单号：{identifier:WO20210312001}
工单编号{identifier:GD-00123}
投诉编号：{identifier:TS2021001}
受理编号{identifier:SL20210001}
警号{identifier:012345}
军官证号：{identifier:军字第1234567号}
执业证书编号：{identifier:110110000012345}
医师执业证号{identifier:110110000012345}
准考证号{identifier:2021110105001}
证书编号：{identifier:ZS2021001}
居住证号{identifier:310112345}
登录名：{identifier:zhangsan88}
用户名{identifier:zs_1988}
编号：{identifier:BH20210001}
编号为{identifier:20210001}
申请编号{identifier:SQ001234}
参考号：{identifier:REF20210312}
密码{identifier:123456}
验证码{identifier:882134}
姓名：X  性别：男  出生日期：1952-02-14  住院号：{medical_record:0088213}  床号：12
【住院号】{medical_record:0088213}　【门诊号】{medical_record:M2021-0442}
患者X，男，69岁，身份证号{chinese_id:11010519491231002X}，于2021年3月2日入院。
病案号:{medical_record:BA0044821}
登记号：{medical_record:0000448213}
检验单号 {medical_record:20210302448}
标本条码：{medical_record:100448213}
超声检查号{medical_record:US2021-0448}
影像号：{medical_record:DR448213}
病理号{medical_record:P21-00448}
就诊卡：{medical_record:00448213}
社保卡：{policy_number:A44821930}
医保卡号为{policy_number:1101088213004}
客户X，身份证{chinese_id:440524188001010014}，申请理赔
证件类型：身份证，证件号码：{chinese_id:440524188001010014}
证件号：{chinese_id:440524188001010014}
护照号码：{passport:EB1234567}
港澳居民来往内地通行证 {passport:H12345678}
台湾居民来往大陆通行证号{passport:01234567}
保单号：{policy_number:P202103020044821}
保险合同号{policy_number:2021-3300-0044821}
您的保单{policy_number:PL20210044}已生效
理赔案号：{policy_number:C2021030200448}
报案号码{policy_number:RPAA202133000044821}
投保单号为{policy_number:TB00448213}
批单号：{policy_number:E00448213}
银行账号：{account:6222 0212 0300 4482 193}
开户行：工商银行，账号{account:1202 0214 0990 0448 213}
收款账户：{account:33050161662700000448}
卡号{bank_card:6228480402564890018}
银行卡尾号4821
您尾号4821的账户于03月02日支出500元
【招商银行】您尾号为4821的信用卡
信用卡 {bank_card:4111 1111 1111 1111}
转账流水号{account:20210302448213}
交易单号：{account:4200000912202103024482}
车牌号{vehicle_plate:浙A88213}，车架号{vehicle_plate:LSVNV2182E2100448}
{vehicle_plate:粤BD12345}（新能源）
肇事车{vehicle_plate:苏A·8K213}
行驶证车主X，号牌号码{vehicle_plate:京Q4H821}
发动机号{vehicle_plate:2C448213}
设备SN：{device_id:SN44821930}
手机串号（IMEI）{device_id:861234040448219}
序列号为{device_id:F17Z44821}
工号{identifier:00448}
客服工号{identifier:8213}为您服务
坐席{identifier:8213}
员工号：{identifier:E0448}
学号：{identifier:2018210448}
准考证号：{identifier:210330100448}
档案编号：{identifier:330100448213}
驾驶证号{chinese_id:440524188001010014}
统一社会信用代码{identifier:91330100MA2B0Q4482}
税号{identifier:91330100MA2B0Q4482}
工单号：{identifier:GD202103020448}
您的投诉单号为{identifier:TS20210302044}
订单编号{identifier:20210302044821}
快递单号{identifier:SF1044821930448}
案件号：{identifier:（2021）浙01民终448号}
受理号{identifier:JSZ2100448}
合同编号：{policy_number:ZJ-2021-0448}
登录账号{identifier:lucy88}，密码{identifier:Abc12345}
验证码：{identifier:448213}，5分钟内有效
发票号码：{identifier:04482193}
病历号是{medical_record:448213}
病历本号 {medical_record:448213}
患者编码{medical_record:P448213}
HIS号{medical_record:448213}
门诊ID {medical_record:448213}
健康档案号：{identifier:33010044821}
接种编码{identifier:330100448213}
献血证号{identifier:XH0448}
残疾证号{identifier:33010619520214001244}
身份证号 {chinese_id:440524188001010014}
身份证：{chinese_id:440524 18800101 0014}
身份证号码:{chinese_id:440524188001010015}
患者身份证为{chinese_id:440524188001010014}。
病历号：{medical_record:442188}
病历号 {medical_record:A44-2188}
住院号:{medical_record:2022004421}
住院号为{medical_record:442188}
门诊号{medical_record:442188}
就诊号：{medical_record:202201120044}
病案号：{medical_record:44-21-88}
检查号：{medical_record:MR442188}
标本号{medical_record:44218}
检验编号：{medical_record:J442188}
病人ID：{medical_record:442188}
患者号{medical_record:442188}
医保号：{policy_number:442188001}
社保编号{policy_number:442188001}
医保卡号{policy_number:C44218800}
保单号：{policy_number:442188001122}
保单编号{policy_number:PA-442188}
投保单号{policy_number:442188001}
理赔编号：{policy_number:LP442188}
赔案号：{policy_number:442188}
合同号{policy_number:HT442188}
账号：{account:6222 0044 2188 0011}
银行账户{account:4421880011223344}
账户号：{account:442188001122}
卡号：{bank_card:6217 0044 2188 0011 223}
银行卡号 {bank_card:6217004421880011223}
银行卡 {bank_card:6217 0044 2188 0011 22}
尾号4421
卡号后四位4421
客户号{account:442188}
贷款账号{account:442188001}
流水号：{account:2022011244218}
护照号：{passport:E44218800}
护照 {passport:EJ4421880}
车牌：{vehicle_plate:粤A44218}
车牌号 {vehicle_plate:川A·4B218}
{vehicle_plate:沪ADK4421}
车架号：{vehicle_plate:LFPH4ACB8D1A44218}
发动机号{vehicle_plate:442188A}
序列号：{device_id:SN-442188}
设备号{device_id:442188}
IMEI {device_id:356938035643809}
工号：{identifier:44218}
学号{identifier:20220442}
员工编号{identifier:E44218}
驾驶证号{identifier:442188001122}
档案号{identifier:442188}
统一社会信用代码：{identifier:91310115MA1K44218X}
工单{identifier:WO442188}
订单号{identifier:4421880011}
投诉编号{identifier:TS-4421}
准考证{identifier:44218800112}
证书编号{identifier:Z442188}
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_found_with_their_bounds(line: str) -> None:
    text, values = marked(line)
    assert found(text) == values
