"""Sessions of encrypted aggregation, played by the reference: secrets, messages and rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vectors import secagg_reference as ref

Json = dict[str, Any]

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
    ref.check_terms(run.terms)
    for owner, join in zip(members, joins, strict=True):
        for answered in (None, roster):
            checked = ref.check_roster(
                roster,
                terms=run.terms,
                join=join,
                owner=owner,
                pins=run.pins(),
                colluding_pinned=terms.colluders,
                answered=answered,
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


def make_model(session: ref.Session, vector: int) -> bytes:
    return secret(session.terms.session.hex(), "model", vector)


def play(
    run: Run,
    deals: Mapping[int, bytes],
    vector: int,
    *,
    active: Sequence[int] = (),
    dropped: Sequence[int] = (),
    purpose: int = ref.TRAINING,
    model_of: int | None = None,
    before: Sequence[bytes] = (),
) -> Played:
    """`model_of`: the vector whose model this round's is, its own by default."""
    session = run.session
    everyone = tuple(active) or tuple(range(1, session.n + 1))
    model = make_model(session, vector if model_of is None else model_of)
    round_ = ref.Round(session.digest, vector, purpose, vector + 11, model, everyone).encode()
    inputs, vectors, uploads = {}, {}, {}
    for i in everyone:
        ref.check_round(session, round_, i, vector, before)
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
    played: list[Played] = []
    for vector, what in enumerate(rounds):
        before = [item.round for item in played]
        played.append(play(run, deals, vector, before=before, **what))
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
            colluders=0,
            threshold=3,
            confirmations=5,
            survivors=5,
            length=3,
        ),
        make_session(
            "pair",
            "two owners, the fewest that there are, and none may drop out; an evaluation, one of "
            "another model, then a training that begins with the model evaluated first",
            2,
            [
                {"purpose": ref.EVALUATION},
                {"purpose": ref.EVALUATION},
                {"purpose": ref.TRAINING, "model_of": 0},
            ],
            vectors=3,
            colluders=0,
            threshold=2,
            confirmations=2,
            survivors=2,
        ),
    ]
    return {shown.json["name"]: shown for shown in made}
