"""How people are reached: e-mail, web addresses, IP and MAC, messengers, telephones. No IO.

Each search begins at a character that these can't do without, an "@" or "://", and looks a bounded
way around it: time is linear in a text's length, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.contacts_messengers import handles, messengers
from privacy.desensitize.detectors.contacts_network import network_addresses
from privacy.desensitize.detectors.contacts_phones import phones
from privacy.desensitize.detectors.cues import Cues
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_HAN = r"\u3400-\u9fff"
_LATIN = r"A-Za-z0-9\u00c0-\u024f"  # with accents: RFC 6531 allows them

# RFC 5321 allows 64 octets before the "@", some sites more; RFC 1035 allows 63 in a label. Han
# characters beside an address are the sentence's, so they count in a domain with such an ending
# alone, and before the "@" where a space or a mark sets them apart.
_LOCAL = re.compile(rf"[{_LATIN}_%+&'~.-]{{1,128}}|[{_HAN}{_LATIN}]{{1,16}}(?=[\s:<\"(,]|$)")
_HAN_ENDINGS = "中国|公司|网络|网址|商城|集团|我爱你|香港|台湾|中國|網絡"
_DOMAIN = re.compile(
    rf"(?:[{_LATIN}_](?:[{_LATIN}_-]{{0,61}}[{_LATIN}_])?\.){{1,8}}[A-Za-z]{{2,24}}(?![A-Za-z0-9])"
    rf"|(?:[{_HAN}{_LATIN}-]{{1,63}}\.){{1,8}}(?:{_HAN_ENDINGS}|[A-Za-z]{{2,24}}(?![A-Za-z0-9]))"
    r"|\[?(?:[0-9]{1,3}\.){3}[0-9]{1,3}\]?"
)
_SPACED_LOCAL = re.compile(rf" [{_LATIN}_%+&'~.-]{{1,64}}")  # turned round
_MAILS = Cues(
    {
        True: (
            "email", "e-mail", "mail", "email is", "email address", "e-mail address", "contact",
            "邮箱", "电邮", "邮件", "电子邮箱", "电子邮件",
        )
    }
)  # fmt: skip
_WRITTEN_AT = tuple(re.compile(rf"\{mark} ?(?:at|AT) ?[\])] ?") for mark in "([")
_ENDING_WORD = re.compile(r"(?:com|co|org|net|edu|uk|ac|nhs)(?![A-Za-z])")
_AT_BEFORE = re.compile(r"[A-Za-z0-9-]{1,40}(?:(?: tod |\.)[A-Za-z0-9-]{1,20}){0,2} (?:ta|TA) ")
_WRITTEN_DOMAIN = re.compile(
    r"[A-Za-z0-9-]{1,63}"
    r"(?:(?:\.| ?[\[(] ?(?:dot|DOT) ?[\])] ?| (?:dot|DOT) )[A-Za-z0-9-]{1,63}){1,4}"
)

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9]{1,15}(?![A-Za-z0-9])")  # turned round as well
_ENDINGS = "com|org|net|edu|gov|info|uk|cn|hk|eu|de|me|io"
# Turned round: a host with a well-known ending.
_HOST_BEFORE = re.compile(
    rf"(?:{'|'.join(e[::-1] for e in _ENDINGS.split('|'))})\.[A-Za-z0-9][A-Za-z0-9.-]{{0,253}}"
)
# Before a path less known ones will do.
_PATH_ENDINGS = (
    f"{_ENDINGS}|example|test|local|internal|app|health|care|bank|insure|co|ie|fr|nl|ch|at|it|es|pl"
    "|se|no|dk|fi|be|jp|kr|sg|my|in|au|nz|ca|us|za|ke|ng|br|mx|ru|ae|tw|tv|ly|gl|link|page|dev|pt"
    "|cloud|online|site|store|shop|biz|xyz|tech|ai|nhs|to|gg|cc|so|life|support|help|mobi|invalid"
)
_PATH_HOST_BEFORE = re.compile(
    rf"(?:{'|'.join(e[::-1] for e in _PATH_ENDINGS.split('|'))})\.[A-Za-z0-9][A-Za-z0-9.-]{{0,253}}"
)
_AUTHORITY = rf"[^\s/?#<>\"'{_HAN}\u3000-\u303f]{{1,255}}"
_HAN_HOST = rf"(?:[{_HAN}A-Za-z0-9-]{{1,63}}\.){{1,5}}(?:{_HAN_ENDINGS}|com|cn|net|org)(?::[0-9]+)?"
_REST = r"(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%|-]{0,2000})?"
_AFTER_SCHEME = re.compile(rf"(?:{_HAN_HOST}|{_AUTHORITY}){_REST}")
_AFTER_WWW = re.compile(
    rf"(?:[A-Za-z0-9-]{{1,63}}\.){{1,6}}[A-Za-z]{{2,24}}(?::[0-9]{{1,5}})?{_REST}"
)
_AFTER_ENDING = re.compile(_REST)
_ENDING = re.compile(rf"\.(?:{_ENDINGS})(?![A-Za-z0-9/@-]|\.[A-Za-z0-9])")
_SITES = Cues(
    {
        True: (
            "website", "web site", "web", "homepage", "home page", "url", "link", "portal", "blog",
            "site", "webpage", "online at", "website is", "visit", "go to", "log in at",
            "网址", "主页", "官网", "链接", "博客", "网页",
        )
    }
)  # fmt: skip
_TRAILING = ".,;:!?'\"*|"  # what ends a sentence isn't the address's
_BRACKETS = {")": "(", "]": "["}


def emails(text: str) -> Iterator[Finding]:
    """E-mail addresses; those with Han characters too, and those that are written out, "mary (at)
    example dot com"."""
    floor = 0
    for at, size in sorted((*_places(text, "@", 1), *_written_ats(text))):
        local = _LOCAL.match(text[max(floor, at - 160) : at][::-1])
        domain = (_DOMAIN if size == 1 else _WRITTEN_DOMAIN).match(text, at + size)
        if local is None and text[at - 1 : at + 2] == " @ ":
            local, domain = _spaced(text, at, floor)
        if local and domain:
            name = local[0].rstrip(".'&")
            start = at - local.end() + len(local[0]) - len(name)
            if name:
                yield Finding(Kind.EMAIL, start, domain.end(), Strength.SHAPED, "email")
                floor = domain.end()


def _spaced(text: str, at: int, floor: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Both sides of an "@" between spaces, if what precedes it is no common word."""
    local = _SPACED_LOCAL.match(text[max(floor, at - 160) : at][::-1])
    if local is None or (local[0].strip().isalpha() and not _MAILS.before(text, at - local.end())):
        return None, None
    return local, _DOMAIN.match(text, at + 2)


def _written_ats(text: str) -> Iterator[tuple[int, int]]:
    """Where an "@" is written out, and in how many characters."""
    for pattern in _WRITTEN_AT:
        for found in pattern.finditer(text):
            start = found.start() - (text[found.start() - 1 : found.start()] == " ")
            yield start, found.end() - start
    for word in (" dot ", " DOT "):
        for dot, _ in _places(text, word, 0):
            before = _AT_BEFORE.match(text[max(0, dot - 70) : dot][::-1])
            if before and _ENDING_WORD.match(text, dot + 5):
                yield dot - before.end(), 4


def _places(text: str, what: str, size: int) -> Iterator[tuple[int, int]]:
    at = text.find(what)
    while at >= 0:
        yield at, size
        at = text.find(what, at + 1)


def urls(text: str) -> Iterator[Finding]:
    """Web addresses with a scheme, with "www.", with a path after a well-known ending, or after a
    word for a site."""
    last = 0
    marks = [*_places(text, "/", 0), *_places(text, "ww.", 3), *_places(text, "WW.", 3)]
    marks += [(found.start(), 1) for found in _ENDING.finditer(text)]
    for at, size in sorted(marks):
        if at < last:
            continue
        bounds = (_after_slash, _bare, _www)[(0, 1, 3).index(size)](text, at, last)
        if bounds is not None:
            start, end = bounds
            last = _trimmed(text, start, end)
            yield Finding(Kind.URL, start, last, Strength.SHAPED, "url")


def _after_slash(text: str, at: int, floor: int) -> tuple[int, int] | None:
    """Around a "/": it follows a scheme's colon, or a host."""
    if text[at - 1 : at + 2] == "://" and at:
        before = _SCHEME.match(text[max(floor, at - 18) : at - 1][::-1])
        rest = _AFTER_SCHEME.match(text, at + 2)
        return (at - 1 - before.end(), rest.end()) if before and rest else None
    start = _host(text, at, floor, _PATH_HOST_BEFORE)
    rest = _AFTER_ENDING.match(text, at)
    return (start, rest.end()) if start is not None and rest else None


def _bare(text: str, at: int, floor: int) -> tuple[int, int] | None:
    """Around the dot before a host's ending: a word for a site must precede the host."""
    ending = _ENDING.match(text, at)
    start = _host(text, ending.end(), floor) if ending else None
    if ending is None or start is None or not _SITES.before(text, start):
        return None
    return start, ending.end()


def _host(text: str, end: int, floor: int, pattern: re.Pattern[str] = _HOST_BEFORE) -> int | None:
    """Where the host that ends at `end` begins."""
    if not end or not text[end - 1].isalpha():
        return None
    before = pattern.match(text[max(floor, end - 255) : end][::-1])
    if before is None or text[end - before.end() - 1 : end - before.end()] == "@":
        return None
    return end - len(before[0].rstrip(".-"))


def _www(text: str, at: int, floor: int) -> tuple[int, int] | None:
    """Around the end of "www."."""
    start = at - 1
    if start < floor or text[start] not in "wW":
        return None
    if start and text[start - 1].isascii() and text[start - 1].isalnum():
        return None
    rest = _AFTER_WWW.match(text, at + 3)
    return (start, rest.end()) if rest else None


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the address ends: before the sentence's marks and brackets that it didn't open."""
    while end > start:
        last = text[end - 1]
        if last not in _TRAILING and not _is_unopened(text, last, start, end):
            break
        end -= 1
    return end


def _is_unopened(text: str, bracket: str, start: int, end: int) -> bool:
    opening = _BRACKETS.get(bracket)
    return opening is not None and (
        text.count(bracket, start, end) > text.count(opening, start, end)
    )


DETECTORS = (emails, urls, network_addresses, phones, messengers, handles)
