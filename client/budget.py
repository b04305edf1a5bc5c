"""What an owner has spent, what is reserved, what is left, and what a planned run would cost.

Reads a population's ledger as an audit does: without a key, from a copy, and nothing is written
anywhere. Epsilons don't add up: each figure is composed anew, as the ledger's gate composes it, and
a difference of two is only what the later one has more.

    spent       of debits that were settled
    charged     with open debits too: rounds in work, or cut off by a crash, which count in full
    horizon     with the rest of the last charged plan's rounds, spare ones included
    left        from `charged` to the policy's cap

`assess` says what the owner would answer to a plan. It asks the very functions that the owner asks
in a round (`client.rounds`): the policy, then the number of rounds, then the ledger's gate.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from client.errors import PolicyError
from client.policy import Policy, Population
from client.procedures import POPULATIONS_FOLDER
from privacy.audit.balance import upto
from privacy.audit.recompute import SELF_CONSISTENT, VERIFIED, Anchors, spending, verified
from privacy.errors import BudgetExceededError, VerificationError
from privacy.ledger import anchor
from privacy.ledger.events import Debit, Opened, PlanAdopted, PlanRule
from privacy.ledger.gate import Cap
from privacy.ledger.state import Account, State
from privacy.ledger.store import LEDGER_FILE, check_debit
from privacy.plan import MAX_HORIZON_STEPS, Plan
from privacy.vault import signing

_NONE = "0" * 64  # in the place of a digest, in debits that nobody wrote
LEDGER_RULE = "ledger"  # names the ledger's gate among the policy's rules
PLAN_RULE = "plan"  # likewise the end of a plan that nothing else stops


@dataclass(frozen=True, slots=True)
class Standing:
    """A population's ledger as it was read, or none: then nothing was ever charged."""

    population: str
    folder: Path
    state: State
    opened: bool
    status: str  # VERIFIED, or SELF_CONSISTENT where nothing lies beside the ledger to compare
    by: tuple[str, ...]  # what does: "owner-key", "mark", "heads"
    planned_rounds: int = 0  # that `charged_with` added

    @property
    def rounds_charged(self) -> int:
        """Debits that count against `rounds_max`, and planned rounds."""
        real = (n for n, account in self.state.accounts.items() if account.charged)
        return sum(1 for n in real if n < self.state.size) + self.planned_rounds

    @property
    def open_debits(self) -> tuple[int, ...]:
        """Entries of debits that were charged and never settled."""
        return tuple(n for n, a in self.state.accounts.items() if a.settled is None)


@dataclass(frozen=True, slots=True)
class Balance:
    """A population's budget in epsilons at `delta`, the policy's; infinite where unbounded.

    Without rules, a population that the policy doesn't list, `cap` is None and nothing is left.
    """

    delta: float
    cap: float | None
    plans: PlanRule  # the ledger's, fixed when it was opened; before, the policy's
    spent: float
    charged: float  # at least `spent`
    horizon: float | None  # at least `charged`; None where no plan was charged
    horizon_rounds: int  # that the last charged plan still has, spare ones included
    rounds_left: int  # of these, how many the policy and the gate would admit

    @property
    def reserved(self) -> float:
        """What open debits add to what was spent."""
        return _beyond(self.charged, self.spent)

    @property
    def reserved_horizon(self) -> float | None:
        """What the rest of the last charged plan's horizon would add to what is charged."""
        return None if self.horizon is None else _beyond(self.horizon, self.charged)

    @property
    def left(self) -> float:
        """How far `charged` is from the cap, never negative."""
        cap = 0.0 if self.cap is None else self.cap
        if self.charged >= cap:
            return 0.0
        return cap if self.charged == 0 else max(0.0, math.nextafter(cap - self.charged, 0))


@dataclass(frozen=True, slots=True)
class Refusal:
    """The first round of a plan that the owner would refuse, counted from 1, and why."""

    round: int
    rule: str  # a key of the policy, LEDGER_RULE or PLAN_RULE
    reason: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a whole new run of a plan would cost, and what the owner would say to it."""

    before: float  # epsilon of everything that is charged
    after: float  # with the plan's rounds
    after_spare: float  # with its spare rounds too
    refusal: Refusal  # there always is one, if only at the end of the plan's horizon
    fits: bool  # all of the plan's rounds would be admitted, spare ones apart


def populations(home: Path, policy: Policy) -> dict[str, Path]:
    """Folders by population: those in `home`, and those that the policy lists."""
    root = home / POPULATIONS_FOLDER
    there = sorted(p.name for p in root.glob("*") if p.is_dir() and not p.name.startswith("."))
    return {name: root / name for name in dict.fromkeys([*policy.populations, *there])}


def read(folder: Path, population: str | None = None) -> Standing:
    """The ledger in `folder`, verified against the owner's public key, the mark and the heads that
    lie beside it. `population` is whose it must be.

    Guarantees: nothing is written, and no key is used.

    Raises VerificationError for a ledger that was altered, is behind its mark or a countersigned
    head, is another population's or another owner's, or is missing where one was;
    LedgerUnavailableError and LedgerVersionError for one that can't be read.
    """
    path, kept = folder / LEDGER_FILE, folder / anchor.HEADS_FILE
    if not path.exists() and not path.is_symlink():
        if anchor.mark_file(path).exists() or anchor.load(kept):
            raise VerificationError(
                f"{path}: expected the ledger whose mark or heads lie here, found none",
                hint="bring it back; if it is lost, the budget counts as spent",
            )
        return Standing(population or folder.name, folder, State(), False, SELF_CONSISTENT, ())
    state, _, _ = verified(path, Anchors())
    try:
        by = _check_beside(path, state)
        found = "" if state.opened is None else state.opened.population
        if population is not None and found != population:
            raise VerificationError(f"expected the ledger of {population}, found that of {found}")
    except VerificationError as e:
        raise VerificationError(f"{path}: {e}", hint=e.hint) from e
    return Standing(found, folder, state, True, VERIFIED if by else SELF_CONSISTENT, by)


def _check_beside(path: Path, state: State) -> tuple[str, ...]:
    """What of the things beside the ledger vouches for it. Raises VerificationError."""
    by = []
    public = path.with_name(signing.PUBLIC_FILE)
    if public.exists():
        key = signing.read_public(str(public))
        # An earlier key: a change of keys was cut off, and is finished by the next that opens it.
        if key not in {known for _, known in state.keys}:
            raise VerificationError(
                f"expected the owner's key {key[:16]}…, found {state.owner_key[:16]}…",
                hint="this ledger is another owner's",
            )
        by.append("owner-key")
    if anchor.mark_file(path).exists():
        anchor.check_mark(path, state)
        by.append("mark")
    heads = anchor.load(path.with_name(anchor.HEADS_FILE))
    anchor.check_kept(state, heads)
    return (*by, "heads") if heads else tuple(by)


def balance(standing: Standing, policy: Policy) -> Balance:
    """What is spent, reserved and left under `policy`."""
    state = standing.state
    rules = policy.populations.get(standing.population)
    delta = _delta(state, rules)
    settled = [number for number in state.accounts if number not in standing.open_debits]
    adopted = state.charged.adopted
    charged = _epsilon(state, delta)
    horizon, rest, left = None, 0, 0
    if adopted:
        plan = adopted[-1]
        unused = plan.horizon_steps - state.charges[plan.digest()]
        rest = max(0, unused // plan.steps_per_round)
        rule = _plan_rule(standing, rules)
        horizon = max(charged, _epsilon(_extended(standing, plan, rest, rule), delta))
        left = _first_refusal(standing, policy, plan, rest).round - 1
    return Balance(
        delta=delta,
        cap=None if rules is None else rules.epsilon,
        plans=_plan_rule(standing, rules),
        # Composed bounds have gaps of up to 1 %: what is charged later can't have cost less.
        spent=min(charged, _epsilon(upto(state, settled), delta)),
        charged=charged,
        horizon=horizon,
        horizon_rounds=rest,
        rounds_left=left,
    )


def assess(standing: Standing, policy: Policy, plan: Plan) -> Assessment:
    """What one more run of `plan`, from its first round to its last, would cost this population,
    and where the owner would stop it. A plan that the ledger has adopted isn't resumed: its rounds
    are asked for again.

    Guarantees: the rounds before that of `refusal` would be charged by `Ledger.debit` under this
    policy, one after another, and that one would not, unless the plan itself ends before it;
    hours, digests and terms of aggregation, which a plan doesn't tell, apart.
    """
    rules = policy.populations.get(standing.population)
    delta = _delta(standing.state, rules) or plan.delta

    def after(rounds: int) -> float:
        state = _extended(standing, plan, rounds, _plan_rule(standing, rules))
        return max(before, _epsilon(state, delta))

    before = _epsilon(standing.state, delta)
    refusal = _first_refusal(standing, policy, plan, plan.horizon_rounds)
    return Assessment(
        before=before,
        after=after(plan.rounds),
        after_spare=after(plan.horizon_rounds),
        refusal=refusal,
        fits=refusal.round > plan.rounds,
    )


def charged_with(standing: Standing, policy: Policy, plan: Plan) -> Standing:
    """`standing` as if all rounds of `plan` had been charged, for what comes after it."""
    rule = _plan_rule(standing, policy.populations.get(standing.population))
    state = _extended(standing, plan, plan.rounds, rule)
    return replace(standing, state=state, planned_rounds=standing.planned_rounds + plan.rounds)


def _first_refusal(standing: Standing, policy: Policy, plan: Plan, most: int) -> Refusal:
    """The first of `most` + 1 rounds of `plan` that isn't admitted. Both the number of rounds and
    the gate get stricter with each round, so that a bisection finds it."""
    low, high = 0, most + 1  # the last known to be admitted, and one that may not be
    if most and (refusal := _refusal(standing, policy, plan, 1)) is not None:
        return refusal
    found = _refusal(standing, policy, plan, high)
    if found is None:  # a filter over several plans has no horizon
        return Refusal(high, PLAN_RULE, f"the plan ends: it has {most} rounds, spare ones included")
    # Most often all rounds or none fit: ask for the last one before halving.
    middle = high - 1
    while high > low + 1:
        refusal = _refusal(standing, policy, plan, middle)
        if refusal is None:
            low = middle
        else:
            high, found = middle, refusal
        middle = (low + high) // 2
    return found


def _refusal(standing: Standing, policy: Policy, plan: Plan, number: int) -> Refusal | None:
    """Why round `number` of `plan`, from 1, would be refused after those before it; else None."""
    state = standing.state
    try:
        policy.check_pause()
        policy.check_plan(standing.population, plan)
        policy.check_rounds(standing.population, standing.rounds_charged + number - 1)
        rules = policy.population(standing.population)
        cap = Cap(rules.epsilon, rules.delta, _plan_rule(standing, rules))
        check_debit(state, plan, number * plan.steps_per_round, cap)
        if plan.digest() not in state.plans:
            state.check_event(PlanAdopted(plan))
        if sum(state.steps.values()) + number * plan.steps_per_round > MAX_HORIZON_STEPS:
            raise VerificationError(f"expected at most {MAX_HORIZON_STEPS} steps in all")
    except PolicyError as e:
        return Refusal(number, e.rule, str(e))
    except (BudgetExceededError, VerificationError) as e:
        return Refusal(number, LEDGER_RULE, str(e), e.hint)
    return None


def _extended(standing: Standing, plan: Plan, rounds: int, rule: PlanRule) -> State:
    """The ledger's state as if `rounds` more of `plan` were charged, for composing what it costs:
    they stand in one account, numbered after all entries."""
    known = standing.state
    state = replace(
        known,
        opened=known.opened or Opened(standing.population, _NONE, rule),
        plans=dict(known.plans),
        accounts=dict(known.accounts),
        steps=dict(known.steps),
        charges=dict(known.charges),
    )
    if rounds == 0:
        return state
    digest, steps = plan.digest(), rounds * plan.steps_per_round
    caps = [account.debit.delta_cap for account in known.accounts.values()]
    debit = Debit(
        run_id="planned",
        round=1,
        plan_sha256=digest,
        steps=steps,
        unit=plan.unit,
        sampling=plan.sampling,
        sampling_probability=plan.sampling_probability,
        base_sha256=_NONE,
        model_sha256=_NONE,
        code_sha256=_NONE,
        policy_sha256=_NONE,
        epsilon_cap=math.inf,
        delta_cap=min(caps, default=plan.delta),
    )
    state.plans.setdefault(digest, plan)
    state.accounts[max([known.size, *known.accounts]) + 1] = Account(debit, plan, steps)
    state.charges[digest] = state.charges.get(digest, 0) + steps
    state.steps[plan] = state.steps.get(plan, 0) + steps
    return state


def _epsilon(state: State, delta: float) -> float:
    return spending(state, delta).epsilon


def _delta(state: State, rules: Population | None) -> float:
    """The policy's; of a population without rules, the smallest that it was charged under."""
    if rules is not None:
        return rules.delta
    caps: Iterable[float] = (account.debit.delta_cap for account in state.accounts.values())
    return min(caps, default=0.0)


def _plan_rule(standing: Standing, rules: Population | None) -> PlanRule:
    if standing.state.opened is not None:
        return standing.state.opened.plans
    return PlanRule.ONE if rules is None else rules.plans


def _beyond(later: float, earlier: float) -> float:
    """How much more `later` is, never less than it is."""
    if later <= earlier:
        return 0.0
    if math.isinf(later):
        return math.inf
    return later if earlier == 0 else math.nextafter(later - earlier, math.inf)
