"""What must be refused from the dealing of shares to the confirmations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vectors import secagg_reference as ref
from vectors.secagg.bad_messages import NO_SIGNATURE, Bad, flipped
from vectors.secagg.sessions import Json, Shown, secret


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
        check = lambda m=message, k=next_, b=before: ref.check_round(session, m, 1, k, b)  # noqa: E731
        bad.add(f"round_{name}", why, "Round", "round", message, check, reason, given)
    bad_evaluations(bad, sessions)


def bad_evaluations(bad: Bad, sessions: Mapping[str, Shown]) -> None:
    """A second evaluation of one model in one session."""
    small, pair = sessions["small"], sessions["pair"]
    reason = "another evaluation of the same model"
    first = replace(ref.decode_round(small.rounds[0].round), purpose=ref.EVALUATION)
    again = replace(first, vector=1)
    two = [pair.rounds[0].round, pair.rounds[1].round]
    later = replace(ref.decode_round(two[0]), vector=2)
    changes: Json
    for shown, name, why, message, before in (
        (small, "twice", "all active both times", again, [first.encode()]),
        (small, "twice_fewer", "owner 4 isn't active", replace(again, active=(1, 2, 3)), None),
        (small, "twice_other_round", "another round number", replace(again, round=99), None),
        (pair, "before_the_last", "the last was of another model", later, two),
    ):
        label = shown.json["name"]
        begun = [first.encode()] if before is None else before
        next_ = message.vector
        given = {"session": label, "owner": 1, "next_vector": next_, "before": begun}
        session, data = shown.run.session, message.encode()
        check = lambda s=session, m=data, k=next_, b=begun: ref.check_round(s, m, 1, k, b)  # noqa: E731
        # Without the one before, nothing is wrong with it; nor with a training, or another model.
        ref.check_round(session, data, 1, next_)
        for changes in ({"purpose": ref.TRAINING}, {"model": secret("x")}):
            ref.check_round(session, replace(message, **changes).encode(), 1, next_, begun)
        reading = "evaluations" if shown is small else ""
        bad.add(
            f"round_evaluated_{name}", why, "Round", "round", data, check, reason, given, reading
        )


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
    round_, old = shown.rounds[1].round, shown.rounds[0].survivors
    bad.add(
        "survivors_other_round",
        "of the round before",
        "Survivors",
        "survivors",
        old,
        lambda: ref.check_survivors(shown.run.session, round_, old, 1),
        "another round",
        {"session": "small", "owner": 1, "round": round_, "before": []},
    )


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
