"""`discreet client ledger`: what is done to a privacy ledger by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import click
import typer

from discreet import keys
from discreet.output import note, result

HELP = "The privacy ledger of a population: signed entries, never rewritten, never refunded."
app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)

Population = Annotated[
    str, typer.Option(help="Whose ledger [default].", show_default=False, metavar="NAME")
]
Folder = Annotated[
    Path | None,
    typer.Option(help="The ledger's folder [$DISCREET_HOME/populations/NAME].", show_default=False),
]


@app.callback()
def group() -> None:
    """The privacy ledger of a population: signed entries, never rewritten, never refunded."""


def home() -> Path:
    """`$DISCREET_HOME`."""
    from privacy.vault.keyring import home as of_environment

    return of_environment()


def place_of(folder: Path | None, population: str) -> Path:
    """Where a population's ledger is: `folder`, or its own in `$DISCREET_HOME`."""
    from client.procedures import POPULATIONS_FOLDER

    return folder or home() / POPULATIONS_FOLDER / population


@app.command("open")
def open_(
    *,
    population: Population = "default",
    folder: Folder = None,
    policy: Annotated[
        Path | None,
        typer.Option(help="The owner's policy [$DISCREET_HOME/policy.toml].", show_default=False),
    ] = None,
) -> None:
    """Open a population's first and only ledger, and make the owner's signing key.

    The policy's `plans` decides how many plans its budget may hold. That can't be changed later.
    """
    from client import policy as policies
    from client.procedures import open_new

    path = policy or home() / policies.POLICY_FILE
    rules, there = policies.load(path)
    if not there:
        note(f"{path}: no policy there; safe defaults hold (`discreet client policy` shows them)")
    place = place_of(folder, population)
    public = open_new(place, keys.keyring_to_seal(), population=population, policy=rules)
    note(f"{place}: opened; the owner's public key, for peers and auditors to pin:")
    result(public)


@app.command()
def head(
    *,
    since: Annotated[
        int, typer.Option(min=0, help="Entries that the auditor has countersigned before [0].")
    ] = 0,
    population: Population = "default",
    folder: Folder = None,
) -> None:
    """Print this ledger's head, signed, for an auditor to countersign.

    It tells how many entries there are, when the last was written, and a digest of all; with
    --since also the proof that it goes on from there. `discreet audit countersign` takes it.
    """
    from client.owner import open_ledger
    from privacy.ledger.heads import receipt_to_json

    with open_ledger(place_of(folder, population), keys.keyring()) as ledger:
        result(receipt_to_json(ledger.receipt(since)))


@app.command()
def amend(
    *,
    first: Annotated[int, typer.Option(help="Entry of the first debit that is concerned.")],
    last: Annotated[int, typer.Option(help="Entry of the last one.")],
    reason: Annotated[str, typer.Option(help="What was found, without names of persons.")],
    noise_factor: Annotated[
        float, typer.Option(help="True noise over planned noise, 0 to 1 [1].", show_default=False)
    ] = 1.0,
    sampling_probability: Annotated[
        float, typer.Option(help="The true one, if it was larger.", show_default=False)
    ] = 0.0,
    steps_factor: Annotated[
        int, typer.Option(help="True steps over charged steps [1].", show_default=False)
    ] = 1,
    population: Population = "default",
    folder: Folder = None,
) -> None:
    """Correct the account of a mechanism that proved weaker than was thought.

    Adds a signed entry; what was written stays. It can only make debits dearer, and training stops
    where the true cost has passed the cap.
    """
    from client import procedures
    from privacy.ledger.events import Amendment

    amendment = Amendment(first, last, noise_factor, sampling_probability, steps_factor, reason)
    number = procedures.amend(place_of(folder, population), keys.keyring(), amendment)
    result(f"entry {number}: debits {first} to {last} are amended")


@app.command()
def erase(
    *,
    persons: Annotated[list[str] | None, typer.Argument()] = None,
    request: Annotated[
        str, typer.Option(help="Your number of the request; it is kept, so no name.")
    ],
    store: Annotated[Path, typer.Option(help="The store of records.")],
    persons_from: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="A file of persons, one a line, or - for standard input: other users "
            "can see what stands on a command line.",
            metavar="FILE",
        ),
    ] = None,
    nothing_held: Annotated[
        bool,
        typer.Option("--nothing-held", help="It is right that the store holds none of theirs."),
    ] = False,
    population: Population = "default",
    folder: Folder = None,
) -> None:
    """Carry out a request to erase PERSONS: their records go, the budget is never refunded.

    A model that was trained on them stays trained on them, under its epsilon. Copies elsewhere and
    backups of the store aren't reached.
    """
    from client.preparation.pseudonyms import of_owner
    from client.procedures import erase as carry_out
    from client.store import RecordStore

    named = [*(persons or []), *_persons(persons_from)]
    if not named:
        raise click.UsageError("expected PERSONS, or --from FILE")
    keyring = keys.keyring()
    count, number = carry_out(
        place_of(folder, population),
        keyring,
        RecordStore(store, keyring),
        persons=named,
        request=request,
        nothing_held=nothing_held,
        pseudonyms=of_owner(home(), keyring),
    )
    entry = "its entry was there already" if number is None else f"entry {number}"
    result(f"{count} records erased, {entry}")


def _persons(file: str | None) -> list[str]:
    if file is None:
        return []
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


@app.command("change-key")
def change_key(
    *,
    reason: Annotated[str, typer.Option(help="Why, without names of persons.")],
    compromised: Annotated[
        bool, typer.Option("--compromised", help="The old key may have been stolen.")
    ] = False,
    population: Population = "default",
    folder: Folder = None,
) -> None:
    """Sign with a new key from now on.

    After a theft, tell peers and auditors the new key by a way that they trust: what the old one
    signs proves nothing any more, and countersigned heads alone tell the true ledger from a
    thief's.
    """
    from client.procedures import change_key as change

    place = place_of(folder, population)
    public = change(place, keys.keyring(), compromised=compromised, reason=reason)
    note("the owner's new public key, for peers and auditors to pin:")
    result(public)


@app.command()
def depart(
    *,
    to: Annotated[
        str, typer.Option(help="The other machine's public key: `discreet data keys show` there.")
    ],
    out: Annotated[Path, typer.Option(help="A new folder, to carry there.")],
    population: Population = "default",
    folder: Folder = None,
) -> None:
    """Move this ledger to another machine. From here on this copy spends nothing."""
    from client.procedures import depart as leave
    from privacy.vault.keys import Recipient

    recipient = Recipient.parse(to)
    leave(place_of(folder, population), keys.keyring(), to=recipient, out=out)
    note("on the other machine: discreet client ledger arrive FOLDER")
    result(str(out))


@app.command()
def arrive(
    *,
    source: Annotated[Path, typer.Argument()],
    population: Population = "default",
    folder: Folder = None,
) -> None:
    """Go on here with a ledger that another machine's `depart` wrote to SOURCE."""
    from client.procedures import arrive as come

    place = place_of(folder, population)
    number = come(place, keys.keyring(), source=source, population=population)
    result(f"{place}: entry {number}, this machine goes on")
