"""Houses with a name, streets cut short and towns in small letters, in English notes. No IO.

"Hill House, Nether Wallop", "40 Beech Gr", "12 The Paddocks, Yarm", "i live in skegness".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors import places_en_parts as parts
from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.names_en_tokens import CLEAR, UPPER, Sort, sort_of
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_en, places_en_notes

_LETTER = r"[^\W\d_]"
_CAPITAL = rf"[{UPPER}]{_LETTER}+(?:['’-]{_LETTER}+)*"
_PLACE = (
    rf"(?:St\.? )?{_CAPITAL}(?:[ -](?:(?:on|upon|le|in|by|the|of|under|and)[ -])*{_CAPITAL}){{0,3}}"
)
_REST = rf"(?:,? ?\n?(?:{parts.UK_POSTCODE}|{parts.EIRCODE})(?!\w))?"
Span = tuple[int, int]
_LARGE = places_en.COUNTRIES | places_en.STATE_NAMES | places_en.REGIONS | places_en.COUNTIES
# Where an address may begin: it is looked for once, and the patterns below are tried there.
_FRONT = re.compile(
    rf"[{UPPER}\d](?:(?<=[\n|:;,(\t] .)|(?<=[\n|:(\t].)"
    r"|(?<=\bat .)|(?<=\bof .)|(?<=\bin .)|(?<=\bto .)|(?<=\bis .)|(?<![\s\S].))"
)
_HOUSE = re.compile(
    r"(?!(?:Town|City|Village|Church|Guild|Music|Opera|Court|Council|Community|Nursing|Care) )"
    rf"(?:The )?(?:{_CAPITAL} ){{1,3}}?(?:{by_first_letter(places_en_notes.HOUSES)})"
    rf"(?P<rest>(?:, (?:{_PLACE})){{1,4}}){_REST}",
)
_SHORT = re.compile(
    rf"\d(?<![\w./-].)\d{{0,3}}[a-zA-Z]? (?:{_CAPITAL} ){{1,3}}?"
    rf"(?:{by_first_letter(places_en_notes.SHORT_STREETS)})(?![\w'’])(?! {_CAPITAL})"
)
_NUMBERED = re.compile(
    rf"\d{{1,3}}[a-zA-Z]? (?P<name>(?:The )?{_CAPITAL}(?: {_CAPITAL})?), (?P<town>{_PLACE})"
    rf"(?:, {_PLACE}){{0,2}}{_REST}(?=[,.;:)|\n]|$| -)"
)
_UNIT = re.compile(
    r"(?<!\w)(?:Flat|Apt\.?|Apartment|Caravan|Pitch|Berth|Bungalow|Villa) "
    rf"(?:[0-9]{{1,4}}[A-Za-z]?|[A-Z][0-9]{{0,3}}),? (?P<rest>{_PLACE}(?:, {_PLACE}){{0,3}}){_REST}"
)
_ANSWER = re.compile(
    r"(?:(?<=[A-Za-z]: )|(?P<said>(?<![A-Za-z])(?:[Hh]ome(?: town)?|[Bb]irthplace) (?:is|was) ))"
    rf"(?P<town>{_PLACE})"
    r"(?=[.!]?(?:[ \t]*$|\n| [A-Z][a-z]*:))"
)
_IN_PLACE = re.compile(r"(?<![A-Za-z])(?:in|from|near|to|outside) ([a-z]{4,14})(?![\w'’-])")
_SMALL = re.compile(
    r"(?<![A-Za-z])(?:liv(?:e|es|ed|ing)|mov(?:e|ed|ing)|born|based|stay(?:ing|ed)?|stuck|stranded"
    r"|i['’]?m|hes|he['’]s|shes|she['’]s|was|were|works?|worked|flat|house|shop|home|mum|mam|dad|nan|sister|brother"
    r"|family) (?:back |over |up |down |out |here |now |just )?(?:in|to|near|from|outside)"
    r" (?P<town>[a-z]{4,14}(?: (?:on|upon|le|by) [a-z]{3,12})?)(?![\w'’-])"
)


def houses(text: str) -> Iterator[Finding]:
    """Addresses in a note that no street's name or code tells."""
    if is_note(text):
        for start, end in (*_houses(text), *_towns(text)):
            yield Finding(Kind.ADDRESS, start, end, Strength.SHAPED, "address.english")


def _houses(text: str) -> Iterator[Span]:
    house_end = home_end = 0
    for front in _FRONT.finditer(text):
        at = front.start()
        if front[0].isdecimal():
            if at >= home_end and (home := _NUMBERED.match(text, at)):
                home_end = home.end()
                if _are_places(home["name"]) and _are_places(home["town"].split(" ")[0]):
                    yield home.span()
        elif at >= house_end and (house := _HOUSE.match(text, at)):
            house_end = house.end()
            if _are_places(house["rest"]):
                yield house.span()
    for short in _SHORT.finditer(text):
        yield short.span()
    for unit in _UNIT.finditer(text):
        if _are_places(unit["rest"]):
            yield unit.span()


def _towns(text: str) -> Iterator[Span]:
    """A town that answers a question, and towns in small letters after a cue."""
    for answer in _ANSWER.finditer(text):
        town = answer["town"]
        sort = sort_of(town.split(" ")[0])
        if town.lower() not in _LARGE and (
            (sort & Sort.PLACE and not sort & CLEAR) or (answer["said"] and not sort)
        ):
            yield answer.span("town")
    for small in _IN_PLACE.finditer(text):
        if sort_of(small[1]) == Sort.PLACE and small[1] not in _LARGE:
            yield small.span(1)
    for small in _SMALL.finditer(text):
        sort = sort_of(small["town"])
        if sort & Sort.PLACE or not sort or (sort & CLEAR and not sort & (Sort.WORD | Sort.GIVEN)):
            yield small.span("town")


def _are_places(words: str) -> bool:
    """Whether words with a capital may be a place's name: no month, no title, no department."""
    sorts = [sort_of(word) for word in re.findall(_CAPITAL, words.removeprefix("The "))]
    barred = Sort.NEVER | Sort.NOBODY | Sort.POST_NOMINAL | Sort.TITLE
    return bool(sorts) and all(not sort & barred or bool(sort & Sort.PLACE) for sort in sorts)


DETECTORS = (houses,)
