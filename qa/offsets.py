"""Find where an answer stands in its context when the given offset is wrong. No IO.

A repair is made only where it is certain; everything else is refused, because a wrong span
trains a model on the wrong words. The steps, in order:

    kept      context[start:start + len(text)] == text
    unique    the text occurs exactly once
    units     the offset counted UTF-16 code units or UTF-8 bytes, and lands on the text
    nearest   of several occurrences exactly one starts within NEARBY code points of the offset
    stripped  one of the four above holds once the text's outer whitespace is removed
    folded    exactly one span of the context equals the text up to Unicode compatibility
              (NFC, NFKC) and runs of whitespace; the answer then takes the context's own text
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from qa.records import Answer

NEARBY = 10  # code points; the farthest that a typing or counting slip is believed to reach
UNKNOWN = -1  # "not located", as CMRC 2018 writes it for answers that aren't in the context

How = Literal["kept", "unique", "units", "nearest", "stripped", "folded", "absent", "ambiguous"]

# Compatibility decompositions that change the meaning: 10² isn't 102 and 1½ isn't 11⁄2.
_MEANINGFUL = ("<super>", "<sub>", "<fraction>")


@dataclass(frozen=True, slots=True)
class Located:
    """Where an answer stands, and how that was found. `answer` is None for absent, ambiguous."""

    answer: Answer | None
    how: How


def locate(context: str, text: str, start: int) -> Located:
    """Check an answer against its context, and repair it where that is certain.

    `start` counts code points; `UNKNOWN` (-1) skips the steps that need an offset.
    Guarantees `context[a.start:a.end] == a.text` and a non-blank text for every answer `a`
    it returns. Raises ValueError for a blank text.
    """
    stripped = text.strip()
    if not stripped:
        raise ValueError("expected an answer with visible characters, found a blank one")
    if found := _exact(context, text, start):
        return found
    if stripped != text:
        lead = len(text) - len(text.lstrip())
        found = _exact(context, stripped, start)
        if (not found or found.answer is None) and start >= 0:
            # The offset may count the whitespace that the context lacks, or not.
            found = _exact(context, stripped, start + lead) or found
        if found:
            return Located(found.answer, "stripped" if found.answer else found.how)
    return _folded(context, stripped)


def _exact(context: str, text: str, start: int) -> Located | None:
    """The steps that look for the very text; None if it doesn't occur at all."""
    if start >= 0 and context.startswith(text, start):
        return Located(Answer(text, start), "kept")
    places = _occurrences(context, text)
    if not places:
        return None
    if len(places) == 1:
        return Located(Answer(text, places[0]), "unique")
    landings = _unit_landings(context, start) & set(places)
    if len(landings) == 1:
        return Located(Answer(text, landings.pop()), "units")
    near = [p for p in places if start != UNKNOWN and abs(p - start) <= NEARBY]
    if len(near) == 1 and not landings:
        return Located(Answer(text, near[0]), "nearest")
    return Located(None, "ambiguous")


def _occurrences(context: str, text: str) -> list[int]:
    """Every start of `text`, overlapping ones included."""
    places, at = [], context.find(text)
    while at >= 0:
        places.append(at)
        at = context.find(text, at + 1)
    return places


def _unit_landings(context: str, start: int) -> set[int]:
    """The code points that `start` means if it counts UTF-16 code units or UTF-8 bytes."""
    landings: set[int] = set()
    if start < 0:
        return landings
    for encoding, width in (("utf-16-le", 2), ("utf-8", 1)):
        units = context.encode(encoding, "surrogatepass")
        if start * width <= len(units):
            try:
                landings.add(len(units[: start * width].decode(encoding)))
            except UnicodeDecodeError:  # inside a character: not such an offset
                continue
    return landings


def _folded(context: str, text: str) -> Located:
    """The one span that equals `text` after folding, cut at whole characters of the context."""
    needle = _fold(text)[0].strip()
    haystack, origin = _fold(context)
    if not needle:
        return Located(None, "absent")
    spans = set()
    for at in _occurrences(haystack, needle):
        last = at + len(needle) - 1
        # Both ends must be whole characters: no "." out of "…", no "e" out of "é".
        if at and origin[at - 1] == origin[at]:
            continue
        if last + 1 < len(haystack) and (
            origin[last + 1] == origin[last] or unicodedata.combining(haystack[last + 1])
        ):
            continue
        spans.add((origin[at], origin[last] + 1))
    if len(spans) != 1:
        return Located(None, "ambiguous" if spans else "absent")
    begin, end = spans.pop()
    return Located(Answer(context[begin:end], begin), "folded")


def _fold(text: str) -> tuple[str, list[int]]:
    """`text` decomposed, with runs of whitespace as one space, and each character's origin.

    Decomposed (NFKD), because that works character by character and so keeps the origins;
    texts that are equal under NFC or NFKC are equal under it too.
    """
    out: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        if char.isspace():
            if out and out[-1] == " ":
                continue
            piece = " "
        elif unicodedata.decomposition(char).startswith(_MEANINGFUL):
            piece = char
        else:
            # Some symbols decompose into a space and a mark (´): they aren't whitespace.
            piece = unicodedata.normalize("NFKD", char).replace(" ", char)
        out.extend(piece)
        origin.extend([index] * len(piece))
    return "".join(out), origin
