"""Addresses in English text, from a flat's or a house's number to the postcode. No IO.

What counts as an address:

    a number     a street, a post-office box: anywhere
    a code       a postcode of Britain, Ireland or Canada; five or six digits after a place
    a place      before a state's two letters; after a street, a house, a flat
    a cue        after "lives in", "born in", "Address:" and the like places and streets of any kind

A country or a state alone is no finding anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors import places_en_parts as parts
from privacy.desensitize.detectors.cues import by_first_letter, trie
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_en

_BACK, _AHEAD = 90, 170  # characters around what speaks for an address that are read
_SAID = {
    said.replace("_", " "): links for links, listed in places_en.LIVING.items() for said in listed
}
_STREETS = frozenset((*places_en.STREETS, *places_en.WEAK_STREETS))
_UNITS = frozenset(("apt", "apartment", "flat", "unit", "plot", "blk", "block", "box", "bag"))
_LABELS = frozenset(places_en.LABELS)
_WORD = re.compile(
    r"[ \n\t(\"'.o](?P<word>"
    + trie((*_STREETS, *_UNITS, *_SAID, *_LABELS, "from", "co", "county"), "(?![a-z0-9])")
    + ")"
)
# What must follow a word of each kind.
_LABELLED = re.compile(r"(?: (?:is|was|changed to)(?: now)? ?:?| ?[:=]\s?)\s?(?=[A-Z0-9#])")
_LIVED = re.compile(
    r"(?: (?:with|alone|independently|quietly)\b[^.,;:\n]{0,30}?| now| currently| and raised)?"
    r" (in|at|near|on|outside|to|from|into|of|is) (?=[A-Z0-9])"
)
_NUMBERED = re.compile(r"\.? ?#?[0-9A-Z]{1,6}(?=[,\n)]| [A-Z0-9]|-)")
_LISTED = re.compile(r"\.?(?:,\s|\n|,? \(?)(?=[A-Z])")
_DIGIT_BEFORE = re.compile(r"[0-9][A-Za-z]?,?\s(?:[\w.'’-]+ ){1,5}$")
_STATE = re.compile(rf",\s{parts.STATE}(?![\w'’])")
_BREAK = re.compile(r"\n\s*\n|[;!?|<>\t]|[a-z]{4}\. |:")
_LINK = re.compile(r",?(?: ?\n ?| {1,2})|,(?=[A-Z])| - ?|-(?=[0-9]{5,6})| \(")
_PERSON = re.compile(
    rf"(?<![a-z])(?:{by_first_letter(places_en.PERSONS)})"
    r"(?:,? (?:is|was|are|were|comes?|came|hails?|originally|who|and|named|called|a|\w+ed)){0,3}$"
)


_LARGE = places_en.COUNTRIES | places_en.STATE_NAMES | places_en.REGIONS


def addresses(text: str) -> Iterator[Finding]:
    """Addresses as a whole, and places that a cue says somebody lives at."""
    last = 0
    for at, after, cue in _evidence(text):
        if after <= last:
            continue
        start = max(last, at - _BACK) if cue is None else cue
        if cue is None:
            for before in _BREAK.finditer(text, start, at):
                start = before.end()
        end = min(len(text), after + _AHEAD)
        behind = _BREAK.search(text, max(after, start), end)
        if behind:
            end = behind.start() + (4 if text[behind.start()].isalpha() else 0)
        reached = last
        for chain in _chains(text, start, end):
            first, stop = chain[0].start(), chain[-1].end()
            stop -= text[stop - 1] == "."
            if chain[-1]["small"] and (rest := parts.SMALL_REST.match(text, stop)):
                stop = rest.end()
            if _is_address(text, chain, cued=cue is not None and first == start):
                yield Finding(Kind.ADDRESS, first, stop, Strength.CUED, "address.english")
                reached = stop
            if cue is not None and first != start and reached == last:
                break
        last = max(reached, after)


def _evidence(text: str) -> list[tuple[int, int, int | None]]:
    """Where an address may be: bounds, and behind a cue where it must begin."""
    lower = text.replace("\u0130", "I").lower()  # the one letter that becomes two
    found = list(_words(text, lower))
    found += [(m.start(), m.end(), None) for m in parts.FROM_DIGIT.finditer(text)]
    found += [(m.start(), m.end(), None) for m in _STATE.finditer(text)]
    found.sort(key=lambda item: item[:2])
    return found


def _words(text: str, lower: str) -> Iterator[tuple[int, int, int | None]]:
    for match in _WORD.finditer("\n" + lower):
        word, at, after = match["word"], match.start("word") - 1, match.end() - 1
        if word in _STREETS and (
            _DIGIT_BEFORE.search(text, max(0, at - 48), at)
            or (text[at].isupper() and _LISTED.match(text, after) and text[at - 2].isalpha())
        ):
            yield at, after, None
        elif word in _UNITS and _NUMBERED.match(text, after):
            yield at, after, None
        elif word in ("co", "county"):
            if text[at] == "C" and text[after + 1 : after + 3].strip().istitle():
                yield at, after, None
        elif word in _LABELS and (link := _LABELLED.match(text, after)):
            yield at, link.end(), link.end()
        elif (word in _SAID or word == "from") and (link := _LIVED.match(text, at + 4 - 5 if word == "from" else after)):
            if word == "from":
                if _PERSON.search(lower[max(0, at - 60) : at - 1]):
                    yield at, link.end(), link.end()
            elif link[1] in _SAID[word].split():
                yield at, link.end(), link.end()


def _chains(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    """Parts that follow each other within `[start, end)`."""
    at = start
    while found := parts.ELEMENT.search(text, at, end):
        chain = [found]
        while link := _LINK.match(text, chain[-1].end(), end):
            part = parts.ELEMENT.match(text, link.end(), end)
            if part is None or not _follows(text, chain, part):
                break
            chain.append(part)
        at = max(chain[-1].end(), at + 1)
        chain = _trimmed(text, chain, start)
        if chain:
            yield chain


def _follows(text: str, chain: list[re.Match[str]], part: re.Match[str]) -> bool:
    before = chain[-1]
    if before["code"]:
        return part["place"] is not None and part[0].lower() in places_en.COUNTRIES
    if part["place"]:
        word = part[0].split()[0].lower().rstrip(".")
        return word not in places_en.NOT_PLACES and text[part.end() : part.end() + 1] != ":"
    return True


def _trimmed(text: str, chain: list[re.Match[str]], start: int) -> list[re.Match[str]]:
    """Without places before the first part that begins an address."""
    first = 0
    while first < len(chain) - 1 and chain[first]["place"]:
        if chain[first].start() == start and _is_place(chain[first]):
            break
        word = chain[first][0].split()[-1].lower()
        follows = text[chain[first].end()] in ",\n"
        if word in places_en.HOUSES and follows:
            break
        if follows and (chain[first + 1]["state"] or chain[first + 1]["county"]):
            break
        if chain[first + 1]["code"]:
            break
        first += 1
    return chain[first:]


def _is_address(text: str, chain: list[re.Match[str]], *, cued: bool) -> bool:
    kinds = [str(part.lastgroup) for part in chain]
    if "box" in kinds or "street" in kinds or "small" in kinds:
        return True
    places = [part for part in chain if _is_place(part)]
    if cued:
        return bool(places) or "road" in kinds or "small" in kinds
    if "code" in kinds:
        return True
    if "road" in kinds:
        return bool(places) or "county" in kinds or "state" in kinds
    return bool(places) and ("state" in kinds or "county" in kinds)


def _is_place(part: re.Match[str]) -> bool:
    """Words that may be a town's name."""
    if not part["place"]:
        return False
    name = part[0].lower()
    return name not in _LARGE and name.split()[0] not in places_en.NOT_PLACES


DETECTORS = (addresses,)
