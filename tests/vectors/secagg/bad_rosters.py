"""Rosters that an owner must refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from vectors import secagg_reference as ref
from vectors.secagg.bad_messages import NO_SIGNATURE, Bad, flipped, put
from vectors.secagg.sessions import NAMES, make_owner, make_terms, secret, show_secrets


def small_order() -> list[bytes]:
    """All encodings whose product with any clamped scalar is 0: RFC 7748 ignores the top bit."""
    p = ref.P25519
    eight = "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"
    other = "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"
    whole = [0, 1, p - 1, p, p + 1]
    points = [value.to_bytes(32, "little") for value in whole]
    points += [bytes.fromhex(eight), bytes.fromhex(other)]
    points += [flipped(point, 31, 7) for point in points]
    assert all(not any(ref.ladder(secret("any scalar"), point)) for point in points)
    return points


NOT_CANONICAL = "a public key that isn't canonical"


class Rosters:
    """Rosters as one owner sees them, each wrong in one thing."""

    def __init__(self, bad: Bad, label: str, count: int, **changes: Any) -> None:
        self.bad, self.label = bad, label
        self.terms = make_terms(label, **changes)
        self.owners = [
            make_owner(label, name, place, self.terms.vectors)
            for place, name in enumerate(NAMES[:count], 1)
        ]
        self.joins = [owner.join(self.terms.encode()) for owner in self.owners]
        if self.terms.degree % 2 == 0:
            # What is wrong shows at the Roster, no sooner.
            ref.check_terms(self.terms.encode())

    def changed(self, i: int, *, by: ref.Owner | None = None, **changes: Any) -> bytes:
        """Owner i's Join with other fields, signed again."""
        join = replace(ref.decode_join(self.joins[i - 1]), **changes)
        return ref.signed_join(by or self.owners[i - 1], join)

    def keys(self, i: int, k: int, **changes: Any) -> tuple[ref.PublicKeys, ...]:
        sets = list(ref.decode_join(self.joins[i - 1]).key_sets)
        sets[k] = replace(sets[k], **changes)
        return tuple(sets)

    def public(self, i: int, k: int) -> ref.PublicKeys:
        return ref.decode_join(self.joins[i - 1]).key_sets[k]

    def with_(self, i: int, join: bytes) -> list[bytes]:
        return [*self.joins[: i - 1], join, *self.joins[i:]]

    def add(
        self,
        name: str,
        why: str,
        joins: Sequence[bytes],
        reason: str,
        *,
        terms: bytes | None = None,
        pins: Mapping[str, bytes] | None = None,
        colluding_pinned: int = 0,
        answered: bytes | None = None,
        reading: str = "",
    ) -> None:
        owner, join, agreed = self.owners[0], self.joins[0], self.terms.encode()
        if pins is None:
            # Whoever is in it is pinned with the key in it, so that this isn't what is wrong.
            found = [ref.decode_join(item) for item in joins]
            pins = {item.name: item.identity for item in found}
        roster = ref.Roster(terms or agreed, tuple(joins)).encode()
        given = {
            "terms": agreed,
            "join": join,
            "owner": show_secrets(owner),
            "pins": dict(pins),
            **({"colluding_pinned": colluding_pinned} if colluding_pinned else {}),
            **({"before": [answered]} if answered else {}),
        }

        def check(before: bytes | None) -> ref.Session:
            return ref.check_roster(
                roster,
                terms=agreed,
                join=join,
                owner=owner,
                pins=pins,
                colluding_pinned=colluding_pinned,
                answered=before,
            )

        if answered:
            # Alone, it would be as good as the one that was answered.
            check(None)
        self.bad.add(
            f"roster_{name}",
            why,
            "Roster",
            "roster",
            roster,
            lambda: check(answered),
            reason,
            given,
            reading,
        )


def bad_names_of_keys(r: Rosters) -> None:
    """Public keys of no small order that are second names of others."""
    p = ref.P25519

    def little(value: int) -> bytes:
        return value.to_bytes(32, "little")

    for name, why, i, k, value in (
        ("top_bit", "its top bit set", 2, 0, b""),
        ("top_bit_last_vector", "its top bit set", 4, 1, b""),
        ("p_plus_2", "2^255 - 17, which is 2", 2, 0, little(p + 2)),
        ("p_plus_9", "2^255 - 10, which is 9", 2, 1, little(p + 9)),
        ("greatest_of_255_bits", "2^255 - 1, which is 18", 3, 0, little(2**255 - 1)),
        ("top_bit_alone_and_9", "2^255 + 9, which is 9", 3, 0, little(2**255 + 9)),
        ("all_ones", "2^256 - 1, which is 18", 3, 1, little(2**256 - 1)),
    ):
        for part in ("channel", "mask"):
            was = getattr(r.public(i, k), part)
            join = r.changed(i, key_sets=r.keys(i, k, **{part: value or flipped(was, 31, 7)}))
            about = f"owner {i}'s {part} key of vector {k}: {why}"
            r.add(f"not_canonical_{name}_{part}", about, r.with_(i, join), NOT_CANONICAL)
    # Keys that would be twice in the roster if they had but one name.
    for name, why, i, part, value in (
        ("mask_twice", "owner 3's mask key is owner 2's", 3, "mask", r.public(2, 0).mask),
        ("channel_own", "owner 2's channel key is owner 1's", 2, "channel", r.public(1, 0).channel),
        (
            "mask_is_channel",
            "owner 2's mask key is its channel key",
            2,
            "mask",
            r.public(2, 0).channel,
        ),
    ):
        join = r.changed(i, key_sets=r.keys(i, 0, **{part: flipped(value, 31, 7)}))
        about = f"{why}, by its second name"
        r.add(f"not_canonical_{name}", about, r.with_(i, join), NOT_CANONICAL)


def bad_second_rosters(r: Rosters) -> None:
    """Good ones, had the owner not answered another before."""
    first = ref.Roster(r.terms.encode(), tuple(r.joins)).encode()
    reason = "another Roster was answered before"
    anew = r.with_(2, r.changed(2, nonce=secret("another nonce")))
    r.add("second", "owner 2 joined anew, with another nonce", anew, reason, answered=first)
    key = ref.x25519_public(secret("another mask key"))
    keyed = r.with_(2, r.changed(2, key_sets=r.keys(2, 1, mask=key)))
    r.add("second_key", "owner 2 joined anew, with another key", keyed, reason, answered=first)
    r.add("second_fewer", "owner 4 is gone", r.joins[:3], reason, answered=first)


def bad_rosters(bad: Bad) -> None:
    r = Rosters(bad, "small", 4)
    joins = r.joins
    other = replace(r.terms, plan=secret("another plan"))
    reason = "other Terms than those joined"
    r.add("other_terms", "another plan than joined", joins, reason, terms=other.encode())
    theirs = [owner.join(other.encode()) for owner in r.owners]
    r.add("all_other", "all Joins are to these other Terms", theirs, reason, terms=other.encode())
    stray = [*joins[:1], theirs[1], *joins[2:]]
    r.add("join_to_other_terms", "owner 2 joined other Terms", stray, "a Join to other Terms")

    count = "another number of key sets than K"
    few = r.changed(2, key_sets=ref.decode_join(joins[1]).key_sets[:1])
    r.add("key_sets_1", "owner 2 has one key set, K is 2", r.with_(2, few), count)
    extra = make_owner("small", NAMES[1], 2, 3).key_sets
    many = r.changed(2, key_sets=tuple(keys.public() for keys in extra))
    r.add("key_sets_3", "owner 2 has three key sets, K is 2", r.with_(2, many), count)
    r.add("key_sets_0", "owner 2 has none", r.with_(2, r.changed(2, key_sets=())), count)

    for name, at, bit in (("r", -64, 0), ("s", -32, 0), ("s_low_byte_7", -32, 7)):
        flip = r.with_(2, flipped(joins[1], at, bit))
        r.add(f"signature_{name}", "one bit of owner 2's signature", flip, NO_SIGNATURE)
    units = put(joins[1], len(joins[1]) - 64 - 2 * 96 - 2 - 32 - 4, ref.u32(9))
    assert ref.decode_join(units).declared_units == 9
    r.add("units_changed", "owner 2's units after it signed", r.with_(2, units), NO_SIGNATURE)
    forged = r.with_(2, r.changed(2, by=r.owners[2]))
    r.add("signed_by_another", "owner 3 signed owner 2's Join", forged, NO_SIGNATURE)
    body = ref.decode_join(joins[1]).body()
    for name, what in (
        ("no_context", b""),
        ("other_context", ref.context("shares")),
        ("context_without_zero", ref.context("join")[:-1]),
    ):
        join = body + ref.sign(r.owners[1].identity, what + body)
        r.add(f"signature_{name}", "signed over other bytes", r.with_(2, join), NO_SIGNATURE)

    for i, point in enumerate(small_order()):
        for part in ("channel", "mask"):
            k = i % 2
            join = r.changed(2, key_sets=r.keys(2, k, **{part: point}))
            why = f"owner 2's {part} key of vector {k} has a small order"
            reason = "a DH of all zeros" if ref.canonical(point) else NOT_CANONICAL
            r.add(f"small_order_{part}_{i}", why, r.with_(2, join), reason)
    bad_names_of_keys(r)

    twin = replace(r.owners[2], identity=r.owners[1].identity).join(r.terms.encode())
    reason = "an identity occurs twice"
    r.add("identity_twice", "owner 3 has owner 2's identity", r.with_(3, twin), reason)
    for name, why, i, k, part, value, reading in (
        ("mask_twice", "owners 2, 3; vector 0", 3, 0, "mask", r.public(2, 0).mask, ""),
        ("mask_own", "owner 3 has owner 1's", 3, 0, "mask", r.public(1, 0).mask, ""),
        ("mask_again", "owner 2, vectors 0, 1", 2, 1, "mask", r.public(2, 0).mask, ""),
        ("mask_later", "owner 3's for 1 is 2's for 0", 3, 1, "mask", r.public(2, 0).mask, ""),
        ("channel_twice", "owners 2, 3; vector 0", 3, 0, "channel", r.public(2, 0).channel, ""),
        ("channel_again", "owner 2, vectors 0, 1", 2, 1, "channel", r.public(2, 0).channel, ""),
        ("mask_is_channel", "of owner 2", 2, 0, "mask", r.public(2, 0).channel, "key_pool"),
        ("channel_is_mask", "3's is 2's", 3, 1, "channel", r.public(2, 0).mask, "key_pool"),
    ):
        join = r.changed(i, key_sets=r.keys(i, k, **{part: value}))
        reason = "a public key occurs twice"
        r.add(name, f"one public key twice: {why}", r.with_(i, join), reason, reading=reading)
    for name, i, k, value in (
        ("commitment_twice", 3, 0, r.public(2, 0).commitment),
        ("commitment_own", 3, 0, r.public(1, 0).commitment),
        ("commitment_again", 2, 1, r.public(2, 0).commitment),
    ):
        join = r.changed(i, key_sets=r.keys(i, k, commitment=value))
        r.add(name, "one commitment twice", r.with_(i, join), "a commitment occurs twice")

    order = "names do not ascend"
    pins = {owner.name: ref.ed25519_public(owner.identity) for owner in r.owners}
    same = r.with_(3, r.changed(3, name=NAMES[1]))
    wild = {**pins, NAMES[1]: pins[NAMES[1]]}
    r.add("name_twice", "owners 2 and 3 have one name", same, order, pins=wild)
    r.add("unsorted", "owners 2 and 3 changed about", [joins[i] for i in (0, 2, 1, 3)], order)
    r.add("reversed", "from the last name to the first", joins[::-1], order)
    letters = [joins[i] for i in (1, 0, 2, 3)]
    r.add("sorted_without_case", "alpha before Zentralklinik", letters, order)
    r.add("join_twice", "owner 2's Join twice", [*joins[:2], *joins[1:]], order)
    r.add("own_join_twice", "the own Join twice", [joins[0], *joins], order)

    own = "the own Join is missing or altered"
    r.add("own_missing", "the own Join isn't among them", joins[1:], own)
    nonce = r.with_(1, r.changed(1, nonce=secret("another nonce")))
    r.add("own_nonce", "the own Join with another nonce, signed", nonce, own)
    r.add("own_units", "with other units, signed", r.with_(1, r.changed(1, declared_units=1)), own)
    fresh = r.changed(1, key_sets=r.keys(1, 1, mask=ref.x25519_public(secret("another mask key"))))
    r.add("own_key", "with another mask key, signed", r.with_(1, fresh), own)
    r.add("own_signature", "its signature broken", r.with_(1, flipped(joins[0], -1)), NO_SIGNATURE)

    stranger = {**pins, NAMES[1]: ref.ed25519_public(secret("another identity"))}
    reason = "a pinned name's other key"
    r.add("pinned_key", "owner 2 is pinned with another key", joins, reason, pins=stranger)
    less = {name: pins[name] for name in NAMES[:2]}
    most = {name: pins[name] for name in NAMES[:3]}
    reason = "more unpinned and expected to collude than colluders"
    r.add("unpinned", "owners 3 and 4 aren't pinned, c is 1", joins, reason, pins=less)
    for name, why, pinned, expected in (
        ("colluding_pinned", "all are pinned, two are expected to collude, c is 1", pins, 2),
        ("colluding_all", "as many as there are others", pins, 3),
        ("unpinned_and_colluding", "one of each, c is 1", most, 1),
    ):
        r.add(name, why, joins, reason, pins=pinned, colluding_pinned=expected)
    bad_second_rosters(r)

    few_, above = "too few confirmations for n and c", "more survivors than owners"
    for name, why, owners, changes, reason, reading in (
        (
            "u_above_n",
            "a graph: n = m = 8, u = 9",
            8,
            (4, 9, 8, 1, 4),
            "fewer survivors than confirmations",
            "",
        ),
        ("m_above_n", "n = 4, m = 5", 4, (3, 3, 5, 1, 0), above, ""),
        ("m_above_n_all", "n = 4, m = u = t = 5", 4, (5, 5, 5, 1, 0), above, ""),
        ("m_above_n_graph", "a graph: n = 8, m = 9", 8, (4, 5, 9, 1, 4), above, ""),
        ("m_65535", "n = 4, m = 65535", 4, (3, 3, 65535, 1, 0), above, ""),
        ("u_low", "n = 4, c = 1, u = 2", 4, (2, 2, 3, 1, 0), few_, ""),
        ("u_at_the_bound", "n = 5, c = 1: 2u = n + c", 5, (3, 3, 3, 1, 0), few_, ""),
        ("colluders", "n = 4, c = 2: 2u = n + c", 4, (3, 3, 4, 2, 0), few_, ""),
        (
            "t_below_u",
            "complete graph, t = 2, u = 3",
            4,
            (2, 3, 3, 1, 0),
            "the threshold isn't the confirmations'",
            "",
        ),
        (
            "t_above_u",
            "complete graph, t = 4, u = 3",
            4,
            (4, 3, 4, 1, 0),
            "the threshold isn't the confirmations'",
            "",
        ),
        (
            "m_below_u",
            "a graph: m = 4, u = 5",
            8,
            (4, 5, 4, 1, 4),
            "fewer survivors than confirmations",
            "",
        ),
        (
            "graph_t_low",
            "n = 8, c = 1, degree 4, t = 3",
            8,
            (3, 5, 5, 1, 4),
            "another threshold than computed",
            "",
        ),
        (
            "graph_t_high",
            "n = 8, c = 1, degree 4, t = 5",
            8,
            (5, 5, 5, 1, 4),
            "another threshold than computed",
            "",
        ),
        (
            "graph_too_small",
            "n = 8, c = 1, degree 4: all masks of one owner may be shared with two colluders",
            8,
            (4, 5, 5, 1, 4),
            "too small a circle for so many colluders",
            "",
        ),
        (
            "graph_of_two_neighbours",
            "n = 8, c = 3, degree 2, t = 3: two colluders beside an owner open its vector",
            8,
            (3, 6, 6, 3, 2),
            "too small a circle for so many colluders",
            "",
        ),
        (
            "graph_t_above_degree",
            "n = 3, c = 0, degree 2, t = 3: an owner that is gone has two holders left",
            3,
            (3, 3, 3, 0, 2),
            "another threshold than computed",
            "",
        ),
        (
            "degree_odd",
            "degree 3",
            8,
            (4, 5, 5, 1, 3),
            "the degree isn't even and less than n",
            "degree",
        ),
        (
            "degree_n",
            "degree 8, n = 8",
            8,
            (6, 6, 6, 1, 8),
            "the degree isn't even and less than n",
            "degree",
        ),
    ):
        t, u, m, c, degree = changes
        q = Rosters(
            bad,
            f"terms_{name}",
            owners,
            threshold=t,
            confirmations=u,
            survivors=m,
            colluders=c,
            degree=degree,
            vectors=1,
        )
        q.add(name, why, q.joins, reason, reading=reading)
