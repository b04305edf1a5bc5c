"""`discreet data profile`: what an owner's prepared records are like, for the owner alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from discreet import __version__, keys
from discreet.data.options import Json, Population
from discreet.output import note, result, result_json

if TYPE_CHECKING:
    from client.preparation.clusters import Embed, Vectors

_USUAL = {"train": 0, "validation": 1, "test": 2}  # splits in the order that people expect


def command(
    *,
    store: Annotated[Path, typer.Argument()],
    to: Annotated[
        Path | None, typer.Option("--to", help="The page, a new file.", show_default=False)
    ] = None,
    population: Population = "default",
    model: Annotated[
        str | None,
        typer.Option(
            help="A model that says which questions are alike [the words they share].",
            show_default=False,
        ),
    ] = None,
    clusters: Annotated[
        int | None,
        typer.Option(
            help="How many groups of questions [what fits best].",
            show_default=False,
            min=2,
            max=12,
        ),
    ] = None,
    lang: Annotated[
        Literal["en", "zh"], typer.Option(help="The page's language [en].", show_default=False)
    ] = "en",
    json_: Json = False,
) -> None:
    """Say what the records in STORE are like: how many, how long, about what, and how rare.

    The page holds exact counts: it stays with the owner. It quotes no record; the only words of
    the data on it are terms that several persons or documents use.
    """
    from client.errors import StoreError
    from client.preparation import clusters as grouping
    from client.preparation.profile import profile
    from client.store import RecordStore

    if to is None and not json_:
        raise typer.BadParameter("expected a new file, found none", param_hint="'--to'")
    if to is not None and to.exists():
        raise typer.BadParameter(f"expected a new file, found {to}", param_hint="'--to'")
    if to is not None:
        from discreet.data.profile_page import render  # a package that is missing ends it here
    grouping.require()
    embed = None if model is None else _embedder(model)
    records = RecordStore(store, keys.keyring())
    if population not in records.populations() or not (splits := records.splits(population)):
        raise StoreError(
            f"{store}: expected records of {population}, found none",
            hint="`discreet data show STORE` lists what there is",
        )
    ordered = sorted(splits, key=lambda split: (_USUAL.get(split, len(_USUAL)), split))
    seen = profile(
        {split: records.read(population, split) for split in ordered},
        {split: entry.provenance for split, entry in splits.items()},
    )
    groups = grouping.clusters(seen.sample, count=clusters, embed=embed)
    if to is not None:
        text = render.html(
            seen.profile, groups, population=population, version=__version__, language=lang
        )
        _write(to, text.encode())
    if json_:
        found = None if groups is None else asdict(groups)
        if found is not None:
            del found["points"]
        result_json({"population": population} | seen.profile.to_json() | {"clusters": found})
        return
    note("the page holds exact counts: it stays with the owner")
    result(str(to))


def _embedder(name: str) -> Embed:
    """Raises ModelError."""
    from qa.embedding import embed
    from qa.model import load_model
    from qa.model_source import find_model

    model = load_model(find_model(name))

    def embedded(questions: Sequence[str]) -> Vectors:
        note(f"embedding {len(questions)} questions")
        return embed(questions, model)

    return embedded


def _write(path: Path, content: bytes) -> None:
    """A new file that the owner alone can read."""
    from privacy.vault.atomic import create_exclusively

    if not path.parent.is_dir():
        raise typer.BadParameter(f"{path.parent}: expected a folder, found none")
    try:
        create_exclusively(path, content)
    except FileExistsError as e:
        raise typer.BadParameter(f"expected a new file, found {path}", param_hint="'--to'") from e
