"""One owner's part of one round: DP-SGD whose claims are what ran.

    Poisson draw over units → one window a unit → micro-batches of one padded length
    → per-unit gradients (Opacus) → clip in float32 → sum → one addition of noise
    → public denominator → SGD step

Sampling, clip and noise come from the task's `Plan`, the value that the accountant composes.
Draws and noise come from the owner's own secret stream, never from a seed in a message.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt
import torch
from opacus.grad_sample import GradSampleModule
from torch import nn

from client.policy import MIN_CLIP_NORM
from client.samples import UnitSamples
from exchange.task import TrainTask
from privacy.errors import InvalidPlanError
from privacy.noise import ChaCha20Stream, add_gaussian, poisson_draw
from privacy.plan import Plan
from qa.batches import Batch, collate, padded_length
from qa.features import Window
from qa.model import forward, span_loss
from qa.runtime import Runtime
from qa.trainable import Arrays, trainable_arrays

# Token ids need no gradient, which torch finds worth a word in every run.
warnings.filterwarnings("ignore", "Full backward hook is firing", UserWarning)

# Per-unit gradients held at once. Speed and memory only: the sum is the same for any value.
GRADIENT_MEMORY = 256 * 1024 * 1024  # bytes
MICRO_BATCH_MAX = 32  # units
MICRO_BATCH_TOKENS = 4096  # padded; attention's memory grows with units times length squared

# Norms and sums are float32. The factor aims this much below the clip norm, so that rounding
# can't carry a unit's share above it.
CLIP_MARGIN = 1e-5


def train_round(
    network: nn.Module,
    samples: UnitSamples,
    task: TrainTask,
    *,
    declared_units: int,
    stream: ChaCha20Stream,
    runtime: Runtime,
    pad_id: int,
    begin_step: Callable[[], None] = lambda: None,
) -> Arrays:
    """Run the plan's steps of one round and return the pseudo-gradient (after − before).

    `network` holds the round's model on `runtime`'s device and is left trained. The result has
    the trainable tensors' names and shapes, float32. `begin_step` is called before each step's
    draw: the ledger settles a round that fails by how often.

    Formal guarantee: under add-or-remove of one unit, what is returned is a post-processing of
    `plan.steps_per_round` Poisson-sampled Gaussian mechanisms with `plan`'s sampling probability
    and noise multiplier (Abadi et al. 2016, algorithm 1). Neither the denominator nor any other
    constant depends on the records.

    Raises InvalidPlanError for a clip norm below MIN_CLIP_NORM.
    """
    if task.plan.clip_norm < MIN_CLIP_NORM:
        raise InvalidPlanError(
            f"clip_norm: expected at least {MIN_CLIP_NORM:g}, found {task.plan.clip_norm:g}"
        )
    before = trainable_arrays(network)
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.SGD(
        parameters,
        lr=task.optimizer.learning_rate,
        momentum=task.optimizer.momentum,
        weight_decay=task.optimizer.weight_decay,
    )
    plan = task.plan
    denominator = plan.sampling_probability * declared_units
    sampler = GradSampleModule(network, loss_reduction="sum")
    network.train()
    try:
        for _ in range(plan.steps_per_round):
            begin_step()
            drawn = poisson_draw(stream, len(samples), plan.sampling_probability)
            windows = [samples.choose(int(unit), stream) for unit in drawn]
            total = clipped_sum(sampler, windows, plan.clip_norm, runtime, pad_id)
            private = privatize(total, plan, stream)
            _set_gradients(parameters, private / denominator)
            optimizer.step()
    finally:
        sampler.remove_hooks()
        _forget_gradients(parameters)
        network.eval()
    after = trainable_arrays(network)
    return {name: after[name] - before[name] for name in before}


def clipped_sum(
    sampler: GradSampleModule,
    windows: Sequence[Window],
    clip_norm: float,
    runtime: Runtime,
    pad_id: int,
) -> npt.NDArray[np.float32]:
    """Sum of the windows' gradients, each clipped to `clip_norm` in L2, flat float32 [D].

    One window stands for one unit. A non-finite gradient counts as zero, silently: a crafted
    model must neither turn the sum into NaN nor learn that it could. No windows give zeros.

    A window's gradient is a function of itself and the model: it is padded to a length of its
    own, never to a neighbour's. Weights can be made under which padding shows through the
    attention mask (a position that gives NaN is enough), and then one long neighbour would
    change every other share in its micro-batch. Rounding still depends on how many share one.
    """
    parameters = [p for p in sampler.parameters() if p.requires_grad]
    sizes = [p.numel() for p in parameters]
    device = runtime.torch_device()
    total = torch.zeros(sum(sizes), dtype=torch.float32, device=device)
    views = torch.split(total, sizes)
    micro = max(1, min(MICRO_BATCH_MAX, GRADIENT_MEMORY // (4 * sum(sizes))))
    for chunk in _micro_batches(windows, micro):
        batch = collate(chunk, pad_id).to(device)
        rows = _per_unit_gradients(sampler, parameters, batch, runtime)
        squares = torch.stack([row.square().sum(dim=1) for row in rows]).double().sum(dim=0)
        norms = squares.sqrt()
        factors = clip_norm * (1 - CLIP_MARGIN) / norms.clamp(min=clip_norm)
        finite = torch.isfinite(norms)
        factors = torch.where(finite, factors, 0.0).float()
        for row, view in zip(rows, views, strict=True):
            if not bool(finite.all()):
                row[~finite] = 0.0  # zero times NaN would be NaN
            view.addmv_(row.t(), factors)
    return total.cpu().numpy()


def privatize(
    total: npt.NDArray[np.float32], plan: Plan, stream: ChaCha20Stream
) -> npt.NDArray[np.float32]:
    """`total` [D] plus Gaussian noise of standard deviation sigma * C, rounded to a grid."""
    if plan.noise_multiplier == 0:
        return total
    return add_gaussian(total, plan.noise_std, stream)


def _micro_batches(windows: Sequence[Window], size: int) -> Iterator[list[Window]]:
    """Windows of one padded length, at most `size` at a time, the shortest first."""
    for _, group in groupby(sorted(windows, key=len), key=padded_length):
        alike = list(group)
        step = max(1, min(size, MICRO_BATCH_TOKENS // padded_length(alike[0])))
        for begin in range(0, len(alike), step):
            yield alike[begin : begin + step]


def _per_unit_gradients(
    sampler: GradSampleModule,
    parameters: list[nn.Parameter],
    batch: Batch,
    runtime: Runtime,
) -> list[torch.Tensor]:
    """Each parameter's gradients for each example, float32 [B, numel], and the slots cleared."""
    with runtime.autocast():
        starts, ends = forward(sampler, batch.inputs)
    loss = span_loss(starts, ends, batch.starts, batch.ends).sum()
    loss.backward()  # type: ignore[no-untyped-call]
    rows = []
    for parameter in parameters:
        gradients = getattr(parameter, "grad_sample", None)
        if not isinstance(gradients, torch.Tensor) or len(gradients) != len(batch.starts):
            raise TypeError("expected one gradient of each parameter for each unit, found others")
        # Under autocast samples may be bfloat16: norms are taken on the tensors that are summed.
        rows.append(gradients.float().flatten(start_dim=1))
    _forget_gradients(parameters)
    return rows


def _forget_gradients(parameters: list[nn.Parameter]) -> None:
    for parameter in parameters:
        parameter.grad = None
        parameter.grad_sample = None  # type: ignore[attr-defined]


def _set_gradients(parameters: list[nn.Parameter], flat: npt.NDArray[np.float32]) -> None:
    device = parameters[0].device
    pieces = torch.from_numpy(np.ascontiguousarray(flat, dtype=np.float32)).to(device)
    sizes = [p.numel() for p in parameters]
    for parameter, piece in zip(parameters, torch.split(pieces, sizes), strict=True):
        parameter.grad = piece.view_as(parameter)
