"""Other words for a question that mean the same, in English and Chinese. No IO.

Only what keeps the meaning by its form: a polite opening, a contraction, a question word's synonym,
a statement's order where a listed noun ends the phrase. A question of no known form has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_Form = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Kana, Hangul, and characters that only traditional Chinese has: no simplified words beside them.
_OTHER = re.compile(
    r"[\u3040-\u30ff\uac00-\ud7a3麼誰為爲時個這嗎們過來說對會幾裡裏後問題醫請與沒還]"
)

# Not "WHO", which is an organisation.
_WH = re.compile(r"(?:[Ww]h(?:at|o|om|ose|en|ere|y|ich)|[Hh]ow)\b")
_OPENINGS = (
    "Can you tell me: {}",
    "Please tell me: {}",
    "I would like to know: {}",
    "According to the text, {}",
    "Based on the text, {}",
)
_SAYS_WHERE = re.compile("according to|based on", re.IGNORECASE)
_HEADS = (
    "name|age|date|address|number|amount|cause|purpose|result|reason|title|price|cost|total|length|"
    "weight|height|size|type|location|capital|author|director|owner|head|president|founder|dose"
)
# What ends the phrase before a verb that isn't seen ("... of the drug called", "... looking for").
_NOT_LAST = r"(?!.*(?:ed|ing|en|be|of|for|to|in|on|at|by|with|from|about|like|as)\?$)"
# (pattern of the whole question, what it becomes); the first word's case is the pattern's own
_ENGLISH: tuple[_Form, ...] = (
    (
        re.compile(r"^(What|Who|Where|When) is (?!(?:it|this|that|he|she|there)\b)(?=\w[^?]*\?$)"),
        r"\1's ",
    ),
    (re.compile(r"^Why (?=(?:is|are|was|were|did|does|do|has|have|had)\b)"), "For what reason "),
    (
        re.compile(
            r"^How many (?=(?:(?!(?:is|was|has|does|years)\b)[a-z]+s|people|children|men|women) )"
        ),
        "What number of ",
    ),
    (re.compile(r"^Who (?=[a-z]{2,}ed [^?]*\?$)"), "Can you tell me who "),
    (
        re.compile(
            rf"^(What|Who) {_NOT_LAST}(is|was|are|were) "
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
# Why, and neither "called what" (称为什么) nor "for Mr He" (为何先生).
_CAUSE = "(?<![成称认作名视定评改变列判分划译写命化取誉选以设叫因])"
_CAUSED = "(?=[要会没不被能需必在将把对向去来可应选拒住出])"
_CHINESE: tuple[_Form, ...] = (
    (re.compile(rf"谁是{_WHOSE}(？|\?)$"), r"\1是谁\2"),
    (re.compile(rf"^{_WHOSE}是谁(？|\?)$"), r"谁是\1\2"),
    (re.compile(r"(?<![为因是])什么时候(?![的才])"), "何时"),
    (re.compile(r"(?<![任几如为因])何时(?![的才间刻段代期候常而])"), "什么时候"),
    (re.compile(rf"{_CAUSE}为什么{_CAUSED}"), "为何"),
    (re.compile(rf"{_CAUSE}为何{_CAUSED}"), "为什么"),
    (re.compile(r"(?<=在)什么地方"), "哪里"),
    (re.compile(r"(?<=在)哪里(?!哪)"), "什么地方"),
    (re.compile(r"哪一年(?![级龄])"), "哪年"),
    (re.compile(r"(?<![论例比譬])如何(?!是)(?=[治处进办预使申计选避减改提评判诊检])"), "怎样"),
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
        if not _OTHER.search(question) and _ASKED.search(question):
            yield from _made(question, _CHINESE)
            if not _OPENED.match(question):
                yield from (opening.format(question) for opening in _CHINESE_OPENINGS)
    elif question.isascii() and _WH.match(question):
        yield from _made(question, _ENGLISH)
        if not _SAYS_WHERE.search(question):
            lowered = question[0].lower() + question[1:]  # a question word, never a name
            yield from (opening.format(lowered) for opening in _OPENINGS)


def _made(question: str, forms: tuple[_Form, ...]) -> Iterator[str]:
    for pattern, other in forms:
        made, count = pattern.subn(other, question, count=1)
        if count:
            yield made


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
