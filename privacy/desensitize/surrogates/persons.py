"""The persons of one document and who they are now, by whole names and by parts. No IO.

A whole name is one person wherever an owner meets it. A part alone, "Smith" or 王, is of the person
that the document names in full, else of somebody of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from privacy.desensitize.surrogates.draw import Draw, Mint
from privacy.desensitize.surrogates.names import Part, canonical, drawn, parts_of
from privacy.desensitize.surrogates.shape import shaped

_LATIN = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff'’‘`´-]+")
_KIND = "person"


@dataclass(frozen=True, slots=True)
class _Person:
    """Parts of a name, by their key, and what takes their place."""

    parts: dict[str, str]

    def part(self, part: Part) -> str | None:
        """What takes the part's place, if it is this person's; an initial fits a part's first."""
        if part.key in self.parts:
            return self.parts[part.key]
        if part.role == "initial":
            return next((new[0] for key, new in self.parts.items() if key[0] == part.key), None)
        return None


class Persons:
    """Gives names to the persons of one document."""

    def __init__(self, mint: Mint, before: Persons | None = None) -> None:
        self._mint = mint
        self._before = before
        # By the parts of their names and these parts' first letters: some texts name thousands.
        self._by_key: defaultdict[str, list[_Person]] = defaultdict(list)
        self._by_initial: defaultdict[str, list[_Person]] = defaultdict(list)

    def copy(self) -> Persons:
        """The same persons, to which others can be added apart; no more come to these."""
        return Persons(self._mint, self)

    def register(self, names: Iterable[str]) -> None:
        """Make the persons known that are named in full: the fullest name first, then in order."""
        whole = [parts for name in names if len(parts := parts_of(name)) > 1]
        for parts in sorted(whole, key=len, reverse=True):
            if self._find(parts) is None and not self._is_ours(parts):
                self._add(self._made(parts))

    def replaced(self, name: str) -> str | None:
        """What takes the name's place; None where it has no part that is a person's own."""
        parts = parts_of(name)
        if not parts:
            return None
        known = self._find(parts)
        if known is None:
            if self._is_ours(parts):
                return name
            known = self._made(parts)
        written: list[str] = []
        last = 0
        for part in parts:
            written += (self._rest(name[last : part.start]), _cased(part, known.part(part) or ""))
            last = part.end
        written.append(self._rest(name[last:]))
        return "".join(written)

    def _find(self, parts: tuple[Part, ...]) -> _Person | None:
        """The first person of whom all of these are parts."""
        if self._before is not None and (person := self._before._find(parts)) is not None:
            return person
        fewest = min((self._with(part) for part in parts), key=len)
        for person in fewest:
            if all(person.part(part) is not None for part in parts):
                return person
        return None

    def _with(self, part: Part) -> list[_Person]:
        table = self._by_initial if part.role == "initial" else self._by_key
        return table.get(part.key, [])

    def _add(self, person: _Person) -> None:
        for key in person.parts:
            self._by_key[key].append(person)
        for initial in {key[0] for key in person.parts}:
            self._by_initial[initial].append(person)

    def _is_ours(self, parts: tuple[Part, ...]) -> bool:
        """Whether it is a name that was given out. Invented names alone can be told: what looks
        like a Chinese surrogate may be somebody's name."""
        return all(_LATIN.fullmatch(part.key) for part in parts) and self._mint.made(
            canonical(parts)
        )

    def _made(self, parts: tuple[Part, ...]) -> _Person:
        ordered = sorted(parts, key=lambda part: part.role == "surname")
        if len(parts) == 1 and len(parts[0].text) == 1:  # no name of its own: many share it
            draw = Draw(self._mint.surrogates, _KIND, parts[0].key, 0)
            new: tuple[str, ...] = (_other(parts[0], draw),)
        else:
            new = self._mint.give(
                _KIND,
                canonical(parts),
                lambda draw: _written(ordered, draw),
                lambda made: " ".join(made).casefold(),
            )
        for part, made in zip(ordered, new, strict=True):
            if _LATIN.fullmatch(part.key) and part.role in ("given", "surname"):
                self._mint.note_part(made.casefold())
        return _Person({part.key: made for part, made in zip(ordered, new, strict=True)})

    def _rest(self, text: str) -> str:
        """What stands between the parts: digits are nobody's name, and yet somebody's."""
        if not any(map(str.isdigit, text)):
            return text
        return shaped(text, Draw(self._mint.surrogates, "person digits", text, 0), marked=False)


def _written(parts: Iterable[Part], draw: Draw) -> tuple[str, ...]:
    made = [_other(part, draw) for part in parts]
    return (*made[:-1], made[-1] + draw.more())


def _other(part: Part, draw: Draw) -> str:
    """Another part in its place, as names are written."""
    plain = Part(part.start, part.end, part.role, part.text.title())
    new = drawn(plain, draw)
    while new.casefold() == part.key:
        new = drawn(plain, draw)
    return new


def _cased(part: Part, new: str) -> str:
    if part.text.isupper() and len(part.text) > 1:
        return new.upper()
    return new.lower() if part.text.islower() else new
