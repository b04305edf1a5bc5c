"""Words of a note that are most likely names, whatever stands beside them. No IO.

In a note a word with a capital within a sentence, or one that stands in a list, that no list of
words has and that is no brand or drug is mostly a person, or the town of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from privacy.desensitize.detectors.names_en_tokens import (
    CLEAR,
    NAME,
    OTHER,
    UPPER,
    Sort,
    Token,
    sort_of,
)
from privacy.desensitize.detectors.notes import is_sure_note
from privacy.desensitize.lexicon import names_en_cues, names_en_notes, places_en

_MONTHS = frozenset(("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
_ARTICLES = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "each", "every", "any", "no", "per", "via",
     "restart", "restarted", "reboot", "install", "installed", "reinstall", "update", "updated",
     "open", "opened", "close", "run", "running", "app", "took", "take", "takes", "taking", "given",
     "use", "using", "uses", "used", "on", "with", "plus", "some", "both", "your", "our", "its")
)  # fmt: skip
_LARGE = places_en.COUNTRIES | places_en.STATE_NAMES | places_en.REGIONS | places_en.COUNTIES
_LARGE |= {"lloyd", "lloyds", "barclay", "wells", "epipen", "insta", "wechat", "aadhaar", "dipl"}
_LARGE |= {"hosp", "dept", "govt", "cajun", "tuscan", "uber", "ocado", "deliveroo", "lidl"}
_PLACES = frozenset(("in", "at", "near", "outside", "into", "around", "through", "across"))
_THING_BEFORE = frozenset(names_en_cues.THING_BEFORE) | names_en_notes.BRANDS
_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)[ \"“'(]{1,3}$")
_AFTER = re.compile(r" ([^\W\d_]+)")
# Where a sentence, a line, a cell or a bracket begins: the word there has a capital anyway.
_BEGINS = re.compile(r"(?:^|[.!?:;|>\n\t•*–—]|\n[-*\d.)]{1,4})[\s\"“*-]*$")
_LISTED_AFTER = re.compile(
    rf" ?(?:[,;)|/+]|[.:](?!\d)|$|\n| - | -> | (?:and|&|or) [{UPPER}]| \d| x\d| \()"
)
_NO_ENDING = (
    "ing", "ed", "ly", "ness", "tion", "ment", "ism", "ist", "able", "ible", "ful", "less", "ity",
    "ous", "ive", "ish", "ology", "phone", "scan", "gram", "care", "line", "card", "bank", "sheet",
    "foil", "slip", "slips", "cards", "book", "mail", "site", "ware", "app", "work", "works",
)  # fmt: skip


def is_likely(text: str, piece: Sequence[Token]) -> bool:
    """Whether the words of `piece`, which may be a name, most likely are one."""
    words = [word for word in piece if not word.sort & (Sort.INITIAL | Sort.PARTICLE)]
    if not words or words[-1].possessive or not is_sure_note(text):
        return False
    clear = False
    for word in words:
        if word.sort & CLEAR and not word.sort & (OTHER | Sort.PLACE | Sort.NEVER):
            clear = True
        elif word.sort & (OTHER | Sort.NEVER) or not _is_name_like(word):
            return False
        if word.key in _LARGE or (word.key in _MONTHS):
            return False
    start, end = piece[0].start, piece[-1].end
    if _is_of_thing(text, start, end) or (len(words[0].text) > 2 and words[0].text.isupper()):
        return False
    if _BEGINS.search(text, max(0, start - 8), start):
        return clear or (len(words) > 1 and _LISTED_AFTER.match(text, end) is not None)
    return True


def _is_of_thing(text: str, start: int, end: int) -> bool:
    """Whether a word before or after makes it a thing, a place or a firm."""
    before = _BEFORE.search(text, max(0, start - 24), start)
    word = before[1].lower() if before else ""
    if word in _ARTICLES or word in _PLACES or word in _THING_BEFORE or sort_of(word) & Sort.THING:
        return True
    after = _AFTER.match(text, end)
    return after is not None and (
        bool(sort_of(after[1]) & Sort.THING) or after[1].lower() in names_en_notes.COMPANIES
    )


def _is_name_like(word: Token) -> bool:
    """Whether a word that is no known name may be one by its letters."""
    text = word.text
    return (
        bool(word.sort & NAME) or (len(text) > 3 and text[0].isupper() and text[-1].islower())
    ) and not word.key.endswith(_NO_ENDING)
