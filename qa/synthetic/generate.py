"""Writes documents and asks questions about them, one person after the other. No IO.

A person's draws hang on (seed, language, half, owner, split, number of the person) alone. Hence
another owner or more questions never change a record that was there before: they only add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.errors import DataError
from qa.records import Answer, Record, document_id_of
from qa.synthetic.kinds_en import PRIVATE as PRIVATE_EN
from qa.synthetic.kinds_zh import PRIVATE as PRIVATE_ZH
from qa.synthetic.public_en import PUBLIC as PUBLIC_EN
from qa.synthetic.public_zh import PUBLIC as PUBLIC_ZH
from qa.synthetic.schema import (
    Field,
    Group,
    Half,
    Kind,
    OwnerSpec,
    PersonalDatum,
    Split,
    SyntheticRecord,
    World,
    held_out_phrasings,
    phrasings,
)
from qa.synthetic.stream import Stream
from qa.synthetic.values import subject, value

GENERATOR_VERSION = 1
TEST_SHARE = 0.15
HELD_OUT_FRAME_RATE = 0.35  # of a test document's statements
HELD_OUT_PHRASING_RATE = 0.5  # of the test split's questions
# Questions of each person in a run of 20 persons; the mean is 2.05.
QUESTIONS_OF_PERSON = (2, 1, 3, 2, 1, 4, 1, 2, 3, 1, 2, 3, 1, 2, 1, 4, 2, 1, 3, 2)
FOUR_FIELDS_RATE = 0.15  # of a document's two groups; the others state three fields
MAX_OWNERS = 1000
MAX_QUESTIONS = 10_000_000

WORLDS: dict[tuple[str, str], World] = {
    (world.language, world.half): world for world in (PRIVATE_EN, PUBLIC_EN, PRIVATE_ZH, PUBLIC_ZH)
}
_PERSONAL_TYPES = {"person": "person_name", "phone": "phone"}
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class SyntheticCorpus:
    """A recipe, not data: records are written while they are read, so owners cost no memory."""

    language: str
    half: Half
    seed: int
    questions: int
    owners: tuple[OwnerSpec, ...]

    def train(self, owner: str) -> Iterator[SyntheticRecord]:
        return self._records(owner, "train")

    def test(self, owner: str) -> Iterator[SyntheticRecord]:
        """Other persons, with held-out names, phrasings and statement frames among the rest."""
        return self._records(owner, "test")

    def _records(self, owner: str, split: Split) -> Iterator[SyntheticRecord]:
        spec = next((o for o in self.owners if o.name == owner), None)
        if spec is None:
            names = ", ".join(o.name for o in self.owners)
            raise DataError(f"no owner {owner!r} in this corpus; it has {names}")
        return _write(self, spec, split)


def generate(
    language: str = "en",
    owners: int = 4,
    questions: int = 12_000,
    seed: int = 7,
    half: Half = "private",
) -> SyntheticCorpus:
    """Plan a corpus of `questions` questions, train and test together.

    Owners take the kinds of `half` in turn, and share the questions in proportion to their kinds'
    sizes. With another number of owners an owner's records are the same up to where the shorter
    stream ends.

    Raises:
        DataError: an unknown language or half, or a size out of range.
    """
    world = WORLDS.get((language, half))
    if world is None:
        known = ", ".join(f"{a}/{b}" for a, b in WORLDS)
        raise DataError(f"no synthetic corpus for {language}/{half}; there are {known}")
    if not 1 <= owners <= MAX_OWNERS:
        raise DataError(f"owners must be 1 to {MAX_OWNERS}, not {owners}")
    if not owners * 20 <= questions <= MAX_QUESTIONS:
        raise DataError(
            f"questions must be {owners * 20} (20 an owner) to {MAX_QUESTIONS}, not {questions}"
        )
    kinds = [world.kinds[i % len(world.kinds)] for i in range(owners)]
    total = sum(kind.share for kind in kinds)
    specs: list[OwnerSpec] = []
    given, cumulated = 0, 0.0
    for i, kind in enumerate(kinds):
        cumulated += kind.share
        size = round(questions * cumulated / total) - given
        given += size
        test = round(size * TEST_SHARE)
        turn = i // len(world.kinds)
        specs.append(
            OwnerSpec(
                name=kind.name if turn == 0 else f"{kind.name}-{turn + 1}",
                kind=kind.name,
                persons=_persons(size - test),
                unanswerable_rate=kind.unanswerable_rate,
                train_questions=size - test,
                test_questions=test,
            )
        )
    return SyntheticCorpus(language, half, seed, questions, tuple(specs))


def _persons(questions: int) -> int:
    """How many persons it takes to ask that many questions."""
    persons, left = divmod(questions, sum(QUESTIONS_OF_PERSON))
    persons *= len(QUESTIONS_OF_PERSON)
    for asked in QUESTIONS_OF_PERSON:
        if left <= 0:
            break
        left -= asked
        persons += 1
    return persons


def _write(corpus: SyntheticCorpus, owner: OwnerSpec, split: Split) -> Iterator[SyntheticRecord]:
    world = WORLDS[corpus.language, corpus.half]
    kind = next(k for k in world.kinds if k.name == owner.kind)
    left = owner.train_questions if split == "train" else owner.test_questions
    number = 0
    while left > 0:
        labels = (corpus.seed, corpus.language, corpus.half, owner.name, split, number)
        stream = Stream("discreet synthetic", GENERATOR_VERSION, *labels)
        person_id = f"{owner.name}-{split}-{number:06d}"
        asked = QUESTIONS_OF_PERSON[number % len(QUESTIONS_OF_PERSON)]
        author = _Author(world, kind, split, stream)
        for i, item in enumerate(author.person(asked)):
            if left == 0:
                return
            left -= 1
            context, question, answers, personal = item
            record = Record(
                id=f"{person_id}-{i}",
                context=context,
                question=question,
                answers=answers,
                document_id=document_id_of(context),
                person_id=person_id,
                owner=owner.name,
                title=kind.title,
            )
            yield SyntheticRecord(record, personal)
        number += 1


@dataclass(frozen=True, slots=True)
class _Document:
    context: str
    answers: dict[str, Answer]
    groups: tuple[Group, ...]
    personal: tuple[PersonalDatum, ...]


_Item = tuple[str, str, tuple[Answer, ...], tuple[PersonalDatum, ...]]


class _Author:
    """Writes one person's documents and the questions about them."""

    def __init__(self, world: World, kind: Kind, split: Split, stream: Stream) -> None:
        self.world, self.kind, self.split, self.stream = world, kind, split, stream
        self.names = world.names[split]

    def person(self, asked: int) -> Iterator[_Item]:
        me = subject(
            self.world.language, self.kind.name, self.kind.date_style, self.names, self.stream
        )
        documents = 2 if asked > 1 and self.stream.chance(0.5) else 1
        for i in range(documents):
            share = asked // documents + (1 if i < asked % documents else 0)
            document = self._document(me)
            taken: set[str] = set()
            for _ in range(share):
                group, field, answers = self._target(document, taken)
                taken.add(field.key)
                yield document.context, self._question(group, field), answers, document.personal

    def _target(
        self, document: _Document, taken: set[str]
    ) -> tuple[Group, Field, tuple[Answer, ...]]:
        absent = self.stream.chance(self.kind.unanswerable_rate)
        left = [(g, f) for g in document.groups for f in g.fields if f.key not in taken]
        missing = [(g, f) for g, f in left if f.key not in document.answers]
        absent = absent and bool(missing)
        stated = [(g, f) for g, f in left if f.key in document.answers]
        group, field = self.stream.choice(missing if absent else stated)
        return group, field, () if absent else (document.answers[field.key],)

    def _question(self, group: Group, field: Field) -> str:
        asks = self.world.asks[group.type]
        held = self.split == "test" and self.stream.chance(HELD_OUT_PHRASING_RATE)
        pool = _held(field, asks) if held else _known(field, asks)
        question = self.stream.choice(pool)
        return question[0].upper() + question[1:]

    def _document(self, me: dict[str, str]) -> _Document:
        """A document whose values all differ, each found once: drawn again where chance fails."""
        while True:
            document = self._draft(me)
            texts = [answer.text for answer in document.answers.values()]
            words = [word for text in texts for word in text.split()[-1:] if word.isalpha()]
            repeated = len(set(words)) < len(words) and self.world.language == "en"
            if not repeated and all(document.context.count(text) == 1 for text in texts):
                return document

    def _draft(self, me: dict[str, str]) -> _Document:
        stream, kind = self.stream, self.kind
        groups = tuple(stream.sample(kind.groups, 2))
        statements: list[tuple[str, dict[str, str], tuple[Group, Field] | None]] = []
        for group in groups:
            stated = 4 if len(group.fields) > 4 and stream.chance(FOUR_FIELDS_RATE) else 3
            for field in stream.sample(group.fields, stated):
                text = value(group.type, self.world.language, kind.date_style, self.names, stream)
                marker = stream.choice(field.markers)
                capital = marker[0].upper() + marker[1:]
                slots = {"v": text, "m": marker, "M": capital}
                statements.append((self._frame(field), slots, (group, field)))
        opening = stream.choice(kind.openings)
        details = [
            d for d in kind.details if not set(_SLOT.findall(d)) & set(_SLOT.findall(opening))
        ]
        statements.append((stream.choice(details), me, None))
        pieces = [(opening, me, None), *stream.shuffled(statements)]

        context = ""
        answers: dict[str, Answer] = {}
        personal: list[PersonalDatum] = []
        for i, (template, slots, role) in enumerate(pieces):
            context += kind.separator if i else ""
            for j, part in enumerate(_parts(template)):
                text = slots[part] if j % 2 else part
                start = len(context)
                context += text
                if j % 2 == 0 or part in ("m", "M"):
                    continue
                if role is None:
                    personal.append(PersonalDatum(part, start, len(context), text))
                    continue
                group, field = role
                answers[field.key] = Answer(text, start)
                if datum := _PERSONAL_TYPES.get(group.type):
                    personal.append(PersonalDatum(datum, start, len(context), text))
        return _Document(context, answers, groups, tuple(personal))

    def _frame(self, field: Field) -> str:
        if self.split == "test" and self.stream.chance(HELD_OUT_FRAME_RATE):
            return self.stream.choice(self.kind.frames_held)
        return self.stream.choice(self.kind.frames + field.own)


@lru_cache(maxsize=4096)
def _parts(template: str) -> list[str]:
    """Literal text and slot names in turn, a literal first."""
    return _SLOT.split(template)


_known = lru_cache(maxsize=4096)(phrasings)
_held = lru_cache(maxsize=4096)(held_out_phrasings)
