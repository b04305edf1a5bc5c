"""English names in fields of forms, greetings, signatures, and in small letters. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from privacy.desensitize.detectors.names_en_phrases import BEFORE_SMALL, CUE, SIGNED, STRICT
from privacy.desensitize.detectors.names_en_tokens import (
    CLEAR,
    LETTER,
    NAME,
    OTHER,
    UPPER,
    Sort,
    Token,
    tokens,
)
from privacy.desensitize.lexicon import names_en_cues

Span = tuple[int, int]

_LABELS = frozenset(names_en_cues.LABELS)
_AT_LINE_START = frozenset({"from", "to", "re", "cc", "bcc", "contact", "user", "owner", "driver"})
_SEPARATOR = re.compile(r"[:=|\t]")
_LABEL = re.compile(
    r"([A-Za-z][A-Za-z'’/-]*(?: [A-Za-z'’/-]+){0,4})[\"'*_]{0,2} ?(?:\([^()\n]{0,20}\))?"
    r"[ \"'*_]{0,3}$"
)
_WORD = rf"[{LETTER}][{LETTER}'’.-]*"
_VALUE = re.compile(rf"[ \t\"'“*_|]{{0,8}}({_WORD}(?:,? {{1,2}}{_WORD}){{0,5}})")
_CAPITAL = rf"[{UPPER}][{LETTER}'’-]{{1,24}}+"
_INVERTED = re.compile(
    rf"(?P<family>[{UPPER}](?<![{LETTER}'’-].)[{LETTER}'’-]{{1,24}}+(?: {_CAPITAL})?),"
    rf" {_CAPITAL}(?: [{UPPER}](?:\.|[{LETTER}'’-]{{1,24}}+)?){{0,2}}"
    r"(?=[ \t]*(?:[\n|(;,\t\d\"'”]|$|- |DOB|MRN|\.(?:\s|$)))"
)
_FIELD_START = re.compile(r"(?:^|[a-z] |[|\n\t(:;]|  )[ *\"'-]{0,4}$")
# Who speaks in a chat or a call: what follows is a sentence.
_SPEECH_BEFORE = re.compile(
    r"(?:^|\n|\] ?)(?i:agent|caller|operator|customer|client|user|adviser|advisor|clerk|teller"
    r"|nurse|doctor|patient|officer|manager|member|handler|interviewer|driver|a|q): ?$"
)
_STOPS = re.compile(r"[,;:.\n|()\t]")
_SENTENCE_END = re.compile(r"[.,!?]? ?\w")
_TITLED = Sort.TITLE | Sort.SOFT_TITLE
_NOT_NAMED = OTHER | _TITLED
_NAME_END = re.compile(r"[,.;]|\n|$| (?:and|from|with|calling|here)\b")
_LINE_END = re.compile(r"[ \t]*(?:[,.;!(]|\n|$)")


def fields(text: str) -> Iterator[Span]:
    """Names that a label, a greeting, a signature or "my name is" stands before."""
    yield from _labelled(text)
    yield from _introduced(text)
    yield from _signed(text)
    yield from _inverted(text)


def _labelled(text: str) -> Iterator[Span]:
    for mark in _SEPARATOR.finditer(text):
        label = _label(text, mark.start())
        if label is not None and (found := _filled(text, mark.end(), strict=label)):
            yield found


def _introduced(text: str) -> Iterator[Span]:
    """After "my name is", "dear", and in small letters after a title or kin."""
    for cue in CUE.finditer("\n" + text):
        at = cue.end(2) - 1
        if cue[1] in BEFORE_SMALL and text[at].isupper():
            continue  # what is not in small letters is judged as a run
        found = _filled(text, at, strict=cue[1] in STRICT)
        if found is not None:
            yield found


def _signed(text: str) -> Iterator[Span]:
    """The name below, or after, the words that end a letter."""
    end = 0
    while end < len(text):
        start, end = end, text.find("\n", end) + 1 or len(text) + 1
        cue = SIGNED.match(text[max(start, end - 49) : end - 1][::-1])
        if cue is None:
            continue
        at = end if cue["name"] is None else end - 1 - cue.end("name")
        while text[at : at + 1] in ("\n", " ", "\t") and at < end + 4:
            at += 1
        found = _filled(text, at, strict=True)
        if found is not None and _LINE_END.match(text, found[1]):
            yield found


def _inverted(text: str) -> Iterator[Span]:
    """A surname before a given name: "Okafor, Ngozi", "SMITH, John A."."""
    for found in _INVERTED.finditer(text):
        start, end = found.span()
        in_capitals = found["family"].isupper()
        if not in_capitals and start and not _FIELD_START.search(text[max(0, start - 6) : start]):
            continue
        words = tokens(text, start, end)
        family = [word for word in words if word.start < found.end("family")]
        given = [word for word in words if word.start > found.end("family")]
        listed = text[start - 2 : start - 1].islower() and text.startswith(",", end)
        if listed or (len(family) > 1 and family[0].sort & Sort.GIVEN):
            continue
        if any(word.sort & _NOT_NAMED and not word.sort & NAME for word in words):
            continue
        if any(word.sort & (Sort.PLACE | Sort.THING) and not word.sort & CLEAR for word in words):
            continue
        known = given[0].sort & (Sort.GIVEN | Sort.GIVEN_WORD)
        if known or (in_capitals and family[-1].sort & Sort.SURNAME and not given[0].sort):
            yield start, end


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
    while (
        skipped < len(words)
        and words[skipped].sort & _TITLED
        and not words[skipped].sort & (CLEAR | Sort.GIVEN_WORD)
    ):
        skipped += 1
    titled = any(word.sort & Sort.TITLE for word in words[:skipped])
    kept = _kept(text, words[skipped:], strict=strict)[:5]
    if kept and not titled and _is_speech(text, at, words, kept):
        return None
    if not kept or not _is_filled(text, kept, strict=strict, titled=titled):
        return None
    return kept[0].start, kept[-1].end


def _is_speech(text: str, at: int, words: Sequence[Token], kept: Sequence[Token]) -> bool:
    """Whether a chat's line begins here, or an organisation: "Agent: Lovely. And ..."."""
    if any(
        word.sort & Sort.THING and not word.sort & NAME and word.text[0].isupper()
        for word in words[len(kept) :]
        if not _STOPS.search(text, kept[-1].end, word.start)
    ):
        return True
    return (
        len(kept) == 1
        and not kept[0].sort & (CLEAR | Sort.GIVEN_WORD)
        and _SPEECH_BEFORE.search(text, max(0, at - 24), at) is not None
        and _SENTENCE_END.match(text, kept[0].end) is not None
    )


def _kept(text: str, words: Sequence[Token], *, strict: bool) -> list[Token]:
    """The words of a value that are of a name: none, where a thing is named."""
    kept: list[Token] = []
    small = bool(words) and words[0].text[0].islower()
    for word in words:
        sort = word.sort
        if kept and _is_over(text, kept, word, strict=strict):
            break
        if not sort & (Sort.INITIAL | NAME):
            if sort & Sort.PARTICLE and kept:
                kept.append(word)
                continue
            if sort & Sort.THING and not small:
                return []
            if sort & (OTHER | _TITLED | Sort.PLACE) or (small and not strict):
                break
        elif small and sort & (Sort.WORD | Sort.THING) and not sort & CLEAR:
            if len(kept) == 1 and kept[0].sort & Sort.GIVEN and _NAME_END.match(text, word.end):
                kept.append(word)  # "i am latisha brown, ..."
            break
        if (
            word.text[0].islower() and not word.text[1:2].isupper()
        ) != small and not sort & Sort.PARTICLE:
            break
        kept.append(word)
        if word.possessive:
            break
    while kept and kept[-1].sort & Sort.PARTICLE and not kept[-1].sort & NAME:
        kept.pop()
    return kept


def _is_over(text: str, kept: Sequence[Token], word: Token, *, strict: bool) -> bool:
    """Whether a name ends before `word`: at a comma, but that of "Okafor, Ngozi", or a stop."""
    gap = text[kept[-1].end : word.start]
    if gap.startswith(","):
        family = kept[0].sort & NAME not in (0, Sort.GIVEN)
        turned = len(kept) == 1 and strict and family and kept[0].text[0].isupper()
        return not (turned and word.sort & (NAME | Sort.INITIAL))
    return gap.startswith(".") and not kept[-1].sort & Sort.INITIAL


def _is_filled(text: str, kept: Sequence[Token], *, strict: bool, titled: bool) -> bool:
    named = [word for word in kept if word.sort & NAME]
    clear = any(word.sort & CLEAR for word in kept)
    first = kept[0]
    if len(kept) == 1 and not (clear or titled):
        is_word = first.sort & (Sort.WORD | Sort.THING)
        ends = not first.sort & Sort.NEVER and _LINE_END.match(text, first.end)
        if first.sort & Sort.INITIAL or (is_word and not ends):
            return False
    if first.text[0].islower() and not clear:
        if len(kept) == 1 and len(first.text) < 4 and not titled:
            return False  # "ext", "ja", "tbc"
        return strict and (bool(named) or titled or len(kept) <= 3)
    return strict or titled or bool(named) or len(kept) > 1
