"""A roster that is good but for one thing is refused for that thing."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import product

import pytest
from support.secagg import identity, terms_of
from support.secagg_rosters import key_of, member, members, rekeyed, roster_of, signed

from privacy.errors import ProtocolError, RuleError
from privacy.secagg import graph, keys
from privacy.secagg.messages import Join, PublicKeys, Roster, Terms
from privacy.secagg.session import Session, check_join, check_terms, roster_fingerprint

P = 2**255 - 19


@pytest.fixture
def terms() -> Terms:
    return terms_of(5)


@pytest.fixture
def joins(terms: Terms) -> list[Join]:
    return members(terms, 5)


def verify(terms: Terms, joins: list[Join]) -> Session:
    return Session.verify(roster_of(terms, joins), terms.encode())


def test_a_good_roster(terms: Terms, joins: list[Join]) -> None:
    content = roster_of(terms, joins)
    session = Session.verify(content, terms.encode())
    assert session == Session.decode(content)
    assert session.digest == sha256(b"discreet secagg session v1\0" + content).digest()
    assert session.terms == terms
    assert session.joins == tuple(joins)
    assert session.owners == 5


def test_terms_that_were_not_joined_are_refused(terms: Terms, joins: list[Join]) -> None:
    """Even where every Join is for the terms that the reader knows."""
    other = replace(terms, session=os.urandom(32))
    with pytest.raises(ProtocolError, match="terms that were joined"):
        Session.verify(roster_of(other, joins), terms.encode())
    with pytest.raises(ProtocolError, match="terms that were joined"):
        Session.verify(roster_of(terms, joins), other.encode())


def test_a_join_of_other_terms_is_refused(terms: Terms, joins: list[Join]) -> None:
    joins[2] = signed(replace(joins[2], terms=bytes(32)))
    with pytest.raises(ProtocolError, match="answer to these terms"):
        verify(terms, joins)


@pytest.mark.parametrize("change", [lambda sets: sets[:-1], lambda sets: (*sets, sets[0])])
def test_a_join_with_other_than_k_key_sets_is_refused(
    terms: Terms,
    joins: list[Join],
    change: Callable[[tuple[PublicKeys, ...]], tuple[PublicKeys, ...]],
) -> None:
    joins[0] = signed(replace(joins[0], key_sets=change(joins[0].key_sets)))
    with pytest.raises(ProtocolError, match="answer to these terms"):
        verify(terms, joins)


def test_names_that_do_not_ascend_are_refused(terms: Terms, joins: list[Join]) -> None:
    for one, other in ((0, 1), (3, 4), (0, 4)):
        swapped = list(joins)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        with pytest.raises(ProtocolError, match="ascend"):
            verify(terms, swapped)


def test_a_name_twice_is_refused(terms: Terms, joins: list[Join]) -> None:
    again = member(terms, joins[1].name, identity=joins[2].identity)
    joins[2] = signed(again, "owner-003")
    with pytest.raises(ProtocolError, match="ascend"):
        verify(terms, joins)


def test_names_ascend_as_bytes_of_utf_8() -> None:
    """Not by length, and not as a language would sort them."""
    terms = terms_of(7)
    names = ["B", "a", "aa", "b", "é", "\uffff", "\U00010000"]
    session = verify(terms, [member(terms, name) for name in names])
    assert [session.number_of(name) for name in names] == list(range(1, 8))


def test_an_identity_twice_is_refused(terms: Terms, joins: list[Join]) -> None:
    joins[4] = signed(replace(joins[4], identity=joins[1].identity), joins[1].name)
    with pytest.raises(ProtocolError, match="identity"):
        verify(terms, joins)


@pytest.mark.parametrize("owner", [1, 3])
@pytest.mark.parametrize("vector", [1, 2])
@pytest.mark.parametrize(("kind", "other"), list(product(("channel", "mask"), repeat=2)))
def test_a_key_twice_is_refused(
    terms: Terms, joins: list[Join], owner: int, vector: int, kind: str, other: str
) -> None:
    """Across owners, vectors and kinds: all are one pool."""
    joins[owner] = rekeyed(joins[owner], vector, **{kind: key_of(joins[1], 0, other)})
    with pytest.raises(ProtocolError, match="no key twice"):
        verify(terms, joins)


def test_a_key_twice_in_one_key_set_is_refused(terms: Terms, joins: list[Join]) -> None:
    joins[0] = rekeyed(joins[0], 0, mask=key_of(joins[0], 0, "channel"))
    with pytest.raises(ProtocolError, match="no key twice"):
        verify(terms, joins)


@pytest.mark.parametrize(("owner", "vector"), [(1, 1), (1, 2), (3, 0), (3, 2)])
def test_a_commitment_twice_is_refused(
    terms: Terms, joins: list[Join], owner: int, vector: int
) -> None:
    joins[owner] = rekeyed(joins[owner], vector, commitment=key_of(joins[1], 0, "commitment"))
    with pytest.raises(ProtocolError, match="no commitment twice"):
        verify(terms, joins)


@pytest.mark.parametrize("kind", ["channel", "mask"])
@pytest.mark.parametrize("value", [P, P + 9, 2**255 - 1, 2**255 + 9, 2**256 - 1])
def test_a_second_name_of_a_key_is_refused(
    terms: Terms, joins: list[Join], kind: str, value: int
) -> None:
    joins[3] = rekeyed(joins[3], 2, **{kind: value.to_bytes(32, "little")})
    with pytest.raises(ProtocolError, match="canonical"):
        verify(terms, joins)


@pytest.mark.parametrize(
    "change",
    [
        lambda join: replace(join, signature=bytes(64)),
        lambda join: replace(join, declared_units=join.declared_units + 1),
        lambda join: replace(join, nonce=bytes(32)),
        lambda join: replace(join, name=join.name + "x"),
        lambda join: signed(join, "owner-001"),
        lambda join: replace(join, signature=identity(join.name).sign(join.body())),
        lambda join: replace(
            join,
            signature=keys.sign(identity(join.name), b"discreet secagg shares v1\0", join.body()),
        ),
    ],
)
def test_a_bad_signature_is_refused(
    terms: Terms, joins: list[Join], change: Callable[[Join], Join]
) -> None:
    joins[4] = change(joins[4])
    with pytest.raises(ProtocolError, match="signature"):
        verify(terms, joins)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        # Five owners and one colluding: t = u = 4 and m >= 4.
        ({"threshold": 3, "confirmations": 3}, "confirmed"),
        ({"confirmations": 3}, "confirmed"),
        ({"threshold": 3}, "complete graph"),
        ({"threshold": 5, "survivors": 5}, "complete graph"),
        ({"colluders": 2, "threshold": 3, "confirmations": 3}, "confirmed"),
        ({"colluders": 4, "threshold": 5, "confirmations": 5, "survivors": 5}, "terms"),
        ({"threshold": 5, "confirmations": 5, "survivors": 4}, "terms"),
        ({"survivors": 3}, "terms"),
        ({"survivors": 6}, "number of owners"),
        ({"degree": 1, "threshold": graph.circle_threshold(5, 1, 2)}, "degree"),
        ({"degree": 3}, "degree"),
        ({"degree": 6}, "degree"),
        ({"degree": 4, "threshold": graph.circle_threshold(5, 1, 4) - 1}, "circle"),
        ({"degree": 2, "threshold": graph.circle_threshold(5, 1, 2) + 1}, "circle"),
        ({"degree": 2, "threshold": 2, "confirmations": 3}, "confirmed"),
    ],
)
def test_thresholds_that_do_not_protect_are_refused(changes: dict[str, int], reason: str) -> None:
    terms = replace(terms_of(5, 1), **changes)
    with pytest.raises(ProtocolError, match=reason):
        verify(terms, members(terms, 5))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"survivors": 5},
        {"threshold": 5, "confirmations": 5, "survivors": 5},
        {"colluders": 0, "degree": 2, "threshold": graph.circle_threshold(5, 0, 2)},
        {"colluders": 0, "degree": 4, "threshold": graph.circle_threshold(5, 0, 4)},
    ],
)
def test_thresholds_that_protect(changes: dict[str, int]) -> None:
    terms = replace(terms_of(5, 1), **changes)
    assert verify(terms, members(terms, 5)).terms == terms


def test_thresholds_for_fewer_owners_than_joined_are_refused() -> None:
    terms = terms_of(5)
    verify(terms, members(terms, 5))
    with pytest.raises(ProtocolError, match="confirmed"):
        verify(terms, members(terms, 6))


@pytest.mark.parametrize(
    ("t", "u", "m", "c"), [(1, 1, 2, 0), (2, 2, 2, 0), (5, 1, 5, 3), (1, 5, 5, 3)]
)
def test_terms_that_can_protect(terms: Terms, t: int, u: int, m: int, c: int) -> None:
    check_terms(replace(terms, threshold=t, confirmations=u, survivors=m, colluders=c))


@pytest.mark.parametrize(
    ("t", "u", "m", "c"),
    [
        (0, 1, 2, 0),
        (1, 0, 2, 0),
        (3, 2, 2, 0),
        (2, 3, 2, 0),
        (1, 1, 1, 0),
        (5, 5, 5, 4),
        (5, 5, 5, 65_535),
    ],
)
def test_terms_that_protect_nobody(terms: Terms, t: int, u: int, m: int, c: int) -> None:
    with pytest.raises(ProtocolError, match="terms"):
        check_terms(replace(terms, threshold=t, confirmations=u, survivors=m, colluders=c))


@pytest.mark.parametrize("degree", [1, 3, 65_535])
def test_terms_of_an_odd_degree(terms: Terms, degree: int) -> None:
    with pytest.raises(ProtocolError, match="degree"):
        check_terms(replace(terms, degree=degree))


def test_a_join_is_checked_by_itself(terms: Terms, joins: list[Join]) -> None:
    digest = sha256(terms.encode()).digest()
    check_join(joins[0], terms, digest)
    with pytest.raises(ProtocolError, match="these terms"):
        check_join(joins[0], terms, bytes(32))
    with pytest.raises(ProtocolError, match="these terms"):
        check_join(joins[0], replace(terms, vectors=2), digest)
    with pytest.raises(ProtocolError, match="signature"):
        check_join(replace(joins[0], signature=joins[1].signature), terms, digest)
    for kind in ("channel", "mask"):
        with pytest.raises(ProtocolError, match="canonical"):
            check_join(rekeyed(joins[0], 2, **{kind: b"\xff" * 32}), terms, digest)


def test_what_is_no_roster_is_refused(terms: Terms, joins: list[Join]) -> None:
    content = roster_of(terms, joins)
    bad_join = Roster(terms.encode(), (joins[0].encode(), b"no join")).encode()
    for false in (b"", content[:-1], content + b"\0", terms.encode(), bad_join):
        with pytest.raises(ProtocolError):
            Session.verify(false, terms.encode())
        with pytest.raises(ProtocolError):
            Session.decode(false)


def test_members_by_number_and_name(terms: Terms, joins: list[Join]) -> None:
    session = verify(terms, joins)
    for number, join in enumerate(joins, 1):
        assert session.member(number) == join
        assert session.number_of(join.name) == number
        assert session.keys(number, 1) == join.key_sets[1]
    for number in (0, -1, 6):
        with pytest.raises(ProtocolError, match="expected 1 to 5"):
            session.member(number)
    with pytest.raises(ProtocolError, match="member"):
        session.number_of("owner-006")


def test_holders_are_the_neighbours_and_the_owner(terms: Terms, joins: list[Join]) -> None:
    assert verify(terms, joins).holders(3) == (1, 2, 3, 4, 5)
    circle = replace(terms, degree=2, threshold=graph.circle_threshold(5, 0, 2))
    session = verify(circle, members(circle, 5))
    assert session.neighbours == graph.neighbours(5, 2, session.digest)
    for number in range(1, 6):
        near = session.neighbours_of(number)
        assert near == session.neighbours[number - 1]
        assert len(near) == 2
        assert session.holders(number) == tuple(sorted((*near, number)))


def test_weights_are_declared_sizes_over_the_largest(terms: Terms) -> None:
    sizes = {"a": 30, "b": 120, "c": 1, "d": 60, "e": 120}
    session = verify(terms, [member(terms, n, declared_units=s) for n, s in sizes.items()])
    assert [session.weight(n) for n in range(1, 6)] == [0.25, 1.0, 1 / 120, 0.5, 1.0]
    with pytest.raises(ProtocolError):
        session.weight(6)


def test_lists_of_numbers_name_members(terms: Terms, joins: list[Join]) -> None:
    session = verify(terms, joins)
    for numbers in ((), (1,), (5,), (1, 2, 3, 4, 5)):
        session.check_numbers(numbers)
    for false in ((0,), (6,), (1, 1), (2, 1), (1, 5, 6), (-1, 2)):
        with pytest.raises(ProtocolError, match="list"):
            session.check_numbers(false)


def test_a_fingerprint_is_of_names_and_identities_in_order() -> None:
    parties = [("b", b"B" * 32), ("aé", b"A" * 32), ("c", b"C" * 32)]
    content = b"discreet secagg members v1\0" + b"\0\x03"
    content += b"\x03a\xc3\xa9" + b"A" * 32 + b"\x01b" + b"B" * 32 + b"\x01c" + b"C" * 32
    assert roster_fingerprint(parties) == sha256(content).hexdigest()
    assert roster_fingerprint(reversed(parties)) == roster_fingerprint(parties)


def test_a_fingerprint_knows_nothing_of_keys_and_sizes(terms: Terms, joins: list[Join]) -> None:
    def fingerprint(session: Session) -> str:
        return roster_fingerprint((join.name, join.identity) for join in session.joins)

    other = terms_of(5, vectors=7)
    again = [member(other, join.name, declared_units=n) for n, join in enumerate(joins, 1)]
    assert fingerprint(verify(terms, joins)) == fingerprint(verify(other, again))
    assert fingerprint(verify(terms, joins)) != fingerprint(verify(terms, joins[:4]))


def test_a_fingerprint_changes_with_every_name_and_identity() -> None:
    parties = [("a", b"A" * 32), ("b", b"B" * 32)]
    others = [
        [("a", b"B" * 32), ("b", b"A" * 32)],
        [("a", b"A" * 32)],
        [*parties, ("c", b"C" * 32)],
        [("a", b"A" * 32), ("c", b"B" * 32)],
        [("a", b"A" * 32), ("b", b"B" * 31 + b"b")],
        [("a", b"A" * 32), ("b\0", b"B" * 32)],
    ]
    assert len({roster_fingerprint(found) for found in (parties, *others)}) == 7


@pytest.mark.parametrize("exponent", [-32_000, -101, 101, 32_000])
def test_a_step_that_no_quantizer_has_is_refused_before_anybody_trains(exponent: int) -> None:
    with pytest.raises(ProtocolError, match="step_exponent: expected -100 to 100"):
        check_terms(terms_of(5, step_exponent=exponent))


def test_rules_are_asked_before_thresholds_are_computed() -> None:
    """For thousands of invented members that takes seconds."""
    terms = terms_of(5, degree=2)
    seen: list[int] = []

    def allowed(session: Session) -> None:
        seen.append(session.owners)
        raise RuleError("no")

    with pytest.raises(RuleError, match="no"):
        Session.verify(roster_of(terms, members(terms, 5)), terms.encode(), allowed=allowed)
    assert seen == [5]
