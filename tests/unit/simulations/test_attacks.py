"""simulations.attacks: planted defects are caught, a correct run isn't accused.

Each attack is on a run of its own, with the operating system's entropy for coins and noise. A run
that is correct is accused with probability 5 % at most, as its report says; the tests that could
meet that ask for a confidence at which they fail once in a million times.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.canary_target import make_target, owner_records, without_noise

from privacy.audit.canary import Finding
from qa.records import Record
from simulations import attacks
from simulations.attacks import (
    ATTACKS,
    Evidence,
    Report,
    Target,
    attack,
    guess_counts,
    judge,
    make_canaries,
)
from simulations.errors import ScenarioError

PEOPLE, CANARIES, CLAIM = 60, 100, 1.0
SURE = 1 - 1e-6  # confidence at which a correct run is accused once in a million times


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return owner_records(PEOPLE)


@pytest.fixture(scope="module")
def target(records: list[Record]) -> Target:
    return make_target(records, epsilon=CLAIM)


def run(target: Target, records: list[Record]) -> Evidence:
    canaries = make_canaries(CANARIES, target.encoder, records)
    return attack(target, records, canaries, others=owner_records(PEOPLE + 20)[PEOPLE:])


def test_a_run_without_noise_is_caught(target: Target, records: list[Record]) -> None:
    """`tests/slow/test_planted_defects.py` has the others, and more runs."""
    with pytest.MonkeyPatch.context() as patch:
        without_noise(patch)
        report = judge(run(target, records), target)
    assert report.verdict.finding is Finding.CONTRADICTED
    assert max(audit.epsilon_bound for audit in report.audits.values()) > CLAIM


def test_a_correct_run_is_not_accused(target: Target, records: list[Record]) -> None:
    report = judge(run(target, records), target, confidence=SURE)
    assert report.verdict.finding is Finding.NOT_CONTRADICTED
    assert report.claimed_epsilon == pytest.approx(CLAIM, rel=0.01)
    assert report.membership is not None
    assert set(report.audits) == set(ATTACKS)


def test_the_last_model_is_started_from_a_copy(target: Target, records: list[Record]) -> None:
    before = {name: value.clone() for name, value in target.network.state_dict().items()}
    run(target, records[:20])
    for name, value in target.network.state_dict().items():
        assert bool((value == before[name]).all()), name


class TestCoins:
    def test_they_are_the_operating_systems(self, target: Target) -> None:
        """A generator that somebody seeded doesn't reach them."""
        canaries = make_canaries(64, target.encoder)
        found = []
        for _ in range(2):
            np.random.seed(1)
            found.append(attack(target, owner_records(4), canaries).included)
        assert (found[0] != found[1]).any()  # equal once in 2^64

    def test_only_included_canaries_are_trained_on(
        self, target: Target, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: set[str] = set()
        real = attacks.UnitSamples

        def watch(records: list[Record], *rest: Any) -> Any:
            seen.update(record.id for record in records)
            return real(records, *rest)

        monkeypatch.setattr(attacks, "UnitSamples", watch)
        canaries = make_canaries(30, target.encoder)
        evidence = attack(target, owner_records(5), canaries)
        expected = {c.id for c, is_in in zip(canaries, evidence.included, strict=True) if is_in}
        assert seen == expected | {f"o{i}" for i in range(5)}


class TestReport:
    def report(self, target: Target, shift: float, confidence: float = 0.95) -> Report:
        rng = np.random.default_rng(3)
        included = rng.random(CANARIES) < 0.5
        scores = {name: rng.normal(size=CANARIES) for name in ATTACKS}
        scores["loss"] = scores["loss"] + shift * included
        empty = np.array([], dtype=np.float64)
        return judge(Evidence(included, scores, empty, empty), target, confidence=confidence)

    def test_one_attack_that_sees_the_coins_is_enough(self, target: Target) -> None:
        assert self.report(target, 100.0).verdict.finding is Finding.CONTRADICTED
        assert self.report(target, 0.0).verdict.finding is Finding.NOT_CONTRADICTED

    def test_all_attacks_and_guess_counts_share_the_confidence(self, target: Target) -> None:
        report = self.report(target, 0.0)
        tests = len(ATTACKS) * len(guess_counts(CANARIES))
        assert report.verdict.hypotheses == tests
        for audit in report.audits.values():
            assert (1 - audit.confidence) / audit.hypotheses == pytest.approx(0.05 / tests)

    def test_it_says_what_so_few_canaries_could_contradict_at_best(self, target: Target) -> None:
        report = self.report(target, 100.0)
        assert max(a.epsilon_bound for a in report.audits.values()) <= report.largest_bound

    def test_there_is_no_word_for_a_proof_of_safety(self, target: Target) -> None:
        text = str(self.report(target, 0.0).verdict).lower()
        assert "not contradicted" in text
        assert not any(word in text for word in ("safe", "pass", "ok", "proven", "private"))


class TestCanaries:
    def test_each_has_a_word_that_nobody_else_has(self, target: Target) -> None:
        others = owner_records(8)
        canaries = make_canaries(50, target.encoder, others)
        assert len({c.id for c in canaries}) == len({c.person_id for c in canaries}) == 50
        words = [set(c.context.split()) for c in canaries]
        for number, mine in enumerate(words):
            rest = set().union(*(w for i, w in enumerate(words) if i != number))
            assert mine - rest
        texts = " ".join(record.context for record in others)
        assert not any(word in texts for mine in words for word in mine)

    def test_more_than_there_are_words_are_made_up_of_syllables(self, target: Target) -> None:
        canaries = make_canaries(450, target.encoder)
        assert len({c.context for c in canaries}) > 440

    def test_each_is_one_window_with_its_answer(self, target: Target) -> None:
        for canary in make_canaries(40, target.encoder):
            (window,) = target.encoder.encode(canary)
            assert 0 < window.start <= window.end
            (answer,) = canary.answers
            assert canary.context[answer.start :].startswith(answer.text)

    def test_windows_that_hold_none_are_refused(
        self, target: Target, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(attacks, "WORDS", (400,))
        with pytest.raises(ScenarioError, match="max_length"):
            make_canaries(3, target.encoder)


@pytest.mark.parametrize(
    ("canaries", "counts"), [(200, (20, 50, 100, 200)), (9, (2, 4, 8)), (2, (2,)), (1, ())]
)
def test_guess_counts_are_even_and_fixed(canaries: int, counts: tuple[int, ...]) -> None:
    assert guess_counts(canaries) == counts
