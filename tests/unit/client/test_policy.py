"""client.policy: each rule at its edge, safe defaults, and errors that name the key."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.plans import make_plan

from client.errors import PolicyError, PolicyFileError
from client.policy import (
    DEFAULT_POPULATION,
    MAX_EPSILON,
    MIN_CLIP_NORM,
    Aggregation,
    Allowed,
    Hours,
    Peers,
    Policy,
    Population,
    defaults_of,
    load,
    parse,
    to_toml,
)
from client.policy.files import MAX_POLICY_BYTES
from privacy.ledger.events import PlanRule
from privacy.plan import Plan, Unit
from privacy.secagg.rules import Rules

KEY, DIGEST = "ab" * 32, "cd" * 32
MONDAY = datetime(2026, 11, 23)  # at midnight


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Days after MONDAY."""
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


FULL = f"""
version = 1
pause = false

[populations.default]
epsilon = 2.5
delta = 1e-7
unit = "document"
plans = "several"
noise_multiplier_min = 1.25
rounds_max = 40
steps_max = 900
declared_units = 500

[populations.staff]
epsilon = inf

[aggregation]
roster_min = 5
threshold_min = 4
survivors_min = 4
modulus_bits_min = 32
circles = true
colluders = 2
weight_ratio_max = 10.0

[allowed]
models = ["{DIGEST}"]
code = ["{KEY}"]
metrics = ["f1", "em"]

[peers]
coordinator = "{KEY}"
owners = {{ clinic = "{DIGEST}" }}
rosters = ["{DIGEST}"]

[hours]
from = "22:00"
until = "06:30"
days = ["mon", "fri"]

[governance]
purpose = "回答护理问题"
contact = "privacy@example.org"
retain_until = "2030-12-31"
reassess_by = "2027-06-30"

[desensitization]
plaintext = "it is public"
operators = {{ person = "token" }}
answers = "drop"
roster = "people.csv"
rules = {{ identifier = ["A[0-9]{{4}}"] }}
jieba = true
model = "ner"
recall_min = {{ all = 0.9 }}
"""


def parsed(text: str) -> Policy:
    return parse(tomllib.loads(text), "policy.toml")


def policy_of(**rules: Any) -> Policy:
    return Policy(populations={DEFAULT_POPULATION: Population(**rules)})


def refusal(check: Callable[[], object]) -> str:
    with pytest.raises(PolicyError) as caught:
        check()
    assert str(caught.value).startswith(f"policy rule {caught.value.rule}: ")
    return caught.value.rule


# --- plans -----------------------------------------------------------------------------------

# rule, its value, what of a plan is just allowed, and what just isn't
EDGES: list[tuple[str, Any, dict[str, Any], dict[str, Any]]] = [
    ("unit", Unit.DOCUMENT, {"unit": Unit.DOCUMENT}, {"unit": Unit.PERSON}),
    ("unit", Unit.PERSON, {"unit": Unit.PERSON}, {"unit": Unit.RECORD}),
    ("delta", 1e-5, {"delta": 1e-5}, {"delta": math.nextafter(1e-5, 1)}),
    (
        "noise_multiplier_min",
        0.7,
        {"noise_multiplier": 0.7},
        {"noise_multiplier": math.nextafter(0.7, 0)},
    ),
    ("noise_multiplier_min", 0.5, {"noise_multiplier": 0.5}, {"noise_multiplier": 0.0}),
    (
        "rounds_max",
        12,
        {"rounds": 10, "spare_rounds": 2},
        {"rounds": 10, "spare_rounds": 3},  # spare rounds count
    ),
    (
        "steps_max",
        1100,  # of 10 rounds and a spare one
        {"steps_per_round": 100},
        {"steps_per_round": 101},
    ),
]


@pytest.mark.parametrize(("rule", "value", "allowed", "refused"), EDGES, ids=str)
def test_a_plan_at_the_edge_of_a_rule(
    rule: str, value: Any, allowed: dict[str, Any], refused: dict[str, Any]
) -> None:
    policy = policy_of(**({"delta": 1e-4} | {rule: value}))
    policy.check_plan(DEFAULT_POPULATION, make_plan(**allowed))
    found = refusal(lambda: policy.check_plan(DEFAULT_POPULATION, make_plan(**refused)))
    assert found == f"populations.default.{rule}"


def test_rounds_that_were_charged_count_as_well() -> None:
    policy = policy_of(rounds_max=12)
    for charged in (0, 11):
        policy.check_rounds(DEFAULT_POPULATION, charged)
    for charged in (12, 13):
        found = refusal(lambda n=charged: policy.check_rounds(DEFAULT_POPULATION, n))
        assert found == "populations.default.rounds_max"
    assert refusal(lambda: policy.check_rounds("staff", 0)) == "populations"


def test_a_clip_norm_that_float32_can_measure() -> None:
    """Squares below 1e-45 are 0 in float32: a gradient that small would never be clipped."""
    policy = policy_of(delta=1e-4)
    policy.check_plan(DEFAULT_POPULATION, make_plan(clip_norm=MIN_CLIP_NORM))
    plan = make_plan(clip_norm=math.nextafter(MIN_CLIP_NORM, 0))
    assert "clip_norm" in refusal(lambda: policy.check_plan(DEFAULT_POPULATION, plan))


def test_no_noise_only_where_the_policy_says_so() -> None:
    plan = make_plan(noise_multiplier=0.0)
    policy_of(delta=1e-4, noise_multiplier_min=0).check_plan(DEFAULT_POPULATION, plan)
    refusal(lambda: policy_of(delta=1e-4).check_plan(DEFAULT_POPULATION, plan))


def test_a_population_that_is_not_listed_has_no_rules() -> None:
    policy = Policy(populations={"staff": Population()})
    assert refusal(lambda: policy.population(DEFAULT_POPULATION)) == "populations"
    assert refusal(lambda: policy.check_plan(DEFAULT_POPULATION, make_plan())) == "populations"
    assert refusal(lambda: Policy(populations={}).population("staff")) == "populations"


def test_each_population_has_its_own_rules() -> None:
    policy = Policy(populations={"staff": Population(unit=Unit.DOCUMENT), "patients": Population()})
    plan = make_plan(delta=1e-7)
    policy.check_plan("patients", plan)
    assert refusal(lambda: policy.check_plan("staff", plan)) == "populations.staff.unit"


# --- time ------------------------------------------------------------------------------------


def test_a_pause_refuses_at_any_time() -> None:
    Policy().check_time(MONDAY)
    assert refusal(lambda: Policy(pause=True).check_time(MONDAY)) == "pause"


def spans(hours: Hours) -> list[tuple[datetime, datetime]]:
    """When training may run in two weeks, from the first minute to the one after the last."""
    policy, found = Policy(hours=hours), []
    for minute in range(14 * 24 * 60):
        now = MONDAY + timedelta(minutes=minute)
        if not hours.allow(now):
            continue
        policy.check_time(now)
        if found and found[-1][1] == now:
            found[-1] = (found[-1][0], now + timedelta(minutes=1))
        else:
            found.append((now, now + timedelta(minutes=1)))
    return found


WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize(
    ("begin", "until", "days", "expected"),
    [
        ("00:00", "24:00", WEEK, [(at(0, 0), at(14, 0))]),
        ("00:00", "00:00", ("wed",), [(at(2, 0), at(3, 0)), (at(9, 0), at(10, 0))]),
        ("09:00", "09:01", ("mon",), [(at(0, 9), at(0, 9, 1)), (at(7, 9), at(7, 9, 1))]),
        ("09:30", "17:00", ("sun",), [(at(6, 9, 30), at(6, 17)), (at(13, 9, 30), at(13, 17))]),
        # Past midnight, the day is the one on which the hours began.
        ("23:59", "00:01", ("mon",), [(at(d, 23, 59), at(d + 1, 0, 1)) for d in (0, 7)]),
        (
            "22:00",
            "06:30",
            ("sun",),
            [(at(0, 0), at(0, 6, 30)), (at(6, 22), at(7, 6, 30)), (at(13, 22), at(14, 0))],
        ),
        ("22:00", "24:00", ("sat",), [(at(5, 22), at(6, 0)), (at(12, 22), at(13, 0))]),
        ("12:00", "12:00", ("tue",), [(at(1, 12), at(2, 12)), (at(8, 12), at(9, 12))]),
        ("00:00", "24:00", (), []),
    ],
    ids=str,
)
def test_hours_and_days(
    begin: str, until: str, days: tuple[str, ...], expected: list[tuple[datetime, datetime]]
) -> None:
    hours = Hours.model_validate({"from": begin, "until": until, "days": days})
    assert spans(hours) == expected


def test_outside_of_the_hours_it_is_refused() -> None:
    policy = Policy(hours=Hours.model_validate({"from": "09:00", "until": "17:00"}))
    policy.check_time(at(0, 16, 59))
    for moment in (at(0, 8, 59), at(0, 17)):
        assert refusal(lambda moment=moment: policy.check_time(moment)) == "hours"


# --- artefacts -------------------------------------------------------------------------------


def test_an_empty_list_allows_what_is_installed() -> None:
    Policy().check_artefacts(KEY, DIGEST)


@pytest.mark.parametrize("listed", ["models", "code"])
def test_a_list_allows_what_is_in_it_and_nothing_else(listed: str) -> None:
    policy = Policy(allowed=Allowed(**{listed: (DIGEST, "0" * 64)}))
    policy.check_artefacts(DIGEST, DIGEST)
    almost = DIGEST[:-1] + "0"
    asked = (almost, DIGEST) if listed == "models" else (DIGEST, almost)
    assert refusal(lambda: policy.check_artefacts(*asked)) == f"allowed.{listed}"


def test_no_metric_leaves_unless_it_is_listed() -> None:
    Policy().check_metrics([])
    assert refusal(lambda: Policy().check_metrics(["f1"])) == "allowed.metrics"
    policy = Policy(allowed=Allowed(metrics=("f1", "em")))
    policy.check_metrics(["em", "f1", "em"])
    assert refusal(lambda: policy.check_metrics(["f1", "loss"])) == "allowed.metrics"


def test_who_may_countersign() -> None:
    Policy().check_witness(KEY)
    policy = Policy(peers=Peers(coordinator=KEY))
    policy.check_witness(KEY)
    assert refusal(lambda: policy.check_witness(DIGEST)) == "peers.coordinator"


# --- aggregation -----------------------------------------------------------------------------


def test_what_a_session_is_asked_for_by_default() -> None:
    identity = bytes(32)
    assert Policy().aggregation_rules("hospital", identity) == Rules(
        roster_min=3,
        threshold_min=2,
        survivors_min=3,
        modulus_bits=(16, 32),
        weight_ratio_max=100.0,
        pins={"hospital": identity},
        pinned_colluders=1,
        rosters=frozenset(),
    )


def test_every_key_about_sessions_becomes_a_rule() -> None:
    identity = bytes(32)
    assert parsed(FULL).aggregation_rules("hospital", identity) == Rules(
        roster_min=5,
        threshold_min=4,
        survivors_min=4,
        modulus_bits=(32,),
        circle_min=201,
        weight_ratio_max=10.0,
        pins={"hospital": identity, "clinic": bytes.fromhex(DIGEST)},
        pinned_colluders=2,
        rosters=frozenset({DIGEST}),
    )


def test_an_owner_is_pinned_to_its_own_key_whatever_its_policy_says() -> None:
    """Else a stranger could sit in its place, and it would count itself as colluding."""
    policy = Policy(peers=Peers(owners={"hospital": KEY}))
    for pinned in (policy, Policy()):
        assert pinned.aggregation_rules("hospital", bytes(32)).pins["hospital"] == bytes(32)


# --- defaults --------------------------------------------------------------------------------


def test_without_a_file_little_is_allowed(tmp_path: Path) -> None:
    policy, there = load(tmp_path / "policy.toml")
    assert not there
    assert policy == Policy() == parse({}, "policy.toml")
    rules = policy.population(DEFAULT_POPULATION)
    assert rules.epsilon <= 3
    assert rules.delta <= 1e-6
    assert rules.unit is Unit.PERSON
    assert rules.plans is PlanRule.ONE
    assert rules.noise_multiplier_min >= 0.5
    assert policy.aggregation.survivors_min >= 3
    assert policy.aggregation.colluders >= 1
    assert policy.allowed.metrics == ()
    assert list(policy.populations) == [DEFAULT_POPULATION]
    policy.check_plan(DEFAULT_POPULATION, make_plan(delta=1e-6))


def leaves(tree: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def said(path: Path) -> dict[str, str]:
    found = dict(line.split(" = ", 1) for line in defaults_of(path))
    assert len(found) == len(list(defaults_of(path)))
    return found


def test_without_a_file_every_key_is_said_to_be_a_default(tmp_path: Path) -> None:
    found = said(tmp_path / "none.toml")
    every = set(leaves(Policy().model_dump(mode="json", by_alias=True))) - {"version"}
    assert set(found) == every
    assert found["populations.default.epsilon"] == "3.0"
    assert found["peers.coordinator"] == "none"
    assert found["hours.from"] == "00:00"


def test_what_a_file_leaves_out_is_said_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('[populations.staff]\nepsilon = 1\n[hours]\nfrom = "08:00"\n')
    found = said(path)
    assert "populations.staff.epsilon" not in found
    assert "hours.from" not in found
    assert found["populations.staff.delta"] == "1e-06"
    assert found["hours.until"] == "24:00"
    assert found["aggregation.colluders"] == "1"
    assert not any(key.startswith("populations.default") for key in found)  # there is none now


def test_a_full_file_leaves_nothing_out(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(to_toml(parsed(FULL)))
    assert said(path) == {}


def test_a_file_that_says_a_default_leaves_nothing_out(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("[populations.default]\nepsilon = 3.0\n")
    assert "populations.default.epsilon" not in said(path)


# --- files -----------------------------------------------------------------------------------


def test_every_key_of_a_full_file_is_read() -> None:
    policy = parsed(FULL)
    assert policy.populations["default"] == Population(
        epsilon=2.5,
        delta=1e-7,
        unit=Unit.DOCUMENT,
        plans=PlanRule.SEVERAL,
        noise_multiplier_min=1.25,
        rounds_max=40,
        steps_max=900,
        declared_units=500,
    )
    assert policy.populations["staff"] == Population(epsilon=math.inf)
    assert policy.aggregation == Aggregation(
        roster_min=5,
        threshold_min=4,
        survivors_min=4,
        modulus_bits_min=32,
        circles=True,
        colluders=2,
        weight_ratio_max=10.0,
    )
    assert policy.allowed == Allowed(models=(DIGEST,), code=(KEY,), metrics=("f1", "em"))
    assert policy.peers == Peers(coordinator=KEY, owners={"clinic": DIGEST}, rosters=(DIGEST,))
    assert policy.hours == Hours.model_validate(
        {"from": "22:00", "until": "06:30", "days": ("mon", "fri")}
    )


@pytest.mark.parametrize(
    "policy",
    [Policy(), parsed(FULL), policy_of(epsilon=math.inf), Policy(populations={}, pause=True)],
    ids=["defaults", "full", "infinite", "empty"],
)
def test_what_is_written_loads_back(tmp_path: Path, policy: Policy) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(to_toml(policy), encoding="utf-8")
    found, there = load(path)
    assert there
    assert found == policy
    assert found.digest() == policy.digest()
    assert to_toml(found) == to_toml(policy)


BAD: list[tuple[str, str]] = [  # text, what the message says
    ("pause = 1", "pause: "),
    ('pause = "no"', "pause: "),
    ("epsilon = 3", "epsilon: unknown key"),
    ("[populations.default]\nepsilom = 3", "populations.default.epsilom: unknown key"),
    ("[populations.default]\nepsilon = 0", "populations.default.epsilon: "),
    ("[populations.default]\nepsilon = -1.0", "populations.default.epsilon: "),
    ("[populations.default]\nepsilon = nan", "populations.default.epsilon: "),
    ('[populations.default]\nepsilon = "3"', "populations.default.epsilon: "),
    ("[populations.default]\nepsilon = true", "populations.default.epsilon: "),
    ("[populations.default]\ndelta = 0.0", "populations.default.delta: "),
    ("[populations.default]\ndelta = 1.0", "populations.default.delta: "),
    ("[populations.default]\ndelta = nan", "populations.default.delta: "),
    ("[populations.default]\ndelta = 1e-3", "populations.default.delta: expected less than"),
    ('[populations.default]\nunit = "household"', "populations.default.unit: "),
    ('[populations.default]\nplans = "two"', "populations.default.plans: "),
    ("[populations.default]\nnoise_multiplier_min = -0.1", ".noise_multiplier_min: "),
    ("[populations.default]\nnoise_multiplier_min = inf", ".noise_multiplier_min: "),
    ("[populations.default]\nrounds_max = 0", "populations.default.rounds_max: "),
    ("[populations.default]\nrounds_max = 1.0", "populations.default.rounds_max: "),
    ("[populations.default]\nsteps_max = 0", "populations.default.steps_max: "),
    ("[populations.default]\nepsilon = 1.1e6", ".epsilon: expected at most 1e+06"),
    ("[populations.staff]\nepsilon = 1e300", "populations.staff.epsilon: expected at most"),
    ("[populations.default]\ndeclared_units = 0", "populations.default.declared_units: "),
    ("[populations.default]\ndeclared_units = 12.5", "populations.default.declared_units: "),
    ('[populations."../x"]\nepsilon = 1.0', "populations.../x: "),
    ("[populations.Patients]\nepsilon = 1.0", "populations.Patients: "),
    ("populations = 3", "populations: "),
    ("[aggregation]\nroster_min = 1", "aggregation.roster_min: "),
    ("[aggregation]\nthreshold_min = 1", "aggregation.threshold_min: "),
    ("[aggregation]\nsurvivors_min = 1", "aggregation.survivors_min: "),
    ("[aggregation]\nweight_ratio_max = 0.5", "aggregation.weight_ratio_max: "),
    ("[aggregation]\nweight_ratio_max = inf", "aggregation.weight_ratio_max: "),
    ("[aggregation]\nmodulus_bits_min = 8", "aggregation.modulus_bits_min: "),
    ("[aggregation]\nmodulus_bits_min = 64", "aggregation.modulus_bits_min: "),
    ("[aggregation]\ncolluders = -1", "aggregation.colluders: "),
    ("[aggregation]\ncolluders = 1.5", "aggregation.colluders: "),
    # Updates in clear could be allowed once: who has it in a file shall know that it is gone.
    ("[aggregation]\nrequired = false", "aggregation.required: unknown key"),
    (f'[allowed]\nmodels = "{DIGEST}"', "allowed.models: "),
    (f'[allowed]\nmodels = ["{DIGEST}", "{DIGEST.upper()}"]', "allowed.models.1: "),
    (f'[allowed]\ncode = ["{DIGEST}\\n"]', "allowed.code.0: "),
    ("[allowed]\nmetrics = [1]", "allowed.metrics.0: "),
    ('[peers]\ncoordinator = "me"', "peers.coordinator: "),
    ('[peers.owners]\nclinic = "0"', "peers.owners.clinic: "),
    (f'[peers]\nrosters = "{DIGEST}"', "peers.rosters: "),
    (f'[peers]\nrosters = ["{DIGEST}", "0"]', "peers.rosters.1: "),
    ('[hours]\nfrom = "9:00"', "hours.from: "),
    ('[hours]\nfrom = "24:00"', "hours.from: "),
    ('[hours]\nuntil = "24:01"', "hours.until: "),
    ("[hours]\nuntil = 17:00:00", "hours.until: "),
    ('[hours]\nbegin = "09:00"', "hours.begin: unknown key"),
    ('[hours]\ndays = ["monday"]', "hours.days.0: "),
    ('[hours]\ndays = "mon"', "hours.days: "),
    ("version = 2", "version: expected 1, found '2'"),
    ('version = "1"', "version: expected 1"),
    ("version = 1.5", "version: expected 1"),
    ('[governance]\nretain_until = "soon"', "governance.retain_until: "),
    ('[governance]\nretain_until = "2027-02-30"', "governance.retain_until: "),
    ("[governance]\nreassess_by = 2027-06-30T17:00:00", "governance.reassess_by: "),
    ('[governance]\npurpose = ""', "governance.purpose: "),
    ('[governance]\npurpose = "a\\u001bb"', "governance.purpose: expected printable"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[text for text, _ in BAD])
def test_a_wrong_key_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(PolicyFileError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    with pytest.raises(PolicyFileError):  # and no default is claimed of what isn't understood
        list(defaults_of(path))


@pytest.mark.parametrize(
    "content",
    [b"[", b"a", b"\xff\xfe", b"pause = true\npause = false", b"\0", b"#" * (MAX_POLICY_BYTES + 1)],
    ids=len,
)
def test_what_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(content)
    with pytest.raises(PolicyFileError, match=r"policy\.toml: expected"):
        load(path)


@pytest.mark.parametrize("value", ["[" * 100_000, "1" * 100_000], ids=["deep", "long"])
def test_nor_is_one_that_python_gives_up_on(tmp_path: Path, value: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(f"a = {value}")
    with pytest.raises(PolicyFileError, match=r"policy\.toml: expected"):
        load(path)


def test_a_file_of_just_the_largest_size(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(b"#" * MAX_POLICY_BYTES)
    assert load(path) == (Policy(), True)


def test_a_folder_is_not_taken_for_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(PolicyFileError):
        load(tmp_path)


def test_nor_is_a_link_to_nothing(tmp_path: Path) -> None:
    """An unmounted disk isn't a permission."""
    (tmp_path / "policy.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(PolicyFileError, match="a link to nothing"):
        load(tmp_path / "policy.toml")
    (tmp_path / "elsewhere.toml").write_text("pause = true")
    assert load(tmp_path / "policy.toml") == (Policy(pause=True), True)


def test_the_largest_finite_epsilon() -> None:
    assert policy_of(epsilon=MAX_EPSILON).population(DEFAULT_POPULATION).epsilon == 1e6


def test_delta_is_below_one_over_the_declared_units() -> None:
    policy_of(delta=math.nextafter(1 / 64, 0), declared_units=64)
    with pytest.raises(PolicyFileError, match=r"populations\.default\.delta: .*1/64"):
        parsed("[populations.default]\ndelta = 0.015625\ndeclared_units = 64")
    with pytest.raises(PolicyFileError, match=r"populations\.staff\.delta"):
        parsed("[populations.staff]\ndelta = 0.1\ndeclared_units = 10")


def test_whole_numbers_are_numbers() -> None:
    assert parsed("[populations.default]\nepsilon = 2") == policy_of(epsilon=2.0)
    assert parsed("[populations.default]\nepsilon = 2").digest() == policy_of(epsilon=2.0).digest()


# --- digest ----------------------------------------------------------------------------------

CHANGED: dict[str, str] = {  # key → another value than FULL's
    "pause": "pause = true",
    "populations.default.epsilon": "epsilon = 2.6",
    "populations.default.delta": "delta = 2e-7",
    "populations.default.unit": 'unit = "record"',
    "populations.default.plans": 'plans = "one"',
    "populations.default.noise_multiplier_min": "noise_multiplier_min = 1.26",
    "populations.default.rounds_max": "rounds_max = 41",
    "populations.default.steps_max": "steps_max = 901",
    "populations.default.declared_units": "declared_units = 501",
    "populations.staff.epsilon": "epsilon = 1e6",
    "aggregation.roster_min": "roster_min = 6",
    "aggregation.threshold_min": "threshold_min = 5",
    "aggregation.survivors_min": "survivors_min = 5",
    "aggregation.modulus_bits_min": "modulus_bits_min = 16",
    "aggregation.circles": "circles = false",
    "aggregation.colluders": "colluders = 3",
    "aggregation.weight_ratio_max": "weight_ratio_max = 11.0",
    "allowed.models": "models = []",
    "allowed.code": "code = []",
    "allowed.metrics": 'metrics = ["f1"]',
    "peers.coordinator": f'coordinator = "{DIGEST}"',
    "peers.owners": "owners = {}",
    "peers.rosters": "rosters = []",
    "hours.from": 'from = "22:01"',
    "hours.until": 'until = "06:31"',
    "hours.days": 'days = ["mon"]',
    "governance.purpose": 'purpose = "another"',
    "governance.contact": 'contact = "another@example.org"',
    "governance.retain_until": 'retain_until = "2031-12-31"',
    "governance.reassess_by": "reassess_by = 2027-07-01",
    "desensitization.plaintext": 'plaintext = "it is old"',
    "desensitization.operators": 'operators = { person = "mask" }',
    "desensitization.answers": 'answers = "keep"',
    "desensitization.roster": 'roster = "staff.csv"',
    "desensitization.rules": 'rules = { identifier = ["A[0-9]{5}"] }',
    "desensitization.jieba": "jieba = false",
    "desensitization.model": 'model = "another"',
    "desensitization.recall_min": "recall_min = { all = 0.91 }",
}
# Their keys are the owner's own: each counts as one.
TABLES = (
    "peers.owners",
    *(f"desensitization.{name}" for name in ("operators", "rules", "recall_min")),
)


def changed(key: str) -> str:
    """FULL with one line changed."""
    *section, name = key.split(".")
    header = f"[{'.'.join(section)}]" if section else ""
    lines, here, done = [], "", 0
    for line in FULL.splitlines():
        if line.startswith("["):
            here = line
        if here == header and line.startswith(f"{name} ="):
            lines.append(CHANGED[key])
            done += 1
        else:
            lines.append(line)
    assert done == 1
    return "\n".join(lines)


def test_the_digest_is_of_the_content_and_not_of_the_text() -> None:
    first, *sections = FULL.split("\n\n")
    shuffled = "\n\n".join([first, *reversed(sections)]).replace("2.5", "2.50 # enough")
    assert shuffled != FULL
    assert parsed(shuffled).digest() == parsed(FULL).digest()
    assert parsed("version = 1").digest() == Policy().digest()
    assert len(Policy().digest()) == 64


def test_every_key_changes_the_digest() -> None:
    every = {key for key in leaves(tomllib.loads(FULL)) if key != "version"}
    every = {next((t for t in TABLES if key.startswith(t)), key) for key in every}
    assert set(CHANGED) == every  # no key is forgotten here
    of_policy = set(leaves(Policy().model_dump(mode="json", by_alias=True))) - {"version"}
    assert of_policy <= every
    digests = {key: parsed(changed(key)).digest() for key in CHANGED}
    assert len({parsed(FULL).digest(), *digests.values()}) == 1 + len(CHANGED)


def test_a_population_more_changes_the_digest() -> None:
    more = FULL + "\n[populations.more]\n"
    assert parsed(more).digest() != parsed(FULL).digest()


def test_infinity_has_a_digest_of_its_own() -> None:
    digests = [policy_of(epsilon=e).digest() for e in (math.inf, MAX_EPSILON, 3.0)]
    assert len(set(digests)) == 3


# --- schema ----------------------------------------------------------------------------------


def test_the_schema_describes_every_key() -> None:
    schema = Policy.model_json_schema()
    assert schema["additionalProperties"] is False
    sections = {name: ref(schema, value) for name, value in schema["properties"].items()}
    for name, section in (("aggregation", Aggregation), ("allowed", Allowed), ("peers", Peers)):
        assert set(sections[name]["properties"]) == set(section.model_fields)
        assert sections[name]["additionalProperties"] is False
    assert set(sections["hours"]["properties"]) == {"from", "until", "days"}
    assert set(schema["$defs"]["Population"]["properties"]) == set(Population.model_fields)


def ref(schema: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    target = value.get("$ref", "").removeprefix("#/$defs/")
    found: dict[str, Any] = schema["$defs"][target] if target else value
    return found


def test_the_schema_takes_a_good_file_and_no_bad_one() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(Policy.model_json_schema())
    jsonschema.Draft202012Validator.check_schema(Policy.model_json_schema())
    for text in ("", FULL, to_toml(Policy()), to_toml(parsed(FULL))):
        validator.validate(tomllib.loads(text))
    relations = "expected less than", "expected at most"  # what a schema can't say
    for text, message in BAD:
        tree = tomllib.loads(text)
        if any(word in text for word in ("nan", "inf", "17:00:00", "1.0\n", "\\n")):
            continue  # no JSON value
        if any(r in message for r in relations) or text.endswith("rounds_max = 1.0"):
            continue  # 1.0 is an integer in JSON Schema
        if message in ("populations.../x: ", "populations.Patients: "):
            continue  # see the next test
        assert not validator.is_valid(tree), text


def test_the_schema_takes_no_other_name_of_a_population() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(Policy.model_json_schema())
    assert validator.is_valid({"populations": {"patients-1": {}}})
    assert not validator.is_valid({"populations": {"Patients": {}}})


def test_the_plan_that_the_defaults_are_made_for(tmp_path: Path) -> None:
    """Of somebody who writes no policy a modest one is still allowed. In a session, though, whom
    nobody has pinned counts as colluding: some of the others' keys must be in a policy."""
    policy, _ = load(tmp_path / "none.toml")
    plan: Plan = make_plan(
        delta=1e-6, noise_multiplier=1.0, rounds=90, spare_rounds=10, steps_per_round=100
    )
    policy.check_time(datetime.now())
    policy.check_plan(DEFAULT_POPULATION, plan)
    policy.check_artefacts(KEY, DIGEST)
