"""The plan of one private training run. Pure: no IO, no clock, no randomness.

One frozen value carries the mechanism and its accounting: the trainer reads the clip norm, the
noise and the sampling probability from it, the accountant composes its `dp_event`, so the two
can't drift apart. Settings that only change speed are another type.

Every field is public: it is sent, signed and printed. It may come from a coordinator, so it is
checked in full before it exists.
"""

import hashlib
import json
import math
import numbers
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from privacy.errors import InvalidPlanError

if TYPE_CHECKING:
    from dp_accounting import DpEvent

_E = TypeVar("_E", bound=StrEnum)

VERSION = 2  # of the JSON form; an unknown one is refused
UNPOOLED = 1  # the version whose units contribute one window of one record; still read
RELATION = "add-or-remove-one-unit"
SAMPLING = "poisson"

MAX_NOISE_MULTIPLIER = 1e6
MAX_CLIP_NORM = 1e6  # with the cap above, noise stays far below the float32 maximum
MAX_HORIZON_STEPS = 10_000_000  # steps; what the accountant still composes in seconds
MAX_UNIT_WINDOWS = 1024  # windows of one drawn unit in one step; what it costs in time


class Unit(StrEnum):
    """What one contribution is: the thing whose presence the guarantee hides."""

    PERSON = "person"  # all records of one person_id
    DOCUMENT = "document"  # all questions, windows and augmented copies of one document
    RECORD = "record"  # one question; the other questions about a person aren't covered


class Mode(StrEnum):
    """Who adds the noise."""

    LOCAL = "local"  # every owner adds all of it: its update is private by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A Poisson-sampled Gaussian mechanism, run `steps_per_round` times in every round.

    Each step draws each unit independently with probability `sampling_probability`, clips a
    drawn unit's gradient to the L2 norm `clip_norm` and adds Gaussian noise of standard
    deviation `noise_multiplier * clip_norm` to every coordinate of the sum (Abadi et al. 2016,
    algorithm 1, with a public denominator).

    A unit's gradient is that of one loss: the mean over at most `records_per_unit` of its records
    of the mean over at most `windows_per_record` windows of each. Which ones, where there are
    more, is drawn at random. It is pooled before it is clipped: however much a unit holds, it
    moves the sum by at most `clip_norm`.

    Guarantees: a plan that exists is accountable: every field has its declared type, is finite
    and lies in its range; whole numbers given for real fields are stored as floats, so equal
    plans have equal digests.

    Edge cases:
        noise_multiplier == 0      no privacy; every epsilon is infinite
        sampling_probability == 1  every unit in every step: a plain Gaussian mechanism

    Raises:
        InvalidPlanError: on construction, naming the field, what was expected and what was found.
    """

    unit: Unit
    clip_norm: float
    noise_multiplier: float  # noise standard deviation / clip_norm
    sampling_probability: float
    steps_per_round: int
    rounds: int
    spare_rounds: int  # calibrated for, used only to repeat rounds that were charged and lost
    delta: float
    mode: Mode = Mode.LOCAL
    records_per_unit: int = 1
    windows_per_record: int = 1
    version: int = VERSION

    relation: ClassVar[str] = RELATION
    sampling: ClassVar[str] = SAMPLING

    def __post_init__(self) -> None:
        if not isinstance(self.unit, Unit):
            raise _invalid("unit", "a Unit", self.unit)
        if not isinstance(self.mode, Mode):
            raise _invalid("mode", "a Mode", self.mode)
        if _whole("version", self.version, 1) not in (UNPOOLED, VERSION):
            raise _invalid("version", f"{UNPOOLED} or {VERSION}", self.version)
        for name, check in _RANGES.items():
            object.__setattr__(self, name, check(name, getattr(self, name)))
        if self.unit_windows > MAX_UNIT_WINDOWS:
            expected = f"at most {MAX_UNIT_WINDOWS} windows of a unit"
            raise _invalid("records_per_unit * windows_per_record", expected, self.unit_windows)
        if self.unit is Unit.RECORD and self.records_per_unit != 1:
            expected = "1 where the unit is a record"
            raise _invalid("records_per_unit", expected, self.records_per_unit)
        if self.version == UNPOOLED and self.unit_windows != 1:
            raise _invalid("version", f"{VERSION} of a plan that pools", self.version)
        if self.horizon_steps > MAX_HORIZON_STEPS:
            expected = f"at most {MAX_HORIZON_STEPS} steps over all rounds"
            raise _invalid("steps_per_round", expected, self.horizon_steps)

    @property
    def horizon_rounds(self) -> int:
        """The most rounds that may ever be charged: the planned and the spare ones."""
        return self.rounds + self.spare_rounds

    @property
    def horizon_steps(self) -> int:
        """The most steps that may ever be charged; calibration is for all of them."""
        return self.steps_per_round * self.horizon_rounds

    @property
    def unit_windows(self) -> int:
        """The most windows that a drawn unit contributes in one step."""
        return self.records_per_unit * self.windows_per_record

    @property
    def noise_std(self) -> float:
        """Standard deviation of the noise on each coordinate of the clipped sum."""
        return self.noise_multiplier * self.clip_norm

    def dp_event(self, steps: int) -> "DpEvent":
        """`steps` steps of this plan, as dp_accounting composes them.

        Zero steps are a NoOp; without noise the event is NonPrivate; at sampling probability 1
        it is the plain Gaussian. The neighbouring relation is the accountant's setting and must
        be add-or-remove-one.

        Raises:
            InvalidPlanError: `steps` isn't a whole number from 0 to MAX_HORIZON_STEPS.
        """
        import dp_accounting as dp  # one second: a client's start shouldn't pay for it

        if check_steps(steps) == 0:
            return dp.NoOpDpEvent()
        if self.noise_multiplier == 0:
            return dp.NonPrivateDpEvent()
        event = dp.GaussianDpEvent(self.noise_multiplier)
        if self.sampling_probability < 1:
            event = dp.PoissonSampledDpEvent(self.sampling_probability, event)
        return dp.SelfComposedDpEvent(event, steps)

    def to_json(self) -> dict[str, Any]:
        """The plan as JSON types, with the fixed relation and sampling spelled out."""
        values = {name: str(v) if isinstance(v, StrEnum) else v for name, v in asdict(self).items()}
        if self.version == UNPOOLED:  # as it was signed
            values = {name: v for name, v in values.items() if name not in _POOLING}
        return values | {"relation": self.relation, "sampling": self.sampling}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The plan that `to_json` wrote.

        Raises:
            InvalidPlanError: not a mapping, an unknown version, mode, unit, relation or sampling,
                a missing or unknown key, or a field of the wrong type or out of range.
        """
        if not isinstance(value, Mapping):
            raise _invalid("plan", "an object", value)
        if value.get("version") not in (UNPOOLED, VERSION):  # before the keys: a later version
            raise _invalid("version", f"{UNPOOLED} or {VERSION}", value.get("version"))
        expected = {field.name for field in fields(cls)} | {"relation", "sampling"}
        if value["version"] == UNPOOLED:
            expected -= _POOLING
        if set(value) != expected:
            odd = sorted(map(repr, expected.symmetric_difference(value)))
            raise _invalid("plan", f"the keys {sorted(expected)}", f"a difference in {odd[:8]}")
        for name in ("relation", "sampling"):
            if value[name] != getattr(cls, name):
                raise _invalid(name, repr(getattr(cls, name)), value[name])
        known = {k: v for k, v in value.items() if k not in ("relation", "sampling")}
        known["unit"] = _member("unit", Unit, value["unit"])
        known["mode"] = _member("mode", Mode, value["mode"])
        return cls(**known)

    def digest(self) -> str:
        """SHA-256, in hex, of the canonical JSON: sorted keys, no spaces, shortest floats."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()


def default_spare_rounds(rounds: int) -> int:
    """A tenth of the rounds, rounded up, and at least one: a charged crash doesn't end a run.

    Raises:
        InvalidPlanError: `rounds` isn't a whole number from 1.
    """
    return -(-_whole("rounds", rounds, 1) // 10)


def check_steps(steps: int) -> int:
    """`steps` itself, once it is known to be a whole number that can be composed.

    Raises:
        InvalidPlanError: it isn't.
    """
    return _whole("steps", steps, 0)


def _invalid(name: str, expected: str, found: object) -> InvalidPlanError:
    return InvalidPlanError(f"{name}: expected {expected}, found {repr(found)[:80]}")


def _whole(name: str, value: object, low: int) -> int:
    expected = f"a whole number from {low} to {MAX_HORIZON_STEPS}"
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise _invalid(name, expected, value)
    whole = int(value)
    if not low <= whole <= MAX_HORIZON_STEPS:
        raise _invalid(name, expected, value)
    return whole


def check_real(
    name: str, value: object, *, above: float = -math.inf, high: float = math.inf
) -> float:
    """`value` as a float, once it is known to be a finite number in (above, high].

    Raises:
        InvalidPlanError: it isn't.
    """
    expected = f"a finite number above {above:g} and at most {high:g}"
    if isinstance(value, bool) or not isinstance(value, float | numbers.Integral):
        raise _invalid(name, expected, value)
    try:
        real = float(value)
    except OverflowError as e:
        raise _invalid(name, expected, value) from e
    if not (math.isfinite(real) and above < real <= high):
        raise _invalid(name, expected, value)
    return real


def _noise_multiplier(name: str, value: object) -> float:
    real = check_real(name, value, high=MAX_NOISE_MULTIPLIER)
    if real < 0:
        raise _invalid(name, f"a number from 0 to {MAX_NOISE_MULTIPLIER:g}", value)
    return abs(real)  # -0.0 would have another digest


def _delta(name: str, value: object) -> float:
    real = check_real(name, value, above=0)
    if real >= 1:
        raise _invalid(name, "a number above 0 and below 1", value)
    return real


def _member(name: str, enum: type[_E], value: object) -> _E:
    if not isinstance(value, str) or value not in {str(m) for m in enum}:
        raise _invalid(name, f"one of {[str(m) for m in enum]}", value)
    return enum(value)


_RANGES: dict[str, Callable[[str, object], float]] = {
    "clip_norm": lambda name, value: check_real(name, value, above=0, high=MAX_CLIP_NORM),
    "noise_multiplier": _noise_multiplier,
    "sampling_probability": lambda name, value: check_real(name, value, above=0, high=1),
    "steps_per_round": lambda name, value: _whole(name, value, 1),
    "rounds": lambda name, value: _whole(name, value, 1),
    "spare_rounds": lambda name, value: _whole(name, value, 0),
    "delta": _delta,
    "records_per_unit": lambda name, value: _whole(name, value, 1),
    "windows_per_record": lambda name, value: _whole(name, value, 1),
}
_POOLING = frozenset({"records_per_unit", "windows_per_record"})  # not in version UNPOOLED
