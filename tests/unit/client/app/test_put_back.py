"""client.app: a folder of sessions as it was before, put back beside a ledger that went on. It
masks, deals and signs nothing a second time."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from support.owner_site import Site, answer, refused

from client import aggregation
from exchange.refusals import Refusal
from exchange.task import CONFIRMATION_KEY, JOIN_KEY, SHARES_KEY, UNMASK_KEY
from privacy.ledger.events import SessionDealt, SetConfirmed
from privacy.secagg.messages import Round, Survivors


class Folders:
    def copy(self, site: Site) -> None:
        shutil.copytree(site.sessions, site.owner.folder / "copy")

    def put_back(self, site: Site) -> None:
        shutil.rmtree(site.sessions)
        (site.owner.folder / "copy").rename(site.sessions)


class TestTrainings(Folders):
    def test_a_session_that_is_behind_the_ledger_trains_nothing(self, site: Site) -> None:
        """Its key set masked a vector that is out: a second one under it would show both."""
        site.prepare()
        self.copy(site)
        assert not site.again().has_error()
        self.put_back(site)
        for asked in (site.asked, replace(Round.decode(site.asked), vector=1).encode()):
            assert refused(site.again(round=asked)) is Refusal.SESSION
        assert "the ledger knows of other trainings" in site.detail
        assert site.charges == len(site.words) == 1

    def test_a_later_one_does_neither(self, site: Site) -> None:
        assert not site.train().has_error()
        self.copy(site)
        assert not site.train().has_error()
        self.put_back(site)
        assert refused(site.again()) is Refusal.SESSION
        assert site.charges == 2

    def test_a_new_one_goes_on(self, site: Site) -> None:
        site.prepare()
        self.copy(site)
        assert not site.again().has_error()
        self.put_back(site)
        site.open()
        assert not site.train().has_error()
        assert (site.finish() == site.words[-1]).all()
        assert site.charges == 2

    def test_nothing_was_trained_meanwhile(self, site: Site) -> None:
        site.prepare()
        self.copy(site)
        self.put_back(site)
        assert not site.again().has_error()

    def test_another_run_s_trainings_are_its_own_affair(self, site: Site) -> None:
        site.prepare()
        federation, asked = site.federation.live, site.asked
        other = replace(site.task, run_id="run-2")
        assert not site.train(other).has_error()
        site.federation.coordinator = federation
        site.prepare()
        assert Round.decode(asked).vector + 1 == Round.decode(site.asked).vector
        assert not site.again().has_error()
        assert site.charges == 2


class TestDeals(Folders):
    """Else a coordinator that was told an owner's mask key, as it dropped out of one session, is
    told its seed for the same key set in another."""

    def test_what_the_ledger_says(self, site: Site) -> None:
        site.open()
        (found,) = site.promises
        terms, session = site.federation.live.terms, site.federation.live.session
        assert isinstance(found, SessionDealt)
        assert found.session == session.digest.hex()
        assert found.run_id == site.task.run_id
        sizes = (found.owners, found.colluders, found.threshold, found.confirmations)
        assert sizes == (3, terms.colluders, terms.threshold, terms.confirmations)
        assert (found.survivors, found.degree, found.modulus_bits) == (terms.survivors, 0, 32)

    def test_keys_are_dealt_in_one_session(self, site: Site) -> None:
        joined = site.join()
        self.copy(site)
        assert not site.share(joined).has_error()
        self.put_back(site)
        federation = site.federation
        federation.begin(federation.live.terms)  # the peers join the same terms anew
        roster = federation.roster(answer(joined, JOIN_KEY))
        assert roster != site.roster
        assert refused(site.ask("query.share", roster=roster)) is Refusal.SESSION
        assert "it was put back" in site.detail
        assert len(site.promises) == 1

    def test_nor_twice_in_the_same_one(self, site: Site) -> None:
        """Other shares of the same secrets, sealed under the same keys."""
        joined = site.join()
        self.copy(site)
        assert not site.share(joined).has_error()
        self.put_back(site)
        assert refused(site.ask("query.share", roster=site.roster)) is Refusal.SESSION
        assert refused(site.ask("query.share", roster=site.roster)) is Refusal.SESSION

    def test_a_new_session_goes_on(self, site: Site) -> None:
        joined = site.join()
        self.copy(site)
        assert not site.share(joined).has_error()
        self.put_back(site)
        assert refused(site.ask("query.share", roster=site.roster)) is Refusal.SESSION
        site.open()
        assert not site.train().has_error()
        assert (site.finish() == site.words[-1]).all()

    def test_many_sessions_of_a_day(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        """A coordinator can't fill an owner's ledger for nothing."""
        monkeypatch.setattr(aggregation, "SESSIONS_PER_DAY", 3)
        for _ in range(3):
            site.open()
        assert refused(site.share(site.join())) is Refusal.SESSION
        assert len(site.promises) == 3


class TestConfirmations(Folders):
    """Else an owner that was put back makes up the difference between two sets of survivors."""

    def masked(self, site: Site) -> bytes:
        """A copy of when the vector was masked; the round's digest."""
        assert not site.train().has_error()
        site.federation.upload_peers()
        self.copy(site)
        return site.federation.live.round_digest

    def test_what_the_ledger_says(self, larger: Site) -> None:
        self.masked(larger)
        assert not larger.confirm(larger.federation.survivors()).has_error()
        found = larger.promises[-1]
        assert isinstance(found, SetConfirmed)
        assert found.session == larger.federation.live.session.digest.hex()
        assert (found.vector, found.round) == (0, larger.task.round)
        assert (found.active, found.survivors) == (5, 5)

    @pytest.mark.parametrize("trained", [False, True], ids=["at once", "after a training"])
    def test_a_second_set_is_not_signed(self, larger: Site, trained: bool) -> None:
        digest = self.masked(larger)
        assert not larger.confirm(Survivors(digest, (1, 2, 3, 4)).encode()).has_error()
        if trained:
            larger.federation.hub.close()
            assert not larger.train().has_error()
        self.put_back(larger)
        other = Survivors(digest, (1, 3, 4, 5)).encode()
        for _ in range(2):
            assert refused(larger.confirm(other)) is Refusal.SESSION
        assert larger.promises[-1].kind == "survivors"

    def test_the_same_set_is(self, larger: Site) -> None:
        self.masked(larger)
        survivors = larger.federation.survivors()
        first = answer(larger.confirm(survivors), CONFIRMATION_KEY)
        self.put_back(larger)
        assert answer(larger.confirm(survivors), CONFIRMATION_KEY) == first
        assert len(larger.promises) == 2

    def test_nothing_is_opened_for_a_set_that_the_ledger_doesn_t_know(self, larger: Site) -> None:
        """A sealed state that says otherwise, as a crash might leave it."""
        self.masked(larger)
        survivors = larger.federation.survivors()
        confirmed = answer(larger.confirm(survivors), CONFIRMATION_KEY)
        request = larger.federation.request(confirmed)
        sessions = larger.opened_sessions()
        with sessions.held():
            session = sessions.load()
            vector = session._vector
            assert vector is not None
            vector.survivors = Survivors(larger.federation.live.round_digest, (1, 3)).encode()
            sessions.save(session)
        assert refused(larger.unmask(request)) is Refusal.SESSION

    def test_shares_that_were_opened(self, larger: Site) -> None:
        """An older copy opens the same kinds of the same owners, and the sum is the same."""
        self.masked(larger)
        confirmed = larger.confirm(larger.federation.survivors())
        request = larger.federation.request(answer(confirmed, CONFIRMATION_KEY))
        shutil.rmtree(larger.owner.folder / "copy")
        self.copy(larger)
        first = answer(larger.unmask(request), UNMASK_KEY)
        self.put_back(larger)
        assert answer(larger.unmask(request), UNMASK_KEY) == first
        assert (larger.federation.total(first) == larger.words[0]).all()


def test_a_share_is_answered_as_before(site: Site) -> None:
    """What these tests take for granted: without a copy, the same roster, the same shares."""
    joined = site.join()
    first = answer(site.share(joined), SHARES_KEY)
    assert answer(site.ask("query.share", roster=site.roster), SHARES_KEY) == first
    assert len(site.promises) == 1
