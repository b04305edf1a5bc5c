"""Every word of the page, in English and Chinese side by side. `{n}` and the like are filled in by
the page's script."""

from __future__ import annotations

from typing import Literal

from privacy.desensitize.kinds import Kind

Language = Literal["en", "zh"]


def texts(language: Language) -> dict[str, str]:
    """All strings of one language by key. Raises ValueError for a language that isn't there."""
    if language not in ("en", "zh"):
        raise ValueError(f"language: expected 'en' or 'zh', found {language!r}")
    kinds = {f"kind_{kind}": pair for kind, pair in KINDS.items()}
    return {key: pair[language == "zh"] for key, pair in (TEXTS | kinds).items()}


TEXTS: dict[str, tuple[str, str]] = {
    "html_lang": ("en", "zh-CN"),
    "title": ("Review of personal data", "个人信息识别复核"),
    "lead": (
        "Read each text. Marked passages would be replaced. Say what is marked wrongly and what "
        "was missed.",
        "请通读每段文本。标出的部分将被替换。请指出标错的和漏掉的内容。",
    ),
    "how": ("How to mark", "标记方法"),
    "how_reject": (
        "Click a marked passage that is no personal data. Click again to undo. Which kind "
        "it was given doesn't matter.",
        "标出的内容如果不是个人信息，请点击它；再次点击可撤销。类别是否正确无关紧要。",
    ),
    "how_add": (
        "Select a passage that was missed, all of it, and choose its kind. If only a part of a "
        "name is marked, select the whole name.",
        "选中漏掉的完整内容，再选择类别。如果一个姓名只标出了一部分，请选中整个姓名。",
    ),
    "how_remove": (
        "Click a passage that you added to remove it.",
        "点击您添加的标记可将其删除。",
    ),
    "how_once": (
        "A text counts once: after “Next text” its marks can't be changed.",
        "每段文本只计一次：点击“下一段”后不能再更改。",
    ),
    "how_keys": (
        "Keyboard: Tab goes to a text and then to the list of its marks, where Space changes one. "
        "In a text, arrow keys move the cursor, Shift with arrow keys selects, Enter opens the "
        "list of kinds, Escape closes it. Ctrl with Enter goes on to the next text.",
        "键盘操作：Tab 键先移到文本，再移到其标记列表，在列表中按空格键更改标记。在文本中用方向键"
        "移动光标，按住 Shift 和方向键选择文字，Enter 键打开类别列表，Esc 键关闭。Ctrl 加 Enter "
        "进入下一段文本。",
    ),
    "context": ("Text", "文本"),
    "question": ("Question", "问题"),
    "progress": ("Text {n} of {total}", "第 {n} 段，共 {total} 段"),
    "found": ("found", "已识别"),
    "rejected": ("no personal data", "不是个人信息"),
    "missed": ("missed, added by you", "漏掉，由您添加"),
    "summary_marks": (
        "{found} found, {rejected} of them no personal data, {missed} missed",
        "识别 {found} 处，其中 {rejected} 处不是个人信息，漏掉 {missed} 处",
    ),
    "choose": ("What is “{text}”?", "“{text}”属于哪一类？"),
    "cancel": ("Cancel", "取消"),
    "next": ("Next text", "下一段"),
    "last": ("Done with this text", "完成此段"),
    "finish_early": ("Stop here", "到此为止"),
    "finish": ("Finish", "完成"),
    "finished": (
        "Finished. What you marked is kept; the result is in the terminal. You can close this "
        "page.",
        "已完成。您的标记已保存，结果显示在终端中。现在可以关闭此页面。",
    ),
    "all_read": ("All texts are read", "所有文本均已复核"),
    "result": ("What was found, and what of it is right", "识别结果"),
    "result_caption": (
        "Recall: what share of the personal data was found. Precision: what share of the findings "
        "is personal data. In brackets, what holds with 95 % confidence.",
        "召回率：个人信息中被识别出的比例。精确率：识别结果中确为个人信息的比例。括号内为 95% "
        "置信区间。",
    ),
    "kind": ("Kind", "类别"),
    "recall": ("Recall", "召回率"),
    "precision": ("Precision", "精确率"),
    "scope_all": ("All languages", "所有语言"),
    "scope_en": ("English", "英文"),
    "scope_zh": ("Chinese", "中文"),
    "kind_all": ("All kinds", "所有类别"),
    "error_marks": (
        "This text was marked already or the page is out of step: reload it.",
        "此段文本已经标记过，或页面已过期，请重新加载。",
    ),
    "error_lost": (
        "The command doesn't answer: it has ended or failed. Look at the terminal.",
        "命令没有响应：它可能已结束或出错，请查看终端。",
    ),
    "error_empty": ("Select letters or digits.", "请选择文字或数字。"),
    "noscript": ("This page needs JavaScript.", "此页面需要 JavaScript。"),
    "foot": (
        "This page is served by your own machine. Texts and marks stay on it; counts alone are "
        "kept, sealed.",
        "此页面由您自己的计算机提供。文本和标记不会离开本机，只有计数会加密保存。",
    ),
}

KINDS: dict[Kind, tuple[str, str]] = {
    Kind.CHINESE_ID: ("Chinese identity number", "居民身份证号"),
    Kind.IBAN: ("IBAN", "IBAN 账号"),
    Kind.CARD: ("bank card", "银行卡号"),
    Kind.SSN: ("US social security number", "美国社会安全号"),
    Kind.NHS: ("UK NHS number", "英国 NHS 号"),
    Kind.PASSPORT: ("passport", "护照号"),
    Kind.EMAIL: ("e-mail address", "电子邮箱"),
    Kind.URL: ("web address", "网址"),
    Kind.IP: ("IP address", "IP 地址"),
    Kind.MAC: ("MAC address", "MAC 地址"),
    Kind.DEVICE: ("device", "设备号"),
    Kind.PLATE: ("vehicle", "车牌或车架号"),
    Kind.MEDICAL_RECORD: ("medical record number", "病历号"),
    Kind.POLICY: ("policy number", "保单号"),
    Kind.ACCOUNT: ("account", "银行账号"),
    Kind.MESSENGER: ("messenger account", "社交账号"),
    Kind.PHONE: ("phone number", "电话号码"),
    Kind.IDENTIFIER: ("other number", "其他编号"),
    Kind.BIRTH_DATE: ("date of birth", "出生日期"),
    Kind.DATE: ("date", "日期"),
    Kind.AGE: ("age over 89", "89 岁以上年龄"),
    Kind.ADDRESS: ("address or place", "地址或地点"),
    Kind.PERSON: ("person", "人名"),
    Kind.ORGANISATION: ("organisation", "机构"),
}
