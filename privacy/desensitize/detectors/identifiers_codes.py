"""Codes without digits after a word for them, and numbers with a day in them. No IO.

bookings    PNR HJKWPL, confirmation code QXLMDR
insurers    RxPCN ADV, RxGrp RXAETD
police      log 441 of 22/01, CAD 1184 of 3 May
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

# Codes of six letters and digits that airlines and hotels give, where no digit is among them.
_BOOKINGS = ("PNR", "ooking", "ocator", "eservation", "onfirmation", " ref", "REF", "Ref")
_SIX = re.compile(r"[A-Z]{6}(?![A-Za-z0-9])")
_BOOKING_BEFORE = re.compile(
    r"(?:PNR|[Bb]ooking (?:ref(?:erence)?|code|no\.?)|[Rr]ecord locator|[Rr]eservation(?: code)?"
    r"|[Cc]onfirmation(?: code)?|\b[Rr]ef|\bREF|订座编号|订座记录|订位代号|訂位代號)"
    r"(?:\s?[:#]\s?|\s(?:is\s)?|[是为])?$"
)

_PLAN = re.compile(
    r"(?:(?:R[xX] ?)?PCN|R[xX] ?[Gg][Rr][Oo]?[Uu]?[Pp])(?: (?:no|number|id|ID|#)\.?)?\s?[:#]?\s?"
    r"(?P<code>[A-Z]{3,12})(?![A-Za-z0-9])"
)
_PLANS = ("PCN", "Rx", "RX")
_LOGS = ("og ", "OG ", "CAD ", "ncident ", "INC ")  # from the second letter on, or the first
_LOG = re.compile(
    r"(?:no\.? |number "
    r"|ref\.? )?(?P<number>[0-9]{1,6} of (?:[0-9]{1,2}[/.][0-9]{1,2}(?:[/.](?:[0-9]{4}|[0-9]{2}))?"
    r"|[0-9]{1,2}(?:st|nd|rd|th)? ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
    r"(?: (?:19|20)[0-9]{2})?))(?![A-Za-z0-9/])"
)


def bookings(text: str) -> Iterator[Finding]:
    """Codes of letters alone after a word for a booking."""
    if text.isascii() and not any(word in text for word in _BOOKINGS):
        return
    for found in _SIX.finditer(text):
        at = found.start()
        if _BOOKING_BEFORE.search(text, max(0, at - 24), at):
            yield Finding(Kind.IDENTIFIER, *found.span(), Strength.CUED, "booking")


def plans(text: str) -> Iterator[Finding]:
    """What American insurers call a plan at the pharmacy."""
    for word in _PLANS:
        at = text.find(word)
        while at >= 0:
            found = _PLAN.match(text, at)
            if found is not None:
                yield Finding(Kind.POLICY, *found.span("code"), Strength.CUED, "plan")
            at = text.find(word, at + 1)


def logs(text: str) -> Iterator[Finding]:
    """Numbers of a police log, which begin again each day."""
    for word in _LOGS:
        at = text.find(word)
        while at >= 0:
            found = _LOG.match(text, at + len(word))
            if found is not None:
                yield Finding(Kind.IDENTIFIER, *found.span("number"), Strength.CUED, "log")
            at = text.find(word, at + 1)


DETECTORS = (bookings, plans, logs)
