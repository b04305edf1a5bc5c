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
from privacy.desensitize.detectors.dates_ages_notes import DETECTORS as NOTES_AGES
from privacy.desensitize.detectors.dates_cues import dated, joined
from privacy.desensitize.detectors.dates_days import DETECTORS as DAYS
from privacy.desensitize.detectors.dates_days import is_told_month
from privacy.desensitize.detectors.dates_numeric import DETECTORS as NUMERIC
from privacy.desensitize.detectors.dates_words import (
    AFTER_YEAR,
    WRITTEN_YEAR,
    end_after,
    start_before,
)
from privacy.desensitize.detectors.dates_words import DETECTORS as WORDS
from privacy.desensitize.detectors.dates_zh import chinese_dates, festivals
from privacy.desensitize.detectors.dates_zh_notes import notes_dates
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_NAMES = by_first_letter([n for month in _MONTHS.split("|") for n in (month, month.upper())])
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
    r"(?:(?: eht)? ?(?:-|dna|ro|ot|&|/) ?(?:ht|dn|dr|ts)?[0-9]{1,2}"
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
    rf"(?<![A-Za-z])(?P<first>(?:{_MONTHS})\.?(?: ?- ?| to | until | till | through | thru | / ?)"
    rf"|(?<=[Bb]etween )(?:{_MONTHS})\.? and )$"
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
        if first == start and (span := _MONTHS_BEFORE.search(text, max(0, start - 32), start)):
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


DETECTORS = (
    named_dates,
    feasts,
    *NUMERIC,
    *DAYS,
    *WORDS,
    chinese_dates,
    notes_dates,
    festivals,
    ages,
    *NOTES_AGES,
)
