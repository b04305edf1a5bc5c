"""What an owner allows: `policy.toml` on its own machine. No message can change or override it.

Every refusal names the rule, `section.key`, in the owner's own journal; the coordinator learns
that the policy refused and no more. A key that the file leaves out has a safe default, and so has
everything where there is no file: little budget, real noise, three owners in a sum at least.
"""

from __future__ import annotations

import hashlib
import math
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from client.errors import PolicyError, PolicyFileError
from privacy import canonical
from privacy.ledger.events import PlanRule
from privacy.plan import Plan, Unit
from privacy.secagg.graph import COMPLETE_MAX
from privacy.secagg.rules import Rules

POLICY_FILE = "policy.toml"
DEFAULT_POPULATION = "default"
MAX_POLICY_BYTES = 1024 * 1024
MAX_EPSILON = 1e6  # beyond, only infinity is honest

# Squares of gradients are float32: below about 1e-22 they underflow, and a clip norm as small
# would then bound nothing. A coordinator chooses both the clip norm and the weights.
MIN_CLIP_NORM = 1e-6

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
EndOfHours = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]


def _day(value: Any) -> Any:
    """A TOML date as text; a text must name a day that exists."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            date.fromisoformat(value)
        except ValueError as e:
            raise ValueError(f"expected a day of the calendar, found {value}") from e
    return value


def _printable(value: str) -> str:
    if not value.isprintable():  # a terminal would obey control characters
        raise ValueError("expected printable characters")
    return value


Text = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_printable)]
Date = Annotated[str, BeforeValidator(_day), Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, strict=True)


class Population(_Section):
    """The persons of one namespace, and the one budget that they have over all runs."""

    epsilon: float = Field(default=3.0, gt=0, description="most that all runs together may cost")
    delta: float = Field(default=1e-6, gt=0, lt=1)
    unit: Unit = Field(default=Unit.PERSON, strict=False)
    plans: PlanRule = Field(
        default=PlanRule.ONE,
        strict=False,
        description="one: one plan with the whole budget; several: plans chosen one after "
        "another, at some cost. Fixed when the ledger is opened",
    )
    noise_multiplier_min: float = Field(
        default=0.5, ge=0, allow_inf_nan=False, description="least noise in each step"
    )
    rounds_max: int = Field(
        default=200, ge=1, description="of one plan with its spare ones, and charged in all"
    )
    steps_max: int = Field(default=100_000, ge=1, description="of one plan, over all its rounds")
    declared_units: int = Field(
        default=1000,
        ge=1,
        description="public size of this owner, a round figure; never an exact count",
    )


class Aggregation(_Section):
    """Least terms of encrypted aggregation, without which nothing leaves this owner."""

    roster_min: int = Field(default=3, ge=2, description="owners in a session and in a round")
    threshold_min: int = Field(default=2, ge=2, description="owners who must agree to unmask")
    survivors_min: int = Field(default=3, ge=2, description="updates in a sum that is opened")
    modulus_bits_min: Literal[16, 32] = 16
    circles: bool = Field(
        default=False,
        description="above 200 owners, share masks with some of them alone: safe only from a "
        "coordinator that keeps to the protocol",
    )
    colluders: int = Field(
        default=1,
        ge=0,
        description="owners listed in peers.owners that may collude with the coordinator; those "
        "that aren't listed are counted as colluding anyway",
    )
    weight_ratio_max: float = Field(
        default=100.0,
        ge=1,
        allow_inf_nan=False,
        description="largest declared size over the smallest in the signed table",
    )


class Allowed(_Section):
    """Digests that may be used. An empty list allows what is installed on this machine."""

    models: tuple[Sha256, ...] = Field(
        default=(), strict=False, description="SHA-256 of model.safetensors"
    )
    code: tuple[Sha256, ...] = Field(
        default=(), strict=False, description="as `discreet client policy --code` prints it"
    )
    metrics: tuple[str, ...] = Field(
        default=(), strict=False, description="names of figures that may leave; none by default"
    )


class Peers(_Section):
    """Public keys (Ed25519, 64 hexadecimal digits) that people compared out of band."""

    coordinator: Fingerprint | None = Field(
        default=None,
        description="whose countersigned heads are kept; anybody's if left out. It doesn't yet "
        "decide who may ask for training: the connection does",
    )
    owners: dict[str, Fingerprint] = Field(
        default={}, description="name = key; an owner of this name with another key is refused"
    )
    rosters: tuple[Fingerprint, ...] = Field(
        default=(),
        strict=False,
        description="fingerprints of whole rosters; if any is given, no other roster will do",
    )


class Hours(_Section):
    """When training may run, by this machine's local time. Past midnight if `until` < `from`."""

    begin: TimeOfDay = Field(default="00:00", alias="from")
    until: EndOfHours = "24:00"
    days: tuple[Day, ...] = Field(default=_DAYS, strict=False)

    def allow(self, now: datetime) -> bool:
        """Whether `now` lies in these hours. The day is the one on which they began."""
        minute = now.hour * 60 + now.minute
        begin, until = _minutes(self.begin), _minutes(self.until)
        today = _DAYS[now.weekday()] in self.days
        if begin < until:
            return today and begin <= minute < until
        yesterday = _DAYS[(now.weekday() - 1) % 7] in self.days
        return (today and minute >= begin) or (yesterday and minute < until)


class Governance(_Section):
    """What an owner promises people about time and purpose: for reports, and checked by nobody."""

    purpose: Text | None = Field(default=None, description="what the model is trained for")
    contact: Text | None = Field(default=None, description="whom a person may ask")
    retain_until: Date | None = Field(
        default=None, description="when records and ledger will be deleted: YYYY-MM-DD"
    )
    reassess_by: Date | None = Field(
        default=None, description="when somebody looks at the risk again: YYYY-MM-DD"
    )


class Policy(_Section):
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
        if self.governance == Governance():  # older than this section: as ledgers know it
            del tree["governance"]
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


__all__ = ["Policy", "PolicyError", "PolicyFileError", "load", "parse"]


def load(path: Path) -> tuple[Policy, bool]:
    """The policy in `path`, and whether the file was there; without it, safe defaults.

    Raises PolicyFileError that names the key: a policy that can't be understood allows nothing.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_POLICY_BYTES + 1)
    except FileNotFoundError as e:
        if path.is_symlink():
            raise PolicyFileError(f"{path}: expected a policy, found a link to nothing") from e
        return Policy(), False
    except OSError as e:
        raise PolicyFileError(f"{path}: expected a policy, found: {e.strerror}") from e
    if len(content) > MAX_POLICY_BYTES:
        raise PolicyFileError(f"{path}: expected at most {MAX_POLICY_BYTES} bytes")
    try:
        tree = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as e:  # also of a number with thousands of digits
        raise PolicyFileError(f"{path}: expected TOML, found: {e}") from e
    return parse(tree, str(path)), True


def parse(tree: dict[str, Any], source: str) -> Policy:
    """Check a parsed policy. Raises PolicyFileError that names the first wrong key."""
    if type(tree.get("version", 1)) is not int or tree.get("version", 1) != 1:
        raise PolicyFileError(
            f"{source}: version: expected 1, found {str(tree['version'])[:40]!r}",
            hint="a newer version of discreet wrote this policy",
        )
    try:
        return Policy.model_validate(tree)
    except ValidationError as e:
        first = e.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"] if part != "[key]")
        what = str(first["msg"]).replace("Input should be", "expected")
        what = what.removeprefix("Value error, ")
        if first["type"] == "extra_forbidden":
            what = "unknown key"
        message = f"{source}: {place}: {what}" if place else f"{source}: {what}"
        if first["type"] not in ("extra_forbidden", "value_error", "missing"):
            message += f", found {str(first.get('input'))[:80]!r}"
        raise PolicyFileError(
            message, hint="`discreet client policy --schema` describes every key"
        ) from e


def to_toml(policy: Policy) -> str:
    """Every key with its value, as `load` reads it. None is left out, which means the same."""
    import tomli_w

    return tomli_w.dumps(policy.model_dump(mode="python", exclude_none=True, by_alias=True))


def defaults_of(path: Path) -> Iterator[str]:
    """The keys that `path` leaves to their defaults, as `section.key = value`. Raises as `load`."""
    policy, there = load(path)
    given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if there else {}
    yield from _missing(policy.model_dump(mode="json", by_alias=True), given, "")


def _missing(all_: dict[str, Any], given: dict[str, Any], prefix: str) -> Iterator[str]:
    for key, value in all_.items():
        name, found = f"{prefix}{key}", given.get(key)
        if isinstance(value, dict) and value:
            yield from _missing(value, found if isinstance(found, dict) else {}, f"{name}.")
        elif key not in given and key != "version":
            yield f"{name} = {value if value is not None else 'none'}"


def _plain(value: Any) -> Any:
    """JSON types with infinity as text: a canonical form has none."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return "inf" if value == math.inf else value


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
