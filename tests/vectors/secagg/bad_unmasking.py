"""What must be refused, left out or dropped when a sum is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from vectors import secagg_reference as ref
from vectors.secagg.bad_messages import NO_SIGNATURE, Bad, flipped
from vectors.secagg.sessions import Played, Run, Shown, number, polynomials, secret


def bad_requests(bad: Bad, sessions: Mapping[str, Shown]) -> None:
    shown, played = sessions["small"], sessions["small"].rounds[1]
    run, session = shown.run, shown.run.session
    good_, over = ref.decode_unmask_request(played.requests[1]), played.survivors
    all_four = ref.Survivors(ref.round_digest(played.round), (1, 2, 3, 4)).encode()
    three, few = good_.confirmations, "too few good confirmations"
    wide = tuple((i, ref.signed_survivors(run.owner(i), all_four)) for i in (1, 3, 4))
    swapped = (three[0], (3, three[2][1]), (4, three[1][1]))
    outsider = (*three[:1], (2, ref.signed_survivors(run.owner(2), over)), *three[1:])
    bare = tuple((i, ref.sign(run.owner(i).identity, over)) for i in (1, 3, 4))
    set_ = "another survivor set than signed"

    def add(
        name: str,
        why: str,
        message: bytes,
        reason: str,
        *,
        label: str = "small",
        reading: str = "",
        answered: bytes | None = None,
    ) -> None:
        of, row = sessions[label].run, sessions[label].rounds[1]
        given = {
            "session": label,
            "owner": 1,
            "round": row.round,
            "survivors": row.survivors,
            "before": [answered] if answered else [],
        }

        def check() -> object:
            return ref.unmask(
                of.session, of.owner(1), 1, row.round, row.survivors, message, answered
            )

        bad.add(
            f"request_{name}",
            why,
            "UnmaskRequest",
            "unmask_request",
            message,
            check,
            reason,
            given,
            reading,
        )

    for name, why, confirmations in (
        ("two_confirmations", "u is 3", three[:2]),
        ("no_confirmation", "u is 3", ()),
        ("bad_signature", "one bit of one of three", (*three[:2], (4, flipped(three[2][1], 0)))),
        ("other_set_signed", "signed over all four", wide),
        ("one_over_another_set", "one of three over all four", (*three[:2], wide[2])),
        ("signers_swapped", "owners 3 and 4 changed about", swapped),
        ("no_context", "signed without the context", bare),
    ):
        add(name, why, replace(good_, confirmations=confirmations).encode(), few)
    for name, why, confirmations, reason in (
        ("dropped_signer", "owner 2, who is no survivor", outsider, "the signer isn't a survivor"),
        ("signer_5", "n is 4", (*three, (5, three[0][1])), "the signer isn't a survivor"),
    ):
        add(name, why, replace(good_, confirmations=confirmations).encode(), reason)
    # Owner 1 itself signed a smaller set than it is asked to open for, and the other way round.
    more = replace(good_, survivors=(1, 2, 3, 4), confirmations=wide).encode()
    add("more_survivors", "confirmed by others, but not what it signed", more, set_)
    add("fewer_survivors", "not what it signed", replace(good_, survivors=(1, 3)).encode(), set_)
    other = replace(good_, round_digest=secret("x")).encode()
    add("other_round", "another round's digest", other, "another round")
    before = played.requests[1]
    again = replace(good_, deals=good_.deals[:-1]).encode()
    reason = "another request was answered before"
    add("second", "another request after the answer", again, reason, answered=before)

    sixteen = sessions["words16"]
    row = ref.decode_unmask_request(sixteen.rounds[1].requests[1])
    idle = dict(ref.decode_shares(sixteen.deals[3], 2).deals)[1][1]
    deals = tuple(sorted([*row.deals, (3, idle)]))
    reason = "a deal of an owner that isn't active"
    message = replace(row, deals=deals).encode()
    add("not_active", "a deal of owner 3", message, reason, label="words16", reading="deals")
    ring = sessions["circle"]
    far = next(i for i in range(2, 9) if i not in ring.run.session.neighbours[1])
    row = ref.decode_unmask_request(ring.rounds[1].requests[1])
    deals = tuple(sorted([*row.deals, (far, idle)]))
    reason = "a deal of an owner that isn't a neighbour"
    message = replace(row, deals=deals).encode()
    add("far", f"a deal of owner {far}", message, reason, label="circle", reading="deals")
    bad_late_requests(bad, shown)
    bad_deals(bad, shown, good_, played, session)


def bad_late_requests(bad: Bad, shown: Shown) -> None:
    """Good ones, had the owner not begun a later vector since, so that the key set is gone."""
    played, later = shown.rounds[0], shown.rounds[1].round
    session, owner, message = shown.run.session, shown.run.owner(1), played.requests[1]
    for name, why, answered in (
        ("after_a_later_round", "never answered, and vector 1 has begun", None),
        ("again_after_a_later_round", "answered, and vector 1 has begun since", message),
    ):
        given = {
            "session": "small",
            "owner": 1,
            "round": played.round,
            "survivors": played.survivors,
            "before": [*([answered] if answered else []), later],
        }

        def check(since: bytes | None, answered: bytes | None = answered) -> bytes:
            return ref.unmask(
                session, owner, 1, played.round, played.survivors, message, answered, since
            )

        assert check(None) == played.answers[1]
        bad.add(
            f"request_{name}",
            why,
            "UnmaskRequest",
            "unmask_request",
            message,
            lambda check=check: check(later),  # type: ignore[misc]
            "the key set was deleted",
            given,
        )


def bad_deals(
    bad: Bad, shown: Shown, good_: ref.UnmaskRequest, played: Played, session: ref.Session
) -> None:
    """Ciphertexts that don't open: the answer leaves them out, and them alone."""
    run = shown.run
    # The very same keys and numbers, under another roster: the digest alone differs.
    fewer = Run(
        run.terms,
        run.owners[:3],
        run.joins[:3],
        ref.read_roster(ref.Roster(run.terms, run.joins[:3]).encode()),
    )
    elsewhere = dict(
        ref.decode_shares(ref.deal(fewer.session, run.owner(3), 3, polynomials(run, 3)), 2).deals
    )
    dealt = dict(ref.decode_shares(shown.deals[3], 2).deals)
    dealt_by_4 = dict(ref.decode_shares(shown.deals[4], 2).deals)
    own = dict(ref.decode_shares(shown.deals[1], 2).deals)
    right = dict(good_.deals)

    def sealed_again(shares: bytes) -> bytes:
        keys = run.owner(3).key_sets[1]
        public = session.keys(1, 1).channel
        key = ref.share_key(keys.channel, public, session.digest, 3, 1, 1)
        return ref.seal(key, ref.share_info(3, 1, 1), shares)

    greatest = ref.P.to_bytes(33, "big")
    for name, why, deals, reading in (
        ("other_recipient", "owner 3's for owner 4", right | {3: dealt[4][1]}, ""),
        ("other_vector", "owner 3's for vector 0", right | {3: dealt[1][0]}, ""),
        ("other_session", "the same keys, another roster", right | {3: elsewhere[1][1]}, ""),
        ("other_sender", "owner 4's as owner 3's", right | {3: dealt_by_4[1][1]}, ""),
        ("sent_back", "the own one for owner 3 as its", right | {3: own[3][1]}, ""),
        ("one_bit", "in the ciphertext", right | {3: flipped(right[3], 0)}, ""),
        ("one_bit_of_the_tag", "in its last byte", right | {3: flipped(right[3], -1)}, ""),
        ("zeros", "82 zero bytes", right | {3: bytes(82)}, ""),
        ("of_the_dropped", "owner 2's is broken", right | {2: bytes(82)}, ""),
        ("all", "none opens", {i: bytes(82) for i in right}, ""),
        ("missing", "owner 3's isn't there", {i: right[i] for i in (1, 2, 4)}, "deals"),
        (
            "share_of_p",
            "owner 3 sealed shares of P",
            right | {3: sealed_again(greatest * 2)},
            "share_range",
        ),
    ):
        message = replace(good_, deals=tuple(sorted(deals.items()))).encode()
        answer = ref.unmask(session, run.owner(1), 1, played.round, played.survivors, message)
        whole = {of: share for of, *share in ref.decode_unmask(played.answers[1]).shares}
        found = {of: share for of, *share in ref.decode_unmask(answer).shares}
        changed = [i for i in right if deals.get(i) != right[i]]
        assert found == {i: whole[i] for i in whole if i not in changed}, name
        given = {
            "session": "small",
            "owner": 1,
            "round": played.round,
            "survivors": played.survivors,
            "before": [],
        }
        bad.note(
            f"deal_{name}",
            why,
            "UnmaskRequest",
            "unmask_request",
            message,
            "left_out",
            given,
            reading,
            reason="a ciphertext that doesn't open is left out",
            reply=answer.hex(),
        )


def bad_answers(bad: Bad, sessions: Mapping[str, Shown]) -> None:
    shut = "a share of the kind that stays shut"

    def signed(label: str, sender: int, by: int = 0, **changes: Any) -> bytes:
        shown = sessions[label]
        good_ = ref.decode_unmask(next(iter(shown.rounds[1].answers.values())))
        body = replace(good_, sender=sender, **changes).body()
        return body + ref.sign(shown.run.owner(by or sender).identity, ref.context("unmask") + body)

    small = sessions["small"]
    shares = ref.decode_unmask(small.rounds[1].answers[1]).shares
    # Owner 2 dropped out: of it the mask key's share is right, of owner 3 the seed's.
    seeds = tuple((i, ref.SEED, share) for i, _, share in shares)
    masks = tuple((i, ref.MASK, share) for i, _, share in shares)
    ring = sessions["circle"]
    far = next(i for i in range(2, 9) if i not in ring.run.session.neighbours[1])
    for label, name, why, message, reason in (
        ("small", "signature", "one bit", flipped(small.rounds[1].answers[1], -1), NO_SIGNATURE),
        ("small", "signed_by_another", "by owner 3", signed("small", 1, 3), NO_SIGNATURE),
        (
            "small",
            "round",
            "another",
            signed("small", 1, round_digest=secret("x")),
            "another round",
        ),
        ("small", "dropped", "of owner 2", signed("small", 2), "the sender isn't a survivor"),
        (
            "small",
            "seed_of_the_dropped",
            "kind 1 of owner 2",
            signed("small", 1, shares=seeds),
            shut,
        ),
        (
            "small",
            "mask_of_a_survivor",
            "kind 2 of owner 1",
            signed("small", 1, shares=masks),
            shut,
        ),
        (
            "words16",
            "not_active",
            "a share of owner 3",
            signed("words16", 1, shares=((3, ref.SEED, bytes(33)),)),
            "a share of an owner that isn't active",
        ),
        (
            "circle",
            "far",
            f"a share of owner {far}, no neighbour",
            signed("circle", 1, shares=((far, ref.SEED, bytes(33)),)),
            "a share that the sender doesn't hold",
        ),
    ):
        shown, played = sessions[label], sessions[label].rounds[1]
        given = {"session": label, "round": played.round, "survivors": played.survivors}
        check = lambda m=message, s=shown, p=played: ref.check_unmask(  # noqa: E731
            s.run.session, p.round, p.survivors, m
        )
        bad.add(f"unmask_{name}", why, "Unmask", "unmask", message, check, reason, given)


def bad_sums(bad: Bad, sessions: Mapping[str, Shown]) -> None:
    """Every message is as it should be, but the round must be dropped."""
    shown, played = sessions["small"], sessions["small"].rounds[1]
    run, session, q = shown.run, shown.run.session, ref.bound(4, 32)
    good_ = ref.decode_unmask(played.answers[3])
    numbers = (1, 3, 4)

    def answer(change: Mapping[int, int]) -> bytes:
        """Owner 3's, with other shares."""
        shares = tuple(
            (of, kind, change[of].to_bytes(33, "big") if of in change else share)
            for of, kind, share in good_.shares
        )
        body = replace(good_, shares=shares).body()
        return body + ref.sign(run.owner(3).identity, ref.context("unmask") + body)

    def lead_to(of: int, secret_: int) -> int:
        """The share by which owner 3 turns the secret of `of` into another number."""
        right = {
            i: next(s for o, _, s in ref.decode_unmask(played.answers[i]).shares if o == of)
            for i in numbers
        }
        weight = 1 * 4 * pow((1 - 3) * (4 - 3), -1, ref.P)
        moved = (secret_ - ref.rebuild(right)) * pow(weight, -1, ref.P)
        share = (int.from_bytes(right[3], "big") + moved) % ref.P
        assert ref.rebuild(right | {3: share.to_bytes(33, "big")}) == secret_
        return share

    def add(
        name: str,
        why: str,
        reason: str,
        answers: Sequence[bytes],
        vectors: Mapping[int, bytes],
        reading: str = "",
    ) -> None:
        given = {
            "session": "small",
            "round": played.round,
            "survivors": played.survivors,
            "vectors": [{"owner": i, "masked": vectors[i]} for i in numbers],
            "unmasks": list(answers),
        }
        check = lambda: ref.decoded(  # noqa: E731
            session, played.round, played.survivors, vectors, answers
        )
        bad.add(f"sum_{name}", why, "Unmask", "sum", answers[-1], check, reason, given, reading)

    all_ = list(played.answers.values())
    long, seed = "the rebuilt number isn't one of 32 bytes", "a seed that isn't the committed one"
    mask = "a mask key that isn't the public one"
    for name, why, change, reason in (
        ("seed_share", "owner 3's share of owner 1's seed is 1", {1: 1}, seed),
        ("other_seed", "another seed of owner 1", {1: lead_to(1, number("x") % 2**255)}, seed),
        ("other_mask_key", "another key of owner 2", {2: lead_to(2, number("x") % 2**255)}, mask),
        ("seed_of_2_256", "owner 1's seed is 2^256", {1: lead_to(1, 2**256)}, long),
        ("mask_key_of_p_less_1", "owner 2's key is P - 1", {2: lead_to(2, ref.P - 1)}, long),
    ):
        wrong = answer(change)
        add(name, why, reason, [all_[0], all_[2], wrong], played.vectors)
    add("two_answers", "t is 3", "too few shares", all_[:2], played.vectors)

    def moved(i: int, at: int, by: int) -> dict[int, bytes]:
        values = ref.words(played.vectors[i], 32)
        values[at] += by
        return played.vectors | {i: ref.unwords(values, 32)}

    count, far = "the count isn't the survivors'", "a coordinate out of range"
    add("count_more", "an owner counts as 2", count, all_, moved(3, 4, 1))
    add("count_less", "an owner counts as 0", count, all_, moved(3, 4, -1))
    assert played.total[0] == 3 * q
    assert played.total[1] == -3 * q
    add("too_great", "a coordinate of 3 Q + 1", far, all_, moved(3, 0, 1))
    add("too_small", "a coordinate of -3 Q - 1", far, all_, moved(3, 1, -1))
