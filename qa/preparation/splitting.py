"""Splits that share no person and no document: train, validation, test. No IO.

Records that have a person or a document in common are of one component, and so are those that a
chain of such records joins. A component is in one split as a whole, or what was learned of a person
in one would be asked in another. Each goes where a keyed hash of its own sends it, whatever others
there are: shares are of components, in expectation.

What that leaves open:

* Components may be of very uneven sizes, and splits then are too. Where one document is everybody's
  (a form that was given one identifier), all is one component, and every split but one is empty.
  Nothing is filled up: `Splitter.counts` says what each split got, for the caller to report.
* A split doesn't depend on a person of another component, but those of one component depend on each
  other: without the one who joins it, it may be two, of which one goes elsewhere. The guarantee of
  differential privacy is for a split's records, as drawn: where components are single units, two
  data sets that differ in one unit have splits that differ in it alone; where one unit joins
  others, they may differ in more. To cut sorted components at exact shares, so that few splits are
  empty, would make every unit's split depend on all.
"""

from __future__ import annotations

import hmac
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from qa.preparation.hashes import HashMap, hash64
from qa.records import Record

MIN_KEY = 16  # bytes

_LABEL = b"discreet/split/1"  # other uses of the key draw other numbers
_RANGE = 1 << 64
_TOLERANCE = Fraction(1, 10**9)  # of the sum of shares given as floats


@dataclass(frozen=True, slots=True)
class SplitCounts:
    """What a split has. None of it means: the split is empty."""

    records: int
    components: int


class Splitter:
    """Draws splits in two passes: `see` every record, `close`, then ask for each one's split.

    The same key, shares and records give the same splits, in any order of the records and of the
    shares. Without the key, nobody can tell from an identifier where it goes. About 50 bytes for
    each person and document until `close`, 100 within it and 9 after; 2^32 - 1 of them at most.

    Raises ValueError for a key below MIN_KEY bytes, and for shares that aren't positive or don't
    sum to 1.
    """

    def __init__(self, key: bytes, shares: Mapping[str, Fraction | float]) -> None:
        if len(key) < MIN_KEY:
            raise ValueError(f"expected a key of {MIN_KEY} bytes or more, found {len(key)}")
        self._key = key
        self._names = sorted(shares)
        self._bounds = _bounds([shares[name] for name in self._names])
        self._index = HashMap()
        self._hashes = array("Q")
        self._parents = array("I")
        self._records = array("Q")  # of each document
        self._members: NDArray[np.uint64] | None = None
        self._splits: NDArray[np.uint8] = np.empty(0, np.uint8)
        self._counts: dict[str, SplitCounts] = {}

    def see(self, record: Record) -> None:
        """Note whom and what a record joins. Raises ValueError after `close`."""
        if self._members is not None:
            raise ValueError("expected every record before the splits were drawn")
        document = self._number(_document(record))
        self._records[document] += 1
        if record.person_id is not None:
            person = self._number(_person(record.person_id))
            first, second = self._root(document), self._root(person)
            self._parents[max(first, second)] = min(first, second)

    def close(self) -> None:
        """Draw the splits. To close twice is to close once."""
        if self._members is not None:
            return
        hashes = np.array(self._hashes, np.uint64)
        parents = np.array(self._parents, np.uint32)
        while not np.array_equal(above := parents[parents], parents):
            parents = above
        roots, components = np.unique(parents, return_inverse=True)
        least = np.full(len(roots), _RANGE - 1, np.uint64)
        np.minimum.at(least, components, hashes)
        drawn = np.fromiter((self._draw(int(each)) for each in least), np.uint8, len(least))
        sizes = np.zeros(len(roots), np.uint64)
        np.add.at(sizes, components, np.array(self._records, np.uint64))
        self._counts = {
            name: SplitCounts(int(sizes[drawn == i].sum()), int((drawn == i).sum()))
            for i, name in enumerate(self._names)
        }
        order = np.argsort(hashes)
        self._members, self._splits = hashes[order], drawn[components][order]
        self._index = HashMap()
        self._hashes, self._parents, self._records = array("Q"), array("I"), array("Q")

    def split_of(self, record: Record) -> str:
        """The split of a record that was seen: that of its person and of its document.

        Raises ValueError before `close`, and for a record whose person or document wasn't seen, or
        is of another split than the other.
        """
        if self._members is None:
            raise ValueError("expected splits that were drawn: close the splitter first")
        person = record.person_id
        split = self._find(self._members, _document(record))
        if person is not None and self._find(self._members, _person(person)) != split:
            raise ValueError("expected a record that was seen")
        return self._names[split]

    @property
    def counts(self) -> Mapping[str, SplitCounts]:
        """What each split has, also those that have nothing; after `close`."""
        return self._counts

    def _number(self, value: int) -> int:
        number = self._index.get(value)
        if number is None:
            number = len(self._parents)
            self._index.put(value, number)
            self._hashes.append(value)
            self._parents.append(number)
            self._records.append(0)
        return number

    def _root(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    def _draw(self, least: int) -> int:
        digest = hmac.digest(self._key, _LABEL + least.to_bytes(8, "big"), "sha256")
        drawn = int.from_bytes(digest[:8], "big")
        return next(i for i, bound in enumerate(self._bounds) if drawn < bound)

    def _find(self, members: NDArray[np.uint64], value: int) -> int:
        place = int(np.searchsorted(members, np.uint64(value)))
        if place == len(members) or int(members[place]) != value:
            raise ValueError("expected a record that was seen")
        return int(self._splits[place])


def _bounds(shares: list[Fraction | float]) -> list[int]:
    """Ends of the shares' parts of [0, 2^64)."""
    try:
        exact = [Fraction(share).limit_denominator(10**12) for share in shares]
    except (OverflowError, ValueError):
        raise ValueError("expected shares that are finite numbers") from None
    if (
        not exact
        or len(exact) > 256
        or min(exact) <= 0
        or abs(sum(exact, Fraction()) - 1) > _TOLERANCE
    ):
        raise ValueError("expected 1 to 256 shares that are positive and sum to 1")
    ends = [int(end * _RANGE) for end in accumulate(exact)]
    return [*ends[:-1], _RANGE]


def _document(record: Record) -> int:
    return hash64("document", record.document_id)


def _person(person_id: str) -> int:
    return hash64("person", person_id)
