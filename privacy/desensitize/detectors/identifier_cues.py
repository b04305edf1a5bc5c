"""Which words announce which identifier, and how many digits it then needs at least. Plain data.

A noun that ends with " #" needs a word for "number" after it (`cues.NUMBER`): "account number 12"
but not "account 12". A noun that is a word of its own as well needs more digits without one.
"""

from __future__ import annotations

from privacy.desensitize.detectors.cues import Cues
from privacy.desensitize.kinds import Kind

CUES: Cues[tuple[Kind, int]] = Cues(
    {
        (Kind.NHS, 9): (
            "nhs", "nhs no", "h&c", "chi",
        ),
        (Kind.CHINESE_ID, 14): (
            "身份证", "身份证件", "公民身份", "公民身份证", "证件", "居民身份证", "身份证号",
            "身份", "id card", "identity card", "resident id", "resident identity card",
            "citizen id",
        ),
        (Kind.SSN, 9): (
            "ssn", "social security", "ss", "social", "s.s.n.", "ssn/tin", "社会安全", "社安",
        ),
        (Kind.PASSPORT, 6): (
            "passport", "护照", "護照", "通行证", "港澳通行证", "台胞证", "回乡证", "passport book",
        ),
        (Kind.DEVICE, 4): (
            "serial #", "device #", "serial", "s/n", "s.n.", "imei", "imsi", "meid", "udi", "sn",
            "device serial", "pacemaker serial", "serial no", "implant serial", "lot #", "序列 #",
            "设备 #", "设备序列 #", "串 #", "出厂 #", "产品序列 #", "机身 #", "起搏器 #", "仪器 #",
        ),
        (Kind.MEDICAL_RECORD, 3): (
            "medical record #", "medical records #", "hospital #", "patient #", "case notes #",
            "case note #", "chart #", "unit #", "health record #", "record #", "specimen #",
            "accession #", "lab #", "laboratory #", "sample #", "encounter #", "visit #",
            "admission #", "episode #", "pathology #", "radiology #", "study #", "rx #",
            "prescription #", "referral #", "clinic #", "mrn", "m.r.n.", "emr #", "ehr #", "mr #",
            "pt #", "patient ref #", "prescription ref #", "病历 #", "病案 #", "住院 #", "门诊 #",
            "就诊 #", "就诊卡 #", "患者 #", "病人 #", "检验 #", "标本 #", "条码", "检查 #",
            "登记 #", "影像 #", "病理 #", "体检 #", "挂号 #", "诊疗卡 #", "健康卡 #", "住院病历 #",
            "门诊病历 #", "急诊 #", "处方 #", "化验 #",
        ),
        (Kind.MEDICAL_RECORD, 5): (
            "medical record", "hospital", "chart", "specimen", "accession", "urn", "nhi", "emr",
            "patient id", "诊疗号",
        ),
        (Kind.POLICY, 3): (
            "policy #", "member #", "membership #", "subscriber #", "claim #", "claims #",
            "group #", "plan #", "beneficiary #", "certificate #", "insurance #", "medicare #",
            "medicaid #", "payer #", "enrollee #", "policyholder #", "insured #", "claim ref #",
            "cert #", "policy ref #", "health plan #", "prior authorization #", "authorization #",
            "insurance policy #", "保单 #", "保险单 #", "保险 #", "理赔 #", "赔案 #", "报案 #",
            "医保 #", "医保卡 #", "社保 #", "社保卡 #", "社会保障 #", "社会保障卡 #", "参保 #",
            "投保单 #", "投保 #", "合同 #", "保险合同 #", "批单 #", "立案 #", "理赔案件 #",
            "医疗保险 #", "案件 #", "会员 #",
        ),
        (Kind.POLICY, 6): (
            "policy", "claim", "member", "medicare", "medicaid", "insurance", "mbi", "membership",
            "subscriber", "policy ref", "claim ref", "医保", "社保",
        ),
        (Kind.CARD, 11): (
            "card", "debit card", "credit card", "bank card", "visa", "mastercard", "amex",
            "card number", "pan", "银行卡", "信用卡", "借记卡", "储蓄卡", "工资卡", "卡",
            "visa card",
        ),
        (Kind.ACCOUNT, 4): (
            "account #", "bank account #", "acct #", "a/c #", "customer #", "client #", "loan #",
            "mortgage #", "routing #", "acc #", "checking account #", "savings account #",
            "current account #", "card ending in", "card ending", "account ending in",
            "account ending", "number ending in", "card ending with", "account ending with",
            "ending in #", "银行账 #", "账 #", "帐 #", "账户 #", "帐户 #", "户 #", "客户 #",
            "贷款 #", "尾号", "银行账户 #", "收款账 #", "对公账 #", "储蓄账 #", "开户账 #",
            "股东账 #", "资金账 #", "卡尾号", "utility account #", "transaction #", "wire #",
            "payment ref #", "交易 #", "流水 #", "汇款 #", "借据 #", "借款合同 #",
        ),
        (Kind.ACCOUNT, 6): (
            "account", "acct", "acct.", "a/c", "acc", "acc.", "sort code", "sort-code", "sortcode",
            "routing", "routing number", "aba", "bsb", "sc", "checking", "savings", "账户", "帐户",
            "银行账户", "iban", "customer", "bank details",
        ),
        (Kind.PLATE, 2): (
            "licence plate", "license plate", "number plate", "plate", "plates", "registration #",
            "reg #", "vehicle registration", "vehicle reg", "car registration", "car reg", "vin",
            "chassis #", "chassis", "vehicle #", "tag #", "registration mark", "车牌", "车架",
            "牌照", "发动机 #", "车辆识别", "车辆识别代", "号牌", "vehicle identification",
        ),
        (Kind.IDENTIFIER, 3): (
            "driver's license #", "driver license #", "drivers license #", "driving licence #",
            "driver's licence #", "licence #", "license #", "tax #", "taxpayer #", "employee #",
            "staff #", "student #", "reference #", "ref #", "ref.", "our ref", "your ref", "case #",
            "file #", "ticket #", "visa #", "national insurance #", "ni #", "badge #", "payroll #",
            "complaint #", "incident #", "booking #", "npi #", "dea #", "gmc #", "nmc #",
            "national #", "identity #", "identification #", "service #", "crime #",
            "complaint ref #", "case ref #", "report #", "donor #", "trial #", "subject #",
            "participant #", "order #", "invoice #", "employee", "ein #", "green card #", "alien #",
            "工 #", "学 #", "员工 #", "职工 #", "驾驶证 #", "驾照 #", "纳税人识别 #", "税务登记 #",
            "档案 #", "案件编 #", "案 #", "工单 #", "投诉 #", "单据 #", "统一社会信用 #",
            "统一社会信用代", "警 #", "准考证 #", "证书 #", "执业证书 #", "执业医师证 #",
            "工作证 #", "军官证 #", "士兵证 #", "学籍 #", "订单 #", "报销 #", "受理 #", "业务 #",
            "申请 #", "受试者 #", "护士执业证 #", "医师资格证 #", "居住证 #", "暂住证 #", "预约 #",
            "登记证 #", "残疾证 #", "准生证 #", "结婚证 #", "出生证 #", "出生医学证明 #",
            "户口本 #",
        ),
        (Kind.IDENTIFIER, 5): (
            "driver's license", "driver license", "drivers license", "driving licence", "dl",
            "driver's licence", "national insurance", "ni", "nino", "utr", "ein", "tin", "itin",
            "npi", "dea", "gmc", "nmc", "case ref", "ref", "reference", "ticket", "id", "case id",
            "staff id", "tax id", "user id", "login", "employee id", "pin", "编号", "证号",
            "工单号", "客户编号", "识别号", "id #", "crn", "passcode", "badge",
        ),
    }
)  # fmt: skip
