"""The statement that a privacy officer files: every field with where it comes from. Pure.

A statement is JSON: sections of fields, each of them {"value": …, "from": source}. A source says
one of:

    ledger      entries (ranges, both ends included) and fields of them that hold the value
    computed    entries that it was composed or counted from, and by what
    definition  what this software does, the same for every ledger
    policy      the owner's policy whose digest those debits carry
    run         a run's own summary or attack: unsigned, and not verified
    auditor     who made the report chose it
    file        the name of the folder that the ledger lay in
    absent      nobody said it; "why" tells

A value that is text is a code of a fixed list, or what stands in the ledger: words for people are
the renderer's. An infinite epsilon is the text "infinite".
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from privacy import accounting
from privacy.audit import balance
from privacy.audit.history import History, spans
from privacy.audit.receipts import Receipts, receipts
from privacy.audit.recompute import LedgerAudit
from privacy.ledger.state import State
from privacy.plan import MAX_HORIZON_STEPS, RELATION, Plan

VERSION = 1
INFINITE = "infinite"
CURVE_DELTAS = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10)

# What no epsilon here covers, as codes.
UNPROTECTED = (
    "declared-size", "sampling-probability", "roster", "timing", "dropouts", "answer-codes",
    "ledger-size",
)  # fmt: skip
LIMITS = (
    "unrecorded-training", "code-was-changed", "others-named-in-text", "same-person-elsewhere",
    "trained-models-remember",
)  # fmt: skip

Fact = dict[str, Any]
Section = dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Verified:
    """A ledger that was verified, where it says what, and its figures."""

    state: State
    history: History
    figures: LedgerAudit


@dataclass(frozen=True, slots=True)
class Claims:
    """What others than the ledger say of it, as JSON. None of it is signed by the ledger."""

    policy: Mapping[str, Any] | None = None  # `findings` of the owner's policy
    run: Mapping[str, Any] | None = None  # utility, worst group, desensitization
    canaries: Mapping[str, Any] | None = None  # an attack on this ledger's plan


def statement(verified: Verified, claims: Claims | None = None) -> dict[str, Section]:
    """The sections of one ledger's statement."""
    claims = claims or Claims()
    found = receipts(verified.state, verified.history)
    return {
        "parties": _parties(verified),
        "promise": _promise(verified),
        "unit": _unit(verified),
        "mechanism": _mechanism(verified),
        "accountant": _accountant(verified),
        "sampling": _sampling(verified),
        "balance": _balance(verified),
        "outputs": _outputs(verified, found),
        "tuning": _tuning(verified),
        "trust": _trust(verified, found),
        "changes": _changes(verified),
        "versions": _versions(verified),
        "not_covered": _not_covered(claims),
        "desensitization": {
            "findings": _claim(claims.run, "desensitization", "not-recorded"),
            "exceptions": _exceptions(claims),
        },
        "utility": {
            "final": _claim(claims.run, "final", "not-recorded"),
            "worst_group": _claim(claims.run, "worst_group", "not-recorded"),
        },
        "empirical": _empirical(claims),
        "governance": _governance(claims),
    }


def over_owners(ledgers: Iterable[LedgerAudit]) -> Section:
    """What a person is promised who is in one ledger, and one who is in all.

    Basic composition (Dwork and Roth 2014, theorem 3.16): epsilons and deltas add.
    """
    found = list(ledgers)
    epsilons = [item.spending.epsilon for item in found]
    deltas = [item.spending.delta for item in found if item.debits]
    entries = {item.ledger: [[0, item.entries - 1]] for item in found}
    return {
        "ledgers": _computed(len(found), entries, "count"),
        "epsilon_max": _computed(number(max(epsilons, default=0.0)), entries, "maximum"),
        "delta_max": _computed(max(deltas, default=0.0), entries, "maximum"),
        "epsilon_sum": _computed(number(sum(epsilons)), entries, "sum"),
        "delta_sum": _computed(sum(deltas), entries, "sum"),
    }


def number(value: float) -> float | str:
    """`value` for JSON, which has no infinity."""
    return value if math.isfinite(value) else INFINITE


def _ledger(value: Any, entries: Iterable[int], *fields: str) -> Fact:
    return {
        "value": value,
        "from": {"kind": "ledger", "entries": spans(entries), "fields": list(fields)},
    }


def _computed(value: Any, entries: Any, by: str) -> Fact:
    where = entries if isinstance(entries, dict) else spans(entries)
    return {"value": value, "from": {"kind": "computed", "entries": where, "by": by}}


def _defined(value: Any) -> Fact:
    return {"value": value, "from": {"kind": "definition"}}


def _absent(why: str) -> Fact:
    return {"value": None, "from": {"kind": "absent", "why": why}}


def _parties(verified: Verified) -> Section:
    state, history, figures = verified.state, verified.history, verified.figures
    everything = range(figures.entries)
    changes = [0, *history.key_changes]
    return {
        # For people: which file it was. A ledger itself says no name of its owner.
        "place": {"value": Path(figures.path).parent.name, "from": {"kind": "file"}},
        "ledger": _ledger(figures.ledger, [0], "ledger"),
        "population": _ledger(figures.population, [0], "opened.population"),
        "plan_rule": _ledger(str(figures.plans), [0], "opened.plans"),
        "owner_keys": _ledger(
            list(figures.owner_keys), changes, "opened.owner_key", "key-change.owner_key"
        ),
        "stolen_keys": _ledger(
            list(figures.compromised_keys),
            changes,
            "opened.owner_key",
            "key-change.owner_key",
            "key-change.compromised",
        ),
        "witness_keys": _computed(list(figures.witness_keys), everything, "heads"),
        "entries": _computed(figures.entries, everything, "count"),
        "first_ms": _ledger(figures.first_time_ms, [0], "time_ms"),
        "last_ms": _ledger(figures.last_time_ms, [figures.entries - 1], "time_ms"),
        "status": _computed(figures.status, everything, "verification"),
        "verified_by": _computed(list(figures.by), everything, "verification"),
        "verified_entries": _computed(figures.anchored, everything, "verification"),
        "head": _computed(state.tree.root().hex(), everything, "merkle-root"),
    }


def _promise(verified: Verified) -> Section:
    state, figures = verified.state, verified.figures
    spent = figures.spending
    debits = verified.history.debits
    deltas = sorted({*CURVE_DELTAS, *([spent.delta] if spent.delta > 0 else [])}, reverse=True)
    points = balance.curve(state, deltas) if debits else []
    left = None if spent.cap is None else number(max(0.0, spent.cap - spent.epsilon))
    last = debits[-1:]
    return {
        "variant": _defined("approximate-dp"),
        "epsilon": _computed(number(spent.epsilon), debits, "accountant"),
        "delta": _delta(verified),
        "cap": _ledger(spent.cap if last else None, last, "debit.epsilon_cap"),
        "left": _computed(left, debits, "cap-minus-epsilon"),
        "passed": _computed(spent.cap is not None and spent.epsilon > spent.cap, debits, "cap"),
        "curve": _computed([[d, number(e)] for d, e in points], debits, "accountant"),
        "epsilon_rdp": _computed(number(spent.epsilon_rdp), debits, "renyi"),
        "epsilon_fixed": _computed(number(spent.epsilon_fixed), debits, "accountant-fixed"),
        "course": _computed(
            [[n, number(e)] for n, e in balance.course(state, spent.delta)],
            debits,
            "accountant",
        ),
    }


def _delta(verified: Verified) -> Fact:
    debits = verified.history.debits
    delta = verified.figures.spending.delta if debits else None
    if debits and delta not in {a.debit.delta_cap for a in verified.state.accounts.values()}:
        return {"value": delta, "from": {"kind": "auditor"}}
    return _ledger(delta, debits, "debit.delta_cap")


def _unit(verified: Verified) -> Section:
    plans = verified.history.plans
    return {
        "unit": _ledger(list(verified.figures.units), verified.history.debits, "debit.unit"),
        "relation": _ledger(RELATION if plans else None, plans.values(), "plan.plan.relation"),
        "records_per_unit": _ledger(
            [p.records_per_unit for p in verified.state.plans.values()],
            plans.values(),
            "plan.plan.records_per_unit",
        ),
        "windows_per_record": _ledger(
            [p.windows_per_record for p in verified.state.plans.values()],
            plans.values(),
            "plan.plan.windows_per_record",
        ),
    }


def _mechanism(verified: Verified) -> Section:
    state, entries = verified.state, verified.history.plans
    steps: dict[Plan, list[int]] = {}
    for sequence, account in state.accounts.items():
        steps.setdefault(account.mechanism, []).append(sequence)
    ran = [
        {
            "noise_multiplier": mechanism.noise_multiplier,
            "clip_norm": mechanism.clip_norm,
            "noise_std": mechanism.noise_std,
            "sampling_probability": mechanism.sampling_probability,
            "steps_charged": sum(state.accounts[n].charged for n in debits),
            "debits": spans(debits),
            "amended": any(
                state.plans[state.accounts[n].debit.plan_sha256] != mechanism
                or state.accounts[n].steps_factor != 1
                for n in debits
            ),
        }
        for mechanism, debits in steps.items()
    ]
    return {
        "name": _defined("poisson-sampled-gaussian"),
        "noise_added": _defined("by-each-owner-before-anything-leaves"),
        "rng": _defined("chacha20-from-the-operating-system"),
        "rounding": _defined("rounded-to-a-grid-before-use"),
        "plans": _ledger(
            [{"sha256": d, **plan.to_json()} for d, plan in state.plans.items()],
            entries.values(),
            "plan.plan",
        ),
        "ran": _computed(ran, [*verified.history.debits, *verified.history.amendments], "amended"),
    }


def _accountant(verified: Verified) -> Section:
    debits = verified.history.debits
    return {
        "name": _defined(accounting.ACCOUNTANT),
        "rule": _computed(
            "filter" if len(verified.state.charged.adopted) > 1 else "one-plan", debits, "gate"
        ),
        "relative_error": _defined(accounting.TOLERANCE),
        "direction": _defined("never-too-low"),
        "second": _defined("renyi"),
    }


def _sampling(verified: Verified) -> Section:
    state, history, figures = verified.state, verified.history, verified.figures
    assumed: dict[str, int] = {}
    executed: dict[str, int] = {}
    for account in state.accounts.values():
        assumed[account.debit.sampling] = assumed.get(account.debit.sampling, 0) + 1
        if account.settled is not None:
            label = account.settled.sampling
            executed[label] = executed.get(label, 0) + 1
    return {
        "assumed": _ledger(assumed, history.debits, "debit.sampling"),
        "executed": _ledger(executed, history.settled.values(), "settlement.sampling"),
        "differs": _computed(
            spans(figures.sampling_differs),
            [*history.debits, *history.settled.values()],
            "comparison",
        ),
        "unsettled": _computed(spans(figures.unsettled), history.debits, "comparison"),
    }


def _balance(verified: Verified) -> Section:
    state, history, figures = verified.state, verified.history, verified.figures
    spent = figures.spending
    runs = []
    for run in balance.by_run(state, spent.delta):
        ends = [history.settled_ms.get(n, history.times[n]) for n in run.debits]
        accounts = [state.accounts[n] for n in run.debits]
        runs.append(
            {
                "run_id": run.run_id,
                "first_ms": history.times[run.debits[0]],
                "last_ms": max(ends),
                "rounds": len({account.debit.round for account in accounts}),
                "debits": len(run.debits),
                "entries": spans(run.debits),
                "opening": number(run.opening),
                "closing": number(run.closing),
                "steps_charged": run.steps,
                "steps_executed": run.executed,
                "unsettled": run.unsettled,
            }
        )
    both = [*history.debits, *history.settled.values(), *history.amendments]
    return {
        "opening": _computed(0.0, [0], "nothing-before-the-opening"),
        "runs": _computed(runs, both, "accountant"),
        "closing": _computed(number(spent.epsilon), both, "accountant"),
        "debits": _computed(figures.debits, history.debits, "count"),
        "steps_charged": _computed(spent.steps, both, "sum"),
        "steps_executed": _computed(figures.executed_steps, history.settled.values(), "sum"),
        "steps_given_back": _computed(_given_back(state), both, "sum"),
    }


def _given_back(state: State) -> int:
    return sum(account.debit.steps - account.steps for account in state.accounts.values())


def _outputs(verified: Verified, found: Receipts) -> Section:
    history = verified.history
    return {
        "accesses": _computed(
            verified.figures.executed_steps, history.settled.values(), "gradient-steps"
        ),
        "updates_left": _computed(found.left, history.settled.values(), "count"),
        "sums_opened": _computed(found.confirmed, history.confirmed.values(), "count"),
        "covered": _defined(["masked-updates", "sums-of-updates", "models-of-all-rounds"]),
    }


def _tuning(verified: Verified) -> Section:
    figures, history = verified.figures, verified.history
    return {
        "runs_charged": _computed(len(figures.runs), history.debits, "count"),
        "plans_charged": _computed(figures.plans_charged, history.debits, "count"),
        "counted": _defined("every-run-on-these-people-trials-included"),
    }


def _trust(verified: Verified, found: Receipts) -> Section:
    history = verified.history
    sessions = []
    for item in found.sessions:
        dealt = item.dealt
        sessions.append(
            {
                "session": dealt.session,
                "run_id": dealt.run_id,
                "entry": history.sessions[dealt.session],
                "roster": dealt.roster,
                "owners": dealt.owners,
                "colluders": dealt.colluders,
                "threshold": dealt.threshold,
                "confirmations": dealt.confirmations,
                "survivors_min": dealt.survivors,
                "degree": dealt.degree,
                "modulus_bits": dealt.modulus_bits,
                "withstands": item.withstands,
                "faults": list(item.faults),
                "sums_opened": len(item.rounds),
                "least_survivors": item.least_survivors,
                "dropouts": item.dropouts,
            }
        )
    debits = history.debits
    return {
        "model": _defined("federated-local-noise-masked-sums"),
        "sessions": _ledger(
            sessions, [*history.sessions.values(), *history.confirmed.values()], "session",
            "survivors",
        ),
        "least_survivors": _computed(
            min((s.least_survivors for s in found.sessions if s.least_survivors), default=None),
            history.confirmed.values(),
            "minimum",
        ),
        "dropouts": _computed(
            sum(s.dropouts for s in found.sessions), history.confirmed.values(), "sum"
        ),
        "unconfirmed": _computed(
            spans(found.unconfirmed), [*debits, *history.confirmed.values()], "comparison"
        ),
        "unmasked_runs": _computed(
            list(found.unmasked_runs), [*debits, *history.sessions.values()], "comparison"
        ),
        # Each owner adds all of the noise itself, so masks may fall and epsilon stands.
        "if_threshold_colludes": _computed(
            number(verified.figures.spending.epsilon), debits, "local-noise"
        ),
    }  # fmt: skip


def _changes(verified: Verified) -> Section:
    history = verified.history
    return {
        "amendments": _ledger(
            [
                {"entry": number_, "first": a.first, "last": a.last, "reason": a.reason,
                 "noise_factor": a.noise_factor, "steps_factor": a.steps_factor,
                 "sampling_probability": a.sampling_probability}
                for number_, a in history.amendments.items()
            ],
            history.amendments, "amendment",
        ),
        "erasures": _ledger(
            list(verified.figures.erasures), history.erasures, "erasure.request"
        ),
        "key_changes": _ledger(
            [{"entry": n, "compromised": e.compromised, "reason": e.reason}
             for n, e in history.key_changes.items()],
            history.key_changes, "key-change",
        ),
        "moves": _computed(len(history.moves), history.moves, "count"),
    }  # fmt: skip


def _versions(verified: Verified) -> Section:
    debits = verified.history.debits
    accounts = verified.state.accounts.values()

    def distinct(name: str) -> Fact:
        values = dict.fromkeys(getattr(account.debit, name) for account in accounts)
        return _ledger(list(values), debits, f"debit.{name}")

    return {
        "code": distinct("code_sha256"),
        "base_models": distinct("base_sha256"),
        "policies": distinct("policy_sha256"),
        "ledger_format": _defined(1),
    }


def _not_covered(claims: Claims) -> Section:
    metrics = None if claims.policy is None else claims.policy.get("metrics")
    return {
        "unprotected": _defined(list(UNPROTECTED)),
        "metrics_allowed": _absent("no-policy")
        if metrics is None
        else {"value": metrics, "from": _policy_source(claims)},
        "limits": _defined(list(LIMITS)),
        "steps_accountable": _defined(MAX_HORIZON_STEPS),
    }


def _exceptions(claims: Claims) -> Fact:
    """What the policy leaves in clear; `plaintext: ` and why, where that is all of it."""
    if claims.policy is None or "desensitization" not in claims.policy:
        return _absent("no-policy")
    given = claims.policy["desensitization"]
    value = [
        f"{name}: {given['plaintext']}" if name == "plaintext" else name
        for name in given["exceptions"]
    ]
    return {"value": value, "from": _policy_source(claims)}


def _empirical(claims: Claims) -> Section:
    if claims.canaries is None:
        return {"bound": _absent("no-attack")}
    return {"bound": {"value": dict(claims.canaries), "from": {"kind": "run"}}}


def _governance(claims: Claims) -> Section:
    names = ("purpose", "contact", "retain_until", "reassess_by")
    if claims.policy is None:
        return {name: _absent("no-policy") for name in names} | {"policy": _absent("no-policy")}
    given = claims.policy.get("governance") or {}
    found: Section = {"policy": {"value": dict(claims.policy), "from": _policy_source(claims)}}
    for name in names:
        value = given.get(name)
        found[name] = (
            _absent("not-in-policy")
            if value is None
            else {"value": value, "from": _policy_source(claims)}
        )
    return found


def _policy_source(claims: Claims) -> dict[str, Any]:
    policy = claims.policy or {}
    return {"kind": "policy", "sha256": policy.get("sha256"), "entries": policy.get("entries")}


def _claim(claims: Mapping[str, Any] | None, name: str, why: str) -> Fact:
    value = None if claims is None else claims.get(name)
    return _absent(why) if value is None else {"value": value, "from": {"kind": "run"}}
