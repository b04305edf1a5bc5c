"""The owner's own patterns. No IO.

They run in RE2 (Cox 2010), whose time is linear in the text: no pattern and no text can stop a
run, and patterns that need backtracking, with backreferences or lookaround, are refused. Its
`\\w`, `\\d` and `\\b` know ASCII alone; `\\p{Han}` and `\\p{L}` are letters beyond. Digits,
dashes, spaces and full-width forms are folded before patterns see a text (`recognizer.fold`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Detector

MAX_RULES = 1000
MAX_PATTERN = 10_000  # characters
_MEMORY = 8 << 20  # bytes of one compiled pattern


def rules(patterns: Iterable[tuple[str, Kind]]) -> Detector:
    """A detector of what the patterns match, or of their group `it` where they have one.

    Raises ValueError for a pattern that can't be used; it gives the pattern's number, from 1, and
    never its text. Raises ImportError where RE2 isn't installed.
    """
    import re2

    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    made = []
    for number, (pattern, kind) in enumerate(patterns, 1):
        if number > MAX_RULES:
            raise ValueError(f"expected at most {MAX_RULES} rules")
        if len(pattern) > MAX_PATTERN:
            raise ValueError(f"rule {number}: expected at most {MAX_PATTERN} characters")
        try:
            compiled = re2.compile(pattern, options)
        except re2.error as e:
            raise ValueError(
                f"rule {number}: expected a pattern that RE2 can match: no lookaround, no "
                "backreference, brackets closed"
            ) from e
        if compiled.search("") is not None:
            raise ValueError(f"rule {number}: expected a pattern that doesn't match nothing")
        made.append((compiled, kind, compiled.groupindex.get("it", 0)))

    def detect(text: str) -> Iterator[Finding]:
        # RE2 reads UTF-8, which has no lone surrogates: they are as long as what stands for them.
        plain = text if text.isascii() else text.encode("utf-8", "replace").decode()
        for compiled, kind, group in made:
            for match in compiled.finditer(plain):
                start, end = match.span(group)
                if end > start:
                    yield Finding(kind, start, end, Strength.CERTAIN, "rule")

    return detect
