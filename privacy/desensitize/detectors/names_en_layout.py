"""English names by their place on the page: speakers, signatures, cells of tables. No IO.

Pieces are words that may be a name, as `names_en_notes` cuts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from privacy.desensitize.detectors.names_en_tokens import (
    CLEAR,
    LETTER,
    NAME,
    UPPER,
    Sort,
    Token,
    sort_of,
)
from privacy.desensitize.lexicon import names_en_cues, names_en_notes

_LISTS = frozenset(names_en_notes.LISTS)
_ROLES = frozenset(names_en_cues.SOFT_TITLES) | frozenset(names_en_cues.TITLES)
_BARRED = Sort.WORD | Sort.THING | Sort.NEVER | Sort.PLACE
_LINE_START = re.compile(
    r"(?:^|\n)[ \t>*\[(-]{0,4}(\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]m)?[\])]?[ ,:-]{0,3})?"
    r"(?:([A-Za-z]{2,14}) )?$"
)
_BEFORE_SPEAKER = frozenset("\n \t>*[(-]),:0123456789m")  # what `_LINE_START` may end with
_SPEAKER_END = re.compile(r" ?(?:\([A-Za-z0-9 ,]{1,24}\)|\[[^\]\n]{1,20}\])? ?(?::(?!\d)|>|- |, )")
_ROLE_END = re.compile(r",? (?:from|in|at|on) [A-Z]")
_SIGNED_END = re.compile(r"(?: [xX]{1,4})?[ \t]*(?:$|\n|, [A-Z(])|[ \t]*\.?\s*$")
_SIGNED_BEFORE = re.compile(
    r"(?:\b(?i:ta|thx|tks|rgds|bw|kr|best|love|cheers|ttfn|cu)[,.!]? |\n[ \t]*|[.!?)] ?[-~] ?"
    r"|[.!?)] {1,3}|[~*-] ?|\bx+ )$"
)
_KISSES = re.compile(r" [xX]{1,4}[ \t]*(?:\n|$)")
_KISSED = re.compile(r"(?:\n|[.!?] )([A-Z][a-z]{1,13}) [xX]{1,4}\s*$")
_DASHED = re.compile(r"(?:, |\n[ \t]*|[-~] ?|\bx+ )$")
_CELL_BEFORE = re.compile(r"(?:[|\t][ \t]*|\n[ \t]*)$")
_CELL_END = re.compile(r"[ \t]*(?:[|\t]|\n|$)| \([^()\n|]{1,20}\)[ \t]*(?:[|\t]|\n|$)")
_BAR = re.compile(r"[|\t]")
_ITEM_BEFORE = re.compile(
    r"(?:^|\n)[ \t]{0,4}(?:[-*•>]|\d{1,2}[.)]|(?:(Bed|Bay|Room|Rm|Side room|SR|Cubicle|Chair|Desk|"
    r"Table|Flat|Slot|Locker|Seat|B\d|Cot|Theatre|Appt|Key|Badge)|Unit|Run|Line|Item|Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d{1,2}[:.]\d\d"
    r"(?: ?[ap]m)?)[a-z]{0,6} ?\w{0,4} ?[-:.=)]?)[ \t]{1,3}(?:- )?$"
)
_ITEM_END = re.compile(r" ?(?:[,:;(/|-]|\n|$|\d)| (?:is|was|has|to|for|on|in|with)\b")
_NICKNAME = re.compile(
    rf" [\"“'‘(]([{UPPER}][a-z]{{1,14}})[\"”'’)](?: [{UPPER}][{LETTER}'’-]{{1,24}})?"
)
_QUOTED = re.compile(
    rf" [\"“'‘(][{UPPER}][{LETTER}]{{1,14}}[\"”'’)] [{UPPER}][{LETTER}'’-]{{1,24}}"
)
_LONGEST = 160  # characters of a list of names that are looked back at
_LABEL = re.compile(
    r"(?i:patient|name|pt|re|insured|claimant|client|customer|employee|member|candidate|student)$"
)
_LABELLED = re.compile(
    rf": {{1,3}}([{UPPER}][{UPPER}'’-]+, [{UPPER}][{LETTER}'’-]+(?: [{UPPER}](?![{LETTER}:]))?)"
)
_LISTED = re.compile(
    rf"([A-Za-z/]{{2,14}})(?: \([^()\n]{{1,20}}\))?(?: ?:| ?=| -) "
    rf"(?:[{UPPER}][{LETTER}'’. -]{{1,40}}"
    r"(?: \([^()\n]{1,24}\))?(?:,| and| &|/|;|, and) ){0,12}$"
)
_PLURAL = re.compile(rf"he ([{UPPER}][{LETTER}'’-]{{3,24}}s)(?![{LETTER}'’-])")


def is_signature(text: str, piece: Sequence[Token]) -> bool:
    """Whether a name ends a text, or stands alone on one of its last lines."""
    start, end = piece[0].start, piece[-1].end
    if start == 0 or end < len(text) - 160 or not _SIGNED_END.match(text, end):
        return False
    lead = text[max(0, start - 6) : start]
    if not _SIGNED_BEFORE.search(lead) or text.count("\n", end) >= 3:
        return False
    if len(piece) > 1:
        return True
    sort = piece[0].sort
    if sort & CLEAR or not sort:
        return True
    kissed = _KISSES.match(text, end) and not sort & Sort.NEVER
    return bool(
        (sort & Sort.GIVEN_WORD and not sort & Sort.NEVER and _DASHED.search(lead)) or kissed
    )


def is_cell(text: str, piece: Sequence[Token]) -> bool:
    """Whether a name fills a table's cell, below the table's head, or begins an item of a list."""
    start, end = piece[0].start, piece[-1].end
    is_in_cell = (
        _CELL_BEFORE.search(text[max(0, start - 16) : start]) is not None
        and _CELL_END.match(text, end)
        and start > (line := text.find("\n"))
        and line >= 0
        and bool(_BAR.search(text, max(line, start - 60), start) or _BAR.match(text, end + 1))
    )
    item = None if is_in_cell else _ITEM_BEFORE.search(text, max(0, start - 24), start)
    if not is_in_cell and (item is None or not _ITEM_END.match(text, end)):
        return False
    named = [word for word in piece if not word.sort & (Sort.INITIAL | Sort.PARTICLE)]
    clear = any(word.sort & CLEAR for word in named)
    names = all(word.sort & NAME for word in named)
    if item is None:
        return clear or (names and len(named) > 1) or not any(word.sort for word in named)
    in_bed = item[1] is not None and not any(word.sort for word in named)
    return clear or in_bed or (names and len(named) > 1)


def is_listed(text: str, piece: Sequence[Token]) -> bool:
    """Whether a name is one of a list behind a label: "Apologies: Efua, Ceri (chair)"."""
    start = piece[0].start
    line = text.rfind("\n", max(0, start - _LONGEST), start) + 1 or max(0, start - _LONGEST)
    before = text[line:start]
    if ": " not in before and "= " not in before and " - " not in before:
        return False
    found = _LISTED.search(text, line, start)
    return found is not None and found[1].lower() in _LISTS and piece[-1].end < len(text)


def kissed(text: str) -> Iterable[tuple[int, int]]:
    """A word of the language that signs a message: "Mo x"."""
    if (found := _KISSED.search(text, max(0, len(text) - 40))) and not (
        sort_of(found[1]) & (Sort.NEVER | Sort.THING)
    ):
        yield found.span(1)


def labelled(text: str) -> Iterable[tuple[int, int]]:
    """A surname in capitals and a given name behind a label: "PATIENT: OBI, CHUKA"."""
    for found in _LABELLED.finditer(text):
        if _LABEL.search(text, max(0, found.start() - 10), found.start()):
            yield found.span(1)


def speakers(text: str, pieces: Iterable[Sequence[Token]]) -> set[int]:
    """Where the names of those begin who speak in a chat: "agent Roz: ...", twice "Thandeka: "."""
    counted: dict[str, list[int]] = {}
    sure = set()
    for piece in pieces:
        start, end = piece[0].start, piece[-1].end
        if start and text[start - 1] not in _BEFORE_SPEAKER:
            continue
        head = _LINE_START.search(text, max(0, start - 40), start)
        if head is None or piece[-1].possessive:
            continue
        tail = _SPEAKER_END.match(text, end)
        role = (head[2] or "").lower()
        if tail is None:
            if not role and _ROLE_END.match(text, end):
                sure.add(start)
            continue
        if role and role not in _ROLES:
            continue
        if (
            role
            or head[1] is not None
            or (any(word.sort & CLEAR for word in piece) and tail[0].endswith((":", ">", "- ")))
        ):
            sure.add(start)
        elif tail[0].endswith((":", ">")):
            counted.setdefault(text[start:end], []).append(start)
    for starts in counted.values():
        if len(starts) > 1:
            sure.update(starts)
    return sure


def families(text: str, names: set[str]) -> Iterable[tuple[int, int]]:
    """The Aldertons: a known surname's plural, or one of a name found elsewhere."""
    for match in _PLURAL.finditer(text):
        plural = match[1].lower()
        if plural in names_en_notes.LANDS:
            continue
        single = plural[:-2] if plural.endswith("es") and plural[:-2] in names else plural[:-1]
        sort = sort_of(single)
        is_name = sort & Sort.SURNAME if sort else not sort_of(plural)
        if single in names or (is_name and not sort & _BARRED):
            yield match.span(1)


def nicknamed(
    text: str, runs: Iterable[re.Match[str]], found: Iterable[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """Terence "Taff" Morgan: a name with another in quotes or brackets behind it."""
    for start, end in found:
        match = _NICKNAME.match(text, end)
        if match and not sort_of(match[1]) & (_BARRED | Sort.POST_NOMINAL | Sort.SOFT_TITLE):
            yield start, match.end()
    if not _QUOTED.search(text):
        return
    for run in runs:
        match = _QUOTED.match(text, run.end())
        if match and sort_of(run[0]) & (Sort.GIVEN | Sort.GIVEN_WORD):
            yield run.start(), match.end()
