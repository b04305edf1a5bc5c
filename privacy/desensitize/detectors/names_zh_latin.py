"""Names in the Latin alphabet within Chinese notes. No IO.

In such a text a few capitalised words that aren't of English, an abbreviation, a drug or a brand
are most often somebody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.names_en_tokens import CLEAR, OTHER, Sort, sort_of
from privacy.desensitize.lexicon import names_zh_cues

_LOWER = "a-zà-öø-ÿāăąćčďđēėęěğģīįıķłļńņňőōŏřśşšţťūůűųźżžǎǐǒǔăơư\u1ea0-\u1ef9'’"
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻŃŅŇŐŌŎŘŚŞŠŢŤŪŮŰŲŹŻŽĂƠƯ\u1ea0-\u1ef9"
_WORD = rf"[{_UPPER}][{_LOWER}]+(?:[-'’]?[{_UPPER}]?[{_LOWER}]+)*|[{_UPPER}]{{2,}}"
_RUN = Headed(
    f"[{_UPPER}]",
    rf"(?<![A-Za-z0-9@/_.+&-])(?:{_WORD})"
    rf"(?:,? (?:(?:{_WORD})|[{_UPPER}]\.?(?![{_LOWER}0-9])"
    r"|(?:de|da|del|van|von|der|bin|binti|ibn|al|el|la|di|dos|den)(?= ))"
    rf"){{0,4}}(?![A-Za-z0-9@/_+&]|\.[A-Za-z]|-\d)",
)
_PREFIX = re.compile(r"(?:Dr|Mr|Mrs|Ms|Miss|Prof|Sr|Dra|DR|MR|MS|MRS)\.? ?")
_CUES = (*names_zh_cues.LABELS, *names_zh_cues.BEFORE, "名", "我", "请", "叫")
_TITLES = (*names_zh_cues.NOTE_TITLES, *"妈爸姐哥总叔姨宝")
_CUE = re.compile(
    r"[ :=是叫\"'“(]{0,3}(?:\)[^()\n]{0,8}\()?"
    rf"(?:{by_first_letter(cue[::-1] for cue in _CUES)})"
)
_TITLE = re.compile(rf" ?(?:{by_first_letter(_TITLES)})")
_AFTER = re.compile(
    r"\([\u3400-\u9fff]{1,7}籍| {0,2}[,(、]? {0,2}(?:[男女](?![\u3400-\u9fff])|\d{1,3} ?岁"
    r"|学号|工号|护照|身份证|手机|电话|微信|国籍|住院号|病历|1[3-9]\d{9}|\+\d{2})"
)
_ACT = re.compile(rf"(?:{by_first_letter(names_zh_cues.ACTS)}|[给说让要把在的和与已于来去从到])")
# As in Hong Kong and Korea: CHAN Tai Man, Oh Seung-min.
_EASTERN = re.compile(
    r"(?:(?:[A-Z]{2,7}|[A-Z][a-z]{1,6}) )?[A-Z]{2,8},? [A-Z][a-z]{1,6}(?:[ -][A-Za-z][a-z]{1,6})?"
    r"|[A-Z][a-z]{1,5},? [A-Z][a-z]{1,6}-[A-Za-z][a-z]{1,6}"
)
_WINDOW = 24
_HAN = re.compile(r"[\u3400-\u9fff]")
_STOP = frozenset(names_zh_cues.NOT_LATIN)


def in_latin(text: str) -> Iterator[tuple[int, int]]:
    """Names in Latin letters, with a cue beside them or of words that are names."""
    for run in _RUN.finditer(text):
        start, end = run.span()
        while (prefix := _PREFIX.match(text, start, end)) and prefix.end() < end:
            start = prefix.end()
        if prefix is not None and prefix.end() >= end:
            # "Dr. Tomás": the mark ends the run, the name is the next one
            continue
        word = text[start:end]
        if len(word) < 5 and word.isupper() and " " not in word and "," not in word:
            continue  # an abbreviation
        if start and (text[start - 1] in "·•" or text[end : end + 1] in "·•"):
            continue
        if _named(text, start, end, titled=start > run.start() or _title_before(text, start)):
            yield start, end


def _title_before(text: str, start: int) -> bool:
    return re.search(r"(?:Dr|Mr|Mrs|Ms|Prof)\.? ?$", text[max(0, start - 6) : start]) is not None


def _named(text: str, start: int, end: int, *, titled: bool) -> bool:
    parts = [part for part in re.split(r"[ ,]+", text[start:end]) if part]
    if any(part.strip(".").lower() in _STOP for part in parts):
        return False
    if _EASTERN.fullmatch(text, start, end):
        return True
    sorts = [sort_of(part) for part in parts]
    if any(sort & (Sort.THING | Sort.NEVER) and not sort & CLEAR for sort in sorts):
        return False
    words = sum(1 for sort in sorts if sort & OTHER and not sort & CLEAR)
    if titled or _is_cued(text, start, end):
        return words < len(parts)
    if len(parts) == 1:
        given = sorts[0] & (Sort.GIVEN | Sort.GIVEN_WORD)
        acts = _ACT.match(text, end) is not None
        return bool(given) and (acts or (not words and _edge(text, start, end)))
    clear = any(sort & CLEAR and not sort & Sort.WORD for sort in sorts)
    return not words and (clear or _cell(text, start, end))


def _is_cued(text: str, start: int, end: int) -> bool:
    return (
        _CUE.match(text[max(0, start - _WINDOW) : start][::-1]) is not None
        or _TITLE.match(text, end) is not None
        or _AFTER.match(text, end) is not None
    )


def _edge(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] in "\n \t,。:(、@") and (
        end == len(text) or text[end] in "\n\t,。:)、"
    )


def _cell(text: str, start: int, end: int) -> bool:
    """Whether it fills a cell of a line that has Chinese characters."""
    left, right = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[left : len(text) if right < 0 else right]
    return (
        (start == left or text[start - 1] in " \t|(:、,")
        and (end == len(text) or text[end] in " \t|\n),、(")
        and len(line) < 120
        and _HAN.search(line) is not None
    )
