"""`discreet data`: make data, keep it sealed, and look at it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from discreet import keys
from discreet.data import prepare, profile, review
from discreet.output import result, result_json

HELP = "Make data, keep it sealed, and look at it."
app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
app.add_typer(keys.app, name="keys")
app.command("prepare")(prepare.command)
app.command("profile")(profile.command)
app.command("review")(review.command)


@app.callback()
def group() -> None:
    """Make data, keep it sealed, and look at it."""


@app.command()
def synth(
    *,
    out: Annotated[Path, typer.Argument()],
    language: Annotated[str, typer.Option(help="en or zh [en].", show_default=False)] = "en",
    owners: Annotated[int, typer.Option(help="How many data owners [4].", show_default=False)] = 4,
    questions: Annotated[
        int, typer.Option(help="Train and test together [12000].", show_default=False)
    ] = 12_000,
    seed: Annotated[
        int, typer.Option(help="The same seed gives the same corpus [7].", show_default=False)
    ] = 7,
    half: Annotated[
        str,
        typer.Option(
            help="private: the owners' documents; public: for a warm-up [private].",
            show_default=False,
        ),
    ] = "private",
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write the synthetic corpus: owners with their own jargon, and no real person.

    OUT is a new folder for train.jsonl, test.jsonl and corpus.json.
    """
    from qa.synthetic import generate, write_corpus

    corpus = generate(language, owners, questions, seed, half)  # type: ignore[arg-type]
    write_corpus(corpus, out)
    if json_:
        result_json({"folder": str(out), "owners": [asdict(owner) for owner in corpus.owners]})
        return
    for owner in corpus.owners:
        result(
            f"{owner.name}: {owner.train_questions} questions of {owner.persons} persons, "
            f"{owner.test_questions} held out"
        )
    result(str(out))


@app.command()
def show(
    *,
    store: Annotated[Path, typer.Argument()],
    population: Annotated[
        str | None, typer.Option(help="One population [all].", show_default=False)
    ] = None,
    split: Annotated[str | None, typer.Option(help="One split [all].", show_default=False)] = None,
    json_: Annotated[
        bool, typer.Option("--json", help="Print the records, one JSON object a line.")
    ] = False,
) -> None:
    """Show STORE to the holder of its key: what it holds, or with --json every record."""
    from client.errors import StoreError
    from client.store import RecordStore, shown

    records = RecordStore(store, keys.keyring())
    found = 0
    for name in records.populations() if population is None else [population]:
        for part, entry in records.splits(name).items():
            if split not in (None, part):
                continue
            found += 1
            if not json_:
                result(f"{name}/{part}: {entry.records} records, SHA-256 {entry.sha256}")
                continue
            for record in records.read(name, part):
                result(shown(record))
    if not found:
        wanted = f"{population or 'any population'}/{split or 'any split'}"
        raise StoreError(
            f"{store}: expected records of {wanted}, found none",
            hint="`discreet data show STORE` lists what there is",
        )
