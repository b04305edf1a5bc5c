"""Addresses in English text, from a flat's or a house's number to the postcode. No IO.

What counts as an address:

    a number     a street, a post-office box: anywhere
    a code       a postcode of Britain, Ireland or Canada; five or six digits after a place
    a place      before a state's two letters; after a street, a house, a flat
    a cue        after "lives in", "born in", "Address:" and the like places and streets of any kind

A country or a state alone is no finding anywhere.

Words and codes that speak for an address are looked for first. Only the text around each, at most
some 260 characters, is read for parts that follow each other, and little of it more than once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors import places_en_parts as parts
from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.places_en_evidence import TOWN, evidence
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_en

_BACK, _AHEAD = 90, 170  # characters around what speaks for an address that are read
_TOWNS = places_en.CITIES | places_en.CITY_STATES
_LARGE = places_en.COUNTRIES | places_en.STATE_NAMES | places_en.REGIONS
_BREAK = re.compile(r"\n\s*\n|[;!?|<>\t]|[a-z]{5}\. |:")
_LINK = re.compile(r" (?:and|&) |,?(?: ?\n ?| {1,2})|,(?=[A-Z])| - ?|-(?=[0-9]{5,6})| \(|, ?- ?")
_LED = re.compile(r"(?<!\w)(?:at|in|near|of|outside|address) $")
_HOME = re.compile(r"(?i:flat|apt|apartment|villa|plot|house|h\.)\b.*[0-9]")
_BEFORE_STREET = re.compile(
    rf"(?:^|[\n:,(]|(?<!\w)(?:{by_first_letter(places_en.BEFORE_STREETS)}))\s?$"
)
_CODE = re.compile(r"(?i:code|zip|pin)[^.;\n]*$")
_YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}(?=\W)")
_PEOPLE = re.compile(r"(?:ish|ese|[ae]an|ian|'s|’s)$")


def addresses(text: str) -> Iterator[Finding]:
    """Addresses as a whole, and places that a cue says somebody lives at."""
    last = read = 0
    found = evidence(text)
    cues = [at for at, _, cue in reversed(found) if cue is not None]
    for at, after, cue in found:
        while cues and cues[-1] < after:
            cues.pop()
        if after <= (read if cue is None else last):
            continue
        if cue is not None and (town := TOWN.match(text, cue)):
            yield Finding(Kind.ADDRESS, *town.span(), Strength.CUED, "address.english")
            last = town.end()
            continue
        start, end = _window(text, at, after, last, cue)
        end = min(end, cues[-1]) if cues else end
        for chain in _chains(text, start, end, cued=cue is not None):
            first = chain[0].start()
            cued = cue is not None and first == start
            if (stop := _end(text, chain, cued=cued)) > first:
                yield Finding(Kind.ADDRESS, first, stop, Strength.CUED, "address.english")
                last = stop
            elif cue is not None:
                break
        last = max(last, after)
        read = max(read, last, end - _BACK if cue is None else 0)


def _window(text: str, at: int, after: int, last: int, cue: int | None) -> tuple[int, int]:
    """The bounds of the text that is read for the parts of one address."""
    start = max(last, at - _BACK) if cue is None else cue
    if cue is None:
        for before in _BREAK.finditer(text, start, at):
            start = before.end()
    end = min(len(text), after + _AHEAD)
    if behind := _BREAK.search(text, max(after, start), end):
        end = behind.start() + (5 if text[behind.start()].isalpha() else 0)
    return start, end


def _chains(text: str, start: int, end: int, *, cued: bool) -> Iterator[list[re.Match[str]]]:
    """Parts that follow each other within `[start, end)`."""
    at = start
    if cued and not parts.ELEMENT.match(text, start, end):
        return
    while found := parts.FIRST_ELEMENT.search(text, at, end):
        chain = [found]
        while link := _LINK.match(text, chain[-1].end(), end):
            part = parts.ELEMENT.match(text, link.end(), end)
            if part is None or not _follows(text, chain, part):
                break
            if link[0] in (" and ", " & ") and not (chain[-1]["road"] and part["road"]):
                break
            chain.append(part)
        at = max(chain[-1].end(), at + 1)
        if chain := _without_rest(text, _without_front(text, chain, start if cued else -1)):
            yield chain


def _follows(text: str, chain: list[re.Match[str]], part: re.Match[str]) -> bool:
    before = chain[-1]
    if before["code"]:
        return part["place"] is not None and part[0].lower() in places_en.COUNTRIES
    if before[0].endswith(".") and len(before[0].split()[-1]) > 5:
        return False
    if part["place"]:
        word = part[0].split()[0].lower().rstrip(".")
        if word == "the" and (before["number"] or before["unit"]):
            return True
        return word not in places_en.NOT_PLACES and text[part.end() : part.end() + 1] != ":"
    return not part["number"] or not part[0].isdigit() or len(part[0]) < 4


def _without_front(text: str, chain: list[re.Match[str]], cue: int) -> list[re.Match[str]]:
    """Without what stands before the first part that begins an address."""
    first = 0
    while first < len(chain) - 1:
        part, following = chain[first], chain[first + 1]
        house = part[0].split()[-1].lower() in places_en.HOUSES
        weak = part["road"] and following["street"] and _is_weak(part) and not house
        if not (part["place"] or part["digits"] or weak):
            break
        listed = text[part.end()] in ",\n"
        if _is_place(part) and (part.start() == cue or (listed and _is_led_to(text, part))):
            break
        if listed and (house or part[0].startswith("The ")):
            break
        if _is_place(part, alone=not following["state"]) and (
            following["code"] or following["state"] or following["county"] or following["digits"]
            or (following["road"] and listed and " " not in part[0])
        ):  # fmt: skip
            break
        first += 1
    return chain[first:]


def _is_led_to(text: str, part: re.Match[str]) -> bool:
    """Whether a word like "at" stands before this place, or a line begins with its one word."""
    if " " not in part[0] and text[max(0, part.start() - 1) : part.start()] in ("", "\n"):
        return True
    return _LED.search(text, max(0, part.start() - 8), part.start()) is not None


def _without_rest(text: str, chain: list[re.Match[str]]) -> list[re.Match[str]]:
    """Without lines of capitalised words behind an address that no code or state ends."""
    for number, part in enumerate(chain):
        line = text[chain[number - 1].end() : part.start()] if number else ""
        if "\n" not in line or "," in line or not part["place"]:
            continue
        if any(p["code"] or p["low"] or p["state"] or p["county"] or p["digits"]
               for p in chain[number:]):  # fmt: skip
            continue
        block = chain[0].start() == 0 or text[chain[0].start() - 1] == "\n"
        if not (
            block and part[0].count(" ") < 2 and text[part.end() : part.end() + 1] in ("", "\n")
        ):
            return chain[:number]
    return chain


def _end(text: str, chain: list[re.Match[str]], *, cued: bool) -> int:
    """Where the address ends that `chain` is, or 0 if it is none."""
    stop = chain[-1].end()
    stop -= text[stop - 1] == "."
    if any(part["small"] for part in chain):
        rest = parts.SMALL_REST.match(text, stop)
        if rest and rest[0].strip(", ") not in places_en.AFTER_STREETS:
            return rest.end()
        before = _BEFORE_STREET.search(text, max(0, chain[0].start() - 12), chain[0].start())
        return stop if cued or (before and not _YEAR.match(chain[0][0])) else 0
    if chain[-1]["box"] and (rest := parts.SMALL_REST.match(text, stop)):
        return rest.end() if any(c.isdigit() for c in rest[0]) else stop
    return stop if _is_address(text, chain, cued=cued) else 0


def _is_address(text: str, chain: list[re.Match[str]], *, cued: bool) -> bool:
    kinds = {str(part.lastgroup) for part in chain}
    alone = not any(p["state"] or p["road"] or p["street"] for p in chain)
    places = [p for p in chain if _is_place(p, alone=alone)]
    if kinds & {"box", "code"}:
        return True
    if cued and _is_where(text, chain, kinds, places):
        return True
    closed = bool(kinds & {"state", "county"})
    if "street" in kinds:
        return closed or _is_street(text, chain, weak=bool(places))
    if "road" in kinds:
        return (
            closed
            or "unit" in kinds
            or (bool(places) and ("digits" in kinds or any(_is_road(text, p) for p in chain)))
        )
    if "digits" in kinds:
        units = sum(bool(part["unit"]) for part in chain)
        known = any(part[0].lower() in _TOWNS for part in chain)
        return units > 1 or bool(
            (places and units) or known or ("number" in kinds and len(chain[-1][0]) > 4)
        )
    return (bool(places) and closed and len(chain[0][0]) > 3) or ("low" in kinds and len(kinds) > 1)


def _is_where(
    text: str, chain: list[re.Match[str]], kinds: set[str], places: list[re.Match[str]]
) -> bool:
    """Whether what follows a cue is an address or a town."""
    if len(chain) == 1 and chain[0][0].split()[-1].lower() in places_en.ORGANISATIONS:
        return False
    if kinds == {"digits"} and len(chain[0][0]) == 4:
        return _CODE.search(text, max(0, chain[0].start() - 24), chain[0].start()) is not None
    if kinds & {"digits", "low", "street", "road", "county"} or _HOME.match(chain[0][0]):
        return True
    if len(chain) > 1 or not places:
        return bool(places)
    after = text[chain[0].end() : chain[0].end() + 2]
    return not (_PEOPLE.search(chain[0][0]) and after[:1] == " " and after[1:].islower())


def _is_street(text: str, chain: list[re.Match[str]], *, weak: bool) -> bool:
    """Whether a number and a street are an address without a code or a state."""
    if len(chain) > 1 and chain[0]["unit"]:
        return True
    street = next(part for part in chain if part["street"])
    before = text[max(0, street.start() - 10) : street.start()].lower().split()
    if _YEAR.match(street[0]) and (not before or before[-1] not in ("at", "address", "address:")):
        return False
    return weak or not _is_weak(street)


def _is_road(text: str, part: re.Match[str]) -> bool:
    """Whether this is a street without a number: no "Fulton Street Station"."""
    after = text[part.end() : part.end() + 2]
    if part[0].lower() in places_en.FIGURES:
        return False
    return bool(part["road"]) and not _is_weak(part) and not (after[:1] == " " and after.istitle())


def _is_weak(part: re.Match[str]) -> bool:
    return part[0].split()[-1].lower().rstrip(".") in places_en.WEAK_STREETS


def _is_place(part: re.Match[str], *, alone: bool = True) -> bool:
    """Words that may be a town's name."""
    if not part["place"]:
        return False
    name = part[0].lower()
    if name in _LARGE and alone:
        return False
    return name.split()[0] not in places_en.NOT_PLACES


DETECTORS = (addresses,)
