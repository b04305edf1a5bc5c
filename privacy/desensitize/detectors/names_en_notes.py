"""Persons in English notes, letters and chats, by where a word stands. No IO.

Where a text speaks of private persons (`notes.is_note`), a word with a capital that no list has is
more often somebody than something. Here it is taken for a name beside a word that is said of
persons, at the start of a chat's line, next to another name, as a signature. A name that was found
once is found again wherever one of its words stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from privacy.desensitize.detectors.names_en_tokens import (
    CLEAR,
    LETTER,
    NAME,
    OTHER,
    RUN,
    UPPER,
    Sort,
    Token,
    sort_of,
    tokens,
)
from privacy.desensitize.lexicon import names_en_cues, names_en_notes

Span = tuple[int, int]

_TOWARDS = frozenset(names_en_notes.TOWARDS)
_BEFORE_LINKS = frozenset(names_en_notes.BEFORE_LINKS)
_DOES = frozenset(names_en_notes.DOES)
_STATES = frozenset(names_en_notes.STATES)
_OWNED = frozenset(names_en_notes.OWNED)
_AFTER_TO = frozenset(names_en_notes.AFTER_TO)
_KIN = frozenset(names_en_cues.KIN)
_ROLES = frozenset(names_en_cues.SOFT_TITLES) | frozenset(names_en_cues.TITLES)
_THING_BEFORE = frozenset(names_en_cues.THING_BEFORE)
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "our", "my", "your"})
_LINKS = frozenset({"with", "to", "for", "of", "from", "by"})
_BARRED = OTHER | Sort.NEVER | Sort.PLACE | Sort.TITLE
_TWO_BEFORE = re.compile(rf"(?:([{LETTER}'’]+)[ ,:]{{1,2}})?([{LETTER}'’]+)[.,:]?[ \"“'(]{{1,2}}$")
_AFTER = re.compile(r"[ ,]{1,2}([a-z][a-z'’]*)(?: ([a-z][a-z'’]*))?")
_POSSESSED = re.compile(r"['’]s? ([a-z]+)")
_LINE_START = re.compile(
    r"(?:^|\n)[ \t>*\[(-]{0,4}(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]m)?[\])]?[ ,:-]{0,3})?"
    r"(?:([A-Za-z]{2,14}) )?$"
)
_SPEAKER_END = re.compile(r" ?(?:\([A-Za-z0-9 ,]{1,24}\)|\[[^\]\n]{1,20}\])? ?(?::(?!\d)|>|- |, )")
_ROLE_END = re.compile(r",? (?:from|in|at|on) [A-Z]")
_SIGNED_END = re.compile(r"[ \t]*(?:$|\n|, [A-Z(])|[ \t]*\.?\s*$")
_SIGNED_BEFORE = re.compile(r"(?:\n[ \t]*|[.!?] ?- ?|[.!?)] {1,3}|[~*-] ?|\bx+ )$")
_SUFFIX = re.compile(r",? (?:Jr\b\.?|Sr\b\.?|III\b|II\b|IV\b)")
_BETWEEN = re.compile(r",? (?:and|&|or) |, |/| ?\+ ?")
_PLURAL = re.compile(rf"(?<![{LETTER}])[Tt]he ([{UPPER}][{LETTER}'’-]{{3,24}}s)(?![{LETTER}'’-])")
_KNOWN_AS = re.compile(
    r"(?<![a-z])(?:surname|(?:first|last|maiden|family|given|middle|married|birth|real|full) name|"
    r"n[ée]e|formerly|also known as|known as|a\.?k\.?a\.?|alias|goes by|nicknamed|signed as|name)"
    r"(?: (?:is|was|of|thought to be|possibly|maybe|now|as|then|probably|given as))?[ :=]{1,2}[\"'“]?"
    rf"(?=[{UPPER}])"
)
_TITLED = re.compile(
    r"(?<![A-Za-z])(?:Father|Fr\.?|Sister|Brother|Mother|Rabbi|Imam|Nurse|Matron|Auntie|Aunty|Aunt"
    r"|Uncle|Nan|Nana|Granny|Gran|Grandma|Grandpa|Grandad|Cousin|Constable|Sgt\.?|Sergeant|Coach"
    rf"|Pastor|Rev\.?|Deacon) (?=[{UPPER}][a-z])"
)


def persons(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Names in a note beside those that were `found` already."""
    known = sorted(found)
    taken = set()
    for start, end in known:
        taken.update(range(start, end))
        if suffix := _SUFFIX.match(text, end):
            yield start, suffix.end()
    pieces = list(_pieces(text, taken))
    names = _words_of(text, known)
    later: list[list[Token]] = []
    sure: set[int] = {start for start, _ in known} | {end for _, end in known}
    speakers = _speakers(text, pieces)
    for piece in pieces:
        start, end = piece[0].start, piece[-1].end
        if (
            start in speakers
            or any(word.key in names for word in piece if not word.sort & Sort.INITIAL)
            or _is_named(text, piece)
        ):
            sure.update((start, end))
            names |= _words_of(text, [(start, end)])
            yield start, end
        else:
            later.append(piece)
    again = True
    while again:  # X, Y and Z: each beside one that is a name
        again = False
        rest = []
        for piece in later:
            start, end = piece[0].start, piece[-1].end
            if (len(piece) == 1 and piece[0].key in names) or _is_beside(text, piece, sure):
                sure.update((start, end))
                yield start, end
                again = True
            else:
                rest.append(piece)
        again = again and len(rest) < len(later) and len(later) < 400
        later = rest
    yield from _families(text, names)


def _words_of(text: str, spans: Iterable[Span]) -> set[str]:
    """Words of names that are hardly anything else."""
    found = set()
    for start, end in spans:
        for word in tokens(text, start, end):
            if len(word.text) > 2 and not word.sort & (Sort.PARTICLE | Sort.INITIAL | _BARRED):
                found.add(word.key)
                if "-" in word.key:
                    found.update(p for p in word.key.split("-") if not sort_of(p) & _BARRED)
    return {word for word in found if len(word) > 2}


def _pieces(text: str, taken: set[int]) -> Iterator[list[Token]]:
    """Words that may be a name each, or together, and that nothing was found in yet."""
    for run in RUN.finditer(text):
        if run.end() < len(text) and text[run.end()] in "0123456789@/_":
            continue
        kept: list[Token] = []
        for word in tokens(text, *run.span()):
            if word.start in taken or not _may_be(word):
                if kept and not (word.sort & Sort.THING and word.text[0].isupper()):
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


def _trimmed(piece: list[Token]) -> Iterator[list[Token]]:
    while piece and piece[-1].sort & Sort.PARTICLE and not piece[-1].sort & NAME:
        piece = piece[:-1]
    while piece and piece[0].sort & Sort.PARTICLE and piece[0].text[0].islower():
        piece = piece[1:]
    if any(len(word.text) > 2 for word in piece) and len(piece) < 7:
        yield piece


def _may_be(word: Token) -> bool:
    """Whether a word may be of a person's name here."""
    sort = word.sort
    if sort & (Sort.INITIAL | Sort.PARTICLE):
        return word.text not in ("I", "A", "O")
    if sort & NAME:
        return not sort & Sort.THING or bool(sort & Sort.GIVEN)
    if sort & (OTHER | Sort.PLACE | Sort.SOFT_TITLE | Sort.TITLE):
        return False
    if len(word.text) < 3 or (word.text.isupper() and len(word.text) < 5):
        return False
    return (
        word.key not in names_en_notes.BRANDS
        and not word.key.endswith(names_en_notes.THING_ENDINGS)
        and (word.text[1:].islower() or word.text.isupper() or not word.text[-1].isupper())
    )


def _is_named(text: str, piece: Sequence[Token]) -> bool:
    """Whether what stands beside `piece` makes it a person's name."""
    first, last = piece[0], piece[-1]
    start, end = first.start, last.end
    before = _TWO_BEFORE.search(text, max(0, start - 40), start)
    word = before[2].lower() if before else ""
    prior = (before[1] or "").lower() if before else ""
    if word in _ARTICLES or word in _THING_BEFORE:
        return False
    words = [token for token in piece if not token.sort & (Sort.INITIAL | Sort.PARTICLE)]
    if not words:
        return False
    clear = any(token.sort & CLEAR and not token.sort & Sort.PLACE for token in words)
    unknown = all(not token.sort & NAME for token in words)
    if len(words) > 1 and not any(token.text.isupper() for token in words):
        # two words that may be a name and are nothing else
        if clear or len(words) == 2 or not unknown:
            return _ends_as_name(text, end)
    if _KNOWN_AS.search(text, max(0, start - 36), start):
        return True
    only_word = not clear and not unknown and all(token.sort & Sort.WORD for token in words)
    if _is_signature(text, start, end) and not last.possessive:
        return clear or len(words) > 1 or unknown
    if first.text.isupper() and not clear:
        return word == "dear"
    if last.possessive:
        owned = _POSSESSED.match(text, end)
        return owned is not None and owned[1] in _OWNED and (clear or unknown)
    if _TITLED.search(text, max(0, start - 12), start):
        return True
    if word in _TOWARDS and word not in ("from", "by", "via"):
        return not only_word or word not in ("see", "saw", "old", "young", "little", "late", "poor")
    if word in ("from", "by"):
        return clear and prior != "comes" and bool(first.sort & Sort.GIVEN)
    if word in _LINKS and prior in _BEFORE_LINKS:
        return clear or (unknown and word in ("with", "to"))
    return _does(text, end, clear=clear, unknown=unknown)


def _does(text: str, end: int, *, clear: bool, unknown: bool) -> bool:
    """Whether what follows is what persons do."""
    after = _AFTER.match(text, end)
    if after is None or not (clear or unknown):
        return False
    if after[1] in ("is", "was", "are", "were"):
        return after[2] in _STATES and text[end] == " "
    if after[1] == "to":
        return after[2] in _AFTER_TO
    return after[1] in _DOES and text[end] == " "


def _ends_as_name(text: str, end: int) -> bool:
    """Whether no thing follows: "Harbour Mutual home insurance"."""
    after = _AFTER.match(text, end)
    return after is None or text[end] == "," or not sort_of(after[1]) & Sort.THING


def _is_signature(text: str, start: int, end: int) -> bool:
    """Whether a name ends a text, or stands alone on one of its last lines."""
    if end < len(text) - 160 or not _SIGNED_END.match(text, end):
        return False
    if start == 0 or not _SIGNED_BEFORE.search(text, max(0, start - 6), start):
        return False
    return text.count("\n", end) < 3


def _is_beside(text: str, piece: Sequence[Token], sure: set[int]) -> bool:
    """Whether a name stands on the other side of "and", a comma or a slash."""
    start, end = piece[0].start, piece[-1].end
    if any(word.text.isupper() for word in piece):
        return False
    if link := _BETWEEN.match(text, end):
        if link.end() in sure and (link[0] != ", " or piece[0].sort & NAME):
            return True
    for size in (5, 6, 4, 2, 1, 3):
        if start - size in sure and (link := _BETWEEN.fullmatch(text, start - size, start)):
            return link[0] != ", " or bool(piece[0].sort & NAME)
    return False


def _speakers(text: str, pieces: Iterable[Sequence[Token]]) -> set[int]:
    """Where the names of those begin who speak in a chat: "agent Roz: ...", twice "Thandeka: "."""
    counted: dict[str, list[int]] = {}
    sure = set()
    for piece in pieces:
        start, end = piece[0].start, piece[-1].end
        head = _LINE_START.search(text, max(0, start - 40), start)
        tail = _SPEAKER_END.match(text, end)
        if head is None or piece[-1].possessive:
            continue
        role = (head[1] or "").lower()
        if tail is None:
            if not role and _ROLE_END.match(text, end):
                sure.add(start)
            continue
        if role and role not in _ROLES:
            continue
        named = any(word.sort & (CLEAR | Sort.GIVEN_WORD) for word in piece)
        if role or (named and tail[0].endswith((":", ">", "- "))):
            sure.add(start)
        elif tail[0].endswith((":", ">")):
            counted.setdefault(text[start:end], []).append(start)
    for starts in counted.values():
        if len(starts) > 1:
            sure.update(starts)
    return sure


def _families(text: str, names: set[str]) -> Iterator[Span]:
    """The Aldertons: a known surname's plural, or one that no list has."""
    for match in _PLURAL.finditer(text):
        plural = match[1].lower()
        single = plural[:-2] if plural.endswith("es") and plural[:-2] in names else plural[:-1]
        if single in names or (
            sort_of(single) & Sort.SURNAME and not sort_of(single) & (_BARRED | Sort.THING)
        ):
            yield match.span(1)
