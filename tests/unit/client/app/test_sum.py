"""client.app in a whole round: the sum, less what the peers sent, is the owner's update."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.federation import DECLARED, STEP_EXPONENT
from support.owner_site import Site, answer, flat, refused

from exchange.refusals import Refusal
from exchange.task import CONFIRMATION_KEY, JOIN_KEY, SHARES_KEY, UNMASK_KEY
from privacy.secagg.masks import Words


def values(words: Words) -> np.ndarray[Any, np.dtype[np.float64]]:
    """What words stand for, without the count."""
    signed = words.view(np.int32 if words.itemsize == 4 else np.int16)
    return signed[:-1].astype(np.float64)


def test_what_is_left_of_the_sum_is_the_update(site: Site) -> None:
    assert not site.train().has_error()
    left = site.finish()
    assert (left == site.words[0]).all()
    assert left[-1] == 1  # it counts itself
    step = 2.0**STEP_EXPONENT
    assert np.abs(values(left) * step - flat(site.updates[0])).max() <= step


def test_a_smaller_owner_s_update_is_weighted(site: Site) -> None:
    site.federation.declared = 2 * DECLARED
    assert not site.train().has_error()
    left, step = site.finish(), 2.0**STEP_EXPONENT
    assert np.abs(values(left) * step - flat(site.updates[0]) / 2).max() <= step


def test_with_words_of_16_bits(site: Site) -> None:
    site.open(modulus_bits=16, step_exponent=-8)
    assert not site.train().has_error()
    left = site.finish()
    assert left.itemsize == 2
    assert np.abs(values(left) / 2**8 - flat(site.updates[0])).max() <= 2.0**-8


def test_with_a_peer_that_dropped_out(larger: Site) -> None:
    assert not larger.train().has_error()
    larger.federation.upload_peers(without=["clinic"])
    confirmed = larger.confirm(larger.federation.survivors())
    request = larger.federation.request(answer(confirmed, CONFIRMATION_KEY))
    left = larger.federation.total(answer(larger.unmask(request), UNMASK_KEY))
    assert (left == larger.words[0]).all()


def test_with_a_peer_that_is_not_asked(larger: Site) -> None:
    larger.open()
    clinic = larger.federation.peers["clinic"].number
    larger.prepare(active=set(range(1, 6)) - {clinic})
    assert not larger.again().has_error()
    assert (larger.finish() == larger.words[0]).all()


def test_round_after_round_and_session_after_session(site: Site) -> None:
    sessions = set()
    for number in range(1, 5):  # more than a session has key sets
        assert not site.train(replace(site.task, round=number)).has_error()
        assert (site.finish() == site.words[-1]).all()
        sessions.add(site.federation.live.session.digest)
    assert len(sessions) == 2
    assert site.charges == 4


def test_no_word_of_what_is_sent_is_one_of_the_update(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    real = site.federation.hub.submit

    def submit(header: bytes, chunks: Any, **options: Any) -> None:
        whole = b"".join(bytes(chunk) for chunk in chunks)
        sent.append(whole)
        real(header, [whole], **options)

    monkeypatch.setattr(site.federation.hub, "submit", submit)
    site.train()
    (content,) = sent
    masked = np.frombuffer(content, "<u4")
    same = int((masked == site.words[0]).sum())
    assert len(masked) == site.values + 1
    assert same <= 2  # by chance: one in 2^32 each; a false alarm once in 10^14 runs


class TestJoining:
    def test_the_same_terms_get_the_same_keys_until_there_is_a_roster(self, site: Site) -> None:
        joined = site.join()
        terms = site.federation.live.terms_message
        again = site.ask("query.join", terms=terms)
        assert answer(again, JOIN_KEY) == answer(joined, JOIN_KEY)
        site.federation.take_shares(answer(site.share(joined), SHARES_KEY))
        fresh = site.ask("query.join", terms=terms)
        assert answer(fresh, JOIN_KEY) != answer(joined, JOIN_KEY)

    def test_other_terms_get_other_keys(self, site: Site) -> None:
        first, second = (answer(site.join(), JOIN_KEY) for _ in range(2))
        assert first != second

    def test_the_same_roster_gets_the_same_shares_and_another_one_none(self, site: Site) -> None:
        joined = site.join()
        shared = site.share(joined)
        roster = site.roster
        again = site.ask("query.share", roster=roster)
        assert answer(again, SHARES_KEY) == answer(shared, SHARES_KEY)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(site.federation, "names", ("bank", "insurer"))
            site.federation.begin(site.federation.live.terms)
            other = site.federation.roster(answer(joined, JOIN_KEY))
        assert other != roster
        assert refused(site.ask("query.share", roster=other)) is Refusal.SESSION
        assert answer(site.ask("query.share", roster=roster), SHARES_KEY) == answer(
            shared, SHARES_KEY
        )

    def test_without_joining_there_are_no_shares(self, site: Site) -> None:
        assert refused(site.ask("query.share", roster=b"DSA")) is Refusal.SESSION
        assert not list(site.sessions.iterdir())

    def test_new_keys_end_the_session_before(self, site: Site) -> None:
        site.prepare()
        site.join()
        assert refused(site.again()) is Refusal.SESSION
        assert site.charges == 0
