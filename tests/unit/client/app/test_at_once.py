"""client.app: two messages that are answered at the same time."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event
from typing import Any

import pytest
from flwr.app import Message
from support.owner_site import Site, answer, refused

import client.rounds
import client.training
from exchange.local import LocalChannel
from exchange.refusals import Refusal
from exchange.task import CONFIRMATION_KEY, WITNESS_QUERY

PATIENCE = 60.0  # seconds; passed only by a deadlock


def outcomes(*replies: Future[Message]) -> list[str]:
    found = [reply.result(PATIENCE) for reply in replies]
    return sorted(refused(r).name if r.has_error() else "trained" for r in found)


def test_one_round_asked_for_twice_is_trained_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have found it good before either begins."""
    both, real = Barrier(2), LocalChannel.fetch_model

    def fetch(*arguments: Any, **options: Any) -> Any:
        both.wait(PATIENCE)
        return real(*arguments, **options)

    monkeypatch.setattr(LocalChannel, "fetch_model", fetch)
    site.prepare()
    with ThreadPoolExecutor(2) as pool:
        replies = [pool.submit(site.again) for _ in range(2)]
        assert outcomes(*replies) == ["SESSION", "trained"]
    assert site.charges == len(site.words) == 1
    assert (site.finish() == site.words[0]).all()


class Held:
    """A training that waits until it is let go."""

    def __init__(self, site: Site, patch: pytest.MonkeyPatch) -> None:
        real = client.training.train_round
        self.begun, self.go = Event(), Event()

        def train_round(*arguments: Any, **options: Any) -> Any:
            self.begun.set()
            assert self.go.wait(PATIENCE)
            return real(*arguments, **options)

        patch.setattr(client.training, "train_round", train_round)
        site.prepare()
        self.pool = ThreadPoolExecutor(1)
        self.reply = self.pool.submit(site.again)
        assert self.begun.wait(PATIENCE)

    def end(self) -> list[str]:
        """Let it go and wait for its answer."""
        self.go.set()
        with self.pool:
            return outcomes(self.reply)


def test_the_round_that_is_being_trained(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(site, monkeypatch)
    assert refused(site.again()) is Refusal.SESSION  # at once: no handler waits for another
    assert site.charges == 1
    assert held.end() == ["trained"]
    assert (site.finish() == site.words[0]).all()


def test_other_messages_meanwhile(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(site, monkeypatch)
    assert not site.ask("query.share", roster=site.roster).has_error()
    assert refused(site.ask("query.confirm", survivors=b"DSA")) is Refusal.SESSION
    assert held.end() == ["trained"]
    assert answer(site.confirm(), CONFIRMATION_KEY)


@pytest.mark.parametrize("what", ["a later round", "new keys", "the end"])
def test_a_round_that_is_overtaken_sends_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """It stays charged: gradients were computed."""
    held, live = Held(site, monkeypatch), site.federation.live
    if what == "a later round":
        monkeypatch.setattr(client.training, "train_round", lambda *_, **__: 1 / 0)
        assert refused(site.train()) is Refusal.FAILED  # after it has taken its key set
    elif what == "new keys":
        site.join()
    else:
        site.ask(WITNESS_QUERY)
    assert held.end() == ["SESSION"]
    assert live.added == ()
    assert not site.words
    assert site.charges == (2 if what == "a later round" else 1)


def test_two_runs_of_one_owner(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has its session; the ledger is one."""
    held, live, peers = Held(site, monkeypatch), site.federation.live, site.federation.peers
    monkeypatch.setattr(client.training, "train_round", lambda *_, **__: 1 / 0)
    assert refused(site.train(replace(site.task, run_id="run-2"))) is Refusal.FAILED
    assert held.end() == ["EXCHANGE"]  # the hub has gone on to the other run's round
    site.federation.coordinator, site.federation.peers = live, peers
    assert refused(site.again()) is Refusal.SESSION  # of the other run
    assert site.charges == 2
