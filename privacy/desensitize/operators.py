"""What takes the place of a finding. No IO.

    kind         default      what it is
    a date       shift        by the same secret number of days for all of a unit's dates
    an age       surrogate    90, HIPAA's category of all who are older than 89
    a person     surrogate    another whole name, part for part; mentions by a part follow
    all others   surrogate    from a range that nobody has, or marked where there is none

Surrogates depend on the owner's key, the kind and the original's normal form alone: the same person
is the same surrogate in all that one owner prepares, and another one at the next owner. A mask has
four asterisks whatever it hides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from privacy.desensitize.date_shift import MOST_DAYS, shifted
from privacy.desensitize.edits import Replacement
from privacy.desensitize.findings import Finding
from privacy.desensitize.issued import Issued
from privacy.desensitize.kinds import DATES, IN_CHINESE, Kind, Operator
from privacy.desensitize.surrogates import contacts, numbers, places
from privacy.desensitize.surrogates.draw import Draw, Mint, Prf, derive
from privacy.desensitize.surrogates.persons import Persons
from privacy.desensitize.surrogates.shape import (
    Writer,
    has_content,
    marked,
    plain,
    spaceless,
    unmarked,
)

MASK = "****"
_HAN = re.compile(r"[\u3400-\u9fff]")
_BESIDE = 16  # characters around a finding that tell its language

_WRITERS: dict[Kind, Writer] = {
    Kind.CHINESE_ID: numbers.chinese_id,
    Kind.IBAN: numbers.iban,
    Kind.CARD: numbers.card,
    Kind.SSN: numbers.ssn,
    Kind.NHS: numbers.nhs,
    Kind.PASSPORT: marked,
    Kind.EMAIL: contacts.email,
    Kind.URL: contacts.url,
    Kind.IP: numbers.ip,
    Kind.MAC: numbers.mac,
    Kind.DEVICE: marked,
    Kind.PLATE: unmarked,
    Kind.MEDICAL_RECORD: marked,
    Kind.POLICY: marked,
    Kind.ACCOUNT: marked,
    Kind.MESSENGER: contacts.messenger,
    Kind.PHONE: numbers.phone,
    Kind.IDENTIFIER: marked,
    Kind.ADDRESS: places.address,
    Kind.ORGANISATION: places.organisation,
}
_SPACELESS = frozenset({Kind.EMAIL, Kind.URL, Kind.IP, Kind.MESSENGER})
# From ranges that nobody has: one that was given out is known again wherever it stands. Of others
# a real one may be equal, so they are known in whole texts alone.
_RESERVED = frozenset(
    {
        Kind.CHINESE_ID, Kind.IBAN, Kind.CARD, Kind.SSN, Kind.NHS, Kind.EMAIL, Kind.URL, Kind.IP,
        Kind.MAC, Kind.PHONE,
    }
)  # fmt: skip


class Actions:
    """What an owner does with findings, by kind; see `privacy.desensitize.document.Operators`.

    `key` has 32 bytes and is the owner's secret; `issued` grows with what is given out. `settings`
    stands for all that decides what is found and done: a text that was made under others may have
    what these replace, so it isn't taken for a made one. Not for many threads. Raises ValueError
    for another key size, and for kinds other than dates that are to be shifted.
    """

    def __init__(
        self,
        key: bytes,
        issued: Issued,
        choice: Mapping[Kind, Operator] | None = None,
        *,
        settings: str = "",
    ) -> None:
        self._choice = dict.fromkeys(Kind, Operator.SURROGATE)
        self._choice.update(dict.fromkeys(DATES, Operator.SHIFT))
        self._choice.update(choice or {})
        for kind, operator in self._choice.items():
            if operator is Operator.SHIFT and kind not in DATES:
                raise ValueError(f"expected another operator than shift for {kind}: it is no date")
        self._mint = Mint(key, issued)
        self._issued = issued
        self._texts = Prf(derive(key, "texts")(settings.encode()))
        self._shifts = derive(key, "shift")

    def __repr__(self) -> str:
        return f"Actions({self._issued!r})"

    def scope(self, unit: str) -> Replacements:
        """For one document of the unit of privacy `unit`, by which dates are shifted together."""
        return Replacements(self, unit)

    def operator(self, kind: Kind) -> Operator:
        """What is done with findings of this kind."""
        return self._choice[kind]

    @property
    def mint(self) -> Mint:
        """Where surrogates come from."""
        return self._mint

    def days(self, unit: str) -> int:
        """By how many days the unit's dates move: 1 to `MOST_DAYS`, forwards or backwards."""
        drawn = int.from_bytes(self._shifts(unit.encode("utf-8", "surrogatepass")), "big")
        days = drawn % (2 * MOST_DAYS) - MOST_DAYS
        return days + 1 if days >= 0 else days

    def was_issued(self, unit: str, text: str) -> bool:
        """Whether `text`, as a whole, was made for `unit` under this key and these settings."""
        return self._issued.was_issued(self._fingerprint(unit, text))

    def issue(self, unit: str, text: str) -> None:
        """Remember that it was."""
        self._issued.issue_text(self._fingerprint(unit, text))

    def _fingerprint(self, unit: str, text: str) -> int:
        message = f"{len(unit)} {unit} {text}".encode("utf-8", "surrogatepass")
        return int.from_bytes(self._texts(message)[:8], "big")


class Replacements:
    """One document's replacements; see `privacy.desensitize.document.Scope`."""

    def __init__(self, actions: Actions, unit: str) -> None:
        self._actions, self._mint, self._unit = actions, actions.mint, unit
        self._days = actions.days(unit)
        self._persons = Persons(actions.mint)

    def was_issued(self, text: str) -> bool:
        """Whether an earlier pass has made `text`, as a whole, for this unit."""
        return self._actions.was_issued(self._unit, text)

    def issue(self, text: str) -> None:
        """Remember that it was."""
        self._actions.issue(self._unit, text)

    def replacements(
        self, text: str, findings: Sequence[Finding], *, context: bool
    ) -> Iterable[Replacement]:
        """What takes the findings' place, one replacement each. With `context`, persons named here
        are known in later texts by a part of their name."""
        named = [
            text[f.start : f.end]
            for f in findings
            if f.kind is Kind.PERSON and self._actions.operator(f.kind) is Operator.SURROGATE
        ]
        persons = self._persons if context else self._persons.copy()
        persons.register(named)
        return [
            Replacement(f.start, f.end, self._replaced(f.kind, text, f, persons)) for f in findings
        ]

    def _replaced(self, kind: Kind, text: str, found: Finding, persons: Persons) -> str:
        old = text[found.start : found.end]
        operator = self._actions.operator(kind)
        if operator is Operator.KEEP:
            return old
        if operator is Operator.MASK:
            return MASK
        name = _label(kind, text, found)
        if operator is Operator.REDACT or not has_content(old):
            return _tag(name)
        if operator is Operator.TOKEN:
            normal = _normal(kind)(old)
            return self._mint.give(f"token {kind}", normal, lambda d: _token(name, d), plain)
        return self._invented(kind, old, persons) or _tag(name)

    def _invented(self, kind: Kind, old: str, persons: Persons) -> str | None:
        """A surrogate or a moved date; None where there is none."""
        if kind in DATES:
            return shifted(old, self._days)
        if kind is Kind.PERSON:
            return persons.replaced(old)
        if kind is Kind.AGE:
            return numbers.age(old)
        normal_form = _normal(kind)
        normal = normal_form(old)
        if kind in _RESERVED and self._mint.made(normal):
            return old
        write = _WRITERS[kind]
        return self._mint.give(kind, normal, lambda draw: write(old, draw), normal_form)


def _normal(kind: Kind) -> Callable[[str], str]:
    return spaceless if kind in _SPACELESS else plain


def _label(kind: Kind, text: str, found: Finding) -> str:
    """The kind's name in the language that is spoken around."""
    around = text[max(0, found.start - _BESIDE) : found.end + _BESIDE]
    return IN_CHINESE[kind] if _HAN.search(around) else kind.name


def _tag(name: str) -> str:
    return f"[{name}]" if name.isascii() else f"【{name}】"


def _token(name: str, draw: Draw) -> str:
    return _tag(f"{name}_{draw.below(1 << 32):08x}{draw.more()}")
