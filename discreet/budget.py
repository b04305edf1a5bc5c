"""`discreet client budget`: what is spent, reserved and left, and what a planned run would cost."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer

from discreet import ledger
from discreet.output import fail, note, result, result_json

if TYPE_CHECKING:
    from client.budget import Assessment, Balance, Standing
    from client.policy import Policy
    from privacy.errors import PrivacyError
    from privacy.plan import Plan

REFUSED, UNVERIFIED = 3, 4
VERSION = 1  # of what --json prints
_SHOWN_DIGITS = 4  # significant ones of an epsilon
_FEWER = "`discreet plan` finds one that costs less; or choose fewer rounds"
_POLICY = "`discreet client policy` prints what this owner allows"
_BY = {"owner-key": "the owner's key", "mark": "its mark", "heads": "its countersigned heads"}


def command(
    *,
    population: Annotated[
        str | None,
        typer.Option(help="This one alone [all].", show_default=False, metavar="NAME"),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            help="A ledger's folder [those in $DISCREET_HOME/populations].", show_default=False
        ),
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option(
            help="The owner's policy [$DISCREET_HOME/policy.toml; with --folder, its own first].",
            show_default=False,
        ),
    ] = None,
    plan: Annotated[
        list[str] | None,
        typer.Option(
            help="Also: what this run would cost. A scenario, a run's run.toml, or a plan in "
            "JSON. May be given several times, each judged by itself.",
            metavar="FILE",
        ),
    ] = None,
    in_turn: Annotated[
        bool,
        typer.Option("--in-turn", help="Judge the plans as if they ran one after another."),
    ] = False,
    declared_units: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Mean size that the owners of a scenario declare [the policy's declared_units].",
            show_default=False,
        ),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Show what is spent of each population's privacy budget, what is reserved, and what is left.

    With --plan also what a run would cost before anyone commits to it, and what the policy or the
    ledger would refuse of it first: exit code 3 if that is one of its planned rounds.

    Ledgers are verified as an audit does, without a key. Nothing is written anywhere.
    """
    if not plan and (in_turn or declared_units is not None):
        given = "--in-turn" if in_turn else "--declared-units"
        raise click.UsageError(f"{given}: expected --plan with it")
    path, rules, there = _policy(policy, folder)
    read = _Read()
    for name, place in _places(population, folder, rules):
        read.ledger(name, place)
    # Every file is understood before anything is said: a bad one is a mistake of the reader.
    plans = [_plans(plan or [], rules, found, declared_units) for found in read.standings]
    for standing, mine in zip(read.standings, plans, strict=True):
        read.assess(standing, rules, mine, in_turn=in_turn)
    if json_:
        of = {"path": str(path), "there": there, "sha256": rules.digest()}
        result_json(
            {"version": VERSION, "policy": of, "populations": read.rows, "failed": read.failed}
        )
    else:
        for row in read.rows:
            for line in _lines(row):
                result(line)
        if not there:
            note(f"{path}: no policy there; safe defaults hold (`discreet client policy`)")
    for code, message, hint in read.errors:
        fail(code, message, hint)
    return max((code for code, _, _ in read.errors), default=0)


@dataclass(slots=True)
class _Read:
    """Ledgers that were read, what --json prints of them, and what is wrong or refused."""

    standings: list[Standing] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    errors: list[tuple[int, str, str]] = field(default_factory=list)  # code, message, hint

    def ledger(self, population: str | None, folder: Path) -> None:
        """Read one, or keep what is wrong with it."""
        from client import budget
        from privacy.errors import PrivacyError

        try:
            self.standings.append(budget.read(folder, population))
        except PrivacyError as error:
            self._fail(population, folder, error)

    def assess(
        self, standing: Standing, policy: Policy, plans: list[tuple[str, Plan]], *, in_turn: bool
    ) -> None:
        """What is left in one, and what each of `plans` would come to."""
        from privacy.errors import PrivacyError

        try:
            row, refused = _row(standing, policy, plans, in_turn=in_turn)
        except PrivacyError as error:  # a ledger that no accountant composes
            self._fail(standing.population, standing.folder, error)
            return
        self.rows.append(row)
        self.errors += [(REFUSED, message, hint) for message, hint in refused]

    def _fail(self, population: str | None, folder: Path, error: PrivacyError) -> None:
        row = {"population": population, "path": str(folder), "error": str(error)}
        self.failed.append(row)
        hint = error.hint or "this ledger can't be relied on"
        self.errors.append((_code_of(error), str(error), hint))


def _places(
    population: str | None, folder: Path | None, policy: Policy
) -> list[tuple[str | None, Path]]:
    """The ledgers that are asked for, by population where it is known."""
    from client.budget import populations

    if folder is not None:
        return [(population, folder)]
    if population is not None:
        return [(population, ledger.place_of(None, population))]
    return [*populations(ledger.home(), policy).items()]


def _policy(given: Path | None, folder: Path | None) -> tuple[Path, Policy, bool]:
    from client import policy as policies
    from client.errors import PolicyFileError

    path = given
    if path is None and folder is not None and (folder / policies.POLICY_FILE).exists():
        path = folder / policies.POLICY_FILE
    path = path or ledger.home() / policies.POLICY_FILE
    rules, there = policies.load(path)
    if given is not None and not there:
        raise PolicyFileError(f"{given}: expected a policy, found no such file")
    return path, rules, there


def _plans(
    files: list[str], policy: Policy, standing: Standing, declared_units: int | None
) -> list[tuple[str, Plan]]:
    """Raises ScenarioError and InvalidPlanError."""
    if not files:
        return []
    from client.policy import Population
    from simulations import plans

    rules = policy.populations.get(standing.population, Population())
    size = declared_units or rules.declared_units
    return [(file, plans.load(file, rules.unit, size)) for file in files]


def _code_of(error: Exception) -> int:
    from discreet.main import EXIT_CODES
    from privacy.errors import InvalidPlanError

    if isinstance(error, InvalidPlanError):  # of a ledger: no mistake of the reader
        return UNVERIFIED
    return next((code for kind, code, _ in EXIT_CODES if isinstance(error, kind)), UNVERIFIED)


def _row(
    standing: Standing, policy: Policy, plans: list[tuple[str, Plan]], *, in_turn: bool
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What --json prints of one population, and each refusal of a plan with a hint."""
    from client import budget

    found = budget.balance(standing, policy)
    row = _figures(standing, policy, found)
    refused = []
    for file, plan in plans:
        verdict = budget.assess(standing, policy, plan)
        row["plans"].append(_verdict(file, plan, verdict))
        if not verdict.fits:
            refusal = verdict.refusal
            which = f"{standing.population}: {file}: round {refusal.round} of {plan.rounds}"
            of_ledger = refusal.rule == budget.LEDGER_RULE
            hint = refusal.hint or (_FEWER if of_ledger else _POLICY)
            refused.append((f"{which}: {refusal.reason}", hint))
        elif in_turn:
            standing = budget.charged_with(standing, policy, plan)
    return row, refused


def _figures(standing: Standing, policy: Policy, found: Balance) -> dict[str, Any]:
    state, rules = standing.state, policy.populations.get(standing.population)
    units = {str(plan.unit) for plan in state.plans.values()}
    return {
        "population": standing.population,
        "folder": str(standing.folder),
        "opened": standing.opened,
        "listed": rules is not None,
        "status": standing.status if standing.opened else "not opened",
        "verified_by": list(standing.by),
        "ledger": state.ledger or None,
        "entries": state.size,
        "unit": units.pop() if units else None if rules is None else str(rules.unit),
        "delta": found.delta,
        "plan_rule": str(found.plans),
        "cap": None if rules is None else _finite(rules.epsilon),
        "epsilon_spent": _finite(found.spent),
        "epsilon_charged": _finite(found.charged),
        "epsilon_reserved": _finite(found.reserved),
        "open_debits": list(standing.open_debits),
        "epsilon_horizon": _finite(found.horizon),
        "epsilon_reserved_horizon": _finite(found.reserved_horizon),
        "horizon_rounds": found.horizon_rounds,
        "epsilon_left": _finite(found.left),
        "rounds_charged": standing.rounds_charged,
        "rounds_max": None if rules is None else rules.rounds_max,
        "rounds_left": found.rounds_left,
        "amendments": state.amendments,
        "departed": state.departed is not None,
        "paused": policy.pause,
        "plans": [],
    }


def _verdict(file: str, plan: Plan, verdict: Assessment) -> dict[str, Any]:
    return {
        "file": file,
        "plan": plan.to_json(),
        "sha256": plan.digest(),
        "epsilon_before": _finite(verdict.before),
        "epsilon_after": _finite(verdict.after),
        "epsilon_after_spare": _finite(verdict.after_spare),
        "fits": verdict.fits,
        "refusal": asdict(verdict.refusal),
    }


def _lines(row: dict[str, Any]) -> list[str]:
    """What people read of a row."""
    cap = "no cap" if row["cap"] is None else f"cap {row['cap']:g}"
    if not row["listed"]:
        cap = "the policy doesn't list this population: nothing more may be spent"
    terms = f"delta {row['delta']:g}, each {row['unit']}, plans {row['plan_rule']!r}; {cap}"
    if not row["opened"]:
        lines = [f"{row['population']}: not opened, nothing spent, all left", f"  {terms}"]
        return lines + [line for plan in row["plans"] for line in _plan_lines(plan)]
    by = " and ".join(_BY[way] for way in row["verified_by"])
    status = f"{row['status']} by {by}" if by else row["status"]
    spent, charged = _up(row["epsilon_spent"]), _up(row["epsilon_charged"])
    count = len(row["open_debits"])
    lines = [
        f"{row['population']}: {status}, {row['entries']} entries",
        f"  {terms}",
        f"  spent     {spent} by settled rounds",
        f"  reserved  {_up(row['epsilon_reserved'])} by {_count(count, 'open debit')}, charged and "
        f"not settled: {charged} in all",
        f"  left      {_left(row)}",
        f"  rounds    {row['rounds_charged']} charged of {_most(row)}",
    ]
    if row["horizon_rounds"]:
        lines.append(
            f"  horizon   {_count(row['horizon_rounds'], 'more round')} of the last plan would add "
            f"{_up(row['epsilon_reserved_horizon'])}: {_up(row['epsilon_horizon'])} in all; "
            f"{_admitted(row)}"
        )
    lines += [f"  note: {line}" for line in _remarks(row)]
    return lines + [line for plan in row["plans"] for line in _plan_lines(plan)]


def _plan_lines(plan: dict[str, Any]) -> list[str]:
    rounds, spare = plan["plan"]["rounds"], plan["plan"]["spare_rounds"]
    with_spare = f"; {_up(plan['epsilon_after_spare'])} with {_count(spare, 'spare one')}"
    refusal = plan["refusal"]
    return [
        f"  plan {plan['file']}: {'fits' if plan['fits'] else 'refused'}",
        f"    epsilon {_up(plan['epsilon_before'])} → {_up(plan['epsilon_after'])} after its "
        f"{_count(rounds, 'round')}{with_spare if spare else ''}",
        f"    noise multiplier {plan['plan']['noise_multiplier']:g}, sampling probability "
        f"{plan['plan']['sampling_probability']:g}, "
        f"{_count(plan['plan']['steps_per_round'], 'step')} a round",
        f"    first refusal: round {refusal['round']} by {refusal['rule']}: {refusal['reason']}",
    ]


def _left(row: dict[str, Any]) -> str:
    if not row["listed"]:
        return "nothing"
    if row["cap"] is None:
        return "no cap"
    past = row["epsilon_charged"] is None or row["epsilon_charged"] > row["cap"]
    shown = _directed(row["epsilon_left"], ROUND_FLOOR)
    return f"{shown} of {row['cap']:g}" + (", and the cap is passed" if past else "")


def _most(row: dict[str, Any]) -> str:
    return "none allowed" if row["rounds_max"] is None else str(row["rounds_max"])


def _admitted(row: dict[str, Any]) -> str:
    if row["rounds_left"] >= row["horizon_rounds"]:
        return "all fit"
    return "none fits" if row["rounds_left"] == 0 else f"{row['rounds_left']} of them fit"


def _remarks(row: dict[str, Any]) -> list[str]:
    lines = []
    if row["paused"]:
        lines.append("this owner has paused training")
    if row["departed"]:
        lines.append("this copy has left for another machine and spends nothing")
    if row["amendments"]:
        lines.append(f"{_count(row['amendments'], 'amendment')}: earlier debits cost more")
    return lines


def _up(value: float | None) -> str:
    return "unbounded" if value is None else _directed(value, ROUND_CEILING)


def _directed(value: float, rounding: str) -> str:
    """Four significant digits, never rounded in the pleasant direction: that would be a lie."""
    rounded = Context(prec=_SHOWN_DIGITS, rounding=rounding).plus(Decimal(value))
    return f"{float(rounded):.{_SHOWN_DIGITS}g}"


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
