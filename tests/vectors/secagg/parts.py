"""The parts of the protocol one by one, and the good messages: what `secagg-v1.json` holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from vectors import secagg_reference as ref
from vectors.secagg.sessions import INPUT_RULE, WARNING, Json, Shown, number, plain, secret


def shamir() -> list[Json]:
    top = 2**256 - 1
    cases: list[tuple[str, str, bytes, list[int], list[int], list[list[int]]]] = [
        ("one_of_one", "a constant: the share is the secret", secret("shamir", 1), [], [1], [[1]]),
        (
            "two_of_two",
            "a straight line",
            secret("shamir", 2),
            [number("shamir", 2, "a1")],
            [1, 2],
            [[1, 2]],
        ),
        (
            "three_of_four",
            "any three rebuild it",
            secret("shamir", 3),
            [number("shamir", 3, power) for power in (1, 2)],
            [1, 2, 3, 4],
            [[1, 2, 3], [2, 3, 4], [1, 3, 4], [1, 2, 3, 4]],
        ),
        (
            "five_of_nine_far_apart",
            "numbers as great as there are",
            secret("shamir", 5),
            [number("shamir", 5, power) for power in (1, 2, 3, 4)],
            [1, 2, 100, 255, 256, 1000, 4095, 4096, 65535],
            [[1, 2, 100, 255, 256], [256, 1000, 4095, 4096, 65535], [1, 255, 1000, 4096, 65535]],
        ),
        (
            "greatest_share",
            "a share of P - 1: its first byte is 1",
            secret("shamir", 6),
            [ref.P - 1 - number("shamir", 6)],
            [1, 2, 3],
            [[1, 2], [1, 3]],
        ),
        ("zero", "the secret 0", bytes(32), [number("shamir", 7)], [1, 2, 3], [[1, 3], [2, 3]]),
        (
            "all_ones",
            "the greatest secret, and the greatest coefficient",
            top.to_bytes(32, "big"),
            [ref.P - 1],
            [1, 2, 3],
            [[1, 2], [2, 3]],
        ),
    ]
    rows = []
    for name, why, value, polynomial, numbers, sets in cases:
        shares = {i: ref.split(value, polynomial, i) for i in numbers}
        for chosen in sets:
            assert ref.rebuild_secret({i: shares[i] for i in chosen}) == value
        rows.append(
            {
                "name": name,
                "why": why,
                "threshold": len(polynomial) + 1,
                "secret": value.hex(),
                "coefficients": [a.to_bytes(33, "big").hex() for a in polynomial],
                "shares": [{"number": i, "share": share.hex()} for i, share in shares.items()],
                "reconstructions": sets,
            }
        )
    return rows


def kdf() -> list[Json]:
    salt = secret("kdf", "salt")
    cases = [
        ("pairwise", "i < j", ref.context("pairwise") + ref.u16(1) + ref.u16(2), 16),
        (
            "pairwise_far",
            "numbers of two bytes",
            ref.context("pairwise") + ref.u16(255) + ref.u16(4096),
            16,
        ),
        ("self", "the self mask's key", ref.context("self") + ref.u16(3), 16),
        ("share", "of owner 1 for owner 2, vector 0", ref.share_info(1, 2, 0), 32),
        ("share_back", "of owner 2 for owner 1: another key", ref.share_info(2, 1, 0), 32),
        ("share_next", "the next vector: another key", ref.share_info(1, 2, 1), 32),
    ]
    rows = []
    for name, why, info, length in cases:
        ikm = secret("kdf", name)
        rows.append(
            {
                "name": name,
                "why": why,
                "ikm": ikm.hex(),
                "salt": salt.hex(),
                "info": info.hex(),
                "length": length,
                "key": ref.hkdf(ikm, salt, info, length).hex(),
            }
        )
    return rows


def agreements() -> list[Json]:
    """Private bytes as they are, before RFC 7748 sets and clears bits of them."""
    rows = []
    for name, why, one, other in (
        ("made", "two keys", secret("dh", 1), secret("dh", 2)),
        ("unclamped", "bits that RFC 7748 changes are the wrong way", b"\xff" * 32, bytes(32)),
    ):
        publics = ref.x25519_public(one), ref.x25519_public(other)
        assert ref.dh(one, publics[1]) == ref.dh(other, publics[0])
        rows.append(
            {
                "name": name,
                "why": why,
                "privates": [one.hex(), other.hex()],
                "publics": [public.hex() for public in publics],
                "shared": ref.dh(one, publics[1]).hex(),
            }
        )
    return rows


def keystreams() -> list[Json]:
    rows = []
    for name, why, length in (
        ("short", "less than a block", 10),
        ("over_the_chunk", "into the second chunk", ref.CHUNK + 100),
        ("three_chunks", "exactly three chunks", 3 * ref.CHUNK),
    ):
        key = secret("keystream", name)[:16]
        stream = ref.keystream(key, length)
        row: Json = {
            "name": name,
            "why": why,
            "key": key.hex(),
            "length": length,
            "first": stream[:64].hex(),
            "first_words_16": ref.words(stream[:64][: length // 2 * 2], 16)[:8],
            "first_words_32": ref.words(stream[:64][: length // 4 * 4], 32)[:8],
            "sha256": ref.sha256(stream).hex(),
        }
        if length > ref.CHUNK:
            at = ref.CHUNK - 32
            row["around"] = {
                "offset": at,
                "bytes": stream[at : at + 64].hex(),
                "words_16": ref.words(stream[at : at + 64], 16),
                "words_32": ref.words(stream[at : at + 64], 32),
            }
        rows.append(row)
    return rows


def quantization() -> Json:
    bounds = [
        {"owners": n, "modulus_bits": bits, "bound": ref.bound(n, bits)}
        for bits in (16, 32)
        for n in (2, 3, 4, 10, 100, 200, 201, 4096)
    ]
    rows = []
    for name, why, x, units, most, exponent, q in (
        ("exact", "a multiple of the step", 0.75, 1, 1, -4, 3276),
        ("negative", "a multiple of the step", -0.75, 1, 1, -4, 3276),
        ("weight", "half the weight", 0.75, 500, 1000, -4, 3276),
        ("between", "up with probability 1/4", 0.265625, 1, 1, -4, 3276),
        ("between_negative", "up means towards zero here", -0.265625, 1, 1, -4, 3276),
        ("clipped", "above the bound", 1e9, 1, 1, -4, 3276),
        ("clipped_negative", "below the bound", -1e9, 1, 1, -4, 3276),
        ("at_the_bound", "not clipped", 3276 / 16, 1, 1, -4, 3276),
        ("not_a_number", "counts as 0", float("nan"), 1, 1, -4, 3276),
        ("infinite", "counts as 0, isn't clipped", float("inf"), 1, 1, -4, 3276),
        ("great_step", "a step above 1", 7.0, 1, 1, 2, 3276),
    ):
        low, rest = ref.quantize(x, Fraction(units, most), exponent, q)
        rows.append(
            {
                "name": name,
                "why": why,
                "value": str(x),
                "declared_units": units,
                "most_units": most,
                "step_exponent": exponent,
                "bound": q,
                "lower": low,
                "up_probability": str(rest),
            }
        )
    return {"bounds": bounds, "values": rows}


def graphs() -> list[Json]:
    rows = []
    for n, degree in ((8, 4), (5, 4), (9, 2), (250, 60)):
        digest = secret("graph", n, degree)
        found = ref.graph(n, degree, digest)
        assert all(len(set(others)) == degree for others in found.values())
        assert all(i in found[j] for i, others in found.items() for j in others)
        lists = b"".join(ref.listed([ref.u16(j) for j in found[i]]) for i in range(1, n + 1))
        row: Json = {
            "name": f"n{n}_degree{degree}",
            "why": "everyone's neighbours, in ascending order",
            "owners": n,
            "degree": degree,
            "session_digest": digest.hex(),
            "circle": ref.circle(n, digest),
            # Of the lists of owners 1 … n, each a u16 count and as many u16.
            "sha256": ref.sha256(lists).hex(),
        }
        if n < 10:
            row["neighbours"] = [found[i] for i in range(1, n + 1)]
        else:
            row["some_neighbours"] = [{"number": i, "neighbours": found[i]} for i in (1, 2, n)]
        rows.append(row)
    return rows


def thresholds() -> list[Json]:
    """`certain` says that both readings of section 6 give the same number."""
    rows = []
    for n, degree in ((8, 4), (250, 60), (300, 80), (1000, 100)):
        for c in (0, 1, 5, 10, 25, 50, 83):
            if c >= n - 1:
                continue
            t = ref.graph_threshold(n, c, degree)
            other = ref.graph_threshold(n, c, degree, itself_drawn=True)
            rows.append(
                {
                    "name": f"n{n}_degree{degree}_colluders{c}",
                    "why": "the least threshold on a graph",
                    "owners": n,
                    "degree": degree,
                    "colluders": c,
                    "threshold": t,
                    "certain": t == other,
                    "threshold_if_itself_is_drawn": other,
                }
            )
    return rows


def messages(sessions: Mapping[str, Shown]) -> list[Json]:
    small, words16 = sessions["small"], sessions["words16"]
    roster = small.run.session.roster
    quiet, gone = small.rounds
    k = small.run.session.terms.vectors
    row = sessions["circle"].rounds[1]
    found: list[tuple[str, str, str, Any, bytes, Json]] = []

    def add(name: str, why: str, message: bytes, fields: Any, **given: Any) -> None:
        kind = next(kind for kind, code in ref.TYPES.items() if code == message[4])
        assert fields.encode() == message
        found.append((name, why, kind, fields, message, given))

    add("terms", "words of 32 bits", small.run.terms, ref.decode_terms(small.run.terms))
    add("terms_16", "words of 16 bits", words16.run.terms, ref.decode_terms(words16.run.terms))
    # c may be two less than m at most.
    widest = ref.Terms(
        b"\xff" * 32, 4096, 2**30 - 1, 32, -32768, 65533, *(65535,) * 3, 65534, b"\xff" * 32
    )
    ref.check_terms(widest.encode())
    add("terms_widest", "every field at an end of its range", widest.encode(), widest)
    lowest = ref.Terms(bytes(32), 1, 2, 16, 32767, 0, 1, 1, 2, 0, bytes(32))
    add("terms_lowest", "every field at the other end", lowest.encode(), lowest)
    for i, join in enumerate(small.run.joins, 1):
        add(f"join_{i}", "of the small session", join, ref.decode_join(join))
    for name, why, text in (
        ("join_name_1", "a name of one byte", "a"),
        ("join_name_64", "a name of 64 bytes and 32 letters", "é" * 32),
    ):
        owner = replace(small.run.owner(1), name=text, units=2**32 - 1)
        join = owner.join(small.run.terms)
        add(name, why, join, ref.decode_join(join))
    add("roster", "of the small session", roster, ref.decode_roster(roster))
    shares = small.deals[1]
    add("shares", "of owner 1", shares, ref.decode_shares(shares, k), vectors=k)
    add("round", "training, all active", quiet.round, ref.decode_round(quiet.round))
    evaluation = words16.rounds[1].round
    add("round_evaluation", "without owner 3", evaluation, ref.decode_round(evaluation))
    add("upload", "of owner 1", quiet.uploads[1], ref.decode_upload(quiet.uploads[1]))
    add("survivors", "all", quiet.survivors, ref.decode_survivors(quiet.survivors))
    add("survivors_fewer", "without owner 2", gone.survivors, ref.decode_survivors(gone.survivors))
    confirmation = gone.confirmations[3]
    add("confirmation", "of owner 3", confirmation, ref.decode_confirmation(confirmation))
    for name, why, request in (
        ("unmask_request", "for owner 1; owner 2 dropped out", gone.requests[1]),
        ("unmask_request_graph", "for owner 1, with deals of neighbours alone", row.requests[1]),
    ):
        add(name, why, request, ref.decode_unmask_request(request))
    for name, why, answer in (
        ("unmask", "of owner 1: seeds, and the mask key of owner 2", gone.answers[1]),
        ("unmask_seeds", "of owner 1: seeds alone", quiet.answers[1]),
    ):
        add(name, why, answer, ref.decode_unmask(answer))
    empty = ref.Unmask(ref.round_digest(gone.round), 1, ())
    answer = empty.body() + ref.sign(
        small.run.owner(1).identity, ref.context("unmask") + empty.body()
    )
    add("unmask_empty", "no ciphertext opened", answer, ref.decode_unmask(answer))
    return [
        {
            "name": name,
            "why": why,
            "type": kind,
            "fields": plain(fields),
            **given,
            "message": message.hex(),
            "sha256": ref.sha256(message).hex(),
        }
        for name, why, kind, fields, message, given in found
    ]


def digests(sessions: Mapping[str, Shown]) -> Json:
    small = sessions["small"]
    seed = small.run.owner(1).key_sets[0].seed
    return {
        "session": {
            "roster": small.run.session.roster.hex(),
            "digest": small.run.session.digest.hex(),
        },
        "round": {
            "message": small.rounds[0].round.hex(),
            "digest": ref.round_digest(small.rounds[0].round).hex(),
        },
        "commitment": {"seed": seed.hex(), "commitment": ref.commitment(seed).hex()},
        "terms": {"message": small.run.terms.hex(), "digest": ref.sha256(small.run.terms).hex()},
    }


READINGS = {
    "vector_bytes": "an upload is its words, little-endian as the keystream's, and nothing else",
    "numbers": "an owner's number of 0 is an error of encoding",
    "unmask_shares": "the shares of an Unmask ascend strictly by owner",
    "share_range": "a share of P and more is refused in an Unmask, and left out by who opens it",
    "own_deal": "the share for oneself goes through Shares and UnmaskRequest as all others do",
    "deals": "an UnmaskRequest holds the deals of the active holders' owners; others are refused",
    "wrong_confirmation": "a wrong signature isn't counted, but doesn't spoil u good ones",
    "degree": "an odd degree, and one of n and more, is refused",
    "key_pool": "channel and mask keys of all sets of all owners are one pool of public keys",
    "threshold": "colluding holders are drawn from the n - 1 others, degree of them",
    "private_bytes": "the mask key's 32 bytes are shared as drawn, before bits are set and cleared",
    "evaluations": "an evaluation counts from its Round on, whether its sum was opened or not",
}


def good(sessions: Mapping[str, Shown]) -> Json:
    return {
        "warning": WARNING,
        "kinds": {"seed": ref.SEED, "mask": ref.MASK},
        "readings": READINGS,
        "input_rule": INPUT_RULE + "; coordinates 0 and 1 are bound and -bound if length is 5 … 64",
        "sha256_rule": "input_sha256 and sum_sha256: of the words modulo 2^32, little-endian",
        "shamir": shamir(),
        "agreements": agreements(),
        "kdf": kdf(),
        "keystreams": keystreams(),
        "quantization": quantization(),
        "graphs": graphs(),
        "thresholds": thresholds(),
        "digests": digests(sessions),
        "messages": messages(sessions),
        "sessions": [shown.json for shown in sessions.values()],
    }
