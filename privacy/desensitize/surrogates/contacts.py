"""E-mail and web addresses under RFC 2606's example domains, and accounts that say what they are.
No IO."""

from __future__ import annotations

from privacy.desensitize.surrogates.draw import Draw
from privacy.desensitize.surrogates.shape import has_content, marked

_DOMAINS = ("example.org", "example.com", "example.net")


def email(text: str, draw: Draw) -> str:
    """Somebody at one of the example domains."""
    return f"{draw.word(7)}{draw.more()}@{draw.pick(_DOMAINS)}"


def url(text: str, draw: Draw) -> str:
    """A page at one of the example domains, with the scheme that was there."""
    scheme, mark, _ = text.partition("://")
    if mark and scheme.isalpha():
        head = f"{scheme}{mark}"
    else:
        head = "www." if text[:1] in ("w", "W") else ""
    return f"{head}{draw.pick(_DOMAINS)}/{draw.word(8)}{draw.more()}"


def messenger(text: str, draw: Draw) -> str:
    """A number that begins with 00, or a name with `example_` first. No range is kept for these."""
    body = text.lstrip("@＠")
    head = text[: len(text) - len(body)]
    if not any(map(str.isalpha, body)) and has_content(body):
        return head + marked(body, draw)
    return f"{head}example_{draw.word(8)}{draw.more()}"
