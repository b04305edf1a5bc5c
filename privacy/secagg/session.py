"""A session that everyone has joined: who is in it, under which terms, and who holds whose shares.

`Session.verify` is what both sides check of a roster before anything rests on it. Pure.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from privacy.errors import ProtocolError
from privacy.quantize import EXPONENT_MAX, EXPONENT_MIN
from privacy.secagg import graph, keys
from privacy.secagg.codec import check_ascending, listed, text
from privacy.secagg.messages import Join, PublicKeys, Roster, Terms


@dataclass(frozen=True)
class Session:
    """A roster. Owners' numbers are from 1, in the order of their names as UTF-8 bytes."""

    digest: bytes
    terms: Terms
    joins: tuple[Join, ...]

    @staticmethod
    def decode(content: bytes) -> Session:
        """A Roster message, unchecked but for its format. Raises ProtocolError."""
        roster = Roster.decode(content)
        joins = tuple(Join.decode(join) for join in roster.joins)
        return Session(Roster.digest(content), Terms.decode(roster.terms), joins)

    @staticmethod
    def verify(
        content: bytes, terms: bytes, *, allowed: Callable[[Session], None] = lambda session: None
    ) -> Session:
        """A Roster message whose members have all joined these very `terms`.

        `allowed` may refuse it before the thresholds are computed, which takes seconds for some.

        Guarantee: every Join has a good signature over the terms' digest and K key sets; names
        ascend; no identity, key or commitment occurs twice; keys are canonical; the thresholds
        protect so many owners against the colluders that the terms name. Raises ProtocolError.
        """
        roster = Roster.decode(content)
        if roster.terms != terms:
            raise ProtocolError("roster: expected the terms that were joined")
        session = Session.decode(content)
        digest = hashlib.sha256(terms).digest()
        for join in session.joins:
            check_join(join, session.terms, digest)
        names = [join.name.encode() for join in session.joins]
        if any(one >= other for one, other in itertools.pairwise(names)):
            raise ProtocolError("roster: expected names that ascend strictly")
        sets = [public for join in session.joins for public in join.key_sets]
        _distinct("identity", (join.identity for join in session.joins))
        _distinct("key", (key for public in sets for key in (public.channel, public.mask)))
        _distinct("commitment", (public.commitment for public in sets))
        check_terms(session.terms)
        owners = len(session.joins)
        if not session.terms.survivors <= owners:
            raise ProtocolError("survivors: expected at most the number of owners")
        allowed(session)
        graph.check(
            session.terms.degree,
            session.terms.threshold,
            session.terms.confirmations,
            owners,
            session.terms.colluders,
        )
        return session

    @property
    def owners(self) -> int:
        return len(self.joins)

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        return graph.neighbours(self.owners, self.terms.degree, self.digest)

    def neighbours_of(self, number: int) -> tuple[int, ...]:
        return self.neighbours[number - 1]

    def holders(self, number: int) -> tuple[int, ...]:
        """Who has shares of this owner's secrets: its neighbours and itself, ascending."""
        return tuple(sorted((*self.neighbours_of(number), number)))

    def member(self, number: int) -> Join:
        """Raises ProtocolError: no such owner."""
        if not 1 <= number <= self.owners:
            raise ProtocolError(f"owner {number}: expected 1 to {self.owners}")
        return self.joins[number - 1]

    def keys(self, number: int, vector: int) -> PublicKeys:
        return self.member(number).key_sets[vector]

    def number_of(self, name: str) -> int:
        """Raises ProtocolError: no member of this name."""
        for number, join in enumerate(self.joins, 1):
            if join.name == name:
                return number
        raise ProtocolError("expected a member of the roster")

    def weight(self, number: int) -> float:
        """What an owner's vector is multiplied by: its declared size over the largest one."""
        largest = max(join.declared_units for join in self.joins)
        return self.member(number).declared_units / largest

    def hangs_together(self, numbers: Collection[int]) -> bool:
        """Whether masks tie all these owners together; on a complete graph they do."""
        return not self.terms.degree or graph.hangs_together(numbers, self.neighbours)

    def check_numbers(self, numbers: tuple[int, ...]) -> None:
        """Raises ProtocolError unless these are ascending numbers of members."""
        check_ascending(numbers)
        if numbers and numbers[-1] > self.owners:
            raise ProtocolError("list: expected members of the roster")


def check_terms(terms: Terms) -> None:
    """Raises ProtocolError unless the terms can protect anyone, whoever joins."""
    t, u, m, c = terms.threshold, terms.confirmations, terms.survivors, terms.colluders
    if not 1 <= t <= m or not 1 <= u <= m or m < c + 2:
        raise ProtocolError("terms: expected t <= m, u <= m and c + 2 <= m, all from 1")
    if terms.degree % 2:
        raise ProtocolError("degree: expected an even number")
    if not EXPONENT_MIN <= terms.step_exponent <= EXPONENT_MAX:
        raise ProtocolError(f"step_exponent: expected {EXPONENT_MIN} to {EXPONENT_MAX}")


def check_join(join: Join, terms: Terms, terms_digest: bytes) -> None:
    """Raises ProtocolError unless this is a good answer to these terms."""
    if join.terms != terms_digest or len(join.key_sets) != terms.vectors:
        raise ProtocolError("join: expected an answer to these terms")
    for public in join.key_sets:
        keys.check_canonical(public.channel)
        keys.check_canonical(public.mask)
    keys.check_signature(join.identity, Join.CONTEXT, join.body(), join.signature)


def roster_fingerprint(members: Iterable[tuple[str, bytes]]) -> str:
    """64 hexadecimal digits that stand for who is in a session: (name, identity) of each member.

    People compare it out of band and an owner's policy may ask for it. It is SHA-256 over the
    members in the order of their names; keys of vectors and declared sizes are not in it.
    """
    ordered = sorted(members, key=lambda member: member[0].encode())
    items = listed([text(name) + identity for name, identity in ordered])
    return hashlib.sha256(b"discreet secagg members v1\0" + items).hexdigest()


def _distinct(what: str, values: Iterable[bytes]) -> None:
    found = list(values)
    if len(set(found)) != len(found):
        raise ProtocolError(f"roster: expected no {what} twice")
