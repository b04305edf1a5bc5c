"""Why an owner did not train, as a fixed list of codes. Standard library only.

What an owner answers must not depend on its data (design §4), so a refusal is one of these codes
and nothing else: no message, no traceback, no count. The details stay in the owner's journal.
"""

from __future__ import annotations

from enum import IntEnum


class Refusal(IntEnum):
    """Codes 1000 and above are ours; Flower's own error codes lie below."""

    MALFORMED = 1001
    POLICY = 1002
    BUDGET = 1003
    MODEL = 1004
    LEDGER = 1005
    STORE = 1006
    SELF_CHECK = 1007
    SESSION = 1008
    EXCHANGE = 1009
    FAILED = 1099

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]

    @staticmethod
    def describe(code: int) -> str:
        """One phrase for a code, ours or Flower's."""
        try:
            return Refusal(code).meaning
        except ValueError:
            return f"no answer (Flower error {code})"


_MEANINGS = {
    Refusal.MALFORMED: "the instructions were malformed",
    Refusal.POLICY: "the owner's policy does not allow it",
    Refusal.BUDGET: "the owner's privacy budget would be passed",
    Refusal.MODEL: "the model is not the one the owner has",
    Refusal.LEDGER: "the owner's privacy ledger can't be relied on",
    Refusal.STORE: "the owner's sealed records can't be relied on",
    Refusal.SELF_CHECK: "what ran at the owner was not what the plan says",
    Refusal.SESSION: "the owner has no such aggregation session, or another step of it is next",
    Refusal.EXCHANGE: "the exchange could not be reached or gave something else",
    Refusal.FAILED: "training failed at the owner",
}
