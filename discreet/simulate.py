"""`discreet simulate`: a whole federation on this machine."""

from __future__ import annotations

import math
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import click
import typer

from discreet.output import note, result, result_json

if TYPE_CHECKING:
    from simulations.scenario import Scenario

OPTIONS = {
    "data.owners": "--owners",
    "training.rounds": "--rounds",
    "privacy.epsilon": "--epsilon",
    "privacy.unit": "--unit",
    "privacy.plaintext": "--plaintext",
    "model.name": "--model",
    "data.source": "--data",
    "data.partition": "--partition",
}

_running: Path | None = None


def command(
    *,
    scenario: Annotated[
        str | None, typer.Argument()  # typer 0.20 with click 8.5 loses an argument's help
    ] = None,
    owners: Annotated[int | None, typer.Option(help="How many data owners.")] = None,
    rounds: Annotated[int | None, typer.Option(help="Rounds of training.")] = None,
    epsilon: Annotated[
        float | None, typer.Option(help="Privacy budget of the whole run; inf for none.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(help="Whom it protects: auto, person, document or record.")
    ] = None,
    plaintext: Annotated[
        str | None,
        typer.Option(
            help="Train on texts as they are, and why; reports name it.", metavar="REASON"
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="'minilm', a model folder, or a hub name.")
    ] = None,
    data: Annotated[
        str | None, typer.Option(help="'synthetic', or a SQuAD or JSON Lines file.")
    ] = None,
    partition: Annotated[
        str | None, typer.Option(help="Owners by: auto, owner, title or dirichlet.")
    ] = None,
    out: Annotated[str | None, typer.Option(help="The run's new folder [runs/TIME].")] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Go on with the run in this folder.", metavar="DIR")
    ] = None,
    canaries: Annotated[
        int | None,
        typer.Option(
            help="Instead: train one owner with so many canaries and attack it.", metavar="N"
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            help="inprocess, or flower: `flwr run` and Ray actors [inprocess].", show_default=False
        ),
    ] = "inprocess",
    lang: Annotated[
        str | None, typer.Option(help="Language of the report: en or zh [from $LANG].")
    ] = None,
    json_: Annotated[
        bool, typer.Option("--json", help="Print the summary as one JSON object.")
    ] = False,
    print_config: Annotated[
        bool, typer.Option("--print-config", help="Print the resolved scenario and stop.")
    ] = False,
) -> None:
    """Train over several owners with differential privacy, on this machine.

    SCENARIO is a TOML file, or the name of a shipped one (control, text). Without it and without
    options: four synthetic owners, MiniLM, epsilon 8 for each person. A file given with --data
    starts from the scenario text.
    """
    from simulations.scenario import REAL_TEXT, SYNTHETIC, load

    changes = {
        "data.owners": owners,
        "training.rounds": rounds,
        "privacy.epsilon": epsilon,
        "privacy.unit": unit,
        "privacy.plaintext": plaintext,
        "model.name": model,
        "data.source": data,
        "data.partition": partition,
    }
    chosen = _choice("--engine", engine, ("inprocess", "flower"))
    language = _choice("--lang", lang or default_language(), ("en", "zh"))
    if resume is not None:
        _refuse_with_resume(scenario, out, print_config, changes, canaries)
        _run(None, path=resume, out=None, engine=chosen, language=language, as_json=json_)
        return
    # The built-in settings were found on the synthetic corpus.
    base = scenario or (REAL_TEXT if data not in (None, SYNTHETIC) else None)
    resolved = load(base).replace(changes, OPTIONS)
    if print_config:
        result(resolved.to_toml().rstrip())
        return
    if canaries is not None:
        _attack(resolved, canaries, out, as_json=json_)
        return
    _run(resolved, path=None, out=out, engine=chosen, language=language, as_json=json_)


def resume_hint() -> str | None:
    """How to go on with a run that was interrupted, if one had begun."""
    if _running is None or not _running.exists():
        return None
    return f"discreet simulate --resume {shlex.quote(str(_running))}"


def _run(
    scenario: Scenario | None,
    *,
    path: Path | None,
    out: str | None,
    engine: Any,
    language: Any,
    as_json: bool,
) -> None:
    global _running  # noqa: PLW0603 (the handler of Ctrl-C reads it)
    _running = None
    from discreet.keys import unlock
    from discreet.progress import Progress

    unlock()
    with Progress() as progress:
        progress.stage("starting")
        from simulations.run import resume, simulate

        def began(folder: Path) -> None:
            global _running  # noqa: PLW0603
            _running = folder

        watch: dict[str, Any] = {
            "observer": progress.observe,
            "stage": progress.stage,
            "began": began,
        }
        if path is not None:
            summary = resume(path, engine=engine, language=language, **watch)
        elif scenario is not None:
            summary = simulate(scenario, out=out, engine=engine, language=language, **watch)
    for warning in summary["warnings"]:
        note(f"warning: {warning}")
    if as_json:
        result_json(summary)
    else:
        _print(summary, progress.elapsed)


def _attack(scenario: Scenario, canaries: int, out: str | None, *, as_json: bool) -> None:
    global _running  # noqa: PLW0603
    _running = None  # there is nothing to resume
    from discreet.keys import unlock
    from discreet.progress import Progress

    unlock()
    with Progress() as progress:
        progress.stage("starting")
        from simulations.canary_run import check, run_canaries

        found = run_canaries(scenario, canaries, out=out, stage=progress.stage)
    if as_json:
        result_json(found)
    else:
        claim, most = found["claimed_epsilon"], found["largest_bound"]
        result(
            f"epsilon {claim:.2f} at delta {found['delta']:g}: {found['verdict']['finding']} at "
            f"confidence {found['confidence']:g}, which proves nothing of what was not tried"
            if found["verdict"]["finding"] != "contradicted"
            else f"epsilon {claim:.2f} at delta {found['delta']:g}: contradicted at confidence "
            f"{found['confidence']:g}"
        )
        bound = max(attack["epsilon_bound"] for attack in found["attacks"].values())
        result(f"lower bound {bound:.2f} from {canaries} canaries, which show {most:.2f} at most")
        if found["membership"] is not None:
            result(f"membership by loss: area under the curve {found['membership']['auc']:.3f}")
        result(f"{Path(found['run_dir']) / 'canaries.json'} ({progress.elapsed:.0f} s)")
    if found["claimed_epsilon"] > found["largest_bound"]:
        note(
            f"warning: {canaries} canaries can't contradict epsilon "
            f"{found['claimed_epsilon']:.2f}: ask for more, or a smaller --epsilon"
        )
    check(found)


def _print(summary: dict[str, Any], seconds: float) -> None:
    before, after, privacy = summary["baseline"], summary["final"], summary["privacy"]
    questions = after["examples"]
    gain = after["f1"] - before["f1"]
    change = f"{before['f1']:.1f} → {after['f1']:.1f} ({gain:+.1f})"
    result(f"F1 {change} on {questions} held-out questions")
    if privacy["epsilon_max"] is None:
        result("epsilon unbounded: no noise was added, nothing is promised")
    else:
        bound = math.ceil(privacy["epsilon_max"] * 100) / 100  # rounded down it would be a lie
        result(
            f"epsilon ≤ {bound:.2f} at delta "
            f"{summary['owners'][0]['delta']:g} for each {privacy['unit']}, "
            f"at each of {len(summary['owners'])} owners"
        )
    result(f"{Path(summary['run_dir']) / 'report.html'} ({seconds:.0f} s)")


def _choice(option: str, value: str, known: tuple[str, ...]) -> Any:
    if value not in known:
        raise click.UsageError(f"{option}: expected {' or '.join(known)}, found {value!r}")
    return value


def _refuse_with_resume(
    scenario: str | None,
    out: str | None,
    print_config: bool,
    changes: dict[str, Any],
    canaries: int | None,
) -> None:
    given = [OPTIONS[key] for key, value in changes.items() if value is not None]
    given += ["--out"] if out else []
    given += ["--print-config"] if print_config else []
    given += ["SCENARIO"] if scenario else []
    given += ["--canaries"] if canaries is not None else []
    if given:
        raise click.UsageError(
            f"--resume goes on with the run's own configuration, found {', '.join(given)} as well"
        )


def default_language() -> Literal["en", "zh"]:
    """The report's language as the environment asks for it."""
    setting = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if setting.lower().startswith("zh") else "en"
