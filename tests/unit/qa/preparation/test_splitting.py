"""qa.preparation.splitting: components as a plain search finds them, shares, order, errors."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.preparation.hashes import hash64
from qa.preparation.splitting import SplitCounts, Splitter
from qa.records import Record

KEY = bytes(range(32))
SHARES = {"train": 0.8, "validation": 0.1, "test": 0.1}
THIRDS = dict.fromkeys(("train", "validation", "test"), Fraction(1, 3))


def record(document: str, person: str | None = None) -> Record:
    return Record("r", "Ann saw Bob.", "who?", (), document, person)


def splitter(records: list[Record], **shares: Fraction | float) -> Splitter:
    made = Splitter(KEY, shares or THIRDS)
    for each in records:
        made.see(each)
    made.close()
    return made


def components(records: list[Record]) -> list[set[int]]:
    """Indices of the records of each component, by a search that compares all with all."""
    left = set(range(len(records)))
    found = []
    while left:
        todo, component = [left.pop()], set()
        while todo:
            one = todo.pop()
            component.add(one)
            a = records[one]
            joined = {
                i
                for i in left
                if records[i].document_id == a.document_id
                or (a.person_id is not None and records[i].person_id == a.person_id)
            }
            left -= joined
            todo.extend(joined)
        found.append(component)
    return found


ids = st.integers(0, 12).map(str)
some_records = st.lists(st.builds(record, ids, st.none() | ids), max_size=25)


@given(some_records, st.randoms(use_true_random=False))
@settings(max_examples=400)
def test_components_are_those_of_a_plain_search(records: list[Record], random) -> None:  # type: ignore[no-untyped-def]
    made = splitter(records)
    expected: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for component in components(records):
        members = {hash64("document", records[i].document_id) for i in component}
        persons = {records[i].person_id for i in component} - {None}
        members |= {hash64("person", str(person)) for person in persons}
        message = b"discreet/split/1" + min(members).to_bytes(8, "big")
        digest = hmac.new(KEY, message, hashlib.sha256).digest()
        share = int.from_bytes(digest[:8], "big") / 2**64
        name = sorted(THIRDS)[int(share * 3)]
        assert {made.split_of(records[i]) for i in component} == {name}
        expected[name] += 1
        sizes[name] += len(component)
    assert made.counts == {n: SplitCounts(sizes[n], expected[n]) for n in THIRDS}
    # No person and no document is in two splits.
    for field in ("person_id", "document_id"):
        seen = {(getattr(r, field), made.split_of(r)) for r in records}
        values = [value for value, _ in seen if value is not None]
        assert len(values) == len(set(values))
    # In any order, each is where it was.
    shuffled = random.sample(records, len(records))
    other = splitter(shuffled, **dict(reversed(THIRDS.items())))
    assert [other.split_of(r) for r in records] == [made.split_of(r) for r in records]


@given(some_records, some_records)
def test_other_components_change_nothing(records: list[Record], others: list[Record]) -> None:
    apart = [record(f"o{r.document_id}", r.person_id and f"o{r.person_id}") for r in others]
    alone, together = splitter(records), splitter(apart + records)
    assert [alone.split_of(r) for r in records] == [together.split_of(r) for r in records]


def test_a_person_and_a_document_of_one_name_are_not_joined() -> None:
    made = splitter([record("a", "b"), record("b", "a")])
    assert sum(counts.components for counts in made.counts.values()) == 2


def test_shares_are_met_in_expectation_and_by_each_key() -> None:
    records = [record(str(i)) for i in range(20_000)]
    made = splitter(records, **SHARES)
    for name, share in SHARES.items():
        sd = (share * (1 - share) * len(records)) ** 0.5
        assert abs(made.counts[name].records - share * len(records)) < 4 * sd
    other = Splitter(KEY[::-1], SHARES)
    for each in records:
        other.see(each)
    other.close()
    agreeing = sum(made.split_of(r) == other.split_of(r) for r in records)
    assert 0.62 < agreeing / len(records) < 0.70  # 0.8^2 + 2 * 0.1^2 = 0.66: independent


def test_what_is_one_component_leaves_splits_empty_and_says_so() -> None:
    chain = [record(str(i // 2), str((i + 1) // 2)) for i in range(2000)]
    made = splitter(chain)
    assert sorted(c.records for c in made.counts.values()) == [0, 0, 2000]
    assert splitter([]).counts == dict.fromkeys(THIRDS, SplitCounts(0, 0))


@pytest.mark.parametrize(
    "shares",
    [
        {},
        {"train": 0.9, "test": 0.2},
        {"train": 1.0, "test": 0.0},
        {"train": 1.5, "test": -0.5},
        {"train": float("nan")},
        {"train": float("inf")},
        {"train": Fraction(1, 3), "test": Fraction(1, 3)},
    ],
)
def test_bad_shares(shares: dict[str, Fraction | float]) -> None:
    with pytest.raises(ValueError, match="shares that"):
        Splitter(KEY, shares)


def test_shares_of_thirds_as_floats() -> None:
    made = splitter([record("a")], train=1 / 3, validation=1 / 3, test=1 / 3)
    assert made.split_of(record("a")) == splitter([record("a")]).split_of(record("a"))
    assert splitter([record("a")], all=1).split_of(record("a")) == "all"


def test_misuse_is_refused_and_names_nobody() -> None:
    with pytest.raises(ValueError, match="key of 16 bytes"):
        Splitter(b"short", THIRDS)
    made = Splitter(KEY, THIRDS)
    made.see(record("d1", "p1"))
    with pytest.raises(ValueError, match="close the splitter first"):
        made.split_of(record("d1", "p1"))
    made.close()
    counts = made.counts
    made.close()
    assert made.counts == counts
    with pytest.raises(ValueError, match="before the splits were drawn"):
        made.see(record("d2"))
    for unseen in (record("secret"), record("d1", "secret"), record("secret", "p1")):
        with pytest.raises(ValueError, match="that was seen") as caught:
            made.split_of(unseen)
        assert "secret" not in str(caught.value)
