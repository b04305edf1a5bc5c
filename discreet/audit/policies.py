"""Owners' policies beside their ledgers: did what was charged keep to the policy it names?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from privacy.errors import VerificationError

if TYPE_CHECKING:
    from client.policy import Policy
    from privacy.audit.statement import Verified
    from privacy.ledger.events import Debit


@dataclass(frozen=True, slots=True)
class Known:
    """A policy that was read."""

    path: Path
    policy: Policy
    sha256: str


def read(paths: Iterable[Path]) -> list[Known]:
    """The policies in `paths`. Raises PolicyFileError."""
    from client.errors import PolicyFileError
    from client.policy import load

    found = []
    for path in paths:
        policy, there = load(path)
        if not there:
            raise PolicyFileError(f"{path}: expected a policy, found no file")
        found.append(Known(path, policy, policy.digest()))
    return found


def beside(ledger: Path) -> list[Known]:
    """The policy that lies where an owner's home has it; counted only if debits name it."""
    from client.errors import PolicyFileError
    from client.policy import POLICY_FILE

    for folder in (ledger.parent, ledger.parent.parent.parent):
        if (folder / POLICY_FILE).is_file():
            try:
                return read([folder / POLICY_FILE])
            except PolicyFileError:
                return []
    return []


def findings(verified: Verified, known: Sequence[Known]) -> Mapping[str, Any] | None:
    """What the policies say of this ledger; None where its debits name none of them.

    A policy is known by its digest, which every debit holds, so no other can be shown in its
    place. Figures are those of the policy of the last debit that names one.
    """
    from privacy.audit.history import spans

    accounts = verified.state.accounts
    by_digest = {item.sha256: item for item in known}
    named = {n: by_digest[a.debit.policy_sha256] for n, a in accounts.items()
             if a.debit.policy_sha256 in by_digest}  # fmt: skip
    if not named:
        return None
    last = named[max(named)]
    population = last.policy.populations.get(verified.figures.population)
    violations = list(
        dict.fromkeys(
            text
            for number, item in named.items()
            for text in _violations(verified, item.policy, accounts[number].debit)
        )
    )
    return {
        "path": last.path.name,
        "sha256": last.sha256,
        "entries": spans(named),
        "elsewhere": spans(set(accounts) - set(named)),
        "epsilon": None if population is None else population.epsilon,
        "delta": None if population is None else population.delta,
        "declared_units": None if population is None else population.declared_units,
        "metrics": list(last.policy.allowed.metrics),
        "desensitization": {
            "exceptions": list(last.policy.desensitization.exceptions()),
            "plaintext": last.policy.desensitization.plaintext,
        },
        "governance": last.policy.governance.model_dump(mode="json"),
        "violations": violations,
    }


def check(found: Mapping[str, Any] | None, ledger: Path) -> None:
    """Raise VerificationError where a debit breaks the very policy that it names."""
    if found and found["violations"]:
        raise VerificationError(
            f"{ledger}: its policy was not kept: {found['violations'][0]}",
            hint="what was charged is true; the installation that charged it is not to be trusted",
        )


def _violations(verified: Verified, policy: Policy, debit: Debit) -> Iterator[str]:
    from client.errors import PolicyError

    name = verified.figures.population
    plan = verified.state.plans[debit.plan_sha256]
    try:
        rules = policy.population(name)
        policy.check_plan(name, plan)
        policy.check_artefacts(debit.base_sha256, debit.code_sha256)
    except PolicyError as e:
        yield str(e)
        return
    if (debit.epsilon_cap, debit.delta_cap) != (rules.epsilon, rules.delta):
        yield f"populations.{name}: the debits' caps are not the policy's"
    yield from _sessions(verified, policy, debit.run_id)


def _sessions(verified: Verified, policy: Policy, run_id: str) -> Iterator[str]:
    rules = policy.aggregation
    for dealt in verified.state.sessions.values():
        if dealt.run_id != run_id:
            continue
        least = {
            "roster_min": (dealt.owners, rules.roster_min),
            "threshold_min": (dealt.threshold, rules.threshold_min),
            "survivors_min": (dealt.survivors, rules.survivors_min),
            "modulus_bits_min": (dealt.modulus_bits, rules.modulus_bits_min),
        }
        for key, (found, expected) in least.items():
            if found < expected:
                yield f"aggregation.{key}: at least {expected}, a session had {found}"
        if dealt.degree and not rules.circles:
            yield "aggregation.circles: a session was on a circle"
        if policy.peers.rosters and dealt.roster not in policy.peers.rosters:
            yield "peers.rosters: a session's roster is not among them"
