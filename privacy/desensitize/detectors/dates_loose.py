"""Dates that only the writer of a note would call one: "Mon 8", "9/28", "the 9th ultimo". No IO.

Each has a shape that articles seldom use for a day, and is looked for in notes alone
(`notes.is_note`), but for months in Roman figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.dates_cues import dated
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.names_en_tokens import words_of
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding

_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_YEAR = r"(?:,? (?:of )?'?(?:(?:19|20)[0-9]{2}|[0-9]{2}(?![0-9:.,%])))?"
_END = r"(?![0-9A-Za-z])"
_ROMAN = Headed(
    r"[0-9](?<![0-9A-Za-z.].)(?=[0-9]?[./-][IVXivx])",
    rf"{_DAY}(?P<mark>[./-])(?i:xi{{0,2}}|i?x|i{{1,3}}|iv|vi{{0,3}})(?P=mark)"
    rf"(?:(?:18|19|20)[0-9]{{2}}|[0-9]{{2}}){_END}",
)
# "5. December 2024", "from the 11. until 19. October"
_DOTTED = Headed(
    r"[0-9](?<![0-9A-Za-z.].)(?=[0-9]?\.)",
    rf"{_DAY}\.(?: ?(?:-|/|until|till|to|and|bis|&) ?(?:the )?{_DAY}\.)? ?"
    rf"(?!(?:May|March|Mar) [a-z])(?:{_MONTHS})(?![a-z]){_YEAR}",
)
_FOREIGN_MONTHS = (
    "januar|februar|märz|mai|juni|juli|oktober|dezember"
    "|mars|desember|maj|januari|februari|augusti|maart|mei|augustus|janvier|février|avril|juin"
    "|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio"
    "|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio"
    "|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro"
    "|novembro|dezembro|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września"
    "|października|listopada|grudnia"
)
# "3. mars 1961", "le 14 juin", "2 de mayo de 1980"
_FOREIGN = Headed(
    r"[0-9](?<![0-9A-Za-z.].)",
    rf"{_DAY}\.? (?:de )?(?i:{_FOREIGN_MONTHS})(?![A-Za-z])"
    r"(?:(?: de)? (?:19|20)[0-9]{2})?",
)
# "24.03.", "on 06.02", "since 7.11."
_DAY_MONTH = Headed(
    r"[0-9](?<![0-9A-Za-z.:,$£€-].)(?=[0-9]?\.)",
    r"(?:3[01]|[12][0-9]|0?[1-9])\.(?:1[0-2]|0[1-9]|[1-9](?=\.))"
    r"(?:\.(?![0-9A-Za-z])|(?![0-9A-Za-z.,:%]))",
)
_DAY_MONTH_BEFORE = re.compile(
    r"(?:(?:^|\n)(?:[A-Z]{2,3} )?|\b(?:on|again|dated?|since|from|until|till|by|letter of|and then"
    r"|seen|rev|rv|reviewed|called|on the|am|vom|of) )$",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(r"\.? ?(?:h|hrs?|am|pm|uhr|o'clock)\b|\.? ?(?:mg|ml|mm|cm|kg|%)")
# "Mon 8", "Thu 21", "Friday 13"
_WEEKDAY = re.compile(
    r"(?<![A-Za-z])(?i:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur"
    rf"|sun)day)\.? {_DAY}(?![0-9A-Za-z:/%]|[.,-][0-9]| ?(?:am|pm|hrs?|mg|ml|x|people|units?)\b)"
)
# "9/28", "17/2": one figure is a month and the other can be none.
_SLASHED = Headed(
    r"[0-9](?<![0-9A-Za-z./$£€#+-].)(?=[0-9]?/)",
    r"(?:(?:1[0-2]|0?[1-9])/(?:3[01]|2[0-9]|1[3-9])"
    r"|(?:3[01]|2[0-9]|1[3-9])/(?:1[0-2]|0?[1-9]))(?![0-9A-Za-z/%]|[.,-][0-9])",
)
_EXPIRES = re.compile(
    r"\b(?i:exp(?:iry|ires|iring|\.)?|valid (?:to|thru|until|from)|best before|use by)"
    r"(?: date)?[ :.]{1,2}((?:0[1-9]|1[0-2]|[1-9])/(?:20)?[0-9]{2})(?![0-9/])"
)
# Scores, sharpness of sight, sizes.
_SCORE_BEFORE = re.compile(
    r"(?:(?:PHQ|GAD|MMSE|MOCA|MoCA|EPDS|GCS|AMTS?|ACE|HADS|CAT|IPSS|DLQI|score[ds]?|VA|RVA|LVA"
    r"|acuity|vision|ESR|Waterlow|Barthel|BPRS|grade|power|unit|flat|plot|room|no\.?|bed|apt|Apt"
    r"|Flat|Unit|Room|ages?|of|scored|got)[-0-9III]*[ :=]{0,2}(?:was |is |of )?|[RLOD]E? )$",
    re.IGNORECASE,
)
_SCORE_AFTER = re.compile(r" ?(?:on (?:the )?(?:PHQ|GAD|MMSE|MoCA|scale)|inch|in\b|weeks|\")")
_SIGHT = frozenset(
    ("6/18", "6/24", "20/10", "20/12", "3/16", "5/16", "7/16", "9/16", "24/7", "6/36")
)
# "the 9th ultimo", "20th inst."
_INST = Headed(
    r"[0-9t](?<![0-9A-Za-z.,].)",
    r"(?:the )?[0-3]?[0-9](?:st|nd|rd|th)?(?: day)? "
    r"(?:inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\b\.?",
)
# "on the 22nd a letter comes", "tomorrow the 18th"
_THE = re.compile(
    r"[Tt]he (?:[12]?1st|2?2nd|2?3rd|(?:[4-9]|1[0-9]|2[04-9]|30)th|31st)(?![0-9A-Za-z-])"
    r"(?! (?:floor|storey|century|birthday|anniversary|time|attempt|day|week|month|year|one|person"
    r"|place|hole|green|tee|fairway|percentile|centile|edition|grade|rib|metatarsal|digit|finger"
    r"|toe|page|line|row|house|door|step|stage|round|item|question|try|child|letter|call|visit"
    r"|party|class|form|street|avenue|st|ave|amendment|battalion|regiment|infantry|division)\b)",
)
_ON = (
    "on ", "by ", "until ", "till ", "since ", "tomorrow ", "today ", "yesterday ", "again ",
    "dated ", "day ", "after ", "before ", "due ", "for ", "is ", "was ", "tomorrow, ", "day, ",
    "night of ", "week of ", "morning of ", "On ", "By ",
)  # fmt: skip
# A month with nothing beside it. Those that are verbs or names need more (`dates_days`).
_MONTH = Headed(
    r"[JFASONDjfasond](?<![A-Za-z].)(?<![0-9][ -].)",
    r"(?:(?i:january|february|july|september|october|november|december)"
    r"|August|AUGUST|Jan|Feb|Aug|Sept|Oct|Nov|Dec|April(?! [A-Z])|JAN|FEB|AUG|SEPT|OCT|NOV)"
    r"(?![A-Za-z]|['’]s [A-Z]|[ ,-]{0,2}[0-9])",
)
_OF_YEAR = re.compile(
    rf"(?<![A-Za-z])(?i:{_MONTHS}) of '?"
    r"(?:(?:19|20)[0-9]{2}|[0-9]{2}(?![0-9A-Za-z:/%]|[.,][0-9]))"
)
_LAST_DAY = re.compile(
    rf"(?i:the (?:last|first|final) (?:day|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|weekend)"
    rf" (?:of|in) (?:{_MONTHS}))(?![a-z]){_YEAR}"
)
_STAMP = Headed(
    r"[0-9](?<![0-9A-Za-z].)",
    r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:?[0-5][0-9]"
    r"(?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?",
)
# Texts without these words are passed over.
_MONTH_WORDS = frozenset(_MONTHS.lower().split("|"))
_STAMPED = re.compile("[0-9]T[0-9]")
_OF = re.compile(" of '?[0-9]")
_LAST = frozenset(("last", "first", "final"))
_INST_WORDS = frozenset(("inst", "instant", "ult", "ultimo", "prox", "proximo"))
_EXPIRY = frozenset(("exp", "expiry", "expires", "expiring", "valid", "best", "use"))
_FOREIGN_WORDS = frozenset(
    word for word in re.findall(r"[^\W\d_]{3,}", _FOREIGN_MONTHS)
) | frozenset(("rz", "vrier", "ao", "wrze", "pa", "cembre", "dziernika"))
_WEEKDAYS = frozenset(
    ("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "monday",
     "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)  # fmt: skip


def loose_dates(text: str) -> Iterator[Finding]:
    """Dates in notes by shapes that elsewhere are mostly something else."""
    for found in _ROMAN.finditer(text):
        yield dated(text, *found.span(), "roman")
    if not is_note(text):
        return
    yield from _told(text)
    for found in _DAY_MONTH.finditer(text):
        at, end = found.span()
        if not _TIME_AFTER.match(text, end) and (
            _DAY_MONTH_BEFORE.search(text, max(0, at - 16), at)
        ):
            yield dated(text, at, end, "loose")
    for found in _SLASHED.finditer(text):
        at, end = found.span()
        if (
            found[0] not in _SIGHT
            and not _SCORE_BEFORE.search(text, max(0, at - 16), at)
            and not _SCORE_AFTER.match(text, end)
        ):
            yield dated(text, at, end, "loose")


def _told(text: str) -> Iterator[Finding]:
    """Dates with a word: a weekday, a month, "inst.", "the 22nd"."""
    words = words_of(text)
    patterns: list[re.Pattern[str] | Headed] = [_STAMP] if _STAMPED.search(text) else []
    if not _FOREIGN_WORDS.isdisjoint(words):
        patterns.append(_FOREIGN)
    if not _INST_WORDS.isdisjoint(words):
        patterns.append(_INST)
    if not _MONTH_WORDS.isdisjoint(words):
        patterns += (_DOTTED, _MONTH)
        patterns += (_OF_YEAR,) if _OF.search(text) else ()
        patterns += (_LAST_DAY,) if not _LAST.isdisjoint(words) else ()
    if not _WEEKDAYS.isdisjoint(words):
        patterns.append(_WEEKDAY)
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield dated(text, *found.span(), "loose")
    expiring = () if _EXPIRY.isdisjoint(words) else _EXPIRES.finditer(text)
    for found in expiring:
        yield dated(text, *found.span(1), "loose")
    for found in _THE.finditer(text):
        if text.endswith(_ON, max(0, found.start() - 11), found.start()):
            yield dated(text, *found.span(), "loose")


DETECTORS = (loose_dates,)
