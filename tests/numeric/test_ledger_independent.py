"""Ledgers against a second implementation, direct composition and stored files.

(a) what the product writes, `support.ledger_format` believes, and the other way round; what one
    of them refuses, so does the other
(b) epsilon of a ledger against dp_accounting's own accountants, composed here from what ran
(c) the Rényi filter against dp_accounting's RDP, and against outputs that were chosen to harm
(d) files of format 1, in `vectors/ledger/v1`
"""

import hashlib
import json
import math
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from dp_accounting import (
    DpEvent,
    GaussianDpEvent,
    PoissonSampledDpEvent,
    SelfComposedDpEvent,
)
from dp_accounting.pld import PLDAccountant
from dp_accounting.rdp import RdpAccountant
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ledger_format
from support.ledger_format import FormatError, Verified, verify, verify_head
from support.ledgers import (
    Eventful,
    amendment,
    charge,
    eventful,
    make_ledger,
    settle,
    tampered,
    write,
)
from support.plans import make_plan
from vectors import make_ledger_vectors as made

from privacy.accounting import RDP_ORDERS
from privacy.audit.recompute import VERIFIED, Anchors, Spending, audit
from privacy.errors import BudgetExceededError, LedgerVersionError, VerificationError
from privacy.ledger import anchor, gate
from privacy.ledger.events import Erasure, PlanRule
from privacy.ledger.heads import read_heads, witnessed_to_json
from privacy.ledger.merkle import MerkleTree, is_consistent
from privacy.ledger.replay import replay
from privacy.ledger.rows import reading, rows
from privacy.ledger.state import State
from privacy.ledger.store import LEDGER_FILE, Ledger
from privacy.plan import Plan

DELTA = 1e-6
FILTER_ORDERS = (1.5, 2.0, 3.0, 4.0, 6.0, 10.0, 20.0, 64.0)  # as the gate's documentation has them
Mechanism = tuple[float, float, int]  # sampling probability, noise multiplier, steps


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Eventful:
    return eventful(tmp_path_factory.mktemp("ledgers") / "owner")


def state_of(path: Path) -> State:
    with reading(path) as connection:
        return replay(rows(connection, path))


def assert_same(state: State, other: Verified) -> None:
    """Both implementations read the same ledger out of one file."""
    assert state.ledger == other.ledger
    assert state.size == len(other.leaves)
    assert state.previous == other.leaves[-1].hex()
    assert state.tree.root() == ledger_format.root(other.leaves)
    assert state.keys == other.keys
    assert state.compromised == other.compromised
    assert state.departed == other.departed
    assert list(state.plans) == list(other.plans)
    assert {
        number: (a.mechanism.sampling_probability, a.mechanism.noise_multiplier, a.charged)
        for number, a in state.accounts.items()
    } == {number: (a.q, a.sigma, a.steps * a.factor) for number, a in other.accounts.items()}


class TestTwoImplementations:
    def test_one_reads_what_the_other_wrote(self, full: Eventful) -> None:
        other = verify(full.path.read_bytes())
        assert_same(state_of(full.path), other)
        for head in (*full.heads, *anchor.load(full.folder / anchor.HEADS_FILE)):
            verify_head(other, json.loads(witnessed_to_json(head)))

    def test_the_other_reads_what_one_wrote(self, tmp_path: Path) -> None:
        for name, make in made.GOOD.items():
            chain = make()
            path = write(tmp_path / f"{name}.db", chain.rows)
            assert_same(state_of(path), verify(path.read_bytes()))

    def test_both_refuse_every_change(self, full: Eventful, tmp_path: Path) -> None:
        path = tmp_path / "changed.db"
        differ = []
        for name, changed, arguments in tampered(full.rows()):
            write(path, changed, **arguments)
            with pytest.raises(FormatError):
                verify(path.read_bytes())
            try:
                audit(path, Anchors())
            except (VerificationError, LedgerVersionError):
                continue
            differ.append(name)
        assert not differ

    def test_both_refuse_entries_cut_off_where_there_are_heads(
        self, full: Eventful, tmp_path: Path
    ) -> None:
        last = json.loads(witnessed_to_json(full.heads[1]))
        for size in range(1, 15):
            path = write(tmp_path / "short.db", full.rows()[:size])
            assert_same(state_of(path), verify(path.read_bytes()))
            with pytest.raises(FormatError):
                verify_head(verify(path.read_bytes()), last)
            with pytest.raises(VerificationError):
                audit(path, Anchors(heads=full.heads[1:]))

    def test_a_ledger_of_many_pages(self, tmp_path: Path) -> None:
        """Inner pages and overflow pages of SQLite, and trees of all sizes up to 300."""
        with make_ledger(tmp_path) as ledger:
            (number,) = spend(ledger, PLAN, 1)
            with ledger._transaction():
                for n in range(ledger.state.size, 300):
                    long = amendment(number, number, reason="\U0001f512" * 500, noise_factor=0.999)
                    ledger._append(long if n % 50 == 0 else Erasure(f"request-{n}"))
            tree = ledger.state.tree
            ledger.copy(tmp_path / "copy.db")
            assert_same(ledger.state, verify((tmp_path / "copy.db").read_bytes()))
        leaves = verify((tmp_path / "copy.db").read_bytes()).leaves
        for size in range(301):
            assert tree.root(size) == ledger_format.root(leaves[:size])

    @settings(derandomize=True, max_examples=60)
    @given(st.integers(0, 200), st.integers(0, 200), st.binary(min_size=1, max_size=8))
    def test_proofs(self, old: int, more: int, seed: bytes) -> None:
        leaves = [hashlib.sha256(seed + bytes([n % 256, n // 256])).digest() for n in range(401)]
        tree = MerkleTree()
        for leaf in leaves:
            tree.append(leaf)
        new = old + more
        proof = tree.consistency_proof(old, new)
        assert list(proof) == ledger_format.proof(old, leaves[:new])
        roots = tree.root(old), tree.root(new)
        assert is_consistent(old, roots[0], new, roots[1], proof)
        assert ledger_format.proves(old, roots[0], new, roots[1], proof)
        if proof:
            wrong = (*proof[:-1], hashlib.sha256(proof[-1]).digest())
            assert not is_consistent(old, roots[0], new, roots[1], wrong)
            assert not ledger_format.proves(old, roots[0], new, roots[1], wrong)


def direct_pld(mechanisms: Sequence[Mechanism], delta: float) -> float:
    accountant = PLDAccountant(value_discretization_interval=1e-4)
    for event in _events(mechanisms):
        accountant.compose(event)
    return float(accountant.get_epsilon(delta))


def direct_rdp(mechanisms: Sequence[Mechanism], delta: float) -> float:
    accountant = RdpAccountant(RDP_ORDERS)
    for event in _events(mechanisms):
        accountant.compose(event)
    return float(accountant.get_epsilon(delta))


def direct_filter(mechanisms: Sequence[Mechanism], delta: float) -> float:
    """Each order by itself at its share of delta / 2, converted as dp_accounting converts."""
    accountant = RdpAccountant(FILTER_ORDERS)
    for event in _events(mechanisms):
        accountant.compose(event)
    share = delta / 2 / len(FILTER_ORDERS)
    return min(
        rdp + math.log1p(-1 / order) - math.log(share * order) / (order - 1)
        for order, rdp in zip(FILTER_ORDERS, accountant.rdp, strict=True)
    )


def _events(mechanisms: Sequence[Mechanism]) -> Iterator[DpEvent]:
    for q, sigma, steps in mechanisms:
        if steps:
            yield SelfComposedDpEvent(PoissonSampledDpEvent(q, GaussianDpEvent(sigma)), steps)


def spend(ledger: Ledger, plan: Plan, rounds_: int, *, settled: int | None = None) -> list[int]:
    numbers = []
    for round_ in range(rounds_):
        numbers.append(ledger.debit(plan, charge(round_), epsilon_cap=100.0, delta_cap=DELTA))
        if settled is not None:
            settle(ledger, numbers[-1], settled, left=False)
    return numbers


def assert_spent(found: Spending, mechanisms: Sequence[Mechanism], *, share: float = DELTA) -> None:
    """What is composed as if fixed in advance at the whole delta, where PLD's grids allow 1 %, and
    the check by RDP at the promise's `share` of delta."""
    assert found.steps == sum(steps for *_, steps in mechanisms)
    assert found.epsilon_fixed == pytest.approx(direct_pld(mechanisms, DELTA), rel=0.01)
    assert found.epsilon_rdp == pytest.approx(direct_rdp(mechanisms, share), rel=1e-6)
    assert found.epsilon_fixed <= found.epsilon_rdp <= found.epsilon * 1.5


PLAN = make_plan(sampling_probability=0.02, noise_multiplier=1.0, steps_per_round=20)
OTHER = make_plan(sampling_probability=0.01, noise_multiplier=1.5, steps_per_round=30)
FULL = make_plan(sampling_probability=1.0, noise_multiplier=30.0, steps_per_round=5)


class TestEpsilon:
    def test_several_rounds(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            spend(ledger, PLAN, 5, settled=20)
            spend(ledger, PLAN, 3)
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        assert_spent(found, [(0.02, 1.0, 160)])
        assert found.epsilon == found.epsilon_fixed

    def test_partial_rounds(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            spend(ledger, PLAN, 2, settled=20)
            spend(ledger, PLAN, 3, settled=7)
            spend(ledger, PLAN, 1, settled=0)
            settle(ledger, spend(ledger, PLAN, 1)[0], 7, left=True)
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        assert_spent(found, [(0.02, 1.0, 40 + 21 + 20)])

    def test_amendments(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path) as ledger:
            first = spend(ledger, PLAN, 2, settled=10)
            second = spend(ledger, PLAN, 2)
            spend(ledger, PLAN, 1)
            ledger.amend(amendment(first[0], first[1], noise_factor=0.8))
            ledger.amend(
                amendment(second[0], second[1], noise_factor=1.0, sampling_probability=0.05)
            )
            ledger.amend(amendment(second[1], second[1], noise_factor=0.9, steps_factor=2))
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        assert_spent(found, [(0.02, 0.8, 20), (0.05, 1.0, 20), (0.05, 0.9, 40), (0.02, 1.0, 20)])
        assert found.epsilon == found.epsilon_fixed

    def test_several_plans(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
            spend(ledger, PLAN, 2, settled=20)
            spend(ledger, OTHER, 2, settled=12)
            spend(ledger, FULL, 3)
            spend(ledger, PLAN, 1, settled=5)
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        mechanisms = [(0.02, 1.0, 45), (0.01, 1.5, 24), (1.0, 30.0, 15)]
        assert_spent(found, mechanisms, share=DELTA / 2)
        opening = direct_pld(mechanisms[:1], DELTA / 2)
        filtered = direct_filter(mechanisms, DELTA)
        assert filtered > opening  # here; the audit's is the larger of both
        assert found.epsilon == pytest.approx(filtered, rel=1e-6)

    def test_one_plan_of_several_that_may_follow(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
            spend(ledger, PLAN, 3)
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        assert_spent(found, [(0.02, 1.0, 60)], share=DELTA / 2)
        assert found.epsilon == pytest.approx(direct_pld([(0.02, 1.0, 60)], DELTA / 2), rel=0.01)

    def test_a_second_plan_of_which_nothing_ran(self, tmp_path: Path) -> None:
        """It let nothing out, so the first one's rule goes on; one step of it, and the filter's
        is in force."""
        with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
            spend(ledger, PLAN, 1)
            spend(ledger, OTHER, 1, settled=0)
            found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
            assert found.epsilon == pytest.approx(
                direct_pld([(0.02, 1.0, 20)], DELTA / 2), rel=0.01
            )
            spend(ledger, OTHER, 1, settled=1)
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        ran = [(0.02, 1.0, 20), (0.01, 1.5, 1)]
        assert found.epsilon == pytest.approx(direct_filter(ran, DELTA), rel=1e-6)

    def test_amended_plans_under_the_filter(self, tmp_path: Path) -> None:
        with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
            (first,) = spend(ledger, PLAN, 1)
            (second,) = spend(ledger, OTHER, 1)
            ledger.amend(amendment(first, second, noise_factor=0.75, steps_factor=2))
        found = audit(tmp_path / LEDGER_FILE, Anchors()).spending
        mechanisms = [(0.02, 0.75, 40), (0.01, 1.125, 60)]
        assert_spent(found, mechanisms, share=DELTA / 2)
        assert found.epsilon == pytest.approx(direct_filter(mechanisms, DELTA), rel=1e-6)

    @pytest.mark.parametrize("delta", [1e-4, 1e-6, 1e-9])
    def test_at_another_delta(self, tmp_path: Path, delta: float) -> None:
        with make_ledger(tmp_path) as ledger:
            spend(ledger, PLAN, 4)
        found = audit(tmp_path / LEDGER_FILE, Anchors(), delta=delta).spending
        assert found.epsilon == pytest.approx(direct_pld([(0.02, 1.0, 80)], delta), rel=0.01)


class TestFilter:
    def test_orders_are_those_that_are_documented(self) -> None:
        assert gate.FILTER_ORDERS == FILTER_ORDERS

    @pytest.mark.parametrize(
        "mechanisms",
        [
            [(0.02, 1.0, 100)],
            [(0.02, 1.0, 40), (0.01, 1.5, 24), (1.0, 30.0, 15)],
            [(0.5, 5.0, 10), (1e-3, 0.5, 1000)],
            [(1.0, 2.0, 1)],
        ],
    )
    @pytest.mark.parametrize("delta", [1e-3, 1e-6, 1e-10])
    def test_the_least_cap(self, mechanisms: list[Mechanism], delta: float) -> None:
        steps = {make_plan(sampling_probability=q, noise_multiplier=s): n for q, s, n in mechanisms}
        found = gate.filter_epsilon(gate.rdp(steps), delta / 2)
        expected = direct_filter(mechanisms, delta)
        # ours adds 1e-14 a step and order for round-off: never less
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
        assert found >= expected * (1 - 1e-12)

    def test_admission_is_the_comparison_with_it(self, tmp_path: Path) -> None:
        """Debits of three plans in turn, at a cap: each passes if and only if the recomputed
        filter (for the first plan alone: its PLD at half of delta) says so."""
        cap = 3.4
        ran: dict[Plan, int] = {}
        refused = 0
        with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
            for number in range(40):
                plan = (PLAN, OTHER, FULL)[0 if number < 2 else number % 3]
                after = ran | {plan: ran.get(plan, 0) + plan.steps_per_round}
                mechanisms = [
                    (p.sampling_probability, p.noise_multiplier, n) for p, n in after.items()
                ]
                alone = set(ran) <= {plan}
                cost = (
                    direct_pld(mechanisms, DELTA / 2) if alone else direct_filter(mechanisms, DELTA)
                )
                assert abs(cost - cap) > 0.01 * cap or not alone  # grids could differ there
                try:
                    ledger.debit(plan, charge(), epsilon_cap=cap, delta_cap=DELTA)
                except BudgetExceededError:
                    refused += 1
                    assert cost > cap
                else:
                    assert cost <= cap
                    ran = after
        assert len(ran) == 3 and refused > 5

    def test_outputs_chosen_to_harm(self) -> None:
        """A coordinator that sees each output chooses the next plan to make the worst outputs
        worse, and asks until the gate refuses. The divergence of what comes out, by Monte Carlo,
        is within the promise. Fixed seed, so it can't flake; the margin is six standard errors
        (1e-9 for another seed). Without its cap the same coordinator passes the promise by far.
        """
        epsilon, delta = 1.0, 0.05
        found, margin, opening_only = adaptive_divergence(epsilon, delta, cap=epsilon)
        assert 0.01 < opening_only < 0.99  # both rules decided
        assert found <= delta + margin
        assert margin < delta / 5  # or the test would say nothing
        found, margin, _ = adaptive_divergence(epsilon, delta, cap=4 * epsilon)
        assert found > delta + margin


def adaptive_divergence(epsilon: float, delta: float, *, cap: float) -> tuple[float, float, float]:
    """E(max(0, 1 - e^(epsilon - loss))) with the unit present, six standard errors, and the share
    of runs in which the opening plan alone ran.

    Each run takes opening rounds while its loss is below a threshold; from there on it takes the
    noisiest or the loudest plan that still fits, to climb if the loss is high and to wait if low.
    """
    opening, loud, quiet = (
        make_plan(
            sampling_probability=1,
            noise_multiplier=s,
            steps_per_round=1,
            rounds=400,
            spare_rounds=0,
        )
        for s in (6.0, 2.5, 12.0)
    )
    limit = gate.Cap(cap, delta, PlanRule.SEVERAL)
    admitted: dict[tuple[tuple[int, ...], int], bool] = {}
    plans = (opening, loud, quiet)

    def admits(counts: tuple[int, ...], choice: int) -> bool:
        if (counts, choice) not in admitted:
            steps = {p: n for p, n in zip(plans, counts, strict=True) if n}
            try:
                gate.check(gate.Charged(tuple(steps), steps), plans[choice], 1, limit)
                admitted[counts, choice] = True
            except BudgetExceededError:
                admitted[counts, choice] = False
        return admitted[counts, choice]

    rng = np.random.default_rng(20241125)
    runs = 40_000
    losses = np.zeros(runs)
    groups: dict[tuple[int, ...], np.ndarray] = {(0, 0, 0): np.arange(runs)}
    ended = 0
    alone = 0
    while groups:
        following: dict[tuple[int, ...], list[np.ndarray]] = {}
        for counts, members in groups.items():
            high = losses[members] > epsilon / 2
            low = losses[members] < 0
            for part, wishes in (
                (members[high], (1, 2, 0)),
                (members[~high & ~low], (0, 2)),
                (members[low], (2, 0)),
            ):
                if not len(part):
                    continue
                choice = next((c for c in wishes if admits(counts, c)), None)
                if choice is None:
                    ended += len(part)
                    alone += len(part) if counts[1:] == (0, 0) else 0
                    continue
                sigma = plans[choice].noise_multiplier
                x = rng.normal(1, sigma, len(part))
                losses[part] += (2 * x - 1) / (2 * sigma**2)
                more = tuple(n + (i == choice) for i, n in enumerate(counts))
                following.setdefault(more, []).append(part)
        groups = {counts: np.concatenate(parts) for counts, parts in following.items()}
    assert ended == runs
    terms = np.maximum(0.0, -np.expm1(epsilon - losses))
    return float(terms.mean()), 6 * float(terms.std()) / math.sqrt(runs), alone / runs


EXPECTED = json.loads((made.FOLDER / made.EXPECTED).read_text())
STORED = sorted(path.name for path in made.FOLDER.glob("*.db"))


class TestStoredFiles:
    def test_they_are_all_there(self) -> None:
        assert sorted(made.files()) == STORED
        assert sorted(EXPECTED) == [name for name in STORED if not name.startswith("bad_")]
        assert len(STORED) - len(EXPECTED) >= 20

    @pytest.mark.parametrize("name", EXPECTED)
    def test_good_ones_audit_to_the_same_numbers(self, name: str, tmp_path: Path) -> None:
        path = Path(shutil.copy(made.FOLDER / name, tmp_path))
        expected = EXPECTED[name]
        found = audit(path, Anchors())
        state = state_of(path)
        again = made.found(path.read_bytes())
        assert again == {name: expected[name] for name in again}
        assert found.ledger == expected["ledger"]
        assert found.entries == expected["entries"]
        assert state.tree.root().hex() == expected["root"]
        assert list(found.owner_keys) == expected["owner_keys"]
        assert list(found.compromised_keys) == expected["compromised_keys"]
        assert found.departed == expected["departed"]
        assert list(state.accounts) == expected["debits"]
        assert found.spending.steps == sum(expected["steps_by_mechanism"].values())
        # from one version of SciPy to another the last digits of a PLD may differ
        for figure in ("epsilon", "epsilon_fixed", "epsilon_rdp"):
            assert getattr(found.spending, figure) == pytest.approx(expected[figure], rel=1e-6)

    @pytest.mark.parametrize("name", [n for n in EXPECTED if n != "fresh.db"])
    def test_their_numbers_are_those_of_a_direct_composition(self, name: str) -> None:
        mechanisms = [
            (*map(float, text.split("/")), steps)
            for text, steps in EXPECTED[name]["steps_by_mechanism"].items()
        ]
        delta = EXPECTED[name]["delta"]
        share = delta / 2 if name == "several_plans.db" else delta
        assert EXPECTED[name]["epsilon_fixed"] == pytest.approx(
            direct_pld(mechanisms, delta), rel=0.01
        )
        assert EXPECTED[name]["epsilon_rdp"] == pytest.approx(
            direct_rdp(mechanisms, share), rel=1e-6
        )
        if name == "several_plans.db":
            filtered = direct_filter(mechanisms, delta)
            assert EXPECTED[name]["epsilon"] == pytest.approx(filtered, rel=1e-6)

    @pytest.mark.parametrize("name", EXPECTED)
    def test_good_ones_open(self, name: str, tmp_path: Path) -> None:
        path = Path(shutil.copy(made.FOLDER / name, tmp_path / LEDGER_FILE))
        key = made.NEXT if name == "every_kind.db" else made.OWNER
        heads = read_heads((made.FOLDER / made.HEADS).read_bytes(), made.HEADS)
        mine = [h for h in heads if h.head.ledger == EXPECTED[name]["ledger"]]
        kept = tmp_path / anchor.HEADS_FILE
        for head in mine:
            if name != "one_plan.db":  # whose heads are of the ledger that left since
                anchor.keep(kept, head)
        with Ledger.open(path, key, heads=kept) as ledger:
            assert ledger.state.size == EXPECTED[name]["entries"]
            if EXPECTED[name]["departed"]:
                with pytest.raises(BudgetExceededError):
                    ledger.debit(made.PLAN, charge(), epsilon_cap=100.0, delta_cap=DELTA)
            else:
                plan = made.FULL if name in ("every_kind.db", "several_plans.db") else made.PLAN
                ledger.debit(plan, charge(), epsilon_cap=100.0, delta_cap=DELTA)

    def test_their_heads_hold(self, tmp_path: Path) -> None:
        heads = read_heads((made.FOLDER / made.HEADS).read_bytes(), made.HEADS)
        witness = made.public(made.WITNESS)
        for name in EXPECTED:
            if name == "one_plan.db":
                continue
            path = Path(shutil.copy(made.FOLDER / name, tmp_path))
            found = audit(path, Anchors(heads=heads, witness_key=witness))
            assert (found.status, found.anchored) == (VERIFIED, found.entries)
            key = EXPECTED[name]["owner_keys"][-1]
            assert audit(path, Anchors(owner_key=key)).status == VERIFIED
        short = Path(shutil.copy(made.FOLDER / "one_plan.db", tmp_path))
        with pytest.raises(VerificationError, match="entries 15 to 15 are missing"):
            audit(short, Anchors(heads=heads))

    @pytest.mark.parametrize("name", [name for name in STORED if name.startswith("bad_")])
    def test_bad_ones_are_refused_by_both(self, name: str, tmp_path: Path) -> None:
        path = Path(shutil.copy(made.FOLDER / name, tmp_path))
        with pytest.raises(FormatError):
            verify(path.read_bytes())
        expected = LedgerVersionError if name == "bad_format.db" else VerificationError
        with pytest.raises(expected):
            audit(path, Anchors())
        with pytest.raises(expected):
            Ledger.open(path, made.OWNER)

    def test_they_can_be_made_again(self) -> None:
        """The entries byte by byte; a database's pages are its SQLite's."""
        for name, content in made.files().items():
            stored = (made.FOLDER / name).read_bytes()
            try:
                expected = ledger_format.read_database(stored)
            except FormatError:
                assert name.startswith("bad_")
                continue
            assert ledger_format.read_database(content) == expected
        lines = (made.FOLDER / made.HEADS).read_text().splitlines()
        assert [json.loads(line) for line in lines] == made.heads()
