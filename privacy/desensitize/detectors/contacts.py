"""How people are reached: e-mail, web addresses, IP and MAC, telephones, messengers. No IO.

Telephone numbers are found by their shape, not by whether a network has issued them: numbers that
are kept for fiction, and those that surrogates use, must be found too.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_HAN = r"\u3400-\u9fff"

# RFC 5321 allows 64 octets before the "@"; RFC 1035 63 in a label. Han characters beside an address
# in Latin letters aren't part of it, so a domain in Han characters begins after the "@" alone.
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+][A-Za-z0-9._%+-]{0,63}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
_HAN_EMAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+][A-Za-z0-9._%+-]{{0,63}}@"
    rf"[{_HAN}A-Za-z0-9-]{{1,63}}\.(?:中国|公司|网络|[a-z]{{2,24}})"
)
_PATH = r"[A-Za-z0-9\-._~%!$&'()*+,;=:@/?#\[\]]"
_URL = re.compile(
    rf"(?<![A-Za-z0-9@./-])(?:(?:https?|ftp)://[^\s<>\"'{_HAN}]{{1,2000}}"
    rf"|www\.[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{1,6}}(?:[/?#]{_PATH}{{0,2000}})?"
    r"|(?:[A-Za-z0-9-]{1,63}\.){1,5}(?:com|org|net|edu|gov|io|co\.uk|org\.uk|ac\.uk|nhs\.uk"
    rf"|com\.cn|org\.cn|gov\.cn|cn)/{_PATH}{{0,2000}})",
    re.IGNORECASE,
)
_IPV4 = re.compile(r"(?<![A-Za-z0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![A-Za-z0-9]|\.[0-9])")
_IPV6 = re.compile(
    r"(?<![A-Za-z0-9:.])[0-9A-Fa-f:]{2,39}(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3})?(?![A-Za-z0-9_:])"
)
_MAC = re.compile(
    r"(?<![A-Za-z0-9:-])(?:[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}"
    r"|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4})(?![A-Za-z0-9:-])"
)
_EXTENSION = r"(?:[ ,]{0,2}(?:ext\.?|extension|x|转|分机)[ :]?[0-9]{1,6})?"
_PHONE = re.compile(
    # Not within a longer number, nor after a sign of money or a decimal point.
    r"(?<![A-Za-z0-9$£€¥.,/+-])(?:"
    # China: mobiles (12… was never issued), landlines with an area code, service numbers.
    r"(?:(?:\+|00)86[- ]?)?1[2-9][0-9](?:[0-9]{8}|([ -])[0-9]{4}\1[0-9]{4})"
    r"|(?:(?:\+|00)86[- ]?\(?[1-9][0-9]{1,2}\)?|\(0[1-9][0-9]{1,2}\)|0[1-9][0-9]{1,2})[- ]?"
    r"[2-8][0-9]{2,3}[- ]?[0-9]{4}"
    r"|[48]00[- ]?[0-9]{3}[- ]?[0-9]{4}|[48]00-[0-9]{4}-[0-9]{3}"
    # North America.
    r"|(?:\+?1[-. ]?)?(?:\([0-9]{3}\)[ -]?|[0-9]{3}[-. ])[0-9]{3}[-. ][0-9]{4}"
    # United Kingdom, with and without its code.
    r"|(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|\(?0)(?:7[0-9]{3}\)?[ -]?[0-9]{3}[ -]?[0-9]{3}"
    r"|2[0-9]\)?[ -]?[0-9]{4}[ -]?[0-9]{4}|1[0-9]{2}\)?[ -]?[0-9]{3}[ -]?[0-9]{4}"
    r"|1[0-9]{3}\)?[ -]?[0-9]{5,6}|[38][0-9]{2}\)?[ -]?[0-9]{3}[ -]?[0-9]{4})"
    # Any other country, in international form.
    r"|\+[1-9][0-9]{0,2}(?:[ .-]?\(?[0-9]{1,4}\)?){2,5}"
    rf")(?![0-9A-Za-z]|[.,-][0-9]){_EXTENSION}",
    re.IGNORECASE,
)
_PHONE_CUED = re.compile(
    r"(?:(?<![A-Za-z])(?:tel(?:ephone)?|phone|mobile|mob|cell|fax|call|ring|dial)\b\.?"
    r"(?: ?(?:no|number|line)\b\.?)?|电话|手机|联系方式|座机|传真|热线|致电|拨打)(?:号码?)?"
    r"(?: is| on| at|为|是)?[ ::]{0,3}"
    rf"(\+?\(?[0-9][0-9 ()-]{{4,18}}[0-9](?![0-9A-Za-z]){_EXTENSION})",
    re.IGNORECASE,
)
# A long run of digits is where a number can be: all else is passed over at little cost.
_RUN = re.compile(r"[+(0-9][0-9 ()+./,-]{5,}")
_BEFORE, _AFTER = 40, 24  # characters around a run that a cue or an extension may take
_PHONE_MIN, _PHONE_MAX = 6, 16  # digits; ITU-T E.164 allows 15, and a trunk prefix may come on top
_MESSENGER = re.compile(
    r"(?:微信号?|V信|威信|(?<![A-Za-z])(?:we ?chat|weixin|wx|whats ?app|telegram|signal|skype|line|"
    r"viber|qq)(?![A-Za-z])(?: (?:id|account|no|number))?|扣扣|钉钉号?|微博|企鹅号)"
    r"(?:号码?|账号|帐号|ID)?(?: ?(?:is|为|是|[::]) ?| )?"
    r"(@?[A-Za-z0-9][A-Za-z0-9_.-]{3,30}[A-Za-z0-9])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_MESSENGERS = (
    "微", "v信", "威信", "扣扣", "钉钉", "企鹅号", "chat", "weixin", "wx", "whats", "telegram",
    "signal", "skype", "line", "viber", "qq",
)  # fmt: skip
_TRAILING = ".,;:!?'\")]}>。,、"  # what ends a sentence isn't the address's


def emails(text: str) -> Iterator[Finding]:
    """E-mail addresses, and those whose domain has Han characters."""
    if "@" not in text:
        return
    for found in _EMAIL.finditer(text):
        yield Finding(Kind.EMAIL, found.start(), found.end(), Strength.CERTAIN, "email")
    for found in _HAN_EMAIL.finditer(text):
        yield Finding(Kind.EMAIL, found.start(), found.end(), Strength.SHAPED, "email.han")


def urls(text: str) -> Iterator[Finding]:
    """Web addresses with a scheme, with "www.", or with a path after a well-known ending."""
    if "/" not in text and "www." not in text.lower():
        return
    for found in _URL.finditer(text):
        end = found.start() + len(found[0].rstrip(_TRAILING))
        if end > found.start() + 3:
            yield Finding(Kind.URL, found.start(), end, Strength.CUED, "url")


def network_addresses(text: str) -> Iterator[Finding]:
    """IP addresses of both versions, and MAC addresses."""
    if "." in text:
        for found in _IPV4.finditer(text):
            if all(int(part) < 256 for part in found[0].split(".")):
                yield Finding(Kind.IP, found.start(), found.end(), Strength.CUED, "ipv4")
    if ":" in text or "-" in text or "." in text:
        for found in _MAC.finditer(text):
            yield Finding(Kind.MAC, found.start(), found.end(), Strength.CUED, "mac")
    if text.count(":") >= 2:
        for found in _IPV6.finditer(text):
            if found[0].count(":") >= 2 and _is_ipv6(found[0]):
                yield Finding(Kind.IP, found.start(), found.end(), Strength.CUED, "ipv6")


def phones(text: str) -> Iterator[Finding]:
    """Telephone and fax numbers, by shape or after a word for one."""
    for run in _RUN.finditer(text):
        end = min(run.end() + _AFTER, len(text))
        for found in _PHONE.finditer(text, run.start(), end):
            if _digits(found[0]) >= _PHONE_MIN:
                yield Finding(Kind.PHONE, found.start(), found.end(), Strength.SHAPED, "phone")
        for found in _PHONE_CUED.finditer(text, max(0, run.start() - _BEFORE), end):
            if _PHONE_MIN <= _digits(found[1]) <= _PHONE_MAX + 6:
                yield Finding(Kind.PHONE, *found.span(1), Strength.CUED, "phone.cue")


def messengers(text: str) -> Iterator[Finding]:
    """Accounts at messengers, after their name. A name of letters alone needs a colon, an "@" or
    "is": "WeChat group" is no account."""
    lower = text.lower()
    if not any(name in lower for name in _MESSENGERS):
        return
    for found in _MESSENGER.finditer(text):
        account = found[1]
        between = text[found.start() : found.start(1)]
        plain = account.isalpha() and account.islower()
        if plain and not re.search(r"[::是为]|\bis\b|ID|号", between, re.IGNORECASE):
            continue
        yield Finding(Kind.MESSENGER, *found.span(1), Strength.CUED, "messenger")


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return "::" not in text or any(c.isalnum() for c in text)


DETECTORS = (emails, urls, network_addresses, phones, messengers)
