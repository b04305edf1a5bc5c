"""Days told without a month, and months without a day: "Tuesday the 4th", "in July". No IO.

A weekday makes a day of an ordinal number in every text. The rest is looked for in notes alone,
after words that days and months follow: an encyclopedia has too many of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize import weekdays
from privacy.desensitize.detectors.dates_cues import OR, dated, joined
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding

_ORDINAL = re.compile(r"[0-9](?:st|nd|rd|th|ST|ND|RD|TH)(?![A-Za-z0-9-]| [Cc]entur)")
_NUMBER_BEFORE = re.compile(r"[0-3]?(?![0-9A-Za-z]|[.,/-][0-9])")  # turned round
_THE_BEFORE = re.compile(
    r"(?:^|[\s(,;])(?P<on>on|by|until|till|til|since|from|before|after|due|is|was|for|starting"
    r"|ending|between|to|and|or|date[ds]?|appointment|appt|back|again|born)? ?(?P<the>the )$",
    re.IGNORECASE,
)
_BARE_BEFORE = re.compile(
    r"(?:(?:^|[\s,;])(?:on|by|until|till|til|since|from|due|before|after|dated?|appt|appointment"
    r"|moved to|changed to|back|again|paid|for|till|wc|w/c) |\()$",
    re.IGNORECASE,
)
# What goes on after a day; after an ordinal of anything else its noun follows.
PAUSE = re.compile(
    r"\s*(?:$|[,;:!?)\n]|\.(?![0-9])|-\s|(?:at|and|but|to|till|until|or|if|when|because|so|as"
    r"|with|by"
    r"|from|around|about|my|her|his|our|their|your|is|was|were|will|the|after|before|in|for"
    r"|he|she|i|we|they|it|you|which|that|please|pls|instead"
    r"|then|morning|afternoon|evening|night|am|pm|this|next|last|[0-9]{1,2}(?::|am"
    r"|pm))(?![A-Za-z]))",
    re.IGNORECASE,
)
_OF_MONTHS = re.compile(r" of (?:each|every|this|next|last|the) month(?![A-Za-z])")
_PAIR = re.compile(r" ?(?:&|and|or|to|-|/) ?(?:the )?[0-3]?[0-9](?:st|nd|rd|th)(?![A-Za-z-])")
_LISTED = frozenset(
    (" and ", " and the ", " or ", " or the ", " to ", " to the ", ", ", "-", " & ")
)

_MONTHS = (
    "january", "february", "april", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH_BEFORE = re.compile(
    r"(?:^|[^A-Za-z])(?:in|by|since|until|till|til|from|before|after|during|last|next|this"
    r"|early|late|mid|of|around|through|for|due|to|and|between|every|each|earliest|latest|or)[ -]$",
    re.IGNORECASE,
)
_SURE_BEFORE = re.compile(
    r"(?:^|[^A-Za-z])(?:in|by|since|until|till|last|next|this|early|late|mid"
    r"|(?:end|start|beginning|middle) of)"
    r"[ -](?:early |late |mid-?)?$",
    re.IGNORECASE,
)


def ordinals(text: str) -> Iterator[Finding]:
    """Days by their ordinal number, after a weekday or, in notes, after "on the" and the like."""
    return joined(text, _ordinals(text), OR)


def _ordinals(text: str) -> Iterator[Finding]:
    note: bool | None = None
    last = 0
    for mark in _ORDINAL.finditer(text):
        at, end = mark.span()
        before = _NUMBER_BEFORE.match(text[max(0, at - 3) : at][::-1])
        if before is None:
            continue
        start = at - before.end()
        if not 1 <= int(text[start : at + 1]) <= 31:
            continue
        whole = weekdays.start_of(text, start)
        if whole < start:
            yield dated(text, whole, end, "weekday")
        elif note is not False and (
            _is_day(text, start, end)
            or (last and text[last:start] in _LISTED)
            or _OF_MONTHS.match(text, end)
            or ((pair := _PAIR.match(text, end)) and PAUSE.match(text, pair.end()))
        ):
            note = note if note is not None else is_note(text)
            if note:
                last = end
                if text[start - 4 : start].lower() == "the ":
                    start -= 4
                yield dated(text, start, end, "ordinal")


def _is_day(text: str, start: int, end: int) -> bool:
    before = _THE_BEFORE.search(text, max(0, start - 18), start)
    told = (before is not None and before["on"] is not None) or _BARE_BEFORE.search(
        text, max(0, start - 14), start
    )
    return bool(told) and PAUSE.match(text, end) is not None


def is_told_month(text: str, start: int, end: int) -> bool:
    """Whether the month's name, which has neither day nor year, is a date of a note."""
    name = text[start:end].lower().rstrip(".")
    before = _MONTH_BEFORE if len(name) > 3 and name not in ("may", "march") else _SURE_BEFORE
    return before.search(text, max(0, start - 20), start) is not None and is_note(text)


def small_months(text: str) -> Iterator[Finding]:
    """Months alone in small letters."""
    for name in _MONTHS:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not text[end : end + 1].isalnum() and is_told_month(text, at, end):
                yield dated(text, at, end, "month")
            at = text.find(name, end)


DETECTORS = (ordinals, small_months)
