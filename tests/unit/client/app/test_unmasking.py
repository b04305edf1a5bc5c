"""client.app after the upload: one survivor set is signed, and shares for it are opened once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flwr.app import Message
from support.federation import KEYS
from support.owner_home import make_policy, save_policy
from support.owner_site import Site, answer, refused

import client.training
from client.policy import Aggregation, Hours
from client.sessions import MODELS_FOLDER
from exchange.refusals import Refusal
from exchange.task import (
    AGGREGATION_RECORD,
    CONFIRMATION_KEY,
    REPLY_RECORD,
    UNMASK_KEY,
    WITNESS_QUERY,
)
from privacy.secagg.messages import MASK, SEED, Confirmation, Survivors, Unmask, UnmaskRequest
from privacy.secagg.participant import Phase
from privacy.vault.keyring import Keyring

PROCESSES = multiprocessing.get_context("fork")  # a fresh interpreter would import for seconds


def survivors(site: Site, *numbers: int) -> bytes:
    return Survivors(site.federation.live.round_digest, numbers).encode()


@pytest.fixture
def trained(larger: Site) -> Site:
    """One of five owners, after a round in which all have sent their vectors."""
    assert not larger.train().has_error()
    larger.federation.upload_peers()
    return larger


@pytest.fixture
def confirmed(trained: Site) -> tuple[Site, bytes]:
    """And after all have signed that all survived, with the request that follows."""
    reply = trained.confirm(trained.federation.survivors())
    return trained, trained.federation.request(answer(reply, CONFIRMATION_KEY))


class TestConfirming:
    def test_the_answer_is_a_signature_and_no_more(self, trained: Site) -> None:
        reply = trained.confirm(trained.federation.survivors())
        assert set(reply.content) == {REPLY_RECORD, AGGREGATION_RECORD}
        assert list(reply.content[AGGREGATION_RECORD]) == [CONFIRMATION_KEY]
        found = Confirmation.decode(answer(reply, CONFIRMATION_KEY))
        assert trained.federation.live.session.member(found.sender).name == "hospital"

    def test_the_same_set_gets_the_same_answer_and_another_none(self, trained: Site) -> None:
        first = answer(trained.confirm(survivors(trained, 1, 2, 3, 4, 5)), CONFIRMATION_KEY)
        for other in ((1, 2, 3, 4), (1, 2, 3, 5)):
            assert refused(trained.confirm(survivors(trained, *other))) is Refusal.SESSION
        again = answer(trained.confirm(survivors(trained, 1, 2, 3, 4, 5)), CONFIRMATION_KEY)
        assert again == first

    @pytest.mark.parametrize(
        "numbers",
        [(), (3,), (1, 2, 3), (1, 2, 4, 5), (0, 1, 2, 3), (1, 2, 3, 4, 5, 6)],
        ids=str,
    )
    def test_a_set_that_is_none(self, trained: Site, numbers: tuple[int, ...]) -> None:
        """Too small, without this owner, or with a stranger."""
        own = trained.federation.live.session.number_of("hospital")
        assert own == 3
        assert refused(trained.confirm(survivors(trained, *numbers))) is Refusal.SESSION
        assert not trained.confirm(survivors(trained, 1, 2, 3, 4)).has_error()

    def test_a_set_of_another_round(self, trained: Site) -> None:
        other = Survivors(bytes(32), (1, 2, 3, 4, 5)).encode()
        assert refused(trained.confirm(other)) is Refusal.SESSION

    def test_a_set_with_one_that_was_not_asked_to_train(self, larger: Site) -> None:
        larger.open()
        larger.prepare(active=(1, 2, 3, 4))
        assert not larger.again().has_error()
        assert refused(larger.confirm(survivors(larger, 1, 2, 3, 4, 5))) is Refusal.SESSION
        assert refused(larger.confirm(survivors(larger, 1, 2, 3, 5))) is Refusal.SESSION

    def test_fewer_than_the_policy_wants_by_now(self, trained: Site) -> None:
        policy = make_policy().model_copy(update={"aggregation": Aggregation(survivors_min=5)})
        save_policy(trained.owner, policy)
        assert refused(trained.confirm(survivors(trained, 1, 2, 3, 4))) is Refusal.POLICY

    def test_nothing_before_a_vector_is_masked(self, site: Site) -> None:
        site.prepare()
        assert refused(site.confirm(survivors(site, 1, 2, 3))) is Refusal.SESSION


Change = Callable[[UnmaskRequest], UnmaskRequest]


def forged(request: UnmaskRequest) -> UnmaskRequest:
    """With a peer's signature over something else."""
    bad = KEYS["bank"].sign(b"something else")
    confirmations = [(n, bad if n == 1 else signature) for n, signature in request.confirmations]
    return replace(request, confirmations=tuple(confirmations))


class TestUnmasking:
    def test_a_survivor_s_seed_and_a_dropped_owner_s_mask_key(self, larger: Site) -> None:
        assert not larger.train().has_error()
        larger.federation.upload_peers(without=["clinic"])
        reply = larger.confirm(larger.federation.survivors())
        request = larger.federation.request(answer(reply, CONFIRMATION_KEY))
        found = Unmask.decode(answer(larger.unmask(request), UNMASK_KEY))
        gone = larger.federation.peers["clinic"].number
        kinds = {owner: kind for owner, kind, _ in found.shares}
        assert kinds == {n: MASK if n == gone else SEED for n in range(1, 6)}

    def test_the_same_request_gets_the_same_answer(self, confirmed: tuple[Site, bytes]) -> None:
        site, request = confirmed
        replies = [site.unmask(request) for _ in range(3)]
        assert len({answer(reply, UNMASK_KEY) for reply in replies}) == 1
        assert list(replies[0].content[AGGREGATION_RECORD]) == [UNMASK_KEY]

    @pytest.mark.parametrize(
        "change",
        [
            lambda r: replace(r, deals=r.deals[1:]),
            lambda r: replace(r, confirmations=(*r.confirmations[1:], (5, r.confirmations[0][1]))),
            lambda r: replace(r, survivors=r.survivors[:-1]),
        ],
        ids=["deals", "confirmations", "survivors"],
    )
    def test_once_opened_another_request_gets_none(
        self, confirmed: tuple[Site, bytes], change: Change
    ) -> None:
        site, request = confirmed
        other = change(UnmaskRequest.decode(request)).encode()
        first = answer(site.unmask(request), UNMASK_KEY)
        assert refused(site.unmask(other)) is Refusal.SESSION
        assert answer(site.unmask(request), UNMASK_KEY) == first

    @pytest.mark.parametrize(
        "change",
        [
            forged,
            lambda r: replace(r, round=bytes(32)),
            lambda r: replace(r, confirmations=()),
            lambda r: replace(r, confirmations=r.confirmations[1:]),
            lambda r: replace(r, survivors=r.survivors[:-1]),
            lambda r: replace(r, deals=((9, bytes(82)),)),
        ],
        ids=["forged", "round", "unconfirmed", "too few", "survivors", "stranger"],
    )
    def test_a_request_that_is_none(self, confirmed: tuple[Site, bytes], change: Change) -> None:
        site, request = confirmed
        other = change(UnmaskRequest.decode(request)).encode()
        assert refused(site.unmask(other)) is Refusal.SESSION
        assert not site.unmask(request).has_error()

    def test_nothing_for_a_set_that_this_owner_did_not_sign(self, trained: Site) -> None:
        request = trained.federation.survivors()  # which all peers have signed
        made = UnmaskRequest(Survivors.decode(request).round, (1, 2, 3, 4, 5), (), ()).encode()
        assert refused(trained.unmask(made)) is Refusal.SESSION

    def test_the_key_set_is_gone_from_the_disk(
        self, confirmed: tuple[Site, bytes], keyring: Keyring
    ) -> None:
        site, request = confirmed
        sessions = site.opened_sessions()
        before = sessions.load()
        assert before.phase is Phase.CONFIRMED
        assert before._key_sets[0] is not None
        site.unmask(request)
        after = sessions.load()
        assert after.phase is Phase.OPENED
        assert after._key_sets[0] is None
        assert after._key_sets[1] is not None

    def test_the_round_before_is_over_when_another_one_begins(
        self, confirmed: tuple[Site, bytes]
    ) -> None:
        site, request = confirmed
        assert not site.train().has_error()
        assert refused(site.unmask(request)) is Refusal.SESSION


class TestAfterARestart:
    """Flower starts a process for each message: an answer must not rest on what one remembers."""

    def elsewhere(self, ask: Callable[[], Message]) -> None:
        """Let another process answer, and end."""

        def main() -> None:
            os._exit(1 if ask().has_error() else 0)

        process = PROCESSES.Process(target=main)
        process.start()
        process.join()
        assert process.exitcode == 0

    def test_one_set_was_signed(self, trained: Site) -> None:
        self.elsewhere(lambda: trained.confirm(survivors(trained, 1, 2, 3, 4, 5)))
        assert refused(trained.confirm(survivors(trained, 1, 2, 3, 4))) is Refusal.SESSION
        assert not trained.confirm(survivors(trained, 1, 2, 3, 4, 5)).has_error()

    def test_shares_were_opened(self, confirmed: tuple[Site, bytes]) -> None:
        site, request = confirmed
        found = UnmaskRequest.decode(request)
        self.elsewhere(lambda: site.unmask(request))
        other = replace(found, deals=found.deals[1:]).encode()
        assert refused(site.unmask(other)) is Refusal.SESSION
        assert not site.unmask(request).has_error()


class TestTheOperatorsWord:
    @pytest.mark.parametrize("rule", [{"pause": True}, {"hours": Hours(days=())}], ids=str)
    def test_a_pause_stops_a_round_in_work_and_the_end_of_hours_doesn_t(
        self, trained: Site, rule: dict[str, Any]
    ) -> None:
        announced = trained.federation.survivors()
        save_policy(trained.owner, make_policy().model_copy(update=rule))
        if "pause" in rule:
            assert refused(trained.confirm(announced)) is Refusal.POLICY
            trained.rule()
        request = trained.federation.request(answer(trained.confirm(announced), CONFIRMATION_KEY))
        save_policy(trained.owner, make_policy().model_copy(update=rule))
        if "pause" in rule:
            assert refused(trained.unmask(request)) is Refusal.POLICY
            trained.rule()
        left = trained.federation.total(answer(trained.unmask(request), UNMASK_KEY))
        assert (left == trained.words[0]).all()

    def test_a_pause_while_it_trains_keeps_the_vector_here(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = client.training.train_round

        def train_round(*arguments: Any, **options: Any) -> Any:
            update = real(*arguments, **options)
            save_policy(site.owner, make_policy().model_copy(update={"pause": True}))
            return update

        monkeypatch.setattr(client.training, "train_round", train_round)
        assert refused(site.train()) is Refusal.POLICY
        assert site.federation.live.added == ()
        assert site.words == []  # it wasn't even quantized
        assert site.charges == 1


class TestTheEnd:
    def test_the_session_and_all_its_keys_go(self, site: Site) -> None:
        assert not site.train().has_error()
        (folder,) = site.sessions.iterdir()
        assert {path.name for path in folder.iterdir()} == {"state.vault", "vector.vault"}
        assert not site.ask(WITNESS_QUERY).has_error()
        assert not list(site.sessions.iterdir())
        for reply in (site.again(), site.confirm(survivors(site, 1, 2, 3))):
            assert refused(reply) is Refusal.SESSION
        assert site.charges == 1

    def test_and_no_other_run_s(self, site: Site) -> None:
        site.prepare()
        other = replace(site.task, run_id="run-2")
        assert not site.ask(WITNESS_QUERY, task=other).has_error()
        assert not site.again().has_error()

    def test_and_no_other_run_s_models(self, site: Site) -> None:
        other = replace(site.task, run_id="run-2")
        for task in (site.task, other):
            assert not site.train(task).has_error()
        folders = list((site.owner.folder / MODELS_FOLDER).iterdir())
        assert len(folders) == 2
        site.ask(WITNESS_QUERY, task=other)
        (left,) = (site.owner.folder / MODELS_FOLDER).iterdir()
        assert left in folders
        assert list(left.iterdir())

    def test_it_may_be_said_twice(self, site: Site) -> None:
        for _ in range(2):
            assert not site.ask(WITNESS_QUERY).has_error()

    def test_a_run_may_begin_anew_after_it(self, site: Site) -> None:
        for charges in (1, 2):
            assert not site.train().has_error()
            site.ask(WITNESS_QUERY)
            site.federation.coordinator = None
            assert site.charges == charges


def test_a_key_of_the_protocol_s_record_is_not_read_from_another_one(site: Site) -> None:
    """Messages are looked for where they belong: what else a record holds is not asked."""
    site.prepare()
    extra: dict[str, Any] = {"round": site.asked, "more": b"x", "seed": b"1"}
    assert not site.again(**extra).has_error()
