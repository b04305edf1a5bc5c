"""Persons in English text. No IO.

Words with a capital that stand together are a run. A run is cut at words that are no part of a
name, and each piece is judged by the lists of given names, surnames, places and common words, and
by what stands beside it: titles, words like "patient" or "daughter", what people do. Fields of
forms, greetings, signatures and names in small letters have rules of their own (`names_en_fields`).

Of a name with a title, Dr Amara Okonkwo, the name is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from privacy.desensitize.detectors.names_en_fields import fields
from privacy.desensitize.detectors.names_en_judge import (
    LETTERED,
    SOFT_TITLES,
    SPEAKS,
    TITLES,
    judged,
)
from privacy.desensitize.detectors.names_en_notes import persons as in_notes
from privacy.desensitize.detectors.names_en_small import persons as in_small_letters
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
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.lexicon.names_en_notes import COMPANIES

_NOT_ALONE = Sort.PLACE | Sort.WORD  # what is no name on its own but after a title
# A word that is none of these, but one of the language, begins no name.
_OF_NAMES = NAME | Sort.INITIAL | Sort.PARTICLE | Sort.TITLE | Sort.SOFT_TITLE
_TITLED = Sort.TITLE | Sort.SOFT_TITLE
_LONE_LETTERS = frozenset({"A", "I", "O"})
_STATES = frozenset(
    {"U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "A.D.", "B.C.", "P.S.", "A.M.", "P.M."}
)
# A word before, in a text that is turned round: it is read from its end, and tried once.
_WORD_BEFORE = re.compile(rf"[ \"“(]{{1,2}},?\.?([{LETTER}'’-]*[{LETTER}])")


def persons(text: str) -> Iterator[Finding]:
    """Names of persons in English text: more of them in a note."""
    runs = [run for run in RUN.finditer(text) if not _is_plain(run[0])]
    found = list(_anywhere(text, runs))
    yield from found
    if is_note(text):
        for start, end in in_small_letters(text):
            yield _found(start, end, Strength.SHAPED)
        for start, end in in_notes(text, runs, [(name.start, name.end) for name in found]):
            yield _found(start, end, Strength.SHAPED)
    tokens.cache_clear()  # no text is kept longer than it is of use


def _is_plain(run: str) -> bool:
    """Whether `run` is one word of the language and no name: most words with a capital are."""
    sort = sort_of(run[:-2] if run.endswith("'s") else run) if " " not in run else NAME
    return bool(sort & OTHER) and not sort & NAME


def _anywhere(text: str, runs: Iterable[re.Match[str]]) -> Iterator[Finding]:
    """Names in text of any kind."""
    last = -1
    for run in runs:
        word = run[0]
        start, end = run.span()
        if " " not in word:
            sort = sort_of(word[:-2] if word.endswith("'s") else word)
            if not sort & NAME:
                if not sort and last == start - 5 and text.startswith(" and ", last):
                    yield _found(start, end - 2 * word.endswith("'s"), Strength.SHAPED)
                    continue
                if not _is_beside(text, start, end):
                    continue
            elif sort & _NOT_ALONE and "." not in word and not _is_titled(text, start):
                continue
        for found in _in_run(text, tokens(text, start, end)):
            yield found
            last = found.end
    for start, end in fields(text):
        yield _found(start, end, Strength.CUED)


def _found(start: int, end: int, strength: Strength) -> Finding:
    return Finding(Kind.PERSON, start, end, strength, "name.english")


def _is_titled(text: str, start: int) -> bool:
    before = _before(text, start)
    return before in SOFT_TITLES or before in TITLES


def _is_beside(text: str, start: int, end: int) -> bool:
    """Whether a word stands beside one for which it may be a name though no list has it."""
    if text.startswith(SPEAKS, end + 1):
        return True
    word = text[max(0, start - 24) : start].rstrip(' ,("').rpartition(" ")[2].lower()
    return word in SOFT_TITLES or word.rstrip(".") in TITLES


def _in_run(text: str, run: Sequence[Token]) -> Iterator[Finding]:
    """Names among words with a capital that stand together."""
    before = _before(text, run[0].start)
    at = 0
    while at < len(run):
        sort = run[at].sort
        if sort & OTHER and not sort & _OF_NAMES and (at or before not in TITLES):
            before = "'s" if run[at].possessive else run[at].key
            at += 1
            continue
        if before in LETTERED and sort & Sort.INITIAL:
            before = run[at].key
            at += 1
            continue
        title = 2 if at == 0 and before in TITLES else 0
        while at < len(run) and run[at].sort & _TITLED and (rank := _title(run[at])):
            title = max(title, rank)
            before = run[at].key.rstrip(".")
            at += 1
        begin = at
        while at < len(run) and _may_be_name(run, at, begin, title):
            at += 1
            if run[at - 1].possessive:
                break
        if at > begin:
            follower = run[at] if at < len(run) else None
            found = judged(text, run[begin:at], title, before, follower)
            if found is not None:
                yield _found(*found, Strength.CUED if title else Strength.SHAPED)
        else:
            at += 1
        if at <= len(run):
            before = "'s" if run[at - 1].possessive else run[at - 1].key


def _before(text: str, start: int) -> str:
    """The word before a run, if it is in the same sentence."""
    found = _WORD_BEFORE.match(text[max(0, start - 24) : start][::-1])
    return "" if found is None else found[1][::-1].lower()


def _title(token: Token) -> int:
    """2 for Mr, 1 for Nurse or King, 0 for no title."""
    if token.possessive:
        return 0
    if token.sort & Sort.TITLE:
        return 2
    return int(bool(token.sort & Sort.SOFT_TITLE) and not token.sort & (CLEAR | Sort.GIVEN_WORD))


def _may_be_name(run: Sequence[Token], at: int, begin: int, title: int) -> bool:
    """Whether `run[at]` may be of the name that begins at `begin`."""
    token = run[at]
    sort = token.sort
    if at == begin and (title == 2 or sort & (Sort.INITIAL | Sort.SURNAME_WORD)):
        return _may_begin(token, title)
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
            and token.key not in COMPANIES
            and (at + 1 == len(run) or bool(run[at + 1].sort & Sort.SURNAME))
        )
    return token.text[0].isupper()


def _may_begin(token: Token, title: int) -> bool:
    sort = token.sort
    if title == 2:
        barred = Sort.NOBODY | Sort.SOFT_TITLE | Sort.NEVER
        return not sort & barred or bool(sort & (NAME | Sort.PARTICLE))
    if sort & Sort.INITIAL:
        return token.text not in _LONE_LETTERS and token.text not in _STATES
    if sort & (CLEAR | Sort.GIVEN_WORD):
        return True
    return not sort & (OTHER | Sort.SOFT_TITLE | Sort.PLACE)


DETECTORS = (persons,)
