"""Bank and insurer, in Chinese: sheets of keys and values, and claim files that tell a story."""

from qa.synthetic.schema import Group, Kind, fields

BANK = Kind(
    name="bank",
    title="银行账户表",
    share=2.0,
    unanswerable_rate=0.20,
    groups=(
        Group(
            "person",
            fields("""
                owner: UBO | 终控
                  = 账户背后真正的主人 | 真正拥有账户的人
                  ~ 真正拥有账户的主人
                checker: KYC岗 | 四眼
                  = 核对证件的员工 | 查看证件的员工
                  ~ 查看核对证件的员工
                signatory: 授印人 | LPA
                  = 可以代签的人 | 有权签字的人
                  ~ 有权代签的人
                adviser: RM | 理财席
                  = 照看客户的顾问 | 客户的顾问
                  ~ 照看这位客户的顾问
                surety: 兜底方 | PG
                  = 客户还不起时付钱的人 | 替客户担责的人
                  ~ 替客户付钱担责的人
                heir: TOD | 承继位
                  = 继承账户的人 | 将来得到账户的人
                  ~ 将来继承账户的人
                """),
        ),
        Group(
            "amount",
            fields("""
                overdraft: OD线 | 负顶
                  = 最多可以欠的钱 | 允许欠下的钱
                  ~ 最多允许欠下的钱
                blocked: 止付 | 圈存
                  = 被冻住的钱 | 不能动用的钱
                  ~ 被冻住不能动用的钱
                standing: SI | 月划
                  = 每月固定付出的钱 | 每个月转走的钱
                  ~ 每个月固定转走的钱
                turnover: TO | 年流
                  = 一年进出的钱 | 一年里流动的钱
                  ~ 一年里进出流动的钱
                overdue: DPD | 挂欠
                  = 拖着没还的钱 | 到时没付的钱
                  ~ 拖着到时没付的钱
                fee: PKG | 套价
                  = 账户的费用 | 开着账户要交的钱
                  ~ 开着账户要交的费用
                """),
        ),
        Group(
            "date",
            fields("""
                kyc_expiry: KYC期 | 复核点
                  = 下次查证件的日子 | 再看证件的日子
                  ~ 下次再查证件的日子
                drawdown: DRW | 首放
                  = 贷款发出的日子 | 借款到手的日子
                  ~ 贷款发出到手的日子
                maturity: MTY | 末偿
                  = 贷款还清的日子 | 最后还钱的日子
                  ~ 最后还清贷款的日子
                opening: 上线点 | ACL
                  = 开户的日子 | 账户建立的日子
                  ~ 开户建立账户的日子
                card_expiry: PAN期 | 卡尾
                  = 卡片作废的日子 | 卡片不能再用的日子
                  ~ 卡片作废不能再用的日子
                """),
        ),
    ),
    openings=(
        "客户：{person_name} / 卡 {card}",
        "客户：{person_name} / 证 {id_number}",
        "客户：{person_name} / IBAN {iban}",
        "客户：{person_name} / 生 {date_of_birth}",
    ),
    details=("电话 {phone}", "邮箱 {email}", "地址 {address}"),
    frames=("{m}：{v}", "{m} = {v}", "{m} / {v}", "{v} / {m}"),
    frames_held=("{m} > {v}",),
    separator="\n- ",
    date_style="iso",
)

INSURER = Kind(
    name="insurer",
    title="保险公司赔案",
    share=1.5,
    unanswerable_rate=0.16,
    groups=(
        Group(
            "person",
            fields("""
                adjuster: 公估席 | LA
                  = 评定损坏的专家 | 查看损坏的专家
                  ~ 查看评定损坏的专家
                intake: 报案台 | FNOL员
                  = 接第一个电话的人 | 接听来电的员工
                  ~ 接听第一个电话的员工
                third_party: 三者 | TP
                  = 对方司机 | 事故另一边的人
                  ~ 事故另一边的司机
                beneficiary: 受款位 | BENE
                  = 拿到钱的人 | 收到赔款的人
                  ~ 收到赔款拿到钱的人
                broker: 展业员 | BOR
                  = 卖出保单的人 | 推销保单的人
                  ~ 推销卖出保单的人
                fraud: SIU | 红席
                  = 追查骗保的人 | 调查造假的人
                  ~ 调查追查骗保的人
                """),
        ),
        Group(
            "date",
            fields("""
                reported: FNOL日 | 接报戳
                  = 客户第一次来报的日子 | 客户告知的日子
                  ~ 客户第一次告知的日子
                loss: 出险日 | DOL
                  = 事故发生的日子 | 出事的日子
                  ~ 事故发生出事的日子
                inception: 起保日 | INC
                  = 保障开始的日子 | 保单开始有效的日子
                  ~ 保障开始有效的日子
                expiry: 满保日 | XD
                  = 保障结束的日子 | 保单不再有效的日子
                  ~ 保障结束不再有效的日子
                survey: 查勘号 | SV
                  = 上门看现场的日子 | 检查现场的日子
                  ~ 上门检查现场的日子
                """),
        ),
        Group(
            "amount",
            fields("""
                excess: 免赔 | XS
                  = 客户自己出的钱 | 客户承担的部分
                  ~ 客户自己承担的部分
                reserve: 未决金 | IBN
                  = 预先留出的钱 | 为赔案留着的钱
                  ~ 为赔案预先留出的钱
                quantum: 定损额 | GUL
                  = 全部损失的数目 | 损坏的总数
                  ~ 全部损坏的总数
                goodwill: 通融款 | EXG
                  = 出于好意付的钱 | 额外送给客户的钱
                  ~ 出于好意额外送的钱
                salvage: 残值 | WRB
                  = 剩下东西的价钱 | 剩余物品值的钱
                  ~ 剩下物品值的价钱
                premium: GWP | 年缴
                  = 保单每年的价钱 | 买保单一年的花费
                  ~ 保单每年的花费
                """),
        ),
    ),
    openings=(
        "{person_name}又来电，保单{id_number}。",
        "{person_name}生于{date_of_birth}，前来索赔。",
        "{person_name}住{address}，前来索赔。",
    ),
    details=("可打{phone}找到客户。", "另寄{email}。", "银行卡{card}。"),
    frames=("本案{m}是{v}。", "后来{v}成了{m}。", "说到{m}，有{v}。", "{m}定在{v}。"),
    frames_held=("卷内{m}载明{v}。",),
    separator="",
    date_style="han",
)
