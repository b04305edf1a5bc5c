"""`discreet data`: make and look at data."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from discreet.output import result, result_json

app = typer.Typer(help="Make data.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def group() -> None:
    """Make data."""


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
