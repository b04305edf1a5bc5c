"""Chinese name parts. Four pools, disjoint in surnames and in given names."""

from qa.synthetic.schema import Half, NamePool, Split, words

_PRIVATE_TRAIN = NamePool(
    first=words(
        "伟强 秀英 建国 丽华 志明 淑芬 国栋 玉兰 文斌 晓燕 俊杰 雪梅 海涛 桂芳 永康 春花 立军 "
        "婷婷 德胜 美玲 振华 红霞 学文 佳怡 浩然 秋月 东升 慧敏 宏伟 翠英 天宇 月娥 少华 丹丹 "
        "卫东 素珍 子轩 玲玲 长江 静怡"
    ),
    last=tuple("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹"),
)
_PRIVATE_TEST = NamePool(
    first=words("明哲 若兰 思源 雅琴 承志 梦瑶 培德 晨曦 启航 芷若 怀远 诗涵 景行 采薇"),
    last=tuple("彭曾肖田董袁潘于蒋蔡余杜"),
)
_PUBLIC_TRAIN = NamePool(
    first=words(
        "家豪 欣妍 一鸣 可馨 博文 语桐 泽宇 安琪 铭轩 紫萱 嘉树 依依 睿渊 乐瑶 书豪 念慈 "
        "尚武 巧云 大同 小满 清泉 若水 百川 如意"
    ),
    last=tuple("叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"),
)
_PUBLIC_TEST = NamePool(
    first=words("守诚 映雪 致远 问兰 星河 望舒 凌云 知秋"),
    last=tuple("贾夏韦付方白邹孟熊秦"),
)

NAMES: dict[Half, dict[Split, NamePool]] = {
    "private": {"train": _PRIVATE_TRAIN, "test": _PRIVATE_TEST},
    "public": {"train": _PUBLIC_TRAIN, "test": _PUBLIC_TEST},
}
