"""No secret of an owner is shown: not by what prints it, not in an error or what caused it, not in
a log. Looked for in every usual spelling, and the search is shown to find what is there."""

from __future__ import annotations

import base64
import json
import logging
import os
import traceback
from collections.abc import Callable, Iterator

import pytest
from support.secagg import Federation, identity, names_of, trusting
from support.secagg_run import KEY, Run, key_set, recorded

from privacy.errors import ProtocolError
from privacy.secagg import keys
from privacy.secagg.keys import KeySet
from privacy.secagg.messages import Round, UnmaskRequest
from privacy.secagg.participant import Participant, Phase


@pytest.fixture
def run() -> Run:
    return recorded()


def key_material(run: Run) -> set[bytes]:
    """Every secret of the owner, and what is derived from it in the round of the run."""
    first = run.at(Phase.JOINED)
    sets = [key_set(first, vector) for vector in range(3)]
    found = {secret for s in sets for secret in (s.channel, s.mask, s.seed, s.to_bytes())}
    found.add(KEY.private_bytes_raw())
    digest = Round.digest(run.asked["round"])
    found.add(keys.self_key(sets[0].seed, digest, 2))
    opened = dict(UnmaskRequest.decode(run.asked["request"]).deals)
    for other, join in enumerate(run.session.joins, 1):
        if other != 2:
            public = join.key_sets[0]
            found.add(keys.agree(sets[0].mask, public.mask))
            found.add(keys.agree(sets[0].channel, public.channel))
            found.add(keys.pairwise_key(sets[0].mask, public.mask, digest, 2, other))
        found.update(
            keys.open_deal(
                sets[0].channel,
                join.key_sets[0].channel,
                run.session.digest,
                sender=other,
                recipient=2,
                vector=0,
                sealed=opened[other],
            )
        )
    found.add(run.words.tobytes())
    return found


def spellings(secret: bytes) -> set[str]:
    """The secret as bytes, digits or characters; of a long one its begin is enough."""
    begin = secret[:12]
    return {
        repr(begin)[2:-1],
        begin.decode("latin-1"),
        begin.hex(),
        begin.hex().upper(),
        begin.hex(" "),
        base64.b64encode(begin).decode(),
        base64.urlsafe_b64encode(begin).decode(),
        base64.b32encode(begin).decode().rstrip("=")[:16],
        base64.b85encode(begin).decode(),
        str(int.from_bytes(secret, "big")),
        str(int.from_bytes(secret, "little")),
        f"{int.from_bytes(secret, 'big'):x}",
        f"{int.from_bytes(secret, 'little'):x}",
        repr(list(begin))[1:-1],
    }


def found_in(text: str, secrets: set[bytes]) -> list[str]:
    return [s for secret in secrets for s in spellings(secret) if s in text]


def said_by(error: BaseException) -> Iterator[str]:
    """All that an error shows or hands on, with the errors that it names as its causes."""
    yield from traceback.format_exception(error)
    there: BaseException | None = error
    while there is not None:
        yield from (str(there), repr(there), repr(there.args), repr(vars(there)))
        yield from map(repr, getattr(there, "__notes__", ()))
        # Slots and descriptors, such as a decoder's `doc` and `object`.
        yield from (
            repr(getattr(there, name)) for name in ("doc", "object") if hasattr(there, name)
        )
        there = there.__cause__ or (None if there.__suppress_context__ else there.__context__)


def wrong_calls(run: Run) -> Iterator[Callable[[], object]]:
    """Every event in every phase, and every message changed or out of place."""
    for phase in Phase:
        for event in run.events.values():
            yield lambda p=phase, e=event: e(run.at(p))  # type: ignore[misc]
        for content in (b"", b"\xff" * 50, *run.asked.values(), *run.answers.values()):
            yield lambda p=phase, c=content: run.at(p).share(c, KEY, os.urandom)  # type: ignore[misc]
            yield lambda p=phase, c=content: run.at(p).begin(c, charged=9)  # type: ignore[misc]
            yield lambda p=phase, c=content: run.at(p).confirm(c, KEY)  # type: ignore[misc]
            yield lambda p=phase, c=content: run.at(p).unmask(c, KEY)  # type: ignore[misc]
    yield lambda: run.at(Phase.BEGUN).mask(run.words[:-1].copy(), KEY)
    yield lambda: run.at(Phase.CONFIRMED).unmask(run.request(deals=((1, bytes(82)),)), KEY)
    yield lambda: key_set(run.at(Phase.JOINED), 0).__setattr__("seed", b"")
    for secret in key_material(run):
        for damaged in (secret + b"\0", secret[:-1]):
            yield lambda d=damaged: KeySet.from_bytes(d)  # type: ignore[misc]
            yield lambda d=damaged: keys.agree(d, bytes(32))  # type: ignore[misc]


def wrong_states(run: Run) -> Iterator[bytes]:
    """States with all secrets in them, damaged so that each reader stumbles."""
    content = run.kept[Phase.CONFIRMED]
    yield from (content[:-1], content + b"x", b"\xff" + content, content + b"\xff")
    yield content.replace(b'"phase"', b'"phase\xff"')
    state = json.loads(content)
    for name in state:
        for value in (None, 7, "zz", {}, {"a": state}):
            yield json.dumps(state | {name: value}).encode()
        yield json.dumps({key: value for key, value in state.items() if key != name}).encode()
    first, *rest = state["key_sets"]
    for damaged in (first[:-1], first[:-2], first + "00", "x" + first[1:], [first], {first: 1}):
        yield json.dumps(state | {"key_sets": [damaged, *rest]}).encode()
    for extra in ({"key": first}, {first: first}):
        yield json.dumps(state | {"vector": state["vector"] | extra}).encode()
        yield json.dumps(state | {"vector": {"round": first} | extra}).encode()
    yield json.dumps(state | {"version": 2}).encode()


def test_the_search_finds_what_is_there(run: Run) -> None:
    secrets = key_material(run)
    assert len(secrets) > 25
    for secret in secrets:
        for text in (
            repr(secret),
            secret.hex(),
            base64.b64encode(secret).decode(),
            repr([*secret]),
        ):
            assert found_in(f"before {text} after", {secret})
        assert found_in(str(int.from_bytes(secret, "big")), {secret})
    assert found_in(run.kept[Phase.CONFIRMED].decode(), secrets)
    with pytest.raises(ValueError, match="Extra data") as caught:
        json.loads(run.kept[Phase.CONFIRMED] + b"x")
    assert found_in("\n".join(said_by(caught.value)), secrets)


@pytest.mark.parametrize("phase", Phase)
def test_an_owner_shows_no_secret(run: Run, phase: Phase) -> None:
    secrets = key_material(run)
    for owner in (run.at(phase), run.never_stopped(phase)):
        for shown in (repr(owner), str(owner), f"{owner}", repr([owner]), repr({1: owner})):
            assert not found_in(shown, secrets)
        parts = [owner._vector, owner._key_sets, owner._session, owner._rules, owner.terms]
        assert not found_in("\n".join(map(repr, parts)), secrets)
        assert not found_in("\n".join(map(str, parts)), secrets)


def test_no_error_and_no_log_tells_a_secret(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secrets, said, errors = key_material(run), [], 0
    for call in wrong_calls(run):
        try:
            call()
        except Exception as error:
            said += said_by(error)
            errors += 1
    assert errors > 500
    text = "\n".join((*said, caplog.text, *(repr(record.args) for record in caplog.records)))
    assert not found_in(text, secrets)


def test_no_error_about_a_state_tells_its_secrets(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets, said, errors = key_material(run), [], 0
    for content in wrong_states(run):
        try:
            Participant.from_bytes(content, trusting())
        except ProtocolError as error:
            said += said_by(error)
            errors += 1
    assert errors > 50
    assert not found_in("\n".join((*said, caplog.text)), secrets)


def test_a_whole_session_logs_no_secret(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of all its owners, and of the coordinator that removes their masks."""
    caplog.set_level(logging.DEBUG)
    federation = Federation.of(5)
    secrets = {
        secret
        for owner in federation.owners.values()
        for s in owner._key_sets
        if s is not None
        for secret in (s.channel, s.mask, s.seed)
    } | {identity(name).private_bytes_raw() for name in names_of(5)}
    assert len(secrets) == 5 * 3 * 3 + 5
    federation.sum([1, 2, 3, 5])
    federation.begin(number=2)
    for number in (1, 2, 4):
        federation.upload(number)
    federation.masked(3)
    federation.confirm(federation.coordinator.close_uploads())
    federation.unmask(only=(1, 2))
    said = []
    with pytest.raises(ProtocolError) as caught:
        federation.coordinator.open_sum()  # two shares of three
    said += said_by(caught.value)
    with pytest.raises(ProtocolError) as caught:
        federation.begin([1, 2], number=3)
    said += said_by(caught.value)
    said += [repr(federation.coordinator), repr(federation.coordinator.session)]
    out = capfd.readouterr()
    assert not found_in("\n".join((*said, caplog.text, out.out, out.err)), secrets)
