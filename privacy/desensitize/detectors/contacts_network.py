"""IP addresses of both versions, and MAC addresses. No IO.

Each search begins at a mark between two parts of an address, which is rarer than a digit.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import Cues
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_IPV4 = re.compile(r"\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9A-Za-z_]|\.[0-9])")
_FIRST = re.compile(r"[0-9]{1,3}(?![0-9A-Za-z_]|\.[0-9])")  # turned round
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
_PAIRS = tuple(
    re.compile(
        rf"{mark}(?:[0-9A-Fa-f]{{2}}{mark}){{4}}[0-9A-Fa-f]{{2}}(?![0-9A-Za-z_]|{mark}[0-9A-Fa-f])"
    )
    for mark in ":-"
)
_DOTTED = re.compile(r"\.(?:[0-9A-Fa-f]{2}\.){4}[0-9A-Fa-f]{2}(?![0-9A-Za-z_]|\.[0-9A-Fa-f])")
_QUADS = re.compile(r"\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![0-9A-Za-z_]|\.[0-9A-Fa-f])")
_HEX_BEFORE = re.compile(r"(?:[0-9A-Fa-f]{2}){1,2}(?![0-9A-Za-z_])")  # turned round
_TOLD_MAC = re.compile(
    r"(?i:mac)(?:[ -]?(?:address|addr|id|ID|地址))?[\s:=#是为]{0,3}(?P<mac>[0-9A-Fa-f]{12})"
    r"(?![0-9A-Za-z_])"
)
_COLONS = re.compile(r":[0-9A-Fa-f]{0,4}:")
_IPV6 = re.compile(r"[0-9A-Fa-f:]{0,45}(?:[.0-9]{1,16}(?<=[0-9]))?")
_IPV6_BEFORE = re.compile(r"[0-9A-Fa-f:]{0,45}")


def network_addresses(text: str) -> Iterator[Finding]:
    """IP addresses of both versions, and MAC addresses."""
    yield from _version_4(text)
    yield from _version_6(text)
    for pattern, before in ((_PAIRS[0], 2), (_PAIRS[1], 2), (_DOTTED, 2), (_QUADS, 4)):
        for found in pattern.finditer(text):
            at = found.start()
            head = _HEX_BEFORE.match(text[max(0, at - before - 1) : at][::-1])
            if (
                head
                and head.end() == before
                and not (
                    pattern is _DOTTED and text[at - 2 : found.end()].replace(".", "").isdigit()
                )
            ):
                yield Finding(Kind.MAC, at - before, found.end(), Strength.SHAPED, "mac")
    for word in ("mac", "MAC", "Mac"):
        at = text.find(word)
        while at >= 0:
            if told := _TOLD_MAC.match(text, at):
                yield Finding(Kind.MAC, *told.span("mac"), Strength.CUED, "mac")
            at = text.find(word, at + 1)


def _version_4(text: str) -> Iterator[Finding]:
    """Four numbers below ten are a section or a version unless a cue says otherwise."""
    for found in _IPV4.finditer(text):
        at, end = found.span()
        first = _FIRST.match(text[max(0, at - 5) : at][::-1])
        if first is None:
            continue
        start = at - first.end()
        parts = text[start:end].split(".")
        if any(int(part) > 255 for part in parts):
            continue
        cue = _IP_CUES.before(text, start)
        if cue or (cue is None and max(map(len, parts)) > 1):
            yield Finding(Kind.IP, start, end, Strength.CUED if cue else Strength.SHAPED, "ipv4")


def _version_6(text: str) -> Iterator[Finding]:
    last = 0
    for mark in _COLONS.finditer(text):
        at = mark.start()
        if at < last:
            continue
        before = _IPV6_BEFORE.match(text[max(last, at - 45) : at][::-1])
        after = _IPV6.match(text, at)
        if before is None or after is None:
            continue
        start, last = at - before.end(), after.end()
        end = last
        if text[start] == ":" and text[start + 1] != ":":
            start += 1  # that of "IP:"
        if text[end - 1] == ":" and text[end - 2] != ":":
            end -= 1
        if not _joins(text, start - 1) and not _joins(text, end) and _is_ipv6(text[start:end]):
            yield Finding(Kind.IP, start, end, Strength.SHAPED, "ipv6")


def _joins(text: str, at: int) -> bool:
    """Whether the character at `at` carries a word on: one of ASCII, for Han never does."""
    return 0 <= at < len(text) and text[at].isascii() and (text[at].isalnum() or text[at] == "_")


def _is_ipv6(text: str) -> bool:
    """`std::add` and "195::" are none: one has a digit, and two groups or "::" before its only."""
    groups = [group for group in text.split(":") if group]
    if not any(map(str.isdigit, text)) or (len(groups) < 2 and not text.startswith("::")):
        return False
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
