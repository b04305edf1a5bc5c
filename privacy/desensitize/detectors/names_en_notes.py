"""Persons in English notes, letters and chats, by where a word stands. No IO.

Where a text speaks of private persons (`notes.is_note`), a word with a capital that no list has is
more often somebody than something. Here it is taken for a name beside a word that is said of
persons, next to another name, in a table's cell or as a signature (`names_en_layout`). A name that
was found once is found again wherever one of its words stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from privacy.desensitize.detectors import names_en_layout as layout
from privacy.desensitize.detectors.names_en_judge import LETTERED
from privacy.desensitize.detectors.names_en_tokens import (
    CLEAR,
    LETTER,
    NAME,
    OTHER,
    UPPER,
    Sort,
    Token,
    sort_of,
    tokens,
)
from privacy.desensitize.lexicon import names_en_cues, names_en_notes

Span = tuple[int, int]

_DONE = names_en_notes.DONE
_TOWARDS = frozenset(names_en_notes.TOWARDS)
_WEAK = frozenset(("see", "saw", "old", "young", "little", "late", "poor", "from", "by", "via"))
_BEFORE_LINKS = frozenset(names_en_notes.BEFORE_LINKS)
_DOES = frozenset(names_en_notes.DOES)
_STATES = frozenset(names_en_notes.STATES)
_OWNED = frozenset(names_en_notes.OWNED)
_AFTER_TO = frozenset(names_en_notes.AFTER_TO)
_BRANDS = names_en_notes.BRANDS
_COMPANIES = names_en_notes.COMPANIES
_ROLES = frozenset(names_en_cues.SOFT_TITLES) - {"general", "private", "major", "count", "patient"}
_THING_BEFORE = frozenset(names_en_cues.THING_BEFORE)
_ARTICLES = frozenset({"the", "an", "this", "that", "these", "those", "our", "my", "your", "a"})
_SIDES = frozenset({"north", "south", "east", "west", "street", "road", "direct"})
_WHERE = frozenset({"in", "at", "near", "outside", "into", "around"})
_LINKS = frozenset({"with", "to", "for", "of", "w", "c"})
_BARRED = OTHER | Sort.NEVER | Sort.PLACE | Sort.TITLE
_NO_NAME = OTHER | Sort.PLACE | Sort.SOFT_TITLE | Sort.TITLE | Sort.PARTICLE | Sort.INITIAL
_TWO_BEFORE = re.compile(rf"(?:([{LETTER}'’]+)[ ,:]{{1,2}})?([{LETTER}'’]+)[.,:/]?[ \"“'(]{{1,2}}$")
_AFTER = re.compile(r",? ([a-z][a-z'’]*)(?: ([a-z][a-z'’]*))?")
_POSSESSED = re.compile(r"['’]s? ([a-z]+)")
# Capitals within: MacIver, DeShawn, O'Dwyer.
_MIXED = re.compile(rf"(?:Ma?c|De|La|Le|Fitz|Van|Di|Du|O['’]|D['’]|Ne|Ta|Sha)[{UPPER}][a-z]{{2}}")
_ROLE_AFTER = re.compile(
    r" \((?:the |his |her |my |their |our )?([A-Za-z]+)[0-9]?(?:[ ,/][^()\n]{0,20})?\)"
)
_SMALL = re.compile(
    r"(?<![A-Za-z])(?:(?:[Tt]his is|[Ii]t['’]?s|[Ii]['’ ]?a?m|[Mm]y name['’]?s?(?: is)?|[Nn]ame['’]s"
    r"|[Cc]all me|[Aa]sk for) (?=[A-Za-z]+ (?:from|calling|here|again|speaking)\b)"
    r"|(?:someone|somebody|man|woman|lady|guy|girl|lad|bloke|chap|person|nurse|doctor|agent|adviser"
    r"|colleague|boy|friend|dog) (?:called|named) )([A-Za-z][a-z]{2,13})(?![A-Za-z])"
)
_FIRM_AFTER = re.compile(r"(?: [A-Z][a-z]+){1,3}")
_NOT_BEHIND = re.compile(rf"[0-9@_]|/(?![{UPPER}])")
_SUFFIX = re.compile(r",? (?:Jr\b\.?|Sr\b\.?|III\b|II\b|IV\b)")
_BETWEEN = re.compile(r",? (?:and|&|or) |, |/| ?\+ ?|; ")
_KNOWN_AS = re.compile(
    r"(?<![a-z])(?:surname|(?:first|last|maiden|family|given|middle|married|birth|real|full) name"
    r"|n[ée]e|formerly|also known as|known as|a\.?k\.?a\.?|alias|goes by|nicknamed|signed as|name"
    r"|badge (?:said|says|read))(?: (?:is|was|of|possibly|maybe|now|as|then|probably))?"
    r"(?: (?:thought to be|given as))?[ :=]{1,2}[\"'“]?$"
)
# Kin, clergy and grades in capitals that stand right before a name.
_TITLED = re.compile(
    r"(?<![A-Za-z])(?:Father|Fr\.?|Sister|Brother|Mother|Rabbi|Imam|Nurse|Matron|Auntie|Aunty|Aunt"
    r"|Uncle|Nan|Nana|Granny|Gran|Grandma|Grandpa|Grandad|Cousin|Constable|Sgt\.?|Sergeant|Coach"
    r"|Pastor|Rev\.?|Deacon|SN|RN|HCA|BMS|SSN|CNS|ANP|SpR|SHO|FY[12]|CT[123]|ST[1-8]|Reg|Cons|PC|DC"
    r"|DS|WPC|PCSO|CSO|HV|SW|OT|PT|SLT|MSW|RMN|StN|EN|Prof|Cllr) $"
)
_TITLES_OF_WORDS = frozenset(
    ("Father", "Sister", "Nurse", "Matron", "Aunt", "Auntie", "Aunty", "Uncle", "Nanny", "Granny",
     "Brother")
)  # fmt: skip


def persons(text: str, runs: Sequence[re.Match[str]], found: Iterable[Span]) -> Iterator[Span]:
    """Names among the `runs` of a note beside those that were `found` already."""
    known = sorted(found)
    taken: set[int] = set()
    for start, end in known:
        taken.update(range(start, end))
        if suffix := _SUFFIX.match(text, end):
            yield start, suffix.end()
    pieces = list(_pieces(text, runs, taken))
    names = _words_of(text, known)
    later: list[list[Token]] = []
    sure = {place for span in known for place in span}
    speaking = layout.speakers(text, pieces)
    for piece in pieces:
        start, end = piece[0].start, piece[-1].end
        if start in speaking or any(word.key in names for word in piece) or _is_named(text, piece):
            sure.update((start, end))
            names |= _words_of(text, [(start, end)])
            yield start, end
        else:
            later.append(piece)
    yield from _titled(text, runs, taken)
    for small in _SMALL.finditer(text):
        sort = sort_of(small[1])
        if not sort & (_BARRED if small[1].islower() else Sort.NEVER | Sort.PLACE):
            yield small.span(1)
    yield from layout.kissed(text)
    yield from layout.nicknamed(text, runs, known)
    for piece in _related(text, later, names, sure):
        yield piece[0].start, piece[-1].end
    yield from layout.families(text, names)


def _related(
    text: str, pieces: list[list[Token]], names: set[str], sure: set[int]
) -> Iterator[list[Token]]:
    """Pieces that repeat a name, or stand beside one: X, Y and Z, in a few rounds."""
    for _ in range(4):
        rest = []
        for piece in pieces:
            if (len(piece) == 1 and piece[0].key in names) or _is_beside(text, piece, sure):
                sure.update((piece[0].start, piece[-1].end))
                yield piece
            else:
                rest.append(piece)
        if len(rest) == len(pieces):
            return
        pieces = rest


def _words_of(text: str, spans: Iterable[Span]) -> set[str]:
    """Words of names that are hardly anything else."""
    found = set()
    for start, end in spans:
        for word in tokens(text, start, end):
            if word.sort & (Sort.PARTICLE | Sort.INITIAL | _BARRED):
                continue
            found.add(word.key)
            if "-" in word.key:
                found.update(part for part in word.key.split("-") if not sort_of(part) & _BARRED)
    return {word for word in found if len(word) > 2}


def _pieces(text: str, runs: Iterable[re.Match[str]], taken: set[int]) -> Iterator[list[Token]]:
    """Words that may be a name each, or together, and that nothing was found in yet."""
    for run in runs:
        if " " not in (whole := run[0]):  # most words with a capital begin a sentence
            sort = sort_of(whole[:-2] if whole.endswith("'s") else whole)
            if sort & _NO_NAME and not sort & NAME:
                continue
        if _NOT_BEHIND.match(text, run.end()):
            continue
        kept: list[Token] = []
        for word in tokens(text, *run.span()):
            if word.start in taken or not _may_be(word, kept):
                if kept and not _makes_thing(word):
                    yield from _trimmed(kept)
                kept = []
                continue
            if kept and text[kept[-1].end : word.start].strip(" ."):
                yield from _trimmed(kept)
                kept = []
            kept.append(word)
            if word.possessive:
                yield from _trimmed(kept)
                kept = []
        if kept:
            yield from _trimmed(kept)


def _titled(text: str, runs: Iterable[re.Match[str]], taken: set[int]) -> Iterator[Span]:
    """A word after "Father" or "Nurse", though it is one of the language: Father Con."""
    for run in runs:
        title, _, word = run[0].partition(" ")
        start = run.end() - len(word)
        if (
            title in _TITLES_OF_WORDS
            and word.isalpha()
            and start not in taken
            and not sort_of(word) & (Sort.NEVER | Sort.THING | Sort.SOFT_TITLE)
        ):
            yield start, run.end()


def _makes_thing(word: Token) -> bool:
    """Whether a name before this word is that of a firm or a place."""
    return word.text[0].isupper() and (bool(word.sort & Sort.THING) or word.key in _COMPANIES)


def _trimmed(piece: list[Token]) -> Iterator[list[Token]]:
    while piece and piece[-1].sort & Sort.PARTICLE and not piece[-1].sort & NAME:
        piece = piece[:-1]
    while piece and piece[0].sort & Sort.PARTICLE and piece[0].text[0].islower():
        piece = piece[1:]
    if len(piece) < 7 and any(len(word.text) > 2 or word.sort & CLEAR for word in piece):
        yield piece


def _may_be(word: Token, before: Sequence[Token]) -> bool:
    """Whether a word may be of a person's name here, after the words `before`."""
    sort = word.sort
    if sort & (Sort.INITIAL | Sort.PARTICLE):
        return word.text not in ("I", "A", "O")
    if word.key in _BRANDS or word.key in _COMPANIES:
        return bool(before) and bool(sort & NAME) and word.key in _COMPANIES
    if sort & Sort.NEVER and not sort & (Sort.GIVEN | Sort.GIVEN_WORD):
        return False
    if sort & NAME:
        if word.text.isupper() and len(word.text) < 4 and not before:
            return False
        return not sort & Sort.THING or bool(sort & (Sort.GIVEN | Sort.GIVEN_WORD)) or bool(before)
    if sort & Sort.PLACE and not sort & (OTHER | Sort.NEVER):
        return len(before) == 1 and bool(before[0].sort & Sort.GIVEN)
    if sort & (OTHER | Sort.PLACE | Sort.SOFT_TITLE | Sort.TITLE):
        return False
    if len(word.text) < 3 or (word.text.isupper() and len(word.text) < 5):
        return False
    return not word.key.endswith(names_en_notes.THING_ENDINGS) and (
        word.text[1:].islower() or word.text.isupper() or not word.text[-1].isupper()
    )


class _Sorts(NamedTuple):
    """What the lists say of a piece's words."""

    clear: bool  # one of them is a name and nothing else
    unknown: bool  # no list has any of them
    several: bool


def _sorts(piece: Sequence[Token]) -> _Sorts:
    words = [word for word in piece if not word.sort & Sort.INITIAL and (
        not word.sort & Sort.PARTICLE or word.sort & NAME)]  # fmt: skip
    clear = any(
        (word.sort & CLEAR and not word.sort & (Sort.PLACE | Sort.WORD)) or _MIXED.match(word.text)
        for word in words
    )
    return _Sorts(clear, all(not word.sort & NAME for word in words), len(words) > 1)


def _is_named(text: str, piece: Sequence[Token]) -> bool:
    """Whether what stands beside `piece` makes it a person's name."""
    first, last = piece[0], piece[-1]
    start, end = first.start, last.end
    before = _TWO_BEFORE.search(text, max(0, start - 40), start)
    word, prior = ("", "") if before is None else (before[2].lower(), (before[1] or "").lower())
    sorts = _sorts(piece)
    joined = text[start - 1 : start] == " " and text[max(0, start - 2)].isalnum()
    if (joined and (word in _THING_BEFORE or word in _BRANDS)) or first.key == "lloyd":
        return False
    if word in _ARTICLES and not (
        word in ("a", "my", "our") and sorts.clear and (sorts.several or first.sort & Sort.GIVEN)
    ):
        return False
    if sorts.several and last.key in _SIDES and not first.sort & Sort.GIVEN:
        return False
    if (firm := _FIRM_AFTER.match(text, end)) and _is_firm(firm):
        return False
    if first.sort & Sort.INITIAL and len(piece) > 1 and word not in LETTERED:
        return not last.text.isupper() or sorts.clear
    if (
        layout.is_cell(text, piece)
        or layout.is_listed(text, piece)
        or _KNOWN_AS.search(text, max(0, start - 36), start)
    ):
        return True
    if not last.possessive and layout.is_signature(text, piece):
        return True
    capitals = first.text.isupper() and len(first.text) > 2
    if capitals:
        return word == "dear" or (sorts.clear and sorts.several)
    if sorts.several or _TITLED.search(text, max(0, start - 12), start):
        return _ends_as_name(text, end)
    if (role := _ROLE_AFTER.match(text, end)) and _is_role(role[1]):
        return not first.sort & (Sort.NEVER | Sort.PLACE)
    if last.possessive:
        owned = _POSSESSED.match(text, end)
        return owned is not None and owned[1] in _OWNED and (sorts.clear or sorts.unknown)
    if word in _ROLES and text[start - 1] in " (" and text[start - 2] != ":":
        return not first.sort & (Sort.NEVER | Sort.THING | Sort.WORD)
    if word in _WHERE and not first.sort & Sort.GIVEN:
        return False
    return _is_met(sorts, word, prior) or _does(text, end, sorts)


def _is_firm(words: re.Match[str]) -> bool:
    """Whether the words behind a name end as a firm's or a society's do."""
    last = words[0].split(" ")[-1]
    return last.lower() in _COMPANIES or bool(
        sort_of(last) & Sort.THING and not sort_of(last) & NAME
    )


def _is_role(word: str) -> bool:
    if word.isupper() and len(word) < 5:
        return word not in ("UK", "USA", "US", "EU")
    return bool(sort_of(word) & (Sort.SOFT_TITLE | Sort.POST_NOMINAL))


def _is_met(sorts: _Sorts, word: str, prior: str) -> bool:
    """Whether the words before are said of persons."""
    if word in _TOWARDS and (word not in _WEAK or sorts.clear):
        return True
    if word == "by" and prior in _DONE:
        return sorts.clear or sorts.unknown
    if word == "me" and sorts.unknown:
        return True
    if word in _LINKS and prior in _BEFORE_LINKS:
        return sorts.clear or word in ("with", "w") or (sorts.unknown and word == "to")
    return False


def _does(text: str, end: int, sorts: _Sorts) -> bool:
    """Whether what follows is what persons do, or a name on its own could be nothing else."""
    after = _AFTER.match(text, end)
    if after is None:
        return sorts.clear
    follows, beyond, joined = after[1], after[2], text[end] == " "
    if sort_of(follows) & Sort.THING and follows not in _DOES:
        return False
    if sorts.clear or not sorts.unknown:
        disease = beyond and sort_of(beyond) & Sort.THING and sort_of(follows) == Sort.WORD
        return sorts.clear and not disease
    if follows in ("from", "on", "in", "at"):
        return joined and beyond in names_en_notes.WORKPLACES
    if follows in ("is", "was", "are", "were"):
        return joined and beyond in _STATES
    if follows == "to":
        return beyond in _AFTER_TO
    return joined and follows in _DOES


def _ends_as_name(text: str, end: int) -> bool:
    """Whether no thing follows: "Harbour Mutual home insurance"."""
    after = _AFTER.match(text, end)
    return after is None or text[end] == "," or not sort_of(after[1]) & Sort.THING


def _is_beside(text: str, piece: Sequence[Token], sure: set[int]) -> bool:
    """Whether a name stands on the other side of "and", a comma or a slash."""
    start, end = piece[0].start, piece[-1].end
    if any(word.text.isupper() and len(word.text) > 2 for word in piece):
        return False
    sorts = _sorts(piece)
    if (link := _BETWEEN.match(text, end)) and link.end() in sure:
        return link[0] != ", " or not sorts.unknown
    for size in (5, 6, 4, 2, 1, 3):
        if start - size in sure and (link := _BETWEEN.fullmatch(text, start - size, start)):
            return link[0] != ", " or sorts.clear
    return False
