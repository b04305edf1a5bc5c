"""Days that are spelled out: "the second of May", "twelfth of April", "the ninth". No IO.

Before or after a month's name a word for a day is one in every text. Alone, and before the number
of a month, it is one in notes only: on the telephone a day of birth is "the fourth of the seventh".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize import weekdays
from privacy.desensitize.detectors.dates_cues import dated, is_birth
from privacy.desensitize.detectors.dates_days import PAUSE
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding
from privacy.desensitize.number_words import DAY, SHORT_YEAR, YEAR

_BEFORE = re.compile(
    rf"(?<![A-Za-z-])(?:the )?(?:{DAY})"
    rf"(?: ?(?:-|and|or|to|&) ?(?:the )?(?:{DAY}))?(?: (?:day )?of,? | )$",
    re.IGNORECASE,
)
_ENDS = ("of ", "th ", "st ", "nd ", "rd ", "OF ", "TH ", "ST ")
_AFTER = re.compile(rf",? (?P<the>the )?(?P<day>{DAY})(?![A-Za-z-])", re.IGNORECASE)
_INITIALS = frozenset("tfsenTFSEN ")  # of days in words and of "the"
AFTER_YEAR = re.compile(
    rf",? (?:in )?(?:{YEAR}(?![A-Za-z-])|{SHORT_YEAR}(?=[,.;)\n]|$| and ))", re.IGNORECASE
)
WRITTEN_YEAR = re.compile(r",? (?:in )?(?:1[0-9]{3}|20[0-9]{2})(?![A-Za-z0-9])")

_ALONE = re.compile(rf"he (?=[fstent])(?P<day>{DAY})(?![A-Za-z-])")
_TOLD_BEFORE = re.compile(
    r"(?:^|[\s(,;])(?:on|by|until|till|since|due|before|after|from|starting)(?: (?:about|around))?"
    r" [Tt]$",
    re.IGNORECASE,
)
_FEW = ("first", "second", "third")  # which are said of anything: after "on the" and the like alone
_SURE_BEFORE = re.compile(r"(?:^|[\s(,;])(?:on|by|until|till|due) [Tt]$", re.IGNORECASE)

# "fourth of the seventh eighty-five", "4th of the 7th 85"
_DAY_BEFORE = re.compile(
    rf"(?<![A-Za-z0-9-])(?:the )?(?:{DAY}|[0-3]?[0-9](?:st|nd|rd|th))$", re.IGNORECASE
)
_MONTHS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
_MONTH_AFTER = re.compile(
    rf"(?:{_MONTHS}|(?:1[0-2]|[1-9])(?:st|nd|rd|th))(?![A-Za-z-])"
    rf"(?P<year>,? (?:{YEAR}|(?:(?:19|20)[0-9]{{2}}|'?[0-9]{{2}})(?![0-9])|{SHORT_YEAR})"
    r"(?![A-Za-z]))?",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"of (?P<name>january|february|march|april|may|june|july|august|september|october|november"
    r"|december)(?![A-Za-z])"
)
_OF_THE = " of the "
_ORDINAL_ENDS = frozenset(("th", "st", "nd", "rd", "TH", "ST", "ND", "RD"))


def start_before(text: str, at: int) -> int:
    """Where a day in words begins that stands before the month at `at`; `at` for none."""
    if not text.endswith(_ENDS, max(0, at - 3), at):
        return at
    found = _BEFORE.search(text, max(0, at - 48), at)
    return found.start() if found else at


def end_after(text: str, end: int) -> int:
    """Where a day in words ends that stands after the month's name at `end`; `end` for none."""
    if text[end + 1 : end + 2] not in _INITIALS:
        return end
    found = _AFTER.match(text, end)
    if found is None or not (PAUSE.match(text, found.end()) or AFTER_YEAR.match(text, found.end())):
        return end
    return found.end() if found["the"] or found["day"].lower() not in _FEW else end


def worded(text: str) -> Iterator[Finding]:
    """Days in words that no month's name is beside."""
    for found in (*_alone(text), *_small(text), *_of_month(text)):
        if not is_note(text):
            return
        yield found


def _alone(text: str) -> Iterator[Finding]:
    for found in _ALONE.finditer(text):
        start, end = found.start() - 1, found.end()
        if start < 0 or text[start] not in "tT":
            continue
        whole = weekdays.start_of(text, found.start("day"))
        before = _SURE_BEFORE if found["day"] in _FEW else _TOLD_BEFORE
        if whole < found.start("day"):
            yield dated(text, whole, end, "words")
        elif PAUSE.match(text, end) and before.search(text, max(0, start - 24), start + 1):
            yield dated(text, start, end, "words")


def _small(text: str) -> Iterator[Finding]:
    for found in _SMALL.finditer(text):
        start, end = start_before(text, found.start("name")), found.end()
        if start < found.start():
            year = AFTER_YEAR.match(text, end) or WRITTEN_YEAR.match(text, end)
            end = year.end() if year else end
            yield dated(text, weekdays.start_of(text, start), end, "words")


def _of_month(text: str) -> Iterator[Finding]:
    at = text.find(_OF_THE)
    while at >= 0:
        day = month = None
        if text[at - 2 : at] in _ORDINAL_ENDS:
            day = _DAY_BEFORE.search(text, max(0, at - 22), at)
            month = _MONTH_AFTER.match(text, at + len(_OF_THE)) if day else None
        if day and month and (month["year"] or is_birth(text, day.start())):
            yield dated(text, weekdays.start_of(text, day.start()), month.end(), "words")
        at = text.find(_OF_THE, at + len(_OF_THE))


DETECTORS = (worded,)
