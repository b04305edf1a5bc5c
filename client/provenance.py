"""How the records of a split were prepared: what a store's manifest says of them. No IO."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from privacy.errors import VerificationError

MAX_KINDS = 64
MAX_EXCEPTIONS = 64
_MAX_TEXT = 500  # characters
_MAX_COUNT = 1 << 53
# What makes records of no use to somebody who may not use plaintext, whatever else was done.
PLAINTEXT = "plaintext"
KEPT = "keep:"  # and a kind
ANSWERS_KEPT = "answers:keep"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What preparation did, in counts and digests. Private: it stays at the owner.

    `settings` is the SHA-256 of everything that decides which findings are made and what is done
    with them. `exceptions` names what was left in clear, as the policy let it: `plaintext` for all.
    """

    settings: str
    exceptions: tuple[str, ...] = ()
    redactions: Mapping[str, int] = field(default_factory=dict)  # by kind

    @property
    def desensitized(self) -> bool:
        """Whether the records went through the detectors at all."""
        return PLAINTEXT not in self.exceptions

    def to_json(self) -> dict[str, Any]:
        """What `from_json` reads."""
        row = asdict(self)
        row["exceptions"] = list(self.exceptions)
        row["redactions"] = dict(sorted(self.redactions.items()))
        return row

    @staticmethod
    def from_json(row: Any) -> Provenance:
        """Raises VerificationError for anything else than `to_json` makes."""
        try:
            known = Provenance(
                row["settings"], tuple(row["exceptions"]), dict(row["redactions"].items())
            )
            texts = (known.settings, *known.exceptions, *known.redactions)
            counts = known.redactions.values()
            if (
                set(row) != {"settings", "exceptions", "redactions"}
                or len(known.redactions) > MAX_KINDS
                or len(known.exceptions) > MAX_EXCEPTIONS
                or not all(isinstance(text, str) and len(text) <= _MAX_TEXT for text in texts)
                or not all(type(count) is int and 0 <= count <= _MAX_COUNT for count in counts)
            ):
                raise ValueError
        except (KeyError, TypeError, AttributeError, ValueError) as e:
            raise VerificationError(
                "expected how records were prepared, found something else"
            ) from e
        return known
