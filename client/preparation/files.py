"""A source's file into an owner's store: two passes, and one change or none.

    pass 1    who and what records join, for splits that share no person and no document
    pass 2    clean, no copies, split, desensitize, augment, rename, seal

What is made by augmentation is made of desensitized texts: a name that only a question's own
context reveals would stay in the question when it is put to another context.

What was given out is saved before the store's manifest names the new files: were it the other way
round, a crash between the two could give a surrogate that is in force to somebody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from client.preparation.owner_key import Secrets
from client.preparation.records import Counts, Preparer
from client.preparation.settings import Settings
from client.provenance import Provenance
from client.store import TRAIN, RecordStore
from privacy.errors import InvalidPlanError
from privacy.plan import Unit
from qa.errors import DataError
from qa.preparation.augmentation import Augmenter
from qa.preparation.cleaning import Cleaned, clean
from qa.preparation.fields import Counts as SourceCounts
from qa.preparation.sources import Source
from qa.preparation.splitting import Splitter
from qa.records import Record

SHARES: Mapping[str, Fraction] = {
    TRAIN: Fraction(8, 10),
    "validation": Fraction(1, 10),
    "test": Fraction(1, 10),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of a source.

    Of several `shares`, records that have a person or a document in common are in one split. `unit`
    is the population's unit of privacy, None where nobody says.
    """

    population: str
    shares: Mapping[str, Fraction] = field(default_factory=lambda: dict(SHARES))
    unit: Unit | None = None
    paraphrases: int = 0  # for each question of the training split, at most
    distractors: bool = False  # for each answerable question of it, a context without the answer


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a source. Exact: it stays at the owner."""

    source: SourceCounts
    counts: Counts
    splits: Mapping[str, int]  # records that each has now
    provenance: Provenance


def prepare_file(
    source: Source, store: RecordStore, secrets: Secrets, settings: Settings, wanted: Wanted
) -> Report:
    """Replace the splits of `wanted` by the prepared records of `source`; other splits stay.

    Raises DataError, with the record's number, for what can't be used, and for nothing to keep;
    the store then is as it was.
    """
    if wanted.unit is Unit.RECORD and (wanted.paraphrases or wanted.distractors):
        raise DataError(
            "expected no augmentation where each record is a unit of privacy: it would make one "
            "record's text part of several units"
        )
    preparer = Preparer(settings, secrets, wanted.unit)
    split_of = _splitter(source, secrets, wanted)
    augment = _augmenter(secrets, wanted)
    written: Counter[str] = Counter(dict.fromkeys(wanted.shares, 0))
    with store.writing(wanted.population, wanted.shares) as writer:
        for number, raw in source:
            cleaned = _checked(preparer, raw, number)
            if cleaned is None:
                continue
            split = split_of(cleaned)
            made = preparer.desensitized(cleaned)
            if made is None:
                continue
            preparer.counts.kept += 1
            writer.add(split, preparer.renamed(made))
            written[split] += 1
            if split != TRAIN or augment is None:
                continue
            for more in augment.augment(made, preparer.unit_of(cleaned)):
                writer.add(split, preparer.renamed(more))
                written[split] += 1
                preparer.counts.made += 1
        if not preparer.counts.kept:
            raise DataError(f"{source.path}: expected records to keep, dropped all of them")
        provenance = preparer.provenance
        writer.provenance.update(dict.fromkeys(wanted.shares, provenance))
        secrets.save()
    return Report(source.counts, preparer.counts, dict(written), provenance)


def _checked(preparer: Preparer, record: Record, number: int) -> Record | None:
    try:
        return preparer.clean(record)
    except InvalidPlanError:  # it has the record's own identifier
        raise DataError(
            f"record {number}: expected a person_id, which the population's unit 'person' needs",
            hint="give every record a person_id, or choose another unit in the policy",
        ) from None


def _splitter(source: Source, secrets: Secrets, wanted: Wanted) -> Callable[[Record], str]:
    """Tells a clean record's split."""
    if len(wanted.shares) == 1:
        (only,) = wanted.shares
        return lambda record: only
    splitter = Splitter(secrets.key("splits"), wanted.shares)
    for record in _cleaned(source):
        splitter.see(record)
    splitter.close()
    return splitter.split_of


def _cleaned(source: Source) -> Iterator[Record]:
    for _, record in source:
        made = clean(record)
        if isinstance(made, Cleaned):
            yield made.record


def _augmenter(secrets: Secrets, wanted: Wanted) -> Augmenter | None:
    if not (wanted.paraphrases or wanted.distractors):
        return None
    return Augmenter(
        secrets.key("augmentation"),
        paraphrases=wanted.paraphrases,
        distractors=wanted.distractors,
    )
