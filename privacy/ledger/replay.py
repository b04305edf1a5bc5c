"""Fold a ledger's rows into its state, checking every signature. Pure: no IO."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from privacy.errors import VerificationError
from privacy.ledger.entries import Entry, Row, check_signature, leaf_of, parse, public_key
from privacy.ledger.events import Opened
from privacy.ledger.state import State


def replay(
    rows: Iterable[Row],
    state: State | None = None,
    *,
    observe: Callable[[Entry], None] | None = None,
) -> State:
    """The state after `rows`, which follow on `state` (a new one by default, changed in place).
    `observe` sees each entry once it is verified.

    Raises VerificationError, naming the entry, at the first that isn't canonical, isn't signed by
    the owner's key of its place, breaks the chain or says what no ledger may say there.
    """
    state = State() if state is None else state
    for row in rows:
        entry = apply_row(state, row)
        if observe is not None:
            observe(entry)
    return state


def apply_row(state: State, row: Row) -> Entry:
    """Add one row to `state`; its entry. Raises VerificationError, and `state` is as it was."""
    sequence, body, signature = row
    if sequence != state.size:
        raise VerificationError(
            f"entry {state.size}: expected it, found entry {sequence}: one was removed, or added"
        )
    entry = parse(body, sequence)
    owner = state.owner_key
    if state.opened is None:
        if not isinstance(entry.event, Opened):
            raise VerificationError("entry 0: expected the opening of a ledger")
        owner = entry.event.owner_key
    check_signature(body, signature, _key(owner), sequence)
    state.apply(entry, leaf_of(body, signature))
    return entry


@lru_cache(maxsize=64)
def _key(text: str) -> Ed25519PublicKey:
    return public_key(text)
