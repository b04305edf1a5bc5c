"""What an owner keeps beside its ledger to notice an older one in its place.

    heads.jsonl   heads that came back countersigned. The coordinator and auditors hold them too
    ledger.mark   how far this ledger had come on this machine, after every write

Both lie outside of the database, so that restoring the one doesn't restore the other. Who restores
or removes a whole folder is found by those who hold heads, and by nobody else. The mark is written
without waiting for the disk: after a power cut it may be behind the ledger, never ahead of it.
"""

from __future__ import annotations

import contextlib
import os
import re
from hashlib import sha256
from pathlib import Path

from privacy.errors import VerificationError
from privacy.ledger.heads import SignedHead, WitnessedHead, read_heads, witnessed_to_json
from privacy.ledger.state import State
from privacy.vault.atomic import append_line, replace_file

_MARK = re.compile("([0-9a-f]{32}) ([1-9][0-9]{0,9}) ([0-9a-f]{64})")
HEADS_FILE = "heads.jsonl"
MARK_SUFFIX = ".mark"  # in the place of the ledger's own
COMPACT_ABOVE = 1024 * 1024  # bytes of heads, of which an owner needs the largest alone
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


def keep_largest(path: Path, head: WitnessedHead) -> None:
    """Add a head that is larger than all before it; a long file then keeps it alone."""
    if path.exists() and path.stat().st_size > COMPACT_ABOVE:
        replace_file(path, witnessed_to_json(head).encode() + b"\n")
    else:
        keep(path, head)


def mark_file(ledger: Path) -> Path:
    """Where the mark of the ledger in `ledger` is."""
    return ledger.with_suffix(MARK_SUFFIX)


def set_mark(ledger: Path, state: State) -> None:
    """Note how far the ledger has come."""
    text = f"{state.ledger} {state.size} {state.previous}"
    line = f"{text} {sha256(text.encode()).hexdigest()}\n".encode()
    with contextlib.suppress(OSError):  # a mark that stays behind is no false one
        descriptor = os.open(mark_file(ledger), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.pwrite(descriptor, line, 0)
        finally:
            os.close(descriptor)


def check_mark(ledger: Path, state: State) -> None:
    """Raise VerificationError where the ledger is behind its mark, or another one's.

    A mark that a power cut left in pieces says nothing.
    """
    try:
        line = mark_file(ledger).read_bytes()[:1024].split(b"\n", 1)[0].decode("ascii", "replace")
    except FileNotFoundError:
        return
    text, _, digest = line.rpartition(" ")
    found = _MARK.fullmatch(text)
    if found is None or sha256(text.encode()).hexdigest() != digest:
        return
    name, size, leaf = found.groups()
    if name != state.ledger:
        raise VerificationError(
            f"expected ledger {name[:8]}…, found {state.ledger[:8]}… in its place", hint=WENT_BACK
        )
    if int(size) > state.size or state.tree.leaf(int(size) - 1).hex() != leaf:
        raise VerificationError(
            f"expected the {size} entries that it had here: some are missing, or others",
            hint=WENT_BACK,
        )


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


def check_own(state: State, head: SignedHead) -> None:
    """As `check`, for a head that this owner must have signed itself, with its key of then."""
    # The key first: a head that this owner never signed says nothing about its ledger.
    if head.owner_key not in {key for _, key in state.keys}:
        raise VerificationError("expected a head that this owner signed, found another's")
    check(state, head)
    if head.owner_key != state.key_at(head.size):
        raise VerificationError("expected a head that this owner signed then, found another")


def check_kept(state: State, heads: list[WitnessedHead]) -> None:
    """Raise VerificationError where the ledger is behind a head of `heads`, those that are kept
    beside it, or where the largest that it knows of is no longer among them."""
    for head in heads:
        check_own(state, head.head)
    known = state.witness
    if known is not None and all(h.head.size < known.head.size for h in heads):
        raise VerificationError(
            f"expected the countersigned head of {known.head.size} entries among those that "
            "are kept, found none",
            hint=f"bring {HEADS_FILE} back, from here or from the coordinator",
        )
