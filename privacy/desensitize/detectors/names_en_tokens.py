"""English text as runs of words that may be names, and what the lists say of each word. No IO."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final, NamedTuple

from privacy.desensitize.lexicon import (
    names_en_cues,
    names_en_given_a,
    names_en_given_b,
    names_en_places,
    names_en_surnames_a,
    names_en_surnames_b,
    names_en_words_a,
    names_en_words_b,
)

UPPER = "A-Z" + "".join(chr(c) for c in range(0xC0, 0x1F00) if chr(c).isupper() and c < 0x250)
UPPER += "".join(chr(c) for c in range(0x1E00, 0x1F00) if chr(c).isupper())
LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff"
_PARTICLE = "|".join(sorted(names_en_cues.PARTICLES, key=len, reverse=True))
_ABBREVIATED = "Mr|Mrs|Ms|Mx|Dr|Drs|Prof|Rev|Sgt|Capt|Col|Lt|Gen|Sr|Sra|Hon|Fr|St|Pt|Jr"
_ABBREVIATED_REST = "|".join(rf"(?<={word[0]}){word[1:]}" for word in _ABBREVIATED.split("|"))
# A word with a capital: Okonkwo, O'Brien, al-Rashid, Smith-Jones; initials: J., J.R.
_CAPITAL = (
    rf"(?:(?:{_ABBREVIATED})\."
    rf"|(?:[{UPPER}]\.){{1,3}}"
    rf"|(?:(?:[Aa]l|[Ee]l|[Uu]l|[Aa]n|[Aa]s|[Aa]r|d|l)[-'’]|h(?=[{UPPER}][a-z]))?"
    rf"[{UPPER}][{LETTER}]{{0,40}}+(?:['’-][{LETTER}]{{1,24}}+){{0,4}}+)"
)
# The same behind its first letter, which is consumed: few letters can be one, so few are tried.
_CAPITAL_REST = (
    rf"(?:(?:{_ABBREVIATED_REST})\."
    rf"|(?<=[{UPPER}])\.(?:[{UPPER}]\.){{0,2}}"
    rf"|(?:(?:(?<=[AaEeUu])l|(?<=[Aa])[nsr]|(?<=[dl]))[-'’][{UPPER}]"
    rf"|(?<=h)[{UPPER}](?=[a-z])|(?<=[{UPPER}]))"
    rf"[{LETTER}]{{0,40}}+(?:['’-][{LETTER}]{{1,24}}+){{0,4}}+)"
)
RUN = re.compile(
    rf"[{UPPER}aeudlh](?<![{LETTER}0-9_@/.-].){_CAPITAL_REST}"
    rf"(?:(?: {{1,2}}+|(?<=\.))(?:(?:{_PARTICLE}) ){{0,3}}{_CAPITAL}){{0,40}}+"
)
TOKEN = re.compile(rf"{_CAPITAL}|[{LETTER}]+")
_LONGEST = 40  # letters of a word that `TOKEN` takes for one
_WORDS = re.compile("[a-z]{2,}")
_POSSESSIVE = re.compile(r"['’][sS]$|['’]$")


class Sort:
    """What a word is, by the lists: bits, as plain integers, which are looked at very often."""

    NOTHING: Final = 0
    GIVEN: Final = 1
    GIVEN_WORD: Final = 2
    SURNAME: Final = 4
    SURNAME_WORD: Final = 8
    WORD: Final = 16
    PLACE: Final = 32
    TITLE: Final = 64
    SOFT_TITLE: Final = 128
    INITIAL: Final = 256
    PARTICLE: Final = 512
    POST_NOMINAL: Final = 1024
    THING: Final = 2048
    NOBODY: Final = 4096
    ACRONYM: Final = 8192
    NEVER: Final = 16384


NAME = Sort.GIVEN | Sort.GIVEN_WORD | Sort.SURNAME | Sort.SURNAME_WORD
CLEAR = Sort.GIVEN | Sort.SURNAME
OTHER = Sort.WORD | Sort.THING | Sort.NOBODY | Sort.POST_NOMINAL | Sort.ACRONYM


_WORD_STEMS = Sort.WORD | Sort.THING | Sort.SURNAME_WORD | Sort.SOFT_TITLE
_SHORT_FORMS = frozenset({"s", "t", "ll", "re", "ve", "m", "d"})


class Token(NamedTuple):
    """A word of a run."""

    start: int
    end: int
    text: str
    key: str
    sort: int
    possessive: bool


# Without the check of names that `Token(...)` does for each: words are very many.
_token: Callable[[tuple[int, int, str, str, int, bool]], Token] = partial(tuple.__new__, Token)
_FOLDED = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "ð": "d", "þ": "th", "Þ": "Th", "’": "'",
    }
)  # fmt: skip


def key(word: str) -> str:
    """`word` in lower case without accents, as the lists write it."""
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word.translate(_FOLDED))
        word = "".join(c for c in plain if not unicodedata.combining(c))
    return word.lower()


# Given names among words that are otherwise none.
_FUNCTION_NAMES = frozenset({"may", "will"})
_NAMES_TOO = frozenset({"april", "june", "august", "christian", "norman", "jesus"})
_TITLES_TOO = frozenset({"earl", "prince", "major", "dean", "princess"})


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    lists: tuple[tuple[int, tuple[str, ...]], ...] = (
        (Sort.GIVEN, names_en_given_a.GIVEN_A),
        (Sort.GIVEN, names_en_given_b.GIVEN_B),
        (Sort.GIVEN_WORD, names_en_given_b.GIVEN_WORDS),
        (Sort.SURNAME, names_en_surnames_a.SURNAMES_A),
        (Sort.SURNAME, names_en_surnames_b.SURNAMES_B),
        (Sort.SURNAME_WORD, names_en_surnames_b.SURNAME_WORDS),
        (Sort.WORD, names_en_words_a.WORDS_A),
        (Sort.WORD, names_en_words_b.WORDS_B),
        (Sort.WORD | Sort.NEVER, names_en_cues.CAPITALISED),
        (Sort.PLACE, names_en_places.PLACES),
        (Sort.TITLE, names_en_cues.TITLES),
        (Sort.SOFT_TITLE, names_en_cues.SOFT_TITLES),
        (Sort.THING, names_en_cues.THINGS),
        (Sort.NOBODY, names_en_cues.NOBODY),
        (Sort.PARTICLE, names_en_cues.PARTICLES),
        (Sort.POST_NOMINAL, names_en_cues.POST_NOMINALS),
    )
    for sort, listed in lists:
        for word in listed:
            table[word] = table.get(word, 0) | sort
    for word in names_en_cues.FUNCTION:
        sort = table.get(word, 0)
        kept = Sort.GIVEN_WORD if word in _FUNCTION_NAMES else 0
        table[word] = sort & ~NAME | kept | Sort.WORD | Sort.NEVER
    for word in names_en_cues.CAPITALISED:
        sort = table[word]
        table[word] = sort & ~NAME
        if word in _NAMES_TOO:
            table[word] |= Sort.GIVEN_WORD
        elif sort & (Sort.SURNAME | Sort.SURNAME_WORD):
            table[word] |= Sort.SURNAME_WORD
    for word in (*names_en_cues.TITLES, *names_en_cues.SOFT_TITLES):
        sort = table[word]
        table[word] = sort & ~NAME
        if word in _TITLES_TOO:
            table[word] |= Sort.GIVEN_WORD
        if sort & (Sort.SURNAME | Sort.SURNAME_WORD):
            table[word] |= Sort.SURNAME_WORD
    for word in names_en_cues.ONLY_THINGS:
        table[word] = table.get(word, 0) & ~NAME | Sort.THING
    return table


_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"),
    ("d", ""), ("ly", ""), ("ers", ""), ("er", ""), ("er", "e"),
)  # fmt: skip


@lru_cache(maxsize=1 << 15)
def sort_of(word: str) -> int:
    """What `word`, with or without capitals, is."""
    if len(word) == 1 or word.endswith("."):
        stem = word.rstrip(".")
        if len(stem) == 1 or "." in stem:
            return Sort.INITIAL if stem.isupper() else Sort.WORD
        word = stem
    plain = key(word)
    table = _table()
    found = table.get(plain)
    if found is None:
        found = _inferred(plain)
    if word.isupper() and 2 <= len(word) <= 4 and not found & (NAME | Sort.TITLE):
        found |= Sort.ACRONYM
    return found


def _inferred(plain: str) -> int:
    """Of a word that no list has: what its parts are, its stem, or its ending."""
    if "-" in plain or "'" in plain:
        return _joined(plain)
    if plain.startswith(("mc", "fitz")) and len(plain) > 4:
        return Sort.SURNAME
    table = _table()
    for ending, instead in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            stem = table.get(plain[: -len(ending)] + instead, 0)
            if stem & _WORD_STEMS and not stem & CLEAR:
                return Sort.WORD
    if plain.endswith(
        ("tion", "tions", "ment", "ments", "ness", "ology", "itis", "ogram", "ologist", "iatrist")
    ):
        return Sort.WORD
    if len(plain) >= 7 and plain.endswith(names_en_cues.SURNAME_ENDINGS):
        return Sort.SURNAME
    known = len(plain) >= 7 and plain.startswith(names_en_cues.GIVEN_BEGINNINGS)
    return Sort.GIVEN if known else 0


def _joined(plain: str) -> int:
    """Of words with a hyphen or an apostrophe between them."""
    table = _table()
    parts = [part for part in re.split(r"[-']", plain) if part]
    sorts = [table.get(part, 0) for part in parts]
    if parts[-1] in _SHORT_FORMS:
        return Sort.WORD | Sort.NEVER
    if plain.startswith(("o'", "d'", "al-", "el-", "ul-", "n'")):
        return Sort.SURNAME
    if all(sort & NAME for sort in sorts):
        if any(sort & CLEAR for sort in sorts):
            return sorts[0] & Sort.GIVEN | Sort.SURNAME
        return Sort.SURNAME_WORD
    are_words = all(
        sort & (Sort.WORD | Sort.THING) or len(part) < 3
        for sort, part in zip(sorts, parts, strict=True)
    )
    return Sort.WORD if are_words else 0


@lru_cache(maxsize=1)
def words_of(text: str) -> frozenset[str]:
    """The words of `text` in small letters: what tells that a rule has nothing to find in it."""
    return frozenset(_WORDS.findall(text.lower()))


@lru_cache(maxsize=1 << 15)
def _known(word: str) -> tuple[str, int]:
    return key(word), sort_of(word)


@lru_cache(maxsize=1 << 10)  # runs are looked at two or three times
def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of `text[start:end]`."""
    found = []
    at = start
    for word in text[start:end].split(" "):  # mostly plain words, which need no pattern
        if not word.isalpha() or len(word) > _LONGEST:
            break
        end_of_word = at + len(word)
        found.append(_token((at, end_of_word, word, *_known(word), False)))
        at = end_of_word + 1
    else:
        return tuple(found)
    found.clear()
    for match in TOKEN.finditer(text, start, end):
        word, stop = match[0], match.end()
        possessive = False
        if (word[-1] in "sS'’") and (tail := _POSSESSIVE.search(word)):
            word, stop, possessive = word[: tail.start()], match.start() + tail.start(), True
            if not word:
                continue
        found.append(Token(match.start(), stop, word, *_known(word), possessive))
    return tuple(found)
