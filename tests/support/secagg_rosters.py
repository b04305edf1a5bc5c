"""Rosters of encrypted aggregation that are good but for what a test changes in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from support.secagg import identity, names_of

from privacy.secagg import keys
from privacy.secagg.keys import KeySet
from privacy.secagg.messages import Join, PublicKeys, Roster, Terms


def member(terms: Terms, name: str, **changes: object) -> Join:
    """A good Join, changed, and signed by the key of its name."""
    join = Join(
        terms=sha256(terms.encode()).digest(),
        name=name,
        identity=identity(name).public_key().public_bytes_raw(),
        declared_units=30,
        nonce=os.urandom(32),
        key_sets=tuple(KeySet.make(os.urandom).public() for _ in range(terms.vectors)),
    )
    return signed(replace(join, **changes))  # type: ignore[arg-type]


def signed(join: Join, signer: str = "") -> Join:
    """The Join with a new signature, by the key of its name or of another one."""
    key = identity(signer or join.name)
    return replace(join, signature=keys.sign(key, Join.CONTEXT, join.body()))


def members(terms: Terms, owners: int) -> list[Join]:
    return [member(terms, name) for name in names_of(owners)]


def rekeyed(join: Join, vector: int, **changes: bytes) -> Join:
    """The Join with another public key or commitment for one vector, signed again."""
    sets = list(join.key_sets)
    sets[vector] = replace(sets[vector], **changes)
    return signed(replace(join, key_sets=tuple(sets)))


def key_of(join: Join, vector: int, kind: str) -> bytes:
    found: PublicKeys = join.key_sets[vector]
    content: bytes = getattr(found, kind)
    return content


def roster_of(terms: Terms | bytes, joins: Sequence[Join]) -> bytes:
    message = terms if isinstance(terms, bytes) else terms.encode()
    return Roster(message, tuple(join.encode() for join in joins)).encode()
