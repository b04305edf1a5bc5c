"""Accounts at messengers and social networks, after the service's name. No IO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_ENGLISH = (
    "WeChat", "We Chat", "Weixin", "WX", "VX", "QQ", "WhatsApp", "Whats App", "Telegram", "TG",
    "Skype", "Viber", "DingTalk", "Weibo", "Twitter", "Instagram", "Facebook", "Snapchat",
    "KakaoTalk", "Discord", "TikTok",
)  # fmt: skip
_WORDS = ("Signal", "SIGNAL", "Line", "LINE")  # words of their own as well, so they need more
_CHINESE = (
    "微信", "V信", "v信", "威信", "加V", "加v", "加微", "扣扣", "企鹅", "钉钉", "微博", "抖音",
    "快手", "小红书", "飞书", "陌陌", "支付宝",
)  # fmt: skip


_SERVICE = re.compile(
    by_first_letter(
        [v for n in _ENGLISH for v in (n, n.lower(), n.upper(), n.capitalize())]
        + [*_WORDS, *_CHINESE]
    )
)
_ACCOUNT = re.compile(
    r"(?P<word>[ _]?(?:(?i:id|no\.?|number|account|handle|user ?name|name)(?![A-Za-z])"
    r"|群?号码?|账号|帐号|用户名|昵称))?"
    r"(?P<link>\s?[:=]\s?|\s(?:is|at|as)\s|[为是叫]|\s?\(|\s)?[\"']?"
    r"(?P<value>@[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_])?|@[\u3400-\u9fffA-Za-z0-9_-]{2,16}"
    r"|live:[A-Za-z0-9_.-]{2,40}"
    r"|[A-Za-z0-9_](?:[A-Za-z0-9_.-]{2,38}[A-Za-z0-9_]))(?![A-Za-z0-9_@])"
)
_COUNT = re.compile(r"\s?(?:元|万|人|条|次|个|年|月|%|users|people|messages)")
_SENTENCE = re.compile(r"\s(?!and\b|or\b)[A-Za-z]")
_OWNER = re.compile(r"(?:\b(?:my|his|her|their|your)|'s) $", re.IGNORECASE)
_FEWEST_DIGITS = 5  # of an account that is a number


def messengers(text: str) -> Iterator[Finding]:
    """Accounts by the service's name: "微信号：zhang_3", "QQ 123456", "Telegram: @mary".

    A name of letters alone needs a colon, "ID" or the like: "WeChat group" is no account.
    """
    last = 0
    for service in _SERVICE.finditer(text):
        start, end = service.span()
        if start < last or (service[0][0].isascii() and _in_word(text, start)):
            continue
        found = _ACCOUNT.match(text, end)
        if found is None or not _is_account(text, service, found):
            continue
        last = found.end()
        yield Finding(Kind.MESSENGER, *found.span("value"), Strength.CUED, "messenger")


def _in_word(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isascii() and (text[at - 1].isalnum() or text[at - 1] in "@_-")


def _is_account(text: str, service: re.Match[str], found: re.Match[str]) -> bool:
    name, value, link = service[0], found["value"], found["link"] or ""
    told = found["word"] is not None
    if value[0] == "@" or value.startswith("live:"):
        return True
    if not (told or link or not name[0].isascii() or name.upper() == "QQ"):
        return False  # "wechat2": a name goes on
    marked = told or ":" in link or "=" in link
    plain = value.replace(".", "").replace("-", "")
    if plain.isdigit():
        return _is_number(text, name, plain, told, found)
    return _is_name(text, service, found, told, marked)


def _is_number(text: str, name: str, plain: str, told: bool, found: re.Match[str]) -> bool:
    if "." in found["value"] or len(plain) < _FEWEST_DIGITS or _COUNT.match(text, found.end()):
        return False
    return name not in _WORDS or told or len(plain) > 8


def _is_name(
    text: str, service: re.Match[str], found: re.Match[str], told: bool, marked: bool
) -> bool:
    name, value, link = service[0], found["value"], found["link"] or ""
    odd = any(c.isdigit() or c == "_" for c in value)
    if name in _WORDS:
        return told or (":" in link and odd)
    if odd:
        return True
    if _SENTENCE.match(text, found.end()):
        return told and ":" in link
    if link == " is ":
        return (
            marked or _OWNER.search(text[max(0, service.start() - 7) : service.start()]) is not None
        )
    return (
        marked
        or link in ("为", "是", "叫")
        or (not name[0].isascii() and link == " " and value.islower() and len(value) > 5)
    )
