"""The power of the empirical audit: 200 canaries against a claim of epsilon 2.

Measured: each of these defects is caught in every run of a dozen; here one of three may be missed.
A correct run is accused with probability 5 % at most: of eight, six or more with 2e-6.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.canary_target import (
    clip_too_late,
    known_noise,
    make_target,
    owner_records,
    without_noise,
)

from privacy.audit.canary import Finding
from simulations.attacks import Report, Target, attack, judge, make_canaries

pytestmark = pytest.mark.slow

PEOPLE, CANARIES, CLAIM = 2000, 200, 2.0
RECORDS = owner_records(PEOPLE)


@pytest.fixture(scope="module")
def target() -> Target:
    return make_target(RECORDS, epsilon=CLAIM)


def run(target: Target) -> Report:
    canaries = make_canaries(CANARIES, target.encoder, RECORDS)
    return judge(attack(target, RECORDS, canaries), target)


@pytest.mark.parametrize("defect", [without_noise, clip_too_late, known_noise])
def test_a_planted_defect_is_caught(
    target: Target, defect: Callable[[pytest.MonkeyPatch], None]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        defect(patch)
        found = [run(target).verdict.finding for _ in range(3)]
    assert found.count(Finding.CONTRADICTED) >= 2


def test_correct_runs_are_not_accused(target: Target) -> None:
    found = [run(target).verdict.finding for _ in range(8)]
    assert found.count(Finding.CONTRADICTED) <= 5
