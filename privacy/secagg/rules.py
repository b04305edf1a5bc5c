"""What an owner asks of a session before it gives anything to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from privacy.errors import RuleError
from privacy.secagg.messages import Terms
from privacy.secagg.session import Session, check_terms, roster_fingerprint


@dataclass(frozen=True, slots=True)
class Rules:
    """What an owner asks of a session, from its own policy; no message changes them."""

    roster_min: int = 2  # members, and active ones of a round
    threshold_min: int = 2
    survivors_min: int = 2
    modulus_bits: tuple[int, ...] = (16, 32)
    circle_min: int | None = None  # members from which a circle will do; none: never
    weight_ratio_max: float = float("inf")  # largest declared size over the least
    pins: Mapping[str, bytes] = field(default_factory=dict)  # name -> identity, 32 bytes
    pinned_colluders: int = 0  # pinned members that may collude with the coordinator
    rosters: frozenset[str] = frozenset()  # approved fingerprints; none: any that fits

    def check_terms(self, terms: Terms) -> None:
        """Raises RuleError: the terms are looser than this owner allows."""
        check_terms(terms)
        if terms.degree and self.circle_min is None:
            raise RuleError("degree: the rules ask for a complete graph")
        if terms.modulus_bits not in self.modulus_bits:
            raise RuleError(f"modulus_bits: the rules don't allow {terms.modulus_bits}")
        if terms.threshold < self.threshold_min:
            raise RuleError(f"threshold: the rules ask for at least {self.threshold_min}")
        if terms.survivors < self.survivors_min:
            raise RuleError(f"survivors: the rules ask for at least {self.survivors_min}")

    def check_session(self, session: Session) -> None:
        """Raises RuleError: the roster is none that this owner allows."""
        if session.owners < self.roster_min:
            raise RuleError(f"roster: the rules ask for at least {self.roster_min} members")
        if session.terms.degree and (self.circle_min is None or session.owners < self.circle_min):
            raise RuleError("degree: the rules ask for a complete graph")
        sizes = [join.declared_units for join in session.joins]
        if max(sizes) > self.weight_ratio_max * min(sizes):
            raise RuleError(f"weights: the rules allow a ratio of {self.weight_ratio_max:g}")
        unpinned = 0
        for join in session.joins:
            pinned = self.pins.get(join.name)
            if pinned is None:
                unpinned += 1
            elif pinned != join.identity:
                raise RuleError(f"member {join.name!r}: expected the pinned key")
        if session.terms.colluders < unpinned + self.pinned_colluders:
            raise RuleError(
                f"colluders: expected at least {unpinned + self.pinned_colluders}, for the members "
                "that aren't pinned and the pinned ones that may collude"
            )
        members = roster_fingerprint((join.name, join.identity) for join in session.joins)
        if self.rosters and members not in self.rosters:
            raise RuleError(f"roster: {members} isn't approved")
