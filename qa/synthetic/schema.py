"""What a synthetic corpus is made of: kinds of document, their fields, and the records that
come out. Plain data, no IO."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from qa.records import Record

Half = Literal["private", "public"]
Split = Literal["train", "test"]


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """One piece of personal data: `context[start:end] == text`, in Unicode code points."""

    kind: str
    start: int
    end: int
    text: str

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class SyntheticRecord:
    """A question and the gold spans of all personal data in its context."""

    record: Record
    personal_data: tuple[PersonalDatum, ...]

    def to_json(self) -> dict[str, Any]:
        """The record's row with `personal_data` added."""
        return self.record.to_json() | {"personal_data": [d.to_json() for d in self.personal_data]}


@dataclass(frozen=True, slots=True)
class OwnerSpec:
    """What is public about an owner. `persons` counts the persons in its training split."""

    name: str
    kind: str
    persons: int
    unanswerable_rate: float
    train_questions: int
    test_questions: int


@dataclass(frozen=True, slots=True)
class Field:
    """One role that a document can fill.

    `markers` are the house's words for it (as documents write it), `own` whole statements that
    only this field has, `lay` what an outsider calls it (as questions write it), `lay_held`
    the paraphrases that only test questions use.
    """

    key: str
    markers: tuple[str, ...]
    lay: tuple[str, ...]
    lay_held: tuple[str, ...]
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Fields whose values look alike, so that knowing the type doesn't give the answer."""

    type: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of organisation: its schema (`groups`) and its style (all the rest).

    Frames are statement templates: `{m}` a marker, `{M}` the same with a capital, `{v}` the
    value. `frames_held` appear in test documents alone. Openings and details hold personal
    data of the document's subject, such as `{person_name}` or `{phone}`.
    """

    name: str
    title: str
    share: float
    unanswerable_rate: float
    groups: tuple[Group, ...]
    openings: tuple[str, ...]
    details: tuple[str, ...]
    frames: tuple[str, ...]
    frames_held: tuple[str, ...]
    separator: str
    date_style: str


@dataclass(frozen=True, slots=True)
class Asks:
    """Question templates of one type of value: `{d}` is the field's lay wording."""

    train: tuple[str, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamePool:
    """The parts that names of one split are drawn from."""

    first: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class World:
    """One language's half: its kinds in the order in which owners take them."""

    language: str
    half: Half
    kinds: tuple[Kind, ...]
    asks: Mapping[str, Asks]
    names: Mapping[Split, NamePool]


def phrasings(field: Field, asks: Asks) -> tuple[str, ...]:
    """Every training question about a field."""
    return tuple(ask.format(d=lay) for ask in asks.train for lay in field.lay)


def held_out_phrasings(field: Field, asks: Asks) -> tuple[str, ...]:
    """Every question about a field that only the test split asks."""
    known = [ask.format(d=lay) for ask in asks.held for lay in field.lay]
    new = [ask.format(d=lay) for ask in asks.train for lay in field.lay_held]
    return tuple(known + new)


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def fields(table: str) -> tuple[Field, ...]:
    """Read fields from a table, each over three or four lines.

    key: marker | marker
      = lay | lay
      ~ held-out lay
      ! own statement
    """
    found: list[Field] = []
    for line in table.strip().splitlines():
        sign, _, rest = line.strip().partition(" ")
        texts = tuple(text.strip() for text in rest.split("|"))
        match sign:
            case "=":
                found[-1] = replace(found[-1], lay=texts)
            case "~":
                found[-1] = replace(found[-1], lay_held=texts)
            case "!":
                found[-1] = replace(found[-1], own=texts)
            case _:
                found.append(Field(sign.removesuffix(":"), texts, (), ()))
    return tuple(found)


def crossed(
    roles: str, teams: str, markers: tuple[str, ...], lay: tuple[str, ...], held: str
) -> tuple[Field, ...]:
    """One field for each `{role}` and `{team}`: a reader has to match both words."""
    return tuple(
        Field(
            f"{team}_{role}",
            tuple(text.format(role=role, team=team) for text in markers),
            tuple(text.format(role=role, team=team) for text in lay),
            (held.format(role=role, team=team),),
        )
        for role in words(roles)
        for team in words(teams)
    )
