"""What a question's words tell of it: its language by script, and what it asks for. No IO."""

from __future__ import annotations

import re

LANGUAGES = ("en", "zh", "mixed", "other")
QUESTION_TYPES = (
    "who", "what", "when", "where", "why", "how_many", "how", "which", "yes_no", "other",
)  # fmt: skip

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_OTHER_CHARACTER = re.compile(r"[\u0370-\u1fff\u3040-\u30ff\uac00-\ud7af]")
# A Chinese clinical text is full of "CT" and "mg", and an English one may give a name in Chinese.
_MOSTLY = 0.7

# The first of these words in a question says what it asks for.
_ENGLISH = re.compile(
    r"\b(?:(?P<who>who|whom|whose)|(?P<when>when)|(?P<where>where)|(?P<why>why)"
    r"|(?P<how_many>how (?:many|much|old|long|often|far|large|big|high|tall)\b)|(?P<how>how)"
    r"|(?P<which>which)|(?P<what>what))\b",
    re.IGNORECASE,
)
_ENGLISH_YES_NO = re.compile(
    r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\b",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    "(?P<yes_no>是否|是不是|有没有|能否|能不能|可否|会不会)"
    "|(?P<why>为什么|为何|为啥|什么原因|何故)"
    "|(?P<when>什么时候|什么时间|何时|何年|哪一?年|哪一?天|哪个?月|几月|几号|几点)"
    "|(?P<where>什么地方|哪里|哪儿|何处|何地|在哪|哪个?(?:省|市|国|城市|国家|地区|地方))"
    "|(?P<how_many>多少|多大|多长|多久|多高|多远|几)"
    "|(?P<who>谁|什么人|何人|哪一?位|哪个人)"
    "|(?P<how>如何|怎么|怎样|怎么样)"
    "|(?P<which>哪)"
    "|(?P<what>什么|何|啥)"
)
_CHINESE_YES_NO = re.compile(r"[吗么][?？。\s]*$")


def language_of(text: str) -> str:
    """One of LANGUAGES: English and Chinese stand for all text in Latin and in Han script.

    A Latin word counts as one Han character does. Kana, Hangul, Cyrillic and more are "other".
    """
    latin, han = len(_LATIN_WORD.findall(text)), len(_HAN_CHARACTER.findall(text))
    other = len(_OTHER_CHARACTER.findall(text))
    if other > latin + han or not latin + han:
        return "other"
    share = han / (latin + han)
    return "zh" if share >= _MOSTLY else "en" if share <= 1 - _MOSTLY else "mixed"


def question_type(question: str) -> str:
    """One of QUESTION_TYPES, by the first word that asks; "other" where none does."""
    if _HAN_CHARACTER.search(question):
        found = _CHINESE.search(question)
        yes_no = _CHINESE_YES_NO.search(question)
    else:
        found = _ENGLISH.search(question)
        yes_no = _ENGLISH_YES_NO.match(question)
    # "Is it known who ...?" is answered by yes; "In which year ...?" begins with no such word.
    if yes_no is not None and (found is None or not _HAN_CHARACTER.search(question)):
        return "yes_no"
    return found.lastgroup or "other" if found is not None else "other"
