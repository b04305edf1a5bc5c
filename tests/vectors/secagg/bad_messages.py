"""Messages that must be refused by whoever reads them, and Terms by an owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from vectors import secagg_reference as ref
from vectors.secagg.sessions import Json, Shown, plain


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
    rows: list[tuple[str, Json, str]] = [
        ("vectors_0", {"vectors": 0}, "the vectors aren't 1 to 4096"),
        ("vectors_4097", {"vectors": 4097}, "the vectors aren't 1 to 4096"),
        ("length_0", {"length": 0}, "the length isn't 2 to 2^30 - 1"),
        ("length_1", {"length": 1}, "the length isn't 2 to 2^30 - 1"),
        ("length_2_30", {"length": 2**30}, "the length isn't 2 to 2^30 - 1"),
        ("length_2_31_less_1", {"length": 2**31 - 1}, "the length isn't 2 to 2^30 - 1"),
        ("length_2_31", {"length": 2**31}, "the length isn't 2 to 2^30 - 1"),
        ("length_2_32_less_1", {"length": 2**32 - 1}, "the length isn't 2 to 2^30 - 1"),
        ("modulus_0", {"modulus_bits": 0}, "the modulus isn't of 16 or 32 bits"),
        ("modulus_8", {"modulus_bits": 8}, "the modulus isn't of 16 or 32 bits"),
        ("modulus_24", {"modulus_bits": 24}, "the modulus isn't of 16 or 32 bits"),
        ("modulus_64", {"modulus_bits": 64}, "the modulus isn't of 16 or 32 bits"),
    ]
    for name, changes, reason in rows:
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
        bad.decode(name, "neither seed nor mask key", "Unmask", changed, reason)
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
    below = "fewer survivors than the threshold"
    known = "fewer survivors than colluders and two more"
    rows: list[tuple[str, str, Json, str, str]] = [
        ("survivors_1", "one survivor", {"survivors": 1, "threshold": 1}, known, ""),
        ("survivors_0", "no survivor", {"survivors": 0, "threshold": 0}, known, ""),
        ("survivors_below_threshold", "m < t", {"survivors": 2, "colluders": 0}, below, ""),
        ("survivors_2", "c is 1, m is 2", {"survivors": 2, "threshold": 2}, known, ""),
        ("survivors_c_plus_1", "c is 2, m and t are 3", {"colluders": 2}, known, ""),
        ("survivors_c", "c, m and t are 3", {"colluders": 3}, known, ""),
        (
            "survivors_1_of_no_colluders",
            "c is 0, m and t are 1",
            {"colluders": 0, "survivors": 1, "threshold": 1},
            known,
            "",
        ),
        (
            "survivors_65535",
            "c + 2 is 65536, m 65535",
            {"colluders": 65534, "survivors": 65535},
            known,
            "",
        ),
        (
            "colluders_65535",
            "c + 2 doesn't fit 16 bits, where it would be 1",
            {"colluders": 65535},
            known,
            "",
        ),
        ("degree_odd", "degree 3", {"degree": 3}, "the degree is odd", "degree"),
    ]
    for name, why, changes, reason, reading in rows:
        message = replace(terms, **changes).encode()
        check = lambda message=message: ref.check_terms(message)  # noqa: E731
        bad.add(f"terms_{name}", why, "Terms", "terms", message, check, reason, {}, reading)
