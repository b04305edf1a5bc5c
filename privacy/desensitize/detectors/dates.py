"""Dates with a day or a month, dates of birth, and ages over 89. No IO.

HIPAA's Safe Harbor lets the year stay and nothing below it (45 CFR 164.514(b)(2)(i)(C)): a year, a
decade, a time of day and the name of a weekday alone are no findings; a weekday before a date is a
part of it. A month without a day and without a year is one in notes alone (`dates_days`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize import weekdays
from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.dates_ages import ages
from privacy.desensitize.detectors.dates_cues import HAPPENED, TOLD, dated, is_birth, joined
from privacy.desensitize.detectors.dates_days import DETECTORS as DAYS
from privacy.desensitize.detectors.dates_days import is_told_month
from privacy.desensitize.detectors.dates_words import DETECTORS as WORDS
from privacy.desensitize.detectors.dates_words import (
    AFTER_YEAR,
    WRITTEN_YEAR,
    end_after,
    start_before,
)
from privacy.desensitize.detectors.dates_zh import chinese_dates, festivals
from privacy.desensitize.detectors.dates_zh_notes import notes_dates
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_NAMES = by_first_letter([n for month in _MONTHS.split("|") for n in (month, month.upper())])
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:1[5-9][0-9]{2}|20[0-9]{2})"
_END = r"(?![A-Za-z0-9])"

# The name of a month is rarer than a digit: from it the rest is looked for on both sides. In small
# letters it is rarer beside a digit.
_NAME = re.compile(rf"(?:{_NAMES})\.?(?![A-Za-z])")
_SMALL = re.compile(
    rf"[0-9](?:(?:st|nd|rd|th)?(?: of)?[ -]?(?P<name>(?:{_MONTHS.lower()})\.?)(?![A-Za-z])"
    r"|(?<=[a-z.] [0-9])(?=[0-9]?[^0-9]|[0-9]?$|[0-9]{3}(?![0-9])))"
)
_SMALL_BEFORE = re.compile(  # turned round
    rf" (\.?(?:{'|'.join(m[::-1] for m in _MONTHS.lower().split('|'))}))(?![A-Za-z0-9])"
)
_VERBS = frozenset(("may", "march", "mar"))
# Turned round: "4th of ", "3rd day of ", "4 - 6 ", "4-".
_DAY_BEFORE = re.compile(
    r"(?: fo (?:yad )?| ,|[-/. ]|)(?:ht|dn|dr|ts)?[0-9]{1,2}"
    r"(?:(?: eht)? ?(?:-|dna|ro|ot|&) ?(?:ht|dn|dr|ts)?[0-9]{1,2}"
    r"(?:(?: eht)? ,(?:ht|dn|dr|ts)?[0-9]{1,2}){0,4})?"
    r"(?![A-Za-z0-9]|[.,:][0-9])"
)
_REST = re.compile(
    # "4, 2021", "4th 2021", "4", "2021", "-21"; with "4-6" and "4 and 6" too.
    r"(?P<day>[ .]{0,2}(?:the )?(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?"
    r"(?![0-9A-Za-z]|[.,:][0-9])"
    r"(?:(?:, (?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z:])){0,4}"
    r",? ?(?:-|and|or|to|&) ?(?:the )?(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
    r"(?![0-9A-Za-z:]))?)?"
    rf"(?P<year>(?:,? ?| (?:of|in) |[-/.] ?)(?:1[0-9]{{3}}|20[0-9]{{2}}){_END}"
    r"|[-/ ]'?[0-9]{2}(?![0-9A-Za-z]|[.,:%-][0-9]))?"
)
_SHORT_YEAR = re.compile(r" [0-9]{2}$")
_MONTHS_BEFORE = re.compile(  # "February to June 2021", of which June has been found
    rf"(?<![A-Za-z])(?P<first>(?:{_MONTHS})\.?(?: ?- ?| to | until | till | through | thru | / ?))$"
)
_MONTHS_AFTER = re.compile(
    rf"\.?(?:,? (?:and|or|to|until|&) |, ?| ?[/-] ?)(?:{_MONTHS})(?![A-Za-z])"
)
_ARTICLE = ("the ", "The ", "THE ")
_UNIT = re.compile(
    r" ?(?:%|(?:times|people|men|women|children|patients|years|days|weeks|months|hours|miles|km"
    r"|kg|mg|metres|meters|feet|percent|points|more|others)\b)"
)
_FEAST = re.compile(
    r"(?:Day|Eve|Friday|Monday|Sunday|Night),? (?:of |in )?(?:1[89]|20)[0-9]{2}(?![0-9])"
)
_FEAST_NAME = re.compile(
    r"(?:Christmas|New Year'?s?|Boxing|Thanksgiving|Easter|Halloween|Valentine'?s|Labou?r|Memorial"
    r"|Independence|Veterans|Bonfire|Good|Armistice|Remembrance|Columbus|Patrick's) $"
)

# A digit and a separator, or digits in a row: from the run of digits there the rest is read.
_MARK = re.compile(
    r"[0-9](?=[-/.][0-9]|(?<=[0-9])(?:[0-9]{4}|[0-9]{6})(?<![0-9]{9})(?![0-9])"
    r"| [0-9]{1,2} (?:19|20)[0-9]{2}(?![0-9])| ?([/.-]) ?[0-9]{1,2} ?\1 ?(?:19|20)[0-9]{2}(?![0-9]))"
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
_TO = re.compile(r" ?[-~] ?(?=[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{2,4})")
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
    r"(?:^|[^A-Za-z])(?:cancelled|canceled|coming|come|came|moved|move|appt|appointment|out|off|back"
    r"|ends?|ending|starts?|finish(?:es|ed)?|leaves?|left|arrives?|arrived|home|away|again|till|til"
    r"|until|w/c|w/e|wk|week|next|last|due|booked|rebooked|changed to|swap(?:ped)?|delivered|sent"
    r"|posted|paid|rang|called|spoke|texted|emailed|tel|visit|visited|did|done|taken|removed|fitted"
    r"|inserted|sited|op|scan|bloods|review|chase|by|closed|opened|expires|renew(?:s|ed)?|clinic"
    r"|meeting|mtg|fell|died|born|lmp|edd|d/c|dc'?d|disch|adm|admit|admitted|seen|on|from|since)"
    r"[:,]? $",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" ?(?:ago|hx|history|later|earlier|prior|course|pain|power|of\b|out of|%|times|and counting|x)"
)
_ZERO = re.compile(r"(?:1[3-9]|2[0-9]|3[01])/[1-689]|0[1-9]/[0-3][0-9]|[0-3][0-9]/0[1-9]")
_DOTTED_AFTER = re.compile(
    r"(?:^|[^A-Za-z])(?:(?<!in )(?<!up )on|since|dated?|lmp|edd|w/c|w/e|taken|bloods|due)[: ]{1,2}$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r" ?(?:[ap]\.?m|hrs?|hours|o'clock|%|m?g\b|mmol|ml|cm|mm|kg)")
_MEASURE = re.compile(
    r"[ -]?(?:inch|in\.|cups?|tsp|tbsp|oz|lbs?|miles?|of|full|way|th|pints?|[\"'])"
)


def named_dates(text: str) -> Iterator[Finding]:
    """Dates with a month's English name, and a day or a year."""
    return joined(text, _named_dates(text))


def _named_dates(text: str) -> Iterator[Finding]:
    last = 0
    for start, end in sorted(_months(text)):
        if start < last or (start and text[start - 1].isascii() and text[start - 1].isalpha()):
            continue
        before = _DAY_BEFORE.match(text[max(0, start - 32) : start][::-1])
        if before is None and (worded := _worded(text, start, end)):
            last = worded.end
            yield worded
            continue
        rest = _REST.match(text, end)
        if rest is None:
            continue
        day, year = rest["day"], rest["year"]
        short = (
            before and "," not in before[0] and not year and _SHORT_YEAR.fullmatch(day or "")
        )  # "11 Aug 24"
        first = start - before.end() if before and (not day or short) else start
        if year and len(year.strip(" -/'")) == 2 and not (before or day):
            year = year if year[0] == "-" or "'" in year else None  # "May 20" has a day
        if not (before or day or year):
            if is_told_month(text, start, end) or _is_listed_month(text, start, end):
                yield dated(text, start, start + len(text[start:end].rstrip(".")), "month")
            continue
        if not (before or _is_month(text, start, end, rest)):
            continue
        floor, last = last, rest.end("year") if year else rest.end("day") if day else end
        last = first + len(text[first:last].rstrip(" ,."))
        if first == start and (span := _MONTHS_BEFORE.search(text, max(0, start - 24), start)):
            first = max(span.start("first"), floor)
        if before and first < start and text.endswith(_ARTICLE, max(0, first - 4), first):
            first -= 4  # "the 5th of June"
        yield dated(text, weekdays.start_of(text, first), last, "named")


def _is_listed_month(text: str, start: int, end: int) -> bool:
    """Whether other months follow, of which notes say more: "June, July and August 2024"."""
    return _MONTHS_AFTER.match(text, end) is not None and is_note(text)


def _worded(text: str, start: int, end: int) -> Finding | None:
    """The date of the month at `start` if its day is in words."""
    first, last = start_before(text, start), end_after(text, end)
    if first == start and last == end:
        return None
    if year := AFTER_YEAR.match(text, last) or WRITTEN_YEAR.match(text, last):
        last = year.end()
    return dated(text, weekdays.start_of(text, first), last, "words")


def _months(text: str) -> Iterator[tuple[int, int]]:
    """The bounds of what may be a month's name."""
    for name in _NAME.finditer(text):
        yield name.span()
    for name in _SMALL.finditer(text):
        if name["name"]:
            yield name.span("name")
        elif before := _SMALL_BEFORE.match(text[max(0, name.start() - 13) : name.start()][::-1]):
            yield name.start() - before.end(), name.start() - 1


def _is_month(text: str, start: int, end: int, rest: re.Match[str]) -> bool:
    """Whether a word before a number is a month: in "may 5 times", "March 1200 miles" it isn't."""
    day, year = rest["day"], rest["year"]
    verb = text[start:end].lower().rstrip(".") in _VERBS
    if (year and day) or (day and day[-1].isalpha()):
        return True
    return not _UNIT.match(text, rest.end()) and not (verb and day and text[start].islower())


def feasts(text: str) -> Iterator[Finding]:
    """Days that are told by a feast and its year: "Christmas Eve 2020"."""
    for found in _FEAST.finditer(text):
        at = found.start()
        if name := _FEAST_NAME.search(text, max(0, at - 14), at):
            yield dated(text, name.start(), found.end(), "feast")


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
            if not (to := _TO.search(text, start + 6, start + 36)):
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
            _is_plain(found) or again or _is_told(text, start, end, noun=found["b"] == " ")
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
            or (found["c"] == "." and _is_dotted(text, found))
        )
    if again or _is_told(text, start, end, noun=found[0] in _SAYINGS):
        return True
    # "14/03": with a zero that neither fractions nor spans of time have, "6/52", "10/12".
    # At the beginning of a line, before a word, it is the day of an entry.
    entry = (
        found[0] not in _SAYINGS
        and (start == 0 or text[start - 1] == "\n")
        and _ENTRY.match(text, end)
    )
    if _BY_HAND.search(text, max(0, start - 18), start) and not _COUNTED.match(text, end):
        return is_note(text)
    return bool(entry or _ZERO.fullmatch(found[0])) and is_note(text)


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


DETECTORS = (
    named_dates,
    feasts,
    numeric_dates,
    *DAYS,
    *WORDS,
    chinese_dates,
    notes_dates,
    festivals,
    ages,
)
