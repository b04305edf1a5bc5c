"""Names of Tibetans, Mongols, Uyghurs, Kazakhs, Yi and Japanese, written in Chinese. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import by_first_letter, trie
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.lexicon import names_zh_cues
from privacy.desensitize.lexicon import names_zh_peoples as peoples

_TIBETAN = trie(peoples.TIBETAN)
_MONGOL = trie(peoples.MONGOL)
_TURKIC = trie(peoples.TURKIC)
_FAMILY = trie(peoples.FAMILIES)
_YI = trie(peoples.YI_GIVEN)
_JAPANESE = trie(peoples.JAPANESE)
_HAN = r"\u3400-\u9fff"
_ENDS = f"(?:{'|'.join(peoples.TURKIC_ENDS)})?"
# What goes on with a name of a Turkic people: 阿布都热依木.
_SOUNDS = "热依木江汗古丽买提孜克别布都力拉尔哈合曼尼沙娜赛迪肯巴吾甫米丁麦吐逊斯夏扎帕再排祖艾则"
_ALL = (
    *(*peoples.TIBETAN, *peoples.MONGOL, *peoples.TURKIC),
    *(*peoples.FAMILIES, *peoples.JAPANESE),
)
_NAME = Headed.of_words(
    _ALL,
    rf"(?:{_TIBETAN})(?:{_TIBETAN})?"
    rf"|(?:{_MONGOL})(?:{_MONGOL})?(?:{'|'.join(peoples.MONGOL_ENDS)})?"
    rf"|{_TURKIC}{_ENDS}(?:[·. ]?{_TURKIC}{_ENDS})?[{_SOUNDS}]{{0,4}}"
    rf"|{_JAPANESE}[{_HAN}]{{0,2}}[{peoples.JAPANESE_ENDS}](?![{_HAN}])"
    rf"|{_JAPANESE}[{_HAN}]{{0,2}}[{peoples.JAPANESE_ENDS}](?=[已在的和与说未今昨来去从将]|电话|陪同|先生|女士|小姐|太太)"
    rf"|(?:{_FAMILY})(?:{_YI})",
)
# Places, feasts and dishes that begin like a name.
_NOT_AFTER = re.compile(
    r"德勒|[市县区镇乡村路街州旗盟省湖河江山峰寺宫广场酒餐饭店馆学中]|大(?![夫叔哥姐爷妈伯嫂])|医(?![生师])|社(?!工)|公[路司园]|自治|草原|高原|航|菜|峡|冰"
)


# What goes on with a name up to the end of a run of Chinese characters: 拉巴普赤.
_LINKS = frozenset(names_zh_cues.LINKS_AFTER + "男女岁有没请说")
_REST = re.compile(rf"[{_HAN}]{{1,2}}(?![{_HAN}])")
_BESIDE = re.compile(by_first_letter((*names_zh_cues.NOTE_TITLES, *names_zh_cues.ACTS)))


def of_peoples(text: str) -> Iterator[tuple[int, int]]:
    """Where such names stand. In a note alone: an article has places that are called the same."""
    for name in _NAME.finditer(text):
        if _NOT_AFTER.match(text, name.end()) is None:
            rest = _REST.match(text, name.end())
            if rest is None or _BESIDE.match(text, name.end()) or rest[0][0] in _LINKS:
                yield name.span()
            else:
                yield name.start(), rest.end()
