"""Every word of the profile's page, in English and Chinese side by side. Values enter by
`str.format`."""

from __future__ import annotations

from discreet.data.review_page.texts import KINDS
from simulations.report.texts import Language


def texts(language: Language) -> dict[str, str]:
    """All strings of one language by key; a kind of personal data is `kind_` and its name."""
    kinds = {f"kind_{kind}": pair for kind, pair in KINDS.items()}
    return {key: pair[language == "zh"] for key, pair in (TEXTS | kinds).items()}


TEXTS: dict[str, tuple[str, str]] = {
    "html_lang": ("en", "zh-Hans"),
    "title": ("Profile of prepared records", "已处理记录的概况"),
    "skip": ("Skip to the content", "跳到正文"),
    "private_title": ("This page stays with the data's owner", "本页只供数据方自己使用"),
    "private": (
        "It holds exact counts, and no noise was added to them: don't publish it and don't send it "
        "to a coordinator. It quotes no record. The only words of the data on it are terms that "
        "at least {units} {unit_many} use.",
        "本页是精确计数，没有加入任何噪声：请勿公开，也不要发给协调方。"
        "本页不引用任何记录；其中来自数据的文字，只有至少 {units} 个{unit_many}都用到的词语。",
    ),
    "person_many": ("persons", "人"),
    "document_many": ("documents", "文档"),
    "either_many": ("persons or documents", "人或文档"),
    "population": ("Population", "数据群体"),
    "unit": ("Counted as one unit", "计数单位"),
    "unit_person": ("a person", "一个人"),
    "unit_document": ("a document", "一份文档"),
    "unit_either": (
        "a person, or a document where none is named",
        "一个人；未指明人时为一份文档",
    ),
    "brief": ("In brief", "概要"),
    "records": ("Records", "记录"),
    "documents": ("Documents", "文档"),
    "persons": ("Persons", "人"),
    "unanswerable": ("Without an answer", "无答案"),
    "share": ("Share", "占比"),
    "count": ("Records", "记录"),
    "none_named": ("none is named", "未指明"),
    "some_named": ("named by {n} records", "{n} 条记录指明"),
    "per_document": ("{n} records each", "平均每份 {n} 条记录"),
    "unanswerable_note": ("{n} records", "{n} 条记录"),
    "warnings": ("To look at", "需要留意"),
    "warn_unprepared": (
        "Nobody says how these splits were prepared; they may hold personal data: {names}.",
        "以下部分没有处理记录，可能含有个人数据：{names}。",
    ),
    "warn_plaintext": (
        "The policy let these records stay as they are: no personal data was looked for.",
        "策略允许这些记录保持原样：没有查找个人数据。",
    ),
    "warn_exceptions": (
        "Left in clear, as the policy says: {names}.",
        "按策略保留原文：{names}。",
    ),
    "answers_keep": ("answers that are personal data", "属于个人数据的答案"),
    "splits": ("Splits", "数据划分"),
    "splits_caption": (
        "Splits share no person and no document, if one preparation made them.",
        "同一次处理生成的各部分之间没有共同的人或文档。",
    ),
    "split": ("Split", "部分"),
    "total": ("All", "合计"),
    "lengths": ("Lengths", "长度"),
    "lengths_caption": (
        "Characters. A column says which length so many percent of the texts don't exceed. Of "
        "several answers the first counts.",
        "单位为字符。每列表示该百分比的文本不超过的长度。有多个答案时只计第一个。",
    ),
    "text": ("Text", "文本"),
    "context": ("Context", "上下文"),
    "question": ("Question", "问题"),
    "answer": ("Answer", "答案"),
    "texts_counted": ("Texts", "数量"),
    "median": ("median", "中位数"),
    "longest": ("Longest", "最长"),
    "languages": ("Languages", "语言"),
    "languages_caption": (
        "By script, context and question together: English stands for all Latin letters.",
        "按文字判断（上下文与问题合并）：所有拉丁字母都算作英文。",
    ),
    "language": ("Language", "语言"),
    "language_en": ("English", "英文"),
    "language_zh": ("Chinese", "中文"),
    "language_mixed": ("both", "中英混合"),
    "language_other": ("other", "其他"),
    "types": ("What questions ask for", "问题类型"),
    "types_caption": (
        "By the first word that asks. A question that asks by no such word is “other”.",
        "按问题中的第一个疑问词判断；没有疑问词的归入“其他”。",
    ),
    "type": ("Type", "类型"),
    "type_who": ("who", "谁"),
    "type_what": ("what", "什么"),
    "type_when": ("when", "何时"),
    "type_where": ("where", "哪里"),
    "type_why": ("why", "为什么"),
    "type_how_many": ("how many, how long", "多少"),
    "type_how": ("how", "如何"),
    "type_which": ("which", "哪"),
    "type_yes_no": ("yes or no", "是否"),
    "type_other": ("other", "其他"),
    "positions": ("Where answers begin", "答案的位置"),
    "positions_caption": (
        "The fifth of the context that the first answer begins in.",
        "第一个答案起点所在的上下文五分之一段。",
    ),
    "position": ("Part of the context", "上下文的部分"),
    "position_0": ("first fifth", "第一段"),
    "position_1": ("second fifth", "第二段"),
    "position_2": ("third fifth", "第三段"),
    "position_3": ("fourth fifth", "第四段"),
    "position_4": ("last fifth", "第五段"),
    "answers": ("Answers", "答案"),
    "redactions": ("Personal data that was replaced", "已替换的个人数据"),
    "redactions_caption": (
        "What the detectors found, as the store's manifest has it. What they missed is not "
        "counted: “discreet data review” measures that.",
        "检测器找到的内容，取自存储的清单。漏检的不在其中，可用“discreet data review”衡量。",
    ),
    "kind": ("Kind", "类别"),
    "found": ("Found", "数量"),
    "no_redactions": ("None is on record.", "没有记录。"),
    "rarity": ("How few share what texts still tell", "文本中仍可见特征的稀有程度"),
    "rarity_text": (
        "An age, a sex, a region or a year is no name, but together they may single somebody out. "
        "Of {units} {unit_many}, {silent} say nothing of the kind. A small count of others who "
        "share a combination is a reason to look; a large one proves no anonymity, as only what "
        "simple patterns read is counted.",
        "年龄、性别、地区或年份不是姓名，但合在一起可能指向某个人。"
        "在 {units} 个{unit_many}中，{silent} 个没有这类信息。"
        "与之相同的个体很少时值得检查；很多也不能证明匿名，因为只统计了简单模式能识别的内容。",
    ),
    "rarity_below": (
        "Units that share their combination with few, themselves counted.",
        "组合相同者很少的单位，计数包括自身。",
    ),
    "rarity_k": ("Shared by", "相同者"),
    "rarity_1": ("nobody else", "只有自己"),
    "rarity_k_value": ("fewer than {k}", "少于 {k} 个"),
    "units": ("Units", "单位数"),
    "rarity_by": ("By what is said", "按所含特征"),
    "rarity_by_caption": (
        "The values themselves are not shown. A sex in a text need not be that of the person whom "
        "the record is about.",
        "不显示具体取值。文本中的性别未必是记录所涉之人的性别。",
    ),
    "said": ("Said", "所含特征"),
    "unique": ("Alone with it", "唯一"),
    "attribute_age": ("age", "年龄"),
    "attribute_sex": ("sex", "性别"),
    "attribute_region": ("region", "地区"),
    "attribute_year": ("year", "年份"),
    "list_separator": (", ", "、"),
    "clusters": ("Groups of questions", "问题分组"),
    "clusters_text": (
        "{sampled} questions in {groups} groups of like ones, by {method} and k‑means. Silhouette "
        "{silhouette}, on a scale to 1: {grade}.",
        "{sampled} 个问题按{method}和 k‑means 分为 {groups} 组。轮廓系数 {silhouette}（上限为 1）："
        "{grade}。",
    ),
    "method_model": ("a model's sentence embeddings", "模型的句向量"),
    "method_words": ("the words that they share (TF-IDF)", "共有词语（TF-IDF）"),
    "grade_apart": ("the groups stand apart", "各组区分明显"),
    "grade_some": ("the groups touch", "各组相互接触"),
    "grade_none": ("the groups run into each other", "各组界线模糊"),
    "clusters_none": (
        "There are too few questions, or too few different ones, for groups.",
        "问题太少，或不同的问题太少，无法分组。",
    ),
    "map": ("Map of the questions", "问题分布图"),
    "map_text": (
        "{points} questions, each a mark; near ones are alike. Two dimensions show {explained} of "
        "the differences, so groups that overlap here may be apart.",
        "图中有 {points} 个问题，每个一个标记，越近越相似。"
        "两个维度只显示了 {explained} 的差异，图中重叠的组未必真的重叠。",
    ),
    "clusters_caption": (
        "Typical terms are used by at least {units} {unit_many} of the group. Shares are of the "
        "sample.",
        "典型词语由组内至少 {units} 个{unit_many}用到。占比以样本计。",
    ),
    "terms_documents": (
        "Where records name no person, documents about one person count as many units: a name "
        "that the detectors missed could be a term.",
        "记录未指明人时，同一个人的多份文档按多个单位计数：漏检的姓名可能出现在词语中。",
    ),
    "group": ("Group", "组"),
    "terms": ("Typical terms", "典型词语"),
    "no_terms": ("none is shared by enough", "没有足够多共用的词语"),
    "questions": ("Questions", "问题"),
    "foot": (
        "Made by discreet {version} from the owner's sealed store. The same store gives the same "
        "page.",
        "由 discreet {version} 根据数据方的加密存储生成。同一存储生成相同的页面。",
    ),
}
