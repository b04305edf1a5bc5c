"""`discreet audit LEDGER…`: verify ledgers and recompute what they spent."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer

from discreet.audit import reports
from discreet.output import fail, note, result, result_json

if TYPE_CHECKING:
    from privacy.audit.recompute import LedgerAudit
    from privacy.audit.statement import Claims, Verified

UNVERIFIED = 4
_Given = tuple[list[str], Any, str | None]
_HINTS = {UNVERIFIED: "this ledger can't be relied on"}


def command(
    *,
    ledgers: Annotated[list[Path] | None, typer.Argument()] = None,
    owner_key: Annotated[
        list[str] | None,
        typer.Option(
            help="An owner's public key, or its file, that you got by a way you trust. May be "
            "given once for each owner."
        ),
    ] = None,
    heads: Annotated[
        Path | None,
        typer.Option(help="Countersigned heads, from the coordinator or an auditor."),
    ] = None,
    witness_key: Annotated[
        str | None, typer.Option(help="Count heads of this witness alone: its key or file.")
    ] = None,
    delta: Annotated[
        float | None, typer.Option(help="Where to evaluate epsilon [the policy's delta].")
    ] = None,
    policy: Annotated[
        list[Path] | None,
        typer.Option(
            help="An owner's policy, to check what was charged against it. May be given several "
            "times; debits name theirs by its digest.",
        ),
    ] = None,
    canaries: Annotated[
        list[Path] | None,
        typer.Option(
            help="What `discreet simulate --canaries` left: an empirical lower bound.",
            metavar="FILE",
        ),
    ] = None,
    report: Annotated[
        list[Path] | None,
        typer.Option(
            help="Write a signed report: a new .html, .json or .yaml (registry) file. May be "
            "given several times."
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of an HTML report: en or zh [from $LANG].")
    ] = None,
    verify_report: Annotated[
        Path | None,
        typer.Option(help="Instead: check the signature of a report.", metavar="FILE"),
    ] = None,
    auditor_key: Annotated[
        str | None, typer.Option(help="With it: the key that must have signed, or its file.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Verify privacy LEDGERS and recompute epsilon from their events.

    LEDGERS are ledger.db files, owners' folders, or run directories. Without --owner-key or --heads
    a ledger can only be found self-consistent: whoever wrote it could have written another.

    `discreet audit countersign` lets an auditor hold heads of its own, for --heads.
    """
    if verify_report is not None:
        _refuse_with_report(ledgers, report)
        return reports.verify(verify_report, auditor_key, as_json=json_)
    if auditor_key is not None:
        raise click.UsageError("--auditor-key: expected --verify-report with it")
    if not ledgers:
        raise click.UsageError("expected LEDGERS: files, owners' folders or run directories")
    given = _anchors(owner_key, heads, witness_key)
    if delta is not None and not 0 < delta < 1:
        raise click.UsageError(f"--delta: expected a number above 0 and below 1, found {delta:g}")
    outlets = reports.Outlets.check(report or [], lang)
    evidence = reports.Evidence.read(policy or [], canaries or [])
    audits = _Audits(keep=bool(outlets))
    for path in files(ledgers):
        audits.add(path, given, delta, evidence)
    found, failed, code = audits.found, audits.failed, audits.code
    if not failed:
        evidence.check_used()
    if outlets and failed:
        note("no report was written: it would leave out what failed")
    elif outlets:
        outlets.write(audits.kept)
    if json_:
        result_json(_summary(found, failed))
    else:
        for audit in found:
            _print(audit)
        if len(found) > 1 and not failed:
            total = _total(found)
            result(
                f"over {len(found)} ledgers: epsilon {_up(total['epsilon_max'])} at most if no "
                f"person is in two of them; {_up(total['epsilon_sum'])} at delta "
                f"{total['delta_sum']:g} for one who is in all"
            )
    return code


@dataclass(slots=True)
class _Audits:
    """Ledgers that verified, one after another, and those that didn't."""

    keep: bool  # everything of a ledger, for a report
    found: list[LedgerAudit] = field(default_factory=list)
    kept: list[tuple[Verified, Claims]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    code: int = 0

    def add(
        self, path: Path, given: _Given, delta: float | None, evidence: reports.Evidence
    ) -> None:
        """Audit one ledger; what is wrong with it is said on stderr."""
        from privacy.errors import InvalidPlanError, PrivacyError

        try:
            verified = _audit(path, given, delta)
            _check_new(verified.figures, self.found)
            claims = evidence.of(path, verified)
        except PrivacyError as error:
            # A ledger that no accountant composes isn't the reader's mistake.
            kind = UNVERIFIED if isinstance(error, InvalidPlanError) else code_of(error)
            self.code = max(self.code, kind)
            self.failed.append({"path": str(path), "status": "failed", "error": str(error)})
            fail(kind, str(error), error.hint or _HINTS.get(kind, "see discreet audit --help"))
            return
        self.found.append(verified.figures)
        self.code = max(self.code, reports.contradicted(path, claims))
        if self.keep:
            self.kept.append((verified, claims))


def code_of(error: Exception) -> int:
    """The exit code that an error of one ledger ends with."""
    from discreet.main import EXIT_CODES

    return next((code for kind, code, _ in EXIT_CODES if isinstance(error, kind)), UNVERIFIED)


def _check_new(audit: LedgerAudit, found: list[LedgerAudit]) -> None:
    """Raise VerificationError for a ledger that was audited already, from another place: one
    owner's copy would stand in for another's."""
    from privacy.errors import VerificationError

    for other in found:
        if other.ledger == audit.ledger:
            raise VerificationError(
                f"{audit.path}: expected another ledger than {other.path}, found the same one"
            )


def _anchors(owner_key: list[str] | None, heads: Path | None, witness: str | None) -> _Given:
    from privacy.ledger.heads import MAX_HEADS_FILE_LENGTH, read_heads
    from privacy.vault.signing import read_public

    if witness is not None and heads is None:
        raise click.UsageError("--witness-key: expected --heads with it")
    known = None
    if heads is not None:
        with heads.open("rb") as file:
            known = read_heads(file.read(MAX_HEADS_FILE_LENGTH + 1), str(heads))
    keys = [read_public(text) for text in owner_key or []]
    return keys, known, None if witness is None else read_public(witness)


def _audit(path: Path, given: _Given, delta: float | None) -> Verified:
    """With the one of the given keys that the ledger knows; the first, to fail by, if none is."""
    from privacy.audit.history import History
    from privacy.audit.recompute import Anchors, keys_of, summary, verified
    from privacy.audit.statement import Verified

    keys, heads, witness = given
    known = keys_of(path) if len(keys) > 1 else ()
    key = next((k for k in keys if k in known), keys[0]) if keys else None
    anchors, history = Anchors(key, heads, witness), History()
    state, by, anchored = verified(path, anchors, observe=history.observe)
    return Verified(state, history, summary(path, state, by, anchored, anchors, delta=delta))


def _refuse_with_report(ledgers: list[Path] | None, report: list[Path] | None) -> None:
    if ledgers or report:
        what = "LEDGERS" if ledgers else "--report"
        raise click.UsageError(f"--verify-report checks one report, found {what} as well")


def files(ledgers: list[Path]) -> list[Path]:
    """The ledgers that `ledgers` name: files, owners' folders, run directories."""
    from privacy.errors import LedgerUnavailableError
    from privacy.ledger.store import LEDGER_FILE

    found: list[Path] = []
    for path in ledgers:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [path / LEDGER_FILE] if (path / LEDGER_FILE).is_file() else []
        inside += sorted(path.glob(f"owners/*/{LEDGER_FILE}"))
        inside += sorted(path.glob(f"populations/*/{LEDGER_FILE}"))
        if not inside:
            raise LedgerUnavailableError(
                f"{path}: expected a ledger, an owner's folder or a run directory, found none"
            )
        found += inside
    return list(dict.fromkeys(found))


def _summary(found: list[LedgerAudit], failed: list[dict[str, Any]]) -> dict[str, Any]:
    rows = []
    for audit in found:
        row = asdict(audit)
        row["spending"] = {k: _finite(v) for k, v in row["spending"].items()}
        rows.append(row)
    total = {k: _finite(v) for k, v in _total(found).items()} if found and not failed else None
    return {"version": 1, "ledgers": rows, "failed": failed, "over_owners": total}


def _total(found: list[LedgerAudit]) -> dict[str, float]:
    epsilons = [audit.spending.epsilon for audit in found]
    return {
        "epsilon_max": max(epsilons),
        "epsilon_sum": sum(epsilons),
        "delta_sum": sum(audit.spending.delta for audit in found),
    }


def _print(audit: LedgerAudit) -> None:
    spent = audit.spending
    result(f"{audit.path}")
    result(f"  {_status(audit)}")
    result(
        f"  ledger {audit.ledger[:16]}…, owner's key {audit.owner_keys[-1][:16]}…{_witness(audit)}"
    )
    cap = "no cap" if spent.cap is None else f"cap {spent.cap:g}"
    delta = f"{spent.delta:g}"
    unit = " and ".join(audit.units) or "unit"
    if audit.debits:
        result(
            f"  epsilon {_up(spent.epsilon)} spent at delta {delta} for each {unit} ({cap}); "
            f"by Rényi DP {_up(spent.epsilon_rdp)}"
        )
    else:
        result("  epsilon 0: nothing was charged")
    result(
        f"  {_count(audit.debits, 'debit')} in {_count(len(audit.runs), 'run')}, "
        f"{_count(spent.steps, 'step')} charged, {audit.executed_steps} settled as executed; "
        f"population {audit.population}, {_day(audit.first_time_ms)} to {_day(audit.last_time_ms)}"
    )
    for line in _remarks(audit):
        result(f"  note: {line}")


def _status(audit: LedgerAudit) -> str:
    if not audit.anchored:
        return (
            f"{audit.status}: {_count(audit.entries, 'entry')}, vouched for by the file alone; "
            "give --owner-key or --heads"
        )
    by = " and ".join({"owner-key": "the owner's key", "heads": "heads"}[way] for way in audit.by)
    if audit.anchored == audit.entries:
        return f"{audit.status} by {by}: all {_count(audit.entries, 'entry')}"
    return (
        f"{audit.status} by {by}: entries 0 to {audit.anchored - 1} of {audit.entries}; "
        "what follows is self-consistent only"
    )


def _witness(audit: LedgerAudit) -> str:
    if not audit.witness_keys:
        return ""
    return ", witness " + ", ".join(f"{key[:16]}…" for key in audit.witness_keys)


def _remarks(audit: LedgerAudit) -> list[str]:
    lines = []
    spent = audit.spending
    if spent.cap is not None and spent.epsilon > spent.cap:
        lines.append("more was spent than the policy's cap: nothing may train here")
    if audit.plans == "one" and audit.plans_charged > 1:
        lines.append("it was opened for one plan, and several were charged")
    if spent.deltas:
        lines.append(
            f"debits had different caps on delta, {spent.deltas[0]:g} to {spent.deltas[-1]:g}"
        )
    if audit.by == ("owner-key",):
        lines.append("whether later entries were cut off can't be told without --heads")
    if audit.unsettled:
        lines.append(f"{_listed(audit.unsettled)} never settled, charged in full")
    if audit.sampling_differs:
        lines.append(f"{_listed(audit.sampling_differs)} sampled otherwise than was accounted")
    if audit.amendments:
        lines.append(f"{_count(audit.amendments, 'amendment')}: earlier debits cost more")
    if audit.erasures:
        lines.append(f"{_count(len(audit.erasures), 'erasure')}, nothing refunded")
    if audit.compromised_keys:
        lines.append(f"{_count(len(audit.compromised_keys), 'signing key')} given up as stolen")
    if audit.departed is not None:
        lines.append("this copy has left for another machine and spends nothing")
    return lines


def _listed(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, numbers[:5])) + (", …" if len(numbers) > 5 else "")
    return f"debit {shown}" if len(numbers) == 1 else f"{len(numbers)} debits ({shown})"


def _count(number: int, what: str) -> str:
    if number == 1:
        return f"1 {what}"
    return f"{number} {what.removesuffix('y')}ies" if what.endswith("ry") else f"{number} {what}s"


def _day(milliseconds: int) -> str:
    return f"{datetime.fromtimestamp(milliseconds / 1000, UTC):%Y-%m-%d}"


def _up(value: float) -> str:
    """Two decimals, never rounded down: that would be a lie."""
    return "unbounded" if math.isinf(value) else f"{math.ceil(value * 100) / 100:.2f}"


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
