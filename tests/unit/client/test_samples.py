"""client.samples: what a drawn unit contributes, chosen evenly and by the owner's stream alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
import scipy.stats
from support.plans import make_plan
from support.seeded_stream import seeded_stream
from support.tiny_models import make_records, tiny_tokenizer

from client.samples import UnitSamples
from client.units import group_by_unit, unit_of
from privacy.errors import InvalidPlanError
from privacy.noise import ChaCha20Stream
from privacy.plan import Plan, Unit
from qa.features import Encoder
from qa.records import Record

ALPHA = 1e-6  # false-alarm rate of each statistical test


def encoder() -> Encoder:
    return Encoder(tiny_tokenizer("bert"), 96, 8)


def plan_of(unit: Unit = Unit.PERSON, records: int = 1, windows: int = 1) -> Plan:
    return make_plan(unit=unit, records_per_unit=records, windows_per_record=windows)


def only_window(samples: UnitSamples, unit: int, stream: ChaCha20Stream) -> bytes:
    drawn = samples.draw(unit, stream)
    assert len(drawn) == 1 and drawn.weights == (1.0,)
    return drawn.windows[0].input_ids.tobytes()


def long_record(identifier: str, person: str, words: int) -> Record:
    return Record(identifier, "ward " * words, "who?", (), f"d{identifier}", person)


@pytest.mark.parametrize(
    ("unit", "groups"), [(Unit.PERSON, 2), (Unit.DOCUMENT, 3), (Unit.RECORD, 6)]
)
def test_units_hold_all_their_records(unit: Unit, groups: int) -> None:
    records = make_records(2, each=3)
    records[0] = replace(records[0], document_id="another")
    grouped = group_by_unit(records, unit)
    assert len(grouped) == groups
    assert sorted(r.id for mine in grouped.values() for r in mine) == sorted(r.id for r in records)
    for name, mine in grouped.items():
        assert {unit_of(record, unit) for record in mine} == {name}
    assert len(UnitSamples(records, plan_of(unit), encoder())) == groups


def test_a_record_without_its_person_is_refused() -> None:
    nobody = replace(make_records(1)[0], person_id=None)
    with pytest.raises(InvalidPlanError, match="person_id") as caught:
        UnitSamples([nobody], plan_of(Unit.PERSON), encoder())
    assert caught.value.hint
    assert len(UnitSamples([nobody], plan_of(Unit.DOCUMENT), encoder())) == 1


def test_no_records_are_no_units() -> None:
    assert len(UnitSamples([], plan_of(), encoder())) == 0


def test_records_and_then_windows_are_chosen_evenly() -> None:
    """A long record has more windows, yet isn't chosen more often than a short one."""
    records = [long_record("short", "p", 2), long_record("long", "p", 60)]
    windows = {r.id: [w.input_ids.tobytes() for w in encoder().encode(r)] for r in records}
    assert len(windows["short"]) == 1
    assert len(windows["long"]) >= 3
    samples = UnitSamples(records, plan_of(), encoder())
    stream, draws = seeded_stream(3), 600
    counts = Counter(only_window(samples, 0, stream) for _ in range(draws))
    share = {windows["short"][0]: 0.5}
    for window in windows["long"]:
        share[window] = share.get(window, 0.0) + 0.5 / len(windows["long"])
    assert set(counts) <= set(share)
    found = [counts[window] for window in share]
    expected = [draws * p for p in share.values()]
    assert scipy.stats.chisquare(found, expected).pvalue > ALPHA


def test_another_unit_is_never_chosen() -> None:
    records = make_records(3, each=2)
    samples = UnitSamples(records, plan_of(), encoder())
    stream = seeded_stream(4)
    for unit in range(3):
        own = {
            w.input_ids.tobytes()
            for r in records
            if r.person_id == f"p{unit}"
            for w in encoder().encode(r)
        }
        assert {only_window(samples, unit, stream) for _ in range(10)} <= own


class TestPooling:
    def test_all_records_and_windows_up_to_the_bound(self) -> None:
        records = [long_record("a", "p", 2), long_record("b", "p", 60), long_record("c", "p", 1)]
        cut = {r.id: len(encoder().encode(r)) for r in records}
        assert cut["b"] >= 3
        drawn = UnitSamples(records, plan_of(records=9, windows=9), encoder()).draw(
            0, seeded_stream(1)
        )
        assert [(r.id, i) for r, i in drawn.origins] == [
            (r.id, i) for r in records for i in range(cut[r.id])
        ]
        for (record, index), window in zip(drawn.origins, drawn.windows, strict=True):
            own = encoder().encode(record)[index]
            assert own.input_ids.tobytes() == window.input_ids.tobytes()

    @pytest.mark.parametrize(("records", "windows"), [(1, 1), (2, 1), (2, 2), (9, 2), (9, 99)])
    def test_records_weigh_the_same_and_windows_within_them(
        self, records: int, windows: int
    ) -> None:
        mine = [long_record(f"r{i}", "p", 3 + 40 * i) for i in range(4)]
        samples = UnitSamples(mine, plan_of(records=records, windows=windows), encoder())
        for seed in range(5):
            drawn = samples.draw(0, seeded_stream(seed))
            weights: dict[str, list[float]] = {}
            for (record, _), weight in zip(drawn.origins, drawn.weights, strict=True):
                weights.setdefault(record.id, []).append(weight)
            assert len(weights) == min(records, 4)
            for name, shares in weights.items():
                whole = len(encoder().encode(next(r for r in mine if r.id == name)))
                assert len(shares) == min(windows, whole)
                assert sum(shares) == pytest.approx(1 / len(weights))
                assert len(set(shares)) == 1
            assert len({(r.id, i) for r, i in drawn.origins}) == len(drawn)  # none twice

    def test_subsets_are_uniform(self) -> None:
        records = [long_record(name, "p", 1) for name in "abcd"]
        samples = UnitSamples(records, plan_of(records=2), encoder())
        stream, times = seeded_stream(8), 1200
        found = Counter(
            frozenset(r.id for r, _ in samples.draw(0, stream).origins) for _ in range(times)
        )
        assert len(found) == 6
        assert scipy.stats.chisquare(list(found.values())).pvalue > ALPHA

    def test_each_window_is_padded_to_the_units_longest_alone(self) -> None:
        records = [long_record("a", "p", 2), long_record("b", "p", 60)]
        drawn = UnitSamples(records, plan_of(records=2), encoder()).draw(0, seeded_stream(1))
        assert drawn.length == -(-max(len(w) for w in drawn.windows) // 8) * 8
