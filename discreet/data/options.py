"""Options that several commands of `discreet data` share, and what they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from discreet.ledger import home
from discreet.output import note

if TYPE_CHECKING:
    from client.preparation.settings import Settings
    from privacy.plan import Unit

Population = Annotated[
    str, typer.Option(help="Whose records these are [default].", show_default=False)
]
Policy = Annotated[
    Path | None,
    typer.Option(help="The owner's policy [$DISCREET_HOME/policy.toml].", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Repair = Annotated[
    bool,
    typer.Option(
        "--repair",
        help="Look for answers that aren't at their offset, and drop those that can't be placed.",
    ),
]


class Rules(NamedTuple):
    """What an owner's policy says of its texts, and of one population's unit of privacy."""

    settings: Settings
    unit: Unit | None  # None: no policy says


def rules_of(policy: Path | None, population: str) -> Rules:
    """Raises PolicyFileError for a policy that can't be used, and where one was named that isn't
    there."""
    from client import policy as policies
    from client.errors import PolicyFileError
    from client.preparation import settings

    path = policy or home() / policies.POLICY_FILE
    rules, there = policies.load(path)
    if policy is not None and not there:
        raise PolicyFileError(f"{path}: expected a policy, found none")
    if rules.desensitization.plaintext is not None:
        note(f"texts stay as they are, as the policy lets them: {rules.desensitization.plaintext}")
    known = rules.populations.get(population) if there else None
    return Rules(
        settings.load(rules.desensitization, path.parent), None if known is None else known.unit
    )
