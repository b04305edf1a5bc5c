"""Negative controls. No IO.

A model trained on shuffled answers sees the same texts, the same kinds of span and the same share
of unanswerable questions, but no relation between question and answer: what it still scores is
what the measurement gives away for free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.records import Answer, Record
from qa.synthetic.stream import Stream

_WORD = re.compile(r"\S+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def shuffle_answers(records: Sequence[Record], seed: int) -> list[Record]:
    """Give each answerable record another span of its own context, uniformly at random.

    Where other records over the same context have other answers, the span is one of theirs;
    elsewhere it is any span of as many words (in Chinese: as many characters). It touches no gold
    answer and has another text. Records without an answer stay as they are, and so does the rare
    one whose context offers no other span. The result hangs on `seed` and the records alone, not
    on their order.
    """
    answers: dict[str, set[Answer]] = {}
    for record in records:
        answers.setdefault(record.context, set()).update(record.answers)
    return [_shuffled(record, answers[record.context], seed) for record in records]


def _shuffled(record: Record, known: set[Answer], seed: int) -> Record:
    if record.is_impossible:
        return record
    spans = _apart(known, record.answers) or _apart(
        _same_size(record.context, record.answers[0]), record.answers
    )
    if not spans:
        return record
    stream = Stream("shuffled answers", seed, record.id, record.document_id)
    return replace(record, answers=(stream.choice(spans),))


def _apart(spans: Iterable[Answer], gold: Sequence[Answer]) -> list[Answer]:
    """The spans that neither overlap a gold answer nor read like one, in order of position."""
    texts = {answer.text for answer in gold}
    kept = [
        span
        for span in spans
        if span.text not in texts and all(span.end <= g.start or g.end <= span.start for g in gold)
    ]
    return sorted(kept, key=lambda span: (span.start, span.text))


def _same_size(context: str, answer: Answer) -> list[Answer]:
    """All spans of as many words as the answer, or as many characters in a Chinese context."""
    if len(_HAN.findall(context)) > context.count(" "):
        size = len(answer.text)
        spans = [Answer(context[i : i + size], i) for i in range(len(context) - size + 1)]
        return [span for span in spans if span.text == span.text.strip()]
    words = [match.span() for match in _WORD.finditer(context)]
    size = max(1, len(answer.text.split()))
    return [
        Answer(context[words[i][0] : words[i + size - 1][1]], words[i][0])
        for i in range(len(words) - size + 1)
    ]
