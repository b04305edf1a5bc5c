"""Words before a value that say what it is: "MRN: 12345", "病历号为12345". No IO.

A number is far rarer than a word. So detectors look for numbers, and only then for a cue before
one: text and patterns are turned round, and the pattern is tried once, from the value leftwards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key")

WINDOW = 64  # characters before a value in which its cue may stand

# What may follow a cue's noun: "account number", "policy no.", "Acct #", "病历号码".
NUMBER = (
    "number", "numbers", "no", "no.", "nos", "nos.", "num", "num.", "nr", "nr.", "№", "#",
    "id", "ids", "id.", "identifier", "号", "号码", "编号", "代码", "码",
)  # fmt: skip
# Between a cue and its value, turned round: marks, "is", a remark in brackets, "of the patient is".
_LINK = (
    r"[\s:=#\"'*|(\[-]{0,6}"
    r"(?:(?:\)[^()\n]{1,16}\(|(?:si|saw|era|sdaer)\s(?:[a-z.' -]{2,40}?\s(?:fo|rof)\s)?"
    r"|[为是系]|下如)[\s:]{0,2})?"
    r",?[\s:\"'_-]{0,3}"
)


def _turned(words: Iterable[str]) -> str:
    """A pattern of `words` turned round, longest first; a space fits "_", "-" and nothing too."""
    longest = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(w[::-1]).replace(r"\ ", r"[\s_-]?") for w in longest)


class Cues(Generic[Key]):
    """Which cue stands before a value.

    `table` gives the nouns of each key, in lower case. After each a word for "number" may follow;
    after a noun that ends with " #" it must. English nouns stand apart from letters and digits,
    Chinese ones need not. Of two that fit, that of the earlier key counts.
    """

    def __init__(self, table: Mapping[Key, Iterable[str]], link: str = _LINK) -> None:
        self._keys: dict[str, Key] = {}
        nouns_of, free = [], []
        for at, (key, nouns) in enumerate(table.items()):
            listed = tuple(nouns)
            strict = [noun[:-2] for noun in listed if noun.endswith(" #")]
            loose = [noun for noun in listed if not noun.endswith(" #")]
            nouns_of.append(f"(?P<n{at}>{_nouns([*strict, *loose])})")
            if loose:
                free.append(f"(?P<f{at}>{_nouns(loose)})")
            self._keys[f"n{at}"] = self._keys[f"f{at}"] = key
        number = rf"(?:{_turned(NUMBER)})[\s_.'-]{{0,2}}"
        parts = [f"{number}(?:{'|'.join(nouns_of)})", *free]
        self._match = re.compile(f"{link}(?:{'|'.join(parts)})").match

    def before(self, text: str, at: int) -> Key | None:
        """The key of the cue that ends where the value at `at` begins."""
        found = self._match(text[max(0, at - WINDOW) : at][::-1].lower())
        return None if found is None else self._keys[str(found.lastgroup)]


def _nouns(nouns: Iterable[str]) -> str:
    listed = tuple(nouns)
    parts = []
    if chinese := [noun for noun in listed if not noun.isascii()]:
        parts.append(_turned(chinese))
    if english := [noun for noun in listed if noun.isascii()]:
        parts.append(f"(?:{_turned(english)})(?![a-z0-9])")
    return "|".join(parts)


def by_first_letter(names: Iterable[str]) -> str:
    """A pattern of `names`, longest first, in which each first letter is tried once."""
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=len, reverse=True):
        rests[name[0]].append(re.escape(name[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
