"""`discreet data prepare`: an owner's file, into its store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from discreet import keys
from discreet.data.options import Json, Policy, Population, Repair, rules_of
from discreet.ledger import home
from discreet.output import note, result, result_json

if TYPE_CHECKING:
    from client.preparation.files import Report


def command(
    *,
    source: Annotated[Path, typer.Argument()],
    to: Annotated[Path, typer.Option("--to", help="The store's folder.")],
    population: Population = "default",
    split: Annotated[
        str | None,
        typer.Option(
            help="Put all of it in one split [train, validation and test].", show_default=False
        ),
    ] = None,
    shares: Annotated[
        str | None,
        typer.Option(
            help="Splits and their shares [train=0.8,validation=0.1,test=0.1].", show_default=False
        ),
    ] = None,
    policy: Policy = None,
    repair: Repair = False,
    paraphrases: Annotated[
        int,
        typer.Option(
            help="Add up to so many questions in other words, each [0].", show_default=False, min=0
        ),
    ] = 0,
    distractors: Annotated[
        bool,
        typer.Option("--distractors", help="Add questions with a context that has no answer."),
    ] = False,
    json_: Json = False,
) -> None:
    """Clean, desensitize and split SOURCE, and seal it in the owner's store.

    SOURCE is SQuAD JSON, JSON Lines, CSV or Parquet. Records that share a person or a document are
    in one split. The policy's section `desensitization` says what is replaced, and how. What the
    store had in those splits is replaced once all of the new records are on disk.
    """
    from client.preparation import owner_key
    from client.preparation.files import SHARES, Wanted, prepare_file
    from client.store import RecordStore
    from qa.preparation.sources import open_source

    if split is not None and shares is not None:
        raise typer.BadParameter("give --split or --shares, not both")
    wanted_shares = SHARES if shares is None else _shares(shares)
    if split is not None:
        wanted_shares = {split: Fraction(1)}
    rules = rules_of(policy, population)
    records = open_source(source, repair=repair)
    wanted = Wanted(population, wanted_shares, rules.unit, paraphrases, distractors)
    keyring = keys.keyring_to_seal()
    with owner_key.opened(home(), keyring) as secrets:
        report = prepare_file(records, RecordStore(to, keyring), secrets, rules.settings, wanted)
    if json_:
        result_json({"store": str(to), "population": population} | _row(report))
        return
    _tell(report, to, population)


def _shares(text: str) -> Mapping[str, Fraction]:
    """`train=0.8,test=0.2`. Raises BadParameter."""
    found: dict[str, Fraction] = {}
    for part in text.split(","):
        name, mark, value = part.strip().partition("=")
        try:
            share = Fraction(value)
        except (ValueError, ZeroDivisionError):
            mark, share = "", Fraction(0)
        if not mark or name in found or share <= 0:
            raise typer.BadParameter(
                f"expected splits once each and their shares, as in train=0.9,test=0.1, "
                f"found {text[:80]!r}",
                param_hint="'--shares'",
            )
        found[name] = share
    if sum(found.values()) != 1:
        raise typer.BadParameter(
            f"expected shares that sum to 1, found {float(sum(found.values())):g}",
            param_hint="'--shares'",
        )
    return found


def _row(report: Report) -> dict[str, Any]:
    row = asdict(report.counts)
    return {
        "splits": dict(report.splits),
        "source": asdict(report.source),
        "records": {key: row[key] for key in ("read", "kept", "made", "cleaned", "redacted")},
        "dropped": {str(reason): n for reason, n in sorted(report.counts.dropped.items())},
        "redactions": dict(report.provenance.redactions),
        "answers": dict(sorted(report.counts.answers.items())),
        "exceptions": list(report.provenance.exceptions),
        "settings": report.provenance.settings,
    }


def _tell(report: Report, to: Path, population: str) -> None:
    for line in _lines(report):
        note(line)
    for name, count in report.splits.items():
        result(f"{to}: {count} records in {population}/{name}")


def _lines(report: Report) -> Iterator[str]:
    source, counts = report.source, report.counts
    if source.repaired or source.dropped_answers:
        yield (
            f"{source.repaired} of {source.answers} answers were moved to where their text is, "
            f"{source.dropped_answers} could not be placed; {source.dropped_records} records "
            "had no other"
        )
    yield f"{counts.kept} of {counts.read} records kept, {counts.cleaned} of them cleaned"
    if counts.made:
        yield f"{counts.made} records added by augmentation"
    if counts.dropped:
        yield f"dropped: {_listed(counts.dropped)}"
    if report.provenance.desensitized:
        found = report.provenance.redactions
        yield f"{counts.redacted} records had personal data replaced: {_listed(found) or 'none'}"
        if counts.answers:
            yield f"answers that are personal data: {_listed(counts.answers)}"
    for name in report.provenance.exceptions:
        yield f"left in clear, as the policy says: {name}"
    if empty := [name for name, count in report.splits.items() if not count]:
        yield (
            f"nothing is in {', '.join(empty)}: all records share persons or documents, or are few"
        )


def _listed(counts: Mapping[Any, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    return ", ".join(f"{n} {str(name).replace('_', ' ')}" for name, n in ordered)
