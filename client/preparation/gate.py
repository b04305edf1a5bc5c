"""What an owner's records must have behind them before anything is trained on them."""

from __future__ import annotations

from pathlib import Path

from client.errors import PolicyError
from client.policy import Desensitization
from client.provenance import Provenance
from privacy.vault.keyring import Keyring

_SECTION = "desensitization"


def check(
    rules: Desensitization,
    provenance: Provenance | None,
    *,
    store: Path,
    keyring: Keyring,
    population: str,
) -> None:
    """Raise PolicyError unless records of this provenance may be trained on.

    Records that nobody says to be desensitized pass only where the policy lets plaintext pass. What
    was left in clear must be what the policy leaves in clear now. Where it asks for a least recall,
    reviews of these very settings must have shown it.
    """
    if rules.plaintext is not None:
        return
    if provenance is None or not provenance.desensitized:
        raise PolicyError(
            f"{_SECTION}.plaintext",
            "the records are plain text; `discreet data prepare` makes others",
        )
    if left := [e for e in provenance.exceptions if e not in rules.exceptions()]:
        raise PolicyError(
            _SECTION, f"the records were prepared with {left[0]}, which this policy doesn't allow"
        )
    if rules.recall_min:
        from client.preparation import reviews  # SciPy takes a second to load

        known = reviews.load(store, keyring, population, provenance)
        if short := known.shortfall({str(kind): least for kind, least in rules.recall_min.items()}):
            raise PolicyError(f"{_SECTION}.recall_min", short)
