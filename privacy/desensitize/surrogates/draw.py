"""Keyed randomness and the rule that no surrogate is given out twice. No IO.

Derivation, so that a second implementation can follow it:

    K_label      = HMAC-SHA256(owner's key, "discreet desensitize 1 " | label)
    block        = HMAC-SHA256(K_surrogates, kind NUL attempt NUL number NUL original)
    fingerprint  = first 8 bytes of HMAC-SHA256(K_fingerprints, normal form), big-endian

`attempt` and `number` are decimal, texts are UTF-8. A draw below n takes the big-endian number of
256 bits of block 0 and returns its remainder by n; the quotient serves the next draw. Where the
quotients have used all but 40 bits more than n needs, block 1 follows, and so on: no draw is more
biased than 2^-40.

Candidate i of an original is made from its draws at attempt i. The first that stands for no other
original, and is no original that was seen, is the surrogate (`privacy.desensitize.issued`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from privacy.desensitize.issued import Issued

KEY_SIZE = 32  # bytes
ATTEMPTS = 512

T = TypeVar("T")

_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"
_ROOM = 1 << 256


class Prf:
    """HMAC-SHA256 under one key (RFC 2104). Both pads are hashed once, not at every call."""

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        block = (key if len(key) <= 64 else hashlib.sha256(key).digest()).ljust(64, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def __repr__(self) -> str:
        return "Prf()"

    def __call__(self, message: bytes) -> bytes:
        inner = self._inner.copy()
        inner.update(message)
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()


def derive(key: bytes, label: str) -> Prf:
    """The function of one purpose. Raises ValueError unless `key` has `KEY_SIZE` bytes."""
    if len(key) != KEY_SIZE:
        raise ValueError(f"expected a key of {KEY_SIZE} bytes, found {len(key)}")
    return Prf(Prf(key)(b"discreet desensitize 1 " + label.encode()))


class Draw:
    """What chance gives one original at one attempt: the same each time."""

    __slots__ = ("_kind", "_number", "_original", "_prf", "_room", "_value", "attempt")

    def __init__(self, prf: Prf, kind: str, original: str, attempt: int) -> None:
        self._prf, self._kind, self._original, self.attempt = prf, kind, original, attempt
        self._number = self._value = 0
        self._room = 1

    def __repr__(self) -> str:
        return "Draw()"

    def below(self, n: int) -> int:
        """A whole number in [0, n), for n < 2**200."""
        if self._room < n << 40:
            head = f"{self._kind}\0{self.attempt}\0{self._number}\0{self._original}"
            self._value = int.from_bytes(self._prf(head.encode("utf-8", "surrogatepass")), "big")
            self._number += 1
            self._room = _ROOM
        self._value, drawn = divmod(self._value, n)
        self._room //= n
        return drawn

    def pick(self, choices: Sequence[T]) -> T:
        """One of them, all alike likely."""
        return choices[self.below(len(choices))]

    def digits(self, count: int) -> str:
        """`count` decimal digits."""
        drawn = ""
        while count > 18:
            drawn += f"{self.below(10**18):018d}"
            count -= 18
        return drawn + f"{self.below(10**count):0{count}d}" if count > 0 else drawn

    def letters(self, count: int) -> str:
        """`count` capital letters."""
        return "".join(chr(65 + self.below(26)) for _ in range(count))

    def word(self, length: int) -> str:
        """`length` small letters that can be spoken: consonants and vowels by turns."""
        return "".join(self.pick(_VOWELS if at & 1 else _CONSONANTS) for at in range(length))

    def more(self, after: int = 24) -> str:
        """Nothing for the first `after` attempts; then digits, ever more of them, so that a range
        that is full never stops us. What is longer than anything issued isn't issued either."""
        late = self.attempt - after
        return "" if late < 0 else self.digits(2 + 2 * (late // 8))


class Mint:
    """Gives each original its surrogate, and no surrogate to two."""

    def __init__(self, key: bytes, issued: Issued) -> None:
        self.issued = issued
        self.surrogates = derive(key, "surrogates")  # for draws that need no collision check
        self._fingerprints = derive(key, "fingerprints")
        self._parts = derive(key, "parts")

    def __repr__(self) -> str:
        return f"Mint({self.issued!r})"

    def fingerprint(self, normal: str) -> int:
        """64 bits that stand for a normal form."""
        return int.from_bytes(
            self._fingerprints(normal.encode("utf-8", "surrogatepass"))[:8], "big"
        )

    def made(self, normal: str) -> bool:
        """Whether this is a surrogate that was given out, or a part of one that stands alone."""
        return self.issued.is_surrogate(self.fingerprint(normal)) or self.issued.was_issued(
            self._part(normal)
        )

    def note_part(self, normal: str) -> None:
        """Remember a part of a surrogate by which it may be mentioned."""
        self.issued.issue_text(self._part(normal))

    def give(
        self, kind: str, original: str, write: Callable[[Draw], T], normal: Callable[[T], str]
    ) -> T:
        """The first candidate of `original` that is free. `normal` gives a candidate's normal form.

        Raises RuntimeError if none of `ATTEMPTS` is free, which a range that grows never meets.
        """
        mine = self.fingerprint(original)
        self.issued.see(mine)
        for attempt in range(ATTEMPTS):
            candidate = write(Draw(self.surrogates, kind, original, attempt))
            if self.issued.assign(self.fingerprint(normal(candidate)), mine):
                return candidate
        raise RuntimeError(f"no surrogate of kind {kind} is left")

    def _part(self, normal: str) -> int:
        return int.from_bytes(self._parts(normal.encode("utf-8", "surrogatepass"))[:8], "big")
