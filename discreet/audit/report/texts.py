"""Every word of an audit's report, in English and Chinese side by side. Values enter by
`str.format`. `page.html` and `render` name the keys; a test holds each field of a statement to a
label here."""

from __future__ import annotations

from discreet.audit.report.labels import LABELS
from simulations.report.texts import Language

TEXTS: dict[str, tuple[str, str]] = {
    "html_lang": ("en", "zh-Hans"),
    "title": ("Privacy audit", "隐私审计报告"),
    "skip": ("Skip to the content", "跳到正文"),
    "brief": ("In brief", "摘要"),
    "lead_one": (
        "One ledger of population “{population}” was verified offline, entry by entry, and its "
        "privacy loss was computed anew.",
        "离线逐条核验了数据群体“{population}”的一份账本，并重新计算了隐私损失。",
    ),
    "lead_many": (
        "{count} ledgers were verified offline, entry by entry, and their privacy losses were "
        "computed anew.",
        "离线逐条核验了 {count} 份账本，并重新计算了各自的隐私损失。",
    ),
    "made": ("Made on", "生成日期"),
    "by": ("By", "生成软件"),
    "period": ("Covers", "涵盖期间"),
    "to": ("{first} to {last}", "{first} 至 {last}"),
    "verified": ("Verification", "核验结果"),
    "promise_title": ("What is promised", "承诺了什么"),
    "promise_claim": (
        "Whether or not any one {unit} was in the training data: nobody who sees every model and "
        "every update can tell with more than {accuracy} certainty, starting from even odds.",
        "任何一个{unit}的数据是否参与了训练：即使看到全部模型和全部更新，"
        "从五五开的猜测出发，判断正确的把握也不超过 {accuracy}。",
    ),
    "promise_epsilon": (
        "In numbers: epsilon {epsilon} at delta {delta}, over everything that was ever charged "
        "to this ledger.",
        "用数字表示：账本上全部记账合计 ε = {epsilon}，δ = {delta}。",
    ),
    "promise_delta": (
        "Delta is the chance, {delta}, that is left out of this bound.",
        "δ = {delta} 是这一界限之外的概率。",
    ),
    "promise_weak": (
        "An epsilon of {epsilon} is a weak promise: it limits what can be learned about a single "
        "{unit} only loosely, and is no ground to call the model anonymous.",
        "ε = {epsilon} 是较弱的承诺：对单个{unit}可被推断的信息只有宽松的限制，"
        "不能据此称模型为匿名。",
    ),
    "promise_none": (
        "Nothing is promised: the noise or the sampling was not what a bound needs, so epsilon is "
        "infinite.",
        "没有任何承诺：噪声或抽样不满足界限所需的条件，ε 为无穷大。",
    ),
    "promise_nothing_charged": (
        "Nothing was charged: no training on these people is on record.",
        "尚无记账：没有任何针对这些人的训练记录。",
    ),
    "whom_title": ("To whom", "对谁承诺"),
    "whom_person": (
        "To each person: all records under one person's identifier count as one.",
        "对每一个人：同一人标识下的全部记录算作一个整体。",
    ),
    "whom_document": (
        "To each document: all questions about one document count as one. A person who is in "
        "several documents is protected less.",
        "对每一份文档：同一文档的全部问题算作一个整体。出现在多份文档中的人受到的保护较弱。",
    ),
    "whom_record": (
        "To each single record. A person with several records is protected less, for every "
        "record adds up.",
        "只对每一条记录。拥有多条记录的人受到的保护较弱，因为各条记录的损失会累加。",
    ),
    "whom_nobody": ("To nobody yet.", "目前还没有对象。"),
    "left_title": ("How much is left", "还剩多少"),
    "left_some": (
        "The owner's policy allows epsilon {cap}; {epsilon} is spent, {left} is left. What is "
        "spent never comes back.",
        "数据持有方的策略允许 ε = {cap}；已用 {epsilon}，剩余 {left}。用掉的额度不会恢复。",
    ),
    "left_none": (
        "Nothing is left: {epsilon} is spent of {cap}. This owner's installation refuses more.",
        "额度已用完：上限 {cap}，已用 {epsilon}。该持有方的程序会拒绝继续训练。",
    ),
    "left_passed": (
        "The cap of {cap} was passed: {epsilon} is spent, as it is known today. Nothing may train "
        "here any more.",
        "已超过上限 {cap}：按目前所知已用 {epsilon}。此处不得再进行任何训练。",
    ),
    "left_no_cap": (
        "The owner's policy sets no cap on epsilon.",
        "数据持有方的策略没有为 ε 设上限。",
    ),
    "left_nothing_charged": ("All of it.", "全部额度。"),
    "not_title": ("What is not covered", "不涵盖什么"),
    "not_public": (
        "Public figures (declared sizes, sampling probability, who takes part), and when an owner "
        "answers or drops out.",
        "公开数字（申报规模、抽样概率、参与方名单），以及各方何时应答或掉线。",
    ),
    "not_others": (
        "People who are named in another person's or document's text, and anyone whose data lies "
        "at several owners: for them losses add up.",
        "在他人文本中被提及的人，以及数据同时存放在多个持有方的人：对后者各方损失会累加。",
    ),
    "not_metrics": (
        "Figures that the owner's policy lets out in clear: {metrics}.",
        "持有方策略允许明文外发的指标：{metrics}。",
    ),
    "not_text": (
        "No desensitization of the text is on record.",
        "没有文本脱敏的记录。",
    ),
    "not_exceptions": (
        "Personal data in the text that the owner's policy leaves as it is: {exceptions}.",
        "持有方策略允许在文本中保留的个人信息：{exceptions}。",
    ),
    "not_missed": (
        "Personal data in the text that no detector knows: what the others found was replaced.",
        "检测器不认识的个人信息：仍留在文本中；识别出的已被替换。",
    ),
    "not_unrecorded": (
        "Training that was never recorded. A ledger shows that it wasn't altered; it can't prove "
        "that nothing else was done.",
        "没有记入账本的训练。账本能证明自己未被篡改，但不能证明没有发生别的事情。",
    ),
    "warn_title": ("Read this first", "请先阅读"),
    "warn_self": (
        "This ledger is vouched for by its own file alone. Whoever wrote it could have written "
        "another: ask for the owner's key by a way you trust, and for countersigned heads.",
        "该账本仅由自身文件佐证。书写者也可能写出另一份：请通过可信途径取得持有方公钥和会签的账本头。",
    ),
    "warn_partly": (
        "Entries 0 to {last} of {entries} are vouched for; what follows is self-consistent only.",
        "共 {entries} 条，第 0 至 {last} 条有佐证；其后的仅自洽。",
    ),
    "warn_key_only": (
        "Verified by the owner's key alone: whether later entries were cut off can't be told "
        "without countersigned heads.",
        "仅凭持有方公钥核验：没有会签的账本头，无法判断末尾条目是否被截去。",
    ),
    "warn_sampling": (
        "Entries {entries} were sampled otherwise than was accounted: epsilon is infinite.",
        "第 {entries} 条的抽样与记账假设不符：ε 为无穷大。",
    ),
    "warn_unsettled": (
        "Entries {entries} never settled: a crash or a lost machine. They are charged in full.",
        "第 {entries} 条未结算（崩溃或机器丢失），已全额计入。",
    ),
    "warn_amended": (
        "A mechanism proved weaker than was thought; debits were made dearer ({count}). All "
        "figures here are the corrected ones.",
        "发现机制比原以为的更弱，相应记账已调高（{count} 处）。本报告均为更正后的数字。",
    ),
    "warn_stolen": (
        "A signing key was given up as stolen. What it signed proves nothing without "
        "countersigned heads.",
        "有一把签名密钥被声明失窃。没有会签的账本头，它签署的内容不足为证。",
    ),
    "warn_unconfirmed": (
        "For the rounds of entries {entries} an update left, and this owner signed no set of "
        "survivors: those sums were dropped.",
        "第 {entries} 条所在轮次的更新已外发，但该方未签署存活集合：这些轮次的汇总被放弃。",
    ),
    "warn_unmasked": (
        "In {runs} updates left without encrypted aggregation on record: the coordinator may have "
        "seen them one by one. Epsilon holds nevertheless.",
        "运行 {runs} 中的更新外发时没有加密聚合记录：协调方可能看到了单个更新。ε 仍然成立。",
    ),
    "warn_weak_session": (
        "A session of encrypted aggregation had thresholds too low for its size. Epsilon holds "
        "nevertheless: it doesn't rest on masks.",
        "有一次加密聚合会话的门限低于其规模所需。ε 仍然成立：它不依赖掩码。",
    ),
    "warn_contradicted": (
        "An attack on this plan found an epsilon of at least {bound}, above the claimed "
        "{claimed}: the claim is false. Train nothing more with this installation.",
        "针对该方案的攻击测得 ε 至少为 {bound}，高于声称的 {claimed}：声称不成立。"
        "请停止使用该安装进行训练。",
    ),
    "owners_title": ("All ledgers", "全部账本"),
    "owners_max": (
        "If no person is in two of them: epsilon {epsilon} at most, at delta {delta}.",
        "若没有人同时出现在两份账本中：ε 至多 {epsilon}，δ = {delta}。",
    ),
    "owners_sum": (
        "For a person who is in all of them: epsilon {epsilon} at delta {delta}.",
        "对出现在所有账本中的人：ε = {epsilon}，δ = {delta}。",
    ),
    "full_title": ("Full statement", "完整声明"),
    "ledger_title": (
        "Ledger {number}: {place}, population “{population}”",
        "账本 {number}：{place}，数据群体“{population}”",
    ),
    "ledger_numbers": ("Ledgers {numbers}: ", "账本 {numbers}："),
    "source": ("Source", "来源"),
    "from_ledger": ("ledger, {entries}: {fields}", "账本{entries}：{fields}"),
    "from_computed": ("computed ({by}) from {entries}", "由{entries}计算（{by}）"),
    "from_definition": ("what this software does", "软件的固定行为"),
    "from_policy": ("owner's policy {sha256}…", "持有方策略 {sha256}…"),
    "from_auditor": ("chosen by the auditor", "由审计方选定"),
    "from_file": ("where the file lay", "文件所在位置"),
    "from_run": ("a run's own files, unsigned", "运行自带文件，未签名"),
    "from_absent": ("nobody said it", "无人声明"),
    "entries": ("entries {spans}", "第 {spans} 条"),
    "no_entries": ("no entry", "（无条目）"),
    "several_ledgers": ("all ledgers", "全部账本"),
    "plot_course": ("Epsilon as rounds were charged", "ε 随记账轮次的变化"),
    "plot_course_x": ("rounds charged", "已记账轮次"),
    "plot_course_text": (
        "Epsilon at delta {delta} rose to {epsilon} over {count} charged rounds; the dashed line "
        "is the owner's cap.",
        "经过 {count} 轮记账，δ = {delta} 处的 ε 升至 {epsilon}；虚线为持有方上限。",
    ),
    "plot_curve": ("The whole trade of epsilon and delta", "ε 与 δ 的完整关系"),
    "plot_curve_x": ("exponent of delta: 5 is 10⁻⁵", "δ 的指数：5 即 10⁻⁵"),
    "plot_curve_text": (
        "Any point of this curve holds: a smaller delta goes with a larger epsilon.",
        "曲线上任何一点都成立：δ 越小，ε 越大。",
    ),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "none": ("none", "无"),
    "infinite": ("infinite", "无穷大"),
    "footer": (
        "This file is signed by the auditor's key on its last line. `discreet audit "
        "--verify-report FILE` checks it; compare the key by telephone or mail.",
        "本文件最后一行由审计方密钥签名。用 `discreet audit --verify-report 文件` 核验；"
        "请通过电话或邮件比对公钥。",
    ),
    "unit_person": ("person", "人"),
    "unit_document": ("document", "文档"),
    "unit_record": ("record", "记录"),
} | LABELS


def texts(language: Language) -> dict[str, str]:
    """All strings of one language by key."""
    return {key: pair[language == "zh"] for key, pair in TEXTS.items()}
