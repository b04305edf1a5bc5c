"""One record after another: cleaned, desensitized with its questions, renamed. No IO."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from client.preparation.owner_key import Secrets
from client.preparation.pseudonyms import DOCUMENT, PERSON, PURPOSE, RECORD, Pseudonyms
from client.preparation.settings import Settings
from client.provenance import Provenance
from privacy.desensitize.document import Desensitized, Desensitizer, Document
from privacy.desensitize.kinds import Kind
from privacy.desensitize.operators import Actions
from qa.preparation.cleaning import Dropped, clean
from qa.records import Answer, Record

_DOCUMENTS = 64  # contexts whose questions may still come


@dataclass(slots=True)
class Counts:
    """What became of records and answers. Exact: it stays at the owner."""

    read: int = 0
    kept: int = 0
    cleaned: int = 0  # records whose text changed before anything was looked for
    redacted: int = 0  # records in whose context or question something was replaced
    dropped: Counter[str] = field(default_factory=Counter)  # records, by reason
    redactions: Counter[Kind] = field(default_factory=Counter)  # findings replaced, by kind
    answers: Counter[str] = field(default_factory=Counter)  # personal ones, by what became of them

    def drop(self, reason: str) -> None:
        """Count one record that isn't kept."""
        self.dropped[reason] += 1


class Preparer:
    """Cleans, desensitizes and renames the records of one owner.

    Guarantees of each record that comes out: `context[a.start : a.end] == a.text` for each answer;
    what a detector found in a context is replaced in its questions too; no identifier, title or
    owner's name of the source is left. The same source, key and settings give the same records.
    """

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        self.counts = Counts()
        self._rules = settings.rules
        self._provenance = settings.digest(secrets.key("settings"))
        self._names = Pseudonyms(secrets.key(PURPOSE))
        self._desensitizer: Desensitizer | None = None
        if self._rules.plaintext is None:
            actions = Actions(secrets.key("surrogates"), secrets.issued, self._rules.operators)
            self._desensitizer = Desensitizer(settings.recognizer(), actions)
        self._documents: OrderedDict[tuple[str, str], Document] = OrderedDict()

    @property
    def provenance(self) -> Provenance:
        """What a store says of the records that came out so far."""
        counted = {str(kind): n for kind, n in sorted(self.counts.redactions.items())}
        return Provenance(self._provenance, self._rules.exceptions(), counted)

    def prepare(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records that can be trained on, in order; `counts` says what became of the others."""
        for record in records:
            made = self.record(record)
            if made is not None:
                yield made

    def record(self, record: Record) -> Record | None:
        """One of them, or None where it is dropped."""
        self.counts.read += 1
        cleaned = clean(record)
        if isinstance(cleaned, Dropped):
            self.counts.drop(cleaned.reason)
            return None
        self.counts.cleaned += cleaned.changed
        made: Record | None = cleaned.record
        if self._desensitizer is not None:
            made = self._desensitized(cleaned.record, self._desensitizer)
        if made is None:
            return None
        self.counts.kept += 1
        return self._renamed(made)

    def _desensitized(self, record: Record, desensitizer: Desensitizer) -> Record | None:
        document = self._document(record, desensitizer)
        context = document.context
        spans = [(answer.start, answer.end) for answer in record.answers]
        if self._rules.answers == "keep":
            context = document.keeping(spans)
        answers = tuple(self._answers(record, context))
        if record.answers and not answers:
            self.counts.drop("answers that are personal data")
            return None
        question = document.question(record.question)
        if not question.text.strip():
            self.counts.drop("no question")
            return None
        self.counts.redactions += question.replaced
        self.counts.redacted += bool(context.edits or question.edits)
        return replace(record, context=context.text, question=question.text, answers=answers)

    def _document(self, record: Record, desensitizer: Desensitizer) -> Document:
        unit = self._names.of(*_unit(record))
        document = self._documents.get((unit, record.context))
        if document is None:
            document = desensitizer.document(record.context, unit)
            self.counts.redactions += document.context.replaced
            self._documents[unit, record.context] = document
            if len(self._documents) > _DOCUMENTS:
                self._documents.popitem(last=False)
        return document

    def _answers(self, record: Record, context: Desensitized) -> Iterator[Answer]:
        for answer in record.answers:
            place = context.place(answer.start, answer.end)
            if place is None:
                self.counts.answers["lost"] += 1
                continue
            if place.personal:
                what = {"replace": "replaced", "drop": "dropped", "keep": "kept"}
                self.counts.answers[what[self._rules.answers]] += 1
                if self._rules.answers == "drop":
                    continue
            yield Answer(context.text[place.start : place.end], place.start)

    def _renamed(self, record: Record) -> Record:
        person = record.person_id
        return replace(
            record,
            id=self._names.of(RECORD, record.id),
            document_id=self._names.of(DOCUMENT, record.document_id),
            person_id=None if person is None else self._names.of(PERSON, person),
            owner=None,
            title="",
        )


def _unit(record: Record) -> tuple[str, str]:
    """By whom dates are shifted together: the person, else the document."""
    if record.person_id is not None:
        return PERSON, record.person_id
    return DOCUMENT, record.document_id
