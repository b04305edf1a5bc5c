"""`discreet audit` with `--report`, `--verify-report`, `--policy` and `--canaries`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.filed_ledgers import aggregated, confirmed, dealt, three_runs
from support.ledgers import PLAN, make_ledger, settle

from client.policy import Policy, parse, to_toml
from privacy import accounting
from privacy.ledger.store import LEDGER_FILE, Charge
from privacy.vault import keyring as keyrings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An auditor's home with a key of its own."""
    monkeypatch.setenv(keyrings.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def auditor(home: Path) -> str:
    return (home / "auditor" / "signing-key.pub").read_text().strip()


@pytest.mark.parametrize("name", ["a.html", "a.json", "a.yaml"])
def test_a_report_is_written_and_verified(
    command: Any, tmp_path: Path, home: Path, name: str
) -> None:
    path = aggregated(tmp_path / "bank")
    done = command("audit", path, "--report", tmp_path / name)
    assert done.code == 0
    assert f"signed by {auditor(home)}" in done.err[-1]
    good = command("audit", "--verify-report", tmp_path / name)
    assert (good.code, good.out) == (
        0, f"{tmp_path / name}: unchanged since it was signed by {auditor(home)}\n",
    )  # fmt: skip
    assert "--auditor-key" in good.err[-1]
    key = ("--auditor-key", home / "auditor" / "signing-key.pub")
    pinned = command("audit", "--verify-report", tmp_path / name, *key, "--json")
    assert json.loads(pinned.out)["pinned"] is True
    other = command("audit", "--verify-report", tmp_path / name, "--auditor-key", "0" * 64)
    assert other.code == 4
    assert "expected the signature of 0000" in other.error


@pytest.mark.parametrize("name", ["a.html", "a.json", "a.yaml"])
def test_one_changed_character_fails(command: Any, tmp_path: Path, name: str) -> None:
    command("audit", aggregated(tmp_path / "bank"), "--report", tmp_path / name)
    content = (tmp_path / name).read_text(encoding="utf-8")
    at = content.index("person")
    (tmp_path / name).write_text(content[:at] + "6" + content[at + 1 :], encoding="utf-8")
    done = command("audit", "--verify-report", tmp_path / name)
    assert done.code == 4
    assert "it was changed since it was signed" in done.error
    found = json.loads(command("audit", "--verify-report", tmp_path / name, "--json").out)
    assert found["verified"] is False


def test_several_owners_and_several_forms(command: Any, tmp_path: Path) -> None:
    paths = [aggregated(tmp_path / "bank"), three_runs(tmp_path / "clinic")]
    out = [tmp_path / "a.html", tmp_path / "a.json"]
    done = command("audit", *paths, "--report", out[0], "--report", out[1], "--lang", "zh")
    assert done.code == 0
    assert "承诺了什么" in out[0].read_text(encoding="utf-8")
    report = json.loads(out[1].read_text(encoding="utf-8"))["report"]
    assert [one["parties"]["place"]["value"] for one in report["ledgers"]] == ["bank", "clinic"]
    assert report["over_owners"]["ledgers"]["value"] == 2


def test_a_ledger_that_fails_leaves_no_report(command: Any, tmp_path: Path) -> None:
    good, bad = aggregated(tmp_path / "bank"), tmp_path / "bad.db"
    bad.write_bytes(good.read_bytes()[:-1000] + bytes(1000))
    done = command("audit", good, bad, "--report", tmp_path / "a.html")
    assert done.code == 4
    assert "no report was written" in done.err[-1]
    assert not list(tmp_path.glob("*a.html*"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--report", "a.pdf"], "expected a report's name to end in .html, .json or .yaml"),
        (["--report", "there.html"], "expected a new file, found one"),
        (["--report", "nowhere/a.html"], "expected a folder, found none"),
        (["--report", "a.html", "--lang", "fr"], "--lang: expected en or zh, found 'fr'"),
        (["--policy", "none.toml"], "none.toml: expected a policy, found no file"),
        (["--canaries", "there.html"], "expected what `discreet simulate --canaries` leaves"),
        (["--auditor-key", "0" * 64], "--auditor-key: expected --verify-report with it"),
        (["--verify-report", "there.html"], "--verify-report checks one report, found LEDGERS"),
    ],
)
def test_wrong_options_cost_nothing(
    command: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.html").write_text("something")
    done = command("audit", aggregated(tmp_path / "bank"), *options)
    assert done.code == 2
    assert message in done.error
    assert Path("there.html").read_text() == "something"
    assert not list(tmp_path.glob("*a.html*"))


def test_without_ledgers_it_says_what_it_wants(command: Any) -> None:
    done = command("audit")
    assert done.code == 2
    assert done.error == "expected LEDGERS: files, owners' folders or run directories"


def policy_of(**changes: Any) -> Policy:
    """A policy under which PLAN and the sessions of `dealt` may run."""
    population = {"epsilon": 20.0, "delta": 1e-5, "rounds_max": 20}
    tree: dict[str, Any] = {
        "populations": {"default": population | changes.pop("population", {})},
        "governance": {"purpose": "a test", "reassess_by": "2027-06-30"},
    }
    return parse(tree | changes, "policy")


def owner(folder: Path, policy: Policy, *, cap: float = 20.0, **session: Any) -> Path:
    """A ledger of one round under `policy`, which lies beside it."""
    with make_ledger(folder) as ledger:
        ledger.record(dealt(**session))
        charge = Charge("run-1", 1, "a" * 64, "b" * 64, "c" * 64, policy.digest())
        number = ledger.debit(PLAN, charge, epsilon_cap=cap, delta_cap=1e-5)
        settle(ledger, number, 4)
        ledger.record(confirmed(dealt(**session), 1))
    (folder.parent / f"{folder.name}.toml").write_text(to_toml(policy), encoding="utf-8")
    return folder / LEDGER_FILE


def test_a_policy_that_was_kept_is_in_the_report(command: Any, tmp_path: Path) -> None:
    path = owner(tmp_path / "bank", policy_of())
    out = tmp_path / "a.json"
    done = command("audit", path, "--policy", tmp_path / "bank.toml", "--report", out)
    assert done.code == 0, done.err
    (ledger,) = json.loads(out.read_text())["report"]["ledgers"]
    assert ledger["governance"]["purpose"]["value"] == "a test"
    assert ledger["governance"]["reassess_by"]["value"] == "2027-06-30"
    assert ledger["governance"]["policy"]["value"]["violations"] == []
    assert ledger["governance"]["policy"]["from"]["sha256"] == policy_of().digest()


@pytest.mark.parametrize(
    ("section", "exceptions", "words"),
    [
        ({}, [], "that no detector knows"),
        ({"plaintext": "invented persons"}, ["plaintext: invented persons"], "invented persons"),
        (
            {"answers": "keep", "operators": {"date": "keep"}},
            ["keep:date", "answers:keep"],
            "keep:date; answers:keep",
        ),
    ],
)
def test_what_a_policy_leaves_in_clear_is_in_the_report(
    command: Any, tmp_path: Path, section: dict[str, Any], exceptions: list[str], words: str
) -> None:
    path = owner(tmp_path / "bank", policy_of(desensitization=section))
    for name in ("a.json", "a.html"):
        done = command("audit", path, "--policy", tmp_path / "bank.toml", "--report",
                       tmp_path / name)  # fmt: skip
        assert done.code == 0
    (ledger,) = json.loads((tmp_path / "a.json").read_text())["report"]["ledgers"]
    assert ledger["desensitization"]["exceptions"]["value"] == exceptions
    assert words in (tmp_path / "a.html").read_text()


@pytest.mark.parametrize(
    ("policy", "changes", "rule"),
    [
        ({"population": {"noise_multiplier_min": 25.0}}, {}, "noise_multiplier_min"),
        ({"population": {"rounds_max": 11}}, {}, "rounds_max"),  # ten and two spare ones
        ({"population": {"epsilon": 3.0}}, {}, "the debits' caps are not the policy's"),
        ({"aggregation": {"roster_min": 6}}, {}, "aggregation.roster_min"),
        ({"aggregation": {"threshold_min": 5}}, {}, "aggregation.threshold_min"),
        ({}, {"degree": 4}, "aggregation.circles"),
        ({"allowed": {"models": ["f" * 64]}}, {}, "allowed.models"),
        ({"peers": {"rosters": ["f" * 64]}}, {}, "peers.rosters"),
    ],
)
def test_a_policy_that_was_not_kept_fails(
    command: Any, tmp_path: Path, policy: dict[str, Any], changes: dict[str, Any], rule: str
) -> None:
    path = owner(tmp_path / "bank", policy_of(**policy), **changes)
    done = command("audit", path, "--policy", tmp_path / "bank.toml")
    assert done.code == 4
    assert "its policy was not kept" in done.error
    assert rule in done.error


def test_a_policy_beside_the_ledger_is_found_by_its_digest_alone(
    command: Any, tmp_path: Path
) -> None:
    path = owner(tmp_path / "bank", policy_of())
    beside = path.parent / "policy.toml"
    for policy, purpose in ((policy_of(), "a test"), (policy_of(pause=True), None)):
        beside.write_text(to_toml(policy), encoding="utf-8")
        out = tmp_path / f"{purpose}.json"
        assert command("audit", path, "--report", out).code == 0
        (ledger,) = json.loads(out.read_text())["report"]["ledgers"]
        assert ledger["governance"]["purpose"]["value"] == purpose


def test_a_policy_of_other_ledgers_is_no_use(command: Any, tmp_path: Path) -> None:
    path = owner(tmp_path / "bank", policy_of())
    (tmp_path / "other.toml").write_text(to_toml(policy_of(pause=True)), encoding="utf-8")
    done = command("audit", path, "--policy", tmp_path / "other.toml")
    assert done.code == 2
    assert "expected a policy that these ledgers name" in done.error


def attack(path: Path, *, bound: float, **changes: Any) -> Path:
    """What `discreet simulate --canaries` leaves."""
    found: dict[str, Any] = {
        "plan": PLAN.to_json(), "steps": 40, "delta": 1e-5, "canaries": 100, "confidence": 0.95,
        "largest_bound": 4.0, "verdict": {"finding": "consistent"},
        "attacks": {"white": {"epsilon_bound": bound}, "black": {"epsilon_bound": bound / 2}},
    }  # fmt: skip
    path.write_text(json.dumps(found | changes))
    return path


def test_an_attack_is_a_lower_bound_in_the_report(command: Any, tmp_path: Path) -> None:
    path = aggregated(tmp_path / "bank")
    file, out = attack(tmp_path / "canaries.json", bound=0.3), tmp_path / "a.json"
    assert command("audit", path, "--canaries", file, "--report", out).code == 0
    (ledger,) = json.loads(out.read_text())["report"]["ledgers"]
    found = ledger["empirical"]["bound"]
    assert found["from"] == {"kind": "run"}
    assert found["value"]["epsilon_bound"] == 0.3
    # Recomputed, whatever the file claims.
    assert found["value"]["claimed_epsilon"] == accounting.epsilon(PLAN, 40, 1e-5)


def test_an_attack_that_contradicts_the_plan_fails(command: Any, tmp_path: Path) -> None:
    path = aggregated(tmp_path / "bank")
    for number, changes in enumerate(
        ({"bound": 19.0}, {"bound": 0.1, "verdict": {"finding": "contradicted"}})
    ):
        file = attack(tmp_path / "canaries.json", **changes)
        done = command("audit", path, "--canaries", file, "--report", tmp_path / f"{number}.html")
        assert done.code == 4
        assert "an attack found an epsilon of at least" in "\n".join(done.err)
        text = (tmp_path / f"{number}.html").read_text(encoding="utf-8")
        assert "the claim is false" in text  # the report is written, and says it first


def test_an_attack_on_another_plan_is_no_use(command: Any, tmp_path: Path) -> None:
    other = PLAN.to_json() | {"noise_multiplier": 0.7}
    file = attack(tmp_path / "canaries.json", bound=0.1, plan=other)
    done = command("audit", aggregated(tmp_path / "bank"), "--canaries", file)
    assert done.code == 2
    assert "found one on another plan" in done.error


def summary(root: Path, **changes: Any) -> None:
    found: dict[str, Any] = {
        "run_id": "run-1",
        "final": {"f1": 40.5, "em": "a lot", "answerable_f1": 1e300},
        "owners": [
            {"name": "bank", "f1": 38.0, "redactions": {"name": 12, "\x1b[2J": 3},
             "ledger": {"path": "owners/bank/ledger.db"}},
            {"name": "clinic", "f1": 21.5},
        ],
    }  # fmt: skip
    (root / "summary.json").write_text(json.dumps(found | changes))


def test_a_runs_own_figures_are_called_unsigned(command: Any, tmp_path: Path) -> None:
    path = aggregated(tmp_path / "run" / "owners" / "bank")
    summary(tmp_path / "run")
    out = tmp_path / "a.json"
    assert command("audit", tmp_path / "run", "--report", out).code == 0
    (ledger,) = json.loads(out.read_text())["report"]["ledgers"]
    assert ledger["utility"]["final"] == {"value": {"f1": 40.5}, "from": {"kind": "run"}}
    assert ledger["utility"]["worst_group"]["value"] == {"group": "clinic", "f1": 21.5}
    assert ledger["desensitization"]["findings"]["value"] == {"name": 12}
    for changes in ({"run_id": "another"}, {"owners": 3}, {"owners": [{"name": "bank"}]}):
        summary(tmp_path / "run", **changes)
        out.unlink()
        assert command("audit", path, "--report", out).code == 0
        (ledger,) = json.loads(out.read_text())["report"]["ledgers"]
        assert ledger["utility"]["final"]["value"] is None
