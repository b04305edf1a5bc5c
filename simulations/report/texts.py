"""Every word of the report, in English and Chinese side by side, and how its numbers are printed.
Values enter by `str.format`."""

from __future__ import annotations

import math
from typing import Literal

Language = Literal["en", "zh"]

DASH = "–"
UNBOUNDED = 1e5  # an epsilon above this is as good as none, as privacy.accounting has it

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def texts(language: Language) -> dict[str, str]:
    """All strings of one language by key. Raises ValueError for a language that isn't there."""
    if language not in ("en", "zh"):
        raise ValueError(f"language: expected 'en' or 'zh', found {language!r}")
    return {key: pair[language == "zh"] for key, pair in TEXTS.items()}


def fixed(value: float | None, digits: int) -> str:
    return DASH if value is None else f"{value:.{digits}f}".replace("-", "−")


def percent(value: float | None) -> str:
    return fixed(value, 1)


def signed(value: float, digits: int) -> str:
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0 else text.replace("-", "−")


def epsilon_bound(value: float | None) -> str:
    """Two digits, rounded up: a bound isn't to look smaller than it is."""
    if value is None:
        return DASH
    if value > UNBOUNDED:
        return f"{value:.1e}"
    return f"{math.ceil(round(value * 100, 6)) / 100:,.2f}"


def accuracy_bound(epsilon: float, delta: float) -> str:
    """The best that a guesser with even odds can do, rounded up.

    No test has false positive and false negative rates with a sum below
    2 (1 - delta) / (1 + e^epsilon) (Kairouz et al. 2015, theorem 2.1), and a guess from even
    odds is wrong with half that sum.
    """
    wrong = (1 - delta) / (1 + math.exp(min(epsilon, 700)))
    return f"{math.ceil(round(1e4 * (1 - wrong), 6)) / 100:.2f} %"


def power_of_ten(value: float | None) -> str:
    if value is None:
        return DASH
    if value >= 1e-3 or value <= 0:
        return plain_number(value)
    factor, exponent = f"{value:.1e}".split("e")
    power = "10" + str(int(exponent)).translate(_SUPERSCRIPT)
    return power if factor == "1.0" else f"{factor.removesuffix('.0')} × {power}"


def plain_number(value: float) -> str:
    """A whole number with separators, another one with four significant digits."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.4g}"


TEXTS: dict[str, tuple[str, str]] = {
    # The page's head and summary.
    "html_lang": ("en", "zh-Hans"),
    "title": ("Simulated training report", "模拟训练报告"),
    "skip": ("Skip to the content", "跳到正文"),
    "lead": (
        "In this simulation a question-answering model ({model}) was trained over {rounds} "
        "by {owners}, each on its own text. Only model updates were combined.",
        "本次模拟由 {owners}共同训练了一个问答模型（{model}），共 {rounds}，"
        "各方只使用自己的文本，合并的只有模型更新。",
    ),
    "rounds_1": ("one round", "1 轮"),
    "rounds_n": ("{n} rounds", "{n} 轮"),
    "owners_1": ("one data owner", "1 个数据方"),
    "owners_n": ("{n} data owners", "{n} 个数据方"),
    "run": ("Run", "运行"),
    "duration": ("Duration", "用时"),
    "language": ("Language of the data", "数据语言"),
    "language_en": ("English", "英文"),
    "language_zh": ("Chinese", "中文"),
    "seconds": ("{s} s", "{s} 秒"),
    "minutes": ("{m} min {s} s", "{m} 分 {s} 秒"),
    "hours": ("{h} h {m} min", "{h} 小时 {m} 分"),
    "not_measured": ("not measured", "未测量"),
    "none": ("none", "无"),
    "list_separator": (", ", "、"),
    "brief": ("In brief", "概要"),
    "card_f1": ("Answer quality (F1, of 100)", "答案质量（F1，满分 100）"),
    "card_f1_to": ("to", "变为"),
    "card_change": ("{change} points by the training", "训练带来 {change} 分"),
    "card_no_change": ("change not measured", "变化未测量"),
    "card_examples": ("on {n} test questions", "基于 {n} 个测试问题"),
    "card_chance": (
        "on {n} test questions; chance alone moves a figure by about ±{margin}",
        "基于 {n} 个测试问题；单凭偶然，每个数字约有 ±{margin} 的波动",
    ),
    "card_epsilon": ("Privacy loss (epsilon)", "隐私损失（epsilon）"),
    "card_at_most": ("≤ {epsilon}", "≤ {epsilon}"),
    "card_unlimited": ("unlimited", "无上限"),
    "card_delta": ("at delta = {delta}, for each {unit}", "delta = {delta}，针对每{unit}"),
    "card_no_promise": ("no guarantee", "没有任何保证"),
    "card_owners": ("Data owners", "数据方"),
    "card_owners_note": ("{questions} questions in all", "共 {questions} 个问题"),
    "warnings": ("Warnings from the run", "运行中的警告"),
    # The promise.
    "promise": ("What was promised", "承诺了什么"),
    "promise_claim": (
        "Epsilon is at most {epsilon} at delta {delta} for each {unit}.",
        "对每{unit}：epsilon 至多为 {epsilon}，delta 为 {delta}。",
    ),
    "promise_plain": (
        "In plain words: someone who sees {seen}, and who has to guess from "
        "even odds whether a given {unit} was part of that owner's training data, is right at "
        "most {accuracy} of the time, whatever else they know; a blind guess is right 50 % of "
        "the time.",
        "通俗地说：即使有人看到{seen}，并且另有任何背景知识，"
        "若事先两种可能各半，要猜测某{unit}是否在该数据方的训练数据中，"
        "猜对的概率至多为 {accuracy}；盲猜的概率是 50 %。",
    ),
    "seen_local": ("every update that an owner sent", "某个数据方发出的全部更新"),
    "seen_distributed": ("every sum of the owners' updates", "各数据方更新的全部总和"),
    "promise_scale": (
        "This is the worst case that the mathematics allows. On a common scale (Ponomareva et "
        "al. 2023) an epsilon up to 1 is strong, up to 10 reasonable, and above 10 weak; this "
        "one is {grade}.",
        "这是数学上允许的最坏情况。按一种常用的分级（Ponomareva 等，2023）："
        "epsilon 不超过 1 为强，不超过 10 为合理，超过 10 为弱；本次属于“{grade}”。",
    ),
    "grade_strong": ("strong", "强"),
    "grade_reasonable": ("reasonable", "合理"),
    "grade_weak": ("weak", "弱"),
    "promise_sum": (
        "It holds for each owner by itself. For a {unit} whose data several owners hold, the "
        "losses add up: over all owners to at most {epsilon} (delta {delta}).",
        "该上限对每个数据方分别成立。若同{unit}的数据由多个数据方持有，"
        "损失会相加：全部数据方合计至多为 {epsilon}（delta {delta}）。",
    ),
    "no_promise": ("No privacy guarantee", "没有隐私保证"),
    "no_promise_text": (
        "No bound on the privacy loss can be stated for this run: no noise was added, or its "
        "cost was not accounted. The updates and the model may reveal the training text. Do not "
        "use them outside the place where the data may be.",
        "本次运行无法给出隐私损失的上限：没有添加噪声，或其代价没有核算。"
        "模型更新和模型本身都可能泄露训练文本。请勿在允许存放该数据的场所之外使用。",
    ),
    "no_promise_owners": (
        "No bound on the privacy loss can be stated for {without} of {all} data owners: no noise "
        "was added there, or its cost was not accounted. Their updates, and so the model, may "
        "reveal their text.",
        "{all} 个数据方中有 {without} 个无法给出隐私损失的上限：没有添加噪声，或其代价没有核算。"
        "它们的更新以及由此得到的模型可能泄露其文本。",
    ),
    # Units, as they enter the sentences above.
    "unit_person": ("person", "一个人"),
    "unit_document": ("document", "一份文档"),
    "unit_record": ("single question", "一个问题"),
    "unit_other": ("unit", "一个单位"),
    "units_person": ("Persons", "人数"),
    "units_document": ("Documents", "文档数"),
    "units_record": ("Questions as units", "作为单位的问题数"),
    "units_other": ("Units", "单位数"),
    # What is not covered.
    "uncovered": ("What is not covered", "不在保护范围内的内容"),
    "uncovered_intro": (
        "Epsilon limits what the updates reveal. It says nothing about the following.",
        "epsilon 限制的是模型更新所泄露的内容，以下各项不在其内。",
    ),
    "uncovered_intro_none": (
        "With or without a guarantee, epsilon would say nothing about the following.",
        "无论有没有保证，epsilon 都不涉及以下各项。",
    ),
    "uncovered_public_name": ("Public figures", "公开数字"),
    "uncovered_public": (
        "The list of owners, the sizes that they declared and the sampling probability are known "
        "to everyone who takes part.",
        "数据方名单、各方申报的规模以及抽样概率，所有参与者都知道。",
    ),
    "uncovered_timing_name": ("Timing and dropouts", "时间与掉线"),
    "uncovered_timing": (
        "The coordinator sees when an owner answers, how long it takes and that it drops out. A "
        "refusal is one of a fixed list of codes; its details stay with the owner.",
        "数据方何时应答、用时多久、是否掉线，协调方都能看到。拒绝只给出固定列表中的代码，细节留在本地。",
    ),
    "uncovered_others_name": ("Other people in a text", "文本中的其他人"),
    "uncovered_others": (
        "Someone who is named in another person's text or document is not protected as a unit of "
        "their own.",
        "如果某人只是在他人的文本或文档中被提到，并不作为独立单位受到保护。",
    ),
    "uncovered_simulation_name": ("This simulation and this report", "本次模拟与本报告"),
    "uncovered_simulation": (
        "A simulation holds the data of all owners in one place, and the figures by owner below "
        "are exact, without noise. Treat this report and the run's folder as confidential as the "
        "data. A deployed run does not collect these figures.",
        "模拟把所有数据方的数据放在一处，下文按数据方列出的数字是精确的，没有加噪。"
        "请把本报告和运行目录视为与数据同等机密。实际部署的运行不会收集这些数字。",
    ),
    "uncovered_plain_name": ("Updates were not encrypted among the parties", "更新未经加密聚合"),
    "uncovered_plain": (
        "There was no encrypted aggregation in this run (protocol: {protocol}): the coordinator "
        "saw each owner's noisy update by itself, not only their sum.",
        "本次运行没有使用加密聚合（协议：{protocol}）：协调方看到了每个数据方各自的加噪更新，"
        "而不只是总和。",
    ),
    "uncovered_plain_clear": (
        "There was no encrypted aggregation in this run (protocol: {protocol}): the coordinator "
        "saw each owner's update by itself, not only their sum, and not every update was "
        "protected by accounted noise.",
        "本次运行没有使用加密聚合（协议：{protocol}）：协调方看到了每个数据方各自的更新，"
        "而不只是总和，并且并非每个更新都有经过核算的噪声保护。",
    ),
    "uncovered_sum_name": ("The summed update", "更新的总和"),
    "uncovered_sum": (
        "Updates were added under encryption (protocol: {protocol}, threshold {threshold} of "
        "{participants}): the coordinator saw only the sum. That sum and the model are not "
        "secret, and owners who collude with the coordinator can subtract their own part.",
        "更新在加密状态下相加（协议：{protocol}，门限 {threshold}/{participants}）："
        "协调方只看到总和。该总和与模型并不保密，与协调方串通的数据方可以减去自己的部分。",
    ),
    "uncovered_distributed_name": ("Noise that is shared", "共同分担的噪声"),
    "uncovered_distributed": (
        "Each owner added only a share of the noise. The guarantee holds for the sum, and rests "
        "on the encryption and on enough honest owners.",
        "每个数据方只添加了一份噪声。保证只对总和成立，并且依赖于加密和足够多的诚实数据方。",
    ),
    "uncovered_unit_person_name": ("One person under several identifiers", "一人多个标识"),
    "uncovered_unit_person": (
        "The unit is the person, told apart by the records' identifier. Someone who is recorded "
        "under two identifiers counts as two.",
        "隐私单位是个人，以记录中的标识区分。以两个标识登记的人会被当作两个人。",
    ),
    "uncovered_unit_document_name": ("One person in several documents", "一人出现在多份文档"),
    "uncovered_unit_document": (
        "The unit is the document, because records do not name a person or the run chose so. "
        "Someone with several documents is protected in each, but more weakly over all of them.",
        "隐私单位是文档（记录没有标明个人，或运行如此选择）。"
        "拥有多份文档的人在每份中受到保护，但对全部文档合起来的保护较弱。",
    ),
    "uncovered_unit_record_name": (
        "Everything beyond a single question",
        "单个问题之外的一切",
    ),
    "uncovered_unit_record": (
        "The unit is one question. A person or a document with several questions is not protected "
        "as a whole, and the loss grows quickly: in one example from 1.83 for one question to "
        "3.98 for two and 11.6 for five.",
        "隐私单位是单个问题。拥有多个问题的人或文档并不作为整体受到保护，损失增长很快："
        "在一个例子中，一个问题为 1.83，两个为 3.98，五个为 11.6。",
    ),
    "uncovered_unit_other_name": ("The unit", "隐私单位"),
    "uncovered_unit_other": (
        "The summary does not name a known unit of privacy, so it is not clear who is protected.",
        "摘要中没有给出已知的隐私单位，因此不清楚受保护的是谁。",
    ),
    "uncovered_clear_name": ("What an owner's policy lets out", "策略允许公开的内容"),
    "uncovered_clear": (
        "Whatever an owner's own policy allows to leave in clear is outside of epsilon.",
        "数据方自己的策略允许以明文离开的任何内容，都不计入 epsilon。",
    ),
    "uncovered_ledger_name": ("Training that nobody recorded", "未被记录的训练"),
    "uncovered_ledger": (
        "Each owner's ledger is signed and countersigned by the coordinator, so that a change of "
        "it is noticed. It cannot prove that no training took place beside it. In a simulation "
        "each run has ledgers of its own: other runs over the same people add to the loss.",
        "每个数据方的账本都有签名并由协调方副署，因此改动会被发现；但它不能证明没有发生账本之外的训练。"
        "在模拟中，每次运行都有自己的账本：对同一批人的其他运行会增加隐私损失。",
    ),
    "uncovered_text_name": ("The text itself", "文本本身"),
    "uncovered_text": (
        "Names, numbers and other personal data were not taken out of the text before training.",
        "训练之前，文本中的姓名、号码等个人信息没有被去除。",
    ),
    "uncovered_missed_name": ("What was not recognised", "未识别出的信息"),
    "uncovered_missed": (
        "Names, numbers and other personal data were looked for and replaced before training; "
        "what no detector knows stayed in the text.",
        "训练之前，已在文本中查找并替换姓名、号码等个人信息；检测器不认识的内容仍留在文本中。",
    ),
    "uncovered_exception_name": ("The text, by exception", "例外保留的文本"),
    "uncovered_exception": (
        "The owners' policies let personal data stay in the text: {exceptions}.",
        "各数据方的策略允许在文本中保留个人信息：{exceptions}。",
    ),
    "exception_plaintext": ("all of it", "全部文本"),
    "exception_answers": ("answers that are personal data", "本身即为个人信息的答案"),
    # Plots.
    "plots": ("The run in pictures", "图示"),
    "plot_rounds_f1": ("F1 by round", "各轮 F1"),
    "plot_rounds_em": ("Exact match by round", "各轮精确匹配"),
    "plot_percent": ("in percent, after each round", "百分数，每轮之后"),
    "plot_axis_round": ("round", "轮次"),
    "plot_axis_epsilon": ("epsilon", "epsilon"),
    "plot_axis_f1": ("F1 in percent", "F1（百分数）"),
    "plot_axis_sorted": ("owners, from the lowest to the highest", "数据方，从低到高"),
    "plot_key_model": ("trained model", "训练后的模型"),
    "plot_key_baseline": ("before federated training: {value}", "联邦训练之前：{value}"),
    "plot_key_overall": ("whole test set: {value}", "整个测试集：{value}"),
    "plot_key_epsilon": ("spent", "已用"),
    "plot_key_cap": ("the owner's cap", "数据方的上限"),
    "plot_key_owner": ("one owner", "一个数据方"),
    "plot_epsilon": ("Privacy loss by owner", "各数据方的隐私损失"),
    "plot_epsilon_note": ("epsilon spent, against the owner's own cap", "已用 epsilon 与自定上限"),
    "plot_f1": ("F1 by owner", "各数据方的 F1"),
    "plot_f1_note": (
        "in percent, final model on each owner's test questions",
        "百分数，最终模型在各方测试问题上",
    ),
    "plot_range": (
        "{n} owners: lowest {low}, median {median}, highest {high}.",
        "{n} 个数据方：最低 {low}，中位数 {median}，最高 {high}。",
    ),
    "plot_missing": ("{n} not measured.", "{n} 个未测量。"),
    "plot_rounds_text": (
        "{first} after round {first_round}, {last} after round {last_round}; lowest {low}, "
        "highest {high}; before federated training {baseline}.",
        "第 {first_round} 轮之后 {first}，第 {last_round} 轮之后 {last}；最低 {low}，最高 {high}；"
        "联邦训练之前 {baseline}。",
    ),
    # Quality.
    "tables": ("All figures", "全部数据"),
    "quality": ("Answer quality", "答案质量"),
    "quality_caption": (
        "Before and after federated training, on the same {n} test questions; in percent unless "
        "said otherwise. “Before” is the model after its public warm-up.",
        "联邦训练前后，基于同样的 {n} 个测试问题；除另有说明外均为百分数。"
        "“之前”指公开预热之后的模型。",
    ),
    "measure": ("Measure", "指标"),
    "before": ("Before", "之前"),
    "after": ("After", "之后"),
    "change": ("Change", "变化"),
    "em": ("Exact match (EM)", "精确匹配（EM）"),
    "em_short": ("Exact match", "精确匹配"),
    "em_text": (
        "Questions answered exactly, or rightly left without an answer.",
        "答案完全一致，或正确判断无答案的问题比例。",
    ),
    "f1": ("F1", "F1"),
    "f1_text": (
        "Overlap of words between the given and the right answer, averaged over questions.",
        "给出的答案与正确答案之间词（字）的重合度，对所有问题取平均。",
    ),
    "accuracy": ("Accuracy", "准确率"),
    "accuracy_text": (
        "Questions decided rightly; for this task the same as exact match.",
        "判断正确的问题比例；在本任务中与精确匹配相同。",
    ),
    "precision": ("Precision", "精确率"),
    "precision_text": (
        "Share of the given answer's words that belong to the right one.",
        "给出的答案中属于正确答案的词（字）的比例。",
    ),
    "recall": ("Recall", "召回率"),
    "recall_text": (
        "Share of the right answer's words that were given.",
        "正确答案中被给出的词（字）的比例。",
    ),
    "answerable_em": ("EM, answerable", "EM（有答案）"),
    "answerable_em_text": (
        "Exact match over the questions that have an answer.",
        "仅统计有答案的问题的精确匹配。",
    ),
    "answerable_f1": ("F1, answerable", "F1（有答案）"),
    "answerable_f1_text": (
        "F1 over the questions that have an answer.",
        "仅统计有答案的问题的 F1。",
    ),
    "no_answer_accuracy": ("No-answer accuracy", "无答案准确率"),
    "no_answer_accuracy_text": (
        "Questions without an answer that the model rightly left unanswered.",
        "对没有答案的问题，模型正确地不作答的比例。",
    ),
    "answerability_auroc": ("Answerability AUROC", "可答性 AUROC"),
    "answerability_auroc_text": (
        "How well the model tells the two kinds of question apart: 0.5 is chance, 1 perfect.",
        "模型区分两类问题的能力：0.5 为随机，1 为完美。",
    ),
    # Owners.
    "owners": ("Data owners", "数据方"),
    "owners_caption": (
        "What each owner brought and spent. Exact figures, shown because a simulation owns all "
        "the data.",
        "各数据方提供和花费了什么。由于模拟拥有全部数据，此处给出精确数字。",
    ),
    "owners_show": ("Show all {n} owners", "显示全部 {n} 个数据方"),
    "owner": ("Owner", "数据方"),
    "examples": ("Questions", "问题数"),
    "declared_units": ("Declared", "申报数"),
    "epsilon": ("Epsilon", "epsilon"),
    "delta": ("Delta", "delta"),
    "epsilon_cap": ("Cap", "上限"),
    "redactions": ("Redactions", "脱敏处数"),
    "over_cap": ("above the cap", "超过上限"),
    "unlimited": ("unlimited", "无上限"),
    "no_cap": ("no cap", "未设上限"),
    # The mechanism.
    "mechanism": ("Privacy mechanism", "隐私机制"),
    "mechanism_caption": (
        "What was executed and how it was accounted.",
        "执行了什么，以及如何核算。",
    ),
    "setting": ("Setting", "设置"),
    "value": ("Value", "取值"),
    "mode": ("Noise", "噪声"),
    "mode_local": (
        "local: every owner adds all of it, so that its update is private by itself",
        "本地（local）：每个数据方添加全部噪声，其更新本身即受保护",
    ),
    "mode_distributed": (
        "distributed: every owner adds a share, so that only the sum is private",
        "分布式（distributed）：每个数据方添加一份，只有总和受保护",
    ),
    "unit": ("Unit of privacy", "隐私单位"),
    "unit_value_person": ("person: all records of one person", "个人：同一人的全部记录"),
    "unit_value_document": ("document: all its questions", "文档：其全部问题"),
    "unit_value_record": ("record: one question", "记录：单个问题"),
    "relation": ("Neighbouring data", "相邻数据集"),
    "relation_value": ("one unit added or removed", "增加或移除一个单位"),
    "sampling": ("Sampling", "抽样"),
    "sampling_poisson": (
        "Poisson: each unit drawn independently",
        "泊松（Poisson）：每个单位独立抽取",
    ),
    "sampling_probability": ("Sampling probability q", "抽样概率 q"),
    "noise_multiplier": ("Noise multiplier σ", "噪声倍数 σ"),
    "clip": ("Clip norm C", "裁剪范数 C"),
    "steps_per_round": ("Steps a round", "每轮步数"),
    "pooled": ("A drawn unit contributes at most", "每个抽中的单位至多贡献"),
    "pooled_value": (
        "records: {records}, windows of each: {windows}; clipped as one",
        "{records} 条记录，每条 {windows} 个窗口，合并后一次裁剪",
    ),
    "planned_rounds": ("Rounds", "轮数"),
    "planned_rounds_value": (
        "{rounds} planned and {spare} spare",
        "计划 {rounds} 轮，备用 {spare} 轮",
    ),
    "accountant": ("Accountant", "核算方法"),
    "epsilon_max": ("Epsilon, greatest of the owners", "epsilon，各数据方中最大"),
    "epsilon_sum": ("Epsilon, sum over the owners", "epsilon，全部数据方之和"),
    "mechanism_delta": ("Delta", "delta"),
    "aggregation": ("Aggregation", "聚合"),
    "aggregation_caption": (
        "How the owners' updates were combined.",
        "各数据方的更新如何合并。",
    ),
    "protocol_none": ("none: updates reached the coordinator one by one", "无：更新逐个到达协调方"),
    "protocol_secagg-v1": (
        "encrypted: the coordinator opens sums alone (secagg-v1)",
        "加密：协调方只能打开总和（secagg-v1）",
    ),
    "participants": ("Participants", "参与方数"),
    "threshold": (
        "Threshold: owners who must agree to open a sum",
        "门限：打开总和所需同意的数据方数",
    ),
    "survivors_min": ("Fewest updates in a sum that is opened", "可打开的总和中最少的更新数"),
    "colluders": (
        "Owners who may collude with the coordinator",
        "可能与协调方串通的数据方数",
    ),
    "withstands": ("Protects against", "可抵御"),
    "withstands_malicious coordinator": ("a malicious coordinator", "恶意的协调方"),
    "withstands_honest-but-curious coordinator": (
        "an honest-but-curious coordinator",
        "诚实但好奇的协调方",
    ),
    "lost_rounds": ("Rounds dropped and tried again", "被放弃并重试的轮次"),
    "modulus_bits": ("Modulus, bits", "模数位数"),
    # Rounds.
    "rounds": ("Rounds", "各轮情况"),
    "rounds_caption": (
        "Quality after each round, and the owners who dropped out of it.",
        "每轮之后的质量，以及该轮掉线的数据方。",
    ),
    "rounds_show": ("Show all {n} rounds", "显示全部 {n} 轮"),
    "round": ("Round", "轮次"),
    "time": ("Time", "用时"),
    "survivors": ("Owners", "数据方"),
    "survivors_of": ("{n} of {all}", "{n}/{all}"),
    "dropped": ("Dropped out, and why", "掉线及原因"),
    "dropped_group": ("{reason} ({n}): {names}", "{reason}（{n}）：{names}"),
    "dropped_more": (" and {n} more", "等，另有 {n} 个"),
    "reason_unknown": ("no reason given", "未给出原因"),
    "reason_code": ("code {code}", "代码 {code}"),
    "reason_1001": ("the instructions were malformed", "指令格式错误"),
    "reason_1002": ("the owner's policy does not allow it", "数据方的策略不允许"),
    "reason_1003": ("the owner's privacy budget would be passed", "将超出数据方的隐私预算"),
    "reason_1004": ("the model is not the one the owner has", "模型与数据方持有的不一致"),
    "reason_1005": (
        "the owner's privacy ledger can't be relied on",
        "数据方的隐私账本不可信",
    ),
    "reason_1007": (
        "what ran at the owner was not what the plan says",
        "数据方的自检发现实际运行与计划不符",
    ),
    "reason_1008": (
        "the owner has no such aggregation session, or another step of it is next",
        "数据方没有这一聚合会话，或其下一步不是所请求的步骤",
    ),
    "reason_1009": (
        "the exchange could not be reached or gave something else",
        "无法连接数据交换服务，或其返回的内容不符",
    ),
    "reason_1006": (
        "the owner's sealed records can't be relied on",
        "数据方密封的记录不可信",
    ),
    "reason_1099": ("training failed at the owner", "数据方本地训练失败"),
    # The foot.
    "foot": (
        "Made from this run's summary.json by discreet; nothing on this page was loaded from "
        "elsewhere. “–” stands for a figure that was not measured. Epsilon is rounded up.",
        "由 discreet 根据本次运行的 summary.json 生成；本页没有从别处加载任何内容。"
        "“–”表示未测量的数字。epsilon 向上取整到所示位数。",
    ),
}
