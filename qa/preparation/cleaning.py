"""Clean records: plain texts, answers where they belong, and nothing that no model can learn from.

What is dropped is dropped for what the record itself is, never for what others are: one unit's data
doesn't depend on another's. No IO.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from qa.preparation.moves import followed
from qa.preparation.texts import line, plain
from qa.records import Answer, Record, document_id_of

MIN_CONTEXT = 8  # characters that aren't spaces
MAX_QUESTION = 2000  # characters
SHORT_QUESTION = 200  # characters; a longer one that is longer than its context is no question
MIN_READABLE = 0.4  # share of letters, digits and marks among what isn't a space
MAX_REPLACED = 0.02  # share of U+FFFD, which stands for what somebody couldn't decode
_WORDS = re.compile(r"[^\W_]+")


class Reason(StrEnum):
    """Why a record is dropped."""

    EMPTY_CONTEXT = "empty_context"
    EMPTY_QUESTION = "empty_question"
    SHORT_CONTEXT = "short_context"
    LONG_QUESTION = "long_question"
    UNREADABLE = "unreadable"
    ANSWERS_LOST = "answers_lost"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean record: `context[a.start:a.end] == a.text` for every answer `a`, each but once."""

    record: Record
    changed: bool  # any text
    lost_answers: int  # nothing of them was left


@dataclass(frozen=True, slots=True)
class Dropped:
    """A record that isn't used."""

    reason: Reason


def clean(record: Record) -> Cleaned | Dropped:
    """The record with plain texts (see `qa.preparation.texts`), or why it isn't used.

    An answer follows its text: the characters that were composed with its own belong to it, spaces
    at its ends don't. A document that was named by its context is named by the clean one, so that
    contexts which differ in nothing that can be seen are one unit. A clean record stays as it is.
    Raises ValueError for an answer that isn't in the context.
    """
    context, moves = plain(record.context)
    question = line(record.question)
    if reason := _reason(context, question):
        return Dropped(reason)
    answers: dict[Answer, None] = {}
    lost = 0
    for answer in record.answers:
        if not answer.text or not record.context.startswith(answer.text, answer.start):
            raise ValueError("expected answers that stand in the context")
        start, end = followed(moves, answer.start, answer.end)
        text = context[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        lost += not text
        if text:
            answers[Answer(text, start)] = None
    if record.answers and not answers:
        return Dropped(Reason.ANSWERS_LOST)
    document = record.document_id
    if context != record.context and document == document_id_of(record.context):
        document = document_id_of(context)
    made = replace(
        record,
        context=context,
        question=question,
        answers=tuple(answers),
        document_id=document,
        title=line(record.title),
    )
    return Cleaned(made, made != record, lost)


def _reason(context: str, question: str) -> Reason | None:
    if not context:
        return Reason.EMPTY_CONTEXT
    if not question:
        return Reason.EMPTY_QUESTION
    if len(context) < 4 * MIN_CONTEXT and len("".join(context.split())) < MIN_CONTEXT:
        return Reason.SHORT_CONTEXT
    if len(question) > MAX_QUESTION or len(question) > max(len(context), SHORT_QUESTION):
        return Reason.LONG_QUESTION
    if not (readable(context) and _WORDS.search(question)):
        return Reason.UNREADABLE
    return None


def readable(text: str) -> bool:
    """Whether a text is words and numbers, not rules of a table or what a decoder made of bytes."""
    seen = "".join(text.split())
    letters = sum(map(len, _WORDS.findall(seen)))
    if letters < MIN_READABLE * len(seen):  # marks, then, without which Indic scripts look bare
        letters += sum(unicodedata.category(character)[0] == "M" for character in seen)
    return letters >= MIN_READABLE * len(seen) and seen.count("\ufffd") <= MAX_REPLACED * len(seen)
