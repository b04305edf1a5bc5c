"""One document and the questions about it, desensitized by one map. No IO.

What is found in the context is looked for in the questions too, whatever detectors say of so short
a text: a name that the context reveals by its title must not stay in the question.

What an earlier pass has made stays as it is, or dates would move twice. Such a text may be equal to
somebody's plain one ("Seen on 3 May 2021"), so it counts where all else is the same alone: key and
settings, the unit, and for a question its context; and where the caller says that a record comes
from an earlier pass.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from privacy.desensitize.aliases import Echoes, aliases
from privacy.desensitize.edits import Edits, Replacement
from privacy.desensitize.findings import Finding, merge
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Recognizer

_CONTEXT = "context "  # by what contexts are known again, and no question


class Scope(Protocol):
    """Replaces findings in the texts of one document: the same person everywhere the same way."""

    def replacements(
        self, text: str, findings: Sequence[Finding], *, context: bool
    ) -> Iterable[Replacement]:
        """What takes the findings' place. Their own text where an operator keeps it. Who is named
        in the `context` is known by parts of the name in later texts."""

    def was_issued(self, text: str) -> bool:
        """Whether an earlier pass has made `text`, as a whole, in this scope."""

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
        return Place(begin, finish, bool(self.touched(start, end)))

    def touched(self, start: int, end: int) -> range:
        """Which of `findings` have a character of the original's `[start, end)`."""
        first = bisect_right(self.findings, start, key=lambda f: f.end)
        return range(first, bisect_left(self.findings, end, lo=first, key=lambda f: f.start))

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

    def __init__(
        self, recognizer: Recognizer, scope: Scope, context: str, *, again: bool = True
    ) -> None:
        self._recognizer, self._scope, self._original = recognizer, scope, context
        self._again = again
        self._known = Echoes()
        if again and scope.was_issued(_CONTEXT + context):
            self.context = Desensitized(context, (), Edits())
            return
        found = recognizer.find(context)
        self._known = Echoes(_known(context, found))
        found = merge((*found, *self._known.find(context)))
        self.context = self._replaced(context, found, context=True)
        if self.context.edits:
            scope.issue(_CONTEXT + self.context.text)

    def keeping(self, spans: Sequence[tuple[int, int]]) -> Desensitized:
        """The context with findings left as they are where they touch one of `spans`."""
        known = self.context
        kept = {number for span in spans for number in known.touched(*span)}
        if not kept:
            return known
        edits = Edits(r for r in known.edits if kept.isdisjoint(known.touched(r.start, r.end)))
        text = edits.apply(self._original)
        if edits:
            self._scope.issue(_CONTEXT + text)
        return Desensitized(text, known.findings, edits)

    def question(self, text: str, context: Desensitized | None = None) -> Desensitized:
        """A question about the context, by the same map. `context` is what is stored with it, where
        that isn't `self.context`."""
        if self._again and self._scope.was_issued(_about(self._original, text)):
            return Desensitized(text, (), Edits())
        found = merge((*self._recognizer.find(text), *self._known.find(text)))
        made = self._replaced(text, found, context=False)
        if made.edits:
            self._scope.issue(_about((context or self.context).text, made.text))
        return made

    def _replaced(self, text: str, found: tuple[Finding, ...], *, context: bool) -> Desensitized:
        replacements = self._scope.replacements(text, found, context=context)
        edits = Edits(r for r in replacements if text[r.start : r.end] != r.text)
        return Desensitized(edits.apply(text), found, edits)


def _about(context: str, question: str) -> str:
    """By what a question is known again."""
    return f"question {_digest(context)} {question}"


@lru_cache(maxsize=4)  # there may be thousands of questions about one long context
def _digest(context: str) -> str:
    return hashlib.sha256(context.encode("utf-8", "surrogatepass")).hexdigest()


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

    def document(self, context: str, unit: str, *, again: bool = True) -> Document:
        """Desensitize `context`, which belongs to the unit of privacy `unit`; with `again`, unless
        an earlier pass did."""
        return Document(self.recognizer, self.operators.scope(unit), context, again=again)
