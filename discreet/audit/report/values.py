"""How a statement's values are printed: for people, in their language, never rounded down."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from privacy.audit.statement import INFINITE
from simulations.report.texts import DASH, power_of_ten

MAX_SPANS = 6  # ranges that a line holds
SHORT = 16  # hexadecimal digits of a digest that a table shows


def value_of(ledger: Mapping[str, Any], section: str, name: str) -> Any:
    """One field's value in a statement, without where it comes from."""
    return ledger[section][name]["value"]


class Printer:
    """Prints values with the words of `t`."""

    def __init__(self, t: Mapping[str, str]) -> None:
        self._t = t

    def word(self, code: str) -> str:
        """The words of a code, or the text itself where it is none."""
        return self._t.get(f"code.{code}", code)

    def bound(self, value: float | str | None) -> str:
        """An epsilon: two digits, rounded up."""
        if value is None:
            return DASH
        if value == INFINITE or not isinstance(value, int | float):
            return self._t["infinite"]
        return f"{math.ceil(round(value * 100, 6)) / 100:,.2f}"

    def rest(self, value: float | str | None) -> str:
        """What is left: two digits, rounded down."""
        if value is None:
            return DASH
        if value == INFINITE or not isinstance(value, int | float):
            return self._t["infinite"]
        return f"{math.floor(round(value * 100, 6)) / 100:,.2f}"

    def spans(self, spans: Sequence[Sequence[int]]) -> str:
        """Ranges of entries, the first few of them."""
        if not spans:
            return self._t["none"]
        shown = [f"{a}" if a == b else f"{a}–{b}" for a, b in spans[:MAX_SPANS]]
        return ", ".join(shown) + (", …" if len(spans) > MAX_SPANS else "")

    def where(self, spans: Any) -> str:
        """The entries of a source."""
        if isinstance(spans, Mapping):
            return self._t["several_ledgers"]
        if not spans:
            return self._t["no_entries"]
        return self._t["entries"].format(spans=self.spans(spans))

    def source(self, source: Mapping[str, Any]) -> str:
        """Where a field comes from, in one line."""
        kind = source["kind"]
        text = self._t[f"from_{kind}"]
        if kind == "ledger":
            return text.format(
                entries=self.where(source["entries"]), fields=", ".join(source["fields"])
            )
        if kind == "computed":
            return text.format(entries=self.where(source["entries"]), by=self.word(source["by"]))
        if kind == "policy":
            return text.format(sha256=str(source["sha256"])[:SHORT])
        if kind == "absent":
            return f"{text}: {self.word(source['why'])}"
        return text

    def value(self, key: str, value: Any) -> str:
        """One value by its key: the last part of a field's or a column's name."""
        printed = self._by_key(key, value)
        return self._general(value) if printed is None else printed

    def _by_key(self, key: str, value: Any) -> str | None:
        if value is None:
            return DASH
        if key in _EPSILONS or key == "left":
            return self.rest(value) if key == "left" else self.bound(value)
        if key in _DELTAS:
            return power_of_ten(value)
        if key in _SPANS and isinstance(value, list):
            return self.spans(value)
        if key in _WHOLE:  # what people compare, digit by digit
            return "; ".join([value] if isinstance(value, str) else value) or self._t["none"]
        return day(value) if key.endswith("_ms") else None

    def _general(self, value: Any) -> str:
        if isinstance(value, bool):
            return self._t["yes" if value else "no"]
        if isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, float):
            return f"{value:.4g}"
        if isinstance(value, str):
            word = self.word(value)
            return f"{word[:SHORT]}…" if _is_digest(word) else word
        if isinstance(value, Mapping):
            parts = [
                f"{self._t.get(f'column.{k}', self.word(k))}: {self.value(k, v)}"
                for k, v in value.items()
            ]
            return "; ".join(parts) or self._t["none"]
        return "; ".join(self._general(item) for item in value) or self._t["none"]


_EPSILONS = {
    "epsilon", "epsilon_max", "epsilon_sum", "epsilon_rdp", "epsilon_fixed", "opening", "closing",
    "claimed_epsilon", "if_threshold_colludes", "cap",
}  # fmt: skip
_WHOLE = {
    "ledger", "owner_keys", "stolen_keys", "witness_keys", "head", "code", "base_models",
    "policies",
}  # fmt: skip
_DELTAS = {"delta", "delta_sum", "delta_max"}
_SPANS = {"debits", "entries", "differs", "unsettled", "unconfirmed", "elsewhere"}


def day(time_ms: int) -> str:
    """A moment as a date, in UTC."""
    return datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%Y-%m-%d")


def _is_digest(text: str) -> bool:
    return len(text) > SHORT + 4 and all(c in "0123456789abcdef" for c in text)
