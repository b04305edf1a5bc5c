"""client.app: a machine that dies in a round, or whose session was copied back. What was trained is
charged; a key set masks one vector; what went out once goes out again byte by byte or not at all.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from support.owner_home import settlements
from support.owner_site import Site, answer, refused

import client.rounds
import client.training
from client.sessions import Sessions
from exchange.local import LocalChannel
from exchange.refusals import Refusal
from exchange.task import CONFIRMATION_KEY, JOIN_KEY, SHARES_KEY, UNMASK_KEY, WITNESS_QUERY
from privacy.errors import LedgerUnavailableError
from privacy.ledger.store import Ledger
from privacy.secagg.messages import Round, Survivors


class Crash(BaseException):
    """Nothing of the app catches it, as nothing would run after a power cut."""


def dies_before(place: Any, name: str) -> pytest.MonkeyPatch:
    """Until `undo`: a call of this function ends the process."""

    def die(*_: Any, **__: Any) -> None:
        raise Crash

    patch = pytest.MonkeyPatch()
    patch.setattr(place, name, die)
    return patch


def dies_after(place: Any, name: str) -> pytest.MonkeyPatch:
    """Until `undo`: the end of a call of this function ends the process."""
    real = getattr(place, name)

    def die(*arguments: Any, **options: Any) -> None:
        real(*arguments, **options)
        raise Crash

    patch = pytest.MonkeyPatch()
    patch.setattr(place, name, die)
    return patch


def dies_half_way(place: Any, name: str) -> pytest.MonkeyPatch:
    """Until `undo`: the process ends after the first bytes of a vector."""
    real = getattr(place, name)

    def die(*arguments: Any) -> Iterator[bytes]:
        yield bytes(next(real(*arguments))[:100])
        raise Crash

    patch = pytest.MonkeyPatch()
    patch.setattr(place, name, die)
    return patch


def dies_in(site: Site, patch: pytest.MonkeyPatch) -> None:
    """Ask for a round in which the process ends."""
    site.prepare()
    with pytest.raises(Crash):
        site.again()
    patch.undo()


def is_refused_for_good(site: Site, charges: int) -> None:
    """The round that was cut off gets no second vector: its key set is burnt."""
    trained = len(site.words)
    for _ in range(2):
        assert refused(site.again()) is Refusal.SESSION
    other = replace(Round.decode(site.asked), model=bytes(32)).encode()
    assert refused(site.again(round=other)) is Refusal.SESSION
    assert (site.charges, len(site.words)) == (charges, trained)
    assert site.federation.live.added == ()


def goes_on(site: Site, charges: int) -> None:
    """The next round is trained and paid for."""
    assert not site.train().has_error(), site.detail
    assert (site.finish() == site.words[-1]).all()
    assert site.charges == charges


class TestBeforeTheVectorIsSealed:
    def test_before_the_debit(self, site: Site) -> None:
        dies_in(site, dies_before(Ledger, "debit"))
        is_refused_for_good(site, charges=0)
        goes_on(site, charges=1)

    def test_between_the_debit_and_its_note_in_the_session(self, site: Site) -> None:
        """The ledger knows of a training that the session doesn't: such a session trains no more,
        and a new one does."""
        dies_in(site, dies_after(Ledger, "debit"))
        is_refused_for_good(site, charges=1)
        assert refused(site.train()) is Refusal.SESSION
        assert site.charges == 1
        site.open()
        goes_on(site, charges=2)

    def test_in_training(self, site: Site) -> None:
        dies_in(site, dies_before(client.training, "privatize"))
        is_refused_for_good(site, charges=1)
        goes_on(site, charges=2)

    def test_between_training_and_masking(self, site: Site) -> None:
        dies_in(site, dies_before(client.rounds, "quantized"))
        is_refused_for_good(site, charges=1)
        assert settlements(site.ledger)[0].bytes_left
        goes_on(site, charges=2)

    def test_between_the_vector_and_the_state(self, site: Site) -> None:
        """The vector is on disk, but nobody knows of it: it never goes out."""
        dies_in(site, dies_after(Sessions, "save_vector"))
        is_refused_for_good(site, charges=1)
        goes_on(site, charges=2)


class TestOnceTheVectorIsSealed:
    """The same round is paid for, and its vector goes out again as it was."""

    @pytest.mark.parametrize(
        ("patched", "place", "name"),
        [
            (dies_before, LocalChannel, "submit"),
            (dies_half_way, Sessions, "vector"),
            (dies_after, LocalChannel, "submit"),
        ],
        ids=["before the upload", "in the upload", "before the answer"],
    )
    def test_a_crash(self, site: Site, patched: Any, place: Any, name: str) -> None:
        dies_in(site, patched(place, name))
        for _ in range(2):
            assert not site.again().has_error()
        assert site.federation.live.added != ()
        assert site.charges == len(site.words) == 1
        assert (site.finish() == site.words[0]).all()

    def test_an_exchange_that_takes_nothing_just_then(self, site: Site) -> None:
        site.prepare()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(site.federation.hub, "_round", None)
            assert refused(site.again()) is Refusal.EXCHANGE
        assert not site.again().has_error()
        assert site.charges == len(site.words) == 1
        assert (site.finish() == site.words[0]).all()

    def test_the_bytes_are_the_same(self, site: Site) -> None:
        sent: list[tuple[bytes, bytes]] = []

        def submit(_: Any, header: bytes, vector: Any) -> None:
            sent.append((header, b"".join(bytes(chunk) for chunk in vector())))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(LocalChannel, "submit", submit)
            site.prepare()
            for _ in range(3):
                assert not site.again().has_error()
        assert len(sent) == 3
        assert len(set(sent)) == 1

    def test_one_that_was_opened_goes_out_again_too(self, site: Site) -> None:
        assert not site.train().has_error()
        site.finish()
        assert refused(site.again()) is Refusal.EXCHANGE  # which takes nothing any more
        assert site.charges == 1

    def test_a_round_of_another_number_or_model_is_no_repetition(self, site: Site) -> None:
        assert not site.train().has_error()
        for changes in ({"round": 2}, {"model": bytes(32)}, {"active": (1, 2)}):
            other = replace(Round.decode(site.asked), **changes).encode()
            assert refused(site.again(round=other)) is Refusal.SESSION
        assert site.charges == 1

    def test_a_vector_that_was_damaged_on_disk_stays_there(self, site: Site) -> None:
        dies_in(site, dies_before(LocalChannel, "submit"))
        path = site.state.with_name("vector.vault")
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
        assert refused(site.again()) is Refusal.SESSION
        assert site.federation.live.added == ()
        goes_on(site, charges=2)


class TestAFullDisk:
    """Nothing is answered, signed or sent that isn't on disk."""

    def fails_from(self, patch: pytest.MonkeyPatch, number: int = 1) -> None:
        """Let the session be saved so many times less one."""
        real, count = Sessions.save, 0

        def save(sessions: Sessions, participant: Any) -> None:
            nonlocal count
            count += 1
            if count >= number:
                raise OSError(28, "No space left on device", "/home/hospital")
            real(sessions, participant)

        patch.setattr(Sessions, "save", save)

    def test_keys(self, site: Site) -> None:
        with pytest.MonkeyPatch.context() as patch:
            self.fails_from(patch)
            assert refused(site.join()) is Refusal.FAILED
        assert refused(site.ask("query.share", roster=b"DSA")) is Refusal.SESSION

    def test_shares(self, site: Site) -> None:
        joined = site.join()
        with pytest.MonkeyPatch.context() as patch:
            self.fails_from(patch)
            assert refused(site.share(joined)) is Refusal.FAILED
        shared = site.ask("query.share", roster=site.roster)
        site.federation.take_shares(answer(shared, SHARES_KEY))

    @pytest.mark.parametrize(("number", "charges"), [(1, 0), (2, 1), (3, 1)])
    def test_a_vector(self, site: Site, number: int, charges: int) -> None:
        site.prepare()
        with pytest.MonkeyPatch.context() as patch:
            self.fails_from(patch, number)
            assert refused(site.again()) is Refusal.FAILED
        assert site.federation.live.added == ()
        assert site.charges == charges

    def test_a_confirmation(self, larger: Site) -> None:
        """Else an owner could sign a second set after it has signed a first one."""
        assert not larger.train().has_error()
        larger.federation.upload_peers()
        larger.federation.hub.close()
        digest = larger.federation.live.round_digest
        with pytest.MonkeyPatch.context() as patch:
            self.fails_from(patch)
            first = Survivors(digest, (1, 2, 3, 4, 5)).encode()
            assert refused(larger.confirm(first)) is Refusal.FAILED
        assert not larger.confirm(Survivors(digest, (1, 2, 3, 4)).encode()).has_error()

    @pytest.mark.parametrize("kind", ["session", "survivors"])
    def test_the_ledger(self, site: Site, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Neither shares nor a signature leave before the ledger knows of them."""
        real = Ledger.record

        def record(ledger: Ledger, event: Any) -> None:
            if event.kind == kind:
                raise LedgerUnavailableError("no space")
            real(ledger, event)

        joined = site.join()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Ledger, "record", record)
            shared = site.share(joined)
            if kind == "session":
                assert refused(shared) is Refusal.LEDGER
                assert site.promises == []
        shared = site.ask("query.share", roster=site.roster)
        site.federation.take_shares(answer(shared, SHARES_KEY))
        assert not site.train().has_error()
        site.federation.upload_peers()
        survivors = site.federation.survivors()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Ledger, "record", record)
            if kind == "survivors":
                assert refused(site.confirm(survivors)) is Refusal.LEDGER
                assert len(site.promises) == 1
        request = site.federation.request(answer(site.confirm(survivors), CONFIRMATION_KEY))
        site.federation.total(answer(site.unmask(request), UNMASK_KEY))
        assert [event.kind for event in site.promises] == ["session", "survivors"]

    def test_shares_that_are_opened(self, site: Site) -> None:
        assert not site.train().has_error()
        request = site.federation.request(answer(site.confirm(), CONFIRMATION_KEY))
        with pytest.MonkeyPatch.context() as patch:
            self.fails_from(patch)
            assert refused(site.unmask(request)) is Refusal.FAILED
        assert not site.unmask(request).has_error()


class TestADamagedSession:
    @pytest.fixture(params=["gone", "empty", "text", "bit", "cut", "another run's"])
    def damaged(self, request: pytest.FixtureRequest, site: Site) -> Site:
        """One whose session can't be read, in a round."""
        site.prepare()
        path, content = site.state, bytearray(site.state.read_bytes())
        match request.param:
            case "gone":
                path.unlink()
            case "empty":
                path.write_bytes(b"")
            case "text":
                path.write_text("damaged\n")
            case "bit":
                content[-1] ^= 1
                path.write_bytes(content)
            case "cut":
                path.write_bytes(content[:-1])
            case "another run's":
                asked, live = site.asked, site.federation.live
                site.open(replace(site.task, run_id="run-2"))
                (other,) = [p for p in site.sessions.glob("*/state.vault") if p != path]
                shutil.copy(other, path)
                site.asked, site.federation.coordinator = asked, live
        return site

    @pytest.mark.usefixtures("nothing_is_charged")
    def test_answers_nothing(self, damaged: Site) -> None:
        answers = (
            damaged.again(),
            damaged.ask("query.share", roster=damaged.roster),
            damaged.ask("query.confirm", survivors=b"DSA"),
            damaged.ask("query.unmask", unmask_request=b"DSA"),
        )
        assert {refused(reply) for reply in answers} == {Refusal.SESSION}

    def test_makes_way_for_fresh_keys(self, damaged: Site) -> None:
        terms = damaged.federation.live.terms_message
        fresh = answer(damaged.ask("query.join", terms=terms), JOIN_KEY)
        assert fresh not in damaged.roster
        damaged.open()
        goes_on(damaged, charges=1)

    def test_can_be_ended(self, damaged: Site) -> None:
        assert not damaged.ask(WITNESS_QUERY).has_error()
        assert UNMASK_KEY not in damaged.ask(WITNESS_QUERY).content
