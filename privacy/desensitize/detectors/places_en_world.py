"""Addresses of other countries as English notes quote them: Lindenstrasse 8, 10969 Berlin. No IO.

A street whose name says that it is one, with its house's number behind it, or before it as in
France, is enough: floor, postcode, town and country are taken along where they follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import by_first_letter, trie
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_en, places_en_notes

_LETTER = r"[^\W\d_]"
_CAPITAL = rf"(?=[^\W\d_])(?![a-z]){_LETTER}[^\W_]*(?:['’.-]{_LETTER}+){{0,8}}(?:(?<!\w\w\w\w)\.)?"
_SMALL = (
    r"(?:de|del|della|delle|dello|dei|degli|dell['’]|di|da|do|dos|das|du|des|la|le|les|los|las|el"
    r"|l['’]|d['’]|y|e|en|van|der|den|het|von|zum|zur|am|im|an|al|św\.|gen\.)"
)
_NUMBER = r"\d{1,5} ?[a-zA-Z]?(?:(?: ?[-/] ?)\d{1,4}[a-zA-Z]?){0,2}(?!\w)(?! ?[%€$£])"
_SUFFIXES = by_first_letter(places_en_notes.STREET_ENDINGS)
_ENDED = rf"(?:{_CAPITAL}[ -])?(?=[^\W\d_])(?![a-z])[^\W\d_]+(?:{_SUFFIXES})(?!\w)\.?"
_HEADS = by_first_letter(places_en_notes.STREET_STARTS)
_LINKED = rf"(?:{_SMALL}[ ]?){{0,3}}{_CAPITAL}"
_HEADED = rf"(?<![\w'’])(?:{_HEADS}) {_LINKED}(?: {_LINKED}){{0,4}}"
_FRENCH = (
    r"\d(?<![\w.,].)\d{0,3}(?: ?(?:bis|ter|[A-D]))?,? (?i:rue|avenue|av\.|boulevard|bd\.?|chemin"
    r"|place|all[ée]e"
    r"|impasse|quai|cours|route|passage|square|sentier|ruelle|faubourg|villa)"
    rf" {_LINKED}(?:[ -]{_LINKED}){{0,3}}"
)
_FLOOR = (
    r"(?:\d{1,2}(?:[º°ªo]|\.º)\.? ?(?:[A-D]|[Ii]zq\.?|[Ee]sq\.?|[Dd]ta?o?\.?|[Dd]cha\.?|piso|floor"
    r"|OG|Etage)?"
    r"|(?:app?t|apto|appartement|int|interno|scala|piso|puerta|et|etage|m|lok|kv|byt|lgh|bus|bte|Whg|Top"
    r"|Wohnung|flat|door|dept|depto|unit)\.? ?[0-9A-Z]{1,5}|[1-9]\. ?(?:OG|Stock|sal|tv|th|mf))"
)
_COUNTRY = "|".join(
    sorted(
        (re.escape(name) for name in places_en.COUNTRIES if len(name) > 3), key=len, reverse=True
    )
)
_POSTCODE = (
    r"(?:(?:[A-Z]{1,3}-)?(?:\d{5}(?:-\d{3})?|\d{4}-\d{3}|\d{2}-\d{3}|\d{3} \d{2}"
    r"|\d{4}(?: ?[A-Z]{2})?)(?!\w))"
)
_WORD = rf"(?=[^\W\d_])(?![a-z]){_LETTER}+(?:['’]{_LETTER}+)?"
_PLACE = rf"{_WORD}(?:[ -](?:{_SMALL}[ -]?){{0,2}}{_WORD}){{0,3}}"
_REST = re.compile(
    rf"(?:,? {_FLOOR}(?!\w))?(?:,? {_FLOOR}(?!\w))?"
    rf"(?:(?:,? ?\n?|, ){_POSTCODE}(?:,? {_PLACE})?(?: \([A-Z]{{2}}\))?"
    rf"|, {_PLACE}(?:,? {_POSTCODE})?)?(?:,? (?i:{_COUNTRY})(?!\w))?"
)
_STREET = re.compile(
    rf"(?:(?<![\w'’]){_ENDED}|{_HEADED}),? (?:n[º°o]?\.? ?|nr\.? ?)?{_NUMBER}|{_FRENCH}"
)
# A postcode with its country's letters, or as the Dutch write it, and a town.
_CODED = re.compile(
    r"(?<![\w-])(?:(?:DE|D|FR|F|CH|A|AT|B|BE|L|NL|I|IT|E|ES|DK|SE|S|NO|N|PL|CZ)-\d{4,6}"
    r"|\d{4} [A-Z]{2})"
    rf" {_PLACE}"
)
_JAPANESE = re.compile(
    r"\d(?<![\w-].)\d?-\d{1,2}(?:-\d{1,4})?,? [A-Z][a-z]+(?:-?[a-z]+)?(?:[ -][A-Z][a-z]+)?"
    r"(?:, [A-Z][a-z]+(?:-(?:ku|shi|cho|machi|gun|dori))?){1,3}(?:,? \d{3}-\d{4})?"
)
_TOWN_CODE = re.compile(r"(?<=[ \n-])\d{4,5} (?:[A-Z]{2} )?(?=[^\W\d_])(?![a-z])\w")
# What no street, and no code, is without: a text without it isn't searched. The word before a
# number is read from its end, in a text that is turned round.
_TURNED_ENDING = re.compile(
    r"\d ?\.?[º°o]?(?:rn?|n)? ,?\.?(?:"
    + trie(ending[::-1] for ending in places_en_notes.STREET_ENDINGS)
    + ")"
)
_WORDS = re.compile(r"\w+")
_HEAD_WORDS = frozenset(_WORDS.findall(head)[0] for head in places_en_notes.STREET_STARTS)
_IN_FRENCH = re.compile(_FRENCH)
_CODE = re.compile(r"\d{4} (?=[^\W\d_])(?![a-z])")
_YEAR = re.compile(r" (?:19|20)\d\d$")


def addresses(text: str) -> Iterator[Finding]:
    """Addresses that are written as in Germany, France, Spain, Italy, the Netherlands, ..."""
    if not is_note(text):
        yield from _with_code(text)
        return
    streets = _STREET.finditer(text) if _may_have_street(text) else ()
    for street in streets:
        rest = _REST.match(text, street.end())
        if _YEAR.search(street[0]) and (rest is None or not rest[0]):
            continue
        yield _found(street.start(), rest.end() if rest else street.end())
    if _CODE.search(text):
        for code in _CODED.finditer(text):
            yield _found(*code.span())
    for block in _JAPANESE.finditer(text):
        if "-ku" in block[0] or "-shi" in block[0] or re.search(r"\d{3}-\d{4}$", block[0]):
            yield _found(*block.span())


def _may_have_street(text: str) -> bool:
    return (
        not _HEAD_WORDS.isdisjoint(_WORDS.findall(text))
        or _TURNED_ENDING.search(text[::-1]) is not None
        or _IN_FRENCH.search(text) is not None
    )


def _with_code(text: str) -> Iterator[Finding]:
    """In a text of any kind: streets with a postcode and a town behind them."""
    for code in _TOWN_CODE.finditer(text):
        street = _STREET.search(text, max(0, code.start() - 70), code.start())
        rest = street and _REST.match(text, street.end())
        if street and rest and rest.end() >= code.end():
            yield _found(street.start(), rest.end())


def _found(start: int, end: int) -> Finding:
    return Finding(Kind.ADDRESS, start, end, Strength.CUED, "address.english")


DETECTORS = (addresses,)
