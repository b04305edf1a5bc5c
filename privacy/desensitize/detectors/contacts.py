"""How people are reached: e-mail, web addresses, IP and MAC, messengers, telephones. No IO.

Each search begins at a character that these can't do without, an "@" or "://", and looks a bounded
way around it: time is linear in a text's length, whatever the text.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from privacy.desensitize.detectors.contacts_messengers import messengers
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

_URL = re.compile(r"://|[Ww][Ww][Ww]\.|WWW\.|\.(?:com|org|net|edu|gov|io|info|uk|cn|hk|eu|de|me)/")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9]{1,15}(?![A-Za-z0-9])")  # turned round as well
_HOST_BEFORE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,253}")
_AUTHORITY = rf"[^\s/?#<>\"'{_HAN}\u3000-\u303f]{{1,255}}"
_HAN_HOST = rf"(?:[{_HAN}A-Za-z0-9-]{{1,63}}\.){{1,5}}(?:{_HAN_ENDINGS}|com|cn|net|org)(?::[0-9]+)?"
_REST = r"(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%|-]{0,2000})?"
_AFTER_SCHEME = re.compile(rf"(?:{_HAN_HOST}|{_AUTHORITY}){_REST}")
_AFTER_WWW = re.compile(
    rf"(?:[A-Za-z0-9-]{{1,63}}\.){{1,6}}[A-Za-z]{{2,24}}(?::[0-9]{{1,5}})?{_REST}"
)
_AFTER_ENDING = re.compile(_REST)
_TRAILING = ".,;:!?'\"*|"  # what ends a sentence isn't the address's
_BRACKETS = {")": "(", "]": "["}

_IPV4 = re.compile(
    r"[0-9](?<![0-9A-Za-z_][0-9])(?<![0-9]\.[0-9])[0-9]{0,2}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}"
    r"(?![0-9A-Za-z_]|\.[0-9])"
)
_MAYBE_HEX = re.compile(r"([:.-])[0-9A-Fa-f]{0,4}\1")
_HEX = re.compile(r"[0-9A-Fa-f:.-]{0,45}")
_MAC = re.compile(
    r"[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}"
)
_IP_CUES = Cues(
    {
        True: (
            "ip", "ip address", "ipv4", "dns", "host", "server", "gateway", "地址", "网关",
            "服务器", "主机",
        ),
        False: (
            "version", "v", "ver", "ver.", "ec", "section", "版本", "firmware", "release", "build",
            "chapter", "§", "sec.",
        ),
    }
)  # fmt: skip


def emails(text: str) -> Iterator[Finding]:
    """E-mail addresses; those with Han characters too."""
    at = text.find("@")
    floor = 0
    while at >= 0:
        local = _LOCAL.match(text[max(floor, at - 160) : at][::-1])
        domain = _DOMAIN.match(text, at + 1) if local else None
        if local and domain:
            name = local[0].rstrip(".'&")
            if name:
                yield Finding(Kind.EMAIL, at - len(name), domain.end(), Strength.SHAPED, "email")
                floor = domain.end()
        at = text.find("@", at + 1)


def urls(text: str) -> Iterator[Finding]:
    """Web addresses with a scheme, with "www.", or with a path after a well-known ending."""
    last = 0
    for mark in _URL.finditer(text):
        start, after = mark.span()
        if start < last:
            continue
        if mark[0] == "://":
            before = _SCHEME.match(text[max(last, start - 17) : start][::-1])
            rest = _AFTER_SCHEME.match(text, after)
            if before is None:
                continue
            start -= before.end()
        elif mark[0][0] == ".":
            before = _HOST_BEFORE.match(text[max(last, start - 255) : start][::-1])
            rest = _AFTER_ENDING.match(text, after - 1)
            if before is None or text[start - before.end() - 1 : start - before.end()] == "@":
                continue
            start -= len(before[0].rstrip(".-"))
        else:
            rest = _AFTER_WWW.match(text, after)
        if rest is None or (mark[0][0] in "Ww" and start and text[start - 1].isascii()
                            and text[start - 1].isalnum()):  # fmt: skip
            continue
        last = _trimmed(text, start, rest.end())
        yield Finding(Kind.URL, start, last, Strength.SHAPED, "url")


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


def network_addresses(text: str) -> Iterator[Finding]:
    """IP addresses of both versions, and MAC addresses.

    Four numbers below ten are a section or a version unless a cue says otherwise.
    """
    for found in _IPV4.finditer(text):
        parts = found[0].split(".")
        if any(int(part) > 255 for part in parts):
            continue
        cue = _IP_CUES.before(text, found.start())
        if cue or (cue is None and max(map(len, parts)) > 1):
            strength = Strength.CUED if cue else Strength.SHAPED
            yield Finding(Kind.IP, found.start(), found.end(), strength, "ipv4")
    last = 0
    for mark in _MAYBE_HEX.finditer(text):
        at = mark.start()
        if at < last:
            continue
        start = at - _reach(text[max(last, at - 45) : at][::-1])
        end = at + _reach(text[at : at + 45])
        last = end
        while end > start and text[end - 1] in ".-":
            end -= 1
        if _joined(text, start - 1) or _joined(text, end):
            continue
        value = text[start:end]
        if _MAC.fullmatch(value):
            yield Finding(Kind.MAC, start, end, Strength.SHAPED, "mac")
        elif mark[1] == ":":
            value = value.rstrip(":") if not value.endswith("::") else value
            if _is_ipv6(value):
                yield Finding(Kind.IP, start, start + len(value), Strength.SHAPED, "ipv6")


def _reach(text: str) -> int:
    """How many characters at the beginning may be part of an address."""
    found = _HEX.match(text)
    return found.end() if found else 0


def _joined(text: str, at: int) -> bool:
    """Whether the character at `at` carries a word on: one of ASCII, for Han never does."""
    return 0 <= at < len(text) and text[at].isascii() and (text[at].isalnum() or text[at] == "_")


def _is_ipv6(text: str) -> bool:
    """`std::add` is none: an address has a digit."""
    if len(text) < 3 or (text.isascii() and not any(map(str.isdigit, text))):
        return False
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True


DETECTORS = (emails, urls, network_addresses, phones, messengers)
