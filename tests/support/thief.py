"""What a hostile coordinator makes of messages that it has collected: it uses every share it was
given, in whatever round and for whatever set of survivors it was opened."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from support.secagg import total

from privacy.errors import ProtocolError
from privacy.secagg import keys, shamir
from privacy.secagg.keys import KeySet
from privacy.secagg.masks import Words, apply_masks
from privacy.secagg.messages import MASK, SEED, Round, Unmask
from privacy.secagg.participant import Participant
from privacy.secagg.session import Session


class Thief:
    """Collects Unmask messages, and opens what they open."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._shares: dict[tuple[int, int], dict[int, bytes]] = {}  # (owner, kind) -> holder
        self._known: dict[tuple[int, int], bytes] = {}

    def take(self, *answers: bytes) -> None:
        for answer in answers:
            found = Unmask.decode(answer)
            for owner, kind, share in found.shares:
                self._shares.setdefault((owner, kind), {})[found.sender] = share

    def know(self, owner: int, keys_: KeySet) -> None:
        """An owner colludes: its first vector's secrets."""
        self._known[owner, SEED], self._known[owner, MASK] = keys_.seed, keys_.mask

    def turn(self, owner: Participant, deals: Mapping[int, bytes]) -> None:
        """An owner colludes: it opens all of its first vector's deals, by sender."""
        session, private = self.session, owner._key_sets[0]
        assert private is not None
        for sender, sealed in deals.items():
            public = session.keys(sender, 0).channel
            shares = keys.open_deal(
                private.channel,
                public,
                session.digest,
                sender=sender,
                recipient=owner.number,
                vector=0,
                sealed=sealed,
            )
            for kind, share in zip((SEED, MASK), shares, strict=True):
                self._shares.setdefault((sender, kind), {})[owner.number] = share

    def secret(self, owner: int, kind: int) -> bytes | None:
        """A seed or a mask key, if it is known or there are shares enough."""
        if (owner, kind) in self._known:
            return self._known[owner, kind]
        shares = self._shares.get((owner, kind), {})
        holders = sorted(shares)[: self.session.terms.threshold]
        if len(holders) < self.session.terms.threshold:
            return None
        try:
            return shamir.rebuild(shares, shamir.weights(holders))
        except ProtocolError:
            return None

    def open(self, vectors: Mapping[int, Words], rounds: Mapping[int, bytes]) -> Words | None:
        """The sum of these owners' masked vectors without masks, or None: a mask can't be had.

        `rounds` holds the Round message that each of them masked in.
        """
        add: list[bytes] = []
        subtract: list[bytes] = []
        inside = set(vectors)
        for owner in vectors:
            found, digest = Round.decode(rounds[owner]), Round.digest(rounds[owner])
            seed = self.secret(owner, SEED)
            if seed is None:
                return None
            subtract.append(keys.self_key(seed, digest, owner))
            for other in set(self.session.neighbours_of(owner)) & set(found.active):
                if other in inside and rounds[other] == rounds[owner]:
                    continue  # they cancel
                pairwise = self._pairwise(owner, other, found.vector, digest)
                if pairwise is None:
                    return None
                (subtract if owner < other else add).append(pairwise)
        words = total(vectors.values())
        apply_masks(words, add, subtract)
        return words

    def _pairwise(self, one: int, other: int, vector: int, digest: bytes) -> bytes | None:
        for mine, theirs in ((one, other), (other, one)):
            private = self.secret(mine, MASK)
            if private is not None:
                public = self.session.keys(theirs, vector).mask
                return keys.pairwise_key(private, public, digest, mine, theirs)
        return None


def looks_uniform(words: Words, *, deviations: float = 6.0) -> bool:
    """Whether bits and bytes of `words` [d] occur as often as uniform ones do, and no two words
    one after the other depend on each other.

    False alarms: a bit count is six standard deviations off with a chance of 2e-9, and so is the
    correlation of neighbours; the sum of squares over the 256 bytes (chi-square with 255 degrees of
    freedom, of deviation sqrt(510)) with 1e-7. With 32 bits that is less than 2e-7 in all. Wants
    d >= 10,000.
    """
    size = words.itemsize * 8
    n = len(words)
    for bit in range(size):
        ones = int(((words >> bit) & 1).sum())
        if abs(ones - n / 2) > deviations * np.sqrt(n) / 2:
            return False
    counts = np.bincount(words.view(np.uint8), minlength=256)
    expected = words.nbytes / 256
    if abs(((counts - expected) ** 2 / expected).sum() - 255) > deviations * np.sqrt(510):
        return False
    centred = words.astype(np.float64) / 2**size - 0.5
    correlation = float((centred[1:] * centred[:-1]).mean()) * 12
    return abs(correlation) <= deviations / np.sqrt(n - 1)
