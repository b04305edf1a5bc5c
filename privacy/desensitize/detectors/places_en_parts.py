"""Parts that addresses in English text are made of, as one pattern. No IO.

box        PO Box 311, RR 2 Box 15
street     27 Ashdown Crescent, 14 oak st
road       Church Lane: a street without a number
code       LS8 2PQ, OH 45402, NSW 2042, C15 X2T7, K1A 0B6, 560038
unit       Flat 3, 2nd Floor, #08-112
county     Co. Meath
number     27 before a comma or a capital letter
place      up to five words with capital letters
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.lexicon import places_en

_END = r"(?![\w'’])"
_UPPER = "[A-ZÀ-ÖØ-Þ]"
_CAPITAL = rf"{_UPPER}[^\W\d_]*(?:['’.-]{{1,2}}[A-Z]?[^\W\d_]+)*\.?"
_NUMBER = (
    r"(?:(?:No|NO|Number|no)\.? ?|#)?[NSEW]?[0-9]{1,5}(?: ?1/2)?(?:[A-Za-z]|bis)?(?![A-Za-z0-9])"
    r"(?:(?: ?[-/&] ?|[-/])[0-9]{1,5}[A-Za-z]?(?![A-Za-z]))?(?: [A-D](?= [A-Z][a-z]))?"
    r"(?: block of)?"
)
_DIRECTION = r"(?:NE|NW|SE|SW|[NSEW]|North|South|East|West|Upper|Lower)"
_ORDINAL = r"[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)"


def _small(names: Iterable[str]) -> str:
    return f"(?:{by_first_letter(names)})"


def _title(names: Iterable[str]) -> str:
    """Names with a capital letter first, or in capitals."""
    return f"(?=[A-Z])(?i:{by_first_letter(names)})"


_ANY_STREET = (*places_en.STREETS, *places_en.WEAK_STREETS)
_TYPE = rf"{_title(_ANY_STREET)}{_END}(?! {_title(places_en.STREETS)}{_END})\.?"
_TAIL = rf"(?: {_DIRECTION}{_END}\.?)?(?: [0-9]{{1,2}}(?=,?\s#))?"
_WORD = rf"(?:{_CAPITAL}|{_ORDINAL}|of|the|la|de|del|du|des)"
_NAMED = (
    rf"County (?:Hwy|Highway|Rd|Road|Road No\.) [A-Z0-9]{{1,4}}{_END}"
    rf"|(?:{_CAPITAL}|{_ORDINAL}|The)(?: {_WORD}){{0,4}}? {_TYPE}{_TAIL}"
    rf"|{_title(places_en.STREET_HEADS)}(?: (?:de|du|des|la|le|del))*(?: {_CAPITAL}){{1,3}}"
    rf"|(?:[Aa]venue|[Aa]ve\.?|Street|Road) (?:[A-Z]|[0-9]{{1,3}}|of the {_CAPITAL}){_END}"
    r"|The (?:Crescent|Avenue|Strand|Mall|Terrace|Esplanade|Green|Drive|Close|Square|Parade|Grove)"
    rf"{_END}|(?:Highway|Hwy|Route|Rte|FM|CR|County Road|State Route) [0-9]{{1,4}}{_END}"
)
# Words before a small street: none that measures or links ("5 days on the road").
_PLAIN = (
    r"(?!(?:the|an?|of|on|in|at|from|to|days?|hours?|minutes?|mins?|weeks?|months?|years?|yrs?|km|"
    r"miles?|metres?|meters?|m|mg|ml|kg|g|cm|mm|am|pm|people|patients?|x|and|or|is|was|per|with|"
    r"for|by|feet|ft|lanes?|units?|times|more|other|new|different|first|second)\b)[a-z]+"
)
_SMALL = (
    rf"(?:{_DIRECTION.lower()} )?(?:{_PLAIN}|[0-9]{{1,3}}(?:st|nd|rd|th))"
    rf"(?: {_PLAIN}){{0,2}}? {_small(places_en.SMALL_STREETS)}{_END}\.?(?: [nsew]{_END})?"
    rf"|the (?:avenue|crescent|green|close|drive|grove|terrace|parade|square){_END}"
)
_UK_OUT = rf"(?:{by_first_letter(places_en.UK_AREAS)})[0-9](?:[0-9]|[A-Z](?![A-Z]))?"
UK_POSTCODE = rf"(?:{_UK_OUT} ?[0-9][ABD-HJLNP-UW-Z]{{2}}|GIR 0AA)"
EIRCODE = r"(?:[AC-FHKNPRTV-Y][0-9]{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}"
CANADIAN = r"[ABCEGHJ-NPRSTVXY][0-9][A-CEGHJ-NPR-TV-Z] ?[0-9][A-CEGHJ-NPR-TV-Z][0-9]"
_LONG_STATE = "|".join(sorted((re.escape(n) for n in places_en.STATE_NAMES), key=len, reverse=True))
STATE = rf"(?:{by_first_letter(places_en.STATE_CODES)})"
_ZIP = r"[0-9]{5}(?:-[0-9]{4})?"
_AUSTRALIAN = rf"(?:{by_first_letter(places_en.AUSTRALIAN_CODES)})"
_PROVINCE = rf"(?:{by_first_letter(places_en.PROVINCE_CODES)})"
CODE = (
    rf"(?:{UK_POSTCODE}|{EIRCODE}|(?:{_PROVINCE},? )?{CANADIAN}"
    rf"|(?:{STATE}|(?i:{_LONG_STATE})|[A-Z][a-z]{{2,4}}\.),?\s{{1,2}}{_ZIP}"
    rf"|(?i:{_AUSTRALIAN})[.,]{{0,2}} [0-9]{{4}}){_END}(?![.,-][0-9])"
)
# Believed after a place or a cue only.
_DIGITS = (
    rf"(?:(?:PIN|Pin|ZIP|Zip|Singapore|S)?(?: ?[Cc]ode)?[: (-]{{0,2}}"
    rf"(?:[0-9]{{5,6}}|[0-9]{{3}} [0-9]{{3}}|{_ZIP})\)?"
    rf"|[0-9]{{4}}(?=[.,;)\n]|$)){_END}(?![.,-][0-9])"
)
# As people write them, right or not; believed in company only.
_LOOSE = (
    rf"(?i:{_UK_OUT} ?[0-9][A-Z]{{2}}|[A-Z][0-9]{{2}} ?(?=[A-Z]*[0-9])[A-Z0-9]{{4}}|{CANADIAN})"
    rf"{_END}"
)
SMALL_CODE = (
    rf"(?i:{UK_POSTCODE}|{EIRCODE}|{CANADIAN}|{STATE} {_ZIP}|{_AUSTRALIAN} [0-9]{{4}}){_END}"
)
_UNIT_VALUE = r"(?:[0-9]{1,5}[A-Za-z]?|[A-Z]{1,2}[0-9]{0,4})(?:[-/][0-9A-Z]{1,5})*(?![\w'’])"
_UNIT = (
    rf"(?i:{by_first_letter(u for u in places_en.UNITS if u != '#')})\.?"
    rf"(?: ?(?:[Nn]o|NO|[Nn]umber)\.?| ?#)?(?: |(?=[0-9])|(?<=[.#])){_UNIT_VALUE}"
    rf"|(?:H|D)\.? ?[Nn]o\.? ?:? ?[0-9A-Z]+(?:[-/][0-9A-Z]+)*"
    rf"|[A-Z][ -]Wing{_END}"
    rf"|(?:Vill(?:age)?|Tehsil|Teh|Talu[kq]a?|Dist(?:rict)?|Mandal|P\.?O|P\.?S|Post)\.?:? "
    rf"(?!Court|Hall|Council|Attorney|Office|Nurs){_CAPITAL}{_END}"
    rf"|#[0-9A-Z]{{1,4}}(?:[-/][0-9A-Z]{{1,5}})*{_END}"
    rf"|(?i:{_ORDINAL}|ground|top|first|second|third|fourth|basement|garden|upper|lower)"
    rf" (?i:floor|flr|fl|flat|cross|main|block|stage|phase|level|unit)"
    rf"(?: (?i:flat|front|rear))?{_END}"
    rf"|[0-9]{{1,2}}/[0-9]{{1,2}}(?=,? [0-9]{{1,4}} [A-Z])|[0-9]{{1,2}}/F{_END}|G/F{_END}"
    r"|[A-Z]-?[0-9]{1,4}(?:/[0-9]{1,4})?(?=, )"
)
_STATE_ALONE = rf"(?:{STATE}|{_AUSTRALIAN}|{_PROVINCE}){_END}"
_PLACE_WORD = (
    rf"(?!{_STATE_ALONE}|(?:Flat|Apt|Apartment|Unit|Suite|Plot|Block|Blk|House|Room)\.? ?#?[0-9]"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March |April|June|July|August"
    r"|September|October|November|December)"
    rf"(?:St\.? )?{_UPPER}(?:['’][A-Z])?[^\W\d_]+(?:[-'’][^\W\d_]+)*{_END}"
)
PLACE = (
    rf"Dublin (?:[0-9]{{1,2}}|6W){_END}"
    rf"|{_PLACE_WORD}(?: (?:(?:upon|on|of|le|under|de|la|na|nan|an|y|yr|ar|Y)[ -](?:the )?)?"
    rf"{_PLACE_WORD}){{0,4}}(?: O(?=[,\n]|$))?(?: \((?:[NSEW]|East|West)\))?"
)
BOX = (
    r"(?i:(?:P\.? ?O\.?|GPO|Post Office|Private|Locked|Mail) ?(?:Box|Bag)) ?"
    r"(?:No\.? ?|#)?[0-9A-Z]{1,7}"
    r"(?![\w'’])|(?:RR|R\.R\.|Rural Route|RURAL ROUTE|HC) ?#? ?[0-9]{1,3}"
    r"(?:,? ?Box ?#?[0-9A-Z]{1,5})?"
    r"(?![\w'’])"
)
# What a part that begins with a small letter begins with: few words do, and most are refused here.
_SMALL_STARTS = "[a-z]{1,2}[0-9]|" + by_first_letter(
    name.lower()
    for name in (
        *(unit for unit in places_en.UNITS if unit[0].isalpha()),
        *places_en.STATE_NAMES,
        *places_en.AUSTRALIAN_CODES,
        *("ave", "no", "number", "p.", "po", "p o", "gpo", "post", "private", "locked", "mail"),
        *("rural", "ground", "top", "first", "second", "third", "fourth", "basement", "garden"),
        *("upper", "lower", "gir"),
    )
)
_ELEMENT = (
    rf"(?:(?=[^a-z])|(?={_SMALL_STARTS}))"
    rf"(?:(?P<box>{BOX})|(?P<code>{CODE})"
    rf"|(?P<street>{_NUMBER}(?:, ?|,?\s)(?:{_DIRECTION}\.? )?(?:{_NAMED}"
    rf"|(?:West |East )?Broadway|Avenue of the Americas|[A-Z][a-z]+(?:way|gate|side){_END}"
    rf"|(?:rue|chemin|calle|avenue|av\.?|boul\.?)(?: (?:de|du|des|la|le|del))*"
    rf"(?: {_CAPITAL}){{1,3}}))"
    rf"|(?P<unit>{_UNIT})"
    rf"|(?P<road>{_NAMED})"
    rf"|(?P<small>{_NUMBER},? (?:{_SMALL}))"
    rf"|(?P<county>(?:Co\.?|County) {_CAPITAL}{_END}|N\.T\.)"
    rf"|(?P<state>{_STATE_ALONE})"
    rf"|(?P<low>{_LOOSE})"
    rf"|(?P<digits>{_DIGITS})"
    rf"|(?P<number>{_NUMBER}(?=,? (?:[A-Z]|[0-9]{{1,3}}(?:st|nd|rd|th))))"
    rf"|(?P<place>{PLACE}))"
)
ELEMENT = re.compile(_ELEMENT)
FIRST_ELEMENT = re.compile(rf"(?<![\w'’/.-]){_ELEMENT}")
# What follows a street in small letters: "reading rg1 4pq", "leeds".
SMALL_REST = re.compile(
    rf"(?:,? ?\n?|, ){SMALL_CODE}"
    rf"|(?:,\s?|\s)(?:[A-Za-z]+(?:[ -][A-Za-z]+){{0,2}},? ){{1,2}}?{SMALL_CODE}"
    r"|, ?[a-z]{4,}(?=[.,;)\n]|$)"
)
# What is a code, or may be one, from a digit in it on.
FROM_DIGIT = re.compile(
    r"[0-9](?:(?:(?<=[A-Z].)|(?<=[A-Z][0-9].))(?:[A-Z]? ?[0-9][A-Z]{2}|[A-Z] ?[0-9][A-Z][0-9]"
    r"|[0-9W] ?[0-9AC-FHKNPRTV-Y]{4})"
    r"|(?<=[A-Za-z.,] .)(?:[0-9]{4}(?:-?[0-9]{4}|[0-9])?|[0-9]{2} [0-9]{3})|(?<=[A-Z] .)[0-9]{3}"
    r"|(?<=[a-z].)[0-9]? ?[0-9][a-z]{2}|(?<=[a-z][0-9].) ?[0-9][a-z]{2})(?!\w)"
)
