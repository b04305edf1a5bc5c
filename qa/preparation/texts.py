"""Plain texts: what can't be seen goes, spaces are one space, characters are composed. No IO.

    unseen      controls, zero-width and bidirectional marks, soft hyphens, tags and variation
                selectors go: they split the names and numbers that detectors look for, and carry
                text that nobody reads
    spaces      of every kind become " ", runs of them one; all ends of lines "\\n", of which at
                most two stand together; none at the ends of a line
    composed    Unicode's NFC

A joiner (ZWJ, ZWNJ) is kept between two letters of a script that writes differently without it,
Arabic to Mongolian, and ZWJ between two symbols, which makes families of emoji; U+FE0E and U+FE0F
after a symbol. Compatibility characters ("ﬁ", "Ａ", "½") are left as they are, as are HTML
entities: they may be what an owner's documents are about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from qa.preparation.moves import Change, Moves

_JOINED = "\u0600-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af"  # scripts that use joiners
_SYMBOL = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_UNSEEN = re.compile(
    # Controls but those that end lines or are spaces, lone surrogates, non-characters.
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    # Zero width, bidirectional, invisible operators, blank fillers, selectors, tags.
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
    f"|\u200c(?:(?<![{_JOINED}].)|(?<=\\d.)|(?![{_JOINED}])|(?=\\d))"
    f"|\u200d(?:(?<![{_JOINED}{_SYMBOL}\ufe0f].)|(?<=\\d.)|(?![{_JOINED}{_SYMBOL}])|(?=\\d))"
    f"|(?<![{_SYMBOL}])[\ufe0e\ufe0f]",
    re.DOTALL,
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]+")
_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = "\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # beside " "
_ANY = f" {_BLANKS}{_ENDS}"
_ODD = f"{_BLANKS}{_ENDS}".replace("\n", "")
_SPACES = re.compile(f"[{_ANY}](?:[{_ANY}]+|(?<=[{_ODD}])|(?<!..)|\\Z)", re.DOTALL)
_END = re.compile(f"\r\n|[{_ENDS}]")
_MAX_MARKS = 32  # code points of a character with its marks; more are no script's


@lru_cache(maxsize=1)  # the questions about one context come together
def plain(text: str) -> tuple[str, tuple[Moves, ...]]:
    """The text made plain, and its moves for `followed`. A plain text stays as it is."""
    return _plain(text)


def _plain(text: str) -> tuple[str, tuple[Moves, ...]]:
    made: list[Moves] = []
    steps = (_unseen, _spaces) if text.isascii() else (_unseen, _spaces, _composed)
    changed = True
    while changed:
        changed = False
        for step in steps:
            if changes := tuple(step(text)):
                made.append(Moves(changes))
                text = made[-1].apply(text)
                changed = True
    return text, tuple(made)


def line(text: str) -> str:
    """The text made plain, on one line."""
    return _plain(text)[0].replace("\n\n", " ").replace("\n", " ")


def _unseen(text: str) -> Iterator[Change]:
    for match in (_CONTROLS if text.isascii() else _UNSEEN).finditer(text):
        yield Change(match.start(), match.end(), "")


def _spaces(text: str) -> Iterator[Change]:
    for match in _SPACES.finditer(text):
        start, end = match.span()
        ends = len(_END.findall(match.group()))
        new = "" if not start or end == len(text) else ("\n" * min(ends, 2) or " ")
        if new != match.group():
            yield Change(start, end, new)


def _composed(text: str) -> Iterator[Change]:
    # Character by character with its marks, so that an answer's place is known to a character;
    # and because CPython's normalize takes quadratic time for marks without end.
    for match in _segments().finditer(text):
        segment = match.group()
        new = unicodedata.normalize("NFC", segment[:_MAX_MARKS])
        if new != segment:
            yield Change(match.start(), match.end(), new)


@lru_cache(maxsize=1)
def _segments() -> re.Pattern[str]:
    """What NFC may change: a character with all that composes with it or moves, or one alone."""
    codes = [*range(0x80, 0x3400), *range(0xA000, 0xAC00), *range(0xD7B0, 0xD800)]
    codes += [*range(0xF900, 0x20000), *range(0x2F800, 0x2FA20)]
    marks = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}  # Hangul
    alone = set()
    parts: dict[str, str] = {}
    for character in map(chr, codes):
        if unicodedata.combining(character):
            marks.add(character)
        decomposed = unicodedata.decomposition(character)
        if decomposed and not decomposed.startswith("<"):
            parts[character] = decomposed
            marks.update(chr(int(part, 16)) for part in decomposed.split()[1:])
            if unicodedata.normalize("NFC", character) != character:
                alone.add(character)
    for character, decomposed in parts.items():
        if chr(int(decomposed.split()[0], 16)) in marks:
            marks.add(character)
    return re.compile(f".?[{_ranges(marks)}]+|[{_ranges(alone)}]", re.DOTALL)


def _ranges(characters: set[str]) -> str:
    """A regular expression's class of the characters, without its brackets."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
