"""Which words announce which identifier, and how many digits it then needs at least. Plain data.

A noun that ends with " #" needs a word for "number" after it (`cues.NUMBER`): "account number 12"
but not "account 12". A noun that is a word of its own as well needs more digits without one.
"""

from __future__ import annotations

from privacy.desensitize.detectors.cues import Cues
from privacy.desensitize.kinds import Kind

CUES: Cues[tuple[Kind, int]] = Cues(
    {
        # First those that end with a noun which by itself means another kind.
        (Kind.IDENTIFIER, 7): (
            "alien registration #", "alien registration", "a-number", "alien #", "uscis #",
            "company registration #", "professional registration #", "vat registration #",
            "registration card #", "id card of driver #",
        ),
        (Kind.IDENTIFIER, 1): (
            "password", "passwd", "pwd", "username", "user name", "login", "login name", "user id",
            "userid", "login id", "screen name", "online id",
            "密码", "口令", "登录账 #", "用户账 #", "登陆账 #", "用户名", "登录名", "登陆名",
            "登录账号", "登录账户", "用户账号", "账户名", "登录id", "用户id",
        ),
        (Kind.SSN, 4): (
            "ssn", "social security #", "ssn/itin", "last four of ssn", "last 4 of ssn",
            "last 4 ssn", "ssn last 4", "ssn last four", "ssn ending in", "ssn ending",
            "ssn ends in", "last four of social", "last 4 of social", "last four digits of ssn",
            "last 4 digits of ssn", "last4 ssn",
        ),
        (Kind.CHINESE_ID, 3): (
            "身份证后四位", "身份证号后四位", "身份证号码后四位", "身份证后4位", "身份证号后4位",
            "身份证号码后4位", "身份证后六位", "身份证号后六位", "身份证号码后六位", "身份证后6位",
            "身份证号后6位", "身份证尾号", "身份证末四位", "身份证号末四位", "身份证号码末四位",
        ),
        (Kind.NHS, 9): (
            "nhs", "nhs no", "h&c", "chi", "health and care #", "community health index",
        ),
        (Kind.CHINESE_ID, 14): (
            "id card", "identity card", "resident id", "resident identity card", "citizen id",
            "身份证", "身份证件", "公民身份", "公民身份证", "证件", "居民身份证", "身份证号",
            "身份",
        ),
        (Kind.SSN, 9): (
            "social security", "ss", "social", "ssa", "soc sec", "soc. sec.", "s.s.n.", "ssn/tin",
            "社会安全", "社安",
        ),
        (Kind.PASSPORT, 6): (
            "passport", "passport book",
            "护照", "護照", "通行证", "港澳通行证", "台胞证", "回乡证",
        ),
        (Kind.DEVICE, 5): (
            "lot", "batch", "batch #",
            "批号",
        ),
        (Kind.DEVICE, 4): (
            "serial #", "device #", "serial", "s/n", "s.n.", "imei", "imsi", "meid", "udi", "sn",
            "device serial", "pacemaker serial", "serial no", "implant serial", "implant #",
            "model/serial #", "device id", "asset tag", "asset #", "iccid", "android id", "udid",
            "handset #", "pump #", "monitor #", "lead serial",
            "序列 #", "设备 #", "设备序列 #", "植入物 #", "产品批 #", "器械 #", "支架 #",
            "监护仪 #", "串 #", "出厂 #", "产品序列 #", "机身 #", "起搏器 #", "仪器 #",
        ),
        (Kind.MEDICAL_RECORD, 3): (
            "medical record #", "medical records #", "hospital #", "patient #", "case notes #",
            "case note #", "chart #", "unit #", "health record #", "record #", "specimen #",
            "accession #", "lab #", "laboratory #", "sample #", "encounter #", "visit #",
            "admission #", "episode #", "pathology #", "radiology #", "study #", "rx #",
            "prescription #", "referral #", "clinic #", "mrn", "m.r.n.", "emr #", "ehr #", "mr #",
            "pt #", "patient ref #", "prescription ref #", "med rec #", "med. rec. #", "hosp #",
            "hosp. #", "fin", "fin #", "csn", "csn #", "har #", "medical file #", "health #",
            "patient file #", "patient reference #", "scan #", "imaging #", "donor #",
            "blood bag #", "ct #",
            "病历 #", "病案 #", "住院 #", "门诊 #", "就诊 #", "就诊卡 #", "患者 #", "病人 #",
            "检验 #", "标本 #", "条码", "检查 #", "登记 #", "影像 #", "病理 #", "体检 #", "挂号 #",
            "诊疗卡 #", "健康卡 #", "住院病历 #", "门诊病历 #", "急诊 #", "处方 #", "化验 #",
            "样本 #", "医嘱 #", "超声 #", "放射 #", "内镜 #", "胃镜 #", "心电图 #", "心电 #",
            "核磁 #", "手术 #", "申请单 #", "检验单 #", "检查单 #", "报告单 #", "报告 #",
            "就诊序 #", "就诊流水 #", "id号", "病案首页 #", "磁共振 #", "透析 #", "孕妇 #",
            "档案袋 #", "试管 #", "血袋 #", "b超 #", "x线 #", "x光 #", "片 #", "病员 #",
            "住院登记 #", "急诊病历 #", "电子病历 #", "就医 #",
        ),
        (Kind.MEDICAL_RECORD, 5): (
            "medical record", "hospital", "chart", "specimen", "accession", "urn", "nhi", "emr",
            "patient id", "medical rec", "patient ref", "case notes", "patient identifier", "his #",
            "histology #", "cytology #", "path #", "micro #", "biopsy #",
            "诊疗号", "就诊卡", "诊疗卡", "健康卡", "病历", "病案", "住院", "门诊", "病历本 #",
            "his系统 #",
        ),
        (Kind.POLICY, 3): (
            "policy #", "member #", "membership #", "subscriber #", "claim #", "claims #",
            "group #", "grp #", "mbr #", "plan #", "beneficiary #", "certificate #", "insurance #",
            "medicare #", "medicaid #", "payer #", "enrollee #", "policyholder #", "insured #",
            "claim ref #", "cert #", "policy ref #", "health plan #", "prior authorization #",
            "authorization #", "authorisation #", "pre-authorisation code",
            "pre-authorization code", "pre-auth #", "preauthorization #", "pre-authorisation #",
            "pre-authorization #", "authorisation code", "authorization code", "prior auth #",
            "auth #", "auth code", "rxbin", "rx bin", "rxpcn", "rxgrp", "rx group", "contract #",
            "scheme #", "scheme membership #", "claimant #", "claim reference #",
            "claims reference #", "quote #", "quotation #", "annuity #", "pension #",
            "pension scheme #", "cover note #", "insured id", "dependent #", "insurance policy #",
            "保单 #", "保险单 #", "保险 #", "理赔 #", "赔案 #", "报案 #", "医保 #", "医保卡 #",
            "社保 #", "社保卡 #", "社会保障 #", "社会保障卡 #", "参保 #", "投保单 #", "投保 #",
            "合同 #", "保险合同 #", "批单 #", "立案 #", "理赔案件 #", "医疗保险 #", "会员 #",
            "会员卡 #", "理赔申请 #", "赔付 #", "电子保单 #", "车险保单 #", "寿险保单 #",
            "主险合同 #", "农合 #", "新农合 #", "合作医疗证 #", "医保电子凭证 #", "保险卡 #",
            "批改 #", "续保 #", "承保 #", "团单 #", "保障卡 #", "公积金 #", "公积金账 #",
        ),
        (Kind.POLICY, 6): (
            "policy", "claim", "member", "medicare", "medicaid", "insurance", "mbi", "membership",
            "subscriber", "policy ref", "claim ref", "claim reference", "claims ref",
            "claims reference", "policy reference", "quote reference", "quote ref", "policies",
            "医保", "社保", "保单", "理赔单", "赔案", "合同", "投保单", "保险单", "医保卡",
            "社保卡", "会员卡",
        ),
        (Kind.CARD, 12): (
            "card", "debit card", "credit card", "bank card", "mastercard", "amex", "maestro",
            "american express", "discover", "unionpay", "card number", "pan", "visa card",
            "银行卡", "信用卡", "借记卡", "储蓄卡", "工资卡", "卡", "贷记卡", "银联卡", "建行卡",
            "工行卡",
        ),
        (Kind.CARD, 3): (
            "cvv", "cvv2", "cvc", "cvc2", "card security code", "security code",
            "安全码",
        ),
        (Kind.IBAN, 12): (
            "iban",
        ),
        (Kind.ACCOUNT, 4): (
            "account #", "bank account #", "acct #", "a/c #", "customer #", "client #", "loan #",
            "mortgage #", "routing #", "acc #", "checking account #", "savings account #",
            "current account #", "card ending in", "card ending", "account ending in",
            "account ending", "number ending in", "card ending with", "account ending with",
            "ending in #", "card (ending", "card (ending in", "account (ending",
            "account (ending in", "card ends in", "account ends in", "number ends in",
            "number (ending", "number (ending in", "card ending #", "last four digits",
            "last 4 digits", "last four digits of card", "last 4 digits of card", "visa ending in",
            "visa ending", "mastercard ending in", "mastercard ending", "amex ending in",
            "amex ending", "card no. ending", "number ending", "transit #", "institution #",
            "utility account #", "transaction #", "wire #", "payment ref #", "payment reference #",
            "cheque #", "check #", "direct debit #", "ddi #", "standing order #",
            "credit reference #", "remittance #", "meter #", "mpan", "mprn",
            "银行账 #", "账 #", "帐 #", "账户 #", "帐户 #", "户 #", "客户 #", "贷款 #", "尾号",
            "银行账户 #", "收款账 #", "对公账 #", "储蓄账 #", "开户账 #", "股东账 #", "资金账 #",
            "卡尾号", "交易 #", "流水 #", "汇款 #", "汇款单 #", "借据 #", "借款合同 #",
            "贷款合同 #", "贷款账 #", "交易流水 #", "支票 #", "存折 #", "存单 #", "凭证 #",
            "转账 #", "银行流水 #", "还款账 #", "工资账 #", "退款账 #", "付款账 #", "证券账 #",
            "基金账 #", "联行 #", "开户行 #", "缴费 #", "电表 #", "水表 #", "用户 #", "宽带账 #",
        ),
        (Kind.ACCOUNT, 3): (
            "后四位", "后4位", "末四位", "末4位", "后六位", "后6位", "后三位", "最后四位",
        ),
        (Kind.ACCOUNT, 6): (
            "account", "acct", "acct.", "a/c", "acc", "acc.", "sort code", "sort-code", "sortcode",
            "routing", "routing number", "aba", "bsb", "sc", "checking", "savings", "customer",
            "bank details", "s/c", "sort", "acnt", "bank account", "aba routing", "rtn", "loan",
            "loan account", "mortgage", "mortgage account", "customer ref", "customer reference",
            "payment reference", "payment ref",
            "账户", "帐户", "银行账户", "账号", "帐号",
        ),
        (Kind.PLATE, 2): (
            "licence plate", "license plate", "number plate", "plate", "plates", "registration",
            "reg", "reg.", "vehicle registration", "vehicle reg", "car registration", "car reg",
            "vin", "chassis #", "chassis", "vehicle #", "tag #", "registration mark", "engine #",
            "vrm", "vrn", "vehicle identification",
            "车牌", "车架", "牌照", "发动机 #", "机动车 #", "行驶证 #", "车辆 #", "车号",
            "车辆识别", "车辆识别代", "号牌",
        ),
        (Kind.IDENTIFIER, 3): (
            "prison #", "driver's license #", "driver license #", "drivers license #",
            "driving licence #", "driver's licence #", "licence #", "license #", "tax #",
            "taxpayer #", "employee #", "staff #", "student #", "reference #", "ref #", "ref.",
            "our ref", "your ref", "case #", "file #", "ticket #", "visa #", "national insurance #",
            "ni #", "badge #", "payroll #", "complaint #", "incident #", "booking #", "npi #",
            "dea #", "gmc #", "nmc #", "national #", "identity #", "identification #", "service #",
            "crime #", "complaint ref #", "case ref #", "report #", "donor #", "trial #",
            "subject #", "participant #", "order #", "invoice #", "employee", "ein #",
            "green card #", "application #", "applicant #", "application ref #", "police #",
            "ward #", "warrant #", "permit #", "work permit #", "docket #", "matter #", "parcel #",
            "tracking #", "consignment #", "library card #", "loyalty #", "frequent flyer #",
            "candidate #", "enrolment #", "enrollment #", "registration id", "contract ref #",
            "document #", "doc #", "letter ref #", "enquiry #", "call ref #", "call #", "job #",
            "request #", "query #", "feedback #", "safeguarding #", "hearing #", "court #",
            "claim form #", "benefit #", "pupil #", "volunteer #", "prisoner #", "inmate #",
            "veteran #", "va #", "va file #", "dod id", "dod id #", "edipi", "voter #", "voter id",
            "birth certificate #", "death certificate #", "marriage certificate #",
            "medical license #", "license", "licence", "rn license #", "state license #", "hcpc #",
            "hcpc", "gphc #", "gphc", "goc #", "gdc #", "gdc", "sia #", "cpr #", "uprn",
            "坐席", "座席", "话务员", "发票 #", "献血 #", "献血证 #", "案件 #", "参考 #", "税 #",
            "社工 #", "保安 #", "会议 #", "取件 #", "快递单 #", "运单 #", "快递 #", "物流单 #",
            "排队 #", "预约单 #", "服务单 #", "举报 #", "咨询 #", "来电 #", "报警 #", "接警 #",
            "警情 #", "立案决定书 #", "身份编 #", "户籍 #", "教师资格证 #", "资格证 #", "医师 #",
            "护士 #", "执业 #", "医师执业 #", "医师执业证 #", "护士执业 #", "考生 #", "报名 #",
            "录取通知书 #", "毕业证 #", "毕业证书 #", "学位证 #", "学位证书 #", "毕业 #",
            "房产证 #", "不动产权证 #", "不动产 #", "营业执照 #", "执照 #", "组织机构 #",
            "许可证 #", "签证 #", "会员编 #", "党员 #", "军人证 #", "警官证 #", "老年证 #",
            "退休证 #", "工作证 #", "胸牌 #", "考勤 #", "人员 #", "志愿者 #", "捐献者 #", "供者 #",
            "随机 #", "入组 #", "筛选 #", "参与者 #", "研究 #", "家庭 #", "住户 #", "户主 #",
            "租户 #", "疫苗 #", "接种 #", "接种证 #", "护理 #", "健康档案 #", "档案袋 #", "机构 #",
            "证照 #", "工 #", "学 #", "员工 #", "职工 #", "驾驶证 #", "驾照 #", "纳税人识别 #",
            "税务登记 #", "档案 #", "案件编 #", "案 #", "工单 #", "投诉 #", "单据 #",
            "统一社会信用 #", "统一社会信用代", "警 #", "准考证 #", "证书 #", "执业证书 #",
            "执业医师证 #", "军官证 #", "士兵证 #", "学籍 #", "订单 #", "报销 #", "受理 #",
            "业务 #", "申请 #", "受试者 #", "护士执业证 #", "医师资格证 #", "居住证 #", "暂住证 #",
            "预约 #", "登记证 #", "残疾证 #", "准生证 #", "结婚证 #", "出生证 #", "出生医学证明 #",
            "户口本 #",
        ),
        (Kind.IDENTIFIER, 2): (
            "pnr", "booking reference", "booking ref", "record locator", "confirmation code",
            "reservation code", "booking code",
        ),
        (Kind.IDENTIFIER, 6): (
            "case", "file", "order", "prescription", "sample", "participant", "subject",
            "encounter", "visit", "episode", "complaint", "incident", "enquiry", "query", "job",
            "request", "parcel", "shipment",
            "流水", "交易流水", "快递", "订单", "回执",
        ),
        (Kind.IDENTIFIER, 5): (
            "driver's license", "driver license", "drivers license", "driving licence", "dl",
            "driver's licence", "national insurance", "ni", "nino", "utr", "ein", "tin", "itin",
            "npi", "dea", "gmc", "nmc", "case ref", "ref", "reference", "ticket", "id", "case id",
            "staff id", "tax id", "employee id", "id #", "crn", "badge", "visa", "booking ref",
            "booking reference", "booking", "application ref", "our reference", "your reference",
            "complaint ref", "incident ref", "confirmation", "confirmation code", "tracking",
            "reference code", "tax code", "government gateway id", "client ref", "client reference",
            "employee ref", "staff", "student", "payroll", "invoice",
            "编号", "证号", "工单号", "客户编号", "识别号", "工号", "单号", "工单", "准考证",
            "学籍", "档案", "案件", "驾驶证", "驾照", "军官证", "凭证号", "回执号", "备案号",
            "签证",
        ),
        (Kind.IDENTIFIER, 4): (
            "pin", "pin code", "passcode", "verification code", "access code", "one-time code",
            "otp", "memorable word", "security word",
            "验证码", "校验码", "动态码", "取件码", "门禁码",
        ),
    }
)  # fmt: skip


# Before a colon a word for "number" is enough.
ANY_NUMBER: Cues[tuple[Kind, int]] = Cues(
    {
        (Kind.IDENTIFIER, 5): (
            "number", "no", "no.", "#", "id", "ref", "ref.", "reference", "code", "号", "号码",
            "编号", "编码", "单号", "证号", "卡号", "代码",
        )
    },
    link=r"\s{0,2}:\s{0,2}",
)  # fmt: skip
