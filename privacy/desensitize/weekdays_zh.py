"""The weekday before a Chinese date, as in 周三（3月6日）, and how it moves with it. No IO."""

from __future__ import annotations

import re
from typing import NamedTuple

_DAYS = "一二三四五六日"  # from Monday
_PARTS = re.compile(
    r"(?P<before>(?:[本上下这]个?)?(?:周|週|星期|礼拜|禮拜))(?P<day>[一二三四五六日天])"
    r"(?P<between> ?[(（\[,，]? ?)(?P<date>.{2,60}?)(?P<after>[)）\]]?)",
    re.DOTALL,
)


class Parts(NamedTuple):
    """A date and what stands around it."""

    before: str
    day: str
    between: str
    date: str
    after: str


def divided(text: str) -> Parts | None:
    """The parts of a date that begins with a weekday; None where `text` doesn't."""
    found = _PARTS.fullmatch(text)
    return Parts(**found.groupdict()) if found else None


def moved(parts: Parts, new: str, days: int) -> str:
    """The whole again, with `new` for the date, and the weekday so many days later."""
    old = _DAYS.index("日" if parts.day == "天" else parts.day)
    day = _DAYS[(old + days) % 7] if days % 7 else parts.day
    if day == "日" and parts.before[-2:] in ("礼拜", "禮拜"):
        day = "天"
    return f"{parts.before}{day}{parts.between}{new}{parts.after}"
