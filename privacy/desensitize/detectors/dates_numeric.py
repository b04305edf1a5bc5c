"""Dates in digits: 2021-03-04, 4/3/21, 03 / 03 / 2025, 14/03, 12.01. No IO.

Day and month without a year need a word that says so, or a note: there a zero, the beginning of a
line, or what people write before a day in a hurry will do. "for 2/7" and "6/12 ago" are lengths of
time there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize import weekdays
from privacy.desensitize.detectors.dates_cues import HAPPENED, TOLD, dated, is_birth
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding

_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:1[5-9][0-9]{2}|20[0-9]{2})"
_END = r"(?![A-Za-z0-9])"

# A digit and a separator, or digits in a row: from the run of digits there the rest is read.
_MARK = re.compile(
    r"[0-9](?=[-/.][0-9]|(?<=[0-9])(?:[0-9]{4}|[0-9]{6})(?<![0-9]{9})(?![0-9])"
    r"| [0-9]{1,2} (?:19|20)[0-9]{2}(?![0-9])"
    r"| ?([/.-]) ?[0-9]{1,2} ?\1 ?(?:19|20)[0-9]{2}(?![0-9]))"
)
_NUMERIC = re.compile(
    rf"(?:(?P<whole>{_YEAR}(?P<a>[-/.]){_MONTH}(?P=a){_DAY})(?:(?=T[0-9]{{2}}:)|{_END})"
    rf"|(?P<p>[0-3]?[0-9])(?P<b>[-/. ])(?P<q>[0-3]?[0-9])(?P=b)(?P<y>{_YEAR}|[0-9]{{2}}){_END}"
    rf"|(?P<spaced>{_DAY} ?(?P<s>[/.-]) ?{_DAY} ?(?P=s) ?(?:19|20)[0-9]{{2}}){_END}"
    rf"|(?P<months>{_MONTH}/{_YEAR}){_END}"
    rf"|(?P<told>{_MONTH}[-.]{_YEAR}|{_YEAR}[-./]{_MONTH}){_END}"
    rf"|(?P<compact>{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])){_END}"
    rf"|(?P<digits>(?:[0-3][0-9]){{2}}{_YEAR}|{_YEAR}(?:0[1-9]|1[0-2])){_END}"
    rf"|(?P<m>[0-3]?[0-9])(?P<c>[-./])(?P<d>[0-3]?[0-9]){_END}"
    r")(?![./-][0-9]|-[A-Za-z]|%)"
)
# Another date after this one, as of the end of a stay.
_TO = re.compile(r" ?[-~] ?(?=[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{2,4}|[0-3]?[0-9]/[0-9])")
_AND = re.compile(r" ?(?:,|;|&|and|or|to|then|-|、|和|及|至|到) ?")
# What is said for something else too often for "on" or "by" to make a date of it.
_SAYINGS = frozenset(
    (
        "1/2",
        "1/3",
        "2/3",
        "1/4",
        "3/4",
        "1/8",
        "3/8",
        "1/16",
        "9/11",
        "7/7",
        "6/4",
        "24/7",
        "4/4",
        "6/8",
    )
)
_ENTRY = re.compile(r":? [A-Za-z]{2}| -|[ \t]{1,4}[\u4e00-\u9fff]{2}")
# In a hurry: "cancelled 8/5", "runs out 1/6"; but "for 2/7" is two days, "6/12 ago" half a year.
_BY_HAND = re.compile(
    r"(?:^|[^A-Za-z])(?:cancelled|canceled|coming|come|came|moved|move|appt|appointment|out"
    r"|off|back"
    r"|ends?|ending|starts?|finish(?:es|ed)?|leaves?|left|arrives?|arrived|home|away|again|till|til"
    r"|until|w/[bce]|wk|week|next|last|due|booked|rebooked|changed to|swap(?:ped)?|delivered|sent"
    r"|posted|paid|rang|called|spoke|texted|emailed|tel|visit|visited|did|done|taken|removed|fitted"
    r"|inserted|sited|op|scan|bloods|review|chase|by|closed|opened|expires|renew(?:s|ed)?|clinic"
    r"|meeting|mtg|fell|died|born|lmp|edd|d/c|dc'?d|disch|adm|admit|admitted|seen|on|from|since)"
    r"[:,]? $",
    re.IGNORECASE,
)
_TO_SHORT = re.compile(r" ?[-~] ?[0-3]?[0-9]/[01]?[0-9](?![0-9/.%])")
_PLACE = re.compile(
    r" [A-Z][a-z'-]+(?: [A-Z][a-z'-]+)? (?:St|Road|Rd|Ave|Lane|Drive|Place|Pl|Ter|Cres|Court)"
)
_PLACED = re.compile(
    r"(?:[A-Za-z](?:[.:-]|)|\b(?:bed|bay|room|ward|flat|unit|ratio|No\.?|BP|bp) ?)$"
)
_COUNTED = re.compile(
    r" ?(?:ago|hx|history|later|earlier|prior|course|pain|power|of\b|out of|%|times|and counting|x)"
)
_DAY_FIRST = re.compile(r"[0-3]?[0-9]/[0-3]?[0-9](?![0-9/])")
_ZERO = re.compile(r"(?:1[3-9]|2[0-9]|3[01])/[1-689]|0[1-9]/[0-3][0-9]|[0-3][0-9]/0[1-9]")
_DOTTED_AFTER = re.compile(
    r"(?:^|[^A-Za-z])(?:(?<!in )(?<!up )on|since|dated?|lmp|edd|w/c|w/e|taken|bloods"
    r"|due)[: ]{1,2}$",
    re.IGNORECASE,
)
# What is noted of a day: "5.11 rang pt"; a heading's number is written so too.
_DONE = re.compile(
    r":? -? ?(?:rang|seen|saw|called|phoned|visited|visit|spoke|t/?c|tel|email(?:ed)?|letter"
    r"|pt|patient"
    r"|reviewed|review|discussed|dna|d/w|r/v|text(?:ed)?|no answer|message|msg|left|sent|paid"
    r"|bloods)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r" ?(?:[ap]\.?m|hrs?|hours|o'clock|%|m?g\b|mmol|ml|cm|mm|kg)")
_MEASURE = re.compile(
    r"[ -]?(?:inch|in\.|cups?|tsp|tbsp|oz|lbs?|miles?|of|full|way|th|pints?|[\"'])"
)


def numeric_dates(text: str) -> Iterator[Finding]:
    """Dates in digits: year first, or day and month in either order, and a year; with less than
    that, or with other marks, where a word says so."""
    last = listed = 0
    for mark in _MARK.finditer(text):
        start = mark.start()
        while start > last and start > mark.start() - 8 and "0" <= text[start - 1] <= "9":
            start -= 1
        if start < last or not _is_apart(text, start, last):
            continue
        found = _NUMERIC.match(text, start)
        if found is None:
            if not (to := _TO.search(text, start + 3, start + 36)):
                continue
            found = _NUMERIC.match(text, start, to.start())
            if found is None or found.end() != to.start():
                continue
        again = listed > 0 and _AND.fullmatch(text, listed, start) is not None
        if _is_date(text, found, again):
            last = listed = found.end()
            yield dated(text, weekdays.start_of(text, start), last, "numeric")


def _is_apart(text: str, at: int, last: int) -> bool:
    """Whether a number begins here: not within a word, or after a mark, but another date's."""
    if at == 0 or (at - 1 == last and last):
        return True
    left = text[at - 1]
    if left in "./-":
        return at > 1 and not (text[at - 2].isascii() and text[at - 2].isalnum())
    return not (left.isascii() and left.isalnum())


def _is_date(text: str, found: re.Match[str], again: bool) -> bool:
    start, end = found.span()
    if found["p"]:
        return _is_day(found["p"], found["q"]) and (
            _is_plain(found)
            or again
            or (
                found["b"] == "."
                and _begins_entry(text, start)
                and _DONE.match(text, end) is not None
            )
            or _is_told(text, start, end, noun=found["b"] == " ")
        )
    if found["spaced"]:
        first, second = re.split("[^0-9]+", found["spaced"])[:2]
        return _is_day(first, second)
    if found["compact"]:
        return found[0][:2] in ("19", "20") or _is_told(text, start, end)
    if found["told"] or found["digits"]:
        return is_birth(text, start) or _is_told(text, start, end, noun=True)
    if found["m"]:
        return (
            _is_day(found["m"], found["d"])
            and not _MEASURE.match(text, end)
            and _is_short(text, found, again)
        )
    return True


def _is_plain(found: re.Match[str]) -> bool:
    """Whether three numbers are a date by their form. "3.1.10" is a section; 03.04.21 is none."""
    mark = found["b"]
    padded = len(found["p"]) == len(found["q"]) == 2
    return mark == "/" or (mark != " " and (padded or len(found["y"]) == 4))


def _is_short(text: str, found: re.Match[str], again: bool) -> bool:
    """Whether two numbers are a day and a month."""
    start, end = found.span()
    if found["c"] != "/":
        return (
            HAPPENED.match(text, end) is not None
            or is_birth(text, start)
            or (
                found["c"] == "."
                and _begins_entry(text, start)
                and _DONE.match(text, end) is not None
            )
            or (found["c"] == "." and _is_dotted(text, found))
        )
    if again or _is_told(text, start, end, noun=found[0] in _SAYINGS):
        return True
    # "14/03": with a zero that neither fractions nor spans of time have, "6/52", "10/12".
    # At the beginning of a line, before a word, it is the day of an entry.
    entry = (
        (found[0] not in _SAYINGS or _follows_entry(text, start))
        and (start == 0 or text[start - 1] == "\n")
        and _ENTRY.match(text, end)
    )
    if (
        found[0] not in _SAYINGS
        and is_note(text)
        and (_TO_SHORT.match(text, end) or _is_no_share(text, found))
    ):
        return True
    if _BY_HAND.search(text, max(0, start - 18), start) and not _COUNTED.match(text, end):
        return is_note(text)
    return bool(entry or _ZERO.fullmatch(found[0])) and is_note(text)


def _follows_entry(text: str, at: int) -> bool:
    """Whether the line before begins with a day too, as in a roster."""
    line = text.rfind("\n", max(0, at - 200), max(0, at - 1)) + 1
    return line < at and _DAY_FIRST.match(text, line) is not None


def _begins_entry(text: str, at: int) -> bool:
    """Whether it begins a line of a note."""
    return (at == 0 or text[at - 1] == "\n") and is_note(text)


def _is_no_share(text: str, found: re.Match[str]) -> bool:
    """Whether "9/4" is neither a share or a score, nor a length of time: "10/7" is ten days, "6/5"
    what an eye can read."""
    first, second = int(found["m"]), int(found["d"])
    return (
        first > second
        and first != 6
        and second != 7
        and not _COUNTED.match(text, found.end())
        and not _PLACE.match(text, found.end())
        and not _PLACED.search(text, max(0, found.start() - 10), found.start())
    )


def _is_dotted(text: str, found: re.Match[str]) -> bool:
    """Whether "12.01" in a note is a day: times of day, which are written so too, don't follow
    such words."""
    return (
        len(found["m"]) == len(found["d"]) == 2
        and _DOTTED_AFTER.search(text, max(0, found.start() - 14), found.start()) is not None
        and not _CLOCK.match(text, found.end())
        and is_note(text)
    )


def _is_day(first: str, second: str) -> bool:
    low, high = sorted((int(first), int(second)))
    return 1 <= low <= 12 and high <= 31


def _is_told(text: str, start: int, end: int, *, noun: bool = False) -> bool:
    """Whether a word says that a date follows: a noun, or "on" and the like where these will do."""
    cue = TOLD.before(text, start)
    return cue == "noun" or (cue is not None and not noun) or HAPPENED.match(text, end) is not None


DETECTORS = (numeric_dates,)
