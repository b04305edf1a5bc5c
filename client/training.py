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

from client.checks.clip import PROBABILITY, UNITS, check_clip
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
from qa.model import forward
from qa.runtime import Runtime
from qa.trainable import Arrays, trainable_arrays

_Float32 = npt.NDArray[np.float32]


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
        with secret_dropout(network, task.dropout, stream, runtime.torch_device()):
            for _ in range(plan.steps_per_round):
                begin_step()
                drawn = poisson_draw(stream, len(samples), plan.sampling_probability)
                units = [samples.draw(int(unit), stream) for unit in drawn]
                # Dropout gives a unit another gradient each time: there is none to compare with.
                sampled = task.dropout == 0 and bool(watching.bernoulli(1, PROBABILITY)[0])
                total = clipped_sum(
                    engine,
                    units,
                    plan.clip_norm,
                    pad_id,
                    sampling=watching if sampled else None,
                    hidden=None if cache is None else cache.hidden,
                )
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
    sampling: ChaCha20Stream | None = None,
    hidden: Hidden | None = None,
) -> _Float32:
    """Sum of the units' gradients, each clipped to `clip_norm` in L2, flat float32 [D].

    A non-finite gradient counts as zero, silently: a crafted model must neither turn the sum into
    NaN nor learn that it could. No units give zeros. With `sampling`, a few units of a micro-batch
    drawn from it are compared with plain autograd, which may raise SelfCheckError. `hidden` stands
    for the frozen trunk; the comparison runs the trunk itself, so that a wrong one is seen.
    """
    device = engine.runtime.torch_device()
    limits = Limits.of(device)

    def add(some: Sequence[DrawnUnit], total: torch.Tensor) -> None:
        most = limits.windows_of(some[0].length, engine)
        if len(some) == 1 and len(some[0]) > most:
            engine.add_alone(pieces(some[0], most, pad_id, device, hidden), clip_norm, total)
        else:
            engine.add_clipped(unit_batch(some, pad_id, device, hidden), clip_norm, total)

    def plain_gradient(unit: DrawnUnit) -> torch.Tensor:
        return engine.gradient(pieces(unit, limits.windows_of(unit.length, engine), pad_id, device))

    total = torch.zeros(sum(engine.sizes), dtype=torch.float32, device=device)
    groups = list(micro_batches(units, engine, limits))
    for group in groups:
        add(group, total)
    if sampling is not None and groups:
        few = groups[_below(len(groups), sampling)][:UNITS]
        added = torch.zeros_like(total)
        add(few, added)
        precision = torch.bfloat16 if engine.runtime.is_reduced() else torch.float32
        check_clip(added, [plain_gradient(unit) for unit in few], clip_norm, precision)
    return total.cpu().numpy()


def privatize(total: _Float32, plan: Plan, stream: ChaCha20Stream) -> _Float32:
    """`total` [D] plus Gaussian noise of standard deviation sigma * C, rounded to a grid."""
    if plan.noise_multiplier == 0:
        return total.copy()
    return add_gaussian(total, plan.noise_std, stream)


def set_gradients(parameters: list[nn.Parameter], flat: _Float32) -> None:
    """Let an optimiser find `flat` [D] as the parameters' gradients; on a CPU without a copy."""
    pieces_ = torch.from_numpy(flat).to(parameters[0].device)
    sizes = [p.numel() for p in parameters]
    for parameter, piece in zip(parameters, torch.split(pieces_, sizes), strict=True):
        parameter.grad = piece.view_as(parameter)


def _below(bound: int, stream: ChaCha20Stream) -> int:
    return 0 if bound == 1 else int(stream.integers_below(bound, 1)[0])
