"""Addresses in English notes by their parts, in any order and of any land. No IO.

`places_en` reads addresses that have a street and a number or a code. Here a list of parts with
capitals, between commas or over lines, is an address where one of them ends like a house or a
street or is a code, and where what stands before it leads to a place: "Home is Teach na Coille, An
Spidéal", "at Rose Bungalow, Back Lane, Great Bircham". A house's name alone is one after "at".
Notes alone are read (`notes.is_sure_note`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.names_en_tokens import CLEAR, UPPER, Sort, sort_of, words_of
from privacy.desensitize.detectors.notes import is_sure_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_en, places_en_notes

_LETTER = r"[^\W\d_]"
_WORD = rf"[{UPPER}]{_LETTER}*(?:['’-]{_LETTER}+)*\.?"
_SMALL = (
    r"(?:na|an|no|of|the|de|da|das|do|dos|du|des|del|la|le|les|el|y|yr|ar|upon|on|in|by|under|nr"
    r"|near"
    r"|off|opp|behind|above|over|beside|next to|c/o|van|von|der|den|am|im|zum|zur|sur|sous|st)"
)
_NUMBER = r"#?[0-9]{1,5}[A-Za-z]?(?:[-/][0-9]{1,5}[A-Za-z]?){0,3}(?![0-9A-Za-z])"
_CODE = (
    r"(?:(?:[A-Z]{1,2}-)?[0-9]{4,6}(?:-[0-9]{3,4})?(?![0-9A-Za-z-])"
    r"|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][0-9A-Z]{2,3}(?![0-9A-Za-z])|[A-Z][0-9]{2} [0-9A-Z]{4}"
    r"|[A-Z]{1,2}[0-9]{1,2}(?![0-9A-Za-z-]))"
)
_BASE = rf"(?:{_CODE}|{_NUMBER}|H\.? ?No\.? ?|{_WORD}|{_SMALL}(?= ))"
_PART = (
    rf"(?:{_BASE}|(?:flat|camper|caravan|rooms?|cottage|house)(?= ))(?: {_BASE}){{0,6}}"
    r"(?: (?:vicarage|rectory|manse|lodge|farm|cottages?|house|barn|mill|flat)(?![\w'’]))?"
)
_NEXT = r"(?:, |,(?=[A-Z])|,? ?\n| - )"
_LED = re.compile(
    r"(?:(?:^|[\n|(;\t]|(?<![0-9]):|,(?= [0-9])|\b(?:at|of|in|to|is|from|near|address|addr|home"
    r"|[Rr]/[Oo]|residing|lives|from"
    r"|still|moved|now|be)[:,]?)[ \n]{0,3})"
    rf"(?P<whole>{_PART}(?:{_NEXT}(?!\n){_PART}){{1,6}})"
)
_SPLIT = re.compile(r", ?|,? ?\n| - ")
_STREETS = frozenset((*places_en.STREETS, *places_en.WEAK_STREETS)) | frozenset(
    [
        "drove",
        "rise",
        "row",
        "end",
        "bank",
        "brow",
        "fold",
        "gate",
        "wynd",
        "loan",
        "vennel",
        "mount",
        "hill",
        "side",
        "quay",
        "wharf",
        "parade",
        "ope",
        "nagar",
        "marg",
        "gali",
        "chowk",
        "colony",
        "mandir",
        "vihar",
        "enclave",
        "layout",
        "mohalla",
        "ganj",
        "sector",
    ]
)
_HOUSES = frozenset(house.lower() for house in places_en_notes.HOUSES) | frozenset(
    [
        "vicarage",
        "manse",
        "rectory",
        "presbytery",
        "lodge",
        "farmstead",
        "stead",
        "cabin",
        "shed",
        "boathouse",
        "tollhouse",
        "houseboat",
        "marina",
        "moorings",
        "caravan",
        "hotel",
        "bar",
        "inn",
    ]
)
_WEAK_HOUSES = frozenset(
    [
        "hotel",
        "bar",
        "inn",
        "hall",
        "park",
        "court",
        "house",
        "chapel",
        "centre",
        "hospital",
        "view",
    ]
)
_POSTCODE = re.compile(
    r"(?:[A-Z][\w'’-]+ ){0,3}(?:[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}"
    r"|[A-Z][0-9][0-9W] [0-9A-Z]{4})"
    r"|[A-Z]{1,2}[0-9]{1,2}|(?:[A-Z]{1,2}-)?[0-9]{4,6}(?:-[0-9]{3,4})? [A-Z][\w'’ -]+"
    r"|(?:[A-Z][\w'’-]+ ){1,3}(?![12][089][0-9]{2}$)[0-9]{4,6}|[0-9]{3} [0-9]{3}"
)
_TIME_PART = re.compile(
    r"(?i:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b|\biban\b|\bref\b|\b(?:info|warn"
    r"|error)\b)"
)
_UNIT = re.compile(
    r"(?i:flat|apt|apartment|unit|nr|no|h\.? ?no|plot|house|blk|block|gali|shop|lot|suite"
    r"|tower blk|tower|the flat|camper|caravan)\.?(?: no)?\.? ?(?:#?[0-9A-Z/-]*[0-9]\S*|above"
    r"|behind|over).*"
    r"|(?:Co|County|Nr|nr|near|Near|by|off|Opp|opp|Vill|Dist|P\.O|Isle)\.? .*"
)
_HOUSE_NUMBER = re.compile(rf"{_NUMBER} [{UPPER}]{_LETTER}{{2,}}(?: .*)?")
# A house's name alone, or a house and a street whose name is in small letters.
_AT_HOUSE = re.compile(
    r"\b(?:at|to|from|of|in|near|into|is|left|sold|leaving)[: ] ?"
    rf"(?P<house>(?:[Tt]he )?(?:(?!The ){_WORD} ){{1,3}}"
    r"(?:Cottages?|Farm|Farmhouse|Forge|Mill|Barn|Lodge|Rectory|Vicarage|Manse|Grange|Croft"
    r"|Bungalow"
    r"|Villa|Mews|Stables|Schoolhouse|Gatehouse|Annexe|Oast|Bothy|Byre|Smithy|Granary|Parsonage"
    r"|Priory"
    r"|Chalet|Rise|Nook|Towers|Heights|Mansions))"
    rf"(?![\w'’]| [{UPPER}]{_LETTER}+ (?:Hospital|Surgery|School|Clinic|Hotel|Inn))"
)
_NUMBERED = re.compile(
    r"(?<![\w.,/$£€-])[0-9]{1,4}[a-z]?(?:[-/][0-9]{1,4}[a-z]?)? "
    r"(?!(?:the|an?|of|on|in|at|from|to|days?|hours?|mins?|weeks?|months?|years?|miles?|and|or"
    r"|is|was"
    r"|per|with|for|by|more|other|different|patients?|people|times)\b)"
    r"(?:[A-Za-z]{2,14} ){1,2}(?i:st|street|rd|road|ave|avenue|ln|lane|close|drive|dr|cres"
    r"|crescent|ter"
    r"|terrace|gdns|gardens|grove|rise|way|court|place|walk|row|drove|mews|hill|park"
    r"|square)(?![\w'’])"
)
_SAID_NUMBER = re.compile(
    r"(?<![a-z])(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundred|thousand|oh)[ -]){1,5}[a-z]{3,14}(?: [a-z]{3,14})? "
    r"(?:street|road|avenue|lane|close|drive|crescent|terrace|gardens|grove|boulevard|court"
    r"|place|way)"
    r"(?![a-z])(?:,? (?:apartment|apt|flat|unit|suite|number) [a-z0-9]+(?: [a-z](?![a-z]))?)?",
    re.IGNORECASE,
)
_LETTERED = re.compile(
    r"(?:^| )(?:[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}|[A-Z][0-9]{2} [0-9A-Z]{4})$"
)
_LEADS = frozenset(("at", "of", "in", "from", "near", "to"))
_HEADS = frozenset(("The", "An", "Na", "St", "La", "Le", "El", "Les", "Nr", "No", "Flat"))
_NO_BEGINNING = Sort.TITLE | Sort.SOFT_TITLE | Sort.NEVER
_BESIDE = frozenset(("above", "behind", "over", "beside", "opp", "opposite", "c/o", "next"))
_LONG = 6  # digits of what is no house
_NUMBERS = frozenset(
    (
        "hundred",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "twelve",
        "fourteen",
        "sixteen",
        "eighteen",
        "twenty",
        "eleven",
        "oh",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
    )
)
_COLUMNS = (";", "|", "\t")
_FEWEST = 3  # marks between the columns of a row
_DIGIT = re.compile("[0-9]")
_TYPES = _STREETS | _HOUSES | {"flat", "above", "behind", "co.", "nr", "near"}
_TYPED = 2  # of a part that is a house, a street or more
# "; Pinetown;", in a table whose columns a semicolon or a bar parts
_CELL = re.compile(rf"(?<=[;|\t])\s?({_WORD}(?:[ -]{_WORD}){{0,2}})\s?(?=[;|\t])")


def bold(text: str) -> Iterator[Finding]:
    """Addresses in a note whose parts or whose place in a sentence tell them."""
    if not is_sure_note(text):
        return
    at = 0
    while led := _LED.search(text, at):
        start, whole = led.start("whole"), led["whole"]
        lead = led[0].strip(" \n,:").split(" ", 1)[0]
        if lead not in _LEADS and not _has_hint(whole):
            at = led.end()
            continue
        first = _SPLIT.match(whole, len(_SPLIT.split(whole, maxsplit=1)[0]))
        if first is not None and _is_person(whole[: first.start()]):
            start, whole = start + first.end(), whole[first.end() :]
        stop = _end(whole, lead)
        if stop:
            yield _found(start, start + stop)
            at = start + stop
        else:
            at = start + max(1, len(_SPLIT.split(whole, maxsplit=1)[0]))
    for house in _AT_HOUSE.finditer(text):
        yield _found(*house.span("house"))
    patterns = [_NUMBERED] if _NUMBERS.isdisjoint(words_of(text)) else [_NUMBERED, _SAID_NUMBER]
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield _found(*found.span())
    yield from _cells(text)


def _cells(text: str) -> Iterator[Finding]:
    """Towns and names that fill a cell of a row of four or more."""
    if not any(mark in text for mark in _COLUMNS):
        return
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if max(map(line.count, _COLUMNS)) >= _FEWEST:
            for cell in _CELL.finditer(text, start, end):
                words = re.split("[ -]", cell[1])
                if len(cell[1]) > 2 and all(map(_is_place_word, words)):
                    named = any(sort_of(word) & CLEAR for word in words)
                    kind = Kind.PERSON if named else Kind.ADDRESS
                    yield Finding(kind, *cell.span(1), Strength.SHAPED, "cell")
        start = end + 1


def _found(start: int, end: int) -> Finding:
    return Finding(Kind.ADDRESS, start, end, Strength.SHAPED, "address.parts")


def _has_hint(whole: str) -> bool:
    """Whether a list may have a part that is a house, a street or a number: it is read then."""
    if _DIGIT.search(whole):
        return True
    return not _TYPES.isdisjoint(whole.lower().replace(",", " ").split())


def _is_person(part: str) -> bool:
    """Whether the first part of a list is the name of who lives there."""
    words = part.split(" ")
    first, last = sort_of(words[0]), sort_of(words[-1])
    return (
        len(words) > 1
        and bool(first & (Sort.GIVEN | Sort.TITLE))
        and not last & (Sort.THING | Sort.WORD | Sort.PLACE)
        and words[-1].isalpha()
    )


def _end(whole: str, lead: str) -> int:
    """How long the address is that `whole` begins with, after the word `lead`; 0 if it is none."""
    parts = _SPLIT.split(whole)
    kinds = [_kind(part) for part in parts]
    head = parts[0].split(" ", 1)[0]
    if kinds[0] < _TYPED and sort_of(head) & _NO_BEGINNING and head not in _HEADS:
        return 0
    coded = next((at for at, part in enumerate(parts) if _LETTERED.search(part)), -1)
    length, typed, strong, count = 0, 0, False, 0
    for number, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        lenient = number < coded and not _TIME_PART.search(part)
        if kind == 0 and not (lenient and any(c.isupper() for c in part)):
            break
        length = whole.index(part, length) + len(part)
        count += 1
        typed += kind >= _TYPED
        strong = strong or kind > _TYPED
    if count < 2 or (not typed and not (count == 2 and lead in _LEADS and _are_unknown(parts))):
        return 0
    if "\n" in whole[:length] and typed < 2 and not strong:
        return 0
    return length - (whole[length - 1] == ".")


def _are_unknown(parts: list[str]) -> bool:
    """Whether two parts are towns: no list has the first, and neither is anyone's name."""
    sorts = [sort_of(word) for part in parts[:2] for word in re.split("[ -]", part)]
    return not any(sort & (CLEAR | Sort.WORD | Sort.NEVER) for sort in sorts)


def _kind(part: str) -> int:
    """0: no part of an address; 1: maybe a place; 2: a house or a street; 3: a code or a number."""
    if _TIME_PART.search(part):
        return 0
    if _POSTCODE.fullmatch(part) or _UNIT.fullmatch(part) or _HOUSE_NUMBER.fullmatch(part):
        return 3
    if part[0].isdigit() and part.replace("/", "").replace("-", "").isdigit():
        return int(len(part) < _LONG)
    words = part.split(" ")
    final = words[-1].lower().rstrip(".")
    if len(words) > 1 and (final in _STREETS or (final in _HOUSES and final not in _WEAK_HOUSES)):
        return 2
    capitals = [word for word in words if word[:1].isupper()]
    lenient = words[0] in _BESIDE or (final in _HOUSES and len(words) > 1)
    return int(bool(capitals) and (lenient or all(map(_is_place_word, capitals))))


def _is_place_word(word: str) -> bool:
    sort = sort_of(word)
    if (
        sort & Sort.PLACE
        or word.lower() in places_en_notes.TAILS
        or word.lower() in places_en_notes.HEADS
    ):
        return True
    return not sort & (
        Sort.WORD
        | Sort.NEVER
        | Sort.THING
        | Sort.TITLE
        | Sort.SOFT_TITLE
        | Sort.ACRONYM
        | Sort.POST_NOMINAL
        | Sort.NOBODY
    )


DETECTORS = (bold,)
