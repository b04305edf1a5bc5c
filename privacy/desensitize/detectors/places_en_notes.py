"""Towns of private persons in English notes, by what stands before them. No IO.

In a note (`notes.is_note`) a word with a capital after "in", "from", "near" or "to" is mostly where
somebody lives, was found or went. It is taken for a town after words that say so ("salon in",
"back from"), after a name, in a sentence that speaks of "he", "she", "I" or "we", and behind a
signature's comma. The town of a branch, a court or a machine is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.names_en_tokens import CLEAR, NAME, UPPER, Sort, sort_of
from privacy.desensitize.detectors.notes import is_note, is_sure_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import places_en, places_en_notes

_LETTER = r"[^\W\d_]"
_CAPITAL = rf"[{UPPER}]{_LETTER}+(?:['’-]{_LETTER}+)*"
_PARTICLE = r"(?:upon|on|in|le|la|les|de|del|do|da|am|an der|sur|y|by|under|of|the|cum)"
_NAME = (
    rf"(?:(?:St|Ste|Mt|Ft)\.? )?{_CAPITAL}(?:-{_PARTICLE}-{_CAPITAL})?"
    rf"(?: (?:{_PARTICLE} )?{_CAPITAL}){{0,3}}"
)
_LINKED = re.compile(
    r"(?<=[\w,)] )(?P<link>in|from|near|to|at|outside|around|of|into|via|for|between)"
    r" (?:(?:the )?(?:town|city|village|suburb|area|hamlet|island) of "
    r"|a (?:\w+ )?village (?:near|outside) )?"
    rf"(?={_CAPITAL})"
)
_TOWN = re.compile(_NAME)
_WORD = re.compile(r"[^ -]+")
_MORE = re.compile(rf"(?:,? (?:and|or|to|then) |, ){_NAME}")
_BEFORE = re.compile(r"([\w'’]+)[ ,]{1,2}$")
_LAST = re.compile(rf"({_LETTER}+)['’]?s?,? (?:now |back |over |down |up |out |here )?$")
_SENTENCE = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Dr|Ms|St))(?<!Mrs|Rev)[.!?]\s|\n\s*\n|[|\t]")
_SOMEBODY = re.compile(
    r"(?<![\w'’])(?:I|I['’]\w+|i|im|he|she|we|he['’]\w+|she['’]\w+|we['’]\w+|me|him|her|hers|his|my|us|our"
    r"|they|their|them|[Mm]rs?|[Mm]s|Miss|you|your|He|She|We|My|His|Her|They|Their|Our|herself|himself|who"
    r"|[Pp]atient|pt|Pt|[Cc]lient|[Cc]ustomer|[Mm]ale|[Ff]emale|[Mm]an|[Ww]oman|[Bb]oy|[Gg]irl"
    r"|[Ii]nsured|[Cc]laimant|[Mm]other|[Ff]ather|[Ss]on|[Dd]aughter|[Ww]ife|[Hh]usband|[Ss]ister"
    r"|[Bb]rother|[Ww]idow|[Ff]armer|[Dd]river|[Tt]enant|[Pp]olicyholder|[Bb]orrower|Born|born)"
    r"(?![\w])"
)
_BORN = re.compile(r"[Bb](?:orn|\.)(?: on)?[ :]{1,2}[\w ,./-]{3,24},? (?:in |at )?$")
# Patterns begin with what is consumed, and look back from there: so few places are tried.
_SIGNED = re.compile(
    rf"[{UPPER}](?<!{_LETTER}.){_LETTER}++(?:['’-]{_LETTER}++)*+(?:,| \(| of| from) (?={_CAPITAL})"
)
_SIGNED_END = re.compile(r"\)?[.!]?[ \t]*(?:\n|$)|\)")
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")
_NOT_TOWN_AFTER = re.compile(rf"['’]s?(?!\w)| ?(?:&|@)|\d|-\d|/| [{UPPER}]{{2,}}\d| (?:v|vs)\.? ")
_THING_AFTER = re.compile(r" ([a-z]{3,})")

_SAID = {link: frozenset(listed.split()) for link, listed in places_en_notes.BEFORE_LINKS.items()}
_NEAR = frozenset(("near", "outside", "around"))
_WEAK_LINKS = frozenset(("via", "for", "between", "of", "into", "at"))
_LOOSE_LINKS = frozenset(("on", "in", "by", "under", "of", "the"))
_BOLD = frozenset(("in", "near", "from", "outside", "around"))
_STILL = frozenset(("in", "at", "near", "of", "outside", "around"))
_WHERE_HE = re.compile(r",? where (?:I|he|she|we|they|his|her|the family|[A-Z])\b")
_BIRTHPLACE = re.compile(
    r"[BbDd](?:(?<=[Bb])(?:(?i:irth|orn)|(?<!\w.)\.)|(?<=[Dd])(?i:ob|\.o\.b\.?))"
    r"[^;\n]{0,12}?[ :]{1,2}[0-9][\w ./-]{3,24}, (?=[A-Z])"
)
_PUBLIC = frozenset(places_en_notes.PUBLIC)
_HEADS = frozenset(places_en_notes.HEADS)
_TAILS = frozenset(places_en_notes.TAILS)
_AFTER_BRANCH = frozenset(places_en_notes.AFTER)
_LARGE = places_en.COUNTRIES | places_en.STATE_NAMES | places_en.REGIONS | places_en.COUNTIES


def towns(text: str) -> Iterator[Finding]:
    """Towns in a note that are tied to a private person."""
    if not is_note(text):
        return
    for link in _LINKED.finditer(text):
        end = _town_end(text, link.end(), link["link"])
        if end and _is_tied(text, link, text[link.end() : end]):
            yield _found(link.end(), _with_more(text, end))
    for birth in _BIRTHPLACE.finditer(text):
        if end := _town_end(text, birth.end(), "in"):
            yield _found(birth.end(), _with_more(text, end))
    for name in _SIGNED.finditer(text):
        end = _town_end(text, name.end(), "in")
        if end and _is_signed(text, name, end):
            yield _found(name.end(), end)


def _found(start: int, end: int) -> Finding:
    return Finding(Kind.ADDRESS, start, end, Strength.SHAPED, "address.english")


def _town_end(text: str, start: int, link: str) -> int:
    """Where the town's name that begins at `start` ends; 0 where none does."""
    whole = _TOWN.match(text, start)
    if whole is None:
        return 0
    end, linked = 0, False
    for number, word in enumerate(_WORD.finditer(whole[0])):
        plain = word[0].rstrip(".,")
        sort = sort_of(plain)
        if plain[0].islower() or (number and plain == "St"):
            linked = plain in _LOOSE_LINKS
            continue
        if linked and sort & (Sort.WORD | Sort.NEVER | Sort.THING) and not sort & Sort.PLACE:
            break
        if number == 0 and (plain.lower() in _HEADS or sort & Sort.PARTICLE):
            continue
        if not (number and plain.lower() in _TAILS):
            if _is_institution(sort, first=not number):
                return 0
            if sort & (Sort.NEVER | Sort.WORD) and not sort & Sort.PLACE:
                break
            if number == 0 and sort & Sort.GIVEN and not sort & Sort.PLACE and link != "in":
                return 0
        end = start + word.end()
    return end if end and _is_town(text, start, end) else 0


def _is_institution(sort: int, *, first: bool) -> bool:
    """Whether a word makes what might be a town a hospital, a title, a short form."""
    if sort & (Sort.TITLE | Sort.SOFT_TITLE) and not sort & NAME:
        return True
    if sort & (Sort.THING | Sort.NOBODY | Sort.ACRONYM | Sort.POST_NOMINAL):
        return True
    return not first and bool(sort & Sort.WORD) and not sort & (Sort.NEVER | Sort.PLACE)


def _is_town(text: str, start: int, end: int) -> bool:
    """Whether this is neither a country nor the town of a branch, nor a firm's name."""
    name = text[start:end]
    if len(name) < 3 or name.isupper() or name.lower() in _LARGE:
        return False
    after = _THING_AFTER.match(text, end)
    return not _NOT_TOWN_AFTER.match(text, end) and not (after and after[1] in _AFTER_BRANCH)


def _is_tied(text: str, link: re.Match[str], town: str) -> bool:
    """Whether the town belongs to somebody."""
    at, word = link.start(), link["link"]
    last = _LAST.search(text, max(0, at - 32), at)
    before = last[1] if last else ""
    if before.lower() in _PUBLIC and word in _STILL:
        return False
    said = _is_said(text, link, before.lower())
    if said or word in _WEAK_LINKS or _WHERE_HE.match(text, link.end() + len(town)):
        return said or _WHERE_HE.match(text, link.end() + len(town)) is not None
    kind = sort_of(before)
    if before[:1].isupper() and (kind & NAME or not kind) and not kind & Sort.THING:
        return word != "to"
    sort = sort_of(re.split("[ -]", town, maxsplit=1)[0])
    if word in _BOLD and not sort & (CLEAR | Sort.WORD) and is_sure_note(text):
        return True
    if not sort & Sort.PLACE and (word == "to" or (sort & CLEAR and word != "in")):
        return False
    begin = max(0, at - 110)
    for stop in _SENTENCE.finditer(text, begin, at):
        begin = stop.end()
    return _SOMEBODY.search(text, begin, at) is not None


def _is_said(text: str, link: re.Match[str], before: str) -> bool:
    """Whether the words before a link say that a town follows: "salon in", "back from"."""
    at, word = link.start(), link["link"]
    if before in _SAID.get(word, ()) or (word in _NEAR and before in _SAID["in"]):
        return True
    return word in ("in", "at") and _BORN.search(text, max(0, at - 40), at) is not None


def _with_more(text: str, end: int) -> int:
    """The end of a second town or a larger place behind the first: "Dorchester, Boston"."""
    for _ in range(2):
        more = _MORE.match(text, end)
        if more is None:
            break
        words = re.split(r"[, ]+", more[0].strip(", "))
        small = " ".join(words).lower()
        if not (small in _LARGE or sort_of(words[-1]) & Sort.PLACE):
            break
        end = more.end()
    return end


def _is_signed(text: str, name: re.Match[str], end: int) -> bool:
    """Whether a name and a comma before a town end a line: "Jane Roe, Lampeter"."""
    if not _SIGNED_END.match(text, end):
        return False
    person = re.split(r",| \(| of| from", name[0])[0]
    sort = sort_of(person)
    if not (sort & NAME or not sort) or sort & (Sort.THING | Sort.PLACE | Sort.NEVER):
        return False
    first = _BEFORE.search(text, max(0, name.start() - 24), name.start())
    full = first is not None and first[1][:1].isupper() and not sort_of(first[1]) & Sort.THING
    town = text[name.end() : end]
    known = sort_of(town.split()[0])
    if known & Sort.GIVEN and not known & Sort.PLACE:
        return False
    return full or bool(sort & CLEAR and known & Sort.PLACE)


DETECTORS = (towns,)
