"""What an owner's own policy refuses, each thing alone."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest
from support.secagg import identity, names_of, terms_of
from support.secagg_rosters import member, members, roster_of

from privacy.errors import ProtocolError, RuleError
from privacy.secagg.messages import Join, Terms
from privacy.secagg.rules import Rules
from privacy.secagg.session import Session, roster_fingerprint


def session_of(terms: Terms, joins: list[Join]) -> Session:
    return Session.verify(roster_of(terms, joins), terms.encode())


def pins_of(*names: str) -> dict[str, bytes]:
    return {name: identity(name).public_key().public_bytes_raw() for name in names}


def five(colluders: int = 0) -> Session:
    terms = terms_of(5, colluders)
    return session_of(terms, members(terms, 5))


ALL = pins_of(*names_of(5))


def test_rules_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Rules().roster_min = 1  # type: ignore[misc]


def test_the_least_rules_still_trust_nobody_unknown() -> None:
    """Who pins nobody, itself neither, asks for terms that bear as many colluding ones."""
    terms = replace(terms_of(5), colluders=3, threshold=5, confirmations=5, survivors=5)
    with pytest.raises(RuleError, match="at least 5"):
        Rules().check_session(session_of(terms, members(terms, 5)))


def test_terms_at_the_rules_bounds() -> None:
    terms = terms_of(9)  # t = u = m = 5
    Rules(threshold_min=5, survivors_min=5, modulus_bits=(32,)).check_terms(terms)
    Rules().check_terms(terms)


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        (Rules(threshold_min=6), "threshold"),
        (Rules(survivors_min=6), "survivors"),
        (Rules(modulus_bits=(16,)), "modulus_bits"),
        (Rules(modulus_bits=()), "modulus_bits"),
    ],
)
def test_looser_terms_are_refused(rules: Rules, field: str) -> None:
    with pytest.raises(RuleError, match=field):
        rules.check_terms(terms_of(9))


def test_terms_that_protect_nobody_are_refused_without_any_rule() -> None:
    for changes in ({"survivors": 1}, {"threshold": 0}, {"degree": 3}):
        with pytest.raises(ProtocolError):
            Rules(threshold_min=0, survivors_min=0).check_terms(replace(terms_of(9), **changes))


def test_a_session_at_the_rules_bounds() -> None:
    session = five()
    approved = roster_fingerprint((join.name, join.identity) for join in session.joins)
    Rules(
        roster_min=5,
        threshold_min=3,
        survivors_min=3,
        modulus_bits=(32,),
        weight_ratio_max=1.0,
        pins=ALL,
        rosters=frozenset({"0" * 64, approved}),
    ).check_session(session)


def test_too_small_a_roster_is_refused() -> None:
    with pytest.raises(RuleError, match="at least 6 members"):
        Rules(roster_min=6, pins=ALL).check_session(five())


def test_too_large_a_ratio_of_weights_is_refused() -> None:
    terms = terms_of(5)
    joins = [
        member(terms, name, declared_units=size)
        for name, size in zip(names_of(5), (30, 10, 40, 20, 30), strict=True)
    ]
    session = session_of(terms, joins)
    Rules(pins=ALL, weight_ratio_max=4.0).check_session(session)
    Rules(pins=ALL).check_session(session)
    with pytest.raises(RuleError, match="weights"):
        Rules(pins=ALL, weight_ratio_max=3.99).check_session(session)


def test_a_pinned_name_with_another_key_is_refused() -> None:
    """However many colluding owners the terms bear."""
    session = five(colluders=3)
    false = ALL | {"owner-004": identity("somebody").public_key().public_bytes_raw()}
    with pytest.raises(RuleError, match=r"owner-004.*pinned key"):
        Rules(pins=false).check_session(session)


def test_a_pin_of_who_has_not_joined_says_nothing() -> None:
    Rules(pins=ALL | pins_of("somebody else")).check_session(five())


def test_a_pinned_key_under_another_name_is_not_pinned() -> None:
    terms = terms_of(5)
    session = session_of(terms, members(terms, 5))
    pins = {("x" if name == "owner-002" else name): key for name, key in ALL.items()}
    with pytest.raises(RuleError, match="colluders"):
        Rules(pins=pins).check_session(session)


@pytest.mark.parametrize("unpinned", range(4))
@pytest.mark.parametrize("pinned_colluders", range(4))
@pytest.mark.parametrize("colluders", range(4))
def test_terms_bear_all_who_may_collude(
    unpinned: int, pinned_colluders: int, colluders: int
) -> None:
    rules = Rules(pins=pins_of(*names_of(5)[unpinned:]), pinned_colluders=pinned_colluders)
    if colluders >= unpinned + pinned_colluders:
        rules.check_session(five(colluders))
    else:
        with pytest.raises(RuleError, match=f"at least {unpinned + pinned_colluders}"):
            rules.check_session(five(colluders))


def test_a_roster_that_is_not_approved_is_refused() -> None:
    session = five()
    found = roster_fingerprint((join.name, join.identity) for join in session.joins)
    with pytest.raises(RuleError, match=found):  # so that people can compare it
        Rules(pins=ALL, rosters=frozenset({"0" * 64})).check_session(session)


def test_an_approved_roster_is_approved_again_with_new_keys() -> None:
    fingerprint = roster_fingerprint(ALL.items())
    for _ in range(2):
        Rules(pins=ALL, rosters=frozenset({fingerprint})).check_session(five())


def test_a_refusal_by_rules_is_a_refusal_by_protocol() -> None:
    assert issubclass(RuleError, ProtocolError)
