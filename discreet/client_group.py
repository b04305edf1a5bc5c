"""`discreet client`: what the operator of a data owner does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from discreet import budget, ledger
from discreet.output import note, result

HELP = "What the operator of a data owner does."
app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
app.add_typer(ledger.app, name="ledger")
app.command("budget")(budget.command)


@app.callback()
def group() -> None:
    """What the operator of a data owner does."""


@app.command()
def policy(
    *,
    file: Annotated[Path | None, typer.Argument()] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a policy and stop.")
    ] = False,
    code: Annotated[
        bool, typer.Option("--code", help="Print the digest of the installed code and stop.")
    ] = False,
) -> None:
    """Check a policy and print it in full, with every default.

    FILE is $DISCREET_HOME/policy.toml by default. Where there is none the safe defaults are
    printed: a file to start from.
    """
    from client.policy import POLICY_FILE, Policy, defaults_of, load, to_toml

    if schema:
        result(json.dumps(Policy.model_json_schema(by_alias=True), indent=1))
        return
    if code:
        from client.code import code_digest

        result(code_digest())
        return
    path = file or ledger.home() / POLICY_FILE
    found, there = load(path)
    left = list(defaults_of(path))
    if not there:
        note(f"{path}: no policy there; these safe defaults hold")
    elif left:
        note(f"{path}: left to its safe default: {'; '.join(left)}")
    note(f"SHA-256 of the resolved policy: {found.digest()}")
    result(to_toml(found).rstrip())
