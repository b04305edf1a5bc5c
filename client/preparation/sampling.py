"""Which of an owner's records a person reads, and what that says of one of them. No IO.

A record's rank is an HMAC of its pseudonym under the owner's key: nobody chooses what is read, and
who goes on another day goes on where they were. A context is read once, with one of its questions:
were it read with each of them, one mistake would count many times.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from client.preparation.pseudonyms import RECORD, Pseudonyms
from client.preparation.reviews import Reviewed
from privacy.desensitize.document import Document
from privacy.desensitize.findings import Finding
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.scoring import Label, score
from qa.metrics import Language, detect_language
from qa.preparation.cleaning import Cleaned, clean
from qa.records import Record

PURPOSE = "review"  # of the owner's key
MAX_LABELS = 10_000  # of one text
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A context or a question, and what the detectors found in it."""

    text: str = field(repr=False)
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A clean record that is to be read."""

    name: str  # its pseudonym
    language: Language
    context: Text
    question: Text

    @property
    def texts(self) -> tuple[Text, Text]:
        return self.context, self.question


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person said of one text: findings that are none, by number, and what was missed."""

    rejected: frozenset[int] = frozenset()
    missed: tuple[Label, ...] = ()


class _Nothing:
    """A scope that replaces nothing: what is found is asked for, not what takes its place."""

    def replacements(self, text: str, findings: Sequence[Finding], *, context: bool) -> tuple[()]:
        del text, findings, context
        return ()

    def was_issued(self, text: str) -> bool:
        del text
        return False

    def issue(self, text: str) -> None:
        del text


def sample_of(record: Record, name: str, recognizer: Recognizer) -> Sample:
    """What preparation finds in a clean record, in its question by its context too."""
    document = Document(recognizer, _Nothing(), record.context)
    return Sample(
        name,
        language_of(record),
        Text(record.context, document.context.findings),
        Text(record.question, document.question(record.question).findings),
    )


def draw(
    read: Callable[[], Iterable[Record]],
    key: bytes,
    names: Pseudonyms,
    count: int,
    *,
    done: Collection[str] = (),
    language: str | None = None,
) -> list[tuple[str, Record]]:
    """At most `count` clean records of distinct contexts, in order of rank, with their pseudonyms.

    `read` begins a pass over the source. Contexts of the records in `done` are passed over. In
    memory is what is drawn, twice at most, however long the source.
    """
    known = contexts_of(read, names, done) if done else frozenset()
    kept: dict[bytes, _Drawn] = {}
    bound: bytes | None = None
    for record in cleaned(read()):
        name = names.of(RECORD, record.id)
        rank = hmac.digest(key, name.encode(), "sha256")
        if bound is not None and rank > bound:
            continue
        if language is not None and language_of(record) != language:
            continue
        context = context_digest(record)
        if context in known or (context in kept and kept[context].rank <= rank):
            continue
        kept[context] = _Drawn(rank, name, record)
        if len(kept) >= 2 * count:
            kept = dict(sorted(kept.items(), key=lambda pair: pair[1].rank)[:count])
            bound = max(drawn.rank for drawn in kept.values())
    ordered = sorted(kept.values(), key=lambda drawn: drawn.rank)[:count]
    return [(drawn.name, drawn.record) for drawn in ordered]


class _Drawn(NamedTuple):
    rank: bytes
    name: str
    record: Record


def contexts_of(
    read: Callable[[], Iterable[Record]], names: Pseudonyms, done: Collection[str]
) -> frozenset[bytes]:
    """Digests of the contexts that the records of these pseudonyms have."""
    return frozenset(
        context_digest(record) for record in cleaned(read()) if names.of(RECORD, record.id) in done
    )


def cleaned(records: Iterable[Record]) -> Iterator[Record]:
    """The records as preparation cleans them, without those that it drops."""
    for record in records:
        made = clean(record)
        if isinstance(made, Cleaned):
            yield made.record


def context_digest(record: Record) -> bytes:
    """Stands for a context."""
    return hashlib.sha256(record.context.encode("utf-8", "surrogatepass")).digest()


def language_of(record: Record) -> Language:
    """Of the context and the question together: a question may be a number and a word."""
    return detect_language([replace(record, question=f"{record.context} {record.question}")])


def reviewed(sample: Sample, marks: Sequence[Marks]) -> Reviewed:
    """The counts of one sample, whose context and question were marked in this order.

    A finding that isn't rejected is a label of its own, unless what was missed overlaps it: of a
    name that was half found, the whole is the one label. Raises ValueError for marks that don't fit
    the texts.
    """
    if len(marks) != len(sample.texts):
        raise ValueError("expected marks for the context and the question")
    judged = [
        (part.text, _labels(part, mark), part.findings)
        for part, mark in zip(sample.texts, marks, strict=True)
    ]
    return Reviewed.of(score(judged), sample.language)


def labelled(sample: Sample, personal: Iterable[tuple[Kind, str]]) -> Reviewed:
    """The counts of one sample in which every occurrence of each string is personal data.

    Raises ValueError, without the string, for one that is in neither text.
    """
    found: tuple[list[Label], list[Label]] = ([], [])
    for number, (kind, string) in enumerate(personal, 1):
        if not any(map(str.isalnum, string)):
            raise ValueError(f"string {number}: expected letters or digits")
        spans = [list(_occurrences(part.text, string)) for part in sample.texts]
        if not any(spans):
            raise ValueError(f"string {number}: expected one that is in the record's clean texts")
        for labels, places in zip(found, spans, strict=True):
            labels.extend(Label(kind, start, end) for start, end in places)
    judged = [
        (part.text, _widest(labels), part.findings)
        for part, labels in zip(sample.texts, found, strict=True)
    ]
    return Reviewed.of(score(judged), sample.language)


def _labels(part: Text, marks: Marks) -> list[Label]:
    if not all(0 <= number < len(part.findings) for number in marks.rejected):
        raise ValueError("expected findings of this text")
    if len(marks.missed) > MAX_LABELS:
        raise ValueError(f"expected at most {MAX_LABELS} labels")
    end = 0
    missed = sorted(marks.missed, key=lambda label: label.start)
    for label in missed:
        if not end <= label.start < label.end <= len(part.text):
            raise ValueError("expected labels within the text that don't overlap")
        if not any(map(str.isalnum, part.text[label.start : label.end])):
            raise ValueError("expected labels with letters or digits")
        end = label.end
    right = [
        Label(f.kind, f.start, f.end)
        for number, f in enumerate(part.findings)
        if number not in marks.rejected
        and not any(f.start < label.end and label.start < f.end for label in missed)
    ]
    return [*missed, *right]


def _occurrences(text: str, string: str) -> Iterator[tuple[int, int]]:
    """Where it stands, but not within a longer word: "Ann" isn't in "Annual"."""
    at = text.find(string)
    while at >= 0:
        end = at + len(string)
        if not (_joined(text, at) or _joined(text, end)):
            yield at, end
            at = end - 1
        at = text.find(string, at + 1)


def _joined(text: str, at: int) -> bool:
    """Whether a word of letters or digits goes on over this place. Chinese has no such words."""
    if not 0 < at < len(text):
        return False
    return all(c.isalnum() and not _HAN.match(c) for c in text[at - 1 : at + 1])


def _widest(labels: Iterable[Label]) -> list[Label]:
    """Each place once: "Jones" isn't a second label where "Mary Jones" is one."""
    kept: list[Label] = []
    for label in sorted(labels, key=lambda one: (one.start, -one.end)):
        if not kept or label.end > kept[-1].end:
            kept.append(label)
    return kept
