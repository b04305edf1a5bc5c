"""One owner's part of one round: DP-SGD whose claims are what ran.

    Poisson draw over units → their records and windows → micro-batches of one padded length
    → per-unit gradients → clip in float32 → sum → one addition of noise → public denominator
    → SGD step

Sampling, clip and noise come from the task's `Plan`, the value that the accountant composes.
Draws, noise and dropout come from the owner's own secret stream, never from a seed in a message.
What ran is checked against the plan while it runs (`client.checks`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from client.checks.clip import PROBABILITY, check_engine
from client.checks.draws import DrawCheck
from client.checks.noise import SAMPLE, NoiseCheck
from client.dropout import secret_dropout
from client.gradients import Engine, open_engine
from client.micro_batches import Hidden, Limits, micro_batches, pieces, unit_batch
from client.policy import MIN_CLIP_NORM
from client.samples import DrawnUnit, UnitSamples
from client.trunk_cache import TrunkCache
from exchange.task import TrainTask
from privacy.errors import InvalidPlanError
from privacy.noise import ChaCha20Stream, add_gaussian, owner_stream, poisson_draw
from privacy.plan import Plan
from qa.model import forward, vocabulary_size
from qa.runtime import Runtime
from qa.trainable import Arrays, trainable_arrays

_Float32 = npt.NDArray[np.float32]
_Total = npt.NDArray[np.float32] | npt.NDArray[np.float64]

FLOAT32_UNITS = 64  # whose sum's rounding moves it by less than 1e-4 of the clip norm


def train_round(
    network: nn.Module,
    samples: UnitSamples,
    task: TrainTask,
    *,
    declared_units: int,
    stream: ChaCha20Stream,
    runtime: Runtime,
    pad_id: int,
    draws: DrawCheck,
    begin_step: Callable[[], None] = lambda: None,
    cache: TrunkCache | None = None,
) -> Arrays:
    """Run the plan's steps of one round and return the pseudo-gradient (after − before).

    `network` holds the round's model on `runtime`'s device and is left trained. The result has
    the trainable tensors' names and shapes, float32. `begin_step` is called before each step's
    draw: the ledger settles a round that fails by how often. `draws` remembers earlier rounds'
    draws of the same run, and afterwards this one's too. `cache` holds what the frozen trunk of
    this very network makes of the windows; it changes the speed alone.

    Formal guarantee: under add-or-remove of one unit, what is returned is a post-processing of
    `plan.steps_per_round` Poisson-sampled Gaussian mechanisms with `plan`'s sampling probability
    and noise multiplier (Abadi et al. 2016, algorithm 1). Neither the denominator nor any other
    constant depends on the records.

    Raises InvalidPlanError for a clip norm below MIN_CLIP_NORM, ModelError for a layer without
    per-unit gradients, and SelfCheckError where what ran isn't what the plan says.
    """
    plan = task.plan
    if plan.clip_norm < MIN_CLIP_NORM:
        raise InvalidPlanError(
            f"clip_norm: expected at least {MIN_CLIP_NORM:g}, found {plan.clip_norm:g}"
        )
    before = trainable_arrays(network)
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.SGD(
        parameters,
        lr=task.optimizer.learning_rate,
        momentum=task.optimizer.momentum,
        weight_decay=task.optimizer.weight_decay,
    )
    denominator = np.float32(plan.sampling_probability * declared_units)
    engine = open_engine(network, runtime, forward if cache is None else cache.trunk.read)
    network.train()
    # What is looked at closely is drawn apart: checks change nothing of what is trained.
    watching = owner_stream()
    noise = NoiseCheck(plan.noise_std, _below(max(1, sum(engine.sizes) - SAMPLE), watching))
    try:
        with secret_dropout(network, task.dropout, stream) as dropout:
            for step in range(plan.steps_per_round):
                begin_step()
                if step == 0 or bool(watching.bernoulli(1, PROBABILITY)[0]):
                    with dropout.paused():
                        check_engine(
                            engine,
                            plan.clip_norm,
                            vocabulary_size(network),
                            task.reading.max_length,
                        )
                drawn = poisson_draw(stream, len(samples), plan.sampling_probability)
                units = [samples.draw(int(unit), stream) for unit in drawn]
                hidden = None if cache is None else cache.hidden
                total = clipped_sum(engine, units, plan.clip_norm, pad_id, hidden=hidden)
                private = privatize(total, plan, stream)
                noise.check(total, private)
                draws.observe(drawn)
                private /= denominator
                set_gradients(parameters, private)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
        draws.check()
    finally:
        engine.close()
        for parameter in parameters:
            parameter.grad = None
        network.eval()
    after = trainable_arrays(network)
    return {name: after[name] - before[name] for name in before}


def clipped_sum(
    engine: Engine,
    units: Sequence[DrawnUnit],
    clip_norm: float,
    pad_id: int,
    *,
    hidden: Hidden | None = None,
) -> _Total:
    """Sum of the units' gradients, each clipped to `clip_norm` in L2, flat [D].

    A non-finite gradient counts as zero, silently: a crafted model must neither turn the sum into
    NaN nor learn that it could. No units give zeros. `hidden` stands for the frozen trunk.

    The sum is float32 for at most FLOAT32_UNITS units, and float64 of such sums beyond: rounding
    in a long float32 sum could let one unit change it by more than the clip norm (Casacuberta et
    al. 2022), twice as much with 8192 units.
    """
    device = engine.runtime.torch_device()
    limits = Limits.of(device)

    def add(some: Sequence[DrawnUnit], total: torch.Tensor) -> None:
        most = limits.windows_of(some[0].length, engine)
        if len(some) == 1 and len(some[0]) > most:
            engine.add_alone(pieces(some[0], most, pad_id, device, hidden), clip_norm, total)
        else:
            engine.add_clipped(unit_batch(some, pad_id, device, hidden), clip_norm, total)

    total = torch.zeros(sum(engine.sizes), dtype=torch.float32, device=device)
    sums: torch.Tensor | None = None
    held = 0
    for group in micro_batches(units, engine, limits):
        if held and held + len(group) > FLOAT32_UNITS:
            sums = total.double() if sums is None else sums.add_(total)
            total.zero_()
            held = 0
        add(group, total)
        held += len(group)
    if sums is not None:
        return sums.add_(total).cpu().numpy()
    return total.cpu().numpy()


def privatize(total: _Total, plan: Plan, stream: ChaCha20Stream) -> _Float32:
    """`total` [D] plus Gaussian noise of standard deviation sigma * C, rounded to a grid."""
    if plan.noise_multiplier == 0:
        return total.astype(np.float32)
    return add_gaussian(total, plan.noise_std, stream)


def set_gradients(parameters: list[nn.Parameter], flat: _Float32) -> None:
    """Let an optimiser find `flat` [D] as the parameters' gradients; on a CPU without a copy."""
    pieces_ = torch.from_numpy(flat).to(parameters[0].device)
    sizes = [p.numel() for p in parameters]
    for parameter, piece in zip(parameters, torch.split(pieces_, sizes), strict=True):
        parameter.grad = piece.view_as(parameter)


def _below(bound: int, stream: ChaCha20Stream) -> int:
    return 0 if bound == 1 else int(stream.integers_below(bound, 1)[0])
