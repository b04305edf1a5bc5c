"""Foreign names in Chinese transcription, and Chinese names in the Latin alphabet. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.lexicon import names_zh_cues, words

# What transcribed names are made of, by frequency in jieba's dictionary (MIT licence, tag nrt), and
# what Turkic and Tibetan names have besides.
TRANSCRIBING = frozenset(
    "尔斯拉克特里夫德阿卡布维巴格哈尼科塔瓦罗奥亚普利洛纳伊马托诺基米弗萨西雷莱姆勒蒂帕埃茨贝莫曼迪库兰塞加比什"
    "奇菲赫鲁恩伯伦穆威图朗耶默波索吉戈顿韦列切杜坦希瑟森乌沃雅内堡博扎涅梅凯佩霍费约兹皮迈努艾坎麦娜彼玛杰劳"
    "丁莎查舍提"
)
_ANY = "".join(sorted(TRANSCRIBING)) + (
    "多达人蒙圣图古安林法登文卢路因逊哥摩万金王山施罕易日福世得厄那新瓜苏乔士佐芬泰妮撒南辛丽烈翰州契大"
    "齐热爱夏底琳宁桑温沙木亨莉珀佛宾各盖班太奎赖廉根东代昂干松吕甘纽考武康第可密崇觉彻泽舒扬六茂凡孜汀瑞赛"
    "连捷茅本玻锡买吐逊豪佳理楚冯龙冈邦合都不卜努尕拜江古丽提别旦措吾扎央仁青珠顿旺姆才让约露珍诗妲黛葛珊尤贾祖狄洁璐琼蔻璃香朱汉华森爵乐简翁迭"
    "詹谢弥史邓罕娃依玉素甫肉孜力买尼沙巧巩怀雪迦叶喀吾勤费笛季戴胡梵柯柏皇澳菈蕾蓓蜜"
)
transcribes = TRANSCRIBING.__contains__  # whether a character is one that such names are full of
# Of these, those that are rare in Chinese given names.
_FOREIGN = frozenset(
    "尔斯拉特夫卡布巴格哈尼塔瓦奥普洛纳伊弗萨莱姆勒蒂帕埃茨贝迪库塞什菲赫鲁穆耶默戈顿坦瑟沃涅佩霍兹努彼查逊"
)
_INITIAL = re.compile(r"[A-Za-z.]")
_DOT = re.compile(r"[·•・‧∙]")
_RUN = re.compile(rf"[{_ANY}]{{3,8}}(?![\u3400-\u9fff])")
_NOT_LAST = frozenset("都不合圣")  # only within a name: 阿不都
_LEFT = frozenset(_ANY + "-让")
_RIGHT = re.compile(
    rf"(?:[A-Z]\.?[·•・‧∙]){{0,3}}[{_ANY}]{{1,8}}(?:[·•・‧∙](?:[A-Z]\.?|[{_ANY}]{{1,8}})){{0,4}}"
)

_SYLLABLE = (
    r"(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|"
    r"ue|ve|er|a|o|e|i|u|v|ü))"
)
_PINYIN_SURNAMES = frozenset(
    words(
        """
    Ouyang Sima Zhuge Shangguan Huangfu Situ Xiahou Murong Linghu Wang Li Zhang Liu Chen Yang
    Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Deng Han Feng
    Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lv Lyu Ding Ren Lu Yao
    Shen Zhong Cui Tan Fan Liao Shi Jin Jia Xia Fu Fang Zou Xiong Bai Meng Qin Qiu Hou Yin Xue Yan
    Lei Long Tao Mao Hao Gu Gong Shao Wan Qian Dai Mo Kong Xiang Chang Kang Hong Qi Niu Ge Ning
    """
    )
)
_PLACES = frozenset({"Kong", "KONG", "Xian", "Shan", "Jiang", "He", "Lu"})
_JOINS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@/_-")
_GIVEN = rf"(?:{_SYLLABLE}(?:['’-]?{_SYLLABLE}){{0,1}})"
_REST = re.compile(rf",? (?i:{_GIVEN}(?: {_GIVEN})?)(?![A-Za-z0-9@_])")
_LATIN = re.compile(r"[A-Z][A-Za-z'’-]{1,20}(?:,? (?:[A-Z]\.|[A-Z][A-Za-z'’-]{1,20})){0,3}")
_WORD = re.compile(r"[A-Za-z]+")
# Turned round: the word that tells who is named.
_CUE = re.compile(
    r"[ :=是叫\"'“]{0,3}(?:\)[^()\n]{0,8}\()?"
    rf"(?:{by_first_letter(cue[::-1] for cue in (*names_zh_cues.LABELS, *names_zh_cues.BEFORE))})"
)
_TITLE = re.compile(rf" ?(?:{by_first_letter(names_zh_cues.TITLES)})")
_TITLES = frozenset({"Dr", "Mr", "Mrs", "Ms", "Miss", "Prof"})
_WINDOW = 24  # characters before a name in which its cue stands


def sounds_foreign(given: str) -> bool:
    """Whether a given name has a character that is found in transcribed names above all."""
    return not _FOREIGN.isdisjoint(given)


def transcribed(text: str, at: int) -> int | None:
    """Where a name without a dot that begins at `at` ends, if it is of such characters alone."""
    found = _RUN.match(text, at)
    if found is None:
        return None
    common = sum(map(transcribes, found[0]))
    return found.end() if 2 * common >= len(found[0]) else None


def dotted(text: str) -> Iterator[tuple[int, int]]:
    """Names whose parts a dot joins: 约翰·史密斯."""
    last = 0
    for dot in _DOT.finditer(text):
        at = dot.start()
        if at < last:
            continue
        before = _reach_left(text, last, at)
        after = _RIGHT.match(text, at + 1)
        if before == at or after is None:
            continue
        last = after.end()
        while text[last - 1] in _NOT_LAST:
            last -= 1
        if last - before >= 4 and text[before:at] != "圣":  # a place, or a church
            yield before, last


def _reach_left(text: str, floor: int, at: int) -> int:
    """Where the part that a dot ends begins."""
    if text[at - 1 : at].isascii():
        start = at
        while start > max(floor, at - 2) and _INITIAL.match(text[start - 1]):
            start -= 1
        return start
    start = at
    while start > max(floor, at - 8) and text[start - 1] in _LEFT:
        start -= 1
    while start < at and text[start] == "-":
        start += 1
    return start


def romanized(text: str) -> Iterator[tuple[int, int]]:
    """Chinese names in pinyin, surname first, and names in the Latin alphabet beside their cue."""
    for name in _LATIN.finditer(text):
        start, end = name.span()
        if start and text[start - 1] in _JOINS:
            continue
        word = _WORD.match(text, start)
        surname = word is not None and word[0].capitalize() in _PINYIN_SURNAMES
        if word and surname and (given := _REST.match(text, word.end())):
            if given[0].split()[-1] not in _PLACES:
                yield start, given.end()
        elif (name[0].isupper() and " " not in name[0]) or name[0] in _TITLES:
            continue  # an abbreviation
        elif text[end : end + 1] not in _JOINS and (
            _CUE.match(text[max(0, start - _WINDOW) : start][::-1]) or _TITLE.match(text, end)
        ):
            yield start, end
