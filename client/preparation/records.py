"""One record after another: cleaned, copies left out, desensitized, renamed. No IO."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from client.preparation.owner_key import Secrets
from client.preparation.pseudonyms import DOCUMENT, PERSON, PURPOSE, RECORD, Pseudonyms
from client.preparation.settings import Settings
from client.provenance import Provenance
from client.units import holder, unit_of
from privacy.desensitize.document import Desensitized, Desensitizer, Document
from privacy.desensitize.kinds import Kind
from privacy.desensitize.operators import Actions
from privacy.plan import Unit
from qa.preparation.cleaning import Dropped, clean
from qa.preparation.duplicates import Duplicates
from qa.records import Answer, Record

_DOCUMENTS = 64  # contexts whose questions may still come
_CHARACTERS = 1 << 22  # of all of these together


@dataclass(slots=True)
class Counts:
    """What became of records and answers. Exact: it stays at the owner."""

    read: int = 0
    kept: int = 0  # read records of which one came out
    made: int = 0  # records that augmentation added
    cleaned: int = 0  # records whose text changed before anything was looked for
    redacted: int = 0  # records in whose context or question something was replaced
    dropped: Counter[str] = field(default_factory=Counter)  # records, by reason
    redactions: Counter[Kind] = field(default_factory=Counter)  # findings replaced, by kind
    answers: Counter[str] = field(default_factory=Counter)  # personal ones, by what became of them

    def drop(self, reason: str) -> None:
        """Count one record that isn't kept."""
        self.dropped[reason] += 1


class Preparer:
    """Cleans, desensitizes and renames the records of one owner; of copies the first stays.

    `unit` is that of privacy, within which copies are looked for; without it, the person of records
    that have one is theirs, else the document.

    Guarantees of each record that comes out: `context[a.start : a.end] == a.text` for each answer;
    what a detector found in a context is replaced in its questions too; no identifier, title or
    owner's name of the source is left. The same source, key and settings give the same records.
    """

    def __init__(self, settings: Settings, secrets: Secrets, unit: Unit | None = None) -> None:
        self.counts = Counts()
        self._unit = unit
        self._copies = Duplicates()
        self._rules = settings.rules
        self._provenance = settings.digest(secrets.key("settings"))
        self._names = Pseudonyms(secrets.key(PURPOSE))
        self._desensitizer: Desensitizer | None = None
        if self._rules.plaintext is None:
            actions = Actions(
                secrets.key("surrogates"),
                secrets.issued,
                self._rules.operators,
                settings=self._provenance,
            )
            self._desensitizer = Desensitizer(settings.recognizer(), actions)
        self._documents: OrderedDict[tuple[str, bool, str], Document] = OrderedDict()
        self._characters = 0  # in their contexts

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
        cleaned = self.clean(record)
        made = None if cleaned is None else self.finish(cleaned)
        self.counts.kept += made is not None
        return made

    def clean(self, record: Record) -> Record | None:
        """The first half of `record`: plain texts, and no copy of an earlier record."""
        self.counts.read += 1
        cleaned = clean(record)
        if isinstance(cleaned, Dropped):
            self.counts.drop(cleaned.reason)
            return None
        if copy := self._copies.find(cleaned.record, self.unit_of(cleaned.record)):
            self.counts.drop(f"{copy}_copy")
            return None
        self.counts.cleaned += cleaned.changed
        return cleaned.record

    def finish(self, record: Record) -> Record | None:
        """The second half: what is stored of a clean record."""
        made = self.desensitized(record)
        return None if made is None else self.renamed(made)

    def desensitized(self, record: Record) -> Record | None:
        """A clean record without personal data in its texts; None where nothing of use is left."""
        if self._desensitizer is None:
            return record
        return self._desensitized(record, self._desensitizer)

    def unit_of(self, record: Record) -> str:
        """The unit of privacy that holds the record. Raises InvalidPlanError where it has none."""
        if self._unit is not None:
            return f"{self._unit} {unit_of(record, self._unit)}"
        return " ".join(holder(record))

    def _desensitized(self, record: Record, desensitizer: Desensitizer) -> Record | None:
        document, is_new = self._document(record, desensitizer)
        context = document.context
        if self._rules.answers == "keep":
            context = document.keeping([(answer.start, answer.end) for answer in record.answers])
        if is_new:
            self.counts.redactions += context.replaced
        answers = tuple(dict.fromkeys(self._answers(record, context)))
        if record.answers and not answers:
            self.counts.drop("personal_answers")
            return None
        question = document.question(record.question, context)
        if not question.text.strip():
            self.counts.drop("empty_question")
            return None
        self.counts.redactions += question.replaced
        self.counts.redacted += bool(context.edits or question.edits)
        return replace(record, context=context.text, question=question.text, answers=answers)

    def _document(self, record: Record, desensitizer: Desensitizer) -> tuple[Document, bool]:
        """The record's document, and whether it wasn't met just before."""
        unit = self._names.of(*holder(record))
        # Only records that this key has named can be those of an earlier pass.
        again = self._names.issued(DOCUMENT, record.document_id)
        key = (unit, again, record.context)
        document = self._documents.get(key)
        if document is not None:
            return document, False
        document = self._documents[key] = desensitizer.document(record.context, unit, again=again)
        self._characters += len(record.context)
        while len(self._documents) > 1 and (
            len(self._documents) > _DOCUMENTS or self._characters > _CHARACTERS
        ):
            (_, _, context), _ = self._documents.popitem(last=False)
            self._characters -= len(context)
        return document, True

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

    def renamed(self, record: Record) -> Record:
        """The record under pseudonyms, without what else names somebody."""
        person = record.person_id
        return replace(
            record,
            id=self._names.of(RECORD, record.id),
            document_id=self._names.of(DOCUMENT, record.document_id),
            person_id=None if person is None else self._names.of(PERSON, person),
            owner=None,
            title="",
        )
