"""What `discreet audit` is given beside ledgers, and the reports that it writes and checks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, cast

import click

from discreet import __version__
from discreet.output import fail, note, result, result_json

if TYPE_CHECKING:
    from discreet.audit.policies import Known
    from privacy.audit.signature import Form
    from privacy.audit.statement import Claims, Verified

AUDITOR_FOLDER = "auditor"  # of $DISCREET_HOME
UNVERIFIED = 4
Statements = Sequence[tuple["Verified", "Claims"]]


@dataclass(slots=True)
class Evidence:
    """Policies and attacks that were named, and which of them belonged to a ledger."""

    policies: list[Known]
    attacks: list[Path]
    used: set[Path] = field(default_factory=set)

    @classmethod
    def read(cls, policies: Sequence[Path], attacks: Sequence[Path]) -> Self:
        """Raises PolicyFileError for a policy that can't be read."""
        from discreet.audit.policies import read

        return cls(read(policies), list(attacks))

    def of(self, ledger: Path, verified: Verified) -> Claims:
        """What is said of this ledger. Raises VerificationError where its policy wasn't kept."""
        from discreet.audit import claims, policies
        from privacy.audit.statement import Claims

        found = policies.findings(verified, [*self.policies, *policies.beside(ledger)])
        policies.check(found, ledger)
        digests = {a.debit.policy_sha256 for a in verified.state.accounts.values()}
        self.used |= {known.path for known in self.policies if known.sha256 in digests}
        attack = claims.attack_beside(ledger, verified)
        for path in self.attacks:
            if (shown := claims.of_attack(path, verified)) is not None:
                self.used.add(path)
                # Of several the one that says most.
                if attack is None or shown["epsilon_bound"] > attack["epsilon_bound"]:
                    attack = shown
        return Claims(policy=found, run=claims.of_run(ledger, verified), canaries=attack)

    def check_used(self) -> None:
        """Raise click.UsageError for a file that says nothing of these ledgers."""
        for known in self.policies:
            if known.path not in self.used:
                raise click.UsageError(
                    f"--policy: {known.path}: expected a policy that these ledgers name, found "
                    f"{known.sha256[:16]}…"
                )
        for path in self.attacks:
            if path not in self.used:
                raise click.UsageError(
                    f"--canaries: {path}: expected an attack on a plan of these ledgers, found "
                    "one on another plan"
                )


@dataclass(frozen=True, slots=True)
class Outlets:
    """Reports to write."""

    paths: tuple[tuple[Path, Form], ...]
    language: Literal["en", "zh"]

    @classmethod
    def check(cls, paths: Sequence[Path], lang: str | None) -> Self:
        """Before minutes of work: raises click.UsageError for a name that won't do."""
        from discreet.audit.report import form_of
        from discreet.simulate import default_language

        language = lang or default_language()
        if language not in ("en", "zh"):
            raise click.UsageError(f"--lang: expected en or zh, found {language!r}")
        for path in paths:
            if path.exists():
                raise click.UsageError(f"--report: {path}: expected a new file, found one")
            if not path.parent.is_dir():
                raise click.UsageError(f"--report: {path.parent}: expected a folder, found none")
        chosen = cast("Literal['en', 'zh']", language)
        return cls(tuple((path, form_of(path)) for path in paths), chosen)

    def __bool__(self) -> bool:
        return bool(self.paths)

    def write(self, statements: Statements) -> None:
        """Write all of them, each whole or not at all, signed with this auditor's key."""
        from discreet.audit.report import make, signed
        from discreet.keys import keyring_to_seal
        from privacy.ledger.entries import public_hex
        from privacy.vault import signing
        from privacy.vault.atomic import create_exclusively
        from privacy.vault.keyring import home

        folder = home() / AUDITOR_FOLDER
        keyring = keyring_to_seal()
        folder.mkdir(parents=True, exist_ok=True)
        key = signing.load_or_create(folder, keyring, signing.AUDITOR)
        made = make(statements, made_ms=_now_ms(), software=f"discreet {__version__}")
        contents = [signed(made, form, key, self.language) for _, form in self.paths]
        for (path, _), content in zip(self.paths, contents, strict=True):
            try:
                create_exclusively(path, content, mode=0o644)
            except FileExistsError as e:
                raise click.UsageError(f"--report: {path}: expected a new file, found one") from e
            note(f"{path}: written, signed by {public_hex(key)}")


def verify(path: Path, auditor_key: str | None, *, as_json: bool) -> int:
    """Check a report's signature, and whose it is if a key was given. Returns the exit code."""
    from discreet.audit.report import check
    from privacy.errors import VerificationError
    from privacy.vault.signing import read_public

    expected = None if auditor_key is None else read_public(auditor_key)
    try:
        key = check(path)
        if expected is not None and key != expected:
            raise VerificationError(
                f"report: expected the signature of {expected[:16]}…, found {key[:16]}…'s"
            )
    except VerificationError as e:
        if as_json:
            result_json({"version": 1, "path": str(path), "verified": False, "error": str(e)})
        return fail(UNVERIFIED, f"{path}: {e}", "don't rely on it; ask for the report again")
    if as_json:
        pinned = expected is not None
        result_json(
            {"version": 1, "path": str(path), "verified": True, "key": key, "pinned": pinned}
        )
        return 0
    result(f"{path}: unchanged since it was signed by {key}")
    if expected is None:
        note("whose key that is, compare by telephone or mail, or give --auditor-key")
    return 0


def contradicted(ledger: Path, claims: Claims) -> int:
    """The exit code for a claim that an attack contradicts, which is said on stderr; else 0."""
    found = claims.canaries
    if found is None or not found["contradicted"]:
        return 0
    return fail(
        UNVERIFIED,
        f"{ledger}: an attack found an epsilon of at least {found['epsilon_bound']:.3g}, the plan "
        f"claims {_shown(found['claimed_epsilon'])}",
        "train nothing more with this installation before the defect is found",
    )


def _shown(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
