"""One document and the questions about it, desensitized by one map. No IO.

What is found in the context is looked for in the questions too, whatever detectors say of so short
a text: a name that the context reveals by its title must not stay in the question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from privacy.desensitize.aliases import aliases, echoes
from privacy.desensitize.edits import Edits, Replacement
from privacy.desensitize.findings import Finding, merge
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer


class Scope(Protocol):
    """Replaces findings in the texts of one document: the same person everywhere the same way."""

    def replacements(
        self, text: str, findings: Sequence[Finding], *, context: bool
    ) -> Iterable[Replacement]:
        """What takes the findings' place. Their own text where an operator keeps it. Who is named
        in the `context` is known by parts of the name in later texts."""

    def was_issued(self, text: str) -> bool:
        """Whether `text`, as a whole, is what an earlier pass with this key has made."""

    def issue(self, text: str) -> None:
        """Remember that `text` is what this pass has made."""


class Operators(Protocol):
    """Where scopes come from."""

    def scope(self, unit: str) -> Scope:
        """For one document of the unit of privacy `unit`, by which dates are shifted together."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span is after desensitization, and whether any of it was personal data."""

    start: int
    end: int
    personal: bool


@dataclass(frozen=True, slots=True)
class Desensitized:
    """A text after desensitization, and what was found before it."""

    text: str = field(repr=False)
    findings: tuple[Finding, ...]
    edits: Edits = field(repr=False)

    def place(self, start: int, end: int) -> Place | None:
        """Where the original's `[start, end)` is now; None where nothing is left of it."""
        begin, finish = self.edits.map_span(start, end)
        if begin == finish or not self.text[begin:finish].strip():
            return None
        personal = any(f.start < end and start < f.end for f in self.findings)
        return Place(begin, finish, personal)

    @property
    def replaced(self) -> Counter[Kind]:
        """How many findings of each kind have another text now."""
        starts = [r.start for r in self.edits]
        return Counter(
            f.kind
            for f in self.findings
            if bisect_left(starts, f.end) > bisect_left(starts, f.start)
        )


class Document:
    """A context and its map.

    Guarantees: the same context, unit and key give the same text; what any detector found, or was
    found in the context and is named again, is replaced as the operators say.
    """

    def __init__(self, recognizer: Recognizer, scope: Scope, context: str) -> None:
        self._recognizer, self._scope, self._original = recognizer, scope, context
        if scope.was_issued(context):
            self._known: tuple[tuple[Kind, str], ...] = ()
            self.context = Desensitized(context, (), Edits())
            return
        found = recognizer.find(context)
        self._known = _known(context, found)
        found = merge((*found, *echoes(context, self._known)))
        self.context = self._replace(context, found, context=True)

    def keeping(self, spans: Sequence[tuple[int, int]]) -> Desensitized:
        """The context with findings left as they are where they touch one of `spans`."""
        known = self.context
        kept = [f for f in known.findings if any(f.start < e and s < f.end for s, e in spans)]
        if not kept:
            return known
        edits = Edits(r for r in known.edits if not any(f.start <= r.start < f.end for f in kept))
        text = edits.apply(self._original)
        self._scope.issue(text)
        return Desensitized(text, known.findings, edits)

    def question(self, text: str) -> Desensitized:
        """A question about the context, by the same map."""
        if self._scope.was_issued(text):
            return Desensitized(text, (), Edits())
        found = merge((*self._recognizer.find(text), *echoes(text, self._known)))
        return self._replace(text, found, context=False)

    def _replace(self, text: str, found: tuple[Finding, ...], *, context: bool) -> Desensitized:
        replacements = self._scope.replacements(text, found, context=context)
        edits = Edits(r for r in replacements if text[r.start : r.end] != r.text)
        new = edits.apply(text)
        if found:
            self._scope.issue(new)
        return Desensitized(new, found, edits)


def _known(text: str, found: Iterable[Finding]) -> tuple[tuple[Kind, str], ...]:
    """The strings to look for again, each once, the longest first."""
    names: dict[str, Kind] = {}
    for one in found:
        for name in aliases(one, text[one.start : one.end]):
            names.setdefault(name, one.kind)
    return tuple((names[name], name) for name in sorted(names, key=len, reverse=True))


class Desensitizer:
    """A recognizer and what is done with its findings."""

    def __init__(self, recognizer: Recognizer, operators: Operators) -> None:
        self.recognizer, self.operators = recognizer, operators

    def document(self, context: str, unit: str) -> Document:
        """Desensitize `context`, which belongs to the unit of privacy `unit`."""
        return Document(self.recognizer, self.operators.scope(unit), context)
