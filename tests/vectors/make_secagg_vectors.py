"""Makes `secagg-v1.json` and `secagg-v1-bad.json`: encrypted aggregation, byte by byte.

From the folder `tests`: python -m vectors.make_secagg_vectors

All of it is made by `vectors.secagg_reference` alone. Secrets come from published labels, so that
two runs give the same bytes; they protect nothing. What is written as bad was refused by the
reference, and for the reason that stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from vectors import secagg_reference as ref

Json = dict[str, Any]

FOLDER = Path(__file__).parent
GOOD, BAD = FOLDER / "secagg-v1.json", FOLDER / "secagg-v1-bad.json"
WARNING = "TEST SECRETS, published: they protect nothing. Never use them."
# In the order of their bytes: capitals before small letters, and letters with marks behind both.
NAMES = ("Zentralklinik", "alpha", "Ärzte am Ufer", "診療所", "𝔵-lab", "𝔶-lab", "𝔷-lab", "🏥")
# Written out in full where the reader is to see them, else by their SHA-256.
SHORT = 64


def secret(*label: object) -> bytes:
    """A test secret: SHA-256 of its label."""
    return ref.sha256("/".join(["secagg-v1", *map(str, label)]).encode())


def number(*label: object) -> int:
    return int.from_bytes(secret(*label), "big")


def plain(value: Any) -> Any:
    """Bytes as hex, tuples as lists, fields by their names."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


# Sessions


@dataclass(frozen=True)
class Run:
    """A session and the secrets of all its owners."""

    terms: bytes
    owners: tuple[ref.Owner, ...]
    joins: tuple[bytes, ...]
    session: ref.Session

    def owner(self, number_: int) -> ref.Owner:
        return self.owners[number_ - 1]

    def pins(self) -> dict[str, bytes]:
        return {owner.name: ref.ed25519_public(owner.identity) for owner in self.owners}


def make_owner(label: str, name: str, place: int, vectors: int) -> ref.Owner:
    key_sets = tuple(
        ref.KeySet(*(secret(label, name, k, part) for part in ("channel", "mask", "seed")))
        for k in range(vectors)
    )
    identity, nonce = secret(label, name, "identity"), secret(label, name, "nonce")
    return ref.Owner(name, 1000 * place + 7, identity, nonce, key_sets)


def make_terms(label: str, **changes: Any) -> ref.Terms:
    usual = ref.Terms(
        session=secret(label, "session"),
        vectors=2,
        length=5,
        modulus_bits=32,
        step_exponent=-16,
        colluders=1,
        threshold=3,
        confirmations=3,
        survivors=3,
        degree=0,
        plan=secret(label, "plan"),
    )
    return replace(usual, **changes)


def make_run(label: str, owners: int, **changes: Any) -> Run:
    terms = make_terms(label, **changes)
    members = tuple(
        make_owner(label, name, place, terms.vectors)
        for place, name in enumerate(NAMES[:owners], 1)
    )
    joins = tuple(owner.join(terms.encode()) for owner in members)
    roster = ref.Roster(terms.encode(), joins).encode()
    run = Run(terms.encode(), members, joins, ref.read_roster(roster))
    for owner, join in zip(members, joins, strict=True):
        checked = ref.check_roster(
            roster, terms=terms.encode(), join=join, owner=owner, pins=run.pins()
        )
        assert checked == run.session
    return run


def coefficients(run: Run, i: int, k: int, part: str) -> list[int]:
    label = run.session.terms.session.hex()
    return [number(label, i, k, part, power) for power in range(1, run.session.terms.threshold)]


def polynomials(run: Run, i: int) -> list[tuple[list[int], list[int]]]:
    return [
        (coefficients(run, i, k, "seed"), coefficients(run, i, k, "mask"))
        for k in range(run.session.terms.vectors)
    ]


def make_deals(run: Run) -> dict[int, bytes]:
    everyone = range(1, run.session.n + 1)
    deals = {i: ref.deal(run.session, run.owner(i), i, polynomials(run, i)) for i in everyone}
    for message in deals.values():
        ref.check_shares(run.session, message)
    return deals


INPUT_RULE = (
    "coordinate x of owner i for vector k: "
    "((7919 x + 104729 i + 1299709 k) mod (2 bound + 1)) - bound; the last coordinate is 1"
)


def quantized(run: Run, i: int, k: int) -> list[int]:
    terms = run.session.terms
    q = ref.bound(run.session.n, terms.modulus_bits)
    values = [
        (7919 * x + 104729 * i + 1299709 * k) % (2 * q + 1) - q for x in range(terms.length - 1)
    ]
    if terms.length <= SHORT and terms.length >= 5:
        # The outermost values that there are, of all owners alike, so that the sums are too.
        values[0], values[1] = q, -q
    return [*values, 1]


@dataclass(frozen=True)
class Played:
    """A round, from its beginning to its sum."""

    round: bytes
    dropped: tuple[int, ...]
    inputs: dict[int, list[int]]
    vectors: dict[int, bytes]
    uploads: dict[int, bytes]
    survivors: bytes
    confirmations: dict[int, bytes]
    requests: dict[int, bytes]
    answers: dict[int, bytes]
    total: list[int]


def make_request(
    run: Run, deals: Mapping[int, bytes], round_: bytes, survivors: bytes, recipient: int
) -> ref.UnmaskRequest:
    agreed, alive = ref.decode_round(round_), ref.decode_survivors(survivors).survivors
    shared = {
        sender: ref.decode_shares(deals[sender], run.session.terms.vectors).deals
        for sender in agreed.active
        if sender in run.session.holders(recipient)
    }
    return ref.UnmaskRequest(
        ref.round_digest(round_),
        alive,
        tuple((i, ref.signed_survivors(run.owner(i), survivors)) for i in alive),
        tuple((i, dict(items)[recipient][agreed.vector]) for i, items in shared.items()),
    )


def play(
    run: Run,
    deals: Mapping[int, bytes],
    vector: int,
    *,
    active: Sequence[int] = (),
    dropped: Sequence[int] = (),
    purpose: int = ref.TRAINING,
) -> Played:
    session = run.session
    everyone = tuple(active) or tuple(range(1, session.n + 1))
    model = secret(session.terms.session.hex(), "model", vector)
    round_ = ref.Round(session.digest, vector, purpose, vector + 11, model, everyone).encode()
    inputs, vectors, uploads = {}, {}, {}
    for i in everyone:
        ref.check_round(session, round_, i, vector)
        inputs[i] = quantized(run, i, vector)
        vectors[i] = ref.masked(session, run.owner(i), i, round_, inputs[i])
        uploads[i] = ref.upload(session, run.owner(i), i, round_, vectors[i])
        ref.check_upload(session, round_, uploads[i], vectors[i])
    alive = tuple(i for i in everyone if i not in dropped)
    survivors = ref.Survivors(ref.round_digest(round_), alive).encode()
    confirmations, requests, answers = {}, {}, {}
    for i in alive:
        ref.check_survivors(session, round_, survivors, i)
        signature = ref.signed_survivors(run.owner(i), survivors)
        confirmations[i] = ref.Confirmation(ref.round_digest(round_), i, signature).encode()
        ref.check_confirmation(session, survivors, confirmations[i])
    for i in alive:
        requests[i] = make_request(run, deals, round_, survivors, i).encode()
        answers[i] = ref.unmask(session, run.owner(i), i, round_, survivors, requests[i])
    total = ref.decoded(session, round_, survivors, vectors, list(answers.values()))
    assert total == [sum(column) for column in zip(*(inputs[i] for i in alive), strict=True)]
    return Played(
        round_,
        tuple(dropped),
        inputs,
        vectors,
        uploads,
        survivors,
        confirmations,
        requests,
        answers,
        total,
    )


def show_values(values: Sequence[int], what: str) -> Json:
    if len(values) <= SHORT:
        return {what: list(values)}
    return {f"{what}_sha256": ref.sha256(ref.unwords(values, 32)).hex()}


def show_bytes(value: bytes, what: str) -> Json:
    return (
        {what: value.hex()}
        if len(value) <= 4 * SHORT
        else {f"{what}_sha256": ref.sha256(value).hex()}
    )


def show_secrets(owner: ref.Owner) -> Json:
    return {
        "name": owner.name,
        "declared_units": owner.units,
        "identity_private": owner.identity.hex(),
        "identity": ref.ed25519_public(owner.identity).hex(),
        "nonce": owner.nonce.hex(),
        "key_sets": [
            {
                "channel_private": keys.channel.hex(),
                "mask_private": keys.mask.hex(),
                "seed": keys.seed.hex(),
                **plain(keys.public()),
            }
            for keys in owner.key_sets
        ],
    }


def show_deal(run: Run, i: int, message: bytes) -> Json:
    """With what each ciphertext holds and the key that sealed it."""
    session, owner, made = run.session, run.owner(i), polynomials(run, i)
    rows = []
    for recipient, sealed in ref.decode_shares(message, session.terms.vectors).deals:
        for k, ciphertext in enumerate(sealed):
            keys = owner.key_sets[k]
            public = session.keys(recipient, k).channel
            key = ref.share_key(keys.channel, public, session.digest, i, recipient, k)
            opened = ref.open_deal(session, run.owner(recipient), recipient, k, i, ciphertext)
            rows.append(
                {
                    "recipient": recipient,
                    "vector": k,
                    "dh": ref.dh(keys.channel, public).hex(),
                    "share_key": key.hex(),
                    "seed_share": opened[0].hex(),
                    "mask_share": opened[1].hex(),
                    "ciphertext": ciphertext.hex(),
                }
            )
    hexed = [
        {
            "vector": k,
            "seed_coefficients": [a.to_bytes(33, "big").hex() for a in seed],
            "mask_coefficients": [a.to_bytes(33, "big").hex() for a in mask],
        }
        for k, (seed, mask) in enumerate(made)
    ]
    return {"sender": i, "polynomials": hexed, "deals": rows, "message": message.hex()}


def show_masks(run: Run, played: Played, i: int) -> Json:
    session, digest = run.session, ref.round_digest(played.round)
    agreed = ref.decode_round(played.round)
    keys = run.owner(i).key_sets[agreed.vector]
    pairwise = [
        {
            "other": j,
            "key": ref.pairwise_key(
                keys.mask, session.keys(j, agreed.vector).mask, digest, i, j
            ).hex(),
        }
        for j in session.neighbours[i]
        if j in agreed.active
    ]
    return {
        "number": i,
        "self_key": ref.self_key(keys.seed, digest, i).hex(),
        "pairwise_keys": pairwise,
        **show_values(played.inputs[i], "input"),
        **show_bytes(played.vectors[i], "masked"),
        "upload": played.uploads[i].hex(),
    }


def show_round(run: Run, played: Played) -> Json:
    agreed = ref.decode_round(played.round)
    secrets = ref.rebuilt(
        run.session, played.round, played.survivors, list(played.answers.values())
    )
    return {
        "vector": agreed.vector,
        "round": {
            **plain(agreed),
            "message": played.round.hex(),
            "digest": ref.round_digest(played.round).hex(),
        },
        "dropped": list(played.dropped),
        "owners": [show_masks(run, played, i) for i in agreed.active],
        "survivors": {
            "survivors": list(ref.decode_survivors(played.survivors).survivors),
            "message": played.survivors.hex(),
        },
        "confirmations": [
            {"sender": i, "message": message.hex()} for i, message in played.confirmations.items()
        ],
        "unmask_requests": [
            {"recipient": i, "message": message.hex()} for i, message in played.requests.items()
        ],
        "unmasks": [
            {
                "sender": i,
                "shares": [
                    {"owner": of, "kind": kind, "share": share.hex()}
                    for of, kind, share in ref.decode_unmask(message).shares
                ],
                "message": message.hex(),
            }
            for i, message in played.answers.items()
        ],
        "rebuilt": [
            {"owner": i, "kind": kind, "from": taken, "secret": value.hex()}
            for i, (kind, value, taken) in secrets.items()
        ],
        **show_values(played.total, "sum"),
    }


def show_session(
    name: str, why: str, run: Run, deals: Mapping[int, bytes], rounds: Sequence[Played]
) -> Json:
    session = run.session
    return {
        "name": name,
        "why": why,
        "terms": {
            **plain(session.terms),
            "message": run.terms.hex(),
            "digest": ref.sha256(run.terms).hex(),
        },
        "bound": ref.bound(session.n, session.terms.modulus_bits),
        "owners": [
            {"number": i, **show_secrets(owner), "join": join.hex()}
            for i, (owner, join) in enumerate(zip(run.owners, run.joins, strict=True), 1)
        ],
        "roster": session.roster.hex(),
        "session_digest": session.digest.hex(),
        "neighbours": [
            {"number": i, "neighbours": others} for i, others in session.neighbours.items()
        ],
        "shares": [show_deal(run, i, message) for i, message in deals.items()],
        "rounds": [show_round(run, played) for played in rounds],
    }


@dataclass(frozen=True)
class Shown:
    run: Run
    deals: dict[int, bytes]
    rounds: list[Played]
    json: Json


def make_session(name: str, why: str, owners: int, rounds: Sequence[Json], **changes: Any) -> Shown:
    run = make_run(name, owners, **changes)
    deals = make_deals(run)
    played = [play(run, deals, vector, **what) for vector, what in enumerate(rounds)]
    return Shown(run, deals, played, show_session(name, why, run, deals, played))


def make_sessions() -> dict[str, Shown]:
    one_gone: list[Json] = [{}, {"dropped": (2,)}]
    made = [
        make_session(
            "small", "four owners; nobody drops out, then owner 2 after masking", 4, one_gone
        ),
        make_session(
            "large",
            "vectors longer than one chunk of the keystream, which a word of 32 bits meets",
            4,
            one_gone,
            length=70_001,
        ),
        make_session(
            "words16",
            "modulus of 16 bits; owner 1 drops out, then an evaluation in which owner 3 is "
            "not active and nobody drops out",
            4,
            [{"dropped": (1,)}, {"active": (1, 2, 4), "purpose": ref.EVALUATION}],
            modulus_bits=16,
            step_exponent=-9,
        ),
        make_session(
            "circle",
            "eight owners on a graph of degree 4; nobody drops out, then owner 5",
            8,
            [{}, {"dropped": (5,)}],
            degree=4,
            threshold=4,
            confirmations=5,
            survivors=5,
            length=3,
        ),
    ]
    return {shown.json["name"]: shown for shown in made}


# The parts one by one


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
    widest = ref.Terms(
        b"\xff" * 32, 4096, 2**31 - 1, 32, -32768, *(65535,) * 4, 65534, b"\xff" * 32
    )
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
    "kinds": "an Unmask's kinds of share are 1, seed, and 2, mask key: the document has no numbers",
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


# What must be refused


def flipped(data: bytes, at: int, bit: int = 0) -> bytes:
    """With one bit changed; `at` may count from the end."""
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


def put(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


class Bad:
    """Collects cases; each one is refused here too, and for the reason that was meant."""

    def __init__(self) -> None:
        self.cases: list[Json] = []

    def add(
        self,
        name: str,
        why: str,
        kind: str,
        stage: str,
        message: bytes,
        check: Callable[[], object],
        reason: str,
        given: Json | None = None,
        reading: str = "",
    ) -> None:
        try:
            check()
        except ref.RefusedError as error:
            assert str(error) == reason, (name, str(error), reason)
        else:
            raise AssertionError(f"{name} is not refused")
        self.note(name, why, kind, stage, message, "refused", given, reading, reason=reason)

    def note(
        self,
        name: str,
        why: str,
        kind: str,
        stage: str,
        message: bytes,
        expect: str,
        given: Json | None,
        reading: str,
        **more: str,
    ) -> None:
        assert name not in {case["name"] for case in self.cases}, name
        self.cases.append(
            {
                "name": name,
                "why": why,
                "type": kind,
                "stage": stage,
                "expect": expect,
                **more,
                **({"reading": reading} if reading else {}),
                "context": plain(given or {}),
                "message": message.hex(),
            }
        )

    def decode(
        self,
        name: str,
        why: str,
        kind: str,
        message: bytes,
        reason: str,
        reading: str = "",
        vectors: int = 2,
    ) -> None:
        given = {"vectors": vectors} if kind == "Shares" else {}
        check = lambda: decode(kind, message, vectors)  # noqa: E731
        self.add(name, why, kind, "decode", message, check, reason, given, reading)


DECODERS: dict[str, Callable[[bytes], object]] = {
    "Terms": ref.decode_terms,
    "Join": ref.decode_join,
    "Roster": ref.decode_roster,
    "Round": ref.decode_round,
    "Upload": ref.decode_upload,
    "Survivors": ref.decode_survivors,
    "Confirmation": ref.decode_confirmation,
    "UnmaskRequest": ref.decode_unmask_request,
    "Unmask": ref.decode_unmask,
}
EARLY, LATE = "the message ends too early", "bytes after the message's end"
UNSORTED = "a list that isn't strictly ascending"
NO_SIGNATURE = "the signature is wrong"


def decode(kind: str, message: bytes, vectors: int) -> object:
    return ref.decode_shares(message, vectors) if kind == "Shares" else DECODERS[kind](message)


def examples(shown: Shown) -> dict[str, bytes]:
    """A good message of each type, of a round in which owner 2 dropped out."""
    gone = shown.rounds[1]
    return {
        "Terms": shown.run.terms,
        "Join": shown.run.joins[0],
        "Roster": shown.run.session.roster,
        "Shares": shown.deals[1],
        "Round": gone.round,
        "Upload": gone.uploads[1],
        "Survivors": gone.survivors,
        "Confirmation": gone.confirmations[1],
        "UnmaskRequest": gone.requests[1],
        "Unmask": gone.answers[1],
    }


def bad_framing(bad: Bad, shown: Shown) -> None:
    for kind, message in examples(shown).items():
        low = kind.lower()
        for name, why, changed, reason in (
            ("trailing_byte", "a zero byte behind its end", message + b"\x00", LATE),
            ("missing_byte", "its last byte is missing", message[:-1], EARLY),
            ("empty", "no byte at all", b"", EARLY),
            ("head_alone", "its five first bytes", message[:5], EARLY),
            ("magic", "DS@", flipped(message, 2, 0), "not a message of the protocol"),
            ("version_0", "version 0", put(message, 3, b"\x00"), "another version"),
            ("version_2", "version 2", put(message, 3, b"\x02"), "another version"),
        ):
            bad.decode(f"{low}_{name}", why, kind, changed, reason)
        for code in (0, message[4] % 10 + 1, 11):
            why = f"type {code:02x}, its bytes unchanged"
            changed = put(message, 4, bytes([code]))
            bad.decode(f"{low}_type_{code:02x}", why, kind, changed, "another type")


def bad_counts(bad: Bad, shown: Shown) -> None:
    """Lists and lengths that promise more than follows, and those a little wrong."""
    sample = examples(shown)
    terms, join = sample["Terms"], sample["Join"]
    name = len(ref.decode_join(join).name.encode())
    survivors = 3
    places = [
        ("join_key_sets", "Join", 5 + 32 + 1 + name + 32 + 4 + 32),
        ("roster_joins", "Roster", 5 + 4 + len(terms)),
        ("shares_deals", "Shares", 5 + 32 + 2),
        ("round_active", "Round", 5 + 32 + 2 + 1 + 4 + 32),
        ("survivors_survivors", "Survivors", 5 + 32),
        ("unmaskrequest_survivors", "UnmaskRequest", 5 + 32),
        ("unmaskrequest_confirmations", "UnmaskRequest", 5 + 32 + 2 + 2 * survivors),
        (
            "unmaskrequest_deals",
            "UnmaskRequest",
            5 + 32 + 2 + 2 * survivors + 2 + 66 * survivors,
        ),
        ("unmask_shares", "Unmask", 5 + 32 + 2),
    ]
    for label, kind, at in places:
        message = sample[kind]
        count = int.from_bytes(message[at : at + 2], "big")
        assert 0 < count <= 4, label
        alone = message[:at] + b"\xff\xff"
        bad.decode(f"{label}_65535", "65535 items, and nothing follows", kind, alone, EARLY)
        many = put(message, at, b"\xff\xff")
        # Whatever is read as items of it, the list is out of order or the bytes run out.
        for name_, changed in (
            ("65535_of_few", many),
            ("one_more", put(message, at, ref.u16(count + 1))),
        ):
            reason = first_reason(kind, changed)
            bad.decode(f"{label}_{name_}", "more items than follow", kind, changed, reason)
        fewer = put(message, at, ref.u16(count - 1))
        reason = first_reason(kind, fewer)
        bad.decode(f"{label}_one_less", "fewer items than follow", kind, fewer, reason)
    roster = sample["Roster"]
    at = 5 + 4 + len(terms) + 2
    for label, place in (("roster_terms", 5), ("roster_join", at)):
        for value in (2**32 - 1, 2**31, 2**24):
            changed = put(roster, place, ref.u32(value))
            why = "a length of more bytes than follow"
            bad.decode(f"{label}_length_{value}", why, "Roster", changed, EARLY)


def first_reason(kind: str, message: bytes) -> str:
    try:
        decode(kind, message, 2)
    except ref.RefusedError as error:
        return str(error)
    raise AssertionError("it decodes")


def bad_fields(bad: Bad, shown: Shown) -> None:
    run = shown.run
    terms = run.session.terms
    for name, changes, reason in (
        ("vectors_0", {"vectors": 0}, "the vectors aren't 1 to 4096"),
        ("vectors_4097", {"vectors": 4097}, "the vectors aren't 1 to 4096"),
        ("length_0", {"length": 0}, "the length isn't 2 to 2^31 - 1"),
        ("length_1", {"length": 1}, "the length isn't 2 to 2^31 - 1"),
        ("length_2_31", {"length": 2**31}, "the length isn't 2 to 2^31 - 1"),
        ("modulus_0", {"modulus_bits": 0}, "the modulus isn't of 16 or 32 bits"),
        ("modulus_8", {"modulus_bits": 8}, "the modulus isn't of 16 or 32 bits"),
        ("modulus_24", {"modulus_bits": 24}, "the modulus isn't of 16 or 32 bits"),
        ("modulus_64", {"modulus_bits": 64}, "the modulus isn't of 16 or 32 bits"),
    ):
        changed = replace(terms, **changes).encode()
        bad.decode(f"terms_{name}", "a field out of its range", "Terms", changed, reason)
    join = ref.decode_join(run.joins[0])
    none = ref.signed_join(run.owner(1), replace(join, declared_units=0))
    bad.decode("join_units_0", "no declared units", "Join", none, "no declared units")
    at = 5 + 32
    was = 1 + len(join.name.encode())
    for name, raw, reason in (
        ("empty", b"", "a text that isn't 1 to 64 bytes long"),
        ("65_bytes", b"a" * 65, "a text that isn't 1 to 64 bytes long"),
        ("255_bytes", b"a" * 255, "a text that isn't 1 to 64 bytes long"),
        ("66_bytes_of_33_letters", "é".encode() * 33, "a text that isn't 1 to 64 bytes long"),
        ("byte_ff", b"\xff", "a text that isn't UTF-8"),
        ("too_long_zero", b"a\xc0\x80", "a text that isn't UTF-8"),
        ("surrogate", b"a\xed\xa0\x80", "a text that isn't UTF-8"),
        ("cut_letter", b"a\xe2\x82", "a text that isn't UTF-8"),
        ("above_unicode", b"\xf4\x90\x80\x80", "a text that isn't UTF-8"),
        ("latin_1", "Ärzte".encode("latin-1"), "a text that isn't UTF-8"),
    ):
        body = join.body()
        body = body[:at] + bytes([len(raw)]) + raw + body[at + was :]
        message = body + ref.sign(run.owner(1).identity, ref.context("join") + body)
        why = "a name that isn't a text; the signature is good"
        bad.decode(f"join_name_{name}", why, "Join", message, reason)
    for count, joins in ((0, ()), (1, run.joins[:1])):
        small = ref.Roster(run.terms, joins).encode()
        reason = "the joins aren't 2 to 4096"
        bad.decode(f"roster_of_{count}", "fewer than two owners", "Roster", small, reason)


def bad_lists(bad: Bad, shown: Shown) -> None:
    run, gone = shown.run, shown.rounds[1]
    round_, survivors = ref.decode_round(gone.round), ref.decode_survivors(gone.survivors)
    shares = ref.decode_shares(shown.deals[1], 2)
    request = ref.decode_unmask_request(gone.requests[1])
    answer = ref.decode_unmask(gone.answers[1])

    def again(items: Sequence[Any]) -> tuple[Any, ...]:
        return (items[0], *items)

    def back(items: Sequence[Any]) -> tuple[Any, ...]:
        return (items[1], items[0], *items[2:])

    def nought(items: Sequence[Any]) -> tuple[Any, ...]:
        first = items[0]
        return ((0, *first[1:]) if isinstance(first, tuple) else 0, *items[1:])

    def signed_shares(deals: tuple[Any, ...]) -> bytes:
        body = replace(shares, deals=deals).body()
        return body + ref.sign(run.owner(1).identity, ref.context("shares") + body)

    def signed_answer(items: tuple[Any, ...]) -> bytes:
        body = replace(answer, shares=items).body()
        return body + ref.sign(run.owner(1).identity, ref.context("unmask") + body)

    makers: list[tuple[str, str, Sequence[Any], Callable[[tuple[Any, ...]], bytes]]] = [
        (
            "round_active",
            "Round",
            round_.active,
            lambda items: replace(round_, active=items).encode(),
        ),
        (
            "survivors_survivors",
            "Survivors",
            survivors.survivors,
            lambda items: replace(survivors, survivors=items).encode(),
        ),
        ("shares_deals", "Shares", shares.deals, signed_shares),
        (
            "unmaskrequest_survivors",
            "UnmaskRequest",
            request.survivors,
            lambda items: replace(request, survivors=items).encode(),
        ),
        (
            "unmaskrequest_confirmations",
            "UnmaskRequest",
            request.confirmations,
            lambda items: replace(request, confirmations=items).encode(),
        ),
        (
            "unmaskrequest_deals",
            "UnmaskRequest",
            request.deals,
            lambda items: replace(request, deals=items).encode(),
        ),
        ("unmask_shares", "Unmask", answer.shares, signed_answer),
    ]
    for label, kind, items, make in makers:
        reading = "unmask_shares" if kind == "Unmask" else ""
        for name, why, change, reason in (
            ("twice", "its first number twice", again, UNSORTED),
            ("unsorted", "its first two changed about", back, UNSORTED),
            ("number_0", "a number of 0", nought, "an owner's number of 0"),
        ):
            about = "numbers" if change is nought else reading
            bad.decode(f"{label}_{name}", why, kind, make(change(items)), reason, about)
    first = answer.shares[0]
    both = ((first[0], ref.SEED, first[2]), (first[0], ref.MASK, first[2]), *answer.shares[1:])
    why = "both kinds of share of one owner"
    bad.decode("unmask_both_kinds", why, "Unmask", signed_answer(both), UNSORTED, "unmask_shares")
    for kind_ in (0, 3, 255):
        changed = signed_answer(((first[0], kind_, first[2]), *answer.shares[1:]))
        name, reason = f"unmask_kind_{kind_}", "an unknown kind of share"
        bad.decode(name, "neither seed nor mask key", "Unmask", changed, reason, "kinds")
    for label, value in (("p", ref.P), ("greatest", 2**264 - 1)):
        share = value.to_bytes(33, "big")
        changed = signed_answer(((first[0], first[1], share), *answer.shares[1:]))
        name, reason = f"unmask_share_{label}", "a share out of range"
        bad.decode(name, "P and more", "Unmask", changed, reason, "share_range")
    for purpose in (0, 3, 255):
        changed = replace(round_, purpose=purpose).encode()
        name, reason = f"round_purpose_{purpose}", "an unknown purpose"
        bad.decode(name, "neither training nor evaluation", "Round", changed, reason)
    short = signed_shares(tuple((i, sealed[:1]) for i, sealed in shares.deals))
    bad.decode("shares_one_vector", "one ciphertext a deal, K is 2", "Shares", short, EARLY)
    long = signed_shares(tuple((i, (*sealed, sealed[0])) for i, sealed in shares.deals))
    reason = first_reason("Shares", long)
    bad.decode("shares_three_vectors", "three ciphertexts a deal, K is 2", "Shares", long, reason)


def bad_terms(bad: Bad, shown: Shown) -> None:
    terms = shown.run.session.terms
    fewer = "fewer survivors than allowed"
    for name, why, changes, reason, reading in (
        ("survivors_1", "one survivor", {"survivors": 1, "threshold": 1}, fewer, ""),
        ("survivors_0", "no survivor", {"survivors": 0, "threshold": 0}, fewer, ""),
        ("survivors_below_threshold", "m < t", {"survivors": 2}, fewer, ""),
        ("degree_odd", "degree 3", {"degree": 3}, "the degree is odd", "degree"),
    ):
        message = replace(terms, **changes).encode()
        check = lambda message=message: ref.check_terms(message)  # noqa: E731
        bad.add(f"terms_{name}", why, "Terms", "terms", message, check, reason, {}, reading)


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
        }
        self.bad.add(
            f"roster_{name}",
            why,
            "Roster",
            "roster",
            roster,
            lambda: ref.check_roster(roster, terms=agreed, join=join, owner=owner, pins=pins),
            reason,
            given,
            reading,
        )


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
            r.add(f"small_order_{part}_{i}", why, r.with_(2, join), "a DH of all zeros")

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
    reason = "more unpinned members than colluders"
    r.add("unpinned", "owners 3 and 4 aren't pinned, c is 1", joins, reason, pins=less)

    few_ = "too few confirmations for n and c"
    for name, why, owners, changes, reason, reading in (
        (
            "u_above_n",
            "u = t = m = 5, n = 4",
            4,
            (5, 5, 5, 1, 0),
            "more confirmations than owners",
            "",
        ),
        ("u_low", "n = 4, c = 1, u = 2", 4, (2, 2, 3, 1, 0), few_, ""),
        ("u_at_the_bound", "n = 5, c = 1: 2u = n + c", 5, (3, 3, 3, 1, 0), few_, ""),
        ("colluders", "n = 4, c = 2: 2u = n + c", 4, (3, 3, 3, 2, 0), few_, ""),
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


def bad_shares(bad: Bad, sessions: Mapping[str, Shown]) -> None:
    shown = sessions["small"]
    run, session = shown.run, shown.run.session
    good_ = ref.decode_shares(shown.deals[1], 2)
    holders = "dealt to others than the holders"

    def signed(by: int = 1, what: bytes = ref.context("shares"), **changes: Any) -> bytes:
        body = replace(good_, **changes).body()
        return body + ref.sign(run.owner(by).identity, what + body)

    alone = tuple(item for item in good_.deals if item[0] != 1)
    for name, why, message, reason, reading in (
        ("signature", "one bit", flipped(shown.deals[1], -64), NO_SIGNATURE, ""),
        ("signed_by_another", "by owner 2", signed(2), NO_SIGNATURE, ""),
        ("context", "as a Join", signed(what=ref.context("join")), NO_SIGNATURE, ""),
        ("ciphertext", "one bit of the last", flipped(shown.deals[1], -65), NO_SIGNATURE, ""),
        ("session", "another", signed(session_digest=secret("x")), "another session", ""),
        ("sender_5", "n is 4", signed(sender=5), "no such owner", ""),
        ("without_one", "none for owner 4", signed(deals=good_.deals[:-1]), holders, ""),
        ("without_own", "none for itself", signed(deals=alone), holders, "own_deal"),
        ("for_5", "n is 4", signed(deals=(*good_.deals, (5, good_.deals[0][1]))), holders, ""),
        ("nobody", "no deal", signed(deals=()), holders, ""),
    ):
        check = lambda message=message: ref.check_shares(session, message)  # noqa: E731
        given = {"session": "small"}
        bad.add(f"shares_{name}", why, "Shares", "shares", message, check, reason, given, reading)


def bad_rounds(bad: Bad, sessions: Mapping[str, Shown]) -> None:
    shown = sessions["small"]
    session = shown.run.session
    good_ = ref.decode_round(shown.rounds[0].round)
    used, few = "a vector that was used or passed over", "too few active owners"
    for name, why, changes, next_, reason in (
        ("session", "another session's", {"session_digest": secret("x")}, 0, "another session"),
        ("vector_2", "K is 2", {"vector": 2}, 0, "no such vector"),
        ("vector_65535", "K is 2", {"vector": 65535}, 0, "no such vector"),
        ("vector_used", "vector 0 again, another model", {"model": secret("x")}, 1, used),
        ("vector_passed", "vector 0 after vector 1", {}, 2, used),
        ("active_2", "m is 3", {"active": (1, 2)}, 0, few),
        ("active_none", "m is 3", {"active": ()}, 0, few),
        ("active_5", "n is 4", {"active": (1, 2, 3, 5)}, 0, "no such owner"),
        ("not_active", "without owner 1", {"active": (2, 3, 4)}, 0, "the owner isn't active"),
    ):
        message = replace(good_, **changes).encode()
        before = {0: [], 1: [shown.rounds[0].round], 2: [shown.rounds[1].round]}[next_]
        given = {"session": "small", "owner": 1, "next_vector": next_, "before": before}
        check = lambda m=message, k=next_: ref.check_round(session, m, 1, k)  # noqa: E731
        bad.add(f"round_{name}", why, "Round", "round", message, check, reason, given)


def bad_uploads(bad: Bad, sessions: Mapping[str, Shown]) -> None:
    shown = sessions["words16"]
    run, session, played = shown.run, shown.run.session, shown.rounds[1]
    good_, vector = ref.decode_upload(played.uploads[1]), played.vectors[1]

    def signed(by: int = 1, **changes: Any) -> bytes:
        body = replace(good_, **changes).body()
        return body + ref.sign(run.owner(by).identity, ref.context("upload") + body)

    digest = ref.sha256(vector + b"\x00")
    size = "another size than the session's"
    for name, why, message, content, reason in (
        ("signature", "one bit", flipped(played.uploads[1], -1), vector, NO_SIGNATURE),
        ("signed_by_another", "by owner 2", signed(2), vector, NO_SIGNATURE),
        ("session", "another", signed(session_digest=secret("x")), vector, "another session"),
        ("round", "another", signed(round_digest=secret("x")), vector, "another round"),
        ("not_active", "of owner 3", signed(3, sender=3), vector, "the sender isn't active"),
        (
            "vector",
            "0 in the round of 1",
            signed(vector=0),
            vector,
            "another vector than the round's",
        ),
        ("size_longer", "announced", signed(size=11, vector_digest=digest), vector + b"\x00", size),
        ("size_shorter", "announced", signed(size=8), vector, size),
        ("size_of_32_bits", "announced", signed(size=20), vector, size),
        (
            "content_longer",
            "a byte more",
            signed(),
            vector + b"\x00",
            "another size than announced",
        ),
        ("content_shorter", "a byte less", signed(), vector[:-1], "another size than announced"),
        ("content", "one bit of it", signed(), flipped(vector, 0), "another digest than announced"),
    ):
        given = {"session": "words16", "round": played.round, "vector": content}
        check = lambda m=message, v=content: ref.check_upload(session, played.round, m, v)  # noqa: E731
        bad.add(f"upload_{name}", why, "Upload", "upload", message, check, reason, given)


def bad_survivors(bad: Bad, sessions: Mapping[str, Shown]) -> None:
    for label, name, why, alive, signed, reason in (
        ("small", "few", "m is 3", (1, 4), False, "too few survivors"),
        ("small", "none", "m is 3", (), False, "the owner isn't a survivor"),
        (
            "small",
            "itself_missing",
            "without owner 1",
            (2, 3, 4),
            False,
            "the owner isn't a survivor",
        ),
        ("small", "of_5", "n is 4", (1, 2, 5), False, "a survivor isn't active"),
        (
            "words16",
            "not_active",
            "owner 3 isn't active",
            (1, 2, 3, 4),
            False,
            "a survivor isn't active",
        ),
        (
            "small",
            "second_set",
            "after another set",
            (1, 2, 3, 4),
            True,
            "another set was signed before",
        ),
    ):
        shown, played = sessions[label], sessions[label].rounds[1]
        message = ref.Survivors(ref.round_digest(played.round), alive).encode()
        before = played.survivors if signed else None
        given = {
            "session": label,
            "owner": 1,
            "round": played.round,
            "before": [played.survivors] if signed else [],
        }
        check = lambda m=message, s=shown, p=played, b=before: ref.check_survivors(  # noqa: E731
            s.run.session, p.round, m, 1, b
        )
        bad.add(f"survivors_{name}", why, "Survivors", "survivors", message, check, reason, given)
    shown = sessions["small"]
    round_, message = shown.rounds[1].round, shown.rounds[0].survivors
    given = {"session": "small", "owner": 1, "round": round_, "before": []}
    check = lambda: ref.check_survivors(shown.run.session, round_, message, 1)  # noqa: E731
    why, reason = "of the round before", "another round"
    bad.add("survivors_other_round", why, "Survivors", "survivors", message, check, reason, given)


def bad_confirmations(bad: Bad, sessions: Mapping[str, Shown]) -> None:
    shown, played = sessions["small"], sessions["small"].rounds[1]
    run, session = shown.run, shown.run.session
    digest = ref.round_digest(played.round)
    all_four = ref.Survivors(digest, (1, 2, 3, 4)).encode()

    def made(sender: int, by: int, over: bytes, of: bytes = digest) -> bytes:
        return ref.Confirmation(of, sender, ref.signed_survivors(run.owner(by), over)).encode()

    over = played.survivors
    bare = ref.Confirmation(digest, 1, ref.sign(run.owner(1).identity, over)).encode()
    for name, why, message, reason in (
        ("signature", "one bit", flipped(played.confirmations[1], -1), NO_SIGNATURE),
        ("other_set", "signed over all four", made(1, 1, all_four), NO_SIGNATURE),
        ("by_another", "owner 3 signed for owner 1", made(1, 3, over), NO_SIGNATURE),
        ("no_context", "signed without the context", bare, NO_SIGNATURE),
        (
            "dropped",
            "of owner 2, who is no survivor",
            made(2, 2, over),
            "the signer isn't a survivor",
        ),
        ("sender_5", "n is 4", made(5, 1, over), "the signer isn't a survivor"),
        ("round", "another round's digest", made(1, 1, over, secret("x")), "another round"),
    ):
        given = {"session": "small", "round": played.round, "survivors": over}
        check = lambda m=message: ref.check_confirmation(session, over, m)  # noqa: E731
        bad.add(
            f"confirmation_{name}",
            why,
            "Confirmation",
            "confirmation",
            message,
            check,
            reason,
            given,
        )


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
    bad_deals(bad, shown, good_, played, session)


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


STAGES = {
    "decode": "reading the message alone, or with K (context.vectors) for Shares",
    "terms": "an owner is asked to join",
    "roster": "an owner that joined with context.terms and context.join gets the roster",
    "shares": "the coordinator gets it",
    "round": "context.owner is to start; vectors below context.next_vector are used or burnt",
    "upload": "the exchange gets it with context.vector, in context.round",
    "survivors": "context.owner is to sign it, in context.round",
    "confirmation": "the coordinator gets it",
    "unmask_request": "context.owner, who signed context.survivors, gets it in context.round",
    "unmask": "the coordinator gets it",
    "sum": "the coordinator unmasks context.vectors with context.unmasks; the round is dropped",
}


def bad_vectors(sessions: Mapping[str, Shown]) -> Json:
    bad = Bad()
    small = sessions["small"]
    bad_framing(bad, small)
    bad_counts(bad, small)
    bad_fields(bad, small)
    bad_lists(bad, small)
    bad_terms(bad, small)
    bad_rosters(bad)
    for make in (
        bad_shares,
        bad_rounds,
        bad_uploads,
        bad_survivors,
        bad_confirmations,
        bad_requests,
        bad_answers,
        bad_sums,
    ):
        make(bad, sessions)
    return {"warning": WARNING, "readings": READINGS, "stages": STAGES, "cases": bad.cases}


def write(path: Path, content: Json) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    sessions = make_sessions()
    write(GOOD, good(sessions))
    write(BAD, bad_vectors(sessions))


if __name__ == "__main__":
    main()
