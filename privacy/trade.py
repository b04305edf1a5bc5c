"""What a promised epsilon buys: noise against batch, steps and compute. Pure: no IO.

A run of T steps draws each unit with probability q in each step, q N units on
average, and adds noise of standard deviation sigma * C to the sum of gradients clipped to C. Then

    noise in the mean gradient, over C      sigma / (q N), a standard deviation for each coordinate
    accumulated signal-to-noise ratio       A = sqrt(T) q N / sigma

A is how far T steps along one constant mean gradient of norm C get, over the noise that they add up
in any one direction. It isn't a forecast of accuracy: gradients are shorter than C and turn.
1 / A is, up to a constant factor, the total amount of noise of Sander, Stock and Sablayrolles 2023
("TAN without a burn"), which they find to decide both on epsilon, while sigma isn't small, and on
where training gets to: runs with different batches but one total amount of noise train much alike.

At a given epsilon A has a ceiling: that of T steps over all units (q = 1), which is the same for
every T, spare rounds apart, because T Gaussian steps are one with the noise over sqrt(T). Smaller
q reaches less of it, much less where sigma falls below about 2: the gain from subsampling is spent
by then. `Row.share` is A over this ceiling. That large batches pay at a given number of steps, as
far as compute allows, is what De et al. 2022 ("Unlocking high-accuracy differentially private image
classification through scale") and Ponomareva et al. 2023 ("How to DP-fy ML", the section on
hyperparameters) report and recommend.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from privacy import accounting
from privacy.errors import InvalidPlanError
from privacy.plan import MAX_HORIZON_STEPS, Plan, Unit, check_real, default_spare_rounds

DEFAULT_PASSES = 10.0  # average passes over the data: some three of usual fine-tuning, and more
MAX_UNITS = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is promised to whom, and how much may be computed. All of it is public.

    Raises InvalidPlanError on construction, naming what is out of range.
    """

    epsilon: float  # of the whole horizon, spare rounds included
    delta: float
    units: int  # that an owner of mean size declares
    steps_per_round: int = 1
    passes: float = DEFAULT_PASSES  # most average passes over the data, spare rounds apart
    spare_rounds: int | None = None  # `default_spare_rounds` where None
    unit: Unit = Unit.PERSON
    clip_norm: float = 1.0
    records_per_unit: int = 1
    windows_per_record: int = 1

    def __post_init__(self) -> None:
        check_real("epsilon", self.epsilon, above=0)
        check_real("passes", self.passes, above=0)
        if not 1 <= self.units <= MAX_UNITS:
            raise InvalidPlanError(
                f"units: expected a whole number from 1 to {MAX_UNITS}, found {self.units}"
            )
        accounting.check_delta(self.plan(1.0, 1.0, 1), self.units)

    def plan(self, noise: float, probability: float, rounds: int) -> Plan:
        """The plan of these numbers. Raises InvalidPlanError."""
        spare = self.spare_rounds
        return Plan(
            unit=self.unit,
            clip_norm=self.clip_norm,
            noise_multiplier=noise,
            sampling_probability=probability,
            steps_per_round=self.steps_per_round,
            rounds=rounds,
            spare_rounds=default_spare_rounds(rounds) if spare is None else spare,
            delta=self.delta,
            records_per_unit=self.records_per_unit,
            windows_per_record=self.windows_per_record,
        )

    def calibrated(self, probability: float, rounds: int) -> Plan:
        """The plan with the least noise that keeps the promise (`accounting.calibrate`)."""
        return accounting.calibrate(
            target_epsilon=self.epsilon,
            delta=self.delta,
            sampling_probability=probability,
            steps_per_round=self.steps_per_round,
            rounds=rounds,
            spare_rounds=self.spare_rounds,
            unit=self.unit,
            clip_norm=self.clip_norm,
            records_per_unit=self.records_per_unit,
            windows_per_record=self.windows_per_record,
        )

    def ceiling(self, rounds: int) -> float:
        """The accumulated signal-to-noise ratio of so many rounds over all units."""
        noise = self.calibrated(1.0, rounds).noise_multiplier
        return math.sqrt(rounds * self.steps_per_round) * self.units / noise

    def most_rounds(self, probability: float) -> int:
        """How many rounds compute allows at this sampling probability."""
        most = self.passes / (probability * self.steps_per_round)
        most = min(most, MAX_HORIZON_STEPS / (2 * self.steps_per_round))
        return math.floor(most * (1 + 1e-12))  # 10 passes at q = 0.1 are 100 rounds


@dataclass(frozen=True, slots=True)
class Row:
    """One plan and what it trades. Figures of training are of planned rounds; `epsilon` is of the
    whole horizon, spare rounds included, as privacy is."""

    plan: Plan
    units: int
    epsilon: float
    ceiling: float  # of the accumulated signal-to-noise ratio

    @property
    def steps(self) -> int:
        return self.plan.rounds * self.plan.steps_per_round

    @property
    def expected_batch(self) -> float:
        """Units that an owner of mean size draws in a step, on average."""
        return self.plan.sampling_probability * self.units

    @property
    def passes(self) -> float:
        """How often each unit's gradient is computed, on average."""
        return self.plan.sampling_probability * self.steps

    @property
    def gradients(self) -> float:
        """Gradients of units that an owner of mean size computes, on average: what a run costs."""
        return self.expected_batch * self.steps

    @property
    def noise_in_mean(self) -> float:
        """Standard deviation of a coordinate's noise in the mean gradient, over the clip norm."""
        return self.plan.noise_multiplier / self.expected_batch

    @property
    def signal_to_noise(self) -> float:
        """The accumulated one, A (see the module)."""
        return math.sqrt(self.steps) / self.noise_in_mean

    @property
    def share(self) -> float:
        """A over its ceiling at this epsilon."""
        return self.signal_to_noise / self.ceiling


def sampling_probability(expected_batch: float, mean_units: float) -> float:
    """The public probability at which an owner of mean size draws `expected_batch` units in a step,
    on average: to three significant digits, and at most 1."""
    return min(1.0, float(f"{expected_batch / mean_units:.3g}"))


def averaged_noise(row: Row, owners: int) -> float:
    """`row.noise_in_mean` of the mean over so many owners of this size, who all add full noise.

    Independent noise averages out as 1 / sqrt(owners). That helps the model. It doesn't change
    what a person is promised: each owner's update is private by its own noise alone.
    """
    return row.noise_in_mean / math.sqrt(owners)
