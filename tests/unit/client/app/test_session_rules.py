"""client.app: terms, rosters and rounds that the owner's rules don't allow. Nothing is charged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.federation import KEYS, PINS
from support.owner_home import make_policy, save_policy
from support.owner_site import Site, refused

from client.policy import Aggregation, Peers
from exchange.refusals import Refusal
from exchange.task import LocalOptimizer, TrainTask
from privacy.ledger.entries import public_hex
from privacy.secagg.messages import EVALUATION, Round
from privacy.secagg.session import roster_fingerprint
from privacy.vault import signing

pytestmark = pytest.mark.usefixtures("nothing_is_charged")
STRANGER = public_hex(Ed25519PrivateKey.from_private_bytes(bytes(32)))


def rule(site: Site, *, peers: dict[str, Any] | None = None, **aggregation: Any) -> None:
    """Write a policy with these keys of `aggregation` and, besides the peers' keys, of `peers`."""
    changes = {
        "aggregation": Aggregation(**aggregation),
        "peers": Peers(**({"owners": PINS} | (peers or {}))),
    }
    save_policy(site.owner, make_policy().model_copy(update=changes))


def fingerprint(site: Site, *names: str) -> str:
    identity = signing.load(site.owner.folder, site.keyring, signing.OWNER).public_key()
    members = {name: KEYS[name].public_key() for name in names} | {"hospital": identity}
    return roster_fingerprint((name, key.public_bytes_raw()) for name, key in members.items())


class TestTerms:
    @pytest.mark.parametrize(
        ("rules", "terms"),
        [
            ({"survivors_min": 4}, {}),
            ({"threshold_min": 4}, {}),
            ({"modulus_bits_min": 32}, {"modulus_bits": 16}),
        ],
        ids=str,
    )
    def test_looser_than_the_policy_allows(
        self, site: Site, rules: dict[str, Any], terms: dict[str, Any]
    ) -> None:
        assert not site.join(**terms).has_error()
        rule(site, **rules)
        assert refused(site.join(**terms)) is Refusal.POLICY

    def test_a_circle_of_neighbours(self, site: Site) -> None:
        """By default no circle will do, and by the policy's leave one of more than 200 owners."""
        assert refused(site.join(degree=2, threshold=2)) is Refusal.POLICY
        assert "a complete graph" in site.detail
        policy, _ = site.owner.policy()
        assert policy.aggregation_rules("hospital", bytes(32)).circle_min is None
        rule(site, circles=True)
        policy, _ = site.owner.policy()
        assert policy.aggregation_rules("hospital", bytes(32)).circle_min == 201

    def test_of_another_task_than_the_message_s(self, site: Site) -> None:
        other = replace(site.task, optimizer=LocalOptimizer(0.25))
        assert refused(site.join(plan=other.agreement())) is Refusal.POLICY

    def test_of_any_round_of_this_task(self, site: Site) -> None:
        assert not site.join(replace(site.task, round=5)).has_error()

    def test_for_more_vectors_than_the_plan_has_rounds(self, site: Site) -> None:
        most = site.task.plan.horizon_rounds
        assert not site.join(vectors=most).has_error()
        assert refused(site.join(vectors=most + 1)) is Refusal.POLICY

    def test_that_protect_nobody(self, site: Site) -> None:
        site.join()
        loose = replace(site.federation.live.terms, survivors=2).encode()
        assert refused(site.ask("query.join", terms=loose)) is Refusal.SESSION

    def test_that_are_refused_make_no_keys(self, site: Site) -> None:
        rule(site, survivors_min=4)
        site.join()
        assert not list(site.sessions.glob("*/*"))


class TestRosters:
    @pytest.mark.parametrize(
        ("rules", "peers"),
        [
            ({"roster_min": 4}, {}),
            ({"weight_ratio_max": 1.9}, {}),
            ({"colluders": 2}, {}),
            ({}, {"owners": PINS | {"clinic": STRANGER}}),
            ({}, {"owners": {"bank": PINS["bank"]}}),  # the other one counts as colluding too
            ({}, {"rosters": (STRANGER,)}),
        ],
        ids=["roster_min", "weight_ratio_max", "colluders", "pin", "unpinned", "rosters"],
    )
    def test_looser_than_the_policy_allows(
        self, site: Site, rules: dict[str, Any], peers: dict[str, Any]
    ) -> None:
        site.federation.declared = 20
        joined = site.join()
        assert not site.share(joined).has_error()
        roster = site.roster
        site.join()
        rule(site, peers=peers, **rules)
        joined = site.join()
        assert not joined.has_error()  # the terms say nothing of who will be there
        assert refused(site.share(joined)) is Refusal.POLICY
        assert refused(site.ask("query.share", roster=roster)) is Refusal.SESSION

    def test_just_what_the_policy_allows(self, site: Site) -> None:
        site.federation.declared = 20
        peers = {
            "owners": {"bank": PINS["bank"]},
            "rosters": (fingerprint(site, "bank", "clinic"),),
        }
        rule(site, peers=peers, weight_ratio_max=2.0, colluders=0, roster_min=3, survivors_min=3)
        site.open()

    def test_of_others_than_the_approved_ones(self, site: Site) -> None:
        peers = {"rosters": (fingerprint(site, "bank", "insurer"), fingerprint(site, "bank"))}
        rule(site, peers=peers)
        assert refused(site.share(site.join())) is Refusal.POLICY

    def test_that_a_policy_of_today_no_longer_allows(self, site: Site) -> None:
        """Members are judged each time that the session is used, not once."""
        site.prepare()
        rule(site, peers={"rosters": (STRANGER,)})
        assert refused(site.again()) is Refusal.POLICY
        rule(site, peers={"owners": PINS | {"bank": STRANGER}})
        assert refused(site.again()) is Refusal.POLICY
        assert refused(site.ask("query.share", roster=site.roster)) is Refusal.POLICY


Change = Callable[[Round], Round]


class TestRounds:
    @pytest.mark.parametrize(
        "change",
        [
            lambda r: replace(r, session=bytes(32)),
            lambda r: replace(r, vector=3),
            lambda r: replace(r, vector=65_535),
            lambda r: replace(r, round=2),
            lambda r: replace(r, round=0),
            lambda r: replace(r, purpose=EVALUATION),
            lambda r: replace(r, active=()),
            lambda r: replace(r, active=(1, 3)),
            lambda r: replace(r, active=(1, 2)),
            lambda r: replace(r, active=(1, 2, 4)),
            lambda r: replace(r, active=(0, 1, 2, 3)),
            lambda r: replace(r, active=(1, 2, 3, 4)),
        ],
        ids=[
            "session", "vector", "last vector", "round", "join's round", "evaluation", "nobody",
            "two", "two others", "a stranger for me", "owner 0", "one more",
        ],
    )  # fmt: skip
    def test_one_that_is_not_to_be_trained(self, site: Site, change: Change) -> None:
        asked = change(Round.decode(site.prepare())).encode()
        assert refused(site.again(round=asked)) is Refusal.SESSION

    @pytest.mark.parametrize("asked", [b"", b"DSA\x01\x05", bytes(200)])
    def test_one_that_is_none(self, site: Site, asked: bytes) -> None:
        site.prepare()
        assert refused(site.again(round=asked)) is Refusal.SESSION

    def test_fewer_active_owners_than_the_policy_s_least_roster(self, larger: Site) -> None:
        rule(larger, roster_min=5)
        larger.prepare(active=(1, 2, 3, 4))
        assert refused(larger.again()) is Refusal.SESSION
        assert larger.charges == 0

    def test_one_without_this_owner(self, larger: Site) -> None:
        """Enough others are active: a vector that nobody waits for would open no sum."""
        larger.prepare(active=(1, 2, 4, 5))
        assert larger.federation.live.session.number_of("hospital") == 3
        assert refused(larger.again()) is Refusal.SESSION
        assert larger.charges == 0

    def test_one_of_a_task_that_the_session_did_not_agree_to(self, site: Site) -> None:
        def other(**changes: Any) -> TrainTask:
            return replace(site.task, **changes)

        site.prepare()
        plan = replace(site.task.plan, noise_multiplier=2.0)  # even a kinder one
        for task in (other(optimizer=LocalOptimizer(0.25)), other(plan=plan), other(dropout=0.1)):
            assert refused(site.again(task)) is Refusal.POLICY
        assert "agreed to" in site.detail

    def test_one_of_a_run_without_a_session(self, site: Site) -> None:
        site.prepare()
        assert refused(site.again(replace(site.task, run_id="run-2"))) is Refusal.SESSION

    def test_one_of_two_runs_sessions_in_the_other(self, site: Site) -> None:
        first = site.prepare()
        site.prepare(replace(site.task, run_id="run-2"))
        assert len(list(site.sessions.glob("*/state.vault"))) == 2
        second = replace(site.task, run_id="run-2")
        assert refused(site.again(second, round=first)) is Refusal.SESSION
        assert refused(site.again()) is Refusal.SESSION

    @pytest.mark.parametrize("more", [-1, 1])
    def test_vectors_of_another_length_than_the_model_s(self, site: Site, more: int) -> None:
        """Refused before the model is fetched, for so long a vector can't come of it."""
        site.open(length=site.values + 1 + more)
        site.prepare()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(site.federation.hub, "model", lambda _: pytest.fail("fetched"))
            assert refused(site.again()) is Refusal.POLICY
        assert site.detail.startswith("length: ")
