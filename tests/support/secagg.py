"""A session of encrypted aggregation in memory: a coordinator and honest owners, step by step."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from privacy.secagg import graph
from privacy.secagg.coordinator import Coordinator
from privacy.secagg.masks import Words
from privacy.secagg.messages import TRAINING, Round, Terms, Upload
from privacy.secagg.participant import Participant
from privacy.secagg.rules import Rules

LENGTH = 12
MODEL = b"m" * 32


@lru_cache(maxsize=512)
def identity(name: str) -> Ed25519PrivateKey:
    """The same key for the same name, within one process."""
    return Ed25519PrivateKey.generate()


def names_of(owners: int) -> list[str]:
    """Names whose order is that of the owners' numbers."""
    return [f"owner-{number:03}" for number in range(1, owners + 1)]


def terms_of(owners: int, colluders: int = 0, **changes: object) -> Terms:
    """Terms for so many owners, with thresholds of `graph.choose`."""
    found = graph.choose(owners, colluders)
    terms = Terms(
        session=os.urandom(32),
        vectors=3,
        length=LENGTH,
        modulus_bits=32,
        step_exponent=-16,
        colluders=colluders,
        threshold=found.threshold,
        confirmations=found.confirmations,
        survivors=found.survivors,
        degree=found.degree,
        plan=b"p" * 32,
    )
    return replace(terms, **changes)  # type: ignore[arg-type]


def join_of(
    terms: Terms | bytes,
    name: str,
    rules: Rules | None = None,
    *,
    declared_units: int = 30,
    key: Ed25519PrivateKey | None = None,
) -> Participant:
    return Participant.begin_session(
        terms if isinstance(terms, bytes) else terms.encode(),
        rules or trusting(),
        name=name,
        identity=key or identity(name),
        declared_units=declared_units,
        entropy=os.urandom,
    )


def trusting(names: Iterable[str] = (), **changes: object) -> Rules:
    """Rules of an owner that knows these names, or the first 300 of `names_of`."""
    pins = {n: identity(n).public_key().public_bytes_raw() for n in names or names_of(300)}
    return replace(Rules(pins=pins, circle_min=3), **changes)  # type: ignore[arg-type]


@dataclass
class Federation:
    """`owners` by number, all honest; the coordinator is the product's own."""

    terms: Terms
    rules: Rules = field(default_factory=trusting)
    coordinator: Coordinator = field(init=False)
    owners: dict[int, Participant] = field(init=False)
    names: list[str] = field(init=False)
    size: int = 0
    roster: bytes = b""
    words: dict[int, Words] = field(default_factory=dict)  # of the round, in clear

    def __post_init__(self) -> None:
        self.coordinator = Coordinator(self.terms)

    @staticmethod
    def of(
        owners: int, colluders: int = 0, rules: Rules | None = None, **terms: object
    ) -> Federation:
        """Everyone has joined and dealt shares."""
        found = Federation(terms_of(owners, colluders, **terms), rules or trusting(), size=owners)
        found.join()
        found.share()
        return found

    def join(self) -> bytes:
        self.names = names_of(self.size)
        self.owners = {
            number: join_of(self.terms, name, self.rules)
            for number, name in enumerate(self.names, 1)
        }
        for owner in self.owners.values():
            self.coordinator.add_join(owner.join)
        self.roster = self.coordinator.close_joining()
        return self.roster

    def share(self) -> None:
        for number, owner in self.owners.items():
            self.coordinator.add_shares(owner.share(self.roster, self.key(number), os.urandom))

    def key(self, number: int) -> Ed25519PrivateKey:
        return identity(self.names[number - 1])

    def begin(
        self, active: Iterable[int] | None = None, *, number: int = 1, purpose: int = TRAINING
    ) -> bytes:
        """The coordinator's Round message; nobody has worked on it."""
        self.words = {}
        return self.coordinator.begin_round(
            purpose=purpose,
            number=number,
            model=MODEL,
            active=self.owners if active is None else active,
        )

    def masked(
        self, number: int, asked: bytes | None = None, words: Words | None = None
    ) -> tuple[bytes, Words]:
        """Let an owner train on the round: its Upload message and its masked words."""
        owner = self.owners[number]
        owner.begin(asked or self.coordinator.round_message, charged=owner.charged)
        owner.charged += 1
        if words is None:
            words = self.input(number)
        self.words[number] = words.copy()
        return owner.mask(words, self.key(number)), words

    def input(self, number: int) -> Words:
        """Words that differ by owner; the last one counts."""
        dtype = np.uint32 if self.terms.modulus_bits == 32 else np.uint16
        draw = np.random.default_rng(number)
        words = draw.integers(0, 2**self.terms.modulus_bits, self.terms.length, dtype=dtype)
        words[-1] = 1
        return words

    def upload(self, number: int, **masked: object) -> tuple[bytes, Words]:
        """Let an owner train and its vector arrive."""
        message, words = self.masked(number, **masked)  # type: ignore[arg-type]
        found = Upload.decode(message)
        self.coordinator.check_upload(found)
        self.coordinator.add(found, words.tobytes())
        return message, words

    def confirm(self, survivors: bytes, only: Iterable[int] | None = None) -> None:
        for number in self.coordinator.added if only is None else only:
            answer = self.owners[number].confirm(survivors, self.key(number))
            self.coordinator.add_confirmation(answer)
        self.coordinator.close_confirming()

    def unmask(self, only: Iterable[int] | None = None) -> None:
        for number in self.coordinator.added if only is None else only:
            request = self.coordinator.request_for(number)
            self.coordinator.add_unmask(self.owners[number].unmask(request, self.key(number)))

    def sum(
        self, survivors: Iterable[int], active: Iterable[int] | None = None, *, number: int = 1
    ) -> Words:
        """A whole round: its opened sum. Active owners that don't survive have masked theirs."""
        asked, there = self.begin(active, number=number), set(survivors)
        for owner in Round.decode(asked).active:
            if owner in there:
                self.upload(owner)
            else:
                self.masked(owner)
        self.confirm(self.coordinator.close_uploads())
        self.unmask()
        return self.coordinator.open_sum()

    def plain(self, survivors: Iterable[int]) -> Words:
        """The sum of words that these owners masked, added in clear."""
        return total(self.words[number] for number in survivors)


def total(words: Iterable[Words]) -> Words:
    """A sum in exact integers, wrapped at the end."""
    rows = list(words)
    bits = rows[0].itemsize * 8
    exact = [sum(int(row[i]) for row in rows) % 2**bits for i in range(len(rows[0]))]
    return np.array(exact, rows[0].dtype)


def restarted(owner: Participant, rules: Rules) -> Participant:
    """What this owner is after a crash right now."""
    return Participant.from_bytes(owner.to_bytes(), rules)


def bad_bits(content: bytes) -> Mapping[int, bytes]:
    """The message with one bit flipped, at each byte."""
    return {
        at: content[:at] + bytes((content[at] ^ 1,)) + content[at + 1 :]
        for at in range(len(content))
    }
