"""Names of Tibetans, Mongols, Uyghurs, Kazakhs and Yi, written in Chinese. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import trie
from privacy.desensitize.lexicon import names_zh_peoples as peoples

_TIBETAN = trie(peoples.TIBETAN)
_MONGOL = trie(peoples.MONGOL)
_TURKIC = trie(peoples.TURKIC)
_FAMILY = trie(peoples.FAMILIES)
_YI = trie(peoples.YI_GIVEN)
_ENDS = f"(?:{'|'.join(peoples.TURKIC_ENDS)})?"
_NAME = re.compile(
    rf"(?:{_TIBETAN})(?:{_TIBETAN})?"
    rf"|(?:{_MONGOL})(?:{_MONGOL})?(?:{'|'.join(peoples.MONGOL_ENDS)})?"
    rf"|{_TURKIC}{_ENDS}(?:[·. ]{_TURKIC}{_ENDS})?"
    rf"|(?:{_FAMILY})(?:{_YI})"
)
# Places, feasts and dishes that begin like a name.
_NOT_AFTER = re.compile(
    r"德勒|[市县区镇乡村路街州旗盟省湖河江山峰寺宫广场大酒餐饭店馆社学中医]|公[路司园]|自治|草原|高原|航|菜|峡|冰"
)


def of_peoples(text: str) -> Iterator[tuple[int, int]]:
    """Where such names stand. In a note alone: an article has places that are called the same."""
    for name in _NAME.finditer(text):
        if _NOT_AFTER.match(text, name.end()) is None:
            yield name.span()
