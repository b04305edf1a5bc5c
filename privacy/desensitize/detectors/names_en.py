"""Persons in English text. No IO.

Words with a capital that stand together are a run. A run is cut at words that are no part of a
name, and each piece is judged by the lists of given names, surnames, places and common words, and
by what stands beside it: titles, words like "patient" or "daughter", what people do. Fields of
forms, greetings, signatures and names in small letters have rules of their own (`names_en_fields`).

Of a name with a title, Dr Amara Okonkwo, the name is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from privacy.desensitize.detectors.names_en_fields import fields
from privacy.desensitize.detectors.names_en_tokens import (
    CLEAR,
    LETTER,
    NAME,
    OTHER,
    RUN,
    Sort,
    Token,
    sort_of,
    tokens,
)
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon import names_en_cues

_KIN = frozenset(names_en_cues.KIN)
_BEFORE = frozenset(names_en_cues.BEFORE)
_AFTER = frozenset(names_en_cues.AFTER)
_THING_BEFORE = frozenset(names_en_cues.THING_BEFORE)
_FIRM = frozenset(names_en_cues.FIRM)
_SPEAKS = frozenset(names_en_cues.SPEAKS)
_NOT_PERSONS = frozenset(names_en_cues.NOT_PERSONS)
_SOFT = frozenset(names_en_cues.SOFT_TITLES)
_HARD = frozenset(names_en_cues.TITLES)
_PLACE_HEADS = frozenset({
    "san", "santa", "santo", "sao", "los", "las", "st", "st.", "lake", "mount", "mt", "fort", "port", "new",
    "north", "south", "east", "west", "saint",
})  # fmt: skip
_NO_NAME = frozenset({"the", "a", "an", "'s"})
_PROFESSIONS = ("ist", "backer", "ician", "pope", "man", "woman", "holder")
# Surnames that stand first.
_ASIAN = frozenset(names_en_cues.ASIAN_SURNAMES)
_ARTICLES = frozenset({"the", "a", "an"})
_LONE_LETTERS = frozenset({"A", "I", "O"})
_STATES = frozenset(
    {"U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "A.D.", "B.C.", "P.S.", "A.M.", "P.M."}
)
_WORD_BEFORE = re.compile(rf"([{LETTER}][{LETTER}'’-]*)\.?,?[ \"“(]{{1,2}}$")
_WORD_AFTER = re.compile(r"[ ,]{1,2}(?:\([^()\n]{1,24}\) )?([a-z][a-z'’]*)")
_COMPANY = re.compile(r" ?(?:&|\+) ?(?:Co\b|Sons\b|[A-Z])|,? (?:Inc|Ltd|LLC|LLP|plc|PLC|Corp)\b")
_ROLE_AFTER = re.compile(r" \((?:the |his |her |my )?([A-Za-z]+)")
_DAY = re.compile(r"\.? ?\d")
_NUMBER = re.compile(r"\d[A-Za-z]?,? $")
_POSSESSED = re.compile(r"['’]s? ([a-z]+)")
_END = re.compile(r"[ \t]*(?:[,;:.)|\]\n]|$)")


def persons(text: str) -> Iterator[Finding]:
    """Names of persons in English text."""
    for run in RUN.finditer(text):
        start, end = run.span()
        word = run[0]
        if " " not in word and not sort_of(word.removesuffix("'s")) & NAME:
            if not _is_titled(text, start):
                continue
        yield from _in_run(text, tokens(text, start, end))
    for start, end in fields(text):
        yield Finding(Kind.PERSON, start, end, Strength.CUED, "name.english")


def _is_titled(text: str, start: int) -> bool:
    """Whether a role in small letters stands before `start`."""
    word = text[max(0, start - 24) : start].rstrip(' ,("').rpartition(" ")[2].lower()
    return word in _SOFT


def _in_run(text: str, run: Sequence[Token]) -> Iterator[Finding]:
    before = _before(text, run[0].start)
    at = 0
    while at < len(run):
        title = 0
        while at < len(run) and (rank := _title(run, at)):
            title = max(title, rank)
            before = run[at].key.rstrip(".")
            at += 1
        begin = at
        while at < len(run) and _may_be_name(run, at, begin, title):
            at += 1
            if run[at - 1].possessive:
                break
        if at == begin:
            if at < len(run):
                before = "'s" if run[at].possessive else run[at].key
            at += 1
            continue
        piece = run[begin:at]
        follower = run[at] if at < len(run) else None
        found = _judged(text, piece, title, before, follower)
        if found is not None:
            first, last = found
            strength = Strength.CUED if title else Strength.SHAPED
            yield Finding(Kind.PERSON, first, last, strength, "name.english")
        before = "'s" if piece[-1].possessive else piece[-1].key


def _before(text: str, start: int) -> str:
    """The word before a run, if it is in the same sentence."""
    found = _WORD_BEFORE.search(text, max(0, start - 24), start)
    return "" if found is None else found[1].lower()


def _title(run: Sequence[Token], at: int) -> int:
    """2 for Mr, 1 for Nurse or King, 0 for no title."""
    token = run[at]
    if token.possessive:
        return 0
    if token.sort & Sort.TITLE:
        return 2
    if token.sort & Sort.SOFT_TITLE and not token.sort & (CLEAR | Sort.GIVEN_WORD):
        return 1
    return 0


def _may_be_name(run: Sequence[Token], at: int, begin: int, title: int) -> bool:
    token = run[at]
    sort = token.sort
    if at == begin:
        if title == 2:
            barred = Sort.NOBODY | Sort.SOFT_TITLE | Sort.NEVER
            return not sort & barred or bool(sort & (NAME | Sort.PARTICLE))
        if sort & Sort.INITIAL:
            return token.text not in _LONE_LETTERS
        if sort & Sort.SURNAME_WORD and not sort & (CLEAR | Sort.GIVEN_WORD):
            return not sort & (OTHER | Sort.SOFT_TITLE | Sort.PLACE)
    if sort & (Sort.INITIAL | NAME):
        return token.text not in _STATES
    if sort & Sort.PARTICLE and at > begin:
        return at + 1 < len(run) and not run[at + 1].sort & OTHER
    if sort & (OTHER | Sort.PLACE | Sort.TITLE | Sort.SOFT_TITLE):
        # Aaron Spelling, Julia Butterfly Hill: a word after a name that is nothing else
        return (
            at == begin + 1
            and run[begin].sort & (Sort.GIVEN | Sort.SURNAME | Sort.PLACE) == Sort.GIVEN
            and sort & (OTHER | Sort.NEVER | Sort.PLACE) == Sort.WORD
            and token.text[0].isupper()
            and (at + 1 == len(run) or bool(run[at + 1].sort & Sort.SURNAME))
        )
    return token.text[0].isupper()


def _judged(
    text: str, piece: Sequence[Token], title: int, before: str, follower: Token | None
) -> tuple[int, int] | None:
    """Where in `piece` a name begins and ends."""
    while piece and piece[-1].sort & Sort.PARTICLE and not piece[-1].sort & NAME:
        piece = piece[:-1]
    if not piece:
        return None
    if len(piece) > 2 and not piece[0].sort and piece[1].sort & Sort.GIVEN:
        if piece[0].key.endswith(_PROFESSIONS):
            piece = piece[1:]  # Egyptologist James Breasted
    start, end = piece[0].start, piece[-1].end
    role = title or (1 if before in _SOFT else 0)
    if title < 2:
        if follower is not None and follower.sort & Sort.THING and follower.text[0].isupper():
            return None
        if piece[0].key in _PLACE_HEADS or before in _THING_BEFORE or _COMPANY.match(text, end):
            return None
        if start >= 2 and text[start - 2 : start] == "& ":
            return None
    core = [token for token in piece if not token.sort & Sort.PARTICLE or token.sort & NAME]
    if title < 2 and text[start:end].lower().replace("-", " ") in _NOT_PERSONS:
        return None
    if len(core) == 1:
        return (start, end) if _is_alone(text, core[0], role, title, before, follower) else None
    if _is_whole(text, core, role, before):
        return start, end
    return None


def _is_whole(text: str, core: Sequence[Token], role: int, before: str) -> bool:
    """Whether two words or more are a name."""
    if role == 2:
        return True
    if before in _ARTICLES:
        return False
    first, last = core[0], core[-1]
    if last.sort & Sort.THING and not first.sort & Sort.GIVEN:
        return False
    if role and (any(token.sort & NAME for token in core) or _are_words(core)):
        return True
    if last.sort & Sort.INITIAL:
        return bool(
            first.sort & CLEAR
            and not first.sort & Sort.PLACE
            and (first.sort & Sort.SURNAME or len(core) > 2)
            and _END.match(text, last.end)
        )
    if not last.sort & (NAME | Sort.INITIAL) and last.text.isupper() and not first.text.isupper():
        return False
    if any(token.sort & Sort.GIVEN for token in core[:-1]):
        if last.sort & Sort.THING and not last.sort & Sort.GIVEN:
            return not core[0].sort & Sort.PLACE and not _NUMBER.search(
                text, max(0, first.start - 3), first.start
            )
        return True
    if first.sort & Sort.GIVEN_WORD:
        return bool(last.sort & CLEAR) or (first.key in _FIRM and _are_words(core[1:]))
    if first.sort & Sort.INITIAL:
        return bool(last.sort & NAME) or (first.text.endswith(".") and len(last.text) > 3)
    if first.sort & Sort.SURNAME:
        if first.key in _ASIAN and not last.sort & NAME:
            return not last.text.isupper() or first.text.isupper()
        return bool(last.sort & (CLEAR | Sort.GIVEN_WORD) and not last.sort & Sort.PLACE)
    if last.sort & Sort.SURNAME and len(first.text) > 2 and not first.text.isupper():
        return not last.sort & Sort.THING
    after = _WORD_AFTER.match(text, last.end)
    return after is not None and after[1] in _SPEAKS and not last.text.isupper()


def _are_words(tokens: Sequence[Token]) -> bool:
    """Whether all are words in small letters but the first, and no more is known of them."""
    return all(not token.sort and not token.text.isupper() for token in tokens)


def _is_alone(
    text: str, token: Token, role: int, title: int, before: str, follower: Token | None
) -> bool:
    """Whether one word is a name."""
    sort = token.sort
    if sort & Sort.INITIAL:
        return False
    if title == 2:
        return len(token.text) > 1
    if follower is not None and follower.sort & (Sort.THING | Sort.PLACE):
        return False
    after = _WORD_AFTER.match(text, token.end)
    following = "" if after is None else after[1]
    if token.possessive:
        rest = _POSSESSED.match(text, token.end)
        if rest is None or sort_of(rest[1]) & Sort.THING:
            return False
    elif following and sort_of(following) & Sort.THING and following not in _AFTER:
        return False
    if (in_brackets := _ROLE_AFTER.match(text, token.end)) and not sort & (Sort.PLACE | Sort.WORD):
        if sort_of(in_brackets[1]) & (Sort.SOFT_TITLE | Sort.POST_NOMINAL):
            return True
    if following in _SPEAKS and before not in _ARTICLES:
        return not sort & (OTHER | Sort.PLACE) and not token.text.isupper()
    if role:
        if sort & CLEAR:
            return True
        if sort & NAME:
            return not sort & Sort.THING and (bool(title) or following in _AFTER or before in _KIN)
        return (bool(title) or before in _KIN) and len(token.text) > 2 and not token.text.isupper()
    if token.text.isupper() and len(token.text) < 5:
        return False
    if before in _NO_NAME or not sort & Sort.GIVEN or sort & (Sort.PLACE | Sort.WORD):
        return False
    if _DAY.match(text, token.end):
        return False  # Jan 12
    if token.possessive or following in _AFTER:
        return True
    if sort & Sort.SURNAME:
        return before in _BEFORE and before != "and"
    return True


DETECTORS = (persons,)
