"""Persons: a whole name gets a whole other one, part for part, so that mentions can follow. No IO.

English names are of words that nobody is called. Chinese ones have a real surname and characters
that are rare in names: no range of names is set apart, so one may be somebody's by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from privacy.desensitize.lexicon import surrogate_names_en as english
from privacy.desensitize.lexicon import surrogate_names_zh as chinese
from privacy.desensitize.lexicon import words
from privacy.desensitize.recognizer import fold
from privacy.desensitize.surrogates.draw import Draw
from privacy.desensitize.surrogates.shape import unmarked

_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’‘`´-][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’‘`´-]+")
_HAN_PART = re.compile(r"[\u3400-\u9fff]+")
_SPACED_HAN = re.compile(r"[\u3400-\u9fff](?: +[\u3400-\u9fff])+")
# What isn't the person's own, and stays.
_PARTICLES = frozenset(
    words(
        """al bin bint da das de del den der di do dos du el ibn la las le les los mac st ter van
        vande vander vom von y zu zur"""
    )
)
_TITLES = frozenset(words("jr sr ii iii iv phd md esq dr mr mrs ms miss prof sir dame"))
_COMPOUND = frozenset(chinese.COMPOUND_SURNAMES)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: its place, and which it is: `given`, `surname`, `initial` or `han`."""

    start: int
    end: int
    role: str
    text: str
    key: str = field(init=False, compare=False)  # by which mentions of it are the same

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", fold(self.text).casefold())


@lru_cache(maxsize=256)  # a text's names are asked for several times
def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a name that are its person's own, in order of their place.

    Titles and particles aren't, unless there is nothing else: "Le" is the surname of "Anh Le". All
    that stands before a comma is surname, if a name follows it.
    """
    if _HAN.search(text):
        return tuple(_chinese_parts(text))
    tokens = list(_TOKEN.finditer(text))
    tokens = [found for found in tokens if found[0].casefold() not in _TITLES] or tokens
    comma = text.find(",")
    surnames = [found for found in tokens if found.end() <= comma]
    if not surnames or len(surnames) == len(tokens):
        own = _own(tokens, text)
        return tuple(_part(found, found is own[-1]) for found in own)
    others = tokens[len(surnames) :]
    return tuple(_part(found, True) for found in _own(surnames, text)) + tuple(
        _part(found, False) for found in _own(others, text)
    )


def _own(tokens: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """All but particles. The last one is a name, as is one in capitals among other letters."""
    return [
        found
        for found in tokens
        if found is tokens[-1]
        or found[0].casefold() not in _PARTICLES
        or (found[0].isupper() and not text.isupper())
    ]


def _part(found: re.Match[str], last: bool) -> Part:
    return Part(*found.span(), _role(found[0], last), found[0])


def _role(token: str, last: bool) -> str:
    if len(token) == 1:
        return "initial"
    return "surname" if last else "given"


def _chinese_parts(text: str) -> Iterator[Part]:
    foreign = any(dot in text for dot in "·•・‧")
    spaced = _SPACED_HAN.search(text)
    if spaced and not foreign:
        marks = [found.span() for found in _HAN_PART.finditer(text)]
        for at, (start, end) in enumerate(marks):
            yield Part(start, end, "han surname" if at == 0 else "han given", text[start:end])
        return
    for found in re.finditer(r"[\u3400-\u9fff]+|[^\W\d_]+", text):
        start, end = found.span()
        name = found[0]
        if not _HAN.match(name):
            yield Part(start, end, "given" if len(name) > 1 else "initial", name)
        elif foreign:
            yield Part(start, end, "han foreign", name)
        else:
            head = 2 if name[:2] in _COMPOUND else 1
            yield Part(start, start + head, "han surname", name[:head])
            if len(name) > head:
                yield Part(start + head, end, "han given", name[head:])


def canonical(parts: tuple[Part, ...]) -> str:
    """The name by which a person is one: "SMITH, John" and "John Smith" are."""
    ordered = sorted(parts, key=lambda part: part.role == "surname")
    return " ".join(part.key for part in ordered)


def drawn(part: Part, draw: Draw) -> str:
    """Another part in its place, cased as it was."""
    return _cased(part.text, _WRITERS[part.role](part.text, draw))


def _surname(old: str, draw: Draw) -> str:
    if not _LATIN.fullmatch(old):
        return unmarked(old, draw)
    return draw.pick(english.STEMS) + draw.pick(english.SURNAME_ENDINGS)


def _given(old: str, draw: Draw) -> str:
    if not _LATIN.fullmatch(old):
        return unmarked(old, draw)
    return draw.pick(english.GIVEN_STEMS) + draw.pick(english.GIVEN_ENDINGS)


def _initial(old: str, draw: Draw) -> str:
    return draw.letters(1)


def _han_surname(old: str, draw: Draw) -> str:
    if len(old) == 1:
        return draw.pick(chinese.SURNAMES)
    if len(old) == 2:
        return draw.pick(chinese.COMPOUND_SURNAMES)
    return draw.pick(chinese.SURNAMES) + _han_given(old[1:], draw)


def _han_given(old: str, draw: Draw) -> str:
    return "".join(draw.pick(chinese.GIVEN) for _ in old)


def _han_foreign(old: str, draw: Draw) -> str:
    return "".join(
        draw.pick(chinese.FIRST_SYLLABLES if at < max(1, len(old) - 1) else chinese.LAST_SYLLABLES)
        for at in range(len(old))
    )


_WRITERS = {
    "surname": _surname,
    "given": _given,
    "initial": _initial,
    "han surname": _han_surname,
    "han given": _han_given,
    "han foreign": _han_foreign,
}


def _cased(old: str, new: str) -> str:
    if old.isupper() and len(old) > 1:
        return new.upper()
    if old.islower():
        return new.lower()
    return new
