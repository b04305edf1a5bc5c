"""An owner's budget against what its ledger and policy really do."""

from __future__ import annotations

import math
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.ledgers import (
    NEXT,
    OTHER_PLAN,
    OWNER,
    PLAN,
    amendment,
    charge,
    debit,
    make_ledger,
    open_ledger,
    settle,
    spend,
    witnessed,
)
from support.plans import make_plan

from client.budget import LEDGER_RULE, PLAN_RULE, assess, balance, charged_with, populations, read
from client.errors import PolicyError
from client.policy import Policy, Population
from privacy import accounting
from privacy.errors import BudgetExceededError, PrivacyError, VerificationError
from privacy.ledger import anchor, gate
from privacy.ledger.events import PlanRule
from privacy.ledger.store import LEDGER_FILE, Ledger
from privacy.plan import Plan, Unit
from privacy.vault import signing

STEPS = PLAN.steps_per_round


def make_policy(**rules: Any) -> Policy:
    """A cap of epsilon 20 at delta 1e-5 for the population `default`."""
    pause = rules.pop("pause", False)
    values: dict[str, Any] = {"epsilon": 20.0, "delta": 1e-5}
    return Policy(populations={"default": Population(**(values | rules))}, pause=pause)


def epsilon(steps: int, plan: Plan = PLAN) -> float:
    return accounting.epsilon(plan, steps, 1e-5)


def content(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the time of its last change."""
    return {
        str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


# --- what is spent, reserved and left --------------------------------------------------------


def test_a_population_without_a_ledger_has_everything_left(tmp_path: Path) -> None:
    standing = read(tmp_path / "none", "default")
    found = balance(standing, make_policy())
    assert not standing.opened
    assert (found.spent, found.charged, found.reserved, found.left) == (0, 0, 0, 20.0)
    assert (found.horizon, found.horizon_rounds, standing.rounds_charged) == (None, 0, 0)
    assert not (tmp_path / "none").exists()


def test_open_debits_are_reserved_and_not_spent(tmp_path: Path) -> None:
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 3)
        crashed = debit(ledger)
    standing = read(tmp_path)
    found = balance(standing, make_policy())
    assert standing.open_debits == (crashed,)
    assert standing.rounds_charged == 4
    assert (found.spent, found.charged) == (epsilon(3 * STEPS), epsilon(4 * STEPS))
    assert found.reserved == pytest.approx(found.charged - found.spent)
    assert found.spent + found.reserved >= found.charged  # never rounded down
    assert 0 <= 20.0 - found.charged - found.left < 1e-12


def test_steps_that_were_given_back_cost_nothing(tmp_path: Path) -> None:
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 1)
        settle(ledger, debit(ledger), 1, left=False)
        settle(ledger, debit(ledger), 0, left=False)
    standing = read(tmp_path)
    assert balance(standing, make_policy()).spent == epsilon(STEPS + 1)
    assert standing.rounds_charged == 2  # the third let nothing out


def test_the_rest_of_the_horizon_is_said_apart(tmp_path: Path) -> None:
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 2)
    found = balance(read(tmp_path), make_policy())
    assert found.horizon_rounds == PLAN.horizon_rounds - 2 == 10
    assert found.horizon == epsilon(PLAN.horizon_steps)
    assert found.rounds_left == 10
    short = make_policy(epsilon=epsilon(5 * STEPS))
    assert balance(read(tmp_path), short).rounds_left == 3
    # A policy that would refuse the plan by now refuses all that is left of it.
    assert balance(read(tmp_path), make_policy(rounds_max=11)).rounds_left == 0


def test_several_plans_are_composed_as_the_gate_does(tmp_path: Path) -> None:
    with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
        spend(ledger, 2)
        spend(ledger, 3, OTHER_PLAN)
    found = balance(read(tmp_path), make_policy())
    steps = {PLAN: 2 * STEPS, OTHER_PLAN: 3 * OTHER_PLAN.steps_per_round}
    filtered = gate.filter_epsilon(gate.rdp(steps), 0.5e-5)
    assert found.charged == filtered
    assert found.plans is PlanRule.SEVERAL


def test_an_amended_ledger_is_dearer_and_may_be_past_its_cap(tmp_path: Path) -> None:
    policy = make_policy(epsilon=epsilon(4 * STEPS))
    with make_ledger(tmp_path) as ledger:
        numbers = spend(ledger, 4)
        before = balance(read(tmp_path), policy)
        ledger.amend(amendment(numbers[0], numbers[-1]))
    after = balance(read(tmp_path), policy)
    assert (before.left, before.rounds_left) == (0.0, 0)
    assert after.spent == epsilon(4 * STEPS, make_plan(sampling_probability=1, noise_multiplier=10))
    assert after.spent > 1.9 * before.spent
    assert (after.left, after.rounds_left) == (0.0, 0)
    assert assess(read(tmp_path), policy, PLAN).refusal.rule == LEDGER_RULE


def test_a_population_that_the_policy_lacks_has_nothing_left(tmp_path: Path) -> None:
    with make_ledger(tmp_path, population="strangers") as ledger:
        spend(ledger, 1)
    standing = read(tmp_path)
    found = balance(standing, make_policy())
    assert (found.cap, found.left, found.rounds_left) == (None, 0.0, 0)
    assert found.spent == epsilon(STEPS)
    verdict = assess(standing, make_policy(), PLAN)
    assert (verdict.fits, verdict.refusal.rule) == (False, "populations")


def test_a_round_sampled_otherwise_is_unbounded(tmp_path: Path) -> None:
    with make_ledger(tmp_path) as ledger:
        ledger.settle(debit(ledger), executed=STEPS, sampling="shuffled", bytes_left=True)
    found = balance(read(tmp_path), make_policy())
    assert found.charged == math.inf
    assert (found.left, found.rounds_left) == (0.0, 0)


# --- the ledger is verified, and nothing is written ------------------------------------------


def test_reading_needs_no_key_and_writes_nothing(tmp_path: Path) -> None:
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 2)
        ledger.witness(witnessed(ledger))
    (tmp_path / signing.PUBLIC_FILE).write_text(OWNER.public_key().public_bytes_raw().hex())
    before = content(tmp_path)
    standing = read(tmp_path, "default")
    assess(standing, make_policy(), PLAN)
    assert content(tmp_path) == before
    assert (standing.status, standing.by) == ("verified", ("owner-key", "mark", "heads"))


def test_a_ledger_alone_is_self_consistent_only(tmp_path: Path) -> None:
    with make_ledger(tmp_path / "a") as ledger:
        spend(ledger, 1)
        ledger.copy(tmp_path / LEDGER_FILE)
    assert read(tmp_path).status == "self-consistent only"


@pytest.mark.parametrize("keep", ["mark", "heads"])
def test_an_older_copy_in_its_place_is_noticed(tmp_path: Path, keep: str) -> None:
    folder, old = tmp_path / "ledger", tmp_path / "old.db"
    with make_ledger(folder) as ledger:
        spend(ledger, 1)
        ledger.copy(old)
        spend(ledger, 1)
        ledger.witness(witnessed(ledger))
    for file in folder.glob("ledger.db*"):
        file.unlink()
    shutil.copy(old, folder / LEDGER_FILE)
    (folder / {"mark": anchor.HEADS_FILE, "heads": "ledger.mark"}[keep]).unlink()
    with pytest.raises(VerificationError, match=r"are missing|some are missing") as caught:
        read(folder)
    assert caught.value.hint == anchor.WENT_BACK


def test_a_ledger_whose_newest_head_was_removed(tmp_path: Path) -> None:
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 1)
        ledger.witness(witnessed(ledger))
    (tmp_path / anchor.HEADS_FILE).unlink()
    with pytest.raises(VerificationError, match="among those that are kept, found none"):
        read(tmp_path)


@pytest.mark.parametrize("left", ["ledger.mark", anchor.HEADS_FILE])
def test_a_ledger_that_was_lost_is_not_a_new_budget(tmp_path: Path, left: str) -> None:
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 1)
        ledger.witness(witnessed(ledger))
    for file in tmp_path.iterdir():
        if file.name != left:
            file.unlink()
    with pytest.raises(VerificationError, match="found none"):
        read(tmp_path)


def test_another_owners_and_another_populations_ledger(tmp_path: Path) -> None:
    make_ledger(tmp_path).close()
    with pytest.raises(VerificationError, match="ledger of members, found that of default"):
        read(tmp_path, "members")
    (tmp_path / signing.PUBLIC_FILE).write_text(NEXT.public_key().public_bytes_raw().hex())
    with pytest.raises(VerificationError, match="expected the owner's key"):
        read(tmp_path)


def test_an_altered_ledger(tmp_path: Path) -> None:
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 1)
    path = tmp_path / LEDGER_FILE
    data = bytearray(path.read_bytes())
    at = data.index(b"run-1")
    data[at] ^= 1
    path.write_bytes(data)
    with pytest.raises(VerificationError, match="entry 2"):
        read(tmp_path)


def test_populations_of_the_policy_and_of_the_disk(tmp_path: Path) -> None:
    root = tmp_path / "populations"
    for name in ("members", "default", ".arriving"):
        (root / name).mkdir(parents=True)
    found = populations(tmp_path, Policy())
    assert found == {"default": root / "default", "members": root / "members"}


# --- what a run would cost -------------------------------------------------------------------


def test_the_round_that_just_fits_and_the_next(tmp_path: Path) -> None:
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 2)
    standing, exact = read(tmp_path), epsilon(7 * STEPS)
    verdict = assess(standing, make_policy(epsilon=exact), PLAN)
    assert verdict.refusal.round == 6  # two are charged, five fit
    assert "would bring epsilon to" in verdict.refusal.reason
    less = assess(standing, make_policy(epsilon=math.nextafter(exact, 0)), PLAN)
    assert less.refusal.round == 5
    assert (verdict.before, verdict.after) == (epsilon(2 * STEPS), epsilon(12 * STEPS))


@pytest.mark.parametrize(
    ("rules", "changes", "number", "rule"),
    [
        ({"pause": True}, {}, 1, "pause"),
        ({"unit": Unit.DOCUMENT}, {}, 1, "populations.default.unit"),
        ({}, {"delta": 2e-5}, 1, "populations.default.delta"),
        ({"noise_multiplier_min": 30.0}, {}, 1, "populations.default.noise_multiplier_min"),
        ({"rounds_max": 11}, {}, 1, "populations.default.rounds_max"),  # of one plan: 10 + 2
        ({"rounds_max": 12}, {}, 11, "populations.default.rounds_max"),  # in all: 2 before
        ({"steps_max": 47}, {}, 1, "populations.default.steps_max"),
        ({}, {}, 11, LEDGER_RULE),  # the horizon: 12 rounds, of which 2 are charged
        ({}, {"rounds": 11}, 1, LEDGER_RULE),  # another plan
    ],
)
def test_the_first_refusal_names_its_rule(
    tmp_path: Path, rules: dict[str, Any], changes: dict[str, Any], number: int, rule: str
) -> None:
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 2)
    values = {"sampling_probability": 1, "noise_multiplier": 20, "steps_per_round": 4,
              "rounds": 10, "spare_rounds": 2}  # fmt: skip
    verdict = assess(read(tmp_path), make_policy(**rules), make_plan(**(values | changes)))
    assert (verdict.refusal.round, verdict.refusal.rule) == (number, rule)
    assert verdict.fits == (number > 10)


def test_spare_rounds_need_not_fit(tmp_path: Path) -> None:
    standing = read(tmp_path / "none", "default")
    verdict = assess(standing, make_policy(epsilon=epsilon(10 * STEPS)), PLAN)
    assert verdict.fits
    assert verdict.refusal.round == 11
    assert verdict.after_spare == epsilon(12 * STEPS) > verdict.after == epsilon(10 * STEPS)


def test_a_copy_that_has_left_refuses_all(tmp_path: Path) -> None:
    with make_ledger(tmp_path) as ledger:
        ledger.depart("dvr1-" + "ab" * 32)
    verdict = assess(read(tmp_path), make_policy(), PLAN)
    assert (verdict.fits, verdict.refusal.round) == (False, 1)
    assert "left for another machine" in verdict.refusal.reason


def test_plans_in_turn_see_what_came_before(tmp_path: Path) -> None:
    policy = make_policy(plans=PlanRule.SEVERAL, rounds_max=25)
    standing = read(tmp_path / "none", "default")
    alone = assess(standing, policy, OTHER_PLAN)
    after = charged_with(standing, policy, PLAN)
    then = assess(after, policy, OTHER_PLAN)
    assert (alone.before, alone.fits) == (0.0, True)
    assert then.before == assess(standing, policy, PLAN).after > 0
    assert then.after > alone.after
    assert (then.refusal.round, then.refusal.rule) == (16, "populations.default.rounds_max")
    assert alone.refusal.round == 21
    assert standing.rounds_charged == 0  # it was copied


def test_several_plans_end_with_the_plan(tmp_path: Path) -> None:
    with make_ledger(tmp_path, plans=PlanRule.SEVERAL) as ledger:
        spend(ledger, 1)
    verdict = assess(read(tmp_path), make_policy(), OTHER_PLAN)
    assert (verdict.refusal.round, verdict.refusal.rule) == (21, PLAN_RULE)


def really_admitted(folder: Path, policy: Policy, plan: Plan) -> int:
    """How many rounds of `plan` the owner's own checks and its ledger let through, in turn."""
    rules = policy.population("default")
    caps = {"epsilon_cap": rules.epsilon, "delta_cap": rules.delta}
    with open_ledger(folder) as ledger:
        for number in range(plan.horizon_rounds):
            try:
                policy.check_plan("default", plan)
                charged = sum(1 for a in ledger.state.accounts.values() if a.charged)
                policy.check_rounds("default", charged)
                ledger.check(plan, **caps)
                ledger.debit(plan, charge(number), **caps)
            except (PolicyError, PrivacyError):
                return number
    return plan.horizon_rounds


PLANS = [PLAN, OTHER_PLAN, make_plan(
    sampling_probability=1, noise_multiplier=12, steps_per_round=2, rounds=6, spare_rounds=1
)]  # fmt: skip
HISTORIES = st.lists(
    st.tuples(st.sampled_from(PLANS), st.sampled_from(["settled", "crashed", "given back"])),
    max_size=4,
)


@settings(max_examples=40)
@given(
    history=HISTORIES,
    amended=st.booleans(),
    rule=st.sampled_from(list(PlanRule)),
    plan=st.sampled_from(PLANS),
    cap=st.floats(0.2, 6.0),
    rounds_max=st.integers(5, 30),
)
def test_the_verdict_is_what_ledger_and_policy_do(
    history: list[tuple[Plan, str]],
    amended: bool,
    rule: PlanRule,
    plan: Plan,
    cap: float,
    rounds_max: int,
) -> None:
    policy = make_policy(epsilon=cap, rounds_max=rounds_max, plans=rule)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with make_ledger(folder, plans=rule) as ledger:
            write_history(ledger, history, amended)
        verdict = assess(read(folder), policy, plan)
        before, after = read(folder), really_admitted(folder, policy, plan)
        assert verdict.refusal.round == after + 1
        assert verdict.fits == (after >= plan.rounds)
        assert verdict.before == balance(before, policy).charged
        if after >= plan.rounds:  # so much was charged as had been foreseen
            charged = balance(read(folder), policy).charged
            assert verdict.after <= charged <= verdict.after_spare


def write_history(ledger: Ledger, history: list[tuple[Plan, str]], amended: bool) -> None:
    numbers = []
    for plan, fate in history:
        try:
            number = debit(ledger, plan)
        except BudgetExceededError:  # another plan, where one is allowed
            continue
        numbers.append(number)
        if fate != "crashed":
            left = fate == "settled"
            settle(ledger, number, plan.steps_per_round if left else 0, left=left)
    if amended and numbers:
        ledger.amend(amendment(numbers[0], numbers[0], noise_factor=0.8))


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    """As an operator's other account or a read-only medium has it."""
    with make_ledger(tmp_path) as ledger:
        spend(ledger, 1)
    tmp_path.chmod(0o500)
    try:
        if os.geteuid() != 0:
            with pytest.raises(OSError, match="denied"):
                (tmp_path / "x").touch()
        assert balance(read(tmp_path), make_policy()).spent == epsilon(STEPS)
    finally:
        tmp_path.chmod(0o700)
