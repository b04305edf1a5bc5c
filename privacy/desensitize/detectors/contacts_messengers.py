"""Accounts at messengers and social networks, after the service's name. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_ENGLISH = (
    "WeChat", "We Chat", "Weixin", "WX", "VX", "QQ", "WhatsApp", "Whats App", "Telegram", "TG",
    "Skype", "Viber", "DingTalk", "Weibo", "Twitter", "Instagram", "Facebook", "Snapchat",
    "Q Q", "Insta", "KakaoTalk", "Discord", "TikTok", "Messenger", "LinkedIn", "Zalo", "Threema",
)  # fmt: skip
_WORDS = ("Signal", "SIGNAL", "Line", "LINE")  # words of their own as well, so they need more
_CHINESE = (
    "微信", "V信", "v信", "威信", "加V", "加v", "加微", "加微信", "扣扣", "企鹅", "钉钉", "微博",
    "抖音", "快手", "小红书", "飞书", "陌陌", "支付宝", "企微", "企业微信", "V 信", "豆瓣", "B站",
    "微X", "薇信", "卫星号", "旺旺",
)  # fmt: skip


_SMALL = tuple(name.lower() for name in _ENGLISH)
_HAN = re.compile(by_first_letter(_CHINESE))
_ACCOUNT = re.compile(
    r"(?P<word>[ _]?(?:(?i:id|no\.?|number|account|handle|user ?name|name)(?![A-Za-z])"
    r"|群?号码?|账号|帐号|用户名|昵称))?"
    r"(?P<link>\s?[:=]\s?|\s(?:is|at|as)\s|[为是叫]|\s?\(|\s)?[\"']?"
    r"(?P<value>@[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_])?"
    r"|@[\u3400-\u9fffA-Za-z0-9_-]{2,16}"
    r"|live:[A-Za-z0-9_.-]{2,40}"
    r"|[A-Za-z0-9_](?:[A-Za-z0-9_.-]{2,38}[A-Za-z0-9_])(?:#[0-9]{4})?)(?![A-Za-z0-9_@])"
)
_HANDLE = re.compile(
    r"@(?=[a-z_]{0,19}[0-9A-Z_])[A-Za-z_][A-Za-z0-9_]{3,29}(?![A-Za-z0-9_@(]|\.[A-Za-z])"
)
# Of letters alone in notes, and what isn't a person's.
_SMALL_HANDLE = re.compile(r"@(?P<name>[a-z]{5,24})(?![A-Za-z0-9_@(]|\.[A-Za-z])")
_NOBODY = frozenset(
    (
        "everyone", "channel", "property", "media", "override", "import", "interface",
        "staticmethod", "classmethod", "dataclass", "param", "return",
        "returns", "author", "here", "admin",
    )
)  # fmt: skip
_COUNT = re.compile(r"\s?(?:元|万|人|条|次|个|年|月|%|users|people|messages)")
_SENTENCE = re.compile(r"\s(?!and\b|or\b)[A-Za-z]")
_OWNER = re.compile(r"(?:\b(?:my|his|her|their|your)|'s) $", re.IGNORECASE)
_FEWEST_DIGITS = 5  # of an account that is a number


def messengers(text: str) -> Iterator[Finding]:
    """Accounts by the service's name: "微信号：zhang_3", "QQ 123456", "Telegram: @mary".

    A name of letters alone needs a colon, "ID" or the like: "WeChat group" is no account.
    """
    last = 0
    for start, end in sorted(_services(text)):
        if start < last or (text[start].isascii() and _in_word(text, start)):
            continue
        found = _ACCOUNT.match(text, end)
        if found is None or not _is_account(text, start, end, found):
            continue
        last = found.end()
        yield Finding(Kind.MESSENGER, *found.span("value"), Strength.CUED, "messenger")


def handles(text: str) -> Iterator[Finding]:
    """Accounts that are called by an "@" alone: "thanks @mary_j"."""
    at = text.find("@")
    while at >= 0:
        before = text[at - 1] if at else " "
        apart = not (before.isalnum() or before in "._-/@")
        found = _HANDLE.match(text, at) if apart else None
        if (
            apart
            and found is None
            and (found := _SMALL_HANDLE.match(text, at))
            and (found["name"] in _NOBODY or not is_note(text))
        ):
            found = None
        if found is not None:
            yield Finding(Kind.MESSENGER, *found.span(), Strength.SHAPED, "handle")
        at = text.find("@", at + 1)


def _services(text: str) -> Iterator[tuple[int, int]]:
    """Where names of services stand: strings are found faster than a pattern of all."""
    small = text.lower()
    if len(small) != len(text):  # a letter that is two in lower case
        small = text
    for within, names in ((small, _SMALL), (text, _WORDS)):
        for name in names:
            at = within.find(name)
            while at >= 0:
                yield at, at + len(name)
                at = within.find(name, at + 1)
    if not text.isascii():
        for found in _HAN.finditer(text):
            yield found.span()


def _in_word(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isascii() and (text[at - 1].isalnum() or text[at - 1] in "@_-")


def _is_account(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    name, value, link = text[start:end], found["value"], found["link"] or ""
    told = found["word"] is not None
    if value[0] == "@" or value.startswith("live:"):
        return True
    if not (told or link or not name[0].isascii() or name.upper() == "QQ"):
        return False  # "wechat2": a name goes on
    plain = value.replace(".", "").replace("-", "")
    if plain.isdigit():
        return _is_number(text, name, plain, told, found)
    return _is_name(text, start, end, found)


def _is_number(text: str, name: str, plain: str, told: bool, found: re.Match[str]) -> bool:
    if "." in found["value"] or len(plain) < _FEWEST_DIGITS or _COUNT.match(text, found.end()):
        return False
    return name not in _WORDS or told or len(plain) > 8


def _is_name(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    name, value, link = text[start:end], found["value"], found["link"] or ""
    told = found["word"] is not None
    odd = any(c.isdigit() or c in "_#" for c in value)
    if name in _WORDS:
        return (told or ":" in link) and (odd or (told and ":" in link))
    if odd:
        return True
    if _SENTENCE.match(text, found.end()):
        return told and ":" in link
    if told or ":" in link or "=" in link or link in ("为", "是", "叫"):
        return True
    if link == " is ":
        return _OWNER.search(text, max(0, start - 7), start) is not None
    return not name[0].isascii() and link == " " and value.islower() and len(value) > 5
