"""How much likelier a stretch of Chinese text is with a name in it than without. No IO.

Two readings of a candidate's neighbourhood are compared: the cheapest division into words, and the
cheapest one in which the candidate is a name. A word costs the negative logarithm of its
frequency, a name those of its surname and its characters (Zhang et al. 2003 do the same with roles
in a hidden Markov model; here are unigrams). No segmenter is needed, and the time a candidate takes
is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from privacy.desensitize.lexicon import names_zh, names_zh_words

UNKNOWN = 14.0  # cost of a character that the lexicon doesn't have
RARE = 11.5  # cost of a character that nobody's given name is known to have
_COMPOUND = 8.0
_NAME = 5.3  # cost of a name at all: one word in 200
_ONE, _TWO = 1.6, 0.22  # one character of given name, or two
_TWIN = 3.0  # cost of a character that is doubled: 圆圆
_REACH = 3  # characters that are read on either side of a candidate
_PLAIN = 7.5  # cost of a character below which a text is of common words
_SCARCE = 13.0  # cost of a character that is rare in words
_ODD = UNKNOWN - RARE
_NEVER, _FAR = -1e3, 1e3  # less, and more, than any sum of costs


class Lexicon(NamedTuple):
    """Costs, in nats."""

    words: dict[str, float]  # characters as well
    surnames: dict[str, float]
    compounds: frozenset[str]
    first: dict[str, float]
    second: dict[str, float]
    alone: dict[str, float]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexica, read at their first use."""
    costs = {c: level + 3.0 for level, cs in enumerate(names_zh_words.CHARACTERS) for c in cs}
    for length, table in (
        (2, names_zh_words.WORDS_OF_TWO),
        (3, names_zh_words.WORDS_OF_THREE),
        (4, names_zh_words.WORDS_OF_FOUR),
    ):
        for level, groups in enumerate(table):
            for group in groups.split():
                for at in range(1, len(group), length - 1):
                    costs[group[0] + group[at : at + length - 1]] = level + 6.0
    return Lexicon(
        costs,
        _levels(names_zh.SURNAMES),
        frozenset(names_zh.COMPOUND_SURNAMES),
        _levels(names_zh.GIVEN_FIRST),
        _levels(names_zh.GIVEN_SECOND),
        _levels(names_zh.GIVEN_ALONE),
    )


def _levels(table: tuple[str, ...]) -> dict[str, float]:
    return {c: level / 2 + 1.0 for level, characters in enumerate(table) for c in characters}


def is_plain(text: str, most: float = _PLAIN) -> bool:
    """Whether `text` is easily divided into words, at a cost below `most` for a character."""
    cost = _forward(text, 0, len(text))[-1]
    return cost < most * len(text)


def is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


# Where a name may end, what it would cost, and what its margin isn't above: a plain tuple, as a
# text has very many.
Option = tuple[int, float, float]


def options(text: str, at: int, *, rare: bool = False) -> list[Option]:
    """Names that begin at `at`; with `rare`, of characters that are in no name we know too."""
    known = lexicon()
    found: list[Option] = []
    surname = known.surnames.get(text[at])
    if surname is not None:
        found = _given(text, at + 1, _NAME + surname, known, rare)
    if text[at : at + 2] in known.compounds:
        found += _given(text, at + 2, _NAME + _COMPOUND, known, rare)
    return found


def _given(text: str, at: int, cost: float, known: Lexicon, rare: bool) -> list[Option]:
    one, two = text[at : at + 1], text[at + 1 : at + 2]
    found: list[Option] = []
    if not "\u3400" <= one <= "\u9fff":
        return found
    unknown = RARE if rare else None
    alone = known.alone.get(one, unknown)
    if alone is not None:
        found.append((at + 1, cost + _ONE + alone, _FAR))
    first = known.first.get(one, unknown)
    if first is None or not "\u3400" <= two <= "\u9fff":
        return found
    second = _TWIN if one == two else known.second.get(two, unknown)
    if second is not None:
        found.append((at + 2, cost + _TWO + first + second, _FAR))
    return found


def surnames(text: str, at: int) -> Iterator[Option]:
    """Surnames that stand at `at`, without a given name."""
    known = lexicon()
    if text[at : at + 2] in known.compounds:
        yield at + 2, _NAME + _COMPOUND, _FAR
    surname = known.surnames.get(text[at])
    if surname is not None:
        yield at + 1, _NAME + surname, _FAR


def promising(text: str, places: Iterable[int], least: float) -> Iterator[tuple[int, list[Option]]]:
    """Of `places` where a single surname and a character of a given name stand, those that words
    within the name don't rule out.

    Nine in ten end here, so this is written for speed: dictionaries alone, and no calls.
    """
    known, gains = lexicon(), _gains()
    word, head = known.words.get, gains.surnames
    given, second = gains.given, gains.second.get
    top = least - gains.best_second
    for at in places:
        one = text[at + 1]
        gain = head[text[at]]
        alone, first = given[one]
        short, long = gain + alone, gain + first
        if short < least and long < top:
            continue
        found = []
        surname = known.surnames[text[at]] + _NAME
        pair = word(text[at : at + 2], _FAR)
        if short >= least:
            cost = surname + _ONE + known.alone[one]
            bound = min(short, pair - cost)
            if bound >= least:
                found.append((at + 2, cost, bound))
        two = text[at + 2 : at + 3]
        if one == two:
            long += gains.twin
        else:
            long += second(two, _ODD if "\u3400" <= two <= "\u9fff" else _NEVER)
        if long >= least:
            cost = surname + _TWO + known.first[one]
            cost += _TWIN if one == two else known.second.get(two, RARE)
            plain = min(
                cost + long,
                pair + word(two, UNKNOWN),
                word(text[at], UNKNOWN) + word(text[at + 1 : at + 3], _FAR),
                word(text[at : at + 3], _FAR),
            )
            if plain - cost >= least:
                found.append((at + 3, cost, plain - cost))
        if found:
            yield at, found


class _Gains(NamedTuple):
    """By how much each character of a name costs less there than as a word."""

    surnames: dict[str, float]
    given: dict[str, tuple[float, float]]  # of a given name alone, and of the first of two
    second: dict[str, float]
    twin: float  # of a doubled character, at most
    best_second: float


@lru_cache(maxsize=1)
def _gains() -> _Gains:
    known = lexicon()

    def less(costs: dict[str, float], extra: float) -> dict[str, float]:
        return {c: known.words.get(c, UNKNOWN) - cost - extra for c, cost in costs.items()}

    alone, first = less(known.alone, _ONE), less(known.first, _TWO)
    # Where a character that hardly any word has follows, a name is the likelier reading.
    second = {
        c: cost - RARE if cost >= _SCARCE else _NEVER
        for c, cost in known.words.items()
        if len(c) == 1
    } | less(known.second, 0.0)
    twin = UNKNOWN - _TWIN
    return _Gains(
        less(known.surnames, _NAME),
        {c: (alone.get(c, _NEVER), first.get(c, _NEVER)) for c in alone.keys() | first.keys()},
        second,
        twin,
        max(second.values()),
    )


class _Steps(NamedTuple):
    """The lexicon for reading on: look-ups, as a call of each is what a reading takes most of."""

    word: Callable[[str], float | None]
    character: Callable[[str, float], float]  # of a table that is small and so fast
    tails: frozenset[str]  # the last two characters of words of more


@lru_cache(maxsize=1)
def _steps() -> _Steps:
    words = lexicon().words
    return _Steps(
        words.get,
        {word: cost for word, cost in words.items() if len(word) == 1}.get,
        frozenset(word[-2:] for word in words if len(word) > 2),
    )


def _forward(text: str, start: int, end: int) -> list[float]:
    """The least costs of the words of `text[start:n]`, for each n up to `end`.

    They stand behind three that no text has, for words that would begin before `start`.
    """
    word, one, tails = _steps()
    costs = [_FAR, _FAR, _FAR, 0.0]
    last, least = "", 0.0
    for character in text[start:end]:
        pair = last + character
        least += one(character, UNKNOWN)
        two = word(pair)
        if two is not None and costs[-2] + two < least:
            least = costs[-2] + two
        if pair in tails:
            stop = start + len(costs) - 3
            three, four = word(text[stop - 3 : stop]), word(text[max(0, stop - 4) : stop])
            if three is not None:
                least = min(least, costs[-3] + three)
            if four is not None:
                least = min(least, costs[-4] + four)
        costs.append(least)
        last = character
    return costs


class Reading:
    """The words around one place of a text. `reading` gives it."""

    __slots__ = ("_end", "_forward", "_left", "_rests", "_text")

    def __init__(self, text: str, at: int, longest: int) -> None:
        """Read `text` around `at`, for candidates that end at `longest` or before."""
        start, limit = at, max(0, at - _REACH)
        while start > limit and "\u3400" <= text[start - 1] <= "\u9fff":
            start -= 1
        end, limit = at, min(len(text), longest + _REACH)
        while end < limit and "\u3400" <= text[end] <= "\u9fff":
            end += 1
        self._text, self._end = text, end
        self._forward = _forward(text, start, end)
        self._left = self._forward[at - end - 1]
        self._rests = {end: 0.0}  # the least costs from where a candidate ends

    def margin(self, end: int, cost: float) -> float:
        """By how many nats it is cheaper to read a name that ends at `end` than none."""
        if end > self._end:
            return float("-inf")
        rest = self._rests.get(end)
        if rest is None:
            rest = _forward(self._text, end, self._end)[-1]
            self._rests[end] = rest
        return self._forward[-1] - (self._left + cost + rest)


@lru_cache(maxsize=2)
def _readings(text: str) -> dict[tuple[int, int], Reading]:
    """Those made for a text so far: several rules ask for the same."""
    return {}


def reading(text: str, at: int, longest: int) -> Reading:
    """The words of `text` around `at`, for candidates that end at `longest` or before."""
    known = _readings(text)
    found = known.get((at, longest))
    if found is None:
        found = known[at, longest] = Reading(text, at, longest)
    return found
