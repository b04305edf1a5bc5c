"""English names in fields of forms, greetings, signatures, and in small letters. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.names_en_tokens import (
    CLEAR,
    LETTER,
    NAME,
    OTHER,
    UPPER,
    Sort,
    tokens,
)
from privacy.desensitize.lexicon import names_en_cues

Span = tuple[int, int]

_LABELS = frozenset(names_en_cues.LABELS)
_AT_LINE_START = frozenset({"from", "to", "re", "cc", "bcc", "contact", "user", "owner", "driver"})
_SEPARATOR = re.compile(r"[:=|\t]")
_LABEL = re.compile(
    r"([A-Za-z][A-Za-z'’/-]*(?: [A-Za-z'’/-]+){0,4})[\"'*_]{0,2} ?(?:\([^()\n]{0,20}\))?[ \"'*_]{0,3}$"
)
_VALUE = re.compile(
    rf"[ \t\"'“*_|]{{0,8}}((?:[{LETTER}][{LETTER}'’.-]*)(?:,? {{1,2}}[{LETTER}][{LETTER}'’.-]*){{0,5}})"
)
_CUE = re.compile(
    r"(?<![A-Za-z])(?:"
    r"(?P<called>(?:my|his|her|the|patient's|whose|full) (?:full |first |last )?name(?:'s|’s| is)|(?:goes by|call me))"
    r"|(?P<me>[Ii](?:'m|’m| am)|[Tt]his is|[Ii]t's|[Ss]peaking (?:to|with)|[Aa]sk for|[Ss]poke (?:to|with))"
    r"|(?P<kin>(?:my|his|her|our|the|their) (?:wife|husband|son|daughter|mum|mother|dad|father|brother"
    r"|sister|partner|friend|neighbour|colleague|boss|carer|nephew|niece)"
    r"|told|asked|says|named|met|rang|phoned|emailed|texted|thanks|thank you)"
    r"|(?P<greeting>[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey|DEAR)"
    r"|(?P<title>mr|mrs|ms|miss|mx|dr|prof)\.?"
    r"),? (?=[A-Za-z])".replace("(?:my|", "(?:[Mm]y|[Hh]is|[Hh]er|my|")
)
_SIGNED = re.compile(
    r"(?:[Rr]egards|[Ss]incerely|[Ff]aithfully|[Tt]ruly|[Ww]ishes|[Tt]hanks|[Cc]heers|[Ll]ove"
    r"|[Tt]hank you|[Yy]ours|[Rr]espectfully|REGARDS|SINCERELY|[Tt]hx|[Rr]gds),?(?:[ \t]{0,3}\n{1,4}[ \t]{0,4}| (?=[A-Z][\w'’-]{1,20}[ \t]*(?:\n|$)))"
)
_INVERTED = re.compile(
    rf"(?<![{LETTER}'’-])(?P<name>(?P<family>[{UPPER}][{LETTER}'’-]{{1,24}}+(?: [{UPPER}][{LETTER}'’-]{{1,24}}+)?),"
    rf" [{UPPER}][{LETTER}'’-]{{1,24}}+(?: [{UPPER}](?:\.|[{LETTER}'’-]{{1,24}}+)?){{0,2}})"
    r"(?=[ \t]*(?:[\n|(;,\t\d]|$|- |DOB|MRN|\.(?:\s|$)))"
)
_FIELD_START = re.compile(r"(?:^|[a-z] |[|\n\t(:;]|  )[ *\"'-]{0,4}$")
_NOT_NAMED = OTHER | Sort.TITLE | Sort.SOFT_TITLE
_LINE_END = re.compile(r"[ \t]*(?:[,.;!(]|\n|$)")


def fields(text: str) -> Iterator[Span]:
    """Names that a label, a greeting, a signature or "my name is" stands before."""
    for mark in _SEPARATOR.finditer(text):
        label = _label(text, mark.start())
        if label is not None and (found := _filled(text, mark.end(), strict=label)):
            yield found
    for cue in _CUE.finditer(text):
        kind = cue.lastgroup
        found = _filled(text, cue.end(), strict=kind in ("called", "title"))
        if found is None:
            continue
        if kind in ("title", "kin") and text[cue.end()].isupper():
            continue
        yield found
    for cue in _SIGNED.finditer(text):
        found = _filled(text, cue.end(), strict=True)
        if found is not None and _LINE_END.match(text, found[1]):
            yield found
    for inverted in _INVERTED.finditer(text):
        start = inverted.start()
        if not inverted["family"].isupper() and not _FIELD_START.search(
            text[max(0, start - 6) : start] if start else "|"
        ):
            continue
        words = tokens(text, *inverted.span("name"))
        comma = inverted.end("family")
        family = [word for word in words if word.start < comma]
        given = [word for word in words if word.start > comma]
        listed = text[start - 2 : start - 1].islower() and text.startswith(",", inverted.end())
        if listed or (len(family) > 1 and family[0].sort & Sort.GIVEN):
            continue
        if any(word.sort & _NOT_NAMED and not word.sort & NAME for word in words):
            continue
        if any(word.sort & (Sort.PLACE | Sort.THING) and not word.sort & CLEAR for word in words):
            continue
        if given[0].sort & (Sort.GIVEN | Sort.GIVEN_WORD) or (
            family[-1].sort & Sort.SURNAME and not given[0].sort & Sort.PLACE
        ):
            yield inverted.span("name")


def _label(text: str, at: int) -> bool | None:
    """Whether what stands before `at` labels a person, and if so whether nothing else fills it."""
    found = _LABEL.search(text, max(0, at - 48), at)
    if found is None:
        return None
    words = found[1].replace("’", "'").lower().split(" ")
    for count in range(min(5, len(words)), 0, -1):
        label = " ".join(words[-count:])
        if label in _LABELS:
            if label in _AT_LINE_START:
                line = text.rfind("\n", max(0, at - 48), at) + 1
                if text[max(line, at - 48) : found.start(1)].strip(" \t*-|\"'{>"):
                    return None
                return False
            return True
    return None


def _filled(text: str, at: int, *, strict: bool) -> Span | None:
    """The name that begins at `at`. `strict`: what stands there is a name or nothing."""
    value = _VALUE.match(text, at)
    if value is None:
        return None
    words = tokens(text, *value.span(1))
    skipped = 0
    while skipped < len(words) and words[skipped].sort & (Sort.TITLE | Sort.SOFT_TITLE):
        if words[skipped].sort & (CLEAR | Sort.GIVEN_WORD):
            break
        skipped += 1
    words = words[skipped:]
    if not words:
        return None
    small = words[0].text[0].islower()
    kept = []
    for word in words:
        if (
            kept
            and text[kept[-1].end : word.start].startswith(",")
            and not (
                len(kept) == 1
                and strict
                and kept[0].sort & NAME
                and word.sort & (NAME | Sort.INITIAL)
                and not small
            )
        ):
            break
        if kept and text[kept[-1].end] == "." and not kept[-1].sort & Sort.INITIAL:
            break
        sort = word.sort
        if not sort & (Sort.INITIAL | NAME):
            if sort & Sort.PARTICLE and kept:
                kept.append(word)
                continue
            if sort & (OTHER | Sort.PLACE | Sort.TITLE | Sort.SOFT_TITLE):
                if sort & Sort.THING and not small:
                    return None
                break
            if small and not strict:
                break
        elif small and sort & (Sort.WORD | Sort.THING) and not sort & CLEAR:
            break
        if word.text[0].islower() != small and not sort & Sort.PARTICLE:
            break
        kept.append(word)
        if word.possessive:
            break
    while kept and kept[-1].sort & Sort.PARTICLE and not kept[-1].sort & NAME:
        kept.pop()
    kept = kept[:5]
    if not kept or (len(kept) == 1 and kept[0].sort & Sort.INITIAL):
        return None
    named = [word for word in kept if word.sort & NAME]
    if small and not any(word.sort & CLEAR for word in kept) and not strict:
        return None
    if len(kept) == 1 and kept[0].sort & (Sort.WORD | Sort.THING) and not kept[0].sort & CLEAR:
        if not skipped and not _LINE_END.match(text, kept[0].end):
            return None
    if small and not named and not skipped and len(kept) > 3:
        return None
    if not strict and not named and len(kept) < 2 and not skipped:
        return None
    return kept[0].start, kept[-1].end
