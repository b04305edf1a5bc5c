"""Other words for a question that mean the same, in English and Chinese. No IO.

Only what keeps the meaning by its form: a polite opening, a contraction, a question word's synonym,
a statement's order where a listed noun ends the phrase. A question of no known form has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Kana, Hangul, and characters that only traditional Chinese has: no simplified words beside them.
_OTHER = re.compile(
    r"[\u3040-\u30ff\uac00-\ud7a3麼誰為爲時個這嗎們過來說對會幾裡裏後問題醫請與沒還]"
)

_WH = re.compile(r"(what|who|whom|whose|when|where|why|which|how)\b", re.IGNORECASE)
_OPENINGS = (
    "Can you tell me: {}",
    "Please tell me: {}",
    "I would like to know: {}",
    "According to the text, {}",
    "Based on the text, {}",
)
_HEADS = (
    "name|age|date|address|number|amount|cause|purpose|result|reason|title|price|cost|total|length|"
    "weight|height|size|type|location|capital|author|director|owner|head|president|founder|dose"
)
# What ends the phrase before a verb that isn't seen ("... of the drug called", "... looking for").
_NOT_LAST = r"(?!.*(?:ed|ing|en|be|of|for|to|in|on|at|by|with|from|about|like|as)\?$)"
# (pattern of the whole question, what it becomes); the first word's case is the pattern's own
_ENGLISH = (
    (re.compile(r"(What|Who|Where|When) is (?=\w[^?]*\?$)"), r"\1's "),
    (re.compile(r"Why (?=(?:is|are|was|were|did|does|do|has|have|had)\b)"), "For what reason "),
    (
        re.compile(r"How many (?=(?:(?!is|was|has|does)[a-z]+s|people|children|men|women) )"),
        "What number of ",
    ),
    (re.compile(r"Who (?=[a-z]{2,}ed [^?]*\?$)"), "Can you tell me who "),
    (
        re.compile(
            rf"(What|Who) {_NOT_LAST}(is|was|are|were) "
            rf"(the (?:{_HEADS})s? of (?:the |a |an |his |her |their |its )?[^?,]+)\?$"
        ),
        lambda m: f"Can you tell me {m[1].lower()} {m[3]} {m[2]}?",
    ),
)

_ASKED = re.compile("谁|什么|哪|何|几|多少|怎|吗|是否|多久|多大|多长")
_CHINESE_OPENINGS = ("请问，{}", "请告诉我，{}", "我想知道，{}", "根据上文，{}", "根据文中内容，{}")
_OPENED = re.compile("请|根据|我想|问|依据|按照|据")
_PEOPLE = (
    "医生|主治医生|医师|主任|院长|护士|家属|监护人|负责人|董事长|总经理|经理|创始人|作者|导演|主席|校长|"
    "父亲|母亲|丈夫|妻子|投保人|被保险人|受益人|法定代表人|联系人|代理人|申请人|借款人|担保人|持卡人"
)
# Without what would make it another clause's: whoever knows, thinks or says.
_WHOSE = (
    rf"(?!你|您|我|请|想|能|可以|根据|在|从|按|据)"
    rf"((?:(?!认为|觉得|知道|以为|相信|指出|表示|提到|说|称)[^，。；：、？?谁哪何]){{1,30}}的(?:{_PEOPLE}))"
)
_CHINESE = (
    (re.compile(rf"谁是{_WHOSE}(？|\?)$"), r"\1是谁\2"),
    (re.compile(rf"^{_WHOSE}是谁(？|\?)$"), r"谁是\1\2"),
    (re.compile(r"(?<![为因是])什么时候(?![的才])"), "何时"),
    (re.compile(r"(?<![任几])何时(?![的才])"), "什么时候"),
    (re.compile(r"为什么"), "为何"),
    (re.compile(r"为何"), "为什么"),
    (re.compile(r"(?<=在)什么地方"), "哪里"),
    (re.compile(r"(?<=在)哪里(?!哪)"), "什么地方"),
    (re.compile(r"哪一年"), "哪年"),
    (re.compile(r"(?<!无论)(?<!不论)如何(?=[\u4e00-\u9fff]{2})"), "怎样"),
)


def paraphrases(question: str) -> Iterator[str]:
    """Questions of the same meaning, each once and none of them the given one; in a fixed order."""
    seen = {_folded(question)}
    for made in _all(question):
        if _folded(made) not in seen:
            seen.add(_folded(made))
            yield made


def _all(question: str) -> Iterator[str]:
    if _HAN.search(question):
        if _OTHER.search(question) or not _ASKED.search(question):
            return
        forms, openings = _CHINESE, () if _OPENED.match(question) else _CHINESE_OPENINGS
    elif question.isascii() and _WH.match(question):
        forms, openings = _ENGLISH, _OPENINGS
        if "according to" in question.lower() or "based on" in question.lower():
            openings = openings[:3]
    else:
        return
    for pattern, other in forms:
        made = pattern.search(question) if forms is _CHINESE else pattern.match(question)
        if made:
            yield pattern.sub(other, question, count=1)
    lowered = question[0].lower() + question[1:]  # a question word, never a name
    for opening in openings:
        yield opening.format(lowered)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
