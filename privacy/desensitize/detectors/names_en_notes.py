"""Persons in English notes, letters and chats, by where a word stands. No IO.

Where a text speaks of private persons (`notes.is_note`), a word with a capital that no list has is
more often somebody than something. Here it is taken for a name beside a word that is said of
persons, next to another name, in a table's cell or as a signature (`names_en_layout`). A name that
was found once is found again wherever one of its words stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from privacy.desensitize.detectors import names_en_layout as layout
from privacy.desensitize.detectors.names_en_beside import is_named, sorts_of
from privacy.desensitize.detectors.names_en_bold import is_likely
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
    words_of,
)
from privacy.desensitize.lexicon import names_en_notes

Span = tuple[int, int]

_BRANDS = names_en_notes.BRANDS
_COMPANIES = names_en_notes.COMPANIES
_BARRED = OTHER | Sort.NEVER | Sort.PLACE | Sort.TITLE
_NOT_REPEATED = _BARRED | Sort.PARTICLE | Sort.INITIAL
_NO_NAME = OTHER | Sort.PLACE | Sort.SOFT_TITLE | Sort.TITLE | Sort.PARTICLE | Sort.INITIAL
# In a text with a line's end put before it: the mark before a word is rarer than any letter.
_SMALL = re.compile(
    r"[^A-Za-z](?:(?:[Tt]his is|[Ii]t['’]?s|[Ii]['’ ]?a?m|[Mm]y name['’]?s?(?: is)?"
    r"|[Nn]ame['’]s|[Cc]all me|[Aa]sk for) (?=[A-Za-z]+ (?:from|calling|here|again|speaking)\b)"
    r"|(?:someone|somebody|man|woman|lady|guy|girl|lad|bloke|chap|person|nurse|doctor|agent|adviser"
    r"|colleague|boy|friend|dog) (?:called|named) )([A-Za-z][a-z]{2,13})(?![A-Za-z])"
)
# A text without these words has nothing that `_SMALL` fits.
_INTRODUCING = frozenset(("from", "calling", "here", "again", "speaking", "called", "named"))
_NOT_BEHIND = re.compile(rf"[0-9@_]|/(?![{UPPER}])")
_MARKS_BEHIND = frozenset("0123456789@_/")
# What belongs to a name that was found: Jr., III, Pádraig Ó Sé.
_SUFFIX = re.compile(
    r",? (?:Jr\b\.?|Sr\b\.?|III\b|II\b|IV\b)"
    rf"|(?<= Ó) [{UPPER}][{LETTER}'’-]+"
    rf"| (?:Ó|Ní|Nic|Uí|Mac|Mc|Ap|ap|ferch|Bin|Binti|bin|binti|Ah) [{UPPER}][{LETTER}'’-]+"
)
_NEXT = re.compile(rf" ([{UPPER}][a-z]{{2,}})(?![{LETTER}'’-]| [{UPPER}])")
_BETWEEN = re.compile(r",? (?:and|&|or) |, |/| ?\+ ?|; ")
# After these a word of the language is a name.
_TITLES_OF_WORDS = frozenset(
    ("Father", "Sister", "Nurse", "Matron", "Aunt", "Auntie", "Aunty", "Uncle", "Nanny", "Granny",
     "Brother")
)  # fmt: skip
_TITLING = frozenset(title.lower() for title in (*_TITLES_OF_WORDS, "Ah"))


def persons(text: str, runs: Sequence[re.Match[str]], found: Iterable[Span]) -> Iterator[Span]:
    """Names among the `runs` of a note beside those that were `found` already."""
    known = sorted(found)
    for start, end in known:
        if (longer := _longer(text, start, end)) > end:
            yield start, longer
    for start, end in _further(text, runs, known):
        yield start, _longer(text, start, end)


def _longer(text: str, start: int, end: int) -> int:
    """The end of a name with what belongs to it: Jr., III, a surname that is a word."""
    if suffix := _SUFFIX.match(text, end):
        return suffix.end()
    word = _NEXT.match(text, end)
    if word is not None and sort_of(word[1]) == Sort.WORD and " " not in text[start:end]:
        return word.end() if sort_of(text[start:end]) & Sort.GIVEN else end
    return end


def _further(text: str, runs: Sequence[re.Match[str]], known: Sequence[Span]) -> Iterator[Span]:
    taken = {place for start, end in known for place in range(start, end)}
    pieces = list(_pieces(text, runs, taken))
    names = {word for start, end in known for word in _words_of(tokens(text, start, end))}
    later: list[list[Token]] = []
    sure = {place for span in known for place in span}
    speaking = layout.speakers(text, pieces)
    for piece in pieces:
        start, end = piece[0].start, piece[-1].end
        again = not names.isdisjoint([word.key for word in piece])
        if start in speaking or again or is_named(text, piece):
            sure.update((start, end))
            names |= _words_of(piece)
            yield start, end
        else:
            later.append(piece)
    if not _TITLING.isdisjoint(words_of(text)):
        yield from _titled(text, runs, taken)
    introduced = () if _INTRODUCING.isdisjoint(words_of(text)) else _SMALL.finditer("\n" + text)
    for small in introduced:
        sort = sort_of(small[1])
        if small[1].endswith(("ing", "ed", "ly", "one", "ill")) and small[1].islower():
            continue
        if not sort & (_BARRED if small[1].islower() else Sort.NEVER | Sort.PLACE):
            yield small.start(1) - 1, small.end(1) - 1
    yield from layout.kissed(text)
    yield from layout.labelled(text)
    yield from layout.nicknamed(text, runs, known)
    for piece in _related(text, later, names, sure):
        yield piece[0].start, piece[-1].end
    yield from layout.families(text, names)


def _related(
    text: str, pieces: list[list[Token]], names: set[str], sure: set[int]
) -> Iterator[list[Token]]:
    """Pieces that repeat a name, or stand beside one: X, Y and Z, in a few rounds; and those that
    are most likely names."""
    likely = [piece for piece in pieces if is_likely(text, piece)]
    for piece in likely:
        sure.update((piece[0].start, piece[-1].end))
        names |= _words_of(piece)
        yield piece
    pieces = [piece for piece in pieces if piece[0].start not in sure]
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


def _words_of(name: Iterable[Token]) -> set[str]:
    """Words of a name that are hardly anything else."""
    found = set()
    for word in name:
        if word.sort & _NOT_REPEATED:
            continue
        if len(word.key) > 2:
            found.add(word.key)
        if "-" in word.key:
            parts = word.key.split("-")
            found.update(part for part in parts if len(part) > 2 and not sort_of(part) & _BARRED)
    return found


def _pieces(text: str, runs: Iterable[re.Match[str]], taken: set[int]) -> Iterator[list[Token]]:
    """Words that may be a name each, or together, and that nothing was found in yet."""
    for run in runs:
        if " " not in (whole := run[0]):
            sort = sort_of(whole[:-2] if whole.endswith("'s") else whole)
            if sort & _NO_NAME and not sort & NAME:
                continue
        end = run.end()
        if text[end : end + 1] in _MARKS_BEHIND and _NOT_BEHIND.match(text, end):
            continue
        kept: list[Token] = []
        for word in tokens(text, *run.span()):
            if word.start in taken or not _may_be(word, kept):
                if kept:
                    if not _makes_thing(word):
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
        if title == "Ah" and word.istitle() and not sort_of(word) & _BARRED:
            yield run.span()
        elif (
            title in _TITLES_OF_WORDS
            and word.isalpha()
            and start not in taken
            and not sort_of(word) & (Sort.NEVER | Sort.THING | Sort.SOFT_TITLE)
        ):
            yield start, run.end()


def _makes_thing(word: Token) -> bool:
    """Whether a name before this word is that of a firm or a place."""
    return word.text[0].isupper() and (bool(word.sort & Sort.THING) or word.key in _COMPANIES)


def _trimmed(piece: list[Token]) -> Sequence[list[Token]]:
    """`piece` without "van" at its end, or nothing where it is too short or too long."""
    while piece and piece[-1].sort & Sort.PARTICLE and not piece[-1].sort & NAME:
        piece = piece[:-1]
    while piece and piece[0].sort & Sort.PARTICLE and piece[0].text[0].islower():
        piece = piece[1:]
    if len(piece) < 7:
        for word in piece:
            if len(word.text) > 2 or word.sort & CLEAR:
                return (piece,)
    return ()


def _may_be(word: Token, before: Sequence[Token]) -> bool:
    """Whether a word may be of a person's name here, after the words `before`."""
    sort = word.sort
    if sort & (Sort.INITIAL | Sort.PARTICLE):
        return word.text not in ("I", "A", "O")
    if word.key in _BRANDS or word.key in _COMPANIES:
        return bool(before) and bool(sort & NAME) and word.key in _COMPANIES
    if sort & NAME:
        return _may_be_listed(word, before)
    if sort & Sort.PLACE and not sort & (OTHER | Sort.NEVER):
        return len(before) == 1 and bool(before[0].sort & Sort.GIVEN)
    return not sort & _NO_NAME and _may_be_unknown(word)


def _may_be_listed(word: Token, before: Sequence[Token]) -> bool:
    """Whether a word that a list of names has may be one here."""
    sort = word.sort
    is_given = bool(sort & (Sort.GIVEN | Sort.GIVEN_WORD))
    if (sort & Sort.NEVER and not is_given) or (
        word.text.isupper() and len(word.text) < 4 and not before
    ):
        return False
    return not sort & Sort.THING or is_given or bool(before)


def _may_be_unknown(word: Token) -> bool:
    """Whether a word that no list has may be a name: no short form, no drug."""
    if len(word.text) < 3 or (word.text.isupper() and len(word.text) < 5):
        return False
    mixed = not word.text[1:].islower() and not word.text.isupper()
    return not word.key.endswith(names_en_notes.THING_ENDINGS) and not (
        mixed and word.text[-1].isupper()
    )


def _is_beside(text: str, piece: Sequence[Token], sure: set[int]) -> bool:
    """Whether a name stands on the other side of "and", a comma or a slash."""
    start, end = piece[0].start, piece[-1].end
    for word in piece:
        if len(word.text) > 2 and word.text.isupper():
            return False
    if (link := _BETWEEN.match(text, end)) and link.end() in sure:
        return link[0] != ", " or not sorts_of(piece).unknown
    for size in (5, 6, 4, 2, 1, 3):
        if start - size in sure and (link := _BETWEEN.fullmatch(text, start - size, start)):
            return link[0] != ", " or sorts_of(piece).clear
    return False
