"""How large an honest owner's update can be, from public figures alone.

It decides the quantizer's step, and which sum is too large to be true. Both are bounds on what
honest owners send, but for a chance far below one in a million; they promise nobody any privacy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from exchange.task import LocalOptimizer
from privacy.plan import Plan
from privacy.quantize import Quantizer

TAIL = 12.0  # standard deviations: of a value of the noise, and of a number drawn
SIZE_MAX = 1.5  # an owner's units over what it has declared


def largest_value(plan: Plan, optimizer: LocalOptimizer, largest_declared: int) -> float:
    """The largest coordinate of a weighted update, which the quantizer must not clip.

    A step's sum of clipped gradients has at most the clip norm times the units drawn in one
    coordinate, and noise of sigma C; weighted by D / max D, both are divided by q max D.
    """
    steps = plan.steps_per_round
    signal = _drawn(plan, largest_declared) * plan.clip_norm * steps
    noise = TAIL * _noise(plan, largest_declared) * math.sqrt(steps)
    decay = optimizer.weight_decay * steps  # of parameters of about one
    return _reach(optimizer) * (signal + noise + decay)


def largest_norm(
    plan: Plan,
    optimizer: LocalOptimizer,
    *,
    survivors: Sequence[int],
    largest_declared: int,
    values: int,
) -> float:
    """The largest L2 norm of the weighted sum of updates [values] of owners who declared these
    sizes; `largest_declared` is that of the whole roster."""
    steps, weights = plan.steps_per_round, sum(survivors) / largest_declared
    signal = _drawn(plan, largest_declared) * plan.clip_norm * steps * len(survivors)
    spread = _noise(plan, largest_declared) * math.sqrt(steps * len(survivors))
    decay = optimizer.weight_decay * steps * weights * math.sqrt(values)
    return _reach(optimizer) * (signal + spread * (math.sqrt(values) + TAIL) + decay)


def make_quantizer(
    plan: Plan, optimizer: LocalOptimizer, declared: Sequence[int], *, modulus_bits: int
) -> Quantizer:
    """The finest quantizer for a session with owners of these declared sizes."""
    largest = largest_value(plan, optimizer, max(declared))
    return Quantizer.for_range(largest, owners=len(declared), modulus_bits=modulus_bits)


def _reach(optimizer: LocalOptimizer) -> float:
    """How far one step's gradient moves a parameter, over all later steps."""
    return optimizer.learning_rate / (1.0 - optimizer.momentum)


def _drawn(plan: Plan, largest_declared: int) -> float:
    """The most units that a step draws, over its denominator q max D."""
    mean = plan.sampling_probability * largest_declared
    return (SIZE_MAX * mean + TAIL * (math.sqrt(SIZE_MAX * mean) + 1)) / mean


def _noise(plan: Plan, largest_declared: int) -> float:
    """Standard deviation of one step's noise in a weighted update, before the learning rate."""
    return plan.noise_std / (plan.sampling_probability * largest_declared)
