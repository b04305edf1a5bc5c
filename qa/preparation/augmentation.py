"""More records of a unit's own: questions in other words, and questions about another context.

Off by default, and for the train split alone. What is made of a record is made of its unit's data
only, or one unit's text would be in another's records, and no bound on what a unit changes would
hold. It counts as the unit's own: the records that a unit may have include it. No IO.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator
from dataclasses import replace

from qa.preparation.hashes import hash64
from qa.preparation.paraphrases import paraphrases
from qa.records import Record

MIN_KEY = 16  # bytes
MIN_TERMS = 3  # that a question has, for a context without them not to answer it
MIN_ABSENT = 0.5  # share of them

_LABEL = b"discreet/augment/1"  # other uses of the key draw other numbers
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORDS = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]{3,}")
_COMMON = (
    "what who whom whose when where why which how many much long the and for from with was were "
    "are did does has have had been that this these those his her their its she him they them "
    "you your can could would will about into out per any all not"
)
_COMMON_WORDS = frozenset(_COMMON.split())
_ASKING = re.compile("谁|什么|时候|哪里|哪个|哪些|哪|为何|何时|多少|怎么|怎样|如何|是|的|了|吗|在")


class Augmenter:
    """Makes up to `paraphrases` records with a question in other words, and a distractor.

    A distractor is an answerable question with another context of the same unit, which doesn't
    answer it as far as can be told: it has none of the answers, and at most half of what the
    question names. It may be wrong where a context says the same in quite other words. Of a unit,
    the last two contexts that differ are kept in memory; records of its first one get none.

    What is made depends on the key, the record and, for distractors, its unit's earlier records;
    on no other unit's. Raises ValueError for a short key or a negative number.
    """

    def __init__(self, key: bytes, *, paraphrases: int = 0, distractors: bool = False) -> None:
        if len(key) < MIN_KEY:
            raise ValueError(f"expected a key of {MIN_KEY} bytes or more, found {len(key)}")
        if paraphrases < 0:
            raise ValueError(f"expected 0 paraphrases or more, found {paraphrases}")
        self._key = key
        self._paraphrases = paraphrases
        self._distractors = distractors
        self._contexts: dict[int, tuple[str, str | None]] = {}  # of a unit: the last, one before

    def augment(self, record: Record, unit: str) -> Iterator[Record]:
        """What is made of `record`, without itself: of its person and document, ids its own + "#".

        `unit` is the record's unit of privacy, as its guarantee counts them.
        """
        other = self._other_context(record.context, unit) if self._distractors else None
        if self._paraphrases:
            found = sorted(paraphrases(record.question), key=lambda q: self._rank(record.id, q))
            for number, question in enumerate(found[: self._paraphrases], 1):
                yield replace(record, id=f"{record.id}#p{number}", question=question)
        if other is not None and distracts(record, other):
            yield replace(record, id=f"{record.id}#d1", context=other, answers=())

    def _rank(self, *parts: str) -> bytes:
        return hmac.digest(self._key, _LABEL + hash64(*parts).to_bytes(8, "big"), "sha256")

    def _other_context(self, context: str, unit: str) -> str | None:
        key = hash64(unit)
        last, before = self._contexts.get(key, (context, None))
        if context != last:
            last, before = context, last
        self._contexts[key] = (last, before)
        return before


def distracts(record: Record, context: str) -> bool:
    """Whether another context seems not to answer a record's question."""
    said = _folded(context)
    if record.is_impossible or _folded(record.context) == said:
        return False
    if bool(_HAN.search(record.context)) != bool(_HAN.search(context)):
        return False  # of another language: that it doesn't answer would be learned from that
    if any(_folded(answer.text) in said for answer in record.answers):
        return False
    terms = set(_terms(record.question))
    absent = sum(term not in said for term in terms)
    return len(terms) >= MIN_TERMS and absent >= MIN_ABSENT * len(terms)


def _terms(question: str) -> Iterator[str]:
    """Words that aren't common ones, and pairs of Chinese characters."""
    for word in _WORDS.findall(_ASKING.sub(" ", question.casefold())):
        if _HAN.match(word):
            yield from (word[i : i + 2] for i in range(len(word) - 1))
        elif word not in _COMMON_WORDS:
            yield word


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
