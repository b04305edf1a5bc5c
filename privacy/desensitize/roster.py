"""The owner's own list: names of its patients, customers and staff, their numbers. No IO.

Names and addresses are matched word by word, numbers by their letters and digits alone: "AB 12-345"
is AB12345. Apostrophes of every form are one. Names of one word count as they are written or in
capitals, longer ones in any case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from privacy.desensitize.bounds import is_apart, joins
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Detector, fold

MAX_ENTRIES = 1_000_000
MAX_ENTRY = 300  # characters
_HEAD = 2  # characters by which entries are looked up, and the least that one has
_LEAST_NUMBER = 4  # letters and digits
_WORDS = frozenset({Kind.PERSON, Kind.ADDRESS, Kind.ORGANISATION})
_HAN = re.compile(r"[\u3400-\u9fff]")
_RUNS = re.compile(r"\s{2,}|[^\S ]")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u02b9\u2032`\u00b4"), "'")
_NUMBERS = re.compile(r"[^\W_]+(?:[ ./_-]{1,8}[^\W_]+)*")


_Match = tuple[Kind, int, int]


class _Table:
    """Entries by their first characters."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)
        self._ordered: dict[str, tuple[int, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._kinds)

    def add(self, entry: str, kind: Kind) -> None:
        self._kinds.setdefault(entry, kind)
        self._lengths[entry[:_HEAD]].add(len(entry))

    def close(self) -> None:
        """No more entries come: longer ones are tried first."""
        self._ordered = {
            head: tuple(sorted(lengths, reverse=True)) for head, lengths in self._lengths.items()
        }
        self._lengths.clear()

    def find(self, text: str, is_apart: Callable[[int, int], bool]) -> Iterator[_Match]:
        """The longest entry at each place where one stands apart."""
        heads, kinds = self._ordered, self._kinds
        for at in range(len(text) - _HEAD + 1):
            for length in heads.get(text[at : at + _HEAD], ()):
                kind = kinds.get(text[at : at + length])
                if kind is not None and (end := at + length) <= len(text) and is_apart(at, end):
                    yield kind, at, end
                    break


def roster(entries: Iterable[tuple[str, Kind]]) -> Detector:
    """A detector of the entries, with the strength CERTAIN.

    Raises ValueError for more than `MAX_ENTRIES`, and for entries that are longer than `MAX_ENTRY`
    or have less than two letters and digits, numbers less than four; it gives the entry's number,
    from 1, never its text.
    """
    written, any_case, numbers = _Table(), _Table(), _Table()
    for number, (text, kind) in enumerate(entries, 1):
        if number > MAX_ENTRIES:
            raise ValueError(f"expected at most {MAX_ENTRIES} entries")
        entry = " ".join(fold(text).translate(_APOSTROPHES).split())
        least = _HEAD if kind in _WORDS else _LEAST_NUMBER
        if len(entry) > MAX_ENTRY or sum(map(str.isalnum, entry)) < least:
            raise ValueError(
                f"entry {number}: expected {least} letters or digits at least, and {MAX_ENTRY} "
                "characters at most"
            )
        if kind not in _WORDS:
            numbers.add(_plain(entry), kind)
            continue
        for form in _forms(entry, kind):
            if " " in form or _HAN.search(form):
                any_case.add(_small(form), kind)
            else:
                written.add(form, kind)
                written.add(form.upper(), kind)
    for table in (written, any_case, numbers):
        table.close()

    def detect(text: str) -> Iterator[Finding]:
        plain, places = _spaced(text.translate(_APOSTROPHES))
        for table, version in ((written, plain), (any_case, _small(plain))):
            if table:
                for kind, start, end in table.find(version, partial(is_apart, version)):
                    yield _finding(kind, _at(places, start), _at(places, end - 1) + 1)
        if numbers:
            yield from _numbered(text, numbers)

    return detect


def _forms(entry: str, kind: Kind) -> Iterator[str]:
    yield entry
    words = entry.split(" ")
    if kind is Kind.PERSON and 2 <= len(words) <= 4 and "," not in entry:
        yield f"{words[-1]}, {' '.join(words[:-1])}"


def _numbered(text: str, numbers: _Table) -> Iterator[Finding]:
    """Entries within runs of letters and digits, whatever stands between these."""
    small = _small(text)
    for run in _NUMBERS.finditer(small):
        inside = [at for at in range(*run.span()) if small[at].isalnum()]
        plain = "".join(small[at] for at in inside)
        for kind, start, end in numbers.find(plain, _group_bounds(plain, inside)):
            yield _finding(kind, inside[start], inside[end - 1] + 1)


def _group_bounds(text: str, places: list[int]) -> Callable[[int, int], bool]:
    """As `bounds.is_apart`, for letters and digits that stood at `places`, where marks may be
    between them."""

    def goes_on(at: int) -> bool:
        return places[at] - places[at - 1] == 1 and joins(text[at - 1], text[at])

    def stands_apart(start: int, end: int) -> bool:
        return not ((start and goes_on(start)) or (end < len(text) and goes_on(end)))

    return stands_apart


def _finding(kind: Kind, start: int, end: int) -> Finding:
    return Finding(kind, start, end, Strength.CERTAIN, "roster")


def _plain(entry: str) -> str:
    return "".join(filter(str.isalnum, _small(entry)))


def _small(text: str) -> str:
    """In small letters, of the same length."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _spaced(text: str) -> tuple[str, list[int] | None]:
    """`text` with single spaces, and where its characters were; None where nothing moved."""
    if not _RUNS.search(text):
        return text, None
    written: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        blank = character.isspace()
        if blank and written and written[-1] == " ":
            continue
        written.append(" " if blank else character)
        places.append(at)
    return "".join(written), places


def _at(places: list[int] | None, at: int) -> int:
    return at if places is None else places[at]
