"""Words before a value that say what it is: "MRN: 12345", "病历号为12345". No IO.

A number is far rarer than a word. So detectors look for numbers, and only then for a cue before
one: text and patterns are turned round, and the pattern is tried once, from the value leftwards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key")

WINDOW = 64  # characters before a value in which its cue may stand

_SPACE = re.compile(r"[\s_-]")

# What may follow a cue's noun: "account number", "policy no.", "Acct #", "病历号码".
NUMBER = (
    "number", "numbers", "no", "no.", "nos", "nos.", "num", "num.", "nr", "nr.", "№", "#",
    "id", "ids", "id.", "identifier", "号", "号码", "编号", "编码", "代码", "码", "单号", "证号",
    "卡号",
)  # fmt: skip
# Between a cue and its value, turned round: marks, "is", a remark in brackets, "of the patient is".
_LINK = (
    r"[\s:=\"'“”‘’「」『』】〕》*|(\[-]{0,6}"
    r"(?:(?:\)[^()\n]{1,16}\(|(?:won\s)?(?:si|saw|era|sdaer)\s(?:[a-z.' -]{2,40}?\s(?:fo|rof)\s)?"
    r"|ot\s(?:degnahc|tes(?:er)?|detadpu)\s(?:(?:neeb\ssah|won|saw|si)\s)?"
    r"|[为成][改设换变]|[为是系]|下如)[\s:]{0,2})?"
    r",?[\s:\"'“‘_-]{0,3}"
)


_BESIDE = " \t\n\r\f\v\u3000\xa0:=\"'“”‘’「」『』】〕》*|([-_.,"  # all that _LINK has but words
_LINKS = ("is", "was", "are", "reads", "to", "now", ")", "为", "是", "系", "成", "下")


def _endings(nouns: Iterable[str]) -> Iterator[str]:
    """The last three letters of each noun, or fewer after a space, which may be missing."""
    for noun in nouns:
        yield noun.rstrip(_BESIDE)[-3:].split(" ")[-1]


class Cues(Generic[Key]):
    """Which cue stands before a value.

    `table` gives the nouns of each key, in lower case. After each a word for "number" may follow;
    after a noun that ends with " #" it must. A space in one fits "_", "-" and nothing too. English
    nouns stand apart from letters and digits, Chinese ones need not. Of nouns that fit the longest
    counts; of keys that share one the earlier.
    """

    def __init__(self, table: Mapping[Key, Iterable[str]], link: str = _LINK) -> None:
        strict: dict[str, Key] = {}
        self._free: dict[str, Key] = {}
        nouns: list[str] = []
        free: list[str] = []
        for key, listed in table.items():
            for noun in listed:
                if noun.endswith(" #"):
                    strict.setdefault(_plain(noun[:-2]), key)
                    nouns.append(noun[:-2])
                else:
                    self._free.setdefault(_plain(noun), key)
                    free.append(noun)
        self._numbered = self._free | strict
        # What a text before a value may end with: a few letters are compared faster than a pattern.
        self._endings = frozenset(_endings([*nouns, *free, *NUMBER, *_LINKS]))
        number = rf"(?:{_turned(NUMBER)})[\s_.'-]{{0,2}}"
        number = rf"{number}(?:{number})?"
        self._match = re.compile(
            f"{link}(?:{number}(?P<numbered>{_nouns([*nouns, *free])})|(?P<free>{_nouns(free)}))"
        ).match

    def before(self, text: str, at: int) -> Key | None:
        """The key of the cue that ends where the value at `at` begins."""
        before = text[max(0, at - WINDOW) : at]
        end = before.rstrip(_BESIDE)[-3:].lower()
        endings = self._endings
        if not (end in endings or end[-2:] in endings or end[-1:] in endings):
            return None
        found = self._match(before[::-1].lower())
        if found is None:
            return None
        numbered, free = found.groups()
        if numbered is not None:
            return self._numbered[_plain(numbered[::-1])]
        return self._free[_plain(free[::-1])]


def _plain(noun: str) -> str:
    """Without what a space in a noun may be."""
    return _SPACE.sub("", noun)


def _turned(words: Iterable[str], end: str = "") -> str:
    """A pattern of `words` turned round, followed by `end`."""
    return trie([list(map(_element, reversed(word))) for word in words], end)


def _nouns(nouns: Iterable[str]) -> str:
    """The same for nouns: English ones end, that is begin, where no letter or digit stands."""
    listed = tuple(nouns)
    english = [noun for noun in listed if noun.isascii()]
    chinese = [noun for noun in listed if not noun.isascii()]
    parts = [_turned(chinese)] if chinese else []
    return "|".join([*parts, _turned(english, "(?![a-z0-9])")] if english else parts)


def _element(character: str) -> str:
    return r"[\s_-]?" if character == " " else re.escape(character)


def trie(words: Iterable[Sequence[str]], end: str = "") -> str:
    """A pattern of `words`, sequences of patterns, followed by `end`: beginnings that they share
    are tried once, and longer ones before shorter ones."""
    rests: defaultdict[str, list[Sequence[str]]] = defaultdict(list)
    ends = False
    for word in words:
        if word:
            rests[word[0]].append(word[1:])
        else:
            ends = True
    if not rests:
        return end
    branches = [f"{first}{trie(rest, end)}" for first, rest in rests.items()]
    return f"(?:{'|'.join([*branches, end] if ends else branches)})"


def by_first_letter(names: Iterable[str]) -> str:
    """A pattern of `names`, longest first, in which each first letter is tried once."""
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=len, reverse=True):
        rests[name[0]].append(re.escape(name[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
