"""Hospital and clinic, in Chinese: letters and terse notes."""

from qa.synthetic.schema import Group, Kind, fields

# What the hospital and the clinic share: what one learns helps the other.
_SHARED_PEOPLE = fields("""
    referrer: 上转岗 | RP
      = 介绍病人来这里的医生 | 最初让病人过来的医生
      ~ 最初介绍病人过来的医生
    kin: NOK | 联络甲
      = 需要通知的亲属 | 应当打电话通知的家人
      ~ 应当通知的家人亲属
    """)
_SHARED_DRUGS = fields("""
    night: qn组 | 晚栏
      = 夜里吃的药 | 睡前吃的药
      ~ 夜里睡前吃的药
    morning: qm组 | 晨栏
      = 早上吃的药 | 起床后吃的药
      ~ 早上起床后吃的药
    needed: prn组 | 备栏
      = 不舒服时才吃的药 | 需要时才吃的药
      ~ 不舒服需要时才吃的药
    stopped: DC组 | 销栏
      = 已经不再吃的药 | 停掉的药
      ~ 已经停掉不再吃的药
    """)

HOSPITAL = Kind(
    name="hospital",
    title="医院出院信",
    share=3.0,
    unanswerable_rate=0.12,
    groups=(
        Group(
            "person",
            _SHARED_PEOPLE
            + fields("""
                discharger: 离科签 | DSC
                  = 签字让病人回家的医生 | 同意病人离开的医生
                  ~ 签字同意病人离开的医生
                  ! 末页由{v}落款。
                attending: 管床组长 | MRP
                  = 负责治疗的医生 | 主持治疗的医生
                  ~ 负责主持治疗的医生
                locum: 二线岗 | OOH
                  = 夜间值守的医生 | 夜里当班的医生
                  ~ 夜间当班值守的医生
                clerk: 交接岗 | TCI台
                  = 办理手续的人 | 填写材料的人
                  ~ 填写材料办理手续的人
                """),
        ),
        Group(
            "date",
            fields("""
                admission: 入科日 | DOA
                  = 病人住进来的日子 | 病人到来的日子
                  ~ 病人到来住进的日子
                discharge: 离科日 | DOD
                  = 病人回家的日子 | 病人离开的日子
                  ~ 病人离开回家的日子
                operation: 台次 | KTS
                  = 开刀的日子 | 动手术的日子
                  ~ 动手术开刀的日子
                review: 返诊号 | OPA
                  = 下次检查的日子 | 再来看病的日子
                  ~ 下次再来检查的日子
                stitches: 拆线号 | ROS
                  = 取线的日子 | 去掉缝线的日子
                  ~ 去掉缝线即取线的日子
                scan: 影像号 | CTX
                  = 拍片的日子 | 拍照检查的日子
                  ~ 拍片检查的日子
                """),
        ),
        Group(
            "drug",
            _SHARED_DRUGS
            + fields("""
                stat: st组 | 首冲
                  = 马上用一次的药 | 立刻用的药
                  ~ 立刻马上用一次的药
                home: TTO | 离科袋
                  = 带回家的药 | 回家以后吃的药
                  ~ 带回家以后吃的药
                """),
        ),
    ),
    openings=(
        "尊敬的同事：现介绍{person_name}，生于{date_of_birth}。",
        "尊敬的同事：{person_name}，证件{id_number}。",
        "尊敬的同事：{person_name}，家住{address}。",
    ),
    details=("来电请拨{phone}。", "信件寄{address}。", "邮箱{email}。"),
    frames=("{m}为{v}。", "{m}一栏是{v}。", "{v}记作{m}。", "我们以{v}为{m}。"),
    frames_held=("{m}处写着{v}。",),
    separator="",
    date_style="han",
)

CLINIC = Kind(
    name="clinic",
    title="诊所就诊记录",
    share=1.0,
    unanswerable_rate=0.28,
    groups=(
        Group(
            "person",
            _SHARED_PEOPLE
            + fields("""
                usual: 签约组 | UGP
                  = 病人平时看的医生 | 病人常找的医生
                  ~ 病人平时常找的医生
                nurse: 换药间 | PN
                  = 处理伤口的护士 | 包扎伤口的护士
                  ~ 包扎处理伤口的护士
                chaperone: 陪同位 | 三方
                  = 在场的见证人 | 在旁边作证的人
                  ~ 在旁边的见证人
                interpreter: 语服 | LLS
                  = 帮忙翻译的人 | 现场的翻译
                  ~ 现场帮忙翻译的人
                """),
        ),
        Group(
            "drug",
            _SHARED_DRUGS
            + fields("""
                repeat: 续方 | RD单
                  = 每月都开的药 | 每个月重开的药
                  ~ 每个月都重开的药
                reaction: ADR | 红标
                  = 引起皮疹的药 | 病人受不了的药
                  ~ 病人受不了且引起皮疹的药
                """),
        ),
        Group(
            "phone",
            fields("""
                home_phone: 宅线 | HT
                  = 家里的电话号码 | 住处的电话号码
                  ~ 家里住处的电话号码
                work_phone: 职线 | WT
                  = 单位的电话号码 | 上班地方的电话号码
                  ~ 上班单位的电话号码
                pharmacy_phone: 药线 | RxT
                  = 药房的电话号码 | 取药处的电话号码
                  ~ 药房取药处的电话号码
                carer_phone: 护线 | KH
                  = 照顾者的电话号码 | 照顾病人的人的电话号码
                  ~ 病人照顾者的电话号码
                results_phone: 检线 | LIMS
                  = 化验室的电话号码 | 问化验结果的电话号码
                  ~ 化验室问结果的电话号码
                """),
        ),
    ),
    openings=(
        "患者{person_name}，{date_of_birth}生。",
        "就诊：{person_name}，证{id_number}。",
        "{person_name}，住{address}。",
    ),
    details=("邮{email}；", "住{address}；", "生日{date_of_birth}；"),
    frames=("{m}：{v}；", "{m}-{v}；", "{m} {v}；", "{v}（{m}）；"),
    frames_held=("{v}={m}；",),
    separator="",
    date_style="iso",
)
