"""An owner's side of encrypted aggregation, without a clock, file or socket (docs/protocol.md).

    JOINED ─share─► READY ─begin─► BEGUN ─mask─► MASKED ─confirm─► CONFIRMED ─unmask─► OPENED
                                     ▲             │                   │                 │
                                     └──── begin, with a later vector ─┴─────────────────┘

Bytes come in and go out; what is out of turn, false or against the owner's rules is a
ProtocolError and changes nothing. The caller makes `to_bytes` durable, sealed, before it lets go
of what a method returned: a state that is behind what has left would answer twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from privacy.errors import ProtocolError
from privacy.secagg import keys, shamir
from privacy.secagg.keys import Entropy, KeySet
from privacy.secagg.masks import Words, apply_masks
from privacy.secagg.messages import (
    EVALUATION,
    MASK,
    SEED,
    Confirmation,
    Join,
    Round,
    Shares,
    Survivors,
    Terms,
    Unmask,
    UnmaskRequest,
    Upload,
)
from privacy.secagg.rules import Rules
from privacy.secagg.session import Session

STATE_VERSION = 1
STATE_MAX_BYTES = 1 << 28


class Phase(StrEnum):
    JOINED = "joined"  # keys made, no roster yet
    READY = "ready"  # shares dealt, no vector begun
    BEGUN = "begun"  # a vector's key set is taken; nothing of it has left
    MASKED = "masked"
    CONFIRMED = "confirmed"
    OPENED = "opened"  # shares are out, and the key set is gone
    CLOSED = "closed"


# What may follow what. A message that came before is answered as before and moves nothing.
_NEXT: Mapping[str, Mapping[Phase, Phase]] = {
    "share": {Phase.JOINED: Phase.READY},
    "begin": dict.fromkeys(
        (Phase.READY, Phase.BEGUN, Phase.MASKED, Phase.CONFIRMED, Phase.OPENED), Phase.BEGUN
    ),
    "mask": {Phase.BEGUN: Phase.MASKED},
    "confirm": {Phase.MASKED: Phase.CONFIRMED},
    "unmask": {Phase.CONFIRMED: Phase.OPENED},
}


@dataclass(slots=True)
class _Vector:
    """The vector in work: what was asked, and what was answered."""

    round: bytes  # the Round message
    upload: bytes = b""
    survivors: bytes = b""
    confirmation: bytes = b""
    request: bytes = b""  # SHA-256 of the UnmaskRequest
    unmask: bytes = field(default=b"", repr=False)

    @property
    def digest(self) -> bytes:
        return Round.digest(self.round)


class Participant:
    """One owner in one session. `identity` signs; it isn't part of the state."""

    def __init__(
        self, terms: bytes, join: bytes, key_sets: Sequence[KeySet | None], rules: Rules
    ) -> None:
        """For `begin_session` and `from_bytes`."""
        self.phase = Phase.JOINED
        self.charged = 0  # trainings of this run that the owner's ledger knows of
        self._terms_message = terms
        self._terms = Terms.decode(terms)
        self._join = join
        self._rules = rules
        self._key_sets = list(key_sets)
        self._roster = b""
        self._shares = b""
        self._session: Session | None = None
        self._number = 0
        self._vector: _Vector | None = None
        self._evaluated: list[str] = []  # models, hexadecimal

    @staticmethod
    def begin_session(
        terms: bytes,
        rules: Rules,
        *,
        name: str,
        identity: Ed25519PrivateKey,
        declared_units: int,
        entropy: Entropy,
    ) -> Participant:
        """Make key sets for a session with these terms. Raises ProtocolError: they don't do."""
        found = Terms.decode(terms)
        rules.check_terms(found)
        sets = [KeySet.make(entropy) for _ in range(found.vectors)]
        join = Join(
            terms=hashlib.sha256(terms).digest(),
            name=name,
            identity=identity.public_key().public_bytes_raw(),
            declared_units=declared_units,
            nonce=entropy(32),
            key_sets=tuple(keys_.public() for keys_ in sets),
        )
        body = join.body()
        return Participant(terms, body + keys.sign(identity, Join.CONTEXT, body), sets, rules)

    def __repr__(self) -> str:
        return f"Participant({self.phase}, number={self._number})"

    @property
    def join(self) -> bytes:
        """The Join message: the same each time."""
        return self._join

    @property
    def terms(self) -> Terms:
        return self._terms

    @property
    def session(self) -> Session:
        """Raises ProtocolError: there is no roster yet."""
        if self._session is None:
            raise ProtocolError("expected a roster first")
        return self._session

    @property
    def number(self) -> int:
        """This owner's place in the roster; 0 before there is one."""
        return self._number

    @property
    def shares_sha256(self) -> str:
        """Of the Shares message. Raises ProtocolError: none was dealt."""
        if not self._shares:
            raise ProtocolError("expected shares that were dealt first")
        return hashlib.sha256(self._shares).hexdigest()

    @property
    def round(self) -> Round:
        """The round in work. Raises ProtocolError: there is none."""
        return Round.decode(self._work().round)

    @property
    def survivors(self) -> bytes:
        """The Survivors message that was signed in the round in work; empty before."""
        return self._vector.survivors if self._vector else b""

    @property
    def upload(self) -> bytes:
        """The Upload message of the vector in work; empty before it was masked."""
        return self._vector.upload if self._vector else b""

    def share(self, roster: bytes, identity: Ed25519PrivateKey, entropy: Entropy) -> bytes:
        """Check a roster and deal shares: a Shares message, the same for the same roster."""
        if self._shares and keys.same(roster, self._roster):
            self._check_open()
            return self._shares
        phase = self._next("share")
        session = Session.verify(roster, self._terms_message, allowed=self._rules.check_session)
        own = Join.decode(self._join)
        number = session.number_of(own.name)
        if session.member(number) != own:
            raise ProtocolError("roster: expected this owner's own answer, unchanged")
        deals: dict[int, list[bytes]] = {holder: [] for holder in session.holders(number)}
        for vector in range(self._terms.vectors):
            key_set = self._key_set(vector)
            self._check_agreements(session, key_set, vector)
            for holder, sealed in self._deal(session, number, vector, key_set, entropy).items():
                deals[holder].append(sealed)
        message = Shares(
            session.digest, number, tuple((holder, tuple(d)) for holder, d in deals.items())
        )
        body = message.body()
        self._shares = body + keys.sign(identity, Shares.CONTEXT, body)
        self._roster, self._session, self._number, self.phase = roster, session, number, phase
        return self._shares

    def repeats(self, round_message: bytes) -> bool:
        """Whether this very round was masked: then its upload goes out again, and nothing else."""
        vector = self._vector
        return vector is not None and bool(vector.upload) and vector.round == round_message

    def awaits_roster(self, terms: bytes) -> bool:
        """Whether this is an answer to these very terms that nobody has built on yet."""
        return self.phase is Phase.JOINED and terms == self._terms_message

    def works_on(self, round_message: bytes) -> bool:
        """Whether this very round was begun and nothing of it was masked."""
        vector = self._vector
        return self.phase is Phase.BEGUN and vector is not None and vector.round == round_message

    def begin(self, round_message: bytes, *, charged: int) -> Round:
        """Take the key set of a round's vector; those passed over are gone.

        `charged` counts the trainings of this run in the owner's ledger. Another count than this
        state knows of means that the state is old: it was copied back, or a crash cut it off.
        Raises ProtocolError.
        """
        found = self.check_round(round_message)
        phase = self._next("begin")
        if charged != self.charged:
            raise ProtocolError("state: the ledger knows of other trainings than this session")
        if found.purpose == EVALUATION:
            self._evaluated.append(found.model.hex())
        self._key_sets[: found.vector] = [None] * found.vector
        self._vector, self.phase = _Vector(round_message), phase
        return found

    def check_round(self, round_message: bytes) -> Round:
        """What `begin` checks, but for the state's age. Raises ProtocolError."""
        found, session = Round.decode(round_message), self.session
        self._check_open()
        if found.session != session.digest:
            raise ProtocolError("round: expected one of this session")
        next_vector = Round.decode(self._vector.round).vector + 1 if self._vector else 0
        if not next_vector <= found.vector < self._terms.vectors:
            raise ProtocolError(
                f"vector {found.vector}: expected {next_vector} to {self._terms.vectors - 1}"
            )
        session.check_numbers(found.active)
        if self._number not in found.active:
            raise ProtocolError("round: expected this owner among the active ones")
        if len(found.active) < max(self._terms.survivors, self._rules.roster_min):
            raise ProtocolError("round: too few owners are active")
        if found.purpose == EVALUATION and found.model.hex() in self._evaluated:
            raise ProtocolError("round: this model was evaluated in this session before")
        return found

    def mask(self, words: Words, identity: Ed25519PrivateKey) -> bytes:
        """Mask this round's vector in place: words [d], little-endian; returns the Upload message.

        Guarantee: to who doesn't know this owner's seed, or the mask key of it or of one active
        neighbour, the words are as good as uniform. Raises ProtocolError; ValueError for words of
        another length or type.
        """
        phase, vector, session = self._next("mask"), self._work(), self.session
        found = Round.decode(vector.round)
        if len(words) != self._terms.length or words.itemsize * 8 != self._terms.modulus_bits:
            raise ValueError(f"words: expected [{self._terms.length}]")
        own = self._key_set(found.vector)
        active, number = set(found.active), self._number
        pairwise = {
            j: keys.pairwise_key(
                own.mask, session.keys(j, found.vector).mask, vector.digest, number, j
            )
            for j in session.neighbours_of(number)
            if j in active
        }
        apply_masks(
            words,
            [
                keys.self_key(own.seed, vector.digest, number),
                *(key for j, key in pairwise.items() if j > number),
            ],
            [key for j, key in pairwise.items() if j < number],
        )
        upload = Upload(
            session=session.digest,
            round=vector.digest,
            sender=number,
            vector=found.vector,
            size=words.nbytes,
            sha256=hashlib.sha256(words.data).digest(),
        )
        body = upload.body()
        vector.upload = body + keys.sign(identity, Upload.CONTEXT, body)
        self.phase = phase
        return vector.upload

    def confirm(self, survivors: bytes, identity: Ed25519PrivateKey) -> bytes:
        """Sign the one survivor set of this round: a Confirmation message."""
        vector = self._work()
        if vector.confirmation and keys.same(survivors, vector.survivors):
            self._check_open()
            return vector.confirmation
        phase = self._next("confirm")
        found, active = Survivors.decode(survivors), set(Round.decode(vector.round).active)
        if found.round != vector.digest:
            raise ProtocolError("survivors: expected those of this round")
        if not active.issuperset(found.survivors) or self._number not in found.survivors:
            raise ProtocolError("survivors: expected active owners, this one among them")
        if len(found.survivors) < max(self._terms.survivors, self._rules.survivors_min):
            raise ProtocolError("survivors: too few")
        if not self.session.hangs_together(found.survivors):
            raise ProtocolError("survivors: no masks between some of them and the others")
        signature = keys.sign(identity, Survivors.CONTEXT, survivors)
        vector.survivors = survivors
        vector.confirmation = Confirmation(vector.digest, self._number, signature).encode()
        self.phase = phase
        return vector.confirmation

    def unmask(self, request: bytes, identity: Ed25519PrivateKey) -> bytes:
        """Open this holder's shares for the confirmed set: an Unmask message, once.

        Afterwards the vector's key set is gone; the same request gets the same answer until a
        later vector begins.
        """
        vector, asked = self._work(), hashlib.sha256(request).digest()
        if vector.unmask and keys.same(asked, vector.request):
            self._check_open()
            return vector.unmask
        phase, session = self._next("unmask"), self.session
        found, round_ = UnmaskRequest.decode(request), Round.decode(vector.round)
        if Survivors(found.round, found.survivors).encode() != vector.survivors:
            raise ProtocolError("unmask: expected the survivors that this owner confirmed")
        self._check_confirmations(found, vector.survivors)
        held = set(session.holders(self._number)) & set(round_.active)
        if not held.issuperset(sender for sender, _ in found.deals):
            raise ProtocolError("unmask: expected deals of active owners to this one")
        own = self._key_set(round_.vector)
        shares = []
        for sender, sealed in found.deals:
            try:
                seed, mask = keys.open_deal(
                    own.channel,
                    session.keys(sender, round_.vector).channel,
                    session.digest,
                    sender=sender,
                    recipient=self._number,
                    vector=round_.vector,
                    sealed=sealed,
                )
            except ProtocolError:
                continue  # the others' shares may be enough
            if sender in found.survivors:
                shares.append((sender, SEED, seed))
            else:
                shares.append((sender, MASK, mask))
        answer = Unmask(
            vector.digest,
            self._number,
            tuple(share for share in shares if int.from_bytes(share[2], "big") < shamir.PRIME),
        )
        body = answer.body()
        vector.request = asked
        vector.unmask = body + keys.sign(identity, Unmask.CONTEXT, body)
        self._key_sets[round_.vector] = None
        self.phase = phase
        return vector.unmask

    def close(self) -> None:
        """End the session: every secret goes, and nothing is answered any more."""
        self._key_sets = [None] * len(self._key_sets)
        self._shares, self._vector, self.phase = b"", None, Phase.CLOSED

    def to_bytes(self) -> bytes:
        """The whole state, secrets included: to be sealed by the caller."""
        vector = self._vector
        state = {
            "version": STATE_VERSION,
            "phase": self.phase.value,
            "charged": self.charged,
            "terms": self._terms_message.hex(),
            "join": self._join.hex(),
            "roster": self._roster.hex(),
            "shares": self._shares.hex(),
            "key_sets": [key_set and key_set.to_bytes().hex() for key_set in self._key_sets],
            "evaluated": self._evaluated,
            "vector": vector
            and {name: getattr(vector, name).hex() for name in _Vector.__dataclass_fields__},
        }
        return json.dumps(state, separators=(",", ":")).encode()

    @staticmethod
    def from_bytes(content: bytes, rules: Rules) -> Participant:
        """The state that `to_bytes` wrote, which the caller has authenticated. The roster was
        verified before it was kept; `rules` are those of now.

        Raises ProtocolError: another version or no such state.
        """
        try:
            state = json.loads(content)
            if state["version"] != STATE_VERSION:
                raise ProtocolError(f"session state: expected version {STATE_VERSION}")
            sets = [s and KeySet.from_bytes(bytes.fromhex(s)) for s in state["key_sets"]]
            found = Participant(
                bytes.fromhex(state["terms"]), bytes.fromhex(state["join"]), sets, rules
            )
            found.phase = Phase(state["phase"])
            found.charged = int(state["charged"])
            found._shares = bytes.fromhex(state["shares"])
            found._evaluated = [str(model) for model in state["evaluated"]]
            if state["roster"]:
                found._roster = bytes.fromhex(state["roster"])
                found._session = Session.decode(found._roster)
                found._number = found._session.number_of(Join.decode(found._join).name)
                rules.check_session(found._session)
            if state["vector"]:
                found._vector = _Vector(
                    **{name: bytes.fromhex(value) for name, value in state["vector"].items()}
                )
            if len(sets) != found._terms.vectors:
                raise ProtocolError(f"session state: expected {found._terms.vectors} key sets")
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ):
            # Not `from error`: a decoder's error carries the whole state, secrets included.
            raise ProtocolError("session state: expected what this version wrote") from None
        rules.check_terms(found._terms)
        return found

    def _next(self, event: str) -> Phase:
        try:
            return _NEXT[event][self.phase]
        except KeyError as error:
            raise ProtocolError(f"{event}: not now, the session is {self.phase}") from error

    def _check_open(self) -> None:
        if self.phase is Phase.CLOSED:
            raise ProtocolError("the session is closed")

    def _work(self) -> _Vector:
        if self._vector is None:
            raise ProtocolError("expected a round first")
        return self._vector

    def _key_set(self, vector: int) -> KeySet:
        found = self._key_sets[vector]
        if found is None:
            raise ProtocolError(f"vector {vector}: its key set is gone")
        return found

    def _check_agreements(self, session: Session, own: KeySet, vector: int) -> None:
        for join in session.joins:
            keys.agree(own.mask, join.key_sets[vector].mask)
            keys.agree(own.channel, join.key_sets[vector].channel)

    def _deal(
        self, session: Session, number: int, vector: int, own: KeySet, entropy: Entropy
    ) -> dict[int, bytes]:
        holders, threshold = session.holders(number), session.terms.threshold
        seeds = shamir.split(own.seed, holders, threshold, entropy)
        mask_keys = shamir.split(own.mask, holders, threshold, entropy)
        return {
            holder: keys.seal_deal(
                own.channel,
                session.keys(holder, vector).channel,
                session.digest,
                sender=number,
                recipient=holder,
                vector=vector,
                shares=(seeds[holder], mask_keys[holder]),
            )
            for holder in holders
        }

    def _check_confirmations(self, request: UnmaskRequest, survivors: bytes) -> None:
        """Raises ProtocolError unless enough survivors signed this very set."""
        good = 0
        for sender, signature in request.confirmations:
            if sender not in request.survivors:
                raise ProtocolError("unmask: a confirmation of who isn't a survivor")
            try:
                keys.check_signature(
                    self.session.member(sender).identity, Survivors.CONTEXT, survivors, signature
                )
            except ProtocolError:
                continue  # it doesn't count
            good += 1
        if good < self._terms.confirmations:
            raise ProtocolError(
                f"unmask: expected {self._terms.confirmations} confirmations, {good} are good"
            )
