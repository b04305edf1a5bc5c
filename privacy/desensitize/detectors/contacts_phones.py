"""Telephone and fax numbers: North America, United Kingdom, China, and international forms. No IO.

A number counts by its shape and length, not by whether a network has issued it: numbers that are
kept for fiction (555-01xx; in China those that begin with 12) are what test data and surrogates
are made of. Digits without a shape of their own need a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from privacy.desensitize.detectors.cues import Cues
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

# Runs of at least six digits with what stands between them: all else is passed over at little cost.
_RUN = re.compile(r"[+(0-9](?:[() .+/-]{0,3}[0-9]){5,}")
_AFTER = 24  # characters after a run that an extension takes, and those that say where it ends
_EXTENSION = (
    r"(?:(?: ?\((?i:ext(?:ension|n)?\.?|x|转|分机) ?[0-9]{1,6}\)"
    r"|(?:[ ,(]{0,2}(?:(?i:ext(?:ension|n)?\.?|x)|转|分机号?|内线)[ :.]{0,2}|[ ,]#)[0-9]{1,6}"
    r"(?![0-9])))?"
)
_NUMBER = re.compile(
    # Not within a longer number or word, nor after a sign of money.
    r"(?<![0-9A-Za-z_$£€¥#])(?<![0-9][.,-])(?<![A-Za-z][-_])(?:"
    # Any country; `phonenumbers` says how long its numbers are.
    r"(?P<world>\(?(?:\+ ?|00)\(?[1-9](?:[ .()/-]{0,3}[0-9]){6,14})"
    # China: mobiles, and service numbers.
    r"|(?P<mobile>(?:\(86\)[ -]?|86[ -])?1[2-9][0-9](?:[0-9]{8}|[ -][0-9]{4}[ -]?[0-9]{4}"
    r"|[0-9]{4}[ -][0-9]{4}|[ -][0-9]{3}[ -][0-9]{5}|[0-9][ -][0-9]{3}[ -][0-9]{4}|[ -][0-9]{8}))"
    r"|(?P<abroad>\(?86\)?[ -](?:10|2[0-9]|[3-9][0-9]{2})[ -][0-9]{4}[ -]?[0-9]{3,4})"
    r"|(?P<service>[48]00(?:[ -][0-9]{3}[ -]?[0-9]{4}|[ -][0-9]{4}[ -]?[0-9]{3}"
    r"|[0-9]-[0-9]{3}-[0-9]{3}|[0-9]{7})(?:-[0-9]{1,5})?)"
    # North America.
    r"|(?P<american>(?:1[ .-]?)?(?:\([0-9]{3}\)[ .-]{0,2}[0-9]{3}[ .-]?[0-9]{4}"
    r"|[0-9]{3}[ ./-][0-9]{3}[ .-][0-9]{4}))"
    # A trunk prefix of 0 and an area code: United Kingdom, and landlines of China.
    r"|(?P<trunk>(?:(?:\(0[1-9][0-9]\)|0[1-9][0-9])[ -]{0,2}[0-9]{4}[ -]?[0-9]{3,4}"
    r"|(?:\(0[1-9][0-9]{2}\)|0[1-9][0-9]{2})[ -]{0,2}"
    r"(?:[0-9]{4}[ -]?[0-9]{4}|[0-9]{3}[ -]?[0-9]{4}|[0-9]{4}[ -][0-9]{3}|[0-9]{3} [0-9]{3})"
    r"|(?:\(0[1-9][0-9]{3,4}\)|0[1-9][0-9]{3,4})[ -]{0,2}[0-9]{2,3}[ -]?[0-9]{3}"
    r"|0[1-9](?:[ .-][0-9]{2}){4})(?:-[0-9]{1,5})?)"
    r"|(?P<fiction>555-[0-9]{4})"
    r"|(?P<local>[0-9]{3,5}[ -][0-9]{3,4}(?:[ -][0-9]{3,4})?|[0-9]{3,5}(?:[ -][0-9]{2,3}){2,3}"
    r"|[0-9]{6,12})"
    rf")(?![0-9A-WYZa-wyz_]|[xX](?!\.? ?[0-9])|[.,-][0-9]){_EXTENSION}"
)
_AMOUNT_BEFORE = re.compile(r"(?:[$£€¥]|RMB|USD|GBP|EUR|人民币|IS[BS]N(?:-1[03])?:?) ?$")
_AMOUNT_AFTER = re.compile(
    r"\s?(?:%|‰|元|万|亿|美元|英镑|欧元|人民币|(?:RMB|USD|GBP|EUR|CNY|mg|ml|kg|km|years|units|people|"
    r"dollars|pounds|yuan|copies|shares|votes)(?![A-Za-z]))"
)
CUES = Cues(
    {
        True: (
            "tel", "tel.", "telephone", "phone", "ph", "ph.", "mobile", "mob", "mob.", "cell",
            "cell phone", "fax", "fax.", "contact", "contact on", "contact at", "call", "call on",
            "call at", "me on", "me at", "us on", "us at", "him on", "him at", "her on", "her at",
            "phone on", "reached at", "reached on", "hotline", "helpline", "landline",
            "direct line", "ring", "dial", "dialled", "text", "sms", "pager", "bleep", "voicemail",
            "whatsapp",
            "电话", "電話", "手机", "手機", "传真", "傳真", "联系方式", "座机", "固话", "热线",
            "致电", "电联", "拨打", "拨", "来电", "短信", "☎", "📞",
        )
    }
)  # fmt: skip
_LETTERS = Cues({True: ("t", "m", "p", "f", "h", "w", "c", "o")}, link=r" ?[.:)] ?\(?")
_YEARS = re.compile(r"(?:1[0-9]|20)[0-9]{2}[ -](?:1[0-9]|20)[0-9]{2}")
_AND = re.compile(r" ?(?:[,;/、&]|and|or|及|和|或|与) ?")
_EXTENSION_ALONE = re.compile(
    r"(?:(?<![A-Za-z])(?i:ext\.?|extn\.?|extension)(?: (?:no\.?|number))?"
    r"|分机号?码?|内线|短号码?)[ :.]{0,2}([0-9]{3,6})(?![0-9A-Za-z]|[.,-][0-9])"
)
_ALONE = ("xt", "XT", "分机", "内线", "短号")  # from the first or second on

_CODES = {"1": (11,), "44": (11, 12), "86": (12, 13)}  # digits of a whole number, by its country
_ZEROS = ("0044", "0086", "00852", "00853", "00886")  # country codes that need no space after them
_WORLD_MAX = 15  # digits: ITU-T E.164
_TRUNK_MIN = 11  # digits, where no space or bracket makes the shape plain
_LOCAL = range(6, 13)  # digits


def phones(text: str) -> Iterator[Finding]:
    """Telephone and fax numbers with their extensions, by shape or after a cue."""
    for run in _RUN.finditer(text):
        stop, at, last = run.end(), run.start(), 0
        while at < stop and (found := _NUMBER.search(text, at, stop + _AFTER)):
            start, end = found.span()
            if start >= stop:
                break
            cued = _is_cued(text, start) or (
                last > 0 and _AND.fullmatch(text, last, start) is not None
            )
            end = _end(text, found, cued)
            if not end:  # the next number may begin within this one
                at = start + 1
                while at < stop and "0" <= text[at] <= "9":
                    at += 1
                continue
            if text[start] == "(" and ")" not in text[start:end]:
                start += 1
            yield Finding(
                Kind.PHONE, start, end, Strength.CUED if cued else Strength.SHAPED, "phone"
            )
            at, last = end, end if cued else 0
    yield from _short(text)
    for word in _ALONE:
        at = text.find(word)
        while at >= 0:
            alone = _EXTENSION_ALONE.match(text, at - word.isascii() if at else 0)
            if alone is not None:
                yield Finding(Kind.PHONE, *alone.span(1), Strength.CUED, "phone.extension")
            at = text.find(word, at + 1)


# "its Bilal tonight on 3390": in a note, at the end of what is said, and no year.
_ON = (" on ", "me at ", "her at ", "him at ", "them at ", "ring ", "dial ", " x ")
_FEW = re.compile(
    r"[2-9][0-9]{3,4}(?![0-9])"
    r"(?=\s*(?:$|[;)\n]|[.,!?](?![0-9])|(?:and|or|if|for|when|until|till|after|before|tonight|today"
    r"|anytime|direct|internal|thanks|thx|pls|please|once|with)(?![A-Za-z])))"
)


def _short(text: str) -> Iterator[Finding]:
    """Extensions of a few digits in notes."""
    for found in _FEW.finditer(text):
        at = found.start()
        if text.endswith(_ON, max(0, at - 8), at) and found[0][:2] != "20" and is_note(text):
            yield Finding(Kind.PHONE, *found.span(), Strength.CUED, "phone.short")


def _is_cued(text: str, at: int) -> bool:
    return bool(CUES.before(text, at) or _LETTERS.before(text, at))


def _end(text: str, found: re.Match[str], cued: bool) -> int:
    """Where the number ends; 0 if it is none."""
    shape, number = found.lastgroup, found[str(found.lastgroup)]
    if shape == "world":
        return _world_end(text, found)
    if shape == "local":
        if _YEARS.fullmatch(number):
            return 0
        digits = sum(c.isdigit() for c in number)
        return found.end() if cued and digits in _LOCAL and not _is_amount(text, found) else 0
    if number.isdigit() and not cued:
        if shape == "trunk" and len(number) < _TRUNK_MIN:
            return 0
        if _is_amount(text, found):
            return 0
    return found.end()


def _is_amount(text: str, found: re.Match[str]) -> bool:
    start = found.start()
    return (
        _AMOUNT_AFTER.match(text, found.end()) is not None
        or _AMOUNT_BEFORE.search(text, max(0, start - 9), start) is not None
    )


def _world_end(text: str, found: re.Match[str]) -> int:
    """Where a number with a country code ends: groups that are too many aren't its own."""
    start, end = found.span("world")
    number = found["world"]
    zeros = "+" not in number
    if zeros and number.isdigit() and not number.startswith(_ZEROS):
        return 0
    digits = "".join(c for c in number if c.isdigit())[2 * zeros :]
    for code, lengths in _CODES.items():
        if digits.startswith(code) and len(digits) - ("(0)" in number) in lengths:
            return found.end()
    whole = end
    while end - start > 7:
        if _is_possible(text[start:end], zeros):
            return found.end() if end == whole else end
        group = re.search(r"[ .()/-]{1,3}[0-9]+$", text[start:end])
        if group is None:
            break
        end = start + group.start()
    return 0 if zeros else found.end()


def _is_possible(number: str, zeros: bool) -> bool:
    try:
        parsed = phonenumbers.parse("+" + number.replace("(", "", 1)[2:] if zeros else number)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(parsed)
