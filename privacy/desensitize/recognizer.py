"""All detectors over one text. No IO.

Detectors see a copy of the text in which characters are folded one for one: digits of every script
and full-width forms become ASCII, kinds of dash and of space one dash and one space. Offsets are
those of the original.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from privacy.desensitize.findings import Finding, merge

# A detector is given the folded text and says what it finds there, overlaps included.
Detector = Callable[[str], Iterable[Finding]]

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    table = {ord(dash): "-" for dash in _DASHES}
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if code in table or code < 0x80:
            continue
        if (digit := unicodedata.decimal(character, None)) is not None:
            table[code] = str(digit)
        elif 0xFF01 <= code <= 0xFF5E:
            table[code] = chr(code - 0xFEE0)
        elif unicodedata.category(character) == "Zs":
            table[code] = " "
    return table


def fold(text: str) -> str:
    """`text` with look-alikes of ASCII folded, of the same length in code points."""
    return text if text.isascii() else text.translate(_table())


class Recognizer:
    """Finds personal data. The same text always gives the same findings."""

    def __init__(self, detectors: Iterable[Detector]) -> None:
        self._detectors = tuple(detectors)

    def find(self, text: str) -> tuple[Finding, ...]:
        """Disjoint findings in order, in code points of `text`."""
        folded = fold(text)
        return merge(found for detect in self._detectors for found in detect(folded))
