"""Events: what each may say, and every field that a file may not."""

import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.plans import make_plan

from privacy.errors import VerificationError
from privacy.ledger.events import (
    MAX_TEXT_LENGTH,
    Amendment,
    Arrival,
    Debit,
    Departure,
    Erasure,
    Event,
    KeyChange,
    Opened,
    PlanAdopted,
    PlanRule,
    SessionDealt,
    SetConfirmed,
    Settlement,
    Witness,
    event_from_json,
    event_to_json,
)
from privacy.plan import MAX_HORIZON_STEPS, Unit

HEX, HEX_64 = "0f" * 32, "0f" * 64
DEBIT = Debit(
    run_id="run-1",
    round=3,
    plan_sha256=HEX,
    steps=4,
    unit=Unit.PERSON,
    sampling="poisson",
    sampling_probability=0.25,
    base_sha256=HEX,
    model_sha256=HEX,
    code_sha256=HEX,
    policy_sha256=HEX,
    epsilon_cap=8.0,
    delta_cap=1e-6,
)
EVENTS: list[Event] = [
    Opened("default", HEX, PlanRule.SEVERAL),
    PlanAdopted(make_plan()),
    DEBIT,
    Settlement(2, 3, "poisson", False),
    Witness(3, HEX, 5, HEX, HEX_64, HEX, HEX_64),
    Amendment(1, 9, 0.5, 0.0, 2, "half of the noise: Ünïcode"),
    Erasure("request-7"),
    KeyChange(HEX, HEX_64, True, "stolen"),
    Departure("dvr1-" + HEX),
    Arrival("dvr1-" + HEX),
    SessionDealt("run-1", HEX, HEX, HEX, HEX, 10, 1, 6, 6, 6, 0, 32),
    SetConfirmed(HEX, 2, 3, 10, 8, HEX),
]
JUNK = [
    *(None, True, -1, 1 << 64, 0.5, math.nan, math.inf),
    *("", "x" * 1_000, "a\nb", [], {}, [1], {"a": 1}),
]
ids = [event.kind for event in EVENTS]


def row_of(event: Event) -> dict[str, Any]:
    return event_to_json(event)


@pytest.mark.parametrize("event", EVENTS, ids=ids)
class TestEveryKind:
    def test_round_trip(self, event: Event) -> None:
        row = row_of(event)
        assert row["kind"] == event.kind
        assert event_from_json(row) == event

    def test_a_field_is_missing(self, event: Event) -> None:
        for name in set(row_of(event)) - {"kind"}:
            row = row_of(event)
            del row[name]
            with pytest.raises(VerificationError, match="expected the fields"):
                event_from_json(row)

    def test_a_field_too_much(self, event: Event) -> None:
        with pytest.raises(VerificationError, match="expected the fields"):
            event_from_json(row_of(event) | {"more": 1})

    def test_a_field_under_another_name(self, event: Event) -> None:
        row = row_of(event)
        name = next(iter(set(row) - {"kind"}))
        row["other"] = row.pop(name)
        with pytest.raises(VerificationError, match="expected the fields"):
            event_from_json(row)

    def test_junk_in_any_field_is_refused_by_name_or_is_in_range(self, event: Event) -> None:
        row = row_of(event)
        refused = 0
        for name in set(row) - {"kind"}:
            for junk in JUNK:
                try:
                    found = event_from_json(row | {name: junk})
                except VerificationError as e:
                    assert str(e).startswith(f"{event.kind}.{name}: ")
                    refused += 1
                else:
                    assert event_to_json(found)[name] == junk
        assert refused >= (len(row) - 1) * (len(JUNK) - 4)


@pytest.mark.parametrize("kind", [None, 1, "", "Debit", "debits", ["debit"], {}, True])
def test_unknown_kinds_are_refused(kind: object) -> None:
    with pytest.raises(VerificationError, match=r"^kind: expected one of opened"):
        event_from_json(row_of(DEBIT) | {"kind": kind})
    with pytest.raises(VerificationError, match=r"^kind: "):
        event_from_json({})


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("run_id", ["", "a/b", "a b", "ä", "x" * 129, "a\n"]),
        ("round", [-1, True, 1.0, "1", MAX_HORIZON_STEPS + 1]),
        ("plan_sha256", [HEX[:-1], HEX + "0", HEX.upper(), HEX[:-1] + "g", HEX + "\n"]),
        ("steps", [0, -1, True, 1.0, "4", MAX_HORIZON_STEPS + 1, math.nan]),
        ("unit", ["persons", "", 1, None, True]),
        ("sampling", ["", "Poisson", "a" * 33, 1]),
        ("sampling_probability", [-0.1, 1.1, math.nan, "0.5", True, None, 10**400]),
        ("epsilon_cap", [-1.0, math.nan, -math.inf, "infinity", "Inf", True, None, 10**400]),
        ("delta_cap", [-1e-9, 1.5, math.nan, "1e-6", True, None, math.inf]),
    ],
)
def test_what_a_debit_may_not_say(name: str, bad: list[object]) -> None:
    for value in bad:
        with pytest.raises(VerificationError, match=rf"^debit\.{name}: "):
            event_from_json(row_of(DEBIT) | {name: value})


@pytest.mark.parametrize("delta", [0.0, 1.0, 0, 1, 5e-324])
def test_a_delta_at_which_nothing_can_be_accounted_is_refused(delta: float) -> None:
    with pytest.raises(VerificationError, match=r"^debit\.delta_cap: "):
        event_from_json(row_of(DEBIT) | {"delta_cap": delta})


def test_no_cap_is_written_as_text() -> None:
    event = dataclasses.replace(DEBIT, epsilon_cap=math.inf)
    assert row_of(event)["epsilon_cap"] == "inf"
    assert event_from_json(row_of(event)) == event


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("noise_factor", [-0.1, 1.0000001, math.nan, "1", True]),
        ("sampling_probability", [-0.1, 1.1, math.nan, None]),
        ("steps_factor", [0, -1, 1.0, True, 1_000_001]),
        ("reason", ["", "x" * (MAX_TEXT_LENGTH + 1), "a\nb", "\x1b[2J", "a\u202eb", 1, None]),
        ("first", [-1, 1.0, True, None, 1 << 33]),
    ],
)
def test_what_an_amendment_may_not_say(name: str, bad: list[object]) -> None:
    row = row_of(EVENTS[5])
    for value in bad:
        with pytest.raises(VerificationError, match=rf"^amendment\.{name}: "):
            event_from_json(row | {name: value})


def test_terminals_are_not_given_orders() -> None:
    """A reason is printed; lone surrogates, separators and control characters aren't printable."""
    row = row_of(EVENTS[7])
    for character in ("\x00", "\x07", "\x7f", "\x9b", "\u2028", "\ud800", "\ufeff", "\t"):
        with pytest.raises(VerificationError, match=r"^key-change\.reason: "):
            event_from_json(row | {"reason": f"a{character}b"})
    assert event_from_json(row | {"reason": "ein Grund – mit Ümläuten"})


@pytest.mark.parametrize("population", ["", "Default", ".a", "-a", "a" * 65, "a/b", "a b", "ä"])
def test_populations_are_names_of_folders(population: str) -> None:
    with pytest.raises(VerificationError, match=r"^opened\.population: "):
        event_from_json(row_of(Opened(population, HEX, PlanRule.ONE)))


def test_a_plan_is_checked_as_plans_are() -> None:
    row = row_of(EVENTS[1])
    for name, value in (("delta", 2.0), ("unit", "owner"), ("version", 3), ("steps_per_round", 0)):
        with pytest.raises(VerificationError, match=r"^plan\.plan: "):
            event_from_json(row | {"plan": row["plan"] | {name: value}})


def test_flags_are_flags() -> None:
    for value in (0, 1, "true", None):
        with pytest.raises(VerificationError, match=r"^settlement\.bytes_left: "):
            event_from_json(row_of(EVENTS[3]) | {"bytes_left": value})


@settings(derandomize=True, max_examples=200)
@given(
    st.dictionaries(
        st.sampled_from(["kind", "debit", "executed", "plan", "request", "x"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([]),
    )
)
def test_any_object_is_an_event_or_refused(row: dict[str, Any]) -> None:
    try:
        event = event_from_json(row)
    except VerificationError:
        return
    assert event_to_json(event) == row  # by chance it was one: nothing of it got lost


def test_events_hold_no_epsilon_that_was_spent_and_no_count_of_records() -> None:
    """Only caps of the policy: what was spent is computed anew from mechanisms."""
    names = {name for event in EVENTS for name in row_of(event)}
    assert {name for name in names if "epsilon" in name} == {"epsilon_cap"}
    assert not {name for name in names if "record" in name or "count" in name or "size" in name} - {
        "size"  # of the ledger, in a witnessed head
    }
