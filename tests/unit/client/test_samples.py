"""client.samples: one window for each drawn unit, chosen evenly and by the owner's stream alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
import scipy.stats
from support.seeded_stream import seeded_stream
from support.tiny_models import make_records, tiny_tokenizer

from client.samples import UnitSamples, group_by_unit, unit_of
from privacy.errors import InvalidPlanError
from privacy.plan import Unit
from qa.features import Encoder
from qa.records import Record

ALPHA = 1e-6  # false-alarm rate of each statistical test


def encoder() -> Encoder:
    return Encoder(tiny_tokenizer("bert"), 96, 8)


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
    assert len(UnitSamples(records, unit, encoder())) == groups


def test_a_record_without_its_person_is_refused() -> None:
    nobody = replace(make_records(1)[0], person_id=None)
    with pytest.raises(InvalidPlanError, match="person_id") as caught:
        UnitSamples([nobody], Unit.PERSON, encoder())
    assert caught.value.hint
    assert len(UnitSamples([nobody], Unit.DOCUMENT, encoder())) == 1


def test_no_records_are_no_units() -> None:
    assert len(UnitSamples([], Unit.PERSON, encoder())) == 0


def test_records_and_then_windows_are_chosen_evenly() -> None:
    """A long record has more windows, yet isn't chosen more often than a short one."""
    records = [long_record("short", "p", 2), long_record("long", "p", 60)]
    windows = {r.id: [w.input_ids.tobytes() for w in encoder().encode(r)] for r in records}
    assert len(windows["short"]) == 1
    assert len(windows["long"]) >= 3
    samples = UnitSamples(records, Unit.PERSON, encoder())
    stream, draws = seeded_stream(3), 600
    counts = Counter(samples.choose(0, stream).input_ids.tobytes() for _ in range(draws))
    share = {windows["short"][0]: 0.5}
    for window in windows["long"]:
        share[window] = share.get(window, 0.0) + 0.5 / len(windows["long"])
    assert set(counts) <= set(share)
    found = [counts[window] for window in share]
    expected = [draws * p for p in share.values()]
    assert scipy.stats.chisquare(found, expected).pvalue > ALPHA


def test_another_unit_is_never_chosen() -> None:
    records = make_records(3, each=2)
    samples = UnitSamples(records, Unit.PERSON, encoder())
    stream = seeded_stream(4)
    for unit in range(3):
        own = {
            w.input_ids.tobytes()
            for r in records
            if r.person_id == f"p{unit}"
            for w in encoder().encode(r)
        }
        assert {samples.choose(unit, stream).input_ids.tobytes() for _ in range(10)} <= own
