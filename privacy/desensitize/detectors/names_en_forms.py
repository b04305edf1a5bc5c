"""Names in English notes by the form they are written in: "Broadbent, Neville". No IO.

A surname before a comma and a given name, names of an image's header, nicknames ("Big Ray",
'"Bunny" Hargreave'), what follows kin, a grade or "W/o", and one name that opens a
letter or closes it. Notes alone are read (`notes.is_sure_note`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.names_en_tokens import (
    CLEAR,
    NAME,
    UPPER,
    Sort,
    sort_of,
    words_of,
)
from privacy.desensitize.detectors.notes import is_sure_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_L = r"[^\W\d_]"
_CAP = rf"[{UPPER}](?<![\w'’-].){_L}{{1,30}}(?:['’-]{_L}{{1,24}}){{0,3}}"
_KIN = (
    "wife|husband|hubby|son|daughter|dtr|dau|sister|sis|brother|bro|mother|father|mum|mam|mom|dad"
    "|nan|nana|gran|grandson|granddaughter|grandma|grandad|grandpa|aunt|aunty|auntie|uncle|niece"
    "|nephew|cousin|partner|fiancee?|boyfriend|girlfriend|mate|friend|neighbour|neighbor|ex|carer"
    "|baby|twin|stepson|stepdaughter|stepdad|stepmum|lodger|landlord|helper|maid|nanny|colleague"
)
# "Quayle, E.", "Baptiste, Jn-Claude", "HOLLOWAY JR, CURTIS L"
_TURNED = re.compile(
    rf"(?<![\w'’-])(?P<last>(?:(?:van|de|der|von|al|el|bin|ap|Mc|Mac|O['’]) ?){{0,2}}"
    rf"{_CAP}(?: {_CAP})?(?: (?:JR|SR|Jr|Sr|II|III)\.?)?), ?"
    rf"(?P<first>{_CAP}|[{UPPER}]\.)(?P<more>(?: (?:{_CAP}"
    rf"|[{UPPER}]\.?)(?![\w.])){{0,2}})(?![\w'’])"
)
_CARETS = re.compile(
    rf"(?<![\w^])[{UPPER}]+(?:[' -][{UPPER}]+)*\^[{UPPER}]+(?:\^?[{UPPER} ]*[{UPPER}])?(?![\w^])"
)
_QUOTED = re.compile(rf"[\"“'‘]{_CAP}[\"”'’] {_CAP}|{_CAP} [\"“'‘(]{_CAP}[\"”'’)] {_CAP}")
_NICKED = re.compile(
    rf"(?<!\w)(?:(?:the |our |my )?)(?P<name>(?:Big|Little|Wee|Old|Young|Auld|Lanky|Tiny|Fat|Mad"
    rf"|Scouse|Posh"
    rf"|Northern|Welsh|Irish|Scottish) {_CAP})(?![\w'’]| [{UPPER}])"
)
_RELATED = re.compile(
    rf"(?<![A-Za-z])(?:{_KIN})(?:[,:]| is| was| called| named"
    rf"|,? ?\()? ?[\"“]?(?P<name>{_CAP}(?: {_CAP})?)"
)
_SMALL_KIN = re.compile(
    rf"(?<![A-Za-z])(?:my|her|his|our|their|ur|the|your|me) (?:{_KIN})(?: is| was| called| named"
    rf"|,)? "
    r"(?P<name>[a-z]{3,12})(?![\w'’-])"
)
_OF = re.compile(
    rf"(?<![A-Za-z])(?:[WSDCwsdc]/[oO]|wife of|son of|daughter of|widow of|relict of)\.?:? "
    rf"(?:(?:[Ll]ate|Shri|Sri|Smt\.?|Mr\.?|Mrs\.?) ){{0,2}}(?P<name>{_CAP}(?: {_CAP}){{0,3}})"
)
_GRADED = re.compile(
    rf"(?<![\w/])(?:S/N|RN|EN|HCA|SN|CNS|PC|WPC|DC|DS|DI|PCSO|LPN|Sr|ODP|PT|OT|RT|SpR|FY1|FY2"
    rf"|SHO|Reg|Pte|Cpl"
    rf"|Sgt|Cst|Det|Insp|Sist|Stn|recep|receptionist|teller|nurse|constable|officer|porter"
    rf"|driver)\.?"
    rf"(?: [0-9]{{2,6}})? (?P<name>{_CAP}(?: {_CAP})?)"
)
_SAID_OF = re.compile(
    rf"(?<![A-Za-z])(?:old|young|poor|dear|lovely|nobody bar|bar|name of|by the name of|surname"
    rf"|called|named"
    rf"|anaesthetist was|nurse was|surgeon was|doctor was|driver was|name was|name is"
    rf"|says? [\"“]|ask for"
    rf"|attn:?|fao:?|c/o|cc:?|not) (?P<name>{_CAP}(?: {_CAP})?)(?![\w'’]| [{UPPER}])"
)
_CASE = re.compile(
    rf"\b[Tt]he (?P<name>{_CAP}) (?:case|family|brothers|sisters|twins|girls|boys|estate|file"
    rf"|household"
    r"|wedding|claim|baby|children|kids|couple|lot|account|matter|inquest|house|place)\b"
)
_OPENING = re.compile(
    rf"(?:^|\n)[ \t]*(?P<name>{_CAP}),? (?:-|–)?(?=(?:thank|thanks|please|pls|can|could|would"
    rf"|hope|sorry|I|just|re"
    r"|you|we|your|as|following|further|quick|did|have|are|is it|this|good|many)\b)"
)
_CLOSING = re.compile(
    rf"(?:^|\n)[ \t]*[-–—~*/]{{1,2}} ?(?P<name>[{UPPER}][{UPPER}]?{_L}{{2,}}(?: {_CAP})?)"
    r"(?=[ \t]*(?:$|\n|,|\(|/))"
)
_APPOSED = Headed(
    rf"[{UPPER}](?<=[;:.] .)",
    rf"(?P<name>{_CAP}), (?=having|who|whose|aged|her|his|my|our|the|in|[0-9]{{2}}\b)",
)
_GAELIC = re.compile(
    rf"(?:{_CAP} ){{1,2}}(?:Óg |Mór |Beag )?(?:Ó|Ní|Nic|Uí|Mhic|Mac|Bean Uí|ap|ab|ferch"
    rf"|verch) {_CAP}"
)
_ROW = re.compile(
    rf"(?:^|\n)[ \t]*(?:[A-Z]{{1,3}}[0-9]{{1,3}}|[0-9]{{1,3}}[A-Za-z]?|Bed [0-9]+|Rm [0-9]+"
    rf"|stn [0-9]+)[.:)|]? {{1,3}}"
    rf"(?P<name>{_CAP}(?: {_CAP})?)(?= - |,| [0-9]{{2}}|:| \()"
)
_HARD = Sort.NEVER | Sort.THING | Sort.ACRONYM | Sort.TITLE | Sort.SOFT_TITLE | Sort.POST_NOMINAL
_RARE = (
    (_CARETS, ("^",)),
    (_QUOTED, ('"', "“", "'", "(", "‘")),
    (_GAELIC, (" Ó ", " Ní ", " Nic ", " Uí ", " Mhic ", " Mac ", " ap ", " ab ", "erch ")),
)
_KIN_WORDS = frozenset(_KIN.split("|"))
_SHORT = 4  # letters of initials that are used as a name
# Texts without these words, and without a slash, are passed over.
_OF_WORDS = "wife son daughter widow relict"
_GRADES = (
    "rn en hca sn cns pc wpc dc ds di pcso lpn sr odp pt ot rt spr fy sho reg pte cpl sgt cst det"
    " insp sist stn recep receptionist teller nurse constable officer porter driver"
)
_SAID = "old young poor dear lovely bar of surname called named was is say says for attn fao cc not"
_NICK = "big little wee old young auld lanky tiny fat mad scouse posh northern welsh irish scottish"
_WORDED = (
    (_RELATED, _KIN_WORDS),
    (_OF, frozenset(_OF_WORDS.split())),
    (_GRADED, frozenset(_GRADES.split())),
    (_SAID_OF, frozenset(_SAID.split())),
    (_CASE, frozenset(("the",))),
)
_NICKS = frozenset(_NICK.split())
_LINED = (_OPENING, _CLOSING, _ROW)  # what they find begins a line
_COMMA = re.compile(rf", ?[{UPPER}]")
# What follows these is a name unless it is a word of the language; after the others it must be one
# that a list has for a name, or that no list has.
_ANY = (_RELATED, _OF, _GRADED, _CLOSING, _ROW)


def forms(text: str) -> Iterator[Finding]:
    """Names in a note by the form in which they are written."""
    if not is_sure_note(text):
        return
    turned = _TURNED.finditer(text) if _COMMA.search(text) else ()
    for found in turned:
        if _is_turned(found):
            yield _found(*found.span())
    yield from _rare(text)
    words = words_of(text)
    nicked = () if _NICKS.isdisjoint(words) else _NICKED.finditer(text)
    for found in nicked:
        last = found["name"].rpartition(" ")[2]
        if sort_of(last) & NAME and not sort_of(last) & (Sort.NEVER | Sort.THING | Sort.PLACE):
            yield _found(*found.span("name"))
    slashed = "/" in text
    for pattern, needed in _WORDED:
        if slashed or not needed.isdisjoint(words):
            yield from _all(pattern.finditer(text), pattern)
    lines = "\n" in text
    for pattern in _LINED:
        if lines:
            yield from _all(pattern.finditer(text), pattern)
        elif first := pattern.match(text):
            yield from _all((first,), pattern)
    yield from _all(_APPOSED.finditer(text), None)
    if not _KIN_WORDS.isdisjoint(words):
        yield from _small(text)


def _all(found: Iterable[re.Match[str]], pattern: re.Pattern[str] | None) -> Iterator[Finding]:
    """The names among what `pattern` found."""
    for one in found:
        if span := _named(one, bold=pattern in _ANY):
            yield _found(*span)


def _rare(text: str) -> Iterator[Finding]:
    """Names in quotation marks, with carets, or with Gaelic and Welsh particles."""
    rare = [pattern for pattern, marks in _RARE if any(mark in text for mark in marks)]
    for pattern in rare:
        for found in pattern.finditer(text):
            if not any(sort_of(word) & _HARD for word in re.findall(rf"{_L}{{3,}}", found[0])):
                yield _found(*found.span())


def _small(text: str) -> Iterator[Finding]:
    """Given names in small letters after kin: "my wife lorraine asked"."""
    for found in _SMALL_KIN.finditer(text):
        sort = sort_of(found["name"])
        if sort & (CLEAR | Sort.GIVEN_WORD) and not sort & (Sort.WORD | Sort.NEVER | Sort.THING):
            yield _found(*found.span("name"))


def _found(start: int, end: int) -> Finding:
    return Finding(Kind.PERSON, start, end, Strength.SHAPED, "name.form")


def _is_turned(found: re.Match[str]) -> bool:
    """Whether a surname, a comma and a given name stand here, not two things of a list."""
    words = re.split(r"[ -]", found["last"])
    sorts = [
        sort_of(word) for word in words if word[:1].isupper() and not word.startswith(("JR", "SR"))
    ]
    first = sort_of(found["first"].split("-")[0])
    if any(sort & (_HARD | Sort.PLACE) and not sort & CLEAR for sort in sorts):
        return False
    if any(sort & (Sort.WORD | Sort.NEVER) and not sort & NAME for sort in sorts):
        return False
    if found["first"].endswith("."):
        return any(sort & (Sort.SURNAME | Sort.SURNAME_WORD) or not sort for sort in sorts)
    surname = any(sort & (Sort.SURNAME | Sort.SURNAME_WORD) or not sort for sort in sorts)
    return surname and bool(first & Sort.GIVEN) and not first & Sort.PLACE


def _named(found: re.Match[str], *, bold: bool) -> tuple[int, int] | None:
    """The bounds of the name that `found` has; None if its first word is no name."""
    start, end = found.span("name")
    words = found["name"].split(" ")
    sort = sort_of(words[0])
    initials = found.re is _RELATED and words[0].isupper() and len(words[0]) < _SHORT
    if sort & Sort.NEVER or (sort & (_HARD | Sort.PLACE | Sort.WORD) and not sort & NAME):
        return (start, end) if initials and not sort & (Sort.NEVER | Sort.WORD) else None
    known = bold or sort & (CLEAR | Sort.GIVEN_WORD)
    if not known and (sort & (Sort.WORD | Sort.PLACE) or words[0].isupper()):
        return None
    if (
        len(words) > 1
        and sort_of(words[-1]) & (Sort.WORD | _HARD)
        and not sort_of(words[-1]) & NAME
    ):
        end = start + len(words[0])
    return start, end


DETECTORS = (forms,)
