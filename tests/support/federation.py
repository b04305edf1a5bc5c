"""Everyone in a federation but the owner that is tested: peers, a coordinator and its exchange.

    begin(terms) → roster(join) → take_shares(shares) → ask_round(…) → upload_peers()
                 → survivors() → request(confirmation) → total(unmask)

The peers are real participants with vectors that a test knows, so that what is left of a sum
without them is the owner's. Every message passes through the test, which may put another in its
place.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exchange import local
from exchange.hub import Hub
from exchange.task import TrainTask
from privacy.ledger.entries import public_hex
from privacy.quantize import Quantizer
from privacy.secagg import graph
from privacy.secagg.coordinator import Coordinator
from privacy.secagg.masks import Words
from privacy.secagg.messages import TRAINING, Terms
from privacy.secagg.participant import Participant
from privacy.secagg.rules import Rules
from privacy.secagg.session import Session
from server.receiver import SumReceiver

NAMES = ("bank", "clinic", "insurer", "lab")
KEYS = {
    name: Ed25519PrivateKey.from_private_bytes(sha256(f"peer {name}".encode()).digest())
    for name in NAMES
}
PINS = {name: public_hex(key) for name, key in KEYS.items()}
DECLARED = 10  # units of every owner
VECTORS = 3  # of a session, unless a test says otherwise
STEP_EXPONENT = -20
_numbers = itertools.count(1)


class Trusting(Rules):
    """A peer's: whoever joins may."""

    def check_session(self, session: Session) -> None:
        """No rule."""


def make_terms(task: TrainTask, values: int, owners: int, **changes: Any) -> Terms:
    """Terms that fit a task with so many trained values, one of the owners colluding."""
    least = graph.choose(owners, 1)
    fields: dict[str, Any] = {
        "session": os.urandom(32),
        "vectors": VECTORS,
        "length": values + 1,
        "modulus_bits": 32,
        "step_exponent": STEP_EXPONENT,
        "colluders": least.colluders,
        "threshold": least.threshold,
        "confirmations": least.confirmations,
        "survivors": least.survivors,
        "degree": least.degree,
        "plan": task.agreement(),
    }
    return Terms(**(fields | changes))


class Federation:
    """A coordinator's hub and, from `begin` on, one session with peers in memory."""

    def __init__(self, peers: int = 2) -> None:
        self.names = NAMES[:peers]
        self.declared = DECLARED  # units of each peer
        self.hub = Hub(wait_seconds=0.0)
        self.name = f"federation-{next(_numbers)}"
        local.register(self.name, self.hub)
        self.coordinator: Coordinator | None = None
        self.peers: dict[str, Participant] = {}
        self.words: dict[str, Words] = {}  # what a peer sent, before it was masked
        self.model = ""  # the last one on offer

    def close(self) -> None:
        """Let no more owners connect."""
        local.unregister(self.name)

    @property
    def live(self) -> Coordinator:
        """The session's coordinator."""
        assert self.coordinator is not None
        return self.coordinator

    def fits(self, task: TrainTask) -> bool:
        """Whether there is a session about this task with a key set to spare."""
        found = self.coordinator
        return (
            found is not None
            and found.terms.plan == task.agreement()
            and found.vectors_left > 0
            and len(found.dealt) == len(self.names) + 1
        )

    def begin(self, terms: Terms) -> bytes:
        """Let the peers join: the Terms message."""
        self.hub.close()
        self.coordinator = Coordinator(terms)
        self.peers = {
            name: Participant.begin_session(
                self.coordinator.terms_message,
                Trusting(circle_min=0),
                name=name,
                identity=KEYS[name],
                declared_units=self.declared,
                entropy=os.urandom,
            )
            for name in self.names
        }
        for peer in self.peers.values():
            self.coordinator.add_join(peer.join)
        return self.coordinator.terms_message

    def roster(self, join: bytes) -> bytes:
        """Let the owner join and the peers deal: the Roster message."""
        coordinator = self.live
        coordinator.add_join(join)
        roster = coordinator.close_joining()
        for name, peer in self.peers.items():
            coordinator.add_shares(peer.share(roster, KEYS[name], os.urandom))
        return roster

    def take_shares(self, shares: bytes) -> int:
        """Take what the owner has dealt; its number."""
        return self.live.add_shares(shares)

    def ask_round(
        self,
        model: bytes,
        *,
        number: int = 1,
        purpose: int = TRAINING,
        active: Iterable[int] | None = None,
    ) -> bytes:
        """Offer a model and take vectors: the Round message of the next key set."""
        self.hub.close()
        if self.model:
            self.hub.withdraw(self.model)
        self.model = self.hub.offer(model)
        coordinator = self.live
        asked = coordinator.begin_round(
            purpose=purpose,
            number=number,
            model=bytes.fromhex(self.model),
            active=coordinator.dealt if active is None else active,
        )
        self.hub.open(SumReceiver(coordinator))
        return asked

    def upload_peers(self, without: Iterable[str] = ()) -> None:
        """Let the active peers, but those `without`, send vectors that are noted in `words`."""
        coordinator, self.words = self.live, {}
        terms = coordinator.terms
        limit = Quantizer(len(self.names) + 1, terms.step_exponent, terms.modulus_bits).limit
        for number, (name, peer) in enumerate(self.peers.items()):
            if name in without or peer.number not in coordinator.active:
                continue
            dtype = np.dtype("<u4" if terms.modulus_bits == 32 else "<u2")
            rng = np.random.default_rng(number)
            values = rng.integers(-limit, limit, terms.length, endpoint=True)
            values[-1] = 1
            words = values.astype(np.int64).astype(dtype)
            self.words[name] = words.copy()
            peer.begin(coordinator.round_message, charged=peer.charged)
            header = peer.mask(words, KEYS[name])
            self.hub.submit(header, [words.tobytes()], peer=name)

    def survivors(self) -> bytes:
        """Take no more vectors and let the peers confirm: the Survivors message."""
        self.hub.close()
        announced = self.live.close_uploads()
        for name in self.words:
            self.live.add_confirmation(self.peers[name].confirm(announced, KEYS[name]))
        return announced

    def request(self, confirmation: bytes) -> bytes:
        """Take the owner's confirmation: the UnmaskRequest for it."""
        number = self.live.add_confirmation(confirmation)
        self.live.close_confirming()
        return self.live.request_for(number)

    def total(self, unmask: bytes) -> Words:
        """Take what the owner has opened: the sum, without the peers' known vectors."""
        self.live.add_unmask(unmask)
        for name in self.words:
            peer = self.peers[name]
            request = self.live.request_for(peer.number)
            self.live.add_unmask(peer.unmask(request, KEYS[name]))
        total = self.live.open_sum().copy()
        for words in self.words.values():
            total -= words
        return total
