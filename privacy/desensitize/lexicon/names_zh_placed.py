"""Words that show a name in a note from before it and from behind it. Plain data."""

from __future__ import annotations

from privacy.desensitize.lexicon import words

# Roles before a name, beside those of forms.
ROLES = words(
    """
    徒弟 师父 师傅 学徒 保户 目击者 目击人 导医 导医台 村医 病人家属 三者 三者儿子 三者司机
    对方司机 家父 家母 家兄 家姐 阿媽 阿妈 阿爸 男人 我男人 我女人 前夫 前妻 老伴 先生 太太 好像叫
    名叫 听说叫 儿媳妇 侄孙 侄女 中文名 驾驶证 行驶证 身份证 户名 户主 写的学名 学名 大名 真名
    曾用名 致 转给 打给 汇给 还给 寄给 留给 卖给 送餐员 送水工 保洁员 护工大姐 养老护理员 网格员
    楼长 片警 民警 辅警 书记员 法官 仲裁员 调解员 公证员 授权人 授权人均为 经办人为 证明人 见证人
    介绍人 推荐人 中介 房产中介 司机 骑手 快递小哥 邻床 病友 联系 通知 告知 转告 委托 拜托 麻烦
    陪同 陪护 护送 接待 当班 值班 带教 主刀 一助 二助 三助 麻醉
    """
)
# What a person does, or is asked to do, right after the name.
ACTS = words(
    """
    共同 共有 反映 汇报 扶起 滑倒 摔倒 跌倒 晕倒 吵 来访 来取 来院 来电 来办 出具 开具 开的 明早
    明晚 明日 今早 今晚 昨晚 昨夜 同意 拒绝 要求 表示 补充 建议 提出 认为 说明 确认 核实 办理 代办
    代签 签收 签字 签名 接听 接待 接诊 接班 交班 陪同 陪护 陪着 拦下 垫付 垫了 打来 打电话 报警
    报案 转来 转给 送来 送到 拿走 取走 领走 生前 说她 说他 说找 说要 昏迷 发烧 发热 咳嗽 呕吐 去世
    病逝 出院 入院 住院 手术 化疗 透析 停药 复查 复诊 未到 没来 缺席 请假 到场 在场 值班 主持 记录
    主讲 发言 答 问 称 诉
    """
)
