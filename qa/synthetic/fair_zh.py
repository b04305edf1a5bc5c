"""The Chinese public half's richest kind: hundreds of roles, each a pair of words."""

from qa.synthetic.schema import Group, Kind, crossed

_MARKERS = ("{team}{role}", "{role}【{team}】")

FAIR = Kind(
    name="fair",
    title="庙会安排",
    share=2.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            crossed(
                "面点师 杂耍 收银 园丁 鼓手 歌手 厨子 小丑 陶匠 织工 花匠 琴师 魔术师 引座 屠户",
                "红棚 蓝棚 绿棚 黄棚 紫棚 银棚",
                _MARKERS,
                ("{team}里的{role}", "{team}那边的{role}"),
                "{team}里那边的{role}",
            ),
        ),
        Group(
            "date",
            crossed(
                "抽奖 游行 音乐会 义卖 野餐 舞会 赛跑 竞答 木偶戏 品尝 篝火 彩排 烟花",
                "春季 秋季 冬季 村里 学校 农家",
                _MARKERS,
                ("{team}的{role}", "{team}那场{role}"),
                "{team}那次{role}",
            ),
        ),
        Group(
            "price",
            crossed(
                "馅饼 果汁 面包 奶酪 蜂蜜 热汤 蜡烛 竹篮 茶杯 蛋糕 玩具 门券 草帽 围巾 果酱",
                "小号 大号 陈年 新鲜 圆形",
                _MARKERS,
                ("{team}的{role}", "{team}那种{role}"),
                "{team}那款{role}",
            ),
        ),
    ),
    openings=("庙会帮手{person_name}，{phone}。", "安排给{person_name}，{email}。"),
    details=("家在{address}。", "帮手号{id_number}。"),
    frames=("{m}安排{v}。", "{m}看{v}。", "{v}归{m}。", "{m}有{v}。"),
    frames_held=("{m}旁边标着{v}。",),
    separator="",
    date_style="han",
)
