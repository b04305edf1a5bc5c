"""Records that are there twice, within one unit of privacy. No IO.

Copies are looked for in a record's own unit alone, exact ones too: were a record dropped because
another unit has its like, one unit's data would depend on another's, and two data sets that differ
in one unit would differ in more. The guarantee of differential privacy is for those that differ in
one. What many units share by rights, a form's wording, is no copy either.
"""

from __future__ import annotations

from array import array
from enum import StrEnum

import numpy as np

from qa.preparation.hashes import HashMap, HashSet, hash64
from qa.preparation.sketches import Sketcher, packed, similarity
from qa.records import Record

THRESHOLD = 0.9  # of the Jaccard index of character 5-grams

_CONTEXT, _QUESTION = Sketcher(64), Sketcher(32)
_BYTES = (_CONTEXT.size + _QUESTION.size) // 2
# Two of a question's minima make a key, and there are two keys: questions of index J share one with
# the probability 1 - (1 - J^2)^2, 0.96 for 0.9, and few others of the same unit and answers do.
_BANDS = ((0, 1), (2, 3))
_MAX_COMPARED = 256  # of the latest records with one key
_NONE = (1 << 32) - 1


class Copy(StrEnum):
    """What a record is a copy of: another one, or one that is nearly the same."""

    EXACT = "exact"
    NEAR = "near"


class Duplicates:
    """Tells whether a record is a copy of an earlier one of its unit; of copies, the first stays.

    Exact: context, question and answers are the same but for case and spaces. Near: the answers are
    the same, and question and context both have a Jaccard index of `threshold` or more with those
    of one other record, as their sketches say; None looks for exact copies alone. 100 to 150 bytes
    a record and 200 while the tables grow, 12 to 23 for exact copies alone; 2^32 - 1 records at
    most.

    What is found for one unit's records depends on them and their order alone.
    """

    def __init__(self, threshold: float | None = THRESHOLD) -> None:
        if threshold is not None and not 0 < threshold <= 1:
            raise ValueError(f"expected a threshold above 0 and at most 1, found {threshold}")
        self._threshold = threshold
        self._exact = HashSet()
        self._latest = HashMap()
        self._sketches = bytearray()
        self._before = array("I")  # for each record and band, the one before with the same key
        self._context: tuple[str, bytes] | None = None

    def find(self, record: Record, unit: str) -> Copy | None:
        """What `record` of `unit` is a copy of; None, and it is remembered, where of nothing."""
        context, question = _folded(record.context), _folded(record.question)
        answers = sorted({_folded(answer.text) for answer in record.answers})
        if not self._exact.add(hash64(unit, context, question, *answers)):
            return Copy.EXACT
        if self._threshold is None:
            return None
        minima = _QUESTION.minima(question)
        sketch = self._of_context(context) + packed(minima).tobytes()
        values = minima.tolist()
        keys = [
            hash64(unit, *answers, str(band), str(values[first]), str(values[second]))
            for band, (first, second) in enumerate(_BANDS)
        ]
        if self._is_near(sketch, keys):
            return Copy.NEAR
        index = len(self._sketches) // _BYTES
        self._sketches += sketch
        for key in keys:
            before = self._latest.put(key, index)
            self._before.append(_NONE if before is None else before)
        return None

    def _of_context(self, context: str) -> bytes:
        if self._context is None or self._context[0] != context:
            self._context = (context, packed(_CONTEXT.minima(context)).tobytes())
        return self._context[1]

    def _is_near(self, sketch: bytes, keys: list[int]) -> bool:
        candidates: set[int] = set()
        for band, key in enumerate(keys):
            index = self._latest.get(key)
            for _ in range(_MAX_COMPARED):
                if index is None or index == _NONE:
                    break
                candidates.add(index)
                index = self._before[len(_BANDS) * index + band]
        if not candidates:
            return False
        known = np.frombuffer(self._sketches, np.uint8).reshape(-1, _BYTES)[list(candidates)]
        one = np.frombuffer(sketch, np.uint8)
        half = _CONTEXT.size // 2
        contexts = similarity(one[:half], known[:, :half])
        questions = similarity(one[half:], known[:, half:])
        return bool((np.minimum(contexts, questions) >= self._threshold).any())


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
