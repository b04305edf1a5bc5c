"""The coordinator's side of encrypted aggregation, without a clock, file or socket.

    JOINING ──close_joining──► SHARING ──begin_round──► COLLECTING ──close_uploads──► CONFIRMING
                                            ▲                                             │
                                            └─── begin_round, or the round is lost ─── UNMASKING

It holds one accumulator, the sealed deals of vectors to come, and no secret of an owner before t
holders have opened it. Every message comes from an untrusted peer: ProtocolError leaves the state
as it was. RoundLostError means that this round's sum can't be had: drop it and begin another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum

import numpy as np

from privacy.errors import ProtocolError, RoundLostError, VerificationError
from privacy.secagg import keys, shamir
from privacy.secagg.masks import Words, apply_masks
from privacy.secagg.messages import (
    MASK,
    SEED,
    Confirmation,
    Join,
    Roster,
    Round,
    Shares,
    Survivors,
    Terms,
    Unmask,
    UnmaskRequest,
    Upload,
)
from privacy.secagg.session import Session, check_join, check_terms


class Phase(StrEnum):
    JOINING = "joining"
    SHARING = "sharing"  # a roster is out; or between rounds
    COLLECTING = "collecting"
    CONFIRMING = "confirming"
    UNMASKING = "unmasking"


class Coordinator:
    """One session with the owners who join it."""

    def __init__(self, terms: Terms) -> None:
        """Raises ProtocolError: terms that protect nobody."""
        check_terms(terms)
        self.terms = terms
        self.terms_message = terms.encode()
        self.phase = Phase.JOINING
        self._joins: dict[str, bytes] = {}
        self._roster = b""
        self._session: Session | None = None
        self._deals: list[dict[int, dict[int, bytes]]] = []  # vector -> recipient -> sender
        self._shares: dict[int, bytes] = {}  # sender -> its message's digest
        self._next_vector = 0
        self._round = Round(b"", 0, 0, 0, b"", ())
        self.round_message = b""
        self.round_digest = b""
        self._total: Words = np.zeros(0, np.uint32)
        self._added: list[int] = []
        self._survivors = b""
        self._confirmations: dict[int, bytes] = {}
        self._opened: dict[int, dict[int, bytes]] = {}  # owner -> holder -> share

    @property
    def session(self) -> Session:
        """Raises ProtocolError: there is no roster yet."""
        if self._session is None:
            raise ProtocolError("expected a roster first")
        return self._session

    @property
    def vectors_left(self) -> int:
        return self.terms.vectors - self._next_vector

    @property
    def vector_bytes(self) -> int:
        """Of each upload."""
        return self.terms.length * self.terms.modulus_bits // 8

    @property
    def active(self) -> tuple[int, ...]:
        """Owners of the round in work."""
        return self._round.active

    @property
    def dealt(self) -> frozenset[int]:
        """Owners whose shares are here: they can take part in rounds."""
        return frozenset(self._shares)

    @property
    def added(self) -> tuple[int, ...]:
        """Owners whose vectors are in the sum so far, ascending."""
        return tuple(sorted(self._added))

    def add_join(self, content: bytes) -> str:
        """Take an owner's Join message; returns its name."""
        self._expect(Phase.JOINING)
        join = Join.decode(content)
        check_join(join, self.terms, hashlib.sha256(self.terms_message).digest())
        if self._joins.setdefault(join.name, content) != content:
            raise ProtocolError(f"join: {join.name!r} has joined with other keys")
        return join.name

    def close_joining(self) -> bytes:
        """The Roster message of all who joined. Raises RoundLostError: too few, or a bad mixture.

        No session comes of it then: begin another one.
        """
        self._expect(Phase.JOINING)
        joins = [self._joins[name] for name in sorted(self._joins, key=str.encode)]
        if len(joins) < self.terms.survivors:
            raise RoundLostError(
                f"session: expected at least {self.terms.survivors} owners, {len(joins)} joined"
            )
        roster = Roster(self.terms_message, tuple(joins)).encode()
        try:
            self._session = Session.verify(roster, self.terms_message)
        except ProtocolError as error:
            raise RoundLostError(f"session: {error}") from error
        self._roster, self.phase = roster, Phase.SHARING
        self._deals = [{} for _ in range(self.terms.vectors)]
        self._joins.clear()
        return roster

    def add_shares(self, content: bytes) -> int:
        """Take an owner's Shares message; returns the owner's number."""
        session = self.session
        shares = Shares.decode(content, vectors=self.terms.vectors)
        member = session.member(shares.sender)
        if shares.session != session.digest:
            raise ProtocolError("shares: expected those of this session")
        if tuple(recipient for recipient, _ in shares.deals) != session.holders(shares.sender):
            raise ProtocolError("shares: expected a deal for each holder")
        keys.check_signature(member.identity, Shares.CONTEXT, shares.body(), shares.signature)
        digest = hashlib.sha256(content).digest()
        if self._shares.setdefault(shares.sender, digest) != digest:
            raise ProtocolError("shares: this owner has dealt others before")
        for recipient, sealed in shares.deals:
            for vector, one in enumerate(sealed[self._next_vector :], self._next_vector):
                self._deals[vector].setdefault(recipient, {})[shares.sender] = one
        return shares.sender

    def begin_round(
        self, *, purpose: int, number: int, model: bytes, active: Iterable[int]
    ) -> bytes:
        """The Round message for the next key set; forgets the round before.

        Raises RoundLostError: no key set is left or too few owners are active.
        """
        session, who = self.session, tuple(sorted(active))
        if self.vectors_left < 1:
            raise RoundLostError("session: no key set is left")
        if len(who) < self.terms.survivors or not self.dealt.issuperset(who):
            raise RoundLostError(
                f"round: expected at least {self.terms.survivors} active owners who dealt shares"
            )
        for vector in range(self._next_vector):
            self._deals[vector] = {}
        self._round = Round(session.digest, self._next_vector, purpose, number, model, who)
        self._next_vector += 1
        self.round_message = self._round.encode()
        self.round_digest = Round.digest(self.round_message)
        dtype = np.dtype("<u4") if self.terms.modulus_bits == 32 else np.dtype("<u2")
        if len(self._total) == self.terms.length and self._total.dtype == dtype:
            self._total.fill(0)
        else:
            self._total = np.zeros(self.terms.length, dtype)
        self._added, self._survivors = [], b""
        self._confirmations, self._opened = {}, {}
        self.phase = Phase.COLLECTING
        return self.round_message

    def check_upload(self, upload: Upload) -> None:
        """Raises ProtocolError unless an active owner of this round signed this announcement."""
        self._expect(Phase.COLLECTING)
        session = self.session
        if upload.session != session.digest or upload.round != self.round_digest:
            raise ProtocolError("upload: expected one of this round")
        if upload.vector != self._round.vector or upload.size != self.vector_bytes:
            raise ProtocolError("upload: expected this round's vector and size")
        if upload.sender not in self._round.active:
            raise ProtocolError("upload: expected an active owner")
        identity = session.member(upload.sender).identity
        keys.check_signature(identity, Upload.CONTEXT, upload.body(), upload.signature)

    def add(self, upload: Upload, content: bytes | bytearray | memoryview) -> None:
        """Add the vector of an upload that `check_upload` let pass and whose digest was checked."""
        self._expect(Phase.COLLECTING)
        if upload.sender in self._added:
            raise ProtocolError("upload: this owner's vector is in the sum")
        if memoryview(content).nbytes != self.vector_bytes:
            raise ProtocolError("upload: expected this round's size")
        words = np.frombuffer(content, dtype=self._total.dtype)
        np.add(self._total, words, out=self._total)
        self._added.append(upload.sender)

    def close_uploads(self) -> bytes:
        """Take no more vectors: the Survivors message. Raises RoundLostError: too few."""
        self._expect(Phase.COLLECTING)
        if len(self._added) < self.terms.survivors:
            raise RoundLostError(
                f"round: expected at least {self.terms.survivors} vectors, "
                f"{len(self._added)} arrived"
            )
        if not self.session.hangs_together(self._added):
            raise RoundLostError("round: no masks between some of the survivors and the others")
        self._survivors = Survivors(self.round_digest, self.added).encode()
        self.phase = Phase.CONFIRMING
        return self._survivors

    def add_confirmation(self, content: bytes) -> int:
        """Take a survivor's Confirmation; returns its number."""
        self._expect(Phase.CONFIRMING)
        found = Confirmation.decode(content)
        if found.round != self.round_digest or found.sender not in self._added:
            raise ProtocolError("confirmation: expected a survivor's of this round")
        identity = self.session.member(found.sender).identity
        keys.check_signature(identity, Survivors.CONTEXT, self._survivors, found.signature)
        self._confirmations[found.sender] = found.signature
        return found.sender

    def close_confirming(self) -> None:
        """Go on to unmasking. Raises RoundLostError: too few have confirmed."""
        self._expect(Phase.CONFIRMING)
        if len(self._confirmations) < self.terms.confirmations:
            raise RoundLostError(
                f"round: expected {self.terms.confirmations} confirmations, "
                f"{len(self._confirmations)} came"
            )
        self.phase = Phase.UNMASKING

    def request_for(self, number: int) -> bytes:
        """The UnmaskRequest for one survivor, with the deals that it is to open."""
        self._expect(Phase.UNMASKING)
        needed = sorted(self._confirmations)[: self.terms.confirmations]
        deals = self._deals[self._round.vector].get(number, {})
        active = set(self._round.active)
        return UnmaskRequest(
            self.round_digest,
            self.added,
            tuple((sender, self._confirmations[sender]) for sender in needed),
            tuple((sender, deals[sender]) for sender in sorted(deals) if sender in active),
        ).encode()

    def add_unmask(self, content: bytes) -> int:
        """Take a holder's Unmask message; returns its number."""
        self._expect(Phase.UNMASKING)
        session, found = self.session, Unmask.decode(content)
        if found.round != self.round_digest or found.sender not in self._added:
            raise ProtocolError("unmask: expected a survivor's of this round")
        identity = session.member(found.sender).identity
        keys.check_signature(identity, Unmask.CONTEXT, found.body(), found.signature)
        held = set(session.holders(found.sender)) & set(self._round.active)
        for owner, kind, _ in found.shares:
            if owner not in held or kind != (SEED if owner in self._added else MASK):
                raise ProtocolError("unmask: expected shares of the kind that was asked for")
        for owner, _, share in found.shares:
            self._opened.setdefault(owner, {})[found.sender] = share
        return found.sender

    @property
    def can_open(self) -> bool:
        """Whether enough shares of every active owner are here."""
        return all(
            len(self._opened.get(owner, {})) >= self.terms.threshold for owner in self._round.active
        )

    def open_sum(self) -> Words:
        """The survivors' vectors added up, without masks: words [d], the count among them last.

        Guarantee: every secret that was used matches what its owner advertised, and the count is
        the number of survivors. Raises RoundLostError. Either way the round is over; the words are
        this object's own memory, until the next round begins.
        """
        self._expect(Phase.UNMASKING)
        self.phase = Phase.SHARING
        try:
            self._take_off_masks()
        except (ProtocolError, VerificationError) as error:
            raise RoundLostError(f"round: {error}") from error
        finally:
            self._opened = {}
        if int(self._total[-1]) != len(self._added):
            raise RoundLostError("round: the count of survivors is wrong: a vector was false")
        return self._total

    def _take_off_masks(self) -> None:
        session, vector, digest = self.session, self._round.vector, self.round_digest
        add: list[bytes] = []
        subtract: list[bytes] = []
        survivors = set(self._added)
        rebuild = _Rebuilder(self.terms.threshold)
        for owner in self._round.active:
            secret = rebuild(owner, self._opened.get(owner, {}))
            public = session.keys(owner, vector)
            if owner in survivors:
                if not keys.same(keys.commitment(secret), public.commitment):
                    raise ProtocolError(f"owner {owner}: its seed isn't the committed one")
                subtract.append(keys.self_key(secret, digest, owner))
                continue
            if not keys.same(keys.public_of(secret), public.mask):
                raise ProtocolError(f"owner {owner}: its mask key isn't the advertised one")
            for other in session.neighbours_of(owner):
                if other in survivors:
                    key = keys.pairwise_key(
                        secret, session.keys(other, vector).mask, digest, owner, other
                    )
                    # The survivor added the mask where the dropped owner's number is higher.
                    (subtract if owner > other else add).append(key)
        apply_masks(self._total, add, subtract)

    def _expect(self, phase: Phase) -> None:
        if self.phase is not phase:
            raise ProtocolError(f"expected the session to be {phase}, it is {self.phase}")


class _Rebuilder:
    """Rebuilds secrets, and Lagrange's weights but once for the same holders."""

    def __init__(self, threshold: int) -> None:
        self._threshold = threshold
        self._weights: dict[tuple[int, ...], dict[int, int]] = {}

    def __call__(self, owner: int, shares: dict[int, bytes]) -> bytes:
        holders = tuple(sorted(shares)[: self._threshold])
        if len(holders) < self._threshold:
            raise ProtocolError(
                f"owner {owner}: expected {self._threshold} shares, {len(holders)} came"
            )
        if holders not in self._weights:
            self._weights[holders] = shamir.weights(holders)
        return shamir.rebuild(shares, self._weights[holders])
