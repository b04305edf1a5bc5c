"""Countersigned heads that an owner keeps beside its ledger, in a file of their own.

A ledger that was copied back from an older backup is shorter than a head that was countersigned
since. The heads lie outside of the database so that restoring the one doesn't restore the other;
the coordinator and auditors hold them too, for the case that somebody restores both.
"""

from __future__ import annotations

from pathlib import Path

from privacy.errors import VerificationError
from privacy.ledger.heads import SignedHead, WitnessedHead, read_heads, witnessed_to_json
from privacy.ledger.state import State
from privacy.vault.atomic import append_line

HEADS_FILE = "heads.jsonl"
WENT_BACK = (
    "this ledger is older than what it has shown: it was copied back, and spends nothing. "
    "Bring the newer file back; if it is lost, the budget counts as spent"
)


def load(path: Path) -> list[WitnessedHead]:
    """The heads in `path`, oldest first; none where there is no file. Raises VerificationError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    whole, _, _ = content.rpartition(b"\n")  # a last line that a crash cut off says nothing
    return read_heads(whole, str(path))


def keep(path: Path, head: WitnessedHead) -> None:
    """Add a head, durably."""
    append_line(path, witnessed_to_json(head).encode())


def check(state: State, head: SignedHead) -> None:
    """Raise VerificationError unless the ledger still holds everything that `head` says."""
    if head.ledger != state.ledger:
        raise VerificationError(
            f"expected a head of ledger {state.ledger[:8]}…, found one of {head.ledger[:8]}…",
            hint="another ledger lay here before; bring it back",
        )
    if head.size > state.size:
        raise VerificationError(
            f"expected at least {head.size} entries, as a countersigned head says, found "
            f"{state.size}: entries {state.size} to {head.size - 1} are missing",
            hint=WENT_BACK,
        )
    if state.tree.root(head.size).hex() != head.root:
        raise VerificationError(
            f"the first {head.size} entries are not those that were countersigned",
            hint=WENT_BACK,
        )
