"""Numbers that a note has as they were said or dashed off: "nine seven three", "0 7 7 0". No IO.

Digits in English and Chinese words, digits with a space between any two, the letter O for a zero,
and the parts that a second number of the same office has of its own. All are looked for in notes
alone (`notes.is_sure_note`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.dates_cues import is_birth
from privacy.desensitize.detectors.names_en_tokens import words_of
from privacy.desensitize.detectors.notes import is_sure_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_FEWEST = 5  # digits in words of a number; two or three are a count
_PHONE = 7  # digits of a telephone number
_ONE = "zero|oh|o|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine|niner"
_TEENS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    "|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
)
_SAID = rf"(?:(?:(?:double|triple|treble) )?(?:{_ONE})|{_TEENS})"
_GAP = (
    r"(?:[, -]{1,2}|\.{2,3} ?| (?:uh|um|er|erm|and|then|dash|slash|hyphen|dot|point) "
    r"|, (?:uh|um|er) )"
)
_SPOKEN = re.compile(
    rf"(?<![A-Za-z'’-])(?i:(?:[A-Z] ){{0,3}}{_SAID}"
    rf"(?:{_GAP}(?:{_SAID}|[A-Za-z](?=[ ,]))){{2,24}})(?![A-Za-z-])"
)
_WORD = re.compile(r"[A-Za-z]+")
_NUMBERS = frozenset(
    ("oh", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
     "eleven", "twelve", "fifteen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
     "sixty", "seventy", "eighty", "ninety", "double", "nought", "triple")
)  # fmt: skip
_DIGITS = frozenset(_ONE.split("|"))
_SPACED = re.compile(
    r"[0-9](?<![0-9$£€] .)(?<![0-9A-Za-z.,$£€/-].)(?: [0-9]){5,14}(?![0-9A-Za-z]|[ .,][0-9])"
)
_DOTTED = re.compile(r"[0-9](?<![0-9A-Za-z.,$£€/-].)(?:-[0-9]){6,14}(?![0-9A-Za-z-])")
_HAN = "[一二三四五六七八九零〇幺壹贰叁肆伍陆柒捌玖]"
_HAN_SAID = re.compile(rf"{_HAN}{{3,}}(?:[-、，, 杠转]?{_HAN}{{2,}}){{0,5}}")
_HAN_DATE = re.compile(r"[年月日岁点]")
_WITH_O = re.compile(
    r"[0O](?<![0-9A-Za-z+].)[0-9Oo]{2,5}[ -]?[0-9Oo]{3,4}[ -]?[0-9Oo]{2,6}(?![0-9A-Za-z])"
)
# "0354-309 1127/28", "020 7946 0101 or 0102"
_BESIDE = re.compile(
    r"[0-9(](?<![0-9].)[0-9() -]{5,14}[0-9]"
    r"(?: ?/ ?[0-9]{1,4}| or -?[0-9]{2,4}|, -[0-9]{2,4})"
    r"(?![0-9A-Za-z/-]|[.,][0-9])"
)
_CALLED = re.compile(
    r"\b(?:tel|telephone|phone|ph|mob|mobile|cell|fax|call|ring|rang|dial|contact|home|work|office"
    r"|direct|landline|on|t|m)[.: ]{1,3}(?:no\.? |number )?$",
    re.IGNORECASE,
)
# "fax same but 5551", "home 46612", "work 5550-142", "(03)356-7719"
_SHORT = re.compile(
    r"(?<![A-Za-z])(?i:fax(?: same but| ends| is)?|home|hm|wk|office|landline|mob|cell"
    r"|tel(?:ephone)?|phone|ph|ring|dial|rang|switchboard|reception|desk|after hours|hotline)"
    r"(?: (?:no\.?|number|him|her|them|me|us|on|at|is|was|now))*[ :.#=(]{1,3}"
    r"(?P<number>[0-9]{3,5}[ -][0-9]{3,5}|[0-9]{5,9}|[2-9][0-9]{3}(?=\s*(?:$|[.,;)\n])))"
    r"(?![0-9A-Za-z%:/]|[.,-][0-9])"
)
_SHORT_WORDS = frozenset(
    ("fax", "home", "hm", "wk", "office", "landline", "mob", "cell", "tel", "telephone", "phone",
     "ph", "ring", "dial", "rang", "switchboard", "reception", "desk", "hours", "hotline")
)  # fmt: skip
_BRACKET = re.compile(
    r"\((?<![0-9A-Za-z)].)0?[0-9]{2,5}\) ?-?[0-9]{2,4}[ -]?[0-9]{3,4}"
    r"(?:[ -][0-9]{2,4})?(?![0-9A-Za-z])"
)
_EXTENSION = re.compile(r"[xX](?<![0-9A-Za-z].) ?([0-9]{3,6})(?![0-9A-Za-z]|[.,-][0-9])")
_HASH = re.compile(r"(?<=[0-9) ] #|[0-9),] #)([0-9]{2,5})(?![0-9A-Za-z])")


def spoken(text: str) -> Iterator[Finding]:
    """Numbers in notes whose digits are words, stand apart, or are left out."""
    if not is_sure_note(text):
        return
    yield from _in_words(text)
    for pattern in (_SPACED, _DOTTED, _BRACKET):
        for found in pattern.finditer(text):
            yield _phone(*found.span())
    for found in _WITH_O.finditer(text):
        number = found[0]
        if ("O" in number or "o" in number) and sum(map(str.isdigit, number)) > 5:
            yield _phone(*found.span())
    for found in _BESIDE.finditer(text):
        digits = sum(map(str.isdigit, found[0]))
        if digits > _PHONE + 1 and _CALLED.search(text, max(0, found.start() - 20), found.start()):
            yield _phone(*found.span())
    short = () if _SHORT_WORDS.isdisjoint(words_of(text)) else _SHORT.finditer(text)
    for found in short:
        yield _phone(*found.span("number"))
    for pattern in (_EXTENSION, _HASH) if "#" in text else (_EXTENSION,):
        for found in pattern.finditer(text):
            yield _phone(*found.span(1))


def _in_words(text: str) -> Iterator[Finding]:
    """Digits as words of English and of Chinese."""
    several = len(_NUMBERS & words_of(text)) > 1
    spoken = _SPOKEN.finditer(text) if several else ()
    for found in spoken:
        words = _WORD.findall(found[0].lower())
        said = sum(word in _DIGITS for word in words)
        lettered = any(len(word) == 1 and word != "o" for word in words)
        if is_birth(text, found.start()):
            yield Finding(Kind.BIRTH_DATE, *found.span(), Strength.CUED, "birth.spoken")
        elif lettered and said >= _FEWEST - 1:
            yield Finding(Kind.IDENTIFIER, *found.span(), Strength.SHAPED, "spoken")
        elif len(words) >= _FEWEST and said >= _FEWEST - 2:
            kind = Kind.PHONE if len(words) >= _PHONE else Kind.IDENTIFIER
            yield Finding(kind, *found.span(), Strength.SHAPED, "spoken")
    if text.isascii():
        return
    for found in _HAN_SAID.finditer(text):
        if len(found[0]) >= _PHONE and not _HAN_DATE.match(text, found.end()):
            yield _phone(*found.span())


def _phone(start: int, end: int) -> Finding:
    return Finding(Kind.PHONE, start, end, Strength.SHAPED, "phone.spoken")


DETECTORS = (spoken,)
