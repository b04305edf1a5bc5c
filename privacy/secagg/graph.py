"""Who shares a mask with whom, and how many must answer (docs/protocol.md, sections 3 and 6). Pure.

Up to COMPLETE_MAX owners everyone shares a mask with everyone (Bonawitz et al. 2017). Above, owners
are laid on a random circle and share masks with their neighbours on it (Bell et al. 2020). The
coordinator, together with one owner, can try several circles before it shows one, and it chooses
whom it calls active: such a session protects against an honest-but-curious coordinator alone, and
says so. An owner takes part in one only where its own rules allow circles.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from privacy.errors import InvalidPlanError, ProtocolError
from privacy.secagg.messages import OWNERS_MAX

COMPLETE_MAX = 200
FAILURE = Fraction(1, 2**40)  # of a bound on the graph, over all owners of a session together
HONEST_BUT_CURIOUS = "honest-but-curious coordinator"
MALICIOUS = "malicious coordinator"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many of a session's owners it takes for what."""

    owners: int  # n
    colluders: int  # c
    degree: int  # 0: complete graph
    threshold: int  # t
    confirmations: int  # u
    survivors: int  # m

    @property
    def withstands(self) -> str:
        """Which coordinator the session protects against."""
        return HONEST_BUT_CURIOUS if self.degree else MALICIOUS


def choose(owners: int, colluders: int, *, dropouts: float = 0.1) -> Thresholds:
    """The least thresholds for so many owners and colluders; `dropouts` is a share of the owners
    that may be missing, and counts on a circle alone.

    Raises InvalidPlanError where no thresholds protect anyone: c + 2 > n.
    """
    if not 2 <= owners <= OWNERS_MAX:
        raise InvalidPlanError(f"owners: expected 2 to {OWNERS_MAX}, found {owners}")
    if not 0 <= colluders <= owners - 2:
        raise InvalidPlanError(
            f"colluders: expected at most {owners - 2} among {owners} owners, found {colluders}",
            hint="a sum must hold two vectors that those who collude don't know",
        )
    majority = (owners + colluders) // 2 + 1
    if owners <= COMPLETE_MAX:
        survivors = max(majority, colluders + 2)
        return Thresholds(owners, colluders, 0, majority, majority, survivors)
    if not 0 <= dropouts < 1:
        raise InvalidPlanError(f"dropouts: expected a share from 0 to below 1, found {dropouts:g}")
    gone = math.ceil(dropouts * owners)
    for degree in range(2, owners, 2):
        threshold = circle_threshold(owners, colluders, degree)
        if _holds(owners, colluders, gone, degree, threshold):
            survivors = max(majority, threshold, colluders + 2)
            return Thresholds(owners, colluders, degree, threshold, majority, survivors)
    raise InvalidPlanError(
        f"colluders, dropouts: no circle of {owners} owners bears {colluders} colluding and "
        f"{gone} missing ones",
        hint="allow fewer of them, or at most 200 owners",
    )


def check(terms_degree: int, threshold: int, confirmations: int, owners: int, c: int) -> None:
    """Raises ProtocolError unless t and u protect n owners against c colluding ones."""
    if not 2 * confirmations > owners + c:
        raise ProtocolError("confirmations: two survivor sets could both be confirmed")
    if terms_degree == 0:
        if threshold != confirmations:
            raise ProtocolError("threshold: expected that of a complete graph")
        return
    if terms_degree % 2 or terms_degree >= owners:
        raise ProtocolError("degree: expected an even number below the number of owners")
    if c >= owners or threshold != circle_threshold(owners, c, terms_degree):
        raise ProtocolError("threshold: expected that of the circle")
    if not _holds(owners, c, 0, terms_degree, threshold):
        # Colluders could sit on both sides of an owner: its masks would be theirs to take off.
        raise ProtocolError("degree: too small a circle for so many colluders")


def neighbours(owners: int, degree: int, session_digest: bytes) -> tuple[tuple[int, ...], ...]:
    """For each owner from 1 on, at its number less 1: whom it shares masks with, ascending."""
    everyone = range(1, owners + 1)
    if degree == 0:
        return tuple(tuple(j for j in everyone if j != i) for i in everyone)
    circle = _circle(owners, session_digest)
    found: list[tuple[int, ...]] = [()] * owners
    steps = [step for step in range(-degree // 2, degree // 2 + 1) if step]
    for place, owner in enumerate(circle):
        found[owner - 1] = tuple(sorted(circle[(place + step) % owners] for step in steps))
    return tuple(found)


def hangs_together(members: Collection[int], neighbours: Sequence[Sequence[int]]) -> bool:
    """Whether masks tie all these owners together, directly or by way of others among them.

    Where they don't, each part's sum comes out of the masks by itself.
    """
    left = set(members)
    reached = [left.pop()] if left else []
    while reached:
        found = left.intersection(neighbours[reached.pop() - 1])
        left -= found
        reached += found
    return not left


@lru_cache(maxsize=4096)
def circle_threshold(owners: int, colluders: int, degree: int) -> int:
    """The least t of which no two kinds of one owner's shares are opened but with probability
    FAILURE, over all owners of a circle together."""
    most = 0
    while owners * _more_than(most, owners - 1, colluders, degree) > FAILURE:
        most += 1
    return (degree + 1 + most) // 2 + 1


def _holds(owners: int, colluders: int, gone: int, degree: int, threshold: int) -> bool:
    """Whether, but with probability FAILURE each, every owner keeps `threshold` holders when `gone`
    owners are missing, and the honest ones that are left hang together."""
    # The owner itself may be missing: then its holders are its `degree` neighbours.
    spare = degree - threshold
    if spare < 0 or owners * _more_than(spare, owners - 1, gone, degree) > FAILURE:
        return False
    share = Fraction(min(colluders + gone, owners), owners)
    return owners * share ** (degree // 2) <= FAILURE


def _more_than(most: int, population: int, marked: int, drawn: int) -> Fraction:
    """The probability that more than `most` of so many drawn are marked (hypergeometric)."""
    ways = sum(
        math.comb(marked, i) * math.comb(population - marked, drawn - i)
        for i in range(most + 1, min(marked, drawn) + 1)
    )
    return Fraction(ways, math.comb(population, drawn))


def _circle(owners: int, session_digest: bytes) -> list[int]:
    seed = b"discreet secagg graph v1\0" + session_digest
    stream = hashlib.shake_256(seed).digest(16 * (owners - 1))
    order = list(range(1, owners + 1))
    for i in range(owners - 1, 0, -1):
        at = 16 * (owners - 1 - i)
        j = int.from_bytes(stream[at : at + 16], "big") % (i + 1)
        order[i], order[j] = order[j], order[i]
    return order
