"""simulations.partition: every record has one owner, and a unit is never split."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from support.records import record

from privacy.errors import InvalidPlanError
from privacy.plan import Unit
from qa.records import Record
from simulations.errors import ScenarioError
from simulations.partition import (
    Owners,
    choose_unit,
    declare,
    partition,
    sample_by_hash,
    split_by_unit,
)


def titled(counts: dict[str, int]) -> list[Record]:
    numbers = iter(range(10_000))
    return [record(next(numbers), title=title) for title, n in counts.items() for _ in range(n)]


def owned(*owners: str | None) -> list[Record]:
    return [record(number, owner=owner) for number, owner in enumerate(owners)]


def divide(
    records: list[Record],
    by: str,
    *,
    owners: int | None = None,
    unit: Unit = Unit.DOCUMENT,
    alpha: float = 1.0,
    seed: int = 7,
) -> Owners:
    return partition(records, unit=unit, by=by, owners=owners, alpha=alpha, seed=seed)


# --- the unit --------------------------------------------------------------------------------


def test_auto_is_the_person_where_all_are_named_else_the_document() -> None:
    assert choose_unit([record(1, person_id="a"), record(2, person_id="b")], "auto") is Unit.PERSON
    assert choose_unit([record(1), record(2)], "auto") is Unit.DOCUMENT
    assert choose_unit([record(1, person_id="a")], "document") is Unit.DOCUMENT
    assert choose_unit([record(1)], "record") is Unit.RECORD


def test_persons_named_here_and_there_are_refused() -> None:
    mixed = [record(1, person_id="a"), record(2)]
    with pytest.raises(ScenarioError, match="1 of 2 records name a person_id and record 'r2'"):
        choose_unit(mixed, "auto")
    assert choose_unit(mixed, "document") is Unit.DOCUMENT
    with pytest.raises(InvalidPlanError, match="'r2' has no person_id"):
        divide(mixed, "dirichlet", owners=1, unit=Unit.PERSON)


# --- by owner --------------------------------------------------------------------------------


def test_by_the_records_own_field() -> None:
    held = divide(owned("b", "a", "b"), "owner")
    assert {name: [r.id for r in mine] for name, mine in held.items()} == {
        "b": ["r0", "r2"],
        "a": ["r1"],
    }
    assert divide(owned("b", "a", "b"), "auto", owners=2) == held


def test_an_owner_field_that_is_missing() -> None:
    with pytest.raises(ScenarioError, match="needs an owner in every record; 'r1' has none"):
        divide(owned("a", None), "owner")


def test_a_number_of_owners_that_the_data_contradicts() -> None:
    with pytest.raises(ScenarioError, match="expected 2, as the records name, found 3"):
        divide(owned("a", "b"), "owner", owners=3)


@pytest.mark.parametrize(
    "name", ["..", ".", "../up", "a/b", "/etc", "a\\b", "a\nb", ".x", "x" * 101]
)
def test_an_owner_whose_name_is_no_folders(name: str) -> None:
    with pytest.raises(ScenarioError, match="without slashes or a dot at its beginning"):
        divide(owned("a", name), "owner")


@pytest.mark.parametrize("name", ["St. Mary's (north) & co", "北京 第一 医院", "a..b", "-x"])
def test_an_owner_may_have_a_peoples_name(name: str) -> None:
    assert list(divide(owned(name), "owner")) == [name]
    assert PurePosixPath("out", name).parent == PurePosixPath("out")


def test_a_person_at_two_owners_is_refused() -> None:
    shared = [record(1, person_id="p", owner="a"), record(2, person_id="p", owner="b")]
    with pytest.raises(ScenarioError, match="is held by both 'a' and 'b'"):
        divide(shared, "owner", unit=Unit.PERSON)
    assert len(divide(shared, "owner", unit=Unit.DOCUMENT)) == 2


# --- by title --------------------------------------------------------------------------------


def test_titles_stay_whole_and_loads_are_level() -> None:
    held = divide(titled({"a": 8, "b": 5, "c": 4, "d": 1}), "title", owners=2)
    assert sorted(len(mine) for mine in held.values()) == [9, 9]
    titles = [{r.title for r in mine} for mine in held.values()]
    assert not titles[0] & titles[1]


def test_more_owners_than_titles() -> None:
    with pytest.raises(ScenarioError, match="at most 2 can share 2 titles, found 3"):
        divide(titled({"a": 4, "b": 4}), "title", owners=3)


def test_a_person_under_two_titles_may_not_be_split() -> None:
    records = [record(1, title="a", person_id="p"), record(2, title="b", person_id="p")]
    with pytest.raises(ScenarioError, match="a unit must be one owner's"):
        divide(records, "title", owners=2, unit=Unit.PERSON)


# --- by Dirichlet ----------------------------------------------------------------------------


def test_a_tiny_alpha_gives_each_title_to_one_owner() -> None:
    counts = {f"t{i}": 10 for i in range(40)}
    held = divide(titled(counts), "dirichlet", owners=3, alpha=1e-9)
    for title in counts:
        assert sum(any(r.title == title for r in mine) for mine in held.values()) == 1


def test_a_huge_alpha_levels_the_owners() -> None:
    held = divide(titled({"": 3000}), "dirichlet", owners=3, alpha=1e6)
    # Binomial(3000, 1/3) has a standard deviation of 26: five of them, and the seed is fixed.
    assert all(abs(len(mine) - 1000) < 130 for mine in held.values())


def test_an_owner_left_empty_is_named() -> None:
    with pytest.raises(ScenarioError, match=r"owner 'owner-\d\d?' was left without records") as e:
        divide(titled({"": 3}), "dirichlet", owners=10)
    assert e.value.hint is not None


# --- auto ------------------------------------------------------------------------------------


def test_auto_takes_the_owner_then_the_title_then_dirichlet() -> None:
    assert set(divide(owned("a", "b"), "auto")) == {"a", "b"}
    by_title = divide(titled({"a": 4, "b": 4}), "auto", owners=2)
    assert [len({r.title for r in mine}) for mine in by_title.values()] == [1, 1]
    assert set(divide(titled({"": 400}), "auto")) == {f"owner-{n}" for n in (1, 2, 3, 4)}


# --- split and sizes -------------------------------------------------------------------------


def test_a_split_keeps_a_unit_whole_whatever_the_order() -> None:
    records = [record(n, person_id=f"p{n % 50}") for n in range(200)]
    train, test = split_by_unit(records, Unit.PERSON, 0.2, 7)
    assert len(train) + len(test) == 200
    assert not {r.person_id for r in train} & {r.person_id for r in test}
    again = split_by_unit(records[::-1], Unit.PERSON, 0.2, 7)
    assert {r.id for r in again[1]} == {r.id for r in test}
    assert {r.id for r in split_by_unit(records, Unit.PERSON, 0.2, 8)[1]} != {r.id for r in test}


def test_a_sample_is_the_same_whatever_the_order() -> None:
    records = [record(n) for n in range(50)]
    chosen = {r.id for r in sample_by_hash(records, 10, 7)}
    assert len(chosen) == 10
    assert {r.id for r in sample_by_hash(records[::-1], 10, 7)} == chosen
    assert sample_by_hash(records, 50, 7) == records


@pytest.mark.parametrize(
    ("units", "declared"),
    [(1, 1), (9, 9), (10, 10), (14, 10), (16, 20), (99, 100), (1234, 1000), (98_765, 100_000)],
)
def test_a_declared_size_has_one_significant_digit(units: int, declared: int) -> None:
    assert declare(units) == declared
