"""A policy, and what it says of a plan, a session or a round. No IO."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from client.errors import PolicyError
from client.policy.sections import (
    DEFAULT_POPULATION,
    Aggregation,
    Allowed,
    Desensitization,
    Governance,
    Hours,
    Peers,
    Population,
    Section,
)
from privacy import canonical
from privacy.plan import Plan
from privacy.secagg.graph import COMPLETE_MAX
from privacy.secagg.rules import Rules

MAX_EPSILON = 1e6  # beyond, only infinity is honest

# Squares of gradients are float32: below about 1e-22 they underflow, and a clip norm as small
# would then bound nothing. A coordinator chooses both the clip norm and the weights.
MIN_CLIP_NORM = 1e-6


class Policy(Section):
    """An owner's policy. `Policy.model_json_schema()` is its JSON Schema."""

    version: Literal[1] = 1
    pause: bool = Field(default=False, description="refuse everything for now")
    populations: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")], Population] = (
        Field(
            default={DEFAULT_POPULATION: Population()},
            json_schema_extra={"additionalProperties": False},
        )
    )
    aggregation: Aggregation = Aggregation()
    allowed: Allowed = Allowed()
    peers: Peers = Peers()
    hours: Hours = Hours()
    governance: Governance = Governance()
    desensitization: Desensitization = Desensitization()

    @model_validator(mode="after")
    def _fits(self) -> Policy:
        for name, population in self.populations.items():
            if population.epsilon > MAX_EPSILON and not math.isinf(population.epsilon):
                raise ValueError(f"populations.{name}.epsilon: expected at most {MAX_EPSILON:g}")
            if population.delta * population.declared_units >= 1:
                raise ValueError(
                    f"populations.{name}.delta: expected less than 1/declared_units "
                    f"(1/{population.declared_units}), found {population.delta:g}"
                )
        return self

    def digest(self) -> str:
        """SHA-256, in hex, of the resolved policy, defaults included."""
        tree = self.model_dump(mode="json")
        # Older than these sections: as ledgers know it.
        for name, default in (
            ("governance", Governance()),
            ("desensitization", Desensitization()),
        ):
            if getattr(self, name) == default:
                del tree[name]
        return hashlib.sha256(canonical.encode(_plain(tree))).hexdigest()

    def population(self, name: str) -> Population:
        """The rules of one population. Raises PolicyError for one that the policy lacks."""
        if name not in self.populations:
            raise PolicyError("populations", f"expected a population that is listed, found {name}")
        return self.populations[name]

    def check_plan(self, name: str, plan: Plan) -> None:
        """Raise PolicyError unless `plan` may run on the population `name`, its budget apart."""
        rules, rule = self.population(name), f"populations.{name}"
        if plan.unit is not rules.unit:
            raise PolicyError(
                f"{rule}.unit", f"this owner protects the {rules.unit}, the plan the {plan.unit}"
            )
        if plan.clip_norm < MIN_CLIP_NORM:
            raise PolicyError(
                "clip_norm (built in)", f"at least {MIN_CLIP_NORM:g}, found {plan.clip_norm:g}"
            )
        if plan.delta > rules.delta:
            raise PolicyError(
                f"{rule}.delta", f"at most {rules.delta:g}, the plan has {plan.delta:g}"
            )
        if plan.noise_multiplier < rules.noise_multiplier_min:
            raise PolicyError(
                f"{rule}.noise_multiplier_min",
                f"at least {rules.noise_multiplier_min:g}, the plan has {plan.noise_multiplier:g}",
            )
        if plan.horizon_rounds > rules.rounds_max:
            raise PolicyError(
                f"{rule}.rounds_max",
                f"at most {rules.rounds_max}, the plan has {plan.horizon_rounds}",
            )
        if plan.horizon_steps > rules.steps_max:
            raise PolicyError(
                f"{rule}.steps_max",
                f"at most {rules.steps_max}, the plan has {plan.horizon_steps}",
            )

    def check_rounds(self, name: str, charged: int) -> None:
        """Raise PolicyError unless the population `name` may have one more round than `charged`."""
        most = self.population(name).rounds_max
        if charged >= most:
            raise PolicyError(
                f"populations.{name}.rounds_max", f"at most {most}, {charged} were charged"
            )

    def check_pause(self) -> None:
        """Raise PolicyError while nothing may leave this owner, a round in work included."""
        if self.pause:
            raise PolicyError("pause", "this owner has paused training")

    def check_time(self, now: datetime) -> None:
        """Raise PolicyError while training is paused or outside of its hours."""
        self.check_pause()
        if not self.hours.allow(now):
            raise PolicyError("hours", f"not at {now:%a %H:%M}")

    def check_artefacts(self, base_sha256: str, code_sha256: str) -> None:
        """Raise PolicyError unless the model and this installation's code are allowed."""
        if self.allowed.models and base_sha256 not in self.allowed.models:
            raise PolicyError("allowed.models", f"the model {base_sha256[:16]}… is not listed")
        if self.allowed.code and code_sha256 not in self.allowed.code:
            raise PolicyError("allowed.code", f"the code {code_sha256[:16]}… is not listed")

    def aggregation_rules(self, name: str, identity: bytes) -> Rules:
        """What the owner `name` (32 bytes of public key) asks of a session. It trusts itself."""
        rules = self.aggregation
        pins = {peer: bytes.fromhex(key) for peer, key in self.peers.owners.items()}
        return Rules(
            roster_min=rules.roster_min,
            threshold_min=rules.threshold_min,
            survivors_min=rules.survivors_min,
            modulus_bits=tuple(bits for bits in (16, 32) if bits >= rules.modulus_bits_min),
            circle_min=COMPLETE_MAX + 1 if rules.circles else None,
            weight_ratio_max=rules.weight_ratio_max,
            pins=pins | {name: identity},
            pinned_colluders=rules.colluders,
            rosters=frozenset(self.peers.rosters),
        )

    def check_metrics(self, names: Iterable[str]) -> None:
        """Raise PolicyError unless every figure of `names` may leave."""
        if refused := sorted(set(names) - set(self.allowed.metrics)):
            raise PolicyError("allowed.metrics", f"{refused[0]!r} may not leave")

    def check_witness(self, key: str) -> None:
        """Raise PolicyError unless `key` may countersign this owner's ledger."""
        if self.peers.coordinator is not None and key != self.peers.coordinator:
            raise PolicyError("peers.coordinator", f"expected another key than {key[:16]}…")


def _plain(value: Any) -> Any:
    """JSON types with infinity as text: a canonical form has none."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return "inf" if value == math.inf else value
