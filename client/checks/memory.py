"""Where the draws of a run's rounds are remembered between them: one sealed file of the owner's."""

from __future__ import annotations

import hashlib
from pathlib import Path

from client.checks import SelfCheckError
from client.checks.draws import DrawCheck
from privacy import canonical
from privacy.plan import Plan
from privacy.vault.files import SUFFIX, Vault
from privacy.vault.keyring import Keyring

_NAME = "draws"
MAX_BYTES = 512 * 1024 * 1024
DRAWS_FILE = f"{_NAME}{SUFFIX}"  # in the owner's folder


def load(
    folder: Path, keyring: Keyring, *, run_id: str, plan: Plan, records_sha256: str, units: int
) -> DrawCheck:
    """The draws of earlier rounds of this run on these records, or none.

    Raises VerificationError for a damaged file, VaultKeyError for other keys.
    """
    about = {"run": run_id, "plan": plan.digest(), "records": records_sha256, "units": units}
    key = hashlib.sha256(canonical.encode(about)).hexdigest()
    vault = Vault(folder, keyring, _NAME)
    if vault.exists(_NAME):
        try:
            found = DrawCheck.from_bytes(vault.read_bytes(_NAME, max_length=MAX_BYTES))
        except SelfCheckError:
            pass  # a version that isn't known: its draws can't be added to
        else:
            if found.key == key:
                return found
    return DrawCheck.begin(key, plan, units)


def save(folder: Path, keyring: Keyring, draws: DrawCheck) -> None:
    """Replace what `load` finds."""
    Vault(folder, keyring, _NAME).write_bytes(_NAME, draws.to_bytes())
