"""What an owner's prepared records are like, in counts. No IO, no text of a record in the result.

    records by split ──► one pass ──► Profile (counts)
                                  └─► a sample of questions, for `client.preparation.clusters`

One record is held at a time. What grows with the data is a number of eight bytes for each document
and person, what `quasi` keeps of each unit, and one count for each length that occurs.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from client.preparation import quasi
from client.preparation.wording import LANGUAGES, QUESTION_TYPES, language_of, question_type
from client.provenance import Provenance
from client.units import holder
from qa.records import Record

SAMPLE = 5_000  # questions
QUANTILES = (5, 25, 50, 75, 95)  # percent
PARTS = 5  # of a context, for the places of answers
TEXTS = ("context", "question", "answer")
_SEED = b"profile 1"  # of the sample: the same store gives the same page


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. `persons` counts those that records name."""

    records: int
    documents: int
    persons: int
    unanswerable: int


@dataclass(frozen=True, slots=True)
class Lengths:
    """Characters: the quantiles of QUANTILES (nearest rank), and the greatest."""

    count: int
    quantiles: tuple[int, ...]
    greatest: int


@dataclass(frozen=True, slots=True)
class Profile:
    """All figures are exact: they are for the owner alone."""

    splits: Mapping[str, Size]
    total: Size
    lengths: Mapping[str, Lengths]  # by TEXTS; an answer is each record's first
    languages: Mapping[str, int]  # records, by LANGUAGES
    question_types: Mapping[str, int]  # records, by QUESTION_TYPES
    positions: tuple[int, ...]  # first answers by the part of the context that they begin in
    persons_named: int  # records that name their person
    unprepared: tuple[str, ...]  # splits that nobody says to be prepared
    redactions: Mapping[str, int]  # by kind
    exceptions: tuple[str, ...]
    rarity: quasi.Rarity

    def to_json(self) -> dict[str, Any]:
        """Counts alone: what the rarest units say is left out."""
        row = asdict(self)
        rarity = row.pop("rarity")
        rarity["by_attributes"] = [
            {"attributes": list(names), "units": units, "unique": unique}
            for names, (units, unique) in self.rarity.by_attributes.items()
        ]
        rarity["below"] = {str(k): n for k, n in self.rarity.below.items()}
        del rarity["rarest"]
        return row | {"rarity": rarity}


class Sampled(NamedTuple):
    """One question of the sample. It is text of a record: it goes into no page."""

    question: str
    unit: str
    unanswerable: bool


class Seen(NamedTuple):
    """What one pass over the records gave."""

    profile: Profile
    sample: list[Sampled]


def profile(
    splits: Mapping[str, Iterable[Record]], provenance: Mapping[str, Provenance | None]
) -> Seen:
    """Count over the records of each split, in one pass, and draw at most SAMPLE questions."""
    pass_ = _Pass()
    rarity = quasi.rarity(pass_.texts(splits))
    known = {split: provenance.get(split) for split in splits}
    # One preparation writes several splits, each with the counts of all of it.
    prepared: list[Provenance] = []
    for value in known.values():
        if value is not None and value not in prepared:
            prepared.append(value)
    redactions: Counter[str] = Counter()
    for value in prepared:
        redactions.update(value.redactions)
    return Seen(
        Profile(
            splits={split: group.size() for split, group in pass_.groups.items()},
            total=pass_.total.size(),
            lengths={name: _lengths(pass_.lengths[name]) for name in TEXTS},
            languages={name: pass_.languages[name] for name in LANGUAGES},
            question_types={name: pass_.types[name] for name in QUESTION_TYPES},
            positions=tuple(pass_.positions[part] for part in range(PARTS)),
            persons_named=pass_.persons_named,
            unprepared=tuple(split for split, value in known.items() if value is None),
            redactions=dict(sorted(redactions.items(), key=lambda item: (-item[1], item[0]))),
            exceptions=tuple(sorted({name for value in prepared for name in value.exceptions})),
            rarity=rarity,
        ),
        pass_.sample(),
    )


def unit_of(record: Record) -> str:
    """The person that a record is about, or its document where it names none."""
    unit, name = holder(record)
    return f"{unit[0]}:{name}"


@dataclass(slots=True)
class _Group:
    """The counts of one split, or of all."""

    records: int = 0
    unanswerable: int = 0
    documents: set[int] = field(default_factory=set)
    persons: set[int] = field(default_factory=set)

    def add(self, record: Record) -> None:
        self.records += 1
        self.unanswerable += record.is_impossible
        self.documents.add(_number(record.document_id))
        if record.person_id is not None:
            self.persons.add(_number(record.person_id))

    def size(self) -> Size:
        return Size(self.records, len(self.documents), len(self.persons), self.unanswerable)


class _Pass:
    """What is counted while the records go by."""

    def __init__(self) -> None:
        self.groups: dict[str, _Group] = {}
        self.total = _Group()
        self.lengths: dict[str, Counter[int]] = {name: Counter() for name in TEXTS}
        self.languages: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.positions: Counter[int] = Counter()
        self.persons_named = 0
        self._drawn: list[tuple[int, int, Sampled]] = []  # a heap, the greatest number first

    def texts(self, splits: Mapping[str, Iterable[Record]]) -> Iterator[tuple[str, str]]:
        """Each unit's texts, for `quasi`; a context that comes again at once is not repeated."""
        for split, records in splits.items():
            group = self.groups[split] = _Group()
            last: tuple[str, str] | None = None
            for record in records:
                group.add(record)
                self._see(record)
                context = (unit_of(record), record.context)
                if context != last:
                    yield context
                last = context
                yield context[0], record.question

    def _see(self, record: Record) -> None:
        self.total.add(record)
        self.persons_named += record.person_id is not None
        self.lengths["context"][len(record.context)] += 1
        self.lengths["question"][len(record.question)] += 1
        self.languages[language_of(f"{record.question}\n{record.context}")] += 1
        self.types[question_type(record.question)] += 1
        if record.answers:
            answer = record.answers[0]
            self.lengths["answer"][len(answer.text)] += 1
            part = PARTS * answer.start // max(len(record.context), 1)
            self.positions[min(part, PARTS - 1)] += 1
        self._draw(record)

    def _draw(self, record: Record) -> None:
        """Keep the SAMPLE records of the least numbers: a sample that order has no part in."""
        number = _number(f"{record.id}\0{record.question}")
        sampled = Sampled(record.question, unit_of(record), record.is_impossible)
        entry = (-number, self.total.records, sampled)
        if len(self._drawn) < SAMPLE:
            heapq.heappush(self._drawn, entry)
        elif entry > self._drawn[0]:
            heapq.heapreplace(self._drawn, entry)

    def sample(self) -> list[Sampled]:
        return [sampled for _, _, sampled in sorted(self._drawn, reverse=True)]


def _number(text: str) -> int:
    """64 bits of a digest: two of a million ids share one with a chance of 1 in 10^7."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, key=_SEED)
    return int.from_bytes(digest.digest())


def _lengths(counts: Counter[int]) -> Lengths:
    ordered = sorted(counts.items())
    total = counts.total()
    found: list[int] = []
    seen = 0
    # The least length that so many percent don't exceed.
    wanted = [-(-total * percent // 100) for percent in QUANTILES]
    for length, count in ordered:
        found += [length for rank in wanted if seen < rank <= seen + count]
        seen += count
    if not total:
        return Lengths(0, (0,) * len(QUANTILES), 0)
    return Lengths(total, tuple(found), ordered[-1][0])
