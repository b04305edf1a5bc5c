"""What a ledger says of encrypted aggregation: who was asked, whose sum was opened. Pure.

What is checked here beside what every ledger must satisfy (`privacy.ledger.state`):

    threshold        2t > n + c: no coordinator with c owners gets both kinds of one owner's shares
    confirmation     2u > n + c: no two sets of survivors are opened in one round
    survivors        m >= c + 2: c owners can't subtract all but one vector from a sum
    receipts         each update that left is followed by a signed set of survivors
On a circle (degree above 0) the first two hold within a neighbourhood and with a probability
alone; such a session is labelled (docs/protocol.md, section 6).
"""

from __future__ import annotations

from dataclasses import dataclass

from privacy.audit.history import History
from privacy.ledger.events import SessionDealt, SetConfirmed
from privacy.ledger.state import State
from privacy.secagg.graph import HONEST_BUT_CURIOUS, MALICIOUS


@dataclass(frozen=True, slots=True)
class SessionReceipt:
    """One session as its owner signed it, and its rounds."""

    dealt: SessionDealt
    rounds: tuple[SetConfirmed, ...]
    withstands: str  # which coordinator
    faults: tuple[str, ...]  # which of the three rules it breaks: "threshold", …

    @property
    def least_survivors(self) -> int | None:
        """The fewest owners in a sum that was opened; None where none was."""
        return min((item.survivors for item in self.rounds), default=None)

    @property
    def dropouts(self) -> int:
        """How many times an owner was asked and isn't in the sum."""
        return sum(item.active - item.survivors for item in self.rounds)


@dataclass(frozen=True, slots=True)
class Receipts:
    """All sessions, and updates that left without a sum that this owner agreed to."""

    sessions: tuple[SessionReceipt, ...]
    confirmed: int  # sets that were signed
    left: int  # debits whose bytes left the site
    unconfirmed: tuple[int, ...]  # debits among them, by entry, of rounds without a signed set
    unmasked_runs: tuple[str, ...]  # runs in which bytes left without any session


def receipts(state: State, history: History) -> Receipts:
    """What a ledger says of aggregation. An update whose round was lost has left, and no set is
    signed for it: it was opened by nobody who asked this owner. Where a round came again, a set is
    for the last update before it."""
    rounds: dict[str, list[SetConfirmed]] = {session: [] for session in state.sessions}
    left = [n for n, a in state.accounts.items() if a.settled is not None and a.settled.bytes_left]
    debits = {number: state.accounts[number].debit for number in left}
    of_round: dict[tuple[str, int], list[int]] = {}
    for number, debit in debits.items():
        of_round.setdefault((debit.run_id, debit.round), []).append(number)
    signed: set[int] = set()
    for (session, vector), event in state.confirmed.items():
        rounds[session].append(event)
        key = (state.sessions[session].run_id, event.round)
        before = [n for n in of_round.get(key, ()) if n < history.confirmed[session, vector]]
        signed.update(before[-1:])
    runs = {dealt.run_id for dealt in state.sessions.values()}
    return Receipts(
        sessions=tuple(
            SessionReceipt(
                dealt,
                tuple(rounds[digest]),
                HONEST_BUT_CURIOUS if dealt.degree else MALICIOUS,
                faults(dealt),
            )
            for digest, dealt in state.sessions.items()
        ),
        confirmed=len(state.confirmed),
        left=len(left),
        unconfirmed=tuple(n for n in left if n not in signed),
        unmasked_runs=tuple(
            dict.fromkeys(d.run_id for d in debits.values() if d.run_id not in runs)
        ),
    )


def faults(dealt: SessionDealt) -> tuple[str, ...]:
    """The rules that a session's numbers break. A circle's own are probabilities; m holds there."""
    bound = dealt.owners + dealt.colluders
    found = []
    if not dealt.degree:
        found += ["threshold"] if 2 * dealt.threshold <= bound else []
        found += ["confirmation"] if 2 * dealt.confirmations <= bound else []
    found += ["survivors"] if dealt.survivors < dealt.colluders + 2 else []
    return tuple(found)
