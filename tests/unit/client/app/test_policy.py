"""client.app: what the owner's policy refuses, before anything is charged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from support.owner_home import make_policy, save_policy
from support.owner_site import Site, refused

import client.rounds
from client.journal import JOURNAL_FILE
from client.policy import POLICY_FILE, Allowed, Hours, Policy, Population
from client.store import RecordStore
from exchange.refusals import Refusal
from privacy.plan import Unit


def without(section: str, **values: Any) -> Policy:
    """The policy of `make_policy` with another section."""
    return make_policy().model_copy(update={section: values[section]})


REFUSED: dict[str, tuple[str, Policy]] = {  # rule → what it is called, and a policy that has it
    "pause": ("pause", without("pause", pause=True)),
    "hours": ("hours", without("hours", hours=Hours(days=()))),
    "population": ("populations", without("populations", populations={"other": Population()})),
    "unit": ("populations.default.unit", make_policy(unit=Unit.RECORD)),
    "delta": ("populations.default.delta", make_policy(delta=9e-6)),
    "noise": ("populations.default.noise_multiplier_min", make_policy(noise_multiplier_min=1.01)),
    "rounds": ("populations.default.rounds_max", make_policy(rounds_max=5)),
    "steps": ("populations.default.steps_max", make_policy(steps_max=5)),
    "models": ("allowed.models", without("allowed", allowed=Allowed(models=("f" * 64,)))),
    "code": ("allowed.code", without("allowed", allowed=Allowed(code=("f" * 64,)))),
}


@pytest.mark.usefixtures("nothing_is_charged")
class TestPolicy:
    @pytest.mark.parametrize("rule", REFUSED)
    @pytest.mark.parametrize("kind", ["query.join", "train"])
    def test_a_rule_refuses_before_anything_is_charged(
        self, site: Site, kind: str, rule: str
    ) -> None:
        name, policy = REFUSED[rule]
        site.open()
        save_policy(site.owner, policy)
        assert site.refusal(kind) is Refusal.POLICY
        assert site.detail.startswith(f"policy rule {name}: ")

    @pytest.mark.parametrize("rule", REFUSED)
    def test_nor_are_shares_dealt_then(self, site: Site, rule: str) -> None:
        joined = site.join()
        save_policy(site.owner, REFUSED[rule][1])
        assert refused(site.share(joined)) is Refusal.POLICY

    @pytest.mark.parametrize("kind", ["query.join", "train"])
    def test_a_clip_norm_that_float32_can_t_measure(self, site: Site, kind: str) -> None:
        task = replace(site.task, plan=replace(site.task.plan, clip_norm=1e-20))
        assert site.refusal(kind, task=task) is Refusal.POLICY
        assert "clip_norm" in site.detail

    @pytest.mark.parametrize(
        "changes", [{"unit": Unit.RECORD}, {"delta": 2e-4}, {"noise_multiplier": 0.4}], ids=str
    )
    @pytest.mark.parametrize("kind", ["query.join", "train"])
    def test_another_plan_is_refused(self, site: Site, kind: str, changes: dict[str, Any]) -> None:
        task = replace(site.task, plan=replace(site.task.plan, **changes))
        assert site.refusal(kind, task=task) is Refusal.POLICY

    def test_the_clock_is_asked_each_time(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Clock(datetime):
            hour_now = 3

            @classmethod
            def now(cls, tz: Any = None) -> datetime:
                assert tz is None  # this machine's local time
                return datetime(2026, 11, 25, cls.hour_now)

        monkeypatch.setattr(client.rounds, "datetime", Clock)
        save_policy(site.owner, without("hours", hours=Hours(until="04:00")))
        assert not site.join().has_error()
        Clock.hour_now = 4
        assert site.refusal("query.join") is Refusal.POLICY
        assert site.refusal() is Refusal.POLICY

    def test_no_file_allows_little_and_the_journal_says_so(self, site: Site) -> None:
        (site.owner.folder / POLICY_FILE).unlink()
        assert site.refusal() is Refusal.POLICY
        rows = (site.owner.folder / JOURNAL_FILE).read_text().splitlines()
        assert any("no policy file" in json.loads(row)["event"] for row in rows)

    @pytest.mark.parametrize("text", ["epsilon = 1", "[", "version = 2", "pause = 0"])
    def test_a_file_that_can_t_be_understood_allows_nothing(self, site: Site, text: str) -> None:
        (site.owner.folder / POLICY_FILE).write_text(text)
        for kind in ("query.join", "train"):
            assert site.refusal(kind) is Refusal.FAILED
        assert POLICY_FILE in site.detail


class TestRules:
    """Rules that depend on what was charged before."""

    def test_rounds_that_were_charged_count_over_all_runs(self, site: Site) -> None:
        site.rule(rounds_max=6)  # as many as the plan has
        for number in range(6):
            assert not site.train(replace(site.task, run_id=f"run-{number}")).has_error()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(RecordStore, "read", lambda *_: pytest.fail("read"))
            assert site.refusal(task=replace(site.task, run_id="run-6")) is Refusal.POLICY
        assert "policy rule populations.default.rounds_max: at most 6, 6 were" in site.detail
        assert site.charges == 6

    def test_a_file_that_is_gone_is_no_permission(self, site: Site) -> None:
        """Defaults would allow this plan; but this ledger was spent from under other rules."""
        plan = replace(site.task.plan, delta=1e-6)
        site.task = replace(site.task, plan=plan)
        (site.owner.folder / POLICY_FILE).rename(site.owner.folder / "mine.toml")
        assert not site.join().has_error()  # before the first debit
        site.save(policy_file=site.owner.folder / "mine.toml")
        assert not site.train().has_error()
        site.save(policy_file=None)
        for kind in ("query.join", "train"):
            assert site.refusal(kind) is Refusal.POLICY
        assert site.detail.startswith("policy rule policy file: ")
        assert site.charges == 1
