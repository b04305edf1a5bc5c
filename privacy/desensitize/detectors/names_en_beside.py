"""Whether what stands beside a word of an English note makes it a person's name. No IO.

A piece is words that may be a name, as `names_en_notes` cuts them out of a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from privacy.desensitize.detectors import names_en_layout as layout
from privacy.desensitize.detectors.names_en_judge import LETTERED
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

_DONE = names_en_notes.DONE
_TOWARDS = frozenset(names_en_notes.TOWARDS)
_WEAK = frozenset(("see", "saw", "old", "young", "little", "late", "poor", "from", "by", "via"))
_BEFORE_LINKS = frozenset(names_en_notes.BEFORE_LINKS)
_LINKS = frozenset({"with", "to", "for", "of", "w", "c"})
_DOES = frozenset(names_en_notes.DOES)
_STATES = frozenset(names_en_notes.STATES)
_OWNED = frozenset(names_en_notes.OWNED)
_AFTER_TO = frozenset(names_en_notes.AFTER_TO)
_ROLES = frozenset(names_en_cues.SOFT_TITLES) - {"general", "private", "major", "count", "patient"}
_ROLES |= {"kin", "nok", "victim"}
_THING_BEFORE = frozenset(names_en_cues.THING_BEFORE) | names_en_notes.BRANDS
_ARTICLES = frozenset({"the", "an", "this", "that", "these", "those", "our", "my", "your", "a"})
_SIDES = frozenset({"north", "south", "east", "west", "street", "road", "direct"})
_WHERE = frozenset({"in", "at", "near", "outside", "into", "around"})
# What has to follow a word that says nothing by itself.
_BEFORE_OTHERS = {"to": _AFTER_TO} | dict.fromkeys(("is", "was", "are", "were"), _STATES)
_BEFORE_OTHERS |= dict.fromkeys(("from", "on", "in", "at"), names_en_notes.WORKPLACES)
_SELF = frozenset(("me", "its", "it's", "im", "i'm"))
_MONTHS = frozenset(("jan", "mar", "may", "jun", "jul", "sep", "apr"))
_DAY = re.compile(r"\.? ?\d")
_AND_I = re.compile(r" (?:and|&) I(?!\w)")
_STATES_OF = frozenset({"UK", "USA", "US", "EU"})
# Two words before, in a text that is turned round.
_TWO_BEFORE = re.compile(rf"[ \"“'(]{{1,2}}?[.,:/]?([{LETTER}'’]+)(?:[ ,:]{{1,2}}([{LETTER}'’]+))?")
_AFTER = re.compile(r",? ([a-z][a-z'’]*)(?: ([a-z][a-z'’]*))?")
_POSSESSED = re.compile(r"['’]s? ([a-z]+)")
_FIRM_AFTER = re.compile(r"(?: [A-Z][a-z]+){1,3}")
# Capitals within: MacIver, DeShawn, O'Dwyer.
_MIXED = re.compile(rf"(?:Ma?c|De|La|Le|Fitz|Van|Di|Du|O['’]|D['’]|Ne|Ta|Sha)[{UPPER}][a-z]{{2}}")
_ROLE_AFTER = re.compile(
    r" \((?:the |his |her |my |their |our )?([A-Za-z]+)[0-9]?(?:[ ,/][^()\n]{0,20})?\)"
)
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
_SMALL_PARTS = Sort.INITIAL | Sort.PARTICLE
_ALSO_OTHER = Sort.PLACE | Sort.WORD


class Sorts(NamedTuple):
    """What the lists say of a piece's words."""

    clear: bool  # one of them is a name and nothing else
    unknown: bool  # no list has any of them
    several: bool


def sorts_of(piece: Sequence[Token]) -> Sorts:
    """What the lists say of the words of `piece`, initials and "van" apart."""
    clear, unknown, count = False, True, 0
    for word in piece:
        sort = word.sort
        if sort & NAME:
            unknown = False
        elif sort & _SMALL_PARTS:
            continue
        count += 1
        if (sort & CLEAR and not sort & _ALSO_OTHER) or (
            not word.text[1:].islower() and _MIXED.match(word.text)
        ):
            clear = True
    return Sorts(clear, unknown, count > 1)


def is_named(text: str, piece: Sequence[Token]) -> bool:
    """Whether what stands beside `piece` makes it a person's name."""
    first, last = piece[0], piece[-1]
    start, end = first.start, last.end
    word = prior = ""
    if before := _TWO_BEFORE.match(text[max(0, start - 40) : start][::-1]):
        word, prior = before[1][::-1].lower(), (before[2] or "")[::-1].lower()
    sorts = sorts_of(piece)
    if _is_thing(text, piece, word, sorts):
        return False
    if first.sort & Sort.INITIAL and len(piece) > 1 and word not in LETTERED:
        return not last.text.isupper() or sorts.clear
    if _has_place(text, piece):
        return True
    if first.text.isupper() and len(first.text) > 2:
        return word == "dear" or (sorts.clear and sorts.several)
    if sorts.several or _TITLED.search(text, max(0, start - 12), start):
        return _ends_as_name(text, end)
    return _is_one_named(text, first, sorts, word, prior)


def _is_thing(text: str, piece: Sequence[Token], word: str, sorts: Sorts) -> bool:
    """Whether `word` before a piece, or what follows, makes it a thing, a firm, a street."""
    first, last = piece[0], piece[-1]
    joined = text[first.start - 1 : first.start] == " " and text[max(0, first.start - 2)].isalnum()
    if (joined and word in _THING_BEFORE) or first.key == "lloyd":
        return True
    if first.key in _MONTHS and _DAY.match(text, first.end):
        return True
    if word in _ARTICLES and not (
        word in ("a", "my", "our") and sorts.clear and (sorts.several or first.sort & Sort.GIVEN)
    ):
        return True
    if sorts.several and last.key in _SIDES and not first.sort & Sort.GIVEN:
        return True
    firm = _FIRM_AFTER.match(text, last.end)
    if firm is None:
        return False
    final = firm[0].rpartition(" ")[2]
    sort = sort_of(final)
    return final.lower() in names_en_notes.COMPANIES or bool(sort & Sort.THING and not sort & NAME)


def _has_place(text: str, piece: Sequence[Token]) -> bool:
    """Whether a piece stands where names do: in a list, below a letter, after "surname"."""
    start = piece[0].start
    return (
        layout.is_cell(text, piece)
        or layout.is_listed(text, piece)
        or _KNOWN_AS.search(text, max(0, start - 36), start) is not None
        or (not piece[-1].possessive and layout.is_signature(text, piece))
    )


def _is_one_named(text: str, first: Token, sorts: Sorts, word: str, prior: str) -> bool:
    """Whether one word is a name, by the words on both sides."""
    start, end = first.start, first.end
    if (role := _ROLE_AFTER.match(text, end)) and _is_role(role[1]):
        return not first.sort & (Sort.NEVER | Sort.PLACE)
    if first.possessive:
        owned = _POSSESSED.match(text, end)
        return owned is not None and owned[1] in _OWNED and (sorts.clear or sorts.unknown)
    if word in _ROLES and text[start - 1] in " (" and text[start - 2] != ":":
        return not first.sort & (Sort.NEVER | Sort.THING | Sort.WORD)
    if word in _WHERE and not first.sort & Sort.GIVEN:
        return False
    if _AND_I.match(text, end):
        return not first.sort & (Sort.NEVER | Sort.PLACE)
    return _is_met(sorts, word, prior) or _does(text, end, sorts)


def _is_role(word: str) -> bool:
    if word.isupper() and len(word) < 5:
        return word not in _STATES_OF
    return bool(sort_of(word) & (Sort.SOFT_TITLE | Sort.POST_NOMINAL))


def _is_met(sorts: Sorts, word: str, prior: str) -> bool:
    """Whether the words before are said of persons."""
    if word in _TOWARDS and (word not in _WEAK or sorts.clear):
        return True
    if word == "by" and prior in _DONE:
        return sorts.clear or sorts.unknown
    if word in _LINKS and prior in _BEFORE_LINKS:
        return sorts.clear or word in ("with", "w") or (sorts.unknown and word in ("to", "for"))
    return word in _SELF and (sorts.unknown or sorts.clear)


def _does(text: str, end: int, sorts: Sorts) -> bool:
    """Whether what follows is what persons do, or a name on its own could be nothing else."""
    after = _AFTER.match(text, end)
    if after is None:
        return sorts.clear
    follows, beyond, joined = after[1], after[2] or "", text[end] == " "
    if sort_of(follows) & Sort.THING and follows not in _DOES:
        return False
    if sorts.clear or not sorts.unknown:
        disease = beyond and sort_of(beyond) & Sort.THING and sort_of(follows) == Sort.WORD
        return sorts.clear and not disease
    if follows in _BEFORE_OTHERS:
        return joined and beyond in _BEFORE_OTHERS[follows]
    return joined and follows in _DOES


def _ends_as_name(text: str, end: int) -> bool:
    """Whether no thing follows: "Harbour Mutual home insurance"."""
    after = _AFTER.match(text, end)
    return after is None or text[end] == "," or not sort_of(after[1]) & Sort.THING
