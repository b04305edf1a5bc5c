"""`discreet plan`: which noise, expected batch and rounds to choose for a promised epsilon."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer

from discreet.output import note, result, result_json

if TYPE_CHECKING:
    from privacy.planning import Fixed, Trade
    from privacy.trade import Row, Terms
    from simulations.scenario import Scenario

VERSION = 1  # of what --json prints
FILE_MODE = 0o644  # of what is written: public figures alone


def command(
    *,
    scenario: Annotated[str | None, typer.Argument()] = None,
    units: Annotated[int, typer.Option(help="Public size that an owner of mean size declares.")],
    epsilon: Annotated[
        float | None,
        typer.Option(help="Epsilon to keep over all rounds [SCENARIO's].", show_default=False),
    ] = None,
    delta: Annotated[
        float | None, typer.Option(help="Delta [SCENARIO's].", show_default=False)
    ] = None,
    rounds: Annotated[
        int | None, typer.Option(min=1, help="Fix the number of rounds.", show_default=False)
    ] = None,
    steps_per_round: Annotated[
        int | None,
        typer.Option(min=1, help="Steps in each round [SCENARIO's].", show_default=False),
    ] = None,
    batch: Annotated[
        int | None,
        typer.Option(min=1, help="Fix the units drawn in a step, on average.", show_default=False),
    ] = None,
    noise: Annotated[
        float | None,
        typer.Option(
            help="Fix the noise multiplier; then the most rounds are found.", show_default=False
        ),
    ] = None,
    passes: Annotated[
        float | None,
        typer.Option(
            help="Most average passes over the data that compute allows [10].", show_default=False
        ),
    ] = None,
    owners: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Also the noise in the mean over so many owners, lower by 1/sqrt(owners). It "
            "helps the model; what each person is promised stays the same.",
            show_default=False,
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(help="Write the trade as a picture: a new .svg file.", metavar="FILE"),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            help="Write the recommended plan as a scenario: a new .toml file.", metavar="FILE"
        ),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Choose noise, expected batch and rounds that keep a promised epsilon.

    Prints a table of the trade, with one row recommended: within the passes that compute allows,
    the most steps that keep 80 % of the signal-to-noise ratio which this epsilon allows at any
    batch. No data is read: a search costs no privacy.

    SCENARIO is a TOML file or the name of a shipped one, as `discreet simulate` takes it. It says
    what the options leave out, and what --to writes beside the plan. A sampling_probability in it
    fixes the batch, unless --batch is given.
    """
    from privacy import planning
    from simulations.scenario import load

    base = load(scenario)
    _check_new(plot, "--plot", ".svg")
    _check_new(to, "--to", ".toml")
    if plot is not None and to is not None and plot.absolute() == to.absolute():
        raise click.UsageError("--to: expected another file than that of --plot")
    if to is not None and noise is not None:
        raise click.UsageError(
            "--to: a scenario says epsilon and finds its noise by itself; expected no --noise"
        )
    terms = _terms(base, units, epsilon, delta, steps=steps_per_round, passes=passes)
    fixed = _fixed(base, units, rounds, batch, noise)
    trade = planning.search(terms, fixed)
    _write(
        {
            plot: None if plot is None else _picture(trade),
            to: None if to is None else _scenario(base, trade),
        }
    )
    if json_:
        result_json(_summary(trade, owners, plot, to))
        return
    for line in _lines(trade, owners):
        result(line)
    for path in (plot, to):
        if path is not None:
            note(f"{path}: written")


def _check_new(path: Path | None, option: str, suffix: str) -> None:
    if path is None:
        return
    if path.suffix != suffix:
        raise click.UsageError(f"{option}: expected a name that ends in {suffix}, found {path}")
    if path.exists() or path.is_symlink():
        raise click.UsageError(f"{option}: expected a new file, found {path}, which exists")


def _terms(
    base: Scenario,
    units: int,
    epsilon: float | None,
    delta: float | None,
    *,
    steps: int | None,
    passes: float | None,
) -> Terms:
    from privacy.plan import Unit
    from privacy.trade import DEFAULT_PASSES, Terms

    privacy = base.privacy
    target = privacy.epsilon if epsilon is None else epsilon
    if target == math.inf:
        raise click.UsageError("--epsilon: expected a finite number: without noise all is allowed")
    return Terms(
        epsilon=target,
        delta=privacy.delta if delta is None else delta,
        units=units,
        steps_per_round=steps or base.training.steps_per_round,
        passes=DEFAULT_PASSES if passes is None else passes,
        spare_rounds=privacy.spare_rounds,
        # Which unit it is changes no figure of a plan whose unit isn't the record.
        unit=Unit.PERSON if privacy.unit == "auto" else Unit(privacy.unit),
        clip_norm=privacy.clip_norm,
        records_per_unit=privacy.records_per_unit,
        windows_per_record=privacy.windows_per_record,
    )


def _fixed(
    base: Scenario, units: int, rounds: int | None, batch: int | None, noise: float | None
) -> Fixed:
    from privacy.planning import Fixed
    from privacy.trade import sampling_probability

    probability = base.privacy.sampling_probability
    if batch is not None:
        if batch > units:
            raise click.UsageError(
                f"--batch: expected at most the {units} units of --units, found {batch}"
            )
        if probability is not None:
            note(f"--batch {batch}: in the place of the scenario's sampling_probability")
        probability = sampling_probability(batch, units)
    return Fixed(rounds, probability, noise)


def _scenario(base: Scenario, trade: Trade) -> bytes:
    """`base` with the recommended plan. Its sampling probability is pinned: whatever sizes the
    owners of a run declare, the plan has exactly these numbers."""
    from simulations.plans import plan_of

    plan, terms = trade.recommended.plan, trade.terms
    found = base.replace(
        {
            "training.rounds": plan.rounds,
            "training.steps_per_round": plan.steps_per_round,
            "training.expected_batch": max(1, round(trade.recommended.expected_batch)),
            "privacy.epsilon": float(terms.epsilon),
            "privacy.delta": terms.delta,
            "privacy.sampling_probability": plan.sampling_probability,
        }
    )
    if plan_of(found, plan.unit, [terms.units]) != plan:
        raise AssertionError("the scenario comes to another plan")
    return found.to_toml().encode()


def _picture(trade: Trade) -> bytes:
    from simulations.report.trade import trade_svg

    return trade_svg(trade).encode()


def _write(contents: dict[Path | None, bytes | None]) -> None:
    """All files or none. Everything was made before the first byte is written, and nothing that
    exists is replaced."""
    from privacy.vault.atomic import create_exclusively

    written: list[Path] = []
    try:
        for path, content in contents.items():
            if path is not None and content is not None:
                if not path.parent.is_dir():
                    raise click.UsageError(f"{path.parent}: expected a folder, found none")
                create_exclusively(path, content, mode=FILE_MODE)
                written.append(path)
    except (OSError, click.UsageError) as error:
        for made in written:
            made.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            raise click.UsageError(f"expected a new file, found {path}, which exists") from error
        if isinstance(error, OSError):
            raise click.UsageError(f"{path}: can't be written: {error.strerror}") from error
        raise


def _summary(
    trade: Trade, owners: int | None, plot: Path | None, to: Path | None
) -> dict[str, Any]:
    terms, fixed = trade.terms, trade.fixed
    return {
        "version": VERSION,
        "target": {
            "epsilon": terms.epsilon,
            "delta": terms.delta,
            "units": terms.units,
            "steps_per_round": terms.steps_per_round,
            "passes": terms.passes,
        },
        "fixed": {
            "rounds": fixed.rounds,
            "sampling_probability": fixed.probability,
            "noise_multiplier": fixed.noise,
        },
        "owners": owners,
        "rows": [_figures(row, owners) for row in trade.rows],
        "recommended": trade.best,
        "reason": trade.reason,
        "scenario": None if to is None else str(to),
        "plot": None if plot is None else str(plot),
    }


def _figures(row: Row, owners: int | None) -> dict[str, Any]:
    from privacy.trade import averaged_noise

    return {
        "rounds": row.plan.rounds,
        "spare_rounds": row.plan.spare_rounds,
        "steps": row.steps,
        "expected_batch": row.expected_batch,
        "sampling_probability": row.plan.sampling_probability,
        "noise_multiplier": row.plan.noise_multiplier,
        "epsilon": row.epsilon,
        "passes": row.passes,
        "gradients": row.gradients,
        "noise_in_mean": row.noise_in_mean,
        "noise_in_mean_of_owners": None if owners is None else averaged_noise(row, owners),
        "signal_to_noise": row.signal_to_noise,
        "share_of_ceiling": row.share,
    }


_HEADS = (
    "rounds", "steps", "batch", "q", "noise mult", "epsilon", "passes", "gradients",
    "noise/clip", "SNR", "of ceiling",
)  # fmt: skip


def _lines(trade: Trade, owners: int | None) -> list[str]:
    terms, best = trade.terms, trade.recommended
    cells = [_HEADS, *(_cells(row) for row in trade.rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(_HEADS))]
    lines = [
        f"epsilon {terms.epsilon:g} at delta {terms.delta:g} for {terms.units} units, "
        f"{terms.steps_per_round} step{'s' * (terms.steps_per_round > 1)} a round"
    ]
    for number, row in enumerate(cells, -1):
        mark = "*" if number == trade.best else " "
        lines.append(
            f"{mark} {'  '.join(c.rjust(w) for c, w in zip(row, widths, strict=True))}".rstrip()
        )
    plan = best.plan
    lines.append(
        f"* {_count(plan.rounds, 'round')} and {_count(plan.spare_rounds, 'spare one')}, expected "
        f"batch {best.expected_batch:.4g}, noise multiplier {plan.noise_multiplier:g}: "
        f"{trade.reason}"
    )
    if owners is not None:
        lines.append(_owners(best, owners))
    return lines


def _owners(row: Row, owners: int) -> str:
    from privacy.trade import averaged_noise

    return (
        f"the mean over {_count(owners, 'owner')} of this size has noise/clip "
        f"{averaged_noise(row, owners):.3g}, 1/sqrt({owners}) of one owner's; "
        "each person's epsilon stays as it is"
    )


def _cells(row: Row) -> tuple[str, ...]:
    plan = row.plan
    return (
        str(plan.rounds),
        str(row.steps),
        f"{row.expected_batch:.4g}" if row.expected_batch < 1e4 else f"{row.expected_batch:.0f}",
        f"{plan.sampling_probability:g}",
        f"{plan.noise_multiplier:g}",
        f"{math.ceil(row.epsilon * 1000) / 1000:.3f}",
        f"{row.passes:.3g}",
        f"{row.gradients:.0f}",
        f"{row.noise_in_mean:.3g}",
        f"{row.signal_to_noise:.4g}",
        f"{math.floor(row.share * 100)}%",
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
