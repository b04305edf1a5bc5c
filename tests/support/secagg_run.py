"""One round of encrypted aggregation, kept at every step: owner 2 of four, of whom the fourth has
masked its vector and dropped out."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.secagg import MODEL, Federation, identity, names_of, terms_of, trusting

from privacy.errors import ProtocolError
from privacy.secagg.keys import KeySet
from privacy.secagg.masks import Words
from privacy.secagg.messages import TRAINING, Roster, Round, Survivors, UnmaskRequest, Upload
from privacy.secagg.participant import Participant, Phase
from privacy.secagg.session import Session

OWNER = 2
KEY: Ed25519PrivateKey = identity(names_of(OWNER)[-1])
Event = Callable[[Participant], object]


@dataclass
class Run:
    """What owner OWNER was asked and answered, and what it was in every phase."""

    session: Session
    federation: Federation
    words: Words  # of the owner, in clear
    masked: Words
    asked: dict[str, bytes] = field(default_factory=dict)
    answers: dict[str, bytes] = field(default_factory=dict)
    kept: dict[Phase, bytes] = field(default_factory=dict)
    live: dict[Phase, Participant] = field(default_factory=dict)

    def at(self, phase: Phase) -> Participant:
        """The owner in this phase, restarted."""
        return Participant.from_bytes(self.kept[phase], trusting())

    def never_stopped(self, phase: Phase) -> Participant:
        """The owner in this phase, of the same process."""
        return copy.deepcopy(self.live[phase])

    def round(self, **changes: object) -> bytes:
        """A good Round message for the next vector, changed."""
        found = Round(self.session.digest, 1, TRAINING, 2, MODEL, (1, 2, 3, 4))
        return replace(found, **changes).encode()  # type: ignore[arg-type]

    def survivors(self, **changes: object) -> bytes:
        return replace(Survivors.decode(self.asked["survivors"]), **changes).encode()  # type: ignore[arg-type]

    def request(self, **changes: object) -> bytes:
        return replace(UnmaskRequest.decode(self.asked["request"]), **changes).encode()  # type: ignore[arg-type]

    @property
    def events(self) -> dict[str, Event]:
        """What can be asked of an owner: each by its name, with a message that is good."""
        asked = self.asked
        return {
            "share": lambda owner: owner.share(asked["roster"], KEY, os.urandom),
            "share another": lambda owner: owner.share(asked["other roster"], KEY, os.urandom),
            "begin": lambda owner: owner.begin(asked["round"], charged=owner.charged),
            "begin a later": lambda owner: owner.begin(asked["later"], charged=owner.charged),
            "begin the last": lambda owner: owner.begin(asked["last"], charged=owner.charged),
            "mask": lambda owner: owner.mask(self.words.copy(), KEY),
            "confirm": lambda owner: owner.confirm(asked["survivors"], KEY),
            "confirm another": lambda owner: owner.confirm(asked["other survivors"], KEY),
            "unmask": lambda owner: owner.unmask(asked["request"], KEY),
            "unmask another": lambda owner: owner.unmask(asked["other request"], KEY),
            "close": lambda owner: owner.close(),
        }


@cache
def recorded(**terms: int) -> Run:
    """The run, one for all tests with these terms."""
    federation = Federation(terms_of(4, **terms), trusting(), size=4)
    roster = federation.join()
    owner = federation.owners[OWNER]
    words = federation.input(OWNER)
    run = Run(Session.verify(roster, federation.terms.encode()), federation, words, words.copy())
    asked, answers = run.asked, run.answers

    def keep() -> None:
        run.kept[owner.phase], run.live[owner.phase] = owner.to_bytes(), copy.deepcopy(owner)

    keep()
    asked["roster"] = roster
    fewer = Roster.decode(roster)
    asked["other roster"] = replace(fewer, joins=fewer.joins[:3]).encode()
    federation.share()
    answers["share"] = owner.share(roster, KEY, os.urandom)
    keep()
    asked["round"] = federation.begin()
    asked["later"], asked["last"] = run.round(), run.round(vector=2)
    owner.begin(asked["round"], charged=0)
    owner.charged += 1
    keep()
    answers["mask"] = owner.mask(run.masked, KEY)
    keep()
    federation.coordinator.add(Upload.decode(answers["mask"]), run.masked.tobytes())
    for other in (1, 3):
        federation.upload(other)
    federation.masked(4)
    asked["survivors"] = federation.coordinator.close_uploads()
    asked["other survivors"] = run.survivors(survivors=(1, 2, 3, 4))
    federation.confirm(asked["survivors"])
    answers["confirm"] = owner.confirm(asked["survivors"], KEY)
    keep()
    asked["request"] = federation.coordinator.request_for(OWNER)
    asked["other request"] = run.request(deals=UnmaskRequest.decode(asked["request"]).deals[:-1])
    answers["unmask"] = owner.unmask(asked["request"], KEY)
    keep()
    owner.close()
    keep()
    return run


def refused(owner: Participant, call: Callable[[], object], reason: str | None = None) -> None:
    """The call is refused, and the owner is what it was."""
    before = owner.to_bytes()
    with pytest.raises(ProtocolError, match=reason):
        call()
    assert owner.to_bytes() == before


def key_set(owner: Participant, vector: int) -> KeySet:
    """One of an owner's secrets, which must still be there."""
    found = owner._key_sets[vector]
    assert found is not None
    return found
