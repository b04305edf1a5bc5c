"""Whether words that stand together are a person's name in English text. No IO."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from privacy.desensitize.detectors.names_en_tokens import (
    CLEAR,
    NAME,
    OTHER,
    Sort,
    Token,
    sort_of,
)
from privacy.desensitize.lexicon import names_en_cues
from privacy.desensitize.lexicon.names_en_notes import COMPANIES

TITLES = frozenset(names_en_cues.TITLES)
SOFT_TITLES = frozenset(names_en_cues.SOFT_TITLES)
SPEAKS = names_en_cues.SPEAKS
_SPEAKS = frozenset(SPEAKS)
_KIN = frozenset(names_en_cues.KIN)
_BEFORE = frozenset(names_en_cues.BEFORE) - {"and"}
_AFTER = frozenset(names_en_cues.AFTER)
_FIRM = frozenset(names_en_cues.FIRM)
_THING_BEFORE = frozenset(names_en_cues.THING_BEFORE)
_NOT_PERSONS = frozenset(names_en_cues.NOT_PERSONS)
_ASIAN = frozenset(names_en_cues.ASIAN_SURNAMES)
_PLACE_HEADS = frozenset(names_en_cues.PLACE_HEADS)
# "Form B. Glass is covered": the letter is no initial.
LETTERED = frozenset(
    ("form", "appendix", "section", "bay", "block", "team", "vitamin", "hepatitis", "group",
     "grade", "type", "class", "part", "plan", "option", "unit", "wing", "floor", "schedule",
     "annex", "step", "level", "ward", "zone", "gate", "table", "figure", "exhibit")
)  # fmt: skip
_PROFESSIONS = ("ist", "backer", "ician", "pope", "man", "woman", "holder")
_ARTICLES = frozenset({"the", "a", "an"})
_NO_NAME = _ARTICLES | {"'s"}
_WORD_AFTER = re.compile(r"[ ,]{1,2}(?:\([^()\n]{1,24}\) )?([a-z][a-z'’]*)")
_COMPANY = re.compile(r" ?(?:&|\+) ?(?:Co\b|Sons\b|[A-Z])|,? (?:Inc|Ltd|LLC|LLP|plc|PLC|Corp)\b")
_ROLE_AFTER = re.compile(r" \((?:the |his |her |my )?([A-Za-z]+)")
_DAY = re.compile(r"\.? ?\d")
_NUMBER = re.compile(r"\d[A-Za-z]?,? $")
_POSSESSED = re.compile(r"['’]s? ([a-z]+)")
_END = re.compile(r"[ \t]*(?:[,;:.)|\]\n]|$)")


class Piece(NamedTuple):
    """Words of a run that may be a name, and what stands beside them."""

    text: str
    words: Sequence[Token]
    title: int  # 2: Mr, 1: Nurse, 0: none
    before: str  # the word before, in small letters; "'s" after a genitive
    follower: Token | None  # the next word of the run

    @property
    def role(self) -> int:
        """The title's rank, or that of a role in small letters: "her son"."""
        return self.title or int(self.before in SOFT_TITLES)

    @property
    def following(self) -> str:
        """The word in small letters after the piece."""
        found = _WORD_AFTER.match(self.text, self.words[-1].end)
        return "" if found is None else found[1]


def judged(
    text: str, run: Sequence[Token], title: int, before: str, follower: Token | None
) -> tuple[int, int] | None:
    """Where among the words of `run` a name begins and ends. The rest is as in `Piece`."""
    words = list(run)
    while words and words[-1].sort & Sort.PARTICLE and not words[-1].sort & NAME:
        words.pop()
    if (
        len(words) > 2
        and not words[0].sort
        and words[1].sort & Sort.GIVEN
        and words[0].key.endswith(_PROFESSIONS)
    ):
        del words[0]  # Egyptologist James Breasted
    if not words:
        return None
    piece = Piece(text, words, title, before, follower)
    if title < 2 and _is_thing(piece):
        return None
    core = [word for word in words if word.sort & NAME or not word.sort & Sort.PARTICLE] or words
    is_name = _is_alone(piece, core[0]) if len(core) == 1 else _is_whole(piece, core)
    return (words[0].start, words[-1].end) if is_name else None


def _is_thing(piece: Piece) -> bool:
    """Whether what stands beside a name makes it that of a company, a street, a place."""
    text, start, end = piece.text, piece.words[0].start, piece.words[-1].end
    follower = piece.follower
    return (
        (
            follower is not None
            and (bool(follower.sort & Sort.THING) or follower.key in COMPANIES)
            and follower.text[0].isupper()
        )
        or piece.words[0].key in _PLACE_HEADS
        or piece.before in _THING_BEFORE
        or _COMPANY.match(text, end) is not None
        or text[max(0, start - 2) : start] == "& "
        or text[start:end].lower().replace("-", " ") in _NOT_PERSONS
    )


def _is_whole(piece: Piece, core: Sequence[Token]) -> bool:
    """Whether two words or more are a name."""
    first, last = core[0], core[-1]
    role = piece.role
    if role == 2:
        return True
    if piece.before in _ARTICLES or (last.sort & Sort.THING and not first.sort & Sort.GIVEN):
        return False
    if role and (any(word.sort & NAME for word in core) or _are_unknown(core)):
        return True
    if last.sort & Sort.INITIAL:
        return bool(
            first.sort & CLEAR
            and not first.sort & Sort.PLACE
            and (first.sort & Sort.SURNAME or len(core) > 2)
            and _END.match(piece.text, last.end)
        )
    if not last.sort & NAME and last.text.isupper() and not first.text.isupper():
        return False
    return _are_given_and_surname(piece, core)


def _are_given_and_surname(piece: Piece, core: Sequence[Token]) -> bool:
    first, last = core[0], core[-1]
    if first.sort & Sort.GIVEN or any(word.sort & Sort.GIVEN for word in core[1:-1]):
        if not last.sort & Sort.THING or last.sort & Sort.GIVEN:
            return True
        numbered = _NUMBER.search(piece.text, max(0, first.start - 3), first.start)
        return not first.sort & Sort.PLACE and not numbered
    if first.sort & Sort.GIVEN_WORD:
        is_name = bool(last.sort & CLEAR) or (first.key in _FIRM and _are_unknown(core[1:]))
    elif first.sort & Sort.INITIAL:
        is_name = bool(last.sort & NAME) or (first.text.endswith(".") and len(last.text) > 3)
    elif first.sort & Sort.SURNAME and first.key in _ASIAN and not last.sort & NAME:
        is_name = not last.text.isupper() or first.text.isupper()
    elif first.sort & Sort.SURNAME:
        is_name = bool(last.sort & (CLEAR | Sort.GIVEN_WORD) and not last.sort & Sort.PLACE)
    elif last.sort & Sort.SURNAME and len(first.text) > 2 and not first.text.isupper():
        is_name = not last.sort & Sort.THING
    else:
        is_name = piece.following in _SPEAKS and not last.text.isupper()
    return is_name


def _are_unknown(words: Sequence[Token]) -> bool:
    """Whether no list has any of `words`, which are not all capitals."""
    return all(not word.sort and not word.text.isupper() for word in words)


def _is_alone(piece: Piece, word: Token) -> bool:
    """Whether one word is a name."""
    sort = word.sort
    if sort & Sort.INITIAL or piece.title == 2:
        return not sort & Sort.INITIAL and len(word.text) > 1
    if _is_of_thing(piece, word):
        return False
    if _has_role_after(piece, word):
        return True
    if piece.following in _SPEAKS and piece.before not in _ARTICLES:
        return not sort & (OTHER | Sort.PLACE) and not word.text.isupper()
    if piece.role:
        return _is_of_role(piece, word)
    return _is_given(piece, word)


def _is_of_thing(piece: Piece, word: Token) -> bool:
    """Whether a thing is named after what may be a person: Parkinson's disease."""
    if piece.follower is not None and piece.follower.sort & (Sort.THING | Sort.PLACE):
        return True
    if word.possessive:
        if word.key == "lloyd":
            return True  # Lloyd's of London
        rest = _POSSESSED.match(piece.text, word.end)
        return rest is None or rest[1] == "of" or bool(sort_of(rest[1]) & Sort.THING)
    following = piece.following
    return bool(sort_of(following) & Sort.THING) and following not in _AFTER if following else False


def _has_role_after(piece: Piece, word: Token) -> bool:
    """Whether who it is stands in brackets: Lorna (mother), Jackson (RN)."""
    found = _ROLE_AFTER.match(piece.text, word.end)
    return (
        found is not None
        and not word.sort & (Sort.PLACE | Sort.WORD)
        and bool(sort_of(found[1]) & (Sort.SOFT_TITLE | Sort.POST_NOMINAL))
    )


def _is_of_role(piece: Piece, word: Token) -> bool:
    """Whether one word after "nurse" or "her son" is a name."""
    beside = bool(piece.title) or piece.before in _KIN
    if word.sort & CLEAR:
        return True
    if word.sort & NAME:
        return not word.sort & Sort.THING and (beside or piece.following in _AFTER)
    return beside and len(word.text) > 2 and not word.text.isupper()


def _is_given(piece: Piece, word: Token) -> bool:
    """Whether a given name on its own is one here."""
    sort = word.sort
    if piece.before in _NO_NAME or not sort & Sort.GIVEN or sort & (Sort.PLACE | Sort.WORD):
        return False
    if (word.text.isupper() and len(word.text) < 5) or _DAY.match(piece.text, word.end):
        return False
    if word.possessive or piece.following in _AFTER:
        return True
    return not sort & Sort.SURNAME or piece.before in _BEFORE
