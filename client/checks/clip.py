"""Does the engine clip each unit? On made-up windows, against plain autograd.

Never on the owner's own: weights can be made under which two computations of one gradient differ
for a single text that the coordinator knows (an activation that overflows, terms that cancel), and
then a refusal would tell, without noise, that the text is there. Made-up windows are drawn from
fresh randomness that has nothing to do with records, so that the verdict is one about the weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from client.checks import SelfCheckError
from client.gradients.engine import Engine, UnitBatch
from qa.batches import collate
from qa.features import Window

PROBABILITY = 1 / 8  # of a step, besides the first of a round
COUNTS = (1, 2)  # windows of the units: with one unit, a clip of the whole batch would pass
TOKENS_MAX = 96  # of a window
TOLERANCE = {torch.float32: 1e-3, torch.bfloat16: 0.1}  # of the clip norm, for each unit


def check_engine(engine: Engine, clip_norm: float, vocabulary: int, max_length: int) -> None:
    """Let `engine` add a few made-up units, and raise SelfCheckError unless they add what plain
    autograd says and no more than `clip_norm` each. The network has to be in the mode that it
    trains in, without dropout."""
    rng = np.random.default_rng()  # of no secret and of no data
    length = int(rng.integers(12, max(13, min(max_length, TOKENS_MAX)) + 1))
    windows = [_made_up(length, vocabulary, rng) for _ in range(sum(COUNTS))]
    weights = torch.tensor([1 / count for count in COUNTS for _ in range(count)])
    device = engine.runtime.torch_device()
    batch, weights = collate(windows, 0).to(device), weights.to(device)
    added = torch.zeros(sum(engine.sizes), device=device)
    engine.add_clipped(UnitBatch(batch, COUNTS, weights), clip_norm, added)
    gradients = []
    for begin, count in zip((0, COUNTS[0]), COUNTS, strict=True):
        part = slice(begin, begin + count)
        own = collate(windows[part], 0).to(device)
        gradients.append(engine.gradient([(own, weights[part])]))
    reduced = torch.bfloat16 if engine.runtime.is_reduced() else torch.float32
    check_sum(added, gradients, clip_norm, reduced)


def check_sum(
    added: torch.Tensor,
    gradients: Sequence[torch.Tensor],
    clip_norm: float,
    precision: torch.dtype,
) -> None:
    """`added`, float32 [D], is what units with these plain `gradients`, float32 [D] each, added.

    Raises SelfCheckError where that is more than `clip_norm` for each, or another sum than that of
    the clipped gradients. Units whose gradient isn't finite have to add nothing.
    """
    expected = torch.zeros_like(added, dtype=torch.float64)
    for gradient in gradients:
        wide = gradient.double()
        norm = float(torch.linalg.vector_norm(wide))
        if norm < float("inf"):  # false for NaN
            expected += wide * min(1.0, clip_norm / norm if norm else 1.0)
    found = added.double()
    count = len(gradients)
    if not float(torch.linalg.vector_norm(found)) <= count * clip_norm * (1 + 1e-6):
        raise SelfCheckError("clip: units added more than the plan's clip norm")
    allowed = count * clip_norm * TOLERANCE[precision]
    if not float(torch.linalg.vector_norm(found - expected)) <= allowed:
        raise SelfCheckError("clip: units added something else than their clipped gradients")


def _made_up(length: int, vocabulary: int, rng: np.random.Generator) -> Window:
    begin = min(6, length // 2)
    size = length - begin - 1
    start = begin + int(rng.integers(size))
    return Window(
        input_ids=rng.integers(0, vocabulary, length, dtype=np.int32),
        token_type_ids=(np.arange(length) >= begin).astype(np.int32),
        context_begin=begin,
        offsets=np.zeros((size, 2), np.int32),
        start=start,
        end=min(start + 2, begin + size - 1),
    )
