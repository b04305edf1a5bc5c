"""Where a ledger says what: the entry numbers and times that a report's fields point to. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from privacy.ledger.entries import Entry
from privacy.ledger.events import (
    Amendment,
    Arrival,
    Debit,
    Departure,
    Erasure,
    KeyChange,
    Opened,
    PlanAdopted,
    SessionDealt,
    SetConfirmed,
    Settlement,
    Witness,
)

Spans = list[list[int]]


@dataclass(slots=True)
class History:
    """Filled by `observe`, entry by entry, while a ledger is verified."""

    plans: dict[str, int] = field(default_factory=dict)  # plan digest -> entry
    times: dict[int, int] = field(default_factory=dict)  # debit -> milliseconds since 1970
    settled: dict[int, int] = field(default_factory=dict)  # debit -> its settlement's entry
    settled_ms: dict[int, int] = field(default_factory=dict)
    sessions: dict[str, int] = field(default_factory=dict)  # session -> entry
    confirmed: dict[tuple[str, int], int] = field(default_factory=dict)
    amendments: dict[int, Amendment] = field(default_factory=dict)  # entry -> event
    erasures: list[int] = field(default_factory=list)
    key_changes: dict[int, KeyChange] = field(default_factory=dict)
    moves: list[int] = field(default_factory=list)  # departures and arrivals

    def observe(self, entry: Entry) -> None:
        """Note where `entry` stands."""
        number, event = entry.sequence, entry.event
        match event:
            case PlanAdopted(plan):
                self.plans[plan.digest()] = number
            case Debit():
                self.times[number] = entry.time_ms
            case Settlement():
                self.settled[event.debit] = number
                self.settled_ms[event.debit] = entry.time_ms
            case SessionDealt():
                self.sessions[event.session] = number
            case SetConfirmed():
                self.confirmed[event.session, event.vector] = number
            case Amendment():
                self.amendments[number] = event
            case Erasure():
                self.erasures.append(number)
            case KeyChange():
                self.key_changes[number] = event
            case Departure() | Arrival():
                self.moves.append(number)
            case Witness() | Opened():
                pass

    @property
    def debits(self) -> list[int]:
        """Entries of all debits, ascending."""
        return list(self.times)


def spans(entries: Iterable[int]) -> Spans:
    """`entries` as ascending ranges [first, last], both included."""
    found: Spans = []
    for number in sorted(set(entries)):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
