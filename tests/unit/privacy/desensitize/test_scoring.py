"""Recall and precision of findings against labels."""

from __future__ import annotations

import pytest

from privacy.desensitize.findings import Finding
from privacy.desensitize.kinds import Kind
from privacy.desensitize.scoring import Label, Rate, score

TEXT = "Dr Mary Jones, 12 Oak Road, May"
NAME, ADDRESS = Label(Kind.PERSON, 3, 13), Label(Kind.ADDRESS, 15, 26)


def test_all_found() -> None:
    found = score(
        [(TEXT, [NAME, ADDRESS], [Finding(Kind.PERSON, 0, 13), Finding(Kind.PERSON, 15, 26)])]
    )
    assert found.total_recall.value == found.total_precision.value == 1
    assert found.precision[Kind.PERSON] == Rate(2, 2)  # by the finding's kind


def test_a_name_of_which_a_part_stays_is_not_recalled() -> None:
    found = score([(TEXT, [NAME, ADDRESS], [Finding(Kind.PERSON, 3, 7)])])
    assert found.recall == {Kind.ADDRESS: Rate(0, 1), Kind.PERSON: Rate(0, 1)}
    assert found.total_precision == Rate(1, 1)


def test_two_findings_together_recall_a_label() -> None:
    halves = [Finding(Kind.PERSON, 3, 7), Finding(Kind.PERSON, 8, 13)]  # the blank isn't needed
    assert score([(TEXT, [NAME], halves)]).total_recall == Rate(1, 1)


def test_a_finding_beside_every_label_is_wrong() -> None:
    found = score([(TEXT, [NAME], [Finding(Kind.DATE, 28, 31), Finding(Kind.PERSON, 3, 13)])])
    assert found.total_precision == Rate(1, 2)
    assert found.precision[Kind.DATE] == Rate(0, 1)


@pytest.mark.parametrize(
    ("rate", "interval"),
    [
        (Rate(60, 60), (0.9403, 1.0)),  # tables of Clopper and Pearson
        (Rate(8, 10), (0.4439, 0.9748)),
        (Rate(0, 10), (0.0, 0.3085)),
        (Rate(0, 0), (0.0, 1.0)),
    ],
)
def test_intervals(rate: Rate, interval: tuple[float, float]) -> None:
    assert rate.interval == pytest.approx(interval, abs=2e-4)


def test_the_rate_of_nothing_is_none() -> None:
    assert Rate(0, 0).value is None
