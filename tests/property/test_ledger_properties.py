"""Ledgers under any sequence of operations, against a model that adds up by hand. Derandomized.

Plans are plain Gaussians: what all of them together cost is known exactly (Balle and Wang 2018,
theorem 8), without the accountant whose caps the gate applies.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from support.ledger_format import verify
from support.ledgers import (
    MACHINE,
    OWNER,
    WITNESS,
    amendment,
    charge,
    make_ledger,
    open_ledger,
)
from support.plans import make_plan

from privacy.audit.recompute import VERIFIED, Anchors, audit
from privacy.errors import BudgetExceededError, VerificationError
from privacy.ledger import anchor
from privacy.ledger.entries import public_hex
from privacy.ledger.events import PlanRule
from privacy.ledger.heads import SignedHead, WitnessedHead, check_receipt, countersign
from privacy.ledger.store import LEDGER_FILE, Ledger
from privacy.plan import Plan

DELTA = 1e-5
CAPS = (0.6, 1.5, 4.0)
PLANS = tuple(
    make_plan(
        sampling_probability=1, noise_multiplier=s, steps_per_round=n, rounds=6, spare_rounds=0
    )
    for s, n in ((10.0, 3), (25.0, 5), (12.0, 1))
)

picks = st.integers(0, 1 << 16)  # which debit, plan or number of steps: modulo what there is
operations = st.one_of(
    st.tuples(st.just("debit"), picks),
    st.tuples(st.just("debit"), st.just(0)),
    st.tuples(st.just("settle"), picks, picks, st.booleans()),
    st.tuples(st.just("settle again"), picks),
    st.tuples(st.just("amend"), picks, st.sampled_from([0.5, 0.9, 1.0]), st.integers(1, 3)),
    st.tuples(st.just("erase")),
    st.tuples(st.just("change key"), st.booleans()),
    st.tuples(st.just("witness"), st.booleans()),
    st.tuples(st.just("depart")),
    st.tuples(st.just("arrive")),
    st.tuples(st.just("reopen")),
    st.tuples(st.just("another process"), picks),
)


def gaussian_delta(epsilon: float, mu: float) -> float:
    if mu == 0:
        return 0.0
    high = norm.logcdf(-epsilon / mu - mu / 2) + epsilon
    return float(norm.cdf(mu / 2 - epsilon / mu) - np.exp(high))


@dataclass
class Spent:
    """One debit, as the model has it."""

    plan: Plan
    sigma: float
    planned: int
    steps: int
    factor: int = 1
    open: bool = True


@dataclass
class Machine:
    """A ledger and what is known of it."""

    folder: Path
    rule: PlanRule
    cap: float
    ledger: Ledger = field(init=False)
    key: Ed25519PrivateKey = OWNER
    debits: dict[int, Spent] = field(default_factory=dict)
    entries: int = 1
    erased: int = 0
    away: bool = False
    amended: bool = False
    plans: list[Plan] = field(default_factory=list)
    stolen: set[str] = field(default_factory=set)
    seen: SignedHead | None = None  # by the witness
    heads: list[WitnessedHead] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger = make_ledger(self.folder, plans=self.rule)

    @property
    def steps(self) -> int:
        return sum(spent.steps * spent.factor for spent in self.debits.values())

    @property
    def charged_plans(self) -> list[Plan]:
        """A plan of which nothing ran is as if it had not been adopted."""
        return [p for p in self.plans if any(d.plan == p and d.steps for d in self.debits.values())]

    @property
    def mu(self) -> float:
        return math.sqrt(sum(s.steps * s.factor / s.sigma**2 for s in self.debits.values()))

    def do(self, name: str, *arguments: float) -> None:
        """Run one operation on both; a refusal must be one that the model expects."""
        method: Callable[..., None] = getattr(self, name.replace(" ", "_"))
        method(*arguments)

    def written(self, count: int = 1) -> None:
        self.entries += count

    def refused(self, use: Callable[[], object]) -> None:
        try:
            use()
        except VerificationError:
            return
        raise AssertionError("expected a refusal")

    def debit(self, pick: int, ledger: Ledger | None = None) -> None:
        plan = PLANS[pick % len(PLANS)]
        try:
            number = (ledger or self.ledger).debit(
                plan, charge(), epsilon_cap=self.cap, delta_cap=DELTA
            )
        except BudgetExceededError:
            # within a third of the cap and with its one plan nothing is refused
            more = math.hypot(self.mu, math.sqrt(plan.steps_per_round) / plan.noise_multiplier)
            allowed = self.charged_plans in ([], [plan]) and not self.amended and not self.away
            fits = gaussian_delta(self.cap / 3, more) <= DELTA / 100
            horizon = self.steps + plan.steps_per_round > plan.horizon_steps
            assert not (allowed and fits) or horizon
            return
        assert not self.away
        assert self.rule is PlanRule.SEVERAL or self.charged_plans in ([], [plan])
        self.written(1 if plan in self.plans else 2)
        self.plans += [] if plan in self.plans else [plan]
        assert number == self.entries - 1
        steps = plan.steps_per_round
        self.debits[number] = Spent(plan, plan.noise_multiplier, steps, steps)
        if not self.amended:  # what proved dearer afterwards nobody could refuse
            assert gaussian_delta(self.cap, self.mu) <= DELTA

    def settle(self, pick: int, executed: int, left: bool) -> None:
        still_open = [number for number, spent in self.debits.items() if spent.open]
        if not still_open:
            return
        number = still_open[pick % len(still_open)]
        spent = self.debits[number]
        ran = executed % (spent.planned + 1)

        def use() -> None:
            self.ledger.settle(number, executed=ran, sampling="poisson", bytes_left=left)

        if self.away:
            self.refused(use)
            return
        use()
        self.written()
        spent.open = False
        if not left:
            spent.steps = ran

    def settle_again(self, pick: int) -> None:
        closed = [number for number, spent in self.debits.items() if not spent.open]
        number = closed[pick % len(closed)] if closed else self.entries
        self.refused(
            lambda: self.ledger.settle(number, executed=0, sampling="poisson", bytes_left=False)
        )

    def amend(self, pick: int, factor: float, times: int) -> None:
        numbers = list(self.debits)
        if not numbers:
            return
        first = numbers[pick % len(numbers)]
        event = amendment(first, self.entries, noise_factor=factor, steps_factor=times)
        if self.away or (factor, times) == (1.0, 1):
            self.refused(lambda: self.ledger.amend(event))
            return
        before = self.mu
        self.ledger.amend(event)
        self.written()
        self.amended = True
        for number in numbers:
            if number >= first:
                self.debits[number].sigma *= factor
                self.debits[number].factor *= times
        assert self.mu >= before

    def erase(self) -> None:
        if self.away:
            self.refused(lambda: self.ledger.erase("request-7"))
            return
        self.ledger.erase("request-7")
        self.written()
        self.erased += 1

    def change_key(self, compromised: bool) -> None:
        new = Ed25519PrivateKey.from_private_bytes(self.entries.to_bytes(32, "big"))

        def use() -> None:
            self.ledger.change_key(new, compromised=compromised, reason="a test")

        if self.away:
            self.refused(use)
            return
        use()
        self.written()
        self.stolen |= {public_hex(self.key)} if compromised else set()
        old, self.key = self.key, new
        self.refused(lambda: open_ledger(self.folder, old))

    def witness(self, tell: bool) -> None:
        receipt = self.ledger.receipt(self.seen.size if self.seen else 0)
        check_receipt(receipt, self.seen)
        self.seen = receipt.head
        self.heads.append(countersign(WITNESS, receipt.head))
        if tell and not self.away and self.ledger.witness(self.heads[-1]):
            self.written()

    def depart(self) -> None:
        if self.away:
            self.refused(lambda: self.ledger.depart(MACHINE))
            return
        self.ledger.depart(MACHINE)
        self.written()
        self.away = True

    def arrive(self) -> None:
        self.refused(lambda: self.ledger.arrive("elsewhere"))
        if not self.away:
            self.refused(lambda: self.ledger.arrive(MACHINE))
            return
        self.ledger.arrive(MACHINE)
        self.written()
        self.away = False

    def reopen(self) -> None:
        self.ledger.close()
        self.ledger = open_ledger(self.folder, self.key)

    def another_process(self, pick: int) -> None:
        with open_ledger(self.folder, self.key) as other:
            self.debit(pick, other)

    def check(self) -> None:
        """The ledger is what the model says."""
        state = self.ledger.refresh()
        assert state.size == self.entries
        assert {n: a.charged for n, a in state.accounts.items()} == {
            n: s.steps * s.factor for n, s in self.debits.items()
        }
        assert sum(state.steps.values()) == self.steps
        assert len(state.erasures) == self.erased
        assert (state.departed is not None) == self.away


@settings(derandomize=True, max_examples=80)
@given(
    rule=st.sampled_from(PlanRule),
    cap=st.sampled_from(CAPS),
    steps=st.lists(operations, min_size=8, max_size=40),
)
def test_any_sequence(rule: PlanRule, cap: float, steps: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(Path(folder) / "owner", rule, cap)
        try:
            for name, *arguments in steps:
                before = {n: s.steps * s.factor for n, s in machine.debits.items()}
                machine.do(name, *arguments)  # type: ignore[arg-type]
                machine.check()
                for number, charged in before.items():
                    now = machine.ledger.state.accounts[number]
                    assert now.charged >= charged or (
                        name == "settle" and now.settled and not now.settled.bytes_left
                    )
            check_audits(machine)
        finally:
            machine.ledger.close()


def check_audits(machine: Machine) -> None:
    """By the owner's key and by every head; and the second implementation says the same."""
    path = machine.folder / LEDGER_FILE
    key = public_hex(machine.key)
    found = audit(path, Anchors(key, machine.heads or None))
    assert (found.status, found.entries, found.anchored) == (
        VERIFIED,
        machine.entries,
        found.entries,
    )
    assert set(found.compromised_keys) == machine.stolen
    assert found.spending.steps == machine.steps
    if found.debits:
        assert found.spending.epsilon >= found.spending.epsilon_fixed * (1 - 1e-9)
        # the product's number is an upper bound on the exact one, and not far above it
        assert gaussian_delta(found.spending.epsilon_fixed, machine.mu) <= DELTA * (1 + 1e-6)
        if found.spending.epsilon_fixed > 0.01:
            assert gaussian_delta(found.spending.epsilon_fixed * 0.97, machine.mu) > DELTA
        if not machine.amended:
            assert found.spending.epsilon <= machine.cap
    machine.ledger.copy(machine.folder / "copy.db")
    other = verify((machine.folder / "copy.db").read_bytes())
    assert other.steps == machine.steps
    assert list(other.accounts) == list(machine.debits)
    for known in anchor.load(machine.folder / anchor.HEADS_FILE):
        assert known in machine.heads


@settings(derandomize=True, max_examples=40)
@given(
    cap=st.floats(0.8, 4.0),
    rule=st.sampled_from([PlanRule.SEVERAL, PlanRule.ONE]),
    picks_=st.lists(st.integers(0, 23), min_size=40, max_size=60),
)
def test_the_gate_never_passes_a_cap(cap: float, rule: PlanRule, picks_: list[int]) -> None:
    """Debits alone, settled in any way, at any cap: the exact delta at the cap stays within."""
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(Path(folder) / "owner", rule, cap)
        with machine.ledger:
            for pick in picks_:
                machine.debit(pick)
                if pick % 4 == 0:
                    machine.settle(pick, pick // 4, pick % 8 == 0)
                assert gaussian_delta(cap, machine.mu) <= DELTA
            assert machine.ledger.refresh().size == machine.entries


@settings(derandomize=True, max_examples=30)
@given(
    sigmas=st.lists(st.floats(8, 60), min_size=2, max_size=4, unique=True),
    counts=st.lists(st.integers(1, 40), min_size=4, max_size=4),
)
def test_what_an_audit_says_of_several_plans_is_an_upper_bound(
    sigmas: list[float], counts: list[int]
) -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        make_ledger(Path(name), plans=PlanRule.SEVERAL) as ledger,
    ):
        total = 0.0
        for sigma, count in zip(sigmas, counts, strict=False):
            plan = replace(PLANS[0], noise_multiplier=sigma, steps_per_round=count)
            ledger.debit(plan, charge(), epsilon_cap=1e9, delta_cap=DELTA)
            total += count / sigma**2
        found = audit(Path(name) / LEDGER_FILE, Anchors()).spending
    mu = math.sqrt(total)
    assert found.epsilon >= found.epsilon_rdp >= found.epsilon_fixed * (1 - 1e-9)
    assert gaussian_delta(found.epsilon, mu) <= DELTA
    assert gaussian_delta(found.epsilon_fixed, mu) <= DELTA * (1 + 1e-6)
