"""Are the draws a Poisson sample? Pure: numbers in, a verdict out.

A loader that shuffles and cuts batches of one size looks much like Poisson sampling and has
another, mostly weaker guarantee. Two things give it away: its batches are too equal in size, and
within an epoch no unit comes twice. With one step a round neither shows in a round, so what was
drawn is remembered over the rounds of a run. It is as secret as the records: whoever knows the
draws takes back the amplification.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

from client.checks import DrawsError, SelfCheckError, require_likely
from privacy import canonical
from privacy.plan import Plan

VERSION = 1
BLOCKS = 8  # parts of the owner's units that are counted apart
MAX_UNITS = 50_000_000
_Counts = npt.NDArray[np.uint32]


@dataclass(slots=True)
class DrawCheck:
    """Remembers the draws of one plan over one population of `units` and tests them.

    `times[u]`: in how many steps unit u was drawn. Not to be shown to anybody.
    """

    key: str  # of the run, the plan and the records: other draws aren't added to these
    probability: float
    times: _Counts = field(repr=False)
    steps: int = 0
    dispersion: float = 0.0  # Σ over steps of (drawn − expected)² / variance

    @classmethod
    def begin(cls, key: str, plan: Plan, units: int) -> DrawCheck:
        return cls(key, plan.sampling_probability, np.zeros(units, dtype=np.uint32))

    def observe(self, drawn: npt.NDArray[np.int64]) -> None:
        """Note the units that one step used. Raises DrawsError where their number alone can't
        be, or one comes twice."""
        units, q = len(self.times), self.probability
        if len(np.unique(drawn)) != len(drawn):
            raise DrawsError("draws: a unit was used twice in one step")
        _two_sided("draws: units in a step", len(drawn), units, q)
        np.add.at(self.times, drawn, 1)
        self.steps += 1
        if 0 < q < 1 and units:
            self.dispersion += (len(drawn) - units * q) ** 2 / (units * q * (1 - q))

    def check(self) -> None:
        """Test all draws so far. Raises DrawsError."""
        units, q, steps = len(self.times), self.probability, self.steps
        if not units or not steps:
            return
        _two_sided("draws: units in all steps", int(self.times.sum()), units * steps, q)
        for number, block in enumerate(np.array_split(self.times, BLOCKS), 1):
            name = f"draws: units of part {number} of {BLOCKS}"
            _two_sided(name, int(block.sum()), len(block) * steps, q)
        if not 0 < q < 1:
            return
        low = _log_tail(_sizes(units, q), steps, self.dispersion, lower=True)
        _verdict("draws: steps too equal in size", low)
        repeats = float((self.times.astype(np.float64) * (self.times - 1.0) / 2).sum())
        law = _repeats(steps, q)
        _verdict("draws: too few repeats", _log_tail(law, units, repeats, lower=True))
        _verdict("draws: too many repeats", _log_tail(law, units, repeats, lower=False))

    def to_bytes(self) -> bytes:
        """For `from_bytes`; secret."""
        row = {
            "version": VERSION,
            "key": self.key,
            "probability": self.probability,
            "steps": self.steps,
            "dispersion": self.dispersion,
            "times": self.times.astype("<u4").tobytes().hex(),
        }
        return canonical.encode(row)

    @classmethod
    def from_bytes(cls, content: bytes) -> DrawCheck:
        """Raises SelfCheckError for anything that `to_bytes` didn't write."""
        try:
            row: dict[str, Any] = canonical.decode(content, "draws", max_length=len(content) + 1)
            if row.pop("version") != VERSION:
                raise ValueError("version")
            times = np.frombuffer(bytes.fromhex(row.pop("times")), dtype="<u4").astype(np.uint32)
            found = cls(times=times, **row)
            sane = type(found.steps) is int and math.isfinite(found.dispersion)
            if not sane or len(times) > MAX_UNITS or int(times.max(initial=0)) > found.steps:
                raise ValueError("steps")
        except Exception as error:
            raise SelfCheckError("draws: expected the notes of earlier rounds") from error
        return found


@dataclass(frozen=True, slots=True)
class _Law:
    """A discrete law: values and the logarithms of their probabilities."""

    values: npt.NDArray[np.float64]
    log_masses: npt.NDArray[np.float64]


def _sizes(units: int, q: float) -> _Law:
    """Of the dispersion of one step's size; less than e^-300 of it is left out."""
    spread = math.sqrt(units * q * (1 - q))
    low = max(0, math.floor(units * q - 40 * spread - 40))
    high = min(units, math.ceil(units * q + 40 * spread + 40))
    sizes = np.arange(low, high + 1)
    values = np.square((sizes - units * q) / spread, dtype=np.float64)
    return _Law(values, stats.binom.logpmf(sizes, units, q))


def _repeats(steps: int, q: float) -> _Law:
    """Of the pairs of steps that draw one unit both times."""
    times = np.arange(steps + 1)
    return _Law(times * (times - 1.0) / 2, stats.binom.logpmf(times, steps, q))


def _log_tail(law: _Law, count: int, total: float, *, lower: bool) -> float:
    """An upper bound on log P(sum of `count` independent values <= total), or >= total: Chernoff,
    with the exponent that is best. Never below the true one, so no false alarm comes of it."""
    sign = -1.0 if lower else 1.0

    def bound(exponent: float) -> float:
        tilted = law.log_masses + sign * exponent * law.values
        top = tilted.max()
        moment = top + math.log(np.exp(tilted - top).sum())
        return float(count * moment - sign * exponent * total)

    scale = 1.0 / max(1.0, float(law.values.max()))
    # Above e^18 the two terms of the bound lose, by cancelling, what the bound is to show.
    wide = optimize.minimize_scalar(
        lambda x: bound(scale * math.exp(x)), bounds=(-20.0, 18.0), method="bounded"
    )
    return min(0.0, bound(0.0), bound(scale * math.exp(float(wide.x))))


def _two_sided(name: str, found: int, trials: int, q: float) -> None:
    below = stats.binom.logcdf(found, trials, q) if trials else 0.0
    above = stats.binom.logsf(found - 1, trials, q) if trials else 0.0
    _verdict(name, math.log(2) + min(float(below), float(above)))


def _verdict(name: str, log_tail: float) -> None:
    require_likely(log_tail, f"{name}: no Poisson sample of the plan's probability", DrawsError)
