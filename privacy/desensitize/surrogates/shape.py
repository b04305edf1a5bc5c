"""Texts of the same shape: a letter for a letter, a digit for a digit, all else as it was. No IO.

Identifiers that no standard sets a range apart for get digits that begin with 00; those that begin
with 00 themselves get 99. So a surrogate looks unlike the numbers that it stands among, and that a
later original equals one is improbable; it is not impossible, as numbers are free to begin so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from privacy.desensitize.lexicon.surrogate_names_zh import GIVEN
from privacy.desensitize.recognizer import fold
from privacy.desensitize.surrogates.draw import Draw


def plain(text: str) -> str:
    """The normal form of a number: small letters and digits alone, full-width forms folded."""
    folded = fold(text).casefold()
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def spaceless(text: str) -> str:
    """The normal form of what has punctuation that counts: folded, small, without spaces."""
    return "".join(fold(text).casefold().split())


def has_content(text: str) -> bool:
    """Whether there is a letter or a digit to replace."""
    return text.isalnum() or any(map(str.isalnum, text))


def like(old: str, new: str) -> str:
    """The ASCII character `new` in the width, script and case of `old`."""
    if old.islower():
        new = new.lower()
    if old < "\x80":
        return new
    if 0xFF01 <= ord(old) <= 0xFF5E:
        return chr(ord(new) + 0xFEE0)
    if new.isdigit() and (value := unicodedata.decimal(old, None)) is not None:
        return chr(ord(old) - value + int(new))
    return new


def put(text: str, new: str) -> str:
    """`text` with its letters and digits replaced, in order, by those of `new`.

    The rest of a longer `new` follows the last one. Where `new` is shorter, the rest of the text's
    own letters and digits are left out.
    """
    written: list[str] = []
    at = last = 0
    for character in text:
        if character.isalnum():
            if at < len(new):
                written.append(like(character, new[at]))
                at += 1
                last = len(written)
        else:
            written.append(character)
    if at < len(new):
        written.insert(last, new[at:])
    return "".join(written)


def shaped(text: str, draw: Draw, *, marked: bool = True) -> str:
    """Another text of the same shape. With `marked`, two or more digits begin with 00, or with 99
    where the original's begin with 00."""
    folded = fold(text)
    digits = "".join(c for c in folded if "0" <= c <= "9")
    mark = ("99" if digits.startswith("00") else "00") if marked and len(digits) >= 2 else ""
    numbers = iter(mark + draw.digits(len(digits) - len(mark)))
    written: list[str] = []
    for old, character in zip(text, folded, strict=True):
        if "0" <= character <= "9":
            written.append(like(old, next(numbers)))
        elif "\u3400" <= character <= "\u9fff":
            written.append(draw.pick(GIVEN))
        elif character.isalpha():
            new = chr(65 + draw.below(26))
            written.append(like(old, new) if character < "\x80" else _cased(old, new))
        elif character.isalnum():
            written.append(chr(48 + draw.below(10)))
        elif character < "\x80" or unicodedata.category(character)[0] != "M":
            written.append(old)
    shape = "".join(written)
    more = draw.more(12)
    return put_after(shape, more) if more else shape


def put_after(text: str, more: str) -> str:
    """`text` with `more` after its last letter or digit."""
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    return text[:end] + more + text[end:]


def _cased(old: str, new: str) -> str:
    return new.lower() if old.islower() else new


def marked(text: str, draw: Draw) -> str:
    """A number whose digits begin with 00."""
    return shaped(text, draw)


def unmarked(text: str, draw: Draw) -> str:
    """A number or name whose digits are free."""
    return shaped(text, draw, marked=False)


Writer = Callable[[str, Draw], str]
