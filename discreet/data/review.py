"""`discreet data review`: a person reads samples, and recall and precision come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from discreet import keys
from discreet.data.options import Json, Policy, Population, Repair, rules_of
from discreet.data.review_scores import scores, table
from discreet.ledger import home
from discreet.output import note, result, result_json

if TYPE_CHECKING:
    from client.preparation.pseudonyms import Pseudonyms
    from client.preparation.reviews import Reviewed, Reviews
    from client.preparation.sampling import Sample
    from client.preparation.settings import Settings
    from client.provenance import Provenance
    from privacy.desensitize.recognizer import Recognizer
    from privacy.vault.keyring import Keyring
    from qa.preparation.sources import Source
    from qa.records import Record

_T = TypeVar("_T")
_HINT = "`discreet data prepare SOURCE --to STORE` prepares it"


def command(
    *,
    source: Annotated[Path, typer.Argument()],
    store: Annotated[Path, typer.Option("--store", help="The store that SOURCE was prepared to.")],
    population: Population = "default",
    policy: Policy = None,
    sample: Annotated[
        int, typer.Option(help="How many contexts to read [50].", show_default=False, min=1)
    ] = 50,
    language: Annotated[
        Literal["en", "zh"] | None,
        typer.Option(help="Records in one language alone [all].", show_default=False),
    ] = None,
    lang: Annotated[
        Literal["en", "zh"], typer.Option(help="The page's own language [en].", show_default=False)
    ] = "en",
    labels: Annotated[
        Path | None,
        typer.Option(help="Labels that are there already, JSON Lines; no page then."),
    ] = None,
    port: Annotated[
        int, typer.Option(help="The page's port [any].", show_default=False, min=0, max=65535)
    ] = 0,
    repair: Repair = False,
    json_: Json = False,
) -> None:
    """Let a person say what the detectors missed, and what they found that is no personal data.

    SOURCE is what STORE was prepared from. Samples are shown on a page that this machine serves to
    itself; which ones, chance decides. Recall and precision are kept, sealed, in STORE, and the
    policy's `recall_min` goes by them. A line of --labels is {"id": "record 7", "personal":
    [["person", "Mary Jones"]]}: all that is personal in that record's context and question.
    """
    from client.errors import StoreError
    from client.preparation import owner_key, reviews, sampling
    from client.preparation.pseudonyms import PURPOSE, Pseudonyms
    from qa.preparation.sources import open_source

    settings = rules_of(policy, population).settings
    keyring = keys.keyring()
    key = owner_key.load_key(home(), keyring)
    if key is None:
        raise StoreError(
            f"{home()}: expected the key that {store} was prepared with, found none", hint=_HINT
        )
    digest = settings.digest(owner_key.derived(key, "settings"))
    place = _Place(store, keyring, population, digest)
    provenance = place.provenance()
    read = _Read(
        place,
        open_source(source, repair=repair),
        Pseudonyms(owner_key.derived(key, PURPOSE)),
        settings.recognizer(),
    )
    if labels is not None:
        counted = _from_labels(read, labels)
    else:
        done = reviews.load(store, keyring, population, provenance).records
        drawn = place.stored(
            sampling.draw(
                read.records,
                owner_key.derived(key, sampling.PURPOSE),
                read.names,
                sample,
                done=done,
                language=language,
            )
        )
        if not drawn:
            note("no text is left to read")
        counted = _from_page(read, drawn, lang, port) if drawn else 0
    found = reviews.load(store, keyring, population, place.provenance())
    _tell(found, settings, counted, json_=json_)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where reviews are kept, and under which settings."""

    store: Path
    keyring: Keyring
    population: str
    settings: str

    def provenance(self) -> Provenance:
        """Of the train split. Raises StoreError where other settings, or none, made it."""
        from client.errors import StoreError
        from client.store import TRAIN, RecordStore

        split = RecordStore(self.store, self.keyring).splits(self.population).get(TRAIN)
        if split is None:
            raise StoreError(
                f"{self.store}: expected a split {TRAIN!r} of population {self.population}",
                hint=_HINT,
            )
        if split.provenance is None or not split.provenance.desensitized:
            raise StoreError(f"{self.store}: the records are plain text: prepare them", hint=_HINT)
        if split.provenance.settings != self.settings:
            raise StoreError(
                f"{self.store}: the store was prepared with other settings: prepare it again",
                hint=_HINT,
            )
        return split.provenance

    def stored(self, found: list[tuple[str, _T]]) -> list[tuple[str, _T]]:
        """Those whose records are in the store: what it says of itself is of nothing else.

        Raises StoreError where there were some and none is.
        """
        from client.errors import StoreError
        from client.store import RecordStore

        records = RecordStore(self.store, self.keyring)
        missing = {name for name, _ in found}
        for split in records.splits(self.population):
            if missing:
                missing.difference_update(r.id for r in records.read(self.population, split))
        left = [one for one in found if one[0] not in missing]
        if found and not left:
            raise StoreError(
                f"{self.store}: expected records of the source, found none of them", hint=_HINT
            )
        if missing:
            note(f"{len(missing)} records are passed over: preparation didn't keep them")
        return left

    def keep(self, found: Mapping[str, Reviewed]) -> int:
        """Count records that weren't counted before, by pseudonym. Returns how many."""
        from client.preparation import reviews

        with reviews.changing(self.store, self.keyring, self.population, self.provenance()) as kept:
            new = {name: one for name, one in found.items() if name not in kept.records}
            kept.records.update(new)
        return len(new)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a review reads, and where it keeps what comes of it."""

    place: _Place
    source: Source
    names: Pseudonyms
    recognizer: Recognizer

    def records(self) -> Iterator[Record]:
        """One pass over the source."""
        return (record for _, record in self.source)


def _from_page(
    read: _Read, drawn: list[tuple[str, Record]], lang: Literal["en", "zh"], port: int
) -> int:
    """Serve a page until it is finished. Returns how many records were marked."""
    from client.errors import OwnerFileError
    from client.preparation import reviews, sampling
    from discreet.data.review_page.page import page
    from discreet.data.review_page.server import ADDRESS, Server, Session

    def summary() -> dict[str, Any]:
        place = read.place
        kept = reviews.load(place.store, place.keyring, place.population, place.provenance())
        return scores(kept)

    def keep(sample: Sample, counts: Reviewed) -> None:
        read.place.keep({sample.name: counts})

    samples = [sampling.sample_of(record, name, read.recognizer) for name, record in drawn]
    session = Session(samples, keep, summary)
    try:
        server = Server(session, page(lang), port)
    except OSError as e:
        raise OwnerFileError(f"{ADDRESS}:{port}: expected a free port, found: {e.strerror}") from e
    with server:
        note(f"{len(samples)} texts to read; open this page, which only this machine reaches:")
        note(server.url)
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            note(f"{session.marked} texts were marked, and count: a later call goes on from there")
            raise
    if session.failure is not None:
        raise session.failure
    return session.marked


def _from_labels(read: _Read, path: Path) -> int:
    """Count the records that a file labels; all of them, or none where a line can't be used.

    A context that was read with another record says nothing new: it is passed over.
    """
    from client.preparation import reviews, sampling
    from client.preparation.pseudonyms import RECORD
    from discreet.data.review_labels import lines
    from qa.errors import DataError

    unknown = {line.id: line for line in lines(path)}
    place = read.place
    done = reviews.load(place.store, place.keyring, place.population, place.provenance()).records
    seen = set(sampling.contexts_of(read.records, read.names, done)) if done else set()
    found: dict[str, Reviewed] = {}
    passed = 0
    for record in sampling.cleaned(read.records()):
        line = unknown.pop(record.id, None)
        if line is None:
            continue
        name = read.names.of(RECORD, record.id)
        sample = sampling.sample_of(record, name, read.recognizer)
        try:
            counts = sampling.labelled(sample, line.personal)
        except ValueError as e:
            raise DataError(f"{path}: line {line.number}: {e}") from None
        context = sampling.context_digest(record)
        passed += context in seen
        if context not in seen:
            seen.add(context)
            found[name] = counts
    if unknown:
        number = min(line.number for line in unknown.values())
        raise DataError(
            f"{path}: line {number}: expected the id of a record that {read.source.path} has and "
            "preparation keeps"
        )
    if passed:
        note(f"{passed} lines are about a context that was counted before")
    return place.keep(dict(place.stored(list(found.items()))))


def _tell(reviews: Reviews, settings: Settings, counted: int, *, json_: bool) -> None:
    least = {str(kind): value for kind, value in settings.rules.recall_min.items()}
    short = reviews.shortfall(least)
    if json_:
        result_json(
            {
                "reviewed": counted,
                "records": len(reviews.records),
                "scores": scores(reviews),
                "recall_min": least,
                "met": short is None,
                "shortfall": short,
            }
        )
        return
    note(f"{counted} records were read now, {len(reviews.records)} in all under these settings")
    for line in table(scores(reviews)):
        result(line)
    if not least:
        result("the policy asks for no least recall")
    else:
        asked = ", ".join(f"{name} {value:g}" for name, value in least.items())
        result(f"least recall that the policy asks for: {asked}")
        result("met" if short is None else f"not met: {short}")
