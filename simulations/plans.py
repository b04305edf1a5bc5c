"""The plan that a scenario means, and the files that say a plan. Light: no torch, no Flower.

A scenario names epsilon, rounds and an expected batch; which noise and sampling probability these
come to depends on the sizes that owners declare. A run's run.toml holds the plan that it came to.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from privacy.accounting import calibrate, check_delta
from privacy.errors import InvalidPlanError
from privacy.plan import Plan, Unit, default_spare_rounds
from privacy.trade import sampling_probability
from simulations.errors import ScenarioError
from simulations.scenario import Scenario, parse, shipped
from simulations.scenario import load as load_scenario

MAX_FILE_BYTES = 1024 * 1024
_RUN_KEY = "resolved"  # of a run.toml (`simulations.folder`)


def plan_of(scenario: Scenario, unit: Unit, sizes: Sequence[int]) -> Plan:
    """The one plan of the scenario's whole horizon, for owners of these declared `sizes`.

    Without `privacy.sampling_probability` in the scenario, an owner of mean size draws
    `training.expected_batch` units in a step, on average.

    Raises:
        InvalidPlanError: a parameter is out of range, delta is no less than 1 / the largest size,
            or no noise reaches the scenario's epsilon.
    """
    privacy, training = scenario.privacy, scenario.training
    probability = privacy.sampling_probability
    if probability is None:
        probability = sampling_probability(training.expected_batch, sum(sizes) / len(sizes))
    spare = privacy.spare_rounds
    common: dict[str, Any] = {
        "unit": unit,
        "clip_norm": privacy.clip_norm,
        "sampling_probability": probability,
        "steps_per_round": training.steps_per_round,
        "rounds": training.rounds,
        "spare_rounds": default_spare_rounds(training.rounds) if spare is None else spare,
        "delta": privacy.delta,
        "records_per_unit": privacy.records_per_unit,
        "windows_per_record": privacy.windows_per_record,
    }
    if privacy.epsilon == math.inf:
        plan = Plan(noise_multiplier=0.0, **common)
    else:
        plan = calibrate(target_epsilon=privacy.epsilon, **common)
    check_delta(plan, max(sizes))
    return plan


def load(path: str, unit: Unit, declared_units: int) -> Plan:
    """The plan that a file says: a plan's own JSON, a run's run.toml, or a scenario (also a shipped
    one, by its name) for owners who all declare `declared_units`.

    A scenario whose unit is `auto`, which its data would decide, is taken to protect `unit`.

    Raises ScenarioError and InvalidPlanError, with the file's name.
    """
    if path in shipped() and not Path(path).exists():
        return _of_scenario(load_scenario(path), unit, declared_units)
    try:
        return _parse(path, _read(Path(path)), unit, declared_units)
    except InvalidPlanError as error:
        raise InvalidPlanError(f"{path}: {error}", hint=error.hint) from error


def _parse(path: str, content: str, unit: Unit, declared_units: int) -> Plan:
    if content.lstrip().startswith("{"):
        try:
            return Plan.from_json(json.loads(content))
        except (ValueError, RecursionError) as error:
            raise ScenarioError(f"{path}: expected a plan in JSON, found {error}") from error
    try:
        tree = tomllib.loads(content)
    except (ValueError, RecursionError) as error:  # also of a number with thousands of digits
        raise ScenarioError(
            f"{path}: expected a scenario, a run.toml or a plan in JSON, found {error}"
        ) from error
    if _RUN_KEY in tree:
        try:
            return Plan.from_json(json.loads(tree[_RUN_KEY]["plan"]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ScenarioError(f"{path}: expected the plan of a run, found none") from error
    return _of_scenario(parse(tree, path), unit, declared_units)


def _of_scenario(scenario: Scenario, unit: Unit, declared_units: int) -> Plan:
    wanted = scenario.privacy.unit
    return plan_of(scenario, unit if wanted == "auto" else Unit(wanted), [declared_units])


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
        if len(content) > MAX_FILE_BYTES:
            raise ScenarioError(f"{path}: expected at most {MAX_FILE_BYTES} bytes")
        return content.decode("utf-8")
    except OSError as error:
        raise ScenarioError(f"{path}: expected a file, found {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{path}: expected UTF-8 text, found {error}") from error
