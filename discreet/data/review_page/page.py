"""The page itself: one file with its words, style and script, and the policy that lets it run."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass
from importlib.resources import files

from discreet.data.review_page.texts import Language, texts

_FIELD = re.compile(r"\{\{ ([a-z_]+) \}\}")


@dataclass(frozen=True, slots=True)
class Page:
    """What is served, and its Content-Security-Policy."""

    content: bytes
    policy: str


def page(language: Language) -> Page:
    """The page in one language. Raises ValueError for a language that isn't there."""
    words = texts(language)
    folder = files("discreet.data.review_page")
    style = (folder / "page.css").read_text("utf-8")
    script = (folder / "page.js").read_text("utf-8")
    # Nothing in a text may end the element that holds it.
    data = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    fields = {name: html.escape(word) for name, word in words.items()}
    fields |= {"style": style, "script": script, "words": data}
    template = (folder / "page.html").read_text("utf-8")
    content = _FIELD.sub(lambda found: fields[found[1]], template)
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return Page(content.encode(), policy)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
