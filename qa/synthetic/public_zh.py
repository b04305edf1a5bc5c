"""The public half in Chinese: everyday papers with everyday words, for a warm-up in the open."""

from qa.synthetic.fair_zh import FAIR
from qa.synthetic.names_zh import NAMES
from qa.synthetic.schema import Asks, Group, Kind, World, fields

ASKS = {
    "person": Asks(
        train=("找出{d}。", "哪一位是{d}？", "{d}是哪一位？", "{d}姓甚名谁？"),
        held=("帮忙找出{d}。", "想知道{d}是哪一位。"),
    ),
    "date": Asks(
        train=("找出{d}。", "{d}在哪一天？", "{d}在何时？", "何时{d}？"),
        held=("帮忙找出{d}。", "想知道{d}在哪一天。"),
    ),
    "price": Asks(
        train=("找出{d}。", "{d}要几元？", "{d}花了几元？", "几元为{d}？"),
        held=("帮忙找出{d}。", "想知道{d}要几元。"),
    ),
    "place": Asks(
        train=("找出{d}。", "{d}在哪里？", "{d}设于何处？", "去哪里{d}？"),
        held=("帮忙找出{d}。", "想知道{d}在哪里。"),
    ),
    "code": Asks(
        train=("找出{d}。", "{d}写的是几号？", "{d}用哪个编号？", "哪个编号属于{d}？"),
        held=("帮忙找出{d}。", "想知道{d}用哪个编号。"),
    ),
}

_LIBRARY = Kind(
    name="library",
    title="图书馆通知",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            fields("""
                borrower: 借阅者 | 读者
                  = 借走这本书者 | 拿走书的读者
                  ~ 借走书的读者
                author: 作者 | 著者
                  = 写这本书者 | 书的作者
                  ~ 写书的作者
                librarian: 馆员 | 柜台
                  = 图书馆的馆员 | 柜台里的馆员
                  ~ 图书馆柜台的馆员
                donor: 捐书者 | 赠书者
                  = 送书给图书馆者 | 捐出这本书者
                  ~ 捐书送给图书馆者
                waiting: 预约者 | 排队者
                  = 等着看书者 | 排队等书者
                  ~ 排队等着看书者
                """),
        ),
        Group(
            "date",
            fields("""
                loan: 借出 | 外借
                  = 书借出去 | 外借开始
                  ~ 书外借出去
                due: 应还 | 还书
                  = 应还书 | 还书到限
                  ~ 还书应到限
                reminder: 催书 | 提醒
                  = 催还书 | 发出提醒
                  ~ 发出催书提醒
                bought: 购入 | 采购
                  = 图书馆买书 | 购入这本书
                  ~ 图书馆购入书
                """),
        ),
    ),
    openings=("图书馆通知{person_name}，{email}。", "致{person_name}，借书证{id_number}。"),
    details=("手机{phone}。", "寄往{address}。"),
    frames=("{m}·{v}。", "{v}属{m}。", "{m}登记{v}。"),
    frames_held=("馆内{m}写{v}。",),
    separator="",
    date_style="han",
)

_CONFERENCE = Kind(
    name="conference",
    title="会议日程",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            fields("""
                chair: 主持 | 司仪
                  = 会议的主持 | 主持会议者
                  ~ 会议主持者
                speaker: 主讲 | 报告者
                  = 会上主讲者 | 作报告者
                  ~ 会上作报告主讲者
                host: 主办 | 东道主
                  = 主办会议者 | 办会者
                  ~ 主办办会者
                music: 钢琴 | 晚间音乐
                  = 弹钢琴者 | 演奏音乐者
                  ~ 演奏钢琴音乐者
                sponsor: 赞助 | 资助
                  = 赞助会议者 | 出资支持会议者
                  ~ 出资赞助会议者
                """),
        ),
        Group(
            "place",
            fields("""
                lunch: 午餐 | 中饭
                  = 吃午餐 | 中午吃饭
                  ~ 中午吃午餐
                posters: 海报 | 墙报
                  = 看海报 | 海报展示
                  ~ 看海报展示
                coats: 衣帽 | 寄存
                  = 放大衣 | 寄存衣帽
                  ~ 放衣帽
                talks: 讲座 | 演讲
                  = 听讲座 | 听演讲
                  ~ 听演讲讲座
                party: 晚宴 | 聚餐
                  = 吃晚宴 | 晚上聚餐
                  ~ 晚上吃晚宴
                """),
        ),
    ),
    openings=("日程发给{person_name}，{email}", "胸牌{person_name}，{phone}"),
    details=("宾馆{address}", "胸牌号{id_number}"),
    frames=("{m}|{v}", "{m}→{v}", "{v}|{m}"),
    frames_held=("{m}…{v}",),
    separator="\n* ",
    date_style="han",
)

_CLUB = Kind(
    name="club",
    title="体育俱乐部简报",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            fields("""
                captain: 队长 | 领队
                  = 球队的队长 | 带领球队者
                  ~ 带领球队的队长
                coach: 教练 | 主教练
                  = 球队的教练 | 训练球队者
                  ~ 训练球队的教练
                keeper: 守门员 | 门将
                  = 守球门者 | 球队的守门员
                  ~ 球队守球门者
                umpire: 裁判 | 主裁
                  = 比赛的裁判 | 判比赛者
                  ~ 判比赛的裁判
                scorer: 射手王 | 头号前锋
                  = 进球最多者 | 射门最准者
                  ~ 射门进球最多者
                """),
        ),
        Group(
            "date",
            fields("""
                match: 比赛 | 联赛
                  = 打比赛 | 联赛开打
                  ~ 打联赛
                training: 训练 | 练球
                  = 球队训练 | 一起练球
                  ~ 球队一起训练
                feast: 夏日会 | 烧烤
                  = 夏天聚会 | 一起烧烤
                  ~ 夏天烧烤聚会
                trip: 郊游 | 出游
                  = 俱乐部郊游 | 一起出游
                  ~ 俱乐部一起郊游
                """),
        ),
    ),
    openings=("会员{person_name}你好，{phone}。", "{address}的{person_name}你好！"),
    details=("写信给{email}。", "会员号{id_number}。"),
    frames=("本季{m}，{v}！", "{v}，{m}！", "{m}请记{v}！"),
    frames_held=("记住{m}：{v}！",),
    separator="",
    date_style="han",
)

_SHOP = Kind(
    name="shop",
    title="网店订单",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "price",
            fields("""
                shipping: 运费 | 邮资
                  = 送货运费 | 寄包裹
                  ~ 寄包裹运费
                tax: 税 | 增值税
                  = 交税 | 给国家的税
                  ~ 交给国家的税
                discount: 折扣 | 优惠
                  = 打折扣 | 优惠减免
                  ~ 打折优惠
                goods: 货款 | 商品
                  = 商品本身 | 买货
                  ~ 买商品
                wrapping: 包装 | 彩纸
                  = 礼品包装 | 彩纸包装
                  ~ 礼品彩纸
                """),
        ),
        Group(
            "date",
            fields("""
                ordered: 下单 | 提交
                  = 顾客下单 | 提交订单
                  ~ 顾客提交订单
                shipped: 发货 | 寄出
                  = 包裹寄出 | 店家发货
                  ~ 店家寄出包裹
                arrival: 送达 | 到货
                  = 包裹送达 | 货到
                  ~ 包裹货到
                invoice: 开票 | 发票
                  = 店家开票 | 开出发票
                  ~ 店家开出发票
                """),
        ),
    ),
    openings=("订单：{person_name}，{email}", "买家：{person_name}，{address}"),
    details=("手机{phone}", "会员证{id_number}"),
    frames=("[{m}]{v}", "{m}~{v}", "{v}←{m}"),
    frames_held=("{m}--{v}",),
    separator="、",
    date_style="iso",
)

_MUSEUM = Kind(
    name="museum",
    title="博物馆目录",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            fields("""
                painter: 画家 | 绘者
                  = 画这幅画者 | 作画的画家
                  ~ 画这幅画的画家
                model: 模特 | 画中
                  = 画里的模特 | 被画者
                  ~ 被画的模特
                restorer: 修复 | 清洗
                  = 修复这幅画者 | 清洗画者
                  ~ 清洗修复这幅画者
                lender: 出借 | 藏家
                  = 借出画的藏家 | 收藏者
                  ~ 收藏借出画的藏家
                curator: 策展 | 布展
                  = 策划展览者 | 布置展览者
                  ~ 布置策划展览者
                """),
        ),
        Group(
            "code",
            fields("""
                wall: 墙签 | 挂位
                  = 墙上标签 | 挂画位置
                  ~ 墙上挂画标签
                box: 木箱 | 箱子
                  = 装画木箱 | 画的箱子
                  ~ 装画箱子
                frame: 画框 | 镶边
                  = 画的外框 | 镶边画框
                  ~ 画的镶边外框
                photo: 照片 | 底片
                  = 画的照片 | 照相底片
                  ~ 画的照相底片
                audio: 导览 | 耳机
                  = 语音导览 | 听讲解耳机
                  ~ 语音讲解导览
                """),
        ),
    ),
    openings=("条目：{person_name}写，{email}。", "条目：{person_name}，工作证{id_number}。"),
    details=("询问{phone}。", "画室{address}。"),
    frames=("此件{m}：{v}。", "此件以{v}作{m}。", "{m}见{v}。"),
    frames_held=("目录{m}作{v}。",),
    separator="",
    date_style="han",
)

PUBLIC = World(
    "zh", "public", (FAIR, _LIBRARY, _CONFERENCE, _CLUB, _SHOP, _MUSEUM), ASKS, NAMES["public"]
)
