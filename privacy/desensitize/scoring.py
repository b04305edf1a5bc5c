"""How well findings match what people labelled: recall and precision, by kind. No IO."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from privacy.audit.membership import clopper_pearson
from privacy.desensitize.findings import Finding
from privacy.desensitize.kinds import Kind


@dataclass(frozen=True, slots=True)
class Label:
    """A person says that `text[start:end]` is personal data of this kind."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `total`, with the exact interval (Clopper and Pearson 1934). The rate of nothing
    is None."""

    hits: int
    total: int
    confidence: float = 0.95

    @property
    def value(self) -> float | None:
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """Holds the true rate with probability `confidence`; (0, 1) where there is nothing."""
        if not self.total:
            return 0.0, 1.0
        return clopper_pearson(self.hits, self.total, self.confidence)

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.hits + other.hits, self.total + other.total, self.confidence)


@dataclass(frozen=True, slots=True)
class Score:
    """Recall of labels by their kind, precision of findings by theirs, and both over all."""

    recall: Mapping[Kind, Rate]
    precision: Mapping[Kind, Rate]

    @property
    def total_recall(self) -> Rate:
        return sum(self.recall.values(), Rate(0, 0))

    @property
    def total_precision(self) -> Rate:
        return sum(self.precision.values(), Rate(0, 0))


def score(
    samples: Iterable[tuple[str, Sequence[Label], Sequence[Finding]]], *, confidence: float = 0.95
) -> Score:
    """Compare findings with labels, over `(text, labels, findings)`.

    A label is recalled if findings, of whatever kind, cover each of its letters and digits: a rest
    of a name that stays is a name that stays. A finding is right if it shares a letter or digit
    with a label. Which kind it was given matters to neither.
    """
    counts: dict[str, Counter[Kind]] = {"hit": Counter(), "label": Counter(), "right": Counter(),
                                        "found": Counter()}  # fmt: skip
    for text, labels, findings in samples:
        covered = _characters(text, findings)
        labelled = _characters(text, labels)
        for label in labels:
            counts["label"][label.kind] += 1
            counts["hit"][label.kind] += _characters(text, (label,)) <= covered
        for found in findings:
            counts["found"][found.kind] += 1
            counts["right"][found.kind] += not labelled.isdisjoint(_characters(text, (found,)))
    return Score(
        {k: Rate(counts["hit"][k], n, confidence) for k, n in sorted(counts["label"].items())},
        {k: Rate(counts["right"][k], n, confidence) for k, n in sorted(counts["found"].items())},
    )


def _characters(text: str, spans: Iterable[Label | Finding]) -> set[int]:
    """Places of the letters and digits within `spans`."""
    return {at for span in spans for at in range(span.start, span.end) if text[at].isalnum()}
